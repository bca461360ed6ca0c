/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What is said about gold, practice and exams. The same wherever it is shown, plain,
 * and about labels rather than people. All are (transfer full).
 */

#include "app/gold/exam-sheet.h"
#include "app/gold/exam-start.h"
#include "app/gold/exam.h"
#include "app/gold/gold-maker.h"
#include "review/estimate.h"

G_BEGIN_DECLS

/* What a survey found: how many can be gold, what is left out and why, what is
 * missing to three times an exam. */
/* Whether @n items are enough for exams as @settings say. */
char *fw_gold_words_stock      (gsize                 n,
                                const FwGoldSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
char *fw_gold_words_survey     (const FwGoldFacts    *facts) G_GNUC_WARN_UNUSED_RESULT;
/* Why nothing can be made of it; NULL when something can. */
char *fw_gold_words_refusal    (const FwGoldFacts    *facts) G_GNUC_WARN_UNUSED_RESULT;
/* After it was made. */
char *fw_gold_words_made       (const FwGoldFacts    *facts) G_GNUC_WARN_UNUSED_RESULT;
/* How likely it is to pass, for somebody good and for somebody who is not there yet. */
char *fw_gold_words_chance     (const FwGoldSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* What practice or an exam will be, before it begins. */
char *fw_gold_words_outlook    (const FwGoldOutlook  *outlook,
                                FwAttemptMode         mode) G_GNUC_WARN_UNUSED_RESULT;
/* Why it cannot begin; NULL when it can. */
char *fw_gold_words_hindrance  (const FwGoldOutlook  *outlook,
                                FwAttemptMode         mode) G_GNUC_WARN_UNUSED_RESULT;

/* What to do in this frame. */
char *fw_exam_words_task       (FwExam               *exam,
                                FwFrame               frame) G_GNUC_WARN_UNUSED_RESULT;
/* "12 of 40 frames"; for pictures of pictures. */
char *fw_exam_words_progress   (FwExam               *exam) G_GNUC_WARN_UNUSED_RESULT;
/* Before handing in. */
char *fw_exam_words_hand_in    (FwExam               *exam) G_GNUC_WARN_UNUSED_RESULT;

/* How it came out, in a line; and what that means, in some. */
char *fw_exam_words_headline   (const FwExamSheet    *sheet) G_GNUC_WARN_UNUSED_RESULT;
char *fw_exam_words_meaning    (const FwExamSheet    *sheet) G_GNUC_WARN_UNUSED_RESULT;
/* The 95 % interval that the meaning tells: the share of such labels that are as the
 * gold has them. NaN where it tells none: before an exam is handed in, of practice. */
FwInterval fw_exam_words_get_interval (const FwExamSheet *sheet);
/* "Car, frame 40". */
char *fw_exam_words_title      (const FwExamSheet    *sheet,
                                const FwGoldResult   *result) G_GNUC_WARN_UNUSED_RESULT;
/* The same of what is asked, however it came out; of a frame without a category. */
char *fw_exam_words_item       (const FwExamSheet    *sheet,
                                const FwGoldItem     *item) G_GNUC_WARN_UNUSED_RESULT;
/* What differs, one sentence a line. */
char *fw_exam_words_difference (const FwExamSheet    *sheet,
                                const FwGoldResult   *result) G_GNUC_WARN_UNUSED_RESULT;

/* Why labels of an attempt are not compared with others, and why nothing is asked about
 * them. NULL @attempt: which one it is is not known yet. Key names in braces, see
 * fw_shortcuts_dup_sentence(). Static. */
const char *fw_exam_words_no_compare  (const FwGoldAttempt *attempt);
const char *fw_exam_words_no_question (const FwGoldAttempt *attempt);

G_END_DECLS
