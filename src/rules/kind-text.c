/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about what attributes say together, about texts, and about attributes
 * that nobody looked at.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a comparison may cost; the library counts calls of its matcher. About a
 * millisecond. A pattern can lower these limits, not raise them. */
#define MATCH_LIMITS "(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)(*LIMIT_HEAP=1024)"

typedef enum
{
  TEXT_FITS,
  TEXT_LONG,
  TEXT_DIFFERS,
  TEXT_UNDECIDED /* comparing takes too long */
} TextAnswer;

static void
read_pattern (FwPlan *plan, FwCheck *check)
{
  const FwParamValue *pattern = fw_check_get_given (check, "pattern");

  if (pattern)
    {
      g_autofree char *limited = g_strconcat (MATCH_LIMITS, pattern->text, NULL);

      check->data = g_regex_new (limited, 0, 0, NULL);
    }
}

static void
clear_pattern (FwCheck *check)
{
  g_clear_pointer ((GRegex **) &check->data, g_regex_unref);
}

static TextAnswer
judge_text (const FwLabel *label, const FwCheck *check)
{
  FwValue value = label->attributes[check->attribute];
  GRegex *regex = check->data;
  g_autoptr (GError) error = NULL;

  if (value.type != FW_VALUE_TEXT)
    return TEXT_FITS;
  if (g_utf8_strlen (value.text, -1) > check->limits[0])
    return TEXT_LONG;
  if (!regex || g_regex_match_full (regex, value.text, -1, 0, 0, NULL, &error))
    return TEXT_FITS;

  return error ? TEXT_UNDECIDED : TEXT_DIFFERS;
}

static gboolean
pattern_fires (const FwLabel *label, const FwCheck *check)
{
  return judge_text (label, check) != TEXT_FITS;
}

/* The start of a text, with an ellipsis when there is more. */
static char *
shorten (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));

  return g_strconcat (start, strlen (start) < strlen (text) ? "…" : "", NULL);
}

static char *
describe_pattern (const FwLabel *label, const FwCheck *check)
{
  const char *name = label->context->plan->attributes[check->attribute].name;
  const char *text = label->attributes[check->attribute].text;
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *start = shorten (text);

  switch (judge_text (label, check))
    {
    case TEXT_LONG:
      return g_strdup_printf (ngettext ("“%s” has %ld letter; at most %.0f are wanted.",
                                        "“%s” has %ld letters; at most %.0f are wanted.", length),
                              name, length, check->limits[0]);
    case TEXT_UNDECIDED:
      return g_strdup_printf (_ ("“%s” is “%s”, and comparing it with the pattern of the manual "
                                 "takes too long."),
                              name, start);
    default:
      return g_strdup_printf (_ ("“%s” is “%s”, which does not have the form the manual wants."),
                              name, start);
    }
}

static void
offer_clearing (FwProblem *problem, const FwLabel *label, const FwCheck *check)
{
  if (check->rule->fix == FW_FIX_CLEAR_ATTRIBUTE)
    fw_problem_set_attribute_fix (problem, label,
                                  label->context->plan->attributes[check->attribute].name,
                                  fw_value_null ());
}

/* One entry of a set: an attribute, and the value that counts. */
typedef struct
{
  int attribute; /* -1: between two sets */
  gboolean has_value;
  FwValue value;
} Member;

static void
read_sets (FwPlan *plan, FwCheck *check)
{
  const FwParamValue *sets = fw_check_get_given (check, "sets");
  GArray *members = g_array_new (FALSE, TRUE, sizeof (Member));

  for (gsize i = 0; i < sets->n_texts; i++)
    {
      g_auto (GStrv) parts = g_strsplit (sets->texts[i] ? sets->texts[i] : "", "=", 2);
      Member member = { .attribute = -1 };

      if (sets->texts[i])
        {
          member.attribute = fw_plan_use_attribute (plan, g_intern_string (g_strstrip (parts[0])));
          member.has_value = parts[1] != NULL;
          if (member.attribute < 0)
            continue;
          if (member.has_value)
            member.value = fw_attribute_read_value (&plan->attributes[member.attribute],
                                                    g_strstrip (parts[1]));
        }
      g_array_append_val (members, member);
    }
  check->data = members;
}

static void
clear_sets (FwCheck *check)
{
  g_clear_pointer ((GArray **) &check->data, g_array_unref);
}

static gboolean
holds (const FwLabel *label, const Member *member)
{
  FwValue value = label->attributes[member->attribute];

  if (member->has_value)
    return fw_value_equal (value, member->value);

  return value.type != FW_VALUE_NULL && !(value.type == FW_VALUE_BOOL && !value.boolean);
}

/* The first set of which two members hold; their texts go to @names when it is given. */
static gboolean
find_excluded (const FwLabel *label, const FwCheck *check, GString *names)
{
  const GArray *members = check->data;
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (member->attribute < 0)
        {
          if (n > 1)
            return TRUE;
          n = 0;
          if (names)
            g_string_truncate (names, 0);
          continue;
        }
      if (!holds (label, member))
        continue;
      n++;
      if (names)
        {
          g_autofree char *value = fw_value_to_text (label->attributes[member->attribute]);

          g_string_append_printf (names, "%s%s = %s", names->len > 0 ? ", " : "",
                                  label->context->plan->attributes[member->attribute].name, value);
        }
    }

  return FALSE;
}

static gboolean
exclusive_fires (const FwLabel *label, const FwCheck *check)
{
  return find_excluded (label, check, NULL);
}

static char *
describe_exclusive (const FwLabel *label, const FwCheck *check)
{
  g_autoptr (GString) names = g_string_new (NULL);

  find_excluded (label, check, names);

  return g_strdup_printf (_ ("These exclude each other: %s."), names->str);
}

/* All attributes are read: which ones are optional depends on the category. */
static void
read_optional (FwPlan *plan, FwCheck *check)
{
  for (guint i = 0; i < plan->n_attributes; i++)
    fw_plan_use_attribute (plan, plan->attributes[i].name);
}

static gboolean
is_required (const FwCategoryPlan *category, guint attribute)
{
  for (guint i = 0; i < category->n_required; i++)
    if (category->required[i] == attribute)
      return TRUE;

  return FALSE;
}

/* Whether there are optional attributes and none of them is set. */
static gboolean
is_untouched (const FwLabel *label)
{
  const FwCategoryPlan *category = label->category;
  guint n = 0;

  for (guint i = 0; i < label->context->plan->n_attributes; i++)
    {
      if ((category->allowed && !(category->allowed[i / 64] >> (i % 64) & 1))
          || is_required (category, i))
        continue;
      n++;
      if (label->attributes[i].type != FW_VALUE_NULL)
        return FALSE;
    }

  return n > 0;
}

static gboolean
untouched_fires (const FwLabel *label, const FwCheck *check)
{
  const FwEffort *effort
      = fw_check_facts_find_effort (label->context->facts, fw_track_get_id (label->track));

  return effort && effort->seconds < check->limits[0] && is_untouched (label);
}

static char *
describe_untouched (const FwLabel *label, const FwCheck *check)
{
  const FwEffort *effort
      = fw_check_facts_find_effort (label->context->facts, fw_track_get_id (label->track));
  g_autofree char *value = fw_text_number (effort ? effort->seconds : 0.0, check->limits[0]);

  return g_strdup_printf (_ ("Drawn in %s s, and no optional attribute is set; is that meant?"),
                          value);
}

const FwCheckOps fw_kinds_of_texts[] = {
  { .kind = "attribute-pattern",
    .family = FW_FAMILY_LABEL,
    .limits = { "max-length" },
    .is_steady = TRUE,
    .read = read_pattern,
    .clear = clear_pattern,
    .fires = pattern_fires,
    .describe = describe_pattern,
    .offer = offer_clearing },
  { .kind = "exclusive-values",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .read = read_sets,
    .clear = clear_sets,
    .fires = exclusive_fires,
    .describe = describe_exclusive },
  { .kind = "untouched-default",
    .family = FW_FAMILY_LABEL,
    .limits = { "seconds" },
    .is_steady = TRUE,
    .read = read_optional,
    .fires = untouched_fires,
    .describe = describe_untouched },
  { NULL },
};
