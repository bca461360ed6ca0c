/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/frame-entry.h"

#include <glib/gi18n.h>

#include "edit/clock.h"
#include "edit/commands.h"

static void
show_frame (GtkEntry *entry)
{
  FwSession *session = g_object_get_data (G_OBJECT (entry), "session");

  if (session == NULL || gtk_widget_get_focus_child (GTK_WIDGET (entry)) != NULL)
    return;

  int number = fw_clock_to_people (fw_session_get_frame_list (session),
                                   fw_session_get_frame (session));
  g_autofree char *text = g_strdup_printf ("%d", number);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Gives the keys back to whoever had them: the page moves them to the picture. */
static void
leave (GtkEntry *entry)
{
  gtk_widget_activate_action (GTK_WIDGET (entry), "win.focus-canvas", NULL);
  show_frame (entry);
}

/* "1 800" is how we write it, so it is how people may type it. */
static char *
dup_without_spaces (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (digits, g_utf8_get_char (p));
  return g_string_free (digits, FALSE);
}

static void
activate_cb (GtkEntry *entry)
{
  FwSession *session = g_object_get_data (G_OBJECT (entry), "session");
  g_autofree char *digits = dup_without_spaces (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  if (session == NULL)
    return;
  if (!g_ascii_string_to_signed (digits, 10, G_MININT, G_MAXINT, &number, NULL))
    {
      gtk_widget_activate_action (GTK_WIDGET (entry), "win.say", "s",
                                  _("Type a frame number, for example 120."));
      gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
      return;
    }
  if (!fw_command_go_to (session, (int) number, &say, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (entry), "win.say", "s", error->message);
      gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
      return;
    }
  leave (entry);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEntry              *entry)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave (entry);
  return GDK_EVENT_STOP;
}

static void
focus_leave_cb (GtkEntry *entry)
{
  show_frame (entry);
}

void
fw_frame_entry_bind (GtkEntry  *entry,
                     FwSession *session)
{
  FwSession *old = g_object_get_data (G_OBJECT (entry), "session");

  if (!g_object_get_data (G_OBJECT (entry), "bound"))
    {
      GtkEventController *key = gtk_event_controller_key_new ();
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_object_set_data (G_OBJECT (entry), "bound", GINT_TO_POINTER (TRUE));
      gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
      g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), entry);
      g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), entry);
      gtk_widget_add_controller (GTK_WIDGET (entry), key);
      gtk_widget_add_controller (GTK_WIDGET (entry), focus);
      g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), NULL);
    }
  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, entry);
  g_object_set_data_full (G_OBJECT (entry), "session",
                          session != NULL ? g_object_ref (session) : NULL, g_object_unref);
  if (session != NULL)
    g_signal_connect_object (session, "notify::frame", G_CALLBACK (show_frame), entry,
                             G_CONNECT_SWAPPED);
  show_frame (entry);
}
