/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Numbers and names as they are written into reasons. All return (transfer full).
 */

#include "rules/check-private.h"

G_BEGIN_DECLS

/* A number as a person writes it, with as many digits (up to six) as it takes
 * to differ from the limit it is compared with. */
char    *fw_text_number  (double                value,
                          double                limit);
/* Shares as percent, without the sign. */
char    *fw_text_percent (double                share,
                          double                limit);
/* A limit as the owner of the manual wrote it. */
char    *fw_text_limit   (double                limit);
/* How a person tells objects apart: a name, or category and number. */
char    *fw_text_object  (const FwCheckContext *context,
                          FwTrackId             id);

/* Frames of a run that are looked at, at most. */
#define FW_MAX_SAMPLES 256

/* Frames of a long run that are looked at: the @sample'th, at even steps, so
 * that the answer depends on the run alone; FW_FRAME_NONE after the last. */
FwFrame  fw_run_sample   (FwRun                 run,
                          guint                 sample);

G_END_DECLS
