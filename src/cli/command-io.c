/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-io.h"

#include "core/frame-fit.h"

#include <glib/gi18n.h>
#include <math.h>

static void
show_progress (double share, gpointer what)
{
  fw_command_progress (what, share);
}

FwCocoFile *
fw_command_load_labels (const char *path, FwExit *out_exit)
{
  FwCocoLoadOptions load = { .progress = show_progress, .progress_data = (gpointer) _ ("Reading") };
  GError *error = NULL;
  FwCocoFile *file
      = fw_coco_file_load (g_str_equal (path, "-") ? "/dev/stdin" : path, &load, NULL, &error);

  fw_command_progress_end ();
  if (!file)
    *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);

  return file;
}

void
fw_command_tell_fit (FwCocoFile *a, FwCocoFile *b, const char *const paths[2])
{
  FwFrameList *ours = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (a));
  FwFrameList *theirs = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (b));
  g_autoptr (FwFrameFit) fit = ours && theirs ? fw_frame_fit_new (ours, theirs) : NULL;

  if (fit && fit->kind != FW_FIT_ALL && fit->sentence)
    g_printerr ("%s, %s: %s\n", paths[0], paths[1], fit->sentence);
}

void
fw_command_print_json (FwJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_print ("%.*s\n", (int) length, data);
}

void
fw_command_json_text (FwJsonWriter *writer, const char *key, const char *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_text (writer, text);
}

void
fw_command_json_integer (FwJsonWriter *writer, const char *key, gint64 value)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, value);
}

static void
write_number (FwJsonWriter *writer, double value)
{
  if (isfinite (value))
    fw_json_writer_double (writer, value);
  else
    fw_json_writer_null (writer);
}

void
fw_command_json_number (FwJsonWriter *writer, const char *key, double value)
{
  fw_json_writer_key (writer, key);
  write_number (writer, value);
}

void
fw_command_json_range (FwJsonWriter *writer, const char *key, double low, double high)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_begin_array (writer);
  write_number (writer, low);
  write_number (writer, high);
  fw_json_writer_end_array (writer);
}
