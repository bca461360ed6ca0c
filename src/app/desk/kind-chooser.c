/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/kind-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/category-popover.h"
#include "app/late-tooltip.h"
#include "rules/check-kind.h"

#define HUMAN "human"

struct _FwKindChooser
{
  GtkWidget       parent_instance;

  GtkMenuButton  *button;
  GtkLabel       *name;
  GtkLabel       *sentence;
  GtkWidget      *popover;
  GtkSearchEntry *entry;
  GtkListBox     *list;
  GtkWidget      *nothing;
  char           *chosen; /* (owned) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwKindChooser, fw_kind_chooser, GTK_TYPE_WIDGET)

static const char *
get_scope_words (FwScope scope)
{
  static const char *const words[FW_N_SCOPES] = {
    [FW_SCOPE_LABEL] = N_("one label"), [FW_SCOPE_FRAME] = N_("one frame"),
    [FW_SCOPE_TRACK] = N_("one track"), [FW_SCOPE_VIDEO] = N_("the video"),
    [FW_SCOPE_PROJECT] = N_("the project"),
  };

  return _(words[scope]);
}

static const char *
get_sentence (const char *name)
{
  const FwCheckKind *kind = fw_check_kind_find (name);

  if (g_str_equal (name, HUMAN))
    return _("People look: a reviewer is asked the question below.");
  return kind != NULL ? _(kind->sentence) : _("There is no check of this name.");
}

/* The list ----------------------------------------------------------------------- */

/* Every typed word has to occur. */
static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  FwKindChooser *self = user_data;
  const char *text = g_object_get_data (G_OBJECT (row), "text");
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkListBoxRow *
find_match (FwKindChooser *self,
            int            from,
            int            step)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, from);

  while (row != NULL && !row_matches (row, self))
    {
      from += step;
      row = from >= 0 ? gtk_list_box_get_row_at_index (self->list, from) : NULL;
    }
  return row;
}

static void
choose_row (FwKindChooser *self,
            GtkListBoxRow *row)
{
  const char *name = g_object_get_data (G_OBJECT (row), "name");

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  fw_kind_chooser_set (self, name);
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
select_row (FwKindChooser *self,
            GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, row);
  if (row == NULL || adjustment == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return;
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
search_cb (FwKindChooser *self)
{
  GtkListBoxRow *first;

  gtk_list_box_invalidate_filter (self->list);
  first = find_match (self, 0, 1);
  gtk_widget_set_visible (self->nothing, first == NULL);
  select_row (self, first);
}

static void
activate_cb (FwKindChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && row_matches (row, self))
    choose_row (self, row);
}

/* Arrows go through the list while the words are being typed. */
static gboolean
key_cb (GtkEventControllerKey *key,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        FwKindChooser         *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (step == 0)
    return GDK_EVENT_PROPAGATE;
  next = find_match (self, row != NULL ? gtk_list_box_row_get_index (row) + step : 0, step);
  if (next != NULL)
    select_row (self, next);
  return GDK_EVENT_STOP;
}

static void
add_row (FwKindChooser *self,
         const char    *name,
         const char    *scope)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *where = gtk_label_new (scope);
  GtkWidget *sentence = gtk_label_new (get_sentence (name));
  g_autofree char *all = g_strjoin (" ", name, scope, get_sentence (name), NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "fw-head-title");
  gtk_widget_add_css_class (where, "fw-where");
  gtk_label_set_xalign (GTK_LABEL (sentence), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_widget_add_css_class (sentence, "fw-small");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), where);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), sentence);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_sentence (name), -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (all, -1), g_free);
  gtk_list_box_append (self->list, row);
}

/* Ninety rows are made when they are wanted for the first time. */
static void
show_cb (FwKindChooser *self)
{
  gsize n = 0;
  const FwCheckKind *kinds = fw_check_kinds_get (&n);

  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    {
      add_row (self, HUMAN, _("people"));
      for (gsize i = 0; i < n; i++)
        add_row (self, kinds[i].name, get_scope_words (kinds[i].scope));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_cb (self);
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "name"), self->chosen) == 0)
        select_row (self, row);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static GtkWidget *
new_popover (FwKindChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Search checks"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search checks"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-search-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Checks"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_row), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->nothing = gtk_label_new (_("No check is like that."));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_size_request (box, 340, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->nothing);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown),
                            self->popover);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (show_cb), self);
  return self->popover;
}

/* The button --------------------------------------------------------------------- */

void
fw_kind_chooser_set (FwKindChooser *self,
                     const char    *name)
{
  g_return_if_fail (FW_IS_KIND_CHOOSER (self));
  g_return_if_fail (name != NULL);

  g_autofree char *label = g_strdup_printf (_("Check: %s"), name);

  g_free (self->chosen);
  self->chosen = g_strdup (name);
  gtk_label_set_label (self->name, name[0] != '\0' ? name : _("Choose a check"));
  gtk_label_set_label (self->sentence, name[0] != '\0' ? get_sentence (name) : "");
  fw_late_tooltip_set (GTK_WIDGET (self->button), _("Choose another check"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static gboolean
fw_kind_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FW_KIND_CHOOSER (widget)->button));
}

static void
fw_kind_chooser_dispose (GObject *object)
{
  FwKindChooser *self = FW_KIND_CHOOSER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (fw_kind_chooser_parent_class)->dispose (object);
}

static void
fw_kind_chooser_finalize (GObject *object)
{
  g_free (FW_KIND_CHOOSER (object)->chosen);

  G_OBJECT_CLASS (fw_kind_chooser_parent_class)->finalize (object);
}

static void
fw_kind_chooser_class_init (FwKindChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_kind_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_kind_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = fw_kind_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", FW_TYPE_KIND_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_kind_chooser_init (FwKindChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0.0f);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, face);
  gtk_menu_button_set_popover (self->button, new_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "fw-choice");
  fw_choice_button_fill (self->button);
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sentence, 0.0f);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "fw-manual-line");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  fw_kind_chooser_set (self, "");
}

GtkWidget *
fw_kind_chooser_new (void)
{
  return g_object_new (FW_TYPE_KIND_CHOOSER, NULL);
}
