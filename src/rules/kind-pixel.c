/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that look at tracks and at the pixels under them. What is measured
 * comes as facts; each kind makes the same questions for asking and for looking
 * up the answers. A question without an answer yet finds nothing.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Correlation from which on a template is the same object. */
#define SEEN  0.8
/* The same for an object that is known from before and after: the mean of both, and
 * the one that fits worse. Measured on real clips against where people walk, with
 * half as much missed as by either alone. */
#define FOUND       0.5
#define FOUND_LEAST 0.4
/* How much closer to a perfect fit it has to be than where it is expected: what is
 * even all over fits everywhere a little. */
#define CLEARLY 1.5
/* An occluder stands beside an object when it reaches into this much around it,
 * in sizes of the object. */
#define BESIDE 0.25
/* The share of a picture that has to move for the movement to be the camera's: a
 * large object that comes in moves up to 0.44 of it on real clips. */
#define MOST 0.5
/* Windows in which a box that stands still is compared with the background. */
#define MAX_WINDOWS 64
/* Topics of start-end. */
#define BEGINS ((FwTrackId) -1)
#define ENDS   ((FwTrackId) -2)

static gboolean
get_label (const FwCheckContext *context, const FwTrack *track, FwFrame frame, FwRect *out)
{
  return frame >= 0 && !fw_check_context_is_deleted (context, frame)
         && fw_presence_is_visible (fw_track_get_presence (track, frame))
         && fw_track_get_bounds_at (track, frame, out) && isfinite (out->x) && isfinite (out->y)
         && isfinite (out->width) && isfinite (out->height);
}

static const FwPixelAnswer *
get_answer (const FwCheckContext *context, const FwPixelQuestion *question)
{
  const FwPixelAnswer *answer = fw_check_facts_find_pixel (context->facts, question);

  return answer && answer->is_known ? answer : NULL;
}

/* Start and end. */

/* Whether another label reaches into the surroundings of @box. */
static gboolean
has_neighbour (const FwCheckContext *context, const FwTrack *track, FwFrame frame, FwRect box)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  FwRect around = FW_RECT (box.x - BESIDE * box.width, box.y - BESIDE * box.height,
                           (1.0 + 2.0 * BESIDE) * box.width, (1.0 + 2.0 * BESIDE) * box.height);

  fw_span_index_query (context->spans, frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrack *other = fw_snapshot_get_track (context->snapshot, g_array_index (ids, FwTrackId, i));
      FwRect its;

      if (other && other != track && get_label (context, other, frame, &its)
          && fw_rect_area (fw_rect_intersection (around, its)) > 0.0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_at_border (const FwCheckContext *context, const FwCheck *check, FwFrame frame, FwRect box)
{
  double width, height, margin;

  fw_check_context_get_image (context, frame, &width, &height);
  margin = check->limits[0] * width;

  return !(width > 0.0) || box.x <= margin || box.y <= margin || box.x + box.width >= width - margin
         || box.y + box.height >= height - margin;
}

/* What stands in the first (@direction -1) or last (1) box is looked for in the
 * frame before or after. FALSE where there is nothing to ask. */
static gboolean
make_end_question (const FwCheckContext *context,
                   const FwCheck *check,
                   const FwTrack *track,
                   int direction,
                   FwPixelQuestion *out)
{
  FwSpan life = fw_track_get_span (track);
  FwFrame end = direction < 0 ? life.first : life.last, beyond = end + direction;
  FwRect box, inner;

  if (fw_track_is_single (track) || beyond < 0 || beyond >= context->n_frames
      || fw_check_context_is_deleted (context, beyond) || !get_label (context, track, end, &box)
      || is_at_border (context, check, end, box) || has_neighbour (context, track, end, box))
    return FALSE;

  *out = (FwPixelQuestion){
    .kind = FW_PIXEL_MATCH, .frame = beyond, .other = end, .box = box, .place = box, .reach = 0.5
  };
  /* It came from where it goes. */
  if (life.first < life.last && get_label (context, track, end - direction, &inner))
    {
      out->place.x += fw_rect_centre (box).x - fw_rect_centre (inner).x;
      out->place.y += fw_rect_centre (box).y - fw_rect_centre (inner).y;
    }

  return TRUE;
}

static void
ask_ends (const FwCheckContext *context,
          const FwCheck *check,
          const FwTrack *track,
          GArray *questions)
{
  for (int direction = -1; direction <= 1; direction += 2)
    {
      FwPixelQuestion question;

      if (make_end_question (context, check, track, direction, &question))
        g_array_append_val (questions, question);
    }
}

static void
cross_ends (const FwCheckContext *context,
            const FwCheck *check,
            const FwTrack *track,
            FwSpan window,
            GArray *runs)
{
  FwSpan life = fw_track_get_span (track);

  for (int direction = -1; direction <= 1; direction += 2)
    {
      FwFrame end = direction < 0 ? life.first : life.last;
      FwPixelQuestion question;
      const FwPixelAnswer *answer;

      if (!fw_span_contains (window, end)
          || !make_end_question (context, check, track, direction, &question)
          || !(answer = get_answer (context, &question)))
        continue;
      /* A track of one frame can have both; they are told apart by their topic. */
      if (answer->value >= SEEN && fw_check_when_at (context, check, track, end))
        fw_check_add_frame (runs, check, direction < 0 ? BEGINS : ENDS, end);
    }
}

static char *
tell_end (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  return run.other == BEGINS ? g_strdup_printf (_ ("Begins in the middle of the picture, and the "
                                                   "same can be seen in "
                                                   "frame %d already."),
                                                run.first - 1)
                             : g_strdup_printf (_ ("Ends in the middle of the picture, and the "
                                                   "same can still be seen "
                                                   "in frame %d."),
                                                run.first + 1);
}

/* Cuts. */

static void
ask_cuts (const FwCheckContext *context,
          const FwCheck *check,
          const FwTrack *track,
          GArray *questions)
{
  FwSpan life = fw_track_get_span (track);
  FwFrame last = MIN (life.last, context->n_frames - 1);

  for (FwFrame frame = life.first + 1; frame <= last; frame++)
    {
      FwPixelQuestion question = { .kind = FW_PIXEL_CUT, .frame = frame, .other = frame - 1 };

      if (!fw_check_context_is_deleted (context, frame)
          && !fw_check_context_is_deleted (context, frame - 1)
          && fw_presence_is_visible (fw_track_get_presence (track, frame))
          && fw_presence_is_visible (fw_track_get_presence (track, frame - 1)))
        g_array_append_val (questions, question);
    }
}

static gsize
find_first_pixel (const FwPixelQuestion *questions, gsize n, FwFrame frame)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (fw_pixel_question_get_last (&questions[middle]) < frame)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
find_cuts (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, GArray *runs)
{
  FwSpan life = fw_track_get_span (track);
  gsize n;
  const FwPixelAnswer *answers;
  const FwPixelQuestion *questions = fw_check_facts_get_pixels (context->facts, &answers, &n);

  for (gsize i = find_first_pixel (questions, n, life.first + 1);
       i < n && fw_pixel_question_get_last (&questions[i]) <= life.last; i++)
    {
      FwFrame frame = questions[i].frame;
      FwRect box;

      if (questions[i].kind == FW_PIXEL_CUT && answers[i].is_known
          && answers[i].value > check->limits[0] && get_label (context, track, frame - 1, &box)
          && get_label (context, track, frame, &box)
          && fw_check_when_at (context, check, track, frame))
        fw_check_add_place (runs, check, frame, frame);
    }
}

static char *
tell_cut (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwPixelQuestion question = { .kind = FW_PIXEL_CUT, .frame = run.first, .other = run.first - 1 };
  const FwPixelAnswer *answer = get_answer (context, &question);
  g_autofree char *value = fw_text_number (answer ? answer->value : 0.0, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_ ("Goes on across the cut at frame %d (light differs by %s; from %s on "
                             "it "
                             "is a cut)."),
                          run.first, value, limit);
}

/* Boxes that stand still. */

/* Calls for each stretch of frames in which the shape is the same. */
static gboolean
next_stretch (const FwTrack *track, gsize *index, FwSpan *out)
{
  gsize n = fw_track_get_n_keyframes (track), i = *index;

  if (i >= n)
    return FALSE;

  out->first = out->last = fw_track_get_keyframe (track, i).frame;
  for (i++; i < n; i++)
    {
      FwKeyframe before = fw_track_get_keyframe (track, i - 1);
      FwKeyframe here = fw_track_get_keyframe (track, i);

      if (fw_track_get_presence (track, before.frame + 1) == FW_PRESENCE_OUTSIDE
          || !fw_shape_equal (before.shape, here.shape))
        break;
      out->last = here.frame;
    }
  *index = i;

  return TRUE;
}

static FwFrame
get_window (const FwCheck *check, FwSpan stretch)
{
  return (FwFrame) MAX (check->limits[0], (double) (stretch.last - stretch.first) / MAX_WINDOWS);
}

/* The question about the background from @start on. */
static FwPixelQuestion
make_shift_question (const FwCheck *check, FwSpan stretch, FwFrame start)
{
  FwFrame end = (FwFrame) MIN ((gint64) start + MAX (get_window (check, stretch), 1),
                               (gint64) stretch.last);

  return (FwPixelQuestion){ .kind = FW_PIXEL_SHIFT, .frame = end, .other = start };
}

static gboolean
is_long (const FwCheckContext *context, const FwCheck *check, FwSpan stretch)
{
  return fw_span_length (stretch) > check->limits[0] && stretch.last < context->n_frames;
}

static void
ask_shifts (const FwCheckContext *context,
            const FwCheck *check,
            const FwTrack *track,
            GArray *questions)
{
  FwSpan stretch;

  for (gsize i = 0; next_stretch (track, &i, &stretch);)
    for (FwFrame start = stretch.first; is_long (context, check, stretch) && start < stretch.last;)
      {
        FwPixelQuestion question = make_shift_question (check, stretch, start);

        g_array_append_val (questions, question);
        start = question.frame;
      }
}

/* The largest shift of the background while the shape stands still. */
static double
find_largest_shift (const FwCheckContext *context, const FwCheck *check, FwSpan stretch)
{
  double most = 0.0;

  for (FwFrame start = stretch.first; start < stretch.last;)
    {
      FwPixelQuestion question = make_shift_question (check, stretch, start);
      const FwPixelAnswer *answer = get_answer (context, &question);

      if (answer && answer->value >= MOST)
        most = MAX (most, hypot (answer->shift.x, answer->shift.y));
      start = question.frame;
    }

  return most;
}

static void
find_frozen (const FwCheckContext *context,
             const FwCheck *check,
             const FwTrack *track,
             GArray *runs)
{
  FwSpan stretch;

  for (gsize i = 0; next_stretch (track, &i, &stretch);)
    if (is_long (context, check, stretch)
        && find_largest_shift (context, check, stretch) > check->limits[1]
        && fw_check_when_at (context, check, track, stretch.first))
      fw_check_add_place (runs, check, stretch.first, stretch.last);
}

static char *
tell_frozen (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwSpan stretch = { run.first, run.last };
  double most = find_largest_shift (context, check, stretch);
  g_autofree char *value = fw_text_number (most, check->limits[1]);
  int n = (int) fw_span_length (stretch);

  return g_strdup_printf (ngettext ("Stands still for %d frame while the picture moves by %s px.",
                                    "Stands still for %d frames while the picture moves by %s px.",
                                    n),
                          n, value);
}

/* Long interpolations. */

/* What stands at both keyframes is looked for half way between them. */
static gboolean
make_half_way_question (const FwCheckContext *context,
                        const FwCheck *check,
                        const FwTrack *track,
                        gsize index,
                        FwPixelQuestion *out)
{
  FwFrame left = fw_track_get_keyframe (track, index).frame;
  FwFrame right = fw_track_get_keyframe (track, index + 1).frame;
  FwFrame middle = left + (right - left) / 2;

  *out = (FwPixelQuestion){
    .kind = FW_PIXEL_BETWEEN, .frame = middle, .other = left, .later = right, .reach = 1.0
  };

  return right - left >= check->limits[1] && middle > left && right < context->n_frames
         && get_label (context, track, left, &out->box)
         && get_label (context, track, right, &out->later_box)
         && get_label (context, track, middle, &out->place);
}

static void
ask_half_ways (const FwCheckContext *context,
               const FwCheck *check,
               const FwTrack *track,
               GArray *questions)
{
  for (gsize i = 0; i + 1 < fw_track_get_n_keyframes (track); i++)
    {
      FwPixelQuestion question;

      if (make_half_way_question (context, check, track, i, &question))
        g_array_append_val (questions, question);
    }
}

/* How well the box half way fits what is there; 1 when nobody knows, or it fits
 * where it is. */
static double
measure_half_way (const FwCheckContext *context,
                  const FwCheck *check,
                  const FwTrack *track,
                  gsize index)
{
  FwPixelQuestion question;
  const FwPixelAnswer *answer;

  if (!make_half_way_question (context, check, track, index, &question)
      || !(answer = get_answer (context, &question)) || answer->value < FOUND
      || answer->least < FOUND_LEAST || 1.0 - answer->here < CLEARLY * (1.0 - answer->value))
    return 1.0;

  return fw_rect_iou (answer->found, question.place);
}

static void
find_half_ways (const FwCheckContext *context,
                const FwCheck *check,
                const FwTrack *track,
                GArray *runs)
{
  for (gsize i = 0; i + 1 < fw_track_get_n_keyframes (track); i++)
    {
      FwFrame left = fw_track_get_keyframe (track, i).frame;
      FwFrame right = fw_track_get_keyframe (track, i + 1).frame;

      if (right - left >= check->limits[1]
          && measure_half_way (context, check, track, i) < check->limits[0]
          && fw_check_when_at (context, check, track, left + (right - left) / 2))
        fw_check_add_place (runs, check, left, right);
    }
}

static char *
tell_half_way (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  gssize index = fw_track_find_keyframe (track, run.first);
  double iou = index >= 0 && (gsize) index + 1 < fw_track_get_n_keyframes (track)
                   ? measure_half_way (context, check, track, (gsize) index)
                   : 1.0;
  g_autofree char *value = fw_text_percent (iou, check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_ ("Half way, at frame %d, the box covers %s %% of where the object "
                             "seems "
                             "to be; at least %s %% are wanted."),
                          run.first + (run.last - run.first) / 2, value, limit);
}

const FwCheckOps fw_kinds_of_pixels[] = {
  { .kind = "start-end",
    .family = FW_FAMILY_CROSS,
    .limits = { "margin" },
    .ask = ask_ends,
    .cross = cross_ends,
    .tell = tell_end },
  { .kind = "interpolation-check",
    .family = FW_FAMILY_TRACK,
    .limits = { "min-iou", "min-gap" },
    .ask = ask_half_ways,
    .find = find_half_ways,
    .tell = tell_half_way },
  { .kind = "frozen-box",
    .family = FW_FAMILY_TRACK,
    .limits = { "frames", "background-shift" },
    .ask = ask_shifts,
    .find = find_frozen,
    .tell = tell_frozen },
  { .kind = "shot-cut",
    .family = FW_FAMILY_TRACK,
    .limits = { "distance" },
    .ask = ask_cuts,
    .find = find_cuts,
    .tell = tell_cut },
  { NULL },
};
