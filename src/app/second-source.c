/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/second-source.h"

#include <glib/gi18n.h>
#include <math.h>

/* Its own decoded frames; more helps nobody who goes from front to back. */
#define CACHE_BYTES (64 * 1024 * 1024)
#define POLL_US (20 * 1000)

struct _FwSecondSource
{
  FwSource     *first;   /* (owned) whose frame numbers count */
  FwSource     *own;     /* (owned) */
  GMainContext *context; /* (owned) where the own source tells; nobody listens */
};

static FwSource *
open_again (FwSource      *first,
            gboolean       is_confirming,
            GCancellable  *cancellable,
            GError       **error)
{
  const FwSourceOptions options = { .cache_bytes = CACHE_BYTES,
                                    .n_threads = 1,
                                    .no_confirm = !is_confirming,
                                    .no_ahead = TRUE };
  g_autoptr(GPtrArray) paths = NULL;
  FwSourceFacts facts;
  FwSourceFrame frame;

  fw_source_get_facts (first, &facts);
  if (facts.kind == FW_MEDIA_KIND_VIDEO)
    return fw_source_open_sync (fw_source_get_path (first), &options, cancellable, error);

  /* The same pictures in the same order, whatever happens in the folder. */
  paths = g_ptr_array_new_with_free_func (g_free);
  for (FwFrame i = 0; i < fw_source_get_n_frames (first); i++)
    if (fw_source_get_frame (first, i, &frame))
      g_ptr_array_add (paths, g_strdup (frame.path));

  return fw_source_open_list_sync (paths, fw_source_get_path (first), &options, cancellable, error);
}

/* Opens and waits until the frames are known. */
static FwSource *
open_and_count (FwSecondSource *self,
                gboolean        is_confirming,
                GCancellable   *cancellable,
                GError        **error)
{
  FwSourceState wanted
      = is_confirming ? FW_SOURCE_STATE_CONFIRMED : FW_SOURCE_STATE_CONFIRMING;
  FwSource *own = open_again (self->first, is_confirming, cancellable, error);

  while (own && fw_source_get_state (own) < wanted && !g_cancellable_is_cancelled (cancellable))
    {
      g_main_context_iteration (self->context, FALSE);
      g_usleep (POLL_US);
    }

  return own;
}

FwSecondSource *
fw_second_source_new (FwSource      *first,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (FW_IS_SOURCE (first), NULL);

  FwSecondSource *self = g_new0 (FwSecondSource, 1);

  self->first = g_object_ref (first);
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->own = open_and_count (self, FALSE, cancellable, error);
  /* In files without time stamps only decoding tells what is a frame. */
  if (self->own && fw_source_get_n_frames (self->own) == 0 && fw_source_get_n_frames (first) > 0)
    {
      g_object_unref (self->own);
      self->own = open_and_count (self, TRUE, cancellable, error);
    }
  g_main_context_pop_thread_default (self->context);
  /* One that was not scanned to its end knows only the first of the frames. */
  if (!self->own || g_cancellable_set_error_if_cancelled (cancellable, self->own ? error : NULL))
    g_clear_pointer (&self, fw_second_source_free);

  return self;
}

void
fw_second_source_free (FwSecondSource *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->own);
  g_clear_object (&self->first);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

/* The frame's number in the own source, which may have counted otherwise while
 * the first one went on to confirm. */
static FwFrame
find_own_frame (FwSecondSource *self,
                FwFrame         frame)
{
  FwSourceFrame wanted, found;
  FwFrame own;

  if (!fw_source_get_frame (self->first, frame, &wanted))
    return FW_FRAME_NONE;
  if (wanted.path)
    return frame;
  if (fw_source_get_frame (self->own, frame, &found) && found.pts == wanted.pts)
    return frame;
  if (isnan (wanted.timestamp_ms))
    return FW_FRAME_NONE;

  own = fw_source_find_time (self->own, wanted.timestamp_ms);

  return fw_source_get_frame (self->own, own, &found) && found.pts == wanted.pts ? own
                                                                                 : FW_FRAME_NONE;
}

FwPicture *
fw_second_source_get_picture (FwSecondSource *self,
                              FwFrame         frame,
                              guint           max_width,
                              guint           max_height,
                              GCancellable   *cancellable,
                              GError        **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwFrame own;

  /* The source tells its news to nobody; let them go. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  own = find_own_frame (self, frame);
  if (own == FW_FRAME_NONE)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_SEEK,
                   _("Frame %d cannot be found in the media."), frame);
      return NULL;
    }

  return fw_source_get_picture_sync (self->own, own, max_width, max_height, cancellable, error);
}
