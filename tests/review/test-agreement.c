/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/agreement.h"

#include "review/review-kit.h"
#include "support/oracle.h"

/* Test two people, and the trap of one kind being common. */
static void
test_two (void)
{
  static const double plain[] = { 20, 5, 10, 15 };
  static const double trap[] = { 90, 5, 5, 0 };
  static const double alone[] = { 7 };
  static const double empty[] = { 0, 0, 0, 0 };
  FwAgreement agreement = fw_agreement_of_two (plain, 2);

  assert_digits (agreement.observed, 0.7, 6);
  assert_digits (agreement.expected, 0.5, 6);
  assert_digits (agreement.kappa, 0.4, 6);

  agreement = fw_agreement_of_two (trap, 2);
  assert_digits (agreement.observed, 0.9, 6);
  assert_digits (agreement.expected, 0.905, 6);
  assert_digits (agreement.kappa, -0.052632, 6);
  assert_digits (agreement.ac1, 0.889503, 6);

  agreement = fw_agreement_of_two (alone, 1);
  assert_digits (agreement.observed, 1.0, 6);
  g_assert_true (isnan (agreement.kappa) && isnan (agreement.ac1));
  g_assert_true (isnan (fw_agreement_of_two (empty, 2).observed));
}

/* Test several people over the classic table. */
static void
test_many (void)
{
  static const double counts[]
      = { 0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3, 9, 2, 0, 2, 2, 8, 1, 1,
          7, 7, 0, 0, 0,  3, 2, 6, 3, 0, 2, 5, 3, 2, 2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7 };
  FwAgreement agreement = fw_agreement_of_many (counts, 10, 5);

  assert_digits (agreement.observed, 0.378022, 6);
  assert_digits (agreement.expected, 0.212755, 6);
  assert_digits (agreement.kappa, 0.209931, 6);
  g_assert_true (isnan (fw_agreement_of_many (NULL, 0, 5).kappa));
}

/* Test Krippendorff's own example, with its gaps. */
static void
test_alpha (void)
{
  static const double people[4][12] = { { 1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN },
                                        { 1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3 },
                                        { NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN },
                                        { 1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN } };
  static const double same[] = { 1, 1, 1, 1 };
  double values[48];

  for (int u = 0; u < 12; u++)
    for (int p = 0; p < 4; p++)
      values[u * 4 + p] = people[p][u];

  assert_digits (fw_alpha (values, 12, 4, FW_LEVEL_NOMINAL), 0.743421, 6);
  assert_digits (fw_alpha (values, 12, 4, FW_LEVEL_ORDINAL), 0.815388, 6);
  assert_digits (fw_alpha (values, 12, 4, FW_LEVEL_INTERVAL), 0.849107, 6);
  g_assert_true (isnan (fw_alpha (same, 2, 2, FW_LEVEL_NOMINAL)));
  g_assert_true (isnan (fw_alpha (NULL, 0, 2, FW_LEVEL_NOMINAL)));
}

/* Test boxes by distance, one of them missing. */
static void
test_boxes (void)
{
  static const FwMaybeBox boxes[] = {
    { { 0, 0, 100, 100 }, FALSE },  { { 2, 1, 99, 101 }, FALSE },   { { 0, 0, 98, 100 }, FALSE },
    { { 200, 50, 40, 80 }, FALSE }, { { 201, 50, 40, 82 }, FALSE }, { { 0 }, TRUE },
    { { 300, 10, 60, 60 }, FALSE }, { { 310, 10, 60, 60 }, FALSE }, { { 300, 12, 60, 58 }, FALSE },
  };

  assert_digits (fw_alpha_boxes (boxes, 3, 3), 0.617931, 6);
  g_assert_true (isnan (fw_alpha_boxes (boxes, 3, 1)));
  g_assert_true (isnan (fw_alpha_boxes (NULL, 0, 2)));
}

/* Test that comparing by sample comes near to comparing all. */
static void
test_boxes_many (void)
{
  enum
  {
    N = 30000
  };
  GRand *rand = g_rand_new_with_seed (11);
  g_autofree FwMaybeBox *boxes = g_new0 (FwMaybeBox, 2 * N);

  for (guint u = 0; u < N; u++)
    {
      FwRect box = FW_RECT (g_rand_double (rand) * 100, g_rand_double (rand) * 100, 40, 40);

      boxes[2 * u] = (FwMaybeBox){ box, FALSE };
      box.x += g_rand_double (rand) * 8.0;
      boxes[2 * u + 1] = (FwMaybeBox){ box, g_rand_double (rand) < 0.1 };
    }
  g_rand_free (rand);

  double few = fw_alpha_boxes (boxes, FW_ALPHA_BOXES_EXACT / 4, 2);

  g_assert_cmpfloat_with_epsilon (fw_alpha_boxes (boxes, N, 2), few, 0.02);
}

/* Test what size does to the overlap, and which box stands for several. */
static void
test_iou (void)
{
  static const FwRect boxes[] = { { 0, 0, 50, 50 }, { 1, 1, 50, 50 }, { 9, 9, 50, 50 } };

  assert_digits (fw_rect_iou (FW_RECT (0, 0, 100, 100), FW_RECT (10, 0, 100, 100)), 0.818182, 6);
  assert_digits (fw_rect_iou (FW_RECT (0, 0, 40, 40), FW_RECT (-2, -2, 44, 44)), 0.826446, 6);
  assert_digits (fw_rect_iou (FW_RECT (0, 0, 400, 400), FW_RECT (-2, -2, 404, 404)), 0.980296, 6);
  g_assert_cmpuint (fw_boxes_medoid (boxes, 3), ==, 1);
  g_assert_cmpuint (fw_boxes_medoid (boxes, 1), ==, 0);
}

static void
assert_exact (double value, const Json *exact)
{
  if (exact->type != '{')
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, json_get (exact, "float")->number, 1e-9);
}

/* Test two and several people against exact arithmetic of others. */
static void
test_oracle_kappa (void)
{
  g_autoptr (Json) two = load ("agreement", "cohen_kappa.json");
  g_autoptr (Json) many = load ("agreement", "fleiss_kappa.json");

  if (skip_without (two) || skip_without (many))
    return;

  for (guint i = 0; i < two->items->len; i++)
    {
      const Json *rows = json_get (json_at (two, i), "confusion_rows_a_cols_b");
      guint n = rows->items->len;
      g_autofree double *counts = g_new0 (double, n *n + 1);

      for (guint k = 0; k < n * n; k++)
        counts[k] = json_number (json_at (rows, k / n), k % n);

      FwAgreement agreement = fw_agreement_of_two (counts, n);

      g_test_message ("%s", json_get (json_at (two, i), "id")->text);
      assert_exact (agreement.observed, json_get (json_at (two, i), "observed_agreement"));
      assert_exact (agreement.kappa, json_get (json_at (two, i), "kappa"));
    }
  for (guint i = 0; i < many->items->len; i++)
    {
      const Json *rows = json_get (json_at (many, i), "counts_item_by_category");
      guint n_kinds = json_at (rows, 0)->items->len;
      g_autofree double *counts = g_new0 (double, rows->items->len *n_kinds + 1);

      for (guint k = 0; k < rows->items->len * n_kinds; k++)
        counts[k] = json_number (json_at (rows, k / n_kinds), k % n_kinds);
      g_test_message ("%s", json_get (json_at (many, i), "id")->text);
      assert_exact (fw_agreement_of_many (counts, rows->items->len, n_kinds).kappa,
                    json_get (json_at (many, i), "kappa"));
    }
}

/* Test alpha against exact arithmetic of others. */
static void
test_oracle_alpha (void)
{
  g_autoptr (Json) file = load ("agreement", "krippendorff_alpha.json");

  if (skip_without (file))
    return;

  for (guint i = 0; i < file->items->len; i++)
    {
      const Json *people = json_get (json_at (file, i), "reliability_data_coders_by_units");
      const Json *alpha = json_get (json_at (file, i), "alpha");
      guint n_people = people->items->len;
      guint n_units = json_at (people, 0)->items->len;
      g_autofree double *values = g_new0 (double, n_people *n_units + 1);

      for (guint k = 0; k < n_people * n_units; k++)
        {
          const Json *value = json_at (json_at (people, k % n_people), k / n_people);

          values[k] = value->type == '#' ? value->number : NAN;
        }
      g_test_message ("%s", json_get (json_at (file, i), "id")->text);
      assert_exact (fw_alpha (values, n_units, n_people, FW_LEVEL_NOMINAL),
                    json_get (alpha, "nominal"));
      assert_exact (fw_alpha (values, n_units, n_people, FW_LEVEL_ORDINAL),
                    json_get (alpha, "ordinal"));
      assert_exact (fw_alpha (values, n_units, n_people, FW_LEVEL_INTERVAL),
                    json_get (alpha, "interval"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/agreement/two", test_two);
  g_test_add_func ("/agreement/many", test_many);
  g_test_add_func ("/agreement/alpha", test_alpha);
  g_test_add_func ("/agreement/boxes", test_boxes);
  g_test_add_func ("/agreement/boxes/many", test_boxes_many);
  g_test_add_func ("/agreement/iou", test_iou);
  g_test_add_func ("/agreement/oracle/kappa", test_oracle_kappa);
  g_test_add_func ("/agreement/oracle/alpha", test_oracle_alpha);

  return g_test_run ();
}
