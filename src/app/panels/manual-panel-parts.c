/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the reading pane is made of.
 */

#include "app/late-tooltip.h"
#include "app/panels/manual-panel-private.h"

#include <glib/gi18n.h>

#include "app/desk/desk-parts.h"
#include "app/key-cap.h"
#include "app/manual/manual-badge.h"
#include "app/manual/manual-page.h"
#include "app/manual/manual-results.h"
#include "app/manual/manual-toc.h"
#include "app/panels/no-manual.h"

#define TOC_WIDTH 206

static GtkWidget *
new_search (FwManualPanel *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the manual"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fw_manual_panel_search_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (fw_manual_panel_search_key_cb), self);
  gtk_widget_add_controller (self->search, key);
  self->search_cap = fw_key_cap_new ("win.search-objects");
  gtk_widget_set_can_target (self->search_cap, FALSE);
  gtk_widget_set_halign (self->search_cap, GTK_ALIGN_END);
  gtk_widget_set_valign (self->search_cap, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (self->search_cap, 8);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->search);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->search_cap);
  gtk_widget_set_hexpand (overlay, TRUE);
  return overlay;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = fw_manual_panel_new_menu ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  fw_late_tooltip_set (button, _("Edit, compare and publish the manual"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Edit, compare and publish the manual"), -1);
  return button;
}

GtkWidget *
fw_manual_panel_new_head (FwManualPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = fw_new_back_button (_("Back to where you came from"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "manual.back");
  self->badge = fw_manual_badge_new ();
  self->mark_read = gtk_button_new_with_label (_("Mark as read"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->mark_read), "manual.mark-read");
  gtk_widget_set_visible (self->mark_read, FALSE);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), new_search (self));
  gtk_box_append (GTK_BOX (head), self->badge);
  gtk_box_append (GTK_BOX (head), self->mark_read);
  gtk_box_append (GTK_BOX (head), new_menu_button ());
  gtk_widget_add_css_class (head, "fw-manual-head");
  return head;
}

GtkWidget *
fw_manual_panel_new_narrow_bar (FwManualPanel *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->narrow_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->narrow_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->narrow_label), 0.0f);
  gtk_widget_set_hexpand (self->narrow_label, TRUE);
  gtk_box_append (GTK_BOX (content), self->narrow_label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->narrow_toc = fw_manual_toc_new ();
  gtk_widget_set_size_request (self->narrow_toc, 280, 380);
  self->narrow_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->narrow_popover), self->narrow_toc);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->narrow_popover);
  fw_late_tooltip_set (button, _("Contents of the manual"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Contents of the manual"), -1);
  gtk_widget_add_css_class (button, "fw-choice");
  gtk_widget_set_hexpand (button, TRUE);
  self->narrow_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->narrow_bar), button);
  gtk_widget_add_css_class (self->narrow_bar, "fw-manual-head");
  gtk_widget_set_visible (self->narrow_bar, FALSE);
  return self->narrow_bar;
}

GtkWidget *
fw_manual_panel_new_body (FwManualPanel *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->toc = fw_manual_toc_new ();
  gtk_widget_set_size_request (self->toc, TOC_WIDTH, -1);
  self->toc_holder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->toc_holder), self->toc);
  gtk_box_append (GTK_BOX (self->toc_holder), gtk_separator_new (GTK_ORIENTATION_VERTICAL));

  self->page = fw_manual_page_new (self->pictures);
  g_signal_connect_swapped (self->page, "notify::current", G_CALLBACK (fw_manual_panel_current_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->page);
  gtk_widget_set_focusable (scroller, FALSE);
  self->results = fw_manual_results_new ();

  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "page");
  gtk_stack_add_named (GTK_STACK (self->stack), self->results, "results");
  gtk_stack_add_named (GTK_STACK (self->stack), fw_new_waiting (_("Reading the manual")), "loading");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       fw_no_manual_new (_("A rule manual beside the labels can be read here.")),
                       "no-manual");
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (body), self->toc_holder);
  gtk_box_append (GTK_BOX (body), self->stack);
  return body;
}
