/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Under which manual labels were last confirmed: spans in tracks, what an edit
 * confirms, and problems that were set aside, all with undo.
 */

#include "core/document.h"
#include "core/track-confirm.h"
#include "track-kit.h"

#include <string.h>

static char *
spell (const FwTrack *track)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%d-%d:%s", i > 0 ? " " : "", confirmed[i].span.first,
                            confirmed[i].span.last, confirmed[i].manual);

  return g_string_free (text, FALSE);
}

#define assert_spelt(track_, text_) \
  G_STMT_START { \
    g_autofree char *spelt_ = spell (track_); \
    g_assert_cmpstr (spelt_, ==, text_); \
  } G_STMT_END

/* Test that spans told in any order come out as the last one told for each frame. */
static void
test_random_spans (void)
{
  static const char *const manuals[] = { "a", "b", "c", NULL };
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr(FwTrack) track = kit_track (1, "10=0,0,9,9 60=9,0,9,9");
      FwTrackBuilder *builder = fw_track_builder_new_from (track);
      const char *expected[100] = { NULL };
      guint n = round % 20 == 0 ? 200 : g_rand_int_range (rand, 1, 9);
      g_autoptr(FwTrack) confirmed = NULL;
      gsize n_spans;
      const FwConfirmed *spans;

      for (guint i = 0; i < n; i++)
        {
          FwFrame first = g_rand_int_range (rand, 0, 80);
          FwFrame last = first + g_rand_int_range (rand, 0, n > 100 ? 4 : 20);
          const char *manual = manuals[g_rand_int_range (rand, 0, G_N_ELEMENTS (manuals))];

          fw_track_builder_confirm (builder, (FwSpan) { first, last }, manual);
          for (FwFrame f = MAX (first, 10); f <= MIN (last, 60); f++)
            expected[f] = manual;
        }
      confirmed = fw_track_builder_end (builder, NULL);
      for (FwFrame f = 0; f < 100; f++)
        g_assert_cmpstr (fw_track_find_confirmed (confirmed, f), ==, expected[f]);
      spans = fw_track_get_confirmed (confirmed, &n_spans);
      for (gsize i = 1; i < n_spans; i++)
        g_assert_true (spans[i - 1].span.last + 1 < spans[i].span.first
                       || (spans[i - 1].span.last + 1 == spans[i].span.first
                           && spans[i - 1].manual != spans[i].manual));
    }
}

/* Test which frames an edit confirms. */
static void
test_edits (void)
{
  static const struct { const char *before; const char *after; const char *spans;
  } cases[] = {
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9", "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9", "" },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9", "0=0,0,9,9 10=9,5,9,9 20=0,0,9,9", "1-19:m" },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9", "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=5,5,9,9", "21-30:m" },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9", "0=0,0,9,9 10=9,0,9,9", "" }, /* nothing is left there */
    { "0=0,0,9,9 10=9,0,9,9", "0=0,0,9,9 10=9,0,9,9 fog=true", "0-10:m" },
    { "0=0,0,9,9 10=9,0,9,9 fog@0=no", "0=0,0,9,9 10=9,0,9,9 fog@0=no fog@7=yes", "7-10:m" },
    { "0=0,0,9,9 10=9,0,9,9 occluded@0=false",
      "0=0,0,9,9 10=9,0,9,9 occluded@0=false occluded@4=true", "4-10:m" },
    { "0:0,0;9,0;9,9 10:0,0;9,0;9,9 20:0,0;9,0;9,9", /* a vertex more at 10 */
      "0:1/0,0;2/9,0;3/9,9 10:1/0,0;4/5,1;2/9,0;3/9,9 20:1/0,0;2/9,0;3/9,9", "1-19:m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwTrack) before = kit_track (1, cases[i].before);
      g_autoptr(FwTrack) after = kit_track (1, cases[i].after);
      g_autoptr(FwTrack) confirmed = fw_track_confirm_edit (before, after, "m");
      g_autoptr(FwTrack) old = fw_track_confirm_span (after, (FwSpan) { 0, 400 }, "old");
      g_autoptr(FwTrack) none = fw_track_confirm_edit (before, old, NULL);
      gsize n;

      g_test_message ("%s -> %s", cases[i].before, cases[i].after);
      assert_spelt (confirmed, cases[i].spans);
      /* Without a manual the confirmation goes where the edit was. */
      for (FwFrame f = 0; f <= fw_track_get_span (after).last; f++)
        g_assert_cmpstr (fw_track_find_confirmed (none, f), ==,
                         fw_track_find_confirmed (confirmed, f) ? NULL : "old");
      g_assert_cmpint (fw_track_equal (confirmed, after), ==,
                       fw_track_get_confirmed (confirmed, &n) == NULL || n == 0);
    }
}

static FwManualStamp *
make_stamp (const char *version,
            const char *sha256,
            const char *rev)
{
  const FwRuleRev revs[] = { { "SD-002", rev }, { "SD-001", "111111111111" } };

  return fw_manual_stamp_new ("city", version, sha256, revs, G_N_ELEMENTS (revs));
}

/* Test that stamps find revisions, and that a new text with the same rules is the same stamp. */
static void
test_stamps (void)
{
  g_autoptr(FwManualStamp) a = make_stamp ("1.0.0", "aa", "222222222222");
  g_autoptr(FwManualStamp) b = make_stamp ("1.0.0", "bb", "222222222222");
  g_autoptr(FwManualStamp) c = make_stamp ("1.0.0", "cc", "333333333333");
  g_autoptr(FwManualStamp) bare = fw_manual_stamp_new ("old", "0.1.0", "", NULL, 0);
  g_autoptr(FwStampList) one = fw_stamp_list_with (NULL, a);
  g_autoptr(FwStampList) two = fw_stamp_list_with (one, c);
  gsize n, place = 9;

  g_assert_cmpstr (fw_manual_stamp_get_revs (a, &n)[0].rule, ==, "SD-001");
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (fw_manual_stamp_find_rev (a, "SD-002"), ==, "222222222222");
  g_assert_null (fw_manual_stamp_find_rev (a, "SD-003"));
  g_assert_true (fw_manual_stamp_same_rules (a, b));
  g_assert_false (fw_manual_stamp_equal (a, b));
  g_assert_false (fw_manual_stamp_same_rules (a, c));
  g_assert_cmpstr (fw_manual_stamp_get_key (bare), ==, "old 0.1.0");
  g_assert_true (fw_stamp_list_find_same (two, b) == a);
  g_assert_true (fw_stamp_list_find (two, "cc", &place) == c);
  g_assert_cmpuint (place, ==, 1);
  g_assert_false (fw_stamp_list_equal (one, two));
  g_assert_null (fw_stamp_list_find (NULL, "cc", NULL));
}

/* Test that a text whose rules nobody wrote down gets them once it is in force, and keeps its place. */
static void
test_bare_stamps (void)
{
  g_autoptr(FwManualStamp) bare = fw_manual_stamp_new ("city", "1.0.0", "aa", NULL, 0);
  g_autoptr(FwManualStamp) other = make_stamp ("0.9.0", "bb", "333333333333");
  g_autoptr(FwManualStamp) known = make_stamp ("1.0.0", "aa", "222222222222");
  g_autoptr(FwManualStamp) again = make_stamp ("1.0.0", "aa", "444444444444");
  FwManualStamp *first[] = { bare, other };
  g_autoptr(FwStampList) list = fw_stamp_list_new (first, G_N_ELEMENTS (first));
  g_autoptr(FwStampList) learned = fw_stamp_list_with (list, known);
  g_autoptr(FwStampList) forgotten = fw_stamp_list_with (learned, bare);
  g_autoptr(FwStampList) kept = fw_stamp_list_with (learned, again);

  g_assert_cmpuint (fw_stamp_list_get_n (learned), ==, 2);
  g_assert_true (fw_stamp_list_get (learned, 0) == known);
  g_assert_true (fw_stamp_list_get (learned, 1) == other);
  g_assert_true (fw_stamp_list_equal (forgotten, learned));
  g_assert_true (fw_stamp_list_equal (kept, learned));
}

static FwDocument *
make_document (void)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwSnapshot) snapshot = NULL;

  fw_snapshot_builder_take_track (builder, kit_track (1, "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9"));
  snapshot = fw_snapshot_builder_end (builder);

  return fw_document_new (snapshot);
}

static void
edit (FwDocument *document,
      const char *track)
{
  g_autoptr(FwTrack) after = kit_track (1, track);
  FwTrack *before = fw_document_get_track (document, 1);
  g_autoptr(FwTrack) carried = NULL;
  FwTrackBuilder *builder = fw_track_builder_new_from (after);
  gsize n;
  const FwConfirmed *confirmed = fw_track_get_confirmed (before, &n);

  for (gsize i = 0; i < n; i++)
    fw_track_builder_confirm (builder, confirmed[i].span, confirmed[i].manual);
  carried = fw_track_builder_end (builder, NULL);
  fw_document_begin (document, "Edit", 0);
  fw_document_replace_track (document, 1, carried);
  fw_document_commit (document);
}

/* Test that a step confirms what it changes under the manual in force, and undo takes it back. */
static void
test_document (void)
{
  g_autoptr(FwDocument) document = make_document ();
  g_autoptr(FwManualStamp) first = make_stamp ("1.0.0", "aa", "222222222222");
  g_autoptr(FwManualStamp) prose = make_stamp ("1.0.0", "bb", "222222222222");
  g_autoptr(FwManualStamp) second = make_stamp ("2.0.0", "cc", "333333333333");

  edit (document, "0=0,0,9,9 10=9,1,9,9 20=0,0,9,9");
  assert_spelt (fw_document_get_track (document, 1), "");
  g_assert_null (fw_snapshot_get_manuals (fw_document_get_snapshot (document)));

  fw_document_set_manual (document, first);
  edit (document, "0=0,0,9,9 10=9,2,9,9 20=0,0,9,9");
  assert_spelt (fw_document_get_track (document, 1), "1-19:aa");
  fw_document_set_manual (document, prose);
  edit (document, "0=0,0,9,9 10=9,3,9,9 20=0,0,9,8");
  assert_spelt (fw_document_get_track (document, 1), "1-20:aa");
  fw_document_set_manual (document, second);
  edit (document, "0=0,0,9,9 10=9,3,9,9 20=0,0,9,7");
  assert_spelt (fw_document_get_track (document, 1), "1-10:aa 11-20:cc");
  g_assert_cmpuint (
      fw_stamp_list_get_n (fw_snapshot_get_manuals (fw_document_get_snapshot (document))), ==, 2);

  /* Looking is no edit of the label, and a step all the same. */
  fw_document_begin (document, "Confirm", 0);
  g_assert_true (fw_document_confirm (document, 1, (FwSpan) { 0, 5 }));
  g_assert_false (fw_document_confirm (document, 7, (FwSpan) { 0, 5 }));
  g_assert_true (fw_document_commit (document));
  assert_spelt (fw_document_get_track (document, 1), "0-5:cc 6-10:aa 11-20:cc");

  fw_document_undo (document);
  fw_document_undo (document);
  assert_spelt (fw_document_get_track (document, 1), "1-20:aa");
  g_assert_cmpuint (
      fw_stamp_list_get_n (fw_snapshot_get_manuals (fw_document_get_snapshot (document))), ==, 1);
  fw_document_redo (document);
  assert_spelt (fw_document_get_track (document, 1), "1-10:aa 11-20:cc");

  fw_document_renumber (document, &(FwRenumbering) { 5, 2 }, 1);
  assert_spelt (fw_document_get_track (document, 1), "1-12:aa 13-22:cc");
  fw_document_undo (document);
  assert_spelt (fw_document_get_track (document, 1), "1-22:aa");

  /* A step that comes back to where it was confirms nothing. */
  fw_document_begin (document, "Nothing", 0);
  fw_document_replace_track (document, 1, fw_document_get_track (document, 1));
  g_assert_false (fw_document_commit (document));
}

/* Test that asides are a slot like others: steps, undo, renumbering. */
static void
test_asides (void)
{
  g_autoptr(FwDocument) document = make_document ();
  const FwSetAside first = { .rule = "SD-015", .rev = "aaaaaaaaaaaa", .track = 1, .span = { 3, 9 },
                          .unit_rev = "bbbbbbbbbbbb", .reason = FW_ASIDE_NOT_TRUE };
  const FwSetAside other = { .rule = "SD-016", .rev = "aaaaaaaaaaaa", .span = { -1, -1 },
                          .reason = FW_ASIDE_OTHER, .text = "because", .by = "dana" };
  FwSetAside again = first;
  g_autoptr(FwAsideList) one = fw_aside_list_with (NULL, &first);
  g_autoptr(FwAsideList) two = fw_aside_list_with (one, &other);
  g_autoptr(FwAsideList) changed = NULL;
  g_autoptr(FwAsideList) less = NULL;
  FwAsideReason reason;
  const FwSetAside *all;
  gsize n;

  again.reason = FW_ASIDE_ASKED;
  changed = fw_aside_list_with (two, &again);
  all = fw_aside_list_get_all (changed, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (all[0].rule, ==, "SD-016");
  g_assert_cmpint (all[1].reason, ==, FW_ASIDE_ASKED);
  less = fw_aside_list_without (changed, 0);
  fw_aside_list_get_all (less, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (fw_aside_list_without (one, 0));
  for (guint i = 0; i < FW_N_ASIDE_REASONS; i++)
    {
      g_assert_true (fw_aside_reason_from_word (fw_aside_reason_to_word (i), &reason));
      g_assert_cmpint (reason, ==, i);
    }
  g_assert_false (fw_aside_reason_from_word ("whatever", &reason));

  fw_document_begin (document, "Set aside", 3);
  fw_document_replace (document, (FwSlot) { FW_SLOT_ASIDE, 0 }, two);
  g_assert_true (fw_document_commit (document));
  fw_document_renumber (document, &(FwRenumbering) { 5, 2 }, 1);
  all = fw_aside_list_get_all (fw_snapshot_get_asides (fw_document_get_snapshot (document)), &n);
  g_assert_cmpint (all[0].span.first, ==, 3);
  g_assert_cmpint (all[0].span.last, ==, 11);
  g_assert_cmpint (all[1].span.first, ==, -1);
  fw_document_undo (document);
  g_assert_null (fw_snapshot_get_asides (fw_document_get_snapshot (document)));
  fw_document_redo (document);
  g_assert_nonnull (fw_snapshot_get_asides (fw_document_get_snapshot (document)));
}

/* The entries of the document as "SD-015 1 3-9 worked-at dana". */
static void
assert_entries (FwDocument *document,
                const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n;
  const FwSetAside *all
      = fw_aside_list_get_all (fw_snapshot_get_asides (fw_document_get_snapshot (document)), &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s %d %d-%d %s %s", i > 0 ? ", " : "", all[i].rule,
                            (int) all[i].track, all[i].span.first, all[i].span.last,
                            fw_aside_reason_to_word (all[i].reason), all[i].by ? all[i].by : "-");
  g_assert_cmpstr (text->str, ==, expected);
}

static void
edit_at (FwDocument *document,
         FwFrame     frame,
         const char *boxes)
{
  g_autoptr(FwTrack) track = kit_track (1, boxes);

  fw_document_begin (document, "Edit", frame);
  fw_document_replace_track (document, 1, track);
  g_assert_true (fw_document_commit (document));
}

/* Test that a change at the problem in hand notes it, once and with the step, and that
 * changes elsewhere, of another object and what sets it aside do not. */
static void
test_in_hand (void)
{
  g_autoptr(FwDocument) document = make_document ();
  g_autofree char *rule = g_strdup ("SD-015");
  const FwSetAside problem = { .rule = rule, .rev = "aaaaaaaaaaaa", .track = 1, .span = { 3, 9 },
                               .unit_rev = "bbbbbbbbbbbb" };
  const FwSetAside other = { .rule = "SD-016", .rev = "aaaaaaaaaaaa", .track = 7, .other = 8,
                             .span = { 3, 9 } };
  const FwSetAside frame = { .rule = "SD-017", .rev = "aaaaaaaaaaaa", .span = { 3, 3 } };

  fw_document_set_author (document, "dana");
  edit_at (document, 5, "0=0,0,9,9 10=9,1,9,9");
  assert_entries (document, "");

  fw_document_set_in_hand (document, &problem);
  memset (rule, 'x', strlen (rule)); /* it is copied */
  edit_at (document, 2, "0=0,0,9,9 10=9,2,9,9");
  assert_entries (document, "");
  edit_at (document, 5, "0=0,0,9,9 10=9,3,9,9");
  assert_entries (document, "SD-015 1 3-9 worked-at dana");
  edit_at (document, 5, "0=0,0,9,9 10=9,4,9,9");
  assert_entries (document, "SD-015 1 3-9 worked-at dana");
  fw_document_undo (document);
  fw_document_undo (document);
  assert_entries (document, "");
  fw_document_redo (document);
  assert_entries (document, "SD-015 1 3-9 worked-at dana");

  fw_document_set_in_hand (document, &other);
  edit_at (document, 5, "0=0,0,9,9 10=9,5,9,9");
  assert_entries (document, "SD-015 1 3-9 worked-at dana");
  fw_document_set_in_hand (document, &frame);
  edit_at (document, 3, "0=0,0,9,9 10=9,6,9,9");
  assert_entries (document, "SD-015 1 3-9 worked-at dana, SD-017 0 3-3 worked-at dana");

  /* What was left open there says nothing of it, and stays. */
  const FwSetAside left = { .rule = "SD-017", .rev = "aaaaaaaaaaaa", .span = { 3, 3 },
                            .reason = FW_ASIDE_LEFT_OPEN };
  const FwSetAside aside = { .rule = "SD-015", .rev = "aaaaaaaaaaaa", .track = 1, .span = { 3, 9 },
                             .reason = FW_ASIDE_OTHER };
  g_autoptr(FwAsideList) more
      = fw_aside_list_with (fw_snapshot_get_asides (fw_document_get_snapshot (document)), &left);
  g_autoptr(FwAsideList) all = fw_aside_list_with (more, &aside);

  fw_document_set_in_hand (document, &aside);
  fw_document_begin (document, "Set aside", 3);
  fw_document_replace (document, (FwSlot) { FW_SLOT_ASIDE, 0 }, all);
  g_assert_true (fw_document_commit (document));
  assert_entries (document, "SD-017 0 3-3 worked-at dana, SD-017 0 3-3 left-open -, "
                            "SD-015 1 3-9 other -");
  /* And is not in hand any more, nor replaced when it is again: what was said stays. */
  edit_at (document, 5, "0=0,0,9,9 10=9,7,9,9");
  fw_document_set_in_hand (document, &aside);
  edit_at (document, 5, "0=0,0,9,9 10=9,8,9,9");
  assert_entries (document, "SD-017 0 3-3 worked-at dana, SD-017 0 3-3 left-open -, "
                            "SD-015 1 3-9 other -");

  /* A step that changes nothing is none, whatever is in hand. */
  fw_document_set_in_hand (document, &problem);
  fw_document_begin (document, "Nothing", 5);
  fw_document_replace_track (document, 1, fw_document_get_track (document, 1));
  g_assert_false (fw_document_commit (document));
}

static void
nudge (FwDocument *document,
       const char *boxes)
{
  g_autoptr(FwTrack) track = kit_track (1, boxes);

  fw_document_begin_repeating (document, "Nudge", 5, G_MAXINT64);
  fw_document_replace_track (document, 1, track);
  g_assert_true (fw_document_commit (document));
}

/* Test that a nudge there and back, at a problem that is in hand, is no step that nobody
 * would see: undo moves the object. */
static void
test_nudge_back (void)
{
  g_autoptr(FwDocument) document = make_document ();
  const FwSetAside problem = { .rule = "SD-015", .rev = "aaaaaaaaaaaa", .track = 1, .span = { 3, 9 },
                               .unit_rev = "bbbbbbbbbbbb" };

  fw_document_set_author (document, "dana");
  edit_at (document, 5, "0=0,0,9,9 10=9,1,9,9");
  fw_document_set_in_hand (document, &problem);
  nudge (document, "0=0,0,9,9 10=9,2,9,9");
  nudge (document, "0=0,0,9,9 10=9,1,9,9");

  FwTrack *track = fw_document_get_track (document, 1);

  g_assert_nonnull (fw_document_undo (document));
  g_assert_false (fw_track_equal (fw_document_get_track (document, 1), track));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/confirm/random-spans", test_random_spans);
  g_test_add_func ("/confirm/edits", test_edits);
  g_test_add_func ("/confirm/stamps", test_stamps);
  g_test_add_func ("/confirm/bare-stamps", test_bare_stamps);
  g_test_add_func ("/confirm/document", test_document);
  g_test_add_func ("/confirm/asides", test_asides);
  g_test_add_func ("/confirm/in-hand", test_in_hand);
  g_test_add_func ("/confirm/nudge-back", test_nudge_back);

  return g_test_run ();
}
