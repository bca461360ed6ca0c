/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Everything `win.*` can do. Most of it is a verb of edit/commands.h: those
 * stand in a table and share one handler, which shows what the verb has to
 * say. The others are about the window itself.
 */

#include "app/late-tooltip.h"
#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/propagate-dialog.h"
#include "edit/clock.h"
#include "edit/commands.h"

/* Verbs of the session ------------------------------------------------------------ */

typedef struct
{
  const char *action;
  FwCommand  *command;
  int         argument;
  gboolean    edits; /* not while the labels can only be looked at */
} Verb;

static const Verb verbs[] = {
  { "next-frame", fw_command_go_frame, 1, FALSE },
  { "previous-frame", fw_command_go_frame, -1, FALSE },
  { "step-forward", fw_command_go_step, 1, FALSE },
  { "step-back", fw_command_go_step, -1, FALSE },
  { "next-keyframe", fw_command_go_keyframe, 1, FALSE },
  { "previous-keyframe", fw_command_go_keyframe, -1, FALSE },
  { "next-problem", fw_command_go_problem, 1, FALSE },
  { "previous-problem", fw_command_go_problem, -1, FALSE },
  { "track-end", fw_command_go_track_end, 1, FALSE },
  { "track-start", fw_command_go_track_end, -1, FALSE },
  { "next-unlabelled", fw_command_go_unlabelled, 1, FALSE },
  { "previous-unlabelled", fw_command_go_unlabelled, -1, FALSE },
  { "first-frame", fw_command_go_end, -1, FALSE },
  { "last-frame", fw_command_go_end, 1, FALSE },
  { "bigger-step", fw_command_step_size, 1, FALSE },
  { "smaller-step", fw_command_step_size, -1, FALSE },
  { "mark-empty", fw_command_toggle_empty, 0, TRUE },
  { "delete-frame", fw_command_delete_frame, 0, TRUE },
  { "restore-frame", fw_command_restore_frame, 0, TRUE },
  { "draw-again", fw_command_draw_again, 0, TRUE },
  { "next-object", fw_command_select_next, 1, FALSE },
  { "previous-object", fw_command_select_next, -1, FALSE },
  { "select-all", fw_command_select_all, 0, FALSE },
  { "toggle-keyframe", fw_command_toggle_keyframe, 0, TRUE },
  { "toggle-occluded", fw_command_toggle_occluded, 0, TRUE },
  { "toggle-outside", fw_command_toggle_outside, 0, TRUE },
  { "toggle-hidden", fw_command_toggle_hidden, 0, FALSE },
  { "show-all", fw_command_show_all, 0, FALSE },
  { "cycle-chips", fw_command_cycle_chips, 0, FALSE },
  { "toggle-locked", fw_command_toggle_locked, 0, FALSE },
  { "send-back", fw_command_z_order, -1, TRUE },
  { "bring-forward", fw_command_z_order, 1, TRUE },
  { "undo", fw_command_undo, 0, TRUE },
  { "redo", fw_command_redo, 0, TRUE },
  { "copy", fw_command_copy, 0, FALSE },
  { "paste", fw_command_paste, 0, TRUE },
  { "duplicate", fw_command_duplicate, 0, TRUE },
  { "merge", fw_command_merge, 0, TRUE },
  { "split", fw_command_split, 0, TRUE },
  { "swap-tails", fw_command_swap_tails, 0, TRUE },
  { "remove-keyframe", fw_command_remove_keyframe, 0, TRUE },
  { "nudge-left", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, -1, 0), TRUE },
  { "nudge-right", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 1, 0), TRUE },
  { "nudge-up", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 0, -1), TRUE },
  { "nudge-down", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 0, 1), TRUE },
  { "nudge-left-10", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, -10, 0), TRUE },
  { "nudge-right-10", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 10, 0), TRUE },
  { "nudge-up-10", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 0, -10), TRUE },
  { "nudge-down-10", fw_command_nudge, FW_NUDGE (FW_NUDGE_MOVE, 0, 10), TRUE },
  { "end-edge-left", fw_command_nudge, FW_NUDGE (FW_NUDGE_END_EDGE, -1, 0), TRUE },
  { "end-edge-right", fw_command_nudge, FW_NUDGE (FW_NUDGE_END_EDGE, 1, 0), TRUE },
  { "end-edge-up", fw_command_nudge, FW_NUDGE (FW_NUDGE_END_EDGE, 0, -1), TRUE },
  { "end-edge-down", fw_command_nudge, FW_NUDGE (FW_NUDGE_END_EDGE, 0, 1), TRUE },
  { "start-edge-left", fw_command_nudge, FW_NUDGE (FW_NUDGE_START_EDGE, -1, 0), TRUE },
  { "start-edge-right", fw_command_nudge, FW_NUDGE (FW_NUDGE_START_EDGE, 1, 0), TRUE },
  { "start-edge-up", fw_command_nudge, FW_NUDGE (FW_NUDGE_START_EDGE, 0, -1), TRUE },
  { "start-edge-down", fw_command_nudge, FW_NUDGE (FW_NUDGE_START_EDGE, 0, 1), TRUE },
};

void
fw_window_run_verb (FwWindow  *self,
                    FwCommand *command,
                    int        argument)
{
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || self->is_closing)
    return;

  guint64 before = fw_snapshot_get_revision (fw_session_get_snapshot (self->session));

  if (!command (self->session, argument, &say, &error))
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  guint64 after = fw_snapshot_get_revision (fw_session_get_snapshot (self->session));

  if (command == fw_command_go_problem)
    fw_fixes_take (self->project, fw_fixes_find_current (self->project));
  if (say != NULL)
    fw_window_say (self, say,
                   before != after && command != fw_command_undo && command != fw_command_redo);
}

static void
verb_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const Verb *verb = g_object_get_data (G_OBJECT (action), "verb");

  fw_window_run_verb (FW_WINDOW (user_data), verb->command, verb->argument);
}

/* Numbered ones: category-3, attribute-2, attribute-back-2. */
static void
category_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (action), "number"));

  fw_window_run_verb (FW_WINDOW (user_data), fw_command_category, number - 1);
}

static void
attribute_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (action), "number"));

  fw_window_run_verb (FW_WINDOW (user_data), fw_command_attribute, number);
}

static void
recent_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  int number = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (action), "number"));

  fw_home_page_open_recent (FW_HOME_PAGE (fw_later_get (FW_WINDOW (user_data)->home)), (guint) number);
}

static void
home_view_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  fw_home_page_show_view (FW_HOME_PAGE (fw_later_get (FW_WINDOW (user_data)->home)),
                          g_str_equal (name, "show-my-work")     ? "my-work"
                          : g_str_equal (name, "show-questions") ? "questions"
                                                                 : "welcome");
}

static void
add_action (FwWindow   *self,
            const char *name,
            GCallback   callback,
            const char *key,
            gpointer    data)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_object_set_data (G_OBJECT (action), key, data);
  g_signal_connect (action, "activate", callback, self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
add_verbs (FwWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    add_action (self, verbs[i].action, G_CALLBACK (verb_cb), "verb", (gpointer) &verbs[i]);
  for (int i = 1; i <= 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("category-%d", i);

      add_action (self, name, G_CALLBACK (category_cb), "number", GINT_TO_POINTER (i));
    }
  for (int i = 1; i <= 9; i++)
    {
      g_autofree char *next = g_strdup_printf ("attribute-%d", i);
      g_autofree char *back = g_strdup_printf ("attribute-back-%d", i);

      add_action (self, next, G_CALLBACK (attribute_cb), "number", GINT_TO_POINTER (i));
      add_action (self, back, G_CALLBACK (attribute_cb), "number", GINT_TO_POINTER (-i));
    }
  for (int i = 1; i <= FW_HOME_RECENT_KEYS; i++)
    {
      g_autofree char *name = g_strdup_printf ("recent-%d", i);

      add_action (self, name, G_CALLBACK (recent_cb), "number", GINT_TO_POINTER (i));
    }
}

/* Tools ------------------------------------------------------------------------------ */

static const char *const tool_names[FW_N_TOOL_KINDS] = {
  [FW_TOOL_SELECT] = "select",
  [FW_TOOL_BOX] = "box",
  [FW_TOOL_ROTATED_BOX] = "rotated-box",
  [FW_TOOL_POLYGON] = "polygon",
  [FW_TOOL_POLYGON_HOLE] = "polygon-hole",
  [FW_TOOL_POLYGON_PART] = "polygon-part",
  [FW_TOOL_POLYLINE] = "polyline",
  [FW_TOOL_KEYPOINTS] = "keypoints",
  [FW_TOOL_PAN] = "pan",
};

static void
tool_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  for (int i = 0; i < FW_N_TOOL_KINDS; i++)
    if (g_strcmp0 (tool_names[i], name) == 0)
      fw_window_run_verb (self, fw_command_tool, i);
  /* The rail had the focus when it was clicked; the next key is for the picture. */
  fw_editor_page_focus_canvas (self->editor);
}

/* Playing, going ------------------------------------------------------------------------ */

static void
play_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  fw_transport_play (fw_editor_page_get_transport (FW_WINDOW (user_data)->editor), 1);
}

static void
play_backwards_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  fw_transport_play (fw_editor_page_get_transport (FW_WINDOW (user_data)->editor), -1);
}

static void
faster_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  fw_transport_change_rate (fw_editor_page_get_transport (FW_WINDOW (user_data)->editor), 1);
}

static void
slower_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  fw_transport_change_rate (fw_editor_page_get_transport (FW_WINDOW (user_data)->editor), -1);
}

static void
go_to_frame_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  fw_editor_page_focus_frame_entry (FW_WINDOW (user_data)->editor);
}

static void
show_frame_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_session_set_frame (self->session, g_variant_get_int32 (parameter));
  fw_editor_page_focus_canvas (self->editor);
}

/* Editing with more than a verb ------------------------------------------------------------ */

static void
delete_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;

  if (self->session != NULL && fw_session_get_active_vertex (self->session) != 0)
    fw_window_run_verb (self, fw_command_delete_vertex, 0);
  else
    fw_window_run_verb (self, fw_command_delete, 0);
}

static void
said (const char *sentence,
            gboolean    can_undo,
            gpointer    user_data)
{
  fw_window_say (FW_WINDOW (user_data), sentence, can_undo);
}

static void
propagate_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;

  if (fw_session_get_primary (self->session) == 0)
    {
      fw_window_say (self, _("Select what you want to copy first."), FALSE);
      return;
    }
  fw_propagate_dialog_open (GTK_WINDOW (self), self->session, said, self);
}

static void
escape_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;

  if (!fw_editor_page_escape (self->editor))
    fw_canvas_handle_key (fw_editor_page_get_canvas (self->editor), GDK_KEY_Escape, 0);
}

/* Zoom -------------------------------------------------------------------------------------- */

static void
zoom_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  FwCanvas *canvas = fw_editor_page_get_canvas (self->editor);
  FwTimeline *timeline = fw_editor_page_get_timeline (self->editor);

  if (g_str_equal (name, "zoom-fit"))
    fw_canvas_zoom_fit (canvas);
  else if (g_str_equal (name, "zoom-original"))
    fw_canvas_zoom_original (canvas);
  else if (g_str_equal (name, "zoom-in"))
    fw_canvas_zoom_in (canvas);
  else if (g_str_equal (name, "zoom-out"))
    fw_canvas_zoom_out (canvas);
  else if (g_str_equal (name, "zoom-to-object"))
    fw_editor_page_zoom_to_object (self->editor);
  else if (g_str_equal (name, "timeline-zoom-in"))
    fw_timeline_zoom_in (timeline);
  else
    fw_timeline_zoom_out (timeline);
}

/* Window -------------------------------------------------------------------------------------- */

/* What such a key means where labels are judged. */
static void
review_page_action (FwWindow   *self,
                    const char *name)
{
  if (g_str_equal (name, "manual-window") || g_str_equal (name, "show-manual"))
    fw_editor_page_toggle_manual_window (self->editor);
  else if (g_str_equal (name, "sidebar"))
    fw_review_page_run (self->review, "facts");
  else if (g_str_equal (name, "next-pane"))
    fw_review_page_cycle_panes (self->review, 1);
  else if (g_str_equal (name, "previous-pane"))
    fw_review_page_cycle_panes (self->review, -1);
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  if (fw_window_is_in_review (self))
    review_page_action (self, name);
  else if (g_str_equal (name, "show-objects"))
    fw_editor_page_show_view (self->editor, "objects");
  else if (g_str_equal (name, "show-checks"))
    fw_editor_page_show_view (self->editor, "checks");
  else if (g_str_equal (name, "show-manual"))
    fw_editor_page_show_view (self->editor, "manual");
  else if (g_str_equal (name, "show-review"))
    fw_editor_page_show_view (self->editor, "review");
  else if (g_str_equal (name, "manual-window"))
    fw_editor_page_toggle_manual_window (self->editor);
  else if (g_str_equal (name, "next-change"))
    fw_editor_page_next_change (self->editor);
  else if (g_str_equal (name, "look-again"))
    fw_editor_page_look_again (self->editor);
  else if (g_str_equal (name, "still-right"))
    fw_editor_page_still_right (self->editor);
  else if (g_str_equal (name, "sidebar"))
    fw_editor_page_toggle_sidebar (self->editor);
  else if (g_str_equal (name, "timeline-lanes"))
    {
      fw_editor_page_toggle_lanes (self->editor);
      g_simple_action_set_state (
        action, g_variant_new_boolean (
                  fw_timeline_get_lanes_visible (fw_editor_page_get_timeline (self->editor))));
    }
  else if (g_str_equal (name, "next-pane"))
    fw_editor_page_cycle_panes (self->editor, 1);
  else if (g_str_equal (name, "previous-pane"))
    fw_editor_page_cycle_panes (self->editor, -1);
  else if (g_str_equal (name, "search-objects"))
    fw_editor_page_search (self->editor);
  else if (g_str_equal (name, "choose-category"))
    fw_editor_page_choose_category (self->editor);
  else if (g_str_equal (name, "attributes"))
    fw_editor_page_toggle_attributes (self->editor);
  else if (g_str_equal (name, "adjust-picture"))
    fw_editor_page_adjust_picture (self->editor);
  else if (g_str_equal (name, "focus-canvas"))
    fw_editor_page_focus_canvas (self->editor);
}

static void
show_rule_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  const char *rule = g_variant_get_string (parameter, NULL);

  /* Who judges reads beside the picture. */
  if (fw_window_is_in_review (self))
    fw_editor_page_open_manual_window (self->editor, rule);
  else
    fw_editor_page_open_manual (self->editor, rule);
}

static void
open_search (FwWindow *self)
{
  if (!self->search_waits || gtk_stack_get_transition_running (self->pages))
    return;
  self->search_waits = FALSE;
  fw_command_search_open (fw_window_is_in_review (self) ? fw_review_page_get_search (self->review)
                                                        : self->command_search);
}

/* On a page that slides in it would hang outside of the window. */
static void
command_search_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  FwWindow *self = user_data;

  self->search_waits = TRUE;
  open_search (self);
}

static void
fullscreen_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
picture_only_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  FwWindow *self = user_data;
  gboolean was = !gtk_widget_get_visible (self->header);

  gtk_widget_set_visible (self->header, was);
  fw_editor_page_set_picture_only (self->editor, !was);
  if (was)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
restore_recent_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  g_autoptr (FwRecent) forgotten = g_steal_pointer (&FW_WINDOW (user_data)->forgotten);

  if (forgotten != NULL)
    fw_recent_restore (forgotten);
}

static void
say_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  fw_window_say (FW_WINDOW (user_data), g_variant_get_string (parameter, NULL), FALSE);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
home_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;

  if (self->project != NULL)
    fw_window_close_project (self, FALSE);
}

/* All of them --------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { .name = "tool", .activate = tool_action, .parameter_type = "s", .state = "'select'" },
  { .name = "play", .activate = play_action },
  { .name = "play-backwards", .activate = play_backwards_action },
  { .name = "faster", .activate = faster_action },
  { .name = "slower", .activate = slower_action },
  { .name = "go-to-frame", .activate = go_to_frame_action },
  { .name = "show-frame", .activate = show_frame_action, .parameter_type = "i" },
  { .name = "delete", .activate = delete_action },
  { .name = "propagate", .activate = propagate_action },
  { .name = "escape", .activate = escape_action },
  { .name = "zoom-fit", .activate = zoom_action },
  { .name = "zoom-original", .activate = zoom_action },
  { .name = "zoom-in", .activate = zoom_action },
  { .name = "zoom-out", .activate = zoom_action },
  { .name = "zoom-to-object", .activate = zoom_action },
  { .name = "timeline-zoom-in", .activate = zoom_action },
  { .name = "timeline-zoom-out", .activate = zoom_action },
  { .name = "show-objects", .activate = page_action },
  { .name = "show-checks", .activate = page_action },
  { .name = "show-manual", .activate = page_action },
  { .name = "show-review", .activate = page_action },
  { .name = "manual-window", .activate = page_action },
  { .name = "next-change", .activate = page_action },
  { .name = "look-again", .activate = page_action },
  { .name = "still-right", .activate = page_action },
  { .name = "show-rule", .activate = show_rule_action, .parameter_type = "s" },
  { .name = "sidebar", .activate = page_action, .state = "false" },
  { .name = "timeline-lanes", .activate = page_action, .state = "true" },
  { .name = "next-pane", .activate = page_action },
  { .name = "previous-pane", .activate = page_action },
  { .name = "search-objects", .activate = page_action },
  { .name = "choose-category", .activate = page_action },
  { .name = "attributes", .activate = page_action },
  { .name = "adjust-picture", .activate = page_action },
  { .name = "focus-canvas", .activate = page_action },
  { .name = "fullscreen", .activate = fullscreen_action },
  { .name = "picture-only", .activate = picture_only_action },
  { .name = "command-search", .activate = command_search_action },
  { .name = "restore-recent", .activate = restore_recent_action },
  { .name = "show-recent", .activate = home_view_action },
  { .name = "show-my-work", .activate = home_view_action },
  { .name = "show-questions", .activate = home_view_action },
  { .name = "say", .activate = say_action, .parameter_type = "s" },
  { .name = "close", .activate = close_action },
  { .name = "home", .activate = home_action },
};

/* Those that work without a project. */
static const char *const always[] = {
  "say", "close", "open-video", "open-folder", "open-labels", "open-sample",
  "open-sample-driving", "open-sample-clothing", "fullscreen", "restore-recent", "tour",
};

void
fw_window_install_actions (FwWindow *self)
{
  FwTimeline *timeline = fw_editor_page_get_timeline (self->editor);
  GAction *lanes;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  fw_window_install_file_actions (self);
  fw_window_install_check_actions (self);
  fw_window_install_compare_actions (self);
  fw_window_install_export_actions (self);
  fw_window_install_question_actions (self);
  fw_window_install_manual_actions (self);
  fw_window_install_review_actions (self);
  fw_window_install_regrade_actions (self);
  fw_window_install_gold_actions (self);
  fw_window_install_tour_actions (self);
  add_verbs (self);
  g_signal_connect_swapped (self->pages, "notify::transition-running", G_CALLBACK (open_search),
                            self);
  lanes = g_action_map_lookup_action (G_ACTION_MAP (self), "timeline-lanes");
  g_simple_action_set_state (G_SIMPLE_ACTION (lanes),
                             g_variant_new_boolean (fw_timeline_get_lanes_visible (timeline)));
}

static gboolean
is_edit (const char *name)
{
  static const char *const others[] = { "delete", "propagate", "fix", "fix-all", "set-aside", "done-next" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i], name))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].action, name))
      return verbs[i].edits;
  return g_str_has_prefix (name, "attribute-");
}

static gboolean
can_do (FwWindow   *self,
        const char *name)
{
  FwDocument *document = self->session != NULL ? fw_session_get_document (self->session) : NULL;
  gboolean can = FALSE;

  if (fw_window_can_review (self, name, &can) || fw_window_can_do_gold (self, name, &can)
      || fw_window_can_compare (self, name, &can))
    return can;
  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    if (g_str_equal (always[i], name))
      return TRUE;
  if (g_str_has_prefix (name, "recent-") || g_str_equal (name, "show-recent")
      || g_str_equal (name, "show-my-work") || g_str_equal (name, "show-questions"))
    return self->project == NULL && !self->is_closing;
  if (g_str_equal (name, "home"))
    return self->project != NULL && !self->is_closing;
  if (document == NULL || self->is_closing)
    return FALSE;
  if (is_edit (name) && fw_session_get_read_only (self->session))
    return FALSE;
  if (g_str_equal (name, "undo"))
    return fw_document_can_undo (document) || fw_session_is_drawing (self->session);
  if (g_str_equal (name, "redo"))
    return fw_document_can_redo (document) || fw_session_is_drawing (self->session);
  return TRUE;
}

static void
update_undo_tooltips (FwWindow *self)
{
  FwDocument *document = self->session != NULL ? fw_session_get_document (self->session) : NULL;
  FwStep *undo = document != NULL ? fw_document_peek_undo (document) : NULL;
  FwStep *redo = document != NULL ? fw_document_peek_redo (document) : NULL;
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  /* Translators: %s is what would be taken back: "Move box". */
  g_autofree char *undo_words =
    undo != NULL ? g_strdup_printf (_("Undo: %s"), fw_step_get_label (undo)) : g_strdup (_("Undo"));
  g_autofree char *redo_words =
    redo != NULL ? g_strdup_printf (_("Redo: %s"), fw_step_get_label (redo)) : g_strdup (_("Redo"));
  g_autofree char *undo_text = fw_shortcuts_dup_tooltip (shortcuts, undo_words, "win.undo");
  g_autofree char *redo_text = fw_shortcuts_dup_tooltip (shortcuts, redo_words, "win.redo");

  fw_late_tooltip_set (self->undo, undo_text);
  fw_late_tooltip_set (self->redo, redo_text);
}

void
fw_window_update_actions (FwWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (gsize i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      if (G_IS_SIMPLE_ACTION (action))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can_do (self, names[i]));
    }
  if (self->session != NULL)
    {
      GAction *tool = g_action_map_lookup_action (G_ACTION_MAP (self), "tool");
      const char *name = tool_names[fw_session_get_tool_kind (self->session)];

      g_simple_action_set_state (G_SIMPLE_ACTION (tool), g_variant_new_string (name));
    }
  update_undo_tooltips (self);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action)
{
  fw_shortcuts_append_item (fw_shortcuts_get_default (), menu, label, action);
}

GMenuModel *
fw_window_new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) work = g_menu_new ();
  g_autoptr (GMenu) gold = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();

  append (files, _("Open Video…"), "win.open-video");
  append (files, _("Open Image Folder…"), "win.open-folder");
  append (files, _("Continue a COCO File…"), "win.open-labels");
  append (files, _("New Window"), "app.new-window");
  append (work, _("Save Now"), "win.save");
  append (work, _("Save Elsewhere…"), "win.save-elsewhere");
  append (work, _("Export…"), "win.export");
  append (work, _("Compare With…"), "win.compare");
  append (work, _("Choose the Manual…"), "win.choose-manual");
  append (work, _("Ask a Question…"), "win.ask");
  append (work, _("Review These Labels…"), "win.review");
  append (gold, _("Make a Gold Clip…"), "win.make-gold");
  append (gold, _("Practise on Gold…"), "win.practise");
  append (gold, _("Take the Exam…"), "win.exam");
  append (view, _("Show Everything That Is Hidden"), "win.show-all");
  append (view, _("Picture Only"), "win.picture-only");
  append (view, _("Full Screen"), "win.fullscreen");
  append (view, _("Do Anything…"), "win.command-search");
  append (program, _("Preferences"), "app.preferences");
  append (program, _("Take the Tour"), "win.tour");
  append (program, _("Keyboard Shortcuts"), "app.shortcuts");
  append (program, _("About Framewright"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (work));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (gold));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));
  return G_MENU_MODEL (menu);
}
