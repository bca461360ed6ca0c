/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/box-grid.h"

#include "core/rect-grid.h"

struct _FwBoxGrid
{
  FwRectGrid       *grid;  /* (owned) */
  GArray           *found; /* (owned) (element-type guint) */
  const FwScoreBox *boxes; /* borrowed */
};

FwBoxGrid *
fw_box_grid_new (void)
{
  FwBoxGrid *self = g_new0 (FwBoxGrid, 1);

  self->grid = fw_rect_grid_new ();
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

void
fw_box_grid_free (FwBoxGrid *self)
{
  g_return_if_fail (self != NULL);

  fw_rect_grid_free (self->grid);
  g_array_unref (self->found);
  g_free (self);
}

void
fw_box_grid_fill (FwBoxGrid *self, const FwScoreBox *boxes, gsize n_boxes)
{
  g_return_if_fail (self != NULL && (boxes != NULL || n_boxes == 0));

  self->boxes = boxes;
  fw_rect_grid_clear (self->grid);
  for (gsize i = 0; i < n_boxes; i++)
    fw_rect_grid_add (self->grid, boxes[i].box);
}

void
fw_box_grid_find (FwBoxGrid *self, FwRect box, GArray *out_overlaps)
{
  g_return_if_fail (self != NULL && out_overlaps != NULL);

  g_array_set_size (out_overlaps, 0);
  fw_rect_grid_find (self->grid, box, self->found);
  for (guint i = 0; i < self->found->len; i++)
    {
      FwOverlap overlap = { g_array_index (self->found, guint, i), 0.0 };

      /* What is turned inside out covers nothing. */
      overlap.iou = fw_rect_iou (box, self->boxes[overlap.index].box);
      if (overlap.iou > 0.0)
        g_array_append_val (out_overlaps, overlap);
    }
}
