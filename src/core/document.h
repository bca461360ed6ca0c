/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/renumber.h"
#include "core/snapshot.h"
#include "core/step.h"
#include "core/turn.h"

G_BEGIN_DECLS

#define FW_TYPE_DOCUMENT (fw_document_get_type ())
G_DECLARE_FINAL_TYPE (FwDocument, fw_document, FW, DOCUMENT, GObject)

/**
 * FwDocument:
 *
 * The labels of one media, and the only thing that changes them. Main thread
 * only; other threads read snapshots. Every change happens in a step:
 *
 *   fw_document_begin (document, _("Move box"), frame);
 *   fw_document_replace_track (document, id, after);
 *   fw_document_commit (document);
 *
 * Promises to views: one ::changed per committed, undone or redone step, with
 * the changes in the direction they happened; one notify each for can-undo,
 * can-redo and is-dirty, only when the value changes. An empty step (or one
 * that ends as it began) is dropped without a signal.
 *
 * ::changed (document, FwStep *step, gboolean undone): when @undone, the
 * step's `after` values were replaced by its `before` values.
 * ::frames-changed (document): what is no step changed: the frame list or the
 * taxonomy was replaced, or frames were renumbered; views read everything anew.
 * ::realigned (document): frames were renumbered or labels turned, so other labels
 * that were fitted to these are not any more; ::frames-changed follows.
 *
 * Properties: can-undo, can-redo, is-dirty (booleans, read-only).
 */
FwDocument  *fw_document_new             (FwSnapshot   *content);

/* The present content. Within an open step: with what it changed so far. Borrowed. */
FwSnapshot  *fw_document_get_snapshot    (FwDocument   *self);
FwTrack     *fw_document_get_track       (FwDocument   *self,
                                          FwTrackId     id);
/* Tracks whose span holds @frame, by id; with @ghosts also those that ended
 * before it. Returns: (transfer container) (element-type FwTrack) */
GPtrArray   *fw_document_list_frame      (FwDocument   *self,
                                          FwFrame       frame,
                                          gboolean      ghosts) G_GNUC_WARN_UNUSED_RESULT;
/* Tracks whose span touches @span, by id. Returns: (transfer container) */
GPtrArray   *fw_document_list_span       (FwDocument   *self,
                                          FwSpan        span) G_GNUC_WARN_UNUSED_RESULT;
/* A fresh id; never given twice, also not after undo. */
FwTrackId    fw_document_take_track_id   (FwDocument   *self);
/* The next id that would be taken; ids below @next are never given from now on. */
FwTrackId    fw_document_get_next_track_id (FwDocument *self);
void         fw_document_reserve_track_ids (FwDocument *self,
                                          FwTrackId     next);

/* Who changes the labels from now on: kept in each step, and in every object that
 * a step changes. NULL or "": nobody says. */
void         fw_document_set_author      (FwDocument   *self,
                                          const char   *author);
/* Borrowed; nullable. */
const char  *fw_document_get_author      (FwDocument   *self);

/* Steps do not nest. @label as in FwStepFacts; @frame is where the person is. */
void         fw_document_begin           (FwDocument   *self,
                                          const char   *label,
                                          FwFrame       frame);
/* A step that may go on where the last one stopped: a key that repeats, a spin
 * button. When that was begun like this too, with the same label at the same
 * frame on the same tracks, less than @within_us ago, the two become one step:
 * ::changed takes the last one back, then does the whole. So a journal that
 * writes down what it is told holds the whole step, and never less than was done. */
void         fw_document_begin_repeating (FwDocument   *self,
                                          const char   *label,
                                          FwFrame       frame,
                                          gint64        within_us);
gboolean     fw_document_is_in_step      (FwDocument   *self);
/* NULL as value empties the slot. The value is referenced, not taken. */
void         fw_document_replace         (FwDocument   *self,
                                          FwSlot        slot,
                                          gpointer      value);
void         fw_document_replace_track   (FwDocument   *self,
                                          FwTrackId     id,
                                          FwTrack      *track);
/* TRUE when the step changed something. */
gboolean     fw_document_commit          (FwDocument   *self);
void         fw_document_abort           (FwDocument   *self);

/* The step that was undone or redone, borrowed; NULL when there is none or a step is open. */
FwStep      *fw_document_undo            (FwDocument   *self);
FwStep      *fw_document_redo            (FwDocument   *self);
gboolean     fw_document_can_undo        (FwDocument   *self);
gboolean     fw_document_can_redo        (FwDocument   *self);
/* What undo / redo would take back or do again; NULL when nothing. */
FwStep      *fw_document_peek_undo       (FwDocument   *self);
FwStep      *fw_document_peek_redo       (FwDocument   *self);

/* History that a journal kept from earlier sessions. @steps (element-type
 * FwStep) oldest first; the first @n_done of them are done, the rest can be
 * redone. Only before the first step of this session. */
void         fw_document_restore_history (FwDocument   *self,
                                          GPtrArray    *steps,
                                          gsize         n_done);
/* Does a step that was made elsewhere (journal replay) as if the person did it now. */
void         fw_document_replay          (FwDocument   *self,
                                          FwStep       *step);
/* Memory the history may hold; oldest steps go first. Default 256 MiB. */
void         fw_document_set_history_cap (FwDocument   *self,
                                          gsize         bytes);

/* Tells that the file now holds this state. */
void         fw_document_set_saved       (FwDocument   *self,
                                          guint64       revision);
gboolean     fw_document_is_dirty        (FwDocument   *self);

/* Media facts, what the manual says of categories, and looking are not steps. */
void         fw_document_set_taxonomy    (FwDocument   *self,
                                          FwTaxonomy   *taxonomy);
void         fw_document_set_frame_list  (FwDocument   *self,
                                          FwFrameList  *frames);
/* The frame is on the screen: at any size; at 1:2 or larger (fw_snapshot_get_seen()). */
void         fw_document_note_shown      (FwDocument   *self,
                                          FwFrame       frame);
void         fw_document_note_seen       (FwDocument   *self,
                                          FwFrame       frame);

/* The manual that the person works by (nullable). From now on every step
 * confirms the labels it makes or changes under it, as part of the step; the
 * manual is added to the snapshot's manuals when it is not there yet. Without a
 * manual an edit takes the confirmation away. */
void         fw_document_set_manual      (FwDocument    *self,
                                          FwManualStamp *manual);
FwManualStamp *
             fw_document_get_manual      (FwDocument    *self);
/* Within a step: the person looked at the object in these frames, and it is
 * right under the manual. FALSE when there is no manual or no such object. */
gboolean     fw_document_confirm         (FwDocument    *self,
                                          FwTrackId      id,
                                          FwSpan         span);

/* The problem that the person went to (nullable). A step that changes its objects,
 * in its frames, notes as part of the step that it was worked at, unless the step
 * sets it aside, after which it is in hand no more. See FW_ASIDE_WORKED_AT; reason,
 * author and time of @problem do not matter. Copied. */
void         fw_document_set_in_hand     (FwDocument       *self,
                                          const FwSetAside *problem);

/* Moves every label, mark and step of the history to the new frame numbers, and
 * the entries of a video's frame list with them.
 * Not undoable; the state counts as changed. */
void         fw_document_renumber        (FwDocument          *self,
                                          const FwRenumbering *entries,
                                          gsize                n_entries);
/* Brings every label and step of the history to pictures as they are shown, when
 * it turns out that the labels were made on pictures as they are stored. Not
 * undoable, and no change of the work: what was saved stays saved. */
void         fw_document_turn            (FwDocument   *self,
                                          FwTurn       *turn);

G_END_DECLS
