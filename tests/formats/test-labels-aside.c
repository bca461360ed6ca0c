/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels-kit.h"

#include "core/error.h"
#include "core/renumber.h"
#include "core/track-edit.h"
#include "formats/journal-codec.h"

#include <sys/stat.h>

/* Work that was set aside. */

/* Two objects are in the file; then one is moved, one deleted, one drawn, one
 * drawn and taken back, and a frame marked, and none of that is saved. The file
 * is another program's by the time it is opened again. */
static void
leave_unsaved (Labels *fixture, FwTrackId ids[3], const char *file_text)
{
  FwLabelsFile *labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);
  g_autofree char *text = NULL;
  g_autofree char *foreign = NULL;

  ids[0] = draw (labels, 10);
  ids[1] = draw (labels, 50);
  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  FwTrackBuilder *builder = fw_track_builder_new_from (fw_document_get_track (document, ids[0]));
  g_autoptr (FwShape) there = fw_shape_new_box (FW_RECT (300, 20, 30, 40));

  fw_track_builder_set_key (builder, 7, there);

  g_autoptr (FwTrack) moved = kit_end (builder);
  g_autoptr (FwSpanSet) done = fw_span_set_new (&(FwSpan){ 3, 4 }, 1);

  fw_document_begin (document, "Move box", 7);
  fw_document_replace_track (document, ids[0], moved);
  g_assert_true (fw_document_commit (document));
  fw_document_begin (document, "Delete", 7);
  fw_document_replace_track (document, ids[1], NULL);
  g_assert_true (fw_document_commit (document));
  ids[2] = draw (labels, 90);
  draw (labels, 120);
  g_assert_nonnull (fw_document_undo (document));
  fw_document_begin (document, "Done", 3);
  fw_document_replace (document, (FwSlot){ FW_SLOT_DONE, 0 }, done);
  g_assert_true (fw_document_commit (document));
  crash (labels);

  foreign = g_strconcat (file_text ? file_text : text, " ", NULL);
  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));
}

typedef struct
{
  gboolean done;
  char *said;
  GError *error;
} PutBack;

static void
put_back_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  PutBack *result = data;

  result->said = fw_labels_file_put_back_finish (FW_LABELS_FILE (source), async, &result->error);
  result->done = TRUE;
}

static gboolean
is_put_back (gpointer data)
{
  return ((PutBack *) data)->done;
}

static PutBack
put_back (FwLabelsFile *labels)
{
  PutBack result = { FALSE };

  fw_labels_file_put_back_async (labels, NULL, put_back_cb, &result);
  g_assert_true (fw_test_wait (is_put_back, &result));

  return result;
}

typedef struct
{
  gboolean done;
  FwSnapshot *snapshot; /* (owned) (nullable) */
} Preview;

static void
preview_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Preview *preview = data;

  preview->snapshot
      = fw_labels_file_preview_aside_finish (FW_LABELS_FILE (source), async, NULL);
  preview->done = TRUE;
}

static gboolean
is_previewed (gpointer data)
{
  return ((Preview *) data)->done;
}

/* A look at what putting back would give changes nothing. */
static void
check_preview (FwLabelsFile *labels, const FwTrackId ids[3])
{
  FwSnapshot *before = fw_document_get_snapshot (fw_labels_file_get_document (labels));
  guint n_aside = fw_labels_file_get_n_aside (labels);
  Preview preview = { FALSE };

  fw_labels_file_preview_aside_async (labels, NULL, preview_cb, &preview);
  g_assert_true (fw_test_wait (is_previewed, &preview));
  if (n_aside == 0)
    {
      g_assert_null (preview.snapshot);
      return;
    }

  g_assert_null (fw_snapshot_get_track (preview.snapshot, ids[1]));
  g_assert_nonnull (fw_snapshot_get_track (preview.snapshot, ids[2]));
  g_assert_true (fw_document_get_snapshot (fw_labels_file_get_document (labels)) == before);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, n_aside);
  fw_snapshot_unref (preview.snapshot);
}

static double
get_right (FwLabelsFile *labels, FwTrackId id)
{
  FwTrack *track = fw_document_get_track (fw_labels_file_get_document (labels), id);

  return fw_shape_get_bounds (fw_track_get_keyframe (track, fw_track_get_n_keyframes (track) - 1)
                                  .shape)
      .x;
}

static void
assert_nothing_aside (FwLabelsFile *labels)
{
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 0);
  g_assert_null (fw_labels_file_dup_aside (labels, NULL));
}

/* Test that unsaved work on a file that another program changed is not applied,
 * can be put on top as one step, taken back, and is offered until then only. */
static void
test_put_back (Labels *fixture, gconstpointer data)
{
  FwTrackId ids[3];
  g_autofree char *sentence = NULL;
  g_autofree char *places = NULL;
  PutBack result;

  leave_unsaved (fixture, ids, NULL);

  FwLabelsFile *labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);

  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 20);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 4);
  sentence = fw_labels_file_dup_aside (labels, &places);
  g_assert_cmpstr (sentence, ==,
                   "Another program changed these labels. 4 changes of yours are not in the file.");
  g_assert_true (g_file_test (places, G_FILE_TEST_EXISTS));
  crash (labels);

  /* Not decided: offered again, and what was drawn since then stays. */
  labels = open_labels (fixture);
  document = fw_labels_file_get_document (labels);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 4);

  FwTrackId since = draw (labels, 200);

  g_assert_cmpint (since, >, ids[2] + 1);
  check_preview (labels, ids);
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_assert_cmpstr (result.said, ==, "4 changes of yours are back");
  g_free (result.said);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 300);
  g_assert_null (fw_document_get_track (document, ids[1]));
  g_assert_cmpfloat (get_right (labels, ids[2]), ==, 100);
  g_assert_nonnull (fw_document_get_track (document, since));
  g_assert_true (fw_span_set_contains (
      fw_snapshot_get_frames_with (fw_document_get_snapshot (document), FW_SLOT_DONE), 4));
  g_assert_cmpstr (fw_step_get_label (fw_document_peek_undo (document)), ==, "Put back my changes");
  assert_nothing_aside (labels);
  g_assert_false (g_file_test (places, G_FILE_TEST_EXISTS));
  result = put_back (labels);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&result.error);
  check_preview (labels, ids);

  g_assert_nonnull (fw_document_undo (document));
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 20);
  g_assert_null (fw_document_get_track (document, ids[2]));
  g_assert_nonnull (fw_document_redo (document));
  crash (labels);

  /* It is work like any other now. */
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 300);
  assert_nothing_aside (labels);
  crash (labels);
}

/* Test that work under a manual comes back with what it was confirmed under, and
 * with the problems that were set aside. */
static void
test_put_back_manual (Labels *fixture, gconstpointer data)
{
  const FwRuleRev rev = { "ST-001", "1234" };
  const FwSetAside aside = { .rule = "ST-001", .rev = "1234", .span = { 2, 7 }, .unit_rev = "",
                             .text = "", .at = "" };
  g_autoptr (FwManualStamp) stamp = fw_manual_stamp_new ("street", "1.0.0", "abcd", &rev, 1);
  g_autoptr (FwAsideList) asides = fw_aside_list_new (&aside, 1);
  g_autofree char *text = NULL;
  g_autofree char *foreign = NULL;
  FwLabelsFile *labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);
  PutBack result;
  gsize n;

  draw (labels, 10);
  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  fw_document_set_manual (document, stamp);
  draw (labels, 50);
  fw_document_begin (document, "Set aside", 2);
  fw_document_replace (document, (FwSlot){ FW_SLOT_ASIDE, 0 }, asides);
  g_assert_true (fw_document_commit (document));
  crash (labels);
  foreign = g_strconcat (text, " ", NULL);
  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));

  labels = open_labels (fixture);
  document = fw_labels_file_get_document (labels);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 2);
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_free (result.said);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_nonnull (fw_stamp_list_find (
      fw_snapshot_get_manuals (fw_document_get_snapshot (document)), "abcd", NULL));
  fw_aside_list_get_all (fw_snapshot_get_asides (fw_document_get_snapshot (document)), &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (fw_document_undo (document));
  g_assert_null (fw_snapshot_get_asides (fw_document_get_snapshot (document)));
  crash (labels);
}

/* Test that objects which the other program deleted come back, and that one it
 * made under the number of one of ours stays beside it. */
static void
test_put_back_merges (Labels *fixture, gconstpointer data)
{
  FwTrackId ids[3];
  FwTrackId theirs = 0;
  PutBack result;

  /* Their file: our first two are gone, two others have the numbers 1 and 3. */
  FwLabelsFile *labels = open_labels (fixture);
  g_autofree char *text = NULL;
  g_autofree char *journal = fw_journal_path_for (fixture->path);

  for (guint i = 0; i < 3; i++)
    theirs = draw (labels, 400 + i);
  fw_document_begin (fw_labels_file_get_document (labels), "Delete", 0);
  fw_document_replace_track (fw_labels_file_get_document (labels), 1, NULL);
  g_assert_true (fw_document_commit (fw_labels_file_get_document (labels)));
  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  crash (labels);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_unlink (journal), ==, 0);

  leave_unsaved (fixture, ids, text);
  g_assert_cmpint (ids[2], ==, theirs);
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_clear_pointer (&result.said, g_free);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 300);
  g_assert_cmpfloat (get_right (labels, theirs), ==, 412);
  g_assert_cmpfloat (
      get_right (labels,
                 fw_document_get_next_track_id (fw_labels_file_get_document (labels)) - 1),
      ==, 100);
  crash (labels);
}

/* Test that taking back what the file holds is work too, and that frames which
 * were moved after a step are moved in what comes back. */
static void
test_put_back_undone (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels = open_labels (fixture);
  FwDocument *document = fw_labels_file_get_document (labels);
  FwRenumbering entry = { 5, -1 };
  g_autofree char *text = NULL;
  g_autofree char *foreign = NULL;
  PutBack result;

  draw (labels, 10);
  FwTrackId undone = draw (labels, 50);
  g_assert_true (save (labels, FALSE).ok);
  g_assert_nonnull (fw_document_undo (document));
  FwTrackId drawn = draw (labels, 90);
  fw_labels_file_renumber (labels, &entry, 1);
  /* There and back again is no work. */
  draw (labels, 120);
  g_assert_nonnull (fw_document_undo (document));
  crash (labels);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  foreign = g_strconcat (text, " ", NULL);
  g_assert_true (g_file_set_contents (fixture->path, foreign, -1, NULL));

  labels = open_counted (fixture, TRUE);
  document = fw_labels_file_get_document (labels);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 2);
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_clear_pointer (&result.said, g_free);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_null (fw_document_get_track (document, undone));
  g_assert_cmpint (get_last (labels, drawn), ==, 6);
  crash (labels);
}

/* Test that what is forgotten stays on disk and is not offered again. */
static void
test_forget (Labels *fixture, gconstpointer data)
{
  FwTrackId ids[3];
  g_autofree char *places = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *done = NULL;
  g_autoptr (GError) error = NULL;

  leave_unsaved (fixture, ids, NULL);

  FwLabelsFile *labels = open_labels (fixture);

  sentence = fw_labels_file_dup_aside (labels, &places);
  g_assert_true (fw_labels_file_forget_aside (labels, &error));
  g_assert_no_error (error);
  assert_nothing_aside (labels);
  g_assert_false (g_file_test (places, G_FILE_TEST_EXISTS));
  done = g_strdup_printf ("%.*s-done.fwj", (int) strlen (places) - 4, places);
  g_assert_true (g_file_test (done, G_FILE_TEST_EXISTS));
  crash (labels);
  labels = open_labels (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  assert_nothing_aside (labels);
  crash (labels);
}

/* Test that kept work which is cut off is put back up to there, and that files
 * which are none of it change nothing and are told. */
static void
test_put_back_damaged (Labels *fixture, gconstpointer data)
{
  FwTrackId ids[3];
  g_autofree char *places = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *other = NULL;
  g_autofree char *elsewhere = NULL;
  gsize length;
  PutBack result;

  leave_unsaved (fixture, ids, NULL);

  FwLabelsFile *labels = open_labels (fixture);

  sentence = fw_labels_file_dup_aside (labels, &places);
  g_assert_true (g_file_get_contents (places, &whole, &length, NULL));

  /* Nothing of a journal. */
  g_assert_true (g_file_set_contents (places, "[1, 2, 3]\n", -1, NULL));
  result = put_back (labels);
  g_assert_nonnull (result.error);
  g_assert_nonnull (strstr (result.error->message, "cannot be read. "));
  g_clear_error (&result.error);

  /* Only a beginning. */
  g_assert_true (g_file_set_contents (places, whole, 9, NULL));
  result = put_back (labels);
  g_assert_error (result.error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (result.error->message, "Nothing in it can be put back."));
  g_clear_error (&result.error);

  /* Other labels'. */
  elsewhere = g_build_filename (fixture->folder, "other.coco.json", NULL);

  g_autoptr (GError) error = NULL;
  FwLabelsFile *others
      = fw_labels_file_open (elsewhere, fixture->frames, fixture->taxonomy, NULL, &error);
  g_autofree char *journal = fw_journal_path_for (elsewhere);
  gsize other_length;

  g_assert_no_error (error);
  fw_labels_file_set_autosave (others, FALSE);
  draw (others, 10);
  crash (others);
  g_assert_true (g_file_get_contents (journal, &other, &other_length, NULL));
  g_assert_true (g_file_set_contents (places, other, (gssize) other_length, NULL));
  result = put_back (labels);
  g_assert_error (result.error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
  g_assert_nonnull (strstr (result.error->message, "other.coco.json"));
  g_clear_error (&result.error);
  g_assert_cmpint (g_unlink (journal), ==, 0);

  /* Gone. */
  g_assert_cmpint (g_unlink (places), ==, 0);
  result = put_back (labels);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&result.error);
  g_assert_cmpuint (count_tracks (labels), ==, 2);
  g_assert_false (fw_document_can_undo (fw_labels_file_get_document (labels)));
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 4);

  /* Cut off in the last step. */
  g_assert_true (g_file_set_contents (places, whole, (gssize) length - 3, NULL));
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_assert_true (g_str_has_prefix (result.said, "3 changes of yours are back. The end of what "));
  g_clear_pointer (&result.said, g_free);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 300);
  assert_nothing_aside (labels);
  crash (labels);
}

/* Test that what can be read of set-aside work is offered when a record of
 * another version follows, and a sentence says what cannot. */
static void
test_put_back_partial (Labels *fixture, gconstpointer data)
{
  FwTrackId ids[3];
  g_autofree char *places = NULL;
  g_autofree char *sentence = NULL;
  PutBack result;

  leave_unsaved (fixture, ids, NULL);

  FwLabelsFile *labels = open_labels (fixture);

  sentence = fw_labels_file_dup_aside (labels, &places);
  crash (labels);
  append_future (places);
  labels = open_labels (fixture);
  g_assert_cmpuint (fw_labels_file_get_n_aside (labels), ==, 4);
  result = put_back (labels);
  g_assert_no_error (result.error);
  g_assert_cmpstr (result.said, ==,
                   "4 changes of yours are back. What came after them was written by another "
                   "version of Framewright and can be put back with that version only.");
  g_clear_pointer (&result.said, g_free);
  g_assert_cmpfloat (get_right (labels, ids[0]), ==, 300);
  assert_nothing_aside (labels);
  crash (labels);
}

int
main (int argc, char *argv[])
{
  fw_test_init (&argc, &argv);
#define ADD(name, data, func)                                                                      \
  g_test_add ("/labels-aside/" name, Labels, data, set_up, func, tear_down)
  ADD ("put-back", NULL, test_put_back);
  ADD ("manual", NULL, test_put_back_manual);
  ADD ("merges", NULL, test_put_back_merges);
  ADD ("undone", NULL, test_put_back_undone);
  ADD ("forget", NULL, test_forget);
  ADD ("damaged", NULL, test_put_back_damaged);
  ADD ("partial", NULL, test_put_back_partial);

  return g_test_run ();
}
