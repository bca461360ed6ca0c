/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The canvas in a window: gestures become changes of the document, frames of
 * the session become pictures on the screen.
 */

#include <glib/gstdio.h>

#include "app/canvas/canvas-private.h"

#include "canvas-support.h"
#include "support/wait.h"

#define N_PICTURES 4 /* the last one is broken */

typedef struct
{
  char       *folder;  /* (owned) */
  FwSource   *source;  /* (owned) */
  FwSession  *session; /* (owned) */
  FwDocument *document;
  GtkWindow  *window;
  FwCanvas   *canvas;
} Fixture;

static char *
picture_path (Fixture *fixture,
              guint    index)
{
  g_autofree char *name = g_strdup_printf ("%u.png", index);

  return g_build_filename (fixture->folder, name, NULL);
}

/* Pictures of one grey each: 40, 80, 120. */
static void
write_pictures (Fixture *fixture)
{
  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autofree char *path = picture_path (fixture, i);
      g_autoptr(GError) error = NULL;

      if (i + 1 == N_PICTURES)
        g_file_set_contents (path, "\x89PNG\r\n\x1a\nbroken", -1, &error);
      else
        {
          gsize size = CANVAS_WIDTH * CANVAS_HEIGHT * 3;
          guint8 *pixels = g_malloc (size);
          g_autoptr(FwPicture) picture = NULL;

          memset (pixels, 40 * (i + 1), size);
          picture = fw_picture_new (CANVAS_WIDTH, CANVAS_HEIGHT, CANVAS_WIDTH * 3,
                                    g_bytes_new_take (pixels, size));
          fw_picture_save_png (picture, path, &error);
        }
      g_assert_no_error (error);
    }
}

static gboolean
is_exact (gpointer user_data)
{
  return fw_canvas_is_exact (user_data);
}

static gboolean
has_size (gpointer user_data)
{
  FwCanvas *canvas = user_data;

  return gtk_widget_get_width (GTK_WIDGET (canvas)) > 0 && canvas->viewport.image_width > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("fw-canvas-XXXXXX", &error);
  g_assert_no_error (error);
  write_pictures (fixture);
  fixture->source = fw_source_open_sync (fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);

  fixture->session = canvas_support_session (
    canvas_support_track (1, 1, fw_shape_new_box (FW_RECT (20, 20, 40, 30)), 0, 50),
    canvas_support_track (2, 2, fw_shape_new_box (FW_RECT (100, 60, 40, 30)), 0, 50), NULL);
  fixture->document = fw_session_get_document (fixture->session);

  fixture->canvas = FW_CANVAS (fw_canvas_new ());
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, 640, 480);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->canvas));
  fw_canvas_set_source (fixture->canvas, fixture->source);
  fw_canvas_set_session (fixture->canvas, fixture->session);
  gtk_window_present (fixture->window);
  g_assert_true (fw_test_wait (has_size, fixture->canvas));
  g_assert_true (fw_test_wait (is_exact, fixture->canvas));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  FwCanvas *canvas = g_object_ref (fixture->canvas);

  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (canvas);
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->source);
  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autofree char *path = picture_path (fixture, i);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* The pointer, in picture coordinates. */
static FwPoint
to_view (Fixture *fixture,
         double   x,
         double   y)
{
  return fw_viewport_to_view (&fixture->canvas->viewport, FW_POINT (x, y));
}

static void
press (Fixture *fixture,
       double   x,
       double   y)
{
  FwPoint at = to_view (fixture, x, y);

  g_signal_emit_by_name (fixture->canvas->drag, "drag-begin", at.x, at.y);
}

static void
emit_drag (Fixture    *fixture,
           const char *signal,
           FwPoint     from,
           double      x,
           double      y)
{
  FwPoint a = to_view (fixture, from.x, from.y);
  FwPoint b = to_view (fixture, x, y);

  g_signal_emit_by_name (fixture->canvas->drag, signal, b.x - a.x, b.y - a.y);
}

static void
drag (Fixture *fixture,
      FwPoint  from,
      FwPoint  to)
{
  press (fixture, from.x, from.y);
  emit_drag (fixture, "drag-update", from, (from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
  emit_drag (fixture, "drag-update", from, to.x, to.y);
  emit_drag (fixture, "drag-end", from, to.x, to.y);
}

static FwRect
get_bounds (Fixture   *fixture,
            FwTrackId  id)
{
  FwRect bounds = FW_RECT (0, 0, 0, 0);
  FwTrack *track = fw_document_get_track (fixture->document, id);

  g_assert_nonnull (track);
  g_assert_true (fw_track_get_bounds_at (track, fw_session_get_frame (fixture->session), &bounds));

  return bounds;
}

static void
assert_rect (FwRect rect,
             FwRect expected)
{
  g_assert_cmpfloat_with_epsilon (rect.x, expected.x, 0.11);
  g_assert_cmpfloat_with_epsilon (rect.y, expected.y, 0.11);
  g_assert_cmpfloat_with_epsilon (rect.width, expected.width, 0.11);
  g_assert_cmpfloat_with_epsilon (rect.height, expected.height, 0.11);
}

/* Test that a drag with the box tool makes a box where it was drawn. */
static void
test_draw (Fixture       *fixture,
           gconstpointer  data)
{
  FwTrackId id = fw_document_get_next_track_id (fixture->document);

  fw_session_set_next_category (fixture->session, 3);
  fw_session_set_tool_kind (fixture->session, FW_TOOL_BOX);
  drag (fixture, FW_POINT (70, 10), FW_POINT (95, 45));

  assert_rect (get_bounds (fixture, id), FW_RECT (70, 10, 25, 35));
  g_assert_cmpint (fw_session_get_primary (fixture->session), ==, id);
  g_assert_true (fw_document_can_undo (fixture->document));
}

/* Test that dragging an object moves it, as one step. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  drag (fixture, FW_POINT (40, 35), FW_POINT (52, 43));

  assert_rect (get_bounds (fixture, 1), FW_RECT (32, 28, 40, 30));
  assert_rect (get_bounds (fixture, 2), FW_RECT (100, 60, 40, 30));
  g_assert_nonnull (fw_document_undo (fixture->document));
  assert_rect (get_bounds (fixture, 1), FW_RECT (20, 20, 40, 30));
  g_assert_false (fw_document_can_undo (fixture->document));
}

/* Test that a broken grab and another frame give up what was begun. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  FwPoint from = FW_POINT (40, 35);

  press (fixture, from.x, from.y);
  emit_drag (fixture, "drag-update", from, 60, 60);
  g_signal_emit_by_name (fixture->canvas->drag, "cancel", NULL);
  emit_drag (fixture, "drag-end", from, 60, 60);
  assert_rect (get_bounds (fixture, 1), FW_RECT (20, 20, 40, 30));

  press (fixture, from.x, from.y);
  emit_drag (fixture, "drag-update", from, 60, 60);
  fw_session_set_frame (fixture->session, 1);
  g_assert_true (fw_test_wait (is_exact, fixture->canvas));
  emit_drag (fixture, "drag-end", from, 60, 60);
  g_assert_false (fw_document_can_undo (fixture->document));
}

static gboolean
press_key (Fixture         *fixture,
           guint            keyval,
           GdkModifierType  state)
{
  return fw_canvas_handle_key (fixture->canvas, keyval, state);
}

/* Test that keys reach the tool, that Tab goes through the objects, and that
 * other keys are left alone. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  FwTrackId first;

  g_assert_false (press_key (fixture, GDK_KEY_f, 0));
  g_assert_true (press_key (fixture, GDK_KEY_Tab, 0));
  first = fw_session_get_primary (fixture->session);
  g_assert_cmpint (first, !=, 0);
  g_assert_true (press_key (fixture, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_cmpint (fw_session_get_primary (fixture->session), !=, first);

  fw_session_select (fixture->session, 1);
  g_assert_true (press_key (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  assert_rect (get_bounds (fixture, 1), FW_RECT (30, 20, 40, 30));
  g_assert_true (press_key (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpint (fw_session_get_primary (fixture->session), ==, 0);
}

/* Test that a box can be drawn with keys alone. */
static void
test_draw_by_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  FwTrackId id = fw_document_get_next_track_id (fixture->document);
  FwRect bounds;

  fw_session_set_tool_kind (fixture->session, FW_TOOL_BOX);
  g_assert_true (press_key (fixture, GDK_KEY_Left, 0));
  g_assert_true (press_key (fixture, GDK_KEY_Return, 0));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (press_key (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
      g_assert_true (press_key (fixture, GDK_KEY_Down, GDK_SHIFT_MASK));
    }
  g_assert_true (press_key (fixture, GDK_KEY_Return, 0));

  bounds = get_bounds (fixture, id);
  g_assert_cmpfloat (bounds.width, >, 10.0);
  g_assert_cmpfloat (bounds.height, >, 10.0);
}

static GtkEventController *
find_controller (Fixture *fixture,
                 GType    type)
{
  g_autoptr(GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->canvas));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

/* Test that the wheel zooms about the pointer and that the middle button pans. */
static void
test_zoom_and_pan (Fixture       *fixture,
                   gconstpointer  data)
{
  FwViewport *viewport = &fixture->canvas->viewport;
  FwPoint at = FW_POINT (200, 150);
  FwPoint before = fw_viewport_to_picture (viewport, at);
  double zoom = fw_canvas_get_zoom (fixture->canvas);
  FwPoint after;
  gboolean is_used;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                         at.x, at.y);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0,
                         -4.0, &is_used);
  g_assert_true (is_used);
  g_assert_cmpfloat_with_epsilon (fw_canvas_get_zoom (fixture->canvas), zoom * 2.0, 1e-6);
  after = fw_viewport_to_picture (viewport, at);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1e-6);

  before = viewport->offset;
  g_signal_emit_by_name (fixture->canvas->pan_drag, "drag-begin", 100.0, 100.0);
  g_signal_emit_by_name (fixture->canvas->pan_drag, "drag-update", 30.0, -20.0);
  g_signal_emit_by_name (fixture->canvas->pan_drag, "drag-end", 30.0, -20.0);
  g_assert_cmpfloat_with_epsilon (viewport->offset.x, before.x + 30.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (viewport->offset.y, before.y - 20.0, 1e-6);
  g_assert_false (fw_document_can_undo (fixture->document));
}

/* Test that a part that is zoomed to is held when the window gets another size, until
 * somebody zooms. */
static void
test_zoom_to_area (Fixture       *fixture,
                   gconstpointer  data)
{
  const FwRect area = { 20.0, 20.0, 8.0, 6.0 };
  FwRect before, after;

  fw_canvas_zoom_to_area (fixture->canvas, area, 0.5);
  g_assert_true (fw_canvas_get_visible (fixture->canvas, &before));
  g_assert_true (fw_rect_contains (before, fw_rect_centre (area)));
  gtk_widget_size_allocate (GTK_WIDGET (fixture->canvas), &(GtkAllocation) { 0, 0, 200, 150 }, -1);
  g_assert_true (fw_canvas_get_visible (fixture->canvas, &after));
  g_assert_cmpfloat_with_epsilon (MIN (after.width / area.width, after.height / area.height), 2.0,
                                  0.05);
  fw_canvas_zoom_in (fixture->canvas);
  gtk_widget_size_allocate (GTK_WIDGET (fixture->canvas), &(GtkAllocation) { 0, 0, 400, 300 }, -1);
  g_assert_true (fw_canvas_get_visible (fixture->canvas, &after));
  g_assert_cmpfloat_with_epsilon (after.width,  400.0 / fw_canvas_get_zoom (fixture->canvas), 0.5);
}

/* Test that a part which is nearly as large as the picture is not shown smaller than the
 * room it has, and that it stays so in another room. */
static void
test_zoom_to_large (Fixture       *fixture,
                    gconstpointer  data)
{
  const FwViewport *viewport = &fixture->canvas->viewport;
  const FwRect area = { viewport->image_width * 0.45, 0.0, 4.0, viewport->image_height * 0.9 };
  double fitted;

  fw_canvas_zoom_fit (fixture->canvas);
  fitted = fw_canvas_get_zoom (fixture->canvas);
  fw_canvas_zoom_to_area (fixture->canvas, area, 0.5);
  g_assert_cmpfloat_with_epsilon (fw_canvas_get_zoom (fixture->canvas), fitted, 1e-9);
  gtk_widget_size_allocate (GTK_WIDGET (fixture->canvas), &(GtkAllocation) { 0, 0, 200, 150 }, -1);
  fw_canvas_zoom_to_area (fixture->canvas, FW_RECT (20.0, 20.0, 8.0, 6.0), 0.5);
  fw_canvas_zoom_to_area (fixture->canvas, area, 0.5);
  fitted = fw_canvas_get_zoom (fixture->canvas);
  fw_canvas_zoom_fit (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (fw_canvas_get_zoom (fixture->canvas), fitted, 1e-9);
}

/* Test that zooming to the object can be taken back. */
static void
test_zoom_to_object (Fixture       *fixture,
                     gconstpointer  data)
{
  double zoom = fw_canvas_get_zoom (fixture->canvas);

  fw_canvas_zoom_to_selection (fixture->canvas);
  g_assert_cmpfloat (fw_canvas_get_zoom (fixture->canvas), ==, zoom);

  fw_session_select (fixture->session, 2);
  fw_canvas_zoom_to_selection (fixture->canvas);
  g_assert_cmpfloat (fw_canvas_get_zoom (fixture->canvas), >, zoom * 1.5);
  fw_canvas_zoom_to_selection (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (fw_canvas_get_zoom (fixture->canvas), zoom, 1e-9);
}

/* Test that the picture of the frame that was wanted last is shown, and that
 * labels show only with their own picture. */
static void
test_frames (Fixture       *fixture,
             gconstpointer  data)
{
  for (FwFrame frame = 1; frame < 3; frame++)
    fw_session_set_frame (fixture->session, frame);
  if (!fw_canvas_is_exact (fixture->canvas))
    g_assert_false (fw_session_get_labels_shown (fixture->session));

  g_assert_true (fw_test_wait (is_exact, fixture->canvas));
  g_assert_cmpint (fw_session_get_displayed_frame (fixture->session), ==, 2);
  g_assert_true (fw_session_get_labels_shown (fixture->session));
  g_assert_cmpint (fw_picture_get_pixels (fixture->canvas->picture)[0], ==, 120);
  g_assert_null (fw_canvas_get_damage (fixture->canvas));
}

/* Test that a picture that cannot be read is told, and that one can go on. */
static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  fw_session_set_frame (fixture->session, N_PICTURES - 1);
  g_assert_true (fw_test_wait (is_exact, fixture->canvas));
  g_assert_nonnull (fw_canvas_get_damage (fixture->canvas));
  g_assert_true (fw_session_get_labels_shown (fixture->session));

  fw_session_set_frame (fixture->session, 0);
  g_assert_true (fw_test_wait (is_exact, fixture->canvas));
  g_assert_null (fw_canvas_get_damage (fixture->canvas));
}

static void
menu_cb (FwCanvas *canvas,
         double    x,
         double    y,
         gint64    id,
         gint64   *out_id)
{
  *out_id = id;
}

/* Test that the secondary button and the Menu key ask for a menu of the object. */
static void
test_context_menu (Fixture       *fixture,
                   gconstpointer  data)
{
  FwPoint at = to_view (fixture, 120, 75);
  gint64 id = -1;

  g_signal_connect (fixture->canvas, "context-menu", G_CALLBACK (menu_cb), &id);
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_CLICK), "pressed", 1, at.x,
                         at.y);
  g_assert_cmpint (id, ==, 2);
  g_assert_cmpint (fw_session_get_primary (fixture->session), ==, 2);

  id = -1;
  g_assert_true (press_key (fixture, GDK_KEY_Menu, 0));
  g_assert_cmpint (id, ==, 2);
}

/* Test that a screen reader hears where one is. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->canvas, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_cmpstr (fw_canvas_get_status (fixture->canvas), ==, "Frame 0 of 100, 2 objects");
  gtk_test_accessible_assert_property (fixture->canvas, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Frame 0 of 100, 2 objects");
}

static GskRenderNode *
take_snapshot (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  fw_canvas_layers_snapshot (fixture->canvas, snapshot);

  return gtk_snapshot_free_to_node (snapshot);
}

/* Test that moving the pointer over an object draws only what changed: the
 * layer with the picture and the resting shapes stays the same node. */
static void
test_layers (Fixture       *fixture,
             gconstpointer  data)
{
  GskRenderNode *node = take_snapshot (fixture);
  GskRenderNode *flat = gsk_render_node_ref (fixture->canvas->layers.flat_node);
  FwPoint from = FW_POINT (40, 35);

  gsk_render_node_unref (node);
  fw_session_select (fixture->session, 1);
  node = take_snapshot (fixture);
  gsk_render_node_unref (node);
  g_assert_true (fixture->canvas->layers.flat_node != flat);
  gsk_render_node_unref (flat);
  flat = gsk_render_node_ref (fixture->canvas->layers.flat_node);

  press (fixture, from.x, from.y);
  for (guint i = 0; i < 5; i++)
    {
      emit_drag (fixture, "drag-update", from, 45 + i, 38 + i);
      node = take_snapshot (fixture);
      g_assert_true (fixture->canvas->layers.flat_node == flat);
      gsk_render_node_unref (node);
    }
  emit_drag (fixture, "drag-end", from, 50, 43);
  gsk_render_node_unref (flat);
}

static gboolean
is_fine (gpointer user_data)
{
  FwCanvas *canvas = user_data;

  return canvas->layers.flat_node != NULL && canvas->layers.quality == FW_RASTER_FINE;
}

/* Test that many slanted lines are drawn without anti-aliasing while the view
 * moves, and with it when it rests. */
static void
test_quality (Fixture       *fixture,
              gconstpointer  data)
{
  FwVertex vertices[200];
  g_autoptr(FwShape) shape = NULL;
  GskRenderNode *node;

  for (guint i = 0; i < G_N_ELEMENTS (vertices); i++)
    vertices[i] = (FwVertex) { 80 + 50 * cos (i * G_PI / 100), 60 + 50 * sin (i * G_PI / 100), 0 };
  shape = fw_shape_new_polygon (vertices, G_N_ELEMENTS (vertices));
  fw_document_begin (fixture->document, "Add", 0);
  for (FwTrackId id = 100; id < 140; id++)
    {
      g_autoptr(FwTrack) track = canvas_support_track (id, 1, fw_shape_ref (shape), 0, 0);

      fw_document_replace_track (fixture->document, id, track);
    }
  fw_document_commit (fixture->document);
  g_assert_true (fw_test_wait (is_fine, fixture->canvas));

  fw_canvas_zoom_in (fixture->canvas);
  node = take_snapshot (fixture);
  gsk_render_node_unref (node);
  g_assert_cmpint (fixture->canvas->layers.quality, ==, FW_RASTER_FAST);
  g_assert_true (fw_test_wait (is_fine, fixture->canvas));
}

/* Test that what is on the screen is the picture with the shapes over it, as
 * cairo draws it and as a texture. */
static void
test_pixels (Fixture       *fixture,
             gconstpointer  data)
{
  GskRenderNode *node = take_snapshot (fixture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 640, 480);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  FwPoint ground = to_view (fixture, 80, 15), line = to_view (fixture, 20, 35);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);

  g_assert_cmphex (pixels[(int) ground.y * 640 + (int) ground.x], ==, 0xff282828);
  g_assert_cmphex (pixels[(int) line.y * 640 + (int) line.x], ==, 0xff52b5f4);

  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
}

/* Both show the frame, and the same part of it. */
static gboolean
is_level (gpointer user_data)
{
  FwCanvas *follower = user_data;

  return follower->leader->picture != NULL && follower->picture == follower->leader->picture
         && fw_session_get_labels_shown (follower->session)
         && follower->viewport.scale == follower->leader->viewport.scale
         && follower->viewport.view_width > 0;
}

static gboolean
is_at_last (gpointer user_data)
{
  FwCanvas *follower = user_data;

  return follower->picture_frame == N_PICTURES - 1 && follower->damage != NULL;
}

/* Test that a canvas can show what another one shows: its pictures, its frame,
 * its zoom both ways, and what is damaged. */
static void
test_follow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FwSession) session = canvas_support_session (
    canvas_support_track (7, 1, fw_shape_new_box (FW_RECT (30, 20, 40, 30)), 0, 50), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  FwCanvas *second = FW_CANVAS (fw_canvas_new ());

  g_object_ref (fixture->canvas);
  gtk_window_set_child (fixture->window, box);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->canvas));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (second));
  g_object_unref (fixture->canvas);
  fw_canvas_zoom_to (fixture->canvas, FW_RECT (20, 20, 40, 30));
  fw_canvas_set_session (second, session);
  fw_canvas_follow (second, fixture->canvas);
  g_object_bind_property (fixture->session, "frame", session, "frame",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_assert_true (fw_test_wait (is_level, second));
  /* To follow does not fit the view that is there. */
  g_assert_false (fixture->canvas->viewport.is_fit);

  fw_session_set_frame (fixture->session, 2);
  g_assert_true (fw_test_wait (is_exact, second));
  g_assert_true (fw_test_wait (is_level, second));
  fw_session_set_frame (session, 1);
  g_assert_true (fw_test_wait (is_exact, second));
  g_assert_true (is_exact (fixture->canvas));

  fw_canvas_zoom_in (second);
  g_assert_true (is_level (second));
  fw_canvas_zoom_back (fixture->canvas);
  g_assert_true (is_level (second));
  g_assert_true (second->viewport.is_fit);

  fw_session_set_frame (fixture->session, N_PICTURES - 1);
  g_assert_true (fw_test_wait (is_at_last, second));

  fw_canvas_follow (second, NULL);
  g_assert_null (fixture->canvas->follower);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  ADD ("/canvas/draw", test_draw);
  ADD ("/canvas/move", test_move);
  ADD ("/canvas/cancel", test_cancel);
  ADD ("/canvas/keys", test_keys);
  ADD ("/canvas/draw-by-keys", test_draw_by_keys);
  ADD ("/canvas/zoom-and-pan", test_zoom_and_pan);
  ADD ("/canvas/zoom-to-area", test_zoom_to_area);
  ADD ("/canvas/zoom-to-large", test_zoom_to_large);
  ADD ("/canvas/zoom-to-object", test_zoom_to_object);
  ADD ("/canvas/frames", test_frames);
  ADD ("/canvas/damage", test_damage);
  ADD ("/canvas/context-menu", test_context_menu);
  ADD ("/canvas/accessible", test_accessible);
  ADD ("/canvas/layers", test_layers);
  ADD ("/canvas/quality", test_quality);
  ADD ("/canvas/pixels", test_pixels);
  ADD ("/canvas/follow", test_follow);

  return g_test_run ();
}
