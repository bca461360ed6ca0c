/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the journal's records mean: FwStep and its company as JSON bytes and
 * back. The framing (length, CRC) is core/journal's.
 *
 *   {"framewright":1,"path":"/…/clip.coco.json","sha256":"…","at":…}   header
 *   {"do":"session","sha256":"…","at":…}     a session began on this file ("" = none); "pts": time
 *                                            stamps of the frames as they were numbered then
 *   {"do":"step","at":…,"by":"dana","label":"Move box","frame":12,"next":14,
 *    "changes":[{"slot":"track","id":3,"before":{…},"after":{…}}]}
 *   {"do":"undo","at":…,"by":"dana"}  {"do":"redo","at":…,"by":"dana"}
 *   {"do":"saving","at":…}                   a save takes the state that is reached here
 *   {"do":"wrote","sha256":"…","at":…}       its bytes are complete and about to be put in place;
 *                                            "gone": what they hold no more (coco-kept.c)
 *   {"do":"saved","sha256":"…","revision":…,"at":…}   the file held the state of that revision
 *   {"do":"seen","at":…,"spans":[[0,119]],"shown":[[120,123]]}
 *   {"do":"renumber","at":…,"entries":[[912,3]]}
 *
 * `at` is wall clock microseconds. Every record of what a person did has it, so
 * that active time is what lies between records less the pauses (30 s without
 * one ends activity for speed, 5 min for the log of work); nothing is counted here.
 *
 * A crash may come between the new file and `saved`: a file with the checksum of
 * `wrote` holds the state at the `saving` before it. Without that record it would
 * look like another program's.
 *
 * `by` is the person's name, left out when nobody says; journals of before it open.
 *
 * `seen` holds what came since the last such record: `spans` were on the screen at
 * 1:2 or larger, `shown` smaller. It stands before the step that followed, so
 * what a person had looked at when he decided can be told. Without `shown`
 * (journals of before it) there is nothing more than `spans`.
 *
 * Compaction (fw_journal_compact()) keeps all records since the last save; of
 * before it, the steps that can still be undone, with `at` and `by`.
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
  FW_RECORD_SAVING,
  FW_RECORD_WROTE,
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
  GArray      *pts;       /* SESSION: (element-type gint64) (nullable) of each frame */
  char        *sha256;    /* HEADER, SESSION, WROTE, SAVED; "" = no file */
  guint64      revision;  /* SAVED: of the snapshot, in the session that wrote it */
  GBytes      *gone;      /* (nullable) WROTE: JSON that stands for itself */
  gsize        behind;    /* SAVED: records since the state that the file holds */
  char        *author;    /* (nullable) UNDO, REDO; a step has its own */
  FwStep      *step;      /* STEP */
  FwTrackId    next;      /* STEP: next track id after it */
  FwSpanSet   *seen;      /* SEEN: at 1:2 or larger */
  FwSpanSet   *shown;     /* SEEN: smaller */
  GArray      *entries;   /* RENUMBER: (element-type FwRenumbering) */
} FwRecord;

void      fw_record_free            (FwRecord       *self);

GBytes   *fw_record_encode_header   (const char     *path,
                                     const char     *sha256,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
/* @counted is nullable, and left out when not all of its frames have a time stamp. */
GBytes   *fw_record_encode_session  (const char     *sha256,
                                     FwFrameList    *counted,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_step     (FwStep         *step,
                                     FwTrackId       next) G_GNUC_WARN_UNUSED_RESULT;
/* @author is nullable. */
GBytes   *fw_record_encode_undo     (const char     *author,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_redo     (const char     *author,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_saving   (gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
/* @gone is nullable. */
GBytes   *fw_record_encode_wrote    (const char     *sha256,
                                     GBytes         *gone,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
/* @behind: how many step, undo, redo and renumber records were appended after
 * the saved state was taken and before this record. */
GBytes   *fw_record_encode_saved    (const char     *sha256,
                                     guint64         revision,
                                     gsize           behind,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
/* Both are nullable. */
GBytes   *fw_record_encode_seen     (FwSpanSet      *seen,
                                     FwSpanSet      *shown,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_record_encode_renumber (const FwRenumbering *entries,
                                     gsize           n_entries,
                                     gint64          time_us) G_GNUC_WARN_UNUSED_RESULT;

/* FW_FORMAT_ERROR with a sentence when the bytes are no record of ours.
 * Returns: (transfer full) (nullable) */
FwRecord *fw_record_decode          (const guint8   *payload,
                                     gsize           length,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRecord, fw_record_free)

G_END_DECLS
