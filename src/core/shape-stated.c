/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Notes behind a shape, in the same allocation, so that the many shapes
 * without them pay nothing.
 */

#include "core/shape-stated.h"

#include "core/shape-private.h"

static gsize
place_of (const FwShape *self)
{
  gsize size = fw_shape_get_size (self);

  return (size + 7) / 8 * 8;
}

const FwStated *
fw_shape_get_stated (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!self->has_stated)
    return NULL;

  return (const FwStated *) (gconstpointer) ((const char *) self + place_of (self));
}

FwShape *
fw_shape_take_stated (FwShape        *self,
                      const FwStated *stated)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (g_atomic_ref_count_compare (&self->ref_count, 1), self);

  if (!stated)
    return self;

  gsize place = place_of (self);

  self = g_realloc (self, place + sizeof (FwStated));
  *(FwStated *) (gpointer) ((char *) self + place) = *stated;
  self->has_stated = TRUE;
  if (self->kind == FW_SHAPE_POLYGON || self->kind == FW_SHAPE_POLYLINE)
    fw_polygon_find_rings ((FwPolygonShape *) self);

  return self;
}
