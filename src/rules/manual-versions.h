/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rules/manual-diff.h"

G_BEGIN_DECLS

/*
 * Published versions of a manual, beside it:
 *
 *   city.manual.md
 *   city.versions/3.0.2.manual.md    the bytes that were published, read-only
 *   city.versions/3.1.0.manual.md
 *   city.versions/index.json
 *
 * The index is JSON for other programs (and is read as the YAML it also is):
 *
 *   {"manual":"city-driving-2d","versions":[
 *     {"version":"3.1.0","sha256":"…","author":"dana","date":"2026-11-02T09:00:00Z",
 *      "changes":{"SD-009":"reverse","SD-021":"add"}}]}
 *
 * A version is written once and never again; what is read is compared with its
 * hash. Everything here blocks on files; any thread.
 */

/* What a version did to a rule. */
typedef struct
{
  const char    *rule;
  FwChangeClass  change;
} FwPublishedChange;

/* Borrowed from its FwManualVersions. */
typedef struct
{
  const char              *version;
  const char              *sha256;
  const char              *author;  /* "" when unknown */
  const char              *date;    /* ISO 8601, UTC */
  const FwPublishedChange *changes; /* since the version before it */
  gsize                    n_changes;
} FwPublishedVersion;

/**
 * FwManualVersions:
 *
 * The index as it was read. Immutable, reference counted.
 */
typedef struct _FwManualVersions FwManualVersions;

/* The index of the versions of the manual at @file. A manual without any has
 * an empty one. Fails with FW_FORMAT_ERROR when the index cannot be
 * understood, with G_IO_ERROR when it cannot be read.
 * Returns: (transfer full) (nullable) */
FwManualVersions *fw_manual_versions_load (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from the bytes of an index, without files to read versions from. */
FwManualVersions *
fw_manual_versions_parse (const char *json, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
FwManualVersions *fw_manual_versions_ref   (FwManualVersions        *self);
void              fw_manual_versions_unref (FwManualVersions        *self);
/* Oldest first, ascending by version. */
gsize             fw_manual_versions_get_n (const FwManualVersions  *self);
const FwPublishedVersion *
                  fw_manual_versions_get   (const FwManualVersions  *self,
                                            gsize                    index);
/* NULL when it was not published. */
const FwPublishedVersion *
                  fw_manual_versions_find  (const FwManualVersions  *self,
                                            const char              *version);
/* The newest one below @version ("": the newest), or NULL. */
const FwPublishedVersion *
                  fw_manual_versions_find_before (const FwManualVersions *self,
                                            const char              *version);
/* Reads a published version and compares it with its hash. A file that is gone
 * or is not what was published: FW_FORMAT_ERROR_REFERENCE, with a sentence.
 * Returns: (transfer full) (nullable) */
FwManual *fw_manual_versions_read (const FwManualVersions *self,
                                   const FwPublishedVersion *version,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is not as it was published: one sentence per file.
 * Returns: (transfer full) (element-type utf8) */
GPtrArray *fw_manual_versions_verify (const FwManualVersions *self) G_GNUC_WARN_UNUSED_RESULT;

/* Why the manual at hand cannot be published yet, one sentence each: mistakes
 * the linter finds, a version that is not higher than the last one, rules that
 * changed without saying how. @previous (nullable) is the newest published one.
 * Returns: (transfer full) (element-type utf8): empty when nothing stands against it */
GPtrArray *
fw_manual_list_obstacles (FwManual *manual, FwManual *previous) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the manual at @file, as it is on disk now, an immutable version.
 * @author is nullable. FW_FORMAT_ERROR_UNSUPPORTED with all obstacles in its
 * message, one a line, when it may not be; G_IO_ERROR when it cannot be
 * written; then nothing is left behind.
 * Returns: (transfer full) (nullable): the index with it */
FwManualVersions *
fw_manual_publish (GFile *file, const char *author, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the manual at @file and lints it against the newest version published
 * before it, where there is one that can be read: what fw_manual_new_from_file()
 * does, and deleted rules, ids used again and changes that nobody announced.
 * Returns: (transfer full) (nullable) */
FwManual *fw_manual_new_with_history (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualVersions, fw_manual_versions_unref)

G_END_DECLS
