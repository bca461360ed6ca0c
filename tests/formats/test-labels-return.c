/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What leaves the lists of a file and comes back in a later session is what it
 * was: ids that other files speak of, crowds, members that other programs put
 * there.
 */

#include "labels-kit.h"

#include "formats/journal-recovery.h"
#include "formats/safe-file.h"

/* Objects of a plain file, one on a line. */
static const char *const pictures[] = {
  "{\"id\":7,\"file_name\":\"a.jpg\",\"width\":100,\"height\":100,\"license\":4}",
  "{\"id\":8,\"file_name\":\"b.jpg\",\"width\":100,\"height\":100,\"license\":5,\"coco_url\":\"u\"}",
  "{\"id\":9,\"file_name\":\"c.jpg\",\"width\":100,\"height\":100}",
};
static const char *const objects[] = {
  "{\"id\":21,\"image_id\":8,\"category_id\":1,\"iscrowd\":1,\"area\":4,\"bbox\":[0,0,2,2],"
  "\"segmentation\":{\"size\":[100,100],\"counts\":[0,2,98,2,9898]},\"caption\":\"many\"}",
  "{\"id\":22,\"image_id\":8,\"category_id\":1,\"iscrowd\":0,\"area\":13.50,"
  "\"bbox\":[1,2,3,4],\"segmentation\":[],\"score\":0.75}",
  "{\"id\":23,\"image_id\":9,\"category_id\":1,\"iscrowd\":0,\"area\":12,\"bbox\":[1,2,3,4],"
  "\"segmentation\":[]}",
};

/* A track in frames 0 to 2 of a video that another program wrote, and one in frame 1 alone. */
static const char *const entries[] = {
  "{\"id\":4,\"category_id\":1,\"video_id\":1,\"name\":\"first\",\"quality\":\"good\"}",
  "{\"id\":5,\"category_id\":1,\"video_id\":1,\"quality\":\"bad\"}",
};
static const char *const frames[] = {
  "{\"id\":31,\"video_id\":1,\"file_name\":\"clip/frame_000000.png\",\"width\":100,\"height\":100,"
  "\"frame_id\":0,\"weather\":\"rain\"}",
  "{\"id\":35,\"video_id\":1,\"file_name\":\"clip/frame_000001.png\",\"width\":100,\"height\":100,"
  "\"frame_id\":1,\"weather\":\"sun\"}",
  "{\"id\":39,\"video_id\":1,\"file_name\":\"clip/frame_000002.png\",\"width\":100,\"height\":100,"
  "\"frame_id\":2}",
};
static const char *const labels_of_tracks[] = {
  "{\"id\":51,\"image_id\":31,\"video_id\":1,\"category_id\":1,\"track_id\":4,\"bbox\":[0,0,8,8],"
  "\"area\":64}",
  "{\"id\":57,\"image_id\":35,\"video_id\":1,\"category_id\":1,\"track_id\":4,\"bbox\":[9,0,8,8],"
  "\"area\":64,\"score\":0.50}",
  "{\"id\":58,\"image_id\":35,\"video_id\":1,\"category_id\":1,\"track_id\":5,\"bbox\":[5,5,8,8],"
  "\"area\":64,\"ignore\":1}",
  "{\"id\":59,\"image_id\":39,\"video_id\":1,\"category_id\":1,\"track_id\":4,\"bbox\":[2,0,8,8],"
  "\"area\":64}",
};

static void
append_list (GString *text, const char *name, const char *const *lines, gsize n)
{
  g_string_append_printf (text, "\"%s\":[", name);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s\n%s", i > 0 ? "," : "", lines[i]);
  g_string_append (text, "],\n");
}

static void
write_plain (Labels *fixture)
{
  g_autoptr (GString) text = g_string_new ("{");

  append_list (text, "images", pictures, G_N_ELEMENTS (pictures));
  append_list (text, "annotations", objects, G_N_ELEMENTS (objects));
  g_string_append (text, "\"categories\":[{\"id\":1,\"name\":\"person\"}]}");
  g_assert_true (g_file_set_contents (fixture->path, text->str, -1, NULL));
}

static void
write_video (Labels *fixture)
{
  g_autoptr (GString) text = g_string_new (
      "{\"videos\":[{\"id\":1,\"name\":\"clip\",\"file_name\":\"clip.mp4\",\"length\":3}],\n");

  append_list (text, "images", frames, G_N_ELEMENTS (frames));
  append_list (text, "tracks", entries, G_N_ELEMENTS (entries));
  append_list (text, "annotations", labels_of_tracks, G_N_ELEMENTS (labels_of_tracks));
  g_string_append (text, "\"categories\":[{\"id\":1,\"name\":\"car\"}]}");
  g_assert_true (g_file_set_contents (fixture->path, text->str, -1, NULL));
}

static FwLabelsFile *
open_alone (Labels *fixture)
{
  g_autoptr (GError) error = NULL;
  FwLabelsFile *labels = fw_labels_file_open (fixture->path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  fw_labels_file_set_autosave (labels, FALSE);

  return labels;
}

/* Saves and ends the session; what the file is now. */
static char *
end_session (Labels *fixture, FwLabelsFile *labels)
{
  char *text = NULL;

  g_assert_true (save (labels, FALSE).ok);
  g_assert_true (close_labels (labels).ok);
  g_assert_finalize_object (labels);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  return text;
}

static void
set_deleted (FwLabelsFile *labels, gboolean deleted)
{
  FwDocument *document = fw_labels_file_get_document (labels);
  FwSpanSet *set = deleted ? fw_span_set_new (&(FwSpan){ 1, 1 }, 1) : NULL;

  fw_document_begin (document, deleted ? "Delete frame" : "Restore frame", 1);
  fw_document_replace (document, (FwSlot){ FW_SLOT_DELETED, 0 }, set);
  g_assert_true (fw_document_commit (document));
  fw_span_set_unref (set);
}

static void
move_object (FwLabelsFile *labels, FwTrackId id, double x)
{
  FwDocument *document = fw_labels_file_get_document (labels);
  FwTrack *track = fw_document_get_track (document, id);
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (x, 2, 3, 4));

  fw_track_builder_set_key (builder, fw_track_get_span (track).first, shape);

  g_autoptr (FwTrack) moved = kit_end (builder);

  fw_document_begin (document, "Move box", 1);
  fw_document_replace_track (document, id, moved);
  g_assert_true (fw_document_commit (document));
}

/* Before the private object: what other programs read. */
static void
assert_lists_have (const char *text, const char *part, gboolean expected)
{
  const char *private_object = strstr (text, "\"x_framewright\"");
  g_autofree char *lists
      = private_object ? g_strndup (text, (gsize) (private_object - text)) : g_strdup (text);

  if ((strstr (lists, part) != NULL) != expected)
    g_error ("%s:\n%s\n%s", expected ? "is missing" : "is there", part, text);
}

static void
assert_all (const char *text, const char *const *lines, gsize n, gboolean expected)
{
  for (gsize i = 0; i < n; i++)
    assert_lists_have (text, lines[i], expected);
}

/* Test that a picture which is deleted for some sessions and comes back is, with
 * its labels, what it was, byte by byte, and in its place. */
static void
test_picture (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels;
  g_autofree char *gone = NULL;
  g_autofree char *still = NULL;
  g_autofree char *back = NULL;

  write_plain (fixture);
  labels = open_alone (fixture);
  set_deleted (labels, TRUE);
  gone = end_session (fixture, labels);
  assert_lists_have (gone, pictures[1], FALSE);
  assert_all (gone, objects, 2, FALSE);

  labels = open_alone (fixture);
  move_object (labels, 23, 50);
  still = end_session (fixture, labels);
  assert_lists_have (still, pictures[1], FALSE);

  labels = open_alone (fixture);
  set_deleted (labels, FALSE);
  back = end_session (fixture, labels);
  assert_all (back, pictures, G_N_ELEMENTS (pictures), TRUE);
  assert_all (back, objects, 2, TRUE);
  g_assert_true (strstr (back, pictures[0]) < strstr (back, pictures[1]));
  g_assert_true (strstr (back, pictures[1]) < strstr (back, pictures[2]));

  /* Nothing is there twice. */
  labels = open_alone (fixture);
  g_assert_cmpuint (count_tracks (labels), ==, 3);
  crash (labels);
}

/* Test that what was changed while the picture was away is changed when it comes
 * back, and nothing else. */
static void
test_changed_meanwhile (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels;
  FwDocument *document;

  write_plain (fixture);
  labels = open_alone (fixture);
  set_deleted (labels, TRUE);
  g_free (end_session (fixture, labels));

  labels = open_alone (fixture);
  document = fw_labels_file_get_document (labels);
  move_object (labels, 22, 60);
  fw_document_begin (document, "Delete object", 1);
  fw_document_replace_track (document, 21, NULL);
  g_assert_true (fw_document_commit (document));
  g_free (end_session (fixture, labels));

  labels = open_alone (fixture);
  set_deleted (labels, FALSE);

  g_autofree char *back = end_session (fixture, labels);

  assert_lists_have (back,
                     "{\"id\":22,\"image_id\":8,\"category_id\":1,\"iscrowd\":0,\"area\":12.0,"
                     "\"bbox\":[60.0,2.0,3.0,4.0],\"segmentation\":[],\"score\":0.75}",
                     TRUE);
  assert_lists_have (back, "\"many\"", FALSE);
}

/* Test the same for a frame of a video: tracks, their entries and all ids. */
static void
test_frame (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels;
  g_autofree char *gone = NULL;
  g_autofree char *again = NULL;
  g_autofree char *back = NULL;

  write_video (fixture);
  labels = open_alone (fixture);
  set_deleted (labels, TRUE);
  gone = end_session (fixture, labels);
  assert_lists_have (gone, "\"id\":35,", FALSE);
  assert_lists_have (gone, "\"track_id\":5", FALSE);
  assert_lists_have (gone, "\"quality\":\"bad\"", FALSE);
  assert_lists_have (gone, "\"frame_id\":1}", TRUE);

  /* Opened, changed elsewhere and saved: what waits is written as it was read. */
  labels = open_alone (fixture);
  fw_document_note_seen (fw_labels_file_get_document (labels), 2);
  again = end_session (fixture, labels);
  g_assert_cmpstr (strstr (again, "\"withheld\""), ==, strstr (gone, "\"withheld\""));

  labels = open_alone (fixture);
  set_deleted (labels, FALSE);
  back = end_session (fixture, labels);
  assert_all (back, frames, G_N_ELEMENTS (frames), TRUE);
  assert_all (back, entries, G_N_ELEMENTS (entries), TRUE);
  assert_all (back, labels_of_tracks, G_N_ELEMENTS (labels_of_tracks), TRUE);
}

static void
replace_object (FwLabelsFile *labels, FwTrackId id, FwTrack *track)
{
  FwDocument *document = fw_labels_file_get_document (labels);

  fw_document_begin (document, "Change object", 1);
  fw_document_replace_track (document, id, track);
  g_assert_true (fw_document_commit (document));
}

/* Journals that are long are compacted when labels are closed. */
static void
compact (Labels *fixture)
{
  g_autofree char *path = fw_journal_path_for (fixture->path);
  g_autofree char *sha256 = fw_disk_checksum (fixture->path, NULL);
  g_autoptr (GBytes) header = fw_record_encode_header (fixture->path, "-", 1);
  g_autoptr (GPtrArray) records
      = fw_journal_compact (path, sha256, header, 1 << 20, NULL, NULL, NULL);
  g_autoptr (FwJournal) journal = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  journal = fw_journal_open (path, records->pdata[0], NULL);
  for (guint i = 1; i < records->len; i++)
    fw_journal_append (journal, records->pdata[i]);
  g_assert_true (fw_journal_flush (journal, NULL));
}

/* Test that objects which undo brings back in a later session are what they were:
 * a crowd is a crowd, with all that stood in its annotation. */
static void
test_undo (Labels *fixture, gconstpointer data)
{
  gboolean is_compacted = GPOINTER_TO_INT (data);
  FwLabelsFile *labels;
  g_autofree char *gone = NULL;
  g_autofree char *back = NULL;

  write_plain (fixture);
  labels = open_alone (fixture);
  replace_object (labels, 21, NULL);
  g_assert_true (save (labels, FALSE).ok);
  replace_object (labels, 22, NULL);
  gone = end_session (fixture, labels);
  assert_all (gone, objects, 2, FALSE);
  assert_lists_have (gone, objects[2], TRUE);

  /* Another session in between, in which something else happens. */
  labels = open_alone (fixture);
  move_object (labels, 23, 50);
  g_free (end_session (fixture, labels));
  if (is_compacted)
    compact (fixture);

  labels = open_alone (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  back = end_session (fixture, labels);
  assert_all (back, objects, 2, TRUE);
}

/* Test the same when the labels went to another place in between: the file there never had it. */
static void
test_undo_elsewhere (Labels *fixture, gconstpointer data)
{
  char *elsewhere = g_build_filename (fixture->folder, "other.coco.json", NULL);
  FwLabelsFile *labels;
  Result result = { FALSE };

  write_plain (fixture);
  labels = open_alone (fixture);
  replace_object (labels, 22, NULL);
  fw_labels_file_save_as_async (labels, elsewhere, NULL, save_as_cb, &result);
  g_assert_true (fw_test_wait (is_done, &result));
  g_assert_no_error (result.error);
  g_assert_true (close_labels (labels).ok);
  g_assert_finalize_object (labels);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
  fixture->path = elsewhere;

  labels = open_alone (fixture);
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));

  g_autofree char *back = end_session (fixture, labels);

  assert_all (back, objects, 2, TRUE);
}

/* Test that what is changed after it came back is changed, and nothing else. */
static void
test_undo_and_change (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels;

  write_plain (fixture);
  labels = open_alone (fixture);
  replace_object (labels, 22, NULL);
  g_free (end_session (fixture, labels));

  labels = open_alone (fixture);
  g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  move_object (labels, 22, 60);

  g_autofree char *back = end_session (fixture, labels);

  assert_lists_have (back,
                     "{\"id\":22,\"image_id\":8,\"category_id\":1,\"iscrowd\":0,\"area\":12.0,"
                     "\"bbox\":[60.0,2.0,3.0,4.0],\"segmentation\":[],\"score\":0.75}",
                     TRUE);
}

/* Test the same for the tracks of a video: one that was deleted, and the end of one
 * that was cut off. */
static void
test_undo_tracks (Labels *fixture, gconstpointer data)
{
  FwLabelsFile *labels;
  FwTrackBuilder *builder;
  g_autoptr (FwTrack) shorter = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *back = NULL;

  write_video (fixture);
  labels = open_alone (fixture);
  builder = fw_track_builder_new_from (
      fw_document_get_track (fw_labels_file_get_document (labels), 4));
  fw_track_builder_crop (builder, (FwSpan){ 0, 1 });
  shorter = kit_end (builder);
  replace_object (labels, 4, shorter);
  replace_object (labels, 5, NULL);
  gone = end_session (fixture, labels);
  assert_lists_have (gone, entries[1], FALSE);
  assert_lists_have (gone, labels_of_tracks[2], FALSE);
  assert_lists_have (gone, labels_of_tracks[3], FALSE);

  labels = open_alone (fixture);
  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (fw_document_undo (fw_labels_file_get_document (labels)));
  back = end_session (fixture, labels);
  assert_all (back, entries, G_N_ELEMENTS (entries), TRUE);
  assert_all (back, labels_of_tracks, G_N_ELEMENTS (labels_of_tracks), TRUE);
}

/* Test that a damaged part of what waits is told, and the rest comes back. */
static void
test_damaged (Labels *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "[21,1,{\"id\":\"?\"}]", "[21,1]", "[21,1,7]", "[\"a\",1,{\"id\":21}]", "[21,-1,{\"id\":21}]", "7",
    "[21,1,{\"id\":21},1]",
  };

  write_plain (fixture);

  FwLabelsFile *labels = open_alone (fixture);

  set_deleted (labels, TRUE);

  g_autofree char *gone = end_session (fixture, labels);
  char *from = strstr (gone, "[21,1,");
  char *to = strstr (gone, "[22,1,");
  g_autofree char *head = g_strndup (gone, (gsize) (from - gone));

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%s,\n%s", head, damages[i], to);
      g_autoptr (FwCocoFile) file = kit_load (text);
      g_autoptr (FwSnapshot) now
          = kit_with_slot (fw_coco_file_get_snapshot (file), FW_SLOT_DELETED, NULL);
      g_autofree char *back = kit_write (file, now, NULL);
      GPtrArray *notes = fw_coco_file_get_notes (file);

      g_test_message ("%s", damages[i]);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_nonnull (strstr (((FwNote *) notes->pdata[0])->text, "annotations"));
      assert_lists_have (back, objects[1], TRUE);
      assert_lists_have (back, "{\"id\":21,\"image_id\":8,", TRUE);
      assert_lists_have (back, "\"many\"", FALSE);
    }
}

int
main (int argc, char *argv[])
{
  fw_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/labels-return/" name, Labels, NULL, set_up, func, tear_down)
#define ADD_WITH(name, data, func)                                                                 \
  g_test_add ("/labels-return/" name, Labels, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD_WITH ("undo/journal-as-written", FALSE, test_undo);
  ADD_WITH ("undo/journal-compacted", TRUE, test_undo);
  ADD ("undo/elsewhere", test_undo_elsewhere);
  ADD ("undo/and-change", test_undo_and_change);
  ADD ("undo/tracks", test_undo_tracks);
  ADD ("picture", test_picture);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("frame", test_frame);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
