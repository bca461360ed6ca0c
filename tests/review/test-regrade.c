/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/regrade.h"

#include "review/review-kit.h"

/* The worked example: verdicts of a clothing manual, by the rule they cite. */
static const struct
{
  const char *rule;
  guint correct, wrong;
} verdicts[] = { { "CL-008", 10, 6 }, { "CL-003", 20, 4 }, { "CL-016", 50, 5 } };

static FwReview *
make_review (FwDesign design)
{
  FwReviewLabels labels = { (char *) "labels.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "4.2.1" };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  FwDrawUnit units[95];
  FwDraw draw = {
    .id = 1, .batch = 1, .design = design, .seed = (char *) "s", .units = units, .n_units = 95
  };
  gint64 id = 0;

  for (int i = 0; i < 95; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf ("labels/%d/a%d", i, i + 1), NULL, NULL, 0.5 };
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  for (gsize r = 0; r < G_N_ELEMENTS (verdicts); r++)
    for (guint i = 0; i < verdicts[r].correct + verdicts[r].wrong; i++, id++)
      {
        FwVerdict verdict = { .id = id + 1,
                              .draw = 1,
                              .unit = units[id].unit,
                              .unit_rev = (char *) "r",
                              .reviewer = (char *) "tomas",
                              .version = (char *) "4.2.1",
                              .note = (char *) "why" };

        verdict.blind.rule = (char *) verdicts[r].rule;
        verdict.blind.rule_rev = (char *) "q";
        if (i >= verdicts[r].correct)
          {
            verdict.blind.outcome = FW_OUTCOME_WRONG;
            verdict.blind.kind = FW_MISTAKE_CATEGORY;
          }
        g_assert_true (fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, NULL));
      }
  for (int i = 0; i < 95; i++)
    g_free (units[i].unit);

  return fw_review_builder_end (g_steal_pointer (&builder));
}

static const FwRegradeRule rules[] = { { "CL-008", FW_CHANGE_CLASS_REVERSE, NULL },
                                       { "CL-003", FW_CHANGE_CLASS_CLARIFY, NULL },
                                       { "CL-031", FW_CHANGE_CLASS_ADD, NULL } };

/* Test the worked example: 15 of 95 before, 9 of 89 after, 16 units of rework. */
static void
test_example (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE);
  g_autoptr (FwRegradePlan) plan = fw_regrade_plan_new (review, NULL, rules, G_N_ELEMENTS (rules));

  g_assert_cmpint (plan->before.wrong, ==, 15);
  g_assert_cmpint (plan->before.judged, ==, 95);
  assert_digits (15.0 / 95.0, 0.157895, 6);
  g_assert_cmpint (plan->after.wrong, ==, 9);
  g_assert_cmpint (plan->after.judged, ==, 89);
  assert_digits (9.0 / 89.0, 0.101124, 6);
  g_assert_cmpuint (plan->excused->len, ==, 6);
  g_assert_cmpuint (plan->rework->len, ==, 16);
  g_assert_cmpuint (plan->entries->len, ==, 40);

  /* Done once, doing it again changes nothing. */
  FwRegrade record = { .id = 1,
                       .from_version = (char *) "4.2.1",
                       .to_version = (char *) "4.3.0",
                       .excused = (gint64 *) (gpointer) plan->excused->data,
                       .n_excused = 6 };
  g_autoptr (FwReview) next = fw_review_with (review, FW_REVIEW_REGRADE, &record, NULL);
  g_autoptr (FwRegradePlan) again = fw_regrade_plan_new (next, NULL, rules, G_N_ELEMENTS (rules));

  g_assert_cmpint (again->before.judged, ==, 89);
  g_assert_cmpint (again->after.wrong, ==, 9);
  g_assert_cmpuint (again->excused->len, ==, 0);
}

/* Test the table field by field: e excused, a appealable, w rework, m rechecked by
 * the machine, c closed. */
static void
test_table (void)
{
  static const struct
  {
    FwChangeClass change;
    const char *correct, *wrong;
  } cases[] = {
    { FW_CHANGE_CLASS_NONE, "", "" },      { FW_CHANGE_CLASS_CLARIFY, "m", "am" },
    { FW_CHANGE_CLASS_TIGHTEN, "w", "w" }, { FW_CHANGE_CLASS_ADD, "w", "w" },
    { FW_CHANGE_CLASS_LOOSEN, "c", "ec" }, { FW_CHANGE_CLASS_REVERSE, "w", "ew" },
    { FW_CHANGE_CLASS_RETIRE, "c", "ec" },
  };

  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, FW_N_CHANGE_CLASSES);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int outcome = 0; outcome < FW_N_OUTCOMES; outcome++)
      {
        FwRegradeEffect effect = fw_regrade_effect (cases[i].change, (FwOutcome) outcome);
        g_autofree char *text
            = g_strconcat (effect.is_excused ? "e" : "", effect.is_appealable ? "a" : "",
                           effect.is_rework ? "w" : "", effect.is_rechecked ? "m" : "",
                           effect.is_closed ? "c" : "", NULL);

        g_assert_cmpstr (text, ==,
                         outcome == FW_OUTCOME_CORRECT ? cases[i].correct
                         : outcome == FW_OUTCOME_WRONG ? cases[i].wrong
                                                       : "");
      }
}

/* Test that only verdicts of the version that is compared change, and none that
 * was given under the new text of its rule. */
static void
test_version (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE);
  FwRegradeRule now = { "CL-008", FW_CHANGE_CLASS_REVERSE, "q" };
  g_autoptr (FwRegradePlan) same = fw_regrade_plan_new (review, "4.2.1", rules, 3);
  g_autoptr (FwRegradePlan) other = fw_regrade_plan_new (review, "4.2.0", rules, 3);
  g_autoptr (FwRegradePlan) current = fw_regrade_plan_new (review, "4.2.1", &now, 1);

  g_assert_cmpuint (same->excused->len, ==, 6);
  g_assert_cmpuint (other->entries->len, ==, 0);
  g_assert_cmpint (other->after.wrong, ==, 15);
  g_assert_cmpuint (current->entries->len, ==, 0);
}

/* Test that a targeted search is kept out of the grade, and not out of the excuse. */
static void
test_targeted (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_TARGETED);
  g_autoptr (FwRegradePlan) plan = fw_regrade_plan_new (review, NULL, rules, G_N_ELEMENTS (rules));

  g_assert_cmpint (plan->before.judged, ==, 0);
  g_assert_cmpuint (plan->excused->len, ==, 6);
}

/* Test that a colleague's second opinion is excused like the first, and in no grade:
 * wherever it stands in the file, a unit counts once. */
static void
test_second (void)
{
  g_autoptr (FwReview) first = make_review (FW_DESIGN_SIMPLE);
  FwVerdict second = *(const FwVerdict *) fw_review_get (first, FW_REVIEW_VERDICT, 0);

  second.id = 96;
  second.reviewer = (char *) "zoe";
  second.blind.outcome = FW_OUTCOME_WRONG;
  second.blind.kind = FW_MISTAKE_CATEGORY;

  g_autoptr (FwReview) review = fw_review_with (first, FW_REVIEW_VERDICT, &second, NULL);
  g_autoptr (FwRegradePlan) plan = fw_regrade_plan_new (review, NULL, rules, G_N_ELEMENTS (rules));

  g_assert_cmpint (plan->before.wrong, ==, 15);
  g_assert_cmpint (plan->before.judged, ==, 95);
  g_assert_cmpint (plan->after.wrong, ==, 9);
  g_assert_cmpint (plan->after.judged, ==, 89);
  g_assert_cmpuint (plan->excused->len, ==, 7);
  g_assert_cmpuint (plan->rework->len, ==, 16);
}

/* Test what two changes one after the other come to for who was judged before both. */
static void
test_join (void)
{
  static const struct
  {
    FwChangeClass earlier, later, both;
  } cases[] = {
    { FW_CHANGE_CLASS_NONE, FW_CHANGE_CLASS_LOOSEN, FW_CHANGE_CLASS_LOOSEN },
    { FW_CHANGE_CLASS_LOOSEN, FW_CHANGE_CLASS_NONE, FW_CHANGE_CLASS_LOOSEN },
    { FW_CHANGE_CLASS_LOOSEN, FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_LOOSEN },
    { FW_CHANGE_CLASS_LOOSEN, FW_CHANGE_CLASS_TIGHTEN, FW_CHANGE_CLASS_REVERSE },
    { FW_CHANGE_CLASS_TIGHTEN, FW_CHANGE_CLASS_LOOSEN, FW_CHANGE_CLASS_REVERSE },
    { FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_TIGHTEN, FW_CHANGE_CLASS_TIGHTEN },
    { FW_CHANGE_CLASS_REVERSE, FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_REVERSE },
    { FW_CHANGE_CLASS_RETIRE, FW_CHANGE_CLASS_ADD, FW_CHANGE_CLASS_REVERSE },
    { FW_CHANGE_CLASS_TIGHTEN, FW_CHANGE_CLASS_RETIRE, FW_CHANGE_CLASS_RETIRE },
    { FW_CHANGE_CLASS_ADD, FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_ADD },
    { FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_CLARIFY, FW_CHANGE_CLASS_CLARIFY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, then %s", fw_change_class_to_word (cases[i].earlier),
                      fw_change_class_to_word (cases[i].later));
      g_assert_cmpint (fw_change_class_join (cases[i].earlier, cases[i].later), ==, cases[i].both);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/regrade/example", test_example);
  g_test_add_func ("/regrade/table", test_table);
  g_test_add_func ("/regrade/version", test_version);
  g_test_add_func ("/regrade/targeted", test_targeted);
  g_test_add_func ("/regrade/second", test_second);
  g_test_add_func ("/regrade/join", test_join);

  return g_test_run ();
}
