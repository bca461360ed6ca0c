/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "formats/json.h"

G_BEGIN_DECLS

/*
 * The tape is simdjson's (its doc/tape.md): 64-bit words, the type letter in
 * the top byte. Our tolerant parser writes the same, so that whoever reads
 * values need not know which of the two parsed them.
 *
 *   r  root            payload: index of the last word / 0
 *   { [  container     payload: index after its end word (32 bits), count (24 bits, saturating)
 *   } ]                payload: index of the start word
 *   "  text            payload: offset in the strings: guint32 length, bytes, NUL
 *   l u d  number      the next word holds gint64, guint64 or the bits of a double
 *   t f n
 */
#define FW_TAPE_COUNT_MAX 0xffffffu

/* The part written in C++: simdjson's parser. */
typedef struct _FwSimdParser FwSimdParser;

FwSimdParser *fw_simd_parser_new   (void);
void          fw_simd_parser_free  (FwSimdParser   *self);
/* FALSE when simdjson does not take the text, for whatever reason.
 * FW_JSON_PADDING readable bytes follow @data. */
gboolean      fw_simd_parser_parse (FwSimdParser   *self,
                                    const char     *data,
                                    gsize           length,
                                    const guint64 **out_tape,
                                    const guint8  **out_strings);
/* Shortest digits that read back equal; plain below 1e16, else with an
 * exponent. @buffer holds 32 bytes; no NUL. Returns: the length. */
gsize         fw_simd_format       (double          value,
                                    char           *buffer);

/* Sets FW_FORMAT_ERROR_SYNTAX: "... (line N, byte B)". */
void          fw_json_set_error    (GError           **error,
                                    const FwJsonText  *text,
                                    gsize              byte,
                                    const char        *format,
                                    ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
