/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * SARIF 2.1.0 and JUnit. A SARIF result names the labels file, the annotation
 * (as a logical location) and the frames (in the property bag): lines of a JSON
 * file say nothing about a picture.
 */

#include "fw-config.h"
#include "cli/check-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const char *
sarif_level (FwSeverity severity)
{
  return severity == FW_SEVERITY_ERROR     ? "error"
         : severity == FW_SEVERITY_WARNING ? "warning"
                                           : "note";
}

static void
write_message (FwJsonWriter *writer,
               const char   *key,
               const char   *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "text", text);
  fw_json_writer_end_object (writer);
}

/* The rule's DO and DO NOT, one sentence a line. */
static char *
make_help (const FwRule *rule)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < rule->n_sentences; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", rule->sentences[i].text);
  if (text->len == 0)
    g_string_append (text, rule->title);

  return g_string_free (text, FALSE);
}

static void
write_rule (FwJsonWriter *writer,
            const FwRule *rule)
{
  g_autofree char *help = make_help (rule);

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "id", rule->id);
  write_message (writer, "shortDescription", *rule->title ? rule->title : rule->id);
  write_message (writer, "fullDescription", rule->message);
  write_message (writer, "help", help);
  fw_json_writer_key (writer, "defaultConfiguration");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "level", sarif_level (rule->severity));
  fw_json_writer_end_object (writer);
  fw_json_writer_key (writer, "properties");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "rev", rule->rev);
  fw_command_json_text (writer, "kind", rule->kind ? rule->kind->name : "human");
  fw_command_json_integer (writer, "risk", rule->risk);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);
}

static gint64
find_rule_index (FwManual     *manual,
                 const FwRule *rule)
{
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    if (fw_manual_get_rule (manual, i) == rule)
      return (gint64) i;

  return -1;
}

/* A path that begins at the root would be read as one of whatever host the log is
 * looked at on. */
static char *
make_uri (const char *path)
{
  char *uri = g_path_is_absolute (path) ? g_filename_to_uri (path, NULL, NULL) : NULL;

  return uri ? uri : g_uri_escape_string (path, "/", FALSE);
}

/* @line: from 1, with @column; 0: the whole file. */
static void
write_physical_location (FwJsonWriter *writer,
                         const char   *path,
                         int           line,
                         int           column)
{
  g_autofree char *uri = make_uri (path);

  fw_json_writer_key (writer, "physicalLocation");
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "artifactLocation");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "uri", uri);
  fw_json_writer_end_object (writer);
  if (line > 0)
    {
      fw_json_writer_key (writer, "region");
      fw_json_writer_begin_object (writer);
      fw_command_json_integer (writer, "startLine", line);
      fw_command_json_integer (writer, "startColumn", column);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_object (writer);
}

static void
write_location (FwCheckReport *self,
                FwProblem     *problem)
{
  FwJsonWriter *writer = self->writer;
  FwTrackId track = fw_problem_get_track (problem);
  g_autofree char *place = fw_check_report_name_place (self, fw_problem_get_span (problem));
  g_autofree char *object = track > 0 ? fw_check_report_name_object (self, track) : NULL;
  g_autofree char *name = object ? g_strdup_printf ("%s, %s", object, place) : g_strdup (place);

  fw_json_writer_key (writer, "locations");
  fw_json_writer_begin_array (writer);
  fw_json_writer_begin_object (writer);
  write_physical_location (writer, self->labels_path, 0, 0);
  fw_json_writer_key (writer, "logicalLocations");
  fw_json_writer_begin_array (writer);
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "name", name);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
}

/* One that is under review suppresses nothing: the result counts, and whoever
 * reads it sees why it is there. */
static void
write_suppression (FwJsonWriter     *writer,
                   const FwSetAside *said)
{
  g_autofree char *why = g_strdup_printf ("%s%s%s", fw_aside_reason_to_word (said->reason),
                                          *said->text ? ": " : "", said->text);

  fw_json_writer_key (writer, "suppressions");
  fw_json_writer_begin_array (writer);
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "kind", "external");
  if (!fw_check_report_is_aside (said))
    fw_command_json_text (writer, "status", "underReview");
  fw_command_json_text (writer, "justification", why);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
}

static gboolean
write_result (FwProblem *problem,
              gpointer   user_data)
{
  FwCheckReport *self = user_data;
  FwJsonWriter *writer = self->writer;
  const FwRule *rule = fw_problem_get_rule (problem);
  FwSpan span = fw_problem_get_span (problem);
  const FwSetAside *said = fw_check_report_count (self, problem);
  gint64 annotation = fw_check_report_find_annotation (self, problem);

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "ruleId", rule->id);
  fw_command_json_integer (writer, "ruleIndex",
                           find_rule_index (fw_checker_get_manual (self->checker), rule));
  fw_command_json_text (writer, "level", sarif_level (rule->severity));
  write_message (writer, "message", fw_problem_get_reason (problem));
  write_location (self, problem);
  if (said)
    write_suppression (writer, said);
  fw_json_writer_key (writer, "properties");
  fw_json_writer_begin_object (writer);
  if (annotation > 0)
    fw_command_json_integer (writer, "annotationId", annotation);
  if (fw_problem_get_track (problem) > 0 && self->is_video)
    fw_command_json_integer (writer, "trackId", fw_problem_get_track (problem));
  if (span.first >= 0)
    {
      fw_command_json_integer (writer, "frameIndex", span.first);
      fw_command_json_integer (writer, "frameLast", span.last);
    }
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);

  return TRUE;
}

static void
write_notification (FwJsonWriter *writer,
                    const char   *level,
                    const char   *text)
{
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "level", level);
  write_message (writer, "message", text);
}

/* The manual's mistakes: rules with one were not checked. */
static void
write_mistakes (FwCheckReport *self)
{
  FwJsonWriter *writer = self->writer;
  gsize n;
  const FwManualMessage *messages
      = fw_manual_get_messages (fw_checker_get_manual (self->checker), &n);

  fw_json_writer_key (writer, "toolConfigurationNotifications");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    {
      if (messages[i].severity != FW_SEVERITY_ERROR)
        continue;
      write_notification (writer, "error", messages[i].text);
      fw_json_writer_key (writer, "locations");
      fw_json_writer_begin_array (writer);
      fw_json_writer_begin_object (writer);
      write_physical_location (writer, self->manual_path, messages[i].line, messages[i].column);
      fw_json_writer_end_object (writer);
      fw_json_writer_end_array (writer);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
}

/* Rules that give no answer, so that no silence is taken for a clean bill. */
static void
write_silences (FwCheckReport *self)
{
  FwJsonWriter *writer = self->writer;
  FwManual *manual = fw_checker_get_manual (self->checker);

  fw_json_writer_key (writer, "toolExecutionNotifications");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const char *silence = fw_check_report_find_silence (self, rule);

      if (!silence)
        continue;
      write_notification (writer, "note", silence);
      fw_json_writer_key (writer, "associatedRule");
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "id", rule->id);
      fw_command_json_integer (writer, "index", (gint64) i);
      fw_json_writer_end_object (writer);
      fw_json_writer_end_object (writer);
    }
  if (fw_checker_is_capped (self->checker))
    {
      write_notification (writer, "warning", _("There are more problems than are counted here."));
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
write_invocation (FwCheckReport *self)
{
  FwJsonWriter *writer = self->writer;

  fw_json_writer_key (writer, "invocations");
  fw_json_writer_begin_array (writer);
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "executionSuccessful");
  fw_json_writer_boolean (writer, !fw_manual_has_errors (fw_checker_get_manual (self->checker)));
  write_mistakes (self);
  write_silences (self);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
}

void
fw_check_report_sarif (FwCheckReport *self)
{
  FwJsonWriter *writer = self->writer;
  FwManual *manual = fw_checker_get_manual (self->checker);

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  fw_command_json_text (writer, "version", "2.1.0");
  fw_json_writer_key (writer, "runs");
  fw_json_writer_begin_array (writer);
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "tool");
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "driver");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "name", "framectl");
  fw_command_json_text (writer, "version", FW_VERSION);
  fw_json_writer_key (writer, "rules");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    write_rule (writer, fw_manual_get_rule (manual, i));
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);
  write_invocation (self);
  fw_command_json_text (writer, "columnKind", "unicodeCodePoints");
  fw_json_writer_key (writer, "results");
  fw_json_writer_begin_array (writer);
  fw_checker_foreach (self->checker, write_result, self);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "properties");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "manual", fw_manual_get_name (manual));
  fw_command_json_text (writer, "manualVersion", fw_manual_get_version (manual));
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

/* JUnit */

/* What a rule found, as it goes into its test case. */
typedef struct
{
  GString *failures;
  gint64   n_failures; /* problems; hints do not fail a case */
  GString *notes;      /* hints and what was set aside */
} Case;

static char *
escape (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  /* XML knows no other control characters, not even escaped. */
  for (char *p = escaped; *p; p++)
    if ((guchar) *p < 0x20 && *p != '\n' && *p != '\t')
      *p = ' ';

  return g_steal_pointer (&escaped);
}

static void
collect_cases (FwCheckReport *self,
               GHashTable    *cases)
{
  g_autoptr(GPtrArray) problems = fw_checker_list (self->checker, 0);

  for (guint i = 0; i < problems->len; i++)
    {
      FwProblem *problem = problems->pdata[i];
      const FwRule *rule = fw_problem_get_rule (problem);
      Case *entry = g_hash_table_lookup (cases, rule);
      const FwSetAside *said = fw_check_report_count (self, problem);
      gboolean fails
          = !fw_check_report_is_aside (said) && rule->severity == FW_SEVERITY_ERROR;
      FwTrackId track = fw_problem_get_track (problem);
      g_autofree char *place = fw_check_report_name_place (self, fw_problem_get_span (problem));
      g_autofree char *object = track > 0 ? fw_check_report_name_object (self, track) : NULL;
      g_autofree char *words = fw_check_report_dup_said (said);
      g_autofree char *line
          = g_strdup_printf ("%s%s%s: %s%s\n", object ? object : "", object ? ", " : "", place,
                             fw_problem_get_reason (problem), words);
      g_autofree char *escaped = escape (line);

      g_string_append (fails ? entry->failures : entry->notes, escaped);
      entry->n_failures += fails ? fw_problem_get_count (problem) : 0;
    }
}

static void
free_case (gpointer data)
{
  Case *entry = data;

  g_string_free (entry->failures, TRUE);
  g_string_free (entry->notes, TRUE);
  g_free (entry);
}

/* Why the rule has no answer; NULL when it has one. */
static const char *
find_skip (FwCheckReport *self,
           const FwRule  *rule)
{
  if (rule->is_human)
    return _("a person judges this");
  if (!rule->is_sound)
    return _("the manual has a mistake here");

  return fw_checker_get_silence (self->checker, rule);
}

static void
print_case (FwCheckReport *self,
            const FwRule  *rule,
            const Case    *entry)
{
  g_autofree char *title = escape (rule->title);
  g_autofree char *message = escape (rule->message);
  const char *skip = find_skip (self, rule);
  g_autofree char *why = skip ? escape (skip) : NULL;

  g_print ("    <testcase classname=\"%s\" name=\"%s %s\">",
           rule->kind ? rule->kind->name : "human", rule->id, title);
  if (why)
    g_print ("<skipped message=\"%s\"/>", why);
  if (entry->n_failures > 0)
    g_print ("<failure type=\"%s\" message=\"%s\">%s</failure>",
             fw_severity_to_word (rule->severity), message, entry->failures->str);
  if (entry->notes->len > 0)
    g_print ("<system-out>%s</system-out>", entry->notes->str);
  g_print ("</testcase>\n");
}

void
fw_check_report_junit (FwCheckReport *self)
{
  FwManual *manual = fw_checker_get_manual (self->checker);
  g_autoptr(GHashTable) cases = g_hash_table_new_full (NULL, NULL, NULL, free_case);
  g_autofree char *name = escape (fw_manual_get_name (manual));
  g_autofree char *version = escape (fw_manual_get_version (manual));
  guint n_cases = 0, n_failed = 0, n_skipped = 0;

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      Case *entry = g_new0 (Case, 1);

      entry->failures = g_string_new (NULL);
      entry->notes = g_string_new (NULL);
      g_hash_table_insert (cases, (gpointer) fw_manual_get_rule (manual, i), entry);
    }
  collect_cases (self, cases);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const Case *entry = g_hash_table_lookup (cases, rule);

      n_cases += !rule->is_retired;
      n_failed += !rule->is_retired && entry->n_failures > 0;
      n_skipped += !rule->is_retired && find_skip (self, rule) != NULL;
    }

  g_print ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
           "  <testsuite name=\"%s %s\" tests=\"%u\" failures=\"%u\" errors=\"0\" "
           "skipped=\"%u\">\n",
           name, version, n_cases, n_failed, n_skipped);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (!rule->is_retired)
        print_case (self, rule, g_hash_table_lookup (cases, rule));
    }
  g_print ("  </testsuite>\n</testsuites>\n");
}
