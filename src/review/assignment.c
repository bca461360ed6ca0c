/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/assignment.h"

#include <math.h>
#include <stdlib.h>

/* A solution in the making. Rows and columns count from 1; 0 is the place
 * where each search starts. At most as many rows as columns. */
typedef struct
{
  const double *costs;
  gsize row_stride;
  gsize column_stride;
  gsize n_columns;
  double *row_price;    /* (owned) */
  double *column_price; /* (owned) */
  gsize *row_of;        /* (owned) by column; 0 = free */
  gsize *way;           /* (owned) the column before on the path */
  double *least;        /* (owned) */
  gboolean *is_done;    /* (owned) */
} Search;

/* Extends the tree of cheapest paths by one column; returns it. */
static gsize
reach_next_column (Search *search, gsize from)
{
  gsize row = search->row_of[from];
  double delta = INFINITY;
  gsize next = 0;

  search->is_done[from] = TRUE;
  for (gsize j = 1; j <= search->n_columns; j++)
    {
      if (search->is_done[j])
        continue;

      double cost = search->costs[(row - 1) * search->row_stride + (j - 1) * search->column_stride]
                    - search->row_price[row] - search->column_price[j];

      if (cost < search->least[j])
        {
          search->least[j] = cost;
          search->way[j] = from;
        }
      if (search->least[j] < delta)
        {
          delta = search->least[j];
          next = j;
        }
    }

  for (gsize j = 0; j <= search->n_columns; j++)
    if (search->is_done[j])
      {
        search->row_price[search->row_of[j]] += delta;
        search->column_price[j] -= delta;
      }
    else
      search->least[j] -= delta;

  return next;
}

static void
place_row (Search *search, gsize row)
{
  gsize column = 0;

  search->row_of[0] = row;
  for (gsize j = 0; j <= search->n_columns; j++)
    {
      search->least[j] = INFINITY;
      search->is_done[j] = FALSE;
    }
  do
    column = reach_next_column (search, column);
  while (search->row_of[column] != 0);

  while (column != 0)
    {
      search->row_of[column] = search->row_of[search->way[column]];
      column = search->way[column];
    }
}

void
fw_assignment_solve (const double *costs, gsize n_rows, gsize n_columns, gssize *out_columns)
{
  gboolean is_turned = n_rows > n_columns;
  gsize few = MIN (n_rows, n_columns);
  gsize many = MAX (n_rows, n_columns);

  g_return_if_fail (out_columns != NULL || n_rows == 0);
  g_return_if_fail (costs != NULL || few == 0);

  for (gsize i = 0; i < n_rows; i++)
    out_columns[i] = -1;
  if (few == 0)
    return;

  g_autofree double *row_price = g_new0 (double, few + 1);
  g_autofree double *column_price = g_new0 (double, many + 1);
  g_autofree double *least = g_new (double, many + 1);
  g_autofree gsize *row_of = g_new0 (gsize, many + 1);
  g_autofree gsize *way = g_new0 (gsize, many + 1);
  g_autofree gboolean *is_done = g_new (gboolean, many + 1);
  Search search = { .costs = costs,
                    .row_stride = is_turned ? 1 : n_columns,
                    .column_stride = is_turned ? n_columns : 1,
                    .n_columns = many,
                    .row_price = row_price,
                    .column_price = column_price,
                    .row_of = row_of,
                    .way = way,
                    .least = least,
                    .is_done = is_done };

  for (gsize row = 1; row <= few; row++)
    place_row (&search, row);
  for (gsize j = 1; j <= many; j++)
    if (row_of[j] != 0)
      out_columns[is_turned ? j - 1 : row_of[j] - 1] = (gssize) (is_turned ? row_of[j] : j) - 1;
}

/* Knots: pairs that share rows or columns, directly or over others. */

static guint32
find_root (guint32 *parents, guint32 node)
{
  while (parents[node] != node)
    {
      parents[node] = parents[parents[node]];
      node = parents[node];
    }

  return node;
}

typedef struct
{
  guint32 knot;
  gsize pair;
} Member;

static int
compare_members (const void *a, const void *b)
{
  const Member *left = a;
  const Member *right = b;

  if (left->knot != right->knot)
    return left->knot < right->knot ? -1 : 1;

  return (left->pair > right->pair) - (left->pair < right->pair);
}

/* The numbers that rows and columns have within the knot being solved. */
typedef struct
{
  const FwPair *pairs;
  guint32 *row_number;    /* (owned) G_MAXUINT32 = none yet */
  guint32 *column_number; /* (owned) */
  gboolean *chosen;
} Matching;

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer data)
{
  const Matching *matching = data;
  gsize left = ((const Member *) a)->pair;
  gsize right = ((const Member *) b)->pair;
  double difference = matching->pairs[right].weight - matching->pairs[left].weight;

  return difference != 0.0 ? (difference > 0.0 ? 1 : -1) : (left > right) - (left < right);
}

/* Heaviest first; numbers of what is taken are struck out. */
static void
match_greedily (Matching *matching, Member *members, gsize n)
{
  g_qsort_with_data (members, (gint) n, sizeof (Member), compare_weights, matching);
  for (gsize i = 0; i < n; i++)
    {
      const FwPair *pair = &matching->pairs[members[i].pair];

      if (matching->row_number[pair->row] == G_MAXUINT32
          || matching->column_number[pair->column] == G_MAXUINT32)
        continue;
      matching->chosen[members[i].pair] = TRUE;
      matching->row_number[pair->row] = G_MAXUINT32;
      matching->column_number[pair->column] = G_MAXUINT32;
    }
}

static void
match_exactly (Matching *matching, const Member *members, gsize n, gsize n_rows, gsize n_columns)
{
  g_autofree double *costs = g_new0 (double, n_rows *n_columns);
  g_autofree gssize *columns = g_new (gssize, n_rows);

  for (gsize i = 0; i < n; i++)
    {
      const FwPair *pair = &matching->pairs[members[i].pair];
      double *cost = &costs[matching->row_number[pair->row] * n_columns
                            + matching->column_number[pair->column]];

      *cost = MIN (*cost, -pair->weight);
    }
  fw_assignment_solve (costs, n_rows, n_columns, columns);

  for (gsize i = 0; i < n; i++)
    {
      const FwPair *pair = &matching->pairs[members[i].pair];
      guint32 row = matching->row_number[pair->row];
      guint32 column = matching->column_number[pair->column];

      /* A pair that is listed twice is chosen once. */
      if (columns[row] == (gssize) column && costs[row * n_columns + column] == -pair->weight)
        {
          matching->chosen[members[i].pair] = TRUE;
          columns[row] = -1;
        }
    }
}

static void
match_knot (Matching *matching, Member *members, gsize n)
{
  gsize n_rows = 0;
  gsize n_columns = 0;

  if (n == 1)
    {
      matching->chosen[members[0].pair] = TRUE;
      return;
    }

  for (gsize i = 0; i < n; i++)
    {
      const FwPair *pair = &matching->pairs[members[i].pair];

      if (matching->row_number[pair->row] == G_MAXUINT32)
        matching->row_number[pair->row] = (guint32) n_rows++;
      if (matching->column_number[pair->column] == G_MAXUINT32)
        matching->column_number[pair->column] = (guint32) n_columns++;
    }
  if (MAX (n_rows, n_columns) > FW_ASSIGNMENT_MAX_KNOT && MIN (n_rows, n_columns) > 1)
    match_greedily (matching, members, n);
  else
    match_exactly (matching, members, n, n_rows, n_columns);
}

void
fw_assignment_match (
    const FwPair *pairs, gsize n_pairs, gsize n_rows, gsize n_columns, gboolean *out_chosen)
{
  g_return_if_fail (n_pairs == 0 || (pairs != NULL && out_chosen != NULL));
  g_return_if_fail (n_rows + n_columns < G_MAXUINT32);

  g_autofree guint32 *parents = g_new (guint32, n_rows + n_columns + 1);
  g_autofree guint32 *numbers = g_new (guint32, n_rows + n_columns + 1);
  g_autofree Member *members = g_new (Member, n_pairs + 1);
  Matching matching = { pairs, numbers, numbers + n_rows, out_chosen };
  gsize n = 0;

  for (gsize i = 0; i < n_rows + n_columns; i++)
    {
      parents[i] = (guint32) i;
      numbers[i] = G_MAXUINT32;
    }
  for (gsize i = 0; i < n_pairs; i++)
    {
      g_assert (pairs[i].row < n_rows && pairs[i].column < n_columns);
      out_chosen[i] = FALSE;
      if (pairs[i].weight > 0.0)
        parents[find_root (parents, pairs[i].row)]
            = find_root (parents, (guint32) n_rows + pairs[i].column);
    }
  for (gsize i = 0; i < n_pairs; i++)
    if (pairs[i].weight > 0.0)
      members[n++] = (Member){ find_root (parents, pairs[i].row), i };
  qsort (members, n, sizeof (Member), compare_members);

  for (gsize first = 0; first < n;)
    {
      gsize end = first + 1;

      while (end < n && members[end].knot == members[first].knot)
        end++;
      match_knot (&matching, &members[first], end - first);
      first = end;
    }
}

void
fw_assignment_match_twice (const FwPair *pairs,
                           gsize n_pairs,
                           const gboolean *is_preferred,
                           gboolean *out_chosen)
{
  gsize n_rows = 0;
  gsize n_columns = 0;

  g_return_if_fail (n_pairs == 0 || (pairs && is_preferred && out_chosen));

  for (gsize i = 0; i < n_pairs; i++)
    {
      n_rows = MAX (n_rows, (gsize) pairs[i].row + 1);
      n_columns = MAX (n_columns, (gsize) pairs[i].column + 1);
    }

  g_autofree FwPair *left = g_memdup2 (pairs, n_pairs * sizeof (FwPair));
  g_autofree gboolean *rows_taken = g_new0 (gboolean, n_rows + 1);
  g_autofree gboolean *columns_taken = g_new0 (gboolean, n_columns + 1);
  g_autofree gboolean *first = g_new0 (gboolean, n_pairs + 1);

  for (gsize i = 0; i < n_pairs; i++)
    left[i].weight = is_preferred[i] ? pairs[i].weight : 0.0;
  fw_assignment_match (left, n_pairs, n_rows, n_columns, first);

  for (gsize i = 0; i < n_pairs; i++)
    if (first[i])
      rows_taken[pairs[i].row] = columns_taken[pairs[i].column] = TRUE;
  for (gsize i = 0; i < n_pairs; i++)
    left[i].weight
        = rows_taken[pairs[i].row] || columns_taken[pairs[i].column] ? 0.0 : pairs[i].weight;
  fw_assignment_match (left, n_pairs, n_rows, n_columns, out_chosen);
  for (gsize i = 0; i < n_pairs; i++)
    out_chosen[i] |= first[i];
}
