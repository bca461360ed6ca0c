/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/coco-file.h"

#include "formats/safe-file.h"

typedef struct
{
  FwCocoFile *file;
  FwSnapshot *snapshot;
  const FwCocoWriteOptions *options;
  char *sha256; /* (owned) (nullable) */
  GCancellable *cancellable;
} Save;

static gboolean
write_labels (int fd, gpointer data, GError **error)
{
  Save *save = data;
  FwCocoWriteOptions options = save->options ? *save->options : (FwCocoWriteOptions){ 0 };
  g_autoptr (GBytes) gone = NULL;

  options.gone = options.written ? &gone : NULL;
  if (!fw_coco_file_write (save->file, save->snapshot, &options, fd, &save->sha256,
                           save->cancellable, error))
    return FALSE;
  if (options.written)
    options.written (fd, save->sha256, gone, options.written_data);

  return TRUE;
}

gboolean
fw_coco_file_save (FwCocoFile *self,
                   FwSnapshot *snapshot,
                   const FwCocoWriteOptions *options,
                   const char *path,
                   char **out_sha256,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL && path != NULL, FALSE);

  Save save = { self, snapshot, options, NULL, cancellable };
  gboolean ok = fw_safe_file_replace (path, write_labels, &save, error);
  g_autofree char *sha256 = save.sha256;

  if (ok && out_sha256)
    *out_sha256 = g_steal_pointer (&sha256);

  return ok;
}
