/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Asking whether gold is right. Questions go into the review of the labels that the
 * gold was made of, where whoever reviews sees them; it may be open in a window, or
 * not at all. No toolkit. Main thread; nothing blocks.
 */

#include "core/gold.h"
#include "formats/review-file.h"

G_BEGIN_DECLS

/* Who asks when the program does. Not translated: it is a name in a file. */
#define FW_GOLD_ASKER "Framewright"

/**
 * FwGoldAsking:
 *
 * What is asked. Borrowed; copied. @open (nullable): the review, where a window has
 * it open. @items (element-type FwGoldItem) (nullable): asked about by the program;
 * that it was asked is kept in the gold, so that it is asked once.
 */
typedef struct
{
  const char   *gold_path;
  FwGold       *gold;
  FwReviewFile *open;
  const char   *unit;   /* (nullable): a person asks */
  const char   *rule;   /* (nullable) */
  const char   *by;
  const char   *text;
  GPtrArray    *items;
} FwGoldAsking;

/* The review of the labels that @gold was made of. Returns: (transfer full) */
char    *fw_gold_dup_review_path (const char          *gold_path,
                                  const FwGold        *gold) G_GNUC_WARN_UNUSED_RESULT;
void     fw_gold_ask_async       (const FwGoldAsking  *asking,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean fw_gold_ask_finish      (GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
