/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/own/own-findings.h"

G_BEGIN_DECLS

#define FW_TYPE_OWN_GATHER (fw_own_gather_get_type ())
G_DECLARE_FINAL_TYPE (FwOwnGather, fw_own_gather, FW, OWN_GATHER, GObject)

/**
 * FwOwnGather:
 *
 * Puts one person's findings together in a thread: first what reviews say, then
 * what labels and manuals add. What was found before stays until there is
 * something newer. Main thread. No toolkit.
 *
 * ::changed: there are other findings. Property progress (double, read-only,
 * notify): 0 to 1 while it reads, 1 when it is done.
 */
FwOwnGather   *fw_own_gather_new          (void) G_GNUC_WARN_UNUSED_RESULT;

/* Reads everything anew. @works (element-type FwOwnWork) is referenced. What
 * is still being read for an earlier call is dropped. */
void           fw_own_gather_start        (FwOwnGather *self,
                                           GPtrArray   *works,
                                           const char  *person);
/* Borrowed; NULL before the first ::changed. */
FwOwnFindings *fw_own_gather_get_findings (FwOwnGather *self);
double         fw_own_gather_get_progress (FwOwnGather *self);

G_END_DECLS
