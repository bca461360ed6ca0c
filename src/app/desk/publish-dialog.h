/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_PUBLISH_DIALOG (fw_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FwPublishDialog, fw_publish_dialog, FW, PUBLISH_DIALOG, AdwWindow)

/**
 * FwPublishDialog:
 *
 * Makes the manual of a project an immutable version: its number, what it says
 * about each rule that changed, what it does to the open labels and to
 * verdicts, and what stands against it. The desk says what came of it.
 */
GtkWidget *fw_publish_dialog_new (GtkWindow  *parent,
                                  FwRuleDesk *desk);

G_END_DECLS
