/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a person does about problems: fixing them, asking why, setting them
 * aside, going on without solving them.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/first-problem.h"
#include "app/fixes.h"
#include "app/leaving.h"
#include "edit/clock.h"
#include "edit/commands.h"

/* How long "done" waits for the check of what was just drawn. */
#define PATIENCE_MS 400

/* Done, next -------------------------------------------------------------------- */

static void
say_left (FwWindow *self,
          guint     n,
          FwFrame   frame)
{
  g_autofree char *sentence = g_strdup_printf (
    ngettext ("Saved. %u problem left on picture %d", "Saved. %u problems left on picture %d", n),
    n, fw_clock_to_people (fw_session_get_frame_list (self->session), frame));

  fw_toaster_show (self->toaster, &(FwToast) { .sentence = sentence,
                                               .button = _("Go Back"),
                                               .action = "win.show-frame",
                                               .target = g_variant_new_int32 (frame),
                                               .seconds = 4 });
}

/* With problems that nobody said a word about: asks, or takes the answer. */
static void
hand_on (FwWindow        *self,
         const FwLeaving *leaving)
{
  FwLeavingBar *bar = fw_editor_page_get_leaving_bar (self->editor);
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;

  if (!fw_leaving_bar_is_open (bar))
    {
      g_autofree char *question = fw_leaving_dup_question (leaving, self->project);

      fw_leaving_bar_ask (bar, question);
      return;
    }
  if (!fw_leaving_hand_on (leaving, self->project, fw_leaving_bar_get_reason (bar), &say, &error))
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  fw_leaving_bar_close (bar);
  if (fw_session_is_video (self->session) || fw_session_get_frame (self->session) == leaving->frame)
    fw_window_say (self, say, TRUE);
  else
    say_left (self, leaving->n_problems, leaving->frame);
}

static guint
count_problems_here (FwSession *session)
{
  gsize n = 0;
  guint count = 0;
  const FwMark *marks = fw_session_get_marks (session, &n);

  for (gsize i = 0; i < n; i++)
    if (marks[i].severity == FW_MARK_PROBLEM
        && fw_span_contains (marks[i].span, fw_session_get_frame (session)))
      count++;
  return count;
}

/* A picture of a folder is left even with problems; the person hears of them. */
static void
done_next (FwWindow *self)
{
  g_autoptr (FwLeaving) leaving = fw_leaving_find (self->project);
  FwFrame before = fw_session_get_frame (self->session);
  guint n = fw_session_is_video (self->session) ? 0 : count_problems_here (self->session);

  if (leaving != NULL)
    {
      hand_on (self, leaving);
      return;
    }
  fw_leaving_bar_close (fw_editor_page_get_leaving_bar (self->editor));
  fw_window_run_verb (self, fw_command_done_next, 0);
  if (n > 0 && fw_session_get_frame (self->session) != before)
    say_left (self, n, before);
}

/* Whoever went elsewhere meanwhile did not mean that place. */
static void
end_waiting (FwWindow *self)
{
  g_clear_handle_id (&self->done_timer, g_source_remove);
  if (self->session != NULL && fw_session_get_frame (self->session) == self->done_frame)
    done_next (self);
}

static gboolean
patience_cb (gpointer user_data)
{
  FwWindow *self = user_data;

  self->done_timer = 0;
  end_waiting (self);
  return G_SOURCE_REMOVE;
}

/* What was drawn a moment ago is checked first; that takes no time one could see. */
static void
done_next_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;

  if (self->done_timer != 0)
    return;
  self->done_frame = fw_session_get_frame (self->session);
  if (!fw_check_runner_hurry (fw_project_get_checks (self->project)))
    {
      done_next (self);
      return;
    }
  self->done_timer = g_timeout_add (PATIENCE_MS, patience_cb, self);
}

/* The question goes with what it was about. */
void
fw_window_update_leaving (FwWindow *self)
{
  FwLeavingBar *bar = fw_editor_page_get_leaving_bar (self->editor);
  g_autoptr (FwLeaving) leaving = NULL;

  if (!fw_leaving_bar_is_open (bar))
    return;
  if (self->session != NULL && fw_session_get_frame (self->session) == self->done_frame)
    leaving = fw_leaving_find (self->project);
  if (leaving == NULL)
    {
      fw_leaving_bar_close (bar);
      return;
    }

  g_autofree char *question = fw_leaving_dup_question (leaving, self->project);

  fw_leaving_bar_ask (bar, question);
}

void
fw_window_checks_changed (FwWindow *self)
{
  if (self->done_timer != 0)
    end_waiting (self);
  fw_window_update_leaving (self);
  fw_window_tell_first_problem (self);
}

/* One problem -------------------------------------------------------------------- */

static void
put_aside_cb (FwWindow *self,
              gint64    question)
{
  fw_window_say (self,
                 question != 0
                   ? _("Set aside, and sent as a question to the owner of the manual.")
                   : _("Set aside. It comes back when the object or the rule changes."),
                 TRUE);
}

static void
fix_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FwWindow *self = user_data;
  FwProblem *problem = fw_fixes_find_current (self->project);
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;

  if (problem == NULL)
    fw_window_say (self, _("No problem here. {next-problem} goes to the next one."), FALSE);
  else if (fw_problem_get_fix (problem) == FW_FIX_NONE)
    fw_window_say (self, _("Only you can tell what is right here, so there is no automatic fix."),
                   FALSE);
  else if (fw_fixes_apply (self->project, problem, &say, &error))
    fw_window_say (self, say, TRUE);
  else
    fw_window_say (self, error->message, FALSE);
}

static void
set_aside_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  FwProblem *problem = fw_fixes_find_current (self->project);

  if (problem == NULL)
    fw_window_say (self, _("No problem here. {next-problem} goes to the next one."), FALSE);
  else
    fw_editor_page_set_aside (self->editor, problem);
}

static void
why_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FwWindow *self = user_data;

  if (!fw_editor_page_show_rule (self->editor))
    fw_window_say (self,
                   _("No problem of the selection here. {next-problem} goes to the next one."),
                   FALSE);
}

static void
pause_pixels_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  FwWindow *self = user_data;
  FwPixelRunner *pixels = fw_project_get_pixels (self->project);

  if (!pixels)
    {
      fw_window_say (self, _("The media are not here, so no pictures are looked at."), FALSE);
      return;
    }

  gboolean is_paused = !fw_pixel_runner_is_paused (pixels);
  const char *status;

  fw_pixel_runner_set_paused (pixels, is_paused);
  status = fw_pixel_runner_get_status (pixels);
  if (!status)
    status = is_paused ? _("Pictures wait from now on.")
                       : _("Pictures are looked at when a check wants it.");
  fw_window_say (self, status, FALSE);
}

static void
fixed_all_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *say = fw_fixes_apply_all_finish (FW_PROJECT (object), result, &error);

  if (self->project == FW_PROJECT (object))
    fw_window_say (self, say != NULL ? say : error->message, say != NULL);
}

static void
fix_all_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_fixes_apply_all_async (self->project, NULL, fixed_all_cb, g_object_ref (self));
}


void
fw_window_tell_first_problem (FwWindow *self)
{
  if (self->session == NULL || !fw_window_is_in_editor (self)
      || g_settings_get_boolean (self->settings, "first-problem-told"))
    return;

  FwProblem *problem = fw_fixes_find_current (self->project);

  /* Only of what is before her eyes: the keys have to do what the sentence says. */
  if (problem == NULL || fw_problem_get_rule (problem)->severity != FW_SEVERITY_ERROR
      || !fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (self->session)))
    return;

  g_autofree char *sentence = fw_first_problem_dup_sentence (problem);
  g_autofree char *text = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), sentence);

  g_settings_set_boolean (self->settings, "first-problem-told", TRUE);
  fw_toaster_show (self->toaster, &(FwToast) { .sentence = text, .seconds = 12 });
  fw_compat_announce (GTK_WIDGET (self), text);
}

/* All of them ---------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { .name = "done-next", .activate = done_next_action },
  { .name = "fix", .activate = fix_action },
  { .name = "set-aside", .activate = set_aside_action },
  { .name = "why", .activate = why_action },
  { .name = "fix-all", .activate = fix_all_action },
  { .name = "pause-pixels", .activate = pause_pixels_action },
};

void
fw_window_install_check_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->editor, "set-aside", G_CALLBACK (put_aside_cb), self);
}
