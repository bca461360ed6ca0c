/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "app/toaster.h"
#include "support/wait.h"

typedef struct
{
  GtkWidget *window;
  FwToaster *toaster; /* (owned) */
  guint      n_said;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_drawing_area_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  fixture->toaster = fw_toaster_new (ADW_TOAST_OVERLAY (overlay));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->toaster);
  test_app_close (GTK_WINDOW (fixture->window));
}

static void
collect_text (GtkWidget *widget,
              gpointer   user_data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (user_data, "[%s]", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  g_autoptr (GString) all = g_string_new (NULL);

  test_app_walk (fixture->window, collect_text, all);
  return strstr (all->str, text) != NULL;
}

/* Test that what is said is what is read: sentences are text, not markup. */
static void
test_markup (Fixture       *fixture,
             gconstpointer  data)
{
  fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = "Fixed: Tom & <Jerry>", .seconds = 4 });
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_true (shows (fixture, "[Fixed: Tom & <Jerry>]"));
  g_assert_cmpstr (fw_toaster_get_sentence (fixture->toaster), ==, "Fixed: Tom & <Jerry>");
}

/* Test that an offer that is out of date is gone at once, even from a young toast. */
static void
test_drop_offer (Fixture       *fixture,
                 gconstpointer  data)
{
  fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = "Car 1 deleted",
                                                  .button = "Undo",
                                                  .action = "win.undo",
                                                  .seconds = 4 });
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_true (shows (fixture, "[Undo]"));
  fw_toaster_drop_offer (fixture->toaster);
  g_assert_false (shows (fixture, "[Undo]"));

  /* What comes next stays. */
  fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = "Saved", .seconds = 4 });
  fw_toaster_drop_offer (fixture->toaster);
  g_assert_cmpstr (fw_toaster_get_sentence (fixture->toaster), ==, "Saved");
}

static gboolean
say_cb (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *sentence = g_strdup_printf ("Step %u", ++fixture->n_said);

  fw_toaster_drop_offer (fixture->toaster);
  fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = sentence,
                                                  .button = fixture->n_said % 2 ? "Undo" : NULL,
                                                  .seconds = 4 });
  return G_SOURCE_CONTINUE;
}

/* Test that a hand that does many things quickly reads the last of them: sentences that come
 * while the one before is still sliding in, or fading out. */
static void
test_quick (Fixture       *fixture,
            gconstpointer  data)
{
  static const guint every_ms[] = { 40, 150, 260, 720, 800 };

  for (gsize i = 0; i < G_N_ELEMENTS (every_ms); i++)
    {
      guint until = fixture->n_said + 4;
      guint timer = g_timeout_add (every_ms[i], say_cb, fixture);

      g_test_message ("every %u ms", every_ms[i]);
      while (fixture->n_said < until)
        g_main_context_iteration (NULL, TRUE);
      g_source_remove (timer);
    }
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_true (shows (fixture, "[Step 20]"));
}

static gboolean
hold_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Nothing is painted for @ms, while timers run: a busy machine. */
static void
starve (guint ms)
{
  guint hold = g_idle_add_full (GDK_PRIORITY_REDRAW - 50, hold_cb, NULL, NULL);
  gint64 until = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (hold);
}

static gboolean
is_silent (gpointer toaster)
{
  return fw_toaster_get_sentence (toaster) == NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !shows (fixture, "[Second]");
}

/* Test that what is dropped while the screen stands still goes when it has been seen to come:
 * libadwaita crashes when a toast has faded out before it has slid in. */
static void
test_standstill (Fixture       *fixture,
                 gconstpointer  data)
{
  for (int i = 0; i < 3; i++)
    {
      fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = "First", .seconds = 4 });
      gtk_test_widget_wait_for_draw (fixture->window);
      fw_toaster_drop (fixture->toaster);
      g_assert_true (fw_test_wait (is_silent, fixture->toaster));
      fw_toaster_show (fixture->toaster, &(FwToast) { .sentence = "Second", .seconds = 4 });
      fw_toaster_drop (fixture->toaster);
      starve (1200);
      g_assert_cmpstr (fw_toaster_get_sentence (fixture->toaster), ==, "Second");
      g_assert_true (fw_test_wait (is_silent, fixture->toaster));
      g_assert_true (fw_test_wait (is_gone, fixture));
    }
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/toaster/plain-text", test_markup);
  ADD ("/toaster/drop-offer", test_drop_offer);
  ADD ("/toaster/quick", test_quick);
  ADD ("/toaster/standstill", test_standstill);
  return g_test_run ();
}
