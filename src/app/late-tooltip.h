/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Like gtk_widget_set_tooltip_text(), and used instead of it everywhere in code: GTK asks the
 * display where the pointer is at every change of a tooltip and waits for the answer, which made
 * a seventh of the start and a third of a step between frames with many objects; here nothing is
 * asked before the pointer rests on the widget. Tooltips in ui files are GTK's; once something
 * is set here, it is shown instead, and NULL brings GTK's back. @text is nullable. */
void        fw_late_tooltip_set (GtkWidget  *widget,
                                 const char *text);
/* What is shown, whether set here or by a ui file. NULL when there is none; borrowed. */
const char *fw_late_tooltip_get (GtkWidget  *widget);

G_END_DECLS
