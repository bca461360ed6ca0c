/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The tour: always on the sample clip, because its steps change labels, and
 * nobody's work is there to be practised on.
 */

#include "app/window-private.h"

#include "app/sample.h"

/* Opening it for this, and doing it, is one action; see fw_window_go_to_place(). */
#define TOUR_PLACE "do:tour"

static gboolean
shows_sample (FwWindow *self)
{
  return self->session != NULL
         && fw_sample_is_copy (FW_SAMPLE_STREET, fw_project_get_main_path (self->project));
}

static void
rule_cb (FwWindow *self)
{
  if (self->tour != NULL)
    fw_tour_rule_read (self->tour);
}

void
fw_window_end_tour (FwWindow *self)
{
  if (self->tour == NULL)
    return;

  g_clear_object (&self->tour);
  fw_tour_bar_set_tour (self->tour_bar, NULL);
  fw_editor_page_set_toured (self->editor, FALSE);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = fw_sample_prepare_finish (result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* The window may have been closed meanwhile. */
  if (application == NULL)
    return;
  if (path == NULL)
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  /* What is open stays open. */
  FwWindow *window
    = fw_window_is_free (self) ? self : FW_WINDOW (fw_window_new (application));

  fw_window_open_at (window, &(FwProjectFiles) { path, NULL, NULL }, TOUR_PLACE);
  gtk_window_present (GTK_WINDOW (window));
}

/* Another window that has the sample open: two would be in each other's way. */
static FwWindow *
find_sample_window (FwWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (FW_IS_WINDOW (l->data) && shows_sample (l->data))
      return l->data;

  return NULL;
}

static void
tour_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  FwWindow *there = shows_sample (self) ? self : find_sample_window (self);

  if (there == NULL)
    {
      fw_sample_prepare_async (FW_SAMPLE_STREET, NULL, prepared_cb, g_object_ref (self));
      return;
    }
  if (there != self)
    {
      gtk_window_present (GTK_WINDOW (there));
      if (there->tour == NULL)
        gtk_widget_activate_action (GTK_WIDGET (there), "win.tour", NULL);
      return;
    }
  if (self->tour != NULL && fw_tour_get_step (self->tour) == FW_TOUR_OVER)
    {
      fw_window_end_tour (self);
      return;
    }
  if (self->tour != NULL)
    {
      fw_tour_skip (self->tour);
      return;
    }

  self->tour = fw_tour_new (self->session);
  fw_tour_bar_set_tour (self->tour_bar, self->tour);
  fw_editor_page_set_toured (self->editor, TRUE);
  fw_editor_page_focus_canvas (self->editor);
}

static void
end_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  fw_window_end_tour (FW_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { .name = "tour", .activate = tour_action },
  { .name = "tour-end", .activate = end_action },
};

void
fw_window_install_tour_actions (FwWindow *self)
{
  static const char *const rules[] = { "why", "show-rule" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_signal_connect_object (g_action_map_lookup_action (G_ACTION_MAP (self), rules[i]),
                             "activate", G_CALLBACK (rule_cb), self, G_CONNECT_SWAPPED);
}
