/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Editing a manual's rule without a window: what is typed is checked and kept,
 * tried over the labels, saved byte by byte, and nobody's work is lost.
 */

#include "app/desk/rule-desk.h"
#include "support/sample-project.h"
#include "support/test-home.h"

#include <string.h>

#define RULE "ST-002"

typedef struct
{
  SampleProject sample;
  FwRuleDesk   *desk;     /* (owned) */
  char         *before;   /* (owned) the manual's text */
  char         *sentence; /* (owned) (nullable) what saving said */
  GError       *error;    /* (owned) (nullable) */
  guint         n_checks;
} Fixture;

static void
checked_cb (Fixture *fixture)
{
  fixture->n_checks++;
}

static void
take_desk (Fixture *fixture)
{
  fixture->desk = fw_rule_desk_new (fixture->sample.project);
  g_signal_connect_swapped (fixture->desk, "checked", G_CALLBACK (checked_cb), fixture);
}

static void
drop_desk (Fixture *fixture)
{
  g_signal_handlers_disconnect_by_data (fixture->desk, fixture);
  g_clear_object (&fixture->desk);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  sample_project_open (&fixture->sample);
  fixture->before = sample_project_read (fixture->sample.manual);
  take_desk (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  fw_rule_desk_end (fixture->desk, FALSE);
  fw_rule_desk_discard_draft (fixture->desk);
  drop_desk (fixture);
  sample_project_close (&fixture->sample);
  g_free (fixture->before);
  g_free (fixture->sentence);
  g_clear_error (&fixture->error);
}

static gboolean
is_checked (gpointer user_data)
{
  return fw_rule_desk_is_checked (((Fixture *) user_data)->desk);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_rule_desk_begin (fixture->desk, RULE, &error));
  g_assert_no_error (error);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_free (fixture->sentence);
  fixture->sentence = fw_rule_desk_save_finish (FW_RULE_DESK (object), result, &fixture->error);
  fixture->sample.is_done = TRUE;
}

static void
save (Fixture *fixture)
{
  fw_rule_desk_save_async (fixture->desk, saved_cb, fixture);
  sample_project_wait (&fixture->sample);
}

static void
assert_text (Fixture    *fixture,
             const char *what,
             const char *with)
{
  g_autofree char *is = sample_project_read (fixture->sample.manual);
  g_autoptr (GString) expected = g_string_new (fixture->before);

  if (what != NULL)
    g_assert_cmpuint (g_string_replace (expected, what, with, 1), ==, 1);
  g_assert_cmpstr (is, ==, expected->str);
}

/* Test that saving waits for the check, writes what changed, puts it in force, and is taken back. */
static void
test_save (Fixture      *fixture,
           gconstpointer data)
{
  FwProject *project = fixture->sample.project;

  begin (fixture);
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  g_assert_true (fw_rule_desk_is_changed (fixture->desk));
  save (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (strstr (fixture->sentence, RULE));
  assert_text (fixture, "height: 7", "height: 9");
  g_assert_null (fw_rule_desk_get_form (fixture->desk));
  g_assert_cmpfloat (fw_rule_get_number (fw_manual_find_rule (fw_project_get_manual (project), RULE),
                                         "height", 0),
                     ==, 9);

  g_assert_true (fw_rule_desk_can_undo (fixture->desk));
  fw_rule_desk_undo_async (fixture->desk, saved_cb, fixture);
  sample_project_wait (&fixture->sample);
  g_assert_no_error (fixture->error);
  assert_text (fixture, NULL, NULL);
  g_assert_cmpfloat (fw_rule_get_number (fw_manual_find_rule (fw_project_get_manual (project), RULE),
                                         "height", 0),
                     ==, 7);
  g_assert_false (fw_rule_desk_can_undo (fixture->desk));
}

/* Test that what cannot stand in a manual is told and not written. */
static void
test_obstacle (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *nothing = NULL;
  g_autofree char *obstacle = NULL;
  g_autofree char *none = NULL;

  begin (fixture);
  g_assert_true (fw_test_wait (is_checked, fixture));
  nothing = fw_rule_desk_dup_obstacle (fixture->desk);
  g_assert_nonnull (nothing);
  fw_rule_desk_set (fixture->desk, "with", "height", "nine");
  g_assert_false (fw_rule_desk_is_checked (fixture->desk));
  save (fixture);
  g_assert_nonnull (fixture->error);
  assert_text (fixture, NULL, NULL);
  obstacle = fw_rule_desk_dup_obstacle (fixture->desk);
  g_assert_cmpstr (obstacle, ==, fixture->error->message);
  g_assert_nonnull (fw_rule_notes_find (fw_rule_desk_get_notes (fixture->desk), "with", "height"));

  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  g_assert_true (fw_test_wait (is_checked, fixture));
  none = fw_rule_desk_dup_obstacle (fixture->desk);
  g_assert_null (none);
}

static gboolean
is_stale (gpointer user_data)
{
  return fw_rule_desk_is_stale (((Fixture *) user_data)->desk);
}

/* Test that somebody else's change is told of, kept, and joined with one's own. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GString) theirs = g_string_new (fixture->before);
  g_autofree char *say = NULL;
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture);
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  g_assert_true (fw_test_wait (is_checked, fixture));
  g_string_replace (theirs, "that you can name", "that you can name for sure", 1);
  sample_project_write (fixture->sample.manual, theirs->str);
  /* Whether the monitor was quicker or not: nothing is written over theirs. */
  save (fixture);
  g_assert_nonnull (fixture->error);
  is = sample_project_read (fixture->sample.manual);
  g_assert_cmpstr (is, ==, theirs->str);

  g_assert_true (fw_test_wait (is_stale, fixture));
  g_assert_true (fw_rule_desk_reload (fixture->desk, &say, &error));
  g_assert_no_error (error);
  g_assert_false (fw_rule_desk_is_stale (fixture->desk));
  g_assert_cmpstr (fw_rule_form_get (fw_rule_desk_get_form (fixture->desk), "with", "height"), ==,
                   "9");
  save (fixture);
  g_assert_no_error (fixture->error);
  g_free (fixture->before);
  fixture->before = g_string_free (g_steal_pointer (&theirs), FALSE);
  assert_text (fixture, "height: 7", "height: 9");

  /* And taking back does not take theirs along. */
  sample_project_write (fixture->sample.manual, "---\nmanual: other\n---\n");
  fw_rule_desk_undo_async (fixture->desk, saved_cb, fixture);
  sample_project_wait (&fixture->sample);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

static gboolean
is_tried (gpointer user_data)
{
  FwRuleDesk *desk = ((Fixture *) user_data)->desk;

  return !fw_rule_desk_is_trying (desk) && fw_rule_desk_is_trial_current (desk);
}

static gboolean
is_refused (gpointer user_data)
{
  return fw_rule_desk_get_trial_trouble (((Fixture *) user_data)->desk) != NULL;
}

/* Test that a trial says what would open, follows the form, and changes nothing. */
static void
test_trial (Fixture      *fixture,
            gconstpointer data)
{
  gint64 opened;

  begin (fixture);
  fw_rule_desk_try (fixture->desk);
  g_assert_true (fw_rule_desk_is_trying (fixture->desk));
  g_assert_true (fw_test_wait (is_tried, fixture));
  g_assert_cmpint (fw_rule_desk_get_trial (fixture->desk)->counts.places[FW_FINDING_OPENED], ==, 0);
  g_assert_cmpint (fw_rule_desk_get_trial (fixture->desk)->n_labels, >, 0);

  /* Without another press of the button. */
  fw_rule_desk_set (fixture->desk, "with", "height", "40");
  g_assert_false (fw_rule_desk_is_trial_current (fixture->desk));
  g_assert_true (fw_test_wait (is_tried, fixture));
  opened = fw_rule_desk_get_trial (fixture->desk)->counts.places[FW_FINDING_OPENED];
  g_assert_cmpint (opened, >, 0);
  g_assert_cmpuint (fw_rule_desk_get_trial (fixture->desk)->opened->len, >, 0);

  fw_rule_desk_set (fixture->desk, "with", "height", "x");
  g_assert_true (fw_test_wait (is_refused, fixture));
  g_assert_false (fw_rule_desk_is_trying (fixture->desk));
  fw_rule_desk_set (fixture->desk, "with", "height", "80");
  g_assert_true (fw_test_wait (is_tried, fixture));
  g_assert_cmpint (fw_rule_desk_get_trial (fixture->desk)->counts.places[FW_FINDING_OPENED], >, opened);
  assert_text (fixture, NULL, NULL);

  fw_rule_desk_try (fixture->desk);
  fw_rule_desk_stop_trial (fixture->desk);
  g_assert_false (fw_rule_desk_is_trying (fixture->desk));
  fw_rule_desk_drop_trial (fixture->desk);
  g_assert_null (fw_rule_desk_get_trial (fixture->desk));
}

/* Test that what was typed is there again after a crash, and gone when it was given up. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin (fixture);
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  fw_rule_desk_set (fixture->desk, FW_FORM_PROSE, NULL, "- **DO** it.\n\nTwo \"lines\"; ünd [so].");
  g_assert_true (fw_test_wait (is_checked, fixture));

  /* As if the program had ended here. */
  drop_desk (fixture);
  take_desk (fixture);
  g_assert_nonnull (fw_rule_desk_get_draft (fixture->desk));
  g_assert_cmpstr (fw_rule_desk_get_draft (fixture->desk)->rule, ==, RULE);
  g_assert_true (fw_rule_desk_open_draft (fixture->desk, &error));
  g_assert_no_error (error);
  g_assert_null (fw_rule_desk_get_draft (fixture->desk));
  g_assert_cmpstr (fw_rule_form_get (fw_rule_desk_get_form (fixture->desk), "with", "height"), ==,
                   "9");
  g_assert_cmpstr (fw_rule_form_get (fw_rule_desk_get_form (fixture->desk), FW_FORM_PROSE, NULL),
                   ==, "- **DO** it.\n\nTwo \"lines\"; ünd [so].");

  fw_rule_desk_end (fixture->desk, TRUE);
  g_assert_nonnull (fw_rule_desk_get_draft (fixture->desk));
  fw_rule_desk_discard_draft (fixture->desk);
  drop_desk (fixture);
  take_desk (fixture);
  g_assert_null (fw_rule_desk_get_draft (fixture->desk));

  /* What was put back as it was is nothing to keep. */
  begin (fixture);
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  g_assert_true (fw_test_wait (is_checked, fixture));
  fw_rule_desk_set (fixture->desk, "with", "height", "7");
  g_assert_true (fw_test_wait (is_checked, fixture));
  g_assert_false (fw_rule_desk_is_changed (fixture->desk));
  drop_desk (fixture);
  take_desk (fixture);
  g_assert_null (fw_rule_desk_get_draft (fixture->desk));
}

/* Test that a new rule is tried and saved like the others, and its draft comes back. */
static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (fw_rule_desk_begin_new (fixture->desk, RULE, &error));
  g_assert_no_error (error);
  g_assert_false (fw_rule_desk_is_changed (fixture->desk));
  fw_rule_desk_set (fixture->desk, FW_FORM_TITLE, NULL, "Not too narrow");
  fw_rule_desk_set (fixture->desk, FW_FORM_PROSE, NULL, "- **DO** it.\n- Example yes: so.");
  fw_rule_desk_set (fixture->desk, "check", NULL, "min-size");
  fw_rule_desk_set (fixture->desk, "with", "width", "20");
  g_assert_true (fw_rule_desk_is_changed (fixture->desk));
  g_assert_true (fw_test_wait (is_checked, fixture));

  drop_desk (fixture);
  take_desk (fixture);
  g_assert_true (fw_rule_desk_get_draft (fixture->desk)->is_new);
  g_assert_true (fw_rule_desk_open_draft (fixture->desk, &error));
  id = g_strdup (fw_rule_form_get_id (fw_rule_desk_get_form (fixture->desk)));
  fw_rule_desk_try (fixture->desk);
  g_assert_true (fw_test_wait (is_tried, fixture));
  g_assert_cmpint (fw_rule_desk_get_trial (fixture->desk)->counts.places[FW_FINDING_OPENED], >, 0);
  save (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fw_manual_find_rule (fw_project_get_manual (fixture->sample.project), id));
}

int
main (int    argc,
      char **argv)
{
  fw_test_init (&argc, &argv);

  g_test_add ("/rule-desk/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/rule-desk/obstacle", Fixture, NULL, set_up, test_obstacle, tear_down);
  g_test_add ("/rule-desk/conflict", Fixture, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/rule-desk/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/rule-desk/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/rule-desk/new", Fixture, NULL, set_up, test_new, tear_down);

  return g_test_run ();
}
