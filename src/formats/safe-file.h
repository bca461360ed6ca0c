/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Putting a file in place of another so that at each moment one whole file, the
 * old or the new, stands at the path: a temporary file in the same folder is
 * written, synced and renamed. Blocks; any thread.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes everything to @fd. What it says in @error is prefixed with the path. */
typedef gboolean (*FwWriteFunc) (int fd, gpointer user_data, GError **error);

/* A link stays a link: what it points to is replaced. A device or a pipe is
 * written to. The new file has the rights of the old one. */
gboolean fw_safe_file_replace (const char   *path,
                               FwWriteFunc   write_func,
                               gpointer      user_data,
                               GError      **error);
/* The same with a text that is there already. */
gboolean fw_safe_file_replace_text (const char *path,
                                    const char *text,
                                    GError    **error);

/* SHA-256 of a file's content as hex digits; NULL when it cannot be read. */
char    *fw_disk_checksum     (const char   *path,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
