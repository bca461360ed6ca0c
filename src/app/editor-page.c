/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The editor puts its parts together and decides how they share the room.
 * The class of the window's size is found while it is allocated and applied in
 * an idle callback: nothing may ask for another size in the middle of an
 * allocation. Parts get the session, the source or the project, and talk to
 * each other only through them.
 */

#include "app/editor-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/callout.h"
#include "app/canvas-menu.h"
#include "app/key-cap.h"
#include "app/next-shape.h"
#include "app/panels/checks-panel.h"
#include "app/panels/objects-panel.h"
#include "app/picture-bar.h"
#include "app/quick-card.h"
#include "app/settings.h"
#include "app/timeline/film-strip.h"
#include "app/tool-rail.h"

#define COMPACT_WIDTH  1440
#define COMPACT_HEIGHT  820
#define NARROW_WIDTH   1100 /* with usual text: large text is narrow earlier */
#define USUAL_TEXT     (11.0 * 96.0 / 72.0) /* pixels */
#define SIDE_WIDTH      346
#define CHECKS_WIDTH    420
#define MARGIN_CARD_MIN 124 /* narrower margins carry no card */
#define SEEKING_MS      150
#define STATUS_MS       500

/* Transport, then overview, ruler and lanes of the timeline. */
#define BOTTOM_NORMAL   238
#define BOTTOM_COMPACT  160
#define BOTTOM_STRIP    158
#define BOTTOM_NO_LANES  92

struct _FwEditorPage
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  FwBanner         *banner;
  FwSidebar        *sidebar;
  GtkPaned         *paned;
  FwToolRail       *rail;
  FwCanvas         *canvas;
  GtkProgressBar   *seeking;
  FwNextShape      *next_shape;
  GtkWidget        *zoom_pill;
  GtkLabel         *zoom_label;
  GtkBox           *hint_pill;
  FwQuickCard      *quick;
  FwCallout        *callout;
  GtkWidget        *damage_card;
  GtkLabel         *damage_label;
  GtkWidget        *progress_card;
  GtkLabel         *progress_label;
  GtkProgressBar   *progress_bar;
  GtkWidget        *bottom;
  GtkStack         *transports;
  FwTransport      *transport;
  FwPictureBar     *picture_bar;
  GtkStack         *times;
  FwTimeline       *timeline;
  FwFilmStrip      *film_strip;
  GtkWidget        *side;
  AdwViewStack     *views;
  AdwViewStackPage *checks_page;
  FwObjectsPanel   *objects;
  FwChecksPanel    *checks;
  GtkLabel         *status;

  FwProject        *project;  /* (owned) (nullable) */
  FwSession        *session;  /* (owned) (nullable) */
  FwSource         *source;   /* (owned) (nullable) */
  GSettings        *settings; /* (owned) */

  int               width;
  int               height;
  guint             layout_idle;
  gboolean          is_compact;
  gboolean          is_narrow;
  gboolean          has_layout;
  gboolean          is_quick_wanted; /* A was pressed */
  gboolean          is_picture_only;
  guint             seeking_timer;
  guint             seeking_pulse;
  guint             status_timer;
};

enum
{
  SAY,
  NARROW_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwEditorPage, fw_editor_page, GTK_TYPE_WIDGET)

static void update_cards (FwEditorPage *self);

/* Layout ------------------------------------------------------------------ */

static gboolean
has_video (FwEditorPage *self)
{
  return self->session == NULL || fw_session_is_video (self->session);
}

static int
get_bottom_height (FwEditorPage *self)
{
  int chosen = g_settings_get_int (self->settings, "timeline-height");

  if (!has_video (self))
    return BOTTOM_STRIP;
  if (!fw_timeline_get_lanes_visible (self->timeline))
    return BOTTOM_NO_LANES;
  if (chosen > 0)
    return CLAMP (chosen, 104, (int) (self->height * 0.45));
  return self->is_compact ? BOTTOM_COMPACT : BOTTOM_NORMAL;
}

static void
place_bottom (FwEditorPage *self)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self->paned));

  if (room > 0)
    gtk_paned_set_position (self->paned, MAX (room - get_bottom_height (self), 100));
}

/* How much larger the text is than the 11 points that the sizes are made for; 1.0 or more. */
static double
get_text_scale (FwEditorPage *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;

  return MAX (size / USUAL_TEXT, 1.0);
}

static void
apply_size_class (FwEditorPage *self)
{
  gboolean compact = self->width <= COMPACT_WIDTH || self->height <= COMPACT_HEIGHT;
  gboolean narrow = self->width <= NARROW_WIDTH * get_text_scale (self);
  gboolean first = !self->has_layout;

  if (first || compact != self->is_compact)
    {
      self->is_compact = compact;
      self->has_layout = TRUE;
      fw_timeline_set_compact (self->timeline, compact);
      fw_objects_panel_set_compact (self->objects, compact);
      fw_sidebar_set_folded (self->sidebar, compact);
      fw_sidebar_set_open (self->sidebar,
                           !compact && g_settings_get_boolean (self->settings, "sidebar-open"));
      place_bottom (self);
    }
  if (first || narrow != self->is_narrow)
    {
      self->is_narrow = narrow;
      fw_transport_set_narrow (self->transport, narrow);
      g_signal_emit (self, signals[NARROW_CHANGED], 0, narrow);
    }
}

static gboolean
layout_idle_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  self->layout_idle = 0;
  apply_size_class (self);
  update_cards (self);
  return G_SOURCE_REMOVE;
}

static void
queue_layout (FwEditorPage *self)
{
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_idle_cb, self, NULL);
}

static void
fw_editor_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwEditorPage *self = FW_EDITOR_PAGE (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  queue_layout (self);
}

static void
fw_editor_page_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (FW_EDITOR_PAGE (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
sidebar_open_cb (FwEditorPage *self)
{
  gboolean open = fw_sidebar_get_open (self->sidebar);

  /* Only what a person did in a large window is remembered. */
  if (self->has_layout && !self->is_compact && !self->is_picture_only)
    g_settings_set_boolean (self->settings, "sidebar-open", open);
  if (!open && self->side != NULL && gtk_widget_get_focus_child (self->side) != NULL)
    fw_editor_page_focus_canvas (self);
  update_cards (self);
}

static void
view_cb (FwEditorPage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  fw_sidebar_set_side_width (self->sidebar,
                             g_strcmp0 (view, "checks") == 0 && !self->is_compact ? CHECKS_WIDTH
                                                                                  : SIDE_WIDTH);
}

static void
paned_cb (FwEditorPage *self)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self->paned));
  int bottom = room - gtk_paned_get_position (self->paned);

  /* Only a drag of the handle is a choice; the window's own size is not. */
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->paned)) & GTK_STATE_FLAG_ACTIVE && room > 0
      && has_video (self) && fw_timeline_get_lanes_visible (self->timeline))
    g_settings_set_int (self->settings, "timeline-height", CLAMP (bottom, 0, 4096));
}

/* Cards over the picture -------------------------------------------------------- */

/* Width of the empty margin on each side of the picture; 0 when there is none. */
static int
get_margin (FwEditorPage *self)
{
  FwRect picture = self->session != NULL ? fw_session_get_picture (self->session)
                                         : FW_RECT (0.0, 0.0, 0.0, 0.0);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self->canvas));
  double shown = picture.width * fw_canvas_get_zoom (self->canvas) / MAX (scale, 1);
  int room = gtk_widget_get_width (GTK_WIDGET (self->canvas));

  return shown > 0.0 && shown < room ? (int) ((room - shown) / 2.0) : 0;
}

static void
update_cards (FwEditorPage *self)
{
  int margin = get_margin (self);
  gboolean has_room = margin >= MARGIN_CARD_MIN * get_text_scale (self);
  gboolean side_open = fw_sidebar_get_open (self->sidebar);
  gboolean in_margin = self->is_compact && has_room && !side_open;
  gboolean floating = self->is_quick_wanted && !in_margin && !side_open;

  fw_next_shape_set_margin (self->next_shape, self->is_compact && has_room ? margin : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->next_shape),
                          self->session != NULL && !self->is_picture_only);
  gtk_widget_set_visible (self->zoom_pill, self->session != NULL && !self->is_picture_only);

  fw_quick_card_set_floating (self->quick, floating);
  fw_quick_card_set_width (self->quick, in_margin ? MIN (margin - 16, 176) : floating ? 260 : 0);
  gtk_widget_set_margin_end (GTK_WIDGET (self->quick), 8);
  gtk_widget_set_margin_top (GTK_WIDGET (self->quick), 48);
  gtk_widget_set_visible (GTK_WIDGET (self->quick),
                          (in_margin || floating) && fw_quick_card_has_content (self->quick)
                            && !self->is_picture_only);
  /* One of the two says it. */
  fw_callout_set_wanted (self->callout, !in_margin && !floating && !self->is_picture_only);
}

static void
zoom_cb (FwEditorPage *self)
{
  gtk_label_set_label (self->zoom_label, fw_canvas_get_zoom_text (self->canvas));
  queue_layout (self);
}

static void
hint_cb (FwEditorPage *self)
{
  gsize n = 0;
  const FwHint *hints = self->session != NULL ? fw_session_get_hints (self->session, &n) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hint_pill))) != NULL)
    gtk_box_remove (self->hint_pill, child);
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

      if (hints[i].key != NULL)
        gtk_box_append (GTK_BOX (pair), fw_key_cap_new_text (hints[i].key));
      gtk_box_append (GTK_BOX (pair), gtk_label_new (hints[i].words));
      gtk_box_append (self->hint_pill, pair);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hint_pill), n > 0 && !self->is_picture_only);
}

static gboolean
seeking_pulse_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  gtk_progress_bar_pulse (self->seeking);
  return G_SOURCE_CONTINUE;
}

static void
hide_seeking (FwEditorPage *self)
{
  g_clear_handle_id (&self->seeking_timer, g_source_remove);
  g_clear_handle_id (&self->seeking_pulse, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->seeking), FALSE);
}

static gboolean
seeking_timer_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  self->seeking_timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->seeking), TRUE);
  if (self->seeking_pulse == 0)
    self->seeking_pulse = g_timeout_add (100, seeking_pulse_cb, self);
  return G_SOURCE_REMOVE;
}

static void
exact_cb (FwEditorPage *self)
{
  const char *damage = fw_canvas_get_damage (self->canvas);

  gtk_widget_set_visible (self->damage_card, damage != NULL);
  gtk_label_set_label (self->damage_label, damage != NULL ? damage : "");

  if (self->source == NULL || damage != NULL || fw_canvas_is_exact (self->canvas)
      || fw_transport_is_playing (self->transport))
    hide_seeking (self);
  else if (self->seeking_timer == 0 && self->seeking_pulse == 0)
    self->seeking_timer = g_timeout_add (SEEKING_MS, seeking_timer_cb, self);
}

/* What a screen reader hears in the foot of the sidebar, at most twice a second. */
static gboolean
status_timer_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;
  const char *status = fw_canvas_get_status (self->canvas);

  self->status_timer = 0;
  gtk_label_set_label (self->status, status != NULL ? status : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), status);
  return G_SOURCE_REMOVE;
}

static void
status_cb (FwEditorPage *self)
{
  if (self->status_timer == 0)
    self->status_timer = g_timeout_add (STATUS_MS, status_timer_cb, self);
}

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

static void
refused_cb (FwEditorPage *self,
            const char   *sentence)
{
  g_signal_emit (self, signals[SAY], 0, sentence, FALSE);
}

static void
say_cb (FwEditorPage *self,
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
                        has_video (self));
}

/* The project -------------------------------------------------------------------- */

static void
drop_project (FwEditorPage *self)
{
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
  fw_quick_card_set_project (self->quick, NULL);
  fw_checks_panel_set_project (self->checks, NULL);
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
  g_signal_connect_swapped (session, "hint-changed", G_CALLBACK (hint_cb), self);
  g_signal_connect_swapped (session, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (queue_layout), self);
  g_signal_connect_swapped (session, "notify::labels-shown", G_CALLBACK (exact_cb), self);

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
      fw_checks_panel_set_project (self->checks, project);
      fw_quick_card_set_project (self->quick, project);
      fw_callout_set_project (self->callout, project, self->canvas);
      g_signal_connect_swapped (fw_project_get_checks (project), "changed", G_CALLBACK (checks_cb),
                                self);
      g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (manual_cb), self);
      manual_cb (self);
    }
  checks_cb (self);
  hint_cb (self);
  exact_cb (self);
  place_bottom (self);
  queue_layout (self);
}

void
fw_editor_page_set_progress (FwEditorPage *self,
                             const char   *sentence,
                             double        share)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  gtk_widget_set_visible (self->progress_card, sentence != NULL);
  if (sentence == NULL)
    return;
  gtk_label_set_label (self->progress_label, sentence);
  if (share < 0.0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (share, 0.0, 1.0));
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

gboolean
fw_editor_page_is_canvas_focused (FwEditorPage *self)
{
  return gtk_widget_has_focus (GTK_WIDGET (self->canvas))
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
  adw_view_stack_set_visible_child_name (self->views, view);
  fw_sidebar_set_open (self->sidebar, TRUE);
  if (g_strcmp0 (view, "objects") == 0)
    fw_objects_panel_focus (self->objects);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->checks), GTK_DIR_TAB_FORWARD);
}

void
fw_editor_page_toggle_sidebar (FwEditorPage *self)
{
  fw_sidebar_set_open (self->sidebar, !fw_sidebar_get_open (self->sidebar));
}

void
fw_editor_page_cycle_panes (FwEditorPage *self,
                            int           direction)
{
  GtkWidget *panes[] = {
    GTK_WIDGET (self->rail),
    GTK_WIDGET (self->canvas),
    GTK_WIDGET (self->transports),
    has_video (self) ? GTK_WIDGET (self->timeline) : GTK_WIDGET (self->film_strip),
    self->side,
  };
  int n = G_N_ELEMENTS (panes);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int now = 1;

  for (int i = 0; i < n; i++)
    if (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      now = i;
  for (int k = 1; k <= n; k++)
    {
      GtkWidget *pane = panes[((now + k * direction) % n + n) % n];

      if (pane == self->side && !fw_sidebar_get_open (self->sidebar))
        continue;
      if (gtk_widget_get_focusable (pane) ? gtk_widget_grab_focus (pane)
                                          : gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        {
          /* Tab and arrows show the ring by themselves; a key of ours has to say so. */
          if (GTK_IS_WINDOW (root))
            gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
          return;
        }
    }
}

void
fw_editor_page_focus_frame_entry (FwEditorPage *self)
{
  if (has_video (self))
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
fw_editor_page_toggle_attributes (FwEditorPage *self)
{
  if (fw_sidebar_get_open (self->sidebar))
    {
      adw_view_stack_set_visible_child_name (self->views, "objects");
      return;
    }
  if (self->session == NULL || fw_session_get_primary (self->session) == 0)
    {
      g_signal_emit (self, signals[SAY], 0, _("Select an object first, its attributes show here."),
                     FALSE);
      return;
    }
  self->is_quick_wanted = !self->is_quick_wanted;
  update_cards (self);
}

gboolean
fw_editor_page_show_rule (FwEditorPage *self)
{
  return fw_callout_open_rule (self->callout) || fw_quick_card_open_rule (self->quick);
}

void
fw_editor_page_search (FwEditorPage *self)
{
  adw_view_stack_set_visible_child_name (self->views, "objects");
  fw_sidebar_set_open (self->sidebar, TRUE);
  fw_objects_panel_search (self->objects);
}

void
fw_editor_page_adjust_picture (FwEditorPage *self)
{
  fw_tool_rail_adjust (self->rail);
}

void
fw_editor_page_toggle_lanes (FwEditorPage *self)
{
  gboolean visible = !fw_timeline_get_lanes_visible (self->timeline);

  fw_timeline_set_lanes_visible (self->timeline, visible);
  g_settings_set_boolean (self->settings, "timeline-lanes", visible);
  place_bottom (self);
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
  if (self->is_picture_only)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.picture-only", NULL);
      return TRUE;
    }
  if (self->is_quick_wanted)
    {
      self->is_quick_wanted = FALSE;
      update_cards (self);
      return TRUE;
    }
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
  return FALSE;
}

void
fw_editor_page_set_picture_only (FwEditorPage *self,
                                 gboolean      picture_only)
{
  if (self->is_picture_only == picture_only)
    return;
  self->is_picture_only = picture_only;
  gtk_widget_set_visible (GTK_WIDGET (self->rail), !picture_only);
  gtk_widget_set_visible (self->bottom, !picture_only);
  fw_sidebar_set_open (self->sidebar,
                       !picture_only && !self->is_compact
                         && g_settings_get_boolean (self->settings, "sidebar-open"));
  hint_cb (self);
  update_cards (self);
  fw_editor_page_focus_canvas (self);
}

/* Object ----------------------------------------------------------------------- */

static void
fw_editor_page_dispose (GObject *object)
{
  FwEditorPage *self = FW_EDITOR_PAGE (object);

  if (self->box != NULL)
    {
      hide_seeking (self);
      drop_project (self);
    }
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  g_clear_handle_id (&self->status_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_EDITOR_PAGE);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_editor_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (FW_TYPE_BANNER);
  g_type_ensure (FW_TYPE_SIDEBAR);
  g_type_ensure (FW_TYPE_TOOL_RAIL);
  g_type_ensure (FW_TYPE_CANVAS);
  g_type_ensure (FW_TYPE_NEXT_SHAPE);
  g_type_ensure (FW_TYPE_QUICK_CARD);
  g_type_ensure (FW_TYPE_CALLOUT);
  g_type_ensure (FW_TYPE_TRANSPORT);
  g_type_ensure (FW_TYPE_PICTURE_BAR);
  g_type_ensure (FW_TYPE_TIMELINE);
  g_type_ensure (FW_TYPE_FILM_STRIP);
  g_type_ensure (FW_TYPE_OBJECTS_PANEL);
  g_type_ensure (FW_TYPE_CHECKS_PANEL);
  g_type_ensure (FW_TYPE_KEY_CAP);
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
  signals[NARROW_CHANGED] = g_signal_new ("narrow-changed", FW_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, box);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, banner);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, paned);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, rail);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, seeking);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, next_shape);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, zoom_pill);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, hint_pill);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, quick);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, callout);
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
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, views);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, checks_page);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, objects);
  gtk_widget_class_bind_template_child (widget_class, FwEditorPage, checks);
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

static void
connect_parts (FwEditorPage *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (canvas_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), key);
  g_signal_connect_swapped (self->canvas, "notify::zoom", G_CALLBACK (zoom_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::zoom-text", G_CALLBACK (zoom_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::is-exact", G_CALLBACK (exact_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::damage", G_CALLBACK (exact_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::status", G_CALLBACK (status_cb), self);
  g_signal_connect_swapped (self->canvas, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (self->canvas, "context-menu", G_CALLBACK (context_menu_cb), self);
  g_signal_connect_swapped (self->timeline, "scrub", G_CALLBACK (scrub_cb), self);
  g_signal_connect_swapped (self->timeline, "play", G_CALLBACK (play_cb), self);
  g_signal_connect_swapped (self->rail, "adjusted", G_CALLBACK (adjusted_cb), self);
  g_signal_connect_swapped (self->sidebar, "notify::open", G_CALLBACK (sidebar_open_cb), self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_cb), self);
  g_signal_connect_swapped (self->paned, "notify::position", G_CALLBACK (paned_cb), self);
  g_signal_connect_swapped (self->checks, "say", G_CALLBACK (say_cb), self);
  g_signal_connect_swapped (self->quick, "say", G_CALLBACK (say_cb), self);
  g_signal_connect_swapped (self->quick, "content-changed", G_CALLBACK (update_cards), self);
  g_signal_connect_swapped (self->callout, "say", G_CALLBACK (say_cb), self);
}

static void
fw_editor_page_init (FwEditorPage *self)
{
  self->settings = fw_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fw_picture_bar_set_strip (self->picture_bar, self->film_strip);
  fw_timeline_set_lanes_visible (self->timeline,
                                 g_settings_get_boolean (self->settings, "timeline-lanes"));
  gtk_widget_set_direction (GTK_WIDGET (self->timeline), GTK_TEXT_DIR_LTR);
  connect_parts (self);
  zoom_cb (self);
}

GtkWidget *
fw_editor_page_new (void)
{
  return g_object_new (FW_TYPE_EDITOR_PAGE, NULL);
}
