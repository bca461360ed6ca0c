/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/project.h"

G_BEGIN_DECLS

typedef enum
{
  FW_CHECK_ROW_HEAD,     /* a rule: title, id, how many */
  FW_CHECK_ROW_SENTENCE, /* what the manual says */
  FW_CHECK_ROW_INSTANCE, /* one finding */
  FW_CHECK_ROW_ASIDE,    /* one that was set aside, and why */
  FW_CHECK_ROW_MORE,     /* "…and 1 034 more" */
  FW_CHECK_ROW_SILENT,   /* a rule without an answer, and why */
  FW_CHECK_ROW_FOOT      /* what to do about the rule: read it, ask, fix all of it */
} FwCheckRowKind;

/* What a row says. */
typedef struct
{
  FwCheckRowKind  kind;
  const FwRule   *rule;     /* NULL: the head of the rules without an answer */
  FwProblem      *problem;  /* INSTANCE and ASIDE */
  gint64          count;    /* HEAD: places; MORE: those not listed; FOOT: safe fixes */
  const char     *text;     /* ASIDE, SILENT: why; INSTANCE: why it was left open; nullable */
  gboolean        can_grow; /* MORE: some of them can be listed; FOOT: there may be more fixes */
  gboolean        is_closed;
  gboolean        is_last;  /* of its card */
} FwCheckRowFacts;

#define FW_TYPE_CHECK_ROW (fw_check_row_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckRow, fw_check_row, FW, CHECK_ROW, GObject)

/**
 * FwCheckRow:
 *
 * One row of the Checks list. Immutable. Its rule belongs to a manual, which it
 * keeps alive. No toolkit.
 */
FwCheckRow            *fw_check_row_new       (FwManual              *manual,
                                               const FwCheckRowFacts *facts);
/* Borrowed, as everything in it. */
const FwCheckRowFacts *fw_check_row_get_facts (FwCheckRow            *self);
/* Same look and same meaning. */
gboolean               fw_check_row_equal     (FwCheckRow            *a,
                                               FwCheckRow            *b);

typedef enum
{
  FW_CHECK_FILTER_HERE, /* this frame */
  FW_CHECK_FILTER_ALL,  /* the whole clip */
  FW_CHECK_FILTER_ASIDE /* what was set aside, in the whole clip */
} FwCheckFilter;

#define FW_N_CHECK_FILTERS (FW_CHECK_FILTER_ASIDE + 1)

/**
 * FwCheckListing:
 *
 * How a person wants the list. Rule ids are interned; that of the rules without
 * an answer is "".
 */
typedef struct
{
  FwCheckFilter  filter;
  GHashTable    *turned; /* rule ids whose card is not as it would be by itself: open, "" closed */
  GHashTable    *grown;  /* rule id -> how many places beyond the first few are listed */
} FwCheckListing;

/* The rows of @project's findings: a card per rule, problems before hints, the
 * rules without an answer last. Rules of which there are very many places are
 * cut: the list costs a bounded amount of memory whatever is found.
 * Returns: (transfer full) (element-type FwCheckRow) */
GPtrArray *fw_check_rows_make (FwProject            *project,
                               const FwCheckListing *listing) G_GNUC_WARN_UNUSED_RESULT;
/* Lists some more of the rule's places from now on. */
void       fw_check_rows_grow (FwCheckListing       *listing,
                               const FwRule         *rule);
/* Opens a closed card, or closes an open one. @rule as in FwCheckRowFacts. */
void       fw_check_rows_turn (FwCheckListing       *listing,
                               const FwRule         *rule);

G_END_DECLS
