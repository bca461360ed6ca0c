/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar over the editor, the page of a result and its cards. */

#include "app-support.h"
#include "gold-kit.h"

#include "app/gold/exam-bar.h"
#include "app/gold/exam-export.h"
#include "app/gold/exam-page.h"
#include "app/gold/exam-rule.h"
#include "app/gold/gold-form.h"
#include "app/gold/gold-words.h"

#define JUDGED "2026-09-01T10:00:00Z"

typedef struct
{
  GoldKit    kit;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  is_video)
{
  GoldKit *kit = &fixture->kit;

  gold_kit_set_up (kit, GPOINTER_TO_INT (is_video));

  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  fixture->window = GTK_WINDOW (gtk_application_window_new (test_app_get ()));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_app_close (fixture->window);
  gold_kit_tear_down (&fixture->kit);
}

typedef struct
{
  const char *text;
  gboolean    is_found;
} Wanted;

static void
look_for_text (GtkWidget *widget,
               gpointer   user_data)
{
  Wanted *wanted = user_data;

  if (GTK_IS_LABEL (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), wanted->text) != NULL)
    wanted->is_found = TRUE;
}

static gboolean
says (GtkWidget  *root,
      const char *text)
{
  Wanted wanted = { text, FALSE };

  test_app_walk (root, look_for_text, &wanted);

  return wanted.is_found;
}

/* Test that the bar says what is to be labelled here, and goes when there is no exam. */
static void
test_bar (Fixture       *fixture,
          gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  FwExamBar *bar = FW_EXAM_BAR (fw_exam_bar_new ());
  gsize n;

  gtk_window_set_child (fixture->window, GTK_WIDGET (bar));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_PRACTISE);

  g_autoptr(FwSession) session = fw_session_new (fw_labels_file_get_document (kit->labels));
  const FwExamPart *parts = fw_exam_get_parts (kit->exam, &n);

  fw_session_set_frame (session, parts[0].frames.first);
  fw_exam_bar_set_exam (bar, kit->exam, session);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_nonnull (strstr (fw_exam_bar_get_text (bar), "Label everything"));
  g_assert_true (says (GTK_WIDGET (bar), "Check"));
  test_app_sweep_names (GTK_WIDGET (fixture->window), 0);

  for (FwFrame frame = 0; frame < fw_session_get_n_frames (session); frame++)
    {
      fw_session_set_frame (session, frame);
      g_assert_cmpint (strstr (fw_exam_bar_get_text (bar), "Nothing is asked") == NULL, ==,
                       fw_exam_find_part (kit->exam, frame) >= 0);
    }

  fw_session_set_frame (session, parts[0].frames.first);
  gold_kit_compare (kit, 0);
  g_assert_nonnull (strstr (fw_exam_bar_get_text (bar), "compared"));
  fw_exam_bar_set_exam (bar, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

static void
note_doubt_cb (FwExamPage *page,
               FwExamCard *card,
               const char *text,
               char      **out_text)
{
  g_free (*out_text);
  *out_text = g_strdup (text);
  fw_exam_card_set_sent (card, TRUE, "Sent.");
}

static void
press_send (GtkWidget *widget,
            gpointer   user_data)
{
  if (GTK_IS_ENTRY (widget))
    {
      gtk_editable_set_text (GTK_EDITABLE (widget), user_data);
      g_signal_emit_by_name (widget, "activate");
    }
}

/* Test that the page has a card for each difference, with its rule, and that a doubt
 * is passed on with its words, but never without any. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  GoldKit *kit = &fixture->kit;
  FwExamPage *page = FW_EXAM_PAGE (fw_exam_page_new ());
  g_autofree char *doubt = NULL;
  gsize n_parts;

  gtk_window_set_child (fixture->window, GTK_WIDGET (page));
  g_signal_connect (page, "doubt", G_CALLBACK (note_doubt_cb), &doubt);
  gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);
  fw_exam_get_parts (kit->exam, &n_parts);
  for (gsize i = 0; i < n_parts; i++)
    gold_kit_label (kit, i, i == 0 ? 7.0 : 0.0);
  gold_kit_compare (kit, FW_EXAM_ALL);
  g_assert_cmpuint (kit->sheet->results->len, >, 0);
  fw_exam_page_show (page, kit->sheet, "street", kit->manual, NULL);
  gtk_window_present (fixture->window);
  test_app_settle ();

  for (guint i = 0; i < kit->sheet->results->len; i++)
    {
      FwExamCard *card = fw_exam_page_get_card (page, i);

      g_assert_nonnull (card);
      g_assert_true (fw_exam_card_get_result (card)
                     == &g_array_index (kit->sheet->results, FwGoldResult, i));
      g_assert_nonnull (fw_exam_card_get_rule (card));
      g_assert_true (says (GTK_WIDGET (card), fw_exam_card_get_rule (card)->title));
    }
  g_assert_null (fw_exam_page_get_card (page, kit->sheet->results->len));
  g_assert_true (says (GTK_WIDGET (page), fw_gold_attempt_is_passed (kit->sheet->attempt)
                                            ? "Passed"
                                            : "not enough this time"));
  g_assert_true (says (GTK_WIDGET (page), "7.0 px"));
  g_assert_false (says (GTK_WIDGET (page), "wrong"));
  g_assert_true (says (GTK_WIDGET (page), "in what was asked is below"));
  test_app_sweep_names (GTK_WIDGET (fixture->window), kit->sheet->results->len * 3);

  FwExamCard *card = fw_exam_page_get_card (page, 0);

  test_app_walk (GTK_WIDGET (card), press_send, (char *) "   ");
  g_assert_null (doubt);
  test_app_walk (GTK_WIDGET (card), press_send, (char *) " The bumper ends here ");
  g_assert_cmpstr (doubt, ==, "The bumper ends here");
  g_assert_true (says (GTK_WIDGET (card), "Sent."));

  /* Without a manual nothing is made up. */
  fw_exam_page_show (page, kit->sheet, "street", NULL, NULL);
  g_assert_null (fw_exam_card_get_rule (fw_exam_page_get_card (page, 0)));
  g_assert_true (says (GTK_WIDGET (page), "no rule is shown"));

  /* Another result takes the place of this one. */
  fw_exam_page_show (page, NULL, NULL, NULL, NULL);
  g_assert_null (fw_exam_page_get_card (page, 0));
  g_assert_null (fw_exam_page_get_sheet (page));
}

/* Test that what is taken along says what the page says: place and difference in words,
 * the rule, the interval. */
static void
test_export (Fixture       *fixture,
             gconstpointer  is_video)
{
  GoldKit *kit = &fixture->kit;
  gsize n_parts;
  gsize n_rules = 0;
  gsize n_places = 0;

  gold_kit_begin (kit, "tomas", FW_ATTEMPT_EXAM);
  fw_exam_get_parts (kit->exam, &n_parts);
  for (gsize i = 0; i < n_parts; i++)
    gold_kit_label (kit, i, i == 0 ? 7.0 : 0.0);
  gold_kit_compare (kit, FW_EXAM_ALL);

  const FwGoldResult *first = &g_array_index (kit->sheet->results, FwGoldResult, 0);
  const FwRule *rule = fw_exam_rule_find (kit->manual, first);
  g_autoptr(GBytes) bytes = fw_exam_export_to_json (kit->sheet, kit->manual);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *title = fw_exam_words_title (kit->sheet, first);
  g_autofree char *difference = fw_exam_words_difference (kit->sheet, first);
  g_autofree char *place = g_strdup_printf ("\"place\":\"%s\",\"difference\":\"%s\"", title,
                                            difference);
  g_autofree char *cited = g_strdup_printf ("\"rule\":{\"rule\":\"%s\",\"rev\":\"%s\"", rule->id,
                                            rule->rev);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, place));
  g_assert_nonnull (strstr (text, cited));
  g_assert_nonnull (strstr (text, "\"interval\":{\"level\":0.95,"));
  g_assert_nonnull (strstr (text, GPOINTER_TO_INT (is_video) ? ", frame " : " in "));
  for (const char *at = text; (at = strstr (at, "\"rule\":{")) != NULL; at++)
    n_rules++;
  for (const char *at = text; (at = strstr (at, "\"place\":")) != NULL; at++)
    n_places++;
  g_assert_cmpuint (n_rules, ==, kit->sheet->results->len);
  g_assert_cmpuint (n_places, ==, kit->sheet->attempt->n_answers);
}

static FwManual *
load_manual (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/../data/sample/%s/%s.manual.md",
                                           g_getenv ("G_TEST_SRCDIR"), name, name);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  g_assert_no_error (error);

  return manual;
}

static const char *
find_rule (FwManual   *manual,
           FwMistake   mistake,
           const char *category,
           const char *attribute)
{
  g_autoptr(GArray) attributes = g_array_new (FALSE, FALSE, sizeof (FwGoldAttribute));
  FwGoldAttribute differs = { attribute, fw_value_boolean (TRUE), fw_value_boolean (FALSE) };
  FwGoldResult result = { .mistake = mistake,
                          .gold = mistake != FW_MISTAKE_SPURIOUS,
                          .own = mistake != FW_MISTAKE_MISSING,
                          .category = mistake != FW_MISTAKE_SPURIOUS ? category : "",
                          .own_category = category,
                          .attributes = attributes };

  if (attribute != NULL)
    g_array_append_val (attributes, differs);

  const FwRule *rule = fw_exam_rule_find (manual, &result);

  return rule != NULL ? rule->id : NULL;
}

/* Test that a difference has the rule that is about it, and none where the manual
 * has none: not one that is only for the same category. */
static void
test_rule (void)
{
  static const struct
  {
    const char *manual;
    FwMistake   mistake;
    const char *category;
    const char *attribute;
    const char *rule; /* NULL: none */
  } cases[] = {
    { "street", FW_MISTAKE_MISSING, "vehicle.car", NULL, "ST-001" },
    { "street", FW_MISTAKE_SPURIOUS, "person.pedestrian", NULL, "ST-001" },
    { "street", FW_MISTAKE_GEOMETRY, "vehicle.car", NULL, "ST-004" },
    { "street", FW_MISTAKE_CATEGORY, "vehicle.van", NULL, "ST-003" },
    { "street", FW_MISTAKE_ATTRIBUTE, "vehicle.van", "truncated", "ST-006" },
    { "driving", FW_MISTAKE_MISSING, "human.rider", NULL, "SD-001" },
    { "driving", FW_MISTAKE_GEOMETRY, "vehicle.bicycle", NULL, "SD-011" },
    { "driving", FW_MISTAKE_GEOMETRY, "human.pedestrian", NULL, "SD-011" },
    { "driving", FW_MISTAKE_GEOMETRY, "light.traffic", NULL, NULL },
    /* What it says of all pictures is about an attribute. */
    { "clothing", FW_MISTAKE_MISSING, "hat", NULL, NULL },
    { "clothing", FW_MISTAKE_GEOMETRY, "hat", NULL, "CL-015" },
    { "clothing", FW_MISTAKE_IDENTITY, "hat", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = g_str_equal (cases[i].manual, "street")
                                     ? gold_kit_read_manual ()
                                     : load_manual (cases[i].manual);

      g_test_message ("%s: %s of %s", cases[i].manual, fw_mistake_to_word (cases[i].mistake),
                      cases[i].category);
      g_assert_cmpstr (find_rule (manual, cases[i].mistake, cases[i].category, cases[i].attribute),
                       ==, cases[i].rule);
    }
}

static void
set_spin (GtkWidget *widget,
          gpointer   user_data)
{
  /* The first is how many items there are. */
  if (GTK_IS_SPIN_BUTTON (widget) && *(double *) user_data > 0.0)
    {
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget), *(double *) user_data);
      *(double *) user_data = 0.0;
    }
}

/* Test that another number of items keeps the share of right ones, never asks for more
 * than there are items, and says at once whether the gold is enough. */
static void
test_form (Fixture       *fixture,
           gconstpointer  data)
{
  FwGoldSettings settings;

  fw_gold_settings_init (&settings);

  GtkWidget *form = fw_gold_form_new (&settings, 60);
  double items = 20.0;

  gtk_window_set_child (fixture->window, form);
  g_assert_true (says (form, "95 times in 100"));
  g_assert_true (says (form, "60 more"));
  test_app_walk (form, set_spin, &items);
  fw_gold_form_get (FW_GOLD_FORM (form), &settings);
  g_assert_cmpuint (settings.items, ==, 20);
  g_assert_cmpuint (settings.needed, ==, 18);
  g_assert_false (says (form, "95 times in 100"));
  g_assert_true (says (form, "enough for exams of 20"));
  items = 2.0;
  test_app_walk (form, set_spin, &items);
  fw_gold_form_get (FW_GOLD_FORM (form), &settings);
  g_assert_cmpuint (settings.needed, ==, 2);
  items = 6.0;
  test_app_walk (form, set_spin, &items);
  fw_gold_form_get (FW_GOLD_FORM (form), &settings);
  g_assert_cmpuint (settings.needed, ==, 5);
  items = 40.0;
  test_app_walk (form, set_spin, &items);
  fw_gold_form_get (FW_GOLD_FORM (form), &settings);
  g_assert_cmpuint (settings.needed, ==, 36);
  test_app_sweep_names (GTK_WIDGET (fixture->window), 3);
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return g_test_run ();

  g_test_add ("/exam-page/bar/video", Fixture, GINT_TO_POINTER (1), set_up, test_bar, tear_down);
  g_test_add ("/exam-page/bar/pictures", Fixture, GINT_TO_POINTER (0), set_up, test_bar, tear_down);
  g_test_add ("/exam-page/page/video", Fixture, GINT_TO_POINTER (1), set_up, test_page, tear_down);
  g_test_add ("/exam-page/page/pictures", Fixture, GINT_TO_POINTER (0), set_up, test_page,
              tear_down);
  g_test_add ("/exam-page/export/video", Fixture, GINT_TO_POINTER (1), set_up, test_export,
              tear_down);
  g_test_add ("/exam-page/export/pictures", Fixture, GINT_TO_POINTER (0), set_up, test_export,
              tear_down);
  g_test_add_func ("/exam-page/rule", test_rule);
  g_test_add ("/exam-page/form", Fixture, GINT_TO_POINTER (1), set_up, test_form, tear_down);

  return g_test_run ();
}
