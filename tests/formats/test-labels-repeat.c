/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps that repeat are joined by the document; here: what the journal makes of it. */

#include "coco-kit.h"

#include "core/journal.h"
#include "formats/labels-file.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static FwLabelsFile *
open_labels (const char *path)
{
  g_autoptr (FwFrameList) frames = kit_video_frames (30);
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy ();
  g_autoptr (GError) error = NULL;
  FwLabelsFile *labels = fw_labels_file_open (path, frames, taxonomy, NULL, &error);

  g_assert_no_error (error);
  fw_labels_file_set_autosave (labels, FALSE);

  return labels;
}

static void
move (FwDocument *document, FwTrackId id, double x)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (x, 20, 30, 40));

  fw_track_builder_set_key (builder, 2, shape);

  g_autoptr (FwTrack) track = kit_end (builder);

  fw_document_begin_repeating (document, "Move", 2, G_MAXINT64);
  fw_document_replace_track (document, id, track);
  g_assert_true (fw_document_commit (document));
}

static double
get_x (FwDocument *document, FwTrackId id)
{
  FwTrack *track = fw_document_get_track (document, id);

  return track ? fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape).x : -1.0;
}

static void
crash (FwLabelsFile *labels)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (labels);
}

/* Test that after a crash a run of moves is where it was, and one step; and
 * that a record cut at the worst place costs the last move at most, which can
 * be done again. */
static void
test_crash (gconstpointer torn)
{
  g_autofree char *folder = g_dir_make_tmp ("fw-repeat-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "clip.coco.json", NULL);
  g_autofree char *journal = fw_journal_path_for (path);
  FwLabelsFile *labels = open_labels (path);
  FwDocument *document = fw_labels_file_get_document (labels);
  FwTrackId id = fw_document_take_track_id (document);
  guint n = 0;

  for (double x = 10; x < 15; x++)
    move (document, id, x);
  crash (labels);

  if (torn)
    {
      struct stat facts;

      g_assert_cmpint (stat (journal, &facts), ==, 0);
      g_assert_cmpint (truncate (journal, facts.st_size - 3), ==, 0);
    }

  labels = open_labels (path);
  document = fw_labels_file_get_document (labels);
  if (torn)
    {
      g_assert_true (fw_document_can_redo (document));
      fw_document_redo (document);
    }
  g_assert_cmpfloat (get_x (document, id), ==, torn ? 13.0 : 14.0);
  g_assert_false (fw_document_can_redo (document));
  while (fw_document_undo (document))
    n++;
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (get_x (document, id), ==, -1.0);
  crash (labels);

  g_unlink (journal);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/labels-file/repeat/crash", NULL, test_crash);
  g_test_add_data_func ("/labels-file/repeat/torn", "torn", test_crash);

  return g_test_run ();
}
