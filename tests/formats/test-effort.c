/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How long work took, from steps whose times are known, and from the journal
 * that a session leaves behind.
 */

#include "coco-kit.h"

#include "core/journal.h"
#include "formats/effort.h"
#include "formats/journal-codec.h"

#include <glib/gstdio.h>

#define SECONDS(n_) ((gint64) ((double) (n_) * G_USEC_PER_SEC))
/* Some day of work. */
#define START SECONDS (1700000000)

static FwTrack *
make_track (FwTrackId id, const char *author)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr (FwShape) shape = fw_shape_new_box (FW_RECT (1, 2, 30, 40));

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_author (builder, author);

  return fw_track_builder_end (builder, NULL);
}

/* A step that makes objects 1 to @n, by dana. */
static FwStep *
make_step (double at, FwTrackId first, gsize n)
{
  g_autoptr (GPtrArray) tracks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  g_autofree FwSlotChange *changes = g_new0 (FwSlotChange, n);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (tracks, make_track (first + (FwTrackId) i, "dana"));
      changes[i] = (FwSlotChange){ { FW_SLOT_TRACK, first + (FwTrackId) i },
                                   NULL,
                                   g_ptr_array_index (tracks, i) };
    }

  const FwStepFacts facts
      = { .label = "Draw box", .author = "dana", .time_us = START + SECONDS (at) };

  return fw_step_new (&facts, changes, n);
}

static void
add (FwEffortTable *table, double at, FwTrackId first, gsize n)
{
  g_autoptr (FwStep) step = make_step (at, first, n);

  fw_effort_table_add_step (table, step);
}

static void
expect (FwEffortTable *table, guint index, FwTrackId track, double seconds, guint n_steps)
{
  g_autoptr (GArray) list = fw_effort_table_list (table);
  const FwTrackEffort *effort = &g_array_index (list, FwTrackEffort, index);

  g_assert_cmpuint (list->len, >, index);
  g_assert_cmpint (effort->track, ==, track);
  g_assert_cmpfloat_with_epsilon (effort->seconds, seconds, 1e-6);
  g_assert_cmpuint (effort->n_steps, ==, n_steps);
  g_assert_cmpstr (effort->author, ==, "dana");
}

/* Test that time goes to the objects of the next step, that breaks are cut to
 * 30 seconds, and that several objects share. */
static void
test_clock (void)
{
  g_autoptr (FwEffortTable) table = fw_effort_table_new ();

  add (table, 0, 5, 1); /* nobody knows when this one began */
  add (table, 4, 5, 1);
  add (table, 10, 2, 2);
  add (table, 300, 3, 1);
  expect (table, 0, 2, 3.0, 1);
  expect (table, 1, 3, 33.0, 2);
  expect (table, 2, 5, 4.0, 2);
}

/* Test that the clock runs from the start of a session and from an undo, and
 * that a clock that was set back gives no time. */
static void
test_actions (void)
{
  g_autoptr (FwEffortTable) table = fw_effort_table_new ();

  fw_effort_table_add_action (table, START);
  add (table, 2, 1, 1);
  fw_effort_table_add_action (table, START + SECONDS (5));
  add (table, 6, 1, 1);
  expect (table, 0, 1, 3.0, 2);
  fw_effort_table_add_action (table, START - SECONDS (900));
  fw_effort_table_add_action (table, 0);
  add (table, 7, 1, 1);
  expect (table, 0, 1, 4.0, 3);
}

/* Test that a step that is taken back and goes on is one step, with all its time. */
static void
test_going_on (void)
{
  g_autoptr (FwEffortTable) table = fw_effort_table_new ();

  fw_effort_table_add_action (table, START);
  add (table, 1, 1, 1);
  for (int i = 1; i <= 5; i++)
    {
      fw_effort_table_add_action (table, START + SECONDS (1 + 0.1 * i));
      add (table, 1 + 0.1 * i - 1e-5, 1, 1);
    }
  expect (table, 0, 1, 1.5, 1);
}

/* Test that a journal on disk gives the same, and one that is not there a reason. */
static void
test_journal (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("effort-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "work.fwj", NULL);
  g_autoptr (GBytes) header = fw_record_encode_header ("/clip.coco.json", "", START);
  g_autoptr (GBytes) session = fw_record_encode_session ("", NULL, START);
  g_autoptr (GBytes) undo = fw_record_encode_undo ("dana", START + SECONDS (9));
  g_autoptr (FwStep) first = make_step (4, 7, 1);
  g_autoptr (FwStep) second = make_step (10, 8, 1);
  g_autoptr (GBytes) first_bytes = fw_record_encode_step (first, 9);
  g_autoptr (GBytes) second_bytes = fw_record_encode_step (second, 9);
  g_autoptr (FwEffortTable) table = fw_effort_table_new ();
  FwJournal *journal;

  g_assert_false (fw_effort_table_read (table, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  journal = fw_journal_open (path, header, &error);
  g_assert_no_error (error);
  fw_journal_append (journal, session);
  fw_journal_append (journal, first_bytes);
  fw_journal_append (journal, undo);
  fw_journal_append (journal, second_bytes);
  fw_journal_close (journal);
  g_object_unref (journal);

  g_assert_true (fw_effort_table_read (table, path, &error));
  g_assert_no_error (error);
  expect (table, 0, 7, 4.0, 1);
  expect (table, 1, 8, 1.0, 1);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/effort/clock", test_clock);
  g_test_add_func ("/effort/actions", test_actions);
  g_test_add_func ("/effort/going-on", test_going_on);
  g_test_add_func ("/effort/journal", test_journal);

  return g_test_run ();
}
