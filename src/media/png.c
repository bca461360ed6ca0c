/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only file that includes libpng. libpng reports errors by longjmp: each
 * entry point sets one jump target, keeps everything that must survive the
 * jump in a struct behind a pointer, and declares nothing that needs a cleanup
 * between setjmp and the end of the libpng calls.
 */

#include "media/png.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "media/demuxer.h"
#include "media/media-error.h"

typedef struct
{
  const guint8 *data;
  gsize         length;
  gsize         offset;
  png_structp   png;
  png_infop     info;
  guint8       *rgba;       /* decoded rows, width * 4 bytes */
  guint         width;
  guint         height;
  gboolean      has_pixels; /* rows are being read */
  gboolean      is_cut_off;
  char          message[160];
} Reader;

typedef struct
{
  int  fd;
  int  saved_errno;
  char message[160];
} Writer;

void
fw_png_clear (FwPng *self)
{
  g_clear_pointer (&self->pixels, g_free);
}

static void
error_cb (png_structp     png,
          png_const_charp message)
{
  char *out = png_get_error_ptr (png);

  g_strlcpy (out, message, 160);
  png_longjmp (png, 1);
}

static void
warning_cb (png_structp     png,
            png_const_charp message)
{
  g_debug ("png: %s", message);
}

static void
read_cb (png_structp png,
         png_bytep   out,
         size_t      length)
{
  Reader *reader = png_get_io_ptr (png);

  if (length > reader->length - reader->offset)
    {
      reader->is_cut_off = TRUE;
      png_error (png, "the file ends early");
    }
  memcpy (out, reader->data + reader->offset, length);
  reader->offset += length;
}

/* Whatever the file holds becomes 8-bit RGBA. */
static void
set_transforms (Reader *reader)
{
  png_structp png = reader->png;

  png_set_expand (png);
  png_set_scale_16 (png);
  png_set_gray_to_rgb (png);
  png_set_add_alpha (png, 0xff, PNG_FILLER_AFTER);
}

static gboolean
read_rows (Reader *reader)
{
  if (setjmp (png_jmpbuf (reader->png)))
    return FALSE;

  png_set_user_limits (reader->png, FW_MEDIA_MAX_SIDE, FW_MEDIA_MAX_SIDE);
  png_set_read_fn (reader->png, reader, read_cb);
  /* Damaged check sums are told by what they damage. */
  png_set_crc_action (reader->png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
  png_read_info (reader->png, reader->info);
  reader->width = png_get_image_width (reader->png, reader->info);
  reader->height = png_get_image_height (reader->png, reader->info);
  if ((gint64) reader->width * reader->height > FW_MEDIA_MAX_PIXELS)
    png_error (reader->png, "the picture is too large");

  set_transforms (reader);

  int n_passes = png_set_interlace_handling (reader->png);

  png_read_update_info (reader->png, reader->info);
  if (png_get_rowbytes (reader->png, reader->info) != (gsize) reader->width * 4)
    png_error (reader->png, "unexpected row size");

  reader->rgba = g_try_malloc0 ((gsize) reader->width * 4 * reader->height);
  if (!reader->rgba)
    png_error (reader->png, "not enough memory");

  reader->has_pixels = TRUE;
  for (int pass = 0; pass < n_passes; pass++)
    for (guint y = 0; y < reader->height; y++)
      png_read_row (reader->png, reader->rgba + (gsize) y * reader->width * 4, NULL);
  png_read_end (reader->png, reader->info);

  return TRUE;
}

static void
blend_on_white (const Reader *reader,
                FwPng        *out)
{
  out->width = reader->width;
  out->height = reader->height;
  out->stride = (gsize) reader->width * 3;
  out->pixels = g_malloc (out->stride * out->height);
  for (gsize i = 0, n = (gsize) out->width * out->height; i < n; i++)
    {
      const guint8 *in = reader->rgba + i * 4;
      guint alpha = in[3];

      for (guint c = 0; c < 3; c++)
        out->pixels[i * 3 + c] = (guint8) ((in[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

gboolean
fw_png_read (const guint8  *data,
             gsize          length,
             FwPng         *out,
             GError       **error)
{
  Reader reader = { .data = data, .length = length };
  png_bytep exif = NULL;
  png_uint_32 exif_length = 0;

  *out = (FwPng) { 0 };
  reader.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, reader.message, error_cb, warning_cb);
  reader.info = reader.png ? png_create_info_struct (reader.png) : NULL;
  if (!reader.info)
    g_error ("out of memory");

  gboolean is_whole = read_rows (&reader);

  if (reader.has_pixels)
    {
      blend_on_white (&reader, out);
      out->is_cut_off = !is_whole;
      if (png_get_eXIf_1 (reader.png, reader.info, &exif_length, &exif))
        out->orientation = fw_orientation_from_exif (fw_exif_find_orientation (exif, exif_length));
    }
  else
    g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE, _("the PNG data cannot be read: %s"),
                 reader.message);
  png_destroy_read_struct (&reader.png, &reader.info, NULL);
  g_free (reader.rgba);

  return reader.has_pixels;
}

static void
write_cb (png_structp png,
          png_bytep   data,
          size_t      length)
{
  Writer *writer = png_get_io_ptr (png);

  while (length > 0)
    {
      ssize_t n = write (writer->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          writer->saved_errno = n < 0 ? errno : ENOSPC;
          png_error (png, "write error");
        }
      data += n;
      length -= (size_t) n;
    }
}

static void
flush_cb (png_structp png)
{
}

gboolean
fw_png_write (int            fd,
              const guint8  *pixels,
              guint          width,
              guint          height,
              gsize          stride,
              GError       **error)
{
  Writer writer = { .fd = fd };
  png_structp png
    = png_create_write_struct (PNG_LIBPNG_VER_STRING, writer.message, error_cb, warning_cb);
  png_infop info = png ? png_create_info_struct (png) : NULL;

  if (!info)
    g_error ("out of memory");

  if (setjmp (png_jmpbuf (png)))
    {
      png_destroy_write_struct (&png, &info);
      if (writer.saved_errno)
        g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (writer.saved_errno),
                             g_strerror (writer.saved_errno));
      else
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, writer.message);
      return FALSE;
    }

  png_set_write_fn (png, &writer, write_cb, flush_cb);
  png_set_IHDR (png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_write_info (png, info);
  for (guint y = 0; y < height; y++)
    png_write_row (png, pixels + y * stride);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return TRUE;
}
