/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/assignment.h"
#include "review/track-score.h"

#include "review/review-kit.h"
#include "support/oracle.h"

/* The boxes of one side, growing frame by frame. */
typedef struct
{
  GArray *boxes;  /* (element-type FwScoreBox) */
  GArray *starts; /* (element-type gsize) */
  guint32 n_ids;
} Side;

static Side
side_new (void)
{
  return (Side){ g_array_new (FALSE, FALSE, sizeof (FwScoreBox)),
                 g_array_new (FALSE, FALSE, sizeof (gsize)), 0 };
}

static void
side_begin_frame (Side *side)
{
  gsize start = side->boxes->len;

  g_array_append_val (side->starts, start);
}

static void
side_add (Side *side, guint32 id, FwRect box)
{
  FwScoreBox entry = { id, box };

  g_array_append_val (side->boxes, entry);
  side->n_ids = MAX (side->n_ids, id + 1);
}

static void
side_clear (Side *side)
{
  g_array_unref (side->boxes);
  g_array_unref (side->starts);
}

/* Ends both sides. */
static FwTrackScore
score (Side *gold, Side *other)
{
  gsize n_frames = gold->starts->len;
  FwTrackScore result;

  side_begin_frame (gold);
  side_begin_frame (other);

  FwScoreSide a = { (FwScoreBox *) (void *) gold->boxes->data,
                    (gsize *) (void *) gold->starts->data, gold->n_ids };
  FwScoreSide b = { (FwScoreBox *) (void *) other->boxes->data,
                    (gsize *) (void *) other->starts->data, other->n_ids };

  g_assert_true (fw_track_score (&a, &b, n_frames, 0.5, NULL, &result, NULL));
  side_clear (gold);
  side_clear (other);

  return result;
}

typedef struct
{
  gint64 tp, fp, fn, switches;
  double mota, idf1, hota, det_a, ass_a;
} Figures;

static void
assert_figures (FwTrackScore result, Figures printed)
{
  g_assert_cmpint (result.tp, ==, printed.tp);
  g_assert_cmpint (result.fp, ==, printed.fp);
  g_assert_cmpint (result.fn, ==, printed.fn);
  g_assert_cmpint (result.id_switches, ==, printed.switches);
  assert_digits (result.mota, printed.mota, 6);
  assert_digits (result.idf1, printed.idf1, 6);
  assert_digits (result.hota, printed.hota, 6);
  assert_digits (result.det_a, printed.det_a, 6);
  assert_digits (result.ass_a, printed.ass_a, 6);
}

/* Test perfect boxes whose identity changes half way. */
static void
test_identity_changes (void)
{
  Side gold = side_new ();
  Side other = side_new ();

  for (int frame = 0; frame < 10; frame++)
    {
      side_begin_frame (&gold);
      side_begin_frame (&other);
      side_add (&gold, 0, FW_RECT (10, 10, 50, 50));
      side_add (&other, frame < 5 ? 0 : 1, FW_RECT (10, 10, 50, 50));
    }
  assert_figures (score (&gold, &other), (Figures){ 10, 0, 0, 1, 0.9, 0.5, 0.707107, 1.0, 0.5 });
}

static void
add_two (Side *side, int frame, guint32 first, guint32 second)
{
  side_begin_frame (side);
  side_add (side, first, FW_RECT (10 + 5 * frame, 10, 50, 50));
  side_add (side, second, FW_RECT (200, 10, 40, 80));
}

/* Test boxes two pixels off, an object found late and boxes out of nothing. */
static void
test_shift (void)
{
  Side gold = side_new ();
  Side other = side_new ();

  for (int frame = 0; frame < 8; frame++)
    {
      add_two (&gold, frame, 0, 1);
      side_begin_frame (&other);
      side_add (&other, 0, FW_RECT (12 + 5 * frame, 10, 50, 50));
      if (frame >= 2)
        side_add (&other, 1, FW_RECT (200, 14, 40, 80));
      if (frame >= 6)
        side_add (&other, 2, FW_RECT (400, 300, 20, 20));
    }
  assert_figures (score (&gold, &other),
                  (Figures){ 14, 2, 2, 0, 0.75, 0.875, 0.789474, 0.736842, 0.845865 });
}

/* Test two tracks that swap identities: boxes perfect, MOTA hardly notices. */
static void
test_swap (void)
{
  Side gold = side_new ();
  Side other = side_new ();

  for (int frame = 0; frame < 8; frame++)
    {
      add_two (&gold, frame, 0, 1);
      add_two (&other, frame, frame < 4 ? 0 : 1, frame < 4 ? 1 : 0);
    }
  assert_figures (score (&gold, &other),
                  (Figures){ 16, 0, 0, 2, 0.875, 0.5, 0.57735, 1.0, 0.333333 });
}

/* Test sides without anything. */
static void
test_empty (void)
{
  Side gold = side_new ();
  Side other = side_new ();
  FwTrackScore result = score (&gold, &other);

  assert_digits (result.hota, 0.0, 9);
  g_assert_true (isnan (result.precision) && isnan (result.recall));

  gold = side_new ();
  other = side_new ();
  side_begin_frame (&gold);
  side_begin_frame (&other);
  side_add (&gold, 0, FW_RECT (0, 0, 1, 1));
  result = score (&gold, &other);
  g_assert_cmpint (result.fn, ==, 1);
  assert_digits (result.recall, 0.0, 9);
  assert_digits (result.mota, 0.0, 9);
}

/* Test that a frame's optimal pairs are found where greed would take one only. */
static void
test_match (void)
{
  static const FwPair pairs[] = { { 0, 0, 0.70 }, { 0, 1, 0.65 }, { 1, 0, 0.68 }, { 1, 1, 0.0 } };
  gboolean chosen[4];

  fw_assignment_match (pairs, 4, 2, 2, chosen);
  g_assert_false (chosen[0]);
  g_assert_true (chosen[1]);
  g_assert_true (chosen[2]);
  g_assert_false (chosen[3]);
}

/* Test that the same category is served first, and what is left second. */
static void
test_match_twice (void)
{
  static const FwPair pairs[] = { { 0, 0, 0.9 }, { 0, 1, 0.6 }, { 1, 0, 0.7 }, { 2, 2, 0.5 } };
  static const gboolean same[] = { FALSE, TRUE, FALSE, FALSE };
  gboolean chosen[4];

  fw_assignment_match_twice (pairs, 4, same, chosen);
  g_assert_false (chosen[0]);
  g_assert_true (chosen[1]);
  g_assert_true (chosen[2]);
  g_assert_true (chosen[3]);
  fw_assignment_match_twice (NULL, 0, NULL, NULL);
}

/* The cheapest assignment of the rows from @row on, by trying all; no more rows than columns. */
static double
try_all (const double *costs, gsize n_rows, gsize n_columns, gsize row, guint used)
{
  double best = INFINITY;

  if (row == n_rows)
    return 0.0;
  for (gsize j = 0; j < n_columns; j++)
    if (!(used & 1u << j))
      best = MIN (best, costs[row * n_columns + j]
                            + try_all (costs, n_rows, n_columns, row + 1, used | 1u << j));

  return best;
}

/* Test that the Hungarian method equals trying all permutations. */
static void
test_brute_force (void)
{
  GRand *rand = g_rand_new_with_seed (5);

  for (int run = 0; run < 600; run++)
    {
      gsize n_rows = (gsize) g_rand_int_range (rand, 1, 8);
      gsize n_columns = (gsize) g_rand_int_range (rand, (gint32) n_rows, 8);
      double costs[49];
      double turned[49];
      gssize columns[7];
      gssize rows[7];
      double sum = 0.0;
      double turned_sum = 0.0;
      guint used = 0;

      for (gsize k = 0; k < n_rows * n_columns; k++)
        {
          costs[k] = run % 2 ? g_rand_int_range (rand, -5, 5) : g_rand_double (rand) * 2.0 - 1.0;
          turned[k % n_columns * n_rows + k / n_columns] = costs[k];
        }
      fw_assignment_solve (costs, n_rows, n_columns, columns);
      fw_assignment_solve (turned, n_columns, n_rows, rows);
      for (gsize i = 0; i < n_rows; i++)
        {
          g_assert_cmpint (columns[i], >=, 0);
          g_assert_false (used & 1u << columns[i]);
          used |= 1u << columns[i];
          sum += costs[i * n_columns + (gsize) columns[i]];
        }
      for (gsize j = 0; j < n_columns; j++)
        turned_sum += rows[j] >= 0 ? turned[j * n_rows + (gsize) rows[j]] : 0.0;
      g_assert_cmpfloat_with_epsilon (sum, try_all (costs, n_rows, n_columns, 0, 0), 1e-9);
      g_assert_cmpfloat_with_epsilon (turned_sum, sum, 1e-9);
    }
  g_rand_free (rand);
}

/* Test that taking knots apart changes nothing. */
static void
test_knots (void)
{
  enum
  {
    N = 40
  };
  GRand *rand = g_rand_new_with_seed (6);

  for (int run = 0; run < 60; run++)
    {
      g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (FwPair));
      g_autofree double *costs = g_new0 (double, N *N);
      gssize columns[N];
      gboolean chosen[N * N];
      double sum = 0.0;
      double whole = 0.0;

      for (guint32 i = 0; i < N * N; i++)
        if (g_rand_double (rand) < 0.04)
          {
            FwPair pair = { i / N, i % N, g_rand_double (rand) };

            g_array_append_val (pairs, pair);
            costs[i] = -pair.weight;
          }
      fw_assignment_match ((FwPair *) (void *) pairs->data, pairs->len, N, N, chosen);
      fw_assignment_solve (costs, N, N, columns);
      for (guint k = 0; k < pairs->len; k++)
        sum += chosen[k] ? g_array_index (pairs, FwPair, k).weight : 0.0;
      for (guint i = 0; i < N; i++)
        whole -= costs[i * N + (gsize) columns[i]];
      g_assert_cmpfloat_with_epsilon (sum, whole, 1e-9);
    }
  g_rand_free (rand);
}

/* Test a knot too large to weigh: heaviest first, every row and column once. */
static void
test_large_knot (void)
{
  enum
  {
    N = FW_ASSIGNMENT_MAX_KNOT + 100
  };
  g_autofree FwPair *pairs = g_new (FwPair, 2 * N);
  g_autofree gboolean *chosen = g_new (gboolean, 2 * N);
  guint n = 0;

  for (guint32 i = 0; i < N; i++)
    {
      pairs[2 * i] = (FwPair){ i, i, 1.0 };
      pairs[2 * i + 1] = (FwPair){ i, (i + 1) % N, 0.5 };
    }
  fw_assignment_match (pairs, 2 * N, N, N, chosen);
  for (guint32 i = 0; i < N; i++)
    {
      n += chosen[2 * i];
      g_assert_false (chosen[2 * i + 1]);
    }
  g_assert_cmpuint (n, ==, N);
}

/* Test the similarity of points. */
static void
test_oks (void)
{
  static const double distances[] = { 0, 3, 6 };
  static const double falloffs[] = { 0.1, 0.1, 0.1 };

  assert_digits (fw_oks (distances, falloffs, 3, 2500.0), 0.774007, 6);
  g_assert_true (isnan (fw_oks (NULL, NULL, 0, 1.0)));
}

/* Ids of the oracle are any numbers; ours are dense. */
static guint32
dense_id (GHashTable *ids, double number)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) number + 1);

  if (!g_hash_table_contains (ids, key))
    g_hash_table_insert (ids, key, GUINT_TO_POINTER (g_hash_table_size (ids)));

  return GPOINTER_TO_UINT (g_hash_table_lookup (ids, key));
}

static void
add_oracle_frame (Side *side, const Json *boxes, GHashTable *ids)
{
  side_begin_frame (side);
  for (guint i = 0; i < boxes->items->len; i++)
    {
      const Json *box = json_get (json_at (boxes, i), "bbox");

      side_add (side, dense_id (ids, json_get (json_at (boxes, i), "id")->number),
                FW_RECT (json_number (box, 0), json_number (box, 1), json_number (box, 2),
                         json_number (box, 3)));
    }
}

static void
check_oracle (const Json *file)
{
  const Json *frames = json_get (file, "frames");
  const Json *summary = json_get (json_get (file, "expected"), "summary");
  g_autoptr (GHashTable) gold_ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) other_ids = g_hash_table_new (NULL, NULL);
  Side gold = side_new ();
  Side other = side_new ();

  for (guint i = 0; i < frames->items->len; i++)
    {
      add_oracle_frame (&gold, json_get (json_at (frames, i), "gt"), gold_ids);
      add_oracle_frame (&other, json_get (json_at (frames, i), "pred"), other_ids);
    }

  FwTrackScore result = score (&gold, &other);
  const struct
  {
    const char *name;
    double value;
  } figures[] = { { "HOTA", result.hota },      { "DetA", result.det_a },
                  { "AssA", result.ass_a },     { "LocA", result.loc_a },
                  { "MOTA", result.mota },      { "MOTP", result.motp },
                  { "IDF1", result.idf1 },      { "FP", (double) result.fp },
                  { "FN", (double) result.fn }, { "IDSW", (double) result.id_switches } };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_test_message ("%s: %.9g", figures[i].name, figures[i].value);
      g_assert_cmpfloat_with_epsilon (figures[i].value, json_get (summary, figures[i].name)->number,
                                      1e-6);
    }

  const Json *levels = json_get (json_get (json_get (file, "expected"), "HOTA"), "HOTA");

  for (guint i = 0; i < FW_N_SCORE_LEVELS; i++)
    g_assert_cmpfloat_with_epsilon (result.hota_at[i], json_number (levels, i), 1e-6);
}

/* Test against the evaluation that the authors of HOTA publish. */
static void
test_oracle (void)
{
  const char *shared = g_getenv ("FW_SHARED_DIR");
  g_autofree char *folder = g_build_filename (shared ? shared : "/nonexistent", "data", "oracles",
                                              "trackeval", "cases", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (!dir)
    {
      g_test_skip ("the shared data is not here (FW_SHARED_DIR)");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autoptr (Json) file = load ("trackeval/cases", name);

      g_test_message ("%s", name);
      g_assert_nonnull (file);
      check_oracle (file);
    }
}

/* Test the largest sum of overlaps against another solver. */
static void
test_oracle_assignment (void)
{
  g_autoptr (Json) file = load ("agreement", "box_assignment.json");

  if (skip_without (file))
    return;

  for (guint i = 0; i < file->items->len; i++)
    {
      const Json *rows = json_get (json_at (file, i), "iou");
      gsize n_rows = rows->items->len;
      gsize n_columns = n_rows > 0 ? json_at (rows, 0)->items->len : 0;
      g_autofree double *costs = g_new0 (double, n_rows *n_columns + 1);
      g_autofree gssize *columns = g_new0 (gssize, n_rows + 1);
      double sum = 0.0;

      for (gsize k = 0; k < n_rows * n_columns; k++)
        costs[k] = -json_number (json_at (rows, (guint) (k / n_columns)), (guint) (k % n_columns));
      fw_assignment_solve (costs, n_rows, n_columns, columns);
      for (gsize k = 0; k < n_rows; k++)
        sum -= columns[k] >= 0 ? costs[k * n_columns + (gsize) columns[k]] : 0.0;
      g_assert_cmpfloat_with_epsilon (sum, json_get (json_at (file, i), "max_total_iou")->number,
                                      1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/track-score/identity-changes", test_identity_changes);
  g_test_add_func ("/track-score/shift", test_shift);
  g_test_add_func ("/track-score/swap", test_swap);
  g_test_add_func ("/track-score/empty", test_empty);
  g_test_add_func ("/track-score/oks", test_oks);
  g_test_add_func ("/track-score/oracle", test_oracle);
  g_test_add_func ("/assignment/match", test_match);
  g_test_add_func ("/assignment/match-twice", test_match_twice);
  g_test_add_func ("/assignment/brute-force", test_brute_force);
  g_test_add_func ("/assignment/knots", test_knots);
  g_test_add_func ("/assignment/large-knot", test_large_knot);
  g_test_add_func ("/assignment/oracle", test_oracle_assignment);

  return g_test_run ();
}
