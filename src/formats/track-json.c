/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A track as JSON:
 *
 *   {"id":3,"shape":"polygon","rings":[{"order":[1,2,5,3,4],"hole":false}],
 *    "on_edge":[[0,5,0.4]],"outside":[[20,29]],
 *    "keys":[[0,[[1,0,0],[2,10,0],[3,10,10],[4,0,10]]], …],
 *    "changes":{"occluded":[[0,false]],"z_order":[[0,0]],"attributes":{"occlusion":[[0,"none"]]}}}
 *
 * A box's key is x, y, w, h; a rotated box's cx, cy, w, h, degrees; an
 * ellipse's cx, cy, rx, ry, degrees; a polyline's like a polygon's; a mask's an
 * object as COCO writes it. Points and skeletons are lists of name, x, y and
 * COCO's visibility, null for no name; a skeleton with a box of its own, or of
 * which the file states another number of points, is an object of "box",
 * "stated" and "points". Keys of boxes tell their shape by their own
 * length, so that a track may hold boxes and rotated boxes.
 */

#include "formats/track-json.h"

#include "core/error.h"
#include "core/shape-kinds.h"

#include <glib/gi18n.h>
#include <math.h>

/* Up to here a double tells every whole number from the next. */
#define LARGEST_WHOLE (G_GINT64_CONSTANT (1) << 53)

void
fw_value_json_write (FwJsonWriter *writer, FwValue value)
{
  switch (value.type)
    {
    case FW_VALUE_NULL:
      fw_json_writer_null (writer);
      return;

    case FW_VALUE_BOOL:
      fw_json_writer_boolean (writer, value.boolean);
      return;

    case FW_VALUE_NUMBER:
      fw_json_writer_number (writer, value.number);
      return;

    case FW_VALUE_TEXT:
      fw_json_writer_text (writer, value.text);
      return;

    case FW_VALUE_JSON:
      fw_json_writer_raw (writer, value.text, strlen (value.text));
      return;
    }

  g_assert_not_reached ();
}

FwValue
fw_value_json_read (FwJsonValue value)
{
  g_autofree char *digits = NULL;
  gint64 integer;

  switch (fw_json_get_type (value))
    {
    case FW_JSON_NULL:
      return fw_value_null ();

    case FW_JSON_BOOL:
      return fw_value_boolean (fw_json_get_boolean (value));

    case FW_JSON_INT:
      /* Numbers of other programs' objects may be longer than a double holds. */
      if (!fw_json_get_integer (value, &integer) || ABS (integer / 2) < LARGEST_WHOLE / 2)
        return fw_value_number (fw_json_get_double (value));
      digits = g_strdup_printf ("%" G_GINT64_FORMAT, integer);
      return fw_value_json (digits);

    case FW_JSON_DOUBLE:
      return fw_value_number (fw_json_get_double (value));

    case FW_JSON_TEXT:
      return fw_value_text (fw_json_get_text (value, NULL));

    case FW_JSON_ARRAY:
    case FW_JSON_OBJECT:
      {
        FwJsonWriter *writer = fw_json_writer_new ();

        fw_json_writer_value (writer, value);

        g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
        gsize length;
        const char *data = g_bytes_get_data (bytes, &length);
        g_autofree char *text = g_strndup (data, length);

        return fw_value_json (text);
      }
    }

  g_assert_not_reached ();
}

void
fw_span_set_json_write (FwJsonWriter *writer, const FwSpanSet *set)
{
  gsize n = 0;
  const FwSpan *spans = fw_span_set_get_spans (set, &n);

  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, spans[i].first);
      fw_json_writer_integer (writer, spans[i].last);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static gboolean
read_frame (FwJsonValue value, FwFrame *out_frame, GError **error)
{
  gint64 integer;

  if (!fw_json_get_integer (value, &integer) || integer < 0 || integer > FW_FRAME_MAX)
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                           _("a frame is not a whole number from 0 on"));
      return FALSE;
    }
  *out_frame = (FwFrame) integer;

  return TRUE;
}

/* Takes the first elements of the list @value into @out; FALSE when it has other than @n. */
static gboolean
take_elements (FwJsonValue value, FwJsonValue *out, gsize n)
{
  FwJsonWalk walk;

  if (fw_json_get_type (value) != FW_JSON_ARRAY || fw_json_get_count (value) != n)
    return FALSE;

  fw_json_walk_init (&walk, value);
  for (gsize i = 0; i < n; i++)
    fw_json_walk_next (&walk, NULL, &out[i]);

  return TRUE;
}

static gboolean
form_error (GError **error, const char *message)
{
  g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, message);

  return FALSE;
}

static gboolean
read_spans (FwJsonValue value, GArray *spans, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue item, ends[2];

  if (fw_json_get_type (value) != FW_JSON_ARRAY)
    return form_error (error, _("spans of frames are not a list"));

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwSpan span;

      if (!take_elements (item, ends, 2))
        return form_error (error, _("a span of frames is not a list of two numbers"));
      if (!read_frame (ends[0], &span.first, error) || !read_frame (ends[1], &span.last, error))
        return FALSE;
      if (span.last >= span.first)
        g_array_append_val (spans, span);
    }

  return TRUE;
}

gboolean
fw_span_set_json_read (FwJsonValue value, FwSpanSet **out_set, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  if (!read_spans (value, spans, error))
    return FALSE;
  *out_set
      = spans->len ? fw_span_set_new ((const FwSpan *) (gpointer) spans->data, spans->len) : NULL;

  return TRUE;
}

/* Writing a track. */

static void
write_mask (FwJsonWriter *writer, const FwShape *shape)
{
  gsize n;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (shape, &n, &width, &height);

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "size");
  fw_json_writer_begin_array (writer);
  fw_json_writer_integer (writer, height);
  fw_json_writer_integer (writer, width);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "counts");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    fw_json_writer_integer (writer, runs[i]);
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

static void
write_vertices (FwJsonWriter *writer, const FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);

  fw_json_writer_begin_array (writer);
  for (gsize r = 0; r < n_rings; r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);

      for (gsize i = 0; i < ring.n_vertices; i++)
        {
          fw_json_writer_begin_array (writer);
          fw_json_writer_integer (writer, ring.vertices[i].id);
          fw_json_writer_number (writer, ring.vertices[i].x);
          fw_json_writer_number (writer, ring.vertices[i].y);
          fw_json_writer_end_array (writer);
        }
    }
  fw_json_writer_end_array (writer);
}

static void
write_point_list (FwJsonWriter *writer, const FwShape *shape)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      fw_json_writer_begin_array (writer);
      if (points[i].name)
        fw_json_writer_text (writer, points[i].name);
      else
        fw_json_writer_null (writer);
      fw_json_writer_number (writer, points[i].x);
      fw_json_writer_number (writer, points[i].y);
      fw_json_writer_integer (writer, points[i].visibility);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_points (FwJsonWriter *writer, const FwShape *shape)
{
  int stated = fw_shape_get_stated_points (shape);
  FwRect box;
  gboolean has_box = fw_shape_get_own_box (shape, &box);

  if (!has_box && stated < 0)
    {
      write_point_list (writer, shape);
      return;
    }

  fw_json_writer_begin_object (writer);
  if (has_box)
    {
      fw_json_writer_key (writer, "box");
      fw_json_writer_begin_array (writer);
      fw_json_writer_number (writer, box.x);
      fw_json_writer_number (writer, box.y);
      fw_json_writer_number (writer, box.width);
      fw_json_writer_number (writer, box.height);
      fw_json_writer_end_array (writer);
    }
  if (stated >= 0)
    {
      fw_json_writer_key (writer, "stated");
      fw_json_writer_integer (writer, stated);
    }
  fw_json_writer_key (writer, "points");
  write_point_list (writer, shape);
  fw_json_writer_end_object (writer);
}

static void
write_shape (FwJsonWriter *writer, const FwShape *shape)
{
  FwRect box;
  FwPoint centre;
  double width, height, degrees;

  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_MASK:
      write_mask (writer, shape);
      return;

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      write_vertices (writer, shape);
      return;

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      write_points (writer, shape);
      return;

    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      fw_shape_get_rotated_box (shape, &centre, &width, &height, &degrees);
      if (fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE)
        {
          width /= 2.0;
          height /= 2.0;
        }
      fw_json_writer_begin_array (writer);
      fw_json_writer_number (writer, centre.x);
      fw_json_writer_number (writer, centre.y);
      fw_json_writer_number (writer, width);
      fw_json_writer_number (writer, height);
      fw_json_writer_number (writer, degrees);
      fw_json_writer_end_array (writer);
      return;

    default:
      box = fw_shape_get_bounds (shape);
      fw_json_writer_begin_array (writer);
      fw_json_writer_number (writer, box.x);
      fw_json_writer_number (writer, box.y);
      fw_json_writer_number (writer, box.width);
      fw_json_writer_number (writer, box.height);
      fw_json_writer_end_array (writer);
      return;
    }
}

static void
write_rings (FwJsonWriter *writer, const FwTrack *track)
{
  gsize n_rings = fw_track_get_n_rings (track);
  gsize n_on_edge;
  const FwOnEdge *on_edge = fw_track_get_on_edge (track, &n_on_edge);

  if (n_rings == 0)
    return;

  fw_json_writer_key (writer, "rings");
  fw_json_writer_begin_array (writer);
  for (gsize r = 0; r < n_rings; r++)
    {
      gboolean is_hole;
      gsize n;
      const guint32 *ids = fw_track_get_ring_order (track, r, &n, &is_hole);

      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "order");
      fw_json_writer_begin_array (writer);
      for (gsize i = 0; i < n; i++)
        fw_json_writer_integer (writer, ids[i]);
      fw_json_writer_end_array (writer);
      fw_json_writer_key (writer, "hole");
      fw_json_writer_boolean (writer, is_hole);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);

  if (n_on_edge == 0)
    return;

  fw_json_writer_key (writer, "on_edge");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_on_edge; i++)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, on_edge[i].frame);
      fw_json_writer_integer (writer, on_edge[i].id);
      fw_json_writer_number (writer, on_edge[i].ratio);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_keys (FwJsonWriter *writer, const FwTrack *track)
{
  gsize n_keys = fw_track_get_n_keyframes (track);

  fw_json_writer_key (writer, "keys");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_keys; i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, key.frame);
      write_shape (writer, key.shape);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_change_list (FwJsonWriter *writer, const FwTrack *track, const char *name)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  if (n == 0)
    return;

  fw_json_writer_key (writer, name);
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, changes[i].frame);
      fw_value_json_write (writer, changes[i].value);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_changes (FwJsonWriter *writer, const FwTrack *track, FwTrackJsonMode mode)
{
  gsize n_changing = mode >= FW_TRACK_JSON_SHAPE ? 0 : fw_track_get_n_changing (track);
  gsize n_occluded, n_z_order;

  fw_track_get_changes (track, FW_CHANGE_OCCLUDED, &n_occluded);
  fw_track_get_changes (track, FW_CHANGE_Z_ORDER, &n_z_order);
  if (n_changing + n_occluded + n_z_order == 0)
    return;

  fw_json_writer_key (writer, "changes");
  fw_json_writer_begin_object (writer);
  write_change_list (writer, track, FW_CHANGE_OCCLUDED);
  write_change_list (writer, track, FW_CHANGE_Z_ORDER);
  if (n_changing > 0)
    {
      fw_json_writer_key (writer, "attributes");
      fw_json_writer_begin_object (writer);
      for (gsize i = 0; i < n_changing; i++)
        write_change_list (writer, track, fw_track_get_changing (track, i));
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_object (writer);
}

static void
write_identity (FwJsonWriter *writer, const FwTrack *track)
{
  gsize n_fixed = fw_track_get_n_fixed (track);

  fw_json_writer_key (writer, "category");
  fw_json_writer_integer (writer, fw_track_get_category (track));
  if (fw_track_get_name (track))
    {
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, fw_track_get_name (track));
    }
  if (fw_track_get_author (track))
    {
      fw_json_writer_key (writer, "author");
      fw_json_writer_text (writer, fw_track_get_author (track));
    }
  if (n_fixed > 0)
    {
      fw_json_writer_key (writer, "fixed");
      fw_json_writer_begin_object (writer);
      for (gsize i = 0; i < n_fixed; i++)
        {
          FwValue value;

          fw_json_writer_key (writer, fw_track_get_fixed (track, i, &value));
          fw_value_json_write (writer, value);
        }
      fw_json_writer_end_object (writer);
    }
}

void
fw_track_json_write (FwJsonWriter *writer, const FwTrack *track, FwTrackJsonMode mode, int by)
{
  gsize n_outside;
  const FwSpan *outside = fw_track_get_outside (track, &n_outside);

  fw_json_writer_key (writer, "id");
  fw_json_writer_integer (writer, fw_track_get_id (track));
  if (mode != FW_TRACK_JSON_MARKS)
    {
      fw_json_writer_key (writer, "shape");
      fw_json_writer_text (writer, fw_shape_kind_to_word (fw_track_get_kind (track)));
    }
  if (mode == FW_TRACK_JSON_FULL)
    {
      write_identity (writer, track);
    }
  else if (by >= 0)
    {
      fw_json_writer_key (writer, "by");
      fw_json_writer_integer (writer, by);
    }
  if (fw_track_is_single (track) && mode <= FW_TRACK_JSON_PRIVATE)
    {
      fw_json_writer_key (writer, "single");
      fw_json_writer_boolean (writer, TRUE);
    }
  if (fw_track_get_group (track) != 0)
    {
      fw_json_writer_key (writer, "group");
      fw_json_writer_integer (writer, fw_track_get_group (track));
    }
  if (!g_str_equal (fw_track_get_source (track), "manual"))
    {
      fw_json_writer_key (writer, "source");
      fw_json_writer_text (writer, fw_track_get_source (track));
    }
  if (n_outside > 0)
    {
      fw_json_writer_key (writer, "outside");
      fw_json_writer_begin_array (writer);
      for (gsize i = 0; i < n_outside; i++)
        {
          fw_json_writer_begin_array (writer);
          fw_json_writer_integer (writer, outside[i].first);
          fw_json_writer_integer (writer, outside[i].last);
          fw_json_writer_end_array (writer);
        }
      fw_json_writer_end_array (writer);
    }

  if (mode != FW_TRACK_JSON_MARKS)
    {
      write_rings (writer, track);
      write_keys (writer, track);
    }
  write_changes (writer, track, mode);
}

gboolean
fw_track_json_is_member (const char *name)
{
  static const char *const members[] = {
    "id",    "shape",  "category", "name",  "author",  "fixed", "by",      "single",
    "group", "source", "outside",  "rings", "on_edge", "keys",  "changes", "confirmed", NULL,
  };

  return g_strv_contains (members, name);
}
