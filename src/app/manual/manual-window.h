/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/panels/manual-panel.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_WINDOW (fw_manual_window_get_type ())
G_DECLARE_FINAL_TYPE (FwManualWindow, fw_manual_window, FW, MANUAL_WINDOW, AdwWindow)

/**
 * FwManualWindow:
 *
 * The manual in a window of its own, for a second screen. It follows the
 * selection of the window it belongs to; the keys of the pane work in it.
 */
GtkWidget     *fw_manual_window_new       (GtkApplication *application);
FwManualPanel *fw_manual_window_get_panel (FwManualWindow *self);

G_END_DECLS
