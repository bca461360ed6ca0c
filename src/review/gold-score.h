/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Labels against gold, and two people's labels against each other: found and
 * spurious, category, geometry, attributes, identity, each apart. Pure; any
 * thread.
 */

#include "review/agreement.h"
#include "review/label-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char  *name; /* interned */
  FwTrackScore score;
} FwCategoryScore;

typedef struct
{
  const char *name;     /* interned */
  gint64      compared; /* matched labels of which either has the attribute */
  gint64      right;
} FwAttributeScore;

/**
 * FwGoldScore:
 *
 * @all does not look at categories: an object under another category was found.
 * Those are counted in @n_category_right. The headline is the least of the
 * parts, see fw_gold_score_get_minimum().
 */
typedef struct
{
  FwTrackScore all;
  GArray      *categories; /* (element-type FwCategoryScore) (owned) by name: each category alone */
  gint64       n_matched;
  gint64       n_category_right;
  GArray      *attributes; /* (element-type FwAttributeScore) (owned) by name */
  /* Geometry of what was matched; NaN when nothing was. Tightness is judged in
   * pixels, because IoU forgives more the larger an object is. The offset of a
   * label is its side that is farthest off. */
  double       mean_iou;
  double       mean_px;
  double       median_px;
  double       max_px;
} FwGoldScore;

/* @threshold: least IoU of a match, usually 0.5. NULL with an error as
 * fw_label_table_new_pair() has. Returns: (transfer full) (nullable) */
FwGoldScore *fw_gold_score_new   (const FwSnapshot  *gold,
                                  const FwSnapshot  *labels,
                                  double             threshold,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void         fw_gold_score_free  (FwGoldScore       *self);
/* The least of recall, precision, category, attributes and identity (AssA);
 * parts that were not there to be judged do not count. */
double       fw_gold_score_get_minimum (const FwGoldScore *self);

/**
 * FwPairAgreement:
 *
 * Two people over the same media. Places first, at @threshold; then categories,
 * with "nothing there" as one more of them.
 */
typedef struct
{
  gint64      matched;
  gint64      only_a;
  gint64      only_b;
  double      mean_iou;    /* of the matched; NaN when none is */
  FwAgreement categories;
  double      alpha_boxes; /* Krippendorff's, by 1 - IoU */
  char      **kinds;       /* (owned) NULL-terminated: categories, and last "" for nothing */
  double     *table;       /* (owned) n_kinds x n_kinds counts, rows are of A */
  gsize       n_kinds;
} FwPairAgreement;

/* NULL with an error as fw_label_table_new_pair() has, or when @work (nullable)
 * was cancelled. */
FwPairAgreement *fw_pair_agreement_new  (const FwSnapshot *a,
                                         const FwSnapshot *b,
                                         double            threshold,
                                         const FwWork     *work,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             fw_pair_agreement_free (FwPairAgreement  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldScore, fw_gold_score_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwPairAgreement, fw_pair_agreement_free)

G_END_DECLS
