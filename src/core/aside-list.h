/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/types.h"

G_BEGIN_DECLS

/* Why a problem was set aside. Left open is less: frames were handed on although
 * a rule has problems there; these stay problems, and the text says why. Worked at
 * is the opposite: a person went to it and changed its object there. Whether it is
 * gone, the checks say; neither of the two hides anything. */
typedef enum
{
  FW_ASIDE_NOT_TRUE, /* not true here */
  FW_ASIDE_ASKED,    /* a question was asked */
  FW_ASIDE_OTHER,    /* the text says */
  FW_ASIDE_LEFT_OPEN,
  FW_ASIDE_WORKED_AT
} FwAsideReason;

#define FW_N_ASIDE_REASONS (FW_ASIDE_WORKED_AT + 1)
/* Of each rule in its revision the newest so many that were worked at are kept. */
#define FW_MAX_WORKED_AT 100
/* Reasons that hide a problem, which a person can choose from. */
#define FW_N_ASIDE_CHOICES (FW_ASIDE_OTHER + 1)

/* The file's word: `not-true-here`, `asked`, `other`, `left-open`, `worked-at`. */
const char *fw_aside_reason_to_word   (FwAsideReason  reason);
gboolean    fw_aside_reason_from_word (const char    *word,
                                       FwAsideReason *out_reason);

/**
 * FwSetAside:
 *
 * A problem that a person set aside: the rule in the revision it had, the
 * objects and frames, the revision of the object there (core/unit-rev.h), and
 * why. It holds as long as both revisions do. One that was left open is about
 * all objects of its frames, and holds as long as the rule's does. Texts are
 * interned.
 */
typedef struct
{
  const char    *rule;
  const char    *rev;
  FwTrackId      track;    /* 0: about a frame or the whole video */
  FwTrackId      other;    /* the other object of a pair; 0: none */
  FwSpan         span;     /* FW_FRAME_NONE in both: the whole video */
  const char    *unit_rev; /* "" for the whole video */
  FwAsideReason  reason;
  const char    *text;     /* "" when nothing was added */
  const char    *by;       /* NULL when unknown */
  const char    *at;       /* ISO 8601 with time zone; "" when unknown */
  gint64         question; /* that went to the manual's owner with it; 0: none */
} FwSetAside;

/* Whether an entry with this reason keeps its problem out of the lists. */
gboolean       fw_aside_reason_hides         (FwAsideReason          reason);
gboolean       fw_set_aside_equal            (const FwSetAside     *a,
                                          const FwSetAside     *b);

/**
 * FwAsideList:
 *
 * All problems that were set aside, oldest first. The value of a document's
 * slot. Immutable, reference counted, safe to share between threads; NULL is
 * the empty list everywhere.
 */
typedef struct _FwAsideList FwAsideList;

/* Copies and interns. NULL for none. */
FwAsideList   *fw_aside_list_new         (const FwSetAside     *asides,
                                          gsize              n_asides);
FwAsideList   *fw_aside_list_ref         (FwAsideList       *self);
void           fw_aside_list_unref       (FwAsideList       *self);
gboolean       fw_aside_list_equal       (const FwAsideList *a,
                                          const FwAsideList *b);
/* Borrowed; NULL when there are none. */
const FwSetAside *fw_aside_list_get_all     (const FwAsideList *self,
                                          gsize             *out_n);
/* With one more at the end; one about the same rule, objects and frames goes, and
 * of those that were worked at the oldest past FW_MAX_WORKED_AT.
 * Returns: (transfer full) */
FwAsideList   *fw_aside_list_with        (const FwAsideList *self,
                                          const FwSetAside     *aside) G_GNUC_WARN_UNUSED_RESULT;
/* Without the one at @index. Returns: (transfer full) (nullable) */
FwAsideList   *fw_aside_list_without     (const FwAsideList *self,
                                          gsize              index) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwAsideList, fw_aside_list_unref)

G_END_DECLS
