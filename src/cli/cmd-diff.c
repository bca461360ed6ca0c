/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl diff: what differs between two label files, object by object.
 * Objects are the same when they have the same id; categories go by name, as
 * ids of categories are each file's own. Frames are compared one by one where
 * two tracks may differ, so that two ways to write the same labels are equal.
 */

#include "cli/command-io.h"

#include "core/track-runs.h"

#include <glib/gi18n.h>

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

static const char *
get_word (const FwTrackRun *run)
{
  return run->kind == FW_RUN_THERE ? "there" : run->kind == FW_RUN_SHAPE ? "shape" : run->name;
}

static void
write_run (FwJsonWriter     *writer,
           const FwTrackRun *run)
{
  g_autofree char *before = fw_value_to_text (run->before);
  g_autofree char *after = fw_value_to_text (run->after);
  gboolean has_values = run->kind != FW_RUN_SHAPE;

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "what", get_word (run));
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
        write_run (self->writer, &g_array_index (runs, FwTrackRun, i));
      fw_json_writer_end_array (self->writer);
      fw_json_writer_end_object (self->writer);
      return;
    }

  g_print ("%s %" G_GINT64_FORMAT "\n", new_category, fw_track_get_id (track));
  if (is_renamed)
    g_print ("    %s: %s -> %s\n", _("category"), old_category, new_category);
  for (guint i = 0; i < runs->len; i++)
    {
      const FwTrackRun *run = &g_array_index (runs, FwTrackRun, i);
      g_autofree char *frames = name_span (run->span);
      g_autofree char *before = fw_value_to_text (run->before);
      g_autofree char *after = fw_value_to_text (run->after);

      if (run->kind == FW_RUN_SHAPE)
        g_print ("    %s: %s\n", _("another shape"), frames);
      else if (run->kind == FW_RUN_THERE)
        g_print ("    %s: %s\n", run->after.boolean ? _("only in B") : _("only in A"), frames);
      else
        g_print ("    %s: %s -> %s, %s\n", run->name, before, after, frames);
    }
}

static gboolean
compare_track (FwTrack  *track,
               gpointer  user_data)
{
  Diff *self = user_data;
  FwTrack *other = fw_snapshot_get_track (get_snapshot (self, 1), fw_track_get_id (track));
  g_autoptr(GArray) runs = other ? fw_track_list_runs (track, other) : NULL;

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
