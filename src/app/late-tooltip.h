/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Like gtk_widget_set_tooltip_text(), for what changes often: rows of lists, what is said
 * about a unit. GTK asks the display where the pointer is at every change of a tooltip and
 * waits for the answer; here nothing is asked before the pointer rests on the widget.
 * @text is nullable. The widget must not have a tooltip otherwise. */
void        fw_late_tooltip_set (GtkWidget  *widget,
                                 const char *text);
/* NULL when there is none; borrowed. */
const char *fw_late_tooltip_get (GtkWidget  *widget);

G_END_DECLS
