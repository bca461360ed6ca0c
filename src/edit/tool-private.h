/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How a tool is made: a table of functions and a structure that begins with
 * FwTool. The functions in tool.c check what is common (labels shown, read
 * only, freezing the session) and call the table.
 */

#include "edit/scene.h"
#include "edit/tool.h"

G_BEGIN_DECLS

/* Where a tool puts what it wants to be drawn; see scene.c. */
typedef struct _FwSceneBuilder FwSceneBuilder;

typedef struct
{
  gsize        size; /* of the tool's structure */
  gboolean     draws; /* makes shapes: refused while read-only, dims the others */

  /* All but @press, @motion and @release may be NULL. */
  FwToolResult (*press)      (FwTool *self, const FwToolEvent *event);
  FwToolResult (*motion)     (FwTool *self, const FwToolEvent *event);
  FwToolResult (*release)    (FwTool *self, const FwToolEvent *event);
  void         (*leave)      (FwTool *self);
  FwToolResult (*key)        (FwTool *self, FwToolKey key, FwToolModifiers modifiers, double scale);
  void         (*cancel)     (FwTool *self);
  gboolean     (*is_drawing) (FwTool *self);
  gboolean     (*is_dragging) (FwTool *self);
  gboolean     (*undo_point) (FwTool *self);
  gboolean     (*redo_point) (FwTool *self);
  const char  *(*get_cursor) (FwTool *self);
  void         (*add_hints)  (FwTool *self, GArray *hints);
  void         (*add_items)  (FwTool *self, FwSceneBuilder *scene, const FwViewport *viewport);
  void         (*clear)      (FwTool *self); /* frees what the structure owns */
} FwToolClass;

struct _FwTool
{
  const FwToolClass *klass;
  FwSession         *session; /* not owned: the session owns the tool */
  FwToolKind         kind;
};

extern const FwToolClass fw_tool_select_class;
extern const FwToolClass fw_tool_pan_class;
extern const FwToolClass fw_tool_box_class;
extern const FwToolClass fw_tool_polygon_class; /* and holes, parts and lines */
extern const FwToolClass fw_tool_points_class;
extern const FwToolClass fw_tool_judge_class;

FwTool  *fw_tool_new            (FwSession  *session,
                                 FwToolKind  kind);
void     fw_tool_free           (FwTool     *self);
void     fw_tool_add_hints      (FwTool     *self,
                                 GArray     *hints);
void     fw_tool_add_items      (FwTool     *self,
                                 FwSceneBuilder *scene,
                                 const FwViewport *viewport);

/* What drawing tools share. */

/* The point brought into the picture. */
FwPoint  fw_tool_clamp          (FwTool     *self,
                                 FwPoint     point);
/* Where the cross-hair is: the pointer, else the middle of the picture. */
FwPoint  fw_tool_get_crosshair  (FwTool     *self);
/* Shows the borders of the picture that @point lies on. */
void     fw_tool_add_guides     (FwTool         *self,
                                 FwSceneBuilder *scene,
                                 FwPoint         point);
/* Arrow keys move the cross-hair: 1 picture pixel, Shift 10, Ctrl 50. TRUE when
 * @key is an arrow. */
gboolean fw_tool_move_crosshair (FwTool         *self,
                                 FwToolKey       key,
                                 FwToolModifiers modifiers);
/* Writes a new object, selects it and gives way to the select tool. A refusal
 * goes to the session's ::refused. */
void     fw_tool_finish         (FwTool     *self,
                                 const char *label,
                                 FwShape    *shape);
/* Candidates at @point, best first: (element-type FwTrackId).
 * Returns: (transfer full) */
GArray  *fw_tool_pick_all       (FwSession  *session,
                                 FwPoint     point,
                                 double      scale) G_GNUC_WARN_UNUSED_RESULT;

/* Scene items, see scene.c. Points are copied. */
void     fw_scene_builder_add   (FwSceneBuilder    *self,
                                 const FwSceneItem *item);
void     fw_scene_builder_add_point (FwSceneBuilder *self,
                                 FwSceneKind        kind,
                                 FwSceneFlags       flags,
                                 FwPoint            point);
/* The outline of @shape. */
void     fw_scene_builder_add_shape (FwSceneBuilder *self,
                                 FwShape           *shape,
                                 const FwSceneLook *look);
/* The size of a box under it, and its far corner. */
void     fw_scene_builder_add_size (FwSceneBuilder *self,
                                 FwShape           *shape);

G_END_DECLS
