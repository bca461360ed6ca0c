/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/draw.h"

#include <math.h>
#include <string.h>

#define DIGEST 32

/* A unit with its place in the order of the draw. */
typedef struct
{
  guint8 digest[DIGEST];
  gsize index;
} Entry;

static double
digest_to_u (const guint8 *digest)
{
  guint64 bits = 0;

  for (int i = 0; i < 7; i++)
    bits = bits << 8 | digest[i];

  return (double) (bits >> 4) / 4503599627370496.0;
}

static void
compute_digest (GHmac *keyed, const char *unit, guint8 *digest)
{
  GHmac *hmac = g_hmac_copy (keyed);
  gsize length = DIGEST;

  g_hmac_update (hmac, (const guchar *) unit, (gssize) strlen (unit));
  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
}

static GHmac *
new_hmac (const char *seed)
{
  return g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) seed, strlen (seed));
}

double
fw_draw_hash (const char *seed, const char *unit)
{
  guint8 digest[DIGEST];
  GHmac *hmac;

  g_return_val_if_fail (seed != NULL && unit != NULL, 0.0);

  hmac = new_hmac (seed);
  compute_digest (hmac, unit, digest);
  g_hmac_unref (hmac);

  return digest_to_u (digest);
}

gboolean
fw_pool_find_twin (const FwPool *pool, gsize *out_index)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (pool != NULL && out_index != NULL, FALSE);

  for (gsize i = 0; i < pool->n_units; i++)
    if (!g_hash_table_add (seen, (gpointer) pool->units[i]))
      {
        *out_index = i;
        return TRUE;
      }

  return FALSE;
}

static int
compare_entries (const void *a, const void *b)
{
  const Entry *left = a;
  const Entry *right = b;
  int order = memcmp (left->digest, right->digest, DIGEST);

  return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/* All units in the order of the draw. */
static Entry *
sort_units (const FwPool *pool)
{
  Entry *entries = g_new (Entry, MAX (pool->n_units, 1));
  GHmac *hmac = new_hmac (pool->seed);

  for (gsize i = 0; i < pool->n_units; i++)
    {
      entries[i].index = i;
      compute_digest (hmac, pool->units[i], entries[i].digest);
    }
  g_hmac_unref (hmac);
  qsort (entries, pool->n_units, sizeof (Entry), compare_entries);

  return entries;
}

static void
append_pick (GArray *picks, const Entry *entry, double pi)
{
  FwPick pick = { entry->index, pi, digest_to_u (entry->digest) };

  g_array_append_val (picks, pick);
}

GArray *
fw_draw_simple (const FwPool *pool, gsize n)
{
  g_return_val_if_fail (pool != NULL && pool->seed != NULL, NULL);

  g_autofree Entry *entries = sort_units (pool);
  gsize n_drawn = MIN (n, pool->n_units);
  GArray *picks = g_array_sized_new (FALSE, FALSE, sizeof (FwPick), (guint) n_drawn);

  for (gsize i = 0; i < n_drawn; i++)
    append_pick (picks, &entries[i], (double) n_drawn / (double) pool->n_units);

  return picks;
}

GArray *
fw_draw_stratified (const FwPool *pool, const gsize *sizes)
{
  g_return_val_if_fail (pool != NULL && pool->seed != NULL && pool->strata != NULL, NULL);
  g_return_val_if_fail (sizes != NULL || pool->n_strata == 0, NULL);

  g_autofree Entry *entries = sort_units (pool);
  g_autofree gsize *present = g_new0 (gsize, pool->n_strata + 1);
  g_autofree gsize *taken = g_new0 (gsize, pool->n_strata + 1);
  GArray *picks = g_array_new (FALSE, FALSE, sizeof (FwPick));

  for (gsize i = 0; i < pool->n_units; i++)
    {
      g_assert (pool->strata[i] < pool->n_strata);
      present[pool->strata[i]]++;
    }
  for (gsize i = 0; i < pool->n_units; i++)
    {
      guint h = pool->strata[entries[i].index];
      gsize wanted = MIN (sizes[h], present[h]);

      if (taken[h] == wanted)
        continue;
      taken[h]++;
      append_pick (picks, &entries[i], (double) wanted / (double) present[h]);
    }

  return picks;
}

GArray *
fw_draw_poisson (const FwPool *pool, const double *pi)
{
  g_return_val_if_fail (pool != NULL && pool->seed != NULL, NULL);
  g_return_val_if_fail (pi != NULL || pool->n_units == 0, NULL);

  g_autofree Entry *entries = sort_units (pool);
  GArray *picks = g_array_new (FALSE, FALSE, sizeof (FwPick));

  for (gsize i = 0; i < pool->n_units; i++)
    if (digest_to_u (entries[i].digest) < pi[entries[i].index])
      append_pick (picks, &entries[i], MIN (pi[entries[i].index], 1.0));

  return picks;
}

double
fw_neyman_weight (gsize size, double prior)
{
  g_return_val_if_fail (prior >= 0.0 && prior <= 1.0, 0.0);

  return (double) size * sqrt (prior * (1.0 - prior));
}

void
fw_allocate_exactly (const FwStratumPlan *strata, gsize n_strata, double n, double *out_shares)
{
  double sum = 0.0;

  g_return_if_fail (strata != NULL && out_shares != NULL);

  for (gsize h = 0; h < n_strata; h++)
    sum += strata[h].weight;
  for (gsize h = 0; h < n_strata; h++)
    out_shares[h] = sum > 0.0 ? n * strata[h].weight / sum : 0.0;
}

/* The largest floor, at most @floor, that fits into @n. */
static gsize
lower_floor (const FwStratumPlan *strata, gsize n_strata, gsize n, gsize floor)
{
  for (; floor > 0; floor--)
    {
      gsize sum = 0;

      for (gsize h = 0; h < n_strata; h++)
        sum += MIN (floor, strata[h].size);
      if (sum <= n)
        break;
    }

  return floor;
}

/* A stratum without weight still takes part where the others are used up. */
static double
scaled_share (const FwStratumPlan *stratum, gsize floor, double scale)
{
  double weight = MAX (stratum->weight, 1e-9 * (double) stratum->size);

  return CLAMP (scale * weight, (double) MIN (floor, stratum->size), (double) stratum->size);
}

/* The scale at which the shares, held between floor and size, sum up to @n. */
static double
find_scale (const FwStratumPlan *strata, gsize n_strata, gsize n, gsize floor)
{
  double low = 0.0;
  double high = 1e12;

  for (int i = 0; i < 200; i++)
    {
      double middle = i < 60 ? sqrt (MAX (low, 1e-15) * high) : (low + high) / 2.0;
      double sum = 0.0;

      for (gsize h = 0; h < n_strata; h++)
        sum += scaled_share (&strata[h], floor, middle);
      if (sum < (double) n)
        low = middle;
      else
        high = middle;
    }

  return high;
}

gsize
fw_allocate (
    const FwStratumPlan *strata, gsize n_strata, gsize n, gsize floor_size, gsize *out_sizes)
{
  gsize all = 0;
  gsize given = 0;

  g_return_val_if_fail (strata != NULL && out_sizes != NULL, 0);

  for (gsize h = 0; h < n_strata; h++)
    all += strata[h].size;
  n = MIN (n, all);
  floor_size = lower_floor (strata, n_strata, n, floor_size);

  double scale = find_scale (strata, n_strata, n, floor_size);
  g_autofree double *remainders = g_new0 (double, n_strata + 1);

  for (gsize h = 0; h < n_strata; h++)
    {
      double share = scaled_share (&strata[h], floor_size, scale);

      /* Shares that are whole but for rounding are whole. */
      out_sizes[h] = (gsize) floor (share + 1e-6);
      remainders[h] = round ((share - (double) out_sizes[h]) * 1e6);
      given += out_sizes[h];
    }
  while (given < n)
    {
      gsize best = n_strata;

      for (gsize h = 0; h < n_strata; h++)
        if (out_sizes[h] < strata[h].size && (best == n_strata || remainders[h] > remainders[best]))
          best = h;
      g_assert (best < n_strata);
      out_sizes[best]++;
      remainders[best] = -1.0;
      given++;
    }

  return floor_size;
}
