/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"
#include "edit/session.h"
#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_INSPECTOR (fw_inspector_get_type ())
G_DECLARE_FINAL_TYPE (FwInspector, fw_inspector, FW, INSPECTOR, GtkWidget)

/**
 * FwInspector:
 *
 * Everything about what is selected, always in the same order: name, category,
 * attributes in the manual's order, what it is in this frame, geometry. Of
 * several objects it shows what they have in common, and "Mixed" where they
 * differ; a change is made to all of them in one step.
 */
GtkWidget *fw_inspector_new             (void);
void       fw_inspector_set_session     (FwInspector *self,
                                         FwSession   *session);
void       fw_inspector_set_manual      (FwInspector *self,
                                         FwManual    *manual);
/* For news about the category; nullable. */
void       fw_inspector_set_shelf       (FwInspector *self,
                                         FwManualShelf *shelf);
void       fw_inspector_choose_category (FwInspector *self);

G_END_DECLS
