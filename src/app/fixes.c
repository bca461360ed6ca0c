/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fixes.h"

#include "core/error.h"

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

  if (fw_session_is_locked (session, id))
    {
      g_autofree char *name = fw_session_dup_object_name (session, id);

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _ ("%s is locked. Unlock it to change it."), name);
      return FALSE;
    }
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

  fw_document_begin (document, _("Fix problem"), fw_session_get_frame (session));
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

static gboolean
is_wanted (FwProblem    *problem,
           const FwRule *rule)
{
  return fw_fix_is_safe (fw_problem_get_fix (problem))
         && (!rule || fw_problem_get_rule (problem) == rule);
}

gboolean
fw_fixes_apply_all (FwProject     *project,
                    const FwRule  *rule,
                    char         **out_say,
                    GError       **error)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);

  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  GPtrArray *problems = fw_check_runner_get_problems (fw_project_get_checks (project));
  g_autoptr(GError) first_error = NULL;
  guint n_fixed = 0;
  guint n_left = 0;

  if (fw_session_get_read_only (session))
    return refuse (error, _("These labels can only be looked at."));

  fw_document_begin (document, _("Fix problems"), fw_session_get_frame (session));
  for (guint i = 0; i < problems->len; i++)
    {
      FwProblem *problem = problems->pdata[i];

      if (!is_wanted (problem, rule))
        continue;
      if (apply_in_step (project, problem, first_error ? NULL : &first_error))
        n_fixed++;
      else
        n_left++;
    }

  if (!fw_document_commit (document))
    return refuse (error, first_error ? first_error->message
                                      : _ ("There is nothing that can be fixed safely."));

  if (out_say)
    {
      g_autofree char *fixed
          = g_strdup_printf (ngettext ("Fixed %u problem", "Fixed %u problems", n_fixed), n_fixed);
      g_autofree char *left = g_strdup_printf (ngettext ("%u could not be fixed: %s",
                                                         "%u could not be fixed: %s", n_left),
                                               n_left, first_error ? first_error->message : "");

      *out_say = n_left > 0 ? g_strdup_printf ("%s. %s", fixed, left) : g_steal_pointer (&fixed);
    }

  return TRUE;
}

guint
fw_fixes_count_safe (FwProject    *project,
                     const FwRule *rule)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), 0);

  FwCheckRunner *checks = fw_project_get_checks (project);
  guint n = 0;

  if (!checks)
    return 0;

  GPtrArray *problems = fw_check_runner_get_problems (checks);

  for (guint i = 0; i < problems->len; i++)
    if (is_wanted (problems->pdata[i], rule))
      n++;

  return n;
}
