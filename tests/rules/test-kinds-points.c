/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about points and lines: passing, failing, and exactly at the threshold.
 * Shapes are written as text: `S nose=10,20,2 ...` a skeleton, `B x,y,w,h` in
 * front of it its box, `L x,y x,y` a line, `P x,y x,y` a polygon, `b x,y,w,h` a
 * box.
 */

#include "rules-kit.h"

#include "core/shape-kinds.h"

#include <math.h>
#include <stdlib.h>

/* Categories of the kit. */
enum { CAR = 1, REGION = 7 };

#define MAX_OBJECTS 4

typedef struct
{
  int         category;
  const char *shape;
  const char *value; /* of "colour" */
  gint64      group;
} Object;

typedef struct
{
  const char *name;
  const char *rule;
  Object      objects[MAX_OBJECTS];
  gint64      count;
  const char *says;
} Case;

static gsize
read_numbers (const char *text,
              double     *numbers,
              gsize       n_max)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  gsize n = 0;

  for (; words[n] && n < n_max; n++)
    numbers[n] = g_ascii_strtod (words[n], NULL);

  return n;
}

static FwShape *
read_skeleton (char **words)
{
  FwKeypoint points[16];
  FwRect box;
  gboolean has_box = FALSE;
  gsize n = 0;

  for (gsize i = 0; words[i]; i++)
    {
      char *equals = strchr (words[i], '=');
      double v[4];

      if (g_str_equal (words[i], "B"))
        {
          read_numbers (words[++i], v, 4);
          box = FW_RECT (v[0], v[1], v[2], v[3]);
          has_box = TRUE;
        }
      else if (equals)
        {
          *equals = 0;
          read_numbers (equals + 1, v, 3);
          points[n++] = (FwKeypoint) { v[0], v[1], *words[i] ? words[i] : NULL, (guint8) v[2] };
        }
    }

  return fw_shape_new_skeleton (points, n, has_box ? &box : NULL);
}

static FwShape *
read_shape (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  FwVertex vertices[16] = { 0 };
  double v[4];
  gsize n = 0;

  if (*text == 'S' || *text == 'B')
    return read_skeleton (words);
  if (*text == 'b')
    {
      read_numbers (words[1], v, 4);
      return fw_shape_new_box (FW_RECT (v[0], v[1], v[2], v[3]));
    }
  for (gsize i = 1; words[i]; i++)
    {
      read_numbers (words[i], v, 2);
      vertices[n++] = (FwVertex) { v[0], v[1], 0 };
    }

  return fw_shape_new_rings (&(FwRing) { vertices, n, FALSE, *text == 'L' }, 1);
}

static void
put_object (FwDocument   *document,
            FwTrackId     id,
            const Object *object)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, object->category);
  g_autoptr(FwShape) shape = read_shape (object->shape);
  g_autoptr(FwTrack) track = NULL;

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_group (builder, object->group);
  if (object->value)
    fw_track_builder_set_fixed (builder, "colour", fw_value_text (object->value));
  track = kit_end (builder);
  kit_put (document, id, track);
}

static void
expect (FwManual   *manual,
        FwDocument *document,
        gint64      count,
        const char *says)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) problems = NULL;
  const char *reason;

  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  problems = fw_checker_list (checker, 0);
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, count);
  if (count == 0)
    return;

  reason = fw_problem_get_reason (g_ptr_array_index (problems, 0));
  g_test_message ("%s", reason);
  if (says && !strstr (reason, says))
    g_error ("“%s” does not say “%s”", reason, says);
}

static void
run_cases (gconstpointer data)
{
  for (const Case *test = data; test->name; test++)
    {
      g_autoptr(FwManual) manual = kit_manual_of (test->rule);
      FwDocument *document = kit_document (manual, 3);

      g_test_message ("%s", test->name);
      for (gsize i = 0; i < MAX_OBJECTS && test->objects[i].category; i++)
        put_object (document, i + 1, &test->objects[i]);
      expect (manual, document, test->count, test->says);
      g_object_unref (document);
    }
}

/* A box of 30 x 40, whose diagonal is 50: a tenth of it is 5 px. */
static const Case in_box[] = {
  { "inside", "check: keypoint-in-box", { { CAR, "B 0,0,30,40 nose=15,20,2" } }, 0, NULL },
  { "at the threshold", "check: keypoint-in-box",
    { { CAR, "B 0,0,30,40 nose=35,20,2" } }, 0, NULL },
  { "beyond it",
    "check: keypoint-in-box",
    { { CAR, "B 0,0,30,40 nose=35.5,20,2" } },
    1,
    "“nose” lies 11 % of the box's diagonal outside it; at most 10 %" },
  { "above", "check: keypoint-in-box", { { CAR, "B 10,10,30,40 nose=15,4,2" } }, 1, NULL },
  { "hidden", "check: keypoint-in-box", { { CAR, "B 0,0,30,40 nose=90,20,1" } }, 0, NULL },
  { "not there", "check: keypoint-in-box", { { CAR, "B 0,0,30,40 nose=90,20,0" } }, 0, NULL },
  { "no box of its own", "check: keypoint-in-box",
    { { CAR, "S nose=9,9,2 ear=90,90,2" } }, 0, NULL },
  { "another threshold",
    "check: keypoint-in-box\nwith:\n  grow: 0",
    { { CAR, "B 0,0,30,40 =30.5,20,2" } },
    1,
    "Point 1 lies 1 %" },
  { "a box is no skeleton", "check: keypoint-in-box", { { CAR, "b 0,0,30,40" } }, 0, NULL },
  { NULL },
};

static const Case flags[] = {
  { "as COCO wants", "check: keypoint-flags", { { CAR, "S nose=1,0,2 ear=0,0,0 eye=5,5,1" } }, 0,
    NULL },
  { "there at 0, 0",
    "check: keypoint-flags",
    { { CAR, "S nose=1,1,2 ear=0,0,2" } },
    1,
    "“ear” is there and has the place 0, 0." },
  { "hidden at 0, 0", "check: keypoint-flags", { { CAR, "S nose=1,1,2 ear=0,0,1" } }, 1, NULL },
  { "not there with a place",
    "check: keypoint-flags",
    { { CAR, "S nose=1,1,2 ear=7,8,0" } },
    1,
    "“ear” is not there and has the place 7, 8." },
  { "a single coordinate is a place",
    "check: keypoint-flags",
    { { CAR, "S nose=1,1,2 ear=0,0.5,0" } },
    1,
    NULL },
  { NULL },
};

#define LIMBS                                                                                      \
  "check: limb-ratio\nwith:\n  limbs: [[left_hip, left_knee], [right_hip, right_knee], "          \
  "[neck, hip]]"

static const Case limbs[] = {
  { "equal", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,10,2 right_hip=5,0,2 right_knee=5,10,2" } }, 0, NULL },
  { "at the threshold", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,20,2 right_hip=5,0,2 right_knee=5,10,2" } }, 0, NULL },
  { "beyond it", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,21,2 right_hip=5,0,2 right_knee=5,10,2" } }, 1,
    "left_hip–left_knee is 2.1 times as long as right_hip–right_knee; at most 2 are wanted." },
  { "the other way", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,10,2 right_hip=5,0,2 right_knee=5,21,2" } }, 1,
    "right_hip–right_knee is 2.1 times as long" },
  { "with the first limb", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,10,2 neck=50,0,2 hip=50,25,2" } }, 1,
    "neck–hip is 2.5 times as long as left_hip–left_knee" },
  { "an end is not there", LIMBS,
    { { CAR, "S left_hip=0,0,2 left_knee=0,90,0 right_hip=5,0,2 right_knee=5,10,2" } }, 0, NULL },
  { "hidden counts", LIMBS,
    { { CAR, "S left_hip=0,0,1 left_knee=0,30,1 right_hip=5,0,2 right_knee=5,10,2" } }, 1, NULL },
  { "no length", LIMBS,
    { { CAR, "S left_hip=3,3,2 left_knee=3,3,2 right_hip=5,0,2 right_knee=5,10,2" } }, 1,
    "left_hip–left_knee has no length, and right_hip–right_knee has one." },
  { "both without length", LIMBS,
    { { CAR, "S left_hip=3,3,2 left_knee=3,3,2 right_hip=5,5,2 right_knee=5,5,2" } }, 0, NULL },
  { "another threshold",
    "check: limb-ratio\nwith:\n  ratio: 1.2\n  limbs: [[left_hip, left_knee], [right_hip, "
    "right_knee]]",
    { { CAR, "S left_hip=0,0,2 left_knee=0,13,2 right_hip=5,0,2 right_knee=5,10,2" } }, 1, NULL },
  { NULL },
};

#define SIDES                                                                                      \
  "check: left-right-order\nwith:\n  pairs: [[left_eye, right_eye], [left_arm, right_arm]]"

static const Case sides[] = {
  { "from the front", SIDES,
    { { CAR, "S nose=50,20,2 left_arm=70,40,2 right_arm=30,40,2" } }, 0, NULL },
  { "exchanged", SIDES,
    { { CAR, "S nose=50,20,2 left_arm=30,40,2 right_arm=70,40,2" } }, 1,
    "Left and right look exchanged in 1 pair" },
  { "lying, exchanged", SIDES,
    { { CAR, "S nose=20,50,2 left_arm=40,70,2 right_arm=40,30,2" } }, 1, NULL },
  { "lying", SIDES, { { CAR, "S nose=20,50,2 left_arm=40,30,2 right_arm=40,70,2" } }, 0, NULL },
  { "in line with the nose", SIDES,
    { { CAR, "S nose=50,40,2 left_arm=30,40,2 right_arm=70,40,2" } }, 0, NULL },
  { "only one pair of two", SIDES,
    { { CAR, "S nose=50,20,2 left_eye=55,40,2 right_eye=45,40,2 left_arm=30,40,2 "
             "right_arm=70,40,2" } }, 0, NULL },
  { "both pairs", SIDES,
    { { CAR, "S nose=50,20,2 left_eye=45,40,2 right_eye=55,40,2 left_arm=30,40,2 "
             "right_arm=70,40,2" } }, 1, "in all 2 pairs" },
  { "from behind", SIDES,
    { { CAR, "S nose=50,20,1 left_arm=30,40,2 right_arm=70,40,2" } }, 0, NULL },
  { "no nose", SIDES, { { CAR, "S left_arm=30,40,2 right_arm=70,40,2" } }, 0, NULL },
  { "too few points",
    "check: left-right-order\nwith:\n  min-points: 4\n  pairs: [[left_arm, right_arm]]",
    { { CAR, "S nose=50,20,2 left_arm=30,40,2 right_arm=70,40,2" } }, 0, NULL },
  { "just enough",
    "check: left-right-order\nwith:\n  min-points: 3\n  pairs: [[left_arm, right_arm]]",
    { { CAR, "S nose=50,20,2 left_arm=30,40,2 right_arm=70,40,2" } }, 1, NULL },
  { NULL },
};

#define ORDER "check: order-left-right\nwith:\n  attribute: colour\n  order: [red, yellow, green]"

/* In the picture the lines lean; what counts is the lowest row that both have. */
static const Case order[] = {
  { "in order", ORDER,
    { { CAR, "L 10,10 20,100", "red" }, { CAR, "L 60,10 50,100", "green" } }, 0, NULL },
  { "out of order", ORDER,
    { { CAR, "L 10,10 20,100", "green" }, { CAR, "L 60,10 50,100", "red" } }, 1,
    "“colour” is red and lies 30 px to the right of" },
  { "at the same place", ORDER,
    { { CAR, "L 50,10 50,100", "green" }, { CAR, "L 50,20 50,100", "red" } }, 0, NULL },
  { "they cross above", ORDER,
    { { CAR, "L 90,10 20,100", "red" }, { CAR, "L 10,10 50,100", "green" } }, 0, NULL },
  { "the lowest common row is the shorter one's end", ORDER,
    { { CAR, "L 90,10 20,110", "red" }, { CAR, "L 60,10 60,40", "green" } }, 1, NULL },
  { "no row in common", ORDER,
    { { CAR, "L 10,10 20,40", "green" }, { CAR, "L 60,50 50,100", "red" } }, 0, NULL },
  { "the same value", ORDER,
    { { CAR, "L 60,10 60,100", "red" }, { CAR, "L 10,10 10,100", "red" } }, 0, NULL },
  { "no value in the order", ORDER,
    { { CAR, "L 60,10 60,100", "unknown" }, { CAR, "L 10,10 10,100", "red" } }, 0, NULL },
  { "groups of their own", ORDER,
    { { CAR, "L 60,10 60,100", "red", 1 }, { CAR, "L 10,10 10,100", "green", 2 } }, 0, NULL },
  { "one group", ORDER,
    { { CAR, "L 60,10 60,100", "red", 1 }, { CAR, "L 10,10 10,100", "green", 1 } }, 1,
    "“colour” is green and lies 50 px to the left of" },
  { "boxes by their middles", ORDER,
    { { CAR, "b 50,10,20,90", "red" }, { CAR, "b 0,10,20,90", "yellow" } }, 1, NULL },
  { "three, two of them exchanged", ORDER,
    { { CAR, "L 10,10 10,100", "red" }, { CAR, "L 60,10 60,100", "green" },
      { CAR, "L 90,10 90,100", "yellow" } }, 1, NULL },
  { NULL },
};

#define HORIZON "for: vehicle.*\ncheck: horizon\nwith:\n  category: region.ignore"

/* The picture is 500 px high: a tenth is 50 px. */
static const Case horizon[] = {
  { "below", HORIZON, { { REGION, "L 0,200 1000,200" }, { CAR, "b 100,250,50,50" } }, 0, NULL },
  { "at the threshold", HORIZON,
    { { REGION, "L 0,200 1000,200" }, { CAR, "b 100,100,50,50" } }, 0, NULL },
  { "above it", HORIZON, { { REGION, "L 0,200 1000,200" }, { CAR, "b 100,95,50,50" } }, 1,
    "The bottom edge is 11 % of the picture's height above" },
  { "a slanting line: high here", HORIZON,
    { { REGION, "L 0,100 1000,300" }, { CAR, "b 75,40,50,50" } }, 0, NULL },
  { "a slanting line: low here", HORIZON,
    { { REGION, "L 0,100 1000,300" }, { CAR, "b 875,40,50,50" } }, 1, NULL },
  { "beyond its end", HORIZON, { { REGION, "L 0,100 500,200" }, { CAR, "b 875,95,50,50" } }, 1,
    NULL },
  { "of two lines the higher one", HORIZON,
    { { REGION, "L 0,300 1000,300" }, { REGION, "L 0,150 1000,150" }, { CAR, "b 100,95,50,50" } },
    0, NULL },
  { "no line", HORIZON, { { CAR, "b 100,5,50,50" } }, 0, NULL },
  { "another tolerance",
    "for: vehicle.*\ncheck: horizon\nwith:\n  category: region.ignore\n  tolerance: 0",
    { { REGION, "L 0,200 1000,200" }, { CAR, "b 100,149,50,50" } }, 1, NULL },
  { NULL },
};

/* Test that a count that the file states falsely is told. */
static void
test_stated_points (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: keypoint-flags");
  FwDocument *document = kit_document (manual, 3);
  g_autoptr(FwShape) bare = read_shape ("S nose=1,1,2 ear=5,5,2");
  g_autoptr(FwShape) right = fw_shape_with_stated_points (bare, 2);
  g_autoptr(FwShape) wrong = fw_shape_with_stated_points (bare, 3);
  FwShape *const shapes[] = { bare, right, wrong };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
      g_autoptr(FwTrack) track = NULL;

      fw_track_builder_set_key (builder, 0, shapes[i]);
      track = kit_end (builder);
      kit_put (document, 1, NULL);
      kit_put (document, 1, track);
      expect (manual, document, i == 2, "The file says 3 points, and 2 are there.");
    }
  g_object_unref (document);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kinds-points/keypoint-in-box", in_box, run_cases);
  g_test_add_data_func ("/kinds-points/keypoint-flags", flags, run_cases);
  g_test_add_func ("/kinds-points/keypoint-flags/stated", test_stated_points);
  g_test_add_data_func ("/kinds-points/limb-ratio", limbs, run_cases);
  g_test_add_data_func ("/kinds-points/left-right-order", sides, run_cases);
  g_test_add_data_func ("/kinds-points/order-left-right", order, run_cases);
  g_test_add_data_func ("/kinds-points/horizon", horizon, run_cases);

  return g_test_run ();
}
