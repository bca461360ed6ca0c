/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/exam-rule.h"

#include "app/panels/rule-link.h"
#include "app/review/review-rules.h"

/* A rule that speaks about an attribute speaks about nothing else. */
static gboolean
names_attribute (FwManual     *manual,
                 const FwRule *rule)
{
  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (manual);

  for (gsize i = 0; i < fw_taxonomy_get_n_attributes (taxonomy); i++)
    if (fw_rule_is_about_attribute (rule, fw_taxonomy_get_attribute (taxonomy, i)->name))
      return TRUE;

  return FALSE;
}

/* What holds for more categories is how things are drawn; what holds for few is what
 * counts as one of them. */
static guint
count_categories (FwManual     *manual,
                  const FwRule *rule)
{
  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (manual);
  gsize n = fw_taxonomy_get_n_categories (taxonomy);
  guint n_for = 0;

  for (gsize i = 0; i < n; i++)
    n_for += fw_rule_is_for (rule, fw_taxonomy_get_category (taxonomy, i)->name);

  return n_for;
}

/* How well the rule fits; 0: it is about something else. */
static guint
rate (FwManual     *manual,
      const FwRule *rule,
      FwMistake     mistake)
{
  gboolean asks = rule->is_human && rule->ask != NULL;
  gboolean is_plain = asks && !names_attribute (manual, rule);
  guint risk = (guint) MAX (rule->risk, 1);

  switch (mistake)
    {
    case FW_MISTAKE_MISSING:
    case FW_MISTAKE_SPURIOUS:
      if (is_plain && fw_review_rule_is_about_frame (rule))
        return 10 + risk;
      return fw_review_rule_looks_at (rule, mistake) ? risk : 0;
    case FW_MISTAKE_GEOMETRY:
      if (!is_plain || fw_review_rule_is_about_frame (rule) || rule->scope != FW_SCOPE_LABEL)
        return 0;
      return 10 * count_categories (manual, rule) + risk;
    case FW_MISTAKE_IDENTITY:
      if (is_plain && rule->scope == FW_SCOPE_TRACK)
        return 10 + risk;
      return fw_review_rule_looks_at (rule, mistake) ? risk : 0;
    case FW_MISTAKE_CATEGORY:
    case FW_MISTAKE_ORDER:
      return fw_review_rule_looks_at (rule, mistake) ? risk : 0;
    default:
      return 0;
    }
}

static const FwRule *
find_for_attribute (FwManual           *manual,
                    const FwGoldResult *result,
                    const char         *category)
{
  if (result->attributes->len == 0)
    return NULL;

  const FwGoldAttribute *attribute = &g_array_index (result->attributes, FwGoldAttribute, 0);
  const char *sentence;

  return fw_rules_find_for_attribute (
    manual, category, attribute->name,
    attribute->gold.type == FW_VALUE_TEXT ? attribute->gold.text : NULL, &sentence);
}

const FwRule *
fw_exam_rule_find (FwManual           *manual,
                   const FwGoldResult *result)
{
  g_return_val_if_fail (manual != NULL && result != NULL, NULL);

  const char *category = result->gold != 0 ? result->category : result->own_category;
  const FwRule *best = NULL;
  guint best_rate = 0;

  if (result->mistake == FW_MISTAKE_ATTRIBUTE)
    return find_for_attribute (manual, result, category);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      guint its;

      if (rule->is_retired || (category[0] != '\0' && !fw_rule_is_for (rule, category)))
        continue;
      its = rate (manual, rule, result->mistake);
      if (its > best_rate)
        {
          best = rule;
          best_rate = its;
        }
    }

  return best;
}
