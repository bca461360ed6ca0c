/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/box-grid.h"

#include <math.h>

#define MAX_BOXES 300

static gboolean
is_finite (FwRect box)
{
  return isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height);
}

/* Everything that overlaps, by looking at all of them. */
static void
find_slowly (const FwScoreBox *boxes, gsize n, FwRect box, GArray *into)
{
  g_array_set_size (into, 0);
  for (guint32 i = 0; i < n; i++)
    {
      FwOverlap overlap = { i, fw_rect_iou (box, boxes[i].box) };

      if (overlap.iou > 0.0 && is_finite (box) && is_finite (boxes[i].box))
        g_array_append_val (into, overlap);
    }
}

static void
assert_same (FwBoxGrid *grid, const FwScoreBox *boxes, gsize n, FwRect box)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FwOverlap));
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (FwOverlap));

  find_slowly (boxes, n, box, expected);
  fw_box_grid_find (grid, box, found);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    {
      g_assert_cmpuint (g_array_index (found, FwOverlap, i).index, ==,
                        g_array_index (expected, FwOverlap, i).index);
      g_assert_cmpfloat (g_array_index (found, FwOverlap, i).iou, ==,
                         g_array_index (expected, FwOverlap, i).iou);
    }
}

/* A box of a street, or now and then one that covers it, a line, or a point. */
static FwRect
make_box (double spread)
{
  double size = g_test_rand_int_range (0, 20) == 0 ? 2000.0 : 60.0;

  return FW_RECT (g_test_rand_double_range (-100.0, spread), g_test_rand_double_range (-50.0, 700.0),
                  g_test_rand_int_range (0, 12) == 0 ? 0.0 : g_test_rand_double_range (0.5, size),
                  g_test_rand_int_range (0, 12) == 0 ? 0.0 : g_test_rand_double_range (0.5, size));
}

/* Test that the same is found as by looking at every pair. */
static void
test_random (void)
{
  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();

  for (int round = 0; round < 200; round++)
    {
      FwScoreBox boxes[MAX_BOXES];
      gsize n = (gsize) g_test_rand_int_range (0, MAX_BOXES);
      double spread = g_test_rand_int_range (0, 2) ? 1900.0 : 50.0;

      for (guint32 i = 0; i < n; i++)
        boxes[i] = (FwScoreBox){ i, make_box (spread) };
      fw_box_grid_fill (grid, boxes, n);
      for (int i = 0; i < 20; i++)
        assert_same (grid, boxes, n, make_box (spread));
      for (gsize i = 0; i < n; i++)
        assert_same (grid, boxes, n, boxes[i].box);
    }
}

/* Test boxes that files may hold and nobody can draw. */
static void
test_odd (void)
{
  static const FwRect odd[] = {
    { NAN, 0, 10, 10 },     { 0, 0, INFINITY, 10 },       { -INFINITY, 0, 10, 10 },
    { 1e300, 1e300, 1, 1 }, { -1e300, 0, 2e300, 10 },     { 5, 5, -3, -3 },
    { 0, 0, 0, 0 },         { 1e-300, 1e-300, 1e-300, 1 }, { 3, 3, 4, 4 },
  };
  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();
  FwScoreBox boxes[G_N_ELEMENTS (odd)];

  for (guint32 i = 0; i < G_N_ELEMENTS (odd); i++)
    boxes[i] = (FwScoreBox){ i, odd[i] };
  for (gsize n = 0; n <= G_N_ELEMENTS (odd); n++)
    {
      fw_box_grid_fill (grid, boxes, n);
      for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
        assert_same (grid, boxes, n, odd[i]);
      assert_same (grid, boxes, n, FW_RECT (4, 4, 4, 4));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/box-grid/random", test_random);
  g_test_add_func ("/box-grid/odd", test_odd);

  return g_test_run ();
}
