/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Corners of a polygon or polyline: put in, taken out, moved, at one keyframe.
 *
 * The other keyframes never change shape by it. They learn at which ratio of
 * their edge a new corner lies; the keyframe that loses a corner learns where
 * on its remaining edge the corner went. Corners that are absent from the same
 * edge are kept where they are by scaling their ratios to the parts.
 */

#include "core/track-edit.h"

#include "core/error.h"
#include "core/shape-private.h"
#include "core/track-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* A polygon as it is in one frame, to be changed. */
typedef struct
{
  FwShape *shape;  /* (owned) */
  GArray **rings;  /* (owned) (element-type FwVertex) */
  gsize    n_rings;
} Outline;

static void
outline_clear (Outline *self)
{
  for (gsize i = 0; i < self->n_rings; i++)
    g_array_unref (self->rings[i]);

  g_free (self->rings);
  g_clear_pointer (&self->shape, fw_shape_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outline, outline_clear)

/* Fills @self with what the track is in @frame. */
static gboolean
outline_init (Outline *self,
              FwTrack *track,
              FwFrame  frame,
              GError **error)
{
  if (!fw_kind_has_rings (track->kind))
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                   _("Object %" PRId64 " is no polygon or polyline; it has no corners to "
                     "change."),
                   track->id);
      return FALSE;
    }

  self->shape = fw_track_dup_shape_at (track, frame);
  if (self->shape == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not in view in frame %d."), track->id, frame);
      return FALSE;
    }

  self->n_rings = fw_shape_get_n_rings (self->shape);
  self->rings = g_new (GArray *, self->n_rings);

  for (gsize i = 0; i < self->n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (self->shape, i);

      self->rings[i] = g_array_sized_new (FALSE, FALSE, sizeof (FwVertex), ring.n_vertices + 1);
      g_array_append_vals (self->rings[i], ring.vertices, ring.n_vertices);
    }

  return TRUE;
}

/* The ring and the index in it of the vertex @id. */
static gboolean
outline_find (const Outline *self,
              guint32        id,
              gsize         *out_ring,
              gsize         *out_index)
{
  for (gsize r = 0; r < self->n_rings; r++)
    {
      for (guint i = 0; i < self->rings[r]->len; i++)
        {
          if (g_array_index (self->rings[r], FwVertex, i).id == id)
            {
              *out_ring = r;
              *out_index = i;
              return TRUE;
            }
        }
    }

  return FALSE;
}

static FwVertex
outline_vertex (const Outline *self,
                gsize          ring,
                gsize          index)
{
  const GArray *vertices = self->rings[ring];

  return g_array_index (vertices, FwVertex, index % vertices->len);
}

static FwShape *
outline_to_shape (const Outline *self)
{
  g_autofree FwRing *rings = g_new (FwRing, self->n_rings);

  for (gsize i = 0; i < self->n_rings; i++)
    {
      rings[i] = fw_shape_get_ring (self->shape, i);
      rings[i].vertices = (const FwVertex *) (gpointer) self->rings[i]->data;
      rings[i].n_vertices = self->rings[i]->len;
    }

  return fw_shape_new_rings (rings, self->n_rings);
}

static gboolean
set_no_vertex_error (FwTrack *track,
                     FwFrame  frame,
                     GError **error)
{
  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
               _("Object %" PRId64 " has no such corner in frame %d."), track->id, frame);
  return FALSE;
}

/* Whether @id stands between @before and @after in the cyclic order of their ring. */
static gboolean
is_between (const FwTrack *track,
            guint32        before,
            guint32        id,
            guint32        after)
{
  const FwVertexPlace *a = fw_track_find_place (track->extra, before);
  const FwVertexPlace *v = fw_track_find_place (track->extra, id);
  const FwVertexPlace *b = fw_track_find_place (track->extra, after);

  if (a == NULL || v == NULL || b == NULL || a->ring != v->ring || b->ring != v->ring)
    return FALSE;

  /* Unsigned: counted round the ring from @before. */
  return v->place != a->place && (a == b || v->place - a->place < b->place - a->place);
}

/* The shape of the keyframe at @frame changes its vertices. What the track
 * knows about absent ones is carried over through @scale, which gets the id and
 * the old ratio. */
typedef double (*ScaleRatio) (guint32 id, double ratio, gpointer user_data);

static void
set_key_scaled (FwTrackBuilder *builder,
                const FwTrack  *track,
                FwFrame         frame,
                FwShape        *shape,
                ScaleRatio      scale,
                gpointer        user_data)
{
  gsize n;
  const FwOnEdge *on_edge = fw_track_get_on_edge (track, &n);

  fw_track_builder_set_key (builder, frame, shape);
  fw_track_builder_clear_on_edge (builder, frame);

  for (gsize i = 0; i < n; i++)
    {
      FwOnEdge entry = on_edge[i];

      if (entry.frame != frame)
        continue;

      entry.ratio = scale (entry.id, entry.ratio, user_data);
      fw_track_builder_add_on_edge (builder, entry);
    }
}

/* The edge on which a corner comes or goes. */
typedef struct
{
  const FwTrack *track;
  guint32        before;
  guint32        at; /* the corner that goes; 0 when one comes */
  guint32        after;
  double         ratio;
} EdgeChange;

static double
scale_for_insertion (guint32  id,
                     double   ratio,
                     gpointer user_data)
{
  const EdgeChange *change = user_data;

  if (!is_between (change->track, change->before, id, change->after))
    return ratio;

  if (ratio <= change->ratio)
    return change->ratio > 0.0 ? ratio / change->ratio : 0.0;

  return (ratio - change->ratio) / (1.0 - change->ratio);
}

/* Between which two vertices of the whole order a new corner comes, and where
 * between them: vertices that are absent from the edge count here. */
static EdgeChange
find_neighbours (const EdgeChange *edge,
                 FwFrame           frame)
{
  EdgeChange near = *edge;
  double from = 0.0;
  double to = 1.0;
  gsize n;
  const FwOnEdge *on_edge = fw_track_find_on_edge (edge->track->extra, frame, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwOnEdge *absent = &on_edge[i];

      if (!is_between (edge->track, near.before, absent->id, near.after))
        continue;

      if (absent->ratio <= edge->ratio)
        {
          near.before = absent->id;
          from = absent->ratio;
        }
      else
        {
          near.after = absent->id;
          to = absent->ratio;
        }
    }

  near.ratio = to > from ? (edge->ratio - from) / (to - from) : 0.0;

  return near;
}

/* Puts @id behind @at into the ring order that holds it, or before it. */
static void
insert_into_order (FwTrackBuilder *builder,
                   guint32         at,
                   gboolean        is_behind,
                   guint32         id)
{
  for (guint r = 0; r < builder->orders->len; r++)
    {
      GArray *order = g_ptr_array_index (builder->orders, r);

      for (guint i = 0; i < order->len; i++)
        {
          if (g_array_index (order, guint32, i) != at)
            continue;

          g_array_insert_val (order, is_behind ? i + 1 : i, id);
          return;
        }
    }
}

static double
scale_for_deletion (guint32  id,
                    double   ratio,
                    gpointer user_data)
{
  const EdgeChange *change = user_data;

  if (is_between (change->track, change->before, id, change->at))
    return ratio * change->ratio;

  if (is_between (change->track, change->at, id, change->after))
    return change->ratio + ratio * (1.0 - change->ratio);

  return ratio;
}

/* Where the vertex @id is on the edge of the keyframe: its ratio when it is
 * absent there, else @present. */
static double
ratio_at (const FwTrack *track,
          FwFrame        frame,
          guint32        id,
          double         present)
{
  gsize n;
  const FwOnEdge *on_edge = fw_track_find_on_edge (track->extra, frame, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (on_edge[i].id == id)
        return on_edge[i].ratio;
    }

  return present;
}

static double
scale_not (guint32  id,
           double   ratio,
           gpointer user_data)
{
  return ratio;
}

/* A line goes on beyond its end: elsewhere the new vertex lies at the old one. */
static FwTrack *
extend_line (FwTrack       *track,
             FwFrame        frame,
             const Outline *outline,
             gsize          ring,
             FwVertex       vertex,
             gboolean       at_end,
             GError       **error)
{
  GArray *line = outline->rings[ring];
  guint32 old = g_array_index (line, FwVertex, at_end ? line->len - 1 : 0).id;
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  g_autoptr (FwShape) shape = NULL;

  g_array_insert_val (line, at_end ? line->len : 0, vertex);
  shape = outline_to_shape (outline);

  set_key_scaled (builder, track, frame, shape, scale_not, NULL);
  insert_into_order (builder, old, at_end, vertex.id);

  for (guint32 i = 0; i < track->n_keys; i++)
    {
      if (track->keys[i].frame != frame)
        fw_track_builder_add_on_edge (
          builder, (FwOnEdge) { track->keys[i].frame, vertex.id, at_end ? 0.0 : 1.0 });
    }

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_insert_vertex (FwTrack  *track,
                             FwFrame   frame,
                             gsize     ring,
                             gsize     edge,
                             double    ratio,
                             FwPoint   point,
                             guint32  *out_id,
                             GError  **error)
{
  g_auto (Outline) outline = { NULL };
  g_autoptr (FwShape) shape = NULL;
  FwTrackBuilder *builder;
  FwVertex vertex;
  EdgeChange change, near;
  gboolean is_open;

  g_return_val_if_fail (track != NULL, NULL);

  if (!outline_init (&outline, track, frame, error))
    return NULL;

  is_open = track->kind == FW_SHAPE_POLYLINE;
  if (ring >= outline.n_rings
      || (edge >= outline.rings[ring]->len && !(is_open && edge == FW_EDGE_BEFORE_FIRST)))
    {
      set_no_vertex_error (track, frame, error);
      return NULL;
    }

  ratio = isfinite (ratio) ? CLAMP (ratio, 0.0, 1.0) : 0.5;
  vertex = (FwVertex) { point.x, point.y, fw_track_get_next_vertex (track) };

  if (is_open && (edge == FW_EDGE_BEFORE_FIRST || edge + 1 == outline.rings[ring]->len))
    {
      if (out_id != NULL)
        *out_id = vertex.id;

      return extend_line (track, frame, &outline, ring, vertex, edge != FW_EDGE_BEFORE_FIRST,
                          error);
    }

  change = (EdgeChange) { track, outline_vertex (&outline, ring, edge).id, 0,
                          outline_vertex (&outline, ring, edge + 1).id, ratio };
  near = find_neighbours (&change, frame);

  g_array_insert_val (outline.rings[ring], edge + 1, vertex);
  shape = outline_to_shape (&outline);

  builder = fw_track_builder_new_from (track);
  set_key_scaled (builder, track, frame, shape, scale_for_insertion, &change);
  insert_into_order (builder, near.before, TRUE, vertex.id);

  for (guint32 i = 0; i < track->n_keys; i++)
    {
      FwFrame other = track->keys[i].frame;
      double from = ratio_at (track, other, near.before, 0.0);
      double to = ratio_at (track, other, near.after, 1.0);

      if (other != frame)
        fw_track_builder_add_on_edge (
          builder, (FwOnEdge) { other, vertex.id, fw_lerp (from, to, near.ratio) });
    }

  if (out_id != NULL)
    *out_id = vertex.id;

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_delete_vertex (FwTrack  *track,
                             FwFrame   frame,
                             guint32   id,
                             GError  **error)
{
  g_auto (Outline) outline = { NULL };
  g_autoptr (FwShape) shape = NULL;
  FwTrackBuilder *builder;
  FwVertex before, vertex, after;
  EdgeChange change;
  gsize ring, index, n;
  gboolean is_open, is_end;

  g_return_val_if_fail (track != NULL, NULL);

  if (!outline_init (&outline, track, frame, error))
    return NULL;

  if (!outline_find (&outline, id, &ring, &index))
    {
      set_no_vertex_error (track, frame, error);
      return NULL;
    }

  n = outline.rings[ring]->len;
  is_open = track->kind == FW_SHAPE_POLYLINE;
  is_end = is_open && (index == 0 || index + 1 == n);

  if (is_open && n <= 2)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("The line has only %d points in frame %d, and a line needs 2. Delete the "
                     "object instead."),
                   (int) n, frame);
      return NULL;
    }

  if (!is_open && n <= 3)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("The outline has only %d corners in frame %d, and a polygon needs 3. Delete "
                      "the object instead."),
                   (int) n, frame);
      return NULL;
    }

  before = outline_vertex (&outline, ring, index + n - 1);
  vertex = outline_vertex (&outline, ring, index);
  after = outline_vertex (&outline, ring, index + 1);
  change = (EdgeChange) { track, before.id, id, after.id, 0.5 };

  if (before.x != after.x || before.y != after.y)
    fw_segment_distance (FW_POINT (before.x, before.y), FW_POINT (after.x, after.y),
                         FW_POINT (vertex.x, vertex.y), &change.ratio);
  if (!isfinite (change.ratio))
    change.ratio = 0.5;

  /* It goes into the new end. */
  if (is_end)
    change.ratio = index == 0 ? 0.0 : 1.0;

  g_array_remove_index (outline.rings[ring], index);
  shape = outline_to_shape (&outline);

  builder = fw_track_builder_new_from (track);
  set_key_scaled (builder, track, frame, shape, is_end ? scale_not : scale_for_deletion,
                  &change);
  fw_track_builder_add_on_edge (builder, (FwOnEdge) { frame, id, change.ratio });

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_move_vertex (FwTrack  *track,
                           FwFrame   frame,
                           guint32   id,
                           FwPoint   to,
                           GError  **error)
{
  g_auto (Outline) outline = { NULL };
  g_autoptr (FwShape) shape = NULL;
  FwVertex *vertex;
  gsize ring, index;

  g_return_val_if_fail (track != NULL, NULL);

  if (!outline_init (&outline, track, frame, error))
    return NULL;

  if (!outline_find (&outline, id, &ring, &index))
    {
      set_no_vertex_error (track, frame, error);
      return NULL;
    }

  vertex = &g_array_index (outline.rings[ring], FwVertex, index);
  vertex->x = to.x;
  vertex->y = to.y;
  shape = outline_to_shape (&outline);

  return fw_track_edit_shape (track, frame, shape, error);
}
