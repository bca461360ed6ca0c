/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the pointer's and the keys' halves of the select tool share. */

#include "edit/tool-parts.h"
#include "edit/tool-private.h"

G_BEGIN_DECLS

typedef struct
{
  FwTool parent;

  FwShapePart hover; /* under the pointer while no button is down */

  gboolean is_down;
  gboolean moved;
  gboolean was_selected; /* the pressed object, before the press */
  gboolean extends;      /* Shift was held when the button went down */
  FwShapePart part;      /* what was pressed */
  FwPoint pressed;
  FwPoint grip;        /* from the pointer to the middle of the handle */
  FwShape *start;      /* (owned) (nullable) the pressed object's shape */
  GArray *movers;      /* (owned) (nullable) (element-type FwPreview) what a move carries */
  FwRect moved_bounds; /* of @movers at the start */
  FwPoint place;       /* where a vertex goes; the other corner of the band */
} FwSelectTool;

/* The object whose handles are shown: the primary, when it can be changed. */
const FwObject *fw_select_get_handled (FwSession    *session);
/* Writes a changed track, or says why not: @track is NULL and @error set. */
gboolean        fw_select_write       (FwSelectTool *self,
                                       const char   *label,
                                       FwTrack      *track,
                                       GError       *error);
FwToolResult    fw_select_key         (FwTool         *tool,
                                       FwToolKey       key,
                                       FwToolModifiers modifiers,
                                       double          scale);

G_END_DECLS
