/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-words.h"

#include "edit/clock.h"
#include "formats/time-log.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Up to so many judged, a share is drawn towards what is usual before it is shown. */
#define FEW_JUDGED 50
/* Nearer to 1 than this, a pace is as usual. */
#define SAME_PACE 0.03
/* Weeks that an average is made of, and that a pace is learnt from. */
#define AVERAGE_WEEKS 4
#define PACE_WEEKS 12
/* So many labels under one rule are worth a hint. */
#define LEAST_FOR_HELP 2

void
fw_own_figure_clear (FwOwnFigure *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->tooltip, g_free);
}

/* Times */

static GDateTime *
parse_here (const char *at,
            GDateTime  *now)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, utc) : NULL;

  return time != NULL ? g_date_time_to_timezone (time, g_date_time_get_timezone (now)) : NULL;
}

char *
fw_own_words_date (const char *at,
                   GDateTime  *now)
{
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr(GDateTime) time = parse_here (at, now);

  if (time == NULL)
    return g_strdup ("");

  /* Translators: a date without, and with its year. */
  return g_date_time_format (time, g_date_time_get_year (time) == g_date_time_get_year (now)
                                       ? _ ("%-d %b")
                                       : _ ("%-d %b %Y"));
}

char *
fw_own_words_deadline (const char *at,
                       GDateTime  *now)
{
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr(GDateTime) time = parse_here (at, now);

  /* Translators: the day on which a time is over. */
  return time != NULL ? g_date_time_format (time, _ ("%A %-d %b")) : g_strdup ("");
}

char *
fw_own_words_duration (double seconds)
{
  int minutes = (int) round (seconds / 60.0);

  if (minutes <= 0)
    return g_strdup ("–");
  if (minutes < 60)
    return g_strdup_printf (_ ("%d min"), minutes);

  /* Translators: hours and minutes. */
  return g_strdup_printf (_ ("%d h %02d"), minutes / 60, minutes % 60);
}

char *
fw_own_words_monday (GDateTime *now,
                     int        weeks)
{
  g_return_val_if_fail (now != NULL, NULL);

  g_autoptr(GDateTime) monday
      = g_date_time_add_days (now, 1 - g_date_time_get_day_of_week (now) + 7 * weeks);

  return g_date_time_format (monday, "%Y-%m-%d");
}

/* Cards */

FwOwnFigure
fw_own_words_headline (const FwOwnFindings *findings)
{
  g_return_val_if_fail (findings != NULL, ((FwOwnFigure) { NULL }));

  const FwOwnRecord *record = findings->record;

  if (record->headline < 0)
    return (FwOwnFigure) { .title = g_strdup (_ ("Right")),
                           .value = g_strdup ("–"),
                           .unit = g_strdup (""),
                           .caption = g_strdup (_ ("None of your labels was judged yet")) };

  const FwFigure *figure = &record->figures[record->headline];
  FwInterval interval = figure->interval;
  double share = figure->share;

  if (figure->judged <= FEW_JUDGED)
    {
      FwShrunk shrunk = fw_shrink (20.0 * (1.0 - FW_USUAL_WRONG), 20.0 * FW_USUAL_WRONG,
                                   figure->right, figure->judged, 0.95);

      interval = shrunk.interval;
      share = shrunk.mean;
    }

  g_autofree char *low = fw_share_dup_text (interval.low);
  g_autofree char *high = fw_share_dup_text (interval.high);

  return (FwOwnFigure) {
    .title = g_strdup (fw_figure_kind_to_title ((FwFigureKind) record->headline)),
    .value = fw_share_dup_text (share),
    .unit = g_strdup (_ ("right")),
    .caption = g_strdup_printf (_ ("The least of five. 95\302\240%% interval %s to %s"), low, high),
    .tooltip
    = figure->judged <= FEW_JUDGED
          ? g_strdup_printf (ngettext ("%d of %d judged. With so few, the share is drawn towards "
                                       "what is usual.",
                                       "%d of %d judged. With so few, the share is drawn towards "
                                       "what is usual.",
                                       (gulong) figure->judged),
                             (int) figure->right, (int) figure->judged)
          : g_strdup_printf (_ ("%d of %d judged"), (int) figure->right, (int) figure->judged),
  };
}

/* Labels by hand per active hour from @first to @last; NaN for too little. */
static double
get_speed (GArray     *days,
           const char *first,
           const char *last)
{
  double seconds = 0.0;
  double labels = 0.0;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const FwTimeDay *day = &g_array_index (days, FwTimeDay, i);

      if (strcmp (day->day, first) < 0 || strcmp (day->day, last) >= 0)
        continue;
      seconds += day->labelling_s;
      labels += day->labels;
    }

  return seconds >= 600.0 && labels > 0.0 ? labels / seconds * 3600.0 : NAN;
}

GArray *
fw_own_words_list_pace (GArray     *days,
                        const char *first,
                        const char *last)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (FwPaceSample));

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const FwTimeDay *day = &g_array_index (days, FwTimeDay, i);

      if (strcmp (day->day, first) < 0 || strcmp (day->day, last) >= 0)
        continue;
      for (guint k = 0; k < day->works->len; k++)
        {
          const FwTimeWork *work = &g_array_index (day->works, FwTimeWork, k);
          FwPaceSample sample
              = { work->labelling_s, work->objects, work->labels, work->categories->len };

          if (work->labels > 0)
            g_array_append_val (samples, sample);
        }
    }

  return samples;
}

static char *
dup_pace (GArray    *days,
          GDateTime *now)
{
  g_autofree char *begin = fw_own_words_monday (now, -PACE_WEEKS);
  g_autofree char *monday = fw_own_words_monday (now, 0);
  g_autofree char *end = fw_own_words_monday (now, 1);
  g_autoptr(GArray) before = fw_own_words_list_pace (days, begin, monday);
  g_autoptr(GArray) here = fw_own_words_list_pace (days, monday, end);
  FwPace pace = fw_pace_learn ((FwPaceSample *) (gpointer) before->data, before->len);
  double ratio = fw_pace_get_ratio (&pace, (FwPaceSample *) (gpointer) here->data, here->len);

  if (isnan (ratio))
    return NULL;
  if (fabs (ratio - 1.0) < SAME_PACE)
    return g_strdup (_ ("As long as such content usually takes you"));

  return ratio < 1.0
             ? g_strdup_printf (_ ("%.0f %% less time than such content usually takes you"),
                                100.0 * (1.0 - ratio))
             : g_strdup_printf (_ ("%.0f %% more time than such content usually takes you"),
                                100.0 * (ratio - 1.0));
}

FwOwnFigure
fw_own_words_speed (GArray    *days,
                    GDateTime *now)
{
  g_return_val_if_fail (now != NULL, ((FwOwnFigure) { NULL }));

  g_autofree char *begin = fw_own_words_monday (now, -AVERAGE_WEEKS);
  g_autofree char *monday = fw_own_words_monday (now, 0);
  g_autofree char *end = fw_own_words_monday (now, 1);
  double speed = get_speed (days, monday, end);
  double average = get_speed (days, begin, monday);
  g_autofree char *pace = dup_pace (days, now);
  FwOwnFigure figure = { .title = g_strdup (_ ("Speed")), .unit = g_strdup (_ ("labels per hour")) };

  figure.tooltip
      = g_strdup (_ ("Labels set by hand in an hour of drawing, this week. Reading, asking and "
                     "pauses are not in it."));
  figure.value = isnan (speed) ? g_strdup ("–") : g_strdup_printf ("%.0f", speed);
  if (pace != NULL)
    figure.caption = g_steal_pointer (&pace);
  else if (!isnan (average))
    figure.caption = g_strdup_printf (_ ("Your 4-week average: %.0f"), average);
  else
    figure.caption = g_strdup (isnan (speed) ? _ ("Not enough work this week to tell")
                                             : _ ("Your first week"));

  return figure;
}

/* Seconds of drawing that a label took lately; 0: unknown. */
static double
get_label_s (GArray    *days,
             GDateTime *now)
{
  g_autofree char *begin = fw_own_words_monday (now, -AVERAGE_WEEKS);
  g_autofree char *end = fw_own_words_monday (now, 1);
  double speed = get_speed (days, begin, end);

  return isnan (speed) ? 0.0 : 3600.0 / speed;
}

FwOwnFigure
fw_own_words_to_fix (const FwOwnFindings *findings,
                     GArray              *days,
                     GDateTime           *now)
{
  g_return_val_if_fail (findings != NULL && now != NULL, ((FwOwnFigure) { NULL }));

  guint n = fw_own_findings_count (findings, FW_RETURNED_LIST_TO_FIX, now);
  double minutes = ceil (n * get_label_s (days, now) / 60.0);
  FwOwnFigure figure = { .title = g_strdup (_ ("To fix")),
                         .value = g_strdup_printf ("%u", n),
                         .unit = g_strdup (ngettext ("label", "labels", n)) };

  if (n == 0)
    figure.caption = g_strdup (_ ("Nothing waits for you"));
  else if (minutes > 0.0)
    figure.caption = g_strdup_printf (ngettext ("About %d minute of work", "About %d minutes of work",
                                                (gulong) minutes),
                                      (int) minutes);
  else
    figure.caption = g_strdup (_ ("Returned with a reason each"));

  return figure;
}

FwOwnFigure
fw_own_words_judged (const FwOwnFindings *findings)
{
  g_return_val_if_fail (findings != NULL, ((FwOwnFigure) { NULL }));

  const FwOwnRecord *record = findings->record;
  g_autoptr(GString) tooltip = g_string_new (NULL);
  g_autofree char *from
      = g_strdup_printf (ngettext ("Drawn at random from %d piece of work",
                                   "Drawn at random from %d pieces of work",
                                   findings->works->len),
                         (int) findings->works->len);
  /* Whoever counts them misses those that she won. */
  g_autofree char *won
      = g_strdup_printf (ngettext ("%d more is left out: its appeal was won.",
                                   "%d more are left out: their appeals were won.",
                                   (gulong) record->n_overturned),
                         (int) record->n_overturned);

  if (record->n_unclear > 0)
    g_string_append_printf (tooltip,
                            ngettext ("%d more counts for nobody: the manual does not decide.",
                                      "%d more count for nobody: the manual does not decide.",
                                      (gulong) record->n_unclear),
                            (int) record->n_unclear);

  if (findings->n_accepted > 0)
    g_string_append_printf (
        tooltip,
        ngettext ("%s%d batch was accepted because nobody judged it within two weeks.",
                  "%s%d batches were accepted because nobody judged them within two weeks.",
                  findings->n_accepted),
        tooltip->len > 0 ? "\n" : "", (int) findings->n_accepted);

  return (FwOwnFigure) {
    .title = g_strdup (_ ("Checked")),
    .value = fw_clock_format_count (record->grade.judged),
    .unit = g_strdup (_ ("of your labels")),
    .caption = record->n_overturned > 0    ? g_strdup_printf ("%s. %s", from, won)
               : record->grade.judged == 0 ? g_strdup (_ ("Nothing was judged yet"))
                                           : g_strdup (from),
    .tooltip = tooltip->len > 0 ? g_strdup (tooltip->str) : NULL,
  };
}

char *
fw_own_words_others (const FwOwnFindings *findings)
{
  g_return_val_if_fail (findings != NULL, NULL);

  const FwOwnRecord *record = findings->record;
  gint64 n = record->grade.wrong;

  for (int i = 0; i < FW_N_FIGURES; i++)
    n -= record->figures[i].judged - record->figures[i].right;

  return n > 0 ? g_strdup_printf (ngettext ("%d more came back for something else.",
                                            "%d more came back for something else.", (gulong) n),
                                  (int) n)
               : NULL;
}

/* Returned labels */

char *
fw_own_words_state (const FwOwnFindings *findings,
                    const FwReturned    *returned,
                    GDateTime           *now)
{
  g_autofree char *due = returned->appeal != NULL
                             ? fw_own_words_deadline (returned->appeal->due, now)
                             : NULL;

  switch (fw_own_findings_get_state (findings, returned, now))
    {
    case FW_RETURNED_TO_FIX:
      return NULL;
    case FW_RETURNED_FIXED:
      return g_strdup (_ ("Changed since"));
    case FW_RETURNED_APPEALED:
      return *due != '\0' ? g_strdup_printf (_ ("Appeal sent · answer by %s"), due)
                          : g_strdup (_ ("Appeal sent"));
    case FW_RETURNED_KEPT:
      return g_strdup (_ ("Looked at again, and kept"));
    case FW_RETURNED_ACCEPTED:
      return g_strdup (_ ("Appeal accepted, thank you"));
    case FW_RETURNED_SILENT:
      return *due != '\0'
                 ? g_strdup_printf (_ ("No answer by %s: it does not count"), due)
                 : g_strdup (_ ("No answer in time: it does not count"));
    case FW_RETURNED_UNCLEAR:
      return g_strdup (_ ("The manual does not decide: it does not count"));
    case FW_RETURNED_ASKED:
      return g_strdup (_ ("A question about it waits: not graded"));
    case FW_RETURNED_REGRADED:
      return g_strdup (_ ("Re-graded: it does not count"));
    }

  g_assert_not_reached ();
}

char *
fw_own_words_regraded (const FwOwnFindings  *findings,
                       char                **out_more)
{
  g_return_val_if_fail (findings != NULL && out_more != NULL, NULL);

  const FwOwnRecord *record = findings->record;
  const FwRegrade *newest = NULL;

  *out_more = NULL;
  for (guint i = 0; i < record->returned->len; i++)
    {
      const FwReturned *returned = &g_array_index (record->returned, FwReturned, i);

      if (returned->regrade != NULL && !returned->is_extra
          && (newest == NULL || g_strcmp0 (returned->regrade->at, newest->at) > 0))
        newest = returned->regrade;
    }
  if (newest == NULL)
    return NULL;

  *out_more = g_strdup (ngettext ("It does not count any more.", "None of them counts any more.",
                                  (gulong) record->n_regraded));

  return g_strdup_printf (
      ngettext ("%d label was graded under an older version. Its rule changed in v%s, so it was "
                "re-graded.",
                "%d labels were graded under an older version. Their rule changed in v%s, so they "
                "were re-graded.",
                (gulong) record->n_regraded),
      (int) record->n_regraded, newest->to_version);
}

/* Whether a label that came back is settled: it counts, and nobody is asked about it. */
static gboolean
is_settled (const FwReturned *returned)
{
  return !returned->is_extra && returned->outcome == FW_OUTCOME_WRONG
         && (returned->appeal == NULL || returned->appeal->has_ruling);
}

/* How many settled labels came back under @rule. @out_newest is set when
 * there is one. */
static guint
count_settled (const FwOwnRecord  *record,
               const char         *rule,
               const FwReturned  **out_newest)
{
  guint n = 0;

  for (guint i = 0; i < record->returned->len; i++)
    {
      const FwReturned *returned = &g_array_index (record->returned, FwReturned, i);

      if (!is_settled (returned)
          || g_strcmp0 (fw_verdict_get_answer (returned->verdict)->rule, rule) != 0)
        continue;
      if (n++ == 0)
        *out_newest = returned;
    }

  return n;
}

char *
fw_own_words_help (const FwOwnFindings  *findings,
                   gsize                *out_work,
                   const char          **out_rule)
{
  g_return_val_if_fail (findings != NULL && out_work != NULL && out_rule != NULL, NULL);

  const FwOwnRecord *record = findings->record;
  const FwReturned *best = NULL;
  guint most = LEAST_FOR_HELP - 1;

  /* The first of as many: the rules are in an order that does not change. */
  for (guint i = 0; i < record->rules->len; i++)
    {
      const FwRecordLine *line = &g_array_index (record->rules, FwRecordLine, i);
      const FwReturned *newest = NULL;
      guint n = count_settled (record, line->name, &newest);

      if (n <= most)
        continue;
      most = n;
      best = newest;
    }
  if (best == NULL)
    return NULL;
  *out_work = best->review;
  *out_rule = fw_verdict_get_answer (best->verdict)->rule;

  g_autofree char *words = fw_own_findings_dup_rule (findings, best->review, *out_rule);

  return g_strdup_printf (ngettext ("%d of your labels came back under one rule: %s.",
                                    "%d of your labels came back under one rule: %s.", most),
                          (int) most, words);
}

char *
fw_own_words_reviewed (const FwReturned *returned,
                       GDateTime        *now)
{
  g_return_val_if_fail (returned != NULL, NULL);

  g_autofree char *date = fw_own_words_date (returned->verdict->at, now);

  return *date != '\0'
             ? g_strdup_printf (_ ("Reviewed by %s, %s"), returned->verdict->reviewer, date)
             : g_strdup_printf (_ ("Reviewed by %s"), returned->verdict->reviewer);
}

/* Questions */

static char *
dup_answered_in (const FwQuestion *question,
                 GDateTime        *now)
{
  g_autoptr(GDateTime) asked = parse_here (question->at, now);
  g_autoptr(GDateTime) answered = parse_here (question->answer.at, now);
  int hours = asked != NULL && answered != NULL
                  ? (int) (g_date_time_difference (answered, asked) / G_TIME_SPAN_HOUR)
                  : -1;

  if (hours < 0)
    return g_strdup (_ ("answered"));
  if (hours == 0)
    return g_strdup (_ ("answered within the hour"));
  if (hours < 48)
    return g_strdup_printf (_ ("answered in %d h"), hours);

  return g_strdup_printf (ngettext ("answered in %d day", "answered in %d days", hours / 24),
                          hours / 24);
}

char *
fw_own_words_question (const FwQuestion *question,
                       GDateTime        *now)
{
  g_return_val_if_fail (question != NULL && now != NULL, NULL);

  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (question->rule != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("Rule %s"), question->rule));
  if (question->has_answer)
    {
      g_ptr_array_add (parts, dup_answered_in (question, now));
      if (question->answer.is_precedent)
        g_ptr_array_add (parts, g_strdup (_ ("now binding for everyone")));
    }
  else
    {
      g_autofree char *date = fw_own_words_date (question->at, now);

      if (*date != '\0')
        g_ptr_array_add (parts, g_strdup_printf (_ ("asked %s"), date));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}
