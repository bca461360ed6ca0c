/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A manual made ready for one document: parameters as plain numbers, and for
 * every category of the labels the list of checks that concern it, so that
 * checking a label compares no names.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define GEOMETRY_NUMBERS (~0u & ~(1u << FW_NUMBER_TRACK_LENGTH))
/* Marks what an expression reads. */
gboolean
fw_plan_use_expression (FwPlan             *self,
                        FwCheck            *check,
                        const FwExpression *expression)
{
  gsize n;
  const guint *attributes;
  guint numbers;

  if (!expression)
    return TRUE;

  attributes = fw_expression_get_attributes (expression, &n);
  numbers = fw_expression_get_numbers (expression);
  for (gsize i = 0; i < n; i++)
    self->is_used[attributes[i]] = TRUE;
  check->uses_length |= (numbers & (1u << FW_NUMBER_TRACK_LENGTH)) != 0;

  return !(numbers & GEOMETRY_NUMBERS);
}

int
fw_plan_use_attribute (FwPlan     *self,
                       const char *name)
{
  for (guint i = 0; i < self->n_attributes; i++)
    if (self->attributes[i].name == name)
      {
        self->is_used[i] = TRUE;
        return i;
      }

  return -1;
}

FwValue
fw_attribute_read_value (const FwAttribute *attribute,
                         const char        *text)
{
  if (attribute && attribute->type == FW_ATTRIBUTE_BOOL)
    return fw_value_boolean (g_str_equal (text, "true"));
  if (attribute && attribute->type == FW_ATTRIBUTE_NUMBER)
    return fw_value_number (g_ascii_strtod (text, NULL));

  return fw_value_text (text);
}

/* The texts of a list parameter as values of its attribute. */
static void
keep_values (FwCheck            *check,
             const FwAttribute  *attribute,
             const FwParamValue *param)
{
  FwValue *values = g_new0 (FwValue, param->n_texts + 1);

  for (gsize i = 0; i < param->n_texts; i++)
    values[i] = fw_attribute_read_value (attribute, param->texts[i]);
  check->values = values;
  check->n_values = param->n_texts;
}

const FwParamValue *
fw_check_get_given (const FwCheck *check,
                    const char    *name)
{
  const FwParamValue *param = fw_rule_get_param (check->rule, name);

  return param && param->is_set ? param : NULL;
}

gboolean
fw_check_lists (const FwCheck *check,
                FwValue        value)
{
  for (gsize i = 0; i < check->n_values; i++)
    if (fw_value_equal (check->values[i], value))
      return TRUE;

  return FALSE;
}

static void
read_params (FwPlan  *self,
             FwCheck *check)
{
  const FwCheckOps *ops = check->ops;
  const FwParamValue *param = fw_check_get_given (check, "attribute");
  g_auto(GStrv) lists = g_strsplit (ops->values ? ops->values : "", "|", -1);

  for (guint i = 0; i < FW_MAX_LIMITS; i++)
    check->limits[i]
        = ops->limits[i] ? fw_rule_get_number (check->rule, ops->limits[i], NAN) : NAN;
  check->attribute = param ? fw_plan_use_attribute (self, param->text) : -1;

  const FwAttribute *attribute = check->attribute >= 0 ? &self->attributes[check->attribute] : NULL;

  for (gsize i = 0; lists[i] && !check->values; i++)
    if ((param = fw_check_get_given (check, lists[i])))
      keep_values (check, attribute, param);
  if (ops->read)
    ops->read (self, check);
  self->reads_all |= ops->reads_all;
  self->tallies |= ops->tallies;
}

static gboolean
has_sensor (const FwFrameList *frames)
{
  gsize n = frames ? fw_frame_list_get_length (frames) : 0;

  for (gsize i = 0; i < n; i++)
    if (fw_frame_list_get (frames, (FwFrame) i).sensor)
      return TRUE;

  return FALSE;
}

static char *
find_silence (const FwRule       *rule,
              FwSnapshot         *snapshot,
              const FwCheckFacts *facts)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  FwFrameInfo info = { 0 };

  if (rule->is_retired)
    return g_strdup_printf (_("retired in %s"), rule->retired ? rule->retired : "?");
  if (rule->is_human)
    return g_strdup (_("looked at by people"));
  if (!rule->is_sound || !rule->kind)
    return g_strdup (_("the manual has to be mended here first"));
  if (!fw_check_kind_is_built (rule->kind))
    return g_strdup (_("not built yet"));

  if (frames && fw_frame_list_get_length (frames) > 0)
    info = fw_frame_list_get (frames, 0);
  if ((rule->kind->needs & FW_NEEDS_IMAGE_SIZE) && (info.width == 0 || info.height == 0))
    return g_strdup (_("no data: the size of the pictures is not known"));

  const FwParamValue *per = fw_rule_get_param (rule, "per");

  if (per && per->is_set && g_str_equal (per->text, "second")
      && !(frames && fw_frame_list_get_fps (frames) > 0.0))
    return g_strdup (_("no data: the frame rate is not known"));
  if ((rule->kind->needs & FW_NEEDS_SENSOR) && !has_sensor (frames))
    return g_strdup (_("no data: the labels do not say which sensor took the pictures"));

  return NULL;
}

/* What labels do not say, and nobody else said. */
static char *
find_missing_fact (const FwCheckKind  *kind,
                   FwSnapshot         *snapshot,
                   const FwCheckFacts *facts)
{
  static const struct
  {
    guint       need;
    guint       fact;
    const char *text;
  } needs[] = {
    { FW_NEEDS_PIXELS, FW_FACT_PIXELS, N_("no data: the pictures are not looked at here") },
    { FW_NEEDS_EFFORTS, FW_FACT_EFFORTS,
      N_("no data: the journal that knows how long things took is not here") },
    { FW_NEEDS_QUESTIONS, FW_FACT_QUESTIONS, N_("no data: no file of questions is here") },
    { FW_NEEDS_VERDICTS, FW_FACT_JUDGED, N_("no data: no file of verdicts is here") },
    { FW_NEEDS_LISTS, FW_FACT_LISTS, N_("no data: the lists of media are not here") },
    { FW_NEEDS_FILE, FW_FACT_TWINS, N_("no data: the file of labels is not at hand") },
  };
  guint known = fw_check_facts_get_known (facts);

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if ((kind->needs & needs[i].need) && !(known & needs[i].fact))
      return g_strdup (_(needs[i].text));
  if ((kind->needs & FW_NEEDS_SEEN) && !(known & FW_FACT_SEEN)
      && fw_span_set_get_count (fw_snapshot_get_seen (snapshot)) == 0)
    return g_strdup (_("no data: it was not recorded which frames were on the screen"));

  return NULL;
}

static void
add_check (FwPlan       *self,
           const FwRule *rule,
           guint         index)
{
  const FwCheckOps *ops = fw_check_ops_find (rule->kind->name);
  FwCheck check = {
    .rule = rule, .ops = ops, .index = index, .place = self->checks->len, .family = ops->family,
    .is_steady = ops->is_steady,
  };

  read_params (self, &check);
  check.when_is_steady = fw_plan_use_expression (self, &check, rule->when);
  if (check.family == FW_FAMILY_PAIR)
    {
      guint n_pairs = 0;

      for (guint i = 0; i < self->checks->len; i++)
        n_pairs += fw_plan_get_check (self, i)->family == FW_FAMILY_PAIR;
      check.group = n_pairs / 64;
      check.bit = n_pairs % 64;
      self->n_groups = check.group + 1;
    }
  self->weighs |= ops->weigh && check.family == FW_FAMILY_VIDEO;
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

gboolean
fw_globs_name (const FwParamValue *globs,
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

static gboolean
is_partner (const FwCheck *check,
            const char    *category)
{
  const char *name = check->ops->partners;

  if (check->ops->any_partner)
    return TRUE;

  return name ? fw_globs_name (fw_rule_get_param (check->rule, name), category)
              : fw_rule_is_for (check->rule, category);
}

static gboolean
is_subject (const FwCheck *check,
            const char    *category)
{
  return fw_rule_is_for (check->rule, category)
         && (!check->ops->is_subject || check->ops->is_subject (check, category));
}

static void
read_permissions (const FwPlan   *self,
                  FwCategoryPlan *plan)
{
  const FwManual *manual = self->manual;
  g_autofree guint64 *required
      = fw_manual_list_attributes (manual, &manual->required, plan->name);

  plan->required = g_new0 (guint, self->n_attributes + 1);
  plan->allowed = fw_manual_list_attributes (manual, &manual->allowed, plan->name);
  for (guint i = 0; required && i < self->n_attributes; i++)
    if (fw_bits_have (required, i))
      {
        plan->required[plan->n_required++] = i;
        if (plan->allowed)
          plan->allowed[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
      }
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

/* Attributes that some category needs are read. */
static void
mark_required (FwPlan *self)
{
  GHashTableIter iter;
  FwCategoryPlan *plan;

  g_hash_table_iter_init (&iter, self->categories);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &plan))
    for (guint i = 0; i < plan->n_required; i++)
      self->is_used[plan->required[i]] = TRUE;
}

FwPlan *
fw_plan_new (FwManual           *manual,
             const char         *only,
             FwSnapshot         *snapshot,
             const FwCheckFacts *facts)
{
  FwPlan *self = g_new0 (FwPlan, 1);
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  self->manual = fw_manual_ref (manual);
  self->attributes = (const FwAttribute *) (gpointer) manual->attributes->data;
  self->n_attributes = manual->attributes->len;
  self->fps = frames ? fw_frame_list_get_fps (frames) : 0.0;
  self->is_used = g_new0 (gboolean, self->n_attributes + 1);
  self->checks = g_array_new (FALSE, TRUE, sizeof (FwCheck));
  self->silences = g_ptr_array_new_with_free_func (g_free);
  self->categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify) category_plan_free);

  for (guint i = 0; i < manual->rules->len; i++)
    {
      const FwRule *rule = g_ptr_array_index (manual->rules, i);
      char *silence = find_silence (rule, snapshot, facts);

      if (!silence)
        silence = find_missing_fact (rule->kind, snapshot, facts);

      g_ptr_array_add (self->silences, silence);
      if (!silence && (!only || g_str_equal (only, rule->id)))
        add_check (self, rule, i);
    }
  plan_categories (self, snapshot);
  if (self->reads_required)
    mark_required (self);

  return self;
}

void
fw_plan_free (FwPlan *self)
{
  if (!self)
    return;

  for (guint i = 0; i < self->checks->len; i++)
    {
      FwCheck *check = &g_array_index (self->checks, FwCheck, i);

      g_free ((gpointer) check->values);
      if (check->ops->clear)
        check->ops->clear (check);
    }
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
