/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The records of a review as values: batches, draws, verdicts, appeals with
 * their rulings, questions with their answers, regrades. Each is checked when
 * it is made, so that what must not be said cannot be: a `wrong` without rule,
 * revision, kind and reason; a judge of his own work; a ruling by who was there
 * before. Immutable once made, reference counted, any thread. What review.md
 * asks and the file holds is the same; see formats/review-file.h.
 *
 * Made from a filled-in structure, of which everything is copied. Texts may be
 * NULL where nothing is said. Times are ISO 8601 texts. @extra is JSON members
 * of other programs that we only carry (`"x":1,"y":[]`). @id is 1 or more.
 */

#include "core/geometry.h"
#include "core/unit-name.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FW_REVIEW_ERROR:
 *
 * Why a record was refused. The message is a sentence for a person.
 */
#define FW_REVIEW_ERROR (fw_review_error_quark ())

typedef enum
{
  FW_REVIEW_ERROR_INCOMPLETE, /* something that has to be said is not */
  FW_REVIEW_ERROR_PERSON,     /* somebody may not do this to his own work */
  FW_REVIEW_ERROR_REFERENCE   /* names a record or unit that is not there */
} FwReviewError;

GQuark fw_review_error_quark (void);

typedef enum
{
  FW_OUTCOME_CORRECT,
  FW_OUTCOME_WRONG,
  FW_OUTCOME_UNCLEAR_RULE,  /* the manual does not decide; counts for nobody */
  FW_OUTCOME_NOT_JUDGEABLE, /* the picture is too bad */
  FW_OUTCOME_EXCUSED        /* set by a regrade or a ruling, never by hand */
} FwOutcome;

typedef enum
{
  FW_MISTAKE_NONE,
  FW_MISTAKE_MISSING,  /* an object that should be labelled; needs a region */
  FW_MISTAKE_SPURIOUS, /* should not be labelled */
  FW_MISTAKE_CATEGORY,
  FW_MISTAKE_ATTRIBUTE,
  FW_MISTAKE_GEOMETRY,
  FW_MISTAKE_IDENTITY,
  FW_MISTAKE_ORDER,
  FW_MISTAKE_OTHER
} FwMistake;

#define FW_N_OUTCOMES (FW_OUTCOME_EXCUSED + 1)
#define FW_N_MISTAKES (FW_MISTAKE_OTHER + 1)

/* Words of files and commands: `correct`, `wrong`, `unclear-rule`,
 * `not-judgeable`, `wrong-but-excused`; `missing`, `spurious`, `class`,
 * `attribute`, `geometry`, `identity`, `order`, `other` (`category` is read as `class`). */
const char *fw_outcome_to_word   (FwOutcome   outcome);
gboolean    fw_outcome_from_word (const char *word,
                                  FwOutcome  *out_outcome);
const char *fw_mistake_to_word   (FwMistake   mistake);
gboolean    fw_mistake_from_word (const char *word,
                                  FwMistake  *out_mistake);

/* The same for people, translated: “The manual does not decide”, “Loose or tight
 * shape”; "" for no mistake. */
const char *fw_outcome_to_title  (FwOutcome   outcome);
const char *fw_mistake_to_title  (FwMistake   mistake);

typedef struct
{
  gint64     id;
  char      *manual;
  char      *version;
  char      *frozen_at;
  FwUnitKind unit;
  gint64     n_units;
  char      *sha256;  /* of the frozen list, see fw_batch_checksum() */
  char      *extra;
} FwBatch;

typedef struct
{
  char  *unit;
  char  *rev;
  char  *stratum; /* NULL without strata */
  double pi;      /* inclusion probability, in (0, 1] */
} FwDrawUnit;

typedef enum
{
  FW_DESIGN_SIMPLE,
  FW_DESIGN_STRATIFIED,
  FW_DESIGN_POISSON,
  FW_DESIGN_TARGETED /* looked for on purpose; kept out of every estimate */
} FwDesign;

/* `simple`, `stratified`, `poisson`, `targeted`. */
const char *fw_design_to_word    (FwDesign    design);
gboolean    fw_design_from_word  (const char *word,
                                  FwDesign   *out_design);

typedef struct
{
  gint64      id;
  gint64      batch;
  FwDesign    design;
  char       *seed;
  gint64      plan_n;      /* 0: no acceptance plan */
  gint64      plan_accept;
  double      plan_aql;    /* what the plan was made for: the share that is all right, and */
  double      plan_limit;  /* the share that must not pass; both 0 when nobody said */
  char       *signed_by;   /* who closed it; NULL: it is still judged */
  char       *signed_at;
  FwDrawUnit *units;       /* (array length=n_units) in drawing order */
  gsize       n_units;
  char       *extra;
} FwDraw;

/* One answer of a reviewer. Rule, revision and kind belong to `wrong`; the rule
 * may be told of `unclear-rule`, too. Where a precedent under the rule decides, it
 * is named beside it: what binds, and what a new version changes, is the rule. */
typedef struct
{
  FwOutcome outcome;
  FwMistake kind;
  char     *rule;
  char     *rule_rev;
  char     *precedent; /* its number, `P-0007`; NULL: none */
} FwAnswer;

/* A rule that the machine found broken in what was judged. */
typedef struct
{
  char *rule;
  char *rev;
} FwFoundRule;

typedef struct
{
  gint64   id;
  gint64   draw;
  char    *unit;
  char    *unit_rev;
  char    *author;       /* NULL: unknown */
  char    *reviewer;
  FwAnswer blind;        /* before the machine's problems and the author were shown */
  gboolean has_informed;
  FwAnswer informed;     /* after */
  FwFoundRule *found;    /* (array length=n_found) the machine's problems, each rule once; they */
  gsize    n_found;      /* were shown after the blind answer. None: none, or nobody noted it */
  char    *manual;
  char    *version;
  char    *note;
  gboolean has_pin;
  FwPoint  pin;          /* in pixels of the picture */
  gboolean has_region;
  FwRect   region;
  char    *suggested;    /* a value as JSON */
  gint64   ms;           /* time taken */
  char    *at;
  char    *extra;
} FwVerdict;

typedef enum
{
  FW_RULING_UPHELD,
  FW_RULING_OVERTURNED,
  FW_RULING_UNCLEAR_RULE
} FwRulingOutcome;

/* `upheld`, `overturned`, `unclear-rule`. */
const char *fw_ruling_to_word    (FwRulingOutcome  outcome);
gboolean    fw_ruling_from_word  (const char      *word,
                                  FwRulingOutcome *out_outcome);

typedef struct
{
  char           *by;
  FwRulingOutcome outcome;
  char           *text;
  char           *at;
  char           *precedent; /* its number in the manual, `P-0007`; in old files a text; NULL: none */
} FwRuling;

typedef struct
{
  gint64   id;
  gint64   verdict;
  char    *by;
  char    *text;
  char    *opened;
  char    *due;        /* without a ruling until then it is overturned */
  gboolean has_ruling;
  FwRuling ruling;
  char    *extra;
} FwAppeal;

typedef struct
{
  char    *by;
  char    *text;
  char    *at;
  gboolean is_precedent;
  char    *precedent;    /* its number in the manual, `P-0007`; NULL: not known */
} FwReply;

typedef struct
{
  gint64   id;
  char    *unit;      /* NULL: about the manual */
  char    *rule;      /* NULL: about no rule in particular */
  char    *by;
  char    *text;
  char    *at;
  char    *crop;      /* path from the folder of the file */
  gboolean has_answer;
  FwReply  answer;
  char    *extra;
} FwQuestion;

/* A new manual version took verdicts back. */
typedef struct
{
  gint64  id;
  char   *manual;
  char   *from_version;
  char   *to_version;
  char   *at;
  char   *by;
  gint64 *excused;    /* (array length=n_excused) ids of verdicts, ascending */
  gsize   n_excused;
  char  **rework;     /* (nullable) NULL-terminated: units that are new work under the new version */
  char   *extra;
} FwRegrade;

/* The lists of a review, and so the kinds of records. */
typedef enum
{
  FW_REVIEW_BATCH,
  FW_REVIEW_DRAW,
  FW_REVIEW_VERDICT,
  FW_REVIEW_APPEAL,
  FW_REVIEW_QUESTION,
  FW_REVIEW_REGRADE
} FwReviewPart;

#define FW_N_REVIEW_PARTS (FW_REVIEW_REGRADE + 1)

/* `batches`, `draws`, … and `batch`, `draw`, … */
const char   *fw_review_part_to_key   (FwReviewPart part);
const char   *fw_review_part_to_word  (FwReviewPart part);
gboolean      fw_review_part_from_word (const char   *word,
                                       FwReviewPart *out_part);

/* Makes a record of @part from a filled-in structure of its type, or says what
 * it lacks by itself (what needs the other records is FwReview's to check).
 * Returns: (transfer full) (nullable) */
gpointer      fw_review_record_new    (FwReviewPart  part,
                                       gconstpointer facts,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer      fw_review_record_ref    (gpointer      record);
void          fw_review_record_unref  (FwReviewPart  part,
                                       gpointer      record);
/* Every record begins with it. */
static inline gint64
fw_review_record_get_id (gconstpointer record)
{
  return *(const gint64 *) record;
}

/* The answer that stands: the informed one, where there is one. */
const FwAnswer *fw_verdict_get_answer (const FwVerdict *verdict);

/* SHA-256 of the frozen list of a batch: the lines `UNIT REV`, sorted.
 * Returns: (transfer full) 64 hex digits */
char         *fw_batch_checksum       (const char *const *units,
                                       const char *const *revs,
                                       gsize              n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
