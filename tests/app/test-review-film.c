/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The sheet of a track in a window: whole cells from its beginning, more of them behind
 * buttons, and what is gone to in view.
 */

#include "app/review/review-film.h"

#include "app-support.h"
#include "canvas-support.h"
#include "support/wait.h"

#define WIDTH 640

typedef struct
{
  FwSession    *session; /* (owned) */
  GtkWindow    *window;
  FwReviewFilm *film;
} Fixture;

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  GtkWidget *scrolled
    = test_app_find (GTK_WIDGET (fixture->film), GTK_TYPE_SCROLLED_WINDOW, NULL);

  g_assert_nonnull (scrolled);

  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
}

static void
collect_cb (GtkWidget *widget,
            gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "fw-film-frame")
      || gtk_widget_has_css_class (widget, "fw-film-arrow"))
    g_ptr_array_add (user_data, widget);
}

/* The earlier button, the cells, the later button. */
static GPtrArray *
list_buttons (Fixture *fixture)
{
  GPtrArray *list = g_ptr_array_new ();

  test_app_walk (GTK_WIDGET (fixture->film), collect_cb, list);

  return list;
}

static gboolean
has_arrows (gpointer user_data)
{
  g_autoptr(GPtrArray) list = list_buttons (user_data);
  GtkWidget *later = list->pdata[list->len - 1];

  return gtk_widget_get_mapped (later) && gtk_widget_get_sensitive (later)
         && gtk_adjustment_get_page_size (get_adjustment (user_data)) > 0.0
         && gtk_widget_get_width (list->pdata[1]) > 0;
}

static gboolean
is_at_beginning (gpointer user_data)
{
  g_autoptr(GPtrArray) list = list_buttons (user_data);

  return gtk_adjustment_get_value (get_adjustment (user_data)) == 0.0
         && !gtk_widget_get_sensitive (list->pdata[0]);
}

static gboolean
is_at_end (gpointer user_data)
{
  g_autoptr(GPtrArray) list = list_buttons (user_data);

  return gtk_widget_get_sensitive (list->pdata[0])
         && !gtk_widget_get_sensitive (list->pdata[list->len - 1]);
}

static gboolean
is_off_beginning (gpointer user_data)
{
  return gtk_adjustment_get_value (get_adjustment (user_data)) > 0.0;
}

/* The cells fill the room: neither is one cut, nor is there a gap of a cell's width. */
static gboolean
shows_whole_cells (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GPtrArray) list = list_buttons (fixture);
  double page = gtk_adjustment_get_page_size (get_adjustment (fixture));
  graphene_rect_t first, second;

  if (!gtk_widget_compute_bounds (list->pdata[1], GTK_WIDGET (fixture->film), &first)
      || !gtk_widget_compute_bounds (list->pdata[2], GTK_WIDGET (fixture->film), &second))
    return FALSE;

  double pitch = second.origin.x - first.origin.x;
  double gap = pitch - first.size.width;
  double n = round (page / pitch);

  return pitch > 0.0 && n >= 2.0 && fabs (n * pitch - gap - page) <= n;
}

static void
show (Fixture *fixture,
      gboolean is_covered)
{
  const FwUnit unit = { FW_UNIT_TRACK, FW_FRAME_NONE, 1, FALSE };
  const FwFilmFacts facts = { .unit = &unit,
                              .snapshot = fw_session_get_snapshot (fixture->session),
                              .is_covered = is_covered };

  fw_review_film_show (fixture->film, &facts);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  FwTrackBuilder *track = fw_track_builder_new (1, 1);
  g_autoptr(FwShape) small = fw_shape_new_box (FW_RECT (20, 20, 40, 30));
  g_autoptr(FwShape) large = fw_shape_new_box (FW_RECT (20, 20, 60, 45));

  fw_track_builder_set_key (track, 0, small);
  fw_track_builder_set_key (track, 39, large);
  fw_track_builder_set_change (track, "brake-lights", 0, fw_value_boolean (TRUE));
  fw_track_builder_set_change (track, "brake-lights", 8, fw_value_boolean (FALSE));
  fixture->session = canvas_support_session (fw_track_builder_end (track, NULL), NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->film = FW_REVIEW_FILM (fw_review_film_new ());
  gtk_window_set_default_size (fixture->window, WIDTH, 300);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->film));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_app_close (fixture->window);
  g_object_unref (fixture->session);
}

/* Test that a sheet opens at its beginning with whole cells, also when what is judged is at
 * its end; that the buttons turn it; and that what is gone to is in view. */
static void
test_sheet (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) list = NULL;

  fw_review_film_set_frame (fixture->film, 39);
  show (fixture, FALSE);
  fw_review_film_set_frame (fixture->film, 39);
  g_assert_true (fw_test_wait (has_arrows, fixture));
  g_assert_true (fw_test_wait (shows_whole_cells, fixture));
  g_assert_true (fw_test_wait (is_at_beginning, fixture));

  list = list_buttons (fixture);
  g_assert_cmpuint (list->len, ==, 18);
  g_signal_emit_by_name (list->pdata[17], "clicked");
  g_assert_true (fw_test_wait (is_off_beginning, fixture));
  g_signal_emit_by_name (list->pdata[0], "clicked");
  g_assert_true (fw_test_wait (is_at_beginning, fixture));

  fw_review_film_set_frame (fixture->film, 38);
  fw_review_film_set_frame (fixture->film, 39);
  g_assert_true (fw_test_wait (is_at_end, fixture));
  g_assert_true (shows_whole_cells (fixture));
  fw_review_film_set_frame (fixture->film, 0);
  g_assert_true (fw_test_wait (is_at_beginning, fixture));
}

/* Test that a value stands with its attribute, also no; and that nothing is said while the
 * category is covered, which attributes would tell. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, TRUE);
  g_assert_true (fw_test_wait (has_arrows, fixture));
  g_assert_null (test_app_find (GTK_WIDGET (fixture->film), GTK_TYPE_LABEL, "Brake lights"));

  show (fixture, FALSE);
  test_app_wait_for (GTK_WIDGET (fixture->film), GTK_TYPE_LABEL, "Brake lights: Yes");
  test_app_wait_for (GTK_WIDGET (fixture->film), GTK_TYPE_LABEL, "Brake lights: No");
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return g_test_run ();

  g_test_add ("/review-film/sheet", Fixture, NULL, set_up, test_sheet, tear_down);
  g_test_add ("/review-film/words", Fixture, NULL, set_up, test_words, tear_down);

  return g_test_run ();
}
