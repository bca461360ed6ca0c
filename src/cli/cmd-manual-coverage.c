/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl manual coverage: which rules are checked, and by whom; with labels also how
 * often what a check finds is accepted (review/precision.h says what that is).
 */

#include "cli/cmd-manual.h"

#include "formats/review-file.h"
#include "review/precision.h"
#include "rules/problem-aside.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef enum
{
  BY_MACHINE,
  BY_BOTH,
  BY_PEOPLE,
  BY_NOBODY
} Coverage;

#define N_COVERAGES (BY_NOBODY + 1)

static Coverage
find_coverage (const FwRule *rule)
{
  gboolean by_machine = rule->kind && rule->is_sound && fw_check_kind_is_built (rule->kind);

  return by_machine && rule->ask ? BY_BOTH
         : by_machine ? BY_MACHINE
         : rule->ask && rule->is_sound ? BY_PEOPLE : BY_NOBODY;
}

static void
write_rules (FwJsonWriter *writer,
             FwManual     *manual,
             const char   *key,
             Coverage      coverage)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (!rule->is_retired && find_coverage (rule) == coverage)
        fw_json_writer_text (writer, rule->id);
    }
  fw_json_writer_end_array (writer);
}

/* How often findings are accepted ------------------------------------------------ */

/* What one file of labels says; all owned. */
typedef struct
{
  FwCocoFile     *labels;
  FwReviewLoad   *review;
  FwOpenFindings *open;
} Judged;

static void
judged_clear (Judged *self)
{
  g_clear_pointer (&self->labels, fw_coco_file_unref);
  g_clear_pointer (&self->review, fw_review_load_free);
  g_clear_pointer (&self->open, fw_open_findings_free);
}

static gboolean
is_open (const FwSetAside *worked_at,
         gpointer          open)
{
  return fw_open_findings_has (open, worked_at);
}

static FwOpenFindings *
find_open (FwManual   *manual,
           FwSnapshot *snapshot)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) problems = NULL;

  fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL);
  problems = fw_checker_list (checker, 0);

  return fw_open_findings_new (problems);
}

/* NULL after saying why. */
static FwPrecisionTable *
read_judged (FwManual          *manual,
             const char *const *paths,
             FwExit            *out_exit)
{
  g_autoptr(GArray) files = g_array_new (FALSE, TRUE, sizeof (Judged));
  g_autoptr(GArray) works = g_array_new (FALSE, TRUE, sizeof (FwJudgedWork));
  g_autoptr(GArray) rules = fw_manual_list_checked (manual);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  g_array_set_clear_func (files, (GDestroyNotify) judged_clear);
  for (gsize i = 0; paths[i]; i++)
    {
      g_autofree char *review = fw_review_file_dup_path_for (paths[i]);
      Judged file = { fw_command_load_labels (paths[i], out_exit), NULL, NULL };
      FwJudgedWork work = { .is_open = is_open };
      GError *error = NULL;

      if (!file.labels)
        return NULL;
      work.labels = fw_coco_file_get_snapshot (file.labels);
      /* Without a review beside them only the labels speak. */
      file.review = fw_review_load_new (review, NULL, &error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_clear_error (&error);
      if (error)
        {
          judged_clear (&file);
          *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
          return NULL;
        }
      for (guint k = 0; file.review && k < file.review->notes->len; k++)
        g_printerr ("%s: %s\n", review, (const char *) g_ptr_array_index (file.review->notes, k));
      file.open = find_open (manual, work.labels);
      work.review = file.review ? file.review->review : NULL;
      work.user_data = file.open;
      g_array_append_val (files, file);
      g_array_append_val (works, work);
    }

  return fw_precision_table_new ((const FwCheckedRule *) (gpointer) rules->data, rules->len,
                                 (const FwJudgedWork *) (gpointer) works->data, works->len, now);
}

static void
write_figures (FwJsonWriter      *writer,
               const FwPrecision *figures)
{
  fw_command_json_integer (writer, "accepted", figures->accepted);
  fw_command_json_integer (writer, "waved_away", figures->waved_away);
  fw_command_json_number (writer, "precision", figures->share);
  fw_command_json_range (writer, "wilson", figures->interval.low, figures->interval.high);
}

/* What an owner may think of, one step less; NULL when nothing speaks for it. */
static const char *
find_proposal (const FwPrecisionTable *table,
               const FwRule           *rule)
{
  return rule->severity != FW_SEVERITY_ADVICE && fw_precision_table_find_low (table, rule->id)
             ? fw_severity_to_word (rule->severity + 1)
             : NULL;
}

static void
write_precision (FwJsonWriter           *writer,
                 FwManual               *manual,
                 const FwPrecisionTable *table)
{
  g_autoptr(GArray) rules = fw_manual_list_checked (manual);
  gsize n_kinds;
  const FwCheckKind *kinds = fw_check_kinds_get (&n_kinds);

  fw_json_writer_key (writer, "precision");
  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "rules");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < rules->len; i++)
    {
      const FwCheckedRule *its = &g_array_index (rules, FwCheckedRule, i);
      const FwRule *rule = fw_manual_find_rule (manual, its->rule);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "rule", its->rule);
      fw_command_json_text (writer, "rev", its->rev);
      fw_command_json_text (writer, "kind", its->kind);
      fw_command_json_text (writer, "severity", fw_severity_to_word (rule->severity));
      write_figures (writer, fw_precision_table_find_rule (table, its->rule));
      fw_command_json_text (writer, "proposal", find_proposal (table, rule));
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "kinds");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_kinds; i++)
    {
      const FwPrecision *figures = fw_precision_table_find_kind (table, kinds[i].name);

      if (!figures)
        continue;
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "kind", kinds[i].name);
      write_figures (writer, figures);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

static void
print_precision (FwManual               *manual,
                 const FwPrecisionTable *table)
{
  g_autoptr(GArray) rules = fw_manual_list_checked (manual);

  for (guint i = 0; i < rules->len; i++)
    {
      const FwCheckedRule *its = &g_array_index (rules, FwCheckedRule, i);
      const FwPrecision *figures = fw_precision_table_find_rule (table, its->rule);
      const char *proposal = find_proposal (table, fw_manual_find_rule (manual, its->rule));
      g_autofree char *accepted = g_strdup_printf ("%" G_GINT64_FORMAT, figures->accepted);
      g_autofree char *waved = g_strdup_printf ("%" G_GINT64_FORMAT, figures->waved_away);

      g_print ("%s  %-20s ", its->rule, its->kind);
      if (fw_precision_get_judged (figures) == 0)
        g_print ("%s", _("no data"));
      else
        g_print (_("%s accepted, %s waved away: %.1f %% (%.1f to %.1f %%)"), accepted, waved,
                 100.0 * figures->share, 100.0 * figures->interval.low,
                 100.0 * figures->interval.high);
      if (proposal)
        /* Translators: %s is error, warning or advice, as in the file */
        g_print (_("; consider severity %s"), proposal);
      g_print ("\n");
    }
}

/* The command ---------------------------------------------------------------------- */

static FwExit
print_coverage_json (FwManual               *manual,
                     const FwPrecisionTable *table)
{
  static const char *const keys[N_COVERAGES] = { "machine", "both", "people", "nobody" };
  FwJsonWriter *writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
  GError *error = NULL;
  gboolean ok;

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "manual", fw_manual_get_name (manual));
  fw_command_json_text (writer, "version", fw_manual_get_version (manual));
  for (guint i = 0; i < N_COVERAGES; i++)
    write_rules (writer, manual, keys[i], i);
  if (table)
    write_precision (writer, manual, table);
  fw_json_writer_end_object (writer);
  ok = fw_json_writer_end (writer, &error);
  fw_json_writer_free (writer);
  g_print ("\n");

  return ok ? FW_EXIT_CLEAN : fw_command_fail_error (FW_EXIT_OUTPUT, error);
}

FwExit
fw_cmd_manual_coverage (int    argc,
                        char **argv)
{
  gboolean json = FALSE;
  g_auto(GStrv) labels = NULL;
  const GOptionEntry entries[] = {
    { "labels", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &labels,
      N_ ("Labels, with the review beside them: how often findings are accepted"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  const char *const titles[N_COVERAGES]
      = { _("by machine"), _("by machine and people"), _("by people"), _("by nobody") };
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(FwPrecisionTable) table = NULL;
  FwExit exit;

  if (!fw_manual_command_parse ("coverage", entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual coverage needs one manual"));
  if (!(manual = fw_command_load_manual (argv[1], &exit)))
    return exit;
  if (labels && !(table = read_judged (manual, (const char *const *) labels, &exit)))
    return exit;
  if (json)
    return fw_command_end_manual (manual, argv[1], print_coverage_json (manual, table));

  for (guint c = 0; c < N_COVERAGES; c++)
    {
      g_autoptr(GString) ids = g_string_new (NULL);
      guint n = 0;

      for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
        {
          const FwRule *rule = fw_manual_get_rule (manual, i);

          if (rule->is_retired || find_coverage (rule) != c)
            continue;
          g_string_append_printf (ids, " %s", rule->id);
          n++;
        }
      g_print ("%s: %u%s%s\n", titles[c], n, n > 0 ? " " : "", ids->str);
    }

  if (table)
    print_precision (manual, table);

  return fw_command_end_manual (manual, argv[1], FW_EXIT_CLEAN);
}
