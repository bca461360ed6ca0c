/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The limbs of a skeleton, for the eye and for the hand.
 */

#include "core/shape-kinds.h"
#include "core/taxonomy.h"

G_BEGIN_DECLS

/* The ends of the limbs of @category (nullable) whose points are there, two
 * points for each limb: (element-type FwPoint). Returns: (transfer full) */
GArray *fw_skeleton_list_limbs (const FwShape    *shape,
                                const FwCategory *category) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
