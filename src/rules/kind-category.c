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
  { NULL },
};
