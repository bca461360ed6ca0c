/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A session of somebody who judges labels and draws none: which of them are to
 * be seen, and what is pointed out. Such a session has FW_TOOL_JUDGE, with which
 * a click sets a pin and a drag moves the picture, or, while a region is wanted,
 * draws one. Nothing in here reaches the document; not even that a frame was
 * looked at, which is for whoever draws.
 */

#include "edit/session.h"

G_BEGIN_DECLS

typedef enum
{
  FW_SHOWS_ALL,
  FW_SHOWS_ONE,
  FW_SHOWS_NOTHING
} FwShows;

/**
 * FwLook:
 *
 * What is to be seen. By value; all zero is what every session begins with.
 */
typedef struct
{
  gboolean  is_judging; /* frames that are looked at are not noted as seen */
  FwShows   shows;
  FwTrackId only;       /* with FW_SHOWS_ONE */
  gboolean  is_covered; /* neither name nor colour tells the category */
} FwLook;

/* What a covered object is drawn in. */
#define FW_COVERED_COLOUR 0xf6f5f4

void     fw_session_set_look     (FwSession     *self,
                                  const FwLook  *look);
FwLook   fw_session_get_look     (FwSession     *self);

/* What is pointed out, in picture coordinates; NULL takes it away. A person doing
 * it with the tool emits ::pointed-out. */
void     fw_session_set_pin      (FwSession     *self,
                                  const FwPoint *pin);
gboolean fw_session_get_pin      (FwSession     *self,
                                  FwPoint       *out_pin);
void     fw_session_set_region   (FwSession     *self,
                                  const FwRect  *region);
gboolean fw_session_get_region   (FwSession     *self,
                                  FwRect        *out_region);
/* TRUE: the tool draws a region instead of setting a pin. */
void     fw_session_set_wants_region (FwSession *self,
                                  gboolean       wants_region);
gboolean fw_session_get_wants_region (FwSession *self);

G_END_DECLS
