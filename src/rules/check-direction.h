/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check-kind.h"

G_BEGIN_DECLS

/**
 * FwDirection:
 *
 * Which way a parameter has to go for its check to find more: what makes a
 * change of it a tightening or a loosening. Of lists: whether a longer one
 * finds more.
 */
typedef enum
{
  FW_DIRECTION_NONE, /* neither can be said; or it was not said */
  FW_DIRECTION_UP,   /* a larger number or a longer list is stricter */
  FW_DIRECTION_DOWN  /* a smaller number or a shorter list is stricter */
} FwDirection;

/* Of the parameter @param (an index) of @kind. */
FwDirection fw_check_kind_get_direction (const FwCheckKind *kind,
                                         guint              param);

G_END_DECLS
