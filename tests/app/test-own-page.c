/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The page of one's own work, with real reviews in a folder of the test: what is
 * said, appealed and decided reaches the review file.
 */

#include "app-support.h"

#include "app/late-tooltip.h"
#include "app/own-kit.h"
#include "app/own/own-page.h"
#include "app/own/sheet.h"
#include "app/recent.h"
#include "app/settings.h"
#include "formats/gold-file.h"
#include "review/deadline.h"
#include "support/wait.h"

#include <string.h>

static GSettings *settings;

/* Looking for windows ------------------------------------------------------------------- */

static GtkWidget *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }

  return NULL;
}

static gboolean
has_window (gpointer user_data)
{
  return find_window (user_data) != NULL;
}

static gboolean
has_no_window (gpointer user_data)
{
  return find_window (user_data) == NULL;
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
type_text (GtkWidget  *window,
           const char *text)
{
  GtkWidget *view = test_app_find (window, GTK_TYPE_TEXT_VIEW, NULL);

  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* The page ---------------------------------------------------------------------------------- */

/* The page of @person over the kit's review, in a window. */
static GtkWidget *
show_page (OwnKit     *kit,
           const char *person)
{
  GtkWidget *window = gtk_window_new ();

  g_settings_set_string (settings, "person-name", person);
  fw_recent_remember (&(FwRecentFacts) { .path = kit->labels,
                                         .labels = kit->labels,
                                         .manual = kit->manual,
                                         .title = "street" });
  gtk_window_set_child (GTK_WINDOW (window), fw_own_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1270, 780);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
close_page (GtkWidget *window,
            OwnKit    *kit)
{
  g_autoptr(FwRecent) forgotten = fw_recent_forget (kit->labels);

  gtk_window_destroy (GTK_WINDOW (window));
  test_app_settle ();
}

typedef struct
{
  const char *path;
  gboolean    is_ruled;
  FwAppeal    facts; /* (owned texts that are looked at) */
} Expected;

static void
expected_clear (Expected *expected)
{
  g_free (expected->facts.by);
  g_free (expected->facts.text);
  g_free (expected->facts.opened);
  g_free (expected->facts.due);
  g_free (expected->facts.ruling.by);
  g_free (expected->facts.ruling.text);
  g_free (expected->facts.ruling.at);
  g_free (expected->facts.ruling.precedent);
}

static gboolean
has_appeal (gpointer user_data)
{
  Expected *expected = user_data;
  g_autoptr(FwReviewLoad) load = fw_review_load_new (expected->path, NULL, NULL);
  const FwAppeal *appeal;

  if (load == NULL || fw_review_get_n (load->review, FW_REVIEW_APPEAL) == 0)
    return FALSE;
  appeal = fw_review_get (load->review, FW_REVIEW_APPEAL, 0);
  if (appeal->has_ruling != expected->is_ruled)
    return FALSE;
  /* Asked again once it is there. */
  expected_clear (expected);
  expected->facts = *appeal;
  expected->facts.by = g_strdup (appeal->by);
  expected->facts.text = g_strdup (appeal->text);
  expected->facts.opened = g_strdup (appeal->opened);
  expected->facts.due = g_strdup (appeal->due);
  expected->facts.ruling.by = g_strdup (appeal->ruling.by);
  expected->facts.ruling.text = g_strdup (appeal->ruling.text);
  expected->facts.ruling.at = g_strdup (appeal->ruling.at);
  expected->facts.ruling.precedent = g_strdup (appeal->ruling.precedent);

  return TRUE;
}

/* A verdict that was given just now, so that it can be appealed. */
static void
judge_now (OwnKit     *kit,
           int         i,
           const char *author)
{
  gint64 id = own_kit_judge (kit, i, author, "ST-004");
  FwVerdict facts = *(const FwVerdict *) fw_review_find (fw_review_file_get_review (kit->file),
                                                         FW_REVIEW_VERDICT, id);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format_iso8601 (now);

  facts.at = at;
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_VERDICT, &facts, NULL, NULL));
}

static void
note_place_cb (GtkWidget   *page,
               const char  *path,
               const char  *labels,
               const char  *manual,
               const char  *place,
               char       **out_place)
{
  g_free (*out_place);
  *out_place = g_strdup (place);
}

/* Test that practice is offered beside what would help, where there is gold for it. */
static void
test_practise (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autofree char *gold = fw_gold_file_dup_path (kit->labels);
  g_autofree char *place = NULL;
  GtkWidget *page;

  for (int i = 0; i < 6; i++)
    judge_now (kit, i, "dana");
  own_kit_save (kit);
  page = show_page (kit, "dana");
  test_app_wait_for (page, GTK_TYPE_BUTTON, "Open Rule ST-004");
  g_assert_null (test_app_find (page, GTK_TYPE_BUTTON, "Practise"));

  g_assert_true (g_file_set_contents (gold, "{}", -1, NULL));
  fw_own_page_refresh (FW_OWN_PAGE (gtk_window_get_child (GTK_WINDOW (page))));
  g_signal_connect (gtk_window_get_child (GTK_WINDOW (page)), "open-at",
                    G_CALLBACK (note_place_cb), &place);
  click (test_app_wait_for (page, GTK_TYPE_BUTTON, "Practise"));
  g_assert_cmpstr (place, ==, "do:practise");
  close_page (page, kit);
}

static gboolean
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Test that Tab gets to everything that can be done. */
static void
test_tab (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  GtkWidget *page;
  GtkWidget *row;
  gpointer gone;
  int index;

  judge_now (kit, 0, "dana");
  judge_now (kit, 1, "dana");
  own_kit_save (kit);
  page = show_page (kit, "dana");
  test_app_wait_for (page, GTK_TYPE_BUTTON, "Appeal…");
  test_app_tab_to (page, GTK_TYPE_BUTTON, "Appeal…", 20);

  /* What is read anew leaves her in the row where she was. */
  row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (page)), GTK_TYPE_LIST_BOX_ROW);
  index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  fw_own_page_refresh (FW_OWN_PAGE (gtk_window_get_child (GTK_WINDOW (page))));
  g_object_add_weak_pointer (G_OBJECT (row), &gone);
  gone = row;
  g_assert_true (fw_test_wait (is_null, &gone));
  row = gtk_window_get_focus (GTK_WINDOW (page));
  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)), ==, index);
  test_app_tab_to (page, GTK_TYPE_BUTTON, "Export My Record…", 60);
  close_page (page, kit);
}

/* Test that a returned label shows its rule as it was in force, also when it is too late
 * for an appeal. */
static void
test_rule (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  GtkWidget *page;
  GtkWidget *chip;

  own_kit_judge (kit, 0, "dana", "ST-004");
  own_kit_save (kit);
  page = show_page (kit, "dana");
  chip = test_app_wait_for (page, GTK_TYPE_LABEL, "ST-004 ");
  chip = gtk_widget_get_ancestor (chip, GTK_TYPE_MENU_BUTTON);
  g_assert_nonnull (chip);
  g_assert_null (test_app_find (page, GTK_TYPE_LABEL, "DO NOT"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (chip));
  test_app_wait_for (chip, GTK_TYPE_LABEL, "2 pixels off at most");
  test_app_wait_for (chip, GTK_TYPE_LABEL, "DO NOT");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (chip));
  close_page (page, kit);
}

/* Test that one click opens the appeal, that it asks for words and nothing else, and
 * that what is sent has the deadline of the rules. */
static void
test_appeal_in_one_click (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  GtkWidget *page;
  GtkWidget *sheet;
  GtkWidget *send;
  Expected expected = { kit->review, FALSE, { 0 } };
  g_autofree char *due = NULL;

  judge_now (kit, 0, "dana");
  judge_now (kit, 1, "dana");
  own_kit_save (kit);
  page = show_page (kit, "dana");
  click (test_app_wait_for (page, GTK_TYPE_BUTTON, "Appeal…"));
  g_assert_true (fw_test_wait (has_window, (gpointer) "Appeal"));

  sheet = find_window ("Appeal");
  test_app_wait_for (sheet, GTK_TYPE_LABEL, "v1.0.0");
  send = test_app_find (sheet, GTK_TYPE_BUTTON, "_Send");
  g_assert_false (gtk_widget_is_sensitive (send));
  type_text (sheet, "  \n ");
  g_assert_false (gtk_widget_is_sensitive (send));
  type_text (sheet, "The wheels are the edge.");
  click (send);
  g_assert_true (fw_test_wait (has_appeal, &expected));

  due = fw_deadline_for_ruling (expected.facts.opened);
  g_assert_cmpstr (expected.facts.by, ==, "dana");
  g_assert_cmpstr (expected.facts.text, ==, "The wheels are the edge.");
  g_assert_cmpstr (expected.facts.due, ==, due);
  g_assert_true (fw_test_wait (has_no_window, (gpointer) "Appeal"));
  /* The page says so. */
  test_app_wait_for (page, GTK_TYPE_LABEL, "Appeal sent");
  expected_clear (&expected);
  close_page (page, kit);
}

static void
assert_no_name_cb (GtkWidget *widget,
                   gpointer   user_data)
{
  const char *const names[] = { "dana", "tomas" };
  const char *tooltip = fw_late_tooltip_get (widget);
  const char *text = test_app_get_text (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (text == NULL || strstr (text, names[i]) == NULL);
      g_assert_true (tooltip == NULL || strstr (tooltip, names[i]) == NULL);
    }
}

/* Test that somebody who was not there decides without reading a name, and that the
 * two who were there are not asked. */
static void
test_ruling_by_a_second_person (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  const char *const involved[] = { "dana", "tomas" };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *opened = g_date_time_format_iso8601 (now);
  g_autofree char *due = fw_deadline_for_ruling (opened);
  FwAppeal appeal = { .verdict = own_kit_judge (kit, 0, "dana", "ST-004"),
                      .by = (char *) "dana",
                      .text = (char *) "The wheels are the edge.",
                      .opened = opened,
                      .due = due };
  Expected expected = { kit->review, TRUE, { 0 } };
  GtkWidget *page;
  GtkWidget *sheet;
  GtkWidget *decide;

  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_APPEAL, &appeal, NULL, NULL));
  own_kit_save (kit);
  for (gsize i = 0; i < G_N_ELEMENTS (involved); i++)
    {
      page = show_page (kit, involved[i]);
      test_app_wait_for (page, GTK_TYPE_LABEL, i == 0 ? "Appeal sent" : "You returned 1 label");
      g_assert_null (test_app_find (page, GTK_TYPE_BUTTON, "Decide…"));
      close_page (page, kit);
    }

  page = show_page (kit, "ines");
  /* Only once the manual is read can its rule be shown. */
  test_app_wait_for (page, GTK_TYPE_LABEL, "ST-004 Tight");
  click (test_app_wait_for (page, GTK_TYPE_BUTTON, "Decide…"));
  g_assert_true (fw_test_wait (has_window, (gpointer) "Decide an Appeal"));
  sheet = find_window ("Decide an Appeal");
  test_app_wait_for (sheet, GTK_TYPE_LABEL, "v1.0.0");
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "The wheels are the edge."));
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "About 14 px of road on both sides."));
  test_app_walk (sheet, assert_no_name_cb, NULL);
  g_assert_null (test_app_find (sheet, GTK_TYPE_LABEL, "was changed after it was judged"));

  /* The rule has its number, and what it is about is said beside what was noted. */
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "ST-004 Tight"));
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "In dispute: Loose or tight shape"));

  decide = test_app_find (sheet, GTK_TYPE_BUTTON, "_Decide");
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "Please choose what holds"));
  type_text (sheet, "The kerb hides them.");
  g_assert_false (gtk_widget_is_sensitive (decide));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_app_find (sheet, GTK_TYPE_CHECK_BUTTON, "can stay as it is")), TRUE);
  click (decide);
  g_assert_true (fw_test_wait (has_appeal, &expected));
  g_assert_cmpstr (expected.facts.ruling.by, ==, "ines");
  g_assert_cmpint (expected.facts.ruling.outcome, ==, FW_RULING_OVERTURNED);
  g_assert_cmpstr (expected.facts.ruling.text, ==, "The kerb hides them.");
  g_assert_true (fw_test_wait (has_no_window, (gpointer) "Decide an Appeal"));
  expected_clear (&expected);
  close_page (page, kit);
}

static gboolean
has_focus (gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (user_data));

  return focus != NULL && gtk_widget_is_ancestor (focus, user_data);
}

/* Whether the whole widget is within the scroll around it. */
static gboolean
is_in_sight (gpointer user_data)
{
  GtkWidget *scroll = gtk_widget_get_ancestor (user_data, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (user_data, scroll, &bounds) && bounds.origin.y >= 0.0f
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroll);
}

/* The text view that is called @name. */
static GtkTextBuffer *
find_field (GtkWidget  *sheet,
            const char *name)
{
  GtkWidget *heading = test_app_find (sheet, GTK_TYPE_LABEL, name);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (
      test_app_find (gtk_widget_get_next_sibling (heading), GTK_TYPE_TEXT_VIEW, NULL)));
}

/* Test that a decision can become a precedent of the manual: the title has the focus and
 * is in sight, what is missing is said, the plea is not in the manual, the day is that of
 * the ruling, and the number in the review leads the row to it. */
static void
test_precedent (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  Expected expected = { kit->review, TRUE, { 0 } };
  GtkWidget *page;
  GtkWidget *sheet;
  GtkWidget *title;
  GtkWidget *chip;
  GtkTextBuffer *question;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  g_autofree char *day = NULL;

  own_kit_appeal (kit, own_kit_judge (kit, 0, "dana", "ST-004"), "dana", -1);

  FwAppeal facts = *(const FwAppeal *) fw_review_get (fw_review_file_get_review (kit->file),
                                                      FW_REVIEW_APPEAL, 0);

  /* Not over, whatever day it is. */
  facts.due = (char *) "2999-12-01T12:00:00Z";
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_APPEAL, &facts, NULL, NULL));
  own_kit_save (kit);
  page = show_page (kit, "ines");
  /* Only once the manual is read can anything be written into it. */
  test_app_wait_for (page, GTK_TYPE_LABEL, "ST-004 Tight");
  click (test_app_wait_for (page, GTK_TYPE_BUTTON, "Decide…"));
  g_assert_true (fw_test_wait (has_window, (gpointer) "Decide an Appeal"));
  sheet = find_window ("Decide an Appeal");
  type_text (sheet, "The kerb hides them.");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_app_find (sheet, GTK_TYPE_CHECK_BUTTON, "has to change")), TRUE);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_app_find (sheet, GTK_TYPE_CHECK_BUTTON, "precedent")), TRUE);
  test_app_settle ();
  title = test_app_find (sheet, GTK_TYPE_ENTRY, NULL);
  g_assert_nonnull (title);
  g_assert_true (fw_test_wait (has_focus, title));
  g_assert_true (fw_test_wait (is_in_sight, title));
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "The precedent has no title yet"));
  g_assert_false (gtk_widget_is_sensitive (test_app_find (sheet, GTK_TYPE_BUTTON, "_Decide")));
  gtk_editable_set_text (GTK_EDITABLE (title), "Kerbs hide wheels");
  g_assert_null (test_app_find (sheet, GTK_TYPE_LABEL, "The precedent has no title yet"));

  question = find_field (sheet, "The question it answers");
  words = fw_sheet_dup_text (question);
  g_assert_nonnull (strstr (words, "is this “Loose or tight shape” under ST-004 Tight"));
  gtk_text_buffer_set_text (question, " ", -1);
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "The precedent has no question yet"));
  gtk_text_buffer_set_text (question, "Do hidden wheels belong to it?", -1);
  click (test_app_find (sheet, GTK_TYPE_BUTTON, "_Decide"));
  g_assert_true (fw_test_wait (has_appeal, &expected));
  g_assert_cmpint (expected.facts.ruling.outcome, ==, FW_RULING_UPHELD);
  g_assert_cmpstr (expected.facts.ruling.precedent, ==, "P-0001");
  g_assert_true (fw_test_wait (has_no_window, (gpointer) "Decide an Appeal"));

  g_assert_true (g_file_get_contents (kit->manual, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Kerbs hide wheels"));
  g_assert_nonnull (strstr (text, "Do hidden wheels belong to it?"));
  g_assert_null (strstr (text, "The wheels are the edge."));
  day = g_strndup (expected.facts.ruling.at, 10);
  g_assert_nonnull (strstr (strstr (text, "Kerbs hide wheels"), day));
  close_page (page, kit);

  page = show_page (kit, "dana");
  g_signal_connect (gtk_window_get_child (GTK_WINDOW (page)), "open-at",
                    G_CALLBACK (note_place_cb), &place);
  chip = test_app_wait_for (page, GTK_TYPE_LABEL, "P-0001 in the manual now");
  click (gtk_widget_get_ancestor (chip, GTK_TYPE_BUTTON));
  g_assert_cmpstr (place, ==, "rule:P-0001");
  expected_clear (&expected);
  close_page (page, kit);
}

static gboolean
can_be_pressed (gpointer user_data)
{
  return gtk_widget_is_sensitive (user_data);
}

/* Test that who decides is told when the picture is not what was judged; and, deciding
 * after somebody else did from a page that was read before, is told that, too: the first
 * ruling stands, and the manual gets no precedent without a ruling. */
static void
test_second_ruling (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  Expected expected = { kit->review, TRUE, { 0 } };
  GtkWidget *page;
  GtkWidget *sheet;
  GtkWidget *decide;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gint64 judged = own_kit_judge (kit, 0, "dana", "ST-004");
  FwVerdict verdict = *(const FwVerdict *) fw_review_find (fw_review_file_get_review (kit->file),
                                                           FW_REVIEW_VERDICT, judged);

  /* Dana fixed it and appealed. */
  verdict.unit_rev = (char *) "another";
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_VERDICT, &verdict, NULL, NULL));
  own_kit_appeal (kit, judged, "dana", -1);

  FwAppeal facts = *(const FwAppeal *) fw_review_get (fw_review_file_get_review (kit->file),
                                                      FW_REVIEW_APPEAL, 0);

  /* Not over, whatever day it is. */
  facts.due = (char *) "2999-12-01T12:00:00Z";
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_APPEAL, &facts, NULL, NULL));
  own_kit_save (kit);
  g_assert_true (g_file_get_contents (kit->manual, &before, NULL, NULL));
  page = show_page (kit, "ines");
  test_app_wait_for (page, GTK_TYPE_LABEL, "ST-004 Tight");
  click (test_app_wait_for (page, GTK_TYPE_BUTTON, "Decide…"));
  g_assert_true (fw_test_wait (has_window, (gpointer) "Decide an Appeal"));
  sheet = find_window ("Decide an Appeal");
  g_assert_nonnull (test_app_find (sheet, GTK_TYPE_LABEL, "was changed after it was judged"));

  kit->file = fw_review_file_open (kit->review, NULL, NULL);
  g_assert_nonnull (kit->file);
  facts = *(const FwAppeal *) fw_review_get (fw_review_file_get_review (kit->file),
                                             FW_REVIEW_APPEAL, 0);
  facts.has_ruling = TRUE;
  facts.ruling = (FwRuling) { .by = (char *) "noor",
                              .outcome = FW_RULING_OVERTURNED,
                              .text = (char *) "The kerb hides them.",
                              .at = (char *) "2026-11-25T12:00:00Z" };
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_APPEAL, &facts, NULL, NULL));
  own_kit_save (kit);

  decide = test_app_find (sheet, GTK_TYPE_BUTTON, "_Decide");
  type_text (sheet, "The wheels are in sight.");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_app_find (sheet, GTK_TYPE_CHECK_BUTTON, "has to change")), TRUE);
  for (int is_precedent = 1; is_precedent >= 0; is_precedent--)
    {
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (test_app_find (sheet, GTK_TYPE_CHECK_BUTTON, "precedent")),
          is_precedent != 0);
      if (is_precedent)
        gtk_editable_set_text (
            GTK_EDITABLE (test_app_find (sheet, GTK_TYPE_ENTRY, NULL)), "Wheels in sight");
      click (decide);
      g_assert_false (gtk_widget_is_sensitive (decide));
      /* Free again: that was the answer. */
      g_assert_true (fw_test_wait (can_be_pressed, decide));
      g_assert_nonnull (
          test_app_find (sheet, GTK_TYPE_LABEL, "Somebody ruled on this appeal already"));
    }
  g_assert_true (g_file_get_contents (kit->manual, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_true (has_appeal (&expected));
  g_assert_cmpstr (expected.facts.ruling.by, ==, "noor");
  g_assert_cmpint (expected.facts.ruling.outcome, ==, FW_RULING_OVERTURNED);
  expected_clear (&expected);
  gtk_window_destroy (GTK_WINDOW (sheet));
  close_page (page, kit);
}

/* Test that work without any review says so, and that a review that cannot be read
 * is named. */
static void
test_nothing_and_trouble (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autofree char *journal = fw_review_file_get_journal_path (kit->review);
  GtkWidget *page;

  own_kit_save (kit);
  page = show_page (kit, "dana");
  test_app_wait_for (page, GTK_TYPE_LABEL, "Nobody has reviewed your labels yet");
  close_page (page, kit);

  g_assert_true (g_file_set_contents (kit->review, "{\"schema\":1,", -1, NULL));
  g_remove (journal);
  page = show_page (kit, "dana");
  test_app_wait_for (page, GTK_TYPE_LABEL, "“street” is left out.");
  close_page (page, kit);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  if (!test_app_init (&argc, &argv))
    return 0;
  settings = fw_settings_new ();

  g_test_add_func ("/own-page/nothing-and-trouble", test_nothing_and_trouble);
  g_test_add_func ("/worker-protection/4/appeal-in-one-click", test_appeal_in_one_click);
  g_test_add_func ("/worker-protection/4/ruling-by-a-second-person",
                   test_ruling_by_a_second_person);
  g_test_add_func ("/own-page/rule", test_rule);
  g_test_add_func ("/own-page/tab", test_tab);
  g_test_add_func ("/own-page/practise", test_practise);
  g_test_add_func ("/own-page/precedent", test_precedent);
  g_test_add_func ("/own-page/second-ruling", test_second_ruling);

  result = g_test_run ();
  g_object_unref (settings);

  return result;
}
