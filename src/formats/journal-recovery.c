/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading a journal back.
 *
 * Actions (steps, undo, redo, renumbering) are counted. A mark (the header,
 * each save) says with which checksum the file stood after how many actions; a
 * save was taken some actions before its record was written, because the
 * person went on. A save that a crash cut short marks with the bytes it was about
 * to put in place the state that it had taken. The last mark that has the file's
 * checksum is the place where the file is: what lies before is history, what lies
 * behind is done again.
 */

#include "formats/journal-recovery.h"

#include "core/journal.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GPtrArray *actions; /* (element-type FwRecord) (owned) */
  GPtrArray *raw;     /* (element-type GBytes) (owned) in order, but for headers; NULL unless asked for */
  GArray *raw_at;     /* (element-type gsize) (owned) the place of each: actions before it, or before
                       * the state that it marks */
  GArray *seen_at;    /* (element-type gsize) (owned) */
  GPtrArray *seen;    /* (element-type FwRecord) (owned) */
  GPtrArray *gone;    /* (element-type GBytes) (owned) */
  GArray *gone_at;    /* (element-type gsize) (owned) */
  const char *sha256;
  gssize mark; /* actions before the file's content; -1: not found */
  gsize last_mark;
  gsize saving; /* actions before the state that the last save took */
  char *last_sha256; /* (owned) (nullable) of that mark */
  char *path; /* (owned) (nullable) */
  GArray *pts; /* (element-type gint64) (owned) (nullable) of the first session */
  gboolean is_sound;
  GBytes *last; /* (nullable) the record to stop behind */
  gboolean is_over;
} Reading;

static gboolean
is_action (FwRecordKind kind)
{
  return kind == FW_RECORD_STEP || kind == FW_RECORD_UNDO || kind == FW_RECORD_REDO
         || kind == FW_RECORD_RENUMBER;
}

static void
keep_raw (Reading *reading, const guint8 *payload, gsize length, gsize place)
{
  if (!reading->raw)
    return;

  g_ptr_array_add (reading->raw, g_bytes_new (payload, length));
  g_array_append_val (reading->raw_at, place);
}

static gboolean
take_record (const guint8 *payload, gsize length, gpointer data)
{
  Reading *reading = data;
  gsize place = reading->actions->len;
  g_autoptr (GError) error = NULL;
  FwRecord *record;

  if (reading->is_over)
    return FALSE;
  reading->is_over = reading->last && g_bytes_get_size (reading->last) == length
                     && memcmp (payload, g_bytes_get_data (reading->last, NULL), length) == 0;
  record = fw_record_decode (payload, length, &error);

  if (!record)
    {
      g_info ("journal: %s", error->message);
      reading->is_sound = FALSE;
      return FALSE;
    }

  if (record->kind == FW_RECORD_HEADER && !reading->path)
    reading->path = g_strdup (record->path);
  if (record->kind == FW_RECORD_HEADER || record->kind == FW_RECORD_SAVED)
    {
      place -= MIN (record->behind, place);
      reading->last_mark = place;
      g_free (reading->last_sha256);
      reading->last_sha256 = g_strdup (record->sha256);
      if (g_str_equal (record->sha256, reading->sha256))
        reading->mark = (gssize) place;
    }

  if (record->kind == FW_RECORD_SAVING)
    reading->saving = place;
  /* No file has this checksum unless the save got so far: not a mark for those that have another. */
  if (record->kind == FW_RECORD_WROTE && g_str_equal (record->sha256, reading->sha256))
    reading->mark = (gssize) reading->saving;

  /* The mark that is looked for is written anew. */
  if (record->kind != FW_RECORD_HEADER
      && !(record->kind == FW_RECORD_SAVED && g_str_equal (record->sha256, reading->sha256)))
    keep_raw (reading, payload, length, place);

  if (record->pts && !reading->pts && place == 0)
    reading->pts = g_steal_pointer (&record->pts);
  if (record->gone)
    {
      g_ptr_array_add (reading->gone, g_steal_pointer (&record->gone));
      g_array_append_val (reading->gone_at, place);
    }
  if (is_action (record->kind))
    {
      g_ptr_array_add (reading->actions, record);
    }
  else if (record->kind == FW_RECORD_SEEN)
    {
      g_array_append_val (reading->seen_at, place);
      g_ptr_array_add (reading->seen, record);
    }
  else
    {
      fw_record_free (record);
    }

  return TRUE;
}

/* Records that went on to the recovery leave NULL behind. */
static void
drop_record (gpointer record)
{
  if (record)
    fw_record_free (record);
}

static void
reading_init (Reading *reading, const char *sha256)
{
  *reading = (Reading){
    .actions = g_ptr_array_new_with_free_func (drop_record),
    .seen = g_ptr_array_new_with_free_func (drop_record),
    .seen_at = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .gone = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
    .gone_at = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .sha256 = sha256,
    .mark = -1,
    .is_sound = TRUE,
  };
}

static void
reading_clear (Reading *reading)
{
  g_ptr_array_unref (reading->actions);
  g_ptr_array_unref (reading->seen);
  g_array_unref (reading->seen_at);
  g_clear_pointer (&reading->gone, g_ptr_array_unref);
  g_array_unref (reading->gone_at);
  g_clear_pointer (&reading->pts, g_array_unref);
  g_free (reading->path);
  g_free (reading->last_sha256);
  g_clear_pointer (&reading->raw, g_ptr_array_unref);
  g_clear_pointer (&reading->raw_at, g_array_unref);
}

static FwRenumber *
renumber_of (FwRecord *record)
{
  return fw_renumber_new ((const FwRenumbering *) (gpointer) record->entries->data,
                          record->entries->len);
}

/* Every step in @steps with its frame numbers moved. */
static void
renumber_steps (GPtrArray *steps, FwRecord *record)
{
  g_autoptr (FwRenumber) renumber = renumber_of (record);

  for (guint i = 0; i < steps->len; i++)
    {
      FwStep *old = g_ptr_array_index (steps, i);

      g_ptr_array_index (steps, i) = fw_renumber_step (renumber, old);
      fw_step_unref (old);
    }
}

/* The history after @n actions. @indices (nullable, element-type gsize) gets
 * for each step the index of its action. */
static gsize
run_actions (Reading *reading, gsize n, GPtrArray *steps, GArray *indices)
{
  gsize n_done = 0;

  for (gsize i = 0; i < n; i++)
    {
      FwRecord *record = g_ptr_array_index (reading->actions, i);

      switch (record->kind)
        {
        case FW_RECORD_STEP:
          g_ptr_array_set_size (steps, (int) n_done);
          g_ptr_array_add (steps, fw_step_ref (record->step));
          if (indices)
            {
              g_array_set_size (indices, n_done);
              g_array_append_val (indices, i);
            }
          n_done++;
          break;

        case FW_RECORD_UNDO:
          n_done -= n_done > 0;
          break;

        case FW_RECORD_REDO:
          n_done += n_done < steps->len;
          break;

        case FW_RECORD_RENUMBER:
          renumber_steps (steps, record);
          break;

        default:
          g_assert_not_reached ();
        }
    }

  return n_done;
}

FwRecovery *
fw_recovery_read (const char *path, const char *sha256, GError **error)
{
  g_return_val_if_fail (path != NULL && sha256 != NULL, NULL);

  FwRecovery *self;
  Reading reading;
  gboolean is_torn = FALSE;
  gsize first;

  reading_init (&reading, sha256);
  if (!fw_journal_read (path, take_record, &reading, NULL, &is_torn, error))
    {
      reading_clear (&reading);
      return NULL;
    }

  self = g_new0 (FwRecovery, 1);
  self->matches = reading.mark >= 0;
  self->is_sound = reading.is_sound;
  self->is_torn = is_torn;
  self->path = g_steal_pointer (&reading.path);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_step_unref);
  self->replay = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_record_free);
  self->gone = g_steal_pointer (&reading.gone);
  self->pts = g_steal_pointer (&reading.pts);
  self->next_track = 1;
  first = self->matches ? (gsize) reading.mark : reading.last_mark;
  self->n_done = run_actions (&reading, first, self->history, NULL);

  for (guint i = 0; i < reading.actions->len; i++)
    {
      FwRecord *record = g_ptr_array_index (reading.actions, i);

      self->next_track = MAX (self->next_track, record->next);
      if (i < first)
        continue;
      self->n_unsaved += record->kind == FW_RECORD_STEP;
      self->last_time_us = MAX (self->last_time_us, record->time_us);
    }

  /* What was seen after the save is done again too, in its place. */
  for (guint i = (guint) first, s = 0; i <= reading.actions->len; i++)
    {
      for (; s < reading.seen->len && g_array_index (reading.seen_at, gsize, s) <= i; s++)
        if (g_array_index (reading.seen_at, gsize, s) >= first)
          g_ptr_array_add (self->replay, g_steal_pointer (&g_ptr_array_index (reading.seen, s)));
      if (i < reading.actions->len)
        g_ptr_array_add (self->replay, g_steal_pointer (&g_ptr_array_index (reading.actions, i)));
    }
  reading_clear (&reading);

  return self;
}

void
fw_recovery_free (FwRecovery *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->replay);
  g_ptr_array_unref (self->gone);
  g_clear_pointer (&self->pts, g_array_unref);
  g_free (self->path);
  g_free (self);
}

/* What the replay comes to. */

typedef struct
{
  GArray *changes;   /* (element-type FwSlotChange) (owned) */
  GHashTable *place; /* (owned) of a slot in there, by its key */
  GPtrArray *steps;  /* (element-type FwStep) (owned) the history, done and undone */
  GArray *serials;   /* (element-type gsize) (owned) of the steps */
  gsize n_done;
} Sum;

static void
clear_change (gpointer data)
{
  FwSlotChange *change = data;

  fw_slot_value_unref (change->slot.kind, change->before);
  fw_slot_value_unref (change->slot.kind, change->after);
}

static void
sum_put (Sum *sum, FwSlot slot, gpointer before, gpointer after)
{
  /* Tracks are counted from 1; what stands below is free for the other kinds. */
  gint64 key = slot.kind == FW_SLOT_TRACK ? slot.id : -(gint64) slot.kind;
  gpointer index;

  if (g_hash_table_lookup_extended (sum->place, &key, NULL, &index))
    {
      FwSlotChange *change = &g_array_index (sum->changes, FwSlotChange, GPOINTER_TO_UINT (index));
      gpointer old = change->after;

      change->after = fw_slot_value_ref (slot.kind, after);
      fw_slot_value_unref (slot.kind, old);
      return;
    }

  FwSlotChange change
      = { slot, fw_slot_value_ref (slot.kind, before), fw_slot_value_ref (slot.kind, after) };

  g_hash_table_insert (sum->place, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (sum->changes->len));
  g_array_append_val (sum->changes, change);
}

static void
sum_apply (Sum *sum, FwStep *step, gboolean backwards)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwSlotChange *change = &changes[backwards ? n - 1 - i : i];

      sum_put (sum, change->slot, backwards ? change->after : change->before,
               backwards ? change->before : change->after);
    }
}

static void
sum_do (Sum *sum, FwStep *step, gsize serial)
{
  g_ptr_array_set_size (sum->steps, (int) sum->n_done);
  g_array_set_size (sum->serials, (guint) sum->n_done);
  g_ptr_array_add (sum->steps, fw_step_ref (step));
  g_array_append_val (sum->serials, serial);
  sum->n_done++;
}

static void
sum_renumber (Sum *sum, FwRecord *record)
{
  FwStepFacts facts = { .label = "", .frame = -1 };
  g_autoptr (FwStep) all = fw_step_new (
      &facts, (const FwSlotChange *) (gpointer) sum->changes->data, sum->changes->len);
  g_autoptr (FwRenumber) renumber = renumber_of (record);
  g_autoptr (FwStep) moved = fw_renumber_step (renumber, all);
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (moved, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSlotChange *change = &g_array_index (sum->changes, FwSlotChange, i);
      FwSlotKind kind = change->slot.kind;

      clear_change (change);
      change->before = fw_slot_value_ref (kind, changes[i].before);
      change->after = fw_slot_value_ref (kind, changes[i].after);
    }
  renumber_steps (sum->steps, record);
}

static void
sum_seen (FwSpanSet **set, FwSpanSet *more)
{
  FwSpanSet *both = fw_span_set_union (*set, more);

  fw_span_set_unref (*set);
  *set = both;
}

static void
sum_renumber_seen (FwSpanSet **set, FwRecord *record)
{
  FwSpanSet *moved = fw_renumber_span_set (
      *set, (const FwRenumbering *) (gpointer) record->entries->data, record->entries->len);

  fw_span_set_unref (*set);
  *set = moved;
}

static void
sum_run (Sum *sum, FwNetEffect *effect, FwRecord *record, gsize serial)
{
  FwStep *step = NULL;

  switch (record->kind)
    {
    case FW_RECORD_STEP:
      step = record->step;
      sum_apply (sum, step, FALSE);
      sum_do (sum, step, serial);
      break;

    case FW_RECORD_UNDO:
      if (sum->n_done == 0)
        break;
      step = g_ptr_array_index (sum->steps, --sum->n_done);
      sum_apply (sum, step, TRUE);
      break;

    case FW_RECORD_REDO:
      if (sum->n_done == sum->steps->len)
        break;
      step = g_ptr_array_index (sum->steps, sum->n_done++);
      sum_apply (sum, step, FALSE);
      break;

    case FW_RECORD_RENUMBER:
      sum_renumber (sum, record);
      if (effect->frame >= 0)
        effect->frame
            = fw_renumber_frame (effect->frame,
                                 (const FwRenumbering *) (gpointer) record->entries->data,
                                 record->entries->len);
      sum_renumber_seen (&effect->seen, record);
      sum_renumber_seen (&effect->shown, record);
      break;

    case FW_RECORD_SEEN:
      sum_seen (&effect->seen, record->seen);
      sum_seen (&effect->shown, record->shown);
      break;

    default:
      break;
    }

  if (step)
    effect->frame = fw_step_get_frame (step);
}

FwNetEffect *
fw_recovery_sum (FwRecovery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwNetEffect *effect = g_new0 (FwNetEffect, 1);
  gsize common = 0;
  Sum sum = {
    .changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange)),
    .place = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .steps = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_step_unref),
    .serials = g_array_new (FALSE, FALSE, sizeof (gsize)),
  };

  effect->frame = -1;
  effect->last_time_us = self->last_time_us;
  effect->next_track = self->next_track;
  for (gsize i = 0; i < self->history->len; i++)
    sum_do (&sum, g_ptr_array_index (self->history, i), i);
  sum.n_done = self->n_done;
  for (guint i = 0; i < self->replay->len; i++)
    sum_run (&sum, effect, g_ptr_array_index (self->replay, i), self->history->len + i);

  g_array_set_clear_func (sum.changes, clear_change);
  for (guint i = sum.changes->len; i > 0; i--)
    {
      const FwSlotChange *change = &g_array_index (sum.changes, FwSlotChange, i - 1);

      if (fw_slot_value_equal (change->slot.kind, change->before, change->after))
        g_array_remove_index (sum.changes, i - 1);
    }
  effect->changes = sum.changes;
  while (common < MIN (self->n_done, sum.n_done)
         && g_array_index (sum.serials, gsize, common) == common)
    common++;
  if (effect->changes->len > 0)
    effect->n_steps = (guint) (self->n_done - common + sum.n_done - common);

  g_hash_table_unref (sum.place);
  g_ptr_array_unref (sum.steps);
  g_array_unref (sum.serials);

  return effect;
}

void
fw_net_effect_free (FwNetEffect *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->changes);
  g_clear_pointer (&self->seen, fw_span_set_unref);
  g_clear_pointer (&self->shown, fw_span_set_unref);
  g_free (self);
}

static void
note_frames (FwDocument *document, FwSpanSet *set, void (*note) (FwDocument *, FwFrame))
{
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_document_get_snapshot (document));
  gsize length = frames ? fw_frame_list_get_length (frames) : 0;
  gsize n = 0;
  const FwSpan *spans = set ? fw_span_set_get_spans (set, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    for (gint64 frame = spans[i].first; frame <= spans[i].last && frame < (gint64) length; frame++)
      note (document, (FwFrame) frame);
}

void
fw_recovery_note_seen (FwDocument *document, FwSpanSet *seen, FwSpanSet *shown)
{
  note_frames (document, seen, fw_document_note_seen);
  note_frames (document, shown, fw_document_note_shown);
}

void
fw_recovery_apply (FwRecovery *self, FwDocument *document)
{
  g_return_if_fail (self != NULL && FW_IS_DOCUMENT (document));

  fw_document_reserve_track_ids (document, self->next_track);
  if (!self->matches)
    return;

  fw_document_restore_history (document, self->history, self->n_done);
  for (guint i = 0; i < self->replay->len; i++)
    {
      FwRecord *record = g_ptr_array_index (self->replay, i);

      switch (record->kind)
        {
        case FW_RECORD_STEP:
          fw_document_replay (document, record->step);
          break;

        case FW_RECORD_UNDO:
          fw_document_undo (document);
          break;

        case FW_RECORD_REDO:
          fw_document_redo (document);
          break;

        case FW_RECORD_RENUMBER:
          fw_document_renumber (document, (const FwRenumbering *) (gpointer) record->entries->data,
                                record->entries->len);
          break;

        case FW_RECORD_SEEN:
          fw_recovery_note_seen (document, record->seen, record->shown);
          break;

        default:
          break;
        }
    }
}

/* The first of @steps whose records, up to the last one, fit into @budget bytes. */
static gsize
find_first_kept (GPtrArray *steps, gsize budget)
{
  gsize size = 0;
  gsize first = steps->len;

  for (; first > 0; first--)
    {
      g_autoptr (GBytes) bytes = fw_record_encode_step (g_ptr_array_index (steps, first - 1), 1);

      size += g_bytes_get_size (bytes) + 8;
      if (size > budget)
        break;
    }

  return first;
}

/* What left the file before the mark, the newest that fit: undo may reach there. */
static void
add_gone (Reading *reading, gsize budget, GPtrArray *records)
{
  gsize size = 0;
  guint first = reading->gone->len;

  while (first > 0 && (size += g_bytes_get_size (reading->gone->pdata[first - 1])) <= budget)
    first--;
  for (guint i = first; i < reading->gone->len; i++)
    if (g_array_index (reading->gone_at, gsize, i) < (gsize) reading->mark)
      g_ptr_array_add (records, fw_record_encode_wrote ("-", reading->gone->pdata[i], 0));
}

/* The history up to the mark, newest steps, as many as fit; then the mark. */
static void
add_history (Reading *reading, gsize budget, GPtrArray *records)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_step_unref);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char *sha256 = reading->sha256;
  gsize n_done, first;

  if (reading->mark < 0)
    {
      reading->mark = (gssize) reading->last_mark;
      sha256 = reading->last_sha256;
    }
  add_gone (reading, budget / 2, records);
  n_done = run_actions (reading, (gsize) reading->mark, steps, indices);

  /* Steps that were undone make no sense without those before them. */
  first = MIN (find_first_kept (steps, budget), n_done);
  for (gsize i = first; i < steps->len; i++)
    {
      FwRecord *record = g_ptr_array_index (reading->actions, g_array_index (indices, gsize, i));

      g_ptr_array_add (records, fw_record_encode_step (g_ptr_array_index (steps, i), record->next));
    }
  for (gsize i = n_done; i < steps->len; i++)
    g_ptr_array_add (records, fw_record_encode_undo (NULL, 0));
  if (sha256)
    g_ptr_array_add (records, fw_record_encode_saved (sha256, 0, 0, 0));
}

GPtrArray *
fw_journal_compact (const char *path,
                    const char *sha256,
                    GBytes *header,
                    gsize budget,
                    GBytes *last,
                    gint64 *out_upto,
                    GError **error)
{
  g_return_val_if_fail (path != NULL && sha256 != NULL && header != NULL, NULL);

  GPtrArray *records = NULL;
  Reading reading;

  reading_init (&reading, sha256);
  reading.raw = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  reading.raw_at = g_array_new (FALSE, FALSE, sizeof (gsize));
  reading.last = last;
  if (!fw_journal_read (path, take_record, &reading, out_upto, NULL, error))
    ;
  else if (last && !reading.is_over)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                           _ ("The journal does not hold what was written to it last."));
    }
  else
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      g_ptr_array_add (records, g_bytes_ref (header));
      add_history (&reading, budget, records);
      /* Further marks, too: a save may have ended while this one was chosen. */
      for (guint i = 0; i < reading.raw->len; i++)
        if (g_array_index (reading.raw_at, gsize, i) >= (gsize) reading.mark)
          g_ptr_array_add (records, g_bytes_ref (g_ptr_array_index (reading.raw, i)));
    }
  reading_clear (&reading);

  return records;
}
