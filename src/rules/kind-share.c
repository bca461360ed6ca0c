/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about how many labels there are of each category: too few, always the
 * same value, far more of one than of another, a share that is not expected.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* The @index'th category of the manual when the rule is for it; NULL after the
 * last. Skips the others. */
static const char *
next_category (const FwCheckContext *context, const FwCheck *check, guint *index)
{
  GArray *categories = context->plan->manual->categories;

  while (*index < categories->len)
    {
      const char *name = g_array_index (categories, FwCategory, *index).name;

      (*index)++;
      if (fw_rule_is_for (check->rule, name))
        return name;
    }

  return NULL;
}

static void
add_topic (GArray *runs, const FwCheck *check, FwTrackId topic)
{
  FwRun run
      = { .check = check->place, .first = FW_FRAME_NONE, .last = FW_FRAME_NONE, .other = topic };

  g_array_append_val (runs, run);
}

/* Class-count. */

static FwTrackId
topic_of_value (const char *category, const char *attribute)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", category, attribute);

  return fw_topic_of (text);
}

static gboolean
is_value_used (const FwCheckContext *context,
               const char *category,
               const FwAttribute *attribute,
               gsize index,
               gint64 *out_n,
               FwValue *out_value)
{
  *out_value = attribute->type == FW_ATTRIBUTE_BOOL ? fw_value_boolean (index == 1)
                                                    : fw_value_text (attribute->values[index]);
  *out_n = fw_tally_count_value (context->tally, category, attribute->name, *out_value);

  return *out_n > 0;
}

/* Whether all labels of the category that have the attribute have one value,
 * of several that they could have. */
static gboolean
has_one_value (const FwCheckContext *context,
               const FwCheck *check,
               const char *category,
               const FwAttribute *attribute,
               FwValue *out_value)
{
  gsize n_values = attribute->type == FW_ATTRIBUTE_BOOL ? 2 : attribute->n_values, n_used = 0;
  gint64 sum = 0;

  for (gsize i = 0; i < n_values; i++)
    {
      gint64 n;
      FwValue value;

      if (!is_value_used (context, category, attribute, i, &n, &value))
        continue;
      *out_value = value;
      sum += n;
      n_used++;
    }

  /* One label has one value whatever it is. */
  return n_values > 1 && n_used == 1 && sum >= MAX (check->limits[0], 2.0);
}

static gboolean
can_vary (const FwAttribute *attribute)
{
  return attribute->type == FW_ATTRIBUTE_BOOL || attribute->type == FW_ATTRIBUTE_CHOICE;
}

static void
sum_counts (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  const char *category;

  for (guint i = 0; (category = next_category (context, check, &i));)
    {
      if (fw_tally_count (context->tally, category) < check->limits[0])
        {
          add_topic (runs, check, fw_topic_of (category));
          continue;
        }
      for (guint a = 0; a < context->plan->n_attributes; a++)
        {
          const FwAttribute *attribute = &context->plan->attributes[a];
          FwValue value;

          if (can_vary (attribute) && has_one_value (context, check, category, attribute, &value))
            add_topic (runs, check, topic_of_value (category, attribute->name));
        }
    }
}

static char *
describe_one_value (const FwCheckContext *context,
                    const FwCheck *check,
                    const char *category,
                    FwTrackId topic)
{
  for (guint a = 0; a < context->plan->n_attributes; a++)
    {
      const FwAttribute *attribute = &context->plan->attributes[a];
      FwValue value;

      if (topic_of_value (category, attribute->name) != topic || !can_vary (attribute)
          || !has_one_value (context, check, category, attribute, &value))
        continue;

      g_autofree char *text = fw_value_to_text (value);

      return g_strdup_printf (_ ("In every label of “%s”, “%s” is %s; the other values are never "
                                 "used."),
                              category, attribute->name, text);
    }

  return NULL;
}

static char *
tell_count (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const char *category;

  for (guint i = 0; (category = next_category (context, check, &i));)
    {
      gint64 n = fw_tally_count (context->tally, category);
      char *text;

      if (fw_topic_of (category) == run.other && n == 0)
        return g_strdup_printf (_ ("There is no label of “%s”; at least %.0f are wanted."),
                                category, check->limits[0]);
      if (fw_topic_of (category) == run.other)
        return g_strdup_printf (ngettext ("There is %" PRId64
                                          " label of “%s”; at least %.0f are wanted.",
                                          "There are %" PRId64
                                          " labels of “%s”; at least %.0f are wanted.",
                                          (gulong) n),
                                n, category, check->limits[0]);
      if ((text = describe_one_value (context, check, category, run.other)))
        return text;
    }

  return g_strdup ("");
}

/* Imbalance. */

static gboolean
find_extremes (const FwCheckContext *context,
               const FwCheck *check,
               const char **out_most,
               const char **out_least)
{
  const char *category;
  gint64 most = 0, least = G_MAXINT64;

  for (guint i = 0; (category = next_category (context, check, &i));)
    {
      gint64 n = fw_tally_count (context->tally, category);

      /* What does not occur is for class-count. */
      if (n > 0 && n > most)
        {
          most = n;
          *out_most = category;
        }
      if (n > 0 && n < least)
        {
          least = n;
          *out_least = category;
        }
    }

  return most > 0 && *out_most != *out_least;
}

static void
sum_imbalance (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  const char *most = NULL, *least = NULL;

  if (find_extremes (context, check, &most, &least)
      && (double) fw_tally_count (context->tally, most)
             >= check->limits[0] * (double) fw_tally_count (context->tally, least))
    add_topic (runs, check, fw_topic_of (""));
}

static char *
tell_imbalance (const FwCheckContext *context,
                const FwCheck *check,
                const FwTrack *track,
                FwRun run)
{
  const char *most = NULL, *least = NULL;
  gint64 many, few;

  if (!find_extremes (context, check, &most, &least))
    return g_strdup ("");

  many = fw_tally_count (context->tally, most);
  few = fw_tally_count (context->tally, least);

  g_autofree char *value = fw_text_number ((double) many / (double) few, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_ ("“%s” has %" PRId64 " labels and “%s” %" PRId64 ": %s times as many; "
                             "less than %s times is wanted."),
                          most, many, least, few, value, limit);
}

/* Share-bounds. */

static double
get_share (const FwCheckContext *context, const char *category)
{
  gint64 all = fw_tally_count_all (context->tally);

  return all > 0 ? (double) fw_tally_count (context->tally, category) / (double) all : NAN;
}

static void
sum_shares (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  const char *category;

  for (guint i = 0; (category = next_category (context, check, &i));)
    {
      double share = get_share (context, category);

      if (share < check->limits[0] || share > check->limits[1])
        add_topic (runs, check, fw_topic_of (category));
    }
}

static char *
tell_share (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const char *category;

  for (guint i = 0; (category = next_category (context, check, &i));)
    {
      double share = get_share (context, category);
      gboolean is_low = share < check->limits[0];
      double bound = check->limits[is_low ? 0 : 1];

      if (fw_topic_of (category) != run.other)
        continue;

      g_autofree char *value = fw_text_percent (share, bound);
      g_autofree char *limit = fw_text_limit (100.0 * bound);

      if (is_low)
        return g_strdup_printf (_ ("%s %% of the labels are “%s”; at least %s %% are expected."),
                                value, category, limit);
      return g_strdup_printf (_ ("%s %% of the labels are “%s”; at most %s %% are expected."),
                              value, category, limit);
    }

  return g_strdup ("");
}

const FwCheckOps fw_kinds_of_shares[] = {
  { .kind = "class-count",
    .family = FW_FAMILY_PROJECT,
    .limits = { "min" },
    .tallies = FW_TALLY_CATEGORIES | FW_TALLY_VALUES,
    .sum = sum_counts,
    .tell = tell_count },
  { .kind = "imbalance",
    .family = FW_FAMILY_PROJECT,
    .limits = { "ratio" },
    .tallies = FW_TALLY_CATEGORIES,
    .sum = sum_imbalance,
    .tell = tell_imbalance },
  { .kind = "share-bounds",
    .family = FW_FAMILY_PROJECT,
    .limits = { "min", "max" },
    .tallies = FW_TALLY_CATEGORIES,
    .sum = sum_shares,
    .tell = tell_share },
  { NULL },
};
