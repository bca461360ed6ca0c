/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "edit/session.h"

G_BEGIN_DECLS

/* Asks to how many of the following (or earlier) frames the selected objects
 * are to be copied, and does it. @func gets a sentence for a toast. */
typedef void (*FwPropagateFunc) (const char *sentence, gboolean can_undo, gpointer user_data);

void fw_propagate_dialog_open (GtkWindow       *parent,
                               FwSession       *session,
                               FwPropagateFunc  func,
                               gpointer         user_data);

G_END_DECLS
