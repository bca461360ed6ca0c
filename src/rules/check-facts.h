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
  FW_FACT_PIXELS    = 1 << 7  /* somebody measures; single answers may still be missing */
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

/* Another file of labels of the same project. */
typedef struct
{
  const char *name;
  FwSnapshot *snapshot;
} FwOtherLabels;

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
/* The answer to a question, or NULL when it was not measured yet. O(log n). */
const FwPixelAnswer  *fw_check_facts_find_pixel     (const FwCheckFacts    *self,
                                                     const FwPixelQuestion *question);

/**
 * FwCheckFactsBuilder:
 *
 * Makes facts, from nothing or from others. What is set is copied and replaces
 * what stood there of its kind.
 */
typedef struct _FwCheckFactsBuilder FwCheckFactsBuilder;

/* @base may be NULL. */
FwCheckFactsBuilder *fw_check_facts_builder_new     (const FwCheckFacts    *base);
void                 fw_check_facts_builder_free    (FwCheckFactsBuilder   *self);
void                 fw_check_facts_builder_set_now (FwCheckFactsBuilder   *self,
                                                     gint64                 now_us);
void                 fw_check_facts_builder_set_seen (FwCheckFactsBuilder  *self,
                                                     FwSpanSet             *seen);
/* Of several entries for one track the last one counts. */
void                 fw_check_facts_builder_set_efforts (FwCheckFactsBuilder *self,
                                                     const FwEffort        *efforts,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_questions (FwCheckFactsBuilder *self,
                                                     const FwOpenQuestion  *questions,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_judged (FwCheckFactsBuilder *self,
                                                     const FwJudgedUnit    *units,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_lists (FwCheckFactsBuilder *self,
                                                     const FwMediaList     *lists,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_others (FwCheckFactsBuilder *self,
                                                     const FwOtherLabels   *others,
                                                     gsize                  n);
/* Adds answers to those that are there; also says that somebody measures. */
void                 fw_check_facts_builder_add_pixels (FwCheckFactsBuilder *self,
                                                     const FwPixelQuestion *questions,
                                                     const FwPixelAnswer   *answers,
                                                     gsize                  n);
/* Ends the builder and frees it. Returns: (transfer full) */
FwCheckFacts        *fw_check_facts_builder_end     (FwCheckFactsBuilder   *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckFacts, fw_check_facts_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckFactsBuilder, fw_check_facts_builder_free)

G_END_DECLS
