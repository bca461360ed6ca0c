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
 * What is shown while nothing is open: views with a header bar of their own.
 * "welcome" is what can be opened and recent work, "my-work" what reviews say and
 * the time log, "questions" what was asked about all of it.
 *
 * ::open (const char *path, const char *labels, const char *manual): the last
 *   two nullable. Work wants to be opened.
 * ::open-at (const char *path, const char *labels, const char *manual, const char
 *   *place): the same, and then goes to a place as fw_window_open_at() has it.
 * ::act (FwRecent *item, const char *what): recent work wants to be opened for
 *   something: "review", "compare", "make-gold"; or the person wants to "practise" or
 *   take the "exam" on its gold.
 * ::say (const char *sentence, FwRecent *forgotten): for a toast; with @forgotten
 *   (nullable) its Undo calls fw_recent_restore().
 */
/* How many cards have a key. */
#define FW_HOME_RECENT_KEYS 7

GtkWidget *fw_home_page_new (void);
/* Opens the card with this number, counted from 1 as shown; nothing without one. */
void       fw_home_page_open_recent (FwHomePage *self,
                                     guint       number);
/* "welcome", "my-work", "questions". */
void       fw_home_page_show_view   (FwHomePage *self,
                                     const char *view);

G_END_DECLS
