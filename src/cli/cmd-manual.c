/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl manual: what can be done with a rule manual alone. One table of
 * words, each with its own function.
 */

#include "cli/command.h"

#include "rules/manual.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  FwExit    (*run) (int argc, char **argv);
} ManualCommand;

static FwExit
run_lint (int    argc,
          char **argv)
{
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;
  const FwManualMessage *messages;
  gsize n;

  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual lint needs one manual"));

  file = g_file_new_for_path (g_str_equal (argv[1], "-") ? "/dev/stdin" : argv[1]);
  manual = fw_manual_new_from_file (file, &error);
  if (!manual)
    {
      /* What is wrong inside the file does not name it. */
      if (error->domain != G_IO_ERROR)
        g_prefix_error (&error, "%s: ", argv[1]);
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }

  messages = fw_manual_get_messages (manual, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *line = fw_manual_format_message (&messages[i], argv[1]);

      g_print ("%s\n", line);
    }

  return fw_manual_has_errors (manual) ? FW_EXIT_NO : FW_EXIT_CLEAN;
}

static const ManualCommand commands[] = {
  { "lint", run_lint },
};

FwExit
fw_cmd_manual (int    argc,
               char **argv)
{
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("manual"), NULL, &argc, &argv, &exit))
    return exit;
  if (argc < 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual needs a word that says what to do: lint"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return commands[i].run (argc - 1, argv + 1);

  return fw_command_fail (FW_EXIT_USAGE, _("manual knows no “%s”; it knows: lint"), argv[1]);
}
