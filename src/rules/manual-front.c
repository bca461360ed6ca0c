/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The front matter: who the manual is, which categories and attributes there
 * are, and which category needs or allows which attribute.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static const char *const front_keys[] = {
  "manual", "title", "version", "effective", "previous", "owner", "language", "categories",
  "attributes", "required-attributes", "fixed-attributes", "attributes-for", NULL
};

static const char *const reserved_names[] = {
  "track_id", "keyframe", "occluded", "outside", "rotation", "z_order", "group_id", "source",
  "score", NULL
};

static const char *const type_words[] = { "bool", "text", "number", NULL };

#define ERROR_AT(node_, ...) \
  fw_manual_say (self, FW_SEVERITY_ERROR, (node_)->line, (node_)->column, __VA_ARGS__)

gboolean
fw_glob_matches (const char *glob,
                 const char *text)
{
  const char *star = NULL, *retry = NULL;

  /* One remembered star is enough: an earlier one never has to give way. */
  while (*text)
    {
      if (*glob == '*')
        {
          star = glob++;
          retry = text;
        }
      else if (*glob == *text || *glob == '?')
        {
          glob++;
          text++;
        }
      else if (star)
        {
          glob = star + 1;
          text = ++retry;
        }
      else
        return FALSE;
    }
  while (*glob == '*')
    glob++;

  return !*glob;
}

/* Reads "3.10.2" or "3.10.2-rc.1" into three numbers; *@out_rest is what stands
 * behind them. Only what semantic versions may hold: a version names a file. */
static gboolean
read_semver (const char  *text,
             guint64      numbers[3],
             const char **out_rest)
{
  const char *p = text;

  for (int i = 0; i < 3; i++)
    {
      char *end;

      if (!g_ascii_isdigit (*p))
        return FALSE;
      numbers[i] = g_ascii_strtoull (p, &end, 10);
      p = end;
      if (i < 2 && *p++ != '.')
        return FALSE;
    }
  if (out_rest)
    *out_rest = p;
  if ((*p == '-' || *p == '+') && !p[1])
    return FALSE;

  return (!*p || *p == '-' || *p == '+') && strlen (text) <= 64
         && !p[strspn (p, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.+-")];
}

gboolean
fw_is_semver (const char *text)
{
  guint64 numbers[3];

  return read_semver (text, numbers, NULL);
}

/* Identifiers of pre-releases one by one: numbers by value and before words. */
static int
compare_prereleases (const char *a,
                     const char *b)
{
  g_auto(GStrv) left = g_strsplit (a, ".", -1);
  g_auto(GStrv) right = g_strsplit (b, ".", -1);

  for (gsize i = 0; left[i] || right[i]; i++)
    {
      if (!left[i] || !right[i])
        return left[i] ? 1 : -1;

      gboolean is_number = !left[i][strspn (left[i], "0123456789")];
      gboolean is_other_number = !right[i][strspn (right[i], "0123456789")];
      guint64 x = g_ascii_strtoull (left[i], NULL, 10), y = g_ascii_strtoull (right[i], NULL, 10);
      int order = is_number && is_other_number ? (x > y) - (x < y)
                  : is_number != is_other_number ? (is_number ? -1 : 1)
                  : strcmp (left[i], right[i]);

      if (order != 0)
        return order < 0 ? -1 : 1;
    }

  return 0;
}

int
fw_semver_compare (const char *a,
                   const char *b)
{
  guint64 left[3] = { 0 }, right[3] = { 0 };
  const char *rest_a = "", *rest_b = "";

  read_semver (a, left, &rest_a);
  read_semver (b, right, &rest_b);
  for (int i = 0; i < 3; i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  /* 3.1.0-rc.1 comes before 3.1.0; what follows a plus does not count. */
  if (*rest_a != '-' || *rest_b != '-')
    return (*rest_b == '-') - (*rest_a == '-');

  g_autofree char *pre_a = g_strndup (rest_a + 1, strcspn (rest_a + 1, "+"));
  g_autofree char *pre_b = g_strndup (rest_b + 1, strcspn (rest_b + 1, "+"));

  return compare_prereleases (pre_a, pre_b);
}

const char *const *
fw_manual_read_words (FwManual     *self,
                      const FwYaml *node,
                      const char   *what,
                      gsize        *out_n)
{
  gsize n = node->kind == FW_YAML_LIST ? node->items->len : 1;
  g_autofree const char **words = g_new0 (const char *, n + 1);

  if (node->kind == FW_YAML_MAP)
    {
      ERROR_AT (node, _("%s wants a list"), what);
      return NULL;
    }

  for (gsize i = 0; i < n; i++)
    {
      const FwYaml *item = node->kind == FW_YAML_LIST ? g_ptr_array_index (node->items, i) : node;

      if (item->kind != FW_YAML_SCALAR)
        {
          ERROR_AT (item, _("%s wants a list of words"), what);
          return NULL;
        }
      words[i] = g_intern_string (item->text);
    }
  if (out_n)
    *out_n = n;

  return fw_manual_keep_block (self, words, (n + 1) * sizeof *words);
}

/* Remembered by glob: a manual names the same categories again and again. */
static gboolean
means_category (FwManual     *self,
                const char   *glob,
                const FwYaml *at)
{
  const char *name = g_intern_string (glob);
  guint answer = GPOINTER_TO_UINT (g_hash_table_lookup (self->glob_answers, name));
  guint n = self->categories->len;

  if (!strpbrk (name, "*?"))
    return g_hash_table_contains (self->category_set, name);
  if (answer > 0)
    return answer > 1;
  /* At worst each letter meets each; that takes names made for it. */
  if (!fw_manual_spend (self, 16 * n + self->category_letters * strlen (name) / 8, at->line,
                        at->column))
    return FALSE;

  answer = 1;
  for (gsize i = 0; i < n && answer == 1; i++)
    answer += fw_glob_matches (name, self->category_names[i]);
  g_hash_table_insert (self->glob_answers, (gpointer) name, GUINT_TO_POINTER (answer));

  return answer > 1;
}

gboolean
fw_manual_check_glob (FwManual     *self,
                      const char   *glob,
                      const FwYaml *at,
                      const char   *what)
{
  if (means_category (self, glob, at))
    return TRUE;

  g_autofree char *hint = fw_manual_hint (self, glob, self->category_names);

  if (strpbrk (glob, "*?"))
    ERROR_AT (at, _("%s: no category fits '%s'%s"), what, glob, hint);
  else
    ERROR_AT (at, _("%s: no category is called '%s'%s"), what, glob, hint);

  return FALSE;
}

static void
add_bits (guint64       *bits,
          const guint64 *more,
          gsize          n_words)
{
  for (gsize i = 0; i < n_words; i++)
    bits[i] |= more[i];
}

guint64 *
fw_manual_list_attributes (const FwManual    *self,
                           const FwGlobTable *table,
                           const char        *category)
{
  gsize n_words = self->attributes->len / 64 + 1;
  GQuark quark = g_quark_try_string (category);
  const FwGlobNames *own
      = quark ? g_hash_table_lookup (table->by_name, g_quark_to_string (quark)) : NULL;
  guint64 *bits = own ? g_memdup2 (own->bits, n_words * sizeof *bits) : NULL;

  for (guint i = 0; i < table->globs->len; i++)
    {
      const FwGlobNames *entry = g_ptr_array_index (table->globs, i);

      if (!fw_glob_matches (entry->glob, category))
        continue;
      if (!bits)
        bits = g_new0 (guint64, n_words);
      add_bits (bits, entry->bits, n_words);
    }

  return bits;
}

static const char *
read_scalar (FwManual     *self,
             const FwYaml *front,
             const char   *key,
             gboolean      is_required)
{
  const FwYaml *node = fw_yaml_get (front, key);

  if (!node)
    {
      if (is_required)
        ERROR_AT (front, _("the front matter has no '%s'"), key);
      return "";
    }
  if (node->kind != FW_YAML_SCALAR || !*node->text)
    {
      ERROR_AT (node, _("'%s' wants a text"), key);
      return "";
    }

  return fw_manual_keep (self, node->text);
}

static gboolean
is_date (const char *text)
{
  int year, month, day, end = 0;

  return strlen (text) == 10
         && sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10
         && g_date_valid_dmy (day, month, year);
}

static void
read_identity (FwManual     *self,
               const FwYaml *front)
{
  const FwYaml *node;

  self->name = read_scalar (self, front, "manual", TRUE);
  self->title = read_scalar (self, front, "title", FALSE);
  self->version = read_scalar (self, front, "version", TRUE);
  self->effective = read_scalar (self, front, "effective", FALSE);
  self->previous = read_scalar (self, front, "previous", FALSE);
  self->owner = read_scalar (self, front, "owner", FALSE);
  self->language = read_scalar (self, front, "language", FALSE);

  if ((node = fw_yaml_get (front, "version")))
    {
      self->version_line = node->line;
      self->version_column = node->column;
      if (*self->version && !fw_is_semver (self->version))
        {
          ERROR_AT (node, _("'version' is written like 3.1.0, not '%s'"), self->version);
          self->version = "";
        }
    }
  if ((node = fw_yaml_get (front, "previous")) && *self->previous)
    {
      if (!fw_is_semver (self->previous))
        ERROR_AT (node, _("'previous' is written like 3.0.2, not '%s'"), self->previous);
      else if (*self->version && fw_semver_compare (self->previous, self->version) >= 0)
        ERROR_AT (node, _ ("'previous' %s is not older than version %s"), self->previous,
                  self->version);
    }
  if ((node = fw_yaml_get (front, "effective")) && *self->effective && !is_date (self->effective))
    ERROR_AT (node, _("'effective' is a date like 2026-11-02, not '%s'"), self->effective);
}

static guint
read_geometry (FwManual     *self,
               const FwYaml *node,
               const char   *category)
{
  guint n = node->kind == FW_YAML_LIST ? node->items->len : 1;
  guint kinds = 0;

  if (node->kind == FW_YAML_MAP || n == 0)
    {
      ERROR_AT (node, _("category '%s' wants a kind of shape, such as box"), category);
      return 0;
    }

  for (guint i = 0; i < n; i++)
    {
      const FwYaml *item = node->kind == FW_YAML_LIST ? g_ptr_array_index (node->items, i) : node;
      const char *words[FW_N_SHAPE_KINDS + 1] = { NULL };
      FwShapeKind kind;

      if (item->kind == FW_YAML_SCALAR && fw_shape_kind_from_word (item->text, &kind))
        {
          kinds |= 1u << kind;
          continue;
        }
      for (guint k = 0; k < FW_N_SHAPE_KINDS; k++)
        words[k] = fw_shape_kind_to_word (k);

      const char *word = item->kind == FW_YAML_SCALAR ? item->text : "";
      g_autofree char *hint = fw_manual_hint (self, word, words);

      ERROR_AT (item, _("no kind of shape is called '%s'%s"), word, hint);
    }

  return kinds;
}

static void
read_categories (FwManual     *self,
                 const FwYaml *node)
{
  if (!node)
    return;
  if (node->kind != FW_YAML_MAP)
    {
      ERROR_AT (node, _("'categories' wants lines like 'vehicle.car: box'"));
      return;
    }

  for (guint i = 0; i < node->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (node->keys, i);
      const char *dot = strrchr (key->text, '.');
      g_autofree char *super = dot ? g_strndup (key->text, dot - key->text) : NULL;
      FwCategory category = {
        .id = i + 1,
        .name = g_intern_string (key->text),
        .supercategory = g_intern_string (super ? super : ""),
        .in_manual = TRUE,
      };

      if (!*key->text || strpbrk (key->text, "*?"))
        {
          ERROR_AT (key, _("'%s' cannot be the name of a category"), key->text);
          continue;
        }
      category.kinds = read_geometry (self, g_ptr_array_index (node->items, i), category.name);
      g_array_append_val (self->categories, category);
      g_array_append_val (self->category_lines, key->line);
    }
}

static gboolean
read_attribute_type (FwManual     *self,
                     const FwYaml *node,
                     FwAttribute  *attribute)
{
  if (node->kind == FW_YAML_LIST)
    {
      attribute->type = FW_ATTRIBUTE_CHOICE;
      attribute->values = fw_manual_read_words (self, node, attribute->name, &attribute->n_values);
      if (!attribute->values)
        return FALSE;
      if (attribute->n_values == 0)
        {
          ERROR_AT (node, _("attribute '%s' has an empty list of values"), attribute->name);
          return FALSE;
        }

      g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (gsize i = 0; i < attribute->n_values; i++)
        if (!g_hash_table_add (seen, (gpointer) attribute->values[i]))
          {
            ERROR_AT ((FwYaml *) g_ptr_array_index (node->items, i),
                      _("attribute '%s' has the value '%s' twice"), attribute->name,
                      attribute->values[i]);
            return FALSE;
          }
      return TRUE;
    }

  if (node->kind == FW_YAML_SCALAR)
    {
      if (g_str_equal (node->text, "bool"))
        attribute->type = FW_ATTRIBUTE_BOOL;
      else if (g_str_equal (node->text, "text"))
        attribute->type = FW_ATTRIBUTE_TEXT;
      else if (g_str_equal (node->text, "number"))
        attribute->type = FW_ATTRIBUTE_NUMBER;
      else
        {
          g_autofree char *hint = fw_manual_hint (self, node->text, type_words);

          ERROR_AT (node, _("attribute '%s' is bool, text, number or a list of values, not '%s'%s"),
                    attribute->name, node->text, hint);
          return FALSE;
        }
      return TRUE;
    }

  ERROR_AT (node, _("attribute '%s' is bool, text, number or a list of values"), attribute->name);

  return FALSE;
}

static void
read_attributes (FwManual     *self,
                 const FwYaml *node)
{
  if (!node)
    return;
  if (node->kind != FW_YAML_MAP)
    {
      ERROR_AT (node, _("'attributes' wants lines like 'truncated: bool'"));
      return;
    }

  for (guint i = 0; i < node->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (node->keys, i);
      FwAttribute attribute = { .name = g_intern_string (key->text) };

      if (self->attributes->len >= FW_MANUAL_MAX_ATTRIBUTES)
        {
          ERROR_AT (key, _ ("a manual may have up to %d attributes; '%s' and those behind it are "
                            "left out"),
                    FW_MANUAL_MAX_ATTRIBUTES, key->text);
          return;
        }
      if (!*key->text)
        ERROR_AT (key, _("an attribute needs a name"));
      else if (g_strv_contains (reserved_names, key->text))
        ERROR_AT (key, _("the attribute name '%s' is reserved"), key->text);
      else if (read_attribute_type (self, g_ptr_array_index (node->items, i), &attribute))
        g_array_append_val (self->attributes, attribute);
    }
}

/* The attribute's index, or -1. */
static int
find_attribute (const FwManual *self,
                const char     *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->attribute_index, name)) - 1;
}

/* Whether every one of @names (interned) is an attribute; says which one is not. */
static gboolean
check_attributes (FwManual          *self,
                  const char *const *names,
                  const FwYaml      *node)
{
  gboolean is_good = TRUE;

  for (gsize i = 0; names[i]; i++)
    if (find_attribute (self, names[i]) < 0)
      {
        const FwYaml *at = node->kind == FW_YAML_LIST ? g_ptr_array_index (node->items, i) : node;
        g_autofree char *hint = fw_manual_hint (self, names[i], self->attribute_names);

        ERROR_AT (at, _("no attribute is called '%s'%s"), names[i], hint);
        is_good = FALSE;
      }

  return is_good;
}

static void
read_fixed (FwManual     *self,
            const FwYaml *node)
{
  const char *const *names
      = node ? fw_manual_read_words (self, node, "'fixed-attributes'", NULL) : NULL;

  if (!names || !check_attributes (self, names, node))
    return;

  for (gsize i = 0; names[i]; i++)
    g_array_index (self->attributes, FwAttribute, find_attribute (self, names[i])).is_fixed = TRUE;
}

/* `required-attributes` and `attributes-for`: category glob -> attribute names. */
static void
read_glob_names (FwManual     *self,
                 const FwYaml *node,
                 const char   *what,
                 FwGlobTable  *out)
{
  if (!node)
    return;
  if (node->kind != FW_YAML_MAP)
    {
      ERROR_AT (node, _("%s wants lines like '\"vehicle.*\": [truncated]'"), what);
      return;
    }

  for (guint i = 0; i < node->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (node->keys, i);
      const FwYaml *value = g_ptr_array_index (node->items, i);
      const char *glob = g_intern_string (key->text), *const *names;
      gboolean is_glob = strpbrk (glob, "*?") != NULL;
      FwGlobNames *entry;

      /* A glob is compared with each category in each taxonomy that is made. */
      if (!fw_manual_check_glob (self, glob, key, what)
          || (is_glob && !fw_manual_spend (self, 64 * self->categories->len, key->line,
                                           key->column)))
        continue;
      names = fw_manual_read_words (self, value, what, NULL);
      if (!names || !check_attributes (self, names, value))
        continue;

      entry = fw_manual_keep_block (self, NULL, sizeof *entry);
      entry->glob = glob;
      entry->bits = fw_manual_keep_block (self, NULL,
                                          (self->attributes->len / 64 + 1) * sizeof (guint64));
      for (gsize k = 0; names[k]; k++)
        {
          int index = find_attribute (self, names[k]);

          entry->bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
        }
      if (is_glob)
        g_ptr_array_add (out->globs, entry);
      else
        g_hash_table_insert (out->by_name, (gpointer) glob, entry);
    }
}

static void
collect_names (FwManual *self)
{
  g_free (self->category_names);
  g_free (self->attribute_names);
  self->category_names = g_new0 (const char *, self->categories->len + 1);
  for (guint i = 0; i < self->categories->len; i++)
    {
      self->category_names[i] = g_array_index (self->categories, FwCategory, i).name;
      self->category_letters += strlen (self->category_names[i]);
      g_hash_table_add (self->category_set, (gpointer) self->category_names[i]);
    }
  self->attribute_names = g_new0 (const char *, self->attributes->len + 1);
  for (guint i = 0; i < self->attributes->len; i++)
    {
      self->attribute_names[i] = g_array_index (self->attributes, FwAttribute, i).name;
      g_hash_table_insert (self->attribute_index, (gpointer) self->attribute_names[i],
                           GINT_TO_POINTER (i + 1));
    }
}

static void
check_keys (FwManual     *self,
            const FwYaml *front)
{
  for (guint i = 0; i < front->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (front->keys, i);

      if (!g_strv_contains (front_keys, key->text))
        {
          g_autofree char *hint = fw_manual_hint (self, key->text, front_keys);

          ERROR_AT (key, _("the front matter knows no '%s'%s"), key->text, hint);
        }
    }
}

/* @front is NULL when it could not be read; then the manual has no names. */
void
fw_manual_read_front (FwManual     *self,
                      const FwYaml *front)
{
  if (front && front->kind != FW_YAML_MAP)
    {
      ERROR_AT (front, _("the front matter wants lines like 'version: 1.0.0'"));
      front = NULL;
    }
  if (front)
    {
      check_keys (self, front);
      read_identity (self, front);
      read_categories (self, fw_yaml_get (front, "categories"));
      read_attributes (self, fw_yaml_get (front, "attributes"));
    }
  collect_names (self);
  if (front)
    {
      read_fixed (self, fw_yaml_get (front, "fixed-attributes"));
      read_glob_names (self, fw_yaml_get (front, "required-attributes"), "required-attributes",
                       &self->required);
      read_glob_names (self, fw_yaml_get (front, "attributes-for"), "attributes-for",
                       &self->allowed);
    }
  self->taxonomy = fw_manual_make_taxonomy (self, NULL);
}
