/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Everything that is known about one person's work on this computer, put together
 * from the reviews beside recent work: as values, so that a thread can make it and
 * the page can show it. No toolkit.
 *
 * Made in two rounds. The first reads reviews, which are small: figures and
 * verdicts. The second reads labels and manuals: what units are called, whether
 * they were changed since, which rules are for which categories.
 */

#include <gio/gio.h>

#include "review/overturns.h"
#include "review/own-record.h"
#include "rules/manual-versions.h"

G_BEGIN_DECLS

/**
 * FwOwnWork:
 *
 * One piece of work, as the list of recent work has it. Reference counted,
 * immutable but for what the making thread fills in.
 */
typedef struct
{
  gatomicrefcount   ref_count;
  char             *path;     /* (owned) what to open: media, else labels */
  char             *labels;   /* (owned) */
  char             *manual;   /* (owned) (nullable) */
  char             *title;    /* (owned) */
  char             *review;   /* (owned) path of the review */
  FwReview         *records;  /* (owned) (nullable) NULL: there is none, or it cannot be read */
  FwManual         *rules;    /* (owned) (nullable) the manual as it is now; second round */
  FwManualVersions *versions; /* (owned) (nullable) what was published of it */
  gboolean          has_gold; /* there is something to practise on; second round */
} FwOwnWork;

FwOwnWork *fw_own_work_new   (const char *path,
                              const char *labels,
                              const char *manual,
                              const char *title) G_GNUC_WARN_UNUSED_RESULT;
FwOwnWork *fw_own_work_ref   (FwOwnWork  *self);
void       fw_own_work_unref (FwOwnWork  *self);

/**
 * FwOwnUnit:
 *
 * What the labels say of a unit that a verdict is about.
 */
typedef struct
{
  char    *title;    /* (owned) "Cyclist 21, frame 404" */
  char    *category; /* (owned) (nullable) its name in the manual */
  char    *words;    /* (owned) (nullable) the category for people */
  char    *rev;      /* (owned) (nullable) as it is now; NULL: it is not there any more */
  char    *confirmed; /* (owned) (nullable) version of the manual it was last confirmed under */
} FwOwnUnit;

/* An appeal that waits for somebody who was not there, and that may be this person. */
typedef struct
{
  gsize           work;   /* place among the works */
  const FwAppeal *appeal; /* of its review */
} FwOwnRuling;

/* A unit of new work, because its rule changed. */
typedef struct
{
  gsize            work;
  const FwRegrade *regrade;
  const char      *unit; /* of the regrade */
} FwOwnRework;

/* A question that the person asked. */
typedef struct
{
  gsize             work;
  const FwQuestion *question;
} FwOwnQuestion;

/**
 * FwOwnFindings:
 *
 * Immutable once made; reference counted, any thread.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char        *person;    /* (owned) */
  gboolean     is_whole;  /* the second round is done */
  GPtrArray   *works;     /* (owned) (element-type FwOwnWork) those that have a review */
  GPtrArray   *units;     /* (owned) (element-type GHashTable) of each work: name -> FwOwnUnit */
  GPtrArray   *troubles;  /* (owned) (element-type utf8) what could not be read, one sentence each */
  FwOwnRecord *record;    /* (owned) its reviews are those of the works */
  guint        n_accepted; /* batches that nobody judged in time, and that are accepted so */
  GArray      *rulings;   /* (owned) (element-type FwOwnRuling) the soonest due first */
  GArray      *rework;    /* (owned) (element-type FwOwnRework) not done yet */
  GArray      *questions; /* (owned) (element-type FwOwnQuestion) newest first */
  FwOverturns  reviewer;  /* the person as a reviewer */
  GArray      *rules;     /* (owned) (element-type FwOverturns) rules whose verdicts were overturned */
} FwOwnFindings;

/* May be called from any thread, and not in order. */
typedef void (*FwOwnProgressFunc) (double share, gpointer user_data);

/* First round: the reviews of @works (element-type FwOwnWork). One that cannot be
 * read is a trouble, and the others go on. Blocks; any thread. NULL only when
 * cancelled. */
FwOwnFindings   *fw_own_findings_new    (GPtrArray           *works,
                                         const char          *person,
                                         GDateTime           *now,
                                         FwOwnProgressFunc    progress,
                                         gpointer             user_data,
                                         GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
/* Second round. */
FwOwnFindings   *fw_own_findings_complete (const FwOwnFindings *first,
                                         GDateTime           *now,
                                         FwOwnProgressFunc    progress,
                                         gpointer             user_data,
                                         GCancellable        *cancellable) G_GNUC_WARN_UNUSED_RESULT;
FwOwnFindings   *fw_own_findings_ref    (FwOwnFindings       *self);
void             fw_own_findings_unref  (FwOwnFindings       *self);

FwOwnWork       *fw_own_findings_get_work (const FwOwnFindings *self,
                                         gsize                work);
/* NULL before the second round, and for what no label is. */
const FwOwnUnit *fw_own_findings_find_unit (const FwOwnFindings *self,
                                         gsize                work,
                                         const char          *unit);
/* "Cyclist 21, frame 404"; without the labels "Object 21, frame 404". Pictures
 * count from 1. Returns: (transfer full) */
char            *fw_own_findings_dup_title (const FwOwnFindings *self,
                                         gsize                work,
                                         const char          *unit) G_GNUC_WARN_UNUSED_RESULT;
/* "SD-011 Tight box"; the id alone when the manual is not there.
 * Returns: (transfer full) */
char            *fw_own_findings_dup_rule (const FwOwnFindings *self,
                                         gsize                work,
                                         const char          *rule) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the label is not any more what was judged, or gone. FALSE before the second
 * round. */
gboolean         fw_own_findings_is_changed (const FwOwnFindings *self,
                                         gsize                work,
                                         const FwVerdict     *verdict);

/* What is to be done about a label that was returned. */
typedef enum
{
  FW_RETURNED_TO_FIX,
  FW_RETURNED_FIXED,    /* changed, or gone, since */
  FW_RETURNED_APPEALED, /* waits for a ruling */
  FW_RETURNED_KEPT,     /* looked at again, and kept; still to fix */
  FW_RETURNED_ACCEPTED, /* overturned by a ruling */
  FW_RETURNED_SILENT,   /* overturned because nobody ruled in time */
  FW_RETURNED_UNCLEAR,  /* the manual does not decide */
  FW_RETURNED_ASKED,    /* a question about it waits for its answer */
  FW_RETURNED_REGRADED
} FwReturnedState;

FwReturnedState  fw_own_findings_get_state (const FwOwnFindings *self,
                                         const FwReturned    *returned,
                                         GDateTime           *now);
/* The number of the precedent that the ruling about it became; NULL when it became
 * none, or when the manual, as it is now, has none of that number (older files have
 * the text of the ruling instead of a number). Borrowed. */
const char      *fw_own_findings_find_precedent (const FwOwnFindings *self,
                                         const FwReturned    *returned);
/* The parts of the list of returned labels. */
typedef enum
{
  FW_RETURNED_LIST_ALL,
  FW_RETURNED_LIST_TO_FIX,
  FW_RETURNED_LIST_APPEALS,
  FW_RETURNED_LIST_REGRADED
} FwReturnedList;

#define FW_N_RETURNED_LISTS (FW_RETURNED_LIST_REGRADED + 1)

gboolean         fw_returned_state_is_in  (FwReturnedState      state,
                                         FwReturnedList       list);
guint            fw_own_findings_count   (const FwOwnFindings *self,
                                         FwReturnedList       list,
                                         GDateTime           *now);
/* Whether and until when it can be appealed. @out_until (nullable) is (transfer
 * full) ISO 8601. */
gboolean         fw_own_findings_can_appeal (const FwOwnFindings *self,
                                         const FwReturned    *returned,
                                         GDateTime           *now,
                                         char               **out_until);
/* The text of a rule as it was when a verdict cited it: (transfer full)
 * (nullable): NULL when that version is not on this computer. Blocks; any thread. */
FwManual        *fw_own_work_read_version (const FwOwnWork    *self,
                                         const char          *version) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwOwnFindings, fw_own_findings_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwOwnWork, fw_own_work_unref)

G_END_DECLS
