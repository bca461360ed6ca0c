/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/picture-bar.h"

#include <glib/gi18n.h>

#include "app/frame-entry.h"
#include "edit/clock.h"

struct _FwPictureBar
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkEntry        *entry;
  GtkLabel        *total;
  GtkToggleButton *all;
  GtkToggleButton *to_do;
  GtkToggleButton *problems;
  GtkWidget       *previous_word;
  GtkWidget       *next_word;

  FwSession       *session; /* (owned) (nullable) */
  FwFilmStrip     *strip;   /* (owned) (nullable) */
  guint            idle;
};

G_DEFINE_FINAL_TYPE (FwPictureBar, fw_picture_bar, GTK_TYPE_WIDGET)

static void
set_count (GtkToggleButton *button,
           const char      *word,
           guint            count)
{
  g_autofree char *number = fw_clock_format_count (count);
  g_autofree char *label = g_strdup_printf ("%s %s", word, number);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static gboolean
update_idle (gpointer user_data)
{
  FwPictureBar *self = user_data;

  self->idle = 0;
  if (self->session == NULL)
    return G_SOURCE_REMOVE;

  g_autofree char *count = fw_clock_format_count (fw_session_get_n_frames (self->session));
  g_autofree char *total = g_strdup_printf ("/ %s", count);

  gtk_label_set_label (self->total, total);
  if (self->strip != NULL)
    {
      set_count (self->to_do, _("To do"), fw_film_strip_count (self->strip, FW_FILM_STRIP_TO_DO));
      set_count (self->problems, _("Problems"),
                 fw_film_strip_count (self->strip, FW_FILM_STRIP_PROBLEMS));
    }
  return G_SOURCE_REMOVE;
}

/* Counting walks all pictures, so it waits until everybody has heard of the change. */
static void
update (FwPictureBar *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (update_idle, self);
}

static void
toggled_cb (FwPictureBar *self)
{
  if (self->strip == NULL)
    return;
  fw_film_strip_set_filter (self->strip, gtk_toggle_button_get_active (self->to_do)
                                           ? FW_FILM_STRIP_TO_DO
                                         : gtk_toggle_button_get_active (self->problems)
                                           ? FW_FILM_STRIP_PROBLEMS
                                           : FW_FILM_STRIP_ALL);
}

static void
fw_picture_bar_dispose (GObject *object)
{
  FwPictureBar *self = FW_PICTURE_BAR (object);

  if (self->box != NULL)
    fw_picture_bar_set_session (self, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->strip);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_PICTURE_BAR);

  G_OBJECT_CLASS (fw_picture_bar_parent_class)->dispose (object);
}

static void
fw_picture_bar_class_init (FwPictureBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_picture_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/picture-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, box);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, entry);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, total);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, all);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, to_do);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, problems);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, previous_word);
  gtk_widget_class_bind_template_child (widget_class, FwPictureBar, next_word);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fw_picture_bar_init (FwPictureBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (self->to_do, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (self->problems, "toggled", G_CALLBACK (toggled_cb), self);
}

GtkWidget *
fw_picture_bar_new (void)
{
  return g_object_new (FW_TYPE_PICTURE_BAR, NULL);
}

void
fw_picture_bar_set_session (FwPictureBar *self,
                            FwSession    *session)
{
  g_return_if_fail (FW_IS_PICTURE_BAR (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (fw_session_get_document (self->session), self);
    }
  g_set_object (&self->session, session);
  fw_frame_entry_bind (self->entry, session);
  if (session == NULL)
    return;

  g_signal_connect_swapped (session, "marks-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "notify::n-frames", G_CALLBACK (update), self);
  g_signal_connect_swapped (fw_session_get_document (session), "changed", G_CALLBACK (update),
                            self);
  update (self);
}

void
fw_picture_bar_set_strip (FwPictureBar *self,
                          FwFilmStrip  *strip)
{
  g_return_if_fail (FW_IS_PICTURE_BAR (self));

  g_set_object (&self->strip, strip);
}

void
fw_picture_bar_set_narrow (FwPictureBar *self,
                           gboolean      narrow)
{
  g_return_if_fail (FW_IS_PICTURE_BAR (self));

  gtk_widget_set_visible (self->previous_word, !narrow);
  gtk_widget_set_visible (self->next_word, !narrow);
}

void
fw_picture_bar_focus_entry (FwPictureBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
