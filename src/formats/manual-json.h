/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Manuals, confirmed frames and problems that were set aside as JSON: the one
 * place that knows this form, which the private object of a labels file and
 * the journal's records share.
 *
 *   {"manual":"city-driving-2d","version":"3.1.0","sha256":"…","revs":{"SD-002":"207222cf6044"}}
 *   "confirmed":[[0,60,0]]          first, last, index into `manuals`; the journal has the key
 *   {"rule":"SD-015","rev":"…","track":1,"first":12,"last":20,"unit_rev":"…",
 *    "reason":"not-true-here","text":"","by":0,"at":"…","question":7}
 *
 * `track` and the frames are missing where a problem is not about an object or
 * about the whole video; `other` is there for pairs; `by` is an index into
 * `people`, in the journal a name; `question` is the one in the review beside the
 * labels that went to the manual's owner, if any.
 */

#include "core/snapshot.h"
#include "formats/json.h"

G_BEGIN_DECLS

void           fw_manual_stamp_json_write (FwJsonWriter        *writer,
                                           const FwManualStamp *stamp);
/* Never fails: an element is a place that indices count, whatever is in it.
 * Returns: (transfer full) */
FwManualStamp *fw_manual_stamp_json_read  (FwJsonValue          value) G_GNUC_WARN_UNUSED_RESULT;
void           fw_stamp_list_json_write   (FwJsonWriter        *writer,
                                           const FwStampList   *list);
/* NULL for what is no list. Returns: (transfer full) (nullable) */
FwStampList   *fw_stamp_list_json_read    (FwJsonValue          value) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the member "confirmed" into the open object of a track, when there is
 * anything to say. @manuals NULL: keys instead of indices. */
void           fw_confirmed_json_write    (FwJsonWriter        *writer,
                                           const FwTrack       *track,
                                           const FwStampList   *manuals);
/* Reads it; what names no manual or no frames is passed over. */
void           fw_confirmed_json_read     (FwJsonValue          object,
                                           FwTrackBuilder      *builder,
                                           const FwStampList   *manuals);

/* @track and @other are what the file calls the objects; @by is an index into
 * `people`, or -1: the name, where there is one. */
void           fw_set_aside_json_write    (FwJsonWriter        *writer,
                                           const FwSetAside    *aside,
                                           int                  by);
/* FALSE when it names no rule or no known reason. @people is nullable. The
 * texts are borrowed from the parser; track and other are the file's. */
gboolean       fw_set_aside_json_read     (FwJsonValue          value,
                                           GPtrArray           *people,
                                           FwSetAside          *out_aside);

G_END_DECLS
