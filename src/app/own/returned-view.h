/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"
#include "app/own/work-crops.h"

G_BEGIN_DECLS

#define FW_TYPE_RETURNED_VIEW (fw_returned_view_get_type ())
G_DECLARE_FINAL_TYPE (FwReturnedView, fw_returned_view, FW, RETURNED_VIEW, GtkWidget)

/**
 * FwReturnedView:
 *
 * The labels that came back, newest first: all of them, those to fix, appeals, and
 * those that a new manual took back. A page of them at a time, because a list of
 * hundreds with pictures is read by nobody.
 *
 * ::open (guint index), ::appeal (guint index), ::precedent (guint index): of the
 * findings' returned labels.
 */
GtkWidget *fw_returned_view_new (void);
/* @crops is referenced. Stays where it was read as far as it can. */
void       fw_returned_view_set (FwReturnedView *self,
                                 FwOwnFindings      *findings,
                                 FwWorkCrops        *crops,
                                 GDateTime          *now);
void       fw_returned_view_show (FwReturnedView *self,
                                 FwReturnedList      list);

G_END_DECLS
