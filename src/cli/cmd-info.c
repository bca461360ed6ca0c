/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl info: what a medium really holds. Frames are counted by decoding
 * all of them; the header is never believed.
 */

#include <glib/gi18n.h>
#include <math.h>

#include "cli/command.h"
#include "media/source.h"

typedef struct
{
  const char    *file;
  FwSourceFacts  facts;
  FwFrame        n_frames;
  guint          n_keyframes;
  GPtrArray     *warnings; /* (owned) */
} Report;

static void
report_clear (Report *self)
{
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

static const char *
name_kind (FwMediaKind kind)
{
  switch (kind)
    {
    case FW_MEDIA_KIND_IMAGE:
      return "image";
    case FW_MEDIA_KIND_IMAGES:
      return "images";
    case FW_MEDIA_KIND_VIDEO:
    default:
      return "video";
    }
}

static void
show_progress (double   share,
               gpointer user_data)
{
  fw_command_progress (user_data, share);
}

static guint
count_keyframes (FwSource *source,
                 FwFrame   n_frames)
{
  FwSourceFrame frame;
  guint n = 0;

  for (FwFrame i = 0; i < n_frames; i++)
    if (fw_source_get_frame (source, i, &frame) && frame.is_keyframe)
      n++;

  return n;
}

static gboolean
examine (const char  *file,
         Report      *report,
         GError     **error)
{
  FwSourceOptions options = { .no_ahead = TRUE };
  g_autoptr(FwSource) source = fw_source_open_sync (file, &options, NULL, error);

  if (!source || !fw_source_confirm_sync (source, show_progress, (gpointer) file, NULL, error))
    return FALSE;

  report->file = file;
  fw_source_get_facts (source, &report->facts);
  report->n_frames = fw_source_get_n_frames (source);
  report->n_keyframes = count_keyframes (source, report->n_frames);
  report->warnings = fw_source_dup_warnings (source);
  fw_command_progress_end ();
  if (report->n_frames > 0)
    return TRUE;

  g_autofree char *name = g_filename_display_basename (file);

  g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
               _("“%s” holds no picture that can be decoded."), name);
  return FALSE;
}

/* JSON ------------------------------------------------------------------------------- */

static void
append_string (GString    *out,
               const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if ((guchar) *p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_number (GString    *out,
               const char *key,
               double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, ", \"%s\": %s", key,
                          g_ascii_formatd (buffer, sizeof buffer, "%.12g", value));
}

static void
append_report (GString      *out,
               const Report *report)
{
  const FwSourceFacts *facts = &report->facts;
  gboolean is_video = facts->kind == FW_MEDIA_KIND_VIDEO;

  g_string_append (out, "  {\"file\": ");
  append_string (out, report->file);
  g_string_append_printf (out, ", \"kind\": \"%s\", \"width\": %u, \"height\": %u, \"frames\": %d",
                          name_kind (facts->kind), facts->width, facts->height, report->n_frames);
  if (is_video)
    {
      append_number (out, "duration_ms", round (facts->duration_ms * 1000.0) / 1000.0);
      append_number (out, "fps", facts->fps);
    }
  else
    g_string_append (out, ", \"duration_ms\": null, \"fps\": null");
  g_string_append_printf (out, ", \"vfr\": %s, \"codec\": ", facts->vfr ? "true" : "false");
  append_string (out, facts->codec);
  g_string_append (out, ", \"pix_fmt\": ");
  append_string (out, facts->pixel_format);
  g_string_append_printf (out, ", \"rotation\": %d, \"keyframes\": %u, \"warnings\": [",
                          facts->rotation, report->n_keyframes);
  for (guint i = 0; i < report->warnings->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_string (out, report->warnings->pdata[i]);
    }
  g_string_append (out, "]}");
}

/* Text ------------------------------------------------------------------------------- */

static char *
describe_duration (double ms)
{
  int tenths = (int) (ms / 100.0 + 0.5);

  return g_strdup_printf ("%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
}

static void
print_report (const Report *report)
{
  const FwSourceFacts *facts = &report->facts;
  g_autofree char *duration = describe_duration (facts->duration_ms);
  g_autofree char *name = g_filename_display_name (report->file);

  g_print ("%s\n", name);
  g_print (_("  %s, %u × %u pixels, %s, %s\n"), name_kind (facts->kind), facts->width,
           facts->height, facts->codec, facts->pixel_format);
  if (facts->kind == FW_MEDIA_KIND_VIDEO)
    {
      /* Translators: the second half of the line follows, "12 keyframes". */
      g_print (ngettext ("  %d frame in %s, %.6g per second%s, ",
                         "  %d frames in %s, %.6g per second%s, ", (gulong) report->n_frames),
               report->n_frames, duration, facts->fps,
               facts->vfr ? _(" on average (variable)") : "");
      g_print (ngettext ("%u keyframe\n", "%u keyframes\n", report->n_keyframes),
               report->n_keyframes);
    }
  else
    g_print (ngettext ("  %d picture\n", "  %d pictures\n", (gulong) report->n_frames),
             report->n_frames);
  if (facts->rotation != 0 || facts->mirrored)
    g_print (_("  turned by %d degrees%s\n"), facts->rotation,
             facts->mirrored ? _(", mirrored") : "");
  for (guint i = 0; i < report->warnings->len; i++)
    g_print (_("  warning: %s\n"), (const char *) report->warnings->pdata[i]);
}

static void
print_json (const GString *body)
{
  g_print ("[%s%s]\n", body->str, body->len > 0 ? "\n" : "");
}

FwExit
fw_cmd_info (int    argc,
             char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a JSON list"), NULL },
    { NULL },
  };
  g_autoptr(GString) body = g_string_new (NULL);
  FwExit exit_code;
  FwExit result = FW_EXIT_CLEAN;

  if (!fw_command_parse (fw_command_find ("info"), entries, &argc, &argv, &exit_code))
    return exit_code;
  if (argc < 2)
    return fw_command_fail (FW_EXIT_USAGE, _("info needs at least one medium"));

  for (int i = 1; i < argc; i++)
    {
      g_auto(Report) report = { NULL };
      GError *error = NULL;

      if (!examine (argv[i], &report, &error))
        {
          /* What can be read is told all the same. */
          result = fw_command_fail_error (FW_EXIT_INPUT, error);
          continue;
        }
      if (!as_json)
        {
          print_report (&report);
          continue;
        }
      g_string_append (body, body->len > 0 ? ",\n" : "\n");
      append_report (body, &report);
    }
  if (as_json)
    print_json (body);

  return result;
}
