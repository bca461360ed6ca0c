/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/news-card.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/questions/similar-answers.h"

struct _FwNewsCard
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkLabel      *head;
  GtkLabel      *title;
  GtkLabel      *answer;
  GtkWidget     *read;

  FwManualShelf *shelf;     /* (owned) (nullable) */
  char          *precedent; /* (owned) (nullable) that is shown */
  gboolean       is_wanted;
};

G_DEFINE_FINAL_TYPE (FwNewsCard, fw_news_card, GTK_TYPE_WIDGET)

static void
show_precedent (FwNewsCard        *self,
                const FwPrecedent *precedent)
{
  g_autofree char *name = fw_manual_shelf_dup_about_name (self->shelf);
  /* Translators: %s is the name of a category: "New for Car · P-0008". */
  g_autofree char *head = g_strdup_printf (_("New for %s · %s"), name, precedent->id);
  g_autofree char *answer = fw_precedent_dup_answer (precedent);

  gtk_label_set_label (self->head, head);
  gtk_label_set_label (self->title, precedent->title);
  gtk_label_set_label (self->answer, answer);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read), "s", precedent->id);
}

static void
update (FwNewsCard *self)
{
  const FwPrecedent *precedent = self->shelf ? fw_manual_shelf_get_news (self->shelf) : NULL;

  g_free (self->precedent);
  self->precedent = precedent ? g_strdup (precedent->id) : NULL;
  if (precedent)
    show_precedent (self, precedent);
  gtk_widget_set_visible (GTK_WIDGET (self), precedent && self->is_wanted);
}

static void
seen_cb (FwNewsCard *self)
{
  g_autofree char *precedent = g_strdup (self->precedent);

  /* The hand goes back to the picture, where it came from. */
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
  if (precedent)
    fw_manual_shelf_learn (self->shelf, precedent);
}

static void
fw_news_card_dispose (GObject *object)
{
  FwNewsCard *self = FW_NEWS_CARD (object);

  if (self->shelf)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_news_card_parent_class)->dispose (object);
}

static void
fw_news_card_finalize (GObject *object)
{
  g_free (FW_NEWS_CARD (object)->precedent);

  G_OBJECT_CLASS (fw_news_card_parent_class)->finalize (object);
}

static void
fw_news_card_class_init (FwNewsCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_news_card_dispose;
  object_class->finalize = fw_news_card_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
new_label (const char *css,
           int         n_lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);

  return GTK_LABEL (label);
}

static void
fw_news_card_init (FwNewsCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *seen = gtk_button_new_with_label (_("Got It"));

  self->is_wanted = TRUE;
  self->head = new_label ("fw-small", 1);
  self->title = new_label ("fw-head-title", 3);
  /* What is longer is read where it stands. */
  self->answer = new_label ("fw-news-answer", 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->head), TRUE);
  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name ("fw-question-symbolic"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->head));

  self->read = gtk_button_new_with_label (_("In the Manual"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->read), "win.show-rule");
  fw_late_tooltip_set (seen, _("It is not shown again"));
  g_signal_connect_swapped (seen, "clicked", G_CALLBACK (seen_cb), self);
  gtk_box_append (GTK_BOX (buttons), seen);
  gtk_box_append (GTK_BOX (buttons), self->read);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "fw-news");
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (self->box), buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New answer in the manual"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_news_card_new (void)
{
  return g_object_new (FW_TYPE_NEWS_CARD, NULL);
}

void
fw_news_card_set_shelf (FwNewsCard    *self,
                        FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_NEWS_CARD (self));

  if (self->shelf)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_set_object (&self->shelf, shelf);
  if (shelf)
    {
      g_signal_connect_swapped (shelf, "book-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (shelf, "read-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (shelf, "about-changed", G_CALLBACK (update), self);
    }
  update (self);
}

void
fw_news_card_set_wanted (FwNewsCard *self,
                         gboolean    is_wanted)
{
  g_return_if_fail (FW_IS_NEWS_CARD (self));

  self->is_wanted = is_wanted;
  gtk_widget_set_visible (GTK_WIDGET (self), self->precedent && is_wanted);
}
