/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The findings of both versions side by side. They come sorted by rule, object
 * and frame, so each rule's are compared in one walk: label rules frame by
 * frame as spans, the others by place, where two findings about the same
 * objects that touch are the same one seen again.
 */

#include "fw-config.h"
#include "rules/manual-impact.h"

#include "rules/checker.h"

#include <string.h>

/* One finding of either version. */
typedef struct
{
  const char *id; /* interned */
  FwTrackId   track;
  FwTrackId   other;
  FwSpan      span;
  gboolean    per_frame;
} Item;

typedef struct
{
  FwManualImpact *impact;
  FwTaxonomy     *taxonomy; /* of the labels */
  GHashTable     *index;    /* (owned) interned id -> index + 1 in impact->rules */
} Builder;

static void
collect_finding (const FwFinding *finding,
                 gpointer         user_data)
{
  Item item = { finding->rule->id, finding->track, finding->other, finding->span,
                finding->per_frame };

  g_array_append_val ((GArray *) user_data, item);
}

/* Groups of one rule about the same objects; within them by frame. */
static int
compare_groups (const Item *a,
                const Item *b)
{
  int order = a->id == b->id ? 0 : strcmp (a->id, b->id);

  if (order != 0)
    return order;
  if (a->track != b->track)
    return a->track < b->track ? -1 : 1;

  return a->other < b->other ? -1 : a->other > b->other;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *left = a, *right = b;
  int order = compare_groups (left, right);

  return order ? order : left->span.first < right->span.first ? -1
                         : left->span.first > right->span.first;
}

static GArray *
run_manual (FwManual      *manual,
            FwSnapshot    *snapshot,
            GCancellable  *cancellable,
            gboolean      *is_capped,
            GError       **error)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));

  if (!fw_checker_run (checker, snapshot, cancellable, NULL, NULL, error))
    return NULL;
  fw_checker_foreach_finding (checker, collect_finding, items);
  g_array_sort (items, compare_items);
  *is_capped |= fw_checker_is_capped (checker);

  return g_steal_pointer (&items);
}

static FwRuleImpact *
ensure_rule (Builder    *self,
             const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id));

  if (place == 0)
    {
      FwRuleImpact fresh = { .id = id, .change = fw_manual_diff_find (self->impact->diff, id) };

      g_array_append_val (self->impact->rules, fresh);
      place = self->impact->rules->len;
      g_hash_table_insert (self->index, (gpointer) id, GUINT_TO_POINTER (place));
    }

  return &g_array_index (self->impact->rules, FwRuleImpact, place - 1);
}

static gint64
count_items (const Item *items,
             guint       n)
{
  gint64 count = 0;

  for (guint i = 0; i < n; i++)
    count += items[i].per_frame ? fw_span_length (items[i].span) : 1;

  return count;
}

/* Frames, or places, that the runs of both sides share. Both ascend. */
static gint64
count_shared (const Item *before,
              guint       n,
              const Item *after,
              guint       m)
{
  gint64 shared = 0;

  /* Another kind of check under the same id: nothing is the same. */
  if (before->per_frame != after->per_frame)
    return 0;

  for (guint i = 0, j = 0; i < n && j < m;)
    {
      FwFrame first = MAX (before[i].span.first, after[j].span.first);
      FwFrame last = MIN (before[i].span.last, after[j].span.last);
      gboolean takes_both = !before[i].per_frame && first <= last;

      if (first <= last)
        shared += before[i].per_frame ? (gint64) last - first + 1 : 1;
      if (takes_both)
        {
          i++;
          j++;
        }
      else if (before[i].span.last < after[j].span.last)
        i++;
      else
        j++;
    }

  return shared;
}

static guint
group_length (const GArray *items,
              guint         from)
{
  guint n = 1;

  while (
      from + n < items->len
      && compare_groups (&g_array_index (items, Item, from), &g_array_index (items, Item, from + n))
             == 0)
    n++;

  return n;
}

static void
compare_findings (Builder *self,
                  GArray  *before,
                  GArray  *after)
{
  guint i = 0, j = 0;

  while (i < before->len || j < after->len)
    {
      const Item *left = i < before->len ? &g_array_index (before, Item, i) : NULL;
      const Item *right = j < after->len ? &g_array_index (after, Item, j) : NULL;
      int order = !left ? 1 : !right ? -1 : compare_groups (left, right);
      guint n = order <= 0 ? group_length (before, i) : 0;
      guint m = order >= 0 ? group_length (after, j) : 0;
      gint64 was = count_items (left, n), is = count_items (right, m);
      gint64 shared = order == 0 ? count_shared (left, n, right, m) : 0;
      FwRuleImpact *rule = ensure_rule (self, order <= 0 ? left->id : right->id);

      rule->stayed += shared;
      rule->closed += was - shared;
      rule->opened += is - shared;
      self->impact->stayed += shared;
      self->impact->closed += was - shared;
      self->impact->opened += is - shared;
      i += n;
      j += m;
    }
}

static gboolean
count_label (FwTrack *track,
             gpointer user_data)
{
  Builder *self = user_data;
  FwManualImpact *impact = self->impact;
  const FwCategory *category = fw_taxonomy_find (self->taxonomy, fw_track_get_category (track));
  gint64 n = fw_track_get_n_visible (track);
  gboolean needs_eyes = FALSE;

  impact->n_labels += n;
  for (gsize i = 0; i < fw_manual_diff_get_n (impact->diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (impact->diff, i);

      if (!fw_rule_change_needs_eyes (change)
          || !fw_rule_is_for (change->after, category ? category->name : NULL))
        continue;

      FwRuleImpact *rule = ensure_rule (self, change->after->id);

      rule->n_eyes += n;
      rule->n_objects++;
      needs_eyes = TRUE;
    }
  impact->n_eyes += needs_eyes ? n : 0;

  return TRUE;
}

/* Rules that are what they were and find what they found. */
static void
drop_same (FwManualImpact *self)
{
  for (guint i = self->rules->len; i > 0; i--)
    {
      const FwRuleImpact *rule = &g_array_index (self->rules, FwRuleImpact, i - 1);

      if (!rule->change && rule->opened == 0 && rule->closed == 0)
        g_array_remove_index (self->rules, i - 1);
    }
}

/* The place of a rule in the report: the new manual's order, removed ones last. */
static int
compare_rules (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  FwManualDiff *diff = user_data;
  const FwRule *left = fw_manual_find_rule (fw_manual_diff_get_after (diff),
                                            ((const FwRuleImpact *) a)->id);
  const FwRule *right = fw_manual_find_rule (fw_manual_diff_get_after (diff),
                                             ((const FwRuleImpact *) b)->id);

  if (!left || !right)
    return left ? -1 : right ? 1
           : strcmp (((const FwRuleImpact *) a)->id, ((const FwRuleImpact *) b)->id);

  return left->line < right->line ? -1 : left->line > right->line;
}

FwManualImpact *
fw_manual_impact_new (FwManualDiff  *diff,
                      FwSnapshot    *snapshot,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (diff && snapshot, NULL);

  g_autoptr(FwManualImpact) self = g_new0 (FwManualImpact, 1);
  g_autoptr(GHashTable) index = g_hash_table_new (NULL, NULL);
  Builder builder = { self, fw_snapshot_get_taxonomy (snapshot), index };
  g_autoptr(GArray) before = NULL;
  g_autoptr(GArray) after = NULL;

  self->diff = fw_manual_diff_ref (diff);
  self->rules = g_array_new (FALSE, TRUE, sizeof (FwRuleImpact));
  before = run_manual (fw_manual_diff_get_before (diff), snapshot, cancellable, &self->is_capped,
                       error);
  if (!before)
    return NULL;
  after = run_manual (fw_manual_diff_get_after (diff), snapshot, cancellable, &self->is_capped,
                      error);
  if (!after)
    return NULL;

  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    ensure_rule (&builder, fw_rule_change_get_id (fw_manual_diff_get (diff, i)));
  compare_findings (&builder, before, after);
  fw_snapshot_foreach (snapshot, count_label, &builder);
  drop_same (self);
  g_array_sort_with_data (self->rules, compare_rules, diff);

  return g_steal_pointer (&self);
}

void
fw_manual_impact_free (FwManualImpact *self)
{
  if (!self)
    return;

  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->diff, fw_manual_diff_unref);
  g_free (self);
}
