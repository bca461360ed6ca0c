/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes the sample that comes with the program, into a folder:
 *
 *   street.mp4                the clip
 *   street.coco.json          its labels, with a handful of mistakes to find and fix
 *   street-clean.coco.json    its labels without them: the ground truth
 *
 *   make-scene street FOLDER MANUAL
 *   make-scene driving FOLDER MANUAL      the same as city.mp4, labelled for driving.manual.md
 *   make-scene examples FOLDER            the pictures of driving.manual.md
 */

#include "clip-writer.h"
#include "driving/driving.h"
#include "street.h"
#include "truth.h"

#include <gio/gio.h>
#include <libavutil/log.h>

static gboolean
make_clip (const char *path,
           Seen      (*seen)[STREET_N_OBJECTS],
           TruthMedia *media,
           GError    **error)
{
  g_autoptr(Painter) painter = painter_new ();
  g_autoptr (ClipWriter) writer
      = clip_writer_new (path, PICTURE_WIDTH, PICTURE_HEIGHT, STREET_FPS, error);

  if (!writer)
    return FALSE;

  for (int frame = 0; frame < STREET_FRAMES; frame++)
    {
      const guint8 *pixels;
      int stride;

      street_paint (painter, frame, seen[frame]);
      pixels = painter_get_pixels (painter, &stride);
      if (!clip_writer_add (writer, pixels, stride, error))
        return FALSE;
    }
  media->codec = clip_writer_get_codec_name (writer);
  clip_writer_get_time_base (writer, &media->ticks_per_second, &media->ticks_per_frame);

  return clip_writer_close (writer, error);
}

static char *
hash_file (const char *path,
           gsize      *out_bytes,
           GError    **error)
{
  g_autofree char *content = NULL;

  if (!g_file_get_contents (path, &content, out_bytes, error))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, *out_bytes);
}

static gboolean
write_labels (const char       *folder,
              const char       *name,
              const Truth      *truth,
              const TruthMedia *media,
              GError          **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *json = truth_to_json (truth, media);

  return g_file_set_contents (path, json, -1, error);
}

typedef struct
{
  const char *name;
  const char *clip;
  Truth    *(*make) (const Seen (*seen)[STREET_N_OBJECTS]);
  void      (*add_mistakes) (Truth *truth);
} Sample;

static const Sample samples[] = {
  { "street", "street", truth_new, truth_add_mistakes },
  { "driving", "city", driving_truth_new, driving_add_mistakes },
};

static gboolean
make_sample (const Sample *sample,
             const char   *folder,
             const char   *manual,
             GError      **error)
{
  static Seen seen[STREET_FRAMES][STREET_N_OBJECTS];
  g_autofree char *clip_name = g_strconcat (sample->clip, ".mp4", NULL);
  g_autofree char *clean_name = g_strconcat (sample->clip, "-clean.coco.json", NULL);
  g_autofree char *labels_name = g_strconcat (sample->clip, ".coco.json", NULL);
  g_autofree char *clip = g_build_filename (folder, clip_name, NULL);
  g_autofree char *clip_hash = NULL;
  g_autofree char *manual_hash = NULL;
  g_autoptr(Truth) truth = NULL;
  TruthMedia media = { 0 };
  gsize manual_bytes;

  if (!make_clip (clip, seen, &media, error))
    return FALSE;
  media.sha256 = clip_hash = hash_file (clip, &media.bytes, error);
  if (!clip_hash)
    return FALSE;
  media.manual_sha256 = manual_hash = hash_file (manual, &manual_bytes, error);
  if (!manual_hash)
    return FALSE;

  truth = sample->make ((const Seen (*)[STREET_N_OBJECTS]) seen);
  if (!write_labels (folder, clean_name, truth, &media, error))
    return FALSE;
  sample->add_mistakes (truth);

  return write_labels (folder, labels_name, truth, &media, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  av_log_set_level (AV_LOG_ERROR);
  if (argc == 3 && g_str_equal (argv[1], "examples"))
    is_done = driving_make_examples (argv[2], &error);
  for (gsize i = 0; argc == 4 && i < G_N_ELEMENTS (samples); i++)
    if (g_str_equal (argv[1], samples[i].name))
      is_done = make_sample (&samples[i], argv[2], argv[3], &error);
  if (is_done)
    return 0;

  g_printerr ("make-scene: %s\n", error ? error->message : "street|driving FOLDER MANUAL, or examples FOLDER");

  return error ? 1 : 2;
}
