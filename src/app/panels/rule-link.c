/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/rule-link.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

struct _FwRuleLink
{
  GtkWidget  parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (FwRuleLink, fw_rule_link, GTK_TYPE_WIDGET)

static gboolean
mentions (const char *text,
          const char *word)
{
  /* Whole words only: "none" is not in "nonetheless". */
  for (const char *p = text; text != NULL && (p = strstr (p, word)) != NULL; p++)
    {
      gsize length = strlen (word);

      if ((p == text || !g_ascii_isalnum (p[-1])) && !g_ascii_isalnum (p[length]))
        return TRUE;
    }
  return FALSE;
}

gboolean
fw_rule_is_about_attribute (const FwRule *rule,
                            const char   *attribute)
{
  g_return_val_if_fail (rule != NULL && attribute != NULL, FALSE);

  if (rule->kind != NULL && rule->params != NULL)
    for (gsize i = 0; i < rule->kind->n_params; i++)
      {
        const FwParamValue *value = &rule->params[i];

        if (g_strcmp0 (value->text, attribute) == 0)
          return TRUE;
        for (gsize k = 0; k < value->n_texts; k++)
          if (g_strcmp0 (value->texts[k], attribute) == 0)
            return TRUE;
      }

  g_autofree char *name = g_strdup_printf ("attr.%s", attribute);
  g_autofree char *code = g_strdup_printf ("`%s`", attribute);

  return mentions (rule->body, name) || (rule->body != NULL && strstr (rule->body, code) != NULL)
         || mentions (rule->body, attribute);
}

const FwRule *
fw_rules_find_for_attribute (FwManual    *manual,
                             const char  *category,
                             const char  *attribute,
                             const char  *value,
                             const char **out_sentence)
{
  const FwRule *best = NULL;
  int best_score = 0;
  gsize n = manual != NULL ? fw_manual_get_n_rules (manual) : 0;

  *out_sentence = NULL;
  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (rule->is_retired || !fw_rule_is_for (rule, category) || !fw_rule_is_about_attribute (rule, attribute))
        continue;
      for (gsize k = 0; k < rule->n_sentences; k++)
        {
          const FwSentence *sentence = &rule->sentences[k];
          int score = 1 + (sentence->is_not ? 0 : 1)
                      + (mentions (sentence->text, attribute) ? 2 : 0)
                      + (value != NULL && mentions (sentence->text, value) ? 4 : 0);

          if (score > best_score)
            {
              best = rule;
              best_score = score;
              *out_sentence = sentence->text;
            }
        }
    }
  return best;
}

static void
fw_rule_link_dispose (GObject *object)
{
  FwRuleLink *self = FW_RULE_LINK (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_rule_link_parent_class)->dispose (object);
}

static void
fw_rule_link_class_init (FwRuleLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_link_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_rule_link_init (FwRuleLink *self)
{
  self->button = gtk_button_new_with_label ("");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-rule");
  gtk_button_set_has_frame (GTK_BUTTON (self->button), FALSE);
  gtk_widget_add_css_class (self->button, "fw-rule-link");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_rule_link_new (void)
{
  return g_object_new (FW_TYPE_RULE_LINK, NULL);
}

void
fw_rule_link_set (FwRuleLink   *self,
                  const FwRule *rule)
{
  g_return_if_fail (FW_IS_RULE_LINK (self));

  gtk_widget_set_visible (GTK_WIDGET (self), rule != NULL);
  if (rule == NULL)
    return;

  g_autofree char *text = g_strdup_printf (_("Rule %s"), rule->id);

  gtk_button_set_label (GTK_BUTTON (self->button), text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", rule->id);
  fw_late_tooltip_set (self->button, rule->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, rule->title, -1);
}
