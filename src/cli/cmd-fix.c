/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl fix: the safe fixes that rules offer, as one edit of a labels file,
 * each told in a line. Fixes are looked for again afterwards, because one may
 * make room for another; each finding is fixed once.
 */

#include "cli/check-report.h"
#include "cli/cmd-manual.h"

#include "core/document.h"
#include "rules/fix-round.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define MAX_ROUNDS 5

typedef struct
{
  FwCheckReport  report;
  FwDocument    *document;
  gboolean       to_stderr; /* the list, when the labels go to standard output */
  guint          n_fixed;
} Fixing;

static void
tell (Fixing     *self,
      FwProblem  *problem,
      const char *what)
{
  const FwRule *rule = fw_problem_get_rule (problem);
  g_autofree char *place
      = fw_check_report_name_place (&self->report, fw_problem_get_span (problem));
  g_autofree char *object
      = fw_check_report_name_object (&self->report, fw_problem_get_fix_track (problem));
  g_autofree char *line = g_strdup_printf ("%s  %s, %s  %s\n", rule->id, place, object, what);

  if (self->to_stderr)
    g_printerr ("%s", line);
  else
    g_print ("%s", line);
}

static void
tell_fix (FwProblem    *problem,
          const GError *error,
          gpointer      user_data)
{
  Fixing *self = user_data;

  if (!error)
    {
      tell (self, problem,
            fw_problem_get_fix_text (problem) ? fw_problem_get_fix_text (problem)
                                              : fw_fix_to_word (fw_problem_get_fix (problem)));
      return;
    }
  /* Another fix was there first, or a person has to decide. */
  g_printerr ("%s  %s\n", fw_problem_get_rule (problem)->id, error->message);
}

/* Fixes what is found now. FALSE when nothing was left to fix. */
static gboolean
run_round (Fixing     *self,
           FwManual   *manual,
           const char *rule)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (self->document);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(FwFixRound) round = NULL;

  fw_checker_set_only (checker, rule);
  fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL);
  round = fw_fix_round_new (checker, snapshot, NULL, NULL, tell_fix, self);
  self->n_fixed += round->n_fixed;
  fw_document_begin (self->document, "Fix", 0);
  for (guint i = 0; i < round->tracks->len; i++)
    {
      const FwFixedTrack *fixed = round->tracks->pdata[i];

      fw_document_replace_track (self->document, fixed->track, fixed->after);
    }

  return fw_document_commit (self->document) && round->n_fixed > 0;
}

static gboolean
write_out (FwCocoFile  *labels,
           FwSnapshot  *snapshot,
           const char  *path,
           GError     **error)
{
  if (g_str_equal (path, "-"))
    return fw_coco_file_write (labels, snapshot, NULL, STDOUT_FILENO, NULL, NULL, error);

  return fw_coco_file_save (labels, snapshot, NULL, path, NULL, NULL, error);
}

FwExit
fw_cmd_fix (int    argc,
            char **argv)
{
  g_autofree char *manual_path = NULL, *rule = NULL, *out = NULL;
  const GOptionEntry entries[] = {
    { "manual", 0, 0, G_OPTION_ARG_FILENAME, &manual_path, N_ ("The rules whose fixes are applied"),
      N_ ("MANUAL") },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_ ("Only the fixes of one rule"), N_ ("ID") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("Where the labels go; may be LABELS"),
      N_ ("OUT") },
    { NULL },
  };
  g_autoptr(FwCocoFile) labels = NULL;
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(FwDocument) document = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("fix"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("fix needs one file of labels"));
  if (!manual_path || !out)
    return fw_command_fail (FW_EXIT_USAGE, _ ("fix needs --manual MANUAL and -o OUT"));
  if (!(manual = fw_command_load_manual (manual_path, &exit)))
    return exit;
  if (rule && !fw_manual_find_rule (manual, rule))
    return fw_command_fail (FW_EXIT_USAGE, _ ("%s has no rule “%s”"), manual_path, rule);
  if (!(labels = fw_command_load_labels (argv[1], &exit)))
    return exit;

  document = fw_document_new (fw_coco_file_get_snapshot (labels));

  Fixing fixing = { .report = { .labels = labels }, .document = document,
                    .to_stderr = g_str_equal (out, "-") };

  for (guint i = 0; i < MAX_ROUNDS && run_round (&fixing, manual, rule); i++)
    ;
  if (!write_out (labels, fw_document_get_snapshot (document), out, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);

  g_autofree char *sum = g_strdup_printf (ngettext ("%u fix", "%u fixes", fixing.n_fixed),
                                          fixing.n_fixed);

  if (fixing.to_stderr)
    g_printerr ("%s\n", sum);
  else
    g_print ("%s\n", sum);

  return FW_EXIT_CLEAN;
}
