/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Checks of a track as a whole, from its keyframes, gaps and attribute
 * keyframes, and of the place where one track ends and another begins. None of
 * them walks over frames. Objects of a single picture are no tracks.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Frames before the end of a track from which its movement is taken. */
#define MOTION_FRAMES 10

gboolean
fw_check_when_at (const FwCheckContext *context,
                  const FwCheck        *check,
                  const FwTrack        *track,
                  FwFrame               frame)
{
  g_autofree FwValue *values = NULL;
  g_autoptr(FwShape) shape = NULL;
  FwLabel label;

  if (!check->rule->when)
    return TRUE;

  values = g_new0 (FwValue, context->plan->n_attributes + 1);

  return fw_check_context_get_label (context, track, frame, values, &shape, &label)
         && fw_label_is_guarded (&label, check);
}

static void
add_place (GArray  *runs,
           guint    check,
           FwFrame  first,
           FwFrame  last)
{
  FwRun run = { .check = check, .first = first, .last = last };

  g_array_append_val (runs, run);
}

static void
check_gaps (const FwCheckContext *context,
            const FwCheck        *check,
            guint                 index,
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
        add_place (runs, index, gaps[i].first, gaps[i].last);
    }
}

static void
check_spacing (const FwCheckContext *context,
               const FwCheck        *check,
               guint                 index,
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
        add_place (runs, index, before, frame);
      before = frame;
    }
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
 * left out. Attribute keyframes may stand before and after it. */
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
          && (check->code != FW_CHECK_TRANSITIONS || !is_possible (check, value, changes[i].value)))
        g_array_append_val (frames, changes[i].frame);
      value = changes[i].value;
    }
}

FwValue
fw_check_value_before (const FwTrack *track,
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

char *
fw_check_describe_constant (const FwCheck *check,
                            const FwTrack *track,
                            FwFrame        frame)
{
  const FwParamValue *fields = fw_rule_get_param (check->rule, "fields");

  for (gsize i = 0; i < fields->n_texts; i++)
    {
      FwValue before = fw_check_value_before (track, fields->texts[i], frame);
      FwValue after = fw_track_get_attribute (track, fields->texts[i], frame);
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

static void
check_changes (const FwCheckContext *context,
               const FwCheck        *check,
               guint                 index,
               const FwTrack        *track,
               GArray               *runs)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  const FwParamValue *fields = fw_rule_get_param (check->rule, "fields");

  if (check->code == FW_CHECK_TRANSITIONS)
    find_changes (track, context->plan->attributes[check->attribute].name, check, frames);
  else
    /* A track has one category; only attributes can change. */
    for (gsize i = 0; i < fields->n_texts; i++)
      if (!g_str_equal (fields->texts[i], "category"))
        find_changes (track, fields->texts[i], check, frames);

  g_array_sort (frames, compare_frames);
  for (guint i = 0; i < frames->len; i++)
    {
      FwFrame frame = g_array_index (frames, FwFrame, i);

      /* Two fields that change together are one place. */
      if (i > 0 && g_array_index (frames, FwFrame, i - 1) == frame)
        continue;
      if (fw_check_when_at (context, check, track, frame))
        add_place (runs, index, frame, frame);
    }
}

void
fw_check_track_whole (const FwCheckContext *context,
                      const FwTrack        *track,
                      GArray               *runs)
{
  const FwCategoryPlan *category
      = fw_plan_get_category (context->plan, fw_track_get_category (track));
  GArray *checks = category->checks[FW_FAMILY_TRACK];
  FwSpan span = fw_track_get_span (track);

  if (fw_track_is_single (track))
    return;

  for (guint i = 0; i < checks->len; i++)
    {
      guint index = g_array_index (checks, guint, i);
      const FwCheck *check = fw_plan_get_check (context->plan, index);

      switch (check->code)
        {
        case FW_CHECK_NO_GAP:
          check_gaps (context, check, index, track, runs);
          break;
        case FW_CHECK_KEYFRAME_SPACING:
          check_spacing (context, check, index, track, runs);
          break;
        case FW_CHECK_MIN_LENGTH:
          if (fw_check_context_get_length (context, track) < check->limits[0]
              && fw_check_context_get_length (context, track) > 0
              && fw_check_when_at (context, check, track, span.first))
            add_place (runs, index, span.first, span.last);
          break;
        case FW_CHECK_CONSTANT:
        case FW_CHECK_TRANSITIONS:
          check_changes (context, check, index, track, runs);
          break;
        default:
          g_assert_not_reached ();
        }
    }
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

gboolean
fw_check_link (const FwCheckContext *context,
               const FwCheck        *check,
               const FwTrack        *before,
               const FwTrack        *after,
               double               *out_iou)
{
  FwFrame end = fw_track_get_span (before).last, start = fw_track_get_span (after).first;
  FwRect expected, found;
  double iou;

  if (fw_track_is_single (before) || fw_track_is_single (after)
      || fw_track_get_category (before) != fw_track_get_category (after)
      || start <= end || start - end > check->limits[0])
    return FALSE;
  if (!extrapolate (before, start, &expected) || !fw_track_get_bounds_at (after, start, &found))
    return FALSE;

  iou = fw_rect_iou (expected, found);
  if (out_iou)
    *out_iou = iou;

  return iou >= check->limits[1] && fw_check_when_at (context, check, before, end)
         && fw_check_when_at (context, check, after, start);
}
