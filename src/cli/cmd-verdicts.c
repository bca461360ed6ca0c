/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl verdicts: review files without the window. `report` is in
 * cmd-verdicts-report.c.
 */

#include "cli/cmd-verdicts.h"

#include "cli/cmd-manual.h"
#include "core/open-questions.h"
#include "core/review-fit.h"
#include "core/review-said.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

FwReviewFile *
fw_verdicts_open (const char *path, FwExit *out_exit)
{
  GError *error = NULL;
  FwReviewFile *file = fw_review_file_open (path, NULL, &error);

  if (!file)
    {
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return NULL;
    }

  GPtrArray *notes = fw_review_file_get_load (file)->notes;

  fw_review_file_set_autosave (file, FALSE);
  for (guint i = 0; i < notes->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) g_ptr_array_index (notes, i));

  return file;
}

FwReview *
fw_verdicts_load (const char *path, FwExit *out_exit)
{
  GError *error = NULL;
  g_autoptr (FwReviewLoad) load = fw_review_load_new (path, NULL, &error);

  if (!load)
    {
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return NULL;
    }
  for (guint i = 0; i < load->notes->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) g_ptr_array_index (load->notes, i));

  return fw_review_ref (load->review);
}

/* Whether none of the drawn units can be in these labels. */
static gboolean
is_all_foreign (const FwReview *review, GArray *unfit)
{
  gsize n = 0;

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_DRAW); i++)
    n += ((const FwDraw *) fw_review_get (review, FW_REVIEW_DRAW, i))->n_units;
  for (guint i = 0; i < unfit->len; i++)
    if (g_array_index (unfit, FwUnfitUnit, i).kind != FW_UNFIT_FOREIGN)
      return FALSE;

  return n > 0 && unfit->len == n;
}

gboolean
fw_verdicts_compare (const FwReview *review,
                     const char *path,
                     FwCocoFile **out_file,
                     FwExit *out_exit)
{
  const FwReviewLabels *labels = fw_review_get_labels (review);

  if (!path)
    return TRUE;

  g_autoptr (FwCocoFile) file = fw_command_load_labels (path, out_exit);

  if (!file)
    return FALSE;

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  g_autofree char *media = fw_unit_dup_media (fw_snapshot_get_frame_list (snapshot), path);
  g_autoptr (GArray) unfit = fw_review_list_unfit (review, snapshot, media);

  FwReviewLabels now = { .document = (char *) fw_coco_file_get_document_id (file) };

  if (fw_review_is_of_other (review, &now))
    g_printerr (_ ("%s is another document than the one that was reviewed\n"), path);
  else if (labels->sha256 && !g_str_equal (labels->sha256, fw_coco_file_get_sha256 (file)))
    g_printerr (_ ("%s changed since the review began\n"), path);
  if (is_all_foreign (review, unfit))
    {
      /* A line for each would say it a hundred times. */
      g_printerr (_ ("nothing of what was drawn is in %s: the review is of other media\n"), path);
      g_array_set_size (unfit, 0);
    }
  for (guint i = 0; i < unfit->len; i++)
    {
      g_autofree char *text
          = fw_unfit_unit_to_text (&g_array_index (unfit, FwUnfitUnit, i), NULL);

      g_printerr ("%s\n", text);
    }
  if (out_file)
    *out_file = g_steal_pointer (&file);

  return TRUE;
}

/* Adding. */

/* What was said on the command line; texts are owned. */
typedef struct
{
  gint64 draw;
  char *unit;
  char *outcome;
  char *kind;
  char *rule;
  char *rule_rev;
  char *precedent; /* what --rule named, when that is no rule */
  char *author;
  char *reviewer;
  char *manual;
  char *version;
  char *note;
  char *pin;
  char *region;
  char *suggested;
  char *informed;
  gint64 ms;
} Words;

static void
words_clear (Words *words)
{
  char **texts[]
      = { &words->unit,   &words->outcome,  &words->kind,      &words->rule,    &words->rule_rev,
          &words->author, &words->reviewer, &words->manual,    &words->version, &words->note,
          &words->pin,    &words->region,   &words->suggested, &words->informed,
          &words->precedent };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* "640,360" */
static gboolean
parse_numbers (const char *text, double *out, guint n)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  if (g_strv_length (parts) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char *end;

      out[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end != '\0' || !isfinite (out[i]))
        return FALSE;
    }

  return TRUE;
}

/* NULL, or what cannot be understood. */
static const char *
parse_answer (const Words *words, FwVerdict *verdict)
{
  FwAnswer *blind = &verdict->blind;

  if (!words->outcome || !fw_outcome_from_word (words->outcome, &blind->outcome))
    return _ ("--outcome is correct, wrong, unclear-rule or not-judgeable");
  if (words->kind && !fw_mistake_from_word (words->kind, &blind->kind))
    return _ ("--kind is missing, spurious, class, attribute, geometry, identity, order or other");
  blind->rule = words->rule;
  blind->rule_rev = words->rule_rev;
  blind->precedent = words->precedent;
  if (!words->informed)
    return NULL;

  verdict->has_informed = TRUE;
  verdict->informed = *blind;
  if (!fw_outcome_from_word (words->informed, &verdict->informed.outcome))
    return _ ("--informed is correct, wrong, unclear-rule or not-judgeable");
  /* Rule and kind belong to the answer that is `wrong`. */
  if (verdict->informed.outcome == FW_OUTCOME_WRONG && blind->outcome != FW_OUTCOME_WRONG)
    *blind = (FwAnswer){ .outcome = blind->outcome };
  else if (verdict->informed.outcome != FW_OUTCOME_WRONG)
    verdict->informed = (FwAnswer){ .outcome = verdict->informed.outcome };

  return NULL;
}

static const char *
parse_places (const Words *words, FwVerdict *verdict)
{
  double numbers[4];

  if (words->pin)
    {
      if (!parse_numbers (words->pin, numbers, 2))
        return _ ("--pin is X,Y in pixels");
      verdict->has_pin = TRUE;
      verdict->pin = FW_POINT (numbers[0], numbers[1]);
    }
  if (words->region)
    {
      if (!parse_numbers (words->region, numbers, 4))
        return _ ("--region is X,Y,WIDTH,HEIGHT in pixels");
      verdict->has_region = TRUE;
      verdict->region = FW_RECT (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

  return NULL;
}

/* A suggested value as JSON; what is none is taken as a text. */
static char *
dup_json (const char *value)
{
  g_autoptr (FwJsonText) text = fw_json_text_new (value, strlen (value));
  FwJsonRange range;

  if (fw_json_find_value (text, 0, &range, NULL) && fw_json_validate (text, range, NULL)
      && range.end == strlen (value))
    return g_strdup (value);

  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_text (writer, value);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Where the manual is a file, it knows its name and version, the revision of the rule,
 * which nobody types without looking, and the rule that a precedent stands under. */
static gboolean
look_into_manual (Words *words, FwExit *out_exit)
{
  if (!words->manual || !g_file_test (words->manual, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  g_autoptr (FwManual) manual = fw_command_load_manual (words->manual, out_exit);

  if (!manual)
    return FALSE;

  const FwPrecedent *precedent = NULL;
  const FwRule *rule
      = words->rule ? fw_manual_find_cited (manual, words->rule, &precedent) : NULL;

  if (words->rule && !rule)
    {
      *out_exit = fw_command_fail (FW_EXIT_USAGE, _ ("%s has no rule or precedent %s"), words->manual,
                                   words->rule);
      return FALSE;
    }
  if (precedent)
    {
      words->precedent = words->rule;
      words->rule = g_strdup (rule->id);
    }
  if (rule && !words->rule_rev)
    words->rule_rev = g_strdup (rule->rev);
  if (!words->version)
    words->version = g_strdup (fw_manual_get_version (manual));
  g_free (words->manual);
  words->manual = g_strdup (fw_manual_get_name (manual));

  return TRUE;
}

static FwExit
add_verdict (FwReviewFile *file, const Words *words, FwVerdict *verdict)
{
  const FwReview *review = fw_review_file_get_review (file);
  gsize n_draws = fw_review_get_n (review, FW_REVIEW_DRAW);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  g_autofree char *suggested = words->suggested ? dup_json (words->suggested) : NULL;
  GError *error = NULL;
  gint64 id;

  /* Without --draw it is the newest. */
  verdict->draw
      = words->draw > 0 ? words->draw
        : n_draws > 0
            ? fw_review_record_get_id (fw_review_get (review, FW_REVIEW_DRAW, n_draws - 1))
            : 0;

  const FwDraw *draw = fw_review_find (review, FW_REVIEW_DRAW, verdict->draw);
  const FwBatch *batch = draw ? fw_review_find (review, FW_REVIEW_BATCH, draw->batch) : NULL;
  const FwDrawUnit *drawn
      = words->unit ? fw_review_find_drawn (review, verdict->draw, words->unit) : NULL;

  if (draw && draw->signed_by)
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("draw %" PRId64 " was signed off by %s; no verdict is added to it"),
                            draw->id, draw->signed_by);
  verdict->unit = words->unit;
  verdict->unit_rev = drawn && drawn->rev ? drawn->rev : (char *) "unknown";
  verdict->author = words->author;
  verdict->reviewer = words->reviewer;
  verdict->manual = words->manual ? words->manual : batch ? batch->manual : NULL;
  verdict->version = words->version ? words->version : batch ? batch->version : NULL;
  verdict->note = words->note;
  verdict->suggested = suggested;
  verdict->ms = words->ms;
  verdict->at = at;
  if (!fw_review_file_put (file, FW_REVIEW_VERDICT, verdict, &id, &error))
    return fw_command_fail_error (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
                                      ? FW_EXIT_OUTPUT
                                      : FW_EXIT_USAGE,
                                  error);
  if (!fw_review_file_close (file, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  g_print ("%" PRId64 "\n", id);

  return FW_EXIT_CLEAN;
}

static FwExit
run_add (int argc, char **argv)
{
  g_auto (Words) words = { 0 };
  const GOptionEntry entries[] = {
    { "draw", 0, 0, G_OPTION_ARG_INT64, &words.draw, N_ ("The draw; the newest is the default"),
      N_ ("ID") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &words.unit, N_ ("The unit that was judged"),
      N_ ("UNIT") },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &words.outcome,
      N_ ("correct, wrong, unclear-rule or not-judgeable"), N_ ("WORD") },
    { "informed", 0, 0, G_OPTION_ARG_STRING, &words.informed,
      N_ ("The answer after the machine's problems were shown"), N_ ("WORD") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &words.kind, N_ ("What kind of mistake"), N_ ("KIND") },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &words.rule, N_ ("The rule, or with --manual FILE a precedent"), N_ ("RULE") },
    { "rule-rev", 0, 0, G_OPTION_ARG_STRING, &words.rule_rev,
      N_ ("Its revision; that of --manual FILE is the default"), N_ ("REV") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words.note, N_ ("Why"), N_ ("TEXT") },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &words.pin, N_ ("Where"), N_ ("X,Y") },
    { "region", 0, 0, G_OPTION_ARG_STRING, &words.region, N_ ("Where a missed object is"),
      N_ ("X,Y,W,H") },
    { "suggested", 0, 0, G_OPTION_ARG_STRING, &words.suggested, N_ ("What it should be"),
      N_ ("VALUE") },
    { "reviewer", 0, 0, G_OPTION_ARG_STRING, &words.reviewer, N_ ("Who judges"), N_ ("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &words.author, N_ ("Who drew it"), N_ ("NAME") },
    { "manual", 0, 0, G_OPTION_ARG_STRING, &words.manual,
      N_ ("The manual, by name or as a file; the batch's is the default"), N_ ("MANUAL") },
    { "version", 0, 0, G_OPTION_ARG_STRING, &words.version,
      N_ ("Its version; the batch's is the default"), N_ ("VERSION") },
    { "ms", 0, 0, G_OPTION_ARG_INT64, &words.ms, N_ ("Time taken in milliseconds"), N_ ("MS") },
    { NULL },
  };
  FwVerdict verdict = { 0 };
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("verdicts"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _ ("verdicts add needs one review file"));

  if (!look_into_manual (&words, &exit))
    return exit;
  if (words.rule && !words.precedent && fw_manual_is_precedent_id (words.rule))
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("%s is a precedent; with --manual FILE its rule is found there"),
                            words.rule);

  const char *reason = parse_answer (&words, &verdict);

  if (!reason)
    reason = parse_places (&words, &verdict);
  if (reason)
    return fw_command_fail (FW_EXIT_USAGE, "%s", reason);

  g_autoptr (FwReviewFile) file = fw_verdicts_open (argv[1], &exit);

  return file ? add_verdict (file, &words, &verdict) : exit;
}

/* Listing. */

static void
write_answer (FwJsonWriter *writer, const char *key, const FwAnswer *answer)
{
  fw_json_writer_key (writer, key);
  if (!answer)
    {
      fw_json_writer_null (writer);
      return;
    }
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "outcome", fw_outcome_to_word (answer->outcome));
  fw_command_json_text (writer, "kind",
                        answer->kind == FW_MISTAKE_NONE ? NULL : fw_mistake_to_word (answer->kind));
  fw_command_json_text (writer, "rule", answer->rule);
  fw_command_json_text (writer, "rule_rev", answer->rule_rev);
  fw_command_json_text (writer, "precedent", answer->precedent);
  fw_json_writer_end_object (writer);
}

static void
write_verdict (FwJsonWriter *writer, const FwVerdict *verdict, FwOutcome outcome)
{
  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "id", verdict->id);
  fw_command_json_integer (writer, "draw", verdict->draw);
  fw_command_json_text (writer, "unit", verdict->unit);
  fw_command_json_text (writer, "unit_rev", verdict->unit_rev);
  fw_command_json_text (writer, "author", verdict->author);
  fw_command_json_text (writer, "reviewer", verdict->reviewer);
  fw_command_json_text (writer, "counts_as", fw_outcome_to_word (outcome));
  write_answer (writer, "blind", &verdict->blind);
  write_answer (writer, "informed", verdict->has_informed ? &verdict->informed : NULL);
  fw_command_json_text (writer, "manual", verdict->manual);
  fw_command_json_text (writer, "version", verdict->version);
  fw_command_json_text (writer, "note", verdict->note ? verdict->note : "");
  fw_command_json_integer (writer, "ms", verdict->ms);
  fw_command_json_text (writer, "at", verdict->at);
  fw_json_writer_end_object (writer);
}

static void
print_verdict (const FwVerdict *verdict, FwOutcome outcome)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);
  g_autofree char *cited = fw_answer_dup_cited (answer);

  g_print ("%" PRId64 "  %s  %s", verdict->id, verdict->unit, fw_outcome_to_word (outcome));
  if (answer->outcome == FW_OUTCOME_WRONG)
    g_print ("  %s  %s", fw_mistake_to_word (answer->kind), cited);
  g_print ("  %s", verdict->reviewer);
  if (verdict->note && *verdict->note)
    g_print ("  %s", verdict->note);
  g_print ("\n");
}

static FwExit
run_list (int argc, char **argv)
{
  g_autofree char *labels = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &labels,
      N_ ("Tell what is different in these labels now"), N_ ("LABELS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("verdicts"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _ ("verdicts list needs one review file"));

  g_autoptr (FwReview) review = fw_verdicts_load (argv[1], &exit);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (FwOpenQuestions) asked = review ? fw_open_questions_new_of_verdicts (review) : NULL;
  FwJsonWriter *writer = NULL;

  if (!review || !fw_verdicts_compare (review, labels, NULL, &exit))
    return exit;
  if (as_json)
    {
      writer = fw_json_writer_new ();
      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "verdicts");
      fw_json_writer_begin_array (writer);
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);
      FwOutcome outcome = fw_open_questions_get_outcome (asked, review, verdict, now);

      if (as_json)
        write_verdict (writer, verdict, outcome);
      else
        print_verdict (verdict, outcome);
    }
  if (as_json)
    {
      fw_json_writer_end_array (writer);
      fw_json_writer_end_object (writer);
      fw_command_print_json (writer);
    }

  return FW_EXIT_CLEAN;
}

/* Joining. */

/* "correct", "wrong (class, SD-003)": what two people may differ in. */
static char *
dup_answer_words (const FwVerdict *verdict)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);
  const char *outcome = fw_outcome_to_word (answer->outcome);
  g_autofree char *cited = fw_answer_dup_cited (answer);

  return answer->outcome == FW_OUTCOME_WRONG
             ? g_strdup_printf ("%s (%s, %s)", outcome, fw_mistake_to_word (answer->kind),
                                cited)
             : g_strdup (outcome);
}

static FwExit
run_join (int argc, char **argv)
{
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("verdicts"), NULL, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("verdicts join needs two review files; the first one is written"));

  g_autoptr (FwReviewFile) file = fw_verdicts_open (argv[1], &exit);
  g_autoptr (FwReview) other = file ? fw_verdicts_load (argv[2], &exit) : NULL;
  g_autoptr (GArray) conflicts = g_array_new (FALSE, FALSE, sizeof (FwReviewConflict));
  GError *error = NULL;

  if (!other)
    return exit;
  if (!fw_review_file_join (file, other, conflicts, &error))
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const FwReviewConflict *conflict = &g_array_index (conflicts, FwReviewConflict, i);
      const FwReview *review = fw_review_file_get_review (file);
      const FwVerdict *kept = fw_review_find (review, FW_REVIEW_VERDICT, conflict->kept);
      const FwVerdict *added = fw_review_find (review, FW_REVIEW_VERDICT, conflict->other);

      g_autofree char *one = dup_answer_words (kept);
      g_autofree char *two = dup_answer_words (added);

      g_print (_ ("%s: %s by %s (%" PRId64 "), %s by %s (%" PRId64 ")\n"), kept->unit, one,
               kept->reviewer, kept->id, two, added->reviewer, added->id);
    }
  if (!fw_review_file_close (file, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);

  return conflicts->len > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN;
}

FwExit
fw_cmd_verdicts (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    FwExit (*run) (int argc, char **argv);
  } verbs[] = {
    { "add", run_add }, { "list", run_list }, { "report", fw_verdicts_report }, { "join", run_join }
  };

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);

  FwExit exit;

  if (!fw_command_parse (fw_command_find ("verdicts"), NULL, &argc, &argv, &exit))
    return exit;

  return fw_command_fail (FW_EXIT_USAGE,
                          _ ("verdicts needs add, list, report or join, and a review file"));
}
