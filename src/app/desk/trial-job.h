/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/project.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

/**
 * FwTrialJob:
 *
 * One rule of two versions of a manual over the labels of a project as they
 * are now, in a thread. Main thread API.
 */
typedef struct _FwTrialJob FwTrialJob;

/* @trial: (transfer full). Not called when the job was freed before. */
typedef void (*FwTrialJobFunc) (FwTrialJob  *self,
                                FwRuleTrial *trial,
                                gpointer     user_data);

/* What is compared: borrowed while the job is made. */
typedef struct
{
  FwManual   *before;
  FwManual   *after;
  const char *rule;
} FwTrialPair;

FwTrialJob *fw_trial_job_new       (FwProject         *project,
                                    const FwTrialPair *pair,
                                    FwTrialJobFunc     func,
                                    gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
/* Stops it when it still runs. */
void        fw_trial_job_free      (FwTrialJob        *self);
/* Interned. */
const char *fw_trial_job_get_rule  (const FwTrialJob  *self);
/* How far it is, 0 to 1. */
double      fw_trial_job_get_share (const FwTrialJob  *self);

G_END_DECLS
