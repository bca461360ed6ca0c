/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/time-watch.h"

#include "app/panels/manual-panel.h"
#include "app/window.h"

/* Moving the pointer gives hundreds of events a second; the clocks need none of them. */
#define LEAST_GAP_US (G_USEC_PER_SEC / 4)

static gint64 last_us; /* of the input that was passed on last */

static gboolean
is_input (GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_TOUCHPAD_SWIPE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The widget that the event is about. */
static GtkWidget *
find_target (GtkWidget *window,
             GdkEvent  *event)
{
  double x = 0.0;
  double y = 0.0;
  double left = 0.0;
  double top = 0.0;

  if (gdk_event_get_event_type (event) == GDK_KEY_PRESS
      || !gdk_event_get_position (event, &x, &y)
      || gdk_event_get_surface (event) != gtk_native_get_surface (GTK_NATIVE (window)))
    return gtk_root_get_focus (GTK_ROOT (window));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);

  return gtk_widget_pick (window, x - left, y - top, GTK_PICK_DEFAULT);
}

/* The window of the program that @window belongs to, as a dialog does. */
static FwWindow *
find_main (GtkWidget *window)
{
  GtkWindow *at = GTK_WINDOW (window);

  while (at != NULL && !FW_IS_WINDOW (at))
    at = gtk_window_get_transient_for (at);

  return at != NULL ? FW_WINDOW (at) : NULL;
}

static FwWorkKind
get_kind (GtkWidget *window,
          FwWindow  *main_window,
          GdkEvent  *event)
{
  GtkWidget *target;

  if (window != GTK_WIDGET (main_window) || !fw_window_is_in_editor (main_window))
    return FW_WORK_READING;
  target = find_target (window, event);

  return target != NULL && gtk_widget_get_ancestor (target, FW_TYPE_MANUAL_PANEL) != NULL
             ? FW_WORK_READING
             : FW_WORK_LABELS;
}

static const char *
get_document_id (FwProject *project)
{
  FwLabelsFile *labels = project != NULL ? fw_project_get_labels (project) : NULL;
  const char *id;

  if (labels == NULL)
    return NULL;
  id = fw_coco_file_get_document_id (fw_labels_file_get_coco (labels));

  return id != NULL ? id : fw_labels_file_get_path (labels);
}

static gboolean
event_cb (GtkEventController *controller,
          GdkEvent           *event,
          gpointer            user_data)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);
  FwWindow *main_window;
  FwProject *project;
  gint64 now_us = g_get_monotonic_time ();

  if (!is_input (event) || (now_us - last_us < LEAST_GAP_US && last_us != 0))
    return GDK_EVENT_PROPAGATE;

  last_us = now_us;
  main_window = find_main (window);
  project = main_window != NULL ? fw_window_get_project (main_window) : NULL;
  fw_time_keeper_input (user_data, get_kind (window, main_window, event),
                        get_document_id (project),
                        project != NULL ? fw_project_get_title (project) : NULL);

  return GDK_EVENT_PROPAGATE;
}

static void
windows_changed_cb (GListModel *windows,
                    guint       position,
                    guint       removed,
                    guint       added,
                    gpointer    user_data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *controller = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
      g_signal_connect (controller, "event", G_CALLBACK (event_cb), user_data);
      gtk_widget_add_controller (window, controller);
    }
}

void
fw_time_watch_start (FwTimeKeeper *keeper)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (keeper));

  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), keeper, 0);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows), keeper);
}

static void
step_cb (FwDocument   *document,
         FwStep       *step,
         gboolean      undone,
         FwTimeKeeper *keeper)
{
  fw_time_keeper_count (keeper, step, undone,
                        fw_snapshot_get_taxonomy (fw_document_get_snapshot (document)));
}

void
fw_time_watch_follow (FwTimeKeeper *keeper,
                      FwProject    *project)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (keeper));
  g_return_if_fail (FW_IS_PROJECT (project));

  g_signal_connect_object (fw_labels_file_get_document (fw_project_get_labels (project)),
                           "changed", G_CALLBACK (step_cb), keeper, 0);
}
