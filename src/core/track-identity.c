/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which vertex of one keyframe is which vertex of another.
 *
 * A polygon track has one cyclic order of vertex ids for each of its rings;
 * every keyframe's ring is a part of that order, in that order. With polylines
 * the order has a beginning and an end; all else is the same. Here the
 * orders that a file or an older version of the track gave are taken in, and
 * then the keyframes one by one: first those whose vertices have ids, so that
 * what is known stays as it is, then the others, each matched by geometry with
 * the nearest keyframe that was done before. Ids that contradict the order, or
 * stand twice in a keyframe, count as missing. A ring that runs backwards is
 * turned round. Vertices that nobody has seen before are put into the order
 * behind their neighbour; where an id is free between the same two neighbours
 * (its vertex was deleted earlier), it is taken again, so that a track with
 * many redrawn keyframes does not collect ids without end.
 *
 * A ring belongs to the order that its ids name; without ids, to the first
 * free one with the same hole flag, else to a new one.
 *
 * The order is a linked list whose nodes carry a rising label, so that two
 * vertices compare in constant time and one can be put between two others.
 * Where the vertices lie at keyframes that lack them is made at the end, see
 * track-on-edge.c.
 */

#include "core/track-identity.h"

#include "core/shape-private.h"
#include "core/shape-stated.h"

#include <string.h>

/* A new id for a vertex. */
static guint32
new_id (FwIdentity *self)
{
  while (self->next_id > G_MAXUINT32)
    {
      /* A file used up the range; look for a hole from below. */
      self->low_id++;
      if (fw_identity_find (self, self->low_id) == NULL
          && !g_hash_table_contains (self->seen, GUINT_TO_POINTER (self->low_id)))
        return self->low_id;
    }

  return self->next_id++;
}

static void
index_node (FwIdentity *self,
            guint32     id,
            guint32     index)
{
  if (id < self->n_dense)
    self->dense[id] = index + 1;
  else
    g_hash_table_insert (self->sparse, GUINT_TO_POINTER (id), GUINT_TO_POINTER (index + 1));
}

FwIdentityNode *
fw_identity_find (FwIdentity *self,
                  guint32     id)
{
  guint32 index;

  if (id < self->n_dense)
    index = self->dense[id];
  else
    index = GPOINTER_TO_UINT (g_hash_table_lookup (self->sparse, GUINT_TO_POINTER (id)));

  return index > 0 ? &g_array_index (self->nodes, FwIdentityNode, index - 1) : NULL;
}

static FwIdentityNode *
get_node (FwIdentity *self,
          guint32     index)
{
  return &g_array_index (self->nodes, FwIdentityNode, index);
}

static guint32
node_index (FwIdentity           *self,
            const FwIdentityNode *node)
{
  return node - (const FwIdentityNode *) (gpointer) self->nodes->data;
}

static guint32
add_slot (FwIdentity *self,
          gboolean    is_hole)
{
  FwIdentitySlot slot = { .first = NO_NODE, .last = NO_NODE, .is_hole = is_hole };
  guint32 index = self->slots->len;

  g_array_append_val (self->slots, slot);
  g_array_append_val (self->by_hole[is_hole ? 1 : 0], index);

  return index;
}

/* Puts @id into the order of @slot behind node @after, which may be HEAD_NODE,
 * or at its end. */
static guint32
insert_id (FwIdentity *self,
           guint32     slot_index,
           guint32     after,
           guint32     id)
{
  FwIdentitySlot *slot = &g_array_index (self->slots, FwIdentitySlot, slot_index);
  FwIdentityNode node = { .id = id, .slot = slot_index, .next = NO_NODE };
  guint32 index = self->nodes->len;

  if (after == NO_NODE || (after == HEAD_NODE && slot->first == NO_NODE))
    after = slot->last;

  if (after == NO_NODE)
    {
      slot->first = index;
    }
  else if (after == HEAD_NODE)
    {
      node.next = slot->first;
      node.label = get_node (self, node.next)->label - 1.0;
      slot->first = index;
      after = NO_NODE;
    }
  else
    {
      FwIdentityNode *left = get_node (self, after);

      node.next = left->next;
      node.label = node.next != NO_NODE
                     ? left->label + (get_node (self, node.next)->label - left->label) / 2.0
                     : left->label + 1.0;
      left->next = index;
    }

  if (node.next == NO_NODE)
    slot->last = index;

  g_array_append_val (self->nodes, node);
  index_node (self, id, index);

  /* Halved too often: count anew. */
  if (after != NO_NODE
      && !(get_node (self, after)->label < node.label
           && (node.next == NO_NODE || node.label < get_node (self, node.next)->label)))
    {
      double label = 0.0;

      for (guint32 i = slot->first; i != NO_NODE; i = get_node (self, i)->next)
        get_node (self, i)->label = label++;
    }

  return index;
}

/* The node behind @index in the order of @slot; NO_NODE behind the end of a line. */
static guint32
next_node (FwIdentity *self,
           guint32     slot,
           guint32     index)
{
  FwIdentityNode *node;

  if (index == HEAD_NODE)
    return g_array_index (self->slots, FwIdentitySlot, slot).first;

  node = get_node (self, index);
  if (node->next != NO_NODE || self->is_open)
    return node->next;

  return g_array_index (self->slots, FwIdentitySlot, node->slot).first;
}

static void
reverse_vertices (FwVertex *vertices,
                  gsize     n)
{
  for (gsize i = 0; i < n / 2; i++)
    {
      FwVertex swap = vertices[i];

      vertices[i] = vertices[n - 1 - i];
      vertices[n - 1 - i] = swap;
    }
}

/* How often the labels of the known vertices fall when walked in a circle, or
 * from end to end of a line. */
static guint
count_turns (FwIdentity     *self,
             const FwVertex *vertices,
             gsize           n,
             gboolean        backwards)
{
  double first = NAN;
  double last = NAN;
  guint turns = 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwVertex *v = &vertices[backwards ? n - 1 - i : i];
      double label;

      if (v->id == 0)
        continue;

      label = fw_identity_find (self, v->id)->label;
      if (isnan (first))
        first = label;
      else if (label < last)
        turns++;
      last = label;
    }

  if (self->is_open)
    return turns;

  return turns + (first < last ? 1 : 0);
}

/* The most turns that a ring or line makes which follows the order. */
static guint
allowed_turns (const FwIdentity *self)
{
  return self->is_open ? 0 : 1;
}

/* Takes the ids away that do not follow the order. */
static void
drop_disorder (FwIdentity *self,
               FwVertex   *vertices,
               gsize       n)
{
  double first = NAN;
  double last = 0.0;
  gboolean wrapped = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      double label;
      gboolean behind;

      if (vertices[i].id == 0)
        continue;

      label = fw_identity_find (self, vertices[i].id)->label;
      if (isnan (first))
        {
          first = last = label;
          continue;
        }

      behind = label < first && !self->is_open;
      if ((behind == wrapped && label > last) || (behind && !wrapped))
        {
          wrapped = behind;
          last = label;
        }
      else
        {
          vertices[i].id = 0;
        }
    }
}

/* The node before @index in the order of @slot, or HEAD_NODE. */
static guint32
previous_node (FwIdentity *self,
               guint32     slot,
               guint32     index)
{
  guint32 before = HEAD_NODE;

  for (guint32 i = g_array_index (self->slots, FwIdentitySlot, slot).first; i != index;
       i = get_node (self, i)->next)
    before = i;

  return before;
}

/* Ids that are new to the order go to @fresh; those that cannot be right are
 * dropped. */
static void
set_fresh_aside (FwIdentity *self,
                 guint32     slot,
                 FwVertex   *vertices,
                 gsize       n,
                 guint32    *fresh)
{
  for (gsize i = 0; i < n; i++)
    {
      FwIdentityNode *node = vertices[i].id != 0 ? fw_identity_find (self, vertices[i].id) : NULL;

      if (node == NULL)
        {
          fresh[i] = vertices[i].id;
          vertices[i].id = 0;
        }
      else if (node->slot != slot || node->stamp == self->stamp)
        {
          vertices[i].id = 0;
        }
      else
        {
          node->stamp = self->stamp;
        }
    }
}

/* Turns what runs backwards, and takes away what follows the order neither way. */
static void
follow_order (FwIdentity *self,
              FwVertex   *vertices,
              gsize       n,
              guint32    *fresh)
{
  if (count_turns (self, vertices, n, FALSE) <= allowed_turns (self))
    return;

  if (count_turns (self, vertices, n, TRUE) > allowed_turns (self))
    {
      drop_disorder (self, vertices, n);
      return;
    }

  reverse_vertices (vertices, n);
  for (gsize i = 0; i < n / 2; i++)
    {
      guint32 swap = fresh[i];

      fresh[i] = fresh[n - 1 - i];
      fresh[n - 1 - i] = swap;
    }
}

/* A ring with ids of which the order knows at least one. */
static void
resolve_known (FwIdentity *self,
               guint32     slot,
               FwVertex   *vertices,
               gsize       n)
{
  g_autofree guint32 *fresh = g_new0 (guint32, n);
  gsize start = 0;
  guint32 at;

  set_fresh_aside (self, slot, vertices, n, fresh);
  follow_order (self, vertices, n, fresh);

  while (start < n && vertices[start].id == 0)
    start++;

  g_assert (start < n);
  at = node_index (self, fw_identity_find (self, vertices[start].id));

  /* What a line has before its first known vertex comes right before that one
   * in the order; a ring is walked from there all the way round. */
  if (self->is_open)
    {
      at = previous_node (self, slot, at);
      start = 0;
    }

  for (gsize k = 0; k < n; k++)
    {
      gsize i = (start + k) % n;

      if (vertices[i].id != 0)
        {
          at = node_index (self, fw_identity_find (self, vertices[i].id));
          continue;
        }

      /* The same new id may stand in a ring twice. */
      if (fresh[i] == 0 || fw_identity_find (self, fresh[i]) != NULL)
        fresh[i] = new_id (self);

      vertices[i].id = fresh[i];
      at = insert_id (self, slot, at, fresh[i]);
      get_node (self, at)->stamp = self->stamp;
    }
}

/* The first ring of its slot: its listing is the order, as far as there is none. */
static void
resolve_first (FwIdentity *self,
               guint32     slot_index,
               FwVertex   *vertices,
               gsize       n)
{
  guint32 at = g_array_index (self->slots, FwIdentitySlot, slot_index).first;

  for (gsize i = 0; i < n; i++)
    {
      guint32 id = vertices[i].id;

      if (at != NO_NODE)
        {
          vertices[i].id = get_node (self, at)->id;
          at = get_node (self, at)->next;
          continue;
        }

      if (id == 0 || fw_identity_find (self, id) != NULL)
        id = new_id (self);

      vertices[i].id = id;
      insert_id (self, slot_index, NO_NODE, id);
    }
}

static FwPoint *
dup_points (const FwVertex *vertices,
            gsize           n)
{
  FwPoint *points = g_new (FwPoint, n);

  for (gsize i = 0; i < n; i++)
    points[i] = FW_POINT (vertices[i].x, vertices[i].y);

  return points;
}

/* A ring without useful ids, matched with the same ring of another keyframe. */
static void
resolve_matched (FwIdentity *self,
                 guint32     slot,
                 FwRing      ref,
                 FwVertex   *vertices,
                 gsize       n)
{
  g_autofree FwPoint *left = dup_points (ref.vertices, ref.n_vertices);
  g_autofree FwPoint *right = dup_points (vertices, n);
  g_autoptr (GArray) match = NULL;
  gboolean reversed;
  guint start = 0;
  guint32 at = NO_NODE;

  match = self->is_open ? fw_line_match (left, ref.n_vertices, right, n, &reversed)
                        : fw_ring_match (left, ref.n_vertices, right, n, &reversed);
  self->mark++;

  for (gsize i = 0; i < ref.n_vertices; i++)
    fw_identity_find (self, ref.vertices[i].id)->mark = self->mark;

  while (start < match->len && g_array_index (match, FwRingMatch, start).left < 0)
    start++;

  /* A line is walked from its own beginning. */
  if (self->is_open)
    {
      const FwRingMatch *first = &g_array_index (match, FwRingMatch, start);

      at = previous_node (self, slot,
                          node_index (self, fw_identity_find (self, ref.vertices[first->left].id)));
      start = 0;
    }

  for (guint k = 0; k < match->len; k++)
    {
      FwRingMatch *pair = &g_array_index (match, FwRingMatch, (start + k) % match->len);
      guint32 next;

      if (pair->left >= 0)
        {
          guint32 id = ref.vertices[pair->left].id;

          at = node_index (self, fw_identity_find (self, id));
          if (pair->right >= 0)
            vertices[pair->right].id = id;
          continue;
        }

      next = next_node (self, slot, at);
      if (next == NO_NODE || get_node (self, next)->mark == self->mark)
        next = insert_id (self, slot, at, new_id (self));

      at = next;
      get_node (self, at)->mark = self->mark;
      vertices[pair->right].id = get_node (self, at)->id;
    }

  if (reversed)
    reverse_vertices (vertices, n);
}

/* The slot that the ids of a ring name, or NO_NODE. */
static guint32
find_named_slot (FwIdentity   *self,
                 const FwRing *ring)
{
  for (gsize i = 0; i < ring->n_vertices; i++)
    {
      FwIdentityNode *node
        = ring->vertices[i].id != 0 ? fw_identity_find (self, ring->vertices[i].id) : NULL;
      FwIdentitySlot *slot;

      if (node == NULL || node->stamp == self->stamp)
        continue;

      slot = &g_array_index (self->slots, FwIdentitySlot, node->slot);
      if (slot->taken != self->stamp && slot->is_hole == ring->is_hole)
        return node->slot;
    }

  return NO_NODE;
}

static guint32
find_free_slot (FwIdentity *self,
                gboolean    is_hole,
                guint      *next)
{
  GArray *list = self->by_hole[is_hole ? 1 : 0];

  for (; *next < list->len; (*next)++)
    {
      guint32 slot = g_array_index (list, guint32, *next);

      if (g_array_index (self->slots, FwIdentitySlot, slot).taken != self->stamp)
        return slot;
    }

  return add_slot (self, is_hole);
}

typedef struct
{
  guint32   slot;
  FwVertex *vertices;
  FwRing    ring;
} Resolved;

static int
compare_resolved (const void *a,
                  const void *b)
{
  guint32 x = ((const Resolved *) a)->slot;
  guint32 y = ((const Resolved *) b)->slot;

  return (x > y) - (x < y);
}

/* From now on @shape is what rings without ids are matched with. */
static void
set_reference (FwIdentity *self,
               FwShape    *shape)
{
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      FwIdentityNode *node = fw_identity_find (self, ring.vertices[0].id);

      g_array_index (self->slots, FwIdentitySlot, node->slot).reference = ring;
    }
}

/* Gives all rings of the keyframe their ids. */
static void
resolve_key (FwIdentity *self,
             FwKeyframe *key)
{
  gsize n_rings = fw_shape_get_n_rings (key->shape);
  g_autofree Resolved *resolved = g_new (Resolved, n_rings);
  g_autofree FwVertex *vertices = g_new (FwVertex, fw_shape_get_n_vertices (key->shape));
  g_autofree FwRing *rings = g_new (FwRing, n_rings);
  guint next_free[2] = { 0, 0 };
  gsize first = 0;
  FwShape *shape;

  if (n_rings == 0)
    return;

  self->stamp++;

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (key->shape, i);

      resolved[i] = (Resolved) { find_named_slot (self, &ring), vertices + first, ring };
      memcpy (vertices + first, ring.vertices, ring.n_vertices * sizeof (FwVertex));
      first += ring.n_vertices;

      if (resolved[i].slot == NO_NODE)
        continue;

      g_array_index (self->slots, FwIdentitySlot, resolved[i].slot).taken = self->stamp;
      resolve_known (self, resolved[i].slot, resolved[i].vertices, ring.n_vertices);
    }

  for (gsize i = 0; i < n_rings; i++)
    {
      Resolved *r = &resolved[i];
      FwIdentitySlot *slot;

      if (r->slot != NO_NODE)
        continue;

      r->slot = find_free_slot (self, r->ring.is_hole, &next_free[r->ring.is_hole ? 1 : 0]);
      slot = &g_array_index (self->slots, FwIdentitySlot, r->slot);
      slot->taken = self->stamp;

      if (slot->reference.n_vertices > 0)
        resolve_matched (self, r->slot, slot->reference, r->vertices, r->ring.n_vertices);
      else
        resolve_first (self, r->slot, r->vertices, r->ring.n_vertices);
    }

  /* In the order of the slots, so that two keyframes' rings meet in one pass. */
  qsort (resolved, n_rings, sizeof *resolved, compare_resolved);
  for (gsize i = 0; i < n_rings; i++)
    rings[i]
      = (FwRing) { resolved[i].vertices, resolved[i].ring.n_vertices, resolved[i].ring.is_hole,
                   self->is_open };

  shape = fw_shape_new_rings (rings, n_rings);
  if (fw_shape_equal (shape, key->shape))
    {
      fw_shape_unref (shape);
    }
  else
    {
      shape = fw_shape_take_stated (shape, fw_shape_get_stated (key->shape));
      fw_shape_unref (key->shape);
      key->shape = shape;
    }

  set_reference (self, key->shape);
}

static gboolean
has_ids (const FwShape *shape)
{
  const FwPolygonShape *polygon = (const FwPolygonShape *) shape;

  for (guint32 i = 0; i < polygon->n_vertices; i++)
    {
      if (polygon->vertices[i].id != 0)
        return TRUE;
    }

  return FALSE;
}

static void
forget_references (FwIdentity *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    g_array_index (self->slots, FwIdentitySlot, i).reference = (FwRing) { NULL };
}

static void
resolve_keys (FwIdentity *self,
              GArray     *keys)
{
  g_autofree gboolean *done = g_new0 (gboolean, keys->len);
  guint first = keys->len;

  for (guint i = 0; i < keys->len; i++)
    {
      FwKeyframe *key = &g_array_index (keys, FwKeyframe, i);

      if (!has_ids (key->shape))
        continue;

      resolve_key (self, key);
      done[i] = TRUE;
      first = MIN (first, i);
    }

  if (first == keys->len)
    first = 0;

  forget_references (self);

  for (guint i = first; i < keys->len; i++)
    {
      FwKeyframe *key = &g_array_index (keys, FwKeyframe, i);

      if (done[i])
        set_reference (self, key->shape);
      else
        resolve_key (self, key);
    }

  if (first == 0)
    return;

  forget_references (self);
  set_reference (self, g_array_index (keys, FwKeyframe, first).shape);

  for (guint i = first; i-- > 0;)
    resolve_key (self, &g_array_index (keys, FwKeyframe, i));
}

/* Reads the highest id and, when the range of ids is used up, all of them. */
static void
survey (FwIdentity     *self,
        FwTrackBuilder *builder)
{
  guint32 largest = 0;
  gsize n = 0;

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; builder->orders != NULL && i < builder->orders->len; i++)
        {
          GArray *order = g_ptr_array_index (builder->orders, i);

          n += order->len;
          for (guint j = 0; j < order->len; j++)
            largest = MAX (largest, g_array_index (order, guint32, j));
        }

      for (guint i = 0; i < builder->keys->len; i++)
        {
          const FwPolygonShape *polygon
            = (const FwPolygonShape *) g_array_index (builder->keys, FwKeyframe, i).shape;

          for (guint32 j = 0; j < polygon->n_vertices; j++)
            {
              largest = MAX (largest, polygon->vertices[j].id);
              if (pass == 1)
                g_hash_table_add (self->seen, GUINT_TO_POINTER (polygon->vertices[j].id));
            }
          n += polygon->n_vertices;
        }

      /* Far more room than vertices can fill. */
      if (largest < G_MAXUINT32 / 2)
        break;

      if (pass == 0)
        self->seen = g_hash_table_new (NULL, NULL);
    }

  self->next_id = (guint64) largest + 1;
  self->n_dense = MIN (self->next_id, (guint64) 4 * n + 1024);
  self->dense = g_new0 (guint32, self->n_dense);
  self->sparse = g_hash_table_new (NULL, NULL);
}

static void
take_orders (FwIdentity     *self,
             FwTrackBuilder *builder)
{
  for (guint i = 0; builder->orders != NULL && i < builder->orders->len; i++)
    {
      GArray *order = g_ptr_array_index (builder->orders, i);
      guint32 slot
        = add_slot (self, g_array_index (builder->holes, gboolean, i) && !self->is_open);

      for (guint j = 0; j < order->len; j++)
        {
          guint32 id = g_array_index (order, guint32, j);

          if (id != 0 && fw_identity_find (self, id) == NULL)
            insert_id (self, slot, NO_NODE, id);
        }
    }
}

/* Writes the orders back without ids that no keyframe uses, and numbers the rest. */
static void
give_orders (FwIdentity     *self,
             FwTrackBuilder *builder)
{
  guint32 place = 0;

  self->stamp++;
  for (guint i = 0; i < builder->keys->len; i++)
    {
      const FwPolygonShape *polygon
        = (const FwPolygonShape *) g_array_index (builder->keys, FwKeyframe, i).shape;

      for (guint32 j = 0; j < polygon->n_vertices; j++)
        fw_identity_find (self, polygon->vertices[j].id)->stamp = self->stamp;
    }

  g_clear_pointer (&builder->orders, g_ptr_array_unref);
  g_clear_pointer (&builder->holes, g_array_unref);

  for (guint s = 0; s < self->slots->len; s++)
    {
      FwIdentitySlot *slot = &g_array_index (self->slots, FwIdentitySlot, s);
      g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));

      slot->place = place;
      for (guint32 i = slot->first; i != NO_NODE; i = get_node (self, i)->next)
        {
          FwIdentityNode *node = get_node (self, i);

          node->place = node->stamp == self->stamp ? place++ : NO_NODE;
          if (node->place != NO_NODE)
            g_array_append_val (order, node->id);
        }

      slot->n = order->len;
      if (order->len > 0)
        fw_track_builder_add_ring_order (builder, (const guint32 *) (gpointer) order->data,
                                         order->len, slot->is_hole);
    }
}

void
fw_track_builder_identify (FwTrackBuilder *self)
{
  FwIdentity identity = { 0 };

  FwShapeKind kind = g_array_index (self->keys, FwKeyframe, 0).shape->kind;

  if (!fw_kind_has_rings (kind))
    {
      g_clear_pointer (&self->orders, g_ptr_array_unref);
      g_clear_pointer (&self->holes, g_array_unref);
      g_clear_pointer (&self->on_edge, g_array_unref);
      return;
    }

  identity.is_open = kind == FW_SHAPE_POLYLINE;
  identity.nodes = g_array_new (FALSE, FALSE, sizeof (FwIdentityNode));
  identity.slots = g_array_new (FALSE, FALSE, sizeof (FwIdentitySlot));
  identity.by_hole[0] = g_array_new (FALSE, FALSE, sizeof (guint32));
  identity.by_hole[1] = g_array_new (FALSE, FALSE, sizeof (guint32));

  survey (&identity, self);
  take_orders (&identity, self);
  resolve_keys (&identity, self->keys);
  give_orders (&identity, self);
  fw_identity_place_absent (&identity, self);

  g_array_unref (identity.nodes);
  g_array_unref (identity.slots);
  g_array_unref (identity.by_hole[0]);
  g_array_unref (identity.by_hole[1]);
  g_free (identity.dense);
  g_hash_table_unref (identity.sparse);
  g_clear_pointer (&identity.seen, g_hash_table_unref);
}
