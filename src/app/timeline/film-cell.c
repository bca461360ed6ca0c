/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/timeline/film-cell.h"

#include <glib/gi18n.h>

#include "app/canvas/signs.h"
#include "app/canvas/surface-node.h"
#include "app/late-tooltip.h"

#define PADDING      4
#define LABEL_GAP    3
#define RADIUS       6.0f
#define BADGE_SIZE   18
#define BADGE_MARGIN 4
#define SIGN_SIZE    12

#define TASK_BAR     4
#define SHADE        0.7f

#define COLOUR_DONE  0x26a269

struct _FwFilmCell
{
  GtkWidget        parent_instance;

  FwFilmCellState  state;
  GdkTexture      *texture; /* (owned) (nullable) */
  PangoLayout     *number;  /* (owned) (nullable) */
  PangoLayout     *count;   /* (owned) (nullable) of problems */
};

G_DEFINE_FINAL_TYPE (FwFilmCell, fw_film_cell, GTK_TYPE_WIDGET)

static GdkRGBA
to_rgba (guint32 rgb,
         float   alpha)
{
  return (GdkRGBA) { (rgb >> 16 & 0xff) / 255.0f, (rgb >> 8 & 0xff) / 255.0f, (rgb & 0xff) / 255.0f,
                     alpha };
}

static PangoLayout *
make_layout (FwFilmCell *self,
             int         number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  if (self->state.is_current)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
ensure_layouts (FwFilmCell *self)
{
  if (self->number == NULL)
    self->number = make_layout (self, self->state.number);
  if (self->count == NULL && self->state.n_problems > 0)
    self->count = make_layout (self, (int) self->state.n_problems);
}

static void
forget_layouts (FwFilmCell *self)
{
  g_clear_object (&self->number);
  g_clear_object (&self->count);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
tell_label (FwFilmCell *self)
{
  GString *label = g_string_new (NULL);

  g_string_append_printf (label, _("Picture %d"), self->state.number);
  if (self->state.is_done)
    g_string_append_printf (label, ", %s", _("done"));
  if (self->state.n_problems > 0)
    {
      g_string_append (label, ", ");
      g_string_append_printf (label, ngettext ("%u problem", "%u problems", self->state.n_problems),
                              self->state.n_problems);
    }
  if (self->state.is_asked)
    g_string_append_printf (label, ", %s", _("a question waits for its answer"));
  if (self->state.is_task)
    g_string_append_printf (label, ", %s", _("to be labelled"));
  if (self->state.is_beside)
    g_string_append_printf (label, ", %s", _("nothing is asked in it"));
  fw_late_tooltip_set (GTK_WIDGET (self),
                       self->state.is_asked    ? _("A question waits for its answer")
                       : self->state.is_task   ? _("Everything in this picture is asked")
                       : self->state.is_beside ? _("Nothing is asked in this picture")
                                               : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
  g_string_free (label, TRUE);
}

void
fw_film_cell_set_state (FwFilmCell            *self,
                        const FwFilmCellState *state)
{
  g_return_if_fail (FW_IS_FILM_CELL (self));
  g_return_if_fail (state != NULL);

  if (self->state.number == state->number && self->state.is_current == state->is_current
      && self->state.is_done == state->is_done && self->state.n_problems == state->n_problems
      && self->state.is_asked == state->is_asked && self->state.is_task == state->is_task
      && self->state.is_beside == state->is_beside)
    return;

  self->state = *state;
  forget_layouts (self);
  tell_label (self);
}

void
fw_film_cell_set_texture (FwFilmCell *self,
                          GdkTexture *texture)
{
  g_return_if_fail (FW_IS_FILM_CELL (self));
  g_return_if_fail (texture == NULL || GDK_IS_TEXTURE (texture));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The whole thumbnail area is covered; what is too long is cut on both sides. */
static void
append_thumb (FwFilmCell            *self,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *area)
{
  float width = gdk_texture_get_width (self->texture);
  float height = gdk_texture_get_height (self->texture);
  float zoom = MAX (area->size.width / width, area->size.height / height);
  graphene_rect_t place;

  graphene_rect_init (&place, area->origin.x + (area->size.width - width * zoom) / 2.0f,
                      area->origin.y + (area->size.height - height * zoom) / 2.0f, width * zoom,
                      height * zoom);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
}

static void
append_layout (GtkSnapshot *snapshot,
               PangoLayout *layout,
               float        x,
               float        y,
               guint32      rgb,
               float        alpha)
{
  GdkRGBA colour = to_rgba (rgb, alpha);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_round (GtkSnapshot           *snapshot,
              const graphene_rect_t *area,
              float                  radius,
              const GdkRGBA         *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, area);
  gtk_snapshot_pop (snapshot);
}

typedef enum
{
  BADGE_TICK,
  BADGE_PROBLEM,
  BADGE_QUESTION
} Badge;

/* Draws something of our own rasteriser into a square at (@x, @y). */
static void
append_sign (FwFilmCell  *self,
             GtkSnapshot *snapshot,
             float        x,
             float        y,
             Badge        badge)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int size = (int) (SIGN_SIZE * scale);
  cairo_surface_t *surface = fw_surface_new (CAIRO_FORMAT_ARGB32, size, size, scale);
  g_autoptr(FwRaster) raster = NULL;
  GskRenderNode *node;

  if (surface == NULL)
    return;

  raster = fw_surface_to_raster (surface);
  if (badge == BADGE_TICK)
    {
      const FwPoint tick[] = { { size * 0.15, size * 0.52 }, { size * 0.4, size * 0.77 },
                               { size * 0.85, size * 0.25 } };
      const FwStroke stroke = { .colour = 0xffffffff, .width = 2.0 * scale, .scale = scale };

      fw_raster_stroke_points (raster, tick, G_N_ELEMENTS (tick), FALSE, &stroke);
    }
  else
    fw_sign_draw (badge == BADGE_PROBLEM ? FW_SIGN_PROBLEM : FW_SIGN_QUESTION, raster,
                  FW_POINT (size / 2.0, size / 2.0), size - 1.0,
                  fw_colour_premultiply (badge == BADGE_PROBLEM ? FW_COLOUR_PROBLEM : FW_COLOUR_HINT,
                                         1.0),
                  fw_colour_premultiply (FW_COLOUR_INK, 1.0));

  node = fw_surface_to_node (surface, 0, 0, scale, fw_surface_is_for_cairo (GTK_WIDGET (self)));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  gsk_render_node_unref (node);
}

/* In the lower right corner: problems win over done, as one has to act on them. */
static void
append_badge (FwFilmCell            *self,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *area)
{
  float y = area->origin.y + area->size.height - BADGE_SIZE - BADGE_MARGIN;
  float right = area->origin.x + area->size.width - BADGE_MARGIN;
  float inset = (BADGE_SIZE - SIGN_SIZE) / 2.0f;

  if (self->state.n_problems > 0)
    {
      GdkRGBA ground = to_rgba (0x101010, 0.85f);
      int width, height;
      graphene_rect_t badge;

      pango_layout_get_pixel_size (self->count, &width, &height);
      graphene_rect_init (&badge, right - (SIGN_SIZE + width + 16), y, SIGN_SIZE + width + 16,
                          BADGE_SIZE);
      append_round (snapshot, &badge, BADGE_SIZE / 2.0f, &ground);
      append_sign (self, snapshot, badge.origin.x + 6, y + inset, BADGE_PROBLEM);
      append_layout (snapshot, self->count, badge.origin.x + SIGN_SIZE + 10,
                     y + (BADGE_SIZE - height) / 2.0f, 0xffffff, 1.0f);
    }
  else if (self->state.is_done)
    {
      GdkRGBA ground = to_rgba (COLOUR_DONE, 1.0f);
      graphene_rect_t badge = GRAPHENE_RECT_INIT (right - BADGE_SIZE, y, BADGE_SIZE, BADGE_SIZE);

      append_round (snapshot, &badge, BADGE_SIZE / 2.0f, &ground);
      append_sign (self, snapshot, badge.origin.x + inset, y + inset, BADGE_TICK);
    }
}

/* In the lower left corner: it waits for somebody else. */
static void
append_question (FwFilmCell            *self,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *area)
{
  GdkRGBA ground = to_rgba (0x101010, 0.85f);
  float inset = (BADGE_SIZE - SIGN_SIZE) / 2.0f;
  graphene_rect_t badge
      = GRAPHENE_RECT_INIT (area->origin.x + BADGE_MARGIN,
                            area->origin.y + area->size.height - BADGE_SIZE - BADGE_MARGIN,
                            BADGE_SIZE, BADGE_SIZE);

  append_round (snapshot, &badge, BADGE_SIZE / 2.0f, &ground);
  append_sign (self, snapshot, badge.origin.x + inset, badge.origin.y + inset, BADGE_QUESTION);
}

static void
append_task (FwFilmCell            *self,
             GtkSnapshot           *snapshot,
             const graphene_rect_t *area)
{
  GdkRGBA bar = to_rgba (0xffffff, 1.0f);
  GdkRGBA shade = to_rgba (0x000000, SHADE);

  if (self->state.is_task)
    gtk_snapshot_append_color (snapshot, &bar,
                               &GRAPHENE_RECT_INIT (area->origin.x, area->origin.y,
                                                    area->size.width, TASK_BAR));
  if (self->state.is_beside)
    gtk_snapshot_append_color (snapshot, &shade, area);
}

static void
fw_film_cell_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  FwFilmCell *self = FW_FILM_CELL (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                            gtk_widget_get_height (widget));
  graphene_rect_t area = GRAPHENE_RECT_INIT (PADDING, PADDING, FW_FILM_THUMB_WIDTH,
                                             FW_FILM_THUMB_HEIGHT);
  GdkRGBA accent = to_rgba (FW_COLOUR_ACCENT, 1.0f);
  GdkRGBA ground = to_rgba (0x383838, 1.0f);
  GskRoundedRect outline;
  int width, height;

  ensure_layouts (self);
  if (self->state.is_current)
    append_round (snapshot, &all, RADIUS + 2.0f, &accent);

  gsk_rounded_rect_init_from_rect (&outline, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  if (self->texture != NULL)
    append_thumb (self, snapshot, &area);
  append_task (self, snapshot, &area);
  gtk_snapshot_pop (snapshot);
  append_badge (self, snapshot, &area);
  if (self->state.is_asked)
    append_question (self, snapshot, &area);

  pango_layout_get_pixel_size (self->number, &width, &height);
  append_layout (snapshot, self->number, (all.size.width - width) / 2.0f,
                 PADDING + FW_FILM_THUMB_HEIGHT + LABEL_GAP, 0xffffff,
                 self->state.is_current ? 1.0f : 0.7f);
}

static void
fw_film_cell_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  FwFilmCell *self = FW_FILM_CELL (widget);
  int width, height;

  ensure_layouts (self);
  pango_layout_get_pixel_size (self->number, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = FW_FILM_THUMB_WIDTH + 2 * PADDING;
  else
    *minimum = *natural = FW_FILM_THUMB_HEIGHT + 2 * PADDING + LABEL_GAP + height;
  *minimum_baseline = *natural_baseline = -1;
}

static void
fw_film_cell_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (fw_film_cell_parent_class)->css_changed (widget, change);
  forget_layouts (FW_FILM_CELL (widget));
}

static void
fw_film_cell_finalize (GObject *object)
{
  FwFilmCell *self = FW_FILM_CELL (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->number);
  g_clear_object (&self->count);

  G_OBJECT_CLASS (fw_film_cell_parent_class)->finalize (object);
}

static void
fw_film_cell_class_init (FwFilmCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fw_film_cell_finalize;
  widget_class->snapshot = fw_film_cell_snapshot;
  widget_class->measure = fw_film_cell_measure;
  widget_class->css_changed = fw_film_cell_css_changed;

  gtk_widget_class_set_css_name (widget_class, "filmcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
fw_film_cell_init (FwFilmCell *self)
{
}

GtkWidget *
fw_film_cell_new (void)
{
  return g_object_new (FW_TYPE_FILM_CELL, NULL);
}
