/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One thread with a stack of requests. The decoder of the last video stays open:
 * a film strip asks for many pictures of the same file. The thread lives as long
 * as there is something to do or the object exists; it shares a counted State
 * with the object and never holds the object itself, so dropping the object
 * does not wait for a picture that is being decoded.
 */

#include "media/thumbnailer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "media/converter.h"
#include "media/decoder.h"
#include "media/image-loader.h"
#include "media/image-source.h"

#define MAX_SIZE 1024

/* A packet more or less: damaged beginnings are passed over, but not for ever. */
#define MAX_STEPS 400

typedef struct
{
  GTask  *task;         /* (owned) */
  char   *path;         /* (owned) */
  double  timestamp_ms;
  guint   size;
} Job;

typedef struct
{
  gatomicrefcount ref_count;
  GCancellable   *stopping; /* (owned) */

  GMutex          lock;
  GCond           changed;

  /* Protected by @lock. */
  GQueue          jobs;     /* (element-type Job) (owned) newest first */
  gboolean        is_over;

  /* The thread only. */
  FwConverter    *converter; /* (owned) */
  FwDecoder      *decoder;   /* (owned) of @path */
  char           *path;      /* (owned) */
} State;

struct _FwThumbnailer
{
  GObject  parent_instance;
  State   *state;  /* (owned) */
  gboolean is_started;
};

G_DEFINE_FINAL_TYPE (FwThumbnailer, fw_thumbnailer, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->task);
  g_free (job->path);
  g_free (job);
}

static void
state_unref (gpointer data)
{
  State *state = data;

  if (!g_atomic_ref_count_dec (&state->ref_count))
    return;

  g_assert (g_queue_is_empty (&state->jobs));
  g_clear_pointer (&state->decoder, fw_decoder_free);
  g_clear_pointer (&state->converter, fw_converter_free);
  g_free (state->path);
  g_object_unref (state->stopping);
  g_cond_clear (&state->changed);
  g_mutex_clear (&state->lock);
  g_free (state);
}

static gboolean
open_video (State       *state,
            const char  *path,
            GError     **error)
{
  if (state->decoder && g_strcmp0 (state->path, path) == 0)
    return TRUE;

  g_clear_pointer (&state->decoder, fw_decoder_free);
  g_clear_pointer (&state->path, g_free);
  state->decoder = fw_decoder_open (path, 1, state->stopping, error);
  if (state->decoder)
    state->path = g_strdup (path);

  return state->decoder != NULL;
}

static FwRawFrame *
decode_video (State   *state,
              Job     *job,
              GError **error)
{
  const FwStreamFacts *facts = fw_decoder_get_facts (state->decoder);
  gint64 pts = 0;
  gboolean is_near = !isnan (job->timestamp_ms) && facts->time_base_num > 0;
  FwDecoded decoded;

  if (is_near)
    pts = (gint64) (job->timestamp_ms / 1000.0 * facts->time_base_den / facts->time_base_num);
  if (!is_near || !fw_decoder_begin_near (state->decoder, pts))
    if (!fw_decoder_begin_at_start (state->decoder, 1, error))
      return NULL;

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      FwDecodeResult result = fw_decoder_step (state->decoder, &decoded);

      if (result == FW_DECODE_FRAME)
        return decoded.frame;
      if (result != FW_DECODE_MORE)
        break;
    }

  g_autofree char *name = g_filename_display_basename (job->path);

  g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
               _("“%s” holds no picture that can be decoded."), name);
  return NULL;
}

static FwRawFrame *
load_raw (State       *state,
          Job         *job,
          const char  *path,
          GError     **error)
{
  if (fw_image_has_picture_head (path))
    return fw_image_load (path, state->stopping, error);
  if (!open_video (state, path, error))
    return NULL;
  if (fw_decoder_get_facts (state->decoder)->is_image)
    return fw_image_load (path, state->stopping, error);

  return decode_video (state, job, error);
}

static FwPicture *
make_thumbnail (State   *state,
                Job     *job,
                GError **error)
{
  g_autofree char *path = g_strdup (job->path);
  g_autoptr(FwRawFrame) raw = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr(GPtrArray) paths = fw_image_list_folder (path, state->stopping, error);

      if (!paths)
        return NULL;
      if (paths->len == 0)
        {
          g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_NO_VIDEO,
                       _("The folder holds no pictures."));
          return NULL;
        }
      g_free (path);
      path = g_strdup (paths->pdata[0]);
    }
  raw = load_raw (state, job, path, error);
  if (!raw)
    return NULL;
  if (!state->converter)
    state->converter = fw_converter_new ();

  return fw_converter_convert (state->converter, raw, job->size, job->size, error);
}

static void
do_job (State *state,
        Job   *job)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (job->task))
    return;

  FwPicture *picture = make_thumbnail (state, job, &error);

  if (picture)
    g_task_return_pointer (job->task, picture, (GDestroyNotify) fw_picture_unref);
  else
    g_task_return_error (job->task, error);
}

static gpointer
work_thread (gpointer data)
{
  State *state = data;

  fw_media_lower_priority ();

  g_mutex_lock (&state->lock);
  for (;;)
    {
      Job *job = g_queue_pop_head (&state->jobs);

      if (job)
        {
          g_mutex_unlock (&state->lock);
          do_job (state, job);
          job_free (job);
          g_mutex_lock (&state->lock);
        }
      else if (state->is_over)
        break;
      else
        g_cond_wait (&state->changed, &state->lock);
    }
  g_mutex_unlock (&state->lock);
  state_unref (state);

  return NULL;
}

void
fw_thumbnailer_request_async (FwThumbnailer       *self,
                              const char          *path,
                              double               timestamp_ms,
                              guint                size,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  State *state = self->state;

  g_return_if_fail (FW_IS_THUMBNAILER (self));
  g_return_if_fail (path != NULL);

  Job *job = g_new0 (Job, 1);

  /* Without source object: a job must not keep the thumbnailer alive. */
  job->task = g_task_new (NULL, cancellable, callback, user_data);
  job->path = g_strdup (path);
  job->timestamp_ms = timestamp_ms;
  job->size = CLAMP (size, 1, MAX_SIZE);

  g_mutex_lock (&state->lock);
  g_queue_push_head (&state->jobs, job);
  g_cond_signal (&state->changed);
  g_mutex_unlock (&state->lock);

  if (self->is_started)
    return;

  self->is_started = TRUE;
  g_atomic_ref_count_inc (&state->ref_count);
  g_thread_unref (g_thread_new ("fw-thumbnail", work_thread, state));
}

FwPicture *
fw_thumbnailer_request_finish (FwThumbnailer  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fw_thumbnailer_dispose (GObject *object)
{
  State *state = FW_THUMBNAILER (object)->state;
  Job *job;

  if (state)
    {
      /* Interrupts reading; what is left in the stack is given back here. */
      g_cancellable_cancel (state->stopping);
      g_mutex_lock (&state->lock);
      state->is_over = TRUE;
      GQueue jobs = state->jobs;
      g_queue_init (&state->jobs);
      g_cond_signal (&state->changed);
      g_mutex_unlock (&state->lock);

      while ((job = g_queue_pop_head (&jobs)))
        {
          g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                                   _("Cancelled"));
          job_free (job);
        }
      g_clear_pointer (&FW_THUMBNAILER (object)->state, state_unref);
    }

  G_OBJECT_CLASS (fw_thumbnailer_parent_class)->dispose (object);
}

static void
fw_thumbnailer_class_init (FwThumbnailerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_thumbnailer_dispose;
}

static void
fw_thumbnailer_init (FwThumbnailer *self)
{
  State *state = g_new0 (State, 1);

  g_atomic_ref_count_init (&state->ref_count);
  g_mutex_init (&state->lock);
  g_cond_init (&state->changed);
  state->stopping = g_cancellable_new ();
  self->state = state;
}

FwThumbnailer *
fw_thumbnailer_new (void)
{
  return g_object_new (FW_TYPE_THUMBNAILER, NULL);
}
