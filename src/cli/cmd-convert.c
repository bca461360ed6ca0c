/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include "core/error.h"
#include "formats/coco-file.h"

#include <glib/gi18n.h>
#include <unistd.h>

static const struct
{
  const char *name;
  FwCocoFlavour flavour;
} flavours[] = {
  { "coco", FW_COCO_KEEP },
  { "coco-plain", FW_COCO_PLAIN },
  { "coco-video", FW_COCO_VIDEO },
  { "cvat-coco", FW_COCO_CVAT },
};

static gboolean
find_flavour (const char *name, FwCocoFlavour *out_flavour)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flavours); i++)
    if (g_strcmp0 (flavours[i].name, name) == 0)
      {
        *out_flavour = flavours[i].flavour;
        return TRUE;
      }

  return FALSE;
}

static void
show_progress (double share, gpointer what)
{
  fw_command_progress (what, share);
}

static void
print_notes (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      FwNote *note = g_ptr_array_index (notes, i);

      g_printerr ("%s: %s (%" G_GSIZE_FORMAT ")\n", fw_note_kind_to_word (note->kind), note->text,
                  note->count);
    }
}

static gboolean
write_out (FwCocoFile *file, const FwCocoWriteOptions *options, const char *path, GError **error)
{
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);

  if (g_str_equal (path, "-"))
    return fw_coco_file_write (file, snapshot, options, STDOUT_FILENO, NULL, NULL, error);

  return fw_coco_file_save (file, snapshot, options, path, NULL, NULL, error);
}

FwExit
fw_cmd_convert (int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("Format of IN: coco"), N_("FORMAT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to,
      N_("Format of OUT: coco (as IN), coco-plain, coco-video, cvat-coco"), N_("FORMAT") },
    { NULL },
  };
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_note_free);
  FwCocoLoadOptions load = { .progress = show_progress, .progress_data = (gpointer) _("Reading") };
  FwCocoWriteOptions options
      = { .progress = show_progress, .progress_data = (gpointer) _("Writing"), .notes = losses };
  g_autoptr (FwCocoFile) file = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("convert"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _("convert needs two files: IN and OUT"));
  if (from && !g_str_has_prefix (from, "coco") && !g_str_equal (from, "cvat-coco"))
    return fw_command_fail (FW_EXIT_USAGE,
                            _("“%s” is no format that convert reads; it reads coco"), from);
  if (to && !find_flavour (to, &options.flavour))
    return fw_command_fail (FW_EXIT_USAGE,
                            _("“%s” is no format that convert writes; it writes coco, coco-plain, "
                               "coco-video and cvat-coco"),
                            to);

  file = fw_coco_file_load (g_str_equal (argv[1], "-") ? "/dev/stdin" : argv[1], &load, NULL,
                            &error);
  fw_command_progress_end ();
  if (!file)
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  gboolean ok = write_out (file, &options, argv[2], &error);

  fw_command_progress_end ();
  if (!ok)
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);

  print_notes (fw_coco_file_get_notes (file));
  print_notes (losses);

  return FW_EXIT_CLEAN;
}
