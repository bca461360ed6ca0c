/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/review/review-queue.h"
#include "app/review/review-rules.h"
#include "core/document.h"
#include "formats/review-file.h"
#include "review/acceptance.h"
#include "review/report.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* What a verdict button says. */
typedef struct
{
  guint       digit;    /* the key: 1 to 8; 0 twice */
  FwOutcome   outcome;
  FwMistake   mistake;
  const char *title;    /* untranslated */
} FwVerdictKey;

#define FW_N_VERDICT_KEYS 10

/* In the order of the buttons: 1 to 8 (“Other” is one of several kinds), then
 * the two that share the 0. */
const FwVerdictKey *fw_verdict_keys_get (gsize *out_n);

/**
 * FwVerdictDraft:
 *
 * What the reviewer has chosen for the unit at hand and not sent yet. Borrowed
 * from the sitting until ::draft-changed.
 */
typedef struct
{
  gboolean   has_answer;
  FwOutcome  outcome;
  FwMistake  mistake;
  char      *rule;      /* (nullable) an id */
  char      *precedent; /* (nullable) that decides, under the rule */
  char      *note;      /* never NULL */
  gboolean   has_pin;
  FwPoint    pin;
  gboolean   has_region;
  FwRect     region;
  char      *suggested; /* (nullable) JSON */
} FwVerdictDraft;

typedef enum
{
  FW_STAGE_NOTHING,  /* no draw, or nothing in it for this person */
  FW_STAGE_NAMING,   /* the category is covered: what is it? */
  FW_STAGE_JUDGING,
  FW_STAGE_REVEALED, /* the blind verdict is in; the machine found something: keep it or change it */
  FW_STAGE_JUDGED,   /* looking back at a verdict that is in; it can be changed */
  FW_STAGE_ASKED,    /* a question about the unit waits for its answer */
  FW_STAGE_LOOKING,  /* colleagues judged it, and it is not in the person's list */
  FW_STAGE_GONE,     /* the labels do not have it any more */
  FW_STAGE_CLOSED    /* the draw is signed off */
} FwSittingStage;

typedef enum
{
  FW_LACK_NOTHING,
  FW_LACK_NAME,    /* what the covered category is */
  FW_LACK_ANSWER,
  FW_LACK_RULE,
  FW_LACK_REGION,  /* where the missed object is */
  FW_LACK_REASON,  /* a note, a pin or a value */
  FW_LACK_QUESTION /* what the manual should decide */
} FwVerdictLack;

#define FW_TYPE_REVIEW_SITTING (fw_review_sitting_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewSitting, fw_review_sitting, FW, REVIEW_SITTING, GObject)

/**
 * FwReviewSitting:
 *
 * A person going through a draw: which unit is at hand, what is being said
 * about it, what was said. Nothing of a toolkit; the page shows it, tests drive
 * it. Everything that counts goes into the review file at once. Main thread.
 *
 * Signals:
 *   queue-changed   ()            the list of units is another one
 *   item-changed    (guint place) one of them was judged, or is not any more
 *   unit-changed    ()            another unit is at hand, or its stage is another one
 *   draft-changed   ()
 *   figures-changed ()            the report, the plan or the time per unit
 */

/* What it is about. Borrowed; @document and @review are referenced. */
typedef struct
{
  FwReviewFile *review;
  FwDocument   *document;
  const char   *media;   /* as fw_unit_dup_media() gives it */
  const char   *person;  /* who judges */
} FwSittingFacts;

FwReviewSitting *fw_review_sitting_new        (const FwSittingFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* The rules to cite. Without a manual `wrong` cannot be said. (nullable) */
void             fw_review_sitting_set_manual (FwReviewSitting      *self,
                                               FwManual             *manual);
FwManual        *fw_review_sitting_get_manual (FwReviewSitting      *self);
FwReviewFile    *fw_review_sitting_get_file   (FwReviewSitting      *self);
const char      *fw_review_sitting_get_person (FwReviewSitting      *self);
const char      *fw_review_sitting_get_media  (FwReviewSitting      *self);
FwSnapshot      *fw_review_sitting_get_snapshot (FwReviewSitting    *self);
/* What the machine found about a unit. Returns: (transfer full) (element-type
 * FwProblem) (nullable). NULL func: nothing. */
typedef GPtrArray *(*FwSittingProblems) (const FwUnit *unit, gpointer user_data);
void             fw_review_sitting_set_problems (FwReviewSitting    *self,
                                               FwSittingProblems     func,
                                               gpointer              user_data);
/* Microseconds that only go forward; for tests. */
typedef gint64 (*FwSittingClock) (gpointer user_data);
void             fw_review_sitting_set_clock  (FwReviewSitting      *self,
                                               FwSittingClock        clock,
                                               gpointer              user_data);

/* The draw that is judged; 0: none. The first open unit is at hand then. */
void             fw_review_sitting_open_draw  (FwReviewSitting      *self,
                                               gint64                draw);
/* NULL when none is open. Borrowed until the review changes. */
const FwDraw    *fw_review_sitting_get_draw   (FwReviewSitting      *self);
/* The newest draw that is not signed off; 0. */
gint64           fw_review_sitting_find_open_draw (FwReviewSitting  *self);
/* The labels may have changed elsewhere: looks at them again. */
void             fw_review_sitting_refresh    (FwReviewSitting      *self);

/* Going through it ----------------------------------------------------------- */

FwReviewQueue   *fw_review_sitting_get_queue  (FwReviewSitting      *self);
/* -1 when nothing of it is at hand. */
int              fw_review_sitting_get_place  (FwReviewSitting      *self);
const FwQueueItem *
                 fw_review_sitting_get_item   (FwReviewSitting      *self);
FwSittingStage   fw_review_sitting_get_stage  (FwReviewSitting      *self);
void             fw_review_sitting_go         (FwReviewSitting      *self,
                                               guint                 place);
/* The next open unit, or the one before in the list; FALSE when there is none. */
gboolean         fw_review_sitting_go_next    (FwReviewSitting      *self);
gboolean         fw_review_sitting_go_previous (FwReviewSitting     *self);
/* To a unit of the draw: to its place in the list; one that is not the person's to judge
 * is looked at, and left with the next step. FALSE when it is not of the draw. */
gboolean         fw_review_sitting_go_to_unit (FwReviewSitting      *self,
                                               const char           *unit);
/* The units that come next, for fetching their pictures ahead; at most @max.
 * Returns: how many; @out_units gets them. */
guint            fw_review_sitting_list_next  (FwReviewSitting      *self,
                                               FwUnit               *out_units,
                                               guint                 max);
/* Whether the category of the unit at hand may be shown. */
gboolean         fw_review_sitting_shows_category (FwReviewSitting  *self);
/* Whether the author may be shown: the blind verdict is in. Who only looks at what others
 * judged sees no names, because an appeal about it may come before her. */
gboolean         fw_review_sitting_shows_author (FwReviewSitting    *self);
/* What the machine found about the unit at hand, once it may be shown.
 * (element-type FwProblem) (nullable): borrowed until ::unit-changed */
GPtrArray       *fw_review_sitting_get_problems (FwReviewSitting    *self);
/* This person's verdict about the unit at hand; NULL. */
const FwVerdict *fw_review_sitting_get_verdict (FwReviewSitting     *self);
/* The unit at hand is another revision than the one that was drawn. */
gboolean         fw_review_sitting_is_changed (FwReviewSitting      *self);
/* The name of its category, for rules; NULL for frames. Also while it is covered. */
const char      *fw_review_sitting_get_category (FwReviewSitting    *self);

/* Saying something ----------------------------------------------------------- */

const FwVerdictDraft *
                 fw_review_sitting_get_draft  (FwReviewSitting      *self);
/* Whether the key has a meaning for units of this kind. */
gboolean         fw_review_sitting_can_choose (FwReviewSitting      *self,
                                               const FwVerdictKey   *key);
void             fw_review_sitting_choose     (FwReviewSitting      *self,
                                               FwOutcome             outcome,
                                               FwMistake             mistake);
/* A rule by its id, or a precedent by its number, which cites its rule, too. NULL: none. */
void             fw_review_sitting_cite       (FwReviewSitting      *self,
                                               const char           *id);
void             fw_review_sitting_note       (FwReviewSitting      *self,
                                               const char           *text);
/* NULL takes them away. */
void             fw_review_sitting_pin        (FwReviewSitting      *self,
                                               const FwPoint        *pin);
void             fw_review_sitting_mark       (FwReviewSitting      *self,
                                               const FwRect         *region);
void             fw_review_sitting_suggest    (FwReviewSitting      *self,
                                               const char           *json);
/* A covered category is named: it is shown from now on. Another one than the
 * label has chooses “Wrong category” with this suggestion. */
void             fw_review_sitting_name       (FwReviewSitting      *self,
                                               FwCategoryId          category);
/* Nobody can tell what it is: chooses “Picture too bad”, and the category is shown. */
void             fw_review_sitting_name_unknown (FwReviewSitting    *self);
/* What is still missing before the verdict can be sent, and a sentence that says
 * so (static, translated). */
FwVerdictLack    fw_review_sitting_find_lack  (FwReviewSitting      *self,
                                               const char          **out_sentence);
/* Sends it. When the machine found something, the unit stays at hand with what it
 * found; else the next open one comes. FALSE with a sentence when it is refused. */
gboolean         fw_review_sitting_send       (FwReviewSitting      *self,
                                               GError              **error);
/* Takes the newest verdict of this person in this draw back and goes there. */
gboolean         fw_review_sitting_can_undo   (FwReviewSitting      *self);
gboolean         fw_review_sitting_undo       (FwReviewSitting      *self,
                                               GError              **error);
/* Closes the draw. FALSE with a sentence when it cannot be. */
gboolean         fw_review_sitting_sign_off   (FwReviewSitting      *self,
                                               GError              **error);

/* What it says about everything ---------------------------------------------- */

/* No rate is shown before this many verdicts. */
#define FW_SITTING_MIN_VERDICTS 20

/* Summed up as of the moment, counted here and now if need be, which takes long with very many
 * verdicts; NULL without a draw. Borrowed until ::figures-changed. */
const FwReport  *fw_review_sitting_get_report (FwReviewSitting      *self);
/* The same as it was counted last: a thread counts after each verdict and says ::figures-changed.
 * NULL without a draw, and before the first count. @out_pace_ms (nullable) as below. Borrowed
 * until ::figures-changed. */
const FwReport  *fw_review_sitting_get_figures (FwReviewSitting     *self,
                                                gint64              *out_pace_ms);
/* The person uses the page: until the next call, at most FW_SITTING_IDLE_MS of it
 * count as time for the unit at hand. */
#define FW_SITTING_IDLE_MS 30000
void             fw_review_sitting_note_input (FwReviewSitting      *self);
/* Time that the unit at hand has taken. */
gint64           fw_review_sitting_get_ms     (FwReviewSitting      *self);
/* Median time of this person's verdicts in this draw as of the moment; 0: none yet. */
gint64           fw_review_sitting_get_pace_ms (FwReviewSitting     *self);

G_END_DECLS
