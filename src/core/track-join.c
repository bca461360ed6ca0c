/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two tracks become one, one becomes two, and two exchange their ends.
 *
 * All of it is cutting parts out of tracks and weaving two tracks that are
 * never in view together into one. Weaving takes the keyframes of both; frames
 * in which neither is in view become gaps; each attribute follows the track
 * that is in view. The corners of two polygon tracks know nothing of each
 * other, so the second one's ids are replaced: by those of the corners they
 * match where the tracks first meet, else by new ones.
 */

#include "core/track-edit.h"

#include "core/error.h"
#include "core/interpolate.h"
#include "core/shape-private.h"
#include "core/track-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* A run of frames in which one of the two tracks is in view. */
typedef struct
{
  FwSpan         span;
  const FwTrack *owner;
} Piece;

static void
add_pieces (const FwTrack *track,
            GArray        *pieces)
{
  FwSpan whole = fw_track_get_span (track);
  Piece piece = { { whole.first, 0 }, track };
  gsize n;
  const FwSpan *outside = fw_track_get_outside (track, &n);

  for (gsize i = 0; i < n; i++)
    {
      piece.span.last = outside[i].first - 1;
      g_array_append_val (pieces, piece);
      piece.span.first = outside[i].last + 1;
    }

  piece.span.last = whole.last;
  g_array_append_val (pieces, piece);
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  FwFrame x = ((const Piece *) a)->span.first;
  FwFrame y = ((const Piece *) b)->span.first;

  return (x > y) - (x < y);
}

/* The pieces of both tracks, ascending. */
static GArray *
collect_pieces (const FwTrack *a,
                const FwTrack *b)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  add_pieces (a, pieces);
  add_pieces (b, pieces);
  g_array_sort (pieces, compare_pieces);

  return pieces;
}

/* New ids for the corners of the second track. */
typedef struct
{
  GHashTable *ids;       /* old → new */
  gboolean   *backwards; /* of each of its rings */
  guint64     first_id;  /* of the new ones */
  guint64     next_id;
} Renaming;

static guint32
rename_id (Renaming *self,
           guint32   id)
{
  gpointer renamed = g_hash_table_lookup (self->ids, GUINT_TO_POINTER (id));

  if (renamed == NULL)
    {
      /* 0 when the range is used up; the builder then finds an id. */
      renamed = GUINT_TO_POINTER (self->next_id <= G_MAXUINT32 ? self->next_id++ : 0);
      g_hash_table_insert (self->ids, GUINT_TO_POINTER (id), renamed);
    }

  return GPOINTER_TO_UINT (renamed);
}

/* The number of the track's ring that a keyframe's ring belongs to. */
static guint32
find_ring (const FwTrack *track,
           FwRing         ring)
{
  const FwVertexPlace *place = fw_track_find_place (track->extra, ring.vertices[0].id);

  if (place != NULL)
    return place->ring;

  /* A track with one keyframe has no table of places. */
  for (guint32 r = 0; r < fw_track_get_n_rings (track); r++)
    {
      gsize n;
      const guint32 *order = fw_track_get_ring_order (track, r, &n, NULL);

      for (gsize i = 0; i < n; i++)
        {
          if (order[i] == ring.vertices[0].id)
            return r;
        }
    }

  g_assert_not_reached ();
}

static FwPoint *
dup_points (FwRing ring)
{
  FwPoint *points = g_new (FwPoint, ring.n_vertices);

  for (gsize i = 0; i < ring.n_vertices; i++)
    points[i] = FW_POINT (ring.vertices[i].x, ring.vertices[i].y);

  return points;
}

/* Names the corners of @ring, in @track, after those of @ref that they match. */
static void
rename_ring (Renaming      *self,
             FwRing         ref,
             const FwTrack *track,
             FwRing         ring)
{
  g_autofree FwPoint *left = dup_points (ref);
  g_autofree FwPoint *right = dup_points (ring);
  g_autoptr (GArray) matches = NULL;
  gboolean reversed;

  matches = ring.is_open ? fw_line_match (left, ref.n_vertices, right, ring.n_vertices, &reversed)
                         : fw_ring_match (left, ref.n_vertices, right, ring.n_vertices, &reversed);
  self->backwards[find_ring (track, ring)] = reversed;

  for (guint i = 0; i < matches->len; i++)
    {
      FwRingMatch match = g_array_index (matches, FwRingMatch, i);

      if (match.left >= 0 && match.right >= 0)
        g_hash_table_insert (self->ids, GUINT_TO_POINTER (ring.vertices[match.right].id),
                             GUINT_TO_POINTER (ref.vertices[match.left].id));
    }
}

/* Matches the rings of the two shapes one after another, parts with parts and
 * holes with holes. */
static void
rename_rings (Renaming      *self,
              FwShape       *ref,
              const FwTrack *track,
              FwShape       *shape)
{
  gsize next[2] = { 0, 0 };

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      gsize *r = &next[ring.is_hole ? 1 : 0];

      while (*r < fw_shape_get_n_rings (ref) && fw_shape_get_ring (ref, *r).is_hole != ring.is_hole)
        ++*r;

      if (*r < fw_shape_get_n_rings (ref))
        rename_ring (self, fw_shape_get_ring (ref, (*r)++), track, ring);
    }
}

static FwShape *
rename_shape (Renaming      *self,
              const FwTrack *track,
              const FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);
  g_autofree FwVertex *vertices = g_new (FwVertex, fw_shape_get_n_vertices (shape));
  g_autofree FwRing *rings = g_new (FwRing, n_rings);
  gsize first = 0;

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      gboolean backwards = self->backwards[find_ring (track, ring)];

      rings[i] = (FwRing) { vertices + first, ring.n_vertices, ring.is_hole, ring.is_open };

      for (gsize k = 0; k < ring.n_vertices; k++)
        {
          FwVertex v = ring.vertices[backwards ? ring.n_vertices - 1 - k : k];

          v.id = rename_id (self, v.id);
          vertices[first++] = v;
        }
    }

  return fw_shape_new_rings (rings, n_rings);
}

/* Puts the renamed order of a ring of @track into @orders: behind the corners
 * that both have, or as a ring of its own. */
static void
weave_order (Renaming      *self,
             const FwTrack *track,
             guint32        ring,
             GPtrArray     *orders,
             GArray        *holes)
{
  gsize n;
  gboolean is_hole;
  const guint32 *order = fw_track_get_ring_order (track, ring, &n, &is_hole);
  g_autofree guint32 *renamed = g_new (guint32, n);
  g_autoptr (GArray) woven = NULL;
  g_autoptr (GHashTable) known = NULL;  /* corners of the order that is there */
  g_autoptr (GHashTable) behind = NULL; /* corner → the one behind it in renamed */
  gboolean is_open = track->kind == FW_SHAPE_POLYLINE;
  GArray *into = NULL;
  gsize start = 0;
  gsize lead = 0; /* renamed corners before the first that both have */

  for (gsize i = 0; i < n; i++)
    renamed[i] = rename_id (self, order[self->backwards[ring] ? n - 1 - i : i]);

  /* A corner that got the id of another one leads to the order of both. */
  while (start < n && renamed[start] >= self->first_id)
    start++;

  for (guint o = 0; start < n && o < orders->len && into == NULL; o++)
    {
      GArray *candidate = g_ptr_array_index (orders, o);

      for (guint i = 0; i < candidate->len && into == NULL; i++)
        {
          if (g_array_index (candidate, guint32, i) == renamed[start])
            into = candidate;
        }
    }

  if (into == NULL)
    {
      into = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (into, renamed, n);
      g_ptr_array_add (orders, into);
      g_array_append_val (holes, is_hole);
      return;
    }

  woven = g_array_new (FALSE, FALSE, sizeof (guint32));
  known = g_hash_table_new (NULL, NULL);
  behind = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < into->len; i++)
    g_hash_table_add (known, GUINT_TO_POINTER (g_array_index (into, guint32, i)));

  for (gsize k = 0; k < n; k++)
    g_hash_table_insert (behind, GUINT_TO_POINTER (renamed[k]), GSIZE_TO_POINTER (k + 1));

  while (is_open && lead < n && !g_hash_table_contains (known, GUINT_TO_POINTER (renamed[lead])))
    lead++;

  for (guint i = 0; i < into->len; i++)
    {
      guint32 id = g_array_index (into, guint32, i);
      gsize at = GPOINTER_TO_SIZE (g_hash_table_lookup (behind, GUINT_TO_POINTER (id)));

      /* In a circle these come behind the last one. */
      if (lead > 0 && at == lead + 1)
        g_array_append_vals (woven, renamed, lead);

      g_array_append_val (woven, id);
      if (at == 0 || (is_open && at == n))
        continue;

      for (gsize k = at % n; !g_hash_table_contains (known, GUINT_TO_POINTER (renamed[k]));
           k = (k + 1) % n)
        {
          g_array_append_val (woven, renamed[k]);
          if (is_open && k + 1 == n)
            break;
        }
    }

  g_array_set_size (into, 0);
  g_array_append_vals (into, woven->data, woven->len);
}

/* Adds the keyframes of @track, of polygons or polylines, with corners that the
 * builder's track knows. @meet is the keyframe shape of that track to match
 * the first one of @track with. */
static void
weave_polygons (FwTrackBuilder *builder,
                FwShape        *meet,
                const FwTrack  *track,
                guint32         next_id)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autofree gboolean *backwards = g_new0 (gboolean, fw_track_get_n_rings (track) + 1);
  Renaming renaming = { ids, backwards, next_id, next_id };
  gsize n_on_edge;
  const FwOnEdge *on_edge = fw_track_get_on_edge (track, &n_on_edge);

  rename_rings (&renaming, meet, track, track->keys[0].shape);

  if (builder->orders == NULL)
    fw_track_builder_add_ring_order (builder, NULL, 0, FALSE);

  for (guint32 r = 0; r < fw_track_get_n_rings (track); r++)
    weave_order (&renaming, track, r, builder->orders, builder->holes);

  for (guint32 i = 0; i < track->n_keys; i++)
    {
      g_autoptr (FwShape) shape = rename_shape (&renaming, track, track->keys[i].shape);

      fw_track_builder_set_key (builder, track->keys[i].frame, shape);
    }

  for (gsize i = 0; i < n_on_edge; i++)
    {
      const FwVertexPlace *place = fw_track_find_place (track->extra, on_edge[i].id);
      FwOnEdge entry = { on_edge[i].frame, rename_id (&renaming, on_edge[i].id),
                         on_edge[i].ratio };

      if (place != NULL && backwards[place->ring])
        entry.ratio = 1.0 - entry.ratio;

      fw_track_builder_add_on_edge (builder, entry);
    }
}

/* Adds the keyframes of @track to those of @first, which begins earlier. */
static void
weave_keys (FwTrackBuilder *builder,
            const FwTrack  *first,
            const FwTrack  *track)
{
  gssize before = fw_track_find_keyframe (first, track->keys[0].frame);

  if (fw_kind_has_rings (track->kind))
    {
      weave_polygons (builder, first->keys[MAX (before, 0)].shape, track,
                      fw_track_get_next_vertex (first));
      return;
    }

  for (guint32 i = 0; i < track->n_keys; i++)
    fw_track_builder_set_key (builder, track->keys[i].frame, track->keys[i].shape);
}

/* The attribute @name follows the track that is in view. */
static void
weave_changes (FwTrackBuilder *builder,
               const char     *name,
               const GArray   *pieces)
{
  fw_track_builder_clear_changes (builder, name);
  fw_track_builder_set_fixed (builder, name, fw_value_null ());

  for (guint i = 0; i < pieces->len;)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      FwFrame from = i == 0 ? 0 : piece->span.first;
      FwFrame to;
      gsize n;
      const FwChange *changes = fw_track_get_changes (piece->owner, name, &n);
      FwValue value = fw_track_get_value (piece->owner, name, piece->span.first);

      for (i++; i < pieces->len && g_array_index (pieces, Piece, i).owner == piece->owner;)
        i++;
      to = i < pieces->len ? g_array_index (pieces, Piece, i).span.first - 1 : FW_FRAME_MAX;

      /* The first of all may keep its place: it holds before its frame too. */
      if (from > 0 || n == 0 || changes[0].frame > to)
        fw_track_builder_set_change (builder, name, piece->span.first, value);

      for (gsize k = 0; k < n; k++)
        {
          if (changes[k].frame >= from && changes[k].frame <= to)
            fw_track_builder_set_change (builder, name, changes[k].frame, changes[k].value);
        }
    }
}

/* One track from two that are never in view together; all but the keyframes,
 * gaps and changing attributes is that of @first, which begins earlier. */
static FwTrackBuilder *
weave (const FwTrack *first,
       const FwTrack *second)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (first);
  g_autoptr (GArray) pieces = collect_pieces (first, second);
  const FwTrack *both[] = { first, second };
  const char *built_in[] = { FW_CHANGE_OCCLUDED, FW_CHANGE_Z_ORDER };

  weave_keys (builder, first, second);

  fw_track_builder_remove_outside (builder, (FwSpan) { 0, FW_FRAME_MAX });
  for (guint i = 1; i < pieces->len; i++)
    {
      FwSpan gap = { g_array_index (pieces, Piece, i - 1).span.last + 1,
                     g_array_index (pieces, Piece, i).span.first - 1 };

      fw_track_builder_add_outside (builder, gap);
    }

  for (gsize t = 0; t < 2; t++)
    {
      for (gsize i = 0; i < fw_track_get_n_changing (both[t]); i++)
        weave_changes (builder, fw_track_get_changing (both[t], i), pieces);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      gsize n_first, n_second;

      fw_track_get_changes (first, built_in[i], &n_first);
      fw_track_get_changes (second, built_in[i], &n_second);
      if (n_first > 0 || n_second > 0)
        weave_changes (builder, built_in[i], pieces);
    }

  return builder;
}

static gboolean
require_alike (FwTrack  *a,
               FwTrack  *b,
               GError  **error)
{
  if (a->kind != b->kind)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                   _("Object %" PRId64 " is a %s and object %" PRId64 " a %s. "
                     "One object has one kind of shape."),
                   a->id, fw_shape_kind_to_word (a->kind), b->id, fw_shape_kind_to_word (b->kind));
      return FALSE;
    }

  if (a->category != b->category)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                   _("Objects %" PRId64 " and %" PRId64 " have different "
                     "categories. Give them the same one first."),
                   a->id, b->id);
      return FALSE;
    }

  return TRUE;
}

/* The frames in which both are in view: the first run, and how many runs. */
static guint
find_overlap (FwTrack *a,
              FwTrack *b,
              FwSpan  *out_first)
{
  g_autoptr (GArray) pieces_a = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) pieces_b = g_array_new (FALSE, FALSE, sizeof (Piece));
  guint i = 0, j = 0, n = 0;

  add_pieces (a, pieces_a);
  add_pieces (b, pieces_b);

  while (i < pieces_a->len && j < pieces_b->len)
    {
      FwSpan x = g_array_index (pieces_a, Piece, i).span;
      FwSpan y = g_array_index (pieces_b, Piece, j).span;
      FwSpan common = { MAX (x.first, y.first), MIN (x.last, y.last) };

      if (common.first <= common.last && n++ == 0)
        *out_first = common;

      if (x.last <= y.last)
        i++;
      else
        j++;
    }

  return n;
}

static void
set_overlap_error (GError **error,
                   FwSpan   first,
                   guint    n)
{
  g_autofree char *frames = NULL;

  if (first.first == first.last)
    frames = g_strdup_printf (_("Both are visible in frame %d"), first.first);
  else
    frames = g_strdup_printf (_("Both are visible in frames %d to %d"), first.first, first.last);

  if (n > 1)
    {
      g_autofree char *more
        = g_strdup_printf (ngettext ("and in %u more place", "and in %u more places", n - 1),
                           n - 1);

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_OVERLAP,
                   _("%s %s, so they cannot be one object."), frames, more);
    }
  else
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_OVERLAP,
                   _("%s, so they cannot be one object."), frames);
    }
}

FwTrack *
fw_track_edit_merge (FwTrack  *a,
                     FwTrack  *b,
                     GError  **error)
{
  FwTrack *first, *second;
  FwTrackBuilder *builder;
  FwSpan overlap;
  guint n_overlaps;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  if (!require_alike (a, b, error))
    return NULL;

  n_overlaps = find_overlap (a, b, &overlap);
  if (n_overlaps > 0)
    {
      set_overlap_error (error, overlap, n_overlaps);
      return NULL;
    }

  first = a->keys[0].frame < b->keys[0].frame ? a : b;
  second = first == a ? b : a;
  builder = weave (first, second);
  fw_track_builder_set_single (builder, FALSE);

  if (fw_track_get_name (first) == NULL)
    fw_track_builder_set_name (builder, fw_track_get_name (second));

  if (fw_track_get_group (first) == 0)
    fw_track_builder_set_group (builder, fw_track_get_group (second));

  /* What the earlier one does not say, the later one may. */
  for (gsize i = 0; i < fw_track_get_n_fixed (second); i++)
    {
      FwValue value;
      gsize n_changes;
      const char *name = fw_track_get_fixed (second, i, &value);

      fw_track_get_changes (first, name, &n_changes);
      if (n_changes == 0 && fw_track_get_attribute (first, name, 0).type == FW_VALUE_NULL)
        fw_track_builder_set_fixed (builder, name, value);
    }

  return fw_track_builder_end (builder, error);
}

static gboolean
require_several_frames (FwTrack  *track,
                        GError  **error)
{
  if (!track->is_single)
    return TRUE;

  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
               _("Object %" PRId64 " is in one picture only; there is nothing to cut."),
               track->id);
  return FALSE;
}

gboolean
fw_track_edit_split (FwTrack    *track,
                     FwFrame     frame,
                     FwTrackId   new_id,
                     FwTrack   **out_earlier,
                     FwTrack   **out_later,
                     GError    **error)
{
  g_autoptr (FwTrack) earlier = NULL;
  FwTrackBuilder *builder;
  FwSpan span;

  g_return_val_if_fail (track != NULL, FALSE);
  g_return_val_if_fail (out_earlier != NULL && out_later != NULL, FALSE);

  if (!require_several_frames (track, error))
    return FALSE;

  span = fw_track_get_span (track);
  if (frame <= span.first || frame > span.last)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Object %" PRId64 " goes from frame %d to frame %d; a cut before "
                     "frame %d leaves nothing on one side."),
                   track->id, span.first, span.last, frame);
      return FALSE;
    }

  builder = fw_track_builder_new_part (
    track, fw_track_shrink_to_visible (track, (FwSpan) { span.first, frame - 1 }));
  earlier = fw_track_builder_end (builder, error);
  if (earlier == NULL)
    return FALSE;

  builder = fw_track_builder_new_part (
    track, fw_track_shrink_to_visible (track, (FwSpan) { frame, span.last }));
  fw_track_builder_set_id (builder, new_id);
  *out_later = fw_track_builder_end (builder, error);
  if (*out_later == NULL)
    return FALSE;

  *out_earlier = g_steal_pointer (&earlier);
  return TRUE;
}

/* What the track is in @span, or NULL when it is not in view there. */
static FwTrack *
take_part (FwTrack *track,
           FwSpan   span)
{
  FwSpan part = fw_track_shrink_to_visible (track, span);

  if (part.first > part.last)
    return NULL;

  return fw_track_builder_end (fw_track_builder_new_part (track, part), NULL);
}

/* A track of two parts, of which one may be missing, that is @self in all that
 * does not depend on the frame. */
static FwTrack *
join_parts (FwTrack  *self,
            FwTrack  *head,
            FwTrack  *tail,
            GError  **error)
{
  FwTrackBuilder *builder;

  if (head == NULL && tail == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Nothing of object %" PRId64 " would remain."), self->id);
      return NULL;
    }

  if (head != NULL && tail != NULL)
    builder = weave (head, tail);
  else
    builder = fw_track_builder_new_from (head != NULL ? head : tail);

  fw_track_builder_set_id (builder, self->id);
  fw_track_builder_set_name (builder, fw_track_get_name (self));
  fw_track_builder_set_source (builder, self->source);
  fw_track_builder_set_author (builder, self->author);
  fw_track_builder_set_group (builder, fw_track_get_group (self));

  for (guint i = builder->fixed->len; i-- > 0;)
    fw_track_builder_set_fixed (builder, g_array_index (builder->fixed, FwFixed, i).name,
                                fw_value_null ());

  for (gsize i = 0; i < fw_track_get_n_fixed (self); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (self, i, &value);

      if (builder->changes == NULL
          || !g_hash_table_contains (builder->changes, name))
        fw_track_builder_set_fixed (builder, name, value);
    }

  return fw_track_builder_end (builder, error);
}

gboolean
fw_track_edit_swap_tails (FwTrack  *a,
                          FwTrack  *b,
                          FwFrame   frame,
                          FwTrack **out_a,
                          FwTrack **out_b,
                          GError  **error)
{
  g_autoptr (FwTrack) head_a = NULL;
  g_autoptr (FwTrack) head_b = NULL;
  g_autoptr (FwTrack) tail_a = NULL;
  g_autoptr (FwTrack) tail_b = NULL;
  g_autoptr (FwTrack) new_a = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  g_return_val_if_fail (out_a != NULL && out_b != NULL, FALSE);

  if (!require_several_frames (a, error) || !require_several_frames (b, error)
      || !require_alike (a, b, error))
    return FALSE;

  if (frame > 0)
    {
      head_a = take_part (a, (FwSpan) { 0, frame - 1 });
      head_b = take_part (b, (FwSpan) { 0, frame - 1 });
    }

  tail_a = take_part (a, (FwSpan) { MAX (frame, 0), FW_FRAME_MAX });
  tail_b = take_part (b, (FwSpan) { MAX (frame, 0), FW_FRAME_MAX });

  if (head_a == NULL && head_b == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Neither object is in view before frame %d, so there are only whole tracks "
                     "to exchange."),
                   frame);
      return FALSE;
    }

  if (tail_a == NULL && tail_b == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Neither object is in view in frame %d or later; there is nothing to "
                     "exchange."),
                   frame);
      return FALSE;
    }

  new_a = join_parts (a, head_a, tail_b, error);
  if (new_a == NULL)
    return FALSE;

  *out_b = join_parts (b, head_b, tail_a, error);
  if (*out_b == NULL)
    return FALSE;

  *out_a = g_steal_pointer (&new_a);
  return TRUE;
}
