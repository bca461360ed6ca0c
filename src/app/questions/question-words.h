/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Questions as people read about them. No toolkit. Names of people are nowhere in
 * here: readers do not see who asked.
 */

#include "core/review-records.h"
#include "edit/session.h"

G_BEGIN_DECLS

/* What is asked about: "Car 12, frame 404", "Car 12", "Picture 38", "The manual".
 * @media is that of the labels, as fw_unit_dup_media() gives it. Returns: (transfer full) */
char    *fw_question_dup_where      (FwSession        *session,
                                     const char       *media,
                                     const char       *unit) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a unit that is no question yet. Returns: (transfer full) */
char    *fw_question_dup_unit_words (FwSession        *session,
                                     const FwUnit     *unit) G_GNUC_WARN_UNUSED_RESULT;
/* Words with one space between them, whatever white space there was.
 * Returns: (transfer full) */
char    *fw_text_dup_line           (const char       *text) G_GNUC_WARN_UNUSED_RESULT;
/* "today, 09:12", "3 November", "3 November 2025"; "" for what is no time.
 * @now (nullable) is for tests. Returns: (transfer full) */
char    *fw_question_dup_when       (const char       *at,
                                     GDateTime        *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
