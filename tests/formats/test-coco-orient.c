/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels that were made on pictures as they are stored, not as they are shown. */

#include "coco-kit.h"

#include "core/journal.h"
#include "formats/labels-file.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <glib/gstdio.h>

/* EXIF 1 to 8. */
static const FwOrientation turns[8] = {
  { FALSE, FALSE, FALSE }, { FALSE, TRUE, FALSE }, { FALSE, TRUE, TRUE }, { FALSE, FALSE, TRUE },
  { TRUE, FALSE, FALSE },  { TRUE, TRUE, FALSE },  { TRUE, TRUE, TRUE },  { TRUE, FALSE, TRUE },
};

/* Eight pictures of 600x400 as they are stored, with a box, a polygon and a mask each. */
static char *
make_labels (void)
{
  GString *text = g_string_new ("{\"images\":[\n");

  for (int i = 0; i < 8; i++)
    g_string_append_printf (text,
                            "%s{\"id\":%d, \"file_name\":\"exif_%d.jpg\", \"width\":600, "
                            "\"height\":400}",
                            i > 0 ? ",\n" : "", i + 1, i + 1);
  g_string_append (text, "],\n\"categories\":[{\"id\":1,\"name\":\"car\"}],\n\"annotations\":[\n");
  for (int i = 0; i < 8; i++)
    g_string_append_printf (
        text,
        "%s{\"id\":%d, \"image_id\":%d,\"category_id\":1,\"bbox\":[10.30,20.7,100,50],\"area\":5000, "
        "\"segmentation\":[],\"iscrowd\":0,\"attributes\":{\"color\":\"red\"}},\n"
        "{\"id\":%d, \"image_id\":%d,\"category_id\":1,\"bbox\":[1,2,30,40],\"area\":600,"
        "\"segmentation\":[[1,2,31,2,1,42]],\"iscrowd\":0},\n"
        "{\"id\":%d, \"image_id\":%d,\"category_id\":1,\"bbox\":[0,0,1,9],\"area\":9,"
        "\"segmentation\":{\"size\":[400,600],\"counts\":[0,9,239991]},\"iscrowd\":1}",
        i > 0 ? ",\n" : "", 3 * i + 1, i + 1, 3 * i + 2, i + 1, 3 * i + 3, i + 1);
  g_string_append (text, "]}\n");

  return g_string_free (text, FALSE);
}

static FwFrameList *
make_media (void)
{
  FwFrameInfo infos[8] = { { NULL } };
  char *names[8];
  FwFrameList *list;

  for (int i = 0; i < 8; i++)
    {
      names[i] = g_strdup_printf ("exif_%d.jpg", i + 1);
      infos[i].name = names[i];
      infos[i].width = turns[i].transpose ? 400 : 600;
      infos[i].height = turns[i].transpose ? 600 : 400;
      infos[i].pts = G_MININT64;
      infos[i].orientation = turns[i];
    }
  list = fw_frame_list_new (FALSE, "pictures", 0, infos, 8);
  for (int i = 0; i < 8; i++)
    g_free (names[i]);

  return list;
}

typedef struct
{
  char *folder;         /* (owned) */
  char *path;           /* (owned) */
  char *journal;        /* (owned) */
  char *text;           /* (owned) */
  FwFrameList *media;   /* (owned) */
  FwLabelsFile *labels; /* (owned) */
} Fixture;

static void
open_labels (Fixture *fixture, FwFrameList *media)
{
  g_autoptr (GError) error = NULL;

  fixture->labels = fw_labels_file_open (fixture->path, media, NULL, NULL, &error);
  g_assert_no_error (error);
  fw_labels_file_set_autosave (fixture->labels, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-orient-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "labels.coco.json", NULL);
  fixture->journal = fw_journal_path_for (fixture->path);
  fixture->text = make_labels ();
  fixture->media = make_media ();
  g_assert_true (g_file_set_contents (fixture->path, fixture->text, -1, NULL));
  open_labels (fixture, fixture->media);
}

static void
crash (Fixture *fixture)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->labels));
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
  g_free (fixture->text);
  fw_frame_list_unref (fixture->media);
}

static FwDocument *
document_of (Fixture *fixture)
{
  return fw_labels_file_get_document (fixture->labels);
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

static char *
save (Fixture *fixture)
{
  gboolean done = FALSE;
  char *text;

  fw_labels_file_save_async (fixture->labels, FALSE, NULL, save_cb, &done);
  g_assert_true (fw_test_wait (is_true, &done));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  return text;
}

static FwRect
bounds_of (Fixture *fixture, FwTrackId id)
{
  FwTrack *track = fw_document_get_track (document_of (fixture), id);

  return fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape);
}

static void
assert_rect (FwRect got, FwRect expected)
{
  g_assert_cmpfloat_with_epsilon (got.x, expected.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (got.y, expected.y, 1e-9);
  g_assert_cmpfloat_with_epsilon (got.width, expected.width, 1e-9);
  g_assert_cmpfloat_with_epsilon (got.height, expected.height, 1e-9);
}

static void
assert_turned (Fixture *fixture)
{
  /* Where size tells, the box is turned; where it does not (1 to 4), it is as it was. */
  assert_rect (bounds_of (fixture, 1), FW_RECT (10.3, 20.7, 100, 50));
  assert_rect (bounds_of (fixture, 4), FW_RECT (10.3, 20.7, 100, 50));
  assert_rect (bounds_of (fixture, 7), FW_RECT (10.3, 20.7, 100, 50));
  assert_rect (bounds_of (fixture, 10), FW_RECT (10.3, 20.7, 100, 50));
  assert_rect (bounds_of (fixture, 13), FW_RECT (20.7, 10.3, 50, 100));
  assert_rect (bounds_of (fixture, 16), FW_RECT (400 - 70.7, 10.3, 50, 100));
  assert_rect (bounds_of (fixture, 19), FW_RECT (400 - 70.7, 600 - 110.3, 50, 100));
  assert_rect (bounds_of (fixture, 22), FW_RECT (20.7, 600 - 110.3, 50, 100));
  /* Polygon and mask of EXIF 6. */
  assert_rect (bounds_of (fixture, 17), FW_RECT (400 - 42, 1, 40, 30));
  assert_rect (bounds_of (fixture, 18), FW_RECT (400 - 9, 0, 9, 1));
}

static guint
count_notes (Fixture *fixture, FwNoteKind kind)
{
  GPtrArray *notes = fw_labels_file_get_notes (fixture->labels);
  guint n = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const FwNote *note = g_ptr_array_index (notes, i);

      g_test_message ("%s", note->text);
      if (note->kind == kind)
        n += (guint) note->count;
    }

  return n;
}

/* Test that labels of stored pictures are recognised by the size, turned and
 * told of, in all eight orientations; that this is no change of the work; and
 * that the pictures have their shown size. */
static void
test_read (Fixture *fixture, gconstpointer data)
{
  FwFrameList *frames
      = fw_snapshot_get_frame_list (fw_document_get_snapshot (document_of (fixture)));

  assert_turned (fixture);
  /* Frames are told again and again while they are counted. */
  g_assert_true (fw_labels_file_set_frames (fixture->labels, fixture->media, NULL));
  assert_turned (fixture);
  frames = fw_snapshot_get_frame_list (fw_document_get_snapshot (document_of (fixture)));
  g_assert_cmpuint (count_notes (fixture, FW_NOTE_REPAIRED), ==, 4);
  g_assert_cmpuint (count_notes (fixture, FW_NOTE_GUESSED), ==, 3);
  g_assert_false (fw_document_is_dirty (document_of (fixture)));
  for (FwFrame i = 0; i < 8; i++)
    g_assert_cmpuint (fw_frame_list_get (frames, i).width, ==, turns[i].transpose ? 400 : 600);
}

/* Test that what is not edited is written as it was read, byte by byte, and
 * what is edited or new so that it fits the rest of the file. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  FwDocument *document = document_of (fixture);
  g_autofree char *same = save (fixture);
  g_autofree char *changed = NULL;
  g_autofree char *undone = NULL;
  FwTrackBuilder *builder;
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (0, 0, 40, 60));
  g_autoptr (FwTrack) track = NULL;
  g_autoptr (FwTrack) fresh = NULL;

  g_assert_cmpstr (same, ==, fixture->text);

  builder = fw_track_builder_new_from (fw_document_get_track (document, 16));
  fw_track_builder_set_key (builder, 5, shape);
  track = kit_end (builder);
  builder = fw_track_builder_new (fw_document_take_track_id (document), 1);
  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_key (builder, 7, shape);
  fresh = kit_end (builder);
  fw_document_begin (document, "Edit", 5);
  fw_document_replace_track (document, 16, track);
  fw_document_replace_track (document, fw_track_get_id (fresh), fresh);
  fw_document_commit (document);
  changed = save (fixture);
  /* EXIF 6: the left upper corner of what is shown is the left lower one of what is stored. */
  g_assert_nonnull (strstr (changed, "{\"id\":16, \"image_id\":6,\"category_id\":1,"
                                     "\"bbox\":[0.0,360.0,60.0,40.0],\"area\":2400.0"));
  /* EXIF 8: the right upper one. */
  g_assert_nonnull (strstr (changed, "\"bbox\":[540.0,0.0,60.0,40.0]"));
  g_assert_nonnull (strstr (changed, "\"file_name\":\"exif_6.jpg\", \"width\":600, "));

  crash (fixture);
  open_labels (fixture, fixture->media);
  assert_rect (bounds_of (fixture, 16), FW_RECT (0, 0, 40, 60));
  assert_rect (bounds_of (fixture, fw_track_get_id (fresh)), FW_RECT (0, 0, 40, 60));
  g_assert_nonnull (fw_document_undo (document_of (fixture)));
  assert_turned (fixture);
  undone = save (fixture);
  g_assert_nonnull (strstr (undone, "[10.3"));
}

/* Test that a crash loses nothing, whether the media are there again or not, and
 * also when they are there only later. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  FwTrackBuilder *builder
      = fw_track_builder_new_from (fw_document_get_track (document_of (fixture), 13));
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (1, 2, 3, 4));
  g_autoptr (FwTrack) track = NULL;

  fw_track_builder_set_key (builder, 4, shape);
  track = kit_end (builder);
  fw_document_begin (document_of (fixture), "Edit", 4);
  fw_document_replace_track (document_of (fixture), 13, track);
  fw_document_commit (document_of (fixture));
  crash (fixture);

  open_labels (fixture, fixture->media);
  assert_rect (bounds_of (fixture, 13), FW_RECT (1, 2, 3, 4));
  assert_rect (bounds_of (fixture, 16), FW_RECT (400 - 70.7, 10.3, 50, 100));
  crash (fixture);

  open_labels (fixture, NULL);
  assert_rect (bounds_of (fixture, 13), FW_RECT (2, 1, 4, 3));
  assert_rect (bounds_of (fixture, 16), FW_RECT (10.3, 20.7, 100, 50));
  g_assert_true (fw_labels_file_set_frames (fixture->labels, fixture->media, NULL));
  assert_rect (bounds_of (fixture, 13), FW_RECT (1, 2, 3, 4));
  assert_rect (bounds_of (fixture, 16), FW_RECT (400 - 70.7, 10.3, 50, 100));
  g_assert_nonnull (fw_document_undo (document_of (fixture)));
  assert_turned (fixture);
  g_assert_false (fw_document_is_dirty (document_of (fixture)));
}

/* Test that a video that is turned when it is shown turns all its frames: those
 * that the file has, and those that get an image later. */
static void
test_video (void)
{
  static const char text[]
      = "{\"videos\":[{\"id\":1,\"name\":\"phone\",\"file_name\":\"phone.mp4\",\"width\":1920,"
        "\"height\":1080}],\n\"images\":[{\"id\":1,\"video_id\":1,\"file_name\":\"0.png\",\"width\":"
        "1920,\"height\":1080,\"frame_id\":0,\"frame_index\":0}],\n\"categories\":[{\"id\":1,"
        "\"name\":\"car\"}],\n\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
        "\"track_id\":1,\"bbox\":[10,20,30,40],\"area\":1200,\"segmentation\":[],\"iscrowd\":0}]}\n";
  g_autoptr (FwCocoFile) file = fw_coco_file_load_bytes (text, strlen (text), NULL, NULL, NULL);
  FwFrameInfo infos[3];
  g_autoptr (FwFrameList) media = NULL;
  g_autoptr (FwFrameList) upright = kit_video_frames (3);
  g_autoptr (FwTurn) turn = NULL;
  g_autoptr (FwTrack) track = NULL;
  g_autoptr (FwTrack) longer = NULL;
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (0, 0, 5, 10));
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  g_autoptr (FwSnapshot) now = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "fw-orient-video.json", NULL);
  g_autofree char *written = NULL;
  FwCocoWriteOptions options = { .turns = made, .all_images = FALSE };
  FwTrackBuilder *builder;

  for (guint i = 0; i < 3; i++)
    infos[i] = (FwFrameInfo){ NULL, 1080, 1920, G_MININT64, 0.0, turns[5] };
  media = fw_frame_list_new (TRUE, "phone.mp4", 30, infos, 3);

  g_assert_null (fw_coco_file_orient (file, upright, NULL, NULL));
  turn = fw_coco_file_orient (file, media, NULL, NULL);
  g_assert_nonnull (turn);
  g_ptr_array_add (made, turn);
  g_assert_null (fw_coco_file_orient (file, media, made, NULL));

  track = fw_turn_track (turn, fw_snapshot_get_track (fw_coco_file_get_snapshot (file), 1), FALSE);
  assert_rect (fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape),
               FW_RECT (1080 - 60, 10, 40, 30));
  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_key (builder, 2, shape);
  longer = kit_end (builder);
  now = kit_with_track (fw_coco_file_get_snapshot (file), 1, longer);
  g_assert_true (fw_coco_file_save (file, now, &options, path, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_nonnull (strstr (written, "\"bbox\":[10,20,30,40],\"area\":1200,"));
  g_assert_nonnull (strstr (written, "\"width\":1920,\"height\":1080,\"frame_id\":1"));
  g_assert_nonnull (strstr (written, "\"bbox\":[0.0,1075.0,10.0,5.0]"));
  g_unlink (path);
}

#define ADD(name, func) \
  g_test_add ("/coco/orient/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  fw_test_init (&argc, &argv);

  ADD ("read", test_read);
  ADD ("write", test_write);
  ADD ("crash", test_crash);
  g_test_add_func ("/coco/orient/video", test_video);

  return g_test_run ();
}
