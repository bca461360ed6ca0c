/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is in no list of the file and may come back to it.
 *
 * Images of deleted frames, with their annotations and the tracks that have no
 * other, leave the file's lists, but they are somebody's work: ids that other
 * files speak of, members that other programs put there. They stand in the
 * private object as they were read, so that a frame that comes back after any
 * number of sessions is the one that went:
 *
 *   "withheld":{"images":[[1,{…}]],"tracks":[[14,{…}]],"annotations":[[14,1,{…}]]}
 *
 * with frame, track, and track and frame before each object. An annotation in
 * there says what its track says: it is patched as those in the lists are.
 *
 * What is deleted has no place in the file, but in the journal, where undo is:
 *
 *   [{"was":{…},"entry":{…},"annotations":[[1,{…}]]}]
 *
 * with the track as the file had it, its element of `tracks` and its annotations,
 * each behind its frame.
 */

#include "formats/coco-reader.h"
#include "formats/coco-writer.h"

#include "formats/manual-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* The table. */

static guint
kept_hash (gconstpointer data)
{
  const FwCocoKept *kept = data;

  return (guint) kept->track * 0x9e3779b1u ^ (guint) (kept->track >> 32)
         ^ (guint) kept->frame * 0x85ebca6bu;
}

static gboolean
kept_equal (gconstpointer a, gconstpointer b)
{
  const FwCocoKept *x = a;
  const FwCocoKept *y = b;

  return x->track == y->track && x->frame == y->frame;
}

void
fw_coco_kept_free (FwCocoKept *self)
{
  g_clear_pointer (&self->text, fw_json_text_unref);
  g_clear_pointer (&self->base, fw_track_unref);
  g_free (self);
}

GHashTable *
fw_coco_kept_table_new (void)
{
  return g_hash_table_new_full (kept_hash, kept_equal, (GDestroyNotify) fw_coco_kept_free, NULL);
}

const FwCocoKept *
fw_coco_file_find_kept (FwCocoFile *self, FwTrackId track, FwFrame frame)
{
  FwCocoKept key = { .track = track, .frame = frame };

  return g_hash_table_lookup (self->kept, &key);
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

static void
read_image_facts (FwJsonValue object, FwCocoKept *kept)
{
  kept->image = (FwCocoImage){
    .range = kept->range,
    .id = kept->id,
    .frame = kept->frame,
    .video_id = member_integer (object, "video_id", G_MININT64),
    .frame_id = member_integer (object, "frame_id", G_MININT64),
    .frame_index = member_integer (object, "frame_index", G_MININT64),
    .pts = member_integer (object, "pts", FW_COCO_NO_TIME),
    .width = (guint) CLAMP (member_integer (object, "width", 0), 0, G_MAXINT32),
    .height = (guint) CLAMP (member_integer (object, "height", 0), 0, G_MAXINT32),
  };
}

static void
read_annotation_facts (FwJsonValue object, FwCocoKept *kept)
{
  FwJsonValue attributes, keyframe;

  kept->image.id = member_integer (object, "image_id", G_MININT64);
  if (fw_json_get_member (object, "attributes", &attributes)
      && fw_json_get_member (attributes, "keyframe", &keyframe)
      && fw_json_get_type (keyframe) == FW_JSON_BOOL)
    kept->flags = FW_COCO_HAS_FLAG | (fw_json_get_boolean (keyframe) ? FW_COCO_KEYFRAME : 0);
}

gboolean
fw_coco_file_take_kept (FwCocoFile *self, FwCocoKept *kept)
{
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  FwJsonValue object;

  if (!fw_json_parser_parse (parser, kept->text, kept->range, &object, NULL)
      || fw_json_get_type (object) != FW_JSON_OBJECT
      || (kept->id = member_integer (object, "id", G_MININT64)) == G_MININT64
      || kept->id > FW_COCO_MAX_ID)
    {
      fw_coco_kept_free (kept);
      return FALSE;
    }

  if (kept->track == 0)
    {
      read_image_facts (object, kept);
      self->last_image = MAX (self->last_image, kept->id);
      fw_coco_file_set_given (self, 0, kept->frame, kept->id);
    }
  else if (kept->frame != FW_FRAME_NONE)
    {
      read_annotation_facts (object, kept);
      self->last_annotation = MAX (self->last_annotation, kept->id);
      fw_coco_file_set_given (self, kept->track, kept->frame, kept->id);
    }
  g_hash_table_add (self->kept, kept);

  return TRUE;
}

/* Reading. */

typedef struct
{
  FwCocoFile *file;
  FwJsonParser *parser;
  GHashTable *ids; /* what the file calls a track -> the document's number */
  FwJsonText *text;
} Withheld;

static void
note_damage (FwCocoFile *file, const char *name)
{
  fw_notes_add (file->notes, FW_NOTE_REPAIRED,
                _("What was kept of deleted frames is damaged, and that part of it is gone"), "%s",
                name);
}

/* @n whole numbers and an object. */
static gboolean
read_cells (Withheld *self, FwJsonRange element, gint64 *numbers, guint n, FwJsonRange *out_object)
{
  const FwJsonText *text = self->text;
  FwJsonIter iter;
  FwJsonValue value;
  guint i = 0;

  if (text->data[element.start] != '[' || !fw_json_iter_init (&iter, text, element, NULL))
    return FALSE;
  while (fw_json_iter_next (&iter, NULL, out_object, NULL))
    {
      if (i < n
          && (!fw_json_parser_parse (self->parser, text, *out_object, &value, NULL)
              || !fw_json_get_integer (value, &numbers[i])))
        return FALSE;
      i++;
    }

  return i == n + 1 && text->data[out_object->start] == '{';
}

static gboolean
take_element (Withheld *self, const char *name, FwJsonRange element)
{
  gboolean is_image = g_str_equal (name, "images");
  gboolean is_track = g_str_equal (name, "tracks");
  gint64 numbers[2] = { 0, 0 };
  gint64 frame;
  FwJsonRange object;
  FwCocoKept *kept;

  if (!read_cells (self, element, numbers, is_image || is_track ? 1 : 2, &object))
    return FALSE;
  frame = is_track ? FW_FRAME_NONE : is_image ? numbers[0] : numbers[1];
  if (!is_track && (frame < 0 || frame >= FW_COCO_MAX_FRAMES))
    return FALSE;
  /* Another program took the object out; what was kept of it goes with it. */
  if (!is_image && !g_hash_table_contains (self->ids, &numbers[0]))
    return TRUE;

  kept = g_new0 (FwCocoKept, 1);
  kept->track = is_image ? 0 : *(gint64 *) g_hash_table_lookup (self->ids, &numbers[0]);
  kept->frame = (FwFrame) frame;
  kept->text = fw_json_text_ref (self->file->text);
  kept->range = object;

  return fw_coco_file_take_kept (self->file, kept);
}

void
fw_coco_read_withheld (FwCocoFile *self, FwJsonRange object)
{
  static const char *const names[] = { "images", "tracks", "annotations" };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  Withheld withheld = { self, parser, ids, self->text };
  FwJsonRange key, list, element;
  FwJsonIter iter, elements;
  GHashTableIter tracks;
  gpointer value;

  if (!fw_coco_has (object) || self->text->data[object.start] != '{'
      || !fw_json_iter_init (&iter, self->text, object, NULL))
    return;

  g_hash_table_iter_init (&tracks, self->tracks);
  while (g_hash_table_iter_next (&tracks, NULL, &value))
    {
      FwCocoTrack *track = value;

      g_hash_table_insert (ids, &track->file_id, &track->id);
    }
  while (fw_json_iter_next (&iter, &key, &list, NULL))
    for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
      {
        if (!fw_json_key_is (self->text, key, names[n]))
          continue;
        if (self->text->data[list.start] != '['
            || !fw_json_iter_init (&elements, self->text, list, NULL))
          {
            note_damage (self, names[n]);
            continue;
          }
        while (fw_json_iter_next (&elements, NULL, &element, NULL))
          if (!take_element (&withheld, names[n], element))
            note_damage (self, names[n]);
      }
}

/* Writing. */

typedef struct
{
  FwCocoJob *job;
  gboolean is_first;
} Putting;

static void
put_text (FwCocoJob *job, const char *text)
{
  fw_json_writer_verbatim (job->writer, text, strlen (text));
}

static void
put_element (Putting *putting, const char *cells, GBytes *bytes)
{
  put_text (putting->job, putting->is_first ? "\n[" : ",\n[");
  put_text (putting->job, cells);
  put_text (putting->job, ",");
  fw_coco_job_put (putting->job, bytes);
  put_text (putting->job, "]");
  putting->is_first = FALSE;
}

static gboolean
is_withheld (FwCocoJob *job, FwFrame frame)
{
  return frame != FW_FRAME_NONE && fw_span_set_contains (job->deleted, frame);
}

/* What is kept already, in an order that does not depend on the table. */
static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const FwCocoKept *x = *(const FwCocoKept *const *) a;
  const FwCocoKept *y = *(const FwCocoKept *const *) b;

  if (x->track != y->track)
    return x->track < y->track ? -1 : 1;

  return (x->frame > y->frame) - (x->frame < y->frame);
}

static GPtrArray *
list_kept (FwCocoJob *job)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer kept;

  g_hash_table_iter_init (&iter, job->file->kept);
  while (g_hash_table_iter_next (&iter, &kept, NULL))
    g_ptr_array_add (list, kept);
  g_ptr_array_sort (list, compare_kept);

  return list;
}

static void
put_images (FwCocoJob *job, GPtrArray *list)
{
  Putting putting = { job, TRUE };

  for (guint i = 0; i < job->file->images->len; i++)
    {
      const FwCocoImage *image = &g_array_index (job->file->images, FwCocoImage, i);
      g_autofree char *cells = g_strdup_printf ("%d", image->frame);
      g_autoptr (GBytes) bytes = NULL;

      if (!is_withheld (job, image->frame))
        continue;
      bytes = fw_coco_job_make_image (job, job->file->text, image);
      put_element (&putting, cells, bytes);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const FwCocoKept *kept = g_ptr_array_index (list, i);
      g_autofree char *cells = g_strdup_printf ("%d", kept->frame);
      g_autoptr (GBytes) bytes = NULL;

      if (kept->track != 0 || !is_withheld (job, kept->frame))
        continue;
      bytes = fw_coco_job_make_image (job, kept->text, &kept->image);
      put_element (&putting, cells, bytes);
    }
}

/* Whether the track stands in the private object only. */
static FwTrack *
find_unwritten (FwCocoJob *job, FwTrackId id)
{
  return g_hash_table_contains (job->written, GSIZE_TO_POINTER (id))
             ? NULL
             : fw_snapshot_get_track (job->now, id);
}

static void
put_tracks (FwCocoJob *job, GPtrArray *list)
{
  Putting putting = { job, TRUE };

  for (guint i = 0; i < job->file->track_elements->len; i++)
    {
      const FwCocoElement *element = &g_array_index (job->file->track_elements, FwCocoElement, i);
      FwTrack *track = element->id ? find_unwritten (job, element->id) : NULL;
      g_autofree char *cells = g_strdup_printf ("%" G_GINT64_FORMAT, element->file_id);
      g_autoptr (GBytes) bytes = NULL;

      if (!track)
        continue;
      bytes = fw_coco_job_make_entry (job, job->file->text, element->range,
                                      fw_coco_job_base_track (job, element->id), track);
      put_element (&putting, cells, bytes);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const FwCocoKept *kept = g_ptr_array_index (list, i);
      FwTrack *track
          = kept->frame == FW_FRAME_NONE ? find_unwritten (job, kept->track) : NULL;
      g_autofree char *cells
          = g_strdup_printf ("%" G_GINT64_FORMAT, fw_coco_job_file_id (job, kept->track));
      g_autoptr (GBytes) bytes = NULL;

      if (!track)
        continue;
      bytes = fw_coco_job_make_entry (job, kept->text, kept->range,
                                      kept->base ? kept->base
                                                 : fw_coco_job_base_track (job, kept->track),
                                      track);
      put_element (&putting, cells, bytes);
    }
}

static void
put_annotation (Putting *putting, const FwCocoRaw *raw)
{
  FwCocoJob *job = putting->job;
  FwTrack *track = raw->track ? fw_snapshot_get_track (job->now, raw->track) : NULL;
  g_autofree char *cells = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!track || !is_withheld (job, raw->frame)
      || !fw_presence_is_visible (fw_track_get_presence (track, raw->frame)))
    return;

  cells = g_strdup_printf ("%" G_GINT64_FORMAT ",%d", fw_coco_job_file_id (job, raw->track),
                           raw->frame);
  bytes = fw_coco_job_make_annotation (job, raw, track);
  put_element (putting, cells, bytes);
}

static void
put_annotations (FwCocoJob *job, GPtrArray *list)
{
  Putting putting = { job, TRUE };

  for (guint i = 0; i < job->file->annotations->len && !fw_coco_job_is_cancelled (job); i++)
    {
      const FwCocoAnnotation *annotation
          = &g_array_index (job->file->annotations, FwCocoAnnotation, i);
      FwCocoRaw raw = fw_coco_job_raw (job, annotation);

      put_annotation (&putting, &raw);
    }
  for (guint i = 0; i < list->len && !fw_coco_job_is_cancelled (job); i++)
    {
      const FwCocoKept *kept = g_ptr_array_index (list, i);
      FwCocoRaw raw;

      if (kept->track == 0 || kept->frame == FW_FRAME_NONE)
        continue;
      raw = fw_coco_job_raw_kept (job, kept);
      put_annotation (&putting, &raw);
    }
}

gboolean
fw_coco_needs_withheld (FwCocoJob *job)
{
  /* Frames of our own that are deleted before they were written have nothing to keep. */
  for (guint i = 0; job->deleted && i < job->file->images->len; i++)
    if (is_withheld (job, g_array_index (job->file->images, FwCocoImage, i).frame))
      return TRUE;

  return FALSE;
}

void
fw_coco_write_withheld (FwCocoJob *job)
{
  g_autoptr (GPtrArray) list = list_kept (job);

  put_text (job, "{\"images\":[");
  put_images (job, list);
  put_text (job, "],\"tracks\":[");
  put_tracks (job, list);
  put_text (job, "],\"annotations\":[");
  put_annotations (job, list);
  put_text (job, "]}");
}

/* What undo can bring back. */

/* FALSE when it was told before. */
static gboolean
tell (FwCocoFile *file, FwTrackId track, FwFrame frame)
{
  FwCocoKept key = { .track = track, .frame = frame };
  gboolean is_new;

  g_mutex_lock (&file->lock);
  is_new = !g_hash_table_contains (file->told, &key);
  if (is_new)
    g_hash_table_add (file->told, g_memdup2 (&key, sizeof key));
  g_mutex_unlock (&file->lock);

  return is_new;
}

static gboolean
is_gone (FwCocoJob *job, const FwCocoAnnotation *annotation, FwTrack *now)
{
  return !now || !fw_presence_is_visible (fw_track_get_presence (now, annotation->frame));
}

static void
put_range (FwJsonWriter *writer, const FwJsonText *text, gsize start, gsize end)
{
  fw_json_writer_raw (writer, text->data + start, end - start);
}

/* Opens the group of a track. */
static void
begin_group (FwCocoJob *job, FwJsonWriter *writer, FwTrack *base, gboolean with_entry)
{
  FwTrackId id = fw_track_get_id (base);
  const FwCocoTrack *known = g_hash_table_lookup (job->file->tracks, &id);

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "was");
  fw_json_writer_begin_object (writer);
  fw_track_json_write (writer, base, FW_TRACK_JSON_FULL, -1);
  fw_confirmed_json_write (writer, base, NULL);
  fw_json_writer_end_object (writer);
  if (with_entry && known && fw_coco_has (known->entry))
    {
      fw_json_writer_key (writer, "entry");
      put_range (writer, job->file->text, known->entry.start, known->entry.end);
    }
  fw_json_writer_key (writer, "annotations");
  fw_json_writer_begin_array (writer);
}

static void
end_group (FwJsonWriter *writer)
{
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

GBytes *
fw_coco_list_gone (FwCocoJob *job)
{
  FwCocoFile *file = job->file;
  FwJsonWriter *writer = fw_json_writer_new ();
  FwTrackId open = 0;

  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < file->by_track->len; i++)
    {
      const FwCocoAnnotation *annotation = &g_array_index (
          file->annotations, FwCocoAnnotation, g_array_index (file->by_track, guint32, i));
      FwTrack *base = fw_coco_job_base_track (job, annotation->track);
      FwTrack *now = fw_snapshot_get_track (job->now, annotation->track);

      if (now == base || !base || !is_gone (job, annotation, now)
          || !tell (file, annotation->track, annotation->frame))
        continue;
      if (open != annotation->track)
        {
          if (open != 0)
            end_group (writer);
          open = annotation->track;
          begin_group (job, writer, base, !now);
        }
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, annotation->frame);
      put_range (writer, file->text, annotation->start, annotation->start + annotation->length);
      fw_json_writer_end_array (writer);
    }
  if (open != 0)
    end_group (writer);
  fw_json_writer_end_array (writer);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);

  return open != 0 ? g_steal_pointer (&bytes) : NULL;
}

/* The track of a group; NULL when it is damaged. */
static FwTrack *
read_base (const FwJsonText *text, FwJsonRange range)
{
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  g_autoptr (FwTrackBuilder) builder = NULL;
  FwJsonValue object;
  gint64 id;

  if (!fw_json_parser_parse (parser, text, range, &object, NULL))
    return NULL;
  id = member_integer (object, "id", 0);
  if (id < 1 || id > FW_TRACK_ID_MAX)
    return NULL;
  builder = fw_track_builder_new (id, 0);
  if (!fw_track_json_read (object, builder, NULL, NULL))
    return NULL;
  fw_confirmed_json_read (object, builder, NULL);

  return fw_track_builder_end (g_steal_pointer (&builder), NULL);
}

static void
take_gone (FwCocoFile *self, FwJsonText *text, FwTrack *base, FwFrame frame, FwJsonRange object)
{
  FwCocoKept *kept;

  if (text->data[object.start] != '{')
    return;

  kept = g_new0 (FwCocoKept, 1);
  kept->track = fw_track_get_id (base);
  kept->frame = frame;
  kept->text = fw_json_text_ref (text);
  kept->range = object;
  kept->base = fw_track_ref (base);
  fw_coco_file_take_kept (self, kept);
}

static void
take_group (FwCocoFile *self, FwJsonText *text, FwJsonRange group)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (FwCocoMember));
  g_autoptr (FwTrack) base = NULL;
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  Withheld cells = { self, parser, NULL, text };
  FwCocoMember member;
  FwJsonRange list, element, object;
  FwJsonIter iter;
  gint64 frame;

  if (text->data[group.start] != '{' || !fw_json_iter_init (&iter, text, group, NULL))
    return;
  while (fw_json_iter_next (&iter, &member.key, &member.value, NULL))
    g_array_append_val (members, member);

  list = fw_coco_member (text, members, "was");
  base = fw_coco_has (list) ? read_base (text, list) : NULL;
  if (!base)
    return;
  list = fw_coco_member (text, members, "entry");
  if (fw_coco_has (list))
    take_gone (self, text, base, FW_FRAME_NONE, list);
  list = fw_coco_member (text, members, "annotations");
  if (!fw_coco_has (list) || text->data[list.start] != '['
      || !fw_json_iter_init (&iter, text, list, NULL))
    return;
  while (fw_json_iter_next (&iter, NULL, &element, NULL))
    if (read_cells (&cells, element, &frame, 1, &object) && frame >= 0
        && frame < FW_COCO_MAX_FRAMES)
      take_gone (self, text, base, (FwFrame) frame, object);
}

void
fw_coco_file_take_gone (FwCocoFile *self, GBytes *gone)
{
  g_return_if_fail (self != NULL && gone != NULL);

  gsize length;
  const char *data = g_bytes_get_data (gone, &length);
  g_autoptr (FwJsonText) text = fw_json_text_new (data, length);
  FwJsonRange group;
  FwJsonIter iter;

  if (length == 0 || data[0] != '['
      || !fw_json_iter_init (&iter, text, (FwJsonRange){ 0, length }, NULL))
    return;
  while (fw_json_iter_next (&iter, NULL, &group, NULL))
    take_group (self, text, group);
}
