/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the journal's records mean: FwStep and its company as JSON bytes and
 * back. The framing (length, CRC) is core/journal's.
 *
 *   {"framewright":1,"path":"/…/clip.coco.json","sha256":"…","at":…}   header
 *   {"do":"session","sha256":"…","at":…}     a session began on this file ("" = none)
 *   {"do":"step","at":…,"label":"Move box","frame":12,"next":14,
 *    "changes":[{"slot":"track","id":3,"before":{…},"after":{…}}]}
 *   {"do":"undo","at":…}  {"do":"redo","at":…}
 *   {"do":"saved","sha256":"…","revision":…,"at":…}   the file held the state of that revision
 *   {"do":"seen","spans":[[0,119]]}
 *   {"do":"renumber","entries":[[912,3]]}
 *
 * Times are wall clock microseconds.
 */

#include <gio/gio.h>

#include "core/document.h"

G_BEGIN_DECLS

typedef enum
{
  FW_RECORD_HEADER,
  FW_RECORD_SESSION,
  FW_RECORD_STEP,
  FW_RECORD_UNDO,
  FW_RECORD_REDO,
  FW_RECORD_SAVED,
  FW_RECORD_SEEN,
  FW_RECORD_RENUMBER
} FwRecordKind;

/**
 * FwRecord:
 *
 * One record, decoded. Members that its kind does not use are 0.
 */
typedef struct
{
  FwRecordKind kind;
  gint64       time_us;
  char        *path;      /* HEADER */
  char        *sha256;    /* HEADER, SESSION, SAVED; "" = no file */
  guint64      revision;  /* SAVED: of the snapshot, in the session that wrote it */
  gsize        behind;    /* SAVED: records since the state that the file holds */
  FwStep      *step;      /* STEP */
  FwTrackId    next;      /* STEP: next track id after it */
  FwSpanSet   *seen;      /* SEEN */
  GArray      *entries;   /* RENUMBER: (element-type FwRenumbering) */
} FwRecord;

void      fw_record_free            (FwRecord       *self);

GBytes   *fw_record_encode_header   (const char     *path,
                                     const char     *sha256,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_session  (const char     *sha256,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_step     (FwStep         *step,
                                     FwTrackId       next) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_undo     (gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_redo     (gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
/* @behind: how many step, undo, redo and renumber records were appended after
 * the saved state was taken and before this record. */
GBytes   *fw_record_encode_saved    (const char     *sha256,
                                     guint64         revision,
                                     gsize           behind,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_seen     (FwSpanSet      *seen) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_renumber (const FwRenumbering *entries,
                                     gsize           n_entries) G_GNUC_WARN_UNUSED_RESULT;

/* FW_FORMAT_ERROR with a sentence when the bytes are no record of ours.
 * Returns: (transfer full) (nullable) */
FwRecord *fw_record_decode          (const guint8   *payload,
                                     gsize           length,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRecord, fw_record_free)

G_END_DECLS
