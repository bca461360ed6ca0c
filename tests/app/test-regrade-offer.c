/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/regrade-offer.h"

#include "app/own-kit.h"
#include "rules/manual-versions.h"
#include "support/test-home.h"

#include <string.h>

/* The sample's manual with one rule @change d in a new version; @words is what it says
 * instead of "hidden parts by best guess". */
static void
write_words (OwnKit     *kit,
             const char *version,
             const char *change,
             const char *words)
{
  g_autofree char *text = NULL;
  g_autofree char *line = g_strdup_printf ("version: %s", version);
  g_autofree char *said = g_strdup_printf ("\nchanged: %s\nchange: %s\n```", version, change);
  g_autoptr(GString) manual = NULL;
  char *rule;
  char *block;
  char *end;

  g_autofree char *sample = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.manual.md", NULL);

  g_assert_true (g_file_get_contents (sample, &text, NULL, NULL));
  rule = strstr (text, "### ST-004 ");
  block = strstr (rule, "```rule");
  end = strstr (block, "\n```");
  manual = g_string_new_len (text, end - text);
  g_string_append (manual, said);
  g_string_append (manual, end + 4);
  g_string_replace (manual, "hidden parts by best guess", words, 1);
  g_string_replace (manual, "version: 1.0.0", line, 1);
  g_assert_true (g_file_set_contents (kit->manual, manual->str, -1, NULL));
}

static void
write_version (OwnKit     *kit,
               const char *version,
               const char *change)
{
  write_words (kit, version, change, "hidden parts too");
}

static void
publish (OwnKit *kit)
{
  g_autoptr(GFile) file = g_file_new_for_path (kit->manual);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManualVersions) versions = fw_manual_publish (file, "ines", &error);

  g_assert_no_error (error);
}

static FwRegradeOffer *
find (OwnKit *kit)
{
  g_autoptr(GFile) file = g_file_new_for_path (kit->manual);
  g_autoptr(FwManual) manual = fw_manual_new_from_file (file, NULL);

  return fw_regrade_offer_new (fw_review_file_get_review (kit->file), manual, file);
}

/* Test what a new version offers: after it is published, with what would happen, and
 * once. */
static void
test_offer (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 5; i++)
    own_kit_judge (kit, i, "dana", i < 2 ? "ST-004" : i < 4 ? "ST-011" : NULL);
  publish (kit);
  g_assert_null (find (kit));

  write_version (kit, "1.1.0", "loosen");
  g_assert_null (find (kit));
  publish (kit);

  g_autoptr(FwRegradeOffer) offer = find (kit);
  g_autofree char *sentence = NULL;

  g_assert_nonnull (offer);
  sentence = fw_regrade_offer_dup_sentence (offer);
  g_assert_cmpuint (offer->n_excused, ==, 2);
  g_assert_cmpuint (offer->n_rework, ==, 0);
  g_assert_cmpstr (sentence, ==,
                   "Manual 1.1.0 changed rules that verdicts cite: 2 verdicts leave the count.");

  fw_regrade_offer_apply (offer, kit->file, "ines", now, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);

  FwReview *review = fw_review_file_get_review (kit->file);
  const FwRegrade *record = fw_review_get (review, FW_REVIEW_REGRADE, 0);

  g_assert_cmpstr (record->from_version, ==, "1.0.0");
  g_assert_cmpstr (record->to_version, ==, "1.1.0");
  g_assert_cmpuint (record->n_excused, ==, 2);
  for (gint64 id = 1; id <= 4; id++)
    g_assert_cmpint (fw_review_get_outcome (review, fw_review_find (review, FW_REVIEW_VERDICT, id),
                                            NULL),
                     ==, id <= 2 ? FW_OUTCOME_EXCUSED : FW_OUTCOME_WRONG);
  g_assert_null (find (kit));

  /* Taken back, it is offered again. */
  fw_review_file_remove (kit->file, FW_REVIEW_REGRADE, g_array_index (ids, gint64, 0));

  g_autoptr(FwRegradeOffer) again = find (kit);

  g_assert_nonnull (again);
}

/* Test that stricter rules excuse nobody and make new work, which is kept. */
static void
test_rework (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);
  g_autofree char *unit = own_kit_unit (0);

  own_kit_judge (kit, 0, "dana", "ST-004");
  publish (kit);
  write_version (kit, "1.1.0", "tighten");
  publish (kit);

  g_autoptr(FwRegradeOffer) offer = find (kit);
  g_autofree char *sentence = NULL;

  g_assert_nonnull (offer);
  sentence = fw_regrade_offer_dup_sentence (offer);
  g_assert_cmpstr (sentence, ==,
                   "Manual 1.1.0 changed rules that verdicts cite: 1 label becomes new work.");
  g_assert_true (fw_regrade_offer_apply (offer, kit->file, "ines", now, NULL, NULL));

  const FwRegrade *record
      = fw_review_get (fw_review_file_get_review (kit->file), FW_REVIEW_REGRADE, 0);

  g_assert_cmpuint (record->n_excused, ==, 0);
  g_assert_cmpstr (record->rework[0], ==, unit);
  g_assert_null (record->rework[1]);
}

/* Test that every version on the way counts: a rule that was loosened, and then only
 * made clearer, excuses whoever was judged before both. */
static void
test_two_steps (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();

  own_kit_judge (kit, 0, "dana", "ST-004");
  publish (kit);
  write_version (kit, "1.1.0", "loosen");
  publish (kit);
  write_words (kit, "1.2.0", "clarify", "hidden parts as well");
  publish (kit);

  g_autoptr(FwRegradeOffer) offer = find (kit);

  g_assert_nonnull (offer);
  g_assert_cmpuint (offer->n_excused, ==, 1);
  g_assert_cmpuint (offer->n_rework, ==, 0);
}

/* Test that a verdict under the old version that comes after its regrade is asked about
 * like those before it, and that work which was made new once is not so again. */
static void
test_afterwards (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);
  g_autofree char *unit = own_kit_unit (1);

  own_kit_judge (kit, 0, "dana", "ST-004");
  publish (kit);
  write_version (kit, "1.1.0", "reverse");
  publish (kit);

  g_autoptr(FwRegradeOffer) first = find (kit);

  g_assert_nonnull (first);
  g_assert_cmpuint (first->n_excused, ==, 1);
  g_assert_cmpuint (first->n_rework, ==, 1);
  g_assert_true (fw_regrade_offer_apply (first, kit->file, "ines", now, NULL, NULL));
  g_assert_null (find (kit));

  gint64 late = own_kit_judge (kit, 1, "dana", "ST-004");
  g_autoptr(FwRegradeOffer) second = find (kit);

  g_assert_nonnull (second);
  g_assert_cmpuint (second->n_excused, ==, 1);
  g_assert_cmpuint (second->n_rework, ==, 1);
  g_assert_true (fw_regrade_offer_apply (second, kit->file, "ines", now, NULL, NULL));

  const FwRegrade *record
      = fw_review_get (fw_review_file_get_review (kit->file), FW_REVIEW_REGRADE, 1);

  g_assert_cmpint (record->excused[0], ==, late);
  g_assert_cmpstr (record->rework[0], ==, unit);
  g_assert_null (find (kit));

  /* A version that changes nothing more of it makes no work anew. */
  write_words (kit, "1.2.0", "clarify", "hidden parts as well");
  publish (kit);
  g_assert_null (find (kit));
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/regrade-offer/offer", test_offer);
  g_test_add_func ("/regrade-offer/rework", test_rework);
  g_test_add_func ("/regrade-offer/two-steps", test_two_steps);
  g_test_add_func ("/regrade-offer/afterwards", test_afterwards);

  return g_test_run ();
}
