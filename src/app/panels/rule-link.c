/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/rule-link.h"

#include <glib/gi18n.h>

struct _FwRuleLink
{
  GtkWidget      parent_instance;

  GtkMenuButton *button;
  GtkWidget     *popover;
  GtkWidget     *label;
  FwManual      *manual; /* (owned) (nullable) */
  const FwRule  *rule;   /* borrowed from @manual */
};

G_DEFINE_FINAL_TYPE (FwRuleLink, fw_rule_link, GTK_TYPE_WIDGET)

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 46);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_sentence (GtkBox           *box,
              const FwSentence *sentence)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Never by colour alone: a sign and the word. */
  GtkWidget *badge = gtk_label_new (sentence->is_not ? _("✕ DO NOT") : _("✓ DO"));

  gtk_widget_add_css_class (badge, sentence->is_not ? "fw-dont" : "fw-do");
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), badge);
  gtk_box_append (GTK_BOX (line), new_text (sentence->text));
  gtk_box_append (box, line);
}

GtkWidget *
fw_rule_text_new (const FwRule *rule)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *head = g_strdup_printf ("%s  %s", rule->id, rule->title);
  GtkWidget *title = new_text (head);

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  for (gsize i = 0; i < rule->n_sentences; i++)
    add_sentence (GTK_BOX (box), &rule->sentences[i]);
  for (gsize i = 0; i < rule->n_examples; i++)
    {
      const FwExample *example = &rule->examples[i];

      if (example->text == NULL || example->text[0] == '\0' || example->image != NULL)
        continue;

      g_autofree char *text = g_strdup_printf (
        example->is_no ? _("Example no: %s") : _("Example yes: %s"), example->text);
      GtkWidget *label = new_text (text);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "fw-small");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (rule->ask != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("A reviewer will ask: %s"), rule->ask);
      GtkWidget *label = new_text (text);

      gtk_widget_add_css_class (label, "fw-small");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

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

static gboolean
is_about (const FwRule *rule,
          const char   *attribute)
{
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

      if (rule->is_retired || !fw_rule_is_for (rule, category) || !is_about (rule, attribute))
        continue;
      for (gsize k = 0; k < rule->n_sentences; k++)
        {
          const FwSentence *sentence = &rule->sentences[k];
          int score = 1 + (sentence->is_not ? 0 : 1)
                      + (mentions (sentence->text, attribute) ? 2 : 0) + (value != NULL && mentions (sentence->text, value) ? 4 : 0);

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
shown_cb (FwRuleLink *self)
{
  GtkWidget *text = self->rule != NULL ? fw_rule_text_new (self->rule) : NULL;

  if (text != NULL)
    gtk_widget_set_size_request (text, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), text);
}

static void
fw_rule_link_dispose (GObject *object)
{
  FwRuleLink *self = FW_RULE_LINK (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  self->rule = NULL;
  g_clear_pointer (&self->manual, fw_manual_unref);

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
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "fw-small");
  self->popover = gtk_popover_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, self->label);
  gtk_menu_button_set_popover (self->button, self->popover);
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "fw-rule-link");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_rule_link_new (void)
{
  return g_object_new (FW_TYPE_RULE_LINK, NULL);
}

void
fw_rule_link_set (FwRuleLink   *self,
                  FwManual     *manual,
                  const FwRule *rule)
{
  g_return_if_fail (FW_IS_RULE_LINK (self));

  g_autoptr (FwManual) old = self->manual;

  self->manual = manual != NULL ? fw_manual_ref (manual) : NULL;
  self->rule = rule;
  gtk_widget_set_visible (GTK_WIDGET (self), rule != NULL);
  if (rule == NULL)
    return;

  g_autofree char *text = g_strdup_printf (_("Rule %s"), rule->id);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), rule->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, rule->title, -1);
}

void
fw_rule_link_open (FwRuleLink *self)
{
  gtk_menu_button_popup (self->button);
}
