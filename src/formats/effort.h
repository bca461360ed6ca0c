/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How long work on each object took, from the steps of a journal and of the
 * session that goes on.
 *
 * The clock runs from one action to the next and stops when nobody did
 * anything for 30 seconds: a longer pause counts as 30 seconds. What passes
 * before a step belongs to the objects that it changes, in equal parts. Undo and redo
 * are actions of no object, unless the step is made again and goes on (a run of
 * presses of an arrow key): that is one step.
 */

#include "core/step.h"

G_BEGIN_DECLS

/* The same members as the rules' facts, which this layer does not know. */
typedef struct
{
  FwTrackId   track;
  const char *author;  /* who changed it last, interned; NULL when unknown */
  double      seconds;
  guint       n_steps;
} FwTrackEffort;

typedef struct _FwEffortTable FwEffortTable;

FwEffortTable *fw_effort_table_new        (void);
void           fw_effort_table_free       (FwEffortTable  *self);
/* Steps and actions in the order in which they happened. */
void           fw_effort_table_add_step   (FwEffortTable  *self,
                                           FwStep         *step);
/* The clock goes on from @time_us: a session begins, undo, redo. */
void           fw_effort_table_add_action (FwEffortTable  *self,
                                           gint64          time_us);
/* Everything that the journal at @path still holds, as far as it can be read.
 * FALSE when it cannot be opened. Blocks. */
gboolean       fw_effort_table_read       (FwEffortTable  *self,
                                           const char     *path,
                                           GError        **error);
/* (element-type FwTrackEffort), by ascending track. */
GArray        *fw_effort_table_list       (FwEffortTable  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwEffortTable, fw_effort_table_free)

G_END_DECLS
