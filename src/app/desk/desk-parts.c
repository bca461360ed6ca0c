/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/desk-parts.h"

#include "app/late-tooltip.h"

GtkWidget *
fw_new_note_words (const char *text,
                   gboolean    is_problem)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon =
    gtk_image_new_from_icon_name (is_problem ? "fw-problem-symbolic" : "fw-hint-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

GtkWidget *
fw_new_note (const char *text,
             gboolean    is_problem)
{
  GtkWidget *row = fw_new_note_words (text, is_problem);

  gtk_widget_add_css_class (row, "fw-note");
  gtk_widget_add_css_class (row, is_problem ? "problem" : "hint");
  return row;
}

GtkWidget *
fw_new_back_button (const char *words)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_add_css_class (back, "flat");
  fw_late_tooltip_set (back, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return back;
}

GtkWidget *
fw_new_waiting (const char *words)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return spinner;
}
