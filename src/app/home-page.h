/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/recent.h"

G_BEGIN_DECLS

#define FW_TYPE_HOME_PAGE (fw_home_page_get_type ())
G_DECLARE_FINAL_TYPE (FwHomePage, fw_home_page, FW, HOME_PAGE, GtkWidget)

/**
 * FwHomePage:
 *
 * The first page: what can be opened, and recent work as cards. Brings its own
 * header bar. Rows hold as many actions and cards as the width and the size of
 * the text allow.
 *
 * Uses win.open-video, win.open-folder, win.open-labels, win.open-sample and
 * win.recent-1 and up.
 * ::open (const char *path, const char *labels, const char *manual): the last
 *   two nullable. A card wants to be opened.
 * ::say (const char *sentence, FwRecent *forgotten): for a toast whose Undo
 *   calls fw_recent_restore().
 */
/* How many cards have a key. */
#define FW_HOME_RECENT_KEYS 7

GtkWidget *fw_home_page_new (void);
/* Opens the card with this number, counted from 1 as shown; nothing without one. */
void       fw_home_page_open_recent (FwHomePage *self,
                                     guint       number);
/* While files are dragged over the window the page says where they go. */
void       fw_home_page_set_dropping (FwHomePage *self,
                                      gboolean    dropping);

G_END_DECLS
