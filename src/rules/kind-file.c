/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about what the file said of a label and its shape does not bear out.
 * Labels that were drawn or changed here say nothing: their fields are made
 * from the shape when they are saved.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* How far the box of the file is off, at the side where it is farthest; 0 when
 * nothing is known. */
static double
measure_box (const FwLabel *label)
{
  const FwStated *stated = fw_label_get_stated (label, FW_STATED_BOX);
  FwRect a, b = label->box;

  if (!stated)
    return 0.0;
  a = stated->box;

  return MAX (MAX (fabs (a.x - b.x), fabs (a.y - b.y)),
              MAX (fabs (a.x + a.width - b.x - b.width), fabs (a.y + a.height - b.y - b.height)));
}

static gboolean
box_fires (const FwLabel *label, const FwCheck *check)
{
  return measure_box (label) > check->limits[0];
}

static double
box_badness (const FwLabel *label, const FwCheck *check)
{
  return measure_box (label);
}

static char *
describe_box (const FwLabel *label, const FwCheck *check)
{
  g_autofree char *value = fw_text_number (measure_box (label), check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_ ("The box in the file is %s px off the shape; at most %s px are "
                             "wanted."),
                          value, limit);
}

/* How far the area of the file is off, as a share of the shape's; 0 when
 * nothing is known. */
static double
measure_area (const FwLabel *label)
{
  const FwStated *stated = fw_label_get_stated (label, FW_STATED_AREA);

  return stated ? fabs (stated->area - fw_label_get_area (label)) / fw_label_get_area (label) : 0.0;
}

static gboolean
area_fires (const FwLabel *label, const FwCheck *check)
{
  return measure_area (label) > check->limits[0];
}

static double
area_badness (const FwLabel *label, const FwCheck *check)
{
  return measure_area (label);
}

static char *
describe_area (const FwLabel *label, const FwCheck *check)
{
  const FwStated *stated = fw_label_get_stated (label, FW_STATED_AREA);
  double area = fw_label_get_area (label);
  g_autofree char *said = fw_text_number (stated ? stated->area : 0.0, area);
  g_autofree char *found = fw_text_number (area, stated ? stated->area : 0.0);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_ ("The file says %s square pixels, the shape has %s; at most %s %% "
                             "apart are wanted."),
                          said, found, limit);
}

typedef enum
{
  RUNS_FINE,
  RUNS_BROKEN, /* longer than the picture, or no runs at all */
  RUNS_SHORT,  /* they end before the picture does */
  RUNS_SIZE    /* made for a picture of another size */
} RunsTrouble;

static RunsTrouble
judge_runs (const FwLabel *label, guint64 *out_pixels, guint *out_width, guint *out_height)
{
  const FwStated *stated = fw_label_get_stated (label, FW_STATED_RUNS);
  double image_width, image_height;
  const guint32 *runs;
  gsize n;

  *out_pixels = 0;
  if (stated)
    {
      *out_pixels = stated->pixels;
      *out_width = stated->width;
      *out_height = stated->height;
      return RUNS_BROKEN;
    }
  if (fw_track_get_kind (label->track) != FW_SHAPE_MASK)
    return RUNS_FINE;

  runs = fw_shape_get_mask_runs (fw_label_get_shape (label), &n, out_width, out_height);
  for (gsize i = 0; i < n; i++)
    *out_pixels += runs[i];
  if (*out_pixels != (guint64) *out_width * *out_height)
    return RUNS_SHORT;

  fw_check_context_get_image (label->context, label->frame, &image_width, &image_height);
  if (image_width > 0.0 && image_height > 0.0
      && (*out_width != image_width || *out_height != image_height))
    return RUNS_SIZE;

  return RUNS_FINE;
}

static gboolean
runs_fire (const FwLabel *label, const FwCheck *check)
{
  guint64 pixels;
  guint width, height;

  return judge_runs (label, &pixels, &width, &height) != RUNS_FINE;
}

static char *
describe_runs (const FwLabel *label, const FwCheck *check)
{
  guint64 pixels;
  guint width, height;
  double image_width, image_height;

  switch (judge_runs (label, &pixels, &width, &height))
    {
    case RUNS_BROKEN:
      return g_strdup_printf (_ ("The runs of the mask do not fit its picture of %u × %u px; its "
                                 "box is shown instead."),
                              width, height);
    case RUNS_SHORT:
      return g_strdup_printf (_ ("The runs of the mask have %" PRIu64 " pixels, and its "
                                 "picture of %u × %u px has more."),
                              pixels, width, height);
    default:
      fw_check_context_get_image (label->context, label->frame, &image_width, &image_height);
      return g_strdup_printf (_ ("The mask was made for a picture of %u × %u px; this one has "
                                 "%.0f × %.0f."),
                              width, height, image_width, image_height);
    }
}

const FwCheckOps fw_kinds_of_files[] = {
  { .kind = "box-matches-mask",
    .family = FW_FAMILY_LABEL,
    .limits = { "tolerance" },
    .fires = box_fires,
    .badness = box_badness,
    .describe = describe_box },
  { .kind = "area-matches",
    .family = FW_FAMILY_LABEL,
    .limits = { "tolerance" },
    .fires = area_fires,
    .badness = area_badness,
    .describe = describe_area },
  { .kind = "rle-valid",
    .family = FW_FAMILY_LABEL,
    .fires = runs_fire,
    .describe = describe_runs },
  { NULL },
};
