/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading labels for checks: picture sizes, visible lengths, and attributes
 * together with the frame up to which they hold, so that nothing is looked up
 * again while nothing changes.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <math.h>

static void
find_uniform_size (FwCheckContext *self)
{
  FwFrameInfo first;

  self->is_uniform = TRUE;
  if (!self->frames || self->n_frames == 0)
    return;

  first = fw_frame_list_get (self->frames, 0);
  self->image_width = first.width;
  self->image_height = first.height;
  for (FwFrame i = 1; i < self->n_frames && self->is_uniform; i++)
    {
      FwFrameInfo info = fw_frame_list_get (self->frames, i);

      self->is_uniform = info.width == first.width && info.height == first.height;
    }
}

void
fw_check_context_init (FwCheckContext *self,
                       const FwPlan   *plan,
                       FwSnapshot     *snapshot,
                       FwSpanIndex    *spans)
{
  *self = (FwCheckContext) {
    .plan = plan,
    .snapshot = snapshot,
    .frames = fw_snapshot_get_frame_list (snapshot),
    .deleted = fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED),
    .spans = spans,
  };
  if (self->deleted && fw_span_set_get_count (self->deleted) == 0)
    self->deleted = NULL;
  if (self->frames)
    {
      self->n_frames = MIN (fw_frame_list_get_length (self->frames), (gsize) FW_FRAME_MAX);
      self->fps = fw_frame_list_get_fps (self->frames);
    }
  find_uniform_size (self);
}

void
fw_check_context_get_image (const FwCheckContext *self,
                            FwFrame               frame,
                            double               *out_width,
                            double               *out_height)
{
  if (self->is_uniform)
    {
      *out_width = self->image_width;
      *out_height = self->image_height;
      return;
    }

  FwFrameInfo info = fw_frame_list_get (self->frames, frame);

  *out_width = info.width;
  *out_height = info.height;
}

FwSpanSet *
fw_check_context_get_seen (const FwCheckContext *self)
{
  return fw_check_facts_get_known (self->facts) & FW_FACT_SEEN
             ? fw_check_facts_get_seen (self->facts)
             : fw_snapshot_get_seen (self->snapshot);
}

static gint64
count_deleted (const FwCheckContext *self,
               FwSpan                span)
{
  return fw_span_set_count_below (self->deleted, span.last + 1)
         - fw_span_set_count_below (self->deleted, span.first);
}

gint64
fw_check_context_count_visible (const FwCheckContext *self,
                                const FwTrack        *track,
                                FwSpan                span)
{
  FwSpan life = fw_track_get_span (track);
  gsize n_outside;
  const FwSpan *outside = fw_track_get_outside (track, &n_outside);
  gint64 n;

  span = (FwSpan) { MAX (span.first, life.first), MIN (span.last, life.last) };
  if (span.first > span.last)
    return 0;

  n = fw_span_length (span) - (self->deleted ? count_deleted (self, span) : 0);
  for (gsize i = 0; i < n_outside; i++)
    {
      FwSpan gap = { MAX (span.first, outside[i].first), MIN (span.last, outside[i].last) };

      if (gap.first <= gap.last)
        n -= fw_span_length (gap) - (self->deleted ? count_deleted (self, gap) : 0);
    }

  return n;
}

gint64
fw_check_context_get_length (const FwCheckContext *self,
                             const FwTrack        *track)
{
  return self->deleted
             ? fw_check_context_count_visible (self, track, fw_track_get_span (track))
             : fw_track_get_n_visible (track);
}

/* The last frame before the next change of one attribute after @frame. */
static FwFrame
find_change_end (const FwTrack *track,
                 const char    *name,
                 FwFrame        frame)
{
  gsize n, low = 0, high;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  high = n;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (changes[middle].frame <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return low < n ? changes[low].frame - 1 : FW_FRAME_MAX;
}

FwFrame
fw_check_context_read_attributes (const FwCheckContext *self,
                                  const FwTrack        *track,
                                  FwFrame               frame,
                                  FwValue              *values)
{
  const FwPlan *plan = self->plan;
  gsize n_changing = fw_track_get_n_changing (track);
  gsize n_fixed = fw_track_get_n_fixed (track);
  FwFrame end = FW_FRAME_MAX;

  for (guint i = 0; i < plan->n_attributes; i++)
    {
      if (!plan->is_used[i])
        continue;
      values[i] = (FwValue) { .type = FW_VALUE_NULL };
      if (n_changing + n_fixed == 0)
        continue;
      values[i] = fw_track_get_attribute (track, plan->attributes[i].name, frame);
      if (n_changing > 0)
        end = MIN (end, find_change_end (track, plan->attributes[i].name, frame));
    }

  if (plan->reads_all)
    for (gsize i = 0; i < n_changing; i++)
      end = MIN (end, find_change_end (track, fw_track_get_changing (track, i), frame));

  return end;
}

gboolean
fw_check_context_get_label (const FwCheckContext *self,
                            const FwTrack        *track,
                            FwFrame               frame,
                            FwValue              *values,
                            FwShape             **shape,
                            FwLabel              *out)
{
  FwTrackCursor cursor;
  FwRect box;

  if (!track || fw_check_context_is_deleted (self, frame))
    return FALSE;

  fw_track_cursor_init (&cursor, track);
  if (!fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, &box)))
    return FALSE;

  fw_check_context_read_attributes (self, track, frame, values);
  *out = (FwLabel) {
    .context = self,
    .track = track,
    .category = fw_plan_get_category (self->plan, fw_track_get_category (track)),
    .frame = frame,
    .box = box,
    .attributes = values,
    .shape = shape,
    .length = fw_check_context_get_length (self, track),
  };

  return TRUE;
}
