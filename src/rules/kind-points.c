/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the points of one skeleton. Limbs and pairs are named by the
 * manual, points by the labels file; what a skeleton does not have is passed
 * over.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "core/shape-kinds.h"
#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The label's points; NULL when it is another kind of shape. */
static const FwKeypoint *
get_points (const FwLabel *label,
            gsize         *out_n)
{
  FwShapeKind kind = fw_track_get_kind (label->track);

  *out_n = 0;
  if (kind != FW_SHAPE_SKELETON && kind != FW_SHAPE_POINTS)
    return NULL;

  return fw_shape_get_points (fw_label_get_shape (label), out_n);
}

/* How a person is told of a point. Returns: (transfer full) */
static char *
dup_point_name (const FwKeypoint *points,
                gsize             index)
{
  if (points[index].name)
    return g_strdup_printf (_("“%s”"), points[index].name);

  return g_strdup_printf (_("Point %d"), (int) index + 1);
}

/* The point called @name (interned) that is there, or NULL. */
static const FwKeypoint *
find_there (const FwKeypoint *points,
            gsize             n,
            const char       *name)
{
  for (gsize i = 0; i < n; i++)
    if (points[i].name == name)
      return points[i].visibility != FW_KEYPOINT_ABSENT ? &points[i] : NULL;

  return NULL;
}

/* keypoint-in-box. Boxes of people end where their visible part ends: a point
 * that is hidden may lie beyond. */

/* How far the point lies outside the box in diagonals of it; 0 inside. */
static double
measure_outside (const FwKeypoint *point,
                 FwRect            box)
{
  double d = hypot (box.width, box.height);
  double x = MAX (box.x - point->x, point->x - (box.x + box.width));
  double y = MAX (box.y - point->y, point->y - (box.y + box.height));

  return d > 0.0 ? MAX (MAX (x, y), 0.0) / d : 0.0;
}

/* The visible point that lies farthest out. */
static double
find_outermost (const FwLabel *label,
                gsize         *out_index)
{
  gsize n;
  const FwKeypoint *points = get_points (label, &n);
  double farthest = 0.0;

  *out_index = 0;
  for (gsize i = 0; i < n; i++)
    {
      double outside = measure_outside (&points[i], label->box);

      if (points[i].visibility == FW_KEYPOINT_VISIBLE && outside > farthest)
        {
          farthest = outside;
          *out_index = i;
        }
    }

  return farthest;
}

static double
outside_badness (const FwLabel *label,
                 const FwCheck *check)
{
  gsize index;

  return find_outermost (label, &index);
}

static gboolean
outside_fires (const FwLabel *label,
               const FwCheck *check)
{
  gsize index;

  return find_outermost (label, &index) > check->limits[0];
}

static char *
describe_outside (const FwLabel *label,
                  const FwCheck *check)
{
  gsize n, index;
  double outside = find_outermost (label, &index);
  g_autofree char *name = dup_point_name (get_points (label, &n), index);
  g_autofree char *value = fw_text_percent (outside, check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_("%s lies %s %% of the box's diagonal outside it; at most %s %% are "
                            "wanted."),
                          name, value, limit);
}

/* keypoint-flags. */

static gboolean
is_at_corner (const FwKeypoint *point)
{
  return point->x == 0.0 && point->y == 0.0;
}

/* The first point whose flag says something else than its place, or -1. */
static gssize
find_contradiction (const FwKeypoint *points,
                    gsize             n)
{
  for (gsize i = 0; i < n; i++)
    if ((points[i].visibility == FW_KEYPOINT_ABSENT) != is_at_corner (&points[i]))
      return i;

  return -1;
}

static gboolean
flags_fire (const FwLabel *label,
            const FwCheck *check)
{
  gsize n;
  const FwKeypoint *points = get_points (label, &n);

  if (n == 0)
    return FALSE;

  return find_contradiction (points, n) >= 0
         || fw_shape_get_stated_points (fw_label_get_shape (label)) >= 0;
}

static char *
describe_flags (const FwLabel *label,
                const FwCheck *check)
{
  gsize n;
  const FwKeypoint *points = get_points (label, &n);
  gssize index = find_contradiction (points, n);
  guint count = fw_shape_count_points (fw_label_get_shape (label));
  g_autofree char *name = NULL;

  if (index < 0)
    return g_strdup_printf (ngettext ("The file says %d points, and %u is there.",
                                      "The file says %d points, and %u are there.", count),
                            (int) fw_shape_get_stated_points (fw_label_get_shape (label)), count);

  name = dup_point_name (points, index);
  if (points[index].visibility == FW_KEYPOINT_ABSENT)
    return g_strdup_printf (_("%s is not there and has the place %.0f, %.0f."), name,
                            points[index].x, points[index].y);

  return g_strdup_printf (_("%s is there and has the place 0, 0."), name);
}

/* limb-ratio. A limb whose counterpart on the other side is listed too is
 * compared with that one, any other with the first limb of the list. */

typedef struct
{
  guint limb;
  guint other;
} LimbPair;

/* "right_knee" for "left_knee"; NULL when the name has no side. Interned. */
static const char *
other_side (const char *name)
{
  static const char *const sides[][2]
    = { { "left", "right" }, { "right", "left" }, { "Left", "Right" }, { "Right", "Left" } };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const char *at = strstr (name, sides[i][0]);
      g_autofree char *before = at ? g_strndup (name, at - name) : NULL;
      g_autofree char *other
        = at ? g_strconcat (before, sides[i][1], at + strlen (sides[i][0]), NULL) : NULL;

      if (other)
        return g_intern_string (other);
    }

  return NULL;
}

static const char *
limb_end (const FwCheck *check,
          gsize          limb,
          gsize          end)
{
  return check->values[2 * limb + end].text;
}

static gboolean
is_limb (const FwCheck *check,
         gsize          limb,
         const char    *a,
         const char    *b)
{
  return (limb_end (check, limb, 0) == a && limb_end (check, limb, 1) == b)
         || (limb_end (check, limb, 0) == b && limb_end (check, limb, 1) == a);
}

/* The limb of the other side in the list, or @n. */
static gsize
find_counterpart (const FwCheck *check,
                  gsize          limb,
                  gsize          n)
{
  const char *a = other_side (limb_end (check, limb, 0));
  const char *b = other_side (limb_end (check, limb, 1));

  /* One end in the middle, such as the neck, belongs to both sides. */
  if (!a && !b)
    return n;
  a = a ? a : limb_end (check, limb, 0);
  b = b ? b : limb_end (check, limb, 1);

  for (gsize i = 0; i < n; i++)
    if (i != limb && is_limb (check, i, a, b))
      return i;

  return n;
}

static void
read_limbs (FwPlan  *plan,
            FwCheck *check)
{
  gsize n = check->n_values / 2;
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LimbPair));

  for (gsize i = 0; i < n; i++)
    {
      gsize other = find_counterpart (check, i, n);
      LimbPair pair = { i, other < n ? other : 0 };

      /* Each pair once, and the first limb not with itself. */
      if (other < n ? i < other : i > 0)
        g_array_append_val (pairs, pair);
    }
  check->data = pairs;
}

static void
clear_limbs (FwCheck *check)
{
  g_array_unref (check->data);
}

/* Its length in the picture; NaN when an end is not there. */
static double
measure_limb (const FwKeypoint *points,
              gsize             n,
              const FwCheck    *check,
              gsize             limb)
{
  const FwKeypoint *a = find_there (points, n, limb_end (check, limb, 0));
  const FwKeypoint *b = find_there (points, n, limb_end (check, limb, 1));

  return a && b ? hypot (a->x - b->x, a->y - b->y) : NAN;
}

/* How many times the longer limb of a pair is as long as the shorter, at most. */
static double
find_worst_limbs (const FwLabel *label,
                  const FwCheck *check,
                  LimbPair      *out_pair)
{
  gsize n;
  const FwKeypoint *points = get_points (label, &n);
  const GArray *pairs = check->data;
  double worst = 0.0;

  for (guint i = 0; n > 0 && i < pairs->len; i++)
    {
      LimbPair pair = g_array_index (pairs, LimbPair, i);
      double a = measure_limb (points, n, check, pair.limb);
      double b = measure_limb (points, n, check, pair.other);
      double ratio = MAX (a, b) / MIN (a, b);

      /* 0 / 0 is no number, as is a limb that is not there. */
      if (isnan (a) || isnan (b) || !(ratio > worst))
        continue;
      worst = ratio;
      *out_pair = pair;
    }

  return worst;
}

static double
limbs_badness (const FwLabel *label,
               const FwCheck *check)
{
  LimbPair pair;

  return find_worst_limbs (label, check, &pair);
}

static gboolean
limbs_fire (const FwLabel *label,
            const FwCheck *check)
{
  LimbPair pair;

  return find_worst_limbs (label, check, &pair) > check->limits[0];
}

static char *
describe_limbs (const FwLabel *label,
                const FwCheck *check)
{
  LimbPair pair = { 0, 0 };
  double ratio = find_worst_limbs (label, check, &pair);
  g_autofree char *value = fw_text_number (ratio, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);
  gsize n;
  const FwKeypoint *points = get_points (label, &n);
  gboolean swap = measure_limb (points, n, check, pair.limb)
                  < measure_limb (points, n, check, pair.other);
  gsize longer = swap ? pair.other : pair.limb;
  gsize shorter = swap ? pair.limb : pair.other;

  if (isinf (ratio))
    return g_strdup_printf (_("%s–%s has no length, and %s–%s has one."),
                            limb_end (check, shorter, 0), limb_end (check, shorter, 1),
                            limb_end (check, longer, 0), limb_end (check, longer, 1));

  return g_strdup_printf (_("%s–%s is %s times as long as %s–%s; at most %s are wanted."),
                          limb_end (check, longer, 0), limb_end (check, longer, 1), value,
                          limb_end (check, shorter, 0), limb_end (check, shorter, 1), limit);
}

/* left-right-order. Who shows the nose faces us: there the way from the left
 * point to the right one turns about the nose in one direction, however the
 * person leans. Mirrored pairs turn in the other. A nose that is hidden says
 * nothing about the facing. */

static const FwKeypoint *
find_nose (const FwKeypoint *points,
           gsize             n)
{
  static const char *const names[] = { "nose", "head" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FwKeypoint *nose = find_there (points, n, g_intern_static_string (names[i]));

      if (nose)
        return nose->visibility == FW_KEYPOINT_VISIBLE ? nose : NULL;
    }

  return NULL;
}

/* Whether all pairs that can be looked at are exchanged; *@out_n counts them. */
static gboolean
are_exchanged (const FwLabel *label,
               const FwCheck *check,
               guint         *out_n)
{
  gsize n;
  const FwKeypoint *points = get_points (label, &n);
  const FwKeypoint *nose = find_nose (points, n);

  *out_n = 0;
  for (gsize i = 0; nose && i + 1 < check->n_values; i += 2)
    {
      const FwKeypoint *left = find_there (points, n, check->values[i].text);
      const FwKeypoint *right = find_there (points, n, check->values[i + 1].text);
      double turn;

      if (!left || !right || left == nose || right == nose)
        continue;
      turn = (left->x - nose->x) * (right->y - nose->y)
             - (left->y - nose->y) * (right->x - nose->x);
      if (!(turn < 0.0))
        return FALSE;
      ++*out_n;
    }

  /* The nose is a point too. */
  return *out_n > 0 && 2 * *out_n + 1 >= check->limits[0];
}

static gboolean
sides_fire (const FwLabel *label,
            const FwCheck *check)
{
  guint n;

  return are_exchanged (label, check, &n);
}

static char *
describe_sides (const FwLabel *label,
                const FwCheck *check)
{
  guint n;

  are_exchanged (label, check, &n);

  return g_strdup_printf (
    ngettext ("Left and right look exchanged in %u pair: who faces us has the left on the right "
              "side of the picture.",
              "Left and right look exchanged in all %u pairs: who faces us has the left on the "
              "right side of the picture.",
              n),
    n);
}

const FwCheckOps fw_kinds_of_points[] = {
  { .kind = "keypoint-in-box",
    .family = FW_FAMILY_LABEL,
    .limits = { "grow" },
    .fires = outside_fires,
    .badness = outside_badness,
    .describe = describe_outside },
  { .kind = "keypoint-flags",
    .family = FW_FAMILY_LABEL,
    .fires = flags_fire,
    .describe = describe_flags },
  { .kind = "limb-ratio",
    .family = FW_FAMILY_LABEL,
    .limits = { "ratio" },
    .values = "limbs",
    .read = read_limbs,
    .clear = clear_limbs,
    .fires = limbs_fire,
    .badness = limbs_badness,
    .describe = describe_limbs },
  { .kind = "left-right-order",
    .family = FW_FAMILY_LABEL,
    .limits = { "min-points" },
    .values = "pairs",
    .fires = sides_fire,
    .describe = describe_sides },
  { NULL },
};
