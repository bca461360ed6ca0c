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

/* A track is looked at for what it is (the same object, its colour, its lamps), and the
 * outline for its place: as large as the room allows, and little beside it. */
#define SHEET_HEIGHT         112
#define SHEET_HEIGHT_COMPACT 84
#define SHEET_MARGIN         0.12
#define ASPECT_MIN           0.6
#define ASPECT_MAX           1.8
#define SPACING              4
#define CELL_PADDING         10 /* of a cell's button, both sides */
#define WORDS_WIDTH          20 /* characters of a line below a picture */

/* One frame of the strip. */
typedef struct
{
  FwFilmFrame frame;
  GtkWidget  *button;
  GtkWidget  *picture;
  GtkWidget  *words;   /* (nullable) */
  gboolean    has_texture;
} Cell;

struct _FwReviewFilm
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *play;
  GtkWidget        *back;
  GtkWidget        *on;
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
  double            aspect;   /* of the pictures of a sheet */
  int               pitch;    /* of the cells, in logical pixels */
  guint             n_fit;    /* cells in view */
  guint             layout_tick;
  guint             n_ticks;
  gboolean          needs_layout;
  gboolean          is_new;   /* nobody has seen these cells yet */
  gboolean          follows;  /* what is current has to be in view */
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

static gboolean
is_sheet (FwReviewFilm *self)
{
  return self->unit.kind == FW_UNIT_TRACK;
}

/* How wide the object is by its height, over all cells: all pictures are the same size. */
static double
find_aspect (FwReviewFilm *self)
{
  FwTrack *track = fw_snapshot_get_track (self->snapshot, self->unit.track);
  double sum = 0.0;
  guint n = 0;

  for (guint i = 0; track != NULL && i < self->cells->len; i++)
    {
      FwFrame frame = g_array_index (self->cells, Cell, i).frame.frame;
      FwRect bounds;

      if (!fw_track_get_bounds_at (track, frame, &bounds) || !(bounds.height > 0.0))
        continue;
      sum += bounds.width / bounds.height;
      n++;
    }

  return n > 0 ? CLAMP (sum / n, ASPECT_MIN, ASPECT_MAX) : 1.0;
}

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

  if (is_sheet (self))
    {
      order.max_side = 2 * SHEET_HEIGHT;
      order.aspect = self->aspect;
      order.margin = SHEET_MARGIN;
    }

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
  int width = THUMB_WIDTH * height / THUMB_HEIGHT;

  if (is_sheet (self))
    {
      height = self->is_compact ? SHEET_HEIGHT_COMPACT : SHEET_HEIGHT;
      width = (int) round (self->aspect * height);
    }
  gtk_widget_set_size_request (picture, width, height);
}

static void
set_thumb_sizes (FwReviewFilm *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    set_thumb_size (self, g_array_index (self->cells, Cell, i).picture);
}

static char *
dup_label (FwReviewFilm *self,
           const Cell   *cell,
           char        **lines)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);

  GString *label = g_string_new (NULL);

  g_string_append_printf (label, _("Frame %d"), fw_clock_to_people (frames, cell->frame.frame));
  if (cell->frame.is_keyframe)
    g_string_append_printf (label, ", %s", _("keyframe"));
  if (!cell->frame.is_there)
    g_string_append_printf (label, ", %s", _("not labelled"));
  if (cell->frame.is_middle)
    g_string_append_printf (label, ", %s", _("judged"));
  for (guint i = 0; lines != NULL && !self->is_covered && lines[i] != NULL; i++)
    g_string_append_printf (label, ", %s", lines[i]);

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

/* One line for each attribute. In full: what is cut off would be the value. */
static GtkWidget *
new_words (char **lines)
{
  g_autofree char *text = g_strjoinv ("\n", lines);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS_WIDTH);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "fw-small");

  return label;
}

/* What a cell says. Attributes would tell a covered category. */
static void
update_words (FwReviewFilm *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      g_auto(GStrv) lines
        = is_sheet (self)
            ? fw_review_frames_list_words (self->unit.track, self->snapshot, cell->frame.frame,
                                           fw_attribute_dup_words)
            : NULL;
      g_autofree char *label = dup_label (self, cell, lines);

      if (cell->words != NULL)
        gtk_widget_set_visible (cell->words, !self->is_covered);
      fw_late_tooltip_set (cell->button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static void
add_cell (FwReviewFilm      *self,
          const FwFilmFrame *frame)
{
  Cell cell = { .frame = *frame,
                .button = gtk_button_new (),
                .picture = gtk_picture_new () };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_auto(GStrv) lines
    = is_sheet (self)
        ? fw_review_frames_list_words (self->unit.track, self->snapshot, frame->frame,
                                       fw_attribute_dup_words)
        : NULL;

  /* At the border of the frame a crop is not as wide as asked, and all of it is wanted. */
  gtk_picture_set_content_fit (GTK_PICTURE (cell.picture), is_sheet (self)
                                                             ? GTK_CONTENT_FIT_CONTAIN
                                                             : GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (cell.picture), TRUE);
  gtk_widget_set_overflow (cell.picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (cell.picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), cell.picture);
  gtk_box_append (GTK_BOX (box), new_caption (self, &cell));
  if (lines != NULL && lines[0] != NULL)
    {
      cell.words = new_words (lines);
      gtk_box_append (GTK_BOX (box), cell.words);
    }
  gtk_button_set_child (GTK_BUTTON (cell.button), box);
  gtk_button_set_has_frame (GTK_BUTTON (cell.button), FALSE);
  gtk_widget_set_focus_on_click (cell.button, FALSE);
  gtk_widget_add_css_class (cell.button, "fw-film-frame");
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

/* Room. Cells fill it in whole ones: half a picture tells nothing. What does not fit
 * is behind two buttons, which are there only then. */

static GtkAdjustment *
get_adjustment (FwReviewFilm *self)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

static void
update_arrows (FwReviewFilm *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_widget_set_sensitive (self->back, value > 1.0);
  gtk_widget_set_sensitive (self->on, value < end - 1.0);
}

static void
turn (FwReviewFilm *self,
      int           direction)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double first = self->pitch > 0 ? round (gtk_adjustment_get_value (adjustment) / self->pitch) : 0;

  gtk_adjustment_set_value (adjustment, (first + direction * (double) self->n_fit) * self->pitch);
}

static void
back_cb (FwReviewFilm *self)
{
  turn (self, -1);
}

static void
on_cb (FwReviewFilm *self)
{
  turn (self, 1);
}

/* Of a cell without what is left over. A picture would be as large as its texture by nature. */
static int
get_cell_width (const Cell *cell)
{
  int width, words;

  gtk_widget_get_size_request (cell->picture, &width, NULL);
  for (GtkWidget *below = gtk_widget_get_next_sibling (cell->picture); below != NULL;
       below = gtk_widget_get_next_sibling (below))
    if (gtk_widget_get_visible (below))
      {
        gtk_widget_measure (below, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &words, NULL, NULL);
        width = MAX (width, words);
      }

  return width + CELL_PADDING;
}

static guint
count_fitting (int room,
               int pitch)
{
  return (guint) MAX ((room + SPACING) / pitch, 1);
}

static void
lay_out (FwReviewFilm *self)
{
  int room = (int) gtk_adjustment_get_page_size (get_adjustment (self));
  gboolean has_arrows = gtk_widget_get_visible (self->on);
  int arrow = has_arrows ? gtk_widget_get_width (self->on) + SPACING : 0;
  int width = 0;

  for (guint i = 0; i < self->cells->len; i++)
    width = MAX (width, get_cell_width (&g_array_index (self->cells, Cell, i)));
  if (width == 0 || room <= 0)
    return;
  self->needs_layout = FALSE;

  gboolean is_more = count_fitting (room + 2 * arrow, width + SPACING) < self->cells->len;

  self->n_fit = count_fitting (room, width + SPACING);
  /* What is left over goes to the cells, so that no part of another one is seen. */
  if (is_more)
    width = (room + SPACING) / (int) self->n_fit - SPACING;
  self->pitch = width + SPACING;
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_set_size_request (g_array_index (self->cells, Cell, i).button, width, -1);
  gtk_widget_set_visible (self->back, is_more);
  gtk_widget_set_visible (self->on, is_more);
}

/* A sheet is read from its beginning; whatever is gone to is in view. */
static void
bring_into_view (FwReviewFilm *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  int first = self->is_new || self->pitch <= 0
                ? 0
                : (int) round (gtk_adjustment_get_value (adjustment) / self->pitch);

  for (guint i = 0; self->follows && i < self->cells->len; i++)
    if (g_array_index (self->cells, Cell, i).frame.frame == self->current)
      first = CLAMP (first, (int) i - (int) self->n_fit + 1, (int) i);
  self->is_new = FALSE;
  self->follows = FALSE;
  gtk_adjustment_set_value (adjustment, first * (double) self->pitch);
  update_arrows (self);
}

static gboolean
layout_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  FwReviewFilm *self = FW_REVIEW_FILM (widget);

  if (self->n_ticks++ == 0)
    {
      if (self->needs_layout)
        lay_out (self);
      return G_SOURCE_CONTINUE;
    }
  /* Cells have their place after the layout only. */
  self->layout_tick = 0;
  bring_into_view (self);

  return G_SOURCE_REMOVE;
}

static void
queue_tick (FwReviewFilm *self)
{
  self->n_ticks = 0;
  if (self->layout_tick == 0)
    self->layout_tick
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), layout_tick_cb, NULL, NULL);
}

static void
queue_layout (FwReviewFilm *self)
{
  self->needs_layout = TRUE;
  queue_tick (self);
}

/* The same frames, with the label or without. */
static void
show_other_pictures (FwReviewFilm      *self,
                     const FwFilmFacts *facts)
{
  gboolean is_uncovered = self->is_covered != facts->is_covered;

  if (self->is_outlined != facts->is_outlined || is_uncovered)
    for (guint i = 0; i < self->cells->len; i++)
      g_array_index (self->cells, Cell, i).has_texture = FALSE;
  self->is_outlined = facts->is_outlined;
  self->is_covered = facts->is_covered;
  self->is_veiled = facts->is_veiled;
  if (is_uncovered)
    {
      update_words (self);
      queue_layout (self);
    }
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
  self->aspect = is_sheet (self) ? find_aspect (self) : 0.0;
  set_thumb_sizes (self);
  update_words (self);
  self->is_new = TRUE;
  self->follows = !is_sheet (self);
  queue_layout (self);
  gtk_widget_set_visible (GTK_WIDGET (self), frames->len > 1);
  fw_review_film_set_frame (self, self->current);
  update_pictures (self);
}

void
fw_review_film_set_frame (FwReviewFilm *self,
                          FwFrame       frame)
{
  g_return_if_fail (FW_IS_REVIEW_FILM (self));

  if (frame != self->current)
    {
      self->follows = TRUE;
      queue_tick (self);
    }
  self->current = frame;
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
  set_thumb_sizes (self);
  queue_layout (self);
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

  if (self->layout_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->layout_tick);
  self->layout_tick = 0;
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

static GtkWidget *
new_arrow (FwReviewFilm *self,
           const char   *icon,
           const char   *words,
           GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "fw-film-arrow");
  gtk_widget_set_visible (button, FALSE);
  fw_late_tooltip_set (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->box), button);

  return button;
}

static void
fw_review_film_init (FwReviewFilm *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->current = FW_FRAME_NONE;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->play = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (self->play), FALSE);
  gtk_widget_set_focus_on_click (self->play, FALSE);
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (self->play, _("Play these frames again and again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->play), NULL);
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (play_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->play);

  self->back = new_arrow (self, "go-previous-symbolic", _("Earlier frames"), G_CALLBACK (back_cb));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  self->cells_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_set_halign (self->cells_box, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->cells_box);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  self->on = new_arrow (self, "go-next-symbolic", _("Later frames"), G_CALLBACK (on_cb));
  g_signal_connect_swapped (get_adjustment (self), "notify::page-size",
                            G_CALLBACK (queue_layout), self);
  g_signal_connect_swapped (get_adjustment (self), "value-changed", G_CALLBACK (update_arrows),
                            self);
  fw_review_film_set_playing (self, FALSE);
}

GtkWidget *
fw_review_film_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_FILM, NULL);
}
