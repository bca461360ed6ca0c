/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_PANEL (fw_manual_panel_get_type ())
G_DECLARE_FINAL_TYPE (FwManualPanel, fw_manual_panel, FW, MANUAL_PANEL, GtkWidget)

/**
 * FwManualPanel:
 *
 * The reading pane: search, contents and text of the project's manual, and
 * what changed since one read it last. It stands in the sidebar and in a window
 * of its own. Narrower than 700 pixels the contents become a drop-down.
 *
 * Actions inside of it: `manual.open` (string: a rule, an answer, a kind of
 * check, a heading, `line:76`), `manual.go` (uint32: a chapter), `manual.back`,
 * `manual.mark-read`, `manual.next-change`, `manual.about`, `manual.review-end`,
 * `manual.walk`: to the next label that a change asks to be looked at again,
 * `manual.still-right`: it needs no change; and for the owner of the manual
 * `manual.edit` (string: a rule; "": the one that is read), `manual.new-rule`,
 * `manual.open-draft`, `manual.compare` and `manual.publish` (versions).
 *
 * ::ask (const char *rule): a question about a rule.
 * ::left (): back was chosen where nothing lies behind.
 * ::desk-changed (): fw_manual_panel_is_at_desk() or fw_manual_panel_wants_picture().
 */
GtkWidget *fw_manual_panel_new         (void);
/* NULL: no project is open. */
void       fw_manual_panel_set_shelf   (FwManualPanel *self,
                                        FwManualShelf *shelf);
/* Goes to a place of the manual and moves the focus there; when the book is
 * still being made, as soon as it is there. */
void       fw_manual_panel_open        (FwManualPanel *self,
                                        const char    *target);
/* To the next rule that changed since it was read, around the end. FALSE when
 * none did. */
gboolean   fw_manual_panel_next_change (FwManualPanel *self);
/* Goes to the place that @other reads. */
void       fw_manual_panel_show_same   (FwManualPanel *self,
                                        FwManualPanel *other);
/* Only the rules that changed since they were read, one card each, and the
 * objects that they ask to be looked at again. */
void       fw_manual_panel_review      (FwManualPanel *self);
/* Whether what is done here is done with the picture in sight: a rule is edited, or
 * labels are walked through. */
gboolean   fw_manual_panel_wants_picture (FwManualPanel *self);
/* To the next label that a changed rule asks to be looked at again, with the rule beside it. */
void       fw_manual_panel_walk        (FwManualPanel *self);
/* The label one walked to needs no change. FALSE: there is none. */
gboolean   fw_manual_panel_still_right (FwManualPanel *self);
/* The focus goes into the search. */
void       fw_manual_panel_search      (FwManualPanel *self);
/* The focus goes to the text. */
void       fw_manual_panel_focus_page  (FwManualPanel *self);
/* Edits a rule here (NULL: the one that is read), or a new one behind it. */
void       fw_manual_panel_edit        (FwManualPanel *self,
                                        const char    *rule);
void       fw_manual_panel_new_rule    (FwManualPanel *self);
/* Versions of the manual: two side by side, or a new one. */
void       fw_manual_panel_compare     (FwManualPanel *self);
void       fw_manual_panel_publish     (FwManualPanel *self);
/* Whether the owner works here, at a rule or at versions, and nothing is read. */
gboolean   fw_manual_panel_is_at_desk  (FwManualPanel *self);
/* Shows here what is edited in another pane that goes away. */
void       fw_manual_panel_take_over   (FwManualPanel *self);
/* FALSE when nothing is edited here. The first asks about changes. */
gboolean   fw_manual_panel_leave_desk  (FwManualPanel *self);
gboolean   fw_manual_panel_save_rule   (FwManualPanel *self);
gboolean   fw_manual_panel_try_rule    (FwManualPanel *self);
/* Escape: TRUE when a search was put away, or editing was left. */
gboolean   fw_manual_panel_escape      (FwManualPanel *self);

G_END_DECLS
