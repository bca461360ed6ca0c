/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the media turn out to be, while labels are open: the frame list, and
 * frames that get other numbers.
 */

#include "formats/labels-file-private.h"

#include "formats/coco-private.h"
#include "formats/json.h"

void
fw_labels_file_align (FwLabelsFile *self, FwFrameList *frames)
{
  FwFrameList *present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  g_autoptr (GArray) entries = NULL;
  gboolean was_dirty = fw_document_is_dirty (self->document);

  if (!fw_frame_list_is_video (present) || !fw_frame_list_is_video (frames))
    return;

  entries = fw_renumber_between (present, frames);
  if (entries->len == 0)
    return;

  fw_document_renumber (self->document, (const FwRenumbering *) (gpointer) entries->data,
                        entries->len);
  fw_labels_file_note_alignment (self, (const FwRenumbering *) (gpointer) entries->data,
                                 entries->len);
  if (!was_dirty)
    fw_document_set_saved (self->document,
                           fw_snapshot_get_revision (fw_document_get_snapshot (self->document)));

  fw_labels_file_note_renumbered (self);
}

static gpointer
copy_turn (gconstpointer turn, gpointer data)
{
  return fw_turn_ref ((FwTurn *) turn);
}

void
fw_labels_file_orient (FwLabelsFile *self, FwFrameList *frames)
{
  g_autoptr (FwTurn) turn = NULL;
  g_autoptr (GPtrArray) notes = fw_notes_new ();
  GPtrArray *turns;

  /* Frames are told again and again while they are counted: the next time. */
  if (fw_document_is_in_step (self->document))
    return;
  turn = fw_coco_file_orient (self->coco, frames, self->turns, notes);
  /* What was guessed is told once, what was turned each time. */
  for (guint i = 0; i < notes->len; i++)
    {
      const FwNote *note = g_ptr_array_index (notes, i);

      if (note->kind == FW_NOTE_REPAIRED || !self->is_oriented)
        fw_notes_take_copy (self->notes, note);
    }
  self->is_oriented = TRUE;
  if (!turn)
    return;

  /* A save that runs holds the present ones. */
  turns = g_ptr_array_copy (self->turns, copy_turn, NULL);
  g_ptr_array_set_free_func (turns, (GDestroyNotify) fw_turn_unref);
  g_ptr_array_add (turns, fw_turn_ref (turn));
  g_ptr_array_unref (self->turns);
  self->turns = turns;

  fw_document_turn (self->document, turn);
  fw_labels_file_note_renumbered (self);
}

/* Media. */

gboolean
fw_labels_file_set_frames (FwLabelsFile *self, FwFrameList *frames, GError **error)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);
  g_return_val_if_fail (frames != NULL, FALSE);

  FwFrameList *present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  g_autoptr (FwFrameList) list = fw_coco_file_reconcile (self->coco, present, frames, NULL, error);

  if (!list)
    return FALSE;

  self->has_frames = TRUE;
  fw_labels_file_orient (self, frames);
  fw_document_set_frame_list (self->document, list);

  return TRUE;
}

static gboolean
find_last_work (FwTrack *track, gpointer user_data)
{
  FwFrame *last = user_data;

  *last = MAX (*last, fw_track_get_span (track).last);

  return TRUE;
}

/* The last frame that holds a label or a mark; FW_FRAME_NONE without any. */
static FwFrame
get_last_work (FwLabelsFile *self)
{
  FwSnapshot *content = fw_document_get_snapshot (self->document);
  FwFrame last = FW_FRAME_NONE;

  fw_snapshot_foreach (content, find_last_work, &last);
  for (FwSlotKind mark = FW_SLOT_DELETED; mark <= FW_SLOT_DONE; mark++)
    {
      gsize n;
      const FwSpan *spans = fw_span_set_get_spans (fw_snapshot_get_frames_with (content, mark), &n);

      if (n > 0)
        last = MAX (last, spans[n - 1].last);
    }

  return last;
}

gboolean
fw_labels_file_confirm_frames (FwLabelsFile *self, FwFrameList *frames, GError **error)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  FwFrameList *present;
  g_autoptr (GArray) infos = NULL;
  g_autoptr (FwFrameList) shorter = NULL;
  gsize length;

  if (!fw_labels_file_set_frames (self, frames, error))
    return FALSE;

  present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  length = MAX (fw_frame_list_get_length (frames), (gsize) (get_last_work (self) + 1));
  if (!fw_frame_list_is_video (present) || length >= fw_frame_list_get_length (present))
    return TRUE;

  infos = g_array_sized_new (FALSE, FALSE, sizeof (FwFrameInfo), length);
  for (gsize i = 0; i < length; i++)
    {
      FwFrameInfo info = fw_frame_list_get (present, (FwFrame) i);

      g_array_append_val (infos, info);
    }
  shorter = fw_frame_list_new (TRUE, fw_frame_list_get_name (present),
                               fw_frame_list_get_fps (present),
                               (const FwFrameInfo *) (gpointer) infos->data, infos->len);
  fw_document_set_frame_list (self->document, shorter);

  return TRUE;
}

void
fw_labels_file_renumber (FwLabelsFile *self, const FwRenumbering *entries, gsize n_entries)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  g_autoptr (GBytes) record = NULL;

  if (n_entries == 0)
    return;

  /* Labels that nobody began are not changed by new numbers: no file is made for them. */
  if (get_last_work (self) == FW_FRAME_NONE && !fw_document_is_dirty (self->document)
      && !fw_document_can_undo (self->document) && !fw_document_can_redo (self->document))
    {
      fw_document_renumber (self->document, entries, n_entries);
      fw_labels_file_note_alignment (self, entries, n_entries);
      fw_document_set_saved (self->document, fw_snapshot_get_revision (
                                                 fw_document_get_snapshot (self->document)));
      fw_labels_file_note_renumbered (self);
      return;
    }

  fw_labels_file_append_alignment (self);
  fw_labels_file_append_seen (self);
  fw_document_renumber (self->document, entries, n_entries);
  record = fw_record_encode_renumber (entries, n_entries, g_get_real_time ());
  fw_labels_file_append (self, record);
  self->n_actions++;
  self->is_renumbered = TRUE;
  fw_labels_file_note_renumbered (self);
  fw_labels_file_settle_state (self);
  fw_labels_file_schedule_save (self);
}

void
fw_labels_file_set_media_facts (FwLabelsFile *self,
                                int time_base_num,
                                int time_base_den,
                                const char *codec)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  FwJsonWriter *writer;
  g_autofree char *time_base = g_strdup_printf ("%d/%d", time_base_num, time_base_den);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  if (time_base_num <= 0 || time_base_den <= 0)
    return;

  writer = fw_json_writer_new ();
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "time_base");
  fw_json_writer_text (writer, time_base);
  if (codec)
    {
      fw_json_writer_key (writer, "codec");
      fw_json_writer_text (writer, codec);
    }
  fw_json_writer_end_object (writer);
  bytes = fw_json_writer_steal (writer);
  text = g_bytes_get_data (bytes, &length);
  g_free (self->metadata);
  self->metadata = g_strndup (text, length);
}

void
fw_labels_file_set_media_identity (FwLabelsFile *self, const FwMediaIdentity *identity)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self) && identity != NULL);

  self->identity = *identity;
}

const FwMediaIdentity *
fw_labels_file_get_media_identity (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return &self->identity;
}
