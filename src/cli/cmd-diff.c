/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl diff: what differs between two label files, object by object.
 * Objects are the same when they have the same id; categories go by name, as
 * ids of categories are each file's own. Frames are compared one by one where
 * two tracks may differ, so that two ways to write the same labels are equal.
 */

#include "cli/command-io.h"

#include "core/track-difference.h"

#include <glib/gi18n.h>
#include <string.h>

/* One run of frames in which one thing differs. */
typedef struct
{
  const char *what;   /* `shape`, `there`, or an attribute's name */
  FwSpan      span;
  FwValue     before; /* of attributes: in the first frame */
  FwValue     after;
} Run;

typedef struct
{
  FwCocoFile   *files[2];
  FwJsonWriter *writer; /* (nullable) */
  gsize         n_differences;
} Diff;

static FwSnapshot *
get_snapshot (Diff *self,
              int   side)
{
  return fw_coco_file_get_snapshot (self->files[side]);
}

static const char *
get_category (Diff    *self,
              int      side,
              FwTrack *track)
{
  const FwCategory *category = fw_taxonomy_find (
      fw_snapshot_get_taxonomy (get_snapshot (self, side)), fw_track_get_category (track));

  return category ? category->name : "";
}

/* Geometry without regard to the identity of vertices. */
static gboolean
same_shape (const FwShape *a,
            const FwShape *b)
{
  gsize n = fw_shape_get_n_rings (a);

  if (fw_shape_equal (a, b))
    return TRUE;
  if (fw_shape_get_kind (a) != fw_shape_get_kind (b) || n == 0 || n != fw_shape_get_n_rings (b))
    return FALSE;

  for (gsize r = 0; r < n; r++)
    {
      FwRing left = fw_shape_get_ring (a, r), right = fw_shape_get_ring (b, r);

      if (left.n_vertices != right.n_vertices || left.is_hole != right.is_hole)
        return FALSE;
      for (gsize v = 0; v < left.n_vertices; v++)
        if (left.vertices[v].x != right.vertices[v].x || left.vertices[v].y != right.vertices[v].y)
          return FALSE;
    }

  return TRUE;
}

static void
add_frame (GArray     *runs,
           const char *what,
           FwFrame     frame,
           FwValue     before,
           FwValue     after)
{
  Run fresh = { what, { frame, frame }, before, after };

  /* The newest run of each thing stands near the end. */
  for (guint i = runs->len; i > 0; i--)
    {
      Run *run = &g_array_index (runs, Run, i - 1);

      if (run->what != what)
        continue;
      if (run->span.last + 1 == frame && fw_value_equal (run->before, before)
          && fw_value_equal (run->after, after))
        {
          run->span.last = frame;
          return;
        }
      break;
    }
  g_array_append_val (runs, fresh);
}

static void
add_names (GHashTable *names,
           FwTrack    *track)
{
  gsize n;

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    g_hash_table_add (names, (gpointer) g_intern_string (fw_track_get_fixed (track, i, NULL)));
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    g_hash_table_add (names, (gpointer) g_intern_string (fw_track_get_changing (track, i)));
  fw_track_get_changes (track, FW_CHANGE_OCCLUDED, &n);
  if (n > 0)
    g_hash_table_add (names, (gpointer) g_intern_string (FW_CHANGE_OCCLUDED));
}

/* "Not occluded" and nothing said are the same. */
static FwValue
get_value (FwTrack    *track,
           const char *name,
           FwFrame     frame)
{
  if (g_str_equal (name, FW_CHANGE_OCCLUDED))
    return fw_value_boolean (fw_track_is_occluded (track, frame));

  return fw_track_get_attribute (track, name, frame);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GArray *
compare_tracks (FwTrack *before,
                FwTrack *after)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr(GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  const FwValue none = fw_value_null ();
  FwSpan span = { G_MAXINT32, -1 }, part;
  GHashTableIter iter;
  gpointer name;

  add_names (set, before);
  add_names (set, after);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  /* What lies outside of both is the same. */
  if (fw_track_difference (before, after, &part))
    span = part;
  if (fw_track_find_edit (before, after, &part))
    span = (FwSpan) { MIN (span.first, part.first), MAX (span.last, part.last) };

  for (FwFrame frame = span.first; frame <= span.last; frame++)
    {
      gboolean was = fw_presence_is_visible (fw_track_get_presence (before, frame));
      gboolean is = fw_presence_is_visible (fw_track_get_presence (after, frame));

      if (was != is)
        add_frame (runs, "there", frame, fw_value_boolean (was), fw_value_boolean (is));
      if (!was || !is)
        continue;

      g_autoptr(FwShape) old = fw_track_dup_shape_at (before, frame);
      g_autoptr(FwShape) new = fw_track_dup_shape_at (after, frame);

      if (!same_shape (old, new))
        add_frame (runs, "shape", frame, none, none);
      for (guint i = 0; i < names->len; i++)
        {
          FwValue left = get_value (before, names->pdata[i], frame);
          FwValue right = get_value (after, names->pdata[i], frame);

          if (!fw_value_equal (left, right))
            add_frame (runs, names->pdata[i], frame, left, right);
        }
    }

  return runs;
}

static char *
name_span (FwSpan span)
{
  return span.first == span.last ? g_strdup_printf (_("frame %d"), span.first)
                                 : g_strdup_printf (_("frames %d to %d"), span.first, span.last);
}

static void
tell_whole (Diff    *self,
            int      side,
            FwTrack *track)
{
  const char *category = get_category (self, side, track);
  FwSpan span = fw_track_get_span (track);
  g_autofree char *frames = name_span (span);

  self->n_differences++;
  if (self->writer)
    {
      fw_json_writer_begin_object (self->writer);
      fw_command_json_integer (self->writer, "id", fw_track_get_id (track));
      fw_command_json_text (self->writer, "only", side == 0 ? "a" : "b");
      fw_command_json_text (self->writer, "category", category);
      fw_command_json_integer (self->writer, "first", span.first);
      fw_command_json_integer (self->writer, "last", span.last);
      fw_json_writer_end_object (self->writer);
      return;
    }
  g_print ("%s  %s %" G_GINT64_FORMAT ", %s\n", side == 0 ? _("only in A") : _("only in B"),
           category, fw_track_get_id (track), frames);
}

static void
write_run (FwJsonWriter *writer,
           const Run    *run)
{
  g_autofree char *before = fw_value_to_text (run->before);
  g_autofree char *after = fw_value_to_text (run->after);
  gboolean has_values = !g_str_equal (run->what, "shape");

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "what", run->what);
  fw_command_json_integer (writer, "first", run->span.first);
  fw_command_json_integer (writer, "last", run->span.last);
  fw_command_json_text (writer, "a", has_values ? before : NULL);
  fw_command_json_text (writer, "b", has_values ? after : NULL);
  fw_json_writer_end_object (writer);
}

static void
tell_changed (Diff       *self,
              FwTrack    *track,
              const char *old_category,
              const char *new_category,
              GArray     *runs)
{
  gboolean is_renamed = !g_str_equal (old_category, new_category);

  if (runs->len == 0 && !is_renamed)
    return;

  self->n_differences++;
  if (self->writer)
    {
      fw_json_writer_begin_object (self->writer);
      fw_command_json_integer (self->writer, "id", fw_track_get_id (track));
      fw_command_json_text (self->writer, "category_a", old_category);
      fw_command_json_text (self->writer, "category_b", new_category);
      fw_json_writer_key (self->writer, "differences");
      fw_json_writer_begin_array (self->writer);
      for (guint i = 0; i < runs->len; i++)
        write_run (self->writer, &g_array_index (runs, Run, i));
      fw_json_writer_end_array (self->writer);
      fw_json_writer_end_object (self->writer);
      return;
    }

  g_print ("%s %" G_GINT64_FORMAT "\n", new_category, fw_track_get_id (track));
  if (is_renamed)
    g_print ("    %s: %s -> %s\n", _("category"), old_category, new_category);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      g_autofree char *frames = name_span (run->span);
      g_autofree char *before = fw_value_to_text (run->before);
      g_autofree char *after = fw_value_to_text (run->after);

      if (g_str_equal (run->what, "shape"))
        g_print ("    %s: %s\n", _("another shape"), frames);
      else if (g_str_equal (run->what, "there"))
        g_print ("    %s: %s\n", run->after.boolean ? _("only in B") : _("only in A"), frames);
      else
        g_print ("    %s: %s -> %s, %s\n", run->what, before, after, frames);
    }
}

static gboolean
compare_track (FwTrack  *track,
               gpointer  user_data)
{
  Diff *self = user_data;
  FwTrack *other = fw_snapshot_get_track (get_snapshot (self, 1), fw_track_get_id (track));
  g_autoptr(GArray) runs = other ? compare_tracks (track, other) : NULL;

  if (!other)
    tell_whole (self, 0, track);
  else
    tell_changed (self, track, get_category (self, 0, track), get_category (self, 1, other), runs);

  return TRUE;
}

static gboolean
find_new (FwTrack  *track,
          gpointer  user_data)
{
  Diff *self = user_data;

  if (!fw_snapshot_get_track (get_snapshot (self, 0), fw_track_get_id (track)))
    tell_whole (self, 1, track);

  return TRUE;
}

FwExit
fw_cmd_diff (int    argc,
             char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  g_autoptr(FwCocoFile) a = NULL;
  g_autoptr(FwCocoFile) b = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("diff"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _("diff needs two files of labels"));
  if (!(a = fw_command_load_labels (argv[1], &exit))
      || !(b = fw_command_load_labels (argv[2], &exit)))
    return exit;

  Diff diff = { .files = { a, b }, .writer = json ? fw_json_writer_new () : NULL };

  if (json)
    {
      fw_json_writer_begin_object (diff.writer);
      fw_json_writer_key (diff.writer, "objects");
      fw_json_writer_begin_array (diff.writer);
    }
  fw_snapshot_foreach (get_snapshot (&diff, 0), compare_track, &diff);
  fw_snapshot_foreach (get_snapshot (&diff, 1), find_new, &diff);
  if (json)
    {
      fw_json_writer_end_array (diff.writer);
      fw_json_writer_end_object (diff.writer);
      fw_command_print_json (diff.writer);
    }

  return diff.n_differences > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN;
}
