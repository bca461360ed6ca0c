/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Every editing verb as one function on the session: one undoable step with a
 * translated name, for all selected objects together. They decide everything a
 * menu, a key or a button may ask for, so that those stay one line each.
 *
 * All of the type FwCommand have the same form, so that a table can hold them:
 * @argument means what the comment says, else it is ignored. On success TRUE,
 * and @out_say (nullable) gets what to tell the person in a toast, or NULL
 * when the screen says it all. On refusal FALSE and a sentence (FW_EDIT_ERROR)
 * that says why; nothing has changed. When several objects are selected and
 * some refuse, nothing changes and the sentence names the first.
 *
 * Main thread.
 */

#include "edit/session.h"

G_BEGIN_DECLS

/* A function type, not a pointer: `FwCommand *command = fw_command_delete;` */
typedef gboolean FwCommand (FwSession  *session,
                            int         argument,
                            char      **out_say,
                            GError    **error);

/* History. While a shape is drawn: its last point. Else the view goes to the
 * frame where the step acted and the objects it touched are selected. */
FwCommand fw_command_undo;
FwCommand fw_command_redo;

/* Objects. */
FwCommand fw_command_delete;
/* New objects, 12 picture pixels beside the old ones, selected. */
FwCommand fw_command_duplicate;
/* Copies category, attributes and shape in this frame; copying changes nothing. */
FwCommand fw_command_copy;
/* New objects in the current frame, in place; beside the old ones when that is
 * the frame they were copied from, where nobody would see them. */
FwCommand fw_command_paste;
/* Copies the shape to the next (before, when negative) @argument frames as
 * keyframes; in a folder to new objects in the next pictures. 0: step size. */
FwCommand fw_command_propagate;
/* Category number @argument (0-based, in display order) for the selection; it is
 * also the next shape's. Without selection only that. */
FwCommand fw_command_category;
/* Attribute number @argument (1-based, of those the category allows) to its
 * next value; negative: to its previous one. */
FwCommand fw_command_attribute;
FwCommand fw_command_merge;
/* The object is a new one from this frame on. */
FwCommand fw_command_split;
FwCommand fw_command_swap_tails;
/* Under its neighbour in drawing order (-1), above it (1), to the bottom (-2), to the top (2). */
FwCommand fw_command_z_order;

/* Keyframes and presence. */
/* W: makes a keyframe, removes it where one is; on a ghost: still here. */
FwCommand fw_command_toggle_keyframe;
/* Backspace. */
FwCommand fw_command_remove_keyframe;
/* X: leaves the view here, or is back here. */
FwCommand fw_command_toggle_outside;
/* Q: an attribute keyframe; geometry stays interpolated. */
FwCommand fw_command_toggle_occluded;

/* Arrow keys: @argument packs direction and size, see FW_NUDGE(). */
FwCommand fw_command_nudge;

/* What nudging moves: the whole shape, its right or bottom edge, its left or top edge. */
typedef enum
{
  FW_NUDGE_MOVE,
  FW_NUDGE_END_EDGE,
  FW_NUDGE_START_EDGE
} FwNudge;

/* dx and dy in picture pixels, -100 to 100. */
#define FW_NUDGE(what, dx, dy) (((int) (what) << 16) | (((dx) + 128) << 8) | ((dy) + 128))

/* The vertex that keys act on is removed; refused when fewer than 3 would stay. */
FwCommand fw_command_delete_vertex;

/* Frames. */
/* Shift+N: says that nothing is to be labelled here, or takes it back. Refused
 * where there are labels. */
FwCommand fw_command_toggle_empty;
/* The frame leaves navigation and export; its work stays. */
FwCommand fw_command_delete_frame;
/* Every deleted frame of the run next to the current frame comes back. */
FwCommand fw_command_restore_frame;
/* Marks the picture (of a video: every frame up to here) done, and goes to the
 * next one that is not. */
FwCommand fw_command_done_next;
/* The same, in one step with what is said about problems that are left. */
gboolean fw_commands_done (FwSession    *session,
                           FwAsideList  *asides,
                           char        **out_say,
                           GError      **error);

/* Looking; never refused by read-only. */
FwCommand fw_command_toggle_hidden;
FwCommand fw_command_toggle_locked;
FwCommand fw_command_show_all;
FwCommand fw_command_cycle_chips;
FwCommand fw_command_select_all;
/* Tab: the next (-1: previous) object of the frame. */
FwCommand fw_command_select_next;
/* N: the last drawing tool again. */
FwCommand fw_command_draw_again;
/* @argument is an FwToolKind. */
FwCommand fw_command_tool;

/* Going somewhere; deleted frames are passed over. Refused with a sentence
 * when there is nowhere to go. @argument: 1 forward, -1 back. */
FwCommand fw_command_go_frame;
FwCommand fw_command_go_step;
FwCommand fw_command_go_end;
/* Keyframes of the selected objects; without selection of any object. */
FwCommand fw_command_go_keyframe;
/* Where the selected track ends (1) or begins (-1). */
FwCommand fw_command_go_track_end;
/* A frame without labels that nobody marked empty. */
FwCommand fw_command_go_unlabelled;
/* A frame where a finding begins; selects its object. */
FwCommand fw_command_go_problem;
/* Frame @argument as people count it: a video from 0, pictures from 1. */
FwCommand fw_command_go_to;
/* Step size 1, 2, 5, 10, 20, 50, 100...: the next bigger or smaller one. */
FwCommand fw_command_step_size;

/* Verbs with more to say, for the inspector, the timeline and menus. */

/* Writes one attribute of all selected objects that may carry it; null removes. */
gboolean fw_session_set_attribute    (FwSession      *session,
                                      const char     *name,
                                      FwValue         value,
                                      GError        **error);
/* The common value of the selection at this frame; FALSE when mixed or nothing is selected. */
gboolean fw_session_get_attribute    (FwSession      *session,
                                      const char     *name,
                                      FwValue        *out_value);
gboolean fw_session_set_category     (FwSession      *session,
                                      FwCategoryId    category,
                                      GError        **error);
/* A category by name for the selection and the next shape; unknown ones are
 * added to the document's list. */
gboolean fw_session_set_category_name (FwSession     *session,
                                      const char     *name,
                                      GError        **error);
/* The primary object's shape in this frame becomes that of @bounds; of a rotated box and an
 * ellipse they are the sides before it is turned, and the angle stays. */
gboolean fw_session_set_bounds       (FwSession      *session,
                                      FwRect          bounds,
                                      GError        **error);
/* The angle of the primary rotated box. */
gboolean fw_session_set_degrees      (FwSession      *session,
                                      double          degrees,
                                      GError        **error);
/* NULL or "" takes the name away. */
gboolean fw_session_set_name         (FwSession      *session,
                                      const char     *name,
                                      GError        **error);
gboolean fw_session_move_keyframe    (FwSession      *session,
                                      FwTrackId       id,
                                      FwFrame         from,
                                      FwFrame         to,
                                      GError        **error);
gboolean fw_session_remove_keyframe  (FwSession      *session,
                                      FwTrackId       id,
                                      FwFrame         frame,
                                      GError        **error);
gboolean fw_session_add_keyframe     (FwSession      *session,
                                      FwTrackId       id,
                                      FwFrame         frame,
                                      GError        **error);
gboolean fw_session_set_span         (FwSession      *session,
                                      FwTrackId       id,
                                      FwSpan          span,
                                      GError        **error);
/* Puts track versions that were computed elsewhere (a safe fix) into the
 * document as one step. @tracks (element-type FwTrack). */
gboolean fw_session_apply_tracks     (FwSession      *session,
                                      const char     *label,
                                      GPtrArray      *tracks,
                                      GError        **error);

/**
 * FwObjectChange:
 *
 * One object in another version: NULL as @after takes it away, an id that the
 * document does not know adds it.
 */
typedef struct
{
  FwTrackId id;
  FwTrack  *after; /* (nullable) */
} FwObjectChange;

/* Frames of one kind of mark from now on: deleted, empty, done. */
typedef struct
{
  FwSlotKind kind;
  FwSpanSet *after; /* (nullable) */
} FwMarkChange;

/* Puts them into the document as one step, with @taxonomy (nullable) as its
 * words. Refused when one of the objects is locked or not there any more, or when
 * no frame would be left. */
gboolean fw_session_replace_objects  (FwSession      *session,
                                      const char     *label,
                                      FwTaxonomy     *taxonomy,
                                      const FwObjectChange *changes,
                                      gsize           n_changes,
                                      const FwMarkChange *marks,
                                      gsize           n_marks,
                                      GError        **error);

/* What the primary object may carry, in manual order: what the inspector shows
 * and Shift+1..9 change. Returns: (transfer container) (element-type FwAttribute) */
GPtrArray *fw_session_list_attributes (FwSession     *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
