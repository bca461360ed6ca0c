/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"
#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_ANSWER_PAGE (fw_answer_page_get_type ())
G_DECLARE_FINAL_TYPE (FwAnswerPage, fw_answer_page, FW, ANSWER_PAGE, GtkWidget)

/**
 * FwAnswerPage:
 *
 * Where one question is answered: everything about it, what was answered before,
 * the words, and whether the answer becomes a precedent of the manual.
 *
 * ::answered (gint64 id, const char *precedent): @precedent is its number, or NULL.
 * ::left (): back to the list.
 */
GtkWidget *fw_answer_page_new         (void);
/* (nullable): nothing is open. */
void       fw_answer_page_set_project (FwAnswerPage     *self,
                                       FwProject        *project,
                                       FwManualPictures *pictures);
/* Shows a question and takes the focus. FALSE when it is not there or answered. */
gboolean   fw_answer_page_open        (FwAnswerPage     *self,
                                       gint64            id);
/* The one that is shown; 0: none. */
gint64     fw_answer_page_get_id      (FwAnswerPage     *self);

G_END_DECLS
