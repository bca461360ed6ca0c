/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/cite-field.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"

#define MAX_RESULTS 8

struct _FwCiteField
{
  GtkWidget    parent_instance;

  GtkWidget   *entry;
  GtkWidget   *popover;
  GtkWidget   *list;
  GtkWidget   *nothing;

  FwRuleQuery  query;
  GArray      *results;  /* (element-type FwCitation) (owned) */
  char        *shown;    /* (owned) what stands in the entry when nobody types */
  gboolean     is_setting;
};

enum
{
  CHOSEN,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCiteField, fw_cite_field, GTK_TYPE_WIDGET)

static void
set_text (FwCiteField *self,
          const char  *text)
{
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  /* Its beginning is what one reads. */
  gtk_editable_set_position (GTK_EDITABLE (self->entry), 0);
  self->is_setting = FALSE;
}

/* Results */

static GtkWidget *
new_row (const FwCitation *citation)
{
  const FwRule *rule = citation->rule;
  const FwPrecedent *precedent = citation->precedent;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *id = gtk_label_new (precedent != NULL ? precedent->id : rule->id);
  GtkWidget *title = gtk_label_new (precedent != NULL ? precedent->title : rule->title);

  gtk_widget_add_css_class (id, "dim-label");
  gtk_widget_add_css_class (id, "numeric");
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  fw_late_tooltip_set (box, precedent == NULL && rule->n_sentences > 0 ? rule->sentences[0].text
                                                                        : rule->title);
  gtk_box_append (GTK_BOX (box), id);
  gtk_box_append (GTK_BOX (box), title);
  if (precedent != NULL)
    {
      /* Translators: the rule that a precedent stands under, as in "under SD-009" */
      g_autofree char *where = g_strdup_printf (_("under %s"), rule->id);
      GtkWidget *under = gtk_label_new (where);

      gtk_widget_add_css_class (under, "dim-label");
      gtk_widget_add_css_class (under, "numeric");
      gtk_box_append (GTK_BOX (box), under);
    }

  return box;
}

static void
clear_list (FwCiteField *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* Rules that are likely, before anybody typed. */
static GArray *
suggest (FwCiteField *self)
{
  g_autoptr(GPtrArray) rules = fw_review_rules_suggest (&self->query, MAX_RESULTS);
  GArray *results = g_array_new (FALSE, FALSE, sizeof (FwCitation));

  for (guint i = 0; i < rules->len; i++)
    {
      const FwCitation citation = { rules->pdata[i], NULL };

      g_array_append_val (results, citation);
    }
  return results;
}

static void
search (FwCiteField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->results, g_array_unref);
  /* What is cited already is no search. */
  self->results = g_strcmp0 (text, self->shown) == 0
                    ? suggest (self)
                    : fw_review_rules_search_cited (&self->query, text, MAX_RESULTS);
  clear_list (self);
  for (guint i = 0; i < self->results->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), 
                         new_row (&g_array_index (self->results, FwCitation, i)));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_widget_set_visible (self->nothing, self->results->len == 0);
  gtk_label_set_label (GTK_LABEL (self->nothing), self->query.manual == NULL
                                                    ? _("There is no manual yet.")
                                                    : _("No rule has these words."));
}

static void
open_results (FwCiteField *self)
{
  search (self);
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (self->entry), 320), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
close_results (FwCiteField *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_text (self, self->shown);
}

static void
choose (FwCiteField *self,
        guint        index)
{
  const FwCitation *citation;

  if (self->results == NULL || index >= self->results->len)
    return;
  citation = &g_array_index (self->results, FwCitation, index);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHOSEN], 0,
                 citation->precedent != NULL ? citation->precedent->id : citation->rule->id);
  g_signal_emit (self, signals[LEFT], 0);
}

/* What the person does */

static void
changed_cb (FwCiteField *self)
{
  if (!self->is_setting)
    open_results (self);
}

static void
row_activated_cb (FwCiteField   *self,
                  GtkListBoxRow *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
activate_cb (FwCiteField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (gtk_widget_get_visible (self->popover) && row != NULL)
    choose (self, (guint) gtk_list_box_row_get_index (row));
  else
    g_signal_emit (self, signals[LEFT], 0);
}

static void
move_selection (FwCiteField *self,
                int          by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next
    = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (index, 0));

  if (next != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
}

static gboolean
key_pressed_cb (FwCiteField    *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  gboolean is_open = gtk_widget_get_visible (self->popover);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      if (is_open)
        move_selection (self, keyval == GDK_KEY_Down ? 1 : -1);
      else
        open_results (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      close_results (self);
      g_signal_emit (self, signals[LEFT], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_enter_cb (FwCiteField *self)
{
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
focus_leave_cb (FwCiteField *self)
{
  close_results (self);
}

static void
icon_press_cb (FwCiteField         *self,
               GtkEntryIconPosition position)
{
  if (position != GTK_ENTRY_ICON_SECONDARY)
    return;
  fw_cite_field_focus (self);
}

/* Public */

void
fw_cite_field_set_query (FwCiteField       *self,
                         const FwRuleQuery *query)
{
  g_return_if_fail (FW_IS_CITE_FIELD (self));
  g_return_if_fail (query != NULL);

  /* What is listed belongs to the manual that it was found in. */
  if (query->manual != self->query.manual)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      clear_list (self);
      g_clear_pointer (&self->results, g_array_unref);
    }
  self->query = *query;
}

void
fw_cite_field_set_cited (FwCiteField      *self,
                         const FwCitation *citation)
{
  const FwRule *rule = citation->rule;
  g_autofree char *text = NULL;

  g_return_if_fail (FW_IS_CITE_FIELD (self));

  if (citation->precedent != NULL)
    /* Translators: number and title of a precedent, and the rule it stands under */
    text = g_strdup_printf (_("%s %s, under %s"), citation->precedent->id,
                            citation->precedent->title, rule->id);
  else
    /* Translators: an id and the title of a rule */
    text = rule != NULL ? g_strdup_printf (_("%s %s"), rule->id, rule->title) : g_strdup ("");
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  set_text (self, self->shown);
  fw_late_tooltip_set (self->entry, rule != NULL ? self->shown : NULL);
}

void
fw_cite_field_focus (FwCiteField *self)
{
  g_return_if_fail (FW_IS_CITE_FIELD (self));

  gtk_widget_grab_focus (self->entry);
  open_results (self);
}

/* The widget */

static void
fw_cite_field_dispose (GObject *object)
{
  FwCiteField *self = FW_CITE_FIELD (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->results, g_array_unref);

  G_OBJECT_CLASS (fw_cite_field_parent_class)->dispose (object);
}

static void
fw_cite_field_finalize (GObject *object)
{
  g_free (FW_CITE_FIELD (object)->shown);

  G_OBJECT_CLASS (fw_cite_field_parent_class)->finalize (object);
}

static void
fw_cite_field_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  FwCiteField *self = FW_CITE_FIELD (widget);

  GTK_WIDGET_CLASS (fw_cite_field_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
fw_cite_field_class_init (FwCiteFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fw_cite_field_dispose;
  object_class->finalize = fw_cite_field_finalize;
  widget_class->size_allocate = fw_cite_field_size_allocate;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "citefield");
}

static void
fw_cite_field_init (FwCiteField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->shown = g_strdup ("");
  self->entry = gtk_entry_new ();
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "system-search-symbolic");
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                   _("Likely rules"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Words or number of a rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which rule?"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (icon_press_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "fw-search-list");
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rules"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->nothing = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->nothing);

  /* It must not take the focus from who types. */
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

GtkWidget *
fw_cite_field_new (void)
{
  return g_object_new (FW_TYPE_CITE_FIELD, NULL);
}
