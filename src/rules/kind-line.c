/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds of one frame that follow lines: lanes and rails from left to right, and
 * what stands above the horizon.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "core/shape-kinds.h"
#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Labels of one frame that are put into an order; of more, those with the
 * lowest ids. */
#define MAX_ORDERED 256

/* Where the outline of @ring meets the row @y: from the leftmost to the
 * rightmost place. */
static void
meet_row (FwRing  ring,
          double  y,
          double *low,
          double *high)
{
  for (gsize i = 0; i < ring.n_vertices; i++)
    {
      const FwVertex *a = &ring.vertices[i];
      const FwVertex *b = &ring.vertices[(i + 1) % ring.n_vertices];
      double t;

      if (ring.is_open && i + 1 == ring.n_vertices && i > 0)
        break;
      if ((a->y < y && b->y < y) || (a->y > y && b->y > y))
        continue;

      /* A piece along the row counts with both ends. */
      t = a->y != b->y ? (y - a->y) / (b->y - a->y) : 1.0;
      for (gsize end = a->y != b->y; end < 2; end++)
        {
          double x = end == 0 ? a->x : fw_lerp (a->x, b->x, t);

          *low = MIN (*low, x);
          *high = MAX (*high, x);
        }
    }
}

/* The middle of the shape in the row @y; that of its box where it has no outline. */
static double
find_x_at (const FwLabel *label,
           double         y)
{
  FwShape *shape = fw_label_get_shape (label);
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    meet_row (fw_shape_get_ring (shape, i), y, &low, &high);

  return low <= high ? (low + high) / 2.0 : label->box.x + label->box.width / 2.0;
}

/* order-left-right. */

/* Place of the label's value in the order, or -1. */
static gssize
find_rank (const FwLabel *label,
           const FwCheck *check)
{
  FwValue value = label->attributes[check->attribute];

  for (gsize i = 0; i < check->n_values; i++)
    if (fw_value_equal (value, check->values[i]))
      return i;

  return -1;
}

/* Only what has a place in the order is ordered; there are no sides to it. */
static void
narrow_order (const FwLabel *label,
              const FwCheck *check,
              gboolean      *is_subject,
              gboolean      *is_partner)
{
  *is_subject &= fw_check_lists (check, label->attributes[check->attribute]);
  *is_partner = FALSE;
}

/* How many pixels @a, which comes first in the order, lies to the right of @b
 * in the lowest row that both have; negative when it lies to the left. NaN when
 * they have no row in common. */
static double
measure_disorder (const FwLabel *a,
                  const FwLabel *b)
{
  double y = MIN (a->box.y + a->box.height, b->box.y + b->box.height);

  return y >= MAX (a->box.y, b->box.y) ? find_x_at (a, y) - find_x_at (b, y) : NAN;
}

/* Two tracks of rails, each with a left and a right one, are told apart by
 * their groups. */
static gboolean
belong_together (const FwLabel *a,
                 const FwLabel *b)
{
  gint64 group_a = fw_track_get_group (a->track);
  gint64 group_b = fw_track_get_group (b->track);

  return group_a == 0 || group_b == 0 || group_a == group_b;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  FwTrackId x = (*(const FwEntry *const *) a)->id, y = (*(const FwEntry *const *) b)->id;

  return x < y ? -1 : x > y;
}

static void
look_at_order (FwPairScan          *scan,
               const FwFrameLabels *labels,
               const FwCheck       *check)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < labels->n_entries; i++)
    if (fw_entry_is_subject (&labels->entries[i], check))
      g_ptr_array_add (sorted, (gpointer) &labels->entries[i]);
  g_ptr_array_sort (sorted, compare_ids);

  for (guint i = 1; i < MIN (sorted->len, MAX_ORDERED); i++)
    for (guint j = 0; j < i; j++)
      {
        const FwEntry *newer = g_ptr_array_index (sorted, i);
        const FwEntry *older = g_ptr_array_index (sorted, j);
        gssize rank = find_rank (&newer->label, check);
        gssize other = find_rank (&older->label, check);
        double disorder;

        if (rank == other || !belong_together (&newer->label, &older->label))
          continue;
        disorder = rank < other ? measure_disorder (&newer->label, &older->label)
                                : measure_disorder (&older->label, &newer->label);
        if (disorder > 0.0)
          fw_pair_scan_emit (scan, newer, older, check);
      }
}

/* Reads both labels of a finding in its first frame. */
typedef struct
{
  FwLabel  labels[2];
  FwShape *shapes[2]; /* (owned) */
  FwValue *values[2]; /* (owned) */
  gboolean is_there;
} Both;

static void
both_clear (Both *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->shapes[i], fw_shape_unref);
      g_clear_pointer (&self->values[i], g_free);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Both, both_clear)

static void
both_read (Both                 *self,
           const FwCheckContext *context,
           const FwTrack        *track,
           FwRun                 run)
{
  const FwTrack *tracks[2] = { track, fw_snapshot_get_track (context->snapshot, run.other) };

  *self = (Both) { .is_there = TRUE };
  for (guint i = 0; i < 2; i++)
    {
      self->values[i] = g_new0 (FwValue, context->plan->n_attributes + 1);
      self->is_there
        = self->is_there
          && fw_check_context_get_label (context, tracks[i], run.first, self->values[i],
                                         &self->shapes[i], &self->labels[i]);
    }
}

static char *
tell_order (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            FwRun                 run)
{
  const char *attribute = context->plan->attributes[check->attribute].name;
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *mine = fw_value_to_text (fw_track_get_attribute (track, attribute, run.first));
  g_autofree char *px = NULL;
  g_autofree char *theirs = NULL;
  g_auto(Both) both;
  double disorder = 0.0;
  gboolean is_first;

  both_read (&both, context, track, run);
  is_first = both.is_there
             && find_rank (&both.labels[0], check) < find_rank (&both.labels[1], check);
  if (both.is_there)
    {
      theirs = fw_value_to_text (both.labels[1].attributes[check->attribute]);
      disorder = fabs (measure_disorder (&both.labels[0], &both.labels[1]));
    }
  px = fw_text_number (disorder, 0.0);

  if (is_first)
    return g_strdup_printf (_("“%s” is %s and lies %s px to the right of %s, which is %s."),
                            attribute, mine, px, name, theirs ? theirs : "?");

  return g_strdup_printf (_("“%s” is %s and lies %s px to the left of %s, which is %s."), attribute,
                          mine, px, name, theirs ? theirs : "?");
}

/* horizon. */

/* Height of the line at @x; beyond its ends that of the nearest end. */
static double
find_y_at (const FwLabel *line,
           double         x)
{
  FwShape *shape = fw_label_get_shape (line);
  double nearest = INFINITY, y = line->box.y + line->box.height / 2.0;

  for (gsize r = 0; r < fw_shape_get_n_rings (shape); r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);

      for (gsize i = 0; i < ring.n_vertices; i++)
        {
          const FwVertex *a = &ring.vertices[i];
          const FwVertex *b = &ring.vertices[i + 1 < ring.n_vertices ? i + 1 : i];
          double at = CLAMP (x, MIN (a->x, b->x), MAX (a->x, b->x));
          double t = a->x != b->x ? (at - a->x) / (b->x - a->x) : 0.0;

          if (fabs (at - x) >= nearest)
            continue;
          nearest = fabs (at - x);
          y = fw_lerp (a->y, b->y, t);
        }
    }

  return y;
}

/* How far the bottom edge of @label lies above @line, as a share of the height
 * of the picture; NaN when that is not known. */
static double
measure_height (const FwCheckContext *context,
                const FwLabel        *label,
                const FwLabel        *line)
{
  double width, height;
  double x = label->box.x + label->box.width / 2.0;
  double bottom = label->box.y + label->box.height;

  fw_check_context_get_image (context, label->frame, &width, &height);

  return height > 0.0 ? (find_y_at (line, x) - bottom) / height : NAN;
}

/* Of several lines the one that leaves most room counts. */
static void
look_at_horizon (FwPairScan          *scan,
                 const FwFrameLabels *labels,
                 const FwCheck       *check)
{
  for (guint i = 0; i < labels->n_entries; i++)
    {
      const FwEntry *subject = &labels->entries[i];
      const FwEntry *line = NULL;
      double least = INFINITY;

      /* The horizon is not above itself. */
      if (!fw_entry_is_subject (subject, check) || fw_entry_is_partner (subject, check))
        continue;

      for (guint j = 0; j < labels->n_entries; j++)
        {
          const FwEntry *other = &labels->entries[j];
          double above;

          if (!fw_entry_is_partner (other, check))
            continue;
          above = measure_height (labels->context, &subject->label, &other->label);
          if (above < least || (above == least && other->id < line->id))
            {
              least = above;
              line = other;
            }
        }
      if (line && least > check->limits[0])
        fw_pair_scan_emit (scan, subject, line, check);
    }
}

static char *
tell_horizon (const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track,
              FwRun                 run)
{
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);
  g_autofree char *value = NULL;
  g_auto(Both) both;

  both_read (&both, context, track, run);
  value = fw_text_percent (both.is_there
                             ? measure_height (context, &both.labels[0], &both.labels[1])
                             : check->limits[0],
                           check->limits[0]);

  return g_strdup_printf (_("The bottom edge is %s %% of the picture's height above %s; at most "
                            "%s %% are wanted."),
                          value, name, limit);
}

const FwCheckOps fw_kinds_of_lines[] = {
  { .kind = "order-left-right",
    .family = FW_FAMILY_PAIR,
    .values = "order",
    .narrow = narrow_order,
    .look = look_at_order,
    .tell = tell_order },
  { .kind = "horizon",
    .family = FW_FAMILY_PAIR,
    .limits = { "tolerance" },
    .partners = "category",
    .look = look_at_horizon,
    .tell = tell_horizon },
  { NULL },
};
