/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/object-match.h"

#include "review/review-kit.h"

/* One object: a box in each of @first to @last, on the way from @x to @to. */
typedef struct
{
  FwTrackId id;
  FwCategoryId category;
  FwFrame first, last;
  double x, to;
} Object;

#define N_FRAMES 20

static FwSnapshot *
make_labels (const Object *objects, gsize n, const FwSpan *deleted)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words = fw_taxonomy_builder_new ();
  FwFrameInfo infos[N_FRAMES] = { { .name = NULL } };

  for (int i = 1; i <= 3; i++)
    fw_taxonomy_builder_add_category (words, &(FwCategory){ .id = i,
                                                            .name = (const char *[]){
                                                                "bus", "car", "van" }[i - 1] });

  g_autoptr (FwTaxonomy) taxonomy = fw_taxonomy_builder_end (words);
  g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, N_FRAMES);
  g_autoptr (FwSpanSet) gone = deleted ? fw_span_set_new (deleted, 1) : NULL;

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_DELETED, 0 }, gone);
  for (gsize i = 0; i < n && objects[i].id != 0; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (objects[i].id, objects[i].category);
      g_autoptr (FwShape) first = fw_shape_new_box (FW_RECT (objects[i].x, 0, 10, 10));
      g_autoptr (FwShape) last = fw_shape_new_box (FW_RECT (objects[i].to, 0, 10, 10));

      fw_track_builder_set_key (track, objects[i].first, first);
      if (objects[i].last > objects[i].first)
        fw_track_builder_set_key (track, objects[i].last, last);
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }

  return fw_snapshot_builder_end (builder);
}

/* Pairs as text: "1=1 2=- -=7". */
static char *
tell_pairs (GArray *pairs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const FwObjectPair *pair = &g_array_index (pairs, FwObjectPair, i);
      g_autofree char *a
          = pair->a ? g_strdup_printf ("%d", (int) fw_track_get_id (pair->a)) : g_strdup ("-");
      g_autofree char *b
          = pair->b ? g_strdup_printf ("%d", (int) fw_track_get_id (pair->b)) : g_strdup ("-");

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", a, b);
    }

  return g_string_free (text, FALSE);
}

/* Test who is taken to be the same object. */
static void
test_table (void)
{
  static const struct
  {
    const char *title;
    Object a[3], b[3];
    const char *pairs;
  } cases[] = {
    { "the same", { { 1, 1, 0, 9, 0, 50 } }, { { 1, 1, 0, 9, 0, 50 } }, "1=1" },
    { "another number", { { 1, 1, 0, 9, 0, 50 } }, { { 8, 1, 0, 9, 0, 50 } }, "1=8" },
    { "another category", { { 1, 1, 0, 9, 0, 50 } }, { { 8, 2, 0, 9, 0, 50 } }, "1=8" },
    { "elsewhere", { { 1, 1, 0, 9, 0, 50 } }, { { 1, 1, 0, 9, 200, 250 } }, "1=- -=1" },
    { "at another time", { { 1, 1, 0, 4, 0, 0 } }, { { 1, 1, 10, 14, 0, 0 } }, "1=- -=1" },
    /* The number alone would take the neighbour. */
    { "numbers exchanged",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 0, 9, 100, 100 } },
      { { 1, 1, 0, 9, 100, 100 }, { 2, 1, 0, 9, 0, 0 } },
      "1=2 2=1" },
    /* Both lie on each other; the number decides. */
    { "close neighbours",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 0, 9, 3, 3 } },
      { { 1, 1, 0, 9, 2, 2 }, { 2, 1, 0, 9, 1, 1 } },
      "1=1 2=2" },
    /* One comes when the other goes: the number has nothing to say. */
    { "numbers exchanged, and they meet for a while",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 8, 19, 3, 3 } },
      { { 1, 1, 8, 19, 3, 3 }, { 2, 1, 0, 9, 0, 0 } },
      "1=2 2=1" },
    { "the same, and not quite where they were",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 8, 19, 2, 2 } },
      { { 1, 1, 8, 19, 3, 3 }, { 2, 1, 0, 9, 1, 1 } },
      "1=2 2=1" },
    { "the same place beats the number",
      { { 1, 1, 0, 9, 0, 0 } },
      { { 1, 1, 0, 9, 3, 3 }, { 7, 1, 0, 9, 0, 0 } },
      "1=7 -=1" },
    { "and of two in the same place the number decides",
      { { 2, 1, 0, 9, 0, 0 } },
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 0, 9, 0, 0 } },
      "2=2 -=1" },
    { "without numbers the overlap decides",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 0, 9, 3, 3 } },
      { { 7, 1, 0, 9, 2, 2 }, { 8, 1, 0, 9, 1, 1 } },
      "1=8 2=7" },
    { "one of the same category comes first",
      { { 1, 1, 0, 9, 0, 0 } },
      { { 7, 2, 0, 9, 0, 0 }, { 8, 1, 0, 9, 2, 2 } },
      "1=8 -=7" },
    { "they only meet",
      { { 1, 1, 0, 10, 0, 100 } },
      { { 7, 1, 0, 10, 100, 0 } },
      "1=- -=7" },
    { "the same number, moved by half",
      { { 1, 1, 0, 10, 0, 0 } },
      { { 1, 1, 0, 10, 6, 6 } },
      "1=1" },
    { "half of a track",
      { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 10, 19, 0, 0 } },
      { { 5, 1, 0, 19, 0, 0 } },
      "1=5 2=-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSnapshot) a = make_labels (cases[i].a, 3, NULL);
      g_autoptr (FwSnapshot) b = make_labels (cases[i].b, 3, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) pairs = fw_object_match (a, b, NULL, &error);

      g_assert_no_error (error);

      g_autofree char *text = tell_pairs (pairs);

      g_test_message ("%s", cases[i].title);
      g_assert_cmpstr (text, ==, cases[i].pairs);
    }
}

/* Test that what lies in frames that one of them left out is no difference. */
static void
test_left_out (void)
{
  static const Object ours[] = { { 1, 1, 0, 9, 0, 0 }, { 2, 1, 12, 14, 0, 0 } };
  static const Object theirs[] = { { 1, 1, 0, 9, 0, 0 } };
  const FwSpan gone = { 11, 19 };
  g_autoptr (FwSnapshot) a = make_labels (ours, 2, NULL);
  g_autoptr (FwSnapshot) b = make_labels (theirs, 1, &gone);
  g_autoptr (GArray) pairs = fw_object_match (a, b, NULL, NULL);
  g_autofree char *text = tell_pairs (pairs);

  g_assert_cmpstr (text, ==, "1=1");
}

static void
cancel_cb (double share, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Test that one need not wait for it. */
static void
test_cancel (void)
{
  static const Object ours[] = { { 1, 1, 0, 9, 0, 0 } };
  g_autoptr (FwSnapshot) a = make_labels (ours, 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  FwWork work = { cancel_cb, cancellable, cancellable };
  g_autoptr (GArray) pairs = fw_object_match (a, a, &work, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (pairs);
}

/* Test that each object is in one pair, whatever the numbers are, and that
 * exchanging the sides exchanges the pairs. */
static void
test_random (void)
{
  for (int round = 0; round < 200; round++)
    {
      Object objects[2][12] = { 0 };
      FwSnapshot *sides[2];
      guint seen[2][13] = { 0 };

      for (int s = 0; s < 2; s++)
        {
          for (int i = 0; i < 12; i++)
            {
              FwFrame first = g_test_rand_int_range (0, N_FRAMES);

              objects[s][i] = (Object){ i + 1, g_test_rand_int_range (1, 4), first,
                                        g_test_rand_int_range (first, N_FRAMES),
                                        g_test_rand_int_range (0, 60),
                                        g_test_rand_int_range (0, 60) };
            }
          sides[s] = make_labels (objects[s], 12, NULL);
        }

      g_autoptr (GArray) pairs = fw_object_match (sides[0], sides[1], NULL, NULL);
      g_autoptr (GArray) turned = fw_object_match (sides[1], sides[0], NULL, NULL);
      guint n_joined = 0;
      guint n_turned = 0;

      for (guint i = 0; i < pairs->len; i++)
        {
          const FwObjectPair *pair = &g_array_index (pairs, FwObjectPair, i);

          if (pair->a)
            seen[0][fw_track_get_id (pair->a)]++;
          if (pair->b)
            seen[1][fw_track_get_id (pair->b)]++;
          n_joined += pair->a && pair->b;
        }
      for (guint i = 0; i < turned->len; i++)
        n_turned += g_array_index (turned, FwObjectPair, i).a
                    && g_array_index (turned, FwObjectPair, i).b;
      for (int s = 0; s < 2; s++)
        for (int i = 1; i <= 12; i++)
          g_assert_cmpuint (seen[s][i], ==, 1);
      g_assert_cmpuint (n_joined, ==, n_turned);
      fw_snapshot_unref (sides[0]);
      fw_snapshot_unref (sides[1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/object-match/table", test_table);
  g_test_add_func ("/object-match/left-out", test_left_out);
  g_test_add_func ("/object-match/cancel", test_cancel);
  g_test_add_func ("/object-match/random", test_random);

  return g_test_run ();
}
