/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_TOOL_RAIL (fw_tool_rail_get_type ())
G_DECLARE_FINAL_TYPE (FwToolRail, fw_tool_rail, FW, TOOL_RAIL, GtkWidget)

/**
 * FwToolRail:
 *
 * The tools at the edge of the picture, each with its key, and below them what
 * changes only the view: fit, and brightness, contrast and gamma.
 *
 * ::adjusted (double brightness, double contrast, double gamma)
 */
GtkWidget *fw_tool_rail_new    (void);
/* Opens the picture adjustments. */
void       fw_tool_rail_adjust (FwToolRail *self);

G_END_DECLS
