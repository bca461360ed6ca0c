/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The life of a window's project: it is opened while the window stays usable,
 * shown, remembered, and saved before it goes. Nothing here blocks; closing is
 * a chain of callbacks at whose end the window closes, opens the next project,
 * or shows the home page.
 */

#include "app/late-tooltip.h"
#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/desk/rule-leave.h"
#include "app/settings.h"
#include "app/time-watch.h"

#define PROGRESS_MS 200

/* Showing ------------------------------------------------------------------ */

static void
update_title (FwWindow *self)
{
  FwLabelsFile *labels = self->project != NULL ? fw_project_get_labels (self->project) : NULL;
  const char *title = self->project != NULL ? fw_project_get_title (self->project) : NULL;
  g_autofree char *status = labels != NULL ? fw_labels_file_dup_status (labels) : NULL;

  adw_window_title_set_title (self->title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->title, status != NULL ? status : "");
  fw_late_tooltip_set (GTK_WIDGET (self->title),
                       labels != NULL ? fw_labels_file_get_path (labels) : NULL);

  if (title != NULL)
    {
      g_autofree char *full = g_strdup_printf ("%s – Framewright", title);

      gtk_window_set_title (GTK_WINDOW (self), full);
    }
  else
    gtk_window_set_title (GTK_WINDOW (self), "Framewright");
}

gboolean
fw_window_has_no_picture (FwWindow *self)
{
  FwSource *source = self->project != NULL ? fw_project_get_source (self->project) : NULL;

  return source != NULL && fw_source_get_state (source) == FW_SOURCE_STATE_CONFIRMED
         && fw_source_get_n_frames (source) == 0;
}

static void
update_banner (FwWindow *self)
{
  FwBanner *banner = fw_editor_page_get_banner (self->editor);
  FwLabelsFile *labels = self->project != NULL ? fw_project_get_labels (self->project) : NULL;
  FwNoticeLevel level = FW_NOTICE_NONE;
  const char *sentence = self->project != NULL ? fw_project_get_notice (self->project, &level) : NULL;
  gboolean missing = self->project != NULL && fw_project_is_media_missing (self->project);
  gboolean has_no_picture = fw_window_has_no_picture (self);
  gboolean read_only = labels != NULL && fw_labels_file_get_state (labels) == FW_LABELS_READ_ONLY;

  fw_banner_set (banner, FW_BANNER_SAVE_FAILED,
                 level == FW_NOTICE_FAILED && !read_only ? sentence : NULL, _("Save Elsewhere…"));
  fw_banner_set_more (banner, FW_BANNER_SAVE_FAILED,
                      labels != NULL
                          && g_error_matches (fw_labels_file_get_error (labels), G_IO_ERROR,
                                              G_IO_ERROR_WRONG_ETAG)
                        ? _("Compare")
                        : NULL);
  fw_banner_set (banner, FW_BANNER_READ_ONLY,
                 level == FW_NOTICE_FAILED && read_only ? sentence : NULL, NULL);
  fw_banner_set (banner, FW_BANNER_ASIDE, level == FW_NOTICE_ASIDE ? sentence : NULL,
                 _("Put Mine on Top"));
  fw_banner_set_more (banner, FW_BANNER_ASIDE, _("Compare"));
  fw_banner_set_details (banner, FW_BANNER_ASIDE,
                         self->project != NULL ? fw_project_get_notice_details (self->project)
                                               : NULL);
  fw_banner_set (banner, FW_BANNER_WARNING, level == FW_NOTICE_WARNING ? sentence : NULL,
                 missing          ? _("Say Where They Are…")
                 : has_no_picture ? _("Open Another Video…")
                                  : NULL);
  fw_banner_set (banner, FW_BANNER_INFO, level == FW_NOTICE_INFO ? sentence : NULL, NULL);
  if (self->session != NULL)
    fw_session_set_read_only (self->session, read_only || fw_window_is_exam_over (self));
}

static void
labels_state_cb (FwWindow *self)
{
  update_title (self);
  update_banner (self);
}

/* That a manual changed is told by the banner, with what to do about it. */
static void
manual_cb (FwWindow *self)
{
  fw_window_update_actions (self);
  fw_window_find_regrade (self);
}

/* Reading the index of a long clip goes on behind what the person already does. */
static gboolean
progress_cb (gpointer user_data)
{
  FwWindow *self = user_data;
  FwSource *source = self->project != NULL ? fw_project_get_source (self->project) : NULL;

  if (source != NULL && fw_source_get_state (source) == FW_SOURCE_STATE_SCANNING)
    {
      double share = 0.0;

      g_object_get (source, "index-progress", &share, NULL);

      g_autofree char *sentence =
        g_strdup_printf (_("Reading the index… %.0f %%. You can start."), share * 100.0);

      fw_editor_page_set_progress (self->editor, sentence, share);
      return G_SOURCE_CONTINUE;
    }
  if (self->opening != NULL)
    {
      fw_editor_page_set_progress (self->editor, _("Opening…"), -1.0);
      return G_SOURCE_CONTINUE;
    }
  fw_editor_page_set_progress (self->editor, NULL, 0.0);
  self->progress_timer = 0;
  return G_SOURCE_REMOVE;
}

static void
watch_progress (FwWindow *self)
{
  if (self->progress_timer == 0)
    self->progress_timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

/* Going back -------------------------------------------------------------------------------- */

static void
forget_back (FwWindow *self)
{
  g_free ((char *) self->back.media);
  g_free ((char *) self->back.labels);
  g_free ((char *) self->back.manual);
  self->back = (FwProjectFiles) { NULL, NULL, NULL };
  g_clear_pointer (&self->back_place, g_free);
}

/* What is open makes room for something that may turn out to be nothing. */
static void
note_back (FwWindow *self)
{
  const char *path = fw_project_get_main_path (self->project);
  FwLabelsFile *labels = fw_project_get_labels (self->project);

  forget_back (self);
  if (self->session == NULL || path == NULL || labels == NULL)
    return;

  FwUnit unit = { .kind = FW_UNIT_FRAME, .frame = fw_session_get_frame (self->session) };
  g_autofree char *name = fw_unit_dup_name (&unit, fw_project_get_unit_media (self->project));

  self->back.media = g_strdup (path);
  self->back.labels = g_strdup (fw_labels_file_get_path (labels));
  self->back.manual = g_strdup (fw_project_get_manual_path (self->project));
  self->back_place = g_strconcat ("unit:", name, NULL);
}

/* FALSE: nothing was open before. */
static gboolean
go_back (FwWindow *self)
{
  FwProjectFiles files = self->back;
  g_autofree char *place = g_steal_pointer (&self->back_place);

  if (files.media == NULL)
    return FALSE;

  /* Once only: it is as likely to fail as the other. */
  self->back = (FwProjectFiles) { NULL, NULL, NULL };
  fw_window_open_at (self, &files, place);
  g_free ((char *) files.media);
  g_free ((char *) files.labels);
  g_free ((char *) files.manual);

  return TRUE;
}

/* Opening -------------------------------------------------------------------------------- */

static void
show_home (FwWindow *self)
{
  forget_back (self);
  fw_toaster_drop (self->toaster);
  gtk_stack_set_visible_child_name (self->pages, "home");
  update_title (self);
  fw_window_update_actions (self);
}

static void
let_go (FwWindow *self)
{
  fw_window_stop_comparing (self);
  fw_window_follow_review (self, NULL);
  fw_window_leave_exam (self);
  fw_window_end_tour (self);
  fw_editor_page_set_project (self->editor, NULL);
  fw_check_pill_set_checks (self->pill, NULL);
  fw_banner_clear (fw_editor_page_get_banner (self->editor));
  g_clear_handle_id (&self->remember_timer, g_source_remove);
  g_clear_handle_id (&self->done_timer, g_source_remove);
  self->resume_frame = 0;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (fw_session_get_document (self->session), self);
    }
  if (self->project != NULL)
    {
      if (fw_project_get_labels (self->project) != NULL)
        g_signal_handlers_disconnect_by_data (fw_project_get_labels (self->project), self);
      if (fw_project_get_checks (self->project) != NULL)
        g_signal_handlers_disconnect_by_data (fw_project_get_checks (self->project), self);
      g_signal_handlers_disconnect_by_data (self->project, self);
    }
  g_clear_pointer (&self->regrade, fw_regrade_offer_free);
  g_clear_object (&self->session);
  g_clear_object (&self->project);
}

static void
source_opened_cb (FwWindow *self)
{
  fw_editor_page_set_project (self->editor, self->project);
  update_title (self);
  watch_progress (self);
}

void
fw_window_sign (FwWindow *self)
{
  g_autofree char *person = fw_settings_dup_person (self->settings);

  if (self->session != NULL)
    fw_session_set_author (self->session, person);
}

/* What a toast offers to undo is the newest step; after another one it is not. */
static void
drop_undo_toast (FwWindow *self)
{
  fw_toaster_drop_offer (self->toaster);
}

static void
follow_project (FwWindow *self)
{
  FwLabelsFile *labels = fw_project_get_labels (self->project);
  FwDocument *document;

  self->session = g_object_ref (fw_project_get_session (self->project));
  document = fw_session_get_document (self->session);
  fw_window_sign (self);
  fw_time_watch_follow (fw_time_keeper_get_default (), self->project);
  g_signal_connect_swapped (labels, "notify::status", G_CALLBACK (update_title), self);
  g_signal_connect_swapped (labels, "notify::state", G_CALLBACK (labels_state_cb), self);
  g_signal_connect_swapped (self->project, "notify::notice", G_CALLBACK (update_banner), self);
  g_signal_connect_swapped (self->project, "notify::manual", G_CALLBACK (manual_cb), self);
  g_signal_connect_swapped (self->project, "notify::review",
                            G_CALLBACK (fw_window_find_regrade), self);
  g_signal_connect_swapped (self->project, "notify::review", G_CALLBACK (fw_window_go_to_place),
                            self);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (fw_window_update_actions), self);
  g_signal_connect_swapped (document, "realigned", G_CALLBACK (fw_window_compare_again), self);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (fw_window_remember_later), self);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (drop_undo_toast), self);
  g_signal_connect_swapped (fw_project_get_checks (self->project), "changed",
                            G_CALLBACK (fw_window_remember_later), self);
  g_signal_connect_swapped (fw_project_get_checks (self->project), "changed",
                            G_CALLBACK (fw_window_checks_changed), self);
  g_signal_connect_swapped (self->session, "notify::frame", G_CALLBACK (fw_window_update_leaving),
                            self);
  g_signal_connect_swapped (self->session, "selection-changed",
                            G_CALLBACK (fw_window_tell_first_problem), self);
  /* Not every notify: stepping through a clip must not look at 150 actions per frame. */
  g_signal_connect_swapped (self->session, "notify::tool", G_CALLBACK (fw_window_update_actions),
                            self);
  g_signal_connect_swapped (self->session, "notify::is-drawing",
                            G_CALLBACK (fw_window_update_actions), self);
  g_signal_connect_swapped (self->session, "notify::read-only",
                            G_CALLBACK (fw_window_update_actions), self);
}

static void
opened (FwWindow *self)
{
  gboolean has_place = self->place != NULL;
  const char *recovery;

  follow_project (self);
  fw_editor_page_set_project (self->editor, self->project);
  fw_window_follow_review (self, self->project);
  fw_check_pill_set_checks (self->pill, fw_project_get_checks (self->project));
  manual_cb (self);
  update_title (self);
  update_banner (self);
  fw_window_update_actions (self);
  watch_progress (self);
  fw_window_follow_exam (self);
  fw_editor_page_focus_canvas (self->editor);
  if (!has_place)
    fw_window_resume (self);
  fw_window_go_to_place (self);
  fw_window_remember (self);

  recovery = fw_labels_file_get_recovery (fw_project_get_labels (self->project));
  /* The banner tells of work that did not come back. */
  if (fw_labels_file_get_n_aside (fw_project_get_labels (self->project)) > 0
      && fw_labels_file_get_n_recovered (fw_project_get_labels (self->project)) == 0)
    recovery = NULL;
  if (recovery != NULL && fw_labels_file_has_journal (fw_project_get_labels (self->project)))
    fw_toaster_show (self->toaster, &(FwToast) { .sentence = recovery, .seconds = 10 });
  else if (!has_place)
    fw_window_tell_first_problem (self);
}

static void
read_cb (const char *answer,
         gpointer    user_data)
{
  /* There is only one answer, and it changes nothing. */
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = fw_project_open_finish (FW_PROJECT (source), result, &error);

  g_clear_object (&self->opening);
  /* The window has been closed, or has gone on to something else. */
  if (self->project != FW_PROJECT (source))
    return;
  if (done)
    {
      forget_back (self);
      opened (self);
      return;
    }

  let_go (self);
  if (!go_back (self))
    show_home (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      const FwResponse answers[] = { { "close", _("Close"), TRUE, FALSE } };

      fw_compat_ask (GTK_WINDOW (self), _("This cannot be opened"), error->message, answers, 1,
                     read_cb, NULL, NULL);
    }
}

static void
open_now (FwWindow *self)
{
  FwProjectFiles files = self->next;
  gsize cache = (gsize) g_settings_get_uint (self->settings, "cache-budget-mib") << 20;

  self->next = (FwProjectFiles) { NULL, NULL, NULL };
  self->project = fw_project_new ();
  self->opening = g_cancellable_new ();
  self->may_close = FALSE;
  g_signal_connect_swapped (self->project, "source-opened", G_CALLBACK (source_opened_cb), self);
  gtk_stack_set_visible_child_name (self->pages, "editor");
  adw_window_title_set_title (self->title, _("Opening…"));
  adw_window_title_set_subtitle (self->title, "");
  watch_progress (self);
  fw_window_update_actions (self);
  fw_project_open_async (self->project, &files, cache, self->opening, opened_cb,
                         g_object_ref (self));
  g_free ((char *) files.media);
  g_free ((char *) files.labels);
  g_free ((char *) files.manual);
}

void
fw_window_open (FwWindow             *self,
                const FwProjectFiles *files)
{
  g_return_if_fail (FW_IS_WINDOW (self));
  g_return_if_fail (files->media != NULL);

  g_clear_pointer (&self->place, g_free);
  g_free ((char *) self->next.media);
  g_free ((char *) self->next.labels);
  g_free ((char *) self->next.manual);
  self->next.media = g_strdup (files->media);
  self->next.labels = g_strdup (files->labels);
  self->next.manual = g_strdup (files->manual);

  if (self->project != NULL)
    fw_window_close_project (self, FALSE);
  else if (!self->is_closing)
    open_now (self);
}

/* Closing ---------------------------------------------------------------------------------- */

static void
closed (FwWindow *self)
{
  gboolean close_window = self->close_window;

  self->is_closing = FALSE;
  fw_editor_page_set_progress (self->editor, NULL, 0.0);
  if (self->next.media != NULL && self->project != NULL)
    note_back (self);
  let_go (self);
  if (close_window)
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (self->next.media != NULL)
    open_now (self);
  else
    show_home (self);
}

static void
forget_next (FwWindow *self)
{
  g_free ((char *) self->next.media);
  g_free ((char *) self->next.labels);
  g_free ((char *) self->next.manual);
  self->next = (FwProjectFiles) { NULL, NULL, NULL };
  g_clear_pointer (&self->place, g_free);
}

/* What did not get into the file is in the journal by now, and a person knows. */
static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fw_project_close_finish (FW_PROJECT (source), result, &error))
    g_info ("closed without a save: %s", error->message);
  closed (self);
}

static void
close_now (FwWindow *self)
{
  fw_project_close_async (self->project, NULL, closed_cb, g_object_ref (self));
}

static void
stay_open (FwWindow *self)
{
  forget_next (self);
  self->is_closing = FALSE;
  self->close_window = FALSE;
  fw_window_update_actions (self);
}

static void
close_answer_cb (const char *answer,
                 gpointer    user_data)
{
  FwWindow *self = user_data;

  if (g_str_equal (answer, "close-anyway"))
    {
      close_now (self);
      return;
    }
  stay_open (self);
  if (g_str_equal (answer, "elsewhere"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-elsewhere", NULL);
}

static void
saved_before_close_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (fw_labels_file_save_finish (FW_LABELS_FILE (source), result, &error))
    {
      close_now (self);
      return;
    }

  gboolean is_kept = fw_labels_file_is_journaled (FW_LABELS_FILE (source));
  const FwResponse answers[] = {
    { "stay", _("Keep It Open"), FALSE, FALSE },
    { "close-anyway", is_kept ? _("Close, Keep the Journal") : _("Close and Lose It"), FALSE,
      !is_kept },
    { "elsewhere", _("Save Elsewhere…"), TRUE, FALSE },
  };
  g_autofree char *body =
    g_strdup_printf (is_kept
                       ? _("%s\n\nYour work is in the journal on this computer and is offered again "
                           "the next time you open these labels.")
                       : _("%s\n\nThe journal cannot be written either, so what is not saved is "
                           "gone when this closes."),
                     error->message);

  fw_editor_page_set_progress (self->editor, NULL, 0.0);
  fw_compat_ask (GTK_WINDOW (self), _("The labels could not be saved"), body, answers,
                 G_N_ELEMENTS (answers), close_answer_cb, g_object_ref (self), g_object_unref);
}

/* What is edited in the manual was saved, kept or given up. */
static void
close_labels (FwWindow *self)
{
  FwLabelsFile *labels = fw_project_get_labels (self->project);
  FwLabelsState state = fw_labels_file_get_state (labels);

  fw_editor_page_set_progress (self->editor, _("Saving…"), -1.0);
  /* Closed labels keep nothing more: they stay open until it is sure that the person goes. */
  if (state == FW_LABELS_CLEAN || state == FW_LABELS_READ_ONLY)
    close_now (self);
  else
    fw_labels_file_save_async (labels, FALSE, NULL, saved_before_close_cb, g_object_ref (self));
}

static void
left_rule_cb (gboolean is_gone,
              gpointer user_data)
{
  g_autoptr (FwWindow) self = user_data;

  if (is_gone)
    close_labels (self);
  else
    stay_open (self);
}

void
fw_window_close_project (FwWindow *self,
                         gboolean  close_window)
{
  FwRuleDesk *desk = fw_editor_page_get_desk (self->editor);

  self->close_window = self->close_window || close_window;
  if (self->is_closing)
    return;
  self->is_closing = TRUE;

  /* Not open yet: nothing to save. */
  if (self->opening != NULL || self->session == NULL)
    {
      if (self->opening != NULL)
        g_cancellable_cancel (self->opening);
      closed (self);
      return;
    }
  fw_transport_stop (fw_editor_page_get_transport (self->editor));
  fw_window_remember (self);
  if (desk != NULL && fw_rule_desk_is_changed (desk))
    fw_rule_leave (GTK_WINDOW (self), desk, left_rule_cb, g_object_ref (self));
  else
    close_labels (self);
}
