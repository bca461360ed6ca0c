/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What all media have in common: requests, the cache around the frame a person
 * looks at, and telling views.
 *
 * Threads. The main thread asks and is told. The decoding thread serves one
 * request at a time (newest first, the others finish as cancelled) and, when
 * there is none, decodes ahead: in the direction of travel first, then the
 * other way, so that stepping back across a keyframe finds its pictures. The
 * converting thread makes RGB pictures of requested frames and then of their
 * neighbours. All three share one lock, which is never held while decoding or
 * converting.
 *
 * Telling. Worker threads never emit anything. They set what changed and arm
 * one GSource in the main context; it compares, notifies, and gathers: at most
 * ten times a second. The object must be dropped in the main thread, so
 * workers never own a reference to it: they end before it does.
 */

#include "media/source.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "media/media-enums.h"
#include "media/source-internal.h"

#define DEFAULT_CACHE_MAX ((gsize) 2 << 30)
#define DEFAULT_CACHE_MIN ((gsize) 64 << 20)

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FwSource, fw_source, G_TYPE_OBJECT)

FwSourcePrivate *
fw_source_priv (FwSource *self)
{
  return fw_source_get_instance_private (self);
}

GType
fw_source_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { FW_SOURCE_STATE_SCANNING, "FW_SOURCE_STATE_SCANNING", "scanning" },
    { FW_SOURCE_STATE_CONFIRMING, "FW_SOURCE_STATE_CONFIRMING", "confirming" },
    { FW_SOURCE_STATE_CONFIRMED, "FW_SOURCE_STATE_CONFIRMED", "confirmed" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FwSourceState", values));

  return type;
}

void
fw_media_lower_priority (void)
{
  /* Linux keeps the nice value per thread, and threads made here inherit it. */
  setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), 19);
}

void
fw_media_set_patient (gboolean is_patient)
{
  struct sched_param param = { 0 };

  /* Per thread on Linux. A batch thread that is woken pushes nobody off a
   * processor; where this is not allowed, steps are merely less even. */
  sched_setscheduler (0, is_patient ? SCHED_BATCH : SCHED_OTHER, &param);
}

static gboolean
dispatch_cb (GSource     *source,
             GSourceFunc  callback,
             gpointer     data)
{
  return callback (data);
}

static GSourceFuncs teller_funcs = { NULL, NULL, dispatch_cb, NULL, NULL, NULL };

/* Life ------------------------------------------------------------------------------- */

gsize
fw_source_default_cache_bytes (void)
{
  g_autofree char *text = NULL;
  guint64 available_kib = 0;

  /* MemAvailable is what can be had without swapping. */
  if (g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    {
      const char *line = g_strstr_len (text, -1, "MemAvailable:");

      if (line)
        available_kib = g_ascii_strtoull (line + strlen ("MemAvailable:"), NULL, 10);
    }

  return CLAMP ((gsize) (available_kib * 1024 / 4), DEFAULT_CACHE_MIN, DEFAULT_CACHE_MAX);
}

void
fw_source_start (FwSource              *self,
                 const char            *path,
                 const FwSourceOptions *options,
                 GMainContext          *main_context)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  priv->path = g_strdup (path);
  priv->name = path ? g_filename_display_basename (path) : g_strdup (_("Pictures"));
  priv->options = *options;
  priv->can_wait_for_main = main_context != NULL;
  priv->main_context = main_context ? g_main_context_ref (main_context)
                                    : g_main_context_ref_thread_default ();
  priv->cache = fw_frame_cache_new (options->cache_bytes);
  priv->teller = g_source_new (&teller_funcs, sizeof (GSource));
  g_source_set_static_name (priv->teller, "fw-source-teller");
  g_source_set_callback (priv->teller, fw_source_tell_cb, self, NULL);
  priv->decode_thread = g_thread_new ("fw-decode", fw_source_decode_thread, self);
  priv->convert_thread = g_thread_new ("fw-convert", fw_source_convert_thread, self);
}

void
fw_source_set_cancellable (FwSource     *self,
                           GCancellable *stopping)
{
  g_set_object (&fw_source_priv (self)->stopping, stopping);
}

void
fw_source_begin_telling (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_source_attach (priv->teller, priv->main_context);
}

const FwSourceOptions *
fw_source_get_options (FwSource *self)
{
  return &fw_source_priv (self)->options;
}

GCancellable *
fw_source_get_cancellable (FwSource *self)
{
  return fw_source_priv (self)->stopping;
}

gboolean
fw_source_is_stopping (FwSource *self)
{
  return g_cancellable_is_cancelled (fw_source_priv (self)->stopping);
}

static void
fw_source_dispose (GObject *object)
{
  FwSource *self = FW_SOURCE (object);
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  gboolean was_stopping = priv->is_stopping;
  priv->is_stopping = TRUE;
  g_cancellable_cancel (priv->stopping);
  g_cond_broadcast (&priv->changed);
  g_mutex_unlock (&priv->lock);

  if (!was_stopping && FW_SOURCE_GET_CLASS (self)->stop)
    FW_SOURCE_GET_CLASS (self)->stop (self);
  g_clear_pointer (&priv->decode_thread, g_thread_join);
  g_clear_pointer (&priv->convert_thread, g_thread_join);
  if (priv->teller)
    {
      g_source_destroy (priv->teller);
      g_clear_pointer (&priv->teller, g_source_unref);
    }

  G_OBJECT_CLASS (fw_source_parent_class)->dispose (object);
}

static void
fw_source_finalize (GObject *object)
{
  FwSourcePrivate *priv = fw_source_priv (FW_SOURCE (object));

  /* Requests hold a reference to us, so none is left. */
  g_assert (!priv->newest && g_queue_is_empty (&priv->converting));
  g_queue_clear_full (&priv->previews, fw_source_preview_free);
  g_clear_pointer (&priv->cache, fw_frame_cache_free);
  g_clear_pointer (&priv->preview_converter, fw_converter_free);
  g_clear_pointer (&priv->main_context, g_main_context_unref);
  g_clear_pointer (&priv->warnings, g_ptr_array_unref);
  g_clear_pointer (&priv->changed_pictures, g_array_unref);
  g_clear_object (&priv->stopping);
  g_cond_clear (&priv->changed);
  g_mutex_clear (&priv->lock);
  g_free (priv->path);
  g_free (priv->name);

  G_OBJECT_CLASS (fw_source_parent_class)->finalize (object);
}

static void
fw_source_class_init (FwSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_source_dispose;
  object_class->finalize = fw_source_finalize;
  object_class->get_property = fw_source_get_property;

  fw_source_install_signals (object_class);
}

static void
fw_source_init (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_init (&priv->lock);
  g_cond_init (&priv->changed);
  priv->stopping = g_cancellable_new ();
  priv->warnings = g_ptr_array_new_with_free_func (g_free);
  priv->changed_pictures = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  priv->focus.frame = FW_FRAME_NONE;
  priv->unreachable = FW_FRAME_NONE;
}

/* Questions ---------------------------------------------------------------------------- */

const char *
fw_source_get_path (FwSource *self)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  return fw_source_priv (self)->path;
}

const char *
fw_source_get_name (FwSource *self)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  return fw_source_priv (self)->name;
}

void
fw_source_get_facts (FwSource      *self,
                     FwSourceFacts *out_facts)
{
  g_return_if_fail (FW_IS_SOURCE (self));
  g_return_if_fail (out_facts != NULL);

  FW_SOURCE_GET_CLASS (self)->get_facts (self, out_facts);
}

FwSourceState
fw_source_get_state (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_val_if_fail (FW_IS_SOURCE (self), FW_SOURCE_STATE_SCANNING);

  g_mutex_lock (&priv->lock);
  FwSourceState state = priv->state;
  g_mutex_unlock (&priv->lock);

  return state;
}

FwFrame
fw_source_get_n_frames (FwSource *self)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), 0);
  return FW_SOURCE_GET_CLASS (self)->get_n_frames (self);
}

FwFrame
fw_source_get_n_confirmed (FwSource *self)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), 0);
  return FW_SOURCE_GET_CLASS (self)->get_n_confirmed (self);
}

gboolean
fw_source_get_frame (FwSource      *self,
                     FwFrame        frame,
                     FwSourceFrame *out_frame)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (out_frame != NULL, FALSE);

  return FW_SOURCE_GET_CLASS (self)->get_frame (self, frame, out_frame);
}

FwFrame
fw_source_find_time (FwSource *self,
                     double    timestamp_ms)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), 0);
  return FW_SOURCE_GET_CLASS (self)->find_time (self, timestamp_ms);
}

FwFrame
fw_source_find_keyframe (FwSource *self,
                         FwFrame   frame,
                         int       direction)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), FW_FRAME_NONE);
  return FW_SOURCE_GET_CLASS (self)->find_keyframe (self, frame, direction);
}

GArray *
fw_source_dup_gaps (FwSource *self)
{
  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  return FW_SOURCE_GET_CLASS (self)->dup_gaps (self);
}

GPtrArray *
fw_source_dup_warnings (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (FW_IS_SOURCE (self), copy);

  g_mutex_lock (&priv->lock);
  for (guint i = 0; i < priv->warnings->len; i++)
    g_ptr_array_add (copy, g_strdup (priv->warnings->pdata[i]));
  g_mutex_unlock (&priv->lock);

  return copy;
}

FwFrameList *
fw_source_dup_frame_list (FwSource *self)
{
  FwFrame n_frames = fw_source_get_n_frames (self);
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, MAX (n_frames, 1));
  FwSourceFacts facts;
  FwSourceFrame frame;
  FwFrame n = 0;

  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);

  fw_source_get_facts (self, &facts);
  for (; n < n_frames && fw_source_get_frame (self, n, &frame); n++)
    infos[n] = (FwFrameInfo) { frame.name, frame.width, frame.height, frame.pts,
                               frame.timestamp_ms, frame.orientation };

  return fw_frame_list_new (facts.kind == FW_MEDIA_KIND_VIDEO, fw_source_get_name (self), facts.fps,
                            infos, (gsize) n);
}

void
fw_source_get_ready_span (FwSource *self,
                          FwFrame   frame,
                          FwSpan   *out_span)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_if_fail (FW_IS_SOURCE (self));
  g_return_if_fail (out_span != NULL);

  g_mutex_lock (&priv->lock);
  *out_span = fw_frame_cache_get_span (priv->cache, frame);
  g_mutex_unlock (&priv->lock);
}

void
fw_source_set_cache_bytes (FwSource *self,
                           gsize     bytes)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_if_fail (FW_IS_SOURCE (self));

  g_mutex_lock (&priv->lock);
  fw_frame_cache_set_budget (priv->cache, bytes ? bytes : fw_source_default_cache_bytes ());
  g_cond_broadcast (&priv->changed);
  g_mutex_unlock (&priv->lock);
}

/* Requests ------------------------------------------------------------------------------- */

void
fw_source_request_frame_async (FwSource             *self,
                               const FwFrameRequest *what,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_if_fail (FW_IS_SOURCE (self));
  g_return_if_fail (what != NULL && what->frame >= 0);

  Request *request = fw_request_new (what, cancellable);

  request->task = g_task_new (self, cancellable, callback, user_data);

  g_mutex_lock (&priv->lock);
  fw_source_set_focus_locked (self, what);
  fw_source_supersede_locked (self);
  priv->newest = request;
  priv->n_waiting++;
  g_cond_broadcast (&priv->changed);
  g_mutex_unlock (&priv->lock);
}

FwPicture *
fw_source_request_frame_finish (FwSource      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

FwPicture *
fw_source_peek_picture (FwSource             *self,
                        const FwFrameRequest *what)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  g_return_val_if_fail (what != NULL, NULL);

  g_mutex_lock (&priv->lock);
  FwPicture *picture
    = fw_frame_cache_get_picture (priv->cache, what->frame, what->max_width, what->max_height);
  if (picture)
    {
      fw_picture_ref (picture);
      fw_source_set_focus_locked (self, what);
    }
  g_mutex_unlock (&priv->lock);

  return picture;
}

/* Puts a request at the end of the queue and waits until it is done. */
static void
serve_blocking (FwSource *self,
                Request  *request)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  fw_source_set_focus_locked (self, &request->what);
  g_queue_push_tail (&priv->blocking, request);
  g_cond_broadcast (&priv->changed);
  while (!request->is_done)
    g_cond_wait (&priv->changed, &priv->lock);
  g_mutex_unlock (&priv->lock);
}

FwPicture *
fw_source_get_picture_sync (FwSource      *self,
                            FwFrame        frame,
                            guint          max_width,
                            guint          max_height,
                            GCancellable  *cancellable,
                            GError       **error)
{
  FwFrameRequest what = { frame, max_width, max_height, 0, FALSE };

  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  g_return_val_if_fail (frame >= 0, NULL);

  Request *request = fw_request_new (&what, cancellable);

  serve_blocking (self, request);

  FwPicture *picture = g_steal_pointer (&request->picture);

  if (request->error)
    g_propagate_error (error, g_steal_pointer (&request->error));
  fw_request_free (request);

  return picture;
}

FwRawFrame *
fw_source_decode_raw (FwSource      *self,
                      FwFrame        frame,
                      GCancellable  *cancellable,
                      GError       **error)
{
  FwFrameRequest what = { frame, 0, 0, 0, FALSE };

  g_return_val_if_fail (FW_IS_SOURCE (self), NULL);
  g_return_val_if_fail (frame >= 0, NULL);

  Request *request = fw_request_new (&what, cancellable);

  request->wants_raw = TRUE;
  serve_blocking (self, request);

  FwRawFrame *raw = request->error ? NULL : g_steal_pointer (&request->raw);

  if (request->error)
    g_propagate_error (error, g_steal_pointer (&request->error));
  fw_request_free (request);

  return raw;
}

gboolean
fw_source_confirm_sync (FwSource              *self,
                        FwSourceProgressFunc   progress,
                        gpointer               user_data,
                        GCancellable          *cancellable,
                        GError               **error)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_return_val_if_fail (FW_IS_SOURCE (self), FALSE);

  g_mutex_lock (&priv->lock);
  while (priv->state != FW_SOURCE_STATE_CONFIRMED)
    {
      double share = priv->confirm_share;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          g_mutex_unlock (&priv->lock);
          return FALSE;
        }
      fw_source_wait_locked (self);
      if (progress && share != priv->confirm_share)
        {
          share = priv->confirm_share;
          g_mutex_unlock (&priv->lock);
          progress (share, user_data);
          g_mutex_lock (&priv->lock);
        }
    }
  g_mutex_unlock (&priv->lock);

  return TRUE;
}
