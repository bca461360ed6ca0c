/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check-private.h"

G_BEGIN_DECLS

/**
 * FwClassBook:
 *
 * What CLASS checks know of all labels: per check and category how often each
 * value occurs, and from that the range in which values are usual,
 *
 *   median +- z * 1.4826 * median (|value - median|)
 *
 * Values are natural logarithms, counted in steps of 1/1024, which is a tenth
 * of a percent; median and deviation are exact for the counted values, so they
 * depend on the labels and not on the way there. Adding, removing: O(1); the
 * range: O(steps within the deviation).
 */
typedef struct _FwClassBook FwClassBook;

/* The usual range. Nothing is unusual while there are too few labels. */
typedef struct
{
  double low;
  double high;
} FwUsual;

FwClassBook *fw_class_book_new     (const FwPlan         *plan);
void         fw_class_book_free    (FwClassBook          *self);
/* Counts one label, or (@sign -1) takes it out again. */
void         fw_class_book_note    (FwClassBook          *self,
                                    const FwCheck        *check,
                                    const FwLabel        *label,
                                    int                   sign);
/* Works the ranges out anew where labels came or went; then calls @func for each
 * check and category whose range is another one now. */
typedef void (*FwClassFunc) (const FwCheck *check, const FwCategoryPlan *category, FwUsual before,
                             FwUsual now, gpointer user_data);
void         fw_class_book_settle  (FwClassBook          *self,
                                    FwClassFunc           func,
                                    gpointer              user_data);
/* As of the last time they were settled. */
FwUsual      fw_class_book_get     (const FwClassBook    *self,
                                    const FwCheck        *check,
                                    const FwCategoryPlan *category);
/* A bound as people are told it: two digits, because what is usual is no exact
 * number, and so that sentences do not change with every edit. Towards the
 * inside, so that what is unusual lies outside of what is told. */
double       fw_usual_round        (double                ln,
                                    gboolean              is_low);
/* Calls @func for each object of which a value may have been below @low or
 * above @high when it was counted; some may be gone. */
typedef void (*FwClassTrackFunc) (FwTrackId track, gpointer user_data);
void         fw_class_book_foreach (FwClassBook          *self,
                                    const FwCheck        *check,
                                    double                low,
                                    double                high,
                                    FwClassTrackFunc      func,
                                    gpointer              user_data);

G_END_DECLS
