/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Keeps the time log of whoever works here (formats/time-log.h): what windows tell
 * of input goes into the clocks of edit/work-clock.h, and each minute with work in
 * it becomes a line on disk, written in a thread. No toolkit. Main thread.
 */

#include <gio/gio.h>

#include "core/snapshot.h"
#include "core/step.h"
#include "edit/work-clock.h"

G_BEGIN_DECLS

#define FW_TYPE_TIME_KEEPER (fw_time_keeper_get_type ())
G_DECLARE_FINAL_TYPE (FwTimeKeeper, fw_time_keeper, FW, TIME_KEEPER, GObject)

/**
 * FwTimeKeeper:
 *
 * ::written: a line reached the disk. ::failed (const char *sentence): it did not;
 * what it held is tried again with the next one. Once per trouble.
 */

/* Wall clock microseconds; NULL: the real one. */
typedef gint64 (*FwClockFunc) (gpointer user_data);

FwTimeKeeper *fw_time_keeper_new         (FwClockFunc   clock,
                                          gpointer      user_data) G_GNUC_WARN_UNUSED_RESULT;
/* The one of this program. Borrowed. */
FwTimeKeeper *fw_time_keeper_get_default (void);

/* Whose time it is from now on; what was gathered before is written as it was. */
void          fw_time_keeper_set_person  (FwTimeKeeper *self,
                                          const char   *person);
/* Input came, in a window with these labels (NULL: without any). @document is
 * their id, or their path while they have none. */
void          fw_time_keeper_input       (FwTimeKeeper *self,
                                          FwWorkKind    kind,
                                          const char   *document,
                                          const char   *title);
/* What a step did to the labels that input came for last, as FwDocument tells it. */
void          fw_time_keeper_count       (FwTimeKeeper *self,
                                          FwStep       *step,
                                          gboolean      undone,
                                          FwTaxonomy   *taxonomy);
/* Begins to write what has gathered; does nothing when that is nothing. */
void          fw_time_keeper_write       (FwTimeKeeper *self);
/* The same, and waits until it is on disk: the program ends, or somebody looks. */
gboolean      fw_time_keeper_flush       (FwTimeKeeper *self,
                                          GError      **error);

G_END_DECLS
