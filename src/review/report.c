/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/report.h"

#include <math.h>
#include <string.h>

/* Fewer wrong ones than these leave rho at what it is usually. */
#define MIN_WRONG_FOR_RHO 5
/* Below this design effect there is nothing to tell. */
#define MIN_EFFECT 1.05

/* The sequential test needs the order of the draw: so much of it may be left open so far. */
#define MAX_GAPS 0.1

static void
clear_group (gpointer data)
{
  g_free (((FwReportGroup *) data)->name);
}

void
fw_report_free (FwReport *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->asked, fw_open_questions_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->strata, g_array_unref);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->disputed, g_array_unref);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_clear_pointer (&self->wrong, g_ptr_array_unref);
  g_free (self->confusion);
  g_free (self);
}

/* The verdict by which a unit counts; NULL while it is open. */
static const FwVerdict *
find_counted (const FwReport *self, const char *unit)
{
  const FwSaid *said = g_hash_table_lookup (self->said, unit);

  return said ? said->counted : NULL;
}

FwOutcome
fw_report_get_outcome (const FwReport *self, const FwVerdict *verdict)
{
  g_return_val_if_fail (self != NULL && verdict != NULL, FW_OUTCOME_NOT_JUDGEABLE);

  return fw_open_questions_get_outcome (self->asked, self->review, verdict, self->now);
}

static FwReportGroup *
ensure_group (GArray *groups, const char *name)
{
  for (guint i = 0; i < groups->len; i++)
    {
      FwReportGroup *group = &g_array_index (groups, FwReportGroup, i);

      if (g_str_equal (group->name, name))
        return group;
    }

  FwReportGroup group = { .name = g_strdup (name) };

  g_array_append_val (groups, group);

  return &g_array_index (groups, FwReportGroup, groups->len - 1);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwReportGroup *) a)->name, ((const FwReportGroup *) b)->name);
}

/* What is not right, in the order of the draw. */

typedef struct
{
  const FwVerdict *verdict;
  gsize place;
} Placed;

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *left = a;
  const Placed *right = b;

  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;

  return fw_verdict_compare (left->verdict, right->verdict);
}

static void
list_wrong (FwReport *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) wrong = g_array_new (FALSE, FALSE, sizeof (Placed));
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (self->review, self->draw->id, &n);

  for (gsize i = 0; i < self->draw->n_units; i++)
    g_hash_table_insert (places, self->draw->units[i].unit, GSIZE_TO_POINTER (i));
  for (gsize i = 0; i < n; i++)
    {
      Placed placed
          = { verdicts[i], GPOINTER_TO_SIZE (g_hash_table_lookup (places, verdicts[i]->unit)) };

      if (fw_verdict_get_answer (verdicts[i])->outcome == FW_OUTCOME_WRONG)
        g_array_append_val (wrong, placed);
    }
  g_array_sort (wrong, compare_placed);
  self->wrong = g_ptr_array_sized_new (wrong->len);
  for (guint i = 0; i < wrong->len; i++)
    g_ptr_array_add (self->wrong, (gpointer) g_array_index (wrong, Placed, i).verdict);
}

/* Strata, counts, rules and kinds of mistakes. */
static void
count_units (FwReport *self)
{
  for (gsize i = 0; i < self->draw->n_units; i++)
    {
      const FwDrawUnit *unit = &self->draw->units[i];
      const FwVerdict *verdict = find_counted (self, unit->unit);
      FwReportGroup *stratum = ensure_group (self->strata, unit->stratum ? unit->stratum : "");

      stratum->drawn++;
      /* n of N were drawn with n / N. Of a simple draw that is true of the whole only. */
      if (self->draw->design != FW_DESIGN_SIMPLE)
        stratum->size = (gint64) llround ((double) stratum->drawn / unit->pi);
      if (!verdict)
        {
          self->open++;
          continue;
        }

      FwOutcome outcome = fw_report_get_outcome (self, verdict);
      const FwAnswer *answer = fw_verdict_get_answer (verdict);

      self->counts[outcome]++;
      stratum->judged += outcome == FW_OUTCOME_CORRECT || outcome == FW_OUTCOME_WRONG;
      if (outcome != FW_OUTCOME_WRONG)
        continue;
      stratum->wrong++;
      self->mistakes[answer->kind]++;
      ensure_group (self->rules, answer->rule)->wrong++;
    }
}

static void
estimate_groups (FwReport *self)
{
  gint64 judged = self->counts[FW_OUTCOME_CORRECT] + self->counts[FW_OUTCOME_WRONG];

  for (guint i = 0; i < self->strata->len; i++)
    {
      FwReportGroup *group = &g_array_index (self->strata, FwReportGroup, i);

      if (group->size > 0)
        group->size = MAX (group->size, group->drawn);
      group->interval = fw_wilson ((double) group->wrong, (double) group->judged, self->confidence);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      FwReportGroup *group = &g_array_index (self->rules, FwReportGroup, i);

      group->drawn = (gint64) self->draw->n_units;
      group->judged = judged;
      group->interval = fw_wilson ((double) group->wrong, (double) judged, self->confidence);
    }
  g_array_sort (self->strata, compare_groups);
  g_array_sort (self->rules, compare_groups);
}

static void
estimate_poisson (FwReport *self)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (FwWeightedUnit));

  for (gsize i = 0; i < self->draw->n_units; i++)
    {
      const FwVerdict *verdict = find_counted (self, self->draw->units[i].unit);
      FwOutcome outcome
          = verdict ? fw_report_get_outcome (self, verdict) : FW_OUTCOME_NOT_JUDGEABLE;
      FwWeightedUnit unit = { self->draw->units[i].pi, outcome == FW_OUTCOME_WRONG };

      if (outcome == FW_OUTCOME_CORRECT || outcome == FW_OUTCOME_WRONG)
        g_array_append_val (units, unit);
    }
  self->estimate = fw_estimate_hajek ((const FwWeightedUnit *) (gconstpointer) units->data,
                                      units->len, self->confidence);
}

/* Strata of a simple draw are told apart, and weigh what they are. */
static void
estimate_simple (FwReport *self)
{
  gint64 wrong = self->counts[FW_OUTCOME_WRONG];
  gint64 drawn = (gint64) self->draw->n_units;
  FwJudgedLot lot = { .size = MAX (self->batch->n_units, drawn),
                      .judged = wrong + self->counts[FW_OUTCOME_CORRECT],
                      .wrong = wrong };

  if (drawn == 0)
    return;
  self->estimate = fw_estimate_stratified (&lot, 1, self->confidence);
  self->estimate.interval = fw_wilson ((double) lot.wrong, (double) lot.judged, self->confidence);
  self->exact = fw_clopper_pearson (lot.wrong, lot.judged, self->confidence);
  self->lot = fw_hypergeometric_interval (lot, self->confidence);
}

static void
estimate_all (FwReport *self)
{
  g_autofree FwJudgedLot *lots = g_new0 (FwJudgedLot, self->strata->len + 1);

  self->estimate = (FwRateEstimate){ .rate = NAN, .se = NAN, .total = NAN, .interval = { 0, 1 } };
  if (self->draw->design == FW_DESIGN_TARGETED)
    return;
  if (self->draw->design == FW_DESIGN_POISSON)
    {
      estimate_poisson (self);
      return;
    }
  if (self->draw->design == FW_DESIGN_SIMPLE)
    {
      estimate_simple (self);
      return;
    }
  for (guint i = 0; i < self->strata->len; i++)
    {
      const FwReportGroup *group = &g_array_index (self->strata, FwReportGroup, i);

      lots[i] = (FwJudgedLot){ group->size, group->judged, group->wrong };
    }
  self->estimate = fw_estimate_stratified (lots, self->strata->len, self->confidence);
}

/* The judged labels by the objects they are of. */
static GHashTable *
list_clusters (FwReport *self)
{
  GHashTable *clusters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (gsize i = 0; i < self->draw->n_units; i++)
    {
      const FwVerdict *verdict = find_counted (self, self->draw->units[i].unit);
      FwOutcome outcome
          = verdict ? fw_report_get_outcome (self, verdict) : FW_OUTCOME_NOT_JUDGEABLE;
      FwUnit unit;

      if ((outcome != FW_OUTCOME_CORRECT && outcome != FW_OUTCOME_WRONG)
          || !fw_unit_parse (self->draw->units[i].unit, &unit, NULL) || unit.is_plain
          || unit.kind != FW_UNIT_LABEL)
        continue;

      gint64 track = unit.track;
      FwJudgedLot *lot = g_hash_table_lookup (clusters, &track);

      if (!lot)
        g_hash_table_insert (clusters, g_memdup2 (&track, sizeof track),
                             lot = g_new0 (FwJudgedLot, 1));
      lot->judged++;
      lot->wrong += outcome == FW_OUTCOME_WRONG;
    }

  return clusters;
}

static void
look_at_clusters (FwReport *self)
{
  g_autoptr (GHashTable) clusters = list_clusters (self);
  g_autoptr (GArray) lots = g_array_new (FALSE, FALSE, sizeof (FwJudgedLot));
  GHashTableIter iter;
  gpointer lot;
  gint64 judged = 0;
  gint64 wrong = 0;

  g_hash_table_iter_init (&iter, clusters);
  while (g_hash_table_iter_next (&iter, NULL, &lot))
    {
      g_array_append_vals (lots, lot, 1);
      judged += ((FwJudgedLot *) lot)->judged;
      wrong += ((FwJudgedLot *) lot)->wrong;
    }
  if (judged <= (gint64) lots->len || isnan (self->estimate.rate))
    return;

  /* A handful of mistakes does not tell whether they come together. */
  double rho = wrong < MIN_WRONG_FOR_RHO
                   ? FW_DEFAULT_RHO
                   : fw_intraclass_correlation ((const FwJudgedLot *) (gconstpointer) lots->data,
                                                lots->len);
  double effect = fw_design_effect ((double) judged / lots->len, rho);
  double fewer = (double) judged / effect;
  FwInterval range = fw_wilson (self->estimate.rate * fewer, fewer, self->confidence);

  if (effect < MIN_EFFECT)
    return;
  /* Weights of strata make an interval wider as well; other work is never surer than this. */
  range.low = MIN (range.low, self->estimate.interval.low);
  range.high = MAX (range.high, self->estimate.interval.high);
  self->clusters = (FwReportClusters){
    .n_objects = lots->len, .rho = rho, .effect = effect, .interval = range
  };
}

static void
decide_plan (FwReport *self)
{
  gint64 wrong = self->counts[FW_OUTCOME_WRONG];
  gint64 judged = wrong + self->counts[FW_OUTCOME_CORRECT];

  if (self->draw->plan_n <= 0)
    self->plan = FW_PLAN_NONE;
  else if (wrong > self->draw->plan_accept)
    self->plan = FW_PLAN_REJECTED;
  else
    self->plan = judged >= self->draw->plan_n ? FW_PLAN_ACCEPTED : FW_PLAN_OPEN;
}

/* The confusion table: a word as labelled (the stratum), and as judged: the same,
 * the category that was suggested, or the kind of mistake in brackets. */

static guint
ensure_kind (FwReport *self, GHashTable *index, const char *word)
{
  gpointer place = g_hash_table_lookup (index, word);

  if (!place)
    {
      char *name = g_strdup (word);

      g_ptr_array_add (self->kinds, name);
      place = GUINT_TO_POINTER (self->kinds->len);
      g_hash_table_insert (index, name, place);
    }

  return GPOINTER_TO_UINT (place) - 1;
}

/* A suggested text without its quotes; NULL for other JSON. */
static char *
dup_suggestion (const char *json)
{
  gsize length = json ? strlen (json) : 0;

  return length > 2 && json[0] == '"' && json[length - 1] == '"' && !strchr (json, '\\')
             ? g_strndup (json + 1, length - 2)
             : NULL;
}

static char *
dup_judged (const FwVerdict *verdict, const char *labelled, FwOutcome outcome)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);

  if (outcome == FW_OUTCOME_CORRECT)
    return g_strdup (labelled);

  char *suggestion
      = answer->kind == FW_MISTAKE_CATEGORY ? dup_suggestion (verdict->suggested) : NULL;

  return suggestion ? suggestion : g_strdup_printf ("(%s)", fw_mistake_to_word (answer->kind));
}

/* Words by name, as strata stand; then kinds of mistakes. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;

  if ((*left == '(') != (*right == '('))
    return *left == '(' ? 1 : -1;

  return strcmp (left, right);
}

static void
fill_confusion (FwReport *self)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < self->draw->n_units; i++)
    {
      const FwDrawUnit *unit = &self->draw->units[i];
      const FwVerdict *verdict = find_counted (self, unit->unit);
      FwOutcome outcome
          = verdict ? fw_report_get_outcome (self, verdict) : FW_OUTCOME_NOT_JUDGEABLE;

      if (outcome != FW_OUTCOME_CORRECT && outcome != FW_OUTCOME_WRONG)
        continue;

      const char *labelled = unit->stratum ? unit->stratum : "";
      g_autofree char *judged = dup_judged (verdict, labelled, outcome);
      guint row = ensure_kind (self, index, labelled);
      guint column = ensure_kind (self, index, judged);

      g_array_append_val (cells, row);
      g_array_append_val (cells, column);
    }

  g_autofree guint *places = g_new0 (guint, self->kinds->len + 1);

  g_ptr_array_sort (self->kinds, compare_kinds);
  for (guint i = 0; i < self->kinds->len; i++)
    places[ensure_kind (self, index, self->kinds->pdata[i])] = i;
  self->confusion = g_new0 (gint64, (gsize) self->kinds->len * self->kinds->len + 1);
  for (guint i = 0; i + 1 < cells->len; i += 2)
    self->confusion[places[g_array_index (cells, guint, i)] * self->kinds->len
                    + places[g_array_index (cells, guint, i + 1)]]++;
}

/* People. */

static int
compare_ms (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Blind against blind: what each thought without help of whether it is right. */
static gboolean
count_pair (const FwVerdict *one, const FwVerdict *other, double table[4])
{
  if (one->blind.outcome > FW_OUTCOME_WRONG || other->blind.outcome > FW_OUTCOME_WRONG)
    return FALSE;
  table[2 * one->blind.outcome + other->blind.outcome] += 1.0;

  return TRUE;
}

static void
look_at_people (FwReport *self)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  double table[4] = { 0.0 };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->said);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const FwSaid *said = value;
      const FwVerdict *verdict = said->counted;
      const FwVerdict *other = said->second;
      gboolean was = verdict->blind.outcome == FW_OUTCOME_WRONG;
      gboolean is = fw_verdict_get_answer (verdict)->outcome == FW_OUTCOME_WRONG;

      self->towards += !was && is;
      self->away += was && !is;
      if (verdict->ms > 0)
        g_array_append_val (times, verdict->ms);
      self->n_two += other != NULL;
      self->n_second += other && count_pair (verdict, other, table);
    }
  self->second = fw_agreement_of_two (table, 2);
  g_array_sort (times, compare_ms);
  self->median_ms = times->len > 0 ? g_array_index (times, gint64, times->len / 2) : 0;
}

FwReport *
fw_report_new (const FwReview *review, gint64 draw, double confidence, GDateTime *now)
{
  g_return_val_if_fail (review != NULL && fw_review_find (review, FW_REVIEW_DRAW, draw), NULL);

  FwReport *self = g_new0 (FwReport, 1);

  self->review = review;
  self->asked = fw_open_questions_new_of_verdicts ((FwReview *) review); /* only counted */
  self->now = now ? g_date_time_ref (now) : NULL;
  self->draw = fw_review_find (review, FW_REVIEW_DRAW, draw);
  self->batch = fw_review_find (review, FW_REVIEW_BATCH, self->draw->batch);
  self->confidence = confidence;
  self->strata = g_array_new (FALSE, FALSE, sizeof (FwReportGroup));
  self->rules = g_array_new (FALSE, FALSE, sizeof (FwReportGroup));
  g_array_set_clear_func (self->strata, clear_group);
  g_array_set_clear_func (self->rules, clear_group);
  self->kinds = g_ptr_array_new_with_free_func (g_free);

  self->said = fw_review_list_said (review, draw);
  self->disputed = fw_review_list_disputed (review, draw);
  list_wrong (self);
  count_units (self);
  estimate_groups (self);
  estimate_all (self);
  look_at_clusters (self);
  decide_plan (self);
  fill_confusion (self);
  look_at_people (self);

  return self;
}

/* Whether what was judged is about the beginning of the draw. Whoever jumps about in the list
 * judges what she picked, which is no random order. Units before it may be open for other
 * reasons (a colleague has to judge them, a question waits), as long as they are few. */
static gboolean
is_in_order (const FwReport *self)
{
  gsize n_open = 0;
  gsize n_before = 0;
  gsize n_gaps = 0;

  for (gsize i = 0; i < self->draw->n_units; i++)
    if (!g_hash_table_contains (self->said, self->draw->units[i].unit))
      n_open++;
    else
      {
        n_before = i + 1;
        n_gaps = n_open;
      }

  return (double) n_gaps <= MAX (MAX_GAPS * (double) n_before, 1.0);
}

gboolean
fw_report_get_advice (const FwReport *self, FwSequentialAnswer *out_answer)
{
  g_return_val_if_fail (self != NULL && out_answer != NULL, FALSE);

  gint64 wrong = self->counts[FW_OUTCOME_WRONG];
  FwSequential test;
  FwPlanGoal goal = { .lot = self->batch->n_units,
                      .aql = self->draw->plan_aql,
                      .limit = self->draw->plan_limit,
                      .alpha = 0.05,
                      .beta = 0.10 };

  if (self->draw->design == FW_DESIGN_TARGETED || !(goal.limit > goal.aql)
      || !fw_sequential_init (&test, &goal) || !is_in_order (self))
    return FALSE;
  *out_answer
      = fw_sequential_decide (&test, wrong + self->counts[FW_OUTCOME_CORRECT], wrong);

  return TRUE;
}

FwAgreement
fw_report_compare_again (const FwReport *self, gint64 *out_n)
{
  gsize n;
  double table[4] = { 0.0 };

  g_return_val_if_fail (self != NULL && out_n != NULL, fw_agreement_of_two (table, 2));

  const FwVerdict *const *verdicts = fw_review_get_of_draw (self->review, self->draw->id, &n);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *out_n = 0;
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (people, verdicts[i]->reviewer);
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < fw_review_get_n (self->review, FW_REVIEW_VERDICT); i++)
      {
        const FwVerdict *verdict = fw_review_get (self->review, FW_REVIEW_VERDICT, i);

        if (!g_hash_table_contains (people, verdict->reviewer))
          continue;

        /* Another revision is another label. */
        g_autofree char *key
            = g_strjoin ("\n", verdict->reviewer, verdict->unit, verdict->unit_rev, NULL);
        const FwVerdict *first = g_hash_table_lookup (firsts, key);

        if (pass == 1)
          *out_n += first != verdict && count_pair (first, verdict, table);
        else if (!first || fw_verdict_compare (verdict, first) < 0)
          g_hash_table_replace (firsts, g_steal_pointer (&key), (gpointer) verdict);
      }

  return fw_agreement_of_two (table, 2);
}
