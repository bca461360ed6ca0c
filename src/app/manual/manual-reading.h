/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual.h"

G_BEGIN_DECLS

/**
 * FwManualReading:
 *
 * What one person has read of one manual: the version, the revision of each
 * rule, and when, with the text as it was then, to compare with; and where she
 * put a bookmark. Kept in the state folder, per person and manual. A rule is
 * "changed" when its revision is not the one that was read; corrected typos do
 * not change a revision.
 *
 * Whoever opens a manual for the first time has read nothing and missed
 * nothing: what is there then counts as read. No toolkit. Not shared between
 * threads.
 */
typedef struct _FwManualReading FwManualReading;

/* Reads what is kept about @manual for @person, also what this process has asked
 * to be saved and no thread has written yet; blocks. Never fails: what cannot
 * be read begins anew. */
FwManualReading *fw_manual_reading_load      (FwManual        *manual,
                                              const char      *person) G_GNUC_WARN_UNUSED_RESULT;
void             fw_manual_reading_free      (FwManualReading *self);

/* Takes over what was saved in this process since @self was read: a book takes
 * its time to be made, and people go on meanwhile. Does not wait for the disk. */
void             fw_manual_reading_catch_up  (FwManualReading *self,
                                              FwManual        *manual);

gboolean         fw_manual_reading_is_changed (FwManualReading *self,
                                              const FwRule    *rule);
/* How many rules of @manual changed. */
guint            fw_manual_reading_count_changed (FwManualReading *self,
                                              FwManual        *manual);
/* The version that was read last. */
const char      *fw_manual_reading_get_version (FwManualReading *self);
/* When that was, in seconds since 1970. */
gint64           fw_manual_reading_get_time  (FwManualReading *self);
/* The manual as it was when it was read. NULL when that is not kept.
 * Returns: (transfer none) (nullable) */
GBytes          *fw_manual_reading_get_text  (FwManualReading *self);
/* This rule of @manual is read; with the last one that changed, all is. */
void             fw_manual_reading_mark_rule (FwManualReading *self,
                                              FwManual        *manual,
                                              const FwRule    *rule);
/* All of @manual is read from now on. Saved by fw_manual_reading_save_async(). */
void             fw_manual_reading_mark_read (FwManualReading *self,
                                              FwManual        *manual);

/* By rule ids and other names of places. */
gboolean         fw_manual_reading_has_bookmark (FwManualReading *self,
                                              const char      *place);
void             fw_manual_reading_set_bookmark (FwManualReading *self,
                                              const char      *place,
                                              gboolean         on);

/* Whether this person has seen the precedent. Those that were there when the
 * manual was opened for the first time count as seen. */
gboolean         fw_manual_reading_knows     (FwManualReading *self,
                                              const char      *precedent);
void             fw_manual_reading_learn     (FwManualReading *self,
                                              const char      *precedent);

/* Writes the file in a thread, whole or not at all. @callback may be NULL. */
void             fw_manual_reading_save_async (FwManualReading    *self,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean         fw_manual_reading_save_finish (GAsyncResult      *result,
                                              GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualReading, fw_manual_reading_free)

G_END_DECLS
