/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/own/own-findings.h"
#include "media/picture.h"

G_BEGIN_DECLS

#define FW_TYPE_WORK_CROPS (fw_work_crops_get_type ())
G_DECLARE_FINAL_TYPE (FwWorkCrops, fw_work_crops, FW, WORK_CROPS, GObject)

/**
 * FwWorkCrops:
 *
 * Pictures of units of work that is not open: media and labels of a work are opened
 * when the first picture of it is wanted, and let go with the object. Main thread;
 * nothing here blocks. No toolkit.
 */
FwWorkCrops *fw_work_crops_new        (void) G_GNUC_WARN_UNUSED_RESULT;

/* A picture of @unit of @work, its longest side at most @max_side pixels, with the
 * label's outline. Fails when the media are elsewhere or the unit is gone. */
void         fw_work_crops_ask_async  (FwWorkCrops         *self,
                                       FwOwnWork           *work,
                                       const char          *unit,
                                       guint                max_side,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
/* Returns: (transfer full) (nullable) */
FwPicture   *fw_work_crops_ask_finish (FwWorkCrops         *self,
                                       GAsyncResult        *result,
                                       GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
