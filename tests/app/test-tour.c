/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The tour: each step ends with what it asks for, and with nothing else.
 * Documents and scripts are written as tests/edit/edit-kit.h has them. No display.
 */

#include "app/tour/tour.h"

#include "edit-kit.h"

#include <glib-object.h>

typedef struct
{
  FwSession *session;
  FwTour    *tour;
  guint      n_changed;
} Kit;

static void
changed_cb (Kit *kit)
{
  kit->n_changed++;
}

/* A tour that stands at @step. */
static void
kit_begin (Kit        *kit,
           FwTourStep  step)
{
  *kit = (Kit) { .session = kit_session (TRUE, 60, "1 car 0:10,10,20,20 20:30,10,20,20") };
  kit->tour = fw_tour_new (kit->session);
  while (fw_tour_get_step (kit->tour) < step)
    fw_tour_skip (kit->tour);
  g_signal_connect_swapped (kit->tour, "changed", G_CALLBACK (changed_cb), kit);
}

static void
kit_end (Kit *kit)
{
  /* The session does not keep it. */
  g_assert_finalize_object (kit->tour);
  kit_run (kit->session, "frame=3");
  g_object_unref (kit->session);
}

static void
mark (FwSession *session,
      gsize      n)
{
  const FwMark marks[] = {
    { .track = 1, .span = { 5, 8 }, .severity = FW_MARK_PROBLEM },
    { .track = 0, .span = { 12, 12 }, .severity = FW_MARK_HINT },
  };

  fw_session_set_marks (session, marks, n);
}

/* Test that what a step asks for ends it, once, and that other things do not. */
static void
test_steps (void)
{
  static const struct
  {
    FwTourStep  step;
    const char *other; /* done before, without effect */
    const char *asked;
  } cases[] = {
    { FW_TOUR_FRAMES, "select=1", "frame=1" },
    { FW_TOUR_DRAW, "frame=4 select=1 kRight", "tool=box p100,100 m160,150 r160,150" },
    { FW_TOUR_FOLLOW, "frame=30 tool=box p100,100 m160,150 r160,150",
      "frame=10 tool=select p30,20 m50,25 r50,25" },
    { FW_TOUR_END, "frame=10 select=1 toggle-occluded", "frame=30 toggle-keyframe" },
    { FW_TOUR_END, "frame=30 tool=box p100,100 m160,150 r160,150", "frame=10 select=1 toggle-outside" },
    { FW_TOUR_ATTRIBUTE, "frame=10 select=1 kRight", "attribute=1" },
    { FW_TOUR_UNDO, "select=1 kRight", "undo" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Kit kit;

      g_test_message ("case %zu: step %d", i, cases[i].step);
      kit_begin (&kit, cases[i].step);
      kit_run (kit.session, cases[i].other);
      g_assert_cmpint (fw_tour_get_step (kit.tour), ==, cases[i].step);
      g_assert_cmpuint (kit.n_changed, ==, 0);
      kit_run (kit.session, cases[i].asked);
      g_assert_cmpint (fw_tour_get_step (kit.tour), ==, cases[i].step + 1);
      g_assert_cmpuint (kit.n_changed, ==, 1);
      kit_end (&kit);
    }
}

/* Test that a problem is met at its object in its frames, or in the frame it is about. */
static void
test_problem (void)
{
  Kit kit;

  kit_begin (&kit, FW_TOUR_PROBLEM);
  mark (kit.session, 2);
  kit_run (kit.session, "select=1 frame=9");
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_PROBLEM);
  kit_run (kit.session, "frame=8");
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_RULE);
  kit_end (&kit);

  kit_begin (&kit, FW_TOUR_PROBLEM);
  mark (kit.session, 2);
  kit_run (kit.session, "frame=6");
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_PROBLEM);
  kit_run (kit.session, "frame=12");
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_RULE);
  kit_end (&kit);
}

/* Test that a rule that was opened counts at its step only, and a problem that is gone at
 * the next; one that is new does not. */
static void
test_rule_and_fix (void)
{
  Kit kit;

  kit_begin (&kit, FW_TOUR_PROBLEM);
  fw_tour_rule_read (kit.tour);
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_PROBLEM);
  fw_tour_skip (kit.tour);
  fw_tour_rule_read (kit.tour);
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_FIX);
  mark (kit.session, 2);
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_FIX);
  mark (kit.session, 1);
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_UNDO);
  kit_end (&kit);
}

/* Test that it has words for every step, and stays at the last one. */
static void
test_over (void)
{
  Kit kit;

  kit_begin (&kit, FW_TOUR_FRAMES);
  for (int i = 0; i < FW_N_TOUR_STEPS; i++)
    {
      g_assert_cmpint (fw_tour_get_step (kit.tour), ==, i);
      g_assert_cmpstr (fw_tour_get_words (kit.tour), !=, "");
      fw_tour_skip (kit.tour);
    }
  g_assert_cmpint (fw_tour_get_step (kit.tour), ==, FW_TOUR_OVER);
  g_assert_cmpuint (kit.n_changed, ==, FW_TOUR_OVER);
  kit_end (&kit);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tour/steps", test_steps);
  g_test_add_func ("/tour/problem", test_problem);
  g_test_add_func ("/tour/rule-and-fix", test_rule_and_fix);
  g_test_add_func ("/tour/over", test_over);

  return g_test_run ();
}
