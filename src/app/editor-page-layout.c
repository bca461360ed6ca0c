/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the parts of the editor share the room. The class of the window's size is
 * found while it is allocated and applied in an idle callback: nothing may ask
 * for another size in the middle of an allocation.
 */

#include "app/editor-page-private.h"

#include "app/pane-cycle.h"
#include "app/text-scale.h"

#define COMPACT_WIDTH  1440
#define COMPACT_HEIGHT  820
#define NARROW_WIDTH   1100 /* with usual text: large text is narrow earlier */
#define TRANSPORT_WIDTH 1000 /* of all its controls, with usual text */
#define SIDE_WIDTH      346
#define CHECKS_WIDTH    420
#define SWITCHER_MARGIN 18 /* around the names of the views */
#define LARGE_TEXT_WIDTH 480 /* that text grows either of them to */
#define MANUAL_WIDTH    800 /* or half of the window */

/* Transport, then overview, ruler and lanes of the timeline. */
#define BOTTOM_NORMAL   272
#define BOTTOM_COMPACT  160
#define BOTTOM_STRIP    158
#define BOTTOM_NO_LANES  92
#define HANDLE_PX        10.0 /* around the line between picture and timeline */

static int
get_bottom_height (FwEditorPage *self)
{
  int chosen = g_settings_get_int (self->settings, "timeline-height");

  if (!fw_editor_page_has_video (self))
    return BOTTOM_STRIP;
  if (!fw_timeline_get_lanes_visible (self->timeline))
    return BOTTOM_NO_LANES;
  if (chosen > 0)
    return CLAMP (chosen, 104, (int) (self->height * 0.45));
  return self->is_compact ? BOTTOM_COMPACT : BOTTOM_NORMAL;
}

void
fw_editor_page_place_bottom (FwEditorPage *self)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self->paned));

  if (room > 0)
    gtk_paned_set_position (self->paned, MAX (room - get_bottom_height (self), 100));
}

/* How much larger the text is than the 11 points that the sizes are made for; 1.0 or more. */
double
fw_editor_page_get_text_scale (FwEditorPage *self)
{
  return fw_text_scale (GTK_WIDGET (self));
}

/* How wide the sidebar wants to be for the view that it shows. */
static int
get_wanted_side_width (FwEditorPage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  if (g_strcmp0 (view, "manual") == 0)
    return CLAMP (self->width / 2, CHECKS_WIDTH, MANUAL_WIDTH);

  /* A page more in the switcher needs more room, too. */
  int usual = self->compare != NULL || (g_strcmp0 (view, "checks") == 0 && !self->is_compact)
                ? CHECKS_WIDTH
                : SIDE_WIDTH;

  return MIN ((int) (usual * fw_editor_page_get_text_scale (self)), LARGE_TEXT_WIDTH);
}

/* Names of the views stand beside their signs where there is room, else below. How
 * much room they take is measured once for each size of text. */
static void
fit_switcher (FwEditorPage *self,
              int           room)
{
  double scale = fw_editor_page_get_text_scale (self);

  if (self->switcher_scale != scale)
    {
      self->switcher_scale = scale;
      adw_view_switcher_set_policy (self->switcher, ADW_VIEW_SWITCHER_POLICY_WIDE);
      gtk_widget_measure (GTK_WIDGET (self->switcher), GTK_ORIENTATION_HORIZONTAL, -1,
                          &self->switcher_width, NULL, NULL, NULL);
    }
  adw_view_switcher_set_policy (self->switcher, self->switcher_width + SWITCHER_MARGIN > room
                                                  ? ADW_VIEW_SWITCHER_POLICY_NARROW
                                                  : ADW_VIEW_SWITCHER_POLICY_WIDE);
}

static void
update_side_width (FwEditorPage *self)
{
  int width = get_wanted_side_width (self);

  fit_switcher (self, width);
  fw_sidebar_set_side_width (self->sidebar, width);
}

/* The transport, and the bar that stands for it in a folder, has what the sidebar leaves. */
static void
pack_transport (FwEditorPage *self,
                gboolean      first)
{
  gboolean beside = !fw_sidebar_get_folded (self->sidebar) && fw_sidebar_get_open (self->sidebar);
  int room = self->width - (beside ? get_wanted_side_width (self) : 0);
  gboolean packed = self->is_narrow
                    || room <= TRANSPORT_WIDTH * fw_editor_page_get_text_scale (self);

  if (!first && packed == self->is_transport_packed)
    return;
  self->is_transport_packed = packed;
  fw_transport_set_narrow (self->transport, packed);
  fw_picture_bar_set_narrow (self->picture_bar, packed);
}

static void
apply_size_class (FwEditorPage *self)
{
  gboolean compact = self->width <= COMPACT_WIDTH || self->height <= COMPACT_HEIGHT;
  gboolean narrow = self->width <= NARROW_WIDTH * fw_editor_page_get_text_scale (self);
  gboolean first = !self->has_layout;

  if (first || compact != self->is_compact)
    {
      self->is_compact = compact;
      self->has_layout = TRUE;
      fw_timeline_set_compact (self->timeline, compact);
      fw_objects_panel_set_compact (self->objects, compact);
      fw_sidebar_set_folded (self->sidebar, compact && !self->keeps_picture);
      if (!self->keeps_picture)
        fw_sidebar_set_open (self->sidebar,
                             !compact && g_settings_get_boolean (self->settings, "sidebar-open"));
      fw_editor_page_place_bottom (self);
    }
  if (first || narrow != self->is_narrow)
    {
      self->is_narrow = narrow;
      fw_editor_page_tell_narrow (self, narrow);
    }
  update_side_width (self);
  pack_transport (self, first);
}

void
fw_editor_page_follow_desk (FwEditorPage *self)
{
  GtkWidget *manual = fw_later_peek (self->manual);
  gboolean keeps = manual != NULL && fw_manual_panel_wants_picture (FW_MANUAL_PANEL (manual))
                   && fw_editor_page_is_manual_shown (self);

  if (keeps == self->keeps_picture)
    return;
  self->keeps_picture = keeps;
  /* Who tries a rule, or looks at labels again, wants to see the whole picture beside it. */
  fw_sidebar_set_folded (self->sidebar, self->is_compact && !keeps);
  fw_editor_page_queue_layout (self);
}

static gboolean
layout_idle_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  self->layout_idle = 0;
  apply_size_class (self);
  fw_editor_page_update_cards (self);
  return G_SOURCE_REMOVE;
}

void
fw_editor_page_queue_layout (FwEditorPage *self)
{
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_idle_cb, self, NULL);
}

void
fw_editor_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwEditorPage *self = FW_EDITOR_PAGE (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  /* A menu gets its size before the lines between its items have their style, and takes the
   * right one only when asked to, which layout managers do for others. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  fw_editor_page_queue_layout (self);
}

void
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
  fw_editor_page_follow_desk (self);
  fw_editor_page_update_cards (self);
  fw_editor_page_queue_layout (self);
}

static void
view_cb (FwEditorPage *self)
{
  fw_editor_page_follow_desk (self);
  update_side_width (self);
  fw_editor_page_queue_layout (self);
}

/* Whether the last press was on the handle, for as far around it as it can be grabbed. */
static void
pressed_cb (FwEditorPage *self,
            int           n_press,
            double        x,
            double        y)
{
  self->is_handle_pressed = fabs (y - gtk_paned_get_position (self->paned)) <= HANDLE_PX;
}

static void
paned_cb (FwEditorPage *self)
{
  int room = gtk_widget_get_height (GTK_WIDGET (self->paned));
  int bottom = room - gtk_paned_get_position (self->paned);

  /* Only a drag of the handle is a choice; the window's own size is not. */
  if (self->is_handle_pressed && room > 0
      && gtk_widget_get_state_flags (GTK_WIDGET (self->paned)) & GTK_STATE_FLAG_ACTIVE
      && fw_editor_page_has_video (self) && fw_timeline_get_lanes_visible (self->timeline))
    g_settings_set_int (self->settings, "timeline-height", CLAMP (bottom, 0, 4096));
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
    GTK_WIDGET (self->compare_bar),
    GTK_WIDGET (self->rail),
    GTK_WIDGET (self->canvas),
    GTK_WIDGET (self->transports),
    fw_editor_page_has_video (self) ? GTK_WIDGET (self->timeline) : GTK_WIDGET (self->film_strip),
    fw_sidebar_get_open (self->sidebar) ? self->side : NULL,
  };

  fw_pane_cycle (GTK_WIDGET (self), panes, G_N_ELEMENTS (panes), 1, direction);
}

void
fw_editor_page_toggle_lanes (FwEditorPage *self)
{
  gboolean visible = !fw_timeline_get_lanes_visible (self->timeline);

  fw_timeline_set_lanes_visible (self->timeline, visible);
  g_settings_set_boolean (self->settings, "timeline-lanes", visible);
  fw_editor_page_place_bottom (self);
}

void
fw_editor_page_set_picture_only (FwEditorPage *self,
                                 gboolean      picture_only)
{
  if (self->is_picture_only == picture_only)
    return;
  self->is_picture_only = picture_only;
  gtk_widget_set_visible (GTK_WIDGET (self->rail), !picture_only && self->compare == NULL);
  gtk_widget_set_visible (self->bottom, !picture_only);
  fw_sidebar_set_open (self->sidebar,
                       !picture_only && !self->is_compact
                         && g_settings_get_boolean (self->settings, "sidebar-open"));
  fw_editor_page_update_hint (self);
  fw_editor_page_update_cards (self);
  fw_editor_page_focus_canvas (self);
}

void
fw_editor_page_connect_layout (FwEditorPage *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (self->sidebar, "notify::open", G_CALLBACK (sidebar_open_cb), self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_cb), self);
  g_signal_connect_swapped (self->paned, "notify::position", G_CALLBACK (paned_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->paned), GTK_EVENT_CONTROLLER (press));
}
