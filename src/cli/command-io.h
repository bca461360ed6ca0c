/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What several commands do alike: labels in, one JSON document out.
 */

#include "cli/command.h"
#include "formats/coco-file.h"
#include "formats/json.h"

G_BEGIN_DECLS

/* Reads labels, `-` from standard input, with progress. NULL with the message
 * printed and the code to return in @out_exit. Returns: (transfer full) (nullable) */
FwCocoFile *fw_command_load_labels (const char   *path,
                                    FwExit       *out_exit) G_GNUC_WARN_UNUSED_RESULT;
/* Says on standard error when two files of labels are not quite about the same media;
 * @paths are what they were called. */
void        fw_command_tell_fit    (FwCocoFile        *a,
                                    FwCocoFile        *b,
                                    const char *const  paths[2]);
/* Prints what was written to memory, and frees the writer. */
void        fw_command_print_json  (FwJsonWriter *writer);

/* Members of an object; a number that is not defined is null. */
void        fw_command_json_text    (FwJsonWriter *writer,
                                     const char   *key,
                                     const char   *text);
void        fw_command_json_integer (FwJsonWriter *writer,
                                     const char   *key,
                                     gint64        value);
void        fw_command_json_number  (FwJsonWriter *writer,
                                     const char   *key,
                                     double        value);
/* [low, high] */
void        fw_command_json_range   (FwJsonWriter *writer,
                                     const char   *key,
                                     double        low,
                                     double        high);

G_END_DECLS
