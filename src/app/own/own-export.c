/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-export.h"

#include "formats/review-json.h"
#include "formats/time-log.h"

#include <math.h>

static void
write_text (FwJsonWriter *writer,
            const char   *key,
            const char   *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_text (writer, text);
}

static void
write_integer (FwJsonWriter *writer,
               const char   *key,
               gint64        value)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, value);
}

/* What is not known is null: other programs read no NaN. */
static void
write_number (FwJsonWriter *writer,
              const char   *key,
              double        value)
{
  fw_json_writer_key (writer, key);
  if (isnan (value))
    fw_json_writer_null (writer);
  else
    fw_json_writer_double (writer, value);
}

static void
write_interval (FwJsonWriter *writer,
                FwInterval    interval)
{
  fw_json_writer_key (writer, "interval");
  fw_json_writer_begin_array (writer);
  fw_json_writer_double (writer, interval.low);
  fw_json_writer_double (writer, interval.high);
  fw_json_writer_end_array (writer);
}

static void
write_grade (FwJsonWriter *writer,
             FwGrade       grade)
{
  write_integer (writer, "judged", grade.judged);
  write_integer (writer, "wrong", grade.wrong);
}

static void
write_team (FwJsonWriter      *writer,
            const FwTeamRange *team)
{
  fw_json_writer_key (writer, "team");
  if (isnan (team->median))
    {
      fw_json_writer_null (writer);
      return;
    }
  fw_json_writer_begin_object (writer);
  write_integer (writer, "people", (gint64) team->n_people);
  write_number (writer, "median", team->median);
  write_number (writer, "low", team->low);
  write_number (writer, "high", team->high);
  fw_json_writer_end_object (writer);
}

static void
write_lines (FwJsonWriter *writer,
             const char   *key,
             GArray       *lines)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < lines->len; i++)
    {
      const FwRecordLine *line = &g_array_index (lines, FwRecordLine, i);

      fw_json_writer_begin_object (writer);
      write_text (writer, "name", line->name);
      write_grade (writer, line->grade);
      write_interval (writer, line->interval);
      write_team (writer, &line->team);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_figures (FwJsonWriter      *writer,
               const FwOwnRecord *record)
{
  fw_json_writer_key (writer, "figures");
  fw_json_writer_begin_array (writer);
  for (int i = 0; i < FW_N_FIGURES; i++)
    {
      fw_json_writer_begin_object (writer);
      write_text (writer, "name", fw_figure_kind_to_word ((FwFigureKind) i));
      write_integer (writer, "judged", record->figures[i].judged);
      write_integer (writer, "right", record->figures[i].right);
      write_number (writer, "share", record->figures[i].share);
      write_interval (writer, record->figures[i].interval);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  write_text (writer, "headline",
              record->headline >= 0 ? fw_figure_kind_to_word ((FwFigureKind) record->headline)
                                    : NULL);
}

static void
write_weeks (FwJsonWriter      *writer,
             const FwOwnRecord *record)
{
  fw_json_writer_key (writer, "weeks");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < record->weeks->len; i++)
    {
      const FwRecordWeek *week = &g_array_index (record->weeks, FwRecordWeek, i);

      fw_json_writer_begin_object (writer);
      write_text (writer, "monday", week->monday);
      write_grade (writer, week->grade);
      write_interval (writer, week->interval);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_summary (FwJsonWriter      *writer,
               const FwOwnRecord *record)
{
  fw_json_writer_key (writer, "summary");
  fw_json_writer_begin_object (writer);
  write_grade (writer, record->grade);
  write_interval (writer, record->interval);
  fw_json_writer_key (writer, "before_regrades");
  fw_json_writer_begin_object (writer);
  write_grade (writer, record->before);
  fw_json_writer_end_object (writer);
  write_integer (writer, "regraded", record->n_regraded);
  write_integer (writer, "overturned", record->n_overturned);
  write_integer (writer, "unclear", record->n_unclear);
  fw_json_writer_key (writer, "shrunk");
  fw_json_writer_begin_object (writer);
  write_number (writer, "right", record->shrunk.mean);
  write_interval (writer, record->shrunk.interval);
  fw_json_writer_end_object (writer);
  write_number (writer, "team_rate", record->team_rate);
  write_team (writer, &record->team);
  write_figures (writer, record);
  write_lines (writer, "rules", record->rules);
  write_lines (writer, "categories", record->categories);
  write_weeks (writer, record);
  fw_json_writer_end_object (writer);
}

/* Which records are about the person. */

static gboolean
is_drawn_by (const FwReview *review,
             gconstpointer   record,
             const char     *person)
{
  return g_strcmp0 (((const FwVerdict *) record)->author, person) == 0;
}

static gboolean
is_judged_by (const FwReview *review,
              gconstpointer   record,
              const char     *person)
{
  return g_strcmp0 (((const FwVerdict *) record)->reviewer, person) == 0;
}

static gboolean
is_appeal_about (const FwReview *review,
                 gconstpointer   record,
                 const char     *person)
{
  const FwAppeal *appeal = record;
  const FwVerdict *verdict = fw_review_find (review, FW_REVIEW_VERDICT, appeal->verdict);

  return g_strcmp0 (appeal->by, person) == 0
         || (verdict != NULL
             && (is_drawn_by (review, verdict, person) || is_judged_by (review, verdict, person)));
}

static gboolean
is_ruled_by (const FwReview *review,
             gconstpointer   record,
             const char     *person)
{
  const FwAppeal *appeal = record;

  return appeal->has_ruling && g_strcmp0 (appeal->ruling.by, person) == 0;
}

static gboolean
is_asked_by (const FwReview *review,
             gconstpointer   record,
             const char     *person)
{
  const FwQuestion *question = record;

  return g_strcmp0 (question->by, person) == 0
         || (question->has_answer && g_strcmp0 (question->answer.by, person) == 0);
}

static gboolean
is_regrade_of (const FwReview *review,
               gconstpointer   record,
               const char     *person)
{
  const FwRegrade *regrade = record;

  for (gsize i = 0; i < regrade->n_excused; i++)
    {
      const FwVerdict *verdict
          = fw_review_find (review, FW_REVIEW_VERDICT, regrade->excused[i]);

      if (verdict != NULL && is_drawn_by (review, verdict, person))
        return TRUE;
    }

  return FALSE;
}

static const struct
{
  const char  *key;
  FwReviewPart part;
  gboolean   (*is_about) (const FwReview *review, gconstpointer record, const char *person);
} lists[] = {
  { "verdicts", FW_REVIEW_VERDICT, is_drawn_by },
  { "appeals", FW_REVIEW_APPEAL, is_appeal_about },
  { "regrades", FW_REVIEW_REGRADE, is_regrade_of },
  { "questions", FW_REVIEW_QUESTION, is_asked_by },
  { "verdicts_given", FW_REVIEW_VERDICT, is_judged_by },
  { "rulings_given", FW_REVIEW_APPEAL, is_ruled_by },
};

static void
write_work (FwJsonWriter    *writer,
            const FwOwnWork *work,
            const char      *person)
{
  const FwReviewLabels *labels = fw_review_get_labels (work->records);

  fw_json_writer_begin_object (writer);
  write_text (writer, "title", work->title);
  write_text (writer, "labels", labels->file);
  write_text (writer, "document", labels->document);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      fw_json_writer_key (writer, lists[i].key);
      fw_json_writer_begin_array (writer);
      for (gsize k = 0; k < fw_review_get_n (work->records, lists[i].part); k++)
        {
          gconstpointer record = fw_review_get (work->records, lists[i].part, k);

          if (lists[i].is_about (work->records, record, person))
            fw_review_write_record (writer, lists[i].part, record);
        }
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_object (writer);
}

GBytes *
fw_own_export_to_json (const FwOwnFindings *findings,
                       GArray              *days,
                       GDateTime           *now)
{
  g_return_val_if_fail (findings != NULL && now != NULL, NULL);

  FwJsonWriter *writer = fw_json_writer_new ();
  g_autoptr(GDateTime) utc = g_date_time_to_utc (now);
  g_autofree char *at = g_date_time_format_iso8601 (utc);

  fw_json_writer_begin_object (writer);
  write_integer (writer, "schema", 1);
  write_text (writer, "person", findings->person);
  write_text (writer, "exported_at", at);
  write_summary (writer, findings->record);
  fw_json_writer_key (writer, "works");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < findings->works->len; i++)
    write_work (writer, fw_own_findings_get_work (findings, i), findings->person);
  fw_json_writer_end_array (writer);
  if (days != NULL)
    {
      g_autoptr(GBytes) time = fw_time_log_to_json (days, findings->person);

      fw_json_writer_key (writer, "time");
      fw_json_writer_raw (writer, g_bytes_get_data (time, NULL), g_bytes_get_size (time));
    }
  fw_json_writer_end_object (writer);

  return fw_json_writer_steal (writer);
}
