/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/panel-parts.h"

#include "app/key-cap.h"
#include "edit/clock.h"

#include <glib/gi18n.h>

void
fw_panel_set_margins (GtkWidget *part)
{
  g_return_if_fail (GTK_IS_WIDGET (part));

  gtk_widget_set_margin_start (part, 12);
  gtk_widget_set_margin_end (part, 12);
  gtk_widget_set_margin_top (part, 9);
}

static GtkWidget *
append_label (GtkWidget  *box,
              const char *css,
              const char *second)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_widget_add_css_class (label, second);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
fw_panel_new_head (GtkWidget **out_title,
                   GtkWidget **out_subtitle)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (out_title != NULL && out_subtitle != NULL, NULL);

  *out_title = append_label (words, "fw-panel-title", "numeric");
  *out_subtitle = append_label (words, "dim-label", "fw-small");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), words);
  fw_panel_set_margins (head);
  return head;
}

/* The choice */

GtkWidget *
fw_panel_new_choice (GtkWidget **out_buttons,
                     guint       n_buttons,
                     guint       chosen,
                     GCallback   toggled,
                     gpointer    self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  g_return_val_if_fail (out_buttons != NULL && chosen < n_buttons, NULL);

  for (guint i = 0; i < n_buttons; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (label, "numeric");
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_set_hexpand (button, TRUE);
      gtk_box_append (GTK_BOX (box), button);
      out_buttons[i] = button;
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (out_buttons[0]));
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (out_buttons[chosen]), TRUE);
  for (guint i = 0; i < n_buttons; i++)
    g_signal_connect_swapped (out_buttons[i], "toggled", toggled, self);
  gtk_widget_add_css_class (box, "fw-seg");
  fw_panel_set_margins (box);
  return box;
}

void
fw_panel_name_choice (GtkWidget  *button,
                      const char *word,
                      gint64      n)
{
  g_autofree char *count = fw_clock_format_count (n);
  g_autofree char *text = g_strdup_printf ("%s %s", word, count);

  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

guint
fw_panel_get_choice (GtkWidget *const *buttons,
                     guint             n_buttons)
{
  guint i = 0;

  while (i < n_buttons && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[i])))
    i++;
  return i;
}

/* The list */

GtkWidget *
fw_panel_new_list (GListModel             *rows,
                   const FwPanelListFuncs *funcs,
                   const char             *css,
                   const char             *name,
                   gpointer                self,
                   GtkWidget             **out_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkNoSelection *model = gtk_no_selection_new (g_object_ref (rows));

  g_return_val_if_fail (funcs != NULL && out_list != NULL, NULL);

  g_signal_connect_swapped (factory, "setup", funcs->setup, self);
  g_signal_connect_swapped (factory, "bind", funcs->bind, self);
  g_signal_connect_swapped (factory, "unbind", funcs->unbind, self);
  *out_list = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (*out_list), TRUE);
  gtk_widget_add_css_class (*out_list, css);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*out_list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (*out_list, "activate", funcs->activate, self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *out_list);
  return scrolled;
}

/* The keys */

GtkWidget *
fw_panel_new_legend (const FwPanelKey *keys,
                     guint             n_keys)
{
  GtkWidget *legend = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (legend), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (legend), n_keys);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (legend), 12);
  gtk_widget_add_css_class (legend, "fw-foot");
  /* Nothing in it can be pressed, and a flow box would hold the focus for ever. */
  gtk_widget_set_can_focus (legend, FALSE);
  for (guint i = 0; i < n_keys; i++)
    {
      GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *cap = fw_key_cap_new (keys[i].action);
      GtkWidget *words = gtk_label_new (_(keys[i].words));

      gtk_widget_add_css_class (words, "dim-label");
      gtk_box_append (GTK_BOX (pair), cap);
      gtk_box_append (GTK_BOX (pair), words);
      gtk_flow_box_append (GTK_FLOW_BOX (legend), pair);
      gtk_widget_set_focusable (gtk_widget_get_parent (pair), FALSE);
      g_object_bind_property (cap, "visible", gtk_widget_get_parent (pair), "visible",
                              G_BINDING_SYNC_CREATE);
    }
  return legend;
}
