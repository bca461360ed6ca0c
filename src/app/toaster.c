/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * In a queue a toast would wait behind an older one, and offer to undo
 * something else by the time it shows; so the older one goes. The overlay's own
 * priorities are of no use for that: libadwaita 1.2 aborts when a toast that
 * had to give way comes back before it has faded out. And it crashes when a
 * toast has faded out before it has slid in, which takes half a second: so a
 * young toast is not dismissed, but says the newer thing in the old one's place.
 */

#include "app/toaster.h"

/* Sliding in takes 500 ms, fading out 300 ms. */
#define YOUNG_MS 700

struct _FwToaster
{
  GObject          parent_instance;

  AdwToastOverlay *overlay;  /* borrowed */
  AdwToast        *toast;    /* (owned) (nullable) the one on the screen */
  char            *sentence; /* (owned) (nullable) what it says */
  gint64           born_us;  /* when it came, monotonic */
  guint            drop_timer;
};

G_DEFINE_FINAL_TYPE (FwToaster, fw_toaster, G_TYPE_OBJECT)

static int
get_age_ms (FwToaster *self)
{
  return (int) ((g_get_monotonic_time () - self->born_us) / 1000);
}

static void
forget (FwToaster *self)
{
  g_clear_handle_id (&self->drop_timer, g_source_remove);
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

void
fw_toaster_show (FwToaster     *self,
                 const FwToast *toast)
{
  g_return_if_fail (FW_IS_TOASTER (self));
  g_return_if_fail (toast->sentence != NULL);

  gboolean is_young = self->toast != NULL && get_age_ms (self) < YOUNG_MS;

  if (is_young)
    {
      g_clear_handle_id (&self->drop_timer, g_source_remove);
      fill (self->toast, toast);
    }
  else
    {
      if (self->toast != NULL)
        adw_toast_dismiss (self->toast);
      forget (self);
      self->toast = adw_toast_new ("");
      self->born_us = g_get_monotonic_time ();
      fill (self->toast, toast);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
      adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
    }
  g_free (self->sentence);
  self->sentence = g_strdup (toast->sentence);
}

static gboolean
drop_cb (gpointer user_data)
{
  FwToaster *self = user_data;

  self->drop_timer = 0;
  adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
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

  int left = YOUNG_MS - get_age_ms (self);

  adw_toast_set_button_label (self->toast, NULL);
  adw_toast_set_action_name (self->toast, NULL);
  if (left <= 0)
    adw_toast_dismiss (self->toast);
  else if (self->drop_timer == 0)
    self->drop_timer = g_timeout_add ((guint) left, drop_cb, self);
}

const char *
fw_toaster_get_sentence (FwToaster *self)
{
  g_return_val_if_fail (FW_IS_TOASTER (self), NULL);

  return self->sentence;
}
