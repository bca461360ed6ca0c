/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"

#include "edit/skeleton.h"

/* The shape's point for the category's name; NULL when it is not there. */
static const FwKeypoint *
find_end (const FwShape *shape, const FwCategory *category, guint16 index)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);
  gssize at = index;

  /* Names mostly stand in the category's order. */
  if (index >= n || points[index].name != category->keypoints[index])
    at = fw_shape_find_point (shape, category->keypoints[index]);

  return at >= 0 && points[at].visibility != FW_KEYPOINT_ABSENT ? &points[at] : NULL;
}

GArray *
fw_skeleton_list_limbs (const FwShape *shape, const FwCategory *category)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (FwPoint));

  g_return_val_if_fail (shape != NULL, ends);

  for (gsize i = 0; category != NULL && i < category->n_limbs; i++)
    {
      const FwKeypoint *a = find_end (shape, category, category->limbs[i].from);
      const FwKeypoint *b = find_end (shape, category, category->limbs[i].to);
      FwPoint limb[2];

      if (a == NULL || b == NULL)
        continue;
      limb[0] = FW_POINT (a->x, a->y);
      limb[1] = FW_POINT (b->x, b->y);
      g_array_append_vals (ends, limb, 2);
    }
  return ends;
}
