/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much larger the text of @widget is than the 11 points that the design's
 * sizes are made for; 1.0 or more. */
double fw_text_scale (GtkWidget *widget);

G_END_DECLS
