/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl check: the rules of a manual over a file of labels; check-report.c
 * and check-report-tools.c say what was found.
 */

#include "cli/check-gather.h"
#include "cli/check-report.h"
#include "cli/cmd-manual.h"

#include <glib/gi18n.h>
#include <unistd.h>

static const struct
{
  const char *name;
  gboolean    is_json;
  void      (*write) (FwCheckReport *report);
} formats[] = {
  { "text", FALSE, fw_check_report_text },
  { "json", TRUE, fw_check_report_json },
  { "sarif", TRUE, fw_check_report_sarif },
  { "junit", FALSE, fw_check_report_junit },
};

static void
show_progress (double   share,
               gpointer what)
{
  fw_command_progress (what, share);
}

/* What gives no answer goes to standard error, so that no silence is taken for
 * a clean bill. */
static void
print_silences (FwCheckReport *report)
{
  FwManual *manual = fw_checker_get_manual (report->checker);

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const char *silence = fw_check_report_find_silence (report, rule);

      if (silence)
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

/* The place of the format in the table; -1 after saying that there is none. */
static int
find_format (const char *format,
             FwExit     *out_exit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, format))
      return (int) i;

  *out_exit = fw_command_fail (
      FW_EXIT_USAGE,
      _ ("“%s” is no format that check writes; it writes text, json, sarif and junit"), format);

  return -1;
}

static FwExit
report_all (FwCheckReport *report,
            FwManual      *manual,
            int            format)
{
  GError *error = NULL;
  gboolean ok = TRUE;

  report->aside = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
  report->filter = fw_aside_filter_new (fw_coco_file_get_snapshot (report->labels));
  print_manual_errors (manual, report->manual_path);
  print_silences (report);
  if (formats[format].is_json)
    report->writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
  formats[format].write (report);
  if (report->writer)
    {
      ok = fw_json_writer_end (report->writer, &error);
      fw_json_writer_free (report->writer);
      g_print ("\n");
    }
  g_ptr_array_unref (report->aside);
  fw_aside_filter_free (report->filter);

  if (!ok)
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  if (fw_manual_has_errors (manual))
    return fw_command_fail (FW_EXIT_INPUT, _ ("%s has mistakes; only its sound rules were checked"),
                            report->manual_path);

  return report->n_errors > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN;
}

FwExit
fw_cmd_check (int    argc,
              char **argv)
{
  g_autofree char *manual_path = NULL;
  g_autofree char *format_name = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "manual", 0, 0, G_OPTION_ARG_FILENAME, &manual_path, N_ ("The rules to check against"),
      N_ ("MANUAL") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name,
      N_ ("text (the default), json, sarif or junit"), N_ ("FORMAT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  g_autoptr(FwCocoFile) labels = NULL;
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(FwChecker) checker = NULL;
  FwExit exit;
  int format;

  if (!fw_command_parse (fw_command_find ("check"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("check needs one file of labels"));
  if (!manual_path)
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("check needs --manual MANUAL, the rules to check against"));
  format = find_format (json ? "json" : format_name ? format_name : "text", &exit);
  if (format < 0)
    return exit;
  if (!(manual = fw_command_load_manual (manual_path, &exit))
      || !(labels = fw_command_load_labels (argv[1], &exit)))
    return exit;

  checker = fw_checker_new (manual);

  g_autoptr(FwCheckFacts) facts = fw_check_gather (argv[1], labels, manual, manual_path);

  fw_checker_set_facts (checker, facts);
  fw_checker_run (checker, fw_coco_file_get_snapshot (labels), NULL, show_progress,
                  (gpointer) _ ("Checking"), NULL);
  fw_command_progress_end ();

  FwCheckReport report = { .labels = labels, .checker = checker, .labels_path = argv[1],
                           .manual_path = manual_path, .is_video = fw_coco_file_is_video (labels) };

  return report_all (&report, manual, format);
}
