/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

/* A plain entry that shows the session's frame as people count it, and goes to
 * the number that is typed. Escape gives the number up. Shared by the bars of
 * videos and of folders. Lives as long as @entry; @session may be NULL. */
void fw_frame_entry_bind (GtkEntry   *entry,
                          FwSession  *session);

G_END_DECLS
