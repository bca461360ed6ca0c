/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/pixel-eye.h"

#include "app/second-source.h"
#include "media/pixel-measure.h"

/* Fingerprint, light and movement are measured in pictures of this size. */
#define SMALL_SIDE 512
/* Pictures at hand. */
#define N_KEPT 6

typedef struct
{
  FwFrame    frame;
  gboolean   is_small;
  FwPicture *picture; /* (owned) */
} Kept;

struct _FwPixelEye
{
  FwSource       *source; /* (owned) whose frame numbers count */
  FwSecondSource *own;    /* (owned) */
  Kept            kept[N_KEPT];
  guint           next;   /* of @kept to be replaced */
  FwFrame         light_frame; /* of the histogram below; FW_FRAME_NONE */
  FwHistogram     light;
};

FwPixelEye *
fw_pixel_eye_new (FwSource      *source,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (FW_IS_SOURCE (source), NULL);

  FwSecondSource *own = fw_second_source_new (source, cancellable, error);
  FwPixelEye *self;

  if (!own)
    return NULL;

  self = g_new0 (FwPixelEye, 1);
  self->source = g_object_ref (source);
  self->own = own;
  self->light_frame = FW_FRAME_NONE;

  return self;
}

void
fw_pixel_eye_free (FwPixelEye *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < N_KEPT; i++)
    g_clear_pointer (&self->kept[i].picture, fw_picture_unref);
  g_clear_pointer (&self->own, fw_second_source_free);
  g_clear_object (&self->source);
  g_free (self);
}

/* NULL when it cannot be decoded. Returns: (transfer full): the place where it is
 * kept may be needed for the very next one */
static FwPicture *
look_at (FwPixelEye   *self,
         FwFrame       frame,
         gboolean      is_small,
         GCancellable *cancellable)
{
  guint side = is_small ? SMALL_SIDE : 0;
  Kept *kept;

  for (guint i = 0; i < N_KEPT; i++)
    if (self->kept[i].picture && self->kept[i].frame == frame
        && self->kept[i].is_small == is_small)
      return fw_picture_ref (self->kept[i].picture);

  kept = &self->kept[self->next];
  self->next = (self->next + 1) % N_KEPT;
  g_clear_pointer (&kept->picture, fw_picture_unref);
  kept->frame = frame;
  kept->is_small = is_small;
  kept->picture = fw_second_source_get_picture (self->own, frame, side, side, cancellable, NULL);

  return kept->picture ? fw_picture_ref (kept->picture) : NULL;
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
  out->is_known = fw_histogram_find_cut (&self->light, &light, &out->value);
  self->light = light;
  self->light_frame = question->frame;
}

/* Looks for what is known from one picture, or from two (@later is nullable). */
static void
measure_match (const FwPixelQuestion *question,
               const FwPicture       *other,
               const FwPicture       *later,
               const FwPicture       *picture,
               FwPixelAnswer         *out)
{
  double longer = MAX (question->place.width, question->place.height);
  const FwTemplateSearch search
      = { .templates = { { other, question->box }, { later, question->later_box } },
          .n_templates = later ? 2 : 1,
          .picture = picture,
          .place = question->place,
          .reach = later ? FW_POINT (question->reach * longer / question->place.width,
                                     question->reach * longer / question->place.height)
                         : FW_POINT (question->reach, question->reach) };
  FwTemplateMatch match;

  out->is_known = fw_template_search (&search, &match);
  if (!out->is_known)
    return;

  out->value = match.score;
  out->least = match.least;
  out->here = match.here;
  out->found = match.found;
}

/* The pictures of a question; those that it does not need are NULL. */
typedef struct
{
  FwPicture *other;   /* (owned) (nullable) */
  FwPicture *picture; /* (owned) (nullable) */
  FwPicture *later;   /* (owned) (nullable) */
} Pictures;

static void
measure (FwPixelEye            *self,
         const FwPixelQuestion *question,
         const Pictures        *pictures,
         FwPixelAnswer         *out)
{
  double scale;

  switch (question->kind)
    {
    case FW_PIXEL_HASH:
      out->is_known = TRUE;
      out->hash = fw_picture_get_dhash (pictures->picture);
      break;
    case FW_PIXEL_CUT:
      measure_cut (self, question, pictures->other, pictures->picture, out);
      break;
    case FW_PIXEL_SHIFT:
      scale = get_scale (self, question->frame, pictures->picture);
      out->is_known = fw_picture_find_shift (pictures->other, pictures->picture, &out->shift,
                                             &out->value);
      out->shift = FW_POINT (out->shift.x * scale, out->shift.y * scale);
      break;
    case FW_PIXEL_MATCH:
    case FW_PIXEL_BETWEEN:
      measure_match (question, pictures->other, pictures->later, pictures->picture, out);
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

  gboolean is_between = question->kind == FW_PIXEL_BETWEEN;
  gboolean is_small = question->kind != FW_PIXEL_MATCH && !is_between;
  gboolean has_other = question->kind != FW_PIXEL_HASH;
  Pictures pictures = { NULL };

  *out_answer = (FwPixelAnswer) { 0 };
  /* The earlier one first, as decoding goes. */
  if (has_other && question->other < question->frame)
    pictures.other = look_at (self, question->other, is_small, cancellable);
  pictures.picture = look_at (self, question->frame, is_small, cancellable);
  if (has_other && question->other >= question->frame)
    pictures.other = look_at (self, question->other, is_small, cancellable);
  if (is_between)
    pictures.later = look_at (self, question->later, is_small, cancellable);

  gboolean is_cancelled = g_cancellable_is_cancelled (cancellable);

  if (!is_cancelled && pictures.picture && (pictures.other || !has_other)
      && (pictures.later || !is_between))
    measure (self, question, &pictures, out_answer);
  g_clear_pointer (&pictures.other, fw_picture_unref);
  g_clear_pointer (&pictures.picture, fw_picture_unref);
  g_clear_pointer (&pictures.later, fw_picture_unref);

  return !is_cancelled;
}
