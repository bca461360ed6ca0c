/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Skeletons in the file, and the shapes that other programs see as boxes.
 */

#include "coco-kit.h"

#include "core/track-edit.h"

static FwTrack *
get_track (FwCocoFile *file, FwTrackId id)
{
  FwTrack *track = fw_snapshot_get_track (fw_coco_file_get_snapshot (file), id);

  g_assert_nonnull (track);

  return track;
}

static FwShape *
first_shape (FwCocoFile *file, FwTrackId id)
{
  return fw_track_get_keyframe (get_track (file, id), 0).shape;
}

/* The file with another shape for the object. */
static char *
write_with (FwCocoFile *file, FwTrackId id, FwShape *shape)
{
  FwTrack *track = get_track (file, id);
  g_autoptr (FwTrack) edited
      = fw_track_edit_shape (track, fw_track_get_keyframe (track, 0).frame, shape, NULL);
  g_autoptr (FwSnapshot) changed
      = kit_with_track (fw_coco_file_get_snapshot (file), id, edited);

  return kit_write (file, changed, NULL);
}

/* The lines of @text that are not in @other, put together. */
static char *
lines_only_in (const char *text, const char *other)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *rest = g_string_new (NULL);

  for (gsize i = 0; lines[i]; i++)
    if (!strstr (other, lines[i]))
      g_string_append_printf (rest, "%s\n", lines[i]);

  return g_string_free (rest, FALSE);
}

/* Test what is read of people: who has points is a skeleton with the box of the
 * body, who has none is what the outline says; nothing changes by it. */
static void
test_people (void)
{
  g_autofree char *text = kit_data ("person-keypoints.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autofree char *again = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
  const FwCategory *person
      = fw_taxonomy_find (fw_snapshot_get_taxonomy (fw_coco_file_get_snapshot (file)), 1);
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (first_shape (file, 442619), &n);
  FwRect box;

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpuint (person->n_keypoints, ==, 17);
  g_assert_cmpstr (person->keypoints[16], ==, "right_ankle");
  g_assert_cmpuint (person->n_limbs, ==, 19);
  g_assert_cmpuint (person->limbs[0].from, ==, 15);
  g_assert_cmpuint (person->limbs[0].to, ==, 13);

  g_assert_cmpint (fw_track_get_kind (get_track (file, 442619)), ==, FW_SHAPE_SKELETON);
  g_assert_cmpint (fw_track_get_kind (get_track (file, 900100000785)), ==, FW_SHAPE_MASK);
  g_assert_cmpint (fw_track_get_kind (get_track (file, 7)), ==, FW_SHAPE_POLYGON);
  g_assert_cmpint (fw_track_get_kind (get_track (file, 8)), ==, FW_SHAPE_SKELETON);

  g_assert_cmpuint (n, ==, 17);
  g_assert_cmpstr (points[4].name, ==, "right_ear");
  g_assert_cmpfloat (points[4].x, ==, 356);
  g_assert_cmpint (points[4].visibility, ==, FW_KEYPOINT_VISIBLE);
  g_assert_cmpint (points[16].visibility, ==, FW_KEYPOINT_ABSENT);
  g_assert_true (fw_shape_get_own_box (first_shape (file, 442619), &box));
  g_assert_true (fw_rect_equal (box, FW_RECT (280.79, 44.73, 218.7, 346.68)));
  /* Just the box around the points. */
  g_assert_false (fw_shape_get_own_box (first_shape (file, 8), &box));
}

/* Test that a point which was moved changes the keypoints and nothing besides. */
static void
test_edit_point (void)
{
  g_autofree char *text = kit_data ("person-keypoints.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autoptr (FwShape) shape = fw_shape_set_point (first_shape (file, 442619), 0,
                                                  FW_POINT (1.5, 81), FW_KEYPOINT_HIDDEN);
  g_autofree char *edited = write_with (file, 442619, shape);
  g_autofree char *gone = lines_only_in (text, edited);
  g_autofree char *fresh = lines_only_in (edited, text);
  g_autoptr (FwCocoFile) loaded = kit_load (edited);

  g_assert_true (g_str_has_prefix (g_strstrip (gone), "\"keypoints\": [367, 81, 2,"));
  g_assert_null (strchr (g_strstrip (gone), '\n'));
  g_assert_nonnull (strstr (fresh, "[1.5,81,1,374,73,2,"));
  g_assert_nonnull (strstr (edited, "\"num_keypoints\": 13, \"area\": 27789.11055"));
  g_assert_nonnull (strstr (edited, "[[300, 50, 480, 50, 480, 380, 300, 380]]"));
  g_assert_true (fw_shape_equal (first_shape (loaded, 442619), shape));
  g_assert_null (strstr (edited, "x_framewright"));
}

/* Test that the outline goes with a box that is another one, and that the box
 * around bare points follows them. */
static void
test_edit_box (void)
{
  g_autofree char *text = kit_data ("person-keypoints.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autoptr (FwShape) moved = fw_shape_translate (first_shape (file, 442619), 10, 0);
  g_autoptr (FwShape) bare
      = fw_shape_set_point (first_shape (file, 8), 2, FW_POINT (50, 90), FW_KEYPOINT_VISIBLE);
  g_autofree char *with_moved = write_with (file, 442619, moved);
  g_autofree char *with_bare = write_with (file, 8, bare);
  g_autoptr (FwCocoFile) loaded_moved = kit_load (with_moved);
  g_autoptr (FwCocoFile) loaded_bare = kit_load (with_bare);

  g_assert_nonnull (strstr (with_moved, "\"segmentation\": [], \"num_keypoints\": 13"));
  g_assert_nonnull (strstr (with_moved, "\"bbox\": [290.79,44.73,218.7,346.68]"));
  g_assert_true (fw_shape_equal (first_shape (loaded_moved, 442619), moved));
  g_assert_nonnull (strstr (with_bare, "\"num_keypoints\": 4, \"area\": 1800"));
  g_assert_nonnull (strstr (with_bare, "\"bbox\": [20.0,30.0,30.0,60.0]"));
  g_assert_true (fw_shape_equal (first_shape (loaded_bare, 8), bare));
}

/* Test that the points follow the names of another category. */
static void
test_other_category (void)
{
  g_autofree char *text = kit_data ("person-keypoints.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  static const char *const names[] = { "tail", "nose" };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  g_autoptr (FwTaxonomy) words = NULL;
  g_autoptr (FwSnapshot) with_words = NULL;
  g_autoptr (FwSnapshot) changed = NULL;
  g_autoptr (FwTrack) dog = fw_track_edit_category (get_track (file, 442619), 2, NULL, NULL);
  g_autoptr (FwCocoFile) loaded = NULL;
  g_autofree char *written = NULL;

  fw_taxonomy_builder_add_category (builder,
                                    fw_taxonomy_find (fw_snapshot_get_taxonomy (snapshot), 1));
  fw_taxonomy_builder_add_category (
      builder,
      &(FwCategory){ .id = 2, .name = "dog", .keypoints = names, .n_keypoints = 2 });
  words = fw_taxonomy_builder_end (builder);
  with_words = kit_with_slot (snapshot, FW_SLOT_TAXONOMY, words);
  changed = kit_with_track (with_words, 442619, dog);
  written = kit_write (file, changed, NULL);
  loaded = kit_load (written);

  g_assert_nonnull (strstr (written, "\"keypoints\": [0,0,0,367,81,2]"));
  g_assert_nonnull (strstr (written, "\"num_keypoints\": 1"));
  g_assert_nonnull (strstr (written, "\"keypoints\":[\"tail\",\"nose\"]"));
  /* The private object holds what the annotation cannot. */
  g_assert_true (fw_shape_equal (first_shape (loaded, 442619), first_shape (file, 442619)));
}

static FwCocoFile *
new_file (gboolean is_video)
{
  g_autoptr (FwFrameList) frames = is_video ? kit_video_frames (12) : kit_pictures (3);
  g_autoptr (FwTaxonomy) words = kit_taxonomy ();

  return fw_coco_file_new (frames, words);
}

static FwTrack *
make_track (FwTrackId id, FwShape *first, FwShape *second)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 2);

  fw_track_builder_set_single (builder, second == NULL);
  fw_track_builder_set_key (builder, 0, first);
  if (second)
    fw_track_builder_set_key (builder, 10, second);

  return kit_end (builder);
}

static FwShape *
make_shape (FwShapeKind kind, double dx)
{
  FwVertex vertices[] = { { 100 + dx, 100, 0 }, { 150 + dx, 120, 0 }, { 200 + dx, 110, 0 } };
  FwKeypoint points[] = { { 100 + dx, 100, "nose", 2 }, { 200 + dx, 120, NULL, 1 } };

  switch (kind)
    {
    case FW_SHAPE_POLYLINE:
      return fw_shape_new_rings (&(FwRing){ vertices, 3, FALSE, TRUE }, 1);
    case FW_SHAPE_POINTS:
      return fw_shape_new_points (points, 2);
    default:
      return fw_shape_new_ellipse (150 + dx, 110, 50, 10, 0);
    }
}

/* Test that lines, points and ellipses are boxes to others, move with a box that
 * others moved, and are found again, in pictures and in a video. */
static void
test_boxes_to_others (void)
{
  static const FwShapeKind kinds[] = { FW_SHAPE_POLYLINE, FW_SHAPE_POINTS, FW_SHAPE_ELLIPSE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int is_video = 0; is_video < 2; is_video++)
      {
        g_autoptr (FwCocoFile) file = new_file (is_video);
        g_autoptr (FwShape) a = make_shape (kinds[i], 0);
        g_autoptr (FwShape) b = make_shape (kinds[i], 100);
        g_autoptr (FwTrack) track = make_track (5, a, is_video ? b : NULL);
        g_autoptr (FwSnapshot) with = kit_with_track (fw_coco_file_get_snapshot (file), 5, track);
        g_autofree char *text = kit_write (file, with, NULL);
        g_autoptr (FwCocoFile) loaded = kit_load (text);
        g_auto (GStrv) halves = g_strsplit (text, "\"bbox\":[100.0,100.0,100.0,20.0]", -1);
        g_autofree char *moved = g_strjoinv ("\"bbox\":[90.0,100.0,200.0,40.0]", halves);
        g_autoptr (FwCocoFile) other = kit_load (moved);
        FwShape *now = first_shape (other, 5);

        g_test_message ("%s, %d", fw_shape_kind_to_word (kinds[i]), is_video);
        g_assert_cmpuint (g_strv_length (halves), ==, 2);
        g_assert_nonnull (strstr (text, "\"segmentation\":[]"));
        g_assert_cmpint (fw_track_get_kind (get_track (loaded, 5)), ==, kinds[i]);
        g_assert_cmpuint (fw_coco_file_get_notes (loaded)->len, ==, 0);
        if (is_video)
          g_assert_true (fw_track_equal (get_track (loaded, 5), track));

        g_assert_cmpint (fw_shape_get_kind (now), ==, kinds[i]);
        g_assert_true (fw_rect_equal (fw_shape_get_bounds (now), FW_RECT (90, 100, 200, 40)));
        g_assert_cmpuint (fw_coco_file_get_notes (other)->len, >=, 1);
      }
}

/* Test that a skeleton's points stand in every frame between its keyframes. */
static void
test_skeleton_track (void)
{
  FwKeypoint left[] = { { 10, 10, "nose", 2 }, { 20, 20, "left_hand", 2 }, { 0, 0, NULL, 0 } };
  FwKeypoint right[] = { { 30, 10, "nose", 2 }, { 0, 0, "left_hand", 0 }, { 0, 0, NULL, 0 } };
  g_autoptr (FwCocoFile) file = new_file (TRUE);
  g_autoptr (FwShape) a = NULL;
  g_autoptr (FwShape) b = NULL;
  g_autoptr (FwTrack) track = NULL;
  g_autoptr (FwSnapshot) with = NULL;
  g_autoptr (FwCocoFile) loaded = NULL;
  g_autoptr (FwCocoFile) foreign = NULL;
  g_autofree char *text = NULL;
  char *end;

  left[2].name = right[2].name = "right “hand”";
  a = fw_shape_new_skeleton (left, 3, NULL);
  b = fw_shape_new_skeleton (right, 3, NULL);
  track = make_track (5, a, b);
  with = kit_with_track (fw_coco_file_get_snapshot (file), 5, track);
  text = kit_write (file, with, NULL);
  loaded = kit_load (text);

  g_assert_nonnull (strstr (text, "\"keypoints\":[20,10,2,20,20,2,0,0,0],\"num_keypoints\":2"));
  g_assert_nonnull (strstr (text, "\"keypoints\":[30,10,2,0,0,0,0,0,0],\"num_keypoints\":1"));
  g_assert_nonnull (strstr (text, "\"skeleton\":[[1,2],[1,3]]"));
  g_assert_true (fw_track_equal (get_track (loaded, 5), track));
  g_assert_cmpuint (fw_coco_file_get_notes (loaded)->len, ==, 0);

  /* And without what is ours: the same points, by the same names. */
  end = strstr (text, ",\n\"x_framewright\"");
  g_assert_nonnull (end);
  g_strlcpy (end, "}", 2);
  foreign = kit_load (text);
  g_assert_true (fw_shape_equal (first_shape (foreign, 5), a));
  g_assert_cmpuint (fw_track_get_n_keyframes (get_track (foreign, 5)), ==, 2);
}

/* Test that a number of keypoints that is not theirs is known, kept while nobody
 * edits, and right afterwards. */
static void
test_stated (void)
{
  g_autofree char *right = kit_data ("person-keypoints.json");
  g_auto (GStrv) halves = g_strsplit (right, "\"num_keypoints\": 3", -1);
  g_autofree char *text = g_strjoinv ("\"num_keypoints\": 5", halves);
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autofree char *again = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
  FwShape *shape = first_shape (file, 8);
  g_autoptr (FwShape) moved
      = fw_shape_set_point (shape, 0, FW_POINT (21, 31), FW_KEYPOINT_VISIBLE);
  g_autoptr (FwShape) back
      = fw_shape_set_point (moved, 0, FW_POINT (20, 30), FW_KEYPOINT_HIDDEN);
  g_autofree char *edited = write_with (file, 8, moved);
  g_autofree char *restored = write_with (file, 8, back);

  g_assert_cmpint (fw_shape_get_stated_points (shape), ==, 5);
  g_assert_cmpint (fw_shape_get_stated_points (first_shape (file, 442619)), ==, -1);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (fw_shape_get_stated_points (moved), ==, -1);
  g_assert_nonnull (strstr (edited, "\"num_keypoints\": 3, \"area\""));
  g_assert_nonnull (strstr (restored, "\"num_keypoints\": 3, \"area\""));
}

/* Test that what is no list of keypoints is said, with the place. */
static void
test_malformed (void)
{
  static const struct
  {
    const char *keypoints, *says; /* NULL: it is read */
  } cases[] = {
    { "[1,2]", "annotation 1: keypoints has 2 numbers, three for each point are needed" },
    { "[1,2,3]", "the visibility of keypoint 1 is not 0, 1 or 2" },
    { "[1,2,0.5]", "the visibility of keypoint 1 is not 0, 1 or 2" },
    { "[1,\"x\",2]", "number 2 of keypoints is not a number" },
    { "[NaN,2,2]", NULL },
    { "[1e308,-1e308,2]", NULL },
    { "[]", NULL },
    { "null", NULL },
    { "\"none\"", NULL },
    { "[0,0,0]", NULL },
    { "[5,5,0]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":10,\"height\":10}],"
          "\"categories\":[{\"id\":1,\"name\":\"p\",\"keypoints\":[\"a\",7],\"skeleton\":[[1,9]]}],"
          "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,5,5],"
          "\"keypoints\":%s}]}",
          cases[i].keypoints);
      g_autoptr (GError) error = NULL;
      g_autoptr (FwCocoFile) file
          = fw_coco_file_load_bytes (text, strlen (text), NULL, NULL, &error);

      g_test_message ("%s", cases[i].keypoints);
      if (cases[i].says)
        {
          g_assert_null (file);
          g_assert_nonnull (strstr (error->message, cases[i].says));
          continue;
        }

      g_assert_no_error (error);
      g_autofree char *again = kit_write (file, fw_coco_file_get_snapshot (file), NULL);

      g_assert_cmpstr (again, ==, text);
    }
}

/* Test that keys of the private object which are of another form refuse the file
 * with a sentence. */
static void
test_malformed_keys (void)
{
  static const struct
  {
    const char *shape, *key, *says; /* NULL: it is read */
  } cases[] = {
    { "skeleton", "[[\"a\",1,1,2]]", NULL },
    { "skeleton", "{\"box\":[0,0,9,9],\"points\":[[null,1,1,2]]}", NULL },
    { "skeleton", "[[\"a\",1,1]]", "a point is not a list of a name and three numbers" },
    { "skeleton", "[[\"a\",1,\"y\",2]]", "a point is not a list of a name and three numbers" },
    { "skeleton", "[[\"a\",1,1,3]]", "the visibility of a point is not 0, 1 or 2" },
    { "skeleton", "[[\"a\",1,1,-1]]", "the visibility of a point is not 0, 1 or 2" },
    { "skeleton", "[7]", "a point is not a list of a name and three numbers" },
    { "skeleton", "{\"points\":[[null,1,1,2]]}", NULL },
    { "skeleton", "{\"stated\":5,\"points\":[[null,1,1,2]]}", NULL },
    { "skeleton", "{\"stated\":-5,\"points\":[[null,1,1,2]]}",
      "a key is not of the shape “skeleton”" },
    { "skeleton", "{\"stated\":5}", "a key is not of the shape “skeleton”" },
    { "skeleton", "{\"box\":[0,0,9],\"points\":[]}", "a key is not of the shape “skeleton”" },
    { "points", "{\"box\":[0,0,9,9],\"points\":[]}", "a key is not of the shape “points”" },
    { "points", "[[7,1,1,2]]", NULL },
    { "ellipse", "[5,5,2,1,30]", NULL },
    { "ellipse", "[5,5,2,1]", "a key is not of the shape “ellipse”" },
    { "rotated-box", "[[5]]", "a key is not of the shape “rotated-box”" },
    { "polyline", "[[1,0,0],[2,5,5]]", NULL },
    { "polyline", "[]", "a polyline has no vertices" },
    { "polyline", "[[0,1,1]]", "a vertex number is not a whole number from 1 on" },
    { "cuboid", "[1,2,3,4]", "a key is not of the shape “cuboid”" },
    { "tag", "[]", "a key is not of the shape “tag”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":10,\"height\":10}],"
          "\"categories\":[{\"id\":1,\"name\":\"p\"}],"
          "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
          "\"bbox\":[1,1,5,5]}],"
          "\"x_framewright\":{\"schema\":1,\"tracks\":[{\"id\":1,\"shape\":\"%s\","
          "\"keys\":[[0,%s]]}]}}",
          cases[i].shape, cases[i].key);
      g_autoptr (GError) error = NULL;
      g_autoptr (FwCocoFile) file
          = fw_coco_file_load_bytes (text, strlen (text), NULL, NULL, &error);

      g_test_message ("%s %s", cases[i].shape, cases[i].key);
      if (!cases[i].says)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (file);
      if (!strstr (error->message, cases[i].says))
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coco-points/people", test_people);
  g_test_add_func ("/coco-points/edit/point", test_edit_point);
  g_test_add_func ("/coco-points/edit/box", test_edit_box);
  g_test_add_func ("/coco-points/edit/category", test_other_category);
  g_test_add_func ("/coco-points/boxes-to-others", test_boxes_to_others);
  g_test_add_func ("/coco-points/skeleton-track", test_skeleton_track);
  g_test_add_func ("/coco-points/stated", test_stated);
  g_test_add_func ("/coco-points/malformed", test_malformed);
  g_test_add_func ("/coco-points/malformed-keys", test_malformed_keys);

  return g_test_run ();
}
