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
 * The first page: what can be opened, and recent work as cards. Files can be
 * dropped anywhere on it. Brings its own header bar. Rows hold as many actions
 * and cards as the width and the size of the text allow.
 *
 * Uses win.open-video, win.open-folder, win.open-labels and win.open-sample.
 * ::open (const char *path, const char *labels, const char *manual): the last
 *   two nullable. A card or a dropped file wants to be opened.
 * ::say (const char *sentence, FwRecent *forgotten): for a toast whose Undo
 *   calls fw_recent_restore().
 */
GtkWidget *fw_home_page_new (void);

G_END_DECLS
