/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * In a queue a toast would wait behind an older one, and offer to undo
 * something else by the time it shows; so the older one goes. The overlay's own
 * priorities are of no use for that: libadwaita 1.2 aborts when a toast that
 * had to give way comes back before it has faded out. And it crashes when a
 * toast has faded out before it has slid in, which takes half a second: so a
 * young toast is not dismissed, but says the newer thing in the old one's place.
 * It is young until it has been painted where it stays, whatever clocks say:
 * on a busy machine both animations may end in one frame, the later one first.
 */

#include "app/toaster.h"

/* Sliding in takes 500 ms at most. */
#define YOUNG_MS 600

struct _FwToaster
{
  GObject          parent_instance;

  AdwToastOverlay *overlay;  /* borrowed */
  AdwToast        *toast;    /* (owned) (nullable) the one on the screen */
  char            *sentence; /* (owned) (nullable) what it says */
  gint64           born_us;  /* when it came, in the time of frames */
  guint            tick_id;  /* while it is young */
  guint            drop_idle;
  gboolean         is_dropped; /* it goes when it is not young any more */
};

G_DEFINE_FINAL_TYPE (FwToaster, fw_toaster, G_TYPE_OBJECT)

/* Where nothing is on the screen nothing slides. */
static gboolean
is_young (FwToaster *self)
{
  return self->tick_id != 0 && gtk_widget_get_mapped (GTK_WIDGET (self->overlay));
}

static void
forget (FwToaster *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick_id);
  self->tick_id = 0;
  self->is_dropped = FALSE;
  g_clear_handle_id (&self->drop_idle, g_source_remove);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_object (&self->toast);
}

static void
dismissed_cb (AdwToast  *toast,
              FwToaster *self)
{
  if (self->toast == toast)
    forget (self);
}

static void
fw_toaster_dispose (GObject *object)
{
  forget (FW_TOASTER (object));

  G_OBJECT_CLASS (fw_toaster_parent_class)->dispose (object);
}

static void
fw_toaster_class_init (FwToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_toaster_dispose;
}

static void
fw_toaster_init (FwToaster *self)
{
}

FwToaster *
fw_toaster_new (AdwToastOverlay *overlay)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  FwToaster *self = g_object_new (FW_TYPE_TOASTER, NULL);

  self->overlay = overlay;
  return self;
}

static void
fill (AdwToast      *object,
      const FwToast *toast)
{
  /* The title is markup. */
  g_autofree char *title = g_markup_escape_text (toast->sentence, -1);

  adw_toast_set_title (object, title);
  adw_toast_set_timeout (object, toast->seconds);
  adw_toast_set_button_label (object, toast->button);
  adw_toast_set_action_name (object, toast->button != NULL ? toast->action : NULL);
  adw_toast_set_action_target_value (object, toast->target);
}

static gboolean
drop_cb (gpointer user_data)
{
  FwToaster *self = user_data;

  self->drop_idle = 0;
  adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

/* Time runs from the first frame in which the toast is. */
static gboolean
tick_cb (GtkWidget     *overlay,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  FwToaster *self = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->born_us == 0)
    self->born_us = now;
  if (now - self->born_us < YOUNG_MS * 1000)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  /* After this frame: its other callbacks may be the toast's. */
  if (self->is_dropped)
    self->drop_idle = g_idle_add (drop_cb, self);
  return G_SOURCE_REMOVE;
}

void
fw_toaster_show (FwToaster     *self,
                 const FwToast *toast)
{
  g_return_if_fail (FW_IS_TOASTER (self));
  g_return_if_fail (toast->sentence != NULL);

  if (self->toast != NULL && is_young (self))
    {
      self->is_dropped = FALSE;
      fill (self->toast, toast);
    }
  else
    {
      if (self->toast != NULL)
        adw_toast_dismiss (self->toast);
      forget (self);
      self->toast = adw_toast_new ("");
      fill (self->toast, toast);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
      adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
      self->born_us = 0;
      self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), tick_cb, self, NULL);
    }
  g_free (self->sentence);
  self->sentence = g_strdup (toast->sentence);
}

void
fw_toaster_drop_offer (FwToaster *self)
{
  g_return_if_fail (FW_IS_TOASTER (self));

  if (self->toast != NULL && adw_toast_get_button_label (self->toast) != NULL)
    fw_toaster_drop (self);
}

void
fw_toaster_drop (FwToaster *self)
{
  g_return_if_fail (FW_IS_TOASTER (self));

  if (self->toast == NULL)
    return;

  adw_toast_set_button_label (self->toast, NULL);
  adw_toast_set_action_name (self->toast, NULL);
  if (is_young (self))
    self->is_dropped = TRUE;
  else
    adw_toast_dismiss (self->toast);
}

const char *
fw_toaster_get_sentence (FwToaster *self)
{
  g_return_val_if_fail (FW_IS_TOASTER (self), NULL);

  return self->sentence;
}
