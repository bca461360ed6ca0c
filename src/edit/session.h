/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/document.h"
#include "core/open-questions.h"
#include "core/span-set.h"
#include "edit/selection.h"

G_BEGIN_DECLS

typedef struct _FwTool FwTool;

typedef enum
{
  FW_TOOL_SELECT,
  FW_TOOL_BOX,
  FW_TOOL_ROTATED_BOX,
  FW_TOOL_POLYGON,
  FW_TOOL_POLYGON_HOLE, /* cuts a hole into the selected polygon */
  FW_TOOL_POLYGON_PART, /* adds a part to the selected polygon */
  FW_TOOL_POLYLINE,
  FW_TOOL_KEYPOINTS,    /* the points of a skeleton, by the names of the category; or points */
  FW_TOOL_PAN,
  FW_TOOL_JUDGE         /* of a reviewer: sets pins, draws regions; see edit/judging.h */
} FwToolKind;

#define FW_N_TOOL_KINDS (FW_TOOL_JUDGE + 1)

/* Which shapes carry their name. */
typedef enum
{
  FW_CHIPS_OFF,
  FW_CHIPS_SELECTED,
  FW_CHIPS_ALL
} FwChips;

typedef enum
{
  FW_MARK_NONE,
  FW_MARK_HINT,
  FW_MARK_PROBLEM
} FwMarkLevel;

/**
 * FwMark:
 *
 * Where the checks found something: the session's copy, for showing. @track is
 * 0 for a finding about whole frames.
 */
typedef struct
{
  FwTrackId   track;
  FwSpan      span;
  FwMarkLevel severity;
} FwMark;

typedef enum
{
  FW_OBJECT_OCCLUDED = 1 << 0,
  FW_OBJECT_HIDDEN   = 1 << 1, /* by the person, in this session */
  FW_OBJECT_LOCKED   = 1 << 2, /* by the person, in this session; or all are, read-only */
  FW_OBJECT_SELECTED = 1 << 3,
  FW_OBJECT_SINGLE   = 1 << 4, /* belongs to one picture, has no keyframes to show */
  FW_OBJECT_ASKED    = 1 << 5  /* a question about it waits for its answer */
} FwObjectFlags;

/**
 * FwObject:
 *
 * One object as it is in the current frame: what the canvas draws and the
 * Objects list shows. Borrowed from the session, until it emits
 * ::objects-changed.
 */
typedef struct
{
  FwTrackId     id;
  FwTrack      *track;
  FwShape      *shape;  /* NULL when outside; that of the document, also while it is dragged */
  FwRect        bounds; /* of @shape */
  FwPresence    presence;
  int           z_order;
  FwObjectFlags flags;
} FwObject;

/**
 * FwPreview:
 *
 * A shape that a drag or a widget is making, not in the document yet. @id is 0
 * for a new object. The shape is referenced by whoever keeps it.
 */
typedef struct
{
  FwTrackId    id;
  FwShape     *shape;
  FwCategoryId category; /* of a new object */
} FwPreview;

#define FW_TYPE_SESSION (fw_session_get_type ())
G_DECLARE_FINAL_TYPE (FwSession, fw_session, FW, SESSION, GObject)

/**
 * FwSession:
 *
 * What a person is doing with a document: where she is, what is selected, what
 * she is drawing. Every view binds to a session and to nothing else. Main
 * thread only. Nothing in here is saved or undone; edits go through
 * edit/commands.h and the tool, which use the document.
 *
 * Properties (all notify, only when the value changes):
 *   document        FwDocument; construct-only
 *   frame           int: the frame the person asked for
 *   n-frames        int, read-only: length of the frame list, at least 1
 *   displayed-frame int: the frame whose picture is on the screen,
 *                   FW_FRAME_NONE when none. Labels are shown and can be
 *                   edited only while it equals `frame`: nobody draws on a
 *                   picture that is about to change.
 *   labels-shown    boolean, read-only: displayed-frame == frame
 *   tool            FwToolKind as int
 *   is-drawing      boolean, read-only: a shape is begun; undo takes back its
 *                   last point
 *   next-category   int64: category of the next shape; 0 when there is none
 *   hovered         int64: track id under the pointer, 0 none
 *   chips           FwChips as int
 *   step-size       int, 1 to 1000; 10
 *   read-only       boolean: commands and tools change nothing
 *   keep-tool       boolean: after a shape the drawing tool stays, instead of
 *                   giving way to select; FALSE
 *   active-vertex   uint, read-only: vertex id of the selected polygon that
 *                   keys act on, 0 none
 *
 * Signals (each at most once per call that causes it, after the notifies):
 *   selection-changed  ()  the set or the primary changed
 *   objects-changed    ()  fw_session_get_objects() gives another list or its
 *                          entries changed: frame, document, hide and lock,
 *                          selection, or labels-shown
 *   marks-changed      ()  fw_session_set_marks(), fw_session_set_questions(),
 *                          fw_session_set_task()
 *   scene-changed      (gboolean idle)  what the canvas draws changed. @idle
 *                          is FALSE when only the active part did: a drag,
 *                          the pointer
 *   hint-changed       ()  fw_session_get_hints() says something else
 *   pointed-out        ()  a pin or a region was set with the tool (edit/judging.h)
 *   refused            (char *sentence)  a tool could not do what the hand
 *                          asked for; for a toast
 *
 * Clipboard, previews, hide and lock tell through scene-changed and
 * objects-changed.
 */
FwSession      *fw_session_new                 (FwDocument        *document);

FwDocument     *fw_session_get_document        (FwSession         *self);
FwSnapshot     *fw_session_get_snapshot        (FwSession         *self);
/* NULL when the document has none. */
FwTaxonomy     *fw_session_get_taxonomy        (FwSession         *self);
FwFrameList    *fw_session_get_frame_list      (FwSession         *self);
gboolean        fw_session_is_video            (FwSession         *self);

FwFrame         fw_session_get_frame           (FwSession         *self);
/* Goes there, clamped to the list. Aborts nothing in the document; a shape
 * that is being drawn is given up only when the frame really changes. */
void            fw_session_set_frame           (FwSession         *self,
                                                FwFrame            frame);
FwFrame         fw_session_get_n_frames        (FwSession         *self);
FwFrame         fw_session_get_displayed_frame (FwSession         *self);
void            fw_session_set_displayed_frame (FwSession         *self,
                                                FwFrame            frame);
/* Pixels of the screen for each of the picture and side, as the picture is
 * shown; 1 until it is told. From 1:2 on a frame that is displayed was seen. */
void            fw_session_set_zoom            (FwSession         *self,
                                                double             zoom);
gboolean        fw_session_get_labels_shown    (FwSession         *self);
/* Display size of the current frame in pixels; zero when unknown. */
FwRect          fw_session_get_picture         (FwSession         *self);
int             fw_session_get_step_size       (FwSession         *self);
void            fw_session_set_step_size       (FwSession         *self,
                                                int                step_size);

gboolean        fw_session_get_read_only       (FwSession         *self);
/* The media's frames are being counted: the last one may not be the last for long. */
void            fw_session_set_counting        (FwSession         *self,
                                                gboolean           counting);
void            fw_session_set_read_only       (FwSession         *self,
                                                gboolean           read_only);
gboolean        fw_session_get_keep_tool       (FwSession         *self);
void            fw_session_set_keep_tool       (FwSession         *self,
                                                gboolean           keep_tool);
/* Who draws: written into every object that changes from now on. NULL: nobody says. */
void            fw_session_set_author          (FwSession         *self,
                                                const char        *author);
FwChips         fw_session_get_chips           (FwSession         *self);
void            fw_session_set_chips           (FwSession         *self,
                                                FwChips            chips);
FwCategoryId    fw_session_get_next_category   (FwSession         *self);
void            fw_session_set_next_category   (FwSession         *self,
                                                FwCategoryId       category);

/* The tool and what the pointer does. */
FwToolKind      fw_session_get_tool_kind       (FwSession         *self);
/* Changing the tool gives up a begun shape. */
void            fw_session_set_tool_kind       (FwSession         *self,
                                                FwToolKind         kind);
/* The state machine of the current tool, see edit/tool.h. Borrowed. */
FwTool         *fw_session_get_tool            (FwSession         *self);
gboolean        fw_session_is_drawing          (FwSession         *self);
FwTrackId       fw_session_get_hovered         (FwSession         *self);
void            fw_session_set_hovered         (FwSession         *self,
                                                FwTrackId          id);
guint32         fw_session_get_active_vertex   (FwSession         *self);

/* Objects of the current frame in drawing order: z-order, then id. With ghosts
 * that are near (or selected) and selected objects that are outside; without
 * those that have nothing to do with the frame. Hidden ones are in the list.
 * While labels are not shown the list is that of the frame asked for; the
 * scene is what stays empty. */
const FwObject *fw_session_get_objects         (FwSession         *self,
                                                gsize             *out_n);
/* NULL when it is not in that list. */
const FwObject *fw_session_find_object         (FwSession         *self,
                                                FwTrackId          id);
/* "Car 12"; a name that somebody gave wins. Returns: (transfer full) */
char           *fw_session_dup_object_name     (FwSession         *self,
                                                FwTrackId          id) G_GNUC_WARN_UNUSED_RESULT;
/* The same, whatever is covered just now: for lists that cover what they have to.
 * Returns: (transfer full) */
char        *fw_session_dup_uncovered_name (FwSession   *self,
                                          FwTrackId    id) G_GNUC_WARN_UNUSED_RESULT;
/* "Object 12": nothing but its number for people. Returns: (transfer full) */
char        *fw_session_dup_covered_name (FwSession     *self,
                                          FwTrackId    id) G_GNUC_WARN_UNUSED_RESULT;
/* "Traffic light" for the category `traffic_light`. Returns: (transfer full) */
char           *fw_session_dup_category_name   (FwSession         *self,
                                                FwCategoryId       id) G_GNUC_WARN_UNUSED_RESULT;
/* 0xRRGGBB of the category. */
guint32         fw_session_get_colour          (FwSession         *self,
                                                FwCategoryId       id);

/* Selection. Ids the document does not know are left out. */
const FwTrackId *fw_session_get_selection      (FwSession         *self,
                                                gsize             *out_n);
FwTrackId       fw_session_get_primary         (FwSession         *self);
gboolean        fw_session_is_selected         (FwSession         *self,
                                                FwTrackId          id);
void            fw_session_select              (FwSession         *self,
                                                FwTrackId          id); /* 0: nothing */
void            fw_session_select_many         (FwSession         *self,
                                                const FwTrackId   *ids,
                                                gsize              n_ids);
void            fw_session_toggle_selected     (FwSession         *self,
                                                FwTrackId          id);
/* Bounds of the selected objects in this frame. FALSE when none has any. */
gboolean        fw_session_get_selection_bounds (FwSession        *self,
                                                FwRect            *out_bounds);

/* Hidden and locked objects, for this session only. A hidden or locked object
 * cannot be picked on the canvas; commands refuse to change a locked one. */
gboolean        fw_session_is_hidden           (FwSession         *self,
                                                FwTrackId          id);
void            fw_session_set_hidden          (FwSession         *self,
                                                FwTrackId          id,
                                                gboolean           hidden);
gboolean        fw_session_is_locked           (FwSession         *self,
                                                FwTrackId          id);
void            fw_session_set_locked          (FwSession         *self,
                                                FwTrackId          id,
                                                gboolean           locked);

/* Findings of the checks, for chips, rows and the timeline. Copied. */
void            fw_session_set_marks           (FwSession         *self,
                                                const FwMark      *marks,
                                                gsize              n_marks);
/* The same for very many: sorted by fw_marks_sort(), and nobody changes them any
 * more; kept as they are. (element-type FwMark) */
void            fw_session_share_marks         (FwSession         *self,
                                                GArray            *marks);
/* Any thread. */
void            fw_marks_sort                  (GArray            *marks);
/* All of them, sorted by track, then first frame. */
const FwMark   *fw_session_get_marks           (FwSession         *self,
                                                gsize             *out_n);
/* Those of one track. */
const FwMark   *fw_session_get_track_marks     (FwSession         *self,
                                                FwTrackId          id,
                                                gsize             *out_n);
/* The worst of a track in this frame, and anywhere (both nullable). */
void            fw_session_get_severity        (FwSession         *self,
                                                FwTrackId          id,
                                                FwMarkLevel       *out_here,
                                                FwMarkLevel       *out_anywhere);

/* What waits for an answer, for chips, rows and the timeline. (nullable): nothing. */
void            fw_session_set_questions       (FwSession         *self,
                                                FwOpenQuestions   *questions);
/* Borrowed until ::marks-changed; NULL: nothing. */
FwOpenQuestions *fw_session_get_questions      (FwSession         *self);

/* The frames that are to be labelled, where these are not all of them: those that
 * practice or an exam asks, for timeline and film strip. NULL: all of them. */
void            fw_session_set_task            (FwSession         *self,
                                                FwSpanSet         *frames);
/* Borrowed until ::marks-changed (nullable). */
FwSpanSet      *fw_session_get_task            (FwSession         *self);
gboolean        fw_session_is_in_task          (FwSession         *self,
                                                FwFrame            frame);

/* Previews: what a drag (or a spin button) shows before it is done. Setting
 * replaces the earlier ones and emits scene-changed (FALSE) only. Committing
 * writes all of them at the current frame as one step and clears them: changed
 * shapes become keyframes, a new shape becomes a new, selected track. */
void            fw_session_set_previews        (FwSession         *self,
                                                const FwPreview   *previews,
                                                gsize              n_previews);
const FwPreview *fw_session_get_previews       (FwSession         *self,
                                                gsize             *out_n);
void            fw_session_clear_previews      (FwSession         *self);
/* The object's shape in this frame as it is on the screen: the preview's, else
 * the document's. NULL when it has none. Returns: (transfer full) (nullable) */
FwShape        *fw_session_dup_shape           (FwSession         *self,
                                                FwTrackId          id) G_GNUC_WARN_UNUSED_RESULT;
gboolean        fw_session_commit_previews     (FwSession         *self,
                                                const char        *label,
                                                GError           **error);

/* The same object in another version of the labels: its outline is drawn over
 * the picture in white, solid or dashed, with @letter beside it, in frames in
 * which it is not the same as what is selected. NULL @track takes it away. Tells
 * through scene-changed (FALSE). */
void            fw_session_set_echo            (FwSession         *self,
                                                FwTrack           *track,
                                                const char        *letter,
                                                gboolean           is_dashed);

/**
 * FwHint:
 *
 * One thing the keys or the pointer can do now, for the hint pill: a key cap
 * and a word. Translated; @key may be NULL for a plain sentence. Borrowed
 * until the next ::hint-changed.
 */
typedef struct
{
  const char *key;
  const char *words;
} FwHint;

const FwHint   *fw_session_get_hints           (FwSession         *self,
                                                gsize             *out_n);

G_END_DECLS
