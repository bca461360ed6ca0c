/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/welcome-page.h"

#include "app/compat.h"
#include "app/key-cap.h"
#include "app/recent-card.h"
#include "app/recent.h"
#include "app/settings.h"

#include <glib/gi18n.h>

struct _FwWelcomePage
{
  GtkWidget           parent_instance;

  FwThumbnailer      *thumbnailer; /* (owned) */
  GSettings          *settings;    /* (owned) */
  GtkFilterListModel *filtered;    /* (owned) */
  GListStore         *drop_cell;   /* (owned) the cell after the last card; empty while searching */

  GtkWidget          *content;
  GtkWidget          *greeting;
  GtkWidget          *actions;
  GtkWidget          *recent_head;
  GtkWidget          *search;
  GtkWidget          *grid;
  GtkWidget          *no_match;
  GtkWidget          *recent_keys; /* in the legend under the cards */
  GtkWidget          *drop_hint;   /* under the actions, while there is no recent work */

  guint               n_actions;   /* in a row: four, or two by two */
  guint               n_columns;   /* of cards */
  guint               columns_idle;
};

#define PAGE_MARGIN  24
#define COLUMN_SPACE 18
#define MOST_COLUMNS 4

enum
{
  SIGNAL_OPEN,
  SIGNAL_ACT,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwWelcomePage, fw_welcome_page, GTK_TYPE_WIDGET)

/* Recent work */

static void
open_item (FwWelcomePage *self,
           FwRecent      *item)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, fw_recent_get_path (item),
                 fw_recent_get_labels (item), fw_recent_get_manual (item));
}

static void
show_in_files (FwWelcomePage *self,
               FwRecent      *item)
{
  g_autoptr(GFile) file = g_file_new_for_path (fw_recent_get_path (item));

  fw_compat_show_in_files (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file);
}

static void
forget (FwWelcomePage *self,
        FwRecent      *its)
{
  g_autoptr(FwRecent) item = g_object_ref (its);
  g_autoptr(FwRecent) forgotten = fw_recent_forget (fw_recent_get_path (item));
  g_autofree char *sentence
      = g_strdup_printf (_ ("“%s” is off the list. The files stay where they are."),
                         fw_recent_get_title (item));

  if (forgotten)
    g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence, forgotten);
}

static void
card_act_cb (FwWelcomePage *self,
             const char    *what,
             FwRecentCard  *card)
{
  FwRecent *item = fw_recent_card_get_item (card);

  if (item == NULL)
    return;
  if (g_str_equal (what, "open"))
    open_item (self, item);
  else if (g_str_equal (what, "show-in-files"))
    show_in_files (self, item);
  else if (g_str_equal (what, "forget"))
    forget (self, item);
  else
    g_signal_emit (self, signals[SIGNAL_ACT], 0, item, what);
}

static void
find_card (GtkWidget *widget,
           GtkWidget **out_card)
{
  if (FW_IS_RECENT_CARD (widget))
    *out_card = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *out_card == NULL;
       child = gtk_widget_get_next_sibling (child))
    find_card (child, out_card);
}

/* The menu of the card that has the focus; the focus is on the cell around it. */
static gboolean
menu_key_cb (GtkWidget *grid,
             GVariant  *args,
             gpointer   user_data)
{
  GtkWidget *card = NULL;

  if (gtk_widget_get_focus_child (grid) != NULL)
    find_card (gtk_widget_get_focus_child (grid), &card);
  if (card == NULL || fw_recent_card_get_item (FW_RECENT_CARD (card)) == NULL)
    return FALSE;
  fw_recent_card_popup_menu (FW_RECENT_CARD (card));

  return TRUE;
}

static void
add_menu_keys (GtkWidget *grid)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (grid, keys);
}

static void
activate_cb (FwWelcomePage *self,
             guint          position)
{
  g_autoptr(FwRecent) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item != NULL)
    open_item (self, item);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-video", NULL);
}

void
fw_welcome_page_open_recent (FwWelcomePage *self,
                             guint          number)
{
  g_return_if_fail (FW_IS_WELCOME_PAGE (self));
  g_return_if_fail (number > 0);

  g_autoptr(FwRecent) item
      = g_list_model_get_item (G_LIST_MODEL (self->filtered), number - 1);

  if (item != NULL)
    open_item (self, item);
}

static GtkWidget *
make_drop_cell (void)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("folder-download-symbolic");
  GtkWidget *title = gtk_label_new (_("Drop it here"));
  GtkWidget *text = gtk_label_new (_("A video, a folder of pictures, or a COCO file to continue"));

  gtk_image_set_pixel_size (GTK_IMAGE (image), 40);
  gtk_widget_add_css_class (image, "dim-label");
  gtk_widget_add_css_class (title, "fw-card-title");
  gtk_widget_add_css_class (text, "fw-card-text");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 26);
  gtk_widget_set_valign (image, GTK_ALIGN_END);
  gtk_widget_set_vexpand (image, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_START);
  gtk_widget_set_vexpand (text, TRUE);
  gtk_box_append (GTK_BOX (page), image);
  gtk_box_append (GTK_BOX (page), title);
  gtk_box_append (GTK_BOX (page), text);
  gtk_widget_add_css_class (page, "fw-drop");
  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (title)), -1);

  return page;
}

static void
setup_cb (FwWelcomePage *self,
          GtkListItem   *list_item)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *card = fw_recent_card_new (self->thumbnailer);

  g_signal_connect_swapped (card, "act", G_CALLBACK (card_act_cb), self);
  /* One kind of cell for both, so that the last one is as large as the others. */
  gtk_stack_add_named (GTK_STACK (stack), card, "card");
  gtk_stack_add_named (GTK_STACK (stack), make_drop_cell (), "drop");
  gtk_list_item_set_child (list_item, stack);
}

static FwRecentCard *
get_card (GtkListItem *list_item)
{
  GtkStack *stack = GTK_STACK (gtk_list_item_get_child (list_item));

  return FW_RECENT_CARD (gtk_stack_get_child_by_name (stack, "card"));
}

static void
bind_cb (FwWelcomePage *self,
         GtkListItem   *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  fw_recent_card_set_item (get_card (list_item), FW_IS_RECENT (item) ? item : NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_list_item_get_child (list_item)),
                                    FW_IS_RECENT (item) ? "card" : "drop");
}

static void
unbind_cb (FwWelcomePage *self,
           GtkListItem   *list_item)
{
  fw_recent_card_set_item (get_card (list_item), NULL);
}

static gboolean
matches_search (gpointer item,
                gpointer user_data)
{
  FwWelcomePage *self = user_data;
  const char *text = self->search ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";

  return *text == '\0' || g_str_match_string (text, fw_recent_get_title (item), TRUE);
}

static char *
make_greeting (FwWelcomePage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *person = fw_settings_dup_person (self->settings);
  int hour = g_date_time_get_hour (now);

  if (hour < 12)
    return g_strdup_printf (_("Good morning, %s"), person);
  if (hour < 18)
    return g_strdup_printf (_("Good afternoon, %s"), person);

  return g_strdup_printf (_("Good evening, %s"), person);
}

static void
update_recent (FwWelcomePage *self)
{
  guint n_all = g_list_model_get_n_items (fw_recent_get_list ());
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  gboolean searching = self->search && *gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n_cells = n_all > 0 && !searching ? 1 : 0;
  g_autofree char *greeting = make_greeting (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->drop_cell)) != n_cells)
    {
      g_autoptr(GtkStringObject) cell = gtk_string_object_new ("drop");

      g_list_store_splice (self->drop_cell, 0, 1 - n_cells, (gpointer *) &cell, n_cells);
    }
  gtk_widget_set_visible (self->recent_keys, n_all > 0);
  gtk_widget_set_visible (self->recent_head, n_all > 0);
  gtk_widget_set_visible (self->grid, n_shown > 0);
  gtk_widget_set_visible (self->drop_hint, n_all == 0);
  gtk_widget_set_visible (self->no_match, n_all > 0 && n_shown == 0);
  gtk_label_set_label (GTK_LABEL (self->greeting),
                       n_all > 0 ? greeting : _("Start with a video or a folder of pictures"));
}

static void
search_cb (FwWelcomePage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update_recent (self);
}

/* The page */

static GtkWidget *
make_action (const char *action,
             const char *icon,
             const char *title,
             const char *text,
             gboolean    is_suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *text_label = gtk_label_new (text);
  GtkWidget *cap = fw_key_cap_new (action);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 20);
  gtk_label_set_xalign (GTK_LABEL (title_label), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (text_label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text_label), TRUE);
  gtk_widget_add_css_class (title_label, "fw-action-title");
  gtk_widget_add_css_class (text_label, "fw-action-text");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title_label);
  gtk_box_append (GTK_BOX (words), text_label);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "fw-action");
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);

  return button;
}

static GtkWidget *
make_actions (FwWelcomePage *self)
{
  GtkWidget *flow = gtk_flow_box_new ();
  struct
  {
    const char *action;
    const char *icon;
    const char *title;
    const char *text;
  } actions[] = {
    { "win.open-video", "video-x-generic-symbolic", _ ("Open Video…"),
      _ ("MP4, MKV, MOV and more") },
    { "win.open-folder", "image-x-generic-symbolic", _ ("Open Image Folder…"),
      _ ("JPEG, PNG, WebP, TIFF") },
    { "win.open-labels", "document-open-symbolic", _ ("Continue a COCO File…"),
      _ ("Labels that are there already") },
    { "win.open-sample", "fw-manual-symbolic", _ ("Try the Sample Clip"),
      _ ("A street, with a manual") },
  };

  gtk_widget_add_css_class (flow, "fw-actions");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), COLUMN_SPACE);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), MOST_COLUMNS);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), MOST_COLUMNS);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button = make_action (actions[i].action, actions[i].icon, actions[i].title,
                                       actions[i].text, i == 0);

      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
      /* The button has the focus, not the cell around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  self->actions = flow;

  return flow;
}

static GtkWidget *
make_recent_head (FwWelcomePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_("Recent work"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  self->search = gtk_search_entry_new ();
  gtk_widget_set_size_request (self->search, 260, -1);
  g_object_set (self->search, "placeholder-text", _("Search recent work"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search recent work"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_widget_set_margin_top (box, 27);
  gtk_widget_set_margin_bottom (box, 12);
  self->recent_head = box;

  return box;
}

static GtkWidget *
make_grid (FwWelcomePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkNoSelection *selection
      = gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))));

  g_list_store_append (parts, self->filtered);
  g_list_store_append (parts, self->drop_cell);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->grid = gtk_grid_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->grid), MOST_COLUMNS);
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (self->grid), MOST_COLUMNS);
  gtk_grid_view_set_single_click_activate (GTK_GRID_VIEW (self->grid), TRUE);
  gtk_widget_add_css_class (self->grid, "fw-recent");
  gtk_widget_set_vexpand (self->grid, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recent work"), -1);
  g_signal_connect_swapped (self->grid, "activate", G_CALLBACK (activate_cb), self);
  add_menu_keys (self->grid);

  return self->grid;
}

static GtkWidget *
make_legend (FwWelcomePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  const struct
  {
    const char *first;
    const char *last; /* nullable */
    const char *text;
  } keys[] = {
    { "win.recent-1", "win.recent-7", _("opens recent work") },
    { "win.tour", NULL, _("five-minute tour") },
    { "app.shortcuts", NULL, _("all shortcuts") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (part), fw_key_cap_new (keys[i].first));
      if (keys[i].last != NULL)
        {
          gtk_box_append (GTK_BOX (part), gtk_label_new ("–"));
          gtk_box_append (GTK_BOX (part), fw_key_cap_new (keys[i].last));
          self->recent_keys = part;
        }
      gtk_box_append (GTK_BOX (part), gtk_label_new (keys[i].text));
      gtk_box_append (GTK_BOX (box), part);
    }
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "dim-label");
  gtk_widget_add_css_class (box, "fw-small");
  gtk_widget_set_margin_top (box, 18);

  return box;
}

static GtkWidget *
make_title (FwWelcomePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = gtk_label_new (_("Everything is saved on this computer."));

  self->greeting = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->greeting), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->greeting), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0.0f);
  gtk_widget_add_css_class (self->greeting, "title-1");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_box_append (GTK_BOX (box), self->greeting);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_margin_bottom (box, 18);

  return box;
}

/* Says that things can be dropped, and where, as long as there is nothing else to show. */
static GtkWidget *
make_drop_hint (FwWelcomePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name ("folder-download-symbolic");
  GtkWidget *text
      = gtk_label_new (_("Or drop a video, a folder of pictures or a COCO file here"));

  gtk_image_set_pixel_size (GTK_IMAGE (image), 48);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (image, "dim-label");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_vexpand (box, TRUE);

  self->drop_hint = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->drop_hint), box);
  gtk_widget_add_css_class (self->drop_hint, "fw-drop");
  gtk_widget_set_margin_top (self->drop_hint, 27);
  gtk_widget_set_vexpand (self->drop_hint, TRUE);

  return self->drop_hint;
}

static GtkWidget *
make_content (FwWelcomePage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_title (self));
  gtk_box_append (GTK_BOX (box), make_actions (self));
  gtk_box_append (GTK_BOX (box), make_drop_hint (self));
  gtk_box_append (GTK_BOX (box), make_recent_head (self));
  self->no_match = gtk_label_new (_("No recent work has this name."));
  gtk_widget_add_css_class (self->no_match, "dim-label");
  gtk_box_append (GTK_BOX (box), self->no_match);
  gtk_box_append (GTK_BOX (box), make_grid (self));
  gtk_box_append (GTK_BOX (box), make_legend (self));
  gtk_widget_set_margin_top (box, PAGE_MARGIN);
  gtk_widget_set_margin_bottom (box, PAGE_MARGIN);
  gtk_widget_set_margin_start (box, PAGE_MARGIN);
  gtk_widget_set_margin_end (box, PAGE_MARGIN);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1340);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1200);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  /* Not "never": four columns would then keep the window from ever getting narrower. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->content = scrolled;

  return scrolled;
}

/* The width that an action takes with all its words, whatever the size of the text. */
static int
measure_action (FwWelcomePage *self)
{
  int widest = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (self->actions); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      widest = MAX (widest, natural);
    }

  return widest;
}

static guint
count_columns (int width,
               int column)
{
  return CLAMP ((width - 2 * PAGE_MARGIN + COLUMN_SPACE) / (column + COLUMN_SPACE), 2,
                MOST_COLUMNS);
}

static gboolean
columns_idle_cb (gpointer user_data)
{
  FwWelcomePage *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int action = measure_action (self);
  guint n_actions = count_columns (width, action) < MOST_COLUMNS ? 2 : MOST_COLUMNS;
  guint n = MAX (count_columns (width, action * 4 / 5), n_actions);

  self->columns_idle = 0;
  if (n == self->n_columns && n_actions == self->n_actions)
    return G_SOURCE_REMOVE;

  self->n_columns = n;
  self->n_actions = n_actions;
  /* The least is let go first, so that it is never above the most. */
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->actions), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->actions), n_actions);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->actions), n_actions);
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (self->grid), 1);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->grid), n);
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (self->grid), n);

  return G_SOURCE_REMOVE;
}

static void
fw_welcome_page_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (FW_WELCOME_PAGE (widget)->content, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

/* The columns follow the width, but not within the layout that is under way. */
static void
fw_welcome_page_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  FwWelcomePage *self = FW_WELCOME_PAGE (widget);

  gtk_widget_size_allocate (self->content, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (self->columns_idle == 0)
    self->columns_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, columns_idle_cb, self, NULL);
}

static void
fw_welcome_page_init (FwWelcomePage *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));

  self->n_actions = MOST_COLUMNS;
  self->n_columns = MOST_COLUMNS;
  self->thumbnailer = fw_thumbnailer_new ();
  self->settings = fw_settings_new ();
  self->filtered = gtk_filter_list_model_new (g_object_ref (fw_recent_get_list ()), filter);
  self->drop_cell = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  gtk_widget_set_parent (make_content (self), GTK_WIDGET (self));

  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (update_recent), self);
  update_recent (self);
}

static void
fw_welcome_page_dispose (GObject *object)
{
  FwWelcomePage *self = FW_WELCOME_PAGE (object);

  if (self->filtered)
    {
      g_signal_handlers_disconnect_by_data (self->filtered, self);
      /* The filter looks into the page, and the list of recent work outlives it. */
      gtk_filter_list_model_set_filter (self->filtered, NULL);
    }
  g_clear_handle_id (&self->columns_idle, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->filtered);
  g_clear_object (&self->drop_cell);
  g_clear_object (&self->thumbnailer);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_welcome_page_parent_class)->dispose (object);
}

static void
fw_welcome_page_class_init (FwWelcomePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_welcome_page_dispose;
  GTK_WIDGET_CLASS (klass)->measure = fw_welcome_page_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = fw_welcome_page_size_allocate;

  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_ACT] =
    g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, FW_TYPE_RECENT, G_TYPE_STRING);
  signals[SIGNAL_SAY] =
    g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, FW_TYPE_RECENT);
}

GtkWidget *
fw_welcome_page_new (void)
{
  return g_object_new (FW_TYPE_WELCOME_PAGE, NULL);
}
