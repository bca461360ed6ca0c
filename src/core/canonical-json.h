/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/value.h"

G_BEGIN_DECLS

/*
 * The one spelling of JSON that revisions are hashed over: no spaces, keys
 * sorted by their bytes, UTF-8, numbers as the shortest decimal that reads
 * back equal. What is written to files is the formats' matter.
 */

/* Appends @text as a JSON string. */
void  fw_json_append_string (GString    *json,
                             const char *text);
/* Appends a number; what JSON cannot say (NaN, infinity) is null, and -0 is 0. */
void  fw_json_append_number (GString    *json,
                             double      number);
/* Appends an attribute's value; carried JSON as it stands. */
void  fw_json_append_value  (GString    *json,
                             FwValue     value);
/* The first 12 hex digits of the SHA-256 of @json: what a revision is.
 * Returns: (transfer full) */
char *fw_json_make_rev      (const GString *json) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
