/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading a track: what it is, where it is in a frame, what its attributes are.
 * Tracks are made in track-builder.c; the shapes between keyframes come from
 * interpolate.c.
 */

#include "core/track-private.h"

#include "core/shape-private.h"

#include <string.h>

static const FwTrackExtra no_extra = { 0 };

static inline const FwTrackExtra *
get_extra (const FwTrack *self)
{
  return self->extra != NULL ? self->extra : &no_extra;
}

FwTrack *
fw_track_ref (FwTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_track_unref (FwTrack *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint32 i = 0; i < self->n_keys; i++)
    fw_shape_unref (self->keys[i].shape);

  g_free (self);
}

static gboolean
changes_equal (const FwChanging *a,
               const FwChanging *b)
{
  if (a->name != b->name || a->n_changes != b->n_changes)
    return FALSE;

  for (gsize i = 0; i < a->n_changes; i++)
    {
      if (a->changes[i].frame != b->changes[i].frame
          || !fw_value_equal (a->changes[i].value, b->changes[i].value))
        return FALSE;
    }

  return TRUE;
}

static gboolean
attributes_equal (const FwTrackExtra *a,
                  const FwTrackExtra *b)
{
  if (a->n_fixed != b->n_fixed || a->n_changing != b->n_changing)
    return FALSE;

  for (guint32 i = 0; i < a->n_fixed; i++)
    {
      if (a->fixed[i].name != b->fixed[i].name
          || !fw_value_equal (a->fixed[i].value, b->fixed[i].value))
        return FALSE;
    }

  for (guint32 i = 0; i < a->n_changing; i++)
    {
      if (!changes_equal (&a->changing[i], &b->changing[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
identities_equal (const FwTrackExtra *a,
                  const FwTrackExtra *b)
{
  if (a->n_rings != b->n_rings || a->n_on_edge != b->n_on_edge)
    return FALSE;

  for (guint32 i = 0; i < a->n_rings; i++)
    {
      const FwTrackRing *ring_a = &a->rings[i];
      const FwTrackRing *ring_b = &b->rings[i];

      if (ring_a->n != ring_b->n || ring_a->is_hole != ring_b->is_hole
          || memcmp (a->order + ring_a->first, b->order + ring_b->first,
                     ring_a->n * sizeof (guint32)) != 0)
        return FALSE;
    }

  for (guint32 i = 0; i < a->n_on_edge; i++)
    {
      if (a->on_edge[i].frame != b->on_edge[i].frame || a->on_edge[i].id != b->on_edge[i].id
          || a->on_edge[i].ratio != b->on_edge[i].ratio)
        return FALSE;
    }

  return TRUE;
}

gboolean
fw_track_equal (const FwTrack *a,
                const FwTrack *b)
{
  const FwTrackExtra *extra_a, *extra_b;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;

  if (a->id != b->id || a->category != b->category || a->n_keys != b->n_keys
      || a->kind != b->kind || a->is_single != b->is_single || a->source != b->source
      || a->author != b->author)
    return FALSE;

  extra_a = get_extra (a);
  extra_b = get_extra (b);

  if (g_strcmp0 (extra_a->name, extra_b->name) != 0 || extra_a->group != extra_b->group
      || extra_a->n_outside != extra_b->n_outside)
    return FALSE;

  for (guint32 i = 0; i < extra_a->n_outside; i++)
    {
      if (extra_a->outside[i].first != extra_b->outside[i].first
          || extra_a->outside[i].last != extra_b->outside[i].last)
        return FALSE;
    }

  for (guint32 i = 0; i < a->n_keys; i++)
    {
      if (a->keys[i].frame != b->keys[i].frame
          || !fw_shape_equal (a->keys[i].shape, b->keys[i].shape))
        return FALSE;
    }

  return attributes_equal (extra_a, extra_b) && identities_equal (extra_a, extra_b)
         && fw_track_confirmed_equal (extra_a, extra_b);
}

gsize
fw_track_get_size (const FwTrack *self)
{
  gsize largest = 0;

  g_return_val_if_fail (self != NULL, 0);

  /* Two versions of a track mostly share all shapes but one. */
  for (guint32 i = 0; i < self->n_keys; i++)
    largest = MAX (largest, fw_shape_get_size (self->keys[i].shape));

  return self->size + largest;
}

FwTrackId
fw_track_get_id (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

FwCategoryId
fw_track_get_category (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->category;
}

FwShapeKind
fw_track_get_kind (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, FW_SHAPE_BOX);

  return self->kind;
}

const char *
fw_track_get_name (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_extra (self)->name;
}

const char *
fw_track_get_source (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

const char *
fw_track_get_author (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->author;
}

gint64
fw_track_get_group (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_extra (self)->group;
}

gboolean
fw_track_is_single (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_single;
}

gsize
fw_track_get_n_keyframes (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_keys;
}

FwKeyframe
fw_track_get_keyframe (const FwTrack *self,
                       gsize          index)
{
  g_return_val_if_fail (self != NULL, ((FwKeyframe) { FW_FRAME_NONE, NULL }));
  g_return_val_if_fail (index < self->n_keys, ((FwKeyframe) { FW_FRAME_NONE, NULL }));

  return self->keys[index];
}

gssize
fw_track_find_keyframe (const FwTrack *self,
                        FwFrame        frame)
{
  gsize low = 0;
  gsize high;

  g_return_val_if_fail (self != NULL, -1);

  high = self->n_keys;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->keys[middle].frame <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return (gssize) low - 1;
}

gboolean
fw_track_has_keyframe (const FwTrack *self,
                       FwFrame        frame)
{
  gssize index = fw_track_find_keyframe (self, frame);

  return index >= 0 && self->keys[index].frame == frame;
}

FwSpan
fw_track_get_span (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, ((FwSpan) { 0, -1 }));

  return (FwSpan) { self->keys[0].frame, self->keys[self->n_keys - 1].frame };
}

const FwSpan *
fw_track_get_outside (const FwTrack *self,
                      gsize         *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (out_n != NULL)
    *out_n = get_extra (self)->n_outside;

  return get_extra (self)->outside;
}

const FwConfirmed *
fw_track_get_confirmed (const FwTrack *self,
                        gsize         *out_n)
{
  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  *out_n = get_extra (self)->n_confirmed;

  return get_extra (self)->confirmed;
}

gint64
fw_track_get_n_visible (const FwTrack *self)
{
  const FwTrackExtra *extra;
  gint64 n;

  g_return_val_if_fail (self != NULL, 0);

  extra = get_extra (self);
  n = fw_span_length (fw_track_get_span (self));

  for (guint32 i = 0; i < extra->n_outside; i++)
    n -= fw_span_length (extra->outside[i]);

  return n;
}

/* Index of the first gap that does not end before @frame. */
static gsize
find_outside (const FwTrackExtra *extra,
              FwFrame             frame)
{
  gsize low = 0;
  gsize high = extra->n_outside;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (extra->outside[middle].last < frame)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What the track is in @frame, when keyframe @key is the last one at or before
 * @frame (or the first one) and gap @outside the first that does not end before it. */
static inline FwPresence
presence_at (const FwTrack      *self,
             const FwTrackExtra *extra,
             gsize               key,
             gsize               outside,
             FwFrame             frame)
{
  FwFrame at = self->keys[key].frame;

  if (frame == at)
    return FW_PRESENCE_KEYFRAME;

  if (frame < at)
    return FW_PRESENCE_NONE;

  if (key + 1 == self->n_keys)
    return self->is_single ? FW_PRESENCE_NONE : FW_PRESENCE_GHOST;

  if (outside < extra->n_outside && extra->outside[outside].first <= frame)
    return FW_PRESENCE_OUTSIDE;

  return FW_PRESENCE_INTERPOLATED;
}

FwPresence
fw_track_get_presence (const FwTrack *self,
                       FwFrame        frame)
{
  const FwTrackExtra *extra;
  gssize key;

  g_return_val_if_fail (self != NULL, FW_PRESENCE_NONE);

  extra = get_extra (self);
  key = fw_track_find_keyframe (self, frame);

  return presence_at (self, extra, MAX (key, 0), find_outside (extra, frame), frame);
}

FwShape *
fw_track_dup_shape_at (const FwTrack *self,
                       FwFrame        frame)
{
  gssize key;

  g_return_val_if_fail (self != NULL, NULL);

  key = fw_track_find_keyframe (self, frame);

  switch (fw_track_get_presence (self, frame))
    {
    case FW_PRESENCE_KEYFRAME:
    case FW_PRESENCE_GHOST:
      return fw_shape_ref (self->keys[key].shape);

    case FW_PRESENCE_INTERPOLATED:
      return fw_track_interpolate (self, key, fw_track_get_progress (self, key, frame));

    default:
      return NULL;
    }
}

gboolean
fw_track_get_bounds_at (const FwTrack *self,
                        FwFrame        frame,
                        FwRect        *out_bounds)
{
  FwTrackCursor cursor;
  FwPresence presence;

  g_return_val_if_fail (self != NULL, FALSE);

  fw_track_cursor_init (&cursor, self);
  presence = fw_track_cursor_move (&cursor, frame, out_bounds);

  return presence != FW_PRESENCE_NONE && presence != FW_PRESENCE_OUTSIDE;
}

void
fw_track_cursor_init (FwTrackCursor *cursor,
                      const FwTrack *track)
{
  g_return_if_fail (cursor != NULL);
  g_return_if_fail (track != NULL);

  cursor->track = track;
  cursor->key = 0;
  cursor->outside = 0;
  cursor->frame = FW_FRAME_NONE;
}

/* Brings key and gap to @frame when a step of one does not. */
static void
cursor_jump (FwTrackCursor      *cursor,
             const FwTrackExtra *extra,
             FwFrame             frame)
{
  gssize key = fw_track_find_keyframe (cursor->track, frame);

  cursor->key = MAX (key, 0);
  cursor->outside = find_outside (extra, frame);
}

FwPresence
fw_track_cursor_move (FwTrackCursor *cursor,
                      FwFrame        frame,
                      FwRect        *out_bounds)
{
  const FwTrack *track;
  const FwTrackExtra *extra;
  FwPresence presence;

  g_return_val_if_fail (cursor != NULL, FW_PRESENCE_NONE);

  track = cursor->track;
  extra = get_extra (track);

  if (frame < cursor->frame)
    {
      cursor_jump (cursor, extra, frame);
    }
  else
    {
      if (cursor->key + 1 < track->n_keys && track->keys[cursor->key + 1].frame <= frame)
        cursor->key++;

      if (cursor->outside < extra->n_outside && extra->outside[cursor->outside].last < frame)
        cursor->outside++;

      if ((cursor->key + 1 < track->n_keys && track->keys[cursor->key + 1].frame <= frame)
          || (cursor->outside < extra->n_outside && extra->outside[cursor->outside].last < frame))
        cursor_jump (cursor, extra, frame);
    }

  cursor->frame = frame;
  presence = presence_at (track, extra, cursor->key, cursor->outside, frame);

  if (out_bounds == NULL)
    return presence;

  if (presence == FW_PRESENCE_INTERPOLATED)
    *out_bounds = fw_track_interpolate_bounds (
      track, cursor->key, fw_track_get_progress (track, cursor->key, frame));
  else if (presence == FW_PRESENCE_KEYFRAME || presence == FW_PRESENCE_GHOST)
    *out_bounds = track->keys[cursor->key].shape->bounds;

  return presence;
}

gsize
fw_track_get_n_fixed (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_extra (self)->n_fixed;
}

const char *
fw_track_get_fixed (const FwTrack *self,
                    gsize          index,
                    FwValue       *out_value)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < get_extra (self)->n_fixed, NULL);

  if (out_value != NULL)
    *out_value = self->extra->fixed[index].value;

  return self->extra->fixed[index].name;
}

gsize
fw_track_get_n_changing (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_extra (self)->n_user_changing;
}

const char *
fw_track_get_changing (const FwTrack *self,
                       gsize          index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < get_extra (self)->n_user_changing, NULL);

  return self->extra->changing[index].name;
}

static gboolean
names_equal (const char *interned,
             const char *name)
{
  return interned == name || strcmp (interned, name) == 0;
}

const FwChange *
fw_track_get_changes (const FwTrack *self,
                      const char    *name,
                      gsize         *out_n)
{
  const FwTrackExtra *extra;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  extra = get_extra (self);

  for (guint32 i = 0; i < extra->n_changing; i++)
    {
      if (!names_equal (extra->changing[i].name, name))
        continue;

      if (out_n != NULL)
        *out_n = extra->changing[i].n_changes;

      return extra->changing[i].changes;
    }

  if (out_n != NULL)
    *out_n = 0;

  return NULL;
}

FwValue
fw_track_get_attribute (const FwTrack *self,
                        const char    *name,
                        FwFrame        frame)
{
  const FwTrackExtra *extra;
  const FwChange *changes;
  gsize low = 0;
  gsize high;

  g_return_val_if_fail (self != NULL && name != NULL, fw_value_null ());

  extra = get_extra (self);

  for (guint32 i = 0; i < extra->n_fixed; i++)
    {
      if (names_equal (extra->fixed[i].name, name))
        return extra->fixed[i].value;
    }

  changes = fw_track_get_changes (self, name, &high);
  if (high == 0)
    return fw_value_null ();

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (changes[middle].frame <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return changes[low > 0 ? low - 1 : 0].value;
}

gboolean
fw_track_is_occluded (const FwTrack *self,
                      FwFrame        frame)
{
  FwValue value = fw_track_get_attribute (self, FW_CHANGE_OCCLUDED, frame);

  return value.type == FW_VALUE_BOOL && value.boolean;
}

int
fw_track_get_z_order (const FwTrack *self,
                      FwFrame        frame)
{
  FwValue value = fw_track_get_attribute (self, FW_CHANGE_Z_ORDER, frame);

  /* Also turns NaN into 0. */
  if (value.type != FW_VALUE_NUMBER || !(fabs (value.number) <= G_MAXINT32))
    return 0;

  return value.number;
}

gsize
fw_track_get_n_rings (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_extra (self)->n_rings;
}

const guint32 *
fw_track_get_ring_order (const FwTrack *self,
                         gsize          index,
                         gsize         *out_n,
                         gboolean      *out_is_hole)
{
  const FwTrackRing *ring;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < get_extra (self)->n_rings, NULL);

  ring = &self->extra->rings[index];

  if (out_n != NULL)
    *out_n = ring->n;

  if (out_is_hole != NULL)
    *out_is_hole = ring->is_hole;

  return self->extra->order + ring->first;
}

const FwOnEdge *
fw_track_get_on_edge (const FwTrack *self,
                      gsize         *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (out_n != NULL)
    *out_n = get_extra (self)->n_on_edge;

  return get_extra (self)->on_edge;
}

guint32
fw_track_get_next_vertex (const FwTrack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->extra != NULL ? self->extra->next_vertex : 1;
}
