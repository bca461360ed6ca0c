/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/deadline.h"

static GDateTime *
parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text ? g_date_time_new_from_iso8601 (text, utc) : NULL;
}

static char *
after_days (const char *at, int days)
{
  g_autoptr (GDateTime) start = parse (at);
  g_autoptr (GDateTime) end = start ? g_date_time_add_days (start, days) : NULL;

  return end ? g_date_time_format_iso8601 (end) : NULL;
}

char *
fw_deadline_for_appeal (const char *at)
{
  return after_days (at, FW_DAYS_TO_APPEAL);
}

char *
fw_deadline_for_batch (const char *frozen_at)
{
  return after_days (frozen_at, FW_DAYS_TO_JUDGE);
}

char *
fw_deadline_for_ruling (const char *opened)
{
  g_autoptr (GDateTime) at = parse (opened);

  for (int left = FW_WORKING_DAYS_TO_RULE; at && left > 0;)
    {
      GDateTime *next = g_date_time_add_days (at, 1);

      g_date_time_unref (at);
      at = next;
      if (at && g_date_time_get_day_of_week (at) <= 5)
        left--;
    }

  return at ? g_date_time_format_iso8601 (at) : NULL;
}

gboolean
fw_deadline_is_over (const char *deadline, GDateTime *now)
{
  g_autoptr (GDateTime) end = parse (deadline);

  g_return_val_if_fail (now != NULL, FALSE);

  return end && g_date_time_compare (now, end) > 0;
}

gboolean
fw_batch_is_accepted_by_silence (const FwReview *review, const FwBatch *batch, GDateTime *now)
{
  g_return_val_if_fail (review != NULL && batch != NULL && now != NULL, FALSE);

  g_autofree char *deadline = fw_deadline_for_batch (batch->frozen_at);

  if (!fw_deadline_is_over (deadline, now))
    return FALSE;
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);
      const FwDraw *draw = fw_review_find (review, FW_REVIEW_DRAW, verdict->draw);

      if (draw && draw->batch == batch->id)
        return FALSE;
    }

  return TRUE;
}

gboolean
fw_verdict_is_appealable (const FwReview *review,
                          const FwVerdict *verdict,
                          const char *clarified_at,
                          GDateTime *now)
{
  g_return_val_if_fail (review != NULL && verdict != NULL && now != NULL, FALSE);

  g_autofree char *first = fw_deadline_for_appeal (verdict->at);
  g_autofree char *again = fw_deadline_for_appeal (clarified_at);

  if (fw_review_get_outcome (review, verdict, now) != FW_OUTCOME_WRONG
      || fw_review_find_appeal (review, verdict->id))
    return FALSE;

  /* Who cannot tell when it was said cannot hold the time against anybody. */
  return !first || !fw_deadline_is_over (first, now)
         || (again && !fw_deadline_is_over (again, now));
}
