/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"
#include "app/own/work-crops.h"

G_BEGIN_DECLS

/* @sentence for a toast. */
typedef void (*FwRulingFunc) (const char *sentence, gpointer user_data);

/* Puts an appeal before somebody who was not there: the label, the rule then and
 * now, and what two people say about it, without names and in an order that does
 * not tell who drew and who reviewed. What is decided can become a precedent of the
 * manual. @index: of the findings' rulings. @func is called when it was sent;
 * @user_data (a GObject) is referenced until the window is gone. */
void fw_ruling_present (GtkWindow     *parent,
                        FwOwnFindings *findings,
                        guint          index,
                        FwWorkCrops   *crops,
                        FwRulingFunc   func,
                        gpointer       user_data);

G_END_DECLS
