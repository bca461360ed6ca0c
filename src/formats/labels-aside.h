/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Journals that were moved aside, because another program changed the labels
 * they follow, and that hold work which is not in the file: finding them and
 * naming what is done with. Putting the work back is in labels-file.h.
 */

#include "core/types.h"

G_BEGIN_DECLS

typedef struct
{
  char     *path;         /* (owned) */
  guint     n_steps;      /* that are not in the file */
  FwTrackId next_track;   /* ids below it were given */
  gint64    last_time_us; /* when the last of them was made */
} FwAside;

void       fw_aside_free     (FwAside    *self);

/* A free name beside the journal: `HASH-DATE.fwj`. Returns: (transfer full) */
char      *fw_aside_new_name (const char *journal_path);
/* The same for a copy whose records this version understands only in part, and has
 * applied as far: `HASH-DATE-part.fwj`. Returns: (transfer full) */
char      *fw_aside_part_name (const char *aside_path);
/* The same file, done with: `HASH-DATE-done.fwj`. Returns: (transfer full) */
char      *fw_aside_done_name (const char *aside_path);
/* Those of the labels at @labels_path that hold work, the oldest first. What
 * cannot be read is left out. Blocks.
 * Returns: (transfer full) (element-type FwAside) */
GPtrArray *fw_aside_find     (const char *journal_path,
                              const char *labels_path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwAside, fw_aside_free)

G_END_DECLS
