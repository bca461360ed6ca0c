/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a reviewer is told about the unit at hand, row by row; before the blind
 * verdict without who drew it, and without the category where it is covered. No
 * toolkit.
 */

#include "app/review/review-sitting.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;  /* (owned) */
  char *value; /* (owned) */
} FwLabelFact;

/* Of the unit at hand as it is in @frame (a track may be looked at in any).
 * Returns: (transfer full) (element-type FwLabelFact): empty when nothing is at hand */
GArray *fw_label_facts_list (FwReviewSitting *sitting,
                             FwFrame          frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
