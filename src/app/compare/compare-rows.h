/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compare/compare-model.h"

G_BEGIN_DECLS

typedef enum
{
  FW_COMPARE_ROW_OBJECT,
  FW_COMPARE_ROW_DIFFERENCE, /* one of several, of the current object */
  FW_COMPARE_ROW_MORE        /* "…and 40 more" */
} FwCompareRowKind;

/* What a row is about. */
typedef struct
{
  FwCompareRowKind kind;
  guint            object;
  guint            difference; /* of DIFFERENCE; of MORE: how many */
  FwChoice         choice;
  GArray          *differences; /* (element-type FwDifference) of the object */
  gboolean         is_current;
} FwCompareRowFacts;

#define FW_TYPE_COMPARE_ROW (fw_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareRow, fw_compare_row, FW, COMPARE_ROW, GObject)

/**
 * FwCompareRow:
 *
 * One row of the list of differences. Immutable. No toolkit.
 */
/* Borrowed, as everything in it. */
const FwCompareRowFacts *fw_compare_row_get_facts (FwCompareRow *self);
gboolean                 fw_compare_row_equal     (FwCompareRow *a,
                                                   FwCompareRow *b);

typedef enum
{
  FW_COMPARE_FILTER_OPEN,    /* to decide */
  FW_COMPARE_FILTER_DECIDED, /* or the same by now */
  FW_COMPARE_FILTER_ALL
} FwCompareFilter;

#define FW_N_COMPARE_FILTERS (FW_COMPARE_FILTER_ALL + 1)

/**
 * FwCompareListing:
 *
 * How a person wants the list.
 */
typedef struct
{
  FwCompareFilter filter;
  guint           kinds; /* bits 1 << FwDifferenceKind of which one has to be there; 0: any */
} FwCompareListing;

/* Objects in the order of walking; the current one with all that differs, when that
 * is more than one thing. An object that was decided has no kinds any more and is
 * listed under every one. Returns: (transfer full) (element-type FwCompareRow) */
GPtrArray *fw_compare_rows_make  (FwCompareModel         *model,
                                  const FwCompareListing *listing) G_GNUC_WARN_UNUSED_RESULT;
/* Objects that are listed, as indices. Returns: (transfer full) (element-type guint) */
GArray    *fw_compare_rows_list  (FwCompareModel         *model,
                                  const FwCompareListing *listing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
