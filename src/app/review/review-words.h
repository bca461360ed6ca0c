/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the figures of a draw say, in words: rate, interval, plan, advice. The
 * same wherever they are shown. No toolkit. All are (transfer full).
 */

#include "app/review/review-sitting.h"

G_BEGIN_DECLS

/* "3.1 %"; NULL while there are too few verdicts for one, and for what was
 * looked for on purpose. */
char *fw_review_words_rate      (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* "95 % interval 1.1 – 8.7 %", or why there is no rate. */
char *fw_review_words_interval  (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* How it was computed, for a tooltip. */
char *fw_review_words_method    (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* How the units were picked: "Picked at random within each category, so rare
 * ones are seen too." */
char *fw_review_words_design    (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* "3 found. The batch passes with up to 7."; NULL without a plan. */
char *fw_review_words_plan      (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* "28 left. It will pass if at most 4 of them are not right."; NULL without a plan. */
char *fw_review_words_outlook   (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* Whether one can stop, by the sequential test; NULL when it says nothing yet. */
char *fw_review_words_advice    (const FwReport  *report) G_GNUC_WARN_UNUSED_RESULT;
/* "11 s per label"; NULL when nothing was judged. @ms: the median time. */
char *fw_review_words_pace      (const FwReport  *report,
                                 gint64           ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
