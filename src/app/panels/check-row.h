/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/panels/check-rows.h"

G_BEGIN_DECLS

/* What a row's buttons ask for. */
typedef enum
{
  FW_CHECK_ROW_GO,
  FW_CHECK_ROW_FIX,
  FW_CHECK_ROW_SET_ASIDE,
  FW_CHECK_ROW_TAKE_BACK,
  FW_CHECK_ROW_GROW,   /* list more places of the rule */
  FW_CHECK_ROW_FIX_ALL /* everything of the rule that is safe to fix */
} FwCheckRowVerb;

#define FW_TYPE_CHECK_ROW_VIEW (fw_check_row_view_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckRowView, fw_check_row_view, FW, CHECK_ROW_VIEW, GtkWidget)

/**
 * FwCheckRowView:
 *
 * Shows any FwCheckRow. ::act (guint verb, FwCheckRow *row) when one of its
 * buttons is pressed, with an FwCheckRowVerb.
 */
GtkWidget      *fw_check_row_view_new     (void);
/* NULL @row: empty. */
void            fw_check_row_view_set_row (FwCheckRowView *self,
                                           FwCheckRow     *row,
                                           FwSession      *session);
/* Marks the findings of the selected objects in this frame. */
void            fw_check_row_view_update_here (FwCheckRowView *self,
                                           FwSession      *session);

G_END_DECLS
