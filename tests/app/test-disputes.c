/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What people judged differently, as one of them may read it, and the way from there
 * to a unit.
 */

#include "sitting-kit.h"

#include "app/review/disputes.h"
#include "support/test-home.h"

#define EARLY "2026-11-24T10:00:00Z"
#define LATE  "2026-11-24T12:00:00Z"

#define N_MINE   10 /* mira judged them first, and petra saw it otherwise */
#define N_OTHERS 20 /* petra and otto saw it differently */

static const FwDraw *
get_draw (Kit   *kit,
          gint64 draw)
{
  return fw_review_find (fw_review_file_get_review (kit->review), FW_REVIEW_DRAW, draw);
}

static void
say (Kit        *kit,
     gint64      draw,
     guint       index,
     const char *reviewer,
     gboolean    is_right,
     const char *at)
{
  const FwDrawUnit *unit = &get_draw (kit, draw)->units[index];
  FwVerdict verdict = { .draw = draw,
                        .unit = unit->unit,
                        .unit_rev = unit->rev,
                        .reviewer = (char *) reviewer,
                        .manual = (char *) "street",
                        .version = (char *) "3.2.0",
                        .note = (char *) "Two pixels off.",
                        .at = (char *) at };
  g_autoptr(GError) error = NULL;

  if (!is_right)
    verdict.blind = (FwAnswer) { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SK-003",
                                 (char *) "abc" };
  fw_review_file_put (kit->review, FW_REVIEW_VERDICT, &verdict, NULL, &error);
  g_assert_no_error (error);
}

/* A draw of all tracks in which two people said different things about 30. */
static gint64
quarrel (Kit *kit)
{
  gint64 draw = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);

  for (guint i = 0; i < N_MINE; i++)
    {
      say (kit, draw, i, "mira", TRUE, EARLY);
      say (kit, draw, i, "petra", FALSE, LATE);
    }
  for (guint i = N_MINE; i < N_MINE + N_OTHERS; i++)
    {
      say (kit, draw, i, "petra", TRUE, EARLY);
      say (kit, draw, i, "otto", FALSE, LATE);
    }

  return draw;
}

static FwDisputes *
list_for (Kit        *kit,
          const char *person,
          FwReview   *before)
{
  FwDisputesFacts facts = { .review = fw_review_file_get_review (kit->review),
                            .before = before,
                            .snapshot = fw_document_get_snapshot (kit->document),
                            .media = "clip",
                            .person = person };

  return fw_disputes_new (&facts);
}

static gboolean
lists (const FwDisputes *disputes,
       const char       *unit)
{
  for (guint i = 0; i < disputes->units->len; i++)
    if (g_str_equal (fw_disputes_get (disputes, i)->said.counted->unit, unit))
      return TRUE;

  return FALSE;
}

/* Test that what a reviewer still has to judge is neither listed nor told, until she has
 * judged it; nor what she may have to judge when a question about it is answered. */
static void
test_blind (Kit          *kit,
            gconstpointer data)
{
  gint64 draw = quarrel (kit);

  kit_sit (kit, "mira");
  fw_review_sitting_open_draw (kit->sitting, draw);

  FwReviewQueue *queue = fw_review_sitting_get_queue (kit->sitting);
  g_autoptr(FwDisputes) before = list_for (kit, "mira", NULL);
  g_autofree char *sentence = fw_disputes_dup_sentence (before);
  guint n_seconds = 0;

  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);

      n_seconds += item->reason == FW_QUEUE_SECOND;
      g_assert_cmpint (lists (before, item->name), ==, item->verdict != 0);
    }
  g_assert_cmpuint (n_seconds, >, 0);
  g_assert_cmpuint (before->n_hidden, ==, n_seconds);
  g_assert_cmpuint (before->units->len, ==, N_MINE + N_OTHERS - n_seconds);
  g_assert_nonnull (strstr (sentence, "may still have to judge"));

  /* One that is left to colleagues waits for an answer, and may then come. */
  const char *asked = NULL;

  for (guint i = 0; i < before->units->len && asked == NULL; i++)
    {
      const char *unit = fw_disputes_get (before, i)->said.counted->unit;

      if (fw_review_queue_find (queue, draw, unit) < 0)
        asked = unit;
    }

  FwQuestion question = { .unit = (char *) asked, .by = (char *) "dana", .text = (char *) "Is it?" };

  g_assert_true (fw_review_file_ask (kit->review, &question, NULL, NULL));

  g_autoptr(FwDisputes) waiting = list_for (kit, "mira", NULL);

  g_assert_false (lists (waiting, asked));
  g_assert_cmpuint (waiting->n_hidden, ==, n_seconds + 1);

  while (fw_review_queue_find_open (fw_review_sitting_get_queue (kit->sitting), 0) >= 0)
    kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);

  g_autoptr(FwDisputes) after = list_for (kit, "mira", NULL);

  g_assert_cmpuint (after->units->len, ==, N_MINE + N_OTHERS - 1);
  g_assert_cmpuint (after->n_hidden, ==, 1);
}

/* Test that what comes to a reviewer once more from an older draw is not told meanwhile. */
static void
test_again (Kit          *kit,
            gconstpointer data)
{
  gint64 first = quarrel (kit);

  kit_sit (kit, "mira");
  fw_review_sitting_open_draw (kit->sitting, first);
  g_assert_true (fw_review_sitting_sign_off (kit->sitting, NULL));

  g_autoptr(FwDisputes) all = list_for (kit, "mira", NULL);

  g_assert_cmpuint (all->units->len, ==, N_MINE + N_OTHERS);
  g_assert_cmpuint (all->n_hidden, ==, 0);

  gint64 second = kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 60, -1);
  g_autoptr(FwDisputes) meanwhile = list_for (kit, "mira", NULL);
  guint n_again = 0;

  fw_review_sitting_open_draw (kit->sitting, second);

  FwReviewQueue *queue = fw_review_sitting_get_queue (kit->sitting);

  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);

      n_again += item->reason == FW_QUEUE_AGAIN;
      if (item->reason == FW_QUEUE_AGAIN)
        g_assert_false (lists (meanwhile, item->name));
    }
  g_assert_cmpuint (n_again, ==, 2);
  g_assert_cmpuint (meanwhile->n_hidden, ==, 2);
}

/* Test that what a joined file brought comes first, with what both said. */
static void
test_new (Kit          *kit,
          gconstpointer data)
{
  gint64 draw = quarrel (kit);
  g_autoptr(FwReview) before = fw_review_ref (fw_review_file_get_review (kit->review));
  guint last = N_MINE + N_OTHERS;

  say (kit, draw, last, "mira", TRUE, EARLY);
  say (kit, draw, last, "otto", FALSE, LATE);

  g_autoptr(FwDisputes) disputes = list_for (kit, "mira", before);
  const FwDispute *first = fw_disputes_get (disputes, 0);

  g_assert_cmpuint (disputes->n_new, ==, 1);
  g_assert_true (first->is_new);
  g_assert_cmpstr (first->said.counted->reviewer, ==, "mira");
  g_assert_cmpstr (first->said.other->reviewer, ==, "otto");
  g_assert_false (fw_disputes_get (disputes, 1)->is_new);

  g_autofree char *said
    = fw_disputes_dup_said (fw_review_file_get_review (kit->review), draw,
                            first->said.counted->unit, kit->manual, TRUE);

  g_assert_cmpstr (said, ==,
                   "mira: Correct (counts) – “Two pixels off.”\n"
                   "otto: Loose or tight shape, SK-003 Tight box – “Two pixels off.”");
  g_assert_null (fw_disputes_dup_said (fw_review_file_get_review (kit->review), draw,
                                       get_draw (kit, draw)->units[last + 1].unit, kit->manual,
                                       TRUE));
}

/* Test that who may have to rule on an appeal reads what was said without names, in the list
 * and where she looks; and who said it or drew it with names. */
static void
test_nameless (Kit          *kit,
               gconstpointer data)
{
  gint64 draw = quarrel (kit);

  kit_sit (kit, "mira");
  fw_review_sitting_open_draw (kit->sitting, draw);

  g_autoptr(FwDisputes) disputes = list_for (kit, "mira", NULL);
  g_autoptr(FwDisputes) petras = list_for (kit, "petra", NULL);
  g_autofree char *sentence = fw_disputes_dup_sentence (disputes);
  g_autofree char *petras_sentence = fw_disputes_dup_sentence (petras);
  const FwDispute *others = NULL;

  g_assert_nonnull (strstr (sentence, "Who said it is left out where you are none of the two"));
  g_assert_cmpuint (petras->n_nameless, ==, 0);
  g_assert_null (strstr (petras_sentence, "left out"));
  for (guint i = 0; i < disputes->units->len; i++)
    {
      const FwDispute *dispute = fw_disputes_get (disputes, i);
      gboolean is_hers = g_str_equal (dispute->said.counted->reviewer, "mira");

      g_assert_cmpint (dispute->has_names, ==, is_hers);
      others = is_hers ? others : dispute;
    }
  g_assert_nonnull (others);

  g_autofree char *said
    = fw_disputes_dup_said (fw_review_file_get_review (kit->review), draw,
                            others->said.counted->unit, kit->manual, others->has_names);

  g_assert_nonnull (strstr (said, "One: Correct (counts)"));
  g_assert_nonnull (strstr (said, "Another: Loose or tight shape"));
  g_assert_null (strstr (said, "petra"));
  g_assert_null (strstr (said, "otto"));

  g_assert_true (fw_review_sitting_go_to_unit (kit->sitting, others->said.counted->unit));
  g_assert_cmpint (fw_review_sitting_get_stage (kit->sitting), ==, FW_STAGE_LOOKING);
  g_assert_false (fw_review_sitting_shows_author (kit->sitting));
}

/* Test the way to a unit: one's own is at hand in the list and can be changed; what only
 * colleagues judged is looked at, says nothing, and is left to where one was. */
static void
test_go (Kit          *kit,
         gconstpointer data)
{
  gint64 draw = quarrel (kit);
  FwReviewSitting *sitting;

  kit_sit (kit, "mira");
  sitting = kit->sitting;
  fw_review_sitting_open_draw (sitting, draw);

  FwReviewQueue *queue = fw_review_sitting_get_queue (sitting);
  g_autoptr(FwDisputes) disputes = list_for (kit, "mira", NULL);
  const char *unit = NULL;
  guint n = queue->items->len;
  int place = fw_review_sitting_get_place (sitting);

  for (guint i = 0; i < disputes->units->len; i++)
    if (fw_review_queue_find (queue, draw, fw_disputes_get (disputes, i)->said.counted->unit) < 0)
      unit = fw_disputes_get (disputes, i)->said.counted->unit;
  g_assert_nonnull (unit);
  g_assert_true (fw_review_sitting_go_to_unit (sitting, unit));
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_LOOKING);
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, ==, unit);
  g_assert_cmpint (fw_review_sitting_get_place (sitting), ==, -1);
  g_assert_cmpuint (fw_review_sitting_get_queue (sitting)->items->len, ==, n);
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_false (fw_review_sitting_get_draft (sitting)->has_answer);
  g_assert_false (fw_review_sitting_send (sitting, NULL));

  /* It stays at hand when the list is made anew. */
  fw_review_sitting_refresh (sitting);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_LOOKING);
  g_assert_true (fw_review_sitting_go_to_unit (sitting, unit));
  g_assert_true (fw_review_sitting_go_next (sitting));
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), !=, FW_STAGE_LOOKING);

  /* Back to where one was. */
  fw_review_sitting_go (sitting, (guint) place);
  g_assert_true (fw_review_sitting_go_to_unit (sitting, unit));
  g_assert_true (fw_review_sitting_go_next (sitting));
  g_assert_cmpint (fw_review_sitting_get_place (sitting), ==, place);
  g_assert_true (fw_review_sitting_go_to_unit (sitting, unit));
  g_assert_true (fw_review_sitting_go_previous (sitting));
  g_assert_cmpint (fw_review_sitting_get_place (sitting), ==, place);

  /* Taking a verdict back ends the look, too. */
  g_assert_true (fw_review_sitting_go_to_unit (sitting, unit));
  g_assert_true (fw_review_sitting_undo (sitting, NULL));
  g_assert_cmpint (fw_review_sitting_get_place (sitting), >=, 0);
  g_assert_cmpint (fw_review_sitting_get_item (sitting)->verdict, ==, 0);

  g_assert_true (fw_review_sitting_go_to_unit (sitting, get_draw (kit, draw)->units[0].unit));
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGED);
  g_assert_false (fw_review_sitting_go_to_unit (sitting, "clip/t4711"));
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add ("/disputes/blind", Kit, NULL, kit_set_up, test_blind, kit_tear_down);
  g_test_add ("/disputes/again", Kit, NULL, kit_set_up, test_again, kit_tear_down);
  g_test_add ("/disputes/new", Kit, NULL, kit_set_up, test_new, kit_tear_down);
  g_test_add ("/disputes/nameless", Kit, NULL, kit_set_up, test_nameless, kit_tear_down);
  g_test_add ("/disputes/go", Kit, NULL, kit_set_up, test_go, kit_tear_down);

  return g_test_run ();
}
