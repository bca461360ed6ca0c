/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the attributes of one label, and conditions of the manual.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include <glib/gi18n.h>

static gboolean
touches_border (const FwLabel *label,
                double         margin)
{
  double width, height;
  FwRect box = label->box;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  return box.x <= margin || box.y <= margin || box.x + box.width >= width - margin
         || box.y + box.height >= height - margin;
}

static gboolean
border_fires (const FwLabel *label,
              const FwCheck *check)
{
  double width, height;
  FwValue said = label->attributes[check->attribute];

  fw_check_context_get_image (label->context, label->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return touches_border (label, check->limits[0]) != (said.type == FW_VALUE_BOOL && said.boolean);
}

static char *
describe_border (const FwLabel *label,
                 const FwCheck *check)
{
  const char *name = label->context->plan->attributes[check->attribute].name;

  if (touches_border (label, check->limits[0]))
    return g_strdup_printf (_("Touches the border of the picture, and “%s” is not set."), name);

  return g_strdup_printf (_("“%s” is set, and the shape does not touch the border of "
                            "the picture."),
                          name);
}

static gboolean
is_attribute_fix (const FwCheck *check)
{
  return check->rule->fix == FW_FIX_SET_ATTRIBUTE || check->rule->fix == FW_FIX_CLEAR_ATTRIBUTE;
}

static void
offer_border (FwProblem     *problem,
              const FwLabel *label,
              const FwCheck *check)
{
  const FwAttribute *attribute = &label->context->plan->attributes[check->attribute];

  /* One value for the whole track cannot follow the border. */
  if (is_attribute_fix (check) && (!attribute->is_fixed || fw_track_is_single (label->track)))
    fw_problem_set_attribute_fix (problem, label, attribute->name,
                                  fw_value_boolean (touches_border (label, check->limits[0])));
}

/* Which attributes a category needs is known when its plan is made. */
static void
use_required (FwPlan  *plan,
              FwCheck *check)
{
  plan->reads_required = TRUE;
}

static gboolean
required_fires (const FwLabel *label,
                const FwCheck *check)
{
  for (guint i = 0; i < label->category->n_required; i++)
    if (label->attributes[label->category->required[i]].type == FW_VALUE_NULL)
      return TRUE;

  return FALSE;
}

static char *
describe_required (const FwLabel *label,
                   const FwCheck *check)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < label->category->n_required; i++)
    {
      guint attribute = label->category->required[i];

      if (label->attributes[attribute].type == FW_VALUE_NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                label->context->plan->attributes[attribute].name);
    }

  return g_strdup_printf (_("Not set yet: %s."), names->str);
}

static gboolean
is_outside_domain (const FwLabel *label,
                   const char    *name,
                   FwValue        value)
{
  const FwPlan *plan = label->context->plan;

  if (value.type == FW_VALUE_NULL)
    return FALSE;

  for (guint i = 0; i < plan->n_attributes; i++)
    if (plan->attributes[i].name == name)
      return (label->category->allowed && !(label->category->allowed[i / 64] >> (i % 64) & 1))
             || !fw_attribute_accepts (&plan->attributes[i], value);

  return TRUE;
}

/* The name of the first attribute that is not in the manual, not for the
 * category, or has another value; NULL when all is well. */
static const char *
find_foreign (const FwLabel *label)
{
  gsize n_fixed = fw_track_get_n_fixed (label->track);
  gsize n_changing = fw_track_get_n_changing (label->track);

  for (gsize i = 0; i < n_fixed; i++)
    {
      FwValue value;
      const char *name = g_intern_string (fw_track_get_fixed (label->track, i, &value));

      if (is_outside_domain (label, name, value))
        return name;
    }
  for (gsize i = 0; i < n_changing; i++)
    {
      const char *name = g_intern_string (fw_track_get_changing (label->track, i));

      if (is_outside_domain (label, name,
                             fw_track_get_attribute (label->track, name, label->frame)))
        return name;
    }

  return NULL;
}

static gboolean
domain_fires (const FwLabel *label,
              const FwCheck *check)
{
  return find_foreign (label) != NULL;
}

static char *
describe_domain (const FwLabel *label,
                 const FwCheck *check)
{
  const FwPlan *plan = label->context->plan;
  const char *name = find_foreign (label);
  FwValue value = fw_track_get_attribute (label->track, name, label->frame);
  g_autofree char *text = fw_value_to_text (value);

  for (guint i = 0; i < plan->n_attributes; i++)
    if (plan->attributes[i].name == name)
      {
        if (fw_attribute_accepts (&plan->attributes[i], value))
          return g_strdup_printf (_("“%s” is not an attribute of this category."), name);
        return g_strdup_printf (_("“%s” is “%s”, which is not one of its values."), name, text);
      }

  return g_strdup_printf (_("The manual has no attribute “%s”."), name);
}

static void
offer_clearing (FwProblem     *problem,
                const FwLabel *label,
                const FwCheck *check)
{
  if (is_attribute_fix (check))
    fw_problem_set_attribute_fix (problem, label, find_foreign (label), fw_value_null ());
}

static void
read_implication (FwPlan  *plan,
                  FwCheck *check)
{
  gboolean condition
      = fw_plan_use_expression (plan, check, fw_rule_get_param (check->rule, "if")->expression);
  gboolean consequence
      = fw_plan_use_expression (plan, check, fw_rule_get_param (check->rule, "then")->expression);

  check->is_steady = condition && consequence;
}

static gboolean
implication_fires (const FwLabel *label,
                   const FwCheck *check)
{
  return fw_label_is_true (label, check->rule->params[0].expression)
         && !fw_label_is_true (label, check->rule->params[1].expression);
}

/* Expressions as the owner wrote them: short ones are read by people. */
static char *
describe_implication (const FwLabel *label,
                      const FwCheck *check)
{
  return g_strdup_printf (_("With %s this has to hold and does not: %s."),
                          fw_expression_get_text (check->rule->params[0].expression),
                          fw_expression_get_text (check->rule->params[1].expression));
}

static void
read_expectation (FwPlan  *plan,
                  FwCheck *check)
{
  check->is_steady = fw_plan_use_expression (plan, check, check->rule->expect);
}

static gboolean
expectation_fires (const FwLabel *label,
                   const FwCheck *check)
{
  return !fw_label_is_true (label, check->rule->expect);
}

static char *
describe_expectation (const FwLabel *label,
                      const FwCheck *check)
{
  return g_strdup_printf (_("This does not hold: %s."),
                          fw_expression_get_text (check->rule->expect));
}

/* The one attribute of which taking the value away makes the expression true. */
static int
find_clearing (const FwLabel      *label,
               const FwExpression *expression)
{
  const FwPlan *plan = label->context->plan;
  g_autofree FwValue *values = g_memdup2 (label->attributes, plan->n_attributes * sizeof (FwValue));
  FwLabel trial = *label;
  int found = -1;
  gsize n;
  const guint *names = fw_expression_get_attributes (expression, &n);

  trial.attributes = values;
  for (gsize i = 0; i < n; i++)
    {
      FwExpressionInput input;
      FwValue kept = values[names[i]];

      if (kept.type == FW_VALUE_NULL)
        continue;
      values[names[i]] = fw_value_null ();
      fw_label_fill_input (&trial, fw_expression_get_numbers (expression), &input);
      if (fw_expression_is_true (expression, &input))
        {
          if (found >= 0)
            return -1;
          found = names[i];
        }
      values[names[i]] = kept;
    }

  return found;
}

static void
offer_condition (FwProblem     *problem,
                 const FwLabel *label,
                 const FwCheck *check)
{
  const FwPlan *plan = label->context->plan;
  const FwExpression *wanted
      = check->rule->expect ? check->rule->expect : check->rule->params[1].expression;
  guint attribute;
  FwValue value;

  if (!is_attribute_fix (check))
    return;
  if (check->rule->fix == FW_FIX_CLEAR_ATTRIBUTE)
    {
      int clearing = find_clearing (label, wanted);

      if (clearing >= 0)
        fw_problem_set_attribute_fix (problem, label, plan->attributes[clearing].name,
                                      fw_value_null ());
      return;
    }
  if (fw_expression_is_assignment (wanted, &attribute, &value) && value.type != FW_VALUE_NULL)
    fw_problem_set_attribute_fix (problem, label, plan->attributes[attribute].name, value);
}

const FwCheckOps fw_kinds_of_attributes[] = {
  { .kind = "border-attribute",
    .family = FW_FAMILY_LABEL,
    .limits = { "margin" },
    .fires = border_fires,
    .describe = describe_border,
    .offer = offer_border },
  { .kind = "required-attributes",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .read = use_required,
    .fires = required_fires,
    .describe = describe_required },
  { .kind = "attribute-domain",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .reads_all = TRUE,
    .fires = domain_fires,
    .describe = describe_domain,
    .offer = offer_clearing },
  { .kind = "implies",
    .family = FW_FAMILY_LABEL,
    .read = read_implication,
    .fires = implication_fires,
    .describe = describe_implication,
    .offer = offer_condition },
  { .kind = "expr",
    .family = FW_FAMILY_LABEL,
    .read = read_expectation,
    .fires = expectation_fires,
    .describe = describe_expectation,
    .offer = offer_condition },
  { NULL },
};
