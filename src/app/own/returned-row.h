/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"
#include "app/own/work-crops.h"

G_BEGIN_DECLS

#define FW_TYPE_RETURNED_ROW (fw_returned_row_get_type ())
G_DECLARE_FINAL_TYPE (FwReturnedRow, fw_returned_row, FW, RETURNED_ROW, GtkWidget)

/**
 * FwReturnedRow:
 *
 * One label that came back: its picture, what it is, the rule and the version it
 * was graded under, what the reviewer said, and what can be done.
 *
 * ::open (): to the label. ::appeal (): the person wants to answer back.
 * ::precedent (): to what the ruling became in the manual.
 */
GtkWidget        *fw_returned_row_new          (FwOwnFindings *findings,
                                                guint          index,
                                                FwWorkCrops   *crops,
                                                GDateTime     *now);
/* Its place among the returned labels of the findings. */
guint             fw_returned_row_get_index    (FwReturnedRow *self);

/* A picture of a unit in a frame of that size; a sign when there is none. Used
 * wherever a verdict is shown. */
GtkWidget        *fw_unit_picture_new          (FwWorkCrops   *crops,
                                                FwOwnWork     *work,
                                                const char    *unit,
                                                int            width,
                                                int            height);
/* A small label with a background: rule, version. */
GtkWidget        *fw_chip_new                  (const char    *text,
                                                const char    *css);

G_END_DECLS
