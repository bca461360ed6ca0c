/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A journal that grows long is compacted while labels are open. */

#include "coco-kit.h"

#include "formats/labels-file-private.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <glib/gstdio.h>

#define LIMIT 20000

typedef struct
{
  char *folder;         /* (owned) */
  char *path;           /* (owned) */
  char *journal;        /* (owned) */
  FwLabelsFile *labels; /* (owned) (nullable) */
} Fixture;

static void
open_labels (Fixture *fixture, gint64 limit)
{
  g_autoptr (FwFrameList) frames = kit_video_frames (30);
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy ();
  g_autoptr (GError) error = NULL;

  fixture->labels = fw_labels_file_open (fixture->path, frames, taxonomy, NULL, &error);
  g_assert_no_error (error);
  fw_labels_file_set_autosave (fixture->labels, FALSE);
  fixture->labels->journal_limit = fixture->labels->compact_at = limit;
}

static gboolean
is_quiet (gpointer data)
{
  return ((FwLabelsFile *) data)->compaction == NULL;
}

static void
crash (Fixture *fixture)
{
  g_assert_true (fw_test_wait (is_quiet, fixture->labels));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->labels));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-compact-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "clip.coco.json", NULL);
  fixture->journal = fw_journal_path_for (fixture->path);
  open_labels (fixture, LIMIT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  crash (fixture);
  g_unlink (fixture->journal);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->journal);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_labels_file_save_finish (FW_LABELS_FILE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
save (Fixture *fixture)
{
  gboolean done = FALSE;

  fw_labels_file_save_async (fixture->labels, TRUE, NULL, save_cb, &done);
  g_assert_true (fw_test_wait (is_true, &done));
}

static FwDocument *
document_of (Fixture *fixture)
{
  return fw_labels_file_get_document (fixture->labels);
}

static void
move (Fixture *fixture, double x)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (x, 20, 30, 40));

  fw_track_builder_set_key (builder, 2, shape);

  g_autoptr (FwTrack) track = kit_end (builder);

  fw_document_begin (document_of (fixture), "Move", 2);
  fw_document_replace_track (document_of (fixture), 1, track);
  g_assert_true (fw_document_commit (document_of (fixture)));
}

static double
get_x (Fixture *fixture)
{
  FwTrack *track = fw_document_get_track (document_of (fixture), 1);

  return track ? fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape).x : -1.0;
}

/* How often Undo goes; each takes one pixel back. */
static guint
undo_all (Fixture *fixture)
{
  double x = get_x (fixture);
  guint n = 0;

  for (; fw_document_undo (document_of (fixture)); n++, x--)
    g_assert_cmpfloat (get_x (fixture), ==, x == 1.0 ? -1.0 : x - 1.0);

  return n;
}

static gint64
journal_size (Fixture *fixture)
{
  GStatBuf facts;

  g_assert_true (fw_journal_flush (fixture->labels->journal, NULL));
  g_assert_cmpint (g_stat (fixture->journal, &facts), ==, 0);

  return facts.st_size;
}

/* Test that a long session keeps its journal short, while saves and further
 * edits go on; that after a crash everything is there, and that Undo goes as
 * far back as there is room for. */
static void
test_session (Fixture *fixture, gconstpointer data)
{
  gint64 largest = 0;
  guint n;

  for (guint i = 1; i <= 1000; i++)
    {
      move (fixture, i);
      fw_document_note_seen (document_of (fixture), (FwFrame) i % 30);
      if (i % 10 == 0)
        {
          save (fixture);
          g_assert_true (fw_test_wait (is_quiet, fixture->labels));
        }
      largest = MAX (largest, fw_journal_get_size (fixture->labels->journal));
    }
  g_assert_cmpint (largest, >, LIMIT);
  g_assert_cmpint (journal_size (fixture), <, 3 * LIMIT);

  move (fixture, 1001);
  move (fixture, 1002);
  crash (fixture);
  open_labels (fixture, LIMIT);
  g_assert_cmpint (fw_labels_file_get_n_recovered (fixture->labels), ==, 2);
  g_assert_cmpuint (fw_labels_file_get_n_aside (fixture->labels), ==, 0);
  g_assert_cmpfloat (get_x (fixture), ==, 1002.0);
  g_assert_cmpint (
      fw_span_set_get_count (fw_snapshot_get_seen (fw_document_get_snapshot (document_of (fixture)))),
      ==, 30);
  n = undo_all (fixture);
  g_test_message ("%u steps back", n);
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n, <, 300);
}

/* Test that what is in no file yet stays, however long the journal becomes, and
 * that compacting is not tried at every step. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  guint n_tries = 0;
  GTask *last = NULL;

  for (guint i = 1; i <= 400; i++)
    {
      move (fixture, i);
      n_tries += fixture->labels->compaction && fixture->labels->compaction != last;
      last = fixture->labels->compaction;
      if (i % 7 == 0)
        while (g_main_context_iteration (NULL, FALSE))
          ;
    }
  g_assert_true (fw_test_wait (is_quiet, fixture->labels));
  g_assert_cmpint (journal_size (fixture), >, 3 * LIMIT);
  g_assert_cmpuint (n_tries, >, 0);
  g_assert_cmpuint (n_tries, <, 40);

  crash (fixture);
  open_labels (fixture, LIMIT);
  g_assert_cmpfloat (get_x (fixture), ==, 400.0);
  g_assert_cmpuint (undo_all (fixture), ==, 400);
}

/* Test that steps that were taken back can be done again after compaction and crash. */
static void
test_redo (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 30; i++)
    move (fixture, i);
  for (guint i = 0; i < 10; i++)
    fw_document_undo (document_of (fixture));
  save (fixture);
  fixture->labels->journal_limit = fixture->labels->compact_at = 8000;
  fw_document_undo (document_of (fixture));
  g_assert_nonnull (fixture->labels->compaction);
  fw_document_undo (document_of (fixture));
  crash (fixture);

  open_labels (fixture, LIMIT);
  g_assert_cmpfloat (get_x (fixture), ==, 18.0);
  for (double x = 19.0; x <= 30.0; x++)
    {
      g_assert_nonnull (fw_document_redo (document_of (fixture)));
      g_assert_cmpfloat (get_x (fixture), ==, x);
    }
  g_assert_false (fw_document_can_redo (document_of (fixture)));
}

/* Test that the mark of a save that ends while an older one was chosen stays. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) header = fw_record_encode_header (fixture->path, "-", 1);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *first = NULL;
  g_autoptr (FwRecord) last = NULL;

  move (fixture, 1);
  save (fixture);
  first = g_strdup (fixture->labels->disk.sha256);
  move (fixture, 2);
  move (fixture, 3);
  save (fixture);
  g_assert_true (fw_journal_flush (fixture->labels->journal, NULL));

  /* Twice: what compaction made is compacted the same way. */
  for (guint i = 0; i < 2; i++)
    {
      static const FwRecordKind expected[]
          = { FW_RECORD_HEADER, FW_RECORD_STEP, FW_RECORD_SAVED,
              FW_RECORD_STEP,   FW_RECORD_STEP, FW_RECORD_SAVED };

      g_clear_pointer (&records, g_ptr_array_unref);
      records = fw_journal_compact (fixture->journal, first, header, G_MAXSIZE, NULL, NULL, NULL);
      gsize n = 0;

      for (guint r = 0; r < records->len; r++)
        {
          gsize length;
          const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (records, r), &length);

          g_clear_pointer (&last, fw_record_free);
          last = fw_record_decode (bytes, length, NULL);
          /* They matter only where no `saved` follows. */
          if (last->kind == FW_RECORD_SAVING || last->kind == FW_RECORD_WROTE)
            continue;
          g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
          g_assert_cmpint (last->kind, ==, expected[n++]);
        }
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
      g_assert_cmpstr (last->sha256, ==, fixture->labels->disk.sha256);
    }
}

#define ADD(name, func) \
  g_test_add ("/labels-file/compact/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  fw_test_init (&argc, &argv);

  ADD ("session", test_session);
  ADD ("unsaved", test_unsaved);
  ADD ("redo", test_redo);
  ADD ("marks", test_marks);

  return g_test_run ();
}
