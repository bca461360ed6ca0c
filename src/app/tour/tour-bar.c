/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/tour/tour-bar.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/key-cap.h"
#include "app/shortcuts.h"

struct _FwTourBar
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkLabel       *text;
  GtkLabel       *progress;
  GtkProgressBar *share;
  GtkWidget      *skip;
  GtkWidget      *end;

  FwTour         *tour; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwTourBar, fw_tour_bar, GTK_TYPE_WIDGET)

static void
update (FwTourBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->tour != NULL);
  if (self->tour == NULL)
    return;

  FwTourStep step = fw_tour_get_step (self->tour);
  g_autofree char *text = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (),
                                                     fw_tour_get_words (self->tour));
  /* Translators: which step of the tour, of how many. */
  g_autofree char *progress = g_strdup_printf (_("%d of %d"), (int) step + 1, FW_TOUR_OVER);
  gboolean is_over = step == FW_TOUR_OVER;

  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->progress, progress);
  gtk_progress_bar_set_fraction (self->share, (double) step / (double) FW_TOUR_OVER);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !is_over);
  gtk_widget_set_visible (self->skip, !is_over);
  if (is_over)
    gtk_widget_add_css_class (self->end, "suggested-action");
  else
    gtk_widget_remove_css_class (self->end, "suggested-action");
}

static void
changed_cb (FwTourBar *self)
{
  update (self);
  fw_compat_announce (GTK_WIDGET (self), gtk_label_get_label (self->text));
}

void
fw_tour_bar_set_tour (FwTourBar *self,
                      FwTour    *tour)
{
  g_return_if_fail (FW_IS_TOUR_BAR (self));
  g_return_if_fail (tour == NULL || FW_IS_TOUR (tour));

  if (self->tour != NULL)
    g_signal_handlers_disconnect_by_data (self->tour, self);
  g_set_object (&self->tour, tour);
  if (tour != NULL)
    g_signal_connect_swapped (tour, "changed", G_CALLBACK (changed_cb), self);
  update (self);
}

void
fw_tour_bar_update_keys (FwTourBar *self)
{
  g_return_if_fail (FW_IS_TOUR_BAR (self));

  fw_shortcuts_name_keys (fw_shortcuts_get_default (), GTK_WIDGET (self));
  update (self);
}

const char *
fw_tour_bar_get_text (FwTourBar *self)
{
  g_return_val_if_fail (FW_IS_TOUR_BAR (self), NULL);

  return gtk_label_get_label (self->text);
}

static void
fw_tour_bar_dispose (GObject *object)
{
  FwTourBar *self = FW_TOUR_BAR (object);

  if (self->tour != NULL)
    g_signal_handlers_disconnect_by_data (self->tour, self);
  g_clear_object (&self->tour);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_tour_bar_parent_class)->dispose (object);
}

static void
fw_tour_bar_class_init (FwTourBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_tour_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (FwTourBar  *self,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
add_button (FwTourBar  *self,
            const char *words,
            const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), button);

  return button;
}

static void
fw_tour_bar_init (FwTourBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->box, "fw-banner");
  gtk_widget_add_css_class (self->box, "exam");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  add_label (self, _("Tour"), "heading");
  self->text = add_label (self, NULL, NULL);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_xalign (self->text, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  self->progress = add_label (self, NULL, "numeric");
  self->share = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->share), 90, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->share), GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->progress, NULL, -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->share));
  self->skip = add_button (self, _("Skip"), "win.tour");
  self->end = add_button (self, _("End"), "win.tour-end");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tour"),
                                  -1);
  update (self);
}

GtkWidget *
fw_tour_bar_new (void)
{
  return g_object_new (FW_TYPE_TOUR_BAR, NULL);
}
