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

static void
lint_announcements (FwManual     *self,
                    const FwRule *rule)
{
  gboolean is_new = rule->change && g_str_equal (rule->change, "add") && !rule->changed;
  const char *when = rule->is_retired && rule->retired ? rule->retired
                   : rule->changed ? rule->changed : is_new ? rule->since : NULL;

  if (!when || !*self->version || !g_str_equal (when, self->version))
    return;
  if (strstr (self->changes->str, rule->id))
    return;

  fw_manual_say (self, FW_SEVERITY_WARNING, rule->line, 1,
                 _("rule %s: 'What changed in %s' does not mention it"), rule->id, self->version);
}

static void
lint_categories (FwManual *self)
{
  for (guint i = 0; i < self->categories->len; i++)
    {
      const FwCategory *category = &g_array_index (self->categories, FwCategory, i);
      gboolean has_rule = FALSE;

      for (guint j = 0; j < self->rules->len && !has_rule; j++)
        {
          const FwRule *rule = g_ptr_array_index (self->rules, j);

          has_rule = !rule->is_retired && fw_rule_is_for (rule, category->name);
        }
      if (!has_rule)
        fw_manual_say (self, FW_SEVERITY_ADVICE, g_array_index (self->category_lines, int, i), 1,
                       _("no rule speaks about category '%s'"), category->name);
    }
}

static gboolean
same_words (const char *const *a,
            const char *const *b)
{
  if (!a || !b)
    return a == b;

  return g_strv_equal (a, b);
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

static void
lint_precedents (FwManual *self)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->precedents->len; i++)
    {
      const FwPrecedent *precedent = &g_array_index (self->precedents, FwPrecedent, i);
      const FwRule *rule = fw_manual_find_rule (self, precedent->rule);

      if (!g_hash_table_add (seen, (gpointer) precedent->id))
        fw_manual_say (self, FW_SEVERITY_ERROR, precedent->line, 1,
                       _("precedent %s: the id is taken; ids are never used twice"), precedent->id);
      if (!rule)
        {
          g_autofree const char **ids = g_new0 (const char *, self->rules->len + 1);

          for (guint j = 0; j < self->rules->len; j++)
            ids[j] = ((FwRule *) g_ptr_array_index (self->rules, j))->id;

          g_autofree char *hint = fw_manual_hint (precedent->rule, ids);

          fw_manual_say (self, FW_SEVERITY_ERROR, precedent->line, 1,
                         _ ("precedent %s: there is no rule '%s'%s"), precedent->id,
                         precedent->rule, hint);
          continue;
        }

      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, rule)) + 1;

      g_hash_table_insert (counts, (gpointer) rule, GUINT_TO_POINTER (n));
      if (n == MANY_PRECEDENTS)
        fw_manual_say (self, FW_SEVERITY_ADVICE, rule->line, 1,
                       _("rule %s: %d precedents stand under it; time to fold them into its text"),
                       rule->id, MANY_PRECEDENTS);
    }
}

static void
lint_required (FwManual *self)
{
  for (guint i = 0; i < self->categories->len; i++)
    for (guint j = 0; j < self->attributes->len; j++)
      {
        const char *category = g_array_index (self->categories, FwCategory, i).name;
        const char *attribute = g_array_index (self->attributes, FwAttribute, j).name;
        gboolean any = FALSE, ignored = FALSE;
        gboolean allowed = fw_manual_is_listed (self->allowed, category, attribute, &any);

        if (any && !allowed && fw_manual_is_listed (self->required, category, attribute, &ignored))
          fw_manual_say (self, FW_SEVERITY_WARNING, g_array_index (self->category_lines, int, i), 1,
                         _ ("category '%s' requires attribute '%s', which 'attributes-for' does "
                            "not give it"),
                         category, attribute);
      }
}

void
fw_manual_lint (FwManual *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    lint_announcements (self, g_ptr_array_index (self->rules, i));
  lint_categories (self);
  lint_contradictions (self);
  lint_precedents (self);
  lint_required (self);
}
