/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Turning labels. A quarter turn or a mirroring keeps lengths, so boxes stay
 * boxes, vertices keep their identity and places on edges their ratio.
 */

#include "core/turn.h"

#include "core/shape-kinds.h"
#include "core/shape-private.h"
#include "core/track-private.h"

#include <string.h>

/* Masks above it stay as they are: nobody has such a picture. */
#define MAX_PIXELS ((guint64) 1 << 28)

typedef struct
{
  FwOrientation orientation;
  FwPoint       size; /* of the stored picture */
} Place;

struct _FwTurn
{
  gatomicrefcount ref_count;
  GHashTable     *places; /* (owned) frame + 1 -> Place (owned); 0: every frame */

  /* Protected by @lock. What is a key of one is a value of the other. */
  GMutex          lock;
  GHashTable     *tracks[2]; /* (owned) to shown, to stored: FwTrack -> FwTrack, both (owned) */
  GHashTable     *shapes[2]; /* (owned) the same for FwShape */
};

FwTurn *
fw_turn_new (void)
{
  FwTurn *self = g_new0 (FwTurn, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < 2; i++)
    {
      self->tracks[i] = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fw_track_unref,
                                               (GDestroyNotify) fw_track_unref);
      self->shapes[i] = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fw_shape_unref,
                                               (GDestroyNotify) fw_shape_unref);
    }

  return self;
}

FwTurn *
fw_turn_ref (FwTurn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_turn_unref (FwTurn *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->places);
  for (guint i = 0; i < 2; i++)
    {
      g_hash_table_unref (self->tracks[i]);
      g_hash_table_unref (self->shapes[i]);
    }
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
fw_turn_add (FwTurn        *self,
             FwFrame        frame,
             FwOrientation  orientation,
             guint          width,
             guint          height)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (frame >= FW_FRAME_NONE);

  Place place = { orientation, { width, height } };

  g_hash_table_insert (self->places, GINT_TO_POINTER (frame + 1),
                       g_memdup2 (&place, sizeof place));
}

static const Place *
find_place (FwTurn  *self,
            FwFrame  frame)
{
  const Place *all = g_hash_table_lookup (self->places, GINT_TO_POINTER (FW_FRAME_NONE + 1));

  return all ? all : g_hash_table_lookup (self->places, GINT_TO_POINTER (frame + 1));
}

gboolean
fw_turn_has (FwTurn  *self,
             FwFrame  frame)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return find_place (self, frame) != NULL;
}

gsize
fw_turn_get_n (FwTurn *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->places);
}

/* Points and angles */

FwPoint
fw_orientation_turn (FwOrientation self,
                     FwPoint       point,
                     FwPoint       size,
                     gboolean      back)
{
  FwPoint shown = self.transpose ? FW_POINT (size.y, size.x) : size;

  if (!back && self.transpose)
    point = FW_POINT (point.y, point.x);
  if (self.flip_x)
    point.x = shown.x - point.x;
  if (self.flip_y)
    point.y = shown.y - point.y;

  return back && self.transpose ? FW_POINT (point.y, point.x) : point;
}

static double
turn_angle (FwOrientation self,
            double        degrees,
            gboolean      back)
{
  if (!back && self.transpose)
    degrees = 90.0 - degrees;
  if (self.flip_x)
    degrees = 180.0 - degrees;
  if (self.flip_y)
    degrees = -degrees;

  return back && self.transpose ? 90.0 - degrees : degrees;
}

static FwRect
turn_rect (const Place *place,
           FwRect       rect,
           gboolean     back)
{
  FwPoint a = fw_orientation_turn (place->orientation, FW_POINT (rect.x, rect.y), place->size, back);
  FwPoint b = fw_orientation_turn (place->orientation,
                                   FW_POINT (rect.x + rect.width, rect.y + rect.height),
                                   place->size, back);
  gboolean swap = place->orientation.transpose;

  /* The size is that of the box, not what is left of it after two roundings. */
  return FW_RECT (MIN (a.x, b.x), MIN (a.y, b.y), swap ? rect.height : rect.width,
                  swap ? rect.width : rect.height);
}

/* Shapes */

static FwShape *
turn_rotated_box (const Place *place,
                  FwShape     *shape,
                  gboolean     back)
{
  double width, height, degrees;
  FwPoint centre;

  fw_shape_get_rotated_box (shape, &centre, &width, &height, &degrees);
  centre = fw_orientation_turn (place->orientation, centre, place->size, back);
  degrees = turn_angle (place->orientation, degrees, back);

  return fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE
           ? fw_shape_new_ellipse (centre.x, centre.y, width / 2.0, height / 2.0, degrees)
           : fw_shape_new_rotated_box (centre.x, centre.y, width, height, degrees);
}

static FwShape *
turn_rings (const Place *place,
            FwShape     *shape,
            gboolean     back)
{
  const FwPolygonShape *old = (const FwPolygonShape *) shape;
  FwPolygonShape *fresh = fw_polygon_alloc (fw_shape_get_kind (shape), old->n_rings,
                                            old->n_vertices);

  memcpy (fresh->rings, old->rings, old->n_rings * sizeof *old->rings);
  for (guint32 i = 0; i < old->n_vertices; i++)
    {
      FwVertex vertex = old->vertices[i];
      FwPoint point = fw_orientation_turn (place->orientation, FW_POINT (vertex.x, vertex.y),
                                           place->size, back);

      fresh->vertices[i] = (FwVertex) { point.x, point.y, vertex.id };
    }

  return fw_polygon_finish (fresh);
}

static FwShape *
turn_points (const Place *place,
             FwShape     *shape,
             gboolean     back)
{
  FwPointsShape *fresh = fw_points_copy ((const FwPointsShape *) shape);

  if (fresh->has_box)
    fresh->box = turn_rect (place, fresh->box, back);
  for (guint32 i = 0; i < fresh->n; i++)
    {
      FwPoint point = fw_orientation_turn (place->orientation,
                                           FW_POINT (fresh->points[i].x, fresh->points[i].y),
                                           place->size, back);

      fresh->points[i].x = point.x;
      fresh->points[i].y = point.y;
    }

  return fw_points_finish (fresh);
}

/* A byte per pixel, column after column as runs have them. */
static guint8 *
unpack_mask (FwShape *shape,
             guint   *out_width,
             guint   *out_height)
{
  gsize n_runs;
  const guint32 *runs = fw_shape_get_mask_runs (shape, &n_runs, out_width, out_height);
  guint64 n_pixels = (guint64) *out_width * *out_height;
  guint8 *pixels = n_pixels > 0 && n_pixels <= MAX_PIXELS ? g_try_malloc0 (n_pixels) : NULL;
  guint64 at = 0;

  for (gsize i = 0; pixels && i < n_runs && at < n_pixels; i++)
    {
      guint64 run = MIN (runs[i], n_pixels - at);

      if (i % 2 == 1)
        memset (pixels + at, 1, run);
      at += run;
    }

  return pixels;
}

static FwShape *
turn_mask (const Place *place,
           FwShape     *shape,
           gboolean     back)
{
  guint width, height;
  g_autofree guint8 *pixels = unpack_mask (shape, &width, &height);
  FwOrientation turn = place->orientation;
  guint to_width = turn.transpose ? height : width;
  guint to_height = turn.transpose ? width : height;
  FwPoint size = back ? FW_POINT (to_width, to_height) : FW_POINT (width, height);
  g_autoptr(GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint8 value = 0;
  guint32 run = 0;

  if (!pixels)
    return fw_shape_ref (shape);

  for (guint x = 0; x < to_width; x++)
    for (guint y = 0; y < to_height; y++)
      {
        FwPoint from = fw_orientation_turn (turn, FW_POINT (x + 0.5, y + 0.5), size, !back);
        guint8 pixel = pixels[(gsize) from.x * height + (gsize) from.y];

        if (pixel != value)
          {
            g_array_append_val (runs, run);
            run = 0;
            value = pixel;
          }
        run++;
      }
  g_array_append_val (runs, run);

  return fw_shape_new_mask (to_width, to_height, (const guint32 *) (void *) runs->data, runs->len);
}

static FwShape *
make_turned (const Place *place,
             FwShape     *shape,
             gboolean     back)
{
  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_BOX:
      return fw_shape_new_box (turn_rect (place, fw_shape_get_bounds (shape), back));
    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      return turn_rotated_box (place, shape, back);
    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      return turn_rings (place, shape, back);
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return turn_points (place, shape, back);
    case FW_SHAPE_MASK:
      return turn_mask (place, shape, back);
    case FW_SHAPE_CUBOID:
    case FW_SHAPE_TAG:
    default:
      return fw_shape_ref (shape);
    }
}

/* Remembers the pair, both ways. */
static void
remember (GHashTable *maps[2],
          gpointer    from,
          gpointer    to,
          gboolean    back,
          gpointer  (*ref) (gpointer))
{
  g_hash_table_insert (maps[back ? 1 : 0], ref (from), ref (to));
  g_hash_table_insert (maps[back ? 0 : 1], ref (to), ref (from));
}

static gpointer
ref_shape (gpointer shape)
{
  return fw_shape_ref (shape);
}

static gpointer
ref_track (gpointer track)
{
  return fw_track_ref (track);
}

static FwShape *
turn_shape (FwTurn      *self,
            const Place *place,
            FwShape     *shape,
            gboolean     back)
{
  /* Pictures of a folder may share a shape and be turned differently. */
  gboolean is_shared = find_place (self, FW_FRAME_NONE) != NULL;
  FwShape *known
    = is_shared ? g_hash_table_lookup (self->shapes[back ? 1 : 0], shape) : NULL;
  FwShape *turned;

  if (known)
    return fw_shape_ref (known);

  turned = make_turned (place, shape, back);
  /* What is edited and saved again and again need not be kept. */
  if (is_shared && !back && turned != shape)
    remember (self->shapes, shape, turned, FALSE, ref_shape);

  return turned;
}

/* Tracks, steps, snapshots */

static gboolean
is_touched (FwTurn  *self,
            FwTrack *track)
{
  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    if (find_place (self, fw_track_get_keyframe (track, i).frame))
      return TRUE;

  return FALSE;
}

FwTrack *
fw_turn_track (FwTurn   *self,
               FwTrack  *track,
               gboolean  back)
{
  g_return_val_if_fail (self != NULL && track != NULL, NULL);

  FwTrackBuilder *builder;
  FwTrack *turned;

  if (!is_touched (self, track))
    return fw_track_ref (track);

  g_mutex_lock (&self->lock);
  turned = g_hash_table_lookup (self->tracks[back ? 1 : 0], track);
  if (turned)
    {
      fw_track_ref (turned);
      g_mutex_unlock (&self->lock);
      return turned;
    }

  builder = fw_track_builder_new_from (track);
  for (guint i = 0; i < builder->keys->len; i++)
    {
      FwKeyframe *key = &g_array_index (builder->keys, FwKeyframe, i);
      const Place *place = find_place (self, key->frame);
      FwShape *old = key->shape;

      if (!place)
        continue;
      key->shape = turn_shape (self, place, old, back);
      fw_shape_unref (old);
    }
  turned = fw_track_builder_end (builder, NULL);
  if (!turned)
    turned = fw_track_ref (track);
  else if (!back)
    remember (self->tracks, track, turned, FALSE, ref_track);
  g_mutex_unlock (&self->lock);

  return turned;
}

static gpointer
turn_value (FwTurn   *self,
            FwSlot    slot,
            gpointer  value,
            gboolean  back)
{
  return slot.kind == FW_SLOT_TRACK && value ? fw_turn_track (self, value, back)
                                             : fw_slot_value_ref (slot.kind, value);
}

FwStep *
fw_turn_step (FwTurn   *self,
              FwStep   *step,
              gboolean  back)
{
  g_return_val_if_fail (self != NULL && step != NULL, NULL);

  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);
  g_autofree FwSlotChange *turned = g_new0 (FwSlotChange, MAX (n, 1));
  FwStepFacts facts = {
    .label = fw_step_get_label (step),
    .author = fw_step_get_author (step),
    .frame = fw_step_get_frame (step),
    .time_us = fw_step_get_time (step),
  };
  FwStep *result;

  for (gsize i = 0; i < n; i++)
    turned[i] = (FwSlotChange) { changes[i].slot,
                                 turn_value (self, changes[i].slot, changes[i].before, back),
                                 turn_value (self, changes[i].slot, changes[i].after, back) };
  result = fw_step_new (&facts, turned, n);
  for (gsize i = 0; i < n; i++)
    {
      fw_slot_value_unref (turned[i].slot.kind, turned[i].before);
      fw_slot_value_unref (turned[i].slot.kind, turned[i].after);
    }

  return result;
}

static FwFrameList *
turn_frames_back (FwTurn      *self,
                  FwFrameList *frames)
{
  gsize n = fw_frame_list_get_length (frames);
  g_autofree FwFrameInfo *infos = g_new (FwFrameInfo, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    {
      const Place *place = find_place (self, (FwFrame) i);

      infos[i] = fw_frame_list_get (frames, (FwFrame) i);
      if (place)
        {
          infos[i].width = (guint) place->size.x;
          infos[i].height = (guint) place->size.y;
        }
    }

  return fw_frame_list_new (fw_frame_list_is_video (frames), fw_frame_list_get_name (frames),
                            fw_frame_list_get_fps (frames), infos, n);
}

typedef struct
{
  FwTurn            *turn;
  FwSnapshotBuilder *builder;
} Back;

static gboolean
take_back (FwTrack  *track,
           gpointer  user_data)
{
  Back *back = user_data;

  fw_snapshot_builder_take_track (back->builder, fw_turn_track (back->turn, track, TRUE));

  return TRUE;
}

FwSnapshot *
fw_turn_snapshot_back (FwTurn     *self,
                       FwSnapshot *snapshot)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL, NULL);

  Back back = { self, fw_snapshot_builder_new () };
  g_autoptr(FwFrameList) frames = turn_frames_back (self, fw_snapshot_get_frame_list (snapshot));

  fw_snapshot_builder_set_frame_list (back.builder, frames);
  for (FwSlotKind kind = FW_SLOT_TRACK + 1; kind < FW_N_SLOT_KINDS; kind++)
    fw_snapshot_builder_set (back.builder, (FwSlot) { kind, 0 },
                             fw_snapshot_get (snapshot, (FwSlot) { kind, 0 }));
  fw_snapshot_builder_set_seen (back.builder, fw_snapshot_get_seen (snapshot));
  fw_snapshot_builder_set_shown (back.builder, fw_snapshot_get_shown (snapshot));
  fw_snapshot_foreach (snapshot, take_back, &back);

  return fw_snapshot_builder_end (back.builder);
}
