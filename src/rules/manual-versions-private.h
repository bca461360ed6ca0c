/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What manual-versions.c (the index) and manual-publish.c share. */

#include "rules/manual-private.h"
#include "rules/manual-versions.h"

G_BEGIN_DECLS

struct _FwManualVersions
{
  gatomicrefcount ref_count;
  char           *folder;   /* (owned) (nullable) */
  GArray         *versions; /* (element-type FwPublishedVersion) (owned) ascending */
};

FwManualVersions *fw_manual_versions_new         (const char               *folder);
/* Adds a copy in its place. */
void              fw_manual_versions_add         (FwManualVersions         *self,
                                                  const FwPublishedVersion *version);
/* The folder beside a manual; NULL when that is not on this computer. */
char             *fw_manual_versions_make_folder (GFile                    *file);

G_END_DECLS
