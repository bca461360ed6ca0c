/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

typedef void (*FwAsideFunc) (const char *sentence,
                             gboolean    can_undo,
                             gpointer    user_data);

/* Asks why @problem is to be set aside, and does it. @func gets what a toast
 * says afterwards; it is not called when the person thinks again. @user_data
 * outlives @parent. */
void fw_aside_dialog_open (GtkWindow   *parent,
                           FwProject   *project,
                           FwProblem   *problem,
                           FwAsideFunc  func,
                           gpointer     user_data);

G_END_DECLS
