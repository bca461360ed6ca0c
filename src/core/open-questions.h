/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/review.h"

G_BEGIN_DECLS

/**
 * FwOpenQuestions:
 *
 * What somebody asked about and nobody answered yet. Such a unit is marked
 * wherever it is shown, and it is not graded until there is an answer: nobody
 * samples it, and no verdict on it counts.
 *
 * A question about a label or a track is about the object: who doubts that it is
 * a van doubts it in every frame. One about a frame is about what may be missing
 * there, and leaves the labels in it alone. Questions about other media, or about
 * the manual only, are not in here.
 *
 * Immutable, reference counted, any thread; keeps the review it was made from.
 */
typedef struct _FwOpenQuestions FwOpenQuestions;

/* @review (nullable): nothing was asked. @media as fw_unit_dup_media() gives it. */
FwOpenQuestions  *fw_open_questions_new        (FwReview              *review,
                                                const char            *media) G_GNUC_WARN_UNUSED_RESULT;
/* The same as it was at a time in ISO 8601: what was asked and not answered then.
 * NULL: now, whatever the clock says. */
FwOpenQuestions  *fw_open_questions_new_at     (FwReview              *review,
                                                const char            *media,
                                                const char            *at) G_GNUC_WARN_UNUSED_RESULT;
/* What waits for an answer, of the media that the verdicts of @review are about; NULL
 * when nothing does. */
FwOpenQuestions  *fw_open_questions_new_of_verdicts (FwReview         *review) G_GNUC_WARN_UNUSED_RESULT;
FwOpenQuestions  *fw_open_questions_ref        (FwOpenQuestions       *self);
void              fw_open_questions_unref      (FwOpenQuestions       *self);

gsize             fw_open_questions_get_n      (const FwOpenQuestions *self);
/* The oldest question that the unit waits for; NULL: it may be graded. O(1).
 * @self is nullable. */
const FwQuestion *fw_open_questions_find       (const FwOpenQuestions *self,
                                                const FwUnit          *unit);
/* The oldest about an object, whatever frame it was asked in. O(1). */
const FwQuestion *fw_open_questions_find_track (const FwOpenQuestions *self,
                                                FwTrackId              track);
/* The same for a unit by its name, as draws and verdicts have it. */
const FwQuestion *fw_open_questions_find_name  (const FwOpenQuestions *self,
                                                const char            *unit);
/* The oldest that was asked at this frame, about it or about a label in it. O(1). */
const FwQuestion *fw_open_questions_find_at    (const FwOpenQuestions *self,
                                                FwFrame                frame);
/* Frames at which something was asked, ascending, each once. */
const FwFrame    *fw_open_questions_get_frames (const FwOpenQuestions *self,
                                                gsize                 *out_n);
/* What a verdict counts as (fw_review_get_outcome()), and `unclear-rule` while its unit
 * waits for an answer. @self is nullable: nothing was asked. */
FwOutcome         fw_open_questions_get_outcome (const FwOpenQuestions *self,
                                                const FwReview        *review,
                                                const FwVerdict       *verdict,
                                                GDateTime             *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwOpenQuestions, fw_open_questions_unref)

G_END_DECLS
