/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/closing-key.h"

static gboolean
close_cb (GtkWidget *window,
          GVariant  *args,
          gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

void
fw_closing_key_add (GtkWindow           *window,
                    GtkPropagationPhase  phase)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (keys, phase);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
