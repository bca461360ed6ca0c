/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The points and limbs of a category as COCO has them: `keypoints`, a list of
 * names, and `skeleton`, a list of pairs that count the names from 1.
 */

#include "core/taxonomy.h"
#include "formats/json.h"

G_BEGIN_DECLS

/* What was read of a category; its names are borrowed from the JSON value. */
typedef struct
{
  GPtrArray *names; /* (owned) (nullable) */
  GArray    *limbs; /* (element-type FwLimb) (owned) (nullable) */
} FwCategoryPoints;

/* Lists of another form are no points. */
void fw_category_points_init     (FwCategoryPoints       *self,
                                  FwJsonValue             category);
/* Lets @category borrow them. */
void fw_category_points_set      (const FwCategoryPoints *self,
                                  FwCategory             *category);
void fw_category_points_clear    (FwCategoryPoints       *self);

void fw_category_keypoints_write (FwJsonWriter           *writer,
                                  const FwCategory       *category);
void fw_category_limbs_write     (FwJsonWriter           *writer,
                                  const FwCategory       *category);

G_END_DECLS
