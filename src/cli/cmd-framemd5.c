/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl framemd5: one line per frame, in the order that was asked, so that
 * frame exactness can be compared with `ffmpeg -f framemd5` from any direction.
 * The index is confirmed first: only then are frame numbers exact.
 */

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "cli/command.h"
#include "media/source.h"

typedef enum
{
  ORDER_FORWARD,
  ORDER_BACKWARD,
  ORDER_RANDOM
} Order;

static void
show_progress (double   share,
               gpointer user_data)
{
  fw_command_progress (_("Confirming frames"), share);
}

/* "random:7": the seed is a whole number. */
static gboolean
parse_order (const char *text,
             Order      *out_order,
             guint32    *out_seed)
{
  guint64 seed = 0;

  if (!text || g_str_equal (text, "forward"))
    *out_order = ORDER_FORWARD;
  else if (g_str_equal (text, "backward"))
    *out_order = ORDER_BACKWARD;
  else if (g_str_has_prefix (text, "random:")
           && g_ascii_string_to_unsigned (text + strlen ("random:"), 10, 0, G_MAXUINT32, &seed,
                                          NULL))
    *out_order = ORDER_RANDOM;
  else
    return FALSE;

  *out_seed = (guint32) seed;

  return TRUE;
}

/* The frames of "0,7,3" or "all" in the order they stand. */
static GArray *
parse_frames (const char *text,
              FwFrame     n_frames,
              char      **out_problem)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (FwFrame));

  if (!text || g_str_equal (text, "all"))
    {
      for (FwFrame i = 0; i < n_frames; i++)
        g_array_append_val (frames, i);
      return g_steal_pointer (&frames);
    }

  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i]; i++)
    {
      guint64 value;

      if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 0, FW_FRAME_MAX, &value, NULL))
        {
          *out_problem = g_strdup_printf (_("“%s” is not a frame number"), parts[i]);
          return NULL;
        }

      FwFrame frame = (FwFrame) value;

      g_array_append_val (frames, frame);
    }

  return g_steal_pointer (&frames);
}

static void
arrange (GArray  *frames,
         Order    order,
         guint32  seed)
{
  FwFrame *data = (FwFrame *) (gpointer) frames->data;

  if (order == ORDER_BACKWARD)
    for (guint i = 0; i < frames->len / 2; i++)
      {
        FwFrame other = data[frames->len - 1 - i];

        data[frames->len - 1 - i] = data[i];
        data[i] = other;
      }
  if (order != ORDER_RANDOM)
    return;

  g_autoptr(GRand) random = g_rand_new_with_seed (seed);

  for (guint i = frames->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (random, 0, (gint32) i);
      FwFrame other = data[i - 1];

      data[i - 1] = data[j];
      data[j] = other;
    }
}

static FwExit
print_frame (FwSource *source,
             FwFrame   frame)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  GError *error = NULL;
  g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, frame, NULL, &error);
  FwSourceFrame known = { .pts = G_MININT64 };

  if (!raw)
    {
      g_prefix_error (&error, "%s: ", fw_source_get_path (source));
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }

  fw_raw_frame_update_checksum (raw, checksum);
  fw_source_get_frame (source, frame, &known);
  if (known.pts == G_MININT64)
    g_print ("%d, NOPTS, %s\n", frame, g_checksum_get_string (checksum));
  else
    g_print ("%d, %" G_GINT64_FORMAT ", %s\n", frame, known.pts, g_checksum_get_string (checksum));

  return FW_EXIT_CLEAN;
}

static void
print_header (FwSource *source)
{
  FwSourceFacts facts;

  fw_source_get_facts (source, &facts);
  g_print ("# framectl framemd5\n# %s %s %ux%u, %d frames", facts.codec, facts.pixel_format,
           facts.width, facts.height, fw_source_get_n_frames (source));
  if (facts.kind == FW_MEDIA_KIND_VIDEO)
    g_print (", time base %d/%d", facts.time_base_num, facts.time_base_den);
  g_print ("\n# index, pts, md5\n");
}

static FwExit
print_frames (FwSource *source,
              GArray   *frames)
{
  FwExit result = FW_EXIT_CLEAN;

  print_header (source);
  for (guint i = 0; i < frames->len && result == FW_EXIT_CLEAN; i++)
    {
      fw_command_progress (_("Decoding"), (double) i / frames->len);
      result = print_frame (source, g_array_index (frames, FwFrame, i));
    }
  fw_command_progress_end ();

  return result;
}

FwExit
fw_cmd_framemd5 (int    argc,
                 char **argv)
{
  g_autofree char *frames_text = NULL;
  g_autofree char *order_text = NULL;
  const GOptionEntry entries[] = {
    { "frames", 0, 0, G_OPTION_ARG_STRING, &frames_text, N_("Frame numbers, or all"), N_("LIST") },
    { "order", 0, 0, G_OPTION_ARG_STRING, &order_text, N_("forward, backward or random:SEED"),
      N_("ORDER") },
    { NULL },
  };
  g_autofree char *problem = NULL;
  GError *error = NULL;
  FwExit exit_code;
  Order order;
  guint32 seed;

  if (!fw_command_parse (fw_command_find ("framemd5"), entries, &argc, &argv, &exit_code))
    return exit_code;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("framemd5 needs one medium"));
  if (!parse_order (order_text, &order, &seed))
    return fw_command_fail (FW_EXIT_USAGE, _("“%s” is not an order; use forward, backward or "
                                             "random:SEED"), order_text);

  /* A wrong list is wrong usage, whatever the medium is. */
  g_autoptr(GArray) checked = parse_frames (frames_text, 0, &problem);

  if (!checked)
    return fw_command_fail (FW_EXIT_USAGE, "%s", problem);

  FwSourceOptions options = { .no_ahead = TRUE };
  g_autoptr(FwSource) source = fw_source_open_sync (argv[1], &options, NULL, &error);

  if (!source || !fw_source_confirm_sync (source, show_progress, NULL, NULL, &error))
    return fw_command_fail_error (FW_EXIT_INPUT, error);
  fw_command_progress_end ();

  g_autoptr(GArray) frames = parse_frames (frames_text, fw_source_get_n_frames (source), &problem);

  if (fw_source_get_n_frames (source) == 0)
    return fw_command_fail (FW_EXIT_INPUT, _("%s: no picture can be decoded"), argv[1]);
  arrange (frames, order, seed);

  return print_frames (source, frames);
}
