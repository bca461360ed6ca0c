/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/no-manual.h"

#include <adwaita.h>
#include <glib/gi18n.h>

GtkWidget *
fw_no_manual_new (const char *words)
{
  g_return_val_if_fail (words != NULL, NULL);

  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Choose Manual…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "fw-manual-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No manual"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.choose-manual");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose manual"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}
