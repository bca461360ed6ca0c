/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Runs checks of the labels of one frame against each other. Which checks a
 * label takes part in, and on which side, are two words of bits that change
 * only where its attributes do; two labels that share no bit are never
 * compared.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "core/rect-grid.h"
#include "rules/check-text.h"

#include <math.h>

/* Frames of a run in which two outlines are measured for a reason. */
#define MAX_OUTLINES 16

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

/* @partner is kept for the judgement of @subject; both are indices of entries. */
typedef struct
{
  guint     subject;
  guint     bit;
  FwTrackId id; /* of the partner */
  guint     partner;
} Kept;

struct _FwPairScan
{
  const FwCheckContext *context;
  FwPairFunc            emit;
  gpointer              user_data;
  FwFrame               frame;
  guint                 group;
  const FwCheck        *checks[64]; /* by bit */
  guint64               mutual;
  guint64               wanting;    /* fires for subjects that found nothing */
  guint64               narrowing;
  guint64               looking;    /* at the frame as a whole */
  guint64               reaching;   /* asks about pairs that are apart */
  guint64               judging;    /* partners that were kept */
  double                reach;      /* px, the farthest of all */
  gboolean              visits_empty;
  GPtrArray            *actors;     /* (owned) (element-type Actor) */
  GArray               *entries;    /* (owned) (element-type FwEntry) */
  GArray               *kept;       /* (owned) (element-type Kept) */
  FwRectGrid               *grid;       /* (owned) bounds of the entries */
};

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
  self->entries = g_array_new (FALSE, FALSE, sizeof (FwEntry));
  self->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  self->grid = fw_rect_grid_new ();

  for (guint i = 0; i < context->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (context->plan, i);
      guint64 bit = G_GUINT64_CONSTANT (1) << check->bit;

      if (check->family != FW_FAMILY_PAIR || check->group != group)
        continue;
      self->checks[check->bit] = check;
      self->mutual |= check->ops->is_mutual ? bit : 0;
      self->wanting |= check->ops->wants_found ? bit : 0;
      self->narrowing |= check->ops->narrow ? bit : 0;
      self->looking |= check->ops->look ? bit : 0;
      self->judging |= check->ops->judge ? bit : 0;
      self->visits_empty |= check->ops->looks_at_empty;
      if (!check->ops->has_reach)
        continue;
      self->reaching |= bit;
      self->reach = MAX (self->reach, check->limits[0]);
    }

  return self;
}

static void
clear_frame (FwPairScan *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    g_clear_pointer (&g_array_index (self->entries, FwEntry, i).shape, fw_shape_unref);
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->kept, 0);
}

void
fw_pair_scan_free (FwPairScan *self)
{
  if (!self)
    return;

  clear_frame (self);
  g_ptr_array_unref (self->actors);
  g_array_unref (self->entries);
  g_array_unref (self->kept);
  fw_rect_grid_free (self->grid);
  g_free (self);
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
      const FwCheck *check = self->checks[bit];
      guint64 mask = G_GUINT64_CONSTANT (1) << bit;

      if (!check->rule->when)
        continue;
      if (!check->when_is_steady)
        actor->dynamic |= mask;
      else if (!fw_label_is_guarded (&label, check))
        actor->subject &= ~mask;
    }

  FOR_BITS (bit, (actor->subject | actor->partner) & self->narrowing)
    {
      guint64 mask = G_GUINT64_CONSTANT (1) << bit;
      gboolean is_subject = (actor->subject & mask) != 0;
      gboolean is_partner = (actor->partner & mask) != 0;

      self->checks[bit]->ops->narrow (&label, self->checks[bit], &is_subject, &is_partner);
      actor->subject = is_subject ? actor->subject | mask : actor->subject & ~mask;
      actor->partner = is_partner ? actor->partner | mask : actor->partner & ~mask;
    }
}

static void
add_entry (FwPairScan *self,
           Actor      *actor,
           FwRect      box)
{
  FwEntry entry = { .area = fw_rect_area (box), .id = actor->id };

  if (self->frame > actor->until)
    read_sides (self, actor, box);
  entry.subject = actor->subject;
  entry.partner = actor->partner;
  aim (self, actor, box, &entry.shape, &entry.label);

  FOR_BITS (bit, actor->dynamic & actor->subject)
    if (!fw_label_is_guarded (&entry.label, self->checks[bit]))
      entry.subject &= ~(G_GUINT64_CONSTANT (1) << bit);
  /* Both sides of a mutual check are selected by the rule. */
  entry.partner = (entry.partner & ~self->mutual) | (entry.subject & self->mutual);
  if (!entry.subject && !entry.partner)
    {
      g_clear_pointer (&entry.shape, fw_shape_unref);
      return;
    }
  g_array_append_val (self->entries, entry);
}

static FwEntry *
get_entries (FwPairScan *self)
{
  return (FwEntry *) (gpointer) self->entries->data;
}

void
fw_pair_scan_emit (FwPairScan    *self,
                   const FwEntry *subject,
                   const FwEntry *other,
                   const FwCheck *check)
{
  self->emit (subject ? subject->id : 0, other ? other->id : 0, check->place, self->frame,
              self->user_data);
}

/* What the checks of @bits say about the pair. */
static void
ask (FwPairScan   *self,
     FwEntry      *subject,
     FwEntry      *partner,
     const FwPair *pair,
     guint64       bits)
{
  FOR_BITS (bit, bits)
    {
      const FwCheck *check = self->checks[bit];
      FwPairAnswer answer = check->ops->compare ? check->ops->compare (pair, check)
                                                : FW_PAIR_NOTHING;

      if (answer == FW_PAIR_FIRES)
        fw_pair_scan_emit (self, subject, partner, check);
      else if (answer == FW_PAIR_FOUND)
        subject->found |= G_GUINT64_CONSTANT (1) << bit;
      else if (answer == FW_PAIR_KEPT)
        {
          Kept kept = { subject - get_entries (self), bit, partner->id,
                        partner - get_entries (self) };

          g_array_append_val (self->kept, kept);
        }
    }
}

static gboolean
overlap (FwRect a,
         FwRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
         && b.y < a.y + a.height;
}

static void
measure_pair (FwEntry *a,
              FwEntry *b,
              FwPair  *out)
{
  *out = (FwPair) { a, b, 0.0, a->area, b->area };
  if (fw_track_get_kind (a->label.track) == FW_SHAPE_BOX
      && fw_track_get_kind (b->label.track) == FW_SHAPE_BOX)
    out->common = fw_rect_area (fw_rect_intersection (a->label.box, b->label.box));
  else
    out->common
        = fw_labels_overlap (&a->label, &b->label, &out->subject_area, &out->partner_area);
}

static void
compare_pair (guint    first,
              guint    second,
              gpointer user_data)
{
  FwPairScan *self = user_data;
  FwEntry *a = &get_entries (self)[first], *b = &get_entries (self)[second];
  guint64 asked = self->reach == 0.0 || overlap (a->label.box, b->label.box) ? ~self->reaching : 0;
  guint64 forth = a->subject & b->partner & (asked | self->reaching);
  guint64 back = b->subject & a->partner & (asked | self->reaching);
  FwPair pair;

  if (!(forth | back))
    return;

  measure_pair (a, b, &pair);

  FwPair turned = { b, a, pair.common, pair.partner_area, pair.subject_area };
  gboolean is_a = a->id > b->id;

  if (forth & self->mutual)
    ask (self, is_a ? a : b, is_a ? b : a, is_a ? &pair : &turned, forth & self->mutual);
  ask (self, a, b, &pair, forth & ~self->mutual);
  ask (self, b, a, &turned, back & ~self->mutual);
}

static void
report_wanting (FwPairScan          *self,
                const FwFrameLabels *labels)
{
  for (guint i = 0; i < labels->n_entries; i++)
    FOR_BITS (bit, labels->entries[i].subject & self->wanting & ~labels->entries[i].found)
      {
        const FwCheck *check = self->checks[bit];

        if (!check->ops->finds || !check->ops->finds (labels, &labels->entries[i], check))
          fw_pair_scan_emit (self, &labels->entries[i], NULL, check);
      }
}

static int
compare_kept (gconstpointer a,
              gconstpointer b)
{
  const Kept *left = a, *right = b;

  if (left->subject != right->subject)
    return left->subject < right->subject ? -1 : 1;
  if (left->bit != right->bit)
    return left->bit < right->bit ? -1 : 1;

  return left->id < right->id ? -1 : left->id > right->id;
}

static void
report_judged (FwPairScan          *self,
               const FwFrameLabels *labels)
{
  GArray *all = self->kept;

  /* By id: which ones are left out of too many does not depend on the way here. */
  g_array_sort (all, compare_kept);
  for (guint i = 0, end; i < all->len; i = end)
    {
      Kept first = g_array_index (all, Kept, i);
      const FwEntry *found[FW_MAX_KEPT], *other = NULL;
      guint n = 0;

      for (end = i; end < all->len; end++)
        {
          Kept kept = g_array_index (all, Kept, end);

          if (kept.subject != first.subject || kept.bit != first.bit)
            break;
          if (n < FW_MAX_KEPT)
            found[n++] = &labels->entries[kept.partner];
        }

      const FwCheck *check = self->checks[first.bit];
      const FwEntry *subject = &labels->entries[first.subject];

      if (check->ops->judge (subject, found, n, check, &other))
        fw_pair_scan_emit (self, subject, other, check);
    }
}

/* The entries do not move any more. */
static void
settle (FwPairScan    *self,
        FwFrameLabels *out_labels)
{
  *out_labels
      = (FwFrameLabels) { self->context, self->frame, get_entries (self), self->entries->len };
  for (guint i = 0; i < self->entries->len; i++)
    get_entries (self)[i].label.shape = &get_entries (self)[i].shape;
}

static void
check_frame (FwPairScan *self)
{
  FwFrameLabels labels;

  settle (self, &labels);
  fw_rect_grid_clear (self->grid);
  for (guint i = 0; i < self->entries->len; i++)
    {
      FwRect box = get_entries (self)[i].label.box;

      /* Grown by half the reach each, boxes that far apart overlap. */
      box.x -= self->reach / 2.0;
      box.y -= self->reach / 2.0;
      box.width += self->reach;
      box.height += self->reach;
      fw_rect_grid_add (self->grid, box);
    }

  fw_rect_grid_find_pairs (self->grid, compare_pair, self);
  if (self->wanting)
    report_wanting (self, &labels);
  FOR_BITS (bit, self->looking)
    if (labels.n_entries > 0 || self->checks[bit]->ops->looks_at_empty)
      self->checks[bit]->ops->look (self, &labels, self->checks[bit]);
  if (self->kept->len > 0)
    report_judged (self, &labels);
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

/* The labels of the frame. */
static void
gather (FwPairScan *self)
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
}

static void
visit_frame (FwPairScan *self)
{
  gather (self);
  if (self->entries->len > 0 || self->visits_empty)
    check_frame (self);
  clear_frame (self);
}

FwPairScan *
fw_pair_scan_new_at (const FwCheckContext *context,
                     guint                 group,
                     FwFrame               frame,
                     FwFrameLabels        *out_labels)
{
  FwPairScan *self = fw_pair_scan_new (context, group, NULL, NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  self->frame = frame;
  fw_span_index_query (context->spans, frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrack *track = fw_snapshot_get_track (context->snapshot, g_array_index (ids, FwTrackId, i));

      if (track)
        enter_actor (self, track);
    }
  if (!fw_check_context_is_deleted (context, frame))
    gather (self);
  settle (self, out_labels);

  return self;
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

      /* Only frames that the media has can be empty. */
      if (self->actors->len == 0
          && !(self->visits_empty && self->frame < self->context->n_frames))
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

double
fw_check_find_worst_pair (const FwCheckContext *context,
                          const FwCheck        *check,
                          const FwTrack        *track,
                          FwRun                 run,
                          double              (*measure) (const FwPair *))
{
  const FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  g_autofree FwValue *other_values = g_new0 (FwValue, context->plan->n_attributes + 1);
  double worst = 0.0;
  FwFrame frame;
  guint stride = 1;

  /* Outlines take their time: a few frames of a long run have to do. */
  if (other
      && (fw_track_get_kind (track) != FW_SHAPE_BOX || fw_track_get_kind (other) != FW_SHAPE_BOX))
    stride = MAX (1, MIN (fw_span_length ((FwSpan) { run.first, run.last }), FW_MAX_SAMPLES)
                     / MAX_OUTLINES);

  for (guint i = 0; other && (frame = fw_run_sample (run, i)) != FW_FRAME_NONE; i += stride)
    {
      FwEntry a = { .id = fw_track_get_id (track) }, b = { .id = run.other };
      FwPair pair;

      if (fw_check_context_get_label (context, track, frame, values, &a.shape, &a.label)
          && fw_check_context_get_label (context, other, frame, other_values, &b.shape, &b.label))
        {
          a.area = fw_rect_area (a.label.box);
          b.area = fw_rect_area (b.label.box);
          measure_pair (&a, &b, &pair);
          worst = MAX (worst, measure (&pair));
        }
      g_clear_pointer (&a.shape, fw_shape_unref);
      g_clear_pointer (&b.shape, fw_shape_unref);
    }

  return worst;
}
