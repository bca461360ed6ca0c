/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels-kit.h"

#include "core/error.h"
#include "core/renumber.h"
#include "core/track-edit.h"
#include "formats/journal-codec.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Test that a new document is saved, reopened without a question, and that
 * undo still works after that. */
static void
test_save_and_reopen (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  Result result;

  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_CLEAN);
  draw (labels, 10);
  FwTrackId second = draw (labels, 50);
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_JOURNALED);
  result = save (labels, FALSE);
  g_assert_no_error (result.error);
  g_assert_true (result.ok);
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_CLEAN);
  g_assert_cmpint (fw_labels_file_get_last_saved (labels), >, 0);
  result = close_labels (labels);
  g_assert_no_error (result.error);
  g_assert_finalize_object (labels);

  labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);

  g_assert_null (fw_labels_file_get_recovery (labels));
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_CLEAN);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_true (fw_document_can_undo (document));
  g_assert_nonnull (fw_document_undo (document));
  g_assert_cmpuint (count_tracks (labels), ==, 1);
  g_assert_null (fw_document_get_track (document, second));
  g_assert_nonnull (fw_document_redo (document));
  /* Back at what the file holds. */
  g_assert_false (fw_document_is_dirty (document));
  /* Ids go on behind those that were given. */
  g_assert_cmpint (fw_document_take_track_id (document), >, second);
  crash (labels);
}

/* Test that work that was never saved comes back complete, with its history,
 * also when the crash cut the last record. */
static void
test_crash (Labels *fixture, gconstpointer torn)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  Result result;

  draw (labels, 10);
  result = save (labels, FALSE);
  g_assert_true (result.ok);
  draw (labels, 20);
  draw (labels, 30);
  draw (labels, 40);
  fw_document_undo (fw_labels_file_get_document (labels));
  fw_document_note_seen (fw_labels_file_get_document (labels), 5);
  crash (labels);

  if (torn)
    {
      struct stat facts;

      g_assert_cmpint (stat (journal, &facts), ==, 0);
      g_assert_cmpint (truncate (journal, facts.st_size - 3), ==, 0);
    }

  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, torn ? 4 : 3);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 3);
  g_assert_true (
      g_str_has_prefix (fw_labels_file_get_recovery (labels), "We kept everything up to "));
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_JOURNALED);

  FwDocument *document = fw_labels_file_get_document (labels);

  g_assert_true (fw_document_can_redo (document) == !torn);
  while (fw_document_undo (document))
    ;
  g_assert_cmpuint (count_tracks (labels), ==, 0);
  while (fw_document_redo (document))
    ;
  g_assert_cmpuint (count_tracks (labels), ==, 4);
  crash (labels);

  /* And once more, over the undoing and redoing. */
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 4);
  result = close_labels (labels);
  g_assert_true (result.ok);
  g_assert_finalize_object (labels);
  labels = open_labels (fixture);
  g_assert_null (fw_labels_file_get_recovery (labels));
  g_assert_cmpuint (count_tracks (labels), ==, 4);
  crash (labels);
}

/* Test that a document without any file comes back from the journal alone. */
static void
test_crash_before_first_save (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);

  draw (labels, 10);
  draw (labels, 20);
  crash (labels);

  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 2);
  crash (labels);

  /* Also when the file was there in between and its folder was emptied. */
  labels = open_labels (fixture);
  Result result = save (labels, FALSE);
  g_assert_true (result.ok);
  draw (labels, 30);
  crash (labels);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  crash (labels);
}

/* Test that going on while a save runs loses nothing: the mark in the journal
 * says how far the file is behind. */
static void
test_edit_while_saving (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  Result result = { FALSE };

  draw (labels, 10);
  fw_labels_file_save_async (labels, FALSE, NULL, save_cb, &result);
  draw (labels, 20);
  g_assert_true (fw_test_wait (is_done, &result));
  g_assert_no_error (result.error);
  g_assert_true (fw_document_is_dirty (fw_labels_file_get_document (labels)));
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_JOURNALED);
  crash (labels);

  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 1);
  crash (labels);
}

static void
count_failure (FwLabelsFile *labels, const char *sentence, gpointer data)
{
  char **last = data;

  g_free (*last);
  *last = g_strdup (sentence);
}

/* Test that a save that cannot work keeps the document dirty and the journal,
 * says what to do, and that the work can be saved elsewhere. */
static void
test_folder_gone (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *sentence = NULL;
  g_autofree char *elsewhere = NULL;
  Result result;

  g_signal_connect (labels, "save-failed", G_CALLBACK (count_failure), &sentence);
  draw (labels, 10);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  result = save (labels, FALSE);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (
      g_str_has_suffix (result.error->message, "is gone. Your last change is kept in the journal. "
                                               "Bring it back, or save elsewhere."));
  g_assert_cmpstr (sentence, ==, result.error->message);
  g_clear_error (&result.error);
  g_assert_true (fw_document_is_dirty (fw_labels_file_get_document (labels)));
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_FAILED);

  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  elsewhere = g_build_filename (fixture->folder, "other.coco.json", NULL);
  result = (Result){ FALSE };
  fw_labels_file_save_as_async (labels, elsewhere, NULL, save_as_cb, &result);
  g_assert_true (fw_test_wait (is_done, &result));
  g_assert_no_error (result.error);
  g_assert_cmpstr (fw_labels_file_get_path (labels), ==, elsewhere);
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_CLEAN);
  draw (labels, 20);
  crash (labels);

  /* The history moved along. */
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&elsewhere);
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  g_assert_cmpuint (count_tracks (labels), ==, 0);
  crash (labels);
}

typedef struct
{
  gboolean is_done;
  GPtrArray *notes; /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
} Exported;

static void
export_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exported *exported = user_data;

  exported->notes
      = fw_labels_file_export_finish (FW_LABELS_FILE (source), result, &exported->error);
  exported->is_done = TRUE;
}

static gboolean
is_exported (gpointer exported)
{
  return ((Exported *) exported)->is_done;
}

/* Test that an export holds what is drawn, saved or not, in its form, and that the
 * labels stay what and where they were. */
static void
test_export (Labels *fixture, gconstpointer data)
{
  static const struct
  {
    FwCocoFlavour flavour;
    gboolean is_video;
  } cases[] = { { FW_COCO_PLAIN, FALSE }, { FW_COCO_VIDEO, TRUE }, { FW_COCO_CVAT, TRUE } };
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "export.json", NULL);
  Exported own = { FALSE };

  draw (labels, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Exported exported = { FALSE };

      fw_labels_file_export_async (labels, path, cases[i].flavour, NULL, export_cb, &exported);
      g_assert_true (fw_test_wait (is_exported, &exported));
      g_assert_no_error (exported.error);
      g_assert_nonnull (exported.notes);

      g_autoptr (FwCocoFile) file = fw_coco_file_load (path, NULL, NULL, NULL);

      g_assert_nonnull (file);
      g_assert_cmpint (fw_coco_file_is_video (file), ==, cases[i].is_video);
      /* Six frames: one track, or six shapes. */
      g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (file)), ==,
                        cases[i].is_video ? 1 : 6);
      g_ptr_array_unref (exported.notes);
      g_remove (path);
    }
  g_assert_cmpstr (fw_labels_file_get_path (labels), ==, fixture->path);
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_JOURNALED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  fw_labels_file_export_async (labels, fixture->path, FW_COCO_PLAIN, NULL, export_cb, &own);
  g_assert_true (fw_test_wait (is_exported, &own));
  g_assert_error (own.error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&own.error);
  crash (labels);
}

static gboolean
is_unjournaled (gpointer labels)
{
  return !fw_labels_file_is_journaled (labels);
}

/* Test that nobody is told that work is in a journal that cannot be written, and
 * that all is well again once there is room. */
static void
test_no_room_at_all (Labels *fixture, gconstpointer data)
{
  /* The limit holds for the whole program. */
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  FwLabelsFile *labels = open_labels (fixture);
  struct rlimit old;
  struct rlimit tight;
  g_autofree char *status = NULL;
  g_autofree char *before = NULL;
  Result result;

  draw (labels, 10);
  before = fw_labels_file_dup_status (labels);
  g_assert_true (fw_labels_file_is_journaled (labels));
  g_assert_cmpstr (before, ==, "The last change is in the journal, not yet in the file");

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  tight = (struct rlimit){ 8, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  draw (labels, 20);
  g_assert_true (fw_test_wait (is_unjournaled, labels));
  result = save (labels, FALSE);
  g_assert_nonnull (result.error);
  g_assert_nonnull (strstr (result.error->message, "Your changes are kept in memory only."));
  g_clear_error (&result.error);
  status = fw_labels_file_dup_status (labels);
  g_assert_cmpstr (status, ==, "Not saved. Your work is kept in memory only");

  setrlimit (RLIMIT_FSIZE, &old);
  result = save (labels, FALSE);
  g_assert_no_error (result.error);
  g_assert_cmpint (fw_labels_file_get_state (labels), ==, FW_LABELS_CLEAN);
  crash (labels);
}

/* Test that a full disk and a folder without rights are told as such. */
static void
test_cannot_write (Labels *fixture, gconstpointer data)
{
  g_autoptr (FwCocoFile) file = fw_coco_file_new (fixture->frames, fixture->taxonomy);
  g_autoptr (GError) error = NULL;

  g_assert_false (fw_coco_file_save (file, fw_coco_file_get_snapshot (file), NULL, "/dev/full",
                                     NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);

  if (geteuid () == 0)
    {
      g_test_skip ("the superuser may write everywhere");
      return;
    }

  FwLabelsFile *labels = open_labels (fixture);
  Result result;

  draw (labels, 10);
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  result = save (labels, FALSE);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&result.error);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  result = close_labels (labels);
  g_assert_true (result.ok);
  g_assert_finalize_object (labels);
}

/* Test that a file that another program changed is not overwritten unasked,
 * and that at the next start the journal is put aside, not applied. */
static void
test_changed_by_others (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *text = NULL;
  Result result;

  draw (labels, 10);
  result = save (labels, FALSE);
  g_assert_true (result.ok);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  draw (labels, 20);

  /* Touched but equal: no reason to stop. */
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  result = save (labels, FALSE);
  g_assert_no_error (result.error);

  draw (labels, 30);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  result = save (labels, FALSE);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_clear_error (&result.error);

  g_autofree char *now = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &now, NULL, NULL));
  g_assert_cmpstr (now, ==, text);
  crash (labels);

  /* The content is one that the journal knows: it goes on from there. */
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 2);
  crash (labels);

  /* One that it does not know. */
  g_autofree char *foreign = g_strconcat (text, " ", NULL);

  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 1);
  g_assert_nonnull (
      strstr (fw_labels_file_get_recovery (labels), "Another program changed these labels."));
  g_assert_false (fw_document_can_undo (fw_labels_file_get_document (labels)));
  result = close_labels (labels);
  g_assert_true (result.ok);
  g_assert_finalize_object (labels);
}

/* Test that a second window may look and not write. */
static void
test_second_window (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  Result result;

  draw (labels, 10);
  result = save (labels, FALSE);
  g_assert_true (result.ok);

  FwLabelsFile *other = open_labels (fixture);

  g_assert_cmpint (fw_labels_file_get_state (other), ==, FW_LABELS_READ_ONLY);
  g_assert_nonnull (fw_labels_file_get_recovery (other));
  g_assert_cmpuint (count_tracks (other), ==, 1);
  result = save (other, FALSE);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_clear_error (&result.error);
  crash (other);
  crash (labels);
}

static gboolean
is_clean (gpointer data)
{
  return fw_labels_file_get_state (data) == FW_LABELS_CLEAN;
}

/* Test that the file is written by itself when the hand rests. */
static void
test_autosave (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *status = NULL;

  fw_labels_file_set_autosave (labels, TRUE);
  draw (labels, 10);
  g_assert_true (fw_test_wait (is_clean, labels));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC / 2);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  status = fw_labels_file_dup_status (labels);
  g_assert_true (g_str_has_prefix (status, "All changes are in the file"));
  crash (labels);
}

/* Test that a program which writes the file the moment it sees it saved is noticed: it
 * has changed the file before the main loop hears that the save is done. */
static void
test_changed_at_once (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  gint64 until = g_get_monotonic_time () + FW_TEST_PATIENCE_MS * G_TIME_SPAN_MILLISECOND;
  Result result = { FALSE };
  g_autofree char *text = NULL;
  g_autofree char *now = NULL;

  draw (labels, 10);
  fw_labels_file_save_async (labels, FALSE, NULL, save_cb, &result);
  while (!g_file_test (fixture->path, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < until)
    g_thread_yield ();
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  g_autofree char *foreign = g_strconcat (text, "\n", NULL);

  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));
  g_assert_true (fw_test_wait (is_done, &result));
  g_assert_true (result.ok);

  draw (labels, 20);
  result = save (labels, FALSE);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_clear_error (&result.error);
  g_assert_true (g_file_get_contents (fixture->path, &now, NULL, NULL));
  g_assert_cmpstr (now, ==, foreign);
  crash (labels);
}

/* Test that renumbering is journaled between the steps it lies between. */
static void
test_renumber (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  FwRenumbering entry = { 5, -1 };
  Result result;
  FwTrackId id;

  id = draw (labels, 10);
  result = save (labels, FALSE);
  g_assert_true (result.ok);
  fw_labels_file_renumber (labels, &entry, 1);
  draw (labels, 20);
  crash (labels);

  labels = open_counted (fixture, TRUE);
  g_assert_cmpint (get_last (labels, id), ==, 6);
  result = close_labels (labels);
  g_assert_true (result.ok);
  g_assert_finalize_object (labels);

  labels = open_counted (fixture, TRUE);
  g_assert_cmpint (get_last (labels, id), ==, 6);
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  g_assert_nonnull (fw_document_redo (fw_labels_file_get_document (labels)));
  g_assert_cmpint (get_last (labels, id), ==, 6);
  crash (labels);
}

/* Test that frames past the end go when counting is over, those with work stay,
 * and that counting alone never makes a file. */
static void
test_confirm (Labels *fixture, gconstpointer data)
{
  static const FwRenumbering entry = { 5, -1 };
  g_autoptr (FwFrameList) shorter = kit_video_frames (6);
  FwLabelsFile *labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);

  fw_labels_file_renumber (labels, &entry, 1);
  g_assert_false (fw_document_is_dirty (document));
  g_assert_true (close_labels (labels).ok);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (labels);

  labels = open_labels (fixture);
  document = fw_labels_file_get_document (labels);
  g_assert_true (fw_labels_file_set_frames (labels, shorter, NULL));
  g_assert_cmpuint (
      fw_frame_list_get_length (fw_snapshot_get_frame_list (fw_document_get_snapshot (document))),
      ==, 30);
  draw (labels, 10);
  g_assert_true (fw_labels_file_confirm_frames (labels, shorter, NULL));
  g_assert_cmpuint (
      fw_frame_list_get_length (fw_snapshot_get_frame_list (fw_document_get_snapshot (document))),
      ==, 8);
  fw_document_undo (document);
  g_assert_true (fw_labels_file_confirm_frames (labels, shorter, NULL));
  g_assert_cmpuint (
      fw_frame_list_get_length (fw_snapshot_get_frame_list (fw_document_get_snapshot (document))),
      ==, 6);
  crash (labels);
}

/* Test that labels saved with exact numbers follow each session's counting: they
 * are numbered as the source counts until its pass is through, without being
 * changed by that, and end where they were. Edits made meanwhile, and a crash in
 * the middle, come through with it. */
static void
test_align (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  FwRenumbering entry = { 5, -1 };
  FwTrackId id = draw (labels, 10);
  FwTrackId later;

  fw_labels_file_renumber (labels, &entry, 1);
  g_assert_true (close_labels (labels).ok);
  g_assert_finalize_object (labels);

  for (int again = 0; again < 2; again++)
    {
      labels = open_counted (fixture, FALSE);
      g_assert_cmpint (get_last (labels, id), ==, 7);
      g_assert_false (fw_document_is_dirty (fw_labels_file_get_document (labels)));
      g_assert_null (fw_labels_file_get_recovery (labels));
      crash (labels);
    }

  labels = open_counted (fixture, FALSE);
  later = draw (labels, 30);
  crash (labels);
  labels = open_counted (fixture, TRUE);
  g_assert_cmpint (get_last (labels, id), ==, 6);
  g_assert_cmpint (get_last (labels, later), ==, 6);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), >, 0);
  crash (labels);

  labels = open_counted (fixture, FALSE);
  g_assert_cmpint (get_last (labels, later), ==, 7);
  fw_labels_file_renumber (labels, &entry, 1);
  g_assert_cmpint (get_last (labels, id), ==, 6);
  g_assert_cmpint (get_last (labels, later), ==, 6);
  g_assert_true (close_labels (labels).ok);
  g_assert_finalize_object (labels);

  labels = open_counted (fixture, TRUE);
  g_assert_cmpint (get_last (labels, id), ==, 6);
  g_assert_cmpint (get_last (labels, later), ==, 6);
  crash (labels);
}

/* Test that work which is in the journal alone is in the frames where it was made,
 * whatever had been counted when it was, and is when it comes back. @data: there
 * is a file, in which nobody has done anything. */
static void
test_align_without_work (Labels *fixture, gconstpointer data)
{
  FwRenumbering entry = { 5, -1 };

  for (int c = 0; c < 8; c++)
    {
      gboolean counted_first = c & 1, counted_then = c & 2, drawn_before = c & 4;
      g_autofree char *journal = fw_journal_path_for (fixture->path);
      FwLabelsFile *labels;
      FwTrackId id;

      g_test_message ("counted %d, then %d, drawn before %d", counted_first, counted_then,
                      drawn_before);
      g_unlink (fixture->path);
      g_unlink (journal);
      labels = open_counted (fixture, FALSE);
      if (data)
        {
          draw (labels, 10);
          fw_document_undo (fw_labels_file_get_document (labels));
          g_assert_true (save (labels, FALSE).ok);
        }
      crash (labels);
      g_unlink (journal);
      labels = open_counted (fixture, counted_first);
      fw_document_note_seen (fw_labels_file_get_document (labels), 20);
      if (drawn_before)
        {
          id = draw (labels, 10);
          if (!counted_first)
            fw_labels_file_renumber (labels, &entry, 1);
        }
      else
        {
          if (!counted_first)
            fw_labels_file_renumber (labels, &entry, 1);
          id = draw (labels, 10);
        }

      FwFrame last = get_last (labels, id);

      g_assert_cmpint (last, ==, drawn_before && !counted_first ? 6 : 7);
      crash (labels);

      for (guint again = 0; again < 2; again++)
        {
          labels = open_counted (fixture, counted_then);
          g_assert_cmpint (get_last (labels, id), ==, counted_then ? last : last + 1);
          if (!counted_then)
            fw_labels_file_renumber (labels, &entry, 1);
          g_assert_cmpint (get_last (labels, id), ==, last);
          crash (labels);
        }
    }
}

/* Test that looking at frames, and counting them, makes no work of labels that
 * nobody began, in a later session neither. */
static void
test_align_nothing (Labels *fixture, gconstpointer data)
{
  FwRenumbering entry = { 5, -1 };

  for (guint round = 0; round < 3; round++)
    {
      FwLabelsFile *labels = open_counted (fixture, FALSE);
      FwDocument *document = fw_labels_file_get_document (labels);

      g_assert_false (fw_document_is_dirty (document));
      g_assert_null (fw_labels_file_get_recovery (labels));
      fw_labels_file_renumber (labels, &entry, 1);
      fw_document_note_seen (document, (FwFrame) round + 10);
      g_assert_true (close_labels (labels).ok);
      g_assert_cmpint (
          fw_span_set_get_count (fw_snapshot_get_seen (fw_document_get_snapshot (document))), ==,
          (gint64) round + 1);
      g_assert_finalize_object (labels);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

/* Test that of a journal with a record of another version what is understood is
 * applied, the rest is kept, and nothing is offered twice. */
static void
test_future (Labels *fixture, gconstpointer data)
{
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  FwLabelsFile *labels = open_labels (fixture);
  FwTrackId id = draw (labels, 10);

  crash (labels);
  append_future (journal);
  for (guint round = 0; round < 2; round++)
    {
      labels = open_labels (fixture);
      g_assert_nonnull (fw_document_get_track (fw_labels_file_get_document (labels), id));
      g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 0);
      if (round == 0)
        g_assert_nonnull (strstr (fw_labels_file_get_recovery (labels), "-part.fwj"));
      crash (labels);
    }
}

static gboolean
note_authors (const guint8 *payload, gsize length, gpointer data)
{
  g_autoptr (FwRecord) record = fw_record_decode (payload, length, NULL);
  const char *author = record->step ? fw_step_get_author (record->step) : record->author;

  if (author)
    g_string_append_printf (data, "%d:%s ", record->kind, author);

  return TRUE;
}

/* Test that the journal and the file say who did what, and what was looked at
 * and how, over a crash and a save. */
static void
test_who (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  g_autoptr (GString) said = g_string_new (NULL);
  FwDocument *document = fw_labels_file_get_document (labels);
  FwTrackId first, second;

  fw_document_set_author (document, "dana");
  fw_document_note_shown (document, 4);
  fw_document_note_seen (document, 5);
  first = draw (labels, 10);
  fw_document_set_author (document, "ines");
  fw_document_note_seen (document, 7);
  second = draw (labels, 20);
  fw_document_undo (document);
  fw_document_redo (document);
  crash (labels);
  g_assert_true (fw_journal_read (journal, note_authors, said, NULL, NULL, NULL));
  g_assert_cmpstr (said->str, ==, "2:dana 2:ines 3:ines 4:ines ");

  for (guint round = 0; round < 2; round++)
    {
      Result result;
      FwSnapshot *now;

      labels = open_labels (fixture);
      document = fw_labels_file_get_document (labels);
      now = fw_document_get_snapshot (document);
      g_assert_cmpstr (fw_track_get_author (fw_document_get_track (document, first)), ==, "dana");
      g_assert_cmpstr (fw_track_get_author (fw_document_get_track (document, second)), ==, "ines");
      g_assert_cmpint (fw_span_set_get_count (fw_snapshot_get_seen (now)), ==, 2);
      g_assert_cmpint (fw_span_set_get_count (fw_snapshot_get_shown (now)), ==, 3);
      fw_labels_file_set_media_facts (labels, 1, 15360, "h264");
      result = save (labels, FALSE);
      g_assert_true (result.ok);
      result = close_labels (labels);
      g_assert_true (result.ok);
      g_assert_finalize_object (labels);
      g_assert_cmpint (g_unlink (journal), ==, 0);
    }

  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (
      strstr (text, "\"metadata\":{\"time_base\":\"1/15360\",\"codec\":\"h264\"}"));
  g_assert_nonnull (strstr (text, "\"people\":[\"dana\",\"ines\"]"));
  g_assert_nonnull (strstr (text, "\"seen\":[[5,5],[7,7]],\"shown\":[[4,5],[7,7]]"));
}

int
main (int argc, char *argv[])
{
  fw_test_init (&argc, &argv);
#define ADD(name, data, func)                                                                      \
  g_test_add ("/labels-file/" name, Labels, data, set_up, func, tear_down)
  ADD ("save-and-reopen", NULL, test_save_and_reopen);
  ADD ("crash/whole", NULL, test_crash);
  ADD ("crash/torn", GINT_TO_POINTER (TRUE), test_crash);
  ADD ("crash/before-first-save", NULL, test_crash_before_first_save);
  ADD ("edit-while-saving", NULL, test_edit_while_saving);
  ADD ("folder-gone", NULL, test_folder_gone);
  ADD ("no-room-at-all", NULL, test_no_room_at_all);
  ADD ("export", NULL, test_export);
  ADD ("cannot-write", NULL, test_cannot_write);
  ADD ("changed-by-others", NULL, test_changed_by_others);
  ADD ("changed-at-once", NULL, test_changed_at_once);
  ADD ("second-window", NULL, test_second_window);
  ADD ("autosave", NULL, test_autosave);
  ADD ("renumber", NULL, test_renumber);
  ADD ("align", NULL, test_align);
  ADD ("align-without-file", NULL, test_align_without_work);
  ADD ("align-empty-file", GINT_TO_POINTER (TRUE), test_align_without_work);
  ADD ("align-nothing", NULL, test_align_nothing);
  ADD ("future", NULL, test_future);
  ADD ("confirm", NULL, test_confirm);
  ADD ("who", NULL, test_who);

  return g_test_run ();
}
