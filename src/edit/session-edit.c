/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How tools and commands write to the document: previews that become one step,
 * new objects, changed ones. The changed tracks are computed before the step
 * begins, so a refusal leaves the document untouched.
 */

#include "fw-config.h"

#include "core/error.h"
#include "core/track-edit.h"
#include "edit/session.h"
#include "edit/session-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Steps of a key that repeats, or of a field, that are closer than this are one. */
#define REPEAT_US G_TIME_SPAN_SECOND

void
fw_session_set_previews (FwSession *self, const FwPreview *previews, gsize n_previews)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (n_previews == 0 || previews != NULL);

  if (n_previews == 0 && self->previews->len == 0)
    return;

  fw_session_freeze (self);
  for (gsize i = 0; i < n_previews; i++)
    fw_shape_ref (previews[i].shape);
  g_array_set_size (self->previews, 0);
  if (n_previews > 0)
    g_array_append_vals (self->previews, previews, (guint) n_previews);
  fw_session_pend (self, FW_PENDING_ACTIVE);
  fw_session_thaw (self);
}

const FwPreview *
fw_session_get_previews (FwSession *self, gsize *out_n)
{
  g_return_val_if_fail (FW_IS_SESSION (self), NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->previews->len;
  return (const FwPreview *) (gpointer) self->previews->data;
}

void
fw_session_clear_previews (FwSession *self)
{
  fw_session_set_previews (self, NULL, 0);
}

FwShape *
fw_session_dup_shape (FwSession *self, FwTrackId id)
{
  const FwObject *object;

  g_return_val_if_fail (FW_IS_SESSION (self), NULL);

  for (guint i = 0; i < self->previews->len; i++)
    {
      const FwPreview *preview = &g_array_index (self->previews, FwPreview, i);

      if (preview->id == id)
        return fw_shape_ref (preview->shape);
    }
  object = fw_session_find_object (self, id);
  return object == NULL || object->shape == NULL ? NULL : fw_shape_ref (object->shape);
}

gboolean
fw_session_check_writable (FwSession *self, GError **error)
{
  if (!self->read_only)
    return TRUE;

  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                       _("This work is open for reading only. Make a copy to edit it."));
  return FALSE;
}

FwTrack *
fw_session_check_track (FwSession *self, FwTrackId id, GError **error)
{
  FwTrack *track;

  if (!fw_session_check_writable (self, error))
    return NULL;

  track = fw_document_get_track (self->document, id);
  if (track == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not there any more."), id);
      return NULL;
    }
  if (fw_session_is_locked (self, id))
    {
      g_autofree char *name = fw_session_dup_object_name (self, id);

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   /* Translators: %s is an object such as "Car 12" */
                   _("%s is locked. Press {toggle-locked} to unlock it."), name);
      return NULL;
    }
  return track;
}

/* Takes "nothing here" away from the frames of @run. */
static void
unmark_run (FwSession *self, FwSpan run)
{
  FwSpanSet *marked = fw_snapshot_get_frames_with (fw_session_get_snapshot (self), FW_SLOT_EMPTY);
  g_autoptr (FwSpanSet) rest = fw_span_set_with (marked, run, FALSE);

  if (!fw_span_set_equal (marked, rest))
    fw_document_replace (self->document, (FwSlot) { FW_SLOT_EMPTY, 0 }, rest);
}

void
fw_session_unmark_empty (FwSession *self, FwTrack *track)
{
  gsize n_gaps;
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);
  FwSpan run = fw_track_get_span (track);
  FwFrame last = run.last;

  if (fw_snapshot_get_frames_with (fw_session_get_snapshot (self), FW_SLOT_EMPTY) == NULL)
    return;

  for (gsize i = 0; i < n_gaps; i++)
    {
      unmark_run (self, (FwSpan) { run.first, gaps[i].first - 1 });
      run.first = gaps[i].last + 1;
    }
  unmark_run (self, (FwSpan) { run.first, last });
}

void
fw_session_set_author (FwSession *self, const char *author)
{
  g_return_if_fail (FW_IS_SESSION (self));

  fw_document_set_author (self->document, author);
}

void
fw_session_set_repeats (FwSession *self, gboolean repeats)
{
  self->repeats = repeats;
}

void
fw_session_write (FwSession *self, const char *label, GPtrArray *tracks)
{
  fw_session_freeze (self);
  if (self->repeats)
    fw_document_begin_repeating (self->document, label, self->frame, REPEAT_US);
  else
    fw_document_begin (self->document, label, self->frame);
  for (guint i = 0; i < tracks->len; i++)
    {
      FwTrack *track = tracks->pdata[i];

      fw_document_replace_track (self->document, fw_track_get_id (track), track);
      fw_session_unmark_empty (self, track);
    }
  fw_document_commit (self->document);
  fw_session_thaw (self);
}

void
fw_session_write_track (FwSession *self, const char *label, FwTrack *track)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new ();

  g_ptr_array_add (tracks, track);
  fw_session_write (self, label, tracks);
}

FwCategoryId
fw_session_add_category (FwSession *self, const char *name)
{
  FwTaxonomy *before = fw_session_get_taxonomy (self);
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new_from (before);
  g_autoptr (FwTaxonomy) after = NULL;
  FwCategory category = { .id = 1, .name = name, .supercategory = "", .in_manual = FALSE };

  g_assert (fw_document_is_in_step (self->document));

  for (gsize i = 0; before != NULL && i < fw_taxonomy_get_n_categories (before); i++)
    category.id = MAX (category.id, fw_taxonomy_get_category (before, i)->id + 1);
  fw_taxonomy_builder_add_category (builder, &category);
  after = fw_taxonomy_builder_end (builder);
  fw_document_replace (self->document, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, after);
  return category.id;
}

/* A new track, not in the document yet. */
static FwTrack *
make_track (FwSession *self, FwCategoryId category, FwShape *shape, GError **error)
{
  FwTrackId id = fw_document_take_track_id (self->document);
  FwTrackBuilder *builder = fw_track_builder_new (id, category);

  fw_track_builder_set_single (builder, !fw_session_is_video (self));
  fw_track_builder_set_source (builder, "manual");
  fw_track_builder_set_key (builder, self->frame, shape);
  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_session_write_new (
    FwSession *self, const char *label, FwCategoryId category, FwShape *shape, GError **error)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self);
  g_autoptr (FwTrack) track = NULL;
  FwTrackId id;

  if (!fw_session_check_writable (self, error))
    return NULL;

  fw_session_freeze (self);
  fw_document_begin (self->document, label, self->frame);
  if (taxonomy == NULL || fw_taxonomy_find (taxonomy, category) == NULL)
    {
      /* Nobody should have to write a list of words before the first box. */
      category = fw_session_add_category (self, "object");
    }
  track = make_track (self, category, shape, error);
  if (track == NULL)
    {
      fw_document_abort (self->document);
      fw_session_thaw (self);
      return NULL;
    }
  id = fw_track_get_id (track);
  fw_document_replace_track (self->document, id, track);
  fw_session_unmark_empty (self, track);
  fw_document_commit (self->document);
  fw_session_select (self, id);
  fw_session_thaw (self);
  return fw_document_get_track (self->document, id);
}

gboolean
fw_session_commit_previews (FwSession *self, const char *label, GError **error)
{
  g_autoptr (GArray) previews = NULL;
  g_autoptr (GPtrArray) tracks = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);
  g_return_val_if_fail (label != NULL, FALSE);

  fw_session_freeze (self);
  previews = g_steal_pointer (&self->previews);
  self->previews = g_array_new (FALSE, FALSE, sizeof (FwPreview));
  g_array_set_clear_func (self->previews, fw_session_clear_preview);
  fw_session_pend (self, FW_PENDING_ACTIVE);

  tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);
  for (guint i = 0; done && i < previews->len; i++)
    {
      const FwPreview *preview = &g_array_index (previews, FwPreview, i);
      FwTrack *track, *after;

      if (preview->id == 0)
        {
          done = fw_session_write_new (self, label, preview->category, preview->shape, error)
                 != NULL;
          continue;
        }
      track = fw_session_check_track (self, preview->id, error);
      after
          = track == NULL ? NULL : fw_track_edit_shape (track, self->frame, preview->shape, error);
      if (after == NULL)
        done = FALSE;
      else
        g_ptr_array_add (tracks, after);
    }
  if (done && tracks->len > 0)
    fw_session_write (self, label, tracks);
  fw_session_thaw (self);
  return done;
}
