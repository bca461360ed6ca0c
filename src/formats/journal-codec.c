/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/journal-codec.h"

#include "core/error.h"
#include "formats/manual-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <math.h>

/* Nobody misses more pictures; and what is moved stays where a file can be read. */
#define MAX_SHIFT (FW_TRACK_JSON_MAX_FRAMES / 9)

static const char *const slot_words[FW_N_SLOT_KINDS] = {
  [FW_SLOT_TRACK] = "track", [FW_SLOT_DELETED] = "deleted",   [FW_SLOT_EMPTY] = "empty",
  [FW_SLOT_DONE] = "done",   [FW_SLOT_TAXONOMY] = "taxonomy", [FW_SLOT_MANUALS] = "manuals",
  [FW_SLOT_ASIDE] = "aside",
};

static const char *const record_words[] = {
  [FW_RECORD_HEADER] = "header", [FW_RECORD_SESSION] = "session",   [FW_RECORD_STEP] = "step",
  [FW_RECORD_UNDO] = "undo",     [FW_RECORD_REDO] = "redo",         [FW_RECORD_SAVED] = "saved",
  [FW_RECORD_SEEN] = "seen",     [FW_RECORD_RENUMBER] = "renumber", [FW_RECORD_SAVING] = "saving",
  [FW_RECORD_WROTE] = "wrote",
};

void
fw_record_free (FwRecord *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_free (self->sha256);
  g_free (self->author);
  g_clear_pointer (&self->gone, g_bytes_unref);
  g_clear_pointer (&self->step, fw_step_unref);
  g_clear_pointer (&self->seen, fw_span_set_unref);
  g_clear_pointer (&self->shown, fw_span_set_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->pts, g_array_unref);
  g_free (self);
}

static FwJsonWriter *
begin_record (FwRecordKind kind, gint64 time_us)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  if (kind == FW_RECORD_HEADER)
    {
      fw_json_writer_key (writer, "framewright");
      fw_json_writer_integer (writer, 1);
    }
  else
    {
      fw_json_writer_key (writer, "do");
      fw_json_writer_text (writer, record_words[kind]);
    }
  if (time_us != 0)
    {
      fw_json_writer_key (writer, "at");
      fw_json_writer_integer (writer, time_us);
    }

  return writer;
}

static void
write_author (FwJsonWriter *writer, const char *author)
{
  if (!author)
    return;

  fw_json_writer_key (writer, "by");
  fw_json_writer_text (writer, author);
}

static GBytes *
end_record (FwJsonWriter *writer)
{
  fw_json_writer_end_object (writer);

  return fw_json_writer_steal (writer);
}

GBytes *
fw_record_encode_header (const char *path, const char *sha256, gint64 time_us)
{
  g_return_val_if_fail (path != NULL && sha256 != NULL, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_HEADER, time_us);

  fw_json_writer_key (writer, "path");
  fw_json_writer_text (writer, path);
  fw_json_writer_key (writer, "sha256");
  fw_json_writer_text (writer, sha256);

  return end_record (writer);
}

static gboolean
knows_times (FwFrameList *frames)
{
  gsize n = frames ? fw_frame_list_get_length (frames) : 0;

  for (gsize i = 0; i < n; i++)
    if (fw_frame_list_get (frames, (FwFrame) i).pts == G_MININT64)
      return FALSE;

  return n > 0;
}

/* [step, how often], so that a steady clock needs one of them; the first step is from 0. */
static void
write_times (FwJsonWriter *writer, FwFrameList *frames)
{
  gsize n = fw_frame_list_get_length (frames);
  gint64 before = 0;

  fw_json_writer_key (writer, "pts");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n;)
    {
      gint64 step = fw_frame_list_get (frames, (FwFrame) i).pts - before;
      gint64 count = 0;

      for (; i < n && fw_frame_list_get (frames, (FwFrame) i).pts - before == step; i++, count++)
        before += step;
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, step);
      fw_json_writer_integer (writer, count);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

GBytes *
fw_record_encode_session (const char *sha256, FwFrameList *counted, gint64 time_us)
{
  g_return_val_if_fail (sha256 != NULL, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_SESSION, time_us);

  fw_json_writer_key (writer, "sha256");
  fw_json_writer_text (writer, sha256);
  if (knows_times (counted))
    write_times (writer, counted);

  return end_record (writer);
}

static void
write_asides (FwJsonWriter *writer, const FwAsideList *list)
{
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (list, &n);

  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    fw_set_aside_json_write (writer, &asides[i], -1);
  fw_json_writer_end_array (writer);
}

static void
write_slot_value (FwJsonWriter *writer, const char *key, FwSlotKind kind, gconstpointer value)
{
  fw_json_writer_key (writer, key);
  if (!value)
    {
      fw_json_writer_null (writer);
      return;
    }

  switch (kind)
    {
    case FW_SLOT_TRACK:
      fw_json_writer_begin_object (writer);
      fw_track_json_write (writer, value, FW_TRACK_JSON_FULL, -1);
      fw_confirmed_json_write (writer, value, NULL);
      fw_json_writer_end_object (writer);
      return;

    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      fw_span_set_json_write (writer, value);
      return;

    case FW_SLOT_TAXONOMY:
      fw_taxonomy_json_write (writer, value);
      return;

    case FW_SLOT_MANUALS:
      fw_stamp_list_json_write (writer, value);
      return;

    case FW_SLOT_ASIDE:
      write_asides (writer, value);
      return;
    }

  g_assert_not_reached ();
}

GBytes *
fw_record_encode_step (FwStep *step, FwTrackId next)
{
  g_return_val_if_fail (step != NULL, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_STEP, fw_step_get_time (step));
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  write_author (writer, fw_step_get_author (step));
  fw_json_writer_key (writer, "label");
  fw_json_writer_text (writer, fw_step_get_label (step));
  fw_json_writer_key (writer, "frame");
  fw_json_writer_integer (writer, fw_step_get_frame (step));
  fw_json_writer_key (writer, "next");
  fw_json_writer_integer (writer, next);
  fw_json_writer_key (writer, "changes");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "slot");
      fw_json_writer_text (writer, slot_words[changes[i].slot.kind]);
      fw_json_writer_key (writer, "id");
      fw_json_writer_integer (writer, changes[i].slot.id);
      write_slot_value (writer, "before", changes[i].slot.kind, changes[i].before);
      write_slot_value (writer, "after", changes[i].slot.kind, changes[i].after);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);

  return end_record (writer);
}

static GBytes *
encode_move (FwRecordKind kind, const char *author, gint64 time_us)
{
  FwJsonWriter *writer = begin_record (kind, time_us);

  write_author (writer, author);

  return end_record (writer);
}

GBytes *
fw_record_encode_undo (const char *author, gint64 time_us)
{
  return encode_move (FW_RECORD_UNDO, author, time_us);
}

GBytes *
fw_record_encode_redo (const char *author, gint64 time_us)
{
  return encode_move (FW_RECORD_REDO, author, time_us);
}

GBytes *
fw_record_encode_saving (gint64 time_us)
{
  return end_record (begin_record (FW_RECORD_SAVING, time_us));
}

GBytes *
fw_record_encode_wrote (const char *sha256, GBytes *gone, gint64 time_us)
{
  g_return_val_if_fail (sha256 != NULL, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_WROTE, time_us);

  fw_json_writer_key (writer, "sha256");
  fw_json_writer_text (writer, sha256);
  if (gone)
    {
      gsize length;
      const char *data = g_bytes_get_data (gone, &length);

      fw_json_writer_key (writer, "gone");
      fw_json_writer_raw (writer, data, length);
    }

  return end_record (writer);
}

GBytes *
fw_record_encode_saved (const char *sha256, guint64 revision, gsize behind, gint64 time_us)
{
  g_return_val_if_fail (sha256 != NULL, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_SAVED, time_us);

  fw_json_writer_key (writer, "sha256");
  fw_json_writer_text (writer, sha256);
  fw_json_writer_key (writer, "revision");
  fw_json_writer_integer (writer, (gint64) revision);
  fw_json_writer_key (writer, "behind");
  fw_json_writer_integer (writer, (gint64) behind);

  return end_record (writer);
}

GBytes *
fw_record_encode_seen (FwSpanSet *seen, FwSpanSet *shown, gint64 time_us)
{
  FwJsonWriter *writer = begin_record (FW_RECORD_SEEN, time_us);

  fw_json_writer_key (writer, "spans");
  fw_span_set_json_write (writer, seen);
  if (shown)
    {
      fw_json_writer_key (writer, "shown");
      fw_span_set_json_write (writer, shown);
    }

  return end_record (writer);
}

GBytes *
fw_record_encode_renumber (const FwRenumbering *entries, gsize n_entries, gint64 time_us)
{
  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);

  FwJsonWriter *writer = begin_record (FW_RECORD_RENUMBER, time_us);

  fw_json_writer_key (writer, "entries");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_entries; i++)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, entries[i].from);
      fw_json_writer_integer (writer, entries[i].shift);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);

  return end_record (writer);
}

/* Reading. */

static gboolean
form_error (GError **error, const char *message)
{
  g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, message);

  return FALSE;
}

static gint64
member_integer (FwJsonValue object, const char *name, gint64 fallback)
{
  FwJsonValue value;
  gint64 integer;

  return fw_json_get_member (object, name, &value) && fw_json_get_integer (value, &integer)
             ? integer
             : fallback;
}

static const char *
member_text (FwJsonValue object, const char *name)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) && fw_json_get_type (value) == FW_JSON_TEXT
             ? fw_json_get_text (value, NULL)
             : NULL;
}

static gboolean
read_track (FwJsonValue value, gint64 id, gpointer *out_track, GError **error)
{
  g_autoptr (FwTrackBuilder) builder = fw_track_builder_new (id, 0);

  if (!fw_track_json_read (value, builder, NULL, error))
    return FALSE;
  fw_confirmed_json_read (value, builder, NULL);
  *out_track = fw_track_builder_end (g_steal_pointer (&builder), error);

  return *out_track != NULL;
}

static gboolean
read_asides (FwJsonValue value, gpointer *out_list, GError **error)
{
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (FwSetAside));
  FwJsonValue item;
  FwJsonWalk walk;

  if (fw_json_get_type (value) != FW_JSON_ARRAY)
    return form_error (error, _("what was set aside is not a list"));

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwSetAside aside;

      if (!fw_set_aside_json_read (item, NULL, &aside))
        return form_error (error, _("something that was set aside has no rule or no reason"));
      g_array_append_val (asides, aside);
    }
  *out_list = fw_aside_list_new ((const FwSetAside *) (gpointer) asides->data, asides->len);

  return TRUE;
}

static gboolean
read_slot_value (
    FwJsonValue change, const char *key, FwSlot slot, gpointer *out_value, GError **error)
{
  FwJsonValue value;
  FwSpanSet *set = NULL;

  *out_value = NULL;
  if (!fw_json_get_member (change, key, &value) || fw_json_get_type (value) == FW_JSON_NULL)
    return TRUE;

  switch (slot.kind)
    {
    case FW_SLOT_TRACK:
      return read_track (value, slot.id, out_value, error);

    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      if (!fw_span_set_json_read (value, &set, error))
        return FALSE;
      *out_value = set;
      return TRUE;

    case FW_SLOT_TAXONOMY:
      *out_value = fw_taxonomy_json_read (value, error);
      return *out_value != NULL;

    case FW_SLOT_MANUALS:
      *out_value = fw_stamp_list_json_read (value);
      return TRUE;

    case FW_SLOT_ASIDE:
      return read_asides (value, out_value, error);
    }

  g_assert_not_reached ();
}

static void
clear_change (gpointer data)
{
  FwSlotChange *change = data;

  if (change->before)
    fw_slot_value_unref (change->slot.kind, change->before);
  if (change->after)
    fw_slot_value_unref (change->slot.kind, change->after);
}

static gboolean
read_step (FwRecord *record, FwJsonValue object, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (FwSlotChange));
  const char *label = member_text (object, "label");
  gint64 frame = member_integer (object, "frame", 0);
  FwJsonValue list, item;
  FwJsonWalk walk;

  g_array_set_clear_func (changes, clear_change);
  if (!label || frame < -1 || frame > FW_FRAME_MAX
      || !fw_json_get_member (object, "changes", &list))
    return form_error (error, _("a step of the journal has no label or no changes"));

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      const char *word = member_text (item, "slot");
      FwSlotChange *change;
      FwSlot slot = { 0, member_integer (item, "id", 0) };

      while (word && slot.kind < FW_N_SLOT_KINDS && !g_str_equal (slot_words[slot.kind], word))
        slot.kind++;
      if (!word || slot.kind >= FW_N_SLOT_KINDS
          || (slot.kind == FW_SLOT_TRACK && (slot.id < 1 || slot.id > FW_TRACK_ID_MAX)))
        return form_error (error, _("a step of the journal changes something unknown"));

      g_array_set_size (changes, changes->len + 1);
      change = &g_array_index (changes, FwSlotChange, changes->len - 1);
      change->slot = slot;
      if (!read_slot_value (item, "before", slot, &change->before, error)
          || !read_slot_value (item, "after", slot, &change->after, error))
        return FALSE;
    }

  /* A number that leaves no room is none; the ids in the step count all the same. */
  record->next = member_integer (object, "next", 1);
  if (record->next < 1 || record->next > FW_TRACK_ID_MAX)
    record->next = 1;

  FwStepFacts facts = {
    .label = label,
    .author = member_text (object, "by"),
    .frame = (FwFrame) frame,
    .time_us = record->time_us,
  };

  record->step
      = fw_step_new (&facts, (const FwSlotChange *) (gpointer) changes->data, changes->len);

  return TRUE;
}

static gboolean
read_renumbering (FwRecord *record, FwJsonValue object, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  FwJsonValue list, item;
  FwJsonWalk walk;
  gsize bad;

  if (!fw_json_get_member (object, "entries", &list))
    return form_error (error, _("a renumbering of the journal has no entries"));

  record->entries = g_array_new (FALSE, FALSE, sizeof (FwRenumbering));
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      g_array_set_size (numbers, 0);
      if (fw_json_get_type (item) != FW_JSON_ARRAY || !fw_json_append_doubles (item, numbers, &bad)
          || numbers->len != 2)
        return form_error (error,
                           _("a renumbering of the journal has an entry of the wrong form"));

      double from = g_array_index (numbers, double, 0);
      double shift = g_array_index (numbers, double, 1);

      if (!(from >= 0 && from < FW_TRACK_JSON_MAX_FRAMES && fabs (shift) <= MAX_SHIFT))
        return form_error (error, _("a renumbering of the journal is out of range"));

      FwRenumbering entry = { .from = (FwFrame) from, .shift = (gint32) shift };

      if (record->entries->len > 0
          && entry.from <= g_array_index (record->entries, FwRenumbering,
                                          record->entries->len - 1).from)
        return form_error (error, _("a renumbering of the journal does not ascend"));
      g_array_append_val (record->entries, entry);
    }

  return TRUE;
}

/* NULL when it has none, or they are damaged. */
static GArray *
read_times (FwJsonValue object)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  FwJsonValue list, item, cell;
  FwJsonWalk walk, cells;
  gint64 at = 0;

  if (!fw_json_get_member (object, "pts", &list))
    return NULL;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      gint64 run[2] = { 0, -1 };

      fw_json_walk_init (&cells, item);
      for (guint i = 0; i < 2 && fw_json_walk_next (&cells, NULL, &cell); i++)
        if (!fw_json_get_integer (cell, &run[i]))
          return NULL;
      if (run[1] < 0 || run[1] > FW_TRACK_JSON_MAX_FRAMES - (gint64) times->len)
        return NULL;
      for (; run[1] > 0; run[1]--)
        {
          if (__builtin_add_overflow (at, run[0], &at))
            return NULL;
          g_array_append_val (times, at);
        }
    }

  return g_steal_pointer (&times);
}

static gboolean
read_record (FwRecord *record, FwJsonValue object, GError **error)
{
  const char *word = member_text (object, "do");
  FwJsonValue value;

  record->time_us = member_integer (object, "at", 0);
  record->sha256 = g_strdup (member_text (object, "sha256"));

  if (!word)
    {
      if (member_integer (object, "framewright", 0) != 1)
        {
          g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION,
                               _("the journal is not of a version that this program knows"));
          return FALSE;
        }
      record->path = g_strdup (member_text (object, "path"));
      if (!record->path || !record->sha256)
        return form_error (error, _("the journal's header has no path or no checksum"));
      return TRUE;
    }

  for (record->kind = FW_RECORD_SESSION; record->kind <= FW_RECORD_RENUMBER; record->kind++)
    if (g_str_equal (word, record_words[record->kind]))
      break;

  switch (record->kind)
    {
    case FW_RECORD_SAVING:
      return TRUE;

    case FW_RECORD_SESSION:
    case FW_RECORD_WROTE:
    case FW_RECORD_SAVED:
      if (!record->sha256)
        return form_error (error, _("a record of the journal has no checksum"));
      if (record->kind == FW_RECORD_SESSION)
        record->pts = read_times (object);
      record->revision = (guint64) member_integer (object, "revision", 0);
      record->behind = (gsize) MAX (member_integer (object, "behind", 0), 0);
      return TRUE;

    case FW_RECORD_UNDO:
    case FW_RECORD_REDO:
      record->author = g_strdup (member_text (object, "by"));
      return TRUE;

    case FW_RECORD_STEP:
      return read_step (record, object, error);

    case FW_RECORD_SEEN:
      if (!fw_json_get_member (object, "spans", &value))
        return form_error (error, _("a record of seen frames has no spans"));
      return fw_span_set_json_read (value, &record->seen, error)
             && (!fw_json_get_member (object, "shown", &value)
                 || fw_span_set_json_read (value, &record->shown, error));

    case FW_RECORD_RENUMBER:
      return read_renumbering (record, object, error);

    case FW_RECORD_HEADER:
    default:
      return form_error (error, _("the journal holds a record of an unknown kind"));
    }
}

/* The bytes of a member, as they stand. */
static GBytes *
dup_member (const FwJsonText *text, FwJsonRange object, const char *name)
{
  FwJsonRange key, value;
  FwJsonIter iter;

  if (!fw_json_iter_init (&iter, text, object, NULL))
    return NULL;
  while (fw_json_iter_next (&iter, &key, &value, NULL))
    if (fw_json_key_is (text, key, name))
      return g_bytes_new (text->data + value.start, value.end - value.start);

  return NULL;
}

FwRecord *
fw_record_decode (const guint8 *payload, gsize length, GError **error)
{
  g_return_val_if_fail (payload != NULL || length == 0, NULL);

  g_autoptr (FwJsonText) text = fw_json_text_new ((const char *) payload, length);
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  g_autoptr (FwRecord) record = g_new0 (FwRecord, 1);
  FwJsonRange range = { 0, length };
  FwJsonValue value;

  if (!fw_json_parser_parse (parser, text, range, &value, error)
      || !read_record (record, value, error))
    return NULL;
  if (record->kind == FW_RECORD_WROTE)
    record->gone = dup_member (text, range, "gone");

  return g_steal_pointer (&record);
}
