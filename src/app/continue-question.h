/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The person wants to go on with @path. */
typedef void (*FwContinueFunc) (const char *path, gpointer user_data);

/* Asks whether to go on with a COCO file that was dropped, and tells what is in
 * it: objects, labels, categories, frames, and whether the media are found.
 * The file is counted in a thread; nobody has to wait for it. @func is called
 * when the answer is yes; @compare (nullable) when it is to be laid beside what is
 * open, which is offered only then; @destroy in any case. */
void  fw_continue_question_ask     (GtkWindow      *parent,
                                    const char     *path,
                                    FwContinueFunc  func,
                                    FwContinueFunc  compare,
                                    gpointer        user_data,
                                    GDestroyNotify  destroy);

/* What the question tells about @path. Blocks: for threads and tests.
 * Returns: (transfer full) (nullable) */
char *fw_continue_question_dup_facts (const char    *path,
                                      GCancellable  *cancellable,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
