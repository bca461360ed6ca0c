/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Finds what a kind does by its name in the catalogue.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

static const FwCheckOps *const lists[] = {
  fw_kinds_of_attributes,
  fw_kinds_of_categories,
  fw_kinds_of_counts,
  fw_kinds_of_crossings,
  fw_kinds_of_crowds,
  fw_kinds_of_files,
  fw_kinds_of_gaps,
  fw_kinds_of_hiding,
  fw_kinds_of_lines,
  fw_kinds_of_motion,
  fw_kinds_of_outliers,
  fw_kinds_of_outlines,
  fw_kinds_of_pairs,
  fw_kinds_of_people,
  fw_kinds_of_pixels,
  fw_kinds_of_points,
  fw_kinds_of_projects,
  fw_kinds_of_rings,
  fw_kinds_of_scales,
  fw_kinds_of_shares,
  fw_kinds_of_sizes,
  fw_kinds_of_steps,
  fw_kinds_of_surfaces,
  fw_kinds_of_texts,
  fw_kinds_of_tracks,
  fw_kinds_of_videos,
};

const FwCheckOps *
fw_check_ops_find (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const FwCheckOps *ops = lists[i]; ops->kind; ops++)
      if (g_str_equal (ops->kind, kind))
        return ops;

  return NULL;
}

gboolean
fw_check_kind_is_built (const FwCheckKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return fw_check_ops_find (kind->name) != NULL;
}
