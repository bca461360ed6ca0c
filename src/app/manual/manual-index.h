/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/manual/manual-book.h"
#include "core/review.h"

G_BEGIN_DECLS

typedef enum
{
  FW_HITS_RULES,
  FW_HITS_ANSWERS,
  FW_HITS_TEXT,
  FW_HITS_CHECKS
} FwHitGroup;

#define FW_N_HIT_GROUPS (FW_HITS_CHECKS + 1)

/**
 * FwHit:
 *
 * A chapter in which every word of a search occurs. The markup shows what was
 * found in bold.
 */
typedef struct
{
  FwHitGroup group;
  guint      chapter;
  const char *id;      /* borrowed from the book */
  char      *title;    /* (owned) Pango markup */
  char      *excerpt;  /* (owned) Pango markup: one line around the first match */
} FwHit;

void            fw_hit_free              (FwHit         *hit);

/**
 * FwManualIndex:
 *
 * All words of a book without accents and capitals, ready to be searched while
 * somebody types. Immutable after it was made, reference counted; make it in a
 * thread. "creme" finds "Crème", "sd 4" finds SD-004.
 */
typedef struct _FwManualIndex FwManualIndex;

FwManualIndex  *fw_manual_index_new      (FwManualBook  *book) G_GNUC_WARN_UNUSED_RESULT;
FwManualIndex  *fw_manual_index_ref      (FwManualIndex *self);
void            fw_manual_index_unref    (FwManualIndex *self);

/* By group, in each the best first: ids, then titles, then the rest; at most
 * @max of each group. Empty when @query has no word.
 * Returns: (transfer full) (element-type FwHit) */
GPtrArray      *fw_manual_index_search   (FwManualIndex *self,
                                          const char    *query,
                                          guint          max) G_GNUC_WARN_UNUSED_RESULT;

/* Questions that were answered under a rule of the book, and have every word of
 * @query, as hits on their rules; those that became precedents are in the book
 * already. @review (nullable).
 * Returns: (transfer full) (element-type FwHit) */
GPtrArray      *fw_manual_index_search_answers (FwManualIndex  *self,
                                          const FwReview *review,
                                          const char     *query,
                                          guint           max) G_GNUC_WARN_UNUSED_RESULT;

/* @text without accents and capitals; what is no letter or digit becomes a
 * space. @out_offsets (nullable) gets, for each byte of it and its end, the byte
 * of @text it comes from. Returns: (transfer full) */
char           *fw_fold_text             (const char    *text,
                                          GArray       **out_offsets) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualIndex, fw_manual_index_unref)

G_END_DECLS
