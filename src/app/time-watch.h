/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Tells the time keeper of every key, press, scroll and movement in a window of the
 * program, and what the person has in hand: labels, or the manual, a question, a
 * page of the first screen. Main thread.
 */

#include <gtk/gtk.h>

#include "app/project.h"
#include "app/time-keeper.h"

G_BEGIN_DECLS

/* From now on, for every window that there is and will be. Once per program. */
void fw_time_watch_start  (FwTimeKeeper *keeper);
/* What is done to the labels of @project counts, until they are let go. */
void fw_time_watch_follow (FwTimeKeeper *keeper,
                           FwProject    *project);

G_END_DECLS
