/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FW_WORDS_SAME,
  FW_WORDS_REMOVED, /* in the old text only */
  FW_WORDS_ADDED    /* in the new text only */
} FwWordsOp;

/* Words that stand together and share their fate. */
typedef struct
{
  FwWordsOp  op;
  char      *text; /* (owned) UTF-8; single spaces between words */
} FwWordRun;

/* More words than this on both sides (after what they begin and end with in
 * common) are not compared: all of the old go, all of the new come. */
#define FW_WORD_DIFF_MAX 2000

/**
 * fw_word_diff:
 *
 * The difference of two texts word by word: a longest common subsequence of
 * their words, as runs in reading order, the removed ones before the added.
 * White space counts as one space; where a script writes no spaces each wide
 * character is a word. Either text may be NULL: nothing. Time and memory are
 * bounded by %FW_WORD_DIFF_MAX squared.
 *
 * Returns: (transfer full) (element-type FwWordRun): no run is empty, no two
 * neighbours have the same op
 */
GArray *fw_word_diff         (const char   *before,
                              const char   *after) G_GNUC_WARN_UNUSED_RESULT;
/* For terminals and logs: `same [-removed-] {+added+}`. Returns: (transfer full) */
char   *fw_word_diff_to_text (const GArray *runs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
