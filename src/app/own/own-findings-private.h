/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwOwnFindings: own-findings.c (what follows from reviews)
 * and own-labels.c (the second round: labels and manuals).
 */

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* Empty lists, without a record. */
FwOwnFindings *fw_own_findings_alloc    (const char    *person) G_GNUC_WARN_UNUSED_RESULT;
/* Fills in what follows from works and units. Once. */
void           fw_own_findings_conclude (FwOwnFindings *self,
                                         GDateTime     *now);

G_END_DECLS
