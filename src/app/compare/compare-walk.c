/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-model-private.h"

#include <glib/gi18n.h>

void
fw_compare_model_select (FwCompareModel *self,
                         FwCompareItem  *item)
{
  FwTrack *tracks[FW_N_COMPARE_SIDES] = { item->object.a, item->object.b };

  self->is_going = TRUE;
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    fw_session_select (self->sessions[side], tracks[side] ? fw_track_get_id (tracks[side]) : 0);
  self->is_going = FALSE;
}

void
fw_compare_model_update_echoes (FwCompareModel *self)
{
  const FwCompareItem *item = self->current;

  fw_session_set_echo (self->sessions[FW_COMPARE_A], item ? item->object.b : NULL,
                       C_("version", "B"), TRUE);
  fw_session_set_echo (self->sessions[FW_COMPARE_B], item ? item->object.a : NULL,
                       C_("version", "A"), FALSE);
}

/* The difference that holds the frame, or the first one. */
static guint
find_difference (FwCompareItem *item,
                 FwFrame        frame)
{
  for (guint i = 0; i < item->object.differences->len; i++)
    if (fw_span_contains (g_array_index (item->object.differences, FwDifference, i).run.span,
                          frame))
      return i;

  return 0;
}

static void
selection_changed (FwCompareModel *self,
                   FwCompareSide   side)
{
  FwTrackId id = fw_session_get_primary (self->sessions[side]);
  FwCompareItem *item = id ? g_hash_table_lookup (self->by_id[side], &id) : NULL;
  FwTrack *other;

  if (!item || self->is_going)
    return;

  other = side == FW_COMPARE_A ? item->object.b : item->object.a;
  self->is_going = TRUE;
  fw_session_select (self->sessions[1 - side], other ? fw_track_get_id (other) : 0);
  self->is_going = FALSE;
  if (!item->is_listed || item == self->current)
    return;

  self->current = item;
  self->difference = find_difference (item, fw_session_get_frame (self->sessions[FW_COMPARE_A]));
  fw_compare_model_tell_moved (self);
}

static void
selected_a_cb (FwCompareModel *self)
{
  selection_changed (self, FW_COMPARE_A);
}

static void
selected_b_cb (FwCompareModel *self)
{
  selection_changed (self, FW_COMPARE_B);
}

void
fw_compare_model_follow_selection (FwCompareModel *self)
{
  g_signal_connect_swapped (self->sessions[FW_COMPARE_A], "selection-changed",
                            G_CALLBACK (selected_a_cb), self);
  g_signal_connect_swapped (self->sessions[FW_COMPARE_B], "selection-changed",
                            G_CALLBACK (selected_b_cb), self);
}

/* Walking */

gssize
fw_compare_model_get_current (FwCompareModel *self,
                              guint          *out_difference)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), -1);

  if (out_difference)
    *out_difference = self->difference;

  return self->current ? (gssize) self->current->index : -1;
}

void
fw_compare_model_go (FwCompareModel *self,
                     guint           index,
                     guint           difference)
{
  g_return_if_fail (FW_IS_COMPARE_MODEL (self));

  FwCompareItem *item = fw_compare_model_get_item (self, index);
  FwFrame frame;

  if (!item)
    return;

  self->current = item;
  self->difference = MIN (difference, MAX (item->object.differences->len, 1) - 1);
  frame = item->object.differences->len > 0
            ? fw_difference_get_frame (
                &g_array_index (item->object.differences, FwDifference, self->difference))
            : item->place;
  fw_session_set_frame (self->sessions[FW_COMPARE_A], frame);
  fw_compare_model_select (self, item);
  fw_compare_model_tell_moved (self);
}

/* The next open object in a direction, from @from on, all the way round. */
static FwCompareItem *
find_open (FwCompareModel *self,
           gint64          from,
           int             direction)
{
  gint64 n = self->listed->len;

  for (gint64 k = 0; k < n; k++)
    {
      FwCompareItem *item = self->listed->pdata[((from + k * direction) % n + n) % n];

      if (fw_compare_object_is_open (&item->object))
        return item;
    }

  return NULL;
}

gboolean
fw_compare_model_step (FwCompareModel *self,
                       int             direction)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), FALSE);
  g_return_val_if_fail (direction == 1 || direction == -1, FALSE);

  gint64 next = self->current ? (gint64) self->difference + direction : 0;
  FwCompareItem *item;

  if (self->current && fw_compare_object_is_open (&self->current->object) && next >= 0
      && next < self->current->object.differences->len)
    {
      fw_compare_model_go (self, self->current->index, (guint) next);
      return TRUE;
    }

  item = find_open (self, self->current ? (gint64) self->current->index + direction
                          : direction > 0 ? 0 : -1, direction);
  if (!item)
    return FALSE;
  fw_compare_model_go (self, item->index,
                       direction > 0 ? 0 : item->object.differences->len - 1);

  return TRUE;
}

gboolean
fw_compare_model_get_bounds (FwCompareModel *self,
                             FwRect         *out_bounds)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self) && out_bounds, FALSE);

  FwFrame frame = fw_session_get_frame (self->sessions[FW_COMPARE_A]);
  FwTrack *tracks[FW_N_COMPARE_SIDES] = { NULL, NULL };
  gboolean has_any = FALSE;

  if (self->current)
    {
      tracks[FW_COMPARE_A] = self->current->object.a;
      tracks[FW_COMPARE_B] = self->current->object.b;
    }
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    {
      FwRect bounds;

      if (!tracks[side]
          || !fw_presence_is_visible (fw_track_get_presence (tracks[side], frame))
          || !fw_track_get_bounds_at (tracks[side], frame, &bounds))
        continue;
      *out_bounds = has_any ? fw_rect_union (*out_bounds, bounds) : bounds;
      has_any = TRUE;
    }

  return has_any;
}

