/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of the checker share.
 *
 * A rule that is checked becomes an FwCheck: what its kind does (FwCheckOps) and
 * its parameters as plain doubles, made once per run. Checks come in families by
 * what an edit of one track can change:
 *
 *   LABEL  one shape in one frame: the track's own changed frames
 *   CLASS  one shape against all of its category: those frames, and labels of
 *          other objects whose value is not usual any more, or is now
 *   STEP   two consecutive frames of a track: those frames and the one after
 *   WALK   a frame of a track among those around it: as far as its kind says
 *   PAIR   the labels of one frame: every label in the changed frames
 *   TRACK  the track as a whole
 *   CROSS  a track's frames beside the other tracks of the same and of
 *          neighbouring frames: every track there
 *   LINK   where one track ends and another begins
 *   VIDEO  frames as such
 *   PROJECT  sums over everything, which are kept up to date (FwTally)
 *
 * Findings are runs of frames (FwRun). Only whether a rule fires is computed
 * while checking; what is said about it is measured when a problem is made.
 */

#include "core/shape-stated.h"
#include "core/snapshot.h"
#include "core/span-index.h"
#include "rules/checker.h"

G_BEGIN_DECLS

typedef enum
{
  FW_FAMILY_LABEL,
  FW_FAMILY_CLASS,
  FW_FAMILY_STEP,
  FW_FAMILY_WALK,
  FW_FAMILY_PAIR,
  FW_FAMILY_TRACK,
  FW_FAMILY_CROSS,
  FW_FAMILY_LINK,
  FW_FAMILY_VIDEO,
  FW_FAMILY_PROJECT
} FwFamily;

#define FW_N_FAMILIES (FW_FAMILY_PROJECT + 1)

/* check-tally.h: sums over all labels. */
typedef struct _FwTally FwTally;

/* check-ops.h: what a kind does. */
typedef struct _FwCheckOps FwCheckOps;

#define FW_MAX_LIMITS 4

typedef struct
{
  const FwRule     *rule;
  const FwCheckOps *ops;
  guint             index;     /* of the rule in the manual */
  guint             place;     /* of this check in the plan */
  FwFamily          family;
  gboolean          is_steady; /* the answer depends on category and attributes only */
  gboolean          when_is_steady;
  gboolean          uses_length; /* reads track.length */
  double            limits[FW_MAX_LIMITS]; /* NaN: not set */
  int               attribute; /* index in the manual's attributes, or -1 */
  const FwValue    *values;    /* (owned) texts of a list parameter as values */
  gsize             n_values;
  gpointer          data;      /* (owned) what the kind made ready; see FwCheckOps.clear */
  guint             bit;       /* PAIR: number among the checks of its group of 64 */
  guint             group;
} FwCheck;

/* What one category means to the checks. */
typedef struct
{
  const char *name;       /* interned; NULL when the labels do not know the id */
  gboolean    is_known;   /* in the manual */
  guint       kinds;      /* allowed geometry */
  GArray     *checks[FW_N_FAMILIES]; /* (owned) (element-type guint) indices of checks */
  guint64    *subject;    /* (owned) PAIR, by group: checks that look at it */
  guint64    *partner;    /* (owned) PAIR, by group: checks it is the other side of */
  guint      *required;   /* (owned) attribute indices */
  guint       n_required;
  guint64    *allowed;    /* (owned) bits of attribute indices; NULL = all */
} FwCategoryPlan;

typedef struct
{
  FwManual          *manual;     /* (owned) */
  const FwAttribute *attributes;
  guint              n_attributes;
  GArray            *checks;     /* (element-type FwCheck) (owned) */
  GPtrArray         *silences;   /* (owned) (nullable elements) texts by rule index */
  GHashTable        *categories; /* (owned) FwCategoryId -> FwCategoryPlan */
  gboolean          *is_used;    /* (owned) attributes that some check reads */
  gboolean           reads_all;  /* some check: any attribute of a label matters */
  gboolean           visits_empty; /* some check looks at frames without labels */
  gboolean           weighs; /* some check sums up over all tracks */
  gboolean           reads_required; /* some check: those that categories need matter */
  double             fps;
  guint              tallies;    /* FwTallyWants */
  guint              n_groups;   /* of 64 pair checks */
  gboolean           has[FW_N_FAMILIES];
} FwPlan;

/* A run of frames in which a rule fires. TRACK, LINK, VIDEO and PROJECT: one place. */
typedef struct
{
  guint     check;  /* index in the plan */
  FwFrame   first;
  FwFrame   last;
  FwTrackId other;  /* below 0: no object, but a topic (fw_topic_of()) */
} FwRun;

/* What a finding is about that is no object: a category, a person, a file, as
 * a number that keeps findings apart. Never 0 or above. */
static inline FwTrackId
fw_topic_of (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *c = text ? text : ""; *c; c++)
    hash = (hash ^ (guchar) *c) * G_GUINT64_CONSTANT (0x100000001b3);

  return -1 - (FwTrackId) (hash >> 2);
}

/* Everything a check may look at, besides the label. */
typedef struct
{
  const FwPlan *plan;
  FwSnapshot   *snapshot;
  FwCheckFacts *facts;       /* (nullable) */
  FwFrameList  *frames;      /* (nullable) */
  FwSpanSet    *deleted;     /* (nullable) */
  FwSpanIndex  *spans;
  FwTally      *tally;       /* (nullable) */
  struct _FwClassBook *classes; /* what CLASS checks know of all labels */
  FwFrame       n_frames;
  double        fps;
  gboolean      counts_in_pictures; /* objects of pictures are called by their number there */
  gboolean      is_uniform;  /* all pictures have the size below */
  double        image_width; /* 0: unknown */
  double        image_height;
} FwCheckContext;

/* One label: a visible track in a frame. @shape is made when it is asked for. */
typedef struct
{
  const FwCheckContext *context;
  const FwTrack        *track;
  const FwCategoryPlan *category;
  FwFrame               frame;
  FwRect                box;
  const FwValue        *attributes; /* by the manual's attributes; only used ones are set */
  FwShape             **shape;      /* where to keep the shape; the caller frees */
  double                length;     /* track.length */
} FwLabel;

/* Whether its findings are one per label. */
static inline gboolean
fw_family_is_per_label (FwFamily family)
{
  return family == FW_FAMILY_LABEL || family == FW_FAMILY_CLASS;
}

/* check-plan.c */
FwPlan       *fw_plan_new               (FwManual             *manual,
                                         const char           *only,
                                         FwSnapshot           *snapshot,
                                         const FwCheckFacts   *facts);
void          fw_plan_free              (FwPlan               *self);
const FwCategoryPlan *
              fw_plan_get_category      (const FwPlan         *self,
                                         FwCategoryId          id);
static inline const FwCheck *
fw_plan_get_check (const FwPlan *self,
                   guint         index)
{
  return &g_array_index (self->checks, FwCheck, index);
}

/* check-context.c */
void          fw_check_context_init     (FwCheckContext       *self,
                                         const FwPlan         *plan,
                                         FwSnapshot           *snapshot,
                                         FwSpanIndex          *spans);
void          fw_check_context_get_image (const FwCheckContext *self,
                                         FwFrame               frame,
                                         double               *out_width,
                                         double               *out_height);
static inline gboolean
fw_check_context_is_deleted (const FwCheckContext *self,
                             FwFrame               frame)
{
  return self->deleted && fw_span_set_contains (self->deleted, frame);
}
/* Frames that were on the screen: what the facts say, else what the labels say. */
FwSpanSet    *fw_check_context_get_seen (const FwCheckContext *self);
/* The frames of @span in which the track is a label: visible, not deleted. */
gint64        fw_check_context_count_visible (const FwCheckContext *self,
                                         const FwTrack        *track,
                                         FwSpan                span);
/* Visible frames that are not deleted. */
gint64        fw_check_context_get_length (const FwCheckContext *self,
                                         const FwTrack        *track);
/* Fills @values for @frame and returns the last frame for which they hold. */
FwFrame       fw_check_context_read_attributes (const FwCheckContext *self,
                                         const FwTrack        *track,
                                         FwFrame               frame,
                                         FwValue              *values);
/* A label to measure; FALSE where the track is not a label. @values has room
 * for all attributes; *@shape is NULL, the caller frees it. */
gboolean      fw_check_context_get_label (const FwCheckContext *self,
                                         const FwTrack        *track,
                                         FwFrame               frame,
                                         FwValue              *values,
                                         FwShape             **shape,
                                         FwLabel              *out);

/* check-label.c */
gboolean      fw_label_is_guarded       (const FwLabel        *self,
                                         const FwCheck        *check);
gboolean      fw_label_is_true          (const FwLabel        *self,
                                         const FwExpression   *expression);
FwShape      *fw_label_get_shape        (const FwLabel        *self);
/* Vertices without their identity. Returns: (transfer full) */
FwPoint      *fw_ring_dup_points        (FwRing                ring);
/* Of the shape, not of its bounds; lines and points have only those. */
double        fw_label_get_area         (const FwLabel        *self);
/* What the file said; NULL when it said nothing else than the shape has, or
 * somebody drew the label since. */
const FwStated *
              fw_label_get_stated       (const FwLabel        *self,
                                         FwStatedBit           bit);
void          fw_label_fill_input       (const FwLabel        *self,
                                         guint                 numbers,
                                         FwExpressionInput    *out);
/* Whether `when` holds for the track's label in @frame. */
gboolean      fw_check_when_at          (const FwCheckContext *context,
                                         const FwCheck        *check,
                                         const FwTrack        *track,
                                         FwFrame               frame);

/* check-scan.c: runs LABEL and STEP checks of a track over @span into @runs. */
typedef struct _FwTrackScan FwTrackScan;
FwTrackScan  *fw_track_scan_new         (void);
void          fw_track_scan_free        (FwTrackScan          *self);
void          fw_track_scan_run         (FwTrackScan          *self,
                                         const FwCheckContext *context,
                                         const FwTrack        *track,
                                         FwSpan                span,
                                         guint                 families,
                                         GArray               *runs);
/* Counts the labels of the span for the CLASS checks, or takes them out again. */
void          fw_track_scan_note        (FwTrackScan          *self,
                                         const FwCheckContext *context,
                                         const FwTrack        *track,
                                         FwSpan                span,
                                         int                   sign);

/* check-frame.c: PAIR checks over the frames of @span; @emit gets the hits. */
typedef void (*FwPairFunc) (FwTrackId track, FwTrackId other, guint check, FwFrame frame,
                            gpointer user_data);
typedef struct _FwPairScan FwPairScan;
FwPairScan   *fw_pair_scan_new          (const FwCheckContext *context,
                                         guint                 group,
                                         FwPairFunc            emit,
                                         gpointer              user_data);
void          fw_pair_scan_free         (FwPairScan           *self);
/* @tracks (element-type FwTrack) sorted by first frame. FALSE when cancelled. */
gboolean      fw_pair_scan_run          (FwPairScan           *self,
                                         GPtrArray            *tracks,
                                         FwSpan                span,
                                         GCancellable         *cancellable);

/* check-overlap.c: overlap of two labels in square pixels, with both areas. */
double        fw_labels_overlap         (const FwLabel        *a,
                                         const FwLabel        *b,
                                         double               *out_area_a,
                                         double               *out_area_b);
/* The share of @subject that the parts, which lie in it, cover. */
double        fw_covered_share          (FwRect                subject,
                                         FwRect               *parts,
                                         gsize                 n_parts);

/* check-reason.c: makes the problem for a run, in full. */
FwProblem    *fw_check_describe         (const FwCheckContext *context,
                                         FwTrackId             track,
                                         FwRun                 run);

/* problem.c */
struct _FwProblem
{
  gatomicrefcount ref_count;
  FwManual       *manual; /* (owned) */
  const FwRule   *rule;
  guint           rule_index;
  FwTrackId       track;
  FwTrackId       other;
  FwSpan          span;
  gint64          count;
  FwFrame         worst;
  char           *reason;   /* (owned) */
  FwFix           fix;
  char           *fix_text; /* (owned) (nullable) */
  const char     *fix_attribute; /* interned; (nullable) */
  FwCategoryId    fix_category;  /* for rename */
  FwValue         fix_value;
  gboolean        fix_is_fixed;  /* the attribute has one value per track */
  FwTrackId       fix_track;
  double          limit;    /* for drop-small-parts */
};

FwProblem    *fw_problem_new            (const FwCheckContext *context,
                                         const FwCheck        *check,
                                         FwTrackId             track,
                                         FwRun                 run);

G_END_DECLS
