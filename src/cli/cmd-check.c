/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl check: the rules of a manual over a file of labels. Text for people
 * gives one line per object and run of frames; JSON gives one problem per
 * annotation, as the manual counts.
 */

#include "cli/command.h"

#include "formats/coco-file.h"
#include "formats/json.h"
#include "rules/checker.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  FwCocoFile   *labels;
  FwChecker    *checker;
  gboolean      is_video;
  FwJsonWriter *writer; /* (owned) (nullable) */
} Report;

static void
show_progress (double   share,
               gpointer what)
{
  fw_command_progress (what, share);
}

static void
write_text (FwJsonWriter *writer,
            const char   *key,
            const char   *text)
{
  fw_json_writer_key (writer, key);
  if (text)
    fw_json_writer_text (writer, text);
  else
    fw_json_writer_null (writer);
}

/* Numbers below 1 stand for "there is none", except for frames. */
static void
write_id (FwJsonWriter *writer,
          const char   *key,
          gint64        id,
          gboolean      is_there)
{
  fw_json_writer_key (writer, key);
  if (is_there)
    fw_json_writer_integer (writer, id);
  else
    fw_json_writer_null (writer);
}

static gboolean
write_problem (FwProblem *problem,
               gpointer   user_data)
{
  Report *report = user_data;
  FwJsonWriter *writer = report->writer;
  const FwRule *rule = fw_problem_get_rule (problem);
  FwTrackId track = fw_problem_get_track (problem), other = fw_problem_get_other (problem);
  FwSpan span = fw_problem_get_span (problem);
  gint64 annotation = track > 0 && span.first >= 0
                      ? fw_coco_file_find_annotation (report->labels, track, span.first) : 0;

  fw_json_writer_begin_object (writer);
  write_text (writer, "rule", rule->id);
  write_text (writer, "rev", rule->rev);
  write_text (writer, "severity", fw_severity_to_word (rule->severity));
  write_text (writer, "kind", rule->kind->name);
  /* Objects of a plain file have no track; there the annotation says it all. */
  write_id (writer, "track_id", track, track > 0 && report->is_video);
  write_id (writer, "other", other, other > 0);
  write_id (writer, "annotation_id", annotation, annotation > 0);
  write_id (writer, "frame_index", span.first, span.first >= 0);
  write_id (writer, "frame_last", span.last, span.last >= 0);
  write_text (writer, "reason", fw_problem_get_reason (problem));
  write_text (writer, "fix", fw_problem_get_fix (problem) != FW_FIX_NONE
                             ? fw_fix_to_word (fw_problem_get_fix (problem)) : NULL);
  fw_json_writer_end_object (writer);

  return TRUE;
}

static gboolean
print_json (Report  *report,
            GError **error)
{
  FwManual *manual = fw_checker_get_manual (report->checker);

  report->writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
  fw_json_writer_begin_object (report->writer);
  write_text (report->writer, "manual", fw_manual_get_name (manual));
  write_text (report->writer, "version", fw_manual_get_version (manual));
  fw_json_writer_key (report->writer, "problems");
  fw_json_writer_begin_array (report->writer);
  fw_checker_foreach (report->checker, write_problem, report);
  fw_json_writer_end_array (report->writer);
  fw_json_writer_end_object (report->writer);

  gboolean ok = fw_json_writer_end (report->writer, error);

  fw_json_writer_free (report->writer);
  g_print ("\n");

  return ok;
}

/* "car 12", as a person finds it in the list of objects. */
static char *
name_object (Report    *report,
             FwTrackId  id)
{
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (report->labels);
  FwTrack *track = fw_snapshot_get_track (snapshot, id);
  const FwCategory *category = track ? fw_taxonomy_find (fw_snapshot_get_taxonomy (snapshot),
                                                         fw_track_get_category (track)) : NULL;

  if (track && fw_track_get_name (track))
    return g_strdup (fw_track_get_name (track));

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, category ? category->name : _("object"), id);
}

/* Where: "frame 12", "frames 12 to 15", or the picture's name. */
static char *
name_place (Report *report,
            FwSpan  span)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (report->labels));

  if (span.first < 0)
    return g_strdup (_("whole video"));
  if (frames && !fw_frame_list_is_video (frames) && span.first == span.last
      && fw_frame_list_get (frames, span.first).name)
    return g_strdup (fw_frame_list_get (frames, span.first).name);
  if (span.first == span.last)
    return g_strdup_printf (_("frame %d"), span.first);

  return g_strdup_printf (_("frames %d to %d"), span.first, span.last);
}

static void
print_problem (Report    *report,
               FwProblem *problem)
{
  const FwRule *rule = fw_problem_get_rule (problem);
  g_autofree char *place = name_place (report, fw_problem_get_span (problem));
  g_autofree char *object = fw_problem_get_track (problem) > 0
                            ? name_object (report, fw_problem_get_track (problem)) : NULL;

  g_print ("%s  %s  %s%s%s  %s\n", rule->id,
           rule->severity == FW_SEVERITY_ERROR ? _ ("problem") : _ ("hint"), place,
           object ? ", " : "", object ? object : "", fw_problem_get_reason (problem));
}

static void
print_text (Report *report)
{
  g_autoptr(GPtrArray) problems = fw_checker_list (report->checker, 0);
  gint64 n_problems = fw_checker_count (report->checker, FW_SEVERITY_ERROR);
  gint64 n_hints = fw_checker_count (report->checker, FW_SEVERITY_WARNING)
                   + fw_checker_count (report->checker, FW_SEVERITY_ADVICE);
  g_autofree char *first = g_strdup_printf (ngettext ("%" PRId64 " problem", "%" PRId64 " problems",
                                                      n_problems), n_problems);
  g_autofree char *second = g_strdup_printf (ngettext ("%" PRId64 " hint", "%" PRId64 " hints",
                                                       n_hints), n_hints);

  for (guint i = 0; i < problems->len; i++)
    print_problem (report, g_ptr_array_index (problems, i));
  g_print ("%s, %s\n", first, second);
}

/* What gives no answer goes to standard error, so that no silence is taken for
 * a clean bill. */
static void
print_silences (Report *report)
{
  FwManual *manual = fw_checker_get_manual (report->checker);

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const char *silence = fw_checker_get_silence (report->checker, rule);

      if (silence && !rule->is_human && !rule->is_retired)
        g_printerr ("%s  %s\n", rule->id, silence);
    }
  if (fw_checker_is_capped (report->checker))
    g_printerr ("%s\n", _("There are more problems than are counted here."));
}

static void
print_manual_errors (FwManual   *manual,
                     const char *path)
{
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    if (messages[i].severity == FW_SEVERITY_ERROR)
      {
        g_autofree char *line = fw_manual_format_message (&messages[i], path);

        g_printerr ("%s\n", line);
      }
}

/* Whether the format is one that is written; says so otherwise. */
static gboolean
check_format (const char *format,
              FwExit     *out_exit)
{
  if (!format || g_str_equal (format, "text") || g_str_equal (format, "json"))
    return TRUE;

  *out_exit
      = g_str_equal (format, "sarif") || g_str_equal (format, "junit")
            ? fw_command_fail (FW_EXIT_USAGE,
                               _ ("check does not write %s yet; it writes text and json"), format)
            : fw_command_fail (FW_EXIT_USAGE,
                               _ ("“%s” is no format that check writes; it writes text and json"),
                               format);

  return FALSE;
}

static FwExit
report_all (Report     *report,
            FwManual   *manual,
            const char *manual_path,
            gboolean    as_json)
{
  GError *error = NULL;

  print_manual_errors (manual, manual_path);
  print_silences (report);
  if (!as_json)
    print_text (report);
  else if (!print_json (report, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  if (fw_manual_has_errors (manual))
    return fw_command_fail (FW_EXIT_INPUT, _ ("%s has mistakes; only its sound rules were checked"),
                            manual_path);

  return fw_checker_count (report->checker, FW_SEVERITY_ERROR) > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN;
}

FwExit
fw_cmd_check (int    argc,
              char **argv)
{
  g_autofree char *manual_path = NULL;
  g_autofree char *format = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "manual", 0, 0, G_OPTION_ARG_FILENAME, &manual_path, N_ ("The rules to check against"),
      N_ ("MANUAL") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text (the default) or json"),
      N_ ("FORMAT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  FwCocoLoadOptions load = { .progress = show_progress, .progress_data = (gpointer) _("Reading") };
  g_autoptr(FwCocoFile) labels = NULL;
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(FwChecker) checker = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("check"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("check needs one file of labels"));
  if (!manual_path)
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("check needs --manual MANUAL, the rules to check against"));
  if (!check_format (format, &exit))
    return exit;

  file = g_file_new_for_path (manual_path);
  manual = fw_manual_new_from_file (file, &error);
  if (!manual)
    {
      /* What is wrong inside the file does not name it. */
      if (error->domain != G_IO_ERROR)
        g_prefix_error (&error, "%s: ", manual_path);
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }
  labels = fw_coco_file_load (g_str_equal (argv[1], "-") ? "/dev/stdin" : argv[1], &load, NULL,
                              &error);
  fw_command_progress_end ();
  if (!labels)
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  checker = fw_checker_new (manual);
  fw_checker_run (checker, fw_coco_file_get_snapshot (labels), NULL, show_progress,
                  (gpointer) _ ("Checking"), NULL);
  fw_command_progress_end ();

  Report report
      = { .labels = labels, .checker = checker, .is_video = fw_coco_file_is_video (labels) };

  return report_all (&report, manual, manual_path,
                     json || (format && g_str_equal (format, "json")));
}
