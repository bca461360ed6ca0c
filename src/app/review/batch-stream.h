/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How the batches of a project came out, one after the other, and what follows for the
 * next one by MIL-STD-105E 4.7. A project is the reviews beside each other whose batches are
 * under one manual; a clip is a batch. The stream is the project's, never a person's. No toolkit.
 */

#include <gio/gio.h>

#include "core/review.h"
#include "review/acceptance.h"

G_BEGIN_DECLS

/* More than this beside the labels is left alone, and only the review at hand counts. */
#define FW_BATCH_STREAM_MAX_BYTES (64 * 1024 * 1024)
#define FW_BATCH_STREAM_MAX_FILES 500

/* Where the stream stands after all draws that were signed off with an acceptance plan, by
 * the moment. What was not accepted and comes again in the same review is looked at for the second
 * time and does not count, nor does a draw that is to show a bound.
 * @reviews: (element-type FwReview); @manual (nullable): only batches under it.
 * O(verdicts of all of them). Any thread. */
FwSwitching fw_batch_stream_compute     (GPtrArray           *reviews,
                                         const char          *manual);

/* The same in a thread: of @review, and of all other review files beside @path, where it is. */
void        fw_batch_stream_read_async  (const char          *path,
                                         FwReview            *review,
                                         const char          *manual,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
/* FALSE when it was cancelled. */
gboolean    fw_batch_stream_read_finish (GAsyncResult        *result,
                                         FwSwitching         *out_state);

G_END_DECLS
