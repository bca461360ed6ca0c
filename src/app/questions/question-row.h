/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"
#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_QUESTION_ROW (fw_question_row_get_type ())
G_DECLARE_FINAL_TYPE (FwQuestionRow, fw_question_row, FW, QUESTION_ROW, GtkWidget)

/**
 * FwQuestionRow:
 *
 * One question as people read it: its picture, what it is about, whether it
 * waits, the answer, and what can be done. Who asked is said to herself only.
 * Uses `win.go-to-question`, `questions.answer`, `win.take-back-question` and
 * `win.reopen-question`, each with its number.
 */
GtkWidget *fw_question_row_new (void);
/* @question (nullable): empty. Borrowed for the call. @pictures (nullable) reads
 * below the review's folder. */
void       fw_question_row_set (FwQuestionRow    *self,
                                FwProject        *project,
                                const FwQuestion *question,
                                FwManualPictures *pictures);

G_END_DECLS
