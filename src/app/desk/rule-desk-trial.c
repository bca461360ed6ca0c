/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A trial runs on the labels as they are when it begins, and on what the
 * linter read last. A newer one stops it.
 */

#include "app/desk/rule-desk-private.h"

#include <glib/gi18n.h>

/* What takes longer is not tried again by itself. */
#define QUICK_US (1500 * 1000)

typedef struct
{
  FwRuleDesk   *desk;     /* borrowed: the task holds it */
  FwManual     *before;   /* (owned) */
  FwManual     *after;    /* (owned) */
  FwSnapshot   *snapshot; /* (owned) */
  FwCheckFacts *facts;    /* (owned) (nullable) */
  char         *rule;     /* (owned) */
  guint         serial;
  gint64        begun_us;
  gboolean      is_quick;
} Trial;

static void
trial_free (Trial *trial)
{
  fw_manual_unref (trial->before);
  fw_manual_unref (trial->after);
  fw_snapshot_unref (trial->snapshot);
  g_clear_pointer (&trial->facts, fw_check_facts_unref);
  g_free (trial->rule);
  g_free (trial);
}

static void
progress_cb (double   share,
             gpointer user_data)
{
  g_atomic_int_set (&((Trial *) user_data)->desk->trial_share, (int) (share * 1000));
}

static void
trial_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Trial *trial = task_data;
  g_autoptr (FwManualDiff) diff = fw_manual_diff_new (trial->before, trial->after);
  FwImpactOptions options = { trial->rule, trial->facts, progress_cb, trial };
  GError *error = NULL;
  FwRuleTrial *result = fw_rule_trial_new (diff, trial->snapshot, &options, cancellable, &error);

  trial->is_quick = g_get_monotonic_time () - trial->begun_us < QUICK_US;
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) fw_rule_trial_free);
  else
    g_task_return_error (task, error);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  FwRuleDesk *self = FW_RULE_DESK (object);
  Trial *trial = g_task_get_task_data (G_TASK (result));
  FwRuleTrial *found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Stopped, or overtaken by another one. */
  if (self->trying == NULL || g_task_get_cancellable (G_TASK (result)) != self->trying)
    {
      g_clear_pointer (&found, fw_rule_trial_free);
      return;
    }
  g_clear_object (&self->trying);
  if (found != NULL)
    {
      g_clear_pointer (&self->trial, fw_rule_trial_free);
      self->trial = found;
      self->tried = trial->serial;
      self->is_live = trial->is_quick;
    }
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
  FwCheckFacts *facts = fw_check_runner_get_facts (fw_project_get_checks (self->project));
  FwSession *session = fw_project_get_session (self->project);
  Trial *trial = g_new0 (Trial, 1);
  g_autoptr (GTask) task = NULL;

  fw_rule_desk_stop_trial (self);
  self->trying = g_cancellable_new ();
  g_atomic_int_set (&self->trial_share, 0);
  trial->desk = self;
  trial->before = fw_manual_ref (fw_rule_form_get_manual (self->form));
  trial->after = fw_manual_ref (self->notes->manual);
  trial->snapshot = fw_snapshot_ref (fw_session_get_snapshot (session));
  trial->facts = facts != NULL ? fw_check_facts_ref (facts) : NULL;
  trial->rule = g_strdup (fw_rule_form_get_id (self->form));
  trial->serial = self->serial;
  trial->begun_us = g_get_monotonic_time ();
  task = g_task_new (self, self->trying, tried_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, trial, (GDestroyNotify) trial_free);
  g_task_run_in_thread (task, trial_thread);
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

  if (self->trying != NULL)
    g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
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

  return g_atomic_int_get (&self->trial_share) / 1000.0;
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
