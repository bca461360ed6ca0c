/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/gold/exam-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/gold/gold-words.h"

struct _FwExamPage
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  AdwWindowTitle *title;
  GtkScrolledWindow *scroller;
  GtkLabel       *headline;
  GtkLabel       *meaning;
  GtkWidget      *go_on;
  GtkButton      *again;
  GtkWidget      *export;
  GtkWidget      *cards;

  FwExamSheet    *sheet; /* (owned) (nullable) */
};

enum
{
  SIGNAL_RULE,
  SIGNAL_GO,
  SIGNAL_DOUBT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwExamPage, fw_exam_page, GTK_TYPE_WIDGET)

static void
rule_cb (FwExamPage *self,
         const char *id)
{
  g_signal_emit (self, signals[SIGNAL_RULE], 0, id);
}

static void
go_cb (FwExamPage *self,
       int         frame)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, frame);
}

static void
doubt_cb (FwExamPage *self,
          const char *text,
          FwExamCard *card)
{
  g_signal_emit (self, signals[SIGNAL_DOUBT], 0, card, text);
}

static void
clear_cards (FwExamPage *self)
{
  for (GtkWidget *card; (card = gtk_widget_get_first_child (self->cards)) != NULL;)
    gtk_box_remove (GTK_BOX (self->cards), card);
}

static void
add_card (FwExamPage            *self,
          const FwExamCardFacts *facts)
{
  GtkWidget *card = fw_exam_card_new (facts);

  g_signal_connect_swapped (card, "rule", G_CALLBACK (rule_cb), self);
  g_signal_connect_swapped (card, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (card, "doubt", G_CALLBACK (doubt_cb), self);
  gtk_box_append (GTK_BOX (self->cards), card);
}

/* Which buttons mean something now. */
static void
update_buttons (FwExamPage *self)
{
  const FwGoldAttempt *attempt = self->sheet->attempt;
  gboolean is_exam = attempt->mode == FW_ATTEMPT_EXAM;
  gboolean is_ended = attempt->ended_at != NULL;
  guint n_items = fw_gold_get_settings (self->sheet->gold)->items;
  gboolean can_again = is_ended && !fw_gold_attempt_is_passed (attempt)
                       && self->sheet->stock.n_free >= (is_exam ? n_items : 1);

  gtk_button_set_label (self->again, is_exam ? _("Try Other Items…") : _("Practise More…"));
  gtk_widget_set_visible (GTK_WIDGET (self->again), can_again);
  gtk_widget_set_visible (self->go_on, !is_ended);
}

void
fw_exam_page_show (FwExamPage  *self,
                   FwExamSheet *sheet,
                   const char  *title,
                   FwManual    *manual,
                   FwCropQueue *crops)
{
  g_return_if_fail (FW_IS_EXAM_PAGE (self));

  clear_cards (self);
  g_clear_pointer (&self->sheet, fw_exam_sheet_unref);
  if (sheet == NULL)
    return;

  self->sheet = fw_exam_sheet_ref (sheet);

  g_autofree char *headline = fw_exam_words_headline (sheet);
  g_autofree char *meaning = fw_exam_words_meaning (sheet);

  adw_window_title_set_title (self->title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->title, sheet->attempt->mode == FW_ATTEMPT_EXAM
                                                ? _("Exam")
                                                : _("Practice"));
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->meaning, meaning);
  gtk_widget_set_visible (GTK_WIDGET (self->meaning), meaning[0] != '\0');
  update_buttons (self);
  for (guint i = 0; i < sheet->results->len; i++)
    add_card (self, &(FwExamCardFacts) { sheet, i, manual, crops });
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
  fw_compat_announce (GTK_WIDGET (self), headline);
}

void
fw_exam_page_focus (FwExamPage *self)
{
  g_return_if_fail (FW_IS_EXAM_PAGE (self));

  GtkWidget *const buttons[] = { self->go_on, GTK_WIDGET (self->again), self->export };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_widget_get_visible (buttons[i]))
      {
        gtk_widget_grab_focus (buttons[i]);
        return;
      }
}

FwExamSheet *
fw_exam_page_get_sheet (FwExamPage *self)
{
  g_return_val_if_fail (FW_IS_EXAM_PAGE (self), NULL);

  return self->sheet;
}

FwExamCard *
fw_exam_page_get_card (FwExamPage *self,
                       guint       index)
{
  g_return_val_if_fail (FW_IS_EXAM_PAGE (self), NULL);

  GtkWidget *card = gtk_widget_get_first_child (self->cards);

  for (; card != NULL && index > 0; index--)
    card = gtk_widget_get_next_sibling (card);

  return card != NULL ? FW_EXAM_CARD (card) : NULL;
}

static void
fw_exam_page_dispose (GObject *object)
{
  FwExamPage *self = FW_EXAM_PAGE (object);

  g_clear_pointer (&self->sheet, fw_exam_sheet_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_exam_page_parent_class)->dispose (object);
}

static void
fw_exam_page_class_init (FwExamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_exam_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/exam-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, box);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, title);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, headline);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, meaning);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, go_on);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, again);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, export);
  gtk_widget_class_bind_template_child (widget_class, FwExamPage, cards);

  signals[SIGNAL_RULE] = g_signal_new ("rule", FW_TYPE_EXAM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_GO] = g_signal_new ("go", FW_TYPE_EXAM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_DOUBT]
    = g_signal_new ("doubt", FW_TYPE_EXAM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, FW_TYPE_EXAM_CARD, G_TYPE_STRING);
}

static void
fw_exam_page_init (FwExamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fw_exam_page_new (void)
{
  return g_object_new (FW_TYPE_EXAM_PAGE, NULL);
}
