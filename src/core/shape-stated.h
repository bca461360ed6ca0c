/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/shape.h"

G_BEGIN_DECLS

typedef enum
{
  FW_STATED_BOX = 1 << 0,
  FW_STATED_AREA = 1 << 1,
  FW_STATED_RUNS = 1 << 2, /* the runs of a mask did not fit; it became its box */
  FW_STATED_ANGLE = 1 << 3 /* a whole turn or more */
} FwStatedBit;

/**
 * FwStated:
 *
 * What the file said of a shape besides the geometry that was taken from it,
 * where the two do not agree. Rides on the shape that was read: whoever draws
 * the label anew or moves it makes another shape, about which no file has said
 * anything. Does not count for equality and is not written.
 */
typedef struct
{
  guint has;      /* bits of FwStatedBit */
  FwRect box;     /* as geometry.h has it */
  double area;    /* square pixels */
  guint64 pixels; /* that the runs add up to, as far as they were read */
  guint width;    /* of the picture of the mask */
  guint height;
  double degrees;
} FwStated;

/* NULL for all but a few shapes. */
const FwStated *fw_shape_get_stated (const FwShape *self);
/* The same shape with @stated (nullable: as it is). Takes @self, of which there
 * may be no other reference. Returns: (transfer full) */
FwShape *fw_shape_take_stated (FwShape *self, const FwStated *stated) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
