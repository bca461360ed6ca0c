/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Rectangles that overlap. Few are compared each with each, which is faster
 * than sorting them into cells.
 */

#include "fw-config.h"
#include "rules/check-grid.h"

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

struct _FwGrid
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
};

FwGrid *
fw_grid_new (void)
{
  FwGrid *self = g_new0 (FwGrid, 1);

  self->boxes = g_array_new (FALSE, FALSE, sizeof (FwRect));
  self->large = g_array_new (FALSE, FALSE, sizeof (guint));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->heads = g_new (guint, MAX_SIDE * MAX_SIDE);

  return self;
}

void
fw_grid_free (FwGrid *self)
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
fw_grid_clear (FwGrid *self)
{
  g_array_set_size (self->boxes, 0);
}

void
fw_grid_add (FwGrid *self,
             FwRect  box)
{
  g_array_append_val (self->boxes, box);
}

static inline FwRect
get_box (const FwGrid *self,
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

static void
compare_all (FwGrid    *self,
             FwGridFunc func,
             gpointer   user_data)
{
  for (guint i = 0; i < self->boxes->len; i++)
    for (guint j = i + 1; j < self->boxes->len; j++)
      if (overlap (get_box (self, i), get_box (self, j)))
        func (i, j, user_data);
}

/* FALSE when a grid makes no sense. */
static gboolean
lay_out (FwGrid *self)
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
column_of (const FwGrid *self,
           double        x)
{
  return cell_of (x, self->bounds.x, self->cell_width, self->side_x);
}

static int
row_of (const FwGrid *self,
        double        y)
{
  return cell_of (y, self->bounds.y, self->cell_height, self->side_y);
}

/* Compares with the rectangles in one cell. A pair that shares several cells is
 * told in the one with the top left corner of its common part. */
static void
compare_cell (FwGrid    *self,
              guint      index,
              int        cell,
              FwGridFunc func,
              gpointer   user_data)
{
  FwRect box = get_box (self, index);

  for (guint at = self->heads[cell]; at != G_MAXUINT;)
    {
      Link link = g_array_index (self->links, Link, at);
      FwRect other = get_box (self, link.box);

      if (overlap (box, other)
          && column_of (self, MAX (box.x, other.x)) == cell % self->side_x
          && row_of (self, MAX (box.y, other.y)) == cell / self->side_x)
        func (link.box, index, user_data);
      at = link.next;
    }
}

static void
enter_cell (FwGrid *self,
            guint   index,
            int     cell)
{
  Link link = { index, self->heads[cell] };

  self->heads[cell] = self->links->len;
  g_array_append_val (self->links, link);
}

void
fw_grid_find_pairs (FwGrid    *self,
                    FwGridFunc func,
                    gpointer   user_data)
{
  if (self->boxes->len <= FEW || !lay_out (self))
    {
      compare_all (self, func, user_data);
      return;
    }

  for (guint i = 0; i < self->boxes->len; i++)
    {
      FwRect box = get_box (self, i);

      if (!is_finite (box))
        continue;
      for (guint j = 0; j < self->large->len; j++)
        if (overlap (box, get_box (self, g_array_index (self->large, guint, j))))
          func (g_array_index (self->large, guint, j), i, user_data);

      int x1 = column_of (self, box.x), x2 = column_of (self, box.x + box.width);
      int y1 = row_of (self, box.y), y2 = row_of (self, box.y + box.height);

      for (int y = y1; y <= y2; y++)
        for (int x = x1; x <= x2; x++)
          compare_cell (self, i, y * self->side_x + x, func, user_data);

      if ((x2 - x1 + 1) * (y2 - y1 + 1) > MAX_CELLS)
        {
          g_array_append_val (self->large, i);
          continue;
        }
      for (int y = y1; y <= y2; y++)
        for (int x = x1; x <= x2; x++)
          enter_cell (self, i, y * self->side_x + x);
    }
}
