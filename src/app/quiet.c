/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/quiet.h"

struct _FwQuiet
{
  GtkWidget     *widget;     /* borrowed */
  FwQuietFunc    func;
  gpointer       user_data;
  guint          timeout_id; /* while there is something to do */
  GdkFrameClock *clock;      /* (owned) (nullable) of the window, while there is something to do */
  gint64         painted_us; /* when it painted last */
};

FwQuiet *
fw_quiet_new (GtkWidget   *widget,
              FwQuietFunc  func,
              gpointer     user_data)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  FwQuiet *self = g_new0 (FwQuiet, 1);

  self->widget = widget;
  self->func = func;
  self->user_data = user_data;

  return self;
}

void
fw_quiet_free (FwQuiet *self)
{
  if (self == NULL)
    return;

  fw_quiet_stop (self);
  g_free (self);
}

static void
after_paint_cb (FwQuiet *self)
{
  self->painted_us = g_get_monotonic_time ();
}

/* A part that nobody sees has no clock of its own; the window's may be another one tomorrow. */
static void
follow_clock (FwQuiet *self)
{
  GtkNative *native = gtk_widget_get_native (self->widget);
  GdkFrameClock *clock = native != NULL && gtk_widget_get_mapped (GTK_WIDGET (native))
                           ? gtk_widget_get_frame_clock (GTK_WIDGET (native))
                           : NULL;

  if (clock == self->clock)
    return;

  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_set_object (&self->clock, clock);
  if (clock != NULL)
    g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  after_paint_cb (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  FwQuiet *self = user_data;

  follow_clock (self);
  if (self->clock == NULL
      || g_get_monotonic_time () - self->painted_us < FW_QUIET_MS * G_TIME_SPAN_MILLISECOND)
    return G_SOURCE_CONTINUE;

  if (self->func (self->user_data) == G_SOURCE_CONTINUE)
    return G_SOURCE_CONTINUE;

  self->timeout_id = 0;
  fw_quiet_stop (self);

  return G_SOURCE_REMOVE;
}

void
fw_quiet_begin (FwQuiet *self)
{
  g_return_if_fail (self != NULL);

  if (self->timeout_id != 0)
    return;

  /* What is waiting to be painted, or came from the hand, goes first. */
  self->timeout_id = g_timeout_add_full (G_PRIORITY_LOW, FW_QUIET_MS / 2, timeout_cb, self, NULL);
  follow_clock (self);
  after_paint_cb (self);
}

void
fw_quiet_stop (FwQuiet *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}
