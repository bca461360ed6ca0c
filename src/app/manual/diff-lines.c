/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/diff-lines.h"

#include <glib/gi18n.h>

#include "app/manual/chapter-parts.h"

/* An English sentence says itself that it forbids; the manual's own words may not. */
static gboolean
needs_word (const GArray *runs,
            int           side)
{
  return side == FW_SIDE_DONT
         && (runs->len == 0
             || !g_str_has_prefix (g_array_index (runs, FwWordRun, 0).text, "Do not"));
}

static void
add_line (GtkBox       *box,
          const GArray *runs,
          int           side,
          gboolean      added)
{
  g_autofree char *words = fw_word_runs_to_markup (runs, added);
  g_autofree char *markup = NULL;
  gboolean with_word = needs_word (runs, side);
  GtkWidget *label;

  if (words[0] == '\0')
    return;
  markup = g_strdup_printf ("<b>%s%s%s</b>  %s", added ? "+" : "−", with_word ? " " : "",
                            with_word ? _("DO NOT") : "", words);
  label = fw_new_markup_label (markup);
  gtk_widget_add_css_class (label, "fw-diff");
  gtk_widget_add_css_class (label, added ? "added" : "removed");
  gtk_box_append (box, label);
}

void
fw_diff_lines_add (GtkBox              *box,
                   const FwRuleEdition *edition)
{
  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (edition != NULL);

  for (int side = 0; side < FW_N_SIDES; side++)
    if (fw_word_runs_differ (edition->words[side]))
      {
        add_line (box, edition->words[side], side, FALSE);
        add_line (box, edition->words[side], side, TRUE);
      }
}
