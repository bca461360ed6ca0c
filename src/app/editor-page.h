/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/banner.h"
#include "app/leaving-bar.h"
#include "app/canvas/canvas.h"
#include "app/compare/compare-model.h"
#include "app/desk/rule-desk.h"
#include "app/manual/manual-shelf.h"
#include "app/project.h"
#include "app/sidebar.h"
#include "app/timeline/timeline.h"
#include "app/transport.h"

G_BEGIN_DECLS

#define FW_TYPE_EDITOR_PAGE (fw_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (FwEditorPage, fw_editor_page, FW, EDITOR_PAGE, GtkWidget)

/**
 * FwEditorPage:
 *
 * Everything below the header bar of the editor: banner, tools, picture,
 * transport, timeline or film strip, sidebar. It folds and packs itself by its
 * own size (the design's section 3.3).
 *
 * ::say (const char *sentence, gboolean can_undo): for a toast.
 * ::rule-said (const char *sentence, gboolean can_undo): the same, about a rule.
 * ::narrow-changed (gboolean narrow): the header bar has little room.
 * ::compare-changed (): a comparison began or ended.
 * ::compare-left (): the person wants to end it, or stop reading.
 * ::asked (gint64 question, gboolean was_open): a question was sent; @was_open:
 *   it had been asked before.
 * ::set-aside (gint64 question): a problem was set aside, with that question or 0.
 * ::answered (gint64 question, const char *precedent): @precedent is its number,
 *   or NULL.
 */
GtkWidget   *fw_editor_page_new            (void);

/* NULL: nothing is open. While a project is being opened only its source may
 * be there; call again when it is open. */
void         fw_editor_page_set_project    (FwEditorPage *self,
                                            FwProject    *project);
/* What is being read, in the middle of the picture; NULL takes it away.
 * @share below 0 pulses. */
void         fw_editor_page_set_progress   (FwEditorPage *self,
                                            const char   *sentence,
                                            double        share);

FwCanvas    *fw_editor_page_get_canvas     (FwEditorPage *self);
FwTimeline  *fw_editor_page_get_timeline   (FwEditorPage *self);
FwTransport *fw_editor_page_get_transport  (FwEditorPage *self);
FwSidebar   *fw_editor_page_get_sidebar    (FwEditorPage *self);
FwBanner    *fw_editor_page_get_banner     (FwEditorPage *self);
FwLeavingBar *fw_editor_page_get_leaving_bar (FwEditorPage *self);

/* A question about what is selected, or about the frame when nothing is; about a
 * rule (nullable). Before everything is open it does nothing. */
void         fw_editor_page_ask            (FwEditorPage *self,
                                            const char   *rule);
/* Goes to a problem and asks why it is to be set aside. */
void         fw_editor_page_set_aside      (FwEditorPage *self,
                                            FwProblem    *problem);
/* Opens the list of questions at this one. FALSE when it is not there. */
gboolean     fw_editor_page_show_question  (FwEditorPage *self,
                                            gint64        id);
/* Goes to a label, track or frame by its name (core/unit-name.h), and selects the
 * object. FALSE when it is not here (any more). */
gboolean     fw_editor_page_go_to_unit     (FwEditorPage *self,
                                            const char   *unit);
/* Goes to what a question is about. FALSE: to nothing that is here. */
gboolean     fw_editor_page_go_to_question (FwEditorPage *self,
                                            gint64        id);
/* Verbs of the window. */
void         fw_editor_page_show_view      (FwEditorPage *self,
                                            const char   *view);
void         fw_editor_page_toggle_sidebar (FwEditorPage *self);
void         fw_editor_page_cycle_panes    (FwEditorPage *self,
                                            int           direction);
void         fw_editor_page_focus_canvas   (FwEditorPage *self);
/* The tour is on: nothing else asks in its place. */
void         fw_editor_page_set_toured     (FwEditorPage *self,
                                            gboolean      is_toured);
/* Canvas or timeline. */
gboolean     fw_editor_page_is_canvas_focused (FwEditorPage *self);
void         fw_editor_page_focus_frame_entry (FwEditorPage *self);
void         fw_editor_page_choose_category (FwEditorPage *self);
/* All attributes beside the picture: the sidebar, or a card that floats. */
void         fw_editor_page_toggle_attributes (FwEditorPage *self);
/* The rule of the problem that is shown; FALSE when none is. */
gboolean     fw_editor_page_show_rule      (FwEditorPage *self);
/* A place of the manual, as fw_manual_panel_open() names it. */
void         fw_editor_page_open_manual    (FwEditorPage *self,
                                            const char   *target);
void         fw_editor_page_next_change    (FwEditorPage *self);
/* Edits a rule of the manual where it is read. NULL: that of the problem at hand,
 * else the one that is read. */
void         fw_editor_page_edit_rule      (FwEditorPage *self,
                                            const char   *rule);
void         fw_editor_page_new_rule       (FwEditorPage *self);
/* Versions of the manual: two side by side, or a new one. */
void         fw_editor_page_compare_versions (FwEditorPage *self);
void         fw_editor_page_publish_manual (FwEditorPage *self);
/* FALSE when no rule is edited; the first also when the focus is elsewhere. */
gboolean     fw_editor_page_save_rule      (FwEditorPage *self);
gboolean     fw_editor_page_try_rule       (FwEditorPage *self);
/* A place of the manual, in its own window. */
void         fw_editor_page_open_manual_window (FwEditorPage *self,
                                            const char   *target);
/* The manual as it is read. Borrowed; NULL when nothing is open. */
FwManualShelf *fw_editor_page_get_shelf    (FwEditorPage *self);
/* Borrowed; NULL when nothing is open. */
FwRuleDesk  *fw_editor_page_get_desk       (FwEditorPage *self);
/* One card for each rule that changed since it was read. */
void         fw_editor_page_review_changes (FwEditorPage *self);
/* To the next label that a newer manual asks to be looked at again; it needs no change. */
void         fw_editor_page_look_again     (FwEditorPage *self);
void         fw_editor_page_still_right    (FwEditorPage *self);
void         fw_editor_page_toggle_manual_window (FwEditorPage *self);
void         fw_editor_page_search         (FwEditorPage *self);
void         fw_editor_page_adjust_picture (FwEditorPage *self);
void         fw_editor_page_toggle_lanes   (FwEditorPage *self);
/* To the selected object, or to the difference at hand, and back. */
void         fw_editor_page_zoom_to_object (FwEditorPage *self);

/* Two versions of the labels beside each other; NULL ends it. The model is about
 * the page's session. */
void         fw_editor_page_set_compare    (FwEditorPage   *self,
                                            FwCompareModel *model);
/* NULL while nothing is compared. */
FwCompareModel *
             fw_editor_page_get_compare    (FwEditorPage *self);
/* What is being read to be compared; NULL takes it away. @share below 0 pulses. */
void         fw_editor_page_set_compare_progress (FwEditorPage *self,
                                            const char   *sentence,
                                            double        share);
/* Nothing happens while nothing is compared. */
void         fw_editor_page_compare_step   (FwEditorPage *self,
                                            int           direction);
void         fw_editor_page_compare_choose (FwEditorPage *self,
                                            FwChoice      choice);
/* To be called for each press and repetition of a key; and when a key is let go. */
void         fw_editor_page_compare_blink  (FwEditorPage *self);
void         fw_editor_page_compare_released (FwEditorPage *self,
                                              gboolean      was_held);
void         fw_editor_page_compare_mode   (FwEditorPage *self);
void         fw_editor_page_compare_list   (FwEditorPage *self);

/* Escape: TRUE when there was something to put away. */
gboolean     fw_editor_page_escape         (FwEditorPage *self);
/* Only the picture: no bars, no panels. */
void         fw_editor_page_set_picture_only (FwEditorPage *self,
                                            gboolean      picture_only);

G_END_DECLS
