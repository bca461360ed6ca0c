/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_TRANSPORT (fw_transport_get_type ())
G_DECLARE_FINAL_TYPE (FwTransport, fw_transport, FW, TRANSPORT, GtkWidget)

/**
 * FwTransport:
 *
 * The bar under the picture of a video: frame number, time, stepping, playing.
 * It plays by itself: it asks edit/clock which frame is due and moves the
 * session there.
 *
 * Properties: is-playing (boolean, read-only), rate (double), compact
 * (boolean), narrow (boolean: step and speed go into the menu).
 */
GtkWidget *fw_transport_new         (void);
void       fw_transport_set_session (FwTransport *self,
                                     FwSession   *session);
/* Starts in @direction (1 or -1), or stops when it plays that way already. */
void       fw_transport_play        (FwTransport *self,
                                     int          direction);
void       fw_transport_stop        (FwTransport *self);
gboolean   fw_transport_is_playing  (FwTransport *self);
/* The next faster (1) or slower (-1) speed. */
void       fw_transport_change_rate (FwTransport *self,
                                     int          direction);
double     fw_transport_get_rate    (FwTransport *self);
void       fw_transport_set_rate    (FwTransport *self,
                                     double       rate);
void       fw_transport_set_narrow  (FwTransport *self,
                                     gboolean     narrow);
/* Puts the cursor into the frame number. */
void       fw_transport_focus_entry (FwTransport *self);

G_END_DECLS
