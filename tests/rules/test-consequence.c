/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a newer manual means for labels that were confirmed under an older one,
 * and problems that were set aside until something changes.
 */

#include "rules-kit.h"

#include "rules/manual-consequence.h"
#include "rules/problem-aside.h"

static char *
rule (const char *id,
      const char *block)
{
  return kit_rule (id, block);
}

static FwManual *
make_manual (const char *version,
             const char *human,
             const char *size)
{
  g_autofree char *one = rule ("KT-001", human);
  g_autofree char *two = rule ("KT-002", size);
  g_autofree char *both = g_strconcat (one, two, NULL);

  return kit_manual_at (version, both);
}

#define HUMAN "check: human\nask: Is it?\nfor: [\"vehicle.*\"]"
#define SIZE "check: min-size\nwith: { height: 10 }"

static FwTrack *
make_track (FwTrackId    id,
            FwCategoryId category)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, category);

  kit_key (builder, 0, 10, 10, 40, 20);
  kit_key (builder, 9, 90, 10, 40, 20);

  return kit_end (builder);
}

/* A car (1) confirmed in frames 0 to 9 and a rider (2) in 0 to 4 under @manual, and a
 * car (3) that nobody confirmed. */
static FwDocument *
make_document (FwManual *manual)
{
  FwDocument *document = kit_document (manual, 10);
  g_autoptr(FwManualStamp) stamp = fw_manual_make_stamp (manual);
  FwTaxonomy *words = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));
  FwCategoryId car = fw_taxonomy_find_by_name (words, "vehicle.car")->id;
  FwCategoryId rider = fw_taxonomy_find_by_name (words, "human.rider")->id;
  const FwCategoryId categories[] = { car, rider, car };

  for (FwTrackId id = 1; id <= 3; id++)
    {
      g_autoptr(FwTrack) track = make_track (id, categories[id - 1]);

      kit_put (document, id, track);
    }
  fw_document_set_manual (document, stamp);
  fw_document_begin (document, "Confirm", 0);
  fw_document_confirm (document, 1, (FwSpan) { 0, 9 });
  fw_document_confirm (document, 2, (FwSpan) { 0, 4 });
  fw_document_commit (document);

  return document;
}

static char *
spell (GArray *consequences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < consequences->len; i++)
    {
      const FwConsequence *one = &g_array_index (consequences, FwConsequence, i);

      g_string_append_printf (text, "%s%s %s%s:", i > 0 ? "; " : "", one->id,
                              fw_change_class_to_word (one->change),
                              one->needs_eyes ? " look" : "");
      for (guint j = 0; j < one->affected->len; j++)
        {
          const FwAffected *affected = &g_array_index (one->affected, FwAffected, j);

          g_string_append_printf (text, " %" G_GINT64_FORMAT "@%d-%d", affected->track,
                                  affected->span.first, affected->span.last);
        }
      g_string_append_printf (text, " n=%" G_GINT64_FORMAT, one->n_labels);
    }

  return g_string_free (text, FALSE);
}

/* Test which labels each kind of change affects. */
static void
test_consequences (void)
{
  static const struct { const char *human; const char *size; const char *text; } cases[] = {
    { HUMAN, SIZE, "" },
    { HUMAN "\nchanged: 1.1.0\nchange: clarify", SIZE, "" }, /* history is no revision */
    { HUMAN "\nrisk: 3\nchanged: 1.1.0\nchange: clarify", SIZE, "KT-001 clarify: 1@0-9 n=10" },
    { HUMAN "\nrisk: 3\nchanged: 1.1.0\nchange: reverse", SIZE, "KT-001 reverse look: 1@0-9 n=10" },
    { HUMAN "\nrisk: 3", SIZE, "KT-001  look: 1@0-9 n=10" },
    { HUMAN, "check: min-size\nwith: { height: 12 }\nchanged: 1.1.0\nchange: tighten",
      "KT-002 tighten: 1@0-9 2@0-4 n=15" },
    { HUMAN, SIZE "\nretired: 1.1.0\nchange: retire", "KT-002 retire: 1@0-9 2@0-4 n=15" },
    { HUMAN, NULL, "KT-002 retire: 1@0-9 2@0-4 n=15" },
  };
  g_autoptr(FwManual) old = make_manual ("1.0.0", HUMAN, SIZE);
  g_autoptr(FwDocument) document = make_document (old);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *one = rule ("KT-001", cases[i].human);
      g_autofree char *two = cases[i].size ? rule ("KT-002", cases[i].size) : g_strdup ("");
      g_autofree char *both = g_strconcat (one, two, NULL);
      g_autoptr(FwManual) manual = kit_manual_at ("1.1.0", both);
      g_autoptr(GArray) found
          = fw_manual_find_consequences (manual, fw_document_get_snapshot (document));
      g_autofree char *text = spell (found);

      g_test_message ("%zu", i);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  /* Looking again under the new manual takes labels off the list. */
  g_autoptr(FwManual) manual = make_manual ("1.1.0", HUMAN "\nrisk: 3", SIZE);
  g_autoptr(FwManualStamp) stamp = fw_manual_make_stamp (manual);

  fw_document_set_manual (document, stamp);
  fw_document_begin (document, "Confirm", 0);
  fw_document_confirm (document, 1, (FwSpan) { 0, 3 });
  fw_document_commit (document);

  g_autoptr (GArray) found
      = fw_manual_find_consequences (manual, fw_document_get_snapshot (document));
  g_autofree char *text = spell (found);

  g_assert_cmpstr (text, ==, "KT-001  look: 1@4-9 n=6");
}

/* Test that added rules count for what was confirmed before them. */
static void
test_added (void)
{
  g_autofree char *one = rule ("KT-001", HUMAN);
  g_autoptr(FwManual) old = kit_manual_at ("1.0.0", one);
  g_autoptr(FwDocument) document = make_document (old);
  g_autoptr(FwManual) manual
      = make_manual ("1.1.0", HUMAN, "check: human\nask: And this?\nchange: add");
  g_autoptr (GArray) found
      = fw_manual_find_consequences (manual, fw_document_get_snapshot (document));
  g_autofree char *text = spell (found);

  g_assert_cmpstr (text, ==, "KT-002 add look: 1@0-9 2@0-4 n=15");
}

static guint
count_shown (FwManual   *manual,
             FwDocument *document)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(FwAsideFilter) filter = fw_aside_filter_new (fw_document_get_snapshot (document));
  g_autoptr(GPtrArray) problems = NULL;
  guint n = 0;

  fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL);
  problems = fw_checker_list (checker, 0);
  for (guint i = 0; i < problems->len; i++)
    n += fw_aside_filter_find (filter, problems->pdata[i]) == NULL;

  return n;
}

/* Test that a problem stays away until the object or the rule changes. */
static void
test_aside (void)
{
  g_autoptr (FwManual) manual
      = make_manual ("1.0.0", HUMAN, "check: min-size\nwith: { height: 25 }");
  g_autoptr(FwManual) prose = make_manual ("1.1.0", HUMAN "\nrisk: 2",
                                           "check: min-size\nwith: { height: 25 }");
  g_autoptr (FwManual) changed
      = make_manual ("1.1.0", HUMAN, "check: min-size\nwith: { height: 26 }");
  g_autoptr(FwDocument) document = make_document (manual);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(FwAsideList) list = NULL;
  FwSetAside aside;

  fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL);
  problems = fw_checker_list (checker, 0);
  g_assert_cmpuint (problems->len, ==, 3);
  aside = fw_problem_make_aside (problems->pdata[1], fw_document_get_snapshot (document));
  g_assert_cmpint (aside.track, ==, 2);
  list = fw_aside_list_with (NULL, &aside);
  fw_document_begin (document, "Set aside", 0);
  fw_document_replace (document, (FwSlot) { FW_SLOT_ASIDE, 0 }, list);
  fw_document_commit (document);

  g_assert_cmpuint (count_shown (manual, document), ==, 2);
  g_assert_cmpuint (count_shown (prose, document), ==, 2);
  g_assert_cmpuint (count_shown (changed, document), ==, 3);

  /* Another object changes: nothing. This one does: it comes back, and goes with undo. */
  for (FwTrackId id = 1; id <= 2; id++)
    {
      FwTrackBuilder *builder = fw_track_builder_new_from (fw_document_get_track (document, id));
      g_autoptr(FwTrack) moved = NULL;

      kit_key (builder, 5, 30, 12, 40, 20);
      moved = kit_end (builder);
      kit_put (document, id, moved);
      g_assert_cmpuint (count_shown (manual, document), ==, id == 1 ? 2 : 3);
    }
  fw_document_undo (document);
  g_assert_cmpuint (count_shown (manual, document), ==, 2);
  fw_document_undo (document);
  fw_document_undo (document);
  g_assert_cmpuint (count_shown (manual, document), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/consequence/rules", test_consequences);
  g_test_add_func ("/consequence/added", test_added);
  g_test_add_func ("/consequence/aside", test_aside);

  return g_test_run ();
}
