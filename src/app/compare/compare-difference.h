/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What is different between two versions of one object, for a person to walk
 * through. No toolkit; any thread.
 */

#include "core/taxonomy.h"
#include "core/track-runs.h"

G_BEGIN_DECLS

typedef enum
{
  FW_DIFFERENCE_WHOLE,     /* only one version has the object */
  FW_DIFFERENCE_CATEGORY,
  FW_DIFFERENCE_THERE,     /* only one of them is there in some frames */
  FW_DIFFERENCE_SHAPE,
  FW_DIFFERENCE_ATTRIBUTE, /* occluded is one */
  FW_DIFFERENCE_KEYFRAMES, /* the same labels, with keyframes or gaps in other frames */
  FW_DIFFERENCE_NAME,
  FW_DIFFERENCE_ORDER,     /* of drawing */
  FW_DIFFERENCE_MARK       /* of frames; see compare-marks.h */
} FwDifferenceKind;

#define FW_N_DIFFERENCE_KINDS (FW_DIFFERENCE_MARK + 1)

/**
 * FwDifference:
 *
 * One of them. @run says where: its name is that of an attribute; before and
 * after are A's and B's values, category names, object names or numbers of
 * keyframes; where one has nothing to say it is null.
 */
typedef struct
{
  FwDifferenceKind kind;
  FwTrackRun       run;
} FwDifference;

/* One of the tracks may be NULL. @words_a and @words_b (nullable) know the
 * categories of each. Ids, groups, authors and manuals are no difference.
 * Returns: (transfer full) (element-type FwDifference): in the order in which they are
 * walked, what matters most first */
GArray *fw_differences_list     (FwTrack          *a,
                                 FwTrack          *b,
                                 FwTaxonomy       *words_a,
                                 FwTaxonomy       *words_b) G_GNUC_WARN_UNUSED_RESULT;
/* Bits 1 << FwDifferenceKind of all of them. */
guint   fw_differences_get_kinds (const GArray    *differences);
/* The frame in which it is seen best. */
FwFrame fw_difference_get_frame (const FwDifference *self);

G_END_DECLS
