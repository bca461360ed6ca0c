/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/pixel-question.h"

G_BEGIN_DECLS

/**
 * FwCheckFacts:
 *
 * What checks want to know and labels do not say: what was on the screen, how
 * long things took, what was asked and judged, the other files of the project,
 * what was measured in the pixels, and what time it is. The application and
 * framectl put it together from journals, review data and media and hand it to
 * the checker; a rule whose facts are missing says "no data".
 *
 * Immutable, reference counted, safe to share between threads. Parts that are
 * the same in two versions are shared.
 */
typedef struct _FwCheckFacts FwCheckFacts;

/* What can be there or missing, as bits. Empty is not missing: "nobody asked
 * anything" is a fact too. */
typedef enum
{
  FW_FACT_NOW       = 1 << 0,
  FW_FACT_SEEN      = 1 << 1,
  FW_FACT_EFFORTS   = 1 << 2,
  FW_FACT_QUESTIONS = 1 << 3,
  FW_FACT_JUDGED    = 1 << 4,
  FW_FACT_LISTS     = 1 << 5,
  FW_FACT_OTHERS    = 1 << 6,
  FW_FACT_TWINS     = 1 << 7,
  FW_FACT_PIXELS    = 1 << 8  /* somebody measures; single answers may still be missing */
} FwFactBit;

/* What work on one object took, by hand. */
typedef struct
{
  FwTrackId   track;
  const char *author;  /* NULL: unknown */
  double      seconds; /* with the hands on it; breaks are left out */
  guint       n_steps; /* of editing */
} FwEffort;

/* A question to the owner of the manual that nobody answered. */
typedef struct
{
  gint64      id;       /* unique among the questions */
  const char *rule;     /* NULL: about no rule */
  const char *text;
  FwTrackId   track;    /* 0: about no object of these labels */
  FwFrame     frame;    /* FW_FRAME_NONE likewise */
  gint64      asked_us; /* wall clock */
} FwOpenQuestion;

/* A label that somebody gave a verdict on. NULL where it is not known. */
typedef struct
{
  const char *category;
  const char *author;
  const char *rule;      /* that the verdict cites */
  gint64      judged_us; /* wall clock */
} FwJudgedUnit;

/* A list of media, such as what a model is trained with. */
typedef struct
{
  const char        *name;  /* as the manual names it */
  const char *const *media; /* (array length=n_media) paths as they stand in the list */
  gsize              n_media;
} FwMediaList;

/* Another file of labels of the same project; one about the same medium is
 * somebody else's, and compared, not added. */
typedef struct
{
  const char *name;
  FwSnapshot *snapshot;
} FwOtherLabels;

/* The file of labels has two shapes of one track in a frame; the second one is
 * an object of its own here. */
typedef struct
{
  FwTrackId own;   /* of the second shape */
  FwTrackId track;
  FwFrame   frame;
} FwTwin;

FwCheckFacts         *fw_check_facts_ref            (FwCheckFacts          *self);
void                  fw_check_facts_unref          (FwCheckFacts          *self);
/* Bits of FwFactBit that are there; none of NULL. */
guint                 fw_check_facts_get_known      (const FwCheckFacts    *self);
/* Bits of FwFactBit in which the two (nullable) differ. */
guint                 fw_check_facts_compare        (const FwCheckFacts    *a,
                                                     const FwCheckFacts    *b);

/* Wall clock microseconds; 0 when unknown. */
gint64                fw_check_facts_get_now        (const FwCheckFacts    *self);
/* Frames that were on the screen large enough to be judged. (nullable) */
FwSpanSet            *fw_check_facts_get_seen       (const FwCheckFacts    *self);
/* By ascending track. Borrowed like all arrays below; NULL (and 0) when not known. */
const FwEffort       *fw_check_facts_get_efforts    (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
/* NULL when nothing is known of the track. O(log n). */
const FwEffort       *fw_check_facts_find_effort    (const FwCheckFacts    *self,
                                                     FwTrackId              track);
const FwOpenQuestion *fw_check_facts_get_questions  (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
const FwJudgedUnit   *fw_check_facts_get_judged     (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
const FwMediaList    *fw_check_facts_get_lists      (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
const FwOtherLabels  *fw_check_facts_get_others     (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
/* By ascending @own. */
const FwTwin         *fw_check_facts_get_twins      (const FwCheckFacts    *self,
                                                     gsize                 *out_n);
/* Index of the first twin whose @own is not below. */
gsize                 fw_check_facts_find_twin      (const FwCheckFacts    *self,
                                                     FwTrackId              own);
/* All that was measured, sorted by fw_pixel_question_compare(). */
const FwPixelQuestion *fw_check_facts_get_pixels    (const FwCheckFacts    *self,
                                                     const FwPixelAnswer  **out_answers,
                                                     gsize                 *out_n);
/* The answer to a question, or NULL when it was not measured yet. O(log n). */
const FwPixelAnswer  *fw_check_facts_find_pixel     (const FwCheckFacts    *self,
                                                     const FwPixelQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckFacts, fw_check_facts_unref)

G_END_DECLS
