/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The requirements of worker protection that need more than the review layer; the
 * rest are in tests/review/test-worker-protection.c. One test for each, named after
 * it; the list is in tests/README.md.
 */

#include "app/own-kit.h"
#include "app/own/own-export.h"
#include "app/own/own-words.h"
#include "app/project.h"
#include "app/time-keeper.h"
#include "formats/time-log.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <string.h>

#define S ((gint64) G_USEC_PER_SEC)
/* 2026-11-27T12:00:00Z */
#define NOON ((gint64) 1795780800 * S)

static gboolean
is_done (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  fw_project_open_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  fw_project_close_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
has_found (gpointer user_data)
{
  FwCheckRunner *checks = user_data;

  return !fw_check_runner_is_checking (checks) && fw_check_runner_get_n_problems (checks) > 0;
}

/* Test that the machine's checks, which find things to fix by themselves, leave the
 * labels and their file alone: nobody clicked. */
static void
test_checks_never_alter_labels (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autofree char *clip = own_kit_copy (kit->folder, "street.mp4");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(FwProject) project = fw_project_new ();
  FwProjectFiles files = { clip, kit->labels, kit->manual };
  gboolean is_open = FALSE;
  gboolean is_closed = FALSE;
  gboolean can_fix = FALSE;
  FwDocument *document;
  FwSnapshot *snapshot;
  GPtrArray *problems;

  own_kit_save (kit);
  g_remove (kit->review);
  g_assert_true (g_file_get_contents (kit->labels, &before, NULL, NULL));
  fw_project_open_async (project, &files, 64 << 20, NULL, opened_cb, &is_open);
  g_assert_true (fw_test_wait (is_done, &is_open));
  document = fw_labels_file_get_document (fw_project_get_labels (project));
  snapshot = fw_document_get_snapshot (document);
  g_assert_true (fw_test_wait (has_found, fw_project_get_checks (project)));

  problems = fw_check_runner_get_problems (fw_project_get_checks (project));
  for (guint i = 0; i < problems->len; i++)
    can_fix |= fw_problem_get_rule (g_ptr_array_index (problems, i))->fix != FW_FIX_NONE;
  g_assert_true (can_fix);
  g_assert_true (fw_document_get_snapshot (document) == snapshot);
  g_assert_false (fw_document_can_undo (document));
  g_assert_false (fw_document_is_dirty (document));

  fw_project_close_async (project, NULL, closed_cb, &is_closed);
  g_assert_true (fw_test_wait (is_done, &is_closed));
  g_assert_true (g_file_get_contents (kit->labels, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  g_remove (clip);
}

/* Test that everything that was said about a person can be taken along as JSON. */
static void
test_export_of_own_record (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);

  for (int i = 0; i < 12; i++)
    own_kit_judge (kit, i, i % 3 ? "dana" : "eva", i % 2 ? "ST-004" : NULL);
  own_kit_save (kit);
  g_ptr_array_add (works, own_kit_work (kit));

  g_autoptr(FwOwnFindings) findings = fw_own_findings_new (works, "dana", now, NULL, NULL, NULL);
  g_autoptr(GBytes) json = fw_own_export_to_json (findings, NULL, now);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = own_kit_unit (i);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);

      g_assert_cmpint (strstr (text, quoted) != NULL, ==, i % 3 != 0);
    }
  g_assert_nonnull (strstr (text, "\"rule\":\"ST-004\""));
  g_assert_nonnull (strstr (text, "About 14 px of road"));
}

static gint64
clock_cb (gpointer user_data)
{
  return *(gint64 *) user_data;
}

/* A day of drawing; with @breaks she has lunch, reads and asks between. */
static GArray *
work_a_day (const char *person,
            gboolean    breaks)
{
  gint64 now = NOON;
  g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
  g_autoptr(GError) error = NULL;
  GArray *days;

  fw_time_keeper_set_person (keeper, person);
  for (int i = 0; i < 100; i++)
    {
      now += 10 * S;
      fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
      if (breaks && i % 10 == 5)
        {
          /* From the picture to the manual is no pause. */
          fw_time_keeper_input (keeper, FW_WORK_READING, "one", "street");
          now += 240 * S;
          fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
        }
      if (breaks && i % 50 == 25)
        {
          now += 3600 * S;
          fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
        }
    }
  fw_time_keeper_flush (keeper, &error);
  g_assert_no_error (error);
  days = fw_time_log_read (person, NULL, NULL, &error);
  g_assert_no_error (error);

  return days;
}

/* Test that breaks, reading and asking change no speed: they are not in its clock.
 * Reading and asking are work all the same; breaks are not. */
static void
test_breaks_are_not_speed (void)
{
  g_autoptr(GArray) without = work_a_day ("dana", FALSE);
  g_autoptr(GArray) with = work_a_day ("eva", TRUE);
  const FwTimeDay *plain = &g_array_index (without, FwTimeDay, 0);
  const FwTimeDay *broken = &g_array_index (with, FwTimeDay, 0);

  g_assert_cmpfloat (plain->labelling_s, ==, 990.0);
  g_assert_cmpfloat (broken->labelling_s, ==, plain->labelling_s);
  g_assert_cmpfloat (broken->reading_s, ==, 2400.0);
  g_assert_cmpfloat (fw_time_day_get_total (broken), ==, plain->work_s + 2400.0);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  fw_test_init (&argc, &argv);

  g_test_add_func ("/worker-protection/9/checks-never-alter-labels",
                   test_checks_never_alter_labels);
  g_test_add_func ("/worker-protection/11/export-of-own-record", test_export_of_own_record);
  g_test_add_func ("/worker-protection/12/breaks-are-not-speed", test_breaks_are_not_speed);

  return g_test_run ();
}
