/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two versions of labels: what differs, deciding, undo, walking. Documents are
 * written as tests/edit/edit-kit.h has them. No display.
 */

#include "app/compare/compare-model.h"
#include "app/compare/compare-words.h"

#include "edit-kit.h"
#include "support/wait.h"

#include <string.h>

#define N_FRAMES 40

typedef struct
{
  FwSession      *session; /* A */
  FwCompareModel *model;
  gboolean        is_done;
  GError         *error;
} Kit;

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Kit *kit = user_data;

  fw_compare_model_run_finish (FW_COMPARE_MODEL (source), result, &kit->error);
  kit->is_done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Kit *) user_data)->is_done;
}

static void
kit_open (Kit        *kit,
          gboolean    is_video,
          const char *a,
          const char *b)
{
  g_autoptr(FwDocument) theirs = kit_document (is_video, N_FRAMES, b);

  *kit = (Kit) { .session = kit_session (is_video, N_FRAMES, a) };

  g_autoptr(FwCompareVersion) version
    = fw_compare_version_new ("b.coco.json", NULL, fw_document_get_snapshot (theirs),
                              fw_session_get_snapshot (kit->session));

  kit->model = fw_compare_model_new (kit->session, version);
  fw_compare_model_run_async (kit->model, NULL, NULL, NULL, ran_cb, kit);
  g_assert_true (fw_test_wait (is_done, kit));
  g_assert_no_error (kit->error);
}

static void
kit_close (Kit *kit)
{
  g_clear_object (&kit->model);
  g_clear_object (&kit->session);
}

/* "Car 1: Shape, up to 4.0 px, frames 0–9; Car 7 [B taken]: Only in B, frame 3" */
static char *
tell (FwCompareModel *model)
{
  FwSession *session = fw_compare_model_get_session (model, FW_COMPARE_A);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fw_compare_model_get_n_objects (model); i++)
    {
      const FwCompareObject *object = fw_compare_model_get_object (model, i);
      g_autofree char *name = fw_compare_model_dup_name (model, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", name);
      if (object->choice != FW_CHOICE_NONE)
        g_string_append_printf (text, " [%s]", fw_choice_to_words (object->choice));
      for (guint k = 0; k < object->differences->len; k++)
        {
          const FwDifference *difference
            = &g_array_index (object->differences, FwDifference, k);
          g_autofree char *words = fw_difference_dup_words (difference);
          g_autofree char *frames = fw_difference_dup_frames (difference, session);

          g_string_append_printf (text, "%s %s, %s", k > 0 ? " +" : ":", words, frames);
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_tells (Kit        *kit,
              const char *expected)
{
  g_autofree char *text = tell (kit->model);

  g_assert_cmpstr (text, ==, expected);
}

static char *
choose (Kit      *kit,
        guint     index,
        FwChoice  choice)
{
  g_autoptr(GError) error = NULL;
  char *said = NULL;

  fw_compare_model_choose (kit->model, &index, 1, choice, &said, &error);
  g_assert_no_error (error);

  return said;
}

/* Test that every kind of difference is said in words. */
static void
test_words (void)
{
  static const struct
  {
    const char *a, *b, *words;
  } cases[] = {
    { "1 car 0:10,10,20,20", "1 car 0:10,10,20,20", "" },
    { "1 car 0:10,10,20,20", "5 car 0:10,10,20,20", "" },
    { "1 car 0:10,10,20,20 9:10,10,20,20", "1 car 0:10,10,20,20 9:19,10,20,20",
      "Car 1: Shape, up to 9.0 px, frames 1–9" },
    { "1 car 0:10,10,20,20", "1 jacket 0:10,10,20,20",
      "Car 1: Category: car in A, jacket in B, frame 0" },
    { "1 car 3:10,10,20,20", "", "Car 1: Only in A, frame 3" },
    { "", "7 car 3:10,10,20,20", "Car 7: Only in B, frame 3" },
    { "1 car 0:10,10,20,20 9:10,10,20,20", "1 car 0:10,10,20,20 5:10,10,20,20",
      "Car 1: Only in A, frames 6–9" },
    { "1 car 0:10,10,20,20 9:10,10,20,20 brake:3=true",
      "1 car 0:10,10,20,20 9:10,10,20,20 brake:3=false",
      "Car 1: Brake: yes in A, no in B, frames 0–9" },
    { "1 car 0:10,10,20,20 9:10,10,20,20 occluded:3=true occluded:5=false",
      "1 car 0:10,10,20,20 9:10,10,20,20",
      "Car 1: Occluded: yes in A, no in B, frames 0–4" },
    { "1 car 0:10,10,20,20 colour=red", "1 car 0:10,10,20,20",
      "Car 1: Colour: red in A, not set in B, frame 0" },
    { "1 car 0:10,10,20,20 9:19,10,20,20", "1 car 0:10,10,20,20 3:13,10,20,20 9:19,10,20,20",
      "Car 1: Keyframes: 2 in A, 3 in B, the same shapes, frames 0–9" },
    { "1 car 0:10,10,20,20 z_order:0=2", "1 car 0:10,10,20,20",
      "Car 1: Order of drawing, frame 0" },
    /* What matters most comes first, and of shapes the one that is farthest off. */
    { "1 car 0:10,10,20,20 1:10,10,20,20 2:10,10,20,20 3:10,10,20,20 4:10,10,20,20 brake:0=true",
      "1 jacket 0:10,10,20,20 1:12,10,20,20 2:10,10,20,20 3:17,10,20,20 4:10,10,20,20",
      "Car 1: Category: car in A, jacket in B, frames 0–4 + Shape, up to 7.0 px, frame 3 + "
      "Shape, up to 2.0 px, frame 1 + Brake: yes in A, not set in B, frames 0–4" },
    /* By the frame in which it begins. */
    { "1 car 8:10,10,20,20\n2 car 3:200,10,20,20", "", "Car 2: Only in A, frame 3; Car 1: Only in A, frame 8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Kit kit;

      g_test_message ("%s / %s", cases[i].a, cases[i].b);
      kit_open (&kit, TRUE, cases[i].a, cases[i].b);
      assert_tells (&kit, cases[i].words);
      kit_close (&kit);
    }
}

/* Test what each decision makes of the open labels, that one can change one's
 * mind, and that undo and redo go along. */
static void
test_choose (void)
{
  static const struct
  {
    const char *title, *a, *b;
    FwChoice    choice;
    const char *after; /* the document */
    const char *said;  /* NULL: nothing */
  } cases[] = {
    { "mine", "1 car 0:10,10,20,20", "1 car 0:14,10,20,20", FW_CHOICE_MINE,
      "1 car 0:10,10,20,20\n", NULL },
    { "theirs", "1 car 0:10,10,20,20", "5 car 0:14,10,20,20", FW_CHOICE_THEIRS,
      "1 car 0:14,10,20,20\n", "Car 1 is as in B now" },
    { "both", "1 car 0:10,10,20,20", "5 car 0:14,10,20,20", FW_CHOICE_BOTH,
      "1 car 0:10,10,20,20\n2 car 0:14,10,20,20\n", "Car 1 of B is beside yours" },
    { "a new one", "1 car 0:10,10,20,20", "1 car 0:10,10,20,20\n9 car 4:200,10,20,20",
      FW_CHOICE_THEIRS, "1 car 0:10,10,20,20\n2 car 4:200,10,20,20\n", "Car 2 is as in B now" },
    { "one that goes", "1 car 0:10,10,20,20\n2 car 4:200,10,20,20", "1 car 0:10,10,20,20",
      FW_CHOICE_THEIRS, "1 car 0:10,10,20,20\n", "Car 2 is gone, as in B" },
    { "both of a new one", "", "9 car 4:200,10,20,20", FW_CHOICE_BOTH,
      "1 car 4:200,10,20,20\n", "Car 1 is as in B now" },
    { "both of one that only I have", "1 car 0:10,10,20,20", "", FW_CHOICE_BOTH,
      "1 car 0:10,10,20,20\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Kit kit;
      g_autofree char *before = NULL;
      g_autofree char *said = NULL;
      g_autofree char *told = NULL;
      gboolean has_step;

      g_test_message ("%s", cases[i].title);
      kit_open (&kit, TRUE, cases[i].a, cases[i].b);
      before = kit_dump (kit.session);
      told = tell (kit.model);
      g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 1);

      said = choose (&kit, 0, cases[i].choice);
      g_assert_cmpstr (said, ==, cases[i].said);
      kit_assert (kit.session, cases[i].after);
      g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 0);
      has_step = fw_document_can_undo (fw_session_get_document (kit.session));
      g_assert_cmpint (has_step, ==, cases[i].said != NULL);
      if (has_step)
        {
          kit_run (kit.session, "undo");
          kit_assert (kit.session, before);
          assert_tells (&kit, told);
          g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 1);
          kit_run (kit.session, "redo");
          kit_assert (kit.session, cases[i].after);
          g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 0);

          /* Mine after all. */
          g_free (choose (&kit, 0, FW_CHOICE_MINE));
          kit_assert (kit.session, before);
          g_assert_cmpint (fw_compare_model_get_object (kit.model, 0)->choice, ==,
                           FW_CHOICE_MINE);
          kit_run (kit.session, "undo");
          kit_assert (kit.session, cases[i].after);
          kit_run (kit.session, "undo");
          kit_assert (kit.session, before);
          g_assert_false (fw_document_can_undo (fw_session_get_document (kit.session)));
        }
      kit_close (&kit);
    }
}

/* Test that a decision about many is one step. */
static void
test_choose_many (void)
{
  Kit kit;
  const guint all[] = { 0, 1, 2 };
  g_autofree char *said = NULL;
  g_autofree char *before = NULL;

  kit_open (&kit, TRUE, "1 car 0:10,10,20,20\n2 car 1:200,10,20,20",
            "1 car 0:14,10,20,20\n7 car 2:300,10,20,20");
  before = kit_dump (kit.session);
  g_assert_true (fw_compare_model_choose (kit.model, all, 3, FW_CHOICE_THEIRS, &said, NULL));
  g_assert_cmpstr (said, ==, "3 objects are as in B now");
  kit_assert (kit.session, "1 car 0:14,10,20,20\n3 car 2:300,10,20,20\n");
  assert_tells (&kit, "Car 1 [B taken]; Car 2 [B taken]; Car 3 [B taken]");
  kit_run (kit.session, "undo");
  kit_assert (kit.session, before);
  kit_close (&kit);
}

/* Test that a locked object stays, and why is said. */
static void
test_locked (void)
{
  Kit kit;
  const guint first = 0;
  g_autoptr(GError) error = NULL;

  kit_open (&kit, TRUE, "1 car 0:10,10,20,20", "1 car 0:14,10,20,20");
  fw_session_set_locked (kit.session, 1, TRUE);
  g_assert_false (fw_compare_model_choose (kit.model, &first, 1, FW_CHOICE_THEIRS, NULL, &error));
  g_assert_nonnull (strstr (error->message, "locked"));
  kit_assert (kit.session, "1 car 0:10,10,20,20\n");
  g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 1);
  kit_close (&kit);
}

/* Test that drawing by hand shows at once. */
static void
test_hand (void)
{
  Kit kit;

  kit_open (&kit, TRUE, "1 car 0:10,10,20,20", "1 car 0:11,10,20,20");
  kit_run (kit.session, "select=1 kRight");
  kit_assert (kit.session, "1 car 0:11,10,20,20\n");
  assert_tells (&kit, "Car 1");
  g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 0);
  kit_run (kit.session, "duplicate");
  g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 1);
  kit_run (kit.session, "undo undo");
  assert_tells (&kit, "Car 1: Shape, up to 1.0 px, frame 0");
  kit_close (&kit);
}

/* Test the way through the differences, round the end and past what is decided. */
static void
test_walk (void)
{
  Kit kit;
  guint difference;
  static const struct
  {
    int     direction;
    int     index;
    guint   difference;
    FwFrame frame;
  } steps[] = {
    { 1, 0, 0, 1 }, { 1, 0, 1, 6 }, { 1, 1, 0, 3 }, { 1, 2, 0, 9 }, { 1, 0, 0, 1 },
    { -1, 2, 0, 9 }, { -1, 1, 0, 3 }, { -1, 0, 1, 6 },
  };

  kit_open (&kit, TRUE,
            "1 car 0:10,10,20,20 1:10,10,20,20 2:10,10,20,20 5:10,10,20,20 6:10,10,20,20 7:10,10,20,20\n"
            "2 car 3:200,10,20,20",
            "1 car 0:10,10,20,20 1:15,10,20,20 2:10,10,20,20 5:10,10,20,20 6:12,10,20,20 7:10,10,20,20\n"
            "7 car 9:300,10,20,20");
  g_assert_cmpint (fw_compare_model_get_current (kit.model, NULL), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (fw_compare_model_step (kit.model, steps[i].direction));
      g_assert_cmpint (fw_compare_model_get_current (kit.model, &difference), ==, steps[i].index);
      g_assert_cmpuint (difference, ==, steps[i].difference);
      g_assert_cmpint (fw_session_get_frame (kit.session), ==, steps[i].frame);
      g_assert_cmpint (fw_session_get_frame (fw_compare_model_get_session (kit.model, FW_COMPARE_B)),
                       ==, steps[i].frame);
    }

  g_free (choose (&kit, 1, FW_CHOICE_MINE));
  fw_compare_model_go (kit.model, 0, 1);
  g_assert_true (fw_compare_model_step (kit.model, 1));
  g_assert_cmpint (fw_compare_model_get_current (kit.model, NULL), ==, 2);
  g_free (choose (&kit, 2, FW_CHOICE_MINE));
  g_free (choose (&kit, 0, FW_CHOICE_THEIRS));
  g_assert_false (fw_compare_model_step (kit.model, 1));
  kit_close (&kit);
}

/* Test that both sides select the same thing, whichever was clicked on. */
static void
test_selection (void)
{
  Kit kit;
  FwSession *theirs;
  FwRect bounds;

  kit_open (&kit, TRUE, "1 car 0:10,10,20,20\n2 car 0:100,10,20,20",
            "8 car 0:14,10,20,20\n9 car 0:100,10,20,20\n7 car 0:300,10,20,20");
  theirs = fw_compare_model_get_session (kit.model, FW_COMPARE_B);
  fw_session_select (kit.session, 1);
  g_assert_cmpint (fw_session_get_primary (theirs), ==, 8);
  g_assert_cmpint (fw_compare_model_get_current (kit.model, NULL), ==,
                   fw_compare_model_find (kit.model, FW_COMPARE_A, 1));
  g_assert_true (fw_compare_model_get_bounds (kit.model, &bounds));
  g_assert_cmpfloat (bounds.width, ==, 24.0);
  /* What only B has. */
  fw_session_select (theirs, 7);
  g_assert_cmpint (fw_session_get_primary (kit.session), ==, 0);
  g_assert_cmpint (fw_compare_model_get_current (kit.model, NULL), ==,
                   fw_compare_model_find (kit.model, FW_COMPARE_B, 7));
  /* What is the same in both is no place of the walk. */
  fw_session_select (theirs, 9);
  g_assert_cmpint (fw_session_get_primary (kit.session), ==, 2);
  g_assert_cmpint (fw_compare_model_get_current (kit.model, NULL), ==,
                   fw_compare_model_find (kit.model, FW_COMPARE_B, 7));
  kit_close (&kit);
}

/* Test pictures: they are the same by name, and their objects are singles. */
static void
test_pictures (void)
{
  Kit kit;

  kit_open (&kit, FALSE, "1 car 0:10,10,20,20\n2 car 3:10,10,20,20",
            "1 car 0:10,10,20,20\n2 car 3:14,10,20,20");
  assert_tells (&kit, "Car 1: Shape, up to 4.0 px, picture 4");
  g_free (choose (&kit, 0, FW_CHOICE_THEIRS));
  kit_assert (kit.session, "1 car 0:10,10,20,20\n2 car 3:14,10,20,20\n");
  kit_close (&kit);
}

/* Test that a category that only they have comes along with its object, once. */
static void
test_new_category (void)
{
  g_autoptr(FwDocument) theirs = kit_document (TRUE, N_FRAMES, "1 car 0:10,10,20,20");
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words
    = fw_taxonomy_builder_new_from (fw_snapshot_get_taxonomy (fw_document_get_snapshot (theirs)));
  Kit kit = { .session = kit_session (TRUE, N_FRAMES, "1 car 0:10,10,20,20") };
  const guint all[] = { 0, 1, 2 };
  gsize n;

  fw_taxonomy_builder_add_category (words, &(FwCategory) { .id = 40, .name = "bus" });

  g_autoptr(FwTaxonomy) taxonomy = fw_taxonomy_builder_end (words);

  fw_snapshot_builder_set_frame_list (
    builder, fw_snapshot_get_frame_list (fw_document_get_snapshot (theirs)));
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (int i = 1; i <= 2; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (i, 40);
      g_autoptr(FwShape) box = fw_shape_new_box (FW_RECT (100 * i, 10, 20, 20));

      fw_track_builder_set_group (track, 3);
      fw_track_builder_set_key (track, 0, box);
      fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL));
    }

  g_autoptr(FwSnapshot) labels = fw_snapshot_builder_end (builder);
  g_autoptr(FwCompareVersion) version = fw_compare_version_new (
    "b.coco.json", NULL, labels, fw_session_get_snapshot (kit.session));

  kit.model = fw_compare_model_new (kit.session, version);
  fw_compare_model_run_async (kit.model, NULL, NULL, NULL, ran_cb, &kit);
  g_assert_true (fw_test_wait (is_done, &kit));
  assert_tells (&kit, "Car 1: Only in A, frame 0; Bus 1: Only in B, frame 0; "
                      "Bus 2: Only in B, frame 0");
  g_assert_true (fw_compare_model_choose (kit.model, all + 1, 2, FW_CHOICE_THEIRS, NULL, NULL));
  n = fw_taxonomy_get_n_categories (fw_session_get_taxonomy (kit.session));
  g_assert_cmpstr (fw_taxonomy_get_category (fw_session_get_taxonomy (kit.session), n - 1)->name,
                   ==, "bus");
  g_assert_cmpuint (n, ==, 5);
  assert_tells (&kit, "Car 1: Only in A, frame 0; Bus 2 [B taken]; Bus 3 [B taken]");
  /* They belong together here, too. */
  g_assert_cmpint (fw_track_get_group (fw_compare_model_get_object (kit.model, 1)->a), !=, 0);
  g_assert_cmpint (fw_track_get_group (fw_compare_model_get_object (kit.model, 1)->a), ==,
                   fw_track_get_group (fw_compare_model_get_object (kit.model, 2)->a));
  kit_run (kit.session, "undo");
  g_assert_cmpuint (fw_taxonomy_get_n_categories (fw_session_get_taxonomy (kit.session)), ==, 4);
  kit_close (&kit);
}

/* Test marks of frames: what differs, taking it, changing one's mind, undo. */
static void
test_marks (void)
{
  static const struct
  {
    const char *title, *a, *b, *told;
    guint       index;
    const char *after; /* taking it */
    const char *said;
    const char *told_after;
  } cases[] = {
    { "done", "1 car 0:10,10,20,20\ndone 0-4", "1 car 0:10,10,20,20\ndone 2-9",
      "Frames that are done: Only in A, frames 0–1 + Only in B, frames 5–9", 0,
      "1 car 0:10,10,20,20\ndone 2-9\n", "These marks are as in B now",
      "Frames that are done [B taken]" },
    { "gone in B", "1 car 0:10,10,20,20\nempty 7", "1 car 0:10,10,20,20",
      "Frames with nothing in them: Only in A, frame 7", 0, "1 car 0:10,10,20,20\n",
      "These marks are as in B now", "Frames with nothing in them [B taken]" },
    /* Where there is a label, it is not empty. */
    { "empty", "1 car 3:10,10,20,20", "9 car 3:200,10,20,20\nempty 5-6",
      "Car 1: Only in A, frame 3; Car 9: Only in B, frame 3; "
      "Frames with nothing in them: Only in B, frames 5–6", 2,
      "1 car 3:10,10,20,20\nempty 5-6\n", "These marks are as in B now",
      "Car 1: Only in A, frame 3; Car 9: Only in B, frame 3; "
      "Frames with nothing in them [B taken]" },
    { "not where labels are", "1 car 3:10,10,20,20", "empty 2-4",
      "Frames with nothing in them: Only in B, frames 2–4; Car 1: Only in A, frame 3", 0,
      "1 car 3:10,10,20,20\nempty 2\nempty 4\n", "These marks are as in B now",
      "Frames with nothing in them [B taken]: Only in B, frame 3; Car 1: Only in A, frame 3" },
    { "deleted", "1 car 0:10,10,20,20", "1 car 0:10,10,20,20\ndeleted 30-31",
      "Deleted frames: Only in B, frames 30–31", 0, "1 car 0:10,10,20,20\ndeleted 30-31\n",
      "These marks are as in B now", "Deleted frames [B taken]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Kit kit;
      g_autofree char *before = NULL, *said = NULL, *back = NULL;

      g_test_message ("%s", cases[i].title);
      kit_open (&kit, TRUE, cases[i].a, cases[i].b);
      before = kit_dump (kit.session);
      assert_tells (&kit, cases[i].told);
      g_assert_false (fw_compare_model_can_choose (kit.model, cases[i].index, FW_CHOICE_BOTH));
      said = choose (&kit, cases[i].index, FW_CHOICE_THEIRS);
      g_assert_cmpstr (said, ==, cases[i].said);
      kit_assert (kit.session, cases[i].after);
      assert_tells (&kit, cases[i].told_after);
      kit_run (kit.session, "undo");
      kit_assert (kit.session, before);
      assert_tells (&kit, cases[i].told);
      kit_run (kit.session, "redo");
      kit_assert (kit.session, cases[i].after);
      assert_tells (&kit, cases[i].told_after);
      back = choose (&kit, cases[i].index, FW_CHOICE_MINE);
      g_assert_cmpstr (back, ==, "These marks are yours again");
      kit_assert (kit.session, before);
      kit_close (&kit);
    }
}

/* Test that marks and objects are taken in one step, and that marking by hand shows. */
static void
test_marks_with_objects (void)
{
  Kit kit;
  const guint all[] = { 0, 1 };
  g_autofree char *said = NULL;

  kit_open (&kit, TRUE, "empty 3", "9 car 3:200,10,20,20\nempty 5");
  assert_tells (&kit, "Car 9: Only in B, frame 3; "
                      "Frames with nothing in them: Only in A, frame 3 + Only in B, frame 5");
  g_assert_true (fw_compare_model_choose (kit.model, all, 2, FW_CHOICE_THEIRS, &said, NULL));
  kit_assert (kit.session, "1 car 3:200,10,20,20\nempty 5\n");
  assert_tells (&kit, "Car 1 [B taken]; Frames with nothing in them [B taken]");
  kit_run (kit.session, "undo");
  g_assert_cmpuint (fw_compare_model_count_open (kit.model), ==, 2);

  /* An object that comes takes the mark away. */
  g_free (choose (&kit, 0, FW_CHOICE_THEIRS));
  assert_tells (&kit, "Car 1 [B taken]; Frames with nothing in them: Only in B, frame 5");
  kit_run (kit.session, "undo frame=5 toggle-empty");
  kit_assert (kit.session, "empty 3\nempty 5\n");
  assert_tells (&kit, "Car 9: Only in B, frame 3; "
                      "Frames with nothing in them: Only in A, frame 3");
  kit_close (&kit);
}

/* Test that nobody takes the last frame away. */
static void
test_marks_all (void)
{
  Kit kit;
  const guint first = 0;
  g_autoptr(GError) error = NULL;

  kit_open (&kit, TRUE, "", "deleted 0-39");
  g_assert_false (fw_compare_model_choose (kit.model, &first, 1, FW_CHOICE_THEIRS, NULL, &error));
  g_assert_cmpstr (error->message, ==, "That would delete every frame.");
  kit_assert (kit.session, "");
  kit_close (&kit);

  /* And nobody stands on one that is gone. */
  kit_open (&kit, TRUE, "", "deleted 0-38");
  g_free (choose (&kit, 0, FW_CHOICE_THEIRS));
  g_assert_cmpint (fw_session_get_frame (kit.session), ==, 39);
  kit_close (&kit);
}

/* Random labels: objects of @seed, some of them changed when @is_other. */
static char *
make_random (GRand    *random,
             GRand    *changes,
             gboolean  is_other)
{
  static const char *const categories[] = { "car", "pedestrian", "jacket" };
  GString *text = g_string_new (NULL);

  for (int id = 1; id <= 12; id++)
    {
      int first = g_rand_int_range (random, 0, 20), last = g_rand_int_range (random, first, 39);
      int x = g_rand_int_range (random, 0, 500), y = g_rand_int_range (random, 0, 300);
      int category = g_rand_int_range (random, 0, 3);
      int brake = g_rand_int_range (random, 0, 3);
      int change = is_other ? g_rand_int_range (changes, 0, 10) : 0;
      int by = g_rand_int_range (changes, 1, 60);

      /* 1 goes, 2 to 9 change something. */
      if (change == 1)
        continue;
      if (change == 2)
        category = (category + 1) % 3;
      g_string_append_printf (text, "%d %s %d:%d,%d,40,40", change == 3 ? id + 50 : id,
                              categories[category], first, x + (change == 4 ? by : 0), y);
      if (last > first)
        g_string_append_printf (text, " %d:%d,%d,40,40", last, x + 20,
                                y + (change == 5 ? by : 0));
      if (change == 6 && last > first + 2)
        g_string_append_printf (text, " %d:%d,%d,44,40", first + 1, x + by, y);
      if (change == 7 && last > first + 3)
        g_string_append_printf (text, " !%d-%d", first + 1, last - 1);
      if (brake > 0)
        g_string_append_printf (text, " brake:%d=%s", first,
                                (brake == 1) != (change == 8) ? "true" : "false");
      if (change == 9)
        g_string_append_printf (text, " occluded:%d=true z_order:%d=3", first, first);
      g_string_append_c (text, '\n');
      /* One that nobody else has. */
      if (is_other && by % 7 == 0)
        g_string_append_printf (text, "%d car %d:%d,%d,9,9\n", 100 + id, first, x + 600, y);
    }

  return g_string_free (text, FALSE);
}

static gboolean
find_different (FwTrack  *track,
                gpointer  user_data)
{
  FwSnapshot *other = user_data;

  g_assert_true (fw_snapshot_get_track (other, fw_track_get_id (track)) == track);

  return TRUE;
}

/* Test that taking everything makes the labels the other ones but for their
 * numbers, and that undo brings back what was there, to the last track. */
static void
test_take_all (void)
{
  for (guint round = 0; round < 60; round++)
    {
      guint32 seed = g_test_rand_int ();
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      g_autoptr(GRand) again = g_rand_new_with_seed (seed);
      g_autoptr(GRand) changes = g_rand_new_with_seed (seed + 1);
      g_autofree char *a = make_random (random, changes, FALSE);
      g_autofree char *b = make_random (again, changes, TRUE);
      g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr(FwSnapshot) before = NULL;
      Kit kit;

      kit_open (&kit, TRUE, a, b);
      before = fw_snapshot_ref (fw_session_get_snapshot (kit.session));
      for (guint i = 0; i < fw_compare_model_get_n_objects (kit.model); i++)
        g_array_append_val (all, i);
      g_assert_true (fw_compare_model_choose (kit.model, (const guint *) (gpointer) all->data,
                                              all->len, FW_CHOICE_THEIRS, NULL, NULL));
      for (guint i = 0; i < all->len; i++)
        g_assert_cmpuint (fw_compare_model_get_object (kit.model, i)->differences->len, ==, 0);

      /* Another comparison finds nothing either. */
      g_autofree char *now = kit_dump (kit.session);
      Kit second;

      kit_open (&second, TRUE, now, b);
      assert_tells (&second, "");
      kit_close (&second);

      if (all->len > 0)
        kit_run (kit.session, "undo");
      g_assert_cmpuint (fw_snapshot_get_n_tracks (before), ==,
                        fw_snapshot_get_n_tracks (fw_session_get_snapshot (kit.session)));
      fw_snapshot_foreach (fw_session_get_snapshot (kit.session), find_different, before);
      kit_close (&kit);
    }
}

static gboolean
has_figures (gpointer user_data)
{
  return fw_compare_model_get_figures (((Kit *) user_data)->model) != NULL;
}

static gboolean
agrees (gpointer user_data)
{
  return fw_compare_model_get_figures (((Kit *) user_data)->model)->agreement->only_a == 0;
}

/* Test that the figures are those of the command line, and follow what is chosen. */
static void
test_figures (void)
{
  Kit kit;
  const FwCompareFigures *figures;
  const guint all[] = { 0, 1 };

  kit_open (&kit, TRUE, "1 car 0:10,10,20,20 9:10,10,20,20\n2 car 0:200,10,20,20",
            "1 car 0:10,10,20,20 9:10,10,20,20\n3 car 0:300,10,20,20");
  g_assert_true (fw_test_wait (has_figures, &kit));
  figures = fw_compare_model_get_figures (kit.model);

  g_autoptr(FwPairAgreement) agreement = fw_pair_agreement_new (
    fw_session_get_snapshot (kit.session),
    fw_session_get_snapshot (fw_compare_model_get_session (kit.model, FW_COMPARE_B)), FW_SAME_PLACE,
    NULL, NULL);

  g_assert_cmpint (figures->agreement->matched, ==, 10);
  g_assert_cmpint (figures->agreement->only_a, ==, 1);
  g_assert_cmpint (figures->agreement->only_b, ==, 1);
  g_assert_cmpfloat (figures->agreement->categories.kappa, ==, agreement->categories.kappa);
  g_assert_cmpfloat (figures->agreement->alpha_boxes, ==, agreement->alpha_boxes);
  g_assert_cmpint (figures->tracks.tp, ==, 10);

  g_assert_true (fw_compare_model_choose (kit.model, all, 2, FW_CHOICE_THEIRS, NULL, NULL));
  g_assert_true (fw_test_wait (agrees, &kit));
  g_assert_cmpfloat (fw_compare_model_get_figures (kit.model)->agreement->mean_iou, ==, 1.0);
  kit_close (&kit);
}

static void
cancel_cb (double   share,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Test that one need not wait for it. */
static void
test_cancel (void)
{
  g_autoptr(FwDocument) theirs = kit_document (TRUE, N_FRAMES, "1 car 0:10,10,20,20");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Kit kit = { .session = kit_session (TRUE, N_FRAMES, "1 car 0:10,10,20,20") };
  g_autoptr(FwCompareVersion) version
    = fw_compare_version_new ("b", NULL, fw_document_get_snapshot (theirs),
                              fw_session_get_snapshot (kit.session));

  kit.model = fw_compare_model_new (kit.session, version);
  fw_compare_model_run_async (kit.model, cancel_cb, cancellable, cancellable, ran_cb, &kit);
  g_assert_true (fw_test_wait (is_done, &kit));
  g_assert_error (kit.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&kit.error);
  kit_close (&kit);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare/words", test_words);
  g_test_add_func ("/compare/choose", test_choose);
  g_test_add_func ("/compare/choose-many", test_choose_many);
  g_test_add_func ("/compare/locked", test_locked);
  g_test_add_func ("/compare/by-hand", test_hand);
  g_test_add_func ("/compare/walk", test_walk);
  g_test_add_func ("/compare/selection", test_selection);
  g_test_add_func ("/compare/pictures", test_pictures);
  g_test_add_func ("/compare/new-category", test_new_category);
  g_test_add_func ("/compare/marks", test_marks);
  g_test_add_func ("/compare/marks-with-objects", test_marks_with_objects);
  g_test_add_func ("/compare/marks-all", test_marks_all);
  g_test_add_func ("/compare/take-all", test_take_all);
  g_test_add_func ("/compare/figures", test_figures);
  g_test_add_func ("/compare/cancel", test_cancel);

  return g_test_run ();
}
