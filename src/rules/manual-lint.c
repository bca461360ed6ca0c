/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What only shows when the whole manual is read: categories nobody rules,
 * changes nobody announced, rules that contradict each other.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Precedents under one rule from which on the owner is asked to fold them in. */
#define MANY_PRECEDENTS 3

/* All ids that occur in the text, also as a part of something longer. */
static GHashTable *
find_ids (const char *text)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *dash = text;

  while ((dash = strchr (dash, '-')))
    {
      gsize digits = strspn (dash + 1, "0123456789");

      gsize most = MIN ((gsize) (dash - text), 4);

      for (gsize n = 1; digits >= 3 && n <= most && g_ascii_isupper (*(dash - n)); n++)
        g_hash_table_add (ids, g_strndup (dash - n, n + 4));
      dash++;
    }

  return ids;
}

static void
lint_announcements (FwManual     *self,
                    GHashTable   *announced,
                    const FwRule *rule)
{
  gboolean is_new = rule->change && g_str_equal (rule->change, "add") && !rule->changed;
  const char *when = rule->is_retired && rule->retired ? rule->retired
                   : rule->changed ? rule->changed : is_new ? rule->since : NULL;

  if (!when || !*self->version || !g_str_equal (when, self->version))
    return;
  if (g_hash_table_contains (announced, rule->id))
    return;

  fw_manual_say (self, FW_SEVERITY_WARNING, rule->line, 1,
                 _("rule %s: 'What changed in %s' does not mention it"), rule->id, self->version);
}

/* Marks the categories that @globs (nullable: all) mean; each glob once. */
static void
mark_categories (FwManual          *self,
                 const char *const *globs,
                 GHashTable        *seen,
                 GHashTable        *marked)
{
  for (gsize i = 0; globs[i]; i++)
    {
      if (!g_hash_table_add (seen, (gpointer) globs[i]))
        continue;
      if (!strpbrk (globs[i], "*?"))
        g_hash_table_add (marked, (gpointer) globs[i]);
      else if (g_hash_table_contains (self->glob_answers, globs[i]))
        for (gsize k = 0; self->category_names[k]; k++)
          if (fw_glob_matches (globs[i], self->category_names[k]))
            g_hash_table_add (marked, (gpointer) self->category_names[k]);
    }
}

static void
lint_categories (FwManual *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) marked = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const FwRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->is_retired)
        continue;
      if (!rule->globs)
        return;
      mark_categories (self, rule->globs, seen, marked);
    }
  for (guint i = 0; i < self->categories->len; i++)
    {
      const char *name = self->category_names[i];

      if (!g_hash_table_contains (marked, name))
        fw_manual_say (self, FW_SEVERITY_ADVICE, g_array_index (self->category_lines, int, i), 1,
                       _("no rule speaks about category '%s'"), name);
    }
}

/* Words are interned. */
static gboolean
same_words (const char *const *a,
            const char *const *b)
{
  if (!a || !b)
    return a == b;

  gsize i = 0;

  while (a[i] && a[i] == b[i])
    i++;

  return a[i] == b[i];
}

/* Two rules of one kind for the same categories of which no label can keep both. */
static void
lint_bounds (FwManual     *self,
             const FwRule *first,
             const FwRule *second)
{
  if (!first->kind || first->kind != second->kind || !first->is_sound || !second->is_sound
      || first->is_retired || second->is_retired || !same_words (first->globs, second->globs)
      || first->when || second->when)
    return;

  const FwParamValue *low[2]
      = { fw_rule_get_param (first, "min"), fw_rule_get_param (second, "min") };
  const FwParamValue *high[2]
      = { fw_rule_get_param (first, "max"), fw_rule_get_param (second, "max") };

  if (!low[0] || !high[0])
    return;
  for (int i = 0; i < 2; i++)
    if (low[i]->is_set && high[1 - i]->is_set && low[i]->number > high[1 - i]->number)
      {
        fw_manual_say (self, FW_SEVERITY_WARNING, second->line, 1,
                       _ ("rule %s: contradicts rule %s: nothing is both at least %g and at most "
                          "%g"),
                       second->id, first->id, low[i]->number, high[1 - i]->number);
        return;
      }
}

/* min-size against max-size of another kind cannot be compared without a
 * picture; equal kinds can, pair by pair within the same selection. */
static void
lint_contradictions (FwManual *self)
{
  g_autoptr (GHashTable) by_kind
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->rules->len; i++)
    {
      FwRule *rule = g_ptr_array_index (self->rules, i);
      GPtrArray *same;

      if (!rule->kind || fw_check_kind_find_param (rule->kind, "min") < 0
          || fw_check_kind_find_param (rule->kind, "max") < 0)
        continue;
      same = g_hash_table_lookup (by_kind, rule->kind);
      if (!same)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (by_kind, (gpointer) rule->kind, same);
        }
      /* A hostile manual has thousands of them; nobody reads more than a few. */
      for (guint j = 0; j < MIN (same->len, 100); j++)
        lint_bounds (self, g_ptr_array_index (same, j), rule);
      g_ptr_array_add (same, rule);
    }
}

/* Whoever changed the rule had the answers before it, and what they say, before her. */
static gboolean
is_folded_in (const FwPrecedent *precedent,
              const FwRule      *rule)
{
  return rule->changed && *precedent->since
         && fw_semver_compare (precedent->since, rule->changed) < 0;
}

static void
lint_precedents (FwManual *self)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree const char **ids = g_new0 (const char *, self->rules->len + 1);

  for (guint i = 0; i < self->rules->len; i++)
    ids[i] = ((FwRule *) g_ptr_array_index (self->rules, i))->id;

  for (guint i = 0; i < self->precedents->len; i++)
    {
      const FwPrecedent *precedent = &g_array_index (self->precedents, FwPrecedent, i);
      const FwRule *rule = fw_manual_find_rule (self, precedent->rule);

      if (!g_hash_table_add (seen, (gpointer) precedent->id))
        fw_manual_say (self, FW_SEVERITY_ERROR, precedent->line, 1,
                       _("precedent %s: the id is taken; ids are never used twice"), precedent->id);
      if (!rule)
        {
          g_autofree char *hint = fw_manual_hint (self, precedent->rule, ids);

          fw_manual_say (self, FW_SEVERITY_ERROR, precedent->line, 1,
                         _ ("precedent %s: there is no rule '%s'%s"), precedent->id,
                         precedent->rule, hint);
          continue;
        }

      if (!rule->is_retired && !is_folded_in (precedent, rule))
        g_hash_table_insert (counts, (gpointer) rule,
                             GUINT_TO_POINTER (
                               GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule)) + 1));
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      const FwRule *rule = g_ptr_array_index (self->rules, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule));

      if (n >= MANY_PRECEDENTS)
        fw_manual_say (self, FW_SEVERITY_ADVICE, rule->line, 1,
                       _("rule %s: %u precedents stand under it; time to fold them into its text"),
                       rule->id, n);
    }
}

static void
lint_required (FwManual *self)
{
  for (guint i = 0; i < self->categories->len; i++)
    {
      const char *category = self->category_names[i];
      g_autofree guint64 *allowed = fw_manual_list_attributes (self, &self->allowed, category);
      g_autofree guint64 *required = fw_manual_list_attributes (self, &self->required, category);

      for (guint j = 0; allowed && required && j < self->attributes->len; j++)
        if (fw_bits_have (required, j) && !fw_bits_have (allowed, j))
          fw_manual_say (self, FW_SEVERITY_WARNING, g_array_index (self->category_lines, int, i), 1,
                         _ ("category '%s' requires attribute '%s', which 'attributes-for' does "
                            "not give it"),
                         category, self->attribute_names[j]);
    }
}

void
fw_manual_lint (FwManual *self)
{
  g_autoptr(GHashTable) announced = find_ids (self->changes->str);

  for (guint i = 0; i < self->rules->len; i++)
    lint_announcements (self, announced, g_ptr_array_index (self->rules, i));
  lint_categories (self);
  lint_contradictions (self);
  lint_precedents (self);
  lint_required (self);
}
