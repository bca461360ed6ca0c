/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/gold/exam-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/gold/exam-crop.h"
#include "app/gold/exam-rule.h"
#include "app/gold/gold-words.h"
#include "app/late-tooltip.h"
#include "app/picture-texture.h"

#define PICTURE_WIDTH 228
#define PICTURE_HEIGHT 190

struct _FwExamCard
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkPicture   *pictures[2]; /* by FwExamSide */
  GtkLabel     *captions[2];
  GtkRevealer  *asking;
  GtkEntry     *entry;
  GtkWidget    *send;
  GtkWidget    *doubt;
  GtkLabel     *sent;

  FwExamSheet  *sheet;  /* (owned) */
  guint         result;
  FwManual     *manual; /* (owned) (nullable) */
  const FwRule *rule;   /* of @manual (nullable) */
  GCancellable *cancellable; /* (owned) of the pictures */
};

enum
{
  SIGNAL_RULE,
  SIGNAL_GO,
  SIGNAL_DOUBT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwExamCard, fw_exam_card, GTK_TYPE_WIDGET)

const FwGoldResult *
fw_exam_card_get_result (FwExamCard *self)
{
  g_return_val_if_fail (FW_IS_EXAM_CARD (self), NULL);

  return &g_array_index (self->sheet->results, FwGoldResult, self->result);
}

const FwRule *
fw_exam_card_get_rule (FwExamCard *self)
{
  g_return_val_if_fail (FW_IS_EXAM_CARD (self), NULL);

  return self->rule;
}

/* Pictures ------------------------------------------------------------------------- */

typedef struct
{
  FwExamCard *card; /* (owned) */
  FwExamSide  side;
} Asking;

static void
crop_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Asking *asking = user_data;
  g_autoptr(FwExamCard) self = asking->card;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
    = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);
  FwExamSide side = asking->side;

  g_free (asking);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (picture == NULL)
    {
      fw_late_tooltip_set (GTK_WIDGET (self->pictures[side]), error->message);
      return;
    }

  g_autoptr(GdkTexture) texture = fw_picture_to_texture (picture);

  gtk_picture_set_paintable (self->pictures[side], GDK_PAINTABLE (texture));
}

static void
ask_for_pictures (FwExamCard  *self,
                  FwCropQueue *crops)
{
  for (int side = FW_EXAM_GOLD; side <= FW_EXAM_OWN; side++)
    {
      FwCropOrder order;
      g_autoptr(FwSnapshot) labels = fw_exam_crop_prepare (
        self->sheet, fw_exam_card_get_result (self), (FwExamSide) side, &order);
      Asking *asking = g_new0 (Asking, 1);

      /* Pixel for pixel, so that the outline is as thick as it was drawn. */
      order.max_side = (guint) (PICTURE_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
      order.aspect = (double) PICTURE_WIDTH / PICTURE_HEIGHT;
      *asking = (Asking) { g_object_ref (self), (FwExamSide) side };
      fw_crop_queue_ask_async (crops, &order, labels, NULL, self->cancellable, crop_cb, asking);
    }
}

/* What a side has, in a word, below its picture. */
static const char *
get_caption (FwExamCard *self,
             FwExamSide  side)
{
  const FwGoldResult *result = fw_exam_card_get_result (self);

  if (side == FW_EXAM_GOLD)
    return result->gold != 0 ? _("Gold") : _("Gold: no label");

  return result->own != 0 ? _("Yours") : _("Yours: no label");
}

static GtkWidget *
new_picture (FwExamCard *self,
             FwExamSide  side)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *frame = adw_clamp_new ();
  GtkWidget *caption = gtk_label_new (get_caption (self, side));

  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (picture, "fw-exam-picture");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), get_caption (self, side));
  gtk_widget_add_css_class (caption, "caption-heading");
  /* Of one width in all cards, whatever was cut out. */
  adw_clamp_set_maximum_size (ADW_CLAMP (frame), PICTURE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (frame), PICTURE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (frame), picture);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), caption);
  self->pictures[side] = GTK_PICTURE (picture);
  self->captions[side] = GTK_LABEL (caption);

  return box;
}

/* The rule --------------------------------------------------------------------------- */

static GtkWidget *
new_text (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_sentence (const FwSentence *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (sentence->is_not ? _("✕ DO NOT") : _("✓ DO"));
  GtkWidget *text = new_text (sentence->text, NULL);

  gtk_widget_add_css_class (box, sentence->is_not ? "dont" : "do");
  gtk_widget_add_css_class (word, "fw-side-word");
  gtk_widget_set_valign (word, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), text);

  return box;
}

static GtkWidget *
new_rule (FwExamCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *title = g_strdup_printf ("%s %s", self->rule->id, self->rule->title);

  gtk_widget_add_css_class (box, "fw-exam-rule");
  gtk_box_append (GTK_BOX (box), new_text (title, "heading"));
  for (gsize i = 0; i < self->rule->n_sentences; i++)
    gtk_box_append (GTK_BOX (box), new_sentence (&self->rule->sentences[i]));

  return box;
}

/* Doubt --------------------------------------------------------------------------------- */

static void
doubt_cb (FwExamCard *self)
{
  gboolean is_open = gtk_revealer_get_reveal_child (self->asking);

  gtk_revealer_set_reveal_child (self->asking, !is_open);
  if (!is_open)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
entry_changed_cb (FwExamCard *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_widget_set_sensitive (self->send, g_strstrip (text)[0] != '\0');
}

static void
send_cb (FwExamCard *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (g_strstrip (text)[0] == '\0')
    return;
  gtk_widget_set_sensitive (self->send, FALSE);
  g_signal_emit (self, signals[SIGNAL_DOUBT], 0, text);
}

void
fw_exam_card_set_sent (FwExamCard *self,
                       gboolean    is_sent,
                       const char *sentence)
{
  g_return_if_fail (FW_IS_EXAM_CARD (self) && sentence != NULL);

  gtk_label_set_label (self->sent, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->sent), TRUE);
  gtk_revealer_set_reveal_child (self->asking, !is_sent);
  gtk_widget_set_sensitive (self->doubt, !is_sent);
  gtk_widget_set_sensitive (self->send, !is_sent);
}

static GtkWidget *
new_asking (FwExamCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->send = gtk_button_new_with_label (_("Send"));
  self->asking = GTK_REVEALER (gtk_revealer_new ());
  gtk_entry_set_placeholder_text (self->entry, _("What do you see in the picture?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What do you see in the picture?"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_widget_set_sensitive (self->send, FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (send_cb), self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (row), self->send);
  gtk_revealer_set_child (self->asking, row);

  return GTK_WIDGET (self->asking);
}

/* The whole ------------------------------------------------------------------------------ */

static void
rule_cb (FwExamCard *self)
{
  g_signal_emit (self, signals[SIGNAL_RULE], 0, self->rule->id);
}

static void
go_cb (FwExamCard *self)
{
  const FwGoldResult *result = fw_exam_card_get_result (self);

  g_signal_emit (self, signals[SIGNAL_GO], 0, (int) result->own_frame);
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *label,
            const char *tooltip,
            GCallback   callback,
            FwExamCard *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  fw_late_tooltip_set (button, tooltip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  /* Large text in a small window takes a second line. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                         GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static GtkWidget *
new_buttons (FwExamCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (self->rule != NULL)
    add_button (row, _("Open Rule"), _("Show the rule in the manual"), G_CALLBACK (rule_cb), self);
  if (fw_exam_card_get_result (self)->own_frame != FW_FRAME_NONE)
    add_button (row, _("Go There"), _("Show the label in its picture"), G_CALLBACK (go_cb), self);
  self->doubt = add_button (row, _("I Doubt the Gold Here…"),
                            _("Asks whoever reviews to look at the gold again"),
                            G_CALLBACK (doubt_cb), self);

  return row;
}

static GtkWidget *
new_words (FwExamCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  const FwGoldResult *result = fw_exam_card_get_result (self);
  g_autofree char *title = fw_exam_words_title (self->sheet, result);
  g_autofree char *difference = fw_exam_words_difference (self->sheet, result);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), new_text (title, "title-4"));
  gtk_box_append (GTK_BOX (box), new_text (difference, NULL));
  if (self->rule != NULL)
    gtk_box_append (GTK_BOX (box), new_rule (self));
  else
    gtk_box_append (GTK_BOX (box), new_text (self->manual != NULL
                                               ? _("No rule of the manual is about this.")
                                               : _("No manual is open, so no rule is shown."),
                                             "dim-label"));
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  gtk_box_append (GTK_BOX (box), new_asking (self));
  self->sent = GTK_LABEL (new_text ("", "dim-label"));
  gtk_widget_set_visible (GTK_WIDGET (self->sent), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sent));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, difference, -1);

  return box;
}

static void
fw_exam_card_dispose (GObject *object)
{
  FwExamCard *self = FW_EXAM_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_exam_card_parent_class)->dispose (object);
}

static void
fw_exam_card_finalize (GObject *object)
{
  FwExamCard *self = FW_EXAM_CARD (object);

  g_clear_pointer (&self->sheet, fw_exam_sheet_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (fw_exam_card_parent_class)->finalize (object);
}

static void
fw_exam_card_class_init (FwExamCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_exam_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_exam_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "examcard");

  signals[SIGNAL_RULE] = g_signal_new ("rule", FW_TYPE_EXAM_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_GO] = g_signal_new ("go", FW_TYPE_EXAM_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_DOUBT] = g_signal_new ("doubt", FW_TYPE_EXAM_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_exam_card_init (FwExamCard *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->box, "fw-card");
  gtk_widget_add_css_class (self->box, "fw-exam-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_exam_card_new (const FwExamCardFacts *facts)
{
  g_return_val_if_fail (facts != NULL && facts->sheet != NULL, NULL);
  g_return_val_if_fail (facts->result < facts->sheet->results->len, NULL);

  FwExamCard *self = g_object_new (FW_TYPE_EXAM_CARD, NULL);

  self->sheet = fw_exam_sheet_ref (facts->sheet);
  self->result = facts->result;
  self->manual = facts->manual != NULL ? fw_manual_ref (facts->manual) : NULL;
  self->rule = self->manual != NULL
                 ? fw_exam_rule_find (self->manual, fw_exam_card_get_result (self))
                 : NULL;
  gtk_box_append (GTK_BOX (self->box), new_picture (self, FW_EXAM_GOLD));
  gtk_box_append (GTK_BOX (self->box), new_picture (self, FW_EXAM_OWN));
  gtk_box_append (GTK_BOX (self->box), new_words (self));
  if (facts->crops != NULL)
    ask_for_pictures (self, facts->crops);

  return GTK_WIDGET (self);
}
