/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own-kit.h"
#include "support/test-home.h"

static GDateTime *
today (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);
}

static FwOwnFindings *
find (GPtrArray  *works,
      const char *person)
{
  g_autoptr(GDateTime) now = today ();

  return fw_own_findings_new (works, person, now, NULL, NULL, NULL);
}

static FwOwnFindings *
complete (FwOwnFindings *first)
{
  g_autoptr(GDateTime) now = today ();

  return fw_own_findings_complete (first, now, NULL, NULL, NULL);
}

static GPtrArray *
works_of (OwnKit *kit)
{
  GPtrArray *works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);

  g_ptr_array_add (works, own_kit_work (kit));

  return works;
}

static const FwReturned *
returned_of (const FwOwnFindings *self,
             gint64               verdict)
{
  for (guint i = 0; i < self->record->returned->len; i++)
    {
      const FwReturned *returned = &g_array_index (self->record->returned, FwReturned, i);

      if (returned->verdict->id == verdict)
        return returned;
    }

  g_error ("verdict %" G_GINT64_FORMAT " is not there", verdict);
}

/* Test what units are called before and after the labels were read, and what
 * rules are called. */
static void
test_words (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (kit);

  own_kit_judge (kit, 3, "dana", "ST-004");
  own_kit_judge (kit, 4, "dana", "XX-001");
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) first = find (works, "dana");
  g_autoptr(FwOwnFindings) whole = complete (first);
  g_autofree char *bare = fw_own_findings_dup_title (first, 0, "street/30/t4");
  g_autofree char *full = fw_own_findings_dup_title (whole, 0, "street/30/t4");
  g_autofree char *id = fw_own_findings_dup_rule (first, 0, "ST-004");
  g_autofree char *rule = fw_own_findings_dup_rule (whole, 0, "ST-004");
  g_autofree char *gone = fw_own_findings_dup_rule (whole, 0, "XX-001");

  g_assert_false (first->is_whole);
  g_assert_true (whole->is_whole);
  g_assert_cmpuint (first->troubles->len + whole->troubles->len, ==, 0);
  g_assert_cmpstr (bare, ==, "Object 4, frame 30");
  g_assert_cmpstr (full, ==, "Bus 4, frame 30");
  g_assert_cmpstr (id, ==, "ST-004");
  g_assert_cmpstr (rule, ==, "ST-004 Tight, and with the hidden part");
  g_assert_cmpstr (gone, ==, "XX-001");

  /* Categories are known now, without strata. */
  g_assert_cmpuint (first->record->categories->len, ==, 0);
  g_assert_cmpuint (whole->record->categories->len, ==, 2);
  g_assert_cmpint (whole->record->grade.wrong, ==, 2);
}

/* Test every state that a returned label can be in, and what can be appealed. */
static void
test_states (void)
{
  static const struct
  {
    int             ruling; /* -2: no appeal, -1: none yet */
    FwReturnedState state;
    gboolean        can_appeal;
  } cases[] = {
    { -2, FW_RETURNED_TO_FIX, TRUE },
    { -1, FW_RETURNED_APPEALED, FALSE },
    { FW_RULING_UPHELD, FW_RETURNED_KEPT, FALSE },
    { FW_RULING_OVERTURNED, FW_RETURNED_ACCEPTED, FALSE },
    { FW_RULING_UNCLEAR_RULE, FW_RETURNED_UNCLEAR, FALSE },
  };
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (kit);
  g_autoptr(GDateTime) now = today ();
  g_autoptr(GDateTime) later = g_date_time_new_from_iso8601 ("2026-12-02T00:00:00Z", NULL);
  gint64 ids[G_N_ELEMENTS (cases)];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ids[i] = own_kit_judge (kit, (int) i, "dana", "ST-004");
      if (cases[i].ruling > -2)
        own_kit_appeal (kit, ids[i], "dana", cases[i].ruling);
    }

  /* One that changed since: another revision than the labels have now. */
  gint64 fixed = own_kit_judge (kit, 9, "dana", "ST-004");
  FwVerdict facts = *(const FwVerdict *) fw_review_find (fw_review_file_get_review (kit->file),
                                                         FW_REVIEW_VERDICT, fixed);
  gint64 regraded = own_kit_judge (kit, 10, "dana", "ST-004");

  facts.unit_rev = (char *) "another";
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_VERDICT, &facts, NULL, NULL));
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_REGRADE,
                                     &(FwRegrade) { .from_version = (char *) "1.0.0",
                                                    .to_version = (char *) "1.1.0",
                                                    .excused = &regraded,
                                                    .n_excused = 1 },
                                     NULL, NULL));
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) first = find (works, "dana");
  g_autoptr(FwOwnFindings) self = complete (first);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FwReturned *returned = returned_of (self, ids[i]);
      g_autofree char *until = NULL;

      g_assert_cmpint (fw_own_findings_get_state (self, returned, now), ==, cases[i].state);
      g_assert_cmpint (fw_own_findings_can_appeal (self, returned, now, &until), ==,
                       cases[i].can_appeal);
      g_assert_cmpstr (until, ==, cases[i].can_appeal ? "2026-12-01T10:00:00Z" : NULL);
      g_assert_false (fw_own_findings_can_appeal (self, returned, later, NULL));
    }
  g_assert_cmpint (fw_own_findings_get_state (self, returned_of (self, ids[1]), later), ==,
                   FW_RETURNED_SILENT);
  g_assert_cmpint (fw_own_findings_get_state (self, returned_of (self, fixed), now), ==,
                   FW_RETURNED_FIXED);
  g_assert_cmpint (fw_own_findings_get_state (self, returned_of (self, regraded), now), ==,
                   FW_RETURNED_REGRADED);
  /* Without the labels nobody can say that it was fixed. */
  g_assert_cmpint (fw_own_findings_get_state (first, returned_of (first, fixed), now), ==,
                   FW_RETURNED_TO_FIX);
}

/* Test who is asked to rule: neither who drew, nor who judged, the first time or after. */
static void
test_rulings (void)
{
  static const struct
  {
    const char *person;
    guint       n;
  } cases[] = { { "dana", 0 }, { "tomas", 0 }, { "eva", 1 }, { "ines", 2 }, { "petra", 1 } };
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (kit);

  own_kit_appeal (kit, own_kit_judge (kit, 0, "dana", "ST-004"), "dana", -1);
  own_kit_appeal (kit, own_kit_judge (kit, 1, "eva", "ST-004"), "eva", -1);
  own_kit_appeal (kit, own_kit_judge (kit, 2, "dana", "ST-004"), "dana", FW_RULING_UPHELD);
  own_kit_judge_by (kit, "petra", 0, "dana", NULL);
  own_kit_save (kit);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwOwnFindings) self = find (works, cases[i].person);
      guint expected = g_str_equal (cases[i].person, "dana") ? 1 : cases[i].n;

      g_assert_cmpuint (self->rulings->len, ==, expected);
      for (guint k = 0; k < self->rulings->len; k++)
        g_assert_cmpstr (g_array_index (self->rulings, FwOwnRuling, k).appeal->by, !=,
                         cases[i].person);
    }
}

/* Test that new work is listed until it is done: changed, or confirmed. */
static void
test_rework (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (kit);
  char *units[] = { own_kit_unit (0), own_kit_unit (1), own_kit_unit (2), NULL };

  own_kit_judge (kit, 0, "dana", NULL);
  own_kit_judge (kit, 1, "eva", NULL);

  gint64 changed = own_kit_judge (kit, 2, "dana", NULL);
  FwVerdict facts = *(const FwVerdict *) fw_review_find (fw_review_file_get_review (kit->file),
                                                         FW_REVIEW_VERDICT, changed);

  facts.unit_rev = (char *) "another";
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_VERDICT, &facts, NULL, NULL));
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_REGRADE,
                                     &(FwRegrade) { .from_version = (char *) "1.0.0",
                                                    .to_version = (char *) "1.1.0",
                                                    .rework = units },
                                     NULL, NULL));
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) first = find (works, "dana");
  g_autoptr(FwOwnFindings) self = complete (first);

  g_assert_cmpuint (first->rework->len, ==, 2);
  g_assert_cmpuint (self->rework->len, ==, 1);
  g_assert_cmpstr (g_array_index (self->rework, FwOwnRework, 0).unit, ==, units[0]);
  for (int i = 0; i < 3; i++)
    g_free (units[i]);
}

/* Test that a review, labels or a manual that cannot be read is named, and the
 * rest goes on; that work without a review, or twice in the list, is nothing. */
static void
test_troubles (void)
{
  g_autoptr(OwnKit) good = own_kit_open ();
  g_autoptr(OwnKit) bad = own_kit_open ();
  g_autoptr(OwnKit) half = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (good);
  g_autofree char *no_review = g_build_filename (good->folder, "other.coco.json", NULL);
  g_autofree char *journal = fw_review_file_get_journal_path (bad->review);

  own_kit_judge (good, 0, "dana", "ST-004");
  own_kit_judge (half, 0, "dana", "ST-004");
  own_kit_save (good);
  own_kit_save (bad);
  own_kit_save (half);
  g_assert_true (g_file_set_contents (bad->review, "{\"schema\":1,", -1, NULL));
  g_unlink (journal);
  g_assert_true (g_file_set_contents (half->labels, "[broken", -1, NULL));
  g_unlink (half->manual);
  g_ptr_array_add (works, fw_own_work_new (bad->labels, bad->labels, bad->manual, "bad"));
  g_ptr_array_add (works, fw_own_work_new (half->labels, half->labels, half->manual, "half"));
  g_ptr_array_add (works, fw_own_work_new (no_review, no_review, NULL, "other"));
  g_ptr_array_add (works, fw_own_work_new ("/x/street.mp4", good->labels, NULL, "again"));

  g_autoptr(FwOwnFindings) first = find (works, "dana");

  g_assert_cmpuint (first->works->len, ==, 2);
  g_assert_cmpuint (first->troubles->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (first->troubles, 0), "“bad” is left out. "));
  g_assert_cmpint (first->record->grade.wrong, ==, 2);

  g_autoptr(FwOwnFindings) self = complete (first);

  g_assert_cmpuint (self->troubles->len, ==, 3);
  g_assert_cmpint (self->record->grade.wrong, ==, 2);
  g_assert_nonnull (fw_own_findings_find_unit (self, 0, "street/0/t1"));
  g_assert_null (fw_own_findings_find_unit (self, 1, "street/0/t1"));
}

/* Test that the questions of the person are there, newest first. */
static void
test_questions (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = works_of (kit);
  const char *const people[] = { "dana", "eva", "dana" };
  const char *const times[] = { "2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z",
                                "2026-11-22T10:00:00Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *text = g_strdup_printf ("Question %zu?", i);
      gint64 id;
      FwQuestion question = { .by = (char *) people[i], .text = text, .at = (char *) times[i] };

      g_assert_true (fw_review_file_ask (kit->file, &question, &id, NULL));
    }
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) self = find (works, "dana");

  g_assert_cmpuint (self->questions->len, ==, 2);
  g_assert_cmpstr (g_array_index (self->questions, FwOwnQuestion, 0).question->text, ==,
                   "Question 2?");
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/own-findings/words", test_words);
  g_test_add_func ("/own-findings/states", test_states);
  g_test_add_func ("/own-findings/rulings", test_rulings);
  g_test_add_func ("/own-findings/rework", test_rework);
  g_test_add_func ("/own-findings/troubles", test_troubles);
  g_test_add_func ("/own-findings/questions", test_questions);

  return g_test_run ();
}
