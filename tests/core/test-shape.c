/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

/* Test that every geometry word of the manual is known, both ways. */
static void
test_kinds (void)
{
  FwShapeKind kind;

  for (int i = 0; i < FW_N_SHAPE_KINDS; i++)
    {
      g_assert_true (fw_shape_kind_from_word (fw_shape_kind_to_word (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }

  g_assert_cmpstr (fw_shape_kind_to_word (FW_SHAPE_ROTATED_BOX), ==, "rotated-box");
  g_assert_false (fw_shape_kind_from_word ("circle", &kind));
  g_assert_false (fw_shape_kind_from_word ("", NULL));
}

/* Test that a box is kept raw, whatever its numbers are. */
static void
test_box (void)
{
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (-5, 2, 0.5, 4));
  g_autoptr (FwShape) negative = fw_shape_new_box (FW_RECT (5, 5, -2, 3));
  g_autoptr (FwShape) nan = fw_shape_new_box (FW_RECT (NAN, 5, 2, 3));
  g_autoptr (FwShape) nan_too = fw_shape_new_box (FW_RECT (NAN, 5, 2, 3));

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (box), FW_RECT (-5, 2, 0.5, 4)));
  g_assert_cmpfloat (fw_shape_get_area (box), ==, 2);
  g_assert_true (fw_shape_contains (box, FW_POINT (-5, 6)));
  g_assert_false (fw_shape_contains (box, FW_POINT (-4, 6)));
  g_assert_cmpuint (fw_shape_get_n_vertices (box), ==, 4);
  g_assert_cmpfloat (fw_shape_get_bounds (negative).width, ==, -2);
  g_assert_cmpfloat (fw_shape_get_area (negative), ==, 0);
  g_assert_false (fw_shape_is_finite (nan));
  g_assert_true (fw_shape_equal (nan, nan_too));
  g_assert_false (fw_shape_equal (nan, box));
}

/* Test the angle's range, the corners, and what lies inside of a rotated box. */
static void
test_rotated_box (void)
{
  static const double angles[][2]
    = { { 0, 0 }, { 360, 0 }, { -90, 270 }, { 725, 5 }, { -1e-20, 0 }, { 359.5, 359.5 } };
  g_autoptr (FwShape) quarter = fw_shape_new_rotated_box (50, 50, 20, 10, 90);
  g_autoptr (FwShape) eighth = fw_shape_new_rotated_box (0, 0, 2, 2, 45);
  FwPoint corners[4];
  double degrees;

  for (gsize i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      g_autoptr (FwShape) shape = fw_shape_new_rotated_box (0, 0, 2, 1, angles[i][0]);

      fw_shape_get_rotated_box (shape, NULL, NULL, NULL, &degrees);
      g_assert_cmpfloat (degrees, ==, angles[i][1]);
    }

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (quarter), FW_RECT (45, 40, 10, 20)));
  fw_shape_get_corners (quarter, corners);
  g_assert_true (corners[0].x == 55 && corners[0].y == 40);
  g_assert_cmpfloat (fw_shape_get_area (eighth), ==, 4);
  g_assert_true (fw_shape_contains (eighth, FW_POINT (1.3, 0)));
  g_assert_false (fw_shape_contains (eighth, FW_POINT (0.9, 0.9)));
}

/* Test bounds, area and hits of polygons with several rings. */
static void
test_polygon (void)
{
  g_autoptr (FwShape) ring = kit_polygon ("0,0;10,0;10,10;0,10!2,2;8,2;8,8;2,8");
  g_autoptr (FwShape) same = kit_polygon ("0,0;10,0;10,10;0,10!2,2;8,2;8,8;2,8");
  g_autoptr (FwShape) parts = kit_polygon ("0,0;10,0;10,10;0,10|2,2;8,2;8,8;2,8");
  g_autoptr (FwShape) tie = kit_polygon ("0,0;10,10;10,0;0,10");
  g_autoptr (FwShape) nan = kit_polygon ("0,0;nan,10;10,0");
  FwRing empty[] = { { NULL, 0, FALSE } };
  g_autoptr (FwShape) nothing = fw_shape_new_rings (empty, 1);

  g_assert_cmpuint (fw_shape_get_n_rings (ring), ==, 2);
  g_assert_true (fw_shape_get_ring (ring, 1).is_hole);
  g_assert_cmpfloat (fw_shape_get_area (ring), ==, 64);
  g_assert_cmpfloat (fw_shape_get_area (ring), ==, 64);
  g_assert_true (fw_shape_contains (ring, FW_POINT (1, 5)));
  g_assert_true (fw_shape_contains (ring, FW_POINT (10, 10)));
  g_assert_true (fw_shape_contains (ring, FW_POINT (2, 5)));
  g_assert_false (fw_shape_contains (ring, FW_POINT (5, 5)));
  g_assert_true (fw_shape_equal (ring, same));
  g_assert_false (fw_shape_equal (ring, parts));
  g_assert_cmpfloat (fw_shape_get_area (tie), ==, 50);
  g_assert_false (fw_shape_is_finite (nan));
  g_assert_cmpfloat (fw_shape_get_area (nan), ==, 0);
  g_assert_cmpuint (fw_shape_get_n_rings (nothing), ==, 0);
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (nothing), FW_RECT (0, 0, 0, 0)));
  g_assert_cmpfloat (fw_shape_get_area (nothing), ==, 0);
}

/* A mask from rows of text, `#` for a present pixel, and back. */
static FwShape *
mask_from_rows (const char *const *rows,
                guint              height)
{
  guint width = strlen (rows[0]);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean present = FALSE;
  guint32 length = 0;

  for (guint x = 0; x < width; x++)
    {
      for (guint y = 0; y < height; y++)
        {
          if ((rows[y][x] == '#') != present)
            {
              g_array_append_val (runs, length);
              length = 0;
              present = !present;
            }
          length++;
        }
    }

  g_array_append_val (runs, length);
  return fw_shape_new_mask (width, height, (guint32 *) (gpointer) runs->data, runs->len);
}

/* Test that bounds, area and hits of a mask come out of its runs. */
static void
test_mask (void)
{
  static const char *const rows[] = { "......", "..##..", ".####.", "..#...", "......" };
  static const guint32 wrapped_runs[] = { 3, 4, 13 };
  g_autoptr (FwShape) mask = mask_from_rows (rows, 5);
  g_autoptr (FwShape) wrapped = fw_shape_new_mask (4, 5, wrapped_runs, 3);
  guint width, height;
  gsize n_runs;

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (mask), FW_RECT (1, 1, 4, 3)));
  g_assert_cmpfloat (fw_shape_get_area (mask), ==, 7);

  /* From the foot of one column to the head of the next. */
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (wrapped), FW_RECT (0, 0, 2, 5)));
  fw_shape_get_mask_runs (mask, &n_runs, &width, &height);
  g_assert_cmpuint (width, ==, 6);
  g_assert_cmpuint (height, ==, 5);

  for (guint y = 0; y < 5; y++)
    {
      for (guint x = 0; x < 6; x++)
        g_assert_cmpint (fw_shape_contains (mask, FW_POINT (x + 0.5, y + 0.5)), ==,
                         rows[y][x] == '#');
    }

  g_assert_false (fw_shape_contains (mask, FW_POINT (-1, 2)));
  g_assert_false (fw_shape_contains (mask, FW_POINT (3, NAN)));
  g_assert_false (fw_shape_contains (mask, FW_POINT (1e300, 2)));
}

/* Test that a mask moves by whole pixels and loses what leaves the picture. */
static void
test_mask_translate (void)
{
  static const char *const rows[] = { "......", "..##..", ".####.", "..#...", "......" };
  static const int moves[][2] = { { 1, 1 }, { -2, 0 }, { 0, 2 }, { 3, -2 }, { 9, 9 }, { 0, 0 } };
  g_autoptr (FwShape) mask = mask_from_rows (rows, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      int dx = moves[i][0];
      int dy = moves[i][1];
      g_autoptr (FwShape) moved = fw_shape_translate (mask, dx + 0.3, dy - 0.3);
      const guint32 *runs;
      gsize n_runs;
      guint64 sum = 0;

      g_test_message ("by %d, %d", dx, dy);
      for (int y = 0; y < 5; y++)
        {
          for (int x = 0; x < 6; x++)
            g_assert_cmpint (fw_shape_contains (moved, FW_POINT (x + 0.5, y + 0.5)), ==,
                             fw_shape_contains (mask, FW_POINT (x - dx + 0.5, y - dy + 0.5)));
        }

      runs = fw_shape_get_mask_runs (moved, &n_runs, NULL, NULL);
      for (gsize k = 0; k < n_runs; k++)
        sum += runs[k];
      g_assert_cmpuint (sum, ==, 30);
    }
}

/* Test that runs which do not fit their picture are kept and do no harm. */
static void
test_mask_hostile (void)
{
  static const struct
  {
    guint   width, height;
    guint32 runs[4];
    gsize   n_runs;
    double  area;
  } cases[] = {
    { 4, 4, { 0, 100 }, 2, 16 },
    { 4, 4, { 20, 5 }, 2, 0 },
    { 4, 4, { 1, 2 }, 2, 2 },
    { 4, 4, { 0, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32 }, 4, 16 },
    { 0, 0, { 0, 5 }, 2, 0 },
    { 0, 7, { 0, 5 }, 2, 0 },
    { 7, 0, { 0, 5 }, 2, 0 },
    { 4, 4, { 3 }, 1, 0 },
    { 4, 4, { 0 }, 0, 0 },
    { G_MAXUINT32, G_MAXUINT32, { 5, G_MAXUINT32 }, 2, G_MAXUINT32 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwShape) mask = fw_shape_new_mask (cases[i].width, cases[i].height, cases[i].runs,
                                                    cases[i].n_runs);
      g_autoptr (FwShape) moved = fw_shape_translate (mask, 1, 1);
      gsize n_runs;
      FwRect bounds = fw_shape_get_bounds (mask);

      g_test_message ("case %zu", i);
      g_assert_cmpfloat (fw_shape_get_area (mask), ==, cases[i].area);
      g_assert_cmpfloat (bounds.x + bounds.width, <=, cases[i].width);
      g_assert_cmpfloat (bounds.y + bounds.height, <=, cases[i].height);
      fw_shape_contains (mask, FW_POINT (3.5, 3.5));
      fw_shape_get_mask_runs (mask, &n_runs, NULL, NULL);
      g_assert_cmpuint (n_runs, ==, cases[i].n_runs);
      g_assert_cmpfloat (fw_shape_get_area (moved), <=, cases[i].area);
    }
}

/* Test that moving keeps sizes, angles and the identity of vertices. */
static void
test_translate (void)
{
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (1, 2, 3, 4));
  g_autoptr (FwShape) rotated = fw_shape_new_rotated_box (1, 2, 3, 4, 30);
  g_autoptr (FwShape) polygon = kit_polygon ("7/0,0;8/10,0;9/0,10");
  g_autoptr (FwShape) box_moved = fw_shape_translate (box, 10, -20);
  g_autoptr (FwShape) rotated_moved = fw_shape_translate (rotated, 10, -20);
  g_autoptr (FwShape) polygon_moved = fw_shape_translate (polygon, 1, 2);
  g_autofree char *outline = kit_outline (polygon_moved);
  FwPoint centre;
  double degrees;

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (box_moved), FW_RECT (11, -18, 3, 4)));
  fw_shape_get_rotated_box (rotated_moved, &centre, NULL, NULL, &degrees);
  g_assert_true (centre.x == 11 && centre.y == -18 && degrees == 30);
  g_assert_cmpstr (outline, ==, "7/1,2;8/11,2;9/1,12");
}

/* Test that a fitted shape has the bounds it was given, and its identity. */
static void
test_fit (void)
{
  FwRect wanted = FW_RECT (100, 200, 40, 30);
  g_autoptr (FwShape) polygon = kit_polygon ("7/0,0;8/10,0;9/0,10");
  g_autoptr (FwShape) fitted = fw_shape_fit (polygon, wanted);
  g_autofree char *outline = kit_outline (fitted);
  g_autoptr (FwShape) line = kit_polygon ("0,0;0,5;0,10");
  g_autoptr (FwShape) line_fitted = fw_shape_fit (line, wanted);

  g_assert_cmpstr (outline, ==, "7/100,200;8/140,200;9/100,230");
  g_assert_true (isfinite (fw_shape_get_bounds (line_fitted).x));

  for (double angle = 0; angle < 360; angle += 7)
    {
      g_autoptr (FwShape) rotated = fw_shape_new_rotated_box (50, 50, 30, 12, angle);
      FwRect bounds = fw_shape_get_bounds (rotated);
      FwRect twice = FW_RECT (0, 0, 2 * bounds.width, 2 * bounds.height);
      g_autoptr (FwShape) same = fw_shape_fit (rotated, bounds);
      g_autoptr (FwShape) scaled = fw_shape_fit (rotated, twice);
      double width, height, degrees;

      g_assert_true (fw_shape_equal (same, rotated));
      fw_shape_get_rotated_box (scaled, NULL, &width, &height, &degrees);
      kit_assert_close (width, 60, 1e-6);
      kit_assert_close (height, 24, 1e-6);
      g_assert_cmpfloat (degrees, ==, angle);
    }
}

/* Test that clipping cuts, keeps what is inside as it is, and leaves nothing of the rest. */
static void
test_clip (void)
{
  FwRect picture = FW_RECT (0, 0, 100, 100);
  static const char *const cases[][2] = {
    /* Vertices that stay keep their id; new ones have none. */
    { "1/10,10;2/20,10;3/20,20", "1/10,10;2/20,10;3/20,20" },
    { "1/-10,10;2/10,10;3/10,20;4/-10,20", "0/0,10;2/10,10;3/10,20;0/0,20" },
    { "1/90,10;2/120,10;3/120,20;4/90,20", "1/90,10;0/100,10;0/100,20;4/90,20" },
    { "1/-10,10;2/-20,10;3/-20,20", NULL },
    { "1/-10,-10;2/110,-10;3/110,110;4/-10,110!5/10,10;6/20,10;7/20,20",
      "0/0,0;0/100,0;0/100,100;0/0,100!5/10,10;6/20,10;7/20,20" },
    { "1/-30,10;2/-10,10;3/-10,20!5/10,10;6/20,10;7/20,20", NULL },
  };
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (-10, 90, 30, 30));
  g_autoptr (FwShape) box_clipped = fw_shape_clip (box, picture);
  g_autoptr (FwShape) gone = fw_shape_new_box (FW_RECT (100, 0, 5, 5));
  g_autoptr (FwShape) turned = fw_shape_new_rotated_box (0, 50, 20, 20, 45);
  g_autoptr (FwShape) turned_clipped = fw_shape_clip (turned, picture);
  g_autoptr (FwShape) inside = fw_shape_new_rotated_box (50, 50, 20, 20, 45);
  g_autoptr (FwShape) inside_clipped = fw_shape_clip (inside, picture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwShape) shape = kit_polygon (cases[i][0]);
      g_autoptr (FwShape) clipped = fw_shape_clip (shape, picture);
      g_autofree char *outline = clipped != NULL ? kit_outline (clipped) : NULL;
      g_autofree char *rotated = NULL;

      g_test_message ("case %zu", i);
      /* The listing may begin at another corner. */
      if (i == 4)
        g_assert_cmpfloat (fw_shape_get_area (clipped), ==, 10000 - 50);
      else
        g_assert_cmpstr (outline, ==, cases[i][1]);
    }

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (box_clipped), FW_RECT (0, 90, 20, 10)));
  g_assert_null (fw_shape_clip (gone, picture));
  g_assert_cmpint (fw_shape_get_kind (turned_clipped), ==, FW_SHAPE_POLYGON);
  kit_assert_close (fw_shape_get_area (turned_clipped), 200, 1e-9);
  g_assert_true (inside_clipped == inside);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shape/kinds", test_kinds);
  g_test_add_func ("/shape/box", test_box);
  g_test_add_func ("/shape/rotated-box", test_rotated_box);
  g_test_add_func ("/shape/polygon", test_polygon);
  g_test_add_func ("/shape/mask/measures", test_mask);
  g_test_add_func ("/shape/mask/translate", test_mask_translate);
  g_test_add_func ("/shape/mask/hostile", test_mask_hostile);
  g_test_add_func ("/shape/translate", test_translate);
  g_test_add_func ("/shape/fit", test_fit);
  g_test_add_func ("/shape/clip", test_clip);

  return g_test_run ();
}
