/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Turning pictures upright. Cameras store pixels as the sensor reads them and
 * say in a tag how the camera was held. Both notations (EXIF's eight values
 * and the matrix of MP4 and QuickTime) become one FwOrientation; rotations by
 * other angles than quarter turns are taken to the nearest one.
 */

#include "media/orientation.h"

#include <string.h>

/* Side of the square blocks of a transposition: both the rows read and the
 * rows written stay in the first-level cache. */
#define BLOCK 16

FwOrientation
fw_orientation_from_exif (int value)
{
  static const FwOrientation by_value[] = {
    [1] = { FALSE, FALSE, FALSE }, [2] = { FALSE, TRUE, FALSE }, [3] = { FALSE, TRUE, TRUE },
    [4] = { FALSE, FALSE, TRUE },  [5] = { TRUE, FALSE, FALSE }, [6] = { TRUE, TRUE, FALSE },
    [7] = { TRUE, TRUE, TRUE },    [8] = { TRUE, FALSE, TRUE },
  };

  return value >= 1 && value <= 8 ? by_value[value] : by_value[1];
}

FwOrientation
fw_orientation_from_matrix (const gint32 *matrix)
{
  gint64 xx = matrix[0], xy = matrix[1], yx = matrix[3], yy = matrix[4];

  if (ABS (xx) + ABS (yy) >= ABS (xy) + ABS (yx))
    return (FwOrientation) { FALSE, xx < 0, yy < 0 };

  return (FwOrientation) { TRUE, yx < 0, xy < 0 };
}

gboolean
fw_orientation_is_mirrored (FwOrientation self)
{
  return (!!self.transpose ^ !!self.flip_x ^ !!self.flip_y) != 0;
}

int
fw_orientation_get_rotation (FwOrientation self)
{
  if (!self.transpose)
    return self.flip_y ? 180 : 0;

  return self.flip_x ? 90 : 270;
}

static void
flip_rows (FwOrientation  self,
           const guint8  *from,
           gsize          from_stride,
           guint          width,
           guint          height,
           guint8        *to,
           gsize          to_stride)
{
  for (guint y = 0; y < height; y++)
    {
      const guint8 *in = from + (self.flip_y ? height - 1 - y : y) * from_stride;
      guint8 *out = to + y * to_stride;

      if (!self.flip_x)
        {
          memcpy (out, in, (gsize) width * 3);
          continue;
        }
      for (guint x = 0; x < width; x++)
        memcpy (out + (gsize) x * 3, in + (gsize) (width - 1 - x) * 3, 3);
    }
}

static void
transpose_block (FwOrientation  self,
                 const guint8  *from,
                 gsize          from_stride,
                 guint          width,
                 guint          height,
                 guint          left,
                 guint          top,
                 guint8        *to,
                 gsize          to_stride)
{
  guint right = MIN (left + BLOCK, width);
  guint bottom = MIN (top + BLOCK, height);

  for (guint x = left; x < right; x++)
    {
      guint8 *out = to + (self.flip_y ? width - 1 - x : x) * to_stride;

      for (guint y = top; y < bottom; y++)
        memcpy (out + (gsize) (self.flip_x ? height - 1 - y : y) * 3,
                from + y * from_stride + (gsize) x * 3, 3);
    }
}

void
fw_orientation_apply_rgb (FwOrientation  self,
                          const guint8  *from,
                          gsize          from_stride,
                          guint          width,
                          guint          height,
                          guint8        *to,
                          gsize          to_stride)
{
  if (!self.transpose)
    {
      flip_rows (self, from, from_stride, width, height, to, to_stride);
      return;
    }

  for (guint top = 0; top < height; top += BLOCK)
    for (guint left = 0; left < width; left += BLOCK)
      transpose_block (self, from, from_stride, width, height, left, top, to, to_stride);
}

static guint
read_u16 (const guint8 *data,
          gboolean      big_endian)
{
  return big_endian ? (guint) data[0] << 8 | data[1] : (guint) data[1] << 8 | data[0];
}

static guint32
read_u32 (const guint8 *data,
          gboolean      big_endian)
{
  return big_endian ? read_u16 (data, TRUE) << 16 | read_u16 (data + 2, TRUE)
                    : read_u16 (data + 2, FALSE) << 16 | read_u16 (data, FALSE);
}

int
fw_exif_find_orientation (const guint8 *data,
                          gsize         length)
{
  if (length < 14 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return 1;

  gboolean big_endian = data[0] == 'M';
  gsize offset = read_u32 (data + 4, big_endian);

  if (offset < 8 || offset > length - 2)
    return 1;

  guint n_entries = read_u16 (data + offset, big_endian);

  offset += 2;
  for (guint i = 0; i < n_entries && length - offset >= 12; i++, offset += 12)
    {
      const guint8 *entry = data + offset;

      if (read_u16 (entry, big_endian) != 0x0112)
        continue;

      guint type = read_u16 (entry + 2, big_endian);
      guint value = type == 3 ? read_u16 (entry + 8, big_endian)
                    : type == 4 ? read_u32 (entry + 8, big_endian) : 0;

      return value >= 1 && value <= 8 ? (int) value : 1;
    }

  return 1;
}
