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
  gboolean   is_torn;   /* bytes that are no whole record follow the last one */
  char      *path;      /* (owned) (nullable) of the labels, as the header names it */
  GPtrArray *history;   /* (element-type FwStep) (owned) up to the file's content, oldest first;
                         * without a match, up to the last save */
  gsize      n_done;    /* of them done; the rest can be done again */
  GPtrArray *replay;    /* (element-type FwRecord) (owned) what came after */
  GPtrArray *gone;      /* (element-type GBytes) (owned) what saves took out of the file, oldest first;
                         * for fw_coco_file_take_gone() */
  GArray    *pts;       /* (element-type gint64) (owned) (nullable) time stamps of the frames as the first
                         * record numbers them, where no file tells */
  guint      n_unsaved; /* steps among them; without a match, steps after the last save */
  gint64     last_time_us;
  FwTrackId  next_track;
} FwRecovery;

/**
 * FwNetEffect:
 *
 * What unsaved actions come to: each slot that they touched once, `before` as
 * the file had it, `after` as they left it; what came back to what it was is
 * left out. Immutable once made; any thread.
 */
typedef struct
{
  GArray    *changes; /* (element-type FwSlotChange) (owned), values referenced */
  FwSpanSet *seen;    /* (owned) (nullable) */
  FwSpanSet *shown;   /* (owned) (nullable) smaller */
  guint      n_steps; /* done, or taken back, since the file */
  FwFrame    frame;   /* where the last of them was made */
  gint64     last_time_us;
  FwTrackId  next_track;
} FwNetEffect;

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

/* Notes the frames of @seen and @shown (nullable) that the document's list has. */
void        fw_recovery_note_seen (FwDocument   *document,
                                 FwSpanSet      *seen,
                                 FwSpanSet      *shown);
/* Returns: (transfer full): what the replay comes to, without a document */
FwNetEffect *fw_recovery_sum    (FwRecovery     *self) G_GNUC_WARN_UNUSED_RESULT;
void         fw_net_effect_free (FwNetEffect    *self);

/* The records (element-type GBytes) that a compacted journal keeps: @header,
 * then the newest steps that the file holds, as many as fit into @budget bytes,
 * the mark of the save (the last one when none has @sha256), and everything
 * after it. Reads up to the record
 * @last, which has to be there; NULL = all. @out_upto (nullable): how many bytes of
 * the journal they stand for; somebody may be appending. Blocks.
 * Returns: (transfer full) (nullable) */
GPtrArray  *fw_journal_compact  (const char     *path,
                                 const char     *sha256,
                                 GBytes         *header,
                                 gsize           budget,
                                 GBytes         *last,
                                 gint64         *out_upto,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRecovery, fw_recovery_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwNetEffect, fw_net_effect_free)

G_END_DECLS
