/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

typedef enum
{
  FW_CHECK_ROW_HEAD,     /* a rule: title, id, how many */
  FW_CHECK_ROW_SENTENCE, /* what the manual says */
  FW_CHECK_ROW_INSTANCE, /* one finding */
  FW_CHECK_ROW_ASIDE,    /* one that was set aside, and why */
  FW_CHECK_ROW_MORE,     /* "… and 1 034 more" */
  FW_CHECK_ROW_SILENT    /* a rule without an answer, and why */
} FwCheckRowKind;

#define FW_TYPE_CHECK_ROW (fw_check_row_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckRow, fw_check_row, FW, CHECK_ROW, GObject)

/**
 * FwCheckRow:
 *
 * One row of the Checks list. Immutable. @rule belongs to @manual, which the
 * row keeps alive; a head without rule is that of the rules without an answer.
 */
FwCheckRow     *fw_check_row_new          (FwCheckRowKind  kind,
                                           FwManual       *manual,
                                           const FwRule   *rule,
                                           FwProblem      *problem,
                                           gint64          count,
                                           const char     *text,
                                           gboolean        is_closed,
                                           gboolean        is_last);
FwCheckRowKind  fw_check_row_get_kind     (FwCheckRow     *self);
const FwRule   *fw_check_row_get_rule     (FwCheckRow     *self);
FwProblem      *fw_check_row_get_problem  (FwCheckRow     *self);
/* Same look and same meaning. */
gboolean        fw_check_row_equal        (FwCheckRow     *a,
                                           FwCheckRow     *b);

#define FW_TYPE_CHECK_ROW_VIEW (fw_check_row_view_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckRowView, fw_check_row_view, FW, CHECK_ROW_VIEW, GtkWidget)

/**
 * FwCheckRowView:
 *
 * Shows any FwCheckRow. ::go, ::fix, ::set-aside and ::take-back (FwProblem
 * *problem) when its buttons are pressed.
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
