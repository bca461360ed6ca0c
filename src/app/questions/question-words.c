/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/question-words.h"

#include <glib/gi18n.h>

#include "core/unit-words.h"

char *
fw_question_dup_unit_words (FwSession    *session,
                            const FwUnit *unit)
{
  g_return_val_if_fail (FW_IS_SESSION (session) && unit, NULL);

  FwSnapshot *snapshot = fw_session_get_snapshot (session);
  g_autofree char *name
      = unit->kind != FW_UNIT_FRAME && fw_snapshot_get_track (snapshot, unit->track)
            ? fw_session_dup_object_name (session, unit->track)
            : g_strdup (_("An object that was deleted"));

  return fw_unit_join_words (unit, fw_session_is_video (session), name);
}

char *
fw_question_dup_where (FwSession  *session,
                       const char *media,
                       const char *unit)
{
  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  g_autofree char *own = NULL;
  FwUnit parsed;

  if (!unit)
    return g_strdup (_("The manual"));
  if (!fw_unit_parse (unit, &parsed, &own) || g_strcmp0 (own, media) != 0)
    return g_strdup (unit);

  return fw_question_dup_unit_words (session, &parsed);
}

char *
fw_text_dup_line (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_auto(GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);

  return g_string_free (line, FALSE);
}

static gint64
get_day (GDateTime *at)
{
  int year, month, day;
  GDate date;

  g_date_time_get_ymd (at, &year, &month, &day);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

char *
fw_question_dup_when (const char *at,
                      GDateTime  *now)
{
  g_autoptr(GTimeZone) here = g_time_zone_new_local ();
  g_autoptr(GDateTime) parsed = at ? g_date_time_new_from_iso8601 (at, here) : NULL;
  g_autoptr(GDateTime) local = parsed ? g_date_time_to_timezone (parsed, here) : NULL;
  g_autoptr(GDateTime) today = now ? g_date_time_ref (now) : g_date_time_new_now (here);
  g_autofree char *text = NULL;

  if (!local)
    return g_strdup ("");

  if (get_day (local) == get_day (today))
    /* Translators: a time of today, as in "today, 09:12". */
    text = g_date_time_format (local, _("today, %H:%M"));
  else if (get_day (local) + 1 == get_day (today))
    text = g_date_time_format (local, _("yesterday, %H:%M"));
  else if (g_date_time_get_year (local) == g_date_time_get_year (today))
    /* Translators: a date of this year, as in "3 November". */
    text = g_date_time_format (local, _("%e %B"));
  else
    text = g_date_time_format (local, _("%e %B %Y"));

  return g_strdup (g_strstrip (text));
}
