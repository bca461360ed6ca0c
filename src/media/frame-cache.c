/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A tree ordered by frame: the entry farthest from the focus is always the
 * first or the last one, so making room costs two comparisons.
 */

#include "media/frame-cache.h"

typedef struct
{
  FwFrame     frame;
  FwRawFrame *raw;        /* (owned) */
  FwPicture  *picture;    /* (owned) (nullable) */
  guint       max_width;  /* of the picture */
  guint       max_height;
  gsize       size;       /* bytes of both */
} Entry;

struct _FwFrameCache
{
  GTree  *entries; /* (owned) frame -> Entry */
  gsize   budget;
  gsize   size;
  gsize   raw_size;
  FwFrame focus;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  fw_raw_frame_unref (entry->raw);
  g_clear_pointer (&entry->picture, fw_picture_unref);
  g_free (entry);
}

static int
compare_frames (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  return GPOINTER_TO_INT (a) - GPOINTER_TO_INT (b);
}

FwFrameCache *
fw_frame_cache_new (gsize budget)
{
  FwFrameCache *self = g_new0 (FwFrameCache, 1);

  self->entries = g_tree_new_full (compare_frames, NULL, NULL, entry_free);
  self->budget = budget;

  return self;
}

void
fw_frame_cache_free (FwFrameCache *self)
{
  if (!self)
    return;

  g_tree_unref (self->entries);
  g_free (self);
}

static Entry *
find (FwFrameCache *self,
      FwFrame       frame)
{
  return g_tree_lookup (self->entries, GINT_TO_POINTER (frame));
}

void
fw_frame_cache_remove (FwFrameCache *self,
                       FwFrame       frame)
{
  Entry *entry = find (self, frame);

  if (!entry)
    return;

  self->size -= entry->size;
  self->raw_size -= fw_raw_frame_get_size (entry->raw);
  g_tree_remove (self->entries, GINT_TO_POINTER (frame));
}

static Entry *
end_entry (FwFrameCache *self,
           gboolean      is_last)
{
  GTreeNode *node = is_last ? g_tree_node_last (self->entries) : g_tree_node_first (self->entries);

  return node ? g_tree_node_value (node) : NULL;
}

static void
make_room (FwFrameCache *self)
{
  while (self->size > self->budget && g_tree_nnodes (self->entries) > 1)
    {
      FwFrame first = end_entry (self, FALSE)->frame;
      FwFrame last = end_entry (self, TRUE)->frame;

      fw_frame_cache_remove (self, self->focus - first > last - self->focus ? first : last);
    }
}

void
fw_frame_cache_set_budget (FwFrameCache *self,
                           gsize         budget)
{
  self->budget = budget;
  make_room (self);
}

gsize
fw_frame_cache_get_budget (FwFrameCache *self)
{
  return self->budget;
}

gsize
fw_frame_cache_get_size (FwFrameCache *self)
{
  return self->size;
}

gsize
fw_frame_cache_get_frame_size (FwFrameCache *self)
{
  int n_entries = g_tree_nnodes (self->entries);

  return n_entries > 0 ? self->raw_size / (gsize) n_entries : 0;
}

void
fw_frame_cache_set_focus (FwFrameCache *self,
                          FwFrame       frame)
{
  self->focus = frame;
}

gboolean
fw_frame_cache_put (FwFrameCache *self,
                    FwFrame       frame,
                    FwRawFrame   *raw)
{
  fw_frame_cache_remove (self, frame);

  Entry *entry = g_new0 (Entry, 1);

  entry->frame = frame;
  entry->raw = fw_raw_frame_ref (raw);
  entry->size = fw_raw_frame_get_size (raw);
  self->size += entry->size;
  self->raw_size += entry->size;
  g_tree_insert (self->entries, GINT_TO_POINTER (frame), entry);
  make_room (self);

  return find (self, frame) != NULL;
}

gboolean
fw_frame_cache_contains (FwFrameCache *self,
                         FwFrame       frame)
{
  return find (self, frame) != NULL;
}

FwRawFrame *
fw_frame_cache_get (FwFrameCache *self,
                    FwFrame       frame)
{
  Entry *entry = find (self, frame);

  return entry ? entry->raw : NULL;
}

static void
drop_picture (FwFrameCache *self,
              Entry        *entry)
{
  if (!entry->picture)
    return;

  entry->size -= fw_picture_get_size (entry->picture);
  self->size -= fw_picture_get_size (entry->picture);
  g_clear_pointer (&entry->picture, fw_picture_unref);
}

void
fw_frame_cache_put_picture (FwFrameCache *self,
                            FwFrame       frame,
                            FwPicture    *picture,
                            guint         max_width,
                            guint         max_height)
{
  Entry *entry = find (self, frame);

  if (!entry)
    return;

  drop_picture (self, entry);
  entry->picture = fw_picture_ref (picture);
  entry->max_width = max_width;
  entry->max_height = max_height;
  entry->size += fw_picture_get_size (picture);
  self->size += fw_picture_get_size (picture);
  make_room (self);
}

FwPicture *
fw_frame_cache_get_picture (FwFrameCache *self,
                            FwFrame       frame,
                            guint         max_width,
                            guint         max_height)
{
  Entry *entry = find (self, frame);

  if (!entry || !entry->picture || entry->max_width != max_width
      || entry->max_height != max_height)
    return NULL;

  return entry->picture;
}

typedef struct
{
  FwFrameCache *self;
  FwSpan        span;
} Trim;

static gboolean
trim_one (gpointer key,
          gpointer value,
          gpointer user_data)
{
  Trim *trim = user_data;
  Entry *entry = value;

  if (!fw_span_contains (trim->span, entry->frame))
    drop_picture (trim->self, entry);

  return FALSE;
}

void
fw_frame_cache_trim_pictures (FwFrameCache *self,
                              FwSpan        span)
{
  Trim trim = { self, span };

  g_tree_foreach (self->entries, trim_one, &trim);
}

FwSpan
fw_frame_cache_get_span (FwFrameCache *self,
                         FwFrame       frame)
{
  GTreeNode *node = g_tree_lookup_node (self->entries, GINT_TO_POINTER (frame));
  FwSpan span = { frame, frame };

  if (!node)
    return (FwSpan) { frame, frame - 1 };

  for (GTreeNode *i = g_tree_node_previous (node);
       i && ((Entry *) g_tree_node_value (i))->frame == span.first - 1;
       i = g_tree_node_previous (i))
    span.first--;
  for (GTreeNode *i = g_tree_node_next (node);
       i && ((Entry *) g_tree_node_value (i))->frame == span.last + 1; i = g_tree_node_next (i))
    span.last++;

  return span;
}

void
fw_frame_cache_remove_from (FwFrameCache *self,
                            FwFrame       from)
{
  for (Entry *entry = end_entry (self, TRUE); entry && entry->frame >= from;
       entry = end_entry (self, TRUE))
    fw_frame_cache_remove (self, entry->frame);
}
