/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Both versions are run over the same labels, and their findings compared.
 */

#include "fw-config.h"
#include "rules/manual-impact.h"

#include "rules/manual-impact-private.h"

#include <string.h>

typedef struct
{
  FwManualImpact *impact;
  FwTaxonomy     *taxonomy; /* of the labels */
  GHashTable     *index;    /* (owned) interned id -> index + 1 in impact->rules */
  const char     *only;     /* nullable */
} Builder;

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

static void
count_part (const FwFinding *part,
            FwFindingFate    fate,
            gpointer         user_data)
{
  Builder *self = user_data;

  fw_finding_counts_add (&ensure_rule (self, part->rule->id)->counts, part, fate);
  fw_finding_counts_add (&self->impact->counts, part, fate);
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

      if ((self->only && !g_str_equal (self->only, fw_rule_change_get_id (change)))
          || !fw_rule_change_needs_eyes (change)
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

      if (!rule->change && !fw_finding_counts_has_change (&rule->counts))
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

/* One of the two runs tells how far both are. */
typedef struct
{
  const FwImpactOptions *options;
  double                 offset;
} Half;

static void
tell_half (double   share,
           gpointer user_data)
{
  const Half *half = user_data;

  half->options->progress (half->offset + share / 2, half->options->user_data);
}

FwChecker *
fw_impact_run (const FwImpactRun  *run,
               FwManual           *manual,
               gboolean            is_second,
               GError            **error)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  const FwImpactOptions *options = &run->options;
  Half half = { options, is_second ? 0.5 : 0.0 };

  fw_checker_set_only (checker, options->only);
  fw_checker_set_facts (checker, options->facts);
  fw_checker_set_counts_in_pictures (checker, options->counts_in_pictures);
  if (!fw_checker_run (checker, run->snapshot, run->cancellable,
                       options->progress ? tell_half : NULL, &half, error))
    return NULL;

  return g_steal_pointer (&checker);
}

FwManualImpact *
fw_manual_impact_new (FwManualDiff           *diff,
                      FwSnapshot             *snapshot,
                      const FwImpactOptions  *options,
                      GCancellable           *cancellable,
                      GError                **error)
{
  g_return_val_if_fail (diff && snapshot, NULL);

  g_autoptr(FwManualImpact) self = g_new0 (FwManualImpact, 1);
  g_autoptr(GHashTable) index = g_hash_table_new (NULL, NULL);
  FwImpactRun run = { snapshot, cancellable, options ? *options : (FwImpactOptions) { NULL } };
  Builder builder = { self, fw_snapshot_get_taxonomy (snapshot), index, run.options.only };
  g_autoptr(FwChecker) before = NULL;
  g_autoptr(FwChecker) after = NULL;

  self->diff = fw_manual_diff_ref (diff);
  self->rules = g_array_new (FALSE, TRUE, sizeof (FwRuleImpact));
  before = fw_impact_run (&run, fw_manual_diff_get_before (diff), FALSE, error);
  if (!before)
    return NULL;
  after = fw_impact_run (&run, fw_manual_diff_get_after (diff), TRUE, error);
  if (!after)
    return NULL;
  self->is_capped = fw_checker_is_capped (before) || fw_checker_is_capped (after);

  g_autoptr(GArray) old = fw_findings_collect (before);
  g_autoptr(GArray) new = fw_findings_collect (after);

  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    {
      const char *id = fw_rule_change_get_id (fw_manual_diff_get (diff, i));

      if (!builder.only || g_str_equal (builder.only, id))
        ensure_rule (&builder, id);
    }
  fw_findings_compare (old, new, count_part, &builder);
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
