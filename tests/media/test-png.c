/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "media/media-error.h"
#include "media/picture.h"
#include "media/png.h"
#include "support/test-folder.h"
#include "support/test-video.h"

#define SIDE 16

static const struct
{
  const char *name;
  int         colour;
  int         depth;
} kinds[] = {
  { "grey 1", PNG_COLOR_TYPE_GRAY, 1 },        { "grey 2", PNG_COLOR_TYPE_GRAY, 2 },
  { "grey 4", PNG_COLOR_TYPE_GRAY, 4 },        { "grey 8", PNG_COLOR_TYPE_GRAY, 8 },
  { "grey 16", PNG_COLOR_TYPE_GRAY, 16 },      { "palette 1", PNG_COLOR_TYPE_PALETTE, 1 },
  { "palette 2", PNG_COLOR_TYPE_PALETTE, 2 },  { "palette 4", PNG_COLOR_TYPE_PALETTE, 4 },
  { "palette 8", PNG_COLOR_TYPE_PALETTE, 8 },  { "rgb 8", PNG_COLOR_TYPE_RGB, 8 },
  { "rgb 16", PNG_COLOR_TYPE_RGB, 16 },        { "grey alpha 8", PNG_COLOR_TYPE_GRAY_ALPHA, 8 },
  { "grey alpha 16", PNG_COLOR_TYPE_GRAY_ALPHA, 16 }, { "rgba 8", PNG_COLOR_TYPE_RGB_ALPHA, 8 },
  { "rgba 16", PNG_COLOR_TYPE_RGB_ALPHA, 16 },
};

static void
append_cb (png_structp png,
           png_bytep   data,
           size_t      length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
flush_cb (png_structp png)
{
}

/* The sample of channel @c at a place, from 0 to the depth's maximum. */
static guint
sample_at (guint x,
           guint y,
           guint c,
           int   depth)
{
  guint max = (1u << depth) - 1;

  return (x * 7 + y * 3 + c * 5) * (depth == 16 ? 2027 : 1) % (max + 1);
}

static guint
count_channels (int colour)
{
  return (colour & PNG_COLOR_MASK_COLOR && colour != PNG_COLOR_TYPE_PALETTE ? 3 : 1)
         + (colour & PNG_COLOR_MASK_ALPHA ? 1 : 0);
}

static guint8
palette_value (guint index,
               guint c)
{
  return (guint8) (index * 37 + c * 85);
}

static void
fill_row (guint8 *row,
          guint   y,
          int     colour,
          int     depth)
{
  guint n_channels = count_channels (colour);

  memset (row, 0, SIDE * 8);
  for (guint x = 0; x < SIDE; x++)
    for (guint c = 0; c < n_channels; c++)
      {
        guint value = sample_at (x, y, c, depth);
        guint at = x * n_channels + c;

        if (depth == 16)
          {
            row[at * 2] = (guint8) (value >> 8);
            row[at * 2 + 1] = (guint8) value;
          }
        else if (depth == 8)
          row[at] = (guint8) value;
        else
          row[at * (guint) depth / 8]
            |= (guint8) (value << (8 - (guint) depth - at * (guint) depth % 8));
      }
}

static GByteArray *
encode (int      colour,
        int      depth,
        gboolean is_interlaced)
{
  GByteArray *bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  guint8 row[SIDE * 8];
  png_color palette[256];

  png_set_write_fn (png, bytes, append_cb, flush_cb);
  png_set_IHDR (png, info, SIDE, SIDE, depth, colour,
                is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
  for (guint i = 0; i < 256; i++)
    palette[i] = (png_color) { palette_value (i, 0), palette_value (i, 1), palette_value (i, 2) };
  if (colour == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE (png, info, palette, 1 << depth);
  png_write_info (png, info);
  for (int pass = png_set_interlace_handling (png); pass > 0; pass--)
    for (guint y = 0; y < SIDE; y++)
      {
        fill_row (row, y, colour, depth);
        png_write_row (png, row);
      }
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return bytes;
}

/* 8 bits of a sample, as any viewer would round it. */
static guint
scaled (guint x,
        guint y,
        guint c,
        int   depth)
{
  guint max = (1u << depth) - 1;

  return (sample_at (x, y, c, depth) * 255 + max / 2) / max;
}

static guint
expected_at (guint x,
             guint y,
             guint c,
             int   colour,
             int   depth)
{
  if (colour == PNG_COLOR_TYPE_PALETTE)
    return palette_value (sample_at (x, y, 0, depth), c);

  guint n_colours = colour & PNG_COLOR_MASK_COLOR ? 3 : 1;
  guint value = scaled (x, y, n_colours == 3 ? c : 0, depth);

  if (!(colour & PNG_COLOR_MASK_ALPHA))
    return value;

  guint alpha = scaled (x, y, n_colours, depth);

  return (value * alpha + 255 * (255 - alpha) + 127) / 255;
}

/* Test that every colour type and depth, plain and interlaced, gives the
 * colours it means. */
static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) * 2; i++)
    {
      int colour = kinds[i / 2].colour, depth = kinds[i / 2].depth;
      g_autoptr(GByteArray) bytes = encode (colour, depth, i % 2);
      g_auto(FwPng) png = { 0 };
      g_autoptr(GError) error = NULL;

      g_test_message ("case %s%s", kinds[i / 2].name, i % 2 ? ", interlaced" : "");
      fw_png_read (bytes->data, bytes->len, &png, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (png.width, ==, SIDE);
      g_assert_cmpuint (png.height, ==, SIDE);
      g_assert_false (png.is_cut_off);
      for (guint y = 0; y < SIDE; y++)
        for (guint x = 0; x < SIDE; x++)
          for (guint c = 0; c < 3; c++)
            g_assert_cmpint (ABS ((int) png.pixels[y * png.stride + x * 3 + c]
                                  - (int) expected_at (x, y, c, colour, depth)), <=, 1);
    }
}

/* Test that a file that breaks off gives its rows, or an error before the
 * first, and that changed bytes never do harm. */
static void
test_damaged (void)
{
  g_autoptr(GByteArray) bytes = encode (PNG_COLOR_TYPE_RGB, 8, FALSE);
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint length = 0; length < bytes->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes->data, length);
      g_auto(FwPng) png = { 0 };
      g_autoptr(GError) error = NULL;
      gboolean is_read = fw_png_read (cut, length, &png, &error);

      g_assert_true (is_read == (error == NULL));
      if (is_read)
        g_assert_true (png.is_cut_off);
    }
  for (int round = 0; round < 2000; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);
      g_auto(FwPng) png = { 0 };

      /* The size fields stay: a picture of millions of rows is only slow. */
      copy[g_rand_int_range (random, 24, (gint32) bytes->len)] = (guint8) g_rand_int (random);
      fw_png_read (copy, bytes->len, &png, NULL);
    }
}

/* Test that sizes above the limit are refused before memory is taken. */
static void
test_too_large (void)
{
  g_autoptr(GByteArray) bytes = encode (PNG_COLOR_TYPE_RGB, 8, FALSE);
  g_auto(FwPng) png = { 0 };
  g_autoptr(GError) error = NULL;

  /* 60,000 x 60,000; check sums are not looked at. */
  memcpy (bytes->data + 16, "\0\0\xea\x60\0\0\xea\x60", 8);
  g_assert_false (fw_png_read (bytes->data, bytes->len, &png, &error));
  g_assert_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE);
}

/* Test that what is saved reads back the same, and that a failed save leaves nothing. */
static void
test_save (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "out.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "out.png", NULL);
  guint8 *pixels = g_malloc (40 * 7);
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;
  g_auto(FwPng) png = { 0 };

  for (guint i = 0; i < 40 * 7; i++)
    pixels[i] = (guint8) (i * 13);

  g_autoptr(FwPicture) picture = fw_picture_new (12, 7, 40, g_bytes_new_take (pixels, 40 * 7));

  g_assert_true (fw_picture_save_png (picture, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (fw_png_read ((const guint8 *) content, length, &png, &error));
  for (guint y = 0; y < 7; y++)
    g_assert_cmpmem (png.pixels + y * png.stride, 36, pixels + y * 40, 36);

  g_assert_false (fw_picture_save_png (picture, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (full >= 0)
    {
      g_assert_false (fw_picture_write_png (picture, full, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      close (full);
    }
  fw_test_remove_folder (folder);
}

/* Test that scaling averages and never enlarges. */
static void
test_scale (void)
{
  static const guint8 pixels[] = { 0, 0, 0, 100, 100, 100, 20, 20, 20, 40, 40, 40 };
  g_autoptr(FwPicture) picture
    = fw_picture_new (4, 1, 12, g_bytes_new_static (pixels, sizeof pixels));
  g_autoptr(FwPicture) half = fw_picture_scale_to_fit (picture, 2, 0);
  g_autoptr(FwPicture) same = fw_picture_scale_to_fit (picture, 10, 10);

  g_assert_true (same == picture);
  g_assert_cmpuint (fw_picture_get_width (half), ==, 2);
  g_assert_cmpuint (fw_picture_get_height (half), ==, 1);
  g_assert_cmpuint (fw_picture_get_pixels (half)[0], ==, 50);
  g_assert_cmpuint (fw_picture_get_pixels (half)[3], ==, 30);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/png/kinds", test_kinds);
  g_test_add_func ("/png/damaged", test_damaged);
  g_test_add_func ("/png/too-large", test_too_large);
  g_test_add_func ("/png/save", test_save);
  g_test_add_func ("/picture/scale", test_scale);

  return g_test_run ();
}
