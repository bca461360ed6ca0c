/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coco-kit.h"

#include "core/error.h"

/* Test that files are written back byte for byte when nothing was edited,
 * whoever wrote them. */
static void
test_unchanged (gconstpointer name)
{
  g_autofree char *text = kit_data (name);
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autofree char *copy = kit_write (file, fw_coco_file_get_snapshot (file), NULL);

  g_assert_cmpstr (copy, ==, text);
}

static void
test_unchanged_shared (gconstpointer name)
{
  g_autofree char *text = kit_shared (name);

  if (!text)
    return;

  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autofree char *copy = kit_write (file, fw_coco_file_get_snapshot (file), NULL);

  g_assert_cmpstr (copy, ==, text);
}

#define HEAD                                                                                       \
  "{\"images\":[{\"id\":1,\"width\":9,\"height\":9,\"file_name\":\"a\"}],\"categories\":[{\"id\":" \
  "1,\"name\":\"car\"}],\n"
#define ONE(annotation) HEAD "\"annotations\":[\n" annotation "]}"

/* Test that what cannot be read is refused with a sentence that names the
 * object, the line and the byte. */
static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } cases[] = {
    { "", FW_FORMAT_ERROR_SYNTAX, "the file ends where a value is needed (line 1, byte 0)" },
    { "hello", FW_FORMAT_ERROR_SYNTAX,
      "this is not a COCO file: it does not begin with { (line 1, byte 0)" },
    { "[{\"image_id\":1}]", FW_FORMAT_ERROR_UNSUPPORTED,
      "this is a list of results, not a labels file: it needs the labels that it belongs to" },
    { "{\"a\":1}", FW_FORMAT_ERROR_UNSUPPORTED,
      "this is not a COCO file: it has neither “images” nor “annotations”" },
    { "{\"images\":[]", FW_FORMAT_ERROR_SYNTAX,
      "the file ends too early: a bracket opened in byte 0 is not closed (line 1, byte 12)" },
    { "{\"images\":[]} x", FW_FORMAT_ERROR_SYNTAX,
      "something follows the end of the file's object (line 1, byte 14)" },
    { "{\"images\":[] \"annotations\":[]}", FW_FORMAT_ERROR_SYNTAX,
      "a comma or “}” is missing (line 1, byte 13)" },
    { "{\"images\":[],\"images\":[]}", FW_FORMAT_ERROR_SYNTAX,
      "\"images\" stands twice in one object (line 1, byte 13)" },
    { "{\"images\":{}}", FW_FORMAT_ERROR_SYNTAX, "“images” is not a list (line 1, byte 10)" },
    { "{\"images\":[7]}", FW_FORMAT_ERROR_SYNTAX,
      "element no. 1 of “images” is not an object (line 1, byte 11)" },
    { "{\"images\":[{\"id\":\"a\"}]}", FW_FORMAT_ERROR_SYNTAX,
      "image no. 1 of the list has no “id” that is a whole number (line 1, byte 11)" },
    { "{\"images\":[{\"id\":1,}]}", FW_FORMAT_ERROR_SYNTAX,
      "element no. 1 of “images”: the name of a member is needed here, in quotes (line 1, byte "
      "19)" },
    { "{\"images\":[],\"categories\":[{\"id\":1,\"name\":\"a\"},{\"id\":1,\"name\":\"b\"}]}",
      FW_FORMAT_ERROR_SYNTAX, "category 1 stands twice in “categories” (line 1, byte 47)" },
    { "{\"images\":[{\"id\":4,\"frame_index\":2000000000}]}", FW_FORMAT_ERROR_SYNTAX,
      "image 4: frame_index 2000000000 is not from 0 to 8999999 (line 1, byte 11)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3]}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: bbox has 3 numbers, 4 are needed (line 3, byte 112)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,\"3\",4]}"),
      FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: number 3 of bbox is not a number (line 3, byte 112)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"bbox\":{}}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: bbox is an object, a list of 4 numbers is needed (line 3, byte 112)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"segmentation\":[[1,2,3,4,5,6,7]]}"),
      FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: part 1 of segmentation has 7 numbers, an even count is needed (line 3, byte "
      "112)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"segmentation\":{\"counts\":\"x\"}}"),
      FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: segmentation is an object without “size” [height, width] up to 65535 and "
      "“counts” (line 3, byte 112)" },
    { ONE ("{\"id\":17,\"image_id\":1,\"category_id\":1,\"segmentation\":\"x\"}"),
      FW_FORMAT_ERROR_SYNTAX,
      "annotation 17: segmentation is a text, a list or an object is needed (line 3, byte 112)" },
    { ONE ("{\"id\":\"a\"}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation no. 1 of the list: id is a text, a whole number is needed (line 3, byte 112)" },
    { ONE ("{\"id\":3,\"image_id\":[]}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation 3: image_id is a list, a whole number is needed (line 3, byte 112)" },
    { ONE ("{\"id\":1},\n{\"id\":2,\"bbox\":[1 2]}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation no. 2 of the list: a comma or “]” is missing (line 4, byte 140)" },
    { ONE ("{\"id\":1,\"x\":\"\xff\"}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation no. 1 of the list: this text is not UTF-8 (line 3, byte 125)" },
    { HEAD "\"annotations\":[],\"x_framewright\":{\"schema\":2}}", FW_FORMAT_ERROR_VERSION,
      "a newer Framewright wrote this file (schema 2, this one knows 1). Install the newer version "
      "to open it." },
    { HEAD "\"annotations\":[],\"x_framewright\":[1,2]}", FW_FORMAT_ERROR_SYNTAX,
      "“x_framewright” is not an object (line 2, byte 129)" },
    { "\xff\xfe{", FW_FORMAT_ERROR_UNSUPPORTED,
      "this text is UTF-16, and JSON is UTF-8: save it as UTF-8" },
    { "{", FW_FORMAT_ERROR_SYNTAX,
      "the file ends too early: a bracket opened in byte 0 is not closed (line 1, byte 1)" },
    { HEAD "\"annotations\":[],\"x\":[1,2,}", FW_FORMAT_ERROR_SYNTAX,
      "the file ends too early: a bracket opened in byte 0 is not closed (line 2, byte 123)" },
    { HEAD "\"annotations\":[],\"x\":[1,2,]}", FW_FORMAT_ERROR_SYNTAX,
      "a value is needed here (line 2, byte 122)" },
    { HEAD "\"videos\":[{\"id\":1}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
           "\"track_id\":2,\"bbox\":[1,1,1,1]}],"
           "\"x_framewright\":{\"schema\":1,\"tracks\":[{\"id\":2,\"shape\":\"box\",\"keys\":[[0,["
           "1,2]]]}]}}",
      FW_FORMAT_ERROR_SYNTAX, "track 2: a key is not of the shape “box”" },
    { HEAD "\"videos\":[{\"id\":1}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
           "\"track_id\":2,\"bbox\":[1,1,1,1]}],"
           "\"x_framewright\":{\"schema\":1,\"tracks\":[{\"id\":2,\"shape\":\"box\",\"keys\":[[0,["
           "1,1,1,1]],[2147483646,[1,1,1,1]]]}]}}",
      FW_FORMAT_ERROR_SYNTAX, "track 2: frame 2147483646 is larger than 8999999" },
    { "{\"images\":[{\"id\":9223372036854775807}]}", FW_FORMAT_ERROR_SYNTAX,
      "image no. 1 of the list: “id” is larger than 9223372032559808512 (line 1, byte 11)" },
    { ONE ("{\"id\":9223372036854775807}"), FW_FORMAT_ERROR_SYNTAX,
      "annotation no. 1 of the list: id is larger than 9223372032559808512 (line 3, byte 112)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FwCocoFile) file
          = fw_coco_file_load_bytes (cases[i].text, strlen (cases[i].text), NULL, NULL, &error);

      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, shown);
      g_assert_null (file);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_error (error, FW_FORMAT_ERROR, cases[i].code);
    }
}

static FwTrack *
track_of (FwCocoFile *file, FwTrackId id)
{
  FwTrack *track = fw_snapshot_get_track (fw_coco_file_get_snapshot (file), id);

  g_assert_nonnull (track);

  return track;
}

/* Test what a plain file of another program becomes. */
static void
test_plain_foreign (void)
{
  g_autofree char *text = kit_data ("plain-foreign.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  FwTrack *track;
  double degrees;

  g_assert_false (fw_coco_file_is_video (file));
  g_assert_cmpuint (fw_snapshot_get_n_tracks (snapshot), ==, 7);
  g_assert_cmpuint (fw_frame_list_get_length (frames), ==, 2);
  g_assert_cmpstr (fw_frame_list_get (frames, 0).name, ==, "b.jpg");
  g_assert_cmpint (fw_coco_file_get_next_track_id (file), ==, 17);

  track = track_of (file, 7);
  g_assert_cmpint (fw_track_get_kind (track), ==, FW_SHAPE_POLYGON);
  g_assert_cmpint (fw_track_get_span (track).first, ==, 1);
  g_assert_cmpuint (fw_track_get_n_rings (track), ==, 2);
  g_assert_true (fw_track_is_occluded (track, 1));
  g_assert_cmpint (fw_track_get_category (track), ==, 0);
  g_assert_cmpstr (fw_track_get_attribute (track, "colour", 1).text, ==, "red");

  track = track_of (file, 8);
  g_assert_cmpint (fw_track_get_kind (track), ==, FW_SHAPE_ROTATED_BOX);
  fw_shape_get_rotated_box (fw_track_get_keyframe (track, 0).shape, NULL, NULL, NULL, &degrees);
  g_assert_cmpfloat (degrees, ==, 30.0);
  g_assert_false (fw_shape_is_finite (fw_track_get_keyframe (track_of (file, 9), 0).shape));

  /* The two masks are the same one in COCO's two ways of writing. */
  g_assert_true (fw_shape_equal (fw_track_get_keyframe (track_of (file, 12), 0).shape,
                                 fw_track_get_keyframe (track_of (file, 13), 0).shape));
  g_assert_cmpfloat (fw_shape_get_area (fw_track_get_keyframe (track_of (file, 12), 0).shape), ==,
                     7.0);
  g_assert_null (fw_snapshot_get_track (snapshot, 14));
  g_assert_cmpint (fw_coco_file_find_annotation (file, 8, 1), ==, 8);
}

/* Test that an edit changes its members only, in their places, and leaves the
 * formatting of a file that somebody else wrote. */
static void
test_edit_foreign (void)
{
  g_autofree char *text = kit_data ("plain-foreign.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwTrackBuilder *builder = fw_track_builder_new_from (track_of (file, 11));
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (1, 2, 3.5, 4));

  fw_track_builder_set_key (builder, 0, box);
  fw_track_builder_set_fixed (builder, "colour", fw_value_text ("blue"));

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) now = kit_with_track (fw_coco_file_get_snapshot (file), 11, track);
  g_autofree char *result = kit_write (file, now, NULL);
  g_auto (GStrv) parts
      = g_strsplit (text,
                    "{\"id\": 11, \"image_id\": 5, \"category_id\": 3, \"bbox\": [10.50, 20, 30.0, "
                    "4e1], \"area\": 1200, \"segmentation\": [], "
                    "\"iscrowd\": false, \"note\": \"keep me\"}",
                    2);
  g_autofree char *expected
      = g_strjoin ("{\"id\": 11, \"image_id\": 5, \"category_id\": 3, \"bbox\": [1.0,2.0,3.5,4.0], "
                   "\"area\": 14.0, \"segmentation\": [], "
                   "\"iscrowd\": false, \"note\": \"keep me\", \"attributes\": "
                   "{\"colour\":\"blue\"}}",
                   parts[0], parts[1], NULL);

  g_assert_cmpstr (result, ==, expected);
}

/* Test that removing and adding touch nothing else. */
static void
test_add_remove_foreign (void)
{
  g_autofree char *text = kit_data ("plain-foreign.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwTrackBuilder *builder = fw_track_builder_new (17, 3);
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (1, 2, 3.5, 4));

  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_key (builder, 1, box);

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) without = kit_with_track (fw_coco_file_get_snapshot (file), 11, NULL);
  g_autoptr (FwSnapshot) now = kit_with_track (without, 17, track);
  g_autofree char *result = kit_write (file, now, NULL);
  g_auto (GStrv) parts
      = g_strsplit (text,
                    "{\"id\": 11, \"image_id\": 5, \"category_id\": 3, \"bbox\": [10.50, 20, 30.0, "
                    "4e1], \"area\": 1200, \"segmentation\": [], "
                    "\"iscrowd\": false, \"note\": \"keep me\"},\n        ",
                    2);
  g_autofree char *without_text = g_strjoin ("", parts[0], parts[1], NULL);
  g_auto (GStrv) halves = g_strsplit (without_text, "\"num_keypoints\": 1}", 2);
  g_autofree char *expected = g_strjoin ("\"num_keypoints\": 1},\n        "
                                         "{\"id\":17,\"image_id\":9,\"category_id\":3,\"bbox\":[1."
                                         "0,2.0,3.5,4.0],\"area\":14.0,"
                                         "\"segmentation\":[],\"iscrowd\":0}",
                                         halves[0], halves[1], NULL);

  g_assert_cmpstr (result, ==, expected);
}

#define VIDEO(annotations, more)                                                                   \
  "{\"videos\":[{\"id\":1,\"name\":\"v\",\"file_name\":\"v.mp4\",\"length\":6}],\"images\":["      \
  "{\"id\":1,\"video_id\":1,\"frame_id\":0,\"width\":99,\"height\":99},{\"id\":2,\"video_id\":1,"  \
  "\"frame_id\":1,\"width\":99,\"height\":99},"                                                    \
  "{\"id\":3,\"video_id\":1,\"frame_id\":2,\"width\":99,\"height\":99},{\"id\":4,\"video_id\":1,"  \
  "\"frame_id\":3,\"width\":99,\"height\":99},"                                                    \
  "{\"id\":5,\"video_id\":1,\"frame_id\":4,\"width\":99,\"height\":99}],\"categories\":[{\"id\":"  \
  "1,\"name\":\"car\"},{\"id\":2,\"name\":\"van\"}],"                                              \
  "\"annotations\":[" annotations "]" more "}"
#define BOX(id, image, x, more)                                                                    \
  "{\"id\":" #id ",\"image_id\":" #image ",\"category_id\":1,\"bbox\":[" #x ",0,9,9]" more "}"
#define FLAG(value) ",\"track_id\":7,\"attributes\":{\"keyframe\":" #value "}"
#define TRACK       ",\"track_id\":7"

/* Test the reading rules for files without the private object, one by one. */
static void
test_foreign_tracks (void)
{
  static const struct
  {
    const char *what;
    const char *text;
    FwTrackId id;
    const char *presence; /* of frames 0 to 5: K, i, o, or . */
  } cases[] = {
    { "no flags: every annotation is a keyframe",
      VIDEO (BOX (1, 1, 0, TRACK) "," BOX (2, 2, 1, TRACK) "," BOX (3, 3, 2, TRACK), ""), 7,
      "KKK..." },
    { "instance_id when there is no track_id",
      VIDEO (BOX (1, 1, 0, ",\"instance_id\":4") "," BOX (2, 2, 1, ",\"instance_id\":4"), ""), 4,
      "KK...." },
    { "attributes.track_id last",
      VIDEO (BOX (1, 1, 0,
                  ",\"attributes\":{\"track_id\":3}") "," BOX (2, 2, 1,
                                                               ",\"attributes\":{\"track_id\":3}"),
             ""),
      3, "KK...." },
    { "false is recomputed, first and last are keyframes",
      VIDEO (BOX (1, 1, 0, FLAG (false)) "," BOX (2, 2, 1, FLAG (false)) "," BOX (3, 3, 2,
                                                                                  FLAG (false)),
             ""),
      7, "KiK..." },
    { "false that lies elsewhere becomes a keyframe",
      VIDEO (BOX (1, 1, 0, FLAG (true)) "," BOX (2, 2, 1.02, FLAG (false)) "," BOX (3, 3, 2,
                                                                                    FLAG (true)),
             ""),
      7, "KKK..." },
    { "a hundredth of a pixel does not count",
      VIDEO (BOX (1, 1, 0, FLAG (true)) "," BOX (2, 2, 1.009, FLAG (false)) "," BOX (3, 3, 2,
                                                                                     FLAG (true)),
             ""),
      7, "KiK..." },
    { "a missing frame is a gap",
      VIDEO (BOX (1, 1, 0,
                  FLAG (true)) "," BOX (2, 2, 1,
                                        FLAG (false)) "," BOX (4, 4, 3,
                                                               FLAG (true)) "," BOX (5, 5, 4,
                                                                                     FLAG (true)),
             ""),
      7, "KKoKK." },
    { "unless the file has keyframes only",
      VIDEO (BOX (1, 1, 0, FLAG (true)) "," BOX (4, 4, 3, FLAG (true)), ""), 7, "KiiK.." },
    { "id 0 is a track like others",
      VIDEO (BOX (1, 1, 0, ",\"instance_id\":0") "," BOX (2, 2, 1, ",\"instance_id\":0"), ""), 1,
      "KK...." },
    { "without a track it is an object of one frame", VIDEO (BOX (1, 2, 0, ""), ""), 1, ".K...." },
    { "outside is a gap",
      VIDEO (BOX (1, 1, 0, TRACK) "," BOX (2, 2, 1,
                                           TRACK
                                           ",\"attributes\":{\"outside\":true}") "," BOX (3, 3, 2,
                                                                                          TRACK),
             ""),
      7, "KoK..." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwCocoFile) file = kit_load (cases[i].text);
      FwTrack *track = track_of (file, cases[i].id);
      char got[7] = { 0 };

      g_test_message ("%s", cases[i].what);
      /* In the order of FwPresence; a ghost is no label. */
      for (FwFrame frame = 0; frame < 6; frame++)
        got[frame] = ".Kio."[fw_track_get_presence (track, frame)];
      g_assert_cmpstr (got, ==, cases[i].presence);
      g_assert_true (fw_coco_file_is_video (file));
    }
}

/* Test which attributes are fixed and which change, and that a track of two
 * categories becomes two objects. */
static void
test_foreign_attributes (void)
{
  g_autoptr (FwCocoFile) file = kit_load (
      VIDEO ("{\"id\":1,\"image_id\":1,\"category_id\":1,\"track_id\":7,\"bbox\":[0,0,9,9],"
             "\"attributes\":{\"light\":\"on\",\"make\":\"x\"}},"
             "{\"id\":2,\"image_id\":2,\"category_id\":1,\"track_id\":7,\"bbox\":[0,0,9,9],"
             "\"attributes\":{\"light\":\"off\",\"occluded\":true}},"
             "{\"id\":3,\"image_id\":3,\"category_id\":1,\"track_id\":7,\"bbox\":[0,0,9,9]},"
             "{\"id\":4,\"image_id\":4,\"category_id\":2,\"track_id\":7,\"bbox\":[0,0,9,9]}",
             ",\"tracks\":[{\"id\":7,\"category_id\":1,\"name\":\"bus "
             "7\",\"attributes\":{\"make\":\"x\",\"n\":3}}]"));
  FwTrack *track = track_of (file, 7);
  FwValue value;
  gsize n;

  g_assert_cmpuint (fw_track_get_n_fixed (track), ==, 2);
  g_assert_cmpstr (fw_track_get_fixed (track, 0, &value), ==, "make");
  g_assert_cmpstr (fw_track_get_name (track), ==, "bus 7");
  g_assert_cmpstr (fw_track_get_attribute (track, "light", 0).text, ==, "on");
  g_assert_cmpstr (fw_track_get_attribute (track, "light", 1).text, ==, "off");
  g_assert_cmpint (fw_track_get_attribute (track, "light", 2).type, ==, FW_VALUE_NULL);
  fw_track_get_changes (track, "light", &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (fw_track_is_occluded (track, 0));
  g_assert_true (fw_track_is_occluded (track, 1));
  g_assert_cmpint (fw_track_get_category (track_of (file, 8)), ==, 2);
  g_assert_cmpint (fw_coco_file_find_annotation (file, 8, 3), ==, 4);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoin (to, parts[0], parts[1], NULL);
}

/* The text without what lies from @from to before @to. */
static char *
cut_between (const char *text, const char *from, const char *to)
{
  const char *start = strstr (text, from);
  const char *end = strstr (text, to);
  g_autofree char *before = g_strndup (text, (gsize) (start - text));

  return g_strconcat (before, end, NULL);
}

/* Test that where another program edited our file, its annotations win, and
 * the person is told. */
static void
test_disagreement (void)
{
  g_autofree char *text = kit_data ("video-minimal.coco.json");
  g_autofree char *moved = replace (text, "[105.0,200.0,50.0,40.0]", "[106.0,200.0,50.0,40.0]");
  g_autofree char *nudged = replace (text, "[105.0,200.0,50.0,40.0]", "[105.004,200.0,50.0,40.0]");
  g_autoptr (FwCocoFile) file = kit_load (moved);
  g_autoptr (FwCocoFile) same = kit_load (nudged);
  FwNote *note;
  FwRect bounds;

  g_assert_cmpint (fw_track_get_presence (track_of (file, 1), 1), ==, FW_PRESENCE_KEYFRAME);
  fw_track_get_bounds_at (track_of (file, 1), 1, &bounds);
  g_assert_cmpfloat (bounds.x, ==, 106.0);
  g_assert_cmpuint (fw_coco_file_get_notes (file)->len, ==, 1);
  note = g_ptr_array_index (fw_coco_file_get_notes (file), 0);
  g_assert_cmpint (note->kind, ==, FW_NOTE_REPAIRED);
  g_assert_cmpstr (note->text, ==,
                   "Annotations that another program changed were taken as they are now: 2");

  g_assert_cmpint (fw_track_get_presence (track_of (same, 1), 1), ==, FW_PRESENCE_INTERPOLATED);
  g_assert_cmpuint (fw_coco_file_get_notes (same)->len, ==, 0);

  /* Written again, the private object says the same as the annotations. */
  g_autofree char *result = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
  g_autoptr (FwCocoFile) again = kit_load (result);

  g_assert_cmpuint (fw_coco_file_get_notes (again)->len, ==, 0);
  g_assert_true (fw_track_equal (track_of (file, 1), track_of (again, 1)));

  /* A moved end takes what is interpolated towards it along; the annotations there stay. */
  g_autofree char *stretched = replace (text, "[110.0,200.0,50.0,40.0]", "[130.0,200.0,50.0,40.0]");
  g_autoptr (FwCocoFile) end = kit_load (stretched);
  g_autofree char *kept = kit_write (end, fw_coco_file_get_snapshot (end), NULL);
  g_autoptr (FwCocoFile) reloaded = kit_load (kept);

  fw_track_get_bounds_at (track_of (end, 1), 1, &bounds);
  g_assert_cmpfloat (bounds.x, ==, 105.0);
  g_assert_cmpuint (fw_coco_file_get_notes (reloaded)->len, ==, 0);
  g_assert_true (fw_track_equal (track_of (end, 1), track_of (reloaded, 1)));

  /* A value that only the last annotation has holds for no other. */
  g_autofree char *hidden
      = replace (text, "[110.0,200.0,50.0,40.0],\"area\":2000.0,\"segmentation\":[],\"iscrowd\":0,"
                       "\"attributes\":{\"track_id\":1,\"keyframe\":true,\"occluded\":false",
                 "[110.0,200.0,50.0,40.0],\"area\":2000.0,\"segmentation\":[],\"iscrowd\":0,"
                 "\"attributes\":{\"track_id\":1,\"keyframe\":true,\"wet\":true,\"occluded\":true");
  g_autoptr (FwCocoFile) said = kit_load (hidden);
  g_autofree char *told = kit_write (said, fw_coco_file_get_snapshot (said), NULL);
  g_autoptr (FwCocoFile) retold = kit_load (told);

  g_assert_false (fw_track_is_occluded (track_of (said, 1), 0));
  g_assert_true (fw_track_is_occluded (track_of (said, 1), 2));
  g_assert_cmpint (fw_track_get_attribute (track_of (said, 1), "wet", 1).type, ==, FW_VALUE_NULL);
  g_assert_cmpint (fw_track_get_attribute (track_of (said, 1), "wet", 2).type, ==, FW_VALUE_BOOL);
  g_assert_cmpuint (fw_coco_file_get_notes (retold)->len, ==, 0);
  g_assert_true (fw_track_equal (track_of (said, 1), track_of (retold, 1)));

  /* Taken out by another program: a gap, not a resurrection. */
  g_autofree char *cut
      = cut_between (text, "{\"id\":2,\"image_id\":2,\"video_id\":1,\"category_id\"",
                     "{\"id\":3,\"image_id\":3,\"video_id\":1,\"category_id\"");
  g_autoptr (FwCocoFile) gap = kit_load (cut);

  g_assert_cmpint (fw_track_get_presence (track_of (gap, 1), 1), ==, FW_PRESENCE_OUTSIDE);
}

/* Test that a picture that was deleted in the file and is back has its entry again. */
static void
test_restored_picture (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (FwSnapshot) document = kit_random_document (rand, FALSE, 30, 0);
  FwSpanSet *deleted = fw_span_set_new ((FwSpan[]){ { 4, 6 } }, 1);
  FwSpanSet *fewer = fw_span_set_new ((FwSpan[]){ { 6, 6 } }, 1);
  g_autoptr (FwSnapshot) cut = kit_with_slot (document, FW_SLOT_DELETED, deleted);
  g_autoptr (FwCocoFile) fresh
      = fw_coco_file_new (fw_snapshot_get_frame_list (cut), fw_snapshot_get_taxonomy (cut));
  g_autofree char *text = kit_write (fresh, cut, NULL);
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autoptr (FwSnapshot) back
      = kit_with_slot (fw_coco_file_get_snapshot (file), FW_SLOT_DELETED, fewer);
  g_autofree char *again = kit_write (file, back, NULL);
  g_autoptr (FwCocoFile) reloaded = kit_load (again);
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (reloaded));

  g_assert_cmpuint (fw_frame_list_get_length (frames), ==, 30);
  g_assert_nonnull (strstr (again, "picture 5.jpg"));
  fw_span_set_unref (deleted);
  fw_span_set_unref (fewer);
}

/* Test that each damaged record of a deleted picture is told and the others count. */
static void
test_damaged_pictures (void)
{
  static const struct
  {
    const char *pictures;
    gsize n_frames;
    gsize n_notes;
    const char *sentence;
  } cases[] = {
    { "[[1,\"b.jpg\",4,3]]", 3, 0, NULL },
    { "[[1,\"b.jpg\",4,3],[-1,\"b.jpg\",4,3]]", 3, 1, "record is damaged" },
    { "[[1,\"b.jpg\",4,3],[1,\"c.jpg\",4,3]]", 3, 1, "record is damaged" },
    { "[[1,\"b.jpg\",4,3],[1,7,4,3],{},[],null,[1,\"x\",\"y\",3]]", 3, 1, "record is damaged" },
    { "[[1,\"b.jpg\",4,3],[99999999,\"z.jpg\",4,3]]", 3, 1, "" },
    { "[[7,\"b.jpg\",4,3]]", 2, 1, "beyond all pictures: b.jpg" },
    { "7", 2, 1, "record is damaged" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\"},{\"id\":2,\"file_name\":\"c.jpg\"}],"
          "\"annotations\":[],\"categories\":[],\"x_framewright\":{\"schema\":1,"
          "\"media\":[{\"deleted\":[[1,1]],\"pictures\":%s}]}}",
          cases[i].pictures);
      g_autoptr (FwCocoFile) file = kit_load (text);
      GPtrArray *notes = fw_coco_file_get_notes (file);

      g_test_message ("%s", cases[i].pictures);
      g_assert_cmpuint (notes->len, ==, cases[i].n_notes);
      if (cases[i].n_notes > 0)
        {
          const FwNote *note = g_ptr_array_index (notes, 0);

          g_assert_cmpint (note->kind, ==, FW_NOTE_REPAIRED);
          g_assert_nonnull (strstr (note->text, cases[i].sentence));
        }
      g_assert_cmpuint (fw_frame_list_get_length (
                            fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (file))),
                        ==, cases[i].n_frames);
    }
}

/* Test that our own file of a video stays one, whatever the video is called:
 * with deleted frames its images do not follow each other. */
static void
test_video_without_ending (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (FwSnapshot) document = kit_random_document (rand, TRUE, 30, 4);
  FwSpanSet *deleted = fw_span_set_new ((FwSpan[]){ { 4, 6 } }, 1);
  g_autoptr (FwSnapshot) cut = kit_with_slot (document, FW_SLOT_DELETED, deleted);
  g_autoptr (FwCocoFile) fresh
      = fw_coco_file_new (fw_snapshot_get_frame_list (cut), fw_snapshot_get_taxonomy (cut));
  g_autofree char *text = kit_write (fresh, cut, NULL);
  g_autofree char *nameless
      = replace (text, "\"file_name\":\"drive_0007.mp4\"", "\"file_name\":\"tape\"");
  g_autoptr (FwCocoFile) file = kit_load (nameless);
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (file));

  g_assert_cmpuint (fw_coco_file_get_notes (file)->len, ==, 0);
  g_assert_true (fw_frame_list_is_video (frames));
  g_assert_cmpuint (fw_frame_list_get_length (frames), ==, 30);
  fw_span_set_unref (deleted);
}

/* Test that keys that we do not know survive an edit of their object, at every level. */
static void
test_unknown_keys (void)
{
  static const char text[]
      = "{\"x\":{\"deep\":[1.0]},\"images\":[{\"id\":1,\"video_id\":1,\"frame_id\":0,\"width\":99,"
        "\"height\":99,\"u\":1}],"
        "\"videos\":[{\"id\":1,\"file_name\":\"a.mp4\",\"v\":2}],\"categories\":[{\"id\":1,"
        "\"name\":\"car\",\"w\":3}],"
        "\"tracks\":[{\"id\":7,\"category_id\":1,\"attributes\":{},\"t\":4}],"
        "\"annotations\":[{\"id\":5,\"image_id\":1,\"category_id\":1,\"track_id\":7,\"bbox\":[1,2,"
        "3,4],\"a\":5,"
        "\"attributes\":{\"track_id\":7,\"keyframe\":true,\"b\":[6],\"occluded\":false}}],"
        "\"x_framewright\":{\"schema\":1,\"future\":7,\"manuals\":[{\"m\":9}],\"tracks\":[{\"id\":7,"
        "\"shape\":\"box\","
        "\"keys\":[[0,[1,2,3,4]]],"
        "\"confirmed\":[[0,0,0]],\"changes\":{\"attributes\":{\"b\":[[0,[6]]]}},"
        "\"later\":8}],\"aside\":[{\"rule\":\"SD-1\"}]}}";
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwTrackBuilder *builder = fw_track_builder_new_from (track_of (file, 7));
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (10, 2, 3, 4));

  fw_track_builder_set_key (builder, 0, box);
  fw_track_builder_set_fixed (builder, "colour", fw_value_text ("red"));

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) now = kit_with_track (fw_coco_file_get_snapshot (file), 7, track);
  g_autofree char *result = kit_write (file, now, NULL);
  static const char *const kept[] = {
    "{\"x\":{\"deep\":[1.0]},",
    "\"u\":1",
    "\"v\":2",
    "\"w\":3",
    "\"t\":4",
    "\"a\":5",
    "\"b\":[6]",
    "\"future\":7",
    "\"manuals\":[{\"m\":9}]",
    "\"later\":8",
    "\"confirmed\":[[0,0,0]]",
    "\"aside\":[{\"rule\":\"SD-1\"}]",
    "\"colour\":\"red\"",
    "\"bbox\":[10.0,2.0,3.0,4.0]",
    "\"keys\":[[0,[10,2,3,4]]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (!strstr (result, kept[i]))
      g_error ("%s is missing in\n%s", kept[i], result);

  g_autoptr (FwCocoFile) again = kit_load (result);

  g_assert_cmpuint (fw_coco_file_get_notes (again)->len, ==, 0);
}

/* Test that cutting a shape at the border reaches the annotation, which other
 * programs and the next start read. */
static void
test_cut_at_border (void)
{
  g_autoptr (FwCocoFile) file = kit_load (
      "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":99,\"height\":99}],\"categories\":[{"
      "\"id\":1,\"name\":\"car\"}],\"annotations\":[{\"id\":7,\"image_id\":1,\"category_id\":1,"
      "\"bbox\":[-5,2,30,4],\"area\":120,\"segmentation\":[],\"iscrowd\":0}]}");
  FwTrackBuilder *builder = fw_track_builder_new_from (track_of (file, 7));
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (0, 2, 25, 4));

  fw_track_builder_set_key (builder, 0, box);

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) now = kit_with_track (fw_coco_file_get_snapshot (file), 7, track);
  g_autofree char *result = kit_write (file, now, NULL);
  g_autoptr (FwCocoFile) again = kit_load (result);
  FwRect bounds;

  g_assert_nonnull (strstr (result, "\"bbox\":[0.0,2.0,25.0,4.0]"));
  g_assert_true (fw_track_get_bounds_at (track_of (again, 7), 0, &bounds));
  g_assert_true (fw_rect_equal (bounds, FW_RECT (0, 2, 25, 4)));
}

/* Test that deleted frames leave the lists of the file, that frame_id stays dense,
 * and that the work on them is there when they come back, with its ids. */
static void
test_deleted_frames (void)
{
  g_autofree char *text = kit_data ("video-minimal.coco.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwSpanSet *deleted = fw_span_set_new ((FwSpan[]){ { 1, 1 } }, 1);
  g_autoptr (FwSnapshot) now
      = kit_with_slot (fw_coco_file_get_snapshot (file), FW_SLOT_DELETED, deleted);
  g_autofree char *result = kit_write (file, now, NULL);
  g_autoptr (FwCocoFile) again = kit_load (result);
  g_autofree char *lists = g_strndup (result, (gsize) (strstr (result, "\"x_framewright\"") - result));

  fw_span_set_unref (deleted);
  g_assert_null (strstr (lists, "frame_000001"));
  g_assert_nonnull (strstr (result, "\"frame_id\":1,\"frame_index\":2"));
  g_assert_nonnull (strstr (result, "\"deleted\":[[1,1]]"));
  g_assert_true (fw_track_equal (track_of (file, 1), track_of (again, 1)));
  g_assert_cmpuint (fw_coco_file_get_notes (again)->len, ==, 0);

  g_autoptr (FwSnapshot) back
      = kit_with_slot (fw_coco_file_get_snapshot (again), FW_SLOT_DELETED, NULL);
  FwCocoWriteOptions options = { .all_images = TRUE };
  g_autofree char *restored = kit_write (again, back, &options);
  g_autoptr (FwCocoFile) third = kit_load (restored);

  g_assert_cmpuint (fw_coco_file_get_notes (third)->len, ==, 0);
  g_assert_cmpint (fw_coco_file_find_annotation (third, 1, 1), ==,
                   fw_coco_file_find_annotation (file, 1, 1));
  g_assert_nonnull (strstr (restored, "\"frame_id\":1,\"frame_index\":1"));
}

/* Test the other forms of file: what goes, what comes, what is said. */
static void
test_flavours (void)
{
  g_autofree char *text = kit_data ("video-minimal.coco.json");
  g_autofree char *plain_text = kit_data ("plain-foreign.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autoptr (FwCocoFile) plain_file = kit_load (plain_text);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_note_free);
  FwCocoWriteOptions to_plain = { .flavour = FW_COCO_PLAIN, .notes = notes };
  FwCocoWriteOptions to_video = { .flavour = FW_COCO_VIDEO };
  FwCocoWriteOptions to_cvat = { .flavour = FW_COCO_CVAT };
  g_autofree char *plain = kit_write (file, fw_coco_file_get_snapshot (file), &to_plain);
  g_autofree char *video
      = kit_write (plain_file, fw_coco_file_get_snapshot (plain_file), &to_video);
  g_autofree char *cvat = kit_write (plain_file, fw_coco_file_get_snapshot (plain_file), &to_cvat);
  static const char *const words[] = { "\"videos\"", "\"tracks\"", "track_id", "instance_id",
                                       "video_id",   "frame_id",   "keyframe", "x_framewright" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (strstr (plain, words[i]));
  g_assert_nonnull (strstr (plain, "\"color\":\"red\""));
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((FwNote *) g_ptr_array_index (notes, 0))->text, ==,
                   "Objects whose annotations do not say any more that they are one: 1");

  g_autoptr (FwCocoFile) as_plain = kit_load (plain);
  g_autoptr (FwCocoFile) as_video = kit_load (video);
  g_autoptr (FwCocoFile) as_cvat = kit_load (cvat);

  g_assert_false (fw_coco_file_is_video (as_plain));
  g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (as_plain)), ==, 3);
  g_assert_true (fw_coco_file_is_video (as_video));
  g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (as_video)), ==, 7);
  g_assert_nonnull (strstr (video, "\"frame_id\": 1") ? "" : strstr (video, "\"frame_id\":1"));
  g_assert_true (fw_track_is_single (track_of (as_video, 8)));
  g_assert_null (strstr (cvat, "x_framewright"));
  g_assert_nonnull (strstr (cvat, "\"rotation\": 30"));
  g_assert_cmpint (fw_track_get_kind (track_of (as_cvat, 8)), ==, FW_SHAPE_ROTATED_BOX);
  g_assert_true (fw_shape_equal (fw_track_get_keyframe (track_of (as_cvat, 8), 0).shape,
                                 fw_track_get_keyframe (track_of (plain_file, 8), 0).shape));
}

/* Test that a track whose visible frames are all keyframes has its gap in what is
 * made for CVAT, from a new file and from one that was read. */
static void
test_gap_for_cvat (void)
{
  g_autoptr (FwFrameList) frames = kit_video_frames (9);
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy ();
  g_autoptr (FwCocoFile) fresh = fw_coco_file_new (frames, taxonomy);
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  FwCocoWriteOptions to_cvat = { .flavour = FW_COCO_CVAT };

  for (FwFrame frame = 1; frame < 8; frame++)
    {
      g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (frame * frame, 20, 30, 30));

      if (frame < 3 || frame > 5)
        fw_track_builder_set_key (builder, frame, box);
    }
  fw_track_builder_add_outside (builder, (FwSpan){ 3, 5 });

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) now = kit_with_track (fw_coco_file_get_snapshot (fresh), 1, track);
  g_autofree char *text = kit_write (fresh, now, NULL);
  g_autoptr (FwCocoFile) read = kit_load (text);
  g_autofree char *direct = kit_write (fresh, now, &to_cvat);
  g_autofree char *converted = kit_write (read, fw_coco_file_get_snapshot (read), &to_cvat);
  const char *const made[] = { direct, converted };

  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autoptr (FwCocoFile) back = kit_load (made[i]);

      g_assert_true (fw_track_equal (track_of (back, 1), track));
    }
}

/* Test that points outside the picture are clipped for others and kept for us. */
static void
test_clipping (void)
{
  g_autoptr (FwFrameList) frames = kit_pictures (1);
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy ();
  g_autoptr (FwCocoFile) file = fw_coco_file_new (frames, taxonomy);
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (-10, 470, 30, 30));

  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_key (builder, 0, box);

  g_autoptr (FwTrack) track = kit_end (builder);
  g_autoptr (FwSnapshot) now = kit_with_track (fw_coco_file_get_snapshot (file), 1, track);
  g_autofree char *text = kit_write (file, now, NULL);
  g_autoptr (FwCocoFile) again = kit_load (text);

  g_assert_nonnull (strstr (text, "\"bbox\":[0.0,470.0,20.0,10.0],\"area\":200.0"));
  g_assert_nonnull (strstr (text, "\"keys\":[[0,[-10,470,30,30]]]"));
  g_assert_true (fw_shape_equal (fw_track_get_keyframe (track_of (again, 1), 0).shape, box));
}

/* Test the picture list: the file's order first, new pictures last, missing ones stay. */
static void
test_reconcile (void)
{
  g_autofree char *text = kit_data ("plain-foreign.json");
  g_autoptr (FwCocoFile) file = kit_load (text);
  FwFrameInfo infos[] = { { "a.jpg", 320, 200, 0, 0 }, { "c.jpg", 10, 20, 0, 0 } };
  g_autoptr (FwFrameList) media = fw_frame_list_new (FALSE, "folder", 0, infos, 2);
  g_autoptr (FwFrameList) video = kit_video_frames (3);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_note_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwFrameList) list = fw_coco_file_reconcile (file, NULL, media, notes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_frame_list_get_length (list), ==, 3);
  g_assert_cmpstr (fw_frame_list_get (list, 0).name, ==, "b.jpg");
  g_assert_cmpstr (fw_frame_list_get (list, 1).name, ==, "a.jpg");
  g_assert_cmpstr (fw_frame_list_get (list, 2).name, ==, "c.jpg");
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((FwNote *) g_ptr_array_index (notes, 0))->text, ==,
                   "Pictures of the labels that are not in the folder: b.jpg");
  g_assert_null (fw_coco_file_reconcile (file, NULL, video, NULL, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
}

/* Test that a damaged file never does worse than an error: bytes of good files
 * are changed, cut and doubled at random. */
static void
test_mutations (void)
{
  static const char *const names[] = { "plain-foreign.json", "video-minimal.coco.json" };
  static const char bytes[] = "{}[]\",:0123456789-.eE\\untfNI \n\xff\x80";
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  guint read = 0;

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autofree char *text = kit_data (names[n]);
      gsize length = strlen (text);

      for (int round = 0; round < 3000; round++)
        {
          g_autofree char *copy = g_memdup2 (text, length + 1);
          g_autoptr (GError) error = NULL;
          g_autoptr (FwCocoFile) file = NULL;
          gsize end = length;

          for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
            copy[g_rand_int_range (rand, 0, (int) length)]
                = bytes[g_rand_int_range (rand, 0, (int) sizeof bytes - 1)];
          if (g_rand_int_range (rand, 0, 10) == 0)
            end = (gsize) g_rand_int_range (rand, 0, (int) length);

          file = fw_coco_file_load_bytes (copy, end, NULL, NULL, &error);
          g_assert_true ((file == NULL) == (error != NULL));
          if (!file)
            continue;
          read++;

          g_autofree char *again = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
          g_autoptr (FwCocoFile) reloaded = kit_load (again);

          g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (reloaded)), ==,
                            fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (file)));
        }
    }
  g_assert_cmpuint (read, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/coco/unchanged/plain-foreign", "plain-foreign.json", test_unchanged);
  g_test_add_data_func ("/coco/unchanged/video-minimal", "video-minimal.coco.json", test_unchanged);
  g_test_add_data_func ("/coco/unchanged/shared-coco", "coco_tiny_instances.json",
                        test_unchanged_shared);
  g_test_add_data_func ("/coco/unchanged/shared-cocovid", "cocovid_mmtracking.json",
                        test_unchanged_shared);
  g_test_add_data_func ("/coco/unchanged/shared-taco", "taco_annotations.json",
                        test_unchanged_shared);
  g_test_add_func ("/coco/malformed", test_malformed);
  g_test_add_func ("/coco/plain-foreign", test_plain_foreign);
  g_test_add_func ("/coco/edit-foreign", test_edit_foreign);
  g_test_add_func ("/coco/add-remove-foreign", test_add_remove_foreign);
  g_test_add_func ("/coco/foreign-tracks", test_foreign_tracks);
  g_test_add_func ("/coco/foreign-attributes", test_foreign_attributes);
  g_test_add_func ("/coco/disagreement", test_disagreement);
  g_test_add_func ("/coco/video-without-ending", test_video_without_ending);
  g_test_add_func ("/coco/restored-picture", test_restored_picture);
  g_test_add_func ("/coco/damaged-pictures", test_damaged_pictures);
  g_test_add_func ("/coco/unknown-keys", test_unknown_keys);
  g_test_add_func ("/coco/cut-at-border", test_cut_at_border);
  g_test_add_func ("/coco/deleted-frames", test_deleted_frames);
  g_test_add_func ("/coco/flavours", test_flavours);
  g_test_add_func ("/coco/gap-for-cvat", test_gap_for_cvat);
  g_test_add_func ("/coco/clipping", test_clipping);
  g_test_add_func ("/coco/reconcile", test_reconcile);
  g_test_add_func ("/coco/mutations", test_mutations);

  return g_test_run ();
}
