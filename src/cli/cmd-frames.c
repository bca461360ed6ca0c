/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl frames: frames of a medium, or of the media that labels belong to,
 * as PNG files called as the labels call them. Names come from files of others:
 * none leads out of the folder that was asked for.
 */

#include "cli/command-io.h"

#include "media/source.h"
#include "rules/manual.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  FwCocoFile  *labels; /* (owned) (nullable) */
  FwSource    *source; /* (owned) */
  FwFrameList *frames; /* of the labels, or of the source (owned) */
  const char  *folder;
  char        *stem;   /* (owned) of a video's file name */
} Export;

static void
show_progress (double   share,
               gpointer what)
{
  fw_command_progress (what, share);
}

/* The media of labels: the video, or their pictures one by one. */
static FwSource *
open_media (const char   *labels_path,
            FwFrameList  *frames,
            GError      **error)
{
  FwSourceOptions options = { .no_ahead = TRUE };
  const char *name = fw_frame_list_get_name (frames);

  if (fw_frame_list_is_video (frames))
    {
      g_autofree char *path = name && *name ? fw_coco_find_media (labels_path, name) : NULL;

      if (path)
        return fw_source_open_sync (path, &options, NULL, error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _("“%s”, which the labels belong to, is not beside them."), name ? name : "");
      return NULL;
    }

  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < fw_frame_list_get_length (frames); i++)
    {
      const char *picture = fw_frame_list_get (frames, (FwFrame) i).name;
      char *path = picture ? fw_coco_find_media (labels_path, picture) : NULL;

      /* One that is missing stays a frame, and says so when it is asked for. */
      g_ptr_array_add (paths, path ? path : g_strdup (picture ? picture : "?"));
    }

  return fw_source_open_list_sync (paths, NULL, &options, NULL, error);
}

static gboolean
open_all (Export      *self,
          const char  *path,
          FwExit      *out_exit)
{
  FwSourceOptions options = { .no_ahead = TRUE };
  GError *error = NULL;

  if (g_str_has_suffix (path, ".json"))
    {
      self->labels = fw_command_load_labels (path, out_exit);
      if (!self->labels)
        return FALSE;
      self->frames = fw_frame_list_ref (
          fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (self->labels)));
      self->source = open_media (path, self->frames, &error);
    }
  else
    self->source = fw_source_open_sync (path, &options, NULL, &error);
  if (!self->source
      || !fw_source_confirm_sync (self->source, show_progress, (gpointer) _("Confirming frames"),
                                  NULL, &error))
    {
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return FALSE;
    }
  fw_command_progress_end ();
  if (!self->frames)
    self->frames = fw_source_dup_frame_list (self->source);

  const char *name = fw_frame_list_get_name (self->frames);
  g_autofree char *base = g_path_get_basename (name && *name ? name : "frames");
  const char *dot = strrchr (base, '.');

  self->stem = g_strndup (base, dot && dot > base ? (gsize) (dot - base) : strlen (base));

  return TRUE;
}

static gboolean
mark_labelled (FwTrack  *track,
               gpointer  user_data)
{
  GArray *labelled = user_data;
  FwSpan span = fw_track_get_span (track);
  FwTrackCursor cursor;

  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = span.first; frame <= span.last && (guint) frame < labelled->len; frame++)
    if (fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, NULL)))
      g_array_index (labelled, gboolean, frame) = TRUE;

  return TRUE;
}

/* Below the folder: the picture's name with .png, or the name of a video's frame. */
static char *
name_frame (Export  *self,
            FwFrame  frame)
{
  FwFrameInfo info = { 0 };
  const char *dot;

  if ((gsize) frame < fw_frame_list_get_length (self->frames))
    info = fw_frame_list_get (self->frames, frame);
  if (!info.name || !fw_manual_is_inside (info.name))
    return g_strdup_printf ("%s/frame_%06d.png", self->stem, frame);
  if (g_str_has_suffix (info.name, ".png"))
    return g_strdup (info.name);

  dot = strrchr (info.name, '.');
  if (!dot || strchr (dot, '/'))
    return g_strconcat (info.name, ".png", NULL);

  return g_strdup_printf ("%.*s.png", (int) (dot - info.name), info.name);
}

/* FALSE after saying why, with the exit code. */
static gboolean
write_frame (Export  *self,
             FwFrame  frame,
             FwExit  *out_exit)
{
  GError *error = NULL;
  g_autofree char *name = name_frame (self, frame);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(FwPicture) picture
      = fw_source_get_picture_sync (self->source, frame, 0, 0, NULL, &error);

  if (!picture)
    {
      g_prefix_error (&error, _("frame %d: "), frame);
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return FALSE;
    }
  if (g_mkdir_with_parents (parent, 0755) < 0)
    {
      *out_exit = fw_command_fail (FW_EXIT_OUTPUT, _("“%s” cannot be made: %s"), parent,
                                   g_strerror (errno));
      return FALSE;
    }
  if (fw_picture_save_png (picture, path, &error))
    return TRUE;
  *out_exit = fw_command_fail_error (FW_EXIT_OUTPUT, error);

  return FALSE;
}

static FwExit
write_frames (Export   *self,
              int       every,
              gboolean  only_labelled)
{
  FwSnapshot *snapshot = self->labels ? fw_coco_file_get_snapshot (self->labels) : NULL;
  FwSpanSet *deleted = snapshot ? fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED) : NULL;
  FwFrame n = fw_source_get_n_frames (self->source);
  g_autoptr(GArray) labelled = g_array_new (FALSE, TRUE, sizeof (gboolean));
  FwExit exit = FW_EXIT_CLEAN;
  guint n_written = 0;

  g_array_set_size (labelled, n);
  if (only_labelled)
    fw_snapshot_foreach (snapshot, mark_labelled, labelled);
  for (gint64 frame = 0; frame < n; frame += every)
    {
      if (fw_span_set_contains (deleted, (FwFrame) frame)
          || (only_labelled && !g_array_index (labelled, gboolean, frame)))
        continue;
      fw_command_progress (_("Writing"), (double) frame / n);
      if (!write_frame (self, (FwFrame) frame, &exit))
        return exit;
      n_written++;
    }
  fw_command_progress_end ();
  g_print (ngettext ("%u frame\n", "%u frames\n", n_written), n_written);

  return FW_EXIT_CLEAN;
}

FwExit
fw_cmd_frames (int    argc,
               char **argv)
{
  g_autofree char *folder = NULL;
  int every = 1;
  gboolean only_labelled = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, N_ ("The folder they go into"),
      N_ ("DIR") },
    { "every", 0, 0, G_OPTION_ARG_INT, &every, N_ ("Only every Nth frame, from frame 0"),
      N_ ("N") },
    { "labelled", 0, 0, G_OPTION_ARG_NONE, &only_labelled, N_ ("Only frames with labels"), NULL },
    { NULL },
  };
  Export export = { NULL };
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("frames"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2 || !folder)
    return fw_command_fail (FW_EXIT_USAGE, _("frames needs labels or a medium, and -o DIR"));
  if (every < 1)
    return fw_command_fail (FW_EXIT_USAGE, _("--every takes a number from 1 on"));
  if (only_labelled && !g_str_has_suffix (argv[1], ".json"))
    return fw_command_fail (FW_EXIT_USAGE, _("--labelled needs labels"));

  export.folder = folder;
  if (open_all (&export, argv[1], &exit))
    exit = write_frames (&export, every, only_labelled);
  g_clear_pointer (&export.labels, fw_coco_file_unref);
  g_clear_object (&export.source);
  g_clear_pointer (&export.frames, fw_frame_list_unref);
  g_free (export.stem);

  return exit;
}
