/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a journal means for the file it follows: which of its steps the file
 * holds (they can be undone), and which came after (they are done again).
 */

#include "formats/journal-codec.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean   matches;   /* the journal knows the file's present content */
  gboolean   is_sound;  /* every record could be understood */
  GPtrArray *history;   /* (element-type FwStep) (owned) up to the file's content, oldest first */
  gsize      n_done;    /* of them done; the rest can be done again */
  GPtrArray *replay;    /* (element-type FwRecord) (owned) what came after */
  guint      n_unsaved; /* steps among them; without a match, steps after the last save */
  gint64     last_time_us;
  FwTrackId  next_track;
} FwRecovery;

/* Reads the journal at @path for a file whose content has the checksum
 * @sha256 ("" = there is no file). Blocks. NULL on I/O errors.
 * Returns: (transfer full) (nullable) */
FwRecovery *fw_recovery_read    (const char     *path,
                                 const char     *sha256,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void        fw_recovery_free    (FwRecovery     *self);
/* Restores the history and does what came after again. */
void        fw_recovery_apply   (FwRecovery     *self,
                                 FwDocument     *document);

/* The records (element-type GBytes) that a compacted journal keeps: @header,
 * then the newest steps that the file holds, as many as fit into @budget bytes,
 * the mark of the save, and everything after it. @path_sha256 as above.
 * Returns: (transfer full) (nullable) */
GPtrArray  *fw_journal_compact  (const char     *path,
                                 const char     *sha256,
                                 GBytes         *header,
                                 gsize           budget,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRecovery, fw_recovery_free)

G_END_DECLS
