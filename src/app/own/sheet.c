/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/sheet.h"

#include "app/closing-key.h"
#include "app/late-tooltip.h"

#include <glib/gi18n.h>

/* What may be written into a field, in characters. */
#define LONGEST_TEXT 4000
/* Two lines beside the button leave room for the title of the window. */
#define MISSING_CHARS 22

static gboolean
send_cb (GtkWidget *window,
         GVariant  *args,
         gpointer   user_data)
{
  if (gtk_widget_is_sensitive (user_data))
    g_signal_emit_by_name (user_data, "clicked");

  return TRUE;
}

static void
add_keys (GtkWidget *window,
          GtkWidget *send)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                        gtk_callback_action_new (send_cb, send, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (window, keys);
  fw_closing_key_add (GTK_WINDOW (window), GTK_PHASE_CAPTURE);
}

FwSheet
fw_sheet_new (GtkWindow      *parent,
              const char     *title,
              const char     *send,
              GCallback       func,
              gpointer        data,
              GDestroyNotify  destroy)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                                    title, "default-width", 640, "default-height", 640, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  FwSheet sheet = { .window = GTK_WINDOW (window), .content = GTK_BOX (content) };

  sheet.cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  sheet.send = gtk_button_new_with_mnemonic (send);
  gtk_widget_add_css_class (sheet.send, "suggested-action");
  fw_late_tooltip_set (sheet.send, "Ctrl+Enter");
  gtk_widget_set_sensitive (sheet.send, FALSE);
  g_signal_connect_swapped (sheet.send, "clicked", func, data);
  g_signal_connect_swapped (sheet.cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), sheet.cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), sheet.send);
  sheet.missing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (sheet.missing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (sheet.missing), 1.0f);
  gtk_label_set_justify (GTK_LABEL (sheet.missing), GTK_JUSTIFY_RIGHT);
  gtk_label_set_width_chars (GTK_LABEL (sheet.missing), MISSING_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (sheet.missing), MISSING_CHARS);
  gtk_widget_set_visible (sheet.missing, FALSE);
  gtk_widget_add_css_class (sheet.missing, "fw-stat-caption");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), sheet.missing);

  sheet.trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (sheet.trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (sheet.trouble), 0.0f);
  gtk_widget_add_css_class (sheet.trouble, "fw-sheet-trouble");
  gtk_widget_set_visible (sheet.trouble, FALSE);

  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), sheet.trouble);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys (window, sheet.send);
  if (destroy != NULL)
    g_object_set_data_full (G_OBJECT (window), "sheet", data, destroy);

  return sheet;
}

void
fw_sheet_set_missing (const FwSheet *sheet,
                      const char    *sentence)
{
  g_return_if_fail (sheet != NULL);

  gtk_label_set_label (GTK_LABEL (sheet->missing), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (sheet->missing, sentence != NULL);
  gtk_widget_set_sensitive (sheet->send, sentence == NULL);
}

void
fw_sheet_wait (const FwSheet *sheet)
{
  g_return_if_fail (sheet != NULL);

  gtk_widget_set_visible (sheet->trouble, FALSE);
  /* A field that cannot be used has no focus, and it is to hear of it. */
  gtk_window_set_focus (sheet->window, NULL);
  gtk_widget_set_sensitive (sheet->send, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (sheet->content), FALSE);
}

void
fw_sheet_fail (const FwSheet *sheet,
               const char    *sentence)
{
  g_return_if_fail (sheet != NULL);

  gtk_label_set_label (GTK_LABEL (sheet->trouble), sentence);
  gtk_widget_set_visible (sheet->trouble, TRUE);
  gtk_widget_set_sensitive (sheet->send, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (sheet->content), TRUE);
  gtk_widget_grab_focus (sheet->send);
}

GtkWidget *
fw_sheet_add_heading (const FwSheet *sheet,
                      const char    *text)
{
  GtkWidget *label = fw_sheet_add_text (sheet, text, "heading");

  gtk_widget_set_margin_top (label, 6);

  return label;
}

GtkWidget *
fw_sheet_add_text (const FwSheet *sheet,
                   const char    *text,
                   const char    *css)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (sheet->content, label);

  return label;
}

/* Longer texts are cut where they are pasted. */
static void
limit_cb (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_buffer_get_char_count (buffer) <= LONGEST_TEXT)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, LONGEST_TEXT);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
placeholder_cb (GtkTextBuffer *buffer,
                GtkWidget     *placeholder)
{
  gtk_widget_set_visible (placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
}

GtkTextBuffer *
fw_sheet_add_field (const FwSheet *sheet,
                    const char    *label,
                    const char    *placeholder)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *hint = gtk_label_new (placeholder);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 7);
  gtk_widget_set_size_request (view, -1, 84);
  gtk_widget_add_css_class (view, "fw-field");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_halign (hint, GTK_ALIGN_START);
  gtk_widget_set_valign (hint, GTK_ALIGN_START);
  gtk_widget_set_margin_start (hint, 9);
  gtk_widget_set_margin_top (hint, 7);
  gtk_widget_set_can_target (hint, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder, -1);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), hint);
  gtk_box_append (sheet->content, overlay);
  g_signal_connect (buffer, "changed", G_CALLBACK (limit_cb), NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (placeholder_cb), hint, 0);

  return buffer;
}

char *
fw_sheet_dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}
