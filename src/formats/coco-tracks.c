/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Annotations become tracks.
 *
 * In a plain file each annotation is an object, made as it is read. The first
 * annotation that names a track turns the file into a video document, and the
 * list is read from its start: once to learn which annotations belong
 * together, and once more track by track in order of frames, so that memory
 * holds one track's annotations at a time.
 *
 * Where the private object has the track, it is that track, and each
 * annotation is compared with what we would write for it; where they differ,
 * somebody edited the file, and the annotation wins. Where it has not, the
 * rules for foreign files apply.
 */

#include "formats/coco-group.h"

#include "core/error.h"
#include "formats/manual-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* An annotation and the track that it says it belongs to. */
typedef struct
{
  gint64 track; /* FW_COCO_NO_TRACK: none */
  gint64 video;
  gint64 category;
  guint32 index; /* in annotations */
} Belonging;

/* Records the annotation; FALSE when it is only carried. */
static gboolean
register_annotation (FwCocoReader *reader, const FwCocoParsed *parsed, FwCocoAnnotation *out)
{
  FwCocoFile *file = reader->file;
  gsize place = parsed->has & FW_PARSED_IMAGE ? GPOINTER_TO_SIZE (
                    g_hash_table_lookup (reader->image_by_id, GSIZE_TO_POINTER (parsed->image_id)))
                                              : 0;
  FwCocoImage *image = place > 0 ? fw_coco_image_at (reader, (guint32) place - 1) : NULL;
  const char *problem = NULL;

  *out = (FwCocoAnnotation){
    .start = parsed->range.start,
    .length = (guint32) (parsed->range.end - parsed->range.start),
    .frame = image ? image->frame : FW_FRAME_NONE,
    .id = parsed->id,
    .flags = parsed->flags,
    .image = place > 0 ? (guint32) place - 1 : G_MAXUINT32,
  };
  if (parsed->has & FW_PARSED_ID)
    file->last_annotation = MAX (file->last_annotation, parsed->id);

  if (!image)
    problem = _("Annotations that name no picture of the file are kept unchanged");
  else if (image->frame == FW_FRAME_NONE)
    problem = _("Annotations on a second image of the same frame are kept unchanged");
  else if (!(parsed->has & FW_PARSED_CATEGORY))
    problem = _("Annotations without a category are kept unchanged");
  else if (parsed->flags & FW_COCO_OUTSIDE)
    problem = _("Annotations that say the object is outside are kept, and shown as a gap");

  if (problem)
    {
      fw_notes_add (file->notes, FW_NOTE_CARRIED, problem, "%" G_GINT64_FORMAT, parsed->id);
      out->frame = FW_FRAME_NONE;
    }
  else if (!g_hash_table_contains (reader->category_ids, GSIZE_TO_POINTER (parsed->category_id)))
    {
      fw_notes_add (file->notes, FW_NOTE_REPAIRED,
                    _("Categories that annotations name and the file does not have"),
                    "%" G_GINT64_FORMAT, parsed->category_id);
      g_hash_table_add (reader->category_ids, GSIZE_TO_POINTER (parsed->category_id));
      g_array_append_val (reader->extra_categories, parsed->category_id);
    }
  g_array_append_val (file->annotations, *out);

  return problem == NULL;
}

/* Plain files. */

static void
set_single_attributes (FwTrackBuilder *builder, const FwCocoParsed *parsed)
{
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;

  if (!(parsed->has & FW_PARSED_ATTRIBUTES))
    return;

  fw_json_walk_init (&walk, parsed->attributes);
  while (fw_json_walk_next (&walk, &key, &value))
    if (*key && !fw_coco_is_reserved (key))
      fw_track_builder_set_fixed (builder, key, fw_value_json_read (value));
}

/* Gives the object the shape that it had, where its annotation has it now. */
static gboolean
fit_to_annotation (FwCocoReader *reader,
                   const FwCocoParsed *parsed,
                   FwShape *known,
                   FwFrame frame,
                   FwTrackBuilder *builder,
                   GError **error)
{
  g_autoptr (FwShape) read = NULL;
  g_autoptr (FwShape) fitted = NULL;

  if (!fw_coco_is_box_to_others (fw_shape_get_kind (known)))
    return TRUE;
  if (!fw_coco_parse_shape (reader, parsed, &read, error))
    return FALSE;

  if (!read)
    return TRUE;
  fitted = fw_coco_fit_to_box (known, read);
  fw_track_builder_set_key (builder, frame, fitted);

  return TRUE;
}

/* Lays the private element of an object over its builder. @out_is_stale: the
 * annotation says something else, and wins. */
static gboolean
apply_single_private (FwCocoReader *reader,
                      FwJsonRange range,
                      const FwCocoParsed *parsed,
                      FwFrame frame,
                      FwTrackBuilder *builder,
                      gboolean *out_is_stale,
                      GError **error)
{
  g_autoptr (FwTrackBuilder) trial = fw_track_builder_new (1, 0);
  g_autoptr (FwTrack) track = NULL;
  FwJsonValue object, keys;
  FwCocoImage *image
      = fw_coco_image_at (reader, fw_coco_annotation_at (reader, (guint32) parsed->index)->image);

  if (!fw_json_parser_parse (reader->side_parser, reader->text, range, &object, error))
    return FALSE;
  if (!fw_json_get_member (object, "keys", &keys))
    {
      fw_confirmed_json_read (object, builder, reader->manuals);
      return fw_track_json_read (object, builder, reader->file->people, error);
    }

  if (!fw_track_json_read (object, trial, reader->file->people, error))
    return FALSE;
  track = fw_track_builder_end (g_steal_pointer (&trial), error);
  if (!track)
    return FALSE;

  FwKeyframe key = fw_track_get_keyframe (track, 0);

  reader->geometry.category = fw_taxonomy_find (reader->words, parsed->category_id);
  fw_coco_geometry_set (&reader->geometry, key.shape, image->width, image->height, FW_COCO_PLAIN);
  *out_is_stale
      = key.frame != frame
        || !fw_coco_parsed_matches (parsed, &reader->geometry);
  if (!*out_is_stale)
    {
      fw_confirmed_json_read (object, builder, reader->manuals);
      return fw_track_json_read (object, builder, reader->file->people, error);
    }

  fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                _("Annotations that another program changed were taken as they are now"),
                "%" G_GINT64_FORMAT, parsed->id);

  return fit_to_annotation (reader, parsed, key.shape, frame, builder, error);
}

static gboolean
make_single (FwCocoReader *reader,
             const FwCocoParsed *parsed,
             const FwCocoAnnotation *annotation,
             FwTrack **out_track,
             GError **error)
{
  g_autoptr (FwShape) shape = NULL;
  g_autoptr (FwTrackBuilder) builder = NULL;
  FwCocoMarks marks = { 0 };
  gsize place;
  gboolean is_stale = FALSE;

  if (!fw_coco_parse_shape (reader, parsed, &shape, error))
    return FALSE;
  if (!shape)
    {
      fw_coco_note_shapeless (reader, parsed);
      return TRUE;
    }

  builder = fw_track_builder_new (MAX (annotation->id, 1), parsed->category_id);
  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_key (builder, annotation->frame, shape);
  fw_coco_parse_marks (parsed, &marks);
  fw_coco_set_single_marks (builder, &marks, annotation->frame);

  place = GPOINTER_TO_SIZE (
      g_hash_table_lookup (reader->privates, GSIZE_TO_POINTER (annotation->id)));
  if (place > 0 && (annotation->flags & FW_COCO_HAS_ID))
    {
      FwCocoElement *element
          = &g_array_index (reader->file->private_elements, FwCocoElement, place - 1);
      FwCocoTrack *known = g_new0 (FwCocoTrack, 1);

      known->id = known->file_id = element->id = annotation->id;
      known->privately = element->range;
      if (!apply_single_private (reader, element->range, parsed, annotation->frame, builder,
                                 &is_stale, error))
        {
          g_free (known);
          g_prefix_error (error, _("x_framewright, track %" PRId64 ": "), annotation->id);
          return FALSE;
        }
      known->is_stale = is_stale;
      g_hash_table_replace (reader->file->tracks, &known->id, known);
    }
  set_single_attributes (builder, parsed);
  *out_track = fw_track_builder_end (g_steal_pointer (&builder), error);

  return *out_track != NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  GArray *annotations = data;
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;
  gint64 id_x = g_array_index (annotations, FwCocoAnnotation, x).id;
  gint64 id_y = g_array_index (annotations, FwCocoAnnotation, y).id;

  return id_x != id_y ? (id_x < id_y ? -1 : 1) : (x > y) - (x < y);
}

/* Objects of a plain file have the id of their annotation. Those that share
 * one, have none, or one below 1, get a free number in the document; the file
 * keeps what it says. */
static void
renumber_singles (FwCocoReader *reader, GPtrArray *tracks)
{
  FwCocoFile *file = reader->file;
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), tracks->len);
  gboolean ascending = TRUE;
  gint64 last = 0;

  for (guint32 i = 0; i < tracks->len; i++)
    {
      FwCocoAnnotation *annotation = fw_coco_annotation_at (reader, i);

      if (!g_ptr_array_index (tracks, i))
        continue;
      ascending = ascending && annotation->id > last && (annotation->flags & FW_COCO_HAS_ID);
      last = annotation->id;
      annotation->track = annotation->id;
      g_array_append_val (order, i);
    }
  reader->next_free = MAX (MAX (file->last_annotation, file->last_track), 0) + 1;
  if (ascending)
    return;

  g_array_sort_with_data (order, compare_ids, file->annotations);
  last = 0;
  for (guint i = 0; i < order->len; i++)
    {
      guint32 index = g_array_index (order, guint32, i);
      FwCocoAnnotation *annotation = fw_coco_annotation_at (reader, index);
      FwTrack *track = g_ptr_array_index (tracks, index);
      FwTrackBuilder *builder;

      if ((annotation->flags & FW_COCO_HAS_ID) && annotation->id >= 1 && annotation->id != last)
        {
          last = annotation->id;
          continue;
        }
      if (annotation->flags & FW_COCO_HAS_ID)
        fw_notes_add (file->notes, FW_NOTE_REPAIRED,
                      _("Annotation ids that are below 1 or stand twice"), "%" G_GINT64_FORMAT,
                      annotation->id);
      else
        fw_notes_add (file->notes, FW_NOTE_REPAIRED, _("Annotations without an id"), NULL);

      builder = fw_track_builder_new_from (track);
      annotation->track = reader->next_free++;
      fw_track_builder_set_id (builder, annotation->track);
      fw_track_unref (track);
      g_ptr_array_index (tracks, index) = fw_track_builder_end (builder, NULL);
    }
}

/* One pass over the list, with @func for each annotation. */
typedef gboolean (*AnnotationFunc) (FwCocoReader *reader,
                                    FwCocoParsed *parsed,
                                    gpointer data,
                                    GError **error);

static gboolean
walk_annotations (
    FwCocoReader *reader, FwJsonRange list, AnnotationFunc func, gpointer data, GError **error)
{
  GError *iter_error = NULL;
  FwJsonRange range;
  FwCocoParsed parsed;
  FwJsonIter iter;

  if (!fw_coco_has (list))
    return TRUE;
  if (reader->text->data[list.start] != '[')
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                           _("“annotations” is not a list"));
      return FALSE;
    }
  if (!fw_json_iter_init (&iter, reader->text, list, error))
    return FALSE;

  while (fw_json_iter_next (&iter, NULL, &range, &iter_error))
    {
      if (iter.index >= G_MAXUINT32 - 1)
        {
          g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                               _("the file has too many annotations"));
          return FALSE;
        }
      if (!fw_coco_reader_tick (reader, range.start, error)
          || !fw_coco_parse_annotation (reader, range, iter.index, &parsed, error)
          || !func (reader, &parsed, data, error))
        return FALSE;
    }
  if (!iter_error)
    return TRUE;

  g_propagate_error (error, iter_error);

  return FALSE;
}

static gboolean
read_plain_annotation (FwCocoReader *reader, FwCocoParsed *parsed, gpointer data, GError **error)
{
  GPtrArray *tracks = data;
  FwCocoAnnotation annotation;
  FwTrack *track = NULL;

  if (parsed->has & FW_PARSED_TRACK)
    {
      /* No plain file after all: fw_coco_read_annotations() begins again. */
      reader->file->is_video = TRUE;
      return FALSE;
    }
  if (register_annotation (reader, parsed, &annotation)
      && !make_single (reader, parsed, &annotation, &track, error))
    return FALSE;
  g_ptr_array_add (tracks, track);

  return TRUE;
}

static void
drop_track (gpointer data)
{
  if (data)
    fw_track_unref (data);
}

/* Tracks of the private object that have no annotation: work on deleted
 * frames; or somebody took the annotations out. */
static gboolean
read_hidden_tracks (FwCocoReader *reader, GError **error)
{
  GArray *elements = reader->file->private_elements;

  for (guint i = 0; i < elements->len; i++)
    {
      FwCocoElement *element = &g_array_index (elements, FwCocoElement, i);
      g_autoptr (FwTrackBuilder) builder = NULL;
      g_autoptr (FwTrack) track = NULL;
      gboolean is_hidden = TRUE;
      FwJsonValue object, value;
      FwCocoTrack *known;

      if (element->id != 0 || element->file_id < 1)
        continue;
      if (!fw_json_parser_parse (reader->parser, reader->text, element->range, &object, error))
        return FALSE;
      if (fw_json_get_member (object, "category", &value)
          && fw_json_get_member (object, "keys", &value))
        {
          builder = fw_track_builder_new (element->file_id, 0);
          fw_confirmed_json_read (object, builder, reader->manuals);
          if (!fw_track_json_read (object, builder, reader->file->people, error)
              || !(track = fw_track_builder_end (g_steal_pointer (&builder), error)))
            {
              g_prefix_error (error, _("x_framewright, track %" PRId64 ": "), element->file_id);
              return FALSE;
            }
          for (gsize k = 0; k < fw_track_get_n_keyframes (track); k++)
            is_hidden
                = is_hidden
                  && fw_span_set_contains (reader->deleted, fw_track_get_keyframe (track, k).frame);
        }
      if (!track || !is_hidden)
        {
          fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                        _("Objects whose annotations another program took out are gone"),
                        "%" G_GINT64_FORMAT, element->file_id);
          continue;
        }

      known = g_new0 (FwCocoTrack, 1);
      known->id = known->file_id = element->id = element->file_id;
      known->privately = element->range;
      g_hash_table_replace (reader->file->tracks, &known->id, known);
      fw_snapshot_builder_take_track (reader->builder, g_steal_pointer (&track));
    }

  return TRUE;
}

static gboolean
read_plain (FwCocoReader *reader, FwJsonRange list, GError **error)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func (drop_track);

  if (!walk_annotations (reader, list, read_plain_annotation, tracks, error))
    return FALSE;

  renumber_singles (reader, tracks);
  for (guint i = 0; i < tracks->len; i++)
    if (g_ptr_array_index (tracks, i))
      fw_snapshot_builder_take_track (reader->builder,
                                      g_steal_pointer (&g_ptr_array_index (tracks, i)));

  return TRUE;
}

/* Video documents: the first pass. */

static gboolean
note_belonging (FwCocoReader *reader, FwCocoParsed *parsed, gpointer data, GError **error)
{
  GArray *belongings = data;
  FwCocoAnnotation annotation;
  Belonging belonging
      = { .track = FW_COCO_NO_TRACK, .category = parsed->category_id, .video = G_MININT64 };
  gboolean is_shown = register_annotation (reader, parsed, &annotation);

  if (parsed->has & FW_PARSED_TRACK)
    {
      belonging.track = parsed->track_id;
      reader->file->last_track = MAX (reader->file->last_track, parsed->track_id);
    }
  if (!is_shown)
    return TRUE;

  if (annotation.image != G_MAXUINT32 && reader->file->videos->len > 1)
    belonging.video = fw_coco_image_at (reader, annotation.image)->video_id;
  belonging.index = reader->file->annotations->len - 1;
  g_array_append_val (belongings, belonging);

  if (!g_hash_table_contains (reader->privates, GSIZE_TO_POINTER (belonging.track)))
    {
      reader->any_keyframe |= (parsed->flags & FW_COCO_KEYFRAME) != 0;
      reader->any_between
          |= (parsed->flags & FW_COCO_HAS_FLAG) && !(parsed->flags & FW_COCO_KEYFRAME);
    }

  return TRUE;
}

static int
compare_belongings (gconstpointer a, gconstpointer b, gpointer data)
{
  const Belonging *x = a;
  const Belonging *y = b;
  GArray *annotations = data;

  if (x->track != y->track)
    return x->track < y->track ? -1 : 1;
  if (x->track == FW_COCO_NO_TRACK)
    return (x->index > y->index) - (x->index < y->index);
  if (x->video != y->video)
    return x->video < y->video ? -1 : 1;
  if (x->category != y->category)
    return x->category < y->category ? -1 : 1;

  FwFrame frame_x = g_array_index (annotations, FwCocoAnnotation, x->index).frame;
  FwFrame frame_y = g_array_index (annotations, FwCocoAnnotation, y->index).frame;

  if (frame_x != frame_y)
    return frame_x < frame_y ? -1 : 1;

  return (x->index > y->index) - (x->index < y->index);
}

/* Boxes, polygons and masks do not interpolate into each other. */
static guint
shape_class (const FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);

  return kind == FW_SHAPE_ROTATED_BOX ? FW_SHAPE_BOX : kind;
}

/* Takes out of the group what cannot be in one track with its first
 * annotation: a second one in a frame, another kind of shape. */
static void
split_off (FwCocoReader *reader, FwCocoGroup *group, GArray *leftover)
{
  guint kept = 0;

  for (guint i = 0; i < group->loaded->len; i++)
    {
      FwCocoLoaded *all = (FwCocoLoaded *) (gpointer) group->loaded->data;
      FwCocoLoaded *loaded = &all[i];
      gint64 id = fw_coco_annotation_at (reader, loaded->index)->id;
      const char *why = NULL;

      if (kept > 0 && all[kept - 1].frame == loaded->frame)
        why = _("A second annotation of a track in one frame became an object of its own");
      else if (kept > 0 && shape_class (all[0].shape) != shape_class (loaded->shape)
               && !fw_coco_has (group->privately))
        why = _ (
            "An annotation with another kind of shape than its track became an object of its own");

      if (!why)
        {
          FwCocoLoaded swap = all[kept];

          all[kept++] = *loaded;
          if (&all[kept - 1] != loaded)
            *loaded = swap;
          continue;
        }
      fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED, why, "%" G_GINT64_FORMAT, id);
      g_array_append_val (leftover, loaded->index);
    }
  g_array_set_size (group->loaded, kept);
}

static gboolean
finish_group (FwCocoReader *reader, FwCocoGroup *group, GError **error)
{
  FwCocoFile *file = reader->file;
  gboolean changed = FALSE;
  FwCocoTrack *known;
  FwTrack *track = fw_coco_has (group->privately)
                       ? fw_coco_make_private_track (reader, group, &changed, error)
                       : fw_coco_make_foreign_track (reader, group, error);

  if (!track)
    {
      g_prefix_error (error, _("track %" PRId64 ": "),
                      group->file_id == FW_COCO_NO_TRACK ? group->id : group->file_id);
      return FALSE;
    }

  for (guint i = 0; i < group->loaded->len; i++)
    fw_coco_annotation_at (reader, g_array_index (group->loaded, FwCocoLoaded, i).index)->track
        = group->id;

  known = g_new0 (FwCocoTrack, 1);
  *known
      = (FwCocoTrack){ .id = group->id,
                       .file_id = group->file_id == FW_COCO_NO_TRACK ? group->id : group->file_id,
                       .entry = group->entry,
                       .privately = group->privately,
                       .is_stale = changed };
  g_hash_table_replace (file->tracks, &known->id, known);
  fw_snapshot_builder_take_track (reader->builder, track);

  return TRUE;
}

/* Builds the track of @n annotations, and others of what does not fit into it. */
static gboolean
build_tracks (
    FwCocoReader *reader, const guint32 *indices, guint n, FwCocoGroup *group, GError **error)
{
  g_autoptr (GArray) leftover = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (now, indices, n);
  while (now->len > 0)
    {
      g_array_set_size (group->loaded, 0);
      g_array_set_size (group->attributes, 0);
      g_array_set_size (leftover, 0);
      for (guint i = 0; i < now->len; i++)
        if (!fw_coco_group_load (reader, group, g_array_index (now, guint32, i), error))
          return FALSE;
      split_off (reader, group, leftover);
      if (group->loaded->len == 0)
        return TRUE;
      if (!finish_group (reader, group, error))
        return FALSE;

      g_array_set_size (now, 0);
      g_array_append_vals (now, leftover->data, leftover->len);
      if (now->len == 0)
        break;
      group->id = reader->next_free++;
      group->entry = group->privately = (FwJsonRange){ 0, 0 };
    }

  return TRUE;
}

/* Of the annotations that name one track, from @first on: the video and
 * category that most of them have. */
static const Belonging *
find_main (GArray *belongings, guint first)
{
  gint64 track = g_array_index (belongings, Belonging, first).track;
  const Belonging *best = NULL;
  guint best_count = 0;

  for (guint i = first;
       i < belongings->len && g_array_index (belongings, Belonging, i).track == track;)
    {
      const Belonging *start = &g_array_index (belongings, Belonging, i);
      guint count = 0;

      for (; i < belongings->len; i++, count++)
        {
          const Belonging *at = &g_array_index (belongings, Belonging, i);

          if (at->track != track || at->video != start->video || at->category != start->category)
            break;
        }
      if (count > best_count)
        {
          best = start;
          best_count = count;
        }
    }

  return best;
}

/* Gives the group its place in the document and its elements in the file.
 * @is_main: it is what the file's track elements are about. */
static void
identify_group (FwCocoReader *reader, const Belonging *first, gboolean is_main, FwCocoGroup *group)
{
  FwCocoFile *file = reader->file;
  gsize entry
      = GPOINTER_TO_SIZE (g_hash_table_lookup (reader->entries, GSIZE_TO_POINTER (first->track)));
  gsize private_place
      = GPOINTER_TO_SIZE (g_hash_table_lookup (reader->privates, GSIZE_TO_POINTER (first->track)));
  gboolean is_new = first->track != FW_COCO_NO_TRACK && is_main;

  group->file_id = first->track;
  group->category = first->category;
  group->entry = group->privately = (FwJsonRange){ 0, 0 };
  group->id = is_new && first->track >= 1 ? first->track : reader->next_free++;

  if (first->track != FW_COCO_NO_TRACK && !is_new)
    fw_notes_add (file->notes, FW_NOTE_REPAIRED,
                  _("Tracks of more than one category or video became several objects"),
                  "%" G_GINT64_FORMAT, first->track);
  if (is_new && entry > 0)
    {
      FwCocoElement *element = &g_array_index (file->track_elements, FwCocoElement, entry - 1);

      element->id = group->id;
      group->entry = element->range;
    }
  if (is_new && private_place > 0)
    {
      FwCocoElement *element
          = &g_array_index (file->private_elements, FwCocoElement, private_place - 1);

      element->id = group->id;
      group->privately = element->range;
    }
}

static gboolean
build_all_tracks (FwCocoReader *reader, GArray *belongings, GError **error)
{
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  const Belonging *main_part = NULL;
  FwCocoGroup group = { .loaded = g_array_new (FALSE, FALSE, sizeof (FwCocoLoaded)),
                        .attributes = g_array_new (FALSE, FALSE, sizeof (FwCocoAttribute)) };
  gboolean ok = TRUE;

  g_array_set_clear_func (group.loaded, fw_coco_loaded_clear);
  for (guint i = 0; ok && i < belongings->len;)
    {
      const Belonging *first = &g_array_index (belongings, Belonging, i);

      if (first->track != FW_COCO_NO_TRACK && (!main_part || main_part->track != first->track))
        main_part = find_main (belongings, i);
      g_array_set_size (indices, 0);
      for (; i < belongings->len; i++)
        {
          const Belonging *other = &g_array_index (belongings, Belonging, i);

          if (indices->len > 0
              && (first->track == FW_COCO_NO_TRACK || other->track != first->track
                  || other->video != first->video || other->category != first->category))
            break;
          g_array_append_val (indices, other->index);
        }
      identify_group (reader, first, main_part == first, &group);
      ok = fw_coco_reader_tick (reader, fw_coco_annotation_at (reader, first->index)->start, error)
           && build_tracks (reader, (const guint32 *) (gpointer) indices->data, indices->len,
                            &group, error);
    }
  g_array_unref (group.loaded);
  g_array_unref (group.attributes);

  return ok;
}

static gboolean
read_video_document (FwCocoReader *reader, FwJsonRange list, GError **error)
{
  g_autoptr (GArray) belongings = g_array_new (FALSE, FALSE, sizeof (Belonging));

  if (!walk_annotations (reader, list, note_belonging, belongings, error))
    return FALSE;

  g_array_sort_with_data (belongings, compare_belongings, reader->file->annotations);
  reader->next_free
      = MAX (MAX (reader->file->last_track, reader->file->next_track_read - 1), 0) + 1;

  return build_all_tracks (reader, belongings, error);
}

static int
compare_for_lookup (gconstpointer a, gconstpointer b, gpointer data)
{
  GArray *annotations = data;
  const FwCocoAnnotation *x = &g_array_index (annotations, FwCocoAnnotation, *(const guint32 *) a);
  const FwCocoAnnotation *y = &g_array_index (annotations, FwCocoAnnotation, *(const guint32 *) b);

  if (x->track != y->track)
    return x->track < y->track ? -1 : 1;

  return (x->frame > y->frame) - (x->frame < y->frame);
}

/* Makes the order in which fw_coco_file_lookup() searches. */
static void
index_annotations (FwCocoFile *file)
{
  gboolean sorted = TRUE;
  const FwCocoAnnotation *last = NULL;

  for (guint32 i = 0; i < file->annotations->len; i++)
    {
      const FwCocoAnnotation *annotation = &g_array_index (file->annotations, FwCocoAnnotation, i);

      if (annotation->track == 0)
        continue;
      sorted = sorted
               && (!last || last->track < annotation->track
                   || (last->track == annotation->track && last->frame < annotation->frame));
      last = annotation;
      g_array_append_val (file->by_track, i);
    }
  if (!sorted)
    g_array_sort_with_data (file->by_track, compare_for_lookup, file->annotations);
}

gboolean
fw_coco_read_annotations (FwCocoReader *reader, FwJsonRange list, GError **error)
{
  FwCocoFile *file = reader->file;
  gboolean was_video = file->is_video;
  guint n_notes = file->notes->len;
  gboolean ok
      = was_video ? read_video_document (reader, list, error) : read_plain (reader, list, error);

  if (!ok && !was_video && file->is_video)
    {
      g_array_set_size (file->annotations, 0);
      for (guint i = 0; i < reader->extra_categories->len; i++)
        g_hash_table_remove (reader->category_ids,
                             GSIZE_TO_POINTER (
                                 g_array_index (reader->extra_categories, gint64, i)));
      g_array_set_size (reader->extra_categories, 0);
      g_ptr_array_set_size (file->notes, (int) n_notes);
      g_hash_table_remove_all (file->tracks);
      for (guint i = 0; i < file->private_elements->len; i++)
        g_array_index (file->private_elements, FwCocoElement, i).id = 0;
      ok = read_video_document (reader, list, error);
    }
  if (!ok || !read_hidden_tracks (reader, error))
    return FALSE;

  index_annotations (file);

  return TRUE;
}
