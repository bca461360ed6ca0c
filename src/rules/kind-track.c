/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about a track as a whole, from its keyframes, gaps and attribute
 * keyframes, and about the place where one track ends and another begins. None
 * of them walks over frames. Objects of a single picture are no tracks.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Frames before the end of a track from which its movement is taken. */
#define MOTION_FRAMES 10

static void
find_gaps (const FwCheckContext *context,
           const FwCheck        *check,
           const FwTrack        *track,
           GArray               *runs)
{
  gsize n;
  const FwSpan *gaps = fw_track_get_outside (track, &n);

  for (gsize i = 0; i < n; i++)
    {
      gint64 missing = fw_span_length (gaps[i])
                       - (fw_span_set_count_below (context->deleted, gaps[i].last + 1)
                          - fw_span_set_count_below (context->deleted, gaps[i].first));

      if (missing > check->limits[0] && fw_check_when_at (context, check, track, gaps[i].first - 1))
        fw_check_add_place (runs, check, gaps[i].first, gaps[i].last);
    }
}

static char *
tell_gap (const FwCheckContext *context,
          const FwCheck        *check,
          const FwTrack        *track,
          FwRun                 run)
{
  int n = run.last - run.first + 1;

  return g_strdup_printf (ngettext ("Missing in %d frame (%d to %d).",
                                    "Missing in %d frames (%d to %d).", n),
                          n, run.first, run.last);
}

static void
find_spacing (const FwCheckContext *context,
                 const FwCheck        *check,
                   const FwTrack        *track,
                 GArray               *runs)
{
  gsize n = fw_track_get_n_keyframes (track);
  FwFrame before = fw_track_get_keyframe (track, 0).frame;

  for (gsize i = 1; i < n; i++)
    {
      FwFrame frame = fw_track_get_keyframe (track, i).frame;

      /* Across a gap nothing is interpolated. */
      if (frame - before > check->limits[0]
          && fw_track_get_presence (track, before + 1) != FW_PRESENCE_OUTSIDE
          && fw_check_when_at (context, check, track, before))
        fw_check_add_place (runs, check, before, frame);
      before = frame;
    }
}

static char *
tell_spacing (const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track,
              FwRun                 run)
{
  return g_strdup_printf (_("%d frames between keyframes %d and %d; at most %.0f are wanted."),
                          run.last - run.first, run.first, run.last, check->limits[0]);
}

static void
find_short (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            GArray               *runs)
{
  FwSpan span = fw_track_get_span (track);
  gint64 length = fw_check_context_get_length (context, track);

  if (length > 0 && length < check->limits[0]
      && fw_check_when_at (context, check, track, span.first))
    fw_check_add_place (runs, check, span.first, span.last);
}

static char *
tell_short (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            FwRun                 run)
{
  int n = fw_check_context_get_length (context, track);

  return g_strdup_printf (ngettext ("Visible in %d frame; at least %.0f are wanted.",
                                    "Visible in %d frames; at least %.0f are wanted.", n),
                          n, check->limits[0]);
}

static gboolean
is_possible (const FwCheck *check,
             FwValue        from,
             FwValue        to)
{
  const FwParamValue *allowed = fw_rule_get_param (check->rule, "allowed");
  gboolean is_list_of_allowed = allowed && allowed->is_set;

  for (gsize i = 0; i + 1 < check->n_values; i += 2)
    if (fw_value_equal (check->values[i], from) && fw_value_equal (check->values[i + 1], to))
      return is_list_of_allowed;

  return !is_list_of_allowed;
}

static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  FwFrame left = *(const FwFrame *) a, right = *(const FwFrame *) b;

  return left < right ? -1 : left > right;
}

/* Frames of the track's life in which the attribute gets another value, null
 * and transitions that are possible left out. Attribute keyframes may stand before and after it. */
static void
find_changes (const FwTrack *track,
              const char    *name,
              const FwCheck *check,
              GArray        *frames)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);
  FwSpan life = fw_track_get_span (track);
  FwValue value = fw_track_get_attribute (track, name, life.first);

  for (gsize i = 0; i < n && changes[i].frame <= life.last; i++)
    {
      if (changes[i].frame <= life.first || changes[i].value.type == FW_VALUE_NULL)
        continue;
      if (value.type != FW_VALUE_NULL && !fw_value_equal (value, changes[i].value)
          && !(check->values && is_possible (check, value, changes[i].value)))
        g_array_append_val (frames, changes[i].frame);
      value = changes[i].value;
    }
}

/* The value, null left out, that the attribute had before its change at @frame. */
static FwValue
get_value_before (const FwTrack *track,
                  const char    *name,
                  FwFrame        frame)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);
  FwFrame first = fw_track_get_span (track).first;
  FwValue value = fw_track_get_attribute (track, name, first);

  for (gsize i = 0; i < n && changes[i].frame < frame; i++)
    if (changes[i].frame > first && changes[i].value.type != FW_VALUE_NULL)
      value = changes[i].value;

  return value;
}

/* Two fields that change together are one place. */
static void
add_frames (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            GArray               *frames,
            GArray               *runs)
{
  g_array_sort (frames, compare_frames);
  for (guint i = 0; i < frames->len; i++)
    {
      FwFrame frame = g_array_index (frames, FwFrame, i);

      if (i > 0 && g_array_index (frames, FwFrame, i - 1) == frame)
        continue;
      if (fw_check_when_at (context, check, track, frame))
        fw_check_add_place (runs, check, frame, frame);
    }
}

static void
find_transitions (const FwCheckContext *context,
                  const FwCheck        *check,
                  const FwTrack        *track,
                  GArray               *runs)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (FwFrame));

  find_changes (track, context->plan->attributes[check->attribute].name, check, frames);
  add_frames (context, check, track, frames, runs);
}

static char *
tell_transition (const FwCheckContext *context,
                 const FwCheck        *check,
                 const FwTrack        *track,
                 FwRun                 run)
{
  const char *name = context->plan->attributes[check->attribute].name;
  g_autofree char *from = fw_value_to_text (get_value_before (track, name, run.first));
  g_autofree char *to = fw_value_to_text (fw_track_get_attribute (track, name, run.first));

  return g_strdup_printf (_("“%s” goes from %s to %s."), name, from, to);
}

static void
find_inconstant (const FwCheckContext *context,
                 const FwCheck        *check,
                 const FwTrack        *track,
                 GArray               *runs)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  const FwParamValue *fields = fw_rule_get_param (check->rule, "fields");

  /* A track has one category; only attributes can change. */
  for (gsize i = 0; i < fields->n_texts; i++)
    if (!g_str_equal (fields->texts[i], "category"))
      find_changes (track, fields->texts[i], check, frames);
  add_frames (context, check, track, frames, runs);
}

static char *
tell_inconstant (const FwCheckContext *context,
                 const FwCheck        *check,
                 const FwTrack        *track,
                 FwRun                 run)
{
  const FwParamValue *fields = fw_rule_get_param (check->rule, "fields");

  for (gsize i = 0; i < fields->n_texts; i++)
    {
      FwValue before = get_value_before (track, fields->texts[i], run.first);
      FwValue after = fw_track_get_attribute (track, fields->texts[i], run.first);
      g_autofree char *from = fw_value_to_text (before);
      g_autofree char *to = fw_value_to_text (after);

      if (before.type != FW_VALUE_NULL && after.type != FW_VALUE_NULL
          && !fw_value_equal (before, after))
        return g_strdup_printf (_ ("“%s” changes from %s to %s; it stays the same for a whole "
                                   "track."),
                                fields->texts[i], from, to);
    }

  return g_strdup ("");
}

/* Where the track would be at @frame after its end if it went on as it did. */
static gboolean
extrapolate (const FwTrack *track,
             FwFrame        frame,
             FwRect        *out)
{
  FwFrame last = fw_track_get_span (track).last;
  FwRect before;
  int n = 0;

  if (!fw_track_get_bounds_at (track, last, out))
    return FALSE;
  while (n < MOTION_FRAMES && last - n - 1 >= 0
         && fw_presence_is_visible (fw_track_get_presence (track, last - n - 1)))
    n++;
  if (n == 0 || !fw_track_get_bounds_at (track, last - n, &before))
    return TRUE;

  FwPoint from = fw_rect_centre (before), to = fw_rect_centre (*out);
  double steps = (double) (frame - last) / n;

  out->x += (to.x - from.x) * steps;
  out->y += (to.y - from.y) * steps;

  return TRUE;
}

/* How well @after begins where @before was going; negative when it cannot be
 * the same object. */
static double
match_ends (const FwTrack *before,
            const FwTrack *after)
{
  FwFrame start = fw_track_get_span (after).first;
  FwRect expected, found;

  if (fw_track_is_single (before) || fw_track_is_single (after)
      || fw_track_get_category (before) != fw_track_get_category (after)
      || !extrapolate (before, start, &expected)
      || !fw_track_get_bounds_at (after, start, &found))
    return -1.0;

  return fw_rect_iou (expected, found);
}

static gboolean
goes_on (const FwCheckContext *context,
         const FwCheck        *check,
         const FwTrack        *before,
         const FwTrack        *after)
{
  FwFrame end = fw_track_get_span (before).last, start = fw_track_get_span (after).first;

  return start > end && start - end <= check->limits[0]
         && match_ends (before, after) >= check->limits[1]
         && fw_check_when_at (context, check, before, end)
         && fw_check_when_at (context, check, after, start);
}

static char *
tell_link (const FwCheckContext *context,
           const FwCheck        *check,
           const FwTrack        *track,
           FwRun                 run)
{
  FwTrack *before = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree char *name = fw_text_object (context, run.other);
  int n = before ? run.first - fw_track_get_span (before).last : 0;

  return g_strdup_printf (
      ngettext ("Begins %d frame after the end of %s, where that one was going.",
                "Begins %d frames after the end of %s, where that one was going.", n),
      n, name);
}

const FwCheckOps fw_kinds_of_tracks[] = {
  { .kind = "no-gap",
    .family = FW_FAMILY_TRACK,
    .limits = { "max-gap" },
    .find = find_gaps,
    .tell = tell_gap },
  { .kind = "min-length",
    .family = FW_FAMILY_TRACK,
    .limits = { "frames" },
    .find = find_short,
    .tell = tell_short },
  { .kind = "keyframe-spacing",
    .family = FW_FAMILY_TRACK,
    .limits = { "max" },
    .find = find_spacing,
    .tell = tell_spacing },
  { .kind = "constant",
    .family = FW_FAMILY_TRACK,
    .find = find_inconstant,
    .tell = tell_inconstant },
  { .kind = "transitions",
    .family = FW_FAMILY_TRACK,
    .values = "allowed|forbidden",
    .find = find_transitions,
    .tell = tell_transition },
  { .kind = "broken-track",
    .family = FW_FAMILY_LINK,
    .limits = { "max-gap", "iou" },
    .link = goes_on,
    .tell = tell_link },
  { NULL },
};
