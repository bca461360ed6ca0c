/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a check kind does. The facts of a kind (name, parameters, words) stand
 * in check-kind.c; everything it does stands in one FwCheckOps beside its
 * functions in a kind-*.c file, and that file's list makes the kind built.
 * Which members a kind fills depends on its family; the others stay NULL.
 */

#include "rules/check-private.h"
#include "rules/check-tally.h"

G_BEGIN_DECLS

/* How far from a frame CROSS kinds look. */
#define FW_CROSS_REACH 2

/* One label of a frame, as kinds that compare labels see it. */
typedef struct
{
  FwLabel  label;
  double   area;      /* of the bounds */
  guint64  subject;   /* checks that look at it */
  guint64  partner;   /* checks it is the other side of */
  guint64  found;     /* checks that found what they want */
  FwTrackId id;
  FwShape *shape;     /* (owned) made when wanted */
} FwEntry;

static inline gboolean
fw_entry_is_subject (const FwEntry *self,
                     const FwCheck *check)
{
  return self->subject >> check->bit & 1;
}

static inline gboolean
fw_entry_is_partner (const FwEntry *self,
                     const FwCheck *check)
{
  return self->partner >> check->bit & 1;
}

/* Partners that are kept for one label. */
#define FW_MAX_KEPT 64

/* All labels of one frame that take part in some check, in no order. */
typedef struct
{
  const FwCheckContext *context;
  FwFrame               frame;
  const FwEntry        *entries;
  guint                 n_entries;
} FwFrameLabels;

/* Two labels whose bounds overlap, or are near each other where the check has a
 * reach; @subject is the one the check speaks about. */
typedef struct
{
  FwEntry       *subject;
  FwEntry       *partner;
  double         common;       /* overlap in square pixels */
  double         subject_area;
  double         partner_area;
} FwPair;

typedef enum
{
  FW_PAIR_NOTHING,
  FW_PAIR_FIRES,
  FW_PAIR_FOUND, /* the subject has what it wants */
  FW_PAIR_KEPT   /* the partner is kept for @judge */
} FwPairAnswer;

/* Two consecutive frames of a track. */
typedef struct
{
  const FwCheckContext *context;
  FwFrame               frame; /* the later one */
  FwRect                before;
  FwRect                after;
} FwStep;

/* What VIDEO kinds may count on besides the labels. */
typedef struct
{
  const guint32 *counts;  /* labels per frame */
  gsize          n_counts;
  const gint64  *weights; /* by FwCheck.place: the sum of @weigh over all tracks */
} FwVideoFacts;

struct _FwCheckOps
{
  const char *kind; /* its name in the catalogue */
  FwFamily    family;
  const char *limits[FW_MAX_LIMITS]; /* parameters that become FwCheck.limits */
  gboolean    is_steady;   /* the answer depends on category and attributes only */
  gboolean    reads_all;   /* any attribute of a label matters, not only the manual's */
  const char *values;      /* list parameters that become FwCheck.values: "allowed|forbidden" */
  guint       tallies;     /* FwTallyWants: sums it reads */
  gboolean    is_of_facts; /* PROJECT: labels have no say, only facts */
  const char *partners;    /* PAIR: parameter that names the other side; NULL: `for` does */
  gboolean    any_partner; /* PAIR: labels of all categories are the other side */

  /* Reads what the members above cannot say; @clear frees FwCheck.data. */
  void     (*read)       (FwPlan        *plan,
                          FwCheck       *check);
  void     (*clear)      (FwCheck       *check);
  /* Which of the categories that `for` names are looked at; NULL: all. */
  gboolean (*is_subject) (const FwCheck *check,
                          const char    *category);

  /* LABEL and CLASS. @badness compares frames of one run; NULL: they are all the same. */
  gboolean (*fires)      (const FwLabel *label,
                          const FwCheck *check);
  double   (*badness)    (const FwLabel *label,
                          const FwCheck *check);
  char    *(*describe)   (const FwLabel *label,
                          const FwCheck *check);
  /* Offers the rule's fix when it is possible here; deleting is offered anyway. */
  void     (*offer)      (FwProblem     *problem,
                          const FwLabel *label,
                          const FwCheck *check);
  /* CLASS. What is compared, as ln; not finite: the label does not count. */
  double   (*value)      (const FwLabel *label);

  /* STEP. Fires where the measure is finite and above the limit. */
  double   (*measure)    (const FwStep  *step,
                          const FwCheck *check,
                          double        *out_limit);
  char    *(*describe_step) (const FwStep  *step,
                             const FwCheck *check);

  /* WALK. Appends runs of those frames of @window in which it fires. */
  void     (*walk)       (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          FwSpan                window,
                          GArray               *runs);
  /* WALK: the frames whose answer a change of the frames of @window can change. */
  FwSpan   (*widen)      (const FwCheck        *check,
                          const FwTrack        *track,
                          FwSpan                window);

  /* PAIR. @is_mutual: asked once for two subjects, about the one with the
   * higher id; otherwise once for each subject and each partner. */
  gboolean      is_mutual;
  gboolean      wants_found; /* fires for subjects that found nothing */
  FwPairAnswer (*compare)   (const FwPair        *pair,
                             const FwCheck       *check);
  /* Takes sides away by what object and attributes say, whatever the frame. */
  void         (*narrow)    (const FwLabel       *label,
                             const FwCheck       *check,
                             gboolean            *is_subject,
                             gboolean            *is_partner);
  /* wants_found: a last look before it fires. */
  gboolean     (*finds)     (const FwFrameLabels *labels,
                             const FwEntry       *subject,
                             const FwCheck       *check);
  /* Whether the check fires about @subject, with the partners that were kept
   * for it, ascending by id; *@out_other is the one that is named (NULL: none). */
  gboolean     (*judge)     (const FwEntry        *subject,
                             const FwEntry *const *kept,
                             guint                 n_kept,
                             const FwCheck        *check,
                             const FwEntry       **out_other);
  /* Looks at the frame as a whole; tells by fw_pair_scan_emit(). */
  void         (*look)      (FwPairScan          *scan,
                             const FwFrameLabels *labels,
                             const FwCheck       *check);
  gboolean      looks_at_empty; /* @look wants frames without labels too */
  gboolean      has_reach;      /* pairs up to limits[0] px apart are asked about as well */

  /* TRACK. Appends places. */
  void     (*find)       (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          GArray               *runs);

  /* CROSS. Appends runs of those frames of @window in which it fires; looks at
   * no frame further than FW_CROSS_REACH away. Also asked for single shapes. */
  void     (*cross)      (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          FwSpan                window,
                          GArray               *runs);

  /* TRACK and CROSS: what it wants to know of the pixels (element-type
   * FwPixelQuestion), answered or not. */
  void     (*ask)        (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          GArray               *questions);
  /* PROJECT: the same, once. */
  void     (*ask_all)    (const FwCheckContext *context,
                          const FwCheck        *check,
                          GArray               *questions);

  /* LINK. Whether @after goes on from @before, at most limits[0] frames later. */
  gboolean (*link)       (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *before,
                          const FwTrack        *after);

  /* VIDEO. What one track adds to FwVideoFacts.weights. */
  gint64   (*weigh)      (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track);
  /* Appends places. */
  void     (*survey)     (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwVideoFacts   *facts,
                          GArray               *runs);

  /* PROJECT. Appends places, from the context's tally and facts. */
  void     (*sum)        (const FwCheckContext *context,
                          const FwCheck        *check,
                          GArray               *runs);

  /* Why it has nothing to say here, translated; NULL when it has. Not freed. */
  const char *(*mute)    (const FwCheckContext *context,
                          const FwCheck        *check);

  /* WALK, PAIR, TRACK, CROSS, LINK, VIDEO, PROJECT: what is said. @track is NULL for a frame or a
   * video as such. Returns: (transfer full) */
  char    *(*tell)       (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          FwRun                 run);
};

/* NULL: the kind is not built. */
const FwCheckOps *fw_check_ops_find (const char *kind);

/* The lists, one per kind-*.c, ended by an entry without a name. */
extern const FwCheckOps fw_kinds_of_attributes[];
extern const FwCheckOps fw_kinds_of_categories[];
extern const FwCheckOps fw_kinds_of_counts[];
extern const FwCheckOps fw_kinds_of_crossings[];
extern const FwCheckOps fw_kinds_of_crowds[];
extern const FwCheckOps fw_kinds_of_files[];
extern const FwCheckOps fw_kinds_of_gaps[];
extern const FwCheckOps fw_kinds_of_hiding[];
extern const FwCheckOps fw_kinds_of_lines[];
extern const FwCheckOps fw_kinds_of_motion[];
extern const FwCheckOps fw_kinds_of_outliers[];
extern const FwCheckOps fw_kinds_of_outlines[];
extern const FwCheckOps fw_kinds_of_pairs[];
extern const FwCheckOps fw_kinds_of_people[];
extern const FwCheckOps fw_kinds_of_pixels[];
extern const FwCheckOps fw_kinds_of_projects[];
extern const FwCheckOps fw_kinds_of_rings[];
extern const FwCheckOps fw_kinds_of_scales[];
extern const FwCheckOps fw_kinds_of_shares[];
extern const FwCheckOps fw_kinds_of_points[];
extern const FwCheckOps fw_kinds_of_sizes[];
extern const FwCheckOps fw_kinds_of_steps[];
extern const FwCheckOps fw_kinds_of_surfaces[];
extern const FwCheckOps fw_kinds_of_texts[];
extern const FwCheckOps fw_kinds_of_tracks[];
extern const FwCheckOps fw_kinds_of_videos[];

/* check-frame.c */
/* What @measure gives at most for two labels in the frames of the run; 0 when nothing. */
double      fw_check_find_worst_pair (const FwCheckContext *context,
                                     const FwCheck        *check,
                                     const FwTrack        *track,
                                     FwRun                 run,
                                     double              (*measure) (const FwPair *));
/* A hit in the frame that is being looked at. @subject NULL: the
 * frame as such. */
void        fw_pair_scan_emit       (FwPairScan           *self,
                                     const FwEntry        *subject,
                                     const FwEntry        *other,
                                     const FwCheck        *check);

/* check-frame.c: the labels of one frame as the checks of @group see them, for
 * reasons. The labels live as long as the scan. */
FwPairScan *fw_pair_scan_new_at     (const FwCheckContext *context,
                                     guint                 group,
                                     FwFrame               frame,
                                     FwFrameLabels        *out_labels);

/* check-plan.c */
/* The text of a parameter as a value of the attribute (nullable: as a text). */
FwValue     fw_attribute_read_value (const FwAttribute    *attribute,
                                     const char           *text);
/* The parameter when the manual gives it or it has a default; else NULL. */
const FwParamValue *
            fw_check_get_given      (const FwCheck        *check,
                                     const char           *name);
/* Whether @value is one of FwCheck.values. */
gboolean    fw_check_lists          (const FwCheck        *check,
                                     FwValue               value);
/* Whether a list of globs, or one, names the category. */
gboolean    fw_globs_name           (const FwParamValue   *globs,
                                     const char           *category);
/* Marks what an expression reads. Returns whether it reads no geometry. */
gboolean    fw_plan_use_expression  (FwPlan               *self,
                                     FwCheck              *check,
                                     const FwExpression   *expression);
/* Marks the attribute as read. Its index, or -1. */
int         fw_plan_use_attribute   (FwPlan               *self,
                                     const char           *name);

/* check-reason.c: fixes. */
void        fw_problem_set_fix      (FwProblem            *self,
                                     FwFix                 fix,
                                     const char           *text);
/* A fix that gives an attribute a value, or (null) takes it away. */
void        fw_problem_set_attribute_fix (FwProblem       *self,
                                     const FwLabel        *label,
                                     const char           *name,
                                     FwValue               value);

/* Appends a place of a TRACK or VIDEO kind. */
static inline void
fw_check_add_place (GArray        *runs,
                    const FwCheck *check,
                    FwFrame        first,
                    FwFrame        last)
{
  FwRun run = { .check = check->place, .first = first, .last = last };

  g_array_append_val (runs, run);
}

/* Appends a frame in which a WALK or CROSS kind fires; frames come in order. */
static inline void
fw_check_add_frame (GArray        *runs,
                    const FwCheck *check,
                    FwTrackId      other,
                    FwFrame        frame)
{
  FwRun *last = runs->len > 0 ? &g_array_index (runs, FwRun, runs->len - 1) : NULL;

  if (last && last->check == check->place && last->other == other && last->last == frame - 1)
    {
      last->last = frame;
      return;
    }

  FwRun run = { .check = check->place, .first = frame, .last = frame, .other = other };

  g_array_append_val (runs, run);
}

G_END_DECLS
