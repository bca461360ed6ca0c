/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about where one shape is and how large.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
finite_fires (const FwLabel *label,
              const FwCheck *check)
{
  FwRect box = label->box;

  if (fw_track_get_kind (label->track) == FW_SHAPE_BOX)
    return !(isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height));

  return !fw_shape_is_finite (fw_label_get_shape (label));
}

static char *
describe_finite (const FwLabel *label,
                 const FwCheck *check)
{
  return g_strdup (_("A coordinate is not a number; draw the shape again."));
}

static gboolean
positive_fires (const FwLabel *label,
                const FwCheck *check)
{
  return label->box.width < check->limits[0] || label->box.height < check->limits[0];
}

static double
positive_badness (const FwLabel *label,
                  const FwCheck *check)
{
  return -MIN (label->box.width, label->box.height);
}

static char *
describe_positive (const FwLabel *label,
                   const FwCheck *check)
{
  g_autofree char *width = fw_text_number (label->box.width, check->limits[0]);
  g_autofree char *height = fw_text_number (label->box.height, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_("%s × %s px; at least %s px each way are wanted."), width, height,
                          limit);
}

static gboolean
inside_fires (const FwLabel *label,
              const FwCheck *check)
{
  double width, height, tolerance = check->limits[0];
  FwRect box = label->box;

  fw_check_context_get_image (label->context, label->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return box.x < -tolerance || box.y < -tolerance || box.x + box.width > width + tolerance
         || box.y + box.height > height + tolerance;
}

static double
inside_badness (const FwLabel *label,
                const FwCheck *check)
{
  double width, height;
  FwRect box = label->box;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  return MAX (MAX (-box.x, -box.y), MAX (box.x + box.width - width, box.y + box.height - height));
}

static char *
describe_inside (const FwLabel *label,
                 const FwCheck *check)
{
  FwRect box = label->box;
  double width, height, most = 0.0;
  g_autoptr(GString) sides = g_string_new (NULL);
  g_autofree char *amount = NULL;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  const struct { double past; const char *name; } ends[] = {
    { -box.x, C_("side", "left") }, { -box.y, C_("side", "top") },
    { box.x + box.width - width, C_("side", "right") },
    { box.y + box.height - height, C_("side", "bottom") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i].past > 0.0)
      {
        g_string_append_printf (sides, "%s%s", sides->len > 0 ? ", " : "", ends[i].name);
        most = MAX (most, ends[i].past);
      }
  amount = fw_text_number (most, 0.0);

  return g_strdup_printf (_ ("Reaches %s px past the border of the picture (%s)."), amount,
                          sides->str);
}

/* A rotated box or an ellipse that is cut off is none any more, and points that
 * are cut off are gone; that is for a person. Cut lines that move keep no
 * vertex between their keyframes. */
static gboolean
can_be_clipped (const FwTrack *track)
{
  switch (fw_track_get_kind (track))
    {
    case FW_SHAPE_BOX:
    case FW_SHAPE_POLYGON:
      return TRUE;
    case FW_SHAPE_POLYLINE:
      return fw_track_get_n_keyframes (track) == 1;
    default:
      return FALSE;
    }
}

static gboolean
shows_in_picture (const FwLabel *label)
{
  FwFrame frames[] = { label->frame, fw_track_get_span (label->track).first,
                       fw_track_get_span (label->track).last };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      double width, height;
      FwRect box;

      fw_check_context_get_image (label->context, frames[i], &width, &height);
      if (fw_track_get_bounds_at (label->track, frames[i], &box)
          && fw_rect_area (fw_rect_intersection (box, FW_RECT (0, 0, width, height))) > 0.0)
        return TRUE;
    }

  return FALSE;
}

static void
offer_clip (FwProblem     *problem,
            const FwLabel *label,
            const FwCheck *check)
{
  if (check->rule->fix == FW_FIX_CLIP && can_be_clipped (label->track)
      && shows_in_picture (label))
    fw_problem_set_fix (problem, FW_FIX_CLIP, _("Fix cuts the shape at the border."));
}

static gboolean
small_fires (const FwLabel *label,
             const FwCheck *check)
{
  FwRect box = label->box;

  /* A limit that is not set is NaN, and nothing is below NaN. */
  return box.width < check->limits[0] || box.height < check->limits[1]
         || MIN (box.width, box.height) < check->limits[2]
         || (!isnan (check->limits[3]) && fw_label_get_area (label) < check->limits[3]);
}

/* @value in units of a limit that may not be set. */
static double
share_of (double value,
          double limit)
{
  return isnan (limit) ? INFINITY : value / limit;
}

static double
small_badness (const FwLabel *label,
               const FwCheck *check)
{
  FwRect box = label->box;

  return -MIN (MIN (share_of (box.width, check->limits[0]),
                    share_of (box.height, check->limits[1])),
               MIN (share_of (MIN (box.width, box.height), check->limits[2]),
                    share_of (fw_rect_area (box), check->limits[3])));
}

static char *
describe_small (const FwLabel *label,
                const FwCheck *check)
{
  FwRect box = label->box;
  double shorter = MIN (box.width, box.height);
  double area = fw_label_get_area (label);
  const struct { double value; double limit; const char *format; } sizes[] = {
    { box.width, check->limits[0], _("%s px wide; at least %s px are wanted.") },
    { box.height, check->limits[1], _("%s px high; at least %s px are wanted.") },
    { shorter, check->limits[2], _("The short side has %s px; at least %s px are wanted.") },
    { area, check->limits[3], _("Covers %s square pixels; at least %s are wanted.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].value < sizes[i].limit)
      {
        g_autofree char *value = fw_text_number (sizes[i].value, sizes[i].limit);
        g_autofree char *limit = fw_text_limit (sizes[i].limit);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        return g_strdup_printf (sizes[i].format, value, limit);
#pragma GCC diagnostic pop
      }

  return g_strdup ("");
}

static gboolean
large_fires (const FwLabel *label,
             const FwCheck *check)
{
  double width, height;

  fw_check_context_get_image (label->context, label->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return fw_label_get_area (label) > check->limits[0] * width * height
         || label->box.width > check->limits[1] * width;
}

static double
large_badness (const FwLabel *label,
               const FwCheck *check)
{
  return fw_rect_area (label->box);
}

static char *
describe_large (const FwLabel *label,
                const FwCheck *check)
{
  double width, height;
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  double share = fw_label_get_area (label) / (width * height);

  if (share > check->limits[0])
    {
      value = fw_text_percent (share, check->limits[0]);
      limit = fw_text_limit (100.0 * check->limits[0]);
      return g_strdup_printf (_ ("Covers %s %% of the picture; at most %s %% are wanted."), value,
                              limit);
    }

  value = fw_text_percent (label->box.width / width, check->limits[1]);
  limit = fw_text_limit (100.0 * check->limits[1]);

  return g_strdup_printf (_ ("Takes %s %% of the picture's width; at most %s %% are wanted."),
                          value, limit);
}

static gboolean
aspect_fires (const FwLabel *label,
              const FwCheck *check)
{
  double aspect = label->box.width / label->box.height;

  return label->box.height > 0.0 && (aspect < check->limits[0] || aspect > check->limits[1]);
}

static double
aspect_badness (const FwLabel *label,
                const FwCheck *check)
{
  return fabs (log (label->box.width / label->box.height));
}

static char *
describe_aspect (const FwLabel *label,
                 const FwCheck *check)
{
  double aspect = label->box.width / label->box.height;
  gboolean is_low = aspect < check->limits[0];
  double bound = check->limits[is_low ? 0 : 1];
  g_autofree char *value = fw_text_number (aspect, bound);
  g_autofree char *limit = fw_text_limit (bound);

  if (is_low)
    return g_strdup_printf (_("Width is %s times the height; at least %s is usual."), value, limit);

  return g_strdup_printf (_("Width is %s times the height; at most %s is usual."), value, limit);
}

/* The angle, written from below 0 on where the range begins there; NaN when the
 * shape has none. */
static double
get_angle (const FwLabel *label,
           const FwCheck *check)
{
  double low = isnan (check->limits[0]) ? 0.0 : check->limits[0];
  double width, height, angle;
  FwShapeKind kind = fw_track_get_kind (label->track);
  FwPoint centre;

  if (kind != FW_SHAPE_ROTATED_BOX && kind != FW_SHAPE_ELLIPSE)
    return NAN;

  /* Kept from 0 to 360. */
  fw_shape_get_rotated_box (fw_label_get_shape (label), &centre, &width, &height, &angle);

  return low < 0.0 && angle - 360.0 >= low ? angle - 360.0 : angle;
}

static gboolean
angle_fires (const FwLabel *label,
             const FwCheck *check)
{
  double angle = get_angle (label, check);

  return angle < check->limits[0] || angle > check->limits[1]
         || fw_label_get_stated (label, FW_STATED_ANGLE);
}

static char *
describe_angle (const FwLabel *label,
                const FwCheck *check)
{
  double angle = get_angle (label, check);
  gboolean is_low = angle < check->limits[0];
  double bound = check->limits[is_low ? 0 : 1];
  const FwStated *stated = fw_label_get_stated (label, FW_STATED_ANGLE);
  g_autofree char *value = fw_text_number (stated ? stated->degrees : angle, bound);
  g_autofree char *limit = fw_text_limit (bound);

  if (stated)
    return g_strdup_printf (_("The file says that it is turned by %s degrees, which is more than a "
                              "whole turn; %g is meant."),
                            value, angle);
  if (is_low)
    return g_strdup_printf (_("Turned by %s degrees; at least %s are wanted."), value, limit);

  return g_strdup_printf (_("Turned by %s degrees; at most %s are wanted."), value, limit);
}

const FwCheckOps fw_kinds_of_sizes[] = {
  { .kind = "finite-coords",
    .family = FW_FAMILY_LABEL,
    .fires = finite_fires,
    .describe = describe_finite },
  { .kind = "positive-size",
    .family = FW_FAMILY_LABEL,
    .limits = { "min" },
    .fires = positive_fires,
    .badness = positive_badness,
    .describe = describe_positive },
  { .kind = "inside-image",
    .family = FW_FAMILY_LABEL,
    .limits = { "tolerance" },
    .fires = inside_fires,
    .badness = inside_badness,
    .describe = describe_inside,
    .offer = offer_clip },
  { .kind = "min-size",
    .family = FW_FAMILY_LABEL,
    .limits = { "width", "height", "short", "area" },
    .fires = small_fires,
    .badness = small_badness,
    .describe = describe_small },
  { .kind = "max-size",
    .family = FW_FAMILY_LABEL,
    .limits = { "area-share", "width-share" },
    .fires = large_fires,
    .badness = large_badness,
    .describe = describe_large },
  { .kind = "aspect-range",
    .family = FW_FAMILY_LABEL,
    .limits = { "min", "max" },
    .fires = aspect_fires,
    .badness = aspect_badness,
    .describe = describe_aspect },
  { .kind = "rotation-range",
    .family = FW_FAMILY_LABEL,
    .limits = { "min", "max" },
    .fires = angle_fires,
    .describe = describe_angle },
  { NULL },
};
