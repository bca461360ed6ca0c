/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two lists made from the session. Each is built into a store that owns the
 * points, sizes and texts of its items in three growing arrays; items hold
 * offsets while building and pointers after, because the arrays move.
 *
 * The idle list depends on the session only, so zooming, panning, pointing and
 * dragging never make it anew. Names of 10,000 objects are only written when
 * chips are shown.
 */

#include "fw-config.h"

#include "edit/scene.h"

#include "edit/session-private.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define ECHO_COLOUR 0xffffff

struct _FwSceneBuilder
{
  GArray *items;       /* (owned) (element-type FwSceneItem) */
  GArray *points;      /* (owned) (element-type FwPoint) */
  GArray *sizes;       /* (owned) (element-type gsize) */
  GArray *places;      /* (owned) (element-type Place) one per item, while building */
  GStringChunk *texts; /* (owned) */
  GPtrArray *shapes;   /* (owned) (element-type FwShape) masks that items point to */
};

/* Where an item's points and sizes are in their arrays. */
typedef struct
{
  gsize points;
  gsize sizes;
} Place;

struct _FwScene
{
  FwSession *session; /* (owned) (nullable) none: for one shape */
  FwSceneBuilder idle;
  FwSceneBuilder chips;
  FwSceneBuilder active;

  /* What the lists were made of. */
  guint64 idle_serial;
  guint64 active_serial;
  FwViewport viewport;
  gboolean is_made;
  guint64 generation;
};

static void
builder_init (FwSceneBuilder *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (FwSceneItem));
  self->points = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->texts = g_string_chunk_new (4096);
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_shape_unref);
}

static void
builder_clear (FwSceneBuilder *self)
{
  g_array_unref (self->items);
  g_array_unref (self->points);
  g_array_unref (self->sizes);
  g_array_unref (self->places);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->shapes);
}

static void
builder_start (FwSceneBuilder *self)
{
  g_array_set_size (self->items, 0);
  g_array_set_size (self->points, 0);
  g_array_set_size (self->sizes, 0);
  g_array_set_size (self->places, 0);
  g_string_chunk_clear (self->texts);
  g_ptr_array_set_size (self->shapes, 0);
}

/* The arrays will not move any more: offsets become pointers. */
static void
builder_end (FwSceneBuilder *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      FwSceneItem *item = &g_array_index (self->items, FwSceneItem, i);
      const Place *place = &g_array_index (self->places, Place, i);

      item->points
          = item->n_points == 0 ? NULL : &g_array_index (self->points, FwPoint, place->points);
      item->sizes = item->n_rings == 0 ? NULL : &g_array_index (self->sizes, gsize, place->sizes);
      item->bounds = fw_points_bounds (item->points, item->n_points);
    }
}

void
fw_scene_builder_add (FwSceneBuilder *self, const FwSceneItem *item)
{
  FwSceneItem copy = *item;
  Place place = { self->points->len, self->sizes->len };

  g_assert (item->n_points > 0);

  g_array_append_vals (self->points, item->points, (guint) item->n_points);
  if (item->n_rings > 0)
    g_array_append_vals (self->sizes, item->sizes, (guint) item->n_rings);
  if (item->shape != NULL)
    g_ptr_array_add (self->shapes, fw_shape_ref (item->shape));
  if (item->text != NULL)
    copy.text = g_string_chunk_insert (self->texts, item->text);
  if (item->detail != NULL)
    copy.detail = g_string_chunk_insert (self->texts, item->detail);
  g_array_append_val (self->items, copy);
  g_array_append_val (self->places, place);
}

void
fw_scene_builder_add_point (FwSceneBuilder *self,
                            FwSceneKind kind,
                            FwSceneFlags flags,
                            FwPoint point)
{
  FwSceneItem item = { .kind = kind, .flags = flags, .points = &point, .n_points = 1 };

  /* A mid-point is a corner of the shape before it that is not there yet. */
  for (guint i = self->items->len; kind == FW_SCENE_MIDPOINT && i > 0; i--)
    {
      const FwSceneItem *other = &g_array_index (self->items, FwSceneItem, i - 1);

      if (other->kind != FW_SCENE_SHAPE)
        continue;
      item.colour = other->colour;
      break;
    }
  fw_scene_builder_add (self, &item);
}

static FwSceneRole
role_of (const FwObject *object)
{
  switch (object->presence)
    {
    case FW_PRESENCE_KEYFRAME:
      return FW_ROLE_KEYFRAME;
    case FW_PRESENCE_INTERPOLATED:
      return FW_ROLE_INTERPOLATED;
    case FW_PRESENCE_GHOST:
      return FW_ROLE_GHOST;
    case FW_PRESENCE_NONE:
    case FW_PRESENCE_OUTSIDE:
      break;
    }
  return FW_ROLE_NONE;
}

static FwSceneFlags
flags_of (FwScene *self, const FwObject *object)
{
  FwSession *session = self->session;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  FwSceneFlags flags = 0;
  FwMarkLevel here, anywhere;

  if (object->flags & FW_OBJECT_OCCLUDED)
    flags |= FW_SCENE_OCCLUDED;
  if (object->flags & FW_OBJECT_LOCKED)
    flags |= FW_SCENE_LOCKED;
  if (object->flags & FW_OBJECT_SINGLE)
    flags |= FW_SCENE_SINGLE;
  if (object->flags & FW_OBJECT_ASKED)
    flags |= FW_SCENE_ASKED;
  if (object->flags & FW_OBJECT_SELECTED)
    {
      flags |= FW_SCENE_SELECTED;
      if (object->id != fw_session_get_primary (session))
        flags |= FW_SCENE_PICKED;
    }
  if (taxonomy != NULL && !session->look.is_covered
      && fw_taxonomy_get_index (taxonomy, fw_track_get_category (object->track))
             >= FW_PALETTE_LENGTH)
    flags |= FW_SCENE_DOUBLE;

  fw_session_get_severity (session, object->id, &here, &anywhere);
  if (here == FW_MARK_PROBLEM)
    flags |= FW_SCENE_PROBLEM;
  else if (anywhere == FW_MARK_PROBLEM)
    flags |= FW_SCENE_PROBLEM_ELSEWHERE;
  else if (here == FW_MARK_HINT)
    flags |= FW_SCENE_HINT;
  return flags;
}

static void
add_chip (FwScene *self,
          FwSceneBuilder *builder,
          const FwObject *object,
          FwRect bounds,
          FwSceneFlags flags)
{
  g_autofree char *name = fw_session_dup_object_name (self->session, object->id);
  const FwPoint corners[2]
      = { { bounds.x, bounds.y }, { bounds.x + bounds.width, bounds.y + bounds.height } };

  fw_scene_builder_add (builder,
                        &(FwSceneItem){
                            .kind = FW_SCENE_CHIP,
                            .role = role_of (object),
                            .flags = flags,
                            .id = object->id,
                            .colour = fw_session_get_colour (self->session,
                                                             fw_track_get_category (object->track)),
                            .points = corners,
                            .n_points = 2,
                            .text = name });
}

static gboolean
is_drawn (const FwObject *object)
{
  return object->shape != NULL && !(object->flags & FW_OBJECT_HIDDEN)
         && fw_shape_is_finite (object->shape);
}

/* NULL when the document does not know it. */
static const FwCategory *
category_of (FwSession *session, const FwObject *object)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);

  return taxonomy == NULL ? NULL
                          : fw_taxonomy_find (taxonomy, fw_track_get_category (object->track));
}

static void
make_idle (FwScene *self)
{
  FwSession *session = self->session;
  gboolean with_chips = fw_session_get_chips (session) == FW_CHIPS_ALL;
  gsize n;
  const FwObject *objects = fw_session_get_objects (session, &n);

  builder_start (&self->idle);
  builder_start (&self->chips);
  if (!fw_session_get_labels_shown (session))
    n = 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwObject *object = &objects[i];
      FwSceneFlags flags;

      if (!is_drawn (object) || (object->flags & FW_OBJECT_SELECTED))
        continue;
      flags = flags_of (self, object);
      fw_scene_builder_add_shape (&self->idle, object->shape,
                                  &(FwSceneLook) { object->id,
                                                   category_of (session, object),
                                                   fw_session_get_colour (
                                                       session,
                                                       fw_track_get_category (object->track)),
                                                   role_of (object), flags });
      /* A ghost is a proposal; it has no chip unless pointed at. */
      if (with_chips && object->presence != FW_PRESENCE_GHOST)
        add_chip (self, &self->chips, object, object->bounds, flags);
    }
  builder_end (&self->idle);
  builder_end (&self->chips);
}

static void
add_active_object (FwScene *self, const FwObject *object, FwSceneFlags more)
{
  FwSession *session = self->session;
  guint32 colour = fw_session_get_colour (session, fw_track_get_category (object->track));
  g_autoptr (FwShape) shape = NULL;
  FwSceneFlags flags;
  FwSceneRole role = role_of (object);

  if (!is_drawn (object))
    return;

  shape = fw_session_dup_shape (session, object->id);
  flags = flags_of (self, object) | more;
  if (shape != object->shape)
    {
      /* Letting go makes a keyframe, so it looks like one already. */
      flags |= FW_SCENE_PREVIEW;
      role = FW_ROLE_KEYFRAME;
    }
  fw_scene_builder_add_shape (&self->active, shape,
                              &(FwSceneLook) { object->id, category_of (session, object), colour,
                                               role, flags });
  if (fw_session_get_chips (session) != FW_CHIPS_OFF)
    add_chip (self, &self->active, object, fw_shape_get_bounds (shape), flags);
}

static void
add_new_shapes (FwScene *self)
{
  gsize n;
  const FwPreview *previews = fw_session_get_previews (self->session, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwPreview *preview = &previews[i];

      if (preview->id != 0)
        continue;
      fw_scene_builder_add_shape (
          &self->active, preview->shape,
          &(FwSceneLook) { 0, NULL, fw_session_get_colour (self->session, preview->category),
                           FW_ROLE_KEYFRAME, FW_SCENE_SELECTED | FW_SCENE_PREVIEW });
      if (fw_shape_get_n_rings (preview->shape) == 0)
        fw_scene_builder_add_size (&self->active, preview->shape);
    }
}

/* The other version of the object: in white, which no category has, with a
 * letter at its far corner, where no name stands. */
static void
add_echo (FwScene *self)
{
  FwSession *session = self->session;
  g_autoptr (FwShape) shape = fw_session_dup_echo (session);
  FwSceneRole role = session->echo_is_dashed ? FW_ROLE_INTERPOLATED : FW_ROLE_KEYFRAME;
  FwPoint corners[2];
  FwRect bounds;

  if (shape == NULL || !fw_shape_is_finite (shape))
    return;

  bounds = fw_shape_get_bounds (shape);
  corners[0] = corners[1] = FW_POINT (bounds.x + bounds.width, bounds.y + bounds.height);
  fw_scene_builder_add_shape (&self->active, shape,
                              &(FwSceneLook) { .colour = ECHO_COLOUR, .role = role });
  fw_scene_builder_add (&self->active, &(FwSceneItem) { .kind = FW_SCENE_CHIP,
                                                       .role = role,
                                                       .flags = FW_SCENE_SINGLE,
                                                       .colour = ECHO_COLOUR,
                                                       .points = corners,
                                                       .n_points = 2,
                                                       .text = session->echo_letter });
}

static void
make_active (FwScene *self)
{
  FwSession *session = self->session;
  gsize n_selected;
  const FwTrackId *selected = fw_session_get_selection (session, &n_selected);
  FwTrackId hovered = fw_session_get_hovered (session);
  const FwObject *object;

  builder_start (&self->active);
  if (fw_session_get_labels_shown (session))
    {
      object = hovered == 0 ? NULL : fw_session_find_object (session, hovered);
      if (object != NULL && !(object->flags & FW_OBJECT_SELECTED))
        add_active_object (self, object, FW_SCENE_HOVERED);
      /* In selection order: the primary comes last, on top. */
      for (gsize i = 0; i < n_selected; i++)
        {
          object = fw_session_find_object (session, selected[i]);
          if (object != NULL)
            add_active_object (self, object, selected[i] == hovered ? FW_SCENE_HOVERED : 0);
        }
      add_new_shapes (self);
      add_echo (self);
      fw_tool_add_items (fw_session_get_tool (session), &self->active, &self->viewport);
    }
  builder_end (&self->active);
}

static FwScene *
new_scene (void)
{
  FwScene *self = g_new0 (FwScene, 1);

  builder_init (&self->idle);
  builder_init (&self->chips);
  builder_init (&self->active);
  fw_viewport_init (&self->viewport);
  return self;
}

FwScene *
fw_scene_new (FwSession *session)
{
  FwScene *self;

  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  self = new_scene ();
  self->session = g_object_ref (session);
  return self;
}

FwScene *
fw_scene_new_for_shape (FwShape *shape, const FwSceneLook *look)
{
  FwScene *self;

  g_return_val_if_fail (shape != NULL && look != NULL, NULL);

  self = new_scene ();
  fw_scene_builder_add_shape (&self->idle, shape, look);
  builder_end (&self->idle);
  return self;
}

void
fw_scene_free (FwScene *self)
{
  g_return_if_fail (self != NULL);

  builder_clear (&self->idle);
  builder_clear (&self->chips);
  builder_clear (&self->active);
  g_clear_object (&self->session);
  g_free (self);
}

void
fw_scene_update (FwScene *self, const FwViewport *viewport)
{
  gboolean idle_old, active_old;

  g_return_if_fail (self != NULL && viewport != NULL);

  if (self->session == NULL)
    return;

  idle_old = !self->is_made || self->idle_serial != self->session->idle_serial;
  active_old = idle_old || self->active_serial != self->session->active_serial
               || self->viewport.scale != viewport->scale;
  self->viewport = *viewport;
  self->is_made = TRUE;
  if (idle_old)
    {
      self->idle_serial = self->session->idle_serial;
      self->generation++;
      make_idle (self);
    }
  if (active_old)
    {
      self->active_serial = self->session->active_serial;
      make_active (self);
    }
}

static const FwSceneItem *
get_items (const FwSceneBuilder *builder, gsize *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = builder->items->len;
  return (const FwSceneItem *) (gpointer) builder->items->data;
}

const FwSceneItem *
fw_scene_get_idle (FwScene *self, gsize *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_items (&self->idle, out_n);
}

const FwSceneItem *
fw_scene_get_idle_chips (FwScene *self, gsize *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_items (&self->chips, out_n);
}

guint64
fw_scene_get_idle_generation (FwScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->generation;
}

const FwSceneItem *
fw_scene_get_active (FwScene *self, gsize *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_items (&self->active, out_n);
}

gboolean
fw_scene_is_dimmed (FwScene *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->session != NULL && fw_session_is_drawing (self->session);
}

static gboolean
is_free (FwRect place, const FwRect *taken, gsize n_taken)
{
  for (gsize i = 0; i < n_taken; i++)
    if (fw_rect_area (fw_rect_intersection (place, taken[i])) > 0.0)
      return FALSE;
  return TRUE;
}

gboolean
fw_scene_place_chip (const FwViewport *viewport,
                     FwRect object,
                     double width,
                     double height,
                     const FwRect *taken,
                     gsize n_taken,
                     FwRect *out_place)
{
  const double gap = 2.0;
  FwRect view, box;

  g_return_val_if_fail (viewport != NULL && out_place != NULL, FALSE);

  view = FW_RECT (0.0, 0.0, viewport->view_width, viewport->view_height);
  box = fw_rect_intersection (fw_viewport_rect_to_view (viewport, object), view);
  {
    const FwRect places[] = {
      FW_RECT (box.x, box.y - gap - height, width, height),
      FW_RECT (box.x, box.y + box.height + gap, width, height),
      FW_RECT (box.x + gap, box.y + gap, width, height),
    };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
      {
        FwRect place = places[i];
        gboolean inside = i == 2;

        place.x = CLAMP (place.x, 0.0, MAX (view.width - width, 0.0));
        if (place.y < 0.0 || place.y + height > view.height
            || (inside && (box.width < width + gap || box.height < height + gap))
            || !is_free (place, taken, n_taken))
          continue;
        *out_place = place;
        return TRUE;
      }
  }
  return FALSE;
}

FwRect
fw_scene_place_readout (const FwViewport *viewport, FwRect object, double width, double height)
{
  const double gap = 8.0;
  FwRect box, place;

  g_return_val_if_fail (viewport != NULL, FW_RECT (0, 0, 0, 0));

  box = fw_viewport_rect_to_view (viewport, object);
  place = FW_RECT (box.x, box.y + box.height + gap, width, height);
  if (place.y + height > viewport->view_height)
    place.y = box.y - gap - height;
  place.x = CLAMP (place.x, 0.0, MAX (viewport->view_width - width, 0.0));
  place.y = CLAMP (place.y, 0.0, MAX (viewport->view_height - height, 0.0));
  return place;
}
