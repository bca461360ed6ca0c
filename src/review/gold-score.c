/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/gold-score.h"

#include <stdlib.h>
#include <string.h>

void
fw_gold_score_free (FwGoldScore *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->categories, g_array_unref);
  g_clear_pointer (&self->attributes, g_array_unref);
  g_free (self);
}

static void
score_categories (FwGoldScore *self,
                  const FwLabelTable *gold,
                  const FwLabelTable *labels,
                  double threshold)
{
  g_autofree const char **names = fw_label_table_list_categories (gold, labels);

  for (gsize i = 0; names[i]; i++)
    {
      g_autoptr (FwLabelTable) part = fw_label_table_filter (gold, names[i]);
      g_autoptr (FwLabelTable) other = fw_label_table_filter (labels, names[i]);
      FwScoreSide a = fw_label_table_get_side (part);
      FwScoreSide b = fw_label_table_get_side (other);
      FwCategoryScore category = { .name = g_intern_string (names[i]) };

      fw_track_score (&a, &b, gold->n_frames, threshold, NULL, &category.score, NULL);
      g_array_append_val (self->categories, category);
    }
}

/* Attributes. */

static FwAttributeScore *
ensure_attribute (GArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      FwAttributeScore *score = &g_array_index (attributes, FwAttributeScore, i);

      if (g_str_equal (score->name, name))
        return score;
    }

  FwAttributeScore score = { .name = g_intern_string (name) };

  g_array_append_val (attributes, score);

  return &g_array_index (attributes, FwAttributeScore, attributes->len - 1);
}

static void
compare_value (GArray *attributes, const char *name, FwValue gold, FwValue label)
{
  if (gold.type == FW_VALUE_NULL && label.type == FW_VALUE_NULL)
    return;

  FwAttributeScore *score = ensure_attribute (attributes, name);

  score->compared++;
  score->right += fw_value_equal (gold, label);
}

/* Calls for each attribute that the track has: fixed ones, then changing ones. */
static const char *
get_attribute_name (const FwTrack *track, gsize index)
{
  gsize n_fixed = fw_track_get_n_fixed (track);
  FwValue value;

  if (index < n_fixed)
    return fw_track_get_fixed (track, index, &value);
  if (index - n_fixed < fw_track_get_n_changing (track))
    return fw_track_get_changing (track, index - n_fixed);

  return NULL;
}

static gboolean
has_attribute (const FwTrack *track, const char *name)
{
  const char *own;

  for (gsize i = 0; (own = get_attribute_name (track, i)); i++)
    if (g_str_equal (own, name))
      return TRUE;

  return FALSE;
}

typedef struct
{
  const FwTrack *track;
  FwFrame frame;
} Label;

static Label
get_label (const FwLabelTable *table, gssize box, gsize frame)
{
  return (Label){ g_ptr_array_index (table->tracks, table->boxes[box].id), table->frames[frame] };
}

static void
compare_attributes (GArray *attributes, Label gold, Label label)
{
  const char *name;

  for (gsize i = 0; (name = get_attribute_name (gold.track, i)); i++)
    compare_value (attributes, name, fw_track_get_attribute (gold.track, name, gold.frame),
                   fw_track_get_attribute (label.track, name, label.frame));
  for (gsize i = 0; (name = get_attribute_name (label.track, i)); i++)
    if (!has_attribute (gold.track, name))
      compare_value (attributes, name, fw_value_null (),
                     fw_track_get_attribute (label.track, name, label.frame));

  gboolean gold_occluded = fw_track_is_occluded (gold.track, gold.frame);
  gboolean occluded = fw_track_is_occluded (label.track, label.frame);

  /* Not said means that it is not so, on both sides. */
  if (gold_occluded || occluded)
    compare_value (attributes, FW_CHANGE_OCCLUDED, fw_value_boolean (gold_occluded),
                   fw_value_boolean (occluded));
}

static int
compare_attribute_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwAttributeScore *) a)->name, ((const FwAttributeScore *) b)->name);
}

/* Geometry. */

static double
farthest_side (FwRect a, FwRect b)
{
  double x = MAX (fabs (a.x - b.x), fabs (a.x + a.width - b.x - b.width));
  double y = MAX (fabs (a.y - b.y), fabs (a.y + a.height - b.y - b.height));

  return MAX (x, y);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static void
score_pairs (FwGoldScore *self, const FwLabelTable *gold, const FwLabelTable *labels, GArray *pairs)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (double));
  double iou_sum = 0.0;
  double offset_sum = 0.0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const FwLabelPair *pair = &g_array_index (pairs, FwLabelPair, i);

      if (pair->a < 0 || pair->b < 0)
        continue;

      const FwScoreBox *a = &gold->boxes[pair->a];
      const FwScoreBox *b = &labels->boxes[pair->b];
      double offset = farthest_side (a->box, b->box);

      self->n_category_right += gold->categories[a->id] == labels->categories[b->id];
      iou_sum += pair->iou;
      offset_sum += offset;
      g_array_append_val (offsets, offset);
      compare_attributes (self->attributes, get_label (gold, pair->a, pair->frame),
                          get_label (labels, pair->b, pair->frame));
    }
  g_array_sort (self->attributes, compare_attribute_names);
  g_array_sort (offsets, compare_doubles);

  guint n = offsets->len;

  self->n_matched = n;
  self->mean_iou = n > 0 ? iou_sum / n : NAN;
  self->mean_px = n > 0 ? offset_sum / n : NAN;
  self->median_px = n > 0 ? (g_array_index (offsets, double, (n - 1) / 2)
                             + g_array_index (offsets, double, n / 2))
                                / 2.0
                          : NAN;
  self->max_px = n > 0 ? g_array_index (offsets, double, n - 1) : NAN;
}

FwGoldScore *
fw_gold_score_new (const FwSnapshot *gold,
                   const FwSnapshot *labels,
                   double threshold,
                   GError **error)
{
  g_autoptr (FwLabelTable) a = NULL;
  g_autoptr (FwLabelTable) b = NULL;

  g_return_val_if_fail (gold != NULL && labels != NULL, NULL);

  if (!fw_label_table_new_pair (gold, labels, &a, &b, error))
    return NULL;

  FwGoldScore *self = g_new0 (FwGoldScore, 1);
  g_autoptr (GArray) pairs = fw_label_table_match (a, b, threshold, TRUE, NULL, NULL);
  FwScoreSide side_a = fw_label_table_get_side (a);
  FwScoreSide side_b = fw_label_table_get_side (b);

  self->categories = g_array_new (FALSE, FALSE, sizeof (FwCategoryScore));
  self->attributes = g_array_new (FALSE, FALSE, sizeof (FwAttributeScore));
  fw_track_score (&side_a, &side_b, a->n_frames, threshold, NULL, &self->all, NULL);
  score_categories (self, a, b, threshold);
  score_pairs (self, a, b, pairs);

  return self;
}

double
fw_gold_score_get_minimum (const FwGoldScore *self)
{
  gint64 compared = 0;
  gint64 right = 0;

  g_return_val_if_fail (self != NULL, NAN);

  for (guint i = 0; i < self->attributes->len; i++)
    {
      compared += g_array_index (self->attributes, FwAttributeScore, i).compared;
      right += g_array_index (self->attributes, FwAttributeScore, i).right;
    }

  const double parts[] = {
    self->all.recall,
    self->all.precision,
    self->n_matched > 0 ? (double) self->n_category_right / (double) self->n_matched : NAN,
    compared > 0 ? (double) right / (double) compared : NAN,
    self->n_matched > 0 ? self->all.ass_a : NAN,
  };
  double least = NAN;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    least = isnan (least) ? parts[i] : isnan (parts[i]) ? least : MIN (least, parts[i]);

  return least;
}

/* Agreement. */

void
fw_pair_agreement_free (FwPairAgreement *self)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->kinds);
  g_free (self->table);
  g_free (self);
}

static const char *
get_category (const FwLabelTable *table, gssize box)
{
  return table->categories[table->boxes[box].id];
}

static void
list_kinds (FwPairAgreement *self, const FwLabelTable *a, const FwLabelTable *b)
{
  g_autofree const char **names = fw_label_table_list_categories (a, b);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (gsize i = 0; names[i]; i++)
    g_strv_builder_add (builder, names[i]);
  if (self->only_a + self->only_b > 0)
    g_strv_builder_add (builder, "");
  self->kinds = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  self->n_kinds = g_strv_length (self->kinds);
  self->table = g_new0 (double, self->n_kinds * self->n_kinds + 1);
}

/* The place of a category, or of nothing, in the table. */
static gsize
find_kind (const FwPairAgreement *self, const FwLabelTable *table, gssize box)
{
  if (box < 0)
    return self->n_kinds - 1;
  for (gsize i = 0; i < self->n_kinds; i++)
    if (g_str_equal (self->kinds[i], get_category (table, box)))
      return i;

  g_assert_not_reached ();
}

static FwMaybeBox
get_maybe_box (const FwLabelTable *table, gssize box)
{
  return box < 0 ? (FwMaybeBox){ .is_absent = TRUE } : (FwMaybeBox){ table->boxes[box].box, FALSE };
}

FwPairAgreement *
fw_pair_agreement_new (const FwSnapshot *a,
                       const FwSnapshot *b,
                       double threshold,
                       const FwWork *work,
                       GError **error)
{
  g_autoptr (FwLabelTable) table_a = NULL;
  g_autoptr (FwLabelTable) table_b = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  if (!fw_label_table_new_pair (a, b, &table_a, &table_b, error))
    return NULL;

  FwWork matching = fw_work_part (work, 0.0, 0.8);
  g_autoptr (GArray) pairs
      = fw_label_table_match (table_a, table_b, threshold, FALSE, &matching, error);

  /* What follows is short. */
  if (!pairs || !fw_work_go_on (work, 0.8, error))
    return NULL;

  FwPairAgreement *self = g_new0 (FwPairAgreement, 1);
  g_autofree FwMaybeBox *boxes = g_new (FwMaybeBox, 2 * (gsize) pairs->len + 1);
  double iou_sum = 0.0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const FwLabelPair *pair = &g_array_index (pairs, FwLabelPair, i);

      self->only_a += pair->b < 0;
      self->only_b += pair->a < 0;
      self->matched += pair->a >= 0 && pair->b >= 0;
      iou_sum += pair->iou;
      boxes[2 * i] = get_maybe_box (table_a, pair->a);
      boxes[2 * i + 1] = get_maybe_box (table_b, pair->b);
    }
  list_kinds (self, table_a, table_b);
  for (guint i = 0; i < pairs->len; i++)
    {
      const FwLabelPair *pair = &g_array_index (pairs, FwLabelPair, i);

      self->table[find_kind (self, table_a, pair->a) * self->n_kinds
                  + find_kind (self, table_b, pair->b)]
          += 1.0;
    }
  self->mean_iou = self->matched > 0 ? iou_sum / (double) self->matched : NAN;
  self->categories = fw_agreement_of_two (self->table, self->n_kinds);
  self->alpha_boxes = fw_alpha_boxes (boxes, pairs->len, 2);

  return self;
}
