/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Attribute values: null, true/false, a number, a text, or JSON that another
 * program wrote and we only carry. Copied by value; texts are interned and
 * live as long as the program, so values need no freeing and compare by
 * pointer.
 */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FW_VALUE_NULL,
  FW_VALUE_BOOL,
  FW_VALUE_NUMBER,
  FW_VALUE_TEXT,
  FW_VALUE_JSON /* an array or object as it was read, carried unchanged */
} FwValueType;

typedef struct
{
  FwValueType type;
  union
  {
    gboolean    boolean;
    double      number;
    const char *text; /* interned; for FW_VALUE_TEXT and FW_VALUE_JSON */
  };
} FwValue;

FwValue  fw_value_null     (void);
FwValue  fw_value_boolean  (gboolean    value);
FwValue  fw_value_number   (double      value);
FwValue  fw_value_text     (const char *text);
FwValue  fw_value_json     (const char *json);

/* Same type and same content; numbers by bits, so NaN equals NaN. */
gboolean fw_value_equal    (FwValue     a,
                            FwValue     b);

/* The value as a person reads it: `null`, `true`, `12.5`, the text itself.
 * Returns: (transfer full) */
char    *fw_value_to_text  (FwValue     value) G_GNUC_WARN_UNUSED_RESULT;

/* Compares for sorting: by type, then by content. */
int      fw_value_compare  (FwValue     a,
                            FwValue     b);

G_END_DECLS
