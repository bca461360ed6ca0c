/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gold/exam.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_EXAM_BAR (fw_exam_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwExamBar, fw_exam_bar, FW, EXAM_BAR, GtkWidget)

/**
 * FwExamBar:
 *
 * The bar over the editor while a person is at practice or an exam: what is to be
 * labelled here, how far it is, the next place, and handing in. Its buttons are
 * actions of the window: exam-previous, exam-next, exam-finish.
 */
GtkWidget *fw_exam_bar_new      (void);
/* NULL: there is none, and the bar goes. */
void       fw_exam_bar_set_exam (FwExamBar  *self,
                                 FwExam     *exam,
                                 FwSession  *session);
/* It is being compared: nothing can be pressed. */
void       fw_exam_bar_set_busy (FwExamBar  *self,
                                 gboolean    is_busy);
/* What it says. Borrowed. */
const char *fw_exam_bar_get_text (FwExamBar *self);

G_END_DECLS
