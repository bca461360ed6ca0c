/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

/**
 * FwAskSubject:
 *
 * What a question is going to be about.
 */
typedef struct
{
  gboolean    has_unit; /* FALSE: about the manual */
  FwUnit      unit;
  const char *rule;     /* nullable */
  FwProblem  *problem;  /* nullable: to be set aside, with what is written */
} FwAskSubject;

#define FW_TYPE_ASK_CARD (fw_ask_card_get_type ())
G_DECLARE_FINAL_TYPE (FwAskCard, fw_ask_card, FW, ASK_CARD, GtkWidget)

/**
 * FwAskCard:
 *
 * A question is written here, over the picture, while everything else goes on:
 * what it is about, the rule, the words, and what others asked before. Enter
 * sends, Escape puts it away and keeps the words. A problem is set aside here,
 * too: its reason is a question to the manual's owner.
 *
 * ::sent (gint64 id, gboolean was_open): the question is kept; @was_open: it is
 *   one that was there already.
 * ::set-aside (gint64 id): the problem is set aside; @id is its question, or 0.
 * ::closed (): it was put away or sent.
 */
GtkWidget *fw_ask_card_new         (void);
/* (nullable): nothing is open. */
void       fw_ask_card_set_project (FwAskCard          *self,
                                    FwProject          *project);
/* Shows it and takes the focus. Words that were not sent are still there. */
void       fw_ask_card_open        (FwAskCard          *self,
                                    const FwAskSubject *subject);
void       fw_ask_card_close       (FwAskCard          *self);
gboolean   fw_ask_card_is_open     (FwAskCard          *self);

G_END_DECLS
