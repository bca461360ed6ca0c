/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-io.h"

#include "review/gold-score.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

static void
write_table (FwJsonWriter *writer, const FwPairAgreement *agreement)
{
  fw_json_writer_key (writer, "kinds");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < agreement->n_kinds; i++)
    /* Nothing there is null. */
    fw_json_writer_text (writer, *agreement->kinds[i] ? agreement->kinds[i] : NULL);
  fw_json_writer_end_array (writer);

  fw_json_writer_key (writer, "table");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < agreement->n_kinds; i++)
    {
      fw_json_writer_begin_array (writer);
      for (gsize j = 0; j < agreement->n_kinds; j++)
        fw_json_writer_integer (writer, (gint64) agreement->table[i * agreement->n_kinds + j]);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

static void
print_json (const FwPairAgreement *agreement)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "matched", agreement->matched);
  fw_command_json_integer (writer, "only_a", agreement->only_a);
  fw_command_json_integer (writer, "only_b", agreement->only_b);
  fw_command_json_number (writer, "mean_iou", agreement->mean_iou);
  fw_command_json_number (writer, "observed", agreement->categories.observed);
  fw_command_json_number (writer, "kappa", agreement->categories.kappa);
  fw_command_json_number (writer, "ac1", agreement->categories.ac1);
  fw_command_json_number (writer, "alpha_boxes", agreement->alpha_boxes);
  write_table (writer, agreement);
  fw_json_writer_end_object (writer);
  fw_command_print_json (writer);
}

static void
print_figure (const char *what, double value)
{
  if (isnan (value))
    g_print ("  %-12s –\n", what);
  else
    g_print ("  %-12s %.4f\n", what, value);
}

static void
print_text (const FwPairAgreement *agreement)
{
  g_print (_ ("%" PRId64 " labels in both, %" PRId64 " only in the first, %" PRId64
              " only in the second\n"),
           agreement->matched, agreement->only_a, agreement->only_b);
  print_figure (_ ("mean IoU"), agreement->mean_iou);
  print_figure (_ ("observed"), agreement->categories.observed);
  print_figure (_ ("kappa"), agreement->categories.kappa);
  print_figure (_ ("AC1"), agreement->categories.ac1);
  print_figure (_ ("alpha, boxes"), agreement->alpha_boxes);
  for (gsize i = 0; i < agreement->n_kinds; i++)
    for (gsize j = 0; j < agreement->n_kinds; j++)
      {
        gint64 count = (gint64) agreement->table[i * agreement->n_kinds + j];

        if (i != j && count > 0)
          g_print (_ ("  %s, and %s in the second: %" PRId64 "\n"),
                   *agreement->kinds[i] ? agreement->kinds[i] : _ ("nothing"),
                   *agreement->kinds[j] ? agreement->kinds[j] : _ ("nothing"), count);
      }
}

FwExit
fw_cmd_agree (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("agree"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _ ("agree needs two files of labels"));

  g_autoptr (FwCocoFile) a = fw_command_load_labels (argv[1], &exit);
  g_autoptr (FwCocoFile) b = a ? fw_command_load_labels (argv[2], &exit) : NULL;

  if (!b)
    return exit;

  g_autoptr (FwPairAgreement) agreement
      = fw_pair_agreement_new (fw_coco_file_get_snapshot (a), fw_coco_file_get_snapshot (b),
                               FW_SAME_PLACE, NULL, &error);

  if (!agreement)
    {
      g_prefix_error (&error, "%s, %s: ", argv[1], argv[2]);
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }
  fw_command_tell_fit (a, b, (const char *const *) argv + 1);
  if (as_json)
    print_json (agreement);
  else
    print_text (agreement);

  return FW_EXIT_CLEAN;
}
