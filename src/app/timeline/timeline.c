/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The widget around edit/timeline-model.h. It keeps one surface with the whole
 * timeline and draws it anew when the model says that something changed; a
 * drawing costs a millisecond, so there is nothing to gain from parts.
 */

#include "app/timeline/timeline-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/timeline/timeline-painter.h"
#include "edit/clock.h"

#define STATUS_INTERVAL_MS 500
#define MAX_NAMES_WIDTH    260.0

G_DEFINE_FINAL_TYPE_WITH_CODE (FwTimeline, fw_timeline, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum
{
  PROP_SESSION = 1,
  PROP_COMPACT,
  PROP_LANES_VISIBLE,
  PROP_STATUS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
} Property;

enum
{
  SCRUB,
  PLAY,
  REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_STATUS + 1];
static guint signals[N_SIGNALS];

void
fw_timeline_tell_refusal (FwTimeline   *self,
                          const GError *error)
{
  g_signal_emit (self, signals[REFUSED], 0, error->message);
}

void
fw_timeline_play (FwTimeline *self)
{
  g_signal_emit (self, signals[PLAY], 0);
}

/* Drawing */

static void
redraw (FwTimeline *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ensure_texts (FwTimeline *self)
{
  PangoContext *context;

  if (self->texts != NULL)
    return;

  context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  self->texts = fw_text_cache_new (context, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  g_object_unref (context);
}

/* Lanes and names grow with the person's font. */
static void
apply_style (FwTimeline *self)
{
  FwTimelineStyle style = self->is_compact ? FW_TIMELINE_STYLE_COMPACT : FW_TIMELINE_STYLE_NORMAL;
  double growth;

  if (self->model == NULL)
    return;

  ensure_texts (self);
  growth = MAX (1.0, fw_text_cache_get_growth (self->texts));
  style.names_width = MIN (style.names_width * growth, MAX_NAMES_WIDTH);
  style.overview_height = floor (style.overview_height * growth);
  style.ruler_height = floor (style.ruler_height * growth);
  style.lane_height = floor (style.lane_height * growth);
  style.show_lanes = self->lanes_visible;
  fw_timeline_model_set_style (self->model, &style);
  redraw (self);
}

static GskRenderNode *
paint_node (FwTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  FwTimelineLook look = {
    .scale = gtk_widget_get_scale_factor (widget),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .is_high_contrast = adw_style_manager_get_high_contrast (manager),
    .is_focused = gtk_widget_has_visible_focus (widget),
  };
  cairo_surface_t *surface
    = fw_spare_surfaces_take (&self->spares, (int) (look.width * look.scale),
                              (int) (look.height * look.scale), look.scale);
  g_autoptr(FwRaster) raster = NULL;

  if (surface == NULL)
    return NULL;

  raster = fw_surface_to_raster (surface);
  fw_raster_clear (raster, 0xff1e1e1e);
  fw_timeline_paint (self->model, raster, self->texts, &look);
  fw_spare_surfaces_keep (&self->spares, cairo_surface_reference (surface));

  return fw_surface_to_node (surface, 0, 0, look.scale, self->node_is_for_cairo);
}

static void
fw_timeline_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  FwTimeline *self = FW_TIMELINE (widget);
  gboolean is_for_cairo = fw_surface_is_for_cairo (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);

  if (self->model == NULL || width < 1 || height < 1)
    return;

  ensure_texts (self);
  if (self->node == NULL || is_for_cairo != self->node_is_for_cairo)
    {
      g_clear_pointer (&self->node, gsk_render_node_unref);
      self->node_is_for_cairo = is_for_cairo;
      self->node = paint_node (self);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);

  if (gtk_widget_has_visible_focus (widget))
    {
      const GdkRGBA accent = { 0x35 / 255.0f, 0x84 / 255.0f, 0xe4 / 255.0f, 1.0f };
      const float widths[4] = { 2, 2, 2, 2 };
      const GdkRGBA colours[4] = { accent, accent, accent, accent };
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
      gtk_snapshot_append_border (snapshot, &outline, widths, colours);
    }
}

/* Adjustments */

static double
get_lanes_room (FwTimeline *self)
{
  const FwTimelineStyle *style = fw_timeline_model_get_style (self->model);
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return MAX (0.0, height - style->overview_height - style->ruler_height);
}

static void
sync_adjustments (FwTimeline *self)
{
  GtkAdjustment *across = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  GtkAdjustment *down = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (self->model == NULL || self->is_syncing)
    return;

  self->is_syncing = TRUE;
  if (across != NULL)
    {
      double first, n;
      double upper = fw_session_get_n_frames (self->session);

      fw_timeline_model_get_view (self->model, &first, &n);
      gtk_adjustment_configure (across, first, MIN (0.0, first), MAX (upper, first + n), 1.0,
                                MAX (1.0, n * 0.9), n);
    }
  if (down != NULL)
    {
      double room = get_lanes_room (self);
      double all = fw_timeline_model_get_lanes_height (self->model);
      double row = fw_timeline_model_get_style (self->model)->lane_height;

      gtk_adjustment_configure (down, fw_timeline_model_get_scroll (self->model), 0.0,
                                MAX (all, room), row, MAX (row, room - row), room);
    }
  self->is_syncing = FALSE;
}

static void
adjustment_cb (FwTimeline    *self,
               GtkAdjustment *adjustment)
{
  if (self->model == NULL || self->is_syncing)
    return;

  if (adjustment == self->adjustments[GTK_ORIENTATION_VERTICAL])
    fw_timeline_model_set_scroll (self->model, gtk_adjustment_get_value (adjustment));
  else
    fw_timeline_model_set_view (self->model, gtk_adjustment_get_value (adjustment),
                                gtk_adjustment_get_page_size (adjustment));
}

static void
set_adjustment (FwTimeline     *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  if (adjustment != NULL && self->adjustments[orientation] == adjustment)
    return;

  if (self->adjustments[orientation] != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
      g_clear_object (&self->adjustments[orientation]);
    }
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (adjustment_cb), self,
                           G_CONNECT_SWAPPED);
  sync_adjustments (self);
}

/* What it tells */

static char *
make_status (FwTimeline *self)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);
  FwFrame frame = fw_session_get_frame (self->session);
  double ms = fw_clock_frame_to_ms (frames, frame);

  if (!isfinite (ms))
    return g_strdup_printf (_("Frame %d"), fw_clock_to_people (frames, frame));

  return g_strdup_printf (_("Frame %d, %.1f seconds"), fw_clock_to_people (frames, frame),
                          ms / 1000.0);
}

static void
update_status (FwTimeline *self)
{
  g_autofree char *status = NULL;
  FwFrame frame;

  self->status_is_stale = FALSE;
  if (self->session == NULL)
    return;

  status = make_status (self);
  if (g_strcmp0 (status, self->status) == 0)
    return;

  frame = fw_session_get_frame (self->session);
  g_free (self->status);
  self->status = g_steal_pointer (&status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) fw_session_get_n_frames (self->session) - 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) frame,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, self->status, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static gboolean
status_cb (gpointer user_data)
{
  FwTimeline *self = user_data;

  if (self->status_is_stale)
    {
      update_status (self);
      return G_SOURCE_CONTINUE;
    }
  self->status_id = 0;

  return G_SOURCE_REMOVE;
}

static void
tell_status (FwTimeline *self)
{
  if (self->status_id != 0)
    {
      self->status_is_stale = TRUE;
      return;
    }
  update_status (self);
  self->status_id = g_timeout_add (STATUS_INTERVAL_MS, status_cb, self);
}

/* The model */

static void
model_changed_cb (FwTimeline *self)
{
  redraw (self);
  sync_adjustments (self);
  tell_status (self);
}

static void
model_refused_cb (FwTimeline *self,
                  const char *sentence)
{
  g_signal_emit (self, signals[REFUSED], 0, sentence);
}

static void
model_scrub_cb (FwTimeline *self,
                gboolean    is_active)
{
  g_signal_emit (self, signals[SCRUB], 0, is_active);
}

void
fw_timeline_set_session (FwTimeline *self,
                         FwSession  *session)
{
  g_return_if_fail (FW_IS_TIMELINE (self));
  g_return_if_fail (session == NULL || FW_IS_SESSION (session));

  if (self->session == session)
    return;

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_clear_object (&self->model);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      self->model = fw_timeline_model_new (session);
      fw_timeline_model_set_size (self->model, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)));
      g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->model, "refused", G_CALLBACK (model_refused_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->model, "scrub", G_CALLBACK (model_scrub_cb), self,
                               G_CONNECT_SWAPPED);
      apply_style (self);
    }

  model_changed_cb (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

FwSession *
fw_timeline_get_session (FwTimeline *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE (self), NULL);

  return self->session;
}

void
fw_timeline_set_compact (FwTimeline *self,
                         gboolean    compact)
{
  g_return_if_fail (FW_IS_TIMELINE (self));

  compact = !!compact;
  if (self->is_compact == compact)
    return;

  self->is_compact = compact;
  apply_style (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

gboolean
fw_timeline_get_compact (FwTimeline *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE (self), FALSE);

  return self->is_compact;
}

void
fw_timeline_set_lanes_visible (FwTimeline *self,
                               gboolean    visible)
{
  g_return_if_fail (FW_IS_TIMELINE (self));

  visible = !!visible;
  if (self->lanes_visible == visible)
    return;

  self->lanes_visible = visible;
  apply_style (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANES_VISIBLE]);
}

gboolean
fw_timeline_get_lanes_visible (FwTimeline *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE (self), FALSE);

  return self->lanes_visible;
}

static void
zoom_at_playhead (FwTimeline *self,
                  double      factor)
{
  FwFrame frame;

  if (self->model == NULL)
    return;

  frame = fw_session_get_frame (self->session);
  fw_timeline_model_zoom (self->model, factor, fw_timeline_model_frame_to_x (self->model, frame));
}

void
fw_timeline_zoom_in (FwTimeline *self)
{
  g_return_if_fail (FW_IS_TIMELINE (self));

  zoom_at_playhead (self, 2.0);
}

void
fw_timeline_zoom_out (FwTimeline *self)
{
  g_return_if_fail (FW_IS_TIMELINE (self));

  zoom_at_playhead (self, 0.5);
}

/* The widget */

static void
fw_timeline_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  FwTimeline *self = FW_TIMELINE (widget);
  FwTimelineStyle style = self->is_compact ? FW_TIMELINE_STYLE_COMPACT : FW_TIMELINE_STYLE_NORMAL;
  double head;

  if (self->model != NULL)
    style = *fw_timeline_model_get_style (self->model);
  head = style.overview_height + style.ruler_height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (style.names_width + 120.0);
      *natural = 800;
    }
  else if (self->lanes_visible)
    {
      *minimum = (int) ceil (head + style.lane_height);
      *natural = (int) ceil (head + style.lane_height * (self->is_compact ? 4.0 : 7.0));
    }
  else
    *minimum = *natural = (int) ceil (head);

  *minimum_baseline = *natural_baseline = -1;
}

static void
fw_timeline_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  FwTimeline *self = FW_TIMELINE (widget);

  if (self->model == NULL)
    return;

  fw_timeline_model_set_size (self->model, width, height);
  redraw (self);
  sync_adjustments (self);
}

static gboolean
fw_timeline_query_tooltip (GtkWidget  *widget,
                           int         x,
                           int         y,
                           gboolean    keyboard_tooltip,
                           GtkTooltip *tooltip)
{
  FwTimeline *self = FW_TIMELINE (widget);
  FwHit hit;
  const FwQuestion *question;
  g_autofree char *name = NULL;

  if (self->model == NULL || keyboard_tooltip)
    return FALSE;

  /* Long names are cut: the whole one is here. */
  hit = fw_timeline_model_hit (self->model, FW_POINT (x, y));
  if (hit.kind != FW_HIT_LANE_NAME)
    return FALSE;

  name = fw_session_dup_object_name (self->session, hit.id);
  question = fw_open_questions_find_track (fw_session_get_questions (self->session), hit.id);
  if (question != NULL)
    {
      g_autofree char *waits = g_strdup_printf (_("Waits for an answer: %s"), question->text);
      g_autofree char *text = g_strdup_printf ("%s\n%s", name, waits);

      gtk_tooltip_set_text (tooltip, text);
    }
  else
    {
      gtk_tooltip_set_text (tooltip, name);
    }

  return TRUE;
}

static void
forget_texts (FwTimeline *self)
{
  g_clear_pointer (&self->texts, fw_text_cache_free);
  apply_style (self);
  redraw (self);
}

static void
fw_timeline_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (fw_timeline_parent_class)->css_changed (widget, change);
  forget_texts (FW_TIMELINE (widget));
}

static void
fw_timeline_system_setting_changed (GtkWidget        *widget,
                                    GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (fw_timeline_parent_class)->system_setting_changed (widget, setting);
  forget_texts (FW_TIMELINE (widget));
}

static void
fw_timeline_root (GtkWidget *widget)
{
  AdwStyleManager *manager;

  GTK_WIDGET_CLASS (fw_timeline_parent_class)->root (widget);

  manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (redraw), widget,
                           G_CONNECT_SWAPPED);
}

static void
fw_timeline_unroot (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));

  g_signal_handlers_disconnect_by_data (manager, widget);
  GTK_WIDGET_CLASS (fw_timeline_parent_class)->unroot (widget);
}

static void
fw_timeline_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  FwTimeline *self = FW_TIMELINE (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    case PROP_LANES_VISIBLE:
      g_value_set_boolean (value, self->lanes_visible);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_timeline_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  FwTimeline *self = FW_TIMELINE (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      fw_timeline_set_session (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      fw_timeline_set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_LANES_VISIBLE:
      fw_timeline_set_lanes_visible (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_timeline_dispose (GObject *object)
{
  FwTimeline *self = FW_TIMELINE (object);

  fw_timeline_set_session (self, NULL);
  g_clear_handle_id (&self->status_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }

  G_OBJECT_CLASS (fw_timeline_parent_class)->dispose (object);
}

static void
fw_timeline_finalize (GObject *object)
{
  FwTimeline *self = FW_TIMELINE (object);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  fw_spare_surfaces_clear (&self->spares);
  fw_text_cache_free (self->texts);
  g_free (self->status);

  G_OBJECT_CLASS (fw_timeline_parent_class)->finalize (object);
}

static void
fw_timeline_class_init (FwTimelineClass *klass)
{
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_timeline_get_property;
  object_class->set_property = fw_timeline_set_property;
  object_class->dispose = fw_timeline_dispose;
  object_class->finalize = fw_timeline_finalize;

  widget_class->measure = fw_timeline_measure;
  widget_class->size_allocate = fw_timeline_size_allocate;
  widget_class->snapshot = fw_timeline_snapshot;
  widget_class->query_tooltip = fw_timeline_query_tooltip;
  widget_class->css_changed = fw_timeline_css_changed;
  widget_class->root = fw_timeline_root;
  widget_class->unroot = fw_timeline_unroot;
  widget_class->system_setting_changed = fw_timeline_system_setting_changed;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FW_TYPE_SESSION, rw);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, rw);
  properties[PROP_LANES_VISIBLE]
    = g_param_spec_boolean ("lanes-visible", NULL, NULL, TRUE, rw);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SCRUB] = g_signal_new ("scrub", FW_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[PLAY] = g_signal_new ("play", FW_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", FW_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
fw_timeline_init (FwTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->lanes_visible = TRUE;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (forget_texts), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (redraw), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline"), -1);
  fw_timeline_input_init (self);
}

GtkWidget *
fw_timeline_new (void)
{
  return g_object_new (FW_TYPE_TIMELINE, NULL);
}
