/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Videos and images of a COCO file, and the frames of the document that follow
 * from them.
 */

#include "formats/coco-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Videos and images. */

gboolean
fw_coco_read_video (
    FwCocoReader *reader, FwJsonValue value, FwJsonRange range, gsize index, GError **error)
{
  FwCocoVideo video = { .range = range };
  FwJsonValue fps, metadata;

  if (!fw_coco_member_id (reader, value, range, index, _("video"), &video.id, error))
    return FALSE;

  video.length = MAX (fw_coco_member_integer (value, "length", 0), 0);
  video.width = fw_coco_member_size (value, "width");
  video.height = fw_coco_member_size (value, "height");
  video.fps = fw_json_get_member (value, "fps", &fps) ? fw_json_get_double (fps) : 0.0;
  if (!(video.fps > 0.0 && isfinite (video.fps)))
    video.fps = 0.0;
  video.name = g_strdup (fw_coco_member_text (value, "name"));
  video.file_name = g_strdup (fw_coco_member_text (value, "file_name"));
  video.sensor = g_strdup (fw_coco_member_text (value, "sensor"));
  if (!video.sensor && fw_json_get_member (value, "metadata", &metadata)
      && fw_json_get_type (metadata) == FW_JSON_OBJECT)
    video.sensor = g_strdup (fw_coco_member_text (metadata, "sensor"));
  g_array_append_val (reader->file->videos, video);

  return TRUE;
}

/* What an image says besides FwCocoImage, until the frame list is made. */
typedef struct
{
  char *name; /* (owned) (nullable) */
  char *sensor; /* (owned) (nullable) */
  gint64 frame_index;
  gint64 pts;
  double timestamp_ms;
  gint64 video_order;
} ImageFacts;

static void
clear_image_facts (gpointer data)
{
  g_free (((ImageFacts *) data)->name);
  g_free (((ImageFacts *) data)->sensor);
}

static GArray *
image_facts_new (void)
{
  GArray *facts = g_array_new (FALSE, TRUE, sizeof (ImageFacts));

  g_array_set_clear_func (facts, clear_image_facts);

  return facts;
}

static gboolean
read_image (FwCocoReader *reader, FwJsonValue value, FwJsonRange range, gsize index, GError **error)
{
  GArray *all = reader->target;
  FwCocoImage image = { .range = range, .frame = FW_FRAME_NONE };
  ImageFacts facts = { .timestamp_ms = NAN };
  FwJsonValue time;

  if (!fw_coco_member_id (reader, value, range, index, _("image"), &image.id, error))
    return FALSE;

  image.width = fw_coco_member_size (value, "width");
  image.height = fw_coco_member_size (value, "height");
  image.video_id = fw_coco_member_integer (value, "video_id", G_MININT64);
  image.frame_id = fw_coco_member_integer (value, "frame_id", G_MININT64);
  facts.frame_index = fw_coco_member_integer (value, "frame_index", G_MININT64);
  image.frame_index = facts.frame_index;
  facts.pts = fw_coco_member_integer (value, "pts", FW_COCO_NO_TIME);
  image.pts = facts.pts;
  if (fw_json_get_member (value, "timestamp_ms", &time)
      && (fw_json_get_type (time) == FW_JSON_DOUBLE || fw_json_get_type (time) == FW_JSON_INT))
    facts.timestamp_ms = fw_json_get_double (time);

  if (facts.frame_index != G_MININT64
      && (facts.frame_index < 0 || facts.frame_index >= FW_COCO_MAX_FRAMES))
    {
      fw_coco_object_error (reader, range, error,
                            _("image %" PRId64 ": frame_index %" PRId64 " is not from 0 to %d"),
                            image.id, facts.frame_index, FW_COCO_MAX_FRAMES - 1);
      return FALSE;
    }

  if (!g_hash_table_contains (reader->image_by_id, GSIZE_TO_POINTER (image.id)))
    g_hash_table_insert (reader->image_by_id, GSIZE_TO_POINTER (image.id),
                         GSIZE_TO_POINTER (reader->file->images->len + 1));
  else
    fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                  _("Images with the id of another one get no labels"), "%" G_GINT64_FORMAT,
                  image.id);

  facts.name = g_strdup (fw_coco_member_text (value, "file_name"));
  facts.sensor = g_strdup (fw_coco_member_text (value, "sensor"));
  g_array_append_val (reader->file->images, image);
  g_array_append_val (all, facts);

  return TRUE;
}

/* Frames. */

/* The number in `frame_000012.png`, or -1. */
static gint64
number_in_name (const char *name)
{
  g_autofree char *basename = name ? g_path_get_basename (name) : NULL;
  guint64 number;
  char *end;

  if (!basename || g_ascii_strncasecmp (basename, "frame_", 6) != 0
      || !g_ascii_isdigit (basename[6]))
    return -1;
  number = g_ascii_strtoull (basename + 6, &end, 10);
  if ((*end != 0 && *end != '.') || number >= FW_COCO_MAX_FRAMES)
    return -1;

  return (gint64) number;
}

static gboolean
names_are_frames (GArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    if (number_in_name (g_array_index (facts, ImageFacts, i).name) < 0)
      return FALSE;

  return facts->len > 0;
}

static gboolean
is_video_name (const char *name)
{
  static const char *const endings[] = {
    "mp4", "mkv", "avi", "mov", "webm", "ts",   "m2ts", "mts", "flv",   "mpg", "mpeg", "m4v",
    "wmv", "3gp", "ogv", "mxf", "h264", "h265", "hevc", "vob", "mjpeg", "y4m", "asf",  NULL,
  };
  const char *dot = name ? strrchr (name, '.') : NULL;
  g_autofree char *lower = dot ? g_ascii_strdown (dot + 1, -1) : NULL;

  return lower && g_strv_contains (endings, lower);
}

static gboolean
is_video_media (FwCocoReader *reader, GArray *facts)
{
  GArray *videos = reader->file->videos;

  if (videos->len == 1)
    {
      FwCocoVideo *video = &g_array_index (videos, FwCocoVideo, 0);

      /* Of a video we say how many frames it has, whatever it is called. */
      if (reader->stated_frames > 0 && reader->hidden_pictures->len == 0)
        return TRUE;

      return is_video_name (video->file_name)
             || (is_video_name (video->name) && names_are_frames (facts))
             || (reader->options && reader->options->media_is_video);
    }

  return videos->len == 0 && reader->options && reader->options->media_is_video
         && names_are_frames (facts);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  GArray *facts = data;
  const ImageFacts *x = &g_array_index (facts, ImageFacts, *(const guint32 *) a);
  const ImageFacts *y = &g_array_index (facts, ImageFacts, *(const guint32 *) b);

  if (x->video_order != y->video_order)
    return x->video_order < y->video_order ? -1 : 1;
  if (x->frame_index != y->frame_index)
    return x->frame_index < y->frame_index ? -1 : 1;

  return *(const guint32 *) a < *(const guint32 *) b ? -1 : 1;
}

/* Pictures: those of videos in the order of the videos and their frames, else
 * as they stand in the file; deleted ones keep their places. */
static void
place_pictures (FwCocoReader *reader, GArray *facts)
{
  GArray *images = reader->file->images;
  g_autofree guint32 *order = g_new (guint32, images->len + 1);
  g_autoptr (GHashTable) video_orders = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  gboolean ordered = images->len > 0;
  FwFrame frame = 0;

  for (guint i = 0; i < reader->file->videos->len; i++)
    g_hash_table_insert (video_orders,
                         GSIZE_TO_POINTER (g_array_index (reader->file->videos, FwCocoVideo, i).id),
                         GSIZE_TO_POINTER (i + 1));

  for (guint i = 0; i < images->len; i++)
    {
      FwCocoImage *image = &g_array_index (images, FwCocoImage, i);
      ImageFacts *fact = &g_array_index (facts, ImageFacts, i);

      order[i] = i;
      if (fact->frame_index == G_MININT64)
        fact->frame_index = image->frame_id;
      if (fact->frame_index == G_MININT64)
        ordered = FALSE;
      fact->video_order = (gint64) GPOINTER_TO_SIZE (
          g_hash_table_lookup (video_orders, GSIZE_TO_POINTER (image->video_id)));
    }
  if (ordered)
    g_qsort_with_data (order, (int) images->len, sizeof *order, compare_places, facts);

  /* A place beyond all pictures is nobody's. */
  for (guint i = reader->hidden_pictures->len; i-- > 0;)
    if ((guint) g_array_index (reader->hidden_pictures, FwCocoHidden, i).frame
        >= images->len + reader->hidden_pictures->len)
      {
        fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                      _("Deleted pictures whose place is beyond all pictures"), "%s",
                      g_array_index (reader->hidden_pictures, FwCocoHidden, i).name);
        g_array_remove_index (reader->hidden_pictures, i);
      }

  for (guint i = 0; i < reader->hidden_pictures->len; i++)
    g_hash_table_add (taken, GINT_TO_POINTER (
                                 g_array_index (reader->hidden_pictures, FwCocoHidden, i).frame));
  for (guint i = 0; i < images->len; i++)
    {
      while (g_hash_table_contains (taken, GINT_TO_POINTER (frame)))
        frame++;
      g_array_index (images, FwCocoImage, order[i]).frame = frame++;
    }
}

static void
place_video_frames (FwCocoReader *reader, GArray *facts)
{
  GArray *images = reader->file->images;
  gboolean by_name = names_are_frames (facts);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < images->len; i++)
    {
      FwCocoImage *image = &g_array_index (images, FwCocoImage, i);
      ImageFacts *fact = &g_array_index (facts, ImageFacts, i);
      gint64 frame = fact->frame_index;

      if (frame == G_MININT64 && by_name)
        frame = number_in_name (fact->name);
      if (frame == G_MININT64)
        frame = image->frame_id != G_MININT64 ? image->frame_id : i;
      if (frame < 0 || frame >= FW_COCO_MAX_FRAMES
          || !g_hash_table_add (taken, GINT_TO_POINTER ((int) frame)))
        {
          fw_notes_add (reader->file->notes, FW_NOTE_CARRIED,
                        _("Images for a frame that has one already, or that cannot be"),
                        "%" G_GINT64_FORMAT, image->id);
          continue;
        }
      image->frame = (FwFrame) frame;
    }
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  FwFrame x = *(const FwFrame *) a;
  FwFrame y = *(const FwFrame *) b;

  return (x > y) - (x < y);
}

static FwFrameList *
make_frame_list (FwCocoReader *reader, GArray *facts, gboolean is_video)
{
  FwCocoFile *file = reader->file;
  FwCocoVideo *video
      = file->videos->len == 1 ? &g_array_index (file->videos, FwCocoVideo, 0) : NULL;
  g_autoptr (GArray) infos = g_array_new (FALSE, FALSE, sizeof (FwFrameInfo));
  gint64 length = 0;

  for (guint i = 0; i < file->images->len; i++)
    length = MAX (length, (gint64) g_array_index (file->images, FwCocoImage, i).frame + 1);
  for (guint i = 0; i < reader->hidden_pictures->len; i++)
    length
        = MAX (length, (gint64) g_array_index (reader->hidden_pictures, FwCocoHidden, i).frame + 1);
  if (is_video)
    {
      gint64 stated = MAX (reader->stated_frames, video ? video->length : 0);

      /* Nobody has to believe a length that nothing shows. */
      if (stated > FW_COCO_MAX_FRAMES)
        fw_notes_add (file->notes, FW_NOTE_REPAIRED, _("The length of the video is not believed"),
                      "%" G_GINT64_FORMAT, stated);
      else
        length = MAX (length, stated);
    }

  FwFrameInfo blank = { .width = is_video && video ? video->width : 0,
                        .height = is_video && video ? video->height : 0,
                        .pts = FW_COCO_NO_TIME,
                        .timestamp_ms = NAN,
                        .sensor = is_video && video ? video->sensor : NULL };

  for (gint64 i = 0; i < length; i++)
    g_array_append_val (infos, blank);
  for (guint i = 0; i < reader->hidden_pictures->len; i++)
    {
      FwCocoHidden *hidden = &g_array_index (reader->hidden_pictures, FwCocoHidden, i);
      FwFrameInfo *info = &g_array_index (infos, FwFrameInfo, hidden->frame);

      *info = (FwFrameInfo){ hidden->name, hidden->width, hidden->height, FW_COCO_NO_TIME, NAN };
    }
  for (guint i = 0; i < file->images->len; i++)
    {
      FwCocoImage *image = &g_array_index (file->images, FwCocoImage, i);
      ImageFacts *fact = &g_array_index (facts, ImageFacts, i);

      if (image->frame == FW_FRAME_NONE)
        continue;
      g_array_index (infos, FwFrameInfo, image->frame) = (FwFrameInfo){
        .name = is_video ? NULL : (fact->name ? fact->name : ""),
        .width = image->width,
        .height = image->height,
        .pts = fact->pts,
        .timestamp_ms = fact->timestamp_ms,
        .sensor = fact->sensor ? fact->sensor : blank.sensor,
      };
      g_hash_table_insert (file->image_of_frame, GINT_TO_POINTER (image->frame),
                           GUINT_TO_POINTER (i + 1));
      g_array_append_val (reader->image_frames, image->frame);
    }
  g_array_sort (reader->image_frames, compare_frames);

  const char *name = video ? (video->file_name ? video->file_name : video->name) : NULL;

  return fw_frame_list_new (is_video, name ? name : "", video ? video->fps : 0.0,
                            (const FwFrameInfo *) (gpointer) infos->data, infos->len);
}

FwFrameList *
fw_coco_read_frames (FwCocoReader *reader, GError **error)
{
  g_autoptr (GArray) facts = image_facts_new ();
  gboolean is_video;

  reader->target = facts;
  if (!fw_coco_read_list (reader, "images", read_image, error))
    return NULL;

  is_video = is_video_media (reader, facts);
  reader->file->has_frame_names = is_video && names_are_frames (facts);
  if (is_video)
    place_video_frames (reader, facts);
  else
    place_pictures (reader, facts);

  return make_frame_list (reader, facts, is_video);
}
