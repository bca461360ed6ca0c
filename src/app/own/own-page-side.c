/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The column of things to do: appeals to decide, new work, questions, the time log,
 * what would help most, and one's own record to take along.
 */

#include "app/late-tooltip.h"
#include "app/own/own-page-private.h"

#include "app/compat.h"
#include "app/own/own-export.h"
#include "app/own/own-parts.h"
#include "app/own/own-words.h"
#include "app/own/returned-row.h"
#include "app/own/ruling-sheet.h"

#include <glib/gi18n.h>

/* So many of each are shown. */
#define MOST_QUESTIONS 3
#define MOST_RULINGS   5
#define MOST_REWORK    5

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* A section is a heading and a card; empty ones are not there. */
static GtkWidget *
begin_section (GtkWidget  *box,
               const char *heading)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  clear (box);
  fw_own_add_label (box, heading, "heading");
  gtk_widget_add_css_class (card, "fw-own-card");
  gtk_box_append (GTK_BOX (box), card);

  return card;
}

static FwOwnFindings *
get_findings (FwOwnPage *self)
{
  return fw_own_gather_get_findings (self->gather);
}

/* Appeals to decide */

static void
ruled_cb (const char *sentence,
          gpointer    user_data)
{
  fw_own_page_say (user_data, sentence);
  fw_own_page_refresh (user_data);
}

static void
rule_cb (GtkWidget *button,
         gpointer   user_data)
{
  FwOwnPage *self = user_data;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  fw_ruling_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_findings (self),
                     index, self->crops, ruled_cb, self);
}

static void
add_ruling (FwOwnPage *self,
            GtkWidget *card,
            guint      index,
            GDateTime *now)
{
  FwOwnFindings *findings = get_findings (self);
  const FwOwnRuling *ruling = &g_array_index (findings->rulings, FwOwnRuling, index);
  const FwVerdict *verdict
      = fw_review_find (fw_own_findings_get_work (findings, ruling->work)->records,
                        FW_REVIEW_VERDICT, ruling->appeal->verdict);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *decide = gtk_button_new_with_label (_ ("Decide…"));
  g_autofree char *title = fw_own_findings_dup_title (findings, ruling->work, verdict->unit);
  g_autofree char *rule = fw_own_findings_dup_rule (findings, ruling->work,
                                                    fw_verdict_get_answer (verdict)->rule);
  g_autofree char *day = fw_own_words_deadline (ruling->appeal->due, now);
  g_autofree char *until = g_strdup_printf (_ ("Answer by %s"), day);

  fw_own_add_label (words, title, "fw-head-title");
  fw_own_add_label (words, rule, NULL);
  fw_own_add_label (words, until, "fw-stat-caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (decide, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (decide), "index", GUINT_TO_POINTER (index));
  g_signal_connect (decide, "clicked", G_CALLBACK (rule_cb), self);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), decide);
  gtk_box_append (GTK_BOX (card), line);
}

static void
update_rulings (FwOwnPage *self,
                GDateTime *now)
{
  FwOwnFindings *findings = get_findings (self);
  guint n = findings->rulings->len;
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%d appeal waits for you", "%d appeals wait for you", n), (int) n);
  GtkWidget *card;

  gtk_widget_set_visible (self->rulings, n > 0);
  if (n == 0)
    return;
  card = begin_section (self->rulings, heading);
  fw_own_add_label (card,
                    _ ("You neither drew nor reviewed these labels. Look at the picture and the "
                       "rule, and decide."),
                    "fw-stat-caption");
  for (guint i = 0; i < MIN (n, MOST_RULINGS); i++)
    add_ruling (self, card, i, now);
}

/* New work, because a rule changed */

static void
rework_cb (GtkWidget *button,
           gpointer   user_data)
{
  FwOwnPage *self = user_data;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  FwOwnFindings *findings = get_findings (self);
  const FwOwnRework *rework = &g_array_index (findings->rework, FwOwnRework, index);
  g_autofree char *place = g_strconcat ("unit:", rework->unit, NULL);

  fw_own_page_open (self, fw_own_findings_get_work (findings, rework->work), place);
}

static void
update_rework (FwOwnPage *self)
{
  FwOwnFindings *findings = get_findings (self);
  guint n = findings->rework->len;
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%d label under a new rule", "%d labels under a new rule", n), (int) n);
  GtkWidget *card;

  gtk_widget_set_visible (self->rework, n > 0);
  if (n == 0)
    return;
  card = begin_section (self->rework, heading);
  fw_own_add_label (card,
                    _ ("Their rule changed after they were right. Looking at them again is new "
                       "work, and counts as such."),
                    "fw-stat-caption");
  for (guint i = 0; i < MIN (n, MOST_REWORK); i++)
    {
      const FwOwnRework *rework = &g_array_index (findings->rework, FwOwnRework, i);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      GtkWidget *open = gtk_button_new_with_label (_ ("Open"));
      g_autofree char *title = fw_own_findings_dup_title (findings, rework->work, rework->unit);
      g_autofree char *version = g_strdup_printf (_ ("v%s"), rework->regrade->to_version);
      GtkWidget *name = fw_own_add_label (line, title, NULL);

      gtk_widget_set_hexpand (name, TRUE);
      g_object_set_data (G_OBJECT (open), "index", GUINT_TO_POINTER (i));
      g_signal_connect (open, "clicked", G_CALLBACK (rework_cb), self);
      gtk_box_append (GTK_BOX (line), fw_chip_new (version, NULL));
      gtk_box_append (GTK_BOX (line), open);
      gtk_box_append (GTK_BOX (card), line);
    }
}

/* Questions */

static void
add_question (GtkWidget        *card,
              const FwQuestion *question,
              GDateTime        *now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *foot = fw_own_words_question (question, now);

  fw_own_add_label (box, question->text, "fw-head-title");
  if (question->has_answer)
    fw_own_add_label (box, question->answer.text, NULL);
  else
    fw_own_add_label (box,
                      _ ("Waiting for an answer. You can go on; the label is not graded "
                         "meanwhile."),
                      "fw-waiting");
  if (*foot != '\0')
    fw_own_add_label (box, foot, "fw-stat-caption");
  gtk_box_append (GTK_BOX (card), box);
}

static void
update_questions (FwOwnPage *self,
                  GDateTime *now)
{
  FwOwnFindings *findings = get_findings (self);
  guint n = findings->questions->len;
  GtkWidget *card = begin_section (self->questions, _ ("My questions"));

  for (guint i = 0; i < MIN (n, MOST_QUESTIONS); i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      add_question (card, g_array_index (findings->questions, FwOwnQuestion, i).question, now);
    }
  if (n == 0)
    fw_own_add_label (card,
                      _ ("You have asked nothing yet. A question about a label stops the clock on "
                         "it: it is not graded until there is an answer."),
                      "dim-label");
  if (n > MOST_QUESTIONS)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("and %d older one", "and %d older ones", n - MOST_QUESTIONS),
          (int) (n - MOST_QUESTIONS));

      fw_own_add_label (card, text, "fw-stat-caption");
    }
}

/* The person as a reviewer: how often her own verdicts did not stand */

static void
update_reviewer (FwOwnPage *self)
{
  const FwOverturns *own = &get_findings (self)->reviewer;
  GtkWidget *card;

  gtk_widget_set_visible (self->reviewer, own->wrong > 0);
  if (own->wrong == 0)
    return;
  card = begin_section (self->reviewer, _ ("My reviews"));

  g_autofree char *low = fw_share_dup_text (own->interval.low);
  g_autofree char *high = fw_share_dup_text (own->interval.high);
  g_autofree char *returned
      = g_strdup_printf (ngettext ("You returned %d label; %d was appealed.",
                                   "You returned %d labels; %d were appealed.", (gulong) own->wrong),
                         (int) own->wrong, (int) own->appealed);
  g_autofree char *decided
      = own->decided > 0
            ? g_strdup_printf (ngettext ("%d of %d decided appeal was overturned: %s to %s.",
                                         "%d of %d decided appeals were overturned: %s to %s.",
                                         (gulong) own->decided),
                               (int) own->overturned, (int) own->decided, low, high)
            : g_strdup (_ ("None of these appeals is decided yet."));

  fw_own_add_label (card, returned, NULL);
  if (own->appealed > 0)
    fw_own_add_label (card, decided, NULL);
  if (own->unclear > 0)
    {
      g_autofree char *unclear = g_strdup_printf (
          ngettext ("In %d case the manual did not decide; it counts for nobody.",
                    "In %d cases the manual did not decide; they count for nobody.",
                    (gulong) own->unclear),
          (int) own->unclear);

      fw_own_add_label (card, unclear, "fw-stat-caption");
    }
}

/* What would help most */

/* Opens the work that has the most of it, at the rule or at @place. */
static void
open_help (FwOwnPage  *self,
           const char *place)
{
  FwOwnFindings *findings = get_findings (self);
  const char *rule = NULL;
  gsize work = 0;
  g_autofree char *text = fw_own_words_help (findings, &work, &rule);
  g_autofree char *at_rule = text != NULL ? g_strconcat ("rule:", rule, NULL) : NULL;

  if (text != NULL)
    fw_own_page_open (self, fw_own_findings_get_work (findings, work),
                      place != NULL ? place : at_rule);
}

static void
rule_open_cb (GtkWidget *button,
              gpointer   user_data)
{
  open_help (user_data, NULL);
}

static void
practise_cb (GtkWidget *button,
             gpointer   user_data)
{
  open_help (user_data, "do:practise");
}

static void
update_help (FwOwnPage *self)
{
  const char *rule = NULL;
  gsize work = 0;
  g_autofree char *text = fw_own_words_help (get_findings (self), &work, &rule);
  g_autofree char *name = text != NULL ? g_strdup_printf (_ ("Open Rule %s"), rule) : NULL;
  GtkWidget *card;
  GtkWidget *line;
  GtkWidget *open;

  gtk_widget_set_visible (self->help, text != NULL);
  if (text == NULL)
    return;
  card = begin_section (self->help, _ ("What would help most"));
  fw_own_add_label (card, text, NULL);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  open = gtk_button_new_with_label (name);
  g_signal_connect (open, "clicked", G_CALLBACK (rule_open_cb), self);
  gtk_box_append (GTK_BOX (line), open);
  if (fw_own_findings_get_work (get_findings (self), work)->has_gold)
    {
      GtkWidget *practise = gtk_button_new_with_label (_ ("Practise…"));

      fw_late_tooltip_set (practise, _ ("Label some frames again and see what differs from "
                                        "the gold"));
      g_signal_connect (practise, "clicked", G_CALLBACK (practise_cb), self);
      gtk_box_append (GTK_BOX (line), practise);
    }
  gtk_box_append (GTK_BOX (card), line);
}

/* One's own record */

typedef struct
{
  FwOwnPage *self;  /* (owned) */
  GBytes    *bytes; /* (owned) */
} Export;

static void
export_free (gpointer data)
{
  g_object_unref (((Export *) data)->self);
  g_bytes_unref (((Export *) data)->bytes);
  g_free (data);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwOwnPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    sentence = g_strdup_printf (_ ("Exported to “%s”."), name);
  fw_own_page_say (self, sentence != NULL ? sentence : error->message);
}

static void
export_chosen_cb (GFile    *file,
                  gpointer  user_data)
{
  Export *export = user_data;

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, export->bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                         NULL, exported_cb, g_object_ref (export->self));
}

static void
export_cb (FwOwnPage *self)
{
  FwOwnFindings *findings = get_findings (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = NULL;
  Export *export;

  if (findings == NULL)
    return;
  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->bytes = fw_own_export_to_json (findings, self->days, now);
  name = g_strdup_printf ("record-%s.json", findings->person);
  g_strdelimit (name, "/\\", '_');
  fw_compat_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), FW_CHOOSE_EXPORT, NULL,
                    name, export_chosen_cb, export, export_free);
}

static GtkWidget *
make_export (FwOwnPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Export My Record…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  fw_late_tooltip_set (button, _ ("Every verdict about your labels, appeals, questions and "
                                  "the time log, as JSON"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (export_cb), self);

  return button;
}

/* The column */

static void
corrected_cb (FwOwnPage *self)
{
  fw_own_page_refresh (self);
}

void
fw_own_page_update_side (FwOwnPage *self,
                         GDateTime *now)
{
  update_rulings (self, now);
  update_rework (self);
  update_questions (self, now);
  update_reviewer (self);
  update_help (self);
}

void
fw_own_page_build_side (FwOwnPage *self)
{
  GtkWidget **sections[]
      = { &self->rulings, &self->rework, &self->questions, &self->help, &self->reviewer };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      *sections[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
      gtk_widget_set_visible (*sections[i], sections[i] == &self->questions);
      gtk_box_append (GTK_BOX (self->side), *sections[i]);
    }
  self->time = FW_TIME_CARD (fw_time_card_new ());
  gtk_box_insert_child_after (GTK_BOX (self->side), GTK_WIDGET (self->time), self->questions);
  gtk_box_append (GTK_BOX (self->side), make_export (self));
  g_signal_connect_swapped (self->time, "say", G_CALLBACK (fw_own_page_say), self);
  g_signal_connect_swapped (self->time, "corrected", G_CALLBACK (corrected_cb), self);
}
