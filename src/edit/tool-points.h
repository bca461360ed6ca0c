/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/shape-kinds.h"
#include "edit/tool.h"

G_BEGIN_DECLS

/* While points are set: whether the next one is hidden, and leaving it out.
 * FALSE when @self is another tool. */
gboolean fw_tool_points_toggle_hidden (FwTool           *self);
gboolean fw_tool_points_skip          (FwTool           *self);

/* "left eye, hidden · 3 of 17". Returns: (transfer full) */
char    *fw_tool_points_dup_name      (const FwKeypoint *points,
                                       gsize             n_points,
                                       gsize             index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
