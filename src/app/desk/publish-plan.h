/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual-save.h"

G_BEGIN_DECLS

/* A rule that the new version changes. Borrowed from its plan. */
typedef struct
{
  const FwRuleChange *change;
  FwChangeClass       chosen;     /* what the version will say it did */
  gboolean            can_choose; /* new and retired rules say it by themselves */
  char               *why;        /* (owned) its line in the summary; "": the rule's title */
} FwPublishRow;

/**
 * FwPublishPlan:
 *
 * What a new version of a manual is going to be: its number, what it says about
 * each rule that changed, and about itself. Suggests what can be found out and
 * keeps what a person chose. No toolkit; one thread at a time, so a worker
 * gets a copy.
 */
typedef struct _FwPublishPlan FwPublishPlan;

/* @previous: the newest published version; NULL: there is none. */
FwPublishPlan      *fw_publish_plan_new       (FwManual            *manual,
                                               FwManual            *previous) G_GNUC_WARN_UNUSED_RESULT;
FwPublishPlan      *fw_publish_plan_copy      (const FwPublishPlan *self) G_GNUC_WARN_UNUSED_RESULT;
void                fw_publish_plan_free      (FwPublishPlan       *self);
FwManual           *fw_publish_plan_get_manual (const FwPublishPlan *self);
FwManual           *fw_publish_plan_get_previous (const FwPublishPlan *self);
/* NULL when nothing was published before. */
FwManualDiff       *fw_publish_plan_get_diff  (const FwPublishPlan *self);

/* Rules whose revision is another one, in the manual's order. */
guint               fw_publish_plan_get_n     (const FwPublishPlan *self);
const FwPublishRow *fw_publish_plan_get       (const FwPublishPlan *self,
                                               guint                index);
void                fw_publish_plan_choose    (FwPublishPlan       *self,
                                               guint                index,
                                               FwChangeClass        change);
void                fw_publish_plan_set_why   (FwPublishPlan       *self,
                                               guint                index,
                                               const char          *why);
/* The number of the version: what a person set, else the suggestion. */
const char         *fw_publish_plan_get_version (const FwPublishPlan *self);
/* NULL or "": the suggestion again. */
void                fw_publish_plan_set_version (FwPublishPlan     *self,
                                               const char          *version);
/* Why that number: "because a rule asks for more". Borrowed. */
const char         *fw_publish_plan_get_reason (const FwPublishPlan *self);
/* From when it holds, as 2026-11-27; today when nobody said. */
const char         *fw_publish_plan_get_date  (const FwPublishPlan *self);
void                fw_publish_plan_set_date  (FwPublishPlan       *self,
                                               const char          *date);
/* Said first in the summary of changes. */
void                fw_publish_plan_set_line  (FwPublishPlan       *self,
                                               const char          *line);

/* The manual's bytes as they would be published. Any thread. */
GBytes             *fw_publish_plan_prepare   (const FwPublishPlan *self,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwPublishPlan, fw_publish_plan_free)

G_END_DECLS
