/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for labels files (fuzz.h tells how it is run). Any bytes give a
 * message, or labels. Labels that were read are written, untouched, so that they
 * are read and written again the same; in every form, and with one object less,
 * what is written can be read.
 */

#include "../support/fuzz.h"
#include "coco-kit.h"

#include "core/error.h"

static FwCocoFile *
load (const char  *text,
      gsize        length,
      GError     **error)
{
  return fw_coco_file_load_bytes (text, length, NULL, NULL, error);
}

static gboolean
take_first_cb (FwTrack  *track,
               gpointer  data)
{
  *(FwTrackId *) data = fw_track_get_id (track);

  return FALSE;
}

/* Whatever it is that is written, it is labels. */
static void
check_written (FwCocoFile    *file,
               FwSnapshot    *snapshot,
               FwCocoFlavour  flavour)
{
  FwCocoWriteOptions options = { .flavour = flavour };
  g_autofree char *text = kit_write (file, snapshot, &options);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCocoFile) again = load (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *copy = g_memdup2 (size > 0 ? (const char *) data : "", MAX (size, 1));
  g_autoptr(FwCocoFile) file = load (copy, size, &error);

  if (!file)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < fw_coco_file_get_notes (file)->len; i++)
    {
      const FwNote *note = g_ptr_array_index (fw_coco_file_get_notes (file), i);

      g_assert_true (g_utf8_validate (note->text, -1, NULL));
    }

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  g_autofree char *first = kit_write (file, snapshot, NULL);
  g_autoptr(FwCocoFile) again = load (first, strlen (first), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_snapshot_get_n_tracks (snapshot), ==,
                    fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (again)));

  g_autofree char *second = kit_write (again, fw_coco_file_get_snapshot (again), NULL);
  FwTrackId id = 0;

  g_assert_cmpstr (first, ==, second);
  for (int flavour = FW_COCO_PLAIN; flavour <= FW_COCO_CVAT; flavour++)
    check_written (file, snapshot, flavour);
  fw_snapshot_foreach (snapshot, take_first_cb, &id);
  if (id > 0)
    {
      g_autoptr(FwSnapshot) less = kit_with_track (snapshot, id, NULL);

      check_written (file, less, FW_COCO_KEEP);
    }

  return 0;
}
