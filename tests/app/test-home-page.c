/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The first page: what a card offers besides opening, and the questions about all
 * recent work, with real files in a folder of the test.
 */

#include "app-support.h"

#include "app/home-page.h"
#include "app/own-kit.h"
#include "app/recent-card.h"
#include "app/recent.h"
#include "app/settings.h"
#include "formats/gold-file.h"
#include "support/wait.h"

#include <string.h>

typedef struct
{
  OwnKit    *kit;    /* (owned) */
  GtkWindow *window;
  FwHomePage *home;
  char      *told;   /* (owned) (nullable) what the page asked for last */
} Fixture;

static void
act_cb (Fixture    *fixture,
        FwRecent   *item,
        const char *what)
{
  g_free (fixture->told);
  fixture->told = g_strdup_printf ("%s %s", what, fw_recent_get_title (item));
}

static void
open_at_cb (Fixture    *fixture,
            const char *path,
            const char *labels,
            const char *manual,
            const char *place)
{
  g_autofree char *name = g_path_get_basename (labels);

  g_free (fixture->told);
  fixture->told = g_strdup_printf ("%s %s", name, place);
}

static gint64
ask (Fixture    *fixture,
     const char *by,
     const char *text,
     const char *at,
     const char *answer)
{
  g_autofree char *unit = own_kit_unit (3);
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  FwQuestion question = { .unit = unit, .rule = (char *) "ST-004", .by = (char *) by,
                          .text = (char *) text, .at = (char *) at };

  if (answer != NULL)
    {
      question.has_answer = TRUE;
      question.answer = (FwReply) { .by = (char *) "tomas", .text = (char *) answer,
                                             .at = (char *) "2026-11-25T10:00:00Z" };
    }
  fw_review_file_put (fixture->kit->file, FW_REVIEW_QUESTION, &question, &id, &error);
  g_assert_no_error (error);

  return id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = fw_settings_new ();

  g_settings_set_string (settings, "person-name", "dana");
  fixture->kit = own_kit_open ();
  fw_recent_remember (&(FwRecentFacts) { .path = fixture->kit->labels,
                                         .labels = fixture->kit->labels,
                                         .manual = fixture->kit->manual,
                                         .title = "street" });
}

static void
present (Fixture    *fixture,
         const char *view)
{
  fixture->window = GTK_WINDOW (gtk_application_window_new (test_app_get ()));
  fixture->home = FW_HOME_PAGE (fw_home_page_new ());
  g_signal_connect_swapped (fixture->home, "act", G_CALLBACK (act_cb), fixture);
  g_signal_connect_swapped (fixture->home, "open-at", G_CALLBACK (open_at_cb), fixture);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->home));
  gtk_window_set_default_size (fixture->window, 1200, 760);
  fw_home_page_show_view (fixture->home, view);
  gtk_window_present (fixture->window);
  test_app_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FwRecent) forgotten = fw_recent_forget (fixture->kit->labels);

  test_app_close (fixture->window);
  own_kit_free (fixture->kit);
  g_free (fixture->told);
}

static GtkWidget *
open_menu (Fixture *fixture)
{
  GtkWidget *card = test_app_wait_for (GTK_WIDGET (fixture->home), FW_TYPE_RECENT_CARD, NULL);

  fw_recent_card_popup_menu (FW_RECENT_CARD (card));

  return test_app_wait_for (card, GTK_TYPE_POPOVER_MENU, NULL);
}

static void
assert_offers (GtkWidget  *menu,
               const char *text,
               gboolean    is_offered)
{
  g_test_message ("%s", text);
  g_assert_true ((test_app_find (menu, GTK_TYPE_LABEL, text) != NULL) == is_offered);
}

/* Test that the menu of a card offers what can be done with that work, and tells what
 * was chosen. */
static void
test_card_menu (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *gold = fw_gold_file_dup_path (fixture->kit->labels);
  GtkWidget *menu;

  present (fixture, "welcome");
  menu = open_menu (fixture);
  assert_offers (menu, "Open", TRUE);
  assert_offers (menu, "Review These Labels", TRUE);
  assert_offers (menu, "Compare With", TRUE);
  assert_offers (menu, "Export…", TRUE);
  assert_offers (menu, "Forget", TRUE);
  assert_offers (menu, "Take the Exam", FALSE);
  gtk_popover_popdown (GTK_POPOVER (menu));
  test_app_settle ();

  own_kit_save (fixture->kit);
  g_assert_true (g_file_set_contents (gold, "{}", -1, NULL));
  menu = open_menu (fixture);
  assert_offers (menu, "Make a Gold Clip", TRUE);
  assert_offers (menu, "Practise on Gold", TRUE);
  assert_offers (menu, "Take the Exam", TRUE);
  gtk_widget_activate_action (menu, "card.exam", NULL);
  g_assert_cmpstr (fixture->told, ==, "exam street");
  gtk_widget_activate_action (menu, "card.review", NULL);
  g_assert_cmpstr (fixture->told, ==, "review street");
  gtk_widget_activate_action (menu, "card.export", NULL);
  g_assert_cmpstr (fixture->told, ==, "export street");
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = test_app_find (GTK_WIDGET (fixture->home), GTK_TYPE_LIST_BOX, NULL);
  guint n = 0;

  for (GtkWidget *row = list != NULL ? gtk_widget_get_first_child (list) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;

  return n;
}

/* Test that questions of all recent work are there, those that wait longest first,
 * without names, and that each leads to its place. */
static void
test_questions (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *home;
  GtkWidget *list;
  GtkWidget *button;
  g_autofree char *expected = NULL;
  gint64 id;

  id = ask (fixture, "rosa", "Is the trailer part of it?", "2026-11-24T10:00:00Z", NULL);
  ask (fixture, "dana", "Where does the shadow end?", "2026-11-20T10:00:00Z", NULL);
  ask (fixture, "dana", "Is this a van?", "2026-11-19T10:00:00Z", "Yes, it has no windows.");
  own_kit_save (fixture->kit);
  present (fixture, "questions");
  home = GTK_WIDGET (fixture->home);

  test_app_wait_for (home, GTK_TYPE_TOGGLE_BUTTON, "Open 2");
  test_app_wait_for (home, GTK_TYPE_LABEL, "frame 30");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_nonnull (test_app_find (home, GTK_TYPE_LABEL, "street"));
  g_assert_null (test_app_find (home, GTK_TYPE_LABEL, "rosa"));
  g_assert_null (test_app_find (home, GTK_TYPE_LABEL, "Is this a van?"));
  test_app_sweep_names (GTK_WIDGET (fixture->window), 6);

  /* The one that waits longest stands first; nobody answers her own. */
  list = test_app_find (home, GTK_TYPE_LIST_BOX, NULL);
  g_assert_nonnull (test_app_find (gtk_widget_get_first_child (list), GTK_TYPE_LABEL, "shadow"));
  g_assert_null (test_app_find (gtk_widget_get_first_child (list), GTK_TYPE_BUTTON, "Answer"));
  button = test_app_wait_for (home, GTK_TYPE_BUTTON, "Answer…");
  g_signal_emit_by_name (button, "clicked");
  expected = g_strdup_printf ("street.coco.json question:%" G_GINT64_FORMAT, id);
  g_assert_cmpstr (fixture->told, ==, expected);

  button = test_app_wait_for (home, GTK_TYPE_TOGGLE_BUTTON, "Answered 1");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  test_app_wait_for (home, GTK_TYPE_LABEL, "Yes, it has no windows.");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  button = test_app_wait_for (home, GTK_TYPE_TOGGLE_BUTTON, "Mine 2");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
}

/* Test that without questions the page says what they are. */
static void
test_no_questions (Fixture       *fixture,
                   gconstpointer  data)
{
  own_kit_save (fixture->kit);
  present (fixture, "questions");
  test_app_wait_for (GTK_WIDGET (fixture->home), GTK_TYPE_LABEL, "No question waits for an answer");
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return g_test_run ();

  g_test_add ("/home-page/card-menu", Fixture, NULL, set_up, test_card_menu, tear_down);
  g_test_add ("/home-page/questions", Fixture, NULL, set_up, test_questions, tear_down);
  g_test_add ("/home-page/no-questions", Fixture, NULL, set_up, test_no_questions, tear_down);

  int status = g_test_run ();


  return status;
}
