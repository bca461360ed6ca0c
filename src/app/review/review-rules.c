/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-rules.h"

#include <string.h>

/* A rule and what speaks for it; @order is its place in the manual. */
typedef struct
{
  const FwRule *rule;
  gboolean      is_for;
  gboolean      is_exact; /* begins with what is searched for */
  guint         n_same;
  guint         n_used;
  guint         kinship;
  gsize         order;
} Candidate;

/* So many of the newest verdicts say what is cited now; older ones would cost time with every
 * unit, and speak of work that is long done. */
#define N_RECENT 1000

/* Rules cited by verdicts, and for which mistake. */
typedef struct
{
  guint n_used;
  guint n_by[FW_N_MISTAKES];
} Use;

static GHashTable *
count_uses (const FwReview *review)
{
  GHashTable *uses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  gsize n = review != NULL ? fw_review_get_n (review, FW_REVIEW_VERDICT) : 0;

  for (gsize i = n > N_RECENT ? n - N_RECENT : 0; i < n; i++)
    {
      const FwAnswer *answer
        = fw_verdict_get_answer (fw_review_get (review, FW_REVIEW_VERDICT, i));

      if (answer->outcome != FW_OUTCOME_WRONG || answer->rule == NULL)
        continue;

      Use *use = g_hash_table_lookup (uses, answer->rule);

      if (use == NULL)
        {
          use = g_new0 (Use, 1);
          g_hash_table_insert (uses, answer->rule, use);
        }
      use->n_used++;
      use->n_by[answer->kind]++;
    }

  return uses;
}

/* Which checks look at the same thing as a mistake. */
static const struct
{
  FwMistake         mistake;
  const char *const kinds[20]; /* NULL-terminated */
} kin[] = {
  { FW_MISTAKE_CATEGORY,
    { "known-category", "forbidden-category", "geometry-kind", "retired-category" } },
  { FW_MISTAKE_ATTRIBUTE,
    { "required-attributes", "attribute-domain", "attribute-pattern", "border-attribute",
      "exclusive-values", "implies", "untouched-default", "transitions",
      "occlusion-consistent" } },
  { FW_MISTAKE_GEOMETRY,
    { "inside-image", "min-size", "aspect-range", "positive-size", "max-size", "area-outlier",
      "polygon-simple", "vertex-count", "spike", "max-parts", "compactness", "box-matches-mask",
      "rotation-range", "keypoint-in-box", "limb-ratio", "adjacency-gap", "max-step",
      "max-size-change", "interpolation-check" } },
  { FW_MISTAKE_SPURIOUS, { "duplicate", "min-size", "forbidden-category", "ignore-region" } },
  { FW_MISTAKE_MISSING, { "empty-frame-confirmed", "count-bounds", "must-cover", "no-gap" } },
  { FW_MISTAKE_IDENTITY,
    { "broken-track", "id-switch", "inconsistent-id", "constant", "no-gap", "one-per-frame",
      "shot-cut" } },
  { FW_MISTAKE_ORDER, { "z-order", "order-left-right", "left-right-order" } },
};

gboolean
fw_review_rule_looks_at (const FwRule *rule,
                         FwMistake     mistake)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  for (gsize i = 0; rule->kind != NULL && i < G_N_ELEMENTS (kin); i++)
    if (kin[i].mistake == mistake)
      return g_strv_contains (kin[i].kinds, rule->kind->name);

  return FALSE;
}

/* A rule for everything that matters most: what belongs into a picture at all. */
gboolean
fw_review_rule_is_about_frame (const FwRule *rule)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  return rule->scope == FW_SCOPE_FRAME || (rule->globs == NULL && rule->risk >= 5);
}

/* What a machine looks at it has found already; the others need the reviewer. */
static guint
get_kinship (const FwRule *rule,
             FwMistake     mistake)
{
  if (!rule->is_human || rule->ask == NULL)
    return fw_review_rule_looks_at (rule, mistake) ? 2 : 0;

  gboolean is_presence = mistake == FW_MISTAKE_MISSING || mistake == FW_MISTAKE_SPURIOUS;

  return fw_review_rule_is_about_frame (rule) == is_presence ? 3 : 1;
}

static int
compare (guint left,
         guint right)
{
  return (left < right) - (left > right);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;
  int orders[] = { compare (left->is_exact, right->is_exact),
                   compare (left->is_for, right->is_for),
                   compare (left->n_same, right->n_same),
                   compare (left->n_used, right->n_used),
                   compare (left->kinship, right->kinship) };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];

  return (left->order > right->order) - (left->order < right->order);
}

/* Text for comparing: without case, composed alike. Returns: (transfer full) */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

static char *
fold_rule (const FwRule *rule)
{
  g_autoptr(GString) text = g_string_new (rule->id);

  g_string_append_printf (text, " %s", rule->title);
  for (gsize i = 0; i < rule->n_sentences; i++)
    g_string_append_printf (text, " %s", rule->sentences[i].text);

  return fold (text->str);
}

static char *
fold_precedent (const FwPrecedent *precedent)
{
  g_autofree char *text
    = g_strdup_printf ("%s %s %s", precedent->id, precedent->title, precedent->body);

  return fold (text);
}

/* Who remembers an answer finds the rule it stands under.
 * (element-type FwRule utf8): folded, each with a space before it */
static GHashTable *
fold_precedents (FwManual *manual)
{
  GHashTable *texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gsize n = 0;
  const FwPrecedent *all = manual != NULL ? fw_manual_get_precedents (manual, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = fw_manual_find_rule (manual, all[i].rule);
      const char *before = rule != NULL ? g_hash_table_lookup (texts, rule) : NULL;
      g_autofree char *folded = fold_precedent (&all[i]);

      if (rule != NULL)
        g_hash_table_insert (texts, (gpointer) rule,
                             g_strconcat (before != NULL ? before : "", " ", folded, NULL));
    }

  return texts;
}

static gboolean
has_words (const char *folded,
           GStrv       words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* @wanted (nullable): folded, what is searched for. */
static GPtrArray *
list_rules (const FwRuleQuery *query,
            const char        *wanted,
            guint              max)
{
  g_autoptr(GHashTable) uses = count_uses (query->review);
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr(GHashTable) answers = fold_precedents (wanted != NULL ? query->manual : NULL);
  g_auto(GStrv) words = wanted != NULL ? g_strsplit (wanted, " ", -1) : NULL;
  GPtrArray *rules = g_ptr_array_new ();
  gsize n = query->manual != NULL ? fw_manual_get_n_rules (query->manual) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = fw_manual_get_rule (query->manual, i);
      const Use *use = g_hash_table_lookup (uses, rule->id);
      Candidate candidate = { .rule = rule,
                              .is_for = query->category == NULL
                                        || fw_rule_is_for (rule, query->category),
                              .n_same = use != NULL && query->mistake != FW_MISTAKE_NONE
                                          ? use->n_by[query->mistake]
                                          : 0,
                              .n_used = use != NULL ? use->n_used : 0,
                              .kinship = get_kinship (rule, query->mistake),
                              .order = i };

      if (rule->is_retired || (wanted == NULL && !candidate.is_for))
        continue;
      if (wanted != NULL)
        {
          const char *said = g_hash_table_lookup (answers, rule);
          g_autofree char *own = fold_rule (rule);
          g_autofree char *folded = g_strconcat (own, said, NULL);
          g_autofree char *title = fold (rule->title);

          if (!has_words (folded, words))
            continue;
          candidate.is_exact = wanted[0] != '\0'
                               && (g_str_has_prefix (folded, wanted)
                                   || g_str_has_prefix (title, wanted));
        }
      g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && (max == 0 || i < max); i++)
    g_ptr_array_add (rules, (gpointer) g_array_index (candidates, Candidate, i).rule);

  return rules;
}

GPtrArray *
fw_review_rules_suggest (const FwRuleQuery *query,
                         guint              max)
{
  g_return_val_if_fail (query != NULL, NULL);

  return list_rules (query, NULL, max);
}

GPtrArray *
fw_review_rules_search (const FwRuleQuery *query,
                        const char        *text,
                        guint              max)
{
  g_return_val_if_fail (query != NULL && text != NULL, NULL);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *folded = fold (stripped);

  return list_rules (query, folded, max);
}

/* The precedents under a rule that have all the words. */
static void
append_precedents (GArray            *cited,
                   const FwRuleQuery *query,
                   const FwRule      *rule,
                   GStrv              words)
{
  gsize n;
  const FwPrecedent *all = fw_manual_get_precedents (query->manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwCitation citation = { rule, &all[i] };

      if (g_strcmp0 (all[i].rule, rule->id) != 0)
        continue;

      g_autofree char *folded = fold_precedent (&all[i]);

      if (has_words (folded, words))
        g_array_append_val (cited, citation);
    }
}

GArray *
fw_review_rules_search_cited (const FwRuleQuery *query,
                              const char        *text,
                              guint              max)
{
  g_return_val_if_fail (query != NULL && text != NULL, NULL);

  GArray *cited = g_array_new (FALSE, FALSE, sizeof (FwCitation));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *folded = fold (stripped);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr(GPtrArray) rules = list_rules (query, folded, max);

  for (guint i = 0; i < rules->len && (max == 0 || cited->len < max); i++)
    {
      const FwCitation citation = { rules->pdata[i], NULL };
      g_autofree char *own = fold_rule (citation.rule);
      gboolean has_all = has_words (own, words);

      if (has_all)
        g_array_append_val (cited, citation);
      if (*folded != '\0')
        append_precedents (cited, query, citation.rule, words);
      if (!has_all)
        g_array_append_val (cited, citation);
    }
  if (max > 0 && cited->len > max)
    g_array_set_size (cited, max);

  return cited;
}

const FwRule *
fw_review_rules_ask (const FwRuleQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  const FwRule *best = NULL;
  int best_score = 0;
  gsize n = query->manual != NULL ? fw_manual_get_n_rules (query->manual) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = fw_manual_get_rule (query->manual, i);

      if (rule->is_retired || rule->ask == NULL
          || (query->category != NULL && !fw_rule_is_for (rule, query->category)))
        continue;

      /* A question about the right thing beats one of any risk. */
      gboolean is_scope = query->unit == FW_UNIT_FRAME ? fw_review_rule_is_about_frame (rule)
                          : query->unit == FW_UNIT_TRACK
                            ? rule->scope == FW_SCOPE_TRACK
                            : !fw_review_rule_is_about_frame (rule) && rule->scope == FW_SCOPE_LABEL;
      /* Of a track it is rather asked what is asked of its labels than of a frame. */
      gboolean is_near = query->unit != FW_UNIT_FRAME && !fw_review_rule_is_about_frame (rule);
      int score = rule->risk + (is_scope ? 20 : is_near ? 10 : 0);

      if (score > best_score)
        {
          best = rule;
          best_score = score;
        }
    }

  return best;
}
