/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwOwnPage: own-page.c (what it shows, and when it reads),
 * own-page-layout.c (its parts), own-page-side.c (the column of things to do).
 */

#include <adwaita.h>

#include "app/own/own-gather.h"
#include "app/own/own-page.h"
#include "app/own/rate-list.h"
#include "app/own/returned-view.h"
#include "app/own/stat-card.h"
#include "app/own/time-card.h"
#include "app/own/trend-chart.h"
#include "app/own/work-crops.h"

G_BEGIN_DECLS

#define FW_OWN_N_CARDS 4

struct _FwOwnPage
{
  GtkWidget       parent_instance;

  /* own-page-layout.c */
  GtkWidget      *root;
  GtkWidget      *progress;
  GtkWidget      *columns;
  GtkWidget      *side;
  AdwClamp       *side_clamp; /* around it */
  GtkWidget      *cards;      /* a flow box of them */
  FwStatCard     *stats[FW_OWN_N_CARDS];
  GtkWidget      *sentence;
  GtkWidget      *talk;       /* what may be recommended, and nothing more */
  FwTrendChart   *chart;
  GtkWidget      *chart_empty;
  GtkWidget      *year;       /* a toggle: a year instead of eight weeks */
  FwRateList     *rates;
  GtkWidget      *regraded;   /* a bar */
  GtkWidget      *regraded_text;
  GtkWidget      *regraded_more;
  FwReturnedView *returned;
  GtkWidget      *nothing;    /* instead of these, while nobody reviewed anything */
  GtkWidget      *troubles;   /* a box of sentences */
  guint           layout_idle;
  gboolean        is_narrow;

  /* own-page-side.c */
  GtkWidget      *rulings;
  GtkWidget      *rework;
  GtkWidget      *questions;
  GtkWidget      *reviewer;
  GtkWidget      *help;
  FwTimeCard     *time;

  GSettings      *settings;   /* (owned) */
  FwOwnGather    *gather;     /* (owned) */
  FwWorkCrops    *crops;      /* (owned) (nullable) while the page is on the screen */
  GArray         *days;       /* (owned) (nullable) the time log */
  char           *person;     /* (owned) (nullable) */
  guint           n_waiting;
  guint           progress_id; /* timeout after which progress is shown */
};

/* own-page.c */

void fw_own_page_say          (FwOwnPage  *self,
                               const char *sentence);
/* Opens a work at a place; NULL: where it was left. */
void fw_own_page_open         (FwOwnPage  *self,
                               FwOwnWork  *work,
                               const char *place);
/* Chart and cards for the present findings and days. */
void fw_own_page_update_chart (FwOwnPage  *self);

/* own-page-layout.c */

void fw_own_page_build        (FwOwnPage  *self);
/* One column or two, for a width. */
void fw_own_page_fold         (FwOwnPage  *self,
                               int         width);

/* own-page-side.c */

void fw_own_page_build_side   (FwOwnPage  *self);
void fw_own_page_update_side  (FwOwnPage  *self,
                               GDateTime  *now);

G_END_DECLS
