/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What files of records have in common: members that may be missing or of another
 * type, members of other programs that are carried, and records that do not hold,
 * which are told and kept in the file under `refused`. Any thread.
 */

#include "formats/json.h"

G_BEGIN_DECLS

/* FALSE when the member is missing or of another type. */
gboolean    fw_json_member_object  (FwJsonValue        object,
                                    const char        *name,
                                    FwJsonValue       *out_value);
gboolean    fw_json_member_array   (FwJsonValue        object,
                                    const char        *name,
                                    FwJsonValue       *out_value);
/* NULL when it is missing or no text. Borrowed from the parser. */
const char *fw_json_member_text    (FwJsonValue        object,
                                    const char        *name);
/* 0 when it is missing or no number, and for the first not whole. */
gint64      fw_json_member_integer (FwJsonValue        object,
                                    const char        *name);
double      fw_json_member_number  (FwJsonValue        object,
                                    const char        *name);
/* FALSE when it is missing or neither true nor false. */
gboolean    fw_json_member_boolean (FwJsonValue        object,
                                    const char        *name);
/* A value as JSON text. Returns: (transfer full) */
char       *fw_json_value_to_text  (FwJsonValue        value) G_GNUC_WARN_UNUSED_RESULT;
/* Members that are not among @known (NULL-terminated), as they would stand between
 * braces; NULL when there are none. Returns: (transfer full) (nullable) */
char       *fw_json_dup_extra      (FwJsonValue        object,
                                    const char *const *known) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE when @root is an object with a `schema` that is not above @schema. Else
 * FW_FORMAT_ERROR with one of the two sentences; in @newer, %s becomes the number. */
gboolean    fw_json_check_schema   (FwJsonValue        root,
                                    gint64             schema,
                                    const char        *none,
                                    const char        *newer,
                                    GError           **error);
/* The one value that @text is, behind a byte order mark where there is one. */
gboolean    fw_json_parse_whole    (FwJsonParser      *parser,
                                    const FwJsonText  *text,
                                    FwJsonValue       *out_root,
                                    GError           **error);

/* A key with its value. */
void        fw_json_writer_member_text    (FwJsonWriter *writer,
                                    const char        *key,
                                    const char        *text);
void        fw_json_writer_member_integer (FwJsonWriter *writer,
                                    const char        *key,
                                    gint64             number);
void        fw_json_writer_member_number  (FwJsonWriter *writer,
                                    const char        *key,
                                    double             number);
void        fw_json_writer_member_boolean (FwJsonWriter *writer,
                                    const char        *key,
                                    gboolean           value);
/* Members of other programs, behind ours; @extra (nullable) as above. */
void        fw_json_writer_extra   (FwJsonWriter      *writer,
                                    const char        *extra);

/**
 * FwJsonRefused:
 *
 * Records of a file that do not hold. On the stack.
 */
typedef struct
{
  GPtrArray    *sentences; /* (element-type utf8) (nullable) borrowed; gets one for each */
  FwJsonWriter *kept;      /* (owned) the list `refused` */
  guint         n;
} FwJsonRefused;

/* Begins with those that @root has from earlier. */
void        fw_json_refused_init   (FwJsonRefused     *self,
                                    FwJsonValue        root,
                                    GPtrArray         *sentences);
/* Record @index of the list @key does not hold: @why. @name tells which it is. */
void        fw_json_refused_add    (FwJsonRefused     *self,
                                    const char        *part,
                                    const char        *key,
                                    gsize              index,
                                    const char        *name,
                                    FwJsonValue        record,
                                    const char        *why);
/* Ends it. @extra (nullable) with what was refused behind it; NULL when nothing
 * was. Returns: (transfer full) (nullable) */
char       *fw_json_refused_end    (FwJsonRefused     *self,
                                    const char        *extra) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
