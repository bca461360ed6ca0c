/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check-private.h"

G_BEGIN_DECLS

/**
 * FwColumns:
 *
 * What a set of labels covers together, measured along thin columns of an
 * area: at least 16 and at most 4096, about one per pixel. Exact along y; for
 * masks over whole pixels exact altogether.
 */
typedef struct _FwColumns FwColumns;

FwColumns *fw_columns_new     (FwRect           area);
void       fw_columns_free    (FwColumns       *self);
/* Lines and points cover nothing. */
void       fw_columns_add     (FwColumns       *self,
                               const FwLabel   *label);
/* Square pixels that the labels in @a cover, of those only what the labels in
 * @b (nullable; of the same area) cover too. NaN when that is too much work. */
double     fw_columns_measure (FwColumns       *a,
                               FwColumns       *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwColumns, fw_columns_free)

G_END_DECLS
