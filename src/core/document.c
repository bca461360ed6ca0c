/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only mutator. A step collects, per slot, the first value before and the
 * last value after, so that a long gesture is one change; committing drops
 * what came back to where it was. The index of spans follows every change, so
 * that "what is in this frame" costs a look into one bucket.
 */

#include "core/document.h"

#include "core/history.h"
#include "core/snapshot-private.h"
#include "core/span-index.h"

#define DEFAULT_HISTORY_CAP ((gsize) 256 * 1024 * 1024)

struct _FwDocument
{
  GObject      parent_instance;

  FwSnapshot  *content;       /* (owned) */
  FwSpanIndex *index;         /* (owned) */
  FwHistory   *history;       /* (owned) */
  FwTrackId    next_track_id;
  guint64      last_revision;
  guint64      saved_revision;

  /* The open step; @step_label is NULL without one. */
  char        *step_label;    /* (owned) (nullable) */
  FwFrame      step_frame;
  guint64      step_revision; /* before it */
  GArray      *step_changes;  /* (owned) (element-type FwSlotChange) `after` is read at commit */
  gboolean     step_repeats;
  gint64       step_within;   /* microseconds */

  /* The newest step while another one may go on from it. */
  FwStep      *repeated;      /* (owned) (nullable) */
  gint64       repeated_at;   /* monotonic */

  /* What was last told to the views. */
  gboolean     told_can_undo;
  gboolean     told_can_redo;
  gboolean     told_dirty;
};

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_IS_DIRTY,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FRAMES_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwDocument, fw_document, G_TYPE_OBJECT)

static void
tell_states (FwDocument *self)
{
  gboolean can_undo = fw_document_can_undo (self);
  gboolean can_redo = fw_document_can_redo (self);
  gboolean is_dirty = fw_document_is_dirty (self);
  gboolean undo_changed = can_undo != self->told_can_undo;
  gboolean redo_changed = can_redo != self->told_can_redo;
  gboolean dirty_changed = is_dirty != self->told_dirty;

  self->told_can_undo = can_undo;
  self->told_can_redo = can_redo;
  self->told_dirty = is_dirty;

  if (undo_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (redo_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (dirty_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
}

/* Puts a value into a slot, and keeps index and ids right. */
static void
put (FwDocument *self,
     FwSlot      slot,
     gpointer    value,
     guint64     revision)
{
  if (slot.kind == FW_SLOT_TRACK)
    {
      FwTrack *before = fw_snapshot_get_track (self->content, slot.id);
      FwTrack *after = value;

      if (before)
        fw_span_index_remove (self->index, slot.id, fw_track_get_span (before));
      if (after)
        fw_span_index_add (self->index, slot.id, fw_track_get_span (after));
      self->next_track_id = MAX (self->next_track_id, slot.id + 1);
    }

  self->content = fw_snapshot_with (self->content, slot, value, revision);
}

static gboolean
index_track (FwTrack  *track,
             gpointer  user_data)
{
  FwDocument *self = user_data;

  fw_span_index_add (self->index, fw_track_get_id (track), fw_track_get_span (track));
  self->next_track_id = MAX (self->next_track_id, fw_track_get_id (track) + 1);

  return TRUE;
}

static void
build_index (FwDocument *self)
{
  g_clear_pointer (&self->index, fw_span_index_free);
  self->index = fw_span_index_new ();
  fw_snapshot_foreach (self->content, index_track, self);
}

static void
clear_change (gpointer data)
{
  FwSlotChange *change = data;

  fw_slot_value_unref (change->slot.kind, change->before);
}

static void
fw_document_finalize (GObject *object)
{
  FwDocument *self = FW_DOCUMENT (object);

  g_clear_pointer (&self->content, fw_snapshot_unref);
  g_clear_pointer (&self->index, fw_span_index_free);
  g_clear_pointer (&self->history, fw_history_free);
  g_clear_pointer (&self->step_label, g_free);
  g_clear_pointer (&self->step_changes, g_array_unref);
  g_clear_pointer (&self->repeated, fw_step_unref);

  G_OBJECT_CLASS (fw_document_parent_class)->finalize (object);
}

static void
fw_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  FwDocument *self = FW_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, fw_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, fw_document_can_redo (self));
      break;
    case PROP_IS_DIRTY:
      g_value_set_boolean (value, fw_document_is_dirty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fw_document_class_init (FwDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fw_document_finalize;
  object_class->get_property = fw_document_get_property;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_DIRTY] =
    g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[SIGNAL_FRAMES_CHANGED]
      = g_signal_new ("frames-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
fw_document_init (FwDocument *self)
{
  self->history = fw_history_new (DEFAULT_HISTORY_CAP);
  self->step_changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange));
  g_array_set_clear_func (self->step_changes, clear_change);
  self->next_track_id = 1;
}

FwDocument *
fw_document_new (FwSnapshot *content)
{
  g_return_val_if_fail (content != NULL, NULL);

  FwDocument *self = g_object_new (FW_TYPE_DOCUMENT, NULL);

  self->content = fw_snapshot_ref (content);
  self->last_revision = fw_snapshot_get_revision (content);
  self->saved_revision = self->last_revision;
  build_index (self);

  return self;
}

FwSnapshot *
fw_document_get_snapshot (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return self->content;
}

FwTrack *
fw_document_get_track (FwDocument *self,
                       FwTrackId   id)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return fw_snapshot_get_track (self->content, id);
}

static GPtrArray *
tracks_for_ids (FwDocument *self,
                GArray     *ids)
{
  GPtrArray *tracks = g_ptr_array_sized_new (ids->len);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (tracks, fw_document_get_track (self, g_array_index (ids, FwTrackId, i)));

  return tracks;
}

GPtrArray *
fw_document_list_frame (FwDocument *self,
                        FwFrame     frame,
                        gboolean    ghosts)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  /* Objects of single pictures have no ghosts, so a folder need not be searched. */
  if (ghosts && fw_frame_list_is_video (fw_snapshot_get_frame_list (self->content)))
    {
      g_autoptr(GPtrArray) tracks = fw_document_list_span (self, (FwSpan) { 0, frame });
      GPtrArray *present = g_ptr_array_new ();

      for (guint i = 0; i < tracks->len; i++)
        {
          FwTrack *track = tracks->pdata[i];

          if (fw_track_get_span (track).last >= frame || !fw_track_is_single (track))
            g_ptr_array_add (present, track);
        }
      return present;
    }

  fw_span_index_query (self->index, frame, ids);

  return tracks_for_ids (self, ids);
}

GPtrArray *
fw_document_list_span (FwDocument *self,
                       FwSpan      span)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  fw_span_index_query_span (self->index, span, ids);

  return tracks_for_ids (self, ids);
}

FwTrackId
fw_document_take_track_id (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), 0);

  return self->next_track_id++;
}

FwTrackId
fw_document_get_next_track_id (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), 0);

  return self->next_track_id;
}

void
fw_document_reserve_track_ids (FwDocument *self,
                               FwTrackId   next)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  if (next <= FW_TRACK_ID_MAX)
    self->next_track_id = MAX (self->next_track_id, next);
}

/* Steps */

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

static gboolean
step_has (FwDocument *self,
          FwSlot      slot)
{
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
    }

  put (self, slot, value, ++self->last_revision);
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

/* The newest step and the open one as one; NULL when they come to nothing:
 * then they stay two, as a step that changes nothing could not be taken back. */
static FwStep *
join_with_last (FwDocument *self)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange));
  gsize n;
  const FwSlotChange *last = fw_step_get_changes (self->repeated, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSlotChange change = { last[i].slot, last[i].before,
                              fw_snapshot_get (self->content, last[i].slot) };

      if (!fw_slot_value_equal (change.slot.kind, change.before, change.after))
        g_array_append_val (changes, change);
    }

  return changes->len == 0 ? NULL
                           : fw_step_new (self->step_label, self->step_frame, g_get_real_time (),
                                          (FwSlotChange *) (void *) changes->data, changes->len);
}

static void apply (FwDocument *self,
                   FwStep     *step,
                   gboolean    backwards,
                   guint64     revision);

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, last, TRUE);

  return revision;
}

gboolean
fw_document_commit (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->step_label != NULL, FALSE);

  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwSlotChange));

  for (guint i = 0; i < self->step_changes->len; i++)
    {
      FwSlotChange change = g_array_index (self->step_changes, FwSlotChange, i);

      change.after = fw_snapshot_get (self->content, change.slot);
      if (!fw_slot_value_equal (change.slot.kind, change.before, change.after))
        g_array_append_val (changes, change);
    }

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
      step = fw_step_new (self->step_label, self->step_frame, g_get_real_time (),
                          (FwSlotChange *) (void *) changes->data, changes->len);
      end_step (self);
    }

  g_clear_pointer (&self->repeated, fw_step_unref);
  if (repeats)
    {
      self->repeated = fw_step_ref (step);
      self->repeated_at = g_get_monotonic_time ();
    }
  fw_history_push (self->history, step, before, fw_snapshot_get_revision (self->content));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, FALSE);
  tell_states (self);

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

      put (self, change->slot, change->before, self->step_revision);
    }
  self->content = fw_snapshot_with_revision (self->content, self->step_revision);
  end_step (self);
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

      put (self, change->slot, backwards ? change->before : change->after, revision);
    }
  self->content = fw_snapshot_with_revision (self->content, revision);
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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, TRUE);
  tell_states (self);

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, FALSE);
  tell_states (self);

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

  tell_states (self);
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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, FALSE);
  tell_states (self);
}

void
fw_document_set_history_cap (FwDocument *self,
                             gsize       bytes)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  fw_history_set_cap (self->history, bytes);
  tell_states (self);
}

/* Saved state, media facts */

void
fw_document_set_saved (FwDocument *self,
                       guint64     revision)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  self->saved_revision = revision;
  tell_states (self);
}

gboolean
fw_document_is_dirty (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), FALSE);

  return fw_snapshot_get_revision (self->content) != self->saved_revision;
}

void
fw_document_set_frame_list (FwDocument  *self,
                            FwFrameList *frames)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (frames != NULL);

  self->content = fw_snapshot_with_frame_list (self->content, frames);
  g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
}

void
fw_document_set_taxonomy (FwDocument *self,
                          FwTaxonomy *taxonomy)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (taxonomy != NULL);
  g_return_if_fail (self->step_label == NULL);

  if (fw_taxonomy_equal (fw_snapshot_get_taxonomy (self->content), taxonomy))
    return;

  self->content = fw_snapshot_with (self->content, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy,
                                    fw_snapshot_get_revision (self->content));
  g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
}

void
fw_document_note_seen (FwDocument *self,
                       FwFrame     frame)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (frame >= 0);

  FwSpanSet *seen = fw_snapshot_get_seen (self->content);

  if (fw_span_set_contains (seen, frame))
    return;

  g_autoptr(FwSpanSet) more = fw_span_set_with (seen, (FwSpan) { frame, frame }, TRUE);

  self->content = fw_snapshot_with_seen (self->content, more);
}

/* Renumbering */

static FwStep *
renumber_step_cb (FwStep   *step,
                  gpointer  user_data)
{
  return fw_renumber_step (user_data, step);
}

static gboolean
collect_track (FwTrack  *track,
               gpointer  user_data)
{
  g_ptr_array_add (user_data, fw_track_ref (track));

  return TRUE;
}

void
fw_document_renumber (FwDocument          *self,
                      const FwRenumbering *entries,
                      gsize                n_entries)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (entries != NULL || n_entries == 0);
  g_return_if_fail (self->step_label == NULL);

  static const FwSlotKind marks[] = { FW_SLOT_DELETED, FW_SLOT_EMPTY, FW_SLOT_DONE };
  g_autoptr(GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  g_autoptr(FwRenumber) renumber = fw_renumber_new (entries, n_entries);
  guint64 present;

  if (n_entries == 0)
    return;

  present = fw_history_rewrite (self->history, renumber_step_cb, renumber, self->last_revision + 1);
  self->last_revision += fw_history_get_n_steps (self->history) + 1;

  fw_snapshot_foreach (self->content, collect_track, tracks);
  for (guint i = 0; i < tracks->len; i++)
    {
      FwSlot slot = { FW_SLOT_TRACK, fw_track_get_id (tracks->pdata[i]) };
      g_autoptr(FwTrack) moved = fw_renumber_value (renumber, slot.kind, tracks->pdata[i]);

      put (self, slot, moved, present);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      FwSlot slot = { marks[i], 0 };
      g_autoptr (FwSpanSet) moved
          = fw_renumber_value (renumber, slot.kind, fw_snapshot_get (self->content, slot));

      put (self, slot, moved, present);
    }

  g_autoptr (FwSpanSet) seen
      = fw_renumber_span_set (fw_snapshot_get_seen (self->content), entries, n_entries);

  FwFrameList *frames = fw_snapshot_get_frame_list (self->content);

  self->content = fw_snapshot_with_seen (self->content, seen);
  if (fw_frame_list_is_video (frames))
    {
      g_autoptr(FwFrameList) moved = fw_renumber_frame_list (frames, entries, n_entries);

      self->content = fw_snapshot_with_frame_list (self->content, moved);
    }
  self->content = fw_snapshot_with_revision (self->content, present);
  g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
  tell_states (self);
}
