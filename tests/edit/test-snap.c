/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapping: what pulls, how far, what wins; and following an outline. */

#include "edit-kit.h"

#include "edit/snap.h"

/* Test that borders pull points and rectangles within six screen pixels. */
static void
test_borders (void)
{
  static const struct
  {
    FwPoint point;
    double scale;
    FwPoint snapped;
  } points[] = {
    { { 5, 100 }, 1.0, { 0, 100 } },     { { 7, 100 }, 1.0, { 7, 100 } },
    { { 5, 100 }, 2.0, { 5, 100 } },     { { 11, 100 }, 0.5, { 0, 100 } },
    { { 636, 477 }, 1.0, { 640, 480 } }, { { 320, 240 }, 1.0, { 320, 240 } },
  };
  const FwRect picture = FW_RECT (0, 0, 640, 480);
  FwPoint by;

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      FwPoint snapped = fw_snap_point (picture, points[i].point, points[i].scale);

      g_test_message ("case %zu", i);
      g_assert_cmpfloat (snapped.x, ==, points[i].snapped.x);
      g_assert_cmpfloat (snapped.y, ==, points[i].snapped.y);
    }

  by = fw_snap_rect (picture, FW_RECT (3, 100, 50, 50), 1.0);
  g_assert_cmpfloat (by.x, ==, -3.0);
  g_assert_cmpfloat (by.y, ==, 0.0);
  by = fw_snap_rect (picture, FW_RECT (100, 433, 50, 50), 1.0);
  g_assert_cmpfloat (by.y, ==, -3.0);
  by = fw_snap_rect (FW_RECT (0, 0, 0, 0), FW_RECT (3, 3, 5, 5), 1.0);
  g_assert_cmpfloat (by.x, ==, 0.0);
}

/* Test that a vertex wins over an edge, an edge over a border, and that
 * hidden and dragged objects and ghosts do not pull. */
static void
test_vertices (void)
{
  static const struct
  {
    const char *script;
    FwPoint point;
    FwTrackId ignore;
    FwSnapKind kind;
    FwPoint snapped;
  } cases[] = {
    { "", { 103, 102 }, 0, FW_SNAP_VERTEX, { 100, 100 } },
    { "", { 120, 103 }, 0, FW_SNAP_EDGE, { 120, 100 } },
    { "", { 120, 130 }, 0, FW_SNAP_NONE, { 120, 130 } },
    { "", { 2, 300 }, 0, FW_SNAP_BORDER, { 0, 300 } },
    { "", { 3, 220 }, 0, FW_SNAP_EDGE, { 1, 220 } },
    { "", { 103, 102 }, 1, FW_SNAP_NONE, { 103, 102 } },
    { "select=1 toggle-hidden", { 103, 102 }, 0, FW_SNAP_NONE, { 103, 102 } },
    { "frame=3", { 103, 102 }, 0, FW_SNAP_NONE, { 103, 102 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session
          = kit_session (TRUE, 10, "1 car 0:100,100,80,60\n2 car 0:1,200,50,50\n");
      FwSnap snap;

      kit_run (session, cases[i].script);
      snap = fw_snap_vertex (session, cases[i].point, 1.0, cases[i].ignore);
      g_test_message ("case %zu", i);
      g_assert_cmpint (snap.kind, ==, cases[i].kind);
      g_assert_cmpfloat (snap.point.x, ==, cases[i].snapped.x);
      g_assert_cmpfloat (snap.point.y, ==, cases[i].snapped.y);
    }
}

/* Test that following goes the shorter way round, in the direction of the hand. */
static void
test_trace (void)
{
  static const struct
  {
    FwPoint from, to;
    const char *way;
  } cases[] = {
    { { 120, 100 }, { 180, 130 }, "180,100" },
    { { 180, 130 }, { 120, 100 }, "180,100" },
    { { 110, 100 }, { 150, 100 }, "" },
    { { 150, 100 }, { 110, 100 }, "" },
    { { 100, 100 }, { 180, 100 }, "" },
    { { 100, 110 }, { 180, 110 }, "100,100 180,100" },
    { { 180, 150 }, { 100, 150 }, "180,160 100,160" },
    { { 100, 130 }, { 400, 130 }, "" },
  };
  g_autoptr (FwSession) session
      = kit_session (TRUE, 10, "1 car 0:100,100,80,60\n2 car 0:400,100,80,60\n");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSnap from = fw_snap_vertex (session, cases[i].from, 1.0, 0);
      FwSnap to = fw_snap_vertex (session, cases[i].to, 1.0, 0);
      g_autoptr (GArray) way = fw_snap_trace (session, &from, &to);
      GString *text = g_string_new (NULL);
      g_autofree char *result = NULL;

      for (guint j = 0; j < way->len; j++)
        g_string_append_printf (text, "%s%g,%g", j > 0 ? " " : "",
                                g_array_index (way, FwPoint, j).x,
                                g_array_index (way, FwPoint, j).y);
      result = g_string_free (text, FALSE);
      g_test_message ("case %zu", i);
      g_assert_cmpstr (result, ==, cases[i].way);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snap/borders", test_borders);
  g_test_add_func ("/snap/vertices", test_vertices);
  g_test_add_func ("/snap/trace", test_trace);
  return g_test_run ();
}
