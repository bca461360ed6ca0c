/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual's place in the editor: what leads to it, and the way back. It is
 * read in the sidebar, which becomes wide for it, or in a window of its own;
 * when that is open, rules are shown there and the picture keeps its size.
 */

#include "app/editor-page-private.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/manual/manual-window.h"

FwManualPanel *
fw_editor_page_get_manual_panel (FwEditorPage *self)
{
  return FW_MANUAL_PANEL (fw_later_get (self->manual));
}

gboolean
fw_editor_page_is_manual_shown (FwEditorPage *self)
{
  return fw_sidebar_get_open (self->sidebar)
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "manual") == 0;
}

/* The way back ------------------------------------------------------------------ */

static void
remember_focus (FwEditorPage *self,
                GtkWidget    *focus)
{
  g_set_weak_pointer (&self->before_focus, focus);
}

void
fw_editor_page_enter_manual (FwEditorPage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->views);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (fw_editor_page_is_manual_shown (self))
    return;
  if (g_strcmp0 (view, "manual") != 0)
    {
      g_free (self->before_view);
      self->before_view = g_strdup (view);
    }
  self->was_open = fw_sidebar_get_open (self->sidebar);
  remember_focus (self, root != NULL ? gtk_root_get_focus (root) : NULL);
}

void
fw_editor_page_leave_manual (FwEditorPage *self)
{
  GtkWidget *focus = self->before_focus;
  gboolean was_open = self->was_open;

  remember_focus (self, NULL);
  adw_view_stack_set_visible_child_name (self->views,
                                         self->before_view != NULL ? self->before_view : "objects");
  fw_sidebar_set_open (self->sidebar, was_open);
  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_grab_focus (focus))
    fw_editor_page_focus_canvas (self);
}

/* Chosen in the switcher: back is then the view before, with the sidebar open. */
static void
view_cb (FwEditorPage *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  if (g_strcmp0 (view, "manual") != 0)
    {
      g_free (self->before_view);
      self->before_view = g_strdup (view);
      self->was_open = TRUE;
    }
}

/* Showing a place ------------------------------------------------------------------ */

/* In the sidebar. */
static void
show_manual (FwEditorPage *self)
{
  fw_editor_page_enter_manual (self);
  adw_view_stack_set_visible_child_name (self->views, "manual");
  fw_sidebar_set_open (self->sidebar, TRUE);
}

void
fw_editor_page_open_manual (FwEditorPage *self,
                            const char   *target)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));
  g_return_if_fail (target != NULL);

  if (self->manual_window != NULL)
    {
      fw_manual_panel_open (fw_manual_window_get_panel (FW_MANUAL_WINDOW (self->manual_window)),
                            target);
      gtk_window_present (self->manual_window);
      return;
    }
  show_manual (self);
  fw_manual_panel_open (fw_editor_page_get_manual_panel (self), target);
}

gboolean
fw_editor_page_show_rule (FwEditorPage *self)
{
  FwProblem *problem = self->project != NULL ? fw_fixes_find_current (self->project) : NULL;

  if (problem == NULL)
    return FALSE;
  fw_editor_page_open_manual (self, fw_problem_get_rule (problem)->id);
  return TRUE;
}

/* Where the manual is read: in its window, or here. */
static FwManualPanel *
get_reading_panel (FwEditorPage *self)
{
  return self->manual_window != NULL
           ? fw_manual_window_get_panel (FW_MANUAL_WINDOW (self->manual_window))
           : fw_editor_page_get_manual_panel (self);
}

void
fw_editor_page_next_change (FwEditorPage *self)
{
  if (self->manual_window == NULL && self->shelf != NULL
      && fw_manual_shelf_count_changed (self->shelf) > 0)
    fw_editor_page_show_view (self, "manual");
  if (!fw_manual_panel_next_change (get_reading_panel (self)))
    fw_editor_page_say (self, _("Nothing in the manual changed since you last read it."));
}

void
fw_editor_page_review_changes (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->manual_window != NULL)
    gtk_window_present (self->manual_window);
  else
    fw_editor_page_show_view (self, "manual");
  fw_manual_panel_review (get_reading_panel (self));
}

void
fw_editor_page_look_again (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->manual_window == NULL && !fw_editor_page_is_manual_shown (self))
    fw_editor_page_show_view (self, "manual");
  fw_manual_panel_walk (get_reading_panel (self));
  /* What is looked at, and changed where need be, is the label. */
  if (self->manual_window == NULL)
    fw_editor_page_focus_canvas (self);
}

void
fw_editor_page_still_right (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (!fw_manual_panel_still_right (get_reading_panel (self)))
    fw_editor_page_say (self, _("Go to a label that has to be looked at again first."));
}

/* A newer manual is told of once; it stays until its changes were read or put off. */
static void
update_banner (FwEditorPage *self)
{
  guint n = fw_manual_shelf_count_changed (self->shelf);
  guint n_used = n > 0 ? fw_manual_shelf_count_used_changed (self->shelf) : 0;
  g_autofree char *text = NULL;

  if (n > 0)
    {
      const char *version = fw_manual_get_version (fw_project_get_manual (self->project));
      g_autofree char *rules =
        n_used > 0 ? g_strdup_printf (ngettext ("%u rule you use changed.",
                                                "%u rules you use changed.", n_used), n_used)
                   : g_strdup_printf (ngettext ("%u rule changed, none that you use so far.",
                                                "%u rules changed, none that you use so far.", n),
                                      n);

      /* Translators: "Manual v3.2 is here. 2 rules you use changed." */
      text = g_strdup_printf (_("Manual v%s is here. %s"), version, rules);
    }
  fw_banner_set (self->banner, FW_BANNER_MANUAL, text, text != NULL ? _("Look") : NULL);
}

/* The question is written over the picture, also when the manual has a window. */
static void
ask_cb (FwEditorPage *self,
        const char   *rule)
{
  if (self->manual_window != NULL)
    gtk_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  fw_editor_page_ask (self, rule);
}

/* A window of its own ------------------------------------------------------------------ */

static void
window_gone_cb (FwEditorPage *self)
{
  self->manual_window = NULL;
  /* A rule that is edited there goes on here. */
  if (self->shelf != NULL && fw_rule_desk_get_form (fw_manual_shelf_get_desk (self->shelf)) != NULL)
    {
      show_manual (self);
      fw_manual_panel_take_over (fw_editor_page_get_manual_panel (self));
    }
}

void
fw_editor_page_toggle_manual_window (FwEditorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  FwManualPanel *panel;

  if (self->manual_window != NULL)
    {
      gtk_window_destroy (self->manual_window);
      return;
    }
  self->manual_window =
    GTK_WINDOW (fw_manual_window_new (gtk_window_get_application (GTK_WINDOW (root))));
  g_signal_connect_object (self->manual_window, "destroy", G_CALLBACK (window_gone_cb), self,
                           G_CONNECT_SWAPPED);
  panel = fw_manual_window_get_panel (FW_MANUAL_WINDOW (self->manual_window));
  fw_manual_panel_set_shelf (panel, self->shelf);
  g_signal_connect_object (panel, "ask", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  if (fw_editor_page_is_manual_shown (self))
    {
      fw_manual_panel_show_same (panel, fw_editor_page_get_manual_panel (self));
      fw_editor_page_leave_manual (self);
    }
  gtk_window_present (self->manual_window);
  fw_manual_panel_focus_page (panel);
}

void
fw_editor_page_open_manual_window (FwEditorPage *self,
                                   const char   *target)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (self->manual_window == NULL)
    fw_editor_page_toggle_manual_window (self);
  fw_editor_page_open_manual (self, target);
}

FwManualShelf *
fw_editor_page_get_shelf (FwEditorPage *self)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), NULL);

  return self->shelf;
}

/* Editing the manual ------------------------------------------------------------------- */

FwRuleDesk *
fw_editor_page_get_desk (FwEditorPage *self)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), NULL);

  return self->shelf != NULL ? fw_manual_shelf_get_desk (self->shelf) : NULL;
}

/* The pane in which the manual is read: in front of the person by now. */
static FwManualPanel *
show_pane (FwEditorPage *self)
{
  if (self->manual_window == NULL)
    {
      show_manual (self);
      return fw_editor_page_get_manual_panel (self);
    }
  gtk_window_present (self->manual_window);
  return fw_manual_window_get_panel (FW_MANUAL_WINDOW (self->manual_window));
}

static gboolean
has_manual (FwEditorPage *self)
{
  if (self->project != NULL && fw_project_get_manual (self->project) != NULL)
    return TRUE;
  fw_editor_page_say (self, _("There is no manual here. Choose one first."));
  return FALSE;
}

void
fw_editor_page_edit_rule (FwEditorPage *self,
                          const char   *rule)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  /* While the manual is read the rule at hand is the one that is read. */
  gboolean is_reading = fw_editor_page_is_manual_shown (self) || self->manual_window != NULL;
  FwProblem *problem = rule == NULL && !is_reading && self->project != NULL
                         ? fw_fixes_find_current (self->project)
                         : NULL;

  if (has_manual (self))
    fw_manual_panel_edit (show_pane (self),
                          problem != NULL ? fw_problem_get_rule (problem)->id : rule);
}

void
fw_editor_page_new_rule (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (has_manual (self))
    fw_manual_panel_new_rule (show_pane (self));
}

void
fw_editor_page_compare_versions (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (has_manual (self))
    fw_manual_panel_compare (show_pane (self));
}

void
fw_editor_page_publish_manual (FwEditorPage *self)
{
  g_return_if_fail (FW_IS_EDITOR_PAGE (self));

  if (has_manual (self))
    fw_manual_panel_publish (show_pane (self));
}

gboolean
fw_editor_page_save_rule (FwEditorPage *self)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), FALSE);

  return gtk_widget_get_focus_child (self->side) != NULL
         && fw_editor_page_is_manual_shown (self)
         && fw_manual_panel_save_rule (fw_editor_page_get_manual_panel (self));
}

gboolean
fw_editor_page_try_rule (FwEditorPage *self)
{
  g_return_val_if_fail (FW_IS_EDITOR_PAGE (self), FALSE);

  FwRuleDesk *desk = fw_editor_page_get_desk (self);

  if (desk == NULL || fw_rule_desk_get_form (desk) == NULL)
    return FALSE;
  fw_rule_desk_try (desk);
  return TRUE;
}

/* The project ------------------------------------------------------------------------------ */

static void
tell_panel (FwEditorPage *self)
{
  GtkWidget *panel = fw_later_peek (self->manual);

  if (panel != NULL)
    fw_manual_panel_set_shelf (FW_MANUAL_PANEL (panel), self->shelf);
}

void
fw_editor_page_take_manual (FwEditorPage *self)
{
  self->shelf = fw_manual_shelf_new (self->project);
  g_signal_connect_swapped (self->shelf, "book-changed", G_CALLBACK (update_banner), self);
  g_signal_connect_swapped (self->shelf, "read-changed", G_CALLBACK (update_banner), self);
  g_signal_connect_swapped (fw_manual_shelf_get_desk (self->shelf), "said",
                            G_CALLBACK (fw_editor_page_rule_said), self);
  tell_panel (self);
  fw_objects_panel_set_shelf (self->objects, self->shelf);
  fw_news_card_set_shelf (self->news, self->shelf);
}

void
fw_editor_page_drop_manual (FwEditorPage *self)
{
  remember_focus (self, NULL);
  if (self->manual_window != NULL)
    gtk_window_destroy (self->manual_window);
  if (fw_later_peek (self->manual) != NULL)
    fw_manual_panel_set_shelf (fw_editor_page_get_manual_panel (self), NULL);
  fw_objects_panel_set_shelf (self->objects, NULL);
  fw_news_card_set_shelf (self->news, NULL);
  if (self->shelf != NULL)
    {
      g_signal_handlers_disconnect_by_data (fw_manual_shelf_get_desk (self->shelf), self);
      g_signal_handlers_disconnect_by_data (self->shelf, self);
    }
  g_clear_object (&self->shelf);
}

static void
left_cb (FwEditorPage *self)
{
  fw_editor_page_leave_manual (self);
}

static void
panel_made_cb (FwEditorPage *self,
               GtkWidget    *panel)
{
  g_signal_connect_swapped (panel, "left", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (panel, "ask", G_CALLBACK (ask_cb), self);
  g_signal_connect_swapped (panel, "desk-changed", G_CALLBACK (fw_editor_page_follow_desk), self);
  tell_panel (self);
}

void
fw_editor_page_connect_manual (FwEditorPage *self)
{
  g_signal_connect_swapped (self->manual, "made", G_CALLBACK (panel_made_cb), self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (view_cb), self);
}
