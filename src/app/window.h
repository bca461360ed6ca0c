/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_WINDOW (fw_window_get_type ())
G_DECLARE_FINAL_TYPE (FwWindow, fw_window, FW, WINDOW, AdwApplicationWindow)

/**
 * FwWindow:
 *
 * One window: the home page, or one project being worked on. Owns the project
 * and the actions `win.*`; closing it waits until everything is saved.
 */
GtkWidget *fw_window_new     (GtkApplication       *application);
/* Opens in this window, after what is open here has been saved and closed.
 * Strings are copied; NULL members are found by the usual rules. */
void       fw_window_open    (FwWindow             *self,
                              const FwProjectFiles *files);
/* The same, and then goes to a place in it: `unit:NAME` (core/unit-name.h), a label or
 * a frame, and after a line break what to say there; `rule:ID`, in its manual;
 * `question:ID`, beside what it is about; `do:NAME`, an action of the window, as soon
 * as it can be done. `do:practise` and `do:exam` open what they are done in instead. */
void       fw_window_open_at (FwWindow             *self,
                              const FwProjectFiles *files,
                              const char           *place);
/* Whether it shows the home page, so that the next file may be opened here. */
gboolean   fw_window_is_free (FwWindow             *self);
/* Whether the editor is on the screen, and not one of the other pages. */
gboolean   fw_window_is_in_editor (FwWindow         *self);
/* NULL on the home page. */
FwProject *fw_window_get_project (FwWindow         *self);
/* A sentence at the bottom of the window for some seconds. */
void       fw_window_say     (FwWindow             *self,
                              const char           *sentence,
                              gboolean              can_undo);

G_END_DECLS
