/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A trial runs on the labels as they are when it begins, and on what the
 * linter read last. A newer one stops it.
 */

#include "app/desk/rule-desk-private.h"

#include <glib/gi18n.h>

/* What takes longer is not tried again by itself. */
#define QUICK_US (1500 * 1000)

static void
tried_cb (FwTrialJob  *job,
          FwRuleTrial *trial,
          gpointer     user_data)
{
  FwRuleDesk *self = user_data;

  g_clear_pointer (&self->trial, fw_rule_trial_free);
  self->trial = trial;
  self->tried = self->trying_serial;
  self->is_live = g_get_monotonic_time () - self->trying_since_us < QUICK_US;
  g_clear_pointer (&self->trying, fw_trial_job_free);
  fw_rule_desk_tell_trial (self);
}

static void
set_trouble (FwRuleDesk *self,
             const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
}

static void
start_trial (FwRuleDesk *self)
{
  FwTrialPair pair = { fw_rule_form_get_manual (self->form), self->notes->manual,
                       fw_rule_form_get_id (self->form) };

  fw_rule_desk_stop_trial (self);
  self->trying_serial = self->serial;
  self->trying_since_us = g_get_monotonic_time ();
  self->trying = fw_trial_job_new (self->project, &pair, tried_cb, self);
}

void
fw_rule_desk_go_on_trying (FwRuleDesk *self)
{
  if (!self->wants_trial && !self->is_live)
    return;
  self->wants_trial = FALSE;
  set_trouble (self, NULL);
  if (self->notes->n_obstacles > 0)
    set_trouble (self, _("It can be tried when nothing has to be put right any more."));
  else if (!fw_manual_find_rule (self->notes->manual, fw_rule_form_get_id (self->form))->is_sound)
    set_trouble (self, _("The manual has a mistake in this rule, so it is not checked."));
  else
    start_trial (self);
  fw_rule_desk_tell_trial (self);
}

void
fw_rule_desk_try (FwRuleDesk *self)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));
  g_return_if_fail (self->form != NULL);

  self->wants_trial = TRUE;
  if (fw_rule_desk_is_checked (self))
    fw_rule_desk_go_on_trying (self);
  else
    {
      fw_rule_desk_check_now (self);
      fw_rule_desk_tell_trial (self);
    }
}

void
fw_rule_desk_stop_trial (FwRuleDesk *self)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  gboolean was_trying = fw_rule_desk_is_trying (self);

  g_clear_pointer (&self->trying, fw_trial_job_free);
  self->wants_trial = FALSE;
  if (was_trying)
    fw_rule_desk_tell_trial (self);
}

void
fw_rule_desk_drop_trial (FwRuleDesk *self)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  fw_rule_desk_stop_trial (self);
  g_clear_pointer (&self->trial, fw_rule_trial_free);
  set_trouble (self, NULL);
  self->is_live = FALSE;
  fw_rule_desk_tell_trial (self);
}

gboolean
fw_rule_desk_is_trying (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  return self->trying != NULL || self->wants_trial;
}

double
fw_rule_desk_get_trial_share (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), 0.0);

  return self->trying != NULL ? fw_trial_job_get_share (self->trying) : 0.0;
}

FwRuleTrial *
fw_rule_desk_get_trial (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->trial;
}

gboolean
fw_rule_desk_is_trial_current (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  return self->trial != NULL && self->tried == self->serial;
}

const char *
fw_rule_desk_get_trial_trouble (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->trouble;
}
