/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/box-grid.h"

#include <math.h>
#include <stdlib.h>

/* Cells on a side at most: boxes that cover everything are in all of them. */
#define MAX_SIDE 64

/* The cells that a box lies in. */
typedef struct
{
  guint8 left, right, top, bottom; /* both ends belong to it */
} Cells;

struct _FwBoxGrid
{
  const FwScoreBox *boxes;     /* borrowed */
  gsize             n_boxes;
  GArray           *cells;     /* (owned) (element-type Cells) of each box */
  double            x, y;      /* where the first cell begins */
  double            per_x;     /* cells per pixel */
  double            per_y;
  guint             n_columns; /* 0: the grid is empty */
  guint             n_rows;
  gsize            *starts;    /* (owned) of each cell in @members */
  GArray           *members;   /* (owned) (element-type guint32) indices of boxes, by cell */
};

FwBoxGrid *
fw_box_grid_new (void)
{
  FwBoxGrid *self = g_new0 (FwBoxGrid, 1);

  self->starts = g_new0 (gsize, MAX_SIDE * MAX_SIDE + 1);
  self->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cells));

  return self;
}

void
fw_box_grid_free (FwBoxGrid *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->starts);
  g_array_unref (self->members);
  g_array_unref (self->cells);
  g_free (self);
}

/* What is turned inside out covers nothing, as fw_rect_iou() has it. */
static gboolean
is_somewhere (FwRect box)
{
  return isfinite (box.x + box.y + box.width + box.height) && box.width > 0.0 && box.height > 0.0;
}

static guint8
find_cell (double place, guint n)
{
  return (guint8) (place >= (double) n - 1.0 ? n - 1 : place > 0.0 ? (guint) place : 0);
}

static Cells
find_cells (const FwBoxGrid *self, FwRect box)
{
  return (Cells){
    find_cell ((box.x - self->x) * self->per_x, self->n_columns),
    find_cell ((box.x + box.width - self->x) * self->per_x, self->n_columns),
    find_cell ((box.y - self->y) * self->per_y, self->n_rows),
    find_cell ((box.y + box.height - self->y) * self->per_y, self->n_rows),
  };
}

/* As many cells on a side as boxes of the usual size would fit there, but not
 * many more in all than there are boxes. */
static void
measure (FwBoxGrid *self)
{
  double right = -INFINITY, bottom = -INFINITY;
  double width = 0.0, height = 0.0;
  guint most = (guint) CLAMP (2.0 * sqrt ((double) self->n_boxes), 1.0, MAX_SIDE);
  gsize n = 0;

  self->x = self->y = INFINITY;
  for (gsize i = 0; i < self->n_boxes; i++)
    {
      FwRect box = self->boxes[i].box;

      if (!is_somewhere (box))
        continue;
      self->x = MIN (self->x, box.x);
      self->y = MIN (self->y, box.y);
      right = MAX (right, box.x + box.width);
      bottom = MAX (bottom, box.y + box.height);
      width += box.width;
      height += box.height;
      n++;
    }

  self->n_columns = self->n_rows = 0;
  if (n == 0)
    return;
  self->n_columns = 1 + find_cell ((right - self->x) / (width / (double) n), most);
  self->n_rows = 1 + find_cell ((bottom - self->y) / (height / (double) n), most);
  self->per_x = self->n_columns / (right - self->x);
  self->per_y = self->n_rows / (bottom - self->y);
}

static gsize
get_cell (const FwBoxGrid *self, guint column, guint row)
{
  return (gsize) row * self->n_columns + column;
}

/* Counts, or puts down with @places, one box. */
static void
enter (FwBoxGrid *self, guint32 index, gsize *places)
{
  Cells cells = g_array_index (self->cells, Cells, index);

  for (guint row = cells.top; row <= cells.bottom; row++)
    for (guint column = cells.left; column <= cells.right; column++)
      if (places)
        g_array_index (self->members, guint32, places[get_cell (self, column, row)]++) = index;
      else
        self->starts[get_cell (self, column, row) + 1]++;
}

void
fw_box_grid_fill (FwBoxGrid *self, const FwScoreBox *boxes, gsize n_boxes)
{
  g_return_if_fail (self != NULL && (boxes != NULL || n_boxes == 0));
  g_return_if_fail (n_boxes < G_MAXUINT32);

  gsize n_cells;

  self->boxes = boxes;
  self->n_boxes = n_boxes;
  measure (self);
  n_cells = get_cell (self, 0, self->n_rows);
  for (gsize cell = 0; cell <= n_cells; cell++)
    self->starts[cell] = 0;
  if (n_cells == 0)
    return;

  g_array_set_size (self->cells, (guint) n_boxes);
  for (guint32 i = 0; i < n_boxes; i++)
    if (is_somewhere (boxes[i].box))
      {
        g_array_index (self->cells, Cells, i) = find_cells (self, boxes[i].box);
        enter (self, i, NULL);
      }
  for (gsize cell = 0; cell < n_cells; cell++)
    self->starts[cell + 1] += self->starts[cell];
  g_array_set_size (self->members, (guint) self->starts[n_cells]);

  g_autofree gsize *places = g_memdup2 (self->starts, n_cells * sizeof (gsize));

  for (guint32 i = 0; i < n_boxes; i++)
    if (is_somewhere (boxes[i].box))
      enter (self, i, places);
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint32 left = ((const FwOverlap *) a)->index;
  guint32 right = ((const FwOverlap *) b)->index;

  return (left > right) - (left < right);
}

/* Two boxes that share several cells meet in the first of these. */
static void
look_into (FwBoxGrid *self, FwRect box, const Cells *cells, guint column, guint row, GArray *overlaps)
{
  gsize cell = get_cell (self, column, row);

  for (gsize k = self->starts[cell]; k < self->starts[cell + 1]; k++)
    {
      FwOverlap overlap = { g_array_index (self->members, guint32, k), 0.0 };
      const Cells *others = &g_array_index (self->cells, Cells, overlap.index);

      if (MAX (others->left, cells->left) != column || MAX (others->top, cells->top) != row)
        continue;
      overlap.iou = fw_rect_iou (box, self->boxes[overlap.index].box);
      if (overlap.iou > 0.0)
        g_array_append_val (overlaps, overlap);
    }
}

void
fw_box_grid_find (FwBoxGrid *self, FwRect box, GArray *out_overlaps)
{
  g_return_if_fail (self != NULL && out_overlaps != NULL);

  g_array_set_size (out_overlaps, 0);
  if (self->n_columns == 0 || !is_somewhere (box))
    return;

  Cells cells = find_cells (self, box);

  for (guint row = cells.top; row <= cells.bottom; row++)
    for (guint column = cells.left; column <= cells.right; column++)
      look_into (self, box, &cells, column, row, out_overlaps);
  if (out_overlaps->len > 1)
    g_array_sort (out_overlaps, compare_indices);
}
