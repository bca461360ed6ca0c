/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The report of a draw as files beside its review: `NAME.report-1.html`,
 * `NAME.report-1.json`, and the pictures of what was not right in the folder
 * `NAME.report-1`. No toolkit.
 */

#include <gio/gio.h>

#include "core/review.h"
#include "core/snapshot.h"
#include "media/source.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* What it is made from. Borrowed; what is needed later is referenced. */
typedef struct
{
  FwReview   *review;
  const char *review_path;
  gint64      draw;
  FwSnapshot *snapshot;
  FwManual   *manual; /* (nullable) rules stay without their text */
  FwSource   *source; /* (nullable) verdicts stay without pictures */
} FwReportFacts;

/* Where the page of a draw is, or would be. Returns: (transfer full) */
char    *fw_review_report_dup_path     (const char          *review_path,
                                        gint64               draw) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the pictures and writes all, in a thread. A picture that cannot be made
 * is left out. @progress (nullable) is called in the main context with the share
 * of pictures that are made. */
typedef void (*FwReportProgress)       (double               share,
                                        gpointer             user_data);
void     fw_review_report_write_async  (const FwReportFacts *facts,
                                        GCancellable        *cancellable,
                                        FwReportProgress     progress,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* The path of the page. Returns: (transfer full) (nullable) */
char    *fw_review_report_write_finish (GAsyncResult        *result,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
