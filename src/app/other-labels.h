/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The other label files of a project: those that stand beside these labels and
 * were made under the same manual. For rules that speak of the whole project or
 * compare people. No toolkit.
 *
 * Gold, and what people label in practice and exams, is a copy of other work and
 * none of the project's: it is never among them. And labels of an attempt have no
 * others, because what these say is what is asked.
 */

#include "core/snapshot.h"
#include "rules/check-facts-builder.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* More than this beside the labels is left alone, all of it: half a project would
 * tell something untrue. */
#define FW_OTHER_LABELS_MAX_BYTES (64 * 1024 * 1024)
#define FW_OTHER_LABELS_MAX_FILES 500

typedef struct
{
  char       *path;   /* (owned) */
  char       *etag;   /* (owned) changes with the file */
  FwSnapshot *labels; /* (owned) (nullable) NULL: not of this project, or not to be read */
} FwOtherFile;

/* Whether a rule of @manual (nullable) wants to know of them. */
gboolean   fw_other_labels_are_wanted (FwManual            *manual);
/* Reads what is beside @own; files that are in @known (nullable) and did not
 * change are taken from there. NULL when it is too much, cancelled, or @own are labels
 * of an attempt or gold. Blocks; any thread. Returns: (transfer full) (nullable) (element-type FwOtherFile) */
GPtrArray *fw_other_labels_read       (const char          *own,
                                       FwManual            *manual,
                                       GPtrArray           *known,
                                       GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void       fw_other_labels_add_to     (GPtrArray           *files,
                                       FwCheckFactsBuilder *builder);

G_END_DECLS
