/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/impact-job.h"

/* What the thread works with. */
typedef struct
{
  FwManualDiff *diff;     /* (owned) */
  FwSnapshot   *snapshot; /* (owned) */
  FwCheckFacts *facts;    /* (owned) (nullable) */
  int           share;    /* atomic: per mille */
} Work;

struct _FwImpactJob
{
  GTask           *task;        /* (owned) keeps the work, for its share */
  GCancellable    *cancellable; /* (owned) */
  FwImpactJobFunc  func;
  gpointer         user_data;
};

static void
work_free (Work *work)
{
  fw_manual_diff_unref (work->diff);
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
  FwImpactOptions options = { NULL, work->facts, progress_cb, work };
  GError *error = NULL;
  FwManualImpact *impact =
    fw_manual_impact_new (work->diff, work->snapshot, &options, cancellable, &error);

  if (impact != NULL)
    g_task_return_pointer (task, impact, (GDestroyNotify) fw_manual_impact_free);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  FwImpactJob *self = user_data;
  FwManualImpact *impact = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Freed jobs are cancelled; they hear of nothing more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    g_clear_pointer (&impact, fw_manual_impact_free);
  else
    self->func (impact, self->user_data);
}

FwImpactJob *
fw_impact_job_new (FwProject       *project,
                   FwManualDiff    *diff,
                   FwImpactJobFunc  func,
                   gpointer         user_data)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (diff != NULL && func != NULL, NULL);

  FwImpactJob *self = g_new0 (FwImpactJob, 1);
  FwCheckFacts *facts = fw_check_runner_get_facts (fw_project_get_checks (project));
  Work *work = g_new0 (Work, 1);

  work->diff = fw_manual_diff_ref (diff);
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
fw_impact_job_free (FwImpactJob *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->task);
  g_free (self);
}

double
fw_impact_job_get_share (const FwImpactJob *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return g_atomic_int_get (&((Work *) g_task_get_task_data (self->task))->share) / 1000.0;
}
