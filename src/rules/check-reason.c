/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is said about a finding: what was measured, what is wanted, and what a
 * fix would do. Of a run the worst frame is described; long runs are sampled
 * at even steps, so that the answer depends on the run alone.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MAX_SAMPLES 256

/* A number as a person writes it, with as many digits (up to six) as it takes
 * to differ from the limit it is compared with. */
static char *
number_text (double value,
             double limit)
{
  char text[64], bound[64];

  if (!isfinite (value))
    return g_strdup (_("no number"));

  for (int digits = 0; digits <= 6; digits++)
    {
      g_snprintf (text, sizeof text, "%.*f", digits, value);
      g_snprintf (bound, sizeof bound, "%.*f", digits, limit);
      /* One digit is enough for reading unless the limit needs more. */
      if ((digits >= 1 || value == rint (value)) && (strcmp (text, bound) != 0 || value == limit))
        break;
    }
  if (strpbrk (text, ".,"))
    {
      gsize n = strlen (text);

      while (text[n - 1] == '0')
        text[--n] = '\0';
      if (!g_ascii_isdigit (text[n - 1]))
        text[n - 1] = '\0';
    }

  return g_strdup (text);
}

/* A limit as the owner of the manual wrote it. */
static char *
limit_text (double limit)
{
  return g_strdup_printf ("%g", limit);
}

static char *
percent_text (double share,
              double limit)
{
  return number_text (share * 100.0, limit * 100.0);
}

/* How a person tells objects apart: a name, or category and number. */
static char *
object_name (const FwCheckContext *context,
             FwTrackId             id)
{
  FwTrack *track = fw_snapshot_get_track (context->snapshot, id);
  const char *name = track ? fw_track_get_name (track) : NULL;
  const char *category, *dot;

  if (name && *name)
    return g_strdup (name);

  category
      = track ? fw_plan_get_category (context->plan, fw_track_get_category (track))->name : NULL;
  if (!category)
    return g_strdup_printf (_("object %" PRId64), id);
  dot = strrchr (category, '.');

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, dot && dot[1] ? dot + 1 : category, id);
}

/* Whether frames of one run differ in how bad they are. */
static gboolean
has_badness (const FwCheck *check)
{
  return check->code == FW_CHECK_POSITIVE_SIZE || check->code == FW_CHECK_MIN_SIZE
         || check->code == FW_CHECK_MAX_SIZE || check->code == FW_CHECK_ASPECT_RANGE
         || check->code == FW_CHECK_INSIDE_IMAGE;
}

/* How far a label is beyond a limit; only for comparing frames of one run. */
static double
label_badness (const FwLabel *label,
               const FwCheck *check)
{
  FwRect box = label->box;
  double width, height;

  switch (check->code)
    {
    case FW_CHECK_POSITIVE_SIZE:
      return -MIN (box.width, box.height);
    case FW_CHECK_MIN_SIZE:
      return -MIN (MIN (isnan (check->limits[0]) ? INFINITY : box.width / check->limits[0],
                        isnan (check->limits[1]) ? INFINITY : box.height / check->limits[1]),
                   MIN (isnan (check->limits[2]) ? INFINITY
                                                 : MIN (box.width, box.height) / check->limits[2],
                        isnan (check->limits[3]) ? INFINITY
                                                 : fw_rect_area (box) / check->limits[3]));
    case FW_CHECK_MAX_SIZE:
      return fw_rect_area (box);
    case FW_CHECK_ASPECT_RANGE:
      return fabs (log (box.width / box.height));
    case FW_CHECK_INSIDE_IMAGE:
      fw_check_context_get_image (label->context, label->frame, &width, &height);
      return MAX (MAX (-box.x, -box.y),
                  MAX (box.x + box.width - width, box.y + box.height - height));
    default:
      return 0.0;
    }
}

static char *
describe_border (const FwLabel *label)
{
  FwRect box = label->box;
  double width, height, most = 0.0;
  g_autoptr(GString) sides = g_string_new (NULL);
  g_autofree char *amount = NULL;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  const struct { double past; const char *name; } ends[] = {
    { -box.x, C_("side", "left") }, { -box.y, C_("side", "top") },
    { box.x + box.width - width, C_("side", "right") },
    { box.y + box.height - height, C_("side", "bottom") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i].past > 0.0)
      {
        g_string_append_printf (sides, "%s%s", sides->len > 0 ? ", " : "", ends[i].name);
        most = MAX (most, ends[i].past);
      }
  amount = number_text (most, 0.0);

  return g_strdup_printf (_ ("Reaches %s px past the border of the picture (%s)."), amount,
                          sides->str);
}

static char *
describe_small (const FwLabel *label,
                const FwCheck *check)
{
  FwRect box = label->box;
  double shorter = MIN (box.width, box.height);
  double area = fw_track_get_kind (label->track) == FW_SHAPE_BOX
                ? fw_rect_area (box) : fw_shape_get_area (fw_label_get_shape (label));
  const struct { double value; double limit; const char *format; } sizes[] = {
    { box.width, check->limits[0], _("%s px wide; at least %s px are wanted.") },
    { box.height, check->limits[1], _("%s px high; at least %s px are wanted.") },
    { shorter, check->limits[2], _("The short side has %s px; at least %s px are wanted.") },
    { area, check->limits[3], _("Covers %s square pixels; at least %s are wanted.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].value < sizes[i].limit)
      {
        g_autofree char *value = number_text (sizes[i].value, sizes[i].limit);
        g_autofree char *limit = limit_text (sizes[i].limit);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        return g_strdup_printf (sizes[i].format, value, limit);
#pragma GCC diagnostic pop
      }

  return g_strdup ("");
}

static char *
describe_large (const FwLabel *label,
                const FwCheck *check)
{
  double width, height;
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  double area = fw_track_get_kind (label->track) == FW_SHAPE_BOX
                ? fw_rect_area (label->box) : fw_shape_get_area (fw_label_get_shape (label));
  double share = area / (width * height);

  if (share > check->limits[0])
    {
      value = percent_text (share, check->limits[0]);
      limit = limit_text (100.0 * check->limits[0]);
      return g_strdup_printf (_ ("Covers %s %% of the picture; at most %s %% are wanted."), value,
                              limit);
    }

  value = percent_text (label->box.width / width, check->limits[1]);
  limit = limit_text (100.0 * check->limits[1]);

  return g_strdup_printf (_ ("Takes %s %% of the picture's width; at most %s %% are wanted."),
                          value, limit);
}

static char *
describe_aspect (const FwLabel *label,
                 const FwCheck *check)
{
  double aspect = label->box.width / label->box.height;
  gboolean is_low = aspect < check->limits[0];
  double bound = check->limits[is_low ? 0 : 1];
  g_autofree char *value = number_text (aspect, bound);
  g_autofree char *limit = limit_text (bound);

  if (is_low)
    return g_strdup_printf (_("Width is %s times the height; at least %s is usual."), value, limit);

  return g_strdup_printf (_("Width is %s times the height; at most %s is usual."), value, limit);
}

static char *
describe_crossing (const FwLabel *label)
{
  FwShape *shape = fw_label_get_shape (label);

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = g_new (FwPoint, ring.n_vertices);
      FwPoint where;

      for (gsize j = 0; j < ring.n_vertices; j++)
        points[j] = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
      if (fw_ring_find_crossing (points, ring.n_vertices, NULL, NULL, &where))
        return g_strdup_printf (_("The outline crosses itself at %.0f, %.0f."), where.x, where.y);
    }

  return g_strdup (_("The outline crosses itself."));
}

static char *
describe_vertices (const FwLabel *label,
                   const FwCheck *check)
{
  guint n = fw_shape_get_n_vertices (fw_label_get_shape (label));

  if (n < check->limits[0])
    return g_strdup_printf (ngettext ("The outline has %u point; at least %.0f are wanted.",
                                      "The outline has %u points; at least %.0f are wanted.", n),
                            n, check->limits[0]);

  return g_strdup_printf (ngettext ("The outline has %u point; at most %.0f are wanted.",
                                    "The outline has %u points; at most %.0f are wanted.", n),
                          n, check->limits[1]);
}

static double
ring_area (FwRing ring)
{
  g_autofree FwPoint *points = g_new (FwPoint, ring.n_vertices);

  for (gsize j = 0; j < ring.n_vertices; j++)
    points[j] = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);

  return fabs (fw_ring_signed_area (points, ring.n_vertices));
}

static char *
describe_parts (const FwLabel *label,
                const FwCheck *check)
{
  FwShape *shape = fw_label_get_shape (label);
  guint n_parts = 0;
  double smallest = INFINITY;

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    if (!fw_shape_get_ring (shape, i).is_hole)
      {
        n_parts++;
        smallest = MIN (smallest, ring_area (fw_shape_get_ring (shape, i)));
      }

  if (n_parts > check->limits[0])
    return g_strdup_printf (ngettext ("Has %u part; at most %.0f are wanted.",
                                      "Has %u parts; at most %.0f are wanted.", n_parts),
                            n_parts, check->limits[0]);

  g_autofree char *value = number_text (smallest, check->limits[1]);
  g_autofree char *limit = limit_text (check->limits[1]);

  return g_strdup_printf (_ ("A part covers %s square pixels; at least %s are wanted."), value,
                          limit);
}

static gboolean
is_at_border (const FwLabel *label,
              double         margin)
{
  double width, height;
  FwRect box = label->box;

  fw_check_context_get_image (label->context, label->frame, &width, &height);

  return box.x <= margin || box.y <= margin || box.x + box.width >= width - margin
         || box.y + box.height >= height - margin;
}

static char *
describe_missing (const FwLabel *label)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < label->category->n_required; i++)
    {
      guint attribute = label->category->required[i];

      if (label->attributes[attribute].type == FW_VALUE_NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                label->context->plan->attributes[attribute].name);
    }

  return g_strdup_printf (_("Not set yet: %s."), names->str);
}

static char *
describe_domain (const FwLabel *label,
                 const char    *name)
{
  const FwPlan *plan = label->context->plan;
  FwValue value = fw_track_get_attribute (label->track, name, label->frame);
  g_autofree char *text = fw_value_to_text (value);

  for (guint i = 0; i < plan->n_attributes; i++)
    if (plan->attributes[i].name == name)
      {
        if (fw_attribute_accepts (&plan->attributes[i], value))
          return g_strdup_printf (_("“%s” is not an attribute of this category."), name);
        return g_strdup_printf (_("“%s” is “%s”, which is not one of its values."), name, text);
      }

  return g_strdup_printf (_("The manual has no attribute “%s”."), name);
}

static char *
describe_kind (const FwLabel *label)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint k = 0; k < FW_N_SHAPE_KINDS; k++)
    if (label->category->kinds & (1u << k))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", fw_shape_kind_to_word (k));

  return g_strdup_printf (_("Drawn as %s; this category is drawn as %s."),
                          fw_shape_kind_to_word (fw_track_get_kind (label->track)), words->str);
}

static char *
describe_category (const FwLabel *label,
                   const FwCheck *check)
{
  const char *name = label->category->name ? label->category->name : "?";

  if (check->code == FW_CHECK_KNOWN_CATEGORY)
    return g_strdup_printf (_("The manual has no category “%s”."), name);

  return g_strdup_printf (_("“%s” is not labelled."), name);
}

/* The expression as the owner wrote it: short ones are read by people. */
static char *
describe_condition (const FwCheck *check)
{
  if (check->code == FW_CHECK_EXPR)
    return g_strdup_printf (_ ("This does not hold: %s."),
                            fw_expression_get_text (check->rule->expect));

  return g_strdup_printf (_("With %s this has to hold and does not: %s."),
                          fw_expression_get_text (check->rule->params[0].expression),
                          fw_expression_get_text (check->rule->params[1].expression));
}

static char *
describe_label (const FwLabel *label,
                const FwCheck *check)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;

  switch (check->code)
    {
    case FW_CHECK_FINITE_COORDS:
      return g_strdup (_("A coordinate is not a number; draw the shape again."));
    case FW_CHECK_POSITIVE_SIZE:
      a = number_text (label->box.width, check->limits[0]);
      b = number_text (label->box.height, check->limits[0]);
      c = limit_text (check->limits[0]);
      return g_strdup_printf (_("%s × %s px; at least %s px each way are wanted."), a, b, c);
    case FW_CHECK_INSIDE_IMAGE:
      return describe_border (label);
    case FW_CHECK_MIN_SIZE:
      return describe_small (label, check);
    case FW_CHECK_MAX_SIZE:
      return describe_large (label, check);
    case FW_CHECK_ASPECT_RANGE:
      return describe_aspect (label, check);
    case FW_CHECK_POLYGON_SIMPLE:
      return describe_crossing (label);
    case FW_CHECK_VERTEX_COUNT:
      return describe_vertices (label, check);
    case FW_CHECK_MAX_PARTS:
      return describe_parts (label, check);
    case FW_CHECK_BORDER_ATTRIBUTE:
      return is_at_border (label, check->limits[0])
                 ? g_strdup_printf (_ ("Touches the border of the picture, and “%s” is not set."),
                                    label->context->plan->attributes[check->attribute].name)
                 : g_strdup_printf (_ ("“%s” is set, and the shape does not touch the border of "
                                       "the picture."),
                                    label->context->plan->attributes[check->attribute].name);
    case FW_CHECK_KNOWN_CATEGORY:
    case FW_CHECK_FORBIDDEN_CATEGORY:
      return describe_category (label, check);
    case FW_CHECK_GEOMETRY_KIND:
      return describe_kind (label);
    case FW_CHECK_REQUIRED_ATTRIBUTES:
      return describe_missing (label);
    case FW_CHECK_ATTRIBUTE_DOMAIN:
      return describe_domain (label, fw_label_find_foreign (label));
    default:
      return describe_condition (check);
    }
}

static void
set_fix (FwProblem  *problem,
         FwFix       fix,
         const char *text)
{
  problem->fix = fix;
  problem->fix_text = g_strdup (text);
}

/* A fix that gives an attribute a value, or (null) takes it away. */
static void
set_attribute_fix (FwProblem     *problem,
                   const FwLabel *label,
                   const char    *name,
                   FwValue        value)
{
  const FwPlan *plan = label->context->plan;
  g_autofree char *text = fw_value_to_text (value);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < plan->n_attributes; i++)
    if (plan->attributes[i].name == name)
      problem->fix_is_fixed = plan->attributes[i].is_fixed;

  if (value.type == FW_VALUE_NULL)
    sentence = g_strdup_printf (_("Fix clears “%s”."), name);
  else
    sentence = g_strdup_printf (_("Fix sets “%s” to %s."), name, text);
  problem->fix_attribute = name;
  problem->fix_value = value;
  set_fix (problem, value.type == FW_VALUE_NULL ? FW_FIX_CLEAR_ATTRIBUTE : FW_FIX_SET_ATTRIBUTE,
           sentence);
}

/* The one attribute of which taking the value away makes the expression true. */
static int
find_clearing (const FwLabel      *label,
               const FwExpression *expression)
{
  const FwPlan *plan = label->context->plan;
  g_autofree FwValue *values = g_memdup2 (label->attributes, plan->n_attributes * sizeof (FwValue));
  FwLabel trial = *label;
  int found = -1;
  gsize n;
  const guint *names = fw_expression_get_attributes (expression, &n);

  trial.attributes = values;
  for (gsize i = 0; i < n; i++)
    {
      FwExpressionInput input;
      FwValue kept = values[names[i]];

      if (kept.type == FW_VALUE_NULL)
        continue;
      values[names[i]] = fw_value_null ();
      fw_label_fill_input (&trial, fw_expression_get_numbers (expression), &input);
      if (fw_expression_is_true (expression, &input))
        {
          if (found >= 0)
            return -1;
          found = names[i];
        }
      values[names[i]] = kept;
    }

  return found;
}

static void
offer_condition_fix (FwProblem     *problem,
                     const FwLabel *label,
                     const FwCheck *check)
{
  const FwPlan *plan = label->context->plan;
  const FwExpression *wanted = check->code == FW_CHECK_EXPR ? check->rule->expect
                                                            : check->rule->params[1].expression;
  guint attribute;
  FwValue value;

  if (check->rule->fix == FW_FIX_CLEAR_ATTRIBUTE)
    {
      int clearing = find_clearing (label, wanted);

      if (clearing >= 0)
        set_attribute_fix (problem, label, plan->attributes[clearing].name, fw_value_null ());
      return;
    }
  if (fw_expression_is_assignment (wanted, &attribute, &value) && value.type != FW_VALUE_NULL)
    set_attribute_fix (problem, label, plan->attributes[attribute].name, value);
}

static gboolean
shows_in_picture (const FwLabel *label)
{
  FwFrame frames[] = { label->frame, fw_track_get_span (label->track).first,
                       fw_track_get_span (label->track).last };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      double width, height;
      FwRect box;

      fw_check_context_get_image (label->context, frames[i], &width, &height);
      if (fw_track_get_bounds_at (label->track, frames[i], &box)
          && fw_rect_area (fw_rect_intersection (box, FW_RECT (0, 0, width, height))) > 0.0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
can_drop_parts (const FwLabel *label,
                const FwCheck *check)
{
  FwShape *shape;
  guint n_left = 0;

  if (fw_track_get_n_keyframes (label->track) != 1)
    return FALSE;
  shape = fw_label_get_shape (label);
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      n_left += !ring.is_hole && ring_area (ring) >= check->limits[1];
    }

  return n_left > 0 && n_left <= check->limits[0];
}

static void
offer_label_fix (FwProblem     *problem,
                 const FwLabel *label,
                 const FwCheck *check)
{
  FwShapeKind kind = fw_track_get_kind (label->track);

  switch (check->rule->fix)
    {
    case FW_FIX_CLIP:
      /* A rotated box cut off is no rotated box any more; that is for a person. */
      if ((kind == FW_SHAPE_BOX || kind == FW_SHAPE_POLYGON) && shows_in_picture (label))
        set_fix (problem, FW_FIX_CLIP, _("Fix cuts the shape at the border."));
      break;
    case FW_FIX_SET_ATTRIBUTE:
    case FW_FIX_CLEAR_ATTRIBUTE:
      if (check->code == FW_CHECK_BORDER_ATTRIBUTE)
        {
          const FwAttribute *attribute = &label->context->plan->attributes[check->attribute];

          /* One value for the whole track cannot follow the border. */
          if (!attribute->is_fixed || fw_track_is_single (label->track))
            set_attribute_fix (problem, label, attribute->name,
                               fw_value_boolean (is_at_border (label, check->limits[0])));
        }
      else if (check->code == FW_CHECK_ATTRIBUTE_DOMAIN)
        set_attribute_fix (problem, label, fw_label_find_foreign (label), fw_value_null ());
      else
        offer_condition_fix (problem, label, check);
      break;
    case FW_FIX_DROP_SMALL_PARTS:
      if (can_drop_parts (label, check))
        {
          problem->limit = check->limits[1];
          set_fix (problem, FW_FIX_DROP_SMALL_PARTS,
                   _ ("Fix removes the parts that are too small."));
        }
      break;
    case FW_FIX_DELETE:
      set_fix (problem, FW_FIX_DELETE,
               fw_problem_get_count (problem) >= fw_track_get_n_visible (label->track)
               ? _("Fix deletes this object.") : _("Fix removes this object from these frames."));
      break;
    default:
      break;
    }
  problem->fix_track = problem->fix != FW_FIX_NONE ? problem->track : 0;
}

static FwFrame
step_through (FwRun run,
              guint sample)
{
  gint64 length = (gint64) run.last - run.first + 1;
  gint64 samples = MIN (length, MAX_SAMPLES);

  return sample < samples ? run.first + (FwFrame) (sample * length / samples) : FW_FRAME_NONE;
}

/* What is measured of a label, at the worst frame of the run. */
static void
describe_label_run (FwProblem            *problem,
                    const FwCheckContext *context,
                    const FwCheck        *check,
                    const FwTrack        *track,
                    FwRun                 run)
{
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  g_autoptr(FwShape) shape = NULL;
  double worst = -INFINITY;
  FwLabel label;
  FwFrame frame;

  for (guint i = 0; has_badness (check) && (frame = step_through (run, i)) != FW_FRAME_NONE; i++)
    {
      if (!fw_check_context_get_label (context, track, frame, values, &shape, &label))
        continue;

      double badness = label_badness (&label, check);

      g_clear_pointer (&shape, fw_shape_unref);
      if (badness > worst)
        {
          worst = badness;
          problem->worst = frame;
        }
    }

  if (!fw_check_context_get_label (context, track, problem->worst, values, &shape, &label))
    return;
  problem->reason = describe_label (&label, check);
  offer_label_fix (problem, &label, check);
}

static void
describe_step_run (FwProblem            *problem,
                   const FwCheckContext *context,
                   const FwCheck        *check,
                   const FwTrack        *track,
                   FwRun                 run)
{
  double worst = -INFINITY, measure;
  FwRect before = { 0 }, after = { 0 };
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;
  FwFrame frame;

  for (guint i = 0; (frame = step_through (run, i)) != FW_FRAME_NONE; i++)
    if (fw_track_get_bounds_at (track, frame - 1, &before)
        && fw_track_get_bounds_at (track, frame, &after)
        && fw_step_fires (context, check, before, after, &measure) && measure > worst)
      {
        worst = measure;
        problem->worst = frame;
      }
  if (!fw_track_get_bounds_at (track, problem->worst - 1, &before)
      || !fw_track_get_bounds_at (track, problem->worst, &after))
    return;

  frame = problem->worst;
  if (check->code == FW_CHECK_MAX_STEP)
    {
      gboolean in_pixels = !isnan (check->limits[1]);
      double bound = check->limits[in_pixels ? 1 : 0];

      value = number_text (worst, bound);
      limit = limit_text (bound);
      problem->reason = in_pixels
        ? g_strdup_printf (_("Moves %s px from frame %d to %d; at most %s are wanted."),
                           value, frame - 1, frame, limit)
        : g_strdup_printf (_("Moves %s diagonals from frame %d to %d; at most %s are wanted."),
                           value, frame - 1, frame, limit);
      return;
    }

  double width = after.width / before.width, height = after.height / before.height;
  gboolean is_width = MAX (width, 1.0 / width) >= MAX (height, 1.0 / height);

  value = percent_text (fabs ((is_width ? width : height) - 1.0), check->limits[0] - 1.0);
  limit = limit_text (check->limits[0]);
  problem->reason = is_width ? g_strdup_printf (_ ("Width jumps %s %% between frames %d and %d; at "
                                                   "most a factor of %s is wanted."),
                                                value, frame - 1, frame, limit)
                             : g_strdup_printf (_ ("Height jumps %s %% between frames %d and %d; "
                                                   "at most a factor of %s is wanted."),
                                                value, frame - 1, frame, limit);
}

static void
describe_whole (FwProblem            *problem,
                const FwCheckContext *context,
                const FwCheck        *check,
                const FwTrack        *track,
                FwRun                 run)
{
  int n = run.last - run.first + 1;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  switch (check->code)
    {
    case FW_CHECK_NO_GAP:
      problem->reason = g_strdup_printf (ngettext ("Missing in %d frame (%d to %d).",
                                                   "Missing in %d frames (%d to %d).", n),
                                         n, run.first, run.last);
      break;
    case FW_CHECK_KEYFRAME_SPACING:
      problem->reason
          = g_strdup_printf (_ ("%d frames between keyframes %d and %d; at most %.0f are wanted."),
                             n - 1, run.first, run.last, check->limits[0]);
      break;
    case FW_CHECK_MIN_LENGTH:
      n = fw_check_context_get_length (context, track);
      problem->reason
          = g_strdup_printf (ngettext ("Visible in %d frame; at least %.0f are wanted.",
                                       "Visible in %d frames; at least %.0f are wanted.", n),
                             n, check->limits[0]);
      break;
    default:
      if (check->attribute >= 0)
        {
          const char *name = context->plan->attributes[check->attribute].name;

          from = fw_value_to_text (fw_check_value_before (track, name, run.first));
          to = fw_value_to_text (fw_track_get_attribute (track, name, run.first));
          problem->reason = g_strdup_printf (_("“%s” goes from %s to %s."), name, from, to);
          break;
        }
      problem->reason = fw_check_describe_constant (check, track, run.first);
      break;
    }
  if (check->rule->fix == FW_FIX_DELETE)
    {
      set_fix (problem, FW_FIX_DELETE, _("Fix deletes this object."));
      problem->fix_track = problem->track;
    }
}

static void
describe_link (FwProblem            *problem,
               const FwCheckContext *context,
               FwRun                 run)
{
  FwTrack *before = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree char *name = object_name (context, run.other);
  int n = before ? run.first - fw_track_get_span (before).last : 0;

  problem->reason = g_strdup_printf (
      ngettext ("Begins %d frame after the end of %s, where that one was going.",
                "Begins %d frames after the end of %s, where that one was going.", n),
      n, name);
}

static void
describe_video (FwProblem            *problem,
                const FwCheckContext *context,
                const FwCheck        *check,
                FwRun                 run)
{
  int n = run.last - run.first + 1;

  if (check->code == FW_CHECK_EMPTY_FRAME_CONFIRMED)
    {
      /* Pictures of a folder are counted from 1. */
      gboolean is_video = context->frames && fw_frame_list_is_video (context->frames);

      problem->reason = g_strdup_printf (
          ngettext ("%d frame without labels, from %d on; say “Nothing here” if that is so.",
                    "%d frames without labels, from %d on; say “Nothing here” if that is so.", n),
          n, run.first + (is_video ? 0 : 1));
      return;
    }

  gint64 n_seen, n_all;
  double share = fw_check_share_seen (context, &n_seen, &n_all);
  g_autofree char *value = percent_text (share, check->limits[0]);
  g_autofree char *limit = limit_text (100.0 * check->limits[0]);

  problem->reason
      = g_strdup_printf (_ ("%s %% of the frames were on the screen; %s %% are wanted."), value,
                         limit);
}

FwProblem *
fw_check_describe (const FwCheckContext *context,
                   FwTrackId             track_id,
                   FwRun                 run)
{
  const FwCheck *check = fw_plan_get_check (context->plan, run.check);
  FwTrack *track = track_id ? fw_snapshot_get_track (context->snapshot, track_id) : NULL;
  FwProblem *problem = fw_problem_new (context, check, track_id, run);

  if (track_id && !track)
    return problem;

  switch (check->family)
    {
    case FW_FAMILY_LABEL:
      describe_label_run (problem, context, check, track, run);
      break;
    case FW_FAMILY_STEP:
      describe_step_run (problem, context, check, track, run);
      break;
    case FW_FAMILY_PAIR:
      problem->reason = fw_check_describe_pair (context, check, track, run);
      if (check->rule->fix == FW_FIX_DELETE || check->rule->fix == FW_FIX_DELETE_NEWER)
        {
          gboolean is_whole
              = track && fw_span_length (problem->span) >= fw_track_get_n_visible (track);
          g_autofree char *name = object_name (context, track_id);
          g_autofree char *text = is_whole
            ? g_strdup_printf (_("Fix deletes %s."), name)
            : g_strdup_printf (_("Fix removes %s from these frames."), name);

          if (track)
            {
              set_fix (problem, check->rule->fix, text);
              problem->fix_track = track_id;
            }
        }
      break;
    case FW_FAMILY_TRACK:
      describe_whole (problem, context, check, track, run);
      break;
    case FW_FAMILY_LINK:
      describe_link (problem, context, run);
      break;
    default:
      describe_video (problem, context, check, run);
      break;
    }

  return problem;
}

/* Best share of @label that lies inside one of the frame's other labels which
 * the check accepts as parent or partner. */
static double
find_best_partner (const FwCheckContext *context,
                   const FwCheck        *check,
                   const FwLabel        *label,
                   FwTrackId            *out_best)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  double best = 0.0;

  *out_best = 0;
  fw_span_index_query (context->spans, label->frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *track = fw_snapshot_get_track (context->snapshot, id);
      g_autoptr(FwShape) shape = NULL;
      FwLabel other;
      double area, other_area, common;

      if (!track || track == label->track
          || !fw_check_context_get_label (context, track, label->frame, values, &shape, &other)
          || !(other.category->partner[check->group] >> check->bit & 1))
        continue;
      common = fw_labels_overlap (label, &other, &area, &other_area);
      if (area > 0.0 && common / area > best)
        {
          best = common / area;
          *out_best = id;
        }
    }

  return best;
}

static char *
describe_lonely (const FwCheckContext *context,
                 const FwCheck        *check,
                 const FwLabel        *label)
{
  FwTrackId best_id;
  double best = find_best_partner (context, check, label, &best_id);
  g_autofree char *name = best_id ? object_name (context, best_id) : NULL;
  g_autofree char *value = percent_text (best, check->limits[0]);
  g_autofree char *limit = limit_text (100.0 * check->limits[0]);
  const FwParamValue *globs = fw_rule_get_param (check->rule, check->code == FW_CHECK_INSIDE_PARENT
                                                              ? "parent" : "partner");
  g_autofree char *wanted = g_strjoinv (", ", (char **) globs->texts);

  if (check->code == FW_CHECK_INSIDE_PARENT && best_id)
    return g_strdup_printf (_ ("%s %% of it lies inside %s; at least %s %% are wanted."), value,
                            name, limit);
  if (check->code == FW_CHECK_INSIDE_PARENT)
    return g_strdup_printf (_("Lies inside none of: %s."), wanted);
  if (best_id)
    return g_strdup_printf (_ ("%s %% of it overlaps %s; at least %s %% are wanted."), value, name,
                            limit);

  return g_strdup_printf (_("Stands alone; wanted beside it: %s."), wanted);
}

/* The share of two labels of one frame that a pair check looks at. */
static double
measure_pair (const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track,
              const FwTrack        *other,
              FwFrame               frame)
{
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  g_autoptr(FwShape) shape_a = NULL;
  g_autoptr(FwShape) shape_b = NULL;
  FwLabel a, b;
  double area_a, area_b, common;

  if (!fw_check_context_get_label (context, track, frame, values, &shape_a, &a)
      || !fw_check_context_get_label (context, other, frame, values, &shape_b, &b))
    return -1.0;

  common = fw_labels_overlap (&a, &b, &area_a, &area_b);
  if (check->code == FW_CHECK_DUPLICATE)
    return common / (area_a + area_b - common);

  return area_a > 0.0 ? common / area_a : 0.0;
}

static char *
describe_two (const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track,
              FwRun                 run)
{
  const FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree char *name = object_name (context, run.other);
  double worst = 0.0, bound = check->limits[check->code == FW_CHECK_CROWD ? 1 : 0];
  FwFrame frame;

  for (guint i = 0; other && (frame = step_through (run, i)) != FW_FRAME_NONE; i++)
    worst = MAX (worst, measure_pair (context, check, track, other, frame));

  g_autofree char *value = percent_text (worst, bound);
  g_autofree char *limit = limit_text (100.0 * bound);

  switch (check->code)
    {
    case FW_CHECK_DUPLICATE:
      return check->limits[1] != 0.0
                 ? g_strdup_printf (_ ("Covers the same spot as %s by %s %%; from %s %% on they "
                                       "count as one object."),
                                    name, value, limit)
                 : g_strdup_printf (_ ("Covers the same spot as %s, of another category, by %s %%; "
                                       "at most %s %% are wanted."),
                                    name, value, limit);
    case FW_CHECK_IGNORE_REGION:
      return g_strdup_printf (_ ("%s %% of it lies in the region %s, which is left out; at most %s "
                                 "%% are wanted."),
                              value, name, limit);
    case FW_CHECK_CROWD:
      return g_strdup_printf (_ ("%s %% of it lies inside the crowd box %s; at most %s %% are "
                                 "wanted."),
                              value, name, limit);
    default:
      return g_strdup_printf (_ ("%s %% of it lies inside %s; at most %s %% are wanted."), value,
                              name, limit);
    }
}

char *
fw_check_describe_pair (const FwCheckContext *context,
                        const FwCheck        *check,
                        const FwTrack        *track,
                        FwRun                 run)
{
  g_autofree FwValue *values = NULL;
  g_autoptr(FwShape) shape = NULL;
  FwLabel label;

  if (!track)
    return g_strdup_printf (_("More than %.0f single ones and no crowd box."), check->limits[0]);
  if (run.other)
    return describe_two (context, check, track, run);

  values = g_new0 (FwValue, context->plan->n_attributes + 1);
  if (!fw_check_context_get_label (context, track, run.first, values, &shape, &label))
    return g_strdup ("");
  if (check->code == FW_CHECK_OCCLUSION_CONSISTENT)
    {
      g_autofree char *limit = limit_text (100.0 * check->limits[0]);
      g_autofree char *said = fw_value_to_text (label.attributes[check->attribute]);

      return g_strdup_printf (_("“%s” is %s, and nearer objects hide more than %s %% of it."),
                              context->plan->attributes[check->attribute].name, said, limit);
    }

  return describe_lonely (context, check, &label);
}
