/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the page of one's own work says, in words. No toolkit. Texts are (transfer
 * full). Nothing here compares a person with another one.
 */

#include "app/own/own-findings.h"
#include "review/pace.h"

G_BEGIN_DECLS

/**
 * FwOwnFigure:
 *
 * A figure as a card shows it. Owned texts; @value and @unit may be "".
 */
typedef struct
{
  char *title;
  char *value;   /* "97.2 %" */
  char *unit;    /* "of your labels" */
  char *caption; /* one line below */
  char *tooltip; /* how it is counted; nullable */
} FwOwnFigure;

void     fw_own_figure_clear      (FwOwnFigure         *self);

/* The least of the five figures with its interval. */
FwOwnFigure fw_own_words_headline (const FwOwnFindings *findings);
/* Labels by hand in an active hour, this week, beside the four weeks before it and
 * beside what such content usually takes. @days: element-type FwTimeDay. */
FwOwnFigure fw_own_words_speed    (GArray              *days,
                                   GDateTime           *now);
FwOwnFigure fw_own_words_to_fix   (const FwOwnFindings *findings,
                                   GArray              *days,
                                   GDateTime           *now);
FwOwnFigure fw_own_words_judged   (const FwOwnFindings *findings);

/* How many labels came back for something that none of the five figures counts; NULL
 * when there is none. */
char    *fw_own_words_others      (const FwOwnFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

/* Stretches of work of these days, one for each document and day.
 * Returns: (transfer full) (element-type FwPaceSample) */
GArray  *fw_own_words_list_pace   (GArray              *days,
                                   const char          *first,
                                   const char          *last) G_GNUC_WARN_UNUSED_RESULT;

/* What became of a returned label: "Appeal sent. Answer by Friday 4 Dec"; NULL
 * when there is nothing to say but that it came back. */
char    *fw_own_words_state       (const FwOwnFindings *findings,
                                   const FwReturned    *returned,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
/* What to tell about verdicts that a new manual took back; NULL when there are
 * none. @out_more says what follows from it. */
char    *fw_own_words_regraded    (const FwOwnFindings *findings,
                                   char               **out_more) G_GNUC_WARN_UNUSED_RESULT;
/* The rule with the most labels that came back and count, and a sentence about
 * it; NULL when there is none. What waits for a ruling is not among them, and a
 * single label is no habit. @out_work and @out_rule (borrowed) say where. */
char    *fw_own_words_help        (const FwOwnFindings *findings,
                                   gsize               *out_work,
                                   const char         **out_rule) G_GNUC_WARN_UNUSED_RESULT;
/* "Reviewed by Tomás R., 10 Nov". */
char    *fw_own_words_reviewed    (const FwReturned    *returned,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
/* Below a question of the person's: "Rule ST-004 · answered in 2 h · now binding for
 * everyone", or when it was asked. */
char    *fw_own_words_question    (const FwQuestion    *question,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;

/* "10 Nov", with the year when it is another one; "" for what is no time.
 * @at is ISO 8601; shown in @now's time zone. */
char    *fw_own_words_date        (const char          *at,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
/* "Friday 4 Dec". */
char    *fw_own_words_deadline    (const char          *at,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
/* "6 h 48", "48 min", "–" for nothing. */
char    *fw_own_words_duration    (double               seconds) G_GNUC_WARN_UNUSED_RESULT;
/* Monday of @now's week, moved by @weeks: 2026-11-23. */
char    *fw_own_words_monday      (GDateTime           *now,
                                   int                  weeks) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FwOwnFigure, fw_own_figure_clear)

G_END_DECLS
