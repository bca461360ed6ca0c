/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The track table is a row of chunks, each a short sorted row of tracks, both
 * reference counted. Changing one track copies its chunk and the row of chunk
 * pointers; everything else is shared with older snapshots. Parts that nobody
 * else holds are changed in place.
 */

#include "core/snapshot-private.h"

#include <string.h>

#define CHUNK_MAX 256

typedef struct
{
  gatomicrefcount ref_count;
  guint           n;
  FwTrack        *tracks[CHUNK_MAX]; /* (owned) ascending by id */
} Chunk;

typedef struct
{
  gatomicrefcount ref_count;
  gsize           n_tracks;
  GPtrArray      *chunks; /* (owned) (element-type Chunk) none is empty */
} Table;

struct _FwSnapshot
{
  gatomicrefcount ref_count;
  guint64         revision;
  Table          *table;    /* (owned) */
  FwSpanSet      *deleted;  /* (owned) (nullable) */
  FwSpanSet      *empty;    /* (owned) (nullable) */
  FwSpanSet      *done;     /* (owned) (nullable) */
  FwSpanSet      *seen;     /* (owned) (nullable) */
  FwSpanSet      *shown;    /* (owned) (nullable) */
  FwTaxonomy     *taxonomy; /* (owned) */
  FwStampList    *manuals;  /* (owned) (nullable) */
  FwAsideList    *asides;   /* (owned) (nullable) */
  FwFrameList    *frames;   /* (owned) */
};

struct _FwSnapshotBuilder
{
  GPtrArray   *tracks;   /* (owned) (element-type FwTrack) in the order they came */
  GHashTable  *ids;      /* (owned) (nullable) set of FwTrackId *, once ids stop ascending */
  FwTrackId    last_id;
  FwSnapshot  *snapshot; /* (owned) */
};

/* Slot values */

gpointer
fw_slot_value_ref (FwSlotKind kind,
                   gpointer   value)
{
  if (!value)
    return NULL;

  switch (kind)
    {
    case FW_SLOT_TRACK:
      return fw_track_ref (value);
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      return fw_span_set_ref (value);
    case FW_SLOT_TAXONOMY:
      return fw_taxonomy_ref (value);
    case FW_SLOT_MANUALS:
      return fw_stamp_list_ref (value);
    case FW_SLOT_ASIDE:
      return fw_aside_list_ref (value);
    }

  g_assert_not_reached ();
}

void
fw_slot_value_unref (FwSlotKind kind,
                     gpointer   value)
{
  if (!value)
    return;

  switch (kind)
    {
    case FW_SLOT_TRACK:
      fw_track_unref (value);
      break;
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      fw_span_set_unref (value);
      break;
    case FW_SLOT_TAXONOMY:
      fw_taxonomy_unref (value);
      break;
    case FW_SLOT_MANUALS:
      fw_stamp_list_unref (value);
      break;
    case FW_SLOT_ASIDE:
      fw_aside_list_unref (value);
      break;
    }
}

gboolean
fw_slot_value_equal (FwSlotKind    kind,
                     gconstpointer a,
                     gconstpointer b)
{
  if (a == b)
    return TRUE;
  if (!a || !b)
    return FALSE;

  switch (kind)
    {
    case FW_SLOT_TRACK:
      return fw_track_equal (a, b);
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      return fw_span_set_equal (a, b);
    case FW_SLOT_TAXONOMY:
      return fw_taxonomy_equal (a, b);
    case FW_SLOT_MANUALS:
      return fw_stamp_list_equal (a, b);
    case FW_SLOT_ASIDE:
      return fw_aside_list_equal (a, b);
    }

  g_assert_not_reached ();
}

/* Chunks */

static Chunk *
chunk_new (FwTrack **tracks,
           guint     n)
{
  Chunk *chunk = g_new (Chunk, 1);

  g_assert (n <= CHUNK_MAX);

  g_atomic_ref_count_init (&chunk->ref_count);
  chunk->n = n;
  for (guint i = 0; i < n; i++)
    chunk->tracks[i] = fw_track_ref (tracks[i]);

  return chunk;
}

static Chunk *
chunk_ref (Chunk *chunk)
{
  g_atomic_ref_count_inc (&chunk->ref_count);

  return chunk;
}

static void
chunk_unref (Chunk *chunk)
{
  if (!g_atomic_ref_count_dec (&chunk->ref_count))
    return;

  for (guint i = 0; i < chunk->n; i++)
    fw_track_unref (chunk->tracks[i]);
  g_free (chunk);
}

/* Index of the first track whose id is not below @id. */
static guint
chunk_find (const Chunk *chunk,
            FwTrackId    id)
{
  guint low = 0;
  guint high = chunk->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (fw_track_get_id (chunk->tracks[middle]) < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The table */

static Table *
table_new (void)
{
  Table *table = g_new0 (Table, 1);

  g_atomic_ref_count_init (&table->ref_count);
  table->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) chunk_unref);

  return table;
}

static Table *
table_ref (Table *table)
{
  g_atomic_ref_count_inc (&table->ref_count);

  return table;
}

static void
table_unref (Table *table)
{
  if (!g_atomic_ref_count_dec (&table->ref_count))
    return;

  g_ptr_array_unref (table->chunks);
  g_free (table);
}

/* A table nobody else holds, with the same content. Takes @table. */
static Table *
table_own (Table *table)
{
  if (g_atomic_ref_count_compare (&table->ref_count, 1))
    return table;

  Table *copy = table_new ();

  copy->n_tracks = table->n_tracks;
  for (guint i = 0; i < table->chunks->len; i++)
    g_ptr_array_add (copy->chunks, chunk_ref (table->chunks->pdata[i]));
  table_unref (table);

  return copy;
}

static Chunk *
table_get_chunk (const Table *table,
                 guint        index)
{
  return table->chunks->pdata[index];
}

/* The chunk that holds @id or would take it: the last one that starts at or before it. */
static guint
table_find (const Table *table,
            FwTrackId    id)
{
  guint low = 0;
  guint high = table->chunks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (fw_track_get_id (table_get_chunk (table, middle)->tracks[0]) <= id)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? low - 1 : 0;
}

static FwTrack *
table_get (const Table *table,
           FwTrackId    id)
{
  if (table->chunks->len == 0)
    return NULL;

  Chunk *chunk = table_get_chunk (table, table_find (table, id));
  guint place = chunk_find (chunk, id);

  return place < chunk->n && fw_track_get_id (chunk->tracks[place]) == id ? chunk->tracks[place]
                                                                          : NULL;
}

/* A chunk of @table (which nobody else holds) that may be changed. */
static Chunk *
table_own_chunk (Table *table,
                 guint  index)
{
  Chunk *chunk = table_get_chunk (table, index);

  if (g_atomic_ref_count_compare (&chunk->ref_count, 1))
    return chunk;

  Chunk *copy = chunk_new (chunk->tracks, chunk->n);

  chunk_unref (chunk);
  table->chunks->pdata[index] = copy;

  return copy;
}

static void
table_insert (Table   *table,
              FwTrack *track)
{
  FwTrackId id = fw_track_get_id (track);
  guint index;

  if (table->chunks->len == 0)
    {
      g_ptr_array_add (table->chunks, chunk_new (&track, 1));
      table->n_tracks = 1;
      return;
    }

  index = table_find (table, id);

  Chunk *chunk = table_own_chunk (table, index);
  guint place = chunk_find (chunk, id);

  if (place < chunk->n && fw_track_get_id (chunk->tracks[place]) == id)
    {
      fw_track_ref (track);
      fw_track_unref (chunk->tracks[place]);
      chunk->tracks[place] = track;
      return;
    }

  table->n_tracks++;
  if (chunk->n == CHUNK_MAX)
    {
      /* Appending is the usual way to grow: it leaves full chunks behind. */
      if (place == CHUNK_MAX)
        {
          g_ptr_array_insert (table->chunks, (gint) index + 1, chunk_new (&track, 1));
          return;
        }

      guint half = CHUNK_MAX / 2;
      Chunk *right = chunk_new (chunk->tracks + half, CHUNK_MAX - half);

      for (guint i = half; i < chunk->n; i++)
        fw_track_unref (chunk->tracks[i]);
      chunk->n = half;
      g_ptr_array_insert (table->chunks, (gint) index + 1, right);
      if (place > half)
        {
          chunk = right;
          place -= half;
        }
    }

  memmove (chunk->tracks + place + 1, chunk->tracks + place,
           (chunk->n - place) * sizeof (FwTrack *));
  chunk->tracks[place] = fw_track_ref (track);
  chunk->n++;
}

static void
table_remove (Table     *table,
              FwTrackId  id)
{
  if (!table_get (table, id))
    return;

  guint index = table_find (table, id);
  Chunk *chunk = table_own_chunk (table, index);
  guint place = chunk_find (chunk, id);

  table->n_tracks--;
  fw_track_unref (chunk->tracks[place]);
  chunk->n--;
  memmove (chunk->tracks + place, chunk->tracks + place + 1,
           (chunk->n - place) * sizeof (FwTrack *));
  if (chunk->n == 0)
    g_ptr_array_remove_index (table->chunks, index);
}

/* Snapshots */

FwSnapshot *
fw_snapshot_ref (FwSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_snapshot_unref (FwSnapshot *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  table_unref (self->table);
  fw_span_set_unref (self->deleted);
  fw_span_set_unref (self->empty);
  fw_span_set_unref (self->done);
  fw_span_set_unref (self->seen);
  fw_span_set_unref (self->shown);
  fw_taxonomy_unref (self->taxonomy);
  fw_stamp_list_unref (self->manuals);
  fw_aside_list_unref (self->asides);
  fw_frame_list_unref (self->frames);
  g_free (self);
}

/* A snapshot nobody else holds, with the same content. Takes @self. */
static FwSnapshot *
snapshot_own (FwSnapshot *self)
{
  if (g_atomic_ref_count_compare (&self->ref_count, 1))
    return self;

  FwSnapshot *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->ref_count);
  table_ref (copy->table);
  fw_span_set_ref (copy->deleted);
  fw_span_set_ref (copy->empty);
  fw_span_set_ref (copy->done);
  fw_span_set_ref (copy->seen);
  fw_span_set_ref (copy->shown);
  fw_taxonomy_ref (copy->taxonomy);
  fw_stamp_list_ref (copy->manuals);
  fw_aside_list_ref (copy->asides);
  fw_frame_list_ref (copy->frames);
  fw_snapshot_unref (self);

  return copy;
}

static FwSpanSet **
get_span_set (FwSnapshot *self,
              FwSlotKind  kind)
{
  switch (kind)
    {
    case FW_SLOT_DELETED:
      return &self->deleted;
    case FW_SLOT_EMPTY:
      return &self->empty;
    case FW_SLOT_DONE:
      return &self->done;
    case FW_SLOT_TRACK:
    case FW_SLOT_TAXONOMY:
    case FW_SLOT_MANUALS:
    case FW_SLOT_ASIDE:
    default:
      g_assert_not_reached ();
    }
}

/* Changes a slot of a snapshot that nobody else holds. */
static void
snapshot_set (FwSnapshot *self,
              FwSlot      slot,
              gpointer    value)
{
  FwSpanSet **spans;

  switch (slot.kind)
    {
    case FW_SLOT_TRACK:
      self->table = table_own (self->table);
      if (value)
        table_insert (self->table, value);
      else
        table_remove (self->table, slot.id);
      break;
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      spans = get_span_set (self, slot.kind);
      fw_span_set_ref (value);
      fw_span_set_unref (*spans);
      *spans = value;
      break;
    case FW_SLOT_TAXONOMY:
      g_return_if_fail (value != NULL);
      fw_taxonomy_ref (value);
      fw_taxonomy_unref (self->taxonomy);
      self->taxonomy = value;
      break;
    case FW_SLOT_MANUALS:
      fw_stamp_list_ref (value);
      fw_stamp_list_unref (self->manuals);
      self->manuals = value;
      break;
    case FW_SLOT_ASIDE:
      fw_aside_list_ref (value);
      fw_aside_list_unref (self->asides);
      self->asides = value;
      break;
    }
}

FwSnapshot *
fw_snapshot_with (FwSnapshot *self,
                  FwSlot      slot,
                  gpointer    value,
                  guint64     revision)
{
  self = snapshot_own (self);
  snapshot_set (self, slot, value);
  self->revision = revision;

  return self;
}

FwSnapshot *
fw_snapshot_with_frame_list (FwSnapshot  *self,
                             FwFrameList *frames)
{
  self = snapshot_own (self);
  fw_frame_list_ref (frames);
  fw_frame_list_unref (self->frames);
  self->frames = frames;

  return self;
}

FwSnapshot *
fw_snapshot_with_seen (FwSnapshot *self,
                       FwSpanSet  *seen)
{
  self = snapshot_own (self);
  fw_span_set_ref (seen);
  fw_span_set_unref (self->seen);
  self->seen = seen;

  return self;
}

FwSnapshot *
fw_snapshot_with_shown (FwSnapshot *self,
                        FwSpanSet  *shown)
{
  self = snapshot_own (self);
  fw_span_set_ref (shown);
  fw_span_set_unref (self->shown);
  self->shown = shown;

  return self;
}

FwSnapshot *
fw_snapshot_with_revision (FwSnapshot *self,
                           guint64     revision)
{
  self = snapshot_own (self);
  self->revision = revision;

  return self;
}

guint64
fw_snapshot_get_revision (const FwSnapshot *self)
{
  return self->revision;
}

gsize
fw_snapshot_get_n_tracks (const FwSnapshot *self)
{
  return self->table->n_tracks;
}

FwTrack *
fw_snapshot_get_track (const FwSnapshot *self,
                       FwTrackId         id)
{
  return table_get (self->table, id);
}

void
fw_snapshot_foreach (const FwSnapshot *self,
                     FwTrackFunc       func,
                     gpointer          user_data)
{
  for (guint i = 0; i < self->table->chunks->len; i++)
    {
      Chunk *chunk = table_get_chunk (self->table, i);

      for (guint j = 0; j < chunk->n; j++)
        if (!func (chunk->tracks[j], user_data))
          return;
    }
}

gpointer
fw_snapshot_get (const FwSnapshot *self,
                 FwSlot            slot)
{
  switch (slot.kind)
    {
    case FW_SLOT_TRACK:
      return table_get (self->table, slot.id);
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      return *get_span_set ((FwSnapshot *) self, slot.kind);
    case FW_SLOT_TAXONOMY:
      return self->taxonomy;
    case FW_SLOT_MANUALS:
      return self->manuals;
    case FW_SLOT_ASIDE:
      return self->asides;
    }

  g_assert_not_reached ();
}

FwSpanSet *
fw_snapshot_get_frames_with (const FwSnapshot *self,
                             FwSlotKind        mark)
{
  return *get_span_set ((FwSnapshot *) self, mark);
}

FwStampList *
fw_snapshot_get_manuals (const FwSnapshot *self)
{
  return self->manuals;
}

FwAsideList *
fw_snapshot_get_asides (const FwSnapshot *self)
{
  return self->asides;
}

FwTaxonomy *
fw_snapshot_get_taxonomy (const FwSnapshot *self)
{
  return self->taxonomy;
}

FwFrameList *
fw_snapshot_get_frame_list (const FwSnapshot *self)
{
  return self->frames;
}

FwSpanSet *
fw_snapshot_get_seen (const FwSnapshot *self)
{
  return self->seen;
}

FwSpanSet *
fw_snapshot_get_shown (const FwSnapshot *self)
{
  return self->shown;
}

/* The builder */

FwSnapshotBuilder *
fw_snapshot_builder_new (void)
{
  FwSnapshotBuilder *self = g_new0 (FwSnapshotBuilder, 1);

  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  self->snapshot = g_new0 (FwSnapshot, 1);
  g_atomic_ref_count_init (&self->snapshot->ref_count);
  self->snapshot->revision = 1;
  self->snapshot->table = table_new ();
  self->snapshot->taxonomy = fw_taxonomy_builder_end (fw_taxonomy_builder_new ());
  self->snapshot->frames = fw_frame_list_new (FALSE, NULL, 0.0, NULL, 0);

  return self;
}

void
fw_snapshot_builder_free (FwSnapshotBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->tracks, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_free (self);
}

static void
remember_ids (FwSnapshotBuilder *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->tracks->len; i++)
    {
      FwTrackId id = fw_track_get_id (self->tracks->pdata[i]);

      g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
    }
}

gboolean
fw_snapshot_builder_take_track (FwSnapshotBuilder *self,
                                FwTrack           *track)
{
  g_return_val_if_fail (track != NULL, FALSE);

  FwTrackId id = fw_track_get_id (track);

  /* Most files are in order; a table of ids is made only for those that are not. */
  if (!self->ids && self->tracks->len > 0 && id <= self->last_id)
    remember_ids (self);
  if (self->ids && !g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id)))
    {
      fw_track_unref (track);
      return FALSE;
    }

  self->last_id = id;
  g_ptr_array_add (self->tracks, track);

  return TRUE;
}

void
fw_snapshot_builder_set (FwSnapshotBuilder *self,
                         FwSlot             slot,
                         gpointer           value)
{
  g_return_if_fail (slot.kind != FW_SLOT_TRACK);

  snapshot_set (self->snapshot, slot, value);
}

void
fw_snapshot_builder_set_frame_list (FwSnapshotBuilder *self,
                                    FwFrameList       *frames)
{
  self->snapshot = fw_snapshot_with_frame_list (self->snapshot, frames);
}

void
fw_snapshot_builder_set_seen (FwSnapshotBuilder *self,
                              FwSpanSet         *seen)
{
  self->snapshot = fw_snapshot_with_seen (self->snapshot, seen);
}

void
fw_snapshot_builder_set_shown (FwSnapshotBuilder *self,
                               FwSpanSet         *shown)
{
  self->snapshot = fw_snapshot_with_shown (self->snapshot, shown);
}

static int
compare_tracks (const void *a,
                const void *b)
{
  FwTrackId left = fw_track_get_id (*(FwTrack *const *) a);
  FwTrackId right = fw_track_get_id (*(FwTrack *const *) b);

  return left < right ? -1 : left > right;
}

FwSnapshot *
fw_snapshot_builder_end (FwSnapshotBuilder *self)
{
  FwSnapshot *snapshot = g_steal_pointer (&self->snapshot);
  GPtrArray *tracks = self->tracks;

  if (self->ids)
    qsort (tracks->pdata, tracks->len, sizeof (gpointer), compare_tracks);

  snapshot->table->n_tracks = tracks->len;
  for (guint i = 0; i < tracks->len; i += CHUNK_MAX)
    g_ptr_array_add (snapshot->table->chunks,
                     chunk_new ((FwTrack **) tracks->pdata + i, MIN (CHUNK_MAX, tracks->len - i)));

  fw_snapshot_builder_free (self);

  return snapshot;
}
