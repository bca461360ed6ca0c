/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_CHECKS_PANEL (fw_checks_panel_get_type ())
G_DECLARE_FINAL_TYPE (FwChecksPanel, fw_checks_panel, FW, CHECKS_PANEL, GtkWidget)

/**
 * FwChecksPanel:
 *
 * What the manual says about the labels: findings grouped by rule, with the
 * manual's sentence, going there, and fixing. This frame or the whole clip.
 *
 * ::say (const char *sentence, gboolean can_undo): for a toast.
 * ::set-aside (FwProblem): the person wants to say why.
 */
GtkWidget *fw_checks_panel_new         (void);
/* NULL: nothing is open. */
void       fw_checks_panel_set_project (FwChecksPanel *self,
                                        FwProject     *project);

G_END_DECLS
