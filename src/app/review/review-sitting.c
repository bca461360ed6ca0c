/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-sitting-private.h"

#include "app/review/review-choice.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static guint signals[FW_SITTING_N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewSitting, fw_review_sitting, G_TYPE_OBJECT)

void
fw_review_sitting_emit (FwReviewSitting *self,
                        FwSittingSignal  signal)
{
  g_signal_emit (self, signals[signal], 0);
}

static gint64
monotonic_clock (gpointer user_data)
{
  return g_get_monotonic_time ();
}

static gint64
now_us (FwReviewSitting *self)
{
  return self->clock (self->clock_data);
}

/* Notes about units */

static void
note_free (gpointer data)
{
  FwSittingNote *note = data;

  fw_verdict_draft_clear (&note->draft);
  g_free (note);
}

FwQueueItem *
fw_review_sitting_peek_item (FwReviewSitting *self,
                             guint            place)
{
  return &g_array_index (self->queue->items, FwQueueItem, place);
}

FwSittingNote *
fw_review_sitting_get_note (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_peek_item (self, (guint) self->place);
  char *key = g_strdup_printf ("%" PRId64 "/%s", item->draw, item->name);
  FwSittingNote *note = g_hash_table_lookup (self->notes, key);

  if (note != NULL)
    {
      g_free (key);
      return note;
    }

  const FwVerdict *verdict = fw_review_sitting_get_verdict (self);

  note = g_new0 (FwSittingNote, 1);
  note->draft.note = g_strdup ("");
  if (verdict != NULL)
    {
      fw_verdict_draft_copy (&note->draft, verdict);
      note->is_kept = TRUE;
    }
  g_hash_table_insert (self->notes, key, note);

  return note;
}

/* The queue */

static void
forget_report (FwReviewSitting *self)
{
  g_clear_pointer (&self->report, fw_report_free);
  g_clear_pointer (&self->report_of, fw_review_unref);
}

static gint64
count_pace (const FwReview *review,
            gint64          draw,
            const char     *person)
{
  gsize n = 0;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (review, draw, &n);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n; i++)
    if (verdicts[i]->ms > 0 && g_strcmp0 (verdicts[i]->reviewer, person) == 0)
      g_array_append_val (times, verdicts[i]->ms);

  return fw_review_median_ms (times);
}

static FwReport *
count_report (const FwReview *review,
              gint64          draw)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return fw_report_new (review, draw, 0.95, now);
}

/* What a thread counts. */
typedef struct
{
  GWeakRef  sitting; /* may be closed meanwhile */
  FwReview *review;  /* (owned) */
  gint64    draw;
  char     *person;  /* (owned) */
  FwReport *report;  /* (owned) (nullable) the answer */
  gint64    pace_ms;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_clear_pointer (&count->report, fw_report_free);
  g_weak_ref_clear (&count->sitting);
  fw_review_unref (count->review);
  g_free (count->person);
  g_free (count);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Count *count = data;

  count->report = count_report (count->review, count->draw);
  count->pace_ms = count_pace (count->review, count->draw, count->person);
  g_task_return_boolean (task, TRUE);
}

static void count_anew (FwReviewSitting *self);

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Count *count = g_task_get_task_data (G_TASK (result));
  g_autoptr(FwReviewSitting) self = g_weak_ref_get (&count->sitting);

  if (self == NULL)
    return;
  self->is_counting = FALSE;
  if (count->draw == self->draw)
    {
      forget_report (self);
      self->report = g_steal_pointer (&count->report);
      self->report_of = fw_review_ref (count->review);
      self->pace_ms = count->pace_ms;
      fw_review_sitting_emit (self, FW_SITTING_FIGURES_CHANGED);
    }
  count_anew (self);
}

/* Until the newest is counted; what is said meanwhile is counted afterwards, at once. */
static void
count_anew (FwReviewSitting *self)
{
  FwReview *review = fw_review_file_get_review (self->file);

  if (self->is_counting || self->report_of == review)
    return;
  if (fw_review_sitting_get_draw (self) == NULL)
    {
      forget_report (self);
      fw_review_sitting_emit (self, FW_SITTING_FIGURES_CHANGED);
      return;
    }

  g_autoptr(GTask) task = g_task_new (NULL, NULL, counted_cb, NULL);
  Count *count = g_new0 (Count, 1);

  g_weak_ref_init (&count->sitting, self);
  count->review = fw_review_ref (review);
  count->draw = self->draw;
  count->person = g_strdup (self->person);
  g_task_set_task_data (task, count, count_free);
  self->is_counting = TRUE;
  g_task_run_in_thread (task, count_thread);
}

static void
look_free (FwQueueItem *look)
{
  fw_queue_item_clear (look);
  g_free (look);
}

void
fw_review_sitting_end_look (FwReviewSitting *self)
{
  g_clear_pointer (&self->look, look_free);
}

void
fw_review_sitting_set_place (FwReviewSitting *self,
                             int              place)
{
  fw_review_sitting_note_input (self);
  fw_review_sitting_end_look (self);
  self->place = place;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
  fw_review_sitting_emit (self, FW_SITTING_DRAFT_CHANGED);
}

static FwReviewQueueFacts
get_queue_facts (FwReviewSitting *self)
{
  return (FwReviewQueueFacts) { .review = fw_review_file_get_review (self->file),
                                .draw = self->draw,
                                .snapshot = fw_document_get_snapshot (self->document),
                                .media = self->media,
                                .person = self->person };
}

/* What is not in the list is at hand. FALSE when it was not drawn. */
static gboolean
look_at (FwReviewSitting *self,
         const char      *unit)
{
  FwReviewQueueFacts facts = get_queue_facts (self);
  FwQueueItem look = { 0 };
  int back = self->look != NULL ? self->back : self->place;

  if (self->draw == 0 || !fw_review_queue_init_look (&facts, unit, &look))
    return FALSE;
  fw_review_sitting_note_input (self);
  fw_review_sitting_end_look (self);
  self->look = g_memdup2 (&look, sizeof look);
  self->place = -1;
  self->back = back;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
  fw_review_sitting_emit (self, FW_SITTING_DRAFT_CHANGED);

  return TRUE;
}

/* Makes the list anew and stays at the unit that is at hand, if it is still there. */
static void
make_queue (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);
  g_autofree char *name = item != NULL ? g_strdup (item->name) : NULL;
  gint64 draw = item != NULL ? item->draw : 0;
  gboolean is_looking = self->look != NULL;
  FwReviewQueueFacts facts = get_queue_facts (self);

  fw_review_sitting_note_input (self);
  self->place = -1;
  if (self->draw != 0 && fw_review_find (facts.review, FW_REVIEW_DRAW, self->draw) == NULL)
    self->draw = 0;
  g_clear_pointer (&self->queue, fw_review_queue_free);
  self->queue = self->draw != 0 ? fw_review_queue_new (&facts) : fw_review_queue_new_empty ();
  self->back = -1;
  if (self->report != NULL && self->report->draw->id != self->draw)
    forget_report (self);
  fw_review_sitting_emit (self, FW_SITTING_QUEUE_CHANGED);

  int place = name != NULL ? fw_review_queue_find (self->queue, draw, name) : -1;

  if (place < 0 && is_looking && look_at (self, name))
    {
      count_anew (self);
      return;
    }
  if (place < 0)
    place = fw_review_queue_find_open (self->queue, 0);
  if (place < 0 && self->queue->items->len > 0)
    place = 0;
  fw_review_sitting_set_place (self, place);
  count_anew (self);
}

static void
file_changed_cb (FwReviewSitting *self)
{
  if (!self->is_writing)
    make_queue (self);
}

void
fw_review_sitting_judged (FwReviewSitting *self,
                          guint            place,
                          gint64           verdict)
{
  FwQueueItem *item = fw_review_sitting_peek_item (self, place);

  item->verdict = verdict;
  item->state = FW_QUEUE_OPEN;
  item->is_covered = FALSE;
  if (verdict != 0)
    {
      FwOutcome outcome
        = fw_verdict_get_answer (fw_review_find (fw_review_file_get_review (self->file),
                                                 FW_REVIEW_VERDICT, verdict))
            ->outcome;

      item->state = outcome == FW_OUTCOME_CORRECT ? FW_QUEUE_RIGHT
                    : outcome == FW_OUTCOME_WRONG ? FW_QUEUE_WRONG
                                                  : FW_QUEUE_UNDECIDED;
    }
  g_signal_emit (self, signals[FW_SITTING_ITEM_CHANGED], 0, place);
  count_anew (self);
}

/* Life */

static void
fw_review_sitting_dispose (GObject *object)
{
  FwReviewSitting *self = FW_REVIEW_SITTING (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (fw_review_sitting_parent_class)->dispose (object);
}

static void
fw_review_sitting_finalize (GObject *object)
{
  FwReviewSitting *self = FW_REVIEW_SITTING (object);

  forget_report (self);
  fw_review_sitting_end_look (self);
  g_clear_pointer (&self->queue, fw_review_queue_free);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->media);
  g_free (self->person);

  G_OBJECT_CLASS (fw_review_sitting_parent_class)->finalize (object);
}

static void
fw_review_sitting_class_init (FwReviewSittingClass *klass)
{
  static const char *const names[] = { "queue-changed", "item-changed", "unit-changed",
                                       "draft-changed", "figures-changed" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_review_sitting_dispose;
  object_class->finalize = fw_review_sitting_finalize;

  for (int i = 0; i < FW_SITTING_N_SIGNALS; i++)
    if (i == FW_SITTING_ITEM_CHANGED)
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
    else
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_review_sitting_init (FwReviewSitting *self)
{
  self->queue = fw_review_queue_new_empty ();
  self->place = self->back = -1;
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, note_free);
  self->clock = monotonic_clock;
}

FwReviewSitting *
fw_review_sitting_new (const FwSittingFacts *facts)
{
  g_return_val_if_fail (facts != NULL && FW_IS_REVIEW_FILE (facts->review), NULL);
  g_return_val_if_fail (FW_IS_DOCUMENT (facts->document) && facts->media != NULL, NULL);
  g_return_val_if_fail (facts->person != NULL && facts->person[0] != '\0', NULL);

  FwReviewSitting *self = g_object_new (FW_TYPE_REVIEW_SITTING, NULL);

  self->file = g_object_ref (facts->review);
  self->document = g_object_ref (facts->document);
  self->media = g_strdup (facts->media);
  self->person = g_strdup (facts->person);
  self->last_input_us = now_us (self);
  g_signal_connect_swapped (self->file, "changed", G_CALLBACK (file_changed_cb), self);

  return self;
}

void
fw_review_sitting_set_manual (FwReviewSitting *self,
                              FwManual        *manual)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  if (self->manual == manual)
    return;
  g_clear_pointer (&self->manual, fw_manual_unref);
  self->manual = manual != NULL ? fw_manual_ref (manual) : NULL;
  fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
  fw_review_sitting_emit (self, FW_SITTING_DRAFT_CHANGED);
}

FwManual *
fw_review_sitting_get_manual (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->manual;
}

FwReviewFile *
fw_review_sitting_get_file (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->file;
}

const char *
fw_review_sitting_get_person (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->person;
}

const char *
fw_review_sitting_get_media (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->media;
}

FwSnapshot *
fw_review_sitting_get_snapshot (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return fw_document_get_snapshot (self->document);
}

void
fw_review_sitting_set_problems (FwReviewSitting  *self,
                                FwSittingProblems func,
                                gpointer          user_data)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  self->problems_func = func;
  self->problems_data = user_data;
}

void
fw_review_sitting_set_clock (FwReviewSitting *self,
                             FwSittingClock   clock,
                             gpointer         user_data)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));
  g_return_if_fail (clock != NULL);

  self->clock = clock;
  self->clock_data = user_data;
  self->last_input_us = now_us (self);
}

/* Draws */

void
fw_review_sitting_open_draw (FwReviewSitting *self,
                             gint64           draw)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  fw_review_sitting_end_look (self);
  self->draw = draw;
  self->place = -1;
  make_queue (self);
}

const FwDraw *
fw_review_sitting_get_draw (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->draw == 0 ? NULL
                         : fw_review_find (fw_review_file_get_review (self->file), FW_REVIEW_DRAW,
                                           self->draw);
}

gint64
fw_review_sitting_find_open_draw (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), 0);

  const FwReview *review = fw_review_file_get_review (self->file);

  for (gsize i = fw_review_get_n (review, FW_REVIEW_DRAW); i > 0; i--)
    {
      const FwDraw *draw = fw_review_get (review, FW_REVIEW_DRAW, i - 1);

      if (draw->signed_by == NULL)
        return draw->id;
    }

  return 0;
}

void
fw_review_sitting_refresh (FwReviewSitting *self)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  make_queue (self);
}

/* Going through it */

FwReviewQueue *
fw_review_sitting_get_queue (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  return self->queue;
}

int
fw_review_sitting_get_place (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), -1);

  return self->place;
}

const FwQueueItem *
fw_review_sitting_get_item (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  if (self->look != NULL)
    return self->look;

  return self->place >= 0 ? fw_review_queue_get (self->queue, (guint) self->place) : NULL;
}

FwSittingStage
fw_review_sitting_get_stage (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FW_STAGE_NOTHING);

  const FwQueueItem *item = fw_review_sitting_get_item (self);
  const FwDraw *draw = fw_review_sitting_get_draw (self);

  if (item == NULL || draw == NULL)
    return FW_STAGE_NOTHING;
  if (self->look != NULL)
    return item->state == FW_QUEUE_GONE ? FW_STAGE_GONE : FW_STAGE_LOOKING;
  if (draw->signed_by != NULL)
    return FW_STAGE_CLOSED;
  if (item->state == FW_QUEUE_GONE)
    return FW_STAGE_GONE;
  if (item->state == FW_QUEUE_ASKED)
    return FW_STAGE_ASKED;

  const FwSittingNote *note = fw_review_sitting_get_note (self);

  if (item->verdict == 0)
    return item->is_covered && !note->is_named ? FW_STAGE_NAMING : FW_STAGE_JUDGING;

  return note->is_kept ? FW_STAGE_JUDGED : FW_STAGE_REVEALED;
}

void
fw_review_sitting_go (FwReviewSitting *self,
                      guint            place)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));
  g_return_if_fail (place < self->queue->items->len);

  if (self->place != (int) place)
    fw_review_sitting_set_place (self, (int) place);
}

gboolean
fw_review_sitting_go_next (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  guint from = (guint) (self->look != NULL ? MAX (self->back, 0) : self->place + 1);
  int place = fw_review_queue_find_open (self->queue, from);

  if (place < 0 && self->look != NULL)
    place = self->back;
  if (place < 0 || place == self->place)
    return FALSE;
  fw_review_sitting_set_place (self, place);

  return TRUE;
}

gboolean
fw_review_sitting_go_previous (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  int place = self->look != NULL ? self->back : self->place - 1;

  if (place < 0)
    return FALSE;
  fw_review_sitting_set_place (self, place);

  return TRUE;
}

gboolean
fw_review_sitting_go_to_unit (FwReviewSitting *self,
                              const char      *unit)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self) && unit != NULL, FALSE);

  int place = fw_review_queue_find (self->queue, self->draw, unit);

  if (place < 0)
    return look_at (self, unit);
  fw_review_sitting_go (self, (guint) place);

  return TRUE;
}

guint
fw_review_sitting_list_next (FwReviewSitting *self,
                             FwUnit          *out_units,
                             guint            max)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), 0);

  guint n_items = self->queue->items->len;
  guint n = 0;

  for (guint i = 1; i < n_items && n < max; i++)
    {
      const FwQueueItem *item
        = fw_review_queue_get (self->queue, (guint) (self->place + (int) i) % n_items);

      if (item->state == FW_QUEUE_OPEN)
        out_units[n++] = item->unit;
    }

  return n;
}

gboolean
fw_review_sitting_shows_category (FwReviewSitting *self)
{
  return fw_review_sitting_get_stage (self) != FW_STAGE_NAMING;
}

gboolean
fw_review_sitting_shows_author (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);

  if (item == NULL || self->look == NULL)
    return item != NULL && item->verdict != 0;

  return g_strcmp0 (fw_unit_get_author (&item->unit, fw_review_sitting_get_snapshot (self)),
                    self->person) == 0;
}

GPtrArray *
fw_review_sitting_find_problems (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);

  if (self->problems == NULL && item != NULL && self->problems_func != NULL)
    self->problems = self->problems_func (&item->unit, self->problems_data);

  return self->problems;
}

GPtrArray *
fw_review_sitting_get_problems (FwReviewSitting *self)
{
  return self->look != NULL || fw_review_sitting_shows_author (self)
           ? fw_review_sitting_find_problems (self)
           : NULL;
}

const FwVerdict *
fw_review_sitting_get_verdict (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);

  return item != NULL && item->verdict != 0
           ? fw_review_find (fw_review_file_get_review (self->file), FW_REVIEW_VERDICT,
                             item->verdict)
           : NULL;
}

gboolean
fw_review_sitting_is_changed (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);

  if (item == NULL || item->rev == NULL)
    return FALSE;

  g_autofree char *rev = fw_unit_dup_rev (&item->unit, fw_review_sitting_get_snapshot (self));

  return rev != NULL && !g_str_equal (rev, item->rev);
}

const char *
fw_review_sitting_get_category (FwReviewSitting *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);
  FwSnapshot *snapshot = fw_review_sitting_get_snapshot (self);
  FwTrack *track = item != NULL && item->unit.kind != FW_UNIT_FRAME
                     ? fw_snapshot_get_track (snapshot, item->unit.track)
                     : NULL;
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  const FwCategory *category = track != NULL && taxonomy != NULL
                                 ? fw_taxonomy_find (taxonomy, fw_track_get_category (track))
                                 : NULL;

  return category != NULL ? category->name : NULL;
}

/* Figures */

const FwReport *
fw_review_sitting_get_report (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  FwReview *review = fw_review_file_get_review (self->file);

  if (fw_review_sitting_get_draw (self) == NULL)
    return NULL;
  if (self->report_of != review || self->report->draw->id != self->draw)
    {
      forget_report (self);
      self->report_of = fw_review_ref (review);
      self->report = count_report (review, self->draw);
      self->pace_ms = count_pace (review, self->draw, self->person);
    }

  return self->report;
}

const FwReport *
fw_review_sitting_get_figures (FwReviewSitting *self,
                               gint64          *out_pace_ms)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), NULL);

  if (out_pace_ms != NULL)
    *out_pace_ms = self->report != NULL ? self->pace_ms : 0;

  return self->report;
}

/* Time */

void
fw_review_sitting_note_input (FwReviewSitting *self)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  gint64 now = now_us (self);
  gint64 passed = CLAMP (now - self->last_input_us, 0, FW_SITTING_IDLE_MS * (gint64) 1000);

  self->last_input_us = now;
  if (self->place >= 0 && (guint) self->place < self->queue->items->len)
    fw_review_sitting_get_note (self)->us += passed;
}

gint64
fw_review_sitting_get_ms (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), 0);

  if (self->place < 0)
    return 0;

  gint64 passed = CLAMP (now_us (self) - self->last_input_us, 0, FW_SITTING_IDLE_MS * (gint64) 1000);

  return (fw_review_sitting_get_note (self)->us + passed) / 1000;
}

gint64
fw_review_sitting_get_pace_ms (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), 0);

  return fw_review_sitting_get_report (self) != NULL ? self->pace_ms : 0;
}
