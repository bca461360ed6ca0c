/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "media/png.h"

struct _FwPicture
{
  gatomicrefcount ref_count;
  guint           width;
  guint           height;
  gsize           stride;
  GBytes         *pixels; /* (owned) */
};

FwPicture *
fw_picture_new (guint   width,
                guint   height,
                gsize   stride,
                GBytes *pixels)
{
  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (stride >= (gsize) width * 3, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= (height - 1) * stride + (gsize) width * 3,
                        NULL);

  FwPicture *self = g_new0 (FwPicture, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->pixels = pixels;

  return self;
}

FwPicture *
fw_picture_ref (FwPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_picture_unref (FwPicture *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->pixels);
  g_free (self);
}

guint
fw_picture_get_width (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->width;
}

guint
fw_picture_get_height (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->height;
}

gsize
fw_picture_get_stride (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->stride;
}

GBytes *
fw_picture_get_bytes (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->pixels;
}

const guint8 *
fw_picture_get_pixels (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_bytes_get_data (self->pixels, NULL);
}

gsize
fw_picture_get_size (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return sizeof *self + g_bytes_get_size (self->pixels);
}

/* The mean of the source pixels under one target pixel. */
static void
average_pixel (FwPicture *self,
               guint      left,
               guint      right,
               guint      top,
               guint      bottom,
               guint8    *out)
{
  const guint8 *pixels = fw_picture_get_pixels (self);
  guint64 sums[3] = { 0 };
  guint64 n = (guint64) (right - left) * (bottom - top);

  for (guint y = top; y < bottom; y++)
    {
      const guint8 *in = pixels + y * self->stride + (gsize) left * 3;

      for (guint x = left; x < right; x++, in += 3)
        {
          sums[0] += in[0];
          sums[1] += in[1];
          sums[2] += in[2];
        }
    }
  for (guint i = 0; i < 3; i++)
    out[i] = (guint8) ((sums[i] + n / 2) / n);
}

FwPicture *
fw_picture_scale_to_fit (FwPicture *self,
                         guint      max_width,
                         guint      max_height)
{
  double scale = 1.0;

  g_return_val_if_fail (self != NULL, NULL);

  if (max_width > 0)
    scale = MIN (scale, (double) max_width / self->width);
  if (max_height > 0)
    scale = MIN (scale, (double) max_height / self->height);
  if (scale >= 1.0)
    return fw_picture_ref (self);

  guint width = MAX ((guint) (self->width * scale + 0.5), 1);
  guint height = MAX ((guint) (self->height * scale + 0.5), 1);
  gsize stride = (gsize) width * 3;
  guint8 *out = g_malloc (stride * height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint left = (guint) ((guint64) x * self->width / width);
        guint top = (guint) ((guint64) y * self->height / height);
        guint right = (guint) ((guint64) (x + 1) * self->width / width);
        guint bottom = (guint) ((guint64) (y + 1) * self->height / height);

        average_pixel (self, left, MAX (right, left + 1), top, MAX (bottom, top + 1),
                       out + y * stride + (gsize) x * 3);
      }

  return fw_picture_new (width, height, stride, g_bytes_new_take (out, stride * height));
}

gboolean
fw_picture_write_png (FwPicture  *self,
                      int         fd,
                      GError    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return fw_png_write (fd, fw_picture_get_pixels (self), self->width, self->height, self->stride,
                       error);
}

gboolean
fw_picture_save_png (FwPicture   *self,
                     const char  *path,
                     GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  g_autofree char *name = g_filename_display_name (path);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  int saved_errno = errno;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("“%s” cannot be written: %s"), name, g_strerror (saved_errno));
      return FALSE;
    }
  if (!fw_picture_write_png (self, fd, error))
    {
      g_prefix_error (error, _("“%s” cannot be written: "), name);
      close (fd);
      g_unlink (temporary);
      return FALSE;
    }

  gboolean is_written = fsync (fd) == 0;

  saved_errno = errno;
  if (close (fd) != 0 && is_written)
    {
      is_written = FALSE;
      saved_errno = errno;
    }
  if (is_written && g_rename (temporary, path) != 0)
    {
      is_written = FALSE;
      saved_errno = errno;
    }
  if (is_written)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("“%s” cannot be written: %s"), name, g_strerror (saved_errno));
  g_unlink (temporary);
  return FALSE;
}
