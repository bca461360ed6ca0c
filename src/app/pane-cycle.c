/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pane-cycle.h"

static gboolean
take_keyboard (GtkWidget *pane)
{
  if (pane == NULL || !gtk_widget_get_mapped (pane))
    return FALSE;

  return gtk_widget_get_focusable (pane) ? gtk_widget_grab_focus (pane)
                                         : gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

void
fw_pane_cycle (GtkWidget        *page,
               GtkWidget *const *panes,
               int               n_panes,
               int               otherwise,
               int               direction)
{
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (direction == 1 || direction == -1);

  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int now = otherwise;

  for (int i = 0; i < n_panes; i++)
    if (focus != NULL && panes[i] != NULL
        && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      now = i;

  for (int k = 1; k <= n_panes; k++)
    if (take_keyboard (panes[((now + k * direction) % n_panes + n_panes) % n_panes]))
      {
        /* Tab and arrows show the ring by themselves; a key of ours has to say so. */
        if (GTK_IS_WINDOW (root))
          gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
        return;
      }
}
