/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a dry run of whole manuals and a trial of one rule share. */

#include "rules/manual-impact.h"

G_BEGIN_DECLS

typedef struct
{
  FwSnapshot      *snapshot;
  GCancellable    *cancellable; /* (nullable) */
  FwImpactOptions  options;
} FwImpactRun;

/* Runs one of the two versions. NULL when cancelled.
 * Returns: (transfer full) (nullable) */
FwChecker *fw_impact_run (const FwImpactRun  *run,
                          FwManual           *manual,
                          gboolean            is_second,
                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
