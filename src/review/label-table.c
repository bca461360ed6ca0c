/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/label-table.h"

#include "core/error.h"
#include "review/assignment.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

void
fw_label_table_free (FwLabelTable *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->frames);
  g_free (self->boxes);
  g_free (self->starts);
  g_free (self->categories);
  g_clear_pointer (&self->tracks, g_ptr_array_unref);
  g_free (self);
}

FwScoreSide
fw_label_table_get_side (const FwLabelTable *self)
{
  g_return_val_if_fail (self != NULL, ((FwScoreSide){ 0 }));

  return (FwScoreSide){ self->boxes, self->starts, self->tracks->len };
}

static gboolean
collect_track (FwTrack *track, gpointer data)
{
  g_ptr_array_add (data, track);

  return TRUE;
}

/* Common number of each frame of a snapshot, or -1. */
typedef struct
{
  gssize *common; /* (owned) */
  gsize length;
} FrameMap;

static gsize
count_frames (const FwSnapshot *snapshot)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  return frames ? fw_frame_list_get_length (frames) : 0;
}

static gboolean
is_deleted (const FwSnapshot *snapshot, gsize frame)
{
  return fw_span_set_contains (fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED),
                               (FwFrame) frame);
}

/* Calls @visit for each label, by track, then by frame; FALSE from it ends. */
typedef gboolean (*LabelFunc) (guint32 id, FwFrame frame, FwRect bounds, gpointer data);

static gboolean
visit_labels (GPtrArray *tracks, LabelFunc visit, gpointer data)
{
  for (guint i = 0; i < tracks->len; i++)
    {
      const FwTrack *track = g_ptr_array_index (tracks, i);
      FwSpan span = fw_track_get_span (track);
      FwTrackCursor cursor;
      FwRect bounds = { 0 };

      fw_track_cursor_init (&cursor, track);
      for (FwFrame frame = span.first; frame <= span.last; frame++)
        if (fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, &bounds))
            && !visit (i, frame, bounds, data))
          return FALSE;
    }

  return TRUE;
}

typedef struct
{
  FwLabelTable *table;
  const FrameMap *map;
  gsize *fill; /* (owned) where the next box of each frame goes */
} Filling;

static gssize
find_common (const Filling *filling, FwFrame frame)
{
  return frame >= 0 && (gsize) frame < filling->map->length ? filling->map->common[frame] : -1;
}

static gboolean
count_label (guint32 id, FwFrame frame, FwRect bounds, gpointer data)
{
  Filling *filling = data;
  gssize common = find_common (filling, frame);

  if (common < 0)
    return TRUE;
  filling->fill[common]++;

  return ++filling->table->n_boxes <= FW_LABEL_TABLE_MAX;
}

static gboolean
add_label (guint32 id, FwFrame frame, FwRect bounds, gpointer data)
{
  Filling *filling = data;
  gssize common = find_common (filling, frame);

  if (common >= 0)
    filling->table->boxes[filling->fill[common]++] = (FwScoreBox){ id, bounds };

  return TRUE;
}

static FwLabelTable *
make_table (const FwSnapshot *snapshot, const FrameMap *map, gsize n_frames, GError **error)
{
  g_autoptr (FwLabelTable) self = g_new0 (FwLabelTable, 1);
  g_autofree gsize *fill = g_new0 (gsize, n_frames + 1);
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  Filling filling = { self, map, fill };

  self->snapshot = snapshot;
  self->n_frames = n_frames;
  self->tracks = g_ptr_array_new ();
  fw_snapshot_foreach (snapshot, collect_track, self->tracks);
  if (!visit_labels (self->tracks, count_label, &filling))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _ ("there are more than %d labels, too many to compare"), FW_LABEL_TABLE_MAX);
      return NULL;
    }

  self->starts = g_new0 (gsize, n_frames + 1);
  for (gsize f = 0; f < n_frames; f++)
    {
      self->starts[f + 1] = self->starts[f] + fill[f];
      fill[f] = self->starts[f];
    }
  self->boxes = g_new (FwScoreBox, self->n_boxes + 1);
  visit_labels (self->tracks, add_label, &filling);

  self->categories = g_new (const char *, self->tracks->len + 1);
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const FwCategory *category
          = taxonomy
                ? fw_taxonomy_find (taxonomy,
                                    fw_track_get_category (g_ptr_array_index (self->tracks, i)))
                : NULL;

      self->categories[i] = category ? category->name : g_intern_static_string ("");
    }
  self->frames = g_new (FwFrame, n_frames + 1);
  for (gsize f = 0; f < n_frames; f++)
    self->frames[f] = FW_FRAME_NONE;
  for (gsize f = 0; f < map->length; f++)
    if (map->common[f] >= 0)
      self->frames[map->common[f]] = (FwFrame) f;

  return g_steal_pointer (&self);
}

/* Frames of @b get the numbers of the same ones of @a, and numbers after them
 * when @a has none. Returns: how many numbers there are */
static gsize
map_frames (const FwSnapshot *a, const FwSnapshot *b, FrameMap *map_a, FrameMap *map_b)
{
  FwFrameList *frames_a = fw_snapshot_get_frame_list (a);
  FwFrameList *frames_b = fw_snapshot_get_frame_list (b);
  gboolean by_name = frames_a && frames_b && !fw_frame_list_is_video (frames_a);
  gsize n = map_a->length;

  for (gsize f = 0; f < map_a->length; f++)
    map_a->common[f] = is_deleted (a, f) ? -1 : (gssize) f;
  for (gsize f = 0; f < map_b->length; f++)
    {
      const char *name = by_name ? fw_frame_list_get (frames_b, (FwFrame) f).name : NULL;
      FwFrame same = by_name ? (name ? fw_frame_list_find (frames_a, name) : FW_FRAME_NONE)
                     : f < map_a->length ? (FwFrame) f
                                         : FW_FRAME_NONE;

      map_b->common[f] = same == FW_FRAME_NONE ? (gssize) n++ : same;
      if (is_deleted (b, f) || (same != FW_FRAME_NONE && is_deleted (a, (gsize) same)))
        {
          if (same != FW_FRAME_NONE)
            map_a->common[same] = -1;
          map_b->common[f] = -1;
        }
    }

  return n;
}

gboolean
fw_label_table_new_pair (const FwSnapshot *a,
                         const FwSnapshot *b,
                         FwLabelTable **out_a,
                         FwLabelTable **out_b,
                         GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL && out_a != NULL && out_b != NULL, FALSE);

  FwFrameList *frames_a = fw_snapshot_get_frame_list (a);
  FwFrameList *frames_b = fw_snapshot_get_frame_list (b);

  if (frames_a && frames_b
      && fw_frame_list_is_video (frames_a) != fw_frame_list_is_video (frames_b))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _ ("one of them labels a video and the other pictures; they cannot be "
                      "compared"));
      return FALSE;
    }

  FrameMap map_a = { NULL, count_frames (a) };
  FrameMap map_b = { NULL, count_frames (b) };
  g_autofree gssize *common_a = map_a.common = g_new (gssize, map_a.length + 1);
  g_autofree gssize *common_b = map_b.common = g_new (gssize, map_b.length + 1);
  gsize n_frames = map_frames (a, b, &map_a, &map_b);
  g_autoptr (FwLabelTable) table_a = make_table (a, &map_a, n_frames, error);
  g_autoptr (FwLabelTable) table_b = table_a ? make_table (b, &map_b, n_frames, error) : NULL;

  if (!table_b)
    return FALSE;
  *out_a = g_steal_pointer (&table_a);
  *out_b = g_steal_pointer (&table_b);

  return TRUE;
}

FwLabelTable *
fw_label_table_filter (const FwLabelTable *self, const char *category)
{
  g_return_val_if_fail (self != NULL && category != NULL, NULL);

  FwLabelTable *part = g_new0 (FwLabelTable, 1);
  g_autofree guint32 *ids = g_new (guint32, self->tracks->len + 1);

  part->snapshot = self->snapshot;
  part->n_frames = self->n_frames;
  part->frames = g_memdup2 (self->frames, (self->n_frames + 1) * sizeof (FwFrame));
  part->starts = g_new0 (gsize, self->n_frames + 1);
  part->tracks = g_ptr_array_new ();
  part->categories = g_new (const char *, self->tracks->len + 1);
  for (guint i = 0; i < self->tracks->len; i++)
    {
      ids[i] = G_MAXUINT32;
      if (self->categories[i] != category && !g_str_equal (self->categories[i], category))
        continue;
      ids[i] = part->tracks->len;
      part->categories[ids[i]] = self->categories[i];
      g_ptr_array_add (part->tracks, g_ptr_array_index (self->tracks, i));
    }

  part->boxes = g_new (FwScoreBox, self->n_boxes + 1);
  for (gsize f = 0; f < self->n_frames; f++)
    {
      for (gsize k = self->starts[f]; k < self->starts[f + 1]; k++)
        if (ids[self->boxes[k].id] != G_MAXUINT32)
          part->boxes[part->n_boxes++] = (FwScoreBox){ ids[self->boxes[k].id], self->boxes[k].box };
      part->starts[f + 1] = part->n_boxes;
    }

  return part;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
fw_label_table_list_categories (const FwLabelTable *a, const FwLabelTable *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  const FwLabelTable *tables[] = { a, b };
  guint n;

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (gsize k = 0; k < tables[t]->n_boxes; k++)
      g_hash_table_add (names, (gpointer) tables[t]->categories[tables[t]->boxes[k].id]);

  const char **list = (const char **) g_hash_table_get_keys_as_array (names, &n);

  if (n > 0)
    qsort (list, n, sizeof (char *), compare_names);

  return list;
}

/* Frames between two looks at whether anybody still wants it. */
#define FRAMES_PER_LOOK 32

/* One frame of a matching. */
typedef struct
{
  const FwLabelTable *a;
  const FwLabelTable *b;
  double threshold;
  gboolean category_first;
  FwBoxGrid *grid;   /* (owned) the boxes of B */
  GArray *found;     /* (element-type FwOverlap) (owned) */
  GArray *pairs;     /* (element-type FwPair) (owned) */
  GArray *preferred; /* (element-type gboolean) (owned) */
  GArray *result;    /* (element-type FwLabelPair) (owned) */
} Matching;

static void
collect_pairs (Matching *matching, gsize frame)
{
  const FwLabelTable *a = matching->a;
  const FwLabelTable *b = matching->b;

  const FwScoreBox *others = &b->boxes[b->starts[frame]];

  g_array_set_size (matching->pairs, 0);
  g_array_set_size (matching->preferred, 0);
  fw_box_grid_fill (matching->grid, others, b->starts[frame + 1] - b->starts[frame]);
  for (gsize i = a->starts[frame]; i < a->starts[frame + 1]; i++)
    {
      fw_box_grid_find (matching->grid, a->boxes[i].box, matching->found);
      for (guint k = 0; k < matching->found->len; k++)
        {
          const FwOverlap *found = &g_array_index (matching->found, FwOverlap, k);
          FwPair pair = { (guint32) (i - a->starts[frame]), found->index, found->iou };
          gboolean same
              = a->categories[a->boxes[i].id] == b->categories[others[found->index].id];

          if (found->iou < matching->threshold)
            continue;
          g_array_append_val (matching->pairs, pair);
          g_array_append_val (matching->preferred, same);
        }
    }
}

static void
match_frame (Matching *matching, gsize frame)
{
  const FwLabelTable *a = matching->a;
  const FwLabelTable *b = matching->b;
  gsize n_a = a->starts[frame + 1] - a->starts[frame];
  gsize n_b = b->starts[frame + 1] - b->starts[frame];

  collect_pairs (matching, frame);

  gsize n = matching->pairs->len;
  const FwPair *pairs = (const FwPair *) (gconstpointer) matching->pairs->data;
  g_autofree gboolean *chosen = g_new0 (gboolean, n + 1);
  g_autofree gboolean *taken_a = g_new0 (gboolean, n_a + 1);
  g_autofree gboolean *taken_b = g_new0 (gboolean, n_b + 1);

  if (matching->category_first)
    fw_assignment_match_twice (pairs, n,
                               (const gboolean *) (gconstpointer) matching->preferred->data,
                               chosen);
  else
    fw_assignment_match (pairs, n, n_a, n_b, chosen);

  for (gsize k = 0; k < n; k++)
    if (chosen[k])
      {
        FwLabelPair pair = { frame, (gssize) (a->starts[frame] + pairs[k].row),
                             (gssize) (b->starts[frame] + pairs[k].column), pairs[k].weight };

        taken_a[pairs[k].row] = taken_b[pairs[k].column] = TRUE;
        g_array_append_val (matching->result, pair);
      }
  for (gsize i = 0; i < n_a; i++)
    if (!taken_a[i])
      {
        FwLabelPair pair = { frame, (gssize) (a->starts[frame] + i), -1, 0.0 };
        g_array_append_val (matching->result, pair);
      }
  for (gsize j = 0; j < n_b; j++)
    if (!taken_b[j])
      {
        FwLabelPair pair = { frame, -1, (gssize) (b->starts[frame] + j), 0.0 };
        g_array_append_val (matching->result, pair);
      }
}

GArray *
fw_label_table_match (const FwLabelTable *a,
                      const FwLabelTable *b,
                      double threshold,
                      gboolean category_first,
                      const FwWork *work,
                      GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL && a->n_frames == b->n_frames, NULL);

  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FwOverlap));
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (FwLabelPair));
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (FwPair));
  g_autoptr (GArray) preferred = g_array_new (FALSE, FALSE, sizeof (gboolean));
  Matching matching = { a,
                        b,
                        threshold,
                        category_first,
                        grid,
                        found,
                        pairs,
                        preferred,
                        result };

  for (gsize frame = 0; frame < a->n_frames; frame++)
    {
      if (frame % FRAMES_PER_LOOK == 0
          && !fw_work_go_on (work, (double) frame / (double) a->n_frames, error))
        return NULL;
      match_frame (&matching, frame);
    }

  return g_steal_pointer (&result);
}
