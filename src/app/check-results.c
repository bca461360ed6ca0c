/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/check-results.h"

/* What there is of one rule, without what was set aside. */
typedef struct
{
  gint64 n_places;
  gint64 n_described; /* of them */
  guint  n_safe;      /* of those */
} Count;

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
}

static FwCheckResults *
new_results (FwAsideFilter *filter)
{
  FwCheckResults *self = g_new0 (FwCheckResults, 1);

  self->filter = filter;
  self->problems = new_list ();
  self->asides = new_list ();
  self->marks = g_array_new (FALSE, FALSE, sizeof (FwMark));
  self->counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->silences = g_hash_table_new (NULL, NULL);

  return self;
}

FwCheckResults *
fw_check_results_new_empty (void)
{
  return new_results (NULL);
}

static Count *
get_count (FwCheckResults *self,
           const FwRule   *rule)
{
  Count *count = g_hash_table_lookup (self->counts, rule);

  if (!count)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (self->counts, (gpointer) rule, count);
    }

  return count;
}

static void
take_problem (FwCheckResults *self,
              FwProblem      *problem)
{
  Count *count = get_count (self, fw_problem_get_rule (problem));

  count->n_described++;
  count->n_safe += fw_fix_is_safe (fw_problem_get_fix (problem));
  g_ptr_array_add (self->problems, fw_problem_ref (problem));
}

/* Parts what was found into what is shown and what a person set aside. */
static void
describe (FwCheckResults *self,
          FwChecker      *checker)
{
  g_autoptr(GPtrArray) found = fw_checker_list (checker, FW_CHECK_RESULTS_MAX_PER_RULE);

  for (guint i = 0; i < found->len; i++)
    {
      FwProblem *problem = found->pdata[i];

      if (fw_aside_filter_find (self->filter, problem))
        g_ptr_array_add (self->asides, fw_problem_ref (problem));
      else
        take_problem (self, problem);
    }
}

/* Counts and marks a finding, however many there are of its rule. */
static void
take_finding (const FwFinding *finding,
              gpointer         user_data)
{
  FwCheckResults *self = user_data;
  gboolean is_problem = finding->rule->severity == FW_SEVERITY_ERROR;
  FwMark mark
      = { finding->track, finding->span, is_problem ? FW_MARK_PROBLEM : FW_MARK_HINT };

  if (fw_aside_filter_find_at (self->filter, finding))
    return;

  get_count (self, finding->rule)->n_places++;
  if (is_problem)
    self->n_problems++;
  else
    self->n_hints++;
  if (finding->span.first != FW_FRAME_NONE)
    g_array_append_val (self->marks, mark);
}

static void
find_silences (FwCheckResults *self,
               FwChecker      *checker)
{
  FwManual *manual = fw_checker_get_manual (checker);

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const char *silence = fw_checker_get_silence (checker, rule);

      if (silence)
        g_hash_table_insert (self->silences, (gpointer) rule,
                             (gpointer) g_intern_string (silence));
    }
}

FwCheckResults *
fw_check_results_new (FwChecker  *checker,
                      FwSnapshot *snapshot)
{
  g_return_val_if_fail (checker && snapshot, NULL);

  FwCheckResults *self = new_results (fw_aside_filter_new (snapshot));

  self->is_capped = fw_checker_is_capped (checker);
  self->questions = fw_checker_list_pixel_questions (checker, &self->n_answered);
  describe (self, checker);
  fw_checker_foreach_finding (checker, take_finding, self);
  fw_marks_sort (self->marks);
  self->is_cut = self->n_problems + self->n_hints > self->problems->len;
  find_silences (self, checker);

  return self;
}

void
fw_check_results_free (FwCheckResults *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->asides);
  g_clear_pointer (&self->filter, fw_aside_filter_free);
  g_array_unref (self->marks);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->silences);
  g_clear_pointer (&self->questions, g_array_unref);
  g_free (self);
}

gint64
fw_check_results_count (const FwCheckResults *self,
                        const FwRule         *rule)
{
  g_return_val_if_fail (self != NULL, 0);

  const Count *count = g_hash_table_lookup (self->counts, rule);

  return count ? count->n_places : 0;
}

guint
fw_check_results_count_safe (const FwCheckResults *self,
                             const FwRule         *rule,
                             gboolean             *out_more)
{
  g_return_val_if_fail (self && out_more, 0);

  GHashTableIter iter;
  const FwRule *one;
  const Count *count;
  guint n_safe = 0;

  *out_more = FALSE;
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &one, (gpointer *) &count))
    if (!rule || rule == one)
      {
        n_safe += count->n_safe;
        *out_more |= fw_fix_is_safe (one->fix) && count->n_places > count->n_described;
      }

  return n_safe;
}

GPtrArray *
fw_check_results_list_frame (const FwCheckResults *self,
                             FwFrame               frame)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = new_list ();

  for (guint i = 0; i < self->problems->len; i++)
    if (fw_span_contains (fw_problem_get_span (self->problems->pdata[i]), frame))
      g_ptr_array_add (list, fw_problem_ref (self->problems->pdata[i]));

  return list;
}

GPtrArray *
fw_check_results_look (FwChecker     *checker,
                       FwAsideFilter *filter,
                       FwFrame        frame)
{
  g_return_val_if_fail (checker && filter, NULL);

  g_autoptr(GPtrArray) found = fw_checker_list_frame (checker, frame);
  GPtrArray *list = new_list ();

  for (guint i = 0; i < found->len; i++)
    if (!fw_aside_filter_find (filter, found->pdata[i]))
      g_ptr_array_add (list, fw_problem_ref (found->pdata[i]));

  return list;
}
