/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Draws that anybody can repeat. The seed (UTF-8 bytes, the key) is published
 * after the batch is frozen; each unit's name (UTF-8 bytes, the message) gives
 * an HMAC-SHA256 digest, and the units come in the order of their digests.
 * u is the digest's first 52 bits / 2^52. Pure; any thread.
 */

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwPool:
 *
 * What is drawn from. Borrowed. Names must differ, or one digest would be
 * drawn twice: see fw_pool_find_twin().
 */
typedef struct
{
  const char        *seed;
  const char *const *units;     /* (array length=n_units) */
  gsize              n_units;
  const guint       *strata;    /* (nullable): the stratum of each unit, below @n_strata */
  gsize              n_strata;
} FwPool;

/**
 * FwPick:
 *
 * One drawn unit, by its place in the pool.
 */
typedef struct
{
  gsize  index;
  double pi; /* inclusion probability */
  double u;  /* in [0, 1) */
} FwPick;

/* u of one unit. */
double  fw_draw_hash       (const char   *seed,
                            const char   *unit);
/* Whether two units have the same name; @out_index gets the later one. */
gboolean fw_pool_find_twin (const FwPool *pool,
                            gsize        *out_index);

/* The @n smallest digests, in their order; all units when there are fewer.
 * Returns: (transfer full) (element-type FwPick) */
GArray *fw_draw_simple     (const FwPool *pool,
                            gsize         n) G_GNUC_WARN_UNUSED_RESULT;
/* @sizes[h] units of each stratum; all in one order by digest, so that a
 * sequential test may follow it. Returns: as above */
GArray *fw_draw_stratified (const FwPool *pool,
                            const gsize  *sizes) G_GNUC_WARN_UNUSED_RESULT;
/* Poisson: takes unit i if and only if u < @pi[i]. Returns: as above */
GArray *fw_draw_poisson    (const FwPool *pool,
                            const double *pi) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwStratumPlan:
 *
 * How large a stratum is, and how much it weighs in the allocation: its size
 * for a proportional one, see fw_neyman_weight() for another.
 */
typedef struct
{
  gsize  size;
  double weight;
} FwStratumPlan;

/* A stratum of which fewer than this many are judged says nothing by itself. */
#define FW_STRATUM_FLOOR 15

/* N sqrt (p (1 - p)): Neyman's weight for a stratum with the expected rate @prior. */
double  fw_neyman_weight   (gsize         size,
                            double        prior);
/* @n units split by weight, not yet whole and without floor. */
void    fw_allocate_exactly (const FwStratumPlan *strata,
                            gsize         n_strata,
                            double        n,
                            double       *out_shares);
/* @n units split by weight, none of the strata below @floor units (or all it
 * has), none above its size; what is left over when rounding goes to the
 * largest remainders. When the floors together exceed @n, they are lowered
 * alike until they fit. Returns: the floor that was kept */
gsize   fw_allocate        (const FwStratumPlan *strata,
                            gsize         n_strata,
                            gsize         n,
                            gsize         floor,
                            gsize        *out_sizes);

G_END_DECLS
