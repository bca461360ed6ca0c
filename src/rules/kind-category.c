/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the category of one label and the shape it is drawn with.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include <glib/gi18n.h>

static gboolean
unknown_fires (const FwLabel *label,
               const FwCheck *check)
{
  return !label->category->is_known;
}

static char *
describe_unknown (const FwLabel *label,
                  const FwCheck *check)
{
  return g_strdup_printf (_("The manual has no category “%s”."),
                          label->category->name ? label->category->name : "?");
}

/* The list, or without one whatever `for` names. */
static gboolean
is_forbidden (const FwCheck *check,
              const char    *category)
{
  const FwParamValue *list = fw_check_get_given (check, "categories");

  return list ? fw_globs_name (list, category) : check->rule->globs != NULL;
}

static gboolean
forbidden_fires (const FwLabel *label,
                 const FwCheck *check)
{
  return TRUE;
}

static char *
describe_forbidden (const FwLabel *label,
                    const FwCheck *check)
{
  return g_strdup_printf (_("“%s” is not labelled."),
                          label->category->name ? label->category->name : "?");
}

static gboolean
geometry_fires (const FwLabel *label,
                const FwCheck *check)
{
  return label->category->kinds
         && !(label->category->kinds & (1u << fw_track_get_kind (label->track)));
}

static char *
describe_geometry (const FwLabel *label,
                   const FwCheck *check)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint k = 0; k < FW_N_SHAPE_KINDS; k++)
    if (label->category->kinds & (1u << k))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", fw_shape_kind_to_word (k));

  return g_strdup_printf (_("Drawn as %s; this category is drawn as %s."),
                          fw_shape_kind_to_word (fw_track_get_kind (label->track)), words->str);
}

/* The name that replaced a retired category; NULL when it was not retired. */
static const char *
find_successor (const FwCheck *check,
                const char    *category)
{
  const FwParamValue *renames = fw_check_get_given (check, "rename");

  for (gsize i = 0; category && i + 1 < renames->n_texts; i += 2)
    if (g_str_equal (renames->texts[i], category))
      return renames->texts[i + 1];

  return NULL;
}

static gboolean
is_retired (const FwCheck *check,
            const char    *category)
{
  return find_successor (check, category) != NULL;
}

static gboolean
retired_fires (const FwLabel *label,
               const FwCheck *check)
{
  return TRUE;
}

static char *
describe_retired (const FwLabel *label,
                  const FwCheck *check)
{
  return g_strdup_printf (_("“%s” was retired; “%s” took its place."), label->category->name,
                          find_successor (check, label->category->name));
}

/* A track has one category; it is renamed as a whole. */
static void
offer_rename (FwProblem     *problem,
              const FwLabel *label,
              const FwCheck *check)
{
  const char *name = find_successor (check, label->category->name);
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (label->context->snapshot);
  const FwCategory *category = taxonomy ? fw_taxonomy_find_by_name (taxonomy, name) : NULL;
  g_autofree char *text = NULL;

  if (check->rule->fix != FW_FIX_RENAME || !category)
    return;

  text = g_strdup_printf (_("Fix changes the category to “%s”."), name);
  fw_problem_set_fix (problem, FW_FIX_RENAME, text);
  problem->fix_category = category->id;
}

/* The words of shapes that the sensor is labelled with, ended by NULL; NULL when
 * the manual does not name the sensor. */
static const char *const *
find_shapes (const FwCheck *check,
             const char    *sensor)
{
  const FwParamValue *sensors = fw_check_get_given (check, "");

  for (gsize i = 0; sensor && i < sensors->n_texts; i++)
    {
      if (g_str_equal (sensors->texts[i], sensor))
        return &sensors->texts[i + 1];
      while (sensors->texts[i])
        i++;
    }

  return NULL;
}

static const char *
get_sensor (const FwLabel *label)
{
  FwFrameList *frames = label->context->frames;

  return frames ? fw_frame_list_get (frames, label->frame).sensor : NULL;
}

static gboolean
sensor_fires (const FwLabel *label,
              const FwCheck *check)
{
  const char *const *shapes = find_shapes (check, get_sensor (label));

  return shapes
         && !g_strv_contains (shapes, fw_shape_kind_to_word (fw_track_get_kind (label->track)));
}

static char *
describe_sensor (const FwLabel *label,
                 const FwCheck *check)
{
  const char *sensor = get_sensor (label);
  const char *const *shapes = find_shapes (check, sensor);
  g_autofree char *words = g_strjoinv (", ", (char **) shapes);

  return g_strdup_printf (_("Drawn as %s; what “%s” took is drawn as %s."),
                          fw_shape_kind_to_word (fw_track_get_kind (label->track)), sensor, words);
}

const FwCheckOps fw_kinds_of_categories[] = {
  { .kind = "known-category",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .fires = unknown_fires,
    .describe = describe_unknown },
  { .kind = "forbidden-category",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .is_subject = is_forbidden,
    .fires = forbidden_fires,
    .describe = describe_forbidden },
  { .kind = "geometry-kind",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .fires = geometry_fires,
    .describe = describe_geometry },
  { .kind = "retired-category",
    .family = FW_FAMILY_LABEL,
    .is_steady = TRUE,
    .is_subject = is_retired,
    .fires = retired_fires,
    .describe = describe_retired,
    .offer = offer_rename },
  { .kind = "geometry-per-sensor",
    .family = FW_FAMILY_LABEL,
    .fires = sensor_fires,
    .describe = describe_sensor },
  { NULL },
};
