/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list is the main thread's; one order at a time goes to a thread of the
 * pool together with the second source, and both come back. So there is nothing
 * to lock.
 */

#include "app/crop-queue.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Without an order for so long the medium is let go. */
#define IDLE_S 20

/* The task data of who asks. */
typedef struct
{
  FwCropOrder order;
  FwFrame     frame;    /* that it needs */
  FwSnapshot *snapshot; /* (owned) */
  char       *path;     /* (owned) (nullable) */
} Wish;

/* What the thread works with. */
typedef struct
{
  FwCropQueue    *queue;  /* (owned) (nullable) to come back to */
  GTask          *asker;  /* (owned) (nullable) */
  FwSource       *source; /* (owned) */
  FwSecondSource *second; /* (owned) (nullable) until opened */
  FwPicture      *crop;   /* (owned) (nullable) */
  GError         *error;  /* (owned) (nullable) */
} Job;

struct _FwCropQueue
{
  GObject         parent_instance;

  FwSource       *source;     /* (owned) */
  FwSecondSource *second;     /* (owned) (nullable) here while nobody works */
  GPtrArray      *askers;     /* (element-type GTask) (owned) */
  gboolean        is_working;
  GTask          *closing;    /* (owned) (nullable) */
  FwFrame         last;       /* frame of the last crop */
  guint           idle_id;
};

enum
{
  PROP_0,
  PROP_N_WAITING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwCropQueue, fw_crop_queue, G_TYPE_OBJECT)

static void
wish_free (Wish *wish)
{
  fw_snapshot_unref (wish->snapshot);
  g_free (wish->path);
  g_free (wish);
}

static void
job_free (Job *job)
{
  g_clear_object (&job->queue);
  g_clear_object (&job->asker);
  g_clear_object (&job->source);
  g_clear_pointer (&job->second, fw_second_source_free);
  g_clear_pointer (&job->crop, fw_picture_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* The thread */

static gboolean
write_crop (FwPicture   *crop,
            const char  *path,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return fw_picture_save_png (crop, path, error);

  saved_errno = errno;
  name = g_filename_display_name (folder);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("The folder “%s” cannot be made: %s"), name, g_strerror (saved_errno));

  return FALSE;
}

static void
work_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  const Wish *wish = g_task_get_task_data (job->asker);
  GCancellable *asked = g_task_get_cancellable (job->asker);

  if (!job->second)
    job->second = fw_second_source_new (job->source, asked, &job->error);
  if (job->second)
    job->crop = fw_unit_crop_new (&wish->order, wish->snapshot, job->second, asked, &job->error);
  if (job->crop && wish->path && !write_crop (job->crop, wish->path, &job->error))
    g_clear_pointer (&job->crop, fw_picture_unref);
  g_task_return_boolean (task, TRUE);
}

/* Closing joins a decoder thread; somebody else may wait for that. */
static void
close_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;

  g_clear_pointer (&job->second, fw_second_source_free);
  g_task_return_boolean (task, TRUE);
}

/* The first source goes where it came from. */
static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  g_clear_object (&job->source);
}

static void
close_second (FwCropQueue *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  if (!self->second)
    return;

  task = g_task_new (NULL, NULL, closed_cb, NULL);
  job = g_new0 (Job, 1);
  job->source = g_object_ref (self->source);
  job->second = g_steal_pointer (&self->second);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, close_thread);
}

/* Main thread */

static gboolean
idle_cb (gpointer user_data)
{
  FwCropQueue *self = user_data;

  self->idle_id = 0;
  close_second (self);

  return G_SOURCE_REMOVE;
}

static FwFrame
get_frame (gpointer asker)
{
  const Wish *wish = g_task_get_task_data (asker);

  return wish->frame;
}

/* Onwards from the last frame, then again from the front: the order of a lift. */
static gboolean
is_before (FwCropQueue *self,
           FwFrame      a,
           FwFrame      b)
{
  gboolean is_a_ahead = a >= self->last, is_b_ahead = b >= self->last;

  return is_a_ahead != is_b_ahead ? is_a_ahead : a < b;
}

static GTask *
take_next (FwCropQueue *self)
{
  guint best = 0;

  for (guint i = self->askers->len; i-- > 0;)
    if (g_task_return_error_if_cancelled (self->askers->pdata[i]))
      g_ptr_array_remove_index (self->askers, i);
  if (self->askers->len == 0)
    return NULL;

  for (guint i = 1; i < self->askers->len; i++)
    if (is_before (self, get_frame (self->askers->pdata[i]), get_frame (self->askers->pdata[best])))
      best = i;

  return g_ptr_array_steal_index (self->askers, best);
}

static void work_on (FwCropQueue *self);

static void
worked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  /* Nothing of ours is left to the thread, which may be the last to let go of the job. */
  g_autoptr(FwCropQueue) self = g_steal_pointer (&job->queue);
  g_autoptr(GTask) asker = g_steal_pointer (&job->asker);

  g_clear_object (&job->source);
  self->second = g_steal_pointer (&job->second);
  self->is_working = FALSE;
  if (job->crop)
    g_task_return_pointer (asker, g_steal_pointer (&job->crop), (GDestroyNotify) fw_picture_unref);
  else
    g_task_return_error (asker, g_steal_pointer (&job->error));
  work_on (self);
}

/* One at a time. */
static void
work_on (FwCropQueue *self)
{
  GTask *asker;
  Job *job;

  if (self->is_working)
    return;

  asker = take_next (self);
  if (asker)
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, worked_cb, NULL);

      g_clear_handle_id (&self->idle_id, g_source_remove);
      self->last = get_frame (asker);
      self->is_working = TRUE;
      job = g_new0 (Job, 1);
      job->queue = g_object_ref (self);
      job->asker = asker;
      job->source = g_object_ref (self->source);
      job->second = g_steal_pointer (&self->second);
      g_task_set_task_data (task, job, (GDestroyNotify) job_free);
      g_task_run_in_thread (task, work_thread);
    }
  else if (self->closing)
    {
      g_autoptr(GTask) closing = g_steal_pointer (&self->closing);

      g_task_return_boolean (closing, TRUE);
    }
  else if (self->second && self->idle_id == 0)
    {
      self->idle_id = g_timeout_add_seconds (IDLE_S, idle_cb, self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

static void
fw_crop_queue_dispose (GObject *object)
{
  FwCropQueue *self = FW_CROP_QUEUE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  close_second (self);

  G_OBJECT_CLASS (fw_crop_queue_parent_class)->dispose (object);
}

static void
fw_crop_queue_finalize (GObject *object)
{
  FwCropQueue *self = FW_CROP_QUEUE (object);

  g_ptr_array_unref (self->askers);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (fw_crop_queue_parent_class)->finalize (object);
}

static void
fw_crop_queue_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (property_id == PROP_N_WAITING)
    g_value_set_uint (value, fw_crop_queue_get_n_waiting (FW_CROP_QUEUE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
fw_crop_queue_class_init (FwCropQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_crop_queue_dispose;
  object_class->finalize = fw_crop_queue_finalize;
  object_class->get_property = fw_crop_queue_get_property;

  properties[PROP_N_WAITING]
      = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fw_crop_queue_init (FwCropQueue *self)
{
  self->askers = g_ptr_array_new_with_free_func (g_object_unref);
}

FwCropQueue *
fw_crop_queue_new (FwSource *source)
{
  g_return_val_if_fail (FW_IS_SOURCE (source), NULL);

  FwCropQueue *self = g_object_new (FW_TYPE_CROP_QUEUE, NULL);

  self->source = g_object_ref (source);

  return self;
}

void
fw_crop_queue_ask_async (FwCropQueue         *self,
                         const FwCropOrder   *order,
                         FwSnapshot          *snapshot,
                         const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (FW_IS_CROP_QUEUE (self));
  g_return_if_fail (order != NULL && snapshot != NULL);

  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  FwFrame frame;
  Wish *wish;

  if (!fw_unit_crop_find_frame (order, snapshot, &frame, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wish = g_new0 (Wish, 1);
  wish->order = *order;
  wish->frame = frame;
  wish->snapshot = fw_snapshot_ref (snapshot);
  wish->path = g_strdup (path);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_ptr_array_add (self->askers, g_steal_pointer (&task));
  work_on (self);
}

FwPicture *
fw_crop_queue_ask_finish (FwCropQueue   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fw_crop_queue_close_async (FwCropQueue         *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (FW_IS_CROP_QUEUE (self));
  g_return_if_fail (self->closing == NULL);

  self->closing = g_task_new (self, NULL, callback, user_data);
  for (guint i = self->askers->len; i-- > 0;)
    {
      GTask *asker = self->askers->pdata[i];
      const Wish *wish = g_task_get_task_data (asker);

      if (wish->path)
        continue;
      g_task_return_new_error (asker, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closing");
      g_ptr_array_remove_index (self->askers, i);
    }
  work_on (self);
}

gboolean
fw_crop_queue_close_finish (FwCropQueue   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
fw_crop_queue_get_n_waiting (FwCropQueue *self)
{
  g_return_val_if_fail (FW_IS_CROP_QUEUE (self), 0);

  return self->askers->len + (self->is_working ? 1 : 0);
}
