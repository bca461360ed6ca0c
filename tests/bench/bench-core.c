/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a label costs: making it, holding it, walking to it. One line of JSON
 * for each figure. The cursor has a target, because a million labels are
 * checked in two seconds: well under 100 ns for a box.
 */

#include "core/interpolate.h"
#include "core/track.h"

#include <malloc.h>
#include <stdio.h>

#define N_FRAMES 50000

static FwShape *
make_shape (FwShapeKind kind,
            int         i)
{
  FwVertex vertices[32] = { { 0 } };

  if (kind == FW_SHAPE_BOX)
    return fw_shape_new_box (FW_RECT (i, 2 * i, 40, 30));

  if (kind == FW_SHAPE_ROTATED_BOX)
    return fw_shape_new_rotated_box (i, 2 * i, 40, 30, i * 7);

  for (gsize k = 0; k < G_N_ELEMENTS (vertices); k++)
    vertices[k] = (FwVertex) { i + 50 * cos (k * G_PI / 16), i + 50 * sin (k * G_PI / 16),
                               k + 1 };

  return fw_shape_new_polygon (vertices, G_N_ELEMENTS (vertices));
}

static FwTrack *
make_track (FwShapeKind kind,
            int         step)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);

  for (int frame = 0; frame <= N_FRAMES; frame += step)
    {
      g_autoptr (FwShape) shape = make_shape (kind, frame / step);

      fw_track_builder_set_key (builder, frame, shape);
    }

  return fw_track_builder_end (builder, NULL);
}

static double
now_ns (void)
{
  return g_get_monotonic_time () * 1000.0;
}

/* The best of several runs, for the machine is shared. */
static double
time_cursor (const FwTrack *track)
{
  double best = G_MAXDOUBLE;
  double sum = 0.0;

  for (int run = 0; run < 7; run++)
    {
      FwTrackCursor cursor;
      double start = now_ns ();

      fw_track_cursor_init (&cursor, track);
      for (FwFrame frame = 0; frame < N_FRAMES; frame++)
        {
          FwRect bounds = FW_RECT (0, 0, 0, 0);

          fw_track_cursor_move (&cursor, frame, &bounds);
          sum += bounds.x;
        }

      best = MIN (best, (now_ns () - start) / N_FRAMES);
    }

  g_assert_true (isfinite (sum));
  return best;
}

static double
time_shapes (const FwTrack *track)
{
  double best = G_MAXDOUBLE;

  for (int run = 0; run < 5; run++)
    {
      double start = now_ns ();

      for (FwFrame frame = 0; frame < N_FRAMES; frame += 5)
        {
          g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);

          g_assert_nonnull (shape);
        }

      best = MIN (best, (now_ns () - start) / (N_FRAMES / 5));
    }

  return best;
}

static void
report (const char *name,
        double      value,
        const char *unit,
        double      target)
{
  if (target > 0.0)
    printf ("{\"bench\":\"core\",\"name\":\"%s\",\"value\":%.1f,\"unit\":\"%s\",\"target\":%.0f,"
            "\"reached\":%s}\n",
            name, value, unit, target, value <= target ? "true" : "false");
  else
    printf ("{\"bench\":\"core\",\"name\":\"%s\",\"value\":%.1f,\"unit\":\"%s\"}\n", name, value,
            unit);
}

static void
measure_walks (void)
{
  static const struct
  {
    const char *name;
    FwShapeKind kind;
    double      target;
  } kinds[] = {
    { "box", FW_SHAPE_BOX, 100 },
    { "rotated-box", FW_SHAPE_ROTATED_BOX, 0 },
    { "polygon of 32", FW_SHAPE_POLYGON, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FwTrack) track = make_track (kinds[i].kind, 10);
      g_autofree char *cursor = g_strdup_printf ("cursor step, %s", kinds[i].name);
      g_autofree char *shape = g_strdup_printf ("shape at a frame, %s", kinds[i].name);

      report (cursor, time_cursor (track), "ns", kinds[i].target);
      report (shape, time_shapes (track), "ns", 0);
    }
}

/* A picture of a folder: a million objects of one keyframe. */
static void
measure_singles (void)
{
  gsize n = 1000000;
  g_autofree FwTrack **tracks = g_new (FwTrack *, n);
  gsize before = mallinfo2 ().uordblks;
  double start = now_ns ();

  for (gsize i = 0; i < n; i++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (i + 1, 1);
      g_autoptr (FwShape) shape = make_shape (FW_SHAPE_BOX, i);

      fw_track_builder_set_key (builder, i / 20, shape);
      fw_track_builder_set_single (builder, TRUE);
      tracks[i] = fw_track_builder_end (builder, NULL);
    }

  report ("make a box object", (now_ns () - start) / n, "ns", 0);
  report ("hold a box object", (double) (mallinfo2 ().uordblks - before) / n, "bytes", 200);

  for (gsize i = 0; i < n; i++)
    fw_track_unref (tracks[i]);
}

/* An edit makes the track anew. */
static void
measure_edits (void)
{
  static const struct
  {
    const char *name;
    FwShapeKind kind;
  } kinds[] = { { "edit a box track of 5,000 keyframes", FW_SHAPE_BOX },
                { "edit a polygon track of 5,000 keyframes", FW_SHAPE_POLYGON } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FwTrack) track = make_track (kinds[i].kind, 10);
      double best = G_MAXDOUBLE;

      for (int run = 0; run < 5; run++)
        {
          FwTrackBuilder *builder = fw_track_builder_new_from (track);
          g_autoptr (FwTrack) after = NULL;
          double start = now_ns ();

          fw_track_builder_set_key (builder, 300, fw_track_get_keyframe (track, 1).shape);
          after = fw_track_builder_end (builder, NULL);
          best = MIN (best, now_ns () - start);
        }

      report (kinds[i].name, best / 1000.0, "us", 0);
    }
}

static void
measure_matching (void)
{
  static const gsize sizes[] = { 20, 100, 1000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize n = sizes[i];
      gsize m = n + n / 10;
      g_autofree FwPoint *left = g_new (FwPoint, n);
      g_autofree FwPoint *right = g_new (FwPoint, m);
      g_autofree char *name = g_strdup_printf ("match rings of %zu and %zu", n, m);
      double best = G_MAXDOUBLE;

      for (gsize k = 0; k < n; k++)
        left[k] = FW_POINT (90 * cos (2 * G_PI * k / n), 60 * sin (2 * G_PI * k / n));
      for (gsize k = 0; k < m; k++)
        right[k] = FW_POINT (9 + 90 * cos (2 * G_PI * k / m + 1) + g_rand_double (rand),
                             60 * sin (2 * G_PI * k / m + 1));

      for (int run = 0; run < 3; run++)
        {
          double start = now_ns ();
          g_autoptr (GArray) matches = fw_ring_match (left, n, right, m, NULL);

          g_assert_cmpuint (matches->len, >=, m);
          best = MIN (best, now_ns () - start);
        }

      report (name, best / 1000.0, "us", 0);
    }
}

int
main (int    argc,
      char **argv)
{
  measure_walks ();
  measure_edits ();
  measure_matching ();
  measure_singles ();

  return 0;
}
