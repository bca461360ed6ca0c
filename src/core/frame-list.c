/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A video of a hundred thousand frames needs 48 bytes for each; a folder adds
 * its names, which stand once in one chunk, as do the few names of sensors.
 */

#include "core/frame-list.h"

#include <math.h>

struct _FwFrameList
{
  gatomicrefcount ref_count;
  gboolean        is_video;
  double          fps;
  char           *name;   /* (owned) */
  gsize           n_frames;
  FwFrameInfo    *infos;  /* (owned), the names in it belong to @names */
  GStringChunk   *names;  /* (owned) */
  GHashTable     *by_name; /* (owned) (nullable) name -> frame + 1; first of a name wins */
};

FwFrameList *
fw_frame_list_new (gboolean           is_video,
                   const char        *name,
                   double             fps,
                   const FwFrameInfo *infos,
                   gsize              n_frames)
{
  g_return_val_if_fail (infos != NULL || n_frames == 0, NULL);
  g_return_val_if_fail (n_frames <= (gsize) FW_FRAME_MAX, NULL);

  FwFrameList *self = g_new0 (FwFrameList, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->is_video = is_video;
  self->fps = fps;
  self->name = g_strdup (name ? name : "");
  self->n_frames = n_frames;
  self->infos = g_memdup2 (infos, n_frames * sizeof (FwFrameInfo));
  self->names = g_string_chunk_new (4096);

  for (gsize i = 0; i < n_frames; i++)
    {
      if (infos[i].sensor)
        self->infos[i].sensor = g_string_chunk_insert_const (self->names, infos[i].sensor);
      if (!infos[i].name)
        continue;
      self->infos[i].name = g_string_chunk_insert (self->names, infos[i].name);
      if (!self->by_name)
        self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
      if (!g_hash_table_contains (self->by_name, self->infos[i].name))
        g_hash_table_insert (self->by_name, (gpointer) self->infos[i].name,
                             GSIZE_TO_POINTER (i + 1));
    }

  return self;
}

FwFrameList *
fw_frame_list_ref (FwFrameList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_frame_list_unref (FwFrameList *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_string_chunk_free (self->names);
  g_free (self->infos);
  g_free (self->name);
  g_free (self);
}

gboolean
fw_frame_list_is_video (const FwFrameList *self)
{
  return self->is_video;
}

const char *
fw_frame_list_get_name (const FwFrameList *self)
{
  return self->name;
}

double
fw_frame_list_get_fps (const FwFrameList *self)
{
  return self->fps;
}

gsize
fw_frame_list_get_length (const FwFrameList *self)
{
  return self->n_frames;
}

FwFrameInfo
fw_frame_list_get (const FwFrameList *self,
                   FwFrame            frame)
{
  FwFrameInfo info = { .pts = G_MININT64, .timestamp_ms = NAN };

  if (frame >= 0 && (gsize) frame < self->n_frames)
    return self->infos[frame];

  if (self->is_video && self->n_frames > 0)
    {
      info.width = self->infos[self->n_frames - 1].width;
      info.height = self->infos[self->n_frames - 1].height;
      info.sensor = self->infos[self->n_frames - 1].sensor;
    }

  return info;
}

FwFrame
fw_frame_list_find (const FwFrameList *self,
                    const char        *name)
{
  gsize place = self->by_name ? GPOINTER_TO_SIZE (g_hash_table_lookup (self->by_name, name)) : 0;

  return place > 0 ? (FwFrame) (place - 1) : FW_FRAME_NONE;
}
