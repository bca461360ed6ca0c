/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry.h"

#include <string.h>

#define N(points) G_N_ELEMENTS (points)

/* Area of the points that an odd number of edges lies to the left of, by
 * counting a grid of @steps squared points over @bounds. */
static double
raster_area (const FwPoint *points,
             const gsize   *sizes,
             gsize          n_rings,
             FwRect         bounds,
             int            steps)
{
  gsize inside = 0;

  for (int j = 0; j < steps; j++)
    {
      for (int i = 0; i < steps; i++)
        {
          FwPoint p = FW_POINT (bounds.x + bounds.width * (i + 0.5) / steps,
                                bounds.y + bounds.height * (j + 0.5) / steps);
          const FwPoint *ring = points;
          gboolean odd = FALSE;

          for (gsize r = 0; r < n_rings; r++)
            {
              odd ^= fw_ring_contains (ring, sizes[r], p);
              ring += sizes[r];
            }

          inside += odd;
        }
    }

  return bounds.width * bounds.height * inside / ((double) steps * steps);
}

static void
assert_close (double a,
              double b,
              double tolerance)
{
  if (!(fabs (a - b) <= tolerance))
    g_error ("%.17g is not within %g of %.17g", a, tolerance, b);
}

/* Test that bounds are tight, and not a number as soon as one coordinate is none. */
static void
test_bounds (void)
{
  FwPoint points[] = { { 3, 4 }, { -1, 10 }, { 7, 5 } };

  g_assert_true (fw_rect_equal (fw_points_bounds (points, 3), FW_RECT (-1, 4, 8, 6)));
  g_assert_true (fw_rect_equal (fw_points_bounds (NULL, 0), FW_RECT (0, 0, 0, 0)));

  points[1].y = NAN;
  g_assert_true (isnan (fw_points_bounds (points, 3).x));
  points[1].y = INFINITY;
  g_assert_true (isnan (fw_points_bounds (points, 3).width));
}

/* Test that a ring's area is positive clockwise on screen, and exact far from the origin. */
static void
test_signed_area (void)
{
  FwPoint square[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  FwPoint back[] = { { 0, 10 }, { 10, 10 }, { 10, 0 }, { 0, 0 } };
  FwPoint far[] = { { 1e9, 1e9 }, { 1e9 + 1, 1e9 }, { 1e9 + 1, 1e9 + 1 }, { 1e9, 1e9 + 1 } };

  g_assert_cmpfloat (fw_ring_signed_area (square, 4), ==, 100);
  g_assert_cmpfloat (fw_ring_signed_area (back, 4), ==, -100);
  g_assert_cmpfloat (fw_ring_signed_area (far, 4), ==, 1);
  g_assert_cmpfloat (fw_ring_signed_area (square, 2), ==, 0);
  g_assert_cmpfloat (fw_ring_signed_area (NULL, 0), ==, 0);
}

/* Test that a crossing at the height of a vertex counts once. */
static void
test_contains (void)
{
  FwPoint diamond[] = { { 5, 0 }, { 10, 5 }, { 5, 10 }, { 0, 5 } };
  FwPoint nan[] = { { NAN, 0 }, { 10, NAN }, { 5, 10 } };

  g_assert_true (fw_ring_contains (diamond, 4, FW_POINT (5, 5)));
  g_assert_true (fw_ring_contains (diamond, 4, FW_POINT (1, 5)));
  g_assert_false (fw_ring_contains (diamond, 4, FW_POINT (-1, 5)));
  g_assert_false (fw_ring_contains (diamond, 4, FW_POINT (11, 5)));
  g_assert_false (fw_ring_contains (diamond, 4, FW_POINT (1, 1)));
  g_assert_false (fw_ring_contains (diamond, 4, FW_POINT (NAN, 5)));
  fw_ring_contains (nan, 3, FW_POINT (5, 5));
}

/* Test the covered area of outlines that cross, nest, touch and repeat. */
static void
test_covered_area (void)
{
  static const struct
  {
    const char *name;
    FwPoint     points[16];
    gsize       sizes[4];
    gsize       n_rings;
    double      area;
  } cases[] = {
    { "square", { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } }, { 4 }, 1, 100 },
    { "bow tie", { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 } }, { 4 }, 1, 50 },
    { "hole",
      { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 2, 2 }, { 8, 2 }, { 8, 8 }, { 2, 8 } },
      { 4, 4 },
      2,
      64 },
    { "two parts",
      { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 5, 0 }, { 7, 0 }, { 7, 2 }, { 5, 2 } },
      { 4, 4 },
      2,
      5 },
    { "overlapping parts",
      { { 0, 0 }, { 2, 0 }, { 2, 2 }, { 0, 2 }, { 1, 1 }, { 3, 1 }, { 3, 3 }, { 1, 3 } },
      { 4, 4 },
      2,
      6 },
    { "twice round",
      { { 0, 0 }, { 2, 0 }, { 2, 2 }, { 0, 2 }, { 0, 0 }, { 2, 0 }, { 2, 2 }, { 0, 2 } },
      { 8 },
      1,
      0 },
    { "spike",
      { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 2, 4 }, { 2, 9 }, { 2, 4 }, { 0, 4 } },
      { 7 },
      1,
      16 },
    { "line", { { 0, 0 }, { 5, 5 }, { 9, 9 } }, { 3 }, 1, 0 },
    { "point", { { 3, 3 } }, { 1 }, 1, 0 },
    { "none", { { 0, 0 } }, { 0 }, 0, 0 },
    { "not finite", { { 0, 0 }, { NAN, 5 }, { 9, 9 }, { 1, 2 } }, { 4 }, 1, 0 },
    { "infinite", { { 0, 0 }, { INFINITY, 5 }, { 9, 9 } }, { 3 }, 1, 0 },
  };

  for (gsize i = 0; i < N (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      assert_close (fw_rings_covered_area (cases[i].points, cases[i].sizes, cases[i].n_rings),
                    cases[i].area, 1e-9);
    }
}

/* Test that the pentagram's middle counts as outside, by its exact area. */
static void
test_pentagram (void)
{
  FwPoint star[5];
  gsize size = 5;
  double inner = sin (G_PI / 10) / sin (7 * G_PI / 10);
  double whole, middle;

  for (int i = 0; i < 5; i++)
    star[i] = FW_POINT (cos (4 * G_PI * i / 5), sin (4 * G_PI * i / 5));

  whole = 10 * 0.5 * inner * sin (G_PI / 5);
  middle = 5 * 0.5 * inner * inner * sin (2 * G_PI / 5);

  assert_close (fw_rings_covered_area (star, &size, 1), whole - middle, 1e-12);
}

/* Test covered areas of random tangles against a fine raster. */
static void
test_covered_area_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 60; round++)
    {
      FwPoint points[24];
      gsize sizes[3];
      gsize n_rings = g_rand_int_range (rand, 1, 4);
      gsize n = 0;
      gboolean coarse = g_rand_boolean (rand);

      for (gsize r = 0; r < n_rings; r++)
        {
          sizes[r] = g_rand_int_range (rand, 3, 9);
          for (gsize i = 0; i < sizes[r]; i++, n++)
            {
              points[n] = FW_POINT (g_rand_double_range (rand, 0, 10),
                                    g_rand_double_range (rand, 0, 10));
              /* On a coarse grid edges coincide and vertices touch. */
              if (coarse)
                points[n] = FW_POINT (floor (points[n].x / 2.5), floor (points[n].y / 2.5));
            }
        }

      double limit = coarse ? 3 : 10;
      double expected = raster_area (points, sizes, n_rings, FW_RECT (0, 0, limit, limit), 300);

      assert_close (fw_rings_covered_area (points, sizes, n_rings), expected, limit * limit / 120);
    }
}

/* Test that a tangle of many long edges ends soon and near the truth. */
static void
test_covered_area_limit (void)
{
  gsize n = 6000;
  g_autofree FwPoint *points = g_new (FwPoint, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double area;

  for (gsize i = 0; i < n; i++)
    points[i] = FW_POINT (g_rand_double (rand), i % 2 == 0 ? 0.0 : 1.0);

  area = fw_rings_covered_area (points, &n, 1);
  g_assert_cmpfloat (area, >, 0.2);
  g_assert_cmpfloat (area, <, 0.8);
}

/* Test which outlines count as crossing themselves. */
static void
test_crossing (void)
{
  static const struct
  {
    const char *name;
    FwPoint     points[12];
    gsize       n;
    gboolean    crosses;
  } cases[] = {
    { "triangle", { { 0, 0 }, { 10, 0 }, { 5, 5 } }, 3, FALSE },
    { "square", { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } }, 4, FALSE },
    { "bow tie", { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 } }, 4, TRUE },
    { "vertex on an edge", { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 5, 0 }, { 0, 10 } }, 5, TRUE },
    { "two vertices meet",
      { { 0, 0 }, { 4, 4 }, { 8, 0 }, { 8, 8 }, { 4, 4 }, { 0, 8 } },
      6,
      TRUE },
    { "repeated vertex", { { 0, 0 }, { 10, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } }, 5, FALSE },
    { "repeated end", { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 0, 0 } }, 5, FALSE },
    { "all the same", { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } }, 5, FALSE },
    { "vertices in a row", { { 0, 0 }, { 5, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } }, 5, FALSE },
    { "there and back", { { 0, 0 }, { 5, 0 }, { 0, 0 }, { 5, 0 } }, 4, TRUE },
    { "edge along an edge",
      { { 0, 0 }, { 10, 0 }, { 10, 5 }, { 8, 5 }, { 8, 0 }, { 2, 0 }, { 2, 5 }, { 0, 5 } },
      8,
      TRUE },
    { "not finite", { { 0, 0 }, { NAN, 10 }, { 10, 0 }, { 0, INFINITY } }, 4, FALSE },
    { "crossing beside NaN",
      { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 }, { NAN, NAN } },
      5,
      TRUE },
  };

  for (gsize i = 0; i < N (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (fw_ring_find_crossing (cases[i].points, cases[i].n, NULL, NULL, NULL), ==,
                       cases[i].crosses);
    }
}

/* Test that the edges and the point of a crossing are named. */
static void
test_crossing_place (void)
{
  FwPoint points[] = { { 0, 0 }, { 0, 0 }, { 10, 10 }, { 10, 0 }, { 10, 0 }, { 0, 10 } };
  gsize a, b;
  FwPoint where;

  g_assert_true (fw_ring_find_crossing (points, N (points), &a, &b, &where));
  g_assert_cmpuint (a, ==, 1);
  g_assert_cmpuint (b, ==, 4);
  g_assert_cmpfloat (where.x, ==, 5);
  g_assert_cmpfloat (where.y, ==, 5);
}

/* Whether edges meet, by comparing every pair. */
static gboolean
crosses_slowly (const FwPoint *p,
                gsize          n)
{
  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = i + 2; j < n; j++)
        {
          if (i == 0 && j == n - 1)
            continue;

          if (fw_segments_intersect (p[i], p[i + 1], p[j], p[(j + 1) % n], NULL))
            return TRUE;
        }
    }

  return FALSE;
}

/* Test random rings against the comparison of every pair of edges. */
static void
test_crossing_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n_crossing = 0;

  for (int round = 0; round < 3000; round++)
    {
      FwPoint points[40];
      gsize n = g_rand_int_range (rand, 4, 41);
      double noise = g_rand_double_range (rand, 0, 1.5);
      gboolean expected;

      for (gsize i = 0; i < n; i++)
        {
          double angle = 2 * G_PI * (i + g_rand_double_range (rand, -noise, noise)) / n;
          double radius = g_rand_double_range (rand, 0.3, 1);

          points[i] = FW_POINT (radius * cos (angle), radius * sin (angle));
        }

      expected = crosses_slowly (points, n);
      n_crossing += expected;
      g_assert_cmpint (fw_ring_find_crossing (points, n, NULL, NULL, NULL), ==, expected);
    }

  /* Both answers were asked for. */
  g_assert_cmpuint (n_crossing, >, 100);
  g_assert_cmpuint (n_crossing, <, 2900);
}

/* Test that a very large ring, and a very large tangle, are answered in bounded time. */
static void
test_crossing_large (void)
{
  gsize n = 200000;
  g_autofree FwPoint *points = g_new (FwPoint, n);

  for (gsize i = 0; i < n; i++)
    points[i] = FW_POINT (cos (2 * G_PI * i / n) * 1000, sin (2 * G_PI * i / n) * 1000);
  g_assert_false (fw_ring_find_crossing (points, n, NULL, NULL, NULL));

  points[n / 2].x = 2000;
  g_assert_true (fw_ring_find_crossing (points, n, NULL, NULL, NULL));

  /* Slanted teeth, all bounds overlapping, that never meet. */
  n = 20000;
  for (gsize i = 0; i < n; i++)
    points[i] = FW_POINT (i + (i % 2) * 1e6, (i % 2) * 1e6);
  fw_ring_find_crossing (points, n, NULL, NULL, NULL);
}

/* Test where segments meet, touching and overlapping included. */
static void
test_segments (void)
{
  static const struct
  {
    FwPoint  a1, a2, b1, b2;
    gboolean meet;
    FwPoint  where;
  } cases[] = {
    { { 0, 0 }, { 10, 10 }, { 0, 10 }, { 10, 0 }, TRUE, { 5, 5 } },
    { { 0, 0 }, { 10, 0 }, { 5, 0 }, { 5, 5 }, TRUE, { 5, 0 } },
    { { 0, 0 }, { 10, 0 }, { 10, 0 }, { 20, 5 }, TRUE, { 10, 0 } },
    { { 0, 0 }, { 10, 0 }, { 4, 0 }, { 20, 0 }, TRUE, { 4, 0 } },
    { { 4, 0 }, { 6, 0 }, { 0, 0 }, { 20, 0 }, TRUE, { 4, 0 } },
    { { 0, 0 }, { 10, 0 }, { 11, 0 }, { 20, 0 }, FALSE, { 0, 0 } },
    { { 0, 0 }, { 10, 0 }, { 0, 1 }, { 10, 1 }, FALSE, { 0, 0 } },
    { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 2, 0 }, FALSE, { 0, 0 } },
    { { 3, 3 }, { 3, 3 }, { 0, 0 }, { 6, 6 }, TRUE, { 3, 3 } },
    { { 3, 3 }, { 3, 3 }, { 3, 3 }, { 3, 3 }, TRUE, { 3, 3 } },
    { { NAN, 0 }, { 10, 0 }, { 5, -5 }, { 5, 5 }, FALSE, { 0, 0 } },
    { { 0, 0 }, { INFINITY, 0 }, { 5, -5 }, { 5, 5 }, FALSE, { 0, 0 } },
  };

  for (gsize i = 0; i < N (cases); i++)
    {
      FwPoint where;

      g_test_message ("case %zu", i);
      g_assert_cmpint (
        fw_segments_intersect (cases[i].a1, cases[i].a2, cases[i].b1, cases[i].b2, &where), ==,
        cases[i].meet);
      if (!cases[i].meet)
        continue;

      g_assert_cmpfloat (where.x, ==, cases[i].where.x);
      g_assert_cmpfloat (where.y, ==, cases[i].where.y);
    }
}

/* Test the distance to a segment, beyond its ends too. */
static void
test_segment_distance (void)
{
  double t;

  g_assert_cmpfloat (
    fw_segment_distance (FW_POINT (0, 0), FW_POINT (10, 0), FW_POINT (4, 3), &t), ==, 3);
  g_assert_cmpfloat (t, ==, 0.4);
  g_assert_cmpfloat (
    fw_segment_distance (FW_POINT (0, 0), FW_POINT (10, 0), FW_POINT (13, 4), &t), ==, 5);
  g_assert_cmpfloat (t, ==, 1);
  g_assert_cmpfloat (
    fw_segment_distance (FW_POINT (2, 2), FW_POINT (2, 2), FW_POINT (5, 6), &t), ==, 5);
  g_assert_cmpfloat (t, ==, 0);
}

/* Test that a clipped ring has the area of the common part. */
static void
test_clip (void)
{
  static const struct
  {
    FwPoint points[8];
    gsize   n;
    double  area;
    guint   n_out;
  } cases[] = {
    { { { 2, 2 }, { 8, 2 }, { 8, 8 }, { 2, 8 } }, 4, 36, 4 },
    { { { -5, -5 }, { 15, -5 }, { 15, 15 }, { -5, 15 } }, 4, 100, 4 },
    { { { -5, 2 }, { 5, 2 }, { 5, 8 }, { -5, 8 } }, 4, 30, 4 },
    { { { 20, 20 }, { 30, 20 }, { 30, 30 } }, 3, 0, 0 },
    { { { 5, -5 }, { 15, 5 }, { 5, 15 }, { -5, 5 } }, 4, 100, 4 },
    { { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } }, 4, 100, 4 },
    { { { 5, 5 }, { NAN, 3 }, { 8, 5 }, { 8, 8 } }, 4, 4.5, 3 },
  };

  for (gsize i = 0; i < N (cases); i++)
    {
      g_autoptr (GArray) ring = fw_ring_clip (cases[i].points, cases[i].n, FW_RECT (0, 0, 10, 10));

      g_test_message ("case %zu", i);
      assert_close (fw_ring_signed_area ((FwPoint *) (gpointer) ring->data, ring->len),
                    cases[i].area, 1e-9);
      for (guint k = 0; k < ring->len; k++)
        g_assert_true (
          fw_rect_contains (FW_RECT (0, 0, 10, 10), g_array_index (ring, FwPoint, k)));
    }
}

/* Test that quarter turns are exact, clockwise, and keep the bounds. */
static void
test_rotation (void)
{
  FwPoint c[4];

  fw_rotated_corners (50, 50, 20, 10, 0, c);
  g_assert_true (c[0].x == 40 && c[0].y == 45 && c[2].x == 60 && c[2].y == 55);

  /* Top left goes to top right. */
  fw_rotated_corners (50, 50, 20, 10, 90, c);
  g_assert_true (c[0].x == 55 && c[0].y == 40);
  fw_rotated_corners (50, 50, 20, 10, -270, c);
  g_assert_true (c[0].x == 55 && c[0].y == 40);
  fw_rotated_corners (50, 50, 20, 10, 180, c);
  g_assert_true (c[0].x == 60 && c[0].y == 55);

  for (double degrees = -720; degrees <= 720; degrees += 7.5)
    {
      FwRect bounds = fw_rotated_bounds (50, 50, 20, 10, degrees);
      FwRect around;

      fw_rotated_corners (50, 50, 20, 10, degrees, c);
      around = fw_points_bounds (c, 4);
      assert_close (bounds.x, around.x, 1e-12);
      assert_close (bounds.y, around.y, 1e-12);
      assert_close (bounds.width, around.width, 1e-12);
      assert_close (bounds.height, around.height, 1e-12);
    }

  g_assert_true (isnan (fw_rotated_bounds (0, 0, 1, 1, NAN).x));
  g_assert_true (isnan (fw_rotated_bounds (0, 0, 1, 1, INFINITY).x));
}

/* Test that interpolation is exact at both ends and where nothing moves. */
static void
test_lerp (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 10000; i++)
    {
      double a = g_rand_double_range (rand, -1e6, 1e6);
      double b = g_rand_double_range (rand, -1e6, 1e6);
      double t = g_rand_double (rand);

      g_assert_cmpfloat (fw_lerp (a, b, 0), ==, a);
      g_assert_cmpfloat (fw_lerp (a, b, 1), ==, b);
      g_assert_cmpfloat (fw_lerp (a, a, t), ==, a);
      g_assert_cmpfloat (fw_lerp (a, b, t), >=, MIN (a, b) - 1e-9);
      g_assert_cmpfloat (fw_lerp (a, b, t), <=, MAX (a, b) + 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/bounds", test_bounds);
  g_test_add_func ("/geometry/signed-area", test_signed_area);
  g_test_add_func ("/geometry/contains", test_contains);
  g_test_add_func ("/geometry/covered-area/table", test_covered_area);
  g_test_add_func ("/geometry/covered-area/pentagram", test_pentagram);
  g_test_add_func ("/geometry/covered-area/random", test_covered_area_random);
  g_test_add_func ("/geometry/covered-area/limit", test_covered_area_limit);
  g_test_add_func ("/geometry/crossing/table", test_crossing);
  g_test_add_func ("/geometry/crossing/place", test_crossing_place);
  g_test_add_func ("/geometry/crossing/random", test_crossing_random);
  g_test_add_func ("/geometry/crossing/large", test_crossing_large);
  g_test_add_func ("/geometry/segments", test_segments);
  g_test_add_func ("/geometry/segment-distance", test_segment_distance);
  g_test_add_func ("/geometry/clip", test_clip);
  g_test_add_func ("/geometry/rotation", test_rotation);
  g_test_add_func ("/geometry/lerp", test_lerp);

  return g_test_run ();
}
