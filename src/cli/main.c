/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl: one table of commands, each in its own file. Nothing here knows
 * what a command does.
 */

#include "fw-config.h"
#include "cli/command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const FwCommand commands[] = {
  { "info",     N_("MEDIA… [--json]"), N_("Tell size, frames, rate and codec of media"), fw_cmd_info },
  { "framemd5", N_("MEDIA [--frames LIST] [--order ORDER]"), N_("Print one MD5 per decoded picture"), fw_cmd_framemd5 },
  { "frame",    N_("MEDIA N [-o OUT.png]"), N_("Write one frame as PNG"), fw_cmd_frame },
  { "convert",  N_("IN OUT [--from F] [--to F]"), N_("Convert a label file"), fw_cmd_convert },
  { "manual",   N_("WORD …"), N_("Check, compare and publish rule manuals"), fw_cmd_manual },
  { "check",    N_("LABELS --manual MANUAL [--format F]"), N_("Check labels against a manual"), fw_cmd_check },
  { "fix",      N_("LABELS --manual MANUAL [--rule ID] -o OUT"), N_("Apply the safe fixes of a manual"), fw_cmd_fix },
  { "diff",     N_("A B [--json]"), N_("Tell what differs between two label files"), fw_cmd_diff },
  { "frames",   N_("LABELS|MEDIA -o DIR [--every N] [--labelled]"), N_("Write frames as PNG files"), fw_cmd_frames },
  { "stats",    N_("LABELS [--json]"), N_("Count what a label file holds"), fw_cmd_stats },
  { "sample",   N_("(LABELS | --units FILE) --n N --seed S"), N_("Draw what to review, so that anybody can repeat it"), fw_cmd_sample },
  { "estimate", N_("--judged N --wrong X [--lot SIZE]"), N_("Tell what a judged sample says about the rest"), fw_cmd_estimate },
  { "plan",     N_("--lot N --aql A (--limit L | --mil-std-105e)"), N_("Tell how many to judge, and with how many not right it passes"), fw_cmd_plan },
  { "score",    N_("GOLD LABELS [--iou 0.5]"), N_("Compare labels with gold"), fw_cmd_score },
  { "agree",    N_("A B [--json]"), N_("Tell how far two people's labels agree"), fw_cmd_agree },
  { "verdicts", N_("add|list|report|join REVIEW"), N_("Write, list and sum up verdicts of a review"), fw_cmd_verdicts },
};

const FwCommand *
fw_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

gboolean
fw_command_parse (const FwCommand    *command,
                  const GOptionEntry *entries,
                  int                *argc,
                  char             ***argv,
                  FwExit             *out_exit)
{
  g_autofree char *prgname = g_strdup_printf ("framectl %s", command->name);
  g_autoptr(GOptionContext) context = g_option_context_new (_(command->arguments));
  g_autoptr(GError) error = NULL;

  g_set_prgname (prgname);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_help_enabled (context, FALSE);
  if (entries)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  for (int i = 1; i < *argc; i++)
    if (g_str_equal ((*argv)[i], "--help") || g_str_equal ((*argv)[i], "-h"))
      {
        g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

        g_print ("%s", help);
        *out_exit = FW_EXIT_CLEAN;
        return FALSE;
      }

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *out_exit = fw_command_fail (FW_EXIT_USAGE, "%s", error->message);
      return FALSE;
    }

  return TRUE;
}

FwExit
fw_command_fail (FwExit      code,
                 const char *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fw_command_progress_end ();
  g_printerr ("framectl: %s\n", message);

  return code;
}

FwExit
fw_command_fail_error (FwExit  code,
                       GError *error)
{
  fw_command_fail (code, "%s", error->message);
  g_error_free (error);

  return code;
}

static gboolean progress_shown;

void
fw_command_progress (const char *what,
                     double      share)
{
  static int is_terminal = -1;

  if (is_terminal < 0)
    is_terminal = isatty (STDERR_FILENO);
  if (!is_terminal)
    return;

  progress_shown = TRUE;
  g_printerr ("\r%s %3.0f %%", what, CLAMP (share, 0.0, 1.0) * 100.0);
}

void
fw_command_progress_end (void)
{
  if (!progress_shown)
    return;

  progress_shown = FALSE;
  g_printerr ("\r\033[K");
}

static void
print_usage (void)
{
  g_print ("%s\n\n", _("framectl COMMAND [OPTION…]"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n", _("framectl COMMAND --help tells more about one command."));
}

/* Scripts, cron and containers often have no locale; names are UTF-8 all the
 * same, and JSON is nothing else. GLib would put a question mark in their place. */
static void
put_out (const char *text)
{
  fputs (text, stdout);
}

static void
put_err (const char *text)
{
  fputs (text, stderr);
}

/* What nobody could write down was not done, whatever the answer is. */
static FwExit
end_output (FwExit result)
{
  int number = 0;

  errno = 0;
  if (fflush (stdout) != 0)
    number = errno;
  if (number == 0 && !ferror (stdout))
    return result;

  return fw_command_fail (FW_EXIT_OUTPUT, _("standard output cannot be written: %s"),
                          g_strerror (number ? number : EIO));
}

int
main (int   argc,
      char *argv[])
{
  g_set_print_handler (put_out);
  g_set_printerr_handler (put_err);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    {
      print_usage ();
      return FW_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_usage ();
      return end_output (FW_EXIT_CLEAN);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("framectl %s\n", FW_VERSION);
      return end_output (FW_EXIT_CLEAN);
    }

  const FwCommand *command = fw_command_find (argv[1]);

  if (!command)
    return fw_command_fail (FW_EXIT_USAGE, _("there is no command called “%s”; try framectl --help"), argv[1]);

  return end_output (command->run (argc - 1, argv + 1));
}
