/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which rule a verdict may cite: the likely ones first, and a search over all of
 * them. No toolkit. Retired rules are never among them.
 */

#include "core/review.h"
#include "rules/manual.h"

G_BEGIN_DECLS

typedef struct
{
  FwManual       *manual;
  const FwReview *review;   /* whose verdicts show what is used */
  FwUnitKind      unit;     /* what is judged */
  const char     *category; /* (nullable) of the unit: its rules; NULL: rules for all */
  FwMistake       mistake;  /* that is about to be cited; FW_MISTAKE_NONE: not chosen yet */
} FwRuleQuery;

/* Rules of the category, best first: what verdicts of this review cited for the
 * same kind of mistake, then for any, then what looks at the same thing as the
 * mistake, then by the manual. At most @max (0: all).
 * Returns: (transfer full) (element-type FwRule): borrowed from the manual */
GPtrArray    *fw_review_rules_suggest (const FwRuleQuery *query,
                                       guint              max) G_GNUC_WARN_UNUSED_RESULT;
/* All rules that have every word of @text in id, title, sentences or the precedents
 * under them ("P-0007"); those that begin with it come first, then in the order of
 * fw_review_rules_suggest(), then the rules of other categories. Returns: as above */
GPtrArray    *fw_review_rules_search  (const FwRuleQuery *query,
                                       const char        *text,
                                       guint              max) G_GNUC_WARN_UNUSED_RESULT;
/**
 * FwCitation:
 *
 * What a verdict can cite: a rule, or under it a precedent that decides. Borrowed
 * from the manual.
 */
typedef struct
{
  const FwRule      *rule;
  const FwPrecedent *precedent; /* NULL: the rule itself */
} FwCitation;

/* What fw_review_rules_search() finds, and under each rule the precedents that have
 * every word; these come before their rule where it has not all of them itself.
 * Returns: (transfer full) (element-type FwCitation) */
GArray       *fw_review_rules_search_cited (const FwRuleQuery *query,
                                       const char        *text,
                                       guint              max) G_GNUC_WARN_UNUSED_RESULT;
/* The question to ask of a unit: the rule of highest risk that has one. NULL. */
const FwRule *fw_review_rules_ask     (const FwRuleQuery *query);

/* Whether it asks what belongs into a picture at all, and not how one label is. */
gboolean      fw_review_rule_is_about_frame (const FwRule *rule);
/* Whether its check looks at the same thing as the mistake. */
gboolean      fw_review_rule_looks_at (const FwRule *rule,
                                       FwMistake     mistake);

G_END_DECLS
