/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/orientation.h"

#include <string.h>

/* A 3 x 2 picture whose pixels are named by letters, as EXIF would have them
 * stored, and what a viewer must show: "ABC/DEF" in every case. */
static const struct
{
  int         value;
  const char *stored; /* rows, separated by slashes */
  int         rotation;
  gboolean    mirrored;
} cases[] = {
  { 1, "ABC/DEF", 0, FALSE },    { 2, "CBA/FED", 0, TRUE },    { 3, "FED/CBA", 180, FALSE },
  { 4, "DEF/ABC", 180, TRUE },   { 5, "AD/BE/CF", 270, TRUE }, { 6, "CF/BE/AD", 90, FALSE },
  { 7, "FC/EB/DA", 90, TRUE },   { 8, "DA/EB/FC", 270, FALSE },
};

static void
to_pixels (const char *text,
           guint8     *pixels,
           guint      *width,
           guint      *height)
{
  g_auto(GStrv) rows = g_strsplit (text, "/", -1);

  *width = (guint) strlen (rows[0]);
  *height = g_strv_length (rows);
  for (guint y = 0; y < *height; y++)
    for (guint x = 0; x < *width; x++)
      memset (pixels + (y * *width + x) * 3, rows[y][x], 3);
}

/* Test that all eight orientations of EXIF come out upright. */
static void
test_apply (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwOrientation turn = fw_orientation_from_exif (cases[i].value);
      guint8 stored[18], shown[18], expected[18];
      guint width, height, w, h;

      g_test_message ("case %zu: EXIF %d", i, cases[i].value);
      to_pixels (cases[i].stored, stored, &width, &height);
      to_pixels ("ABC/DEF", expected, &w, &h);
      fw_orientation_apply_rgb (turn, stored, width * 3, width, height, shown, 9);
      g_assert_cmpmem (shown, 18, expected, 18);
      g_assert_cmpint (fw_orientation_get_rotation (turn), ==, cases[i].rotation);
      g_assert_cmpint (fw_orientation_is_mirrored (turn), ==, cases[i].mirrored);
    }
  g_assert_true (fw_orientation_is_upright (fw_orientation_from_exif (0)));
  g_assert_true (fw_orientation_is_upright (fw_orientation_from_exif (9)));
}

/* Test that the matrices of MP4 mean the same turns. */
static void
test_matrix (void)
{
  static const struct
  {
    gint32 a, b, c, d;
    int    rotation;
    gboolean mirrored;
  } matrices[] = {
    { 1, 0, 0, 1, 0, FALSE },   { 0, 1, -1, 0, 90, FALSE },  { -1, 0, 0, -1, 180, FALSE },
    { 0, -1, 1, 0, 270, FALSE }, { -1, 0, 0, 1, 0, TRUE },   { 0, 1, 1, 0, 270, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (matrices); i++)
    {
      gint32 matrix[9] = { matrices[i].a * 65536, matrices[i].b * 65536, 0, matrices[i].c * 65536,
                           matrices[i].d * 65536, 0, 0, 0, 1 << 30 };
      FwOrientation turn = fw_orientation_from_matrix (matrix);

      g_test_message ("case %zu", i);
      g_assert_cmpint (fw_orientation_get_rotation (turn), ==, matrices[i].rotation);
      g_assert_cmpint (fw_orientation_is_mirrored (turn), ==, matrices[i].mirrored);
    }
}

/* Test that EXIF blocks of both byte orders are read, and that no block,
 * however it is cut or filled, is read beyond its end. */
static void
test_exif (void)
{
  static const guint8 little[] = { 'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0,
                                   1,   0,   0,   0, 6, 0, 0, 0, 0, 0, 0,    0 };
  static const guint8 big[] = { 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3,
                                0,   0,   0, 1,   0, 8, 0, 0, 0, 0, 0,    0 };

  g_assert_cmpint (fw_exif_find_orientation (little, sizeof little), ==, 6);
  g_assert_cmpint (fw_exif_find_orientation (big, sizeof big), ==, 8);
  for (gsize length = 0; length < 20; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (little, length);

      g_assert_cmpint (fw_exif_find_orientation (cut, length), ==, 1);
    }

  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (int round = 0; round < 20000; round++)
    {
      guint8 *data = g_memdup2 (little, sizeof little);

      for (int k = 0; k < 3; k++)
        data[g_rand_int_range (random, 4, sizeof little)] = (guint8) g_rand_int (random);

      int value = fw_exif_find_orientation (data, sizeof little);

      g_assert_cmpint (value, >=, 1);
      g_assert_cmpint (value, <=, 8);
      g_free (data);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/orientation/apply", test_apply);
  g_test_add_func ("/orientation/matrix", test_matrix);
  g_test_add_func ("/orientation/exif", test_exif);

  return g_test_run ();
}
