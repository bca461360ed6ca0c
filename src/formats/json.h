/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * JSON in both directions, made for files of hundreds of megabytes.
 *
 * Reading takes three layers. FwJsonText holds the bytes of a file and can say
 * where in it (line, column) a byte stands. FwJsonIter finds the members of an
 * object and the elements of an array without looking into them. FwJsonParser
 * turns one element at a time into a tape of values; its memory is that of
 * the largest element, not of the file. The fast parser is simdjson; what it
 * rejects goes through a tolerant one of our own, which also accepts NaN,
 * Infinity and numbers too large for a double, and which knows the exact byte
 * at which a text stops being JSON.
 *
 * Writing is a stream with a fixed buffer. Numbers get the shortest form that
 * reads back equal.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

/* Arrays and objects may be nested this deep. */
#define FW_JSON_MAX_DEPTH 256
/* Readable bytes that must follow any text given to a parser. */
#define FW_JSON_PADDING 64

/**
 * FwJsonText:
 *
 * The bytes of a JSON file, in memory, with padding behind them. Immutable,
 * reference counted, any thread.
 */
typedef struct
{
  const char *data;
  gsize       length;
} FwJsonText;

/* Part of a text: a value as it stands in the file. */
typedef struct
{
  gsize start;
  gsize end; /* one past the last byte */
} FwJsonRange;

/* Reads a file whole. A UTF-8 byte order mark is passed over (it stays in
 * @data). I/O errors name the file. Blocks. */
FwJsonText *fw_json_text_new_from_file (const char     *path,
                                        GCancellable   *cancellable,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
FwJsonText *fw_json_text_new           (const char     *data,
                                        gsize           length) G_GNUC_WARN_UNUSED_RESULT;
FwJsonText *fw_json_text_ref           (FwJsonText     *self);
void        fw_json_text_unref         (FwJsonText     *self);
/* Line and column of a byte, both from 1; columns count characters. O(n). */
void        fw_json_text_locate        (const FwJsonText *self,
                                        gsize           byte,
                                        gsize          *out_line,
                                        gsize          *out_column);

/**
 * FwJsonIter:
 *
 * Walks the members of an object or the elements of an array. Everything
 * between the values is checked; the values themselves are only delimited.
 * On the stack.
 */
typedef struct
{
  const FwJsonText *text;
  gsize             pos;
  gsize             index; /* of the value given last, from 0 */
  char              close;
  gboolean          started;
} FwJsonIter;

/* Finds the end of the value that starts at or after @start. */
gboolean fw_json_find_value (const FwJsonText *text,
                             gsize             start,
                             FwJsonRange      *out_value,
                             GError          **error);
/* @value must start with { or [; else FALSE with an error. */
gboolean fw_json_iter_init  (FwJsonIter       *iter,
                             const FwJsonText *text,
                             FwJsonRange       value,
                             GError          **error);
/* The next value. @out_key (nullable; objects only) gets the key with its
 * quotes. FALSE at the end, and with @error set when the text is not JSON. */
gboolean fw_json_iter_next  (FwJsonIter       *iter,
                             FwJsonRange      *out_key,
                             FwJsonRange      *out_value,
                             GError          **error);
/* Whether the raw key (with quotes) is @name, escapes resolved. */
gboolean fw_json_key_is     (const FwJsonText *text,
                             FwJsonRange       key,
                             const char       *name);
/* Checks a value completely without keeping anything of it. */
gboolean fw_json_validate   (const FwJsonText *text,
                             FwJsonRange       value,
                             GError          **error);

typedef enum
{
  FW_JSON_NULL,
  FW_JSON_BOOL,
  FW_JSON_INT,    /* fits gint64 */
  FW_JSON_DOUBLE, /* any other number; NaN and Infinity too */
  FW_JSON_TEXT,
  FW_JSON_ARRAY,
  FW_JSON_OBJECT
} FwJsonType;

/**
 * FwJsonValue:
 *
 * A parsed value, by value. Borrowed from its parser; lost when that parses
 * the next text.
 */
typedef struct
{
  const guint64 *tape;
  const guint8  *strings;
  gsize          index;
} FwJsonValue;

typedef struct _FwJsonParser FwJsonParser;

/* One thread at a time. */
FwJsonParser *fw_json_parser_new   (void);
void          fw_json_parser_free  (FwJsonParser     *self);
/* Parses one value of @text completely: syntax, UTF-8, depth. */
gboolean      fw_json_parser_parse (FwJsonParser     *self,
                                    const FwJsonText *text,
                                    FwJsonRange       range,
                                    FwJsonValue      *out_value,
                                    GError          **error);
/* The same with the tolerant parser only; for tests. */
gboolean      fw_json_parser_parse_slowly (FwJsonParser     *self,
                                    const FwJsonText *text,
                                    FwJsonRange       range,
                                    FwJsonValue      *out_value,
                                    GError          **error);

FwJsonType    fw_json_get_type     (FwJsonValue       value);
gboolean      fw_json_get_boolean  (FwJsonValue       value);
/* Any number as a double; 0 for what is none. */
double        fw_json_get_double   (FwJsonValue       value);
/* A whole number: an integer, or a double such as 3.0 without a fraction. */
gboolean      fw_json_get_integer  (FwJsonValue       value,
                                    gint64           *out_integer);
/* NUL-terminated UTF-8; a NUL inside the text is given as U+FFFD. Borrowed. */
const char   *fw_json_get_text     (FwJsonValue       value,
                                    gsize            *out_length);
/* Elements of an array or members of an object. O(1) below 2^24 - 1. */
gsize         fw_json_get_count    (FwJsonValue       value);
/* Appends the numbers of a flat array to @out (element-type double). FALSE
 * when an element is not a number; @out_bad gets its index. */
gboolean      fw_json_append_doubles (FwJsonValue     value,
                                    GArray           *out,
                                    gsize            *out_bad);
/* The member called @name; the last one when the key is there twice. */
gboolean      fw_json_get_member   (FwJsonValue       object,
                                    const char       *name,
                                    FwJsonValue      *out_value);

/**
 * FwJsonWalk:
 *
 * Steps through an array's elements or an object's members. On the stack.
 */
typedef struct
{
  FwJsonValue at;
  gsize       end;
  gboolean    is_object;
} FwJsonWalk;

void          fw_json_walk_init    (FwJsonWalk       *walk,
                                    FwJsonValue       container);
/* @out_key (nullable) is borrowed. */
gboolean      fw_json_walk_next    (FwJsonWalk       *walk,
                                    const char      **out_key,
                                    FwJsonValue      *out_value);

/**
 * FwJsonWriter:
 *
 * Writes JSON to a file descriptor or into memory. Commas come by themselves.
 * The first I/O error sticks; fw_json_writer_end() gives it.
 */
typedef struct _FwJsonWriter FwJsonWriter;

/* Into memory. */
FwJsonWriter *fw_json_writer_new       (void);
/* To @fd, which stays the caller's. @checksum (nullable) is fed every byte. */
FwJsonWriter *fw_json_writer_new_fd    (int               fd,
                                        GChecksum        *checksum);
void          fw_json_writer_free      (FwJsonWriter     *self);
/* Flushes; FALSE with what went wrong. */
gboolean      fw_json_writer_end       (FwJsonWriter     *self,
                                        GError          **error);
/* Ends and frees a writer into memory. Returns: (transfer full) */
GBytes       *fw_json_writer_steal     (FwJsonWriter     *self) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes written so far. */
gsize         fw_json_writer_get_size  (FwJsonWriter     *self);

void          fw_json_writer_begin_object (FwJsonWriter  *self);
void          fw_json_writer_end_object   (FwJsonWriter  *self);
void          fw_json_writer_begin_array  (FwJsonWriter  *self);
void          fw_json_writer_end_array    (FwJsonWriter  *self);
void          fw_json_writer_key       (FwJsonWriter     *self,
                                        const char       *key);
void          fw_json_writer_null      (FwJsonWriter     *self);
void          fw_json_writer_boolean   (FwJsonWriter     *self,
                                        gboolean          value);
void          fw_json_writer_integer   (FwJsonWriter     *self,
                                        gint64            value);
/* Always with a point or an exponent: `100.0`. NaN and infinities are written
 * as Python does. */
void          fw_json_writer_double    (FwJsonWriter     *self,
                                        double            value);
/* Whole numbers without a point: `100`. */
void          fw_json_writer_number    (FwJsonWriter     *self,
                                        double            value);
/* @text NULL writes null. */
void          fw_json_writer_text      (FwJsonWriter     *self,
                                        const char       *text);
/* A value as it is. */
void          fw_json_writer_raw       (FwJsonWriter     *self,
                                        const char       *json,
                                        gsize             length);
/* A parsed value, written anew. */
void          fw_json_writer_value     (FwJsonWriter     *self,
                                        FwJsonValue       value);
/* Bytes that are no value: line breaks and what stands between raw values. */
void          fw_json_writer_verbatim  (FwJsonWriter     *self,
                                        const char       *bytes,
                                        gsize             length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwJsonText, fw_json_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwJsonParser, fw_json_parser_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwJsonWriter, fw_json_writer_free)

G_END_DECLS
