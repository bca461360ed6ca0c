/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl frame: one frame as PNG, upright, full range sRGB. Everything up to
 * the frame is confirmed first, so that the number means what it says.
 */

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/command.h"
#include "media/source.h"

static void
show_progress (double   share,
               gpointer user_data)
{
  fw_command_progress (_("Confirming frames"), share);
}

static FwExit
write_picture (FwPicture  *picture,
               const char *out)
{
  GError *error = NULL;
  gboolean is_written = g_str_equal (out, "-")
                            ? fw_picture_write_png (picture, STDOUT_FILENO, &error)
                            : fw_picture_save_png (picture, out, &error);

  return is_written ? FW_EXIT_CLEAN : fw_command_fail_error (FW_EXIT_OUTPUT, error);
}

FwExit
fw_cmd_frame (int    argc,
              char **argv)
{
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Where to write; - is standard output"),
      N_("OUT.png") },
    { NULL },
  };
  FwSourceOptions options = { .no_ahead = TRUE };
  GError *error = NULL;
  FwExit exit_code;
  guint64 number;

  if (!fw_command_parse (fw_command_find ("frame"), entries, &argc, &argv, &exit_code))
    return exit_code;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _("frame needs a medium and a frame number"));
  if (!g_ascii_string_to_unsigned (argv[2], 10, 0, FW_FRAME_MAX, &number, NULL))
    return fw_command_fail (FW_EXIT_USAGE, _("“%s” is not a frame number"), argv[2]);
  if (!out && isatty (STDOUT_FILENO))
    return fw_command_fail (FW_EXIT_USAGE,
                            _("a PNG file does not belong on a terminal; name one with -o"));

  g_autoptr(FwSource) source = fw_source_open_sync (argv[1], &options, NULL, &error);

  if (!source || !fw_source_confirm_sync (source, show_progress, NULL, NULL, &error))
    return fw_command_fail_error (FW_EXIT_INPUT, error);
  fw_command_progress_end ();

  g_autoptr(FwPicture) picture
    = fw_source_get_picture_sync (source, (FwFrame) number, 0, 0, NULL, &error);

  if (!picture)
    {
      g_prefix_error (&error, "%s: ", argv[1]);
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }

  return write_picture (picture, out ? out : "-");
}
