/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/attribute-field.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/panels/rule-link.h"
#include "edit/commands.h"

/* Side by side they have to fit into the narrowest sidebar. */
#define MAX_SEGMENTS       4
#define MAX_SEGMENT_CHARS 32

typedef enum
{
  FORM_SEGMENTS,
  FORM_LIST,
  FORM_ENTRY
} Form;

struct _FwAttributeField
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  GtkLabel    *title;
  GtkWidget   *segments; /* FORM_SEGMENTS: toggle buttons, one per value */
  GtkDropDown *list;     /* FORM_LIST: "Not set", then the values */
  GtkEditable *entry;    /* FORM_ENTRY */
  GtkLabel    *sentence;
  FwRuleLink  *link;
  GtkWidget   *help;

  FwSession   *session; /* (owned) */
  char        *name;    /* (owned) */
  FwAttributeType type;
  Form         form;
  GArray      *values;  /* (element-type FwValue) (owned) of segments and list */

  /* What the sentence was looked up for; the same again needs no search. */
  FwManual    *manual;   /* (owned) (nullable) */
  const char  *category; /* interned */
  const char  *word;     /* interned; the value's text or NULL */
  gboolean     is_updating;
};

G_DEFINE_FINAL_TYPE (FwAttributeField, fw_attribute_field, GTK_TYPE_WIDGET)

char *
fw_word_dup_title (const char *word)
{
  g_autofree char *text = g_strdelimit (g_strdup (word), "_-", ' ');
  gunichar first = g_utf8_get_char (text);
  char upper[7] = { 0 };

  if (first == 0)
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (first), upper);
  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

char *
fw_value_dup_title (FwValue value)
{
  switch (value.type)
    {
    case FW_VALUE_NULL:
      return g_strdup (_("Not set"));
    case FW_VALUE_BOOL:
      return g_strdup (value.boolean ? _("Yes") : _("No"));
    case FW_VALUE_TEXT:
      return fw_word_dup_title (value.text);
    default:
      return fw_value_to_text (value);
    }
}

char *
fw_attribute_dup_words (const char *name,
                        FwValue     value)
{
  g_autofree char *title
    = g_str_equal (name, FW_CHANGE_OCCLUDED) ? g_strdup (_("Occluded")) : fw_word_dup_title (name);
  g_autofree char *word = fw_value_dup_title (value);

  return g_strdup_printf ("%s: %s", title, word);
}

static void
write_value (FwAttributeField *self,
             FwValue           value)
{
  g_autoptr (GError) error = NULL;

  if (!fw_session_set_attribute (self->session, self->name, value, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
segment_cb (GtkToggleButton  *button,
            FwAttributeField *self)
{
  if (self->is_updating || !gtk_toggle_button_get_active (button))
    return;

  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  write_value (self, g_array_index (self->values, FwValue, index));
}

static void
list_cb (FwAttributeField *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  if (self->is_updating || selected == GTK_INVALID_LIST_POSITION)
    return;
  write_value (self, selected == 0 ? fw_value_null ()
                                   : g_array_index (self->values, FwValue, selected - 1));
}

static void
entry_cb (FwAttributeField *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  FwValue now = fw_value_null ();
  FwValue value = fw_value_null ();

  if (self->is_updating)
    return;
  if (text[0] != '\0' && self->type == FW_ATTRIBUTE_NUMBER)
    {
      char *end = NULL;
      double number = g_strtod (text, &end);

      if (end == text || *end != '\0' || !isfinite (number))
        {
          gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
          gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                      _("Type a number, for example 12.5."));
          return;
        }
      value = fw_value_number (number);
    }
  else if (text[0] != '\0')
    value = fw_value_text (text);

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (!fw_session_get_attribute (self->session, self->name, &now) || !fw_value_equal (now, value))
    write_value (self, value);
}

static Form
choose_form (const FwAttribute *attribute)
{
  gsize chars = 0;

  if (attribute->type == FW_ATTRIBUTE_BOOL)
    return FORM_SEGMENTS;
  if (attribute->type != FW_ATTRIBUTE_CHOICE)
    return FORM_ENTRY;
  for (gsize i = 0; i < attribute->n_values; i++)
    chars += (gsize) g_utf8_strlen (attribute->values[i], -1) + 2;
  return attribute->n_values <= MAX_SEGMENTS && chars <= MAX_SEGMENT_CHARS ? FORM_SEGMENTS
                                                                           : FORM_LIST;
}

static void
list_values (FwAttributeField  *self,
             const FwAttribute *attribute)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (FwValue));
  if (attribute->type == FW_ATTRIBUTE_BOOL)
    {
      FwValue no = fw_value_boolean (FALSE);
      FwValue yes = fw_value_boolean (TRUE);

      g_array_append_val (self->values, no);
      g_array_append_val (self->values, yes);
    }
  for (gsize i = 0; i < attribute->n_values; i++)
    {
      FwValue value = fw_value_text (attribute->values[i]);

      g_array_append_val (self->values, value);
    }
}

static GtkWidget *
new_segments (FwAttributeField *self)
{
  GtkWidget *first = NULL;

  self->segments = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  gtk_widget_add_css_class (self->segments, "fw-seg");
  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *label = fw_value_dup_title (g_array_index (self->values, FwValue, i));
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *text = gtk_label_new (label);

      gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), text);
      fw_late_tooltip_set (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
      g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (i));
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        first = button;
      g_signal_connect (button, "toggled", G_CALLBACK (segment_cb), self);
      gtk_box_append (GTK_BOX (self->segments), button);
    }
  return self->segments;
}

static GtkWidget *
new_list (FwAttributeField *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) expression =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (strings, _("Not set"));
  for (guint i = 0; i < self->values->len; i++)
    gtk_string_list_take (strings,
                          fw_value_dup_title (g_array_index (self->values, FwValue, i)));
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (strings)),
                                                 gtk_expression_ref (expression)));
  gtk_drop_down_set_enable_search (self->list, self->values->len > 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-choice");
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (list_cb), self);
  return GTK_WIDGET (self->list);
}

static GtkWidget *
new_entry (FwAttributeField *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_EDITABLE (entry);
  if (self->type == FW_ATTRIBUTE_NUMBER)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_cb), self);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
build (FwAttributeField  *self,
       const FwAttribute *attribute,
       guint              number)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = fw_word_dup_title (attribute->name);
  GtkWidget *widget;

  self->title = GTK_LABEL (gtk_label_new (title));
  gtk_label_set_xalign (self->title, 0.0f);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "fw-field-title");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  if (number >= 1 && number <= 9)
    {
      g_autofree char *action = g_strdup_printf ("win.attribute-%u", number);

      gtk_box_append (GTK_BOX (head), fw_key_cap_new (action));
    }
  gtk_box_append (GTK_BOX (self->box), head);

  widget = self->form == FORM_SEGMENTS ? new_segments (self)
           : self->form == FORM_LIST   ? new_list (self)
                                       : new_entry (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), widget);

  self->help = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->sentence, PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_lines (self->sentence, 2);
  gtk_label_set_xalign (self->sentence, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "fw-manual-line");
  self->link = FW_RULE_LINK (fw_rule_link_new ());
  gtk_widget_set_visible (self->help, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->link), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->help), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (self->help), GTK_WIDGET (self->link));
  gtk_box_append (GTK_BOX (self->box), self->help);
}

static void
show_value (FwAttributeField *self,
            gboolean          is_common,
            FwValue           value)
{
  guint index = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; is_common && self->values != NULL && i < self->values->len; i++)
    if (fw_value_equal (g_array_index (self->values, FwValue, i), value))
      index = i;

  self->is_updating = TRUE;
  if (self->segments != NULL)
    {
      guint i = 0;

      for (GtkWidget *child = gtk_widget_get_first_child (self->segments); child != NULL;
           child = gtk_widget_get_next_sibling (child), i++)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), i == index);
    }
  else if (self->list != NULL)
    gtk_drop_down_set_selected (self->list, !is_common ? GTK_INVALID_LIST_POSITION
                                            : index == GTK_INVALID_LIST_POSITION ? 0
                                                                                 : index + 1);
  else if (gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) == NULL)
    {
      g_autofree char *text = is_common && value.type != FW_VALUE_NULL ? fw_value_to_text (value)
                                                                       : g_strdup ("");

      gtk_editable_set_text (self->entry, text);
      g_object_set (self->entry, "placeholder-text", is_common ? _("Not set") : _("Mixed"), NULL);
    }
  self->is_updating = FALSE;
}

static void
show_sentence (FwAttributeField *self,
               FwManual         *manual,
               const char       *category,
               const char       *word)
{
  const char *sentence = NULL;
  const FwRule *rule;

  if (manual == self->manual && category == self->category && word == self->word)
    return;
  g_clear_pointer (&self->manual, fw_manual_unref);
  self->manual = manual != NULL ? fw_manual_ref (manual) : NULL;
  self->category = category;
  self->word = word;

  rule = fw_rules_find_for_attribute (manual, category, self->name, word, &sentence);
  gtk_label_set_label (self->sentence, sentence != NULL ? sentence : "");
  fw_late_tooltip_set (GTK_WIDGET (self->sentence), sentence);
  gtk_widget_set_visible (self->help, rule != NULL);
  fw_rule_link_set (self->link, rule);
}

void
fw_attribute_field_update (FwAttributeField *self,
                           FwManual         *manual)
{
  g_return_if_fail (FW_IS_ATTRIBUTE_FIELD (self));

  FwValue value = fw_value_null ();
  gboolean is_common = fw_session_get_attribute (self->session, self->name, &value);
  FwTrackId primary = fw_session_get_primary (self->session);
  const FwObject *object = primary != 0 ? fw_session_find_object (self->session, primary) : NULL;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  const FwCategory *category =
    object != NULL && taxonomy != NULL
      ? fw_taxonomy_find (taxonomy, fw_track_get_category (object->track))
      : NULL;
  g_autofree char *name = fw_word_dup_title (self->name);
  g_autofree char *title = is_common ? g_strdup (name) : g_strdup_printf (_("%s: mixed"), name);

  show_value (self, is_common, value);
  gtk_label_set_label (self->title, title);
  show_sentence (self, manual, category != NULL ? category->name : NULL,
                 is_common && value.type == FW_VALUE_TEXT ? value.text : NULL);
}

static void
fw_attribute_field_dispose (GObject *object)
{
  FwAttributeField *self = FW_ATTRIBUTE_FIELD (object);

  self->is_updating = TRUE; /* what is unparented may lose the focus */
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (fw_attribute_field_parent_class)->dispose (object);
}

static void
fw_attribute_field_finalize (GObject *object)
{
  FwAttributeField *self = FW_ATTRIBUTE_FIELD (object);

  g_free (self->name);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_clear_pointer (&self->values, g_array_unref);

  G_OBJECT_CLASS (fw_attribute_field_parent_class)->finalize (object);
}

static void
fw_attribute_field_class_init (FwAttributeFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_attribute_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_attribute_field_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_attribute_field_init (FwAttributeField *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_attribute_field_new (FwSession         *session,
                        const FwAttribute *attribute,
                        guint              number)
{
  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  FwAttributeField *self = g_object_new (FW_TYPE_ATTRIBUTE_FIELD, NULL);

  self->session = g_object_ref (session);
  self->name = g_strdup (attribute->name);
  self->type = attribute->type;
  self->form = choose_form (attribute);
  list_values (self, attribute);
  build (self, attribute, number);
  return GTK_WIDGET (self);
}

const char *
fw_attribute_field_get_name (FwAttributeField *self)
{
  return self->name;
}
