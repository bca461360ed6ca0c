/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/snapshot.h"
#include "rules/check-facts.h"
#include "rules/manual.h"
#include "rules/problem.h"

G_BEGIN_DECLS

/**
 * FwChecker:
 *
 * Runs the rules of a manual over a document and keeps the findings up to
 * date. One full run, then fw_checker_update() after each edit re-checks only
 * what the edit can have changed and tells what opened and closed; its
 * findings are always those a full run would give.
 *
 * Belongs to one thread at a time (the application: its checking worker). The
 * problems and lists it gives out are immutable and go to any thread.
 *
 * Memory is bounded: findings are kept as runs of frames, at most
 * fw_checker_set_cap() of them; past that they are counted no more and
 * fw_checker_is_capped() says so.
 */
typedef struct _FwChecker FwChecker;

/* @share from 0 to 1, in the checker's thread, some hundred times a run. */
typedef void (*FwCheckerProgress) (double share, gpointer user_data);

/**
 * FwCheckerDelta:
 *
 * What an update changed. Apply @closed, then @changed, then @opened. A
 * changed problem is fw_problem_same() as one before; @changed holds its new
 * self, which may be equal in every number.
 */
typedef struct
{
  GPtrArray *opened;  /* (element-type FwProblem) */
  GPtrArray *changed; /* (element-type FwProblem) */
  GPtrArray *closed;  /* (element-type FwProblem), without reasons */
} FwCheckerDelta;

void            fw_checker_delta_free       (FwCheckerDelta    *self);

/* Only sound rules that are not retired are checked. */
FwChecker      *fw_checker_new              (FwManual          *manual);
void            fw_checker_free             (FwChecker         *self);
FwManual       *fw_checker_get_manual       (const FwChecker   *self);
/* Checks only the rule called @id from now on (NULL: all); before a run. */
void            fw_checker_set_only         (FwChecker         *self,
                                             const char        *id);
/* Default 1,000,000 runs. Before a run. */
void            fw_checker_set_cap          (FwChecker         *self,
                                             gsize              max_runs);

/* Whether sentences call the objects of a folder's pictures by their number within
 * the picture, as the window does ("skirt 3"), and not by their id in the file, which
 * is what a report wants and the default. Before a run. */
void            fw_checker_set_counts_in_pictures (FwChecker   *self,
                                             gboolean           counts_in_pictures);

/* What labels do not say; before a run, or between updates: then the next update
 * tells what they change. NULL: nothing is known. */
void            fw_checker_set_facts        (FwChecker         *self,
                                             FwCheckFacts      *facts);

/* Checks everything. FALSE with G_IO_ERROR_CANCELLED when cancelled; then the
 * next call must be a full run again (update makes it one). */
gboolean        fw_checker_run              (FwChecker         *self,
                                             FwSnapshot        *snapshot,
                                             GCancellable      *cancellable,
                                             FwCheckerProgress  progress,
                                             gpointer           user_data,
                                             GError           **error);
/* Brings the findings from the last snapshot to @snapshot. @changed names the
 * slots that may differ; NULL: find out (O(objects)). Categories, manual marks
 * and frame lists that changed are noticed in any case.
 * After a cancelled run or update everything is checked, and @opened is all
 * there is: begin with an empty list.
 * Returns: (transfer full): NULL with G_IO_ERROR_CANCELLED when cancelled */
FwCheckerDelta *fw_checker_update           (FwChecker         *self,
                                             FwSnapshot        *snapshot,
                                             const FwSlot      *changed,
                                             gsize              n_changed,
                                             GCancellable      *cancellable,
                                             GError           **error);

/* All problems and hints, sorted by fw_problem_compare(); of each rule at most
 * @max_per_rule (0: no limit).
 * Returns: (transfer full) (element-type FwProblem) */
GPtrArray *fw_checker_list (FwChecker *self, gsize max_per_rule) G_GNUC_WARN_UNUSED_RESULT;
/* Calls @func for the same, one problem per annotation for label rules: what a
 * report lists. The problem is borrowed. Until @func returns FALSE. */
typedef gboolean (*FwProblemFunc) (FwProblem *problem, gpointer user_data);
void            fw_checker_foreach          (FwChecker         *self,
                                             FwProblemFunc      func,
                                             gpointer           user_data);
/* Calls @func for every finding as it is kept: a run of frames of one rule, in
 * which label rules count once per frame and the others once. Nothing is
 * measured or described, so this is the way to count and compare. */
typedef struct
{
  const FwRule *rule;
  FwTrackId     track;    /* 0: about a frame or the video */
  FwTrackId     other;
  FwSpan        span;
  gboolean      per_frame; /* counts once per frame */
} FwFinding;
typedef void (*FwFindingFunc) (const FwFinding *finding, gpointer user_data);
void            fw_checker_foreach_finding  (FwChecker         *self,
                                             FwFindingFunc      func,
                                             gpointer           user_data);
/* The problem of a finding of this checker's last run, in full; its span may be
 * a part of what was found. Returns: (transfer full) */
FwProblem      *fw_checker_describe         (FwChecker         *self,
                                             const FwFinding   *finding) G_GNUC_WARN_UNUSED_RESULT;
/* Of one object / touching one frame. */
GPtrArray      *fw_checker_list_track       (FwChecker         *self,
                                             FwTrackId          track) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *fw_checker_list_frame       (FwChecker         *self,
                                             FwFrame            frame) G_GNUC_WARN_UNUSED_RESULT;

/* Counted as the manual says. */
gint64          fw_checker_count            (const FwChecker   *self,
                                             FwSeverity         severity);
gint64          fw_checker_count_rule       (const FwChecker   *self,
                                             const FwRule      *rule);
gboolean        fw_checker_is_capped        (const FwChecker   *self);
/* What the rules want to know of the pixels and the facts do not answer yet, by
 * frames; @out_n_answered (nullable) gets how many the facts do answer.
 * Returns: (transfer full) (element-type FwPixelQuestion) */
GArray         *fw_checker_list_pixel_questions (FwChecker     *self,
                                             gsize             *out_n_answered) G_GNUC_WARN_UNUSED_RESULT;
/* Why a rule gives no answer here, translated ("no data: the size of the
 * pictures is not known", "not built yet"); NULL when it is checked. */
const char     *fw_checker_get_silence      (const FwChecker   *self,
                                             const FwRule      *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckerDelta, fw_checker_delta_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwChecker, fw_checker_free)

G_END_DECLS
