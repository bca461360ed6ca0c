/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The small widgets that the pages of the desk share. */

/* What the linter or a refusal says: a sign, and words that wrap. */
GtkWidget *fw_new_note        (const char *text,
                               gboolean    is_problem);
/* The row inside of it, for what is a button around the same. */
GtkWidget *fw_new_note_words  (const char *text,
                               gboolean    is_problem);
/* An arrow back; @words is its tooltip and its name. */
GtkWidget *fw_new_back_button (const char *words);
/* A wheel in the middle; @words say what it turns for. */
GtkWidget *fw_new_waiting     (const char *words);

G_END_DECLS
