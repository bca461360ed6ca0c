/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/taxonomy.h"
#include "edit/session.h"
#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_ATTRIBUTE_FIELD (fw_attribute_field_get_type ())
G_DECLARE_FINAL_TYPE (FwAttributeField, fw_attribute_field, FW, ATTRIBUTE_FIELD, GtkWidget)

/**
 * FwAttributeField:
 *
 * One attribute of what is selected: title, key, the widget that fits its
 * values, and one sentence of the manual about the value it has. Up to four
 * short values stand side by side; more are a list with search; numbers and
 * texts are typed. Yes and no stand side by side too: a switch cannot show
 * that nobody has answered yet, and an answer is what the rules ask for.
 */
GtkWidget *fw_attribute_field_new        (FwSession         *session,
                                          const FwAttribute *attribute,
                                          guint              number);
const char *fw_attribute_field_get_name  (FwAttributeField  *self);
/* Reads the value anew. @manual is nullable. */
void       fw_attribute_field_update     (FwAttributeField  *self,
                                          FwManual          *manual);

/* "Cut off by edge" for `cut_off-by-edge`. Returns: (transfer full) */
char      *fw_word_dup_title             (const char        *word) G_GNUC_WARN_UNUSED_RESULT;
/* A value as a person reads it. Returns: (transfer full) */
char      *fw_value_dup_title            (FwValue            value) G_GNUC_WARN_UNUSED_RESULT;
/* "Brake lights: On"; @name may be FW_CHANGE_OCCLUDED. Returns: (transfer full) */
char      *fw_attribute_dup_words        (const char        *name,
                                          FwValue            value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
