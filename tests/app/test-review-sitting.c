/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-words.h"

#include "rules/checker.h"
#include "core/review-said.h"
#include "sitting-kit.h"
#include "support/test-home.h"
#include "support/wait.h"

static const FwReview *
get_review (Kit *kit)
{
  return fw_review_file_get_review (kit->review);
}

static gsize
count_verdicts (Kit *kit)
{
  return fw_review_get_n (get_review (kit), FW_REVIEW_VERDICT);
}

static const FwVerdict *
get_last (Kit *kit)
{
  return fw_review_get (get_review (kit), FW_REVIEW_VERDICT, count_verdicts (kit) - 1);
}

/* A draw of @n units is open. */
static void
begin (Kit       *kit,
       FwUnitKind kind,
       gsize      n,
       gint64     accept)
{
  fw_review_sitting_open_draw (kit->sitting, kit_draw (kit, kind, FW_DESIGN_SIMPLE, n, accept));
}

/* The next unit whose category is covered, or is not. */
static void
go_to_covered (Kit     *kit,
               gboolean is_covered)
{
  FwReviewQueue *queue = fw_review_sitting_get_queue (kit->sitting);

  for (guint i = 0; i < queue->items->len; i++)
    if (fw_review_queue_get (queue, i)->is_covered == is_covered
        && fw_review_queue_get (queue, i)->state == FW_QUEUE_OPEN)
      {
        fw_review_sitting_go (kit->sitting, i);
        return;
      }
  g_assert_not_reached ();
}

/* Test that 1 can be sent at once, and the next unit comes. */
static void
test_correct (Kit          *kit,
              gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  g_autofree char *name = NULL;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  go_to_covered (kit, FALSE);
  name = g_strdup (fw_review_sitting_get_item (sitting)->name);
  kit->now_us += 8200 * 1000;
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, NULL), ==, FW_LACK_NOTHING);
  g_assert_true (fw_review_sitting_send (sitting, NULL));

  const FwVerdict *verdict = get_last (kit);

  g_assert_cmpstr (verdict->unit, ==, name);
  g_assert_cmpstr (verdict->reviewer, ==, "mira");
  g_assert_cmpstr (verdict->version, ==, "3.2.0");
  g_assert_cmpint (verdict->ms, ==, 8200);
  g_assert_false (verdict->has_informed);
  g_assert_cmpuint (strlen (verdict->unit_rev), ==, 12);
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, !=, name);
  g_assert_false (fw_review_sitting_get_draft (sitting)->has_answer);
}

/* Test what each verdict needs before it can be sent, in the order it is asked for. */
static void
test_lacks (Kit          *kit,
            gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  const char *sentence;
  g_autoptr(GError) error = NULL;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  go_to_covered (kit, FALSE);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_ANSWER);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_RULE);
  g_assert_cmpstr (sentence, ==, "Please choose the rule, so the annotator can read it.");
  g_assert_false (fw_review_sitting_send (sitting, &error));
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpuint (count_verdicts (kit), ==, 0);
  fw_review_sitting_cite (sitting, "SK-003");
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_REASON);
  fw_review_sitting_note (sitting, "   ");
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_REASON);
  fw_review_sitting_pin (sitting, &FW_POINT (12, 30));
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_NOTHING);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_MISSING);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_REGION);
  fw_review_sitting_mark (sitting, &FW_RECT (1, 2, 30, 40));
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_NOTHING);
  g_assert_true (fw_review_sitting_send (sitting, NULL));

  const FwVerdict *verdict = get_last (kit);

  g_assert_cmpint (verdict->blind.kind, ==, FW_MISTAKE_MISSING);
  g_assert_cmpstr (verdict->blind.rule, ==, "SK-003");
  g_assert_cmpstr (verdict->blind.rule_rev, ==, fw_manual_find_rule (kit->manual, "SK-003")->rev);
  g_assert_true (verdict->has_region && verdict->has_pin);

  /* Without a manual nothing can be cited. */
  fw_review_sitting_set_manual (sitting, NULL);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), !=, FW_LACK_NOTHING);
}

/* Test that a precedent is cited with the rule it stands under, that another rule takes
 * it away, and that both answers of a verdict keep their own. */
static void
test_precedent (Kit          *kit,
                gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  const FwVerdictDraft *draft;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  go_to_covered (kit, FALSE);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);
  fw_review_sitting_cite (sitting, "P-0007");
  draft = fw_review_sitting_get_draft (sitting);
  g_assert_cmpstr (draft->rule, ==, "SK-005");
  g_assert_cmpstr (draft->precedent, ==, "P-0007");
  fw_review_sitting_cite (sitting, "SK-005");
  g_assert_cmpstr (draft->rule, ==, "SK-005");
  g_assert_null (draft->precedent);
  fw_review_sitting_cite (sitting, "P-0007");
  fw_review_sitting_note (sitting, "as with the tram");
  g_assert_true (fw_review_sitting_send (sitting, NULL));

  const FwVerdict *verdict = get_last (kit);

  g_assert_cmpstr (verdict->blind.rule, ==, "SK-005");
  g_assert_cmpstr (verdict->blind.rule_rev, ==, fw_manual_find_rule (kit->manual, "SK-005")->rev);
  g_assert_cmpstr (verdict->blind.precedent, ==, "P-0007");

  g_autofree char *words = fw_verdict_dup_answer (verdict);

  g_assert_cmpstr (words, ==, "Loose or tight shape, SK-005 (P-0007)");
  fw_review_sitting_cite (sitting, NULL);
  g_assert_null (fw_review_sitting_get_draft (sitting)->precedent);
}

/* Test that a covered category is named before it is judged, and that another
 * name than the label's is the verdict that was meant. */
static void
test_covered (Kit          *kit,
              gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  const char *sentence;

  begin (kit, FW_UNIT_LABEL, 60, -1);
  go_to_covered (kit, TRUE);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_NAMING);
  g_assert_false (fw_review_sitting_shows_category (sitting));
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpint (fw_review_sitting_find_lack (sitting, &sentence), ==, FW_LACK_NAME);
  g_assert_false (fw_review_sitting_send (sitting, NULL));

  gboolean is_car = fw_review_sitting_get_item (sitting)->unit.track <= KIT_N_CARS;

  fw_review_sitting_name (sitting, is_car ? 2 : 1);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGING);
  g_assert_true (fw_review_sitting_shows_category (sitting));
  g_assert_cmpint (fw_review_sitting_get_draft (sitting)->mistake, ==, FW_MISTAKE_CATEGORY);
  g_assert_cmpstr (fw_review_sitting_get_draft (sitting)->suggested, ==,
                   is_car ? "\"person\"" : "\"car\"");
  fw_review_sitting_cite (sitting, "SK-001");
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpstr (get_last (kit)->suggested, ==, is_car ? "\"person\"" : "\"car\"");

  /* Named as the label has it: nothing is chosen yet. */
  go_to_covered (kit, TRUE);
  fw_review_sitting_name (
    sitting, fw_review_sitting_get_item (sitting)->unit.track <= KIT_N_CARS ? 1 : 2);
  g_assert_false (fw_review_sitting_get_draft (sitting)->has_answer);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGING);
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);

  /* Who cannot see what it is says so, and need not guess. */
  go_to_covered (kit, TRUE);
  fw_review_sitting_name_unknown (sitting);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGING);
  g_assert_cmpint (fw_review_sitting_get_draft (sitting)->outcome, ==, FW_OUTCOME_NOT_JUDGEABLE);
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpint (get_last (kit)->blind.outcome, ==, FW_OUTCOME_NOT_JUDGEABLE);
}

/* What the machine found: something about the tracks with even numbers. */
typedef struct
{
  FwChecker *checker;
  guint      n_asked;
} Machine;

static GPtrArray *
find_problems (const FwUnit *unit,
               gpointer      user_data)
{
  Machine *machine = user_data;

  machine->n_asked++;

  return unit->track % 2 == 0 ? fw_checker_list_track (machine->checker, unit->track) : NULL;
}

static void
machine_init (Machine *machine,
              Kit     *kit)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (kit->document);

  /* Every shape leaves the picture: SK-005. */
  fw_document_begin (kit->document, "Move", 0);
  for (int i = 1; i <= KIT_N_TRACKS; i++)
    {
      FwTrackBuilder *track
        = fw_track_builder_new_from (fw_snapshot_get_track (snapshot, i));
      g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (-20, i, 50, 40));

      fw_track_builder_set_key (track, 0, shape);
      fw_track_builder_set_key (track, 9, shape);

      g_autoptr(FwTrack) moved = fw_track_builder_end (track, NULL);

      fw_document_replace_track (kit->document, i, moved);
    }
  fw_document_commit (kit->document);
  machine->n_asked = 0;
  machine->checker = fw_checker_new (kit->manual);
  fw_checker_run (machine->checker, fw_document_get_snapshot (kit->document), NULL, NULL, NULL,
                  NULL);
  fw_review_sitting_set_problems (kit->sitting, find_problems, machine);
}

static void
go_to_found (Kit     *kit,
             gboolean is_found)
{
  FwReviewQueue *queue = fw_review_sitting_get_queue (kit->sitting);

  for (guint i = 0; i < queue->items->len; i++)
    if ((fw_review_queue_get (queue, i)->unit.track % 2 == 0) == is_found
        && fw_review_queue_get (queue, i)->state == FW_QUEUE_OPEN)
      {
        fw_review_sitting_go (kit->sitting, i);
        return;
      }
  g_assert_not_reached ();
}

/* Test that author and findings are hidden until the blind verdict is in, that it
 * can be kept or changed then, and that both answers are written. */
static void
test_informed (Kit          *kit,
               gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  Machine machine;

  machine_init (&machine, kit);
  begin (kit, FW_UNIT_LABEL, 60, -1);

  /* Kept. */
  go_to_found (kit, TRUE);
  g_assert_null (fw_review_sitting_get_problems (sitting));
  g_assert_false (fw_review_sitting_shows_author (sitting));
  g_assert_cmpuint (machine.n_asked, ==, 0);
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_REVEALED);
  g_assert_true (fw_review_sitting_shows_author (sitting));
  g_assert_cmpuint (fw_review_sitting_get_problems (sitting)->len, >, 0);
  g_assert_false (get_last (kit)->has_informed);
  /* What there was to see is noted with the blind answer, each rule once. */
  g_assert_cmpuint (get_last (kit)->n_found, ==, 1);
  g_assert_cmpstr (get_last (kit)->found[0].rule, ==, "SK-005");
  g_assert_cmpstr (get_last (kit)->found[0].rev, ==,
                   fw_manual_find_rule (kit->manual, "SK-005")->rev);
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_true (get_last (kit)->has_informed);
  g_assert_cmpuint (get_last (kit)->n_found, ==, 1);
  g_assert_cmpint (get_last (kit)->informed.outcome, ==, FW_OUTCOME_CORRECT);
  g_assert_cmpuint (count_verdicts (kit), ==, 1);

  /* Changed. */
  go_to_found (kit, TRUE);
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);
  g_assert_false (fw_review_sitting_send (sitting, NULL));
  fw_review_sitting_cite (sitting, "SK-005");
  fw_review_sitting_note (sitting, "It leaves the picture.");
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpint (get_last (kit)->blind.outcome, ==, FW_OUTCOME_CORRECT);
  g_assert_cmpint (get_last (kit)->informed.outcome, ==, FW_OUTCOME_WRONG);
  g_assert_cmpstr (get_last (kit)->note, ==, "It leaves the picture.");
  g_assert_cmpint (fw_review_sitting_get_report (sitting)->towards, ==, 1);

  /* Nothing was found: nothing to answer. */
  go_to_found (kit, FALSE);

  int place = fw_review_sitting_get_place (sitting);

  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpint (fw_review_sitting_get_place (sitting), !=, place);
  g_assert_false (get_last (kit)->has_informed);

  /* Looking back changes the informed answer, never the blind one; the reason of
   * a blind “wrong” stays with it. */
  go_to_found (kit, FALSE);
  place = fw_review_sitting_get_place (sitting);
  kit_judge (kit, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);
  fw_review_sitting_go (sitting, (guint) place);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGED);
  g_assert_cmpint (fw_review_sitting_get_draft (sitting)->mistake, ==, FW_MISTAKE_GEOMETRY);
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  fw_review_sitting_note (sitting, "");
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpint (get_last (kit)->blind.outcome, ==, FW_OUTCOME_WRONG);
  g_assert_cmpint (get_last (kit)->informed.outcome, ==, FW_OUTCOME_CORRECT);
  g_assert_cmpstr (get_last (kit)->note, ==, "Two pixels off.");
  g_assert_cmpuint (count_verdicts (kit), ==, 4);

  /* Looking back without changing anything says nothing new. */
  fw_review_sitting_go (sitting, (guint) place);
  g_assert_true (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpint (get_last (kit)->informed.outcome, ==, FW_OUTCOME_CORRECT);
  fw_checker_free (machine.checker);
}

/* Test that verdicts are taken back one by one, with all that was said. */
static void
test_undo (Kit          *kit,
           gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  g_autoptr(GError) error = NULL;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  g_assert_false (fw_review_sitting_can_undo (sitting));
  g_assert_false (fw_review_sitting_undo (sitting, &error));

  g_autofree char *first = g_strdup (fw_review_sitting_get_item (sitting)->name);

  kit->now_us += 5000 * 1000;
  kit_judge (kit, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);

  g_autofree char *second = g_strdup (fw_review_sitting_get_item (sitting)->name);

  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_true (fw_review_sitting_undo (sitting, NULL));
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, ==, second);
  g_assert_cmpint (fw_review_sitting_get_draft (sitting)->outcome, ==, FW_OUTCOME_CORRECT);
  g_assert_true (fw_review_sitting_undo (sitting, NULL));
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, ==, first);
  g_assert_cmpstr (fw_review_sitting_get_draft (sitting)->rule, ==, "SK-003");
  g_assert_cmpstr (fw_review_sitting_get_draft (sitting)->note, ==, "Two pixels off.");
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_JUDGING);
  g_assert_cmpint (fw_review_sitting_get_ms (sitting), >=, 5000);
  g_assert_cmpuint (count_verdicts (kit), ==, 0);
  g_assert_false (fw_review_sitting_can_undo (sitting));

  /* A question that was asked on the way goes too. */
  kit_judge (kit, FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE);
  g_assert_cmpuint (fw_review_get_n (get_review (kit), FW_REVIEW_QUESTION), ==, 1);
  g_assert_true (fw_review_sitting_undo (sitting, NULL));
  g_assert_cmpuint (fw_review_get_n (get_review (kit), FW_REVIEW_QUESTION), ==, 0);

  /* What somebody appealed stays. */
  kit_judge (kit, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY);

  FwAppeal appeal = { .verdict = get_last (kit)->id,
                      .by = (char *) (get_last (kit)->author ? get_last (kit)->author : "dana"),
                      .text = (char *) "It is tight." };

  g_assert_true (fw_review_file_put (kit->review, FW_REVIEW_APPEAL, &appeal, NULL, &error));
  g_assert_false (fw_review_sitting_undo (sitting, NULL));
  g_assert_cmpuint (count_verdicts (kit), ==, 1);
}

/* Test that what the manual leaves open is asked, and counts for nobody. */
static void
test_unclear (Kit          *kit,
              gconstpointer data)
{
  begin (kit, FW_UNIT_LABEL, 40, -1);
  go_to_covered (kit, FALSE);
  fw_review_sitting_choose (kit->sitting, FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE);
  g_assert_cmpint (fw_review_sitting_find_lack (kit->sitting, NULL), ==, FW_LACK_QUESTION);
  kit_judge (kit, FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE);

  const FwQuestion *question = fw_review_get (get_review (kit), FW_REVIEW_QUESTION, 0);
  const FwReport *report = fw_review_sitting_get_report (kit->sitting);

  g_assert_cmpstr (question->text, ==, "Is a toy a car?");
  g_assert_cmpstr (question->unit, ==, get_last (kit)->unit);
  g_assert_cmpint (report->counts[FW_OUTCOME_CORRECT] + report->counts[FW_OUTCOME_WRONG], ==, 0);
  g_assert_cmpint (report->counts[FW_OUTCOME_UNCLEAR_RULE], ==, 1);
}

/* Test that a question that comes in the middle makes its unit wait. */
static void
test_asked (Kit          *kit,
            gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;

  begin (kit, FW_UNIT_LABEL, 40, -1);

  FwQuestion question = { .unit = fw_review_sitting_get_item (sitting)->name,
                          .by = (char *) "dana",
                          .text = (char *) "Is this one?" };
  g_autofree char *name = g_strdup (question.unit);
  gint64 id;

  g_assert_true (fw_review_file_ask (kit->review, &question, &id, NULL));
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, ==, name);
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_ASKED);
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_false (fw_review_sitting_send (sitting, NULL));
  g_assert_cmpuint (count_verdicts (kit), ==, 0);

  FwQuestion answered = *(const FwQuestion *) fw_review_find (get_review (kit),
                                                              FW_REVIEW_QUESTION, id);

  answered.has_answer = TRUE;
  answered.answer = (FwReply) { .by = (char *) "otto", .text = (char *) "Yes." };
  g_assert_true (fw_review_file_put (kit->review, FW_REVIEW_QUESTION, &answered, NULL, NULL));
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), !=, FW_STAGE_ASKED);
}

/* Test that breaks are no time, and that the time goes on where one comes back. */
static void
test_time (Kit          *kit,
           gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  go_to_covered (kit, FALSE);

  guint place = (guint) fw_review_sitting_get_place (sitting);

  kit->now_us += 10 * G_USEC_PER_SEC;
  fw_review_sitting_note_input (sitting);
  kit->now_us += 3600 * (gint64) G_USEC_PER_SEC;
  fw_review_sitting_note_input (sitting);
  g_assert_cmpint (fw_review_sitting_get_ms (sitting), ==, 10000 + FW_SITTING_IDLE_MS);
  fw_review_sitting_go (sitting, place + 1);
  g_assert_cmpint (fw_review_sitting_get_ms (sitting), ==, 0);
  kit->now_us += 4 * G_USEC_PER_SEC;
  fw_review_sitting_go (sitting, place);
  kit->now_us += 1 * G_USEC_PER_SEC;
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpint (get_last (kit)->ms, ==, 11000 + FW_SITTING_IDLE_MS);
  g_assert_cmpint (fw_review_sitting_get_pace_ms (sitting), ==, 11000 + FW_SITTING_IDLE_MS);

  g_autofree char *pace = fw_review_words_pace (fw_review_sitting_get_report (sitting),
                                                fw_review_sitting_get_pace_ms (sitting));

  g_assert_cmpstr (pace, ==, "41 s per label");
}

/* Test that half-said verdicts wait where they were left. */
static void
test_drafts (Kit          *kit,
             gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;

  begin (kit, FW_UNIT_LABEL, 40, -1);
  fw_review_sitting_go (sitting, 3);
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_IDENTITY);
  fw_review_sitting_note (sitting, "It was t4 before.");
  fw_review_sitting_go (sitting, 5);
  g_assert_false (fw_review_sitting_get_draft (sitting)->has_answer);
  fw_review_sitting_go (sitting, 3);
  g_assert_cmpint (fw_review_sitting_get_draft (sitting)->mistake, ==, FW_MISTAKE_IDENTITY);
  g_assert_cmpstr (fw_review_sitting_get_draft (sitting)->note, ==, "It was t4 before.");

  /* Another mistake drops a suggestion that was for this one. */
  fw_review_sitting_suggest (sitting, "\"x\"");
  fw_review_sitting_choose (sitting, FW_OUTCOME_WRONG, FW_MISTAKE_ATTRIBUTE);
  g_assert_null (fw_review_sitting_get_draft (sitting)->suggested);
  g_assert_cmpstr (fw_review_sitting_get_draft (sitting)->note, ==, "It was t4 before.");
}

/* Test that a frame is asked what is missing, and its keys are those that fit. */
static void
test_frames (Kit          *kit,
             gconstpointer data)
{
  gsize n;
  const FwVerdictKey *keys = fw_verdict_keys_get (&n);
  GString *digits = g_string_new (NULL);

  begin (kit, FW_UNIT_FRAME, 20, -1);
  for (gsize i = 0; i < n; i++)
    if (fw_review_sitting_can_choose (kit->sitting, &keys[i]))
      g_string_append_printf (digits, "%u", keys[i].digit);
  g_assert_cmpstr (digits->str, ==, "156800");
  g_string_free (digits, TRUE);
  g_assert_null (fw_review_sitting_get_category (kit->sitting));
  kit_judge (kit, FW_OUTCOME_WRONG, FW_MISTAKE_MISSING);
  g_assert_cmpfloat (get_last (kit)->region.width, ==, 30);
}

/* Test what the figures say at each point of an acceptance plan. */
static void
test_words (Kit          *kit,
            gconstpointer data)
{
  static const struct
  {
    guint       n_wrong;
    guint       n_right;
    const char *rate, *interval, *plan, *outlook;
  } cases[] = {
    { 0, 0, NULL, "Shown after 20 more verdicts.", "0 found. The batch passes with up to 2.",
      "40 left. It will pass if at most 2 of them are not right." },
    { 1, 18, NULL, "Shown after 1 more verdict.", "1 found. The batch passes with up to 2.",
      "21 left. It will pass if at most 1 of them is not right." },
    { 1, 19, "5.0 %", "95 % interval 0.9 – 23.6 %", "1 found. The batch passes with up to 2.",
      "20 left. It will pass if at most 1 of them is not right." },
    { 2, 19, "9.5 %", "95 % interval 2.7 – 28.9 %", "2 found. The batch passes with up to 2.",
      "19 left. It will pass if all of them are right." },
    { 3, 19, "13.6 %", "95 % interval 4.7 – 33.3 %",
      "3 found. The batch does not pass: it would with up to 2.",
      "It is to be looked through whole. You can sign off now, and go through what is “Not judged "
      "yet”." },
    { 2, 38, "5.0 %", "95 % interval 1.4 – 16.5 %", "2 found. The batch passes.",
      "All of the plan is judged." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 40, 2);

      fw_review_sitting_open_draw (kit->sitting, id);
      for (guint k = 0; k < cases[i].n_wrong + cases[i].n_right; k++)
        kit_judge (kit, k < cases[i].n_wrong ? FW_OUTCOME_WRONG : FW_OUTCOME_CORRECT,
                   k < cases[i].n_wrong ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_NONE);

      const FwReport *report = fw_review_sitting_get_report (kit->sitting);
      g_autofree char *rate = fw_review_words_rate (report);
      g_autofree char *interval = fw_review_words_interval (report);
      g_autofree char *plan = fw_review_words_plan (report);
      g_autofree char *outlook = fw_review_words_outlook (report);
      g_autofree char *method = fw_review_words_method (report);

      g_test_message ("case %zu", i);
      /* What it says of other work stands with what it says of this. */
      g_assert_cmpint (strstr (method, "in other work expect") != NULL, ==, rate != NULL);
      g_assert_cmpstr (rate, ==, cases[i].rate);
      g_assert_cmpstr (interval, ==, cases[i].interval);
      g_assert_cmpstr (plan, ==, cases[i].plan);
      g_assert_cmpstr (outlook, ==, cases[i].outlook);
    }
}

static const FwReport *
get_report (Kit *kit)
{
  return fw_review_sitting_get_report (kit->sitting);
}

/* Test the advice to stop: the sequential test of 1 % against 10 %. */
static void
test_advice (Kit          *kit,
             gconstpointer data)
{
  FwSequentialAnswer answer;
  guint n = 0;

  begin (kit, FW_UNIT_LABEL, 100, 3);
  do
    {
      g_autofree char *words = fw_review_words_advice (get_report (kit));

      g_assert_null (words);
      kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
      g_assert_true (fw_report_get_advice (get_report (kit), &answer));
      n++;
    }
  while (answer == FW_SEQUENTIAL_GO_ON);
  g_assert_cmpint (answer, ==, FW_SEQUENTIAL_ACCEPT);
  g_assert_cmpuint (n, >, 15);
  g_assert_cmpuint (n, <, 40);

  g_autofree char *words = fw_review_words_advice (get_report (kit));

  g_assert_nonnull (strstr (words, "1 % rather than 10 %"));

  /* What somebody picks is in no random order: the same verdicts on the last ones say nothing,
   * until those before are judged, too. */
  begin (kit, FW_UNIT_LABEL, 100, 3);
  for (guint i = 0; i < n; i++)
    {
      fw_review_sitting_go (kit->sitting, 99 - i);
      kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
      g_assert_false (fw_report_get_advice (get_report (kit), &answer));
    }

  g_autofree char *picked = fw_review_words_advice (get_report (kit));

  g_assert_null (picked);
  fw_review_sitting_go (kit->sitting, 0);
  for (guint i = 0; i < 100 - n; i++)
    kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_true (fw_report_get_advice (get_report (kit), &answer));

  /* Without two shares there is nothing to test. */
  begin (kit, FW_UNIT_LABEL, 20, -1);
  g_assert_false (fw_report_get_advice (get_report (kit), &answer));
}

/* Test that after signing off nothing is said or taken back any more. */
static void
test_sign_off (Kit          *kit,
               gconstpointer data)
{
  FwReviewSitting *sitting = kit->sitting;
  g_autoptr(GError) error = NULL;
  gint64 id;

  begin (kit, FW_UNIT_LABEL, 10, -1);
  id = fw_review_sitting_get_draw (sitting)->id;
  g_assert_cmpint (fw_review_sitting_find_open_draw (sitting), ==, id);
  g_assert_false (fw_review_sitting_sign_off (sitting, &error));
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_true (fw_review_sitting_sign_off (sitting, NULL));
  g_assert_cmpstr (fw_review_sitting_get_draw (sitting)->signed_by, ==, "mira");
  g_assert_cmpint (fw_review_sitting_get_stage (sitting), ==, FW_STAGE_CLOSED);
  g_assert_false (fw_review_sitting_can_undo (sitting));
  g_assert_false (fw_review_sitting_undo (sitting, NULL));
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_false (fw_review_sitting_send (sitting, NULL));
  g_assert_false (fw_review_sitting_sign_off (sitting, NULL));
  g_assert_cmpuint (count_verdicts (kit), ==, 1);
  g_assert_cmpint (fw_review_sitting_find_open_draw (sitting), ==, 0);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static gboolean
shows_newest (gpointer user_data)
{
  Kit *kit = user_data;
  const FwReport *shown = fw_review_sitting_get_figures (kit->sitting, NULL);

  return shown != NULL && shown->review == fw_review_file_get_review (kit->review);
}

/* Test that figures follow verdicts without anybody asking, and are those of the other draw when
 * one goes to it. */
static void
test_figures (Kit          *kit,
              gconstpointer data)
{
  gint64 pace_ms = -1;

  g_assert_null (fw_review_sitting_get_figures (kit->sitting, &pace_ms));
  g_assert_cmpint (pace_ms, ==, 0);
  begin (kit, FW_UNIT_LABEL, 10, -1);
  g_assert_true (fw_test_wait (shows_newest, kit));
  g_assert_cmpint (fw_review_sitting_get_figures (kit->sitting, NULL)->open, ==, 10);
  for (int i = 0; i < 5; i++)
    {
      kit->now_us += 3 * G_USEC_PER_SEC;
      kit_judge (kit, i < 2 ? FW_OUTCOME_WRONG : FW_OUTCOME_CORRECT,
                 i < 2 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_NONE);
    }
  g_assert_true (fw_test_wait (shows_newest, kit));

  const FwReport *shown = fw_review_sitting_get_figures (kit->sitting, &pace_ms);

  g_assert_cmpint (shown->open, ==, 5);
  g_assert_cmpint (shown->counts[FW_OUTCOME_WRONG], ==, 2);
  g_assert_cmpint (pace_ms, ==, 3000);
  begin (kit, FW_UNIT_LABEL, 4, -1);
  g_assert_true (fw_test_wait (shows_newest, kit));
  g_assert_cmpint (fw_review_sitting_get_figures (kit->sitting, &pace_ms)->open, ==, 4);
  g_assert_cmpint (pace_ms, ==, 0);
}

/* Test that a verdict changes one row, and a join the whole list. */
static void
test_signals (Kit          *kit,
              gconstpointer data)
{
  guint n_queue = 0, n_items = 0, n_figures = 0;

  begin (kit, FW_UNIT_LABEL, 10, -1);
  g_signal_connect_swapped (kit->sitting, "queue-changed", G_CALLBACK (count_cb), &n_queue);
  g_signal_connect_swapped (kit->sitting, "item-changed", G_CALLBACK (count_cb), &n_items);
  g_signal_connect_swapped (kit->sitting, "figures-changed", G_CALLBACK (count_cb), &n_figures);
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpuint (n_queue, ==, 0);
  g_assert_cmpuint (n_items, ==, 1);
  g_assert_true (fw_test_wait (shows_newest, kit));
  g_assert_cmpuint (n_figures, >, 0);
  g_assert_cmpint (fw_review_sitting_get_figures (kit->sitting, NULL)->open, ==, 9);
  g_assert_true (fw_review_sitting_undo (kit->sitting, NULL));
  g_assert_cmpuint (n_queue, ==, 0);
  g_assert_cmpuint (n_items, ==, 2);
  g_assert_true (fw_review_file_join (kit->review, fw_review_file_get_review (kit->review), NULL,
                                      NULL));
  g_assert_cmpuint (n_queue, ==, 1);
}

/* Test that the units that come next are those that will come. */
static void
test_ahead (Kit          *kit,
            gconstpointer data)
{
  FwUnit units[3];

  begin (kit, FW_UNIT_LABEL, 5, -1);
  for (guint left = 4; left > 0; left--)
    {
      g_assert_cmpuint (fw_review_sitting_list_next (kit->sitting, units, 3), ==, MIN (left, 3));
      kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
      g_assert_cmpint (fw_review_sitting_get_item (kit->sitting)->unit.track, ==, units[0].track);
      g_assert_cmpint (fw_review_sitting_get_item (kit->sitting)->unit.frame, ==, units[0].frame);
    }
  kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
  g_assert_cmpuint (fw_review_sitting_list_next (kit->sitting, units, 3), ==, 0);
  g_assert_cmpint (fw_review_sitting_get_stage (kit->sitting), ==, FW_STAGE_JUDGED);
  g_assert_false (fw_review_sitting_go_next (kit->sitting));
  g_assert_true (fw_review_sitting_go_previous (kit->sitting));
}

static gboolean
is_drawn (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Test surveying and drawing in a thread: the review takes what comes of it. */
static void
test_draw (Kit          *kit,
           gconstpointer data)
{
  g_autoptr(GAsyncResult) survey = NULL;
  g_autoptr(GAsyncResult) drawn = NULL;
  g_auto(FwFrozenDraw) frozen = { 0 };
  FwReviewChoice choice = { .kind = FW_CHOICE_PLAN, .aql = 0.01, .limit = 0.10 };
  FwChoiceResult result;
  gint64 id = 0;

  FwSamplingFacts facts = { .snapshot = fw_document_get_snapshot (kit->document),
                            .media = "clip",
                            .kind = FW_UNIT_LABEL,
                            .by_category = TRUE };

  fw_review_survey_async (&facts, NULL, result_cb, &survey);
  g_assert_true (fw_test_wait (is_drawn, &survey));

  g_autoptr(FwSampling) sampling = fw_review_survey_finish (survey, NULL);

  g_assert_cmpuint (sampling->names->len, ==, 10 * KIT_N_TRACKS);
  g_assert_true (fw_review_choice_compute (&choice, sampling->names->len, 0, &result));

  g_autofree char *seed = fw_review_choice_dup_seed ();

  fw_review_draw_async (&(FwReviewDrawFacts) { .sampling = sampling,
                                               .result = &result,
                                               .seed = seed,
                                               .manual = "street",
                                               .version = "3.2.0" },
                        NULL, result_cb, &drawn);
  g_assert_true (fw_test_wait (is_drawn, &drawn));
  g_assert_true (fw_review_draw_finish (drawn, &frozen, NULL));
  g_assert_true (fw_review_file_put (kit->review, FW_REVIEW_BATCH, &frozen.batch,
                                     &frozen.draw.batch, NULL));
  g_assert_true (fw_review_file_put (kit->review, FW_REVIEW_DRAW, &frozen.draw, &id, NULL));
  fw_review_sitting_open_draw (kit->sitting, id);
  g_assert_cmpuint (fw_review_sitting_get_queue (kit->sitting)->items->len, ==, result.n);
  g_assert_cmpint (fw_review_sitting_get_draw (kit->sitting)->plan_accept, ==, result.accept);
  g_assert_cmpstr (fw_review_sitting_get_draw (kit->sitting)->seed, ==, seed);
}

#define ADD(path, func)                                                                           \
  g_test_add ("/review-sitting/" path, Kit, NULL, kit_set_up, func, kit_tear_down)

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  ADD ("correct", test_correct);
  ADD ("lacks", test_lacks);
  ADD ("precedent", test_precedent);
  ADD ("covered", test_covered);
  ADD ("informed", test_informed);
  ADD ("undo", test_undo);
  ADD ("unclear", test_unclear);
  ADD ("asked", test_asked);
  ADD ("time", test_time);
  ADD ("drafts", test_drafts);
  ADD ("frames", test_frames);
  ADD ("words", test_words);
  ADD ("advice", test_advice);
  ADD ("sign-off", test_sign_off);
  ADD ("figures", test_figures);
  ADD ("signals", test_signals);
  ADD ("ahead", test_ahead);
  ADD ("draw", test_draw);

  return g_test_run ();
}
