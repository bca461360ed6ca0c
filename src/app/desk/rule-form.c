/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the manual says is kept as the words that the form would show for it,
 * so "changed" means that a person sees other words. What a kind of check has
 * no use for is kept too, for when it is chosen back, but not written.
 */

#include "app/desk/rule-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/error.h"
#include "rules/manual-edit.h"

typedef struct
{
  const char *key;   /* interned */
  const char *name;  /* interned (nullable) */
  char       *saved; /* (owned) */
  char       *text;  /* (owned) */
} Field;

struct _FwRuleForm
{
  FwManual   *manual;    /* (owned) as it is on disk */
  FwManual   *base;      /* (owned) the same, or with the new rule's first words */
  const char *id;        /* interned */
  const char *after;     /* interned (nullable) */
  gboolean    is_new;
  gboolean    has_block;
  GPtrArray  *fields;    /* (element-type Field) (owned) in the order they came up */
};

/* Keys of the block whose value is a list. */
static FwFormShape
get_key_shape (const char *key)
{
  return g_str_equal (key, "for") ? FW_FORM_LIST : FW_FORM_LINE;
}

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->saved);
  g_free (field->text);
  g_free (field);
}

static Field *
find (const FwRuleForm *self,
      const char       *key,
      const char       *name)
{
  const char *wanted_key = g_intern_string (key);
  const char *wanted_name = g_intern_string (name);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];

      if (field->key == wanted_key && field->name == wanted_name)
        return field;
    }
  return NULL;
}

static void
add_field (FwRuleForm *self,
           const char *key,
           const char *name,
           const char *text)
{
  Field *field = g_new0 (Field, 1);

  field->key = g_intern_string (key);
  field->name = g_intern_string (name);
  field->saved = g_strdup (text);
  field->text = g_strdup (text);
  g_ptr_array_add (self->fields, field);
}

/* Reading the rule --------------------------------------------------------------- */

/* How an entry of `with:` is written; one that no kind knows by how it stands there. */
static FwFormShape
get_entry_shape (const FwCheckKind *kind,
                 const char        *name,
                 const FwYaml      *value)
{
  int index = kind != NULL ? fw_check_kind_find_param (kind, name) : -1;

  if (index >= 0)
    return fw_form_shape_of (kind->params[index].type);
  return value != NULL && value->kind == FW_YAML_LIST ? FW_FORM_LIST : FW_FORM_LINE;
}

static gboolean
has_whole_map (const FwCheckKind *kind)
{
  return kind != NULL && kind->n_params == 1 && kind->params[0].name[0] == '\0';
}

static void
read_with (FwRuleForm        *self,
           const FwCheckKind *kind,
           const FwYaml      *with)
{
  if (has_whole_map (kind) || with->kind != FW_YAML_MAP)
    {
      FwFormShape shape = has_whole_map (kind) ? fw_form_shape_of (kind->params[0].type)
                                               : FW_FORM_LINE;
      g_autofree char *text = fw_form_text_new (shape, with);

      add_field (self, "with", "", text);
      return;
    }
  for (guint i = 0; i < with->keys->len; i++)
    {
      const char *name = ((const FwYaml *) g_ptr_array_index (with->keys, i))->text;
      const FwYaml *value = g_ptr_array_index (with->items, i);
      g_autofree char *text = fw_form_text_new (get_entry_shape (kind, name, value), value);

      add_field (self, "with", name, text);
    }
}

static void
read_block (FwRuleForm *self)
{
  g_autoptr (FwYaml) block = fw_manual_read_block (self->base, self->id);
  const FwYaml *check = block != NULL && block->kind == FW_YAML_MAP ? fw_yaml_get (block, "check")
                                                                    : NULL;
  const FwCheckKind *kind =
    check != NULL && check->kind == FW_YAML_SCALAR ? fw_check_kind_find (check->text) : NULL;

  self->has_block = block != NULL && block->kind == FW_YAML_MAP;
  for (guint i = 0; self->has_block && i < block->keys->len; i++)
    {
      const char *key = ((const FwYaml *) g_ptr_array_index (block->keys, i))->text;
      const FwYaml *value = g_ptr_array_index (block->items, i);

      if (g_str_equal (key, "with"))
        read_with (self, kind, value);
      else
        {
          g_autofree char *text = fw_form_text_new (get_key_shape (key), value);

          add_field (self, key, NULL, text);
        }
    }
}

/* @base holds the rule. */
static FwRuleForm *
form_new (FwManual   *manual,
          FwManual   *base,
          const char *id)
{
  FwRuleForm *self = g_new0 (FwRuleForm, 1);
  g_autofree char *prose = fw_manual_dup_prose (base, id);

  self->manual = fw_manual_ref (manual);
  self->base = fw_manual_ref (base);
  self->id = g_intern_string (id);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  add_field (self, FW_FORM_TITLE, NULL, fw_manual_find_rule (base, id)->title);
  add_field (self, FW_FORM_PROSE, NULL, prose);
  read_block (self);
  return self;
}

FwRuleForm *
fw_rule_form_new (FwManual   *manual,
                  const char *id)
{
  g_return_val_if_fail (manual != NULL && id != NULL, NULL);

  return fw_manual_find_rule (manual, id) != NULL ? form_new (manual, manual, id) : NULL;
}

FwRuleForm *
fw_rule_form_new_rule (FwManual    *manual,
                       const char  *after,
                       GError     **error)
{
  g_return_val_if_fail (manual != NULL, NULL);

  /* First words, so that there is something to change; the form shows none of them. */
  FwNewRule first = { .title = "-", .after = after, .ask = "-" };
  g_autofree char *id = NULL;
  g_autoptr (GBytes) bytes
    = fw_manual_add_rule (fw_manual_get_bytes (manual), &first, &id, error);
  g_autoptr (FwManual) base = bytes != NULL ? fw_manual_new_from_bytes (bytes, error) : NULL;
  FwRuleForm *self;

  if (base == NULL)
    return NULL;
  self = form_new (manual, base, id);
  self->is_new = TRUE;
  self->after = g_intern_string (after);
  fw_rule_form_set (self, FW_FORM_TITLE, NULL, "");
  fw_rule_form_set (self, "ask", NULL, "");
  return self;
}

FwRuleForm *
fw_rule_form_copy (const FwRuleForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwRuleForm *copy = g_new0 (FwRuleForm, 1);

  *copy = *self;
  copy->manual = fw_manual_ref (self->manual);
  copy->base = fw_manual_ref (self->base);
  copy->fields = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];

      add_field (copy, field->key, field->name, field->saved);
      fw_rule_form_set (copy, field->key, field->name, field->text);
    }
  return copy;
}

void
fw_rule_form_free (FwRuleForm *self)
{
  if (self == NULL)
    return;
  fw_manual_unref (self->manual);
  fw_manual_unref (self->base);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/* Fields ------------------------------------------------------------------------- */

const char *
fw_rule_form_get_id (const FwRuleForm *self)
{
  return self->id;
}

gboolean
fw_rule_form_is_new (const FwRuleForm *self)
{
  return self->is_new;
}

const char *
fw_rule_form_get_after (const FwRuleForm *self)
{
  return self->after;
}

FwManual *
fw_rule_form_get_manual (const FwRuleForm *self)
{
  return self->manual;
}

gboolean
fw_rule_form_has_block (const FwRuleForm *self)
{
  return self->has_block;
}

const char *
fw_rule_form_get (const FwRuleForm *self,
                  const char       *key,
                  const char       *name)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  const Field *field = find (self, key, name);

  return field != NULL ? field->text : "";
}

const char *
fw_rule_form_get_saved (const FwRuleForm *self,
                        const char       *key,
                        const char       *name)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  const Field *field = find (self, key, name);

  return field != NULL ? field->saved : "";
}

void
fw_rule_form_set (FwRuleForm *self,
                  const char *key,
                  const char *name,
                  const char *text)
{
  g_return_if_fail (self != NULL && key != NULL && text != NULL);

  Field *field = find (self, key, name);

  if (field == NULL)
    {
      add_field (self, key, name, "");
      field = find (self, key, name);
    }
  g_free (field->text);
  field->text = g_strdup (text);
}

const FwCheckKind *
fw_rule_form_get_kind (const FwRuleForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *name = g_strstrip (g_strdup (fw_rule_form_get (self, "check", NULL)));

  return fw_check_kind_find (name);
}

gboolean
fw_rule_form_is_human (const FwRuleForm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (fw_rule_form_get (self, "check", NULL), "human");
}

/* The kind is the one that was saved, known or not: then nothing of it goes by itself. */
static gboolean
is_kind_saved (const FwRuleForm *self)
{
  return g_str_equal (fw_rule_form_get (self, "check", NULL),
                      fw_rule_form_get_saved (self, "check", NULL));
}

/* Whether the field is written as it stands; else it goes, if it was there. */
static gboolean
is_wanted (const FwRuleForm *self,
           const Field      *field)
{
  const FwCheckKind *kind = fw_rule_form_get_kind (self);
  gboolean is_old = is_kind_saved (self) && field->saved[0] != '\0';

  if (g_str_equal (field->key, "expect"))
    return is_old || (kind != NULL && g_str_equal (kind->name, "expr"));
  if (!g_str_equal (field->key, "with"))
    return TRUE;
  return is_old || (kind != NULL && fw_check_kind_find_param (kind, field->name) >= 0);
}

GPtrArray *
fw_rule_form_list_strays (const FwRuleForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const FwCheckKind *kind = fw_rule_form_get_kind (self);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->fields->len && is_kind_saved (self); i++)
    {
      const Field *field = self->fields->pdata[i];

      if (g_str_equal (field->key, "with") && field->saved[0] != '\0'
          && (kind == NULL || fw_check_kind_find_param (kind, field->name) < 0))
        g_ptr_array_add (names, g_strdup (field->name));
    }
  return names;
}

/* What the field is to say when it is written; "": nothing. */
static const char *
get_wanted (const FwRuleForm *self,
            const Field      *field)
{
  return is_wanted (self, field) ? field->text : "";
}

gboolean
fw_rule_form_is_changed (const FwRuleForm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  gboolean is_changed = self->is_new;

  for (guint i = 0; i < self->fields->len && !is_changed; i++)
    {
      const Field *field = self->fields->pdata[i];

      is_changed = !g_str_equal (get_wanted (self, field), field->saved);
    }
  return is_changed;
}

void
fw_rule_form_foreach_change (const FwRuleForm *self,
                             FwRuleFormFunc    func,
                             gpointer          user_data)
{
  g_return_if_fail (self != NULL && func != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];

      if (!g_str_equal (field->text, field->saved))
        func (field->key, field->name, field->text, user_data);
    }
}

/* Writing ------------------------------------------------------------------------ */

static gboolean
add_change (const FwRuleForm  *self,
            const Field       *field,
            FwRuleEdit        *edit,
            GError           **error)
{
  const char *text = get_wanted (self, field);
  gboolean is_with = g_str_equal (field->key, "with");
  FwFormShape shape = is_with ? get_entry_shape (fw_rule_form_get_kind (self), field->name, NULL)
                              : get_key_shape (field->key);
  const char *name = is_with && field->name[0] != '\0' ? field->name : NULL;
  g_autoptr (GError) inner = NULL;
  FwYaml *value = fw_form_text_read (shape, text, &inner);

  if (inner != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&inner), "%s: ",
                                  name != NULL ? name : field->key);
      return FALSE;
    }
  fw_rule_edit_set (edit, field->key, name, value);
  return TRUE;
}

/* What goes comes first: a whole map that goes must not take new entries along. */
static gboolean
add_changes (const FwRuleForm  *self,
             FwRuleEdit        *edit,
             gboolean           removals,
             GError           **error)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];
      const char *text = get_wanted (self, field);

      if (field->key[0] == '#' || g_str_equal (text, field->saved)
          || (text[strspn (text, " \t\n")] == '\0') != removals)
        continue;
      if (!add_change (self, field, edit, error))
        return FALSE;
    }
  return TRUE;
}

/* Title and prose on their own, so that it is known whose mistake it is. */
static FwManual *
apply_words (const FwRuleForm  *self,
             const char        *key,
             FwManual          *manual,
             GError           **error)
{
  const char *text = fw_rule_form_get (self, key, NULL);
  g_autoptr (FwRuleEdit) edit = fw_rule_edit_new (self->id);
  FwManual *changed;

  if (g_str_equal (text, fw_rule_form_get_saved (self, key, NULL)))
    return fw_manual_ref (manual);
  if (g_str_equal (key, FW_FORM_TITLE))
    fw_rule_edit_set_title (edit, text);
  else
    fw_rule_edit_set_prose (edit, text);
  changed = fw_rule_edit_apply_to (edit, manual, error);
  if (changed == NULL)
    g_prefix_error (error, "%s: ", key);
  return changed;
}

FwManual *
fw_rule_form_apply (const FwRuleForm  *self,
                    GError           **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (FwRuleEdit) edit = fw_rule_edit_new (self->id);
  g_autoptr (FwManual) block = NULL;
  g_autoptr (FwManual) prose = NULL;

  if (!add_changes (self, edit, TRUE, error) || !add_changes (self, edit, FALSE, error))
    return NULL;
  block = fw_rule_edit_apply_to (edit, self->base, error);
  if (block == NULL)
    return NULL;
  prose = apply_words (self, FW_FORM_PROSE, block, error);
  return prose != NULL ? apply_words (self, FW_FORM_TITLE, prose, error) : NULL;
}

/* Another version of the manual ---------------------------------------------------- */

static char *
dup_field_words (const Field *field)
{
  if (g_str_equal (field->key, FW_FORM_TITLE))
    return g_strdup (_("title"));
  if (g_str_equal (field->key, FW_FORM_PROSE))
    return g_strdup (_("text"));
  return g_strdup (field->name != NULL && field->name[0] != '\0' ? field->name : field->key);
}

FwRuleForm *
fw_rule_form_rebase (const FwRuleForm  *self,
                     FwManual          *manual,
                     GPtrArray        **both,
                     GError           **error)
{
  g_return_val_if_fail (self != NULL && manual != NULL && both != NULL, NULL);

  const char *after = self->after != NULL && fw_manual_find_rule (manual, self->after) != NULL
                        ? self->after
                        : NULL;
  FwRuleForm *other = self->is_new ? fw_rule_form_new_rule (manual, after, error)
                                   : fw_rule_form_new (manual, self->id);

  *both = g_ptr_array_new_with_free_func (g_free);
  if (other == NULL && !self->is_new)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                 _("Rule %s is not in the manual any more."), self->id);
  for (guint i = 0; other != NULL && i < self->fields->len; i++)
    {
      const Field *field = self->fields->pdata[i];
      const char *theirs = fw_rule_form_get_saved (other, field->key, field->name);

      if (g_str_equal (field->text, field->saved))
        continue;
      if (!g_str_equal (theirs, field->saved) && !g_str_equal (theirs, field->text))
        g_ptr_array_add (*both, dup_field_words (field));
      fw_rule_form_set (other, field->key, field->name, field->text);
    }
  if (other == NULL)
    g_clear_pointer (both, g_ptr_array_unref);
  return other;
}
