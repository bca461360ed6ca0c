/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The videos and images of a file that is written: which frames get an entry,
 * where a new one stands, how they are counted, and what an entry that was read
 * says now.
 */

#include "formats/coco-writer.h"

#include <math.h>
#include <string.h>

/* Entries. */

gboolean
fw_coco_job_has_image (FwCocoJob *job, FwFrame frame)
{
  return g_hash_table_contains (job->file->image_of_frame, GINT_TO_POINTER (frame))
         || g_hash_table_contains (job->new_image_set, GINT_TO_POINTER (frame));
}

static const FwCocoImage *
image_of (FwCocoJob *job, FwFrame frame)
{
  guint place
      = GPOINTER_TO_UINT (g_hash_table_lookup (job->file->image_of_frame, GINT_TO_POINTER (frame)));

  return place > 0 ? &g_array_index (job->file->images, FwCocoImage, place - 1) : NULL;
}

gint64
fw_coco_job_image_id (FwCocoJob *job, FwFrame frame)
{
  const FwCocoImage *image = image_of (job, frame);

  return image ? image->id : fw_coco_file_give_image (job->file, frame);
}

/* The entry beside which a new picture of a folder stands; NULL for frames of
 * a video and when there is none. */
static const FwCocoImage *
neighbour_of (FwCocoJob *job, FwFrame frame)
{
  guint place
      = GPOINTER_TO_UINT (g_hash_table_lookup (job->new_image_set, GINT_TO_POINTER (frame)));

  return place > 0 ? &g_array_index (job->file->images, FwCocoImage, place - 1) : NULL;
}

gint64
fw_coco_job_video_id (FwCocoJob *job, FwFrame frame)
{
  const FwCocoImage *image = image_of (job, frame);

  if (!image)
    image = neighbour_of (job, frame);
  if (image && image->video_id != G_MININT64)
    return image->video_id;

  return job->file->videos->len > 0 ? g_array_index (job->file->videos, FwCocoVideo, 0).id : 1;
}

void
fw_coco_job_image_size (FwCocoJob *job, FwFrame frame, guint *out_width, guint *out_height)
{
  const FwCocoImage *image = image_of (job, frame);
  FwFrameInfo info = image ? (FwFrameInfo){ .width = image->width, .height = image->height }
                           : fw_frame_list_get (job->frames, frame);

  *out_width = info.width;
  *out_height = info.height;
}

/* Planning. */

static void
add_image (FwCocoJob *job, FwFrame frame)
{
  if (fw_coco_job_has_image (job, frame) || fw_span_set_contains (job->deleted, frame))
    return;
  g_hash_table_insert (job->new_image_set, GINT_TO_POINTER (frame), NULL);
  g_array_append_val (job->new_images, frame);
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  FwFrame x = *(const FwFrame *) a;
  FwFrame y = *(const FwFrame *) b;

  return (x > y) - (x < y);
}

/* A frame that was deleted in the file and is back gets its entry back. */
static void
add_restored_images (FwCocoJob *job, gsize length)
{
  FwSpanSet *deleted = fw_snapshot_get_frames_with (job->file->snapshot, FW_SLOT_DELETED);
  gsize n = 0;
  const FwSpan *spans = fw_span_set_get_spans (deleted, &n);

  for (gsize i = 0; i < n; i++)
    for (gsize frame = (gsize) spans[i].first; frame <= (gsize) spans[i].last && frame < length;
         frame++)
      add_image (job, (FwFrame) frame);
}

/* Pictures are numbered by their order, so new ones follow the one before them. */
static void
find_neighbours (FwCocoJob *job)
{
  gpointer place = NULL;
  FwFrame frame = 0;

  if (fw_frame_list_is_video (job->frames) || job->file->images->len == 0)
    return;

  for (guint i = 0; i < job->new_images->len; i++)
    {
      FwFrame fresh = g_array_index (job->new_images, FwFrame, i);

      for (; frame < fresh; frame++)
        {
          gpointer known
              = g_hash_table_lookup (job->file->image_of_frame, GINT_TO_POINTER (frame));

          place = known ? known : place;
        }
      g_hash_table_insert (job->new_image_set, GINT_TO_POINTER (fresh),
                           place ? place : GUINT_TO_POINTER (1));
    }
}

/* Which frames get an entry in `images` that have none: all that the media
 * have, or those that a person labelled or took back. */
void
fw_coco_plan_images (FwCocoJob *job)
{
  gsize length = fw_frame_list_get_length (job->frames);
  gboolean all = job->options->all_images || !job->file->text;

  for (gsize frame = 0; all && frame < length; frame++)
    add_image (job, (FwFrame) frame);
  if (!all && job->file->snapshot)
    add_restored_images (job, length);
  for (guint i = 0; i < job->tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (job->tracks, i);

      if (fw_coco_job_base_track (job, fw_track_get_id (track)) == track)
        continue;
      for (gsize k = 0; k < fw_track_get_n_keyframes (track); k++)
        add_image (job, fw_track_get_keyframe (track, k).frame);
    }
  g_array_sort (job->new_images, compare_frames);
  find_neighbours (job);
}

gboolean
fw_coco_job_is_dropped (FwCocoJob *job, const FwCocoImage *image)
{
  if (image->frame == FW_FRAME_NONE)
    return FALSE;

  return fw_span_set_contains (job->deleted, image->frame)
         || (job->options->all_images && fw_frame_list_is_video (job->frames)
             && (gsize) image->frame >= fw_frame_list_get_length (job->frames));
}

gboolean
fw_coco_job_has_other_time (FwCocoJob *job, const FwCocoImage *image)
{
  gint64 pts = image->frame != FW_FRAME_NONE ? fw_frame_list_get (job->frames, image->frame).pts
                                             : FW_COCO_NO_TIME;

  return pts != FW_COCO_NO_TIME && image->pts != FW_COCO_NO_TIME && pts != image->pts;
}

void
fw_coco_plan_ranks (FwCocoJob *job)
{
  GArray *images = job->file->images;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  g_autoptr (GHashTable) counts = NULL;
  gboolean changed = job->new_images->len > 0 || !job->in_place;

  for (guint i = 0; i < images->len; i++)
    {
      FwFrame frame = g_array_index (images, FwCocoImage, i).frame;

      if (frame == FW_FRAME_NONE)
        continue;
      if (fw_coco_job_is_dropped (job, &g_array_index (images, FwCocoImage, i)))
        changed = TRUE;
      else
        g_array_append_val (kept, frame);
    }
  if (!changed || job->flavour == FW_COCO_PLAIN)
    return;

  g_array_append_vals (kept, job->new_images->data, job->new_images->len);
  g_array_sort (kept, compare_frames);
  job->ranks = g_hash_table_new (NULL, NULL);
  counts = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < kept->len; i++)
    {
      FwFrame frame = g_array_index (kept, FwFrame, i);
      gpointer video = GSIZE_TO_POINTER (fw_coco_job_video_id (job, frame));
      guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (counts, video));

      g_hash_table_insert (job->ranks, GINT_TO_POINTER (frame), GUINT_TO_POINTER (rank + 1));
      g_hash_table_insert (counts, video, GUINT_TO_POINTER (rank + 1));
    }
}

/* Videos. */

/* "clip" of "clip.mp4". */
static char *
media_stem (FwCocoJob *job)
{
  g_autofree char *basename = g_path_get_basename (fw_frame_list_get_name (job->frames));
  char *dot = strrchr (basename, '.');

  if (dot && dot != basename && fw_frame_list_is_video (job->frames))
    *dot = 0;

  return g_steal_pointer (&basename);
}

static GBytes *
make_video (FwCocoJob *job)
{
  FwJsonWriter *writer;
  FwFrameInfo first = fw_frame_list_get (job->frames, 0);
  gboolean is_video = fw_frame_list_is_video (job->frames);
  g_autofree char *stem = media_stem (job);
  g_autofree char *basename = g_path_get_basename (fw_frame_list_get_name (job->frames));

  fw_coco_job_begin_object (job);
  writer = job->scratch;
  fw_json_writer_key (writer, "id");
  fw_json_writer_integer (writer, 1);
  fw_json_writer_key (writer, "name");
  fw_json_writer_text (writer, stem);
  if (is_video)
    {
      fw_json_writer_key (writer, "file_name");
      fw_json_writer_text (writer, basename);
    }
  fw_json_writer_key (writer, "width");
  fw_json_writer_integer (writer, first.width);
  fw_json_writer_key (writer, "height");
  fw_json_writer_integer (writer, first.height);
  fw_json_writer_key (writer, "length");
  fw_json_writer_integer (writer, (gint64) fw_frame_list_get_length (job->frames));
  if (fw_frame_list_get_fps (job->frames) > 0.0)
    {
      fw_json_writer_key (writer, "fps");
      fw_json_writer_double (writer, fw_frame_list_get_fps (job->frames));
    }
  fw_json_writer_key (writer, "neg_category_ids");
  fw_json_writer_raw (writer, "[]", 2);
  fw_json_writer_key (writer, "not_exhaustive_category_ids");
  fw_json_writer_raw (writer, "[]", 2);
  fw_json_writer_key (writer, "metadata");
  fw_json_writer_raw (writer, job->options->codec_json ? job->options->codec_json : "{}",
                      job->options->codec_json ? strlen (job->options->codec_json) : 2);

  return fw_coco_job_end_object (job);
}

void
fw_coco_write_videos (FwCocoJob *job, FwJsonRange list)
{
  FwListCopy copy;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->videos->len; i++)
    fw_list_copy_keep (&copy, g_array_index (job->file->videos, FwCocoVideo, i).range);
  if (job->file->videos->len == 0)
    {
      g_autoptr (GBytes) bytes = make_video (job);

      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}

/* Images. */

static void
write_rank (FwCocoJob *job, FwFrame frame)
{
  guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (job->ranks, GINT_TO_POINTER (frame)));

  fw_json_writer_key (job->scratch, "frame_id");
  fw_json_writer_integer (job->scratch, (gint64) rank - 1);
}

/* Counted as the file counts: foreign files of several videos begin anew in
 * each, or do not say. */
static void
write_frame_index (FwCocoJob *job, FwFrame frame)
{
  const FwCocoImage *neighbour = job->in_place ? neighbour_of (job, frame) : NULL;
  gint64 index = frame;

  if (neighbour && neighbour->frame_index == G_MININT64)
    return;
  if (neighbour)
    index = CLAMP (neighbour->frame_index + frame - neighbour->frame, 0, FW_FRAME_MAX);
  fw_json_writer_key (job->scratch, "frame_index");
  fw_json_writer_integer (job->scratch, index);
}

static void
write_image_time (FwCocoJob *job, FwFrame frame, FwFrameInfo info)
{
  write_frame_index (job, frame);
  if (info.pts != FW_COCO_NO_TIME)
    {
      fw_json_writer_key (job->scratch, "pts");
      fw_json_writer_integer (job->scratch, info.pts);
    }
  if (isfinite (info.timestamp_ms))
    {
      fw_json_writer_key (job->scratch, "timestamp_ms");
      fw_json_writer_double (job->scratch, info.timestamp_ms);
    }
}

static GBytes *
make_image (FwCocoJob *job, FwFrame frame)
{
  FwFrameInfo info = fw_frame_list_get (job->frames, frame);
  gboolean in_video = job->flavour != FW_COCO_PLAIN;
  g_autofree char *stem = media_stem (job);
  g_autofree char *name
      = info.name ? g_strdup (info.name) : g_strdup_printf ("%s/frame_%06d.png", stem, frame);

  fw_coco_job_begin_object (job);
  fw_json_writer_key (job->scratch, "id");
  fw_json_writer_integer (job->scratch, fw_coco_job_image_id (job, frame));
  if (in_video)
    {
      fw_json_writer_key (job->scratch, "video_id");
      fw_json_writer_integer (job->scratch, fw_coco_job_video_id (job, frame));
    }
  fw_json_writer_key (job->scratch, "file_name");
  fw_json_writer_text (job->scratch, name);
  fw_json_writer_key (job->scratch, "width");
  fw_json_writer_integer (job->scratch, info.width);
  fw_json_writer_key (job->scratch, "height");
  fw_json_writer_integer (job->scratch, info.height);
  if (!job->file->text)
    {
      fw_json_writer_key (job->scratch, "license");
      fw_json_writer_integer (job->scratch, 1);
    }
  if (in_video)
    {
      write_rank (job, frame);
      write_image_time (job, frame, info);
    }

  return fw_coco_job_end_object (job);
}

/* What another form of file, or another rank, changes in an image that was read. */
GBytes *
fw_coco_job_make_image (FwCocoJob *job, const FwJsonText *text, const FwCocoImage *image)
{
  static const char *const plain_remove[]
      = { "video_id", "frame_id", "frame_index", "pts", "timestamp_ms", NULL };
  FwFrameInfo info = fw_frame_list_get (job->frames, image->frame);
  gboolean is_counted = !fw_span_set_contains (job->deleted, image->frame);
  g_autoptr (GBytes) fresh = NULL;
  FwMerge merge = { .remove = job->flavour == FW_COCO_PLAIN ? plain_remove : NULL };

  fw_coco_job_begin_object (job);
  if (job->flavour != FW_COCO_PLAIN)
    {
      if (!job->in_place)
        {
          fw_json_writer_key (job->scratch, "video_id");
          fw_json_writer_integer (job->scratch, fw_coco_job_video_id (job, image->frame));
        }
      if (is_counted && (!job->in_place || image->frame_id != G_MININT64))
        write_rank (job, image->frame);
      if (!job->in_place || fw_coco_job_has_other_time (job, image))
        write_image_time (job, image->frame, info);
    }
  fresh = fw_coco_job_end_object (job);

  return fw_json_merge (text, image->range, fresh, &merge);
}

/* The entry of a frame that has none: the one that it had, or a new one. */
static GBytes *
make_new_image (FwCocoJob *job, FwFrame frame)
{
  const FwCocoKept *kept = fw_coco_file_find_kept (job->file, 0, frame);

  return kept ? fw_coco_job_make_image (job, kept->text, &kept->image) : make_image (job, frame);
}

/* The new pictures whose place is before that of @image; @next counts them. */
static void
insert_images (FwCocoJob *job, FwListCopy *copy, const FwCocoImage *image, guint *next)
{
  if (fw_frame_list_is_video (job->frames) || image->frame == FW_FRAME_NONE)
    return;

  for (; *next < job->new_images->len; (*next)++)
    {
      FwFrame frame = g_array_index (job->new_images, FwFrame, *next);
      g_autoptr (GBytes) bytes = NULL;

      if (frame > image->frame)
        return;
      bytes = make_new_image (job, frame);
      fw_list_copy_insert (copy, image->range);
      fw_coco_job_put (job, bytes);
    }
}

void
fw_coco_write_images (FwCocoJob *job, FwJsonRange list)
{
  FwListCopy copy;
  guint next = 0;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->images->len && !fw_coco_job_is_cancelled (job); i++)
    {
      const FwCocoImage *image = &g_array_index (job->file->images, FwCocoImage, i);
      g_autoptr (GBytes) bytes = NULL;
      guint rank;

      insert_images (job, &copy, image, &next);
      if (fw_coco_job_is_dropped (job, image))
        {
          fw_list_copy_drop (&copy, image->range);
          continue;
        }
      rank = job->ranks ? GPOINTER_TO_UINT (
                 g_hash_table_lookup (job->ranks, GINT_TO_POINTER (image->frame)))
                        : 0;
      if (image->frame == FW_FRAME_NONE
          || (job->in_place && !fw_coco_job_has_other_time (job, image)
              && (!job->ranks || image->frame_id == G_MININT64
                  || image->frame_id == (gint64) rank - 1)))
        {
          fw_list_copy_keep (&copy, image->range);
          continue;
        }
      bytes = fw_coco_job_make_image (job, job->file->text, image);
      fw_list_copy_replace (&copy, image->range, bytes);
    }
  for (; next < job->new_images->len && !fw_coco_job_is_cancelled (job); next++)
    {
      g_autoptr (GBytes) bytes
          = make_new_image (job, g_array_index (job->new_images, FwFrame, next));

      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}
