/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/document.h"

#include <time.h>

#ifdef HAVE_GLIB_TESTING
#include <libglib-testing/signal-logger.h>
#endif

/* A box track with keyframes at @first and @last, @x to the right. */
static FwTrack *
make_track (FwTrackId id,
            FwFrame   first,
            FwFrame   last,
            double    x)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (x, 10, 20, 30));
  g_autoptr(GError) error = NULL;
  FwTrack *track;

  fw_track_builder_set_key (builder, first, shape);
  fw_track_builder_set_key (builder, last, shape);
  track = fw_track_builder_end (builder, &error);
  g_assert_no_error (error);

  return track;
}

static FwDocument *
make_document (gsize n_tracks)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwFrameInfo infos[100] = { { .width = 640, .height = 360 } };
  g_autoptr(FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 25, infos, 100);
  g_autoptr(FwSnapshot) snapshot = NULL;

  fw_snapshot_builder_set_frame_list (builder, frames);
  for (gsize i = 0; i < n_tracks; i++)
    g_assert_true (
        fw_snapshot_builder_take_track (builder, make_track ((FwTrackId) i + 1, 0, 9, (double) i)));
  snapshot = fw_snapshot_builder_end (builder);

  return fw_document_new (snapshot);
}

static void
put_track (FwDocument *document,
           const char *label,
           FwTrackId   id,
           FwTrack    *track)
{
  fw_document_begin (document, label, 0);
  fw_document_replace_track (document, id, track);
  fw_document_commit (document);
}

static gboolean
print_track (FwTrack  *track,
             gpointer  user_data)
{
  GString *text = user_data;
  FwSpan span = fw_track_get_span (track);
  FwRect bounds = fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "%" G_GINT64_FORMAT ":%d-%d@%g", fw_track_get_id (track),
                          span.first, span.last, bounds.x);

  return TRUE;
}

/* "1:0-9@0 2:0-9@1": every track with its span and x. */
static char *
print (FwSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);

  fw_snapshot_foreach (snapshot, print_track, text);

  return g_string_free (text, FALSE);
}

static void
assert_content (FwDocument *document,
                const char *expected)
{
  g_autofree char *text = print (fw_document_get_snapshot (document));

  g_assert_cmpstr (text, ==, expected);
}

/* Test that a step adds, changes and removes tracks, and that undo and redo go there and back. */
static void
test_undo (void)
{
  g_autoptr(FwDocument) document = make_document (1);
  g_autoptr(FwTrack) added = make_track (2, 5, 20, 7);
  g_autoptr(FwTrack) moved = make_track (1, 0, 9, 3);

  put_track (document, "Add", 2, added);
  put_track (document, "Move", 1, moved);
  put_track (document, "Delete", 2, NULL);
  assert_content (document, "1:0-9@3");

  g_assert_cmpstr (fw_step_get_label (fw_document_undo (document)), ==, "Delete");
  assert_content (document, "1:0-9@3 2:5-20@7");
  g_assert_cmpstr (fw_step_get_label (fw_document_undo (document)), ==, "Move");
  assert_content (document, "1:0-9@0 2:5-20@7");
  g_assert_cmpstr (fw_step_get_label (fw_document_undo (document)), ==, "Add");
  assert_content (document, "1:0-9@0");
  g_assert_null (fw_document_undo (document));

  g_assert_cmpstr (fw_step_get_label (fw_document_redo (document)), ==, "Add");
  g_assert_cmpstr (fw_step_get_label (fw_document_redo (document)), ==, "Move");
  assert_content (document, "1:0-9@3 2:5-20@7");

  put_track (document, "Delete", 1, NULL);
  g_assert_null (fw_document_redo (document));
  assert_content (document, "2:5-20@7");
}

/* Test that a step in which everything came back leaves no trace, and an aborted one restores. */
static void
test_empty_and_abort (void)
{
  g_autoptr(FwDocument) document = make_document (2);
  g_autoptr(FwTrack) moved = make_track (1, 3, 4, 50);
  g_autoptr(FwTrack) same = make_track (1, 0, 9, 0);
  guint64 revision = fw_snapshot_get_revision (fw_document_get_snapshot (document));

  fw_document_begin (document, "Move", 0);
  fw_document_replace_track (document, 1, moved);
  fw_document_replace_track (document, 1, same);
  g_assert_false (fw_document_commit (document));
  g_assert_false (fw_document_can_undo (document));
  g_assert_cmpuint (fw_snapshot_get_revision (fw_document_get_snapshot (document)), ==, revision);

  fw_document_begin (document, "Move", 0);
  fw_document_replace_track (document, 1, moved);
  fw_document_replace_track (document, 2, NULL);
  assert_content (document, "1:3-4@50");
  fw_document_abort (document);
  assert_content (document, "1:0-9@0 2:0-9@1");
  g_assert_false (fw_document_is_dirty (document));

  g_autoptr(GPtrArray) in_frame = fw_document_list_frame (document, 8, FALSE);

  g_assert_cmpuint (in_frame->len, ==, 2);
}

/* Test that going back to the saved state counts as saved, whatever the way. */
static void
test_saved (void)
{
  g_autoptr(FwDocument) document = make_document (1);
  g_autoptr(FwTrack) a = make_track (1, 0, 9, 1);
  g_autoptr(FwTrack) b = make_track (1, 0, 9, 2);

  g_assert_false (fw_document_is_dirty (document));
  put_track (document, "A", 1, a);
  g_assert_true (fw_document_is_dirty (document));
  fw_document_set_saved (document, fw_snapshot_get_revision (fw_document_get_snapshot (document)));
  g_assert_false (fw_document_is_dirty (document));
  put_track (document, "B", 1, b);
  g_assert_true (fw_document_is_dirty (document));
  fw_document_undo (document);
  g_assert_false (fw_document_is_dirty (document));
  fw_document_undo (document);
  g_assert_true (fw_document_is_dirty (document));
  fw_document_redo (document);
  g_assert_false (fw_document_is_dirty (document));
}

/* Test that a snapshot taken before an edit does not change with it. */
static void
test_snapshot (void)
{
  g_autoptr(FwDocument) document = make_document (600);
  g_autoptr(FwSnapshot) before = fw_snapshot_ref (fw_document_get_snapshot (document));
  g_autofree char *text = print (before);

  for (FwTrackId id = 1; id <= 600; id += 3)
    {
      g_autoptr(FwTrack) moved = make_track (id, 50, 60, 99);

      put_track (document, "Change", id, id % 2 ? moved : NULL);
    }

  g_autofree char *after = print (before);

  g_assert_cmpstr (after, ==, text);
  g_assert_cmpuint (fw_snapshot_get_n_tracks (before), ==, 600);
  g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_document_get_snapshot (document)), ==, 500);
}

/* Test that ids are never given twice, not after undo, delete or abort. */
static void
test_ids (void)
{
  g_autoptr(FwDocument) document = make_document (3);
  FwTrackId first = fw_document_take_track_id (document);
  g_autoptr(FwTrack) track = make_track (first, 0, 1, 0);

  g_assert_cmpint (first, ==, 4);
  put_track (document, "Add", first, track);
  fw_document_undo (document);
  g_assert_cmpint (fw_document_take_track_id (document), ==, 5);
  fw_document_reserve_track_ids (document, 40);
  g_assert_cmpint (fw_document_take_track_id (document), ==, 40);
  fw_document_reserve_track_ids (document, 10);
  g_assert_cmpint (fw_document_take_track_id (document), ==, 41);
}

/* Test which tracks a frame lists: those whose span holds it, and with ghosts those that ended. */
static void
test_list (void)
{
  g_autoptr(FwDocument) document = make_document (0);
  static const struct
  {
    FwFrame first;
    FwFrame last;
  } spans[] = { { 0, 5 }, { 5, 70 }, { 64, 64 }, { 80, 90 } };
  static const struct { FwFrame frame; gboolean ghosts; guint n;
  } cases[] = {
    { 0, FALSE, 1 },  { 5, FALSE, 2 }, { 6, FALSE, 1 }, { 64, FALSE, 2 }, { 64, TRUE, 3 },
    { 71, FALSE, 0 }, { 71, TRUE, 3 }, { 99, TRUE, 4 }, { 99, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      FwTrackId id = fw_document_take_track_id (document);
      g_autoptr(FwTrack) track = make_track (id, spans[i].first, spans[i].last, 0);

      put_track (document, "Add", id, track);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tracks
          = fw_document_list_frame (document, cases[i].frame, cases[i].ghosts);

      g_test_message ("case %zu: frame %d", i, cases[i].frame);
      g_assert_cmpuint (tracks->len, ==, cases[i].n);
    }
}

/* Test that the other slots are undone like tracks. */
static void
test_marks (void)
{
  g_autoptr(FwDocument) document = make_document (0);
  g_autoptr(FwSpanSet) empty = fw_span_set_with (NULL, (FwSpan) { 3, 4 }, TRUE);
  FwSlot slot = { FW_SLOT_EMPTY, 0 };

  fw_document_begin (document, "Nothing here", 3);
  fw_document_replace (document, slot, empty);
  g_assert_true (fw_document_commit (document));
  g_assert_true (
      fw_span_set_equal (fw_snapshot_get (fw_document_get_snapshot (document), slot), empty));
  g_assert_cmpint (fw_step_get_frame (fw_document_undo (document)), ==, 3);
  g_assert_null (fw_snapshot_get (fw_document_get_snapshot (document), slot));
}

/* Test that the history keeps the newest steps when it is full, and never drops the last one. */
static void
test_cap (void)
{
  g_autoptr(FwDocument) document = make_document (1);

  fw_document_set_history_cap (document, 4096);
  for (int i = 1; i <= 1000; i++)
    {
      g_autoptr(FwTrack) track = make_track (1, 0, 9, i);

      put_track (document, "Move", 1, track);
    }

  int n = 0;

  while (fw_document_undo (document))
    n++;
  g_assert_cmpint (n, >, 1);
  g_assert_cmpint (n, <, 100);

  fw_document_set_history_cap (document, 0);
  g_autoptr(FwTrack) track = make_track (1, 0, 9, -1);
  put_track (document, "Move", 1, track);
  g_assert_true (fw_document_can_undo (document));
}

/* Test that a restored history can be walked both ways from the present state,
 * and that the present state still counts as saved. */
static void
test_restore (void)
{
  g_autoptr(FwDocument) first = make_document (1);
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_step_unref);

  for (int i = 1; i <= 3; i++)
    {
      g_autoptr(FwTrack) track = make_track (1, 0, 9, i);

      put_track (first, "Move", 1, track);
      g_ptr_array_add (steps, fw_step_ref (fw_document_peek_undo (first)));
    }
  fw_document_undo (first);

  g_autoptr(FwDocument) second = fw_document_new (fw_document_get_snapshot (first));

  fw_document_restore_history (second, steps, 2);
  g_assert_false (fw_document_is_dirty (second));
  assert_content (second, "1:0-9@2");
  g_assert_nonnull (fw_document_redo (second));
  assert_content (second, "1:0-9@3");
  g_assert_true (fw_document_is_dirty (second));
  while (fw_document_undo (second))
    ;
  assert_content (second, "1:0-9@0");
  fw_document_redo (second);
  fw_document_redo (second);
  g_assert_false (fw_document_is_dirty (second));
}

/* Test that renumbering moves labels, marks and the steps of the history alike. */
static void
test_renumber (void)
{
  g_autoptr(FwDocument) document = make_document (0);
  g_autoptr(FwTrack) track = make_track (1, 10, 30, 0);
  g_autoptr(FwTrack) later = make_track (1, 10, 40, 0);
  g_autoptr(FwSpanSet) empty = fw_span_set_with (NULL, (FwSpan) { 50, 60 }, TRUE);
  static const FwRenumbering entries[] = { { 20, -1 }, { 35, -3 } };

  put_track (document, "Add", 1, track);
  fw_document_begin (document, "Nothing here", 50);
  fw_document_replace (document, (FwSlot) { FW_SLOT_EMPTY, 0 }, empty);
  fw_document_commit (document);
  put_track (document, "Extend", 1, later);
  fw_document_set_saved (document, fw_snapshot_get_revision (fw_document_get_snapshot (document)));
  fw_document_note_seen (document, 35);

  fw_document_renumber (document, entries, G_N_ELEMENTS (entries));
  assert_content (document, "1:10-37@0");
  g_assert_true (fw_document_is_dirty (document));
  g_assert_true (
      fw_span_set_contains (fw_snapshot_get_seen (fw_document_get_snapshot (document)), 32));

  fw_document_undo (document);
  assert_content (document, "1:10-29@0");
  g_assert_true (fw_document_is_dirty (document));
  g_assert_cmpint (fw_step_get_frame (fw_document_undo (document)), ==, 47);
  fw_document_redo (document);

  FwSpanSet *moved
      = fw_snapshot_get_frames_with (fw_document_get_snapshot (document), FW_SLOT_EMPTY);
  gsize n;
  const FwSpan *spans = fw_span_set_get_spans (moved, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (spans[0].first, ==, 47);
  g_assert_cmpint (spans[0].last, ==, 57);
}

/* A video's list with these time stamps; "-" is unknown. */
static FwFrameList *
make_times (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GArray) infos = g_array_new (FALSE, TRUE, sizeof (FwFrameInfo));

  for (gsize i = 0; words[i] && *words[i]; i++)
    {
      gint64 pts = *words[i] == '-' ? G_MININT64 : g_ascii_strtoll (words[i], NULL, 10);
      FwFrameInfo info = { .width = 64, .height = 36, .pts = pts };

      g_array_append_val (infos, info);
    }

  return fw_frame_list_new (TRUE, "a.mp4", 25, (FwFrameInfo *) (void *) infos->data, infos->len);
}

/* Test that entries which turn a span round, as only damaged ones do, leave it
 * as the sorted pair instead of nothing. */
static void
test_renumber_turned (void)
{
  const FwRenumbering entries[] = { { 5, -5 } };
  g_autoptr(FwSpanSet) set = fw_span_set_new ((FwSpan[]) { { 3, 6 } }, 1);
  g_autoptr(FwSpanSet) moved = fw_renumber_span_set (set, entries, G_N_ELEMENTS (entries));
  gsize n;
  const FwSpan *spans = fw_span_set_get_spans (moved, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (spans[0].first, ==, 1);
  g_assert_cmpint (spans[0].last, ==, 3);
}

/* Test that a next id that leaves no room is not believed. */
static void
test_reserve_absurd (void)
{
  g_autoptr(FwSnapshot) content = fw_snapshot_builder_end (fw_snapshot_builder_new ());
  g_autoptr(FwDocument) document = fw_document_new (content);

  fw_document_reserve_track_ids (document, 7);
  fw_document_reserve_track_ids (document, G_MAXINT64);
  g_assert_cmpint (fw_document_take_track_id (document), ==, 7);
}

/* Test that frames of one video are found again by their time stamps, whichever
 * list misses some, and that lists which say nothing give nothing. */
static void
test_renumber_between (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *entries;
  } cases[] = {
    { "0 1 2 3 4 5", "0 1 2 3 4 5", "" },
    { "0 1 3 4 5 6 7 8 9 10 11", "0 1 2 3 4 5 6 7 8 9 10 11", "2:1" },
    { "0 1 2 3 4 5 6 7 8 9 10 11", "0 1 3 4 5 6 7 8 9 10 11", "3:-1" },
    { "0 1 - 3 4 5", "0 1 2 3 4 5", "" },
    { "0 2 4 6 8", "1 3 5 7 9", "" },
    { "0 1 2 3", "- - - -", "" },
    { "5 4 3 2", "0 1 2 3", "" },
    { "0 1 2", "", "" },
    { "", "0 1 2", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwFrameList) from = make_times (cases[i].from);
      g_autoptr(FwFrameList) to = make_times (cases[i].to);
      g_autoptr(GArray) entries = fw_renumber_between (from, to);
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < entries->len; j++)
        {
          FwRenumbering entry = g_array_index (entries, FwRenumbering, j);

          g_string_append_printf (text, "%s%d:%d", j > 0 ? " " : "", entry.from, entry.shift);
        }
      g_test_message ("case %zu", i);
      g_assert_cmpstr (text->str, ==, cases[i].entries);
    }
}

/* Test that a track over a very long time is found like any other, and costs no more. */
static void
test_wide (void)
{
  g_autoptr(FwDocument) document = make_document (2);
  g_autoptr(FwTrack) wide = make_track (3, 4, FW_FRAME_MAX - 1, 7);

  put_track (document, "Add", 3, wide);

  g_autoptr(GPtrArray) early = fw_document_list_frame (document, 5, FALSE);
  g_autoptr(GPtrArray) late = fw_document_list_frame (document, FW_FRAME_MAX - 5, FALSE);
  g_autoptr(GPtrArray) span = fw_document_list_span (document, (FwSpan) { 20, 30 });

  g_assert_cmpuint (early->len, ==, 3);
  g_assert_true (early->pdata[2] == wide);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (span->len, ==, 1);
  put_track (document, "Delete", 3, NULL);
  g_clear_pointer (&late, g_ptr_array_unref);
  late = fw_document_list_frame (document, FW_FRAME_MAX - 5, FALSE);
  g_assert_cmpuint (late->len, ==, 0);
}

/* Test over a long random history that every state is what it was, also the
 * index of frames, however one goes back and forth. */
static void
test_random (void)
{
  g_autoptr(FwDocument) document = make_document (0);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_ptr_array_add (states, print (fw_document_get_snapshot (document)));
  for (int round = 0; round < 2000; round++)
    {
      int what = g_rand_int_range (rand, 0, 10);

      if (what < 3 && at > 0)
        {
          g_assert_nonnull (fw_document_undo (document));
          at--;
        }
      else if (what < 5 && at + 1 < states->len)
        {
          g_assert_nonnull (fw_document_redo (document));
          at++;
        }
      else
        {
          fw_document_begin (document, "Edit", 0);
          for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
            {
              FwTrackId id = g_rand_int_range (rand, 1, 900);
              FwFrame start = g_rand_int_range (rand, 0, 500);
              g_autoptr (FwTrack) track
                  = make_track (id, start, start + g_rand_int_range (rand, 0, 200),
                                g_rand_int_range (rand, 0, 1000));

              fw_document_replace_track (document, id,
                                         g_rand_int_range (rand, 0, 4) ? track : NULL);
            }
          if (g_rand_int_range (rand, 0, 5) == 0)
            fw_document_abort (document);
          else if (fw_document_commit (document))
            {
              g_ptr_array_set_size (states, (gint) ++at);
              g_ptr_array_add (states, print (fw_document_get_snapshot (document)));
            }
        }
      assert_content (document, states->pdata[at]);
    }

  for (FwFrame frame = 0; frame < 700; frame += 13)
    {
      g_autoptr(GPtrArray) listed = fw_document_list_frame (document, frame, FALSE);
      guint n = 0;

      for (FwTrackId id = 1; id < 900; id++)
        {
          FwTrack *track = fw_document_get_track (document, id);

          if (track && fw_span_contains (fw_track_get_span (track), frame))
            g_assert_true (listed->pdata[n++] == track);
        }
      g_assert_cmpuint (listed->len, ==, n);
    }
}

/* Test that a builder takes ids in any order and refuses one that comes twice. */
static void
test_builder (void)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  static const FwTrackId ids[] = { 5, 9, 2, 700, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (fw_snapshot_builder_take_track (builder, make_track (ids[i], 0, 1, (double) i)));
  g_assert_false (fw_snapshot_builder_take_track (builder, make_track (9, 0, 1, 0)));

  g_autoptr(FwSnapshot) snapshot = fw_snapshot_builder_end (builder);
  g_autofree char *text = print (snapshot);

  g_assert_cmpstr (text, ==, "1:0-1@4 2:0-1@2 5:0-1@0 9:0-1@1 700:0-1@3");
  g_assert_null (fw_snapshot_get_track (snapshot, 3));
}

/* Moves the box of @id to @x as a key that repeats does. */
static void
repeat (FwDocument *document, const char *label, FwTrackId id, FwFrame frame, double x,
        gint64 within_us)
{
  g_autoptr(FwTrack) track = make_track (id, 0, 9, x);

  fw_document_begin_repeating (document, label, frame, within_us);
  fw_document_replace_track (document, id, track);
  fw_document_commit (document);
}

static guint
count_undo (FwDocument *document)
{
  guint n = 0;

  while (fw_document_undo (document))
    n++;

  return n;
}

static void
log_change (FwDocument *document, FwStep *step, gboolean undone, GPtrArray *log)
{
  g_autofree char *text = print (fw_document_get_snapshot (document));

  g_ptr_array_add (log, g_strdup_printf ("%s %s", undone ? "-" : "+", text));
}

/* Test that steps which repeat become one, that views and journal are told an
 * undo and a step, and that nothing else is joined. */
static void
test_repeating (void)
{
  g_autoptr(FwDocument) document = make_document (2);
  g_autoptr(GPtrArray) log = g_ptr_array_new_with_free_func (g_free);
  const gint64 ever = G_MAXINT64;

  g_signal_connect (document, "changed", G_CALLBACK (log_change), log);
  repeat (document, "Move", 1, 3, 5, ever);
  repeat (document, "Move", 1, 3, 6, ever);
  repeat (document, "Move", 1, 3, 7, ever);
  assert_content (document, "1:0-9@7 2:0-9@1");
  g_assert_cmpuint (log->len, ==, 5);
  g_assert_cmpstr (log->pdata[0], ==, "+ 1:0-9@5 2:0-9@1");
  g_assert_cmpstr (log->pdata[1], ==, "- 1:0-9@0 2:0-9@1");
  g_assert_cmpstr (log->pdata[2], ==, "+ 1:0-9@6 2:0-9@1");
  g_assert_cmpstr (log->pdata[4], ==, "+ 1:0-9@7 2:0-9@1");
  g_assert_false (fw_document_can_redo (document));

  fw_document_undo (document);
  assert_content (document, "1:0-9@0 2:0-9@1");
  g_assert_false (fw_document_can_undo (document));
  g_assert_false (fw_document_is_dirty (document));
  fw_document_redo (document);
  assert_content (document, "1:0-9@7 2:0-9@1");

  /* Another label, frame, object, a long pause, a step between, an undo: each begins anew. */
  repeat (document, "Move", 1, 3, 8, 0);
  repeat (document, "Resize", 1, 3, 9, ever);
  repeat (document, "Resize", 1, 4, 10, ever);
  repeat (document, "Resize", 2, 4, 11, ever);
  g_autoptr(FwTrack) other = make_track (2, 0, 9, 12);
  put_track (document, "Resize", 2, other);
  repeat (document, "Resize", 2, 4, 13, ever);
  g_assert_cmpuint (count_undo (document), ==, 7);

  /* There and back again comes to nothing, and both can be taken back. */
  repeat (document, "Move", 1, 3, 5, ever);
  repeat (document, "Move", 1, 3, 0, ever);
  g_assert_cmpuint (count_undo (document), ==, 2);
  assert_content (document, "1:0-9@0 2:0-9@1");
}

#ifdef HAVE_GLIB_TESTING
/* Test that views are told once per step, and about the three states only when they change. */
static void
test_signals (void)
{
  FwDocument *document = make_document (1);
  GtSignalLogger *log = gt_signal_logger_new ();
  g_autoptr(FwTrack) a = make_track (1, 0, 9, 1);
  g_autoptr(FwTrack) b = make_track (1, 0, 9, 2);
  FwStep *step;
  gboolean undone;

  gt_signal_logger_connect (log, document, "changed");
  gt_signal_logger_connect (log, document, "notify");

  put_track (document, "A", 1, a);
  gt_signal_logger_assert_emission_pop (log, document, "changed", &step, &undone);
  g_assert_false (undone);
  gt_signal_logger_assert_notify_emission_pop (log, document, "can-undo");
  gt_signal_logger_assert_notify_emission_pop (log, document, "is-dirty");
  gt_signal_logger_assert_no_emissions (log);

  fw_document_begin (document, "B", 0);
  fw_document_replace_track (document, 1, a);
  fw_document_replace_track (document, 1, b);
  fw_document_commit (document);
  gt_signal_logger_assert_emission_pop (log, document, "changed", &step, &undone);
  gt_signal_logger_assert_no_emissions (log);

  fw_document_undo (document);
  gt_signal_logger_assert_emission_pop (log, document, "changed", &step, &undone);
  g_assert_true (undone);
  gt_signal_logger_assert_notify_emission_pop (log, document, "can-redo");
  gt_signal_logger_assert_no_emissions (log);

  fw_document_begin (document, "C", 0);
  fw_document_replace_track (document, 1, b);
  fw_document_abort (document);
  gt_signal_logger_assert_no_emissions (log);

  gt_signal_logger_free (log);
  g_assert_finalize_object (document);
}
#endif

/* Test that steps and the objects they change carry the name of who did it,
 * also after undo and renumbering; and that an object that is as it was keeps
 * its author. */
static void
test_author (void)
{
  g_autoptr(FwDocument) document = make_document (2);
  g_autoptr(FwTrack) moved = make_track (1, 0, 9, 5);
  g_autoptr(FwTrack) again = make_track (1, 0, 9, 6);
  static const FwRenumbering entries[] = { { 50, -1 } };

  put_track (document, "Nobody", 1, moved);
  g_assert_null (fw_step_get_author (fw_document_peek_undo (document)));
  g_assert_null (fw_track_get_author (fw_document_get_track (document, 1)));

  fw_document_set_author (document, "dana");
  put_track (document, "Dana", 1, again);
  g_assert_cmpstr (fw_step_get_author (fw_document_peek_undo (document)), ==, "dana");
  g_assert_cmpstr (fw_track_get_author (fw_document_get_track (document, 1)), ==, "dana");
  g_assert_null (fw_track_get_author (fw_document_get_track (document, 2)));

  fw_document_begin (document, "Nothing", 0);
  fw_document_replace_track (document, 1, fw_document_get_track (document, 1));
  g_assert_false (fw_document_commit (document));

  fw_document_set_author (document, "");
  g_assert_null (fw_document_get_author (document));
  fw_document_renumber (document, entries, G_N_ELEMENTS (entries));
  g_assert_cmpstr (fw_step_get_author (fw_document_peek_undo (document)), ==, "dana");
  fw_document_undo (document);
  g_assert_null (fw_track_get_author (fw_document_get_track (document, 1)));
}

/* Test that what was seen was shown, and that both move with their frames. */
static void
test_seen (void)
{
  g_autoptr(FwDocument) document = make_document (0);
  static const FwRenumbering entries[] = { { 6, 1 } };
  FwSnapshot *now;

  fw_document_note_shown (document, 4);
  fw_document_note_shown (document, 6);
  fw_document_note_seen (document, 6);
  fw_document_note_seen (document, 9);
  fw_document_renumber (document, entries, G_N_ELEMENTS (entries));
  now = fw_document_get_snapshot (document);
  g_assert_cmpint (fw_span_set_get_count (fw_snapshot_get_shown (now)), ==, 3);
  g_assert_true (fw_span_set_contains (fw_snapshot_get_shown (now), 4));
  g_assert_true (fw_span_set_contains (fw_snapshot_get_shown (now), 10));
  g_assert_cmpint (fw_span_set_get_count (fw_snapshot_get_seen (now)), ==, 2);
  g_assert_true (fw_span_set_contains (fw_snapshot_get_seen (now), 7));
}

/* Moves every one of @n_tracks objects, in one step or in one each. Returns the
 * processor time it took, in microseconds. */
static gint64
move_all (gsize    n_tracks,
          gboolean in_one_step)
{
  g_autoptr(FwDocument) document = make_document (n_tracks);
  clock_t start = clock ();

  if (in_one_step)
    fw_document_begin (document, "Fix problems", 0);
  for (gsize i = 0; i < n_tracks; i++)
    {
      FwTrackId id = (FwTrackId) i + 1;
      g_autoptr(FwTrack) moved = make_track (id, 0, 9, -1.0);

      if (in_one_step)
        fw_document_replace_track (document, id, moved);
      else
        put_track (document, "Fix problem", id, moved);
    }
  if (in_one_step)
    g_assert_true (fw_document_commit (document));

  return (gint64) (clock () - start) * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

/* Test that a step which changes every object of a large file costs no more than
 * as many steps of one object: the window waits for it. */
static void
test_large_step (void)
{
  gint64 together = move_all (60000, TRUE);
  gint64 one_by_one = move_all (60000, FALSE);

  g_test_message ("%" G_GINT64_FORMAT " µs, one by one %" G_GINT64_FORMAT " µs", together,
                  one_by_one);
  g_assert_cmpint (together, <, 2 * one_by_one);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/author", test_author);
  g_test_add_func ("/document/seen", test_seen);
  g_test_add_func ("/document/undo", test_undo);
  g_test_add_func ("/document/empty-and-abort", test_empty_and_abort);
  g_test_add_func ("/document/saved", test_saved);
  g_test_add_func ("/document/snapshot", test_snapshot);
  g_test_add_func ("/document/ids", test_ids);
  g_test_add_func ("/document/list", test_list);
  g_test_add_func ("/document/marks", test_marks);
  g_test_add_func ("/document/cap", test_cap);
  g_test_add_func ("/document/restore", test_restore);
  g_test_add_func ("/document/renumber", test_renumber);
  g_test_add_func ("/document/wide", test_wide);
  g_test_add_func ("/renumber/between", test_renumber_between);
  g_test_add_func ("/renumber/turned", test_renumber_turned);
  g_test_add_func ("/document/reserve-absurd", test_reserve_absurd);
  g_test_add_func ("/document/random", test_random);
  g_test_add_func ("/document/builder", test_builder);
  g_test_add_func ("/document/repeating", test_repeating);
  g_test_add_func ("/document/large-step", test_large_step);
#ifdef HAVE_GLIB_TESTING
  g_test_add_func ("/document/signals", test_signals);
#endif

  return g_test_run ();
}
