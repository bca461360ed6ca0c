/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The private object: keyframes, vertex identity, marks on frames, the next
 * ids. In a video document every track that we made or changed stands in it;
 * in a plain file only what the annotations cannot say.
 */

#include "formats/coco-writer.h"

#include "formats/manual-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* How an object of a plain file stands in the private object. */
typedef enum
{
  NOT_AT_ALL,
  MARKS,
  SHAPE,
  FULL
} PlainNeed;

static gboolean
is_confirmed (FwTrack *track)
{
  gsize n;

  fw_track_get_confirmed (track, &n);

  return n > 0;
}

static gboolean
has_marks (FwTrack *track, FwFrame frame)
{
  return fw_track_is_occluded (track, frame) || fw_track_get_z_order (track, frame) != 0
         || fw_track_get_group (track) != 0 || !g_str_equal (fw_track_get_source (track), "manual")
         || fw_track_get_author (track) != NULL || is_confirmed (track);
}

static PlainNeed
plain_need (FwCocoJob *job, FwTrack *track)
{
  FwKeyframe key = fw_track_get_keyframe (track, 0);
  guint width, height;

  if (!g_hash_table_contains (job->written, GSIZE_TO_POINTER (fw_track_get_id (track))))
    return FULL;
  for (gsize i = 0; i < fw_shape_get_n_rings (key.shape); i++)
    if (fw_shape_get_ring (key.shape, i).is_hole)
      return SHAPE;

  fw_coco_job_image_size (job, key.frame, &width, &height);
  job->geometry.category = fw_coco_job_category (job, track);
  fw_coco_geometry_set (&job->geometry, key.shape, width, height, FW_COCO_PLAIN);
  if (job->geometry.is_clipped || !job->geometry.says_all)
    return SHAPE;

  return has_marks (track, key.frame) ? MARKS : NOT_AT_ALL;
}

/* Whether annotations of the track go with deleted frames. */
static gboolean
is_on_deleted_frame (FwCocoJob *job, FwTrack *track)
{
  FwSpan span = fw_track_get_span (track);
  gsize n = 0;
  const FwSpan *deleted = fw_span_set_get_spans (job->deleted, &n);

  for (gsize i = 0; i < n; i++)
    if (deleted[i].first <= span.last && deleted[i].last >= span.first)
      return TRUE;

  return FALSE;
}

/* Whether a track without a private element needs one. */
static gboolean
needs_new_element (FwCocoJob *job, FwTrack *track)
{
  gboolean is_as_read = fw_coco_job_base_track (job, fw_track_get_id (track)) == track;

  /* Annotations that go with their frames come back from here. */
  if (is_as_read && job->in_place)
    return is_on_deleted_frame (job, track);

  return job->flavour != FW_COCO_PLAIN || plain_need (job, track) != NOT_AT_ALL;
}

static FwJsonRange
private_range (FwCocoJob *job, FwTrack *track, gboolean *out_is_stale)
{
  FwTrackId id = fw_track_get_id (track);
  const FwCocoTrack *known = g_hash_table_lookup (job->file->tracks, &id);

  *out_is_stale = known && known->is_stale;

  return known ? known->privately : (FwJsonRange){ 0, 0 };
}

static gboolean
marks_on_frames (FwCocoJob *job)
{
  return fw_snapshot_get_frames_with (job->now, FW_SLOT_DELETED)
         || fw_snapshot_get_frames_with (job->now, FW_SLOT_EMPTY)
         || fw_snapshot_get_frames_with (job->now, FW_SLOT_DONE);
}

gboolean
fw_coco_needs_private (FwCocoJob *job)
{
  FwCocoFile *file = job->file;
  gint64 largest = file->last_annotation;
  gboolean is_stale;

  /* Flattened tracks are named after their annotations: what was known of
   * them does not fit any more. */
  if (job->flavour == FW_COCO_CVAT || (job->flavour == FW_COCO_PLAIN && file->is_video))
    return FALSE;
  if (file->private_members->len > 0 && job->in_place)
    return TRUE;
  if (job->flavour == FW_COCO_VIDEO)
    return job->is_edited || !job->in_place;

  /* A plain file: is there anything that it cannot say itself? */
  if (marks_on_frames (job) || job->manuals || fw_snapshot_get_asides (job->now))
    return TRUE;
  for (guint i = 0; i < job->tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (job->tracks, i);

      largest = MAX (largest, fw_track_get_id (track));
      if (fw_coco_has (private_range (job, track, &is_stale)) || needs_new_element (job, track))
        return TRUE;
    }

  /* The highest id was given to an object that is gone. */
  return job->is_edited && job->options->next_track > largest + 1;
}

/* Elements of `tracks`. */

int
fw_coco_job_person (FwCocoJob *job, const char *name)
{
  if (!name)
    return -1;
  for (guint i = 0; i < job->people->len; i++)
    if (g_str_equal (g_ptr_array_index (job->people, i), name))
      return (int) i;
  g_ptr_array_add (job->people, (gpointer) g_intern_string (name));

  return (int) job->people->len - 1;
}

static GBytes *
make_element (FwCocoJob *job, FwTrack *track)
{
  FwTrackJsonMode mode = FW_TRACK_JSON_PRIVATE;
  FwTrackId id = fw_track_get_id (track);
  gboolean is_written = g_hash_table_contains (job->written, GSIZE_TO_POINTER (id));

  if (!is_written)
    {
      mode = FW_TRACK_JSON_FULL;
    }
  else if (job->flavour == FW_COCO_PLAIN)
    {
      PlainNeed need = plain_need (job, track);

      mode = need == SHAPE ? FW_TRACK_JSON_SHAPE : FW_TRACK_JSON_MARKS;
    }

  FwTrack *named = fw_track_ref (track);
  gint64 file_id = fw_coco_job_file_id (job, id);

  /* The file may call the track something else than the document does. */
  if (file_id != id)
    {
      FwTrackBuilder *builder = fw_track_builder_new_from (track);

      fw_track_builder_set_id (builder, file_id);
      fw_track_unref (named);
      named = fw_track_builder_end (builder, NULL);
    }

  fw_coco_job_begin_object (job);
  fw_track_json_write (job->scratch, named, mode,
                       fw_coco_job_person (job, fw_track_get_author (track)));
  fw_confirmed_json_write (job->scratch, named, job->manuals);
  fw_track_unref (named);

  return fw_coco_job_end_object (job);
}

static void
write_read_element (FwCocoJob *job, const FwCocoElement *element, FwListCopy *copy)
{
  static const char *const own[]
      = { "shape",  "category", "name",  "author",  "fixed", "by",      "single", "group",
          "source", "outside",  "rings", "on_edge", "keys",  "changes",
          "confirmed", NULL };
  FwTrack *now = element->id ? fw_snapshot_get_track (job->now, element->id) : NULL;
  FwMerge merge = { .remove = own };
  g_autoptr (GBytes) fresh = NULL;
  g_autoptr (GBytes) merged = NULL;
  gboolean is_stale;

  if (!now)
    {
      fw_list_copy_drop (copy, element->range);
      return;
    }

  private_range (job, now, &is_stale);

  gboolean is_as_read = !is_stale && fw_coco_job_base_track (job, element->id) == now;
  gboolean was_full = !fw_coco_file_has_annotations (job->file, element->id);
  gboolean is_full = !g_hash_table_contains (job->written, GSIZE_TO_POINTER (element->id));

  if (is_as_read && job->in_place && was_full == is_full)
    {
      fw_list_copy_keep (copy, element->range);
      return;
    }
  if (job->flavour == FW_COCO_PLAIN && plain_need (job, now) == NOT_AT_ALL)
    {
      fw_list_copy_drop (copy, element->range);
      return;
    }

  fresh = make_element (job, now);
  merged = fw_json_merge (job->file->text, element->range, fresh, &merge);
  fw_list_copy_replace (copy, element->range, merged);
}

static void
write_elements (FwCocoJob *job, FwJsonRange list)
{
  FwListCopy copy;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->private_elements->len && !fw_coco_job_is_cancelled (job); i++)
    write_read_element (job, &g_array_index (job->file->private_elements, FwCocoElement, i), &copy);
  for (guint i = 0; i < job->tracks->len && !fw_coco_job_is_cancelled (job); i++)
    {
      FwTrack *track = g_ptr_array_index (job->tracks, i);
      g_autoptr (GBytes) bytes = NULL;
      gboolean is_stale;

      if (fw_coco_has (private_range (job, track, &is_stale)) || !needs_new_element (job, track))
        continue;
      bytes = make_element (job, track);
      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}

/* Marks on frames. */

static void
write_spans (FwCocoJob *job, const char *name, FwSpanSet *base, FwSpanSet *now)
{
  if (fw_span_set_equal (base, now))
    return;
  fw_json_writer_key (job->scratch, name);
  fw_span_set_json_write (job->scratch, now);
}

/* Deleted pictures of a folder: their places would be lost with their entries. */
static void
write_hidden_pictures (FwCocoJob *job)
{
  gsize n_spans = 0;
  const FwSpan *spans = fw_span_set_get_spans (job->deleted, &n_spans);
  gsize length = fw_frame_list_get_length (job->frames);

  if (fw_frame_list_is_video (job->frames) || n_spans == 0)
    return;

  fw_json_writer_key (job->scratch, "pictures");
  fw_json_writer_begin_array (job->scratch);
  for (gsize i = 0; i < n_spans; i++)
    for (FwFrame frame = spans[i].first; frame <= spans[i].last && (gsize) frame < length; frame++)
      {
        FwFrameInfo info = fw_frame_list_get (job->frames, frame);

        fw_json_writer_begin_array (job->scratch);
        fw_json_writer_integer (job->scratch, frame);
        fw_json_writer_text (job->scratch, info.name ? info.name : "");
        fw_json_writer_integer (job->scratch, info.width);
        fw_json_writer_integer (job->scratch, info.height);
        fw_json_writer_end_array (job->scratch);
      }
  fw_json_writer_end_array (job->scratch);
}

/* Without `shown` all that was on the screen was `seen`. */
static gboolean
shows_more (FwSnapshot *snapshot)
{
  return !fw_span_set_equal (fw_snapshot_get_seen (snapshot), fw_snapshot_get_shown (snapshot));
}

static GBytes *
make_media (FwCocoJob *job, gboolean is_first)
{
  FwSnapshot *base = is_first ? NULL : job->file->snapshot;

  fw_coco_job_begin_object (job);
  if (is_first && job->flavour == FW_COCO_VIDEO)
    {
      fw_json_writer_key (job->scratch, "video_id");
      fw_json_writer_integer (job->scratch, fw_coco_job_video_id (job, 0));
    }
  if (is_first && fw_frame_list_is_video (job->frames))
    {
      fw_json_writer_key (job->scratch, "frames");
      fw_json_writer_integer (job->scratch, (gint64) fw_frame_list_get_length (job->frames));
    }
  if (fw_frame_list_is_video (job->frames) && job->options->identity.bytes > 0)
    {
      if (job->options->identity.sha256[0] != '\0')
        {
          fw_json_writer_key (job->scratch, "sha256");
          fw_json_writer_text (job->scratch, job->options->identity.sha256);
        }
      fw_json_writer_key (job->scratch, "bytes");
      fw_json_writer_integer (job->scratch, job->options->identity.bytes);
    }
  write_spans (job, "deleted", base ? fw_snapshot_get_frames_with (base, FW_SLOT_DELETED) : NULL,
               job->deleted);
  if (!base
      || !fw_span_set_equal (fw_snapshot_get_frames_with (base, FW_SLOT_DELETED), job->deleted))
    write_hidden_pictures (job);
  write_spans (job, "empty", base ? fw_snapshot_get_frames_with (base, FW_SLOT_EMPTY) : NULL,
               fw_snapshot_get_frames_with (job->now, FW_SLOT_EMPTY));
  write_spans (job, "done", base ? fw_snapshot_get_frames_with (base, FW_SLOT_DONE) : NULL,
               fw_snapshot_get_frames_with (job->now, FW_SLOT_DONE));
  write_spans (job, "seen", base ? fw_snapshot_get_seen (base) : NULL,
               fw_snapshot_get_seen (job->now));
  if (shows_more (job->now) || (base && shows_more (base)))
    write_spans (job, "shown", base && shows_more (base) ? fw_snapshot_get_shown (base) : NULL,
                 fw_snapshot_get_shown (job->now));

  return fw_coco_job_end_object (job);
}

static void
write_media (FwCocoJob *job, FwJsonRange list)
{
  static const char *const gone[] = { "pictures", NULL };
  const FwJsonText *text = job->file->text;
  gboolean done = FALSE;
  FwJsonRange element;
  FwListCopy copy;
  FwJsonIter iter;

  fw_list_copy_begin (&copy, job->writer, text, list);
  if (fw_coco_has (list) && fw_json_iter_init (&iter, text, list, NULL))
    while (fw_json_iter_next (&iter, NULL, &element, NULL))
      {
        g_autoptr (GBytes) fresh = NULL;
        g_autoptr (GBytes) merged = NULL;
        FwMerge merge = { .remove = job->deleted ? NULL : gone };

        if (done || text->data[element.start] != '{')
          {
            fw_list_copy_keep (&copy, element);
            continue;
          }
        done = TRUE;
        fresh = make_media (job, FALSE);
        merged = fw_json_merge (text, element, fresh, &merge);
        fw_list_copy_replace (&copy, element, merged);
      }
  if (!done)
    {
      g_autoptr (GBytes) bytes = make_media (job, TRUE);

      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}

/* The object. */

static void
write_next (FwCocoJob *job, FwJsonRange old)
{
  FwCocoFile *file = job->file;
  gint64 image, annotation;
  gint64 track = MAX (job->options->next_track, file->next_track);
  g_autoptr (GBytes) fresh = NULL;
  gboolean differs;

  g_mutex_lock (&file->lock);
  image = file->next_image;
  annotation = file->next_annotation;
  g_mutex_unlock (&file->lock);

  for (guint i = 0; i < job->tracks->len; i++)
    track = MAX (track, fw_track_get_id (g_ptr_array_index (job->tracks, i)) + 1);
  if (job->flavour == FW_COCO_PLAIN)
    annotation = MAX (annotation, track);

  differs = image != file->next_image_read || annotation != file->next_annotation_read
            || track != file->next_track_read;
  if (fw_coco_has (old) && !(differs && job->is_edited))
    {
      fw_json_writer_verbatim (job->writer, file->text->data + old.start, old.end - old.start);
      return;
    }

  fw_coco_job_begin_object (job);
  fw_json_writer_key (job->scratch, "image");
  fw_json_writer_integer (job->scratch, image);
  fw_json_writer_key (job->scratch, "track");
  fw_json_writer_integer (job->scratch, track);
  fw_json_writer_key (job->scratch, "annotation");
  fw_json_writer_integer (job->scratch, annotation);
  fresh = fw_coco_job_end_object (job);
  if (fw_coco_has (old) && file->text->data[old.start] == '{')
    {
      g_autoptr (GBytes) merged = fw_json_merge (file->text, old, fresh, NULL);

      fw_coco_job_put (job, merged);
      return;
    }
  fw_coco_job_put (job, fresh);
}

static void
write_people (FwCocoJob *job, FwJsonRange old)
{
  if (fw_coco_has (old) && job->people->len == job->file->people->len)
    {
      fw_json_writer_verbatim (job->writer, job->file->text->data + old.start, old.end - old.start);
      return;
    }

  FwJsonWriter *writer = fw_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < job->people->len; i++)
    fw_json_writer_text (writer, g_ptr_array_index (job->people, i));
  fw_json_writer_end_array (writer);
  bytes = fw_json_writer_steal (writer);
  fw_coco_job_put (job, bytes);
}

static void
write_text (FwCocoJob *job, const char *text)
{
  fw_json_writer_verbatim (job->writer, text, strlen (text));
}

/* People are named by the elements, which may stand behind them. */
static void
collect_people (FwCocoJob *job)
{
  for (guint i = 0; i < job->tracks->len; i++)
    fw_coco_job_person (job, fw_track_get_author (g_ptr_array_index (job->tracks, i)));
}

static void
collect_people_aside (FwCocoJob *job)
{
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (fw_snapshot_get_asides (job->now), &n);

  for (gsize i = 0; i < n; i++)
    fw_coco_job_person (job, asides[i].by);
}

static void
write_one (FwCocoJob *job, const char *name, FwJsonRange old)
{
  if (g_str_equal (name, "next"))
    write_next (job, old);
  else if (g_str_equal (name, "people"))
    write_people (job, old);
  else if (g_str_equal (name, "manuals"))
    fw_coco_write_manuals (job, old);
  else if (g_str_equal (name, "media"))
    write_media (job, old);
  else if (g_str_equal (name, "aside"))
    fw_coco_write_asides (job, old);
  else if (g_str_equal (name, "withheld"))
    fw_coco_write_withheld (job);
  else
    write_elements (job, old);
}

static gboolean
needs_member (FwCocoJob *job, const char *name)
{
  if (g_str_equal (name, "people"))
    return job->people->len > 0;
  if (g_str_equal (name, "manuals"))
    return job->manuals != NULL;
  if (g_str_equal (name, "aside"))
    return fw_snapshot_get_asides (job->now) != NULL;
  if (g_str_equal (name, "withheld"))
    return fw_coco_needs_withheld (job);
  if (g_str_equal (name, "media"))
    return job->flavour == FW_COCO_VIDEO || marks_on_frames (job);
  if (g_str_equal (name, "tracks"))
    {
      for (guint i = 0; i < job->tracks->len; i++)
        if (needs_new_element (job, g_ptr_array_index (job->tracks, i)))
          return TRUE;
      return job->flavour == FW_COCO_VIDEO && !job->in_place;
    }

  return TRUE;
}

static gboolean
has_stale_tracks (FwCocoJob *job)
{
  GArray *elements = job->file->private_elements;

  for (guint i = 0; i < elements->len; i++)
    {
      FwTrackId id = g_array_index (elements, FwCocoElement, i).id;
      const FwCocoTrack *known = id ? g_hash_table_lookup (job->file->tracks, &id) : NULL;

      if (!known || known->is_stale)
        return TRUE;
    }

  return FALSE;
}

void
fw_coco_write_private (FwCocoJob *job, FwJsonRange object)
{
  static const char *const names[] = { "next",  "people", "manuals", "media",
                                        "tracks", "aside",  "withheld" };
  FwCocoFile *file = job->file;
  gboolean seen[G_N_ELEMENTS (names)] = { FALSE };
  gsize pos = object.start;

  /* Nothing to say that it does not say already: not a byte changes. */
  if (job->in_place && fw_coco_has (object) && !job->is_edited && !has_stale_tracks (job)
      && fw_span_set_equal (fw_snapshot_get_seen (file->snapshot), fw_snapshot_get_seen (job->now))
      && fw_span_set_equal (fw_snapshot_get_shown (file->snapshot),
                            fw_snapshot_get_shown (job->now)))
    {
      fw_json_writer_verbatim (job->writer, file->text->data + object.start,
                               object.end - object.start);
      return;
    }

  if (job->flavour == FW_COCO_VIDEO || fw_coco_has (object))
    collect_people (job);
  else
    for (guint i = 0; i < job->tracks->len; i++)
      if (needs_new_element (job, g_ptr_array_index (job->tracks, i)))
        fw_coco_job_person (job, fw_track_get_author (g_ptr_array_index (job->tracks, i)));

  collect_people_aside (job);

  if (fw_coco_has (object))
    {
      for (guint i = 0; i < file->private_members->len; i++)
        {
          FwCocoMember *member = &g_array_index (file->private_members, FwCocoMember, i);

          for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
            {
              if (!fw_json_key_is (file->text, member->key, names[n]))
                continue;
              seen[n] = TRUE;
              if (n >= 2
                  && file->text->data[member->value.start]
                         != (g_str_equal (names[n], "withheld") ? '{' : '['))
                continue;
              fw_json_writer_verbatim (job->writer, file->text->data + pos,
                                       member->value.start - pos);
              write_one (job, names[n], member->value);
              pos = member->value.end;
            }
        }
      /* Up to the last member, so that others can follow. */
      gsize last = file->private_members->len > 0
                       ? g_array_index (file->private_members, FwCocoMember,
                                        file->private_members->len - 1)
                             .value.end
                       : object.start + 1;

      fw_json_writer_verbatim (job->writer, file->text->data + pos, last - pos);
      pos = last;
    }
  else
    {
      g_autofree char *head = g_strdup_printf ("{\"schema\":%d,\"document\":\"%s\"", FW_COCO_SCHEMA,
                                               file->document_id);

      write_text (job, head);
    }

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      if (seen[n] || !needs_member (job, names[n]))
        continue;
      write_text (job, file->private_members->len == 0 && fw_coco_has (object) ? "\"" : ",\n\"");
      write_text (job, names[n]);
      write_text (job, "\":");
      write_one (job, names[n], (FwJsonRange){ 0, 0 });
    }

  if (fw_coco_has (object))
    fw_json_writer_verbatim (job->writer, file->text->data + pos, object.end - pos);
  else
    write_text (job, "}");
}
