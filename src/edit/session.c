/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The session's state and what it tells the views. A change may touch several
 * things (another frame means other objects, no hovered one, another scene),
 * so every setter works between fw_session_freeze() and fw_session_thaw():
 * what happened is collected as bits and told once when the outermost change
 * ends. Properties that follow from others (labels-shown, is-drawing,
 * active-vertex) are compared there with what was told before.
 *
 * The objects of the frame are in session-objects.c, writing to the document
 * in session-edit.c.
 */

#include "fw-config.h"

#include "edit/session.h"

#include "edit/session-private.h"
#include "edit/tool-private.h"

#include <string.h>

#define SEEN_ZOOM 0.5

G_DEFINE_FINAL_TYPE (FwSession, fw_session, G_TYPE_OBJECT)

enum
{
  PROP_DOCUMENT = 1,
  PROP_FRAME,
  PROP_N_FRAMES,
  PROP_DISPLAYED_FRAME,
  PROP_LABELS_SHOWN,
  PROP_TOOL,
  PROP_IS_DRAWING,
  PROP_NEXT_CATEGORY,
  PROP_HOVERED,
  PROP_CHIPS,
  PROP_STEP_SIZE,
  PROP_READ_ONLY,
  PROP_KEEP_TOOL,
  PROP_ACTIVE_VERTEX,
  N_PROPS
};

enum
{
  SELECTION_CHANGED,
  OBJECTS_CHANGED,
  MARKS_CHANGED,
  SCENE_CHANGED,
  HINT_CHANGED,
  POINTED_OUT,
  REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
notify (FwSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
fw_session_freeze (FwSession *self)
{
  g_assert (FW_IS_SESSION (self));

  if (self->depth++ == 0)
    {
      g_object_ref (self);
      g_object_freeze_notify (G_OBJECT (self));
    }
}

void
fw_session_pend (FwSession *self, FwPending what)
{
  g_assert (self->depth > 0);

  self->pending |= what;
  if (what & FW_PENDING_IDLE)
    self->idle_serial++;
  if (what & (FW_PENDING_IDLE | FW_PENDING_ACTIVE))
    self->active_serial++;
}

/* Properties that follow from others. */
static void
notify_derived (FwSession *self)
{
  gboolean labels_shown = fw_session_get_labels_shown (self);
  gboolean drawing = fw_session_is_drawing (self);

  if (labels_shown != self->told_labels_shown)
    {
      self->told_labels_shown = labels_shown;
      notify (self, PROP_LABELS_SHOWN);
      fw_session_pend (self, FW_PENDING_IDLE | FW_PENDING_OBJECTS);
    }
  if (drawing != self->told_drawing)
    {
      self->told_drawing = drawing;
      notify (self, PROP_IS_DRAWING);
      fw_session_pend (self, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
    }
  if (self->active_vertex != self->told_vertex)
    {
      self->told_vertex = self->active_vertex;
      notify (self, PROP_ACTIVE_VERTEX);
      fw_session_pend (self, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
    }
}

static gboolean
hints_equal (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const FwHint *left = &g_array_index (a, FwHint, i);
      const FwHint *right = &g_array_index (b, FwHint, i);

      if (g_strcmp0 (left->key, right->key) != 0 || g_strcmp0 (left->words, right->words) != 0)
        return FALSE;
    }
  return TRUE;
}

/* FALSE when the hints say what they said before. */
static gboolean
renew_hints (FwSession *self)
{
  g_autoptr (GArray) hints = g_array_new (FALSE, FALSE, sizeof (FwHint));

  fw_tool_add_hints (self->tool, hints);
  if (hints_equal (hints, self->hints))
    return FALSE;

  g_array_set_size (self->hints, 0);
  if (hints->len > 0)
    g_array_append_vals (self->hints, hints->data, hints->len);
  return TRUE;
}

void
fw_session_thaw (FwSession *self)
{
  FwPending pending;

  g_assert (self->depth > 0);

  if (self->depth > 1)
    {
      self->depth--;
      return;
    }

  notify_derived (self);
  g_ptr_array_set_size (self->old_tools, 0);
  pending = self->pending;
  self->pending = 0;
  if ((pending & FW_PENDING_HINTS) && !renew_hints (self))
    pending &= ~FW_PENDING_HINTS;
  self->depth = 0;

  g_object_thaw_notify (G_OBJECT (self));
  if (pending & FW_PENDING_SELECTION)
    g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  if (pending & FW_PENDING_OBJECTS)
    g_signal_emit (self, signals[OBJECTS_CHANGED], 0);
  if (pending & FW_PENDING_MARKS)
    g_signal_emit (self, signals[MARKS_CHANGED], 0);
  if (pending & (FW_PENDING_IDLE | FW_PENDING_ACTIVE))
    g_signal_emit (self, signals[SCENE_CHANGED], 0, (pending & FW_PENDING_IDLE) != 0);
  if (pending & FW_PENDING_HINTS)
    g_signal_emit (self, signals[HINT_CHANGED], 0);
  g_object_unref (self);
}

void
fw_session_refuse (FwSession *self, const GError *error)
{
  g_assert (error != NULL);

  g_signal_emit (self, signals[REFUSED], 0, error->message);
}

/* What the document's content means for the session: lengths, ids that are
 * gone, the next category. */
static void
follow_document (FwSession *self)
{
  gsize length = fw_frame_list_get_length (fw_session_get_frame_list (self));
  FwFrame n_frames = (FwFrame) CLAMP (length, 1, (gsize) FW_FRAME_MAX);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self);
  gsize n_ids;
  g_autofree FwTrackId *ids = NULL;

  fw_session_freeze (self);
  g_hash_table_remove_all (self->category_names);
  if (n_frames != self->n_frames)
    {
      self->n_frames = n_frames;
      notify (self, PROP_N_FRAMES);
      fw_session_set_frame (self, self->frame);
    }

  ids = g_memdup2 (fw_session_get_selection (self, &n_ids),
                   fw_selection_get_n (self->selection) * sizeof (FwTrackId));
  for (gsize i = 0; i < n_ids; i++)
    if (fw_document_get_track (self->document, ids[i]) == NULL
        && fw_selection_remove (self->selection, ids[i]))
      fw_session_pend (self, FW_PENDING_SELECTION);
  if (self->pending & FW_PENDING_SELECTION)
    fw_session_set_active_vertex (self, 0);
  if (self->hovered != 0 && fw_document_get_track (self->document, self->hovered) == NULL)
    fw_session_set_hovered (self, 0);

  if (taxonomy == NULL || fw_taxonomy_find (taxonomy, self->next_category) == NULL)
    {
      FwCategoryId first = 0;

      if (taxonomy != NULL && fw_taxonomy_get_n_categories (taxonomy) > 0)
        first = fw_taxonomy_get_category (taxonomy, 0)->id;
      fw_session_set_next_category (self, first);
    }
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

static void
document_changed_cb (FwDocument *document, FwStep *step, gboolean undone, FwSession *self)
{
  follow_document (self);
}

static void
frames_changed_cb (FwDocument *document, FwSession *self)
{
  follow_document (self);
}

static void
fw_session_set_document (FwSession *self, FwDocument *document)
{
  g_assert (self->document == NULL);
  g_return_if_fail (FW_IS_DOCUMENT (document));

  self->document = g_object_ref (document);
  self->changed_id = g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
  self->frames_id
      = g_signal_connect (document, "frames-changed", G_CALLBACK (frames_changed_cb), self);
}

static void
fw_session_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FwSession *self = FW_SESSION (object);

  switch (property)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_FRAME:
      g_value_set_int (value, self->frame);
      break;
    case PROP_N_FRAMES:
      g_value_set_int (value, self->n_frames);
      break;
    case PROP_DISPLAYED_FRAME:
      g_value_set_int (value, self->displayed_frame);
      break;
    case PROP_LABELS_SHOWN:
      g_value_set_boolean (value, fw_session_get_labels_shown (self));
      break;
    case PROP_TOOL:
      g_value_set_int (value, (int) fw_session_get_tool_kind (self));
      break;
    case PROP_IS_DRAWING:
      g_value_set_boolean (value, fw_session_is_drawing (self));
      break;
    case PROP_NEXT_CATEGORY:
      g_value_set_int64 (value, self->next_category);
      break;
    case PROP_HOVERED:
      g_value_set_int64 (value, self->hovered);
      break;
    case PROP_CHIPS:
      g_value_set_int (value, (int) self->chips);
      break;
    case PROP_STEP_SIZE:
      g_value_set_int (value, self->step_size);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_KEEP_TOOL:
      g_value_set_boolean (value, self->keep_tool);
      break;
    case PROP_ACTIVE_VERTEX:
      g_value_set_uint (value, self->active_vertex);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fw_session_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  FwSession *self = FW_SESSION (object);

  switch (property)
    {
    case PROP_DOCUMENT:
      fw_session_set_document (self, g_value_get_object (value));
      break;
    case PROP_FRAME:
      fw_session_set_frame (self, g_value_get_int (value));
      break;
    case PROP_DISPLAYED_FRAME:
      fw_session_set_displayed_frame (self, g_value_get_int (value));
      break;
    case PROP_TOOL:
      fw_session_set_tool_kind (self, (FwToolKind) g_value_get_int (value));
      break;
    case PROP_NEXT_CATEGORY:
      fw_session_set_next_category (self, g_value_get_int64 (value));
      break;
    case PROP_HOVERED:
      fw_session_set_hovered (self, g_value_get_int64 (value));
      break;
    case PROP_CHIPS:
      fw_session_set_chips (self, (FwChips) g_value_get_int (value));
      break;
    case PROP_STEP_SIZE:
      fw_session_set_step_size (self, g_value_get_int (value));
      break;
    case PROP_READ_ONLY:
      fw_session_set_read_only (self, g_value_get_boolean (value));
      break;
    case PROP_KEEP_TOOL:
      fw_session_set_keep_tool (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fw_session_constructed (GObject *object)
{
  FwSession *self = FW_SESSION (object);

  G_OBJECT_CLASS (fw_session_parent_class)->constructed (object);

  g_assert (self->document != NULL);
  self->tool = fw_tool_new (self, FW_TOOL_SELECT);
  follow_document (self);
  renew_hints (self);
}

static void
fw_session_dispose (GObject *object)
{
  FwSession *self = FW_SESSION (object);

  if (self->document != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->document);
      g_clear_signal_handler (&self->frames_id, self->document);
    }

  G_OBJECT_CLASS (fw_session_parent_class)->dispose (object);
}

static void
fw_session_finalize (GObject *object)
{
  FwSession *self = FW_SESSION (object);

  g_clear_pointer (&self->echo, fw_track_unref);
  g_clear_pointer (&self->tool, fw_tool_free);
  g_ptr_array_unref (self->old_tools);
  fw_selection_free (self->selection);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->locked);
  g_hash_table_unref (self->left);
  g_hash_table_unref (self->category_names);
  g_array_unref (self->marks);
  g_clear_pointer (&self->questions, fw_open_questions_unref);
  g_clear_pointer (&self->task, fw_span_set_unref);
  g_array_unref (self->previews);
  g_ptr_array_unref (self->clipboard);
  g_array_unref (self->hints);
  g_array_unref (self->objects);
  g_clear_pointer (&self->object_places, g_hash_table_unref);
  g_clear_pointer (&self->numbered, g_array_unref);
  g_clear_object (&self->document);


  G_OBJECT_CLASS (fw_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, FW_TYPE_DOCUMENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRAME] = g_param_spec_int ("frame", NULL, NULL, 0, FW_FRAME_MAX, 0, write);
  properties[PROP_N_FRAMES] = g_param_spec_int ("n-frames", NULL, NULL, 1, FW_FRAME_MAX, 1, read);
  properties[PROP_DISPLAYED_FRAME] = g_param_spec_int ("displayed-frame", NULL, NULL, FW_FRAME_NONE,
                                                       FW_FRAME_MAX, FW_FRAME_NONE, write);
  properties[PROP_LABELS_SHOWN] = g_param_spec_boolean ("labels-shown", NULL, NULL, FALSE, read);
  properties[PROP_TOOL]
      = g_param_spec_int ("tool", NULL, NULL, 0, FW_N_TOOL_KINDS - 1, FW_TOOL_SELECT, write);
  properties[PROP_IS_DRAWING] = g_param_spec_boolean ("is-drawing", NULL, NULL, FALSE, read);
  properties[PROP_NEXT_CATEGORY]
      = g_param_spec_int64 ("next-category", NULL, NULL, 0, G_MAXINT64, 0, write);
  properties[PROP_HOVERED] = g_param_spec_int64 ("hovered", NULL, NULL, 0, G_MAXINT64, 0, write);
  properties[PROP_CHIPS]
      = g_param_spec_int ("chips", NULL, NULL, FW_CHIPS_OFF, FW_CHIPS_ALL, FW_CHIPS_ALL, write);
  properties[PROP_STEP_SIZE] = g_param_spec_int ("step-size", NULL, NULL, 1, 1000, 10, write);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, write);
  properties[PROP_KEEP_TOOL] = g_param_spec_boolean ("keep-tool", NULL, NULL, FALSE, write);
  properties[PROP_ACTIVE_VERTEX]
      = g_param_spec_uint ("active-vertex", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static guint
new_signal (const char *name, guint n_params, GType param)
{
  return g_signal_new (name, FW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, param);
}

static void
fw_session_class_init (FwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = fw_session_constructed;
  object_class->dispose = fw_session_dispose;
  object_class->finalize = fw_session_finalize;
  object_class->get_property = fw_session_get_property;
  object_class->set_property = fw_session_set_property;
  install_properties (object_class);

  signals[SELECTION_CHANGED] = new_signal ("selection-changed", 0, G_TYPE_NONE);
  signals[OBJECTS_CHANGED] = new_signal ("objects-changed", 0, G_TYPE_NONE);
  signals[MARKS_CHANGED] = new_signal ("marks-changed", 0, G_TYPE_NONE);
  signals[SCENE_CHANGED] = new_signal ("scene-changed", 1, G_TYPE_BOOLEAN);
  signals[HINT_CHANGED] = new_signal ("hint-changed", 0, G_TYPE_NONE);
  signals[POINTED_OUT] = new_signal ("pointed-out", 0, G_TYPE_NONE);
  signals[REFUSED] = new_signal ("refused", 1, G_TYPE_STRING);
}

static void
clear_object (gpointer data)
{
  FwObject *object = data;

  fw_track_unref (object->track);
  g_clear_pointer (&object->shape, fw_shape_unref);
}

void
fw_session_clear_preview (gpointer data)
{
  FwPreview *preview = data;

  fw_shape_unref (preview->shape);
}

static void
fw_session_init (FwSession *self)
{
  self->displayed_frame = FW_FRAME_NONE;
  self->zoom = 1.0;
  self->n_frames = 1;
  self->step_size = 10;
  self->chips = FW_CHIPS_ALL;
  self->last_draw = FW_TOOL_BOX;
  self->selection = fw_selection_new ();
  self->old_tools = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_tool_free);
  self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->locked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->category_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->marks = g_array_new (FALSE, FALSE, sizeof (FwMark));
  self->previews = g_array_new (FALSE, FALSE, sizeof (FwPreview));
  g_array_set_clear_func (self->previews, fw_session_clear_preview);
  self->clipboard = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  self->hints = g_array_new (FALSE, FALSE, sizeof (FwHint));
  self->objects = g_array_new (FALSE, FALSE, sizeof (FwObject));
  g_array_set_clear_func (self->objects, clear_object);
}

FwSession *
fw_session_new (FwDocument *document)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (document), NULL);

  return g_object_new (FW_TYPE_SESSION, "document", document, NULL);
}

FwDocument *
fw_session_get_document (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return self->document;
}

FwSnapshot *
fw_session_get_snapshot (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return fw_document_get_snapshot (self->document);
}

FwTaxonomy *
fw_session_get_taxonomy (FwSession *self)
{
  return fw_snapshot_get_taxonomy (fw_session_get_snapshot (self));
}

FwFrameList *
fw_session_get_frame_list (FwSession *self)
{
  return fw_snapshot_get_frame_list (fw_session_get_snapshot (self));
}

gboolean
fw_session_is_video (FwSession *self)
{
  return fw_frame_list_is_video (fw_session_get_frame_list (self));
}

FwFrame
fw_session_get_frame (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 0);

  return self->frame;
}

void
fw_session_set_frame (FwSession *self, FwFrame frame)
{
  g_return_if_fail (FW_IS_SESSION (self));

  frame = CLAMP (frame, 0, self->n_frames - 1);
  if (frame == self->frame)
    return;

  fw_session_freeze (self);
  fw_tool_cancel (self->tool);
  fw_session_clear_previews (self);
  self->frame = frame;
  notify (self, PROP_FRAME);
  fw_session_set_hovered (self, 0);
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

FwFrame
fw_session_get_n_frames (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 1);

  return self->n_frames;
}

FwFrame
fw_session_get_displayed_frame (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FW_FRAME_NONE);

  return self->displayed_frame;
}

/* What is on the screen counts as looked at; small, it counts for less. */
static void
note_looking (FwSession *self)
{
  if (self->displayed_frame == FW_FRAME_NONE || self->displayed_frame != self->frame
      || self->look.is_judging)
    return;

  if (self->zoom >= SEEN_ZOOM)
    fw_document_note_seen (self->document, self->frame);
  else
    fw_document_note_shown (self->document, self->frame);
}

void
fw_session_set_zoom (FwSession *self, double zoom)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (zoom > 0.0);

  self->zoom = zoom;
  note_looking (self);
}

void
fw_session_set_displayed_frame (FwSession *self, FwFrame frame)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (frame >= FW_FRAME_NONE);

  if (frame == self->displayed_frame)
    return;

  fw_session_freeze (self);
  self->displayed_frame = frame;
  notify (self, PROP_DISPLAYED_FRAME);
  note_looking (self);
  fw_session_thaw (self);
}

gboolean
fw_session_get_labels_shown (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return self->displayed_frame == self->frame;
}

FwRect
fw_session_get_picture (FwSession *self)
{
  FwFrameInfo info = fw_frame_list_get (fw_session_get_frame_list (self), self->frame);

  return FW_RECT (0.0, 0.0, info.width, info.height);
}

int
fw_session_get_step_size (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 1);

  return self->step_size;
}

void
fw_session_set_step_size (FwSession *self, int step_size)
{
  g_return_if_fail (FW_IS_SESSION (self));

  step_size = CLAMP (step_size, 1, 1000);
  if (step_size == self->step_size)
    return;

  fw_session_freeze (self);
  self->step_size = step_size;
  notify (self, PROP_STEP_SIZE);
  /* The reach of ghosts follows it. */
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE);
  fw_session_thaw (self);
}

void
fw_session_set_counting (FwSession *self, gboolean counting)
{
  g_return_if_fail (FW_IS_SESSION (self));

  self->is_counting = counting;
}

gboolean
fw_session_get_read_only (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return self->read_only;
}

void
fw_session_set_read_only (FwSession *self, gboolean read_only)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (!read_only == !self->read_only)
    return;

  fw_session_freeze (self);
  self->read_only = read_only;
  notify (self, PROP_READ_ONLY);
  if (read_only && fw_session_get_tool_kind (self) != FW_TOOL_PAN)
    fw_session_set_tool_kind (self, FW_TOOL_SELECT);
  fw_tool_cancel (self->tool);
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

gboolean
fw_session_get_keep_tool (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return self->keep_tool;
}

void
fw_session_set_keep_tool (FwSession *self, gboolean keep_tool)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (!keep_tool == !self->keep_tool)
    return;

  self->keep_tool = keep_tool;
  notify (self, PROP_KEEP_TOOL);
}

FwChips
fw_session_get_chips (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FW_CHIPS_OFF);

  return self->chips;
}

void
fw_session_set_chips (FwSession *self, FwChips chips)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (chips <= FW_CHIPS_ALL);

  if (chips == self->chips)
    return;

  fw_session_freeze (self);
  self->chips = chips;
  notify (self, PROP_CHIPS);
  fw_session_pend (self, FW_PENDING_IDLE);
  fw_session_thaw (self);
}

FwCategoryId
fw_session_get_next_category (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 0);

  return self->next_category;
}

void
fw_session_set_next_category (FwSession *self, FwCategoryId category)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (category == self->next_category)
    return;

  fw_session_freeze (self);
  self->next_category = category;
  notify (self, PROP_NEXT_CATEGORY);
  fw_session_pend (self, FW_PENDING_ACTIVE);
  fw_session_thaw (self);
}

FwToolKind
fw_session_get_tool_kind (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FW_TOOL_SELECT);

  return fw_tool_get_kind (self->tool);
}

void
fw_session_set_tool_kind (FwSession *self, FwToolKind kind)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (kind < FW_N_TOOL_KINDS);

  if (kind == fw_session_get_tool_kind (self))
    return;

  fw_session_freeze (self);
  fw_tool_cancel (self->tool);
  fw_session_clear_previews (self);
  fw_session_set_active_vertex (self, 0);
  if (kind == FW_TOOL_BOX || kind == FW_TOOL_ROTATED_BOX || kind == FW_TOOL_POLYGON
      || kind == FW_TOOL_POLYLINE || kind == FW_TOOL_KEYPOINTS)
    {
      self->last_draw = kind;
      fw_session_set_hovered (self, 0);
    }
  /* The tool may be on the stack above us. */
  g_ptr_array_add (self->old_tools, self->tool);
  self->tool = fw_tool_new (self, kind);
  notify (self, PROP_TOOL);
  fw_session_pend (self, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

FwTool *
fw_session_get_tool (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return self->tool;
}

gboolean
fw_session_is_drawing (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return fw_tool_is_drawing (self->tool);
}

FwTrackId
fw_session_get_hovered (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 0);

  return self->hovered;
}

void
fw_session_set_hovered (FwSession *self, FwTrackId id)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (id == self->hovered)
    return;

  fw_session_freeze (self);
  self->hovered = id;
  notify (self, PROP_HOVERED);
  fw_session_pend (self, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

guint32
fw_session_get_active_vertex (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 0);

  return self->active_vertex;
}

void
fw_session_set_active_vertex (FwSession *self, guint32 id)
{
  g_assert (self->depth > 0);

  if (id == self->active_vertex)
    return;

  self->active_vertex = id;
  fw_session_pend (self, FW_PENDING_ACTIVE);
}

void
fw_session_set_pointer (FwSession *self, FwPoint pointer)
{
  if (self->has_pointer && self->pointer.x == pointer.x && self->pointer.y == pointer.y)
    return;

  self->pointer = pointer;
  self->has_pointer = TRUE;
  if (self->tool->klass->draws)
    fw_session_pend (self, FW_PENDING_ACTIVE);
}

const FwHint *
fw_session_get_hints (FwSession *self, gsize *out_n)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->hints->len;
  return (const FwHint *) (gpointer) self->hints->data;
}
