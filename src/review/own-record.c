/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One walk over all verdicts of everybody, which are few beside labels: a person
 * is compared with a team only where the team is counted in the same way.
 */

#include "review/own-record.h"

#include "core/open-questions.h"
#include "core/review-said.h"
#include "core/unit-name.h"
#include "review/significance.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define CONFIDENCE 0.95
/* The prior weighs as much as twenty judged units. */
#define PRIOR_SIZE 20.0

/* What counts for one rule and one person. */
typedef struct
{
  FwGrade asked;  /* answers about this rule and nothing else */
  gint64  wrong;  /* answers about the unit that cite the rule */
  gint64  beside; /* of those, units of categories that the rule is not for */
} RuleCount;

typedef struct
{
  FwGrade     grade;
  GHashTable *rules;      /* (owned) name -> RuleCount */
  GHashTable *categories; /* (owned) name -> FwGrade; of all counted units */
  GHashTable *general;    /* (owned) name -> gint64: judged without a rule in mind */
} Person;

typedef struct
{
  const FwRecordOptions *options;
  FwOwnRecord           *record;
  GHashTable            *people;    /* (owned) name -> Person */
  GHashTable            *weeks;     /* (owned) monday -> FwGrade */
  GHashTable            *rule_home; /* (owned) rule -> a review that cites it, + 1 */
  gint64                 missing;
  gint64                 mistakes[FW_N_MISTAKES]; /* of labels and tracks */
  gint64                 n_labels;  /* judged labels and tracks */
} Walk;

static Person *
person_new (void)
{
  Person *person = g_new0 (Person, 1);

  person->rules = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  person->categories = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  person->general = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return person;
}

static void
person_free (Person *person)
{
  g_hash_table_unref (person->rules);
  g_hash_table_unref (person->categories);
  g_hash_table_unref (person->general);
  g_free (person);
}

/* The zeroed value of @size bytes that stands for @key, which is borrowed. */
static gpointer
ensure (GHashTable *table, const char *key, gsize size)
{
  gpointer value = g_hash_table_lookup (table, key);

  if (!value)
    {
      value = g_malloc0 (size);
      g_hash_table_insert (table, (char *) key, value);
    }

  return value;
}

static gboolean
is_for (const FwRecordOptions *options, gsize review, const char *rule, const char *category)
{
  return !options->rule_is_for
         || options->rule_is_for (review, rule, *category ? category : NULL, options->user_data);
}

/* Walking the verdicts. */

static GDateTime *
parse_time (const char *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return at ? g_date_time_new_from_iso8601 (at, utc) : NULL;
}

static void
count_week (Walk *walk, const FwVerdict *verdict, FwOutcome outcome)
{
  g_autoptr (GDateTime) at = parse_time (verdict->at);
  g_autoptr (GDateTime) here
      = at ? g_date_time_to_timezone (at, g_date_time_get_timezone (walk->options->now)) : NULL;
  g_autoptr (GDateTime) monday
      = here ? g_date_time_add_days (here, 1 - g_date_time_get_day_of_week (here)) : NULL;
  g_autofree char *name = monday ? g_date_time_format (monday, "%Y-%m-%d") : NULL;

  if (!name)
    return;
  if (!g_hash_table_contains (walk->weeks, name))
    g_hash_table_insert (walk->weeks, g_strdup (name), g_new0 (FwGrade, 1));
  fw_grade_add (g_hash_table_lookup (walk->weeks, name), outcome);
}

/* Figures, weeks and what became of verdicts: only of the person. */
static void
count_own (Walk *walk, gsize review, const FwVerdict *verdict, FwOutcome outcome)
{
  FwOwnRecord *self = walk->record;
  FwReview *from = g_ptr_array_index (self->reviews, review);
  gboolean was_wrong = fw_verdict_get_answer (verdict)->outcome == FW_OUTCOME_WRONG;
  gboolean is_regraded = was_wrong && fw_review_find_regrade (from, verdict->id);
  FwMistake kind = fw_verdict_get_answer (verdict)->kind;
  FwUnit unit;

  fw_grade_add (&self->before, is_regraded ? FW_OUTCOME_WRONG : outcome);
  self->n_regraded += is_regraded;
  self->n_overturned += was_wrong && !is_regraded && outcome == FW_OUTCOME_EXCUSED;
  self->n_unclear += outcome == FW_OUTCOME_UNCLEAR_RULE;
  if (outcome != FW_OUTCOME_CORRECT && outcome != FW_OUTCOME_WRONG)
    return;

  count_week (walk, verdict, outcome);
  if (outcome == FW_OUTCOME_WRONG && kind == FW_MISTAKE_MISSING)
    walk->missing++;
  if (fw_unit_parse (verdict->unit, &unit, NULL) && unit.kind == FW_UNIT_FRAME)
    return;
  walk->n_labels++;
  if (outcome == FW_OUTCOME_WRONG)
    walk->mistakes[kind]++;
}

static const char *
get_category (Walk *walk, gsize review, const FwVerdict *verdict)
{
  const FwRecordOptions *options = walk->options;

  if (options->category)
    {
      const char *category = options->category (review, verdict, options->user_data);

      return category ? category : "";
    }

  const FwDrawUnit *drawn = fw_review_find_drawn (g_ptr_array_index (walk->record->reviews, review),
                                                  verdict->draw, verdict->unit);

  return drawn && drawn->stratum ? drawn->stratum : "";
}

/* For the person and everybody else alike. */
static void
count_unit (Walk *walk, Person *person, gsize review, const FwVerdict *verdict, FwOutcome outcome)
{
  const char *rule = fw_verdict_get_answer (verdict)->rule;
  const char *category = get_category (walk, review, verdict);

  if (outcome != FW_OUTCOME_CORRECT && outcome != FW_OUTCOME_WRONG)
    return;
  fw_grade_add (&person->grade, outcome);
  if (*category)
    fw_grade_add (ensure (person->categories, category, sizeof (FwGrade)), outcome);

  if (rule)
    g_hash_table_insert (walk->rule_home, (char *) rule, GSIZE_TO_POINTER (review + 1));
  /* Right, and a rule is named: that rule was the question. */
  if (rule && outcome == FW_OUTCOME_CORRECT)
    {
      fw_grade_add (&((RuleCount *) ensure (person->rules, rule, sizeof (RuleCount)))->asked,
                    outcome);
      return;
    }
  (*(gint64 *) ensure (person->general, category, sizeof (gint64)))++;
  if (rule)
    {
      RuleCount *count = ensure (person->rules, rule, sizeof (RuleCount));

      count->wrong++;
      count->beside += !is_for (walk->options, review, rule, category);
    }
}

static void
add_returned (Walk *walk, gsize review, const FwVerdict *verdict, FwOutcome outcome,
              gboolean is_extra)
{
  FwReview *from = g_ptr_array_index (walk->record->reviews, review);
  g_autoptr (GDateTime) at = parse_time (verdict->at);
  FwReturned returned = { .review = review,
                          .verdict = verdict,
                          .at_us = at ? g_date_time_to_unix (at) * G_USEC_PER_SEC
                                            + g_date_time_get_microsecond (at)
                                      : 0,
                          .outcome = outcome,
                          .appeal = fw_review_find_appeal (from, verdict->id),
                          .regrade = fw_review_find_regrade (from, verdict->id),
                          .is_extra = is_extra };

  g_array_append_val (walk->record->returned, returned);
}

static void
walk_review (Walk *walk, gsize review)
{
  FwReview *from = g_ptr_array_index (walk->record->reviews, review);
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new_of_verdicts (from);
  g_autoptr (GHashTable) counted = fw_review_list_counted (from);

  for (gsize i = 0; i < fw_review_get_n (from, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (from, FW_REVIEW_VERDICT, i);
      const FwDraw *draw = fw_review_find (from, FW_REVIEW_DRAW, verdict->draw);
      gboolean is_extra
          = draw->design == FW_DESIGN_TARGETED || !g_hash_table_contains (counted, verdict);

      if (!verdict->author)
        continue;

      FwOutcome outcome
          = fw_open_questions_get_outcome (open, from, verdict, walk->options->now);
      gboolean is_own = g_str_equal (verdict->author, walk->options->person);

      if (!is_extra)
        {
          Person *person = g_hash_table_lookup (walk->people, verdict->author);

          if (!person)
            g_hash_table_insert (walk->people, verdict->author, person = person_new ());
          count_unit (walk, person, review, verdict, outcome);
          if (is_own)
            count_own (walk, review, verdict, outcome);
        }
      if (is_own && fw_verdict_get_answer (verdict)->outcome == FW_OUTCOME_WRONG)
        add_returned (walk, review, verdict, outcome, is_extra);
    }
}

/* From counts to lines. */

static FwGrade
get_rule_grade (const Walk *walk, const Person *person, const char *rule)
{
  const RuleCount *count = g_hash_table_lookup (person->rules, rule);
  gsize home = GPOINTER_TO_SIZE (g_hash_table_lookup (walk->rule_home, rule)) - 1;
  FwGrade grade = count ? count->asked : (FwGrade) { 0 };
  GHashTableIter iter;
  gpointer category;
  gpointer judged;

  if (count)
    {
      grade.wrong += count->wrong;
      grade.judged += count->beside;
    }
  g_hash_table_iter_init (&iter, person->general);
  while (g_hash_table_iter_next (&iter, &category, &judged))
    if (is_for (walk->options, home, rule, category))
      grade.judged += *(gint64 *) judged;

  return grade;
}

static FwGrade
get_category_grade (const Walk *walk, const Person *person, const char *category)
{
  const FwGrade *grade = g_hash_table_lookup (person->categories, category);

  return grade ? *grade : (FwGrade) { 0 };
}

static FwGrade
get_whole_grade (const Walk *walk, const Person *person, const char *name)
{
  return person->grade;
}

typedef FwGrade (*GradeFunc) (const Walk *walk, const Person *person, const char *name);

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* @out_rate (nullable): of everything that the team's people did. */
static FwTeamRange
get_team (const Walk *walk, GradeFunc grade_of, const char *name, double *out_rate)
{
  FwTeamRange team = { .median = NAN, .low = NAN, .high = NAN };
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (double));
  FwGrade all = { 0 };
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, walk->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    {
      FwGrade grade = grade_of (walk, person, name);
      double rate = (double) grade.wrong / (double) MAX (grade.judged, 1);

      if (grade.judged < FW_TEAM_JUDGED)
        continue;
      g_array_append_val (rates, rate);
      all.judged += grade.judged;
      all.wrong += grade.wrong;
    }
  team.n_people = rates->len;
  if (out_rate)
    *out_rate = NAN;
  if (rates->len < FW_TEAM_PEOPLE)
    return team;

  g_array_sort (rates, compare_doubles);
  team.low = g_array_index (rates, double, 0);
  team.high = g_array_index (rates, double, rates->len - 1);
  team.median = (g_array_index (rates, double, (rates->len - 1) / 2)
                 + g_array_index (rates, double, rates->len / 2))
                / 2.0;
  if (out_rate)
    *out_rate = (double) all.wrong / (double) all.judged;

  return team;
}

static FwInterval
get_interval (FwGrade grade)
{
  return fw_wilson ((double) grade.wrong, (double) grade.judged, CONFIDENCE);
}

static void
add_lines (Walk *walk, GArray *lines, GHashTable *names, GradeFunc grade_of)
{
  const Person *own = g_hash_table_lookup (walk->people, walk->options->person);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      FwGrade grade = grade_of (walk, own, name);
      FwRecordLine line = { .name = g_strdup (name),
                            .grade = grade,
                            .interval = get_interval (grade),
                            .team = get_team (walk, grade_of, name, NULL) };

      g_array_append_val (lines, line);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwRecordLine *) a)->name, ((const FwRecordLine *) b)->name);
}

static int
compare_wrong (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const FwRecordLine *) a)->grade.wrong;
  gint64 right = ((const FwRecordLine *) b)->grade.wrong;

  return left != right ? (left < right) - (left > right) : compare_names (a, b);
}

static int
compare_weeks (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwRecordWeek *) a)->monday, ((const FwRecordWeek *) b)->monday);
}

static int
compare_returned (gconstpointer a, gconstpointer b)
{
  const FwReturned *left = a;
  const FwReturned *right = b;

  if (left->at_us != right->at_us)
    return (left->at_us < right->at_us) - (left->at_us > right->at_us);
  if (left->review != right->review)
    return (left->review > right->review) - (left->review < right->review);

  return (left->verdict->id < right->verdict->id) - (left->verdict->id > right->verdict->id);
}

static void
fill_weeks (Walk *walk)
{
  GHashTableIter iter;
  gpointer monday;
  gpointer grade;

  g_hash_table_iter_init (&iter, walk->weeks);
  while (g_hash_table_iter_next (&iter, &monday, &grade))
    {
      FwRecordWeek week = { g_strdup (monday), *(FwGrade *) grade,
                            get_interval (*(FwGrade *) grade) };

      g_array_append_val (walk->record->weeks, week);
    }
  g_array_sort (walk->record->weeks, compare_weeks);
}

static void
fill_figures (Walk *walk)
{
  FwOwnRecord *self = walk->record;
  const gint64 *n = walk->mistakes;
  const gint64 wrong[FW_N_FIGURES] = {
    [FW_FIGURE_FOUND] = walk->missing,
    [FW_FIGURE_SPURIOUS] = n[FW_MISTAKE_SPURIOUS],
    [FW_FIGURE_GEOMETRY] = n[FW_MISTAKE_GEOMETRY] + n[FW_MISTAKE_ORDER],
    [FW_FIGURE_ATTRIBUTES] = n[FW_MISTAKE_CATEGORY] + n[FW_MISTAKE_ATTRIBUTE],
    [FW_FIGURE_IDENTITY] = n[FW_MISTAKE_IDENTITY],
  };

  self->headline = -1;
  for (int i = 0; i < FW_N_FIGURES; i++)
    {
      FwFigure *figure = &self->figures[i];

      figure->judged = i == FW_FIGURE_FOUND ? self->grade.judged : walk->n_labels;
      figure->right = figure->judged - wrong[i];
      figure->share
          = figure->judged > 0 ? (double) figure->right / (double) figure->judged : NAN;
      figure->interval = fw_wilson ((double) figure->right, (double) figure->judged, CONFIDENCE);
      if (figure->judged > 0
          && (self->headline < 0 || figure->share < self->figures[self->headline].share))
        self->headline = i;
    }
}

static void
fill_record (Walk *walk)
{
  FwOwnRecord *self = walk->record;
  const Person *own = g_hash_table_lookup (walk->people, walk->options->person);

  self->team = get_team (walk, get_whole_grade, NULL, &self->team_rate);
  if (own)
    {
      self->grade = own->grade;
      add_lines (walk, self->rules, own->rules, get_rule_grade);
      add_lines (walk, self->categories, own->categories, get_category_grade);
    }
  g_array_sort (self->rules, compare_wrong);
  g_array_sort (self->categories, compare_names);
  g_array_sort (self->returned, compare_returned);

  double usual = isnan (self->team_rate) ? FW_USUAL_WRONG : self->team_rate;

  self->interval = get_interval (self->grade);
  /* A team without mistakes still is a prior that can be drawn away from. */
  usual = CLAMP (usual, 0.01, 0.99);
  self->shrunk = fw_shrink (PRIOR_SIZE * (1.0 - usual), PRIOR_SIZE * usual,
                            self->grade.judged - self->grade.wrong, self->grade.judged, CONFIDENCE);
  fill_weeks (walk);
  fill_figures (walk);
}

static void
clear_line (gpointer data)
{
  g_free (((FwRecordLine *) data)->name);
}

static void
clear_week (gpointer data)
{
  g_free (((FwRecordWeek *) data)->monday);
}

FwOwnRecord *
fw_own_record_new (const FwRecordOptions *options)
{
  g_return_val_if_fail (options != NULL && options->person != NULL && options->now != NULL, NULL);

  FwOwnRecord *self = g_new0 (FwOwnRecord, 1);
  g_autoptr (GHashTable) people
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) person_free);
  g_autoptr (GHashTable) weeks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) homes = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { options, self, people, weeks, homes, 0, { 0 }, 0 };

  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_review_unref);
  self->person = g_strdup (options->person);
  self->rules = g_array_new (FALSE, FALSE, sizeof (FwRecordLine));
  self->categories = g_array_new (FALSE, FALSE, sizeof (FwRecordLine));
  self->weeks = g_array_new (FALSE, FALSE, sizeof (FwRecordWeek));
  self->returned = g_array_new (FALSE, FALSE, sizeof (FwReturned));
  g_array_set_clear_func (self->rules, clear_line);
  g_array_set_clear_func (self->categories, clear_line);
  g_array_set_clear_func (self->weeks, clear_week);
  for (gsize i = 0; i < options->n_reviews; i++)
    g_ptr_array_add (self->reviews, fw_review_ref (options->reviews[i]));
  for (gsize i = 0; i < options->n_reviews; i++)
    walk_review (&walk, i);
  fill_record (&walk);

  return self;
}

void
fw_own_record_free (FwOwnRecord *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->categories, g_array_unref);
  g_clear_pointer (&self->weeks, g_array_unref);
  g_clear_pointer (&self->returned, g_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_free (self->person);
  g_free (self);
}

/* Words. */

const char *
fw_figure_kind_to_title (FwFigureKind kind)
{
  static const char *const titles[] = { N_ ("Found"), N_ ("Nothing extra"), N_ ("Geometry"),
                                        N_ ("Category and attributes"), N_ ("Identity") };

  g_return_val_if_fail ((gsize) kind < FW_N_FIGURES, NULL);

  return _ (titles[kind]);
}

const char *
fw_figure_kind_to_word (FwFigureKind kind)
{
  static const char *const words[]
      = { "found", "spurious", "geometry", "attributes", "identity" };

  g_return_val_if_fail ((gsize) kind < FW_N_FIGURES, NULL);

  return words[kind];
}

FwChance
fw_grade_get_chance (FwGrade grade, double team_rate)
{
  if (isnan (team_rate) || grade.judged <= 0)
    return FW_CHANCE_UNKNOWN;
  if (grade.wrong <= fw_funnel_limit (team_rate, grade.judged, 0.975))
    return FW_CHANCE_WITHIN;

  return grade.wrong <= fw_funnel_limit (team_rate, grade.judged, 0.999) ? FW_CHANCE_EDGE
                                                                         : FW_CHANCE_BEYOND;
}

gboolean
fw_grade_calls_for_talk (FwGrade grade, double team_rate)
{
  return grade.judged >= FW_TALK_JUDGED
         && fw_grade_get_chance (grade, team_rate) == FW_CHANCE_BEYOND;
}

char *
fw_share_dup_text (double share)
{
  g_autofree char *digits = g_strdup_printf ("%.1f", 100.0 * share);

  if (g_str_has_suffix (digits, "0"))
    digits[strlen (digits) - 2] = '\0';

  /* Translators: with a space that does not break. */
  return g_strdup_printf (_ ("%s\302\240%%"), digits);
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

char *
fw_grade_dup_sentence (FwGrade grade, double team_rate)
{
  FwChance chance = fw_grade_get_chance (grade, team_rate);
  FwInterval interval = get_interval (grade);
  g_autofree char *low = fw_share_dup_text (interval.low);
  g_autofree char *high = fw_share_dup_text (interval.high);
  g_autofree char *own
      = g_strdup_printf (ngettext ("%d of %d judged label was marked wrong: %s to %s.",
                                   "%d of %d judged labels were marked wrong: %s to %s.",
                                   (gulong) grade.judged),
                         (int) grade.wrong, (int) grade.judged, low, high);
  GString *text = g_string_new (NULL);

  if (grade.judged <= 0)
    return g_string_free (g_string_append (text, _ ("None of your labels has been judged yet.")),
                          FALSE);

  add_sentence (text, own);
  if (!isnan (team_rate))
    {
      g_autofree char *share = fw_share_dup_text (team_rate);
      g_autofree char *team = g_strdup_printf (_ ("The team is at %s."), share);

      add_sentence (text, team);
    }
  if (chance == FW_CHANCE_WITHIN)
    add_sentence (text, _ ("This is within chance."));
  else if (chance == FW_CHANCE_EDGE)
    add_sentence (text, _ ("This is more than usual, and may still be chance."));
  else if (chance == FW_CHANCE_BEYOND)
    add_sentence (text, _ ("This is more than chance explains."));

  return g_string_free (text, FALSE);
}
