/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Writing into a review from a page where its labels are not open: an appeal, a
 * ruling. A review that a window of this program has open is written to there,
 * any other is opened, written and closed again. Main thread; no toolkit.
 */

#include <gio/gio.h>

#include "formats/review-file.h"

G_BEGIN_DECLS

/* A window has @file open from now on, until it says otherwise. */
void          fw_review_writer_note_open   (FwReviewFile        *file);
void          fw_review_writer_note_closed (FwReviewFile        *file);
/* The file that a window of this program has open; NULL. Borrowed. */
FwReviewFile *fw_review_writer_find_open   (const char          *path);

/* Puts records of @part into the review at @path, each as fw_review_file_put()
 * does: an id of 0 gets the next one. @records (element-type the part's struct)
 * are copied. All of them or none, and on disk when it finishes. FALSE with a
 * sentence when one is refused, or when another program has the review open. */
void          fw_review_writer_put_async   (const char          *path,
                                            FwReviewPart         part,
                                            const gconstpointer *records,
                                            gsize                n_records,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      fw_review_writer_put_finish  (GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
