/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/precision.h"

#include "review/record-kit.h"
#include "review/review-kit.h"

static const FwCheckedRule rules[] = {
  { "SD-002", "rev1", "min-size" },
  { "SD-003", "rev1", "min-size" },
  { "SD-004", "rev1", "no-gap" },
};

static FwAsideList *
add_entry (FwAsideList *list, const char *rule, const char *rev, FwAsideReason reason, int i)
{
  g_autofree char *at = g_strdup_printf ("2026-11-24T10:%02d:%02dZ", i / 60, i % 60);
  const FwSetAside entry = { .rule = rule, .rev = rev, .track = i + 1, .span = { i, i },
                             .unit_rev = "u", .reason = reason, .text = "", .at = at };
  FwAsideList *more = fw_aside_list_with (list, &entry);

  fw_aside_list_unref (list);

  return more;
}

/* Takes @list. */
static FwSnapshot *
make_labels (FwAsideList *list)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();

  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_ASIDE, 0 }, list);
  fw_aside_list_unref (list);

  return fw_snapshot_builder_end (builder);
}

static void
assert_figures (const FwPrecision *figures, gint64 accepted, gint64 waved_away)
{
  g_assert_nonnull (figures);
  g_assert_cmpint (figures->accepted, ==, accepted);
  g_assert_cmpint (figures->waved_away, ==, waved_away);
}

/* Test that nothing judged is no data, and that rules a machine does not check have no figures. */
static void
test_no_data (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 28, 12, 0, 0);
  g_autoptr (FwPrecisionTable) table
      = fw_precision_table_new (rules, G_N_ELEMENTS (rules), NULL, 0, now);
  const FwPrecision *figures = fw_precision_table_find_rule (table, "SD-002");

  assert_figures (figures, 0, 0);
  g_assert_true (isnan (figures->share));
  g_assert_cmpfloat (figures->interval.low, ==, 0.0);
  g_assert_cmpfloat (figures->interval.high, ==, 1.0);
  g_assert_false (fw_precision_is_low (figures));
  g_assert_null (fw_precision_table_find_low (table, "SD-002"));
  g_assert_null (fw_precision_table_find_rule (table, "SD-099"));
  g_assert_null (fw_precision_table_find_kind (table, "duplicate"));
}

static gboolean
is_odd (const FwSetAside *entry, gpointer user_data)
{
  return entry->span.first % 2 == 1;
}

/* Test what each entry of the labels says: worked at and gone is accepted, set aside is
 * waved away, asked only when answered, left open nothing; other revisions nothing. */
static void
test_labels (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 28, 12, 0, 0);
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  FwAsideList *list = NULL;
  FwQuestion question = { .id = 1, .rule = (char *) "SD-002", .by = (char *) "dana",
                          .text = (char *) "Is a toy one?", .at = (char *) "2026-11-24T10:00:00Z" };

  for (int i = 0; i < 10; i++)
    list = add_entry (list, "SD-002", "rev1", FW_ASIDE_WORKED_AT, i);
  list = add_entry (list, "SD-002", "rev1", FW_ASIDE_NOT_TRUE, 10);
  list = add_entry (list, "SD-002", "rev1", FW_ASIDE_OTHER, 11);
  list = add_entry (list, "SD-002", "rev1", FW_ASIDE_LEFT_OPEN, 12);
  list = add_entry (list, "SD-002", "rev0", FW_ASIDE_NOT_TRUE, 13);
  list = add_entry (list, "SD-003", "rev1", FW_ASIDE_NOT_TRUE, 14);

  const FwSetAside asked = { .rule = "SD-002", .rev = "rev1", .track = 99, .span = { 20, 20 },
                             .reason = FW_ASIDE_ASKED, .question = 1 };
  FwAsideList *all = fw_aside_list_with (list, &asked);

  fw_aside_list_unref (list);
  kit_put (&review, FW_REVIEW_QUESTION, &question);

  g_autoptr (FwSnapshot) labels = make_labels (all);
  FwJudgedWork work = { labels, review, is_odd, NULL };
  g_autoptr (FwPrecisionTable) table
      = fw_precision_table_new (rules, G_N_ELEMENTS (rules), &work, 1, now);

  assert_figures (fw_precision_table_find_rule (table, "SD-002"), 5, 2);
  assert_figures (fw_precision_table_find_rule (table, "SD-003"), 0, 1);
  assert_figures (fw_precision_table_find_rule (table, "SD-004"), 0, 0);
  assert_figures (fw_precision_table_find_kind (table, "min-size"), 5, 3);
  assert_digits (fw_precision_table_find_rule (table, "SD-002")->share, .714286, 6);

  question.has_answer = TRUE;
  question.answer = (FwReply) { .by = (char *) "owner", .text = (char *) "No." };
  kit_put (&review, FW_REVIEW_QUESTION, &question);
  work.review = review;

  g_autoptr (FwPrecisionTable) answered
      = fw_precision_table_new (rules, G_N_ELEMENTS (rules), &work, 1, now);

  assert_figures (fw_precision_table_find_rule (answered, "SD-002"), 5, 3);
}

/* Test that the newest hundred of a file count, so that what is not kept of the accepted
 * ones takes nothing from what was waved away long before. */
static void
test_newest (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 28, 12, 0, 0);
  FwAsideList *list = NULL;
  gsize n;

  for (int i = 0; i < 30; i++)
    list = add_entry (list, "SD-002", "rev1", FW_ASIDE_NOT_TRUE, i);
  for (int i = 30; i < 30 + FW_MAX_WORKED_AT + 50; i++)
    list = add_entry (list, "SD-002", "rev1", FW_ASIDE_WORKED_AT, i);
  fw_aside_list_get_all (list, &n);
  g_assert_cmpuint (n, ==, 30 + FW_MAX_WORKED_AT);
  for (int i = 0; i < 20; i++)
    list = add_entry (list, "SD-002", "rev1", FW_ASIDE_OTHER, 600 + i);

  g_autoptr (FwSnapshot) labels = make_labels (list);
  const FwJudgedWork works[] = { { labels, NULL, NULL, NULL }, { labels, NULL, NULL, NULL } };
  g_autoptr (FwPrecisionTable) table
      = fw_precision_table_new (rules, G_N_ELEMENTS (rules), works, 2, now);

  assert_figures (fw_precision_table_find_rule (table, "SD-002"), 160, 40);
}

/* Unit @i is judged by tomas, where the machine found @found broken. */
static gint64
judge (FwReview **review, int i, const char *found, const FwAnswer *blind, const FwAnswer *informed)
{
  FwFoundRule rule = { (char *) found, (char *) "rev1" };
  g_autofree char *unit = g_strdup_printf ("clip/%d/t1", i);
  FwVerdict verdict = { .id = fw_review_get_next_id (*review, FW_REVIEW_VERDICT),
                        .draw = 1,
                        .unit = unit,
                        .unit_rev = (char *) "r",
                        .author = (char *) "dana",
                        .reviewer = (char *) "tomas",
                        .blind = *blind,
                        .has_informed = informed != NULL,
                        .found = &rule,
                        .n_found = 1,
                        .version = (char *) "3.1.0",
                        .note = (char *) "why",
                        .at = (char *) "2026-11-24T10:00:00Z" };

  if (informed)
    verdict.informed = *informed;

  return kit_put (review, FW_REVIEW_VERDICT, &verdict);
}

/* Test what verdicts say of what the machine found, before and after an appeal. */
static void
test_review (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 28, 12, 0, 0);
  const FwAnswer correct = { .outcome = FW_OUTCOME_CORRECT };
  const FwAnswer by_rule = { .outcome = FW_OUTCOME_WRONG, .kind = FW_MISTAKE_GEOMETRY,
                             .rule = (char *) "SD-002", .rule_rev = (char *) "rev1" };
  const FwAnswer by_other = { .outcome = FW_OUTCOME_WRONG, .kind = FW_MISTAKE_GEOMETRY,
                              .rule = (char *) "SD-009", .rule_rev = (char *) "rev1" };
  const FwAnswer unclear = { .outcome = FW_OUTCOME_UNCLEAR_RULE };
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  gint64 blind, overturned, upheld;

  blind = judge (&review, 0, "SD-002", &by_rule, NULL); /* found without being told */
  judge (&review, 1, "SD-002", &correct, &by_rule);     /* convinced */
  judge (&review, 2, "SD-002", &correct, &correct);     /* shown, and kept */
  judge (&review, 3, "SD-002", &correct, NULL);         /* never looked at the finding */
  judge (&review, 4, "SD-002", &by_other, &by_other);   /* something else */
  judge (&review, 5, "SD-002", &unclear, &unclear);
  overturned = judge (&review, 6, "SD-002", &by_rule, NULL);
  upheld = judge (&review, 7, "SD-002", &by_rule, NULL);
  judge (&review, 8, "SD-003", &by_rule, &correct);     /* thought again, and of another rule */
  kit_appeal (&review, overturned, "dana", FW_RULING_OVERTURNED);
  kit_appeal (&review, upheld, "dana", FW_RULING_UPHELD);
  kit_appeal (&review, blind, "dana", -1); /* nobody said anything yet */

  const FwJudgedWork work = { NULL, review, NULL, NULL };
  g_autoptr (FwPrecisionTable) table
      = fw_precision_table_new (rules, G_N_ELEMENTS (rules), &work, 1, now);

  assert_figures (fw_precision_table_find_rule (table, "SD-002"), 3, 2);
  assert_figures (fw_precision_table_find_rule (table, "SD-003"), 0, 1);
}

static FwPrecisionTable *
make_table (int accepted, int waved_away)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 28, 12, 0, 0);
  FwAsideList *list = NULL;

  for (int i = 0; i < accepted + waved_away; i++)
    list = add_entry (list, "SD-002", "rev1", i < accepted ? FW_ASIDE_WORKED_AT : FW_ASIDE_OTHER, i);

  g_autoptr (FwSnapshot) labels = make_labels (list);
  const FwJudgedWork work = { labels, NULL, NULL, NULL };

  return fw_precision_table_new (rules, G_N_ELEMENTS (rules), &work, 1, now);
}

/* Test that demoting is spoken of from twenty judged findings and below 80 %, of a rule by
 * its own figures, and where it has too few by those of its kind. */
static void
test_low (void)
{
  static const struct { int accepted, waved_away; gboolean is_low; } cases[] = {
    { 0, 19, FALSE }, { 0, 20, TRUE }, { 15, 5, TRUE }, { 16, 4, FALSE }, { 79, 21, TRUE }, { 80, 20, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwPrecisionTable) table = make_table (cases[i].accepted, cases[i].waved_away);
      const FwPrecision *own = fw_precision_table_find_rule (table, "SD-002");

      g_test_message ("%d of %d", cases[i].accepted, cases[i].accepted + cases[i].waved_away);
      g_assert_cmpint (fw_precision_is_low (own), ==, cases[i].is_low);
      g_assert_true (fw_precision_table_find_low (table, "SD-002") == (cases[i].is_low ? own : NULL));
      /* The other rule of the kind has none of its own. */
      g_assert_true (fw_precision_table_find_low (table, "SD-003")
                     == (cases[i].is_low ? fw_precision_table_find_kind (table, "min-size") : NULL));
      g_assert_null (fw_precision_table_find_low (table, "SD-004"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/precision/no-data", test_no_data);
  g_test_add_func ("/precision/labels", test_labels);
  g_test_add_func ("/precision/newest", test_newest);
  g_test_add_func ("/precision/review", test_review);
  g_test_add_func ("/precision/low", test_low);

  return g_test_run ();
}
