/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/overturns.h"

#include <string.h>

void
fw_overturns_clear (FwOverturns *self)
{
  g_clear_pointer (&self->name, g_free);
}

static void
count (FwOverturns *self, const FwReview *review, const FwVerdict *verdict, GDateTime *now)
{
  const FwAppeal *appeal = fw_review_find_appeal (review, verdict->id);
  FwAppealState state;

  self->wrong++;
  if (!appeal)
    return;
  self->appealed++;
  state = fw_appeal_get_state (appeal, now);
  if (state == FW_APPEAL_OPEN)
    return;

  self->unclear += state == FW_APPEAL_UNCLEAR_RULE;
  self->decided += state != FW_APPEAL_UNCLEAR_RULE;
  self->overturned += state == FW_APPEAL_OVERTURNED || state == FW_APPEAL_SILENT;
  self->by_silence += state == FW_APPEAL_SILENT;
}

static void
finish (FwOverturns *self)
{
  self->interval = fw_wilson ((double) self->overturned, (double) self->decided, 0.95);
}

FwOverturns
fw_overturns_of_reviewer (FwReview *const *reviews,
                          gsize n_reviews,
                          const char *reviewer,
                          GDateTime *now)
{
  FwOverturns self = { .name = g_strdup (reviewer) };

  for (gsize r = 0; r < n_reviews; r++)
    for (gsize i = 0; i < fw_review_get_n (reviews[r], FW_REVIEW_VERDICT); i++)
      {
        const FwVerdict *verdict = fw_review_get (reviews[r], FW_REVIEW_VERDICT, i);

        if (fw_verdict_get_answer (verdict)->outcome == FW_OUTCOME_WRONG
            && g_strcmp0 (verdict->reviewer, reviewer) == 0)
          count (&self, reviews[r], verdict, now);
      }
  finish (&self);

  return self;
}

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const FwOverturns *left = a;
  const FwOverturns *right = b;

  if (left->overturned != right->overturned)
    return (left->overturned < right->overturned) - (left->overturned > right->overturned);

  return strcmp (left->name, right->name);
}

GArray *
fw_overturns_list_rules (FwReview *const *reviews, gsize n_reviews, GDateTime *now)
{
  GArray *rules = g_array_new (FALSE, FALSE, sizeof (FwOverturns));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (rules, (GDestroyNotify) fw_overturns_clear);
  for (gsize r = 0; r < n_reviews; r++)
    for (gsize i = 0; i < fw_review_get_n (reviews[r], FW_REVIEW_VERDICT); i++)
      {
        const FwVerdict *verdict = fw_review_get (reviews[r], FW_REVIEW_VERDICT, i);
        const FwAnswer *answer = fw_verdict_get_answer (verdict);
        gpointer place;

        if (answer->outcome != FW_OUTCOME_WRONG)
          continue;
        place = g_hash_table_lookup (places, answer->rule);
        if (!place)
          {
            FwOverturns rule = { .name = g_strdup (answer->rule) };

            g_array_append_val (rules, rule);
            place = GUINT_TO_POINTER (rules->len);
            g_hash_table_insert (places, rule.name, place);
          }
        count (&g_array_index (rules, FwOverturns, GPOINTER_TO_UINT (place) - 1), reviews[r],
               verdict, now);
      }
  for (guint i = 0; i < rules->len; i++)
    finish (&g_array_index (rules, FwOverturns, i));
  g_array_sort (rules, compare_rules);

  return rules;
}
