/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Saving at its worst moments: a crash on either side of the rename, and edits
 * while the labels move elsewhere.
 */

#include "labels-kit.h"

#include "formats/journal-codec.h"

#include <string.h>
#include <unistd.h>

/* Looks for the last record of a kind. */
typedef struct
{
  FwRecordKind kind;
  gint64 at;    /* bytes before the present record */
  gint64 found; /* bytes before the last one of the kind; -1 = none */
} Search;

static gboolean
search_cb (const guint8 *payload, gsize length, gpointer data)
{
  Search *search = data;
  g_autoptr (FwRecord) record = fw_record_decode (payload, length, NULL);

  g_assert_nonnull (record);
  if (record->kind == search->kind)
    search->found = search->at;
  search->at += 8 + (gint64) length;

  return TRUE;
}

/* The journal as a crash just before its last record of @kind leaves it. */
static void
cut_before (Labels *fixture, FwRecordKind kind)
{
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  Search search = { kind, 5, -1 };

  g_assert_true (fw_journal_read (journal, search_cb, &search, NULL, NULL, NULL));
  g_assert_cmpint (search.found, >, 0);
  g_assert_cmpint (truncate (journal, search.found), ==, 0);
}

/* Test that a file which was put in place just before a crash is known as ours, and that what came
 * after its state is done again. */
static void
test_crash_behind_rename (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  Result result = { FALSE };

  draw (labels, 10);
  draw (labels, 20);
  fw_labels_file_save_async (labels, FALSE, NULL, save_cb, &result);
  draw (labels, 30);
  g_assert_true (fw_test_wait (is_done, &result));
  g_assert_no_error (result.error);
  crash (labels);
  cut_before (fixture, FW_RECORD_SAVED);

  labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);

  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 0);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 1);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  for (guint left = 3; left > 0; left--)
    g_assert_nonnull (fw_document_undo (document));
  g_assert_cmpuint (count_tracks (labels), ==, 0);
  crash (labels);
}

/* Test that a save which a crash cut short before it put the new file in place does not hide what
 * the old one lacks. */
static void
test_crash_before_rename (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *old = NULL;
  gsize length;

  draw (labels, 10);
  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (g_file_get_contents (fixture->path, &old, &length, NULL));
  draw (labels, 20);
  g_assert_true (save (labels, FALSE).ok);
  crash (labels);
  cut_before (fixture, FW_RECORD_SAVED);
  g_assert_true (g_file_set_contents (fixture->path, old, (gssize) length, NULL));

  labels = open_labels (fixture);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 0);
  g_assert_cmpuint (fw_labels_file_get_n_recovered (labels), ==, 1);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  crash (labels);
}

/* Test that a cut-short save is no mark for a file that somebody else wrote: all work since the
 * last whole one is offered. */
static void
test_crash_and_others (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *old = NULL;
  gsize length;

  draw (labels, 10);
  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (g_file_get_contents (fixture->path, &old, &length, NULL));
  draw (labels, 20);
  g_assert_true (save (labels, FALSE).ok);
  crash (labels);
  cut_before (fixture, FW_RECORD_SAVED);

  g_autofree char *foreign = g_strconcat (old, "\n", NULL);

  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 1);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 1);
  crash (labels);
}

/* Test that edits go on while the labels move, before and after the file was written, and that all
 * of them and their history arrive; also when a save was running. */
static void
test_move_while_editing (Labels *fixture, gconstpointer while_saving)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "other.coco.json", NULL);
  Result saved = { FALSE };
  Result moved = { FALSE };
  Result again = { FALSE };
  guint n = 1;

  draw (labels, 10);
  if (while_saving)
    fw_labels_file_save_async (labels, FALSE, NULL, save_cb, &saved);
  fw_labels_file_save_as_async (labels, elsewhere, NULL, save_as_cb, &moved);
  fw_labels_file_save_as_async (labels, fixture->path, NULL, save_as_cb, &again);
  for (; !moved.done; n++)
    {
      draw (labels, 10 + n);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_no_error (moved.error);
  g_assert_true (!while_saving || saved.ok);
  g_assert_true (fw_test_wait (is_done, &again));
  g_assert_error (again.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&again.error);
  g_assert_cmpstr (fw_labels_file_get_path (labels), ==, elsewhere);
  draw (labels, 5);
  n++;
  crash (labels);

  g_free (fixture->path);
  fixture->path = g_steal_pointer (&elsewhere);
  labels = open_labels (fixture);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 0);
  g_assert_cmpuint (count_tracks (labels), ==, n);
  for (guint left = n; left > 0; left--)
    g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  g_assert_cmpuint (count_tracks (labels), ==, 0);
  g_assert_null (fw_document_undo (fw_labels_file_get_document (labels)));
  crash (labels);
}

/* Test that labels which are closed while they move arrive first, saved. */
static void
test_close_while_moving (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "other.coco.json", NULL);
  Result moved = { FALSE };

  draw (labels, 10);
  fw_labels_file_save_as_async (labels, elsewhere, NULL, save_as_cb, &moved);
  draw (labels, 20);

  Result closed = close_labels (labels);

  g_assert_no_error (closed.error);
  g_assert_true (moved.done && moved.ok);
  g_assert_finalize_object (labels);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&elsewhere);
  labels = open_labels (fixture);
  g_assert_null (fw_labels_file_get_recovery (labels));
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  crash (labels);
}

int
main (int argc, char *argv[])
{
  fw_test_init (&argc, &argv);
#define ADD(name, data, func)                                                                      \
  g_test_add ("/labels-save/" name, Labels, data, set_up, func, tear_down)
  ADD ("crash/behind-rename", NULL, test_crash_behind_rename);
  ADD ("crash/before-rename", NULL, test_crash_before_rename);
  ADD ("crash/and-others", NULL, test_crash_and_others);
  ADD ("move/while-editing", NULL, test_move_while_editing);
  ADD ("move/while-saving", GINT_TO_POINTER (TRUE), test_move_while_editing);
  ADD ("move/closed", NULL, test_close_while_moving);

  return g_test_run ();
}
