/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/timeline/timeline-painter.h"

#include <glib/gi18n.h>

#include "app/canvas/signs.h"
#include "edit/clock.h"

#define COLOUR_HEAD      0x242424
#define COLOUR_LANE_ODD  0x1e1e1e
#define COLOUR_LANE_EVEN 0x222222
#define COLOUR_SELECTED  0x2b3b4f
#define COLOUR_OVERVIEW  0x191919
#define COLOUR_DENSITY   0x474747
#define COLOUR_TICK      0x6a6a6a
#define COLOUR_DIM       0xa0a0a0
#define COLOUR_TEXT      0xf2f2f2
#define COLOUR_LINE      0x141414

#define BAR_SHARE        0.54 /* of the lane's height */
#define BAR_OPACITY      0.40
#define BAR_OPACITY_SELECTED 0.62
#define DIAMOND          11.0
#define NAME_X           32.0
#define SIGN             12.0
#define SIGN_STEP        15.0
#define QUESTION_SIZE    11.0
#define QUESTION_BESIDE  10.0
#define QUESTION_TOP     7.0
#define TASK_BAR         3.0
#define TASK_BRACKET     8.0
#define TASK_SHADE       0.5

/* One drawing. Everything in here is in logical pixels until it is multiplied
 * by the scale at the very end. */
typedef struct
{
  FwTimelineModel       *model;
  FwSession             *session;
  FwRaster              *raster;
  FwTextCache           *texts;
  const FwTimelineLook  *look;
  const FwTimelineStyle *style;
  double                 scale;
  double                 lanes_y;
} Paint;

static guint32
ink (guint32 rgb,
     double  opacity)
{
  return fw_colour_premultiply (rgb, opacity);
}

static FwRect
to_device (const Paint *paint,
           FwRect       rect)
{
  double s = paint->scale;

  return FW_RECT (rect.x * s, rect.y * s, rect.width * s, rect.height * s);
}

static FwPoint
point_to_device (const Paint *paint,
                 double       x,
                 double       y)
{
  return FW_POINT (x * paint->scale, y * paint->scale);
}

static void
fill (const Paint *paint,
      FwRect       rect,
      guint32      rgb,
      double       opacity)
{
  fw_raster_fill_box (paint->raster, to_device (paint, rect), ink (rgb, opacity));
}

static void
fill_round (const Paint *paint,
            FwRect       rect,
            double       radius,
            guint32      rgb,
            double       opacity)
{
  fw_raster_round_rect (paint->raster, to_device (paint, rect), radius * paint->scale,
                        ink (rgb, opacity), 0.0, 0);
}

static void
draw_text (const Paint *paint,
           const char  *text,
           FwTextStyle  style,
           double       x,
           double       middle_y,
           double       max_width,
           guint32      rgb)
{
  const FwTextMask *mask;

  if (paint->texts == NULL)
    return;

  mask = fw_text_cache_get (paint->texts, text, style,
                            max_width > 0.0 ? (int) (max_width * paint->scale) : 0);
  fw_text_mask_draw (mask, paint->raster, x * paint->scale, middle_y * paint->scale,
                     ink (rgb, 1.0));
}

static double
text_width (const Paint *paint,
            const char  *text,
            FwTextStyle  style)
{
  if (paint->texts == NULL)
    return 0.0;

  return fw_text_cache_get (paint->texts, text, style, 0)->width / paint->scale;
}

static guint32
dim_text (const Paint *paint)
{
  return paint->look->is_high_contrast ? 0xffffff : COLOUR_DIM;
}

/* Only the time part, right of the names; @overhang lets a diamond on the first
 * frame stand whole. */
static void
clip_to_time (const Paint *paint,
              double       top,
              double       overhang)
{
  double x = paint->style->names_width - overhang;

  fw_raster_set_clip (paint->raster,
                      to_device (paint, FW_RECT (x, top, paint->look->width - x,
                                                 paint->look->height - top)));
}

static void
clip_below (const Paint *paint,
            double       top)
{
  fw_raster_set_clip (paint->raster,
                      to_device (paint, FW_RECT (0, top, paint->look->width,
                                                 paint->look->height - top)));
}

/* What is to be labelled, where that is not everything */

/* In the whole clip: a bar along the lower edge, however short the stretch is. */
static void
draw_task_in_overview (const Paint *paint)
{
  g_autoptr(GArray) parts = fw_timeline_model_list_task (paint->model, TRUE);
  double bottom = paint->style->overview_height - 1.0;

  for (guint i = 0; i < parts->len; i++)
    {
      const FwPart *part = &g_array_index (parts, FwPart, i);

      fill (paint, FW_RECT (floor (part->x1), bottom - TASK_BAR, MAX (part->x2 - part->x1, 3.0),
                            TASK_BAR), COLOUR_TEXT, 1.0);
    }
}

/* On the ruler a bracket about each stretch, open where it goes on out of sight. */
static void
draw_task_on_ruler (const Paint *paint)
{
  g_autoptr(GArray) parts = fw_timeline_model_list_task (paint->model, FALSE);
  double top = paint->style->overview_height;

  for (guint i = 0; i < parts->len; i++)
    {
      const FwPart *part = &g_array_index (parts, FwPart, i);

      fill (paint, FW_RECT (part->x1, top, part->x2 - part->x1, TASK_BAR), COLOUR_TEXT, 1.0);
      if (!(part->flags & FW_PART_CUT_LEFT))
        fill (paint, FW_RECT (part->x1, top, 2.0, TASK_BRACKET), COLOUR_TEXT, 1.0);
      if (!(part->flags & FW_PART_CUT_RIGHT))
        fill (paint, FW_RECT (part->x2 - 2.0, top, 2.0, TASK_BRACKET), COLOUR_TEXT, 1.0);
    }
}

/* What is not asked lies in the shade. */
static void
shade_untasked (const Paint *paint)
{
  g_autoptr(GArray) parts = NULL;
  double x = paint->style->names_width;

  if (fw_session_get_task (paint->session) == NULL)
    return;

  parts = fw_timeline_model_list_task (paint->model, FALSE);
  clip_to_time (paint, paint->lanes_y, 0.0);
  for (guint i = 0; i <= parts->len; i++)
    {
      const FwPart *part = i < parts->len ? &g_array_index (parts, FwPart, i) : NULL;
      double end = part != NULL ? part->x1 : paint->look->width;

      if (end > x)
        fill (paint, FW_RECT (x, paint->lanes_y, end - x, paint->look->height - paint->lanes_y),
              0x000000, TASK_SHADE);
      x = part != NULL ? part->x2 : x;
    }
}

/* Overview */

static void
draw_overview (const Paint *paint)
{
  double height = paint->style->overview_height;
  double left = paint->style->names_width;
  double bottom = height - 3.0;
  g_autoptr(GArray) columns = fw_timeline_model_list_overview (paint->model);
  double playhead;
  FwRect window = fw_timeline_model_get_window (paint->model, &playhead);

  clip_below (paint, 0.0);
  fill (paint, FW_RECT (0, 0, paint->look->width, height), COLOUR_HEAD, 1.0);
  draw_text (paint, fw_session_is_video (paint->session) ? _("Whole clip") : _("All pictures"),
             FW_TEXT_SMALL, 14.0, height / 2.0, left - 20.0, dim_text (paint));
  fill (paint, FW_RECT (left, 3.0, paint->look->width - left, height - 6.0), COLOUR_OVERVIEW, 1.0);

  clip_to_time (paint, 0.0, 0.0);
  for (guint i = 0; i < columns->len; i++)
    {
      const FwOverviewColumn *column = &g_array_index (columns, FwOverviewColumn, i);
      double bar = column->density * (height - 7.0);

      if (bar > 0.0)
        fill (paint, FW_RECT (column->x1, bottom - MAX (bar, 1.0), column->x2 - column->x1,
                              MAX (bar, 1.0)), COLOUR_DENSITY, 1.0);
    }
  for (guint i = 0; i < columns->len; i++)
    {
      const FwOverviewColumn *column = &g_array_index (columns, FwOverviewColumn, i);
      double width = MAX (column->x2 - column->x1, 3.0);

      if (column->severity == FW_MARK_PROBLEM)
        fill (paint, FW_RECT (column->x1 - 1.0, 4.0, width, height - 7.0), FW_COLOUR_PROBLEM, 1.0);
      else if (column->severity == FW_MARK_HINT)
        fill (paint, FW_RECT (column->x1 - 1.0, height / 2.0, width, height / 2.0 - 3.0),
              FW_COLOUR_HINT, 1.0);
    }

  fw_raster_round_rect (paint->raster,
                        to_device (paint, FW_RECT (window.x + 1.0, 2.0, window.width - 2.0,
                                                   height - 4.0)),
                        3.5 * paint->scale, ink (0xffffff, 0.10), paint->scale,
                        ink (0xffffff, paint->look->is_high_contrast ? 1.0 : 0.6));
  draw_task_in_overview (paint);
  fill (paint, FW_RECT (playhead - 1.0, 0, 2.0, height), FW_COLOUR_ACCENT, 1.0);
}

/* Ruler */

/* Where a number's bubble about @x goes, inside the time part. */
static FwRect
bubble_rect (const Paint *paint,
             const char  *text,
             double       x)
{
  double width = text_width (paint, text, FW_TEXT_SMALL_BOLD) + 14.0;
  double left = CLAMP (x - width / 2.0, paint->style->names_width,
                       MAX (paint->style->names_width, paint->look->width - width));

  return FW_RECT (floor (left), paint->style->overview_height + 1.0, width,
                  paint->style->ruler_height - 3.0);
}

static void
draw_bubble (const Paint *paint,
             const char  *text,
             double       x,
             guint32      rgb,
             guint32      text_rgb)
{
  FwRect rect = bubble_rect (paint, text, x);

  fill_round (paint, rect, 5.0, rgb, 1.0);
  draw_text (paint, text, FW_TEXT_SMALL_BOLD, rect.x + 7.0, rect.y + rect.height / 2.0, 0.0,
             text_rgb);
}

static FwRect
playhead_bubble (const Paint *paint)
{
  FwFrame frame = fw_session_get_frame (paint->session);
  g_autofree char *number = fw_clock_format_count (
    fw_clock_to_people (fw_session_get_frame_list (paint->session), frame));

  return bubble_rect (paint, number, fw_timeline_model_frame_to_x (paint->model, frame));
}

/* How many lanes there are, in as many words as there is room for. */
static char *
describe_lanes (const Paint *paint,
                double       room)
{
  guint n = fw_timeline_model_get_n_lanes (paint->model);
  char *text;

  text = g_strdup_printf (ngettext ("%u track near this frame", "%u tracks near this frame", n), n);
  if (text_width (paint, text, FW_TEXT_SMALL) <= room)
    return text;

  g_free (text);

  return g_strdup_printf (ngettext ("%u track", "%u tracks", n), n);
}

static void
draw_ruler (const Paint *paint)
{
  double top = paint->style->overview_height;
  double height = paint->style->ruler_height;
  double left = paint->style->names_width;
  FwFrameList *frames = fw_session_get_frame_list (paint->session);
  g_autoptr(GArray) ticks = fw_timeline_model_list_ticks (paint->model);
  FwRect taken = playhead_bubble (paint);
  g_autofree char *count = describe_lanes (paint, left - 20.0);

  clip_below (paint, 0.0);
  fill (paint, FW_RECT (0, top, paint->look->width, height), COLOUR_HEAD, 1.0);
  draw_text (paint, count, FW_TEXT_SMALL, 14.0, top + height / 2.0, left - 20.0, dim_text (paint));

  clip_to_time (paint, top, 0.0);
  draw_task_on_ruler (paint);
  for (guint i = 0; i < ticks->len; i++)
    {
      const FwTick *tick = &g_array_index (ticks, FwTick, i);
      double length = tick->is_major ? 7.0 : 4.0;

      fill (paint, FW_RECT (floor (tick->x), top + height - length, 1.0, length), COLOUR_TICK, 1.0);
      if (tick->is_major)
        {
          g_autofree char *number
            = fw_clock_format_count (fw_clock_to_people (frames, tick->frame));
          double end = tick->x + 4.0 + text_width (paint, number, FW_TEXT_SMALL);

          /* Half a number behind the playhead's is no number. */
          if (tick->x + 4.0 < taken.x + taken.width && end > taken.x)
            continue;
          draw_text (paint, number, FW_TEXT_SMALL, tick->x + 4.0, top + height / 2.0 - 2.0, 0.0,
                     dim_text (paint));
        }
    }
}

/* Lanes */

static void
draw_swatch (const Paint  *paint,
             const FwLane *lane,
             double        middle)
{
  fill_round (paint, FW_RECT (14.0, middle - 5.0, 10.0, 10.0), 3.0, lane->colour,
              lane->is_hidden ? 0.4 : 1.0);
}

/* Signs from the right edge of the name column to the left; returns the width
 * they leave for the name. */
static double
draw_lane_signs (const Paint  *paint,
                 const FwLane *lane,
                 double        middle)
{
  double x = paint->style->names_width - SIGN_STEP;
  double size = SIGN * paint->scale;

  if (lane->severity_here == FW_MARK_PROBLEM || lane->severity == FW_MARK_PROBLEM)
    {
      FwSign sign = lane->severity_here == FW_MARK_PROBLEM ? FW_SIGN_PROBLEM
                                                           : FW_SIGN_PROBLEM_ELSEWHERE;

      fw_sign_draw (sign, paint->raster, point_to_device (paint, x, middle), size,
                    ink (FW_COLOUR_PROBLEM, 1.0), ink (FW_COLOUR_INK, 1.0));
      x -= SIGN_STEP;
    }
  else if (lane->severity == FW_MARK_HINT)
    {
      fw_sign_draw (FW_SIGN_HINT, paint->raster, point_to_device (paint, x, middle), size,
                    ink (FW_COLOUR_HINT, 1.0), 0);
      x -= SIGN_STEP;
    }
  if (lane->is_asked)
    {
      fw_sign_draw (FW_SIGN_QUESTION, paint->raster, point_to_device (paint, x, middle), size,
                    ink (FW_COLOUR_HINT, 1.0), ink (FW_COLOUR_INK, 1.0));
      x -= SIGN_STEP;
    }
  if (lane->is_occluded)
    {
      fw_sign_draw (FW_SIGN_OCCLUDED, paint->raster, point_to_device (paint, x, middle), size,
                    ink (COLOUR_TEXT, 0.9), 0);
      x -= SIGN_STEP;
    }
  if (lane->is_locked)
    {
      fw_sign_draw (FW_SIGN_LOCKED, paint->raster, point_to_device (paint, x, middle), size,
                    ink (COLOUR_TEXT, 0.9), 0);
      x -= SIGN_STEP;
    }
  if (lane->is_hidden)
    {
      fw_sign_draw (FW_SIGN_HIDDEN, paint->raster, point_to_device (paint, x, middle), size,
                    ink (COLOUR_TEXT, 0.9), 0);
      x -= SIGN_STEP;
    }

  return x + SIGN_STEP / 2.0 - NAME_X;
}

static void
draw_lane_name (const Paint  *paint,
                const FwLane *lane)
{
  double height = paint->style->lane_height;
  double middle = lane->y + height / 2.0;
  double room;

  clip_below (paint, paint->lanes_y);
  if (lane->is_selected)
    fill (paint, FW_RECT (0, lane->y, 3.0, height), FW_COLOUR_ACCENT, 1.0);
  draw_swatch (paint, lane, middle);
  room = draw_lane_signs (paint, lane, middle);
  draw_text (paint, lane->name, lane->is_selected ? FW_TEXT_BOLD : FW_TEXT_PLAIN, NAME_X, middle,
             MAX (room, 20.0),
             lane->is_in_frame || lane->is_selected ? COLOUR_TEXT : dim_text (paint));
}

static FwRect
bar_rect (const Paint  *paint,
          const FwLane *lane,
          const FwPart *part)
{
  double height = floor (paint->style->lane_height * BAR_SHARE);
  double y = floor (lane->y + (paint->style->lane_height - height) / 2.0);

  return FW_RECT (part->x1, y, MAX (part->x2 - part->x1, 1.0), height);
}

static void
draw_bar (const Paint  *paint,
          const FwLane *lane,
          const FwPart *part)
{
  double opacity = lane->is_selected ? BAR_OPACITY_SELECTED : BAR_OPACITY;

  if (lane->is_hovered && !lane->is_selected)
    opacity += 0.08;
  if (part->flags & FW_PART_OLD_PLACE)
    opacity *= 0.5;
  if (paint->look->is_high_contrast)
    opacity = MAX (opacity, 0.6);

  fill_round (paint, bar_rect (paint, lane, part), 2.5, lane->colour, opacity);
}

static void
draw_occluded (const Paint  *paint,
               const FwLane *lane,
               const FwPart *part)
{
  FwRect bar = bar_rect (paint, lane, part);

  fill (paint, bar, 0x000000, 0.42);
  fw_raster_hatch_box (paint->raster, to_device (paint, bar), ink (lane->colour, 0.75),
                       8.0 * paint->scale, 1.5 * paint->scale);
}

static void
draw_ghost (const Paint  *paint,
            const FwLane *lane,
            const FwPart *part)
{
  double y = floor (lane->y + paint->style->lane_height / 2.0);

  for (double x = part->x1 + 6.0; x < part->x2; x += 5.0)
    fill (paint, FW_RECT (x, y - 0.5, 2.0, 1.0), lane->colour, 0.8);
}

static void
draw_diamond (const Paint  *paint,
              const FwLane *lane,
              const FwPart *part)
{
  double half = DIAMOND / 2.0;
  double y = lane->y + paint->style->lane_height / 2.0;
  double x = part->x1;
  double opacity = part->flags & FW_PART_OLD_PLACE ? 0.35 : 1.0;
  FwPoint points[4];

  if (part->flags & FW_PART_HOVERED)
    half += 1.0;
  points[0] = point_to_device (paint, x, y - half);
  points[1] = point_to_device (paint, x + half, y);
  points[2] = point_to_device (paint, x, y + half);
  points[3] = point_to_device (paint, x - half, y);

  fw_raster_convex (paint->raster, points, 4,
                    ink (lane->is_selected ? 0xffffff : lane->colour, opacity),
                    1.2 * paint->scale, ink (FW_COLOUR_INK, opacity));
}

/* More keyframes than there is room for: a band of their colour, toothed. */
static void
draw_cluster (const Paint  *paint,
              const FwLane *lane,
              const FwPart *part)
{
  double middle = lane->y + paint->style->lane_height / 2.0;
  FwRect band = FW_RECT (part->x1 - 3.0, middle - 3.5, part->x2 - part->x1 + 6.0, 7.0);
  guint32 rgb = lane->is_selected ? 0xffffff : lane->colour;

  fw_raster_round_rect (paint->raster, to_device (paint, band), 3.0 * paint->scale, ink (rgb, 1.0),
                        1.2 * paint->scale, ink (FW_COLOUR_INK, 1.0));
  for (double x = band.x + 3.0; x < band.x + band.width - 2.0; x += 4.0)
    fill (paint, FW_RECT (x, middle - 2.0, 1.0, 4.0), FW_COLOUR_INK, 0.5);
}

static void
draw_attribute_dot (const Paint  *paint,
                    const FwLane *lane,
                    const FwPart *part)
{
  FwRect bar = bar_rect (paint, lane, part);
  FwPoint at = point_to_device (paint, part->x1, bar.y + bar.height + 3.0);

  fw_raster_dot (paint->raster, at, 1.8 * paint->scale,
                 ink (lane->is_selected ? 0xffffff : lane->colour, 1.0), 0.0, 0);
}

static void
draw_mark (const Paint  *paint,
           const FwLane *lane,
           const FwPart *part)
{
  gboolean is_problem = part->kind == FW_PART_PROBLEM;
  guint32 rgb = is_problem ? FW_COLOUR_PROBLEM : FW_COLOUR_HINT;
  FwRect bar = bar_rect (paint, lane, part);
  FwPoint points[3];

  fill_round (paint, FW_RECT (part->x1, bar.y + bar.height + 1.0, MAX (part->x2 - part->x1, 3.0),
                              3.0), 1.5, rgb, 1.0);
  if (!is_problem || (part->flags & FW_PART_CUT_LEFT))
    return;

  points[0] = point_to_device (paint, part->x1 - 4.0, lane->y + 1.0);
  points[1] = point_to_device (paint, part->x1 + 4.0, lane->y + 1.0);
  points[2] = point_to_device (paint, part->x1, lane->y + 6.5);
  fw_raster_convex (paint->raster, points, 3, ink (rgb, 1.0), 0.0, 0);
}

/* An hourglass in the middle of the stretch where a polygon collapses. */
static void
draw_shrinks (const Paint  *paint,
              const FwLane *lane,
              const FwPart *part)
{
  double x = (part->x1 + part->x2) / 2.0;
  double y = lane->y + paint->style->lane_height / 2.0;
  FwPoint upper[3] = {
    point_to_device (paint, x - 4.0, y - 5.0), point_to_device (paint, x + 4.0, y - 5.0),
    point_to_device (paint, x, y),
  };
  FwPoint lower[3] = {
    point_to_device (paint, x, y), point_to_device (paint, x + 4.0, y + 5.0),
    point_to_device (paint, x - 4.0, y + 5.0),
  };

  fw_raster_convex (paint->raster, upper, 3, ink (FW_COLOUR_HINT, 1.0), paint->scale,
                    ink (FW_COLOUR_INK, 0.8));
  fw_raster_convex (paint->raster, lower, 3, ink (FW_COLOUR_HINT, 1.0), paint->scale,
                    ink (FW_COLOUR_INK, 0.8));
}

static void
draw_part (const Paint  *paint,
           const FwLane *lane,
           const FwPart *part)
{
  switch (part->kind)
    {
    case FW_PART_BAR:
      draw_bar (paint, lane, part);
      break;
    case FW_PART_OUTSIDE:
      /* A gap is a gap: nothing is drawn. */
      break;
    case FW_PART_OCCLUDED:
      draw_occluded (paint, lane, part);
      break;
    case FW_PART_GHOST:
      draw_ghost (paint, lane, part);
      break;
    case FW_PART_DIAMOND:
      draw_diamond (paint, lane, part);
      break;
    case FW_PART_DOT:
      draw_attribute_dot (paint, lane, part);
      break;
    case FW_PART_CLUSTER:
      draw_cluster (paint, lane, part);
      break;
    case FW_PART_PROBLEM:
    case FW_PART_HINT:
      draw_mark (paint, lane, part);
      break;
    case FW_PART_SHRINKS:
      draw_shrinks (paint, lane, part);
      break;
    case FW_PART_QUESTION:
      /* Beside the frame: on it there may be a diamond, and a problem's mark. */
      fw_sign_draw (FW_SIGN_QUESTION, paint->raster,
                    point_to_device (paint, part->x1 + QUESTION_BESIDE, lane->y + QUESTION_TOP),
                    QUESTION_SIZE * paint->scale, ink (FW_COLOUR_HINT, 1.0),
                    ink (FW_COLOUR_INK, 1.0));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
draw_lane (const Paint *paint,
           gsize        index)
{
  FwLane lane = fw_timeline_model_get_lane (paint->model, index);
  double height = paint->style->lane_height;
  g_autoptr(GArray) parts = NULL;
  guint32 ground;

  ground = lane.is_selected ? COLOUR_SELECTED : index % 2 ? COLOUR_LANE_ODD : COLOUR_LANE_EVEN;
  clip_below (paint, paint->lanes_y);
  fill (paint, FW_RECT (0, lane.y, paint->look->width, height), ground, 1.0);
  draw_lane_name (paint, &lane);
  fill (paint, FW_RECT (paint->style->names_width - 1.0, lane.y, 1.0, height), COLOUR_LINE, 1.0);

  clip_to_time (paint, paint->lanes_y, DIAMOND / 2.0 + 1.0);
  parts = fw_timeline_model_list_parts (paint->model, index);
  for (guint i = 0; i < parts->len; i++)
    draw_part (paint, &lane, &g_array_index (parts, FwPart, i));
}

static void
draw_lanes (const Paint *paint)
{
  gsize first, n;

  clip_below (paint, paint->lanes_y);
  fill (paint, FW_RECT (0, paint->lanes_y, paint->look->width,
                        paint->look->height - paint->lanes_y), COLOUR_LANE_ODD, 1.0);

  fill (paint, FW_RECT (paint->style->names_width - 1.0, paint->lanes_y, 1.0,
                        paint->look->height), COLOUR_LINE, 1.0);
  fw_timeline_model_get_visible_lanes (paint->model, &first, &n);
  for (gsize i = first; i < first + n; i++)
    draw_lane (paint, i);
  shade_untasked (paint);
}

/* Playhead and what is dragged */

static void
draw_playhead (const Paint *paint)
{
  FwFrameList *frames = fw_session_get_frame_list (paint->session);
  FwFrame frame = fw_session_get_frame (paint->session);
  double x = floor (fw_timeline_model_frame_to_x (paint->model, frame));
  double top = paint->style->overview_height;
  g_autofree char *number = fw_clock_format_count (fw_clock_to_people (frames, frame));

  clip_to_time (paint, top, 0.0);
  if (x < paint->style->names_width - 1.0 || x > paint->look->width)
    return;

  fill (paint, FW_RECT (x - 1.0, top + 8.0, 2.0, paint->look->height - top), FW_COLOUR_ACCENT, 1.0);
  clip_below (paint, top);
  draw_bubble (paint, number, x, FW_COLOUR_ACCENT, 0xffffff);
}

static void
draw_drag (const Paint *paint)
{
  FwFrameList *frames = fw_session_get_frame_list (paint->session);
  g_autofree char *number = NULL;
  FwFrame frame;
  FwTrackId id;
  double x;

  if (!fw_timeline_model_get_drag (paint->model, &frame, &x, &id))
    return;

  number = fw_clock_format_count (fw_clock_to_people (frames, frame));
  clip_to_time (paint, paint->style->overview_height, 0.0);
  fill (paint, FW_RECT (floor (x), paint->lanes_y, 1.0, paint->look->height), 0xffffff, 0.6);
  clip_below (paint, paint->style->overview_height);
  draw_bubble (paint, number, x, 0xffffff, FW_COLOUR_INK);
}

void
fw_timeline_paint (FwTimelineModel      *model,
                   FwRaster             *raster,
                   FwTextCache          *texts,
                   const FwTimelineLook *look)
{
  Paint paint = { model, NULL, raster, texts, look, NULL, 0.0, 0.0 };

  g_return_if_fail (FW_IS_TIMELINE_MODEL (model));
  g_return_if_fail (raster != NULL);
  g_return_if_fail (look != NULL);

  paint.session = fw_timeline_model_get_session (model);
  paint.style = fw_timeline_model_get_style (model);
  paint.scale = look->scale;
  paint.lanes_y = paint.style->overview_height + paint.style->ruler_height;

  if (paint.style->show_lanes)
    draw_lanes (&paint);
  draw_overview (&paint);
  draw_ruler (&paint);

  draw_playhead (&paint);
  draw_drag (&paint);
  clip_below (&paint, 0.0);
}
