/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/recent.h"

G_BEGIN_DECLS

#define FW_TYPE_WELCOME_PAGE (fw_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (FwWelcomePage, fw_welcome_page, FW, WELCOME_PAGE, GtkWidget)

/**
 * FwWelcomePage:
 *
 * The first of the home page's views: what can be opened, and recent work as
 * cards. Rows hold as many actions and cards as the width and the size of the text
 * allow.
 *
 * Uses win.open-video, win.open-folder, win.open-labels, win.open-sample and
 * win.recent-1 and up. Signals as FwHomePage has them.
 */
GtkWidget *fw_welcome_page_new         (void);
/* Opens the card with this number, counted from 1 as shown; nothing without one. */
void       fw_welcome_page_open_recent (FwWelcomePage *self,
                                        guint          number);

G_END_DECLS
