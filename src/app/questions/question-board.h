/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/crop-queue.h"
#include "core/open-questions.h"
#include "formats/review-file.h"

G_BEGIN_DECLS

typedef struct _FwProject FwProject;

/**
 * FwQuestionDraft:
 *
 * What a person wants to know. Borrowed strings.
 */
typedef struct
{
  gboolean    has_unit; /* else about the manual only */
  FwUnit      unit;
  const char *rule;     /* nullable: no rule in particular */
  const char *text;
} FwQuestionDraft;

/**
 * FwPrecedentDraft:
 *
 * How an answer becomes law.
 */
typedef struct
{
  const char *rule;
  const char *title;
  const char *outcome; /* one word that says what to do: `leggings`, `ignore` */
} FwPrecedentDraft;

#define FW_TYPE_QUESTION_BOARD (fw_question_board_get_type ())
G_DECLARE_FINAL_TYPE (FwQuestionBoard, fw_question_board, FW, QUESTION_BOARD, GObject)

/**
 * FwQuestionBoard:
 *
 * The questions about a project's labels: asking, taking back, answering, making
 * an answer a precedent of the manual. Records go into the review file at once,
 * pictures beside it in the background. Belongs to its project and does not keep
 * it. Main thread; nothing blocks. No toolkit.
 *
 * ::changed (): the questions are others, or the review is there now.
 */
FwQuestionBoard *fw_question_board_new      (FwProject              *project) G_GNUC_WARN_UNUSED_RESULT;
/* The project has its review now. */
void             fw_question_board_set_file (FwQuestionBoard        *self,
                                             FwReviewFile           *file);

/* NULL while there is none: it is being read, or cannot be (see
 * fw_project_get_review_trouble()). Borrowed until ::changed. */
FwReview        *fw_question_board_get_review (FwQuestionBoard      *self);
/* What waits for an answer; never NULL. Borrowed until ::changed. */
FwOpenQuestions *fw_question_board_get_open (FwQuestionBoard        *self);
/* NULL when there is none of that number (any more). */
const FwQuestion *fw_question_board_find    (FwQuestionBoard        *self,
                                             gint64                  id);
/* Who asks and answers here; NULL: nobody said yet. */
const char      *fw_question_board_get_person (FwQuestionBoard      *self);
/* Whether this person asked it. Others read no names. */
gboolean         fw_question_board_is_mine  (FwQuestionBoard        *self,
                                             const FwQuestion       *question);
/* Where the picture of a question is, if there is any.
 * Returns: (transfer full) (nullable) */
char            *fw_question_board_dup_crop_path (FwQuestionBoard   *self,
                                             const FwQuestion       *question) G_GNUC_WARN_UNUSED_RESULT;

/* What the selection is about: its label in this frame; its track where it is
 * not in the frame; the frame when nothing is selected. */
FwUnit           fw_question_board_get_unit_here (FwQuestionBoard   *self);

/* Nothing is asked here from now on, and @why says so. NULL: it can be asked again. */
void             fw_question_board_set_closed (FwQuestionBoard      *self,
                                             const char             *why);
/* NULL: it can be asked. */
const char      *fw_question_board_get_closed (FwQuestionBoard      *self);

/* Asks, and begins to write the picture. The same question that is open already
 * is found instead (@out_was_open). FALSE with a sentence when it is refused. */
gboolean         fw_question_board_ask      (FwQuestionBoard        *self,
                                             const FwQuestionDraft  *draft,
                                             gint64                 *out_id,
                                             gboolean               *out_was_open,
                                             GError                **error);
/* Takes a question back, with its picture: the person's own, and only before
 * somebody answered. */
gboolean         fw_question_board_take_back (FwQuestionBoard       *self,
                                             gint64                  id,
                                             GError                **error);
/* Puts a question that was taken back in this session where it was, with a new
 * picture. FALSE when there is none such, or its number is another one's by now. */
gboolean         fw_question_board_restore  (FwQuestionBoard        *self,
                                             gint64                  id);
gboolean         fw_question_board_answer   (FwQuestionBoard        *self,
                                             gint64                  id,
                                             const char             *text,
                                             GError                **error);
/* The question waits again. What stands in the manual by now stays there. */
gboolean         fw_question_board_reopen   (FwQuestionBoard        *self,
                                             gint64                  id,
                                             GError                **error);

/* Answers, and writes the answer into the manual as the next precedent of the
 * rule. When the manual cannot be written the question stays open and nothing
 * is lost. */
void             fw_question_board_decide_async (FwQuestionBoard    *self,
                                             gint64                  id,
                                             const char             *text,
                                             const FwPrecedentDraft *precedent,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
/* The number it got, `P-0007`. Returns: (transfer full) (nullable) */
char            *fw_question_board_decide_finish (FwQuestionBoard   *self,
                                             GAsyncResult           *result,
                                             GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the newest decision of this session back: the question is open again and
 * the manual is as it was, unless somebody changed it meanwhile. */
void             fw_question_board_undecide_async (FwQuestionBoard  *self,
                                             gint64                  id,
                                             GAsyncReadyCallback     callback,
                                             gpointer                user_data);
gboolean         fw_question_board_undecide_finish (FwQuestionBoard *self,
                                             GAsyncResult           *result,
                                             GError                **error);

/* Precedents under one rule at which its owner should fold them into its text. */
#define FW_PRECEDENTS_TO_FOLD 3

G_END_DECLS
