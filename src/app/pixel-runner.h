/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/check-runner.h"
#include "media/source.h"

G_BEGIN_DECLS

#define FW_TYPE_PIXEL_RUNNER (fw_pixel_runner_get_type ())
G_DECLARE_FINAL_TYPE (FwPixelRunner, fw_pixel_runner, FW, PIXEL_RUNNER, GObject)

/**
 * FwPixelRunner:
 *
 * Looks at pictures for the checks that want to know something of them: takes
 * the questions of the check runner, answers them in a thread of the lowest
 * priority, and hands the answers back as facts, some at a time. What was
 * measured is kept for the session. Main thread API; nothing here blocks.
 *
 * Properties (notify): is-paused (boolean), status (string, read-only): what to
 * show beside the checks, see fw_pixel_runner_get_status().
 */
FwPixelRunner *fw_pixel_runner_new        (FwCheckRunner *checks,
                                           FwSource      *source);
gboolean       fw_pixel_runner_is_paused  (FwPixelRunner *self);
void           fw_pixel_runner_set_paused (FwPixelRunner *self,
                                           gboolean       is_paused);
/* Whether pictures are still to be looked at. */
gboolean       fw_pixel_runner_is_busy    (FwPixelRunner *self);
/* "Looking at pictures: 34 %", "Pictures wait: 34 %"; NULL when there is
 * nothing to do. Borrowed until notify::status. */
const char    *fw_pixel_runner_get_status (FwPixelRunner *self);
/* How much of what is asked now has an answer, 0 to 1. */
double         fw_pixel_runner_get_share  (FwPixelRunner *self);

G_END_DECLS
