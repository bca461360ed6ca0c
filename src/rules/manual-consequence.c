/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"
#include "rules/manual-consequence.h"

#include "rules/manual-private.h"

typedef struct
{
  FwManual    *manual;
  FwTaxonomy  *taxonomy;
  FwStampList *stamps;
  GPtrArray   *differences; /* (owned) by stamp: GArray of Difference */
  GHashTable  *by_id;       /* (owned) interned id -> FwConsequence */
} Search;

/* A rule that is not what a stamp says. */
typedef struct
{
  const char   *id;
  const FwRule *rule; /* (nullable) */
} Difference;

static void
clear_consequence (gpointer data)
{
  g_array_unref (((FwConsequence *) data)->affected);
}

FwManualStamp *
fw_manual_make_stamp (const FwManual *manual)
{
  g_return_val_if_fail (manual != NULL, NULL);

  g_autoptr(GArray) revs = g_array_new (FALSE, FALSE, sizeof (FwRuleRev));

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      FwRuleRev rev = { rule->id, rule->rev };

      /* Nobody labels by a rule that is retired or not readable. */
      if (!rule->is_retired && *rule->rev && fw_manual_find_rule (manual, rule->id) == rule)
        g_array_append_val (revs, rev);
    }

  return fw_manual_stamp_new (manual->name, manual->version, manual->sha256,
                              (const FwRuleRev *) (gpointer) revs->data, revs->len);
}

/* Rules that differ between the manual in force and @stamp. */
static GArray *
find_differences (FwManual            *manual,
                  const FwManualStamp *stamp)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Difference));
  gsize n;
  const FwRuleRev *revs = fw_manual_stamp_get_revs (stamp, &n);

  /* Another manual, or one of which nothing is known. */
  if (n == 0 || !g_str_equal (fw_manual_stamp_get_name (stamp), manual->name))
    return found;

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const char *rev = fw_manual_stamp_find_rev (stamp, rule->id);
      Difference difference = { rule->id, rule };

      if (fw_manual_find_rule (manual, rule->id) != rule || (rule->is_retired && !rev))
        continue;
      if (rule->is_retired || g_strcmp0 (rev, rule->rev) != 0)
        g_array_append_val (found, difference);
    }
  for (gsize i = 0; i < n; i++)
    {
      Difference difference = { revs[i].rule, NULL };

      if (!fw_manual_find_rule (manual, revs[i].rule))
        g_array_append_val (found, difference);
    }

  return found;
}

/* What the manual in force says it did to the rule after @stamp's version. */
static FwChangeClass
get_change (const FwRule        *rule,
            const FwManualStamp *stamp)
{
  const char *version = fw_manual_stamp_get_version (stamp);
  const char *when;

  if (!rule || rule->is_retired)
    return FW_CHANGE_CLASS_RETIRE;
  if (!fw_manual_stamp_find_rev (stamp, rule->id))
    return FW_CHANGE_CLASS_ADD;
  when = rule->changed ? rule->changed : "";
  if (*when && *version && fw_semver_compare (when, version) <= 0)
    return FW_CHANGE_CLASS_NONE;

  return fw_change_class_from_word (*when ? rule->change : NULL);
}

static FwConsequence *
ensure_consequence (Search              *self,
                    const Difference    *difference,
                    const FwManualStamp *stamp)
{
  FwConsequence *consequence = g_hash_table_lookup (self->by_id, difference->id);
  FwChangeClass change = get_change (difference->rule, stamp);

  if (!consequence)
    {
      consequence = g_new0 (FwConsequence, 1);
      *consequence = (FwConsequence){ .rule = difference->rule,
                                      .id = difference->id,
                                      .change = change,
                                      .affected = g_array_new (FALSE, FALSE, sizeof (FwAffected)) };
      g_hash_table_insert (self->by_id, (gpointer) difference->id, consequence);
    }
  /* Labels of several versions: what says most counts. */
  if (consequence->change == FW_CHANGE_CLASS_NONE
      || (fw_change_class_asks_more (change) && !fw_change_class_asks_more (consequence->change)))
    consequence->change = change;
  consequence->needs_eyes
      |= difference->rule && !difference->rule->is_retired && difference->rule->ask
         && (change == FW_CHANGE_CLASS_NONE || fw_change_class_asks_more (change));

  return consequence;
}

static gboolean
collect_affected (FwTrack *track,
                  gpointer user_data)
{
  Search *self = user_data;
  const FwCategory *category
      = self->taxonomy ? fw_taxonomy_find (self->taxonomy, fw_track_get_category (track)) : NULL;
  gsize n, place;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwManualStamp *stamp = fw_stamp_list_find (self->stamps, confirmed[i].manual, &place);
      GArray *differences = stamp ? g_ptr_array_index (self->differences, place) : NULL;

      for (guint d = 0; differences && d < differences->len; d++)
        {
          const Difference *difference = &g_array_index (differences, Difference, d);
          FwAffected affected
              = { fw_track_get_id (track), confirmed[i].span, confirmed[i].manual };
          FwConsequence *consequence;

          if (difference->rule
              && !fw_rule_is_for (difference->rule, category ? category->name : NULL))
            continue;
          consequence = ensure_consequence (self, difference, stamp);
          g_array_append_val (consequence->affected, affected);
          consequence->n_labels += fw_span_length (affected.span);
        }
    }

  return TRUE;
}

static void
take_consequence (Search     *self,
                  GArray     *result,
                  const char *id)
{
  FwConsequence *consequence = g_hash_table_lookup (self->by_id, id);

  if (!consequence)
    return;
  g_array_append_vals (result, consequence, 1);
  g_hash_table_remove (self->by_id, id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

GArray *
fw_manual_find_consequences (FwManual   *manual,
                             FwSnapshot *snapshot)
{
  g_return_val_if_fail (manual && snapshot, NULL);

  GArray *result = g_array_new (FALSE, FALSE, sizeof (FwConsequence));
  g_autoptr(GPtrArray) differences
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr(GHashTable) by_id = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  Search search = { .manual = manual, .taxonomy = fw_snapshot_get_taxonomy (snapshot),
                    .stamps = fw_snapshot_get_manuals (snapshot), .differences = differences,
                    .by_id = by_id };
  GHashTableIter iter;
  gpointer id;

  g_array_set_clear_func (result, clear_consequence);
  for (gsize i = 0; i < fw_stamp_list_get_n (search.stamps); i++)
    g_ptr_array_add (differences, find_differences (manual, fw_stamp_list_get (search.stamps, i)));
  if (differences->len == 0)
    return result;
  fw_snapshot_foreach (snapshot, collect_affected, &search);

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    take_consequence (&search, result, fw_manual_get_rule (manual, i)->id);
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (rest, id);
  g_ptr_array_sort (rest, compare_ids);
  for (guint i = 0; i < rest->len; i++)
    take_consequence (&search, result, rest->pdata[i]);

  return result;
}
