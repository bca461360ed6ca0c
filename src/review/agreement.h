/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How far people agree beyond chance. Figures are NaN where they are not
 * defined: nothing to compare, or no disagreement possible. Formulas: J. Cohen
 * (1960), K. Gwet (2008), J. Fleiss (1971), K. Krippendorff (2011). Pure; any
 * thread.
 */

#include "core/geometry.h"

G_BEGIN_DECLS

typedef struct
{
  double observed; /* share of agreement; show it beside kappa, which prevalence distorts */
  double expected; /* by chance */
  double kappa;    /* Cohen's */
  double ac1;      /* Gwet's */
} FwAgreement;

/* Two people: counts[i * n_kinds + j] units that the first called i and the
 * second j. Gwet's figure also depends on how many kinds there are to choose from. */
FwAgreement fw_agreement_of_two   (const double *counts,
                                   gsize         n_kinds);

/* Several people, the same number for each unit: counts[u * n_kinds + k] of
 * them called unit u k. Only observed, expected and kappa (Fleiss's). */
FwAgreement fw_agreement_of_many  (const double *counts,
                                   gsize         n_units,
                                   gsize         n_kinds);

typedef enum
{
  FW_LEVEL_NOMINAL,
  FW_LEVEL_ORDINAL,
  FW_LEVEL_INTERVAL
} FwLevel;

/* Different values that an alpha is computed for; NaN beyond. */
#define FW_ALPHA_MAX_VALUES 4096

/* Krippendorff's alpha: values[u * n_people + p], NaN where somebody gave none. */
double      fw_alpha              (const double *values,
                                   gsize         n_units,
                                   gsize         n_people,
                                   FwLevel       level);

/**
 * FwMaybeBox:
 *
 * One person's box for an object, or that there is none.
 */
typedef struct
{
  FwRect   box;
  gboolean is_absent;
} FwMaybeBox;

/* More values than this are compared with each other by sample. */
#define FW_ALPHA_BOXES_EXACT 20000

/* Krippendorff's alpha with the distance 1 - IoU, and 1 between a box and none:
 * boxes[u * n_people + p]. The distance expected by chance is over all pairs of
 * all boxes; of more than FW_ALPHA_BOXES_EXACT values every k-th is taken. */
double      fw_alpha_boxes        (const FwMaybeBox *boxes,
                                   gsize             n_units,
                                   gsize             n_people);

/* Which of @n boxes to keep when several people drew the same object: the one
 * with the highest mean IoU to the others, never an average of corners. */
gsize       fw_boxes_medoid       (const FwRect *boxes,
                                   gsize         n);

G_END_DECLS
