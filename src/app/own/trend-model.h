/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the chart of accuracy and speed shows: two series by week, their axes, and
 * notes where the manual changed. Plain data, no toolkit.
 */

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* Work of less than this in a week gives no speed. */
#define FW_TREND_LEAST_S 600.0
/* Fewer judged labels than this in a week give no rate: as of people in a team. */
#define FW_TREND_LEAST_JUDGED FW_TEAM_JUDGED

typedef struct
{
  gboolean is_known;
  double   value;
  double   low;  /* of accuracy: its 95 % interval; of speed: the value */
  double   high;
} FwTrendPoint;

/* A scale from @low to @high in equal steps. */
typedef struct
{
  double low;
  double high;
  double step;
} FwTrendAxis;

typedef struct
{
  guint week;
  char *text; /* (owned) "v1.1.0: ST-004 changed" */
} FwTrendNote;

/**
 * FwTrendModel:
 *
 * @n_weeks weeks, the last of which is the present one.
 */
typedef struct
{
  guint         n_weeks;
  char        **mondays;  /* (owned) NULL-terminated: 2026-11-23 */
  FwTrendPoint *accuracy; /* (owned) share that is right */
  guint        *few;      /* (owned) labels that were judged in a week that has too few for a rate */
  FwTrendPoint *speed;    /* (owned) labels set by hand in an active hour */
  FwTrendAxis   left;     /* of accuracy, in shares */
  FwTrendAxis   right;    /* of speed */
  GArray       *notes;    /* (owned) (element-type FwTrendNote) by week */
} FwTrendModel;

/* @days (element-type FwTimeDay) and @findings are nullable. */
FwTrendModel *fw_trend_model_new  (const FwOwnFindings *findings,
                                   GArray              *days,
                                   guint                n_weeks,
                                   GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
void          fw_trend_model_free (FwTrendModel        *self);
/* Whether there is anything to draw. */
gboolean      fw_trend_model_is_empty (const FwTrendModel *self);
/* The same for people who listen: first and last known value of each series.
 * Returns: (transfer full) */
char         *fw_trend_model_dup_words (const FwTrendModel *self) G_GNUC_WARN_UNUSED_RESULT;

/* An axis with three to six round steps that holds both values, and stays from
 * @least to @most. */
FwTrendAxis   fw_trend_axis_fit   (double               low,
                                   double               high,
                                   double               least,
                                   double               most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTrendModel, fw_trend_model_free)

G_END_DECLS
