/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of framectl verdicts share.
 */

#include "cli/command-io.h"
#include "formats/review-file.h"

G_BEGIN_DECLS

/* Opens a review to write to it, telling what there is to tell on standard
 * error. NULL with the code to return. Returns: (transfer full) (nullable) */
FwReviewFile *fw_verdicts_open   (const char *path,
                                  FwExit     *out_exit) G_GNUC_WARN_UNUSED_RESULT;
/* Only reads it, also while a window has it open. Returns: as above */
FwReview     *fw_verdicts_load   (const char *path,
                                  FwExit     *out_exit) G_GNUC_WARN_UNUSED_RESULT;

/* Tells on standard error which drawn units the labels at @path (nullable) do not
 * have as they were drawn. FALSE with the code to return when they cannot be read.
 * @out_file (nullable) gets the labels (transfer full), NULL without @path. */
gboolean      fw_verdicts_compare (const FwReview *review,
                                  const char     *path,
                                  FwCocoFile    **out_file,
                                  FwExit         *out_exit);

FwExit        fw_verdicts_report (int         argc,
                                  char      **argv);

G_END_DECLS
