/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What can be looked for on purpose: units with a problem, with one that was set
 * aside, those that changed since they were judged, those that nobody judged (a batch that
 * did not pass is looked through whole), and those of a category.
 */

#include <gtk/gtk.h>

#include "app/project.h"
#include "review/sampling.h"

G_BEGIN_DECLS

/* What is looked for is gone through one by one; more is another day's work. */
#define FW_REVIEW_TARGETS_MAX 200

/* The choices in words. @project has a session. */
GtkStringList *fw_review_targets_new_list (FwProject        *project) G_GNUC_WARN_UNUSED_RESULT;

/* Looks in a thread for the places in @sampling of what choice number @target finds, at
 * most FW_REVIEW_TARGETS_MAX; those of a category in an order that @person gives.
 * @project has a review; what it has now is what counts. */
void           fw_review_targets_find_async  (FwProject           *project,
                                              FwSampling          *sampling,
                                              const char          *person,
                                              guint                target,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* NULL when it was cancelled. Returns: (transfer full) (nullable) (element-type gsize) */
GArray        *fw_review_targets_find_finish (GAsyncResult        *result,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
