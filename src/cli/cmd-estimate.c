/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-io.h"

#include "review/estimate.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  FwJudgedLot lot; /* its size is 0 when no lot was given */
  double confidence;
  FwInterval wilson;
  FwInterval exact;
  double upper;
  gint64 lot_upper;
  FwCountInterval lot_interval;
} Figures;

static void
print_json (const Figures *figures)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_command_json_number (writer, "rate",
                          (double) figures->lot.wrong / (double) figures->lot.judged);
  fw_command_json_range (writer, "wilson", figures->wilson.low, figures->wilson.high);
  fw_command_json_range (writer, "clopper_pearson", figures->exact.low, figures->exact.high);
  fw_command_json_number (writer, "upper_one_sided", figures->upper);
  if (figures->lot.size > 0)
    {
      fw_command_json_integer (writer, "hypergeometric_upper", figures->lot_upper);
      fw_json_writer_key (writer, "hypergeometric");
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, figures->lot_interval.low);
      fw_json_writer_integer (writer, figures->lot_interval.high);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_object (writer);
  fw_command_print_json (writer);
}

static void
print_text (const Figures *figures)
{
  double percent = figures->confidence * 100.0;

  g_print (_ ("%" PRId64 " of %" PRId64 " not right: %.2f %%\n"), figures->lot.wrong,
           figures->lot.judged, 100.0 * (double) figures->lot.wrong / (double) figures->lot.judged);
  g_print (_ ("  between %.2f %% and %.2f %% (Wilson, %g %%)\n"), 100.0 * figures->wilson.low,
           100.0 * figures->wilson.high, percent);
  g_print (_ ("  between %.2f %% and %.2f %% (Clopper and Pearson, %g %%)\n"),
           100.0 * figures->exact.low, 100.0 * figures->exact.high, percent);
  g_print (_ ("  at most %.2f %% (one-sided, %g %%)\n"), 100.0 * figures->upper, percent);
  if (figures->lot.size == 0)
    return;
  g_print (_ ("  of the %" PRId64 " in the lot between %" PRId64 " and %" PRId64
              " are not right (exact, %g %%)\n"),
           figures->lot.size, figures->lot_interval.low, figures->lot_interval.high, percent);
  g_print (_ ("  at most %" PRId64 " of them (one-sided, %g %%)\n"), figures->lot_upper, percent);
}

FwExit
fw_cmd_estimate (int argc, char **argv)
{
  Figures figures = { .lot = { 0, -1, -1 }, .confidence = 0.95 };
  gint64 size = -1;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "judged", 0, 0, G_OPTION_ARG_INT64, &figures.lot.judged, N_ ("How many were judged"),
      N_ ("N") },
    { "wrong", 0, 0, G_OPTION_ARG_INT64, &figures.lot.wrong, N_ ("How many of them were not right"),
      N_ ("X") },
    { "lot", 0, 0, G_OPTION_ARG_INT64, &size, N_ ("How many they were drawn from"), N_ ("SIZE") },
    { "confidence", 0, 0, G_OPTION_ARG_DOUBLE, &figures.confidence, N_ ("0.95 is the default"),
      N_ ("SHARE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("estimate"), entries, &argc, &argv, &exit))
    return exit;

  FwJudgedLot *lot = &figures.lot;

  if (argc != 1 || lot->judged < 1 || lot->wrong < 0)
    return fw_command_fail (FW_EXIT_USAGE,
                            _ ("estimate needs --judged N, at least 1, and --wrong X"));
  if (lot->wrong > lot->judged)
    return fw_command_fail (FW_EXIT_USAGE, _ ("more units are wrong than were judged"));
  if (size >= 0 && size < lot->judged)
    return fw_command_fail (FW_EXIT_USAGE, _ ("more units were judged than are in the lot"));
  if (MAX (size, lot->judged) > (gint64) 1 << 53)
    return fw_command_fail (FW_EXIT_USAGE, _ ("these numbers are too large"));
  if (!(figures.confidence > 0.0 && figures.confidence < 1.0))
    return fw_command_fail (FW_EXIT_USAGE, _ ("--confidence lies between 0 and 1, such as 0.95"));

  figures.wilson = fw_wilson ((double) lot->wrong, (double) lot->judged, figures.confidence);
  figures.exact = fw_clopper_pearson (lot->wrong, lot->judged, figures.confidence);
  figures.upper = fw_clopper_pearson_upper (lot->wrong, lot->judged, figures.confidence);
  lot->size = MAX (size, 0);
  if (lot->size > 0)
    {
      figures.lot_upper = fw_hypergeometric_upper (*lot, figures.confidence);
      figures.lot_interval = fw_hypergeometric_interval (*lot, figures.confidence);
    }
  if (as_json)
    print_json (&figures);
  else
    print_text (&figures);

  return FW_EXIT_CLEAN;
}
