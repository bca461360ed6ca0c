/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

#include "core/error.h"

/* The keyframes 0, 10, 20, 30, 60 with a gap between 20 and 30; x is the frame. */
#define TRACK "0=0,0,9,9 10=10,0,9,9 20=20,0,9,9 30=30,0,9,9 60=60,0,9,9 out:21-29"

typedef enum
{
  SHAPE,
  ADD,
  REMOVE,
  MOVE,
  LEAVE,
  BACK,
  SPAN,
  PROPAGATE
} Operation;

static FwTrack *
apply (FwTrack    *track,
       Operation   operation,
       int         a,
       int         b,
       GError    **error)
{
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (77, 0, 9, 9));

  switch (operation)
    {
    case SHAPE:
      return fw_track_edit_shape (track, a, shape, error);
    case ADD:
      return fw_track_edit_add_keyframe (track, a, error);
    case REMOVE:
      return fw_track_edit_remove_keyframe (track, a, error);
    case MOVE:
      return fw_track_edit_move_keyframe (track, a, b, error);
    case LEAVE:
      return fw_track_edit_leave (track, a, error);
    case BACK:
      return fw_track_edit_come_back (track, a, error);
    case SPAN:
      return fw_track_edit_set_span (track, (FwSpan) { a, b }, error);
    default:
      return fw_track_edit_propagate (track, a, b, 99, error);
    }
}

/* Test what each operation does to keyframes and gaps. */
static void
test_timing (void)
{
  static const struct
  {
    Operation   operation;
    int         a, b;
    const char *timing; /* NULL when refused */
    const char *words;  /* in the refusal */
  } cases[] = {
    { SHAPE, 10, 0, "0 10 20 x21-29 30 60", NULL },
    { SHAPE, 5, 0, "0 5 10 20 x21-29 30 60", NULL },
    { SHAPE, 70, 0, "0 10 20 x21-29 30 60 70", NULL },
    { SHAPE, 25, 0, "0 10 20 x21-24 25 30 60", NULL },
    { SHAPE, 21, 0, "0 10 20 21 30 60", NULL },
    { SHAPE, 29, 0, "0 10 20 x21-28 29 30 60", NULL },
    { SHAPE, -1, 0, NULL, "-1" },
    { SHAPE, G_MAXINT32, 0, NULL, "2147483647" },
    { ADD, 10, 0, "0 10 20 x21-29 30 60", NULL },
    { ADD, 15, 0, "0 10 15 20 x21-29 30 60", NULL },
    { ADD, 65, 0, "0 10 20 x21-29 30 60 65", NULL },
    { ADD, 25, 0, "0 10 20 x21-24 25 30 60", NULL },
    { REMOVE, 10, 0, "0 20 x21-29 30 60", NULL },
    { REMOVE, 20, 0, NULL, "leaves after frame 20" },
    { REMOVE, 30, 0, NULL, "comes back in frame 30" },
    { REMOVE, 0, 0, "10 20 x21-29 30 60", NULL },
    { REMOVE, 60, 0, "0 10 20 x21-29 30", NULL },
    { REMOVE, 15, 0, NULL, "no keyframe in frame 15" },
    { MOVE, 10, 5, "0 5 20 x21-29 30 60", NULL },
    { MOVE, 10, 10, "0 10 20 x21-29 30 60", NULL },
    { MOVE, 20, 15, "0 10 15 x16-29 30 60", NULL },
    { MOVE, 20, 25, "0 10 25 x26-29 30 60", NULL },
    { MOVE, 20, 29, "0 10 29 30 60", NULL },
    { MOVE, 30, 35, "0 10 20 x21-34 35 60", NULL },
    { MOVE, 30, 22, "0 10 20 x21-21 22 60", NULL },
    { MOVE, 60, 90, "0 10 20 x21-29 30 90", NULL },
    { MOVE, 0, 7, "7 10 20 x21-29 30 60", NULL },
    { MOVE, 10, 20, NULL, "frame 20" },
    { MOVE, 10, 0, NULL, "frame 0" },
    { MOVE, 10, 25, NULL, "frame 20" },
    { MOVE, 15, 16, NULL, "no keyframe in frame 15" },
    { MOVE, 0, -1, NULL, "-1" },
    { LEAVE, 15, 0, "0 10 14 x15-19 20 x21-29 30 60", NULL },
    { LEAVE, 10, 0, "0 9 x10-19 20 x21-29 30 60", NULL },
    { LEAVE, 11, 0, "0 10 x11-19 20 x21-29 30 60", NULL },
    { LEAVE, 20, 0, "0 10 19 x20-29 30 60", NULL },
    { LEAVE, 30, 0, "0 10 20 x21-59 60", NULL },
    { LEAVE, 60, 0, "0 10 20 x21-29 30 59", NULL },
    { LEAVE, 61, 0, "0 10 20 x21-29 30 60", NULL },
    { LEAVE, 71, 0, "0 10 20 x21-29 30 60 70", NULL },
    { LEAVE, 0, 0, NULL, "begins in frame 0" },
    { LEAVE, 25, 0, NULL, "already" },
    { BACK, 25, 0, "0 10 20 x21-24 25 30 60", NULL },
    { BACK, 21, 0, "0 10 20 30 60", NULL },
    { BACK, 15, 0, NULL, "frame 15" },
    { BACK, 99, 0, NULL, "frame 99" },
    { SPAN, 0, 60, "0 10 20 x21-29 30 60", NULL },
    { SPAN, 5, 60, "5 10 20 x21-29 30 60", NULL },
    { SPAN, 25, 60, "30 60", NULL },
    { SPAN, 0, 25, "0 10 20", NULL },
    { SPAN, 0, 80, "0 10 20 x21-29 30 60 80", NULL },
    { SPAN, 12, 13, "12 13", NULL },
    { SPAN, 22, 28, NULL, "frame 22 to frame 28" },
    { SPAN, 70, 80, NULL, "frame 70" },
    { SPAN, 40, 30, NULL, "would remain" },
    { PROPAGATE, 10, 3, "0 10 11 12 13 20 x21-29 30 60", NULL },
    { PROPAGATE, 15, -2, "0 10 13 14 15 20 x21-29 30 60", NULL },
    { PROPAGATE, 20, 2, "0 10 20 21 22 x23-29 30 60", NULL },
    { PROPAGATE, 97, 50, "0 10 20 x21-29 30 60 97 98 99", NULL },
    { PROPAGATE, 2, -50, "0 1 2 10 20 x21-29 30 60", NULL },
    { PROPAGATE, 10, 0, "0 10 20 x21-29 30 60", NULL },
    { PROPAGATE, 25, 3, NULL, "not in view in frame 25" },
    { PROPAGATE, 99, 3, NULL, "no frame after frame 99" },
    { PROPAGATE, 0, -3, NULL, "no frame before frame 0" },
    { PROPAGATE, 2, G_MININT32, "0 1 2 10 20 x21-29 30 60", NULL },
  };
  g_autoptr (FwTrack) track = kit_track (7, TRACK);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FwTrack) after
        = apply (track, cases[i].operation, cases[i].a, cases[i].b, &error);
      g_autofree char *timing = NULL;

      g_test_message ("case %zu: %d %d %d", i, cases[i].operation, cases[i].a, cases[i].b);
      if (cases[i].timing == NULL)
        {
          g_assert_null (after);
          g_assert_true (error->domain == FW_EDIT_ERROR);
          if (strstr (error->message, cases[i].words) == NULL)
            g_error ("“%s” does not say “%s”", error->message, cases[i].words);
          continue;
        }

      g_assert_no_error (error);
      timing = kit_timing (after);
      g_assert_cmpstr (timing, ==, cases[i].timing);
      g_assert_cmpint (fw_track_get_id (after), ==, 7);
      kit_check (after);
    }
}

static double
x_at (const FwTrack *track,
      FwFrame        frame)
{
  FwRect bounds = FW_RECT (NAN, 0, 0, 0);

  fw_track_get_bounds_at (track, frame, &bounds);
  return bounds.x;
}

/* Test which shapes stand where after an operation. */
static void
test_shapes (void)
{
  static const struct
  {
    Operation operation;
    int       a, b;
    FwFrame   frame;
    double    x;
  } cases[] = {
    { SHAPE, 25, 0, 25, 77 },  { ADD, 15, 0, 15, 15 },     { ADD, 65, 0, 65, 60 },
    { ADD, 25, 0, 25, 20 },    { LEAVE, 15, 0, 14, 14 },   { LEAVE, 10, 0, 9, 9 },
    { LEAVE, 60, 0, 59, 59 },  { LEAVE, 71, 0, 70, 60 },   { BACK, 25, 0, 25, 25 },
    { SPAN, 5, 55, 5, 5 },     { SPAN, 5, 55, 55, 55 },    { SPAN, 0, 80, 80, 60 },
    { PROPAGATE, 15, 2, 17, 15 }, { PROPAGATE, 15, 2, 15, 15 }, { MOVE, 10, 5, 5, 10 },
    { REMOVE, 10, 0, 15, 15 },
  };
  g_autoptr (FwTrack) track = kit_track (7, TRACK);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) after = apply (track, cases[i].operation, cases[i].a, cases[i].b, NULL);

      g_test_message ("case %zu", i);
      kit_assert_close (x_at (after, cases[i].frame), cases[i].x, 1e-12);
    }
}

/* Test that the only keyframe cannot be removed, and the frame between two gaps joins them. */
static void
test_remove_special (void)
{
  g_autoptr (FwTrack) one = kit_track (7, "5=0,0,1,1");
  g_autoptr (FwTrack) track = kit_track (7, "0=0,0,1,1 25=1,0,1,1 40=2,0,1,1 out:10-24 out:26-30");
  g_autoptr (FwTrack) after = fw_track_edit_remove_keyframe (track, 25, NULL);
  g_autofree char *timing = kit_timing (after);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (timing, ==, "0 9 x10-30 31 40");
  g_assert_null (fw_track_edit_remove_keyframe (one, 5, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_LAST_KEYFRAME);
}

/* Test that an object of a single picture refuses what needs a second one. */
static void
test_single (void)
{
  FwTrackBuilder *builder = fw_track_builder_new (3, 1);
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (0, 0, 1, 1));
  g_autoptr (FwShape) other = fw_shape_new_box (FW_RECT (5, 0, 1, 1));
  g_autoptr (FwTrack) track = NULL;
  g_autoptr (FwTrack) moved = NULL;
  g_autoptr (FwTrack) marked = NULL;
  static const int refused[][3] = { { SHAPE, 6, 0 },     { ADD, 6, 0 },   { REMOVE, 5, 0 },
                                    { MOVE, 5, 6 },      { LEAVE, 6, 0 }, { SPAN, 4, 6 },
                                    { PROPAGATE, 5, 2 } };

  fw_track_builder_set_key (builder, 5, box);
  fw_track_builder_set_single (builder, TRUE);
  track = fw_track_builder_end (builder, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (apply (track, refused[i][0], refused[i][1], refused[i][2], &error));
      g_assert_true (error->domain == FW_EDIT_ERROR);
    }

  moved = fw_track_edit_shape (track, 5, other, NULL);
  g_assert_true (fw_track_is_single (moved));

  /* Every attribute of it is a fixed one. */
  marked = fw_track_edit_attribute (track, "state", 5, fw_value_text ("parked"), FALSE);
  g_assert_cmpuint (fw_track_get_n_fixed (marked), ==, 1);
  g_assert_cmpuint (fw_track_get_n_changing (marked), ==, 0);
}

/* Test that an attribute changes from its frame on, and nowhere before. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *track;
    const char *name;
    FwFrame     frame;
    const char *value;
    gboolean    is_fixed;
    const char *changes;
    guint       n_fixed;
  } cases[] = {
    { "0=0,0,1,1 60=0,0,1,1", "occluded", 20, "true", FALSE, "0=false 20=true", 0 },
    { "0=0,0,1,1 60=0,0,1,1", "occluded", 0, "true", FALSE, "0=true", 0 },
    { "0=0,0,1,1 60=0,0,1,1", "z_order", 20, "3", TRUE, "0=0 20=3", 0 },
    { "0=0,0,1,1 60=0,0,1,1 occluded@0=false occluded@20=true", "occluded", 20, "false", FALSE,
      "0=false", 0 },
    { "0=0,0,1,1 60=0,0,1,1", "state", 20, "x", FALSE, "20=x", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@30=x", "state", 20, "y", FALSE, "0=x 20=y 30=x", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@30=x", "state", 40, "y", FALSE, "0=x 40=y", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@30=x", "state", 99, "y", FALSE, "0=x 60=y", 0 },
    { "5=0,0,1,1 60=0,0,1,1 state@30=x", "state", 2, "y", FALSE, "5=y 30=x", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state=x", "state", 20, "y", FALSE, "0=x 20=y", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@30=x", "state", 20, "y", TRUE, "", 1 },
    { "0=0,0,1,1 60=0,0,1,1 state=x", "state", 20, "null", TRUE, "", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@0=x", "state", 20, "null", FALSE, "0=x 20=null", 0 },
    { "0=0,0,1,1 60=0,0,1,1 state@0=x", "state", 0, "null", FALSE, "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, cases[i].track);
      g_autoptr (FwTrack) after
        = fw_track_edit_attribute (track, cases[i].name, cases[i].frame,
                                   kit_value (cases[i].value), cases[i].is_fixed);
      g_autofree char *changes = kit_changes (after, cases[i].name);

      g_test_message ("case %zu", i);
      g_assert_cmpstr (changes, ==, cases[i].changes);
      g_assert_cmpuint (fw_track_get_n_fixed (after), ==, cases[i].n_fixed);
      g_assert_cmpuint (fw_track_get_n_keyframes (after), ==, fw_track_get_n_keyframes (track));
      kit_check (after);
    }
}

static gboolean
keep_not_x (const char *name,
            FwValue     value,
            gpointer    user_data)
{
  return !fw_value_equal (value, fw_value_text ("x"));
}

/* Test that another category keeps what it allows, and a value that it does not
 * allow is not replaced by the one before it. */
static void
test_category (void)
{
  g_autoptr (FwTrack) track = kit_track (
    1, "0=0,0,1,1 60=0,0,1,1 a=x b=y c@0=y c@20=x c@40=z d@0=x occluded@0=false occluded@9=true");
  g_autoptr (FwTrack) after = fw_track_edit_category (track, 5, keep_not_x, NULL);
  g_autoptr (FwTrack) all = fw_track_edit_category (track, 5, NULL, NULL);
  g_autofree char *c = kit_changes (after, "c");
  g_autofree char *d = kit_changes (after, "d");
  g_autofree char *occluded = kit_changes (after, "occluded");

  g_assert_cmpint (fw_track_get_category (after), ==, 5);
  g_assert_cmpuint (fw_track_get_n_fixed (after), ==, 1);
  g_assert_cmpstr (c, ==, "0=y 20=null 40=z");
  g_assert_cmpstr (d, ==, "");
  g_assert_cmpstr (occluded, ==, "0=false 9=true");
  g_assert_cmpuint (fw_track_get_n_fixed (all), ==, 2);
}

/* Test that a corner put in on an edge changes no frame, and taking it out undoes it. */
static void
test_vertex_mirror (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "0:0,0;10,0;10,10;0,10 20:5,5;25,5;25,25;5,25 40:5,5;15,5;15,15;5,15");

  for (FwFrame frame = 0; frame <= 40; frame += 10)
    {
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
      FwRing ring = fw_shape_get_ring (shape, 0);

      for (gsize edge = 0; edge < 4; edge++)
        {
          const FwVertex *a = &ring.vertices[edge];
          const FwVertex *b = &ring.vertices[(edge + 1) % 4];
          FwPoint point = FW_POINT (fw_lerp (a->x, b->x, 0.3), fw_lerp (a->y, b->y, 0.3));
          g_autoptr (FwTrack) more = NULL;
          g_autoptr (FwTrack) less = NULL;
          guint32 id;
          gsize n;

          more = fw_track_edit_insert_vertex (track, frame, 0, edge, 0.3, point, &id, NULL);
          kit_check (more);
          kit_assert_same_view (track, more, 0, 40, 1e-9);
          g_assert_cmpuint (id, ==, 5);
          fw_track_get_on_edge (more, &n);
          g_assert_cmpuint (n, ==, fw_track_get_n_keyframes (more) - 1);

          less = fw_track_edit_delete_vertex (more, frame, id, NULL);
          kit_check (less);
          kit_assert_same_view (track, less, 0, 40, 1e-9);
          fw_track_get_on_edge (less, &n);
          g_assert_cmpuint (n, ==, 0);
        }
    }
}

/* Test that a corner taken out at one keyframe slides from and to the edge. */
static void
test_vertex_delete (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "0:0,0;5,-4;10,0;10,10;0,10 20:0,0;5,-4;10,0;10,10;0,10");
  g_autoptr (FwTrack) less = fw_track_edit_delete_vertex (track, 20, 2, NULL);
  g_autoptr (FwTrack) between = fw_track_edit_delete_vertex (track, 10, 2, NULL);
  g_autofree char *ten = kit_outline_at (less, 10);
  g_autofree char *twenty = kit_outline_at (less, 20);
  g_autofree char *five = kit_outline_at (between, 5);
  g_autoptr (FwTrack) triangle = kit_track (1, "0:0,0;10,0;10,10");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (ten, ==, "1/0,0;2/5,-2;3/10,0;4/10,10;5/0,10");
  g_assert_cmpstr (twenty, ==, "1/0,0;3/10,0;4/10,10;5/0,10");
  g_assert_cmpstr (five, ==, "1/0,0;2/5,-2;3/10,0;4/10,10;5/0,10");
  kit_check (less);
  kit_check (between);

  g_assert_null (fw_track_edit_delete_vertex (triangle, 0, 1, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (fw_track_edit_delete_vertex (track, 0, 99, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
}

/* Test that corners which share an edge keep their places on it. */
static void
test_vertex_neighbours (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "0:0,0;10,0;10,10;0,10 20:0,0;10,0;10,10;0,10 40:0,0;10,0;10,10;0,10");
  g_autoptr (FwTrack) one
    = fw_track_edit_insert_vertex (track, 20, 0, 0, 0.5, FW_POINT (5, -5), NULL, NULL);
  g_autoptr (FwTrack) two
    = fw_track_edit_insert_vertex (one, 20, 0, 0, 0.5, FW_POINT (2, -4), NULL, NULL);
  g_autoptr (FwTrack) three
    = fw_track_edit_insert_vertex (two, 40, 0, 0, 0.1, FW_POINT (1, 0), NULL, NULL);
  g_autofree char *ten = kit_outline_at (two, 10);
  g_autofree char *thirty = kit_outline_at (two, 30);

  /* 5 lies at 0.5 of the edge in the other keyframes, 6 at 0.25. */
  g_assert_cmpstr (ten, ==, "1/0,0;6/2.25,-2;5/5,-2.5;2/10,0;3/10,10;4/0,10");
  g_assert_cmpstr (thirty, ==, "1/0,0;6/2.25,-2;5/5,-2.5;2/10,0;3/10,10;4/0,10");
  kit_check (three);
  kit_assert_same_view (two, three, 20, 40, 1e-9);
}

/* Test moving a corner at, between and after keyframes, and what cannot be done. */
static void
test_vertex_move (void)
{
  g_autoptr (FwTrack) track = kit_track (1, "0:0,0;10,0;10,10;0,10 20:0,0;10,0;10,10;0,10");
  g_autoptr (FwTrack) box = kit_track (1, "0=0,0,10,10");
  g_autoptr (FwTrack) at = fw_track_edit_move_vertex (track, 0, 2, FW_POINT (14, 0), NULL);
  g_autoptr (FwTrack) after = fw_track_edit_move_vertex (track, 30, 2, FW_POINT (14, 0), NULL);
  g_autofree char *outline = kit_outline_at (at, 10);
  g_autofree char *timing = kit_timing (after);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (outline, ==, "1/0,0;2/12,0;3/10,10;4/0,10");
  g_assert_cmpstr (timing, ==, "0 20 30");

  g_assert_null (fw_track_edit_move_vertex (box, 0, 1, FW_POINT (0, 0), &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND);
  g_clear_error (&error);
  g_assert_null (
    fw_track_edit_insert_vertex (track, 0, 0, 4, 0.5, FW_POINT (0, 0), NULL, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
  g_clear_error (&error);
  g_assert_null (
    fw_track_edit_insert_vertex (track, 0, 1, 0, 0.5, FW_POINT (0, 0), NULL, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
}

/* Test that tracks in view at the same time do not merge, and the frames are named. */
static void
test_merge_refusals (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    int         code;
    const char *words;
  } cases[] = {
    { "0=0,0,1,1 52=0,0,1,1", "40=0,0,1,1 90=0,0,1,1", FW_EDIT_ERROR_OVERLAP,
      "Both are visible in frames 40 to 52, so they cannot be one object." },
    { "0=0,0,1,1 52=0,0,1,1", "52=0,0,1,1 90=0,0,1,1", FW_EDIT_ERROR_OVERLAP,
      "Both are visible in frame 52, so they cannot be one object." },
    /* CVAT weaves these together: no keyframe of one coincides with one of the other. */
    { "0=0,0,1,1 50=0,0,1,1", "10=0,0,1,1 40=0,0,1,1", FW_EDIT_ERROR_OVERLAP, "frames 10 to 40" },
    { "0=0,0,1,1 50=0,0,1,1 out:10-40", "5=0,0,1,1 45=0,0,1,1", FW_EDIT_ERROR_OVERLAP,
      "Both are visible in frames 5 to 9 and in 1 more place, so" },
    { "0=0,0,1,1 5=0,0,1,1", "10:0,0;1,0;1,1", FW_EDIT_ERROR_KIND, "polygon" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) a = kit_track (1, cases[i].a);
      g_autoptr (FwTrack) b = kit_track (2, cases[i].b);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) error_too = NULL;

      g_test_message ("case %zu", i);
      g_assert_null (fw_track_edit_merge (a, b, &error));
      g_assert_error (error, FW_EDIT_ERROR, cases[i].code);
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].words);
      g_assert_null (fw_track_edit_merge (b, a, &error_too));
    }
}

/* Test that another category is refused. */
static void
test_merge_category (void)
{
  g_autoptr (FwTrack) a = kit_track (1, "0=0,0,1,1");
  g_autoptr (FwTrack) b = kit_track (2, "9=0,0,1,1");
  g_autoptr (FwTrack) other = fw_track_edit_category (b, 8, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (fw_track_edit_merge (a, other, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND);
}

/* Test merged keyframes, gaps and attributes, one inside a gap of the other too. */
static void
test_merge (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *timing;
    const char *state;
    const char *occluded;
  } cases[] = {
    { "0=0,0,1,1 10=0,0,1,1", "20=0,0,1,1 30=0,0,1,1", "0 10 x11-19 20 30", "", "" },
    { "0=0,0,1,1 10=0,0,1,1", "11=0,0,1,1 30=0,0,1,1", "0 10 11 30", "", "" },
    { "0=0,0,1,1 10=0,0,1,1 state@3=x", "20=0,0,1,1 30=0,0,1,1 state@25=y",
      "0 10 x11-19 20 30", "3=x 20=y", "" },
    { "0=0,0,1,1 10=0,0,1,1 state@3=x", "20=0,0,1,1 30=0,0,1,1", "0 10 x11-19 20 30",
      "3=x 20=null", "" },
    { "0=0,0,1,1 10=0,0,1,1", "20=0,0,1,1 30=0,0,1,1 state@25=y", "0 10 x11-19 20 30",
      "0=null 20=y", "" },
    { "0=0,0,1,1 10=0,0,1,1 state=x", "20=0,0,1,1 30=0,0,1,1 state@25=y", "0 10 x11-19 20 30",
      "0=x 20=y", "" },
    { "0=0,0,1,1 10=0,0,1,1 occluded@5=true occluded@0=false", "20=0,0,1,1 30=0,0,1,1",
      "0 10 x11-19 20 30", "", "0=false 5=true 20=false" },
    { "0=0,0,1,1 60=0,0,1,1 out:10-49 state@0=x state@55=z",
      "20=0,0,1,1 30=0,0,1,1 state@20=y state@25=w", "0 9 x10-19 20 30 x31-49 50 60",
      "0=x 20=y 25=w 50=x 55=z", "" },
    { "0=0,0,1,1 60=0,0,1,1 out:10-49", "10=0,0,1,1 49=0,0,1,1", "0 9 10 49 50 60", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) a = kit_track (5, cases[i].a);
      g_autoptr (FwTrack) b = kit_track (2, cases[i].b);
      g_autoptr (FwTrack) merged = fw_track_edit_merge (b, a, NULL);
      g_autofree char *timing = kit_timing (merged);
      g_autofree char *state = kit_changes (merged, "state");
      g_autofree char *occluded = kit_changes (merged, "occluded");

      g_test_message ("case %zu", i);
      g_assert_cmpint (fw_track_get_id (merged), ==, 5);
      g_assert_cmpstr (timing, ==, cases[i].timing);
      g_assert_cmpstr (state, ==, cases[i].state);
      g_assert_cmpstr (occluded, ==, cases[i].occluded);
      kit_check (merged);
    }
}

/* Test that corners of merged polygons follow each other over the gap. */
static void
test_merge_polygons (void)
{
  g_autoptr (FwTrack) a = kit_track (1, "0:0,0;10,0;10,10;0,10 9:0,0;5,-1;10,0;10,10;0,10");
  /* Begun elsewhere, drawn the other way round, with a corner that comes and goes. */
  g_autoptr (FwTrack) b
    = kit_track (2, "11:20,10;20,0;10,0;10,10 20:20,10;20,0;10,0;10,10 "
                    "29:20,10;20,0;10,0;10,5;10,10");
  g_autoptr (FwTrack) merged = fw_track_edit_merge (a, b, NULL);
  g_autoptr (FwTrack) joined = fw_track_edit_come_back (merged, 10, NULL);
  g_autofree char *ten = kit_outline_at (joined, 10);

  kit_check (merged);
  kit_assert_same_view (a, merged, 0, 9, 1e-9);
  kit_assert_same_view (b, merged, 11, 29, 1e-9);
  g_assert_cmpstr (ten, ==, "1/5,0;5/10,-0.5;2/15,0;3/15,10;4/5,10");
}

/* Test where a cut falls, and what cannot be cut. */
static void
test_split (void)
{
  static const struct
  {
    FwFrame     frame;
    const char *earlier;
    const char *later;
  } cases[] = {
    { 15, "0 10 14", "15 20 x21-29 30 60" },
    { 10, "0 9", "10 20 x21-29 30 60" },
    { 1, "0", "1 10 20 x21-29 30 60" },
    { 25, "0 10 20", "30 60" },
    { 21, "0 10 20", "30 60" },
    { 30, "0 10 20", "30 60" },
    { 60, "0 10 20 x21-29 30 59", "60" },
    { 0, NULL, NULL },
    { 61, NULL, NULL },
    { -5, NULL, NULL },
  };
  g_autoptr (FwTrack) track = kit_track (7, TRACK " state@0=x state@12=y state@40=z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) earlier = NULL;
      g_autoptr (FwTrack) later = NULL;
      g_autoptr (FwTrack) merged = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *timing_earlier = NULL;
      g_autofree char *timing_later = NULL;

      g_test_message ("frame %d", cases[i].frame);
      if (!fw_track_edit_split (track, cases[i].frame, 50, &earlier, &later, &error))
        {
          g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
          g_assert_null (cases[i].earlier);
          continue;
        }

      timing_earlier = kit_timing (earlier);
      timing_later = kit_timing (later);
      g_assert_cmpstr (timing_earlier, ==, cases[i].earlier);
      g_assert_cmpstr (timing_later, ==, cases[i].later);
      g_assert_cmpint (fw_track_get_id (earlier), ==, 7);
      g_assert_cmpint (fw_track_get_id (later), ==, 50);
      kit_check (earlier);
      kit_check (later);

      /* Put together again it looks as before. */
      merged = fw_track_edit_merge (earlier, later, NULL);
      kit_assert_same_view (track, merged, 0, 60, 1e-9);
      for (FwFrame frame = 0; frame <= 60; frame++)
        {
          if (fw_presence_is_visible (fw_track_get_presence (track, frame)))
            g_assert_true (fw_value_equal (fw_track_get_attribute (track, "state", frame),
                                           fw_track_get_attribute (merged, "state", frame)));
        }
    }
}

/* Test that exchanging tails twice brings both tracks back. */
static void
test_swap (void)
{
  static const char *const cases[][2] = {
    { TRACK " state@0=x state@12=y color=red", "5=500,0,9,9 55=555,0,9,9 state@30=w color=blue" },
    { "0=0,0,9,9 40=9,0,9,9", "10=90,0,9,9 20=99,0,9,9" },
    { "0:0,0;10,0;10,10;0,10 40:9,9;20,9;25,12;20,20;9,20",
      "5:50,50;50,60;60,60;60,50 40:50,50;50,60;60,60;65,55;60,50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) a = kit_track (1, cases[i][0]);
      g_autoptr (FwTrack) b = kit_track (2, cases[i][1]);

      for (FwFrame frame = 1; frame <= 40; frame++)
        {
          g_autoptr (FwTrack) a1 = NULL;
          g_autoptr (FwTrack) b1 = NULL;
          g_autoptr (FwTrack) a2 = NULL;
          g_autoptr (FwTrack) b2 = NULL;
          g_autoptr (GError) error = NULL;

          g_test_message ("case %zu frame %d", i, frame);
          if (!fw_track_edit_swap_tails (a, b, frame, &a1, &b1, &error))
            {
              /* One of them would have no frame left. */
              g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
              g_assert_true (frame <= 5 || frame <= 10 || frame > 20);
              continue;
            }

          kit_check (a1);
          kit_check (b1);
          kit_assert_same_view (a, a1, 0, frame - 1, 1e-9);
          kit_assert_same_view (b, a1, frame, 70, 1e-9);
          kit_assert_same_view (b, b1, 0, frame - 1, 1e-9);
          kit_assert_same_view (a, b1, frame, 70, 1e-9);
          g_assert_cmpint (fw_track_get_id (a1), ==, 1);
          g_assert_cmpint (fw_track_get_id (b1), ==, 2);

          g_assert_true (fw_track_edit_swap_tails (a1, b1, frame, &a2, &b2, NULL));
          kit_assert_same_view (a, a2, 0, 70, 1e-9);
          kit_assert_same_view (b, b2, 0, 70, 1e-9);
          g_assert_true (fw_value_equal (fw_track_get_attribute (a2, "color", 0),
                                         fw_track_get_attribute (a, "color", 0)));
        }
    }
}

/* Test that tails which are whole tracks, or nothing, are not exchanged. */
static void
test_swap_refusals (void)
{
  g_autoptr (FwTrack) a = kit_track (1, "10=0,0,9,9 20=9,0,9,9");
  g_autoptr (FwTrack) b = kit_track (2, "10=90,0,9,9 20=99,0,9,9");
  g_autoptr (FwTrack) early = kit_track (3, "0=90,0,9,9 5=99,0,9,9");
  static const FwFrame frames[] = { -1, 0, 10, 21, 99 };
  g_autoptr (FwTrack) out_a = NULL;
  g_autoptr (FwTrack) out_b = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fw_track_edit_swap_tails (a, b, frames[i], &out_a, &out_b, &error));
      g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
      g_assert_null (out_a);
      g_assert_null (out_b);
    }

  /* One would become both tracks, the other none. */
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (fw_track_edit_swap_tails (a, early, 8, &out_a, &out_b, &error));
    g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/track-edit/timing", test_timing);
  g_test_add_func ("/track-edit/shapes", test_shapes);
  g_test_add_func ("/track-edit/remove-special", test_remove_special);
  g_test_add_func ("/track-edit/single", test_single);
  g_test_add_func ("/track-edit/attributes", test_attributes);
  g_test_add_func ("/track-edit/category", test_category);
  g_test_add_func ("/track-edit/vertex/mirror", test_vertex_mirror);
  g_test_add_func ("/track-edit/vertex/delete", test_vertex_delete);
  g_test_add_func ("/track-edit/vertex/neighbours", test_vertex_neighbours);
  g_test_add_func ("/track-edit/vertex/move", test_vertex_move);
  g_test_add_func ("/track-edit/merge/refusals", test_merge_refusals);
  g_test_add_func ("/track-edit/merge/category", test_merge_category);
  g_test_add_func ("/track-edit/merge/result", test_merge);
  g_test_add_func ("/track-edit/merge/polygons", test_merge_polygons);
  g_test_add_func ("/track-edit/split", test_split);
  g_test_add_func ("/track-edit/swap/twice", test_swap);
  g_test_add_func ("/track-edit/swap/refusals", test_swap_refusals);

  return g_test_run ();
}
