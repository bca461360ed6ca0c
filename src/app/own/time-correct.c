/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/time-correct.h"

#include "app/own/own-words.h"
#include "app/own/sheet.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  FwSheet           sheet;
  char             *person; /* (owned) */
  char             *date;   /* (owned) */
  double            total;  /* as it counts now */
  double            change; /* that is being sent */
  char             *reason; /* (owned) that is being sent */
  GtkSpinButton    *hours;
  GtkSpinButton    *minutes;
  GtkEditable      *why;
  FwTimeCorrectFunc func;
  GObject          *user_data; /* (owned) */
} Correct;

static void
correct_free (gpointer data)
{
  Correct *correct = data;

  g_free (correct->person);
  g_free (correct->date);
  g_free (correct->reason);
  g_object_unref (correct->user_data);
  g_free (correct);
}

static double
get_entered (Correct *correct)
{
  return 3600.0 * gtk_spin_button_get_value_as_int (correct->hours)
         + 60.0 * gtk_spin_button_get_value_as_int (correct->minutes);
}

/* To the minute, as it is shown. */
static void
changed_cb (Correct *correct)
{
  gtk_widget_set_sensitive (correct->sheet.send,
                            round (get_entered (correct) / 60.0) != round (correct->total / 60.0));
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Correct *correct = task_data;
  GError *error = NULL;

  if (fw_time_log_correct (correct->person, correct->date, correct->change, correct->reason,
                           g_get_real_time (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Correct *correct = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fw_sheet_fail (&correct->sheet, error->message);
      return;
    }
  correct->func (_ ("Corrected. What was measured stays in the log."), correct->user_data);
  gtk_window_close (correct->sheet.window);
}

static void
send_cb (Correct *correct)
{
  /* The window, and so what it owns, lives until this is done. */
  g_autoptr(GTask) task = g_task_new (correct->sheet.window, NULL, written_cb, NULL);

  correct->change = get_entered (correct) - correct->total;
  g_free (correct->reason);
  correct->reason = g_strstrip (g_strdup (gtk_editable_get_text (correct->why)));
  fw_sheet_wait (&correct->sheet);
  g_task_set_task_data (task, correct, NULL);
  g_task_run_in_thread (task, write_thread);
}

static GtkSpinButton *
add_spin (GtkWidget  *box,
          double      most,
          double      value,
          const char *unit,
          const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0.0, most, 1.0);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (GTK_BOX (box), gtk_label_new (unit));

  return GTK_SPIN_BUTTON (spin);
}

static void
fill (Correct         *correct,
      const FwTimeDay *day)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *why = gtk_entry_new ();
  int minutes = (int) round (correct->total / 60.0);
  g_autofree char *measured = fw_own_words_duration (day != NULL ? day->work_s : 0.0);
  g_autofree char *said = g_strdup_printf (_ ("Measured: %s"), measured);

  fw_sheet_add_text (&correct->sheet, said, "dim-label");
  for (guint i = 0; day != NULL && i < day->corrections->len; i++)
    {
      const FwTimeCorrection *earlier = &g_array_index (day->corrections, FwTimeCorrection, i);
      g_autofree char *span = fw_own_words_duration (fabs (earlier->seconds));
      g_autofree char *text
          = g_strdup_printf ("%s%s  %s", earlier->seconds < 0.0 ? "−" : "+", span, earlier->reason);

      fw_sheet_add_text (&correct->sheet, text, "dim-label");
    }
  fw_sheet_add_heading (&correct->sheet, _ ("How long was it?"));
  gtk_box_append (correct->sheet.content, line);
  correct->hours = add_spin (line, 23.0, minutes / 60, _ ("h"), _ ("Hours"));
  correct->minutes = add_spin (line, 59.0, minutes % 60, _ ("min"), _ ("Minutes"));
  fw_sheet_add_heading (&correct->sheet, _ ("Why"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (why), _ ("A call, a walk with a colleague…"));
  gtk_entry_set_max_length (GTK_ENTRY (why), 300);
  gtk_entry_set_activates_default (GTK_ENTRY (why), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (why), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why"),
                                  -1);
  gtk_box_append (correct->sheet.content, why);
  correct->why = GTK_EDITABLE (why);
  g_signal_connect_swapped (correct->hours, "value-changed", G_CALLBACK (changed_cb), correct);
  g_signal_connect_swapped (correct->minutes, "value-changed", G_CALLBACK (changed_cb), correct);
}

void
fw_time_correct_present (GtkWindow        *parent,
                         const char       *person,
                         const char       *date,
                         const char       *name,
                         const FwTimeDay  *day,
                         FwTimeCorrectFunc func,
                         gpointer          user_data)
{
  g_return_if_fail (person != NULL && fw_time_day_is_valid (date) && name != NULL);

  Correct *correct = g_new0 (Correct, 1);
  g_autofree char *title = g_strdup_printf (_ ("Correct %s"), name);

  correct->person = g_strdup (person);
  correct->date = g_strdup (date);
  correct->total = day != NULL ? fw_time_day_get_total (day) : 0.0;
  correct->func = func;
  correct->user_data = g_object_ref (user_data);
  correct->sheet = fw_sheet_new (parent, title, _ ("_Correct"), G_CALLBACK (send_cb), correct,
                                 correct_free);
  gtk_window_set_default_size (correct->sheet.window, 500, 320);
  fill (correct, day);
  gtk_window_set_default_widget (correct->sheet.window, correct->sheet.send);
  gtk_window_present (correct->sheet.window);
  gtk_widget_grab_focus (GTK_WIDGET (correct->hours));
}
