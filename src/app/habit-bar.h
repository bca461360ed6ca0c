/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_HABIT_BAR (fw_habit_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwHabitBar, fw_habit_bar, FW, HABIT_BAR, GtkWidget)

/**
 * FwHabitBar:
 *
 * Asks once, without holding anybody up, which tool the hands are used to, and
 * sets the keys by it. Shown until somebody answers or closes it; then never
 * again on this computer. Says what it did through the action win.say.
 */
GtkWidget *fw_habit_bar_new           (void);
/* Not now: something else is to be read over the picture. */
void       fw_habit_bar_set_held_back (FwHabitBar *self,
                                       gboolean    is_held_back);

G_END_DECLS
