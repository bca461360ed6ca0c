/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* Recent work that has labels, newest first: what pages about all of it look
 * through. Main thread. No toolkit.
 * Returns: (transfer full) (element-type FwOwnWork) */
GPtrArray *fw_own_works_list (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
