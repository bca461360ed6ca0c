/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FwSample:
 *
 * The worlds that come with the program: media, labels with mistakes to find,
 * and a manual.
 */
typedef enum
{
  FW_SAMPLE_STREET,   /* a clip with a short manual: to begin with */
  FW_SAMPLE_DRIVING,  /* the same street under a whole manual for city driving */
  FW_SAMPLE_CLOTHING, /* a folder of pictures with a whole manual for clothing */
  FW_N_SAMPLES
} FwSample;

/* They lie where nobody can write. Copies what is not there yet into the
 * person's own data folder, in a worker thread. */
void  fw_sample_prepare_async  (FwSample              sample,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* Path of the copied media. Returns: (transfer full) (nullable) */
char *fw_sample_prepare_finish (GAsyncResult         *result,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @path (nullable) is the copied media of it: labels there are for trying. */
gboolean fw_sample_is_copy      (FwSample              sample,
                                const char           *path);

G_END_DECLS
