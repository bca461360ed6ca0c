/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/project.h"
#include "rules/manual-impact.h"

G_BEGIN_DECLS

/**
 * FwImpactJob:
 *
 * A dry run of two versions of a manual over the labels of a project as they
 * are now, in a thread. Main thread API.
 */
typedef struct _FwImpactJob FwImpactJob;

/* @impact: (transfer full). Not called when the job was freed before. */
typedef void (*FwImpactJobFunc) (FwManualImpact *impact,
                                 gpointer        user_data);

FwImpactJob *fw_impact_job_new       (FwProject         *project,
                                      FwManualDiff      *diff,
                                      FwImpactJobFunc    func,
                                      gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
/* Stops it when it still runs. */
void         fw_impact_job_free      (FwImpactJob       *self);
/* How far it is, 0 to 1. */
double       fw_impact_job_get_share (const FwImpactJob *self);

G_END_DECLS
