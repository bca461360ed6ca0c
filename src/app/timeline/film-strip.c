/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A horizontal GtkListView over one item per picture. Thumbnails are asked for
 * when a cell comes into view and given up when it goes; the last few hundred
 * are kept.
 */

#include "app/timeline/film-strip.h"

#include <glib/gi18n.h>

#include "app/picture-texture.h"
#include "app/timeline/film-cell.h"
#include "edit/clock.h"
#include "media/thumbnailer.h"

#define MAX_KEPT_THUMBS 512
#define WHEEL_STEP      104.0

/* A picture of the folder. */
#define FW_TYPE_FILM_ITEM (fw_film_item_get_type ())
G_DECLARE_FINAL_TYPE (FwFilmItem, fw_film_item, FW, FILM_ITEM, GObject)

struct _FwFilmItem
{
  GObject parent_instance;
  FwFrame frame;
};

G_DEFINE_FINAL_TYPE (FwFilmItem, fw_film_item, G_TYPE_OBJECT)

static void
fw_film_item_class_init (FwFilmItemClass *klass)
{
}

static void
fw_film_item_init (FwFilmItem *self)
{
}

struct _FwFilmStrip
{
  GtkWidget            parent_instance;

  FwSession           *session;         /* (owned) (nullable) */
  GSignalGroup        *session_signals; /* (owned) */
  GSignalGroup        *document_signals; /* (owned) */
  FwSource            *source;          /* (owned) (nullable) */
  GSignalGroup        *source_signals;  /* (owned) */
  FwFilmStripFilter    filter;

  GListStore          *items;           /* (element-type FwFilmItem) (owned) */
  GtkCustomFilter     *custom_filter;   /* (owned) */
  GtkSingleSelection  *selection;       /* (owned) */
  GHashTable          *problems;        /* (element-type FwFrame guint) (owned) per picture */
  gboolean             is_syncing;      /* the selection follows the session just now */

  FwThumbnailer       *thumbnailer;     /* (owned) (nullable) */
  GHashTable          *thumbs;          /* (element-type FwFrame GdkTexture) (owned) */
  GQueue               thumb_order;     /* (element-type FwFrame) oldest first */
  GPtrArray           *bound;           /* (element-type GtkListItem) not owned: cells in use */

  GtkWidget           *scroller;        /* child */
  GtkWidget           *list;            /* borrowed: child of the scroller */
  gboolean             scroll_is_due;   /* the list had no room yet to scroll in */
};

G_DEFINE_FINAL_TYPE (FwFilmStrip, fw_film_strip, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SOURCE,
  PROP_FILTER
} Property;

enum
{
  COUNTS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[PROP_FILTER + 1];
static guint signals[N_SIGNALS];

static GType
film_strip_filter_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[] = {
    { FW_FILM_STRIP_ALL, "FW_FILM_STRIP_ALL", "all" },
    { FW_FILM_STRIP_TO_DO, "FW_FILM_STRIP_TO_DO", "to-do" },
    { FW_FILM_STRIP_PROBLEMS, "FW_FILM_STRIP_PROBLEMS", "problems" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FwFilmStripFilter", values));

  return type;
}

/* What is known of a picture */

static gboolean
is_done (FwFilmStrip *self,
         FwFrame      frame)
{
  FwSnapshot *snapshot = fw_session_get_snapshot (self->session);

  return fw_span_set_contains (fw_snapshot_get_frames_with (snapshot, FW_SLOT_DONE), frame);
}

static guint
count_problems (FwFilmStrip *self,
                FwFrame      frame)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->problems, GINT_TO_POINTER (frame)));
}

static void
read_marks (FwFilmStrip *self)
{
  FwFrame n_frames = fw_session_get_n_frames (self->session);
  gsize n;
  const FwMark *marks = fw_session_get_marks (self->session, &n);

  g_hash_table_remove_all (self->problems);
  for (gsize i = 0; i < n; i++)
    {
      FwFrame last = MIN (marks[i].span.last, n_frames - 1);

      if (marks[i].severity != FW_MARK_PROBLEM)
        continue;
      for (FwFrame f = MAX (marks[i].span.first, 0); f <= last; f++)
        g_hash_table_insert (self->problems, GINT_TO_POINTER (f),
                             GUINT_TO_POINTER (count_problems (self, f) + 1));
    }
}

static gboolean
passes (FwFilmStrip       *self,
        FwFrame            frame,
        FwFilmStripFilter  filter)
{
  switch (filter)
    {
    case FW_FILM_STRIP_TO_DO:
      return !is_done (self, frame) && fw_session_is_in_task (self->session, frame);
    case FW_FILM_STRIP_PROBLEMS:
      return count_problems (self, frame) > 0;
    case FW_FILM_STRIP_ALL:
    default:
      return TRUE;
    }
}

/* The current picture always stays, so that nobody loses her place. */
static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  FwFilmStrip *self = user_data;
  FwFrame frame = FW_FILM_ITEM (item)->frame;

  return self->session == NULL || frame == fw_session_get_frame (self->session)
         || passes (self, frame, self->filter);
}

static guint
count_to_do (FwFilmStrip *self,
             FwFrame      n_frames)
{
  FwSpanSet *done
    = fw_snapshot_get_frames_with (fw_session_get_snapshot (self->session), FW_SLOT_DONE);
  FwSpanSet *task = fw_session_get_task (self->session);
  g_autoptr(FwSpanSet) left = task != NULL ? fw_span_set_minus (task, done) : NULL;

  return task != NULL ? (guint) fw_span_set_count_below (left, n_frames)
                      : (guint) (n_frames - fw_span_set_count_below (done, n_frames));
}

guint
fw_film_strip_count (FwFilmStrip       *self,
                     FwFilmStripFilter  filter)
{
  FwFrame n_frames;

  g_return_val_if_fail (FW_IS_FILM_STRIP (self), 0);

  if (self->session == NULL)
    return 0;

  n_frames = fw_session_get_n_frames (self->session);
  switch (filter)
    {
    case FW_FILM_STRIP_TO_DO:
      return count_to_do (self, n_frames);
    case FW_FILM_STRIP_PROBLEMS:
      return g_hash_table_size (self->problems);
    case FW_FILM_STRIP_ALL:
    default:
      return (guint) n_frames;
    }
}

/* Thumbnails */

typedef struct
{
  GWeakRef      strip;
  GtkListItem  *list_item; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  FwFrame       frame;
} ThumbRequest;

static void
thumb_request_free (ThumbRequest *request)
{
  g_weak_ref_clear (&request->strip);
  g_object_unref (request->list_item);
  g_object_unref (request->cancellable);
  g_free (request);
}

static void
keep_thumb (FwFilmStrip *self,
            FwFrame      frame,
            GdkTexture  *texture)
{
  if (g_hash_table_insert (self->thumbs, GINT_TO_POINTER (frame), g_object_ref (texture)))
    g_queue_push_tail (&self->thumb_order, GINT_TO_POINTER (frame));
  while (g_queue_get_length (&self->thumb_order) > MAX_KEPT_THUMBS)
    g_hash_table_remove (self->thumbs, g_queue_pop_head (&self->thumb_order));
}

static void
forget_thumbs (FwFilmStrip *self)
{
  g_hash_table_remove_all (self->thumbs);
  g_queue_clear (&self->thumb_order);
}

static void
thumb_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  ThumbRequest *request = user_data;
  g_autoptr(FwFilmStrip) self = g_weak_ref_get (&request->strip);
  g_autoptr(FwPicture) picture = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  /* A picture that cannot be read stays a plain ground; the canvas says why. */
  picture = fw_thumbnailer_request_finish (FW_THUMBNAILER (object), result, NULL);
  if (self != NULL && picture != NULL && !g_cancellable_is_cancelled (request->cancellable))
    {
      GtkWidget *cell = gtk_list_item_get_child (request->list_item);

      texture = fw_picture_to_texture (picture);
      keep_thumb (self, request->frame, texture);
      if (cell != NULL)
        fw_film_cell_set_texture (FW_FILM_CELL (cell), texture);
    }
  thumb_request_free (request);
}

static void
cancel_thumb (GtkListItem *list_item)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (list_item), "fw-thumb");

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_object_set_data (G_OBJECT (list_item), "fw-thumb", NULL);
}

static void
ask_thumb (FwFilmStrip *self,
           GtkListItem *list_item,
           FwFrame      frame)
{
  FwFilmCell *cell = FW_FILM_CELL (gtk_list_item_get_child (list_item));
  GdkTexture *kept = g_hash_table_lookup (self->thumbs, GINT_TO_POINTER (frame));
  guint size = 144 * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  ThumbRequest *request;
  FwSourceFrame facts;

  cancel_thumb (list_item);
  fw_film_cell_set_texture (cell, kept);
  if (kept != NULL || self->source == NULL || !fw_source_get_frame (self->source, frame, &facts)
      || facts.path == NULL)
    return;

  if (self->thumbnailer == NULL)
    self->thumbnailer = fw_thumbnailer_new ();

  request = g_new0 (ThumbRequest, 1);
  g_weak_ref_init (&request->strip, self);
  request->list_item = g_object_ref (list_item);
  request->cancellable = g_cancellable_new ();
  request->frame = frame;
  g_object_set_data_full (G_OBJECT (list_item), "fw-thumb", g_object_ref (request->cancellable),
                          g_object_unref);
  fw_thumbnailer_request_async (self->thumbnailer, facts.path, NAN, size, request->cancellable,
                                thumb_cb, request);
}

/* Cells */

static void
update_cell (FwFilmStrip *self,
             GtkListItem *list_item)
{
  FwFilmItem *item = gtk_list_item_get_item (list_item);
  FwFilmCell *cell = FW_FILM_CELL (gtk_list_item_get_child (list_item));
  FwFilmCellState state;

  if (item == NULL || self->session == NULL)
    return;

  state = (FwFilmCellState) {
    .number = fw_clock_to_people (fw_session_get_frame_list (self->session), item->frame),
    .is_current = item->frame == fw_session_get_frame (self->session),
    .is_done = is_done (self, item->frame),
    .n_problems = count_problems (self, item->frame),
    .is_asked = fw_open_questions_find_at (fw_session_get_questions (self->session), item->frame)
                != NULL,
    .is_task = fw_session_get_task (self->session) != NULL
               && fw_session_is_in_task (self->session, item->frame),
    .is_beside = !fw_session_is_in_task (self->session, item->frame),
  };
  fw_film_cell_set_state (cell, &state);
}

static void
update_cells (FwFilmStrip *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_cell (self, g_ptr_array_index (self->bound, i));
}

static void
setup_cb (FwFilmStrip *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, fw_film_cell_new ());
}

static void
bind_cb (FwFilmStrip *self,
         GtkListItem *list_item)
{
  FwFilmItem *item = gtk_list_item_get_item (list_item);

  g_ptr_array_add (self->bound, list_item);
  update_cell (self, list_item);
  ask_thumb (self, list_item, item->frame);
}

static void
unbind_cb (FwFilmStrip *self,
           GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->bound, list_item);
  cancel_thumb (list_item);
}

/* Following the session */

/* Where the current picture stands among those shown; GTK_INVALID_LIST_POSITION
 * when it does not. They ascend, so the middle is asked first. */
static guint
find_current (FwFilmStrip *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  FwFrame frame = fw_session_get_frame (self->session);
  guint low = 0, high = g_list_model_get_n_items (model);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(FwFilmItem) item = g_list_model_get_item (model, middle);

      if (item->frame == frame)
        return middle;
      if (item->frame < frame)
        low = middle + 1;
      else
        high = middle;
    }

  return GTK_INVALID_LIST_POSITION;
}

static GtkAdjustment *
get_adjustment (FwFilmStrip *self)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* A list that was not laid out yet forgets where it was to scroll. */
static void
scroll_to_current (FwFilmStrip *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->scroll_is_due = gtk_adjustment_get_page_size (get_adjustment (self)) <= 1.0
                        || gtk_widget_get_width (self->list) == 0;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static void
scroll_due_cb (gpointer user_data)
{
  g_autoptr(FwFilmStrip) self = user_data;

  if (self->scroller != NULL && self->session != NULL)
    scroll_to_current (self);
}

/* Not now: the list is being laid out. */
static void
adjustment_cb (FwFilmStrip *self)
{
  if (!self->scroll_is_due || gtk_adjustment_get_page_size (get_adjustment (self)) <= 1.0)
    return;

  self->scroll_is_due = FALSE;
  g_idle_add_once (scroll_due_cb, g_object_ref (self));
}

static void
sync_selection (FwFilmStrip *self)
{
  guint position;

  if (self->session == NULL)
    return;

  self->is_syncing = TRUE;
  position = find_current (self);
  gtk_single_selection_set_selected (self->selection, position);
  self->is_syncing = FALSE;

  scroll_to_current (self);
  update_cells (self);
}

static void
selected_cb (FwFilmStrip *self)
{
  FwFilmItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_syncing && item != NULL && self->session != NULL)
    fw_session_set_frame (self->session, item->frame);
}

static void
refilter (FwFilmStrip *self)
{
  self->is_syncing = TRUE;
  gtk_filter_changed (GTK_FILTER (self->custom_filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->is_syncing = FALSE;
  sync_selection (self);
}

static void
frame_cb (FwFilmStrip *self)
{
  /* The current picture is shown even when the filter would hide it. */
  if (self->filter != FW_FILM_STRIP_ALL && find_current (self) == GTK_INVALID_LIST_POSITION)
    refilter (self);
  else
    sync_selection (self);
}

static void
n_frames_cb (FwFilmStrip *self)
{
  guint wanted = self->session != NULL ? (guint) fw_session_get_n_frames (self->session) : 0;
  guint present = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = present; i < wanted; i++)
    {
      FwFilmItem *item = g_object_new (FW_TYPE_FILM_ITEM, NULL);

      item->frame = (FwFrame) i;
      g_ptr_array_add (added, item);
    }

  self->is_syncing = TRUE;
  g_list_store_splice (self->items, MIN (present, wanted), present > wanted ? present - wanted : 0,
                       added->pdata, added->len);
  self->is_syncing = FALSE;
  sync_selection (self);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
marks_cb (FwFilmStrip *self)
{
  read_marks (self);
  if (self->filter == FW_FILM_STRIP_PROBLEMS
      || (self->filter == FW_FILM_STRIP_TO_DO && fw_session_get_task (self->session) != NULL))
    refilter (self);
  update_cells (self);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
document_cb (FwFilmStrip *self,
             FwStep      *step)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);
  gboolean is_ours = FALSE;

  for (gsize i = 0; i < n; i++)
    is_ours |= changes[i].slot.kind == FW_SLOT_DONE;
  if (!is_ours)
    return;

  if (self->filter == FW_FILM_STRIP_TO_DO)
    refilter (self);
  update_cells (self);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

/* Names and sizes of pictures became known. */
static void
source_frames_cb (FwFilmStrip *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *list_item = g_ptr_array_index (self->bound, i);
      FwFilmItem *item = gtk_list_item_get_item (list_item);

      if (item != NULL && g_object_get_data (G_OBJECT (list_item), "fw-thumb") == NULL)
        ask_thumb (self, list_item, item->frame);
    }
}

/* Public */

void
fw_film_strip_set_session (FwFilmStrip *self,
                           FwSession   *session)
{
  g_return_if_fail (FW_IS_FILM_STRIP (self));
  g_return_if_fail (session == NULL || FW_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->document_signals,
                             session != NULL ? fw_session_get_document (session) : NULL);
  g_hash_table_remove_all (self->problems);
  if (session != NULL)
    read_marks (self);
  n_frames_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
fw_film_strip_set_source (FwFilmStrip *self,
                          FwSource    *source)
{
  g_return_if_fail (FW_IS_FILM_STRIP (self));
  g_return_if_fail (source == NULL || FW_IS_SOURCE (source));

  if (!g_set_object (&self->source, source))
    return;

  g_clear_object (&self->thumbnailer);
  forget_thumbs (self);
  g_signal_group_set_target (self->source_signals, source);
  source_frames_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

void
fw_film_strip_set_filter (FwFilmStrip       *self,
                          FwFilmStripFilter  filter)
{
  g_return_if_fail (FW_IS_FILM_STRIP (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  refilter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/* The wheel moves along the strip, whichever way it turns. */
static gboolean
scroll_cb (FwFilmStrip *self,
           double       dx,
           double       dy)
{
  GtkAdjustment *across = get_adjustment (self);

  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + (dx + dy) * WHEEL_STEP);

  return TRUE;
}

static gboolean
fw_film_strip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FW_FILM_STRIP (widget)->list);
}

static void
fw_film_strip_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  FwFilmStrip *self = FW_FILM_STRIP (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_film_strip_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  FwFilmStrip *self = FW_FILM_STRIP (object);

  switch ((Property) property_id)
    {
    case PROP_SESSION:
      fw_film_strip_set_session (self, g_value_get_object (value));
      break;
    case PROP_SOURCE:
      fw_film_strip_set_source (self, g_value_get_object (value));
      break;
    case PROP_FILTER:
      fw_film_strip_set_filter (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_film_strip_dispose (GObject *object)
{
  FwFilmStrip *self = FW_FILM_STRIP (object);

  fw_film_strip_set_session (self, NULL);
  fw_film_strip_set_source (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (fw_film_strip_parent_class)->dispose (object);
}

static void
fw_film_strip_finalize (GObject *object)
{
  FwFilmStrip *self = FW_FILM_STRIP (object);

  g_object_unref (self->session_signals);
  g_object_unref (self->document_signals);
  g_object_unref (self->source_signals);
  g_object_unref (self->items);
  g_object_unref (self->custom_filter);
  g_hash_table_unref (self->problems);
  g_hash_table_unref (self->thumbs);
  g_queue_clear (&self->thumb_order);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (fw_film_strip_parent_class)->finalize (object);
}

static void
fw_film_strip_class_init (FwFilmStripClass *klass)
{
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_film_strip_get_property;
  object_class->set_property = fw_film_strip_set_property;
  object_class->dispose = fw_film_strip_dispose;
  object_class->finalize = fw_film_strip_finalize;
  widget_class->grab_focus = fw_film_strip_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FW_TYPE_SESSION, rw);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, FW_TYPE_SOURCE, rw);
  properties[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, film_strip_filter_get_type (),
                                               FW_FILM_STRIP_ALL, rw);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[COUNTS_CHANGED]
    = g_signal_new ("counts-changed", FW_TYPE_FILM_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filmstrip");
}

static void
init_signals (FwFilmStrip *self)
{
  self->session_signals = g_signal_group_new (FW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::frame", G_CALLBACK (frame_cb),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::n-frames",
                                  G_CALLBACK (n_frames_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "marks-changed", G_CALLBACK (marks_cb),
                                  self);
  self->document_signals = g_signal_group_new (FW_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "changed", G_CALLBACK (document_cb),
                                  self);
  self->source_signals = g_signal_group_new (FW_TYPE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "frames-changed",
                                  G_CALLBACK (source_frames_cb), self);
}

static void
init_list (FwFilmStrip *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->items = g_list_store_new (FW_TYPE_FILM_ITEM);
  self->custom_filter = gtk_custom_filter_new (filter_cb, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                        g_object_ref (GTK_FILTER (self->custom_filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);

  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->list), GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->list, "fw-film");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pictures"), -1);
}

static void
fw_film_strip_init (FwFilmStrip *self)
{
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->problems = g_hash_table_new (NULL, NULL);
  self->thumbs = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->thumb_order);
  self->bound = g_ptr_array_new ();
  init_signals (self);
  init_list (self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (adjustment_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

GtkWidget *
fw_film_strip_new (void)
{
  return g_object_new (FW_TYPE_FILM_STRIP, NULL);
}
