/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/effort.h"

#include "core/journal.h"
#include "formats/journal-codec.h"

/* Nobody who works waits longer; the rest is a break. */
#define LONGEST_US (30 * G_USEC_PER_SEC)

struct _FwEffortTable
{
  GHashTable *tracks;  /* (owned) FwTrackId -> FwTrackEffort */
  gint64      last_us; /* of the last action; 0: none yet */
  gint64      spare_us; /* what passed before the action that nothing followed yet */
  gboolean    is_spare; /* there is such an action */
};

FwEffortTable *
fw_effort_table_new (void)
{
  FwEffortTable *self = g_new0 (FwEffortTable, 1);

  self->tracks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  return self;
}

void
fw_effort_table_free (FwEffortTable *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->tracks);
  g_free (self);
}

static FwTrackEffort *
find_effort (FwEffortTable *self, FwTrackId track)
{
  FwTrackEffort *effort = g_hash_table_lookup (self->tracks, &track);

  if (!effort)
    {
      effort = g_new0 (FwTrackEffort, 1);
      effort->track = track;
      g_hash_table_insert (self->tracks, &effort->track, effort);
    }

  return effort;
}

/* Microseconds since the last action, a break shortened. */
static gint64
pass_time (FwEffortTable *self, gint64 time_us)
{
  gint64 last = self->last_us;

  if (time_us <= 0)
    return 0;
  if (last <= 0 || time_us <= last)
    {
      self->last_us = MAX (last, time_us);
      return 0;
    }

  self->last_us = time_us;

  return MIN (time_us - last, LONGEST_US);
}

void
fw_effort_table_add_action (FwEffortTable *self, gint64 time_us)
{
  g_return_if_fail (self != NULL);

  self->spare_us = pass_time (self, time_us);
  self->is_spare = TRUE;
}

void
fw_effort_table_add_step (FwEffortTable *self, FwStep *step)
{
  g_return_if_fail (self != NULL && step != NULL);

  gint64 time_us = fw_step_get_time (step);
  /* A step that goes on is made, then its last self is taken back: the record of
   * that comes first and is a moment younger. */
  gboolean goes_on = self->is_spare && time_us <= self->last_us;
  gint64 passed = goes_on ? self->spare_us : pass_time (self, time_us);
  const char *author = g_intern_string (fw_step_get_author (step));
  gsize n, n_tracks = 0;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  self->is_spare = FALSE;
  for (gsize i = 0; i < n; i++)
    n_tracks += changes[i].slot.kind == FW_SLOT_TRACK;
  for (gsize i = 0; i < n; i++)
    {
      FwTrackEffort *effort;

      if (changes[i].slot.kind != FW_SLOT_TRACK)
        continue;
      effort = find_effort (self, changes[i].slot.id);
      effort->seconds += (double) passed / G_USEC_PER_SEC / n_tracks;
      effort->n_steps += !goes_on;
      if (author)
        effort->author = author;
    }
}

static gboolean
take_record (const guint8 *payload, gsize length, gpointer user_data)
{
  FwEffortTable *self = user_data;
  g_autoptr (FwRecord) record = fw_record_decode (payload, length, NULL);

  if (!record)
    return FALSE;

  if (record->kind == FW_RECORD_STEP)
    fw_effort_table_add_step (self, record->step);
  /* A header and a mark of saving are made by the program, not by hands. */
  else if (record->kind == FW_RECORD_SESSION || record->kind == FW_RECORD_UNDO
           || record->kind == FW_RECORD_REDO)
    fw_effort_table_add_action (self, record->time_us);

  return TRUE;
}

gboolean
fw_effort_table_read (FwEffortTable *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  return fw_journal_read (path, take_record, self, NULL, NULL, error);
}

static int
compare_efforts (gconstpointer a, gconstpointer b)
{
  const FwTrackEffort *left = a, *right = b;

  return left->track < right->track ? -1 : left->track > right->track;
}

GArray *
fw_effort_table_list (FwEffortTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (FwTrackEffort),
                                    g_hash_table_size (self->tracks));
  GHashTableIter iter;
  FwTrackEffort *effort;

  g_hash_table_iter_init (&iter, self->tracks);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &effort))
    g_array_append_vals (list, effort, 1);
  g_array_sort (list, compare_efforts);

  return list;
}
