/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window that has painted nothing for so long is looked at, or not even that. */
#define FW_QUIET_MS 500

/**
 * FwQuiet:
 *
 * Work that nobody waits for, done in pieces while the window stands still: a piece
 * each time that it has painted nothing for a while, and never between the pictures
 * of a key that is held, of a clip that plays or of a hand that draws. What a piece
 * changes is painted before the next one is done.
 *
 * A piece should take less than a picture of the screen is shown: 16 ms. Main
 * thread only.
 */
typedef struct _FwQuiet FwQuiet;

/* Does a piece. G_SOURCE_CONTINUE: there is more to be done, or it is not the time for it. */
typedef gboolean (*FwQuietFunc) (gpointer user_data);

/* @widget, whose window is meant, has to outlive it. Nothing is done before fw_quiet_begin(). */
FwQuiet *fw_quiet_new   (GtkWidget   *widget,
                         FwQuietFunc  func,
                         gpointer     user_data) G_GNUC_WARN_UNUSED_RESULT;
void     fw_quiet_free  (FwQuiet     *self);

/* There is something to do, from the next time on that the window stands still. */
void     fw_quiet_begin (FwQuiet     *self);
/* There is nothing to do any more. */
void     fw_quiet_stop  (FwQuiet     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwQuiet, fw_quiet_free)

G_END_DECLS
