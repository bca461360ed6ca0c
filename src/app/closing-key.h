/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Escape closes @window as its close button does, so who listens to ::close-request can
 * hold it. @phase: CAPTURE where Escape means nothing else inside, BUBBLE where a widget
 * may want it first, a drop-down for example. */
void fw_closing_key_add (GtkWindow           *window,
                         GtkPropagationPhase  phase);

G_END_DECLS
