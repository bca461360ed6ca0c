/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/precision.h"

#include "core/open-questions.h"
#include "core/review-said.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char  *rev;     /* interned */
  FwPrecision *of_kind; /* owned by the table */
  FwPrecision  own;
} RuleFigures;

struct _FwPrecisionTable
{
  gatomicrefcount ref_count;
  GHashTable     *rules; /* (owned) id -> RuleFigures */
  GHashTable     *kinds; /* (owned) name -> FwPrecision */
};

static RuleFigures *
find_figures (const FwPrecisionTable *self, const char *rule, const char *rev)
{
  RuleFigures *figures = rule ? g_hash_table_lookup (self->rules, rule) : NULL;

  return figures && g_strcmp0 (figures->rev, rev) == 0 ? figures : NULL;
}

static void
count (RuleFigures *figures, gboolean is_accepted)
{
  if (is_accepted)
    figures->own.accepted++;
  else
    figures->own.waved_away++;
}

/* Labels. */

typedef struct
{
  const char *at;
  gboolean    is_accepted;
} Judgement;

/* Whether the entry judges its finding, and how. */
static gboolean
judge_entry (const FwJudgedWork *work, const FwSetAside *entry, gboolean *out_is_accepted)
{
  const FwQuestion *question;

  *out_is_accepted = entry->reason == FW_ASIDE_WORKED_AT;
  switch (entry->reason)
    {
    case FW_ASIDE_WORKED_AT:
      return !work->is_open || !work->is_open (entry, work->user_data);
    case FW_ASIDE_NOT_TRUE:
    case FW_ASIDE_OTHER:
      return TRUE;
    case FW_ASIDE_ASKED:
      question = work->review && entry->question > 0
                     ? fw_review_find (work->review, FW_REVIEW_QUESTION, entry->question)
                     : NULL;
      return question && question->has_answer && g_strcmp0 (question->rule, entry->rule) == 0;
    case FW_ASIDE_LEFT_OPEN:
    default:
      return FALSE;
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return fw_moment_compare (((const Judgement *) b)->at, ((const Judgement *) a)->at);
}

static void
count_labels (FwPrecisionTable *self, const FwJudgedWork *work)
{
  g_autoptr (GHashTable) lists
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer figures, list;
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (fw_snapshot_get_asides (work->labels), &n);

  for (gsize i = 0; i < n; i++)
    {
      RuleFigures *its = find_figures (self, all[i].rule, all[i].rev);
      Judgement judgement = { all[i].at, FALSE };

      if (!its || !judge_entry (work, &all[i], &judgement.is_accepted))
        continue;
      list = g_hash_table_lookup (lists, its);
      if (!list)
        {
          list = g_array_new (FALSE, FALSE, sizeof (Judgement));
          g_hash_table_insert (lists, its, list);
        }
      g_array_append_val ((GArray *) list, judgement);
    }

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &figures, &list))
    {
      GArray *judgements = list;

      g_array_sort (judgements, compare_newest_first);
      for (guint i = 0; i < judgements->len && i < FW_MAX_WORKED_AT; i++)
        count (figures, g_array_index (judgements, Judgement, i).is_accepted);
    }
}

/* Review. */

static gboolean
is_overturned_by_person (const FwReview *review, const FwVerdict *verdict)
{
  const FwAppeal *appeal = fw_review_find_appeal (review, verdict->id);

  return appeal && appeal->has_ruling && appeal->ruling.outcome == FW_RULING_OVERTURNED;
}

static gboolean
cites (const FwAnswer *answer, const FwFoundRule *found)
{
  return answer->outcome == FW_OUTCOME_WRONG && g_strcmp0 (answer->rule, found->rule) == 0;
}

static void
count_verdict (FwPrecisionTable *self,
               const FwReview *review,
               const FwVerdict *verdict,
               FwOutcome outcome)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);

  for (gsize i = 0; i < verdict->n_found; i++)
    {
      const FwFoundRule *found = &verdict->found[i];
      RuleFigures *figures = find_figures (self, found->rule, found->rev);

      if (!figures)
        continue;
      if (cites (answer, found))
        {
          if (is_overturned_by_person (review, verdict))
            count (figures, FALSE);
          else if (outcome == FW_OUTCOME_WRONG)
            count (figures, TRUE);
        }
      /* Whoever has not seen the finding said nothing of it. */
      else if (verdict->has_informed && outcome == FW_OUTCOME_CORRECT)
        count (figures, FALSE);
    }
}

static void
count_review (FwPrecisionTable *self, FwReview *review, GDateTime *now)
{
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new_of_verdicts (review);
  g_autoptr (GHashTable) counted = fw_review_list_counted (review);
  gsize n = fw_review_get_n (review, FW_REVIEW_VERDICT);

  for (gsize i = 0; i < n; i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);

      if (verdict->n_found > 0 && g_hash_table_contains (counted, verdict))
        count_verdict (self, review, verdict,
                       fw_open_questions_get_outcome (open, review, verdict, now));
    }
}

/* The table. */

static void
finish (FwPrecision *self)
{
  gint64 judged = fw_precision_get_judged (self);

  self->share = judged > 0 ? (double) self->accepted / (double) judged : NAN;
  self->interval = fw_wilson ((double) self->accepted, (double) judged, 0.95);
}

static void
add_rule (FwPrecisionTable *self, const FwCheckedRule *rule)
{
  RuleFigures *figures = g_new0 (RuleFigures, 1);

  figures->rev = g_intern_string (rule->rev);
  figures->of_kind = g_hash_table_lookup (self->kinds, rule->kind);
  if (!figures->of_kind)
    {
      figures->of_kind = g_new0 (FwPrecision, 1);
      g_hash_table_insert (self->kinds, g_strdup (rule->kind), figures->of_kind);
    }
  g_hash_table_replace (self->rules, g_strdup (rule->rule), figures);
}

FwPrecisionTable *
fw_precision_table_new (const FwCheckedRule *rules,
                        gsize n_rules,
                        const FwJudgedWork *works,
                        gsize n_works,
                        GDateTime *now)
{
  g_return_val_if_fail (rules != NULL || n_rules == 0, NULL);
  g_return_val_if_fail (works != NULL || n_works == 0, NULL);

  FwPrecisionTable *self = g_new0 (FwPrecisionTable, 1);
  GHashTableIter iter;
  gpointer value;

  g_atomic_ref_count_init (&self->ref_count);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < n_rules; i++)
    add_rule (self, &rules[i]);
  for (gsize i = 0; i < n_works; i++)
    {
      if (works[i].labels)
        count_labels (self, &works[i]);
      if (works[i].review)
        count_review (self, works[i].review, now);
    }

  g_hash_table_iter_init (&iter, self->rules);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RuleFigures *figures = value;

      figures->of_kind->accepted += figures->own.accepted;
      figures->of_kind->waved_away += figures->own.waved_away;
      finish (&figures->own);
    }
  g_hash_table_iter_init (&iter, self->kinds);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    finish (value);

  return self;
}

FwPrecisionTable *
fw_precision_table_ref (FwPrecisionTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_precision_table_unref (FwPrecisionTable *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

const FwPrecision *
fw_precision_table_find_rule (const FwPrecisionTable *self, const char *rule)
{
  g_return_val_if_fail (self != NULL && rule != NULL, NULL);

  const RuleFigures *figures = g_hash_table_lookup (self->rules, rule);

  return figures ? &figures->own : NULL;
}

const FwPrecision *
fw_precision_table_find_kind (const FwPrecisionTable *self, const char *kind)
{
  g_return_val_if_fail (self != NULL && kind != NULL, NULL);

  return g_hash_table_lookup (self->kinds, kind);
}

gint64
fw_precision_get_judged (const FwPrecision *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->accepted + self->waved_away;
}

gboolean
fw_precision_is_low (const FwPrecision *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return fw_precision_get_judged (self) >= FW_PRECISION_MIN_JUDGED
         && self->share < FW_PRECISION_LOW;
}

const FwPrecision *
fw_precision_table_find_low (const FwPrecisionTable *self, const char *rule)
{
  g_return_val_if_fail (self != NULL && rule != NULL, NULL);

  const RuleFigures *figures = g_hash_table_lookup (self->rules, rule);
  const FwPrecision *spoken;

  if (!figures)
    return NULL;
  spoken = fw_precision_get_judged (&figures->own) >= FW_PRECISION_MIN_JUDGED ? &figures->own
                                                                              : figures->of_kind;

  return fw_precision_is_low (spoken) ? spoken : NULL;
}
