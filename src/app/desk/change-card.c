/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/change-card.h"

#include <glib/gi18n.h>

#include "app/desk/trial-list.h"
#include "app/desk/trial-words.h"
#include "app/late-tooltip.h"
#include "app/manual/chapter-parts.h"
#include "app/manual/diff-lines.h"
#include "app/manual/wrap-text.h"

struct _FwChangeCard
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkWidget  *impact;
  GtkLabel   *impact_words;
  GtkWidget  *show;
  GtkWidget  *places; /* FwTrialList */

  const char *rule;   /* interned */
};

enum
{
  PLACES_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwChangeCard, fw_change_card, GTK_TYPE_WIDGET)

static void
show_cb (FwChangeCard *self)
{
  gtk_widget_set_sensitive (self->show, FALSE);
  g_signal_emit (self, signals[PLACES_WANTED], 0);
}

static void
add_head (FwChangeCard *self,
          const FwRule *rule,
          const char   *words,
          gboolean      is_news)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = g_strdup_printf ("%s  %s", rule->id, rule->title);
  GtkWidget *title = fw_new_heading (text, 3, "fw-card-head");
  GtkWidget *pill = gtk_label_new (words);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "fw-pill");
  gtk_widget_add_css_class (pill, "small");
  gtk_widget_add_css_class (pill, is_news ? "changed" : "quiet");
  gtk_widget_set_valign (pill, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), pill);
  gtk_box_prepend (GTK_BOX (self->box), row);
}

static void
insert_words (FwChangeCard *self,
              GtkWidget    *after,
              const char   *text)
{
  GtkWidget *label = fw_wrap_text_new_plain (text);

  gtk_widget_add_css_class (label, "fw-small");
  gtk_box_insert_child_after (GTK_BOX (self->box), label, after);
}

/* What the head says: the class, unless what happened says more. */
static const char *
get_words (const FwRuleChange *change)
{
  if (change->fate == FW_RULE_REMOVED)
    return _("gone");
  if (change->parts == FW_RULE_PART_PROSE && change->fate == FW_RULE_CHANGED)
    return _("explained otherwise");
  return fw_change_class_get_words (fw_rule_change_get_class (change));
}

const char *
fw_change_card_get_rule (FwChangeCard *self)
{
  g_return_val_if_fail (FW_IS_CHANGE_CARD (self), NULL);

  return self->rule;
}

void
fw_change_card_set_impact (FwChangeCard       *self,
                           const FwRuleImpact *impact,
                           gboolean            with_places)
{
  g_return_if_fail (FW_IS_CHANGE_CARD (self));

  g_autofree char *words = impact != NULL ? fw_rule_impact_dup_words (impact) : g_strdup ("");

  gtk_widget_set_visible (self->impact, words[0] != '\0');
  gtk_label_set_label (self->impact_words, words);
  gtk_widget_set_visible (self->show,
                          with_places && impact != NULL
                            && fw_finding_counts_has_change (&impact->counts)
                            && !gtk_widget_get_visible (self->places));
}

void
fw_change_card_set_places (FwChangeCard      *self,
                           FwProject         *project,
                           const FwRuleTrial *places)
{
  g_return_if_fail (FW_IS_CHANGE_CARD (self));

  fw_trial_list_set (FW_TRIAL_LIST (self->places), project, places);
  gtk_widget_set_visible (self->places, places != NULL);
  gtk_widget_set_visible (self->show, places == NULL);
}

void
fw_change_card_add (FwChangeCard *self,
                    GtkWidget    *child)
{
  g_return_if_fail (FW_IS_CHANGE_CARD (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_box_append (GTK_BOX (self->box), child);
}

/* Object ------------------------------------------------------------------------- */

static void
fw_change_card_dispose (GObject *object)
{
  g_clear_pointer (&FW_CHANGE_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_change_card_parent_class)->dispose (object);
}

static void
fw_change_card_class_init (FwChangeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_change_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[PLACES_WANTED] = g_signal_new ("places-wanted", FW_TYPE_CHANGE_CARD, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_change_card_init (FwChangeCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->impact = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->impact_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->impact_words, TRUE);
  gtk_label_set_xalign (self->impact_words, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->impact_words), TRUE);
  self->show = gtk_button_new_with_label (_("Show Where"));
  fw_late_tooltip_set (self->show, _("List the places that this opens and closes"));
  gtk_widget_set_valign (self->show, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->show, FALSE);
  g_signal_connect_swapped (self->show, "clicked", G_CALLBACK (show_cb), self);
  gtk_box_append (GTK_BOX (self->impact), GTK_WIDGET (self->impact_words));
  gtk_box_append (GTK_BOX (self->impact), self->show);
  gtk_widget_add_css_class (self->impact, "fw-check-strip");
  gtk_widget_set_visible (self->impact, FALSE);
  self->places = fw_trial_list_new ();
  gtk_widget_set_visible (self->places, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->impact);
  gtk_box_append (GTK_BOX (self->box), self->places);
  gtk_widget_add_css_class (self->box, "fw-manual-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static FwChangeCard *
card_new (const FwRule *rule)
{
  FwChangeCard *self = g_object_new (FW_TYPE_CHANGE_CARD, NULL);
  g_autofree char *label = g_strdup_printf ("%s %s", rule->id, rule->title);

  self->rule = rule->id;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}

GtkWidget *
fw_change_card_new (const FwRuleChange *change,
                    FwManualDiff       *diff,
                    FwManualVersions   *versions)
{
  g_return_val_if_fail (change != NULL && diff != NULL, NULL);

  const FwRule *rule = change->after != NULL ? change->after : change->before;
  FwChangeCard *self = card_new (rule);
  FwRuleEdition *edition = fw_rule_edition_new (change, diff, versions);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  add_head (self, rule, get_words (change), TRUE);
  gtk_box_insert_child_after (GTK_BOX (self->box), lines, gtk_widget_get_first_child (self->box));
  fw_diff_lines_add (GTK_BOX (lines), edition);
  if (edition->why[0] != '\0' && change->after != NULL)
    {
      g_autofree char *why = g_strdup_printf (_("Why: %s"), edition->why);

      insert_words (self, lines, why);
    }
  if (edition->more[0] != '\0' && change->fate == FW_RULE_CHANGED)
    {
      g_autofree char *more = g_strdup_printf (_("Also changed: %s"), edition->more);

      insert_words (self, lines, more);
    }
  if (change->parts == FW_RULE_PART_PROSE && change->fate == FW_RULE_CHANGED)
    insert_words (self, lines, _("Its title or its explanation reads otherwise; what it asks is "
                                 "the same."));
  gtk_widget_set_visible (lines, gtk_widget_get_first_child (lines) != NULL);
  fw_rule_edition_free (edition);
  return GTK_WIDGET (self);
}

GtkWidget *
fw_change_card_new_same (const FwRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  FwChangeCard *self = card_new (rule);

  add_head (self, rule, _("the same"), FALSE);
  insert_words (self, gtk_widget_get_first_child (self->box),
                _("The rule says what it said, but words that it builds on changed."));
  return GTK_WIDGET (self);
}
