/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What question-board.c (asking, answering) and question-decide.c share. */

#include "app/questions/question-board.h"

G_BEGIN_DECLS

struct _FwQuestionBoard
{
  GObject          parent_instance;

  FwProject       *project; /* borrowed: owns us; NULL when it went */
  FwReviewFile    *file;    /* (owned) (nullable) */
  FwOpenQuestions *open;    /* (owned) */
  GPtrArray       *taken_back; /* (owned) (element-type FwQuestion) in this session */
  char            *closed;     /* (owned) (nullable) why nothing is asked */

  /* The newest decision, for taking it back. */
  gint64           decided;      /* a question; 0: none */
  char            *manual_path;  /* (owned) (nullable) that was written */
  GBytes          *manual_before; /* (owned) (nullable) its bytes before */
  char            *manual_sha256; /* (owned) (nullable) of what was written */
};

/* Always FALSE. */
gboolean fw_question_refuse                (GError          **error,
                                            const char       *sentence);
/* Without white space around; NULL with a sentence when nothing is left, or too
 * much. Returns: (transfer full) */
char    *fw_question_clean_text            (const char       *text,
                                            const char       *when_empty,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing can be kept without a review file and a name. */
gboolean fw_question_board_check_ready     (FwQuestionBoard  *self,
                                            GError          **error);
/* @text: NULL takes the answer away. @precedent: its number, or NULL. */
gboolean fw_question_board_put_answer      (FwQuestionBoard  *self,
                                            gint64            id,
                                            const char       *text,
                                            const char       *precedent,
                                            GError          **error);
void     fw_question_board_forget_decision (FwQuestionBoard  *self);

G_END_DECLS
