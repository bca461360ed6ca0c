/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of the session, the tools and the scene share. Nothing
 * outside src/edit includes this.
 */

#include "edit/judging.h"
#include "edit/session.h"
#include "edit/tool.h"

G_BEGIN_DECLS

/* What has to be told to the views when the outermost change ends. */
typedef enum
{
  FW_PENDING_SELECTION = 1 << 0,
  FW_PENDING_OBJECTS   = 1 << 1,
  FW_PENDING_MARKS     = 1 << 2,
  FW_PENDING_ACTIVE    = 1 << 3, /* scene, active part */
  FW_PENDING_IDLE      = 1 << 4, /* scene, both parts */
  FW_PENDING_HINTS     = 1 << 5
} FwPending;

struct _FwSession
{
  GObject        parent_instance;

  /* Objects of one picture by id, for their numbers; see fw_session_dup_object_name(). */
  GArray         *numbered;          /* (owned) (nullable) (element-type FwTrackId) */
  FwFrame         numbered_frame;
  guint64         numbered_revision;

  FwDocument    *document; /* (owned) */
  gulong         changed_id;
  gulong         frames_id;

  FwFrame        frame;
  FwFrame        displayed_frame;
  double         zoom;      /* pixels of the screen for each of the picture */
  FwFrame        n_frames;
  int            step_size;
  gboolean       read_only;
  gboolean       is_counting;
  gboolean       keep_tool;
  gboolean       repeats; /* what is written now goes on where the last one of its kind stopped */
  FwChips        chips;
  FwCategoryId   next_category;

  FwTool        *tool;      /* (owned) */
  FwToolKind     last_draw; /* the tool N takes up again */
  GPtrArray     *old_tools; /* (owned) (element-type FwTool) freed when the change ends */

  FwSelection   *selection; /* (owned) */
  FwTrackId      hovered;
  guint32        active_vertex;
  FwPoint        pointer; /* where the pointer was last; valid when @has_pointer */
  gboolean       has_pointer;
  GHashTable    *hidden;  /* (owned) set of track ids */
  GHashTable    *locked;  /* (owned) set of track ids */
  GHashTable    *category_names; /* (owned) category id -> name for people; until a change */
  GHashTable    *left;    /* (owned) track id -> last frame after X: no ghost until it changes */
  GArray        *marks;   /* (owned) (element-type FwMark) sorted */
  FwOpenQuestions *questions; /* (owned) (nullable) */
  FwSpanSet     *task;     /* (owned) (nullable) NULL: all frames */
  GArray        *previews; /* (owned) (element-type FwPreview) */
  FwTrack       *echo;     /* (owned) (nullable) */
  const char    *echo_letter; /* interned */
  gboolean       echo_is_dashed;
  GPtrArray     *clipboard; /* (owned) (element-type FwTrack) of one keyframe each, at frame 0 */
  FwFrame        clipboard_frame;
  GArray        *hints;     /* (owned) (element-type FwHint) */

  /* Objects of the current frame; made when asked for. */
  GArray        *objects;       /* (owned) (element-type FwObject) */
  GHashTable    *object_places; /* (owned) (nullable) id -> index + 1 */
  gboolean       objects_valid;

  /* Of whoever judges; see judging.h. */
  FwLook         look;
  gboolean       wants_region;
  gboolean       has_pin;
  FwPoint        pin;
  gboolean       has_region;
  FwRect         region;

  /* Changes under way, and what the views were told last. */
  int            depth;
  FwPending      pending;
  guint64        idle_serial;
  guint64        active_serial;
  gboolean       told_labels_shown;
  gboolean       told_drawing;
  guint32        told_vertex;
};

/* Everything between freeze and thaw is one change for the views. */
void     fw_session_freeze            (FwSession    *self);
void     fw_session_thaw              (FwSession    *self);
void     fw_session_pend              (FwSession    *self,
                                       FwPending     what);

void     fw_session_set_active_vertex (FwSession    *self,
                                       guint32       id);
void     fw_session_set_pointer       (FwSession    *self,
                                       FwPoint       pointer);

/* Tells ::refused. */
void     fw_session_refuse            (FwSession    *self,
                                       const GError *error);

/* session-objects.c */
void     fw_session_drop_objects      (FwSession    *self);
/* After X: no ghost behind @last, until the track's end is another one. */
void     fw_session_hide_ghost        (FwSession    *self,
                                       FwTrackId     id,
                                       FwFrame       last);
void     fw_session_show_ghost        (FwSession    *self,
                                       FwTrackId     id);
gboolean fw_session_is_ghost_hidden   (FwSession    *self,
                                       FwTrack      *track);
/* How many frames behind its end a track shows its ghost. */
FwFrame  fw_session_get_ghost_reach   (FwSession    *self);

/* Frees what an FwPreview in an array owns. */
void     fw_session_clear_preview     (gpointer      data);

/* session-echo.c: the echo's shape in this frame; NULL where it is not there, or is
 * the same as the selected object's. Returns: (transfer full) (nullable) */
FwShape *fw_session_dup_echo          (FwSession    *self);

/* session-edit.c: what tools and commands share to write to the document. */

/* Refuses when the session is read-only. */
gboolean fw_session_check_writable    (FwSession    *self,
                                       GError      **error);
/* The document's track, or a refusal when it is missing or locked. Borrowed. */
FwTrack *fw_session_check_track       (FwSession    *self,
                                       FwTrackId     id,
                                       GError      **error);
/* Writes versions of tracks (element-type FwTrack) as one step at the current
 * frame and takes "nothing here" away from frames where they are visible now. */
void     fw_session_write             (FwSession    *self,
                                       const char   *label,
                                       GPtrArray    *tracks);
/* Within an open step: whoever puts a label where a person said "nothing here"
 * takes that back. */
void     fw_session_unmark_empty      (FwSession    *self,
                                       FwTrack      *track);
/* Until it is set to FALSE again, what is written may become one step with
 * what was written in this way just before (fw_document_begin_repeating()). */
void     fw_session_set_repeats       (FwSession    *self,
                                       gboolean      repeats);
/* One track. */
void     fw_session_write_track       (FwSession    *self,
                                       const char   *label,
                                       FwTrack      *track);
/* A new track of @category with @shape at the current frame. 0 as category:
 * one called "object" is added to the document's list. One step, selected. */
FwTrack *fw_session_write_new         (FwSession    *self,
                                       const char   *label,
                                       FwCategoryId  category,
                                       FwShape      *shape,
                                       GError      **error);
/* Within an open step: @self's taxonomy with another category. Returns its id. */
FwCategoryId fw_session_add_category  (FwSession    *self,
                                       const char   *name);

G_END_DECLS
