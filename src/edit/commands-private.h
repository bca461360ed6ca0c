/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of commands share. */

#include "core/error.h"
#include "edit/commands.h"
#include "edit/session-private.h"

G_BEGIN_DECLS

/* Makes another version of a track, or refuses. Returning the track itself
 * (with a reference) leaves it as it is. */
typedef FwTrack *(*FwChangeFunc) (FwSession *session,
                                  FwTrack   *track,
                                  gpointer   user_data,
                                  GError   **error);

/* One step that changes every selected object; nothing when one refuses. */
gboolean  fw_commands_change_selected (FwSession    *session,
                                       const char   *label,
                                       FwChangeFunc  change,
                                       gpointer      user_data,
                                       GError      **error);
/* The same for one object. */
gboolean  fw_commands_change_track    (FwSession    *session,
                                       FwTrackId     id,
                                       const char   *label,
                                       FwChangeFunc  change,
                                       gpointer      user_data,
                                       GError      **error);
/* FALSE with a sentence when fewer than @n are selected. */
gboolean  fw_commands_need_selected   (FwSession    *session,
                                       gsize         n,
                                       GError      **error);
/* The object's shape in this frame, of a label or a ghost; refuses otherwise.
 * Returns: (transfer full) */
FwShape  *fw_commands_need_shape      (FwSession    *session,
                                       FwTrack      *track,
                                       GError      **error);
/* Refuses for objects of one picture. */
gboolean  fw_commands_need_track      (FwSession    *session,
                                       FwTrack      *track,
                                       GError      **error);
gboolean  fw_commands_refuse          (GError      **error,
                                       FwEditError   code,
                                       const char   *format,
                                       ...) G_GNUC_PRINTF (3, 4);
/* The chosen point of the primary object, when that has points. */
gboolean  fw_commands_find_point      (FwSession    *session,
                                       FwTrack     **out_track,
                                       gsize        *out_index);
/* Hides or shows it; takes it out. A step each. */
gboolean  fw_commands_toggle_point_hidden (FwSession *session,
                                       GError      **error);
gboolean  fw_commands_delete_point    (FwSession    *session,
                                       GError      **error);
/* "Car 12", or "3 objects". Returns: (transfer full) */
char     *fw_commands_name_ids        (FwSession       *session,
                                       const FwTrackId *ids,
                                       gsize            n_ids) G_GNUC_WARN_UNUSED_RESULT;
/* Gives @say (taken) to the caller of a command. Always TRUE. */
gboolean  fw_commands_say             (char        **out_say,
                                       char         *say);
/* Goes on to the next frame that is there, or the one before, when this one was deleted. */
void      fw_commands_leave_deleted   (FwSession    *session);
/* One frame set within a step of its own. */
void      fw_commands_write_frames    (FwSession    *session,
                                       const char   *label,
                                       FwSlotKind    kind,
                                       FwSpanSet    *frames);

G_END_DECLS
