/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmd-verdicts.h"

#include "core/object-words.h"
#include "core/unit-words.h"
#include "formats/safe-file.h"
#include "review/report.h"
#include "rules/rule-text.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* What gives a report its words; all nullable. */
typedef struct
{
  FwManual *manual;   /* (owned) */
  FwCocoFile *labels; /* (owned) */
  FwUnitWords *units; /* (owned) */
} Words;

static void
words_clear (Words *words)
{
  g_clear_pointer (&words->manual, fw_manual_unref);
  g_clear_pointer (&words->units, fw_unit_words_free);
  g_clear_pointer (&words->labels, fw_coco_file_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static char *
dup_rule_text (const char *id, const char *rev, gpointer data)
{
  return fw_rule_dup_text (((Words *) data)->manual, id, rev);
}

/* As the program calls it, if there is a manual, or labels. */
static char *
dup_category (const char *name, gpointer data)
{
  const Words *words = data;
  FwTaxonomy *taxonomy
      = words->manual   ? fw_manual_get_taxonomy (words->manual)
        : words->labels ? fw_snapshot_get_taxonomy (fw_coco_file_get_snapshot (words->labels))
                        : NULL;

  return taxonomy ? fw_category_name_dup_words (taxonomy, name) : NULL;
}

static char *
dup_unit (const char *name, gpointer data)
{
  const Words *words = data;
  FwUnit unit;

  return words->units && fw_unit_parse (name, &unit, NULL) ? fw_unit_words_dup (words->units, &unit)
                                                           : NULL;
}

/* "ST-004 Tight, and with the hidden part": of a rule's text the first line is its title. */
static char *
dup_rule_name (const char *id, gpointer data)
{
  g_autofree char *text = dup_rule_text (id, NULL, data);

  if (!text)
    return g_strdup (id);
  text[strcspn (text, "\n")] = '\0';

  return g_strdup_printf ("%s %s", id, text);
}

/* @dup_words: what a group is called; NULL from it is its name. */
static void
print_groups (const char *title,
              GArray *groups,
              char *(*dup_words) (const char *name, gpointer data),
              Words *words)
{
  if (groups->len == 0 || (groups->len == 1 && !*g_array_index (groups, FwReportGroup, 0).name))
    return;
  g_print ("%s\n", title);
  for (guint i = 0; i < groups->len; i++)
    {
      const FwReportGroup *group = &g_array_index (groups, FwReportGroup, i);
      g_autofree char *name = dup_words (group->name, words);

      g_print (_ ("  %s: %" PRId64 " of %" PRId64 " not right, %.1f %% to %.1f %%\n"),
               name ? name : group->name, group->wrong, group->judged, 100.0 * group->interval.low,
               100.0 * group->interval.high);
    }
}

static void
print_text (const FwReport *report, Words *words)
{
  gint64 wrong = report->counts[FW_OUTCOME_WRONG];
  gint64 judged = wrong + report->counts[FW_OUTCOME_CORRECT];
  gint64 n_again;
  FwAgreement again = fw_report_compare_again (report, &n_again);

  g_print (ngettext ("%" PRId64 " of %" PRId64 " judged units is not right; open: %" PRId64 "\n",
                     "%" PRId64 " of %" PRId64 " judged units are not right; open: %" PRId64 "\n",
                     (gulong) wrong),
           wrong, judged, report->open);
  if (report->draw->design == FW_DESIGN_TARGETED)
    g_print ("%s\n", _ ("looked for on purpose: no estimate"));
  else if (!isnan (report->estimate.rate))
    g_print (_ ("of the whole batch %.2f %% are not right: %.2f %% to %.2f %%\n"),
             100.0 * report->estimate.rate, 100.0 * report->estimate.interval.low,
             100.0 * report->estimate.interval.high);
  print_groups (_ ("by stratum"), report->strata, dup_category, words);
  print_groups (_ ("by rule"), report->rules, dup_rule_name, words);
  g_print (_ ("seed “%s”, %s, %" PRIu64 " drawn of %" PRId64 "\n"),
           report->draw->seed ? report->draw->seed : "", fw_design_to_word (report->draw->design),
           (guint64) report->draw->n_units, report->batch->n_units);
  if (report->n_second > 0)
    g_print (ngettext ("%" PRId64 " called right or not by two people, who said the same on %.0f %%\n",
                       "%" PRId64 " called right or not by two people, who said the same on %.0f %%\n",
                       (gulong) report->n_second),
             report->n_second, 100.0 * report->second.observed);
  if (report->disputed->len > 0)
    g_print (ngettext ("%u judged differently; the first verdict counts\n",
                       "%u judged differently; the first verdict counts\n", report->disputed->len),
             report->disputed->len);
  if (n_again > 0)
    g_print (ngettext ("%" PRId64 " judged again by the same person, who said the same of %.0f %%\n",
                       "%" PRId64 " judged again by the same person, who said the same of %.0f %%\n",
                       (gulong) n_again),
             n_again, 100.0 * again.observed);
  if (report->plan == FW_PLAN_ACCEPTED)
    g_print ("%s\n", _ ("accepted"));
  else if (report->plan == FW_PLAN_REJECTED)
    g_print ("%s\n", _ ("not accepted"));
}

/* What was asked for; texts are owned. */
typedef struct
{
  char *labels; /* (owned) */
  gint64 draw;
  double confidence;
  char *manual;
  char *output;
  gboolean as_json;
  gboolean as_html;
} Request;

static void
request_clear (Request *request)
{
  g_free (request->labels);
  g_free (request->manual);
  g_free (request->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static FwExit
put_out (const Request *request, const FwReport *report, Words *words)
{
  FwReportSources sources = { .rule_text = dup_rule_text,
                              .category = dup_category,
                              .unit = dup_unit,
                              .user_data = words };
  gboolean is_page = request->as_html || (request->output && !request->as_json);
  g_autofree char *text = request->as_json ? fw_report_to_json (report)
                          : is_page        ? fw_report_to_html (report, &sources)
                                           : NULL;
  GError *error = NULL;

  if (request->output)
    {
      if (!fw_safe_file_replace_text (request->output, text, &error))
        return fw_command_fail_error (FW_EXIT_OUTPUT, error);
    }
  else if (text)
    g_print ("%s\n", text);
  else
    print_text (report, words);

  return report->plan == FW_PLAN_REJECTED ? FW_EXIT_NO : FW_EXIT_CLEAN;
}

static FwExit
make_report (const Request *request, const FwReview *review, Words *words)
{
  gsize n_draws = fw_review_get_n (review, FW_REVIEW_DRAW);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;

  if (n_draws == 0)
    return fw_command_fail (FW_EXIT_INPUT, _ ("nothing was drawn in this review"));

  gint64 draw = request->draw > 0
                    ? request->draw
                    : fw_review_record_get_id (fw_review_get (review, FW_REVIEW_DRAW, n_draws - 1));

  if (!fw_review_find (review, FW_REVIEW_DRAW, draw))
    return fw_command_fail (FW_EXIT_INPUT, _ ("there is no draw %" PRId64 " in this review"), draw);
  if (request->manual)
    {
      g_autoptr (GFile) file = g_file_new_for_path (request->manual);

      words->manual = fw_manual_new_from_file (file, &error);
      if (!words->manual)
        return fw_command_fail_error (FW_EXIT_INPUT, error);
    }

  g_autoptr (FwReport) report = fw_report_new (review, draw, request->confidence, now);

  return put_out (request, report, words);
}

FwExit
fw_verdicts_report (int argc, char **argv)
{
  g_auto (Request) request = { .confidence = 0.95 };
  const GOptionEntry entries[] = {
    { "draw", 0, 0, G_OPTION_ARG_INT64, &request.draw, N_ ("The draw; the newest is the default"),
      N_ ("ID") },
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &request.labels,
      N_ ("Call objects as in these labels, and tell what is different in them now"),
      N_ ("LABELS") },
    { "manual", 0, 0, G_OPTION_ARG_FILENAME, &request.manual, N_ ("Take the rules' text from here"),
      N_ ("MANUAL") },
    { "confidence", 0, 0, G_OPTION_ARG_DOUBLE, &request.confidence, N_ ("0.95 is the default"),
      N_ ("SHARE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_ ("Write an HTML page here"),
      N_ ("OUT.html") },
    { "html", 0, 0, G_OPTION_ARG_NONE, &request.as_html, N_ ("Print an HTML page"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("verdicts"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _ ("verdicts report needs one review file"));
  if (request.as_json && request.as_html)
    return fw_command_fail (FW_EXIT_USAGE, _ ("choose --json or --html"));
  if (!(request.confidence > 0.0 && request.confidence < 1.0))
    return fw_command_fail (FW_EXIT_USAGE, _ ("--confidence lies between 0 and 1, such as 0.95"));

  g_autoptr (FwReview) review = fw_verdicts_load (argv[1], &exit);

  g_auto (Words) words = { NULL };

  if (!review || !fw_verdicts_compare (review, request.labels, &words.labels, &exit))
    return exit;
  if (words.labels)
    words.units = fw_unit_words_new (fw_coco_file_get_snapshot (words.labels));

  return make_report (&request, review, &words);
}
