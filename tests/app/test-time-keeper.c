/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/time-keeper.h"

#include "core/track.h"
#include "formats/time-log.h"
#include "support/test-home.h"
#include "support/wait.h"

#define S ((gint64) G_USEC_PER_SEC)
/* 2026-11-27T12:00:00Z */
#define NOON ((gint64) 1795780800 * S)

static gint64
clock_cb (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static FwTimeDay *
read_day (const char  *person,
          GArray     **out_days)
{
  g_autoptr(GError) error = NULL;

  *out_days = fw_time_log_read (person, NULL, NULL, &error);
  g_assert_no_error (error);

  return (*out_days)->len > 0 ? &g_array_index (*out_days, FwTimeDay, 0) : NULL;
}

static void
flush (FwTimeKeeper *keeper)
{
  g_autoptr(GError) error = NULL;

  fw_time_keeper_flush (keeper, &error);
  g_assert_no_error (error);
}

/* Test a day by an injected clock: drawing, reading and asking are work, breaks are
 * nothing, and each clip has its share. */
static void
test_day (void)
{
  static const struct
  {
    int         after_s;
    FwWorkKind  kind;
    const char *document;
  } inputs[] = {
    { 0, FW_WORK_LABELS, "one" },    { 20, FW_WORK_LABELS, "one" },
    { 50, FW_WORK_LABELS, "one" },   /* 30 of it are speed */
    { 10, FW_WORK_READING, "one" },  { 200, FW_WORK_READING, "one" },
    { 40, FW_WORK_LABELS, "one" },   { 3600, FW_WORK_LABELS, "one" }, /* lunch */
    { 15, FW_WORK_LABELS, "two" },   { 25, FW_WORK_LABELS, "two" },
  };
  gint64 now = NOON;
  g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
  g_autoptr(GArray) days = NULL;

  fw_time_keeper_set_person (keeper, "dana");
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      now += inputs[i].after_s * S;
      fw_time_keeper_input (keeper, inputs[i].kind, inputs[i].document, inputs[i].document);
    }
  flush (keeper);

  FwTimeDay *day = read_day ("dana", &days);
  FwTimeWork *works = (FwTimeWork *) (gpointer) day->works->data;

  g_assert_cmpstr (day->day, ==, "2026-11-27");
  g_assert_cmpfloat (day->work_s, ==, 360.0);
  g_assert_cmpfloat (day->labelling_s, ==, 20 + 30 + 10 + 15 + 25);
  g_assert_cmpfloat (day->reading_s, ==, 240.0);
  g_assert_cmpuint (day->works->len, ==, 2);
  g_assert_cmpfloat (works[0].work_s, ==, 335.0);
  g_assert_cmpfloat (works[1].work_s, ==, 25.0);
}

static gboolean
is_written (gpointer user_data)
{
  return *(int *) user_data > 0;
}

static void
count_cb (int *n)
{
  (*n)++;
}

/* Test that a minute of work reaches the disk by itself: a crash costs no more. */
static void
test_written_by_itself (void)
{
  gint64 now = NOON;
  g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
  g_autoptr(GArray) days = NULL;
  int n = 0;

  g_signal_connect_swapped (keeper, "written", G_CALLBACK (count_cb), &n);
  fw_time_keeper_set_person (keeper, "eva");
  for (int i = 0; i <= 60; i++, now += S)
    fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
  g_assert_true (fw_test_wait (is_written, &n));
  g_assert_cmpfloat (read_day ("eva", &days)->work_s, ==, 60.0);

  /* Nothing new, nothing written twice. */
  g_clear_pointer (&days, g_array_unref);
  flush (keeper);
  g_assert_cmpfloat (read_day ("eva", &days)->work_s, ==, 60.0);
}

/* Test that waiting for the end and the thread write each line once. */
static void
test_flush_beside_the_thread (void)
{
  for (int round = 0; round < 50; round++)
    {
      gint64 now = NOON;
      g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
      g_autofree char *person = g_strdup_printf ("finn %d", round);
      g_autoptr(GArray) days = NULL;
      int n = 0;

      g_signal_connect_swapped (keeper, "written", G_CALLBACK (count_cb), &n);
      fw_time_keeper_set_person (keeper, person);
      for (int i = 0; i < 10; i++, now += S)
        fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
      fw_time_keeper_write (keeper);
      for (int i = 0; i < 10; i++, now += S)
        fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
      flush (keeper);
      g_assert_cmpfloat (read_day (person, &days)->work_s, ==, 19.0);
      g_assert_true (fw_test_wait (is_written, &n));
      g_clear_pointer (&days, g_array_unref);
      g_assert_cmpfloat (read_day (person, &days)->work_s, ==, 19.0);
    }
}

static FwTrack *
make_track (gsize n_keyframes)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);

  for (gsize i = 0; i < n_keyframes; i++)
    {
      g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (0, 0, 10 + (double) i, 10));

      fw_track_builder_set_key (builder, (FwFrame) i * 10, shape);
    }

  return fw_track_builder_end (builder, NULL);
}

static FwStep *
make_step (FwTrack *before,
           FwTrack *after)
{
  FwSlotChange change = { { FW_SLOT_TRACK, 1 }, before, after };
  FwStepFacts facts = { .label = "step", .time_us = NOON };

  return fw_step_new (&facts, &change, 1);
}

/* Test what is counted: objects that are new, labels set by hand; what is undone
 * is taken back, also when it went into a line before. */
static void
test_counts (void)
{
  gint64 now = NOON;
  g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
  g_autoptr(FwTrack) one = make_track (1);
  g_autoptr(FwTrack) three = make_track (3);
  g_autoptr(FwStep) draw = make_step (NULL, one);
  g_autoptr(FwStep) extend = make_step (one, three);
  g_autoptr(FwStep) move = make_step (three, three);
  g_autoptr(FwStep) drop = make_step (three, NULL);
  g_autoptr(GArray) days = NULL;

  fw_time_keeper_set_person (keeper, "gita");
  fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
  fw_time_keeper_count (keeper, draw, FALSE, NULL);
  fw_time_keeper_count (keeper, extend, FALSE, NULL);
  flush (keeper);
  /* A key that repeats: the step is taken back and made again, whole. */
  fw_time_keeper_count (keeper, move, FALSE, NULL);
  fw_time_keeper_count (keeper, move, TRUE, NULL);
  flush (keeper);
  fw_time_keeper_count (keeper, extend, TRUE, NULL);
  flush (keeper);
  fw_time_keeper_count (keeper, extend, FALSE, NULL);
  fw_time_keeper_count (keeper, drop, FALSE, NULL);
  fw_time_keeper_count (keeper, move, FALSE, NULL);
  flush (keeper);

  FwTimeDay *day = read_day ("gita", &days);

  g_assert_cmpuint (day->objects, ==, 1);
  g_assert_cmpuint (day->labels, ==, 4);
}

/* Test that nobody's time is written to somebody else, and none without a person. */
static void
test_person (void)
{
  gint64 now = NOON;
  g_autoptr(FwTimeKeeper) keeper = fw_time_keeper_new (clock_cb, &now);
  const char *const       people[] = { NULL, "hugo", "ines", "" };
  g_autoptr(GArray) hugo = NULL;
  g_autoptr(GArray) ines = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      fw_time_keeper_set_person (keeper, people[i]);
      for (int k = 0; k < 10; k++, now += S)
        fw_time_keeper_input (keeper, FW_WORK_LABELS, "one", "street");
    }
  flush (keeper);
  g_assert_cmpfloat (read_day ("hugo", &hugo)->work_s, ==, 10.0);
  g_assert_cmpfloat (read_day ("ines", &ines)->work_s, ==, 10.0);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  fw_test_init (&argc, &argv);

  g_test_add_func ("/time-keeper/day", test_day);
  g_test_add_func ("/time-keeper/written-by-itself", test_written_by_itself);
  g_test_add_func ("/time-keeper/flush-beside-the-thread", test_flush_beside_the_thread);
  g_test_add_func ("/time-keeper/counts", test_counts);
  g_test_add_func ("/time-keeper/person", test_person);

  return g_test_run ();
}
