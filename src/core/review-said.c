/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-said.h"

#include <string.h>

/* What a file leaves out and what is empty there is the same. */
static int
compare_texts (const char *a, const char *b)
{
  return strcmp (a ? a : "", b ? b : "");
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
fw_moment_compare (const char *a, const char *b)
{
  if (g_strcmp0 (a, b) == 0)
    return 0;

  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) left = a ? g_date_time_new_from_iso8601 (a, utc) : NULL;
  g_autoptr (GDateTime) right = b ? g_date_time_new_from_iso8601 (b, utc) : NULL;

  if (left && right)
    return g_date_time_compare (left, right);

  return (left == NULL) - (right == NULL);
}

static int
compare_answers (const FwAnswer *a, const FwAnswer *b)
{
  int order = compare_numbers (a->outcome, b->outcome);

  if (order == 0)
    order = compare_numbers (a->kind, b->kind);
  if (order == 0)
    order = compare_texts (a->rule, b->rule);

  return order != 0 ? order : compare_texts (a->rule_rev, b->rule_rev);
}

int
fw_verdict_compare (const FwVerdict *a, const FwVerdict *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  int order = fw_moment_compare (a->at, b->at);

  if (order == 0)
    order = compare_texts (a->reviewer, b->reviewer);
  if (order == 0)
    order = compare_texts (a->unit_rev, b->unit_rev);
  if (order == 0)
    order = compare_answers (&a->blind, &b->blind);
  if (order == 0)
    order = compare_answers (fw_verdict_get_answer (a), fw_verdict_get_answer (b));
  if (order == 0)
    order = compare_texts (a->note, b->note);
  if (order == 0)
    order = compare_texts (a->suggested, b->suggested);

  return order != 0 ? order : compare_numbers (a->id, b->id);
}

gboolean
fw_verdict_agrees (const FwVerdict *a, const FwVerdict *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  const FwAnswer *left = fw_verdict_get_answer (a);
  const FwAnswer *right = fw_verdict_get_answer (b);

  if (left->outcome != right->outcome)
    return FALSE;

  /* The rule of another answer is a hint, and its revision no opinion. */
  return left->outcome != FW_OUTCOME_WRONG
         || (left->kind == right->kind && compare_texts (left->rule, right->rule) == 0);
}

char *
fw_answer_dup_cited (const FwAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, NULL);

  return answer->precedent && *answer->precedent
             ? g_strdup_printf ("%s (%s)", answer->rule, answer->precedent)
             : g_strdup (answer->rule ? answer->rule : "");
}

char *
fw_verdict_dup_answer (const FwVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, NULL);

  const FwAnswer *answer = fw_verdict_get_answer (verdict);
  g_autofree char *cited = fw_answer_dup_cited (answer);

  return answer->outcome == FW_OUTCOME_WRONG
             ? g_strdup_printf ("%s, %s", fw_mistake_to_title (answer->kind), cited)
             : g_strdup (fw_outcome_to_title (answer->outcome));
}

static void
take_earlier (const FwVerdict **place, const FwVerdict *verdict)
{
  if (!*place || fw_verdict_compare (verdict, *place) < 0)
    *place = verdict;
}

GHashTable *
fw_review_list_said (const FwReview *self, gint64 draw)
{
  g_return_val_if_fail (self != NULL, NULL);

  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (self, draw, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSaid *said = g_hash_table_lookup (all, verdicts[i]->unit);

      if (!said)
        g_hash_table_insert (all, verdicts[i]->unit, said = g_new0 (FwSaid, 1));
      take_earlier (&said->counted, verdicts[i]);
    }
  /* Who else, and what else, is known when it is known which one counts. */
  for (gsize i = 0; i < n; i++)
    {
      FwSaid *said = g_hash_table_lookup (all, verdicts[i]->unit);

      if (compare_texts (verdicts[i]->reviewer, said->counted->reviewer) != 0)
        take_earlier (&said->second, verdicts[i]);
      if (!fw_verdict_agrees (verdicts[i], said->counted))
        take_earlier (&said->other, verdicts[i]);
    }

  return all;
}

GArray *
fw_review_list_disputed (const FwReview *self, gint64 draw)
{
  g_return_val_if_fail (self != NULL, NULL);

  const FwDraw *facts = fw_review_find (self, FW_REVIEW_DRAW, draw);
  g_autoptr (GHashTable) all = fw_review_list_said (self, draw);
  GArray *disputed = g_array_new (FALSE, FALSE, sizeof (FwSaid));

  for (gsize i = 0; facts && i < facts->n_units; i++)
    {
      const FwSaid *said = g_hash_table_lookup (all, facts->units[i].unit);

      if (said && said->other)
        g_array_append_val (disputed, *said);
    }

  return disputed;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return fw_verdict_compare (*(const FwVerdict *const *) a, *(const FwVerdict *const *) b);
}

GPtrArray *
fw_review_list_of_unit (const FwReview *self, gint64 draw, const char *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  GPtrArray *found = g_ptr_array_new ();
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (self, draw, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (verdicts[i]->unit, unit))
      g_ptr_array_add (found, (gpointer) verdicts[i]);
  g_ptr_array_sort (found, compare_places);

  return found;
}

GHashTable *
fw_review_list_counted (const FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GHashTable *counted = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_DRAW); i++)
    {
      const FwDraw *draw = fw_review_get (self, FW_REVIEW_DRAW, i);
      g_autoptr (GHashTable) all = fw_review_list_said (self, draw->id);
      GHashTableIter iter;
      gpointer said;

      g_hash_table_iter_init (&iter, all);
      while (g_hash_table_iter_next (&iter, NULL, &said))
        g_hash_table_add (counted, (gpointer) ((const FwSaid *) said)->counted);
    }

  return counted;
}

GHashTable *
fw_review_list_party (const FwReview *self, const char *person)
{
  g_return_val_if_fail (self != NULL && person != NULL, NULL);

  GHashTable *party = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (self, FW_REVIEW_VERDICT, i);

      if (g_strcmp0 (verdict->reviewer, person) == 0 || g_strcmp0 (verdict->author, person) == 0)
        g_hash_table_add (party, verdict->unit);
    }

  return party;
}

GHashTable *
fw_review_list_standing (const FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GHashTable *standing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counted = fw_review_list_counted (self);
  GHashTableIter iter;
  gpointer verdict;

  g_hash_table_iter_init (&iter, counted);
  while (g_hash_table_iter_next (&iter, &verdict, NULL))
    {
      const char *unit = ((const FwVerdict *) verdict)->unit;
      const FwVerdict *known = g_hash_table_lookup (standing, unit);

      if (!known || fw_verdict_compare (verdict, known) > 0)
        g_hash_table_replace (standing, (gpointer) unit, verdict);
    }

  return standing;
}
