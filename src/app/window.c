/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The window's shell: pages, header bar, toasts, size. What it can do is in
 * window-actions.c, the life of its project in window-project.c.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/settings.h"

G_DEFINE_FINAL_TYPE (FwWindow, fw_window, ADW_TYPE_APPLICATION_WINDOW)

/* Keys ------------------------------------------------------------------------- */

static GtkWidget *
get_action_owner (GtkWidget  *window,
                  const char *group)
{
  /* The window passes app.* on to its application. */
  return g_str_equal (group, "win") || g_str_equal (group, "app") ? window : NULL;
}

gboolean
fw_window_is_in_editor (FwWindow *self)
{
  g_return_val_if_fail (FW_IS_WINDOW (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "editor") == 0;
}

static FwKeys
get_page (GtkWidget *window)
{
  FwWindow *self = FW_WINDOW (window);

  return fw_window_is_in_editor (self)   ? FW_KEYS_EDITOR
         : fw_window_is_in_review (self) ? FW_KEYS_REVIEW
         : fw_window_is_in_exam (self)   ? FW_KEYS_EXAM
                                         : FW_KEYS_HOME;
}

static gboolean
is_on_canvas (GtkWidget *window)
{
  return fw_editor_page_is_canvas_focused (FW_WINDOW (window)->editor);
}

static gboolean
is_comparing (GtkWidget *window)
{
  return fw_editor_page_get_compare (FW_WINDOW (window)->editor) != NULL;
}

static void
released (GtkWidget *window,
          gboolean   was_held)
{
  FwWindow *self = FW_WINDOW (window);

  if (fw_window_is_in_review (self))
    fw_review_page_released (self->review, was_held);
  else
    fw_editor_page_compare_released (self->editor, was_held);
}

const FwShortcutHost fw_window_shortcut_host
  = { get_action_owner, get_page, is_on_canvas, is_comparing, released };

/* Toasts --------------------------------------------------------------------------- */

void
fw_window_say (FwWindow   *self,
               const char *sentence,
               gboolean    can_undo)
{
  g_return_if_fail (FW_IS_WINDOW (self));

  if (sentence == NULL || sentence[0] == '\0')
    return;

  g_autofree char *text = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), sentence);

  fw_toaster_show (self->toaster, &(FwToast) { .sentence = text,
                                               .button = can_undo ? _("Undo") : NULL,
                                               .action = "win.undo",
                                               .seconds = 4 });
  fw_compat_announce (GTK_WIDGET (self), text);
}

static void
editor_say_cb (FwWindow   *self,
               const char *sentence,
               gboolean    can_undo)
{
  fw_window_say (self, sentence, can_undo);
}

static void
home_say_cb (FwWindow   *self,
             const char *sentence,
             FwRecent   *forgotten)
{
  g_set_object (&self->forgotten, forgotten);
  fw_toaster_show (self->toaster,
                   &(FwToast) { .sentence = sentence,
                                .button = forgotten != NULL ? _("Undo") : NULL,
                                .action = "win.restore-recent",
                                .seconds = 4 });
}

static void
home_open_at_cb (FwWindow   *self,
                 const char *path,
                 const char *labels,
                 const char *manual,
                 const char *place)
{
  fw_window_open_at (self, &(FwProjectFiles) { path, labels, manual }, place);
}

static void
home_act_cb (FwWindow   *self,
             FwRecent   *item,
             const char *what)
{
  g_autofree char *place = g_strconcat ("do:", what, NULL);

  home_open_at_cb (self, fw_recent_get_path (item), fw_recent_get_labels (item),
                   fw_recent_get_manual (item), place);
}

static void
home_open_cb (FwWindow   *self,
              const char *path,
              const char *labels,
              const char *manual)
{
  fw_window_open (self, &(FwProjectFiles) { path, labels, manual });
}

/* Who opens a clip at once does not wait for the page. */
static void
home_made_cb (FwWindow  *self,
              GtkWidget *page)
{
  g_signal_connect_swapped (page, "open", G_CALLBACK (home_open_cb), self);
  g_signal_connect_swapped (page, "open-at", G_CALLBACK (home_open_at_cb), self);
  g_signal_connect_swapped (page, "act", G_CALLBACK (home_act_cb), self);
  g_signal_connect_swapped (page, "say", G_CALLBACK (home_say_cb), self);
}

/* Banner ----------------------------------------------------------------------------------- */

static void
put_back_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said
      = fw_labels_file_put_back_finish (FW_LABELS_FILE (source), result, &error);

  /* The window has gone on to something else. */
  if (self->session == NULL || fw_project_get_labels (self->project) != FW_LABELS_FILE (source))
    return;

  FwStep *newest = fw_document_peek_undo (fw_session_get_document (self->session));

  fw_window_say (self, said != NULL ? said : error->message,
                 said != NULL && newest != NULL
                     && g_str_equal (fw_step_get_label (newest), _("Put back my changes")));
}

static void
banner_activated_cb (FwWindow *self,
                     int       kind)
{
  if (kind == FW_BANNER_SAVE_FAILED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-elsewhere", NULL);
  else if (kind == FW_BANNER_ASIDE)
    fw_labels_file_put_back_async (fw_project_get_labels (self->project), NULL, put_back_cb,
                                   g_object_ref (self));
  else if (kind == FW_BANNER_MANUAL)
    fw_editor_page_review_changes (self->editor);
  else if (kind == FW_BANNER_REGRADE)
    fw_window_regrade (self);
  else if (kind == FW_BANNER_WARNING)
    gtk_widget_activate_action (GTK_WIDGET (self), fw_window_has_no_picture (self)
                                                     ? "win.open-video"
                                                     : "win.locate-media",
                                NULL);
}

/* What is in the way, beside what is open. */
static void
banner_more_cb (FwWindow *self,
                int       kind)
{
  if (kind == FW_BANNER_ASIDE)
    fw_window_compare_aside (self);
  else if (kind == FW_BANNER_SAVE_FAILED)
    fw_window_compare (self, fw_labels_file_get_path (fw_project_get_labels (self->project)));
}

static void
banner_dismissed_cb (FwWindow *self,
                     int       kind)
{
  if (self->project != NULL && kind != FW_BANNER_SAVE_FAILED && kind != FW_BANNER_MANUAL
      && kind != FW_BANNER_REGRADE)
    fw_project_dismiss_notice (self->project);
}

/* Size and closing -------------------------------------------------------------------------- */

static void
keep_size (FwWindow *self)
{
  int width = 0;
  int height = 0;

  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)) || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width >= 960 && height >= 600)
    {
      g_settings_set_int (self->settings, "window-width", MIN (width, 16384));
      g_settings_set_int (self->settings, "window-height", MIN (height, 16384));
    }
}

static gboolean
fw_window_close_request (GtkWindow *window)
{
  FwWindow *self = FW_WINDOW (window);

  keep_size (self);
  if (self->project != NULL && !self->may_close)
    {
      fw_window_close_project (self, TRUE);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (fw_window_parent_class)->close_request (window);
}

static void
narrow_cb (FwWindow *self,
           gboolean  narrow)
{
  fw_command_search_set_collapsed (self->command_search, narrow);
  gtk_widget_set_visible (self->ask_button, !narrow);
}

static void
sidebar_open_cb (FwWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar");
  gboolean open = fw_sidebar_get_open (fw_editor_page_get_sidebar (self->editor));

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (open));
}

static void
playing_cb (FwWindow *self)
{
  fw_window_update_actions (self);
}

/* A menu has as many widgets as a page, and is seldom opened. It says the keys of this moment. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr (GMenuModel) menu = fw_window_new_menu ();

  gtk_menu_button_set_menu_model (button, menu);
}

/* Tooltips say the keys too. */
static void
keys_changed_cb (FwWindow *self)
{
  fw_shortcuts_name_keys (fw_shortcuts_get_default (), GTK_WIDGET (self->pages));
  fw_tour_bar_update_keys (self->tour_bar);
  fw_window_update_actions (self);
}

static void
fw_window_dispose (GObject *object)
{
  FwWindow *self = FW_WINDOW (object);

  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_clear_handle_id (&self->remember_timer, g_source_remove);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  /* The second time the editor is gone. */
  if (self->settings != NULL)
    fw_window_stop_comparing (self);
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
  fw_window_leave_exam (self);
  fw_window_end_tour (self);
  g_clear_object (&self->toaster);
  g_clear_object (&self->forgotten);
  g_clear_object (&self->session);
  g_clear_object (&self->project);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_window_parent_class)->dispose (object);
}

static void
fw_window_finalize (GObject *object)
{
  FwWindow *self = FW_WINDOW (object);

  g_free ((char *) self->next.media);
  g_free ((char *) self->next.labels);
  g_free ((char *) self->next.manual);
  g_free (self->place);
  g_free ((char *) self->back.media);
  g_free ((char *) self->back.labels);
  g_free ((char *) self->back.manual);
  g_free (self->back_place);
  g_clear_pointer (&self->regrade, fw_regrade_offer_free);

  G_OBJECT_CLASS (fw_window_parent_class)->finalize (object);
}

static void
fw_window_class_init (FwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_LATER);
  g_type_ensure (FW_TYPE_HOME_PAGE);
  g_type_ensure (FW_TYPE_EDITOR_PAGE);
  g_type_ensure (FW_TYPE_EXAM_BAR);
  g_type_ensure (FW_TYPE_EXAM_PAGE);
  g_type_ensure (FW_TYPE_TOUR_BAR);
  g_type_ensure (FW_TYPE_CHECK_PILL);
  g_type_ensure (FW_TYPE_COMMAND_SEARCH);
  G_OBJECT_CLASS (klass)->dispose = fw_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = fw_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/window.ui");
  gtk_widget_class_bind_template_child (widget_class, FwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, drop_sign);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, home);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, header);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, pill);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, command_search);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, ask_button);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, exam_bar);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, tour_bar);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, FwWindow, exam_page);
}

static void
fw_window_init (FwWindow *self)
{
  self->settings = fw_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = fw_toaster_new (self->toasts);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  fw_window_install_actions (self);
  fw_command_search_set_host (self->command_search, GTK_WIDGET (self), &fw_window_shortcut_host);
  fw_shortcuts_attach (fw_shortcuts_get_default (), GTK_WIDGET (self), &fw_window_shortcut_host);
  fw_shortcuts_attach_inside (fw_shortcuts_get_default (), GTK_WIDGET (self->pages),
                              &fw_window_shortcut_host);

  g_signal_connect_swapped (self->home, "made", G_CALLBACK (home_made_cb), self);
  g_signal_connect_swapped (self->editor, "say", G_CALLBACK (editor_say_cb), self);
  g_signal_connect_swapped (self->editor, "rule-said", G_CALLBACK (fw_window_rule_said), self);
  g_signal_connect_swapped (self->editor, "narrow-changed", G_CALLBACK (narrow_cb), self);
  g_signal_connect_swapped (fw_editor_page_get_sidebar (self->editor), "notify::open",
                            G_CALLBACK (sidebar_open_cb), self);
  g_signal_connect_swapped (fw_editor_page_get_transport (self->editor), "notify::is-playing",
                            G_CALLBACK (playing_cb), self);
  g_signal_connect_swapped (fw_editor_page_get_banner (self->editor), "activated",
                            G_CALLBACK (banner_activated_cb), self);
  g_signal_connect_swapped (fw_editor_page_get_banner (self->editor), "more-activated",
                            G_CALLBACK (banner_more_cb), self);
  g_signal_connect_swapped (fw_editor_page_get_banner (self->editor), "dismissed",
                            G_CALLBACK (banner_dismissed_cb), self);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, NULL, NULL);
  fw_window_install_drop (self);
  g_signal_connect_object (self->settings, "changed::person-name", G_CALLBACK (fw_window_sign),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (keys_changed_cb),
                           self, G_CONNECT_SWAPPED);
  sidebar_open_cb (self);
  keys_changed_cb (self);
}

GtkWidget *
fw_window_new (GtkApplication *application)
{
  return g_object_new (FW_TYPE_WINDOW, "application", application, NULL);
}

gboolean
fw_window_is_free (FwWindow *self)
{
  g_return_val_if_fail (FW_IS_WINDOW (self), FALSE);

  return self->project == NULL && !self->is_closing;
}

FwProject *
fw_window_get_project (FwWindow *self)
{
  g_return_val_if_fail (FW_IS_WINDOW (self), NULL);

  return self->project;
}
