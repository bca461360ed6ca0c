/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that compare a track's frames with other tracks in the frame before:
 * two that exchange their places, an object that goes on under another id, and
 * a second shape of one track in a frame. Comparing starts where a track does
 * something unexpected, which is rare; most frames cost one look.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
get_box (const FwCheckContext *context, const FwTrack *track, FwFrame frame, FwRect *out)
{
  return frame >= 0 && !fw_check_context_is_deleted (context, frame)
         && fw_presence_is_visible (fw_track_get_presence (track, frame))
         && fw_track_get_bounds_at (track, frame, out);
}

/* The last three frames of a track, by cursor. */
typedef struct
{
  FwTrackCursor cursor;
  FwRect boxes[3]; /* of two frames before, one before, and now */
  gboolean is_there[3];
} Trail;

static void
trail_init (Trail *self, const FwTrack *track)
{
  *self = (Trail){ .is_there = { FALSE } };
  fw_track_cursor_init (&self->cursor, track);
}

static void
trail_move (Trail *self, const FwCheckContext *context, FwFrame frame)
{
  for (int i = 0; i < 2; i++)
    {
      self->boxes[i] = self->boxes[i + 1];
      self->is_there[i] = self->is_there[i + 1];
    }
  self->is_there[2]
      = frame >= 0 && !fw_check_context_is_deleted (context, frame)
        && fw_presence_is_visible (fw_track_cursor_move (&self->cursor, frame, &self->boxes[2]));
}

static void
trail_go (Trail *self, const FwCheckContext *context, const FwTrack *track, FwFrame frame)
{
  trail_init (self, track);
  for (FwFrame f = frame - 2; f <= frame; f++)
    trail_move (self, context, f);
}

/* Where the track would be now if it went on as it did; as it is now in size
 * only when it stood still. */
static FwRect
trail_predict (const Trail *self)
{
  FwRect box = self->boxes[1];

  if (self->is_there[0])
    {
      FwPoint from = fw_rect_centre (self->boxes[0]), to = fw_rect_centre (box);

      box.x += to.x - from.x;
      box.y += to.y - from.y;
    }

  return box;
}

static FwSpan
get_walk (const FwTrack *track, FwSpan window)
{
  FwSpan life = fw_track_get_span (track);

  return (FwSpan){ MAX (window.first, life.first), MIN (window.last, life.last) };
}

static gboolean
is_subject (const FwCheckContext *context, const FwCheck *check, const FwTrack *track)
{
  GArray *checks = fw_plan_get_category (context->plan, fw_track_get_category (track))
                       ->checks[FW_FAMILY_CROSS];

  for (guint i = 0; i < checks->len; i++)
    if (g_array_index (checks, guint, i) == check->place)
      return TRUE;

  return FALSE;
}

/* Identity. */

/* Cost of keeping the ids of both tracks in @frame less the cost of
 * exchanging them; NaN where one of them is not there. */
static double
measure_switch (const Trail *a, const Trail *b, double *out_keep, double *out_swap)
{
  if (!a->is_there[1] || !a->is_there[2] || !b->is_there[1] || !b->is_there[2])
    return NAN;

  FwRect where_a = trail_predict (a), where_b = trail_predict (b);
  double keep = 2.0 - fw_rect_iou (where_a, a->boxes[2]) - fw_rect_iou (where_b, b->boxes[2]);
  double swap = 2.0 - fw_rect_iou (where_a, b->boxes[2]) - fw_rect_iou (where_b, a->boxes[2]);

  if (out_keep)
    *out_keep = keep;
  if (out_swap)
    *out_swap = swap;

  return keep - swap;
}

/* Keeping has to cost more than the margin, so one of both has to be worth at
 * least half of it. */
static gboolean
is_unexpected (const FwCheck *check, const Trail *trail)
{
  return trail->is_there[1] && trail->is_there[2]
         && 1.0 - fw_rect_iou (trail_predict (trail), trail->boxes[2])
                >= check->limits[0] / 2.0 - 1e-9;
}

/* The tracks that may have exchanged their places with @track, which does
 * something unexpected, in @frame. When both do it is told on the one with the
 * higher id. */
static void
look_for_switches (const FwCheckContext *context,
                   const FwCheck *check,
                   const FwTrack *track,
                   const Trail *trail,
                   FwFrame frame,
                   GArray *runs)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  fw_span_index_query (context->spans, frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *other = fw_snapshot_get_track (context->snapshot, id);
      Trail its;

      if (!other || other == track || fw_track_is_single (other)
          || !is_subject (context, check, other))
        continue;
      trail_go (&its, context, other, frame);
      if (id > fw_track_get_id (track) && is_unexpected (check, &its))
        continue;
      if (measure_switch (trail, &its, NULL, NULL) > check->limits[0]
          && fw_check_when_at (context, check, track, frame)
          && fw_check_when_at (context, check, other, frame))
        fw_check_add_frame (runs, check, id, frame);
    }
}

static void
cross_switches (const FwCheckContext *context,
                const FwCheck *check,
                const FwTrack *track,
                FwSpan window,
                GArray *runs)
{
  FwSpan walk = get_walk (track, window);
  Trail trail;

  if (fw_track_is_single (track))
    return;

  trail_init (&trail, track);
  trail_move (&trail, context, walk.first - 2);
  trail_move (&trail, context, walk.first - 1);
  for (FwFrame frame = walk.first; frame <= walk.last; frame++)
    {
      trail_move (&trail, context, frame);
      if (is_unexpected (check, &trail))
        look_for_switches (context, check, track, &trail, frame, runs);
    }
}

static char *
tell_switch (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  double keep = 0.0, swap = 0.0;
  Trail mine, its;

  if (!other)
    return g_strdup ("");

  trail_go (&mine, context, track, run.first);
  trail_go (&its, context, other, run.first);
  measure_switch (&mine, &its, &keep, &swap);

  g_autofree char *name = fw_text_object (context, run.other);
  return g_strdup_printf (_ ("At frame %d it is where %s was going, and the reverse: the movement "
                             "costs %.3f as it is and %.3f with both exchanged."),
                          run.first, name, keep, swap);
}

/* The same object under another id. */

/* Whether the track does not lead from the frame before to this one. */
static gboolean
is_break (const FwCheck *check, gboolean was_there, FwRect before, gboolean is_there, FwRect now)
{
  return !was_there || !is_there || !(fw_rect_iou (before, now) > check->limits[0]);
}

static void
look_for_sources (const FwCheckContext *context,
                  const FwCheck *check,
                  const FwTrack *track,
                  FwRect now,
                  FwFrame frame,
                  GArray *runs)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  fw_span_index_query (context->spans, frame - 1, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *other = fw_snapshot_get_track (context->snapshot, id);
      FwRect before, after = { 0 };

      if (!other || other == track || fw_track_is_single (other)
          || fw_track_get_category (other) != fw_track_get_category (track)
          || !get_box (context, other, frame - 1, &before)
          || !(fw_rect_iou (before, now) > check->limits[0]))
        continue;

      gboolean goes_on = get_box (context, other, frame, &after);

      if (is_break (check, TRUE, before, goes_on, after)
          && fw_check_when_at (context, check, track, frame)
          && fw_check_when_at (context, check, other, frame - 1))
        fw_check_add_frame (runs, check, id, frame);
    }
}

static void
cross_ids (const FwCheckContext *context,
           const FwCheck *check,
           const FwTrack *track,
           FwSpan window,
           GArray *runs)
{
  FwSpan walk = get_walk (track, window);
  Trail trail;

  if (fw_track_is_single (track))
    return;

  trail_init (&trail, track);
  trail_move (&trail, context, walk.first - 1);
  for (FwFrame frame = walk.first; frame <= walk.last; frame++)
    {
      trail_move (&trail, context, frame);
      if (frame > 0 && trail.is_there[2]
          && is_break (check, trail.is_there[1], trail.boxes[1], TRUE, trail.boxes[2]))
        look_for_sources (context, check, track, trail.boxes[2], frame, runs);
    }
}

static char *
tell_id (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree char *name = fw_text_object (context, run.other);
  FwRect before = { 0 }, now = { 0 };

  if (other && fw_track_get_bounds_at (other, run.first - 1, &before))
    fw_track_get_bounds_at (track, run.first, &now);

  g_autofree char *value = fw_text_percent (fw_rect_iou (before, now), check->limits[0]);

  return g_strdup_printf (_ ("At frame %d it stands where %s was in the frame before, by %s %%; "
                             "the "
                             "same object keeps its id."),
                          run.first, name, value);
}

/* Two shapes of one track in a frame. */

static void
cross_twins (const FwCheckContext *context,
             const FwCheck *check,
             const FwTrack *track,
             FwSpan window,
             GArray *runs)
{
  gsize n;
  const FwTwin *twins = fw_check_facts_get_twins (context->facts, &n);
  FwTrackId id = fw_track_get_id (track);

  for (gsize i = fw_check_facts_find_twin (context->facts, id); i < n && twins[i].own == id; i++)
    {
      FwTrack *other = fw_snapshot_get_track (context->snapshot, twins[i].track);
      FwRect box;

      if (other && fw_span_contains (window, twins[i].frame)
          && get_box (context, track, twins[i].frame, &box)
          && get_box (context, other, twins[i].frame, &box)
          && fw_check_when_at (context, check, track, twins[i].frame))
        fw_check_add_frame (runs, check, twins[i].track, twins[i].frame);
    }
}

static char *
tell_twin (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  g_autofree char *name = fw_text_object (context, run.other);

  return g_strdup_printf (_ ("In the file it is a second shape of %s in frame %d; a track has one "
                             "in "
                             "each frame."),
                          name, run.first);
}

const FwCheckOps fw_kinds_of_crossings[] = {
  { .kind = "one-per-frame", .family = FW_FAMILY_CROSS, .cross = cross_twins, .tell = tell_twin },
  { .kind = "id-switch",
    .family = FW_FAMILY_CROSS,
    .limits = { "margin" },
    .cross = cross_switches,
    .tell = tell_switch },
  { .kind = "inconsistent-id",
    .family = FW_FAMILY_CROSS,
    .limits = { "iou" },
    .cross = cross_ids,
    .tell = tell_id },
  { NULL },
};
