/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/project.h"
#include "review/precision.h"

G_BEGIN_DECLS

#define FW_TYPE_CHECK_PRECISION (fw_check_precision_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckPrecision, fw_check_precision, FW, CHECK_PRECISION, GObject)

/**
 * FwCheckPrecision:
 *
 * How often people accept what the checks of a project's manual find: in its labels,
 * in those beside them under the same manual, and in the reviews of all of these.
 * Counted in a thread from the first time that somebody asks, and anew when somebody
 * sets something aside, works at a problem or judges; what stands beside these labels
 * is read once for a manual. Main thread; no toolkit.
 *
 * ::changed (): fw_check_precision_get_table().
 */
FwCheckPrecision *fw_check_precision_new       (FwProject        *project);
/* Borrowed until ::changed; NULL: not counted yet (it is from now on), or no manual. */
FwPrecisionTable *fw_check_precision_get_table (FwCheckPrecision *self);

/* "17 of 20 problems that people looked at: 85 % (64 to 95 %)", or that there is no
 * data. Returns: (transfer full) */
char             *fw_check_precision_dup_words (const FwPrecision *figures) G_GNUC_WARN_UNUSED_RESULT;
/* Why a rule should ask less of people, and of what figures that is said; NULL: nothing
 * speaks for it, or it is advice already. Returns: (transfer full) (nullable) */
char             *fw_check_precision_dup_proposal (const FwPrecisionTable *table,
                                                   const FwRule           *rule) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
