/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A finding as a value. Made by check-reason.c; what its fix does is in
 * problem-fix.c.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <string.h>

FwProblem *
fw_problem_new (const FwCheckContext *context,
                const FwCheck        *check,
                FwTrackId             track,
                FwRun                 run)
{
  FwProblem *self = g_new0 (FwProblem, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->manual = fw_manual_ref (context->plan->manual);
  self->rule = check->rule;
  self->rule_index = check->index;
  self->track = track;
  self->other = run.other;
  self->span = (FwSpan) { run.first, run.last };
  self->count = fw_family_is_per_label (check->family) ? fw_span_length (self->span) : 1;
  self->worst = run.first;

  return self;
}

FwProblem *
fw_problem_ref (FwProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_problem_unref (FwProblem *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  fw_manual_unref (self->manual);
  g_free (self->reason);
  g_free (self->fix_text);
  g_free (self);
}

FwManual *
fw_problem_get_manual (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->manual;
}

const FwRule *
fw_problem_get_rule (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rule;
}

FwTrackId
fw_problem_get_track (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->track;
}

FwTrackId
fw_problem_get_other (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, 0);

  /* What is not about two objects has a topic there. */
  return MAX (self->other, 0);
}

FwSpan
fw_problem_get_span (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, ((FwSpan) { FW_FRAME_NONE, FW_FRAME_NONE }));

  return self->span;
}

gint64
fw_problem_get_count (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->count;
}

const char *
fw_problem_get_reason (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason ? self->reason : "";
}

FwFrame
fw_problem_get_worst (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, FW_FRAME_NONE);

  return self->worst;
}

FwFix
fw_problem_get_fix (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, FW_FIX_NONE);

  return self->fix;
}

const char *
fw_problem_get_fix_text (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fix_text;
}

const char *
fw_problem_get_fix_attribute (const FwProblem *self,
                              FwValue         *out_value)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (out_value)
    *out_value = self->fix_value;

  return self->fix_attribute;
}

FwTrackId
fw_problem_get_fix_track (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fix_track;
}

gboolean
fw_problem_same (const FwProblem *a,
                 const FwProblem *b)
{
  g_return_val_if_fail (a && b, FALSE);

  return a->rule->id == b->rule->id && a->track == b->track && a->other == b->other
         && a->span.first == b->span.first;
}

guint
fw_problem_hash (const FwProblem *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint64 mix = (guint64) self->track * 0x9e3779b97f4a7c15u
                ^ (guint64) self->other * 0xc2b2ae3d27d4eb4fu
                ^ (guint64) self->span.first * 0x165667b19e3779f9u;

  return (guint) (mix >> 32) ^ (guint) mix ^ g_str_hash (self->rule->id);
}

gboolean
fw_problem_equal (const FwProblem *a,
                  const FwProblem *b)
{
  return fw_problem_same (a, b) && a->span.last == b->span.last && a->worst == b->worst
         && a->fix == b->fix && a->fix_attribute == b->fix_attribute
         && fw_value_equal (a->fix_value, b->fix_value)
         && g_strcmp0 (a->reason, b->reason) == 0 && g_strcmp0 (a->fix_text, b->fix_text) == 0;
}

int
fw_problem_compare (const FwProblem *a,
                    const FwProblem *b)
{
  g_return_val_if_fail (a && b, 0);

#define COMPARE(field) \
  if (a->field != b->field) \
    return a->field < b->field ? -1 : 1
  COMPARE (rule_index);
  COMPARE (track);
  COMPARE (span.first);
  COMPARE (other);
  COMPARE (span.last);
#undef COMPARE

  return 0;
}
