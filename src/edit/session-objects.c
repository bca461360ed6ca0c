/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The objects of the current frame, made when somebody asks and kept until
 * something changes; what they are called; and what the session remembers about
 * them: selected, hidden, locked, marked by the checks.
 *
 * Which ghosts are in the list: those of selected tracks always, others for a
 * few steps behind their end, so that the annotator who walks through the clip
 * meets them and a clip of a thousand cars does not fill up with old ones. A
 * track that left with X shows none until it changes again.
 */

#include "fw-config.h"

#include "edit/session.h"

#include "core/object-words.h"
#include "edit/session-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define GHOST_REACH_MIN   30
#define GHOST_REACH_STEPS 3

void
fw_session_drop_objects (FwSession *self)
{
  g_array_set_size (self->objects, 0);
  g_clear_pointer (&self->object_places, g_hash_table_unref);
  self->objects_valid = FALSE;
}

FwFrame
fw_session_get_ghost_reach (FwSession *self)
{
  return MAX (GHOST_REACH_MIN, self->step_size * GHOST_REACH_STEPS);
}

void
fw_session_hide_ghost (FwSession *self, FwTrackId id, FwFrame last)
{
  g_hash_table_insert (self->left, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (last));
}

void
fw_session_show_ghost (FwSession *self, FwTrackId id)
{
  g_hash_table_remove (self->left, &id);
}

gboolean
fw_session_is_ghost_hidden (FwSession *self, FwTrack *track)
{
  FwTrackId id = fw_track_get_id (track);
  gpointer left;

  return g_hash_table_lookup_extended (self->left, &id, NULL, &left)
         && GPOINTER_TO_INT (left) == fw_track_get_span (track).last;
}

static gboolean
shows_ghost (FwSession *self, FwTrack *track)
{
  FwTrackId id = fw_track_get_id (track);
  FwFrame last = fw_track_get_span (track).last;

  if (fw_track_is_single (track) || self->look.is_judging
      || fw_session_is_ghost_hidden (self, track))
    return FALSE;

  return self->frame - last <= fw_session_get_ghost_reach (self)
         || fw_selection_contains (self->selection, id);
}

static FwObjectFlags
object_flags (FwSession *self, FwTrack *track)
{
  FwTrackId id = fw_track_get_id (track);
  FwObjectFlags flags = 0;

  if (fw_track_is_occluded (track, self->frame))
    flags |= FW_OBJECT_OCCLUDED;
  if (g_hash_table_contains (self->hidden, &id))
    flags |= FW_OBJECT_HIDDEN;
  if (self->read_only || g_hash_table_contains (self->locked, &id))
    flags |= FW_OBJECT_LOCKED;
  if (fw_selection_contains (self->selection, id))
    flags |= FW_OBJECT_SELECTED;
  if (fw_track_is_single (track))
    flags |= FW_OBJECT_SINGLE;
  if (fw_open_questions_find_track (self->questions, id))
    flags |= FW_OBJECT_ASKED;
  return flags;
}

/* Appends the track when it has to do with the current frame. */
static void
consider (FwSession *self, FwTrack *track)
{
  if (self->look.shows == FW_SHOWS_NOTHING
      || (self->look.shows == FW_SHOWS_ONE && fw_track_get_id (track) != self->look.only))
    return;

  FwObject object = {
    .id = fw_track_get_id (track),
    .track = track,
    .presence = fw_track_get_presence (track, self->frame),
  };

  switch (object.presence)
    {
    case FW_PRESENCE_NONE:
      return;
    case FW_PRESENCE_OUTSIDE:
      if (!fw_selection_contains (self->selection, object.id))
        return;
      break;
    case FW_PRESENCE_GHOST:
      if (!shows_ghost (self, track))
        return;
      break;
    case FW_PRESENCE_KEYFRAME:
    case FW_PRESENCE_INTERPOLATED:
      break;
    }

  object.shape = fw_track_dup_shape_at (track, self->frame);
  if (object.shape != NULL)
    object.bounds = fw_shape_get_bounds (object.shape);
  object.z_order = fw_track_get_z_order (track, self->frame);
  object.flags = object_flags (self, track);
  fw_track_ref (track);
  g_array_append_val (self->objects, object);
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  const FwObject *left = a;
  const FwObject *right = b;

  if (left->z_order != right->z_order)
    return left->z_order < right->z_order ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static void
make_objects (FwSession *self)
{
  FwFrame first = self->frame - fw_session_get_ghost_reach (self);
  g_autoptr (GPtrArray) tracks = NULL;
  gsize n_selected;
  const FwTrackId *selected = fw_session_get_selection (self, &n_selected);

  fw_session_drop_objects (self);
  if (!fw_session_is_video (self))
    first = self->frame;
  tracks = fw_document_list_span (self->document, (FwSpan) { MAX (first, 0), self->frame });
  for (guint i = 0; i < tracks->len; i++)
    consider (self, tracks->pdata[i]);

  /* Ghosts of selected tracks from farther away. */
  for (gsize i = 0; i < n_selected; i++)
    {
      FwTrack *track = fw_document_get_track (self->document, selected[i]);

      if (track != NULL && fw_track_get_span (track).last < first)
        consider (self, track);
    }
  g_array_sort (self->objects, compare_objects);
  self->objects_valid = TRUE;
}

const FwObject *
fw_session_get_objects (FwSession *self, gsize *out_n)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  if (!self->objects_valid)
    make_objects (self);

  *out_n = self->objects->len;
  return (const FwObject *) (gpointer) self->objects->data;
}

const FwObject *
fw_session_find_object (FwSession *self, FwTrackId id)
{
  gsize n;
  const FwObject *objects = fw_session_get_objects (self, &n);
  guint place;

  if (self->object_places == NULL)
    {
      self->object_places = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (gsize i = 0; i < n; i++)
        g_hash_table_insert (self->object_places, (gpointer) &objects[i].id,
                             GUINT_TO_POINTER (i + 1));
    }

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->object_places, &id));
  return place == 0 ? NULL : &objects[place - 1];
}

/* Kept until the document changes: a frame may have 10,000 names of ten words. */
static const char *
get_category_name (FwSession *self, FwCategoryId id)
{
  char *name = g_hash_table_lookup (self->category_names, &id);

  if (name == NULL)
    {
      name = fw_category_dup_words (fw_session_get_taxonomy (self), id);
      g_hash_table_insert (self->category_names, g_memdup2 (&id, sizeof id), name);
    }
  return name;
}

char *
fw_session_dup_category_name (FwSession *self, FwCategoryId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return g_strdup (get_category_name (self, id));
}

/* The object's number for people: its id, which stays; in a folder its place in
 * the picture, because ids there count over all pictures and have many digits. */
static gint64
get_number (FwSession *self, FwTrack *track, FwTrackId id)
{
  guint64 revision = fw_snapshot_get_revision (fw_document_get_snapshot (self->document));
  FwFrame frame;
  guint low = 0;

  if (track == NULL || fw_session_is_video (self))
    return id;

  frame = fw_track_get_span (track).first;
  if (self->numbered == NULL || self->numbered_frame != frame
      || self->numbered_revision != revision)
    {
      g_autoptr (GPtrArray) tracks = fw_document_list_frame (self->document, frame, FALSE);

      g_clear_pointer (&self->numbered, g_array_unref);
      self->numbered = g_array_sized_new (FALSE, FALSE, sizeof (FwTrackId), tracks->len);
      for (guint i = 0; i < tracks->len; i++)
        {
          FwTrackId other = fw_track_get_id (tracks->pdata[i]);

          g_array_append_val (self->numbered, other);
        }
      self->numbered_frame = frame;
      self->numbered_revision = revision;
    }

  for (guint high = self->numbered->len; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->numbered, FwTrackId, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }

  return (gint64) low + 1;
}

char *
fw_session_dup_object_name (FwSession *self, FwTrackId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return self->look.is_covered ? fw_session_dup_covered_name (self, id)
                               : fw_session_dup_uncovered_name (self, id);
}

char *
fw_session_dup_covered_name (FwSession *self, FwTrackId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  /* Translators: an object whose category is not told; %s is its number */
  return g_strdup_printf (_ ("Object %" PRId64),
                          get_number (self, fw_document_get_track (self->document, id), id));
}

char *
fw_session_dup_uncovered_name (FwSession *self, FwTrackId id)
{
  FwTrack *track;
  const char *category;

  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  track = fw_document_get_track (self->document, id);
  if (track != NULL && fw_track_get_name (track) != NULL)
    return g_strdup (fw_track_get_name (track));

  category = get_category_name (self, track == NULL ? 0 : fw_track_get_category (track));
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, category, get_number (self, track, id));
}

guint32
fw_session_get_colour (FwSession *self, FwCategoryId id)
{
  if (self->look.is_covered)
    return FW_COVERED_COLOUR;

  return fw_taxonomy_get_colour (fw_session_get_taxonomy (self), id);
}

/* Selection */

const FwTrackId *
fw_session_get_selection (FwSession *self, gsize *out_n)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return fw_selection_get_ids (self->selection, out_n);
}

FwTrackId
fw_session_get_primary (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), 0);

  return fw_selection_get_primary (self->selection);
}

gboolean
fw_session_is_selected (FwSession *self, FwTrackId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return fw_selection_contains (self->selection, id);
}

/* Corrects who is selected in the list that is there; FALSE when the selection
 * also decides who is in it, so that it has to be made anew. Choosing one of
 * 10,000 objects should not cost making them all. */
static gboolean
reflag_objects (FwSession *self)
{
  gsize n_ids;
  const FwTrackId *ids = fw_session_get_selection (self, &n_ids);

  if (!self->objects_valid)
    return TRUE;

  for (gsize i = 0; i < n_ids; i++)
    if (fw_session_find_object (self, ids[i]) == NULL)
      return FALSE;
  for (guint i = 0; i < self->objects->len; i++)
    {
      FwObject *object = &g_array_index (self->objects, FwObject, i);
      gboolean was = (object->flags & FW_OBJECT_SELECTED) != 0;
      gboolean is = fw_selection_contains (self->selection, object->id);

      if (was == is)
        continue;
      if (!fw_presence_is_visible (object->presence))
        return FALSE;
      object->flags ^= FW_OBJECT_SELECTED;
    }
  return TRUE;
}

/* The selection is another one: tells, and gives up what belonged to the old. */
static void
selection_changed (FwSession *self)
{
  fw_session_freeze (self);
  fw_session_set_active_vertex (self, 0);
  if (!reflag_objects (self))
    fw_session_drop_objects (self);
  fw_session_pend (self,
                   FW_PENDING_SELECTION | FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

void
fw_session_select (FwSession *self, FwTrackId id)
{
  fw_session_select_many (self, &id, id == 0 ? 0 : 1);
}

void
fw_session_select_many (FwSession *self, const FwTrackId *ids, gsize n_ids)
{
  g_autoptr (GArray) known = NULL;

  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (n_ids == 0 || ids != NULL);

  known = g_array_sized_new (FALSE, FALSE, sizeof (FwTrackId), (guint) n_ids);
  for (gsize i = 0; i < n_ids; i++)
    if (fw_document_get_track (self->document, ids[i]) != NULL)
      g_array_append_val (known, ids[i]);

  if (fw_selection_set (self->selection, (const FwTrackId *) (gpointer) known->data, known->len))
    selection_changed (self);
}

void
fw_session_toggle_selected (FwSession *self, FwTrackId id)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (fw_document_get_track (self->document, id) != NULL
      && fw_selection_toggle (self->selection, id))
    selection_changed (self);
}

gboolean
fw_session_get_selection_bounds (FwSession *self, FwRect *out_bounds)
{
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (self, &n);
  gboolean found = FALSE;

  g_return_val_if_fail (out_bounds != NULL, FALSE);

  for (gsize i = 0; i < n; i++)
    {
      const FwObject *object = fw_session_find_object (self, ids[i]);

      if (object == NULL || object->shape == NULL || !fw_shape_is_finite (object->shape))
        continue;
      *out_bounds = found ? fw_rect_union (*out_bounds, object->bounds) : object->bounds;
      found = TRUE;
    }
  return found;
}

/* Hidden and locked */

gboolean
fw_session_is_hidden (FwSession *self, FwTrackId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->hidden, &id);
}

gboolean
fw_session_is_locked (FwSession *self, FwTrackId id)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->locked, &id);
}

static void
put_in_set (FwSession *self, GHashTable *set, FwTrackId id, gboolean present)
{
  gboolean changed = present ? g_hash_table_add (set, g_memdup2 (&id, sizeof id))
                             : g_hash_table_remove (set, &id);

  if (!changed)
    return;

  fw_session_freeze (self);
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

void
fw_session_set_hidden (FwSession *self, FwTrackId id, gboolean hidden)
{
  g_return_if_fail (FW_IS_SESSION (self));

  put_in_set (self, self->hidden, id, hidden);
}

void
fw_session_set_locked (FwSession *self, FwTrackId id, gboolean locked)
{
  g_return_if_fail (FW_IS_SESSION (self));

  put_in_set (self, self->locked, id, locked);
}

/* Marks */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const FwMark *left = a;
  const FwMark *right = b;

  if (left->track != right->track)
    return left->track < right->track ? -1 : 1;
  if (left->span.first != right->span.first)
    return left->span.first < right->span.first ? -1 : 1;
  return (int) right->severity - (int) left->severity;
}

void
fw_marks_sort (GArray *marks)
{
  g_return_if_fail (marks != NULL);

  g_array_sort (marks, compare_marks);
}

void
fw_session_share_marks (FwSession *self, GArray *marks)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (marks != NULL);

  fw_session_freeze (self);
  g_array_ref (marks);
  g_array_unref (self->marks);
  self->marks = marks;
  fw_session_pend (self, FW_PENDING_MARKS | FW_PENDING_IDLE);
  fw_session_thaw (self);
}

void
fw_session_set_marks (FwSession *self, const FwMark *marks, gsize n_marks)
{
  g_autoptr (GArray) copy = g_array_new (FALSE, FALSE, sizeof (FwMark));

  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (n_marks == 0 || marks != NULL);
  g_return_if_fail (n_marks <= G_MAXUINT);

  if (n_marks > 0)
    g_array_append_vals (copy, marks, (guint) n_marks);
  fw_marks_sort (copy);
  fw_session_share_marks (self, copy);
}

void
fw_session_set_questions (FwSession *self, FwOpenQuestions *questions)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (questions == self->questions)
    return;

  fw_session_freeze (self);
  g_clear_pointer (&self->questions, fw_open_questions_unref);
  self->questions = questions != NULL ? fw_open_questions_ref (questions) : NULL;
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_MARKS | FW_PENDING_OBJECTS | FW_PENDING_IDLE);
  fw_session_thaw (self);
}

FwOpenQuestions *
fw_session_get_questions (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return self->questions;
}

void
fw_session_set_task (FwSession *self, FwSpanSet *frames)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if ((frames == NULL) == (self->task == NULL) && fw_span_set_equal (frames, self->task))
    return;

  fw_session_freeze (self);
  g_clear_pointer (&self->task, fw_span_set_unref);
  self->task = frames != NULL ? fw_span_set_ref (frames) : NULL;
  fw_session_pend (self, FW_PENDING_MARKS);
  fw_session_thaw (self);
}

FwSpanSet *
fw_session_get_task (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  return self->task;
}

gboolean
fw_session_is_in_task (FwSession *self, FwFrame frame)
{
  g_return_val_if_fail (FW_IS_SESSION (self), TRUE);

  return self->task == NULL || fw_span_set_contains (self->task, frame);
}

const FwMark *
fw_session_get_marks (FwSession *self, gsize *out_n)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->marks->len;
  return (const FwMark *) (gpointer) self->marks->data;
}

/* Index of the first mark whose track is at least @id. */
static gsize
find_marks (const FwMark *marks, gsize n_marks, FwTrackId id)
{
  gsize low = 0;
  gsize high = n_marks;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (marks[middle].track < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const FwMark *
fw_session_get_track_marks (FwSession *self, FwTrackId id, gsize *out_n)
{
  gsize n_marks, first;
  const FwMark *marks;

  g_return_val_if_fail (FW_IS_SESSION (self), NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  marks = fw_session_get_marks (self, &n_marks);
  first = find_marks (marks, n_marks, id);
  *out_n = find_marks (marks, n_marks, id + 1) - first;
  return marks + first;
}

void
fw_session_get_severity (FwSession *self,
                         FwTrackId id,
                         FwMarkLevel *out_here,
                         FwMarkLevel *out_anywhere)
{
  gsize n_marks;
  const FwMark *marks = fw_session_get_track_marks (self, id, &n_marks);
  FwMarkLevel here = FW_MARK_NONE;
  FwMarkLevel anywhere = FW_MARK_NONE;

  for (gsize i = 0; i < n_marks; i++)
    {
      anywhere = MAX (anywhere, marks[i].severity);
      if (fw_span_contains (marks[i].span, self->frame))
        here = MAX (here, marks[i].severity);
    }
  if (out_here != NULL)
    *out_here = here;
  if (out_anywhere != NULL)
    *out_anywhere = anywhere;
}
