/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The directions as a table beside the one of kinds: words of parameters, up
 * first, then down. tests/rules/test-manual-diff.c sees to it that every number
 * of every kind is named here, or named as one that has no direction.
 */

#include "fw-config.h"
#include "rules/check-direction.h"

#include <string.h>

static const struct
{
  const char *kind;
  const char *up;   /* names between spaces */
  const char *down;
} directions[] = {
  { "positive-size", " min ", "" },
  { "inside-image", "", " tolerance " },
  { "min-size", " width height short area ", "" },
  { "max-size", "", " area-share width-share " },
  { "aspect-range", " min ", " max " },
  { "area-outlier", "", " z min-samples " },
  { "aspect-outlier", "", " z min-samples " },
  { "vertex-count", " min ", " max " },
  { "short-edge", " edge ", "" },
  { "spike", " angle ", " edge " },
  { "max-parts", " min-part-area ", " parts " },
  { "compactness", " min ", "" },
  { "box-matches-mask", "", " tolerance " },
  { "area-matches", "", " tolerance " },
  { "rotation-range", " min ", " max " },
  { "keypoint-in-box", "", " grow " },
  { "limb-ratio", " limbs ", " ratio " },
  { "left-right-order", " pairs ", " min-points " },
  { "forbidden-category", " categories ", "" },
  { "attribute-pattern", "", " max-length " },
  { "exclusive-values", " sets ", "" },
  { "untouched-default", " seconds ", "" },
  { "duplicate", "", " iou " },
  { "inside-parent", " min-inside ", " parent " },
  { "not-inside", " parent ", " max-inside " },
  { "needs-partner", " min-overlap ", " max-distance partner " },
  { "count-bounds", " min ", " max " },
  { "exclusive-pixels", "", " max-overlap " },
  { "covered", " min-visible ", "" },
  { "occlusion-consistent", " visible ", " max-covered " },
  { "crowd", "", " max-individuals max-overlap " },
  { "ignore-region", "", " max-inside " },
  { "horizon", "", " tolerance " },
  { "perspective", "", " z min-samples " },
  { "relative-size", " min min-height ", " max max-height " },
  { "group-unique", "", " except " },
  { "adjacency-gap", " gap ", "" },
  { "coverage", "", " max-unlabelled " },
  { "no-gap", "", " max-gap " },
  { "broken-track", " max-gap ", " iou " },
  { "start-end", "", " margin " },
  { "first-last-visible", " hidden ", "" },
  { "min-length", " frames ", "" },
  { "max-step", "", " diagonals pixels " },
  { "acceleration", "", " diagonals " },
  { "jitter", " net ", " sign-changes " },
  { "max-size-change", "", " ratio " },
  { "aspect-jump", "", " log-ratio " },
  { "keyframe-spacing", "", " max " },
  { "redundant-keyframe", " iou-loss ", "" },
  { "interpolation-check", " min-iou ", " min-gap " },
  { "constant", " fields ", "" },
  { "transitions", " forbidden ", " allowed " },
  { "id-switch", "", " margin " },
  { "inconsistent-id", "", " iou " },
  { "frozen-box", "", " frames background-shift " },
  { "hidden-span", " hidden ", " max " },
  { "shot-cut", "", " distance " },
  { "frames-seen", " share ", "" },
  { "class-count", " min ", "" },
  { "imbalance", "", " ratio " },
  { "share-bounds", " min ", " max " },
  { "labels-per-frame", "", " min-frames " },
  { "size-drift", "", " log-ratio " },
  { "duplicate-media", " distance min-agreement ", "" },
  { "speed-implausible", " seconds ", " labels " },
  { "open-question-age", "", " days " },
  { "review-coverage", " units ", " months " },
};

static gboolean
names (const char *list,
       const char *name)
{
  g_autofree char *word = g_strconcat (" ", name, " ", NULL);

  return strstr (list, word) != NULL;
}

FwDirection
fw_check_kind_get_direction (const FwCheckKind *kind,
                             guint              param)
{
  g_return_val_if_fail (kind && param < kind->n_params, FW_DIRECTION_NONE);

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      if (!g_str_equal (directions[i].kind, kind->name))
        continue;
      if (names (directions[i].up, kind->params[param].name))
        return FW_DIRECTION_UP;
      if (names (directions[i].down, kind->params[param].name))
        return FW_DIRECTION_DOWN;
    }

  return FW_DIRECTION_NONE;
}
