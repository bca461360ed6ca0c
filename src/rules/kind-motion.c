/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that look at a frame of a track among those around it: movement that
 * changes abruptly, trembling, and keyframes without which nothing would be
 * different.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Frames between two keyframes that are looked at, at even steps. */
#define MAX_SAMPLES 64

static FwSpan
get_walk (const FwTrack *track, FwSpan window)
{
  FwSpan life = fw_track_get_span (track);

  return (FwSpan){ MAX (window.first, life.first), MIN (window.last, life.last) };
}

static gboolean
read_label (const FwCheckContext *context, FwTrackCursor *cursor, FwFrame frame, FwRect *out)
{
  return !fw_check_context_is_deleted (context, frame)
         && fw_presence_is_visible (fw_track_cursor_move (cursor, frame, out));
}

/* Acceleration. */

/* In diagonals of the box in the middle; NaN where one of the three is missing. */
static double
measure_bend (const FwRect *boxes, const gboolean *is_there)
{
  if (!is_there[0] || !is_there[1] || !is_there[2])
    return NAN;

  FwPoint before = fw_rect_centre (boxes[0]), middle = fw_rect_centre (boxes[1]);
  FwPoint after = fw_rect_centre (boxes[2]);

  return hypot (after.x - 2.0 * middle.x + before.x, after.y - 2.0 * middle.y + before.y)
         / hypot (boxes[1].width, boxes[1].height);
}

static FwSpan
widen_by_one (const FwCheck *check, const FwTrack *track, FwSpan window)
{
  return (FwSpan){ window.first - 1, window.last + 1 };
}

static void
walk_bends (const FwCheckContext *context,
            const FwCheck *check,
            const FwTrack *track,
            FwSpan window,
            GArray *runs)
{
  FwSpan walk = get_walk (track, window);
  FwRect boxes[3] = { { 0 } };
  gboolean is_there[3] = { FALSE };
  FwTrackCursor cursor;

  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = walk.first - 1; frame <= walk.last + 1; frame++)
    {
      double measure;

      boxes[0] = boxes[1];
      boxes[1] = boxes[2];
      is_there[0] = is_there[1];
      is_there[1] = is_there[2];
      is_there[2] = frame >= 0 && read_label (context, &cursor, frame, &boxes[2]);
      if (frame <= walk.first)
        continue;
      measure = measure_bend (boxes, is_there);
      if (isfinite (measure) && measure > check->limits[0]
          && fw_check_when_at (context, check, track, frame - 1))
        fw_check_add_frame (runs, check, 0, frame - 1);
    }
}

static char *
tell_bend (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  double worst = 0.0;
  FwFrame at = run.first, frame;
  FwTrackCursor cursor;

  fw_track_cursor_init (&cursor, track);
  for (guint i = 0; (frame = fw_run_sample (run, i)) != FW_FRAME_NONE; i++)
    {
      FwRect boxes[3];
      gboolean is_there[3];
      double measure;

      for (int j = 0; j < 3; j++)
        is_there[j] = read_label (context, &cursor, frame - 1 + j, &boxes[j]);
      measure = measure_bend (boxes, is_there);
      if (measure > worst)
        {
          worst = measure;
          at = frame;
        }
    }

  g_autofree char *value = fw_text_number (worst, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_ ("At frame %d the movement changes by %s diagonals; at most %s are "
                             "wanted."),
                          at, value, limit);
}

/* Jitter. */

/* The turns of one coordinate within the last frames. */
typedef struct
{
  GArray *turns;  /* (owned) (element-type FwFrame) of each turn: the step it turned against */
  guint first;    /* of @turns within the last frames */
  FwFrame last;   /* step that moved, FW_FRAME_NONE: none yet */
  gboolean is_up; /* it moved to higher numbers */
} Turns;

/* A step is called by its later frame. */
static void
note_step (Turns *self, FwFrame frame, double by)
{
  if (!(by > 0.0) && !(by < 0.0))
    return;

  if (self->last != FW_FRAME_NONE && self->is_up != (by > 0.0))
    g_array_append_val (self->turns, self->last);
  self->last = frame;
  self->is_up = by > 0.0;
}

static void
forget_steps (Turns *self)
{
  g_array_set_size (self->turns, 0);
  self->first = 0;
  self->last = FW_FRAME_NONE;
}

/* Turns whose both steps lie in the frames from @start on. */
static guint
count_turns (Turns *self, FwFrame start)
{
  while (self->first < self->turns->len
         && g_array_index (self->turns, FwFrame, self->first) <= start)
    self->first++;
  /* Lets what is passed go now and then. */
  if (self->first > 1024)
    {
      g_array_remove_range (self->turns, 0, self->first);
      self->first = 0;
    }

  return self->turns->len - self->first;
}

typedef struct
{
  FwTrackCursor cursor;
  FwTrackCursor behind; /* goes @n frames later */
  Turns x;
  Turns y;
  FwFrame start;  /* of the visible frames at hand; FW_FRAME_NONE */
  FwPoint centre; /* in the last frame */
  guint n_turns;  /* of the frames that end here, when they tremble */
} Jitter;

static void
jitter_init (Jitter *self, const FwTrack *track)
{
  *self = (Jitter){ .start = FW_FRAME_NONE };
  fw_track_cursor_init (&self->cursor, track);
  fw_track_cursor_init (&self->behind, track);
  self->x.turns = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  self->y.turns = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  forget_steps (&self->x);
  forget_steps (&self->y);
}

static void
jitter_clear (Jitter *self)
{
  g_array_unref (self->x.turns);
  g_array_unref (self->y.turns);
}

/* Goes to the next frame. Whether the frames that end here tremble. */
static gboolean
jitter_step (Jitter *self, const FwCheckContext *context, const FwCheck *check, FwFrame frame)
{
  FwFrame first = frame - (FwFrame) check->limits[0] + 1;
  FwRect box, earlier;
  FwPoint centre;

  if (!read_label (context, &self->cursor, frame, &box))
    {
      self->start = FW_FRAME_NONE;
      forget_steps (&self->x);
      forget_steps (&self->y);
      return FALSE;
    }

  centre = fw_rect_centre (box);
  if (self->start == FW_FRAME_NONE)
    self->start = frame;
  else
    {
      note_step (&self->x, frame, centre.x - self->centre.x);
      note_step (&self->y, frame, centre.y - self->centre.y);
    }
  self->centre = centre;
  if (first < self->start)
    return FALSE;

  self->n_turns = MAX (count_turns (&self->x, first), count_turns (&self->y, first));
  if (self->n_turns <= check->limits[1])
    return FALSE;

  fw_track_cursor_move (&self->behind, first, &earlier);

  return fw_point_distance (fw_rect_centre (earlier), centre)
         < check->limits[2] * hypot (earlier.width, earlier.height);
}

static FwSpan
widen_by_frames (const FwCheck *check, const FwTrack *track, FwSpan window)
{
  FwFrame reach = (FwFrame) check->limits[0] - 1;

  return (FwSpan){ (FwFrame) MAX ((gint64) window.first - reach, 0),
                   (FwFrame) MIN ((gint64) window.last + reach, FW_FRAME_MAX) };
}

static void
walk_jitter (const FwCheckContext *context,
             const FwCheck *check,
             const FwTrack *track,
             FwSpan window,
             GArray *runs)
{
  FwFrame n = (FwFrame) check->limits[0];
  FwSpan around = get_walk (track, widen_by_frames (check, track, window));
  FwFrame told = FW_FRAME_NONE;
  Jitter jitter;

  /* All frames of a stretch that trembles are told, within the window. */
  jitter_init (&jitter, track);
  for (FwFrame frame = around.first; frame <= around.last; frame++)
    if (jitter_step (&jitter, context, check, frame)
        && fw_check_when_at (context, check, track, frame))
      {
        FwFrame first = MAX (frame - n + 1, MAX (told + 1, window.first));

        for (FwFrame f = first; f <= MIN (frame, window.last); f++)
          fw_check_add_frame (runs, check, 0, f);
        told = frame;
      }
  jitter_clear (&jitter);
}

static char *
tell_jitter (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  guint most = 0;
  Jitter jitter;

  jitter_init (&jitter, track);
  for (FwFrame frame = run.first; frame <= MIN (run.last, run.first + 4096); frame++)
    if (jitter_step (&jitter, context, check, frame))
      most = MAX (most, jitter.n_turns);
  jitter_clear (&jitter);

  return g_strdup_printf (ngettext ("Turns back %u time within %.0f frames without getting "
                                    "anywhere; at most %.0f are wanted.",
                                    "Turns back %u times within %.0f frames without getting "
                                    "anywhere; at most %.0f are wanted.",
                                    most),
                          most, check->limits[0], check->limits[1]);
}

/* A frame has to have a later one to turn in, and a hostile manual gets no
 * unbounded walk. */
static void
read_jitter (FwPlan *plan, FwCheck *check)
{
  check->limits[0] = CLAMP (rint (check->limits[0]), 3, 10000);
}

/* Redundant keyframes. */

/* Whether the keyframe lies inside a stretch that is interpolated on both sides. */
static gboolean
is_inner (const FwTrack *track, gsize index)
{
  FwFrame frame = fw_track_get_keyframe (track, index).frame;

  return index > 0 && index + 1 < fw_track_get_n_keyframes (track)
         && fw_presence_is_visible (fw_track_get_presence (track, frame - 1))
         && fw_presence_is_visible (fw_track_get_presence (track, frame + 1));
}

static double
compare_shapes (const FwCheckContext *context,
                const FwTrack *with,
                const FwTrack *without,
                FwFrame frame)
{
  g_autoptr (FwShape) shape_a = NULL;
  g_autoptr (FwShape) shape_b = NULL;
  FwLabel a = { .context = context, .track = with, .frame = frame, .shape = &shape_a };
  FwLabel b = { .context = context, .track = without, .frame = frame, .shape = &shape_b };
  double area_a, area_b, common;

  if (!fw_track_get_bounds_at (with, frame, &a.box)
      || !fw_track_get_bounds_at (without, frame, &b.box))
    return 0.0;

  common = fw_labels_overlap (&a, &b, &area_a, &area_b);

  return common > 0.0 ? common / (area_a + area_b - common) : 0.0;
}

/* The least agreement with what would be interpolated without the keyframe. */
static double
find_agreement (const FwCheckContext *context, const FwTrack *track, gsize index, double enough)
{
  FwKeyframe before = fw_track_get_keyframe (track, index - 1);
  FwKeyframe here = fw_track_get_keyframe (track, index);
  FwKeyframe after = fw_track_get_keyframe (track, index + 1);
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  gint64 n = (gint64) after.frame - before.frame - 1;
  double least;

  fw_track_builder_set_key (builder, before.frame, before.shape);
  fw_track_builder_set_key (builder, after.frame, after.shape);

  g_autoptr (FwTrack) without = fw_track_builder_end (builder, NULL);

  if (!without)
    return 0.0;

  /* It differs most at the keyframe itself, as a rule. */
  least = compare_shapes (context, track, without, here.frame);
  for (gint64 i = 0; i < MIN (n, MAX_SAMPLES) && least >= enough; i++)
    least
        = MIN (least, compare_shapes (context, track, without,
                                      before.frame + 1 + (FwFrame) (i * n / MIN (n, MAX_SAMPLES))));

  return least;
}

static gboolean
has_area (const FwTrack *track)
{
  FwShapeKind kind = fw_track_get_kind (track);

  return kind == FW_SHAPE_BOX || kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_POLYGON;
}

/* A keyframe speaks with its neighbours. */
static FwSpan
widen_by_keyframes (const FwCheck *check, const FwTrack *track, FwSpan window)
{
  gssize n = (gssize) fw_track_get_n_keyframes (track);
  gssize first = fw_track_find_keyframe (track, MAX (window.first - 1, 0));
  gssize last = fw_track_find_keyframe (track, window.last) + 1;

  return (FwSpan){
    first >= 0 ? MIN (window.first, fw_track_get_keyframe (track, (gsize) first).frame)
               : window.first,
    last < n ? MAX (window.last, fw_track_get_keyframe (track, (gsize) last).frame) : window.last,
  };
}

static void
walk_redundant (const FwCheckContext *context,
                const FwCheck *check,
                const FwTrack *track,
                FwSpan window,
                GArray *runs)
{
  gsize n = fw_track_get_n_keyframes (track);
  gssize first = fw_track_find_keyframe (track, window.first - 1) + 1;

  if (!has_area (track))
    return;

  for (gsize i = (gsize) MAX (first, 0); i < n; i++)
    {
      FwFrame frame = fw_track_get_keyframe (track, i).frame;

      if (frame > window.last)
        break;
      if (!fw_check_context_is_deleted (context, frame) && is_inner (track, i)
          && find_agreement (context, track, i, 1.0 - check->limits[0]) >= 1.0 - check->limits[0]
          && fw_check_when_at (context, check, track, frame))
        fw_check_add_frame (runs, check, 0, frame);
    }
}

static char *
tell_redundant (const FwCheckContext *context,
                const FwCheck *check,
                const FwTrack *track,
                FwRun run)
{
  gssize index = fw_track_find_keyframe (track, run.first);
  double agreement = index > 0 && (gsize) index + 1 < fw_track_get_n_keyframes (track)
                         ? find_agreement (context, track, (gsize) index, 0.0)
                         : 1.0;
  g_autofree char *value = fw_text_percent (agreement, 1.0 - check->limits[0]);

  return g_strdup_printf (_ ("Without the keyframe at %d the shape stays the same by %s %%; it "
                             "need "
                             "not be there."),
                          run.first, value);
}

const FwCheckOps fw_kinds_of_motion[] = {
  { .kind = "acceleration",
    .family = FW_FAMILY_WALK,
    .limits = { "diagonals" },
    .walk = walk_bends,
    .widen = widen_by_one,
    .tell = tell_bend },
  { .kind = "jitter",
    .family = FW_FAMILY_WALK,
    .limits = { "frames", "sign-changes", "net" },
    .read = read_jitter,
    .walk = walk_jitter,
    .widen = widen_by_frames,
    .tell = tell_jitter },
  { .kind = "redundant-keyframe",
    .family = FW_FAMILY_WALK,
    .limits = { "iou-loss" },
    .walk = walk_redundant,
    .widen = widen_by_keyframes,
    .tell = tell_redundant },
  { NULL },
};
