/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A manual made ready for one document: parameters as plain numbers, and for
 * every category of the labels the list of checks that concern it, so that
 * checking a label compares no names.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *kind;
  FwFamily    family;
  FwCheckCode code;
  gboolean    is_steady;
  gboolean    wants_shape;
  const char *limits[FW_MAX_LIMITS];
} Recipe;

static const Recipe recipes[] = {
  { "finite-coords", FW_FAMILY_LABEL, FW_CHECK_FINITE_COORDS, FALSE, TRUE, { NULL } },
  { "positive-size", FW_FAMILY_LABEL, FW_CHECK_POSITIVE_SIZE, FALSE, FALSE, { "min" } },
  { "inside-image", FW_FAMILY_LABEL, FW_CHECK_INSIDE_IMAGE, FALSE, FALSE, { "tolerance" } },
  { "min-size",
    FW_FAMILY_LABEL,
    FW_CHECK_MIN_SIZE,
    FALSE,
    FALSE,
    { "width", "height", "short", "area" } },
  { "max-size", FW_FAMILY_LABEL, FW_CHECK_MAX_SIZE, FALSE, FALSE, { "area-share", "width-share" } },
  { "aspect-range", FW_FAMILY_LABEL, FW_CHECK_ASPECT_RANGE, FALSE, FALSE, { "min", "max" } },
  { "polygon-simple", FW_FAMILY_LABEL, FW_CHECK_POLYGON_SIMPLE, FALSE, TRUE, { NULL } },
  { "vertex-count", FW_FAMILY_LABEL, FW_CHECK_VERTEX_COUNT, FALSE, TRUE, { "min", "max" } },
  { "max-parts", FW_FAMILY_LABEL, FW_CHECK_MAX_PARTS, FALSE, TRUE, { "parts", "min-part-area" } },
  { "border-attribute", FW_FAMILY_LABEL, FW_CHECK_BORDER_ATTRIBUTE, FALSE, FALSE, { "margin" } },
  { "known-category", FW_FAMILY_LABEL, FW_CHECK_KNOWN_CATEGORY, TRUE, FALSE, { NULL } },
  { "forbidden-category", FW_FAMILY_LABEL, FW_CHECK_FORBIDDEN_CATEGORY, TRUE, FALSE, { NULL } },
  { "geometry-kind", FW_FAMILY_LABEL, FW_CHECK_GEOMETRY_KIND, TRUE, FALSE, { NULL } },
  { "required-attributes", FW_FAMILY_LABEL, FW_CHECK_REQUIRED_ATTRIBUTES, TRUE, FALSE, { NULL } },
  { "attribute-domain", FW_FAMILY_LABEL, FW_CHECK_ATTRIBUTE_DOMAIN, TRUE, FALSE, { NULL } },
  { "implies", FW_FAMILY_LABEL, FW_CHECK_IMPLIES, FALSE, FALSE, { NULL } },
  { "expr", FW_FAMILY_LABEL, FW_CHECK_EXPR, FALSE, FALSE, { NULL } },
  { "duplicate", FW_FAMILY_PAIR, FW_CHECK_DUPLICATE, FALSE, FALSE, { "iou", "same-category" } },
  { "inside-parent", FW_FAMILY_PAIR, FW_CHECK_INSIDE_PARENT, FALSE, FALSE, { "min-inside" } },
  { "not-inside", FW_FAMILY_PAIR, FW_CHECK_NOT_INSIDE, FALSE, FALSE, { "max-inside" } },
  { "needs-partner",
    FW_FAMILY_PAIR,
    FW_CHECK_NEEDS_PARTNER,
    FALSE,
    FALSE,
    { "min-overlap", "max-distance" } },
  { "occlusion-consistent",
    FW_FAMILY_PAIR,
    FW_CHECK_OCCLUSION_CONSISTENT,
    FALSE,
    FALSE,
    { "max-covered" } },
  { "crowd", FW_FAMILY_PAIR, FW_CHECK_CROWD, FALSE, FALSE, { "max-individuals", "max-overlap" } },
  { "ignore-region", FW_FAMILY_PAIR, FW_CHECK_IGNORE_REGION, FALSE, FALSE, { "max-inside" } },
  { "max-step", FW_FAMILY_STEP, FW_CHECK_MAX_STEP, FALSE, FALSE, { "diagonals", "pixels" } },
  { "max-size-change", FW_FAMILY_STEP, FW_CHECK_MAX_SIZE_CHANGE, FALSE, FALSE, { "ratio" } },
  { "no-gap", FW_FAMILY_TRACK, FW_CHECK_NO_GAP, FALSE, FALSE, { "max-gap" } },
  { "min-length", FW_FAMILY_TRACK, FW_CHECK_MIN_LENGTH, FALSE, FALSE, { "frames" } },
  { "keyframe-spacing", FW_FAMILY_TRACK, FW_CHECK_KEYFRAME_SPACING, FALSE, FALSE, { "max" } },
  { "constant", FW_FAMILY_TRACK, FW_CHECK_CONSTANT, FALSE, FALSE, { NULL } },
  { "transitions", FW_FAMILY_TRACK, FW_CHECK_TRANSITIONS, FALSE, FALSE, { NULL } },
  { "broken-track", FW_FAMILY_LINK, FW_CHECK_BROKEN_TRACK, FALSE, FALSE, { "max-gap", "iou" } },
  { "empty-frame-confirmed",
    FW_FAMILY_VIDEO,
    FW_CHECK_EMPTY_FRAME_CONFIRMED,
    FALSE,
    FALSE,
    { NULL } },
  { "frames-seen", FW_FAMILY_VIDEO, FW_CHECK_FRAMES_SEEN, FALSE, FALSE, { "share" } },
};

#define GEOMETRY_NUMBERS (~0u & ~(1u << FW_NUMBER_TRACK_LENGTH))
#define SHAPE_NUMBERS                                                                              \
  ((1u << FW_NUMBER_AREA) | (1u << FW_NUMBER_VERTICES) | (1u << FW_NUMBER_PARTS))
#define IMAGE_NUMBERS ((1u << FW_NUMBER_IMAGE_W) | (1u << FW_NUMBER_IMAGE_H))

static const Recipe *
find_recipe (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    if (g_str_equal (recipes[i].kind, kind))
      return &recipes[i];

  return NULL;
}

static void
use_expression (FwPlan             *self,
                FwCheck            *check,
                const FwExpression *expression)
{
  gsize n;
  const guint *attributes;
  guint numbers;

  if (!expression)
    return;

  attributes = fw_expression_get_attributes (expression, &n);
  numbers = fw_expression_get_numbers (expression);
  for (gsize i = 0; i < n; i++)
    self->is_used[attributes[i]] = TRUE;
  check->wants_shape |= (numbers & SHAPE_NUMBERS) != 0;
  check->wants_image |= (numbers & IMAGE_NUMBERS) != 0;
  check->uses_length |= (numbers & (1u << FW_NUMBER_TRACK_LENGTH)) != 0;
}

static void
use_attribute (FwPlan     *self,
               FwCheck    *check,
               const char *name)
{
  for (guint i = 0; i < self->n_attributes; i++)
    if (self->attributes[i].name == name)
      {
        check->attribute = i;
        self->is_used[i] = TRUE;
      }
}

/* The text of a list parameter as values of its attribute. */
static void
keep_values (FwCheck            *check,
             const FwAttribute  *attribute,
             const FwParamValue *param)
{
  FwValue *values = g_new0 (FwValue, param->n_texts + 1);

  for (gsize i = 0; i < param->n_texts; i++)
    if (attribute && attribute->type == FW_ATTRIBUTE_BOOL)
      values[i] = fw_value_boolean (g_str_equal (param->texts[i], "true"));
    else if (attribute && attribute->type == FW_ATTRIBUTE_NUMBER)
      values[i] = fw_value_number (g_ascii_strtod (param->texts[i], NULL));
    else
      values[i] = fw_value_text (param->texts[i]);
  check->values = values;
  check->n_values = param->n_texts;
}

static const FwParamValue *
get_given (const FwRule *rule,
           const char   *name)
{
  const FwParamValue *param = fw_rule_get_param (rule, name);

  return param && param->is_set ? param : NULL;
}

static void
read_params (FwPlan  *self,
             FwCheck *check)
{
  const FwRule *rule = check->rule;
  const FwParamValue *param;

  if ((param = get_given (rule, "attribute")))
    use_attribute (self, check, param->text);

  const FwAttribute *attribute = check->attribute >= 0 ? &self->attributes[check->attribute] : NULL;

  if (check->code == FW_CHECK_OCCLUSION_CONSISTENT && (param = get_given (rule, "visible")))
    keep_values (check, attribute, param);
  if (check->code == FW_CHECK_TRANSITIONS
      && ((param = get_given (rule, "allowed")) || (param = get_given (rule, "forbidden"))))
    keep_values (check, attribute, param);

  if (check->code == FW_CHECK_IMPLIES)
    {
      const FwExpression *condition = fw_rule_get_param (rule, "if")->expression;
      const FwExpression *consequence = fw_rule_get_param (rule, "then")->expression;

      use_expression (self, check, condition);
      use_expression (self, check, consequence);
      check->is_steady
          = !((fw_expression_get_numbers (condition) | fw_expression_get_numbers (consequence))
              & GEOMETRY_NUMBERS);
    }
  if (check->code == FW_CHECK_EXPR)
    {
      use_expression (self, check, rule->expect);
      check->is_steady = !(fw_expression_get_numbers (rule->expect) & GEOMETRY_NUMBERS);
    }
  if (check->code == FW_CHECK_ATTRIBUTE_DOMAIN)
    self->reads_all = TRUE;
}

static char *
find_silence (const FwRule *rule,
              const FwPlan *self,
              FwSnapshot   *snapshot)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  FwFrameInfo info = { 0 };

  if (rule->is_retired)
    return g_strdup_printf (_("retired in %s"), rule->retired ? rule->retired : "?");
  if (rule->is_human)
    return g_strdup (_("looked at by people"));
  if (!rule->is_sound || !rule->kind)
    return g_strdup (_("the manual has to be mended here first"));
  if (!rule->kind->is_built)
    return g_strdup (_("not built yet"));

  if (frames && fw_frame_list_get_length (frames) > 0)
    info = fw_frame_list_get (frames, 0);
  if ((rule->kind->needs & FW_NEEDS_IMAGE_SIZE) && (info.width == 0 || info.height == 0))
    return g_strdup (_("no data: the size of the pictures is not known"));

  const FwParamValue *per = fw_rule_get_param (rule, "per");

  if (per && per->is_set && g_str_equal (per->text, "second")
      && !(frames && fw_frame_list_get_fps (frames) > 0.0))
    return g_strdup (_("no data: the frame rate is not known"));
  if ((rule->kind->needs & FW_NEEDS_SEEN)
      && fw_span_set_get_count (fw_snapshot_get_seen (snapshot)) == 0)
    return g_strdup (_("no data: it was not recorded which frames were on the screen"));

  return NULL;
}

static void
add_check (FwPlan       *self,
           const FwRule *rule,
           guint         index,
           double        fps)
{
  const Recipe *recipe = find_recipe (rule->kind->name);
  FwCheck check = { .rule = rule, .index = index, .attribute = -1 };
  const FwParamValue *per = get_given (rule, "per");

  if (!recipe)
    return;

  check.family = recipe->family;
  check.code = recipe->code;
  check.is_steady = recipe->is_steady;
  check.wants_shape = recipe->wants_shape;
  check.wants_image = (rule->kind->needs & FW_NEEDS_IMAGE_SIZE) != 0;
  for (guint i = 0; i < FW_MAX_LIMITS; i++)
    check.limits[i] = recipe->limits[i] ? fw_rule_get_number (rule, recipe->limits[i], NAN) : NAN;

  /* What may happen in a second, as what may happen in a frame. */
  if (per && g_str_equal (per->text, "second"))
    {
      if (check.code == FW_CHECK_MAX_SIZE_CHANGE)
        check.limits[0] = pow (check.limits[0], 1.0 / fps);
      else
        for (guint i = 0; i < FW_MAX_LIMITS; i++)
          check.limits[i] /= fps;
    }

  read_params (self, &check);
  use_expression (self, &check, rule->when);
  check.when_is_steady
      = !rule->when || !(fw_expression_get_numbers (rule->when) & GEOMETRY_NUMBERS);
  if (check.family == FW_FAMILY_PAIR)
    {
      guint n_pairs = 0;

      for (guint i = 0; i < self->checks->len; i++)
        n_pairs += fw_plan_get_check (self, i)->family == FW_FAMILY_PAIR;
      check.group = n_pairs / 64;
      check.bit = n_pairs % 64;
      self->n_groups = check.group + 1;
    }
  self->has[check.family] = TRUE;
  g_array_append_val (self->checks, check);
}

static void
category_plan_free (FwCategoryPlan *plan)
{
  for (guint i = 0; i < FW_N_FAMILIES; i++)
    g_array_unref (plan->checks[i]);
  g_free (plan->subject);
  g_free (plan->partner);
  g_free (plan->required);
  g_free (plan->allowed);
  g_free (plan);
}

static gboolean
is_named (const FwParamValue *globs,
          const char         *category)
{
  if (!globs || !globs->is_set || !category)
    return FALSE;
  if (globs->text)
    return fw_glob_matches (globs->text, category);
  for (gsize i = 0; i < globs->n_texts; i++)
    if (fw_glob_matches (globs->texts[i], category))
      return TRUE;

  return FALSE;
}

/* The other side of a pair. Of `duplicate` and `crowd` both sides are named by `for`. */
static gboolean
is_partner (const FwCheck *check,
            const char    *category)
{
  const FwRule *rule = check->rule;

  switch (check->code)
    {
    case FW_CHECK_INSIDE_PARENT:
    case FW_CHECK_NOT_INSIDE:
      return is_named (fw_rule_get_param (rule, "parent"), category);
    case FW_CHECK_NEEDS_PARTNER:
      return is_named (fw_rule_get_param (rule, "partner"), category);
    case FW_CHECK_IGNORE_REGION:
      return is_named (fw_rule_get_param (rule, "region"), category);
    default:
      return fw_rule_is_for (rule, category);
    }
}

/* forbidden-category: the list, or without one whatever `for` names. */
static gboolean
is_subject (const FwCheck *check,
            const char    *category)
{
  if (!fw_rule_is_for (check->rule, category))
    return FALSE;
  if (check->code == FW_CHECK_FORBIDDEN_CATEGORY)
    {
      const FwParamValue *list = get_given (check->rule, "categories");

      return list ? is_named (list, category) : check->rule->globs != NULL;
    }
  /* A region is not one of the objects that may not lie in it. */
  if (check->code == FW_CHECK_IGNORE_REGION)
    return !is_named (fw_rule_get_param (check->rule, "region"), category);

  return TRUE;
}

static void
read_permissions (const FwPlan   *self,
                  FwCategoryPlan *plan)
{
  const FwManual *manual = self->manual;
  gboolean any = FALSE;

  plan->required = g_new0 (guint, self->n_attributes + 1);
  plan->allowed = g_new0 (guint64, self->n_attributes / 64 + 1);
  for (guint i = 0; i < self->n_attributes; i++)
    {
      gboolean any_required = FALSE;
      gboolean required = fw_manual_is_listed (manual->required, plan->name,
                                               self->attributes[i].name, &any_required);

      if (required)
        plan->required[plan->n_required++] = i;
      if (fw_manual_is_listed (manual->allowed, plan->name, self->attributes[i].name, &any)
          || required)
        plan->allowed[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
  if (!any)
    g_clear_pointer (&plan->allowed, g_free);
}

static FwCategoryPlan *
category_plan_new (const FwPlan *self,
                   const char   *name)
{
  FwCategoryPlan *plan = g_new0 (FwCategoryPlan, 1);

  plan->name = name;
  plan->subject = g_new0 (guint64, self->n_groups + 1);
  plan->partner = g_new0 (guint64, self->n_groups + 1);
  for (guint i = 0; i < FW_N_FAMILIES; i++)
    plan->checks[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; name && i < self->manual->categories->len; i++)
    {
      const FwCategory *category = &g_array_index (self->manual->categories, FwCategory, i);

      if (category->name == name)
        {
          plan->is_known = TRUE;
          plan->kinds = category->kinds;
        }
    }
  if (name)
    read_permissions (self, plan);

  for (guint i = 0; i < self->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self, i);
      guint64 bit = G_GUINT64_CONSTANT (1) << check->bit;

      if (check->family == FW_FAMILY_PAIR && is_partner (check, name))
        plan->partner[check->group] |= bit;
      if (!is_subject (check, name))
        continue;
      g_array_append_val (plan->checks[check->family], i);
      if (check->family == FW_FAMILY_PAIR)
        plan->subject[check->group] |= bit;
    }

  return plan;
}

/* Category 0 stands for ids that the labels' own list does not have. */
static void
plan_categories (FwPlan     *self,
                 FwSnapshot *snapshot)
{
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  gsize n = taxonomy ? fw_taxonomy_get_n_categories (taxonomy) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwCategory *category = fw_taxonomy_get_category (taxonomy, i);
      gint64 *key = g_new (gint64, 1);

      *key = category->id;
      g_hash_table_insert (self->categories, key,
                           category_plan_new (self, g_intern_string (category->name)));
    }

  gint64 *unknown = g_new (gint64, 1);

  *unknown = G_MININT64;
  g_hash_table_insert (self->categories, unknown, category_plan_new (self, NULL));
}

FwPlan *
fw_plan_new (FwManual   *manual,
             const char *only,
             FwSnapshot *snapshot)
{
  FwPlan *self = g_new0 (FwPlan, 1);
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  double fps = frames ? fw_frame_list_get_fps (frames) : 0.0;

  self->manual = fw_manual_ref (manual);
  self->attributes = (const FwAttribute *) (gpointer) manual->attributes->data;
  self->n_attributes = manual->attributes->len;
  self->is_used = g_new0 (gboolean, self->n_attributes + 1);
  self->checks = g_array_new (FALSE, TRUE, sizeof (FwCheck));
  self->silences = g_ptr_array_new_with_free_func (g_free);
  self->categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify) category_plan_free);

  for (guint i = 0; i < manual->rules->len; i++)
    {
      const FwRule *rule = g_ptr_array_index (manual->rules, i);
      char *silence = find_silence (rule, self, snapshot);

      g_ptr_array_add (self->silences, silence);
      if (!silence && (!only || g_str_equal (only, rule->id)))
        add_check (self, rule, i, fps);
    }
  plan_categories (self, snapshot);
  for (guint i = 0; i < self->checks->len; i++)
    if (fw_plan_get_check (self, i)->code == FW_CHECK_REQUIRED_ATTRIBUTES)
      {
        GHashTableIter iter;
        FwCategoryPlan *plan;

        g_hash_table_iter_init (&iter, self->categories);
        while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &plan))
          for (guint j = 0; j < plan->n_required; j++)
            self->is_used[plan->required[j]] = TRUE;
      }

  return self;
}

void
fw_plan_free (FwPlan *self)
{
  if (!self)
    return;

  for (guint i = 0; i < self->checks->len; i++)
    g_free ((gpointer) fw_plan_get_check (self, i)->values);
  g_array_unref (self->checks);
  g_ptr_array_unref (self->silences);
  g_hash_table_unref (self->categories);
  g_free (self->is_used);
  fw_manual_unref (self->manual);
  g_free (self);
}

const FwCategoryPlan *
fw_plan_get_category (const FwPlan *self,
                      FwCategoryId  id)
{
  const FwCategoryPlan *plan = g_hash_table_lookup (self->categories, &id);
  gint64 unknown = G_MININT64;

  return plan ? plan : g_hash_table_lookup (self->categories, &unknown);
}
