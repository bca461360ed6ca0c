/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "review/gold-score.h"

#include "review/labels-kit.h"
#include "review/review-kit.h"

#include <string.h>

static const Object gold_objects[] = { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
                                       { 2, "bus", 0, 9, { 200, 0, 100, 100 }, "blue" } };

/* Test that equal labels have the best score in every part. */
static void
test_equal (void)
{
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 2, TRUE, NULL);
  g_autoptr (FwGoldScore) score = fw_gold_score_new (gold, gold, 0.5, NULL);

  g_assert_cmpint (score->all.tp, ==, 20);
  assert_digits (score->all.hota, 1.0, 12);
  g_assert_cmpint (score->n_category_right, ==, 20);
  g_assert_cmpuint (score->categories->len, ==, 2);
  g_assert_cmpuint (score->attributes->len, ==, 1);
  assert_digits (score->max_px, 0.0, 12);
  assert_digits (fw_gold_score_get_minimum (score), 1.0, 12);
}

/* Test that each mistake shows in its own part and in no other. */
static void
test_parts (void)
{
  static const struct
  {
    const char *what;
    Object objects[3];
    gsize n;
    double recall, precision, category, attribute, identity, px;
  } cases[] = {
    { "half not found", { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" } }, 1, 0.5, 1, 1, 1, 1, 0 },
    { "one too many",
      { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
        { 2, "bus", 0, 9, { 200, 0, 100, 100 }, "blue" },
        { 3, "van", 0, 9, { 500, 0, 100, 100 }, NULL } },
      3,
      1,
      2.0 / 3,
      1,
      1,
      1,
      0 },
    { "another category",
      { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
        { 2, "van", 0, 9, { 200, 0, 100, 100 }, "blue" } },
      2,
      1,
      1,
      0.5,
      1,
      1,
      0 },
    { "an attribute missing",
      { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
        { 2, "bus", 0, 9, { 200, 0, 100, 100 }, NULL } },
      2,
      1,
      1,
      1,
      0.5,
      1,
      0 },
    { "loose by 4 px",
      { { 1, "car", 0, 9, { 0, 0, 104, 100 }, "red" },
        { 2, "bus", 0, 9, { 200, 0, 100, 100 }, "blue" } },
      2,
      1,
      1,
      1,
      1,
      1,
      4 },
    { "another identity",
      { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
        { 2, "bus", 0, 4, { 200, 0, 100, 100 }, "blue" },
        { 3, "bus", 5, 9, { 200, 0, 100, 100 }, "blue" } },
      3,
      1,
      1,
      1,
      1,
      0.75,
      0 },
  };
  g_autoptr (FwSnapshot) gold = make_labels (gold_objects, 2, TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSnapshot) labels = make_labels (cases[i].objects, cases[i].n, TRUE, NULL);
      g_autoptr (FwGoldScore) score = fw_gold_score_new (gold, labels, 0.5, NULL);
      const FwAttributeScore *colour = &g_array_index (score->attributes, FwAttributeScore, 0);

      g_test_message ("%s", cases[i].what);
      assert_digits (score->all.recall, cases[i].recall, 9);
      assert_digits (score->all.precision, cases[i].precision, 9);
      assert_digits ((double) score->n_category_right / (double) score->n_matched,
                     cases[i].category, 9);
      assert_digits ((double) colour->right / (double) colour->compared, cases[i].attribute, 9);
      if (cases[i].recall == 1.0 && cases[i].precision == 1.0 && cases[i].px == 0.0)
        assert_digits (score->all.ass_a, cases[i].identity, 9);
      assert_digits (score->max_px, cases[i].px, 9);
    }
}

/* Test that pictures are compared by name, and categories by word. */
static void
test_pictures (void)
{
  static const Object a[]
      = { { 1, "car", 0, 0, { 0, 0, 10, 10 }, NULL }, { 2, "bus", 1, 1, { 0, 0, 10, 10 }, NULL } };
  static const Object b[]
      = { { 7, "bus", 0, 0, { 0, 0, 10, 10 }, NULL }, { 8, "car", 2, 2, { 0, 0, 10, 10 }, NULL } };
  g_autoptr (FwSnapshot) gold = make_labels (a, 2, FALSE, "xyz");
  g_autoptr (FwSnapshot) labels = make_labels (b, 2, FALSE, "ywx");
  g_autoptr (FwSnapshot) video = make_labels (gold_objects, 2, TRUE, NULL);
  g_autoptr (FwGoldScore) score = fw_gold_score_new (gold, labels, 0.5, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (score->all.tp, ==, 2);
  g_assert_cmpint (score->n_category_right, ==, 2);
  g_assert_null (fw_gold_score_new (gold, video, 0.5, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
}

/* Test agreement: what only one has, and what both call differently. */
static void
test_agreement (void)
{
  static const Object other[] = { { 1, "car", 0, 9, { 0, 0, 100, 100 }, "red" },
                                  { 2, "van", 0, 4, { 200, 0, 100, 100 }, "blue" } };
  g_autoptr (FwSnapshot) a = make_labels (gold_objects, 2, TRUE, NULL);
  g_autoptr (FwSnapshot) b = make_labels (other, 2, TRUE, NULL);
  g_autoptr (FwPairAgreement) same = fw_pair_agreement_new (a, a, 0.5, NULL, NULL);
  g_autoptr (FwPairAgreement) agreement = fw_pair_agreement_new (a, b, 0.5, NULL, NULL);

  g_assert_cmpint (same->matched, ==, 20);
  g_assert_cmpuint (same->n_kinds, ==, 2);
  assert_digits (same->categories.kappa, 1.0, 12);
  assert_digits (same->alpha_boxes, 1.0, 12);

  g_assert_cmpint (agreement->matched, ==, 15);
  g_assert_cmpint (agreement->only_a, ==, 5);
  g_assert_cmpint (agreement->only_b, ==, 0);
  assert_digits (agreement->mean_iou, 1.0, 12);
  /* bus, car, van and nothing. */
  g_assert_cmpuint (agreement->n_kinds, ==, 4);
  assert_digits (agreement->table[0 * 4 + 2], 5.0, 12);
  assert_digits (agreement->table[0 * 4 + 3], 5.0, 12);
  assert_digits (agreement->table[1 * 4 + 1], 10.0, 12);
  assert_digits (agreement->categories.observed, 0.5, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gold-score/equal", test_equal);
  g_test_add_func ("/gold-score/parts", test_parts);
  g_test_add_func ("/gold-score/pictures", test_pictures);
  g_test_add_func ("/gold-score/agreement", test_agreement);

  return g_test_run ();
}
