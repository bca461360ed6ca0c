/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reviewer's page in the window: the way there and back, and its verbs as
 * actions, so that keys, menus and toasts reach them.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/settings.h"

#define PREFIX "review-"

gboolean
fw_window_is_in_review (FwWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "review") == 0;
}

static void changed_cb (FwWindow *self);

static void
say_cb (FwWindow   *self,
        const char *sentence)
{
  fw_window_say (self, sentence, FALSE);
}

/* Most who open a clip do not judge it; they need not wait for the page. */
static void
make_page (FwWindow *self)
{
  GtkWidget *page = fw_review_page_new ();

  self->review = FW_REVIEW_PAGE (page);
  gtk_stack_add_named (self->pages, page, "review");
  fw_shortcuts_name_keys (fw_shortcuts_get_default (), page);
  fw_command_search_set_host (fw_review_page_get_search (self->review), GTK_WIDGET (self),
                              &fw_window_shortcut_host);
  g_signal_connect_swapped (page, "say", G_CALLBACK (say_cb), self);
  g_signal_connect_swapped (page, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (page, "asked", G_CALLBACK (fw_window_asked), self);
  fw_window_follow_review (self, self->project);
}

void
fw_window_follow_review (FwWindow  *self,
                         FwProject *project)
{
  if (self->review != NULL)
    fw_review_page_set_project (
      self->review, project, project != NULL ? fw_editor_page_get_shelf (self->editor) : NULL);
}

void
fw_window_show_review (FwWindow *self)
{
  g_autofree char *person = fw_settings_dup_person (self->settings);

  if (self->session == NULL || fw_window_is_in_review (self))
    return;
  if (self->review == NULL)
    make_page (self);
  fw_transport_stop (fw_editor_page_get_transport (self->editor));
  /* Nothing that the program found is to be known before the reviewer has looked. */
  fw_toaster_drop (self->toaster);
  gtk_stack_set_visible_child_name (self->pages, "review");
  fw_review_page_enter (self->review, person);
  fw_window_update_actions (self);
}

void
fw_window_leave_review (FwWindow *self)
{
  if (!fw_window_is_in_review (self))
    return;
  fw_review_page_leave (self->review);
  gtk_stack_set_visible_child_name (self->pages, "editor");
  fw_window_update_actions (self);
  fw_editor_page_focus_canvas (self->editor);
}

static void
review_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  fw_window_show_review (FW_WINDOW (user_data));
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  fw_window_leave_review (FW_WINDOW (user_data));
}

static void
escape_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = FW_WINDOW (user_data);

  if (!fw_review_page_escape (self->review) && fw_review_page_is_choosing (self->review))
    fw_window_leave_review (self);
}

static void
verb_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  fw_review_page_run (FW_WINDOW (user_data)->review,
                      g_action_get_name (G_ACTION (action)) + strlen (PREFIX));
}

static const GActionEntry entries[] = {
  { .name = "review", .activate = review_action },
  { .name = "review-back", .activate = back_action },
  { .name = "review-escape", .activate = escape_action },
  { .name = "review-verdict-1", .activate = verb_action },
  { .name = "review-verdict-2", .activate = verb_action },
  { .name = "review-verdict-3", .activate = verb_action },
  { .name = "review-verdict-4", .activate = verb_action },
  { .name = "review-verdict-5", .activate = verb_action },
  { .name = "review-verdict-6", .activate = verb_action },
  { .name = "review-verdict-7", .activate = verb_action },
  { .name = "review-verdict-8", .activate = verb_action },
  { .name = "review-verdict-9", .activate = verb_action },
  { .name = "review-verdict-0", .activate = verb_action },
  { .name = "review-send", .activate = verb_action },
  { .name = "review-next", .activate = verb_action },
  { .name = "review-previous", .activate = verb_action },
  { .name = "review-rule", .activate = verb_action },
  { .name = "review-note", .activate = verb_action },
  { .name = "review-hide", .activate = verb_action },
  { .name = "review-loop", .activate = verb_action },
  { .name = "review-next-frame", .activate = verb_action },
  { .name = "review-previous-frame", .activate = verb_action },
  { .name = "review-context", .activate = verb_action },
  { .name = "review-zoom-in", .activate = verb_action },
  { .name = "review-zoom-out", .activate = verb_action },
  { .name = "review-ask", .activate = verb_action },
  { .name = "review-undo", .activate = verb_action },
  { .name = "review-sign-off", .activate = verb_action },
  { .name = "review-report", .activate = verb_action },
  { .name = "review-choose", .activate = verb_action },
  { .name = "review-join", .activate = verb_action },
  { .name = "review-disputes", .activate = verb_action },
};

gboolean
fw_window_can_review (FwWindow   *self,
                      const char *action,
                      gboolean   *out_can)
{
  /* What does not touch the editor works on both pages. */
  static const char *const both[] = {
    "say", "close", "open-video", "open-folder", "open-labels", "open-sample",
    "open-sample-driving", "open-sample-clothing", "fullscreen", "home", "save",
    "save-elsewhere", "export", "choose-manual", "locate-media", "manual-window", "show-manual", "show-rule",
    "sidebar", "next-pane", "previous-pane", "show-question", "go-to-question",
    "take-back-question", "make-gold", "practise", "exam", "command-search",
  };
  gboolean is_here = fw_window_is_in_review (self);

  if (g_str_has_prefix (action, PREFIX))
    {
      *out_can = is_here
                 && (g_str_equal (action, "review-back") || g_str_equal (action, "review-escape")
                     || fw_review_page_can (self->review, action + strlen (PREFIX)));
      return TRUE;
    }
  if (!is_here)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    if (g_str_equal (both[i], action))
      return FALSE;
  *out_can = FALSE;

  return TRUE;
}

/* Not all actions: this is told with every unit. */
static void
changed_cb (FwWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);
      gboolean can = TRUE;

      if (fw_window_can_review (self, entries[i].name, &can))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can);
    }
}

/* Somebody else judges from now on. */
static void
person_cb (FwWindow *self)
{
  g_autofree char *person = fw_settings_dup_person (self->settings);

  if (fw_window_is_in_review (self))
    fw_review_page_enter (self->review, person);
}

void
fw_window_install_review_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->settings, "changed::person-name", G_CALLBACK (person_cb), self,
                           G_CONNECT_SWAPPED);
}
