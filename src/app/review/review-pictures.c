/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-pictures.h"

#include <string.h>

/* Crops that are kept: the strips of some twenty units. */
#define MAX_CROPS 160

typedef struct
{
  FwFrame       frame;
  FwPicture    *picture;     /* (owned) (nullable) not there yet */
  GCancellable *cancellable; /* (owned) (nullable) while it is fetched */
} Ahead;

typedef struct
{
  FwCropOrder order;
  guint64     revision;  /* of the labels it shows */
  FwPicture  *picture;   /* (owned) (nullable) not there yet, or never */
  gboolean    is_asked;
} Crop;

struct _FwReviewPictures
{
  GObject       parent_instance;

  FwSource     *source;      /* (owned) */
  FwCropQueue  *frame_queue; /* (owned) */
  FwCropQueue  *crop_queue;  /* (owned) */
  GPtrArray    *ahead;       /* (element-type Ahead) (owned) */
  GPtrArray    *crops;       /* (element-type Crop) (owned) the oldest first */
  GCancellable *waiting;     /* (owned) of crops */
};

enum
{
  CROP_READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewPictures, fw_review_pictures, G_TYPE_OBJECT)

static void
ahead_free (gpointer data)
{
  Ahead *ahead = data;

  if (ahead->cancellable != NULL)
    g_cancellable_cancel (ahead->cancellable);
  g_clear_object (&ahead->cancellable);
  g_clear_pointer (&ahead->picture, fw_picture_unref);
  g_free (ahead);
}

static void
crop_free (gpointer data)
{
  Crop *crop = data;

  g_clear_pointer (&crop->picture, fw_picture_unref);
  g_free (crop);
}

/* Life */

static void
picture_changed_cb (FwReviewPictures *self)
{
  fw_review_pictures_forget (self);
}

static void
fw_review_pictures_dispose (GObject *object)
{
  FwReviewPictures *self = FW_REVIEW_PICTURES (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->ahead, g_ptr_array_unref);
  g_clear_pointer (&self->crops, g_ptr_array_unref);
  g_clear_object (&self->frame_queue);
  g_clear_object (&self->crop_queue);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (fw_review_pictures_parent_class)->dispose (object);
}

static void
fw_review_pictures_class_init (FwReviewPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_review_pictures_dispose;

  signals[CROP_READY] = g_signal_new ("crop-ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_review_pictures_init (FwReviewPictures *self)
{
  self->ahead = g_ptr_array_new_with_free_func (ahead_free);
  self->crops = g_ptr_array_new_with_free_func (crop_free);
  self->waiting = g_cancellable_new ();
}

FwReviewPictures *
fw_review_pictures_new (FwSource *source)
{
  g_return_val_if_fail (FW_IS_SOURCE (source), NULL);

  FwReviewPictures *self = g_object_new (FW_TYPE_REVIEW_PICTURES, NULL);

  self->source = g_object_ref (source);
  self->frame_queue = fw_crop_queue_new (source);
  self->crop_queue = fw_crop_queue_new (source);
  g_signal_connect_swapped (source, "picture-changed", G_CALLBACK (picture_changed_cb), self);
  g_signal_connect_swapped (source, "renumbered", G_CALLBACK (picture_changed_cb), self);

  return self;
}

/* Whole frames */

static Ahead *
find_ahead (FwReviewPictures *self,
            FwFrame           frame)
{
  for (guint i = 0; i < self->ahead->len; i++)
    if (((Ahead *) self->ahead->pdata[i])->frame == frame)
      return self->ahead->pdata[i];

  return NULL;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FwReviewPictures) self = user_data;
  g_autoptr(GError) error = NULL;
  FwPicture *picture = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  for (guint i = 0; self->ahead != NULL && i < self->ahead->len; i++)
    {
      Ahead *ahead = self->ahead->pdata[i];

      if (ahead->cancellable != cancellable)
        continue;
      g_clear_object (&ahead->cancellable);
      ahead->picture = g_steal_pointer (&picture);
      return;
    }
  g_clear_pointer (&picture, fw_picture_unref);
}

/* The frame as it is: its longest side is the crop's. FALSE where nobody knows it. */
static gboolean
make_order (FwSnapshot  *snapshot,
            FwFrame      frame,
            FwCropOrder *out)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  if (frames == NULL || frame < 0 || (gsize) frame >= fw_frame_list_get_length (frames))
    return FALSE;

  FwFrameInfo info = fw_frame_list_get (frames, frame);

  *out = (FwCropOrder) { .unit = { FW_UNIT_FRAME, frame, 0, FALSE },
                         .frame = frame,
                         .max_side = MAX (info.width, info.height) };

  return out->max_side > 0;
}

static gboolean
contains (const FwFrame *frames,
          gsize          n,
          FwFrame        frame)
{
  for (gsize i = 0; i < n; i++)
    if (frames[i] == frame)
      return TRUE;

  return FALSE;
}

void
fw_review_pictures_want (FwReviewPictures *self,
                         FwSnapshot       *snapshot,
                         const FwFrame    *frames,
                         gsize             n)
{
  g_return_if_fail (FW_IS_REVIEW_PICTURES (self));
  g_return_if_fail (snapshot != NULL && (n == 0 || frames != NULL));

  for (guint i = self->ahead->len; i > 0; i--)
    if (!contains (frames, n, ((Ahead *) self->ahead->pdata[i - 1])->frame))
      g_ptr_array_remove_index (self->ahead, i - 1);
  for (gsize i = 0; i < n; i++)
    {
      FwCropOrder order;

      if (find_ahead (self, frames[i]) != NULL || !make_order (snapshot, frames[i], &order))
        continue;

      Ahead *ahead = g_new0 (Ahead, 1);

      ahead->frame = frames[i];
      ahead->cancellable = g_cancellable_new ();
      g_ptr_array_add (self->ahead, ahead);
      fw_crop_queue_ask_async (self->frame_queue, &order, snapshot, NULL, ahead->cancellable,
                               fetched_cb, g_object_ref (self));
    }
}

FwPicture *
fw_review_pictures_peek (FwReviewPictures *self,
                         FwFrame           frame)
{
  g_return_val_if_fail (FW_IS_REVIEW_PICTURES (self), NULL);

  Ahead *ahead = find_ahead (self, frame);

  return ahead != NULL && ahead->picture != NULL ? fw_picture_ref (ahead->picture) : NULL;
}

/* Crops */

static gboolean
is_same_order (const FwCropOrder *a,
               const FwCropOrder *b)
{
  return a->unit.kind == b->unit.kind && a->unit.frame == b->unit.frame
         && a->unit.track == b->unit.track && a->frame == b->frame && a->max_side == b->max_side
         && a->aspect == b->aspect && a->margin == b->margin && a->is_outlined == b->is_outlined
         && a->is_covered == b->is_covered;
}

static Crop *
find_crop (FwReviewPictures  *self,
           const FwCropOrder *order,
           guint64            revision)
{
  for (guint i = self->crops->len; i > 0; i--)
    {
      Crop *crop = self->crops->pdata[i - 1];

      if (crop->revision == revision && is_same_order (&crop->order, order))
        return crop;
    }

  return NULL;
}

typedef struct
{
  FwReviewPictures *self; /* (owned) */
  FwCropOrder       order;
  guint64           revision;
} Asked;

static void
cropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Asked *asked = user_data;
  g_autoptr(FwReviewPictures) self = asked->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
    = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);
  Crop *crop
    = self->crops != NULL ? find_crop (self, &asked->order, asked->revision) : NULL;

  g_free (asked);
  if (crop == NULL)
    return;
  /* What was given up is asked for again when somebody wants it. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      crop->is_asked = FALSE;
      return;
    }
  if (picture != NULL && crop->picture == NULL)
    crop->picture = fw_picture_ref (picture);
  g_signal_emit (self, signals[CROP_READY], 0);
}

FwPicture *
fw_review_pictures_get_crop (FwReviewPictures  *self,
                             const FwCropOrder *order,
                             FwSnapshot        *snapshot)
{
  g_return_val_if_fail (FW_IS_REVIEW_PICTURES (self), NULL);
  g_return_val_if_fail (order != NULL && snapshot != NULL, NULL);

  guint64 revision = fw_snapshot_get_revision (snapshot);
  Crop *crop = find_crop (self, order, revision);

  if (crop == NULL)
    {
      crop = g_new0 (Crop, 1);
      crop->order = *order;
      crop->revision = revision;
      g_ptr_array_add (self->crops, crop);
      if (self->crops->len > MAX_CROPS)
        g_ptr_array_remove_index (self->crops, 0);
    }
  if (!crop->is_asked)
    {
      Asked *asked = g_new0 (Asked, 1);

      crop->is_asked = TRUE;
      asked->self = g_object_ref (self);
      asked->order = *order;
      asked->revision = revision;
      fw_crop_queue_ask_async (self->crop_queue, order, snapshot, NULL, self->waiting, cropped_cb,
                               asked);
    }

  return crop->picture;
}

void
fw_review_pictures_drop_waiting (FwReviewPictures *self)
{
  g_return_if_fail (FW_IS_REVIEW_PICTURES (self));

  g_cancellable_cancel (self->waiting);
  g_object_unref (self->waiting);
  self->waiting = g_cancellable_new ();
}

void
fw_review_pictures_forget (FwReviewPictures *self)
{
  g_return_if_fail (FW_IS_REVIEW_PICTURES (self));

  fw_review_pictures_drop_waiting (self);
  g_ptr_array_set_size (self->ahead, 0);
  g_ptr_array_set_size (self->crops, 0);
}
