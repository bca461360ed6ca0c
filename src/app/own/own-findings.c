/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-findings-private.h"

#include "app/project.h"
#include "app/questions/similar-answers.h"
#include "core/review-said.h"
#include "formats/review-file.h"
#include "review/deadline.h"

#include <glib/gi18n.h>
#include <string.h>

/* Work */

FwOwnWork *
fw_own_work_new (const char *path,
                 const char *labels,
                 const char *manual,
                 const char *title)
{
  g_return_val_if_fail (path != NULL && labels != NULL && title != NULL, NULL);

  FwOwnWork *self = g_new0 (FwOwnWork, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->labels = g_strdup (labels);
  self->manual = g_strdup (manual);
  self->title = g_strdup (title);
  self->review = fw_review_file_dup_path_for (labels);

  return self;
}

FwOwnWork *
fw_own_work_ref (FwOwnWork *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_own_work_unref (FwOwnWork *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_free (self->labels);
  g_free (self->manual);
  g_free (self->title);
  g_free (self->review);
  g_clear_pointer (&self->records, fw_review_unref);
  g_clear_pointer (&self->rules, fw_manual_unref);
  g_clear_pointer (&self->versions, fw_manual_versions_unref);
  g_free (self);
}

FwManual *
fw_own_work_read_version (const FwOwnWork *self,
                          const char      *version)
{
  g_return_val_if_fail (self != NULL, NULL);

  const FwPublishedVersion *published
      = self->versions != NULL && version != NULL
            ? fw_manual_versions_find (self->versions, version)
            : NULL;

  if (published != NULL)
    return fw_manual_versions_read (self->versions, published, NULL);
  if (self->rules != NULL && g_strcmp0 (fw_manual_get_version (self->rules), version) == 0)
    return fw_manual_ref (self->rules);

  return NULL;
}

/* Findings */

FwOwnFindings *
fw_own_findings_alloc (const char *person)
{
  FwOwnFindings *self = g_new0 (FwOwnFindings, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->person = g_strdup (person);
  self->works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  self->troubles = g_ptr_array_new_with_free_func (g_free);
  self->rulings = g_array_new (FALSE, FALSE, sizeof (FwOwnRuling));
  self->rework = g_array_new (FALSE, FALSE, sizeof (FwOwnRework));
  self->questions = g_array_new (FALSE, FALSE, sizeof (FwOwnQuestion));

  return self;
}

FwOwnFindings *
fw_own_findings_ref (FwOwnFindings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_own_findings_unref (FwOwnFindings *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->record, fw_own_record_free);
  g_clear_pointer (&self->rulings, g_array_unref);
  g_clear_pointer (&self->rework, g_array_unref);
  g_clear_pointer (&self->questions, g_array_unref);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->troubles, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  fw_overturns_clear (&self->reviewer);
  g_free (self->person);
  g_free (self);
}

FwOwnWork *
fw_own_findings_get_work (const FwOwnFindings *self,
                          gsize                work)
{
  g_return_val_if_fail (self != NULL && work < self->works->len, NULL);

  return g_ptr_array_index (self->works, work);
}

const FwOwnUnit *
fw_own_findings_find_unit (const FwOwnFindings *self,
                           gsize                work,
                           const char          *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  return work < self->units->len
             ? g_hash_table_lookup (g_ptr_array_index (self->units, work), unit)
             : NULL;
}

/* From a name alone, of a video or of pictures as the name itself tells. */
static char *
dup_bare_title (const char *name)
{
  FwUnit unit;

  if (!fw_unit_parse (name, &unit, NULL))
    return g_strdup (name);

  g_autofree char *track = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) unit.track);

  if (unit.kind == FW_UNIT_FRAME)
    return g_strdup_printf (_ ("Frame %d"), (int) unit.frame);
  if (unit.kind == FW_UNIT_TRACK)
    return g_strdup_printf (_ ("Object %s"), track);

  return unit.is_plain
             ? g_strdup_printf (_ ("Label in picture %d"), (int) unit.frame + 1)
             : g_strdup_printf (_ ("Object %s, frame %d"), track, (int) unit.frame);
}

char *
fw_own_findings_dup_title (const FwOwnFindings *self,
                           gsize                work,
                           const char          *unit)
{
  const FwOwnUnit *known = fw_own_findings_find_unit (self, work, unit);

  return known != NULL ? g_strdup (known->title) : dup_bare_title (unit);
}

char *
fw_own_findings_dup_rule (const FwOwnFindings *self,
                          gsize                work,
                          const char          *rule)
{
  g_return_val_if_fail (self != NULL && rule != NULL, NULL);

  FwManual *rules = fw_own_findings_get_work (self, work)->rules;
  const FwRule *known = rules != NULL ? fw_manual_find_rule (rules, rule) : NULL;

  return known != NULL && *known->title != '\0' ? g_strdup_printf ("%s %s", rule, known->title)
                                                : g_strdup (rule);
}

/* What to do about what was returned */

gboolean
fw_own_findings_is_changed (const FwOwnFindings *self,
                            gsize                work,
                            const FwVerdict     *verdict)
{
  g_return_val_if_fail (self != NULL && verdict != NULL, FALSE);

  const FwOwnUnit *unit = fw_own_findings_find_unit (self, work, verdict->unit);

  return unit != NULL && g_strcmp0 (unit->rev, verdict->unit_rev) != 0;
}

FwReturnedState
fw_own_findings_get_state (const FwOwnFindings *self,
                           const FwReturned    *returned,
                           GDateTime           *now)
{
  g_return_val_if_fail (self != NULL && returned != NULL && now != NULL, FW_RETURNED_TO_FIX);

  FwAppealState appeal = returned->appeal != NULL ? fw_appeal_get_state (returned->appeal, now)
                                                  : FW_APPEAL_OPEN;

  if (returned->regrade != NULL)
    return FW_RETURNED_REGRADED;
  if (appeal == FW_APPEAL_OVERTURNED)
    return FW_RETURNED_ACCEPTED;
  if (appeal == FW_APPEAL_UNCLEAR_RULE)
    return FW_RETURNED_UNCLEAR;
  if (appeal == FW_APPEAL_SILENT)
    return FW_RETURNED_SILENT;
  if (returned->appeal != NULL && appeal == FW_APPEAL_OPEN)
    return FW_RETURNED_APPEALED;
  if (fw_own_findings_is_changed (self, returned->review, returned->verdict))
    return FW_RETURNED_FIXED;
  if (returned->outcome == FW_OUTCOME_UNCLEAR_RULE)
    return FW_RETURNED_ASKED;

  return returned->appeal != NULL ? FW_RETURNED_KEPT : FW_RETURNED_TO_FIX;
}

const char *
fw_own_findings_find_precedent (const FwOwnFindings *self,
                                const FwReturned    *returned)
{
  g_return_val_if_fail (self != NULL && returned != NULL, NULL);

  FwManual *rules = fw_own_findings_get_work (self, returned->review)->rules;
  const char *number = returned->appeal != NULL && returned->appeal->has_ruling
                           ? returned->appeal->ruling.precedent
                           : NULL;

  return number != NULL && rules != NULL && fw_precedent_find (rules, number) != NULL
             ? number
             : NULL;
}

gboolean
fw_returned_state_is_in (FwReturnedState state,
                         FwReturnedList  list)
{
  switch (list)
    {
    case FW_RETURNED_LIST_ALL:
      return TRUE;
    case FW_RETURNED_LIST_TO_FIX:
      return state == FW_RETURNED_TO_FIX || state == FW_RETURNED_KEPT;
    case FW_RETURNED_LIST_APPEALS:
      return state == FW_RETURNED_APPEALED || state == FW_RETURNED_KEPT
             || state == FW_RETURNED_ACCEPTED || state == FW_RETURNED_SILENT
             || state == FW_RETURNED_UNCLEAR;
    case FW_RETURNED_LIST_REGRADED:
      return state == FW_RETURNED_REGRADED;
    }

  g_assert_not_reached ();
}

guint
fw_own_findings_count (const FwOwnFindings *self,
                       FwReturnedList       list,
                       GDateTime           *now)
{
  g_return_val_if_fail (self != NULL && now != NULL, 0);

  guint n = 0;

  for (guint i = 0; i < self->record->returned->len; i++)
    n += fw_returned_state_is_in (
        fw_own_findings_get_state (
            self, &g_array_index (self->record->returned, FwReturned, i), now),
        list);

  return n;
}

/* When the rule that a verdict cites was last made clearer after it; NULL. */
static const char *
find_clarified (const FwOwnWork *work,
                const FwVerdict *verdict)
{
  const char *rule = fw_verdict_get_answer (verdict)->rule;
  const char *at = NULL;

  if (work->versions == NULL || verdict->at == NULL)
    return NULL;
  for (gsize i = 0; i < fw_manual_versions_get_n (work->versions); i++)
    {
      const FwPublishedVersion *version = fw_manual_versions_get (work->versions, i);

      for (gsize k = 0; k < version->n_changes; k++)
        if (version->changes[k].change == FW_CHANGE_CLASS_CLARIFY
            && g_strcmp0 (version->changes[k].rule, rule) == 0
            && strcmp (version->date, verdict->at) > 0)
          at = version->date;
    }

  return at;
}

gboolean
fw_own_findings_can_appeal (const FwOwnFindings  *self,
                            const FwReturned     *returned,
                            GDateTime            *now,
                            char                **out_until)
{
  g_return_val_if_fail (self != NULL && returned != NULL && now != NULL, FALSE);

  const FwOwnWork *work = fw_own_findings_get_work (self, returned->review);
  const char *clarified = find_clarified (work, returned->verdict);

  if (!fw_verdict_is_appealable (work->records, returned->verdict, clarified, now))
    return FALSE;
  if (out_until != NULL)
    {
      g_autofree char *first = fw_deadline_for_appeal (returned->verdict->at);

      *out_until = fw_deadline_is_over (first, now) ? fw_deadline_for_appeal (clarified)
                                                    : g_steal_pointer (&first);
    }

  return TRUE;
}

/* Everything that follows from the reviews */

static const char *
find_category_cb (gsize            review,
                  const FwVerdict *verdict,
                  gpointer         user_data)
{
  const FwOwnFindings *self = user_data;
  const FwOwnUnit *unit = fw_own_findings_find_unit (self, review, verdict->unit);

  if (unit != NULL)
    return unit->category;

  /* Before the labels are read, a stratum by category says it. */
  const FwDrawUnit *drawn = fw_review_find_drawn (fw_own_findings_get_work (self, review)->records,
                                                  verdict->draw, verdict->unit);

  return drawn != NULL ? drawn->stratum : NULL;
}

static gboolean
is_rule_for_cb (gsize       review,
                const char *rule,
                const char *category,
                gpointer    user_data)
{
  FwManual *rules = fw_own_findings_get_work (user_data, review)->rules;
  const FwRule *known = rules != NULL ? fw_manual_find_rule (rules, rule) : NULL;

  return known == NULL || fw_rule_is_for (known, category);
}

/* Who judged the label, too, has seen who drew it. */
static gboolean
may_rule (const FwOwnFindings *self,
          const FwReview      *review,
          const FwAppeal      *appeal,
          GHashTable          *party)
{
  const FwVerdict *verdict = fw_review_find (review, FW_REVIEW_VERDICT, appeal->verdict);

  return g_strcmp0 (appeal->by, self->person) != 0
         && !g_hash_table_contains (party, verdict->unit);
}

static void
find_rulings (FwOwnFindings *self,
              gsize          work,
              GDateTime     *now)
{
  const FwReview *review = fw_own_findings_get_work (self, work)->records;
  g_autoptr(GHashTable) party = fw_review_list_party (review, self->person);

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_APPEAL); i++)
    {
      FwOwnRuling ruling = { work, fw_review_get (review, FW_REVIEW_APPEAL, i) };

      if (fw_appeal_get_state (ruling.appeal, now) == FW_APPEAL_OPEN
          && may_rule (self, review, ruling.appeal, party))
        g_array_append_val (self->rulings, ruling);
    }
}

/* Whether the person drew the unit, and nobody took it up since. */
static gboolean
is_rework_open (const FwOwnFindings *self,
                gsize                work,
                const FwRegrade     *regrade,
                const char          *name,
                GHashTable          *verdicts)
{
  const FwVerdict *verdict = g_hash_table_lookup (verdicts, name);
  const FwOwnUnit *unit = fw_own_findings_find_unit (self, work, name);

  if (verdict == NULL || g_strcmp0 (verdict->author, self->person) != 0)
    return FALSE;

  return unit == NULL
         || (g_strcmp0 (unit->rev, verdict->unit_rev) == 0
             && g_strcmp0 (unit->confirmed, regrade->to_version) != 0);
}

static void
find_rework (FwOwnFindings *self,
             gsize          work)
{
  const FwReview *review = fw_own_findings_get_work (self, work)->records;
  g_autoptr(GHashTable) verdicts = NULL;

  if (fw_review_get_n (review, FW_REVIEW_REGRADE) == 0)
    return;
  verdicts = fw_review_list_standing (review);
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_REGRADE); i++)
    {
      const FwRegrade *regrade = fw_review_get (review, FW_REVIEW_REGRADE, i);

      for (gsize k = 0; regrade->rework != NULL && regrade->rework[k] != NULL; k++)
        {
          FwOwnRework rework = { work, regrade, regrade->rework[k] };

          if (is_rework_open (self, work, regrade, regrade->rework[k], verdicts))
            g_array_append_val (self->rework, rework);
        }
    }
}

static void
find_questions (FwOwnFindings *self,
                gsize          work)
{
  const FwReview *review = fw_own_findings_get_work (self, work)->records;

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_QUESTION); i++)
    {
      FwOwnQuestion question = { work, fw_review_get (review, FW_REVIEW_QUESTION, i) };

      if (g_strcmp0 (question.question->by, self->person) == 0)
        g_array_append_val (self->questions, question);
    }
}

/* Everybody's: who drew the labels of a batch that nobody judged, no record says. */
static void
count_accepted (FwOwnFindings *self,
                gsize          work,
                GDateTime     *now)
{
  const FwReview *review = fw_own_findings_get_work (self, work)->records;

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_BATCH); i++)
    self->n_accepted += fw_batch_is_accepted_by_silence (
        review, fw_review_get (review, FW_REVIEW_BATCH, i), now);
}

static int
compare_questions (gconstpointer a,
                   gconstpointer b)
{
  return g_strcmp0 (((const FwOwnQuestion *) b)->question->at,
                    ((const FwOwnQuestion *) a)->question->at);
}

static int
compare_rulings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (((const FwOwnRuling *) a)->appeal->due,
                    ((const FwOwnRuling *) b)->appeal->due);
}

void
fw_own_findings_conclude (FwOwnFindings *self,
                          GDateTime     *now)
{
  g_autofree FwReview **reviews = g_new (FwReview *, self->works->len + 1);
  FwRecordOptions options = { .reviews = reviews,
                              .n_reviews = self->works->len,
                              .person = self->person,
                              .now = now,
                              .category = find_category_cb,
                              .rule_is_for = is_rule_for_cb,
                              .user_data = self };

  for (guint i = 0; i < self->works->len; i++)
    reviews[i] = fw_own_findings_get_work (self, i)->records;
  self->record = fw_own_record_new (&options);
  self->reviewer
      = fw_overturns_of_reviewer (reviews, self->works->len, self->person, now);
  self->rules = fw_overturns_list_rules (reviews, self->works->len, now);
  for (guint i = 0; i < self->works->len; i++)
    {
      find_rulings (self, i, now);
      find_rework (self, i);
      find_questions (self, i);
      count_accepted (self, i, now);
    }
  g_array_sort (self->rulings, compare_rulings);
  g_array_sort (self->questions, compare_questions);
}

/* First round */

static gboolean
has_review (const FwOwnWork *work)
{
  g_autofree char *journal = fw_review_file_get_journal_path (work->review);

  return g_file_test (work->review, G_FILE_TEST_EXISTS)
         || g_file_test (journal, G_FILE_TEST_EXISTS);
}

/* One review of several that are read at the same time. */
typedef struct
{
  FwOwnWork    *order; /* borrowed */
  FwReviewLoad *load;  /* (owned) (nullable) */
  GError       *error; /* (owned) (nullable) */
} Reading;

typedef struct
{
  gint               n_read; /* atomic */
  guint              n;
  FwOwnProgressFunc  progress; /* (nullable) */
  gpointer           user_data;
  GCancellable      *cancellable; /* (nullable) */
} Round;

static void
read_cb (gpointer data,
         gpointer user_data)
{
  Reading *reading = data;
  Round *round = user_data;

  if (g_cancellable_is_cancelled (round->cancellable))
    return;
  reading->load = fw_review_load_new (reading->order->review, NULL, &reading->error);
  if (round->progress != NULL)
    round->progress ((double) (g_atomic_int_add (&round->n_read, 1) + 1) / round->n,
                     round->user_data);
}

/* Reading is parsing, mostly: each processor takes a review. */
static void
read_all (GArray *readings,
          Round  *round)
{
  GThreadPool *pool
      = g_thread_pool_new (read_cb, round, (gint) MIN (g_get_num_processors (), 4), FALSE, NULL);

  for (guint i = 0; i < readings->len; i++)
    g_thread_pool_push (pool, &g_array_index (readings, Reading, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* Each work that has a review, once: the same labels may be in the list twice, by
 * their media and by themselves. */
static GArray *
list_readings (GPtrArray *works)
{
  GArray *readings = g_array_new (FALSE, FALSE, sizeof (Reading));
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < works->len; i++)
    {
      Reading reading = { .order = g_ptr_array_index (works, i) };

      if (g_hash_table_add (seen, reading.order->review) && has_review (reading.order))
        g_array_append_val (readings, reading);
    }

  return readings;
}

static void
take_reading (FwOwnFindings *self,
              Reading       *reading)
{
  const FwOwnWork *order = reading->order;
  g_autoptr(FwReviewLoad) load = reading->load;
  g_autoptr(GError) error = reading->error;
  FwOwnWork *work;

  if (load != NULL)
    {
      work = fw_own_work_new (order->path, order->labels, order->manual, order->title);
      work->records = fw_review_ref (load->review);
      g_ptr_array_add (self->works, work);
    }
  else if (error != NULL)
    {
      g_ptr_array_add (self->troubles, g_strdup_printf (_ ("“%s” is left out. %s"), order->title,
                                                        error->message));
    }
}

FwOwnFindings *
fw_own_findings_new (GPtrArray         *works,
                     const char        *person,
                     GDateTime         *now,
                     FwOwnProgressFunc  progress,
                     gpointer           user_data,
                     GCancellable      *cancellable)
{
  g_return_val_if_fail (works != NULL && person != NULL && now != NULL, NULL);

  g_autoptr(FwOwnFindings) self = fw_own_findings_alloc (person);
  g_autoptr(GArray) readings = list_readings (works);
  Round round = { 0, readings->len, progress, user_data, cancellable };

  read_all (readings, &round);
  for (guint i = 0; i < readings->len; i++)
    take_reading (self, &g_array_index (readings, Reading, i));
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  fw_own_findings_conclude (self, now);

  return g_steal_pointer (&self);
}
