/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/transport.h"

#include <glib/gi18n.h>

#include "app/frame-entry.h"
#include "app/late-tooltip.h"
#include "app/settings.h"
#include "app/shortcuts.h"
#include "edit/clock.h"

struct _FwTransport
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkEntry      *entry;
  GtkLabel      *total;
  GtkLabel      *time;
  GtkButton     *play;
  GtkMenuButton *step;
  GtkMenuButton *speed;
  GtkMenuButton *more;
  GtkWidget     *zoom_in;
  GtkWidget     *zoom_out;

  FwSession     *session; /* (owned) (nullable) */
  GSettings     *settings; /* (owned) */
  FwPlayer       player;
  double         rate;
  gboolean       is_narrow;
  guint          tick;
};

enum
{
  PROP_0,
  PROP_IS_PLAYING,
  PROP_RATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwTransport, fw_transport, GTK_TYPE_WIDGET)

static void
update_time (FwTransport *self)
{
  if (self->session == NULL)
    return;

  FwFrameList *frames = fw_session_get_frame_list (self->session);
  FwFrame frame = fw_session_get_frame (self->session);
  FwFrame n = fw_session_get_n_frames (self->session);
  g_autofree char *count = fw_clock_format_count (fw_clock_to_people (frames, n - 1));
  g_autofree char *total = g_strdup_printf ("/ %s", count);
  g_autofree char *time = frames != NULL ? fw_clock_format_frame (frames, frame) : g_strdup ("");

  gtk_label_set_label (self->total, total);
  gtk_label_set_label (self->time, time);
}

/* Playing ------------------------------------------------------------------ */

static void
update_play (FwTransport *self)
{
  gboolean playing = self->player.is_playing;
  g_autofree char *tooltip = fw_shortcuts_dup_tooltip (
    fw_shortcuts_get_default (), playing ? _("Stop") : _("Play"), "win.play");

  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  fw_late_tooltip_set (GTK_WIDGET (self->play), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _("Stop") : _("Play"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PLAYING]);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  FwTransport *self = FW_TRANSPORT (widget);

  if (self->session == NULL || !self->player.is_playing)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }

  FwSnapshot *snapshot = fw_session_get_snapshot (self->session);
  FwSpanSet *deleted = fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED);
  FwDue due = fw_player_get_due (&self->player, fw_session_get_frame_list (self->session), deleted,
                                 g_get_monotonic_time ());

  if (due.frame != FW_FRAME_NONE && due.frame != fw_session_get_frame (self->session))
    fw_session_set_frame (self->session, due.frame);
  if (!due.at_end)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  fw_player_stop (&self->player);
  update_play (self);
  return G_SOURCE_REMOVE;
}

static void
shown_cb (FwTransport *self)
{
  FwFrame shown = fw_session_get_displayed_frame (self->session);

  if (self->player.is_playing && shown != FW_FRAME_NONE)
    fw_player_note_shown (&self->player, fw_session_get_frame_list (self->session), shown,
                          g_get_monotonic_time ());
}

void
fw_transport_stop (FwTransport *self)
{
  g_return_if_fail (FW_IS_TRANSPORT (self));

  if (!self->player.is_playing)
    return;
  fw_player_stop (&self->player);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  update_play (self);
}

void
fw_transport_play (FwTransport *self,
                   int          direction)
{
  g_return_if_fail (FW_IS_TRANSPORT (self));

  gboolean same = self->player.is_playing && self->player.direction == direction;

  fw_transport_stop (self);
  if (same || self->session == NULL || fw_session_get_frame_list (self->session) == NULL)
    return;

  FwFrame frame = fw_session_get_frame (self->session);

  /* At the end playing begins anew. */
  if (direction > 0 && frame >= fw_session_get_n_frames (self->session) - 1)
    frame = 0;
  else if (direction < 0 && frame <= 0)
    frame = fw_session_get_n_frames (self->session) - 1;
  fw_session_set_frame (self->session, frame);
  fw_player_start (&self->player, fw_session_get_frame_list (self->session), frame, self->rate,
                   direction, g_get_monotonic_time ());
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  update_play (self);
}

gboolean
fw_transport_is_playing (FwTransport *self)
{
  return self->player.is_playing;
}

/* Step and speed ------------------------------------------------------------ */

static char *
dup_rate_text (double rate)
{
  /* Translators: speed of playing: 0.5×, 2×. */
  return g_strdup_printf (_("%g×"), rate);
}

static GMenuModel *
new_rate_menu (void)
{
  GMenu *menu = g_menu_new ();
  gsize n = 0;
  const double *rates = fw_clock_get_rates (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = dup_rate_text (rates[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "transport.rate", "d", rates[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_step_menu (void)
{
  static const int steps[] = { 2, 5, 10, 20, 50, 100, 200, 500 };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *label = g_strdup_printf ("%d", steps[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "transport.step", "i", steps[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
update_menu (FwTransport *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("Show the lanes"), "win.timeline-lanes");
  if (self->is_narrow)
    {
      g_autoptr (GMenuModel) steps = new_step_menu ();
      g_autoptr (GMenuModel) rates = new_rate_menu ();

      g_menu_append_submenu (menu, _("Step"), steps);
      g_menu_append_submenu (menu, _("Speed"), rates);
      g_menu_append (menu, _("Fewer frames"), "win.timeline-zoom-in");
      g_menu_append (menu, _("More frames"), "win.timeline-zoom-out");
    }
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
}

static void
update_step (FwTransport *self)
{
  int step = self->session != NULL ? fw_session_get_step_size (self->session) : 10;
  g_autofree char *label = g_strdup_printf (_("Step %d"), step);
  g_autofree char *rate = dup_rate_text (self->rate);
  g_autofree char *speed = g_strdup_printf (_("Speed %s"), rate);

  gtk_menu_button_set_label (self->step, label);
  gtk_menu_button_set_label (self->speed, speed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->step), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  speed, -1);
  if (self->session != NULL && g_settings_get_int (self->settings, "step") != step)
    g_settings_set_int (self->settings, "step", MAX (step, 2));
}

static void
rate_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  fw_transport_set_rate (FW_TRANSPORT (widget), g_variant_get_double (parameter));
}

static void
step_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  FwTransport *self = FW_TRANSPORT (widget);

  if (self->session != NULL)
    fw_session_set_step_size (self->session, g_variant_get_int32 (parameter));
}

double
fw_transport_get_rate (FwTransport *self)
{
  return self->rate;
}

void
fw_transport_set_rate (FwTransport *self,
                       double       rate)
{
  g_return_if_fail (FW_IS_TRANSPORT (self));

  if (self->rate == rate)
    return;
  self->rate = rate;
  if (self->player.is_playing)
    fw_player_set_rate (&self->player, fw_session_get_frame_list (self->session), rate,
                        g_get_monotonic_time ());
  update_step (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

void
fw_transport_change_rate (FwTransport *self,
                          int          direction)
{
  fw_transport_set_rate (self, fw_clock_next_rate (self->rate, direction));
}

void
fw_transport_set_narrow (FwTransport *self,
                         gboolean     narrow)
{
  g_return_if_fail (FW_IS_TRANSPORT (self));

  self->is_narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->step), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->speed), !narrow);
  gtk_widget_set_visible (self->zoom_in, !narrow);
  gtk_widget_set_visible (self->zoom_out, !narrow);
  update_menu (self);
}

void
fw_transport_focus_entry (FwTransport *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
fw_transport_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FwTransport *self = FW_TRANSPORT (object);

  switch (id)
    {
    case PROP_IS_PLAYING:
      g_value_set_boolean (value, self->player.is_playing);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_transport_dispose (GObject *object)
{
  FwTransport *self = FW_TRANSPORT (object);

  if (self->box != NULL)
    fw_transport_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_TRANSPORT);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_transport_parent_class)->dispose (object);
}

static void
fw_transport_class_init (FwTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_transport_get_property;
  object_class->dispose = fw_transport_dispose;

  properties[PROP_IS_PLAYING] = g_param_spec_boolean ("is-playing", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0.0, 64.0, 1.0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/transport.ui");
  gtk_widget_class_bind_template_child (widget_class, FwTransport, box);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, entry);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, total);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, time);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, play);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, step);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, speed);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, more);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, FwTransport, zoom_out);
  gtk_widget_class_install_action (widget_class, "transport.rate", "d", rate_action);
  gtk_widget_class_install_action (widget_class, "transport.step", "i", step_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Time runs from left to right in every language. A direction is not handed down to children, and
 * half a row turned round would put "next" where "previous" is. */
static void
run_left_to_right (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      run_left_to_right (child);
}

static void
fw_transport_init (FwTransport *self)
{
  self->rate = 1.0;
  self->settings = fw_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  run_left_to_right (self->box);

  g_autoptr (GMenuModel) steps = new_step_menu ();
  g_autoptr (GMenuModel) rates = new_rate_menu ();

  gtk_menu_button_set_menu_model (self->step, steps);
  gtk_menu_button_set_menu_model (self->speed, rates);
  update_menu (self);
  update_step (self);
}

GtkWidget *
fw_transport_new (void)
{
  return g_object_new (FW_TYPE_TRANSPORT, NULL);
}

void
fw_transport_set_session (FwTransport *self,
                          FwSession   *session)
{
  g_return_if_fail (FW_IS_TRANSPORT (self));

  if (self->session == session)
    return;
  fw_transport_stop (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (fw_session_get_document (self->session), self);
    }
  g_set_object (&self->session, session);
  fw_frame_entry_bind (self->entry, session);
  if (session == NULL)
    return;

  fw_session_set_step_size (session, g_settings_get_int (self->settings, "step"));
  g_signal_connect_swapped (session, "notify::frame", G_CALLBACK (update_time), self);
  g_signal_connect_swapped (session, "notify::n-frames", G_CALLBACK (update_time), self);
  g_signal_connect_swapped (session, "notify::step-size", G_CALLBACK (update_step), self);
  g_signal_connect_swapped (session, "notify::displayed-frame", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (fw_session_get_document (session), "frames-changed",
                            G_CALLBACK (update_time), self);
  update_time (self);
  update_step (self);
}
