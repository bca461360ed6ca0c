/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-io.h"

#include "review/gold-score.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

static double
share (gint64 right, gint64 compared)
{
  return compared > 0 ? (double) right / (double) compared : NAN;
}

static void
write_score (FwJsonWriter *writer, const FwTrackScore *score)
{
  fw_command_json_number (writer, "mota", score->mota);
  fw_command_json_number (writer, "idf1", score->idf1);
  fw_command_json_number (writer, "hota", score->hota);
  fw_command_json_number (writer, "det_a", score->det_a);
  fw_command_json_number (writer, "ass_a", score->ass_a);
  fw_command_json_number (writer, "precision", score->precision);
  fw_command_json_number (writer, "recall", score->recall);
  fw_command_json_integer (writer, "tp", score->tp);
  fw_command_json_integer (writer, "fp", score->fp);
  fw_command_json_integer (writer, "fn", score->fn);
  fw_command_json_integer (writer, "id_switches", score->id_switches);
}

static void
write_parts (FwJsonWriter *writer, const FwGoldScore *score)
{
  fw_json_writer_key (writer, "attributes");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < score->attributes->len; i++)
    {
      const FwAttributeScore *attribute = &g_array_index (score->attributes, FwAttributeScore, i);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "name", attribute->name);
      fw_command_json_integer (writer, "compared", attribute->compared);
      fw_command_json_integer (writer, "right", attribute->right);
      fw_command_json_number (writer, "accuracy", share (attribute->right, attribute->compared));
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);

  fw_json_writer_key (writer, "geometry");
  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "matched", score->n_matched);
  fw_command_json_number (writer, "mean_iou", score->mean_iou);
  fw_command_json_number (writer, "mean_px", score->mean_px);
  fw_command_json_number (writer, "median_px", score->median_px);
  fw_command_json_number (writer, "max_px", score->max_px);
  fw_json_writer_end_object (writer);

  fw_json_writer_key (writer, "category");
  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "compared", score->n_matched);
  fw_command_json_integer (writer, "right", score->n_category_right);
  fw_command_json_number (writer, "accuracy", share (score->n_category_right, score->n_matched));
  fw_json_writer_end_object (writer);
  fw_command_json_number (writer, "minimum", fw_gold_score_get_minimum (score));
}

static void
print_json (const FwGoldScore *score)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  write_score (writer, &score->all);
  fw_json_writer_key (writer, "categories");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < score->categories->len; i++)
    {
      const FwCategoryScore *category = &g_array_index (score->categories, FwCategoryScore, i);

      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "name", category->name);
      write_score (writer, &category->score);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  write_parts (writer, score);
  fw_json_writer_end_object (writer);
  fw_command_print_json (writer);
}

/* "97.5 %", or a dash where there was nothing to judge. */
static char *
format_share (double value)
{
  return isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.1f %%", value * 100.0);
}

static void
print_share (const char *what, double value, const char *how)
{
  g_autofree char *text = format_share (value);

  g_print ("%-14s %8s  %s\n", what, text, how);
}

static void
print_text (const FwGoldScore *score)
{
  const FwTrackScore *all = &score->all;
  g_autofree char *found
      = g_strdup_printf (_ ("%" PRId64 " of %" PRId64), all->tp, all->tp + all->fn);
  g_autofree char *spurious
      = g_strdup_printf (_ ("%" PRId64 " of %" PRId64), all->tp, all->tp + all->fp);
  g_autofree char *switches
      = g_strdup_printf (ngettext ("%" PRId64 " change of identity",
                                   "%" PRId64 " changes of identity", (gulong) all->id_switches),
                         all->id_switches);
  g_autofree char *right
      = g_strdup_printf (_ ("%" PRId64 " of %" PRId64), score->n_category_right, score->n_matched);

  print_share (_ ("found"), all->recall, found);
  print_share (_ ("not spurious"), all->precision, spurious);
  print_share (_ ("category"), share (score->n_category_right, score->n_matched), right);
  for (guint i = 0; i < score->attributes->len; i++)
    {
      const FwAttributeScore *at = &g_array_index (score->attributes, FwAttributeScore, i);
      g_autofree char *counts
          = g_strdup_printf (_ ("%" PRId64 " of %" PRId64), at->right, at->compared);

      print_share (at->name, share (at->right, at->compared), counts);
    }
  print_share (_ ("identity"), score->n_matched > 0 ? all->ass_a : NAN, switches);
  if (score->n_matched > 0)
    g_print (_ ("geometry: half of the labels within %.1f px, the farthest %.1f px off, "
                "mean IoU %.3f\n"),
             score->median_px, score->max_px, score->mean_iou);
  g_print ("HOTA %.4f  DetA %.4f  AssA %.4f  MOTA %.4f  IDF1 %.4f\n", all->hota, all->det_a,
           all->ass_a, all->mota, all->idf1);
}

FwExit
fw_cmd_score (int argc, char **argv)
{
  double iou = 0.5;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "iou", 0, 0, G_OPTION_ARG_DOUBLE, &iou, N_ ("Least overlap of a match (0.5)"), N_ ("IOU") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  GError *error = NULL;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("score"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 3)
    return fw_command_fail (FW_EXIT_USAGE, _ ("score needs two files: GOLD and LABELS"));
  if (!(iou > 0.0 && iou <= 1.0))
    return fw_command_fail (FW_EXIT_USAGE, _ ("--iou lies above 0 and is at most 1"));

  g_autoptr (FwCocoFile) gold = fw_command_load_labels (argv[1], &exit);
  g_autoptr (FwCocoFile) labels = gold ? fw_command_load_labels (argv[2], &exit) : NULL;

  if (!labels)
    return exit;

  g_autoptr (FwGoldScore) score
      = fw_gold_score_new (fw_coco_file_get_snapshot (gold), fw_coco_file_get_snapshot (labels),
                           iou, &error);

  if (!score)
    {
      g_prefix_error (&error, "%s, %s: ", argv[1], argv[2]);
      return fw_command_fail_error (FW_EXIT_INPUT, error);
    }
  fw_command_tell_fit (gold, labels, (const char *const *) argv + 1);
  if (as_json)
    print_json (score);
  else
    print_text (score);

  return FW_EXIT_CLEAN;
}
