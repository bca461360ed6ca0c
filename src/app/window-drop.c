/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Files that are dropped, anywhere on the window: a video or a picture, a
 * folder of pictures, labels to go on with, a manual for what is open.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/continue-question.h"

static void
continue_cb (const char *path,
             gpointer    user_data)
{
  fw_window_open (FW_WINDOW (user_data), &(FwProjectFiles) { path, NULL, NULL });
}

static void
compare_cb (const char *path,
            gpointer    user_data)
{
  fw_window_compare (FW_WINDOW (user_data), path);
}

static void
take_path (FwWindow   *self,
           const char *path)
{
  if (g_str_has_suffix (path, ".json"))
    fw_continue_question_ask (GTK_WINDOW (self), path, continue_cb,
                              self->session != NULL && fw_window_get_compare_refusal (self) == NULL
                                ? compare_cb
                                : NULL,
                              g_object_ref (self), g_object_unref);
  else if (!g_str_has_suffix (path, FW_PROJECT_MANUAL_ENDING))
    fw_window_open (self, &(FwProjectFiles) { path, NULL, NULL });
  else if (self->session != NULL)
    fw_window_load_manual (self, path);
  else
    fw_window_say (self, _("This is a manual. Open what it is for first, then drop it there."),
                   FALSE);
}

/* The sign that something may be dropped, and what, over the page that steps back for it. */
static void
set_dropping (FwWindow *self,
              gboolean  dropping)
{
  adw_status_page_set_description (
    self->drop_sign,
    self->session != NULL
      ? _("A video or a folder of pictures to open instead, a COCO file to continue or to compare, "
          "or a manual for this work. What is open is saved first.")
      : _("A video, a folder of pictures, or a COCO file to continue"));
  gtk_widget_set_visible (GTK_WIDGET (self->drop_sign), dropping);
  if (dropping)
    gtk_widget_add_css_class (GTK_WIDGET (self->pages), "fw-dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pages), "fw-dimmed");
}

static void
leave_cb (FwWindow *self)
{
  set_dropping (self, FALSE);
}

static GdkDragAction
enter_cb (FwWindow *self)
{
  set_dropping (self, TRUE);
  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (FwWindow     *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  leave_cb (self);
  if (files == NULL)
    return FALSE;
  if (path == NULL)
    {
      fw_window_say (self, _("Only files on this computer can be opened. Copy it here first."),
                     FALSE);
      return FALSE;
    }

  take_path (self, path);
  if (files->next != NULL)
    fw_window_say (self, _("One at a time: this is the first of them. Drop a folder to label its "
                           "pictures together."),
                   FALSE);
  return TRUE;
}

void
fw_window_install_drop (FwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->pages), GTK_EVENT_CONTROLLER (target));
}
