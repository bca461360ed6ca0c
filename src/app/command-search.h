/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shortcuts.h"

G_BEGIN_DECLS

#define FW_TYPE_COMMAND_SEARCH (fw_command_search_get_type ())
G_DECLARE_FINAL_TYPE (FwCommandSearch, fw_command_search, FW, COMMAND_SEARCH, GtkWidget)

/**
 * FwCommandSearch:
 *
 * Everything the program can do, found by typing: a button in the header bar
 * with a pop-over. Made from the shortcut table, so nothing is missing.
 */
GtkWidget *fw_command_search_new      (void);
/* @host finds the owners of actions, as for keys; @window is the root. */
void       fw_command_search_set_host (FwCommandSearch      *self,
                                       GtkWidget            *window,
                                       const FwShortcutHost *host);
/* The page it stands on, EDITOR unless said, before it is opened: what only another page can
 * is not found; away from the editor, neither is what cannot be done just now. */
void       fw_command_search_set_page (FwCommandSearch      *self,
                                       FwKeys                page);
void       fw_command_search_open     (FwCommandSearch      *self);
/* Collapsed, its button is there only while the pop-over needs it. */
void       fw_command_search_set_collapsed (FwCommandSearch *self,
                                            gboolean         collapsed);

G_END_DECLS
