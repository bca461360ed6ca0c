/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/canvas/canvas.h"
#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_CALLOUT (fw_callout_get_type ())
G_DECLARE_FINAL_TYPE (FwCallout, fw_callout, FW, CALLOUT, GtkWidget)

/**
 * FwCallout:
 *
 * The problem of the selected object in this frame, right below it on the
 * picture, with what can be done about it. Never covers the object and takes
 * no focus; Escape on the picture or its cross puts it away until another
 * problem comes. Advice comes up once for each rule.
 *
 * ::say (const char *sentence, gboolean can_undo)
 */
GtkWidget *fw_callout_new         (void);
void       fw_callout_set_project (FwCallout *self,
                                   FwProject *project,
                                   FwCanvas  *canvas);
/* FALSE while another card says the same. */
void       fw_callout_set_wanted  (FwCallout *self,
                                   gboolean   wanted);

G_END_DECLS
