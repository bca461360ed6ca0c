/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"
#include "edit/session.h"
#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_OBJECTS_PANEL (fw_objects_panel_get_type ())
G_DECLARE_FINAL_TYPE (FwObjectsPanel, fw_objects_panel, FW, OBJECTS_PANEL, GtkWidget)

/**
 * FwObjectsPanel:
 *
 * What is in the frame, as a list, and below it everything about what is
 * selected. The list is the canvas for those who cannot see it: the selection
 * is the session's, and every key of the canvas works here too.
 */
GtkWidget *fw_objects_panel_new          (void);
void       fw_objects_panel_set_session  (FwObjectsPanel *self,
                                          FwSession      *session);
/* In a low window the list leaves more room to what is below it. */
void       fw_objects_panel_set_compact  (FwObjectsPanel *self,
                                          gboolean        compact);
/* For the sentences beside attributes; nullable. */
void       fw_objects_panel_set_manual   (FwObjectsPanel *self,
                                          FwManual       *manual);
/* For news about what is selected; nullable. */
void       fw_objects_panel_set_shelf    (FwObjectsPanel *self,
                                          FwManualShelf  *shelf);
/* Opens the search and puts the cursor there. */
void       fw_objects_panel_search       (FwObjectsPanel *self);
/* Opens the list of categories of what is selected. */
void       fw_objects_panel_choose_category (FwObjectsPanel *self);
void       fw_objects_panel_focus        (FwObjectsPanel *self);

G_END_DECLS
