/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rule edited in the reading pane, with its widgets: what is typed reaches
 * the desk, what the linter says stands at its field, and there is a way back.
 */

#include "app-support.h"

#include "app/desk/change-card.h"
#include "app/desk/compare-page.h"
#include "app/desk/prose-editor.h"
#include "app/desk/publish-dialog.h"
#include "app/desk/rule-editor.h"
#include "app/desk/rule-field.h"
#include "app/desk/trial-card.h"
#include "app/desk/trial-list.h"
#include "app/panels/manual-panel.h"
#include "support/sample-project.h"

#include <string.h>

typedef struct
{
  SampleProject  sample;
  FwManualShelf *shelf;  /* (owned) */
  FwRuleDesk    *desk;   /* borrowed */
  GtkWidget     *window;
  FwManualPanel *panel;
  char          *said;   /* (owned) (nullable) */
} Fixture;

static void
said_cb (Fixture    *fixture,
         const char *sentence)
{
  g_free (fixture->said);
  fixture->said = g_strdup (sentence);
}

static gboolean
has_book (gpointer user_data)
{
  return fw_manual_shelf_get_book (((Fixture *) user_data)->shelf) != NULL;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  sample_project_open (&fixture->sample);
  fixture->shelf = fw_manual_shelf_new (fixture->sample.project);
  fixture->desk = fw_manual_shelf_get_desk (fixture->shelf);
  g_signal_connect_swapped (fixture->desk, "said", G_CALLBACK (said_cb), fixture);
  fixture->window = gtk_window_new ();
  fixture->panel = FW_MANUAL_PANEL (fw_manual_panel_new ());
  fw_manual_panel_set_shelf (fixture->panel, fixture->shelf);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->panel));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (has_book, fixture));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  fw_rule_desk_end (fixture->desk, FALSE);
  fw_rule_desk_discard_draft (fixture->desk);
  test_app_close (GTK_WINDOW (fixture->window));
  g_signal_handlers_disconnect_by_data (fixture->desk, fixture);
  g_object_unref (fixture->shelf);
  sample_project_close (&fixture->sample);
  g_free (fixture->said);
}

/* Finding widgets ----------------------------------------------------------------- */

typedef struct
{
  GType       type;
  const char *text;  /* nullable: of a label in it, or of an entry */
  GtkWidget  *found; /* the last one that is shown */
} Search;

static void
has_text (GtkWidget *widget,
          gpointer   user_data)
{
  gpointer *pair = user_data;

  if (!gtk_widget_get_mapped (widget))
    return;
  if ((GTK_IS_LABEL (widget)
       && strstr (gtk_label_get_label (GTK_LABEL (widget)), pair[0]) != NULL)
      || (GTK_IS_EDITABLE (widget)
          && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), pair[0]) != NULL))
    pair[1] = widget;
}

static void
search_cb (GtkWidget *widget,
           gpointer   user_data)
{
  Search *search = user_data;
  gpointer pair[] = { (gpointer) search->text, NULL };

  if (!G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type) || !gtk_widget_get_mapped (widget))
    return;
  if (search->text != NULL)
    test_app_walk (widget, has_text, pair);
  if (search->text == NULL || pair[1] != NULL)
    search->found = widget;
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  Search search = { type, text, NULL };

  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_settle ();
  test_app_walk (fixture->window, search_cb, &search);
  return search.found;
}

/* The field with that title: its title is its first label. */
static void
find_entry (GtkWidget *widget,
            gpointer   user_data)
{
  if (GTK_IS_ENTRY (widget))
    *(GtkWidget **) user_data = widget;
}

static GtkWidget *
get_entry (Fixture    *fixture,
           const char *title)
{
  GtkWidget *field = find (fixture, FW_TYPE_RULE_FIELD, title);
  GtkWidget *entry = NULL;

  g_assert_nonnull (field);
  test_app_walk (field, find_entry, &entry);
  g_assert_nonnull (entry);
  return entry;
}

static gboolean
is_checked (gpointer user_data)
{
  return fw_rule_desk_is_checked (((Fixture *) user_data)->desk);
}

static void
wait_checked (Fixture *fixture)
{
  g_assert_true (fw_test_wait (is_checked, fixture));
  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_settle ();
}

static gboolean
is_reading (gpointer user_data)
{
  return !fw_manual_panel_is_at_desk (((Fixture *) user_data)->panel);
}

static gboolean
is_read_anew (gpointer user_data)
{
  FwManualShelf *shelf = ((Fixture *) user_data)->shelf;
  FwManualBook *book = fw_manual_shelf_get_book (shelf);

  return book != NULL
         && fw_manual_book_get_manual (book)
              == fw_project_get_manual (fw_manual_shelf_get_project (shelf));
}

/* Test that a rule is edited in the pane, saved, and shown there with its new words. */
static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkWidget *entry;

  fw_manual_shelf_mark_read (fixture->shelf);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.edit", "s",
                                             "ST-002"));
  g_assert_true (fw_manual_panel_is_at_desk (fixture->panel));
  wait_checked (fixture);
  entry = get_entry (fixture, "Height");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "7");

  /* A slip stands at its field, and cannot be saved. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "seven");
  wait_checked (fixture);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_nonnull (find (fixture, FW_TYPE_RULE_FIELD, "not 'seven'"));
  g_assert_true (fw_manual_panel_save_rule (fixture->panel));
  wait_checked (fixture);
  g_assert_true (fw_manual_panel_is_at_desk (fixture->panel));

  gtk_editable_set_text (GTK_EDITABLE (entry), "9");
  wait_checked (fixture);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (find (fixture, FW_TYPE_RULE_FIELD, "not 'seven'"));
  g_assert_true (fw_manual_panel_save_rule (fixture->panel));
  g_assert_true (fw_test_wait (is_reading, fixture));
  g_assert_nonnull (strstr (fixture->said, "ST-002"));
  text = sample_project_read (fixture->sample.manual);
  g_assert_nonnull (strstr (text, "with: { height: 9 }\n"));

  /* To herself it is no news. */
  g_assert_true (fw_test_wait (is_read_anew, fixture));
  g_assert_cmpuint (fw_manual_shelf_count_changed (fixture->shelf), ==, 0);
}

/* Test that another kind of check has other fields, and the others stay what they are. */
static void
test_kinds (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *title;

  fw_manual_panel_edit (fixture->panel, "ST-002");
  wait_checked (fixture);
  title = get_entry (fixture, "Title");
  fw_rule_desk_set (fixture->desk, "check", NULL, "duplicate");
  wait_checked (fixture);
  g_assert_null (find (fixture, FW_TYPE_RULE_FIELD, "Height"));
  g_assert_nonnull (find (fixture, FW_TYPE_RULE_FIELD, "Same category"));
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (get_entry (fixture, "Iou"))), ==,
                   "0.85");
  g_assert_true (get_entry (fixture, "Title") == title);
  fw_rule_desk_set (fixture->desk, "check", NULL, "expr");
  wait_checked (fixture);
  g_assert_nonnull (find (fixture, FW_TYPE_RULE_FIELD, "'expect' is missing"));
  fw_rule_desk_set (fixture->desk, "check", NULL, "min-size");
  wait_checked (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture, "Height"))), ==, "7");
  g_assert_false (fw_rule_desk_is_changed (fixture->desk));
}

/* Test that the text is edited beside the form, and its lines are spoken of there. */
static void
test_prose (Fixture      *fixture,
            gconstpointer data)
{
  GtkTextBuffer *buffer;
  GtkWidget *view;

  fw_manual_panel_edit (fixture->panel, "ST-002");
  wait_checked (fixture);
  view = find (fixture, GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_nonnull (view);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, "- **DO** it.\n- Example yes: so.\n\n# Too large", -1);
  wait_checked (fixture);
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Line 4"));
  gtk_text_buffer_set_text (buffer, "- **DO** it.\n- Example yes: so.", -1);
  wait_checked (fixture);
  g_assert_null (find (fixture, GTK_TYPE_BUTTON, "Line 4"));
  g_assert_cmpstr (fw_rule_form_get (fw_rule_desk_get_form (fixture->desk), FW_FORM_PROSE, NULL),
                   ==, "- **DO** it.\n- Example yes: so.");
}

static gboolean
is_tried (gpointer user_data)
{
  FwRuleDesk *desk = ((Fixture *) user_data)->desk;

  return !fw_rule_desk_is_trying (desk) && fw_rule_desk_is_trial_current (desk);
}

/* Test that a trial lists places, and that they lead to frame and object. */
static void
test_trial (Fixture      *fixture,
            gconstpointer data)
{
  FwSession *session = fw_project_get_session (fixture->sample.project);
  GtkWidget *list;
  GtkWidget *go;
  const FwRuleTrial *trial;

  fw_manual_panel_edit (fixture->panel, "ST-002");
  wait_checked (fixture);
  g_assert_null (find (fixture, FW_TYPE_TRIAL_CARD, NULL));
  fw_rule_desk_set (fixture->desk, "with", "height", "40");
  g_assert_true (fw_manual_panel_try_rule (fixture->panel));
  g_assert_true (fw_test_wait (is_tried, fixture));
  trial = fw_rule_desk_get_trial (fixture->desk);
  list = find (fixture, FW_TYPE_TRIAL_LIST, NULL);
  g_assert_nonnull (list);
  g_assert_cmpuint (fw_trial_list_get_n (FW_TRIAL_LIST (list)), ==,
                    trial->opened->len + trial->closed->len);
  fw_session_select (session, 0);
  go = find (fixture, GTK_TYPE_BUTTON, "Go");
  g_assert_nonnull (go);
  g_signal_emit_by_name (go, "clicked");
  g_assert_cmpint (fw_session_get_primary (session), !=, 0);
  fw_rule_desk_drop_trial (fixture->desk);
  g_assert_null (find (fixture, FW_TYPE_TRIAL_CARD, NULL));
}

/* Test that a change that waits is offered, and gone on with. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  fw_manual_panel_edit (fixture->panel, "ST-002");
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  fw_rule_desk_end (fixture->desk, TRUE);
  g_assert_false (fw_manual_panel_is_at_desk (fixture->panel));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.open-draft",
                                             NULL));
  g_assert_true (fw_manual_panel_is_at_desk (fixture->panel));
  wait_checked (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture, "Height"))), ==, "9");
}

/* Test that the rule moves to the pane where it is edited again, with all that was typed. */
static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  FwManualPanel *other = FW_MANUAL_PANEL (fw_manual_panel_new ());

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (other));
  fw_manual_panel_set_shelf (other, fixture->shelf);
  fw_manual_panel_edit (fixture->panel, "ST-002");
  fw_rule_desk_set (fixture->desk, "with", "height", "9");
  fw_manual_panel_edit (other, "ST-002");
  g_assert_true (fw_manual_panel_is_at_desk (other));
  g_assert_false (fw_manual_panel_is_at_desk (fixture->panel));
  test_app_close (GTK_WINDOW (window));
  g_assert_nonnull (fw_rule_desk_get_form (fixture->desk));
  fw_manual_panel_take_over (fixture->panel);
  g_assert_true (fw_manual_panel_is_at_desk (fixture->panel));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture, "Height"))), ==, "9");

  /* Without changes nobody is asked. */
  fw_rule_desk_set (fixture->desk, "with", "height", "7");
  g_assert_true (fw_manual_panel_leave_desk (fixture->panel));
  g_assert_false (fw_manual_panel_is_at_desk (fixture->panel));
}

/* Test that everything in the editor says what it is, wide and narrow. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  fw_manual_panel_edit (fixture->panel, "ST-006");
  wait_checked (fixture);
  fw_manual_panel_try_rule (fixture->panel);
  g_assert_true (fw_test_wait (is_tried, fixture));
  test_app_sweep_names (fixture->window, 15);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  test_app_sweep_names (fixture->window, 12);
}

/* Versions ------------------------------------------------------------------------- */

static gboolean
is_shown (gpointer user_data)
{
  gpointer *args = user_data;

  return find (args[0], GPOINTER_TO_SIZE (args[1]), args[2]) != NULL;
}

static void
wait_shown (Fixture    *fixture,
            GType       type,
            const char *text)
{
  gpointer args[] = { fixture, GSIZE_TO_POINTER (type), (gpointer) text };

  g_assert_true (fw_test_wait (is_shown, args));
}

static gboolean
has_said (gpointer user_data)
{
  return ((Fixture *) user_data)->said != NULL;
}

typedef struct
{
  const char *label;
  GtkWidget  *found;
} ButtonSearch;

static void
button_cb (GtkWidget *widget,
           gpointer   user_data)
{
  ButtonSearch *search = user_data;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), search->label) == 0)
    search->found = widget;
}

static gboolean
is_sensitive (gpointer user_data)
{
  return gtk_widget_is_sensitive (user_data);
}

/* Publishes what the file says, in the dialog. */
static void
publish (Fixture *fixture)
{
  GtkWidget *dialog = fw_publish_dialog_new (GTK_WINDOW (fixture->window), fixture->desk);
  ButtonSearch search = { "_Publish", NULL };

  g_clear_pointer (&fixture->said, g_free);
  gtk_window_present (GTK_WINDOW (dialog));
  test_app_walk (dialog, button_cb, &search);
  g_assert_nonnull (search.found);
  g_assert_true (fw_test_wait (is_sensitive, search.found));
  test_app_sweep_names (dialog, 5);
  g_signal_emit_by_name (search.found, "clicked");
  g_assert_true (fw_test_wait (has_said, fixture));
  test_app_settle ();
}

/* Test that a version is published, and the next one compared with it, down to the places. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *card;
  ButtonSearch search = { "Show Where", NULL };

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.compare", NULL));
  wait_shown (fixture, GTK_TYPE_LABEL, "Nothing was published yet");
  publish (fixture);
  g_assert_nonnull (strstr (fixture->said, "1.0.0"));
  wait_shown (fixture, GTK_TYPE_LABEL, "No rule is different");
  g_assert_true (fw_manual_panel_leave_desk (fixture->panel));
  g_assert_false (fw_manual_panel_is_at_desk (fixture->panel));

  fw_manual_panel_edit (fixture->panel, "ST-002");
  fw_rule_desk_set (fixture->desk, "with", "height", "40");
  fw_rule_desk_set (fixture->desk, FW_FORM_PROSE, NULL, "- **DO** start later.");
  g_assert_true (fw_manual_panel_save_rule (fixture->panel));
  g_assert_true (fw_test_wait (is_reading, fixture));
  fw_manual_panel_compare (fixture->panel);
  wait_shown (fixture, GTK_TYPE_LABEL, "Would open");
  card = find (fixture, FW_TYPE_CHANGE_CARD, NULL);
  g_assert_nonnull (card);
  g_assert_cmpstr (fw_change_card_get_rule (FW_CHANGE_CARD (card)), ==, "ST-002");
  test_app_sweep_names (fixture->window, 5);
  test_app_walk (card, button_cb, &search);
  g_assert_nonnull (search.found);
  g_signal_emit_by_name (search.found, "clicked");
  wait_shown (fixture, FW_TYPE_TRIAL_LIST, NULL);
  publish (fixture);
  g_assert_nonnull (strstr (fixture->said, "1.1.0"));
  g_assert_cmpstr (fw_manual_get_version (fw_project_get_manual (fixture->sample.project)), ==,
                   "1.1.0");
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add ("/rule-editor/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/rule-editor/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/rule-editor/prose", Fixture, NULL, set_up, test_prose, tear_down);
  g_test_add ("/rule-editor/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/rule-editor/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/rule-editor/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/rule-editor/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/rule-editor/versions", Fixture, NULL, set_up, test_versions, tear_down);

  return g_test_run ();
}
