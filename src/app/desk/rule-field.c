/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/rule-field.h"

#include <glib/gi18n.h>

#include "app/desk/kind-chooser.h"
#include "app/late-tooltip.h"

struct _FwRuleField
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  GtkLabel    *title;
  GtkLabel    *unit;
  GtkLabel    *help;
  GtkWidget   *note;     /* icon and words */
  GtkWidget   *note_icon;
  GtkLabel    *note_words;
  GtkWidget   *control;  /* what is typed into or chosen from */
  GtkWidget   *words;    /* (nullable) box in the menu of words */

  FwRuleDesk  *desk;     /* (owned) */
  const char  *key;      /* interned */
  const char  *name;     /* interned (nullable) */
  FwFieldLook  look;
  GPtrArray   *values;   /* (element-type utf8) (owned) of a choice */
  gboolean     is_updating;
};

G_DEFINE_FINAL_TYPE (FwRuleField, fw_rule_field, GTK_TYPE_WIDGET)

static const char *
get_text (FwRuleField *self)
{
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);

  return form != NULL ? fw_rule_form_get (form, self->key, self->name) : "";
}

static void
set_text (FwRuleField *self,
          const char  *text)
{
  if (!self->is_updating && fw_rule_desk_get_form (self->desk) != NULL)
    fw_rule_desk_set (self->desk, self->key, self->name, text);
}

/* Writing ------------------------------------------------------------------------ */

static void
changed_cb (FwRuleField *self)
{
  set_text (self, gtk_editable_get_text (GTK_EDITABLE (self->control)));
}

static void
selected_cb (FwRuleField *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));

  if (selected < self->values->len)
    set_text (self, self->values->pdata[selected]);
}

static void
chosen_cb (FwRuleField *self,
           const char  *name)
{
  set_text (self, name);
}

static void
word_cb (GtkCheckButton *button,
         FwRuleField    *self)
{
  g_autofree char *text = NULL;

  if (self->is_updating)
    return;
  text = fw_form_text_toggle (get_text (self),
                              g_object_get_data (G_OBJECT (button), "word"));
  set_text (self, text);
  fw_rule_field_update (self);
}

/* Words there are at this moment: another attribute has other values. */
static void
fill_words (FwRuleField *self)
{
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  g_autoptr (GPtrArray) words =
    form != NULL ? fw_rule_words_list (form, self->key, self->name) : NULL;
  g_autoptr (GPtrArray) chosen = fw_form_text_list (get_text (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->words)) != NULL)
    gtk_box_remove (GTK_BOX (self->words), child);
  self->is_updating = TRUE;
  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (words->pdata[i]);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   g_ptr_array_find_with_equal_func (chosen, words->pdata[i],
                                                                     g_str_equal, NULL));
      g_object_set_data_full (G_OBJECT (button), "word", g_strdup (words->pdata[i]), g_free);
      g_signal_connect (button, "toggled", G_CALLBACK (word_cb), self);
      gtk_box_append (GTK_BOX (self->words), button);
    }
  if (words == NULL || words->len == 0)
    gtk_box_append (GTK_BOX (self->words),
                    gtk_label_new (_("Choose an attribute first, or type the words.")));
  self->is_updating = FALSE;
}

/* Parts -------------------------------------------------------------------------- */

static GtkWidget *
new_words_button (FwRuleField *self,
                  const char  *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *label = g_strdup_printf (_("Choose for “%s”"), title);

  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->words);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_words), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  fw_late_tooltip_set (button, _("Choose from the words of the manual"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static GtkWidget *
new_control (FwRuleField       *self,
             const FwFieldSpec *spec)
{
  GtkWidget *control;

  switch (spec->look)
    {
    case FW_LOOK_CHOICE:
      control = gtk_drop_down_new (
        NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
      gtk_widget_add_css_class (control, "fw-choice");
      g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (selected_cb), self);
      break;
    case FW_LOOK_KIND:
      control = fw_kind_chooser_new ();
      g_signal_connect_swapped (control, "chosen", G_CALLBACK (chosen_cb), self);
      break;
    case FW_LOOK_LINE:
    case FW_LOOK_CODE:
    case FW_LOOK_NUMBER:
    case FW_LOOK_WORDS:
    default:
      control = gtk_entry_new ();
      if (spec->look == FW_LOOK_CODE)
        gtk_widget_add_css_class (control, "monospace");
      if (spec->look == FW_LOOK_NUMBER)
        {
          gtk_entry_set_input_purpose (GTK_ENTRY (control), GTK_INPUT_PURPOSE_NUMBER);
          gtk_editable_set_width_chars (GTK_EDITABLE (control), 9);
          gtk_editable_set_max_width_chars (GTK_EDITABLE (control), 9);
          gtk_widget_add_css_class (control, "numeric");
        }
      g_signal_connect_swapped (control, "changed", G_CALLBACK (changed_cb), self);
      break;
    }
  gtk_widget_set_hexpand (control, spec->look != FW_LOOK_NUMBER);
  return control;
}

static GtkLabel *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static GtkWidget *
new_note (FwRuleField *self)
{
  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->note_icon = gtk_image_new ();
  gtk_widget_set_valign (self->note_icon, GTK_ALIGN_START);
  self->note_words = new_label (NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note_words), TRUE);
  gtk_box_append (GTK_BOX (self->note), self->note_icon);
  gtk_box_append (GTK_BOX (self->note), GTK_WIDGET (self->note_words));
  gtk_widget_add_css_class (self->note, "fw-note");
  gtk_widget_set_visible (self->note, FALSE);
  return self->note;
}

static void
fill (FwRuleField       *self,
      const FwFieldSpec *spec)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = new_label ("fw-field-title");
  self->unit = new_label ("dim-label");
  gtk_label_set_wrap (self->unit, FALSE);
  self->help = new_label ("fw-manual-line");
  self->control = new_control (self, spec);
  gtk_box_append (GTK_BOX (line), self->control);
  if (spec->look == FW_LOOK_WORDS)
    gtk_box_append (GTK_BOX (line), new_words_button (self, spec->title));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->unit));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), line);
  /* Beside a number there is room for what is usual. */
  gtk_widget_set_hexpand (GTK_WIDGET (self->help), TRUE);
  gtk_box_append (GTK_BOX (spec->look == FW_LOOK_NUMBER ? line : self->box),
                  GTK_WIDGET (self->help));
  gtk_box_append (GTK_BOX (self->box), new_note (self));
  gtk_label_set_mnemonic_widget (self->title, self->control);
}

/* What it says ------------------------------------------------------------------- */

void
fw_rule_field_update (FwRuleField *self)
{
  g_return_if_fail (FW_IS_RULE_FIELD (self));

  const char *text = get_text (self);

  self->is_updating = TRUE;
  if (self->look == FW_LOOK_CHOICE)
    {
      for (guint i = 0; i < self->values->len; i++)
        if (g_str_equal (self->values->pdata[i], text))
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
    }
  else if (self->look == FW_LOOK_KIND)
    fw_kind_chooser_set (FW_KIND_CHOOSER (self->control), text);
  else if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->control)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  self->is_updating = FALSE;
}

static gboolean
has_choices (FwRuleField       *self,
             const FwFieldSpec *spec)
{
  if (self->values->len != spec->choices->len)
    return FALSE;
  for (guint i = 0; i < spec->choices->len; i++)
    if (!g_str_equal (self->values->pdata[i],
                      g_array_index (spec->choices, FwFieldChoice, i).value))
      return FALSE;
  return TRUE;
}

static void
take_choices (FwRuleField       *self,
              const FwFieldSpec *spec)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  if (self->look != FW_LOOK_CHOICE || has_choices (self, spec))
    return;
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; i < spec->choices->len; i++)
    {
      const FwFieldChoice *choice = &g_array_index (spec->choices, FwFieldChoice, i);

      g_ptr_array_add (self->values, g_strdup (choice->value));
      gtk_string_list_append (titles, choice->title);
    }
  self->is_updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->control), G_LIST_MODEL (titles));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->control), self->values->len > 9);
  self->is_updating = FALSE;
}

gboolean
fw_rule_field_take_spec (FwRuleField       *self,
                         const FwFieldSpec *spec)
{
  g_return_val_if_fail (FW_IS_RULE_FIELD (self), FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  if (spec->look != self->look)
    return FALSE;
  gtk_label_set_label (self->title, spec->title);
  gtk_label_set_label (self->unit, spec->unit);
  gtk_label_set_label (self->help, spec->help);
  gtk_widget_set_visible (GTK_WIDGET (self->unit), spec->unit[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->help), spec->help[0] != '\0');
  if (GTK_IS_ENTRY (self->control))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), spec->placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spec->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spec->help,
                                  -1);
  take_choices (self, spec);
  fw_rule_field_update (self);
  return TRUE;
}

void
fw_rule_field_set_note (FwRuleField      *self,
                        const FwRuleNote *note)
{
  g_return_if_fail (FW_IS_RULE_FIELD (self));

  gboolean is_error = note != NULL && note->severity == FW_SEVERITY_ERROR;

  gtk_widget_set_visible (self->note, note != NULL);
  if (is_error)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (note == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->note_icon),
                                is_error ? "fw-problem-symbolic" : "fw-hint-symbolic");
  gtk_widget_remove_css_class (self->note, is_error ? "hint" : "problem");
  gtk_widget_add_css_class (self->note, is_error ? "problem" : "hint");
  gtk_label_set_label (self->note_words, note->text);
}

/* Object ------------------------------------------------------------------------- */

static gboolean
fw_rule_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FW_RULE_FIELD (widget)->control);
}

static void
fw_rule_field_dispose (GObject *object)
{
  FwRuleField *self = FW_RULE_FIELD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_rule_field_parent_class)->dispose (object);
}

static void
fw_rule_field_finalize (GObject *object)
{
  g_ptr_array_unref (FW_RULE_FIELD (object)->values);

  G_OBJECT_CLASS (fw_rule_field_parent_class)->finalize (object);
}

static void
fw_rule_field_class_init (FwRuleFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_rule_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = fw_rule_field_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_rule_field_init (FwRuleField *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_rule_field_new (FwRuleDesk        *desk,
                   const FwFieldSpec *spec)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  FwRuleField *self = g_object_new (FW_TYPE_RULE_FIELD, NULL);

  self->desk = g_object_ref (desk);
  self->key = spec->key;
  self->name = spec->name;
  self->look = spec->look;
  fill (self, spec);
  fw_rule_field_take_spec (self, spec);
  return GTK_WIDGET (self);
}
