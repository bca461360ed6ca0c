/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One rule as it was and as it would be: what a list shows adds up to what a
 * dry run counts, and only frames that differ are listed.
 */

#include "rules-kit.h"

#include "rules/problem-aside.h"
#include "rules/rule-trial.h"

#define N_FRAMES 101

/* Object 1 is 12 high, object 2 grows from 5 to 25, object 3 is a rider of 12. */
static FwSnapshot *
make_labels (FwManual *manual)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwFrameList) frames = kit_frames (N_FRAMES, 1000, 500);

  for (FwTrackId id = 1; id <= 3; id++)
    {
      const char *name = id == 3 ? "human.rider" : "vehicle.car";
      FwTrackBuilder *track
          = fw_track_builder_new (id, fw_taxonomy_find_by_name (taxonomy, name)->id);

      kit_key (track, 0, 100.0 * id, 50, 40, id == 2 ? 5 : 12);
      kit_key (track, N_FRAMES - 1, 100.0 * id, 50, 40, id == 2 ? 25 : 12);
      fw_snapshot_builder_take_track (builder, kit_end (track));
    }
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);

  return fw_snapshot_builder_end (builder);
}

static FwRuleTrial *
try_rule (FwManual   *before,
          FwManual   *after,
          FwSnapshot *labels)
{
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
  FwImpactOptions options = { .only = "KT-001" };
  g_autoptr(GError) error = NULL;
  FwRuleTrial *trial = fw_rule_trial_new (diff, labels, &options, NULL, &error);

  g_assert_no_error (error);

  return trial;
}

/* "2:25-49 3:0-100": objects and frames. */
static char *
dup_places (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      FwSpan span = fw_problem_get_span (problems->pdata[i]);

      g_string_append_printf (text, "%s%d:%d-%d", i > 0 ? " " : "",
                              (int) fw_problem_get_track (problems->pdata[i]), span.first,
                              span.last);
      g_assert_cmpstr (fw_problem_get_reason (problems->pdata[i]), !=, "");
    }

  return g_string_free (text, FALSE);
}

/* Test which places are listed, and that they are those of the version that finds them. */
static void
test_places (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *opened;
    const char *closed;
    gint64 stayed;
    gint64 n_labels;
  } cases[] = {
    { "check: min-size\nwith: { height: 10 }", "check: min-size\nwith: { height: 15 }",
      "1:0-100 2:25-49 3:0-100", "", 25, 303 },
    { "check: min-size\nwith: { height: 15 }", "check: min-size\nwith: { height: 10 }", "",
      "1:0-100 2:25-49 3:0-100", 25, 303 },
    { "check: min-size\nfor: [human.rider]\nwith: { height: 15 }",
      "check: min-size\nfor: [vehicle.car]\nwith: { height: 10 }", "2:0-24", "3:0-100", 0, 202 },
    { "check: keyframe-spacing\nwith: { max: 50 }", "check: keyframe-spacing\nwith: { max: 90 }",
      "", "", 3, 303 },
    /* Another kind under the same id has nothing in common with it. */
    { "check: min-size\nwith: { height: 6 }", "check: keyframe-spacing\nwith: { max: 50 }",
      "1:0-100 2:0-100 3:0-100", "2:0-4", 0, 303 },
    { "check: human\nask: Is it?", "check: human\nask: Is it?\nfor: [human.rider]", "", "", 0,
      101 },
    { "check: min-size\nwith: { height: 6 }",
      "check: min-size\nwith: { height: 6 }\nretired: 1.0.0\nchange: retire", "", "2:0-4", 0, 303 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) before = kit_manual_of (cases[i].before);
      g_autoptr(FwManual) after = kit_manual_of (cases[i].after);
      g_autoptr(FwSnapshot) labels = make_labels (after);
      g_autoptr(FwRuleTrial) trial = try_rule (before, after, labels);
      g_autofree char *opened = dup_places (trial->opened);
      g_autofree char *closed = dup_places (trial->closed);

      g_test_message ("case %zu", i);
      g_assert_cmpstr (opened, ==, cases[i].opened);
      g_assert_cmpstr (closed, ==, cases[i].closed);
      g_assert_cmpint (trial->counts.problems[FW_FINDING_STAYED], ==, cases[i].stayed);
      g_assert_cmpint (trial->counts.places[FW_FINDING_OPENED], ==, trial->opened->len);
      g_assert_cmpint (trial->counts.places[FW_FINDING_CLOSED], ==, trial->closed->len);
      g_assert_cmpint (trial->n_labels, ==, cases[i].n_labels);
      g_assert_cmpuint (trial->n_objects, ==, (gsize) cases[i].n_labels / N_FRAMES);
      for (guint j = 0; j < trial->opened->len; j++)
        g_assert_true (fw_problem_get_manual (trial->opened->pdata[j]) == after);
      for (guint j = 0; j < trial->closed->len; j++)
        g_assert_true (fw_problem_get_manual (trial->closed->pdata[j]) == before);
    }
}

/* Random heights over random labels. */
static FwSnapshot *
make_random_labels (FwManual *manual,
                    GRand    *rand)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwFrameList) frames = kit_frames (40, 1000, 500);

  for (FwTrackId id = 1; id <= 8; id++)
    {
      FwTrackBuilder *track = fw_track_builder_new (id, 1 + g_rand_int_range (rand, 0, 3));

      for (FwFrame frame = 0; frame < 40; frame += g_rand_int_range (rand, 1, 9))
        kit_key (track, frame, g_rand_int_range (rand, 0, 300), 50,
                 g_rand_int_range (rand, 5, 90), g_rand_int_range (rand, 3, 40));
      fw_snapshot_builder_take_track (builder, kit_end (track));
    }
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);

  return fw_snapshot_builder_end (builder);
}

static gint64
count (GPtrArray *problems)
{
  gint64 n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += fw_problem_get_count (problems->pdata[i]);

  return n;
}

/* Test that the list adds up to what a dry run counts, and what opens is what would close. */
static void
test_random (void)
{
  static const char *const blocks[] = {
    "check: min-size\nwith: { height: %d }",
    "check: max-step\nwith: { pixels: %d }",
    "check: duplicate\nwith: { iou: 0.%02d }",
    "check: max-size-change\nfor: [vehicle.car]\nwith: { ratio: 1.%02d }",
  };
  GRand *rand = g_rand_new_with_seed (20261127);

  for (int i = 0; i < 200; i++)
    {
      const char *kind = blocks[g_rand_int_range (rand, 0, G_N_ELEMENTS (blocks))];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *old = g_strdup_printf (kind, g_rand_int_range (rand, 10, 60));
      g_autofree char *new = g_strdup_printf (kind, g_rand_int_range (rand, 10, 60));
#pragma GCC diagnostic pop
      g_autoptr(FwManual) before = kit_manual_of (old);
      g_autoptr(FwManual) after = kit_manual_of (new);
      g_autoptr(FwSnapshot) labels = make_random_labels (after, rand);
      g_autoptr(FwRuleTrial) there = try_rule (before, after, labels);
      g_autoptr(FwRuleTrial) back = try_rule (after, before, labels);
      g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
      g_autoptr(FwManualImpact) impact = fw_manual_impact_new (diff, labels, NULL, NULL, NULL);
      g_autofree char *opened = dup_places (there->opened);
      g_autofree char *closed = dup_places (back->closed);

      g_test_message ("%s / %s", old, new);
      g_assert_cmpmem (&there->counts, sizeof there->counts, &impact->counts,
                       sizeof impact->counts);
      g_assert_cmpint (count (there->opened), ==, there->counts.problems[FW_FINDING_OPENED]);
      g_assert_cmpint (count (there->closed), ==, there->counts.problems[FW_FINDING_CLOSED]);
      g_assert_cmpint (there->opened->len, ==, there->counts.places[FW_FINDING_OPENED]);
      for (int fate = 0; fate < FW_N_FINDING_FATES; fate++)
        {
          int mirrored = fate == FW_FINDING_OPENED   ? FW_FINDING_CLOSED
                         : fate == FW_FINDING_CLOSED ? FW_FINDING_OPENED
                                                     : fate;

          g_assert_cmpint (there->counts.places[fate], ==, back->counts.places[mirrored]);
          g_assert_cmpint (there->counts.problems[fate], ==, back->counts.problems[mirrored]);
        }
      g_assert_cmpstr (opened, ==, closed);
    }
  g_rand_free (rand);
}

/* Test that what was set aside is counted when the rule's revision changes. */
static void
test_asides (void)
{
  g_autoptr(FwManual) before = kit_manual_of ("check: min-size\nwith: { height: 10 }");
  g_autoptr(FwManual) after = kit_manual_of ("check: min-size\nwith: { height: 9 }");
  g_autoptr(FwSnapshot) labels = make_labels (before);
  g_autoptr(FwDocument) document = fw_document_new (labels);
  g_autoptr(FwChecker) checker = fw_checker_new (before);
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(FwAsideList) asides = NULL;

  g_assert_true (fw_checker_run (checker, labels, NULL, NULL, NULL, NULL));
  problems = fw_checker_list (checker, 0);
  g_assert_cmpuint (problems->len, ==, 1);

  FwSetAside aside = fw_problem_make_aside (problems->pdata[0], labels);

  asides = fw_aside_list_with (fw_snapshot_get_asides (labels), &aside);
  fw_document_begin (document, "Set aside", 0);
  fw_document_replace (document, (FwSlot) { FW_SLOT_ASIDE, 0 }, asides);
  g_assert_true (fw_document_commit (document));

  g_autoptr(FwRuleTrial) changed = try_rule (before, after, fw_document_get_snapshot (document));
  g_autoptr(FwRuleTrial) same = try_rule (before, before, fw_document_get_snapshot (document));

  g_assert_cmpuint (changed->n_asides, ==, 1);
  g_assert_cmpuint (same->n_asides, ==, 0);
}

static void
progress_cb (double   share,
             gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (share, >=, *last);
  g_assert_cmpfloat (share, <=, 1.0);
  *last = share;
}

/* Test that it can be stopped, tells how far it is, and why there is no answer. */
static void
test_manners (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: frozen-box");
  g_autoptr(FwSnapshot) labels = make_labels (manual);
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (manual, manual);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  double last = 0.0;
  FwImpactOptions options = { .only = "KT-001", .progress = progress_cb, .user_data = &last };
  g_autoptr(FwRuleTrial) trial = fw_rule_trial_new (diff, labels, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (trial->silence);
  g_assert_cmpfloat (last, >, 0.5);

  g_cancellable_cancel (cancelled);
  g_assert_null (fw_rule_trial_new (diff, labels, &options, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-trial/places", test_places);
  g_test_add_func ("/rule-trial/random", test_random);
  g_test_add_func ("/rule-trial/asides", test_asides);
  g_test_add_func ("/rule-trial/manners", test_manners);

  return g_test_run ();
}
