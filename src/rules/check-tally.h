/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Sums over all labels that kinds about the whole project read: labels per
 * category, per value and per person, frames per person and per category, sizes
 * against other people's, and pictures that look the same. A track is
 * added and taken out whole, in time of its length, so that after an edit nobody
 * counts again. Other files of the project are counted once.
 */

#include "rules/check-private.h"

G_BEGIN_DECLS

/* What a check reads; only that is kept. */
typedef enum
{
  FW_TALLY_CATEGORIES = 1 << 0,
  FW_TALLY_VALUES     = 1 << 1,
  FW_TALLY_AUTHORS    = 1 << 2,
  FW_TALLY_SIZES      = 1 << 3,
  FW_TALLY_TWO_ALIKE  = 1 << 4,
  FW_TALLY_PLACES     = 1 << 5  /* frames of the category that the check names */
} FwTallyWants;

/* The work of one person. */
typedef struct
{
  const char *name;   /* interned */
  gint64      labels;
  gint64      frames; /* with at least one of his labels */
} FwAuthorSum;

/* Two pictures with the same fingerprint. */
typedef struct
{
  FwFrame  first;
  FwFrame  second;
  guint    bits;      /* in which their fingerprints differ */
  double   agreement; /* of their labels, 0 to 1; NaN: not known any more */
} FwAlike;

/* NULL when no check of the context's plan wants one. */
FwTally     *fw_tally_new               (const FwCheckContext *context);
void         fw_tally_free              (FwTally              *self);
/* @sign: 1 adds, -1 takes out what was added. */
void         fw_tally_add               (FwTally              *self,
                                         const FwCheckContext *context,
                                         const FwTrack        *track,
                                         int                   sign);

/* After new answers about pixels. */
void         fw_tally_look_again        (FwTally              *self,
                                         const FwCheckContext *context);

/* Labels of a category (interned name) in all files; of all categories. */
gint64       fw_tally_count             (const FwTally        *self,
                                         const char           *category);
gint64       fw_tally_count_all         (const FwTally        *self);
/* How many labels of the category have the value. */
gint64       fw_tally_count_value       (const FwTally        *self,
                                         const char           *category,
                                         const char           *attribute,
                                         FwValue               value);
/* Whether these labels have the category in the frame. */
gboolean     fw_tally_is_in_frame       (const FwTally        *self,
                                         const char           *category,
                                         FwFrame               frame);
/* By name. Returns: (transfer full) (element-type FwAuthorSum) */
GArray      *fw_tally_list_authors      (const FwTally        *self) G_GNUC_WARN_UNUSED_RESULT;
/* The median of ln (his size / the others' size) over the objects that others
 * drew too. FALSE when there are none. */
gboolean     fw_tally_get_drift         (const FwTally        *self,
                                         const char           *author,
                                         double               *out_drift,
                                         guint                *out_n);
/* Whether somebody else's labels of the same medium are known. */
gboolean     fw_tally_has_sizes         (const FwTally        *self);
/* By frames; agreement is up to date. (element-type FwAlike). Borrowed. */
const GArray *fw_tally_get_alike        (FwTally              *self,
                                         const FwCheckContext *context);

G_END_DECLS
