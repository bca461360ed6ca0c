/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What lies over the picture: pills, cards, the bar that says a frame is on its
 * way. In a small window the margins beside the picture carry what the folded
 * sidebar would otherwise show.
 */

#include "app/editor-page-private.h"

#include <glib/gi18n.h>

#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/shortcuts.h"

#define MARGIN_CARD_MIN 124 /* narrower margins carry no card */
#define MARGIN_CARD_MAX 176 /* and no card is wider; both at usual text */
#define SEEKING_MS      150
#define STATUS_MS       500

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

/* A card that floats does not hide what it is about. */
gboolean
fw_editor_page_is_object_at_end (FwEditorPage *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int middle = gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2;
  GdkRectangle area;

  if (!fw_canvas_get_track_area (self->canvas, fw_session_get_primary (self->session), &area))
    return FALSE;
  return (area.x + area.width / 2 > middle) != rtl;
}

/* What lies over one of the pictures. */
static void
cover (FwEditorPage  *self,
       FwCanvas      *canvas,
       FwCompareSide  side)
{
  GtkWidget *covers[] = { GTK_WIDGET (self->next_shape), self->zoom_pill,
                          GTK_WIDGET (self->quick), GTK_WIDGET (self->ask),
                          GTK_WIDGET (self->news),
                          fw_compare_view_get_tag (self->compare_view, side) };
  FwRect rects[G_N_ELEMENTS (covers)];
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (covers); i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_mapped (covers[i])
          && gtk_widget_compute_bounds (covers[i], GTK_WIDGET (canvas), &bounds))
        rects[n++] = FW_RECT (bounds.origin.x, bounds.origin.y, bounds.size.width,
                              bounds.size.height);
    }
  fw_canvas_set_covered (canvas, rects, n);
}

static gboolean
covered_idle_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;
  FwCanvas *second = fw_compare_view_get_second (self->compare_view);

  self->covered_idle = 0;
  cover (self, self->canvas, FW_COMPARE_A);
  if (second != NULL)
    cover (self, second, FW_COMPARE_B);
  return G_SOURCE_REMOVE;
}

/* After the layout that is under way: only then it is known where they lie. */
void
fw_editor_page_queue_covered (FwEditorPage *self)
{
  if (self->covered_idle == 0)
    self->covered_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, covered_idle_cb, self, NULL);
}

static gboolean
are_objects_shown (FwEditorPage *self)
{
  return fw_sidebar_get_open (self->sidebar)
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "objects") == 0;
}

void
fw_editor_page_update_cards (FwEditorPage *self)
{
  int margin = get_margin (self);
  double scale = fw_editor_page_get_text_scale (self);
  gboolean has_room = margin >= MARGIN_CARD_MIN * scale;
  gboolean side_open = fw_sidebar_get_open (self->sidebar);
  gboolean in_margin = self->is_compact && has_room && !side_open;
  gboolean floating = self->is_quick_wanted && !in_margin && !side_open;
  /* Two pictures have no room for what helps drawing. */
  gboolean is_bare = self->is_picture_only || self->compare != NULL;

  fw_next_shape_set_margin (self->next_shape, self->is_compact && has_room ? margin : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->next_shape),
                          self->session != NULL && !is_bare);
  gtk_widget_set_visible (self->zoom_pill, self->session != NULL && !self->is_picture_only);

  fw_quick_card_set_floating (self->quick, floating);
  fw_quick_card_set_width (self->quick,
                           in_margin ? MIN (margin - 16, (int) (MARGIN_CARD_MAX * scale))
                           : floating ? 260
                                      : 0);
  gtk_widget_set_halign (GTK_WIDGET (self->quick), floating && fw_editor_page_is_object_at_end (self)
                                                     ? GTK_ALIGN_START
                                                     : GTK_ALIGN_END);
  gtk_widget_set_margin_start (GTK_WIDGET (self->quick), 8);
  gtk_widget_set_margin_end (GTK_WIDGET (self->quick), 8);
  gtk_widget_set_margin_top (GTK_WIDGET (self->quick), 48);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->quick), 8);
  gtk_widget_set_visible (GTK_WIDGET (self->quick),
                          (in_margin || floating) && fw_quick_card_has_content (self->quick)
                            && !is_bare);
  /* Beside the picture where there is room for it. */
  fw_news_card_set_wanted (self->news, !is_bare && !fw_ask_card_is_open (self->ask)
                                         && !are_objects_shown (self));
  fw_editor_page_queue_covered (self);
  /* One of the two says it. */
  fw_callout_set_wanted (self->callout, !in_margin && !floating && !is_bare
                                          && !fw_ask_card_is_open (self->ask));
}

static void
zoom_cb (FwEditorPage *self)
{
  gtk_label_set_label (self->zoom_label, fw_canvas_get_zoom_text (self->canvas));
  fw_editor_page_queue_layout (self);
}

void
fw_editor_page_update_hint (FwEditorPage *self)
{
  gsize n = 0;
  gboolean has_picture = self->source == NULL
                         || fw_source_get_state (self->source) != FW_SOURCE_STATE_CONFIRMED
                         || fw_source_get_n_frames (self->source) > 0;
  const FwHint *hints
    = self->session != NULL && has_picture ? fw_session_get_hints (self->session, &n) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hint_pill))) != NULL)
    gtk_box_remove (self->hint_pill, child);
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

      if (hints[i].key != NULL)
        {
          g_autofree char *cap
            = fw_shortcuts_dup_current_cap (fw_shortcuts_get_default (), hints[i].key);

          gtk_box_append (GTK_BOX (pair), fw_key_cap_new_text (cap));
        }
      gtk_box_append (GTK_BOX (pair), gtk_label_new (hints[i].words));
      gtk_box_append (self->hint_pill, pair);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hint_pill), n > 0 && !self->is_picture_only && self->compare == NULL);
}

static gboolean
seeking_pulse_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  gtk_progress_bar_pulse (self->seeking);
  return G_SOURCE_CONTINUE;
}

/* A bar that has pulsed asks for a picture sixty times a second, hidden or not, until it
 * is told a share. */
static void
end_pulse (GtkProgressBar *bar)
{
  gtk_progress_bar_set_fraction (bar, 0.0);
}

void
fw_editor_page_hide_seeking (FwEditorPage *self)
{
  g_clear_handle_id (&self->seeking_timer, g_source_remove);
  g_clear_handle_id (&self->seeking_pulse, g_source_remove);
  end_pulse (self->seeking);
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

void
fw_editor_page_update_exact (FwEditorPage *self)
{
  const char *damage = fw_canvas_get_damage (self->canvas);

  gtk_widget_set_visible (self->damage_card, damage != NULL);
  fw_editor_page_update_hint (self);
  gtk_label_set_label (self->damage_label, damage != NULL ? damage : "");

  if (self->source == NULL || damage != NULL || fw_canvas_is_exact (self->canvas)
      || fw_transport_is_playing (self->transport))
    fw_editor_page_hide_seeking (self);
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
  fw_late_tooltip_set (GTK_WIDGET (self->status), status);
  return G_SOURCE_REMOVE;
}

static void
status_cb (FwEditorPage *self)
{
  if (self->status_timer == 0)
    self->status_timer = g_timeout_add (STATUS_MS, status_timer_cb, self);
}

void
fw_editor_page_set_progress (FwEditorPage *self,
                             const char   *sentence,
                             double        share)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  gtk_widget_set_visible (self->progress_card, sentence != NULL);
  if (sentence == NULL)
    {
      end_pulse (self->progress_bar);
      return;
    }
  gtk_label_set_label (self->progress_label, sentence);
  if (share < 0.0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (share, 0.0, 1.0));
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
      fw_editor_page_say (self, _("Select an object first, its attributes show here."));
      return;
    }
  self->is_quick_wanted = !self->is_quick_wanted;
  fw_editor_page_update_cards (self);
}

void
fw_editor_page_connect_cards (FwEditorPage *self)
{
  g_signal_connect_swapped (self->canvas, "notify::zoom", G_CALLBACK (zoom_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::zoom-text", G_CALLBACK (zoom_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::is-exact",
                            G_CALLBACK (fw_editor_page_update_exact), self);
  g_signal_connect_swapped (self->canvas, "notify::damage",
                            G_CALLBACK (fw_editor_page_update_exact), self);
  g_signal_connect_swapped (self->canvas, "notify::status", G_CALLBACK (status_cb), self);
  g_signal_connect_swapped (self->quick, "content-changed",
                            G_CALLBACK (fw_editor_page_update_cards), self);
  zoom_cb (self);
}
