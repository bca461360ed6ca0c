/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/sampling.h"

static FwSampling *
sampling_new (void)
{
  FwSampling *self = g_new0 (FwSampling, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = FW_UNIT_LABEL;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->strata = g_array_new (FALSE, FALSE, sizeof (guint));
  self->stratum_names = g_ptr_array_new_with_free_func (g_free);

  return self;
}

FwSampling *
fw_sampling_ref (FwSampling *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_sampling_unref (FwSampling *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_clear_pointer (&self->units, g_array_unref);
  g_ptr_array_unref (self->names);
  g_array_unref (self->strata);
  g_ptr_array_unref (self->stratum_names);
  g_free (self);
}

/* Units: from the labels, or listed by somebody. */

static guint
ensure_stratum (FwSampling *self, GHashTable *index, FwCategoryId id)
{
  gpointer place = g_hash_table_lookup (index, &id);

  if (!place)
    {
      const FwCategory *category
          = fw_taxonomy_find (fw_snapshot_get_taxonomy (self->snapshot), id);

      g_ptr_array_add (self->stratum_names, g_strdup (category ? category->name : ""));
      place = GUINT_TO_POINTER (self->stratum_names->len);
      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), place);
    }

  return GPOINTER_TO_UINT (place) - 1;
}

static void
find_strata (FwSampling *self)
{
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  FwTrack *track = NULL;
  guint stratum = 0;

  G_STATIC_ASSERT (sizeof (FwCategoryId) == sizeof (gint64));

  for (guint i = 0; i < self->units->len; i++)
    {
      FwTrackId id = g_array_index (self->units, FwUnit, i).track;

      /* The labels of a track stand one behind the other. */
      if (!track || fw_track_get_id (track) != id)
        {
          track = fw_snapshot_get_track (self->snapshot, id);
          stratum = ensure_stratum (self, index, fw_track_get_category (track));
        }
      g_array_append_val (self->strata, stratum);
    }
}

/* Nobody is graded on what nobody has answered yet. */
static void
leave_asked_out (FwSampling *self, const FwOpenQuestions *asked)
{
  guint n = 0;

  if (!asked || fw_open_questions_get_n (asked) == 0)
    return;
  for (guint i = 0; i < self->units->len; i++)
    {
      FwUnit unit = g_array_index (self->units, FwUnit, i);

      if (!fw_open_questions_find (asked, &unit))
        g_array_index (self->units, FwUnit, n++) = unit;
    }
  self->n_asked = self->units->len - n;
  g_array_set_size (self->units, n);
}

FwSampling *
fw_sampling_new_from_labels (const FwSamplingFacts *facts, GError **error)
{
  g_return_val_if_fail (facts != NULL && facts->snapshot != NULL && facts->media != NULL, NULL);

  g_autoptr (FwSampling) self = sampling_new ();

  self->snapshot = fw_snapshot_ref (facts->snapshot);
  self->kind = facts->kind;
  self->units = fw_unit_list (facts->snapshot, facts->kind, error);
  if (!self->units)
    return NULL;
  leave_asked_out (self, facts->asked);
  for (guint i = 0; i < self->units->len; i++)
    g_ptr_array_add (self->names,
                     fw_unit_dup_name (&g_array_index (self->units, FwUnit, i), facts->media));
  if (facts->by_category && facts->kind != FW_UNIT_FRAME)
    find_strata (self);

  return g_steal_pointer (&self);
}

FwSampling *
fw_sampling_new_from_names (GPtrArray *names)
{
  g_return_val_if_fail (names != NULL, NULL);

  FwSampling *self = sampling_new ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (self->names, g_strdup (g_ptr_array_index (names, i)));

  return self;
}

/* Strata. */

const char *
fw_sampling_get_stratum (const FwSampling *self, gsize index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->strata->len == 0 ? NULL
                                : g_ptr_array_index (self->stratum_names,
                                                     g_array_index (self->strata, guint, index));
}

gsize *
fw_sampling_count_strata (const FwSampling *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  gsize *counts = g_new0 (gsize, self->stratum_names->len + 1);

  for (guint i = 0; i < self->strata->len; i++)
    counts[g_array_index (self->strata, guint, i)]++;

  return counts;
}

gsize
fw_sampling_allocate (const FwSampling *self, gsize n, gsize *out_sizes)
{
  g_return_val_if_fail (self != NULL && out_sizes != NULL, 0);

  gsize n_strata = self->stratum_names->len;
  g_autofree gsize *counts = fw_sampling_count_strata (self);
  g_autofree FwStratumPlan *plans = g_new0 (FwStratumPlan, n_strata + 1);

  for (gsize h = 0; h < n_strata; h++)
    plans[h] = (FwStratumPlan){ counts[h], (double) counts[h] };

  return fw_allocate (plans, n_strata, n, FW_STRATUM_FLOOR, out_sizes);
}

/* The draw. */

static GArray *
take_chosen (const FwSamplingPlan *plan)
{
  GArray *picks = g_array_sized_new (FALSE, FALSE, sizeof (FwPick), (guint) plan->n);

  for (gsize i = 0; i < plan->n; i++)
    {
      FwPick pick = { plan->chosen[i], 1.0, 0.0 };

      g_array_append_val (picks, pick);
    }

  return picks;
}

GArray *
fw_sampling_draw (const FwSampling *self, const FwSamplingPlan *plan, gsize *out_floor)
{
  g_return_val_if_fail (self != NULL && plan != NULL, NULL);

  FwPool pool = { .seed = plan->seed,
                  .units = (const char *const *) self->names->pdata,
                  .n_units = self->names->len,
                  .strata = (const guint *) (gconstpointer) self->strata->data,
                  .n_strata = self->stratum_names->len };

  if (out_floor)
    *out_floor = FW_STRATUM_FLOOR;
  if (plan->design == FW_DESIGN_TARGETED)
    return take_chosen (plan);
  if (plan->design == FW_DESIGN_SIMPLE || pool.n_strata == 0)
    return fw_draw_simple (&pool, plan->n);

  g_autofree gsize *sizes = g_new0 (gsize, pool.n_strata);
  gsize floor = fw_sampling_allocate (self, plan->n, sizes);

  if (out_floor)
    *out_floor = floor;

  return fw_draw_stratified (&pool, sizes);
}

void
fw_frozen_draw_clear (FwFrozenDraw *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->batch.manual);
  g_free (self->batch.version);
  g_free (self->batch.frozen_at);
  g_free (self->batch.sha256);
  for (gsize i = 0; i < self->draw.n_units; i++)
    {
      g_free (self->draw.units[i].unit);
      g_free (self->draw.units[i].rev);
      g_free (self->draw.units[i].stratum);
    }
  g_free (self->draw.units);
  g_free (self->draw.seed);
  *self = (FwFrozenDraw){ 0 };
}

void
fw_sampling_freeze (const FwSampling *self,
                    const FwSamplingPlan *plan,
                    const GArray *picks,
                    const FwBatch *facts,
                    FwFrozenDraw *out)
{
  g_return_if_fail (self != NULL && self->units != NULL && plan != NULL && picks != NULL);
  g_return_if_fail (facts != NULL && out != NULL);

  gsize n = self->names->len;
  const char *const *names = (const char *const *) self->names->pdata;
  g_autoptr (GPtrArray) revs = g_ptr_array_new_full ((guint) n, g_free);
  FwDrawUnit *drawn = g_new0 (FwDrawUnit, picks->len + 1);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (revs,
                     fw_unit_dup_rev (&g_array_index (self->units, FwUnit, i), self->snapshot));
  for (guint i = 0; i < picks->len; i++)
    {
      const FwPick *pick = &g_array_index (picks, FwPick, i);

      drawn[i] = (FwDrawUnit){ .unit = g_strdup (names[pick->index]),
                               .rev = g_strdup (g_ptr_array_index (revs, pick->index)),
                               .stratum = g_strdup (fw_sampling_get_stratum (self, pick->index)),
                               .pi = pick->pi };
    }

  out->batch = (FwBatch){ .manual = g_strdup (facts->manual),
                          .version = g_strdup (facts->version),
                          .frozen_at = g_strdup (facts->frozen_at),
                          .unit = self->kind,
                          .n_units = (gint64) n,
                          .sha256 = fw_batch_checksum (names,
                                                       (const char *const *) revs->pdata, n) };
  /* Without strata it was drawn as it came. */
  out->draw = (FwDraw){ .design = plan->design == FW_DESIGN_STRATIFIED && self->strata->len == 0
                                      ? FW_DESIGN_SIMPLE
                                      : plan->design,
                        .seed = g_strdup (plan->seed),
                        .plan_n = plan->accept >= 0 ? (gint64) picks->len : 0,
                        .plan_accept = MAX (plan->accept, 0),
                        .plan_aql = plan->aql,
                        .plan_limit = plan->limit,
                        .units = drawn,
                        .n_units = picks->len };
}
