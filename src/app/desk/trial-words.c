/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/trial-words.h"

#include <glib/gi18n.h>

#include "edit/clock.h"

static char *
dup_problems (gint64 n)
{
  g_autofree char *count = fw_clock_format_count (n);

  return g_strdup_printf (ngettext ("%s problem", "%s problems", (gulong) n), count);
}

char *
fw_trial_dup_counts (const FwFindingCounts *counts)
{
  g_return_val_if_fail (counts != NULL, NULL);

  gint64 opened = counts->places[FW_FINDING_OPENED];
  gint64 closed = counts->places[FW_FINDING_CLOSED];
  gint64 stayed = counts->places[FW_FINDING_STAYED];
  g_autofree char *opens = dup_problems (opened);
  g_autofree char *closes = dup_problems (closed);
  g_autofree char *closes_too = fw_clock_format_count (closed);
  g_autofree char *stay = fw_clock_format_count (stayed);
  g_autofree char *change = NULL;

  if (opened > 0 && closed > 0)
    /* Translators: "Would open 12 problems and close 3". */
    change = g_strdup_printf (_("Would open %s and close %s"), opens, closes_too);
  else if (opened > 0)
    change = g_strdup_printf (_("Would open %s"), opens);
  else if (closed > 0)
    change = g_strdup_printf (_("Would close %s"), closes);
  else
    change = g_strdup (_("Would open nothing and close nothing"));
  if (stayed == 0)
    return g_strdup_printf ("%s.", change);
  /* Translators: the first part is "Would open 12 problems", the number says how many stay. */
  return g_strdup_printf (ngettext ("%s; %s stays.", "%s; %s stay.", (gulong) stayed), change, stay);
}

static char *
dup_reach (const FwRuleTrial *trial)
{
  g_autofree char *labels = fw_clock_format_count (trial->n_labels);
  g_autofree char *objects = fw_clock_format_count ((gint64) trial->n_objects);
  g_autofree char *of_labels =
    g_strdup_printf (ngettext ("%s label", "%s labels", (gulong) trial->n_labels), labels);

  /* Translators: "It is for 412 labels of 23 objects." */
  return g_strdup_printf (ngettext ("It is for %s of %s object.", "It is for %s of %s objects.",
                                    (gulong) trial->n_objects),
                          of_labels, objects);
}

char *
fw_trial_dup_sentence (const FwRuleTrial *trial,
                       const FwRule      *rule)
{
  g_return_val_if_fail (trial != NULL, NULL);

  g_autofree char *counts = fw_trial_dup_counts (&trial->counts);
  g_autofree char *reach = dup_reach (trial);
  GString *text = g_string_new (NULL);
  gboolean is_human = rule != NULL && rule->is_human;

  if (rule != NULL && rule->is_retired)
    g_string_append (text, _("The rule is not in force any more. "));
  else if (is_human)
    g_string_append (text, _("People check this rule, so there is nothing to run. "));
  if (!is_human || trial->counts.places[FW_FINDING_CLOSED] > 0)
    g_string_append_printf (text, "%s ", counts);
  if (rule != NULL && !rule->is_retired)
    g_string_append (text, reach);
  if (trial->silence != NULL && !is_human)
    g_string_append_printf (text, _(" It gives no answer here: %s."), trial->silence);
  if (trial->n_asides > 0)
    g_string_append_printf (text,
                            ngettext (" %u place that was set aside comes back.",
                                      " %u places that were set aside come back.",
                                      (guint) trial->n_asides),
                            (guint) trial->n_asides);
  if (trial->is_capped)
    g_string_append (text, _(" There are more than are counted."));
  return g_strchomp (g_string_free (text, FALSE));
}

static char *
dup_labels (gint64 n)
{
  g_autofree char *count = fw_clock_format_count (n);

  return g_strdup_printf (ngettext ("%s label", "%s labels", (gulong) n), count);
}

char *
fw_rule_impact_dup_words (const FwRuleImpact *impact)
{
  g_return_val_if_fail (impact != NULL, NULL);

  GString *text = g_string_new (NULL);

  if (fw_finding_counts_has_change (&impact->counts))
    {
      g_autofree char *counts = fw_trial_dup_counts (&impact->counts);

      g_string_append (text, counts);
    }
  if (impact->n_eyes > 0)
    {
      g_autofree char *labels = dup_labels (impact->n_eyes);
      g_autofree char *objects = fw_clock_format_count ((gint64) impact->n_objects);

      /* Translators: "A person has to look again at 412 labels of 23 objects." */
      g_string_append_printf (text,
                              ngettext ("%sA person has to look again at %s of %s object.",
                                        "%sA person has to look again at %s of %s objects.",
                                        (gulong) impact->n_objects),
                              text->len > 0 ? " " : "", labels, objects);
    }
  return g_string_free (text, FALSE);
}

char *
fw_manual_impact_dup_words (const FwManualImpact *impact)
{
  g_return_val_if_fail (impact != NULL, NULL);

  g_autofree char *counts = fw_trial_dup_counts (&impact->counts);
  g_autofree char *labels = dup_labels (impact->n_labels);
  g_autofree char *eyes = fw_clock_format_count (impact->n_eyes);
  g_autofree char *valid = fw_clock_format_count (impact->n_labels - impact->n_eyes);

  /* Translators: the first %s is "Would open 12 problems; 40 stay.", the second "994 labels". */
  return g_strdup_printf (_("%s Of %s, a person has to look again at %s; %s stay valid.%s"), counts,
                          labels, eyes, valid,
                          impact->is_capped ? _(" There are more than are counted.") : "");
}
