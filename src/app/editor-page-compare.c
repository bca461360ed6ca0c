/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The editor while two versions of the labels are compared: a bar above the
 * picture, the picture twice, a page of its own in the sidebar. The open labels
 * can be edited as ever; what only helps drawing makes room.
 */

#include "app/editor-page-private.h"

#include <glib/gi18n.h>

/* Some servers send a release before each repetition of a key. */
#define RELEASE_MS 60

FwCompareModel *
fw_editor_page_get_compare (FwEditorPage *self)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), NULL);

  return self->compare;
}

void
fw_editor_page_set_compare_progress (FwEditorPage *self,
                                     const char   *sentence,
                                     double        share)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  self->is_reading_compare = sentence != NULL;
  fw_compare_bar_set_progress (self->compare_bar, sentence, share);
}

/* Entering and leaving */

static void
show_only_picture_changed (FwEditorPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rail),
                          self->compare == NULL && !self->is_picture_only);
  fw_editor_page_update_hint (self);
  fw_editor_page_update_cards (self);
  fw_editor_page_queue_layout (self);
}

/* The other one can be looked at; what a tool refuses there has a way out. */
static void
refused_cb (FwEditorPage *self)
{
  fw_editor_page_say (self, _("B can only be looked at. Press {compare-take} to take it."));
}

static void
enter (FwEditorPage   *self,
       FwCompareModel *model)
{
  FwSession *theirs = fw_compare_model_get_session (model, FW_COMPARE_B);

  self->compare = g_object_ref (model);
  g_free (self->before_compare);
  self->before_compare = g_strdup (adw_view_stack_get_visible_child_name (self->views));
  self->was_open_before_compare = fw_sidebar_get_open (self->sidebar);
  fw_session_set_tool_kind (self->session, FW_TOOL_SELECT);
  g_signal_connect_swapped (theirs, "refused", G_CALLBACK (refused_cb), self);

  fw_compare_view_set_model (self->compare_view, model);
  fw_editor_page_listen_to_keys (self, fw_compare_view_get_second (self->compare_view));
  fw_compare_bar_set_model (self->compare_bar, model);
  fw_compare_panel_set_model (FW_COMPARE_PANEL (fw_later_get (self->compare_panel)), model);
  adw_view_stack_page_set_visible (self->compare_page, TRUE);
  adw_view_stack_set_visible_child_name (self->views, "compare");
  if (!self->is_compact)
    fw_sidebar_set_open (self->sidebar, TRUE);
  fw_compare_model_step (model, 1);
  fw_editor_page_focus_canvas (self);
}

static void
leave (FwEditorPage *self)
{
  gboolean was_shown
    = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "compare") == 0;

  g_signal_handlers_disconnect_by_data (fw_compare_model_get_session (self->compare, FW_COMPARE_B),
                                        self);
  fw_compare_panel_set_model (FW_COMPARE_PANEL (fw_later_get (self->compare_panel)), NULL);
  fw_compare_bar_set_model (self->compare_bar, NULL);
  fw_compare_view_set_model (self->compare_view, NULL);
  if (was_shown)
    {
      adw_view_stack_set_visible_child_name (self->views, self->before_compare);
      fw_sidebar_set_open (self->sidebar, self->was_open_before_compare);
    }
  adw_view_stack_page_set_visible (self->compare_page, FALSE);
  g_clear_handle_id (&self->blink_release, g_source_remove);
  self->is_blink_down = FALSE;
  g_clear_object (&self->compare);
}

void
fw_editor_page_set_compare (FwEditorPage   *self,
                            FwCompareModel *model)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));
  g_return_if_fail (model == NULL || self->session != NULL);

  if (self->compare == model)
    return;
  if (self->compare != NULL)
    leave (self);
  if (model != NULL)
    enter (self, model);
  /* A page more or less in the switcher. */
  self->switcher_scale = 0.0;
  show_only_picture_changed (self);
  fw_editor_page_tell_compare (self);
}

/* Verbs */

void
fw_editor_page_compare_step (FwEditorPage *self,
                             int           direction)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->compare == NULL || fw_compare_model_step (self->compare, direction))
    return;
  fw_editor_page_say (self, fw_compare_model_get_n_objects (self->compare) == 0
                              ? _("There are no differences.")
                              : _("Everything is decided. {escape} ends the comparison."));
}

void
fw_editor_page_compare_choose (FwEditorPage *self,
                               FwChoice      choice)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  gssize current = self->compare != NULL ? fw_compare_model_get_current (self->compare, NULL) : -1;
  const guint one = current >= 0 ? (guint) current : 0;

  if (self->compare == NULL)
    return;
  if (current < 0)
    {
      fw_editor_page_say (self, _("Go to a difference first: {compare-next}."));
      return;
    }
  if (!fw_compare_model_choose (self->compare, &one, 1, choice, &said, &error))
    {
      fw_editor_page_say (self, error->message);
      return;
    }
  if (said != NULL)
    fw_editor_page_say_undoable (self, said);
  /* One key per object: the next one comes by itself. */
  if (!fw_compare_model_step (self->compare, 1) && said == NULL)
    fw_editor_page_say (self, _("Everything is decided. {escape} ends the comparison."));
}

void
fw_editor_page_compare_mode (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->compare == NULL)
    return;
  self->is_blink_down = FALSE;
  fw_compare_view_set_mode (self->compare_view,
                            fw_compare_view_get_mode (self->compare_view)
                                == FW_COMPARE_SIDE_BY_SIDE
                              ? FW_COMPARE_ONE_OVER_OTHER
                              : FW_COMPARE_SIDE_BY_SIDE);
}

void
fw_editor_page_compare_list (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->compare == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "compare");
  fw_sidebar_set_open (self->sidebar, TRUE);
  fw_compare_panel_focus (FW_COMPARE_PANEL (fw_later_get (self->compare_panel)));
}

void
fw_editor_page_zoom_to_object (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->compare != NULL)
    fw_compare_view_zoom_to_current (self->compare_view);
  else
    fw_canvas_zoom_to_selection (self->canvas);
}

/* Blinking by hand: a press changes over, a key that is held shows the other one
 * for as long. */
void
fw_editor_page_compare_blink (FwEditorPage *self)
{
  FwCompareSide other;

  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  g_clear_handle_id (&self->blink_release, g_source_remove);
  if (self->compare == NULL || self->is_blink_down)
    return;

  self->is_blink_down = TRUE;
  self->is_blink_held = FALSE;
  self->mode_before_blink = fw_compare_view_get_mode (self->compare_view);
  self->shown_before_blink = fw_compare_view_get_shown (self->compare_view);
  fw_compare_view_set_blinking (self->compare_view, FALSE);
  other = self->mode_before_blink == FW_COMPARE_SIDE_BY_SIDE
              || self->shown_before_blink == FW_COMPARE_A
            ? FW_COMPARE_B
            : FW_COMPARE_A;
  fw_compare_view_set_shown (self->compare_view, other);
}

static gboolean
blink_released_cb (gpointer user_data)
{
  FwEditorPage *self = user_data;

  self->blink_release = 0;
  self->is_blink_down = FALSE;
  if (self->is_blink_held)
    {
      fw_compare_view_set_shown (self->compare_view, self->shown_before_blink);
      fw_compare_view_set_mode (self->compare_view, self->mode_before_blink);
    }
  return G_SOURCE_REMOVE;
}

void
fw_editor_page_compare_released (FwEditorPage *self,
                                 gboolean      was_held)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  self->is_blink_held = was_held;
  if (self->is_blink_down && self->blink_release == 0)
    self->blink_release = g_timeout_add (RELEASE_MS, blink_released_cb, self);
}

static void
panel_made_cb (FwEditorPage *self,
               GtkWidget    *panel)
{
  g_signal_connect_swapped (panel, "say", G_CALLBACK (fw_editor_page_said), self);
}

void
fw_editor_page_connect_compare (FwEditorPage *self)
{
  g_signal_connect_swapped (self->compare_panel, "made", G_CALLBACK (panel_made_cb), self);
  fw_compare_bar_set_view (self->compare_bar, self->compare_view);
}
