/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The lists `tracks` and `annotations`.
 *
 * For each annotation that was read the question is whether its track says the
 * same in that frame as it did when it was read; then its bytes are copied.
 * Else only the members that changed are set in it. Frames of tracks that had
 * no annotation get one behind all others, tracks by id, frames ascending.
 */

#include "formats/coco-writer.h"

#include "formats/track-json.h"

#include <string.h>

/* Parts of an annotation. */
enum
{
  PART_IDENTITY = 1 << 0, /* id, image, video, track, iscrowd */
  PART_CATEGORY = 1 << 1,
  PART_GEOMETRY = 1 << 2,
  PART_KEYFRAME = 1 << 3,
  PART_MARKS = 1 << 4,      /* occluded, z_order, group, source */
  PART_ATTRIBUTES = 1 << 5, /* the user's */
  PART_ALL = (1 << 6) - 1,
};

static gboolean
is_written (FwCocoJob *job, FwPresence presence, FwFrame frame)
{
  return fw_presence_is_visible (presence) && !fw_span_set_contains (job->deleted, frame)
         && fw_coco_job_has_image (job, frame);
}

typedef gboolean (*FrameFunc) (
    FwCocoJob *job, FwTrack *track, FwFrame frame, FwPresence presence, gpointer data);

/* Each frame of the track that is an annotation in the file. */
static void
foreach_frame (FwCocoJob *job, FwTrack *track, FrameFunc func, gpointer data)
{
  FwSpan span = fw_track_get_span (track);
  FwTrackCursor cursor;

  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = span.first; frame <= span.last; frame++)
    {
      FwPresence presence = fw_track_cursor_move (&cursor, frame, NULL);

      if (is_written (job, presence, frame) && !func (job, track, frame, presence, data))
        return;
      if (fw_coco_job_is_cancelled (job))
        return;
    }
}

/* Whether the annotation of the frame is a real track's in the file's terms. */
static gboolean
is_real_track (FwCocoJob *job, FwTrack *track)
{
  return job->flavour != FW_COCO_PLAIN && !fw_track_is_single (track);
}

/* Members. */

static void
write_marks (FwCocoJob *job, FwTrack *track, FwFrame frame)
{
  FwJsonWriter *writer = job->scratch;
  int z_order = fw_track_get_z_order (track, frame);
  gint64 group = fw_track_get_group (track);
  const char *source = fw_track_get_source (track);
  gboolean all = job->in_place;

  fw_json_writer_key (writer, "occluded");
  fw_json_writer_boolean (writer, fw_track_is_occluded (track, frame));
  if (is_real_track (job, track) && !job->in_place)
    {
      fw_json_writer_key (writer, "outside");
      fw_json_writer_boolean (writer, FALSE);
    }
  if (all || z_order != 0)
    {
      fw_json_writer_key (writer, "z_order");
      fw_json_writer_integer (writer, z_order);
    }
  if (all || group != 0)
    {
      fw_json_writer_key (writer, "group_id");
      fw_json_writer_integer (writer, group);
    }
  if (all || !g_str_equal (source, "manual"))
    {
      fw_json_writer_key (writer, "source");
      fw_json_writer_text (writer, source);
    }
}

/* Whether the value of a fixed attribute stands in each annotation. */
static gboolean
writes_fixed (FwCocoJob *job, FwTrack *track)
{
  return fw_track_is_single (track) || job->flavour != FW_COCO_VIDEO;
}

static void
write_user_attributes (FwCocoJob *job, FwTrack *track, FwFrame frame)
{
  gsize n_fixed = writes_fixed (job, track) ? fw_track_get_n_fixed (track) : 0;
  gsize n_changing = fw_track_get_n_changing (track);

  for (gsize i = 0; i < n_fixed; i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      if (fw_coco_is_reserved (name))
        continue;
      fw_json_writer_key (job->scratch, name);
      fw_value_json_write (job->scratch, value);
    }
  for (gsize i = 0; i < n_changing; i++)
    {
      const char *name = fw_track_get_changing (track, i);
      FwValue value = fw_track_get_attribute (track, name, frame);

      if (value.type == FW_VALUE_NULL || fw_coco_is_reserved (name))
        continue;
      fw_json_writer_key (job->scratch, name);
      fw_value_json_write (job->scratch, value);
    }
}

static void
write_attributes (FwCocoJob *job, FwTrack *track, FwFrame frame, FwPresence presence, guint parts)
{
  FwJsonWriter *writer = job->scratch;
  gboolean is_real = is_real_track (job, track);
  gboolean is_plain = job->flavour == FW_COCO_PLAIN;
  gboolean is_empty
      = is_plain && fw_track_get_n_fixed (track) + fw_track_get_n_changing (track) == 0;

  if (is_empty && !job->in_place)
    return;

  fw_json_writer_key (writer, "attributes");
  fw_json_writer_begin_object (writer);
  if (is_real && (parts & PART_IDENTITY))
    {
      fw_json_writer_key (writer, "track_id");
      fw_json_writer_integer (writer, fw_coco_job_file_id (job, fw_track_get_id (track)));
    }
  if (is_real && (parts & PART_KEYFRAME))
    {
      fw_json_writer_key (writer, "keyframe");
      fw_json_writer_boolean (writer, presence == FW_PRESENCE_KEYFRAME);
    }
  if ((parts & PART_MARKS) && (!is_plain || job->in_place))
    write_marks (job, track, frame);
  if ((parts & PART_GEOMETRY) && job->flavour == FW_COCO_CVAT && job->geometry.rotation != 0.0)
    {
      fw_json_writer_key (writer, "rotation");
      fw_json_writer_number (writer, job->geometry.rotation);
    }
  if (parts & PART_ATTRIBUTES)
    write_user_attributes (job, track, frame);
  fw_json_writer_end_object (writer);
}

static void
write_identity (FwCocoJob *job, FwTrack *track, FwFrame frame, gint64 id)
{
  FwJsonWriter *writer = job->scratch;

  fw_json_writer_key (writer, "id");
  fw_json_writer_integer (writer, id);
  fw_json_writer_key (writer, "image_id");
  fw_json_writer_integer (writer, fw_coco_job_image_id (job, frame));
  if (job->flavour != FW_COCO_PLAIN)
    {
      fw_json_writer_key (writer, "video_id");
      fw_json_writer_integer (writer, fw_coco_job_video_id (job, frame));
    }
}

static void
write_members (
    FwCocoJob *job, FwTrack *track, FwFrame frame, FwPresence presence, gint64 id, guint parts)
{
  FwJsonWriter *writer = job->scratch;
  gint64 file_id = fw_coco_job_file_id (job, fw_track_get_id (track));

  if (parts & PART_IDENTITY)
    write_identity (job, track, frame, id);
  if (parts & PART_CATEGORY)
    {
      fw_json_writer_key (writer, "category_id");
      fw_json_writer_integer (writer, fw_track_get_category (track));
    }
  if ((parts & PART_IDENTITY) && job->flavour != FW_COCO_PLAIN)
    {
      fw_json_writer_key (writer, "track_id");
      fw_json_writer_integer (writer, file_id);
      fw_json_writer_key (writer, "instance_id");
      fw_json_writer_integer (writer, file_id);
    }
  if (parts & PART_GEOMETRY)
    {
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
      guint width, height;

      fw_coco_job_image_size (job, frame, &width, &height);
      job->geometry.category = fw_coco_job_category (job, track);
      fw_coco_geometry_set (&job->geometry, shape, width, height, job->flavour);
      fw_coco_geometry_write (&job->geometry, writer);
    }
  if (parts & PART_IDENTITY)
    {
      fw_json_writer_key (writer, "iscrowd");
      fw_json_writer_integer (writer, 0);
    }
  if (parts & (PART_KEYFRAME | PART_MARKS | PART_ATTRIBUTES))
    write_attributes (job, track, frame, presence, parts);
}

/* What differs. */

static gboolean
arrays_differ (GArray *a, GArray *b)
{
  return a->len != b->len
         || (a->len > 0
             && memcmp (a->data, b->data, (gsize) a->len * g_array_get_element_size (a)) != 0);
}

static gboolean
geometry_differs (FwCocoJob *job, FwTrack *base, FwTrack *now, FwFrame frame)
{
  g_autoptr (FwShape) old = fw_track_dup_shape_at (base, frame);
  g_autoptr (FwShape) new = fw_track_dup_shape_at (now, frame);
  FwCocoGeometry *a = &job->base_geometry;
  FwCocoGeometry *b = &job->geometry;

  if (!old || !new || fw_shape_equal (old, new))
    return !old != !new;
  if (fw_shape_get_kind (old) != fw_shape_get_kind (new)
      || fw_shape_get_kind (old) == FW_SHAPE_MASK
      || fw_shape_get_stated_points (old) != fw_shape_get_stated_points (new))
    return TRUE;

  /* Vertex identity may have changed and the numbers not. Nothing is clipped: a
   * box that was cut at the border is another one than the file has. */
  a->category = b->category = fw_coco_job_category (job, now);
  fw_coco_geometry_set (a, old, 0, 0, job->flavour);
  fw_coco_geometry_set (b, new, 0, 0, job->flavour);

  return !fw_rect_equal (a->bbox, b->bbox) || arrays_differ (a->parts, b->parts)
         || arrays_differ (a->numbers, b->numbers) || arrays_differ (a->keypoints, b->keypoints);
}

static gboolean
marks_differ (FwTrack *base, FwTrack *now, FwFrame frame)
{
  return fw_track_is_occluded (base, frame) != fw_track_is_occluded (now, frame)
         || fw_track_get_z_order (base, frame) != fw_track_get_z_order (now, frame)
         || fw_track_get_group (base) != fw_track_get_group (now)
         || !g_str_equal (fw_track_get_source (base), fw_track_get_source (now));
}

/* Names that have a value in @a, at the frame, which is not that of @b; those
 * without a value in @b go to @out_gone. */
static gboolean
collect_differing (FwCocoJob *job, FwTrack *a, FwTrack *b, FwFrame frame, GPtrArray *out_gone)
{
  gsize n_fixed = writes_fixed (job, a) ? fw_track_get_n_fixed (a) : 0;
  gsize n_changing = fw_track_get_n_changing (a);
  gboolean differs = FALSE;

  for (gsize i = 0; i < n_fixed + n_changing; i++)
    {
      FwValue value;
      const char *name = i < n_fixed ? fw_track_get_fixed (a, i, &value)
                                     : fw_track_get_changing (a, i - n_fixed);
      FwValue other = fw_track_get_attribute (b, name, frame);

      value = fw_track_get_attribute (a, name, frame);
      if (fw_value_equal (value, other))
        continue;
      differs = TRUE;
      if (out_gone && other.type == FW_VALUE_NULL && !fw_coco_is_reserved (name))
        g_ptr_array_add (out_gone, (gpointer) name);
    }

  return differs;
}

static guint
find_parts (FwCocoJob *job, const FwCocoRaw *raw, FwTrack *now, GPtrArray *gone)
{
  FwTrack *base = raw->base;
  FwFrame frame = raw->frame;
  gboolean is_key = fw_track_get_presence (now, frame) == FW_PRESENCE_KEYFRAME;
  guint parts = 0;

  if (fw_track_get_category (base) != fw_track_get_category (now))
    parts |= PART_CATEGORY;
  /* Other names, and so other keypoints. */
  if (geometry_differs (job, base, now, frame)
      || ((parts & PART_CATEGORY) && fw_track_get_kind (now) == FW_SHAPE_SKELETON))
    parts |= PART_GEOMETRY;
  if (marks_differ (base, now, frame))
    parts |= PART_MARKS;
  if (collect_differing (job, base, now, frame, gone)
      | collect_differing (job, now, base, frame, NULL))
    parts |= PART_ATTRIBUTES;
  if ((raw->flags & FW_COCO_HAS_FLAG) && ((raw->flags & FW_COCO_KEYFRAME) != 0) != is_key)
    parts |= PART_KEYFRAME;
  /* Its frame came back under another number. */
  if (raw->image != G_MININT64 && raw->image != fw_coco_job_image_id (job, frame))
    parts |= PART_IDENTITY;

  return parts;
}

/* A skeleton whose box stayed as it is: the outline and the area of a person are
 * not those of the points. */
static gboolean
keeps_outline (FwTrack *base, FwTrack *now, FwFrame frame)
{
  g_autoptr (FwShape) old = fw_track_dup_shape_at (base, frame);
  g_autoptr (FwShape) new = fw_track_dup_shape_at (now, frame);
  FwRect box_old, box_new;

  return old && new && fw_shape_get_own_box (old, &box_old) && fw_shape_get_own_box (new, &box_new)
         && fw_rect_equal (box_old, box_new);
}

/* An annotation that was read and changed since. */
static GBytes *
patch_annotation (
    FwCocoJob *job, const FwCocoRaw *raw, FwTrack *track, guint parts, GPtrArray *gone)
{
  static const char *const crowd[] = { "iscrowd", NULL }; /* a crowd stays one */
  static const char *const outline[] = { "bbox", "area", "segmentation", "iscrowd", NULL };
  FwMerge merge = { .keep = crowd, .nested = "attributes" };
  gboolean is_plain = job->flavour == FW_COCO_PLAIN;
  const char *quiet[5] = { NULL };
  guint n_quiet = 0;
  g_autoptr (GBytes) fresh = NULL;

  if ((parts & PART_GEOMETRY) && keeps_outline (raw->base, track, raw->frame))
    merge.keep = outline;
  if (parts & PART_GEOMETRY)
    g_ptr_array_add (gone, (gpointer) "rotation");
  g_ptr_array_add (gone, NULL);
  merge.nested_remove = (const char *const *) gone->pdata;

  /* Marks are set where they stand, and added when they say something; in a
   * plain file they are added to the private object only. */
  if (is_plain || !fw_track_is_occluded (track, raw->frame))
    quiet[n_quiet++] = "occluded";
  if (is_plain || fw_track_get_z_order (track, raw->frame) == 0)
    quiet[n_quiet++] = "z_order";
  if (is_plain || fw_track_get_group (track) == 0)
    quiet[n_quiet++] = "group_id";
  if (is_plain || g_str_equal (fw_track_get_source (track), "manual"))
    quiet[n_quiet++] = "source";
  merge.nested_no_append = quiet;

  fw_coco_job_begin_object (job);
  write_members (job, track, raw->frame, fw_track_get_presence (track, raw->frame), raw->id, parts);
  fresh = fw_coco_job_end_object (job);

  return fw_json_merge (raw->text, raw->range, fresh, &merge);
}

/* The same for another form of file: everything is set, what the form does not have goes. */
static GBytes *
convert_annotation (FwCocoJob *job, const FwCocoRaw *raw, FwTrack *track)
{
  static const char *const plain_remove[] = { "video_id", "track_id", "instance_id", NULL };
  static const char *const plain_nested[]
      = { "track_id", "keyframe", "outside",  "occluded", "z_order",
          "group_id", "source",   "rotation", NULL };
  static const char *const track_nested[] = { "rotation", NULL };
  static const char *const crowd[] = { "iscrowd", NULL }; /* a crowd stays one */
  gboolean moved = !raw->base || geometry_differs (job, raw->base, track, raw->frame);
  gboolean turned = fw_track_get_kind (track) == FW_SHAPE_ROTATED_BOX;
  guint parts = PART_ALL & ~(moved || turned ? 0u : PART_GEOMETRY);
  FwMerge merge = { .keep = crowd, .nested = "attributes", .nested_remove = track_nested };
  g_autoptr (GBytes) fresh = NULL;

  if (job->flavour == FW_COCO_PLAIN)
    {
      merge.remove = plain_remove;
      merge.nested_remove = plain_nested;
    }

  fw_coco_job_begin_object (job);
  write_members (job, track, raw->frame, fw_track_get_presence (track, raw->frame), raw->id, parts);
  fresh = fw_coco_job_end_object (job);

  return fw_json_merge (raw->text, raw->range, fresh, &merge);
}

FwCocoRaw
fw_coco_job_raw (FwCocoJob *job, const FwCocoAnnotation *annotation)
{
  return (FwCocoRaw){
    .text = job->file->text,
    .range = { annotation->start, annotation->start + annotation->length },
    .track = annotation->track,
    .frame = annotation->frame,
    .id = annotation->id,
    .image = G_MININT64,
    .flags = annotation->flags,
    .base = annotation->track ? fw_coco_job_base_track (job, annotation->track) : NULL,
  };
}

FwCocoRaw
fw_coco_job_raw_kept (FwCocoJob *job, const FwCocoKept *kept)
{
  return (FwCocoRaw){
    .text = kept->text,
    .range = kept->range,
    .track = kept->track,
    .frame = kept->frame,
    .id = kept->id,
    .image = kept->image.id,
    .flags = kept->flags,
    .base = kept->base ? kept->base : fw_coco_job_base_track (job, kept->track),
  };
}

/* NULL: not a byte is otherwise. */
static GBytes *
change_annotation (FwCocoJob *job, const FwCocoRaw *raw, FwTrack *track)
{
  g_autoptr (GPtrArray) gone = NULL;
  guint parts;

  if (!job->in_place)
    return convert_annotation (job, raw, track);
  if (track == raw->base && raw->image == G_MININT64)
    return NULL;

  gone = g_ptr_array_new ();
  parts = raw->base ? find_parts (job, raw, track, gone) : PART_ALL;

  return parts == 0 ? NULL : patch_annotation (job, raw, track, parts, gone);
}

GBytes *
fw_coco_job_make_annotation (FwCocoJob *job, const FwCocoRaw *raw, FwTrack *track)
{
  GBytes *bytes = change_annotation (job, raw, track);

  return bytes ? bytes
               : g_bytes_new (raw->text->data + raw->range.start, raw->range.end - raw->range.start);
}

static void
write_read_annotation (FwCocoJob *job, const FwCocoAnnotation *annotation, FwListCopy *copy)
{
  FwCocoRaw raw = fw_coco_job_raw (job, annotation);
  FwTrack *now = annotation->track ? fw_snapshot_get_track (job->now, annotation->track) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (annotation->track == 0)
    {
      fw_list_copy_keep (copy, raw.range);
      return;
    }
  if (!now || fw_span_set_contains (job->deleted, annotation->frame)
      || !fw_presence_is_visible (fw_track_get_presence (now, annotation->frame)))
    {
      fw_list_copy_drop (copy, raw.range);
      return;
    }

  bytes = change_annotation (job, &raw, now);
  if (bytes)
    fw_list_copy_replace (copy, raw.range, bytes);
  else
    fw_list_copy_keep (copy, raw.range);
}

static gint64
annotation_id (FwCocoJob *job, FwTrack *track, FwFrame frame)
{
  return fw_coco_file_give_annotation (job->file, fw_track_get_id (track), frame,
                                       fw_track_is_single (track));
}

static gboolean
write_new_annotation (
    FwCocoJob *job, FwTrack *track, FwFrame frame, FwPresence presence, gpointer data)
{
  FwListCopy *copy = data;
  gboolean was_in_place = job->in_place;
  const FwCocoKept *kept;

  if (fw_coco_file_lookup (job->file, fw_track_get_id (track), frame))
    return TRUE;

  fw_list_copy_add (copy);
  kept = fw_coco_file_find_kept (job->file, fw_track_get_id (track), frame);
  if (kept)
    {
      FwCocoRaw raw = fw_coco_job_raw_kept (job, kept);
      g_autoptr (GBytes) again = fw_coco_job_make_annotation (job, &raw, track);

      fw_coco_job_put (job, again);
      return TRUE;
    }

  /* New ones say only what is not the default. */
  job->in_place = FALSE;
  fw_coco_job_begin_object (job);
  write_members (job, track, frame, presence, annotation_id (job, track, frame), PART_ALL);

  g_autoptr (GBytes) bytes = fw_coco_job_end_object (job);

  job->in_place = was_in_place;
  fw_coco_job_put (job, bytes);

  return TRUE;
}

void
fw_coco_write_annotations (FwCocoJob *job, FwJsonRange list)
{
  FwListCopy copy;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->annotations->len && !fw_coco_job_is_cancelled (job); i++)
    write_read_annotation (job, &g_array_index (job->file->annotations, FwCocoAnnotation, i),
                           &copy);
  for (guint i = 0; i < job->tracks->len && !fw_coco_job_is_cancelled (job); i++)
    foreach_frame (job, g_ptr_array_index (job->tracks, i), write_new_annotation, &copy);
  fw_list_copy_end (&copy);
}

static gboolean
plan_frame (FwCocoJob *job, FwTrack *track, FwFrame frame, FwPresence presence, gpointer data)
{
  g_hash_table_add (job->written, GSIZE_TO_POINTER (fw_track_get_id (track)));
  job->n_expected++;
  if (!fw_coco_file_lookup (job->file, fw_track_get_id (track), frame))
    {
      annotation_id (job, track, frame);
      job->is_edited = TRUE;
    }

  return TRUE;
}

void
fw_coco_plan_annotations (FwCocoJob *job)
{
  for (guint i = 0; i < job->tracks->len && !fw_coco_job_is_cancelled (job); i++)
    foreach_frame (job, g_ptr_array_index (job->tracks, i), plan_frame, NULL);
}

/* Tracks. */

static gboolean
entry_differs (FwTrack *base, FwTrack *now)
{
  gsize n = fw_track_get_n_fixed (now);

  if (fw_track_get_category (base) != fw_track_get_category (now)
      || g_strcmp0 (fw_track_get_name (base), fw_track_get_name (now)) != 0
      || fw_track_get_n_fixed (base) != n)
    return TRUE;

  for (gsize i = 0; i < n; i++)
    {
      FwValue a, b;

      if (!g_str_equal (fw_track_get_fixed (base, i, &a), fw_track_get_fixed (now, i, &b))
          || !fw_value_equal (a, b))
        return TRUE;
    }

  return FALSE;
}

/* Without the private object a track of keyframes only looks the same with and
 * without its gaps. */
static gboolean
states_gaps (FwCocoJob *job, FwTrack *track)
{
  gsize n;

  fw_track_get_outside (track, &n);

  return job->flavour == FW_COCO_CVAT && n > 0;
}

static GBytes *
make_track_entry (FwCocoJob *job, FwTrack *track)
{
  FwJsonWriter *writer;
  gsize n = fw_track_is_single (track) ? 0 : fw_track_get_n_fixed (track);

  fw_coco_job_begin_object (job);
  writer = job->scratch;
  fw_json_writer_key (writer, "id");
  fw_json_writer_integer (writer, fw_coco_job_file_id (job, fw_track_get_id (track)));
  fw_json_writer_key (writer, "category_id");
  fw_json_writer_integer (writer, fw_track_get_category (track));
  fw_json_writer_key (writer, "video_id");
  fw_json_writer_integer (writer, fw_coco_job_video_id (job, fw_track_get_span (track).first));
  if (fw_track_get_name (track))
    {
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, fw_track_get_name (track));
    }
  fw_json_writer_key (writer, "attributes");
  fw_json_writer_begin_object (writer);
  for (gsize i = 0; i < n; i++)
    {
      FwValue value;

      fw_json_writer_key (writer, fw_track_get_fixed (track, i, &value));
      fw_value_json_write (writer, value);
    }
  fw_json_writer_end_object (writer);
  if (states_gaps (job, track))
    {
      const FwSpan *spans = fw_track_get_outside (track, &n);
      FwSpanSet *gaps = fw_span_set_new (spans, n);

      fw_json_writer_key (writer, "outside");
      fw_span_set_json_write (writer, gaps);
      fw_span_set_unref (gaps);
    }

  return fw_coco_job_end_object (job);
}

GBytes *
fw_coco_job_make_entry (
    FwCocoJob *job, const FwJsonText *text, FwJsonRange range, FwTrack *base, FwTrack *track)
{
  static const char *const own[] = { "name", "outside", NULL };
  g_autoptr (GBytes) fresh = NULL;
  FwMerge merge = { .remove = own };

  if (job->in_place && base && !states_gaps (job, track)
      && (base == track || !entry_differs (base, track)))
    return g_bytes_new (text->data + range.start, range.end - range.start);
  fresh = make_track_entry (job, track);

  return fw_json_merge (text, range, fresh, &merge);
}

static void
write_read_entry (FwCocoJob *job, const FwCocoElement *element, FwListCopy *copy)
{
  FwTrack *now = element->id ? fw_snapshot_get_track (job->now, element->id) : NULL;
  FwTrack *base = element->id ? fw_coco_job_base_track (job, element->id) : NULL;
  g_autoptr (GBytes) merged = NULL;

  if (element->id == 0)
    {
      fw_list_copy_keep (copy, element->range);
      return;
    }
  if (!now || !g_hash_table_contains (job->written, GSIZE_TO_POINTER (element->id)))
    {
      fw_list_copy_drop (copy, element->range);
      return;
    }
  if (!states_gaps (job, now) && (base == now || (base && !entry_differs (base, now))))
    {
      fw_list_copy_keep (copy, element->range);
      return;
    }

  merged = fw_coco_job_make_entry (job, job->file->text, element->range, base, now);
  fw_list_copy_replace (copy, element->range, merged);
}

/* The element of a track that has none: the one that it had, or a new one. */
static GBytes *
make_new_entry (FwCocoJob *job, FwTrack *track)
{
  const FwCocoKept *kept
      = fw_coco_file_find_kept (job->file, fw_track_get_id (track), FW_FRAME_NONE);

  if (!kept)
    return make_track_entry (job, track);

  return fw_coco_job_make_entry (job, kept->text, kept->range,
                                 kept->base ? kept->base
                                            : fw_coco_job_base_track (job, kept->track),
                                 track);
}

void
fw_coco_write_tracks (FwCocoJob *job, FwJsonRange list)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  FwListCopy copy;

  fw_list_copy_begin (&copy, job->writer, job->file->text, list);
  for (guint i = 0; i < job->file->track_elements->len; i++)
    {
      const FwCocoElement *element = &g_array_index (job->file->track_elements, FwCocoElement, i);

      g_hash_table_add (known, GSIZE_TO_POINTER (element->file_id));
      write_read_entry (job, element, &copy);
    }

  for (guint i = 0; i < job->tracks->len && !fw_coco_job_is_cancelled (job); i++)
    {
      FwTrack *track = g_ptr_array_index (job->tracks, i);
      FwTrackId id = fw_track_get_id (track);
      g_autoptr (GBytes) bytes = NULL;

      if (!g_hash_table_contains (job->written, GSIZE_TO_POINTER (id))
          || !g_hash_table_add (known, GSIZE_TO_POINTER (fw_coco_job_file_id (job, id))))
        continue;
      /* Files whose tracks are not all in the list keep it so; those that were
       * only on deleted frames come back to it. */
      if (job->in_place && fw_coco_has (list) && fw_coco_job_base_track (job, id) == track
          && fw_coco_file_has_annotations (job->file, id))
        continue;
      bytes = make_new_entry (job, track);
      fw_list_copy_add (&copy);
      fw_coco_job_put (job, bytes);
    }
  fw_list_copy_end (&copy);
}
