/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/renumber.h"

#include <math.h>

/* Frames that a list may gain beyond twice its length. */
#define MAX_HOLES 10000

FwFrame
fw_renumber_frame (FwFrame              frame,
                   const FwRenumbering *entries,
                   gsize                n_entries)
{
  gsize low = 0;
  gsize high = n_entries;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (entries[middle].from <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == 0)
    return frame;

  return (FwFrame) CLAMP ((gint64) frame + entries[low - 1].shift, 0, FW_FRAME_MAX);
}

/* Entries of a damaged journal may turn a span round. */
static FwSpan
renumber_span (FwSpan               span,
               const FwRenumbering *entries,
               gsize                n_entries)
{
  FwFrame first = fw_renumber_frame (span.first, entries, n_entries);
  FwFrame last = fw_renumber_frame (span.last, entries, n_entries);

  return (FwSpan) { MIN (first, last), MAX (first, last) };
}

static void
renumber_changes (FwTrackBuilder      *builder,
                  FwTrack             *track,
                  const char          *name,
                  const FwRenumbering *entries,
                  gsize                n_entries)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 0; i < n; i++)
    fw_track_builder_set_change (builder, name,
                                 fw_renumber_frame (changes[i].frame, entries, n_entries),
                                 changes[i].value);
}

static void
renumber_confirmed (FwTrackBuilder      *builder,
                    FwTrack             *track,
                    const FwRenumbering *entries,
                    gsize                n_entries)
{
  gsize n;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &n);

  for (gsize i = 0; i < n; i++)
    fw_track_builder_confirm (builder, renumber_span (confirmed[i].span, entries, n_entries),
                              confirmed[i].manual);
}

/* Problems that were set aside move with the frames they are about. */
static FwAsideList *
renumber_asides (FwAsideList         *list,
                 const FwRenumbering *entries,
                 gsize                n_entries)
{
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (list, &n);
  g_autofree FwSetAside *moved = g_new (FwSetAside, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      moved[i] = asides[i];
      if (asides[i].span.first >= 0)
        moved[i].span = renumber_span (asides[i].span, entries, n_entries);
    }

  return fw_aside_list_new (moved, n);
}

FwTrack *
fw_renumber_track (FwTrack             *track,
                   const FwRenumbering *entries,
                   gsize                n_entries)
{
  FwTrackBuilder *builder
      = fw_track_builder_new (fw_track_get_id (track), fw_track_get_category (track));
  const FwSpan *outside;
  const FwOnEdge *on_edge;
  gsize n;

  fw_track_builder_set_name (builder, fw_track_get_name (track));
  fw_track_builder_set_source (builder, fw_track_get_source (track));
  fw_track_builder_set_author (builder, fw_track_get_author (track));
  fw_track_builder_set_group (builder, fw_track_get_group (track));
  fw_track_builder_set_single (builder, fw_track_is_single (track));

  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      fw_track_builder_set_key (builder, fw_renumber_frame (key.frame, entries, n_entries),
                                key.shape);
    }
  outside = fw_track_get_outside (track, &n);
  for (gsize i = 0; i < n; i++)
    fw_track_builder_add_outside (builder, renumber_span (outside[i], entries, n_entries));

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      fw_track_builder_set_fixed (builder, name, value);
    }
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    renumber_changes (builder, track, fw_track_get_changing (track, i), entries, n_entries);
  renumber_changes (builder, track, FW_CHANGE_OCCLUDED, entries, n_entries);
  renumber_changes (builder, track, FW_CHANGE_Z_ORDER, entries, n_entries);

  for (gsize i = 0; i < fw_track_get_n_rings (track); i++)
    {
      gboolean is_hole;
      const guint32 *ids = fw_track_get_ring_order (track, i, &n, &is_hole);

      fw_track_builder_add_ring_order (builder, ids, n, is_hole);
    }
  on_edge = fw_track_get_on_edge (track, &n);
  for (gsize i = 0; i < n; i++)
    fw_track_builder_add_on_edge (builder, (FwOnEdge){ fw_renumber_frame (on_edge[i].frame, entries,
                                                                          n_entries),
                                                       on_edge[i].id, on_edge[i].ratio });

  renumber_confirmed (builder, track, entries, n_entries);

  FwTrack *renumbered = fw_track_builder_end (builder, NULL);

  /* Keyframes of a sound track go together on other frames too. */
  g_assert (renumbered != NULL);

  return renumbered;
}

FwSpanSet *
fw_renumber_span_set (FwSpanSet           *set,
                      const FwRenumbering *entries,
                      gsize                n_entries)
{
  g_autoptr(GArray) moved = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  gsize n;
  const FwSpan *spans = fw_span_set_get_spans (set, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSpan span = renumber_span (spans[i], entries, n_entries);

      g_array_append_val (moved, span);
    }

  return fw_span_set_new ((FwSpan *) (void *) moved->data, moved->len);
}

FwFrameList *
fw_renumber_frame_list (FwFrameList         *frames,
                        const FwRenumbering *entries,
                        gsize                n_entries)
{
  gsize n = fw_frame_list_get_length (frames);
  g_autoptr(GArray) infos = g_array_new (FALSE, TRUE, sizeof (FwFrameInfo));

  for (gsize i = 0; i < n; i++)
    {
      FwFrameInfo info = fw_frame_list_get (frames, (FwFrame) i);
      gsize place = (gsize) fw_renumber_frame ((FwFrame) i, entries, n_entries);

      /* Nobody loses more pictures than there are: what says so is damaged. */
      if (place > 2 * n + MAX_HOLES)
        break;

      /* A hole: some frame that is not in the list, of the same size. */
      while (infos->len < place)
        {
          FwFrameInfo hole = { .width = info.width, .height = info.height, .pts = G_MININT64,
                               .timestamp_ms = NAN };

          g_array_append_val (infos, hole);
        }
      if (infos->len == place)
        g_array_append_val (infos, info);
      else
        g_array_index (infos, FwFrameInfo, place) = info;
    }

  return fw_frame_list_new (fw_frame_list_is_video (frames), fw_frame_list_get_name (frames),
                            fw_frame_list_get_fps (frames),
                            (const FwFrameInfo *) (const void *) infos->data, infos->len);
}

GArray *
fw_renumber_between (FwFrameList *from,
                     FwFrameList *to)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (FwRenumbering));
  gsize n_from = fw_frame_list_get_length (from);
  gsize n_to = fw_frame_list_get_length (to);
  gsize place = 0;
  gsize n_known = 0;
  gsize n_found = 0;
  gint32 shift = 0;
  gint64 before = G_MININT64;

  for (gsize i = 0; i < n_from && place < n_to; i++)
    {
      gint64 pts = fw_frame_list_get (from, (FwFrame) i).pts;

      if (pts == G_MININT64)
        continue;
      if (pts <= before)
        break;
      before = pts;

      while (place < n_to && fw_frame_list_get (to, (FwFrame) place).pts < pts)
        {
          /* Lists that do not ascend cannot be walked side by side. */
          if (place + 1 < n_to
              && fw_frame_list_get (to, (FwFrame) place + 1).pts
                   <= fw_frame_list_get (to, (FwFrame) place).pts)
            {
              g_array_set_size (entries, 0);
              return entries;
            }
          place++;
        }
      if (place == n_to)
        break;

      n_known++;
      n_found += fw_frame_list_get (to, (FwFrame) place).pts == pts;
      if ((gint64) place - (gint64) i != shift)
        {
          FwRenumbering entry = { (FwFrame) i, (gint32) ((gint64) place - (gint64) i) };

          shift = entry.shift;
          g_array_append_val (entries, entry);
        }
    }

  if (n_found * 10 < n_known * 9)
    g_array_set_size (entries, 0);

  return entries;
}

struct _FwRenumber
{
  const FwRenumbering *entries;
  gsize                n_entries;
  GHashTable          *tracks; /* (owned) FwTrack -> (owned) the same, moved */
};

FwRenumber *
fw_renumber_new (const FwRenumbering *entries,
                 gsize                n_entries)
{
  FwRenumber *self = g_new0 (FwRenumber, 1);

  self->entries = entries;
  self->n_entries = n_entries;
  self->tracks = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fw_track_unref,
                                        (GDestroyNotify) fw_track_unref);

  return self;
}

void
fw_renumber_free (FwRenumber *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->tracks);
  g_free (self);
}

gpointer
fw_renumber_value (FwRenumber *self,
                   FwSlotKind  kind,
                   gpointer    value)
{
  FwTrack *moved;

  if (!value)
    return NULL;

  switch (kind)
    {
    case FW_SLOT_TRACK:
      moved = g_hash_table_lookup (self->tracks, value);
      if (!moved)
        {
          moved = fw_renumber_track (value, self->entries, self->n_entries);
          g_hash_table_insert (self->tracks, fw_track_ref (value), moved);
        }
      return fw_track_ref (moved);
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      return fw_renumber_span_set (value, self->entries, self->n_entries);
    case FW_SLOT_TAXONOMY:
      return fw_taxonomy_ref (value);
    case FW_SLOT_MANUALS:
      return fw_stamp_list_ref (value);
    case FW_SLOT_ASIDE:
      return renumber_asides (value, self->entries, self->n_entries);
    }

  g_assert_not_reached ();
}

FwStep *
fw_renumber_step (FwRenumber *self,
                  FwStep     *step)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);
  g_autofree FwSlotChange *moved = g_new0 (FwSlotChange, n + 1);
  FwStep *result;

  for (gsize i = 0; i < n; i++)
    {
      FwSlot slot = changes[i].slot;

      moved[i].slot = slot;
      moved[i].before = fw_renumber_value (self, slot.kind, changes[i].before);
      moved[i].after = fw_renumber_value (self, slot.kind, changes[i].after);
    }

  FwStepFacts facts = {
    .label = fw_step_get_label (step),
    .author = fw_step_get_author (step),
    .frame = fw_renumber_frame (fw_step_get_frame (step), self->entries, self->n_entries),
    .time_us = fw_step_get_time (step),
  };

  result = fw_step_new (&facts, moved, n);

  for (gsize i = 0; i < n; i++)
    {
      fw_slot_value_unref (moved[i].slot.kind, moved[i].before);
      fw_slot_value_unref (moved[i].slot.kind, moved[i].after);
    }

  return result;
}
