/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two manuals rule by rule. A rule whose revision, title and prose are the same
 * is the same; of the others it is found out what became stricter and what
 * became less so. Where that cannot be said (another kind of check, another
 * condition) it counts as both, so that nothing is called harmless that is not.
 */

#include "fw-config.h"
#include "rules/manual-diff.h"

#include "rules/check-direction.h"
#include "rules/manual-private.h"

#include <string.h>

struct _FwManualDiff
{
  gatomicrefcount ref_count;
  FwManual       *before;  /* (owned) */
  FwManual       *after;   /* (owned) */
  GArray         *changes; /* (element-type FwRuleChange) (owned) */
};

#define STRICTER 1u
#define LOOSER   2u
#define BOTH     (STRICTER | LOOSER)

const char *
fw_rule_fate_to_word (FwRuleFate fate)
{
  static const char *const words[] = { "added", "changed", "retired", "removed" };

  g_return_val_if_fail (fate <= FW_RULE_REMOVED, "");

  return words[fate];
}

FwChangeClass
fw_rule_change_get_class (const FwRuleChange *self)
{
  g_return_val_if_fail (self != NULL, FW_CHANGE_CLASS_NONE);

  return self->declared != FW_CHANGE_CLASS_NONE ? self->declared : self->found;
}

const char *
fw_rule_change_get_id (const FwRuleChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (self->after ? self->after : self->before)->id;
}

gboolean
fw_rule_change_needs_eyes (const FwRuleChange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->after && !self->after->is_retired && self->after->ask
         && fw_change_class_asks_more (fw_rule_change_get_class (self));
}

static char *
join_sentences (const FwRule *rule,
                gboolean      is_not)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; rule && i < rule->n_sentences; i++)
    if (rule->sentences[i].is_not == is_not)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", rule->sentences[i].text);

  return g_string_free (text, FALSE);
}

GArray *
fw_rule_change_get_words (const FwRuleChange *self,
                          gboolean            is_not)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *before = join_sentences (self->before, is_not);
  g_autofree char *after = join_sentences (self->after, is_not);

  return fw_word_diff (before, after);
}

/* Parameters */

static void
append_texts (GString            *text,
              const FwParamValue *value)
{
  g_string_append_c (text, '[');
  for (gsize i = 0; i < value->n_texts; i++)
    {
      gboolean is_end = !value->texts[i];

      g_string_append (text, i == 0 ? "" : is_end || !value->texts[i - 1] ? "; " : ", ");
      g_string_append (text, is_end ? "" : value->texts[i]);
      if (value->numbers)
        g_string_append_printf (text, ": %g", value->numbers[i]);
    }
  g_string_append_c (text, ']');
}

/* As the manual writes it, more or less; equal texts are equal values. */
static char *
describe_value (const FwParam      *param,
                const FwParamValue *value)
{
  GString *text;

  if (!value || !value->is_set)
    return NULL;

  switch (param->type)
    {
    case FW_PARAM_NUMBER:
    case FW_PARAM_INTEGER:
      return fw_value_to_text (fw_value_number (value->number));
    case FW_PARAM_BOOL:
      return g_strdup (value->number != 0.0 ? "true" : "false");
    case FW_PARAM_EXPRESSION:
      return g_strdup (value->expression ? fw_expression_get_text (value->expression) : "");
    default:
      if (value->text)
        return g_strdup (value->text);
      text = g_string_new (NULL);
      append_texts (text, value);
      return g_string_free (text, FALSE);
    }
}

static gboolean
has_text (const FwParamValue *value,
          const char         *text)
{
  for (gsize i = 0; i < value->n_texts; i++)
    if (value->texts[i] == text)
      return TRUE;

  return FALSE;
}

/* Whether every text of @a is in @b. Pairs and sets count by their words: a
 * longer list has more of them. */
static gboolean
is_part_of (const FwParamValue *a,
            const FwParamValue *b)
{
  for (gsize i = 0; i < a->n_texts; i++)
    if (a->texts[i] && !has_text (b, a->texts[i]))
      return FALSE;

  return a->n_texts <= b->n_texts;
}

static guint
compare_values (const FwCheckKind  *kind,
                guint               index,
                const FwParamValue *before,
                const FwParamValue *after)
{
  FwDirection direction = fw_check_kind_get_direction (kind, index);
  FwParamType type = kind->params[index].type;
  gboolean is_number = type == FW_PARAM_NUMBER || type == FW_PARAM_INTEGER;
  gboolean grows, shrinks;

  if (direction == FW_DIRECTION_NONE)
    return BOTH;
  /* A bound that comes or goes is a bound more or less. */
  if (!before->is_set || !after->is_set)
    return is_number ? (after->is_set ? STRICTER : LOOSER) : BOTH;

  grows = is_number ? after->number > before->number : is_part_of (before, after);
  shrinks = is_number ? after->number < before->number : is_part_of (after, before);
  if (grows == shrinks)
    return BOTH;

  return grows == (direction == FW_DIRECTION_UP) ? STRICTER : LOOSER;
}

static void
clear_param_change (gpointer data)
{
  FwParamChange *change = data;

  g_free (change->before);
  g_free (change->after);
}

static guint
compare_params (FwRuleChange *change)
{
  const FwRule *before = change->before, *after = change->after;
  const FwCheckKind *kind = after->kind;
  guint found = 0;

  if (!kind || before->kind != kind || !before->params || !after->params)
    return 0;

  for (guint i = 0; i < kind->n_params; i++)
    {
      FwParamChange param = { kind->params[i].name,
                              describe_value (&kind->params[i], &before->params[i]),
                              describe_value (&kind->params[i], &after->params[i]) };

      if (g_strcmp0 (param.before, param.after) == 0)
        {
          clear_param_change (&param);
          continue;
        }
      found |= compare_values (kind, i, &before->params[i], &after->params[i]);
      change->parts |= FW_RULE_PART_PARAMETERS;
      g_array_append_val (change->parameters, param);
    }

  return found;
}

/* Rules */

static gboolean
same_globs (const FwRule *a,
            const FwRule *b)
{
  if (!a->globs || !b->globs)
    return a->globs == b->globs;

  return g_strv_equal (a->globs, b->globs);
}

/* Which categories the rule gained and lost, over what both manuals know. */
static guint
compare_categories (FwManual     *before,
                    FwManual     *after,
                    FwRuleChange *change)
{
  FwTaxonomy *sides[] = { fw_manual_get_taxonomy (before), fw_manual_get_taxonomy (after) };
  guint found = 0;

  if (same_globs (change->before, change->after))
    return 0;

  change->parts |= FW_RULE_PART_CATEGORIES;
  for (gsize s = 0; s < G_N_ELEMENTS (sides); s++)
    for (gsize i = 0; i < fw_taxonomy_get_n_categories (sides[s]); i++)
      {
        const char *name = fw_taxonomy_get_category (sides[s], i)->name;
        gboolean was_for = fw_rule_is_for (change->before, name);
        gboolean is_for = fw_rule_is_for (change->after, name);

        found |= is_for && !was_for ? STRICTER : was_for && !is_for ? LOOSER : 0;
      }

  return found;
}

static gboolean
same_expression (const FwExpression *a,
                 const FwExpression *b)
{
  return g_strcmp0 (a ? fw_expression_get_text (a) : NULL, b ? fw_expression_get_text (b) : NULL)
         == 0;
}

static guint
compare_conditions (FwRuleChange *change)
{
  const FwRule *before = change->before, *after = change->after;
  guint found = 0;

  if (!same_expression (before->when, after->when))
    found |= !before->when ? LOOSER : !after->when ? STRICTER : BOTH;
  if (!same_expression (before->expect, after->expect))
    found |= BOTH;
  if (found)
    change->parts |= FW_RULE_PART_CONDITION;

  return found;
}

static gboolean
same_sentences (const FwRule *a,
                const FwRule *b)
{
  if (a->n_sentences != b->n_sentences)
    return FALSE;

  for (gsize i = 0; i < a->n_sentences; i++)
    if (a->sentences[i].is_not != b->sentences[i].is_not
        || strcmp (a->sentences[i].text, b->sentences[i].text) != 0)
      return FALSE;

  return TRUE;
}

/* Prose without regard to white space: a rule that gets a neighbour is the same. */
static gboolean
same_prose (const FwRule *a,
            const FwRule *b)
{
  if (g_strcmp0 (a->title, b->title) != 0)
    return FALSE;
  if (strcmp (a->body, b->body) == 0)
    return TRUE;

  g_autofree char *left = fw_collapse_space (a->body);
  g_autofree char *right = fw_collapse_space (b->body);

  return g_str_equal (left, right);
}

static void
note_texts (FwRuleChange *change)
{
  const FwRule *before = change->before, *after = change->after;

  if (!same_sentences (before, after))
    change->parts |= FW_RULE_PART_TEXT;
  if (g_strcmp0 (before->ask, after->ask) != 0 || before->risk != after->risk
      || before->fix != after->fix
      || (!(change->parts & FW_RULE_PART_TEXT) && strcmp (before->message, after->message) != 0))
    change->parts |= FW_RULE_PART_PEOPLE;
  if (!(change->parts & FW_RULE_PART_TEXT) && !same_prose (before, after))
    change->parts |= FW_RULE_PART_PROSE;
}

static FwChangeClass
compare_rules (FwManual     *before,
               FwManual     *after,
               FwRuleChange *change)
{
  const FwRule *old = change->before, *new = change->after;
  guint found = 0;

  if (old->severity != new->severity)
    {
      change->parts |= FW_RULE_PART_SEVERITY;
      found |= new->severity < old->severity ? STRICTER : LOOSER;
    }
  if (old->kind != new->kind || old->is_human != new->is_human || old->scope != new->scope)
    {
      change->parts |= FW_RULE_PART_KIND;
      found |= BOTH;
    }
  found |= compare_categories (before, after, change);
  found |= compare_conditions (change);
  found |= compare_params (change);
  note_texts (change);

  return found == BOTH ? FW_CHANGE_CLASS_REVERSE
         : found == STRICTER ? FW_CHANGE_CLASS_TIGHTEN
         : found == LOOSER ? FW_CHANGE_CLASS_LOOSEN : FW_CHANGE_CLASS_CLARIFY;
}

/* What the new manual says it did, when it did it after the old one. */
static FwChangeClass
get_declared (FwManual     *before,
              const FwRule *rule)
{
  const char *version = fw_manual_get_version (before);
  const char *when = rule->retired ? rule->retired : rule->changed ? rule->changed : rule->since;

  if (*version && *when && fw_semver_compare (when, version) <= 0)
    return FW_CHANGE_CLASS_NONE;
  if (rule->is_retired)
    return FW_CHANGE_CLASS_RETIRE;

  return fw_change_class_from_word (rule->change);
}

static gboolean
is_same (const FwRule *before,
         const FwRule *after)
{
  return before->is_retired == after->is_retired && g_str_equal (before->rev, after->rev)
         && same_prose (before, after);
}

static void
add_change (FwManualDiff *self,
            FwRuleChange  change)
{
  change.parameters = g_array_new (FALSE, FALSE, sizeof (FwParamChange));
  g_array_set_clear_func (change.parameters, clear_param_change);
  if (change.after)
    change.declared = get_declared (self->before, change.after);
  if (change.fate == FW_RULE_CHANGED)
    change.found = compare_rules (self->before, self->after, &change);
  g_array_append_val (self->changes, change);
}

static void
compare_rule (FwManualDiff *self,
              const FwRule *after)
{
  const FwRule *before = fw_manual_find_rule (self->before, after->id);
  FwRuleChange change = { .fate = FW_RULE_CHANGED, .before = before, .after = after };

  if (before ? is_same (before, after) : after->is_retired)
    return;
  if (after->is_retired && !before->is_retired)
    {
      change.fate = FW_RULE_RETIRED;
      change.found = FW_CHANGE_CLASS_RETIRE;
    }
  else if (!before || (before->is_retired && !after->is_retired))
    {
      change.fate = FW_RULE_ADDED;
      change.found = FW_CHANGE_CLASS_ADD;
    }
  add_change (self, change);
}

static void
clear_change (gpointer data)
{
  g_array_unref (((FwRuleChange *) data)->parameters);
}

FwManualDiff *
fw_manual_diff_new (FwManual *before,
                    FwManual *after)
{
  g_return_val_if_fail (before && after, NULL);

  FwManualDiff *self = g_new0 (FwManualDiff, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->before = fw_manual_ref (before);
  self->after = fw_manual_ref (after);
  self->changes = g_array_new (FALSE, FALSE, sizeof (FwRuleChange));
  g_array_set_clear_func (self->changes, clear_change);

  for (gsize i = 0; i < fw_manual_get_n_rules (after); i++)
    {
      const FwRule *rule = fw_manual_get_rule (after, i);

      /* Of two rules with one id the first is the rule. */
      if (fw_manual_find_rule (after, rule->id) == rule)
        compare_rule (self, rule);
    }
  for (gsize i = 0; i < fw_manual_get_n_rules (before); i++)
    {
      const FwRule *rule = fw_manual_get_rule (before, i);

      if (fw_manual_find_rule (before, rule->id) == rule && !fw_manual_find_rule (after, rule->id)
          && !rule->is_retired)
        add_change (self, (FwRuleChange) { .fate = FW_RULE_REMOVED, .before = rule,
                                           .found = FW_CHANGE_CLASS_RETIRE });
    }

  return self;
}

FwManualDiff *
fw_manual_diff_ref (FwManualDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_manual_diff_unref (FwManualDiff *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->changes);
  fw_manual_unref (self->before);
  fw_manual_unref (self->after);
  g_free (self);
}

FwManual *
fw_manual_diff_get_before (const FwManualDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->before;
}

FwManual *
fw_manual_diff_get_after (const FwManualDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->after;
}

gsize
fw_manual_diff_get_n (const FwManualDiff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

const FwRuleChange *
fw_manual_diff_get (const FwManualDiff *self,
                    gsize               index)
{
  g_return_val_if_fail (self && index < self->changes->len, NULL);

  return &g_array_index (self->changes, FwRuleChange, index);
}

const FwRuleChange *
fw_manual_diff_find (const FwManualDiff *self,
                     const char         *id)
{
  g_return_val_if_fail (self && id, NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const FwRuleChange *change = &g_array_index (self->changes, FwRuleChange, i);

      if (g_str_equal (fw_rule_change_get_id (change), id))
        return change;
    }

  return NULL;
}
