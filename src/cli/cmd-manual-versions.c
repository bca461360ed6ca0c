/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl manual diff, publish and versions: what a new version of a manual
 * changes, and making one.
 */

#include "cli/cmd-manual.h"

#include "core/error.h"
#include "rules/manual-impact.h"
#include "rules/manual-versions.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <unistd.h>

/* What the labels say about a rule; NULL without labels, or when nothing. */
static const FwRuleImpact *
find_impact (const FwManualImpact *impact,
             const char           *id)
{
  for (guint i = 0; impact && i < impact->rules->len; i++)
    if (g_str_equal (g_array_index (impact->rules, FwRuleImpact, i).id, id))
      return &g_array_index (impact->rules, FwRuleImpact, i);

  return NULL;
}

/* Text */

static void
print_words (const FwRuleChange *change,
             gboolean            is_not)
{
  g_autoptr(GArray) runs = fw_rule_change_get_words (change, is_not);
  g_autofree char *text = fw_word_diff_to_text (runs);

  if (*text && (runs->len > 1 || g_array_index (runs, FwWordRun, 0).op != FW_WORDS_SAME))
    g_print ("    %s %s\n", is_not ? "DO NOT:" : "DO:", text);
}

static char *
dup_number (gint64 n)
{
  return g_strdup_printf ("%" PRId64, n);
}

/* "335 (6 places)": problems as `framectl check` counts them, and rows of the
 * Checks list where those are fewer. */
static char *
dup_count (const FwFindingCounts *counts,
           FwFindingFate          fate)
{
  g_autofree char *problems = dup_number (counts->problems[fate]);
  g_autofree char *places = dup_number (counts->places[fate]);

  if (counts->problems[fate] == counts->places[fate])
    return g_steal_pointer (&problems);

  return g_strdup_printf (ngettext ("%s (%s place)", "%s (%s places)",
                                    (gulong) counts->places[fate]),
                          problems, places);
}

static void
print_counts (const FwFindingCounts *counts)
{
  g_autofree char *opened = dup_count (counts, FW_FINDING_OPENED);
  g_autofree char *closed = dup_count (counts, FW_FINDING_CLOSED);
  g_autofree char *stayed = dup_count (counts, FW_FINDING_STAYED);

  g_print (_("opens %s, closes %s, leaves %s"), opened, closed, stayed);
}

static void
print_impact (const FwRuleImpact *impact)
{
  if (fw_finding_counts_has_change (&impact->counts))
    {
      g_print ("    ");
      print_counts (&impact->counts);
      g_print ("\n");
    }
  if (impact->n_eyes > 0)
    {
      g_autofree char *labels = dup_number (impact->n_eyes);

      g_print (_("    a person has to look again: %s labels, %zu objects\n"), labels,
               impact->n_objects);
    }
}

static void
print_change (const FwRuleChange   *change,
              const FwManualImpact *impact)
{
  const FwRule *rule = change->after ? change->after : change->before;
  FwChangeClass class = fw_rule_change_get_class (change);
  const FwRuleImpact *counts = find_impact (impact, rule->id);

  g_print ("%s  %s%s%s  %s\n", rule->id, fw_rule_fate_to_word (change->fate),
           class != FW_CHANGE_CLASS_NONE ? ", " : "", fw_change_class_to_word (class), rule->title);
  if (change->declared != FW_CHANGE_CLASS_NONE && change->declared != change->found)
    g_print (_("    looks like %s\n"), fw_change_class_to_word (change->found));
  if (change->parts & FW_RULE_PART_SEVERITY)
    g_print ("    severity: %s -> %s\n", fw_severity_to_word (change->before->severity),
             fw_severity_to_word (change->after->severity));
  for (guint i = 0; i < change->parameters->len; i++)
    {
      const FwParamChange *param = &g_array_index (change->parameters, FwParamChange, i);

      g_print ("    %s: %s -> %s\n", *param->name ? param->name : "with",
               param->before ? param->before : "-", param->after ? param->after : "-");
    }
  print_words (change, FALSE);
  print_words (change, TRUE);
  if (counts)
    print_impact (counts);
}

static void
print_text (FwManualDiff         *diff,
            const FwManualImpact *impact)
{
  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    print_change (fw_manual_diff_get (diff, i), impact);
  if (!impact)
    return;

  /* Rules that are what they were, over words that are not. */
  for (guint i = 0; i < impact->rules->len; i++)
    {
      const FwRuleImpact *rule = &g_array_index (impact->rules, FwRuleImpact, i);

      if (rule->change)
        continue;
      g_print (_("%s  the same rule\n"), rule->id);
      print_impact (rule);
    }

  g_autofree char *labels = dup_number (impact->n_labels);
  g_autofree char *eyes = dup_number (impact->n_eyes);
  g_autofree char *valid = dup_number (impact->n_labels - impact->n_eyes);

  print_counts (&impact->counts);
  g_print (_("; of %s labels, %s want another look and %s stay valid\n"), labels, eyes, valid);
}

/* JSON */

static void
write_manual (FwJsonWriter *writer,
              const char   *key,
              FwManual     *manual)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "manual", fw_manual_get_name (manual));
  fw_command_json_text (writer, "version", fw_manual_get_version (manual));
  fw_command_json_text (writer, "sha256", fw_manual_get_sha256 (manual));
  fw_json_writer_end_object (writer);
}

static void
write_words (FwJsonWriter       *writer,
             const char         *key,
             const FwRuleChange *change,
             gboolean            is_not)
{
  static const char *const ops[] = { "same", "removed", "added" };
  g_autoptr(GArray) runs = fw_rule_change_get_words (change, is_not);

  fw_json_writer_key (writer, key);
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < runs->len; i++)
    {
      const FwWordRun *run = &g_array_index (runs, FwWordRun, i);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "op", ops[run->op]);
      fw_command_json_text (writer, "text", run->text);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
}

/* @counts (nullable): nothing. */
static void
write_counts (FwJsonWriter          *writer,
              const FwFindingCounts *counts)
{
  static const char *const keys[FW_N_FINDING_FATES] = { "opened", "closed", "stayed" };

  for (int fate = 0; fate < FW_N_FINDING_FATES; fate++)
    fw_command_json_integer (writer, keys[fate], counts ? counts->problems[fate] : 0);
  fw_json_writer_key (writer, "places");
  fw_json_writer_begin_object (writer);
  for (int fate = 0; fate < FW_N_FINDING_FATES; fate++)
    fw_command_json_integer (writer, keys[fate], counts ? counts->places[fate] : 0);
  fw_json_writer_end_object (writer);
}

static void
write_impact (FwJsonWriter       *writer,
              const FwRuleImpact *impact)
{
  write_counts (writer, impact ? &impact->counts : NULL);
  fw_command_json_integer (writer, "look_again", impact ? impact->n_eyes : 0);
  fw_command_json_integer (writer, "look_again_objects", impact ? (gint64) impact->n_objects : 0);
}

static void
write_change (FwJsonWriter         *writer,
              const FwRuleChange   *change,
              const FwManualImpact *impact)
{
  const char *id = fw_rule_change_get_id (change);

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "rule", id);
  fw_command_json_text (writer, "fate", fw_rule_fate_to_word (change->fate));
  fw_command_json_text (writer, "change",
                       fw_change_class_to_word (fw_rule_change_get_class (change)));
  fw_command_json_text (writer, "declared", change->declared != FW_CHANGE_CLASS_NONE
                                               ? fw_change_class_to_word (change->declared)
                                               : NULL);
  fw_command_json_text (writer, "found", fw_change_class_to_word (change->found));
  fw_command_json_text (writer, "rev_old", change->before ? change->before->rev : NULL);
  fw_command_json_text (writer, "rev_new", change->after ? change->after->rev : NULL);
  fw_command_json_text (writer, "severity_old",
                       change->before ? fw_severity_to_word (change->before->severity) : NULL);
  fw_command_json_text (writer, "severity_new",
                       change->after ? fw_severity_to_word (change->after->severity) : NULL);
  fw_json_writer_key (writer, "parameters");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < change->parameters->len; i++)
    {
      const FwParamChange *param = &g_array_index (change->parameters, FwParamChange, i);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "name", param->name);
      fw_command_json_text (writer, "old", param->before);
      fw_command_json_text (writer, "new", param->after);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  write_words (writer, "do", change, FALSE);
  write_words (writer, "do_not", change, TRUE);
  if (impact)
    write_impact (writer, find_impact (impact, id));
  fw_json_writer_end_object (writer);
}

static void
write_labels (FwJsonWriter         *writer,
              const FwManualImpact *impact)
{
  fw_json_writer_key (writer, "labels");
  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "total", impact->n_labels);
  fw_command_json_integer (writer, "look_again", impact->n_eyes);
  fw_command_json_integer (writer, "valid", impact->n_labels - impact->n_eyes);
  write_counts (writer, &impact->counts);
  fw_json_writer_key (writer, "same_rules");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < impact->rules->len; i++)
    {
      const FwRuleImpact *rule = &g_array_index (impact->rules, FwRuleImpact, i);

      if (rule->change)
        continue;
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "rule", rule->id);
      write_impact (writer, rule);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

static gboolean
print_json (FwManualDiff          *diff,
            const FwManualImpact  *impact,
            GError               **error)
{
  FwJsonWriter *writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
  gboolean ok;

  fw_json_writer_begin_object (writer);
  write_manual (writer, "old", fw_manual_diff_get_before (diff));
  write_manual (writer, "new", fw_manual_diff_get_after (diff));
  fw_json_writer_key (writer, "rules");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    write_change (writer, fw_manual_diff_get (diff, i), impact);
  fw_json_writer_end_array (writer);
  if (impact)
    write_labels (writer, impact);
  fw_json_writer_end_object (writer);
  ok = fw_json_writer_end (writer, error);
  fw_json_writer_free (writer);
  g_print ("\n");

  return ok;
}

static FwManualImpact *
run_labels (FwManualDiff *diff,
            const char   *path,
            FwExit       *out_exit)
{
  g_autoptr(FwCocoFile) labels = fw_command_load_labels (path, out_exit);

  return labels ? fw_manual_impact_new (diff, fw_coco_file_get_snapshot (labels), NULL, NULL,
                                        NULL)
                : NULL;
}

FwExit
fw_cmd_manual_diff (int    argc,
                    char **argv)
{
  gboolean json = FALSE;
  g_autofree char *labels = NULL;
  const GOptionEntry entries[] = {
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &labels,
      N_("Labels to run both manuals over: what opens, what closes"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  g_autoptr(FwManual) before = NULL;
  g_autoptr(FwManual) after = NULL;
  g_autoptr(FwManualDiff) diff = NULL;
  g_autoptr(FwManualImpact) impact = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_manual_command_parse ("diff", entries, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _("manual diff needs two manuals: OLD and NEW"));
  if (!(before = fw_command_load_manual (argv[1], &exit))
      || !(after = fw_command_load_manual (argv[2], &exit)))
    return exit;
  diff = fw_manual_diff_new (before, after);
  if (labels && !(impact = run_labels (diff, labels, &exit)))
    return exit;

  if (!json)
    print_text (diff, impact);
  else if (!print_json (diff, impact, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  if (impact && impact->is_capped)
    g_printerr ("%s\n", _("There are more problems than are counted here."));

  exit = fw_command_end_manual (before, argv[1],
                                fw_manual_diff_get_n (diff) > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN);

  return fw_command_end_manual (after, argv[2], exit);
}

FwExit
fw_cmd_manual_publish (int    argc,
                       char **argv)
{
  g_autofree char *author = NULL;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &author, N_("Who publishes it"), N_("NAME") },
    { NULL },
  };
  g_autoptr(FwManualVersions) versions = NULL;
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_manual_command_parse ("publish", entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual publish needs one manual"));
  if (!(manual = fw_command_load_manual (argv[1], &exit)))
    return exit;

  if ((exit = fw_command_end_manual (manual, argv[1], FW_EXIT_CLEAN)) != FW_EXIT_CLEAN)
    return exit;

  file = g_file_new_for_path (argv[1]);
  versions = fw_manual_publish (file, author, &error);
  if (!versions && g_error_matches (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED))
    {
      g_autofree char *text = g_strdup (error->message);

      g_error_free (error);
      return fw_command_fail (FW_EXIT_NO, _("%s is not published:\n%s"), argv[1], text);
    }
  if (!versions)
    return fw_command_fail_error (error->domain == FW_FORMAT_ERROR ? FW_EXIT_INPUT : FW_EXIT_OUTPUT,
                                  error);
  g_print (_("%s %s is published.\n"), fw_manual_get_name (manual),
           fw_manual_versions_find_before (versions, "")->version);

  return FW_EXIT_CLEAN;
}

static gboolean
print_versions_json (const FwManualVersions  *versions,
                     GError                 **error)
{
  FwJsonWriter *writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
  gboolean ok;

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "versions");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_manual_versions_get_n (versions); i++)
    {
      const FwPublishedVersion *version = fw_manual_versions_get (versions, i);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "version", version->version);
      fw_command_json_text (writer, "sha256", version->sha256);
      fw_command_json_text (writer, "author", *version->author ? version->author : NULL);
      fw_command_json_text (writer, "date", version->date);
      fw_json_writer_key (writer, "changes");
      fw_json_writer_begin_object (writer);
      for (gsize c = 0; c < version->n_changes; c++)
        fw_command_json_text (writer, version->changes[c].rule,
                             fw_change_class_to_word (version->changes[c].change));
      fw_json_writer_end_object (writer);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
  ok = fw_json_writer_end (writer, error);
  fw_json_writer_free (writer);
  g_print ("\n");

  return ok;
}

FwExit
fw_cmd_manual_versions (int    argc,
                        char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  g_autoptr(FwManualVersions) versions = NULL;
  g_autoptr(GPtrArray) sentences = NULL;
  g_autoptr(GFile) file = NULL;
  GError *error = NULL;
  FwExit exit;

  if (!fw_manual_command_parse ("versions", entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual versions needs one manual"));

  file = g_file_new_for_path (argv[1]);
  versions = fw_manual_versions_load (file, &error);
  if (!versions)
    return fw_command_fail_error (FW_EXIT_INPUT, error);
  if (fw_manual_versions_get_n (versions) == 0 && !g_file_query_exists (file, NULL))
    return fw_command_fail (FW_EXIT_INPUT, _("“%s” is not there, and has no published versions"),
                            argv[1]);
  if (json && !print_versions_json (versions, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  for (gsize i = 0; !json && i < fw_manual_versions_get_n (versions); i++)
    {
      const FwPublishedVersion *version = fw_manual_versions_get (versions, i);

      g_print ("%-12s %s  %s%s", version->version, version->date, version->author,
               version->n_changes > 0 ? " " : "");
      for (gsize c = 0; c < version->n_changes; c++)
        g_print ("%s%s %s", c > 0 ? ", " : " ", version->changes[c].rule,
                 fw_change_class_to_word (version->changes[c].change));
      g_print ("\n");
    }

  sentences = fw_manual_versions_verify (versions);
  for (guint i = 0; i < sentences->len; i++)
    g_printerr ("%s\n", (const char *) sentences->pdata[i]);

  return sentences->len > 0 ? FW_EXIT_NO : FW_EXIT_CLEAN;
}
