/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coco-kit.h"

static gboolean
collect (FwTrack *track, gpointer data)
{
  g_ptr_array_add (data, track);

  return TRUE;
}

/* Objects of pictures have one shape: which corner has which number is of no
 * consequence, and the file does not keep it. */
static gboolean
same_single (FwTrack *a, FwTrack *b)
{
  FwKeyframe x = fw_track_get_keyframe (a, 0);
  FwKeyframe y = fw_track_get_keyframe (b, 0);
  FwValue u, v;

  if (x.frame != y.frame || fw_track_get_kind (a) != fw_track_get_kind (b)
      || fw_track_get_category (a) != fw_track_get_category (b)
      || fw_track_get_n_fixed (a) != fw_track_get_n_fixed (b)
      || fw_track_is_occluded (a, x.frame) != fw_track_is_occluded (b, x.frame)
      || fw_track_get_group (a) != fw_track_get_group (b)
      || !g_str_equal (fw_track_get_source (a), fw_track_get_source (b))
      || g_strcmp0 (fw_track_get_author (a), fw_track_get_author (b)) != 0)
    return FALSE;
  for (gsize i = 0; i < fw_track_get_n_fixed (a); i++)
    if (!g_str_equal (fw_track_get_fixed (a, i, &u), fw_track_get_fixed (b, i, &v))
        || !fw_value_equal (u, v))
      return FALSE;
  if (fw_track_get_kind (a) != FW_SHAPE_POLYGON && fw_track_get_kind (a) != FW_SHAPE_POLYLINE)
    return fw_shape_equal (x.shape, y.shape);

  FwRing p = fw_shape_get_ring (x.shape, 0);
  FwRing q = fw_shape_get_ring (y.shape, 0);

  if (p.n_vertices != q.n_vertices)
    return FALSE;
  for (gsize i = 0; i < p.n_vertices; i++)
    if (p.vertices[i].x != q.vertices[i].x || p.vertices[i].y != q.vertices[i].y)
      return FALSE;

  return TRUE;
}

static void
assert_same (FwSnapshot *expected, FwSnapshot *got)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new ();
  g_autoptr (GPtrArray) b = g_ptr_array_new ();

  fw_snapshot_foreach (expected, collect, a);
  fw_snapshot_foreach (got, collect, b);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      FwTrack *x = g_ptr_array_index (a, i);
      FwTrack *y = g_ptr_array_index (b, i);

      g_test_message ("object %" G_GINT64_FORMAT, fw_track_get_id (x));
      g_assert_cmpint (fw_track_get_id (x), ==, fw_track_get_id (y));
      g_assert_true (fw_track_is_single (x) == fw_track_is_single (y));
      g_assert_true (fw_track_is_single (x) ? same_single (x, y) : fw_track_equal (x, y));
    }
  for (FwSlotKind kind = FW_SLOT_DELETED; kind < FW_N_SLOT_KINDS; kind++)
    g_assert_true (kind == FW_SLOT_TAXONOMY
                   || fw_slot_value_equal (kind, fw_snapshot_get (expected, (FwSlot){ kind, 0 }),
                                           fw_snapshot_get (got, (FwSlot){ kind, 0 })));
  g_assert_true (fw_span_set_equal (fw_snapshot_get_seen (expected), fw_snapshot_get_seen (got)));

  FwFrameList *f = fw_snapshot_get_frame_list (expected);
  FwFrameList *g = fw_snapshot_get_frame_list (got);

  g_assert_cmpuint (fw_frame_list_get_length (f), ==, fw_frame_list_get_length (g));
  g_assert_true (fw_frame_list_is_video (f) == fw_frame_list_is_video (g));
  for (gsize i = 0; i < fw_frame_list_get_length (f); i++)
    g_assert_cmpstr (fw_frame_list_get (f, (FwFrame) i).name, ==,
                     fw_frame_list_get (g, (FwFrame) i).name);

  FwTaxonomy *t = fw_snapshot_get_taxonomy (expected);
  FwTaxonomy *u = fw_snapshot_get_taxonomy (got);

  g_assert_cmpuint (fw_taxonomy_get_n_categories (t), ==, fw_taxonomy_get_n_categories (u));
  for (gsize i = 0; i < fw_taxonomy_get_n_categories (t); i++)
    {
      g_assert_cmpint (fw_taxonomy_get_category (t, i)->id, ==,
                       fw_taxonomy_get_category (u, i)->id);
      g_assert_cmpstr (fw_taxonomy_get_category (t, i)->name, ==,
                       fw_taxonomy_get_category (u, i)->name);
      g_assert_true (fw_category_points_equal (fw_taxonomy_get_category (t, i),
                                               fw_taxonomy_get_category (u, i)));
    }
}

static FwCocoFile *
file_for (FwSnapshot *snapshot)
{
  return fw_coco_file_new (fw_snapshot_get_frame_list (snapshot),
                           fw_snapshot_get_taxonomy (snapshot));
}

/* Test that what is saved reads back as the same document, and that saving it
 * again does not change a byte. */
static void
test_save_load (gconstpointer data)
{
  gboolean is_video = GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 150; round++)
    {
      g_autoptr (FwSnapshot) document
          = kit_random_document (rand, is_video, 30, g_rand_int_range (rand, 0, 12));
      g_autoptr (FwCocoFile) fresh = file_for (document);
      g_autofree char *text = kit_write (fresh, document, NULL);
      g_autofree char *again = kit_write (fresh, document, NULL);

      g_test_message ("round %d", round);
      g_assert_cmpstr (text, ==, again);

      g_autoptr (FwCocoFile) loaded = kit_load (text);

      for (guint i = 0; i < fw_coco_file_get_notes (loaded)->len; i++)
        g_error ("round %d: %s\n%s", round,
                 ((FwNote *) g_ptr_array_index (fw_coco_file_get_notes (loaded), i))->text, text);
      assert_same (document, fw_coco_file_get_snapshot (loaded));

      g_autofree char *copy = kit_write (loaded, fw_coco_file_get_snapshot (loaded), NULL);

      g_assert_cmpstr (text, ==, copy);
    }
}

static char **
lines_of (const char *text)
{
  return g_strsplit (text, "\n", -1);
}

/* Test that after one edit only lines that concern it differ, and that what
 * was edited reads back. */
static void
test_edit_one (gconstpointer data)
{
  gboolean is_video = GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int round = 0; round < 100; round++)
    {
      g_autoptr (FwSnapshot) document = kit_random_document (rand, is_video, 30, 8);
      g_autoptr (FwCocoFile) fresh = file_for (document);
      g_autofree char *text = kit_write (fresh, document, NULL);
      g_autoptr (FwCocoFile) loaded = kit_load (text);
      FwSnapshot *base = fw_coco_file_get_snapshot (loaded);
      FwTrackId id = g_rand_int_range (rand, 0, 8) * 2 + 1;
      FwTrack *old = fw_snapshot_get_track (base, id);
      FwTrackBuilder *builder = fw_track_builder_new_from (old);
      FwFrame frame = fw_track_get_span (old).first;
      g_autoptr (FwShape) shape = kit_random_shape (rand, fw_track_get_kind (old));

      g_test_message ("round %d, object %" G_GINT64_FORMAT, round, id);
      if (g_rand_boolean (rand))
        fw_track_builder_set_key (builder, frame, shape);
      if (g_rand_boolean (rand))
        fw_track_builder_set_fixed (builder, "colour", kit_random_value (rand));
      if (g_rand_boolean (rand))
        fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, frame,
                                     fw_value_boolean (g_rand_boolean (rand)));
      if (g_rand_boolean (rand))
        fw_track_builder_set_category (builder, g_rand_int_range (rand, 1, 4));

      g_autoptr (FwTrack) edited = kit_end (builder);
      g_autoptr (FwSnapshot) now = kit_with_track (base, id, edited);
      g_autofree char *result = kit_write (loaded, now, NULL);
      g_autoptr (FwCocoFile) reloaded = kit_load (result);
      g_auto (GStrv) before = lines_of (text);
      g_auto (GStrv) after = lines_of (result);
      g_autofree char *needle = g_strdup_printf (is_video ? "\"track_id\":%" G_GINT64_FORMAT ","
                                                          : "{\"id\":%" G_GINT64_FORMAT ",",
                                                 id);
      g_autofree char *entry = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",", id);

      if (fw_coco_file_get_notes (reloaded)->len > 0)
        g_error ("%s\n%s",
                 ((FwNote *) g_ptr_array_index (fw_coco_file_get_notes (reloaded), 0))->text,
                 result);
      assert_same (now, fw_coco_file_get_snapshot (reloaded));

      /* In a video document no line comes or goes; each that differs is the object's. */
      if (is_video)
        g_assert_cmpuint (g_strv_length (before), ==, g_strv_length (after));
      for (gsize i = 0; is_video && before[i]; i++)
        if (!g_str_equal (before[i], after[i]) && !strstr (before[i], needle)
            && !g_str_has_prefix (before[i], entry))
          g_error ("round %d: line %" G_GSIZE_FORMAT " changed:\n%s\n%s", round, i + 1, before[i],
                   after[i]);
    }
}

/* Test that ids stay with their track and frame through edits and reloads. */
static void
test_stable_ids (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int round = 0; round < 50; round++)
    {
      g_autoptr (FwSnapshot) document = kit_random_document (rand, TRUE, 30, 6);
      g_autoptr (FwCocoFile) fresh = file_for (document);
      g_autofree char *text = kit_write (fresh, document, NULL);
      g_autoptr (FwCocoFile) loaded = kit_load (text);
      g_autoptr (FwSnapshot) without = kit_with_track (fw_coco_file_get_snapshot (loaded), 3, NULL);
      g_autoptr (FwTrack) added
          = kit_random_track (rand, fw_coco_file_get_next_track_id (loaded), 30, FALSE);
      g_autoptr (FwSnapshot) now = kit_with_track (without, 0, added);
      g_autofree char *second = kit_write (loaded, now, NULL);
      g_autoptr (FwCocoFile) reloaded = kit_load (second);

      for (FwTrackId id = 1; id < 14; id++)
        for (FwFrame frame = 0; frame < 30; frame++)
          {
            gint64 first_id = fw_coco_file_find_annotation (fresh, id, frame);
            gint64 second_id = fw_coco_file_find_annotation (reloaded, id, frame);

            if (first_id && second_id)
              g_assert_cmpint (first_id, ==, second_id);
          }
      /* Never reused, although object 3 is gone. */
      for (FwFrame frame = 0; frame < 30; frame++)
        {
          gint64 id = fw_coco_file_find_annotation (reloaded, fw_track_get_id (added), frame);

          for (FwTrackId other = 1; id && other < 12; other++)
            for (FwFrame at = 0; at < 30; at++)
              g_assert_cmpint (fw_coco_file_find_annotation (fresh, other, at), !=, id);
        }
    }
}

static FwSpanSet *
random_frames (GRand *rand, gint32 n_frames)
{
  FwSpan spans[4];
  gsize n = (gsize) g_rand_int_range (rand, 0, 5);

  for (gsize i = 0; i < n; i++)
    {
      spans[i].first = g_rand_int_range (rand, 0, n_frames);
      spans[i].last = MIN (spans[i].first + g_rand_int_range (rand, 0, 3), n_frames - 1);
    }

  return fw_span_set_new (spans, n);
}

static FwSnapshot *
with_random_marks (GRand *rand, FwSnapshot *snapshot)
{
  FwSnapshot *now = fw_snapshot_ref (snapshot);

  for (FwSlotKind kind = FW_SLOT_DELETED; kind <= FW_SLOT_DONE; kind++)
    {
      FwSpanSet *set = random_frames (rand, 30);
      FwSnapshot *next = kit_with_slot (now, kind, set);

      fw_snapshot_unref (now);
      now = next;
      g_clear_pointer (&set, fw_span_set_unref);
    }

  return now;
}

/* Test that frames are deleted and restored and marks set and taken away over
 * several saves of one file, and that every frame, mark and object is in its
 * place at each reading. */
static void
test_marks_over_saves (gconstpointer data)
{
  gboolean is_video = GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (FwSnapshot) document
          = kit_random_document (rand, is_video, 30, g_rand_int_range (rand, 0, 8));
      g_autoptr (FwCocoFile) file = file_for (document);
      g_autoptr (FwSnapshot) now = with_random_marks (rand, document);

      for (int save = 0; save < 5; save++)
        {
          FwCocoWriteOptions options = { .all_images = g_rand_boolean (rand) };
          g_autofree char *text = kit_write (file, now, &options);
          g_autoptr (FwCocoFile) reloaded = kit_load (text);

          g_test_message ("round %d, save %d", round, save);
          assert_same (now, fw_coco_file_get_snapshot (reloaded));
          fw_coco_file_unref (g_steal_pointer (&file));
          file = g_steal_pointer (&reloaded);
          fw_snapshot_unref (g_steal_pointer (&now));
          now = with_random_marks (rand, fw_coco_file_get_snapshot (file));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/coco/save-load/video", GINT_TO_POINTER (TRUE), test_save_load);
  g_test_add_data_func ("/coco/save-load/pictures", GINT_TO_POINTER (FALSE), test_save_load);
  g_test_add_data_func ("/coco/edit-one/video", GINT_TO_POINTER (TRUE), test_edit_one);
  g_test_add_data_func ("/coco/edit-one/pictures", GINT_TO_POINTER (FALSE), test_edit_one);
  g_test_add_data_func ("/coco/marks-over-saves/video", GINT_TO_POINTER (TRUE),
                        test_marks_over_saves);
  g_test_add_data_func ("/coco/marks-over-saves/pictures", GINT_TO_POINTER (FALSE),
                        test_marks_over_saves);
  g_test_add_func ("/coco/stable-ids", test_stable_ids);

  return g_test_run ();
}
