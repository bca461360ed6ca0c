/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fixes.h"

#include "core/error.h"
#include "edit/clock.h"
#include "rules/problem-aside.h"

#include <glib/gi18n.h>

/* Lower is more urgent: what "this problem" means when there are several. */
static int
get_urgency (FwSession *session,
             FwProblem *problem)
{
  FwTrackId primary = fw_session_get_primary (session);
  gboolean is_primary = primary != 0 && (fw_problem_get_track (problem) == primary
                                         || fw_problem_get_other (problem) == primary);
  gboolean is_here
      = fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session));
  int urgency;

  if (is_primary)
    urgency = is_here ? 0 : 2;
  else
    urgency = is_here ? 4 : 6;

  return urgency + (fw_problem_get_rule (problem)->severity == FW_SEVERITY_ERROR ? 0 : 1);
}

/* The most urgent one of a list, if it is more urgent than @best. */
static void
choose_urgent (FwSession  *session,
               GPtrArray  *problems,
               FwProblem **best,
               int        *best_urgency)
{
  for (guint i = 0; i < problems->len; i++)
    {
      int urgency = get_urgency (session, problems->pdata[i]);

      if (urgency < *best_urgency)
        {
          *best = problems->pdata[i];
          *best_urgency = urgency;
        }
    }
}

FwProblem *
fw_fixes_find_current (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);

  FwSession *session = fw_project_get_session (project);
  FwProblem *best = NULL;
  int best_urgency = 6;

  if (!session)
    return NULL;

  FwCheckRunner *checks = fw_project_get_checks (project);

  choose_urgent (session, fw_check_runner_get_here (checks), &best, &best_urgency);
  choose_urgent (session, fw_check_runner_get_problems (checks), &best, &best_urgency);

  return best;
}

void
fw_fixes_take (FwProject *project,
               FwProblem *problem)
{
  g_return_if_fail (FW_IS_PROJECT (project));

  FwDocument *document = fw_session_get_document (fw_project_get_session (project));
  FwSetAside entry;

  if (problem != NULL)
    entry = fw_problem_make_aside (problem, fw_document_get_snapshot (document));
  fw_document_set_in_hand (document, problem != NULL ? &entry : NULL);
}

void
fw_fixes_go (FwProject *project,
             FwProblem *problem)
{
  g_return_if_fail (FW_IS_PROJECT (project));
  g_return_if_fail (problem != NULL);

  FwSession *session = fw_project_get_session (project);
  /* In another frame the list that it stands in is another one. */
  g_autoptr(FwProblem) held = fw_problem_ref (problem);
  FwFrame frame = fw_problem_get_worst (problem);

  if (frame == FW_FRAME_NONE)
    frame = fw_problem_get_span (problem).first;
  if (frame != FW_FRAME_NONE)
    fw_session_set_frame (session, frame);
  if (fw_problem_get_track (problem) != 0)
    fw_session_select (session, fw_problem_get_track (problem));
  fw_fixes_take (project, held);
}

char *
fw_fixes_dup_frames (FwSession *session,
                     FwSpan     span)
{
  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  /* People count pictures of a folder from 1 and frames of a video from 0. */
  gboolean is_video = fw_session_is_video (session);
  int first = is_video ? 0 : 1;

  if (span.first == FW_FRAME_NONE)
    return g_strdup (is_video ? _("whole clip") : _("all pictures"));
  if (span.first == span.last)
    return g_strdup_printf ("%d", span.first + first);

  return g_strdup_printf ("%d–%d", span.first + first, span.last + first);
}

/* What a finding is about in one frame: its object there, else the frame itself. */
static FwUnit
get_unit_at (FwProject *project,
             FwProblem *problem,
             FwFrame    frame)
{
  FwTrackId track = fw_problem_get_track (problem);

  return track != 0 ? fw_unit_for_label (
           fw_session_get_snapshot (fw_project_get_session (project)), frame, track)
                    : (FwUnit) { FW_UNIT_FRAME, frame, 0, FALSE };
}

gboolean
fw_fixes_get_worst_unit (FwProject  *project,
                         FwProblem  *problem,
                         FwUnitKind  kind,
                         FwUnit     *out_unit)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem && out_unit, FALSE);

  FwFrame frame = fw_problem_get_worst (problem);

  if (frame == FW_FRAME_NONE || (kind != FW_UNIT_FRAME && fw_problem_get_track (problem) == 0))
    return FALSE;
  *out_unit = get_unit_at (project, problem, frame);
  if (kind == FW_UNIT_FRAME)
    *out_unit = (FwUnit) { FW_UNIT_FRAME, frame, 0, FALSE };
  /* A picture's object is one label, whatever it is called. */
  else if (kind == FW_UNIT_TRACK && !out_unit->is_plain)
    *out_unit = (FwUnit) { FW_UNIT_TRACK, FW_FRAME_NONE, out_unit->track, FALSE };

  return TRUE;
}

gboolean
fw_fixes_get_unit (FwProject *project,
                   FwProblem *problem,
                   FwUnit    *out_unit)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem && out_unit, FALSE);

  FwSession *session = fw_project_get_session (project);
  FwFrame frame = fw_session_get_frame (session);
  FwSpan span = fw_problem_get_span (problem);

  if (span.first == FW_FRAME_NONE)
    return FALSE;
  if (!fw_span_contains (span, frame))
    frame = fw_problem_get_worst (problem);
  *out_unit = get_unit_at (project, problem, frame);

  return TRUE;
}

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE, sentence);

  return FALSE;
}

/* FALSE: the person locked the object. */
static gboolean
refuse_locked (FwSession  *session,
               FwTrackId   id,
               GError    **error)
{
  if (!fw_session_is_locked (session, id))
    return TRUE;

  g_autofree char *name = fw_session_dup_object_name (session, id);

  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
               _ ("%s is locked. Unlock it to change it."), name);

  return FALSE;
}

/* What the fix makes of its object, into the open step. */
static gboolean
apply_in_step (FwProject  *project,
               FwProblem  *problem,
               GError    **error)
{
  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  FwTrackId id = fw_problem_get_fix_track (problem);
  g_autoptr(FwTrack) after = NULL;

  if (!refuse_locked (session, id, error))
    return FALSE;
  if (!fw_problem_apply_fix (problem, fw_document_get_snapshot (document), &after, error))
    return FALSE;

  fw_document_replace_track (document, id, after);

  return TRUE;
}

gboolean
fw_fixes_apply (FwProject  *project,
                FwProblem  *problem,
                char      **out_say,
                GError    **error)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  const FwRule *rule = fw_problem_get_rule (problem);

  if (fw_session_get_read_only (session))
    return refuse (error, _("These labels can only be looked at."));

  FwFrame frame = fw_session_get_frame (session);

  /* From the list it is fixed without going there; undo shows where it was. */
  if (!fw_span_contains (fw_problem_get_span (problem), frame)
      && fw_problem_get_worst (problem) != FW_FRAME_NONE)
    frame = fw_problem_get_worst (problem);
  fw_fixes_take (project, problem);
  fw_document_begin (document, _("Fix problem"), frame);
  if (!apply_in_step (project, problem, error))
    {
      fw_document_abort (document);
      return FALSE;
    }
  if (!fw_document_commit (document))
    return refuse (error, _("There is nothing left to fix here."));

  if (out_say)
    *out_say = g_strdup_printf (_("Fixed: %s"), rule->title);

  return TRUE;
}

/* What is said of a round of fixes. */
static char *
dup_sum (guint         n_fixed,
         guint         n_left,
         const GError *why_left)
{
  g_autofree char *fixed_count = fw_clock_format_count (n_fixed);
  g_autofree char *left_count = fw_clock_format_count (n_left);
  g_autofree char *fixed = g_strdup_printf (
      ngettext ("Fixed %s problem", "Fixed %s problems", n_fixed), fixed_count);

  if (n_left == 0)
    return g_steal_pointer (&fixed);

  g_autofree char *left = g_strdup_printf (ngettext ("%s could not be fixed: %s",
                                                     "%s could not be fixed: %s", n_left),
                                           left_count, why_left ? why_left->message : "");

  return g_strdup_printf ("%s. %s", fixed, left);
}

/* Whether what was made of an object in the thread can take its place. */
static gboolean
can_replace (FwSession           *session,
             const FwFixedTrack  *fixed,
             GError             **error)
{
  if (!refuse_locked (session, fixed->track, error))
    return FALSE;
  if (fw_document_get_track (fw_session_get_document (session), fixed->track) != fixed->before)
    return refuse (error, _("The object was changed meanwhile."));

  return TRUE;
}

/* Puts what the round made of the objects in their place, as one step. */
static gboolean
apply_round (FwSession   *session,
             FwFixRound  *round,
             char       **out_say,
             GError     **error)
{
  FwDocument *document = fw_session_get_document (session);
  g_autoptr(GError) first_error = round->error ? g_error_copy (round->error) : NULL;
  guint n_fixed = 0;

  /* All at once is no work at the one that somebody went to. */
  fw_document_set_in_hand (document, NULL);
  fw_document_begin (document, _("Fix problems"), fw_session_get_frame (session));
  for (guint i = 0; i < round->tracks->len; i++)
    {
      const FwFixedTrack *fixed = round->tracks->pdata[i];

      if (!can_replace (session, fixed, first_error ? NULL : &first_error))
        continue;
      fw_document_replace_track (document, fixed->track, fixed->after);
      n_fixed += fixed->n_fixed;
    }
  if (!fw_document_commit (document))
    return refuse (error, first_error ? first_error->message
                                      : _ ("There is nothing that can be fixed safely."));

  *out_say = dup_sum (n_fixed, round->n_fixed + round->n_left - n_fixed, first_error);

  return TRUE;
}

static void
round_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FwProject *project = g_task_get_source_object (task);
  FwSession *session = fw_project_get_session (project);
  GError *error = NULL;
  g_autoptr(FwFixRound) round
      = fw_check_runner_fix_finish (FW_CHECK_RUNNER (object), result, &error);
  char *say = NULL;

  if (round && apply_round (session, round, &say, &error))
    g_task_return_pointer (task, say, g_free);
  else
    g_task_return_error (task, error);
}

void
fw_fixes_apply_all_async (FwProject           *project,
                          const FwRule        *rule,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (project));

  g_autoptr(GTask) task = g_task_new (project, NULL, callback, user_data);
  FwCheckRunner *checks = fw_project_get_checks (project);
  FwManual *manual = checks ? fw_check_runner_get_manual (checks) : NULL;
  GError *error = NULL;

  /* The list may still show what an older manual found. */
  if (rule && manual)
    rule = fw_manual_find_rule (manual, rule->id);
  if (!manual)
    refuse (&error, _("There is nothing that can be fixed safely."));
  else if (fw_session_get_read_only (fw_project_get_session (project)))
    refuse (&error, _("These labels can only be looked at."));

  if (error)
    g_task_return_error (task, error);
  else
    fw_check_runner_fix_async (checks, rule, round_cb, g_steal_pointer (&task));
}

char *
fw_fixes_apply_all_finish (FwProject     *project,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, project), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
fw_fixes_dup_offer (guint    n_safe,
                    gboolean is_more)
{
  g_autofree char *count = fw_clock_format_count (n_safe);

  if (!is_more)
    return g_strdup_printf (_("Fix %s safely"), count);
  if (n_safe == 0)
    return g_strdup (_("Fix safely"));

  /* Translators: the number is the least it can be, as in "Fix 2 000+ safely" */
  return g_strdup_printf (_("Fix %s+ safely"), count);
}
