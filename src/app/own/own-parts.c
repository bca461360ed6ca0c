/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-parts.h"

#include <glib/gi18n.h>

GtkWidget *
fw_own_label_new (const char *text,
                  const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);

  return label;
}

GtkWidget *
fw_own_add_label (GtkWidget  *box,
                  const char *text,
                  const char *css)
{
  GtkWidget *label = fw_own_label_new (text, css);

  g_return_val_if_fail (GTK_IS_BOX (box), label);

  gtk_box_append (GTK_BOX (box), label);

  return label;
}

void
fw_own_show_more (GtkButton *more,
                  guint      n,
                  guint      shown,
                  guint      step)
{
  g_return_if_fail (GTK_IS_BUTTON (more));

  gtk_widget_set_visible (GTK_WIDGET (more), n > shown);
  if (n > shown)
    {
      guint next = MIN (n - shown, step);
      g_autofree char *text
          = g_strdup_printf (ngettext ("Show %d More", "Show %d More", next), (int) next);

      gtk_button_set_label (more, text);
    }
}
