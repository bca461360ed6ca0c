/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

/* @is_gone: nothing is edited any more; else the person goes on editing. */
typedef void (*FwRuleLeaveFunc) (gboolean is_gone,
                                 gpointer user_data);

/* Lets go of what is edited on the desk, after asking what is to become of
 * changes that were not saved: saved, kept for later, given up. Without any it
 * is done at once. @func is called once, maybe before this returns; @user_data
 * is for the caller to keep alive. */
void fw_rule_leave (GtkWindow       *parent,
                    FwRuleDesk      *desk,
                    FwRuleLeaveFunc  func,
                    gpointer         user_data);

G_END_DECLS
