/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Writing a COCO file. When the file was read and keeps its form, the top
 * object is copied member by member and only lists with changes are written
 * anew; else the file is laid out from the beginning, one element per line,
 * still with what was read merged into each element.
 */

#include "formats/coco-writer.h"

#include "formats/category-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define TICKS_PER_CALL 1024

/* The job. */

FwTrack *
fw_coco_job_base_track (FwCocoJob *job, FwTrackId id)
{
  return fw_snapshot_get_track (job->file->snapshot, id);
}

gint64
fw_coco_job_file_id (FwCocoJob *job, FwTrackId id)
{
  const FwCocoTrack *known = g_hash_table_lookup (job->file->tracks, &id);

  return known ? known->file_id : id;
}

void
fw_coco_job_begin_object (FwCocoJob *job)
{
  g_assert (job->scratch == NULL);

  job->scratch = fw_json_writer_new ();
  fw_json_writer_begin_object (job->scratch);
}

GBytes *
fw_coco_job_end_object (FwCocoJob *job)
{
  fw_json_writer_end_object (job->scratch);

  return fw_json_writer_steal (g_steal_pointer (&job->scratch));
}

void
fw_coco_job_put (FwCocoJob *job, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  fw_json_writer_verbatim (job->writer, data, length);
}

gboolean
fw_coco_job_is_cancelled (FwCocoJob *job)
{
  if (++job->ticks % TICKS_PER_CALL == 0 && job->options->progress)
    job->options->progress (CLAMP ((double) job->ticks / (4.0 * MAX (job->n_expected, 1)), 0.0,
                                   1.0),
                            job->options->progress_data);

  return g_cancellable_is_cancelled (job->cancellable);
}

static void
put_text (FwCocoJob *job, const char *text)
{
  fw_json_writer_verbatim (job->writer, text, strlen (text));
}

/* Planning. */

static gboolean
collect_track (FwTrack *track, gpointer data)
{
  FwCocoJob *job = data;

  g_ptr_array_add (job->tracks, track);
  if (fw_coco_job_base_track (job, fw_track_get_id (track)) != track)
    job->is_edited = TRUE;

  return TRUE;
}

static void
plan (FwCocoJob *job)
{
  FwSnapshot *base = job->file->snapshot;

  fw_snapshot_foreach (job->now, collect_track, job);
  for (FwSlotKind kind = FW_SLOT_DELETED; kind < FW_N_SLOT_KINDS; kind++)
    job->is_edited |= !fw_slot_value_equal (kind, fw_snapshot_get (base, (FwSlot){ kind, 0 }),
                                            fw_snapshot_get (job->now, (FwSlot){ kind, 0 }));
  job->is_edited |= job->tracks->len != fw_snapshot_get_n_tracks (base);
  fw_coco_plan_images (job);
  job->is_edited |= job->new_images->len > 0;
  for (guint i = 0; i < job->file->images->len && !job->is_edited; i++)
    {
      const FwCocoImage *image = &g_array_index (job->file->images, FwCocoImage, i);

      job->is_edited = fw_coco_job_is_dropped (job, image) || fw_coco_job_has_other_time (job, image);
    }
  fw_coco_plan_annotations (job);
  fw_coco_plan_ranks (job);
}

/* Categories. */

const FwCategory *
fw_coco_job_category (FwCocoJob *job, FwTrack *track)
{
  FwTaxonomy *words = fw_snapshot_get_taxonomy (job->now);

  return words ? fw_taxonomy_find (words, fw_track_get_category (track)) : NULL;
}

static GBytes *
make_category (FwCocoJob *job, const FwCategory *category, gboolean name_only, gboolean with_points)
{
  fw_coco_job_begin_object (job);
  if (!name_only)
    {
      fw_json_writer_key (job->scratch, "id");
      fw_json_writer_integer (job->scratch, category->id);
    }
  fw_json_writer_key (job->scratch, "name");
  fw_json_writer_text (job->scratch, category->name);
  if (!name_only)
    {
      fw_json_writer_key (job->scratch, "supercategory");
      fw_json_writer_text (job->scratch, category->supercategory);
    }
  if (with_points && category->n_keypoints > 0)
    {
      fw_json_writer_key (job->scratch, "keypoints");
      fw_category_keypoints_write (job->scratch, category);
      fw_json_writer_key (job->scratch, "skeleton");
      fw_category_limbs_write (job->scratch, category);
    }

  return fw_coco_job_end_object (job);
}

static void
write_categories (FwCocoJob *job, FwJsonRange list)
{
  FwTaxonomy *now = fw_snapshot_get_taxonomy (job->now);
  FwTaxonomy *base = fw_snapshot_get_taxonomy (job->file->snapshot);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  gsize n = now ? fw_taxonomy_get_n_categories (now) : 0;
  FwListCopy copy;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->categories->len; i++)
    {
      const FwCocoCategory *read = &g_array_index (job->file->categories, FwCocoCategory, i);
      const FwCategory *category = now ? fw_taxonomy_find (now, read->id) : NULL;
      const FwCategory *was = base ? fw_taxonomy_find (base, read->id) : NULL;
      gboolean same_points = !category || !was || fw_category_points_equal (category, was);
      g_autoptr (GBytes) fresh = NULL;
      g_autoptr (GBytes) merged = NULL;

      g_hash_table_add (known, GSIZE_TO_POINTER (read->id));
      if (!category || (category->name == read->name && same_points))
        {
          fw_list_copy_keep (&copy, read->range);
          continue;
        }
      fresh = make_category (job, category, TRUE, !same_points);
      merged = fw_json_merge (job->file->text, read->range, fresh, NULL);
      fw_list_copy_replace (&copy, read->range, merged);
    }

  for (gsize i = 0; i < n; i++)
    {
      const FwCategory *category = fw_taxonomy_get_category (now, i);
      g_autoptr (GBytes) bytes = NULL;

      if (g_hash_table_contains (known, GSIZE_TO_POINTER (category->id)))
        continue;
      /* Named by annotations only, and so since it was read. */
      if (job->in_place && base && fw_taxonomy_find (base, category->id))
        continue;
      bytes = make_category (job, category, FALSE, TRUE);
      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}

/* The top object. */

typedef void (*ListFunc) (FwCocoJob *job, FwJsonRange list);

static const struct
{
  const char *name;
  ListFunc write;
  gboolean of_video; /* plain files do not have it */
} lists[] = {
  { "videos", fw_coco_write_videos, TRUE },
  { "images", fw_coco_write_images, FALSE },
  { "categories", write_categories, FALSE },
  { "tracks", fw_coco_write_tracks, TRUE },
  { "annotations", fw_coco_write_annotations, FALSE },
  { "x_framewright", fw_coco_write_private, FALSE },
};

static gboolean
is_needed (FwCocoJob *job, gsize index)
{
  if (g_str_equal (lists[index].name, "x_framewright"))
    return fw_coco_needs_private (job);
  if (lists[index].of_video && job->flavour == FW_COCO_PLAIN)
    return FALSE;
  /* A file of tracks without `videos` names none; it goes on so. */
  if (job->in_place && g_str_equal (lists[index].name, "videos"))
    return FALSE;

  return !job->in_place || job->is_edited;
}

static void
write_in_place (FwCocoJob *job)
{
  FwCocoFile *file = job->file;
  const FwJsonText *text = file->text;
  gboolean seen[G_N_ELEMENTS (lists)] = { FALSE };
  FwCocoMember *members = (FwCocoMember *) (gpointer) file->members->data;
  guint n = file->members->len;
  gsize pos = 0;
  gsize last = members[n - 1].value.end;

  for (guint i = 0; i < n; i++)
    for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
      {
        FwJsonRange value = members[i].value;
        char open = text->data[value.start];

        if (!fw_json_key_is (text, members[i].key, lists[l].name))
          continue;
        seen[l] = TRUE;
        if (open != '[' && open != '{')
          continue;
        fw_json_writer_verbatim (job->writer, text->data + pos, value.start - pos);
        lists[l].write (job, value);
        pos = value.end;
      }
  fw_json_writer_verbatim (job->writer, text->data + pos, last - pos);

  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      if (seen[l] || !is_needed (job, l))
        continue;
      if (n > 1)
        fw_json_writer_verbatim (job->writer, text->data + members[0].value.end,
                                 members[1].key.start - members[0].value.end);
      else
        put_text (job, ",\n");
      put_text (job, "\"");
      put_text (job, lists[l].name);
      put_text (job, "\"");
      fw_json_writer_verbatim (job->writer, text->data + members[0].key.end,
                               members[0].value.start - members[0].key.end);
      lists[l].write (job, (FwJsonRange){ 0, 0 });
    }
  fw_json_writer_verbatim (job->writer, text->data + last, text->length - last);
}

static void
write_head (FwCocoJob *job)
{
  FwCocoFile *file = job->file;
  FwJsonRange info
      = file->text ? fw_coco_member (file->text, file->members, "info") : (FwJsonRange){ 0, 0 };
  FwJsonRange licenses
      = file->text ? fw_coco_member (file->text, file->members, "licenses") : (FwJsonRange){ 0, 0 };

  put_text (job, "{\"info\":");
  if (fw_coco_has (info))
    {
      fw_json_writer_verbatim (job->writer, file->text->data + info.start, info.end - info.start);
    }
  else
    {
      g_autoptr (GBytes) bytes = NULL;

      fw_coco_job_begin_object (job);
      fw_json_writer_key (job->scratch, "description");
      fw_json_writer_text (job->scratch, "");
      fw_json_writer_key (job->scratch, "version");
      fw_json_writer_text (job->scratch, "1.0");
      fw_json_writer_key (job->scratch, "year");
      fw_json_writer_integer (job->scratch, atoi (file->created));
      fw_json_writer_key (job->scratch, "contributor");
      fw_json_writer_text (job->scratch, "");
      fw_json_writer_key (job->scratch, "url");
      fw_json_writer_text (job->scratch, "");
      fw_json_writer_key (job->scratch, "date_created");
      fw_json_writer_text (job->scratch, file->created);
      bytes = fw_coco_job_end_object (job);
      fw_coco_job_put (job, bytes);
    }

  put_text (job, ",\n\"licenses\":");
  if (fw_coco_has (licenses))
    fw_json_writer_verbatim (job->writer, file->text->data + licenses.start,
                             licenses.end - licenses.start);
  else
    put_text (job, "[\n{\"id\":1,\"name\":\"unspecified\",\"url\":\"\"}\n]");
}

/* Members of the top object that are nobody's business here. */
static void
write_others (FwCocoJob *job)
{
  FwCocoFile *file = job->file;

  for (guint i = 0; file->text && i < file->members->len; i++)
    {
      FwCocoMember *member = &g_array_index (file->members, FwCocoMember, i);
      gboolean is_known = fw_json_key_is (file->text, member->key, "info")
                          || fw_json_key_is (file->text, member->key, "licenses");

      for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
        is_known = is_known || fw_json_key_is (file->text, member->key, lists[l].name);
      if (is_known)
        continue;
      put_text (job, ",\n");
      fw_json_writer_verbatim (job->writer, file->text->data + member->key.start,
                               member->value.end - member->key.start);
    }
}

static void
write_anew (FwCocoJob *job)
{
  FwCocoFile *file = job->file;

  write_head (job);
  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      FwJsonRange list = file->text ? fw_coco_member (file->text, file->members, lists[l].name)
                                    : (FwJsonRange){ 0, 0 };

      if (!is_needed (job, l))
        continue;
      if (g_str_equal (lists[l].name, "x_framewright"))
        write_others (job);
      put_text (job, ",\n\"");
      put_text (job, lists[l].name);
      put_text (job, "\":");
      lists[l].write (job, list);
    }
  if (!fw_coco_needs_private (job))
    write_others (job);
  put_text (job, "}\n");
}

/* What a person should know that the file does not hold any more. */

static void
note_losses (FwCocoJob *job)
{
  gboolean plain = job->flavour == FW_COCO_PLAIN;

  for (guint i = 0; i < job->tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (job->tracks, i);
      gint64 id = fw_track_get_id (track);
      gboolean many_parts = fw_track_get_n_rings (track) > 1;

      if (!g_hash_table_contains (job->written, GSIZE_TO_POINTER (id)))
        fw_notes_add (job->notes, FW_NOTE_LOST, _("Objects that are only on deleted frames"),
                      "%" G_GINT64_FORMAT, id);
      if (plain && !fw_track_is_single (track))
        fw_notes_add (job->notes, FW_NOTE_LOST,
                      _("Objects whose annotations do not say any more that they are one"),
                      "%" G_GINT64_FORMAT, id);
      if (plain && !fw_track_is_single (track) && fw_track_get_name (track))
        fw_notes_add (job->notes, FW_NOTE_LOST, _("Names of objects"), "%s",
                      fw_track_get_name (track));
      if (plain && fw_track_get_kind (track) == FW_SHAPE_ROTATED_BOX)
        fw_notes_add (job->notes, FW_NOTE_LOST, _("Rotated boxes, which became polygons"),
                      "%" G_GINT64_FORMAT, id);
      if (fw_coco_is_box_to_others (fw_track_get_kind (track)))
        fw_notes_add (job->notes, FW_NOTE_LOST, _("Lines, points and ellipses, which became boxes"),
                      "%" G_GINT64_FORMAT, id);
      if (!plain && many_parts)
        fw_notes_add (job->notes, FW_NOTE_LOST,
                      _("Shapes of several parts, of which CVAT makes separate untracked shapes"),
                      "%" G_GINT64_FORMAT, id);
      if (!plain && fw_track_get_kind (track) == FW_SHAPE_POLYGON && !fw_track_is_single (track))
        fw_notes_add (job->notes, FW_NOTE_LOST, _("Which corner is which, in polygons that move"),
                      "%" G_GINT64_FORMAT, id);
    }

  if (fw_snapshot_get_frames_with (job->now, FW_SLOT_EMPTY)
      || fw_snapshot_get_frames_with (job->now, FW_SLOT_DONE) || job->people->len > 0
      || job->manuals || fw_snapshot_get_asides (job->now))
    fw_notes_add (job->notes, FW_NOTE_LOST,
                  _("Marks on frames, people, manuals and what was set aside"), NULL);
}

/* Writing. */

static gboolean
is_linked (FwTrack *track, gpointer data)
{
  gboolean *linked = data;

  *linked = fw_track_get_n_keyframes (track) > 1;

  return !*linked;
}

static FwCocoFlavour
resolve_flavour (FwCocoFile *file, FwSnapshot *now, FwCocoFlavour flavour)
{
  gboolean linked = FALSE;

  if (flavour != FW_COCO_KEEP)
    return flavour;
  if (file->is_video)
    return FW_COCO_VIDEO;

  /* Objects linked across pictures make a video document of the folder. */
  fw_snapshot_foreach (now, is_linked, &linked);

  return linked ? FW_COCO_VIDEO : FW_COCO_PLAIN;
}

/* Whether changes can be laid over what was read. Who asks for the video form of a file that
 * other programs wrote wants what they may have left out: tracks, both numbers of a track. */
static gboolean
is_own_form (FwCocoFile *file, FwCocoFlavour flavour, FwCocoFlavour asked)
{
  if (!file->is_video)
    return flavour == FW_COCO_PLAIN;

  return flavour == FW_COCO_VIDEO && (asked == FW_COCO_KEEP || file->private_members->len > 0);
}

/* As the file has it; the last turn goes back first. */
static FwSnapshot *
turn_back (FwSnapshot *snapshot, GPtrArray *turns)
{
  FwSnapshot *now = fw_snapshot_ref (snapshot);

  for (guint i = turns ? turns->len : 0; i > 0; i--)
    {
      g_autoptr (FwSnapshot) before = now;

      now = fw_turn_snapshot_back (g_ptr_array_index (turns, i - 1), before);
    }

  return now;
}

gboolean
fw_coco_file_write (FwCocoFile *self,
                    FwSnapshot *snapshot,
                    const FwCocoWriteOptions *options,
                    int fd,
                    char **out_sha256,
                    GCancellable *cancellable,
                    GError **error)
{
  static const FwCocoWriteOptions defaults = { 0 };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  FwCocoJob job = { .file = self, .options = options ? options : &defaults };
  g_autoptr (FwSnapshot) as_made = NULL;
  gboolean ok;

  g_return_val_if_fail (self != NULL && snapshot != NULL && fd >= 0, FALSE);

  snapshot = job.now = as_made = turn_back (snapshot, job.options->turns);
  job.flavour = resolve_flavour (self, snapshot, job.options->flavour);
  job.in_place = self->text && is_own_form (self, job.flavour, job.options->flavour);
  job.cancellable = cancellable;
  job.writer = fw_json_writer_new_fd (fd, checksum);
  job.frames = fw_snapshot_get_frame_list (snapshot);
  job.deleted = fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED);
  job.tracks = g_ptr_array_new ();
  job.written = g_hash_table_new (NULL, NULL);
  job.new_images = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  job.new_image_set = g_hash_table_new (NULL, NULL);
  job.people = g_ptr_array_new ();
  for (guint i = 0; i < self->people->len; i++)
    g_ptr_array_add (job.people, g_ptr_array_index (self->people, i));
  job.notes = job.options->notes;
  fw_coco_geometry_init (&job.geometry);
  fw_coco_geometry_init (&job.base_geometry);

  fw_coco_plan_manuals (&job);
  plan (&job);
  if (job.in_place)
    write_in_place (&job);
  else
    write_anew (&job);
  if (job.notes && !job.in_place && job.flavour != FW_COCO_VIDEO)
    note_losses (&job);
  if (job.notes)
    fw_notes_finish (job.notes);

  ok = fw_json_writer_end (job.writer, error)
       && !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (ok && job.options->gone && job.in_place)
    *job.options->gone = fw_coco_list_gone (&job);
  if (ok && out_sha256)
    *out_sha256 = g_strdup (g_checksum_get_string (checksum));

  fw_json_writer_free (job.writer);
  g_ptr_array_unref (job.tracks);
  g_hash_table_unref (job.written);
  g_array_unref (job.new_images);
  g_hash_table_unref (job.new_image_set);
  g_clear_pointer (&job.ranks, g_hash_table_unref);
  g_ptr_array_unref (job.people);
  g_clear_pointer (&job.manuals, fw_stamp_list_unref);
  fw_coco_geometry_clear (&job.geometry);
  fw_coco_geometry_clear (&job.base_geometry);

  return ok;
}
