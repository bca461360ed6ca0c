/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where vertices lie at keyframes that lack them.
 *
 * Between two keyframes the outline has every vertex that either of them has.
 * So a keyframe needs a ratio for each vertex that a neighbour keyframe has and
 * it has not. What a file or a person gave stays; what is missing is taken from
 * the neighbour: as far along the edge here as the vertex lies along the
 * outline there, between the same two corners. Then the ratios of each edge are
 * made to rise, for a folded edge would make the outline cross itself.
 *
 * What a line has not beyond its ends lies at the end: there the ratio says
 * nothing and is 0 or 1.
 */

#include "core/track-identity.h"

#include "core/shape-private.h"

#include <stdlib.h>

/* The edge of what comes before a line begins. */
#define BEFORE_FIRST (NO_NODE - 1)

/* An entry with the place of its vertex in the order. */
typedef struct
{
  FwFrame frame;
  guint32 place;
  guint32 serial; /* of two for the same vertex the earlier one counts */
  guint32 id;
  guint32 edge;   /* vertex of the keyframe's ring before it */
  gboolean is_given;
  double  ratio;
} Entry;

/* One vertex of the common outline of two neighbour keyframes' rings. */
typedef struct
{
  gssize left;
  gssize right;
} Pair;

static int
compare_entries (const void *a,
                 const void *b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->frame != y->frame)
    return x->frame > y->frame ? 1 : -1;

  if (x->place != y->place)
    return x->place > y->place ? 1 : -1;

  return (x->serial > y->serial) - (x->serial < y->serial);
}

static void
add_entry (FwIdentity *self,
           GArray     *entries,
           FwOnEdge    on_edge,
           gboolean    is_given)
{
  FwIdentityNode *node = fw_identity_find (self, on_edge.id);
  Entry entry = { .frame = on_edge.frame, .serial = entries->len, .id = on_edge.id,
                  .is_given = is_given };

  if (node == NULL || node->place == NO_NODE || !isfinite (on_edge.ratio))
    return;

  entry.place = node->place;
  entry.ratio = CLAMP (on_edge.ratio, 0.0, 1.0);
  g_array_append_val (entries, entry);
}

static guint32
vertex_place (FwIdentity *self,
              FwRing      ring,
              gsize       index)
{
  return fw_identity_find (self, ring.vertices[index].id)->place;
}

/* Index of the ring's vertex that comes first at or after @base in cyclic order. */
static gsize
find_first (FwIdentity *self,
            FwRing      ring,
            guint32     base)
{
  gsize best = 0;
  guint32 best_place = 0;

  /* As unsigned numbers, places before @base come out larger than those after. */
  for (gsize i = 0; i < ring.n_vertices; i++)
    {
      guint32 place = vertex_place (self, ring, i) - base;

      if (i == 0 || place < best_place)
        {
          best = i;
          best_place = place;
        }
    }

  return best;
}

/* The common outline, from the left ring's first vertex on. */
static void
merge_rings (FwIdentity *self,
             FwRing      left,
             FwRing      right,
             GArray     *pairs)
{
  guint32 base = self->is_open ? 0 : vertex_place (self, left, 0);
  gsize start = self->is_open ? 0 : find_first (self, right, base);
  gsize i = 0;
  gsize j = 0;

  g_array_set_size (pairs, 0);

  while (i < left.n_vertices || j < right.n_vertices)
    {
      gsize at = (start + j) % right.n_vertices;
      guint64 l = i < left.n_vertices ? vertex_place (self, left, i) - base : G_MAXUINT64;
      guint64 r = j < right.n_vertices ? vertex_place (self, right, at) - base : G_MAXUINT64;
      Pair pair = { l <= r ? (gssize) i : -1, r <= l ? (gssize) at : -1 };

      g_array_append_val (pairs, pair);
      i += l <= r;
      j += r <= l;
    }
}

/* Length of the ring from vertex @from forward to vertex @to. */
static double
path_length (FwRing ring,
             gsize  from,
             gsize  to)
{
  double length = 0.0;

  while (from != to)
    {
      gsize next = (from + 1) % ring.n_vertices;
      const FwVertex *a = &ring.vertices[from];
      const FwVertex *b = &ring.vertices[next];

      length += hypot (a->x - b->x, a->y - b->y);
      from = next;
    }

  return length;
}

/* The vertices from pair @first to before pair @end are in @ring only, and
 * both neighbours of this run are in both rings when @is_framed. Beyond an end
 * of a line, @beyond is the ratio. */
static void
place_run (FwIdentity *self,
           GArray     *pairs,
           guint       first,
           guint       end,
           gboolean    on_right,
           gboolean    is_framed,
           double      beyond,
           FwRing      ring,
           FwFrame     frame,
           GArray     *entries)
{
  double whole = 0.0;
  double part = 0.0;
  gsize previous = 0;

#define PAIR(i) g_array_index (pairs, Pair, (i) % pairs->len)
#define INDEX(i) ((gsize) (on_right ? PAIR (i).right : PAIR (i).left))

  if (is_framed)
    {
      previous = INDEX (first - 1 + pairs->len);

      /* With a single common vertex the run goes all the way round. */
      whole = path_length (ring, previous, INDEX (end - 1));
      whole += path_length (ring, INDEX (end - 1), INDEX (end));
    }

  for (guint i = first; i < end; i++)
    {
      double ratio = isnan (beyond) ? (i - first + 1.0) / (end - first + 1.0) : beyond;

      if (is_framed && isfinite (whole) && whole > 0.0)
        {
          part += path_length (ring, previous, INDEX (i));
          previous = INDEX (i);
          ratio = part / whole;
        }

      add_entry (self, entries, (FwOnEdge) { frame, ring.vertices[INDEX (i)].id, ratio }, FALSE);
    }

#undef INDEX
#undef PAIR
}

/* What two neighbour keyframes' rings need of each other. */
static void
place_between (FwIdentity *self,
               FwRing      left,
               FwFrame     left_frame,
               FwRing      right,
               FwFrame     right_frame,
               GArray     *pairs,
               GArray     *entries)
{
  guint start = 0;
  guint i;

  merge_rings (self, left, right, pairs);

#define PAIR(i) g_array_index (pairs, Pair, (i) % pairs->len)
  while (start < pairs->len && (PAIR (start).left < 0 || PAIR (start).right < 0))
    start++;
  if (start == pairs->len || self->is_open)
    start = 0;

  for (i = start; i < start + pairs->len;)
    {
      gboolean on_right = PAIR (i).left < 0;
      guint end = i + 1;
      Pair before = PAIR (i + pairs->len - 1);
      double beyond = NAN;
      Pair after;

      if (PAIR (i).left >= 0 && PAIR (i).right >= 0)
        {
          i++;
          continue;
        }

      while (end < start + pairs->len && (PAIR (end).left < 0) == on_right
             && (PAIR (end).left < 0 || PAIR (end).right < 0))
        end++;

      after = PAIR (end);
      if (self->is_open && (i == 0 || end == pairs->len))
        beyond = i == 0 ? 0.0 : 1.0;
      place_run (self, pairs, i, end, on_right,
                 isnan (beyond) && before.left >= 0 && before.right >= 0 && after.left >= 0
                   && after.right >= 0,
                 beyond, on_right ? right : left, on_right ? left_frame : right_frame, entries);
      i = end;
    }
#undef PAIR
}

static guint32
ring_slot (FwIdentity *self,
           FwRing      ring)
{
  return fw_identity_find (self, ring.vertices[0].id)->slot;
}

static void
place_between_keys (FwIdentity       *self,
                    const FwKeyframe *left,
                    const FwKeyframe *right,
                    GArray           *pairs,
                    GArray           *entries)
{
  gsize n_left = fw_shape_get_n_rings (left->shape);
  gsize n_right = fw_shape_get_n_rings (right->shape);
  gsize i = 0;
  gsize j = 0;

  while (i < n_left && j < n_right)
    {
      FwRing l = fw_shape_get_ring (left->shape, i);
      FwRing r = fw_shape_get_ring (right->shape, j);
      guint32 slot_l = ring_slot (self, l);
      guint32 slot_r = ring_slot (self, r);

      if (slot_l == slot_r)
        place_between (self, l, left->frame, r, right->frame, pairs, entries);

      i += slot_l <= slot_r;
      j += slot_r <= slot_l;
    }
}

/* Of the @n entries, which belong to one ring of one keyframe, marks those that
 * say nothing (their vertex is there) with NaN and makes the others rise along
 * each edge. What was given only yields to what was given; what was made here
 * yields to both. */
static void
tidy_ring (FwIdentity *self,
           FwRing      ring,
           Entry      *entries,
           gsize       n)
{
  guint32 base = self->is_open ? 0 : vertex_place (self, ring, 0);
  gsize start = 0;
  gsize vertex = 0;
  guint32 edge = NO_NODE;
  double limit = 0.0;

  while (start < n && entries[start].place < base)
    start++;

#define ENTRY(k) (&entries[(start + (k)) % n])
  for (gsize k = 0; k < n; k++)
    {
      Entry *entry = ENTRY (k);

      while (vertex + 1 < ring.n_vertices
             && vertex_place (self, ring, vertex + 1) - base <= entry->place - base)
        vertex++;

      entry->edge = vertex;
      if (self->is_open && entry->place < vertex_place (self, ring, 0))
        entry->edge = BEFORE_FIRST;

      if (vertex_place (self, ring, vertex) == entry->place)
        {
          entry->ratio = NAN;
          continue;
        }

      if (!entry->is_given)
        continue;

      entry->ratio = limit = entry->edge == edge ? MAX (entry->ratio, limit) : entry->ratio;
      edge = entry->edge;
    }

  edge = NO_NODE;
  for (gsize k = n; k-- > 0;)
    {
      Entry *entry = ENTRY (k);

      if (isnan (entry->ratio))
        continue;

      if (entry->edge != edge)
        limit = 1.0;
      edge = entry->edge;

      if (entry->is_given)
        limit = entry->ratio;
      else
        entry->ratio = MIN (entry->ratio, limit);
    }

  edge = NO_NODE;
  for (gsize k = 0; k < n; k++)
    {
      Entry *entry = ENTRY (k);

      if (isnan (entry->ratio))
        continue;

      entry->ratio = limit = entry->edge == edge ? MAX (entry->ratio, limit) : entry->ratio;
      edge = entry->edge;
    }
#undef ENTRY
}

/* Tidies the entries of one keyframe; those of rings that it has not are dropped. */
static void
tidy_key (FwIdentity       *self,
          const FwKeyframe *key,
          Entry            *entries,
          gsize             n)
{
  gsize i = 0;

  for (gsize r = 0; r < fw_shape_get_n_rings (key->shape); r++)
    {
      FwRing ring = fw_shape_get_ring (key->shape, r);
      FwIdentitySlot *slot
        = &g_array_index (self->slots, FwIdentitySlot, ring_slot (self, ring));
      gsize first;

      for (; i < n && entries[i].place < slot->place; i++)
        entries[i].ratio = NAN;

      first = i;
      while (i < n && entries[i].place < slot->place + slot->n)
        i++;

      if (i > first)
        tidy_ring (self, ring, entries + first, i - first);
    }

  for (; i < n; i++)
    entries[i].ratio = NAN;
}

/* Sorts, keeps one entry for each vertex, and drops what says nothing. */
static void
tidy_entries (FwIdentity     *self,
              FwTrackBuilder *builder,
              GArray         *entries)
{
  Entry *e = (Entry *) (gpointer) entries->data;
  gsize n = 0;
  gsize i = 0;

  if (entries->len == 0)
    return;

  qsort (e, entries->len, sizeof *e, compare_entries);

  for (guint k = 0; k < entries->len; k++)
    {
      if (n == 0 || e[k].frame != e[n - 1].frame || e[k].place != e[n - 1].place)
        e[n++] = e[k];
    }

  for (guint k = 0; k < builder->keys->len; k++)
    {
      const FwKeyframe *key = &g_array_index (builder->keys, FwKeyframe, k);
      gsize first;

      for (; i < n && e[i].frame < key->frame; i++)
        e[i].ratio = NAN;

      first = i;
      while (i < n && e[i].frame == key->frame)
        i++;

      tidy_key (self, key, e + first, i - first);
    }

  for (; i < n; i++)
    e[i].ratio = NAN;

  for (gsize k = 0; k < n; k++)
    {
      if (!isnan (e[k].ratio))
        fw_track_builder_add_on_edge (builder, (FwOnEdge) { e[k].frame, e[k].id, e[k].ratio });
    }
}

void
fw_identity_place_absent (FwIdentity     *self,
                          FwTrackBuilder *builder)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; builder->on_edge != NULL && i < builder->on_edge->len; i++)
    add_entry (self, entries, g_array_index (builder->on_edge, FwOnEdge, i), TRUE);

  g_clear_pointer (&builder->on_edge, g_array_unref);

  for (guint i = 0; i + 1 < builder->keys->len; i++)
    place_between_keys (self, &g_array_index (builder->keys, FwKeyframe, i),
                        &g_array_index (builder->keys, FwKeyframe, i + 1), pairs, entries);

  tidy_entries (self, builder, entries);
}
