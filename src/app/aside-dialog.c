/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/aside-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/asides.h"

typedef struct
{
  GtkWindow      *window; /* borrowed: it owns this struct */
  FwProject      *project; /* (owned) */
  FwProblem      *problem; /* (owned) */
  GtkCheckButton *reasons[FW_N_ASIDE_CHOICES];
  GtkEditable    *text;
  GtkWidget      *put;
  FwAsideFunc     func;
  gpointer        user_data;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->project);
  fw_problem_unref (dialog->problem);
  g_free (dialog);
}

static FwAsideReason
get_reason (Dialog *dialog)
{
  for (guint i = 0; i < FW_N_ASIDE_CHOICES; i++)
    if (gtk_check_button_get_active (dialog->reasons[i]))
      return i;

  return FW_ASIDE_NOT_TRUE;
}

static void
update_cb (Dialog *dialog)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (dialog->text)));
  FwAsideReason reason = get_reason (dialog);

  gtk_entry_set_placeholder_text (GTK_ENTRY (dialog->text),
                                  reason == FW_ASIDE_ASKED ? _("What do you want to know?")
                                                           : _("What do you see in the picture?"));
  gtk_widget_set_sensitive (dialog->put,
                            words[0] != '\0'
                              || !fw_asides_needs_text (dialog->project, dialog->problem, reason));
}

static void
put_cb (Dialog *dialog)
{
  g_autoptr(GError) error = NULL;
  FwAsideReason reason = get_reason (dialog);
  const char *words = gtk_editable_get_text (dialog->text);
  gboolean is_sent = reason == FW_ASIDE_ASKED && words[0] != '\0';
  gboolean done = fw_asides_put (dialog->project, dialog->problem, reason, words, &error);

  dialog->func (!done      ? error->message
                : is_sent ? _("Set aside, and sent as a question to the owner of the manual.")
                          : _("Set aside. It comes back when the object or the rule changes."),
                done, dialog->user_data);
  gtk_window_destroy (dialog->window);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  gtk_window_destroy (GTK_WINDOW (widget));

  return GDK_EVENT_STOP;
}

/* Enter on a reason means the dialog, as it does in the text; Space chooses. */
static GtkEventController *
new_enter_keys (void)
{
  static const guint keyvals[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keyvals); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyvals[i], 0),
                        gtk_named_action_new ("default.activate")));
  /* Before the button of the reason has it, which would choose it once more. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);

  return keys;
}

static GtkWidget *
new_reasons (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_controller (box, new_enter_keys ());

  for (guint i = 0; i < FW_N_ASIDE_CHOICES; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (fw_aside_reason_to_title (i));

      dialog->reasons[i] = GTK_CHECK_BUTTON (button);
      gtk_check_button_set_group (dialog->reasons[i], i > 0 ? dialog->reasons[0] : NULL);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (update_cb), dialog);
      gtk_box_append (GTK_BOX (box), button);
    }

  return box;
}

static GtkWidget *
new_content (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *reason = gtk_label_new (fw_problem_get_reason (dialog->problem));
  GtkWidget *reasons = new_reasons (dialog);
  GtkWidget *entry = gtk_entry_new ();

  dialog->text = GTK_EDITABLE (entry);
  dialog->put = gtk_button_new_with_mnemonic (_("_Set Aside"));
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (reason), 0.0f);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 1000);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("More about it"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->put), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Set aside"), -1);
  gtk_widget_add_css_class (dialog->put, "suggested-action");
  gtk_widget_set_halign (dialog->put, GTK_ALIGN_END);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (box), reasons);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), dialog->put);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (update_cb), dialog);
  g_signal_connect_swapped (dialog->put, "clicked", G_CALLBACK (put_cb), dialog);
  gtk_check_button_set_active (dialog->reasons[FW_ASIDE_NOT_TRUE], TRUE);

  return box;
}

void
fw_aside_dialog_open (GtkWindow   *parent,
                      FwProject   *project,
                      FwProblem   *problem,
                      FwAsideFunc  func,
                      gpointer     user_data)
{
  g_return_if_fail (FW_IS_PROJECT (project));
  g_return_if_fail (problem != NULL);

  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "resizable", FALSE, "default-width", 400, "title",
                                    _("Set This Problem Aside"), NULL);
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  dialog->window = GTK_WINDOW (window);
  dialog->project = g_object_ref (project);
  dialog->problem = fw_problem_ref (problem);
  dialog->func = func;
  dialog->user_data = user_data;
  g_object_set_data_full (G_OBJECT (window), "dialog", dialog, dialog_free);

  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), new_content (dialog));
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_default_widget (dialog->window, dialog->put);
  gtk_window_present (dialog->window);
  gtk_widget_grab_focus (GTK_WIDGET (dialog->reasons[FW_ASIDE_NOT_TRUE]));
}
