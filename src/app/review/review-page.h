/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/command-search.h"
#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_PAGE (fw_review_page_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewPage, fw_review_page, FW, REVIEW_PAGE, GtkWidget)

/**
 * FwReviewPage:
 *
 * Where labels are judged: what is reviewed and how much of it, then one unit
 * after the other: the clean picture first, then the label, the frames beside
 * it, the verdict, the rule, a note; and what all verdicts say so far. It has a
 * session of its own on the document of the project, and changes nothing there.
 *
 * ::say (const char *sentence): for a toast; may name keys in braces.
 * ::asked (gint64 question, gboolean was_open): as FwEditorPage has it.
 * ::changed (): fw_review_page_can() may say something else.
 */
GtkWidget *fw_review_page_new         (void);

/* NULL: nothing is open. @shelf (nullable) has the manual as it is read. */
void       fw_review_page_set_project (FwReviewPage  *self,
                                       FwProject     *project,
                                       FwManualShelf *shelf);
/* The page comes on the screen: @person judges from now on, the labels as they
 * are now. What was at hand before still is. */
void       fw_review_page_enter       (FwReviewPage  *self,
                                       const char    *person);
/* It goes: nothing plays any more. */
void       fw_review_page_leave       (FwReviewPage  *self);

/* What a key or a menu asks for: the names of the window's actions without
 * `review-`, such as `send`, `verdict-3`, `sign-off`. FALSE when it cannot be done now. */
gboolean   fw_review_page_can         (FwReviewPage  *self,
                                       const char    *verb);
void       fw_review_page_run         (FwReviewPage  *self,
                                       const char    *verb);
/* A key was let go, which ends what lasts as long as it is held. */
void       fw_review_page_released    (FwReviewPage  *self,
                                       gboolean       was_held);
/* F6: to the next (1) or previous (-1) part. */
void       fw_review_page_cycle_panes (FwReviewPage  *self,
                                       int            direction);
/* Where any command is found from this page; it needs a host. Borrowed. */
FwCommandSearch *
           fw_review_page_get_search  (FwReviewPage  *self);
/* What to review is being chosen. */
gboolean   fw_review_page_is_choosing (FwReviewPage  *self);
/* TRUE when Escape had something to put away. */
gboolean   fw_review_page_escape      (FwReviewPage  *self);

G_END_DECLS
