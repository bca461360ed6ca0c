/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only mutator: the content, and what is no step. The index of spans
 * follows every change, so that "what is in this frame" costs a look into one
 * bucket. Steps and undo stand in document-step.c.
 */

#include "core/document-private.h"

#include "core/snapshot-private.h"

#define DEFAULT_HISTORY_CAP ((gsize) 256 * 1024 * 1024)

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
  SIGNAL_REALIGNED,
  SIGNAL_FRAMES_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwDocument, fw_document, G_TYPE_OBJECT)

void
fw_document_tell_states (FwDocument *self)
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

void
fw_document_tell_changed (FwDocument *self,
                          FwStep     *step,
                          gboolean    undone)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, step, undone);
}

void
fw_document_put (FwDocument *self,
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
  g_clear_pointer (&self->step_tracks, g_hash_table_unref);
  g_clear_pointer (&self->repeated, fw_step_unref);
  g_free (self->author);
  g_clear_pointer (&self->manual, fw_manual_stamp_unref);

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
  signals[SIGNAL_REALIGNED]
      = g_signal_new ("realigned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
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
  self->step_tracks = g_hash_table_new (NULL, NULL);
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

/* Saved state, media facts */

void
fw_document_set_saved (FwDocument *self,
                       guint64     revision)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  self->saved_revision = revision;
  fw_document_tell_states (self);
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
fw_document_note_shown (FwDocument *self,
                        FwFrame     frame)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (frame >= 0);

  FwSpanSet *shown = fw_snapshot_get_shown (self->content);

  if (fw_span_set_contains (shown, frame))
    return;

  g_autoptr(FwSpanSet) more = fw_span_set_with (shown, (FwSpan) { frame, frame }, TRUE);

  self->content = fw_snapshot_with_shown (self->content, more);
}

void
fw_document_set_manual (FwDocument    *self,
                        FwManualStamp *manual)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  if (manual)
    fw_manual_stamp_ref (manual);
  g_clear_pointer (&self->manual, fw_manual_stamp_unref);
  self->manual = manual;
}

void
fw_document_set_in_hand (FwDocument       *self,
                         const FwSetAside *problem)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (problem == NULL || problem->rule != NULL);

  self->in_hand = problem ? *problem : (FwSetAside) { NULL };
  self->in_hand.rule = g_intern_string (self->in_hand.rule);
  self->in_hand.rev = g_intern_string (self->in_hand.rev);
  self->in_hand.unit_rev = g_intern_string (self->in_hand.unit_rev);
  self->in_hand.reason = FW_ASIDE_WORKED_AT;
  self->in_hand.text = "";
  self->in_hand.question = 0;
}

FwManualStamp *
fw_document_get_manual (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return self->manual;
}

void
fw_document_note_seen (FwDocument *self,
                       FwFrame     frame)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (frame >= 0);

  FwSpanSet *seen = fw_snapshot_get_seen (self->content);

  fw_document_note_shown (self, frame);
  if (fw_span_set_contains (seen, frame))
    return;

  g_autoptr(FwSpanSet) more = fw_span_set_with (seen, (FwSpan) { frame, frame }, TRUE);

  self->content = fw_snapshot_with_seen (self->content, more);
}

void
fw_document_set_author (FwDocument *self,
                        const char *author)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));

  g_autofree char *old = g_steal_pointer (&self->author);

  self->author = author && *author ? g_strdup (author) : NULL;
}

const char *
fw_document_get_author (FwDocument *self)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (self), NULL);

  return self->author;
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

  static const FwSlotKind marks[]
      = { FW_SLOT_DELETED, FW_SLOT_EMPTY, FW_SLOT_DONE, FW_SLOT_ASIDE };
  g_autoptr(GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  g_autoptr(FwRenumber) renumber = fw_renumber_new (entries, n_entries);
  guint64 present;

  if (n_entries == 0)
    return;

  /* It was about a frame of another number. */
  fw_document_set_in_hand (self, NULL);
  present = fw_history_rewrite (self->history, renumber_step_cb, renumber, self->last_revision + 1);
  self->last_revision += fw_history_get_n_steps (self->history) + 1;

  fw_snapshot_foreach (self->content, collect_track, tracks);
  for (guint i = 0; i < tracks->len; i++)
    {
      FwSlot slot = { FW_SLOT_TRACK, fw_track_get_id (tracks->pdata[i]) };
      g_autoptr(FwTrack) moved = fw_renumber_value (renumber, slot.kind, tracks->pdata[i]);

      fw_document_put (self, slot, moved, present);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      FwSlot slot = { marks[i], 0 };
      gpointer moved
          = fw_renumber_value (renumber, slot.kind, fw_snapshot_get (self->content, slot));

      fw_document_put (self, slot, moved, present);
      fw_slot_value_unref (slot.kind, moved);
    }

  g_autoptr (FwSpanSet) seen
      = fw_renumber_span_set (fw_snapshot_get_seen (self->content), entries, n_entries);
  g_autoptr (FwSpanSet) shown
      = fw_renumber_span_set (fw_snapshot_get_shown (self->content), entries, n_entries);

  self->content = fw_snapshot_with_seen (self->content, seen);
  self->content = fw_snapshot_with_shown (self->content, shown);

  FwFrameList *frames = fw_snapshot_get_frame_list (self->content);

  if (fw_frame_list_is_video (frames))
    {
      g_autoptr(FwFrameList) moved = fw_renumber_frame_list (frames, entries, n_entries);

      self->content = fw_snapshot_with_frame_list (self->content, moved);
    }
  self->content = fw_snapshot_with_revision (self->content, present);
  g_signal_emit (self, signals[SIGNAL_REALIGNED], 0);
  g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
  fw_document_tell_states (self);
}

static FwStep *
turn_step_cb (FwStep   *step,
              gpointer  user_data)
{
  return fw_turn_step (user_data, step, FALSE);
}

void
fw_document_turn (FwDocument *self,
                  FwTurn     *turn)
{
  g_return_if_fail (FW_IS_DOCUMENT (self));
  g_return_if_fail (turn != NULL);
  g_return_if_fail (self->step_label == NULL);

  g_autoptr(GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  guint64 present = fw_snapshot_get_revision (self->content);

  fw_history_map (self->history, turn_step_cb, turn);
  g_clear_pointer (&self->repeated, fw_step_unref);
  fw_snapshot_foreach (self->content, collect_track, tracks);
  for (guint i = 0; i < tracks->len; i++)
    {
      FwSlot slot = { FW_SLOT_TRACK, fw_track_get_id (tracks->pdata[i]) };
      g_autoptr(FwTrack) turned = fw_turn_track (turn, tracks->pdata[i], FALSE);

      if (turned != tracks->pdata[i])
        fw_document_put (self, slot, turned, present);
    }
  g_signal_emit (self, signals[SIGNAL_REALIGNED], 0);
  g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
  fw_document_tell_states (self);
}
