/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * `manuals` and `aside` of the private object. Elements that nobody changed
 * keep their bytes. The list of manuals only grows and learns: the elements of
 * tracks that are copied as they were read count on its places.
 */

#include "formats/coco-reader.h"
#include "formats/coco-writer.h"

#include "formats/manual-json.h"

/* file's id -> document's id, of the objects whose ids differ. */
static GHashTable *
map_ids (FwCocoFile *file)
{
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  const FwCocoTrack *known;

  g_hash_table_iter_init (&iter, file->tracks);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    if (known->file_id != known->id)
      g_hash_table_insert (ids, GSIZE_TO_POINTER (known->file_id), GSIZE_TO_POINTER (known->id));

  return ids;
}

static FwTrackId
map_id (GHashTable *ids, gint64 file_id)
{
  gpointer id = g_hash_table_lookup (ids, GSIZE_TO_POINTER (file_id));

  return id ? (FwTrackId) GPOINTER_TO_SIZE (id) : file_id;
}

/* Reading. */

void
fw_coco_read_manuals (FwCocoReader *reader, FwJsonValue list)
{
  reader->manuals = fw_stamp_list_json_read (list);
}

void
fw_coco_read_asides (FwCocoReader *reader, FwJsonValue list)
{
  g_autoptr (GArray) asides = g_array_new (FALSE, FALSE, sizeof (FwSetAside));
  g_autoptr (GHashTable) ids = map_ids (reader->file);
  g_autoptr (FwAsideList) result = NULL;
  FwJsonValue item;
  FwJsonWalk walk;

  if (fw_json_get_type (list) != FW_JSON_ARRAY)
    return;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwSetAside aside;

      if (!fw_set_aside_json_read (item, reader->file->people, &aside))
        continue;
      aside.track = map_id (ids, aside.track);
      aside.other = map_id (ids, aside.other);
      g_array_append_val (asides, aside);
    }
  result = fw_aside_list_new ((const FwSetAside *) (gpointer) asides->data, asides->len);
  fw_snapshot_builder_set (reader->builder, (FwSlot){ FW_SLOT_ASIDE, 0 }, result);
}

/* Writing. */

void
fw_coco_plan_manuals (FwCocoJob *job)
{
  FwStampList *now = fw_snapshot_get_manuals (job->now);

  job->manuals = fw_stamp_list_ref (fw_snapshot_get_manuals (job->file->snapshot));
  for (gsize i = 0; i < fw_stamp_list_get_n (now); i++)
    {
      FwStampList *more = fw_stamp_list_with (job->manuals, fw_stamp_list_get (now, i));

      fw_stamp_list_unref (job->manuals);
      job->manuals = more;
    }
}

static GBytes *
make_stamp (const FwManualStamp *stamp)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_manual_stamp_json_write (writer, stamp);

  return fw_json_writer_steal (writer);
}

/* The file's element of that place: as it is, or with what is known of the manual now. */
static void
copy_stamp (FwCocoJob *job, FwListCopy *copy, FwJsonRange element, gsize place)
{
  FwStampList *read = fw_snapshot_get_manuals (job->file->snapshot);
  g_autoptr (GBytes) fresh = NULL, merged = NULL;

  if (place >= fw_stamp_list_get_n (read)
      || fw_stamp_list_get (read, place) == fw_stamp_list_get (job->manuals, place))
    {
      fw_list_copy_keep (copy, element);
      return;
    }
  fresh = make_stamp (fw_stamp_list_get (job->manuals, place));
  merged = fw_json_merge (job->file->text, element, fresh, NULL);
  fw_list_copy_replace (copy, element, merged);
}

void
fw_coco_write_manuals (FwCocoJob *job, FwJsonRange list)
{
  const FwJsonText *text = job->file->text;
  FwJsonRange element;
  FwListCopy copy;
  FwJsonIter iter;
  gsize n_kept = 0;

  fw_list_copy_begin (&copy, job->writer, text, list);
  if (fw_coco_has (list) && fw_json_iter_init (&iter, text, list, NULL))
    while (fw_json_iter_next (&iter, NULL, &element, NULL))
      copy_stamp (job, &copy, element, n_kept++);
  for (gsize i = n_kept; i < fw_stamp_list_get_n (job->manuals); i++)
    {
      g_autoptr (GBytes) bytes = make_stamp (fw_stamp_list_get (job->manuals, i));

      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}

static void
put_aside (FwCocoJob *job, const FwSetAside *aside)
{
  FwJsonWriter *writer = fw_json_writer_new ();
  FwSetAside named = *aside;
  g_autoptr (GBytes) bytes = NULL;

  if (named.track > 0)
    named.track = fw_coco_job_file_id (job, named.track);
  if (named.other > 0)
    named.other = fw_coco_job_file_id (job, named.other);
  fw_set_aside_json_write (writer, &named, fw_coco_job_person (job, named.by));
  bytes = fw_json_writer_steal (writer);
  fw_coco_job_put (job, bytes);
}

/* The one of @asides that is not written yet and equal to @read; -1: none. */
static gssize
find_aside (const FwSetAside *asides, gsize n, const gboolean *is_written, const FwSetAside *read)
{
  for (gsize i = 0; i < n; i++)
    if (!is_written[i] && fw_set_aside_equal (&asides[i], read))
      return (gssize) i;

  return -1;
}

void
fw_coco_write_asides (FwCocoJob *job, FwJsonRange list)
{
  const FwJsonText *text = job->file->text;
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  g_autoptr (GHashTable) ids = map_ids (job->file);
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (fw_snapshot_get_asides (job->now), &n);
  g_autofree gboolean *is_written = g_new0 (gboolean, n + 1);
  FwJsonRange element;
  FwListCopy copy;
  FwJsonIter iter;

  fw_list_copy_begin (&copy, job->writer, text, list);
  if (fw_coco_has (list) && fw_json_iter_init (&iter, text, list, NULL))
    while (fw_json_iter_next (&iter, NULL, &element, NULL))
      {
        FwJsonValue value;
        FwSetAside read;
        gssize place;

        /* What we cannot read is somebody else's. */
        if (!fw_json_parser_parse (parser, text, element, &value, NULL)
            || !fw_set_aside_json_read (value, job->file->people, &read))
          {
            fw_list_copy_keep (&copy, element);
            continue;
          }
        read.track = map_id (ids, read.track);
        read.other = map_id (ids, read.other);
        place = find_aside (asides, n, is_written, &read);
        if (place < 0)
          {
            fw_list_copy_drop (&copy, element);
            continue;
          }
        is_written[place] = TRUE;
        fw_list_copy_keep (&copy, element);
      }
  for (gsize i = 0; i < n; i++)
    if (!is_written[i])
      {
        fw_list_copy_add (&copy);
        put_aside (job, &asides[i]);
      }
  fw_list_copy_end (&copy);
}
