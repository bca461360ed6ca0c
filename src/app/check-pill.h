/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/check-runner.h"

G_BEGIN_DECLS

#define FW_TYPE_CHECK_PILL (fw_check_pill_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckPill, fw_check_pill, FW, CHECK_PILL, GtkWidget)

/**
 * FwCheckPill:
 *
 * The state of the checks in the header bar: problems, hints, none, or
 * checking. A click opens the checks.
 */
GtkWidget *fw_check_pill_new        (void);
void       fw_check_pill_set_checks (FwCheckPill   *self,
                                     FwCheckRunner *checks);

G_END_DECLS
