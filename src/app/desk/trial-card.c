/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/trial-card.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/desk/trial-list.h"
#include "app/desk/trial-words.h"
#include "app/late-tooltip.h"

#define PROGRESS_MS 100

struct _FwTrialCard
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  GtkLabel    *sentence;
  GtkWidget   *progress;
  GtkWidget   *stop;
  GtkWidget   *close;
  FwTrialList *list;

  FwRuleDesk  *desk;   /* (owned) */
  guint        timer;
};

G_DEFINE_FINAL_TYPE (FwTrialCard, fw_trial_card, GTK_TYPE_WIDGET)

static gboolean
progress_cb (gpointer user_data)
{
  FwTrialCard *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 fw_rule_desk_get_trial_share (self->desk));
  return G_SOURCE_CONTINUE;
}

static void
update_progress (FwTrialCard *self)
{
  gboolean is_trying = fw_rule_desk_is_trying (self->desk);

  gtk_widget_set_visible (self->progress, is_trying);
  gtk_widget_set_visible (self->stop, is_trying);
  gtk_widget_set_visible (self->close, !is_trying);
  if (is_trying && self->timer == 0)
    self->timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
  else if (!is_trying)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static char *
dup_words (FwTrialCard *self)
{
  FwRuleTrial *trial = fw_rule_desk_get_trial (self->desk);
  const char *trouble = fw_rule_desk_get_trial_trouble (self->desk);
  FwRuleNotes *notes = fw_rule_desk_get_notes (self->desk);
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  const FwRule *rule = notes != NULL && notes->manual != NULL && form != NULL
                         ? fw_manual_find_rule (notes->manual, fw_rule_form_get_id (form))
                         : NULL;
  g_autofree char *words = NULL;

  if (trouble != NULL)
    return g_strdup (trouble);
  if (trial == NULL)
    return g_strdup (_("Trying the rule over the open labels…"));
  words = fw_trial_dup_sentence (trial, rule);
  if (!fw_rule_desk_is_trial_current (self->desk))
    return g_strdup_printf (_("Before your last change: %s"), words);
  return g_steal_pointer (&words);
}

static void
update (FwTrialCard *self)
{
  FwRuleTrial *trial = fw_rule_desk_get_trial (self->desk);
  gboolean is_wanted = trial != NULL || fw_rule_desk_is_trying (self->desk)
                       || fw_rule_desk_get_trial_trouble (self->desk) != NULL;
  gboolean is_current = fw_rule_desk_is_trial_current (self->desk);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_wanted);
  update_progress (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), fw_trial_list_get_n (self->list) > 0);
  gtk_widget_set_opacity (GTK_WIDGET (self->list), is_current ? 1.0 : 0.6);
  if (!is_wanted)
    return;
  words = dup_words (self);
  if (g_str_equal (words, gtk_label_get_label (self->sentence)))
    return;
  gtk_label_set_label (self->sentence, words);
  if (is_current)
    fw_compat_announce (GTK_WIDGET (self), words);
}

static void
trial_cb (FwTrialCard *self)
{
  fw_trial_list_set (self->list, fw_rule_desk_get_project (self->desk),
                     fw_rule_desk_get_trial (self->desk));
  update (self);
}

static void
stop_cb (FwTrialCard *self)
{
  fw_rule_desk_stop_trial (self->desk);
}

static void
close_cb (FwTrialCard *self)
{
  fw_rule_desk_drop_trial (self->desk);
}

void
fw_trial_card_set_room (FwTrialCard *self,
                        int          height)
{
  g_return_if_fail (FW_IS_TRIAL_CARD (self));

  fw_trial_list_set_room (self->list, height);
}

/* Object ------------------------------------------------------------------------- */

static void
fw_trial_card_dispose (GObject *object)
{
  FwTrialCard *self = FW_TRIAL_CARD (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_trial_card_parent_class)->dispose (object);
}

static void
fw_trial_card_class_init (FwTrialCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_trial_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_trial_card_init (FwTrialCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *pill = gtk_label_new (_("Trial"));
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (pill, "fw-pill");
  gtk_widget_add_css_class (pill, "small");
  gtk_widget_add_css_class (pill, "trial");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (pill, _("Nothing here is saved, and no label is changed"));
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  self->stop = gtk_button_new_with_label (_("Stop"));
  gtk_widget_set_valign (self->stop, GTK_ALIGN_START);
  self->close = close;
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  fw_late_tooltip_set (close, _("Put the trial away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Put the trial away"), -1);
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Trying the rule"), -1);
  self->list = FW_TRIAL_LIST (fw_trial_list_new ());
  gtk_box_append (GTK_BOX (head), pill);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (head), self->stop);
  gtk_box_append (GTK_BOX (head), close);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (self->box, "fw-trial-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (stop_cb), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
}

GtkWidget *
fw_trial_card_new (FwRuleDesk *desk)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);

  FwTrialCard *self = g_object_new (FW_TYPE_TRIAL_CARD, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "trial-changed", G_CALLBACK (trial_cb), self);
  g_signal_connect_swapped (desk, "edited", G_CALLBACK (update), self);
  g_signal_connect_swapped (desk, "checked", G_CALLBACK (update), self);
  trial_cb (self);
  return GTK_WIDGET (self);
}
