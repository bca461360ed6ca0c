/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_DESK_PAGE (fw_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (FwDeskPage, fw_desk_page, FW, DESK_PAGE, GtkWidget)

/**
 * FwDeskPage:
 *
 * What the owner of a manual works at, in the place where it is read: the rule
 * that is edited, or two versions side by side. The desk of a project is shown in one page at a time;
 * editing in another one moves it there.
 *
 * ::changed (): fw_desk_page_is_open().
 */
GtkWidget *fw_desk_page_new        (void);
/* NULL: no project is open. */
void       fw_desk_page_set_shelf  (FwDeskPage    *self,
                                    FwManualShelf *shelf);
/* Whether there is anything to show. */
gboolean   fw_desk_page_is_open    (FwDeskPage    *self);
/* Edits the rule here; asks first what is to become of changes to another one. */
void       fw_desk_page_edit       (FwDeskPage    *self,
                                    const char    *rule);
/* The same for a new rule behind @after (nullable: the last one). */
void       fw_desk_page_edit_new   (FwDeskPage    *self,
                                    const char    *after);
/* Goes on with the draft that waits. */
void       fw_desk_page_open_draft (FwDeskPage    *self);
/* Shows here what another place shows. */
void       fw_desk_page_take_over  (FwDeskPage    *self);
/* Compares versions here. */
void       fw_desk_page_compare    (FwDeskPage    *self);
/* Asks what the next version is to be, in a dialog, and publishes it. */
void       fw_desk_page_publish    (FwDeskPage    *self);
/* Back to reading; asks as above. */
void       fw_desk_page_leave      (FwDeskPage    *self);
/* FALSE when nothing is edited here. */
gboolean   fw_desk_page_save       (FwDeskPage    *self);
gboolean   fw_desk_page_try        (FwDeskPage    *self);

G_END_DECLS
