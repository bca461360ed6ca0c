/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rect-grid.h"

#include <math.h>

#define MAX_BOXES 300

typedef struct
{
  FwRect boxes[MAX_BOXES];
  guint  n;
  guint  seen[MAX_BOXES][MAX_BOXES];
} Pairs;

static gboolean
is_finite (FwRect box)
{
  return isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height);
}

/* What the grid has to find, without one. */
static gboolean
overlap (FwRect a,
         FwRect b)
{
  return is_finite (a) && is_finite (b) && MAX (a.x, b.x) < MIN (a.x + a.width, b.x + b.width)
         && MAX (a.y, b.y) < MIN (a.y + a.height, b.y + b.height);
}

/* A box of a street, or now and then one that covers it, or is not a number. */
static FwRect
make_box (double spread)
{
  double size = g_test_rand_int_range (0, 20) == 0 ? 2000.0 : 60.0;
  FwRect box = { g_test_rand_double_range (-100.0, spread), g_test_rand_double_range (-50.0, 700.0),
                 g_test_rand_double_range (0.5, size), g_test_rand_double_range (0.5, size) };

  if (g_test_rand_int_range (0, 30) == 0)
    box.width = NAN;
  if (g_test_rand_int_range (0, 30) == 0)
    box.x = INFINITY;

  return box;
}

static void
fill (FwRectGrid *grid,
      Pairs      *pairs)
{
  double spread = g_test_rand_int_range (0, 2) ? 1900.0 : 50.0;

  pairs->n = (guint) g_test_rand_int_range (0, MAX_BOXES);
  fw_rect_grid_clear (grid);
  for (guint i = 0; i < pairs->n; i++)
    {
      pairs->boxes[i] = make_box (spread);
      fw_rect_grid_add (grid, pairs->boxes[i]);
    }
}

static void
see_pair (guint    a,
          guint    b,
          gpointer user_data)
{
  Pairs *pairs = user_data;

  g_assert_cmpuint (a, <, b);
  g_assert_cmpuint (b, <, pairs->n);
  pairs->seen[a][b]++;
}

/* Test that each pair that overlaps is told once, and no other. */
static void
test_pairs (void)
{
  g_autoptr(FwRectGrid) grid = fw_rect_grid_new ();
  g_autofree Pairs *pairs = g_new0 (Pairs, 1);

  for (int round = 0; round < 60; round++)
    {
      fill (grid, pairs);
      memset (pairs->seen, 0, sizeof pairs->seen);
      fw_rect_grid_find_pairs (grid, see_pair, pairs);
      for (guint a = 0; a < pairs->n; a++)
        for (guint b = a + 1; b < pairs->n; b++)
          g_assert_cmpuint (pairs->seen[a][b], ==, overlap (pairs->boxes[a], pairs->boxes[b]));
    }
}

/* Test that what overlaps one rectangle is found in order, also after the pairs were. */
static void
test_find (void)
{
  g_autoptr(FwRectGrid) grid = fw_rect_grid_new ();
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Pairs *pairs = g_new0 (Pairs, 1);

  for (int round = 0; round < 60; round++)
    {
      fill (grid, pairs);
      if (round % 3 == 0)
        fw_rect_grid_find_pairs (grid, see_pair, pairs);
      for (int i = 0; i < 40; i++)
        {
          FwRect box = make_box (1900.0);
          guint k = 0;

          fw_rect_grid_find (grid, box, found);
          for (guint j = 0; j < pairs->n; j++)
            if (overlap (box, pairs->boxes[j]))
              {
                g_assert_cmpuint (k, <, found->len);
                g_assert_cmpuint (g_array_index (found, guint, k++), ==, j);
              }
          g_assert_cmpuint (k, ==, found->len);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rect-grid/pairs", test_pairs);
  g_test_add_func ("/rect-grid/find", test_find);

  return g_test_run ();
}
