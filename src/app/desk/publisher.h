/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/publish-plan.h"
#include "app/project.h"
#include "rules/manual-impact.h"

G_BEGIN_DECLS

#define FW_TYPE_PUBLISHER (fw_publisher_get_type ())
G_DECLARE_FINAL_TYPE (FwPublisher, fw_publisher, FW, PUBLISHER, GObject)

/**
 * FwPublisher:
 *
 * Makes a version of a project's manual ready and publishes it: finds what was
 * published before, keeps a plan, says what stands against it, and runs it
 * over the open labels. All of it in threads; main thread; no toolkit.
 *
 * ::loaded (): the plan is there, or there is none and fw_publisher_get_trouble()
 *   says why.
 * ::checked (): obstacles and what they are about.
 * ::impact-changed (): what is known of the open labels and verdicts.
 */

/* What a version does to verdicts that were given under another one. */
typedef struct
{
  guint n_cite;       /* verdicts that cite a rule that changes */
  guint n_excused;    /* leave the count, in their authors' favour */
  guint n_appealable; /* may be appealed again */
  guint n_rework;     /* units that become new work */
} FwVerdictCounts;

FwPublisher          *fw_publisher_new          (FwProject   *project);
FwProject            *fw_publisher_get_project  (FwPublisher *self);
/* NULL until ::loaded. Change it, then call fw_publisher_plan_changed(). */
FwPublishPlan        *fw_publisher_get_plan     (FwPublisher *self);
const char           *fw_publisher_get_trouble  (FwPublisher *self);
/* The plan says something else; @dry_run: the labels have to be looked at again. */
void                  fw_publisher_plan_changed (FwPublisher *self,
                                                 gboolean     dry_run);

/* Why the plan cannot be published, one sentence each; empty when nothing stands
 * against it; NULL while that is being found out. (element-type utf8) */
GPtrArray            *fw_publisher_get_obstacles (FwPublisher *self);
/* NULL while it is being found out, and without a version before. Borrowed. */
const FwManualImpact *fw_publisher_get_impact   (FwPublisher *self);
double                fw_publisher_get_share    (FwPublisher *self);
gboolean              fw_publisher_is_running   (FwPublisher *self);
/* FALSE when there is no review of these labels. */
gboolean              fw_publisher_get_verdicts (FwPublisher     *self,
                                                 FwVerdictCounts *out_counts);

/* Writes the manual and the version. On failure the manual is as it was before,
 * unless the sentence says otherwise. */
void                  fw_publisher_publish_async  (FwPublisher         *self,
                                                   const char          *author,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
/* A sentence for a toast. Returns: (transfer full) (nullable) */
char                 *fw_publisher_publish_finish (FwPublisher         *self,
                                                   GAsyncResult        *result,
                                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
