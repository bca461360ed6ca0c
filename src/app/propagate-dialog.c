/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/propagate-dialog.h"

#include <glib/gi18n.h>

#include "app/closing-key.h"
#include "edit/commands.h"

typedef struct
{
  GtkWindow       *window; /* borrowed: it owns this struct */
  FwSession       *session; /* (owned) */
  GtkSpinButton   *count;
  GtkToggleButton *back;
  FwPropagateFunc  func;
  gpointer         user_data;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->session);
  g_free (dialog);
}

static void
copy_cb (Dialog *dialog)
{
  int n;
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;
  gboolean back = gtk_toggle_button_get_active (dialog->back);

  gtk_spin_button_update (dialog->count);
  n = gtk_spin_button_get_value_as_int (dialog->count);
  if (!fw_command_propagate (dialog->session, back ? -n : n, &say, &error))
    dialog->func (error->message, FALSE, dialog->user_data);
  else if (say != NULL)
    dialog->func (say, TRUE, dialog->user_data);
  gtk_window_destroy (dialog->window);
}

static GtkWidget *
new_direction (Dialog   *dialog,
               gboolean  is_video)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *forward = gtk_toggle_button_new_with_label (is_video ? _("Following frames")
                                                                  : _("Following pictures"));
  GtkWidget *back = gtk_toggle_button_new_with_label (is_video ? _("Earlier frames")
                                                               : _("Earlier pictures"));

  gtk_widget_add_css_class (box, "fw-seg");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Direction"), -1);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (back), GTK_TOGGLE_BUTTON (forward));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (forward), TRUE);
  gtk_box_append (GTK_BOX (box), forward);
  gtk_box_append (GTK_BOX (box), back);
  dialog->back = GTK_TOGGLE_BUTTON (back);
  return box;
}

static GtkWidget *
new_count (Dialog *dialog)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_How many"));
  GtkWidget *spin = gtk_spin_button_new_with_range (1.0, 1000.0, 1.0);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (spin));

  /* GtkSpinButton:activates-default is younger than 4.8: ask the text inside it. */
  gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             fw_session_get_step_size (dialog->session));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How many"), -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), spin);
  dialog->count = GTK_SPIN_BUTTON (spin);
  return row;
}

void
fw_propagate_dialog_open (GtkWindow       *parent,
                          FwSession       *session,
                          FwPropagateFunc  func,
                          gpointer         user_data)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "resizable", FALSE, "default-width", 360, "title",
                                    fw_session_is_video (session) ? _("Copy to Other Frames")
                                                                  : _("Copy to Other Pictures"),
                                    NULL);
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *note = gtk_label_new (
    fw_session_is_video (session) ? _("The shape as it is here becomes a keyframe in each of them.")
                                  : _("Each of them gets a new object with this shape."));
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy"));

  dialog->window = GTK_WINDOW (window);
  dialog->session = g_object_ref (session);
  dialog->func = func;
  dialog->user_data = user_data;
  g_object_set_data_full (G_OBJECT (window), "dialog", dialog, dialog_free);

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0f);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (copy, "suggested-action");
  gtk_widget_set_halign (copy, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copy"),
                                  -1);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), new_direction (dialog, fw_session_is_video (session)));
  gtk_box_append (GTK_BOX (box), new_count (dialog));
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), copy);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), box);
  adw_window_set_content (ADW_WINDOW (window), content);

  fw_closing_key_add (GTK_WINDOW (window), GTK_PHASE_BUBBLE);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), dialog);
  gtk_window_set_default_widget (GTK_WINDOW (window), copy);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (dialog->count));
}
