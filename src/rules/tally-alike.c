/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pictures of a folder with the same fingerprint, and how far their labels
 * agree. Fingerprints that differ in at most d bits agree in at least one of
 * d + 1 pieces, so only those that share a piece are compared. Past 15 bits,
 * where nothing is alike any more, not every pair is found.
 */

#include "fw-config.h"
#include "rules/check-ops.h"
#include "rules/tally-private.h"

#include <math.h>
#include <string.h>

/* More pairs than anybody looks through. */
#define MAX_ALIKE  100000
#define MAX_PIECES 16
/* Pictures with one and the same piece that are compared with each other: all
 * black pictures must not cost the square of their number. */
#define MAX_BUCKET 2000
/* A label agrees with one of its category that overlaps it by this much. */
#define SAME_PLACE 0.5

typedef struct
{
  guint64 hash;
  guint64 piece;
  FwFrame frame;
} Print;

struct _FwTallyAlike
{
  GArray *pairs;   /* (owned) (element-type FwAlike) by frames */
  GArray *touched; /* (owned) (element-type FwSpan) since the last update */
  gboolean all_new;
};

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Print *left = a, *right = b;

  if (left->piece != right->piece)
    return left->piece < right->piece ? -1 : 1;

  return left->frame < right->frame ? -1 : left->frame > right->frame;
}

static int
compare_alike (gconstpointer a, gconstpointer b)
{
  const FwAlike *left = a, *right = b;

  if (left->second != right->second)
    return left->second < right->second ? -1 : 1;

  return left->first < right->first ? -1 : left->first > right->first;
}

static GArray *
list_prints (const FwCheckContext *context)
{
  GArray *prints = g_array_new (FALSE, FALSE, sizeof (Print));
  gsize n;
  const FwPixelAnswer *answers;
  const FwPixelQuestion *questions = fw_check_facts_get_pixels (context->facts, &answers, &n);

  for (gsize i = 0; i < n; i++)
    {
      Print print = { .hash = answers[i].hash, .frame = questions[i].frame };

      if (questions[i].kind == FW_PIXEL_HASH && answers[i].is_known && print.frame >= 0
          && print.frame < context->n_frames && !fw_check_context_is_deleted (context, print.frame))
        g_array_append_val (prints, print);
    }

  return prints;
}

/* The largest distance that any rule asks for. */
static guint
get_distance (const FwPlan *plan)
{
  double most = 0.0;

  for (guint i = 0; i < plan->checks->len; i++)
    if (fw_plan_get_check (plan, i)->ops->tallies & FW_TALLY_TWO_ALIKE)
      most = MAX (most, fw_plan_get_check (plan, i)->limits[0]);

  return (guint) CLAMP (most, 0.0, 63.0);
}

static void
add_pairs (FwTallyAlike *self, GArray *prints, guint distance)
{
  for (guint i = 0; i < prints->len; i++)
    for (guint j = i + 1; j < MIN (prints->len, i + MAX_BUCKET); j++)
      {
        const Print *a = &g_array_index (prints, Print, i), *b = &g_array_index (prints, Print, j);
        FwAlike alike
            = { a->frame, b->frame, (guint) __builtin_popcountll (a->hash ^ b->hash), NAN };

        if (a->piece != b->piece || self->pairs->len >= MAX_ALIKE)
          break;
        if (alike.bits <= distance)
          g_array_append_val (self->pairs, alike);
      }
}

static void
drop_repeated (GArray *pairs)
{
  guint kept = 0;

  g_array_sort (pairs, compare_alike);
  for (guint i = 0; i < pairs->len; i++)
    if (kept == 0
        || compare_alike (&g_array_index (pairs, FwAlike, kept - 1),
                          &g_array_index (pairs, FwAlike, i))
               != 0)
      g_array_index (pairs, FwAlike, kept++) = g_array_index (pairs, FwAlike, i);
  g_array_set_size (pairs, kept);
}

FwTallyAlike *
fw_tally_alike_new (const FwCheckContext *context)
{
  FwTallyAlike *self = g_new0 (FwTallyAlike, 1);
  g_autoptr (GArray) prints = list_prints (context);
  guint distance = get_distance (context->plan), n_pieces = MIN (distance + 1, MAX_PIECES);

  self->pairs = g_array_new (FALSE, FALSE, sizeof (FwAlike));
  self->touched = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  self->all_new = TRUE;
  for (guint piece = 0; piece < n_pieces; piece++)
    {
      guint low = 64 * piece / n_pieces, high = 64 * (piece + 1) / n_pieces;
      guint64 mask = high - low == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (high - low)) - 1;

      for (guint i = 0; i < prints->len; i++)
        g_array_index (prints, Print, i).piece
            = g_array_index (prints, Print, i).hash >> low & mask;
      g_array_sort (prints, compare_pieces);
      add_pairs (self, prints, distance);
    }
  drop_repeated (self->pairs);

  return self;
}

void
fw_tally_alike_free (FwTallyAlike *self)
{
  g_array_unref (self->pairs);
  g_array_unref (self->touched);
  g_free (self);
}

void
fw_tally_alike_touch (FwTallyAlike *self, FwSpan span)
{
  if (!self->all_new)
    g_array_append_val (self->touched, span);
}

typedef struct
{
  FwRect box;
  const char *category;
} Box;

/* In parts of the picture: the same picture may be there at another size. */
static GArray *
list_boxes (const FwCheckContext *context, FwFrame frame)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  double width, height;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  fw_check_context_get_image (context, frame, &width, &height);
  fw_span_index_query (context->spans, frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrack *track = fw_snapshot_get_track (context->snapshot, g_array_index (ids, FwTrackId, i));
      Box box;

      if (!track || !fw_presence_is_visible (fw_track_get_presence (track, frame))
          || !fw_track_get_bounds_at (track, frame, &box.box))
        continue;
      if (width > 0.0 && height > 0.0)
        box.box = FW_RECT (box.box.x / width, box.box.y / height, box.box.width / width,
                           box.box.height / height);
      box.category = fw_plan_get_category (context->plan, fw_track_get_category (track))->name;
      g_array_append_val (boxes, box);
    }

  return boxes;
}

/* The share of the labels of both pictures that have a partner; every label at
 * most one, the best overlaps first come in the order of the objects. */
static double
find_agreement (const FwCheckContext *context, const FwAlike *alike)
{
  g_autoptr (GArray) a = list_boxes (context, alike->first);
  g_autoptr (GArray) b = list_boxes (context, alike->second);
  guint n_all = a->len + b->len, n_same = 0;

  for (guint i = 0; i < a->len; i++)
    {
      const Box *mine = &g_array_index (a, Box, i);
      double best = SAME_PLACE;
      gint found = -1;

      for (guint j = 0; j < b->len; j++)
        {
          const Box *theirs = &g_array_index (b, Box, j);
          double iou
              = theirs->category == mine->category ? fw_rect_iou (mine->box, theirs->box) : 0.0;

          if (iou >= best)
            {
              best = iou;
              found = (gint) j;
            }
        }
      if (found >= 0)
        {
          g_array_remove_index_fast (b, (guint) found);
          n_same += 2;
        }
    }

  return n_all > 0 ? (double) n_same / n_all : 1.0;
}

static gboolean
is_touched (const FwTallyAlike *self, const FwAlike *alike)
{
  for (guint i = 0; i < self->touched->len; i++)
    {
      FwSpan span = g_array_index (self->touched, FwSpan, i);

      if (fw_span_contains (span, alike->first) || fw_span_contains (span, alike->second))
        return TRUE;
    }

  return FALSE;
}

const GArray *
fw_tally_alike_update (FwTallyAlike *self, const FwCheckContext *context)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      FwAlike *alike = &g_array_index (self->pairs, FwAlike, i);

      if (isnan (alike->agreement) || is_touched (self, alike))
        alike->agreement = find_agreement (context, alike);
    }
  self->all_new = FALSE;
  g_array_set_size (self->touched, 0);

  return self->pairs;
}
