/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-page-private.h"

#include "app/own/appeal-sheet.h"
#include "app/own/own-words.h"
#include "app/own/own-works.h"
#include "app/settings.h"
#include "app/time-keeper.h"
#include "formats/time-log.h"

#include <glib/gi18n.h>

/* Reading that takes no longer than this shows no progress. */
#define PATIENCE_MS 300
#define SHORT_WEEKS 8
#define LONG_WEEKS 52

enum
{
  SIGNAL_OPEN_AT,
  SIGNAL_SAY,
  SIGNAL_WAITING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwOwnPage, fw_own_page, GTK_TYPE_WIDGET)

void
fw_own_page_say (FwOwnPage  *self,
                 const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence);
}

void
fw_own_page_open (FwOwnPage  *self,
                  FwOwnWork  *work,
                  const char *place)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_AT], 0, work->path, work->labels, work->manual, place);
}

guint
fw_own_page_get_n_waiting (FwOwnPage *self)
{
  g_return_val_if_fail (FW_IS_OWN_PAGE (self), 0);

  return self->n_waiting;
}

/* Showing */

void
fw_own_page_update_chart (FwOwnPage *self)
{
  gboolean is_year = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->year));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  FwTrendModel *model
      = fw_trend_model_new (fw_own_gather_get_findings (self->gather), self->days,
                            is_year ? LONG_WEEKS : SHORT_WEEKS, now);
  gboolean is_empty = fw_trend_model_is_empty (model);

  gtk_widget_set_visible (GTK_WIDGET (self->chart), !is_empty);
  gtk_widget_set_visible (self->chart_empty, is_empty);
  fw_trend_chart_set_model (self->chart, model);
}

static void
update_cards (FwOwnPage           *self,
              const FwOwnFindings *findings,
              GDateTime           *now)
{
  FwOwnFigure figures[FW_OWN_N_CARDS] = {
    fw_own_words_headline (findings),
    fw_own_words_speed (self->days, now),
    fw_own_words_to_fix (findings, self->days, now),
    fw_own_words_judged (findings),
  };

  for (int i = 0; i < FW_OWN_N_CARDS; i++)
    {
      fw_stat_card_set (self->stats[i], &figures[i]);
      fw_own_figure_clear (&figures[i]);
    }
}

static void
update_sentence (FwOwnPage           *self,
                 const FwOwnFindings *findings)
{
  const FwOwnRecord *record = findings->record;
  g_autofree char *sentence = fw_grade_dup_sentence (record->grade, record->team_rate);

  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_visible (self->sentence, record->grade.judged > 0);
  gtk_widget_set_visible (self->talk,
                          fw_grade_calls_for_talk (record->grade, record->team_rate));
}

static void
update_regraded (FwOwnPage           *self,
                 const FwOwnFindings *findings)
{
  g_autofree char *more = NULL;
  g_autofree char *text = fw_own_words_regraded (findings, &more);

  gtk_widget_set_visible (self->regraded, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->regraded_text), text);
  gtk_label_set_label (GTK_LABEL (self->regraded_more), more);
}

static void
update_troubles (FwOwnPage           *self,
                 const FwOwnFindings *findings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->troubles)) != NULL)
    gtk_box_remove (GTK_BOX (self->troubles), child);
  for (guint i = 0; i < findings->troubles->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (findings->troubles, i));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_box_append (GTK_BOX (self->troubles), label);
    }
  gtk_widget_set_visible (self->troubles, findings->troubles->len > 0);
}

static void
update_waiting (FwOwnPage           *self,
                const FwOwnFindings *findings,
                GDateTime           *now)
{
  guint n = fw_own_findings_count (findings, FW_RETURNED_LIST_TO_FIX, now)
            + findings->rulings->len + findings->rework->len;

  if (n == self->n_waiting)
    return;
  self->n_waiting = n;
  g_signal_emit (self, signals[SIGNAL_WAITING_CHANGED], 0);
}

static void
update (FwOwnPage *self)
{
  FwOwnFindings *findings = fw_own_gather_get_findings (self->gather);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  gboolean is_reviewed;

  if (findings == NULL)
    return;
  is_reviewed = findings->record->grade.judged > 0 || findings->record->n_unclear > 0
                || findings->record->returned->len > 0;
  update_cards (self, findings, now);
  update_sentence (self, findings);
  update_regraded (self, findings);
  update_troubles (self, findings);
  gtk_widget_set_visible (GTK_WIDGET (self->rates), is_reviewed);
  gtk_widget_set_visible (GTK_WIDGET (self->returned), is_reviewed);
  gtk_widget_set_visible (self->nothing, !is_reviewed);
  fw_rate_list_set (self->rates, findings);
  fw_returned_view_set (self->returned, findings, self->crops, now);
  fw_own_page_update_side (self, now);
  fw_own_page_update_chart (self);
  update_waiting (self, findings, now);
}

/* Reading */

typedef struct
{
  GWeakRef page;   /* reading keeps no page alive */
  char    *person; /* (owned) */
  char    *first;  /* (owned) */
} TimeOrder;

static void
time_order_free (gpointer data)
{
  TimeOrder *order = data;

  g_weak_ref_clear (&order->page);
  g_free (order->person);
  g_free (order->first);
  g_free (order);
}

static void
time_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const TimeOrder *order = task_data;
  GError *error = NULL;
  GArray *days = fw_time_log_read (order->person, order->first, NULL, &error);

  if (days != NULL)
    g_task_return_pointer (task, days, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
time_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  TimeOrder *order = g_task_get_task_data (G_TASK (result));
  g_autoptr(FwOwnPage) self = g_weak_ref_get (&order->page);
  g_autoptr(GError) error = NULL;
  GArray *days = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  /* The page is gone, or it is somebody else's. */
  if (self == NULL || self->root == NULL || g_strcmp0 (order->person, self->person) != 0)
    {
      g_clear_pointer (&days, g_array_unref);
      return;
    }
  if (days == NULL)
    fw_own_page_say (self, error->message);
  g_clear_pointer (&self->days, g_array_unref);
  self->days = days;
  fw_time_card_set (self->time, days, self->person, now);
  if (fw_own_gather_get_findings (self->gather) != NULL)
    update_cards (self, fw_own_gather_get_findings (self->gather), now);
  fw_own_page_update_chart (self);
}

static void
read_time (FwOwnPage *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, time_cb, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  TimeOrder *order = g_new0 (TimeOrder, 1);

  g_weak_ref_init (&order->page, self);
  order->person = g_strdup (self->person);
  order->first = fw_own_words_monday (now, -LONG_WEEKS);
  g_task_set_task_data (task, order, time_order_free);
  g_task_run_in_thread (task, time_thread);
}

static gboolean
patience_cb (gpointer user_data)
{
  FwOwnPage *self = user_data;

  self->progress_id = 0;
  gtk_widget_set_visible (self->progress, fw_own_gather_get_progress (self->gather) < 1.0);

  return G_SOURCE_REMOVE;
}

static void
progress_cb (FwOwnPage *self)
{
  double share = fw_own_gather_get_progress (self->gather);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), share);
  if (share < 1.0)
    return;
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_set_visible (self->progress, FALSE);
}

void
fw_own_page_refresh (FwOwnPage *self)
{
  g_return_if_fail (FW_IS_OWN_PAGE (self));

  g_autoptr(GPtrArray) works = fw_own_works_list ();

  g_free (self->person);
  self->person = fw_settings_dup_person (self->settings);
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
  fw_own_gather_start (self->gather, works, self->person);
  read_time (self);
}

/* What parts of the page ask for */

static void
sent_cb (const char *sentence,
         gpointer    user_data)
{
  fw_own_page_say (user_data, sentence);
  fw_own_page_refresh (user_data);
}

static void
returned_open_cb (FwOwnPage *self,
                  guint      index)
{
  FwOwnFindings *findings = fw_own_gather_get_findings (self->gather);
  const FwReturned *returned
      = &g_array_index (findings->record->returned, FwReturned, index);
  const char *note = returned->verdict->note != NULL ? returned->verdict->note : "";
  g_autofree char *rule = fw_own_findings_dup_rule (
      findings, returned->review, fw_verdict_get_answer (returned->verdict)->rule);
  /* The reviewer's words are on the screen while she looks at it. */
  g_autofree char *place = *note != '\0' ? g_strdup_printf ("unit:%s\n%s: “%s”",
                                                           returned->verdict->unit, rule, note)
                                         : g_strdup_printf ("unit:%s\n%s",
                                                            returned->verdict->unit, rule);

  fw_own_page_open (self, fw_own_findings_get_work (findings, returned->review), place);
}

static void
returned_appeal_cb (FwOwnPage *self,
                    guint      index)
{
  fw_appeal_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                     fw_own_gather_get_findings (self->gather), index, self->crops, sent_cb, self);
}

static void
returned_precedent_cb (FwOwnPage *self,
                       guint      index)
{
  FwOwnFindings *findings = fw_own_gather_get_findings (self->gather);
  const FwReturned *returned
      = &g_array_index (findings->record->returned, FwReturned, index);
  const char *number = fw_own_findings_find_precedent (findings, returned);
  g_autofree char *place = number != NULL ? g_strconcat ("rule:", number, NULL) : NULL;

  if (place != NULL)
    fw_own_page_open (self, fw_own_findings_get_work (findings, returned->review), place);
}

/* The page */

static void
fw_own_page_map (GtkWidget *widget)
{
  FwOwnPage *self = FW_OWN_PAGE (widget);

  GTK_WIDGET_CLASS (fw_own_page_parent_class)->map (widget);
  if (self->crops == NULL)
    self->crops = fw_work_crops_new ();
  /* What the person did up to now is in the log that is read. */
  fw_time_keeper_write (fw_time_keeper_get_default ());
  fw_own_page_refresh (self);
}

/* Media that were opened for their pictures are let go. */
static void
fw_own_page_unmap (GtkWidget *widget)
{
  g_clear_object (&FW_OWN_PAGE (widget)->crops);
  GTK_WIDGET_CLASS (fw_own_page_parent_class)->unmap (widget);
}

static gboolean
layout_cb (gpointer user_data)
{
  FwOwnPage *self = user_data;

  self->layout_idle = 0;
  fw_own_page_fold (self, gtk_widget_get_width (GTK_WIDGET (self)));

  return G_SOURCE_REMOVE;
}

/* The columns follow the width, but not within the layout that is under way. */
static void
fw_own_page_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  FwOwnPage *self = FW_OWN_PAGE (widget);

  gtk_widget_size_allocate (self->root, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, layout_cb, self, NULL);
}

static void
fw_own_page_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  gtk_widget_measure (FW_OWN_PAGE (widget)->root, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
person_cb (FwOwnPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fw_own_page_refresh (self);
}

static void
written_cb (FwOwnPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->person != NULL)
    read_time (self);
}

static void
fw_own_page_init (FwOwnPage *self)
{
  self->settings = fw_settings_new ();
  self->gather = fw_own_gather_new ();
  fw_own_page_build (self);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));

  g_signal_connect_swapped (self->returned, "open", G_CALLBACK (returned_open_cb), self);
  g_signal_connect_swapped (self->returned, "appeal", G_CALLBACK (returned_appeal_cb), self);
  g_signal_connect_swapped (self->returned, "precedent", G_CALLBACK (returned_precedent_cb), self);
  g_signal_connect_swapped (self->gather, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->gather, "notify::progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_object (self->settings, "changed::person-name", G_CALLBACK (person_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_time_keeper_get_default (), "written", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
fw_own_page_dispose (GObject *object)
{
  FwOwnPage *self = FW_OWN_PAGE (object);

  if (self->gather != NULL)
    g_signal_handlers_disconnect_by_data (self->gather, self);
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->gather);
  g_clear_object (&self->crops);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->person, g_free);

  G_OBJECT_CLASS (fw_own_page_parent_class)->dispose (object);
}

static void
fw_own_page_class_init (FwOwnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_own_page_dispose;
  widget_class->map = fw_own_page_map;
  widget_class->unmap = fw_own_page_unmap;
  widget_class->measure = fw_own_page_measure;
  widget_class->size_allocate = fw_own_page_size_allocate;

  signals[SIGNAL_OPEN_AT] = g_signal_new ("open-at", FW_TYPE_OWN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 4, G_TYPE_STRING,
                                          G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_SAY] = g_signal_new ("say", FW_TYPE_OWN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_WAITING_CHANGED]
      = g_signal_new ("waiting-changed", FW_TYPE_OWN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
}

GtkWidget *
fw_own_page_new (void)
{
  return g_object_new (FW_TYPE_OWN_PAGE, NULL);
}
