/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How large people draw the same objects. An object of these labels that
 * somebody else drew too, in another file about the same medium, gives one
 * number: ln of his size over the other's, the mean over some frames. Size is
 * the square root of the area.
 */

#include "fw-config.h"
#include "rules/tally-private.h"

#include <math.h>

/* Frames of a track in which it is compared. */
#define MAX_SAMPLES 16
/* Two shapes of the same object overlap by this much. */
#define SAME_OBJECT 0.5

typedef struct
{
  const char *name;   /* interned */
  FwSnapshot *labels; /* (owned) */
  FwSpanIndex *spans; /* (owned) */
} OtherFile;

typedef struct
{
  FwTrackId track;
  const char *author; /* interned */
  double drift;
} Shared;

struct _FwTallySizes
{
  GArray *files;      /* (owned) (element-type OtherFile) */
  GHashTable *shared; /* (owned) FwTrackId -> Shared */
};

static void
clear_file (OtherFile *file)
{
  fw_snapshot_unref (file->labels);
  fw_span_index_free (file->spans);
}

static gboolean
index_track (FwTrack *track, gpointer user_data)
{
  FwSpan life = fw_track_get_span (track);

  life.last = MIN (life.last, FW_TALLY_MAX_FRAMES - 1);
  if (life.first >= 0 && life.first <= life.last)
    fw_span_index_add (user_data, fw_track_get_id (track), life);

  return TRUE;
}

gboolean
fw_tally_is_same_medium (const FwFrameList *a, const FwFrameList *b)
{
  FwFrame n = a ? (FwFrame) fw_frame_list_get_length (a) : 0;

  if (!a || !b || fw_frame_list_is_video (a) != fw_frame_list_is_video (b))
    return FALSE;
  if (fw_frame_list_is_video (a))
    return g_strcmp0 (fw_frame_list_get_name (a), fw_frame_list_get_name (b)) == 0;

  /* What a folder is called is not in the labels; its pictures are. */
  if ((FwFrame) fw_frame_list_get_length (b) != n)
    return FALSE;
  for (FwFrame frame = 0; frame < n; frame++)
    if (g_strcmp0 (fw_frame_list_get (a, frame).name, fw_frame_list_get (b, frame).name) != 0)
      return FALSE;

  return n > 0;
}

FwTallySizes *
fw_tally_sizes_new (const FwCheckContext *context)
{
  gsize n;
  const FwOtherLabels *others = fw_check_facts_get_others (context->facts, &n);
  FwTallySizes *self = g_new0 (FwTallySizes, 1);

  self->files = g_array_new (FALSE, FALSE, sizeof (OtherFile));
  g_array_set_clear_func (self->files, (GDestroyNotify) clear_file);
  self->shared = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  for (gsize i = 0; i < n; i++)
    {
      OtherFile file = { .name = g_intern_string (others[i].name) };

      if (!fw_tally_is_same_medium (context->frames, fw_snapshot_get_frame_list (others[i].snapshot)))
        continue;
      file.labels = fw_snapshot_ref (others[i].snapshot);
      file.spans = fw_span_index_new ();
      fw_snapshot_foreach (file.labels, index_track, file.spans);
      g_array_append_val (self->files, file);
    }
  if (self->files->len == 0)
    g_clear_pointer (&self, fw_tally_sizes_free);

  return self;
}

void
fw_tally_sizes_free (FwTallySizes *self)
{
  g_array_unref (self->files);
  g_hash_table_unref (self->shared);
  g_free (self);
}

/* The sample'th of some frames of the track, at even steps. */
static FwFrame
get_sample (const FwTrack *track, guint sample)
{
  FwSpan life = fw_track_get_span (track);
  gint64 n = MIN (fw_span_length (life), MAX_SAMPLES);

  return sample < n ? life.first + (FwFrame) (sample * (fw_span_length (life) - 1) / MAX (n - 1, 1))
                    : FW_FRAME_NONE;
}

static const char *
get_category (FwSnapshot *labels, const FwTrack *track)
{
  FwTaxonomy *words = fw_snapshot_get_taxonomy (labels);
  const FwCategory *category
      = words ? fw_taxonomy_find (words, fw_track_get_category (track)) : NULL;

  return category ? g_intern_string (category->name) : NULL;
}

/* Mean overlap with @other where both can be seen, and the mean drift. */
static double
compare_tracks (const FwCheckContext *context,
                const FwTrack *track,
                const FwTrack *other,
                double *out_drift)
{
  double overlap = 0.0, drift = 0.0;
  guint n = 0;
  FwFrame frame;

  for (guint i = 0; (frame = get_sample (track, i)) != FW_FRAME_NONE; i++)
    {
      FwRect mine, theirs;

      if (fw_check_context_is_deleted (context, frame)
          || !fw_presence_is_visible (fw_track_get_presence (track, frame))
          || !fw_presence_is_visible (fw_track_get_presence (other, frame))
          || !fw_track_get_bounds_at (track, frame, &mine)
          || !fw_track_get_bounds_at (other, frame, &theirs) || !(fw_rect_area (mine) > 0.0)
          || !(fw_rect_area (theirs) > 0.0))
        continue;
      overlap += fw_rect_iou (mine, theirs);
      drift += 0.5 * log (fw_rect_area (mine) / fw_rect_area (theirs));
      n++;
    }
  if (n == 0)
    return 0.0;

  *out_drift = drift / n;

  return overlap / n;
}

/* The same object as somebody else drew it in the file. */
static gboolean
find_same (const OtherFile *file,
           const FwCheckContext *context,
           const FwTrack *track,
           double *out_drift)
{
  FwSpan life = fw_track_get_span (track);
  const char *category = fw_plan_get_category (context->plan, fw_track_get_category (track))->name;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  double best = 0.0;

  fw_span_index_query (file->spans, life.first + (life.last - life.first) / 2, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrack *other = fw_snapshot_get_track (file->labels, g_array_index (ids, FwTrackId, i));
      const char *author = other ? fw_track_get_author (other) : NULL;
      double overlap, drift = 0.0;

      if (!other || (author ? author : file->name) == fw_track_get_author (track)
          || get_category (file->labels, other) != category)
        continue;
      overlap = compare_tracks (context, track, other, &drift);
      if (overlap > best)
        {
          best = overlap;
          *out_drift = drift;
        }
    }

  return best >= SAME_OBJECT;
}

void
fw_tally_sizes_add (FwTallySizes *self,
                    const FwCheckContext *context,
                    const FwTrack *track,
                    int sign)
{
  FwTrackId id = fw_track_get_id (track);
  double sum = 0.0;
  guint n = 0;

  if (sign < 0)
    {
      g_hash_table_remove (self->shared, &id);
      return;
    }
  if (!fw_track_get_author (track))
    return;

  for (guint i = 0; i < self->files->len; i++)
    {
      double drift = 0.0;

      if (find_same (&g_array_index (self->files, OtherFile, i), context, track, &drift))
        {
          sum += drift;
          n++;
        }
    }
  if (n > 0)
    {
      Shared *shared = g_new0 (Shared, 1);

      *shared = (Shared){ id, fw_track_get_author (track), sum / n };
      g_hash_table_replace (self->shared, &shared->track, shared);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

gboolean
fw_tally_sizes_get (const FwTallySizes *self, const char *author, double *out_drift, guint *out_n)
{
  g_autoptr (GArray) drifts = g_array_new (FALSE, FALSE, sizeof (double));
  GHashTableIter iter;
  Shared *shared;

  g_hash_table_iter_init (&iter, self->shared);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &shared))
    if (shared->author == author)
      g_array_append_val (drifts, shared->drift);
  if (drifts->len == 0)
    return FALSE;

  g_array_sort (drifts, compare_doubles);
  *out_drift = (g_array_index (drifts, double, (drifts->len - 1) / 2)
                + g_array_index (drifts, double, drifts->len / 2))
               / 2.0;
  *out_n = drifts->len;

  return TRUE;
}
