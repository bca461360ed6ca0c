/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One grammar for all shapes: entries are parted by commas, a MAP's entry has
 * a colon, and what an entry is made of is parted by > or +. Which of these
 * signs mean something depends on the shape; the others are letters.
 */

#include "app/desk/form-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/error.h"

/* What parts the words of an entry: 0 for none. */
static char
get_joint (FwFormShape shape)
{
  return shape == FW_FORM_PAIRS ? '>' : shape == FW_FORM_SETS || shape == FW_FORM_LISTS ? '+' : 0;
}

static gboolean
is_map (FwFormShape shape)
{
  return shape == FW_FORM_MAP || shape == FW_FORM_LISTS;
}

FwFormShape
fw_form_shape_of (FwParamType type)
{
  switch (type)
    {
    case FW_PARAM_TEXTS:
    case FW_PARAM_GLOBS:
    case FW_PARAM_CATEGORIES:
    case FW_PARAM_VALUES:
    case FW_PARAM_FIELDS:
      return FW_FORM_LIST;
    case FW_PARAM_PAIRS:
      return FW_FORM_PAIRS;
    case FW_PARAM_SETS:
      return FW_FORM_SETS;
    case FW_PARAM_COUNTS:
    case FW_PARAM_RENAMES:
      return FW_FORM_MAP;
    case FW_PARAM_SENSORS:
      return FW_FORM_LISTS;
    case FW_PARAM_NUMBER:
    case FW_PARAM_INTEGER:
    case FW_PARAM_BOOL:
    case FW_PARAM_WORD:
    case FW_PARAM_TEXT:
    case FW_PARAM_PATTERN:
    case FW_PARAM_CATEGORY:
    case FW_PARAM_ATTRIBUTE:
    case FW_PARAM_EXPRESSION:
    default:
      return FW_FORM_LINE;
    }
}

/* Writing ------------------------------------------------------------------------ */

static gboolean
is_sign (FwFormShape shape,
         char        c)
{
  return c == ',' || c == '"' || (c != '\0' && c == get_joint (shape))
         || (c == ':' && is_map (shape));
}

/* FALSE for what is no text. */
static gboolean
append_word (GString      *out,
             FwFormShape   shape,
             const FwYaml *word)
{
  gboolean is_plain;

  if (word->kind != FW_YAML_SCALAR)
    return FALSE;

  const char *text = word->text;
  gsize length = strlen (text);

  is_plain = length > 0 && !g_ascii_isspace (text[0]) && !g_ascii_isspace (text[length - 1])
             && text[0] != '[' && text[0] != '{' && strchr (text, '\n') == NULL;
  for (const char *c = text; *c != '\0' && is_plain; c++)
    is_plain = !is_sign (shape, *c);
  if (is_plain)
    {
      g_string_append (out, text);
      return TRUE;
    }
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
  return TRUE;
}

/* Words of an entry with the joint between them. */
static gboolean
append_words (GString      *out,
              FwFormShape   shape,
              const FwYaml *list)
{
  char joint = get_joint (shape);

  if (list->kind == FW_YAML_SCALAR && shape == FW_FORM_LISTS)
    return append_word (out, shape, list);
  if (list->kind != FW_YAML_LIST || list->items->len == 0
      || (shape == FW_FORM_PAIRS && list->items->len != 2))
    return FALSE;
  for (guint i = 0; i < list->items->len; i++)
    {
      if (i > 0)
        g_string_append_printf (out, " %c ", joint);
      if (!append_word (out, shape, g_ptr_array_index (list->items, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
append_entry (GString      *out,
              FwFormShape   shape,
              const FwYaml *key,
              const FwYaml *value)
{
  if (out->len > 0)
    g_string_append (out, ", ");
  if (key != NULL)
    {
      if (!append_word (out, shape, key))
        return FALSE;
      g_string_append (out, ": ");
    }
  return get_joint (shape) != 0 ? append_words (out, shape, value)
                                : append_word (out, shape, value);
}

static gboolean
append_all (GString      *out,
            FwFormShape   shape,
            const FwYaml *value)
{
  gboolean map = is_map (shape);

  if (value->kind == FW_YAML_SCALAR && shape == FW_FORM_LIST)
    return append_word (out, shape, value);
  if (value->kind != (map ? FW_YAML_MAP : FW_YAML_LIST) || value->items->len == 0)
    return FALSE;
  for (guint i = 0; i < value->items->len; i++)
    if (!append_entry (out, shape, map ? g_ptr_array_index (value->keys, i) : NULL,
                       g_ptr_array_index (value->items, i)))
      return FALSE;
  return TRUE;
}

char *
fw_form_text_new (FwFormShape   shape,
                  const FwYaml *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char *text;

  if (value == NULL)
    return g_strdup ("");
  if (shape == FW_FORM_LINE && value->kind == FW_YAML_SCALAR)
    return g_strdup (value->text);
  if (shape != FW_FORM_LINE && append_all (out, shape, value))
    return g_string_free (g_steal_pointer (&out), FALSE);
  text = fw_yaml_write (value, FALSE, NULL);
  return text != NULL ? text : g_strdup ("");
}

/* Reading ------------------------------------------------------------------------ */

typedef struct
{
  const char  *at;
  FwFormShape  shape;
  GError     **error;
} Reader;

static void
skip_space (Reader *self)
{
  while (g_ascii_isspace (*self->at))
    self->at++;
}

static gboolean
refuse (Reader     *self,
        const char *sentence)
{
  g_set_error_literal (self->error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, sentence);
  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static char *
read_quoted (Reader *self)
{
  g_autoptr (GString) word = g_string_new (NULL);

  self->at++;
  while (*self->at != '"')
    {
      if (*self->at == '\\' && self->at[1] != '\0')
        self->at++;
      if (*self->at == '\0')
        {
          refuse (self, _("a quote is not closed"));
          return NULL;
        }
      g_string_append_c (word, *self->at++);
    }
  self->at++;
  skip_space (self);
  if (*self->at != '\0' && (!is_sign (self->shape, *self->at) || *self->at == '"'))
    {
      refuse (self, _("a comma is missing behind a quote"));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* One word up to the next sign. Returns: (transfer full) (nullable) */
static char *
read_word (Reader *self)
{
  const char *start;

  skip_space (self);
  if (*self->at == '"')
    return read_quoted (self);
  start = self->at;
  while (*self->at != '\0' && !is_sign (self->shape, *self->at))
    self->at++;
  if (*self->at == '"')
    {
      refuse (self, _("a quote stands in the middle of a word"));
      return NULL;
    }

  g_autofree char *word = g_strstrip (g_strndup (start, (gsize) (self->at - start)));

  if (word[0] == '\0')
    {
      refuse (self, _("a word is missing beside a comma or another sign"));
      return NULL;
    }
  return g_steal_pointer (&word);
}

/* Returns: (transfer full) (nullable) */
static FwYaml *
read_value (Reader *self)
{
  char joint = get_joint (self->shape);
  g_autoptr (FwYaml) value = fw_yaml_new_list ();

  do
    {
      g_autofree char *word = NULL;

      if (value->items->len > 0)
        self->at++;
      word = read_word (self);
      if (word == NULL)
        return NULL;
      if (joint == 0)
        return fw_yaml_new_text (word);
      fw_yaml_add_item (value, fw_yaml_new_text (word));
    }
  while (*self->at == joint);

  if (self->shape == FW_FORM_PAIRS && value->items->len != 2)
    {
      refuse (self, _("pairs are written as “red > green, green > yellow”"));
      return NULL;
    }
  return g_steal_pointer (&value);
}

static gboolean
read_entry (Reader *self,
            FwYaml *all)
{
  g_autofree char *key = NULL;
  FwYaml *value;

  if (is_map (self->shape))
    {
      key = read_word (self);
      if (key == NULL)
        return FALSE;
      if (*self->at != ':')
        return refuse (self, self->shape == FW_FORM_MAP
                               ? _("entries are written as “name: value, name: value”")
                               : _("entries are written as “name: box + polygon, name: box”"));
      self->at++;
      if (fw_yaml_get (all, key) != NULL)
        {
          g_set_error (self->error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                       _("“%s” stands there twice"), key);
          return FALSE;
        }
    }
  value = read_value (self);
  if (value == NULL)
    return FALSE;
  if (key != NULL)
    fw_yaml_add_entry (all, key, value);
  else
    fw_yaml_add_item (all, value);
  if (*self->at != '\0' && *self->at != ',')
    return refuse (self, is_map (self->shape) ? _("a comma is missing between two entries")
                                              : _("a comma is missing between two words"));
  return TRUE;
}

/* Returns: (transfer full) (nullable) */
static FwYaml *
read_brackets (const char *text,
               GError    **error)
{
  int line = 0;
  int column = 0;

  return fw_yaml_parse (text, strlen (text), 1, &line, &column, error);
}

FwYaml *
fw_form_text_read (FwFormShape   shape,
                   const char   *text,
                   GError      **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *clean = g_strstrip (g_strdup (text));
  Reader reader = { clean, shape, error };
  g_autoptr (FwYaml) all = NULL;

  if (clean[0] == '\0')
    return NULL;
  if (shape == FW_FORM_LINE)
    return fw_yaml_new_text (clean);
  if (clean[0] == '[' || clean[0] == '{')
    return read_brackets (clean, error);

  all = is_map (shape) ? fw_yaml_new_map () : fw_yaml_new_list ();
  for (;;)
    {
      if (!read_entry (&reader, all))
        return NULL;
      if (*reader.at == '\0')
        return g_steal_pointer (&all);
      reader.at++;
      skip_space (&reader);
      /* A comma at the end: the person goes on typing. */
      if (*reader.at == '\0')
        return g_steal_pointer (&all);
    }
}

/* Lists -------------------------------------------------------------------------- */

GPtrArray *
fw_form_text_list (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (FwYaml) value = fw_form_text_read (FW_FORM_LIST, text, NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; value != NULL && value->kind == FW_YAML_LIST && i < value->items->len; i++)
    {
      const FwYaml *item = g_ptr_array_index (value->items, i);

      if (item->kind == FW_YAML_SCALAR)
        g_ptr_array_add (words, g_strdup (item->text));
    }
  return words;
}

char *
fw_form_text_toggle (const char *text,
                     const char *word)
{
  g_return_val_if_fail (text != NULL && word != NULL, NULL);

  g_autoptr (GPtrArray) words = fw_form_text_list (text);
  g_autoptr (FwYaml) list = fw_yaml_new_list ();
  gboolean was_there = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      if (g_str_equal (words->pdata[i], word))
        was_there = TRUE;
      else
        fw_yaml_add_item (list, fw_yaml_new_text (words->pdata[i]));
    }
  if (!was_there)
    fw_yaml_add_item (list, fw_yaml_new_text (word));
  return list->items->len > 0 ? fw_form_text_new (FW_FORM_LIST, list) : g_strdup ("");
}
