/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The block of a rule or precedent. Reading goes on after a mistake, so that
 * one run tells about all of them; the rule is then not sound and not checked.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include "core/canonical-json.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const rule_keys[] = {
  "severity", "since", "changed", "retired", "change", "scope", "for", "when", "check", "with",
  "expect", "ask", "risk", "message", "fix", NULL
};
static const char *const precedent_keys[] = { "rule", "since", "outcome", "item", NULL };
static const char *const severity_words[] = { "error", "warning", "advice", NULL };
static const char *const scope_words[] = { "label", "frame", "track", "video", "project", NULL };
static const char *const change_words[] = {
  "clarify", "tighten", "loosen", "reverse", "add", "retire", NULL
};
static const char *const fix_words[] = {
  "clip", "set-attribute", "clear-attribute", "drop-small-parts", "rename", "delete",
  "delete-newer", NULL
};
/* What happened to a rule is not what it says. */
static const char *const history_keys[] = { "since", "changed", "change", "retired", NULL };

#define ERROR_AT(node_, ...) \
  fw_manual_say (self, FW_SEVERITY_ERROR, (node_)->line, (node_)->column, __VA_ARGS__)

/* Whose block it is, as a person calls it: precedents are read like rules. */
static char *
dup_owner (const char *id)
{
  return g_strdup_printf (g_str_has_prefix (id, "P-") ? _("precedent %s") : _("rule %s"), id);
}

static void
check_keys (FwManual          *self,
            const char        *id,
            const FwYaml      *block,
            const char *const *known,
            gboolean          *is_sound)
{
  for (guint i = 0; i < block->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (block->keys, i);

      if (g_strv_contains (known, key->text))
        continue;

      g_autofree char *hint = fw_manual_hint (self, key->text, known);
      g_autofree char *who = dup_owner (id);

      ERROR_AT (key, _("%s: no key is called '%s'%s"), who, key->text, hint);
      *is_sound = FALSE;
    }
}

/* The text of a key, or NULL when it is not there or not a text. */
static const char *
read_text (FwManual     *self,
           FwRule       *rule,
           const FwYaml *block,
           const char   *key)
{
  const FwYaml *node = fw_yaml_get (block, key);

  if (!node)
    return NULL;
  if (node->kind != FW_YAML_SCALAR || !*node->text)
    {
      g_autofree char *who = dup_owner (rule->id);

      ERROR_AT (node, _("%s: '%s' wants a text"), who, key);
      rule->is_sound = FALSE;
      return NULL;
    }

  return node->text;
}

/* One of @words, as its index; -1 when it is not there or something else. */
static int
read_word (FwManual          *self,
           FwRule            *rule,
           const FwYaml      *block,
           const char        *key,
           const char *const *words)
{
  const char *text = read_text (self, rule, block, key);

  if (!text)
    return -1;
  for (int i = 0; words[i]; i++)
    if (g_str_equal (words[i], text))
      return i;

  g_autofree char *list = g_strjoinv (", ", (char **) words);
  g_autofree char *hint = fw_manual_hint (self, text, words);

  ERROR_AT (fw_yaml_get (block, key), _ ("rule %s: '%s' is one of %s, not '%s'%s"), rule->id, key,
            list, text, hint);
  rule->is_sound = FALSE;

  return -1;
}

static void
missing (FwManual     *self,
         FwRule       *rule,
         const FwYaml *block,
         const char   *key)
{
  g_autofree char *who = dup_owner (rule->id);

  if (fw_yaml_get (block, key))
    return;
  ERROR_AT (block, _("%s: '%s' is missing"), who, key);
  rule->is_sound = FALSE;
}

static const char *
read_version (FwManual     *self,
              FwRule       *rule,
              const FwYaml *block,
              const char   *key)
{
  const char *text = read_text (self, rule, block, key);
  const FwYaml *node = fw_yaml_get (block, key);
  g_autofree char *who = dup_owner (rule->id);

  if (!text)
    return NULL;
  if (!fw_is_semver (text))
    {
      ERROR_AT (node, _("%s: '%s' is a version like 3.1.0, not '%s'"), who, key, text);
      return NULL;
    }
  if (*self->version && fw_semver_compare (text, self->version) > 0)
    ERROR_AT (node, _("%s: '%s' is %s, but the manual is version %s"), who, key, text,
              self->version);

  return fw_manual_keep (self, text);
}

static void
read_history (FwManual     *self,
              FwRule       *rule,
              const FwYaml *block)
{
  int change = read_word (self, rule, block, "change", change_words);

  missing (self, rule, block, "since");
  rule->since = read_version (self, rule, block, "since");
  if (!rule->since)
    rule->since = "";
  rule->changed = read_version (self, rule, block, "changed");
  rule->retired = read_version (self, rule, block, "retired");
  rule->is_retired = fw_yaml_get (block, "retired") != NULL;
  rule->change = change >= 0 ? change_words[change] : NULL;

  if (rule->changed && !fw_yaml_get (block, "change"))
    ERROR_AT (fw_yaml_get (block, "changed"),
              _ ("rule %s: 'changed' needs 'change' to say what it did"), rule->id);
  if (rule->changed && *rule->since && fw_semver_compare (rule->changed, rule->since) < 0)
    ERROR_AT (fw_yaml_get (block, "changed"), _ ("rule %s: 'changed' %s is older than 'since' %s"),
              rule->id, rule->changed, rule->since);
  if (rule->change && !rule->changed && !rule->is_retired && !g_str_equal (rule->change, "add"))
    ERROR_AT (fw_yaml_get (block, "change"),
              _ ("rule %s: 'change' needs 'changed' to say in which version"), rule->id);
}

FwExpression *
fw_manual_read_expression (FwManual     *self,
                           const FwYaml *node)
{
  g_autoptr(GError) error = NULL;
  gsize offset = 0;
  FwExpressionSchema schema = {
    .attributes = (const FwAttribute *) (gpointer) self->attributes->data,
    .n_attributes = self->attributes->len,
    .categories = self->category_names,
    .n_categories = self->categories->len,
    .is_terse = fw_manual_is_terse (self),
  };

  if (node->kind != FW_YAML_SCALAR)
    {
      ERROR_AT (node, _("an expression is a text"));
      return NULL;
    }

  FwExpression *expression = fw_expression_new (node->text, &schema, &offset, &error);

  if (expression)
    {
      g_ptr_array_add (self->expressions, expression);
      return expression;
    }
  self->n_hints++;

  fw_manual_say (self, FW_SEVERITY_ERROR, node->line,
                 node->column + (node->quote >= 0 ? (int) offset + node->quote : 0), "%s",
                 error->message);

  return NULL;
}

static void
read_selection (FwManual     *self,
                FwRule       *rule,
                const FwYaml *block)
{
  const FwYaml *node = fw_yaml_get (block, "for");
  g_autofree char *what = g_strdup_printf (_("rule %s: 'for'"), rule->id);
  g_autofree char *where = g_strdup_printf (_("rule %s"), rule->id);
  gsize n = 0;

  if (node)
    {
      rule->globs = fw_manual_read_words (self, node, what, &n);
      rule->is_sound &= rule->globs != NULL;
      for (gsize i = 0; rule->globs && i < n; i++)
        rule->is_sound &= fw_manual_check_glob (self, rule->globs[i],
                                                node->kind == FW_YAML_LIST
                                                ? g_ptr_array_index (node->items, i) : node, where);
      if (rule->globs && n == 0)
        {
          ERROR_AT (node, _("rule %s: 'for' is an empty list"), rule->id);
          rule->is_sound = FALSE;
        }
    }

  if ((node = fw_yaml_get (block, "when")))
    {
      rule->when = fw_manual_read_expression (self, node);
      rule->is_sound &= rule->when != NULL;
    }
}

static void
read_kind (FwManual     *self,
           FwRule       *rule,
           const FwYaml *block)
{
  const FwYaml *node = fw_yaml_get (block, "check");
  const char *name = read_text (self, rule, block, "check");
  gsize n;
  const FwCheckKind *kinds = fw_check_kinds_get (&n);

  missing (self, rule, block, "check");
  if (!name)
    return;
  rule->is_human = g_str_equal (name, "human");
  if (rule->is_human)
    return;
  rule->kind = fw_check_kind_find (name);
  if (rule->kind)
    return;

  g_autofree const char **names = g_new0 (const char *, n + 2);

  for (gsize i = 0; i < n; i++)
    names[i] = kinds[i].name;
  names[n] = "human";

  g_autofree char *hint = fw_manual_hint (self, name, names);

  ERROR_AT (node, _("rule %s: no check is called '%s'%s"), rule->id, name, hint);
  rule->is_sound = FALSE;
}

static void
read_scope (FwManual     *self,
            FwRule       *rule,
            const FwYaml *block)
{
  int scope = read_word (self, rule, block, "scope", scope_words);

  rule->scope = rule->kind ? rule->kind->scope : FW_SCOPE_LABEL;
  if (scope < 0)
    return;
  if (!rule->kind)
    rule->scope = scope;
  else if ((FwScope) scope != rule->kind->scope)
    fw_manual_say (self, FW_SEVERITY_WARNING, fw_yaml_get (block, "scope")->line,
                   fw_yaml_get (block, "scope")->column,
                   _("rule %s: check '%s' looks at one %s, whatever 'scope' says"), rule->id,
                   rule->kind->name, fw_scope_to_word (rule->kind->scope));
}

static void
read_with (FwManual     *self,
           FwRule       *rule,
           const FwYaml *block)
{
  const FwYaml *with = fw_yaml_get (block, "with");
  const FwYaml *expect = fw_yaml_get (block, "expect");
  const FwYaml *check = fw_yaml_get (block, "check");

  if (rule->is_human && with)
    {
      ERROR_AT (with, _("rule %s: check 'human' has no parameters"), rule->id);
      rule->is_sound = FALSE;
    }
  if (expect && check && !(rule->kind && g_str_equal (rule->kind->name, "expr")))
    {
      ERROR_AT (expect, _("rule %s: 'expect' belongs to check 'expr' only"), rule->id);
      rule->is_sound = FALSE;
    }
  if (!rule->kind)
    return;

  rule->is_sound &= fw_manual_read_params (self, rule, with, check->line, check->column);
  if (!g_str_equal (rule->kind->name, "expr"))
    return;
  missing (self, rule, block, "expect");
  if (expect)
    {
      rule->expect = fw_manual_read_expression (self, expect);
      rule->is_sound &= rule->expect != NULL;
    }
}

static void
read_fix (FwManual     *self,
          FwRule       *rule,
          const FwYaml *block)
{
  int fix = read_word (self, rule, block, "fix", fix_words);
  const FwYaml *node = fw_yaml_get (block, "fix");

  if (fix < 0)
    return;
  if (rule->is_human || !rule->kind)
    {
      if (rule->is_human)
        ERROR_AT (node, _("rule %s: check 'human' has no fix"), rule->id);
      return;
    }

  FwFix known = FW_FIX_NONE;

  fw_fix_from_word (fix_words[fix], &known);
  if (!(rule->kind->fixes & (1u << known)))
    {
      ERROR_AT (node, _ ("rule %s: check '%s' cannot offer the fix '%s'"), rule->id,
                rule->kind->name, fix_words[fix]);
      return;
    }
  rule->fix = known;
}

static void
read_people (FwManual     *self,
             FwRule       *rule,
             const FwYaml *block)
{
  const char *risk = read_text (self, rule, block, "risk");

  rule->ask = fw_manual_keep (self, read_text (self, rule, block, "ask"));
  rule->message = fw_manual_keep (self, read_text (self, rule, block, "message"));
  rule->risk = 1;
  if (risk && strlen (risk) == 1 && *risk >= '1' && *risk <= '5')
    rule->risk = *risk - '0';
  else if (risk)
    {
      ERROR_AT (fw_yaml_get (block, "risk"), _ ("rule %s: 'risk' is 1 to 5, not '%s'"), rule->id,
                risk);
      rule->is_sound = FALSE;
    }
  if (rule->is_human && !rule->ask && !fw_yaml_get (block, "ask"))
    {
      ERROR_AT (block, _ ("rule %s: check 'human' needs 'ask', the question for the reviewer"),
                rule->id);
      rule->is_sound = FALSE;
    }
}

/* The revision: SHA-256 over the block without its history, and the bullets
 * that begin with DO, so that a slip of spelling elsewhere is no new rule. */
static const char *
make_rev (FwManual     *self,
          FwSection    *section,
          const FwYaml *block)
{
  g_autoptr(GString) json = g_string_new ("{\"block\":");
  gboolean is_first = TRUE;

  fw_yaml_append_json (block, history_keys, json);
  g_string_append (json, ",\"text\":[");
  for (guint i = 0; i < section->bullets->len; i++)
    {
      const char *bullet = g_ptr_array_index (section->bullets, i);

      if (!g_str_has_prefix (bullet, "**DO"))
        continue;
      if (!is_first)
        g_string_append_c (json, ',');
      is_first = FALSE;
      fw_json_append_string (json, bullet);
    }
  g_string_append (json, "]}");

  g_autofree char *rev = fw_json_make_rev (json);

  return fw_manual_keep (self, rev);
}

/* A rule is made ready for each category of the labels. */
static guint64
measure_work (const FwManual *self,
              const FwRule   *rule)
{
  guint64 n = self->categories->len, work = 16 * n;

  for (gsize i = 0; rule->globs && rule->globs[i]; i++)
    work += 2 * n + (strpbrk (rule->globs[i], "*?") ? self->category_letters / 2 : 0);

  return work;
}

void
fw_manual_read_rule (FwManual     *self,
                     FwSection    *section,
                     const FwYaml *block)
{
  FwRule *rule = section->rule;

  if (block->kind != FW_YAML_MAP)
    {
      ERROR_AT (block, _("rule %s: the block wants lines like 'severity: error'"), rule->id);
      return;
    }

  rule->is_sound = TRUE;
  rule->rev = make_rev (self, section, block);
  check_keys (self, rule->id, block, rule_keys, &rule->is_sound);

  int severity = read_word (self, rule, block, "severity", severity_words);

  missing (self, rule, block, "severity");
  if (severity >= 0)
    rule->severity = severity;
  read_history (self, rule, block);
  read_kind (self, rule, block);
  read_scope (self, rule, block);
  read_selection (self, rule, block);
  read_people (self, rule, block);
  read_with (self, rule, block);
  read_fix (self, rule, block);
  if (rule->is_sound)
    rule->is_sound = fw_manual_spend (self, measure_work (self, rule), rule->line, 1);

  if (rule->kind && !fw_check_kind_is_built (rule->kind) && !rule->is_retired
      && g_hash_table_add (self->unbuilt, (gpointer) rule->kind))
    fw_manual_say (self, FW_SEVERITY_ADVICE, fw_yaml_get (block, "check")->line,
                   fw_yaml_get (block, "check")->column,
                   _("check '%s' is not built yet; rules with it are shown and not checked"),
                   rule->kind->name);
}

void
fw_manual_read_precedent (FwManual     *self,
                          FwSection    *section,
                          const FwYaml *block)
{
  FwPrecedent precedent = { .id = section->id, .title = section->title, .line = section->line };
  FwRule shell = { .id = section->id };
  gboolean is_sound = TRUE;

  if (block->kind != FW_YAML_MAP)
    {
      ERROR_AT (block, _("precedent %s: the block wants lines like 'rule: SD-002'"), section->id);
      return;
    }

  check_keys (self, section->id, block, precedent_keys, &is_sound);
  missing (self, &shell, block, "rule");
  missing (self, &shell, block, "since");
  missing (self, &shell, block, "outcome");
  precedent.rule = fw_manual_keep (self, read_text (self, &shell, block, "rule"));
  precedent.since = read_version (self, &shell, block, "since");
  precedent.outcome = fw_manual_keep (self, read_text (self, &shell, block, "outcome"));
  precedent.item = fw_manual_keep (self, read_text (self, &shell, block, "item"));
  precedent.body = fw_manual_keep (self, section->body->str);
  if (precedent.rule && section->under && !g_str_equal (precedent.rule, section->under))
    ERROR_AT (fw_yaml_get (block, "rule"), _("precedent %s stands under %s, but its block says %s"),
              section->id, section->under, precedent.rule);
  if (!precedent.rule)
    precedent.rule = section->under ? section->under : "";
  if (!precedent.since)
    precedent.since = "";
  if (!precedent.outcome)
    precedent.outcome = "";
  g_array_append_val (self->precedents, precedent);
}
