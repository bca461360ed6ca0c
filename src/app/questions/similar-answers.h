/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What others asked before: precedents of the manual and questions about these
 * labels, the likely ones first, while somebody writes a question. No toolkit.
 */

#include "core/review.h"
#include "rules/manual.h"

G_BEGIN_DECLS

typedef struct
{
  FwManual       *manual;   /* nullable */
  const FwReview *review;   /* nullable */
  const char     *rule;     /* nullable: that the question is about */
  const char     *category; /* nullable: of the object, as the manual calls it */
  const char     *text;     /* nullable: as far as it is written */
  gint64          skip;     /* a question that is not to be among them; 0 */
} FwSimilarQuery;

/**
 * FwSimilar:
 *
 * An answer that may be the one that is looked for, or a question that waits for
 * it. Strings are borrowed from manual and review.
 */
typedef struct
{
  const FwPrecedent *precedent; /* NULL: a question */
  const FwQuestion  *question;  /* NULL: a precedent */
  const char        *rule;      /* nullable */
  const char        *title;     /* what was asked, or the precedent's title */
  char              *answer;    /* (owned) in one line; NULL while it waits */
  gboolean           is_of_rule;
  gboolean           is_of_category;
  double             score;     /* by words; 0: none in common */
} FwSimilar;

void       fw_similar_free (FwSimilar            *self);
/* Those under the same rule, then those with words in common, then those for the
 * same category; in each the nearest first, then what binds, then the newest. At most @max.
 * Returns: (transfer full) (element-type FwSimilar) */
GPtrArray *fw_similar_find (const FwSimilarQuery *query,
                            guint                 max) G_GNUC_WARN_UNUSED_RESULT;

/* The precedent of that number; NULL when the manual has none. Borrowed from it. */
const FwPrecedent *fw_precedent_find (const FwManual *manual,
                                      const char     *id);
/* What a precedent says to do, in one line, without Markdown and without the
 * word before it. Returns: (transfer full) */
char      *fw_precedent_dup_answer (const FwPrecedent *precedent) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSimilar, fw_similar_free)

G_END_DECLS
