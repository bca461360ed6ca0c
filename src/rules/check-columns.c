/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Covered area along columns. Each label becomes intervals of y per column;
 * how they overlap is decided column by column.
 */

#include "fw-config.h"
#include "rules/check-columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIN_COLUMNS 16
#define MAX_COLUMNS 4096

/* Intervals and crossings that are kept; a hostile outline could make any number. */
#define MAX_PARTS (2 * 1000 * 1000)

/* Corners that an ellipse is given. */
#define ELLIPSE_CORNERS 64

#define NO_PART G_MAXUINT32

/* One interval of a column, in a list per column. Of crossings only @top counts. */
typedef struct
{
  double top;
  double bottom;
  guint32 next;
} Part;

typedef struct
{
  GArray *parts;  /* (element-type Part) (owned) */
  guint32 *heads; /* (owned) by column */
} Lists;

struct _FwColumns
{
  FwRect area;
  guint n;
  double step;
  Lists covered;
  Lists crossings; /* of the outline that is being added */
  gboolean is_too_much;
};

static void
lists_init (Lists *self, guint n)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->heads = g_new (guint32, n);
  memset (self->heads, 0xff, n * sizeof (guint32));
}

static void
lists_clear (Lists *self)
{
  g_array_unref (self->parts);
  g_free (self->heads);
}

FwColumns *
fw_columns_new (FwRect area)
{
  FwColumns *self = g_new0 (FwColumns, 1);

  self->area = area;
  self->n = area.width > MIN_COLUMNS ? (guint) MIN (ceil (area.width), MAX_COLUMNS) : MIN_COLUMNS;
  self->step = area.width / self->n;
  self->is_too_much = !isfinite (area.x + area.y + area.width + area.height) || !(area.width > 0.0)
                      || !(area.height > 0.0);
  lists_init (&self->covered, self->n);
  lists_init (&self->crossings, self->n);

  return self;
}

void
fw_columns_free (FwColumns *self)
{
  if (!self)
    return;

  lists_clear (&self->covered);
  lists_clear (&self->crossings);
  g_free (self);
}

static void
add_part (FwColumns *self, Lists *lists, guint column, double top, double bottom)
{
  Part part = { top, bottom, lists->heads[column] };

  if (lists->parts->len >= MAX_PARTS)
    {
      self->is_too_much = TRUE;
      return;
    }
  lists->heads[column] = lists->parts->len;
  g_array_append_val (lists->parts, part);
}

static void
cover (FwColumns *self, guint column, double top, double bottom)
{
  top = MAX (top, self->area.y);
  bottom = MIN (bottom, self->area.y + self->area.height);
  if (bottom > top)
    add_part (self, &self->covered, column, top, bottom);
}

/* The first column whose middle is at or right of @x. */
static guint
column_from (const FwColumns *self, double x)
{
  double column = ceil ((x - self->area.x) / self->step - 0.5);

  /* Also for what is no number. */
  return column > 0.0 ? (guint) MIN (column, self->n) : 0;
}

static void
cover_rect (FwColumns *self, double left, double right, double top, double bottom)
{
  guint end = column_from (self, right);

  for (guint i = column_from (self, left); i < end && !self->is_too_much; i++)
    cover (self, i, top, bottom);
}

static void
cross (FwColumns *self, FwPoint a, FwPoint b)
{
  FwPoint left = a.x < b.x ? a : b, right = a.x < b.x ? b : a;
  guint end = column_from (self, right.x);

  for (guint i = column_from (self, left.x); i < end && !self->is_too_much; i++)
    {
      double x = self->area.x + (i + 0.5) * self->step;

      add_part (self, &self->crossings, i,
                fw_lerp (left.y, right.y, (x - left.x) / (right.x - left.x)), 0.0);
    }
}

static void
add_ring (FwColumns *self, const FwPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      FwPoint a = points[i], b = points[(i + 1) % n];

      if (!isfinite (a.x + a.y + b.x + b.y))
        {
          self->is_too_much = TRUE;
          return;
        }
      cross (self, a, b);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Turns the crossings into intervals by the even-odd rule. */
static void
end_outline (FwColumns *self)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->n && self->crossings.parts->len > 0; i++)
    {
      g_array_set_size (heights, 0);
      for (guint32 at = self->crossings.heads[i]; at != NO_PART;)
        {
          Part part = g_array_index (self->crossings.parts, Part, at);

          g_array_append_val (heights, part.top);
          at = part.next;
        }
      self->crossings.heads[i] = NO_PART;
      g_array_sort (heights, compare_doubles);
      for (guint j = 0; j + 1 < heights->len; j += 2)
        cover (self, i, g_array_index (heights, double, j), g_array_index (heights, double, j + 1));
    }
  g_array_set_size (self->crossings.parts, 0);
}

/* By its corners on the curve, which leave out a six hundredth of its area. */
static void
add_ellipse (FwColumns *self, FwShape *shape)
{
  FwPoint centre, corners[ELLIPSE_CORNERS];
  double width, height, degrees;

  fw_shape_get_rotated_box (shape, &centre, &width, &height, &degrees);

  double turn_x = cos (degrees * G_PI / 180.0), turn_y = sin (degrees * G_PI / 180.0);

  for (guint i = 0; i < ELLIPSE_CORNERS; i++)
    {
      double x = width / 2.0 * cos (i * 2.0 * G_PI / ELLIPSE_CORNERS);
      double y = height / 2.0 * sin (i * 2.0 * G_PI / ELLIPSE_CORNERS);

      corners[i]
          = FW_POINT (centre.x + x * turn_x - y * turn_y, centre.y + x * turn_y + y * turn_x);
    }
  add_ring (self, corners, ELLIPSE_CORNERS);
}

static void
add_mask (FwColumns *self, FwShape *shape)
{
  gsize n;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (shape, &n, &width, &height);
  guint64 at = 0;

  for (gsize i = 0; i < n && height > 0 && !self->is_too_much; at += runs[i++])
    for (guint64 left = (i & 1) ? runs[i] : 0, from = at; left > 0 && !self->is_too_much;)
      {
        guint64 column = from / height, row = from % height;
        guint64 length = MIN (left, height - row);

        cover_rect (self, column, column + 1.0, row, row + length);
        from += length;
        left -= length;
      }
}

void
fw_columns_add (FwColumns *self, const FwLabel *label)
{
  FwRect box = label->box;
  FwPoint corners[4];
  FwShape *shape;

  if (self->is_too_much)
    return;

  switch (fw_track_get_kind (label->track))
    {
    case FW_SHAPE_BOX:
      cover_rect (self, box.x, box.x + box.width, box.y, box.y + box.height);
      return;
    case FW_SHAPE_ROTATED_BOX:
      fw_shape_get_corners (fw_label_get_shape (label), corners);
      add_ring (self, corners, G_N_ELEMENTS (corners));
      break;
    case FW_SHAPE_ELLIPSE:
      add_ellipse (self, fw_label_get_shape (label));
      break;
    case FW_SHAPE_MASK:
      add_mask (self, fw_label_get_shape (label));
      return;
    case FW_SHAPE_POLYGON:
      shape = fw_label_get_shape (label);
      for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
        {
          FwRing ring = fw_shape_get_ring (shape, i);
          g_autofree FwPoint *points = fw_ring_dup_points (ring);

          add_ring (self, points, ring.n_vertices);
        }
      break;
    default:
      return;
    }
  end_outline (self);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *left = a, *right = b;

  return left->top < right->top ? -1 : left->top > right->top;
}

/* The intervals of a column, joined, ascending. */
static void
read_column (const FwColumns *self, guint column, GArray *out)
{
  guint kept = 0;

  g_array_set_size (out, 0);
  for (guint32 at = self->covered.heads[column]; at != NO_PART;)
    {
      Part part = g_array_index (self->covered.parts, Part, at);

      g_array_append_val (out, part);
      at = part.next;
    }
  if (out->len > 1)
    g_array_sort (out, compare_parts);
  for (guint i = 0; i < out->len; i++)
    {
      Part part = g_array_index (out, Part, i);
      Part *last = kept > 0 ? &g_array_index (out, Part, kept - 1) : NULL;

      if (last && part.top <= last->bottom)
        last->bottom = MAX (last->bottom, part.bottom);
      else
        g_array_index (out, Part, kept++) = part;
    }
  g_array_set_size (out, kept);
}

/* Length of what both lists cover. */
static double
measure_common (const GArray *a, const GArray *b)
{
  double length = 0.0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      Part left = g_array_index (a, Part, i), right = g_array_index (b, Part, j);

      length += MAX (0.0, MIN (left.bottom, right.bottom) - MAX (left.top, right.top));
      if (left.bottom < right.bottom)
        i++;
      else
        j++;
    }

  return length;
}

double
fw_columns_measure (FwColumns *a, FwColumns *b)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (Part));
  double length = 0.0;

  if (a->is_too_much || (b && b->is_too_much))
    return NAN;

  for (guint i = 0; i < a->n; i++)
    {
      read_column (a, i, left);
      if (b)
        read_column (b, i, right);
      length += measure_common (left, b ? right : left);
    }

  return length * a->step;
}
