/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/rule-texts.h"

#include <glib/gi18n.h>

typedef struct
{
  FwOwnWork *work;    /* (owned) */
  char      *rule;    /* (owned) */
  char      *version; /* (owned) (nullable) */
  FwManual  *before;  /* (owned) (nullable) result */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  fw_own_work_unref (reading->work);
  g_free (reading->rule);
  g_free (reading->version);
  g_clear_pointer (&reading->before, fw_manual_unref);
  g_free (reading);
}

static void
add_text (GtkWidget  *box,
          const char *text,
          const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_sentence (GtkWidget        *box,
              const FwSentence *sentence)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = gtk_label_new (sentence->is_not ? _ ("✕ DO NOT") : _ ("✓ DO"));

  gtk_widget_add_css_class (sign, sentence->is_not ? "fw-dont" : "fw-do");
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), sign);
  add_text (line, sentence->text, NULL);
  gtk_box_append (GTK_BOX (box), line);
}

/* One edition of the rule; @rule is NULL when that manual has none of that id. */
static GtkWidget *
make_edition (const char   *heading,
              const FwRule *rule,
              const char   *missing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "fw-own-card");
  gtk_widget_set_hexpand (box, TRUE);
  add_text (box, heading, "fw-stat-title");
  if (rule == NULL)
    {
      add_text (box, missing, "dim-label");
      return box;
    }
  g_autofree char *name = g_strdup_printf ("%s %s", rule->id, rule->title);

  add_text (box, name, "fw-head-title");
  for (gsize i = 0; i < rule->n_sentences; i++)
    add_sentence (box, &rule->sentences[i]);
  if (rule->n_sentences == 0 && rule->message != NULL)
    add_text (box, rule->message, NULL);
  if (rule->is_retired)
    add_text (box, _ ("This rule is retired: nobody is graded under it any more."), "dim-label");

  return box;
}

static void
show (GtkWidget     *box,
      const Reading *reading)
{
  FwManual *now = reading->work->rules;
  const FwRule *old = reading->before != NULL
                          ? fw_manual_find_rule (reading->before, reading->rule)
                          : NULL;
  const FwRule *new = now != NULL ? fw_manual_find_rule (now, reading->rule) : NULL;
  gboolean is_same = old != NULL && new != NULL && g_strcmp0 (old->rev, new->rev) == 0;
  g_autofree char *then = g_strdup_printf (is_same ? _ ("v%s, in force then and now")
                                                   : _ ("v%s, in force then"),
                                           reading->version);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  gtk_box_append (GTK_BOX (box),
                  make_edition (then, old, _ ("That version of the manual is not on this "
                                              "computer.")));
  if (is_same)
    return;

  g_autofree char *heading
      = now != NULL ? g_strdup_printf (_ ("v%s, now"), fw_manual_get_version (now))
                    : g_strdup (_ ("Now"));

  gtk_box_append (GTK_BOX (box),
                  make_edition (heading, new, now != NULL ? _ ("The manual has no such rule.")
                                                          : _ ("The manual is not there.")));
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;

  reading->before = fw_own_work_read_version (reading->work, reading->version);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  show (GTK_WIDGET (object), g_task_get_task_data (G_TASK (result)));
}

GtkWidget *
fw_rule_texts_new (FwOwnWork  *work,
                   const char *rule,
                   const char *version)
{
  g_return_val_if_fail (work != NULL && rule != NULL, NULL);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr(GTask) task = g_task_new (box, NULL, read_cb, NULL);
  Reading *reading = g_new0 (Reading, 1);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  reading->work = fw_own_work_ref (work);
  reading->rule = g_strdup (rule);
  reading->version = g_strdup (version);
  add_text (box, _ ("Looking up the rule…"), "dim-label");
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);

  return box;
}
