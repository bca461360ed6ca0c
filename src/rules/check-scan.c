/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Runs checks of one shape in one frame, and of a shape against the frame
 * before, over a track. It is gone through in pieces of some hundred visible
 * frames: bounds and attributes are laid out once, then each check runs over
 * the whole piece, so its parameters and its branch stay hot.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-class.h"

#include <math.h>

#define PIECE 512

/* Longest track that is gone through frame by frame; a hostile file can claim
 * two thousand million frames. */
#define MAX_WALK (20 * 1000 * 1000)

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
  int      noting;           /* not 0: labels are counted instead of checked */
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

static gboolean
fires (Piece         *piece,
       const FwLabel *label,
       const FwCheck *check)
{
  if (!piece->noting)
    return check->ops->fires (label, check);

  fw_class_book_note (label->context->classes, check, label, piece->noting);

  return FALSE;
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
  guint first_run = runs ? runs->len : 0;
  gboolean has_when = check->rule->when != NULL;

  if (has_when && check->when_is_steady)
    guard_segments (label, piece, context, check);

  if (check->is_steady && (!has_when || check->when_is_steady))
    {
      /* One answer per set of attribute values. */
      gboolean is_hit = FALSE;

      for (guint i = skip, last = G_MAXUINT; i < piece->n; i++)
        {
          guint s = piece->segments[i];

          if (s != last)
            {
              aim (label, piece, context, i);
              is_hit = (!has_when || piece->guards[s]) && check->ops->fires (label, check);
              last = s;
            }
          if (is_hit)
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
      if (fires (piece, label, check))
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

      FwStep step = { context, piece->frames[i], piece->boxes[i - 1], piece->boxes[i] };
      double limit, measure = check->ops->measure (&step, check, &limit);

      /* A box without size has no diagonal; other rules speak about that. */
      if (!isfinite (measure) || !(measure > limit))
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
  GArray *classes = category->checks[FW_FAMILY_CLASS];
  GArray *steps = category->checks[FW_FAMILY_STEP];
  FwSpan life = fw_track_get_span (track);
  gboolean wants_labels = (families & (1u << FW_FAMILY_LABEL)) && labels->len > 0;
  gboolean wants_classes = (families & (1u << FW_FAMILY_CLASS)) && classes->len > 0;
  gboolean wants_steps = (families & (1u << FW_FAMILY_STEP)) && steps->len > 0
                         && !fw_track_is_single (track);
  FwFrame frame = MAX (span.first, life.first);
  FwFrame end = MIN (span.last, life.last);

  if (!wants_labels && !wants_classes && !wants_steps)
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
  if (wants_steps && !wants_labels && !wants_classes && frame > life.first)
    frame--;

  while (frame <= end)
    {
      fill_piece (piece, context, &cursor, &frame, end, carry);
      if (piece->n == (carry ? 1 : 0))
        break;
      for (guint i = 0; wants_labels && i < labels->len; i++)
        check_piece (&label, piece, context, g_array_index (labels, guint, i), carry, runs);
      for (guint i = 0; wants_classes && i < classes->len; i++)
        check_piece (&label, piece, context, g_array_index (classes, guint, i), carry, runs);
      for (guint i = 0; wants_steps && i < steps->len; i++)
        check_steps (&label, piece, context, g_array_index (steps, guint, i), runs);
      carry = TRUE;
    }

  clear_shapes (piece);
  piece->n = 0;
}

void
fw_track_scan_note (FwTrackScan          *self,
                    const FwCheckContext *context,
                    const FwTrack        *track,
                    FwSpan                span,
                    int                   sign)
{
  self->noting = sign;
  fw_track_scan_run (self, context, track, span, 1u << FW_FAMILY_CLASS, NULL);
  self->noting = 0;
}
