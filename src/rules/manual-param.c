/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The parameters of a rule (`with:`), read by the types that the table of
 * kinds names. Names of attributes, values and categories are looked up, so
 * that a slip is found when the manual is read and not when a label is drawn.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  FwManual          *manual;
  FwRule            *rule;
  const FwParam     *param;
  const FwAttribute *attribute; /* the rule's `attribute`, for lists of its values */
} Context;

#define ERROR_AT(node_, ...) \
  fw_manual_say (self->manual, FW_SEVERITY_ERROR, (node_)->line, (node_)->column, __VA_ARGS__)

/* Whether @node is a scalar; otherwise says what is wanted. */
static gboolean
want_scalar (Context      *self,
             const FwYaml *node,
             const char   *what)
{
  if (node->kind == FW_YAML_SCALAR)
    return TRUE;

  ERROR_AT (node, _("rule %s: '%s' wants %s"), self->rule->id, self->param->name, what);

  return FALSE;
}

static gboolean
text_to_number (const char *text,
                double     *out)
{
  char *end;

  if (!g_ascii_isdigit (*text) && !strchr ("+-.", *text))
    return FALSE;
  *out = g_ascii_strtod (text, &end);

  return end != text && !*end && isfinite (*out) && !strpbrk (text, "xXpP");
}

static gboolean
read_number (Context      *self,
             const FwYaml *node,
             double       *out)
{
  const FwParam *param = self->param;

  if (!want_scalar (self, node, _("a number")))
    return FALSE;
  if (!text_to_number (node->text, out))
    {
      ERROR_AT (node, _ ("rule %s: '%s' wants a number, not '%s'"), self->rule->id, param->name,
                node->text);
      return FALSE;
    }
  if (param->type != FW_PARAM_NUMBER && *out != floor (*out))
    {
      ERROR_AT (node, _ ("rule %s: '%s' wants a whole number, not '%s'"), self->rule->id,
                param->name, node->text);
      return FALSE;
    }
  if (*out < param->low || *out > param->high)
    fw_manual_say (self->manual, FW_SEVERITY_WARNING, node->line, node->column,
                   _("rule %s: '%s' is usually between %g and %g; is %s meant"), self->rule->id,
                   *param->name ? param->name : param->unit, param->low, param->high, node->text);

  return TRUE;
}

static gboolean
read_word (Context      *self,
           const FwYaml *node,
           FwParamValue *out)
{
  g_auto(GStrv) words = g_strsplit (self->param->words, "|", -1);

  if (!want_scalar (self, node, _("a word")))
    return FALSE;
  if (!g_strv_contains ((const char *const *) words, node->text))
    {
      g_autofree char *list = g_strjoinv (", ", words);

      ERROR_AT (node, _ ("rule %s: '%s' is one of %s, not '%s'"), self->rule->id, self->param->name,
                list, node->text);
      return FALSE;
    }
  out->text = g_intern_string (node->text);

  return TRUE;
}

static gboolean
read_attribute (Context      *self,
                const FwYaml *node,
                FwParamValue *out)
{
  if (!want_scalar (self, node, _("the name of an attribute")))
    return FALSE;

  for (guint i = 0; i < self->manual->attributes->len; i++)
    {
      const FwAttribute *attribute = &g_array_index (self->manual->attributes, FwAttribute, i);

      if (!g_str_equal (attribute->name, node->text))
        continue;
      if (attribute->type != FW_ATTRIBUTE_BOOL
          && (g_str_equal (self->rule->kind->name, "border-attribute")
              || g_str_equal (self->rule->kind->name, "crowd")))
        {
          ERROR_AT (node, _("rule %s: check '%s' wants an attribute of type bool, and '%s' is not"),
                    self->rule->id, self->rule->kind->name, attribute->name);
          return FALSE;
        }
      out->text = attribute->name;
      return TRUE;
    }

  g_autofree char *hint = fw_manual_hint (self->manual, node->text, self->manual->attribute_names);

  ERROR_AT (node, _("rule %s: no attribute is called '%s'%s"), self->rule->id, node->text, hint);

  return FALSE;
}

/* Whether @value can be a value of the rule's attribute. */
static gboolean
check_value (Context      *self,
             const FwYaml *node)
{
  static const char *const truths[] = { "true", "false", NULL };
  const FwAttribute *attribute = self->attribute;
  const char *const *words = NULL;

  if (!want_scalar (self, node, _("a list of values")))
    return FALSE;
  if (attribute && attribute->type == FW_ATTRIBUTE_CHOICE)
    words = attribute->values;
  else if (attribute && attribute->type == FW_ATTRIBUTE_BOOL)
    words = truths;
  if (!words)
    return TRUE;
  if (!fw_manual_spend (self->manual, attribute->n_values, node->line, node->column))
    return FALSE;
  if (g_strv_contains (words, node->text))
    return TRUE;

  g_autofree char *hint = fw_manual_hint (self->manual, node->text, words);

  ERROR_AT (node, _("rule %s: attribute '%s' has no value '%s'%s"), self->rule->id, attribute->name,
            node->text, hint);

  return FALSE;
}

static gboolean
check_field (Context      *self,
             const FwYaml *node)
{
  if (!want_scalar (self, node, _("a list of fields")))
    return FALSE;
  if (g_str_equal (node->text, "category")
      || g_strv_contains (self->manual->attribute_names, node->text))
    return TRUE;

  g_autofree char *hint = fw_manual_hint (self->manual, node->text, self->manual->attribute_names);

  ERROR_AT (node, _("rule %s: no attribute is called '%s'%s"), self->rule->id, node->text, hint);

  return FALSE;
}

/* Every scalar of a list, or the one scalar. */
static gboolean
read_list (Context      *self,
           const FwYaml *node,
           FwParamValue *out)
{
  g_autofree char *what = g_strdup_printf (_("rule %s: '%s'"), self->rule->id, self->param->name);

  out->texts = fw_manual_read_words (self->manual, node, what, &out->n_texts);
  if (!out->texts)
    return FALSE;
  if (out->n_texts == 0)
    {
      ERROR_AT (node, _("%s is an empty list"), what);
      return FALSE;
    }

  for (gsize i = 0; i < out->n_texts; i++)
    {
      const FwYaml *item = node->kind == FW_YAML_LIST ? g_ptr_array_index (node->items, i) : node;
      FwParamType type = self->param->type;
      gboolean is_good = TRUE;
      g_autofree char *where = g_strdup_printf (_("rule %s"), self->rule->id);

      if (type == FW_PARAM_GLOBS || type == FW_PARAM_CATEGORIES)
        is_good = fw_manual_check_glob (self->manual, out->texts[i], item, where);
      else if (type == FW_PARAM_VALUES)
        is_good = check_value (self, item);
      else if (type == FW_PARAM_FIELDS)
        is_good = check_field (self, item);
      if (!is_good)
        return FALSE;
    }

  return TRUE;
}

/* Whether @node is `attribute` or `attribute=value`. */
static gboolean
check_member (Context      *self,
              const FwYaml *node)
{
  g_auto(GStrv) parts = NULL;

  if (!want_scalar (self, node, _("a list of lists")))
    return FALSE;

  parts = g_strsplit (node->text, "=", 2);
  for (guint i = 0; parts[0] && i < self->manual->attributes->len; i++)
    {
      const FwAttribute *attribute = &g_array_index (self->manual->attributes, FwAttribute, i);
      FwYaml value = *node;

      if (!g_str_equal (attribute->name, g_strstrip (parts[0])))
        continue;
      if (!parts[1])
        return TRUE;
      value.text = g_strstrip (parts[1]);
      self->attribute = attribute;

      gboolean is_good = check_value (self, &value);

      self->attribute = NULL;
      return is_good;
    }

  g_autofree char *hint = fw_manual_hint (self->manual, parts[0] ? parts[0] : "", self->manual->attribute_names);

  ERROR_AT (node, _("rule %s: no attribute is called '%s'%s"), self->rule->id,
            parts[0] ? parts[0] : "", hint);

  return FALSE;
}

/* A list of lists of two (pairs) or any number (sets) of texts, flattened;
 * sets are set apart by NULL texts. */
static gboolean
read_nested (Context      *self,
             const FwYaml *node,
             FwParamValue *out)
{
  gboolean is_pairs = self->param->type == FW_PARAM_PAIRS;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  gboolean is_good = node->kind == FW_YAML_LIST && node->items->len > 0;

  for (guint i = 0; is_good && i < node->items->len; i++)
    {
      const FwYaml *inner = g_ptr_array_index (node->items, i);

      is_good = inner->kind == FW_YAML_LIST && (!is_pairs || inner->items->len == 2);
      for (guint j = 0; is_good && j < inner->items->len; j++)
        {
          const FwYaml *item = g_ptr_array_index (inner->items, j);

          if (is_pairs ? !check_value (self, item) : !check_member (self, item))
            return FALSE;
          g_ptr_array_add (texts, (gpointer) g_intern_string (item->text));
        }
      if (is_good && !is_pairs)
        g_ptr_array_add (texts, NULL);
    }
  if (!is_good)
    {
      ERROR_AT (node, is_pairs ? _("rule %s: '%s' wants a list like [[a, b], [b, c]]")
                               : _("rule %s: '%s' wants a list of lists"),
                self->rule->id, self->param->name);
      return FALSE;
    }

  out->n_texts = texts->len;
  g_ptr_array_add (texts, NULL);
  out->texts = fw_manual_keep_block (self->manual, texts->pdata, texts->len * sizeof (gpointer));

  return TRUE;
}

/* Maps: categories with counts, categories with their new names, sensors with shapes. */
static gboolean
read_map (Context      *self,
          const FwYaml *node,
          FwParamValue *out)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(GArray) numbers = g_array_new (FALSE, TRUE, sizeof (double));
  g_autofree char *where = g_strdup_printf (_("rule %s"), self->rule->id);

  if (node->kind != FW_YAML_MAP || node->keys->len == 0)
    {
      ERROR_AT (node, _("rule %s: check '%s' wants a map, such as { a: 1 }"), self->rule->id,
                self->rule->kind->name);
      return FALSE;
    }

  for (guint i = 0; i < node->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (node->keys, i);
      const FwYaml *value = g_ptr_array_index (node->items, i);

      g_ptr_array_add (texts, (gpointer) g_intern_string (key->text));
      if (self->param->type == FW_PARAM_COUNTS)
        {
          double number;

          if (!fw_manual_check_glob (self->manual, key->text, key, where)
              || !read_number (self, value, &number))
            return FALSE;
          g_array_append_val (numbers, number);
        }
      else if (self->param->type == FW_PARAM_RENAMES)
        {
          if (!want_scalar (self, value, _("a map old: new"))
              || !fw_manual_check_glob (self->manual, value->text, value, where))
            return FALSE;
          g_ptr_array_add (texts, (gpointer) g_intern_string (value->text));
        }
      else
        {
          gsize n;
          const char *const *kinds = fw_manual_read_words (self->manual, value, where, &n);

          for (gsize j = 0; kinds && j < n; j++)
            {
              FwShapeKind kind;

              if (!fw_shape_kind_from_word (kinds[j], &kind))
                {
                  ERROR_AT (value, _ ("rule %s: no kind of shape is called '%s'"), self->rule->id,
                            kinds[j]);
                  return FALSE;
                }
              g_ptr_array_add (texts, (gpointer) kinds[j]);
            }
          if (!kinds)
            return FALSE;
          g_ptr_array_add (texts, NULL);
        }
    }

  out->n_texts = texts->len;
  g_ptr_array_add (texts, NULL);
  out->texts = fw_manual_keep_block (self->manual, texts->pdata, texts->len * sizeof (gpointer));
  if (numbers->len == texts->len - 1)
    out->numbers
        = fw_manual_keep_block (self->manual, numbers->data, numbers->len * sizeof (double));

  return TRUE;
}

static gboolean
read_pattern (Context      *self,
              const FwYaml *node,
              FwParamValue *out)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GRegex) regex = NULL;

  if (!want_scalar (self, node, _("a pattern")))
    return FALSE;
  regex = g_regex_new (node->text, 0, 0, &error);
  if (!regex)
    {
      ERROR_AT (node, _("rule %s: the pattern cannot be read: %s"), self->rule->id, error->message);
      return FALSE;
    }
  out->text = g_intern_string (node->text);

  return TRUE;
}

static gboolean
read_value (Context      *self,
            const FwYaml *node,
            FwParamValue *out)
{
  g_autofree char *where = g_strdup_printf (_("rule %s"), self->rule->id);

  switch (self->param->type)
    {
    case FW_PARAM_NUMBER:
    case FW_PARAM_INTEGER:
      return read_number (self, node, &out->number);
    case FW_PARAM_BOOL:
      if (!want_scalar (self, node, _("true or false")))
        return FALSE;
      if (!g_str_equal (node->text, "true") && !g_str_equal (node->text, "false"))
        {
          ERROR_AT (node, _ ("rule %s: '%s' is true or false, not '%s'"), self->rule->id,
                    self->param->name, node->text);
          return FALSE;
        }
      out->number = g_str_equal (node->text, "true");
      return TRUE;
    case FW_PARAM_WORD:
      return read_word (self, node, out);
    case FW_PARAM_TEXT:
      if (!want_scalar (self, node, _("a text")))
        return FALSE;
      out->text = g_intern_string (node->text);
      return TRUE;
    case FW_PARAM_PATTERN:
      return read_pattern (self, node, out);
    case FW_PARAM_CATEGORY:
      if (!want_scalar (self, node, _("a category"))
          || !fw_manual_check_glob (self->manual, node->text, node, where))
        return FALSE;
      out->text = g_intern_string (node->text);
      return TRUE;
    case FW_PARAM_ATTRIBUTE:
      return read_attribute (self, node, out);
    case FW_PARAM_EXPRESSION:
      out->expression = fw_manual_read_expression (self->manual, node);
      return out->expression != NULL;
    case FW_PARAM_PAIRS:
    case FW_PARAM_SETS:
      return read_nested (self, node, out);
    case FW_PARAM_COUNTS:
    case FW_PARAM_RENAMES:
    case FW_PARAM_SENSORS:
      return read_map (self, node, out);
    case FW_PARAM_TEXTS:
    case FW_PARAM_GLOBS:
    case FW_PARAM_CATEGORIES:
    case FW_PARAM_VALUES:
    case FW_PARAM_FIELDS:
      return read_list (self, node, out);
    default:
      g_assert_not_reached ();
    }
}

/* A default of the table; those are numbers, true/false and words. */
static void
set_default (const FwParam *param,
             FwParamValue  *out)
{
  out->is_set = TRUE;
  if (param->type == FW_PARAM_WORD)
    out->text = g_intern_string (param->default_value);
  else if (param->type == FW_PARAM_BOOL)
    out->number = g_str_equal (param->default_value, "true");
  else
    out->number = g_ascii_strtod (param->default_value, NULL);
}

static gboolean
check_names (Context      *self,
             const FwYaml *with)
{
  const FwCheckKind *kind = self->rule->kind;
  g_autofree const char **names = g_new0 (const char *, kind->n_params + 1);
  gboolean is_good = TRUE;

  for (guint i = 0; i < kind->n_params; i++)
    names[i] = kind->params[i].name;

  for (guint i = 0; i < with->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (with->keys, i);

      if (g_strv_contains (names, key->text))
        continue;

      g_autofree char *hint = fw_manual_hint (self->manual, key->text, names);

      if (kind->n_params == 0)
        ERROR_AT (key, _("rule %s: check '%s' has no parameters"), self->rule->id, kind->name);
      else
        ERROR_AT (key, _("rule %s: check '%s' has no parameter '%s'%s"), self->rule->id, kind->name,
                  key->text, hint);
      is_good = FALSE;
    }

  return is_good;
}

/* The attribute is read first: other parameters are values of it. */
static gboolean
read_named (Context      *self,
            const FwYaml *with,
            FwParamValue *values)
{
  const FwCheckKind *kind = self->rule->kind;
  gboolean is_good = TRUE;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < kind->n_params; i++)
      {
        const FwYaml *node = fw_yaml_get (with, kind->params[i].name);

        if (!node || (kind->params[i].type == FW_PARAM_ATTRIBUTE) != (pass == 0))
          continue;
        self->param = &kind->params[i];
        values[i].is_set = read_value (self, node, &values[i]);
        is_good &= values[i].is_set;
        if (pass > 0 || !values[i].is_set)
          continue;
        for (guint j = 0; j < self->manual->attributes->len; j++)
          {
            const FwAttribute *attribute
                = &g_array_index (self->manual->attributes, FwAttribute, j);

            if (attribute->name == values[i].text)
              self->attribute = attribute;
          }
      }

  return is_good;
}

/* What depends on more than one parameter. */
static gboolean
finish (Context      *self,
        FwParamValue *values,
        int           line,
        int           column)
{
  FwManual *manual = self->manual;
  FwRule *rule = self->rule;
  const FwCheckKind *kind = rule->kind;
  guint n_given = 0;
  int pixels = fw_check_kind_find_param (kind, "pixels");
  int distance = fw_check_kind_find_param (kind, "max-distance");

  for (guint i = 0; i < kind->n_params; i++)
    {
      const FwParam *param = &kind->params[i];

      n_given += i < kind->one_of && values[i].is_set;
      if (param->is_required && !values[i].is_set)
        {
          fw_manual_say (manual, FW_SEVERITY_ERROR, line, column,
                         _("rule %s: check '%s' needs '%s' in 'with'"), rule->id, kind->name,
                         *param->name ? param->name : _("entries"));
          return FALSE;
        }
    }
  if (kind->one_of > 0 && n_given == 0)
    {
      g_autoptr(GString) names = g_string_new (NULL);

      for (guint i = 0; i < kind->one_of; i++)
        g_string_append_printf (names, "%s'%s'", i > 0 ? ", " : "", kind->params[i].name);
      fw_manual_say (manual, FW_SEVERITY_ERROR, line, column,
                     _ ("rule %s: check '%s' needs one of %s in 'with'"), rule->id, kind->name,
                     names->str);
      return FALSE;
    }
  if (pixels >= 0 && values[pixels].is_set && values[0].is_set)
    {
      fw_manual_say (manual, FW_SEVERITY_ERROR, line, column,
                     _ ("rule %s: check '%s' takes one of 'diagonals' and 'pixels', not both"),
                     rule->id, kind->name);
      return FALSE;
    }

  /* Without anything else a partner has to overlap; a step is in diagonals. */
  if (distance >= 0 && !values[distance].is_set && !values[1].is_set)
    values[1] = (FwParamValue) { .is_set = TRUE, .number = 0.1 };
  for (guint i = 0; i < kind->n_params; i++)
    if (!values[i].is_set && kind->params[i].default_value
        && !(i == 0 && pixels >= 0 && values[pixels].is_set))
      set_default (&kind->params[i], &values[i]);

  int low = fw_check_kind_find_param (kind, "min"), high = fw_check_kind_find_param (kind, "max");

  if (low >= 0 && high >= 0 && values[low].is_set && values[high].is_set
      && values[low].number > values[high].number)
    {
      fw_manual_say (manual, FW_SEVERITY_ERROR, line, column,
                     _("rule %s: 'min' %g is above 'max' %g"), rule->id, values[low].number,
                     values[high].number);
      return FALSE;
    }

  return TRUE;
}

gboolean
fw_manual_read_params (FwManual     *manual,
                       FwRule       *rule,
                       const FwYaml *with,
                       int           line,
                       int           column)
{
  const FwCheckKind *kind = rule->kind;
  FwParamValue *values
      = fw_manual_keep_block (manual, NULL, kind->n_params * sizeof (FwParamValue));
  Context context = { .manual = manual, .rule = rule };
  Context *self = &context;
  gboolean is_good = TRUE;

  rule->params = values;
  if (with && kind->n_params == 1 && !*kind->params[0].name)
    {
      self->param = &kind->params[0];
      values[0].is_set = read_map (self, with, &values[0]);
      return values[0].is_set;
    }
  if (with && with->kind != FW_YAML_MAP)
    {
      ERROR_AT (with, _("rule %s: 'with' wants names and values, such as { min: 1 }"), rule->id);
      return FALSE;
    }
  if (with)
    {
      is_good &= check_names (self, with);
      is_good &= read_named (self, with, values);
    }

  return is_good && finish (self, values, with ? with->line : line, with ? with->column : column);
}
