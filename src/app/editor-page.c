/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The editor puts its parts together. Parts get the session, the source or the
 * project, and talk to each other only through them. How they share the room is
 * in editor-page-layout.c, what lies over the picture in editor-page-cards.c.
 */

#include "app/editor-page-private.h"

#include "app/canvas-menu.h"
#include "app/habit-bar.h"
#include "app/key-cap.h"
#include "app/settings.h"

enum
{
  SAY,
  NARROW_CHANGED,
  COMPARE_CHANGED,
  COMPARE_LEFT,
  ASKED,
  SET_ASIDE,
  RULE_SAID,
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwEditorPage, fw_editor_page, GTK_TYPE_WIDGET)

gboolean
fw_editor_page_has_video (FwEditorPage *self)
{
  return self->session == NULL || fw_session_is_video (self->session);
}

void
fw_editor_page_say (FwEditorPage *self,
                    const char   *sentence)
{
  g_signal_emit (self, signals[SAY], 0, sentence, FALSE);
}

void
fw_editor_page_say_undoable (FwEditorPage *self,
                             const char   *sentence)
{
  g_signal_emit (self, signals[SAY], 0, sentence, TRUE);
}

void
fw_editor_page_tell_compare (FwEditorPage *self)
{
  g_signal_emit (self, signals[COMPARE_CHANGED], 0);
}

void
fw_editor_page_tell_narrow (FwEditorPage *self,
                            gboolean      narrow)
{
  g_signal_emit (self, signals[NARROW_CHANGED], 0, narrow);
}

void
fw_editor_page_tell_asked (FwEditorPage *self,
                           gint64        id,
                           gboolean      was_open)
{
  g_signal_emit (self, signals[ASKED], 0, id, was_open);
}

void
fw_editor_page_tell_set_aside (FwEditorPage *self,
                               gint64        id)
{
  g_signal_emit (self, signals[SET_ASIDE], 0, id);
}

void
fw_editor_page_tell_answered (FwEditorPage *self,
                              gint64        id,
                              const char   *precedent)
{
  g_signal_emit (self, signals[ANSWERED], 0, id, precedent);
}

/* What the parts tell ------------------------------------------------------------ */

static void
scrub_cb (FwEditorPage *self,
          gboolean      scrubbing)
{
  fw_canvas_set_scrubbing (self->canvas, scrubbing);
}

static void
play_cb (FwEditorPage *self)
{
  fw_transport_play (self->transport, 1);
}

static void
adjusted_cb (FwEditorPage *self,
             double        brightness,
             double        contrast,
             double        gamma)
{
  fw_canvas_set_adjustments (self->canvas, brightness, contrast, gamma);
}

void
fw_editor_page_rule_said (FwEditorPage *self,
                          const char   *sentence,
                          gboolean      can_undo)
{
  g_signal_emit (self, signals[RULE_SAID], 0, sentence, can_undo);
}

void
fw_editor_page_said (FwEditorPage *self,
                     const char   *sentence,
                     gboolean      can_undo)
{
  g_signal_emit (self, signals[SAY], 0, sentence, can_undo);
}

static void
checks_cb (FwEditorPage *self)
{
  FwCheckRunner *checks = self->project != NULL ? fw_project_get_checks (self->project) : NULL;
  gint64 n = checks != NULL ? fw_check_runner_get_n_problems (checks) : 0;

  adw_view_stack_page_set_badge_number (self->checks_page, (guint) MIN (n, 999));
}

static void
manual_cb (FwEditorPage *self)
{
  fw_objects_panel_set_manual (self->objects, self->project != NULL
                                                ? fw_project_get_manual (self->project)
                                                : NULL);
}

static void
context_menu_cb (FwEditorPage *self,
                 double        x,
                 double        y,
                 gint64        track)
{
  fw_canvas_menu_popup (GTK_WIDGET (self), GTK_WIDGET (self->canvas), x, y, track != 0,
                        fw_editor_page_has_video (self));
}

/* A part that will probably be opened soon is made while nobody waits for anything, and
 * not before the first picture is on the screen. */
static gboolean
make_part_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;
  FwLater *const parts[] = { self->checks, self->questions };

  if (self->source != NULL
      && fw_session_get_displayed_frame (self->session) != fw_session_get_frame (self->session))
    return G_SOURCE_CONTINUE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (fw_later_peek (parts[i]) == NULL)
      {
        fw_later_get (parts[i]);
        return G_SOURCE_CONTINUE;
      }

  return G_SOURCE_REMOVE;
}

/* The project -------------------------------------------------------------------- */

static void
drop_project (FwEditorPage *self)
{
  fw_editor_page_set_compare (self, NULL);
  fw_quiet_stop (self->quiet);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->project != NULL)
    {
      FwCheckRunner *checks = fw_project_get_checks (self->project);

      g_signal_handlers_disconnect_by_data (self->project, self);
      if (checks != NULL)
        g_signal_handlers_disconnect_by_data (checks, self);
    }
  fw_transport_set_session (self->transport, NULL);
  fw_picture_bar_set_session (self->picture_bar, NULL);
  fw_callout_set_project (self->callout, NULL, NULL);
  fw_leaving_bar_close (self->leaving);
  fw_ask_card_set_project (self->ask, NULL);
  fw_quick_card_set_project (self->quick, NULL);
  fw_editor_page_tell_panels (self, NULL);
  fw_editor_page_drop_manual (self);
  fw_objects_panel_set_session (self->objects, NULL);
  fw_objects_panel_set_manual (self->objects, NULL);
  fw_next_shape_set_session (self->next_shape, NULL);
  fw_timeline_set_session (self->timeline, NULL);
  fw_film_strip_set_session (self->film_strip, NULL);
  fw_film_strip_set_source (self->film_strip, NULL);
  fw_canvas_set_session (self->canvas, NULL);
  fw_canvas_set_source (self->canvas, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->source);
  g_clear_object (&self->project);
}

static void
take_session (FwEditorPage *self,
              FwSession    *session)
{
  gboolean video = fw_session_is_video (session);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "hint-changed", G_CALLBACK (fw_editor_page_update_hint), self);
  g_signal_connect_swapped (session, "refused", G_CALLBACK (fw_editor_page_say), self);
  g_signal_connect_swapped (session, "selection-changed",
                            G_CALLBACK (fw_editor_page_queue_layout), self);
  g_signal_connect_swapped (session, "notify::next-category",
                            G_CALLBACK (fw_editor_page_queue_covered), self);
  g_signal_connect_swapped (session, "notify::labels-shown",
                            G_CALLBACK (fw_editor_page_update_exact), self);

  gtk_stack_set_visible_child_name (self->transports, video ? "video" : "pictures");
  gtk_stack_set_visible_child_name (self->times, video ? "video" : "pictures");
  fw_canvas_set_session (self->canvas, session);
  if (video)
    {
      fw_timeline_set_session (self->timeline, session);
      fw_transport_set_session (self->transport, session);
    }
  else
    {
      fw_film_strip_set_session (self->film_strip, session);
      fw_film_strip_set_source (self->film_strip, self->source);
      fw_picture_bar_set_session (self->picture_bar, session);
    }
  fw_next_shape_set_session (self->next_shape, session);
  fw_objects_panel_set_session (self->objects, session);
  fw_quiet_begin (self->quiet);
}

void
fw_editor_page_set_project (FwEditorPage *self,
                            FwProject    *project)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));
  g_return_if_fail (project == NULL || FW_IS_PROJECT (project));

  drop_project (self);
  if (project != NULL)
    {
      self->project = g_object_ref (project);
      if (fw_project_get_source (project) != NULL)
        self->source = g_object_ref (fw_project_get_source (project));
      fw_canvas_set_source (self->canvas, self->source);
    }
  if (project != NULL && fw_project_get_session (project) != NULL)
    {
      take_session (self, fw_project_get_session (project));
      fw_editor_page_tell_panels (self, project);
      fw_editor_page_take_manual (self);
      fw_quick_card_set_project (self->quick, project);
      fw_callout_set_project (self->callout, project, self->canvas);
      fw_ask_card_set_project (self->ask, project);
      g_signal_connect_swapped (fw_project_get_checks (project), "changed", G_CALLBACK (checks_cb),
                                self);
      g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (manual_cb), self);
      manual_cb (self);
    }
  checks_cb (self);
  fw_editor_page_update_hint (self);
  fw_editor_page_update_exact (self);
  fw_editor_page_place_bottom (self);
  fw_editor_page_queue_layout (self);
}

/* Verbs ------------------------------------------------------------------------- */

FwCanvas *
fw_editor_page_get_canvas (FwEditorPage *self)
{
  return self->canvas;
}

FwTimeline *
fw_editor_page_get_timeline (FwEditorPage *self)
{
  return self->timeline;
}

FwTransport *
fw_editor_page_get_transport (FwEditorPage *self)
{
  return self->transport;
}

FwSidebar *
fw_editor_page_get_sidebar (FwEditorPage *self)
{
  return self->sidebar;
}

FwLeavingBar *
fw_editor_page_get_leaving_bar (FwEditorPage *self)
{
  return self->leaving;
}

FwBanner *
fw_editor_page_get_banner (FwEditorPage *self)
{
  return self->banner;
}

void
fw_editor_page_focus_canvas (FwEditorPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
fw_editor_page_set_toured (FwEditorPage *self,
                           gboolean      is_toured)
{
  fw_habit_bar_set_held_back (FW_HABIT_BAR (self->habits), is_toured);
}

gboolean
fw_editor_page_is_canvas_focused (FwEditorPage *self)
{
  FwCanvas *second = fw_compare_view_get_second (self->compare_view);

  return gtk_widget_has_focus (GTK_WIDGET (self->canvas))
         || (second != NULL && gtk_widget_has_focus (GTK_WIDGET (second)))
         || gtk_widget_has_focus (GTK_WIDGET (self->timeline))
         || gtk_widget_has_focus (GTK_WIDGET (self->film_strip));
}

void
fw_editor_page_show_view (FwEditorPage *self,
                          const char   *view)
{
  gboolean same = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view) == 0;

  /* The same key again closes it, as a toggle does. */
  if (same && fw_sidebar_get_open (self->sidebar) && self->is_compact)
    {
      fw_sidebar_set_open (self->sidebar, FALSE);
      return;
    }
  if (g_strcmp0 (view, "manual") == 0)
    fw_editor_page_enter_manual (self);
  adw_view_stack_set_visible_child_name (self->views, view);
  fw_sidebar_set_open (self->sidebar, TRUE);
  if (g_strcmp0 (view, "objects") == 0)
    fw_objects_panel_focus (self->objects);
  else if (g_strcmp0 (view, "manual") == 0)
    fw_manual_panel_focus_page (fw_editor_page_get_manual_panel (self));
  else if (g_strcmp0 (view, "review") == 0)
    fw_review_panel_focus (fw_editor_page_get_review_panel (self));
  else
    gtk_widget_child_focus (fw_later_get (self->checks), GTK_DIR_TAB_FORWARD);
}

void
fw_editor_page_focus_frame_entry (FwEditorPage *self)
{
  if (fw_editor_page_has_video (self))
    fw_transport_focus_entry (self->transport);
  else
    fw_picture_bar_focus_entry (self->picture_bar);
}

void
fw_editor_page_choose_category (FwEditorPage *self)
{
  gboolean selected = self->session != NULL && fw_session_get_primary (self->session) != 0;

  if (selected && fw_sidebar_get_open (self->sidebar)
      && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "objects") == 0)
    fw_objects_panel_choose_category (self->objects);
  else
    fw_next_shape_choose (self->next_shape);
}

void
fw_editor_page_search (FwEditorPage *self)
{
  if (fw_editor_page_is_manual_shown (self))
    {
      fw_manual_panel_search (fw_editor_page_get_manual_panel (self));
      return;
    }
  if (fw_editor_page_is_review_shown (self))
    {
      fw_review_panel_search (fw_editor_page_get_review_panel (self));
      return;
    }
  adw_view_stack_set_visible_child_name (self->views, "objects");
  fw_sidebar_set_open (self->sidebar, TRUE);
  fw_objects_panel_search (self->objects);
}

void
fw_editor_page_adjust_picture (FwEditorPage *self)
{
  fw_tool_rail_adjust (self->rail);
}

gboolean
fw_editor_page_escape (FwEditorPage *self)
{
  gboolean in_side = gtk_widget_get_focus_child (self->side) != NULL;

  if (fw_transport_is_playing (self->transport))
    {
      fw_transport_stop (self->transport);
      return TRUE;
    }
  if (fw_leaving_bar_close (self->leaving))
    return TRUE;
  if (self->is_picture_only)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.picture-only", NULL);
      return TRUE;
    }
  if (fw_ask_card_is_open (self->ask))
    {
      fw_ask_card_close (self->ask);
      return TRUE;
    }
  if (self->is_quick_wanted)
    {
      self->is_quick_wanted = FALSE;
      fw_editor_page_update_cards (self);
      return TRUE;
    }
  if (in_side && fw_editor_page_is_manual_shown (self))
    {
      if (!fw_manual_panel_escape (fw_editor_page_get_manual_panel (self)))
        fw_editor_page_leave_manual (self);
      return TRUE;
    }
  if (in_side && fw_editor_page_is_review_shown (self)
      && fw_review_panel_escape (fw_editor_page_get_review_panel (self)))
    return TRUE;
  if (fw_sidebar_get_folded (self->sidebar) && fw_sidebar_get_open (self->sidebar))
    {
      fw_sidebar_set_open (self->sidebar, FALSE);
      fw_editor_page_focus_canvas (self);
      return TRUE;
    }
  if (in_side || !fw_editor_page_is_canvas_focused (self))
    {
      fw_editor_page_focus_canvas (self);
      return TRUE;
    }
  if (self->compare != NULL || self->is_reading_compare)
    {
      g_signal_emit (self, signals[COMPARE_LEFT], 0);
      return TRUE;
    }
  return FALSE;
}

/* Object ----------------------------------------------------------------------- */

static void
fw_editor_page_dispose (GObject *object)
{
  FwEditorPage *self = FW_EDITOR_PAGE (object);

  if (self->box != NULL)
    {
      /* The canvas says that it has no picture any more, and that is no seeking. */
      drop_project (self);
      fw_editor_page_hide_seeking (self);
    }
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  g_clear_handle_id (&self->covered_idle, g_source_remove);
  g_clear_handle_id (&self->status_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_EDITOR_PAGE);
  g_clear_pointer (&self->quiet, fw_quiet_free);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->before_view, g_free);
  g_clear_pointer (&self->before_compare, g_free);

  G_OBJECT_CLASS (fw_editor_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (FW_TYPE_BANNER);
  g_type_ensure (FW_TYPE_HABIT_BAR);
  g_type_ensure (FW_TYPE_SIDEBAR);
  g_type_ensure (FW_TYPE_TOOL_RAIL);
  g_type_ensure (FW_TYPE_CANVAS);
  g_type_ensure (FW_TYPE_NEXT_SHAPE);
  g_type_ensure (FW_TYPE_QUICK_CARD);
  g_type_ensure (FW_TYPE_CALLOUT);
  g_type_ensure (FW_TYPE_LEAVING_BAR);
  g_type_ensure (FW_TYPE_TRANSPORT);
  g_type_ensure (FW_TYPE_PICTURE_BAR);
  g_type_ensure (FW_TYPE_TIMELINE);
  g_type_ensure (FW_TYPE_FILM_STRIP);
  g_type_ensure (FW_TYPE_LATER);
  g_type_ensure (FW_TYPE_OBJECTS_PANEL);
  g_type_ensure (FW_TYPE_CHECKS_PANEL);
  g_type_ensure (FW_TYPE_MANUAL_PANEL);
  g_type_ensure (FW_TYPE_REVIEW_PANEL);
  g_type_ensure (FW_TYPE_ASK_CARD);
  g_type_ensure (FW_TYPE_NEWS_CARD);
  g_type_ensure (FW_TYPE_KEY_CAP);
  g_type_ensure (FW_TYPE_COMPARE_BAR);
  g_type_ensure (FW_TYPE_COMPARE_VIEW);
  g_type_ensure (FW_TYPE_COMPARE_PANEL);
}

static void
fw_editor_page_class_init (FwEditorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ensure_types ();
  G_OBJECT_CLASS (klass)->dispose = fw_editor_page_dispose;
  widget_class->size_allocate = fw_editor_page_size_allocate;
  widget_class->measure = fw_editor_page_measure;

  signals[SAY] = g_signal_new ("say", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RULE_SAID] = g_signal_new ("rule-said", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[NARROW_CHANGED] = g_signal_new ("narrow-changed", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  signals[ASKED] = g_signal_new ("asked", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);

  signals[SET_ASIDE] = g_signal_new ("set-aside", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ANSWERED] = g_signal_new ("answered", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[COMPARE_CHANGED] = g_signal_new ("compare-changed", FW_TYPE_EDITOR_PAGE,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPARE_LEFT] = g_signal_new ("compare-left", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, box);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, banner);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, habits);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, paned);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, rail);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, compare_view);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, seeking);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, next_shape);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, zoom_pill);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, hint_pill);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, quick);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, callout);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, leaving);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, ask);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, news);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, damage_card);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, damage_label);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, progress_card);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, transports);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, transport);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, picture_bar);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, times);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, film_strip);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, side);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, views);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, checks_page);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, objects);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, checks);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, manual);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, questions);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, compare_page);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, compare_panel);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, status);
}

/* Escape on the picture first puts away what lies over it; a begun shape, and
 * everything else the tool knows, comes before and after that. */
static gboolean
canvas_key_cb (GtkEventControllerKey *key,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               FwEditorPage          *self)
{
  gboolean tab = keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Some people want Tab to leave the picture, as it does everywhere else. */
  if (tab && root != NULL && g_settings_get_boolean (self->settings, "tab-moves-focus"))
    {
      gtk_widget_child_focus (GTK_WIDGET (root), keyval == GDK_KEY_Tab ? GTK_DIR_TAB_FORWARD
                                                                       : GTK_DIR_TAB_BACKWARD);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Escape || self->session == NULL || fw_session_is_drawing (self->session))
    return GDK_EVENT_PROPAGATE;
  return fw_editor_page_escape (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
fw_editor_page_listen_to_keys (FwEditorPage *self,
                               FwCanvas     *canvas)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (canvas_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (canvas), key);
}

static void
connect_parts (FwEditorPage *self)
{
  fw_editor_page_listen_to_keys (self, self->canvas);
  g_signal_connect_swapped (self->canvas, "refused", G_CALLBACK (fw_editor_page_say), self);
  g_signal_connect_swapped (self->canvas, "context-menu", G_CALLBACK (context_menu_cb), self);
  g_signal_connect_swapped (self->timeline, "scrub", G_CALLBACK (scrub_cb), self);
  g_signal_connect_swapped (self->timeline, "play", G_CALLBACK (play_cb), self);
  g_signal_connect_swapped (self->rail, "adjusted", G_CALLBACK (adjusted_cb), self);
  g_signal_connect_swapped (self->quick, "say", G_CALLBACK (fw_editor_page_said), self);
  g_signal_connect_swapped (self->callout, "say", G_CALLBACK (fw_editor_page_said), self);
  fw_editor_page_connect_layout (self);
  fw_editor_page_connect_manual (self);
  fw_editor_page_connect_cards (self);
  fw_editor_page_connect_compare (self);
  fw_editor_page_connect_questions (self);
}

static void
fw_editor_page_init (FwEditorPage *self)
{
  self->settings = fw_settings_new ();
  self->quiet = fw_quiet_new (GTK_WIDGET (self), make_part_cb, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  fw_picture_bar_set_strip (self->picture_bar, self->film_strip);
  fw_timeline_set_lanes_visible (self->timeline,
                                 g_settings_get_boolean (self->settings, "timeline-lanes"));
  gtk_widget_set_direction (GTK_WIDGET (self->timeline), GTK_TEXT_DIR_LTR);
  connect_parts (self);
}

GtkWidget *
fw_editor_page_new (void)
{
  return g_object_new (FW_TYPE_EDITOR_PAGE, NULL);
}
