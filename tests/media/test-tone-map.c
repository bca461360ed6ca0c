/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media/tone-map.h"

static guint8
map_grey (guint8 code)
{
  guint8 pixel[3] = { code, code, code };

  fw_tone_map_apply (fw_tone_map_get (), pixel, 1, 1, 3);
  /* The rows of the matrix add up to one: grey stays grey. */
  g_assert_cmpint (ABS (pixel[0] - pixel[1]), <=, 1);
  g_assert_cmpint (ABS (pixel[1] - pixel[2]), <=, 1);
  return pixel[1];
}

/* Test known points of the curve: black, the grey card, reference white, the brightest. */
static void
test_points (void)
{
  static const struct
  {
    guint8 code;
    int    low;
    int    high;
  } cases[] = {
    { 0, 0, 0 },
    { 97, 95, 130 },   /* 26 cd/m2, BT.2408's 18 % grey */
    { 148, 230, 242 }, /* 203 cd/m2 */
    { 192, 253, 255 }, /* 1000 cd/m2 */
    { 255, 255, 255 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int grey = map_grey (cases[i].code);

      g_test_message ("case %zu: %d", i, grey);
      g_assert_cmpint (grey, >=, cases[i].low);
      g_assert_cmpint (grey, <=, cases[i].high);
    }
}

/* Test that brighter stays brighter: no step of the curve goes back. */
static void
test_monotonic (void)
{
  for (int code = 1; code < 256; code++)
    g_assert_cmpint (map_grey ((guint8) code), >=, map_grey ((guint8) (code - 1)));
}

/* Test that only the pixels of the rows are touched, and that pure colours stay in range. */
static void
test_rows (void)
{
  guint8 rows[2][8] = { { 180, 0, 0, 0, 180, 0, 7, 7 }, { 0, 0, 180, 255, 0, 255, 7, 7 } };

  fw_tone_map_apply (fw_tone_map_get (), rows[0], 2, 2, 8);
  g_assert_cmpint (rows[0][0], ==, 255);
  g_assert_cmpint (rows[0][1], ==, 0);
  g_assert_cmpint (rows[0][4], ==, 255);
  g_assert_cmpint (rows[1][2], ==, 255);
  for (int y = 0; y < 2; y++)
    for (int x = 6; x < 8; x++)
      g_assert_cmpint (rows[y][x], ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tone-map/points", test_points);
  g_test_add_func ("/tone-map/monotonic", test_monotonic);
  g_test_add_func ("/tone-map/rows", test_rows);
  return g_test_run ();
}
