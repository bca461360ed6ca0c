/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about tracks whose attribute says that the object is hidden: for very
 * long, or where it begins or ends. From attribute keyframes and gaps; nothing
 * walks over frames.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include <glib/gi18n.h>

static const char *
get_name (const FwCheckContext *context, const FwCheck *check)
{
  return context->plan->attributes[check->attribute].name;
}

static gboolean
is_hidden_at (const FwCheckContext *context,
              const FwCheck *check,
              const FwTrack *track,
              FwFrame frame)
{
  return fw_check_lists (check, fw_track_get_attribute (track, get_name (context, check), frame));
}

static void
find_hidden_ends (const FwCheckContext *context,
                  const FwCheck *check,
                  const FwTrack *track,
                  GArray *runs)
{
  FwSpan life = fw_track_get_span (track);

  for (int i = 0; i < (life.first == life.last ? 1 : 2); i++)
    {
      FwFrame frame = i == 0 ? life.first : life.last;

      if (!fw_check_context_is_deleted (context, frame)
          && is_hidden_at (context, check, track, frame)
          && fw_check_when_at (context, check, track, frame))
        fw_check_add_place (runs, check, frame, frame);
    }
}

static char *
tell_hidden_end (const FwCheckContext *context,
                 const FwCheck *check,
                 const FwTrack *track,
                 FwRun run)
{
  const char *name = get_name (context, check);
  g_autofree char *value = fw_value_to_text (fw_track_get_attribute (track, name, run.first));

  return run.first == fw_track_get_span (track).first
             ? g_strdup_printf (_ ("“%s” is %s in the first frame of the track; it begins where "
                                   "the "
                                   "object can be seen."),
                                name, value)
             : g_strdup_printf (_ ("“%s” is %s in the last frame of the track; it ends where the "
                                   "object can last be seen."),
                                name, value);
}

static void
add_hidden (const FwCheckContext *context,
            const FwCheck *check,
            const FwTrack *track,
            FwSpan span,
            GArray *runs)
{
  if (span.first <= span.last
      && fw_check_context_count_visible (context, track, span) > check->limits[0]
      && fw_check_when_at (context, check, track, span.first))
    fw_check_add_place (runs, check, span.first, span.last);
}

/* @span is hidden as far as the attribute goes; in gaps the object is away, not hidden. */
static void
cut_gaps (const FwCheckContext *context,
          const FwCheck *check,
          const FwTrack *track,
          FwSpan span,
          GArray *runs)
{
  gsize n;
  const FwSpan *gaps = fw_track_get_outside (track, &n);

  for (gsize i = 0; i < n && gaps[i].first <= span.last; i++)
    {
      if (gaps[i].last < span.first)
        continue;
      add_hidden (context, check, track, (FwSpan){ span.first, gaps[i].first - 1 }, runs);
      span.first = gaps[i].last + 1;
    }
  add_hidden (context, check, track, span, runs);
}

static void
find_long_hidden (const FwCheckContext *context,
                  const FwCheck *check,
                  const FwTrack *track,
                  GArray *runs)
{
  FwSpan life = fw_track_get_span (track);
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, get_name (context, check), &n);
  gboolean is_hidden = is_hidden_at (context, check, track, life.first);
  FwFrame start = life.first;

  for (gsize i = 0; i < n && changes[i].frame <= life.last; i++)
    {
      gboolean hides = fw_check_lists (check, changes[i].value);

      if (changes[i].frame <= life.first || hides == is_hidden)
        continue;
      if (is_hidden)
        cut_gaps (context, check, track, (FwSpan){ start, changes[i].frame - 1 }, runs);
      start = changes[i].frame;
      is_hidden = hides;
    }
  if (is_hidden)
    cut_gaps (context, check, track, (FwSpan){ start, life.last }, runs);
}

static char *
tell_long_hidden (const FwCheckContext *context,
                  const FwCheck *check,
                  const FwTrack *track,
                  FwRun run)
{
  const char *name = get_name (context, check);
  g_autofree char *value = fw_value_to_text (fw_track_get_attribute (track, name, run.first));
  int n = (int) fw_check_context_count_visible (context, track, (FwSpan){ run.first, run.last });

  return g_strdup_printf (ngettext ("“%s” is %s for %d frame; at most %.0f are wanted.",
                                    "“%s” is %s for %d frames; at most %.0f are wanted.", n),
                          name, value, n, check->limits[0]);
}

const FwCheckOps fw_kinds_of_hiding[] = {
  { .kind = "first-last-visible",
    .family = FW_FAMILY_TRACK,
    .values = "hidden",
    .find = find_hidden_ends,
    .tell = tell_hidden_end },
  { .kind = "hidden-span",
    .family = FW_FAMILY_TRACK,
    .limits = { "max" },
    .values = "hidden",
    .find = find_long_hidden,
    .tell = tell_long_hidden },
  { NULL },
};
