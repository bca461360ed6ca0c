/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual-edit.h"
#include "rules/manual-versions.h"

G_BEGIN_DECLS

/* Why the manual at @path (nullable) is not to be changed, in full sentences: it is
 * a published version, or its file or folder is read-only. NULL when it may be.
 * Looks at the file. Any thread. Returns: (transfer full) (nullable) */
char       *fw_manual_dup_lock     (const char                *path) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a changed manual where it was read from: whole or not at all, with the
 * permissions it had, through links. @sha256 is that of the file as it was read
 * (fw_manual_get_sha256()). Fails with G_IO_ERROR: WRONG_ETAG when the file is
 * no longer what was read, READ_ONLY when it may not be written; the file stays
 * as it is then. Blocks; any thread. */
gboolean    fw_manual_save         (GFile                     *file,
                                    GBytes                    *bytes,
                                    const char                *sha256,
                                    GError                   **error);

/* Adds a precedent to the manual at @file as it is on disk now, whatever was read of
 * it before. @out_id gets its number; @out_before and @out_after (nullable) are the
 * bytes before and after, for taking it back. Blocks; any thread. */
gboolean    fw_manual_save_precedent (GFile                   *file,
                                    const FwNewPrecedent      *precedent,
                                    char                     **out_id,
                                    GBytes                   **out_before,
                                    GBytes                   **out_after,
                                    GError                   **error);

/* What the owner says about a rule that changed. */
typedef struct
{
  const char    *rule;
  FwChangeClass  change;
  const char    *why;    /* nullable: its line in *What changed*; else the rule's title */
} FwReleaseChange;

/* What the owner says about a version that is to be published. */
typedef struct
{
  const char            *version;   /* after the manual's, or the manual's own */
  const char            *date;      /* from when it holds, 2026-11-27 */
  const char            *line;      /* nullable: said first in *What changed* */
  const FwReleaseChange *changes;   /* of rules that are not here: as found */
  gsize                  n_changes;
} FwRelease;

/* The text of @manual made ready for fw_manual_publish(): the version, `since`,
 * `changed`, `change` and `retired` of every rule that is not as in @previous,
 * the newest published one (nullable: nothing was published), and a line
 * for each in *What changed*, unless that version's summary has its id already.
 * Prose that does not change a rule's revision is no change. Nothing is written
 * to a file; fails like the functions of manual-edit. Any thread. */
GBytes     *fw_manual_prepare      (FwManual                  *manual,
                                    FwManual                  *previous,
                                    const FwRelease           *release,
                                    GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
