/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fw-config.h"

#include "core/shape-distance.h"
#include "edit/session.h"
#include "edit/session-private.h"

void
fw_session_set_echo (FwSession *self, FwTrack *track, const char *letter, gboolean is_dashed)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (track == NULL || letter != NULL);

  if (self->echo == track)
    return;

  fw_session_freeze (self);
  g_clear_pointer (&self->echo, fw_track_unref);
  if (track != NULL)
    {
      self->echo = fw_track_ref (track);
      self->echo_letter = g_intern_string (letter);
      self->echo_is_dashed = is_dashed;
    }
  fw_session_pend (self, FW_PENDING_ACTIVE);
  fw_session_thaw (self);
}

FwShape *
fw_session_dup_echo (FwSession *self)
{
  FwTrackId primary = fw_session_get_primary (self);
  g_autoptr (FwShape) own = NULL;
  g_autoptr (FwShape) shape = NULL;

  if (self->echo == NULL
      || !fw_presence_is_visible (fw_track_get_presence (self->echo, self->frame)))
    return NULL;

  shape = fw_track_dup_shape_at (self->echo, self->frame);
  own = primary == 0 ? NULL : fw_session_dup_shape (self, primary);
  /* One line on another says nothing. */
  if (own != NULL && fw_shape_same_place (own, shape))
    return NULL;
  return g_steal_pointer (&shape);
}
