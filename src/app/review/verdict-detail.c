/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/verdict-detail.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/category-popover.h"
#include "app/late-tooltip.h"
#include "app/panels/attribute-field.h"
#include "core/canonical-json.h"

struct _FwVerdictDetail
{
  GtkWidget        parent_instance;

  GtkWidget       *stack;
  GtkWidget       *category;     /* a menu button */
  GtkWidget       *category_label;
  GtkWidget       *popover;
  GtkWidget       *attribute;    /* a drop-down */
  GtkWidget       *value;        /* a drop-down */
  GtkWidget       *region;       /* a label */
  GtkWidget       *region_clear;
  GtkWidget       *others[2];
  GtkWidget       *cant[2];

  GPtrArray       *attributes;   /* (element-type FwAttribute) (owned), borrowed from the taxonomy */
  gboolean         is_setting;
  FwReviewSitting *sitting;      /* (owned) (nullable) */
  FwSession       *session;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwVerdictDetail, fw_verdict_detail, GTK_TYPE_WIDGET)

/* A suggested value as JSON, and back ------------------------------------------- */

static void
suggest_text (FwVerdictDetail *self,
              const char      *text)
{
  g_autoptr(GString) json = g_string_new (NULL);

  fw_json_append_string (json, text);
  fw_review_sitting_suggest (self->sitting, json->str);
}

/* {"attribute":"occlusion","value":"partial"}. Returns: (transfer full) */
static char *
dup_attribute_json (const FwAttribute *attribute,
                    FwValue            value)
{
  GString *json = g_string_new ("{\"attribute\":");

  fw_json_append_string (json, attribute->name);
  g_string_append (json, ",\"value\":");
  fw_json_append_value (json, value);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/* The value at a place of the list that fill_values() makes, from 0. */
static FwValue
get_value (const FwAttribute *attribute,
           gsize              index)
{
  return attribute->type == FW_ATTRIBUTE_BOOL ? fw_value_boolean (index == 0)
                                              : fw_value_text (attribute->values[index]);
}

/* The text of a JSON string that we wrote; NULL for other JSON. */
static char *
dup_text (const char *json)
{
  gsize length = json != NULL ? strlen (json) : 0;

  return length >= 2 && json[0] == '"' && strchr (json, '\\') == NULL
           ? g_strndup (json + 1, length - 2)
           : NULL;
}

/* What the person does ------------------------------------------------------------ */

static void
category_chosen_cb (FwVerdictDetail *self,
                    gint64           id)
{
  const FwCategory *category
    = fw_taxonomy_find (fw_session_get_taxonomy (self->session), id);

  if (self->sitting != NULL && category != NULL)
    suggest_text (self, category->name);
}

static void
category_named_cb (FwVerdictDetail *self,
                   const char      *name)
{
  if (self->sitting != NULL)
    suggest_text (self, name);
}

static const FwAttribute *
get_attribute (FwVerdictDetail *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->attribute));

  return self->attributes != NULL && selected < self->attributes->len
           ? self->attributes->pdata[selected]
           : NULL;
}

/* Values of a choice; yes and no of the others that can be shown in a list. */
static void
fill_values (FwVerdictDetail   *self,
             const FwAttribute *attribute)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("Choose…"));
  if (attribute != NULL && attribute->type == FW_ATTRIBUTE_BOOL)
    {
      gtk_string_list_append (list, _("Yes"));
      gtk_string_list_append (list, _("No"));
    }
  for (gsize i = 0; attribute != NULL && i < attribute->n_values; i++)
    {
      g_autofree char *title = fw_word_dup_title (attribute->values[i]);

      gtk_string_list_append (list, title);
    }
  self->is_setting = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->value), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->value), 0);
  self->is_setting = FALSE;
  gtk_widget_set_sensitive (self->value, g_list_model_get_n_items (G_LIST_MODEL (list)) > 1);
}

static void
attribute_cb (FwVerdictDetail *self)
{
  if (self->is_setting || self->sitting == NULL)
    return;
  fill_values (self, get_attribute (self));
  fw_review_sitting_suggest (self->sitting, NULL);
}

static void
value_cb (FwVerdictDetail *self)
{
  const FwAttribute *attribute = get_attribute (self);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->value));

  if (self->is_setting || self->sitting == NULL || attribute == NULL)
    return;

  g_autofree char *json
    = selected > 0 ? dup_attribute_json (attribute, get_value (attribute, selected - 1)) : NULL;

  fw_review_sitting_suggest (self->sitting, json);
}

static void
region_clear_cb (FwVerdictDetail *self)
{
  if (self->sitting != NULL)
    fw_review_sitting_mark (self->sitting, NULL);
}

static void
other_cb (FwVerdictDetail *self,
          GtkWidget       *button)
{
  if (self->is_setting || self->sitting == NULL
      || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return;
  fw_review_sitting_choose (self->sitting, FW_OUTCOME_WRONG,
                            button == self->others[0] ? FW_MISTAKE_OTHER : FW_MISTAKE_ORDER);
}

static void
cant_cb (FwVerdictDetail *self,
         GtkWidget       *button)
{
  if (self->is_setting || self->sitting == NULL
      || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return;
  fw_review_sitting_choose (
    self->sitting, button == self->cant[0] ? FW_OUTCOME_NOT_JUDGEABLE : FW_OUTCOME_UNCLEAR_RULE,
    FW_MISTAKE_NONE);
}

/* What the draft says --------------------------------------------------------------- */

static const char *
get_page (const FwVerdictDraft *draft)
{
  if (!draft->has_answer || draft->outcome == FW_OUTCOME_CORRECT)
    return NULL;
  if (draft->outcome != FW_OUTCOME_WRONG)
    return "cant";

  switch (draft->mistake)
    {
    case FW_MISTAKE_CATEGORY:
      return "category";
    case FW_MISTAKE_ATTRIBUTE:
      return "attribute";
    case FW_MISTAKE_MISSING:
      return "region";
    case FW_MISTAKE_ORDER:
    case FW_MISTAKE_OTHER:
      return "other";
    case FW_MISTAKE_NONE:
    case FW_MISTAKE_SPURIOUS:
    case FW_MISTAKE_GEOMETRY:
    case FW_MISTAKE_IDENTITY:
    default:
      return NULL;
    }
}

static void
show_category (FwVerdictDetail      *self,
               const FwVerdictDraft *draft)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  g_autofree char *name = dup_text (draft->suggested);
  const FwCategory *category
    = name != NULL && taxonomy != NULL ? fw_taxonomy_find_by_name (taxonomy, name) : NULL;
  g_autofree char *known
    = category != NULL ? fw_session_dup_category_name (self->session, category->id) : NULL;
  const char *said = known != NULL ? known : name;
  /* Translators: %s is the category that a label should have. */
  g_autofree char *title = said != NULL ? g_strdup_printf (_("Should be: %s"), said)
                                        : g_strdup (_("What should it be?"));

  gtk_label_set_label (GTK_LABEL (self->category_label), title);
}

/* The attributes that the category of the unit may have; again only for another one. */
static void
fill_attributes (FwVerdictDetail *self)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  const char *name = fw_review_sitting_get_category (self->sitting);
  const FwCategory *category
    = taxonomy != NULL && name != NULL ? fw_taxonomy_find_by_name (taxonomy, name) : NULL;
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  self->attributes = g_ptr_array_new ();
  for (gsize i = 0; taxonomy != NULL && i < fw_taxonomy_get_n_attributes (taxonomy); i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);
      g_autofree char *title = fw_word_dup_title (attribute->name);

      if (category != NULL && !fw_taxonomy_is_allowed (taxonomy, category->id, attribute))
        continue;
      g_ptr_array_add (self->attributes, (gpointer) attribute);
      gtk_string_list_append (list, title);
    }
  self->is_setting = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->attribute), G_LIST_MODEL (list));
  self->is_setting = FALSE;
  fill_values (self, get_attribute (self));
}

/* Finds what was suggested among the choices: another time the unit is looked at. */
static void
show_attribute (FwVerdictDetail      *self,
                const FwVerdictDraft *draft)
{
  if (self->attributes == NULL)
    fill_attributes (self);
  if (draft->suggested == NULL)
    return;

  for (guint i = 0; i < self->attributes->len; i++)
    {
      const FwAttribute *attribute = self->attributes->pdata[i];
      gsize n = attribute->type == FW_ATTRIBUTE_BOOL ? 2 : attribute->n_values;

      for (gsize k = 0; k < n; k++)
        {
          g_autofree char *json = dup_attribute_json (attribute, get_value (attribute, k));

          if (!g_str_equal (json, draft->suggested))
            continue;
          self->is_setting = TRUE;
          if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->attribute)) != i)
            {
              gtk_drop_down_set_selected (GTK_DROP_DOWN (self->attribute), i);
              fill_values (self, attribute);
              self->is_setting = TRUE;
            }
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->value), (guint) k + 1);
          self->is_setting = FALSE;
          return;
        }
    }
}

static void
show_pair (FwVerdictDetail *self,
           GtkWidget      **pair,
           gboolean         is_second)
{
  self->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pair[is_second ? 1 : 0]), TRUE);
  self->is_setting = FALSE;
}

void
fw_verdict_detail_update (FwVerdictDetail *self)
{
  g_return_if_fail (FW_IS_VERDICT_DETAIL (self));

  const FwVerdictDraft *draft
    = self->sitting != NULL ? fw_review_sitting_get_draft (self->sitting) : NULL;
  const char *page = draft != NULL ? get_page (draft) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), page != NULL);
  if (page == NULL)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  if (g_str_equal (page, "category"))
    show_category (self, draft);
  else if (g_str_equal (page, "attribute"))
    show_attribute (self, draft);
  else if (g_str_equal (page, "region"))
    {
      gtk_label_set_label (GTK_LABEL (self->region),
                           draft->has_region ? _("A box is drawn.")
                                             : _("Draw a box around it."));
      gtk_widget_set_visible (self->region_clear, draft->has_region);
    }
  else if (g_str_equal (page, "other"))
    show_pair (self, self->others, draft->mistake == FW_MISTAKE_ORDER);
  else
    show_pair (self, self->cant, draft->outcome == FW_OUTCOME_UNCLEAR_RULE);
}

static void
unit_changed_cb (FwVerdictDetail *self)
{
  /* Another category may have other attributes. */
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
}

void
fw_verdict_detail_set_sitting (FwVerdictDetail *self,
                               FwReviewSitting *sitting,
                               FwSession       *session)
{
  g_return_if_fail (FW_IS_VERDICT_DETAIL (self));

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_set_object (&self->sitting, sitting);
  g_set_object (&self->session, session);
  fw_category_popover_set_session (FW_CATEGORY_POPOVER (self->popover), session);
  if (sitting != NULL)
    g_signal_connect_swapped (sitting, "unit-changed", G_CALLBACK (unit_changed_cb), self);
  fw_verdict_detail_update (self);
}

/* The widget ------------------------------------------------------------------------ */

static GtkWidget *
new_pair (FwVerdictDetail *self,
          const char      *first,
          const char      *second,
          GCallback        toggled,
          GtkWidget      **pair)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *labels[] = { first, second };

  gtk_widget_add_css_class (box, "fw-seg");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int i = 0; i < 2; i++)
    {
      pair[i] = gtk_toggle_button_new_with_label (labels[i]);
      gtk_widget_set_focus_on_click (pair[i], FALSE);
      gtk_box_append (GTK_BOX (box), pair[i]);
      g_signal_connect_swapped (pair[i], "toggled", toggled, self);
    }
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (pair[1]), GTK_TOGGLE_BUTTON (pair[0]));

  return box;
}

static void
add_category (FwVerdictDetail *self)
{
  self->category = gtk_menu_button_new ();
  self->category_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->category_label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->category_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->category_label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (self->category_label), 18);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->category), self->category_label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->category), TRUE);
  gtk_widget_add_css_class (self->category, "fw-choice");
  self->popover = fw_category_popover_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->category), self->popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->category), GTK_ARROW_UP);
  fw_late_tooltip_set (self->category, _("What it should be"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->category), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What it should be"), -1);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (category_chosen_cb), self);
  g_signal_connect_swapped (self->popover, "named", G_CALLBACK (category_named_cb), self);
  gtk_stack_add_named (GTK_STACK (self->stack), self->category, "category");
}

static void
add_attribute (FwVerdictDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->attribute = gtk_drop_down_new (NULL, NULL);
  self->value = gtk_drop_down_new (NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attribute), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which attribute"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What it should be"), -1);
  fw_late_tooltip_set (self->attribute, _("Which attribute"));
  fw_late_tooltip_set (self->value, _("What it should be"));
  gtk_box_append (GTK_BOX (box), self->attribute);
  gtk_box_append (GTK_BOX (box), self->value);
  g_signal_connect_swapped (self->attribute, "notify::selected", G_CALLBACK (attribute_cb), self);
  g_signal_connect_swapped (self->value, "notify::selected", G_CALLBACK (value_cb), self);
  gtk_stack_add_named (GTK_STACK (self->stack), box, "attribute");
}

static void
add_region (FwVerdictDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->region = gtk_label_new (NULL);
  self->region_clear = gtk_button_new_with_label (_("Clear"));
  gtk_widget_set_focus_on_click (self->region_clear, FALSE);
  gtk_widget_set_valign (self->region_clear, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->region_clear, "clicked", G_CALLBACK (region_clear_cb), self);
  gtk_box_append (GTK_BOX (box), self->region);
  gtk_box_append (GTK_BOX (box), self->region_clear);
  gtk_stack_add_named (GTK_STACK (self->stack), box, "region");
}

static void
fw_verdict_detail_dispose (GObject *object)
{
  FwVerdictDetail *self = FW_VERDICT_DETAIL (object);

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  g_clear_object (&self->sitting);
  g_clear_object (&self->session);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_verdict_detail_parent_class)->dispose (object);
}

static void
fw_verdict_detail_class_init (FwVerdictDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_verdict_detail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_verdict_detail_init (FwVerdictDetail *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  add_category (self);
  add_attribute (self);
  add_region (self);
  gtk_stack_add_named (GTK_STACK (self->stack),
                       new_pair (self, _("Something else"), _("Wrong order"),
                                 G_CALLBACK (other_cb), self->others),
                       "other");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       new_pair (self, _("Picture too bad"), _("The manual does not decide"),
                                 G_CALLBACK (cant_cb), self->cant),
                       "cant");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_verdict_detail_new (void)
{
  return g_object_new (FW_TYPE_VERDICT_DETAIL, NULL);
}
