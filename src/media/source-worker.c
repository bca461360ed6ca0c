/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Requests and the two threads that serve them: see source.c. A request is
 * owned by whoever holds it: the slot or queue it waits in, the thread that
 * works on it, and at the end the main context that returns it.
 */

#include <glib/gi18n.h>

#include "media/source-internal.h"

/* Pictures converted ahead on each side of the current frame. */
#define PICTURES_AHEAD 3

/* Frames decoded ahead at most, whatever the cache could hold. */
#define FRAMES_AHEAD 96

/* Requests ---------------------------------------------------------------------- */

Request *
fw_request_new (const FwFrameRequest *what,
             GCancellable         *cancellable)
{
  Request *request = g_new0 (Request, 1);

  request->what = *what;
  request->cancellable = cancellable ? g_object_ref (cancellable) : NULL;

  return request;
}

void
fw_request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->task);
  g_clear_object (&request->cancellable);
  g_clear_pointer (&request->raw, fw_raw_frame_unref);
  g_clear_pointer (&request->picture, fw_picture_unref);
  g_clear_error (&request->error);
  g_free (request);
}

static gboolean
return_task_cb (gpointer data)
{
  Request *request = data;

  if (request->error)
    g_task_return_error (request->task, g_steal_pointer (&request->error));
  else
    g_task_return_pointer (request->task, g_steal_pointer (&request->picture),
                           (GDestroyNotify) fw_picture_unref);

  return G_SOURCE_REMOVE;
}

static void
set_cancelled (Request *request)
{
  if (!request->error)
    request->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
}

/* Hands a request back. Lock held. An asynchronous one is returned, and so
 * freed, by the main context: the last reference to its source must not be
 * dropped here. */
void
fw_source_finish_locked (FwSource *self,
               Request  *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  if (!request->task)
    {
      request->is_done = TRUE;
      g_cond_broadcast (&priv->changed);
      return;
    }
  priv->n_waiting--;
  g_cond_broadcast (&priv->changed);

  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, return_task_cb, request, fw_request_free);
  g_source_attach (source, priv->main_context);
  g_source_unref (source);
}

static gboolean
is_unwanted_locked (FwSource *self,
                    Request  *request)
{
  return fw_source_priv (self)->is_stopping || request->is_stale
         || (request->cancellable && g_cancellable_is_cancelled (request->cancellable));
}

gboolean
fw_source_should_stop (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  gboolean result = priv->decoding
                      ? is_unwanted_locked (self, priv->decoding)
                      : priv->is_stopping || priv->newest || !g_queue_is_empty (&priv->blocking);
  g_mutex_unlock (&priv->lock);

  return result;
}

gboolean
fw_source_may_skip (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  Request *request = priv->decoding;
  gboolean result = request && request->task && request->what.direction == 0;
  g_mutex_unlock (&priv->lock);

  return result;
}

/* Moving there counts, whoever asks. */
void
fw_source_set_focus_locked (FwSource             *self,
                  const FwFrameRequest *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  int direction = request->direction;

  if (direction == 0 && request->frame == priv->focus.frame)
    direction = priv->focus.direction;
  if (request->frame != priv->focus.frame)
    priv->unreachable = FW_FRAME_NONE;
  priv->focus = *request;
  priv->focus.direction = direction;
  fw_frame_cache_set_focus (priv->cache, request->frame);
  fw_frame_cache_trim_pictures (priv->cache,
                                (FwSpan) { MAX (request->frame - 2 * PICTURES_AHEAD, 0),
                                           request->frame + 2 * PICTURES_AHEAD });
  g_cond_broadcast (&priv->changed);
}

void
fw_source_supersede_locked (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  if (priv->newest)
    {
      set_cancelled (priv->newest);
      fw_source_finish_locked (self, g_steal_pointer (&priv->newest));
    }
  if (priv->decoding && priv->decoding->task)
    priv->decoding->is_stale = TRUE;
  for (GList *i = priv->converting.head; i; i = i->next)
    if (((Request *) i->data)->task)
      ((Request *) i->data)->is_stale = TRUE;
}

/* Cache ------------------------------------------------------------------------- */

void
fw_source_lock (FwSource *self)
{
  g_mutex_lock (&fw_source_priv (self)->lock);
}

void
fw_source_unlock (FwSource *self)
{
  g_mutex_unlock (&fw_source_priv (self)->lock);
}

void
fw_source_store_locked (FwSource   *self,
                        FwFrame     frame,
                        FwRawFrame *raw)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  if (fw_frame_cache_contains (priv->cache, frame))
    return;
  if (fw_frame_cache_put (priv->cache, frame, raw)
      && ABS (frame - priv->focus.frame) <= PICTURES_AHEAD)
    g_cond_broadcast (&priv->changed);
}

gboolean
fw_source_wants_locked (FwSource *self,
                        FwFrame   frame)
{
  return !fw_frame_cache_contains (fw_source_priv (self)->cache, frame);
}

FwRawFrame *
fw_source_peek_raw_locked (FwSource *self,
                           FwFrame   frame)
{
  return fw_frame_cache_get (fw_source_priv (self)->cache, frame);
}

void
fw_source_forget_from_locked (FwSource *self,
                              FwFrame   from)
{
  fw_frame_cache_remove_from (fw_source_priv (self)->cache, from);
}

void
fw_source_wait_locked (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  /* Not for ever: a cancellable does not wake us. */
  g_cond_wait_until (&priv->changed, &priv->lock,
                     g_get_monotonic_time () + 50 * G_TIME_SPAN_MILLISECOND);
}

/* How many frames the cache holds on each side when it is full. */
static FwFrame
count_ahead_locked (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  gsize frame_size = fw_frame_cache_get_frame_size (priv->cache);

  if (frame_size == 0)
    return 1;

  /* Two fifths each way; the rest is for pictures and what is on its way. */
  gsize n = fw_frame_cache_get_budget (priv->cache) * 2 / 5 / frame_size;

  return (FwFrame) CLAMP (n, 1, FRAMES_AHEAD);
}

/* The frame to decode next without being asked, or FW_FRAME_NONE. */
static FwFrame
find_ahead_locked (FwSource *self,
                   FwFrame   n_frames)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  FwFrame focus = priv->focus.frame;
  FwFrame reach = count_ahead_locked (self);
  FwSpan ready = fw_frame_cache_get_span (priv->cache, focus);

  if (priv->options.no_ahead || focus == FW_FRAME_NONE || focus >= n_frames
      || ready.last < ready.first)
    return FW_FRAME_NONE;

  gboolean needs_next = ready.last < MIN (focus + reach, n_frames - 1);
  /* Going back costs a whole group: begin when half of the way is used up. */
  gboolean needs_previous = ready.first > MAX (focus - reach / 2, 0);
  FwFrame next = needs_next ? ready.last + 1 : FW_FRAME_NONE;
  FwFrame previous = needs_previous ? ready.first - 1 : FW_FRAME_NONE;

  if (next == priv->unreachable)
    next = FW_FRAME_NONE;
  if (previous == priv->unreachable)
    previous = FW_FRAME_NONE;
  if (priv->focus.direction < 0)
    return previous != FW_FRAME_NONE ? previous : next;
  /* A step back must never wait long, so a few frames ahead are enough at first. */
  if (previous != FW_FRAME_NONE && next != FW_FRAME_NONE && priv->focus.direction == 0
      && ready.last >= focus + reach / 4)
    return previous;

  return next != FW_FRAME_NONE ? next : previous;
}

/* Decoding thread ----------------------------------------------------------------- */

static void
show_preview (FwSource *self,
              Request  *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  FwFrame shown = FW_SOURCE_GET_CLASS (self)->find_preview
                    ? FW_SOURCE_GET_CLASS (self)->find_preview (self, request->what.frame)
                    : FW_FRAME_NONE;

  if (shown == FW_FRAME_NONE || shown == request->what.frame)
    return;

  g_autoptr(FwRawFrame) raw = FW_SOURCE_GET_CLASS (self)->decode (self, shown, NULL);

  if (!raw)
    return;
  if (!priv->preview_converter)
    priv->preview_converter = fw_converter_new ();

  FwPicture *picture = fw_converter_convert (priv->preview_converter, raw, request->what.max_width,
                                             request->what.max_height, NULL);

  if (!picture)
    return;

  Preview *preview = g_new0 (Preview, 1);

  *preview = (Preview) { request->what.frame, shown, picture };
  g_mutex_lock (&priv->lock);
  g_queue_push_tail (&priv->previews, preview);
  g_source_set_ready_time (priv->teller, 0);
  g_mutex_unlock (&priv->lock);
}

void
fw_source_preview_free (gpointer data)
{
  Preview *preview = data;

  fw_picture_unref (preview->picture);
  g_free (preview);
}

static Request *
take_request_locked (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  if (!g_queue_is_empty (&priv->blocking))
    return g_queue_pop_head (&priv->blocking);

  return g_steal_pointer (&priv->newest);
}

static FwRawFrame *
decode_request (FwSource *self,
                Request  *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  FwSourceClass *klass = FW_SOURCE_GET_CLASS (self);
  FwFrame frame = request->what.frame;

  if (request->wants_raw && klass->decode_native)
    return klass->decode_native (self, frame, &request->error);

  g_mutex_lock (&priv->lock);
  FwRawFrame *known = fw_frame_cache_get (priv->cache, frame);
  if (known)
    fw_raw_frame_ref (known);
  g_mutex_unlock (&priv->lock);

  if (known)
    return known;
  if (request->what.scrub)
    show_preview (self, request);

  return klass->decode (self, frame, &request->error);
}

static void
serve (FwSource *self,
       Request  *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  request->raw = decode_request (self, request);

  g_mutex_lock (&priv->lock);
  priv->decoding = NULL;
  if (is_unwanted_locked (self, request))
    {
      g_clear_error (&request->error);
      set_cancelled (request);
    }
  if (request->raw && !request->error && !request->wants_raw)
    {
      fw_source_store_locked (self, request->what.frame, request->raw);
      g_queue_push_tail (&priv->converting, request);
      g_cond_broadcast (&priv->changed);
    }
  else
    fw_source_finish_locked (self, request);
  g_mutex_unlock (&priv->lock);
}

gpointer
fw_source_decode_thread (gpointer data)
{
  FwSource *self = data;
  FwSourcePrivate *priv = fw_source_priv (self);
  gboolean is_patient = FALSE;

  g_mutex_lock (&priv->lock);
  while (!priv->is_stopping)
    {
      Request *request = take_request_locked (self);

      if (request)
        {
          priv->decoding = request;
          g_mutex_unlock (&priv->lock);
          if (is_patient)
            fw_media_set_patient (is_patient = FALSE);
          serve (self, request);
          g_mutex_lock (&priv->lock);
          continue;
        }

      g_mutex_unlock (&priv->lock);
      FwFrame n_frames = fw_source_get_n_frames (self);
      g_mutex_lock (&priv->lock);

      FwFrame ahead = find_ahead_locked (self, n_frames);

      if (priv->is_stopping || priv->newest || !g_queue_is_empty (&priv->blocking))
        continue;
      if (ahead == FW_FRAME_NONE)
        {
          g_cond_wait (&priv->changed, &priv->lock);
          continue;
        }
      g_mutex_unlock (&priv->lock);
      if (!is_patient)
        fw_media_set_patient (is_patient = TRUE);
      g_autoptr(GError) error = NULL;
      g_autoptr(FwRawFrame) raw = FW_SOURCE_GET_CLASS (self)->decode (self, ahead, &error);
      g_mutex_lock (&priv->lock);
      if (!raw && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        priv->unreachable = ahead;
      else if (raw && !fw_frame_cache_contains (priv->cache, ahead))
        priv->unreachable = ahead; /* no room for it */
    }
  g_mutex_unlock (&priv->lock);

  return NULL;
}

/* Converting thread ---------------------------------------------------------------- */

static FwFrame
find_unconverted_locked (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  int first = priv->focus.direction < 0 ? -1 : 1;

  if (priv->focus.frame == FW_FRAME_NONE || priv->options.no_ahead)
    return FW_FRAME_NONE;

  for (int distance = 0; distance <= PICTURES_AHEAD; distance++)
    for (int side = 0; side < 2; side++)
      {
        FwFrame frame = priv->focus.frame + (side == 0 ? first : -first) * distance;

        if (frame >= 0 && fw_frame_cache_contains (priv->cache, frame)
            && !fw_frame_cache_get_picture (priv->cache, frame, priv->focus.max_width,
                                            priv->focus.max_height))
          return frame;
      }

  return FW_FRAME_NONE;
}

static void
convert_request (FwSource    *self,
                 FwConverter *converter,
                 Request     *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  FwPicture *known = fw_frame_cache_get_picture (priv->cache, request->what.frame,
                                                 request->what.max_width, request->what.max_height);

  if (is_unwanted_locked (self, request))
    set_cancelled (request);
  else if (known)
    request->picture = fw_picture_ref (known);
  else
    {
      g_mutex_unlock (&priv->lock);
      request->picture
        = fw_converter_convert (converter, request->raw, request->what.max_width,
                                request->what.max_height, &request->error);
      g_mutex_lock (&priv->lock);
      if (request->picture)
        fw_frame_cache_put_picture (priv->cache, request->what.frame, request->picture,
                                    request->what.max_width, request->what.max_height);
    }
  fw_source_finish_locked (self, request);
}

static void
convert_ahead (FwSource    *self,
               FwConverter *converter,
               FwFrame      frame)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  g_autoptr(FwRawFrame) raw = fw_raw_frame_ref (fw_frame_cache_get (priv->cache, frame));
  FwFrameRequest focus = priv->focus;

  g_mutex_unlock (&priv->lock);
  g_autoptr(FwPicture) picture
    = fw_converter_convert (converter, raw, focus.max_width, focus.max_height, NULL);
  g_mutex_lock (&priv->lock);
  if (!picture)
    fw_frame_cache_remove (priv->cache, frame); /* asked for, it will say why */
  else if (fw_frame_cache_get (priv->cache, frame) == raw)
    fw_frame_cache_put_picture (priv->cache, frame, picture, focus.max_width, focus.max_height);
}

gpointer
fw_source_convert_thread (gpointer data)
{
  FwSource *self = data;
  FwSourcePrivate *priv = fw_source_priv (self);
  g_autoptr(FwConverter) converter = fw_converter_new ();

  fw_media_set_patient (TRUE);
  g_mutex_lock (&priv->lock);
  while (!priv->is_stopping)
    {
      FwFrame frame;

      if (!g_queue_is_empty (&priv->converting))
        convert_request (self, converter, g_queue_pop_head (&priv->converting));
      else if ((frame = find_unconverted_locked (self)) != FW_FRAME_NONE)
        convert_ahead (self, converter, frame);
      else
        g_cond_wait (&priv->changed, &priv->lock);
    }
  g_mutex_unlock (&priv->lock);

  return NULL;
}

