/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From the annotations of one track to the track: by the private object where
 * it has the track, else by the rules for foreign files.
 */

#include "formats/coco-group.h"

#include "core/error.h"
#include "core/track-confirm.h"
#include "formats/manual-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* So often a corrected track is looked at again before every annotation of it
 * becomes a keyframe. */
#define MAX_SETTLING 8

void
fw_coco_set_single_marks (FwTrackBuilder *builder, const FwCocoMarks *marks, FwFrame frame)
{
  if (marks->occluded)
    fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, frame, fw_value_boolean (TRUE));
  if (marks->z_order != 0)
    fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, frame,
                                 fw_value_number (marks->z_order));
  if (marks->group != 0)
    fw_track_builder_set_group (builder, marks->group);
  if (marks->source)
    fw_track_builder_set_source (builder, marks->source);
}

void
fw_coco_note_shapeless (FwCocoReader *reader, const FwCocoParsed *parsed)
{
  fw_notes_add (reader->file->notes, FW_NOTE_CARRIED,
                _("Annotations without a shape that can be shown are kept unchanged"),
                "%" G_GINT64_FORMAT, parsed->id);
}

/* The second pass: one track. */

void
fw_coco_loaded_clear (gpointer data)
{
  g_clear_pointer (&((FwCocoLoaded *) data)->shape, fw_shape_unref);
}

static void
load_attributes (FwCocoGroup *group, const FwCocoParsed *parsed, FwCocoLoaded *loaded)
{
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;

  loaded->first_attribute = group->attributes->len;
  if (parsed->has & FW_PARSED_ATTRIBUTES)
    {
      fw_json_walk_init (&walk, parsed->attributes);
      while (fw_json_walk_next (&walk, &key, &value))
        {
          FwCocoAttribute attribute;

          if (*key == 0 || fw_coco_is_reserved (key))
            continue;
          attribute = (FwCocoAttribute){ g_intern_string (key), fw_value_json_read (value) };
          g_array_append_val (group->attributes, attribute);
        }
    }
  loaded->n_attributes = group->attributes->len - loaded->first_attribute;
}

static const FwCocoAttribute *
find_attribute (FwCocoGroup *group, FwCocoLoaded *loaded, const char *name)
{
  for (guint i = 0; i < loaded->n_attributes; i++)
    {
      const FwCocoAttribute *attribute
          = &g_array_index (group->attributes, FwCocoAttribute, loaded->first_attribute + i);

      if (attribute->name == name)
        return attribute;
    }

  return NULL;
}

gboolean
fw_coco_group_load (FwCocoReader *reader, FwCocoGroup *group, guint32 index, GError **error)
{
  FwCocoAnnotation *annotation = fw_coco_annotation_at (reader, index);
  FwJsonRange range = { annotation->start, annotation->start + annotation->length };
  FwCocoLoaded loaded = { .frame = annotation->frame, .index = index, .flags = annotation->flags };
  FwCocoParsed parsed;

  if (!fw_coco_parse_annotation (reader, range, index, &parsed, error)
      || !fw_coco_parse_shape (reader, &parsed, &loaded.shape, error))
    return FALSE;
  if (!loaded.shape)
    {
      fw_coco_note_shapeless (reader, &parsed);
      annotation->frame = FW_FRAME_NONE;
      return TRUE;
    }

  fw_coco_parse_marks (&parsed, &loaded.marks);
  load_attributes (group, &parsed, &loaded);
  g_array_append_val (group->loaded, loaded);

  return TRUE;
}

/* The fixed attributes and the name that `tracks` has for the group. */
static gboolean
apply_entry (FwCocoReader *reader,
             FwCocoGroup *group,
             FwTrackBuilder *builder,
             GHashTable *fixed,
             GError **error)
{
  FwJsonValue object, value, attributes;
  FwJsonWalk walk;
  const char *key;

  g_clear_pointer (&reader->stated_gaps, fw_span_set_unref);
  if (!fw_coco_has (group->entry))
    return TRUE;
  if (!fw_json_parser_parse (reader->side_parser, reader->text, group->entry, &object, error))
    return FALSE;

  /* Somebody else's member of that name is none of our business. */
  if (fw_json_get_member (object, "outside", &value)
      && !fw_span_set_json_read (value, &reader->stated_gaps, NULL))
    reader->stated_gaps = NULL;
  if (fw_json_get_member (object, "name", &value) && fw_json_get_type (value) == FW_JSON_TEXT)
    fw_track_builder_set_name (builder, fw_json_get_text (value, NULL));
  if (fw_json_get_member (object, "attributes", &attributes)
      && fw_json_get_type (attributes) == FW_JSON_OBJECT)
    {
      fw_json_walk_init (&walk, attributes);
      while (fw_json_walk_next (&walk, &key, &value))
        if (*key)
          {
            FwValue read = fw_value_json_read (value);

            fw_track_builder_set_fixed (builder, key, read);
            g_hash_table_insert (fixed, (gpointer) g_intern_string (key),
                                 g_memdup2 (&read, sizeof read));
          }
    }

  return TRUE;
}

/* Changing attributes from what the annotations say, frame by frame. */
static void
apply_attributes (FwCocoGroup *group, FwTrackBuilder *builder, GHashTable *fixed)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  FwFrame first = g_array_index (group->loaded, FwCocoLoaded, 0).frame;
  gboolean any_occluded = FALSE;
  gboolean any_z_order = FALSE;

  for (guint i = 0; i < group->attributes->len; i++)
    {
      const FwCocoAttribute *attribute = &g_array_index (group->attributes, FwCocoAttribute, i);
      const FwValue *value = g_hash_table_lookup (fixed, attribute->name);

      if (value && fw_value_equal (*value, attribute->value))
        continue;
      if (value)
        fw_track_builder_set_fixed (builder, attribute->name, fw_value_null ());
      if (!g_ptr_array_find (names, attribute->name, NULL))
        g_ptr_array_add (names, (gpointer) attribute->name);
    }

  for (guint i = 0; i < group->loaded->len; i++)
    {
      any_occluded |= g_array_index (group->loaded, FwCocoLoaded, i).marks.occluded;
      any_z_order |= g_array_index (group->loaded, FwCocoLoaded, i).marks.z_order != 0;
    }

  for (guint i = 0; i < group->loaded->len; i++)
    {
      FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
      FwFrame frame = i == 0 ? first : loaded->frame;

      if (any_occluded)
        fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, frame,
                                     fw_value_boolean (loaded->marks.occluded));
      if (any_z_order)
        fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, frame,
                                     fw_value_number (loaded->marks.z_order));
      for (guint n = 0; n < names->len; n++)
        {
          const FwCocoAttribute *attribute
              = find_attribute (group, loaded, g_ptr_array_index (names, n));

          fw_track_builder_set_change (builder, g_ptr_array_index (names, n), frame,
                                       attribute ? attribute->value : fw_value_null ());
        }
      if (loaded->marks.group != 0)
        fw_track_builder_set_group (builder, loaded->marks.group);
      if (loaded->marks.source)
        fw_track_builder_set_source (builder, loaded->marks.source);
    }
}

static gboolean
shapes_match (FwCocoReader *reader, FwShape *a, FwShape *b)
{
  FwCocoGeometry other;
  gboolean same;

  fw_coco_geometry_init (&other);
  fw_coco_geometry_set (&other, b, 0, 0, FW_COCO_VIDEO);
  reader->geometry.category = NULL;
  fw_coco_geometry_set (&reader->geometry, a, 0, 0, FW_COCO_VIDEO);

  same = reader->geometry.keypoints->len == other.keypoints->len;
  for (guint i = 0; same && i < other.keypoints->len; i++)
    same = fabs (g_array_index (other.keypoints, double, i)
                 - g_array_index (reader->geometry.keypoints, double, i))
           <= FW_COCO_TOLERANCE;
  same = same && reader->geometry.parts->len == other.parts->len
         && reader->geometry.numbers->len == other.numbers->len
         && fabs (other.bbox.x - reader->geometry.bbox.x) <= FW_COCO_TOLERANCE
         && fabs (other.bbox.y - reader->geometry.bbox.y) <= FW_COCO_TOLERANCE
         && fabs (other.bbox.width - reader->geometry.bbox.width) <= FW_COCO_TOLERANCE
         && fabs (other.bbox.height - reader->geometry.bbox.height) <= FW_COCO_TOLERANCE;
  for (guint i = 0; same && i < other.numbers->len; i++)
    same = fabs (g_array_index (other.numbers, double, i)
                 - g_array_index (reader->geometry.numbers, double, i))
           <= FW_COCO_TOLERANCE;
  fw_coco_geometry_clear (&other);

  return same;
}

/* Which annotations are keyframes, by the rules for foreign files. Those that
 * say they lie between keyframes and do not where we would put them become
 * keyframes; that moves what is left between, so it is looked at again. */
static FwTrack *
settle_keyframes (FwCocoReader *reader, FwCocoGroup *group, FwTrackBuilder *base, GError **error)
{
  gsize n = group->loaded->len;
  g_autofree gboolean *is_key = g_new0 (gboolean, n);
  g_autoptr (FwTrack) plain = NULL;
  gboolean changed = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
      FwCocoLoaded *before = i > 0 ? loaded - 1 : NULL;
      gboolean after_gap = before && loaded->frame > before->frame + 1;
      gboolean keyframes_only
          = reader->any_keyframe && !reader->any_between
            && !(before && fw_span_set_contains (reader->stated_gaps, before->frame + 1));

      is_key[i] = i == 0 || i + 1 == n || !(loaded->flags & FW_COCO_HAS_FLAG)
                  || (loaded->flags & FW_COCO_KEYFRAME);
      if (after_gap && !keyframes_only)
        {
          fw_track_builder_add_outside (base, (FwSpan){ before->frame + 1, loaded->frame - 1 });
          is_key[i] = is_key[i - 1] = TRUE;
        }
    }

  while (changed)
    {
      for (gsize i = 0; i < n; i++)
        if (is_key[i])
          fw_track_builder_set_key (base, g_array_index (group->loaded, FwCocoLoaded, i).frame,
                                    g_array_index (group->loaded, FwCocoLoaded, i).shape);

      g_clear_pointer (&plain, fw_track_unref);
      plain = fw_track_builder_end (base, error);
      if (!plain)
        return NULL;

      changed = FALSE;
      for (gsize i = 0; i < n; i++)
        {
          FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
          g_autoptr (FwShape) between
              = is_key[i] ? NULL : fw_track_dup_shape_at (plain, loaded->frame);

          if (is_key[i] || (between && shapes_match (reader, between, loaded->shape)))
            continue;
          is_key[i] = TRUE;
          changed = TRUE;
          fw_notes_add (reader->file->notes, FW_NOTE_GUESSED,
                        _("Annotations that do not lie between their keyframes became keyframes"),
                        "%" G_GINT64_FORMAT, fw_coco_annotation_at (reader, loaded->index)->id);
        }
      if (changed)
        base = fw_track_builder_new_from (plain);
    }

  return g_steal_pointer (&plain);
}

FwTrack *
fw_coco_make_foreign_track (FwCocoReader *reader, FwCocoGroup *group, GError **error)
{
  g_autoptr (FwTrackBuilder) builder = fw_track_builder_new (group->id, group->category);
  g_autoptr (GHashTable) fixed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  FwCocoLoaded *first = &g_array_index (group->loaded, FwCocoLoaded, 0);
  gboolean is_single = group->loaded->len == 1
                       && (group->file_id == FW_COCO_NO_TRACK
                           || ((reader->any_keyframe || reader->any_between)
                               && !(first->flags & (FW_COCO_HAS_FLAG | FW_COCO_IN_ATTRIBUTES))));

  if (!apply_entry (reader, group, builder, fixed, error))
    return NULL;

  if (is_single)
    {
      fw_track_builder_set_single (builder, TRUE);
      fw_track_builder_set_key (builder, first->frame, first->shape);
      fw_coco_set_single_marks (builder, &first->marks, first->frame);
      for (guint i = 0; i < first->n_attributes; i++)
        {
          const FwCocoAttribute *attribute
              = &g_array_index (group->attributes, FwCocoAttribute, first->first_attribute + i);

          fw_track_builder_set_fixed (builder, attribute->name, attribute->value);
        }
      return fw_track_builder_end (g_steal_pointer (&builder), error);
    }

  apply_attributes (group, builder, fixed);

  return settle_keyframes (reader, group, g_steal_pointer (&builder), error);
}

/* Tracks that the private object knows. */

static gboolean
geometry_agrees (FwCocoReader *reader,
                 FwTrack *track,
                 FwCocoLoaded *loaded,
                 GError **error,
                 gboolean *out_agrees)
{
  FwCocoAnnotation *annotation = fw_coco_annotation_at (reader, loaded->index);
  FwJsonRange range = { annotation->start, annotation->start + annotation->length };
  FwCocoImage *image = fw_coco_image_at (reader, annotation->image);
  g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, loaded->frame);
  FwCocoParsed parsed;

  *out_agrees = FALSE;
  if (!shape || !fw_presence_is_visible (fw_track_get_presence (track, loaded->frame)))
    return TRUE;

  /* The numbers as they stand in the file, not the shape made of them: a
   * clipped or turned box is written as something else than it is. */
  if (!fw_coco_parse_annotation (reader, range, loaded->index, &parsed, error))
    return FALSE;
  reader->geometry.category = fw_taxonomy_find (reader->words, fw_track_get_category (track));
  fw_coco_geometry_set (&reader->geometry, shape, image->width, image->height, FW_COCO_VIDEO);
  *out_agrees = fw_coco_parsed_matches (&parsed, &reader->geometry);

  return TRUE;
}

static gboolean
attributes_agree (FwCocoGroup *group, FwTrack *track, FwCocoLoaded *loaded)
{
  gsize n_changing = fw_track_get_n_changing (track);

  if (fw_track_is_occluded (track, loaded->frame) != loaded->marks.occluded
      || fw_track_get_z_order (track, loaded->frame) != loaded->marks.z_order)
    return FALSE;

  for (guint i = 0; i < loaded->n_attributes; i++)
    {
      const FwCocoAttribute *attribute
          = &g_array_index (group->attributes, FwCocoAttribute, loaded->first_attribute + i);

      if (!fw_value_equal (fw_track_get_attribute (track, attribute->name, loaded->frame),
                           attribute->value))
        return FALSE;
    }
  for (gsize i = 0; i < n_changing; i++)
    {
      const char *name = fw_track_get_changing (track, i);

      if (fw_track_get_attribute (track, name, loaded->frame).type != FW_VALUE_NULL
          && !find_attribute (group, loaded, g_intern_string (name)))
        return FALSE;
    }

  return TRUE;
}

static FwValue
get_fixed (FwTrack *track, const char *name)
{
  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;

      if (g_str_equal (fw_track_get_fixed (track, i, &value), name))
        return value;
    }

  return fw_value_null ();
}

/* The attributes that hold from frame to frame: those that the track changes,
 * and those that an annotation has otherwise than the whole track.
 * (element-type interned) (transfer container) */
static GPtrArray *
list_changing (FwCocoGroup *group, FwTrack *track)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    if (g_hash_table_add (seen, (gpointer) g_intern_string (fw_track_get_changing (track, i))))
      g_ptr_array_add (names, (gpointer) g_intern_string (fw_track_get_changing (track, i)));
  for (guint i = 0; i < group->attributes->len; i++)
    {
      const FwCocoAttribute *attribute = &g_array_index (group->attributes, FwCocoAttribute, i);

      if (!fw_value_equal (get_fixed (track, attribute->name), attribute->value)
          && g_hash_table_add (seen, (gpointer) attribute->name))
        g_ptr_array_add (names, (gpointer) attribute->name);
    }

  return names;
}

static void
take_single_attributes (FwCocoGroup *group, FwTrack *track, FwTrackBuilder *builder)
{
  FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, 0);

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;

      fw_track_builder_set_fixed (builder, fw_track_get_fixed (track, i, &value),
                                  fw_value_null ());
    }
  for (guint i = 0; i < loaded->n_attributes; i++)
    {
      const FwCocoAttribute *attribute
          = &g_array_index (group->attributes, FwCocoAttribute, loaded->first_attribute + i);

      fw_track_builder_set_fixed (builder, attribute->name, attribute->value);
    }
}

/* A value holds to the right until the next one, the first one to the left,
 * too: where one annotation says something else, every one has to say again
 * what it is. The builder drops what does not change. */
static void
take_attributes (FwCocoGroup *group, FwTrack *track, FwTrackBuilder *builder)
{
  g_autoptr (GPtrArray) names = NULL;

  if (fw_track_is_single (track))
    take_single_attributes (group, track, builder);
  else
    names = list_changing (group, track);

  for (guint n = 0; names && n < names->len; n++)
    fw_track_builder_set_fixed (builder, g_ptr_array_index (names, n), fw_value_null ());
  for (guint i = 0; i < group->loaded->len; i++)
    {
      FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);

      for (guint n = 0; names && n < names->len; n++)
        {
          const char *name = g_ptr_array_index (names, n);
          const FwCocoAttribute *attribute = find_attribute (group, loaded, name);

          fw_track_builder_set_change (builder, name, loaded->frame,
                                       attribute ? attribute->value : get_fixed (track, name));
        }
      fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, loaded->frame,
                                   fw_value_boolean (loaded->marks.occluded));
      fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, loaded->frame,
                                   fw_value_number (loaded->marks.z_order));
    }
}

/* Frames with a picture in which the track should have an annotation and has none. */
static gboolean
cut_missing_frames (FwCocoReader *reader,
                    FwCocoGroup *group,
                    FwTrack *track,
                    FwTrackBuilder *builder)
{
  FwSpan span = fw_track_get_span (track);
  FwSpan kept = { g_array_index (group->loaded, FwCocoLoaded, 0).frame,
                  g_array_index (group->loaded, FwCocoLoaded, group->loaded->len - 1).frame };
  gsize low = 0;
  gsize high = reader->image_frames->len;
  gboolean any = FALSE;
  gboolean at_ends = FALSE;
  guint next = 0;
  FwTrackCursor cursor;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (g_array_index (reader->image_frames, FwFrame, middle) < span.first)
        low = middle + 1;
      else
        high = middle;
    }

  fw_track_cursor_init (&cursor, track);
  for (gsize i = low; i < reader->image_frames->len; i++)
    {
      FwFrame frame = g_array_index (reader->image_frames, FwFrame, i);

      if (frame > span.last)
        break;
      while (next < group->loaded->len
             && g_array_index (group->loaded, FwCocoLoaded, next).frame < frame)
        next++;
      if (next < group->loaded->len
          && g_array_index (group->loaded, FwCocoLoaded, next).frame == frame)
        continue;
      if (!fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, NULL))
          || fw_span_set_contains (reader->deleted, frame))
        continue;

      any = TRUE;
      if (frame < kept.first || frame > kept.last)
        {
          at_ends = TRUE;
          continue;
        }
      fw_track_builder_remove_key (builder, frame);
      fw_track_builder_add_outside (builder, (FwSpan){ frame, frame });
    }
  if (at_ends)
    fw_track_builder_crop (builder, kept);

  return any;
}

/* A keyframe that was corrected moves what lies between it and its neighbours
 * away from annotations that agreed before. They win, too: they are written as
 * they were read, and the next reading has to find this very track. Takes
 * @track. */
static FwTrack *
settle_corrected (FwCocoReader *reader, FwCocoGroup *group, FwTrack *track, GError **error)
{
  g_autoptr (FwTrack) settled = track;
  g_autofree gboolean *is_taken = g_new0 (gboolean, group->loaded->len);

  for (guint pass = 0; pass <= MAX_SETTLING; pass++)
    {
      g_autoptr (FwTrackBuilder) builder = NULL;

      for (guint i = 0; i < group->loaded->len; i++)
        {
          FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
          gboolean agrees = FALSE;

          if (is_taken[i])
            continue;
          if (pass < MAX_SETTLING && !geometry_agrees (reader, settled, loaded, error, &agrees))
            return NULL;
          if (agrees)
            continue;

          if (!builder)
            builder = fw_track_builder_new_from (settled);
          is_taken[i] = TRUE;
          if (!fw_track_has_keyframe (settled, loaded->frame))
            fw_notes_add (reader->file->notes, FW_NOTE_GUESSED,
                          _("Annotations that do not lie between their keyframes became keyframes"),
                          "%" G_GINT64_FORMAT, fw_coco_annotation_at (reader, loaded->index)->id);
          fw_track_builder_remove_outside (builder, (FwSpan){ loaded->frame, loaded->frame });
          fw_track_builder_set_key (builder, loaded->frame, loaded->shape);
        }
      if (!builder)
        break;

      FwTrack *next = fw_track_builder_end (g_steal_pointer (&builder), NULL);

      fw_track_unref (settled);
      settled = next;
      if (!settled)
        return NULL;
    }

  return g_steal_pointer (&settled);
}

/* Boxes that other programs see of lines, points and ellipses become those
 * again, where the box is now. */
static void
take_boxes (FwCocoGroup *group, FwTrack *track)
{
  for (guint i = 0; i < group->loaded->len; i++)
    {
      FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
      g_autoptr (FwShape) known = fw_track_dup_shape_at (track, loaded->frame);
      g_autoptr (FwShape) read = loaded->shape;

      if (!known)
        known = fw_shape_ref (fw_track_get_keyframe (track, 0).shape);
      loaded->shape = fw_coco_fit_to_box (known, read);
    }
}

/* Lets the annotations win where they and the private track differ. NULL
 * without an error: they have nothing in common, take the annotations alone. */
static FwTrack *
correct_private_track (
    FwCocoReader *reader, FwCocoGroup *group, FwTrack *track, gboolean *out_changed, GError **error)
{
  g_autoptr (FwTrackBuilder) builder = fw_track_builder_new_from (track);
  gboolean any_attributes = FALSE;
  FwTrack *result;

  take_boxes (group, track);

  for (guint i = 0; i < group->loaded->len; i++)
    {
      FwCocoLoaded *loaded = &g_array_index (group->loaded, FwCocoLoaded, i);
      gboolean agrees, attributes;

      if (!geometry_agrees (reader, track, loaded, error, &agrees))
        return NULL;
      attributes = attributes_agree (group, track, loaded);
      any_attributes |= !attributes;
      if (!agrees)
        {
          fw_track_builder_remove_outside (builder, (FwSpan){ loaded->frame, loaded->frame });
          fw_track_builder_set_key (builder, loaded->frame, loaded->shape);
        }
      if (!agrees || !attributes)
        {
          *out_changed = TRUE;
          fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                        _("Annotations that another program changed were taken as they are now"),
                        "%" G_GINT64_FORMAT, fw_coco_annotation_at (reader, loaded->index)->id);
        }
    }

  if (any_attributes)
    take_attributes (group, track, builder);
  if (cut_missing_frames (reader, group, track, builder))
    {
      *out_changed = TRUE;
      fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                    _("Objects of which another program took out annotations have gaps there"),
                    "%" G_GINT64_FORMAT, group->file_id);
    }
  if (!*out_changed)
    return fw_track_ref (track);

  result = fw_track_builder_end (g_steal_pointer (&builder), NULL);

  return result ? settle_corrected (reader, group, result, error) : NULL;
}

FwTrack *
fw_coco_make_private_track (FwCocoReader *reader,
                            FwCocoGroup *group,
                            gboolean *out_changed,
                            GError **error)
{
  g_autoptr (FwTrackBuilder) builder = fw_track_builder_new (group->id, group->category);
  g_autoptr (GHashTable) fixed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (FwTrack) track = NULL;
  GError *own_error = NULL;
  FwTrack *corrected;
  FwJsonValue object;

  if (!apply_entry (reader, group, builder, fixed, error)
      || !fw_json_parser_parse (reader->side_parser, reader->text, group->privately, &object, error)
      || !fw_track_json_read (object, builder, reader->file->people, error))
    return NULL;
  fw_track_builder_set_category (builder, group->category);
  fw_confirmed_json_read (object, builder, reader->manuals);

  /* A single object keeps its attributes in its annotation. */
  FwJsonValue single;

  if (fw_json_get_member (object, "single", &single) && fw_json_get_boolean (single))
    for (guint i = 0; i < g_array_index (group->loaded, FwCocoLoaded, 0).n_attributes; i++)
      {
        const FwCocoAttribute *attribute = &g_array_index (group->attributes, FwCocoAttribute, i);

        fw_track_builder_set_fixed (builder, attribute->name, attribute->value);
      }

  track = fw_track_builder_end (g_steal_pointer (&builder), error);
  if (!track)
    return NULL;

  corrected = correct_private_track (reader, group, track, out_changed, &own_error);
  if (own_error)
    {
      g_propagate_error (error, own_error);
      return NULL;
    }

  if (!corrected)
    return fw_coco_make_foreign_track (reader, group, error);

  /* Nobody confirmed what another program changed. */
  FwTrack *result = fw_track_confirm_edit (track, corrected, NULL);

  fw_track_unref (corrected);

  return result;
}
