/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/similar-list.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

#define MAX_ROWS 3

struct _FwSimilarList
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkListBox *list;
  guint       n;
};

G_DEFINE_FINAL_TYPE (FwSimilarList, fw_similar_list, GTK_TYPE_WIDGET)

/* "P-0007 · Rule SD-009", "Answered", "Waits for an answer · Rule SD-009". */
static char *
dup_foot (const FwSimilar *similar)
{
  const char *state = similar->precedent ? similar->precedent->id
                      : similar->answer  ? _("Answered")
                                         : _("Waits for an answer");
  g_autofree char *rule = similar->rule ? g_strdup_printf (_("Rule %s"), similar->rule) : NULL;

  return rule ? g_strdup_printf ("%s · %s", state, rule) : g_strdup (state);
}

static GtkWidget *
new_line (const char *text,
          const char *css,
          int         n_lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), n_lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  fw_late_tooltip_set (label, text);
  if (css)
    gtk_widget_add_css_class (label, css);

  return label;
}

static GtkWidget *
new_row (const FwSimilar *similar)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon
      = gtk_image_new_from_icon_name (similar->answer ? "fw-check-symbolic"
                                                      : "fw-question-symbolic");
  g_autofree char *foot = dup_foot (similar);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, similar->answer ? "fw-accent" : "fw-asked");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_line (similar->title, "fw-similar-title", 1));
  if (similar->answer)
    gtk_box_append (GTK_BOX (words), new_line (similar->answer, "fw-small", 2));
  gtk_box_append (GTK_BOX (words), new_line (foot, "fw-where", 1));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* The target first: an action is looked up with the type of its target. */
  if (similar->precedent)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", similar->precedent->id);
  else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", similar->question->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), similar->precedent ? "win.show-rule"
                                                                           : "win.show-question");

  return row;
}

static void
fw_similar_list_dispose (GObject *object)
{
  FwSimilarList *self = FW_SIMILAR_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_similar_list_parent_class)->dispose (object);
}

static void
fw_similar_list_class_init (FwSimilarListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_similar_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_similar_list_init (FwSimilarList *self)
{
  GtkWidget *title = gtk_label_new (_("Asked before"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "fw-field-title");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-similar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Asked before"), -1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_similar_list_new (void)
{
  return g_object_new (FW_TYPE_SIMILAR_LIST, NULL);
}

void
fw_similar_list_search (FwSimilarList        *self,
                        const FwSimilarQuery *query)
{
  g_return_if_fail (FW_IS_SIMILAR_LIST (self));
  g_return_if_fail (query != NULL);

  g_autoptr(GPtrArray) found = fw_similar_find (query, MAX_ROWS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, new_row (found->pdata[i]));
  self->n = found->len;
  gtk_widget_set_visible (GTK_WIDGET (self), self->n > 0);
}

guint
fw_similar_list_get_n (FwSimilarList *self)
{
  g_return_val_if_fail (FW_IS_SIMILAR_LIST (self), 0);

  return self->n;
}
