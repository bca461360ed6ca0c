/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Rectangles that overlap. Few are compared each with each, which is faster
 * than sorting them into cells.
 */

#include "core/rect-grid.h"

#include <math.h>
#include <string.h>

#define FEW 40
#define MAX_SIDE 64   /* cells along each side */
#define MAX_CELLS 256 /* a rectangle over more cells is compared with all */

/* One rectangle in one cell. */
typedef struct
{
  guint box;
  guint next;
} Link;

struct _FwRectGrid
{
  GArray *boxes; /* (element-type FwRect) (owned) */
  GArray *large; /* (element-type guint) (owned) those over very many cells */
  GArray *links; /* (element-type Link) (owned) */
  guint  *heads; /* (owned) first link of each cell */
  FwRect  bounds;
  double  cell_width;
  double  cell_height;
  int     side_x;
  int     side_y;
  guint   n_entered; /* how many of @boxes are in the cells, or in @large */
};

FwRectGrid *
fw_rect_grid_new (void)
{
  FwRectGrid *self = g_new0 (FwRectGrid, 1);

  self->boxes = g_array_new (FALSE, FALSE, sizeof (FwRect));
  self->large = g_array_new (FALSE, FALSE, sizeof (guint));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->heads = g_new (guint, MAX_SIDE * MAX_SIDE);

  return self;
}

void
fw_rect_grid_free (FwRectGrid *self)
{
  if (!self)
    return;

  g_array_unref (self->boxes);
  g_array_unref (self->large);
  g_array_unref (self->links);
  g_free (self->heads);
  g_free (self);
}

void
fw_rect_grid_clear (FwRectGrid *self)
{
  g_array_set_size (self->boxes, 0);
  self->n_entered = 0;
}

static inline FwRect
get_box (const FwRectGrid *self,
         guint         index)
{
  return g_array_index (self->boxes, FwRect, index);
}

static inline gboolean
overlap (FwRect a,
         FwRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
         && b.y < a.y + a.height;
}

static gboolean
is_finite (FwRect box)
{
  return isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height);
}

void
fw_rect_grid_add (FwRectGrid *self,
                  FwRect      box)
{
  static const FwRect nowhere = { NAN, NAN, NAN, NAN }; /* overlaps nothing */

  g_array_append_val (self->boxes, *(is_finite (box) ? &box : &nowhere));
  /* The cells are as large as those that were there. */
  self->n_entered = 0;
}

static void
compare_all (FwRectGrid    *self,
             FwRectPairFunc func,
             gpointer   user_data)
{
  for (guint i = 0; i < self->boxes->len; i++)
    for (guint j = i + 1; j < self->boxes->len; j++)
      if (overlap (get_box (self, i), get_box (self, j)))
        func (i, j, user_data);
}

/* FALSE when a grid makes no sense. */
static gboolean
lay_out (FwRectGrid *self)
{
  double width = 0.0, height = 0.0;
  guint n = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      FwRect box = get_box (self, i);

      if (!is_finite (box))
        continue;
      self->bounds = n == 0 ? box : fw_rect_union (self->bounds, box);
      width += box.width;
      height += box.height;
      n++;
    }
  if (n < 2 || !(self->bounds.width > 0.0) || !(self->bounds.height > 0.0)
      || !isfinite (self->bounds.width) || !isfinite (self->bounds.height))
    return FALSE;

  self->side_x = CLAMP (self->bounds.width / MAX (width / n, 1e-9), 1, MAX_SIDE);
  self->side_y = CLAMP (self->bounds.height / MAX (height / n, 1e-9), 1, MAX_SIDE);
  self->cell_width = self->bounds.width / self->side_x;
  self->cell_height = self->bounds.height / self->side_y;
  memset (self->heads, 0xff, sizeof (guint) * self->side_x * self->side_y);
  g_array_set_size (self->links, 0);
  g_array_set_size (self->large, 0);

  return TRUE;
}

static int
cell_of (double position,
         double origin,
         double size,
         int    side)
{
  double cell = (position - origin) / size;

  return cell < 0.0 ? 0 : cell >= side ? side - 1 : (int) cell;
}

static int
column_of (const FwRectGrid *self,
           double        x)
{
  return cell_of (x, self->bounds.x, self->cell_width, self->side_x);
}

static int
row_of (const FwRectGrid *self,
        double        y)
{
  return cell_of (y, self->bounds.y, self->cell_height, self->side_y);
}

/* The cells a rectangle lies in, both ends included. */
typedef struct
{
  int x1, y1, x2, y2;
} Cells;

static Cells
cells_of (const FwRectGrid *self,
          FwRect            box)
{
  return (Cells) { column_of (self, box.x), row_of (self, box.y),
                   column_of (self, box.x + box.width), row_of (self, box.y + box.height) };
}

/* Calls @func with what is entered and overlaps @box, which is the @index-th. Two
 * that share several cells are told in the one with the top left corner of what
 * they have in common. */
static inline void
look_around (FwRectGrid    *self,
             FwRect         box,
             guint          index,
             FwRectPairFunc func,
             gpointer       user_data)
{
  Cells cells = cells_of (self, box);

  for (guint i = 0; i < self->large->len; i++)
    {
      guint large = g_array_index (self->large, guint, i);

      if (overlap (box, get_box (self, large)))
        func (large, index, user_data);
    }

  for (int y = cells.y1; y <= cells.y2; y++)
    for (int x = cells.x1; x <= cells.x2; x++)
      for (guint at = self->heads[y * self->side_x + x]; at != G_MAXUINT;)
        {
          Link link = g_array_index (self->links, Link, at);
          FwRect other = get_box (self, link.box);

          if (overlap (box, other) && column_of (self, MAX (box.x, other.x)) == x
              && row_of (self, MAX (box.y, other.y)) == y)
            func (link.box, index, user_data);
          at = link.next;
        }
}

static void
enter (FwRectGrid *self,
       guint       index)
{
  Cells cells = cells_of (self, get_box (self, index));

  if ((cells.x2 - cells.x1 + 1) * (cells.y2 - cells.y1 + 1) > MAX_CELLS)
    {
      g_array_append_val (self->large, index);
      return;
    }
  for (int y = cells.y1; y <= cells.y2; y++)
    for (int x = cells.x1; x <= cells.x2; x++)
      {
        int cell = y * self->side_x + x;
        Link link = { index, self->heads[cell] };

        self->heads[cell] = self->links->len;
        g_array_append_val (self->links, link);
      }
}

void
fw_rect_grid_find_pairs (FwRectGrid    *self,
                         FwRectPairFunc func,
                         gpointer       user_data)
{
  g_return_if_fail (self != NULL);

  if (self->boxes->len <= FEW || !lay_out (self))
    {
      compare_all (self, func, user_data);
      return;
    }

  for (guint i = 0; i < self->boxes->len; i++)
    if (is_finite (get_box (self, i)))
      {
        look_around (self, get_box (self, i), i, func, user_data);
        enter (self, i);
      }
  self->n_entered = self->boxes->len;
}

static void
keep_found (guint    found,
            guint    index,
            gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, found);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

void
fw_rect_grid_find (FwRectGrid *self,
                   FwRect      box,
                   GArray     *out_found)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (out_found != NULL);

  g_array_set_size (out_found, 0);
  if (!is_finite (box))
    return;

  if (self->n_entered < self->boxes->len && self->boxes->len > FEW && lay_out (self))
    {
      for (guint i = 0; i < self->boxes->len; i++)
        if (is_finite (get_box (self, i)))
          enter (self, i);
      self->n_entered = self->boxes->len;
    }
  if (self->n_entered > 0)
    {
      look_around (self, box, G_MAXUINT, keep_found, out_found);
      if (out_found->len > 1)
        g_array_sort (out_found, compare_numbers);
      return;
    }

  for (guint i = 0; i < self->boxes->len; i++)
    if (overlap (box, get_box (self, i)))
      g_array_append_val (out_found, i);
}
