/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_QUESTION_TEXT (fw_question_text_get_type ())
G_DECLARE_FINAL_TYPE (FwQuestionText, fw_question_text, FW, QUESTION_TEXT, GtkWidget)

/**
 * FwQuestionText:
 *
 * A few lines to be written. Enter sends them, Shift and Enter begins a new
 * line, Tab leaves.
 *
 * Properties (write): placeholder (string), label (string: for screen readers).
 * ::changed (), ::send ()
 */
GtkWidget *fw_question_text_new     (void);
/* Returns: (transfer full) */
char      *fw_question_text_dup     (FwQuestionText *self) G_GNUC_WARN_UNUSED_RESULT;
void       fw_question_text_set     (FwQuestionText *self,
                                     const char     *text);
gboolean   fw_question_text_is_empty (FwQuestionText *self);

G_END_DECLS
