/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Fixes: what a person sees after pressing Fix. A fix changes the frames the
 * problem names as the person expects, and no other frame at all.
 */

#include "rules-kit.h"

#include "core/error.h"
#include "core/shape-kinds.h"
#include "rules/fix-round.h"

#define CAR 1
#define GARMENT 8

/* Runs the rule and gives the first problem. */
static FwProblem *
find_problem (FwManual   *manual,
              FwDocument *document)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) list = NULL;

  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  list = fw_checker_list (checker, 0);
  g_assert_cmpuint (list->len, >, 0);

  return fw_problem_ref (g_ptr_array_index (list, 0));
}

/* Applies every fix until none is left; gives the track. */
static FwTrack *
fix_all (FwManual   *manual,
         FwDocument *document,
         FwTrackId   id)
{
  for (int round = 0; round < 10; round++)
    {
      g_autoptr(FwChecker) checker = fw_checker_new (manual);
      g_autoptr(GPtrArray) list = NULL;

      g_assert_true (
          fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
      list = fw_checker_list (checker, 0);
      if (list->len == 0)
        return fw_document_get_track (document, id);
      for (guint i = 0; i < list->len; i++)
        {
          FwProblem *problem = g_ptr_array_index (list, i);
          g_autoptr(GError) error = NULL;
          g_autoptr(FwTrack) after = NULL;

          g_assert_cmpint (fw_problem_get_fix (problem), !=, FW_FIX_NONE);
          g_assert_true (
              fw_problem_apply_fix (problem, fw_document_get_snapshot (document), &after, &error));
          g_assert_no_error (error);
          kit_put (document, fw_problem_get_fix_track (problem), after);
        }
    }
  g_error ("fixes do not come to an end");
}

static void
assert_near (FwRect a,
             FwRect b)
{
  g_assert_cmpfloat_with_epsilon (a.x, b.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (a.y, b.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (a.width, b.width, 1e-6);
  g_assert_cmpfloat_with_epsilon (a.height, b.height, 1e-6);
}

/* After a clip each frame shows what was inside the picture before, exactly. */
static void
assert_clipped (const FwTrack *before,
                const FwTrack *after)
{
  FwSpan span = fw_track_get_span (before);

  for (FwFrame frame = span.first; frame <= span.last; frame++)
    {
      gboolean was = fw_presence_is_visible (fw_track_get_presence (before, frame));
      gboolean is = fw_presence_is_visible (fw_track_get_presence (after, frame));
      FwRect old, new, inside;

      if (!was)
        {
          g_assert_false (is);
          continue;
        }
      fw_track_get_bounds_at (before, frame, &old);
      inside = fw_rect_intersection (old, FW_RECT (0, 0, 1000, 500));
      g_test_message ("frame %d", frame);
      g_assert_cmpint (is, ==, fw_rect_area (inside) > 0.0);
      if (is)
        {
          fw_track_get_bounds_at (after, frame, &new);
          assert_near (new, inside);
        }
    }
}

/* Test that a line is cut into what lies inside, and that no other shape that
 * would become another kind is offered to be cut. */
static void
test_clip_line (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 3);
  FwVertex vertices[] = { { 950, 100, 0 }, { 1050, 200, 0 }, { 950, 300, 0 } };
  FwRing line = { vertices, G_N_ELEMENTS (vertices), FALSE, TRUE };
  g_autoptr(FwShape) shape = fw_shape_new_rings (&line, 1);
  g_autoptr(FwShape) round = fw_shape_new_ellipse (990, 100, 50, 20, 0);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwTrack) ellipse = NULL;
  g_autoptr(FwProblem) problem = NULL;
  FwTrack *after;

  fw_track_builder_set_key (builder, 0, shape);
  track = kit_end (builder);
  kit_put (document, 1, track);
  after = fix_all (manual, document, 1);
  g_assert_cmpint (fw_track_get_kind (after), ==, FW_SHAPE_POLYLINE);
  g_assert_cmpuint (fw_shape_get_n_rings (fw_track_get_keyframe (after, 0).shape), ==, 2);
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (fw_track_get_keyframe (after, 0).shape),
                                FW_RECT (950, 100, 50, 200)));

  builder = fw_track_builder_new (2, CAR);
  fw_track_builder_set_key (builder, 0, round);
  ellipse = kit_end (builder);
  kit_put (document, 2, ellipse);
  problem = find_problem (manual, document);
  g_assert_cmpint (fw_problem_get_fix (problem), ==, FW_FIX_NONE);
  g_object_unref (document);
}

/* Test that clipping a box that drives out of the picture leaves every frame
 * inside as it was, and the others cut where the picture ends. */
static void
test_clip (void)
{
  static const double histories[][5][5] = {
    { { 0, 800, 100, 100, 50 }, { 10, 950, 100, 100, 50 }, { -1 } }, /* out to the right */
    { { 0, 950, 100, 100, 50 }, { 10, 800, 100, 100, 50 }, { -1 } }, /* comes in */
    { { 0, 800, 400, 100, 60 },
      { 10, 980, 480, 100, 60 },
      { -1 } }, /* two sides, one after the other */
    { { 0, 10, 10, 50, 50 },
      { 7, -30, -20, 50, 50 },
      { 20, 30, 30, 50, 50 },
      { -1 } }, /* out and in again */
    { { 0, 10, 10, 50, 50 },
      { 5, -40, 10, 50, 50 },
      { 9, -45, -45, 50, 50 },
      { 20, 30, 30, 50, 50 },
      { -1 } },
    { { 0, 900, 10, 50, 50 }, { 10, 1300, 10, 50, 50 }, { -1 } }, /* gone for good */
    { { 0, 1300, 10, 50, 50 }, { 10, 900, 10, 50, 50 }, { -1 } }, /* not there yet */
    { { 0, 900, 10, 50, 50 },
      { 10, 1300, 10, 50, 50 },
      { 20, 900, 10, 50, 50 },
      { -1 } }, /* away and back */
    { { 0, -10, -10, 1020, 520 },
      { 10, -20, -10, 1040, 600 },
      { -1 } },                         /* larger than the picture */
    { { 4, -10, 10, 50, 50 }, { -1 } }, /* one keyframe */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
      FwDocument *document = kit_document (manual, 40);
      FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
      g_autoptr(FwTrack) track = NULL;

      g_test_message ("history %zu", i);
      for (gsize k = 0; histories[i][k][0] >= 0; k++)
        kit_key (builder, histories[i][k][0], histories[i][k][1], histories[i][k][2],
                 histories[i][k][3], histories[i][k][4]);
      track = kit_end (builder);
      kit_put (document, 1, track);
      assert_clipped (track, fix_all (manual, document, 1));
      g_object_unref (document);
    }
}

/* Test the same for a track that has a gap. */
static void
test_clip_with_gap (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;

  kit_key (builder, 0, 900, 10, 90, 50);
  kit_key (builder, 30, 990, 10, 90, 50);
  fw_track_builder_add_outside (builder, (FwSpan) { 10, 14 });
  track = kit_end (builder);
  kit_put (document, 1, track);
  assert_clipped (track, fix_all (manual, document, 1));
  g_object_unref (document);
}

/* Test that a polygon that is clipped lies inside in every frame. */
static void
test_clip_polygon (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, GARMENT);
  const FwVertex inside[] = { { 800, 100, 0 }, { 900, 50, 0 }, { 950, 120, 0 }, { 870, 200, 0 } };
  const FwVertex outside[]
      = { { 900, 100, 0 }, { 1000, 50, 0 }, { 1050, 120, 0 }, { 970, 200, 0 } };
  g_autoptr(FwShape) a = fw_shape_new_polygon (inside, 4);
  g_autoptr(FwShape) b = fw_shape_new_polygon (outside, 4);
  g_autoptr(FwTrack) track = NULL;
  FwTrack *after;
  FwRect box;

  fw_track_builder_set_key (builder, 0, a);
  fw_track_builder_set_key (builder, 10, b);
  track = kit_end (builder);
  kit_put (document, 1, track);
  after = fix_all (manual, document, 1);
  g_assert_true (fw_track_get_bounds_at (after, 10, &box));
  g_assert_cmpfloat_with_epsilon (box.x + box.width, 1000, 1e-9);
  g_assert_true (fw_shape_equal (fw_track_get_keyframe (after, 0).shape,
                                 fw_track_get_keyframe (track, 0).shape));
  g_object_unref (document);
}

/* Test that an object wholly outside has no clip: deleting it is a person's decision. */
static void
test_clip_nothing_left (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwProblem) problem = NULL;
  FwTrack *after;
  g_autoptr(GError) error = NULL;

  kit_key (builder, 0, 1200, 10, 50, 50);
  track = kit_end (builder);
  kit_put (document, 1, track);
  problem = find_problem (manual, document);
  g_assert_cmpint (fw_problem_get_fix (problem), ==, FW_FIX_NONE);
  g_assert_false (
      fw_problem_apply_fix (problem, fw_document_get_snapshot (document), &after, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND);
  g_object_unref (document);
}

static void
assert_truth (const FwTrack *track,
              FwFrame        frame,
              int            expected)
{
  FwValue value = fw_track_get_attribute (track, "truncated", frame);

  g_test_message ("frame %d", frame);
  if (expected < 0)
    g_assert_cmpint (value.type, ==, FW_VALUE_NULL);
  else
    {
      g_assert_cmpint (value.type, ==, FW_VALUE_BOOL);
      g_assert_cmpint (value.boolean, ==, expected);
    }
}

/* Test that setting an attribute in a run of frames leaves the frames before and after alone. */
static void
test_set_attribute (void)
{
  for (int was = -1; was <= 1; was++)
    {
      g_autoptr (FwManual) manual = kit_manual_of (
          "check: border-attribute\nwith: { attribute: truncated }\nfix: set-attribute");
      FwDocument *document = kit_document (manual, 40);
      FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
      g_autoptr(FwTrack) track = NULL;
      FwTrack *after;

      /* Touches the border from frame 9 to 11. */
      kit_key (builder, 0, 10, 10, 50, 50);
      kit_key (builder, 10, 0, 10, 50, 50);
      kit_key (builder, 20, 10, 10, 50, 50);
      if (was >= 0)
        fw_track_builder_set_change (builder, "truncated", 0, fw_value_boolean (was));
      fw_track_builder_set_change (builder, "occlusion", 3, fw_value_text ("none"));
      track = kit_end (builder);
      kit_put (document, 1, track);
      after = fix_all (manual, document, 1);
      assert_truth (after, 0, was < 0 ? -1 : 0);
      assert_truth (after, 8, was < 0 ? -1 : 0);
      assert_truth (after, 9, 1);
      assert_truth (after, 11, 1);
      assert_truth (after, 12, was < 0 ? -1 : 0);
      assert_truth (after, 20, was < 0 ? -1 : 0);
      g_assert_cmpuint (fw_track_get_n_keyframes (after), ==, 3);
      g_object_unref (document);
    }
}

/* Test which attribute an expression's fix names, and that it holds afterwards. */
static void
test_expressions (void)
{
  static const struct { const char *rule; const char *attribute; FwFix fix;
  } cases[] = {
    { "check: expr\nexpect: attr.note == null\nfix: clear-attribute", "note",
      FW_FIX_CLEAR_ATTRIBUTE },
    { "check: expr\nexpect: attr.speed == null or attr.speed < 3\nfix: clear-attribute", "speed",
      FW_FIX_CLEAR_ATTRIBUTE },
    { "check: implies\nwith: { if: attr.speed > 1, then: attr.truncated == true }\nfix: "
      "set-attribute",
      "truncated", FW_FIX_SET_ATTRIBUTE },
    { "check: expr\nexpect: attr.occlusion == \"full\"\nfix: set-attribute", "occlusion",
      FW_FIX_SET_ATTRIBUTE },
    { "check: attribute-domain\nfix: clear-attribute", "shoe-size", FW_FIX_CLEAR_ATTRIBUTE },
    /* Either would do: a person decides. */
    { "check: expr\nexpect: attr.note == null or attr.speed == null\nfix: clear-attribute", NULL,
      FW_FIX_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = kit_manual_of (cases[i].rule);
      FwDocument *document = kit_document (manual, 3);
      FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
      g_autoptr(FwTrack) track = NULL;
      g_autoptr(FwProblem) problem = NULL;

      g_test_message ("case %zu", i);
      kit_key (builder, 0, 10, 10, 50, 50);
      fw_track_builder_set_single (builder, TRUE);
      fw_track_builder_set_fixed (builder, "note", fw_value_text ("x"));
      fw_track_builder_set_fixed (builder, "speed", fw_value_number (9));
      fw_track_builder_set_fixed (builder, "shoe-size", fw_value_number (43));
      track = kit_end (builder);
      kit_put (document, 1, track);
      problem = find_problem (manual, document);
      g_assert_cmpint (fw_problem_get_fix (problem), ==, cases[i].fix);
      g_assert_cmpstr (fw_problem_get_fix_attribute (problem, NULL), ==, cases[i].attribute);
      if (cases[i].fix != FW_FIX_NONE)
        fix_all (manual, document, 1);
      g_object_unref (document);
    }
}

/* Test that deleting takes the label out of the frames of the problem only. */
static void
test_delete (void)
{
  static const struct { double heights[3]; FwSpan life; int n_gaps; } cases[] = {
    { { 5, 30, 30 }, { 4, 20 }, 0 },   /* too low at the start: 8 at frame 3 is, 10 at 4 is not */
    { { 30, 30, 5 }, { 0, 16 }, 0 },   /* too low at the end */
    { { 30, 5, 30 }, { 0, 20 }, 1 },   /* in the middle */
    { { 5, 5, 5 }, { 0, -1 }, 0 },     /* everywhere */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwManual) manual
          = kit_manual_of ("check: min-size\nwith: { height: 15 }\nfix: delete");
      FwDocument *document = kit_document (manual, 40);
      FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
      g_autoptr(FwTrack) track = NULL;
      FwTrack *after;

      g_test_message ("case %zu", i);
      for (int k = 0; k < 3; k++)
        kit_key (builder, k * 10, 10, 10, 20, cases[i].heights[k]);
      track = kit_end (builder);
      kit_put (document, 1, track);
      after = fix_all (manual, document, 1);
      if (cases[i].life.last < 0)
        g_assert_null (after);
      else
        {
          gsize n;

          g_assert_cmpint (fw_track_get_span (after).first, ==, cases[i].life.first);
          g_assert_cmpint (fw_track_get_span (after).last, ==, cases[i].life.last);
          fw_track_get_outside (after, &n);
          g_assert_cmpuint (n, ==, cases[i].n_gaps);
          for (FwFrame frame = 0; frame <= 20; frame++)
            if (fw_presence_is_visible (fw_track_get_presence (after, frame)))
              {
                FwRect was, is;

                fw_track_get_bounds_at (track, frame, &was);
                fw_track_get_bounds_at (after, frame, &is);
                assert_near (was, is);
              }
        }
      g_object_unref (document);
    }
}

/* Test that delete-newer takes the newer object, and is not a safe fix. */
static void
test_delete_newer (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: duplicate\nfix: delete-newer");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(FwProblem) problem = NULL;

  for (FwTrackId id = 2; id <= 9; id += 7)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, CAR);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, 0, 0, 0, 50, 50);
      kit_key (builder, 9, 0, 0, 50, 50);
      track = kit_end (builder);
      kit_put (document, id, track);
    }
  problem = find_problem (manual, document);
  g_assert_cmpint (fw_problem_get_fix_track (problem), ==, 9);
  g_assert_false (fw_fix_is_safe (fw_problem_get_fix (problem)));
  g_assert_null (fix_all (manual, document, 9));
  g_assert_nonnull (fw_document_get_track (document, 2));
  g_object_unref (document);
}

/* Test that specks go and the parts that are large enough stay. */
static void
test_drop_parts (void)
{
  g_autoptr (FwManual) manual = kit_manual_of (
      "check: max-parts\nwith: { parts: 2, min-part-area: 25 }\nfix: drop-small-parts");
  FwDocument *document = kit_document (manual, 3);
  FwTrackBuilder *builder = fw_track_builder_new (1, GARMENT);
  const FwVertex large[] = { { 0, 0, 0 }, { 100, 0, 0 }, { 100, 100, 0 } };
  const FwVertex speck[] = { { 200, 0, 0 }, { 204, 0, 0 }, { 204, 4, 0 } };
  const FwRing rings[] = { { large, 3, FALSE }, { speck, 3, FALSE } };
  g_autoptr(FwShape) shape = fw_shape_new_rings (rings, 2);
  g_autoptr(FwTrack) track = NULL;
  FwTrack *after;

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);
  track = kit_end (builder);
  kit_put (document, 1, track);
  after = fix_all (manual, document, 1);
  g_assert_cmpuint (fw_shape_get_n_rings (fw_track_get_keyframe (after, 0).shape), ==, 1);
  g_assert_cmpfloat (fw_shape_get_area (fw_track_get_keyframe (after, 0).shape), ==, 5000);
  g_object_unref (document);
}

/* Test that a fix of an object that went away in the meantime is refused. */
static void
test_stale (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwTrack) inside = NULL;
  g_autoptr(FwProblem) problem = NULL;
  g_autoptr(GError) error = NULL;
  FwTrack *after;

  kit_key (builder, 0, -10, 10, 50, 50);
  track = kit_end (builder);
  kit_put (document, 1, track);
  problem = find_problem (manual, document);

  builder = fw_track_builder_new (1, CAR);
  kit_key (builder, 0, 10, 10, 50, 50);
  inside = kit_end (builder);
  kit_put (document, 1, inside);
  g_assert_false (
      fw_problem_apply_fix (problem, fw_document_get_snapshot (document), &after, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
  g_clear_error (&error);

  kit_put (document, 1, NULL);
  g_assert_false (
      fw_problem_apply_fix (problem, fw_document_get_snapshot (document), &after, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
  g_object_unref (document);
}

/* Test that a retired category is replaced for the whole object, and not where
 * nothing took its place. */
static void
test_rename (void)
{
  g_autoptr(FwManual) manual = kit_manual_of (
    "check: retired-category\nwith: { rename: { spaceship: vehicle.car, flippers: \"human.*\" } }\n"
    "fix: rename");
  FwDocument *document = kit_document (manual, 20);
  FwTrackBuilder *builder = fw_track_builder_new (1, 10);
  FwTrackBuilder *other = fw_track_builder_new (2, 9);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwTrack) flippers = NULL;
  g_autoptr(FwProblem) problem = NULL;

  kit_key (builder, 2, 0, 0, 9, 9);
  kit_key (builder, 9, 50, 0, 9, 9);
  track = kit_end (builder);
  kit_put (document, 1, track);
  problem = find_problem (manual, document);
  g_assert_true (fw_fix_is_safe (fw_problem_get_fix (problem)));
  g_assert_cmpstr (fw_problem_get_fix_text (problem), ==,
                   "Fix changes the category to “vehicle.car”.");
  g_assert_cmpint (fw_track_get_category (fix_all (manual, document, 1)), ==, CAR);
  g_assert_cmpuint (fw_track_get_n_keyframes (fw_document_get_track (document, 1)), ==, 2);

  kit_key (other, 0, 0, 0, 9, 9);
  flippers = kit_end (other);
  kit_put (document, 2, flippers);
  g_clear_pointer (&problem, fw_problem_unref);
  problem = find_problem (manual, document);
  g_assert_cmpint (fw_problem_get_fix (problem), ==, FW_FIX_NONE);
  g_object_unref (document);
}

static void
count_told (FwProblem    *problem,
            const GError *error,
            gpointer      user_data)
{
  guint *n = user_data;

  n[error != NULL]++;
}

/* Test that a round fixes all findings, those of one object one after the other, and
 * passes by what has no fix; that it ends when it is cancelled. */
static void
test_round (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: inside-image\nfix: clip");
  FwDocument *document = kit_document (manual, 20);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  FwTrackBuilder *other = fw_track_builder_new (2, CAR);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(FwFixRound) round = NULL;
  g_autoptr(FwTrack) track = NULL, outside = NULL;
  FwSnapshot *snapshot;
  FwFixedTrack *fixed;
  FwRect box;
  guint n[2] = { 0, 0 };

  /* Past the border at its beginning and at its end; and all of it past the border. */
  kit_key (builder, 0, -10, 10, 50, 40);
  kit_key (builder, 5, 30, 10, 50, 40);
  kit_key (builder, 10, -10, 10, 50, 40);
  track = kit_end (builder);
  kit_put (document, 1, track);
  kit_key (other, 0, -100, 10, 50, 40);
  outside = kit_end (other);
  kit_put (document, 2, outside);
  snapshot = fw_document_get_snapshot (document);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));

  round = fw_fix_round_new (checker, snapshot, NULL, NULL, count_told, n);
  g_assert_cmpuint (round->n_fixed, ==, 2);
  g_assert_cmpuint (round->n_left, ==, 0);
  g_assert_cmpuint (n[0], ==, 2);
  g_assert_cmpuint (n[1], ==, 0);
  g_assert_cmpuint (round->tracks->len, ==, 1);
  fixed = round->tracks->pdata[0];
  g_assert_cmpuint (fixed->n_fixed, ==, 2);
  g_assert_true (fixed->before == fw_snapshot_get_track (snapshot, 1));
  for (FwFrame frame = 0; frame <= 10; frame += 10)
    {
      g_assert_true (fw_track_get_bounds_at (fixed->after, frame, &box));
      assert_near (box, FW_RECT (0, 10, 40, 40));
    }

  g_cancellable_cancel (cancellable);
  g_assert_null (fw_fix_round_new (checker, snapshot, NULL, cancellable, NULL, NULL));
  g_object_unref (document);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fix/clip", test_clip);
  g_test_add_func ("/fix/clip/line", test_clip_line);
  g_test_add_func ("/fix/clip-with-gap", test_clip_with_gap);
  g_test_add_func ("/fix/clip-polygon", test_clip_polygon);
  g_test_add_func ("/fix/clip-nothing-left", test_clip_nothing_left);
  g_test_add_func ("/fix/set-attribute", test_set_attribute);
  g_test_add_func ("/fix/expressions", test_expressions);
  g_test_add_func ("/fix/delete", test_delete);
  g_test_add_func ("/fix/delete-newer", test_delete_newer);
  g_test_add_func ("/fix/drop-parts", test_drop_parts);
  g_test_add_func ("/fix/rename", test_rename);
  g_test_add_func ("/fix/round", test_round);
  g_test_add_func ("/fix/stale", test_stale);

  return g_test_run ();
}
