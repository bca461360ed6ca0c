/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/chapter-parts.h"

#include "app/manual/manual-picture.h"
#include "app/manual/wrap-text.h"

#include <string.h>

#define INDENT      22
#define MAX_PICTURE 420

static gboolean
link_cb (GtkLabel   *label,
         const char *uri,
         gpointer    user_data)
{
  if (uri[0] != '#')
    return FALSE; /* an address: GTK asks the desktop */
  gtk_widget_activate_action (GTK_WIDGET (label), "manual.open", "s", uri + 1);
  return TRUE;
}

static GtkWidget *
new_link_label (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
  return label;
}

GtkWidget *
fw_new_markup_label (const char *markup)
{
  if (strstr (markup, "<a href") != NULL)
    return fw_wrap_text_new_label (new_link_label (markup));
  return fw_wrap_text_new (markup);
}

GtkWidget *
fw_new_heading (const char *text,
                int         level,
                const char *css)
{
  GtkWidget *label = fw_wrap_text_new_heading (text, level);

  gtk_widget_add_css_class (label, css);
  return label;
}

GtkWidget *
fw_new_link_button (const char *text,
                    const char *action,
                    const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "fw-link");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
new_code (const FwBlock *block)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (block->text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "monospace");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "fw-code");
  return scroller;
}

static GtkWidget *
new_table (const FwBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();

  for (guint row = 0; row < block->n_rows; row++)
    for (guint column = 0; column < block->n_columns; column++)
      {
        /* Columns share the width by what their words want. */
        GtkWidget *cell = new_link_label (block->cells[row * block->n_columns + column]);

        gtk_widget_set_valign (cell, GTK_ALIGN_FILL);
        gtk_label_set_yalign (GTK_LABEL (cell), 0.0f);
        gtk_widget_set_hexpand (cell, column + 1 == block->n_columns);
        gtk_label_set_width_chars (GTK_LABEL (cell), 6);
        gtk_widget_add_css_class (cell, row == 0 ? "fw-cell-head" : "fw-cell");
        gtk_grid_attach (GTK_GRID (grid), cell, (int) column, (int) row, 1, 1);
      }
  gtk_widget_add_css_class (grid, "fw-table");
  return grid;
}

static GtkWidget *
new_plain_block (const FwBlock    *block,
                 FwManualPictures *pictures)
{
  switch (block->kind)
    {
    case FW_BLOCK_HEADING:
      return fw_new_heading (block->text, (int) MAX (block->level, 4), "heading");
    case FW_BLOCK_CODE:
      return new_code (block);
    case FW_BLOCK_TABLE:
      return new_table (block);
    case FW_BLOCK_PICTURE:
      return fw_manual_picture_new (pictures, block->picture, block->text, MAX_PICTURE, FALSE);
    case FW_BLOCK_RULER:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case FW_BLOCK_TEXT:
    default:
      return fw_new_markup_label (block->markup);
    }
}

/* The marker hangs before the text, in the room that the indent left. */
static GtkWidget *
add_marker (const FwBlock *block,
            GtkWidget     *child)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *marker = gtk_label_new (block->marker);

  gtk_label_set_yalign (GTK_LABEL (marker), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (marker), 1.0f);
  gtk_widget_set_size_request (marker, INDENT - 4, -1);
  gtk_widget_add_css_class (marker, "dim-label");
  gtk_widget_set_hexpand (child, TRUE);
  gtk_box_append (GTK_BOX (row), marker);
  gtk_box_append (GTK_BOX (row), child);
  gtk_widget_set_margin_start (row, INDENT * ((int) block->depth - 1));
  return row;
}

GtkWidget *
fw_new_block (const FwBlock    *block,
              FwManualPictures *pictures)
{
  g_return_val_if_fail (block != NULL, NULL);

  GtkWidget *child = new_plain_block (block, pictures);

  if (block->depth > 0 && block->marker != NULL)
    child = add_marker (block, child);
  else if (block->depth > 0)
    gtk_widget_set_margin_start (child, INDENT * (int) block->depth);
  for (guint i = 0; i < block->quote; i++)
    {
      GtkWidget *quote = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_hexpand (child, TRUE);
      gtk_box_append (GTK_BOX (quote), child);
      gtk_widget_add_css_class (quote, "fw-quote");
      child = quote;
    }
  return child;
}
