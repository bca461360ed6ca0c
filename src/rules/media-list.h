/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Lists of media as text files: a path on each line, empty lines and lines that
 * begin with # left out. The manual's split-leak rules name them, relative to
 * the manual's folder.
 */

#include "rules/check-facts-builder.h"
#include "rules/manual.h"

G_BEGIN_DECLS

typedef struct
{
  char  *name;  /* as the manual names it */
  char **media; /* NULL-terminated */
} FwMediaListFile;

/* Those that are there and are text of at most 64 MiB. Blocks. (element-type
 * FwMediaListFile) */
GPtrArray *fw_media_lists_read   (FwManual            *manual,
                                  const char          *folder) G_GNUC_WARN_UNUSED_RESULT;
void       fw_media_lists_add_to (GPtrArray           *lists,
                                  FwCheckFactsBuilder *builder);

G_END_DECLS
