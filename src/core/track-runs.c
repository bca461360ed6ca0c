/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/track-runs.h"

#include "core/shape-distance.h"
#include "core/track-difference.h"

#include <string.h>

/* Puts one frame of @fresh into the run that it goes on with, or begins one. */
static void
add_frame (GArray           *runs,
           const FwTrackRun *fresh)
{
  /* The newest run of each thing stands near the end. */
  for (guint i = runs->len; i > 0; i--)
    {
      FwTrackRun *run = &g_array_index (runs, FwTrackRun, i - 1);

      if (run->kind != fresh->kind || run->name != fresh->name)
        continue;
      if (run->span.last + 1 != fresh->span.first || !fw_value_equal (run->before, fresh->before)
          || !fw_value_equal (run->after, fresh->after))
        break;

      run->span.last = fresh->span.last;
      if (fresh->distance > run->distance)
        {
          run->distance = fresh->distance;
          run->farthest = fresh->farthest;
        }
      return;
    }
  g_array_append_vals (runs, fresh, 1);
}

static FwTrackRun
make_run (FwRunKind   kind,
          const char *name,
          FwFrame     frame)
{
  return (FwTrackRun) { .kind = kind, .name = name, .span = { frame, frame },
                        .before = fw_value_null (), .after = fw_value_null (),
                        .farthest = frame };
}

static void
add_names (GHashTable *names,
           FwTrack    *track)
{
  gsize n;

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    g_hash_table_add (names, (gpointer) g_intern_string (fw_track_get_fixed (track, i, NULL)));
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    g_hash_table_add (names, (gpointer) g_intern_string (fw_track_get_changing (track, i)));
  fw_track_get_changes (track, FW_CHANGE_OCCLUDED, &n);
  if (n > 0)
    g_hash_table_add (names, (gpointer) g_intern_string (FW_CHANGE_OCCLUDED));
}

/* "Not occluded" and nothing said are the same. */
static FwValue
get_value (FwTrack    *track,
           const char *name,
           FwFrame     frame)
{
  if (g_str_equal (name, FW_CHANGE_OCCLUDED))
    return fw_value_boolean (fw_track_is_occluded (track, frame));

  return fw_track_get_attribute (track, name, frame);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (FwTrack *before,
            FwTrack *after)
{
  g_autoptr(GHashTable) set = g_hash_table_new (NULL, NULL);
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  add_names (set, before);
  add_names (set, after);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
compare_shapes (GArray  *runs,
                FwTrack *before,
                FwTrack *after,
                FwFrame  frame)
{
  g_autoptr(FwShape) old = fw_track_dup_shape_at (before, frame);
  g_autoptr(FwShape) new = fw_track_dup_shape_at (after, frame);

  if (fw_shape_same_place (old, new))
    return;

  FwTrackRun run = make_run (FW_RUN_SHAPE, NULL, frame);

  run.distance = fw_shape_distance (old, new);
  add_frame (runs, &run);
}

static void
compare_frame (GArray    *runs,
               FwTrack   *before,
               FwTrack   *after,
               GPtrArray *names,
               FwFrame    frame)
{
  gboolean was = fw_presence_is_visible (fw_track_get_presence (before, frame));
  gboolean is = fw_presence_is_visible (fw_track_get_presence (after, frame));

  if (was != is)
    {
      FwTrackRun run = make_run (FW_RUN_THERE, NULL, frame);

      run.before = fw_value_boolean (was);
      run.after = fw_value_boolean (is);
      add_frame (runs, &run);
    }
  if (!was || !is)
    return;

  compare_shapes (runs, before, after, frame);
  for (guint i = 0; i < names->len; i++)
    {
      FwTrackRun run = make_run (FW_RUN_ATTRIBUTE, names->pdata[i], frame);

      run.before = get_value (before, run.name, frame);
      run.after = get_value (after, run.name, frame);
      if (!fw_value_equal (run.before, run.after))
        add_frame (runs, &run);
    }
}

GArray *
fw_track_list_runs (FwTrack *before,
                    FwTrack *after)
{
  g_return_val_if_fail (before && after, NULL);

  GArray *runs = g_array_new (FALSE, FALSE, sizeof (FwTrackRun));
  g_autoptr(GPtrArray) names = list_names (before, after);
  FwSpan span = { G_MAXINT32, -1 }, part;

  /* What lies outside of both is the same. */
  if (fw_track_difference (before, after, &part))
    span = part;
  if (fw_track_find_edit (before, after, &part))
    span = (FwSpan) { MIN (span.first, part.first), MAX (span.last, part.last) };
  for (FwFrame frame = span.first; frame <= span.last; frame++)
    compare_frame (runs, before, after, names, frame);

  return runs;
}

gboolean
fw_track_same_keyframes (const FwTrack *a,
                         const FwTrack *b)
{
  g_return_val_if_fail (a && b, FALSE);

  gsize n = fw_track_get_n_keyframes (a), n_a, n_b;
  const FwSpan *gaps_a = fw_track_get_outside (a, &n_a), *gaps_b = fw_track_get_outside (b, &n_b);

  if (n != fw_track_get_n_keyframes (b) || n_a != n_b
      || (n_a > 0 && memcmp (gaps_a, gaps_b, n_a * sizeof (FwSpan)) != 0))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (fw_track_get_keyframe (a, i).frame != fw_track_get_keyframe (b, i).frame)
      return FALSE;

  return TRUE;
}
