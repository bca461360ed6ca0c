/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What canvas and timeline have in common about the pointer: gestures whose
 * handlers get the widget first, and presses that are counted.
 */

#include <gtk/gtk.h>

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwPress:
 *
 * The last press of a button: where, in coordinates of the widget, and the how
 * manieth of a double click. A drag gesture does not count, so this does.
 * All zero before the first.
 */
typedef struct
{
  FwPoint point;
  int     n; /* 1 or 2 */
  gint64  time_us;
} FwPress;

/* A press at @point: counts it by the desktop's settings for double clicks. */
void        fw_press_take        (FwPress   *self,
                                  GtkWidget *widget,
                                  FwPoint    point);
/* Where the pointer is after moving by this much since the press. */
static inline FwPoint
fw_press_get_moved (const FwPress *self,
                    double         dx,
                    double         dy)
{
  return FW_POINT (self->point.x + dx, self->point.y + dy);
}

/**
 * FwDragHandlers:
 *
 * Handlers of GtkGestureDrag's signals, called with the widget first and the
 * gesture last. Any may be NULL.
 */
typedef struct
{
  GCallback begin;
  GCallback update;
  GCallback end;
  GCallback cancel;
} FwDragHandlers;

/* A drag with @button for mouse, pen and finger alike. Borrowed: it is the widget's. */
GtkGesture *fw_pointer_add_drag  (GtkWidget            *widget,
                                  guint                 button,
                                  const FwDragHandlers *handlers);
/* @motion (also called on entering) and @leave get the widget first and the controller last. */
void        fw_pointer_add_hover (GtkWidget *widget,
                                  GCallback  motion,
                                  GCallback  leave);
/* Both axes; @scroll gets the widget first and the controller last. */
void        fw_pointer_add_scroll (GtkWidget *widget,
                                   GCallback  scroll);

G_END_DECLS
