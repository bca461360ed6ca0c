/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/canvas-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "edit/clock.h"

/* A screen reader that hears something new at every frame hears nothing. */
#define STATUS_INTERVAL_MS 500

/* How close the selected object may come to the edge before the view follows. */
#define REVEAL_MARGIN 40.0

G_DEFINE_FINAL_TYPE (FwCanvas, fw_canvas, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SOURCE,
  PROP_ZOOM,
  PROP_ZOOM_TEXT,
  PROP_STATUS,
  PROP_IS_EXACT,
  PROP_DAMAGE,
  PROP_CROSSHAIR,
  PROP_BRIGHTNESS,
  PROP_CONTRAST,
  PROP_GAMMA
} Property;

enum
{
  CONTEXT_MENU,
  REFUSED,
  VIEW_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_GAMMA + 1];
static guint signals[N_SIGNALS];

/* What it tells */

void
fw_canvas_notify_exact (FwCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EXACT]);
}

void
fw_canvas_notify_damage (FwCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGE]);
}

static char *
make_status (FwCanvas *self)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);
  FwFrame frame = fw_session_get_frame (self->session);
  FwTrackId primary = fw_session_get_primary (self->session);
  g_autofree char *total = fw_clock_format_count (fw_session_get_n_frames (self->session));
  g_autofree char *count = NULL;
  g_autofree char *name = NULL;
  GString *status = g_string_new (NULL);
  guint n_labels = 0;
  gsize n_objects, n_selected;
  const FwObject *objects = fw_session_get_objects (self->session, &n_objects);

  for (gsize i = 0; i < n_objects; i++)
    n_labels += fw_presence_is_visible (objects[i].presence);

  if (fw_session_is_video (self->session))
    g_string_append_printf (status, _("Frame %d of %s"), fw_clock_to_people (frames, frame), total);
  else
    g_string_append_printf (status, _("Picture %d of %s"), fw_clock_to_people (frames, frame),
                            total);

  count = g_strdup_printf (ngettext ("%u object", "%u objects", n_labels), n_labels);
  g_string_append_printf (status, ", %s", count);

  fw_session_get_selection (self->session, &n_selected);
  if (n_selected == 1)
    {
      name = fw_session_dup_object_name (self->session, primary);
      g_string_append (status, ", ");
      /* Translators: an object's name, such as "Car 12" */
      g_string_append_printf (status, _("%s selected"), name);
    }
  else if (n_selected > 1)
    {
      g_string_append (status, ", ");
      g_string_append_printf (status, _("%u selected"), (guint) n_selected);
    }

  if (self->damage != NULL)
    g_string_append_printf (status, ". %s", self->damage);

  return g_string_free (status, FALSE);
}

static void
update_status (FwCanvas *self)
{
  g_autofree char *status = self->session != NULL ? make_status (self) : g_strdup (_("No picture"));

  self->status_is_stale = FALSE;
  if (g_strcmp0 (status, self->status) == 0)
    return;

  g_free (self->status);
  self->status = g_steal_pointer (&status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->status, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static gboolean
status_cb (gpointer user_data)
{
  FwCanvas *self = user_data;

  if (self->status_is_stale)
    {
      update_status (self);
      return G_SOURCE_CONTINUE;
    }
  self->status_id = 0;

  return G_SOURCE_REMOVE;
}

void
fw_canvas_tell_status (FwCanvas *self)
{
  if (self->status_id != 0)
    {
      self->status_is_stale = TRUE;
      return;
    }
  update_status (self);
  self->status_id = g_timeout_add (STATUS_INTERVAL_MS, status_cb, self);
}

/* How large a picture was shown decides whether it was seen. */
static void
tell_zoom (FwCanvas *self)
{
  if (self->session != NULL)
    fw_session_set_zoom (self->session, fw_viewport_get_zoom (&self->viewport));
}

void
fw_canvas_viewport_changed (FwCanvas *self)
{
  g_autofree char *text = fw_viewport_dup_zoom_text (&self->viewport);

  self->is_moving = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_zoom (self);

  if (g_strcmp0 (text, self->zoom_text) != 0)
    {
      g_free (self->zoom_text);
      self->zoom_text = g_steal_pointer (&text);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM_TEXT]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
    }
  fw_canvas_frames_update (self);
  fw_canvas_lend_viewport (self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/* Session and source */

static void
scene_changed_cb (FwCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  fw_canvas_input_update_cursor (self);
}

static void
objects_changed_cb (FwCanvas *self)
{
  fw_canvas_tell_status (self);
}

/* Selecting in a list brings the object into view; clicking on it does not
 * move the picture under the pointer. */
static void
selection_changed_cb (FwCanvas *self)
{
  FwRect bounds;

  fw_canvas_tell_status (self);
  if (self->viewport.is_fit || gtk_gesture_is_active (self->drag)
      || !fw_session_get_selection_bounds (self->session, &bounds))
    return;

  if (fw_viewport_reveal (&self->viewport, bounds, REVEAL_MARGIN))
    fw_canvas_viewport_changed (self);
}

static void
tool_changed_cb (FwCanvas *self)
{
  fw_canvas_input_update_cursor (self);
}

static void
init_session_signals (FwCanvas *self)
{
  self->session_signals = g_signal_group_new (FW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "scene-changed",
                                  G_CALLBACK (scene_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "marks-changed",
                                  G_CALLBACK (scene_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "objects-changed",
                                  G_CALLBACK (objects_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "selection-changed",
                                  G_CALLBACK (selection_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::tool",
                                  G_CALLBACK (tool_changed_cb), self);
}

void
fw_canvas_set_session (FwCanvas  *self,
                       FwSession *session)
{
  g_return_if_fail (FW_IS_CANVAS (self));
  g_return_if_fail (session == NULL || FW_IS_SESSION (session));

  if (self->session == session)
    return;

  if (self->session != NULL)
    {
      fw_canvas_input_cancel (self);
      g_signal_group_set_target (self->session_signals, NULL);
      fw_canvas_frames_clear (self);
      g_clear_pointer (&self->scene, fw_scene_free);
    }
  g_set_object (&self->session, session);
  fw_canvas_layers_clear (self);
  fw_viewport_set_image_size (&self->viewport, 0.0, 0.0);
  self->viewport.is_fit = TRUE;
  self->has_zoom_back = FALSE;
  self->area_share = 0.0;
  if (session != NULL)
    {
      tell_zoom (self);
      self->scene = fw_scene_new (session);
      g_signal_group_set_target (self->session_signals, session);
      fw_canvas_frames_update (self);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  fw_canvas_notify_exact (self);
  fw_canvas_tell_status (self);
}

FwSession *
fw_canvas_get_session (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->session;
}

void
fw_canvas_set_source (FwCanvas *self,
                      FwSource *source)
{
  g_return_if_fail (FW_IS_CANVAS (self));
  g_return_if_fail (source == NULL || FW_IS_SOURCE (source));

  if (self->source == source)
    return;

  fw_canvas_input_cancel (self);
  fw_canvas_frames_clear (self);
  g_set_object (&self->source, source);
  g_signal_group_set_target (self->source_signals, source);
  fw_viewport_set_image_size (&self->viewport, 0.0, 0.0);
  fw_canvas_frames_update (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
  fw_canvas_notify_exact (self);
}

FwSource *
fw_canvas_get_source (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->source;
}

gboolean
fw_canvas_get_track_area (FwCanvas     *self,
                          FwTrackId     id,
                          GdkRectangle *out_area)
{
  const FwObject *object;
  FwRect view, seen;

  g_return_val_if_fail (FW_IS_CANVAS (self), FALSE);
  g_return_val_if_fail (out_area != NULL, FALSE);

  if (self->session == NULL || !fw_session_get_labels_shown (self->session))
    return FALSE;

  object = fw_session_find_object (self->session, id);
  if (object == NULL || object->shape == NULL)
    return FALSE;

  view = fw_viewport_rect_to_view (&self->viewport, object->bounds);
  seen = fw_rect_intersection (view, FW_RECT (0, 0, self->viewport.view_width,
                                              self->viewport.view_height));
  if (!(seen.width > 0.0) || !(seen.height > 0.0))
    return FALSE;

  *out_area = (GdkRectangle) { (int) seen.x, (int) seen.y, (int) ceil (seen.width),
                               (int) ceil (seen.height) };

  return TRUE;
}

/* How the picture looks */

void
fw_canvas_set_adjustments (FwCanvas *self,
                           double    brightness,
                           double    contrast,
                           double    gamma)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  if (self->brightness == brightness && self->contrast == contrast && self->gamma == gamma)
    return;

  self->brightness = CLAMP (brightness, -1.0, 1.0);
  self->contrast = CLAMP (contrast, -1.0, 1.0);
  self->gamma = CLAMP (gamma, 0.2, 5.0);
  fw_tone_curve_init (&self->curve, self->brightness, self->contrast, self->gamma);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->follower != NULL)
    fw_canvas_set_adjustments (self->follower, brightness, contrast, gamma);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRIGHTNESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTRAST]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GAMMA]);
}

gboolean
fw_canvas_is_exact (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), FALSE);

  return self->session != NULL && self->picture_frame != FW_FRAME_NONE
         && self->picture_frame == fw_session_get_frame (self->session);
}

const char *
fw_canvas_get_status (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->status;
}

const char *
fw_canvas_get_damage (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->damage;
}

/* The widget */

static void
fw_canvas_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 360;
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
allocated_cb (gpointer user_data)
{
  FwCanvas *self = user_data;

  self->allocated_id = 0;
  fw_canvas_adopt_viewport (self);
  fw_canvas_viewport_changed (self);

  return G_SOURCE_REMOVE;
}

static void
fw_canvas_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  FwCanvas *self = FW_CANVAS (widget);

  if (width == self->viewport.view_width && height == self->viewport.view_height)
    return;

  fw_canvas_set_view_size (self, width, height);
  fw_canvas_allocate_pair (self);
  gtk_widget_queue_draw (widget);
  /* Others lay themselves out when they hear of the zoom, which is not allowed
   * while sizes are given out. */
  if (self->allocated_id == 0)
    self->allocated_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, allocated_cb, self, NULL);
}

static void
fw_canvas_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  FwCanvas *self = FW_CANVAS (widget);

  if (gtk_widget_get_width (widget) <= 0 || gtk_widget_get_height (widget) <= 0)
    return;

  if (self->texts == NULL)
    {
      PangoContext *context = gtk_widget_create_pango_context (widget);

      self->texts = fw_text_cache_new (context, self->viewport.device_scale);
      g_object_unref (context);
      fw_canvas_painter_set_texts (self->painter, self->texts);
      fw_canvas_layers_forget_texts (self);
    }

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->viewport.view_width,
                                                         self->viewport.view_height));
  fw_canvas_layers_snapshot (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (self->picture != NULL && !self->has_told_first)
    {
      /* What the start benchmark waits for. */
      g_debug ("the first picture is on the screen");
      self->has_told_first = TRUE;
    }
}

static void
forget_texts (FwCanvas *self)
{
  fw_canvas_painter_set_texts (self->painter, NULL);
  g_clear_pointer (&self->texts, fw_text_cache_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scale_factor_cb (FwCanvas *self)
{
  fw_viewport_set_device_scale (&self->viewport,
                                gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  forget_texts (self);
  fw_canvas_viewport_changed (self);
}

/* Another font, or a larger one. */
static void
fw_canvas_css_changed (GtkWidget         *widget,
                       GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (fw_canvas_parent_class)->css_changed (widget, change);
  forget_texts (FW_CANVAS (widget));
}

static void
fw_canvas_system_setting_changed (GtkWidget        *widget,
                                  GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (fw_canvas_parent_class)->system_setting_changed (widget, setting);
  forget_texts (FW_CANVAS (widget));
}

static void
high_contrast_cb (FwCanvas        *self,
                  GParamSpec      *pspec,
                  AdwStyleManager *manager)
{
  fw_canvas_painter_set_high_contrast (self->painter,
                                       adw_style_manager_get_high_contrast (manager));
  fw_canvas_layers_clear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
fw_canvas_set_covered (FwCanvas     *self,
                       const FwRect *rects,
                       gsize         n_rects)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  if (!fw_canvas_painter_set_covered (self->painter, rects, n_rects))
    return;
  fw_canvas_layers_clear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fw_canvas_root (GtkWidget *widget)
{
  FwCanvas *self = FW_CANVAS (widget);
  AdwStyleManager *manager;

  GTK_WIDGET_CLASS (fw_canvas_parent_class)->root (widget);

  manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (high_contrast_cb), self,
                           G_CONNECT_SWAPPED);
  high_contrast_cb (self, NULL, manager);
}

static void
fw_canvas_unroot (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));

  g_signal_handlers_disconnect_by_data (manager, widget);
  fw_canvas_layers_clear (FW_CANVAS (widget));
  GTK_WIDGET_CLASS (fw_canvas_parent_class)->unroot (widget);
}

static void
focus_cb (FwCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fw_canvas_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  FwCanvas *self = FW_CANVAS (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, fw_canvas_get_zoom (self));
      break;
    case PROP_ZOOM_TEXT:
      g_value_set_string (value, self->zoom_text);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_IS_EXACT:
      g_value_set_boolean (value, fw_canvas_is_exact (self));
      break;
    case PROP_DAMAGE:
      g_value_set_string (value, self->damage);
      break;
    case PROP_CROSSHAIR:
      g_value_set_boolean (value, self->crosshair);
      break;
    case PROP_BRIGHTNESS:
      g_value_set_double (value, self->brightness);
      break;
    case PROP_CONTRAST:
      g_value_set_double (value, self->contrast);
      break;
    case PROP_GAMMA:
      g_value_set_double (value, self->gamma);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_canvas_set_property (GObject      *object,
                        guint         property_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  FwCanvas *self = FW_CANVAS (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      fw_canvas_set_session (self, g_value_get_object (value));
      break;
    case PROP_SOURCE:
      fw_canvas_set_source (self, g_value_get_object (value));
      break;
    case PROP_CROSSHAIR:
      if (self->crosshair != g_value_get_boolean (value))
        {
          self->crosshair = g_value_get_boolean (value);
          gtk_widget_queue_draw (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_BRIGHTNESS:
      fw_canvas_set_adjustments (self, g_value_get_double (value), self->contrast, self->gamma);
      break;
    case PROP_CONTRAST:
      fw_canvas_set_adjustments (self, self->brightness, g_value_get_double (value), self->gamma);
      break;
    case PROP_GAMMA:
      fw_canvas_set_adjustments (self, self->brightness, self->contrast,
                                 g_value_get_double (value));
      break;
    case PROP_ZOOM:
    case PROP_ZOOM_TEXT:
    case PROP_STATUS:
    case PROP_IS_EXACT:
    case PROP_DAMAGE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_canvas_dispose (GObject *object)
{
  FwCanvas *self = FW_CANVAS (object);

  fw_canvas_follow (self, NULL);
  if (self->follower != NULL)
    fw_canvas_follow (self->follower, NULL);
  fw_canvas_set_session (self, NULL);
  fw_canvas_set_source (self, NULL);
  g_clear_handle_id (&self->status_id, g_source_remove);
  g_clear_handle_id (&self->refine_id, g_source_remove);
  g_clear_handle_id (&self->allocated_id, g_source_remove);

  G_OBJECT_CLASS (fw_canvas_parent_class)->dispose (object);
}

static void
fw_canvas_finalize (GObject *object)
{
  FwCanvas *self = FW_CANVAS (object);

  fw_canvas_layers_clear (self);
  g_object_unref (self->session_signals);
  g_object_unref (self->source_signals);
  fw_canvas_painter_free (self->painter);
  fw_text_cache_free (self->texts);
  g_free (self->zoom_text);
  g_free (self->status);

  G_OBJECT_CLASS (fw_canvas_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags ro = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FW_TYPE_SESSION, rw);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, FW_TYPE_SOURCE, rw);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, FW_ZOOM_MIN, FW_ZOOM_MAX, 1.0,
                                               ro);
  properties[PROP_ZOOM_TEXT] = g_param_spec_string ("zoom-text", NULL, NULL, NULL, ro);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, ro);
  properties[PROP_IS_EXACT] = g_param_spec_boolean ("is-exact", NULL, NULL, FALSE, ro);
  properties[PROP_DAMAGE] = g_param_spec_string ("damage", NULL, NULL, NULL, ro);
  properties[PROP_CROSSHAIR] = g_param_spec_boolean ("crosshair", NULL, NULL, TRUE, rw);
  properties[PROP_BRIGHTNESS] = g_param_spec_double ("brightness", NULL, NULL, -1.0, 1.0, 0.0, rw);
  properties[PROP_CONTRAST] = g_param_spec_double ("contrast", NULL, NULL, -1.0, 1.0, 0.0, rw);
  properties[PROP_GAMMA] = g_param_spec_double ("gamma", NULL, NULL, 0.2, 5.0, 1.0, rw);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
fw_canvas_class_init (FwCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_canvas_get_property;
  object_class->set_property = fw_canvas_set_property;
  object_class->dispose = fw_canvas_dispose;
  object_class->finalize = fw_canvas_finalize;

  widget_class->measure = fw_canvas_measure;
  widget_class->size_allocate = fw_canvas_size_allocate;
  widget_class->snapshot = fw_canvas_snapshot;
  widget_class->css_changed = fw_canvas_css_changed;
  widget_class->system_setting_changed = fw_canvas_system_setting_changed;
  widget_class->root = fw_canvas_root;
  widget_class->unroot = fw_canvas_unroot;

  install_properties (object_class);

  signals[CONTEXT_MENU]
    = g_signal_new ("context-menu", FW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_INT64);
  signals[REFUSED]
    = g_signal_new ("refused", FW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[VIEW_CHANGED]
    = g_signal_new ("view-changed", FW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
fw_canvas_init (FwCanvas *self)
{
  self->painter = fw_canvas_painter_new ();
  self->picture_frame = FW_FRAME_NONE;
  self->wanted = FW_FRAME_NONE;
  self->last_frame = FW_FRAME_NONE;
  self->crosshair = TRUE;
  self->gamma = 1.0;
  fw_tone_curve_init (&self->curve, 0.0, 0.0, 1.0);
  fw_viewport_init (&self->viewport);
  /* "600, 240" are x and y: not turned round where the words run from right to left. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_cb), NULL);
  init_session_signals (self);
  fw_canvas_frames_init (self);
  fw_canvas_input_init (self);
}

GtkWidget *
fw_canvas_new (void)
{
  return g_object_new (FW_TYPE_CANVAS, NULL);
}
