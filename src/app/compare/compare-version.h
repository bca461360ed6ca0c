/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The other version of labels: read from a file, and brought into the frames
 * and words of the labels that are open. No toolkit.
 */

#include "core/labels-fit.h"
#include "formats/coco-file.h"

G_BEGIN_DECLS

/**
 * FwCompareVersion:
 *
 * Immutable, reference counted; any thread.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  char       *title;  /* (owned) file and author: "street.coco.json · Dana" */
  char       *name;   /* (owned) the file alone, for sentences */
  char       *path;   /* (owned) (nullable) */
  FwFrameFit *fit;    /* (owned) */
  FwSnapshot *labels; /* (owned) with our frames and categories; NULL when nothing fits */
} FwCompareVersion;

FwCompareVersion *fw_compare_version_new   (const char       *name,
                                            const char       *path,
                                            FwSnapshot       *theirs,
                                            FwSnapshot       *ours) G_GNUC_WARN_UNUSED_RESULT;
FwCompareVersion *fw_compare_version_ref   (FwCompareVersion *self);
void              fw_compare_version_unref (FwCompareVersion *self);

/* Reads @path in a thread. @name (nullable) is what to call it instead of the
 * file's name. Labels that do not fit are no failure: look at the fit. */
void              fw_compare_version_read_async  (const char          *path,
                                                  const char          *name,
                                                  FwSnapshot          *ours,
                                                  FwProgressFunc       progress,
                                                  gpointer             progress_data,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
/* Returns: (transfer full) (nullable) */
FwCompareVersion *fw_compare_version_read_finish (GAsyncResult        *result,
                                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* "street.coco.json · Dana"; who drew most of the objects, if anybody says.
 * Returns: (transfer full) */
char             *fw_compare_dup_title     (const char       *name,
                                            FwSnapshot       *labels) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCompareVersion, fw_compare_version_unref)

G_END_DECLS
