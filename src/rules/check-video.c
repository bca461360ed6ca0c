/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Checks of frames as such: frames without labels that nobody called empty,
 * and frames that nobody looked at.
 */

#include "fw-config.h"
#include "rules/check-private.h"

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

double
fw_check_share_seen (const FwCheckContext *context,
                     gint64               *out_seen,
                     gint64               *out_all)
{
  *out_all = context->n_frames - fw_span_set_count_below (context->deleted, context->n_frames);
  *out_seen = count_kept (context, fw_snapshot_get_seen (context->snapshot));

  return *out_all > 0 ? (double) *out_seen / *out_all : 1.0;
}

static void
find_empty (const FwCheckContext *context,
            guint                 index,
            const guint32        *counts,
            gsize                 n_counts,
            GArray               *runs)
{
  FwSpanSet *empty = fw_snapshot_get_frames_with (context->snapshot, FW_SLOT_EMPTY);
  FwRun run = { .check = index, .first = FW_FRAME_NONE };

  for (FwFrame frame = 0; frame < context->n_frames; frame++)
    {
      gboolean is_open = ((gsize) frame >= n_counts || counts[frame] == 0)
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

void
fw_check_video (const FwCheckContext *context,
                const guint32        *counts,
                gsize                 n_counts,
                GArray               *runs)
{
  for (guint i = 0; i < context->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (context->plan, i);
      gint64 seen, all;

      if (check->code == FW_CHECK_EMPTY_FRAME_CONFIRMED)
        find_empty (context, i, counts, n_counts, runs);
      else if (check->code == FW_CHECK_FRAMES_SEEN
               && fw_check_share_seen (context, &seen, &all) < check->limits[0])
        {
          FwRun run = { .check = i, .first = FW_FRAME_NONE, .last = FW_FRAME_NONE };

          g_array_append_val (runs, run);
        }
    }
}
