/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/trend-model.h"

#include "formats/time-log.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More rules than this are counted, not named. */
#define MOST_NAMED 2

static void
clear_note (gpointer data)
{
  g_free (((FwTrendNote *) data)->text);
}

void
fw_trend_model_free (FwTrendModel *self)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->mondays);
  g_free (self->accuracy);
  g_free (self->few);
  g_free (self->speed);
  g_array_unref (self->notes);
  g_free (self);
}

/* Axes */

FwTrendAxis
fw_trend_axis_fit (double low,
                   double high,
                   double least,
                   double most)
{
  static const double rounds[] = { 1.0, 2.0, 2.5, 5.0, 10.0 };
  double span = MAX (high - low, 1e-6 + 0.02 * fabs (high));
  double power = pow (10.0, floor (log10 (span / 4.0)));
  double step = power;

  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      step = rounds[i] * power;
      if (span / step <= 5.0)
        break;
    }

  FwTrendAxis axis = { floor (low / step + 1e-9) * step, ceil (high / step - 1e-9) * step, step };

  while ((axis.high - axis.low) / step < 2.5)
    {
      if (axis.low - step >= least - 1e-9)
        axis.low -= step;
      else if (axis.high + step <= most + 1e-9)
        axis.high += step;
      else
        break;
    }
  axis.low = MAX (axis.low, least);
  axis.high = MIN (axis.high, most);

  return axis;
}

/* What counts as much where an axis has no end. */
#define ENOUGH 10.0

static FwTrendAxis
fit_points (const FwTrendPoint *points,
            guint               n,
            double              least,
            double              most,
            double              span,
            FwTrendAxis         fallback)
{
  double low = INFINITY;
  double high = -INFINITY;

  for (guint i = 0; i < n; i++)
    if (points[i].is_known)
      {
        low = MIN (low, points[i].value);
        high = MAX (high, points[i].value);
      }

  if (low > high)
    return fallback;

  /* Small ups and downs look small, and around nothing, too. */
  double spread = span * MAX (high, isfinite (most) ? most - least : ENOUGH);

  if (high - low < spread)
    {
      high = MIN ((low + high) / 2.0 + spread / 2.0, most);
      low = MAX (high - spread, least);
      high = low + spread;
    }

  return fw_trend_axis_fit (low, high, least, most);
}

/* Series */

/* Which week a date (2026-11-27…) lies in; -1: in none. */
static int
find_week (const FwTrendModel *self,
           const char         *date)
{
  for (guint i = self->n_weeks; i > 0; i--)
    if (strncmp (date, self->mondays[i - 1], 10) >= 0)
      return (int) i - 1;

  return -1;
}

static void
fill_accuracy (FwTrendModel        *self,
               const FwOwnFindings *findings)
{
  for (guint i = 0; i < findings->record->weeks->len; i++)
    {
      const FwRecordWeek *week = &g_array_index (findings->record->weeks, FwRecordWeek, i);
      int place = find_week (self, week->monday);

      if (place < 0 || !g_str_equal (self->mondays[place], week->monday))
        continue;
      if (week->grade.judged < FW_TREND_LEAST_JUDGED)
        {
          self->few[place] = (guint) week->grade.judged;
          continue;
        }
      self->accuracy[place] = (FwTrendPoint) {
        .is_known = TRUE,
        .value = 1.0 - (double) week->grade.wrong / (double) week->grade.judged,
        .low = 1.0 - week->interval.high,
        .high = 1.0 - week->interval.low,
      };
    }
}

static void
fill_speed (FwTrendModel *self,
            GArray       *days)
{
  g_autofree double *seconds = g_new0 (double, self->n_weeks);
  g_autofree double *labels = g_new0 (double, self->n_weeks);

  for (guint i = 0; i < days->len; i++)
    {
      const FwTimeDay *day = &g_array_index (days, FwTimeDay, i);
      int place = find_week (self, day->day);

      if (place < 0)
        continue;
      seconds[place] += day->labelling_s;
      labels[place] += day->labels;
    }
  for (guint i = 0; i < self->n_weeks; i++)
    if (seconds[i] >= FW_TREND_LEAST_S && labels[i] > 0)
      {
        double speed = labels[i] / seconds[i] * 3600.0;

        self->speed[i] = (FwTrendPoint) { TRUE, speed, speed, speed };
      }
}

/* Notes */

static char *
dup_note (const FwPublishedVersion *version)
{
  g_autoptr(GString) rules = g_string_new (NULL);

  if (version->n_changes == 0)
    return NULL;
  if (version->n_changes > MOST_NAMED)
    return g_strdup_printf (ngettext ("v%s: %d rule changed", "v%s: %d rules changed",
                                      (gulong) version->n_changes),
                            version->version, (int) version->n_changes);
  for (gsize i = 0; i < version->n_changes; i++)
    g_string_append_printf (rules, "%s%s", i > 0 ? ", " : "", version->changes[i].rule);

  return g_strdup_printf (_ ("v%s: %s changed"), version->version, rules->str);
}

static gboolean
has_note (const FwTrendModel *self,
          guint               week,
          const char         *text)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const FwTrendNote *note = &g_array_index (self->notes, FwTrendNote, i);

      if (note->week == week && g_str_equal (note->text, text))
        return TRUE;
    }

  return FALSE;
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  guint left = ((const FwTrendNote *) a)->week;
  guint right = ((const FwTrendNote *) b)->week;

  return (left > right) - (left < right);
}

static void
fill_notes (FwTrendModel        *self,
            const FwOwnFindings *findings)
{
  for (guint w = 0; w < findings->works->len; w++)
    {
      const FwManualVersions *versions = fw_own_findings_get_work (findings, w)->versions;

      for (gsize i = 0; versions != NULL && i < fw_manual_versions_get_n (versions); i++)
        {
          const FwPublishedVersion *version = fw_manual_versions_get (versions, i);
          int week = find_week (self, version->date);
          g_autofree char *text = week >= 0 ? dup_note (version) : NULL;

          /* Clips with the same manual say the same. */
          if (text != NULL && !has_note (self, (guint) week, text))
            {
              FwTrendNote note = { (guint) week, g_steal_pointer (&text) };

              g_array_append_val (self->notes, note);
            }
        }
    }
  g_array_sort (self->notes, compare_notes);
}

FwTrendModel *
fw_trend_model_new (const FwOwnFindings *findings,
                    GArray              *days,
                    guint                n_weeks,
                    GDateTime           *now)
{
  g_return_val_if_fail (n_weeks > 0 && now != NULL, NULL);

  FwTrendModel *self = g_new0 (FwTrendModel, 1);
  int weekday = g_date_time_get_day_of_week (now);

  self->n_weeks = n_weeks;
  self->mondays = g_new0 (char *, n_weeks + 1);
  self->accuracy = g_new0 (FwTrendPoint, n_weeks);
  self->few = g_new0 (guint, n_weeks);
  self->speed = g_new0 (FwTrendPoint, n_weeks);
  self->notes = g_array_new (FALSE, FALSE, sizeof (FwTrendNote));
  g_array_set_clear_func (self->notes, clear_note);
  for (guint i = 0; i < n_weeks; i++)
    {
      g_autoptr(GDateTime) monday
          = g_date_time_add_days (now, 1 - weekday - 7 * (int) (n_weeks - 1 - i));

      self->mondays[i] = g_date_time_format (monday, "%Y-%m-%d");
    }
  if (findings != NULL)
    {
      fill_accuracy (self, findings);
      fill_notes (self, findings);
    }
  if (days != NULL)
    fill_speed (self, days);
  self->left = fit_points (self->accuracy, n_weeks, 0.0, 1.0, 0.05,
                           (FwTrendAxis) { 0.9, 1.0, 0.02 });
  self->right
      = fit_points (self->speed, n_weeks, 0.0, INFINITY, 0.4, (FwTrendAxis) { 0.0, 200.0, 50.0 });

  return self;
}

gboolean
fw_trend_model_is_empty (const FwTrendModel *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->n_weeks; i++)
    if (self->accuracy[i].is_known || self->speed[i].is_known)
      return FALSE;

  return TRUE;
}

/* Words */

static gboolean
find_ends (const FwTrendPoint *points,
           guint               n,
           guint              *out_first,
           guint              *out_last)
{
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++)
    if (points[i].is_known)
      {
        if (!found)
          *out_first = i;
        *out_last = i;
        found = TRUE;
      }

  return found;
}

char *
fw_trend_model_dup_words (const FwTrendModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);
  guint first = 0;
  guint last = 0;

  if (find_ends (self->accuracy, self->n_weeks, &first, &last))
    {
      g_autofree char *from = fw_share_dup_text (self->accuracy[first].value);
      g_autofree char *to = fw_share_dup_text (self->accuracy[last].value);

      g_string_append_printf (text, _ ("Right: %s in the week of %s, %s in the week of %s."), from,
                              self->mondays[first], to, self->mondays[last]);
    }
  if (find_ends (self->speed, self->n_weeks, &first, &last))
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (
          text, _ ("Labels per hour: %d in the week of %s, %d in the week of %s."),
          (int) round (self->speed[first].value), self->mondays[first],
          (int) round (self->speed[last].value), self->mondays[last]);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const FwTrendNote *note = &g_array_index (self->notes, FwTrendNote, i);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%s (%s).", note->text, self->mondays[note->week]);
    }

  return g_string_free (text, FALSE);
}
