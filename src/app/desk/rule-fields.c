/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/rule-fields.h"

#include <glib/gi18n.h>

#include "app/desk/desk-parts.h"
#include "app/desk/rule-field.h"

struct _FwRuleFields
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkWidget  *fields;   /* what the rule says */
  GtkWidget  *history;  /* expander around: */
  GtkWidget  *versions; /* what versions did to it */
  GtkWidget  *notes;    /* what is about no field */
  GtkWidget  *no_block; /* the block cannot be shown */

  FwRuleDesk *desk;     /* (owned) */
  GHashTable *shown;    /* (owned) "key.name" (owned) -> FwRuleField, borrowed */
};

G_DEFINE_FINAL_TYPE (FwRuleFields, fw_rule_fields, GTK_TYPE_WIDGET)

static char *
dup_id (const char *key,
        const char *name)
{
  return g_strdup_printf ("%s%s%s", key, name != NULL ? "." : "", name != NULL ? name : "");
}

/* Fields that the form has now, those that were there before among them: who
 * types in one must not lose it. */
static void
place_field (FwRuleFields       *self,
             const FwFieldSpec  *spec,
             GtkWidget         **after,
             GHashTable         *left)
{
  g_autofree char *id = dup_id (spec->key, spec->name);
  GtkWidget *field = g_hash_table_lookup (self->shown, id);
  GtkWidget *parent = spec->is_history ? self->versions : self->fields;

  g_hash_table_remove (left, id);
  if (field != NULL && !fw_rule_field_take_spec (FW_RULE_FIELD (field), spec))
    {
      gtk_box_remove (GTK_BOX (parent), field);
      field = NULL;
    }
  if (field == NULL)
    {
      field = fw_rule_field_new (self->desk, spec);
      gtk_box_append (GTK_BOX (parent), field);
      g_hash_table_insert (self->shown, g_strdup (id), field);
    }
  gtk_box_reorder_child_after (GTK_BOX (parent), field, *after);
  *after = field;
}

static void
remove_left (FwRuleFields *self,
             GHashTable   *left)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GtkWidget *field = g_hash_table_lookup (self->shown, id);

      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (field)), field);
      g_hash_table_remove (self->shown, id);
    }
}

static void
update_fields (FwRuleFields *self)
{
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  g_autoptr (GPtrArray) specs = NULL;
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *after[2] = { NULL, NULL };
  GHashTableIter iter;
  gpointer id;

  if (form == NULL)
    return;
  specs = fw_rule_specs_new (form);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (left, g_strdup (id));
  for (guint i = 0; i < specs->len; i++)
    {
      const FwFieldSpec *spec = specs->pdata[i];

      place_field (self, spec, &after[spec->is_history ? 1 : 0], left);
    }
  remove_left (self, left);
  gtk_widget_set_visible (self->history, after[1] != NULL);
  gtk_widget_set_visible (self->no_block, !fw_rule_form_has_block (form));
}

/* Notes -------------------------------------------------------------------------- */

static void
add_note (FwRuleFields     *self,
          const FwRuleNote *note)
{
  g_autofree char *text =
    note->is_elsewhere ? g_strdup_printf (_("Elsewhere in the manual: %s"), note->text)
    : note->is_new     ? g_strdup (note->text)
                       : g_strdup_printf (_("Since before: %s"), note->text);

  gtk_box_append (GTK_BOX (self->notes),
                  fw_new_note (text, note->severity == FW_SEVERITY_ERROR));
}

static void
update_notes (FwRuleFields *self)
{
  FwRuleNotes *notes = fw_rule_desk_get_notes (self->desk);
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id, field;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->notes)) != NULL)
    gtk_box_remove (GTK_BOX (self->notes), child);
  for (guint i = 0; notes != NULL && i < notes->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (notes->notes, FwRuleNote, i);
      g_autofree char *its = note->key != NULL ? dup_id (note->key, note->name) : NULL;

      if (its != NULL && g_hash_table_contains (self->shown, its)
          && !g_hash_table_contains (first, its))
        g_hash_table_insert (first, g_strdup (its), (gpointer) note);
      else if (g_strcmp0 (note->key, FW_FORM_PROSE) != 0)
        add_note (self, note);
    }
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, &field))
    fw_rule_field_set_note (field, g_hash_table_lookup (first, id));
  gtk_widget_set_visible (self->notes, gtk_widget_get_first_child (self->notes) != NULL);
}

/* Object ------------------------------------------------------------------------- */

static void
fw_rule_fields_dispose (GObject *object)
{
  FwRuleFields *self = FW_RULE_FIELDS (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_rule_fields_parent_class)->dispose (object);
}

static void
fw_rule_fields_finalize (GObject *object)
{
  g_hash_table_unref (FW_RULE_FIELDS (object)->shown);

  G_OBJECT_CLASS (fw_rule_fields_parent_class)->finalize (object);
}

static void
fw_rule_fields_class_init (FwRuleFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_rule_fields_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_rule_fields_init (FwRuleFields *self)
{
  GtkWidget *no_block =
    gtk_label_new (_("The block of this rule cannot be read, so only its text is edited here. "
                     "Put the block right in the file first; the linter says where."));

  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->versions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->history = gtk_expander_new (_("What versions did to it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What versions did to it"), -1);
  self->no_block = no_block;
  gtk_label_set_wrap (GTK_LABEL (no_block), TRUE);
  gtk_label_set_xalign (GTK_LABEL (no_block), 0.0f);
  gtk_widget_add_css_class (no_block, "fw-note");
  gtk_widget_set_margin_top (self->versions, 10);
  gtk_expander_set_child (GTK_EXPANDER (self->history), self->versions);
  gtk_box_append (GTK_BOX (self->box), self->fields);
  gtk_box_append (GTK_BOX (self->box), self->no_block);
  gtk_box_append (GTK_BOX (self->box), self->history);
  gtk_box_append (GTK_BOX (self->box), self->notes);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_rule_fields_new (FwRuleDesk *desk)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);

  FwRuleFields *self = g_object_new (FW_TYPE_RULE_FIELDS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "form-changed", G_CALLBACK (update_fields), self);
  g_signal_connect_swapped (desk, "edited", G_CALLBACK (update_fields), self);
  g_signal_connect_swapped (desk, "checked", G_CALLBACK (update_notes), self);
  update_fields (self);
  update_notes (self);
  return GTK_WIDGET (self);
}
