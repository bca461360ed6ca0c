/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Every shortcut, found by typing; pressing a row's key button and then a key
 * changes it. GTK's own shortcuts window is going away and cannot change any. */
GtkWidget *fw_shortcuts_window_new (void);

G_END_DECLS
