/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl manual: what can be done with a rule manual alone. One table of
 * words, each with its own function; coverage is in cmd-manual-coverage.c, what is
 * about versions in cmd-manual-versions.c.
 */

#include "cli/cmd-manual.h"

#include "rules/manual-versions.h"

#include <glib/gi18n.h>
#include <unistd.h>

static const FwCommand commands[] = {
  { "lint", N_("MANUAL [--previous OLD]"), N_("Check a rule manual"), fw_cmd_manual_lint },
  { "kinds", N_("[NAME] [--json]"), N_("Tell what can be checked"), fw_cmd_manual_kinds },
  { "coverage", N_("MANUAL [--labels FILE…] [--json]"), N_("Tell which rules are checked, and by whom"),
    fw_cmd_manual_coverage },
  { "diff", N_("OLD NEW [--labels FILE] [--json]"), N_("Compare two manuals rule by rule"),
    fw_cmd_manual_diff },
  { "publish", N_("MANUAL [--author NAME]"), N_("Make an immutable version"),
    fw_cmd_manual_publish },
  { "versions", N_("MANUAL [--json]"), N_("List the published versions"),
    fw_cmd_manual_versions },
};

gboolean
fw_manual_command_parse (const char         *word,
                         const GOptionEntry *entries,
                         int                *argc,
                         char             ***argv,
                         FwExit             *out_exit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, word))
      {
        g_autofree char *name = g_strconcat ("manual ", word, NULL);
        FwCommand command = commands[i];

        command.name = name;
        return fw_command_parse (&command, entries, argc, argv, out_exit);
      }

  g_assert_not_reached ();
}

FwManual *
fw_command_load_manual (const char *path,
                        FwExit     *out_exit)
{
  g_autoptr(GFile) file
      = g_file_new_for_path (g_str_equal (path, "-") ? "/dev/stdin" : path);
  GError *error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  if (manual)
    return manual;

  /* What is wrong inside the file does not name it. */
  if (error->domain != G_IO_ERROR)
    g_prefix_error (&error, "%s: ", path);
  *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);

  return NULL;
}

FwExit
fw_command_end_manual (FwManual   *manual,
                       const char *path,
                       FwExit      code)
{
  if (fw_manual_is_text (manual))
    return code;

  return fw_command_fail (FW_EXIT_INPUT, _("%s is not UTF-8 text; save it as UTF-8"), path);
}

FwExit
fw_cmd_manual_lint (int    argc,
                    char **argv)
{
  g_autofree char *previous_path = NULL;
  const GOptionEntry entries[] = {
    { "previous", 0, 0, G_OPTION_ARG_FILENAME, &previous_path,
      N_("The version before, to compare with; without it the one that is published"), N_("OLD") },
    { NULL },
  };
  g_autoptr(FwManual) manual = NULL;
  g_autoptr(FwManual) previous = NULL;
  const FwManualMessage *messages;
  FwExit exit;
  gsize n;

  if (!fw_manual_command_parse ("lint", entries, &argc, &argv, &exit))
    return exit;
  if (argc != 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual lint needs one manual"));
  if (previous_path && !(previous = fw_command_load_manual (previous_path, &exit)))
    return exit;

  manual = fw_command_load_manual (argv[1], &exit);
  if (!manual)
    return exit;
  if (previous)
    {
      FwManual *beside = fw_manual_beside (manual, previous);

      fw_manual_unref (manual);
      manual = beside;
    }
  else if (!g_str_equal (argv[1], "-"))
    {
      g_autoptr(GFile) file = g_file_new_for_path (argv[1]);
      FwManual *beside = fw_manual_new_with_history (file, NULL);

      if (beside)
        {
          fw_manual_unref (manual);
          manual = beside;
        }
    }

  messages = fw_manual_get_messages (manual, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *line = fw_manual_format_message (&messages[i], argv[1]);

      g_print ("%s\n", line);
    }

  return fw_command_end_manual (manual, argv[1],
                                fw_manual_has_errors (manual) ? FW_EXIT_NO : FW_EXIT_CLEAN);
}

/* Kinds */

static const struct
{
  FwNeeds     need;
  const char *word;
} needs[] = {
  { FW_NEEDS_IMAGE_SIZE, "image-size" }, { FW_NEEDS_FPS, "fps" },   { FW_NEEDS_PIXELS, "pixels" },
  { FW_NEEDS_VIDEO, "video" },           { FW_NEEDS_SEEN, "seen" }, { FW_NEEDS_PROJECT, "project" },
};

static const char *
param_type_word (FwParamType type)
{
  static const char *const words[] = {
    [FW_PARAM_NUMBER] = "number",       [FW_PARAM_INTEGER] = "integer",
    [FW_PARAM_BOOL] = "bool",           [FW_PARAM_WORD] = "word",
    [FW_PARAM_TEXT] = "text",           [FW_PARAM_TEXTS] = "texts",
    [FW_PARAM_PATTERN] = "pattern",     [FW_PARAM_GLOBS] = "globs",
    [FW_PARAM_CATEGORY] = "category",   [FW_PARAM_CATEGORIES] = "categories",
    [FW_PARAM_ATTRIBUTE] = "attribute", [FW_PARAM_VALUES] = "values",
    [FW_PARAM_PAIRS] = "pairs",         [FW_PARAM_FIELDS] = "fields",
    [FW_PARAM_SETS] = "sets",           [FW_PARAM_EXPRESSION] = "expression",
    [FW_PARAM_COUNTS] = "counts",       [FW_PARAM_RENAMES] = "renames",
    [FW_PARAM_SENSORS] = "sensors",
  };

  return (gsize) type < G_N_ELEMENTS (words) && words[type] ? words[type] : "text";
}

static void
write_param (FwJsonWriter  *writer,
             const FwParam *param)
{
  gboolean is_number = param->type == FW_PARAM_NUMBER || param->type == FW_PARAM_INTEGER;

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "name", param->name);
  fw_command_json_text (writer, "type", param_type_word (param->type));
  fw_command_json_text (writer, "unit", param->unit);
  fw_command_json_text (writer, "default", param->default_value);
  fw_json_writer_key (writer, "required");
  fw_json_writer_boolean (writer, param->is_required);
  fw_json_writer_key (writer, "range");
  if (is_number)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_number (writer, param->low);
      fw_json_writer_number (writer, param->high);
      fw_json_writer_end_array (writer);
    }
  else
    fw_json_writer_null (writer);
  fw_command_json_text (writer, "words", param->words);
  fw_json_writer_end_object (writer);
}

static void
write_kind (FwJsonWriter      *writer,
            const FwCheckKind *kind)
{
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "name", kind->name);
  fw_command_json_text (writer, "scope", fw_scope_to_word (kind->scope));
  fw_json_writer_key (writer, "parameters");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < kind->n_params; i++)
    write_param (writer, &kind->params[i]);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "needs");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (kind->needs & needs[i].need)
      fw_json_writer_text (writer, needs[i].word);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "fixes");
  fw_json_writer_begin_array (writer);
  for (guint fix = 1; fix < FW_N_FIXES; fix++)
    if (kind->fixes & (1u << fix))
      fw_json_writer_text (writer, fw_fix_to_word (fix));
  fw_json_writer_end_array (writer);
  fw_command_json_text (writer, "sentence", _(kind->sentence));
  fw_json_writer_end_object (writer);
}

static void
print_kind (const FwCheckKind *kind,
            gboolean           with_params)
{
  g_print ("%-22s %-8s %s\n", kind->name, fw_scope_to_word (kind->scope), _(kind->sentence));
  for (guint i = 0; with_params && i < kind->n_params; i++)
    {
      const FwParam *param = &kind->params[i];

      g_print ("    %-18s %s%s%s%s%s%s\n", *param->name ? param->name : "-",
               param_type_word (param->type), param->unit ? ", " : "",
               param->unit ? param->unit : "", param->default_value ? "; " : "",
               param->default_value ? param->default_value : "",
               param->is_required ? _ ("; has to be there") : "");
    }
  for (gsize i = 0; with_params && i < G_N_ELEMENTS (needs); i++)
    if (kind->needs & needs[i].need)
      g_print (_("    needs %s\n"), needs[i].word);
}

FwExit
fw_cmd_manual_kinds (int    argc,
                     char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  const FwCheckKind *kinds, *only = NULL;
  FwJsonWriter *writer = NULL;
  GError *error = NULL;
  FwExit exit;
  gsize n;

  if (!fw_manual_command_parse ("kinds", entries, &argc, &argv, &exit))
    return exit;
  if (argc > 2)
    return fw_command_fail (FW_EXIT_USAGE, _("manual kinds takes one name, or none"));

  kinds = fw_check_kinds_get (&n);
  if (argc == 2 && !(only = fw_check_kind_find (argv[1])))
    {
      g_autofree const char **names = g_new0 (const char *, n + 1);

      for (gsize i = 0; i < n; i++)
        names[i] = kinds[i].name;

      const char *nearest = fw_nearest_word (argv[1], names);

      return nearest ? fw_command_fail (FW_EXIT_USAGE,
                                        _ ("no check is called “%s”; did you mean “%s”"), argv[1],
                                        nearest)
                     : fw_command_fail (FW_EXIT_USAGE, _ ("no check is called “%s”"), argv[1]);
    }

  if (json)
    {
      writer = fw_json_writer_new_fd (STDOUT_FILENO, NULL);
      fw_json_writer_begin_object (writer);
      fw_json_writer_key (writer, "kinds");
      fw_json_writer_begin_array (writer);
    }
  for (gsize i = 0; i < n; i++)
    {
      if (only && only != &kinds[i])
        continue;
      if (json)
        write_kind (writer, &kinds[i]);
      else
        print_kind (&kinds[i], only != NULL);
    }
  if (!json)
    return FW_EXIT_CLEAN;

  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);

  gboolean ok = fw_json_writer_end (writer, &error);

  fw_json_writer_free (writer);
  g_print ("\n");

  return ok ? FW_EXIT_CLEAN : fw_command_fail_error (FW_EXIT_OUTPUT, error);
}

static char *
list_words (void)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", commands[i].name);

  return g_string_free (words, FALSE);
}

FwExit
fw_cmd_manual (int    argc,
               char **argv)
{
  g_autofree char *words = list_words ();

  if (argc < 2)
    return fw_command_fail (FW_EXIT_USAGE, _ ("manual needs a word that says what to do: %s"),
                            words);
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        g_print ("framectl manual %-9s %-33s %s\n", commands[i].name, _(commands[i].arguments),
                 _(commands[i].summary));
      return FW_EXIT_CLEAN;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return commands[i].run (argc - 1, argv + 1);

  return fw_command_fail (FW_EXIT_USAGE, _("manual knows no “%s”; it knows: %s"), argv[1], words);
}
