/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Asking, beside the picture: what a question is about follows from what is
 * selected and from what is found there.
 */

#include "app/editor-page-private.h"

#include <glib/gi18n.h>

#include "app/fixes.h"

/* The finding that is before her eyes: of the selected object, in this frame. */
static FwProblem *
find_problem_here (FwEditorPage *self)
{
  FwProblem *problem = fw_fixes_find_current (self->project);
  FwTrackId primary = fw_session_get_primary (self->session);

  return problem && primary != 0 && fw_problem_get_track (problem) == primary
             && fw_span_contains (fw_problem_get_span (problem),
                                  fw_session_get_frame (self->session))
           ? problem
           : NULL;
}

static void
open_card (FwEditorPage       *self,
           const FwAskSubject *subject)
{
  const char *trouble = fw_question_board_get_closed (fw_project_get_questions (self->project));

  if (!trouble)
    trouble = fw_project_get_review_trouble (self->project);
  /* A problem can be set aside without anybody being asked. */
  if (trouble && !subject->problem)
    {
      fw_editor_page_say (self, trouble);
      return;
    }
  /* On the side where the object is not. */
  gtk_widget_set_halign (GTK_WIDGET (self->ask), fw_editor_page_is_object_at_end (self)
                                                   ? GTK_ALIGN_START
                                                   : GTK_ALIGN_END);
  fw_ask_card_open (self->ask, subject);
  fw_editor_page_update_cards (self);
}

void
fw_editor_page_ask (FwEditorPage *self,
                    const char   *rule)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  FwAskSubject subject = { .has_unit = TRUE, .rule = rule };
  FwProblem *problem;

  if (!self->session || !fw_project_get_questions (self->project))
    return;

  subject.unit = fw_question_board_get_unit_here (fw_project_get_questions (self->project));
  problem = rule ? NULL : find_problem_here (self);
  if (problem)
    subject.rule = fw_problem_get_rule (problem)->id;
  /* Who reads a rule and has nothing selected asks about the rule. */
  if (rule && subject.unit.kind == FW_UNIT_FRAME)
    subject.has_unit = FALSE;
  open_card (self, &subject);
}

void
fw_editor_page_set_aside (FwEditorPage *self,
                          FwProblem    *problem)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));
  g_return_if_fail (problem != NULL);

  FwAskSubject subject = { .rule = fw_problem_get_rule (problem)->id, .problem = problem };

  if (!self->session || !fw_project_get_questions (self->project))
    return;

  /* Show what is spoken of. */
  fw_fixes_go (self->project, problem);
  subject.has_unit = fw_fixes_get_unit (self->project, problem, &subject.unit);
  open_card (self, &subject);
}

gboolean
fw_editor_page_go_to_unit (FwEditorPage *self,
                           const char   *name)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  g_autofree char *media = NULL;
  FwUnit unit;
  FwTrack *track;

  if (!self->session || !fw_unit_parse (name, &unit, &media)
      || g_strcmp0 (media, fw_project_get_unit_media (self->project)) != 0)
    return FALSE;

  track = unit.track ? fw_snapshot_get_track (fw_session_get_snapshot (self->session), unit.track)
                     : NULL;
  if (unit.frame == FW_FRAME_NONE && track)
    unit.frame = fw_track_get_span (track).first;
  if (unit.frame != FW_FRAME_NONE)
    fw_session_set_frame (self->session, unit.frame);
  fw_session_select (self->session, track ? unit.track : 0);
  fw_editor_page_focus_canvas (self);

  return track != NULL || unit.kind == FW_UNIT_FRAME;
}

gboolean
fw_editor_page_go_to_question (FwEditorPage *self,
                               gint64        id)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), FALSE);

  FwQuestionBoard *board = self->project ? fw_project_get_questions (self->project) : NULL;
  const FwQuestion *question = board ? fw_question_board_find (board, id) : NULL;

  return question && question->unit && fw_editor_page_go_to_unit (self, question->unit);
}

static void
sent_cb (FwEditorPage *self,
         gint64        id,
         gboolean      was_open)
{
  fw_editor_page_tell_asked (self, id, was_open);
}

static void
put_aside_cb (FwEditorPage *self,
              gint64        id)
{
  fw_editor_page_tell_set_aside (self, id);
}

FwReviewPanel *
fw_editor_page_get_review_panel (FwEditorPage *self)
{
  return FW_REVIEW_PANEL (fw_later_get (self->questions));
}

gboolean
fw_editor_page_is_review_shown (FwEditorPage *self)
{
  return fw_sidebar_get_open (self->sidebar)
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "review") == 0;
}

gboolean
fw_editor_page_show_question (FwEditorPage *self,
                              gint64        id)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), FALSE);

  if (!fw_review_panel_show (fw_editor_page_get_review_panel (self), id))
    return FALSE;

  adw_view_stack_set_visible_child_name (self->views, "review");
  fw_sidebar_set_open (self->sidebar, TRUE);
  fw_review_panel_focus (fw_editor_page_get_review_panel (self));

  return TRUE;
}

static void
answered_cb (FwEditorPage *self,
             gint64        id,
             const char   *precedent)
{
  /* Who decides has seen what she decided. */
  if (precedent && self->shelf)
    fw_manual_shelf_learn (self->shelf, precedent);
  fw_editor_page_tell_answered (self, id, precedent);
}

/* The hands go back to the picture, unless they are somewhere else already. */
static void
closed_cb (FwEditorPage *self)
{
  if (!self->session)
    return;

  fw_editor_page_update_cards (self);
  fw_editor_page_focus_canvas (self);
}

/* Checks and Review ------------------------------------------------------------------------ */

void
fw_editor_page_tell_panels (FwEditorPage *self,
                            FwProject    *project)
{
  GtkWidget *checks = fw_later_peek (self->checks);
  GtkWidget *review = fw_later_peek (self->questions);

  if (checks != NULL)
    fw_checks_panel_set_project (FW_CHECKS_PANEL (checks), project);
  if (review != NULL)
    fw_review_panel_set_project (FW_REVIEW_PANEL (review), project);
}

/* Until there are labels the panels hear of no project. */
static void
panel_made_cb (FwEditorPage *self,
               GtkWidget    *panel)
{
  if (FW_IS_CHECKS_PANEL (panel))
    {
      g_signal_connect_swapped (panel, "say", G_CALLBACK (fw_editor_page_said), self);
      g_signal_connect_swapped (panel, "set-aside", G_CALLBACK (fw_editor_page_set_aside), self);
    }
  else
    g_signal_connect_swapped (panel, "answered", G_CALLBACK (answered_cb), self);
  fw_editor_page_tell_panels (self, self->session != NULL ? self->project : NULL);
}

void
fw_editor_page_connect_questions (FwEditorPage *self)
{
  g_signal_connect_swapped (self->checks, "made", G_CALLBACK (panel_made_cb), self);
  g_signal_connect_swapped (self->questions, "made", G_CALLBACK (panel_made_cb), self);
  g_signal_connect_swapped (self->ask, "sent", G_CALLBACK (sent_cb), self);
  g_signal_connect_swapped (self->ask, "set-aside", G_CALLBACK (put_aside_cb), self);
  g_signal_connect_swapped (self->ask, "closed", G_CALLBACK (closed_cb), self);
}
