/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Numbers, names and samples for reasons.
 */

#include "fw-config.h"
#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

char *
fw_text_number (double value,
                double limit)
{
  char text[64], bound[64];

  if (!isfinite (value))
    return g_strdup (_("no number"));

  for (int digits = 0; digits <= 6; digits++)
    {
      g_snprintf (text, sizeof text, "%.*f", digits, value);
      g_snprintf (bound, sizeof bound, "%.*f", digits, limit);
      /* One digit is enough for reading unless the limit needs more. */
      if ((digits >= 1 || value == rint (value)) && (strcmp (text, bound) != 0 || value == limit))
        break;
    }
  if (strpbrk (text, ".,"))
    {
      gsize n = strlen (text);

      while (text[n - 1] == '0')
        text[--n] = '\0';
      if (!g_ascii_isdigit (text[n - 1]))
        text[n - 1] = '\0';
    }

  return g_strdup (text);
}

char *
fw_text_limit (double limit)
{
  return g_strdup_printf ("%g", limit);
}

char *
fw_text_percent (double share,
                 double limit)
{
  return fw_text_number (share * 100.0, limit * 100.0);
}

/* As people count: ids of a folder's objects go through all of its pictures. */
static gint64
get_number (const FwCheckContext *context,
            const FwTrack        *track,
            FwTrackId             id)
{
  g_autoptr(GArray) ids = NULL;
  gint64 number = 1;

  if (!track || !context->counts_in_pictures || !context->frames
      || fw_frame_list_is_video (context->frames))
    return id;

  ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  fw_span_index_query (context->spans, fw_track_get_span (track).first, ids);
  for (guint i = 0; i < ids->len; i++)
    number += g_array_index (ids, FwTrackId, i) < id;

  return number;
}

char *
fw_text_object (const FwCheckContext *context,
                FwTrackId             id)
{
  FwTrack *track = fw_snapshot_get_track (context->snapshot, id);
  const char *name = track ? fw_track_get_name (track) : NULL;
  const char *category, *dot;

  if (name && *name)
    return g_strdup (name);

  category
      = track ? fw_plan_get_category (context->plan, fw_track_get_category (track))->name : NULL;
  if (!category)
    return g_strdup_printf (_("object %" PRId64), id);
  dot = strrchr (category, '.');

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, dot && dot[1] ? dot + 1 : category,
                          get_number (context, track, id));
}

FwFrame
fw_run_sample (FwRun run,
               guint sample)
{
  gint64 length = (gint64) run.last - run.first + 1;
  gint64 samples = MIN (length, FW_MAX_SAMPLES);

  return sample < samples ? run.first + (FwFrame) (sample * length / samples) : FW_FRAME_NONE;
}
