/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/rule-history.h"

#include <glib/gi18n.h>

#include "app/manual/chapter-parts.h"
#include "app/manual/diff-lines.h"
#include "app/manual/wrap-text.h"

/* More versions are chosen from a list. */
#define MAX_BUTTONS 4

struct _FwRuleHistory
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *lines;
  GPtrArray *editions; /* (owned) (element-type FwRuleEdition) */
};

G_DEFINE_FINAL_TYPE (FwRuleHistory, fw_rule_history, GTK_TYPE_WIDGET)

/* One version ---------------------------------------------------------------- */

static void
add_words (FwRuleHistory *self,
           const char    *text,
           const char    *css)
{
  GtkWidget *label = fw_wrap_text_new_plain (text);

  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (self->lines), label);
}

/* "2026-11-02, Marta L. · asks for more · Why: …" */
static char *
dup_foot (const FwRuleEdition *edition)
{
  GString *text = g_string_new (edition->date);

  if (edition->author[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", edition->author);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                          fw_change_class_get_words (edition->change));
  if (edition->why[0] != '\0')
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("Why: %s"), edition->why);
    }
  if (edition->before != NULL && edition->before[0] != '\0')
    {
      if (g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (text->str + text->len))))
        g_string_append_c (text, '.');
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("Labels accepted under v%s stay accepted."),
                              edition->before);
    }
  return g_string_free (text, FALSE);
}

static void
show_edition (FwRuleHistory *self,
              guint          index)
{
  const FwRuleEdition *edition = self->editions->pdata[index];
  g_autofree char *foot = dup_foot (edition);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  fw_diff_lines_add (GTK_BOX (self->lines), edition);
  if (edition->more[0] != '\0')
    {
      g_autofree char *more = g_strdup_printf (_("Also changed: %s"), edition->more);

      add_words (self, more, NULL);
    }
  add_words (self, foot, "fw-where");
}

/* Choosing ----------------------------------------------------------------------- */

static void
toggled_cb (GtkToggleButton *button,
            FwRuleHistory   *self)
{
  if (gtk_toggle_button_get_active (button))
    show_edition (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "edition")));
}

static GtkWidget *
new_buttons (FwRuleHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkToggleButton *first = NULL;

  /* The oldest stands first, as in a line of time. */
  for (guint i = self->editions->len; i > 0; i--)
    {
      const FwRuleEdition *edition = self->editions->pdata[i - 1];
      g_autofree char *text = g_strdup_printf (_("v%s"), edition->version);
      GtkWidget *button = gtk_toggle_button_new_with_label (text);

      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 1);
      g_object_set_data (G_OBJECT (button), "edition", GUINT_TO_POINTER (i - 1));
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "fw-seg");
  return box;
}

static void
selected_cb (GtkDropDown   *list,
             GParamSpec    *pspec,
             FwRuleHistory *self)
{
  show_edition (self, MIN (gtk_drop_down_get_selected (list), self->editions->len - 1));
}

static GtkWidget *
new_list (FwRuleHistory *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *list;

  for (guint i = 0; i < self->editions->len; i++)
    {
      const FwRuleEdition *edition = self->editions->pdata[i];

      gtk_string_list_take (names, g_strdup_printf (_("v%s"), edition->version));
    }
  list = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Version"), -1);
  g_signal_connect (list, "notify::selected", G_CALLBACK (selected_cb), self);
  return list;
}

/* Object ---------------------------------------------------------------------------- */

static void
fw_rule_history_dispose (GObject *object)
{
  FwRuleHistory *self = FW_RULE_HISTORY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->editions, g_ptr_array_unref);

  G_OBJECT_CLASS (fw_rule_history_parent_class)->dispose (object);
}

static void
fw_rule_history_class_init (FwRuleHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_history_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_rule_history_init (FwRuleHistory *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "fw-manual-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_rule_history_new (GPtrArray *editions)
{
  g_return_val_if_fail (editions != NULL, NULL);
  g_return_val_if_fail (editions->len > 0, NULL);

  FwRuleHistory *self = g_object_new (FW_TYPE_RULE_HISTORY, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = fw_new_heading (_("What changed"), 4, "fw-card-head");

  self->editions = g_ptr_array_ref (editions);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head),
                  editions->len <= MAX_BUTTONS ? new_buttons (self) : new_list (self));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->lines);
  show_edition (self, 0);
  return GTK_WIDGET (self);
}
