/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Verbs on whole objects: delete, copy, categories and attributes, merging and
 * splitting, order. Each computes the new versions of all selected tracks
 * first and then writes them as one step.
 */

#include "fw-config.h"

#include "core/track-edit.h"
#include "edit/commands-private.h"
#include "edit/tool-parts.h"

#include <glib/gi18n.h>
#include <stdarg.h>

/* Picture pixels between a copy and its original. */
#define COPY_OFFSET 12.0

gboolean
fw_commands_refuse (GError **error, FwEditError code, const char *format, ...)
{
  va_list args;

  if (error != NULL)
    {
      g_autofree char *sentence = NULL;

      va_start (args, format);
      sentence = g_strdup_vprintf (format, args);
      va_end (args);
      g_set_error_literal (error, FW_EDIT_ERROR, (int) code, sentence);
    }
  return FALSE;
}

gboolean
fw_commands_say (char **out_say, char *say)
{
  if (out_say != NULL)
    *out_say = say;
  else
    g_free (say);
  return TRUE;
}

char *
fw_commands_name_ids (FwSession *session, const FwTrackId *ids, gsize n_ids)
{
  if (n_ids == 1)
    return fw_session_dup_object_name (session, ids[0]);
  return g_strdup_printf (ngettext ("%d object", "%d objects", n_ids), (int) n_ids);
}

gboolean
fw_commands_need_selected (FwSession *session, gsize n, GError **error)
{
  if (!fw_session_check_writable (session, error))
    return FALSE;
  if (fw_selection_get_n (session->selection) >= n)
    return TRUE;
  return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE,
                             n == 1 ? _("Select an object first.")
                                    : _("Select two objects first: Shift and click."));
}

FwShape *
fw_commands_need_shape (FwSession *session, FwTrack *track, GError **error)
{
  FwFrame frame = fw_session_get_frame (session);
  FwPresence presence = fw_track_get_presence (track, frame);
  g_autofree char *name = NULL;

  if (fw_presence_is_visible (presence)
      || (presence == FW_PRESENCE_GHOST && !fw_track_is_single (track)))
    return fw_track_dup_shape_at (track, frame);

  name = fw_session_dup_object_name (session, fw_track_get_id (track));
  /* Translators: %s is an object such as "Car 12" */
  fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE,
                      fw_session_is_video (session) ? _("%s is not in this frame.")
                                                    : _("%s is not in this picture."),
                      name);
  return NULL;
}

gboolean
fw_commands_need_track (FwSession *session, FwTrack *track, GError **error)
{
  g_autofree char *name = NULL;

  if (!fw_track_is_single (track))
    return TRUE;

  name = fw_session_dup_object_name (session, fw_track_get_id (track));
  return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                             /* Translators: %s is an object such as "Jacket 4" */
                             _("%s belongs to one picture; it has no keyframes."), name);
}

gboolean
fw_commands_change_track (FwSession *session,
                          FwTrackId id,
                          const char *label,
                          FwChangeFunc change,
                          gpointer user_data,
                          GError **error)
{
  FwTrack *track = fw_session_check_track (session, id, error);
  g_autoptr (FwTrack) after = track == NULL ? NULL : change (session, track, user_data, error);

  if (after == NULL)
    return FALSE;
  fw_session_write_track (session, label, after);
  return TRUE;
}

gboolean
fw_commands_change_selected (
    FwSession *session, const char *label, FwChangeFunc change, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_session_check_track (session, ids[i], error);
      FwTrack *changed = track == NULL ? NULL : change (session, track, user_data, error);

      if (changed == NULL)
        return FALSE;
      g_ptr_array_add (after, changed);
    }
  fw_session_write (session, label, after);
  return TRUE;
}

/* Deleting and copying */

gboolean
fw_command_delete (FwSession *session, int argument, char **out_say, GError **error)
{
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);
  g_autofree FwTrackId *copy = NULL;
  g_autofree char *names = NULL;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (fw_session_check_track (session, ids[i], error) == NULL)
      return FALSE;

  names = fw_commands_name_ids (session, ids, n);
  copy = g_memdup2 (ids, n * sizeof *ids);
  fw_session_freeze (session);
  fw_tool_cancel (fw_session_get_tool (session));
  fw_document_begin (session->document, n == 1 ? _("Delete object") : _("Delete objects"),
                     session->frame);
  for (gsize i = 0; i < n; i++)
    fw_document_replace_track (session->document, copy[i], NULL);
  fw_document_commit (session->document);
  fw_session_thaw (session);
  /* Translators: %s is "Car 12" or "3 objects" */
  return fw_commands_say (out_say, g_strdup_printf (_("%s deleted"), names));
}

/* What of @track a copy at another place carries: category, attributes as they
 * are in @frame, and @shape as its only keyframe, at @to. */
static FwTrack *
make_copy (FwTrack *track,
           FwFrame frame,
           FwShape *shape,
           FwTrackId id,
           FwFrame to,
           gboolean single,
           GError **error)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, fw_track_get_category (track));
  gsize n_fixed = fw_track_get_n_fixed (track);
  gsize n_changing = fw_track_get_n_changing (track);

  fw_track_builder_set_source (builder, "manual");
  fw_track_builder_set_single (builder, single);
  fw_track_builder_set_key (builder, to, shape);
  for (gsize i = 0; i < n_fixed; i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      fw_track_builder_set_fixed (builder, name, value);
    }
  for (gsize i = 0; i < n_changing; i++)
    {
      const char *name = fw_track_get_changing (track, i);

      fw_track_builder_set_change (builder, name, to, fw_track_get_attribute (track, name, frame));
    }
  if (fw_track_is_occluded (track, frame))
    fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, to, fw_value_boolean (TRUE));
  if (fw_track_get_z_order (track, frame) != 0)
    fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, to,
                                 fw_value_number (fw_track_get_z_order (track, frame)));
  return fw_track_builder_end (builder, error);
}

/* Copies of the selection as they are in this frame, at frame 0, without id in
 * the document. Returns: (transfer full) (nullable) */
static GPtrArray *
take_copies (FwSession *session, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, ids[i]);
      g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
      FwTrack *copy
          = shape == NULL ? NULL : make_copy (track, session->frame, shape, ids[i], 0, TRUE, error);

      if (copy == NULL)
        return NULL;
      g_ptr_array_add (copies, copy);
    }
  return g_steal_pointer (&copies);
}

/* Puts copies into the current frame, moved by (@dx, @dy), as one step. */
static gboolean
put_copies (
    FwSession *session, const char *label, GPtrArray *copies, double dx, double dy, GError **error)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  for (guint i = 0; i < copies->len; i++)
    {
      FwTrack *copy = copies->pdata[i];
      FwTrackId id = fw_document_take_track_id (session->document);
      g_autoptr (FwShape) shape
          = fw_shape_translate (fw_track_get_keyframe (copy, 0).shape, dx, dy);
      FwTrack *track
          = make_copy (copy, 0, shape, id, session->frame, !fw_session_is_video (session), error);

      if (track == NULL)
        return FALSE;
      g_ptr_array_add (tracks, track);
      g_array_append_val (ids, id);
    }
  fw_session_freeze (session);
  fw_session_write (session, label, tracks);
  fw_session_select_many (session, (const FwTrackId *) (gpointer) ids->data, ids->len);
  fw_session_thaw (session);
  return TRUE;
}

/* How far copies are moved to be seen: to the lower right, or to the other
 * side where that would leave the picture. */
static FwPoint
copy_offset (FwSession *session, GPtrArray *copies)
{
  FwRect picture = fw_session_get_picture (session);
  FwPoint by = FW_POINT (COPY_OFFSET, COPY_OFFSET);

  for (guint i = 0; i < copies->len; i++)
    {
      FwRect bounds = fw_shape_get_bounds (fw_track_get_keyframe (copies->pdata[i], 0).shape);

      if (picture.width > 0.0 && bounds.x + bounds.width + COPY_OFFSET > picture.width)
        by.x = -COPY_OFFSET;
      if (picture.height > 0.0 && bounds.y + bounds.height + COPY_OFFSET > picture.height)
        by.y = -COPY_OFFSET;
    }
  return by;
}

gboolean
fw_command_duplicate (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) copies = NULL;
  FwPoint by;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  copies = take_copies (session, error);
  if (copies == NULL)
    return FALSE;
  by = copy_offset (session, copies);
  return put_copies (session, _("Duplicate"), copies, by.x, by.y, error);
}

gboolean
fw_command_copy (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *names = NULL;
  gsize n;
  const FwTrackId *ids;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  ids = fw_session_get_selection (session, &n);
  if (n == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("Select an object first."));
  copies = take_copies (session, error);
  if (copies == NULL)
    return FALSE;

  names = fw_commands_name_ids (session, ids, n);
  g_clear_pointer (&session->clipboard, g_ptr_array_unref);
  session->clipboard = g_steal_pointer (&copies);
  session->clipboard_frame = session->frame;
  /* Translators: %s is "Car 12" or "3 objects" */
  return fw_commands_say (out_say, g_strdup_printf (_("%s copied"), names));
}

gboolean
fw_command_paste (FwSession *session, int argument, char **out_say, GError **error)
{
  FwPoint by = FW_POINT (0.0, 0.0);

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_session_check_writable (session, error))
    return FALSE;
  if (session->clipboard->len == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE,
                               _("Nothing was copied yet. Select an object and press {copy}."));
  if (session->clipboard_frame == session->frame)
    by = copy_offset (session, session->clipboard);
  return put_copies (session, _("Paste"), session->clipboard, by.x, by.y, error);
}

/* Copies one object of a picture to the next ones, deleted ones left out. */
static gboolean
propagate_single (FwSession *session, FwTrack *track, int n, GPtrArray *tracks, GError **error)
{
  FwSpanSet *deleted
      = fw_snapshot_get_frames_with (fw_session_get_snapshot (session), FW_SLOT_DELETED);
  g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
  int direction = n > 0 ? 1 : -1;
  FwFrame frame = session->frame;

  if (shape == NULL)
    return FALSE;

  while (n != 0)
    {
      FwTrack *copy;

      frame += direction;
      if (frame < 0 || frame >= session->n_frames)
        return TRUE;
      if (deleted != NULL && fw_span_set_contains (deleted, frame))
        continue;
      copy = make_copy (track, session->frame, shape, fw_document_take_track_id (session->document),
                        frame, TRUE, error);
      if (copy == NULL)
        return FALSE;
      g_ptr_array_add (tracks, copy);
      n -= direction;
    }
  return TRUE;
}

static gboolean
refuse_room (FwSession *session, int direction, GError **error)
{
  if (fw_session_is_video (session))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               direction > 0 ? _("No frame follows this one.")
                                             : _("No frame comes before this one."));
  return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                             direction > 0 ? _("No picture follows this one.")
                                           : _("No picture comes before this one."));
}

gboolean
fw_command_propagate (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  gsize n_ids;
  const FwTrackId *ids;
  FwFrame room;
  int n;
  gboolean is_video;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  if (argument == 0)
    argument = session->step_size;
  room = argument > 0 ? session->n_frames - 1 - session->frame : session->frame;
  if (room == 0)
    return refuse_room (session, argument, error);
  argument = CLAMP (argument, -room, room);
  n = ABS (argument);
  is_video = fw_session_is_video (session);

  ids = fw_session_get_selection (session, &n_ids);
  for (gsize i = 0; i < n_ids; i++)
    {
      FwTrack *track = fw_session_check_track (session, ids[i], error);
      FwTrack *after;

      if (track == NULL)
        return FALSE;
      if (fw_track_is_single (track))
        {
          if (!propagate_single (session, track, argument, tracks, error))
            return FALSE;
          continue;
        }
      after
          = fw_track_edit_propagate (track, session->frame, argument, session->n_frames - 1, error);
      if (after == NULL)
        return FALSE;
      g_ptr_array_add (tracks, after);
    }
  fw_session_write (session, is_video ? _("Copy to frames") : _("Copy to pictures"), tracks);
  return fw_commands_say (
      out_say,
      is_video
          ? g_strdup_printf (ngettext ("Copied to %d frame", "Copied to %d frames", (gulong) n), n)
          : g_strdup_printf (ngettext ("Copied to %d picture", "Copied to %d pictures", (gulong) n),
                             n));
}

/* Putting together and taking apart */

static gboolean
need_tracks (FwSession *session, gsize n, GError **error)
{
  gsize n_ids;
  const FwTrackId *ids = fw_session_get_selection (session, &n_ids);

  if (!fw_commands_need_selected (session, n, error))
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      FwTrack *track = fw_session_check_track (session, ids[i], error);

      if (track == NULL || !fw_commands_need_track (session, track, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fw_command_merge (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (FwTrack) merged = NULL;
  g_autofree FwTrackId *ids = NULL;
  g_autofree char *name = NULL;
  gsize n;
  FwTrackId id;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!need_tracks (session, 2, error))
    return FALSE;
  ids = g_memdup2 (fw_session_get_selection (session, &n),
                   fw_selection_get_n (session->selection) * sizeof (FwTrackId));
  merged = fw_track_ref (fw_document_get_track (session->document, ids[0]));
  for (gsize i = 1; i < n; i++)
    {
      FwTrack *other = fw_document_get_track (session->document, ids[i]);
      FwTrack *both = fw_track_edit_merge (merged, other, error);

      if (both == NULL)
        return FALSE;
      fw_track_unref (merged);
      merged = both;
    }

  id = fw_track_get_id (merged);
  fw_session_freeze (session);
  fw_document_begin (session->document, _("Merge tracks"), session->frame);
  for (gsize i = 0; i < n; i++)
    if (ids[i] != id)
      fw_document_replace_track (session->document, ids[i], NULL);
  fw_document_replace_track (session->document, id, merged);
  fw_document_commit (session->document);
  fw_session_select (session, id);
  fw_session_thaw (session);
  name = fw_session_dup_object_name (session, id);
  /* Translators: %s is the object that remains, such as "Car 12" */
  return fw_commands_say (out_say, g_strdup_printf (_("Merged into %s"), name));
}

gboolean
fw_command_split (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  g_autoptr (GArray) later_ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  g_autofree char *names = NULL;
  gsize n;
  const FwTrackId *ids;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!need_tracks (session, 1, error))
    return FALSE;
  ids = fw_session_get_selection (session, &n);
  for (gsize i = 0; i < n; i++)
    {
      FwTrackId id = fw_document_take_track_id (session->document);
      FwTrack *earlier, *later;

      if (!fw_track_edit_split (fw_document_get_track (session->document, ids[i]), session->frame,
                                id, &earlier, &later, error))
        return FALSE;
      g_ptr_array_add (parts, earlier);
      g_ptr_array_add (parts, later);
      g_array_append_val (later_ids, id);
    }
  fw_session_freeze (session);
  fw_session_write (session, _("Split track"), parts);
  fw_session_select_many (session, (const FwTrackId *) (gpointer) later_ids->data, later_ids->len);
  fw_session_thaw (session);
  names = fw_commands_name_ids (session, (const FwTrackId *) (gpointer) later_ids->data,
                                later_ids->len);
  /* Translators: %s is the new object, such as "Car 13" */
  return fw_commands_say (out_say, g_strdup_printf (_("From here on it is %s"), names));
}

gboolean
fw_command_swap_tails (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  gsize n;
  const FwTrackId *ids;
  FwTrack *a, *b;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!need_tracks (session, 2, error))
    return FALSE;
  ids = fw_session_get_selection (session, &n);
  if (n != 2)
    return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                               _("Select exactly two objects to swap them from here on."));
  if (!fw_track_edit_swap_tails (fw_document_get_track (session->document, ids[0]),
                                 fw_document_get_track (session->document, ids[1]), session->frame,
                                 &a, &b, error))
    return FALSE;
  g_ptr_array_add (tracks, a);
  g_ptr_array_add (tracks, b);
  fw_session_write (session, _("Swap from here on"), tracks);
  return TRUE;
}

/* Order of drawing */

/* The z-order that puts @object one place on in @direction, or to the end with
 * @all_way; its own when it is there already. */
static int
new_z_order (FwSession *session, const FwObject *object, int direction, gboolean all_way)
{
  gsize n;
  const FwObject *objects = fw_session_get_objects (session, &n);
  gsize place = (gsize) (object - objects);
  int z;

  if (direction > 0 ? place + 1 == n : place == 0)
    return object->z_order;
  if (all_way)
    return direction > 0 ? objects[n - 1].z_order + 1 : objects[0].z_order - 1;

  z = objects[direction > 0 ? place + 1 : place - 1].z_order;
  /* At the same height the id decides, so one more is needed to pass. */
  return z + direction;
}

static FwTrack *
change_z_order (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  int argument = GPOINTER_TO_INT (user_data);
  const FwObject *object = fw_session_find_object (session, fw_track_get_id (track));
  int direction = argument > 0 ? 1 : -1;
  int z;
  g_autofree char *name = NULL;

  if (object == NULL || !fw_presence_is_visible (object->presence))
    {
      g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);

      /* A ghost has a shape, but nothing of it is in the file yet. */
      if (shape != NULL)
        fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                            _("This is only a proposal. Press {toggle-keyframe} to keep it first."));
      return NULL;
    }

  z = new_z_order (session, object, direction, ABS (argument) > 1);
  if (z != object->z_order)
    return fw_track_edit_attribute (track, FW_CHANGE_Z_ORDER, session->frame, fw_value_number (z),
                                    FALSE);

  name = fw_session_dup_object_name (session, object->id);
  /* Translators: %s is an object such as "Car 12" */
  fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                      direction > 0 ? _("%s is in front already.")
                                    : _("%s is at the back already."),
                      name);
  return NULL;
}

gboolean
fw_command_z_order (FwSession *session, int argument, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument != 0, FALSE);

  return fw_commands_change_selected (session, argument > 0 ? _("Bring forward") : _("Send back"),
                                      change_z_order, GINT_TO_POINTER (argument), error);
}

gboolean
fw_session_apply_tracks (FwSession *session, const char *label, GPtrArray *tracks, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (label != NULL && tracks != NULL, FALSE);

  for (guint i = 0; i < tracks->len; i++)
    if (fw_session_check_track (session, fw_track_get_id (tracks->pdata[i]), error) == NULL)
      return FALSE;
  fw_session_write (session, label, tracks);
  return TRUE;
}

/* Objects that are there may be changed, new ones may be added. */
static gboolean
check_changes (FwSession *session, const FwObjectChange *changes, gsize n_changes, GError **error)
{
  if (!fw_session_check_writable (session, error))
    return FALSE;

  for (gsize i = 0; i < n_changes; i++)
    {
      gboolean is_there = fw_document_get_track (session->document, changes[i].id) != NULL;

      if ((is_there || changes[i].after == NULL)
          && fw_session_check_track (session, changes[i].id, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_marks (FwSession *session, const FwMarkChange *marks, gsize n_marks, GError **error)
{
  for (gsize i = 0; i < n_marks; i++)
    if (marks[i].kind == FW_SLOT_DELETED
        && fw_span_set_get_count (marks[i].after) >= fw_session_get_n_frames (session))
      return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                                 fw_session_is_video (session)
                                     ? _("That would delete every frame.")
                                     : _("That would delete every picture."));
  return TRUE;
}

/* Where there are labels is not nothing. */
static gboolean
unmark_track (FwTrack *track, gpointer user_data)
{
  fw_session_unmark_empty (user_data, track);
  return TRUE;
}

static void
unmark_all (FwSession *session)
{
  g_autoptr (FwSnapshot) content = fw_snapshot_ref (fw_session_get_snapshot (session));

  fw_snapshot_foreach (content, unmark_track, session);
}

gboolean
fw_session_replace_objects (FwSession *session,
                            const char *label,
                            FwTaxonomy *taxonomy,
                            const FwObjectChange *changes,
                            gsize n_changes,
                            const FwMarkChange *marks,
                            gsize n_marks,
                            GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (label != NULL && (changes != NULL || n_changes == 0), FALSE);
  g_return_val_if_fail (marks != NULL || n_marks == 0, FALSE);

  if (!check_changes (session, changes, n_changes, error)
      || !check_marks (session, marks, n_marks, error))
    return FALSE;

  fw_session_freeze (session);
  fw_tool_cancel (fw_session_get_tool (session));
  fw_document_begin (session->document, label, session->frame);
  if (taxonomy != NULL)
    fw_document_replace (session->document, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (gsize i = 0; i < n_changes; i++)
    {
      fw_document_replace_track (session->document, changes[i].id, changes[i].after);
      if (changes[i].after != NULL)
        fw_session_unmark_empty (session, changes[i].after);
    }
  for (gsize i = 0; i < n_marks; i++)
    {
      fw_document_replace (session->document, (FwSlot) { marks[i].kind, 0 }, marks[i].after);
      if (marks[i].kind == FW_SLOT_EMPTY)
        unmark_all (session);
    }
  fw_document_commit (session->document);
  fw_commands_leave_deleted (session);
  fw_session_thaw (session);
  return TRUE;
}
