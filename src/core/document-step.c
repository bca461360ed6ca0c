/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Steps. A step collects, per slot, the first value before and the last value
 * after, so that a long gesture is one change; committing drops what came back
 * to where it was, and signs what did not.
 */

#include "core/document-private.h"

#include "core/snapshot-private.h"
#include "core/track-confirm.h"

void
fw_document_begin (FwDocument *self,
                   const char *label,
                   FwFrame     frame)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (label != NULL);
  g_return_if_fail (self->step_label == NULL);

  self->step_label = g_strdup (label);
  self->step_frame = frame;
  self->step_revision = fw_snapshot_get_revision (self->content);
}

void
fw_document_begin_repeating (FwDocument *self,
                             const char *label,
                             FwFrame     frame,
                             gint64      within_us)
{
  fw_document_begin (self, label, frame);
  self->step_repeats = TRUE;
  self->step_within = within_us;
}

gboolean
fw_document_is_in_step (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), FALSE);

  return self->step_label != NULL;
}

/* Whether the open step changed the slot already. */
static gboolean
step_has (FwDocument *self,
          FwSlot      slot)
{
  if (slot.kind == FW_SLOT_TRACK)
    return g_hash_table_contains (self->step_tracks, GSIZE_TO_POINTER (slot.id));

  for (guint i = self->step_changes->len; i > 0; i--)
    {
      FwSlot other = g_array_index (self->step_changes, FwSlotChange, i - 1).slot;

      if (other.kind == slot.kind && other.id == slot.id)
        return TRUE;
    }

  return FALSE;
}

void
fw_document_replace (FwDocument *self,
                     FwSlot      slot,
                     gpointer    value)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (self->step_label != NULL);
  g_return_if_fail (slot.kind != FW_SLOT_TRACK || !value || fw_track_get_id (value) == slot.id);

  if (!step_has (self, slot))
    {
      gpointer before = fw_snapshot_get (self->content, slot);
      FwSlotChange change = { slot, fw_slot_value_ref (slot.kind, before), NULL };

      g_array_append_val (self->step_changes, change);
      if (slot.kind == FW_SLOT_TRACK)
        g_hash_table_add (self->step_tracks, GSIZE_TO_POINTER (slot.id));
    }

  fw_document_put (self, slot, value, ++self->last_revision);
}

void
fw_document_replace_track (FwDocument *self,
                           FwTrackId   id,
                           FwTrack    *track)
{
  fw_document_replace (self, (FwSlot) { FW_SLOT_TRACK, id }, track);
}

static void
end_step (FwDocument *self)
{
  g_clear_pointer (&self->step_label, g_free);
  g_array_set_size (self->step_changes, 0);
  g_hash_table_remove_all (self->step_tracks);
  self->step_repeats = FALSE;
}

static gboolean
has_change (const FwSlotChange *changes,
            gsize               n_changes,
            FwSlot              slot)
{
  for (gsize i = 0; i < n_changes; i++)
    if (changes[i].slot.kind == slot.kind && changes[i].slot.id == slot.id)
      return TRUE;

  return FALSE;
}

/* Whether the open step, with @changes, goes on where the newest one stopped.
 * Marks may be touched by the first one only: "nothing here" goes once. */
static gboolean
goes_on (FwDocument *self,
         GArray     *changes)
{
  const FwSlotChange *now = (const FwSlotChange *) (void *) changes->data;
  const FwSlotChange *last;
  gsize n_last;

  if (!self->step_repeats || !self->repeated
      || self->repeated != fw_document_peek_undo (self) || fw_document_can_redo (self)
      || g_get_monotonic_time () - self->repeated_at >= self->step_within
      || fw_step_get_frame (self->repeated) != self->step_frame
      || !g_str_equal (fw_step_get_label (self->repeated), self->step_label))
    return FALSE;

  last = fw_step_get_changes (self->repeated, &n_last);
  for (guint i = 0; i < changes->len; i++)
    if (!has_change (last, n_last, now[i].slot))
      return FALSE;
  for (gsize i = 0; i < n_last; i++)
    if (last[i].slot.kind == FW_SLOT_TRACK && !has_change (now, changes->len, last[i].slot))
      return FALSE;

  return TRUE;
}

static FwStep *
make_step (FwDocument *self,
           GArray     *changes)
{
  FwStepFacts facts = {
    .label = self->step_label,
    .author = self->author,
    .frame = self->step_frame,
    .time_us = g_get_real_time (),
  };

  return fw_step_new (&facts, (FwSlotChange *) (void *) changes->data, changes->len);
}

/* The newest step and the open one as one; NULL when they come to nothing, or to no
 * more than that something was worked at: then they stay two, as a step that changes
 * nothing could not be taken back. */
static FwStep *
join_with_last (FwDocument *self)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange));
  gboolean has_work = FALSE;
  gsize n;
  const FwSlotChange *last = fw_step_get_changes (self->repeated, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSlotChange change = { last[i].slot, last[i].before,
                              fw_snapshot_get (self->content, last[i].slot) };

      if (!fw_slot_value_equal (change.slot.kind, change.before, change.after))
        {
          g_array_append_val (changes, change);
          has_work |= change.slot.kind != FW_SLOT_ASIDE;
        }
    }

  return has_work ? make_step (self, changes) : NULL;
}

/* Applies a whole step in one direction, ending in @revision. */
static void
apply (FwDocument *self,
       FwStep     *step,
       gboolean    backwards,
       guint64     revision)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwSlotChange *change = &changes[backwards ? n - 1 - i : i];

      fw_document_put (self, change->slot, backwards ? change->before : change->after, revision);
    }
  self->content = fw_snapshot_with_revision (self->content, revision);
}

/* Takes the newest step back as an undo would, so that views and journal need
 * not know of joining. Returns the revision it leads to. */
static guint64
take_last_back (FwDocument *self)
{
  g_autoptr(FwStep) last = g_steal_pointer (&self->repeated);
  guint64 revision;

  fw_history_peek_undo (self->history, &revision);
  fw_history_go_back (self->history);
  apply (self, last, TRUE, revision);
  fw_document_tell_changed (self, last, TRUE);

  return revision;
}

/* Whoever changes an object is its author from then on. */
static void
sign (FwDocument *self,
      FwSlot      slot)
{
  FwTrack *track = slot.kind == FW_SLOT_TRACK ? fw_document_get_track (self, slot.id) : NULL;
  FwTrackBuilder *builder;
  g_autoptr(FwTrack) ours = NULL;

  if (!track || !self->author || g_strcmp0 (fw_track_get_author (track), self->author) == 0)
    return;

  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_author (builder, self->author);
  ours = fw_track_builder_end (builder, NULL);
  if (ours)
    fw_document_put (self, slot, ours, self->last_revision);
}

/* The key of the manual in force, which from now on is among the snapshot's;
 * within a step. NULL without one. */
static const char *
use_manual (FwDocument *self)
{
  FwStampList *manuals = fw_snapshot_get_manuals (self->content);
  FwManualStamp *known;

  if (!self->manual)
    return NULL;
  known = fw_stamp_list_find_same (manuals, self->manual);
  if (known)
    return fw_manual_stamp_get_key (known);

  g_autoptr(FwStampList) more = fw_stamp_list_with (manuals, self->manual);

  fw_document_replace (self, (FwSlot) { FW_SLOT_MANUALS, 0 }, more);

  return fw_manual_stamp_get_key (self->manual);
}

/* What a step makes of labels is confirmed with it. */
static void
confirm_edits (FwDocument *self)
{
  for (guint i = 0; i < self->step_changes->len; i++)
    {
      FwSlotChange change = g_array_index (self->step_changes, FwSlotChange, i);
      FwTrack *after = change.slot.kind == FW_SLOT_TRACK
                           ? fw_document_get_track (self, change.slot.id)
                           : NULL;

      if (!after || fw_slot_value_equal (FW_SLOT_TRACK, change.before, after))
        continue;

      g_autoptr(FwTrack) confirmed
          = fw_track_confirm_edit (change.before, after, use_manual (self));

      if (confirmed != after)
        fw_document_put (self, change.slot, confirmed, self->last_revision);
    }
}

gboolean
fw_document_confirm (FwDocument *self,
                     FwTrackId   id,
                     FwSpan      span)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->step_label != NULL, FALSE);

  FwTrack *track = fw_document_get_track (self, id);

  if (!track || !self->manual)
    return FALSE;

  g_autoptr(FwTrack) confirmed = fw_track_confirm_span (track, span, use_manual (self));

  fw_document_replace_track (self, id, confirmed);

  return TRUE;
}

/* Whether the step does something about @problem: to one of its objects, or, of a
 * whole frame, to any object or to what is marked there. */
static gboolean
works_at (FwDocument       *self,
          const FwSetAside *problem)
{
  for (guint i = 0; i < self->step_changes->len; i++)
    {
      const FwSlotChange *change = &g_array_index (self->step_changes, FwSlotChange, i);
      FwSlot slot = change->slot;
      gboolean is_about
          = problem->track == 0
                ? slot.kind == FW_SLOT_TRACK || slot.kind == FW_SLOT_EMPTY
                : slot.kind == FW_SLOT_TRACK
                      && (slot.id == problem->track || slot.id == problem->other);

      if (is_about
          && !fw_slot_value_equal (slot.kind, change->before, fw_snapshot_get (self->content, slot)))
        return TRUE;
    }

  return FALSE;
}

/* Whether it was noted already, or was set aside: what was said of it, and asked, stays. */
static gboolean
has_entry (FwAsideList      *list,
           const FwSetAside *wanted)
{
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (list, &n);

  for (gsize i = 0; i < n; i++)
    if ((all[i].reason == wanted->reason || fw_aside_reason_hides (all[i].reason))
        && all[i].track == wanted->track
        && all[i].other == wanted->other && all[i].span.first == wanted->span.first
        && all[i].span.last == wanted->span.last && g_str_equal (all[i].rule, wanted->rule)
        && g_str_equal (all[i].rev, wanted->rev))
      return TRUE;

  return FALSE;
}

static void
note_work (FwDocument *self,
           FwSetAside *problem)
{
  FwAsideList *asides = fw_snapshot_get_asides (self->content);

  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format_iso8601 (now);

  problem->by = self->author;
  problem->at = at;

  g_autoptr(FwAsideList) more = fw_aside_list_with (asides, problem);

  fw_document_replace (self, (FwSlot) { FW_SLOT_ASIDE, 0 }, more);
}

/* What the person went to and changes now is noted with the change. */
static void
note_in_hand (FwDocument *self)
{
  FwSlot slot = { FW_SLOT_ASIDE, 0 };
  FwAsideList *asides = fw_snapshot_get_asides (self->content);
  FwSetAside problem = self->in_hand;

  /* What was set aside is dealt with: a later change of its object is about something else,
   * and must not take the place of what was said. */
  if (step_has (self, slot))
    fw_document_set_in_hand (self, NULL);
  else if (problem.rule && fw_span_contains (problem.span, self->step_frame)
           && !has_entry (asides, &problem) && works_at (self, &problem))
    note_work (self, &problem);
}

/* What the open step changed; borrowed from it and from the content. */
static GArray *
collect_changes (FwDocument *self)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange));

  note_in_hand (self);
  confirm_edits (self);
  for (guint i = 0; i < self->step_changes->len; i++)
    {
      FwSlotChange change = g_array_index (self->step_changes, FwSlotChange, i);

      change.after = fw_snapshot_get (self->content, change.slot);
      if (fw_slot_value_equal (change.slot.kind, change.before, change.after))
        continue;
      sign (self, change.slot);
      change.after = fw_snapshot_get (self->content, change.slot);
      g_array_append_val (changes, change);
    }

  return changes;
}

gboolean
fw_document_commit (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->step_label != NULL, FALSE);

  g_autoptr(GArray) changes = collect_changes (self);

  if (changes->len == 0)
    {
      self->content = fw_snapshot_with_revision (self->content, self->step_revision);
      end_step (self);
      return FALSE;
    }

  g_autoptr(FwStep) step = goes_on (self, changes) ? join_with_last (self) : NULL;
  gboolean repeats = self->step_repeats;
  guint64 before = self->step_revision;

  if (step)
    {
      end_step (self);
      before = take_last_back (self);
      apply (self, step, FALSE, ++self->last_revision);
    }
  else
    {
      step = make_step (self, changes);
      end_step (self);
    }

  g_clear_pointer (&self->repeated, fw_step_unref);
  if (repeats)
    {
      self->repeated = fw_step_ref (step);
      self->repeated_at = g_get_monotonic_time ();
    }
  fw_history_push (self->history, step, before, fw_snapshot_get_revision (self->content));
  fw_document_tell_changed (self, step, FALSE);
  fw_document_tell_states (self);

  return TRUE;
}

void
fw_document_abort (FwDocument *self)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (self->step_label != NULL);

  for (guint i = self->step_changes->len; i > 0; i--)
    {
      const FwSlotChange *change = &g_array_index (self->step_changes, FwSlotChange, i - 1);

      fw_document_put (self, change->slot, change->before, self->step_revision);
    }
  self->content = fw_snapshot_with_revision (self->content, self->step_revision);
  end_step (self);
}

FwStep *
fw_document_undo (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  guint64 revision;
  FwStep *step = fw_history_peek_undo (self->history, &revision);

  if (!step || self->step_label)
    return NULL;

  g_clear_pointer (&self->repeated, fw_step_unref);
  fw_history_go_back (self->history);
  apply (self, step, TRUE, revision);
  fw_document_tell_changed (self, step, TRUE);
  fw_document_tell_states (self);

  return step;
}

FwStep *
fw_document_redo (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  guint64 revision;
  FwStep *step = fw_history_peek_redo (self->history, &revision);

  if (!step || self->step_label)
    return NULL;

  fw_history_go_ahead (self->history);
  apply (self, step, FALSE, revision);
  fw_document_tell_changed (self, step, FALSE);
  fw_document_tell_states (self);

  return step;
}

gboolean
fw_document_can_undo (FwDocument *self)
{
  return fw_document_peek_undo (self) != NULL;
}

gboolean
fw_document_can_redo (FwDocument *self)
{
  return fw_document_peek_redo (self) != NULL;
}

FwStep *
fw_document_peek_undo (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return fw_history_peek_undo (self->history, NULL);
}

FwStep *
fw_document_peek_redo (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return fw_history_peek_redo (self->history, NULL);
}

void
fw_document_restore_history (FwDocument *self,
                             GPtrArray  *steps,
                             gsize       n_done)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (fw_history_is_empty (self->history));
  g_return_if_fail (n_done <= steps->len);

  /* The present state keeps its revision (it may be the saved one); the states
   * around it get numbers of their own. */
  guint64 present = fw_snapshot_get_revision (self->content);

  for (guint i = 0; i < steps->len; i++)
    {
      guint64 before = i == n_done ? present : self->last_revision + 1 + i;
      guint64 after = i + 1 == n_done ? present : self->last_revision + 2 + i;

      fw_history_push (self->history, steps->pdata[i], before, after);
    }
  for (gsize i = n_done; i < steps->len; i++)
    fw_history_go_back (self->history);
  self->last_revision += steps->len + 1;

  for (guint i = 0; i < steps->len; i++)
    {
      gsize n;
      const FwSlotChange *changes = fw_step_get_changes (steps->pdata[i], &n);

      for (gsize j = 0; j < n; j++)
        if (changes[j].slot.kind == FW_SLOT_TRACK)
          self->next_track_id = MAX (self->next_track_id, changes[j].slot.id + 1);
    }

  fw_document_tell_states (self);
}

void
fw_document_replay (FwDocument *self,
                    FwStep     *step)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (step != NULL);
  g_return_if_fail (self->step_label == NULL);

  guint64 before = fw_snapshot_get_revision (self->content);

  apply (self, step, FALSE, ++self->last_revision);
  fw_history_push (self->history, step, before, self->last_revision);
  fw_document_tell_changed (self, step, FALSE);
  fw_document_tell_states (self);
}

void
fw_document_set_history_cap (FwDocument *self,
                             gsize       bytes)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  fw_history_set_cap (self->history, bytes);
  fw_document_tell_states (self);
}
