/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Picture files. The content decides what a file is, never its name. PNG goes
 * through libpng, which knows every variant; all other formats go through the
 * same guarded FFmpeg input as videos. How the camera was held is read here
 * from the EXIF block of JPEG, WebP and TIFF, and from the `irot` and `imir`
 * boxes of AVIF, because not every FFmpeg does.
 */

#include "media/image-loader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/decoder.h"
#include "media/png.h"

/* A picture file is read whole up to here: FW_MEDIA_MAX_PIXELS of 16-bit RGBA. */
#define MAX_FILE_BYTES ((gsize) 2 << 30)

/* Where the size and the EXIF block of a picture are looked for. */
#define HEAD_BYTES (256 * 1024)

static guint
be16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint32
be32 (const guint8 *data)
{
  return (guint32) be16 (data) << 16 | be16 (data + 2);
}

static guint32
le32 (const guint8 *data)
{
  return (guint32) data[3] << 24 | (guint32) data[2] << 16 | (guint32) data[1] << 8 | data[0];
}

gboolean
fw_image_is_png (const guint8 *head,
                 gsize         length)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

  return length >= sizeof signature && memcmp (head, signature, sizeof signature) == 0;
}

/* At most @limit bytes of a regular file. */
static GBytes *
read_file (const char  *path,
           gsize        limit,
           GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree guint8 *data = NULL;
  struct stat status;
  gsize length = 0;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  int saved_errno = errno;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("“%s” cannot be opened: %s."), name, g_strerror (saved_errno));
      return NULL;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      close (fd);
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN, _("“%s” is not a regular file."),
                   name);
      return NULL;
    }

  gsize wanted = MIN ((gsize) status.st_size, limit);

  data = g_try_malloc (MAX (wanted, 1));
  while (data && length < wanted)
    {
      ssize_t n = read (fd, data + length, wanted - length);

      if (n < 0 && errno == EINTR)
        continue;
      saved_errno = errno;
      if (n < 0)
        {
          close (fd);
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       _("“%s” cannot be read: %s."), name, g_strerror (saved_errno));
          return NULL;
        }
      if (n == 0)
        break;
      length += (gsize) n;
    }
  close (fd);
  if (!data)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_LIMIT,
                   _("There is not enough memory to read “%s”."), name);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

gboolean
fw_image_has_picture_head (const char *path)
{
  g_autoptr(GBytes) head = read_file (path, 16, NULL);
  gsize length = 0;
  const guint8 *data = head ? g_bytes_get_data (head, &length) : NULL;

  return data && (fw_image_is_png (data, length)
                  || (length >= 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff)
                  || (length >= 12 && memcmp (data + 4, "ftypavif", 8) == 0));
}

/* Orientation ------------------------------------------------------------------------ */

/* The next segment of a JPEG file at @offset; FALSE at the picture data. */
static gboolean
next_jpeg_segment (const guint8 *data,
                   gsize         length,
                   gsize        *offset,
                   guint        *out_marker,
                   gsize        *out_start,
                   gsize        *out_length)
{
  gsize at = *offset;

  while (at + 4 <= length && data[at] == 0xff && data[at + 1] == 0xff)
    at++;
  if (at + 4 > length || data[at] != 0xff)
    return FALSE;

  guint marker = data[at + 1];
  gsize size = be16 (data + at + 2);

  if (marker == 0xda || marker == 0xd9 || size < 2)
    return FALSE;

  *out_marker = marker;
  *out_start = at + 4;
  *out_length = MIN (size - 2, length - *out_start);
  *offset = at + 2 + size;

  return TRUE;
}

static int
find_jpeg_orientation (const guint8 *data,
                       gsize         length)
{
  gsize offset = 2, start = 0, size = 0;
  guint marker = 0;

  while (offset < length && next_jpeg_segment (data, length, &offset, &marker, &start, &size))
    if (marker == 0xe1 && size > 6 && memcmp (data + start, "Exif\0\0", 6) == 0)
      return fw_exif_find_orientation (data + start + 6, size - 6);

  return 1;
}

static int
find_webp_orientation (const guint8 *data,
                       gsize         length)
{
  for (gsize offset = 12; length >= 8 && offset <= length - 8;)
    {
      gsize size = le32 (data + offset + 4);
      gsize start = offset + 8;

      if (size > length - start)
        return 1;
      if (memcmp (data + offset, "EXIF", 4) == 0)
        {
          if (size > 6 && memcmp (data + start, "Exif\0\0", 6) == 0)
            return fw_exif_find_orientation (data + start + 6, size - 6);
          return fw_exif_find_orientation (data + start, size);
        }
      offset = start + size + (size & 1);
    }

  return 1;
}

/* A box of an ISO file inside @data: its payload. @header: bytes to skip in the
 * parent before the first box. */
static gboolean
find_box (const guint8  *data,
          gsize          length,
          gsize          header,
          const char    *type,
          guint          nth,
          const guint8 **out_data,
          gsize         *out_length)
{
  for (gsize offset = header; length >= 8 && offset <= length - 8;)
    {
      gsize size = be32 (data + offset);

      if (size == 0)
        size = length - offset;
      if (size < 8 || size > length - offset)
        return FALSE;
      if ((!type || memcmp (data + offset + 4, type, 4) == 0) && nth-- == 0)
        {
          /* Without a type wanted: the whole box, so that the type can be seen. */
          *out_data = data + offset + (type ? 8 : 0);
          *out_length = size - (type ? 8 : 0);
          return TRUE;
        }
      offset += size;
    }

  return FALSE;
}

/* Property @number (from 1) of an AVIF's property container, if it turns. */
static FwOrientation
turn_by_property (FwOrientation  turn,
                  const guint8  *ipco,
                  gsize          length,
                  guint          number)
{
  const guint8 *box;
  gsize size;

  if (number == 0 || !find_box (ipco, length, 0, NULL, number - 1, &box, &size) || size < 9)
    return turn;
  if (memcmp (box + 4, "irot", 4) == 0)
    {
      /* Quarter turns against the clock, applied after what came before. */
      for (guint i = box[8] & 3; i > 0; i--)
        turn = (FwOrientation) { !turn.transpose, turn.flip_y, !turn.flip_x };
    }
  else if (memcmp (box + 4, "imir", 4) == 0)
    {
      if (box[8] & 1)
        turn.flip_x = !turn.flip_x;
      else
        turn.flip_y = !turn.flip_y;
    }

  return turn;
}

static FwOrientation
find_avif_orientation (const guint8 *data,
                       gsize         length)
{
  FwOrientation turn = { FALSE, FALSE, FALSE };
  const guint8 *meta, *pitm, *iprp, *ipco, *ipma;
  gsize meta_length, pitm_length, iprp_length, ipco_length, ipma_length;

  if (!find_box (data, length, 0, "meta", 0, &meta, &meta_length)
      || !find_box (meta, meta_length, 4, "pitm", 0, &pitm, &pitm_length) || pitm_length < 6
      || !find_box (meta, meta_length, 4, "iprp", 0, &iprp, &iprp_length)
      || !find_box (iprp, iprp_length, 0, "ipco", 0, &ipco, &ipco_length)
      || !find_box (iprp, iprp_length, 0, "ipma", 0, &ipma, &ipma_length) || ipma_length < 8)
    return turn;

  guint primary = pitm[0] == 0 ? be16 (pitm + 4) : (pitm_length >= 8 ? be32 (pitm + 4) : 0);
  gsize id_bytes = ipma[0] >= 1 ? 4 : 2;
  gsize link_bytes = ipma[3] & 1 ? 2 : 1;
  gsize offset = 8;

  for (guint32 n = be32 (ipma + 4); n > 0 && offset + id_bytes + 1 <= ipma_length; n--)
    {
      guint item = id_bytes == 4 ? be32 (ipma + offset) : be16 (ipma + offset);
      guint n_links = ipma[offset + id_bytes];

      offset += id_bytes + 1;
      for (; n_links > 0 && offset + link_bytes <= ipma_length; n_links--, offset += link_bytes)
        if (item == primary)
          turn = turn_by_property (turn, ipco, ipco_length,
                                   link_bytes == 2 ? be16 (ipma + offset) & 0x7fff
                                                   : ipma[offset] & 0x7f);
    }

  return turn;
}

static FwOrientation
find_orientation (const guint8 *data,
                  gsize         length)
{
  if (length >= 4 && data[0] == 0xff && data[1] == 0xd8)
    return fw_orientation_from_exif (find_jpeg_orientation (data, length));
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return fw_orientation_from_exif (find_webp_orientation (data, length));
  if (length >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return find_avif_orientation (data, length);

  return fw_orientation_from_exif (fw_exif_find_orientation (data, length));
}

/* Probing ------------------------------------------------------------------------------- */

static gboolean
probe_png (const guint8 *data,
           gsize         length,
           FwImageFacts *facts)
{
  static const char *const formats[7][2] = {
    [0] = { "gray", "gray16be" }, [2] = { "rgb24", "rgb48be" }, [3] = { "pal8", "pal8" },
    [4] = { "ya8", "ya16be" },    [6] = { "rgba", "rgba64be" },
  };

  if (length < 33 || memcmp (data + 12, "IHDR", 4) != 0 || data[25] > 6 || !formats[data[25]][0])
    return FALSE;

  facts->width = be32 (data + 16);
  facts->height = be32 (data + 20);
  facts->codec = g_intern_static_string ("png");
  facts->pixel_format = g_intern_static_string (
    data[25] == 0 && data[24] == 1 ? "monob" : formats[data[25]][data[24] == 16]);
  for (gsize offset = 8; offset + 12 <= length;)
    {
      gsize size = be32 (data + offset);

      if (size > length - offset - 12 || memcmp (data + offset + 4, "IDAT", 4) == 0)
        break;
      if (memcmp (data + offset + 4, "eXIf", 4) == 0)
        facts->orientation
          = fw_orientation_from_exif (fw_exif_find_orientation (data + offset + 8, size));
      offset += size + 12;
    }

  return facts->width > 0 && facts->height > 0;
}

static gboolean
probe_jpeg (const guint8 *data,
            gsize         length,
            FwImageFacts *facts)
{
  gsize offset = 2, start = 0, size = 0;
  guint marker = 0;

  while (offset < length && next_jpeg_segment (data, length, &offset, &marker, &start, &size))
    {
      gboolean is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
                          && marker != 0xcc;

      if (!is_frame || size < 6)
        continue;

      guint n_parts = data[start + 5];
      guint sampling = n_parts >= 3 && size >= 9 ? data[start + 7] : 0;

      facts->height = be16 (data + start + 1);
      facts->width = be16 (data + start + 3);
      facts->codec = g_intern_static_string ("mjpeg");
      facts->pixel_format = g_intern_static_string (n_parts == 1      ? "gray"
                                                    : n_parts == 4    ? "gbrap"
                                                    : sampling == 0x22 ? "yuvj420p"
                                                    : sampling == 0x21 ? "yuvj422p"
                                                    : sampling == 0x12 ? "yuvj440p"
                                                    : sampling == 0x41 ? "yuvj411p"
                                                                       : "yuvj444p");
      facts->orientation = fw_orientation_from_exif (find_jpeg_orientation (data, length));
      return facts->width > 0 && facts->height > 0;
    }

  return FALSE;
}

static gboolean
refuse_animation (const guint8  *data,
                  gsize          length,
                  const char    *path,
                  GError       **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (length < 21 || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBPVP8X", 8) != 0
      || !(data[20] & 0x02))
    return FALSE;

  g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
               _("“%s” is an animation in WebP form, which cannot be opened. Convert it to MP4 or "
                 "to single pictures."), name);
  return TRUE;
}

gboolean
fw_image_probe (const char    *path,
                GCancellable  *cancellable,
                FwImageFacts  *out_facts,
                GError       **error)
{
  g_autoptr(GBytes) head = read_file (path, HEAD_BYTES, error);
  gsize length = 0;

  *out_facts = (FwImageFacts) { 0 };
  if (!head)
    return FALSE;

  const guint8 *data = g_bytes_get_data (head, &length);

  if (fw_image_is_png (data, length) && probe_png (data, length, out_facts))
    return TRUE;
  if (length >= 4 && data[0] == 0xff && data[1] == 0xd8 && probe_jpeg (data, length, out_facts))
    return TRUE;
  if (refuse_animation (data, length, path, error))
    return FALSE;

  g_autoptr(FwDemuxer) demuxer = fw_demuxer_open (path, -1, cancellable, error);

  if (!demuxer)
    return FALSE;

  const FwStreamFacts *stream = fw_demuxer_get_facts (demuxer);

  out_facts->width = (guint) MAX (stream->width, 0);
  out_facts->height = (guint) MAX (stream->height, 0);
  out_facts->codec = stream->codec;
  out_facts->pixel_format = stream->pixel_format;
  out_facts->orientation = find_orientation (data, length);
  if (out_facts->width > 0 && out_facts->height > 0)
    return TRUE;

  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
               _("“%s” is damaged: its picture cannot be decoded."), name);
  return FALSE;
}

/* Loading ------------------------------------------------------------------------------------ */

static FwRawFrame *
load_png (GBytes      *bytes,
          const char  *name,
          GError     **error)
{
  FwPng png;
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!fw_png_read (data, length, &png, error))
    {
      g_prefix_error (error, "“%s”: ", name);
      return NULL;
    }

  FwRawFacts facts = { .orientation = png.orientation, .pts = FW_PTS_NONE, .is_still = TRUE };

  return fw_raw_frame_new_rgb (png.width, png.height, png.stride, g_steal_pointer (&png.pixels),
                               &facts);
}

static FwRawFrame *
load_with_ffmpeg (const char    *path,
                  FwOrientation  orientation,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(FwDecoder) decoder = fw_decoder_open (path, 1, cancellable, error);
  g_autofree char *name = g_filename_display_basename (path);
  FwDecoded decoded = { NULL };
  FwDecodeResult result;

  if (!decoder || !fw_decoder_begin_at_start (decoder, 1, error))
    return NULL;
  do
    result = fw_decoder_step (decoder, &decoded);
  while (result == FW_DECODE_MORE);

  if (result == FW_DECODE_FRAME)
    return fw_raw_frame_turn_take (decoded.frame, orientation);
  if (result == FW_DECODE_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  else
    g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
                 _("“%s” is damaged: its picture cannot be decoded."), name);

  return NULL;
}

FwRawFrame *
fw_image_load (const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GBytes) bytes = read_file (path, HEAD_BYTES, error);
  gsize length = 0;

  if (!bytes)
    return NULL;

  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean is_png = fw_image_is_png (data, length);
  gboolean is_tiff
      = length >= 4 && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0);
  gboolean is_webp = length >= 12 && memcmp (data, "RIFF", 4) == 0;

  /* Where the wanted block may stand anywhere, the whole file is looked at. */
  if (length == HEAD_BYTES && (is_png || is_tiff || is_webp))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      bytes = read_file (path, MAX_FILE_BYTES, error);
      if (!bytes)
        return NULL;
      data = g_bytes_get_data (bytes, &length);
    }
  if (is_png)
    return load_png (bytes, name, error);
  if (refuse_animation (data, length, path, error))
    return NULL;

  return load_with_ffmpeg (path, find_orientation (data, length), cancellable, error);
}

FwRawFrame *
fw_image_load_native (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return load_with_ffmpeg (path, (FwOrientation) { FALSE, FALSE, FALSE }, cancellable, error);
}
