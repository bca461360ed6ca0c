/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of `framectl manual`; cmd-manual.c has their table. */

#include "cli/command-io.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* Each gets its own word as argv[0]. */
FwExit    fw_cmd_manual_coverage (int argc, char **argv);
FwExit    fw_cmd_manual_diff     (int argc, char **argv);
FwExit    fw_cmd_manual_kinds    (int argc, char **argv);
FwExit    fw_cmd_manual_lint     (int argc, char **argv);
FwExit    fw_cmd_manual_publish  (int argc, char **argv);
FwExit    fw_cmd_manual_versions (int argc, char **argv);

/* Parses the options of a word; see fw_command_parse(). */
gboolean  fw_manual_command_parse (const char         *word,
                                   const GOptionEntry *entries,
                                   int                *argc,
                                   char             ***argv,
                                   FwExit             *out_exit);
/* Reads a manual; NULL after saying why, with the exit code. "-" is standard input. */
FwManual *fw_command_load_manual (const char         *path,
                                  FwExit             *out_exit) G_GNUC_WARN_UNUSED_RESULT;
/* @code, or that of unreadable input after saying so, when @manual is not UTF-8 text:
 * what was printed then holds for the part of it that is. */
FwExit    fw_command_end_manual  (FwManual           *manual,
                                  const char         *path,
                                  FwExit              code);

G_END_DECLS
