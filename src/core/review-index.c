/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-index.h"

/* Where the verdicts of one draw stand. */
typedef struct
{
  gint64 draw;
  gsize first;
  gsize n;
} Run;

struct _FwDrawIndex
{
  const FwVerdict **verdicts; /* (owned), the elements borrowed; by draw, then by id */
  GHashTable *runs;           /* (owned) draw -> Run (owned) */
};

static Run *
ensure_run (FwDrawIndex *self, GPtrArray *order, gint64 draw)
{
  Run *run = g_hash_table_lookup (self->runs, &draw);

  if (run)
    return run;
  run = g_new0 (Run, 1);
  run->draw = draw;
  g_hash_table_insert (self->runs, &run->draw, run);
  g_ptr_array_add (order, run);

  return run;
}

FwDrawIndex *
fw_draw_index_new (const GPtrArray *verdicts)
{
  g_return_val_if_fail (verdicts != NULL, NULL);

  FwDrawIndex *self = g_new0 (FwDrawIndex, 1);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  gsize first = 0;

  self->verdicts = g_new (const FwVerdict *, verdicts->len + 1);
  self->runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  for (guint i = 0; i < verdicts->len; i++)
    ensure_run (self, order, ((const FwVerdict *) verdicts->pdata[i])->draw)->n++;
  for (guint i = 0; i < order->len; i++)
    {
      Run *run = order->pdata[i];

      run->first = first;
      first += run->n;
      run->n = 0;
    }
  for (guint i = 0; i < verdicts->len; i++)
    {
      const FwVerdict *verdict = verdicts->pdata[i];
      Run *run = g_hash_table_lookup (self->runs, &verdict->draw);

      self->verdicts[run->first + run->n++] = verdict;
    }

  return self;
}

void
fw_draw_index_free (FwDrawIndex *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->runs);
  g_free (self->verdicts);
  g_free (self);
}

const FwVerdict *const *
fw_draw_index_get (const FwDrawIndex *self, gint64 draw, gsize *out_n)
{
  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  const Run *run = g_hash_table_lookup (self->runs, &draw);

  *out_n = run ? run->n : 0;

  return run ? &self->verdicts[run->first] : NULL;
}
