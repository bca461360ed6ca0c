/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The picture that a link in the manual at @manual means, as a path without
 * symbolic links. A picture lies in the manual's folder or below it, wherever
 * `..`, `%2e` and links on disk lead: what lies elsewhere, is no plain file, or
 * has an address of its own (https:, file:, /…) is refused with a sentence.
 * @link is as Markdown has it: maybe in <>, maybe with a "title". Blocks for a
 * few looks at the disk; any thread. FW_FORMAT_ERROR_REFERENCE.
 * Returns: (transfer full) (nullable) (type filename) */
char *fw_manual_find_image (GFile       *manual,
                            const char  *link,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a path that was already taken out of its link, and for other
 * files that a manual names; the sentences speak of pictures.
 * Returns: (transfer full) */
char *fw_manual_resolve_file (const char  *folder,
                              const char  *target,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
