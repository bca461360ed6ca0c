/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rule is tried before it is saved: as it was and as it would be over the
 * same labels. What a list shows is described by the checker that found it.
 */

#include "fw-config.h"
#include "rules/rule-trial.h"

#include "rules/manual-impact-private.h"
#include "rules/problem-aside.h"

typedef struct
{
  FwRuleTrial *trial;
  FwChecker   *before;
  FwChecker   *after;
  FwTaxonomy  *taxonomy; /* of the labels */
  const FwRule *rule;    /* (nullable) of the new version */
} Builder;

static void
add_part (const FwFinding *part,
          FwFindingFate    fate,
          gpointer         user_data)
{
  Builder *self = user_data;
  FwRuleTrial *trial = self->trial;
  gboolean is_new = fate == FW_FINDING_OPENED;
  GPtrArray *list = is_new ? trial->opened : trial->closed;

  fw_finding_counts_add (&trial->counts, part, fate);
  if (fate == FW_FINDING_STAYED)
    return;
  if (list->len < FW_RULE_TRIAL_MAX)
    g_ptr_array_add (list, fw_checker_describe (is_new ? self->after : self->before, part));
  else
    trial->is_cut = TRUE;
}

static gboolean
count_label (FwTrack *track,
             gpointer user_data)
{
  Builder *self = user_data;
  const FwCategory *category = fw_taxonomy_find (self->taxonomy, fw_track_get_category (track));

  if (fw_rule_is_for (self->rule, category ? category->name : NULL))
    {
      self->trial->n_labels += fw_track_get_n_visible (track);
      self->trial->n_objects++;
    }

  return TRUE;
}

/* Setting aside holds for one revision of a rule. */
static gsize
count_asides (const GArray *before,
              Builder      *self,
              FwSnapshot   *snapshot)
{
  FwAsideFilter *filter = fw_aside_filter_new (snapshot);
  gsize n = 0;

  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr(FwProblem) problem
          = fw_checker_describe (self->before, &g_array_index (before, FwFinding, i));

      n += fw_aside_filter_find (filter, problem) != NULL;
    }
  fw_aside_filter_free (filter);

  return n;
}

/* Whether anything of the rule is set aside, which is rare. */
static gboolean
has_asides (FwSnapshot *snapshot,
            const char *id)
{
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (fw_snapshot_get_asides (snapshot), &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (asides[i].rule, id))
      return TRUE;

  return FALSE;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  return fw_problem_compare (*(FwProblem *const *) a, *(FwProblem *const *) b);
}

FwRuleTrial *
fw_rule_trial_new (FwManualDiff           *diff,
                   FwSnapshot             *snapshot,
                   const FwImpactOptions  *options,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_return_val_if_fail (diff && snapshot && options && options->only, NULL);

  g_autoptr(FwRuleTrial) self = g_new0 (FwRuleTrial, 1);
  FwImpactRun run = { snapshot, cancellable, *options };
  const FwRule *old = fw_manual_find_rule (fw_manual_diff_get_before (diff), options->only);
  const FwRule *rule = fw_manual_find_rule (fw_manual_diff_get_after (diff), options->only);
  g_autoptr(FwChecker) before = fw_impact_run (&run, fw_manual_diff_get_before (diff), FALSE,
                                               error);
  g_autoptr(FwChecker) after
      = before ? fw_impact_run (&run, fw_manual_diff_get_after (diff), TRUE, error) : NULL;

  self->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
  self->closed = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
  if (!after)
    return NULL;

  Builder builder = { self, before, after, fw_snapshot_get_taxonomy (snapshot), rule };
  g_autoptr(GArray) was = fw_findings_collect (before);
  g_autoptr(GArray) is = fw_findings_collect (after);

  fw_findings_compare (was, is, add_part, &builder);
  g_ptr_array_sort (self->opened, compare_problems);
  g_ptr_array_sort (self->closed, compare_problems);
  if (rule)
    {
      self->silence = g_strdup (fw_checker_get_silence (after, rule));
      fw_snapshot_foreach (snapshot, count_label, &builder);
    }
  if (old && (!rule || !g_str_equal (old->rev, rule->rev)) && has_asides (snapshot, old->id))
    self->n_asides = count_asides (was, &builder, snapshot);
  self->is_capped = fw_checker_is_capped (before) || fw_checker_is_capped (after);

  return g_steal_pointer (&self);
}

void
fw_rule_trial_free (FwRuleTrial *self)
{
  if (!self)
    return;

  g_clear_pointer (&self->opened, g_ptr_array_unref);
  g_clear_pointer (&self->closed, g_ptr_array_unref);
  g_free (self->silence);
  g_free (self);
}
