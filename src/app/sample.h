/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sample clip comes with the program, where nobody can write. Copies what
 * is not there yet into the person's own data folder, in a worker thread. */
void  fw_sample_prepare_async  (GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* Path of the copied clip. Returns: (transfer full) (nullable) */
char *fw_sample_prepare_finish (GAsyncResult         *result,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
