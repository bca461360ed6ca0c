/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Undo and redo, which take the view to where they acted, and verbs that only
 * change how things are looked at: hide, lock, chips, selection, tool.
 */

#include "fw-config.h"

#include "edit/commands-private.h"

#include <glib/gi18n.h>

/* More objects than this are not selected after undo: nobody would see which. */
#define MAX_SHOWN 1000

/* Shows what a step touched. */
static void
show_step (FwSession *session, FwStep *step)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);
  gboolean touched = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (changes[i].slot.kind != FW_SLOT_TRACK)
        continue;
      touched = TRUE;
      if (ids->len < MAX_SHOWN)
        g_array_append_val (ids, changes[i].slot.id);
    }
  if (fw_step_get_frame (step) >= 0)
    fw_session_set_frame (session, fw_step_get_frame (step));
  if (touched)
    fw_session_select_many (session, (const FwTrackId *) (gpointer) ids->data, ids->len);
}

gboolean
fw_command_undo (FwSession *session, int argument, char **out_say, GError **error)
{
  FwTool *tool;
  FwStep *step;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  tool = fw_session_get_tool (session);
  if (fw_tool_undo_point (tool))
    return TRUE;
  if (!fw_session_check_writable (session, error))
    return FALSE;
  if (!fw_document_can_undo (session->document))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE, _("There is nothing to undo."));

  fw_session_freeze (session);
  fw_tool_cancel (tool);
  step = fw_document_undo (session->document);
  if (step != NULL)
    show_step (session, step);
  fw_session_thaw (session);
  return TRUE;
}

gboolean
fw_command_redo (FwSession *session, int argument, char **out_say, GError **error)
{
  FwTool *tool;
  FwStep *step;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  tool = fw_session_get_tool (session);
  /* While drawing, only points come back: the document waits. */
  if (fw_tool_redo_point (tool) || fw_tool_is_drawing (tool))
    return TRUE;
  if (!fw_session_check_writable (session, error))
    return FALSE;
  if (!fw_document_can_redo (session->document))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE, _("There is nothing to redo."));

  fw_session_freeze (session);
  fw_tool_cancel (tool);
  step = fw_document_redo (session->document);
  if (step != NULL)
    show_step (session, step);
  fw_session_thaw (session);
  return TRUE;
}

/* Hide and lock: on when one of the selected is off, else off for all. */
static gboolean
toggle_all (FwSession *session,
            gboolean (*is_on) (FwSession *session, FwTrackId id),
            void (*set) (FwSession *session, FwTrackId id, gboolean on),
            GError **error)
{
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);
  gboolean all_on = TRUE;

  if (n == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("Select an object first."));

  for (gsize i = 0; i < n; i++)
    all_on = all_on && is_on (session, ids[i]);
  fw_session_freeze (session);
  for (gsize i = 0; i < n; i++)
    set (session, ids[i], !all_on);
  fw_session_thaw (session);
  return TRUE;
}

gboolean
fw_command_toggle_hidden (FwSession *session, int argument, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return toggle_all (session, fw_session_is_hidden, fw_session_set_hidden, error);
}

gboolean
fw_command_toggle_locked (FwSession *session, int argument, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return toggle_all (session, fw_session_is_locked, fw_session_set_locked, error);
}

gboolean
fw_command_show_all (FwSession *session, int argument, char **out_say, GError **error)
{
  guint n;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  n = g_hash_table_size (session->hidden);
  if (n == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("No object is hidden."));

  fw_session_freeze (session);
  g_hash_table_remove_all (session->hidden);
  fw_session_drop_objects (session);
  fw_session_pend (session, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (session);
  return fw_commands_say (out_say, g_strdup_printf (ngettext ("%d object is shown again",
                                                              "%d objects are shown again", n),
                                                    (int) n));
}

gboolean
fw_command_cycle_chips (FwSession *session, int argument, char **out_say, GError **error)
{
  static const FwChips next[] = { [FW_CHIPS_OFF] = FW_CHIPS_SELECTED,
                                  [FW_CHIPS_SELECTED] = FW_CHIPS_ALL,
                                  [FW_CHIPS_ALL] = FW_CHIPS_OFF };

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  fw_session_set_chips (session, next[session->chips]);
  switch (session->chips)
    {
    case FW_CHIPS_OFF:
      return fw_commands_say (out_say, g_strdup (_("Names are off")));
    case FW_CHIPS_SELECTED:
      return fw_commands_say (out_say, g_strdup (_("Names of selected objects")));
    case FW_CHIPS_ALL:
      break;
    }
  return fw_commands_say (out_say, g_strdup (_("Names of all objects")));
}

static gboolean
is_choosable (const FwObject *object)
{
  return object->shape != NULL && !(object->flags & FW_OBJECT_HIDDEN);
}

gboolean
fw_command_select_all (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  gsize n;
  const FwObject *objects;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  objects = fw_session_get_objects (session, &n);
  for (gsize i = 0; i < n; i++)
    if (is_choosable (&objects[i]) && objects[i].presence != FW_PRESENCE_GHOST
        && !fw_session_is_locked (session, objects[i].id))
      g_array_append_val (ids, objects[i].id);
  fw_session_select_many (session, (const FwTrackId *) (gpointer) ids->data, ids->len);
  return TRUE;
}

gboolean
fw_command_select_next (FwSession *session, int argument, char **out_say, GError **error)
{
  gsize n, at;
  const FwObject *objects;
  const FwObject *primary;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  objects = fw_session_get_objects (session, &n);
  primary = fw_session_find_object (session, fw_session_get_primary (session));
  at = primary != NULL ? (gsize) (primary - objects) : argument > 0 ? n - 1 : 0;
  for (gsize i = 0; i < n; i++)
    {
      at = (at + (argument > 0 ? 1 : n - 1)) % n;
      if (is_choosable (&objects[at]))
        {
          fw_session_select (session, objects[at].id);
          return TRUE;
        }
    }
  return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE,
                             fw_session_is_video (session)
                                 ? _("There is no object in this frame.")
                                 : _("There is no object in this picture."));
}

gboolean
fw_command_draw_again (FwSession *session, int argument, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return fw_command_tool (session, (int) session->last_draw, out_say, error);
}

gboolean
fw_command_tool (FwSession *session, int argument, char **out_say, GError **error)
{
  FwToolKind kind = (FwToolKind) argument;
  const FwObject *target;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument >= 0 && argument < FW_N_TOOL_KINDS, FALSE);

  if (kind != FW_TOOL_SELECT && kind != FW_TOOL_PAN && !fw_session_check_writable (session, error))
    return FALSE;
  if (kind == FW_TOOL_POLYGON_HOLE || kind == FW_TOOL_POLYGON_PART)
    {
      target = fw_session_find_object (session, fw_session_get_primary (session));
      if (target == NULL || target->shape == NULL
          || fw_shape_get_kind (target->shape) != FW_SHAPE_POLYGON)
        return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                                   kind == FW_TOOL_POLYGON_HOLE
                                       ? _("Select a polygon first; the hole is cut into it.")
                                       : _("Select a polygon first; the part is added to it."));
      if (fw_session_check_track (session, target->id, error) == NULL)
        return FALSE;
    }
  fw_session_set_tool_kind (session, kind);
  return TRUE;
}
