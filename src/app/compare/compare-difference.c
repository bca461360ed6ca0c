/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-difference.h"

#include <math.h>

static FwDifference
make (FwDifferenceKind kind,
      FwSpan           span,
      FwValue          before,
      FwValue          after)
{
  return (FwDifference) { kind, { .span = span, .before = before, .after = after,
                                  .farthest = span.first } };
}

static FwValue
text_or_null (const char *text)
{
  return text ? fw_value_text (text) : fw_value_null ();
}

/* Without its words a category is its number. */
static FwValue
name_category (FwTaxonomy *words,
               FwTrack    *track)
{
  const FwCategory *category = words ? fw_taxonomy_find (words, fw_track_get_category (track))
                                     : NULL;

  return category ? fw_value_text (category->name)
                  : fw_value_number ((double) fw_track_get_category (track));
}

static FwSpan
get_hull (FwTrack *a,
          FwTrack *b)
{
  FwSpan left = fw_track_get_span (a), right = fw_track_get_span (b);

  return (FwSpan) { MIN (left.first, right.first), MAX (left.last, right.last) };
}

/* "In the back as ever" and nothing said are the same. */
static gboolean
same_order (FwTrack *a,
            FwTrack *b)
{
  gsize n, m;
  const FwChange *left = fw_track_get_changes (a, FW_CHANGE_Z_ORDER, &n);
  const FwChange *right = fw_track_get_changes (b, FW_CHANGE_Z_ORDER, &m);

  for (gsize i = 0; i < n; i++)
    if (fw_track_get_z_order (a, left[i].frame) != fw_track_get_z_order (b, left[i].frame))
      return FALSE;
  for (gsize i = 0; i < m; i++)
    if (fw_track_get_z_order (a, right[i].frame) != fw_track_get_z_order (b, right[i].frame))
      return FALSE;

  return TRUE;
}

static void
add_runs (GArray  *differences,
          FwTrack *a,
          FwTrack *b)
{
  static const FwDifferenceKind kinds[] = {
    [FW_RUN_THERE] = FW_DIFFERENCE_THERE,
    [FW_RUN_SHAPE] = FW_DIFFERENCE_SHAPE,
    [FW_RUN_ATTRIBUTE] = FW_DIFFERENCE_ATTRIBUTE,
  };
  g_autoptr(GArray) runs = fw_track_list_runs (a, b);
  gboolean is_elsewhere = FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      FwTrackRun run = g_array_index (runs, FwTrackRun, i);
      FwDifference difference = { kinds[run.kind], run };

      is_elsewhere = is_elsewhere || run.kind != FW_RUN_ATTRIBUTE;
      g_array_append_val (differences, difference);
    }

  /* Other shapes need other keyframes: that is said already. */
  if (!is_elsewhere && !fw_track_same_keyframes (a, b))
    {
      FwDifference difference
        = make (FW_DIFFERENCE_KEYFRAMES, get_hull (a, b),
                fw_value_number ((double) fw_track_get_n_keyframes (a)),
                fw_value_number ((double) fw_track_get_n_keyframes (b)));

      g_array_append_val (differences, difference);
    }
}

static void
add_rest (GArray  *differences,
          FwTrack *a,
          FwTrack *b)
{
  if (g_strcmp0 (fw_track_get_name (a), fw_track_get_name (b)) != 0)
    {
      FwDifference difference
        = make (FW_DIFFERENCE_NAME, get_hull (a, b), text_or_null (fw_track_get_name (a)),
                text_or_null (fw_track_get_name (b)));

      g_array_append_val (differences, difference);
    }
  if (!same_order (a, b))
    {
      FwDifference difference = make (FW_DIFFERENCE_ORDER, get_hull (a, b), fw_value_null (),
                                      fw_value_null ());

      g_array_append_val (differences, difference);
    }
}

/* What matters most comes first; of shapes those that are farthest off. */
static int
compare_weights (gconstpointer a,
                 gconstpointer b)
{
  const FwDifference *left = a, *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  /* What cannot be measured may be anything. */
  if (left->kind == FW_DIFFERENCE_SHAPE)
    {
      double x = isnan (left->run.distance) ? INFINITY : left->run.distance;
      double y = isnan (right->run.distance) ? INFINITY : right->run.distance;

      if (x != y)
        return x > y ? -1 : 1;
    }
  if (left->run.span.first != right->run.span.first)
    return left->run.span.first < right->run.span.first ? -1 : 1;

  return g_strcmp0 (left->run.name, right->run.name);
}

GArray *
fw_differences_list (FwTrack    *a,
                     FwTrack    *b,
                     FwTaxonomy *words_a,
                     FwTaxonomy *words_b)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (FwDifference));

  if (!a && !b)
    return differences;
  if (!a || !b)
    {
      FwDifference whole = make (FW_DIFFERENCE_WHOLE, fw_track_get_span (a ? a : b),
                                 fw_value_boolean (a != NULL), fw_value_boolean (b != NULL));

      g_array_append_val (differences, whole);
      return differences;
    }

  FwValue left = name_category (words_a, a), right = name_category (words_b, b);

  if (!fw_value_equal (left, right))
    {
      FwDifference category = make (FW_DIFFERENCE_CATEGORY, get_hull (a, b), left, right);

      g_array_append_val (differences, category);
    }
  add_runs (differences, a, b);
  add_rest (differences, a, b);
  g_array_sort (differences, compare_weights);

  return differences;
}

guint
fw_differences_get_kinds (const GArray *differences)
{
  guint kinds = 0;

  for (guint i = 0; i < differences->len; i++)
    kinds |= 1u << g_array_index (differences, FwDifference, i).kind;

  return kinds;
}

FwFrame
fw_difference_get_frame (const FwDifference *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kind == FW_DIFFERENCE_SHAPE ? self->run.farthest : self->run.span.first;
}
