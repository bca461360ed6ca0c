/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From reviewed work to gold, from gold to an exam, and what comes of it. */

#include "gold-kit.h"

#include "app/gold/gold-words.h"
#include "app/other-labels.h"
#include "support/test-home.h"

#include <math.h>
#include <string.h>

#define JUDGED "2026-09-01T10:00:00Z"

typedef struct
{
  GoldKit kit;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  is_video)
{
  gold_kit_set_up (&fixture->kit, GPOINTER_TO_INT (is_video));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gold_kit_tear_down (&fixture->kit);
}

/* Takes the text. */
static void
assert_plain (char *text)
{
  static const char *const avoided[]
    = { "error", "invalid", "failed", "wrong", "violation", "illegal", "!", "%zu", "(null)", "  " };

  g_assert_nonnull (text);
  g_test_message ("%s", text);
  for (gsize i = 0; i < G_N_ELEMENTS (avoided); i++)
    {
      g_autofree char *lower = g_utf8_strdown (text, -1);

      g_assert_null (strstr (lower, avoided[i]));
    }
  g_free (text);
}

static gsize
count_left_out (const FwGoldFacts *facts)
{
  gsize n = 0;

  for (int why = 0; why < FW_N_LEFT_OUT; why++)
    n += facts->n_left_out[why];

  return n;
}

/* Test that nothing that nobody called correct becomes gold, and that what cannot
 * be is counted by its reason. */
static void
test_survey (Fixture       *fixture,
             gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  FwGoldSource source = gold_kit_source (kit);
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 40);
  g_autoptr(GPtrArray) wrong = g_ptr_array_new ();
  g_autoptr(GPtrArray) other = gold_kit_list_labels (kit, 1, 12);
  g_autoptr(GError) error = NULL;

  source.review = NULL;
  {
    g_autoptr(FwGoldSurvey) none = fw_gold_survey_new (&source, kit->now, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (fw_gold_survey_get_facts (none)->n_correct, ==, 0);
    g_assert_cmpuint (fw_gold_survey_get_facts (none)->n_usable, ==, 0);
    assert_plain (fw_gold_words_refusal (fw_gold_survey_get_facts (none)));
  }

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (wrong, units->pdata[i]);
  gold_kit_judge (kit, wrong, FW_OUTCOME_WRONG, "1.0.0", JUDGED);

  /* One is asked about, which goes for all of its object. */
  FwQuestion question = { .id = 1, .unit = units->pdata[10], .by = (char *) "tomas",
                          .text = (char *) "A van?", .at = (char *) JUDGED };
  g_autoptr(FwReview) asked = fw_review_with (kit->review, FW_REVIEW_QUESTION, &question, &error);

  g_assert_no_error (error);
  fw_review_unref (kit->review);
  kit->review = g_steal_pointer (&asked);
  source = gold_kit_source (kit);

  g_autoptr(FwGoldSurvey) survey = fw_gold_survey_new (&source, kit->now, &error);
  const FwGoldFacts *facts = fw_gold_survey_get_facts (survey);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->n_correct, ==, 40);
  g_assert_cmpuint (facts->n_left_out[FW_LEFT_OUT_DISPUTED], ==, 3);
  g_assert_cmpuint (facts->n_left_out[FW_LEFT_OUT_ASKED], >=, 1);
  g_assert_cmpuint (facts->n_usable, ==, 40 - count_left_out (facts));
  g_assert_cmpuint (facts->n_new, ==, facts->n_usable);
  g_assert_false (facts->has_gold);
  g_assert_null (fw_gold_words_refusal (facts));
  assert_plain (fw_gold_words_survey (facts));
  assert_plain (fw_gold_words_stock (facts->n_usable, &facts->settings));
  assert_plain (fw_gold_words_chance (&facts->settings));
  g_assert_cmpuint (facts->stock.n_missing, ==, 120 - facts->n_usable);

  /* Judged by a version that nobody has here. */
  gold_kit_judge (kit, other, FW_OUTCOME_CORRECT, "0.9.0", "2026-09-02T10:00:00Z");
  source = gold_kit_source (kit);

  g_autoptr(FwGoldSurvey) older = fw_gold_survey_new (&source, kit->now, &error);

  g_assert_cmpuint (fw_gold_survey_get_facts (older)->n_left_out[FW_LEFT_OUT_VERSION], >, 0);

  /* The labels are others since. */
  FwSnapshot *mine = kit->snapshot;

  kit->snapshot = GPOINTER_TO_INT (data) ? gold_kit_make_pictures (kit->manual)
                                         : gold_kit_read_street ();
  source = gold_kit_source (kit);

  g_autoptr(FwGoldSurvey) changed = fw_gold_survey_new (&source, kit->now, &error);
  const FwGoldFacts *now = fw_gold_survey_get_facts (changed);

  g_assert_cmpuint (now->n_left_out[FW_LEFT_OUT_CHANGED], ==, now->n_correct);
  assert_plain (fw_gold_words_refusal (now));
  fw_snapshot_unref (kit->snapshot);
  kit->snapshot = mine;
}

/* Test that gold is written whole, that the frozen labels give back every item, and
 * that making it again changes nothing but what was judged anew. */
static void
test_make (Fixture       *fixture,
           gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);
  g_autoptr(GPtrArray) more = gold_kit_list_labels (kit, 1, 70);
  g_autoptr(GError) error = NULL;

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);

  FwGoldFacts first = gold_kit_make (kit, 20, 18);

  assert_plain (fw_gold_words_made (&first));
  g_assert_cmpuint (first.n_usable, ==, units->len);
  g_assert_cmpuint (count_left_out (&first), ==, 0);
  g_assert_cmpuint (first.stock.n_by[FW_GOLD_IN_FORCE], ==, units->len);
  g_assert_cmpuint (first.stock.n_missing, ==, 60 - MIN (60, units->len));

  g_autoptr(FwGold) gold = fw_gold_file_load (kit->gold_path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_gold_get_n (gold, FW_GOLD_ITEM), ==, units->len);
  g_assert_cmpuint (fw_gold_get_n (gold, FW_GOLD_EDITION), ==, 1);
  g_assert_cmpuint (fw_gold_get_settings (gold)->needed, ==, 18);

  g_autoptr(FwSnapshot) frozen = fw_gold_load_frozen (kit->gold_path, gold, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_ITEM); i++)
    {
      const FwGoldItem *item = fw_gold_get (gold, FW_GOLD_ITEM, i);
      FwUnit unit;

      fw_unit_parse (item->unit, &unit, NULL);

      g_autofree char *rev = fw_unit_dup_rev (&unit, frozen);

      g_assert_cmpstr (rev, ==, item->rev);
      g_assert_nonnull (item->category);
      g_assert_true ((item->picture != NULL) == !GPOINTER_TO_INT (data));
    }

  /* Again, a day later, with some that are new and one that was looked at again. */
  g_autofree char *made_at = g_strdup (((const FwGoldItem *) fw_gold_get (gold, FW_GOLD_ITEM, 1))->made_at);
  GDateTime *later = g_date_time_add_days (kit->now, 1);
  g_autofree char *at = g_date_time_format_iso8601 (later);
  g_autoptr(GPtrArray) again = g_ptr_array_new ();

  g_date_time_unref (kit->now);
  kit->now = later;
  g_ptr_array_add (again, units->pdata[0]);
  gold_kit_judge (kit, again, FW_OUTCOME_CORRECT, "1.0.0", at);
  gold_kit_judge (kit, more, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);

  FwGoldFacts second = gold_kit_make (kit, 20, 18);
  g_autoptr(FwGold) after = fw_gold_file_load (kit->gold_path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (second.has_gold);
  g_assert_cmpuint (second.n_new, ==, second.n_usable - units->len + 1);
  g_assert_cmpuint (fw_gold_get_n (after, FW_GOLD_EDITION), ==, 2);
  g_assert_cmpstr (((const FwGoldItem *) fw_gold_get (after, FW_GOLD_ITEM, 0))->made_at, !=, made_at);
  g_assert_cmpstr (((const FwGoldItem *) fw_gold_get (after, FW_GOLD_ITEM, 1))->made_at, ==, made_at);

  /* Gold of other labels is left alone. */
  FwGoldSource source = gold_kit_source (kit);

  source.document = "another";
  g_assert_null (fw_gold_survey_new (&source, kit->now, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
}

/* Test that an exam begins empty, shows nothing of the gold, and that whoever labels
 * as the gold does passes. */
static void
test_passed (Fixture       *fixture,
             gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 90);
  g_autofree char *text = NULL;
  gsize n_parts;

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);

  const FwGoldAttempt *attempt = fw_exam_get_attempt (kit->exam);

  g_assert_cmpuint (attempt->n_answers, ==, 12);
  g_assert_cmpuint (
    fw_snapshot_get_n_tracks (fw_document_get_snapshot (fw_labels_file_get_document (kit->labels))),
    ==, 0);
  text = sample_project_read (fw_labels_file_get_path (kit->labels));
  g_assert_nonnull (strstr (text, "\"annotations\""));
  g_assert_null (strstr (text, "\"bbox\""));

  const FwExamPart *parts = fw_exam_get_parts (kit->exam, &n_parts);

  g_assert_cmpuint (n_parts, >=, 1);
  g_assert_cmpuint (fw_exam_get_n_done (kit->exam), ==, 0);
  g_assert_cmpint (fw_exam_find_next (kit->exam, 0, 1), >=, 0);
  g_assert_cmpint (fw_exam_find_part (kit->exam, parts[0].frames.first), ==, 0);
  for (gsize i = 0; i < n_parts; i++)
    gold_kit_label (kit, i, 2.0);
  while (fw_exam_get_n_done (kit->exam) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fw_exam_get_n_done (kit->exam), ==, fw_exam_get_n_frames (kit->exam));
  assert_plain (fw_exam_words_task (kit->exam, parts[0].frames.first));
  assert_plain (fw_exam_words_progress (kit->exam));
  assert_plain (fw_exam_words_hand_in (kit->exam));

  gold_kit_compare (kit, FW_EXAM_ALL);
  g_assert_cmpuint (kit->sheet->n_items, ==, 12);
  g_assert_cmpuint (kit->sheet->n_right, ==, 12);
  g_assert_cmpuint (kit->sheet->results->len, ==, 0);
  g_assert_true (fw_gold_attempt_is_passed (kit->sheet->attempt));
  g_assert_true (fw_gold_attempt_is_passed (fw_exam_get_attempt (kit->exam)));
  assert_plain (fw_exam_words_headline (kit->sheet));
  assert_plain (fw_exam_words_meaning (kit->sheet));
  assert_plain (fw_exam_words_task (kit->exam, 0));
  g_assert_cmpuint (kit->sheet->stock.n_free, ==, units->len - 12);

  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldOutlook) outlook
    = fw_gold_outlook_new (kit->gold_path, "tomas", kit->manual, kit->now, &error);

  g_assert_no_error (error);
  g_assert_true (outlook->is_qualified);
  g_assert_null (outlook->open[FW_ATTEMPT_EXAM]);
  for (int mode = FW_ATTEMPT_PRACTISE; mode <= FW_ATTEMPT_EXAM; mode++)
    {
      g_assert_null (fw_gold_words_hindrance (outlook, (FwAttemptMode) mode));
      assert_plain (fw_gold_words_outlook (outlook, (FwAttemptMode) mode));
    }
}

/* Test that every difference is in the sheet, that a second attempt asks other
 * items, and that at the end there is a sentence. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 30);
  g_autoptr(GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  for (int round = 0; round < 2; round++)
    {
      gsize n_parts;

      gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);
      fw_exam_get_parts (kit->exam, &n_parts);
      /* The first part is off by more than may be, and the last is not labelled. */
      for (gsize i = 0; i + 1 < n_parts || i == 0; i++)
        gold_kit_label (kit, i, i == 0 ? 7.0 : 0.0);
      gold_kit_compare (kit, FW_EXAM_ALL);

      const FwGoldAttempt *attempt = kit->sheet->attempt;

      assert_plain (fw_exam_words_headline (kit->sheet));
      assert_plain (fw_exam_words_meaning (kit->sheet));
      g_assert_cmpint (attempt->n, ==, round + 1);
      g_assert_false (fw_gold_attempt_is_passed (attempt));
      g_assert_nonnull (attempt->ended_at);
      g_assert_cmpuint (kit->sheet->results->len, ==, 12 - kit->sheet->n_right);
      for (guint i = 0; i < kit->sheet->results->len; i++)
        {
          const FwGoldResult *result = &g_array_index (kit->sheet->results, FwGoldResult, i);
          const FwGoldAnswer *answer = &attempt->answers[result->answer];

          assert_plain (fw_exam_words_title (kit->sheet, result));
          assert_plain (fw_exam_words_difference (kit->sheet, result));
          g_assert_true (answer->is_shown);
          g_assert_cmpint (answer->mistake, ==, result->mistake);
          if (result->mistake == FW_MISTAKE_GEOMETRY)
            g_assert_cmpfloat_with_epsilon (result->px, 7.0, 0.01);
        }
      for (gsize i = 0; i < attempt->n_answers; i++)
        g_assert_true (g_hash_table_add (met, g_strdup (attempt->answers[i].unit)));
    }

  g_assert_null (
    fw_exam_begin (kit->gold_path, "tomas", FW_ATTEMPT_EXAM, kit->manual, kit->now, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
  g_test_message ("%s", error->message);
  g_clear_error (&error);

  {
    g_autoptr(FwGoldOutlook) outlook
      = fw_gold_outlook_new (kit->gold_path, "tomas", kit->manual, kit->now, &error);

    assert_plain (fw_gold_words_hindrance (outlook, FW_ATTEMPT_EXAM));
    g_assert_null (fw_gold_words_hindrance (outlook, FW_ATTEMPT_PRACTISE));
  }

  /* Six are left: enough to practise, once. */
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_PRACTISE);
  g_assert_cmpuint (fw_exam_get_attempt (kit->exam)->n_answers, ==, units->len - 24);
  gold_kit_compare (kit, FW_EXAM_ALL);
  g_assert_null (
    fw_exam_begin (kit->gold_path, "tomas", FW_ATTEMPT_PRACTISE, kit->manual, kit->now, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
  g_test_message ("%s", error->message);
}

/* Test that practice shows a part at a time, counts what was drawn first, and ends
 * with its last part. */
static void
test_practise (Fixture       *fixture,
               gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);
  gsize n_parts;
  gsize n_shown = 0;

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_PRACTISE);
  fw_exam_get_parts (kit->exam, &n_parts);
  for (gsize i = 0; i < n_parts; i++)
    {
      gsize n_items = fw_exam_get_parts (kit->exam, &n_parts)[i].n_items;

      g_assert_null (fw_exam_get_attempt (kit->exam)->ended_at);
      gold_kit_compare (kit, (gssize) i);
      g_assert_true (kit->sheet->is_part);
      g_assert_cmpuint (kit->sheet->n_items, ==, n_items);
      g_assert_cmpuint (kit->sheet->n_right, ==, 0);
      g_assert_cmpuint (kit->sheet->results->len, ==, n_items);
      g_assert_true (fw_exam_get_parts (kit->exam, &n_parts)[i].is_shown);
      n_shown += n_items;
      g_assert_cmpuint (fw_gold_attempt_count_shown (fw_exam_get_attempt (kit->exam)), ==, n_shown);

      /* Drawn after it was shown: nothing differs any more, and it counts as it was. */
      gold_kit_label (kit, i, 0.0);
      gold_kit_compare (kit, (gssize) i);
      g_assert_cmpuint (kit->sheet->results->len, ==, 0);
      g_assert_cmpuint (kit->sheet->n_right, ==, 0);
    }
  g_assert_nonnull (fw_exam_get_attempt (kit->exam)->ended_at);
  g_assert_cmpuint (fw_gold_attempt_count_right (fw_exam_get_attempt (kit->exam)), ==, 0);
  g_assert_false (fw_gold_attempt_is_passed (fw_exam_get_attempt (kit->exam)));
}

/* Test that what is going on is gone on with, even when its labels were lost, and
 * that labels that are only called so are told. */
static void
test_go_on (Fixture       *fixture,
            gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);
  g_autoptr(GError) error = NULL;

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);

  g_autofree char *seed = g_strdup (fw_exam_get_attempt (kit->exam)->seed);
  g_autofree char *path = g_strdup (fw_labels_file_get_path (kit->labels));
  g_autoptr(FwGoldOutlook) outlook
    = fw_gold_outlook_new (kit->gold_path, "tomas", kit->manual, kit->now, NULL);

  g_assert_cmpstr (outlook->open[FW_ATTEMPT_EXAM], ==, path);
  gold_kit_leave (kit);
  g_unlink (path);
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);
  g_assert_cmpstr (fw_exam_get_attempt (kit->exam)->seed, ==, seed);
  g_assert_cmpstr (fw_labels_file_get_path (kit->labels), ==, path);

  /* Another person has another attempt, with a number of her own. */
  gold_kit_begin (kit, "rosa", FW_ATTEMPT_EXAM);
  g_assert_cmpint (fw_exam_get_attempt (kit->exam)->n, ==, 1);
  g_assert_cmpstr (fw_exam_get_attempt (kit->exam)->seed, !=, seed);

  /* Frozen labels that are gone are told. */
  g_autofree char *frozen = g_build_filename (kit->folder, "street.gold.coco.json", NULL);

  g_unlink (frozen);
  g_assert_null (
    fw_exam_begin (kit->gold_path, "ana", FW_ATTEMPT_EXAM, kit->manual, kit->now, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "street.gold.coco.json"));
  g_clear_error (&error);
  g_unlink (kit->gold_path);
  g_assert_null (fw_gold_outlook_new (kit->gold_path, "ana", kit->manual, kit->now, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_test_message ("%s", error->message);
}

static void
copy_frozen (GoldKit    *kit,
             const char *name)
{
  g_autofree char *frozen = g_strconcat (kit->media, ".gold.coco.json", NULL);
  g_autofree char *from = g_build_filename (kit->folder, frozen, NULL);
  g_autofree char *to = g_build_filename (kit->folder, name, NULL);
  g_autofree char *text = sample_project_read (from);

  sample_project_write (to, text);
}

/* Test that gold and attempts at it are no other labels to anybody's checks, and that
 * labels of an attempt have no others at all; and that what is asked is told by frames. */
static void
test_no_help (Fixture       *fixture,
              gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  copy_frozen (kit, "other.coco.json");
  for (int mode = FW_ATTEMPT_PRACTISE; mode <= FW_ATTEMPT_EXAM; mode++)
    {
      gold_kit_begin (kit, "tomas", (FwAttemptMode) mode);

      const char *own = fw_labels_file_get_path (kit->labels);
      g_autoptr(GPtrArray) others = fw_other_labels_read (kit->labels_path, kit->manual, NULL, NULL);
      g_autoptr(FwSpanSet) task = fw_exam_dup_task (kit->exam);
      FwFrame n = (FwFrame) fw_frame_list_get_length (fw_snapshot_get_frame_list (kit->snapshot));

      g_assert_cmpuint (others->len, ==, 1);
      g_assert_true (
        g_str_has_suffix (((FwOtherFile *) others->pdata[0])->path, "/other.coco.json"));
      g_assert_null (fw_other_labels_read (own, kit->manual, NULL, NULL));
      for (FwFrame frame = 0; frame < n; frame++)
        g_assert_true (fw_span_set_contains (task, frame)
                       == (fw_exam_find_part (kit->exam, frame) >= 0));

      /* What is off says why, and differently when it is over. */
      for (int over = 0; over < 2; over++)
        {
          FwGoldAttempt attempt = *fw_exam_get_attempt (kit->exam);

          attempt.ended_at = over ? (char *) JUDGED : NULL;
          assert_plain (g_strdup (fw_exam_words_no_compare (&attempt)));
          assert_plain (g_strdup (fw_exam_words_no_question (&attempt)));
          g_assert_true ((strstr (fw_exam_words_no_question (&attempt), "{exam-finish}") != NULL)
                         == (over || mode == FW_ATTEMPT_PRACTISE));
        }
    }
  assert_plain (g_strdup (fw_exam_words_no_compare (NULL)));
  assert_plain (g_strdup (fw_exam_words_no_question (NULL)));
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);
  for (int is_video = 1; is_video >= 0; is_video--)
    {
      const struct
      {
        const char *name;
        void (*func) (Fixture *, gconstpointer);
      } tests[] = { { "survey", test_survey },     { "make", test_make },
                    { "passed", test_passed },     { "failed", test_failed },
                    { "practise", test_practise }, { "no-help", test_no_help } };

      for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
        {
          g_autofree char *path = g_strdup_printf ("/gold-flow/%s/%s",
                                                   is_video ? "video" : "pictures", tests[i].name);

          g_test_add (path, Fixture, GINT_TO_POINTER (is_video), set_up, tests[i].func, tear_down);
        }
    }
  g_test_add ("/gold-flow/video/go-on", Fixture, GINT_TO_POINTER (1), set_up, test_go_on,
              tear_down);

  return g_test_run ();
}
