/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Most objects live for some seconds and most questions are about one frame,
 * so frames are put into buckets of 64 and each bucket lists the tracks that
 * touch it. A track over n frames costs n / 64 entries of 16 bytes.
 */

#include "core/span-index.h"

#define BUCKET_SHIFT 6

/* Spans over more buckets stand in a list of their own that every question
 * walks: a hostile file cannot fill the memory with buckets. */
#define MAX_BUCKETS  4096

typedef struct
{
  FwTrackId id;
  FwSpan    span;
} Entry;

struct _FwSpanIndex
{
  GHashTable *buckets; /* (owned) bucket number -> GArray of Entry, ascending by id */
  GArray     *wide;    /* (owned) (element-type Entry) ascending by id */
};

FwSpanIndex *
fw_span_index_new (void)
{
  FwSpanIndex *self = g_new0 (FwSpanIndex, 1);

  self->buckets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->wide = g_array_new (FALSE, FALSE, sizeof (Entry));

  return self;
}

void
fw_span_index_free (FwSpanIndex *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->buckets);
  g_array_unref (self->wide);
  g_free (self);
}

static gint
bucket_of (FwFrame frame)
{
  return frame >> BUCKET_SHIFT;
}

static GArray *
get_bucket (FwSpanIndex *self,
            gint         bucket)
{
  return g_hash_table_lookup (self->buckets, GINT_TO_POINTER (bucket));
}

/* First place in @entries whose id is not below @id. */
static guint
find_place (GArray    *entries,
            FwTrackId  id)
{
  guint low = 0;
  guint high = entries->len;

  /* Tracks mostly come in ascending order, when loading at least. */
  if (high > 0 && g_array_index (entries, Entry, high - 1).id < id)
    return high;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (entries, Entry, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_wide (FwSpan span)
{
  return bucket_of (span.last) - bucket_of (span.first) >= MAX_BUCKETS;
}

void
fw_span_index_add (FwSpanIndex *self,
                   FwTrackId    id,
                   FwSpan       span)
{
  g_return_if_fail (span.first <= span.last);

  Entry entry = { id, span };

  if (is_wide (span))
    {
      g_array_insert_val (self->wide, find_place (self->wide, id), entry);
      return;
    }

  for (gint bucket = bucket_of (span.first); bucket <= bucket_of (span.last); bucket++)
    {
      GArray *entries = get_bucket (self, bucket);

      if (!entries)
        {
          entries = g_array_new (FALSE, FALSE, sizeof (Entry));
          g_hash_table_insert (self->buckets, GINT_TO_POINTER (bucket), entries);
        }
      g_array_insert_val (entries, find_place (entries, id), entry);
    }
}

void
fw_span_index_remove (FwSpanIndex *self,
                      FwTrackId    id,
                      FwSpan       span)
{
  g_return_if_fail (span.first <= span.last);

  if (is_wide (span))
    {
      guint place = find_place (self->wide, id);

      g_return_if_fail (place < self->wide->len
                        && g_array_index (self->wide, Entry, place).id == id);

      g_array_remove_index (self->wide, place);
      return;
    }

  for (gint bucket = bucket_of (span.first); bucket <= bucket_of (span.last); bucket++)
    {
      GArray *entries = get_bucket (self, bucket);
      guint place = entries ? find_place (entries, id) : 0;

      g_return_if_fail (entries && place < entries->len
                        && g_array_index (entries, Entry, place).id == id);

      g_array_remove_index (entries, place);
      if (entries->len == 0)
        g_hash_table_remove (self->buckets, GINT_TO_POINTER (bucket));
    }
}

static int
compare_ids (const void *a,
             const void *b)
{
  FwTrackId left = *(const FwTrackId *) a;
  FwTrackId right = *(const FwTrackId *) b;

  return left < right ? -1 : left > right;
}

/* Appends what the list holds of @span; the caller sorts. */
static void
query_wide (FwSpanIndex *self,
            FwSpan       span,
            GArray      *out)
{
  for (guint i = 0; i < self->wide->len; i++)
    {
      const Entry *entry = &g_array_index (self->wide, Entry, i);

      if (entry->span.first <= span.last && entry->span.last >= span.first)
        g_array_append_val (out, entry->id);
    }
}

static void
sort_from (GArray *ids,
           guint   start)
{
  if (ids->len > start)
    qsort (&g_array_index (ids, FwTrackId, start), ids->len - start, sizeof (FwTrackId),
           compare_ids);
}

void
fw_span_index_query (FwSpanIndex *self,
                     FwFrame      frame,
                     GArray      *out)
{
  GArray *entries = get_bucket (self, bucket_of (frame));
  guint start = out->len;

  for (guint i = 0; entries && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (fw_span_contains (entry->span, frame))
        g_array_append_val (out, entry->id);
    }

  if (self->wide->len > 0)
    {
      query_wide (self, (FwSpan) { frame, frame }, out);
      sort_from (out, start);
    }
}

void
fw_span_index_query_span (FwSpanIndex *self,
                          FwSpan       span,
                          GArray      *out)
{
  guint start = out->len;

  if (span.last < span.first)
    return;

  for (gint bucket = bucket_of (span.first); bucket <= bucket_of (span.last); bucket++)
    {
      GArray *entries = get_bucket (self, bucket);

      for (guint i = 0; entries && i < entries->len; i++)
        {
          const Entry *entry = &g_array_index (entries, Entry, i);

          /* Each id once: in the first bucket that it shares with the question. */
          if (entry->span.first <= span.last && entry->span.last >= span.first
              && bucket == MAX (bucket_of (entry->span.first), bucket_of (span.first)))
            g_array_append_val (out, entry->id);
        }
    }

  query_wide (self, span, out);
  sort_from (out, start);
}
