/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-film.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/panels/attribute-field.h"
#include "app/picture-texture.h"
#include "app/review/review-frames.h"
#include "edit/clock.h"

#define THUMB_WIDTH          112
#define THUMB_HEIGHT         68
#define THUMB_HEIGHT_COMPACT 46
#define SHEET_MAX            16

/* One frame of the strip. */
typedef struct
{
  FwFilmFrame frame;
  GtkWidget  *button;
  GtkWidget  *picture;
  gboolean    has_texture;
} Cell;

struct _FwReviewFilm
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *play;
  GtkWidget        *scrolled;
  GtkWidget        *cells_box;

  FwReviewPictures *pictures; /* (owned) (nullable) */
  FwSnapshot       *snapshot; /* (owned) (nullable) */
  FwUnit            unit;
  gboolean          is_outlined;
  gboolean          is_covered;
  gboolean          is_veiled;
  gboolean          is_compact;
  GArray           *cells;    /* (element-type Cell) (owned) */
  guint             follow_tick;
  guint             n_ticks;
  FwFrame           current;
};

enum
{
  GO,
  LOOP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewFilm, fw_review_film, GTK_TYPE_WIDGET)

/* Pictures */

static FwCropOrder
make_order (FwReviewFilm *self,
            const Cell   *cell)
{
  FwCropOrder order = { .unit = self->unit,
                        .frame = cell->frame.frame,
                        .max_side = 2 * THUMB_WIDTH,
                        .aspect = (double) THUMB_WIDTH / THUMB_HEIGHT,
                        .is_outlined = self->is_outlined,
                        .is_covered = self->is_covered };

  /* Another frame of the same object; where it is no label, all there is to see. */
  if (self->unit.kind == FW_UNIT_FRAME || !cell->frame.is_there)
    order.unit = (FwUnit) { FW_UNIT_FRAME, cell->frame.frame, 0, FALSE };
  else if (self->unit.is_plain)
    order.unit.frame = cell->frame.frame;
  else
    order.unit = (FwUnit) { FW_UNIT_TRACK, FW_FRAME_NONE, self->unit.track, FALSE };

  return order;
}

static void
update_pictures (FwReviewFilm *self)
{
  for (guint i = 0; self->pictures != NULL && i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);
      FwCropOrder order = make_order (self, cell);
      FwPicture *crop
        = cell->has_texture ? NULL
                            : fw_review_pictures_get_crop (self->pictures, &order, self->snapshot);

      if (crop == NULL || self->is_veiled)
        continue;

      g_autoptr(GdkTexture) texture = fw_picture_to_texture (crop);

      gtk_picture_set_paintable (GTK_PICTURE (cell->picture), GDK_PAINTABLE (texture));
      cell->has_texture = TRUE;
    }
}

/* Cells */

static void
clicked_cb (FwReviewFilm *self,
            GtkWidget    *button)
{
  g_signal_emit (self, signals[GO], 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "frame")));
}

static void
play_clicked_cb (FwReviewFilm *self)
{
  g_signal_emit (self, signals[LOOP], 0);
}

static void
set_thumb_size (FwReviewFilm *self,
                GtkWidget    *picture)
{
  int height = self->is_compact ? THUMB_HEIGHT_COMPACT : THUMB_HEIGHT;

  gtk_widget_set_size_request (picture, THUMB_WIDTH * height / THUMB_HEIGHT, height);
}

static char *
dup_label (const Cell *cell,
           int         number,
           const char *words)
{
  GString *label = g_string_new (NULL);

  g_string_append_printf (label, _("Frame %d"), number);
  if (cell->frame.is_keyframe)
    g_string_append_printf (label, ", %s", _("keyframe"));
  if (!cell->frame.is_there)
    g_string_append_printf (label, ", %s", _("not labelled"));
  if (cell->frame.is_middle)
    g_string_append_printf (label, ", %s", _("judged"));
  if (words != NULL && words[0] != '\0')
    g_string_append_printf (label, ", %s", words);

  return g_string_free (label, FALSE);
}

static GtkWidget *
new_caption (FwReviewFilm *self,
             const Cell   *cell)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *number
    = g_strdup_printf ("%d", fw_clock_to_people (frames, cell->frame.frame));
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "fw-small");
  gtk_box_append (GTK_BOX (box), label);
  if (cell->frame.is_keyframe)
    {
      GtkWidget *sign = gtk_image_new_from_icon_name ("fw-keyframe-symbolic");

      gtk_image_set_pixel_size (GTK_IMAGE (sign), 10);
      gtk_box_append (GTK_BOX (box), sign);
    }

  return box;
}

static void
add_cell (FwReviewFilm      *self,
          const FwFilmFrame *frame)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);
  Cell cell = { .frame = *frame,
                .button = gtk_button_new (),
                .picture = gtk_picture_new () };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *words
    = self->unit.kind == FW_UNIT_TRACK
        ? fw_review_frames_dup_words (self->unit.track, self->snapshot, frame->frame,
                                      fw_value_dup_title)
        : NULL;
  g_autofree char *label
    = dup_label (&cell, fw_clock_to_people (frames, frame->frame), words);

  gtk_picture_set_content_fit (GTK_PICTURE (cell.picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (cell.picture), TRUE);
  gtk_widget_set_overflow (cell.picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (cell.picture, GTK_ALIGN_CENTER);
  set_thumb_size (self, cell.picture);
  gtk_box_append (GTK_BOX (box), cell.picture);
  gtk_box_append (GTK_BOX (box), new_caption (self, &cell));
  if (words != NULL)
    {
      GtkWidget *attributes = gtk_label_new (words);

      gtk_label_set_ellipsize (GTK_LABEL (attributes), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (attributes), 14);
      gtk_widget_add_css_class (attributes, "fw-small");
      gtk_box_append (GTK_BOX (box), attributes);
    }
  gtk_button_set_child (GTK_BUTTON (cell.button), box);
  gtk_button_set_has_frame (GTK_BUTTON (cell.button), FALSE);
  gtk_widget_set_focus_on_click (cell.button, FALSE);
  fw_late_tooltip_set (cell.button, label);
  gtk_widget_add_css_class (cell.button, "fw-film-frame");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell.button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_object_set_data (G_OBJECT (cell.button), "frame", GINT_TO_POINTER (frame->frame));
  g_signal_connect_swapped (cell.button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->cells_box), cell.button);
  g_array_append_val (self->cells, cell);
}

static void
clear_cells (FwReviewFilm *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_box_remove (GTK_BOX (self->cells_box), g_array_index (self->cells, Cell, i).button);
  g_array_set_size (self->cells, 0);
}

static gboolean
is_same_unit (const FwUnit *a,
              const FwUnit *b)
{
  return a->kind == b->kind && a->frame == b->frame && a->track == b->track;
}

/* The same frames, with the label or without. */
static void
show_other_pictures (FwReviewFilm      *self,
                     const FwFilmFacts *facts)
{
  if (self->is_outlined != facts->is_outlined || self->is_covered != facts->is_covered)
    for (guint i = 0; i < self->cells->len; i++)
      g_array_index (self->cells, Cell, i).has_texture = FALSE;
  self->is_outlined = facts->is_outlined;
  self->is_covered = facts->is_covered;
  self->is_veiled = facts->is_veiled;
  update_pictures (self);
}

void
fw_review_film_show (FwReviewFilm      *self,
                     const FwFilmFacts *facts)
{
  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  if (facts == NULL)
    {
      clear_cells (self);
      g_clear_pointer (&self->snapshot, fw_snapshot_unref);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  if (self->snapshot == facts->snapshot && is_same_unit (&self->unit, facts->unit))
    {
      show_other_pictures (self, facts);
      return;
    }

  g_autoptr(GArray) frames
    = facts->unit->kind == FW_UNIT_TRACK
        ? fw_review_frames_of_track (facts->unit->track, facts->snapshot, SHEET_MAX)
        : fw_review_frames_around (facts->unit, facts->snapshot);

  clear_cells (self);
  if (self->pictures != NULL)
    fw_review_pictures_drop_waiting (self->pictures);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  self->snapshot = fw_snapshot_ref (facts->snapshot);
  self->unit = *facts->unit;
  self->is_outlined = facts->is_outlined;
  self->is_covered = facts->is_covered;
  self->is_veiled = facts->is_veiled;
  for (guint i = 0; i < frames->len; i++)
    add_cell (self, &g_array_index (frames, FwFilmFrame, i));
  gtk_widget_set_visible (GTK_WIDGET (self), frames->len > 1);
  fw_review_film_set_frame (self, self->current);
  update_pictures (self);
}

/* What is looked at is in view, in the middle if there is more on both sides. */
static gboolean
follow_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  FwReviewFilm *self = FW_REVIEW_FILM (widget);
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;

  /* New cells have no place before the first layout. */
  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->follow_tick = 0;
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->frame.frame == self->current
          && gtk_widget_compute_bounds (cell->button, self->cells_box, &bounds))
        gtk_adjustment_set_value (adjustment,
                                  bounds.origin.x + bounds.size.width / 2.0 - page / 2.0);
    }

  return G_SOURCE_REMOVE;
}

void
fw_review_film_set_frame (FwReviewFilm *self,
                          FwFrame       frame)
{
  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  self->current = frame;
  self->n_ticks = 0;
  if (self->follow_tick == 0)
    self->follow_tick
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_tick_cb, NULL, NULL);
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->frame.frame == frame)
        gtk_widget_add_css_class (cell->button, "current");
      else
        gtk_widget_remove_css_class (cell->button, "current");
    }
}

gboolean
fw_review_film_get_span (FwReviewFilm *self,
                         FwSpan       *out_span)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILM (self), FALSE);

  if (self->cells->len < 2)
    return FALSE;
  out_span->first = g_array_index (self->cells, Cell, 0).frame.frame;
  out_span->last = g_array_index (self->cells, Cell, self->cells->len - 1).frame.frame;

  return TRUE;
}

void
fw_review_film_set_playing (FwReviewFilm *self,
                            gboolean      is_playing)
{
  const char *words = is_playing ? _("Stop") : _("Play these frames again and again");

  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->play), is_playing ? "media-playback-pause-symbolic"
                                                                : "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

void
fw_review_film_set_compact (FwReviewFilm *self,
                            gboolean      is_compact)
{
  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  if (self->is_compact == is_compact)
    return;
  self->is_compact = is_compact;
  for (guint i = 0; i < self->cells->len; i++)
    set_thumb_size (self, g_array_index (self->cells, Cell, i).picture);
}

void
fw_review_film_set_pictures (FwReviewFilm     *self,
                             FwReviewPictures *pictures)
{
  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  if (self->pictures == pictures)
    return;
  if (self->pictures != NULL)
    g_signal_handlers_disconnect_by_data (self->pictures, self);
  g_set_object (&self->pictures, pictures);
  if (pictures != NULL)
    g_signal_connect_swapped (pictures, "crop-ready", G_CALLBACK (update_pictures), self);
}

/* The widget */

static void
fw_review_film_dispose (GObject *object)
{
  FwReviewFilm *self = FW_REVIEW_FILM (object);

  if (self->follow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_tick);
  self->follow_tick = 0;
  fw_review_film_set_pictures (self, NULL);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_review_film_parent_class)->dispose (object);
}

static void
fw_review_film_finalize (GObject *object)
{
  g_array_unref (FW_REVIEW_FILM (object)->cells);

  G_OBJECT_CLASS (fw_review_film_parent_class)->finalize (object);
}

static void
fw_review_film_class_init (FwReviewFilmClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fw_review_film_dispose;
  object_class->finalize = fw_review_film_finalize;

  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LOOP] = g_signal_new ("loop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reviewfilm");
}

static void
fw_review_film_init (FwReviewFilm *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->current = FW_FRAME_NONE;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->play = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (self->play), FALSE);
  gtk_widget_set_focus_on_click (self->play, FALSE);
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (self->play, _("Play these frames again and again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->play), NULL);
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (play_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->play);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  self->cells_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_halign (self->cells_box, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->cells_box);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  fw_review_film_set_playing (self, FALSE);
}

GtkWidget *
fw_review_film_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_FILM, NULL);
}
