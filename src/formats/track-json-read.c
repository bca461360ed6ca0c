/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading what track-json.c writes. Everything is checked here; what the
 * builder then still finds wrong (no keyframe, kinds that do not go together)
 * it says itself.
 */

#include "formats/track-json.h"

#include "core/error.h"
#include "core/shape-kinds.h"
#include "formats/category-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_MASK_SIDE 65535

typedef struct
{
  FwTrackBuilder *builder;
  GPtrArray *people;
  GHashTable *ring_of; /* vertex id -> ring number + 1 (owned) (nullable) */
  GArray *holes;       /* (element-type gboolean) of each ring (owned) */
  GArray *numbers;     /* (element-type double) scratch (owned) */
} Reading;

static gboolean form_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
form_error (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, message);

  return FALSE;
}

static gboolean
read_frame (FwJsonValue value, FwFrame *out_frame, GError **error)
{
  gint64 integer;

  if (!fw_json_get_integer (value, &integer) || integer < 0)
    return form_error (error, _("a frame is not a whole number from 0 on"));
  /* Tracks are gone through frame by frame. */
  if (integer >= FW_TRACK_JSON_MAX_FRAMES)
    return form_error (error, _("frame %" PRId64 " is larger than %d"), integer,
                       FW_TRACK_JSON_MAX_FRAMES - 1);
  *out_frame = (FwFrame) integer;

  return TRUE;
}

/* [frame, something]: the form of keys, changes and on_edge. */
static gboolean
read_pair (FwJsonValue item,
           const char *member,
           FwFrame *out_frame,
           FwJsonValue *out_value,
           GError **error)
{
  FwJsonWalk walk;
  FwJsonValue frame;

  if (fw_json_get_type (item) != FW_JSON_ARRAY || fw_json_get_count (item) != 2)
    return form_error (error, _("an element of “%s” is not a list of a frame and a value"),
                       member);

  fw_json_walk_init (&walk, item);
  fw_json_walk_next (&walk, NULL, &frame);
  fw_json_walk_next (&walk, NULL, out_value);

  return read_frame (frame, out_frame, error);
}

static gboolean
read_rings (Reading *reading, FwJsonValue value, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue ring, order, hole;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  reading->ring_of = g_hash_table_new (NULL, NULL);
  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &ring))
    {
      gboolean is_hole = fw_json_get_member (ring, "hole", &hole) && fw_json_get_boolean (hole);
      FwJsonWalk ids_walk;
      FwJsonValue item;

      if (!fw_json_get_member (ring, "order", &order) || fw_json_get_type (order) != FW_JSON_ARRAY)
        return form_error (error, _("a ring has no list “order”"));

      g_array_append_val (reading->holes, is_hole);
      g_array_set_size (ids, 0);
      fw_json_walk_init (&ids_walk, order);
      while (fw_json_walk_next (&ids_walk, NULL, &item))
        {
          gint64 integer;
          guint32 id;

          if (!fw_json_get_integer (item, &integer) || integer < 1 || integer >= G_MAXUINT32)
            return form_error (error, _("a vertex number is not a whole number from 1 on"));
          id = (guint32) integer;
          if (!g_hash_table_insert (reading->ring_of, GUINT_TO_POINTER (id),
                                    GUINT_TO_POINTER (reading->holes->len)))
            return form_error (error, _("vertex %u stands twice in the rings"), id);
          g_array_append_val (ids, id);
        }
      fw_track_builder_add_ring_order (reading->builder, (const guint32 *) (gpointer) ids->data,
                                       ids->len, is_hole);
    }

  return TRUE;
}

/* A polygon, or a polyline when it @is_open. */
static FwShape *
read_polygon (Reading *reading, FwJsonValue value, gboolean is_open, GError **error)
{
  guint n_rings = MAX (reading->holes->len, 1);
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (FwVertex));
  g_autofree FwRing *rings = g_new0 (FwRing, n_rings);
  FwJsonWalk walk;
  FwJsonValue item;
  guint last_ring = 0;
  gsize n_filled = 0;

  g_array_set_size (vertices, fw_json_get_count (value));

  FwVertex *next = (FwVertex *) (gpointer) vertices->data;

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      gsize bad;
      const double *n;
      guint32 id;
      guint ring = 1;

      g_array_set_size (reading->numbers, 0);
      if (fw_json_get_type (item) != FW_JSON_ARRAY
          || !fw_json_append_doubles (item, reading->numbers, &bad) || reading->numbers->len != 3)
        {
          form_error (error, _("a vertex is not a list of three numbers"));
          return NULL;
        }

      n = (const double *) (gpointer) reading->numbers->data;
      id = n[0] >= 1.0 && n[0] < (double) G_MAXUINT32 ? (guint32) n[0] : 0;
      if (id == 0)
        {
          form_error (error, _("a vertex number is not a whole number from 1 on"));
          return NULL;
        }
      if (reading->ring_of)
        ring = GPOINTER_TO_UINT (g_hash_table_lookup (reading->ring_of, GUINT_TO_POINTER (id)));
      if (ring == 0)
        {
          form_error (error, _("vertex %u is in none of the rings"), id);
          return NULL;
        }

      /* The vertices of a ring stand together, rings in their order. */
      if (ring != last_ring)
        {
          if (ring < last_ring)
            {
              form_error (error, _("vertex %u stands among those of another ring"), id);
              return NULL;
            }
          rings[n_filled++] = (FwRing){
            .vertices = next,
            .is_hole
            = reading->holes->len > 0 && g_array_index (reading->holes, gboolean, ring - 1),
            .is_open = is_open,
          };
          last_ring = ring;
        }
      *next++ = (FwVertex){ n[1], n[2], id };
      rings[n_filled - 1].n_vertices++;
    }

  if (n_filled == 0)
    {
      form_error (error, is_open ? _("a polyline has no vertices")
                                 : _("a polygon has no vertices"));
      return NULL;
    }

  return fw_shape_new_rings (rings, n_filled);
}

static FwShape *
read_mask (FwJsonValue value, GError **error)
{
  FwJsonValue size, counts, item;
  FwJsonWalk walk;
  gint64 side[2] = { -1, -1 };
  guint64 total = 0;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!fw_json_get_member (value, "size", &size) || fw_json_get_type (size) != FW_JSON_ARRAY
      || fw_json_get_count (size) != 2 || !fw_json_get_member (value, "counts", &counts)
      || fw_json_get_type (counts) != FW_JSON_ARRAY)
    {
      form_error (error, _("a mask needs “size” with two numbers and a list “counts”"));
      return NULL;
    }

  fw_json_walk_init (&walk, size);
  for (guint i = 0; i < 2; i++)
    if (!fw_json_walk_next (&walk, NULL, &item) || !fw_json_get_integer (item, &side[i])
        || side[i] < 0 || side[i] > MAX_MASK_SIDE)
      {
        form_error (error, _("a mask's size is not from 0 to %d"), MAX_MASK_SIDE);
        return NULL;
      }

  fw_json_walk_init (&walk, counts);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      gint64 integer;
      guint32 run;

      if (!fw_json_get_integer (item, &integer) || integer < 0
          || (total += (guint64) integer) > (guint64) side[0] * (guint64) side[1])
        {
          form_error (error, _("a mask has more pixels than its size says"));
          return NULL;
        }
      run = (guint32) integer;
      g_array_append_val (runs, run);
    }

  return fw_shape_new_mask ((guint) side[1], (guint) side[0],
                            (const guint32 *) (gpointer) runs->data, runs->len);
}

static gboolean
is_number (FwJsonValue value)
{
  return fw_json_get_type (value) == FW_JSON_INT || fw_json_get_type (value) == FW_JSON_DOUBLE;
}

/* [name, x, y, visibility] */
static gboolean
read_point (FwJsonValue item, FwKeypoint *out, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue name, x, y, visibility;
  gint64 integer = -1;

  if (fw_json_get_type (item) != FW_JSON_ARRAY || fw_json_get_count (item) != 4)
    return form_error (error, _("a point is not a list of a name and three numbers"));

  fw_json_walk_init (&walk, item);
  fw_json_walk_next (&walk, NULL, &name);
  fw_json_walk_next (&walk, NULL, &x);
  fw_json_walk_next (&walk, NULL, &y);
  fw_json_walk_next (&walk, NULL, &visibility);

  if (!is_number (x) || !is_number (y))
    return form_error (error, _("a point is not a list of a name and three numbers"));
  if (!fw_json_get_integer (visibility, &integer) || integer < 0
      || integer >= FW_N_KEYPOINT_VISIBILITIES)
    return form_error (error, _("the visibility of a point is not 0, 1 or 2"));

  out->x = fw_json_get_double (x);
  out->y = fw_json_get_double (y);
  out->name = fw_json_get_type (name) == FW_JSON_TEXT ? fw_json_get_text (name, NULL) : NULL;
  out->visibility = (guint8) integer;

  return TRUE;
}

/* The members beside "points"; FALSE when they are of another form. */
static gboolean
read_point_members (
    Reading *reading, FwJsonValue object, FwRect *box, gboolean *has_box, gint64 *stated)
{
  FwJsonValue member;
  gsize bad;

  *has_box = fw_json_get_member (object, "box", &member);
  if (*has_box)
    {
      g_array_set_size (reading->numbers, 0);
      if (fw_json_get_type (member) != FW_JSON_ARRAY
          || !fw_json_append_doubles (member, reading->numbers, &bad)
          || reading->numbers->len != 4)
        return FALSE;
      memcpy (box, reading->numbers->data, sizeof *box);
    }

  return !fw_json_get_member (object, "stated", &member)
         || (fw_json_get_integer (member, stated) && *stated >= 0 && *stated <= G_MAXINT32);
}

static FwShape *
read_points (Reading *reading, FwShapeKind kind, FwJsonValue value, GError **error)
{
  gboolean is_object = fw_json_get_type (value) == FW_JSON_OBJECT;
  FwJsonValue list = value, item;
  g_autofree FwKeypoint *points = NULL;
  g_autoptr (FwShape) shape = NULL;
  FwRect box = { 0 };
  gboolean has_box = FALSE;
  gint64 stated = -1;
  FwJsonWalk walk;
  gsize n = 0;

  if ((is_object
       && (!read_point_members (reading, value, &box, &has_box, &stated)
           || (has_box && kind != FW_SHAPE_SKELETON)
           || !fw_json_get_member (value, "points", &list)))
      || fw_json_get_type (list) != FW_JSON_ARRAY || fw_json_get_count (list) > FW_KEYPOINTS_MAX)
    {
      form_error (error, _("a key is not of the shape “%s”"), fw_shape_kind_to_word (kind));
      return NULL;
    }

  points = g_new (FwKeypoint, fw_json_get_count (list) + 1);
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    if (!read_point (item, &points[n++], error))
      return NULL;

  shape = kind == FW_SHAPE_SKELETON ? fw_shape_new_skeleton (points, n, has_box ? &box : NULL)
                                    : fw_shape_new_points (points, n);

  return stated >= 0 ? fw_shape_with_stated_points (shape, (guint) stated)
                     : g_steal_pointer (&shape);
}

static FwShape *
read_shape (Reading *reading, FwShapeKind kind, FwJsonValue value, GError **error)
{
  gsize bad;

  if (kind == FW_SHAPE_MASK && fw_json_get_type (value) == FW_JSON_OBJECT)
    return read_mask (value, error);
  if ((kind == FW_SHAPE_POLYGON || kind == FW_SHAPE_POLYLINE)
      && fw_json_get_type (value) == FW_JSON_ARRAY)
    return read_polygon (reading, value, kind == FW_SHAPE_POLYLINE, error);
  if (kind == FW_SHAPE_POINTS || kind == FW_SHAPE_SKELETON)
    return read_points (reading, kind, value, error);

  g_array_set_size (reading->numbers, 0);
  if ((kind == FW_SHAPE_BOX || kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_ELLIPSE)
      && fw_json_get_type (value) == FW_JSON_ARRAY
      && fw_json_append_doubles (value, reading->numbers, &bad))
    {
      const double *n = (const double *) (gpointer) reading->numbers->data;

      if (kind == FW_SHAPE_ELLIPSE && reading->numbers->len == 5)
        return fw_shape_new_ellipse (n[0], n[1], n[2], n[3], n[4]);
      if (kind != FW_SHAPE_ELLIPSE && reading->numbers->len == 4)
        return fw_shape_new_box (FW_RECT (n[0], n[1], n[2], n[3]));
      if (kind != FW_SHAPE_ELLIPSE && reading->numbers->len == 5)
        return fw_shape_new_rotated_box (n[0], n[1], n[2], n[3], n[4]);
    }

  form_error (error, _("a key is not of the shape “%s”"), fw_shape_kind_to_word (kind));
  return NULL;
}

static gboolean
read_keys (Reading *reading, FwShapeKind kind, FwJsonValue value, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue item, body;

  if (fw_json_get_type (value) != FW_JSON_ARRAY)
    return form_error (error, _("“%s” is not a list"), "keys");

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      g_autoptr (FwShape) shape = NULL;
      FwFrame frame;

      if (!read_pair (item, "keys", &frame, &body, error))
        return FALSE;
      shape = read_shape (reading, kind, body, error);
      if (!shape)
        return FALSE;
      fw_track_builder_set_key (reading->builder, frame, shape);
    }

  return TRUE;
}

static gboolean
read_on_edge (Reading *reading, FwJsonValue value, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue item;

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      const double *n;
      gsize bad;

      g_array_set_size (reading->numbers, 0);
      if (fw_json_get_type (item) != FW_JSON_ARRAY
          || !fw_json_append_doubles (item, reading->numbers, &bad) || reading->numbers->len != 3)
        return form_error (error,
                           _("an element of “on_edge” is not a list of frame, vertex and ratio"));

      n = (const double *) (gpointer) reading->numbers->data;
      if (!(n[0] >= 0 && n[0] < FW_TRACK_JSON_MAX_FRAMES && n[1] >= 1 && n[1] < G_MAXUINT32 && n[2] >= 0.0
            && n[2] <= 1.0))
        return form_error (error, _("an element of “on_edge” is out of range"));
      fw_track_builder_add_on_edge (reading->builder,
                                    (FwOnEdge){ (FwFrame) n[0], (guint32) n[1], n[2] });
    }

  return TRUE;
}

static gboolean
read_change_list (Reading *reading, const char *name, FwJsonValue list, GError **error)
{
  FwJsonWalk walk;
  FwJsonValue item, value;

  if (fw_json_get_type (list) != FW_JSON_ARRAY)
    return form_error (error, _("“%s” is not a list"), name);

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwFrame frame;

      if (!read_pair (item, name, &frame, &value, error))
        return FALSE;
      fw_track_builder_set_change (reading->builder, name, frame, fw_value_json_read (value));
    }

  return TRUE;
}

static gboolean
read_changes (Reading *reading, FwJsonValue value, GError **error)
{
  FwJsonWalk walk, names;
  FwJsonValue list;
  const char *key;

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, &key, &list))
    {
      if (!g_str_equal (key, "attributes"))
        {
          if (!g_str_equal (key, FW_CHANGE_OCCLUDED) && !g_str_equal (key, FW_CHANGE_Z_ORDER))
            continue;
          if (!read_change_list (reading, key, list, error))
            return FALSE;
          continue;
        }

      FwJsonValue values;

      fw_json_walk_init (&names, list);
      while (fw_json_walk_next (&names, &key, &values))
        if (!read_change_list (reading, key, values, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
read_outside (Reading *reading, FwJsonValue value, GError **error)
{
  FwSpanSet *set = NULL;

  if (!fw_span_set_json_read (value, &set, error))
    return FALSE;

  gsize n = 0;
  const FwSpan *spans = fw_span_set_get_spans (set, &n);

  for (gsize i = 0; i < n; i++)
    fw_track_builder_add_outside (reading->builder, spans[i]);
  g_clear_pointer (&set, fw_span_set_unref);

  return TRUE;
}

static void
read_plain_members (Reading *reading, FwJsonValue object)
{
  FwTrackBuilder *builder = reading->builder;
  FwJsonWalk walk;
  FwJsonValue value, fixed;
  const char *key;
  gint64 integer;

  if (fw_json_get_member (object, "category", &value) && fw_json_get_integer (value, &integer))
    fw_track_builder_set_category (builder, integer);
  if (fw_json_get_member (object, "name", &value) && fw_json_get_type (value) == FW_JSON_TEXT)
    fw_track_builder_set_name (builder, fw_json_get_text (value, NULL));
  if (fw_json_get_member (object, "author", &value) && fw_json_get_type (value) == FW_JSON_TEXT)
    fw_track_builder_set_author (builder, fw_json_get_text (value, NULL));
  if (fw_json_get_member (object, "by", &value) && reading->people
      && fw_json_get_integer (value, &integer) && integer >= 0 && integer < reading->people->len)
    fw_track_builder_set_author (builder, g_ptr_array_index (reading->people, integer));
  if (fw_json_get_member (object, "single", &value))
    fw_track_builder_set_single (builder, fw_json_get_boolean (value));
  if (fw_json_get_member (object, "group", &value) && fw_json_get_integer (value, &integer))
    fw_track_builder_set_group (builder, integer);
  if (fw_json_get_member (object, "source", &value) && fw_json_get_type (value) == FW_JSON_TEXT)
    fw_track_builder_set_source (builder, fw_json_get_text (value, NULL));

  if (fw_json_get_member (object, "fixed", &fixed))
    {
      fw_json_walk_init (&walk, fixed);
      while (fw_json_walk_next (&walk, &key, &value))
        fw_track_builder_set_fixed (builder, key, fw_value_json_read (value));
    }
}

static gboolean
read_members (Reading *reading, FwJsonValue object, GError **error)
{
  FwJsonValue value, keys;
  FwShapeKind kind = FW_SHAPE_BOX;

  if (fw_json_get_type (object) != FW_JSON_OBJECT)
    return form_error (error, _("a track is not an object"));

  gboolean has_keys = fw_json_get_member (object, "keys", &keys);

  if (has_keys
      && (!fw_json_get_member (object, "shape", &value)
          || !fw_shape_kind_from_word (fw_json_get_text (value, NULL), &kind)))
    return form_error (error, _("a track has no known “shape”"));

  read_plain_members (reading, object);

  if (fw_json_get_member (object, "rings", &value) && !read_rings (reading, value, error))
    return FALSE;
  if (has_keys && !read_keys (reading, kind, keys, error))
    return FALSE;
  if (fw_json_get_member (object, "on_edge", &value) && !read_on_edge (reading, value, error))
    return FALSE;
  if (fw_json_get_member (object, "outside", &value) && !read_outside (reading, value, error))
    return FALSE;

  return !fw_json_get_member (object, "changes", &value) || read_changes (reading, value, error);
}

gboolean
fw_track_json_read (FwJsonValue object, FwTrackBuilder *builder, GPtrArray *people, GError **error)
{
  Reading reading = {
    .builder = builder,
    .people = people,
    .holes = g_array_new (FALSE, FALSE, sizeof (gboolean)),
    .numbers = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  gboolean ok = read_members (&reading, object, error);

  g_clear_pointer (&reading.ring_of, g_hash_table_unref);
  g_array_unref (reading.holes);
  g_array_unref (reading.numbers);

  return ok;
}

/* Taxonomies. */

static void
write_names (FwJsonWriter *writer,
             const FwTaxonomy *taxonomy,
             FwCategoryId category,
             gboolean required)
{
  gsize n = fw_taxonomy_get_n_attributes (taxonomy);

  fw_json_writer_key (writer, required ? "required" : "allowed");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);

      if (required ? fw_taxonomy_is_required (taxonomy, category, attribute)
                   : fw_taxonomy_is_allowed (taxonomy, category, attribute))
        fw_json_writer_text (writer, attribute->name);
    }
  fw_json_writer_end_array (writer);
}

static void
write_skeleton (FwJsonWriter *writer, const FwCategory *category)
{
  if (category->n_keypoints == 0)
    return;

  fw_json_writer_key (writer, "keypoints");
  fw_category_keypoints_write (writer, category);
  fw_json_writer_key (writer, "skeleton");
  fw_category_limbs_write (writer, category);
}

void
fw_taxonomy_json_write (FwJsonWriter *writer, const FwTaxonomy *taxonomy)
{
  static const char *const types[] = { "bool", "choice", "number", "text" };
  gsize n_categories = fw_taxonomy_get_n_categories (taxonomy);
  gsize n_attributes = fw_taxonomy_get_n_attributes (taxonomy);

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "attributes");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_attributes; i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);

      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, attribute->name);
      fw_json_writer_key (writer, "type");
      fw_json_writer_text (writer, types[attribute->type]);
      fw_json_writer_key (writer, "fixed");
      fw_json_writer_boolean (writer, attribute->is_fixed);
      fw_json_writer_key (writer, "values");
      fw_json_writer_begin_array (writer);
      for (gsize v = 0; v < attribute->n_values; v++)
        fw_json_writer_text (writer, attribute->values[v]);
      fw_json_writer_end_array (writer);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);

  fw_json_writer_key (writer, "categories");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_categories; i++)
    {
      const FwCategory *category = fw_taxonomy_get_category (taxonomy, i);

      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "id");
      fw_json_writer_integer (writer, category->id);
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, category->name);
      fw_json_writer_key (writer, "supercategory");
      fw_json_writer_text (writer, category->supercategory);
      fw_json_writer_key (writer, "kinds");
      fw_json_writer_integer (writer, category->kinds);
      fw_json_writer_key (writer, "in_manual");
      fw_json_writer_boolean (writer, category->in_manual);
      write_names (writer, taxonomy, category->id, FALSE);
      write_names (writer, taxonomy, category->id, TRUE);
      write_skeleton (writer, category);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

static gboolean
read_attribute (FwTaxonomyBuilder *builder, FwJsonValue item, GError **error)
{
  static const char *const types[] = { "bool", "choice", "number", "text", NULL };
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  FwAttribute attribute = { NULL };
  FwJsonValue name, type, value;
  FwJsonWalk walk;

  if (!fw_json_get_member (item, "name", &name) || !fw_json_get_member (item, "type", &type)
      || !g_strv_contains (types, fw_json_get_text (type, NULL)))
    return form_error (error, _("an attribute has no name or no known type"));

  attribute.name = fw_json_get_text (name, NULL);
  while (!g_str_equal (types[attribute.type], fw_json_get_text (type, NULL)))
    attribute.type++;
  attribute.is_fixed = fw_json_get_member (item, "fixed", &value) && fw_json_get_boolean (value);
  if (fw_json_get_member (item, "values", &value))
    {
      fw_json_walk_init (&walk, value);
      while (fw_json_walk_next (&walk, NULL, &value))
        g_ptr_array_add (values, (gpointer) fw_json_get_text (value, NULL));
    }
  attribute.n_values = values->len;
  g_ptr_array_add (values, NULL);
  attribute.values = attribute.n_values ? (const char *const *) values->pdata : NULL;
  fw_taxonomy_builder_add_attribute (builder, &attribute);

  return TRUE;
}

static void
read_allowed (FwTaxonomyBuilder *builder,
              FwCategoryId category,
              FwJsonValue item,
              gsize n_attributes)
{
  FwJsonValue list, name;
  FwJsonWalk walk;

  if (fw_json_get_member (item, "allowed", &list) && fw_json_get_count (list) < n_attributes)
    {
      /* A category that allows nothing still needs one entry to say so. */
      if (fw_json_get_count (list) == 0)
        fw_taxonomy_builder_allow (builder, category, "");
      fw_json_walk_init (&walk, list);
      while (fw_json_walk_next (&walk, NULL, &name))
        fw_taxonomy_builder_allow (builder, category, fw_json_get_text (name, NULL));
    }
  if (fw_json_get_member (item, "required", &list))
    {
      fw_json_walk_init (&walk, list);
      while (fw_json_walk_next (&walk, NULL, &name))
        fw_taxonomy_builder_require (builder, category, fw_json_get_text (name, NULL));
    }
}

FwTaxonomy *
fw_taxonomy_json_read (FwJsonValue value, GError **error)
{
  g_autoptr (FwTaxonomyBuilder) builder = fw_taxonomy_builder_new ();
  FwJsonValue list, item, member;
  FwJsonWalk walk;
  gsize n_attributes = 0;

  if (fw_json_get_member (value, "attributes", &list))
    {
      fw_json_walk_init (&walk, list);
      while (fw_json_walk_next (&walk, NULL, &item))
        if (!read_attribute (builder, item, error))
          return NULL;
      n_attributes = fw_json_get_count (list);
    }
  if (!fw_json_get_member (value, "categories", &list))
    {
      form_error (error, _("a list of categories is missing"));
      return NULL;
    }

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwCategory category = { 0 };
      FwCategoryPoints points;
      gint64 integer = 0;

      if (!fw_json_get_member (item, "id", &member) || !fw_json_get_integer (member, &category.id)
          || !fw_json_get_member (item, "name", &member))
        {
          form_error (error, _("a category has no id or no name"));
          return NULL;
        }
      category.name = fw_json_get_text (member, NULL);
      if (fw_json_get_member (item, "supercategory", &member))
        category.supercategory = fw_json_get_text (member, NULL);
      if (fw_json_get_member (item, "kinds", &member) && fw_json_get_integer (member, &integer))
        category.kinds = (guint) integer;
      if (fw_json_get_member (item, "in_manual", &member))
        category.in_manual = fw_json_get_boolean (member);
      fw_category_points_init (&points, item);
      fw_category_points_set (&points, &category);
      fw_taxonomy_builder_add_category (builder, &category);
      fw_category_points_clear (&points);
      read_allowed (builder, category.id, item, n_attributes);
    }

  return fw_taxonomy_builder_end (g_steal_pointer (&builder));
}
