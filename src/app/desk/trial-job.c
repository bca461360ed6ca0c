/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/trial-job.h"

/* What the thread works with. */
typedef struct
{
  FwManual     *before;   /* (owned) */
  FwManual     *after;    /* (owned) */
  const char   *rule;     /* interned */
  FwSnapshot   *snapshot; /* (owned) */
  FwCheckFacts *facts;    /* (owned) (nullable) */
  int           share;    /* atomic: per mille */
} Work;

struct _FwTrialJob
{
  GTask          *task;        /* (owned) keeps the work, for its share */
  GCancellable   *cancellable; /* (owned) */
  FwTrialJobFunc  func;
  gpointer        user_data;
};

static void
work_free (Work *work)
{
  fw_manual_unref (work->before);
  fw_manual_unref (work->after);
  fw_snapshot_unref (work->snapshot);
  g_clear_pointer (&work->facts, fw_check_facts_unref);
  g_free (work);
}

static void
progress_cb (double   share,
             gpointer user_data)
{
  g_atomic_int_set (&((Work *) user_data)->share, (int) (share * 1000));
}

static void
run_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (FwManualDiff) diff = fw_manual_diff_new (work->before, work->after);
  FwImpactOptions options = { work->rule, work->facts, progress_cb, work,
                              .counts_in_pictures = TRUE };
  GError *error = NULL;
  FwRuleTrial *trial = fw_rule_trial_new (diff, work->snapshot, &options, cancellable, &error);

  if (trial != NULL)
    g_task_return_pointer (task, trial, (GDestroyNotify) fw_rule_trial_free);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  FwTrialJob *self = user_data;
  FwRuleTrial *trial = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Freed jobs are cancelled; they hear of nothing more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    g_clear_pointer (&trial, fw_rule_trial_free);
  else
    self->func (self, trial, self->user_data);
}

FwTrialJob *
fw_trial_job_new (FwProject         *project,
                  const FwTrialPair *pair,
                  FwTrialJobFunc     func,
                  gpointer           user_data)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (pair != NULL && func != NULL, NULL);

  FwTrialJob *self = g_new0 (FwTrialJob, 1);
  FwCheckFacts *facts = fw_check_runner_get_facts (fw_project_get_checks (project));
  Work *work = g_new0 (Work, 1);

  work->before = fw_manual_ref (pair->before);
  work->after = fw_manual_ref (pair->after);
  work->rule = g_intern_string (pair->rule);
  work->snapshot = fw_snapshot_ref (fw_session_get_snapshot (fw_project_get_session (project)));
  work->facts = facts != NULL ? fw_check_facts_ref (facts) : NULL;
  self->cancellable = g_cancellable_new ();
  self->func = func;
  self->user_data = user_data;
  self->task = g_task_new (NULL, self->cancellable, ran_cb, self);
  g_task_set_check_cancellable (self->task, FALSE);
  g_task_set_task_data (self->task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (self->task, run_thread);
  return self;
}

void
fw_trial_job_free (FwTrialJob *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->task);
  g_free (self);
}

const char *
fw_trial_job_get_rule (const FwTrialJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ((Work *) g_task_get_task_data (self->task))->rule;
}

double
fw_trial_job_get_share (const FwTrialJob *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return g_atomic_int_get (&((Work *) g_task_get_task_data (self->task))->share) / 1000.0;
}
