/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list holds one small item per object, just its id. When the session's
 * objects change, only what really came, went or moved is told to the list
 * view; rows follow everything else themselves. So stepping through a clip in
 * which the same 30 cars stay in view changes no row at all, and where others
 * take their places the rows stay and show those: GTK 4.8 would throw each away
 * and make a new one. Behind another panel list and rows stay as they were, and
 * catch up when they come to the front: to throw the rows away takes as long as
 * to show a panel.
 */

#include "app/panels/objects-panel.h"

#include <glib/gi18n.h>

#include "app/panels/inspector.h"
#include "app/panels/object-row.h"
#include "app/settings.h"
#include "app/shortcuts.h"
#include "edit/clock.h"

#define ROW_HEIGHT   31
#define ROWS_NORMAL  10
#define ROWS_COMPACT  5

/* Item of the list */

#define FW_TYPE_OBJECT_ITEM (fw_object_item_get_type ())
G_DECLARE_FINAL_TYPE (FwObjectItem, fw_object_item, FW, OBJECT_ITEM, GObject)

struct _FwObjectItem
{
  GObject   parent_instance;
  FwTrackId id;
};

G_DEFINE_FINAL_TYPE (FwObjectItem, fw_object_item, G_TYPE_OBJECT)

/* That another object has taken the place of the item. */
static guint item_changed;

static void
fw_object_item_class_init (FwObjectItemClass *klass)
{
  item_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_object_item_init (FwObjectItem *self)
{
}

static FwObjectItem *
fw_object_item_new (FwTrackId id)
{
  FwObjectItem *self = g_object_new (FW_TYPE_OBJECT_ITEM, NULL);

  self->id = id;

  return self;
}

static void
fw_object_item_set_id (FwObjectItem *self,
                       FwTrackId     id)
{
  if (self->id == id)
    return;
  self->id = id;
  g_signal_emit (self, item_changed, 0);
}

/* Panel */

struct _FwObjectsPanel
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkLabel          *title;
  GtkLabel          *count;
  GtkToggleButton   *search_button;
  GtkMenuButton     *order_button;
  GtkRevealer       *search_revealer;
  GtkSearchEntry    *search_entry;
  GtkWidget         *list_scroller;
  GtkListView       *list;
  GtkLabel          *empty;
  FwInspector       *inspector;

  FwSession         *session; /* (owned) (nullable) */
  GSettings         *settings; /* (owned) */
  GListStore        *items;   /* (owned) (element-type FwObjectItem) */
  GtkMultiSelection *selection; /* (owned) */
  gboolean           is_syncing; /* one of list and session follows the other */
  gboolean           is_stale;   /* there is something to be shown when it comes to the front */
};

G_DEFINE_FINAL_TYPE (FwObjectsPanel, fw_objects_panel, GTK_TYPE_WIDGET)

typedef enum
{
  ORDER_MANUAL,
  ORDER_CATEGORY,
  ORDER_LEFT_TO_RIGHT
} Order;

typedef struct
{
  FwTrackId id;
  gssize    category; /* place in the manual */
  char     *name;     /* (owned) collation key */
  double    x;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->name);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Entry *left = a;
  const Entry *right = b;
  Order order = GPOINTER_TO_INT (user_data);

  if (order == ORDER_LEFT_TO_RIGHT && left->x != right->x)
    return left->x < right->x ? -1 : 1;
  if (order == ORDER_CATEGORY)
    return strcmp (left->name, right->name);
  if (order == ORDER_MANUAL && left->category != right->category)
    return left->category < right->category ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static gboolean
passes_search (FwObjectsPanel *self,
               const char     *name)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (!gtk_revealer_get_reveal_child (self->search_revealer) || text[0] == '\0')
    return TRUE;

  g_autofree char *a = g_utf8_casefold (text, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return strstr (b, a) != NULL;
}

static GArray *
list_entries (FwObjectsPanel *self,
              guint          *out_n_labels)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  gsize n = 0;
  const FwObject *objects = fw_session_get_objects (self->session, &n);

  g_array_set_clear_func (entries, entry_clear);
  *out_n_labels = 0;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = fw_session_dup_object_name (self->session, objects[i].id);
      FwCategoryId category = fw_track_get_category (objects[i].track);

      if (fw_presence_is_visible (objects[i].presence))
        (*out_n_labels)++;
      if (!passes_search (self, name))
        continue;

      gssize index = taxonomy != NULL ? fw_taxonomy_get_index (taxonomy, category) : 0;
      Entry entry = { objects[i].id, index, g_utf8_collate_key_for_filename (name, -1),
                      objects[i].bounds.x };

      g_array_append_val (entries, entry);
    }
  g_array_sort_with_data (entries, compare_entries,
                          GINT_TO_POINTER (g_settings_get_enum (self->settings, "object-order")));
  return entries;
}

static FwTrackId
get_id_at (FwObjectsPanel *self,
           guint           position)
{
  g_autoptr (FwObjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item != NULL ? item->id : 0;
}

/* Tells the view only of the part that differs. */
static void
splice_items (FwObjectsPanel *self,
              GArray         *entries)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint n_new = entries->len;
  guint head = 0;
  guint tail = 0;

#define NEW_ID(i) (g_array_index (entries, Entry, (i)).id)
  while (head < n_old && head < n_new && get_id_at (self, head) == NEW_ID (head))
    head++;
  while (tail < n_old - head && tail < n_new - head
         && get_id_at (self, n_old - 1 - tail) == NEW_ID (n_new - 1 - tail))
    tail++;
  if (head + tail == n_old && n_old == n_new)
    return;

  guint n_kept = MIN (n_old, n_new) - head - tail;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = head; i < head + n_kept; i++)
    {
      g_autoptr (FwObjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      fw_object_item_set_id (item, NEW_ID (i));
    }
  for (guint i = head + n_kept; i < n_new - tail; i++)
    g_ptr_array_add (added, fw_object_item_new (NEW_ID (i)));
  if (n_old != n_new)
    g_list_store_splice (self->items, head + n_kept, n_old - head - tail - n_kept, added->pdata,
                         added->len);
#undef NEW_ID
}

static void
sync_selection (FwObjectsPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  FwTrackId primary = fw_session_get_primary (self->session);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);
  guint primary_position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      FwTrackId id = get_id_at (self, i);

      if (fw_session_is_selected (self->session, id))
        gtk_bitset_add (selected, i);
      if (id == primary)
        primary_position = i;
    }
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  /* The row that was chosen on the canvas comes into view, without taking the focus. */
  if (primary_position != GTK_INVALID_LIST_POSITION
      && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                primary_position);
}

/* What to do where there is nothing, with the keys of the moment. */
static void
update_empty (FwObjectsPanel *self)
{
  gsize n_objects = 0;
  gboolean is_video = fw_session_is_video (self->session);

  fw_session_get_objects (self->session, &n_objects);

  const char *sentence
    = n_objects > 0 ? (is_video ? _("Nothing in this frame is called that.")
                                : _("Nothing in this picture is called that."))
      : is_video
        ? _("Nothing labelled here. Press {tool::box} to draw, {next-frame} for the next frame.")
        : _("Nothing labelled here. Press {tool::box} to draw, {next-frame} for the next picture.");
  g_autofree char *text = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), sentence);

  gtk_label_set_label (self->empty, text);
}

static void
update (FwObjectsPanel *self)
{
  if (self->session == NULL || self->is_syncing)
    return;
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;

  guint n_labels = 0;
  g_autoptr (GArray) entries = list_entries (self, &n_labels);
  g_autofree char *count = g_strdup_printf ("%u", n_labels);

  self->is_syncing = TRUE;
  splice_items (self, entries);
  sync_selection (self);
  self->is_syncing = FALSE;

  gtk_label_set_label (self->title, fw_session_is_video (self->session) ? _("In this frame")
                                                                        : _("In this picture"));
  gtk_label_set_label (self->count, count);
  update_empty (self);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), entries->len == 0);
  gtk_widget_set_visible (self->list_scroller, entries->len > 0);
}

static void
list_selection_cb (FwObjectsPanel *self,
                   guint           position,
                   guint           n_items)
{
  if (self->is_syncing || self->session == NULL)
    return;

  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  gsize n_old = 0;
  const FwTrackId *old = fw_session_get_selection (self->session, &n_old);

  /* Who was selected before stays in front, so what was added last is the primary. */
  for (gsize k = 0; k < n_old; k++)
    for (guint i = 0; i < n; i++)
      if (get_id_at (self, i) == old[k]
          && gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_array_append_val (ids, old[k]);
  for (guint i = 0; i < n; i++)
    {
      FwTrackId id = get_id_at (self, i);

      if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i)
          && !fw_session_is_selected (self->session, id))
        g_array_append_val (ids, id);
    }

  self->is_syncing = TRUE;
  fw_session_select_many (self->session, (const FwTrackId *) ids->data, ids->len);
  self->is_syncing = FALSE;
}

static void
activated_cb (FwObjectsPanel *self,
              guint           position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.zoom-to-object", NULL);
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          FwObjectsPanel           *self)
{
  gtk_list_item_set_child (item, fw_object_row_new ());
}

/* The list asks for nothing but ids, so a row can show another object at once. */
static void
item_changed_cb (FwObjectItem *object,
                 FwObjectRow  *row)
{
  fw_object_row_show (row, object->id);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         FwObjectsPanel           *self)
{
  FwObjectItem *object = gtk_list_item_get_item (item);
  FwObjectRow *row = FW_OBJECT_ROW (gtk_list_item_get_child (item));

  fw_object_row_bind (row, self->session, object->id);
  g_signal_connect (object, "changed", G_CALLBACK (item_changed_cb), row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           FwObjectsPanel           *self)
{
  FwObjectRow *row = FW_OBJECT_ROW (gtk_list_item_get_child (item));

  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), row);
  fw_object_row_bind (row, NULL, 0);
}

/* Search and order */

static void
search_toggled_cb (FwObjectsPanel *self)
{
  gboolean active = gtk_toggle_button_get_active (self->search_button);

  gtk_revealer_set_reveal_child (self->search_revealer, active);
  gtk_widget_set_visible (GTK_WIDGET (self->search_revealer), active);
  if (active)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  update (self);
}

static void
stop_search_cb (FwObjectsPanel *self)
{
  gtk_toggle_button_set_active (self->search_button, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
}

/* The object that Enter means: "12" is Car 12, although Car 112 may stand before it. */
static FwTrackId
find_searched (FwObjectsPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      FwTrackId id = get_id_at (self, i);
      g_autofree char *name = fw_session_dup_object_name (self->session, id);
      const char *number = strrchr (name, ' ');

      if (number != NULL && g_str_equal (number + 1, text))
        return id;
    }
  return n > 0 ? get_id_at (self, 0) : 0;
}

static void
search_cb (FwObjectsPanel *self)
{
  if (self->session == NULL)
    return;

  /* The entry tells of the last letters only after a moment. */
  update (self);

  FwTrackId id = find_searched (self);

  if (id == 0)
    return;
  fw_session_select (self->session, id);
  stop_search_cb (self);
}

static GMenuModel *
new_order_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("In the manual's order"), "objects.object-order::manual");
  g_menu_append (menu, _("By name"), "objects.object-order::category");
  g_menu_append (menu, _("From left to right"), "objects.object-order::left-to-right");
  return G_MENU_MODEL (menu);
}

static void
install_order_action (FwObjectsPanel *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) action = g_settings_create_action (self->settings, "object-order");

  g_action_map_add_action (G_ACTION_MAP (group), action);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "objects", G_ACTION_GROUP (group));
  g_signal_connect_object (self->settings, "changed::object-order", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
fw_objects_panel_map (GtkWidget *widget)
{
  FwObjectsPanel *self = FW_OBJECTS_PANEL (widget);

  GTK_WIDGET_CLASS (fw_objects_panel_parent_class)->map (widget);
  if (self->is_stale)
    update (self);
}

static void
fw_objects_panel_dispose (GObject *object)
{
  FwObjectsPanel *self = FW_OBJECTS_PANEL (object);

  if (self->box != NULL)
    fw_objects_panel_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_OBJECTS_PANEL);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_objects_panel_parent_class)->dispose (object);
}

static void
fw_objects_panel_class_init (FwObjectsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_INSPECTOR);
  G_OBJECT_CLASS (klass)->dispose = fw_objects_panel_dispose;
  widget_class->map = fw_objects_panel_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/objects-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, box);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, title);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, count);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, search_button);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, order_button);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, search_revealer);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, FwObjectsPanel, inspector);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fw_objects_panel_init (FwObjectsPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GMenuModel) orders = new_order_menu ();

  self->settings = fw_settings_new ();
  self->items = g_list_store_new (FW_TYPE_OBJECT_ITEM);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (list_selection_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_menu_model (self->order_button, orders);
  install_order_action (self);
}

GtkWidget *
fw_objects_panel_new (void)
{
  return g_object_new (FW_TYPE_OBJECTS_PANEL, NULL);
}

void
fw_objects_panel_set_session (FwObjectsPanel *self,
                              FwSession      *session)
{
  g_return_if_fail (FW_IS_OBJECTS_PANEL (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_list_store_remove_all (self->items);
  g_set_object (&self->session, session);
  fw_inspector_set_session (self->inspector, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "objects-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (update), self);
  update (self);
}

void
fw_objects_panel_set_manual (FwObjectsPanel *self,
                             FwManual       *manual)
{
  g_return_if_fail (FW_IS_OBJECTS_PANEL (self));

  fw_inspector_set_manual (self->inspector, manual);
}

void
fw_objects_panel_set_shelf (FwObjectsPanel *self,
                            FwManualShelf  *shelf)
{
  g_return_if_fail (FW_IS_OBJECTS_PANEL (self));

  fw_inspector_set_shelf (self->inspector, shelf);
}

void
fw_objects_panel_set_compact (FwObjectsPanel *self,
                              gboolean        compact)
{
  g_return_if_fail (FW_IS_OBJECTS_PANEL (self));

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->list_scroller),
                                              compact ? ROWS_COMPACT * ROW_HEIGHT
                                                      : ROWS_NORMAL * ROW_HEIGHT);
}

void
fw_objects_panel_search (FwObjectsPanel *self)
{
  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
fw_objects_panel_choose_category (FwObjectsPanel *self)
{
  fw_inspector_choose_category (self->inspector);
}

void
fw_objects_panel_focus (FwObjectsPanel *self)
{
  if (gtk_widget_get_visible (self->list_scroller))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
