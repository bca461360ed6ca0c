/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/leaving.h"

#include "core/error.h"
#include "edit/clock.h"
#include "edit/commands.h"

#include <glib/gi18n.h>

void
fw_leaving_free (FwLeaving *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->rules);
  fw_manual_unref (self->manual);
  fw_problem_unref (self->first);
  g_free (self);
}

/* Whether the problem is in what "done" means here. */
static gboolean
is_handed_on (FwSession *session,
              FwProblem *problem)
{
  FwFrame frame = fw_session_get_frame (session);
  FwSpan span = fw_problem_get_span (problem);

  if (!fw_session_is_video (session))
    return span.first != FW_FRAME_NONE && fw_span_contains (span, frame);
  /* What is about the whole video is asked at its end. */
  if (span.first == FW_FRAME_NONE)
    return frame == fw_session_get_n_frames (session) - 1;

  return span.first <= frame;
}

static void
add (FwLeaving *self,
     FwProblem *problem)
{
  FwSpan span = fw_problem_get_span (problem);
  gpointer rule = (gpointer) fw_problem_get_rule (problem);

  self->n_problems++;
  if (!g_ptr_array_find (self->rules, rule, NULL))
    g_ptr_array_add (self->rules, rule);
  /* One that begins earlier, or is about the whole video, widens the reason. */
  if (!self->first || span.first < fw_problem_get_span (self->first).first)
    {
      g_clear_pointer (&self->first, fw_problem_unref);
      self->first = fw_problem_ref (problem);
    }
}

FwLeaving *
fw_leaving_find (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);

  FwSession *session = fw_project_get_session (project);
  FwCheckRunner *checks = fw_project_get_checks (project);
  FwLeaving *self;

  if (!session || !checks)
    return NULL;

  /* A picture's are all described; those of a video up to here may be too many. */
  GPtrArray *problems = fw_session_is_video (session) ? fw_check_runner_get_problems (checks)
                                                      : fw_check_runner_get_here (checks);

  self = g_new0 (FwLeaving, 1);
  self->frame = fw_session_get_frame (session);
  self->rules = g_ptr_array_new ();
  for (guint i = 0; i < problems->len; i++)
    if (fw_problem_get_rule (problems->pdata[i])->severity == FW_SEVERITY_ERROR
        && is_handed_on (session, problems->pdata[i])
        && !fw_check_runner_find_left (checks, problems->pdata[i]))
      add (self, problems->pdata[i]);

  if (self->n_problems == 0)
    {
      g_ptr_array_unref (self->rules);
      g_free (self);
      return NULL;
    }

  self->manual = fw_manual_ref (fw_problem_get_manual (self->first));
  self->span = (FwSpan) { self->frame, self->frame };
  if (fw_session_is_video (session))
    self->span.first = MAX (fw_problem_get_span (self->first).first, 0);

  return self;
}

char *
fw_leaving_dup_question (const FwLeaving *self,
                         FwProject       *project)
{
  g_return_val_if_fail (self && FW_IS_PROJECT (project), NULL);

  FwSession *session = fw_project_get_session (project);
  gulong n = self->n_problems;
  int number = fw_clock_to_people (fw_session_get_frame_list (session), self->frame);
  g_autofree char *count = fw_clock_format_count (self->n_problems);

  if (!fw_session_is_video (session))
    return g_strdup_printf (ngettext ("%s problem stays open in picture %d. Why?",
                                      "%s problems stay open in picture %d. Why?",
                                      n),
                            count, number);

  return g_strdup_printf (ngettext ("%s problem stays open up to frame %d. Why?",
                                    "%s problems stay open up to frame %d. Why?",
                                    n),
                          count, number);
}

gboolean
fw_leaving_hand_on (const FwLeaving  *self,
                    FwProject        *project,
                    const char       *reason,
                    char            **out_say,
                    GError          **error)
{
  g_return_val_if_fail (self && FW_IS_PROJECT (project) && reason, FALSE);

  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  g_autofree char *words = g_strstrip (g_strdup (reason));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  g_autoptr(FwAsideList) asides = NULL;

  if (words[0] == '\0')
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                           _("Please say why, so that a reviewer can follow."));
      return FALSE;
    }
  if (fw_session_get_frame (session) != self->frame)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                           _("This was about another picture."));
      return FALSE;
    }

  asides = fw_aside_list_ref (fw_snapshot_get_asides (fw_document_get_snapshot (document)));
  for (guint i = 0; i < self->rules->len; i++)
    {
      const FwRule *rule = self->rules->pdata[i];
      const FwSetAside left = { .rule = rule->id,
                                .rev = rule->rev,
                                .span = self->span,
                                .reason = FW_ASIDE_LEFT_OPEN,
                                .text = words,
                                .by = fw_document_get_author (document),
                                .at = at };
      FwAsideList *before = asides;

      asides = fw_aside_list_with (before, &left);
      fw_aside_list_unref (before);
    }

  return fw_commands_done (session, asides, out_say, error);
}
