/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/work-crops.h"

#include "app/crop-queue.h"
#include "formats/coco-file.h"

#include <glib/gi18n.h>

/* Only there to be opened a second time by the queue. */
#define CACHE_BYTES (16 * 1024 * 1024)
/* Wider than high, as the lists have room. */
#define ASPECT 1.5

/* One work that was opened. */
typedef struct
{
  FwWorkCrops *self;     /* borrowed */
  char        *path;     /* (owned) */
  char        *labels;   /* (owned) */
  FwCocoFile  *coco;     /* (owned) (nullable) */
  FwCropQueue *queue;    /* (owned) (nullable) */
  GError      *error;    /* (owned) (nullable) why it cannot be opened */
  GQueue       waiting;  /* (element-type GTask) (owned) */
  gboolean     is_ready;
} Opened;

struct _FwWorkCrops
{
  GObject       parent_instance;

  GHashTable   *opened;      /* (owned) path of the labels -> Opened */
  GCancellable *cancellable; /* (owned) of opening */
};

G_DEFINE_FINAL_TYPE (FwWorkCrops, fw_work_crops, G_TYPE_OBJECT)

typedef struct
{
  FwUnit unit;
  guint  max_side;
} Order;

static void
opened_free (Opened *opened)
{
  GTask *task;

  while ((task = g_queue_pop_head (&opened->waiting)) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      g_object_unref (task);
    }
  g_clear_pointer (&opened->coco, fw_coco_file_unref);
  g_clear_object (&opened->queue);
  g_clear_error (&opened->error);
  g_free (opened->path);
  g_free (opened->labels);
  g_free (opened);
}

static void
cropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FwPicture *picture = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) fw_picture_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
serve (Opened *opened,
       GTask  *task)
{
  const Order *order = g_task_get_task_data (task);
  FwCropOrder crop = { .unit = order->unit,
                       .frame = FW_FRAME_NONE,
                       .max_side = order->max_side,
                       .aspect = ASPECT,
                       .is_outlined = TRUE };

  if (opened->error != NULL)
    {
      g_task_return_error (task, g_error_copy (opened->error));
      g_object_unref (task);
      return;
    }
  fw_crop_queue_ask_async (opened->queue, &crop, fw_coco_file_get_snapshot (opened->coco), NULL,
                           g_task_get_cancellable (task), cropped_cb, task);
}

static void
ready (Opened *opened)
{
  GTask *task;

  opened->is_ready = TRUE;
  while ((task = g_queue_pop_head (&opened->waiting)) != NULL)
    serve (opened, task);
}

/* The work that a call is about, unless everything was closed meanwhile. */
static Opened *
find_opened (FwWorkCrops *self,
             const char  *labels)
{
  return self->opened != NULL ? g_hash_table_lookup (self->opened, labels) : NULL;
}

typedef struct
{
  FwWorkCrops *self;   /* (owned) */
  char        *labels; /* (owned) */
} Call;

static Call *
call_new (Opened *opened)
{
  Call *call = g_new (Call, 1);

  *call = (Call) { g_object_ref (opened->self), g_strdup (opened->labels) };

  return call;
}

static void
call_free (Call *call)
{
  g_free (call->labels);
  g_object_unref (call->self);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
source_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  /* It may be the last one that holds everything that follows. */
  g_autoptr(Call) call = user_data;
  GError *error = NULL;
  g_autoptr(FwSource) source = fw_source_open_finish (result, &error);
  Opened *opened = find_opened (call->self, call->labels);

  if (opened == NULL)
    {
      g_clear_error (&error);
      return;
    }
  opened->error = error;
  if (source != NULL)
    opened->queue = fw_crop_queue_new (source);
  ready (opened);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  FwCocoFile *coco = fw_coco_file_load (task_data, NULL, cancellable, &error);

  if (coco != NULL)
    g_task_return_pointer (task, coco, (GDestroyNotify) fw_coco_file_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwWorkCrops *self = FW_WORK_CROPS (object);
  GError *error = NULL;
  FwCocoFile *coco = g_task_propagate_pointer (G_TASK (result), &error);
  Opened *opened = find_opened (self, g_task_get_task_data (G_TASK (result)));

  if (opened == NULL)
    {
      g_clear_pointer (&coco, fw_coco_file_unref);
      g_clear_error (&error);
      return;
    }
  opened->coco = coco;
  opened->error = error;
  if (coco == NULL)
    {
      ready (opened);
      return;
    }

  g_autoptr(GFile) media = g_file_new_for_path (opened->path);
  FwSourceOptions options
      = { .cache_bytes = CACHE_BYTES, .n_threads = 1, .no_confirm = TRUE, .no_ahead = TRUE };

  fw_source_open_async (media, &options, self->cancellable, source_cb, call_new (opened));
}

static Opened *
open_work (FwWorkCrops *self,
           FwOwnWork   *work)
{
  Opened *opened = g_new0 (Opened, 1);
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, loaded_cb, NULL);

  opened->self = self;
  opened->path = g_strdup (work->path);
  opened->labels = g_strdup (work->labels);
  g_queue_init (&opened->waiting);
  g_hash_table_insert (self->opened, opened->labels, opened);
  g_task_set_task_data (task, g_strdup (work->labels), g_free);
  g_task_run_in_thread (task, load_thread);

  return opened;
}

void
fw_work_crops_ask_async (FwWorkCrops         *self,
                         FwOwnWork           *work,
                         const char          *unit,
                         guint                max_side,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (FW_IS_WORK_CROPS (self));
  g_return_if_fail (work != NULL && unit != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);
  Opened *opened = find_opened (self, work->labels);

  order->max_side = max_side;
  g_task_set_task_data (task, order, g_free);
  if (!fw_unit_parse (unit, &order->unit, NULL))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _ ("There is no picture of “%s”."), unit);
      g_object_unref (task);
      return;
    }
  if (opened == NULL)
    opened = open_work (self, work);
  if (opened->is_ready)
    serve (opened, task);
  else
    g_queue_push_tail (&opened->waiting, task);
}

FwPicture *
fw_work_crops_ask_finish (FwWorkCrops   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fw_work_crops_dispose (GObject *object)
{
  FwWorkCrops *self = FW_WORK_CROPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->opened, g_hash_table_unref);

  G_OBJECT_CLASS (fw_work_crops_parent_class)->dispose (object);
}

static void
fw_work_crops_finalize (GObject *object)
{
  g_clear_object (&FW_WORK_CROPS (object)->cancellable);

  G_OBJECT_CLASS (fw_work_crops_parent_class)->finalize (object);
}

static void
fw_work_crops_class_init (FwWorkCropsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_work_crops_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_work_crops_finalize;
}

static void
fw_work_crops_init (FwWorkCrops *self)
{
  self->cancellable = g_cancellable_new ();
  self->opened
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) opened_free);
}

FwWorkCrops *
fw_work_crops_new (void)
{
  return g_object_new (FW_TYPE_WORK_CROPS, NULL);
}
