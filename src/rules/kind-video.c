/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about frames as such: frames without labels that nobody called empty,
 * and frames that nobody looked at.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Frames of @set that are not deleted, within the media. */
static gint64
count_kept (const FwCheckContext *context,
            const FwSpanSet      *set)
{
  gsize n;
  const FwSpan *spans = set ? fw_span_set_get_spans (set, &n) : NULL;
  gint64 count = 0;

  for (gsize i = 0; spans && i < n; i++)
    {
      FwSpan span = { MAX (spans[i].first, 0), MIN (spans[i].last, context->n_frames - 1) };

      if (span.first > span.last)
        continue;
      count += fw_span_length (span) - (fw_span_set_count_below (context->deleted, span.last + 1)
                                        - fw_span_set_count_below (context->deleted, span.first));
    }

  return count;
}

static double
get_share_seen (const FwCheckContext *context)
{
  gint64 seen, all;

  all = context->n_frames - fw_span_set_count_below (context->deleted, context->n_frames);
  seen = count_kept (context, fw_check_context_get_seen (context));

  return all > 0 ? (double) seen / all : 1.0;
}

static void
find_empty (const FwCheckContext *context,
            const FwCheck        *check,
            const FwVideoFacts   *facts,
            GArray               *runs)
{
  FwSpanSet *empty = fw_snapshot_get_frames_with (context->snapshot, FW_SLOT_EMPTY);
  FwRun run = { .check = check->place, .first = FW_FRAME_NONE };

  for (FwFrame frame = 0; frame < context->n_frames; frame++)
    {
      gboolean is_open = ((gsize) frame >= facts->n_counts || facts->counts[frame] == 0)
                         && !fw_check_context_is_deleted (context, frame)
                         && !(empty && fw_span_set_contains (empty, frame));

      if (is_open && run.first == FW_FRAME_NONE)
        run.first = frame;
      if (is_open)
        run.last = frame;
      else if (run.first != FW_FRAME_NONE)
        {
          g_array_append_val (runs, run);
          run.first = FW_FRAME_NONE;
        }
    }
  if (run.first != FW_FRAME_NONE)
    g_array_append_val (runs, run);
}

static char *
tell_empty (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            FwRun                 run)
{
  /* Pictures of a folder are counted from 1. */
  gboolean is_video = context->frames && fw_frame_list_is_video (context->frames);
  int n = run.last - run.first + 1;

  return g_strdup_printf (
      ngettext ("%d frame without labels, from %d on; say “Nothing here” if that is so.",
                "%d frames without labels, from %d on; say “Nothing here” if that is so.", n),
      n, run.first + (is_video ? 0 : 1));
}

static void
find_unseen (const FwCheckContext *context,
             const FwCheck        *check,
             const FwVideoFacts   *facts,
             GArray               *runs)
{
  if (get_share_seen (context) < check->limits[0])
    fw_check_add_place (runs, check, FW_FRAME_NONE, FW_FRAME_NONE);
}

static char *
tell_unseen (const FwCheckContext *context,
             const FwCheck        *check,
             const FwTrack        *track,
             FwRun                 run)
{
  g_autofree char *value = fw_text_percent (get_share_seen (context), check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_("%s %% of the frames were on the screen; %s %% are wanted."), value,
                          limit);
}

/* Runs of frames without a label of the category that has to be there. */
static void
sum_uncovered (const FwCheckContext *context,
               const FwCheck        *check,
               GArray               *runs)
{
  const char *category = fw_check_get_given (check, "category")->text;
  FwRun run = { .check = check->place, .first = FW_FRAME_NONE };

  for (FwFrame frame = 0; frame < context->n_frames; frame++)
    {
      gboolean is_open = !fw_tally_is_in_frame (context->tally, category, frame)
                         && !fw_check_context_is_deleted (context, frame);

      if (is_open && run.first == FW_FRAME_NONE)
        run.first = frame;
      if (is_open)
        run.last = frame;
      else if (run.first != FW_FRAME_NONE)
        {
          g_array_append_val (runs, run);
          run.first = FW_FRAME_NONE;
        }
    }
  if (run.first != FW_FRAME_NONE)
    g_array_append_val (runs, run);
}

static char *
tell_uncovered (const FwCheckContext *context,
                const FwCheck        *check,
                const FwTrack        *track,
                FwRun                 run)
{
  int n = run.last - run.first + 1;

  return g_strdup_printf (ngettext ("“%s” is missing in %d frame; it is wanted in every one.",
                                    "“%s” is missing in %d frames; it is wanted in every one.", n),
                          fw_check_get_given (check, "category")->text, n);
}

const FwCheckOps fw_kinds_of_videos[] = {
  { .kind = "empty-frame-confirmed",
    .family = FW_FAMILY_VIDEO,
    .survey = find_empty,
    .tell = tell_empty },
  { .kind = "frames-seen",
    .family = FW_FAMILY_VIDEO,
    .limits = { "share" },
    .survey = find_unseen,
    .tell = tell_unseen },
  { .kind = "must-cover",
    .family = FW_FAMILY_PROJECT,
    .tallies = FW_TALLY_PLACES,
    .sum = sum_uncovered,
    .tell = tell_uncovered },
  { NULL },
};
