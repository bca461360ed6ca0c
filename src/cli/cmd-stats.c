/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include "formats/coco-file.h"
#include "formats/json.h"

#include <glib/gi18n.h>

/* One word of the labels and how often it is used. */
typedef struct
{
  gint64 objects;
  gint64 shapes;
} Count;

typedef struct
{
  FwTaxonomy *taxonomy;
  gint64 objects;
  gint64 shapes;
  gint64 keyframes;
  GArray *categories;     /* (element-type Count) (owned) as in the taxonomy */
  GHashTable *attributes; /* (owned) name -> table of value text -> Count */
} Stats;

static Count *
ensure_count (GHashTable *table, const char *key)
{
  Count *count = g_hash_table_lookup (table, key);

  if (!count)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (table, g_strdup (key), count);
    }

  return count;
}

static void
count_value (Stats *stats, const char *name, FwValue value, gint64 shapes)
{
  GHashTable *values = g_hash_table_lookup (stats->attributes, name);
  g_autofree char *text = fw_value_to_text (value);
  Count *count;

  if (!values)
    {
      values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (stats->attributes, g_strdup (name), values);
    }
  count = ensure_count (values, text);
  count->objects++;
  count->shapes += shapes;
}

/* Frames of [first, last] in which the track is a label. */
static gint64
visible_between (const FwTrack *track, FwFrame first, FwFrame last)
{
  gsize n;
  const FwSpan *outside = fw_track_get_outside (track, &n);
  gint64 frames = (gint64) last - first + 1;

  for (gsize i = 0; i < n; i++)
    frames -= MAX ((gint64) MIN (outside[i].last, last) - MAX (outside[i].first, first) + 1, 0);

  return frames;
}

static void
count_changing (Stats *stats, const FwTrack *track, const char *name)
{
  FwSpan span = fw_track_get_span (track);
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwFrame first = i == 0 ? span.first : MAX (changes[i].frame, span.first);
      FwFrame last = i + 1 < n ? changes[i + 1].frame - 1 : span.last;

      if (changes[i].value.type != FW_VALUE_NULL && first <= last)
        count_value (stats, name, changes[i].value, visible_between (track, first, last));
    }
}

static gboolean
count_track (FwTrack *track, gpointer data)
{
  Stats *stats = data;
  gint64 shapes = fw_track_get_n_visible (track);
  gssize index = fw_taxonomy_get_index (stats->taxonomy, fw_track_get_category (track));

  stats->objects++;
  stats->shapes += shapes;
  stats->keyframes += (gint64) fw_track_get_n_keyframes (track);
  if (index >= 0)
    {
      Count *count = &g_array_index (stats->categories, Count, index);

      count->objects++;
      count->shapes += shapes;
    }

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      count_value (stats, name, value, shapes);
    }
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    count_changing (stats, track, fw_track_get_changing (track, i));

  return TRUE;
}

static GList *
sorted_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) g_strcmp0);
}

static void
write_integer (FwJsonWriter *writer, const char *key, gint64 value)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, value);
}

static void
print_json (const Stats *stats, gsize frames)
{
  FwJsonWriter *writer = fw_json_writer_new ();
  g_autoptr (GList) names = sorted_keys (stats->attributes);

  fw_json_writer_begin_object (writer);
  write_integer (writer, "objects", stats->objects);
  write_integer (writer, "shapes", stats->shapes);
  write_integer (writer, "keyframes", stats->keyframes);
  write_integer (writer, "frames", (gint64) frames);

  fw_json_writer_key (writer, "categories");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < stats->categories->len; i++)
    {
      const FwCategory *category = fw_taxonomy_get_category (stats->taxonomy, i);
      const Count *count = &g_array_index (stats->categories, Count, i);

      fw_json_writer_begin_object (writer);
      write_integer (writer, "id", category->id);
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, category->name);
      write_integer (writer, "objects", count->objects);
      write_integer (writer, "shapes", count->shapes);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);

  fw_json_writer_key (writer, "attributes");
  fw_json_writer_begin_array (writer);
  for (GList *at = names; at; at = at->next)
    {
      GHashTable *values = g_hash_table_lookup (stats->attributes, at->data);
      g_autoptr (GList) texts = sorted_keys (values);

      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "name");
      fw_json_writer_text (writer, at->data);
      fw_json_writer_key (writer, "values");
      fw_json_writer_begin_array (writer);
      for (GList *text = texts; text; text = text->next)
        {
          const Count *count = g_hash_table_lookup (values, text->data);

          fw_json_writer_begin_object (writer);
          fw_json_writer_key (writer, "value");
          fw_json_writer_text (writer, text->data);
          write_integer (writer, "objects", count->objects);
          write_integer (writer, "shapes", count->shapes);
          fw_json_writer_end_object (writer);
        }
      fw_json_writer_end_array (writer);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_print ("%.*s\n", (int) length, data);
}

static void
print_text (const Stats *stats, gsize frames)
{
  g_autoptr (GList) names = sorted_keys (stats->attributes);

  g_print ("%s %" G_GINT64_FORMAT "\n%s %" G_GINT64_FORMAT "\n%s %" G_GINT64_FORMAT
           "\n%s %" G_GSIZE_FORMAT "\n",
           _("objects"), stats->objects, _("shapes"), stats->shapes, _("keyframes"),
           stats->keyframes, _("frames"), frames);
  g_print ("\n%s\n", _("categories (objects, shapes)"));
  for (guint i = 0; i < stats->categories->len; i++)
    {
      const Count *count = &g_array_index (stats->categories, Count, i);

      g_print ("  %s  %" G_GINT64_FORMAT "  %" G_GINT64_FORMAT "\n",
               fw_taxonomy_get_category (stats->taxonomy, i)->name, count->objects, count->shapes);
    }
  if (names)
    g_print ("\n%s\n", _("attributes (objects, shapes)"));
  for (GList *at = names; at; at = at->next)
    {
      GHashTable *values = g_hash_table_lookup (stats->attributes, at->data);
      g_autoptr (GList) texts = sorted_keys (values);

      for (GList *text = texts; text; text = text->next)
        {
          const Count *count = g_hash_table_lookup (values, text->data);

          g_print ("  %s = %s  %" G_GINT64_FORMAT "  %" G_GINT64_FORMAT "\n",
                   (const char *) at->data, (const char *) text->data, count->objects,
                   count->shapes);
        }
    }
}

static void
show_progress (double share, gpointer what)
{
  fw_command_progress (what, share);
}

FwExit
fw_cmd_stats (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one JSON document"), NULL },
    { NULL },
  };
  FwCocoLoadOptions load = { .progress = show_progress, .progress_data = (gpointer) _("Reading") };
  g_autoptr (FwCocoFile) file = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("stats"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("stats needs one file of labels"));

  file = fw_coco_file_load (g_str_equal (argv[1], "-") ? "/dev/stdin" : argv[1], &load, NULL,
                            &error);
  fw_command_progress_end ();
  if (!file)
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  gsize frames = fw_frame_list_get_length (fw_snapshot_get_frame_list (snapshot));
  Stats stats = {
    .taxonomy = fw_snapshot_get_taxonomy (snapshot),
    .categories = g_array_new (FALSE, TRUE, sizeof (Count)),
    .attributes
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref),
  };

  g_array_set_size (stats.categories, fw_taxonomy_get_n_categories (stats.taxonomy));
  fw_snapshot_foreach (snapshot, count_track, &stats);
  if (as_json)
    print_json (&stats, frames);
  else
    print_text (&stats, frames);
  g_array_unref (stats.categories);
  g_hash_table_unref (stats.attributes);

  return FW_EXIT_CLEAN;
}
