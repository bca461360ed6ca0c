/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One point of points or of a skeleton, at one keyframe.
 */

#include "core/track-edit.h"

#include "core/error.h"
#include "core/shape-private.h"
#include "core/track-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

FwTrack *
fw_track_edit_point (FwTrack   *track,
                     FwFrame    frame,
                     gsize      index,
                     FwKeypoint point,
                     GError   **error)
{
  g_autoptr (FwShape) shape = NULL;
  g_autoptr (FwShape) changed = NULL;
  gsize n;

  g_return_val_if_fail (track != NULL, NULL);
  g_return_val_if_fail (point.visibility < FW_N_KEYPOINT_VISIBILITIES, NULL);

  shape = fw_track_dup_shape_at (track, frame);
  if (shape == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not in view in frame %d."), track->id, frame);
      return NULL;
    }

  fw_shape_get_points (shape, &n);
  if (index >= n)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " has no such point in frame %d."), track->id, frame);
      return NULL;
    }

  /* What is not there has no place. */
  if (point.visibility == FW_KEYPOINT_ABSENT)
    point.x = point.y = 0.0;

  changed = fw_shape_set_point (shape, index, FW_POINT (point.x, point.y), point.visibility);
  if (fw_shape_count_points (changed) == 0)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                           _("This is the last point that is there. Delete the object instead."));
      return NULL;
    }

  return fw_track_edit_shape (track, frame, changed, error);
}
