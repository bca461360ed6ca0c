/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What reviews say about one person's labels, for that person: the same verdicts
 * and the same definitions as everybody else sees. Nobody is ranked; a team is a
 * median and a range, and only of enough people that nobody can be told apart.
 *
 * A unit counts once per draw, by the verdict that came first (core/review-said.h). What
 * is unclear, not judgeable or excused counts neither as judged nor as wrong, and what waits for the
 * answer to a question is unclear; a targeted search gives no rates. Pure; any thread.
 */

#include "core/review.h"
#include "review/estimate.h"
#include "review/regrade.h"

G_BEGIN_DECLS

/* A team is told of this many people at least, each with this many judged. */
#define FW_TEAM_PEOPLE 4
#define FW_TEAM_JUDGED 10
/* Below this many judged, no talk is recommended, whatever they say. */
#define FW_TALK_JUDGED 30
/* What is usual where there is no team: one in twenty. */
#define FW_USUAL_WRONG 0.05

/**
 * FwTeamRange:
 *
 * Shares of wrong units of the people who have enough judged, the person among
 * them. NaN when there are fewer than FW_TEAM_PEOPLE.
 */
typedef struct
{
  gsize  n_people;
  double median;
  double low;
  double high;
} FwTeamRange;

/**
 * FwRecordLine:
 *
 * A rule that a verdict cites, or a category. Of a rule, judged is everything
 * that could have broken it: units of categories that it is for, and those that
 * were asked about it.
 */
typedef struct
{
  char       *name;     /* (owned) */
  FwGrade     grade;
  FwInterval  interval; /* of the share that is wrong */
  FwTeamRange team;
} FwRecordLine;

/* The parts that are shown apart; the headline is the least of them. */
typedef enum
{
  FW_FIGURE_FOUND,      /* nothing was missing */
  FW_FIGURE_SPURIOUS,   /* nothing was labelled that should not be */
  FW_FIGURE_GEOMETRY,   /* shape, and what is in front of what */
  FW_FIGURE_ATTRIBUTES, /* category and attributes */
  FW_FIGURE_IDENTITY    /* the same object all along */
} FwFigureKind;

#define FW_N_FIGURES (FW_FIGURE_IDENTITY + 1)

/**
 * FwFigure:
 *
 * Units without a mistake of the kind: of all judged units for what was found,
 * of labels and tracks for the rest.
 */
typedef struct
{
  gint64     right;
  gint64     judged;
  double     share;    /* NaN when nothing was judged */
  FwInterval interval; /* of the share */
} FwFigure;

/* Verdicts of one week. */
typedef struct
{
  char       *monday;   /* (owned) 2026-11-23, in the time zone of "now" */
  FwGrade     grade;
  FwInterval  interval; /* of the share that is wrong */
} FwRecordWeek;

/**
 * FwReturned:
 *
 * A verdict of `wrong`, whatever became of it. Borrowed from its review.
 */
typedef struct
{
  gsize            review;   /* place of the review among those that were given */
  const FwVerdict *verdict;
  gint64           at_us;    /* when, wall clock; 0: not told */
  FwOutcome        outcome;  /* what it counts as now */
  const FwAppeal  *appeal;   /* NULL: none */
  const FwRegrade *regrade;  /* NULL: none */
  gboolean         is_extra; /* of a targeted search, or a second opinion: in no rate */
} FwReturned;

/* Words for a unit that its name does not tell: its category, borrowed; NULL when
 * it is not known. @review as in FwReturned. */
typedef const char *(*FwRecordCategoryFunc) (gsize review, const FwVerdict *verdict,
                                             gpointer user_data);
/* Whether @rule is for @category (nullable). */
typedef gboolean    (*FwRecordRuleFunc)     (gsize review, const char *rule, const char *category,
                                             gpointer user_data);

/**
 * FwRecordOptions:
 *
 * @category is nullable: then a stratum is taken for a category. @rule_is_for is
 * nullable: then every rule is for everything.
 */
typedef struct
{
  FwReview *const     *reviews;    /* (array length=n_reviews) kept alive by the record */
  gsize                n_reviews;
  const char          *person;
  GDateTime           *now;
  FwRecordCategoryFunc category;
  FwRecordRuleFunc     rule_is_for;
  gpointer             user_data;  /* of both */
} FwRecordOptions;

/**
 * FwOwnRecord:
 *
 * Everything that reviews say about one person. Rates have 95 % intervals.
 */
typedef struct
{
  GPtrArray  *reviews;   /* (element-type FwReview) (owned) */
  char       *person;    /* (owned) */
  FwGrade     grade;     /* as it counts now */
  FwGrade     before;    /* as it was before new versions of the manual took verdicts back */
  gint64      n_regraded; /* what makes the difference */
  gint64      n_overturned; /* by a ruling, or because there was none in time */
  gint64      n_unclear; /* the manual does not decide: counts for nobody */
  FwInterval  interval;  /* of the share that is wrong */
  FwShrunk    shrunk;    /* share that is right, fair to small numbers */
  double      team_rate; /* share wrong of all of the team's work; NaN: no team */
  FwTeamRange team;
  FwFigure    figures[FW_N_FIGURES];
  int         headline;  /* the least figure (FwFigureKind); -1 when nothing was judged */
  GArray     *rules;     /* (element-type FwRecordLine) (owned) most wrong first */
  GArray     *categories; /* (element-type FwRecordLine) (owned) by name */
  GArray     *weeks;     /* (element-type FwRecordWeek) (owned) oldest first; those with verdicts */
  GArray     *returned;  /* (element-type FwReturned) (owned) newest first */
} FwOwnRecord;

FwOwnRecord *fw_own_record_new  (const FwRecordOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void         fw_own_record_free (FwOwnRecord           *self);

/* “Found”, “Geometry”, …; translated. */
const char  *fw_figure_kind_to_title (FwFigureKind      kind);
/* `found`, `spurious`, `geometry`, `attributes`, `identity`. */
const char  *fw_figure_kind_to_word  (FwFigureKind      kind);

typedef enum
{
  FW_CHANCE_UNKNOWN, /* no team to compare with, or nothing judged */
  FW_CHANCE_WITHIN,  /* chance alone gives this in 975 of 1000 cases, or more than this */
  FW_CHANCE_EDGE,    /* more than that, and not more than in 999 of 1000 cases */
  FW_CHANCE_BEYOND
} FwChance;

/* Whether @grade differs from a team at @team_rate (NaN: none) by more than
 * chance: the funnel limits. Fewer wrong ones than usual are within. */
FwChance     fw_grade_get_chance     (FwGrade           grade,
                                      double            team_rate);
/* TRUE when a talk may be recommended: beyond chance, of FW_TALK_JUDGED judged or
 * more. There is nothing more that follows from a number. */
gboolean     fw_grade_calls_for_talk (FwGrade           grade,
                                      double            team_rate);
/* "5 of 80 judged labels were marked wrong: 2.7 % to 13.8 %. The team is at 5 %.
 * This is within chance." Returns: (transfer full) */
char        *fw_grade_dup_sentence   (FwGrade           grade,
                                      double            team_rate) G_GNUC_WARN_UNUSED_RESULT;

/* "5 %", "13.8 %": a share with at most one digit behind the point.
 * Returns: (transfer full) */
char        *fw_share_dup_text       (double            share) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwOwnRecord, fw_own_record_free)

G_END_DECLS
