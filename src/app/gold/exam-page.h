/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/gold/exam-card.h"

G_BEGIN_DECLS

#define FW_TYPE_EXAM_PAGE (fw_exam_page_get_type ())
G_DECLARE_FINAL_TYPE (FwExamPage, fw_exam_page, FW, EXAM_PAGE, GtkWidget)

/**
 * FwExamPage:
 *
 * How practice or an exam came out: passed or not and what that means, and a card
 * for everything that differs. Its buttons are actions of the window: exam-back,
 * exam-go-on, exam-again, exam-export.
 *
 * ::rule (const char *id): open the manual there.
 * ::go (int frame): show it in the labels.
 * ::doubt (FwExamCard *card, const char *text): the person thinks that the gold is
 *   not right here.
 */
GtkWidget   *fw_exam_page_new       (void);
/* @manual and @crops are nullable. @title is that of the work. NULL @sheet: nothing
 * is shown any more. */
void         fw_exam_page_show      (FwExamPage  *self,
                                     FwExamSheet *sheet,
                                     const char  *title,
                                     FwManual    *manual,
                                     FwCropQueue *crops);
/* To what most people do next. */
void         fw_exam_page_focus     (FwExamPage  *self);
/* NULL when nothing is shown. */
FwExamSheet *fw_exam_page_get_sheet (FwExamPage  *self);
/* The card at @index; NULL behind the last. */
FwExamCard  *fw_exam_page_get_card  (FwExamPage  *self,
                                     guint        index);

G_END_DECLS
