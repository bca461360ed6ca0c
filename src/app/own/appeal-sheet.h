/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"
#include "app/own/work-crops.h"

G_BEGIN_DECLS

/* @sentence for a toast. */
typedef void (*FwAppealFunc) (const char *sentence, gpointer user_data);

/* Asks the person what she sees, and sends the appeal: the label, what the reviewer
 * said, the rule then and now, until when somebody has to answer. Other labels that
 * came back under the same rule can be sent along. @index: of the findings' returned
 * labels. @func is called when it was sent; @user_data (a GObject) is referenced
 * until the window is gone. */
void fw_appeal_present (GtkWindow     *parent,
                        FwOwnFindings *findings,
                        guint          index,
                        FwWorkCrops   *crops,
                        FwAppealFunc   func,
                        gpointer       user_data);

/* The other labels of the same review that can be appealed now and came back under
 * the same rule as @index: places among the returned labels.
 * Returns: (transfer full) (element-type guint) */
GArray *fw_appeal_list_others (const FwOwnFindings *findings,
                               guint          index,
                               GDateTime     *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
