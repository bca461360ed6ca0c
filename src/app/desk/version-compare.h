/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/project.h"
#include "rules/manual-impact.h"
#include "rules/manual-versions.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

#define FW_TYPE_VERSION_COMPARE (fw_version_compare_get_type ())
G_DECLARE_FINAL_TYPE (FwVersionCompare, fw_version_compare, FW, VERSION_COMPARE, GObject)

/**
 * FwVersionCompare:
 *
 * Two versions of a project's manual side by side: published ones, or what the
 * file says now. Reads, compares and runs them in threads. Main thread; no
 * toolkit.
 *
 * ::loaded (): the versions are known.
 * ::diff-changed (): another comparison, or none while it is being made.
 * ::impact-changed (): what the open labels say of it.
 * ::places-changed (const char *rule): fw_version_compare_get_places().
 */
FwVersionCompare     *fw_version_compare_new        (FwProject        *project);
FwProject            *fw_version_compare_get_project (FwVersionCompare *self);
/* Why the versions cannot be read, or compared; NULL. Borrowed. */
const char           *fw_version_compare_get_trouble (FwVersionCompare *self);
gboolean              fw_version_compare_is_loaded  (FwVersionCompare *self);
/* How many there are to choose from: the oldest first, last what the file says. */
guint                 fw_version_compare_get_n      (FwVersionCompare *self);
/* "3.1.0 (2 November 2026, Dana)". Returns: (transfer full) */
char                 *fw_version_compare_dup_title  (FwVersionCompare *self,
                                                     guint             index) G_GNUC_WARN_UNUSED_RESULT;
guint                 fw_version_compare_get_before (FwVersionCompare *self);
guint                 fw_version_compare_get_after  (FwVersionCompare *self);
/* Chooses which are compared; begins at once. */
void                  fw_version_compare_choose     (FwVersionCompare *self,
                                                     guint             before,
                                                     guint             after);
/* NULL while it is being made. Borrowed. */
FwManualDiff         *fw_version_compare_get_diff   (FwVersionCompare *self);
FwManualVersions     *fw_version_compare_get_versions (FwVersionCompare *self);
const FwManualImpact *fw_version_compare_get_impact (FwVersionCompare *self);
/* What the impact says of a rule; NULL: nothing. Borrowed. */
const FwRuleImpact   *fw_version_compare_find_impact (FwVersionCompare *self,
                                                     const char       *rule);
gboolean              fw_version_compare_is_running (FwVersionCompare *self);
double                fw_version_compare_get_share  (FwVersionCompare *self);
/* Looks for the places that the rule opens and closes. */
void                  fw_version_compare_find_places (FwVersionCompare *self,
                                                     const char       *rule);
/* NULL: not looked for, or not found yet. Borrowed until ::diff-changed. */
const FwRuleTrial    *fw_version_compare_get_places (FwVersionCompare *self,
                                                     const char       *rule);

G_END_DECLS
