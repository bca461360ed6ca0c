/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/pixel-eye.h"

#include "media/pixel-measure.h"

#include <math.h>

/* Its own decoded frames; more helps nobody who goes from front to back. */
#define CACHE_BYTES (64 * 1024 * 1024)
/* Fingerprint, light and movement are measured in pictures of this size. */
#define SMALL_SIDE 512
/* Pictures at hand. */
#define N_KEPT 6
#define POLL_US (20 * 1000)

typedef struct
{
  FwFrame    frame;
  gboolean   is_small;
  FwPicture *picture; /* (owned) */
} Kept;

struct _FwPixelEye
{
  FwSource     *source;  /* (owned) whose frame numbers count */
  FwSource     *own;     /* (owned) */
  GMainContext *context; /* (owned) where the own source tells; nobody listens */
  Kept          kept[N_KEPT];
  guint         next;    /* of @kept to be replaced */
  FwFrame       light_frame; /* of the histogram below; FW_FRAME_NONE */
  FwHistogram   light;
};

static FwSource *
open_again (FwSource      *source,
            GCancellable  *cancellable,
            GError       **error)
{
  const FwSourceOptions options
      = { .cache_bytes = CACHE_BYTES, .n_threads = 1, .no_confirm = TRUE, .no_ahead = TRUE };
  g_autoptr(GPtrArray) paths = NULL;
  FwSourceFacts facts;
  FwSourceFrame frame;

  fw_source_get_facts (source, &facts);
  if (facts.kind == FW_MEDIA_KIND_VIDEO)
    return fw_source_open_sync (fw_source_get_path (source), &options, cancellable, error);

  /* The same pictures in the same order, whatever happens in the folder. */
  paths = g_ptr_array_new_with_free_func (g_free);
  for (FwFrame i = 0; i < fw_source_get_n_frames (source); i++)
    if (fw_source_get_frame (source, i, &frame))
      g_ptr_array_add (paths, g_strdup (frame.path));

  return fw_source_open_list_sync (paths, fw_source_get_path (source), &options, cancellable,
                                   error);
}

FwPixelEye *
fw_pixel_eye_new (FwSource      *source,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (FW_IS_SOURCE (source), NULL);

  FwPixelEye *self = g_new0 (FwPixelEye, 1);

  self->source = g_object_ref (source);
  self->light_frame = FW_FRAME_NONE;
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->own = open_again (source, cancellable, error);
  while (self->own && fw_source_get_state (self->own) == FW_SOURCE_STATE_SCANNING
         && !g_cancellable_is_cancelled (cancellable))
    {
      g_main_context_iteration (self->context, FALSE);
      g_usleep (POLL_US);
    }
  g_main_context_pop_thread_default (self->context);
  if (!self->own)
    g_clear_pointer (&self, fw_pixel_eye_free);

  return self;
}

void
fw_pixel_eye_free (FwPixelEye *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < N_KEPT; i++)
    g_clear_pointer (&self->kept[i].picture, fw_picture_unref);
  g_clear_object (&self->own);
  g_clear_object (&self->source);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

/* The frame's number in the own source, which may have counted otherwise while
 * the first one went on to confirm. */
static FwFrame
find_own_frame (FwPixelEye *self,
                FwFrame     frame)
{
  FwSourceFrame wanted, found;
  FwFrame own;

  if (!fw_source_get_frame (self->source, frame, &wanted))
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

/* Borrowed until some more pictures were looked at; NULL when it cannot be decoded. */
static FwPicture *
look_at (FwPixelEye   *self,
         FwFrame       frame,
         gboolean      is_small,
         GCancellable *cancellable)
{
  guint side = is_small ? SMALL_SIDE : 0;
  FwFrame own;
  Kept *kept;

  for (guint i = 0; i < N_KEPT; i++)
    if (self->kept[i].picture && self->kept[i].frame == frame
        && self->kept[i].is_small == is_small)
      return self->kept[i].picture;

  /* The source tells its news to nobody; let them go. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  own = find_own_frame (self, frame);
  if (own == FW_FRAME_NONE)
    return NULL;

  kept = &self->kept[self->next];
  self->next = (self->next + 1) % N_KEPT;
  g_clear_pointer (&kept->picture, fw_picture_unref);
  kept->frame = frame;
  kept->is_small = is_small;
  kept->picture = fw_source_get_picture_sync (self->own, own, side, side, cancellable, NULL);

  return kept->picture;
}

/* Picture pixels per pixel of the picture at hand. */
static double
get_scale (FwPixelEye      *self,
           FwFrame          frame,
           const FwPicture *picture)
{
  FwSourceFrame facts;

  return fw_source_get_frame (self->source, frame, &facts) && facts.width > 0
             ? (double) facts.width / fw_picture_get_width (picture)
             : 1.0;
}

static void
measure_cut (FwPixelEye            *self,
             const FwPixelQuestion *question,
             const FwPicture       *before,
             const FwPicture       *picture,
             FwPixelAnswer         *out)
{
  FwHistogram light;

  /* The next cut begins where this one ends. */
  if (self->light_frame != question->other)
    fw_picture_get_histogram (before, &self->light);
  fw_picture_get_histogram (picture, &light);
  out->is_known = TRUE;
  out->value = fw_histogram_get_distance (&self->light, &light);
  self->light = light;
  self->light_frame = question->frame;
}

static void
measure (FwPixelEye            *self,
         const FwPixelQuestion *question,
         const FwPicture       *other,
         const FwPicture       *picture,
         FwPixelAnswer         *out)
{
  const FwTemplateSearch search
      = { other, question->box, picture, question->place, question->reach };
  double scale;

  switch (question->kind)
    {
    case FW_PIXEL_HASH:
      out->is_known = TRUE;
      out->hash = fw_picture_get_dhash (picture);
      break;
    case FW_PIXEL_CUT:
      measure_cut (self, question, other, picture, out);
      break;
    case FW_PIXEL_SHIFT:
      scale = get_scale (self, question->frame, picture);
      out->is_known = fw_picture_find_shift (other, picture, &out->shift, &out->value);
      out->shift = FW_POINT (out->shift.x * scale, out->shift.y * scale);
      break;
    case FW_PIXEL_MATCH:
      out->is_known = fw_template_search (&search, &out->found, &out->value);
      break;
    }
}

gboolean
fw_pixel_eye_answer (FwPixelEye            *self,
                     const FwPixelQuestion *question,
                     FwPixelAnswer         *out_answer,
                     GCancellable          *cancellable)
{
  g_return_val_if_fail (self && question && out_answer, FALSE);

  gboolean is_small = question->kind != FW_PIXEL_MATCH;
  FwPicture *other = NULL, *picture;

  *out_answer = (FwPixelAnswer) { 0 };
  /* The earlier one first, as decoding goes. */
  if (question->other != FW_FRAME_NONE && question->other < question->frame)
    other = look_at (self, question->other, is_small, cancellable);
  picture = look_at (self, question->frame, is_small, cancellable);
  if (question->other != FW_FRAME_NONE && question->other > question->frame)
    other = look_at (self, question->other, is_small, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;

  if (picture && (other || question->other == FW_FRAME_NONE))
    measure (self, question, other, picture, out_answer);

  return TRUE;
}
