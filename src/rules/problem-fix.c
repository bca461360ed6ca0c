/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a fix makes of a track. Every fix changes what the finding names, in the
 * frames it names, and nothing else:
 *
 * Clip. In each frame of the run the shape becomes what the person saw of it
 * inside the picture, and every other frame stays exactly as it was. Cutting
 * only the keyframes would not do: between a keyframe inside and one that is
 * now cut, the interpolated box would lag behind the object. So keyframes are
 * added on both sides of each frame in which a side begins or ends to be cut;
 * in between all sides move in straight lines, as before, and boxes come out
 * exact. Frames in which nothing of the shape is left become outside, or end
 * the track.
 *
 * Set and clear attribute. The value is written for the run and what held
 * before and after it keeps holding there.
 *
 * Rename. The object gets the category that took the place of its own, as a
 * whole: a track has one category.
 *
 * Delete. The label goes from the frames of the run: the track is cut at an
 * end, gets a gap in the middle, or goes away when nothing is left.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include "core/error.h"

#include <glib/gi18n.h>

/* Which sides are cut, or that nothing is left. */
#define CUT_LEFT 1
#define CUT_TOP 2
#define CUT_RIGHT 4
#define CUT_BOTTOM 8
#define CUT_ALL 16

typedef struct
{
  FwTrack     *track;
  FwFrameList *frames;
  FwSpan       life;
} Clipper;

static FwRect
get_picture (Clipper *self,
             FwFrame  frame)
{
  FwFrameInfo info = { 0 };

  if (self->frames)
    info = fw_frame_list_get (self->frames, frame);

  return FW_RECT (0, 0, info.width, info.height);
}

static FwShape *
clip_at (Clipper *self,
         FwFrame  frame)
{
  g_autoptr(FwShape) shape = fw_track_dup_shape_at (self->track, frame);

  return shape ? fw_shape_clip (shape, get_picture (self, frame)) : NULL;
}

static guint
find_cut (Clipper *self,
          FwFrame  frame)
{
  FwRect picture = get_picture (self, frame), box;
  guint cut = 0;

  if (!fw_track_get_bounds_at (self->track, frame, &box))
    return 0;
  if (!(fw_rect_area (fw_rect_intersection (box, picture)) > 0.0))
    return CUT_ALL;

  cut |= box.x < 0.0 ? CUT_LEFT : 0;
  cut |= box.y < 0.0 ? CUT_TOP : 0;
  cut |= box.x + box.width > picture.width ? CUT_RIGHT : 0;
  cut |= box.y + box.height > picture.height ? CUT_BOTTOM : 0;

  return cut;
}

static gboolean
is_visible (Clipper *self,
            FwFrame  frame)
{
  return fw_presence_is_visible (fw_track_get_presence (self->track, frame));
}

/* Pins the cut shape at @frame; FALSE when nothing of it is left. */
static gboolean
pin (Clipper        *self,
     FwTrackBuilder *builder,
     FwFrame         frame)
{
  g_autoptr(FwShape) shape = clip_at (self, frame);

  if (shape)
    fw_track_builder_set_key (builder, frame, shape);

  return shape != NULL;
}

/* Takes the label out of the frames of @span; FALSE when no frame is left. */
static gboolean
remove_frames (FwTrackBuilder *builder,
               FwTrack        *track,
               FwSpan          span,
               FwSpan         *life)
{
  FwFrame frame = span.first - 1;

  if (span.first <= life->first && span.last >= life->last)
    return FALSE;

  if (span.first <= life->first || span.last >= life->last)
    {
      FwSpan rest = span.first <= life->first ? (FwSpan) { span.last + 1, life->last }
                                              : (FwSpan) { life->first, span.first - 1 };

      /* A track never begins or ends in a gap. */
      while (rest.first <= rest.last
             && !fw_presence_is_visible (fw_track_get_presence (track, rest.first)))
        rest.first++;
      while (rest.first <= rest.last
             && !fw_presence_is_visible (fw_track_get_presence (track, rest.last)))
        rest.last--;
      if (rest.first > rest.last)
        return FALSE;

      FwFrame ends[2] = { rest.first, rest.last };

      for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
        if (fw_track_get_presence (track, ends[i]) == FW_PRESENCE_INTERPOLATED)
          {
            g_autoptr(FwShape) shape = fw_track_dup_shape_at (track, ends[i]);

            fw_track_builder_set_key (builder, ends[i], shape);
          }
      fw_track_builder_crop (builder, rest);
      *life = rest;
      return TRUE;
    }

  /* Both neighbours of the gap keep the shape they have now. */
  for (int side = 0; side < 2; side++, frame = span.last + 1)
    if (fw_track_get_presence (track, frame) == FW_PRESENCE_INTERPOLATED)
      {
        g_autoptr(FwShape) shape = fw_track_dup_shape_at (track, frame);

        fw_track_builder_set_key (builder, frame, shape);
      }
  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    if (fw_span_contains (span, fw_track_get_keyframe (track, i).frame))
      fw_track_builder_remove_key (builder, fw_track_get_keyframe (track, i).frame);
  fw_track_builder_add_outside (builder, span);

  return TRUE;
}

static FwTrack *
clip_track (const FwProblem *self,
            FwTrack         *track,
            FwSnapshot      *snapshot,
            GError         **error)
{
  Clipper clipper = { track, fw_snapshot_get_frame_list (snapshot), fw_track_get_span (track) };
  FwSpan run
      = { MAX (self->span.first, clipper.life.first), MIN (self->span.last, clipper.life.last) };
  g_autoptr(FwTrackBuilder) builder = fw_track_builder_new_from (track);
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  guint before = 0;
  gsize n_pinned = 0;

  for (FwFrame frame = run.first; frame <= run.last + 1; frame++)
    {
      gboolean is_in_run = frame <= run.last;
      guint cut = is_in_run && is_visible (&clipper, frame) ? find_cut (&clipper, frame) : 0;
      FwSpan *last = gone->len > 0 ? &g_array_index (gone, FwSpan, gone->len - 1) : NULL;

      /* A side begins or ends to be cut: both frames are pinned. */
      if (cut != before)
        {
          if (before != CUT_ALL && frame > clipper.life.first && is_visible (&clipper, frame - 1))
            n_pinned += pin (&clipper, builder, frame - 1);
          if (cut != CUT_ALL && frame <= clipper.life.last && is_visible (&clipper, frame))
            {
              g_autoptr(FwShape) shape = is_in_run ? clip_at (&clipper, frame)
                                                   : fw_track_dup_shape_at (track, frame);

              if (shape)
                fw_track_builder_set_key (builder, frame, shape);
            }
        }
      if (cut != 0 && cut != CUT_ALL
          && (fw_track_has_keyframe (track, frame) || frame == run.first || frame == run.last))
        n_pinned += pin (&clipper, builder, frame);
      if (cut == CUT_ALL && last && last->last == frame - 1)
        last->last = frame;
      else if (cut == CUT_ALL)
        g_array_append_vals (gone, &(FwSpan) { frame, frame }, 1);
      before = cut;
    }
  if (n_pinned == 0 && gone->len == 0)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("The shape does not reach past the border here any more."));
      return NULL;
    }

  g_autoptr(FwTrack) cut_track = fw_track_builder_end (g_steal_pointer (&builder), error);

  for (guint i = 0; cut_track && i < gone->len; i++)
    {
      g_autoptr(FwTrackBuilder) rest = fw_track_builder_new_from (cut_track);
      FwSpan life = fw_track_get_span (cut_track);

      if (!remove_frames (rest, cut_track, g_array_index (gone, FwSpan, i), &life))
        {
          g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                               _ ("Nothing of this object lies inside the picture; delete it "
                                  "instead."));
          return NULL;
        }

      FwTrack *shorter = fw_track_builder_end (g_steal_pointer (&rest), error);

      fw_track_unref (cut_track);
      cut_track = shorter;
    }

  return g_steal_pointer (&cut_track);
}

/* Writes @value in the frames of @span only. */
static FwTrack *
write_attribute (FwTrack    *track,
                 const char *name,
                 FwSpan      span,
                 FwValue     value,
                 gboolean    is_fixed,
                 GError    **error)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwSpan life = fw_track_get_span (track);
  gsize n, i;
  const FwChange *changes = fw_track_get_changes (track, name, &n);
  FwValue first = fw_track_get_attribute (track, name, life.first);
  FwValue after = fw_track_get_attribute (track, name, MIN (span.last + 1, life.last));
  gboolean changes_after = FALSE;

  span.first = MAX (span.first, life.first);
  span.last = MIN (span.last, life.last);
  if (is_fixed || fw_track_is_single (track))
    {
      fw_track_builder_clear_changes (builder, name);
      fw_track_builder_set_fixed (builder, name, value);
      return fw_track_builder_end (builder, error);
    }

  /* The first attribute keyframe also holds before its frame. */
  if (span.first > life.first)
    fw_track_builder_set_change (builder, name, life.first, first);
  for (i = 0; i < n; i++)
    {
      if (fw_span_contains (span, changes[i].frame))
        fw_track_builder_remove_change (builder, name, changes[i].frame);
      changes_after |= changes[i].frame == span.last + 1;
    }
  fw_track_builder_set_fixed (builder, name, fw_value_null ());
  fw_track_builder_set_change (builder, name, span.first, value);
  if (span.last < life.last && !changes_after)
    fw_track_builder_set_change (builder, name, span.last + 1, after);

  return fw_track_builder_end (builder, error);
}

static FwTrack *
drop_parts (const FwProblem *self,
            FwTrack         *track,
            GError         **error)
{
  g_autoptr(FwShape) smaller = NULL;
  g_autoptr(GArray) rings = g_array_new (FALSE, FALSE, sizeof (FwRing));
  FwKeyframe key = fw_track_get_keyframe (track, 0);
  FwTrackBuilder *builder;
  gboolean keeps = FALSE;

  for (gsize i = 0; i < fw_shape_get_n_rings (key.shape); i++)
    {
      FwRing ring = fw_shape_get_ring (key.shape, i);
      g_autofree FwPoint *points = fw_ring_dup_points (ring);

      /* Holes go with the part they are cut out of. */
      if (!ring.is_hole)
        keeps = ABS (fw_ring_signed_area (points, ring.n_vertices)) >= self->limit;
      if (keeps)
        g_array_append_val (rings, ring);
    }
  if (fw_track_get_n_keyframes (track) != 1 || rings->len == 0
      || rings->len == fw_shape_get_n_rings (key.shape))
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("There are no small parts to remove here any more."));
      return NULL;
    }

  smaller = fw_shape_new_rings ((const FwRing *) (gpointer) rings->data, rings->len);
  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_key (builder, key.frame, smaller);

  return fw_track_builder_end (builder, error);
}

static FwTrack *
rename_track (const FwProblem *self,
              FwTrack         *track,
              FwSnapshot      *snapshot,
              GError         **error)
{
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  FwTrackBuilder *builder;

  if (!taxonomy || !fw_taxonomy_find (taxonomy, self->fix_category))
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("The new category is not there any more."));
      return NULL;
    }
  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_category (builder, self->fix_category);

  return fw_track_builder_end (builder, error);
}

/* Takes the object out of the frames; *@out_after is NULL when nothing is left. */
static gboolean
delete_frames (FwTrack  *track,
               FwSpan    span,
               FwTrack **out_after,
               GError  **error)
{
  g_autoptr(FwTrackBuilder) builder = fw_track_builder_new_from (track);
  FwSpan life = fw_track_get_span (track);

  if (span.last < life.first || span.first > life.last)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("The object is not in these frames any more."));
      return FALSE;
    }
  *out_after = NULL;
  if (!remove_frames (builder, track, span, &life))
    return TRUE;
  *out_after = fw_track_builder_end (g_steal_pointer (&builder), error);

  return *out_after != NULL;
}

gboolean
fw_problem_apply_fix (const FwProblem  *self,
                      FwSnapshot       *snapshot,
                      FwTrack         **out_after,
                      GError          **error)
{
  g_return_val_if_fail (self && snapshot && out_after, FALSE);

  FwTrack *track = self->fix_track ? fw_snapshot_get_track (snapshot, self->fix_track) : NULL;

  return fw_problem_apply_fix_to (self, track, snapshot, out_after, error);
}

gboolean
fw_problem_apply_fix_to (const FwProblem  *self,
                         FwTrack          *track,
                         FwSnapshot       *snapshot,
                         FwTrack         **out_after,
                         GError          **error)
{
  g_return_val_if_fail (self && snapshot && out_after, FALSE);

  *out_after = NULL;
  if (self->fix == FW_FIX_NONE)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                           _ ("There is no fix for this."));
      return FALSE;
    }
  if (!track)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("The object was deleted in the meantime."));
      return FALSE;
    }

  switch (self->fix)
    {
    case FW_FIX_CLIP:
      *out_after = clip_track (self, track, snapshot, error);
      return *out_after != NULL;
    case FW_FIX_SET_ATTRIBUTE:
    case FW_FIX_CLEAR_ATTRIBUTE:
      *out_after = write_attribute (track, self->fix_attribute, self->span, self->fix_value,
                                    self->fix_is_fixed, error);
      return *out_after != NULL;
    case FW_FIX_RENAME:
      *out_after = rename_track (self, track, snapshot, error);
      return *out_after != NULL;
    case FW_FIX_DROP_SMALL_PARTS:
      *out_after = drop_parts (self, track, error);
      return *out_after != NULL;
    default:
      return delete_frames (track, self->span, out_after, error);
    }
}
