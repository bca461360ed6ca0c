/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The block of a rule in words. Values come from the block as it was written,
 * so that a card says what the manual says; what they mean comes from the rule
 * and from the one table of kinds.
 */

#include "app/manual/manual-book-private.h"

#include <glib/gi18n.h>

#include "rules/restricted-yaml.h"

typedef struct
{
  FwManualBook *book;
  GArray       *facts; /* (element-type FwFact) */
} Facts;

static void
add_fact (Facts      *facts,
          const char *name,
          const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  FwFact fact = { .name = fw_book_keep (facts->book, name),
                  .markup = fw_book_keep (facts->book, markup) };

  g_array_append_val (facts->facts, fact);
}

/* "red, yellow", "[red, yellow], [red, unknown]", "height 10". */
static void
append_value (GString      *out,
              const FwYaml *node,
              guint         depth)
{
  gboolean is_map = node->kind == FW_YAML_MAP;

  if (node->kind == FW_YAML_SCALAR)
    {
      g_string_append (out, node->text);
      return;
    }
  if (depth > 0)
    g_string_append_c (out, '[');
  for (guint i = 0; depth < 4 && i < node->items->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_map)
        g_string_append_printf (out, "%s ", ((FwYaml *) node->keys->pdata[i])->text);
      append_value (out, node->items->pdata[i], depth + 1);
    }
  if (depth > 0)
    g_string_append_c (out, ']');
}

static char *
dup_value (const FwYaml *block,
           const char   *key)
{
  FwYaml *node = block != NULL && block->kind == FW_YAML_MAP ? fw_yaml_get (block, key) : NULL;
  GString *out;

  if (node == NULL)
    return NULL;
  out = g_string_new (NULL);
  append_value (out, node, 0);
  return g_string_free (out, FALSE);
}

static void
add_value (Facts        *facts,
           const FwYaml *block,
           const char   *key,
           const char   *name)
{
  g_autofree char *value = dup_value (block, key);

  if (value != NULL && value[0] != '\0')
    add_fact (facts, name, value);
}

static void
add_strength (Facts        *facts,
              const FwRule *rule)
{
  const char *words = _("Advice: shown once");

  if (rule->is_retired)
    words = _("Retired: not used any more");
  else if (rule->severity == FW_SEVERITY_ERROR)
    words = _("Must: a problem, which needs a reason if it stays");
  else if (rule->severity == FW_SEVERITY_WARNING)
    words = _("May: a hint, shown and counted");
  add_fact (facts, _("Strength"), words);
}

static const char *
get_change_words (const char *change)
{
  static const struct
  {
    const char *change;
    const char *words;
  } all[] = {
    { "clarify", N_("made clearer in %s") }, { "tighten", N_("tightened in %s") },
    { "loosen", N_("loosened in %s") },      { "reverse", N_("reversed in %s") },
    { "add", N_("new in %s") },              { "retire", N_("retired in %s") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].change, change) == 0)
      return _(all[i].words);
  return _("changed in %s");
}

static void
add_history (Facts        *facts,
             const FwRule *rule)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (rule->since != NULL && rule->since[0] != '\0')
    g_string_append_printf (text, _("since %s"), rule->since);
  if (rule->changed != NULL)
    {
      if (text->len > 0)
        g_string_append (text, ", ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, get_change_words (rule->change), rule->changed);
#pragma GCC diagnostic pop
    }
  if (text->len > 0)
    add_fact (facts, _("Valid"), text->str);
}

static void
add_fix (Facts        *facts,
         const FwRule *rule)
{
  static const char *const words[FW_N_FIXES] = {
    [FW_FIX_CLIP] = N_("cuts the shape at the border of the picture"),
    [FW_FIX_SET_ATTRIBUTE] = N_("sets the attribute"),
    [FW_FIX_CLEAR_ATTRIBUTE] = N_("clears the attribute"),
    [FW_FIX_DROP_SMALL_PARTS] = N_("takes small parts away"),
    [FW_FIX_RENAME] = N_("changes to the category that replaced it"),
    [FW_FIX_DELETE] = N_("deletes the label, one at a time"),
    [FW_FIX_DELETE_NEWER] = N_("deletes the newer label, one at a time"),
  };

  if (rule->fix != FW_FIX_NONE && rule->fix < FW_N_FIXES && words[rule->fix] != NULL)
    add_fact (facts, _("Fix"), _(words[rule->fix]));
}

/* "A shape is smaller than wanted: height 10." */
static const char *
make_check_words (FwManualBook *self,
                  const FwRule *rule,
                  const FwYaml *block)
{
  g_autofree char *with = dup_value (block, "with");
  g_autofree char *expect = dup_value (block, "expect");
  const char *numbers = with != NULL && with[0] != '\0' ? with : expect;
  g_autoptr (GString) text = NULL;

  if (rule->kind == NULL)
    return NULL;
  text = g_string_new (_(rule->kind->sentence));
  if (numbers != NULL && text->len > 0)
    {
      if (text->str[text->len - 1] == '.')
        g_string_truncate (text, text->len - 1);
      g_string_append_printf (text, ": %s", numbers);
    }
  return fw_book_keep (self, text->str);
}

void
fw_book_add_facts (FwManualBook *self,
                   FwChapter    *chapter,
                   const char   *notation)
{
  const FwRule *rule = chapter->rule;
  Facts facts = { self, g_array_new (FALSE, TRUE, sizeof (FwFact)) };
  g_autofree char *weight = g_strdup_printf (_("%d of 5"), rule->risk);
  int line = 0;
  int column = 0;
  g_autoptr (FwYaml) block =
    notation != NULL ? fw_yaml_parse (notation, strlen (notation), 1, &line, &column, NULL) : NULL;

  add_strength (&facts, rule);
  add_value (&facts, block, "for", _("For"));
  add_value (&facts, block, "when", _("Only when"));
  /* Of a rule that only people check, the question stands above the card already. */
  if (rule->ask != NULL && rule->kind != NULL)
    add_fact (&facts, _("A reviewer asks"), rule->ask);
  add_fix (&facts, rule);
  if (rule->risk > 1)
    add_fact (&facts, _("Weight in a review"), weight);
  add_history (&facts, rule);
  if (!rule->is_sound)
    add_fact (&facts, _("Not checked"),
              _("The manual has a mistake here, so this rule is not checked."));

  chapter->check_words = make_check_words (self, rule, block);
  chapter->facts = fw_book_take_array (self, facts.facts, &chapter->n_facts);
}
