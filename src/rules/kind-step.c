/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that compare a shape with the one in the frame before.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_in_pixels (const FwCheck *check)
{
  return !isnan (check->limits[1]);
}

/* The diagonal is that of the earlier frame. */
static double
measure_move (const FwStep  *step,
              const FwCheck *check,
              double        *out_limit)
{
  double distance
      = fw_point_distance (fw_rect_centre (step->before), fw_rect_centre (step->after));

  *out_limit = check->limits[is_in_pixels (check) ? 1 : 0];

  return is_in_pixels (check) ? distance
                              : distance / hypot (step->before.width, step->before.height);
}

static char *
describe_move (const FwStep  *step,
               const FwCheck *check)
{
  double bound, measure = measure_move (step, check, &bound);
  g_autofree char *value = fw_text_number (measure, bound);
  g_autofree char *limit = fw_text_limit (bound);

  if (is_in_pixels (check))
    return g_strdup_printf (_("Moves %s px from frame %d to %d; at most %s are wanted."), value,
                            step->frame - 1, step->frame, limit);

  return g_strdup_printf (_("Moves %s diagonals from frame %d to %d; at most %s are wanted."),
                          value, step->frame - 1, step->frame, limit);
}

static double
measure_growth (const FwStep  *step,
                const FwCheck *check,
                double        *out_limit)
{
  double width = step->after.width / step->before.width;
  double height = step->after.height / step->before.height;

  *out_limit = check->limits[0];

  return MAX (MAX (width, 1.0 / width), MAX (height, 1.0 / height));
}

static char *
describe_growth (const FwStep  *step,
                 const FwCheck *check)
{
  double width = step->after.width / step->before.width;
  double height = step->after.height / step->before.height;
  gboolean is_width = MAX (width, 1.0 / width) >= MAX (height, 1.0 / height);
  g_autofree char *value
      = fw_text_percent (fabs ((is_width ? width : height) - 1.0), check->limits[0] - 1.0);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  if (is_width)
    return g_strdup_printf (_("Width jumps %s %% between frames %d and %d; at "
                              "most a factor of %s is wanted."),
                            value, step->frame - 1, step->frame, limit);

  return g_strdup_printf (_("Height jumps %s %% between frames %d and %d; "
                            "at most a factor of %s is wanted."),
                          value, step->frame - 1, step->frame, limit);
}

/* ln of width / height. */
static double
measure_proportions (const FwStep  *step,
                     const FwCheck *check,
                     double        *out_limit)
{
  *out_limit = check->limits[0];

  return fabs (log (step->after.width / step->after.height)
               - log (step->before.width / step->before.height));
}

static char *
describe_proportions (const FwStep  *step,
                      const FwCheck *check)
{
  double bound, measure = measure_proportions (step, check, &bound);
  g_autofree char *value = fw_text_number (measure, bound);
  g_autofree char *limit = fw_text_limit (bound);

  return g_strdup_printf (_("Width by height goes from %.2f to %.2f between frames %d and %d: %s in "
                            "logarithms; at most %s are wanted."),
                          step->before.width / step->before.height,
                          step->after.width / step->after.height, step->frame - 1, step->frame,
                          value, limit);
}

static gboolean
is_per_second (const FwCheck *check)
{
  const FwParamValue *per = fw_check_get_given (check, "per");

  return per && g_str_equal (per->text, "second");
}

/* What may happen in a second, as what may happen in a frame. */
static void
read_growth (FwPlan  *plan,
             FwCheck *check)
{
  if (is_per_second (check))
    check->limits[0] = pow (check->limits[0], 1.0 / plan->fps);
}

static void
read_move (FwPlan  *plan,
           FwCheck *check)
{
  for (guint i = 0; is_per_second (check) && i < 2; i++)
    check->limits[i] /= plan->fps;
}

const FwCheckOps fw_kinds_of_steps[] = {
  { .kind = "max-step",
    .family = FW_FAMILY_STEP,
    .limits = { "diagonals", "pixels" },
    .read = read_move,
    .measure = measure_move,
    .describe_step = describe_move },
  { .kind = "max-size-change",
    .family = FW_FAMILY_STEP,
    .limits = { "ratio" },
    .read = read_growth,
    .measure = measure_growth,
    .describe_step = describe_growth },
  { .kind = "aspect-jump",
    .family = FW_FAMILY_STEP,
    .limits = { "log-ratio" },
    .measure = measure_proportions,
    .describe_step = describe_proportions },
  { NULL },
};
