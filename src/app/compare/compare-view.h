/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/canvas.h"
#include "app/compare/compare-model.h"

G_BEGIN_DECLS

typedef enum
{
  FW_COMPARE_SIDE_BY_SIDE,
  FW_COMPARE_ONE_OVER_OTHER /* one of them fills the view; which one changes */
} FwCompareMode;

#define FW_TYPE_COMPARE_VIEW (fw_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareView, fw_compare_view, FW, COMPARE_VIEW, GtkWidget)

/**
 * FwCompareView:
 *
 * The picture, once or twice: without a model the canvas alone, with one the
 * open labels (A) and the other ones (B) beside each other or one over the
 * other, with the same frame, zoom and place. A letter and the file's name stand
 * over each.
 *
 * Properties:
 *  canvas   FwCanvas: that of the open labels; set once
 *  mode     FwCompareMode as int; read-write
 *  shown    FwCompareSide as int: which one is seen, one over the other; read-write
 *  blinking boolean: they change by themselves, one over the other; stays FALSE
 *           where the desktop asks for little movement; read-write
 */
GtkWidget      *fw_compare_view_new          (void);
/* NULL: the canvas alone. */
void            fw_compare_view_set_model    (FwCompareView  *self,
                                              FwCompareModel *model);
/* The canvas of B; NULL without a model. */
FwCanvas       *fw_compare_view_get_second   (FwCompareView  *self);
/* What says whose picture it is, over the picture. */
GtkWidget      *fw_compare_view_get_tag      (FwCompareView  *self,
                                              FwCompareSide   side);
FwCompareMode   fw_compare_view_get_mode     (FwCompareView  *self);
void            fw_compare_view_set_mode     (FwCompareView  *self,
                                              FwCompareMode   mode);
FwCompareSide   fw_compare_view_get_shown    (FwCompareView  *self);
/* Side by side: one over the other from now on. */
void            fw_compare_view_set_shown    (FwCompareView  *self,
                                              FwCompareSide   side);
gboolean        fw_compare_view_get_blinking (FwCompareView  *self);
void            fw_compare_view_set_blinking (FwCompareView  *self,
                                              gboolean        blinking);
/* Whether the desktop allows that. */
gboolean        fw_compare_view_can_blink    (FwCompareView  *self);
/* Zooms to what both have of the current object, and back. */
void            fw_compare_view_zoom_to_current (FwCompareView *self);

G_END_DECLS
