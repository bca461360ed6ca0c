/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands in a panel that needs a manual where there is none: @words say what
 * would be there, and a button chooses one. */
GtkWidget *fw_no_manual_new (const char *words);

G_END_DECLS
