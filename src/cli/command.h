/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Exit codes; scripts rely on them. */
typedef enum
{
  FW_EXIT_CLEAN  = 0, /* done, nothing wrong */
  FW_EXIT_NO     = 1, /* done, and the answer is "no" */
  FW_EXIT_USAGE  = 2, /* called wrongly */
  FW_EXIT_INPUT  = 3, /* input cannot be read or is not what it says */
  FW_EXIT_OUTPUT = 4  /* output cannot be written; nothing half-written is left */
} FwExit;

/**
 * FwCommand:
 *
 * One subcommand of framectl. @argv[0] is its name; @run parses the rest.
 */
typedef struct
{
  const char *name;
  const char *arguments; /* "MEDIA... [--json]" */
  const char *summary;   /* one line, translated when shown */
  FwExit    (*run) (int argc, char **argv);
} FwCommand;

/* One file per command, cmd-<name>.c. */
FwExit fw_cmd_agree    (int argc, char **argv);
FwExit fw_cmd_check    (int argc, char **argv);
FwExit fw_cmd_convert  (int argc, char **argv);
FwExit fw_cmd_diff     (int argc, char **argv);
FwExit fw_cmd_estimate (int argc, char **argv);
FwExit fw_cmd_fix      (int argc, char **argv);
FwExit fw_cmd_frame    (int argc, char **argv);
FwExit fw_cmd_framemd5 (int argc, char **argv);
FwExit fw_cmd_frames   (int argc, char **argv);
FwExit fw_cmd_info     (int argc, char **argv);
FwExit fw_cmd_manual   (int argc, char **argv);
FwExit fw_cmd_plan     (int argc, char **argv);
FwExit fw_cmd_sample   (int argc, char **argv);
FwExit fw_cmd_score    (int argc, char **argv);
FwExit fw_cmd_stats    (int argc, char **argv);
FwExit fw_cmd_verdicts (int argc, char **argv);

/* Parses options with GOption; on `--help` or an error prints and returns
 * FALSE with the exit code to give back in @out_exit. Positional arguments
 * stay in @argv. */
gboolean fw_command_parse (const FwCommand    *command,
                           const GOptionEntry *entries,
                           int                *argc,
                           char             ***argv,
                           FwExit             *out_exit);
/* The table entry called @name; never NULL for a command of this program. */
const FwCommand *fw_command_find (const char *name);
/* "framectl: <message>" on standard error. Returns @code for `return`. */
FwExit   fw_command_fail  (FwExit              code,
                           const char         *format,
                           ...) G_GNUC_PRINTF (2, 3);
/* The same with an error's message; frees the error. */
FwExit   fw_command_fail_error (FwExit         code,
                           GError             *error);

/* Progress on standard error when that is a terminal; nothing otherwise.
 * @share from 0 to 1; fw_command_progress_end() clears the line. */
void     fw_command_progress     (const char *what,
                                  double      share);
void     fw_command_progress_end (void);

G_END_DECLS
