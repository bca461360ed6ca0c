/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_TIMELINE (fw_timeline_get_type ())
G_DECLARE_FINAL_TYPE (FwTimeline, fw_timeline, FW, TIMELINE, GtkWidget)

/**
 * FwTimeline:
 *
 * Time from left to right, one lane per track: an overview of the whole clip,
 * a ruler, and the lanes with their keyframes. Put it into a
 * GtkScrolledWindow: it implements GtkScrollable, and the vertical adjustment
 * moves the lanes only. The horizontal one stands for the visible frames.
 *
 * What it shows and what a drag does is decided in edit/timeline-model.h; this
 * widget draws and translates the pointer and the keys.
 *
 * Properties:
 *  session        FwSession, nullable
 *  compact        low rows (16, 18, 20 instead of 22, 22, 26 pixels)
 *  lanes-visible  FALSE leaves the overview and the ruler
 *  status         for screen readers: "Frame 412, 13.7 seconds"; read-only
 *  hadjustment, vadjustment, hscroll-policy, vscroll-policy
 *
 * Signals:
 *  scrub (gboolean active): a drag on the ruler began or ended; meanwhile the
 *    nearest decoded picture may stand in for the exact one
 *  play (): Space
 *  refused (char *sentence): why something could not be done, for a toast
 */
GtkWidget  *fw_timeline_new                (void);
void        fw_timeline_set_session        (FwTimeline *self,
                                            FwSession  *session);
FwSession  *fw_timeline_get_session        (FwTimeline *self);
void        fw_timeline_set_compact        (FwTimeline *self,
                                            gboolean    compact);
gboolean    fw_timeline_get_compact        (FwTimeline *self);
void        fw_timeline_set_lanes_visible  (FwTimeline *self,
                                            gboolean    visible);
gboolean    fw_timeline_get_lanes_visible  (FwTimeline *self);
/* Doubles or halves the frames in view, about the playhead. */
void        fw_timeline_zoom_in            (FwTimeline *self);
void        fw_timeline_zoom_out           (FwTimeline *self);

G_END_DECLS
