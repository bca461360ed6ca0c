/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/time-card.h"

#include "app/compat.h"
#include "app/late-tooltip.h"
#include "app/own/own-words.h"
#include "app/own/time-correct.h"
#include "formats/time-log.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_DAYS 7
/* What a full bar is, at least. */
#define FULL_S (8.0 * 3600.0)

typedef struct
{
  GtkWidget *name;
  GtkWidget *bar;
  GtkWidget *value;
  GtkWidget *edit;
} Row;

struct _FwTimeCard
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *earlier;
  GtkWidget *later;
  GtkWidget *week;   /* which one is shown */
  Row        rows[N_DAYS];
  GtkWidget *sum;

  GArray    *days;   /* (owned) (nullable) */
  char      *person; /* (owned) (nullable) */
  GDateTime *now;    /* (owned) (nullable) */
  int        shown;  /* weeks from the present one: 0, -1, … */
};

enum
{
  SIGNAL_SAY,
  SIGNAL_CORRECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwTimeCard, fw_time_card, GTK_TYPE_WIDGET)

/* Days of the week that is shown */

static GDateTime *
get_date (FwTimeCard *self,
          int         day)
{
  return g_date_time_add_days (self->now, 1 - g_date_time_get_day_of_week (self->now) + day
                                              + 7 * self->shown);
}

static const FwTimeDay *
find_day (FwTimeCard *self,
          const char *date)
{
  for (guint i = 0; self->days != NULL && i < self->days->len; i++)
    {
      const FwTimeDay *day = &g_array_index (self->days, FwTimeDay, i);

      if (g_str_equal (day->day, date))
        return day;
    }

  return NULL;
}

static char *
dup_tooltip (const FwTimeDay *day)
{
  GString *text = g_string_new (NULL);
  g_autofree char *measured = fw_own_words_duration (day->work_s);
  g_autofree char *drawing = fw_own_words_duration (day->labelling_s);
  g_autofree char *reading = fw_own_words_duration (day->reading_s);

  g_string_append_printf (text, _ ("Measured %s: drawing %s, reading and asking %s"), measured,
                          drawing, reading);
  if (day->labels > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%d label by hand", "%d labels by hand", day->labels),
                              (int) day->labels);
    }
  for (guint i = 0; i < day->corrections->len; i++)
    {
      const FwTimeCorrection *correction = &g_array_index (day->corrections, FwTimeCorrection, i);
      g_autofree char *span = fw_own_words_duration (fabs (correction->seconds));

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Corrected: %s%s %s"), correction->seconds < 0 ? "−" : "+",
                              span, correction->reason);
    }
  if (day->n_unread > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              ngettext ("%d line of the log cannot be read",
                                        "%d lines of the log cannot be read", day->n_unread),
                              (int) day->n_unread);
    }

  return g_string_free (text, FALSE);
}

static void
update_row (FwTimeCard *self,
            int         index,
            double      full)
{
  Row *row = &self->rows[index];
  g_autoptr(GDateTime) at = get_date (self, index);
  g_autofree char *date = g_date_time_format (at, "%Y-%m-%d");
  g_autofree char *name = g_date_time_format (at, "%a");
  const FwTimeDay *day = find_day (self, date);
  double total = day != NULL ? fw_time_day_get_total (day) : 0.0;
  g_autofree char *span = fw_own_words_duration (total);
  gboolean is_corrected = day != NULL && day->corrections->len > 0;
  /* Translators: how long a day was, when somebody corrected it. */
  g_autofree char *text
      = is_corrected ? g_strdup_printf (_ ("%s, corrected"), span) : g_strdup (span);
  g_autofree char *tooltip = day != NULL ? dup_tooltip (day) : NULL;
  g_autofree char *spoken = g_date_time_format (at, _ ("Correct %A %-d %b…"));

  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->value), text);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (row->bar), MIN (total / full, 1.0));
  fw_late_tooltip_set (row->bar, tooltip);
  fw_late_tooltip_set (row->value, tooltip);
  fw_late_tooltip_set (row->edit, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  /* Nobody corrects a day that has not come. */
  gtk_widget_set_sensitive (row->edit, g_date_time_compare (at, self->now) <= 0);
}

static gboolean
has_earlier (FwTimeCard *self)
{
  g_autofree char *monday = fw_own_words_monday (self->now, self->shown);

  return self->days != NULL && self->days->len > 0
         && strcmp (g_array_index (self->days, FwTimeDay, 0).day, monday) < 0;
}

static void
update (FwTimeCard *self)
{
  double sum = 0.0;
  double full = FULL_S;

  if (self->now == NULL)
    return;

  g_autoptr(GDateTime) monday = get_date (self, 0);
  g_autofree char *date = g_date_time_format (monday, _ ("Week of %-d %b"));

  for (int i = 0; i < N_DAYS; i++)
    {
      g_autoptr(GDateTime) at = get_date (self, i);
      g_autofree char *name = g_date_time_format (at, "%Y-%m-%d");
      const FwTimeDay *day = find_day (self, name);
      double total = day != NULL ? fw_time_day_get_total (day) : 0.0;

      sum += total;
      full = MAX (full, total);
    }
  for (int i = 0; i < N_DAYS; i++)
    update_row (self, i, full);

  g_autofree char *span = fw_own_words_duration (sum);

  gtk_label_set_label (GTK_LABEL (self->week), self->shown == 0 ? _ ("This week") : date);
  gtk_label_set_label (GTK_LABEL (self->sum), span);
  gtk_widget_set_sensitive (self->later, self->shown < 0);
  gtk_widget_set_sensitive (self->earlier, has_earlier (self));
}

void
fw_time_card_set (FwTimeCard *self,
                  GArray     *days,
                  const char *person,
                  GDateTime  *now)
{
  g_return_if_fail (FW_IS_TIME_CARD (self));
  g_return_if_fail (person != NULL && now != NULL);

  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->person);
  self->days = days != NULL ? g_array_ref (days) : NULL;
  self->person = g_strdup (person);
  self->now = g_date_time_ref (now);
  update (self);
}

static void
earlier_cb (FwTimeCard *self)
{
  self->shown--;
  update (self);
}

static void
later_cb (FwTimeCard *self)
{
  self->shown++;
  update (self);
}

/* Correcting */

static void
corrected_cb (const char *sentence,
              gpointer    user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_SAY], 0, sentence);
  g_signal_emit (user_data, signals[SIGNAL_CORRECTED], 0);
}

static void
edit_cb (GtkWidget *button,
         gpointer   user_data)
{
  FwTimeCard *self = user_data;
  int index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "day"));
  g_autoptr(GDateTime) at = get_date (self, index);
  g_autofree char *date = g_date_time_format (at, "%Y-%m-%d");
  g_autofree char *name = g_date_time_format (at, _ ("%A %-d %b"));

  fw_time_correct_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->person,
                           date, name, find_day (self, date), corrected_cb, self);
}

/* Exporting */

typedef struct
{
  FwTimeCard *self;   /* (owned) */
  GBytes     *bytes;  /* (owned) */
} Export;

static void
export_free (gpointer data)
{
  g_object_unref (((Export *) data)->self);
  g_bytes_unref (((Export *) data)->bytes);
  g_free (data);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwTimeCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    sentence = g_strdup_printf (_ ("Exported to “%s”."), name);
  g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence != NULL ? sentence : error->message);
}

static void
export_chosen_cb (GFile    *file,
                  gpointer  user_data)
{
  Export *export = user_data;

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, export->bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                         NULL, exported_cb, g_object_ref (export->self));
}

static void
export_as (FwTimeCard *self,
           gboolean    is_json)
{
  Export *export = g_new0 (Export, 1);
  g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  GArray *days = self->days != NULL ? self->days : none;
  g_autofree char *name = g_strdup_printf ("time-%s.%s", self->person, is_json ? "json" : "csv");

  g_strdelimit (name, "/\\", '_');
  export->self = g_object_ref (self);
  if (is_json)
    {
      export->bytes = fw_time_log_to_json (days, self->person);
    }
  else
    {
      char *csv = fw_time_log_to_csv (days);

      export->bytes = g_bytes_new_take (csv, strlen (csv));
    }
  fw_compat_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), FW_CHOOSE_EXPORT, NULL,
                    name, export_chosen_cb, export, export_free);
}

static void
csv_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  export_as (FW_TIME_CARD (widget), FALSE);
}

static void
json_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  export_as (FW_TIME_CARD (widget), TRUE);
}

/* The card */

static GtkWidget *
make_step (FwTimeCard *self,
           const char *icon,
           const char *name,
           GCallback   func)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  fw_late_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", func, self);

  return button;
}

static GtkWidget *
make_head (FwTimeCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Time log"));
  GtkWidget *export = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  g_menu_append (menu, _ ("As a _Table (CSV)…"), "time.export-csv");
  g_menu_append (menu, _ ("As _JSON…"), "time.export-json");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (export), _ ("Export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export), G_MENU_MODEL (menu));
  self->earlier = make_step (self, "go-previous-symbolic", _ ("Week before"),
                             G_CALLBACK (earlier_cb));
  self->later = make_step (self, "go-next-symbolic", _ ("Week after"), G_CALLBACK (later_cb));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->earlier);
  gtk_box_append (GTK_BOX (box), self->later);
  gtk_box_append (GTK_BOX (box), export);

  return box;
}

static GtkWidget *
make_rows (FwTimeCard *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  for (int i = 0; i < N_DAYS; i++)
    {
      Row *row = &self->rows[i];

      row->name = gtk_label_new (NULL);
      row->bar = gtk_level_bar_new ();
      row->value = gtk_label_new (NULL);
      row->edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
      gtk_label_set_xalign (GTK_LABEL (row->name), 0.0f);
      gtk_label_set_xalign (GTK_LABEL (row->value), 1.0f);
      gtk_widget_add_css_class (row->name, "dim-label");
      gtk_widget_add_css_class (row->value, "numeric");
      gtk_widget_add_css_class (row->bar, "fw-time-bar");
      gtk_widget_add_css_class (row->edit, "flat");
      gtk_widget_add_css_class (row->edit, "fw-time-edit");
      gtk_widget_set_valign (row->bar, GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (row->bar, TRUE);
      g_object_set_data (G_OBJECT (row->edit), "day", GINT_TO_POINTER (i));
      g_signal_connect (row->edit, "clicked", G_CALLBACK (edit_cb), self);
      gtk_grid_attach (GTK_GRID (grid), row->name, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), row->bar, 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), row->value, 2, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), row->edit, 3, i, 1, 1);
    }

  return grid;
}

static GtkWidget *
make_sum (FwTimeCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->week = gtk_label_new (NULL);
  self->sum = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->week), 0.0f);
  gtk_widget_set_hexpand (self->week, TRUE);
  gtk_widget_add_css_class (self->week, "fw-head-title");
  gtk_widget_add_css_class (self->sum, "fw-head-title");
  gtk_widget_add_css_class (self->sum, "numeric");
  gtk_box_append (GTK_BOX (box), self->week);
  gtk_box_append (GTK_BOX (box), self->sum);

  return box;
}

static void
fw_time_card_init (FwTimeCard *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *note = gtk_label_new (_ ("Reading the manual and asking questions count as work. "
                                      "Pauses over 5 min do not. Only you see this: it stays on "
                                      "this computer."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0.0f);
  gtk_widget_add_css_class (note, "fw-stat-caption");
  gtk_box_append (GTK_BOX (card), make_rows (self));
  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (card), make_sum (self));
  gtk_box_append (GTK_BOX (card), note);
  gtk_widget_add_css_class (card, "fw-own-card");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), card);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
fw_time_card_dispose (GObject *object)
{
  FwTimeCard *self = FW_TIME_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->person, g_free);

  G_OBJECT_CLASS (fw_time_card_parent_class)->dispose (object);
}

static void
fw_time_card_class_init (FwTimeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_time_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "time.export-csv", NULL, csv_action);
  gtk_widget_class_install_action (widget_class, "time.export-json", NULL, json_action);

  signals[SIGNAL_SAY] = g_signal_new ("say", FW_TYPE_TIME_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CORRECTED] = g_signal_new ("corrected", FW_TYPE_TIME_CARD, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
fw_time_card_new (void)
{
  return g_object_new (FW_TYPE_TIME_CARD, NULL);
}
