/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-draws.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/key-cap.h"
#include "app/review/review-choice.h"
#include "app/review/review-words.h"

struct _FwReviewDraws
{
  GtkWidget   parent_instance;

  GtkWidget  *group;
  GPtrArray  *rows;        /* (element-type GtkWidget) (owned) in @group */
  GtkWidget  *open_button; /* borrowed (nullable) of the draw that is open */
  GtkWidget  *open_cap;    /* borrowed (nullable) in it */
  gint64      open;        /* 0: none */
};

enum
{
  OPEN,
  REPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewDraws, fw_review_draws, GTK_TYPE_WIDGET)

static void
open_cb (FwReviewDraws *self,
         GtkWidget     *button)
{
  const gint64 *draw = g_object_get_data (G_OBJECT (button), "draw");

  g_signal_emit (self, signals[OPEN], 0, *draw);
}

static void
report_cb (FwReviewDraws *self,
           GtkWidget     *button)
{
  const gint64 *draw = g_object_get_data (G_OBJECT (button), "draw");

  g_signal_emit (self, signals[REPORT], 0, *draw);
}

/* Returns: the box in the button, which has its label */
static GtkWidget *
add_button (FwReviewDraws *self,
            GtkWidget     *row,
            const char    *label,
            gint64         draw,
            GCallback      clicked)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "draw", g_memdup2 (&draw, sizeof draw), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return box;
}

static char *
dup_subtitle (const FwReport *report)
{
  g_autofree char *design = fw_review_words_design (report);
  g_autofree char *plan = fw_review_words_plan (report);

  if (report->draw->signed_by != NULL)
    return g_strdup_printf (_("Signed off by %s. %s"), report->draw->signed_by,
                            plan != NULL ? plan : design);

  return plan != NULL ? g_strdup_printf ("%s %s", design, plan) : g_steal_pointer (&design);
}

static void
note_open (FwReviewDraws *self,
           GtkWidget     *box,
           gint64         draw)
{
  self->open = draw;
  self->open_button = gtk_widget_get_parent (box);
  self->open_cap = fw_key_cap_new (NULL);
  gtk_widget_set_valign (self->open_cap, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->open_cap);
}

static void
add_draw (FwReviewDraws  *self,
          const FwReview *review,
          const FwDraw   *draw)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FwReport) report = fw_report_new (review, draw->id, 0.95, now);
  g_autofree char *count
    = fw_unit_kind_dup_count (report->batch->unit, (gsize) draw->n_units);
  g_autofree char *title
    = g_strdup_printf (_("Draw %" PRId64 ": %s, %" PRId64 " judged"), draw->id, count,
                       (gint64) draw->n_units - report->open);
  g_autofree char *subtitle = dup_subtitle (report);
  gboolean is_signed = draw->signed_by != NULL;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (is_signed)
    add_button (self, row, _("Report"), draw->id, G_CALLBACK (report_cb));

  GtkWidget *box = add_button (self, row, is_signed ? _("Look") : _("Go On"), draw->id,
                               G_CALLBACK (open_cb));

  if (self->open == 0 && !is_signed && report->open > 0)
    note_open (self, box, draw->id);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
}

void
fw_review_draws_show (FwReviewDraws *self,
                      FwReview      *review)
{
  g_return_if_fail (FW_IS_REVIEW_DRAWS (self));

  gsize n = review != NULL ? fw_review_get_n (review, FW_REVIEW_DRAW) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->open = 0;
  self->open_button = self->open_cap = NULL;
  for (gsize i = n; i > 0; i--)
    add_draw (self, review, fw_review_get (review, FW_REVIEW_DRAW, i - 1));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

gint64
fw_review_draws_get_open (FwReviewDraws *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_DRAWS (self), 0);

  return self->open;
}

void
fw_review_draws_set_default (FwReviewDraws *self,
                             gboolean       is_default)
{
  g_return_if_fail (FW_IS_REVIEW_DRAWS (self));

  if (self->open_button == NULL)
    return;
  fw_key_cap_set_action (FW_KEY_CAP (self->open_cap), is_default ? "win.review-send" : NULL);
  if (is_default)
    gtk_widget_add_css_class (self->open_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->open_button, "suggested-action");
}

/* The widget */

static void
fw_review_draws_dispose (GObject *object)
{
  g_clear_pointer (&FW_REVIEW_DRAWS (object)->group, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_review_draws_parent_class)->dispose (object);
}

static void
fw_review_draws_finalize (GObject *object)
{
  g_ptr_array_unref (FW_REVIEW_DRAWS (object)->rows);

  G_OBJECT_CLASS (fw_review_draws_parent_class)->finalize (object);
}

static void
fw_review_draws_class_init (FwReviewDrawsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_review_draws_dispose;
  object_class->finalize = fw_review_draws_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REPORT] = g_signal_new ("report", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_review_draws_init (FwReviewDraws *self)
{
  self->rows = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("Begun"));
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_review_draws_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_DRAWS, NULL);
}
