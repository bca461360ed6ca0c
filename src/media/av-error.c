/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * FFmpeg's error numbers as sentences. FFmpeg says "Invalid data found when
 * processing input" to almost everything; a person needs to hear what that
 * means for the file at hand.
 */

#include "media/av-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libavutil/error.h>

static const char *
describe (int av_error)
{
  switch (av_error)
    {
    case AVERROR_INVALIDDATA:
      return _("its content is damaged or is not what it says");
    case AVERROR_EOF:
      return _("it ends too early");
    case AVERROR_DECODER_NOT_FOUND:
      return _("this kind of video is not known here");
    case AVERROR_PATCHWELCOME:
      return _("it uses a feature of its format that is not supported");
    case AVERROR (ENOMEM):
      return _("there is not enough memory");
    case AVERROR (EINVAL):
      return _("it is not a video or picture that is known here");
    default:
      return NULL;
    }
}

void
fw_media_set_av_error (GError      **error,
                       FwMediaError  code,
                       int           av_error,
                       const char   *format,
                       ...)
{
  g_autofree char *what = NULL;
  char buffer[AV_ERROR_MAX_STRING_SIZE] = "";
  va_list args;

  g_return_if_fail (av_error < 0);

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  if (av_error == AVERROR_EXIT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return;
    }

  const char *reason = describe (av_error);

  if (!reason)
    {
      av_strerror (av_error, buffer, sizeof buffer);
      reason = buffer;
    }
  if (av_error == AVERROR (EIO) || av_error == AVERROR (EACCES) || av_error == AVERROR (ENOENT))
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (AVUNERROR (av_error)), "%s: %s.", what,
                 reason);
  else
    g_set_error (error, FW_MEDIA_ERROR, code, "%s: %s.", what, reason);
}
