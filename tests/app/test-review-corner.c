/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * In which corner the whole frame lies in small: never over what is judged, and
 * where it was as long as that will do. No display.
 */

#include "app/review/review-corner.h"

#define WIDTH  800.0
#define HEIGHT 400.0

static FwCorner
find (FwCorner now,
      FwRect   avoid)
{
  return fw_review_corner_find (now, WIDTH, HEIGHT, 200.0, 112.0, avoid);
}

/* Test each corner's place. */
static void
test_place (void)
{
  static const FwRect places[] = { { 588, 276, 200, 112 },
                                   { 12, 276, 200, 112 },
                                   { 588, 12, 200, 112 },
                                   { 12, 58, 200, 112 } };

  for (int i = 0; i < FW_N_CORNERS; i++)
    {
      FwRect place = fw_review_corner_place ((FwCorner) i, WIDTH, HEIGHT, 200.0, 112.0);

      g_assert_cmpfloat (place.x, ==, places[i].x);
      g_assert_cmpfloat (place.y, ==, places[i].y);
      g_assert_cmpfloat (place.width, ==, 200.0);
      g_assert_cmpfloat (place.height, ==, 112.0);
    }
}

/* Test that it makes way, goes no further than it has to, and stays where it is free. */
static void
test_find (void)
{
  static const struct
  {
    const char *what;
    FwCorner    now;
    FwRect      avoid;
    FwCorner    corner;
  } cases[] = {
    { "free", FW_CORNER_BOTTOM_RIGHT, { 300, 100, 200, 200 }, FW_CORNER_BOTTOM_RIGHT },
    { "at the right", FW_CORNER_BOTTOM_RIGHT, { 560, 100, 200, 280 }, FW_CORNER_BOTTOM_LEFT },
    { "stays", FW_CORNER_TOP_RIGHT, { 300, 100, 200, 200 }, FW_CORNER_TOP_RIGHT },
    { "along the lower edge", FW_CORNER_BOTTOM_LEFT, { 0, 260, 800, 140 }, FW_CORNER_TOP_RIGHT },
    { "the left is free", FW_CORNER_TOP_RIGHT, { 250, 0, 550, 400 }, FW_CORNER_BOTTOM_LEFT },
    { "the least, where all meet", FW_CORNER_TOP_RIGHT, { 150, 0, 650, 360 },
      FW_CORNER_BOTTOM_LEFT },
    { "everywhere", FW_CORNER_BOTTOM_LEFT, { 0, 0, 800, 400 }, FW_CORNER_BOTTOM_LEFT },
    { "nothing to avoid", FW_CORNER_TOP_LEFT, { 0, 0, 0, 0 }, FW_CORNER_TOP_LEFT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (find (cases[i].now, cases[i].avoid), ==, cases[i].corner);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-corner/place", test_place);
  g_test_add_func ("/review-corner/find", test_find);

  return g_test_run ();
}
