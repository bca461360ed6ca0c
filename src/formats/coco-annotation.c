/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One annotation: its members, and the shape that they describe.
 *
 * What is structurally wrong (three numbers for a box) refuses the file with
 * the place, because to take it for something would lose what was meant. What
 * is well formed but not a shape that we can show is carried unchanged.
 */

#include "formats/coco-reader.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MAX_MASK_SIDE 65535

void
fw_coco_annotation_error (
    FwCocoReader *reader, const FwCocoParsed *parsed, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  gsize line;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fw_json_text_locate (reader->text, parsed->range.start, &line, NULL);

  if (parsed->has & FW_PARSED_ID)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                 _("annotation %" PRId64 ": %s (line %zu, byte %zu)"), parsed->id, message, line,
                 parsed->range.start);
  else
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                 _("annotation no. %zu of the list: %s (line %zu, byte %zu)"), parsed->index + 1,
                 message, line, parsed->range.start);
}

static const char *
type_word (FwJsonValue value)
{
  switch (fw_json_get_type (value))
    {
    case FW_JSON_TEXT:
      return _("a text");
    case FW_JSON_BOOL:
      return _("true or false");
    case FW_JSON_ARRAY:
      return _("a list");
    case FW_JSON_OBJECT:
      return _("an object");
    case FW_JSON_NULL:
      return _("null");
    case FW_JSON_INT:
    case FW_JSON_DOUBLE:
    default:
      return _("a number");
    }
}

static gboolean
take_integer (FwCocoReader *reader,
              FwCocoParsed *parsed,
              const char *key,
              FwJsonValue value,
              gint64 *out_integer,
              guint bit,
              GError **error)
{
  if (fw_json_get_type (value) == FW_JSON_NULL)
    return TRUE;
  if (!fw_json_get_integer (value, out_integer))
    {
      fw_coco_annotation_error (reader, parsed, error, _("%s is %s, a whole number is needed"),
                                key, type_word (value));
      return FALSE;
    }
  if (*out_integer > FW_COCO_MAX_ID)
    {
      fw_coco_annotation_error (reader, parsed, error, _("%s is larger than %" PRId64), key,
                                FW_COCO_MAX_ID);
      return FALSE;
    }
  parsed->has |= bit;

  return TRUE;
}

static gboolean
is_true (FwJsonValue value)
{
  gint64 integer;

  return fw_json_get_type (value) == FW_JSON_BOOL
             ? fw_json_get_boolean (value)
             : fw_json_get_integer (value, &integer) && integer != 0;
}

static void
parse_track_attributes (FwCocoParsed *parsed, gint64 *out_track, gboolean *out_has_track)
{
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;

  fw_json_walk_init (&walk, parsed->attributes);
  while (fw_json_walk_next (&walk, &key, &value))
    {
      if (g_str_equal (key, "track_id"))
        {
          *out_has_track
              = fw_json_get_integer (value, out_track) && *out_track <= FW_COCO_MAX_ID;
          if (*out_has_track)
            parsed->flags |= FW_COCO_IN_ATTRIBUTES;
        }
      else if (g_str_equal (key, "keyframe") && fw_json_get_type (value) == FW_JSON_BOOL)
        {
          parsed->flags |= FW_COCO_HAS_FLAG | (fw_json_get_boolean (value) ? FW_COCO_KEYFRAME : 0);
        }
      else if (g_str_equal (key, "outside") && is_true (value))
        {
          parsed->flags |= FW_COCO_OUTSIDE;
        }
    }
}

/* Takes one member; the order of the tests is that of the usual file. */
static gboolean
take_member (FwCocoReader *reader,
             FwCocoParsed *parsed,
             const char *key,
             FwJsonValue value,
             gint64 *instance_id,
             gboolean *has_instance,
             GError **error)
{
  switch (key[0])
    {
    case 's':
      if (g_str_equal (key, "segmentation") && fw_json_get_type (value) != FW_JSON_NULL)
        {
          parsed->segmentation = value;
          parsed->has |= FW_PARSED_SEGMENTATION;
        }
      return TRUE;

    case 'b':
      if (g_str_equal (key, "bbox") && fw_json_get_type (value) != FW_JSON_NULL)
        {
          parsed->bbox = value;
          parsed->has |= FW_PARSED_BBOX;
        }
      return TRUE;

    case 'a':
      if (g_str_equal (key, "attributes") && fw_json_get_type (value) == FW_JSON_OBJECT)
        {
          parsed->attributes = value;
          parsed->has |= FW_PARSED_ATTRIBUTES;
        }
      else if (g_str_equal (key, "area")
               && (fw_json_get_type (value) == FW_JSON_INT
                   || fw_json_get_type (value) == FW_JSON_DOUBLE))
        {
          parsed->area = fw_json_get_double (value);
          parsed->has |= FW_PARSED_AREA;
        }
      return TRUE;

    case 'c':
      return !g_str_equal (key, "category_id")
             || take_integer (reader, parsed, key, value, &parsed->category_id, FW_PARSED_CATEGORY,
                              error);

    case 't':
      return !g_str_equal (key, "track_id")
             || take_integer (reader, parsed, key, value, &parsed->track_id, FW_PARSED_TRACK,
                              error);

    case 'k':
      if (g_str_equal (key, "keypoints") && fw_json_get_type (value) == FW_JSON_ARRAY)
        {
          parsed->keypoints = value;
          parsed->has |= FW_PARSED_KEYPOINTS;
        }
      return TRUE;

    case 'n':
      if (g_str_equal (key, "num_keypoints") && fw_json_get_integer (value, &parsed->n_keypoints)
          && parsed->n_keypoints >= 0 && parsed->n_keypoints <= G_MAXINT32)
        parsed->has |= FW_PARSED_N_KEYPOINTS;
      return TRUE;

    case 'i':
      if (g_str_equal (key, "image_id"))
        return take_integer (reader, parsed, key, value, &parsed->image_id, FW_PARSED_IMAGE, error);
      if (g_str_equal (key, "instance_id"))
        *has_instance
            = fw_json_get_integer (value, instance_id) && *instance_id <= FW_COCO_MAX_ID;
      return TRUE;

    default:
      return TRUE;
    }
}

gboolean
fw_coco_parse_annotation (
    FwCocoReader *reader, FwJsonRange range, gsize index, FwCocoParsed *out, GError **error)
{
  FwJsonValue object, value;
  FwJsonWalk walk;
  const char *key;
  gint64 instance_id = 0, attribute_id = 0;
  gboolean has_instance = FALSE, has_attribute = FALSE;

  *out = (FwCocoParsed){ .range = range, .index = index };

  if (!fw_json_parser_parse (reader->parser, reader->text, range, &object, error))
    {
      g_prefix_error (error, _("annotation no. %zu of the list: "), index + 1);
      return FALSE;
    }
  if (fw_json_get_type (object) != FW_JSON_OBJECT)
    {
      fw_coco_annotation_error (reader, out, error, _("it is %s, an object is needed"),
                                type_word (object));
      return FALSE;
    }

  /* The id first: errors about other members name it. */
  if (fw_json_get_member (object, "id", &value)
      && !take_integer (reader, out, "id", value, &out->id, FW_PARSED_ID, error))
    return FALSE;

  fw_json_walk_init (&walk, object);
  while (fw_json_walk_next (&walk, &key, &value))
    if (!take_member (reader, out, key, value, &instance_id, &has_instance, error))
      return FALSE;

  if (out->has & FW_PARSED_ATTRIBUTES)
    parse_track_attributes (out, &attribute_id, &has_attribute);
  if (out->has & FW_PARSED_ID)
    out->flags |= FW_COCO_HAS_ID;

  if (!(out->has & FW_PARSED_TRACK) && (has_instance || has_attribute))
    {
      out->track_id = has_instance ? instance_id : attribute_id;
      out->has |= FW_PARSED_TRACK;
    }

  return TRUE;
}

void
fw_coco_parse_marks (const FwCocoParsed *parsed, FwCocoMarks *marks)
{
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;
  gint64 integer;

  if (!(parsed->has & FW_PARSED_ATTRIBUTES))
    return;

  fw_json_walk_init (&walk, parsed->attributes);
  while (fw_json_walk_next (&walk, &key, &value))
    {
      if (g_str_equal (key, "occluded"))
        marks->occluded = is_true (value);
      else if (g_str_equal (key, "z_order") && fw_json_get_integer (value, &integer))
        marks->z_order = (int) CLAMP (integer, G_MININT32, G_MAXINT32);
      else if (g_str_equal (key, "group_id") && fw_json_get_integer (value, &integer))
        marks->group = integer;
      else if (g_str_equal (key, "source") && fw_json_get_type (value) == FW_JSON_TEXT)
        marks->source = g_intern_string (fw_json_get_text (value, NULL));
    }
}

/* Shapes. */

static gboolean
parse_box (FwCocoReader *reader, const FwCocoParsed *parsed, FwShape **out_shape, GError **error)
{
  FwJsonValue rotation;
  const double *n;
  double degrees = 0.0;
  gsize bad;

  if (!(parsed->has & FW_PARSED_BBOX))
    return TRUE;

  g_array_set_size (reader->numbers, 0);
  if (fw_json_get_type (parsed->bbox) != FW_JSON_ARRAY)
    {
      fw_coco_annotation_error (reader, parsed, error,
                                _("bbox is %s, a list of 4 numbers is needed"),
                                type_word (parsed->bbox));
      return FALSE;
    }
  if (!fw_json_append_doubles (parsed->bbox, reader->numbers, &bad))
    {
      fw_coco_annotation_error (reader, parsed, error, _("number %zu of bbox is not a number"),
                                bad + 1);
      return FALSE;
    }
  /* Shapes without a box, such as skeletons of some exporters, write an empty list. */
  if (reader->numbers->len == 0)
    return TRUE;
  if (reader->numbers->len != 4)
    {
      fw_coco_annotation_error (reader, parsed, error,
                                ngettext ("bbox has %u number, 4 are needed",
                                          "bbox has %u numbers, 4 are needed",
                                          reader->numbers->len),
                                reader->numbers->len);
      return FALSE;
    }

  n = (const double *) (gpointer) reader->numbers->data;
  if ((parsed->has & FW_PARSED_ATTRIBUTES)
      && fw_json_get_member (parsed->attributes, "rotation", &rotation))
    degrees = fw_json_get_double (rotation);

  if (isfinite (degrees) && fmod (degrees, 360.0) != 0.0)
    *out_shape
        = fw_shape_new_rotated_box (n[0] + n[2] / 2.0, n[1] + n[3] / 2.0, n[2], n[3], degrees);
  else
    *out_shape = fw_shape_new_box (FW_RECT (n[0], n[1], n[2], n[3]));

  return TRUE;
}

/* Appends the vertices of one part; parts of fewer than three are left out. */
static gboolean
parse_part (
    FwCocoReader *reader, const FwCocoParsed *parsed, FwJsonValue part, gsize index, GError **error)
{
  FwRing ring = { NULL };
  const double *n;
  gsize bad;

  g_array_set_size (reader->numbers, 0);
  if (fw_json_get_type (part) != FW_JSON_ARRAY
      || !fw_json_append_doubles (part, reader->numbers, &bad))
    {
      fw_coco_annotation_error (reader, parsed, error,
                                _("part %zu of segmentation is not a list of numbers"), index + 1);
      return FALSE;
    }
  if (reader->numbers->len % 2 != 0)
    {
      fw_coco_annotation_error (
          reader, parsed, error,
          ngettext ("part %zu of segmentation has %u number, an even count is needed",
                    "part %zu of segmentation has %u numbers, an even count is needed",
                    reader->numbers->len),
          index + 1, reader->numbers->len);
      return FALSE;
    }
  if (reader->numbers->len < 6)
    {
      fw_notes_add (reader->file->notes, FW_NOTE_CARRIED,
                    _("Polygons with a part of fewer than three corners"),
                    _("annotation %" PRId64), parsed->id);
      return TRUE;
    }

  n = (const double *) (gpointer) reader->numbers->data;
  ring.n_vertices = reader->numbers->len / 2;

  guint start = reader->vertices->len;

  g_array_set_size (reader->vertices, start + ring.n_vertices);

  FwVertex *vertices = &g_array_index (reader->vertices, FwVertex, start);

  for (gsize i = 0; i < ring.n_vertices; i++)
    vertices[i] = (FwVertex){ n[2 * i], n[2 * i + 1], 0 };
  g_array_append_val (reader->rings, ring);

  return TRUE;
}

static gboolean
parse_polygon (FwCocoReader *reader,
               const FwCocoParsed *parsed,
               FwShape **out_shape,
               GError **error)
{
  FwJsonWalk walk;
  FwJsonValue part;
  gsize index = 0;

  g_array_set_size (reader->vertices, 0);
  g_array_set_size (reader->rings, 0);

  fw_json_walk_init (&walk, parsed->segmentation);
  while (fw_json_walk_next (&walk, NULL, &part))
    {
      /* Some programs write the numbers of the only part without its list. */
      if (index == 0
          && (fw_json_get_type (part) == FW_JSON_INT || fw_json_get_type (part) == FW_JSON_DOUBLE))
        {
          fw_notes_add (reader->file->notes, FW_NOTE_GUESSED,
                        _("A segmentation that is one list of numbers was taken as one polygon"),
                        _("annotation %" PRId64), parsed->id);
          if (!parse_part (reader, parsed, parsed->segmentation, 0, error))
            return FALSE;
          break;
        }
      if (!parse_part (reader, parsed, part, index++, error))
        return FALSE;
    }

  /* The array of vertices does not move any more. */
  FwVertex *vertices = (FwVertex *) (gpointer) reader->vertices->data;

  for (guint i = 0; i < reader->rings->len; i++)
    {
      FwRing *ring = &g_array_index (reader->rings, FwRing, i);

      ring->vertices = vertices;
      vertices += ring->n_vertices;
    }

  if (reader->rings->len == 0)
    return parse_box (reader, parsed, out_shape, error);

  *out_shape
      = fw_shape_new_rings ((const FwRing *) (gpointer) reader->rings->data, reader->rings->len);

  return TRUE;
}

static gboolean
parse_mask_size (FwJsonValue segmentation, gint64 *out_height, gint64 *out_width)
{
  FwJsonValue size, item;
  FwJsonWalk walk;
  gint64 side[2] = { -1, -1 };

  if (!fw_json_get_member (segmentation, "size", &size) || fw_json_get_type (size) != FW_JSON_ARRAY
      || fw_json_get_count (size) != 2)
    return FALSE;

  fw_json_walk_init (&walk, size);
  for (guint i = 0; i < 2; i++)
    if (!fw_json_walk_next (&walk, NULL, &item) || !fw_json_get_integer (item, &side[i])
        || side[i] < 0 || side[i] > MAX_MASK_SIDE)
      return FALSE;

  *out_height = side[0];
  *out_width = side[1];

  return TRUE;
}

static gboolean
parse_mask (FwCocoReader *reader,
            const FwCocoParsed *parsed,
            FwShape **out_shape,
            FwStated *stated,
            GError **error)
{
  FwJsonValue counts, item;
  FwJsonWalk walk;
  gint64 width, height;
  guint64 limit, total = 0;
  gboolean fits = TRUE;

  if (!parse_mask_size (parsed->segmentation, &height, &width)
      || !fw_json_get_member (parsed->segmentation, "counts", &counts)
      || (fw_json_get_type (counts) != FW_JSON_TEXT && fw_json_get_type (counts) != FW_JSON_ARRAY))
    {
      fw_coco_annotation_error (reader, parsed, error,
                                _("segmentation is an object without “size” [height, width] up to "
                                   "%d and “counts”"),
                                MAX_MASK_SIDE);
      return FALSE;
    }

  limit = (guint64) width * (guint64) height;
  g_array_set_size (reader->runs, 0);
  if (fw_json_get_type (counts) == FW_JSON_TEXT)
    {
      fits = fw_coco_rle_decode (fw_json_get_text (counts, NULL), limit, reader->runs);
    }
  else
    {
      fw_json_walk_init (&walk, counts);
      while (fits && fw_json_walk_next (&walk, NULL, &item))
        {
          gint64 integer = -1;
          guint32 run;

          fits = fw_json_get_integer (item, &integer) && integer >= 0
                 && (total += (guint64) integer) <= limit;
          run = (guint32) integer;
          if (fits)
            g_array_append_val (reader->runs, run);
        }
    }

  if (!fits)
    {
      fw_notes_add (reader->file->notes, FW_NOTE_CARRIED,
                    _("Masks whose runs do not fit their picture are shown as boxes"),
                    _("annotation %" PRId64), parsed->id);
      *stated = (FwStated){ .has = FW_STATED_RUNS,
                            .pixels = total,
                            .width = (guint) width,
                            .height = (guint) height };
      return parse_box (reader, parsed, out_shape, error);
    }

  *out_shape
      = fw_shape_new_mask ((guint) width, (guint) height,
                           (const guint32 *) (gpointer) reader->runs->data, reader->runs->len);

  return TRUE;
}

static gboolean
parse_geometry (FwCocoReader *reader,
                const FwCocoParsed *parsed,
                FwShape **out_shape,
                FwStated *stated,
                GError **error)
{
  if (!fw_coco_parse_keypoints (reader, parsed, out_shape, error))
    return FALSE;
  if (*out_shape)
    return TRUE;

  if (!(parsed->has & FW_PARSED_SEGMENTATION))
    return parse_box (reader, parsed, out_shape, error);

  switch (fw_json_get_type (parsed->segmentation))
    {
    case FW_JSON_OBJECT:
      return parse_mask (reader, parsed, out_shape, stated, error);

    case FW_JSON_ARRAY:
      return parse_polygon (reader, parsed, out_shape, error);

    default:
      fw_coco_annotation_error (reader, parsed, error,
                                _("segmentation is %s, a list or an object is needed"),
                                type_word (parsed->segmentation));
      return FALSE;
    }
}

gboolean
fw_coco_parse_shape (FwCocoReader *reader,
                     const FwCocoParsed *parsed,
                     FwShape **out_shape,
                     GError **error)
{
  FwStated stated = { 0 };

  *out_shape = NULL;
  if (!parse_geometry (reader, parsed, out_shape, &stated, error))
    return FALSE;
  if (*out_shape)
    *out_shape = fw_coco_take_stated (reader, parsed, stated, *out_shape);

  return TRUE;
}
