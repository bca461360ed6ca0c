/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The linter speaks of lines and columns of the file. A note belongs to the
 * entry of the block that begins last before its place; what is missing is told
 * at the block's or the check's beginning, and names in quotes what it is about.
 */

#include "app/desk/rule-notes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rules/manual-edit.h"

/* The block of the rule with lines of the file; NULL when it cannot be read.
 * Returns: (transfer full) (nullable) */
static FwYaml *
read_block (const FwManual        *manual,
            const FwManualSection *section)
{
  const char *text = g_bytes_get_data (fw_manual_get_bytes (manual), NULL);
  int line = section->line;
  int column = 0;

  if (section->fence_end == 0)
    return NULL;
  for (gsize i = section->heading; i < section->block; i++)
    line += text[i] == '\n';
  return fw_yaml_parse (text + section->block, section->block_end - section->block, line, &line,
                        &column, NULL);
}

static gboolean
is_behind (const FwManualMessage *message,
           const FwYaml          *node)
{
  return message->line > node->line
         || (message->line == node->line && message->column >= node->column);
}

/* The entry of @map in which the message stands; -1 for none. */
static int
find_entry (const FwYaml          *map,
            const FwManualMessage *message)
{
  int found = -1;

  for (guint i = 0; i < map->keys->len; i++)
    if (is_behind (message, g_ptr_array_index (map->keys, i)))
      found = (int) i;
  return found;
}

/* Whether the text has 'word' in quotes. */
static gboolean
speaks_of (const char *text,
           const char *word)
{
  g_autofree char *quoted = g_strdup_printf ("'%s'", word);

  return strstr (text, quoted) != NULL;
}

/* What is missing is not there to point at. */
static gboolean
find_missing (const FwRuleForm *form,
              FwRuleNote       *note)
{
  static const char *const keys[] = { "severity", "check", "expect", "ask", "since" };
  const FwCheckKind *kind = fw_rule_form_get_kind (form);

  for (guint i = 0; kind != NULL && i < kind->n_params; i++)
    if (kind->params[i].name[0] != '\0' && speaks_of (note->text, kind->params[i].name)
        && fw_rule_form_get (form, "with", kind->params[i].name)[0] == '\0')
      {
        note->key = g_intern_static_string ("with");
        note->name = g_intern_string (kind->params[i].name);
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (speaks_of (note->text, keys[i]) && fw_rule_form_get (form, keys[i], NULL)[0] == '\0')
      {
        note->key = g_intern_string (keys[i]);
        return TRUE;
      }
  return FALSE;
}

static void
place_in_block (const FwRuleForm      *form,
                const FwYaml          *block,
                const FwManualMessage *message,
                FwRuleNote            *note)
{
  int index = find_entry (block, message);
  const FwYaml *key = index >= 0 ? g_ptr_array_index (block->keys, index) : NULL;
  const FwYaml *value = index >= 0 ? g_ptr_array_index (block->items, index) : NULL;

  if (key == NULL || find_missing (form, note))
    return;
  note->key = g_intern_string (key->text);
  if (!g_str_equal (key->text, "with"))
    return;
  note->name = g_intern_static_string ("");
  if (value->kind != FW_YAML_MAP || fw_rule_form_get_saved (form, "with", "")[0] != '\0')
    return;
  index = find_entry (value, message);
  if (index >= 0)
    note->name = g_intern_string (((const FwYaml *) g_ptr_array_index (value->keys, index))->text);
}

/* "rule SD-002: …" where everything is about SD-002. */
static char *
dup_words (const char *text,
           const char *id)
{
  const char *place = strstr (text, id);
  gsize length = strlen (id);

  if (place != NULL && place - text < 24 && g_str_has_prefix (place + length, ": "))
    {
      const char *rest = place + length + 2;
      g_autofree char *first = g_utf8_substring (rest, 0, 1);
      g_autofree char *upper = g_utf8_strup (first, -1);

      /* A sentence of its own, unless it begins with a name in quotes. */
      return g_strconcat (upper, rest + strlen (first), NULL);
    }
  return g_strdup (text);
}

/* How often each message is said. (element-type utf8 uint) */
static GHashTable *
count_messages (FwManual *manual)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      guint said = GPOINTER_TO_UINT (g_hash_table_lookup (counts, messages[i].text));

      g_hash_table_insert (counts, (gpointer) messages[i].text, GUINT_TO_POINTER (said + 1));
    }
  return counts;
}

/* Whether the manual said it before; each time it is said counts once. */
static gboolean
was_said (GHashTable *counts,
          const char *text)
{
  guint said = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

  if (said > 0)
    g_hash_table_insert (counts, (gpointer) text, GUINT_TO_POINTER (said - 1));
  return said > 0;
}

static void
clear_note (gpointer data)
{
  g_free (((FwRuleNote *) data)->text);
}

/* Lines of the file that the section holds. */
static int
get_last_line (const FwManual        *manual,
               const FwManualSection *section)
{
  const char *text = g_bytes_get_data (fw_manual_get_bytes (manual), NULL);
  int line = section->line;

  for (gsize i = section->heading; i + 1 < section->end; i++)
    line += text[i] == '\n';
  return line;
}

static void
add_messages (FwRuleNotes      *self,
              const FwRuleForm *form)
{
  const char *id = fw_rule_form_get_id (form);
  const FwRule *rule = fw_manual_find_rule (self->manual, id);
  const FwManualSection *section = fw_manual_find_section (self->manual, rule->line);
  int last = get_last_line (self->manual, section);
  g_autoptr (FwYaml) block = read_block (self->manual, section);
  g_autoptr (GHashTable) said = count_messages (fw_rule_form_get_manual (form));
  gsize n = 0;
  const FwManualMessage *messages = fw_manual_get_messages (self->manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwManualMessage *message = &messages[i];
      FwRuleNote note = { .severity = message->severity, .is_new = !was_said (said, message->text) };

      note.is_elsewhere = message->line < section->line || message->line > last;
      if (note.is_elsewhere && !note.is_new)
        continue;
      note.text = note.is_elsewhere ? g_strdup (message->text) : dup_words (message->text, id);
      if (!note.is_elsewhere)
        note.line = fw_manual_find_prose_line (self->manual, id, message->line);
      if (note.line > 0)
        note.key = g_intern_static_string (FW_FORM_PROSE);
      else if (!note.is_elsewhere && message->line == section->line)
        find_missing (form, &note);
      else if (!note.is_elsewhere && block != NULL && block->kind == FW_YAML_MAP)
        place_in_block (form, block, message, &note);
      g_array_append_val (self->notes, note);
    }
}

/* A form that cannot be written says so at the field that its message begins with. */
static void
add_refusal (FwRuleNotes      *self,
             const FwRuleForm *form,
             const GError     *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *field =
    colon != NULL ? g_strndup (error->message, (gsize) (colon - error->message)) : g_strdup ("");
  const FwCheckKind *kind = fw_rule_form_get_kind (form);
  FwRuleNote note = { .severity = FW_SEVERITY_ERROR, .is_new = TRUE };
  gboolean is_key = field[0] == '#' || fw_rule_form_get (form, field, NULL)[0] != '\0'
                    || fw_rule_form_get_saved (form, field, NULL)[0] != '\0';
  gboolean is_param = (kind != NULL && fw_check_kind_find_param (kind, field) >= 0)
                      || fw_rule_form_get (form, "with", field)[0] != '\0';

  if (is_param && field[0] != '\0')
    {
      note.key = g_intern_static_string ("with");
      note.name = g_intern_string (field);
    }
  else if (is_key)
    note.key = g_intern_string (field);
  else if (g_str_equal (field, "with"))
    {
      note.key = g_intern_static_string ("with");
      note.name = g_intern_static_string ("");
    }
  note.text = g_strdup (note.key != NULL ? colon + 2 : error->message);
  if (g_strcmp0 (note.key, FW_FORM_PROSE) == 0)
    {
      const char *digits = strpbrk (note.text, "0123456789");

      note.line = digits != NULL ? (int) g_ascii_strtoll (digits, NULL, 10) : 0;
    }
  g_array_append_val (self->notes, note);
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const FwRuleNote *left = a;
  const FwRuleNote *right = b;

  if (left->is_elsewhere != right->is_elsewhere)
    return left->is_elsewhere ? 1 : -1;
  return left->severity < right->severity ? -1 : left->severity > right->severity;
}

FwRuleNotes *
fw_rule_notes_new (const FwRuleForm *form)
{
  g_return_val_if_fail (form != NULL, NULL);

  FwRuleNotes *self = g_new0 (FwRuleNotes, 1);
  g_autoptr (GError) error = NULL;

  self->notes = g_array_new (FALSE, FALSE, sizeof (FwRuleNote));
  g_array_set_clear_func (self->notes, clear_note);
  self->manual = fw_rule_form_apply (form, &error);
  if (self->manual != NULL)
    {
      self->bytes = g_bytes_ref (fw_manual_get_bytes (self->manual));
      add_messages (self, form);
    }
  else
    add_refusal (self, form, error);
  g_array_sort (self->notes, compare_notes);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (self->notes, FwRuleNote, i);

      self->n_obstacles += note->severity == FW_SEVERITY_ERROR && note->is_new ? 1 : 0;
    }
  return self;
}

void
fw_rule_notes_free (FwRuleNotes *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_array_unref (self->notes);
  g_free (self);
}

const FwRuleNote *
fw_rule_notes_find (const FwRuleNotes *self,
                    const char        *key,
                    const char        *name)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (self->notes, FwRuleNote, i);

      if (g_strcmp0 (note->key, key) == 0 && g_strcmp0 (note->name, name) == 0)
        return note;
    }
  return NULL;
}
