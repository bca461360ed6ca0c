/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/report.h"

#include "core/review-said.h"
#include "core/unit-words.h"
#include "review/significance.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char style[]
    = "body{font:16px/1.5 Cantarell,system-ui,sans-serif;max-width:60rem;margin:2rem "
      "auto;padding:0 "
      "1rem;color:#1e1e1e;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
      "table{border-collapse:collapse;margin:.5rem 0}th,td{padding:.2rem .8rem .2rem 0;text-align:"
      "left;border-bottom:1px solid #ddd;vertical-align:top}td.n,th.n{text-align:right;"
      "font-variant-numeric:tabular-nums}.big{font-size:1.3rem}article{border:1px solid #ddd;"
      "border-radius:8px;padding:.8rem 1rem;margin:.8rem 0}article img{max-width:100%}"
      ".wide{overflow-x:auto}.wide td,.wide th{white-space:nowrap}td{overflow-wrap:anywhere}"
      ".d{font-weight:bold}.z,.ref{color:#767676}.ref{font-size:.8rem;margin:.2rem 0}"
      "blockquote{margin:.5rem 0;padding-left:.8rem;border-left:3px solid "
      "#ccc;white-space:pre-wrap}"
      "code{background:#f2f2f2;padding:.1rem .3rem;border-radius:4px;overflow-wrap:anywhere}"
      "@media(prefers-color-scheme:dark){body{color:#eee;background:#1e1e1e}th,td,article{"
      "border-color:#444}code{background:#333}.z,.ref{color:#999}}"
      /* On paper a label stays with its picture, and a wide table on the sheet. */
      "@media print{body{margin:0;max-width:none}article{break-inside:avoid}h2,h3{break-after:"
      "avoid}article img{max-height:11cm}.wide{overflow:visible;font-size:75%}}";

/* printf with every %s escaped. */
static void add (GString *page, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GString *page, const char *format, ...)
{
  va_list args;

  va_start (args, format);

  g_autofree char *text = g_markup_vprintf_escaped (format, args);

  va_end (args);
  g_string_append (page, text);
}

static void
add_row (GString *page, const char *name, const char *value)
{
  add (page, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", name, value ? value : "–");
}

/* "2026-11-28 01:12 UTC": a page is read, JSON has the exact time. */
static void
add_time_row (GString *page, const char *name, const char *time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) stated = time ? g_date_time_new_from_iso8601 (time, utc) : NULL;
  g_autoptr (GDateTime) there = stated ? g_date_time_to_utc (stated) : NULL;
  g_autofree char *text = there ? g_date_time_format (there, "%Y-%m-%d %H:%M UTC") : NULL;

  add_row (page, name, text ? text : time);
}

static void
add_count_row (GString *page, const char *name, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, count);

  add_row (page, name, text);
}

/* "2.7 % to 13.8 %" */
static char *
dup_range (FwInterval range)
{
  return g_strdup_printf (_ ("%.1f %% to %.1f %%"), 100.0 * range.low, 100.0 * range.high);
}

/* "80 labels" */
static char *
dup_count (const FwReport *self, gint64 n)
{
  return fw_unit_kind_dup_count (self->batch->unit, (gsize) n);
}

/* What the result says of more than this batch. */
static void
add_clusters (GString *page, const FwReport *self)
{
  g_autofree char *range = dup_range (self->clusters.interval);

  g_string_append (page, "<p>");
  add (page,
       ngettext ("The labels are of %" PRId64 " object, and those of one object are often right or "
                 "wrong together. For this batch the figures hold as they are; in other work of the "
                 "same kind expect %s (design effect %.2f, rho %.2f).",
                 "The labels are of %" PRId64 " objects, and those of one object are often right or "
                 "wrong together. For this batch the figures hold as they are; in other work of the "
                 "same kind expect %s (design effect %.2f, rho %.2f).",
                 (gulong) self->clusters.n_objects),
       self->clusters.n_objects, range, self->clusters.effect, self->clusters.rho);
  g_string_append (page, "</p>\n");
}

static void
add_result (GString *page, const FwReport *self)
{
  gint64 wrong = self->counts[FW_OUTCOME_WRONG];
  gint64 judged = wrong + self->counts[FW_OUTCOME_CORRECT];
  g_autofree char *range = dup_range (self->estimate.interval);
  g_autofree char *judged_words = dup_count (self, judged);
  g_autofree char *batch_words = dup_count (self, self->batch->n_units);

  add (page, "<h2>%s</h2>\n<p class=\"big\">", _ ("Result"));
  add (page,
       /* Translators: %s is such as "80 labels". */
       ngettext ("%" PRId64 " of %s judged is not right.",
                 "%" PRId64 " of %s judged are not right.", (gulong) wrong),
       wrong, judged_words);
  g_string_append (page, "</p>\n<p>");
  if (self->draw->design == FW_DESIGN_TARGETED)
    add (page, "%s",
         _ ("They were looked for on purpose, so they say nothing about the others."));
  else if (isnan (self->estimate.rate))
    add (page, "%s", _ ("Nothing was judged yet."));
  else
    add (page, _ ("Of the whole batch %.1f %% are not right: %s, with a confidence of %g %%."),
         100.0 * self->estimate.rate, range, 100.0 * self->confidence);
  g_string_append (page, "</p>\n");
  if (self->draw->design == FW_DESIGN_SIMPLE && judged > 0)
    {
      g_string_append (page, "<p>");
      /* Translators: %s is such as "800 labels". */
      add (page, _ ("Exactly, for a batch of %s: between %" PRId64 " and %" PRId64 " of them."),
           batch_words, self->lot.low, self->lot.high);
      g_string_append (page, "</p>\n");
    }
  if (self->clusters.n_objects > 0)
    add_clusters (page, self);
  if (self->estimate.covered < 1.0 && self->estimate.covered > 0.0)
    {
      g_string_append (page, "<p>");
      add (page, _ ("This is about %.0f %% of the batch; of the other categories nothing was judged."),
           100.0 * self->estimate.covered);
      g_string_append (page, "</p>\n");
    }
  if (self->plan == FW_PLAN_NONE)
    return;

  const char *plan = self->plan == FW_PLAN_ACCEPTED   ? _ ("The batch is accepted.")
                     : self->plan == FW_PLAN_REJECTED ? _ ("The batch is not accepted.")
                                                      : _ ("It cannot be decided yet.");

  add (page, "<p><strong>%s</strong> ", plan);
  add (page, _ ("The plan: judge %" PRId64 ", accept with up to %" PRId64 " that are not right."),
       self->draw->plan_n, self->draw->plan_accept);
  g_string_append (page, "</p>\n");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Who judged, how long it took, and who closed it. */
static void
add_signature (GString *page, const FwReport *self)
{
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (self->review, self->draw->id, &n);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) people = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (g_hash_table_add (known, verdicts[i]->reviewer))
      g_ptr_array_add (names, verdicts[i]->reviewer);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (people, "%s%s", i > 0 ? ", " : "", (char *) names->pdata[i]);
  add_row (page, _ ("Judged by"), people->len > 0 ? people->str : NULL);
  if (self->median_ms > 0)
    {
      g_autofree char *seconds
          = g_strdup_printf (_ ("%.0f s, the middle one"), (double) self->median_ms / 1000.0);

      add_row (page, _ ("Time for each"), seconds);
    }
  if (self->draw->signed_by)
    {
      add_row (page, _ ("Signed off by"), self->draw->signed_by);
      add_time_row (page, _ ("Signed off"), self->draw->signed_at);
    }
}

static const char *
get_design_words (FwDesign design)
{
  switch (design)
    {
    case FW_DESIGN_STRATIFIED:
      return _ ("at random within each category, so that rare ones are seen, too; each is weighted "
                "by how much there is of it");
    case FW_DESIGN_POISSON:
      return _ ("at random, some more likely than others, and weighted by that");
    case FW_DESIGN_TARGETED:
      return _ ("looked for on purpose");
    case FW_DESIGN_SIMPLE:
    default:
      return _ ("at random, all equally likely");
    }
}

static void
add_design (GString *page, const FwReport *self)
{
  g_autofree char *batch_words = dup_count (self, self->batch->n_units);
  g_autofree char *drawn_words = dup_count (self, (gint64) self->draw->n_units);

  add (page, "<h2>%s</h2>\n<table>\n", _ ("How it was drawn"));
  add_row (page, _ ("Labels"), fw_review_get_labels (self->review)->file);
  add_row (page, _ ("Manual"), self->batch->manual);
  add_row (page, _ ("Version"), self->batch->version);
  add_row (page, _ ("In the batch"), batch_words);
  add_time_row (page, _ ("Frozen"), self->batch->frozen_at);
  add_row (page, _ ("Checksum of the frozen list"), self->batch->sha256);
  add_row (page, _ ("Drawn"), drawn_words);
  add_row (page, _ ("How"), get_design_words (self->draw->design));
  add_row (page, _ ("Seed"), self->draw->seed);
  for (int i = 0; i < FW_N_OUTCOMES; i++)
    if (self->counts[i] > 0)
      add_count_row (page, fw_outcome_to_title ((FwOutcome) i), self->counts[i]);
  add_count_row (page, _ ("Not judged yet"), self->open);
  add_signature (page, self);
  g_string_append (page, "</table>\n");
}

/* Something may have been left out of the frozen list. */
static gboolean
has_asked (const FwReport *self)
{
  return self->batch->frozen_at && fw_review_get_n (self->review, FW_REVIEW_QUESTION) > 0;
}

static void
add_repeat (GString *page, const FwReport *self)
{
  if (self->draw->design == FW_DESIGN_TARGETED)
    return;
  add (page, "<h2>%s</h2>\n<p>%s</p>\n", _ ("How to repeat the draw"),
       _ ("Each unit's name and the seed give an HMAC-SHA256 digest (the seed is the key); the "
          "units with the smallest digests are drawn, in their order."));
  if (self->draw->design == FW_DESIGN_POISSON)
    return;

  const char *file = fw_review_get_labels (self->review)->file;
  g_autofree char *labels = g_shell_quote (file ? file : "LABELS");
  g_autofree char *seed = g_shell_quote (self->draw->seed);

  add (page, "<p><code>framectl sample %s --n %" PRIu64 " --seed %s --unit %s%s</code></p>\n",
       labels, (guint64) self->draw->n_units, seed, fw_unit_kind_to_word (self->batch->unit),
       self->draw->design == FW_DESIGN_STRATIFIED ? " --strata category" : "");
  if (has_asked (self))
    add (page, "<p>%s <code>--as-of %s</code></p>\n",
         _ ("What waited for an answer then was left out. The review has to stand beside the "
            "labels; add"),
         self->batch->frozen_at);
}

static void
add_head_cell (GString *page, const char *title)
{
  add (page, "<th class=\"n\" scope=\"col\">%s</th>", title);
}

/* NULL: a dash. */
static void
add_cell (GString *page, const char *text)
{
  add (page, "<td class=\"n\">%s</td>", text ? text : "–");
}

static void
add_count_cell (GString *page, gint64 count)
{
  add (page, "<td class=\"n\">%" PRId64 "</td>", count);
}

/* What people call a stratum or a kind of the confusion table. */
static char *
dup_category (const char *name, const FwReportSources *sources)
{
  g_autofree char *word = *name == '(' ? g_strndup (name + 1, strlen (name) - 2) : NULL;
  FwMistake mistake;

  if (word && fw_mistake_from_word (word, &mistake))
    return g_strdup_printf ("(%s)", fw_mistake_to_title (mistake));

  char *words = sources && sources->category && *name
                    ? sources->category (name, sources->user_data)
                    : NULL;

  return words ? words : g_strdup (name);
}

/* What people call a unit. Without the labels it is told by its category and what its name
 * says; the number of an annotation says nothing to anybody. */
static char *
dup_unit (const FwReport *self, const char *name, const FwReportSources *sources)
{
  char *words = sources && sources->unit ? sources->unit (name, sources->user_data) : NULL;
  FwUnit unit;

  if (words)
    return words;
  if (!fw_unit_parse (name, &unit, NULL))
    return g_strdup (name);

  const FwDrawUnit *drawn = fw_review_find_drawn (self->review, self->draw->id, name);
  g_autofree char *category = drawn && drawn->stratum ? dup_category (drawn->stratum, sources)
                                                      : g_strdup (_ ("Object"));
  g_autofree char *object
      = unit.is_plain ? g_strdup (category)
                      : g_strdup_printf ("%s %" PRId64, category, (gint64) unit.track);

  return fw_unit_join_words (&unit, !unit.is_plain, object);
}

/* A rule's number, and what it is called. */
static void
add_rule_name (GString *page, const char *rule, const FwReportSources *sources)
{
  g_autofree char *text = sources && sources->rule_text
                              ? sources->rule_text (rule, NULL, sources->user_data)
                              : NULL;

  if (text)
    text[strcspn (text, "\n")] = '\0';
  add (page, "<tr><td>%s%s%s</td>", rule, text ? " " : "", text ? text : "");
}

/* What was looked for on purpose has counts, and nothing follows from them. */
static void
add_group (GString *page,
           const FwReport *self,
           const FwReportGroup *group,
           const char *category,
           const FwReportSources *sources)
{
  gboolean says = self->draw->design != FW_DESIGN_TARGETED && group->judged > 0;
  g_autofree char *rate
      = says ? g_strdup_printf (_ ("%.1f %%"), 100.0 * (double) group->wrong / (double) group->judged)
             : NULL;
  g_autofree char *range = says ? dup_range (group->interval) : NULL;

  if (!category)
    add_rule_name (page, group->name, sources);
  else
    {
      g_autofree char *size
          = group->size > 0 ? g_strdup_printf ("%" PRId64, group->size) : NULL;

      add (page, "<tr><td>%s</td>", category);
      add_cell (page, size);
      add_count_cell (page, group->drawn);
    }
  add_count_cell (page, group->judged);
  add_count_cell (page, group->wrong);
  add_cell (page, rate);
  add_cell (page, range);
  g_string_append (page, "</tr>\n");
}

/* A row or column by what people read. */
typedef struct
{
  guint index;  /* in the report */
  char *words;  /* (owned) */
  gint64 sum;   /* of the confusion table: as labelled */
} Kind;

static void
clear_kind (gpointer data)
{
  g_free (((Kind *) data)->words);
}

/* By what people read; kinds of mistakes, in brackets, last. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const Kind *left = a;
  const Kind *right = b;

  if ((*left->words == '(') != (*right->words == '('))
    return *left->words == '(' ? 1 : -1;

  return g_utf8_collate (left->words, right->words);
}

/* Categories by what people call them; rules by their number. */
static GArray *
list_rows (GArray *groups, gboolean are_categories, const FwReportSources *sources)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Kind));

  g_array_set_clear_func (rows, clear_kind);
  for (guint i = 0; i < groups->len; i++)
    {
      const char *name = g_array_index (groups, FwReportGroup, i).name;
      Kind row = { i, are_categories ? dup_category (name, sources) : g_strdup (name), 0 };

      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_kinds);

  return rows;
}

/* @has_sizes: of strata it is known how many there are. */
static void
add_groups (GString *page,
            const FwReport *self,
            GArray *groups,
            gboolean has_sizes,
            const FwReportSources *sources)
{
  if (groups->len == 0 || (groups->len == 1 && !*g_array_index (groups, FwReportGroup, 0).name))
    return;

  g_autoptr (GArray) rows = list_rows (groups, has_sizes, sources);

  add (page, "<h2>%s</h2>\n<div class=\"wide\"><table>\n<tr><th scope=\"col\">%s</th>",
       has_sizes ? _ ("By category") : _ ("By rule"), has_sizes ? _ ("Category") : _ ("Rule"));
  if (has_sizes)
    {
      add_head_cell (page, _ ("In the batch"));
      add_head_cell (page, _ ("Drawn"));
    }
  add_head_cell (page, _ ("Judged"));
  add_head_cell (page, _ ("Not right"));
  add_head_cell (page, _ ("Share"));
  add_head_cell (page, _ ("Interval"));
  g_string_append (page, "</tr>\n");
  for (guint i = 0; i < groups->len; i++)
    {
      const Kind *row = &g_array_index (rows, Kind, i);

      add_group (page, self, &g_array_index (groups, FwReportGroup, row->index),
                 has_sizes ? row->words : NULL, sources);
    }
  g_string_append (page, "</table></div>\n");
}

static GArray *
list_kinds (const FwReport *self, const FwReportSources *sources)
{
  guint n = self->kinds->len;
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (Kind));

  g_array_set_clear_func (kinds, clear_kind);
  for (guint i = 0; i < n; i++)
    {
      Kind kind = { i, dup_category (g_ptr_array_index (self->kinds, i), sources), 0 };

      for (guint j = 0; j < n; j++)
        kind.sum += self->confusion[i * n + j];
      g_array_append_val (kinds, kind);
    }
  g_array_sort (kinds, compare_kinds);

  return kinds;
}

static void
add_confusion (GString *page, const FwReport *self, const FwReportSources *sources)
{
  guint n = self->kinds->len;

  if (n == 0 || (n == 1 && !*(const char *) g_ptr_array_index (self->kinds, 0)))
    return;

  g_autoptr (GArray) kinds = list_kinds (self, sources);

  add (page, "<h2>%s</h2>\n<div class=\"wide\"><table>\n<tr><th></th>",
       _ ("As labelled, and as judged"));
  for (guint j = 0; j < n; j++)
    add (page, "<th class=\"n\" scope=\"col\">%s</th>", g_array_index (kinds, Kind, j).words);
  g_string_append (page, "</tr>\n");
  for (guint i = 0; i < n; i++)
    {
      const Kind *row = &g_array_index (kinds, Kind, i);

      if (row->sum == 0)
        continue;
      add (page, "<tr><th scope=\"row\">%s</th>", row->words);
      for (guint j = 0; j < n; j++)
        {
          gint64 cell = self->confusion[row->index * n + g_array_index (kinds, Kind, j).index];

          add (page, "<td class=\"n%s\">%" PRId64 "</td>",
               i == j      ? " d"
               : cell == 0 ? " z"
                           : "",
               cell);
        }
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</table></div>\n");
}

/* A value as a person reads it: texts without their quotes. */
static char *
dup_plain (const char *json)
{
  gsize length = json ? strlen (json) : 0;

  if (length >= 2 && json[0] == '"' && !strchr (json, '\\'))
    return g_strndup (json + 1, length - 2);

  return g_strdup (json);
}

static void
add_verdict (GString *page,
             const FwReport *self,
             const FwVerdict *verdict,
             const FwReportSources *sources)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);
  FwOutcome outcome = fw_report_get_outcome (self, verdict);
  g_autofree char *picture
      = sources && sources->picture ? sources->picture (verdict, sources->user_data) : NULL;
  g_autofree char *rule
      = sources && sources->rule_text
            ? sources->rule_text (answer->rule, answer->rule_rev, sources->user_data)
            : NULL;

  g_autofree char *cited = fw_answer_dup_cited (answer);
  g_autofree char *plain = dup_plain (verdict->suggested);
  /* A suggested value of an attribute is none of the categories. */
  g_autofree char *suggested = plain && answer->kind == FW_MISTAKE_CATEGORY
                                   ? dup_category (plain, sources)
                                   : g_strdup (plain);

  const FwSaid *said = g_hash_table_lookup (self->said, verdict->unit);
  g_autofree char *words = dup_unit (self, verdict->unit, sources);

  add (page, "<article>\n<h3>%s</h3>\n<p>", words);
  /* Translators: what is not right, and the rule it is judged by. */
  add (page, _ ("%s, by rule %s of version %s"), fw_mistake_to_title (answer->kind), cited,
       verdict->version);
  g_string_append (page, "</p>\n");
  if (outcome != FW_OUTCOME_WRONG)
    add (page, "<p><em>%s</em></p>\n", fw_outcome_to_title (outcome));
  if (said->counted != verdict)
    add (page, "<p><em>%s</em></p>\n", _ ("Another verdict was first, and that counts."));
  if (verdict->note && *verdict->note)
    add (page, "<p>%s</p>\n", verdict->note);
  if (suggested)
    {
      g_string_append (page, "<p>");
      add (page, _ ("Suggested: %s"), suggested);
      g_string_append (page, "</p>\n");
    }
  if (picture)
    add (page, "<img src=\"%s\" alt=\"%s\">\n", picture, words);
  if (rule)
    add (page, "<blockquote>%s</blockquote>\n", rule);
  add (page, "<p class=\"ref\">");
  /* Translators: the name by which it can be drawn again, and the revision of the rule. */
  add (page, _ ("%s · rule revision %s"), verdict->unit, answer->rule_rev);
  g_string_append (page, "</p>\n");
  g_string_append (page, "</article>\n");
}

static void
add_verdicts (GString *page, const FwReport *self, const FwReportSources *sources)
{
  if (self->wrong->len > 0)
    add (page, "<h2>%s</h2>\n", _ ("Not right, and why"));
  for (guint i = 0; i < self->wrong->len; i++)
    add_verdict (page, self, g_ptr_array_index (self->wrong, i), sources);
}

static void
add_second (GString *page, const FwReport *self)
{
  g_autofree char *two_words = dup_count (self, self->n_two);

  g_string_append (page, "<p>");
  add (page,
       /* Translators: %s is such as "8 labels". */
       ngettext ("%s was judged by two people.", "%s were judged by two people.",
                 (gulong) self->n_two),
       two_words);
  if (self->n_second > 0)
    {
      g_string_append_c (page, ' ');
      add (page,
           ngettext ("Of %" PRId64 " both said, before they were shown anything, whether it is "
                     "right, and the same on %.0f %%.",
                     "Of %" PRId64 " both said, before they were shown anything, whether they are "
                     "right, and the same on %.0f %%.",
                     (gulong) self->n_second),
           self->n_second, 100.0 * self->second.observed);
    }
  g_string_append (page, "</p>\n");
}

/* Without a name: whoever reads this may have to rule on an appeal. */
static void
add_opinion (GString *page, const FwVerdict *verdict)
{
  g_autofree char *answer = fw_verdict_dup_answer (verdict);

  add (page, "<td>%s</td>", answer);
}

static void
add_disputed (GString *page, const FwReport *self, const FwReportSources *sources)
{
  guint n = self->disputed->len;
  g_autofree char *disputed_words = dup_count (self, n);

  g_string_append (page, "<p>");
  add (page,
       /* Translators: %s is such as "8 labels". */
       ngettext ("%s was judged differently: whether it is right, what is wrong, or by which "
                 "rule. The first verdict counts.",
                 "%s were judged differently: whether they are right, what is wrong, or by "
                 "which rule. The first verdict counts.",
                 n),
       disputed_words);
  add (page,
       "</p>\n<div class=\"wide\"><table>\n<tr><th scope=\"col\">%s</th>"
       "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr>\n",
       _ ("What"), _ ("Counts"), _ ("Was also said"));
  for (guint i = 0; i < n; i++)
    {
      const FwSaid *said = &g_array_index (self->disputed, FwSaid, i);

      g_autofree char *words = dup_unit (self, said->counted->unit, sources);

      add (page, "<tr><td>%s<div class=\"ref\">%s</div></td>", words, said->counted->unit);
      add_opinion (page, said->counted);
      add_opinion (page, said->other);
      g_string_append (page, "</tr>\n");
    }
  g_string_append (page, "</table></div>\n");
}

static void
add_people (GString *page, const FwReport *self, const FwReportSources *sources)
{
  gint64 n_again;
  FwAgreement again = fw_report_compare_again (self, &n_again);
  g_autofree char *again_words = dup_count (self, n_again);

  if (self->n_two + n_again + self->towards + self->away + self->disputed->len == 0)
    return;
  add (page, "<h2>%s</h2>\n", _ ("About the reviewing"));
  if (self->n_two > 0)
    add_second (page, self);
  if (self->disputed->len > 0)
    add_disputed (page, self, sources);
  if (n_again > 0)
    {
      g_string_append (page, "<p>");
      add (page,
           /* Translators: %s is such as "8 labels". */
           ngettext ("%s was judged again by the same person, who said the same of %.0f %%.",
                     "%s were judged again by the same person, who said the same of %.0f %%.",
                     (gulong) n_again),
           again_words, 100.0 * again.observed);
      g_string_append (page, "</p>\n");
    }
  if (self->towards + self->away > 0)
    {
      g_string_append (page, "<p>");
      add (page,
           ngettext ("After the machine's problems were shown, %" PRId64 " answer became “not "
                     "right” and %" PRId64 " ceased to be (p = %.3f).",
                     "After the machine's problems were shown, %" PRId64 " answers became “not "
                     "right” and %" PRId64 " ceased to be (p = %.3f).",
                     (gulong) self->towards),
           self->towards, self->away, fw_mcnemar_exact (self->towards, self->away));
      g_string_append (page, "</p>\n");
    }
}

char *
fw_report_to_html (const FwReport *self, const FwReportSources *sources)
{
  GString *page = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                                "<meta name=\"viewport\" content=\"width=device-width\">\n");

  g_return_val_if_fail (self != NULL, NULL);

  const char *file = fw_review_get_labels (self->review)->file;
  g_autofree char *title = g_strdup_printf (_ ("Review of %s, draw %" PRId64),
                                            file ? file : "–", self->draw->id);

  add (page, "<title>%s</title>\n<style>", title);
  g_string_append (page, style);
  add (page, "</style>\n</head>\n<body>\n<h1>%s</h1>\n", title);
  add_result (page, self);
  add_groups (page, self, self->strata, TRUE, sources);
  add_groups (page, self, self->rules, FALSE, sources);
  add_confusion (page, self, sources);
  add_people (page, self, sources);
  add_design (page, self);
  add_repeat (page, self);
  add_verdicts (page, self, sources);
  g_string_append (page, "</body>\n</html>\n");

  return g_string_free (page, FALSE);
}
