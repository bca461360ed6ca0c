/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gold.h"

#define AT "2026-11-22T10:00:00Z"

static FwGold *
make_gold (void)
{
  FwGoldOrigin origin = { .labels = (char *) "clip.gold.coco.json",
                          .sha256 = (char *) "beef",
                          .source = (char *) "clip.coco.json",
                          .document = (char *) "uuid",
                          .is_video = TRUE,
                          .n_frames = 100 };
  FwGoldSettings settings;

  fw_gold_settings_init (&settings);

  return fw_gold_new (&origin, &settings, NULL);
}

static FwGoldEdition
make_edition (void)
{
  static FwGoldRule rules[] = { { (char *) "ST-001", (char *) "aaaa" } };

  return (FwGoldEdition){ .id = 1,
                          .manual = (char *) "street",
                          .version = (char *) "1.0.0",
                          .at = (char *) AT,
                          .by = (char *) "dana",
                          .rules = rules,
                          .n_rules = 1 };
}

static FwGoldItem
make_item (void)
{
  return (FwGoldItem){ .unit = (char *) "clip/40/t3",
                       .rev = (char *) "9c41",
                       .frame = 40,
                       .category = (char *) "car",
                       .edition = 1,
                       .verdict = 7,
                       .made_at = (char *) AT };
}

static FwGoldAttempt
make_attempt (void)
{
  static FwGoldAnswer answers[] = {
    { .unit = (char *) "clip/40/t3", .rev = (char *) "9c41", .part = { 25, 49 } },
    { .unit = (char *) "clip/41/t4", .rev = (char *) "9c42", .part = { 25, 49 } },
  };

  return (FwGoldAttempt){ .person = (char *) "tomas",
                          .n = 1,
                          .mode = FW_ATTEMPT_EXAM,
                          .labels = (char *) "clip.exam-tomas-1.coco.json",
                          .seed = (char *) "seed",
                          .needed = 2,
                          .begun_at = (char *) AT,
                          .answers = answers,
                          .n_answers = 2 };
}

/* Test that each record says what it has to say, and is refused with a sentence
 * when it does not. */
static void
test_refused (void)
{
  for (int i = 0; i < 15; i++)
    {
      FwGoldRule rule = { (char *) "ST-001", (char *) "" };
      FwGoldAnswer answer = { .unit = (char *) "clip/40/t3", .rev = (char *) "9c41" };
      FwGoldEdition edition = make_edition ();
      FwGoldItem item = make_item ();
      FwGoldAttempt attempt = make_attempt ();
      FwGoldPart part = i < 3 ? FW_GOLD_EDITION : i < 8 ? FW_GOLD_ITEM : FW_GOLD_ATTEMPT;
      gconstpointer facts = part == FW_GOLD_EDITION ? (gconstpointer) &edition
                            : part == FW_GOLD_ITEM  ? (gconstpointer) &item
                                                    : &attempt;
      g_autoptr (GError) error = NULL;

      switch (i)
        {
        case 0:
          edition.id = 0;
          break;
        case 1:
          edition.at = (char *) "yesterday";
          break;
        case 2:
          edition.rules = &rule;
          break;
        case 3:
          item.unit = (char *) "no unit";
          break;
        case 4:
          item.rev = NULL;
          break;
        case 5:
          item.frame = -1;
          break;
        case 6:
          item.made_at = NULL;
          break;
        case 7:
          item.asked_at = (char *) "soon";
          break;
        case 8:
          attempt.person = (char *) "";
          break;
        case 9:
          attempt.labels = (char *) "../clip.coco.json";
          break;
        case 10:
          attempt.begun_at = NULL;
          break;
        case 11:
          attempt.n_answers = 0;
          break;
        case 12:
          attempt.needed = 3;
          break;
        case 13:
          attempt.needed = 0;
          break;
        case 14:
          answer.part = (FwSpan){ 4, 3 };
          attempt.answers = &answer;
          attempt.n_answers = 1;
          attempt.needed = 1;
          break;
        default:
          g_assert_not_reached ();
        }
      g_test_message ("case %d", i);
      g_assert_null (fw_gold_record_new (part, facts, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
    }
}

/* Test that an item needs its edition. */
static void
test_edition (void)
{
  g_autoptr (FwGold) empty = make_gold ();
  g_autoptr (FwGoldBuilder) builder = fw_gold_builder_new (empty);
  FwGoldEdition edition = make_edition ();
  FwGoldItem item = make_item ();
  g_autoptr (GError) error = NULL;

  g_assert_false (fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
  g_assert_cmpint (fw_gold_get_next_edition (empty), ==, 1);
  g_assert_true (fw_gold_builder_put (builder, FW_GOLD_EDITION, &edition, NULL));
  g_assert_true (fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL));
  g_assert_cmpint (fw_gold_get_next_edition (fw_gold_builder_peek (builder)), ==, 2);
}

/* Test that what was made stays as it was when another one is made from it, and
 * that a record with the same name takes the place of the other. */
static void
test_values (void)
{
  g_autoptr (FwGold) empty = make_gold ();
  g_autoptr (FwGoldBuilder) builder = fw_gold_builder_new (empty);
  FwGoldEdition edition = make_edition ();
  FwGoldItem item = make_item ();
  FwGoldAttempt attempt = make_attempt ();

  fw_gold_builder_put (builder, FW_GOLD_EDITION, &edition, NULL);
  fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL);
  fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, NULL);

  g_autoptr (FwGold) first = fw_gold_builder_end (g_steal_pointer (&builder));
  g_autoptr (FwGoldBuilder) more = fw_gold_builder_new (first);

  item.asked_at = (char *) AT;
  fw_gold_builder_put (more, FW_GOLD_ITEM, &item, NULL);
  item.rev = (char *) "9c99";
  fw_gold_builder_put (more, FW_GOLD_ITEM, &item, NULL);
  attempt.n = fw_gold_get_next_attempt (first, "tomas");
  attempt.labels = (char *) "clip.exam-tomas-2.coco.json";
  fw_gold_builder_put (more, FW_GOLD_ATTEMPT, &attempt, NULL);

  g_autoptr (FwGold) second = fw_gold_builder_end (g_steal_pointer (&more));

  g_assert_cmpuint (fw_gold_get_n (empty, FW_GOLD_ITEM), ==, 0);
  g_assert_cmpuint (fw_gold_get_n (first, FW_GOLD_ITEM), ==, 1);
  g_assert_null (fw_gold_find_item (first, "clip/40/t3", "9c41")->asked_at);
  g_assert_cmpuint (fw_gold_get_n (second, FW_GOLD_ITEM), ==, 2);
  g_assert_cmpstr (fw_gold_find_item (second, "clip/40/t3", "9c41")->asked_at, ==, AT);
  g_assert_nonnull (fw_gold_find_item (second, "clip/40/t3", "9c99"));
  g_assert_null (fw_gold_find_item (second, "clip/40/t3", "0000"));
  g_assert_cmpint (attempt.n, ==, 2);
  g_assert_cmpint (fw_gold_get_next_attempt (second, "tomas"), ==, 3);
  g_assert_cmpint (fw_gold_get_next_attempt (second, "dana"), ==, 1);
  g_assert_cmpint (fw_gold_find_open (second, "tomas", FW_ATTEMPT_EXAM)->n, ==, 2);
  g_assert_null (fw_gold_find_open (second, "tomas", FW_ATTEMPT_PRACTISE));
  g_assert_cmpint (fw_gold_find_labels (second, "clip.exam-tomas-1.coco.json")->n, ==, 1);
  g_assert_null (fw_gold_find_labels (second, "clip.coco.json"));
}

/* Test that passing takes an exam, handed in, with enough right ones. */
static void
test_passed (void)
{
  static const struct
  {
    FwAttemptMode mode;
    gboolean is_ended;
    guint n_shown;
    guint n_different;
    gboolean is_passed;
  } cases[] = {
    { FW_ATTEMPT_EXAM, TRUE, 2, 0, TRUE },      { FW_ATTEMPT_EXAM, TRUE, 2, 1, FALSE },
    { FW_ATTEMPT_EXAM, FALSE, 2, 0, FALSE },    { FW_ATTEMPT_EXAM, TRUE, 1, 0, FALSE },
    { FW_ATTEMPT_PRACTISE, TRUE, 2, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwGoldAttempt attempt = make_attempt ();
      FwGoldAnswer answers[2] = { attempt.answers[0], attempt.answers[1] };

      g_test_message ("case %zu", i);
      attempt.answers = answers;
      attempt.mode = cases[i].mode;
      attempt.ended_at = cases[i].is_ended ? (char *) AT : NULL;
      for (guint k = 0; k < 2; k++)
        {
          answers[k].is_shown = k < cases[i].n_shown;
          answers[k].mistake = k < cases[i].n_different ? FW_MISTAKE_CATEGORY : FW_MISTAKE_NONE;
        }
      g_assert_cmpint (fw_gold_attempt_is_passed (&attempt), ==, cases[i].is_passed);
      g_assert_cmpuint (fw_gold_attempt_count_right (&attempt), ==,
                        cases[i].n_shown - cases[i].n_different);
      g_assert_cmpuint (fw_gold_attempt_count_shown (&attempt), ==, cases[i].n_shown);
    }
}

/* Test that settings from anywhere come out as ones that an exam can be held with. */
static void
test_settings (void)
{
  FwGoldOrigin origin = { 0 };
  FwGoldSettings wild = { .items = 0, .needed = 99, .clip_frames = 0, .tolerance_px = -1.0 };
  g_autoptr (FwGold) gold = fw_gold_new (&origin, &wild, NULL);
  const FwGoldSettings *settings = fw_gold_get_settings (gold);

  g_assert_cmpuint (settings->items, ==, 1);
  g_assert_cmpuint (settings->needed, ==, 1);
  g_assert_cmpuint (settings->clip_frames, ==, 1);
  g_assert_cmpfloat (settings->tolerance_px, ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold/refused", test_refused);
  g_test_add_func ("/gold/edition", test_edition);
  g_test_add_func ("/gold/values", test_values);
  g_test_add_func ("/gold/passed", test_passed);
  g_test_add_func ("/gold/settings", test_settings);

  return g_test_run ();
}
