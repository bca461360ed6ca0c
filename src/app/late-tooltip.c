/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/late-tooltip.h"

#define KEY       "late-tooltip"
#define CONNECTED "late-tooltip-connected"

static gboolean
query_cb (GtkWidget  *widget,
          int         x,
          int         y,
          gboolean    by_keyboard,
          GtkTooltip *tooltip,
          gpointer    user_data)
{
  const char *text = fw_late_tooltip_get (widget);

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

void
fw_late_tooltip_set (GtkWidget  *widget,
                     const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  const char *before = fw_late_tooltip_get (widget);

  if (g_strcmp0 (before, text) == 0)
    return;
  if (g_object_get_data (G_OBJECT (widget), CONNECTED) == NULL)
    {
      g_object_set_data (G_OBJECT (widget), CONNECTED, widget);
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
      gtk_widget_set_has_tooltip (widget, TRUE);
    }
  g_object_set_data_full (G_OBJECT (widget), KEY, g_strdup (text), g_free);
}

const char *
fw_late_tooltip_get (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  const char *text = g_object_get_data (G_OBJECT (widget), KEY);

  return text != NULL ? text : gtk_widget_get_tooltip_text (widget);
}
