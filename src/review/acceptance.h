/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Acceptance sampling by attributes: how many units to judge, and how many
 * wrong ones still pass. Rates are shares, 0 to 1. Pure; any thread.
 */

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwPlan:
 *
 * Judge @n units; @accept wrong ones or fewer pass, @reject or more do not.
 */
typedef struct
{
  gint64   n;
  gint64   accept;
  gint64   reject;
  double   pa_aql;      /* computed plans: probability to pass at the acceptable rate */
  double   pa_limit;    /* and at the limiting one; NaN for plans of a table */
  char     letter;      /* plans of a table: A to Q; 0 for computed ones */
  gboolean inspect_all; /* the sample would be the whole lot */
} FwPlan;

typedef struct
{
  gint64 lot;
  double aql;   /* acceptable share; a lot of it passes with at least 1 - @alpha */
  double limit; /* limiting share; a lot of it passes with at most @beta */
  double alpha;
  double beta;
} FwPlanGoal;

/* The smallest plan, exact for the finite lot: least n, with its largest
 * acceptance number. FALSE when no whole number of defects lies between the two
 * shares of this lot, or a share is none. */
gboolean fw_plan_compute     (const FwPlanGoal *goal,
                              FwPlan           *out_plan);

/* The columns of MIL-STD-105E that are known here: AQL in percent, 0-terminated. */
extern const double fw_mil_std_aqls[];

/* Single sampling of MIL-STD-105E (1989, public domain), tables I (level II),
 * II-A and II-B. FALSE when @aql_percent is not one of fw_mil_std_aqls. */
gboolean fw_plan_mil_std     (gint64            lot,
                              double            aql_percent,
                              gboolean          is_tightened,
                              FwPlan           *out_plan);

/* Probability that a lot passes: from a stream with the rate @rate, or exactly
 * from a lot of @lot with @defects. */
double   fw_plan_pass_rate   (gint64            n,
                              gint64            accept,
                              double            rate);
double   fw_plan_pass_lot    (gint64            lot,
                              gint64            defects,
                              gint64            n,
                              gint64            accept);
/* Rejected lots are reviewed whole: the worst share that is left on average,
 * and at which incoming rate (nullable). */
double   fw_plan_outgoing_limit (gint64         lot,
                              gint64            n,
                              gint64            accept,
                              double           *out_rate);

typedef enum
{
  FW_INSPECTION_NORMAL,
  FW_INSPECTION_TIGHTENED,
  FW_INSPECTION_STOPPED /* stop, and talk */
} FwInspection;

/**
 * FwSwitching:
 *
 * Where a stream of batches (a project's category, never a person) stands by
 * MIL-STD-105E 4.7. All zero is the beginning. By value.
 */
typedef struct
{
  FwInspection inspection;
  guint        n_since;    /* batches since the last switch */
  guint        recent;     /* the last five of them as bits, the newest lowest; 1 = failed */
  guint        n_failed;   /* while tightened */
} FwSwitching;

/* After one more batch, at its first inspection. */
FwSwitching fw_switching_next (FwSwitching      state,
                              gboolean          passed);

/**
 * FwSequential:
 *
 * Wald's sequential test (1947) between two rates: accept at or below the line
 * s n - h1, reject at or above h2 + s n. Needs units in random order.
 */
typedef struct
{
  double h1;
  double h2;
  double s;
  gint64 truncate; /* units after which it decides for the nearer line; 0 = never */
} FwSequential;

typedef enum
{
  FW_SEQUENTIAL_GO_ON,
  FW_SEQUENTIAL_ACCEPT,
  FW_SEQUENTIAL_REJECT
} FwSequentialAnswer;

/* @goal's lot does not matter, but where it is not 0 the test is truncated at
 * three times the computed plan. */
gboolean fw_sequential_init  (FwSequential       *self,
                              const FwPlanGoal   *goal);
FwSequentialAnswer
         fw_sequential_decide (const FwSequential *self,
                              gint64              judged,
                              gint64              wrong);
/* The first n at which @wrong wrong units accept, and the number of wrong units
 * that rejects at @judged. */
gint64   fw_sequential_accept_at (const FwSequential *self,
                              gint64              wrong);
gint64   fw_sequential_reject_at (const FwSequential *self,
                              gint64              judged);

G_END_DECLS
