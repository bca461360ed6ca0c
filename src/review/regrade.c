/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/regrade.h"

#include "core/review-said.h"

/* By change, what was `correct` and what was `wrong`. */
static const FwRegradeEffect effects[FW_N_CHANGE_CLASSES][2] = {
  [FW_CHANGE_CLASS_CLARIFY]
  = { { .is_rechecked = TRUE }, { .is_rechecked = TRUE, .is_appealable = TRUE } },
  [FW_CHANGE_CLASS_TIGHTEN] = { { .is_rework = TRUE }, { .is_rework = TRUE } },
  [FW_CHANGE_CLASS_ADD] = { { .is_rework = TRUE }, { .is_rework = TRUE } },
  [FW_CHANGE_CLASS_LOOSEN] = { { .is_closed = TRUE }, { .is_closed = TRUE, .is_excused = TRUE } },
  [FW_CHANGE_CLASS_REVERSE] = { { .is_rework = TRUE }, { .is_rework = TRUE, .is_excused = TRUE } },
  [FW_CHANGE_CLASS_RETIRE] = { { .is_closed = TRUE }, { .is_closed = TRUE, .is_excused = TRUE } },
};

FwRegradeEffect
fw_regrade_effect (FwChangeClass change, FwOutcome outcome)
{
  g_return_val_if_fail ((gsize) change < FW_N_CHANGE_CLASSES, ((FwRegradeEffect){ 0 }));

  /* What counts for nobody is not touched. */
  if (outcome != FW_OUTCOME_CORRECT && outcome != FW_OUTCOME_WRONG)
    return (FwRegradeEffect){ 0 };

  return effects[change][outcome == FW_OUTCOME_WRONG];
}

void
fw_grade_add (FwGrade *grade, FwOutcome outcome)
{
  g_return_if_fail (grade != NULL);

  grade->judged += outcome == FW_OUTCOME_CORRECT || outcome == FW_OUTCOME_WRONG;
  grade->wrong += outcome == FW_OUTCOME_WRONG;
}

void
fw_regrade_plan_free (FwRegradePlan *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->excused, g_array_unref);
  g_clear_pointer (&self->rework, g_ptr_array_unref);
  g_free (self);
}

static FwChangeClass
find_change (const FwRegradeRule *rules, gsize n_rules, const FwAnswer *answer)
{
  for (gsize i = 0; answer->rule && i < n_rules; i++)
    if (g_str_equal (rules[i].rule, answer->rule))
      return rules[i].rev && g_strcmp0 (rules[i].rev, answer->rule_rev) == 0
                 ? FW_CHANGE_CLASS_NONE
                 : rules[i].change;

  return FW_CHANGE_CLASS_NONE;
}

FwRegradePlan *
fw_regrade_plan_new (const FwReview *review,
                     const char *version,
                     const FwRegradeRule *rules,
                     gsize n_rules)
{
  FwRegradePlan *self = g_new0 (FwRegradePlan, 1);
  g_autoptr (GHashTable) queued = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counted = NULL;

  g_return_val_if_fail (review != NULL && (rules != NULL || n_rules == 0), NULL);

  self->entries = g_array_new (FALSE, FALSE, sizeof (FwRegradeEntry));
  self->excused = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rework = g_ptr_array_new_with_free_func (g_free);
  counted = fw_review_list_counted (review);
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);
      const FwDraw *draw = fw_review_find (review, FW_REVIEW_DRAW, verdict->draw);
      FwOutcome outcome = fw_review_get_outcome (review, verdict, NULL);
      gboolean is_meant = !version || g_strcmp0 (verdict->version, version) == 0;
      FwChangeClass change
          = is_meant ? find_change (rules, n_rules, fw_verdict_get_answer (verdict))
                     : FW_CHANGE_CLASS_NONE;
      FwRegradeEntry entry = { verdict->id, fw_regrade_effect (change, outcome) };
      /* A second opinion is excused like any other, and is in no grade. */
      gboolean counts = draw && draw->design != FW_DESIGN_TARGETED
                        && g_hash_table_contains (counted, verdict);

      if (counts)
        {
          fw_grade_add (&self->before, outcome);
          fw_grade_add (&self->after, entry.effect.is_excused ? FW_OUTCOME_EXCUSED : outcome);
        }
      if (entry.effect.is_excused)
        g_array_append_val (self->excused, verdict->id);
      if (entry.effect.is_rework && g_hash_table_add (queued, verdict->unit))
        g_ptr_array_add (self->rework, g_strdup (verdict->unit));
      if (entry.effect.is_excused || entry.effect.is_appealable || entry.effect.is_rework
          || entry.effect.is_rechecked || entry.effect.is_closed)
        g_array_append_val (self->entries, entry);
    }

  return self;
}
