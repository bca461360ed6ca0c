/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/rule-desk.h"
#include "app/manual/check-precision.h"
#include "app/manual/look-again.h"
#include "app/manual/manual-index.h"
#include "app/manual/manual-reading.h"
#include "app/project.h"
#include "rules/manual-versions.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_SHELF (fw_manual_shelf_get_type ())
G_DECLARE_FINAL_TYPE (FwManualShelf, fw_manual_shelf, FW, MANUAL_SHELF, GObject)

/**
 * FwManualShelf:
 *
 * The manual of a project as it is read: the book, its index, what this person
 * has read of it, and what the selected object is. One for each project,
 * shared by the pane and the window of its own. Main thread; the book and the
 * index are made in a thread. No toolkit.
 *
 * ::book-changed (): fw_manual_shelf_get_book() is another one, maybe NULL.
 * ::read-changed (): what counts as read, or a bookmark.
 * ::about-changed (): fw_manual_shelf_get_about().
 * ::history-changed (): fw_manual_shelf_get_diffs() and _get_versions().
 * ::affected-changed (): fw_manual_shelf_get_affected().
 * ::answers-changed (): fw_manual_shelf_list_answers().
 * ::precision-changed (): fw_manual_shelf_get_precision().
 */
FwManualShelf   *fw_manual_shelf_new          (FwProject     *project);

FwProject       *fw_manual_shelf_get_project  (FwManualShelf *self);
/* Where its rules are edited. */
FwRuleDesk      *fw_manual_shelf_get_desk     (FwManualShelf *self);
/* NULL: there is no manual, or it is being made ready. */
FwManualBook    *fw_manual_shelf_get_book     (FwManualShelf *self);
/* Whether a manual is in force and its book not there yet. */
gboolean         fw_manual_shelf_is_loading   (FwManualShelf *self);
/* NULL without a book. */
FwManualIndex   *fw_manual_shelf_get_index    (FwManualShelf *self);

gboolean         fw_manual_shelf_is_changed   (FwManualShelf *self,
                                               const FwRule  *rule);
guint            fw_manual_shelf_count_changed (FwManualShelf *self);
/* How many of them are for a category that an object has. */
guint            fw_manual_shelf_count_used_changed (FwManualShelf *self);
/* Looks, in a thread, for labels that were confirmed under another revision of a
 * rule and that a person has to look at again; what the app checks itself is in
 * the Checks. Nothing here says that a label is not right. */
void             fw_manual_shelf_find_affected (FwManualShelf *self);
/* What was found, in the order of frames: NULL until ::affected-changed.
 * Borrowed. (element-type FwLookAgain) */
GArray          *fw_manual_shelf_get_affected (FwManualShelf *self);
/* The version that was read last; "" without a book. */
const char      *fw_manual_shelf_get_read_version (FwManualShelf *self);
void             fw_manual_shelf_mark_read    (FwManualShelf *self);
void             fw_manual_shelf_mark_rule    (FwManualShelf *self,
                                               const FwRule  *rule);
/* Older versions compared with the next ones, the oldest first: those that were
 * published, else the one that was read last. NULL until ::history-changed.
 * (element-type FwManualDiff) */
GPtrArray       *fw_manual_shelf_get_diffs    (FwManualShelf *self);
/* Who published what when. Borrowed; NULL until ::history-changed. */
FwManualVersions *fw_manual_shelf_get_versions (FwManualShelf *self);
gboolean         fw_manual_shelf_has_bookmark (FwManualShelf *self,
                                               const char    *place);
void             fw_manual_shelf_set_bookmark (FwManualShelf *self,
                                               const char    *place,
                                               gboolean       on);

/* Questions about these labels that were answered under a rule and did not become
 * precedents, the newest first. Borrowed until ::answers-changed.
 * Returns: (transfer full) (element-type FwQuestion) */
GPtrArray       *fw_manual_shelf_list_answers (FwManualShelf *self,
                                               const char    *rule) G_GNUC_WARN_UNUSED_RESULT;
/* How often people accept what the checks find; NULL until ::precision-changed. */
FwPrecisionTable *fw_manual_shelf_get_precision (FwManualShelf *self);
/* The newest precedent that this person has not seen, under a rule for the
 * category of the selected object; NULL. Borrowed from the book. */
const FwPrecedent *fw_manual_shelf_get_news   (FwManualShelf *self);
/* It is seen. May come before the book that has it. */
void             fw_manual_shelf_learn        (FwManualShelf *self,
                                               const char    *precedent);
/* The category of the selected object, as the manual calls it; NULL when
 * nothing is selected. Interned. */
const char      *fw_manual_shelf_get_about    (FwManualShelf *self);
/* "Car", for people. Returns: (transfer full) (nullable) */
char            *fw_manual_shelf_dup_about_name (FwManualShelf *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
