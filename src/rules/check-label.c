/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Checks of one shape in one frame, and of a shape against the frame before.
 * A track is gone through in pieces of some hundred visible frames: bounds and
 * attributes are laid out once, then each check runs over the whole piece, so
 * its parameters and its branch stay hot.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <math.h>

#define PIECE 512

/* Longest track that is gone through frame by frame; a hostile file can claim
 * two thousand million frames. */
#define MAX_WALK (20 * 1000 * 1000)

FwShape *
fw_label_get_shape (const FwLabel *self)
{
  if (!*self->shape)
    *self->shape = fw_track_dup_shape_at (self->track, self->frame);

  return *self->shape;
}

static guint
count_parts (FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);
  guint n = 0;

  if (fw_shape_get_kind (shape) != FW_SHAPE_POLYGON)
    return 1;
  for (gsize i = 0; i < n_rings; i++)
    n += !fw_shape_get_ring (shape, i).is_hole;

  return n;
}

static double
get_area (const FwLabel *self)
{
  if (fw_track_get_kind (self->track) == FW_SHAPE_BOX)
    return self->box.width * self->box.height;

  return fw_shape_get_area (fw_label_get_shape (self));
}

void
fw_label_fill_input (const FwLabel     *self,
                     guint              numbers,
                     FwExpressionInput *out)
{
  FwRect box = self->box;

  out->category = self->category->name;
  out->attributes = self->attributes;
  if (!numbers)
    return;

  out->numbers[FW_NUMBER_X] = box.x;
  out->numbers[FW_NUMBER_Y] = box.y;
  out->numbers[FW_NUMBER_W] = box.width;
  out->numbers[FW_NUMBER_H] = box.height;
  out->numbers[FW_NUMBER_ASPECT] = box.height != 0.0 ? box.width / box.height : NAN;
  out->numbers[FW_NUMBER_FRAME] = self->frame;
  out->numbers[FW_NUMBER_TRACK_LENGTH] = self->length;
  if (numbers & (1u << FW_NUMBER_AREA))
    out->numbers[FW_NUMBER_AREA] = get_area (self);
  if (numbers & (1u << FW_NUMBER_VERTICES))
    out->numbers[FW_NUMBER_VERTICES] = fw_shape_get_n_vertices (fw_label_get_shape (self));
  if (numbers & (1u << FW_NUMBER_PARTS))
    out->numbers[FW_NUMBER_PARTS] = count_parts (fw_label_get_shape (self));
  if (numbers & ((1u << FW_NUMBER_IMAGE_W) | (1u << FW_NUMBER_IMAGE_H)))
    {
      double width, height;

      fw_check_context_get_image (self->context, self->frame, &width, &height);
      out->numbers[FW_NUMBER_IMAGE_W] = width > 0.0 ? width : NAN;
      out->numbers[FW_NUMBER_IMAGE_H] = height > 0.0 ? height : NAN;
    }
}

static gboolean
is_true (const FwLabel      *self,
         const FwExpression *expression)
{
  FwExpressionInput input;

  fw_label_fill_input (self, fw_expression_get_numbers (expression), &input);

  return fw_expression_is_true (expression, &input);
}

gboolean
fw_label_is_guarded (const FwLabel *self,
                     const FwCheck *check)
{
  return !check->rule->when || is_true (self, check->rule->when);
}

static gboolean
crosses_itself (FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = g_new (FwPoint, ring.n_vertices);

      for (gsize j = 0; j < ring.n_vertices; j++)
        points[j] = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
      if (fw_ring_find_crossing (points, ring.n_vertices, NULL, NULL, NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_bad_parts (FwShape       *shape,
               const FwCheck *check)
{
  gsize n_rings = fw_shape_get_n_rings (shape);

  if (count_parts (shape) > check->limits[0])
    return TRUE;

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = g_new (FwPoint, ring.n_vertices);

      for (gsize j = 0; j < ring.n_vertices; j++)
        points[j] = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
      if (!ring.is_hole && fabs (fw_ring_signed_area (points, ring.n_vertices)) < check->limits[1])
        return TRUE;
    }

  return FALSE;
}

static gboolean
touches_border (const FwLabel *self,
                double         margin)
{
  double width, height;
  FwRect box = self->box;

  fw_check_context_get_image (self->context, self->frame, &width, &height);

  return box.x <= margin || box.y <= margin || box.x + box.width >= width - margin
         || box.y + box.height >= height - margin;
}

static gboolean
is_missing_required (const FwLabel *self)
{
  for (guint i = 0; i < self->category->n_required; i++)
    if (self->attributes[self->category->required[i]].type == FW_VALUE_NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_outside_domain (const FwLabel *self,
                   const char    *name,
                   FwValue        value)
{
  const FwPlan *plan = self->context->plan;

  if (value.type == FW_VALUE_NULL)
    return FALSE;

  for (guint i = 0; i < plan->n_attributes; i++)
    if (plan->attributes[i].name == name)
      return (self->category->allowed && !(self->category->allowed[i / 64] >> (i % 64) & 1))
             || !fw_attribute_accepts (&plan->attributes[i], value);

  return TRUE;
}

const char *
fw_label_find_foreign (const FwLabel *self)
{
  gsize n_fixed = fw_track_get_n_fixed (self->track);
  gsize n_changing = fw_track_get_n_changing (self->track);

  for (gsize i = 0; i < n_fixed; i++)
    {
      FwValue value;
      const char *name = g_intern_string (fw_track_get_fixed (self->track, i, &value));

      if (is_outside_domain (self, name, value))
        return name;
    }
  for (gsize i = 0; i < n_changing; i++)
    {
      const char *name = g_intern_string (fw_track_get_changing (self->track, i));

      if (is_outside_domain (self, name, fw_track_get_attribute (self->track, name, self->frame)))
        return name;
    }

  return NULL;
}

static gboolean
is_too_small (FwRect         box,
              const FwLabel *self,
              const FwCheck *check)
{
  /* A limit that is not set is NaN, and nothing is below NaN. */
  return box.width < check->limits[0] || box.height < check->limits[1]
         || MIN (box.width, box.height) < check->limits[2]
         || (!isnan (check->limits[3]) && get_area (self) < check->limits[3]);
}

static gboolean
is_too_large (const FwLabel *self,
              const FwCheck *check)
{
  double width, height;

  fw_check_context_get_image (self->context, self->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return get_area (self) > check->limits[0] * width * height
         || self->box.width > check->limits[1] * width;
}

static gboolean
is_past_border (const FwLabel *self,
                double         tolerance)
{
  double width, height;
  FwRect box = self->box;

  fw_check_context_get_image (self->context, self->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return box.x < -tolerance || box.y < -tolerance || box.x + box.width > width + tolerance
         || box.y + box.height > height + tolerance;
}

static gboolean
is_border_unsaid (const FwLabel *self,
                  const FwCheck *check)
{
  double width, height;
  FwValue said = self->attributes[check->attribute];

  fw_check_context_get_image (self->context, self->frame, &width, &height);
  if (width <= 0.0 || height <= 0.0)
    return FALSE;

  return touches_border (self, check->limits[0]) != (said.type == FW_VALUE_BOOL && said.boolean);
}

static gboolean
is_finite_label (const FwLabel *self)
{
  FwRect box = self->box;

  if (fw_track_get_kind (self->track) == FW_SHAPE_BOX)
    return isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height);

  return fw_shape_is_finite (fw_label_get_shape (self));
}

gboolean
fw_label_fires (const FwLabel *self,
                const FwCheck *check)
{
  FwRect box = self->box;
  gboolean is_polygon = fw_track_get_kind (self->track) == FW_SHAPE_POLYGON;

  switch (check->code)
    {
    case FW_CHECK_FINITE_COORDS:
      return !is_finite_label (self);
    case FW_CHECK_POSITIVE_SIZE:
      return box.width < check->limits[0] || box.height < check->limits[0];
    case FW_CHECK_INSIDE_IMAGE:
      return is_past_border (self, check->limits[0]);
    case FW_CHECK_MIN_SIZE:
      return is_too_small (box, self, check);
    case FW_CHECK_MAX_SIZE:
      return is_too_large (self, check);
    case FW_CHECK_ASPECT_RANGE:
      return box.height > 0.0
             && (box.width / box.height < check->limits[0]
                 || box.width / box.height > check->limits[1]);
    case FW_CHECK_POLYGON_SIMPLE:
      return is_polygon && crosses_itself (fw_label_get_shape (self));
    case FW_CHECK_VERTEX_COUNT:
      return is_polygon
             && (fw_shape_get_n_vertices (fw_label_get_shape (self)) < check->limits[0]
                 || fw_shape_get_n_vertices (fw_label_get_shape (self)) > check->limits[1]);
    case FW_CHECK_MAX_PARTS:
      return is_polygon && has_bad_parts (fw_label_get_shape (self), check);
    case FW_CHECK_BORDER_ATTRIBUTE:
      return is_border_unsaid (self, check);
    case FW_CHECK_KNOWN_CATEGORY:
      return !self->category->is_known;
    case FW_CHECK_FORBIDDEN_CATEGORY:
      return TRUE;
    case FW_CHECK_GEOMETRY_KIND:
      return self->category->kinds
             && !(self->category->kinds & (1u << fw_track_get_kind (self->track)));
    case FW_CHECK_REQUIRED_ATTRIBUTES:
      return is_missing_required (self);
    case FW_CHECK_ATTRIBUTE_DOMAIN:
      return fw_label_find_foreign (self) != NULL;
    case FW_CHECK_IMPLIES:
      return is_true (self, check->rule->params[0].expression)
             && !is_true (self, check->rule->params[1].expression);
    case FW_CHECK_EXPR:
      return !is_true (self, check->rule->expect);
    default:
      g_assert_not_reached ();
    }
}

gboolean
fw_step_fires (const FwCheckContext *context,
               const FwCheck        *check,
               FwRect                before,
               FwRect                after,
               double               *out_measure)
{
  double measure, limit;

  if (check->code == FW_CHECK_MAX_STEP)
    {
      gboolean in_pixels = !isnan (check->limits[1]);

      measure = fw_point_distance (fw_rect_centre (before), fw_rect_centre (after));
      if (!in_pixels)
        measure /= hypot (before.width, before.height);
      limit = check->limits[in_pixels ? 1 : 0];
    }
  else
    {
      double width = after.width / before.width, height = after.height / before.height;

      measure = MAX (MAX (width, 1.0 / width), MAX (height, 1.0 / height));
      limit = check->limits[0];
    }
  if (out_measure)
    *out_measure = measure;

  /* A box without size has no diagonal; other rules speak about that. */
  return isfinite (measure) && measure > limit;
}

/* Some hundred visible frames of one track. Outside of a run no shape is held. */
struct _FwTrackScan
{
  guint    n;
  FwFrame  frames[PIECE];
  FwRect   boxes[PIECE];
  guint16  segments[PIECE];  /* which set of attribute values holds */
  FwShape *shapes[PIECE];    /* (owned) made when wanted */
  guint    n_segments;
  guint    segment_room;
  FwValue *values;           /* (owned) n_attributes per segment */
  guint    segment_start[PIECE]; /* index of its first frame */
  gboolean guards[PIECE];    /* by segment, for the check at work */
};

typedef struct _FwTrackScan Piece;

FwTrackScan *
fw_track_scan_new (void)
{
  return g_new0 (FwTrackScan, 1);
}

void
fw_track_scan_free (FwTrackScan *self)
{
  if (!self)
    return;

  g_free (self->values);
  g_free (self);
}

static void
add_run (GArray    *runs,
         guint      first_run,
         guint      check,
         FwFrame    frame)
{
  if (runs->len > first_run)
    {
      FwRun *last = &g_array_index (runs, FwRun, runs->len - 1);

      if (last->check == check && last->last == frame - 1)
        {
          last->last = frame;
          return;
        }
    }

  FwRun run = { .check = check, .first = frame, .last = frame };

  g_array_append_val (runs, run);
}

static void
clear_shapes (Piece *piece)
{
  for (guint i = 0; i < piece->n; i++)
    g_clear_pointer (&piece->shapes[i], fw_shape_unref);
}

static FwValue *
add_segment (Piece        *piece,
             const FwPlan *plan)
{
  gsize width = plan->n_attributes + 1;

  if (piece->n_segments == piece->segment_room)
    {
      piece->segment_room = MAX (8, piece->segment_room * 2);
      piece->values = g_renew (FwValue, piece->values, piece->segment_room * width);
    }
  piece->segment_start[piece->n_segments] = piece->n;

  return &piece->values[piece->n_segments++ * width];
}

/* Lays out visible frames from *@frame on; keeps the last one of the piece
 * before as the first one, so that every step is seen whole. */
static void
fill_piece (Piece                *piece,
            const FwCheckContext *context,
            FwTrackCursor        *cursor,
            FwFrame              *frame,
            FwFrame               end,
            gboolean              carry)
{
  FwFrame until = -1;
  FwFrame kept_frame = FW_FRAME_NONE;
  FwRect kept_box = { 0 };

  if (carry && piece->n > 0)
    {
      kept_frame = piece->frames[piece->n - 1];
      kept_box = piece->boxes[piece->n - 1];
    }
  clear_shapes (piece);
  piece->n = 0;
  piece->n_segments = 0;
  if (kept_frame != FW_FRAME_NONE)
    {
      FwValue *values = add_segment (piece, context->plan);

      until = fw_check_context_read_attributes (context, cursor->track, kept_frame, values);
      piece->frames[0] = kept_frame;
      piece->boxes[0] = kept_box;
      piece->segments[0] = 0;
      piece->n = 1;
    }

  for (; *frame <= end && piece->n < PIECE; (*frame)++)
    {
      guint i = piece->n;

      if (fw_check_context_is_deleted (context, *frame)
          || !fw_presence_is_visible (fw_track_cursor_move (cursor, *frame, &piece->boxes[i])))
        continue;
      if (*frame > until || piece->n_segments == 0)
        until = fw_check_context_read_attributes (context, cursor->track, *frame,
                                                  add_segment (piece, context->plan));
      piece->frames[i] = *frame;
      piece->segments[i] = piece->n_segments - 1;
      piece->n++;
    }
}

static void
aim (FwLabel              *label,
     Piece                *piece,
     const FwCheckContext *context,
     guint                 i)
{
  label->frame = piece->frames[i];
  label->box = piece->boxes[i];
  label->attributes
      = &piece->values[piece->segments[i] * (gsize) (context->plan->n_attributes + 1)];
  label->shape = &piece->shapes[i];
}

static void
guard_segments (FwLabel              *label,
                Piece                *piece,
                const FwCheckContext *context,
                const FwCheck        *check)
{
  for (guint s = 0; s < piece->n_segments; s++)
    {
      aim (label, piece, context, piece->segment_start[s]);
      piece->guards[s] = fw_label_is_guarded (label, check);
    }
}

/* Runs one check over the piece. @skip leaves out the frame that was carried
 * over: it was checked with the piece before. */
static void
check_piece (FwLabel              *label,
             Piece                *piece,
             const FwCheckContext *context,
             guint                 index,
             guint                 skip,
             GArray               *runs)
{
  const FwCheck *check = fw_plan_get_check (context->plan, index);
  guint first_run = runs->len;
  gboolean has_when = check->rule->when != NULL;

  if (has_when && check->when_is_steady)
    guard_segments (label, piece, context, check);

  if (check->is_steady && (!has_when || check->when_is_steady))
    {
      /* One answer per set of attribute values. */
      gboolean fires = FALSE;

      for (guint i = skip, last = G_MAXUINT; i < piece->n; i++)
        {
          guint s = piece->segments[i];

          if (s != last)
            {
              aim (label, piece, context, i);
              fires = (!has_when || piece->guards[s]) && fw_label_fires (label, check);
              last = s;
            }
          if (fires)
            add_run (runs, first_run, index, piece->frames[i]);
        }
      return;
    }

  for (guint i = skip; i < piece->n; i++)
    {
      if (has_when && check->when_is_steady && !piece->guards[piece->segments[i]])
        continue;
      aim (label, piece, context, i);
      if (has_when && !check->when_is_steady && !fw_label_is_guarded (label, check))
        continue;
      if (fw_label_fires (label, check))
        add_run (runs, first_run, index, piece->frames[i]);
    }
}

/* Consecutive frames of the piece. `when` has to hold in both. */
static void
check_steps (FwLabel              *label,
             Piece                *piece,
             const FwCheckContext *context,
             guint                 index,
             GArray               *runs)
{
  const FwCheck *check = fw_plan_get_check (context->plan, index);
  guint first_run = runs->len;
  gboolean has_when = check->rule->when != NULL;

  if (has_when && check->when_is_steady)
    guard_segments (label, piece, context, check);

  for (guint i = 1; i < piece->n; i++)
    {
      if (piece->frames[i] != piece->frames[i - 1] + 1)
        continue;
      if (has_when && check->when_is_steady
          && !(piece->guards[piece->segments[i]] && piece->guards[piece->segments[i - 1]]))
        continue;
      if (!fw_step_fires (context, check, piece->boxes[i - 1], piece->boxes[i], NULL))
        continue;
      if (has_when && !check->when_is_steady)
        {
          aim (label, piece, context, i);
          if (!fw_label_is_guarded (label, check))
            continue;
          aim (label, piece, context, i - 1);
          if (!fw_label_is_guarded (label, check))
            continue;
        }
      add_run (runs, first_run, index, piece->frames[i]);
    }
}

void
fw_track_scan_run (FwTrackScan          *piece,
                   const FwCheckContext *context,
                   const FwTrack        *track,
                   FwSpan                span,
                   guint                 families,
                   GArray               *runs)
{
  const FwCategoryPlan *category
      = fw_plan_get_category (context->plan, fw_track_get_category (track));
  GArray *labels = category->checks[FW_FAMILY_LABEL];
  GArray *steps = category->checks[FW_FAMILY_STEP];
  FwSpan life = fw_track_get_span (track);
  gboolean wants_labels = (families & (1u << FW_FAMILY_LABEL)) && labels->len > 0;
  gboolean wants_steps = (families & (1u << FW_FAMILY_STEP)) && steps->len > 0
                         && !fw_track_is_single (track);
  FwFrame frame = MAX (span.first, life.first);
  FwFrame end = MIN (span.last, life.last);

  if (!wants_labels && !wants_steps)
    return;
  if ((gint64) end - life.first >= MAX_WALK)
    end = life.first + MAX_WALK - 1;

  FwTrackCursor cursor;
  FwLabel label = {
    .context = context, .track = track, .category = category,
    .length = fw_check_context_get_length (context, track),
  };
  gboolean carry = FALSE;

  fw_track_cursor_init (&cursor, track);
  piece->n = 0;
  /* A window's first step begins in the frame before it. */
  if (wants_steps && !wants_labels && frame > life.first)
    frame--;

  while (frame <= end)
    {
      fill_piece (piece, context, &cursor, &frame, end, carry);
      if (piece->n == (carry ? 1 : 0))
        break;
      for (guint i = 0; wants_labels && i < labels->len; i++)
        check_piece (&label, piece, context, g_array_index (labels, guint, i), carry, runs);
      for (guint i = 0; wants_steps && i < steps->len; i++)
        check_steps (&label, piece, context, g_array_index (steps, guint, i), runs);
      carry = TRUE;
    }

  clear_shapes (piece);
  piece->n = 0;
}
