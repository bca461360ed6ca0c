/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/tour/tour.h"

G_BEGIN_DECLS

#define FW_TYPE_TOUR_BAR (fw_tour_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwTourBar, fw_tour_bar, FW, TOUR_BAR, GtkWidget)

/**
 * FwTourBar:
 *
 * The bar over the editor during the tour: what to do now, with the keys of the
 * person's own preset, how far it is, and the way out. Its buttons are actions
 * of the window: tour, tour-end.
 */
GtkWidget  *fw_tour_bar_new         (void);
/* NULL: there is none, and the bar goes. */
void        fw_tour_bar_set_tour    (FwTourBar *self,
                                     FwTour    *tour);
/* Keys have changed. */
void        fw_tour_bar_update_keys (FwTourBar *self);
/* What it says. Borrowed. */
const char *fw_tour_bar_get_text    (FwTourBar *self);

G_END_DECLS
