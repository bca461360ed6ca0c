/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every frame is swept once for boxes of A and B that touch; what touches adds
 * up per pair of tracks. Only such pairs are candidates, so that ten thousand
 * tracks of which each meets a few others cost no more than their labels.
 */

#include "review/object-match.h"

#include "review/assignment.h"
#include "review/label-table.h"

/* Frames between two looks at whether anybody still wants it. */
#define FRAMES_PER_LOOK 32

/* Two tracks that touch somewhere. */
typedef struct
{
  guint64 key; /* of the table: dense ids, that of A above */
  double sum; /* of the overlaps of at least FW_SAME_PLACE */
  gint64 n_on; /* frames of these */
  gboolean lies_on; /* in most of the frames in which both are in view */
  double weight; /* @sum over all frames of either; 0 when it does not lie on */
} Candidate;

/* Of this weight on there is no difference to be seen. */
#define THE_SAME (1.0 - 1e-9)

typedef struct
{
  FwLabelTable *a;
  FwLabelTable *b;
  GHashTable *candidates; /* (owned) (element-type Candidate) */
  gssize *b_of;           /* (owned) by dense id of A; -1: nobody's */
  gssize *a_of;           /* (owned) */
  double *best_of_a;      /* (owned) by dense id: weight of the best candidate */
  double *best_of_b;      /* (owned) */
} Match;

static guint32
get_a (const Candidate *candidate)
{
  return (guint32) (candidate->key >> 32);
}

static guint32
get_b (const Candidate *candidate)
{
  return (guint32) candidate->key;
}

/* Lines and points have no area to share; a pixel around them has. */
static FwRect
inflate (FwRect rect)
{
  double x = MAX (1.0 - rect.width, 0.0);
  double y = MAX (1.0 - rect.height, 0.0);

  return FW_RECT (rect.x - x / 2.0, rect.y - y / 2.0, rect.width + x, rect.height + y);
}

/* One of g_int64_hash() would be the same for all that one track of B meets. */
static guint
hash_candidate (gconstpointer candidate)
{
  guint64 key = ((const Candidate *) candidate)->key;

  return (guint) (key >> 32) * 2654435761u + (guint) key;
}

static gboolean
equal_candidates (gconstpointer a, gconstpointer b)
{
  return ((const Candidate *) a)->key == ((const Candidate *) b)->key;
}

static void
note_touch (Match *match, guint32 a, guint32 b, double overlap)
{
  Candidate wanted = { .key = (guint64) a << 32 | b };
  Candidate *candidate = g_hash_table_lookup (match->candidates, &wanted);

  if (!candidate)
    {
      candidate = g_new0 (Candidate, 1);
      candidate->key = wanted.key;
      g_hash_table_add (match->candidates, candidate);
    }
  if (overlap >= FW_SAME_PLACE)
    {
      candidate->sum += overlap;
      candidate->n_on++;
    }
}

static void
collect (const FwLabelTable *table, gsize frame, GArray *into)
{
  g_array_set_size (into, 0);
  for (gsize k = table->starts[frame]; k < table->starts[frame + 1]; k++)
    {
      FwScoreBox box = { table->boxes[k].id, inflate (table->boxes[k].box) };

      g_array_append_val (into, box);
    }
}

/* Room that is used for each frame. */
typedef struct
{
  FwBoxGrid *grid;
  GArray *a; /* (element-type FwScoreBox) (owned) */
  GArray *b;
  GArray *found; /* (element-type FwOverlap) (owned) */
} Sweep;

static void
sweep_frame (Match *match, Sweep *sweep)
{
  fw_box_grid_fill (sweep->grid, (const FwScoreBox *) (gconstpointer) sweep->b->data, sweep->b->len);
  for (guint i = 0; i < sweep->a->len; i++)
    {
      const FwScoreBox *box = &g_array_index (sweep->a, FwScoreBox, i);

      fw_box_grid_find (sweep->grid, box->box, sweep->found);
      for (guint k = 0; k < sweep->found->len; k++)
        {
          const FwOverlap *found = &g_array_index (sweep->found, FwOverlap, k);

          note_touch (match, box->id, g_array_index (sweep->b, FwScoreBox, found->index).id,
                      found->iou);
        }
    }
}

static gboolean
sweep_all (Match *match, const FwWork *work, GError **error)
{
  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (FwScoreBox));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (FwScoreBox));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FwOverlap));
  Sweep sweep = { grid, a, b, found };

  for (gsize frame = 0; frame < match->a->n_frames; frame++)
    {
      if (frame % FRAMES_PER_LOOK == 0
          && !fw_work_go_on (work, (double) frame / (double) match->a->n_frames, error))
        return FALSE;
      collect (match->a, frame, a);
      collect (match->b, frame, b);
      sweep_frame (match, &sweep);
    }

  return fw_work_go_on (work, 1.0, error);
}

/* Runs of frames in which a track is in view. */
static GArray *
list_views (const FwTrack *track)
{
  GArray *views = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  FwSpan rest = fw_track_get_span (track);
  gsize n;
  const FwSpan *gaps = fw_track_get_outside (track, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwSpan view = { rest.first, gaps[i].first - 1 };

      g_array_append_val (views, view);
      rest.first = gaps[i].last + 1;
    }
  g_array_append_val (views, rest);

  return views;
}

/* Frames in which both are in view. */
static gint64
count_shared (const FwTrack *a, const FwTrack *b)
{
  g_autoptr (GArray) left = list_views (a);
  g_autoptr (GArray) right = list_views (b);
  gint64 n = 0;
  guint i = 0;
  guint j = 0;

  while (i < left->len && j < right->len)
    {
      FwSpan x = g_array_index (left, FwSpan, i);
      FwSpan y = g_array_index (right, FwSpan, j);

      n += MAX (MIN (x.last, y.last) - MAX (x.first, y.first) + 1, 0);
      if (x.last < y.last)
        i++;
      else
        j++;
    }

  return n;
}

static FwTrack *
get_track (const FwLabelTable *table, guint32 id)
{
  return g_ptr_array_index (table->tracks, id);
}

static gboolean
is_same_category (const Match *match, const Candidate *candidate)
{
  return match->a->categories[get_a (candidate)] == match->b->categories[get_b (candidate)];
}

static gboolean
is_same_id (const Match *match, const Candidate *candidate)
{
  return fw_track_get_id (get_track (match->a, get_a (candidate)))
         == fw_track_get_id (get_track (match->b, get_b (candidate)));
}

static void
weigh (Match *match, Candidate *candidate)
{
  const FwTrack *a = get_track (match->a, get_a (candidate));
  const FwTrack *b = get_track (match->b, get_b (candidate));
  gint64 n_shared = count_shared (a, b);
  gint64 n_all = MAX (fw_track_get_n_visible (a) + fw_track_get_n_visible (b) - n_shared, 1);

  candidate->lies_on = candidate->n_on > 0 && 2 * candidate->n_on >= n_shared;
  candidate->weight = candidate->lies_on ? candidate->sum / (double) n_all : 0.0;
  match->best_of_a[get_a (candidate)]
      = MAX (match->best_of_a[get_a (candidate)], candidate->weight);
  match->best_of_b[get_b (candidate)]
      = MAX (match->best_of_b[get_b (candidate)], candidate->weight);
}

/* No other one lies on either of them more than twice as well. */
static gboolean
is_likely (const Match *match, const Candidate *candidate)
{
  return candidate->lies_on && 2.0 * candidate->weight >= match->best_of_a[get_a (candidate)]
         && 2.0 * candidate->weight >= match->best_of_b[get_b (candidate)];
}

static gboolean
is_free (const Match *match, const Candidate *candidate)
{
  return match->b_of[get_a (candidate)] < 0 && match->a_of[get_b (candidate)] < 0;
}

static void
join (Match *match, const Candidate *candidate)
{
  match->b_of[get_a (candidate)] = get_b (candidate);
  match->a_of[get_b (candidate)] = get_a (candidate);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Candidate *left = *(const Candidate *const *) a;
  const Candidate *right = *(const Candidate *const *) b;

  return (left->key > right->key) - (left->key < right->key);
}

/* The same order each time, whatever the table makes of it. */
static GPtrArray *
list_candidates (Match *match)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer candidate;

  g_hash_table_iter_init (&iter, match->candidates);
  while (g_hash_table_iter_next (&iter, &candidate, NULL))
    g_ptr_array_add (list, candidate);
  g_ptr_array_sort (list, compare_keys);

  return list;
}

static void
join_by_overlap (Match *match, GPtrArray *candidates)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (FwPair));
  g_autoptr (GArray) preferred = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GPtrArray) whose = g_ptr_array_new ();
  g_autofree gboolean *chosen = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = candidates->pdata[i];

      if (!is_free (match, candidate) || !candidate->lies_on)
        continue;

      FwPair pair = { get_a (candidate), get_b (candidate), candidate->weight };
      gboolean is_same = is_same_category (match, candidate);

      g_array_append_val (pairs, pair);
      g_array_append_val (preferred, is_same);
      g_ptr_array_add (whose, (gpointer) candidate);
    }

  chosen = g_new0 (gboolean, pairs->len + 1);
  if (pairs->len > 0)
    fw_assignment_match_twice ((const FwPair *) (gconstpointer) pairs->data, pairs->len,
                               (const gboolean *) (gconstpointer) preferred->data, chosen);
  for (guint i = 0; i < pairs->len; i++)
    if (chosen[i])
      join (match, whose->pdata[i]);
}

static gboolean
is_the_same (const Match *match, const Candidate *candidate)
{
  return candidate->weight >= THE_SAME && is_same_category (match, candidate);
}

static void
join_all (Match *match)
{
  g_autoptr (GPtrArray) candidates = list_candidates (match);

  for (guint i = 0; i < candidates->len; i++)
    weigh (match, candidates->pdata[i]);
  for (guint i = 0; i < candidates->len; i++)
    if (is_same_id (match, candidates->pdata[i]) && is_the_same (match, candidates->pdata[i]))
      join (match, candidates->pdata[i]);
  for (guint i = 0; i < candidates->len; i++)
    if (is_free (match, candidates->pdata[i]) && is_the_same (match, candidates->pdata[i]))
      join (match, candidates->pdata[i]);
  for (guint i = 0; i < candidates->len; i++)
    if (is_free (match, candidates->pdata[i]) && is_same_id (match, candidates->pdata[i])
        && is_likely (match, candidates->pdata[i]))
      join (match, candidates->pdata[i]);
  join_by_overlap (match, candidates);
  for (guint i = 0; i < candidates->len; i++)
    if (is_free (match, candidates->pdata[i]) && is_same_id (match, candidates->pdata[i])
        && is_same_category (match, candidates->pdata[i]))
      join (match, candidates->pdata[i]);
}

/* By dense id: whether any of its labels is in a frame that counts. */
static gboolean *
list_counted (const FwLabelTable *table)
{
  gboolean *counted = g_new0 (gboolean, table->tracks->len + 1);

  for (gsize k = 0; k < table->n_boxes; k++)
    counted[table->boxes[k].id] = TRUE;

  return counted;
}

static void
clear_pair (gpointer data)
{
  FwObjectPair *pair = data;

  g_clear_pointer (&pair->a, fw_track_unref);
  g_clear_pointer (&pair->b, fw_track_unref);
}

static GArray *
list_pairs (Match *match)
{
  g_autofree gboolean *counted_a = list_counted (match->a);
  g_autofree gboolean *counted_b = list_counted (match->b);
  GArray *pairs = g_array_new (FALSE, TRUE, sizeof (FwObjectPair));

  g_array_set_clear_func (pairs, clear_pair);
  for (guint i = 0; i < match->a->tracks->len; i++)
    {
      FwTrack *a = get_track (match->a, i);
      FwTrack *b = match->b_of[i] >= 0 ? get_track (match->b, (guint32) match->b_of[i]) : NULL;
      FwObjectPair pair = { a, b };

      if (!counted_a[i])
        continue;
      fw_track_ref (a);
      if (b)
        fw_track_ref (b);
      g_array_append_val (pairs, pair);
    }
  for (guint j = 0; j < match->b->tracks->len; j++)
    if (match->a_of[j] < 0 && counted_b[j])
      {
        FwObjectPair pair = { NULL, fw_track_ref (get_track (match->b, j)) };

        g_array_append_val (pairs, pair);
      }

  return pairs;
}

static gssize *
new_partners (const FwLabelTable *table)
{
  gssize *partners = g_new (gssize, table->tracks->len + 1);

  for (guint i = 0; i < table->tracks->len; i++)
    partners[i] = -1;

  return partners;
}

GArray *
fw_object_match (const FwSnapshot *a,
                 const FwSnapshot *b,
                 const FwWork *work,
                 GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  g_autoptr (FwLabelTable) table_a = NULL;
  g_autoptr (FwLabelTable) table_b = NULL;

  if (!fw_label_table_new_pair (a, b, &table_a, &table_b, error))
    return NULL;

  g_autofree gssize *b_of = new_partners (table_a);
  g_autofree gssize *a_of = new_partners (table_b);
  g_autoptr (GHashTable) candidates
      = g_hash_table_new_full (hash_candidate, equal_candidates, g_free, NULL);
  g_autofree double *best_of_a = g_new0 (double, table_a->tracks->len + 1);
  g_autofree double *best_of_b = g_new0 (double, table_b->tracks->len + 1);
  Match match = { table_a, table_b, candidates, b_of, a_of, best_of_a, best_of_b };

  if (!sweep_all (&match, work, error))
    return NULL;
  join_all (&match);

  return list_pairs (&match);
}
