/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Searching a manual in the pane where it is read: the entry, its hits, and the
 * keys that go from one to the other.
 */

#include "app/panels/manual-panel-private.h"

#include "app/manual/manual-results.h"

#define SEARCH_MS 60

/* The key stands in the empty search, where there is room for both. */
void
fw_manual_panel_update_search_cap (FwManualPanel *self)
{
  gtk_widget_set_visible (self->search_cap,
                          !self->is_tight
                            && gtk_editable_get_text (GTK_EDITABLE (self->search))[0] == '\0');
}

static FwReview *
get_review (FwManualShelf *shelf)
{
  FwQuestionBoard *board = fw_project_get_questions (fw_manual_shelf_get_project (shelf));

  return board != NULL ? fw_question_board_get_review (board) : NULL;
}

/* What is in the entry, now. */
static void
search_now (FwManualPanel *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  FwManualIndex *index = self->shelf != NULL ? fw_manual_shelf_get_index (self->shelf) : NULL;

  fw_manual_panel_update_search_cap (self);
  if (fw_manual_panel_get_book (self) == NULL)
    return;
  if (query[0] == '\0')
    fw_manual_panel_show_page (self);
  else
    {
      fw_manual_results_search (FW_MANUAL_RESULTS (self->results), index,
                                get_review (self->shelf), query);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "results");
    }
}

static gboolean
search_timer_cb (gpointer user_data)
{
  FwManualPanel *self = user_data;

  self->search_timer = 0;
  search_now (self);
  return G_SOURCE_REMOVE;
}

void
fw_manual_panel_search_again (FwManualPanel *self)
{
  g_clear_handle_id (&self->search_timer, g_source_remove);
  search_now (self);
}

void
fw_manual_panel_search_cb (FwManualPanel *self)
{
  g_clear_handle_id (&self->search_timer, g_source_remove);
  self->search_timer = g_timeout_add (SEARCH_MS, search_timer_cb, self);
}

static gboolean
is_searching (FwManualPanel *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "results") == 0;
}

/* Enter goes to the chosen hit; with Shift the search keeps the focus. */
static void
open_chosen (FwManualPanel *self,
             gboolean       stay)
{
  int chapter;

  if (self->search_timer != 0)
    fw_manual_panel_search_again (self);
  chapter = fw_manual_results_get_chosen (FW_MANUAL_RESULTS (self->results));
  if (chapter < 0 || gtk_editable_get_text (GTK_EDITABLE (self->search))[0] == '\0')
    return;
  fw_manual_panel_go (self, (guint) chapter);
  if (!stay)
    fw_manual_panel_focus_page (self);
}

gboolean
fw_manual_panel_search_key_cb (GtkEventControllerKey *key,
                               guint                  keyval,
                               guint                  keycode,
                               GdkModifierType        state,
                               FwManualPanel         *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  int direction = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    {
      open_chosen (self, shift);
      return GDK_EVENT_STOP;
    }
  if (direction != 0 && gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    {
      /* After Shift+Enter the hits are under the page. */
      if (!is_searching (self) && fw_manual_panel_get_book (self) != NULL)
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "results");
      fw_manual_results_move (FW_MANUAL_RESULTS (self->results), direction);
      return GDK_EVENT_STOP;
    }
  if (direction > 0)
    {
      fw_manual_panel_focus_page (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

void
fw_manual_panel_search (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

gboolean
fw_manual_panel_clear_search (FwManualPanel *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fw_manual_panel_search_again (self);
  return TRUE;
}
