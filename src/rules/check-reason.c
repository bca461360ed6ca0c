/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes the problem for a run: what its kind says, and the fix it offers. Of a
 * run the worst frame is described; long runs are sampled at even steps, so
 * that the answer depends on the run alone.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

void
fw_problem_set_fix (FwProblem  *problem,
                    FwFix       fix,
                    const char *text)
{
  problem->fix = fix;
  problem->fix_text = g_strdup (text);
}

void
fw_problem_set_attribute_fix (FwProblem     *problem,
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
  fw_problem_set_fix (problem,
                      value.type == FW_VALUE_NULL ? FW_FIX_CLEAR_ATTRIBUTE : FW_FIX_SET_ATTRIBUTE,
                      sentence);
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

  for (guint i = 0; check->ops->badness && (frame = fw_run_sample (run, i)) != FW_FRAME_NONE; i++)
    {
      if (!fw_check_context_get_label (context, track, frame, values, &shape, &label))
        continue;

      double badness = check->ops->badness (&label, check);

      g_clear_pointer (&shape, fw_shape_unref);
      if (badness > worst)
        {
          worst = badness;
          problem->worst = frame;
        }
    }

  if (!fw_check_context_get_label (context, track, problem->worst, values, &shape, &label))
    return;
  problem->reason = check->ops->describe (&label, check);
  if (check->ops->offer)
    check->ops->offer (problem, &label, check);
  if (check->rule->fix == FW_FIX_DELETE)
    fw_problem_set_fix (problem, FW_FIX_DELETE,
                        fw_problem_get_count (problem) >= fw_track_get_n_visible (track)
                        ? _("Fix deletes this object.")
                        : _("Fix removes this object from these frames."));
  problem->fix_track = problem->fix != FW_FIX_NONE ? problem->track : 0;
}

static gboolean
read_step (const FwCheckContext *context,
           const FwTrack        *track,
           FwFrame               frame,
           FwStep               *out)
{
  *out = (FwStep) { .context = context, .frame = frame };

  return fw_track_get_bounds_at (track, frame - 1, &out->before)
         && fw_track_get_bounds_at (track, frame, &out->after);
}

static void
describe_step_run (FwProblem            *problem,
                   const FwCheckContext *context,
                   const FwCheck        *check,
                   const FwTrack        *track,
                   FwRun                 run)
{
  double worst = -INFINITY;
  FwStep step;
  FwFrame frame;

  for (guint i = 0; (frame = fw_run_sample (run, i)) != FW_FRAME_NONE; i++)
    {
      double limit, measure = read_step (context, track, frame, &step)
                              ? check->ops->measure (&step, check, &limit) : NAN;

      if (isfinite (measure) && measure > limit && measure > worst)
        {
          worst = measure;
          problem->worst = frame;
        }
    }
  if (read_step (context, track, problem->worst, &step))
    problem->reason = check->ops->describe_step (&step, check);
}

/* The label goes from the frames of the run, or the object altogether. */
static void
offer_delete (FwProblem            *problem,
              const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track)
{
  FwFix fix = check->rule->fix;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!track || (fix != FW_FIX_DELETE && fix != FW_FIX_DELETE_NEWER))
    return;

  problem->fix_track = problem->track;
  if (check->family == FW_FAMILY_TRACK)
    {
      fw_problem_set_fix (problem, fix, _("Fix deletes this object."));
      return;
    }
  name = fw_text_object (context, problem->track);
  text = fw_span_length (problem->span) >= fw_track_get_n_visible (track)
         ? g_strdup_printf (_("Fix deletes %s."), name)
         : g_strdup_printf (_("Fix removes %s from these frames."), name);
  fw_problem_set_fix (problem, fix, text);
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
    case FW_FAMILY_CLASS:
      describe_label_run (problem, context, check, track, run);
      break;
    case FW_FAMILY_STEP:
      describe_step_run (problem, context, check, track, run);
      break;
    case FW_FAMILY_PAIR:
    case FW_FAMILY_TRACK:
      problem->reason = check->ops->tell (context, check, track, run);
      offer_delete (problem, context, check, track);
      break;
    default:
      problem->reason = check->ops->tell (context, check, track, run);
      break;
    }

  return problem;
}
