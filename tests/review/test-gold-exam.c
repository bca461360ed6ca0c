/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/gold-exam.h"

#include "review/labels-kit.h"
#include "review/review-kit.h"

#define BIT(mistake) (1u << FW_MISTAKE_##mistake)

static const Object gold_objects[] = { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
                                       { 2, "bus", 0, 9, { 200, 0, 100, 100 }, "blue" },
                                       { 3, "car", 2, 5, { 400, 0, 10, 10 }, NULL } };

static GArray *
compare (const FwSnapshot *gold, const FwSnapshot *own, const FwGoldAnswer *answers, gsize n)
{
  FwGoldComparison facts = { gold, own, answers, n, 4.0 };
  g_autoptr (GError) error = NULL;
  GArray *results = fw_gold_exam_compare (&facts, &error);

  g_assert_no_error (error);

  return results;
}

/* Test that each thing that differs is told by its kind, of labels, tracks and
 * frames, and that nothing else is. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *what;
    const char *unit;
    Object objects[4];
    gsize n;
    guint mistakes;
    FwMistake first;
  } cases[] = {
    { "the same",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "nothing drawn", "clip/4/t1", { { 0 } }, 0, BIT (MISSING), FW_MISTAKE_MISSING },
    { "drawn in other frames only",
      "clip/4/t1",
      { { 7, "car", 0, 3, { 0, 0, 100, 100 }, "red" } },
      1,
      BIT (MISSING),
      FW_MISTAKE_MISSING },
    { "as far off as may be",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 4, 0, 100, 100 }, "red" } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "farther",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 4.1, 0, 100, 100 }, "red" } },
      1,
      BIT (GEOMETRY),
      FW_MISTAKE_GEOMETRY },
    { "badly drawn, not missing",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 60, 0, 100, 100 }, "red" } },
      1,
      BIT (GEOMETRY),
      FW_MISTAKE_GEOMETRY },
    { "badly drawn and of another category: something else",
      "clip/4/t1",
      { { 7, "van", 0, 9, { 60, 0, 100, 100 }, "red" } },
      1,
      BIT (MISSING),
      FW_MISTAKE_MISSING },
    { "small and off by less than may be",
      "clip/4/t3",
      { { 7, "car", 2, 5, { 404, 0, 10, 10 }, NULL } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "another category",
      "clip/4/t1",
      { { 7, "van", 0, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      BIT (CATEGORY),
      FW_MISTAKE_CATEGORY },
    { "another category, whose attributes are others",
      "clip/4/t1",
      { { 7, "van", 0, 9, { 0, 0, 100, 100 }, NULL } },
      1,
      BIT (CATEGORY),
      FW_MISTAKE_CATEGORY },
    { "another value",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, "green" } },
      1,
      BIT (ATTRIBUTE),
      FW_MISTAKE_ATTRIBUTE },
    { "no value",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, NULL } },
      1,
      BIT (ATTRIBUTE),
      FW_MISTAKE_ATTRIBUTE },
    { "a value that the gold leaves open",
      "clip/4/t3",
      { { 7, "car", 2, 5, { 400, 0, 10, 10 }, "red" } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "loose and another value",
      "clip/4/t1",
      { { 7, "car", 0, 9, { 0, 0, 110, 100 }, "green" } },
      1,
      BIT (GEOMETRY) | BIT (ATTRIBUTE),
      FW_MISTAKE_GEOMETRY },
    { "another object goes on here",
      "clip/8/t1",
      { { 7, "car", 0, 6, { 0, 0, 100, 100 }, "red" },
        { 8, "car", 7, 9, { 0, 0, 100, 100 }, "red" } },
      2,
      BIT (IDENTITY),
      FW_MISTAKE_IDENTITY },
    { "the longer one is it",
      "clip/4/t1",
      { { 7, "car", 0, 6, { 0, 0, 100, 100 }, "red" },
        { 8, "car", 7, 9, { 0, 0, 100, 100 }, "red" } },
      2,
      0,
      FW_MISTAKE_NONE },
    { "two that changed places",
      "clip/9/t1",
      { { 7, "car", 0, 6, { 0, 0, 100, 100 }, "red" },
        { 8, "car", 7, 9, { 0, 0, 100, 100 }, "red" },
        { 9, "bus", 0, 9, { 200, 0, 100, 100 }, "blue" } },
      3,
      BIT (IDENTITY),
      FW_MISTAKE_IDENTITY },
    { "a track as it should be",
      "clip/t1",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "a track of nine frames in ten",
      "clip/t1",
      { { 7, "car", 1, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      0,
      FW_MISTAKE_NONE },
    { "a track of eight",
      "clip/t1",
      { { 7, "car", 2, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      BIT (MISSING),
      FW_MISTAKE_MISSING },
    { "a track in two pieces",
      "clip/t1",
      { { 7, "car", 0, 6, { 0, 0, 100, 100 }, "red" },
        { 8, "car", 7, 9, { 0, 0, 100, 100 }, "red" } },
      2,
      BIT (IDENTITY),
      FW_MISTAKE_IDENTITY },
    { "a track of another category",
      "clip/t1",
      { { 7, "van", 0, 9, { 0, 0, 100, 100 }, "red" } },
      1,
      BIT (CATEGORY),
      FW_MISTAKE_CATEGORY },
    { "a track that goes on",
      "clip/t3",
      { { 7, "car", 0, 9, { 400, 0, 10, 10 }, NULL } },
      1,
      BIT (SPURIOUS),
      FW_MISTAKE_SPURIOUS },
    { "no track", "clip/t3", { { 0 } }, 0, BIT (MISSING), FW_MISTAKE_MISSING },
    { "a frame with everything",
      "clip/0",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, NULL },
        { 8, "bus", 0, 9, { 200, 0, 100, 100 }, NULL } },
      2,
      0,
      FW_MISTAKE_NONE },
    { "a frame that lacks one",
      "clip/0",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, NULL } },
      1,
      BIT (MISSING),
      FW_MISTAKE_MISSING },
    { "a frame with one more",
      "clip/0",
      { { 7, "car", 0, 9, { 0, 0, 100, 100 }, NULL },
        { 8, "bus", 0, 9, { 200, 0, 100, 100 }, NULL },
        { 9, "bus", 0, 9, { 600, 0, 100, 100 }, NULL } },
      3,
      BIT (SPURIOUS),
      FW_MISTAKE_SPURIOUS },
  };
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 3, TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSnapshot) own = make_labels (cases[i].objects, cases[i].n, TRUE, NULL);
      FwGoldAnswer answer
          = { .unit = (char *) cases[i].unit, .rev = (char *) "x", .part = { 0, 9 } };
      g_autoptr (GArray) results = compare (gold, own, &answer, 1);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpuint (results->len, ==, 1);

      const FwGoldResult *result = &g_array_index (results, FwGoldResult, 0);

      g_assert_cmphex (result->mistakes, ==, cases[i].mistakes);
      g_assert_cmpint (result->mistake, ==, cases[i].first);
      g_assert_cmpint (result->frame, ==, result->own_frame);
      g_assert_cmpint (result->frame, >=, 0);
    }
}

/* Test that what a person is shown of a difference is there. */
static void
test_details (void)
{
  static const Object own_objects[] = { { 7, "van", 0, 9, { 0, 0, 100, 106 }, "red" },
                                        { 8, "bus", 0, 9, { 200, 0, 100, 100 }, "green" } };
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 3, TRUE, NULL);
  g_autoptr (FwSnapshot) own = make_labels (own_objects, 2, TRUE, NULL);
  FwGoldAnswer answers[] = {
    { .unit = (char *) "clip/4/t1", .rev = (char *) "x", .part = { 0, 9 } },
    { .unit = (char *) "clip/t2", .rev = (char *) "x", .part = { 5, 9 } },
    { .unit = (char *) "clip/4/t99", .rev = (char *) "x", .part = { 0, 9 } },
    { .unit = (char *) "clip/3", .rev = (char *) "x", .part = { 0, 9 } },
  };
  g_autoptr (GArray) results = compare (gold, own, answers, 4);

  /* What the gold does not have is left out. */
  g_assert_cmpuint (results->len, ==, 3);

  const FwGoldResult *label = &g_array_index (results, FwGoldResult, 0);
  const FwGoldResult *track = &g_array_index (results, FwGoldResult, 1);
  const FwGoldResult *frame = &g_array_index (results, FwGoldResult, 2);

  g_assert_cmpint (label->gold, ==, 1);
  g_assert_cmpint (label->own, ==, 7);
  g_assert_cmpstr (label->category, ==, "car");
  g_assert_cmpstr (label->own_category, ==, "van");
  assert_digits (label->px, 6.0, 6);
  g_assert_cmpint (label->frame, ==, 4);

  g_assert_cmpint (track->mistake, ==, FW_MISTAKE_ATTRIBUTE);
  g_assert_cmpuint (track->n_frames, ==, 5);
  g_assert_cmpuint (track->n_different, ==, 5);
  g_assert_cmpint (track->frame, ==, 5);
  g_assert_cmpuint (track->attributes->len, ==, 1);

  const FwGoldAttribute *attribute = &g_array_index (track->attributes, FwGoldAttribute, 0);

  g_assert_cmpstr (attribute->name, ==, "colour");
  g_assert_true (fw_value_equal (attribute->gold, fw_value_text ("blue")));
  g_assert_true (fw_value_equal (attribute->own, fw_value_text ("green")));

  /* t3 is missing in frame 3, and no other item asks for it. */
  g_assert_cmpuint (frame->answer, ==, 3);
  g_assert_cmpint (frame->mistake, ==, FW_MISTAKE_MISSING);
  g_assert_cmpint (frame->gold, ==, 3);
}

/* Test that a label that an item of its own asks for does not count in its frame,
 * too. */
static void
test_once (void)
{
  static const char *const units[] = { "clip/4/t3", "clip/t3", "clip/3/t3" };
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 3, TRUE, NULL);
  g_autoptr (FwSnapshot) own = make_labels (gold_objects, 2, TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      FwGoldAnswer answers[] = {
        { .unit = (char *) "clip/4", .rev = (char *) "x", .part = { 0, 9 } },
        { .unit = (char *) units[i], .rev = (char *) "x", .part = { 0, 9 } },
      };
      g_autoptr (GArray) results = compare (gold, own, answers, 2);

      g_assert_cmpint (g_array_index (results, FwGoldResult, 0).mistake, ==,
                       i < 2 ? FW_MISTAKE_NONE : FW_MISTAKE_MISSING);
      g_assert_cmpint (g_array_index (results, FwGoldResult, 1).mistake, ==, FW_MISTAKE_MISSING);
    }
}

/* Test that pictures are the same by their names, whatever their order. */
static void
test_pictures (void)
{
  static const Object gold_labels[] = { { 1, "car", 0, 0, { 0, 0, 100, 100 }, NULL },
                                        { 2, "bus", 1, 1, { 0, 0, 100, 100 }, NULL } };
  static const Object own_labels[] = { { 1, "bus", 0, 0, { 0, 0, 100, 100 }, NULL },
                                       { 2, "car", 2, 2, { 0, 0, 100, 100 }, NULL } };
  g_autoptr (FwSnapshot) gold = make_labels (gold_labels, 2, FALSE, "ab");
  g_autoptr (FwSnapshot) own = make_labels (own_labels, 2, FALSE, "bca");
  FwGoldAnswer answers[] = {
    { .unit = (char *) "labels/0/a1", .rev = (char *) "x", .part = { 0, 0 } },
    { .unit = (char *) "labels/1/a2", .rev = (char *) "x", .part = { 1, 1 } },
  };
  g_autoptr (GArray) results = compare (gold, own, answers, 2);

  for (guint i = 0; i < 2; i++)
    {
      const FwGoldResult *result = &g_array_index (results, FwGoldResult, i);

      g_assert_cmpint (result->mistake, ==, FW_MISTAKE_NONE);
      g_assert_cmpint (result->frame, ==, (FwFrame) i);
      g_assert_cmpint (result->own_frame, ==, i == 0 ? 2 : 0);
    }
}

/* Test that taking a picture out is no way around it. */
static void
test_deleted (void)
{
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 3, TRUE, NULL);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (FwSpanSet) deleted = fw_span_set_new (&(FwSpan){ 4, 4 }, 1);

  fw_snapshot_builder_set_frame_list (builder, fw_snapshot_get_frame_list (gold));
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_DELETED, 0 }, deleted);

  g_autoptr (FwSnapshot) own = fw_snapshot_builder_end (builder);
  FwGoldAnswer answers[] = {
    { .unit = (char *) "clip/4/t1", .rev = (char *) "x", .part = { 0, 9 } },
    { .unit = (char *) "clip/4", .rev = (char *) "x", .part = { 0, 9 } },
  };
  g_autoptr (GArray) results = compare (gold, own, answers, 2);

  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (g_array_index (results, FwGoldResult, 0).mistake, ==, FW_MISTAKE_MISSING);
  g_assert_cmpint (g_array_index (results, FwGoldResult, 1).mistake, ==, FW_MISTAKE_MISSING);
}

/* Test that gold against itself never differs, whatever is asked. */
static void
test_itself (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  static const char *const categories[] = { "bus", "car", "van" };

  for (int round = 0; round < 200; round++)
    {
      Object objects[8];
      g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FwGoldAnswer));

      for (int i = 0; i < 8; i++)
        {
          FwFrame first = g_rand_int_range (random, 0, 10);

          objects[i]
              = (Object){ i + 1,
                          categories[g_rand_int_range (random, 0, 3)],
                          first,
                          g_rand_int_range (random, first, 10),
                          { g_rand_int_range (random, 0, 60), g_rand_int_range (random, 0, 60),
                            g_rand_int_range (random, 1, 60), g_rand_int_range (random, 1, 60) },
                          i % 2 ? "red" : NULL };
          g_ptr_array_add (units, g_strdup_printf ("clip/%d/t%d", first, i + 1));
          g_ptr_array_add (units, g_strdup_printf ("clip/%d", first));
        }
      for (guint i = 0; i < units->len; i++)
        {
          FwFrame first = g_rand_boolean (random) ? 0 : 5;
          FwUnit unit;
          FwGoldAnswer answer = { .unit = units->pdata[i], .rev = (char *) "x" };

          fw_unit_parse (answer.unit, &unit, NULL);
          answer.part = (FwSpan){ MIN (first, unit.frame), MAX (first + 4, unit.frame) };
          g_array_append_val (answers, answer);
        }

      g_autoptr (FwSnapshot) gold = make_labels (objects, 8, TRUE, NULL);
      g_autoptr (GArray) results
          = compare (gold, gold, (const FwGoldAnswer *) (gconstpointer) answers->data,
                     answers->len);

      g_assert_cmpuint (results->len, ==, answers->len);
      for (guint i = 0; i < results->len; i++)
        {
          const FwGoldResult *result = &g_array_index (results, FwGoldResult, i);

          /* Two boxes of one category on the same spot may stand for each other. */
          g_assert_cmphex (result->mistakes & ~BIT (IDENTITY) & ~BIT (ATTRIBUTE), ==, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold-exam/kinds", test_kinds);
  g_test_add_func ("/gold-exam/details", test_details);
  g_test_add_func ("/gold-exam/once", test_once);
  g_test_add_func ("/gold-exam/pictures", test_pictures);
  g_test_add_func ("/gold-exam/deleted", test_deleted);
  g_test_add_func ("/gold-exam/itself", test_itself);

  return g_test_run ();
}
