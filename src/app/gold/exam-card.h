/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/crop-queue.h"
#include "app/gold/exam-sheet.h"
#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_EXAM_CARD (fw_exam_card_get_type ())
G_DECLARE_FINAL_TYPE (FwExamCard, fw_exam_card, FW, EXAM_CARD, GtkWidget)

/**
 * FwExamCard:
 *
 * One difference between gold and a person's label: both as pictures side by side,
 * what differs, and the rule that says how it is to be.
 *
 * ::rule (const char *id): open the manual there.
 * ::go (int frame): show it in the labels.
 * ::doubt (const char *text): the person thinks that the gold is not right.
 */

/* What it shows. @manual and @crops are nullable: no rule, no pictures. */
typedef struct
{
  FwExamSheet *sheet;
  guint        result; /* place among the sheet's results */
  FwManual    *manual;
  FwCropQueue *crops;
} FwExamCardFacts;

GtkWidget          *fw_exam_card_new        (const FwExamCardFacts *facts);
const FwGoldResult *fw_exam_card_get_result (FwExamCard            *self);
/* NULL when the manual has none. */
const FwRule       *fw_exam_card_get_rule   (FwExamCard            *self);
/* The doubt was sent, or could not be: says so in the card. */
void                fw_exam_card_set_sent   (FwExamCard            *self,
                                             gboolean               is_sent,
                                             const char            *sentence);

G_END_DECLS
