/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Checks of the labels of one frame against each other. Which checks a label
 * takes part in, and on which side, are two words of bits that change only
 * where its attributes do; two labels that share no bit are never compared.
 * Crowded frames go through a uniform grid.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <math.h>
#include <string.h>

/* Up to this many labels comparing all is faster than sorting them into cells. */
#define FEW 40
#define MAX_SIDE 64     /* cells of the grid along each side */
#define MAX_CELLS 256   /* a label over more cells is compared with all */
#define MAX_PARTS 64    /* nearer labels that are taken into account for one label */

typedef struct
{
  const FwTrack        *track;
  const FwCategoryPlan *category;
  FwTrackCursor         cursor;
  FwTrackId             id;
  FwFrame               last;
  FwFrame               until;   /* the words below hold up to here */
  guint64               subject;
  guint64               partner;
  guint64               dynamic; /* subject bits whose guard reads the geometry */
  FwValue              *values;  /* (owned) */
  double                length;
} Actor;

typedef struct
{
  FwRect   box;
  double   area;
  guint64  subject;
  guint64  partner;
  guint64  found; /* checks that found what they want */
  Actor   *actor;
  FwShape *shape; /* (owned) made when wanted */
  gboolean is_finite;
} Entry;

typedef struct
{
  guint  entry;
  FwRect part;
} Cover;

struct _FwPairScan
{
  const FwCheckContext *context;
  FwPairFunc            emit;
  gpointer              user_data;
  FwFrame               frame;
  guint                 group;
  guint                 checks[64]; /* index in the plan by bit */
  guint64               duplicates;
  guint64               wanting;    /* inside-parent, needs-partner */
  guint64               forbidding; /* not-inside, ignore-region */
  guint64               crowds;
  guint64               occlusions;
  guint64               distances;  /* needs-partner that measures the distance */
  GPtrArray            *actors;     /* (owned) (element-type Actor) */
  GArray               *entries;    /* (owned) (element-type Entry) */
  GArray               *covers;     /* (owned) (element-type Cover) */
  guint                *heads;      /* (owned) grid: first link of each cell */
  GArray               *links;      /* (owned) grid: (element-type Link) */
};

typedef struct
{
  guint entry;
  guint next;
} Link;

static void
actor_free (Actor *actor)
{
  g_free (actor->values);
  g_free (actor);
}

FwPairScan *
fw_pair_scan_new (const FwCheckContext *context,
                  guint                 group,
                  FwPairFunc            emit,
                  gpointer              user_data)
{
  FwPairScan *self = g_new0 (FwPairScan, 1);

  self->context = context;
  self->emit = emit;
  self->user_data = user_data;
  self->group = group;
  self->actors = g_ptr_array_new_with_free_func ((GDestroyNotify) actor_free);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->covers = g_array_new (FALSE, FALSE, sizeof (Cover));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->heads = g_new (guint, MAX_SIDE * MAX_SIDE);

  for (guint i = 0; i < context->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (context->plan, i);
      guint64 bit = G_GUINT64_CONSTANT (1) << check->bit;

      if (check->family != FW_FAMILY_PAIR || check->group != group)
        continue;
      self->checks[check->bit] = i;
      if (check->code == FW_CHECK_DUPLICATE)
        self->duplicates |= bit;
      else if (check->code == FW_CHECK_INSIDE_PARENT || check->code == FW_CHECK_NEEDS_PARTNER)
        self->wanting |= bit;
      else if (check->code == FW_CHECK_CROWD)
        self->crowds |= bit;
      else if (check->code == FW_CHECK_OCCLUSION_CONSISTENT)
        self->occlusions |= bit;
      else
        self->forbidding |= bit;
      if (check->code == FW_CHECK_NEEDS_PARTNER && !isnan (check->limits[1]))
        self->distances |= bit;
    }

  return self;
}

void
fw_pair_scan_free (FwPairScan *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->actors);
  g_array_unref (self->entries);
  g_array_unref (self->covers);
  g_array_unref (self->links);
  g_free (self->heads);
  g_free (self);
}

static const FwCheck *
get_check (FwPairScan *self,
           int         bit)
{
  return fw_plan_get_check (self->context->plan, self->checks[bit]);
}

/* For each set bit of @word. */
#define FOR_BITS(bit_, word_) \
  for (guint64 rest_ = (word_), bit_ = 0; rest_ && ((bit_ = __builtin_ctzll (rest_)), TRUE); \
       rest_ &= rest_ - 1)

static void
aim (FwPairScan *self,
     Actor      *actor,
     FwRect      box,
     FwShape   **shape,
     FwLabel    *out)
{
  *out = (FwLabel) {
    .context = self->context, .track = actor->track, .category = actor->category,
    .frame = self->frame, .box = box, .attributes = actor->values, .shape = shape,
    .length = actor->length,
  };
}

static gboolean
is_listed (const FwCheck *check,
           FwValue        value)
{
  for (gsize i = 0; i < check->n_values; i++)
    if (fw_value_equal (check->values[i], value))
      return TRUE;

  return FALSE;
}

/* The actor's words from this frame on, until its attributes change. */
static void
read_sides (FwPairScan *self,
            Actor      *actor,
            FwRect      box)
{
  g_autoptr(FwShape) shape = NULL;
  FwLabel label;

  actor->until = fw_check_context_read_attributes (self->context, actor->track, self->frame,
                                                   actor->values);
  actor->subject = actor->category->subject[self->group];
  actor->partner = actor->category->partner[self->group];
  actor->dynamic = 0;
  aim (self, actor, box, &shape, &label);

  FOR_BITS (bit, actor->subject)
    {
      const FwCheck *check = get_check (self, bit);
      guint64 mask = G_GUINT64_CONSTANT (1) << bit;

      if (!check->rule->when)
        continue;
      if (!check->when_is_steady)
        actor->dynamic |= mask;
      else if (!fw_label_is_guarded (&label, check))
        actor->subject &= ~mask;
    }

  FOR_BITS (bit, (actor->subject | actor->partner) & (self->crowds | self->occlusions))
    {
      const FwCheck *check = get_check (self, bit);
      guint64 mask = G_GUINT64_CONSTANT (1) << bit;
      FwValue value = actor->values[check->attribute];

      if (check->code == FW_CHECK_OCCLUSION_CONSISTENT)
        {
          if (!is_listed (check, value))
            actor->subject &= ~mask;
        }
      else if (value.type == FW_VALUE_BOOL && value.boolean)
        actor->subject &= ~mask;
      else
        actor->partner &= ~mask;
    }
}

static void
add_entry (FwPairScan *self,
           Actor      *actor,
           FwRect      box)
{
  Entry entry = { .box = box, .actor = actor };

  if (self->frame > actor->until)
    read_sides (self, actor, box);
  entry.subject = actor->subject;
  entry.partner = actor->partner;

  if (actor->dynamic & actor->subject)
    {
      FwLabel label;

      aim (self, actor, box, &entry.shape, &label);
      FOR_BITS (bit, actor->dynamic & actor->subject)
        if (!fw_label_is_guarded (&label, get_check (self, bit)))
          entry.subject &= ~(G_GUINT64_CONSTANT (1) << bit);
    }
  /* Both sides of a duplicate are selected by the rule. */
  entry.partner = (entry.partner & ~self->duplicates) | (entry.subject & self->duplicates);
  if (!entry.subject && !entry.partner)
    {
      g_clear_pointer (&entry.shape, fw_shape_unref);
      return;
    }
  entry.area = fw_rect_area (box);
  entry.is_finite
      = isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height);
  g_array_append_val (self->entries, entry);
}

static void
emit (FwPairScan  *self,
      const Entry *subject,
      const Entry *other,
      guint        bit)
{
  self->emit (subject ? subject->actor->id : 0, other ? other->actor->id : 0, self->checks[bit],
              self->frame, self->user_data);
}

/* One direction of a pair: what @subject's checks say about @partner. */
static void
compare_side (FwPairScan *self,
              Entry      *subject,
              Entry      *partner,
              double      common,
              double      area)
{
  FOR_BITS (bit, subject->subject & partner->partner & ~self->duplicates)
    {
      const FwCheck *check = get_check (self, bit);
      double inside = area > 0.0 ? common / area : 0.0;

      switch (check->code)
        {
        case FW_CHECK_INSIDE_PARENT:
        case FW_CHECK_NEEDS_PARTNER:
          if (inside >= check->limits[0])
            subject->found |= G_GUINT64_CONSTANT (1) << bit;
          break;
        case FW_CHECK_NOT_INSIDE:
        case FW_CHECK_IGNORE_REGION:
          if (inside > check->limits[0])
            emit (self, subject, partner, bit);
          break;
        case FW_CHECK_CROWD:
          if (inside > check->limits[1])
            emit (self, subject, partner, bit);
          break;
        case FW_CHECK_OCCLUSION_CONSISTENT:
          if (partner->box.y + partner->box.height > subject->box.y + subject->box.height)
            {
              Cover cover = { subject - (Entry *) (gpointer) self->entries->data,
                              fw_rect_intersection (subject->box, partner->box) };

              g_array_append_val (self->covers, cover);
            }
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
compare_pair (FwPairScan *self,
              Entry      *a,
              Entry      *b)
{
  guint64 bits = (a->subject & b->partner) | (b->subject & a->partner);
  double common, area_a = a->area, area_b = b->area;

  if (!bits)
    return;

  if (fw_track_get_kind (a->actor->track) == FW_SHAPE_BOX
      && fw_track_get_kind (b->actor->track) == FW_SHAPE_BOX)
    common = fw_rect_area (fw_rect_intersection (a->box, b->box));
  else
    {
      FwLabel label_a, label_b;

      aim (self, a->actor, a->box, &a->shape, &label_a);
      aim (self, b->actor, b->box, &b->shape, &label_b);
      common = fw_labels_overlap (&label_a, &label_b, &area_a, &area_b);
    }

  FOR_BITS (bit, bits & self->duplicates)
    {
      const FwCheck *check = get_check (self, bit);
      double all = area_a + area_b - common;
      gboolean same = a->actor->category == b->actor->category;

      if (same == (check->limits[1] != 0.0) && all > 0.0 && common / all > check->limits[0])
        emit (self, a->actor->id > b->actor->id ? a : b, a->actor->id > b->actor->id ? b : a, bit);
    }
  compare_side (self, a, b, common, area_a);
  compare_side (self, b, a, common, area_b);
}

static inline gboolean
overlap (const Entry *a,
         const Entry *b)
{
  return a->box.x < b->box.x + b->box.width && b->box.x < a->box.x + a->box.width
         && a->box.y < b->box.y + b->box.height && b->box.y < a->box.y + a->box.height;
}

static void
compare_all (FwPairScan *self)
{
  Entry *entries = (Entry *) (gpointer) self->entries->data;

  for (guint i = 0; i < self->entries->len; i++)
    for (guint j = i + 1; j < self->entries->len; j++)
      if (overlap (&entries[i], &entries[j]))
        compare_pair (self, &entries[i], &entries[j]);
}

typedef struct
{
  FwRect bounds;
  double cell_width;
  double cell_height;
  int    side_x;
  int    side_y;
} Grid;

static int
cell_of (double position,
         double origin,
         double size,
         int    side)
{
  double cell = (position - origin) / size;

  return cell < 0.0 ? 0 : cell >= side ? side - 1 : (int) cell;
}

static gboolean
lay_out (FwPairScan *self,
         Grid       *grid)
{
  const Entry *entries = (const Entry *) (gpointer) self->entries->data;
  double width = 0.0, height = 0.0;
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      if (!entries[i].is_finite)
        continue;
      grid->bounds = n == 0 ? entries[i].box : fw_rect_union (grid->bounds, entries[i].box);
      width += entries[i].box.width;
      height += entries[i].box.height;
      n++;
    }
  if (n < 2 || !(grid->bounds.width > 0.0) || !(grid->bounds.height > 0.0)
      || !isfinite (grid->bounds.width) || !isfinite (grid->bounds.height))
    return FALSE;

  grid->side_x = CLAMP (grid->bounds.width / MAX (width / n, 1e-9), 1, MAX_SIDE);
  grid->side_y = CLAMP (grid->bounds.height / MAX (height / n, 1e-9), 1, MAX_SIDE);
  grid->cell_width = grid->bounds.width / grid->side_x;
  grid->cell_height = grid->bounds.height / grid->side_y;

  return TRUE;
}

/* Compares @entry with the labels in one cell. A pair that shares several
 * cells is compared in the one with the top left corner of its common part. */
static void
compare_cell (FwPairScan *self,
              const Grid *grid,
              Entry      *entry,
              int         x,
              int         y)
{
  Entry *entries = (Entry *) (gpointer) self->entries->data;
  guint cell = y * grid->side_x + x;

  for (guint at = self->heads[cell]; at != G_MAXUINT;
       at = g_array_index (self->links, Link, at).next)
    {
      Entry *other = &entries[g_array_index (self->links, Link, at).entry];

      if (!overlap (entry, other))
        continue;
      if (cell_of (MAX (entry->box.x, other->box.x), grid->bounds.x, grid->cell_width, grid->side_x)
              == x
          && cell_of (MAX (entry->box.y, other->box.y), grid->bounds.y, grid->cell_height,
                      grid->side_y)
                 == y)
        compare_pair (self, other, entry);
    }
}

static void
compare_by_grid (FwPairScan *self)
{
  Entry *entries = (Entry *) (gpointer) self->entries->data;
  g_autoptr(GArray) large = g_array_new (FALSE, FALSE, sizeof (guint));
  Grid grid = { 0 };

  if (!lay_out (self, &grid))
    {
      compare_all (self);
      return;
    }

  memset (self->heads, 0xff, sizeof (guint) * grid.side_x * grid.side_y);
  g_array_set_size (self->links, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      FwRect box = entries[i].box;

      if (!entries[i].is_finite)
        continue;
      for (guint j = 0; j < large->len; j++)
        {
          Entry *other = &entries[g_array_index (large, guint, j)];

          if (overlap (&entries[i], other))
            compare_pair (self, other, &entries[i]);
        }

      int x1 = cell_of (box.x, grid.bounds.x, grid.cell_width, grid.side_x);
      int x2 = cell_of (box.x + box.width, grid.bounds.x, grid.cell_width, grid.side_x);
      int y1 = cell_of (box.y, grid.bounds.y, grid.cell_height, grid.side_y);
      int y2 = cell_of (box.y + box.height, grid.bounds.y, grid.cell_height, grid.side_y);

      for (int y = y1; y <= y2; y++)
        for (int x = x1; x <= x2; x++)
          compare_cell (self, &grid, &entries[i], x, y);

      if ((x2 - x1 + 1) * (y2 - y1 + 1) > MAX_CELLS)
        {
          g_array_append_val (large, i);
          continue;
        }
      for (int y = y1; y <= y2; y++)
        for (int x = x1; x <= x2; x++)
          {
            Link link = { i, self->heads[y * grid.side_x + x] };

            self->heads[y * grid.side_x + x] = self->links->len;
            g_array_append_val (self->links, link);
          }
    }
}

static gboolean
has_near_partner (FwPairScan    *self,
                  const Entry   *subject,
                  const FwCheck *check)
{
  double reach = check->limits[1] * hypot (subject->box.width, subject->box.height);
  FwPoint centre = fw_rect_centre (subject->box);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *other = &g_array_index (self->entries, Entry, i);

      if (other != subject && (other->partner >> check->bit & 1)
          && fw_point_distance (centre, fw_rect_centre (other->box)) <= reach)
        return TRUE;
    }

  return FALSE;
}

static void
report_wanting (FwPairScan *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      FOR_BITS (bit, entry->subject & self->wanting & ~entry->found)
        {
          const FwCheck *check = get_check (self, bit);

          if (!(self->distances >> bit & 1) || !has_near_partner (self, entry, check))
            emit (self, entry, NULL, bit);
        }
    }
}

static void
report_crowds (FwPairScan *self)
{
  FOR_BITS (bit, self->crowds)
    {
      guint n = 0;
      gboolean has_box = FALSE;

      for (guint i = 0; i < self->entries->len; i++)
        {
          const Entry *entry = &g_array_index (self->entries, Entry, i);

          n += entry->subject >> bit & 1;
          has_box |= entry->partner >> bit & 1;
        }
      if (!has_box && n > get_check (self, bit)->limits[0])
        emit (self, NULL, NULL, bit);
    }
}

static int
compare_covers (gconstpointer a,
                gconstpointer b)
{
  const Cover *left = a, *right = b;

  return left->entry < right->entry ? -1 : left->entry > right->entry;
}

static void
report_covered (FwPairScan *self)
{
  GArray *covers = self->covers;

  g_array_sort (covers, compare_covers);
  for (guint i = 0, end; i < covers->len; i = end)
    {
      guint index = g_array_index (covers, Cover, i).entry;
      Entry *entry = &g_array_index (self->entries, Entry, index);
      FwRect parts[MAX_PARTS];
      double sum = 0.0, share;
      guint n = 0;

      for (end = i; end < covers->len && g_array_index (covers, Cover, end).entry == index; end++)
        if (n < MAX_PARTS)
          {
            parts[n] = g_array_index (covers, Cover, end).part;
            sum += fw_rect_area (parts[n++]);
          }
      if (entry->area <= 0.0)
        continue;
      /* Parts may overlap: their sum is what the union has at most. */
      share = sum / entry->area;
      FOR_BITS (bit, entry->subject & self->occlusions)
        if (share > get_check (self, bit)->limits[0]
            && fw_covered_share (entry->box, parts, n) > get_check (self, bit)->limits[0])
          emit (self, entry, NULL, bit);
    }
}

static void
check_frame (FwPairScan *self)
{
  if (self->entries->len > FEW)
    compare_by_grid (self);
  else
    compare_all (self);
  if (self->wanting)
    report_wanting (self);
  if (self->crowds)
    report_crowds (self);
  if (self->covers->len > 0)
    report_covered (self);
}

static void
clear_frame (FwPairScan *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    g_clear_pointer (&g_array_index (self->entries, Entry, i).shape, fw_shape_unref);
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->covers, 0);
}

static void
enter_actor (FwPairScan *self,
             FwTrack    *track)
{
  const FwCategoryPlan *category = fw_plan_get_category (self->context->plan,
                                                         fw_track_get_category (track));
  Actor *actor;

  if (!category->subject[self->group] && !category->partner[self->group])
    return;

  actor = g_new0 (Actor, 1);
  actor->track = track;
  actor->category = category;
  actor->id = fw_track_get_id (track);
  actor->last = fw_track_get_span (track).last;
  actor->until = -1;
  actor->values = g_new0 (FwValue, self->context->plan->n_attributes + 1);
  actor->length = fw_check_context_get_length (self->context, track);
  fw_track_cursor_init (&actor->cursor, track);
  g_ptr_array_add (self->actors, actor);
}

static void
visit_frame (FwPairScan *self)
{
  for (guint i = 0; i < self->actors->len;)
    {
      Actor *actor = g_ptr_array_index (self->actors, i);
      FwRect box;

      if (actor->last < self->frame)
        {
          g_ptr_array_remove_index_fast (self->actors, i);
          continue;
        }
      if (fw_presence_is_visible (fw_track_cursor_move (&actor->cursor, self->frame, &box)))
        add_entry (self, actor, box);
      i++;
    }
  if (self->entries->len > 0)
    check_frame (self);
  clear_frame (self);
}

gboolean
fw_pair_scan_run (FwPairScan   *self,
                  GPtrArray    *tracks,
                  FwSpan        span,
                  GCancellable *cancellable)
{
  guint next = 0;

  g_ptr_array_set_size (self->actors, 0);
  for (self->frame = span.first; self->frame <= span.last; self->frame++)
    {
      while (next < tracks->len
             && fw_track_get_span (g_ptr_array_index (tracks, next)).first <= self->frame)
        enter_actor (self, g_ptr_array_index (tracks, next++));

      if (self->actors->len == 0)
        {
          if (next == tracks->len)
            break;
          /* Nothing lives until the next track begins. */
          self->frame = fw_track_get_span (g_ptr_array_index (tracks, next)).first - 1;
          continue;
        }
      if (!fw_check_context_is_deleted (self->context, self->frame))
        visit_frame (self);
      if ((self->frame & 63) == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }

  return TRUE;
}
