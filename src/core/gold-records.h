/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The records of gold as values: editions (a manual's rules when labels became
 * gold), items (one label, track or frame that was judged correct), attempts (a
 * person's practice or exam, with an answer for each item it asks). Each is
 * checked when it is made. Immutable once made, reference counted, any thread.
 * formats/gold-file.h says how they are kept.
 *
 * Made from a filled-in structure, of which everything is copied. Times are ISO
 * 8601 texts. @extra is JSON members of other programs that we only carry.
 * Refusals are FW_REVIEW_ERROR, with a sentence.
 */

#include "core/review-records.h"

G_BEGIN_DECLS

/* A rule as it was, and for whom it is. */
typedef struct
{
  char  *rule;
  char  *rev;
  char **categories; /* NULL-terminated names; NULL: for all */
  char  *extra;
} FwGoldRule;

/* @manual and @version may be NULL: gold was made without a manual. */
typedef struct
{
  gint64      id;
  char       *manual;
  char       *version;
  char       *at;
  char       *by;
  FwGoldRule *rules; /* (array length=n_rules) */
  gsize       n_rules;
  char       *extra;
} FwGoldEdition;

/**
 * FwGoldItem:
 *
 * One thing that was judged correct. Its revision is that of the frozen labels;
 * unit and revision together are its name. @frame is where it is asked: of a
 * track one in which it is in view.
 */
typedef struct
{
  char   *unit;
  char   *rev;
  FwFrame frame;
  char   *picture;  /* the name of the picture; NULL in a video */
  char   *category; /* NULL for a frame */
  gint64  edition;
  gint64  verdict;  /* that said so; 0: unknown */
  char   *made_at;
  char   *asked_at; /* when it was asked whether the gold is right; NULL: never */
  char   *extra;
} FwGoldItem;

typedef enum
{
  FW_ATTEMPT_PRACTISE, /* what differs is shown part by part */
  FW_ATTEMPT_EXAM      /* everything is shown once it is handed in */
} FwAttemptMode;

/* `practise`, `exam`. */
const char *fw_attempt_mode_to_word   (FwAttemptMode  mode);
gboolean    fw_attempt_mode_from_word (const char    *word,
                                       FwAttemptMode *out_mode);

/**
 * FwGoldAnswer:
 *
 * An item that an attempt asks. @part is what is labelled for it: a stretch of a
 * video, or one picture. What was shown is burnt for the person, right or not.
 */
typedef struct
{
  char     *unit;
  char     *rev;
  char     *picture;
  FwSpan    part;
  gboolean  is_shown; /* it was compared, and the person knows how it came out */
  FwMistake mistake;  /* then: what differs first; FW_MISTAKE_NONE: nothing */
  char     *extra;
} FwGoldAnswer;

/* @n counts the attempts of @person from 1. */
typedef struct
{
  char         *person;
  gint64        n;
  FwAttemptMode mode;
  char         *labels;   /* name of the file beside the gold that it is done in */
  char         *seed;     /* that the items were drawn with */
  gint64        needed;   /* right ones to pass; 0 for practice */
  char         *manual;
  char         *version;
  char         *begun_at;
  char         *ended_at; /* handed in; NULL: it is going on */
  FwGoldAnswer *answers;  /* (array length=n_answers) part by part */
  gsize         n_answers;
  char         *extra;
} FwGoldAttempt;

/* Shown answers of which nothing differs. */
gsize       fw_gold_attempt_count_right (const FwGoldAttempt *attempt);
gsize       fw_gold_attempt_count_shown (const FwGoldAttempt *attempt);
/* An exam that was handed in with enough right ones. */
gboolean    fw_gold_attempt_is_passed   (const FwGoldAttempt *attempt);

/* The lists of gold, and so the kinds of records. */
typedef enum
{
  FW_GOLD_EDITION,
  FW_GOLD_ITEM,
  FW_GOLD_ATTEMPT
} FwGoldPart;

#define FW_N_GOLD_PARTS (FW_GOLD_ATTEMPT + 1)

/* `editions`, `items`, `attempts`; `edition`, … */
const char   *fw_gold_part_to_key     (FwGoldPart    part);
const char   *fw_gold_part_to_word    (FwGoldPart    part);

/* Makes a record of @part from a filled-in structure of its type, or says what it
 * lacks by itself. Returns: (transfer full) (nullable) */
gpointer      fw_gold_record_new      (FwGoldPart    part,
                                       gconstpointer facts,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer      fw_gold_record_ref      (gpointer      record);
void          fw_gold_record_unref    (FwGoldPart    part,
                                       gpointer      record);

G_END_DECLS
