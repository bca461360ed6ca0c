/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the rule's card says of how often its findings are accepted. No display.
 */

#include "app/manual/check-precision.h"
#include "rules/problem-aside.h"
#include "support/test-home.h"

#include <string.h>

#define RULE(id, severity) \
  "### " id " T\n\n- **DO** x.\n- Example yes: y.\n\n```rule\nseverity: " severity \
  "\nsince: 1.0.0\ncheck: min-size\nwith: { height: 10 }\n```\n\n"

static FwManual *
make_manual (void)
{
  static const char text[] = "---\nmanual: m\nversion: 1.0.0\ncategories: { car: box }\n---\n\n" RULE (
    "SD-001", "error") RULE ("SD-002", "advice") RULE ("SD-003", "warning");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return manual;
}

/* @accepted and @waved_away findings of SD-001. */
static FwPrecisionTable *
make_table (FwManual *manual,
            int       accepted,
            int       waved_away)
{
  g_autoptr (GArray) rules = fw_manual_list_checked (manual);
  g_autoptr (FwAsideList) list = NULL;
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (FwSnapshot) labels = NULL;

  g_assert_cmpuint (rules->len, ==, 3);
  for (int i = 0; i < accepted + waved_away; i++)
    {
      const FwSetAside entry = { .rule = "SD-001",
                                 .rev = fw_manual_find_rule (manual, "SD-001")->rev,
                                 .track = i + 1,
                                 .span = { i, i },
                                 .reason = i < accepted ? FW_ASIDE_WORKED_AT : FW_ASIDE_OTHER };
      FwAsideList *more = fw_aside_list_with (list, &entry);

      g_clear_pointer (&list, fw_aside_list_unref);
      list = more;
    }
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_ASIDE, 0 }, list);
  labels = fw_snapshot_builder_end (builder);

  const FwJudgedWork work = { .labels = labels };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return fw_precision_table_new ((const FwCheckedRule *) (gpointer) rules->data, rules->len, &work,
                                 1, now);
}

/* Test that figures are told with their interval, and no data as what it is. */
static void
test_words (void)
{
  static const struct
  {
    int         accepted;
    int         waved_away;
    const char *words;
  } cases[] = {
    { 0, 0, "no data yet" },
    { 1, 0, "1 of 1 problem that people judged: 100 % (21 to 100 %)" },
    { 17, 3, "17 of 20 problems that people judged: 85 % (64 to 95 %)" },
  };
  g_autoptr (FwManual) manual = make_manual ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwPrecisionTable) table
        = make_table (manual, cases[i].accepted, cases[i].waved_away);
      g_autofree char *words
        = fw_check_precision_dup_words (fw_precision_table_find_rule (table, "SD-001"));

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Test that a lower severity is proposed where it can be, by whose figures, and not before. */
static void
test_proposal (void)
{
  g_autoptr (FwManual) manual = make_manual ();
  g_autoptr (FwPrecisionTable) good = make_table (manual, 17, 3);
  g_autoptr (FwPrecisionTable) few = make_table (manual, 0, 19);
  g_autoptr (FwPrecisionTable) low = make_table (manual, 15, 5);
  g_autofree char *own
    = fw_check_precision_dup_proposal (low, fw_manual_find_rule (manual, "SD-001"));
  g_autofree char *kind
    = fw_check_precision_dup_proposal (low, fw_manual_find_rule (manual, "SD-003"));

  g_assert_null (fw_check_precision_dup_proposal (good, fw_manual_find_rule (manual, "SD-001")));
  g_assert_null (fw_check_precision_dup_proposal (few, fw_manual_find_rule (manual, "SD-001")));
  g_assert_cmpstr (own, ==, "People waved away 5 of 20 problems that this rule found. Below 80 % its "
                            "owner should ask less of them.");
  g_assert_cmpstr (kind, ==, "People waved away 5 of 20 problems that rules with the check "
                             "“min-size” found. Below 80 % the owner should ask less of them.");
  /* Advice asks nothing of anybody. */
  g_assert_null (fw_check_precision_dup_proposal (low, fw_manual_find_rule (manual, "SD-002")));
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);
  g_test_add_func ("/check-precision/words", test_words);
  g_test_add_func ("/check-precision/proposal", test_proposal);

  return g_test_run ();
}
