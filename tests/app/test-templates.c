/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every widget of the program can be made from its template and goes away
 * again without anybody holding it. Warnings are fatal, so a child that a
 * template lacks or a signal nobody handles ends the test.
 */

#include "app-support.h"

#include "app/banner.h"
#include "app/callout.h"
#include "app/category-popover.h"
#include "app/check-pill.h"
#include "app/command-search.h"
#include "app/compare/compare-bar.h"
#include "app/compare/compare-figures.h"
#include "app/compare/compare-panel.h"
#include "app/compare/compare-row-view.h"
#include "app/compare/compare-view.h"
#include "app/editor-page.h"
#include "app/habit-bar.h"
#include "app/home-page.h"
#include "app/key-cap.h"
#include "app/leaving-bar.h"
#include "app/manual/manual-results.h"
#include "app/manual/manual-toc.h"
#include "app/manual/manual-window.h"
#include "app/next-shape.h"
#include "app/own/own-page.h"
#include "app/own/questions-page.h"
#include "app/panels/checks-panel.h"
#include "app/panels/inspector.h"
#include "app/panels/manual-panel.h"
#include "app/panels/object-row.h"
#include "app/panels/objects-panel.h"
#include "app/panels/review-panel.h"
#include "app/panels/pixel-bar.h"
#include "app/panels/rule-link.h"
#include "app/picture-bar.h"
#include "app/preferences.h"
#include "app/questions/answer-page.h"
#include "app/questions/ask-card.h"
#include "app/questions/news-card.h"
#include "app/questions/question-row.h"
#include "app/questions/question-text.h"
#include "app/questions/rule-chooser.h"
#include "app/questions/similar-list.h"
#include "app/quick-card.h"
#include "app/review/cite-field.h"
#include "app/review/rate-bar.h"
#include "app/review/review-facts.h"
#include "app/review/review-film.h"
#include "app/review/review-inset.h"
#include "app/review/review-list.h"
#include "app/review/review-page.h"
#include "app/review/review-start.h"
#include "app/review/verdict-bar.h"
#include "app/review/verdict-detail.h"
#include "app/settings.h"
#include "app/shortcuts-window.h"
#include "app/shortcuts.h"
#include "app/sidebar.h"
#include "app/swatch.h"
#include "app/timeline/film-strip.h"
#include "app/tool-rail.h"
#include "app/tour/tour-bar.h"
#include "app/transport.h"
#include "app/welcome-page.h"
#include "app/window.h"

static const struct
{
  const char *name;
  GtkWidget *(*make) (void);
} parts[] = {
  { "answer-page", fw_answer_page_new },
  { "ask-card", fw_ask_card_new },
  { "banner", fw_banner_new },
  { "callout", fw_callout_new },
  { "category-popover", fw_category_popover_new },
  { "check-pill", fw_check_pill_new },
  { "command-search", fw_command_search_new },
  { "compare-bar", fw_compare_bar_new },
  { "compare-figures", fw_compare_figures_view_new },
  { "compare-panel", fw_compare_panel_new },
  { "compare-row-view", fw_compare_row_view_new },
  { "compare-view", fw_compare_view_new },
  { "editor-page", fw_editor_page_new },
  { "habit-bar", fw_habit_bar_new },
  { "home-page", fw_home_page_new },
  { "leaving-bar", fw_leaving_bar_new },
  { "news-card", fw_news_card_new },
  { "next-shape", fw_next_shape_new },
  { "own-page", fw_own_page_new },
  { "questions-page", fw_questions_page_new },
  { "checks-panel", fw_checks_panel_new },
  { "inspector", fw_inspector_new },
  { "manual-panel", fw_manual_panel_new },
  { "manual-results", fw_manual_results_new },
  { "manual-toc", fw_manual_toc_new },
  { "object-row", fw_object_row_new },
  { "objects-panel", fw_objects_panel_new },
  { "pixel-bar", fw_pixel_bar_new },
  { "question-row", fw_question_row_new },
  { "question-text", fw_question_text_new },
  { "review-panel", fw_review_panel_new },
  { "rule-chooser", fw_rule_chooser_new },
  { "rule-link", fw_rule_link_new },
  { "similar-list", fw_similar_list_new },
  { "picture-bar", fw_picture_bar_new },
  { "quick-card", fw_quick_card_new },
  { "cite-field", fw_cite_field_new },
  { "rate-bar", fw_rate_bar_new },
  { "review-facts", fw_review_facts_new },
  { "review-film", fw_review_film_new },
  { "review-inset", fw_review_inset_new },
  { "review-list", fw_review_list_new },
  { "review-page", fw_review_page_new },
  { "review-start", fw_review_start_new },
  { "verdict-bar", fw_verdict_bar_new },
  { "verdict-detail", fw_verdict_detail_new },
  { "sidebar", fw_sidebar_new },
  { "canvas", fw_canvas_new },
  { "timeline", fw_timeline_new },
  { "tour-bar", fw_tour_bar_new },
  { "film-strip", fw_film_strip_new },
  { "tool-rail", fw_tool_rail_new },
  { "transport", fw_transport_new },
  { "welcome-page", fw_welcome_page_new },
};

/* Test that each part can be made, and is gone when nobody needs it. */
static void
test_parts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *widget = g_object_ref_sink (parts[i].make ());
      gpointer alive = widget;

      g_test_message ("case %zu: %s", i, parts[i].name);
      g_object_add_weak_pointer (G_OBJECT (widget), &alive);
      test_app_settle ();
      g_object_unref (widget);
      test_app_settle ();
      g_assert_null (alive);
    }
}

/* Test that each part can be shown in a window, and that the window goes. */
static void
test_parts_shown (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *widget = parts[i].make ();

      g_test_message ("case %zu: %s", i, parts[i].name);
      if (GTK_IS_POPOVER (widget))
        {
          g_object_ref_sink (widget);
          g_object_unref (widget);
        }
      else
        gtk_window_set_child (GTK_WINDOW (window), widget);
      gtk_window_present (GTK_WINDOW (window));
      gtk_test_widget_wait_for_draw (window);
      test_app_close (GTK_WINDOW (window));
    }
}

/* Test that the windows of the program come and go. */
static void
test_windows (void)
{
  GtkApplication *application = test_app_get ();
  GtkWidget *windows[] = { fw_window_new (application), fw_preferences_new (),
                           fw_shortcuts_window_new (), fw_manual_window_new (application) };

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      gtk_window_present (GTK_WINDOW (windows[i]));
      gtk_test_widget_wait_for_draw (windows[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    test_app_close (GTK_WINDOW (windows[i]));
}

/* Test that a window can be laid out from right to left. */
static void
test_right_to_left (void)
{
  GtkApplication *application = test_app_get ();

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  GtkWidget *window = fw_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  test_app_close (GTK_WINDOW (window));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Test that the sidebar beside the content takes width from it, and folded none. */
static void
test_sidebar (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *sidebar = fw_sidebar_new ();
  GtkWidget *content = gtk_drawing_area_new ();
  GtkWidget *side = gtk_drawing_area_new ();

  g_object_set (sidebar, "content", content, "side", side, NULL);
  fw_sidebar_set_side_width (FW_SIDEBAR (sidebar), 346);
  gtk_widget_set_size_request (sidebar, 1000, 400);
  gtk_window_set_child (GTK_WINDOW (window), sidebar);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  int all = gtk_widget_get_width (sidebar);

  g_assert_cmpint (gtk_widget_get_width (side), ==, 346);
  g_assert_cmpint (gtk_widget_get_width (content), ==, all - 346);

  /* What needs more room gets it; when it needs less again, the content stays where it is. */
  gtk_widget_set_size_request (side, 360, -1);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpint (gtk_widget_get_width (content), ==, all - 360);
  gtk_widget_set_size_request (side, 300, -1);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpint (gtk_widget_get_width (content), ==, all - 360);
  fw_sidebar_set_side_width (FW_SIDEBAR (sidebar), 340);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpint (gtk_widget_get_width (content), ==, all - 340);

  fw_sidebar_set_folded (FW_SIDEBAR (sidebar), TRUE);
  gtk_test_widget_wait_for_draw (window);
  g_assert_cmpint (gtk_widget_get_width (content), ==, all);
  g_assert_true (gtk_widget_get_child_visible (side));

  fw_sidebar_set_open (FW_SIDEBAR (sidebar), FALSE);
  gtk_test_widget_wait_for_draw (window);
  g_assert_false (gtk_widget_get_child_visible (side));
  g_assert_cmpint (gtk_widget_get_width (content), ==, all);
  test_app_close (GTK_WINDOW (window));
}

static void
find_button (GtkWidget *widget,
             gpointer   user_data)
{
  GtkWidget **found = user_data;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "CVAT") == 0)
    *found = widget;
}

/* Test that the question for habits sets the keys, and is asked once. */
static void
test_habit (void)
{
  g_autoptr (GSettings) settings = fw_settings_new ();
  GtkWidget *first = g_object_ref_sink (fw_habit_bar_new ());
  GtkWidget *second = g_object_ref_sink (fw_habit_bar_new ());
  GtkWidget *button = NULL;

  g_assert_true (gtk_widget_get_visible (first));
  test_app_walk (first, find_button, &button);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (g_settings_get_enum (settings, "preset"), ==, FW_PRESET_CVAT);
  g_assert_false (gtk_widget_get_visible (first));
  g_assert_false (gtk_widget_get_visible (second));

  g_settings_reset (settings, "preset");
  g_settings_reset (settings, "habit-asked");
  g_assert_true (gtk_widget_get_visible (second));
  g_settings_set_enum (settings, "preset", FW_PRESET_LABELME);
  g_assert_false (gtk_widget_get_visible (second));

  g_settings_reset (settings, "preset");
  g_settings_reset (settings, "habit-asked");
  g_object_unref (first);
  g_object_unref (second);
}

/* Test that the bar under pictures of a folder takes less room when there is little:
 * beside an open manual in a small window. */
static void
test_picture_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (fw_picture_bar_new ());
  int wide, narrow, again;

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  fw_picture_bar_set_narrow (FW_PICTURE_BAR (bar), TRUE);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &narrow, NULL, NULL, NULL);
  fw_picture_bar_set_narrow (FW_PICTURE_BAR (bar), FALSE);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &again, NULL, NULL, NULL);
  g_test_message ("%d, narrow %d", wide, narrow);
  g_assert_cmpint (narrow, <, wide);
  g_assert_cmpint (narrow, <=, 683);
  g_assert_cmpint (again, ==, wide);
  g_object_unref (bar);
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/templates/parts/come-and-go", test_parts);
  g_test_add_func ("/templates/parts/shown", test_parts_shown);
  g_test_add_func ("/templates/windows/come-and-go", test_windows);
  g_test_add_func ("/templates/windows/right-to-left", test_right_to_left);
  g_test_add_func ("/templates/sidebar/width", test_sidebar);
  g_test_add_func ("/templates/picture-bar/narrow", test_picture_bar);
  g_test_add_func ("/templates/habit/asked-once", test_habit);
  return g_test_run ();
}
