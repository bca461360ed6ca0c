/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/questions/question-list.h"

G_BEGIN_DECLS

#define FW_TYPE_QUESTIONS_PAGE (fw_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (FwQuestionsPage, fw_questions_page, FW, QUESTIONS_PAGE, GtkWidget)

/**
 * FwQuestionsPage:
 *
 * The questions about all recent work: what waits for an answer, what was answered,
 * what the person asked herself. Who asked is said to nobody. Reads anew whenever it
 * comes on the screen.
 *
 * ::open-at (const char *path, const char *labels, const char *manual, const char
 *   *place): as FwHomePage has it; to a question.
 */
GtkWidget *fw_questions_page_new  (void);
void       fw_questions_page_show (FwQuestionsPage  *self,
                                   FwQuestionFilter  filter);

G_END_DECLS
