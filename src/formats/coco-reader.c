/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading a COCO file: the top object, categories, videos, images, and the
 * private object; then the frames of the document follow from them. The bytes
 * are in memory once; every list is walked element by element, so the only
 * tree there ever is, is that of one element.
 *
 * The order in the file is free: the top object is split first, and its
 * members are read in the order in which they need each other.
 */

#include "formats/coco-reader.h"

#include "core/error.h"
#include "formats/category-json.h"
#include "formats/track-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_MEMBERS    1000
#define TICKS_PER_CALL 512

gboolean
fw_coco_reader_tick (FwCocoReader *reader, gsize byte, GError **error)
{
  if (reader->ticks++ % TICKS_PER_CALL != 0)
    return TRUE;
  if (reader->options && reader->options->progress)
    reader->options->progress ((double) byte / MAX (reader->text->length, 1),
                               reader->options->progress_data);

  return !g_cancellable_set_error_if_cancelled (reader->cancellable, error);
}

void
fw_coco_object_error (
    FwCocoReader *reader, FwJsonRange range, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  fw_json_set_error (error, reader->text, range.start, "%s", message);
}

/* Collects the members of an object; a name that is there twice is refused. */
static gboolean
collect_members (FwCocoReader *reader, FwJsonRange object, GArray *members, GError **error)
{
  GError *iter_error = NULL;
  FwCocoMember member;
  FwJsonIter iter;

  if (!fw_json_iter_init (&iter, reader->text, object, error))
    return FALSE;

  while (fw_json_iter_next (&iter, &member.key, &member.value, &iter_error))
    {
      for (guint i = 0; i < members->len; i++)
        {
          FwCocoMember *other = &g_array_index (members, FwCocoMember, i);
          gsize length = other->key.end - other->key.start;

          if (length == member.key.end - member.key.start
              && memcmp (reader->text->data + other->key.start,
                         reader->text->data + member.key.start, length)
                     == 0)
            {
              fw_coco_object_error (reader, member.key, error,
                                    _("%.*s stands twice in one object"), (int) MIN (length, 100),
                                    reader->text->data + member.key.start);
              return FALSE;
            }
        }
      if (members->len >= MAX_MEMBERS)
        {
          fw_coco_object_error (reader, member.key, error, _("an object has more than %d members"),
                                MAX_MEMBERS);
          return FALSE;
        }
      g_array_append_val (members, member);
    }
  if (!iter_error)
    return TRUE;

  g_propagate_error (error, iter_error);

  return FALSE;
}

/* Parses each element of a top-level list. A missing list is an empty one. */
gboolean
fw_coco_read_list (FwCocoReader *reader, const char *name, FwCocoElementFunc func, GError **error)
{
  FwJsonRange list = fw_coco_member (reader->text, reader->file->members, name);
  GError *iter_error = NULL;
  FwJsonRange range;
  FwJsonValue value;
  FwJsonIter iter;

  if (!fw_coco_has (list))
    return TRUE;
  if (reader->text->data[list.start] != '[')
    {
      fw_coco_object_error (reader, list, error, _("“%s” is not a list"), name);
      return FALSE;
    }
  if (!fw_json_iter_init (&iter, reader->text, list, error))
    return FALSE;

  while (fw_json_iter_next (&iter, NULL, &range, &iter_error))
    {
      if (!fw_coco_reader_tick (reader, range.start, error))
        return FALSE;
      if (!fw_json_parser_parse (reader->parser, reader->text, range, &value, error))
        {
          g_prefix_error (error, _("element no. %zu of “%s”: "), iter.index + 1, name);
          return FALSE;
        }
      if (fw_json_get_type (value) != FW_JSON_OBJECT)
        {
          fw_coco_object_error (reader, range, error,
                                _("element no. %zu of “%s” is not an object"), iter.index + 1,
                                name);
          return FALSE;
        }
      if (!func (reader, value, range, iter.index, error))
        return FALSE;
    }
  if (!iter_error)
    return TRUE;

  g_propagate_error (error, iter_error);

  return FALSE;
}

gint64
fw_coco_member_integer (FwJsonValue object, const char *name, gint64 fallback)
{
  FwJsonValue value;
  gint64 integer;

  return fw_json_get_member (object, name, &value) && fw_json_get_integer (value, &integer)
             ? integer
             : fallback;
}

guint
fw_coco_member_size (FwJsonValue object, const char *name)
{
  return (guint) CLAMP (fw_coco_member_integer (object, name, 0), 0, G_MAXINT32);
}

const char *
fw_coco_member_text (FwJsonValue object, const char *name)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) && fw_json_get_type (value) == FW_JSON_TEXT
             ? fw_json_get_text (value, NULL)
             : NULL;
}

gboolean
fw_coco_member_id (FwCocoReader *reader,
                   FwJsonValue object,
                   FwJsonRange range,
                   gsize index,
                   const char *what,
                   gint64 *out_id,
                   GError **error)
{
  FwJsonValue value;

  if (fw_json_get_member (object, "id", &value) && fw_json_get_integer (value, out_id))
    {
      if (*out_id <= FW_COCO_MAX_ID)
        return TRUE;
      fw_coco_object_error (reader, range, error,
                            _("%s no. %zu of the list: “id” is larger than %" PRId64), what,
                            index + 1, FW_COCO_MAX_ID);
      return FALSE;
    }

  fw_coco_object_error (reader, range, error,
                        _("%s no. %zu of the list has no “id” that is a whole number"), what,
                        index + 1);
  return FALSE;
}

/* Categories. */

static gboolean
read_category (
    FwCocoReader *reader, FwJsonValue value, FwJsonRange range, gsize index, GError **error)
{
  FwTaxonomyBuilder *builder = reader->target;
  const char *name = fw_coco_member_text (value, "name");
  g_autofree char *unique = NULL;
  FwCocoCategory known = { .range = range };
  FwCategory category = { 0 };
  FwCategoryPoints points;

  if (!fw_coco_member_id (reader, value, range, index, _("category"), &known.id, error))
    return FALSE;
  if (!g_hash_table_add (reader->category_ids, GSIZE_TO_POINTER (known.id)))
    {
      fw_coco_object_error (reader, range, error,
                            _("category %" PRId64 " stands twice in “categories”"), known.id);
      return FALSE;
    }

  unique = name ? g_strdup (name) : g_strdup_printf (_("category %" PRId64), known.id);
  if (!name)
    fw_notes_add (reader->file->notes, FW_NOTE_GUESSED,
                  _("Categories without a name are called by their number"), "%" G_GINT64_FORMAT,
                  known.id);
  if (!g_hash_table_add (reader->category_names, (gpointer) g_intern_string (unique)))
    {
      g_autofree char *same = unique;

      fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                    _("Categories of the same name are told apart by their number"), "%s", same);
      unique = g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", same, known.id);
    }

  known.name = g_intern_string (unique);
  g_array_append_val (reader->file->categories, known);
  category.id = known.id;
  category.name = unique;
  category.supercategory = fw_coco_member_text (value, "supercategory");
  fw_category_points_init (&points, value);
  fw_category_points_set (&points, &category);
  fw_taxonomy_builder_add_category (builder, &category);
  fw_category_points_clear (&points);

  return TRUE;
}

/* The categories that the file lists; annotations may name others. */
static gboolean
read_categories (FwCocoReader *reader, GError **error)
{
  g_autoptr (FwTaxonomyBuilder) builder = fw_taxonomy_builder_new ();

  reader->target = builder;
  if (!fw_coco_read_list (reader, "categories", read_category, error))
    return FALSE;
  reader->words = fw_taxonomy_builder_end (g_steal_pointer (&builder));

  return TRUE;
}

/* The private object. */

static gboolean
read_marks (FwCocoReader *reader, FwJsonValue media, FwSnapshotBuilder *builder, GError **error)
{
  static const struct
  {
    const char *name;
    int slot; /* -1: seen, -2: shown */
  } marks[] = {
    { "deleted", FW_SLOT_DELETED },
    { "empty", FW_SLOT_EMPTY },
    { "done", FW_SLOT_DONE },
    { "seen", -1 },
    { "shown", -2 },
  };
  g_autoptr (FwSpanSet) seen = NULL;
  g_autoptr (FwSpanSet) shown = NULL;

  FwJsonValue value;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      FwSpanSet *set = NULL;

      if (!fw_json_get_member (media, marks[i].name, &value))
        continue;
      if (!fw_span_set_json_read (value, &set, error))
        {
          g_prefix_error (error, "x_framewright, media, %s: ", marks[i].name);
          return FALSE;
        }
      if (marks[i].slot == -1)
        seen = fw_span_set_ref (set);
      else if (marks[i].slot == -2)
        shown = fw_span_set_union (seen, set);
      else
        fw_snapshot_builder_set (builder, (FwSlot){ marks[i].slot, 0 }, set);
      if (marks[i].slot == FW_SLOT_DELETED && set)
        reader->deleted = fw_span_set_ref (set);
      g_clear_pointer (&set, fw_span_set_unref);
    }
  fw_snapshot_builder_set_seen (builder, seen);
  fw_snapshot_builder_set_shown (builder, shown ? shown : seen);

  return TRUE;
}

/* [frame, name, width, height] */
static gboolean
read_hidden_picture (FwJsonValue item, FwCocoHidden *out_hidden)
{
  FwJsonValue cell[4];
  FwJsonWalk cells;
  gint64 number[3];

  if (fw_json_get_type (item) != FW_JSON_ARRAY || fw_json_get_count (item) != 4)
    return FALSE;
  fw_json_walk_init (&cells, item);
  for (guint i = 0; i < 4; i++)
    fw_json_walk_next (&cells, NULL, &cell[i]);
  if (!fw_json_get_integer (cell[0], &number[0]) || fw_json_get_type (cell[1]) != FW_JSON_TEXT
      || !fw_json_get_integer (cell[2], &number[1]) || !fw_json_get_integer (cell[3], &number[2])
      || number[0] < 0 || number[0] >= FW_COCO_MAX_FRAMES)
    return FALSE;

  *out_hidden = (FwCocoHidden){ (FwFrame) number[0], g_strdup (fw_json_get_text (cell[1], NULL)),
                                (guint) CLAMP (number[1], 0, G_MAXINT32),
                                (guint) CLAMP (number[2], 0, G_MAXINT32) };

  return TRUE;
}

static void
read_hidden_pictures (FwCocoReader *reader, FwJsonValue media)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  FwJsonValue list, item;
  FwJsonWalk walk;
  gsize index = 0;

  if (!fw_json_get_member (media, "pictures", &list))
    return;

  fw_json_walk_init (&walk, list);
  for (; fw_json_walk_next (&walk, NULL, &item); index++)
    {
      FwCocoHidden hidden = { 0 };

      if (read_hidden_picture (item, &hidden)
          && g_hash_table_add (taken, GINT_TO_POINTER (hidden.frame)))
        {
          g_array_append_val (reader->hidden_pictures, hidden);
          continue;
        }
      g_free (hidden.name);
      fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                    _("Deleted pictures whose record is damaged: their frames are gone"),
                    "%" G_GSIZE_FORMAT, index + 1);
    }
  if (fw_json_get_type (list) != FW_JSON_ARRAY)
    fw_notes_add (reader->file->notes, FW_NOTE_REPAIRED,
                  _("Deleted pictures whose record is damaged: their frames are gone"), "pictures");
}

static void
clear_hidden (gpointer data)
{
  g_free (((FwCocoHidden *) data)->name);
}

/* The id with which an element of a list of tracks begins, without parsing the rest. */
static gboolean
read_element_id (FwCocoReader *reader, FwJsonRange element, gint64 *out_id, GError **error)
{
  GError *iter_error = NULL;
  FwJsonRange key, value;
  FwJsonValue parsed;
  FwJsonIter iter;

  *out_id = G_MININT64;
  if (!fw_json_iter_init (&iter, reader->text, element, error))
    return FALSE;
  while (fw_json_iter_next (&iter, &key, &value, &iter_error))
    if (fw_json_key_is (reader->text, key, "id"))
      {
        if (!fw_json_parser_parse (reader->side_parser, reader->text, value, &parsed, error))
          return FALSE;
        if (!fw_json_get_integer (parsed, out_id) || *out_id > FW_COCO_MAX_ID)
          *out_id = G_MININT64;
        return TRUE;
      }
  if (!iter_error)
    return TRUE;

  g_propagate_error (error, iter_error);

  return FALSE;
}

/* Splits a list of tracks into its elements and finds their ids. */
static gboolean
read_elements (FwCocoReader *reader,
               FwJsonRange list,
               const char *name,
               GArray *elements,
               GHashTable *by_id,
               GError **error)
{
  GError *iter_error = NULL;
  FwCocoElement element = { .id = 0 };
  FwJsonIter iter;

  if (!fw_coco_has (list))
    return TRUE;
  if (reader->text->data[list.start] != '[')
    {
      fw_coco_object_error (reader, list, error, _("“%s” is not a list"), name);
      return FALSE;
    }
  if (!fw_json_iter_init (&iter, reader->text, list, error))
    return FALSE;

  while (fw_json_iter_next (&iter, NULL, &element.range, &iter_error))
    {
      if (!fw_coco_reader_tick (reader, element.range.start, error)
          || !read_element_id (reader, element.range, &element.file_id, error)
          || !fw_json_validate (reader->text, element.range, error))
        {
          g_prefix_error (error, _("element no. %zu of “%s”: "), iter.index + 1, name);
          return FALSE;
        }
      g_array_append_val (elements, element);
      if (element.file_id != G_MININT64)
        {
          g_hash_table_insert (by_id, GSIZE_TO_POINTER (element.file_id),
                               GSIZE_TO_POINTER (elements->len));
          reader->file->last_track = MAX (reader->file->last_track, element.file_id);
        }
    }
  if (!iter_error)
    return TRUE;

  g_propagate_error (error, iter_error);

  return FALSE;
}

static gboolean
parse_private_member (FwCocoReader *reader,
                      const char *name,
                      FwJsonValue *out_value,
                      GError **error)
{
  FwJsonRange range = fw_coco_member (reader->text, reader->file->private_members, name);

  if (!fw_coco_has (range))
    return FALSE;
  if (fw_json_parser_parse (reader->side_parser, reader->text, range, out_value, error))
    return TRUE;

  g_prefix_error (error, "x_framewright, %s: ", name);
  return FALSE;
}

static void
read_names (FwJsonValue list, const char *member, GPtrArray *names)
{
  FwJsonValue item;
  FwJsonWalk walk;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      const char *text
          = member ? fw_coco_member_text (item, member) : fw_json_get_text (item, NULL);

      g_ptr_array_add (names, g_strdup (text ? text : ""));
    }
}

static gboolean
read_private_head (FwCocoReader *reader, GError **error)
{
  FwCocoFile *file = reader->file;
  GError *parse_error = NULL;
  FwJsonValue value;
  gint64 schema;

  reader->private_object = fw_coco_member (reader->text, file->members, "x_framewright");
  if (!fw_coco_has (reader->private_object))
    return TRUE;
  if (reader->text->data[reader->private_object.start] != '{')
    {
      fw_coco_object_error (reader, reader->private_object, error, _("“%s” is not an object"),
                            "x_framewright");
      return FALSE;
    }
  if (!collect_members (reader, reader->private_object, file->private_members, error))
    {
      g_prefix_error (error, "x_framewright: ");
      return FALSE;
    }

  if (parse_private_member (reader, "schema", &value, &parse_error)
      && fw_json_get_integer (value, &schema) && schema > FW_COCO_SCHEMA)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION,
                   _("a newer Framewright wrote this file (schema %" PRId64
                      ", this one knows %d). "
                      "Install the newer version to open it."),
                   schema, FW_COCO_SCHEMA);
      return FALSE;
    }
  if (!parse_error && parse_private_member (reader, "document", &value, &parse_error))
    file->document_id = g_strdup (fw_json_get_text (value, NULL));
  if (!parse_error && parse_private_member (reader, "next", &value, &parse_error))
    {
      file->next_image_read = MIN (fw_coco_member_integer (value, "image", 0), FW_COCO_MAX_ID);
      file->next_track_read = MIN (fw_coco_member_integer (value, "track", 0), FW_COCO_MAX_ID);
      file->next_annotation_read
          = MIN (fw_coco_member_integer (value, "annotation", 0), FW_COCO_MAX_ID);
    }
  if (!parse_error && parse_private_member (reader, "people", &value, &parse_error))
    read_names (value, NULL, file->people);
  if (!parse_error && parse_private_member (reader, "manuals", &value, &parse_error))
    {
      read_names (value, "manual", file->manuals);
      fw_coco_read_manuals (reader, value);
    }
  if (!parse_error && parse_private_member (reader, "media", &value, &parse_error))
    {
      FwJsonWalk walk;

      fw_json_walk_init (&walk, value);
      if (fw_json_walk_next (&walk, NULL, &value))
        {
          const char *sha256 = fw_coco_member_text (value, "sha256");

          reader->stated_frames = MAX (fw_coco_member_integer (value, "frames", 0), 0);
          file->identity.bytes = MAX (fw_coco_member_integer (value, "bytes", 0), 0);
          if (sha256 && strlen (sha256) == 64)
            g_strlcpy (file->identity.sha256, sha256, sizeof file->identity.sha256);
          read_hidden_pictures (reader, value);
        }
    }
  if (parse_error)
    {
      g_propagate_error (error, parse_error);
      return FALSE;
    }

  return read_elements (reader, fw_coco_member (reader->text, file->private_members, "tracks"),
                        "x_framewright.tracks", file->private_elements, reader->privates, error);
}

static gboolean
read_private_marks (FwCocoReader *reader, GError **error)
{
  GError *parse_error = NULL;
  FwJsonValue value;
  FwJsonWalk walk;

  if (!parse_private_member (reader, "media", &value, &parse_error))
    {
      if (parse_error)
        g_propagate_error (error, parse_error);
      return parse_error == NULL;
    }

  fw_json_walk_init (&walk, value);

  return !fw_json_walk_next (&walk, NULL, &value)
         || read_marks (reader, value, reader->builder, error);
}

/* What is only carried must still be JSON, because it is written back. */
static gboolean
validate_rest (FwCocoReader *reader, GError **error)
{
  static const char *const read[]
      = { "categories", "videos", "images", "annotations", "tracks", NULL };
  static const char *const read_privately[]
      = { "tracks", "schema", "next", "people", "manuals", "media", "aside", NULL };
  GArray *lists[] = { reader->file->members, reader->file->private_members };

  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        FwCocoMember *member = &g_array_index (lists[l], FwCocoMember, i);
        const char *const *known = l == 0 ? read : read_privately;
        gboolean is_read = l == 0 && member->value.start == reader->private_object.start;

        for (gsize k = 0; known[k] && !is_read; k++)
          is_read = fw_json_key_is (reader->text, member->key, known[k]);
        if (!fw_json_validate (reader->text, member->key, error)
            || (!is_read && !fw_json_validate (reader->text, member->value, error)))
          return FALSE;
      }

  return TRUE;
}

/* After the tracks, which know what the file calls them. */
static gboolean
read_set_aside (FwCocoReader *reader, GError **error)
{
  GError *parse_error = NULL;
  FwJsonValue value;

  fw_snapshot_builder_set (reader->builder, (FwSlot){ FW_SLOT_MANUALS, 0 }, reader->manuals);
  if (parse_private_member (reader, "aside", &value, &parse_error))
    fw_coco_read_asides (reader, value);
  if (!parse_error)
    return TRUE;

  g_propagate_error (error, parse_error);

  return FALSE;
}

/* Some editors and shells write every file so. */
static gboolean
is_utf16 (const FwJsonText *text)
{
  const char *data = text->data;

  return text->length >= 2
         && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0
             || (data[0] != 0) != (data[1] != 0));
}

static gboolean
read_root (FwCocoReader *reader, GError **error)
{
  FwCocoFile *file = reader->file;
  gsize after;

  if (is_utf16 (reader->text))
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                           _("this text is UTF-16, and JSON is UTF-8: save it as UTF-8"));
      return FALSE;
    }

  if (!fw_json_find_value (reader->text, 0, &file->root, error))
    return FALSE;

  switch (reader->text->data[file->root.start])
    {
    case '{':
      break;

    case '[':
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                           _("this is a list of results, not a labels file: it needs the labels "
                              "that it belongs to"));
      return FALSE;

    default:
      fw_coco_object_error (reader, file->root, error,
                            _("this is not a COCO file: it does not begin with {"));
      return FALSE;
    }

  for (after = file->root.end; after < reader->text->length; after++)
    if (!strchr (" \t\r\n", reader->text->data[after]) || reader->text->data[after] == 0)
      {
        fw_coco_object_error (reader, (FwJsonRange){ after, after }, error,
                              _("something follows the end of the file's object"));
        return FALSE;
      }

  if (!collect_members (reader, file->root, file->members, error))
    return FALSE;

  if (!fw_coco_has (fw_coco_member (reader->text, file->members, "images"))
      && !fw_coco_has (fw_coco_member (reader->text, file->members, "annotations")))
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                           _("this is not a COCO file: it has neither “images” nor "
                              "“annotations”"));
      return FALSE;
    }

  return TRUE;
}

/* The taxonomy of the file: what it lists, and what its annotations name besides. */
static FwTaxonomy *
add_missing_categories (FwCocoReader *reader)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (gsize i = 0; i < fw_taxonomy_get_n_categories (reader->words); i++)
    fw_taxonomy_builder_add_category (builder, fw_taxonomy_get_category (reader->words, i));
  for (guint i = 0; i < reader->extra_categories->len; i++)
    {
      gint64 id = g_array_index (reader->extra_categories, gint64, i);
      g_autofree char *name = g_strdup_printf (_("category %" PRId64), id);
      FwCategory category = { .id = id, .name = name };

      fw_taxonomy_builder_add_category (builder, &category);
    }

  return fw_taxonomy_builder_end (builder);
}

static void
settle_ids (FwCocoReader *reader)
{
  FwCocoFile *file = reader->file;

  for (guint i = 0; i < file->images->len; i++)
    file->last_image = MAX (file->last_image, g_array_index (file->images, FwCocoImage, i).id);

  file->next_image = MAX (MAX (file->last_image, 0) + 1, file->next_image_read);
  file->next_annotation = MAX (MAX (file->last_annotation, 0) + 1, file->next_annotation_read);
  file->next_track = MAX (reader->next_free, file->next_track_read);
  if (!file->is_video)
    file->next_track = MAX (file->next_track, file->next_annotation);
}

static gboolean
read_all (FwCocoReader *reader, GError **error)
{
  FwCocoFile *file = reader->file;
  g_autoptr (FwTaxonomy) words = NULL;
  g_autoptr (FwFrameList) frames = NULL;
  FwJsonRange tracks;

  if (!read_root (reader, error) || !read_private_head (reader, error))
    return FALSE;

  tracks = fw_coco_member (reader->text, file->members, "tracks");
  file->is_video = fw_coco_has (tracks)
                   || fw_coco_has (fw_coco_member (reader->text, file->members, "videos"));

  if (!read_categories (reader, error)
      || !fw_coco_read_list (reader, "videos", fw_coco_read_video, error))
    return FALSE;
  frames = fw_coco_read_frames (reader, error);
  if (!frames
      || !read_elements (reader, tracks, "tracks", file->track_elements, reader->entries, error))
    return FALSE;

  reader->builder = fw_snapshot_builder_new ();
  fw_snapshot_builder_set_frame_list (reader->builder, frames);
  if (!read_private_marks (reader, error) || !validate_rest (reader, error)
      || !fw_coco_read_annotations (reader,
                                    fw_coco_member (reader->text, file->members, "annotations"),
                                    error))
    return FALSE;

  if (!read_set_aside (reader, error))
    return FALSE;
  fw_coco_read_withheld (file, fw_coco_member (reader->text, file->private_members, "withheld"));

  words = add_missing_categories (reader);
  fw_snapshot_builder_set (reader->builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, words);
  file->snapshot = fw_snapshot_builder_end (g_steal_pointer (&reader->builder));
  settle_ids (reader);
  file->is_id_new = !file->document_id;
  if (file->is_id_new)
    file->document_id = g_uuid_string_random ();
  g_ptr_array_add (file->manuals, NULL);
  fw_notes_finish (file->notes);
  g_hash_table_remove_all (reader->image_by_id);

  return TRUE;
}

static gpointer
hash_thread (gpointer data)
{
  FwJsonText *text = data;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->data, text->length);
}

static FwCocoFile *
load_text (FwJsonText *text,
           const FwCocoLoadOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (FwCocoFile) file = fw_coco_file_alloc ();
  /* The checksum takes about as long as the reading: on another core it is free. */
  GThread *hasher = g_thread_new ("checksum", hash_thread, text);
  FwCocoReader reader = {
    .file = file,
    .text = text,
    .options = options,
    .cancellable = cancellable,
    .parser = fw_json_parser_new (),
    .side_parser = fw_json_parser_new (),
    .image_by_id = g_hash_table_new (NULL, NULL),
    .category_ids = g_hash_table_new (NULL, NULL),
    .category_names = g_hash_table_new (NULL, NULL),
    .entries = g_hash_table_new (NULL, NULL),
    .privates = g_hash_table_new (NULL, NULL),
    .image_frames = g_array_new (FALSE, FALSE, sizeof (FwFrame)),
    .extra_categories = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .numbers = g_array_new (FALSE, FALSE, sizeof (double)),
    .vertices = g_array_new (FALSE, FALSE, sizeof (FwVertex)),
    .rings = g_array_new (FALSE, FALSE, sizeof (FwRing)),
    .runs = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .hidden_pictures = g_array_new (FALSE, FALSE, sizeof (FwCocoHidden)),
  };

  g_array_set_clear_func (reader.hidden_pictures, clear_hidden);
  fw_coco_geometry_init (&reader.geometry);
  file->text = fw_json_text_ref (text);

  gboolean ok = read_all (&reader, error);

  g_free (file->sha256);
  file->sha256 = g_thread_join (hasher);
  g_clear_pointer (&reader.parser, fw_json_parser_free);
  g_clear_pointer (&reader.side_parser, fw_json_parser_free);
  g_clear_pointer (&reader.builder, fw_snapshot_builder_free);
  g_hash_table_unref (reader.image_by_id);
  g_hash_table_unref (reader.category_ids);
  g_hash_table_unref (reader.category_names);
  g_clear_pointer (&reader.words, fw_taxonomy_unref);
  g_hash_table_unref (reader.entries);
  g_hash_table_unref (reader.privates);
  g_array_unref (reader.image_frames);
  g_array_unref (reader.extra_categories);
  g_array_unref (reader.numbers);
  g_array_unref (reader.vertices);
  g_array_unref (reader.rings);
  g_array_unref (reader.runs);
  g_array_unref (reader.hidden_pictures);
  g_clear_pointer (&reader.stated_gaps, fw_span_set_unref);
  g_clear_pointer (&reader.deleted, fw_span_set_unref);
  g_clear_pointer (&reader.manuals, fw_stamp_list_unref);
  fw_coco_geometry_clear (&reader.geometry);

  return ok ? g_steal_pointer (&file) : NULL;
}

FwCocoFile *
fw_coco_file_load (const char *path,
                   const FwCocoLoadOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (FwJsonText) text = fw_json_text_new_from_file (path, cancellable, error);
  FwCocoFile *file = text ? load_text (text, options, cancellable, error) : NULL;

  if (text && !file && error && (*error)->domain == FW_FORMAT_ERROR)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_prefix_error (error, "%s: ", name);
    }

  return file;
}

FwCocoFile *
fw_coco_file_load_bytes (const char *data,
                         gsize length,
                         const FwCocoLoadOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (FwJsonText) text = fw_json_text_new (data, length);

  return load_text (text, options, cancellable, error);
}
