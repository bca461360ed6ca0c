/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The small widgets that the pages about one person's work share. Main thread. */

/* A text from the left that wraps. @css (nullable): its class. */
GtkWidget *fw_own_label_new (const char *text,
                             const char *css);
/* The same at the end of @box. */
GtkWidget *fw_own_add_label (GtkWidget  *box,
                             const char *text,
                             const char *css);
/* "Show 50 More": hidden when all @n rows are among the @shown; @step come at once. */
void       fw_own_show_more (GtkButton  *more,
                             guint       n,
                             guint       shown,
                             guint       step);

G_END_DECLS
