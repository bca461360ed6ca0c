/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/scores-sheet.h"

#include "app/manual/rule-edition.h"
#include "app/own/own-words.h"
#include "app/own/sheet.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the version did to the rule, in a word; NULL when nobody knows. */
static const char *
find_change (const FwOwnWork *work,
             const char      *version,
             const char      *rule)
{
  const FwPublishedVersion *published
      = work->versions != NULL ? fw_manual_versions_find (work->versions, version) : NULL;

  for (gsize i = 0; published != NULL && i < published->n_changes; i++)
    if (g_str_equal (published->changes[i].rule, rule))
      return fw_change_class_get_words (published->changes[i].change);

  return NULL;
}

static void
add_score (const FwSheet *sheet,
           const char    *heading,
           FwGrade        grade)
{
  g_autofree char *sentence = fw_grade_dup_sentence (grade, NAN);

  fw_sheet_add_heading (sheet, heading);
  fw_sheet_add_text (sheet, sentence, NULL);
}

static void
add_label (const FwSheet       *sheet,
           const FwOwnFindings *findings,
           const FwReturned    *returned)
{
  const FwOwnWork *work = fw_own_findings_get_work (findings, returned->review);
  const char *rule = fw_verdict_get_answer (returned->verdict)->rule;
  const char *change = find_change (work, returned->regrade->to_version, rule);
  g_autofree char *title
      = fw_own_findings_dup_title (findings, returned->review, returned->verdict->unit);
  g_autofree char *words = fw_own_findings_dup_rule (findings, returned->review, rule);
  g_autofree char *text
      /* Translators: a label, its rule, a version, and what that did to the rule. */
      = change != NULL ? g_strdup_printf (_ ("%s: %s. v%s %s."), title, words,
                                          returned->regrade->to_version, change)
                       : g_strdup_printf (_ ("%s: %s. It changed in v%s."), title, words,
                                          returned->regrade->to_version);

  fw_sheet_add_text (sheet, text, NULL);
}

void
fw_scores_present (GtkWindow     *parent,
                   FwOwnFindings *findings)
{
  g_return_if_fail (findings != NULL);

  FwSheet sheet = fw_sheet_new (parent, _ ("Both Scores"), _ ("_Close"),
                                G_CALLBACK (gtk_window_close), NULL, NULL);
  const FwOwnRecord *record = findings->record;

  gtk_widget_set_visible (sheet.send, FALSE);
  gtk_button_set_label (GTK_BUTTON (sheet.cancel), _ ("_Close"));
  add_score (&sheet, _ ("As it was graded"), record->before);
  add_score (&sheet, _ ("As it counts now"), record->grade);
  fw_sheet_add_heading (&sheet, _ ("What makes the difference"));
  for (guint i = 0; i < record->returned->len; i++)
    {
      const FwReturned *returned = &g_array_index (record->returned, FwReturned, i);

      if (returned->regrade != NULL && !returned->is_extra)
        add_label (&sheet, findings, returned);
    }
  fw_sheet_add_text (&sheet,
                     _ ("A re-graded label leaves both numbers. What was right under the rules "
                        "then stays right, whatever changed since."),
                     "fw-stat-caption");
  gtk_window_set_default_size (sheet.window, 560, 420);
  gtk_window_present (sheet.window);
}
