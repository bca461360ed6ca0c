/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_COMPARE_PAGE (fw_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (FwComparePage, fw_compare_page, FW, COMPARE_PAGE, GtkWidget)

/**
 * FwComparePage:
 *
 * Two versions of a project's manual: which rules changed and how, and what
 * that does to the open labels.
 *
 * ::left (): back was chosen.
 */
GtkWidget *fw_compare_page_new (FwProject *project);

G_END_DECLS
