/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Beginning practice or an exam: looking what gold there is for a person, drawing
 * the items, making an empty file of labels to do it in. The gold labels are read
 * here and let go of; nothing of them reaches the person. No toolkit. Everything
 * reads files, so it runs in a thread.
 */

#include <gio/gio.h>

#include "review/gold-pool.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* Items that practice asks at a time. */
#define FW_PRACTISE_ITEMS 10

/**
 * FwGoldOutlook:
 *
 * What there is for a person.
 */
typedef struct
{
  FwGoldSettings settings;
  FwGoldStock    stock;
  gboolean       is_video;
  gboolean       is_qualified;  /* the person has passed an exam on this gold */
  gboolean       needs_manual;  /* gold is right under rules, and no manual is open */
  char          *open[2];       /* (owned) (nullable) labels of the attempt that is going on, by mode */
  GPtrArray     *notes;         /* (element-type utf8) (owned) what of the file was left out */
} FwGoldOutlook;

void           fw_gold_outlook_free  (FwGoldOutlook       *self);
/* NULL with a sentence: there is no gold, it cannot be read, its labels are gone.
 * @manual is nullable. Blocks. Returns: (transfer full) (nullable) */
FwGoldOutlook *fw_gold_outlook_new   (const char          *gold_path,
                                      const char          *person,
                                      const FwManual      *manual,
                                      GDateTime           *now,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void           fw_gold_outlook_async (const char          *gold_path,
                                      const char          *person,
                                      FwManual            *manual,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
FwGoldOutlook *fw_gold_outlook_finish (GAsyncResult       *result,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Draws items and makes the labels to do it in. An exam asks as many as the gold
 * says, and is refused when there are fewer for this person; practice asks at most
 * FW_PRACTISE_ITEMS. What is going on is gone on with, not drawn anew. Blocks.
 * Returns: (transfer full) (nullable): the path of the labels */
char          *fw_exam_begin         (const char          *gold_path,
                                      const char          *person,
                                      FwAttemptMode        mode,
                                      FwManual            *manual,
                                      GDateTime           *now,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void           fw_exam_begin_async   (const char          *gold_path,
                                      const char          *person,
                                      FwAttemptMode        mode,
                                      FwManual            *manual,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
char          *fw_exam_begin_finish  (GAsyncResult        *result,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The frozen labels of @gold, with a sentence when they are gone or broken.
 * Returns: (transfer full) (nullable) */
FwSnapshot    *fw_gold_load_frozen   (const char          *gold_path,
                                      const FwGold        *gold,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldOutlook, fw_gold_outlook_free)

G_END_DECLS
