/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A pinhole camera and a book of pixels.
 *
 * Every face is painted twice with the same path: into the picture with
 * anti-aliasing, and into an ownership picture without, where the "colour" is
 * the number of the object. The scene is painted from far to near, so when an
 * object ends, the pixels that carry its number are all of it that lies in
 * the picture, and what is left of them when the frame ends is what a person
 * sees. The tight box comes from the paths themselves, cut at the picture's
 * border, and so has fractions of a pixel.
 */

#include "painter.h"

#include <string.h>

#define FOCAL_PX       520.0
#define HORIZON_PX     152.0
#define CAMERA_HEIGHT  1.45
#define NEAREST        0.4
#define HAZE_DISTANCE  150.0
#define MAX_CORNERS    24

struct _Painter
{
  cairo_surface_t *picture; /* (owned) */
  cairo_surface_t *owners;  /* (owned) pixel = object + 1, 0 = scenery */
  cairo_t         *cr;      /* (owned) */
  cairo_t         *book;    /* (owned) draws into @owners */

  double           camera_z;
  double           depth;   /* of the cut-out in work, for the haze */
  guint            owner;   /* object + 1 */
  FwRect           outline; /* of the object in work, not cut off */
  FwRect           box;     /* the same, cut off at the border */
  gboolean         has_outline;
  gboolean         has_box;
  GArray          *whole;   /* (element-type gsize) (owned) pixels per object */
};

static const FwRect border = { 0.0, 0.0, PICTURE_WIDTH, PICTURE_HEIGHT };

Painter *
painter_new (void)
{
  Painter *self = g_new0 (Painter, 1);

  self->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
  self->owners = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
  self->cr = cairo_create (self->picture);
  self->book = cairo_create (self->owners);
  cairo_set_antialias (self->book, CAIRO_ANTIALIAS_NONE);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_cap (self->book, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_join (self->book, CAIRO_LINE_JOIN_ROUND);
  self->whole = g_array_new (FALSE, TRUE, sizeof (gsize));

  return self;
}

void
painter_free (Painter *self)
{
  cairo_destroy (self->cr);
  cairo_destroy (self->book);
  cairo_surface_destroy (self->picture);
  cairo_surface_destroy (self->owners);
  g_array_unref (self->whole);
  g_free (self);
}

void
painter_begin_frame (Painter *self,
                     double   camera_z)
{
  cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, HORIZON_PX);

  self->camera_z = camera_z;
  self->owner = 0;

  cairo_pattern_add_color_stop_rgb (sky, 0.0, 0.42, 0.62, 0.80);
  cairo_pattern_add_color_stop_rgb (sky, 1.0, 0.80, 0.88, 0.93);
  cairo_set_source (self->cr, sky);
  cairo_paint (self->cr);
  cairo_pattern_destroy (sky);

  cairo_set_source_rgb (self->book, 0, 0, 0);
  cairo_paint (self->book);
  g_array_set_size (self->whole, 0);
}

/* Pixels inside @box that carry the number of @owner. */
static gsize
count_pixels (Painter *self,
              guint    owner,
              FwRect   box)
{
  int x1 = MAX ((int) floor (box.x) - 1, 0);
  int y1 = MAX ((int) floor (box.y) - 1, 0);
  int x2 = MIN ((int) ceil (box.x + box.width) + 1, PICTURE_WIDTH);
  int y2 = MIN ((int) ceil (box.y + box.height) + 1, PICTURE_HEIGHT);
  int stride = cairo_image_surface_get_stride (self->owners);
  const guint8 *pixels;
  gsize n = 0;

  cairo_surface_flush (self->owners);
  pixels = cairo_image_surface_get_data (self->owners);
  for (int y = y1; y < y2; y++)
    for (int x = x1; x < x2; x++)
      {
        guint32 pixel;

        memcpy (&pixel, pixels + (gsize) y * stride + (gsize) x * 4, 4);
        n += (pixel & 0xff) == owner;
      }

  return n;
}

void
painter_end_frame (Painter *self,
                   Seen    *seen,
                   guint    n_objects)
{
  for (guint i = 0; i < n_objects; i++)
    {
      gsize whole = i < self->whole->len ? g_array_index (self->whole, gsize, i) : 0;

      if (!seen[i].present)
        continue;
      seen[i].shown
          = whole > 0 ? (double) count_pixels (self, i + 1, seen[i].box) / (double) whole : 0.0;
    }
  cairo_surface_flush (self->picture);
}

const guint8 *
painter_get_pixels (Painter *self,
                    int     *out_stride)
{
  *out_stride = cairo_image_surface_get_stride (self->picture);

  return cairo_image_surface_get_data (self->picture);
}

cairo_surface_t *
painter_get_surface (Painter *self)
{
  return self->picture;
}

void
painter_begin_object (Painter *self,
                      guint    object)
{
  g_assert (self->owner == 0 && object < 255);
  self->owner = object + 1;
  self->has_outline = self->has_box = FALSE;
}

void
painter_end_object (Painter *self,
                    Seen    *seen)
{
  *seen = (Seen) { 0 };
  if (self->has_box && self->box.width > 0.0 && self->box.height > 0.0)
    {
      gsize whole = count_pixels (self, self->owner, self->box);

      seen->present = whole > 0;
      seen->box = self->box;
      seen->inside = fw_rect_area (fw_rect_intersection (self->outline, border))
                     / fw_rect_area (self->outline);
      seen->truncated = self->outline.x < 0.0 || self->outline.y < 0.0
                        || self->outline.x + self->outline.width > PICTURE_WIDTH
                        || self->outline.y + self->outline.height > PICTURE_HEIGHT;
      if (self->whole->len < self->owner)
        g_array_set_size (self->whole, self->owner);
      g_array_index (self->whole, gsize, self->owner - 1) = whole;
    }
  self->owner = 0;
}

double
painter_get_depth (Painter *self,
                   double   z)
{
  return z - self->camera_z;
}

static FwPoint
project (Painter *self,
         Vec      at)
{
  double scale = FOCAL_PX / (at.z - self->camera_z);

  return FW_POINT (PICTURE_WIDTH / 2.0 + at.x * scale, HORIZON_PX + (CAMERA_HEIGHT - at.y) * scale);
}

static Colour
haze (Colour colour,
      double depth)
{
  double clear = exp (-MAX (depth, 0.0) / HAZE_DISTANCE);

  return (Colour) { fw_lerp (0.80, colour.red, clear), fw_lerp (0.87, colour.green, clear),
                    fw_lerp (0.92, colour.blue, clear) };
}

/* Takes the ring into the outline and the box of the object in work. */
static void
note_ring (Painter       *self,
           const FwPoint *ring,
           gsize          n)
{
  g_autoptr(GArray) cut = NULL;
  FwRect bounds;

  if (self->owner == 0 || n < 2)
    return;

  bounds = fw_points_bounds (ring, n);
  self->outline = self->has_outline ? fw_rect_union (self->outline, bounds) : bounds;
  self->has_outline = TRUE;

  cut = fw_ring_clip (ring, n, border);
  if (cut->len == 0)
    return;
  bounds = fw_points_bounds ((const FwPoint *) (gpointer) cut->data, cut->len);
  self->box = self->has_box ? fw_rect_union (self->box, bounds) : bounds;
  self->has_box = TRUE;
}

static void
note_rect (Painter *self,
           double   x1,
           double   y1,
           double   x2,
           double   y2)
{
  const FwPoint ring[] = { { x1, y1 }, { x2, y1 }, { x2, y2 }, { x1, y2 } };

  note_ring (self, ring, G_N_ELEMENTS (ring));
}

/* Keeps the part of the face that lies in front of the camera. */
static gsize
cut_near (Painter   *self,
          const Vec *corners,
          gsize      n,
          Vec       *out)
{
  double nearest = self->camera_z + NEAREST;
  gsize n_out = 0;

  for (gsize i = 0; i < n; i++)
    {
      Vec a = corners[i];
      Vec b = corners[(i + 1) % n];

      g_assert (n_out + 2 <= MAX_CORNERS + 2);
      if (a.z >= nearest)
        out[n_out++] = a;
      if ((a.z >= nearest) != (b.z >= nearest))
        {
          double t = (nearest - a.z) / (b.z - a.z);

          out[n_out++] = VEC (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t), nearest);
        }
    }

  return n_out;
}

static gsize
project_face (Painter   *self,
              const Vec *corners,
              gsize      n_corners,
              FwPoint   *ring,
              double    *out_depth)
{
  Vec cut[MAX_CORNERS + 4];
  gsize n;

  g_assert (n_corners <= MAX_CORNERS);
  n = cut_near (self, corners, n_corners, cut);
  *out_depth = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      ring[i] = project (self, cut[i]);
      *out_depth += (cut[i].z - self->camera_z) / (double) n;
    }

  return n;
}

static void
trace (cairo_t       *cr,
       const FwPoint *ring,
       gsize          n)
{
  cairo_new_path (cr);
  for (gsize i = 0; i < n; i++)
    cairo_line_to (cr, ring[i].x, ring[i].y);
  cairo_close_path (cr);
}

static void
set_owner_source (Painter *self)
{
  cairo_set_source_rgb (self->book, 0, 0, self->owner / 255.0);
}

void
painter_face (Painter   *self,
              const Vec *corners,
              gsize      n_corners,
              Colour     colour)
{
  FwPoint ring[MAX_CORNERS + 4];
  double depth;
  gsize n = project_face (self, corners, n_corners, ring, &depth);

  if (n < 3)
    return;

  colour = haze (colour, depth);
  trace (self->cr, ring, n);
  cairo_set_source_rgb (self->cr, colour.red, colour.green, colour.blue);
  cairo_fill (self->cr);
  trace (self->book, ring, n);
  set_owner_source (self);
  cairo_fill (self->book);
  note_ring (self, ring, n);
}

void
painter_stain (Painter   *self,
               const Vec *corners,
               gsize      n_corners,
               Colour     colour,
               double     alpha)
{
  FwPoint ring[MAX_CORNERS + 4];
  double depth;
  gsize n = project_face (self, corners, n_corners, ring, &depth);

  if (n < 3)
    return;

  trace (self->cr, ring, n);
  cairo_set_source_rgba (self->cr, colour.red, colour.green, colour.blue, alpha);
  cairo_fill (self->cr);
}

void
painter_glow (Painter *self,
              Vec      centre,
              double   radius,
              Colour   colour)
{
  double depth = centre.z - self->camera_z;
  cairo_pattern_t *light;
  FwPoint at;
  double r;

  if (depth < NEAREST)
    return;

  at = project (self, centre);
  r = radius * FOCAL_PX / depth;
  light = cairo_pattern_create_radial (at.x, at.y, 0, at.x, at.y, r);
  cairo_pattern_add_color_stop_rgba (light, 0, colour.red, colour.green, colour.blue, 0.65);
  cairo_pattern_add_color_stop_rgba (light, 1, colour.red, colour.green, colour.blue, 0);
  cairo_set_source (self->cr, light);
  cairo_arc (self->cr, at.x, at.y, r, 0, 2 * G_PI);
  cairo_fill (self->cr);
  cairo_pattern_destroy (light);
}

gboolean
painter_push_cutout (Painter  *self,
                     Vec       foot,
                     cairo_t **out_cr)
{
  double depth = foot.z - self->camera_z;
  double scale = FOCAL_PX / depth;
  FwPoint at;

  if (depth < NEAREST)
    return FALSE;

  at = project (self, foot);
  self->depth = depth;
  cairo_save (self->cr);
  cairo_translate (self->cr, at.x, at.y);
  cairo_scale (self->cr, scale, -scale);
  cairo_new_path (self->cr);
  *out_cr = self->cr;

  return TRUE;
}

void
painter_pop (Painter *self)
{
  cairo_restore (self->cr);
}

/* Takes the cut-out's path over into the book, in pixels. */
static void
copy_path (Painter *self)
{
  cairo_path_t *path;
  cairo_matrix_t metres;

  cairo_get_matrix (self->cr, &metres);
  cairo_identity_matrix (self->cr);
  path = cairo_copy_path_flat (self->cr);
  cairo_set_matrix (self->cr, &metres);
  cairo_new_path (self->book);
  cairo_append_path (self->book, path);
  cairo_path_destroy (path);
  set_owner_source (self);
}

void
painter_fill (Painter *self,
              Colour   colour)
{
  double x1, y1, x2, y2;

  colour = haze (colour, self->depth);
  copy_path (self);
  cairo_fill_extents (self->book, &x1, &y1, &x2, &y2);
  note_rect (self, x1, y1, x2, y2);
  cairo_fill (self->book);
  cairo_set_source_rgb (self->cr, colour.red, colour.green, colour.blue);
  cairo_fill (self->cr);
}

void
painter_stroke (Painter *self,
                double   width,
                Colour   colour)
{
  double x1, y1, x2, y2;

  colour = haze (colour, self->depth);
  copy_path (self);
  cairo_set_line_width (self->book, width * FOCAL_PX / self->depth);
  cairo_stroke_extents (self->book, &x1, &y1, &x2, &y2);
  note_rect (self, x1, y1, x2, y2);
  cairo_stroke (self->book);
  cairo_set_line_width (self->cr, width);
  cairo_set_source_rgb (self->cr, colour.red, colour.green, colour.blue);
  cairo_stroke (self->cr);
}
