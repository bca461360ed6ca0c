/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Making tracks. The builder collects what it is told in any order;
 * fw_track_builder_end() brings it into the one form that FwTrack promises, in
 * this order: keyframes, their kinds, vertex identity, gaps, the keyframes at the
 * borders of gaps. track-layout.c then lays all of it out in one allocation.
 */

#include "core/track-private.h"

#include "core/error.h"
#include "core/shape-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static void
clear_keyframe (gpointer data)
{
  fw_shape_unref (((FwKeyframe *) data)->shape);
}

/* Interned once: a million objects ask for it. */
static const char *
manual_source (void)
{
  static const char *source = NULL;
  const char *known = g_atomic_pointer_get (&source);

  if (known == NULL)
    {
      known = g_intern_static_string ("manual");
      g_atomic_pointer_set (&source, known);
    }

  return known;
}

FwTrackBuilder *
fw_track_builder_new (FwTrackId    id,
                      FwCategoryId category)
{
  FwTrackBuilder *self = g_new0 (FwTrackBuilder, 1);

  self->id = id;
  self->category = category;
  self->source = manual_source ();
  self->keys = g_array_new (FALSE, FALSE, sizeof (FwKeyframe));
  g_array_set_clear_func (self->keys, clear_keyframe);
  self->keys_sorted = TRUE;
  self->outside = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  self->outside_sorted = TRUE;
  self->fixed = g_array_new (FALSE, FALSE, sizeof (FwFixed));

  return self;
}

/* The attribute keyframes of @name, made when there are none yet. */
static GArray *
ensure_changes (FwTrackBuilder *self,
                const char     *name)
{
  const char *interned = g_intern_string (name);
  GArray *changes;

  if (self->changes == NULL)
    self->changes
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  changes = g_hash_table_lookup (self->changes, interned);
  if (changes == NULL)
    {
      changes = g_array_new (FALSE, FALSE, sizeof (FwChange));
      g_hash_table_insert (self->changes, (gpointer) interned, changes);
    }

  return changes;
}

FwTrackBuilder *
fw_track_builder_new_from (const FwTrack *track)
{
  FwTrackBuilder *self;
  const FwTrackExtra *extra;

  g_return_val_if_fail (track != NULL, NULL);

  self = fw_track_builder_new (track->id, track->category);
  extra = track->extra;
  self->source = track->source;
  self->author = track->author;
  self->single = track->is_single;

  g_array_append_vals (self->keys, track->keys, track->n_keys);
  for (guint32 i = 0; i < track->n_keys; i++)
    fw_shape_ref (track->keys[i].shape);

  if (extra == NULL)
    return self;

  self->name = g_strdup (extra->name);
  self->group = extra->group;

  if (extra->n_outside > 0)
    g_array_append_vals (self->outside, extra->outside, extra->n_outside);

  if (extra->n_fixed > 0)
    g_array_append_vals (self->fixed, extra->fixed, extra->n_fixed);

  for (guint32 i = 0; i < extra->n_changing; i++)
    g_array_append_vals (ensure_changes (self, extra->changing[i].name),
                         extra->changing[i].changes, extra->changing[i].n_changes);

  for (guint32 i = 0; i < extra->n_rings; i++)
    fw_track_builder_add_ring_order (self, extra->order + extra->rings[i].first,
                                     extra->rings[i].n, extra->rings[i].is_hole);

  for (guint32 i = 0; i < extra->n_on_edge; i++)
    fw_track_builder_add_on_edge (self, extra->on_edge[i]);

  for (guint32 i = 0; i < extra->n_confirmed; i++)
    fw_track_builder_confirm (self, extra->confirmed[i].span, extra->confirmed[i].manual);

  return self;
}

void
fw_track_builder_free (FwTrackBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_array_unref (self->keys);
  g_array_unref (self->outside);
  g_array_unref (self->fixed);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->holes, g_array_unref);
  g_clear_pointer (&self->on_edge, g_array_unref);
  g_clear_pointer (&self->confirmed, g_array_unref);
  g_free (self);
}

void
fw_track_builder_set_id (FwTrackBuilder *self,
                         FwTrackId       id)
{
  g_return_if_fail (self != NULL);

  self->id = id;
}

void
fw_track_builder_set_category (FwTrackBuilder *self,
                               FwCategoryId    category)
{
  g_return_if_fail (self != NULL);

  self->category = category;
}

void
fw_track_builder_set_name (FwTrackBuilder *self,
                           const char     *name)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  self->name = g_strdup (name);
}

void
fw_track_builder_set_source (FwTrackBuilder *self,
                             const char     *source)
{
  g_return_if_fail (self != NULL);

  self->source = g_intern_string (source != NULL ? source : "manual");
}

void
fw_track_builder_set_author (FwTrackBuilder *self,
                             const char     *author)
{
  g_return_if_fail (self != NULL);

  self->author = g_intern_string (author);
}

void
fw_track_builder_set_group (FwTrackBuilder *self,
                            gint64          group)
{
  g_return_if_fail (self != NULL);

  self->group = group;
}

void
fw_track_builder_set_single (FwTrackBuilder *self,
                             gboolean        single)
{
  g_return_if_fail (self != NULL);

  self->single = single;
}

static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  /* Keyframes and attribute keyframes both start with their frame. */
  FwFrame x = *(const FwFrame *) a;
  FwFrame y = *(const FwFrame *) b;

  return (x > y) - (x < y);
}

void
fw_track_builder_sort_keys (FwTrackBuilder *self)
{
  GArray *keys;

  if (self->keys_sorted)
    return;

  /* The sort is stable, so the last one set for a frame stands last. */
  g_array_sort (self->keys, compare_frames);

  keys = g_array_sized_new (FALSE, FALSE, sizeof (FwKeyframe), self->keys->len);
  for (guint i = 0; i < self->keys->len; i++)
    {
      FwKeyframe *key = &g_array_index (self->keys, FwKeyframe, i);
      gboolean replaced = i + 1 < self->keys->len && key[1].frame == key[0].frame;

      if (replaced)
        fw_shape_unref (key->shape);
      else
        g_array_append_val (keys, *key);
    }

  g_array_set_clear_func (self->keys, NULL);
  g_array_unref (self->keys);
  g_array_set_clear_func (keys, clear_keyframe);
  self->keys = keys;
  self->keys_sorted = TRUE;
}

gssize
fw_track_builder_find_key (FwTrackBuilder *self,
                           FwFrame         frame)
{
  guint low = 0;
  guint high = self->keys->len;

  g_assert (self->keys_sorted);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->keys, FwKeyframe, middle).frame <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return (gssize) low - 1;
}

void
fw_track_builder_clear_on_edge (FwTrackBuilder *self,
                                FwFrame         frame)
{
  guint kept = 0;

  if (self->on_edge == NULL)
    return;

  for (guint i = 0; i < self->on_edge->len; i++)
    {
      FwOnEdge on_edge = g_array_index (self->on_edge, FwOnEdge, i);

      if (on_edge.frame != frame)
        g_array_index (self->on_edge, FwOnEdge, kept++) = on_edge;
    }

  g_array_set_size (self->on_edge, kept);
}

/* Whether two shapes have the same vertices, wherever these are. */
static gboolean
same_vertices (const FwShape *a,
               const FwShape *b)
{
  gsize n_rings = fw_shape_get_n_rings (a);

  if (n_rings != fw_shape_get_n_rings (b))
    return FALSE;

  for (gsize r = 0; r < n_rings; r++)
    {
      FwRing ring_a = fw_shape_get_ring (a, r);
      FwRing ring_b = fw_shape_get_ring (b, r);

      if (ring_a.n_vertices != ring_b.n_vertices)
        return FALSE;

      for (gsize i = 0; i < ring_a.n_vertices; i++)
        {
          if (ring_a.vertices[i].id != ring_b.vertices[i].id)
            return FALSE;
        }
    }

  return TRUE;
}

void
fw_track_builder_set_key (FwTrackBuilder *self,
                          FwFrame         frame,
                          FwShape        *shape)
{
  FwKeyframe key = { frame, shape };
  FwFrame last;

  g_return_if_fail (self != NULL);
  g_return_if_fail (frame >= 0 && frame <= FW_FRAME_MAX);
  g_return_if_fail (shape != NULL);

  fw_shape_ref (shape);
  last = self->keys->len > 0
           ? g_array_index (self->keys, FwKeyframe, self->keys->len - 1).frame
           : FW_FRAME_NONE;

  if (self->keys_sorted && frame <= last)
    {
      gssize index = fw_track_builder_find_key (self, frame);
      FwKeyframe *old = index < 0 ? NULL : &g_array_index (self->keys, FwKeyframe, index);

      if (old != NULL && old->frame == frame)
        {
          /* What was known about absent vertices held for the old neighbours. */
          if (!same_vertices (old->shape, shape))
            fw_track_builder_clear_on_edge (self, frame);

          fw_shape_unref (old->shape);
          old->shape = shape;
          return;
        }

      self->keys_sorted = FALSE;
    }

  g_array_append_val (self->keys, key);
}

void
fw_track_builder_remove_key (FwTrackBuilder *self,
                             FwFrame         frame)
{
  gssize index;

  g_return_if_fail (self != NULL);

  fw_track_builder_sort_keys (self);
  index = fw_track_builder_find_key (self, frame);

  if (index < 0 || g_array_index (self->keys, FwKeyframe, index).frame != frame)
    return;

  g_array_remove_index (self->keys, index);
  fw_track_builder_clear_on_edge (self, frame);
}

void
fw_track_builder_move_key (FwTrackBuilder *self,
                           FwFrame         from,
                           FwFrame         to)
{
  gssize index;

  fw_track_builder_sort_keys (self);
  index = fw_track_builder_find_key (self, from);
  g_assert (index >= 0 && g_array_index (self->keys, FwKeyframe, index).frame == from);

  g_array_index (self->keys, FwKeyframe, index).frame = to;
  self->keys_sorted = FALSE;

  for (guint i = 0; self->on_edge != NULL && i < self->on_edge->len; i++)
    {
      FwOnEdge *on_edge = &g_array_index (self->on_edge, FwOnEdge, i);

      if (on_edge->frame == from)
        on_edge->frame = to;
    }
}

static FwValue
changes_value_at (const GArray *changes,
                  FwFrame       frame)
{
  FwValue value = g_array_index (changes, FwChange, 0).value;

  for (guint i = 0; i < changes->len; i++)
    {
      FwChange change = g_array_index (changes, FwChange, i);

      if (change.frame > frame)
        break;

      value = change.value;
    }

  return value;
}

void
fw_track_changes_tidy (GArray *changes)
{
  guint kept = 0;

  g_array_sort (changes, compare_frames);

  for (guint i = 0; i < changes->len; i++)
    {
      FwChange *change = &g_array_index (changes, FwChange, i);

      if (i + 1 < changes->len && change[1].frame == change[0].frame)
        continue;

      if (kept > 0
          && fw_value_equal (g_array_index (changes, FwChange, kept - 1).value, change->value))
        continue;

      g_array_index (changes, FwChange, kept++) = *change;
    }

  g_array_set_size (changes, kept);

  /* Never set is the same as set to nothing all the time. */
  if (kept == 1 && g_array_index (changes, FwChange, 0).value.type == FW_VALUE_NULL)
    g_array_set_size (changes, 0);
}

static void
crop_changes (GArray *changes,
              FwSpan  span)
{
  FwChange first = { span.first };
  gboolean is_needed;
  guint kept = 0;

  fw_track_changes_tidy (changes);
  if (changes->len == 0)
    return;

  /* The first change also holds before its frame, so the start needs a value
   * of its own only when that change is cut off. */
  first.value = changes_value_at (changes, span.first);
  is_needed = g_array_index (changes, FwChange, 0).frame <= span.first
              || g_array_index (changes, FwChange, 0).frame > span.last;

  for (guint i = 0; i < changes->len; i++)
    {
      FwChange change = g_array_index (changes, FwChange, i);

      if (change.frame > span.first && change.frame <= span.last)
        g_array_index (changes, FwChange, kept++) = change;
    }

  g_array_set_size (changes, kept);
  if (is_needed)
    g_array_prepend_val (changes, first);
}

void
fw_track_builder_crop (FwTrackBuilder *self,
                       FwSpan          span)
{
  GHashTableIter iter;
  gpointer changes;
  gssize before, last;

  g_return_if_fail (self != NULL);
  g_return_if_fail (span.first <= span.last);

  fw_track_builder_sort_keys (self);
  last = fw_track_builder_find_key (self, span.last);
  if ((guint) (last + 1) < self->keys->len)
    g_array_remove_range (self->keys, last + 1, self->keys->len - (last + 1));

  before = fw_track_builder_find_key (self, span.first - 1);
  if (before >= 0)
    g_array_remove_range (self->keys, 0, before + 1);

  if (self->changes != NULL)
    {
      g_hash_table_iter_init (&iter, self->changes);
      while (g_hash_table_iter_next (&iter, NULL, &changes))
        crop_changes (changes, span);
    }

  if (span.first > 0)
    fw_track_builder_remove_outside (self, (FwSpan) { 0, span.first - 1 });

  if (span.last < FW_FRAME_MAX)
    fw_track_builder_remove_outside (self, (FwSpan) { span.last + 1, FW_FRAME_MAX });
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const FwSpan *x = a;
  const FwSpan *y = b;

  return (x->first > y->first) - (x->first < y->first);
}

static void
sort_outside (FwTrackBuilder *self)
{
  guint kept = 0;

  if (self->outside_sorted)
    return;

  g_array_sort (self->outside, compare_spans);

  for (guint i = 0; i < self->outside->len; i++)
    {
      FwSpan span = g_array_index (self->outside, FwSpan, i);
      FwSpan *previous = kept > 0 ? &g_array_index (self->outside, FwSpan, kept - 1) : NULL;

      if (previous != NULL && (gint64) span.first <= (gint64) previous->last + 1)
        previous->last = MAX (previous->last, span.last);
      else
        g_array_index (self->outside, FwSpan, kept++) = span;
    }

  g_array_set_size (self->outside, kept);
  self->outside_sorted = TRUE;
}

void
fw_track_builder_add_outside (FwTrackBuilder *self,
                              FwSpan          span)
{
  g_return_if_fail (self != NULL);

  if (span.first > span.last)
    return;

  g_array_append_val (self->outside, span);
  self->outside_sorted = FALSE;
}

void
fw_track_builder_remove_outside (FwTrackBuilder *self,
                                 FwSpan          span)
{
  GArray *kept;

  g_return_if_fail (self != NULL);

  if (span.first > span.last || self->outside->len == 0)
    return;

  sort_outside (self);
  kept = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  for (guint i = 0; i < self->outside->len; i++)
    {
      FwSpan old = g_array_index (self->outside, FwSpan, i);
      FwSpan left = { old.first, MIN ((gint64) old.last, (gint64) span.first - 1) };
      FwSpan right = { MAX ((gint64) old.first, (gint64) span.last + 1), old.last };

      if (left.first <= left.last)
        g_array_append_val (kept, left);

      if (right.first <= right.last)
        g_array_append_val (kept, right);
    }

  g_array_unref (self->outside);
  self->outside = kept;
}

void
fw_track_builder_set_fixed (FwTrackBuilder *self,
                            const char     *name,
                            FwValue         value)
{
  FwFixed fixed = { g_intern_string (name), value };
  guint i;

  g_return_if_fail (self != NULL && name != NULL);

  for (i = 0; i < self->fixed->len; i++)
    {
      FwFixed *old = &g_array_index (self->fixed, FwFixed, i);
      int order = strcmp (old->name, name);

      if (order > 0)
        break;

      if (order < 0)
        continue;

      if (value.type == FW_VALUE_NULL)
        g_array_remove_index (self->fixed, i);
      else
        old->value = value;
      return;
    }

  if (value.type != FW_VALUE_NULL)
    g_array_insert_val (self->fixed, i, fixed);
}

void
fw_track_builder_set_change (FwTrackBuilder *self,
                             const char     *name,
                             FwFrame         frame,
                             FwValue         value)
{
  FwChange change = { frame, value };

  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (frame >= 0 && frame <= FW_FRAME_MAX);

  g_array_append_val (ensure_changes (self, name), change);
}

void
fw_track_builder_remove_change (FwTrackBuilder *self,
                                const char     *name,
                                FwFrame         frame)
{
  GArray *changes;
  guint kept = 0;

  g_return_if_fail (self != NULL && name != NULL);

  changes = ensure_changes (self, name);

  for (guint i = 0; i < changes->len; i++)
    {
      FwChange change = g_array_index (changes, FwChange, i);

      if (change.frame != frame)
        g_array_index (changes, FwChange, kept++) = change;
    }

  g_array_set_size (changes, kept);
}

void
fw_track_builder_clear_changes (FwTrackBuilder *self,
                                const char     *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (self->changes != NULL)
    g_hash_table_remove (self->changes, g_intern_string (name));
}

void
fw_track_builder_add_ring_order (FwTrackBuilder *self,
                                 const guint32  *ids,
                                 gsize           n_ids,
                                 gboolean        is_hole)
{
  GArray *order;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ids != NULL || n_ids == 0);
  g_return_if_fail (n_ids < G_MAXUINT32);

  if (self->orders == NULL)
    {
      self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      self->holes = g_array_new (FALSE, FALSE, sizeof (gboolean));
    }

  order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);
  if (n_ids > 0)
    g_array_append_vals (order, ids, n_ids);

  g_ptr_array_add (self->orders, order);
  g_array_append_val (self->holes, is_hole);
}

void
fw_track_builder_add_on_edge (FwTrackBuilder *self,
                              FwOnEdge        on_edge)
{
  g_return_if_fail (self != NULL);

  if (self->on_edge == NULL)
    self->on_edge = g_array_new (FALSE, FALSE, sizeof (FwOnEdge));

  g_array_append_val (self->on_edge, on_edge);
}

/* One kind for all keyframes: a box among rotated boxes is one that is not turned. */
static gboolean
unite_kinds (FwTrackBuilder *self,
             GError        **error)
{
  guint kinds = 0;

  for (guint i = 0; i < self->keys->len; i++)
    kinds |= 1u << g_array_index (self->keys, FwKeyframe, i).shape->kind;

  if ((kinds & (kinds - 1)) == 0)
    return TRUE;

  for (guint i = 0; i < self->keys->len; i++)
    {
      FwKeyframe *key = &g_array_index (self->keys, FwKeyframe, i);
      FwKeyframe *first = &g_array_index (self->keys, FwKeyframe, 0);
      FwPoint centre;
      double width, height, degrees;

      if (kinds != ((1u << FW_SHAPE_BOX) | (1u << FW_SHAPE_ROTATED_BOX)))
        {
          if (key->shape->kind == first->shape->kind)
            continue;

          g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                       _("Object %" PRId64 " is a %s in frame %d and a %s in frame %d. "
                         "One object has one kind of shape."),
                       self->id, fw_shape_kind_to_word (first->shape->kind), first->frame,
                       fw_shape_kind_to_word (key->shape->kind), key->frame);
          return FALSE;
        }

      fw_shape_get_rotated_box (key->shape, &centre, &width, &height, &degrees);
      fw_shape_unref (key->shape);
      key->shape = fw_shape_new_rotated_box (centre.x, centre.y, width, height, degrees);
    }

  return TRUE;
}

/* Gaps strictly inside the span; a keyframe inside a gap cuts it in two,
 * because a person said that the object is there. */
static void
fit_outside (FwTrackBuilder *self)
{
  FwFrame first = g_array_index (self->keys, FwKeyframe, 0).frame;
  FwFrame last = g_array_index (self->keys, FwKeyframe, self->keys->len - 1).frame;
  GArray *fitted;

  if (self->outside->len == 0)
    return;

  sort_outside (self);
  fitted = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  for (guint i = 0; i < self->outside->len; i++)
    {
      FwSpan span = g_array_index (self->outside, FwSpan, i);
      gssize key;

      span.first = MAX (span.first, first + 1);
      span.last = MIN (span.last, last - 1);
      if (span.first > span.last)
        continue;

      /* From keyframe to keyframe. */
      for (key = fw_track_builder_find_key (self, span.first - 1) + 1;
           span.first <= span.last; key++)
        {
          FwFrame frame = g_array_index (self->keys, FwKeyframe, key).frame;
          FwSpan part = { span.first, MIN (span.last, frame - 1) };

          if (part.first <= part.last)
            g_array_append_val (fitted, part);

          span.first = frame + 1;
        }
    }

  g_array_unref (self->outside);
  self->outside = fitted;
}

/* Adds the keyframes that gaps need at their borders, from @track, which is
 * what the builder makes without them. Returns whether there were any. */
static gboolean
add_borders (FwTrackBuilder *self,
             const FwTrack  *track)
{
  guint n_keys = self->keys->len;

  for (guint i = 0; i < self->outside->len; i++)
    {
      FwSpan gap = g_array_index (self->outside, FwSpan, i);
      FwFrame borders[] = { gap.first - 1, gap.last + 1 };

      for (gsize j = 0; j < G_N_ELEMENTS (borders); j++)
        {
          gssize index = fw_track_find_keyframe (track, borders[j]);
          FwKeyframe key = { borders[j], NULL };

          if (track->keys[index].frame == borders[j])
            continue;

          key.shape
            = fw_track_interpolate (track, index, fw_track_get_progress (track, index, key.frame));
          g_array_append_val (self->keys, key);
          self->keys_sorted = FALSE;
        }
    }

  fw_track_builder_sort_keys (self);

  return self->keys->len != n_keys;
}

FwTrack *
fw_track_builder_end (FwTrackBuilder *self,
                      GError        **error)
{
  g_autoptr (FwTrackBuilder) owned = self;
  FwTrack *track;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->keys->len == 0)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_LAST_KEYFRAME,
                   _("Object %" PRId64 " has no keyframe. An object needs at least one."),
                   self->id);
      return NULL;
    }

  fw_track_builder_sort_keys (self);

  if (!unite_kinds (self, error))
    return NULL;

  if (self->keys->len > 1)
    self->single = FALSE;

  fw_track_builder_identify (self);
  fit_outside (self);
  fw_track_builder_tidy_confirmed (
    self, (FwSpan) { g_array_index (self->keys, FwKeyframe, 0).frame,
                     g_array_index (self->keys, FwKeyframe, self->keys->len - 1).frame });

  track = fw_track_builder_assemble (self);

  if (add_borders (self, track))
    {
      fw_track_unref (track);
      track = fw_track_builder_assemble (self);
    }

  return track;
}
