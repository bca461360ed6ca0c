/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The checker belongs to one worker thread; jobs go to it through a queue and
 * come back through the main context. Steps of the document are gathered for
 * a moment, so that a row of arrow keys is one job, and while a job runs the
 * next one waits with all that happened meanwhile: there is never more than one
 * of each. A new manual makes a new worker and lets the old one run out.
 */

#include "app/check-runner.h"

#include <glib/gi18n.h>

#define DEBOUNCE_MS 150

/* One checker and its thread. Shared by both threads. */
typedef struct
{
  gatomicrefcount ref_count;
  FwChecker      *checker; /* (owned) worker thread only */
  GCancellable   *cancellable;
  GAsyncQueue    *jobs;    /* (owned) (element-type Job) */
} Worker;

typedef struct
{
  Worker        *worker;   /* (owned) */
  GWeakRef       runner;
  GMainContext  *context;  /* (owned) where the result goes */
  FwSnapshot    *snapshot; /* (owned) NULL: the thread ends */
  FwCheckFacts  *facts;    /* (owned) (nullable) */
  GArray        *slots;    /* (owned) (nullable) (element-type FwSlot) NULL: everything */
  gboolean       is_look;   /* checks nothing, only looks what is in the frame */
  gboolean       is_fix;    /* checks nothing, puts the fixes of @rule together */
  const FwRule  *rule;      /* (nullable) the checker's manual has it */
  guint          fix_number; /* which of the runner's rounds that is */
  FwFixRound    *round;     /* (owned) (nullable) */
  FwFrame        frame;     /* of @here */
  GPtrArray     *here;      /* (owned) (nullable) result, when lists are cut */
  FwCheckResults *results;  /* (owned) (nullable) */
} Job;

struct _FwCheckRunner
{
  GObject       parent_instance;

  FwDocument   *document;   /* (owned) */
  FwManual     *manual;     /* (owned) (nullable) */
  Worker       *worker;     /* (owned) (nullable) */
  gboolean      is_busy;    /* a job is with the worker */
  gboolean      is_running; /* and checks */
  gboolean      wants_look; /* what is in the frame is to be asked for */
  gboolean      wants_all;  /* the next job is a full check */
  gboolean      has_new_facts;
  FwCheckFacts *facts;      /* (owned) (nullable) */
  GArray       *slots;      /* (owned) (element-type FwSlot) that changed since the last job */
  guint         timeout_id;

  FwCheckResults *results;  /* (owned) of the last check */
  FwFrame       frame;      /* where the person is */
  GPtrArray    *here;       /* (owned) (nullable) of that frame; NULL: to be made */
  GTask        *fix_task;   /* (owned) (nullable) who waits for a round of fixes */
  const FwRule *fix_rule;   /* (nullable) of which rule */
  guint         fix_number; /* of rounds that were asked for */
};

enum
{
  PROP_0,
  PROP_IS_CHECKING,
  PROP_N_PROBLEMS,
  PROP_N_HINTS,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_HERE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCheckRunner, fw_check_runner, G_TYPE_OBJECT)

/* The worker */

static Worker *
worker_ref (Worker *worker)
{
  g_atomic_ref_count_inc (&worker->ref_count);

  return worker;
}

static void
worker_unref (Worker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->ref_count))
    return;

  g_clear_pointer (&worker->checker, fw_checker_free);
  g_clear_object (&worker->cancellable);
  g_clear_pointer (&worker->jobs, g_async_queue_unref);
  g_free (worker);
}

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->runner);
  g_clear_pointer (&job->worker, worker_unref);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->snapshot, fw_snapshot_unref);
  g_clear_pointer (&job->slots, g_array_unref);
  g_clear_pointer (&job->facts, fw_check_facts_unref);
  g_clear_pointer (&job->here, g_ptr_array_unref);
  g_clear_pointer (&job->results, fw_check_results_free);
  g_clear_pointer (&job->round, fw_fix_round_free);
  g_free (job);
}

static gboolean
job_check (Job *job)
{
  FwChecker *checker = job->worker->checker;
  GCancellable *cancellable = job->worker->cancellable;

  fw_checker_set_facts (checker, job->facts);
  if (!job->slots)
    return fw_checker_run (checker, job->snapshot, cancellable, NULL, NULL, NULL);

  FwCheckerDelta *delta = fw_checker_update (checker, job->snapshot,
                                             (const FwSlot *) (const void *) job->slots->data,
                                             job->slots->len, cancellable, NULL);

  if (!delta)
    return FALSE;

  fw_checker_delta_free (delta);

  return TRUE;
}

/* Describes what is in the frame where the person is. */
static void
job_look (Job           *job,
          FwAsideFilter *filter)
{
  job->here = fw_check_results_look (job->worker->checker, filter, job->frame);
}

static void
job_collect (Job *job)
{
  job->results = fw_check_results_new (job->worker->checker, job->snapshot);
  if (job->results->is_cut)
    job_look (job, job->results->filter);
}

static void
job_run (Job *job)
{
  if (job->is_fix)
    job->round = fw_fix_round_new (job->worker->checker, job->snapshot, job->rule,
                                   job->worker->cancellable, NULL, NULL);
  else if (job->is_look)
    {
      g_autoptr(FwAsideFilter) filter = fw_aside_filter_new (job->snapshot);

      job_look (job, filter);
    }
  else if (job_check (job))
    job_collect (job);
}

static gboolean take_result (gpointer user_data);

static gpointer
run_worker (gpointer user_data)
{
  Worker *worker = user_data;

  while (TRUE)
    {
      Job *job = g_async_queue_pop (worker->jobs);

      if (!job->snapshot)
        {
          job_free (job);
          break;
        }

      job_run (job);

      g_autoptr(GSource) source = g_idle_source_new ();
      g_autoptr(GMainContext) context = g_main_context_ref (job->context);

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, take_result, job, (GDestroyNotify) job_free);
      g_source_attach (source, context);
    }

  worker_unref (worker);

  return NULL;
}

static Worker *
worker_new (FwManual *manual)
{
  Worker *worker = g_new0 (Worker, 1);

  g_atomic_ref_count_init (&worker->ref_count);
  worker->checker = fw_checker_new (manual);
  fw_checker_set_counts_in_pictures (worker->checker, TRUE);
  worker->cancellable = g_cancellable_new ();
  worker->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
  g_thread_unref (g_thread_new ("checks", run_worker, worker_ref (worker)));

  return worker;
}

/* @runner is where the result goes. NULL for the job that ends the thread: it is
 * made while the runner is disposed, when no new weak reference may be taken. */
static Job *
job_new (Worker        *worker,
         FwCheckRunner *runner)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->runner, runner);
  job->worker = worker_ref (worker);
  job->context = g_main_context_ref_thread_default ();

  return job;
}

/* Main thread */

void
fw_check_runner_drop_fix (FwCheckRunner *self)
{
  g_return_if_fail (FW_IS_CHECK_RUNNER (self));

  g_autoptr(GTask) task = g_steal_pointer (&self->fix_task);

  if (task)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _("Fixing was stopped; nothing was changed."));
}

/* Hands over the round that is waited for, if @job made that one. */
static void
take_round (FwCheckRunner *self,
            Job           *job)
{
  if (!self->fix_task || job->fix_number != self->fix_number)
    return;
  if (!job->round)
    {
      fw_check_runner_drop_fix (self);
      return;
    }

  g_autoptr(GTask) task = g_steal_pointer (&self->fix_task);

  g_task_return_pointer (task, g_steal_pointer (&job->round), (GDestroyNotify) fw_fix_round_free);
}

static void
drop_worker (FwCheckRunner *self)
{
  fw_check_runner_drop_fix (self);
  if (!self->worker)
    return;

  g_cancellable_cancel (self->worker->cancellable);
  g_async_queue_push (self->worker->jobs, job_new (self->worker, NULL));
  g_clear_pointer (&self->worker, worker_unref);
}

static void
set_running (FwCheckRunner *self,
             gboolean       is_running)
{
  if (self->is_running == is_running)
    return;

  self->is_running = is_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CHECKING]);
}

static void
send_check (FwCheckRunner *self,
            Job           *job)
{
  job->facts = self->facts ? fw_check_facts_ref (self->facts) : NULL;
  if (!self->wants_all)
    job->slots = g_array_ref (self->slots);
  g_array_unref (self->slots);
  self->slots = g_array_new (FALSE, FALSE, sizeof (FwSlot));
  self->wants_all = FALSE;
  self->has_new_facts = FALSE;
}

static void schedule (FwCheckRunner *self);

/* Sends what happened to the worker, unless it is busy: then when it is done. What
 * is to be fixed has to be checked first, and what is in the frame can wait. */
static void
send_job (FwCheckRunner *self)
{
  gboolean wants_check = self->wants_all || self->has_new_facts || self->slots->len > 0;
  gboolean wants_fix = !wants_check && self->fix_task;
  Job *job;

  if (!self->worker || self->is_busy || (!wants_check && !wants_fix && !self->wants_look))
    return;

  /* Inside a step the content is half an edit; the commit calls again. */
  if ((wants_check || wants_fix) && fw_document_is_in_step (self->document))
    {
      /* But a step that changed nothing is not told. */
      if (wants_fix)
        schedule (self);
      return;
    }

  job = job_new (self->worker, self);
  job->snapshot = fw_snapshot_ref (fw_document_get_snapshot (self->document));
  job->is_fix = wants_fix;
  job->rule = self->fix_rule;
  job->fix_number = self->fix_number;
  job->is_look = !wants_check && !wants_fix;
  job->frame = self->frame;
  if (wants_check)
    send_check (self, job);
  self->wants_look &= wants_fix;
  self->is_busy = TRUE;
  g_async_queue_push (self->worker->jobs, job);
  if (wants_check)
    set_running (self, TRUE);
}

static gboolean
timeout_cb (gpointer user_data)
{
  FwCheckRunner *self = user_data;

  self->timeout_id = 0;
  send_job (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (FwCheckRunner *self)
{
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (DEBOUNCE_MS, timeout_cb, self);
}

/* Takes @results. */
static void
take_results (FwCheckRunner  *self,
              FwCheckResults *results)
{
  gint64 n_problems = self->results->n_problems;
  gint64 n_hints = self->results->n_hints;

  fw_check_results_free (self->results);
  self->results = results;
  if (results->n_problems != n_problems)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PROBLEMS]);
  if (results->n_hints != n_hints)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HINTS]);
}

/* What the worker found in its frame, if the person is still there. */
static void
take_here (FwCheckRunner *self,
           Job           *job)
{
  g_clear_pointer (&self->here, g_ptr_array_unref);
  if (job->here && job->frame == self->frame)
    self->here = g_steal_pointer (&job->here);
  else
    self->wants_look |= self->results->is_cut;
}

static gboolean
take_result (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr(FwCheckRunner) self = g_weak_ref_get (&job->runner);

  /* The result of a manual that was replaced meanwhile means nothing any more. */
  if (!self || self->worker != job->worker)
    return G_SOURCE_REMOVE;

  self->is_busy = FALSE;
  if (job->is_fix)
    {
      take_round (self, job);
      send_job (self);
      return G_SOURCE_REMOVE;
    }
  if (job->is_look)
    {
      take_here (self, job);
      g_signal_emit (self, signals[SIGNAL_HERE_CHANGED], 0);
      send_job (self);
      return G_SOURCE_REMOVE;
    }

  set_running (self, FALSE);
  if (job->results)
    {
      g_clear_pointer (&self->here, g_ptr_array_unref);
      take_results (self, g_steal_pointer (&job->results));
      take_here (self, job);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  send_job (self);

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (FwCheckRunner *self,
                     FwStep        *step)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  for (gsize i = 0; i < n; i++)
    g_array_append_val (self->slots, changes[i].slot);
  schedule (self);
}

static void
frames_changed_cb (FwCheckRunner *self)
{
  self->wants_all = TRUE;
  schedule (self);
}

void
fw_check_runner_set_manual (FwCheckRunner *self,
                            FwManual      *manual)
{
  g_return_if_fail (FW_IS_CHECK_RUNNER (self));

  if (self->manual == manual)
    return;

  drop_worker (self);
  g_clear_pointer (&self->manual, fw_manual_unref);
  self->is_busy = FALSE;
  set_running (self, FALSE);
  /* Problems hold on to their manual; those of the old one stay on the screen
   * until the new check is through, which is better than an empty list. */
  if (manual)
    {
      self->manual = fw_manual_ref (manual);
      self->worker = worker_new (manual);
      self->wants_all = TRUE;
      send_job (self);
      return;
    }

  g_clear_pointer (&self->here, g_ptr_array_unref);
  take_results (self, fw_check_results_new_empty ());
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
fw_check_runner_set_facts (FwCheckRunner *self,
                           FwCheckFacts  *facts)
{
  g_return_if_fail (FW_IS_CHECK_RUNNER (self));

  if (fw_check_facts_compare (self->facts, facts) != 0)
    {
      self->has_new_facts = TRUE;
      schedule (self);
    }
  if (facts)
    fw_check_facts_ref (facts);
  g_clear_pointer (&self->facts, fw_check_facts_unref);
  self->facts = facts;
}

FwCheckFacts *
fw_check_runner_get_facts (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return self->facts;
}

const GArray *
fw_check_runner_get_questions (FwCheckRunner *self,
                               gsize         *out_n_answered)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self) && out_n_answered, NULL);

  *out_n_answered = self->results->n_answered;

  return self->results->questions;
}

FwManual *
fw_check_runner_get_manual (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return self->manual;
}

gboolean
fw_check_runner_is_checking (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), FALSE);

  return self->is_running;
}

gboolean
fw_check_runner_hurry (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), FALSE);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  send_job (self);

  return self->is_running
         || (self->worker && (self->wants_all || self->has_new_facts || self->slots->len > 0));
}

GPtrArray *
fw_check_runner_get_problems (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return self->results->problems;
}

GArray *
fw_check_runner_get_marks (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return self->results->marks;
}

void
fw_check_runner_set_frame (FwCheckRunner *self,
                           FwFrame        frame)
{
  g_return_if_fail (FW_IS_CHECK_RUNNER (self));

  if (self->frame == frame)
    return;

  self->frame = frame;
  g_clear_pointer (&self->here, g_ptr_array_unref);
  self->wants_look = self->results->is_cut;
  send_job (self);
}

GPtrArray *
fw_check_runner_get_here (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  if (!self->here)
    self->here = fw_check_results_list_frame (self->results, self->frame);

  return self->here;
}

GPtrArray *
fw_check_runner_get_asides (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return self->results->asides;
}

const FwSetAside *
fw_check_runner_find_aside (FwCheckRunner   *self,
                            const FwProblem *problem)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  return self->results->filter ? fw_aside_filter_find (self->results->filter, problem) : NULL;
}

const FwSetAside *
fw_check_runner_find_left (FwCheckRunner   *self,
                           const FwProblem *problem)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  return self->results->filter ? fw_aside_filter_find_left (self->results->filter, problem) : NULL;
}

gint64
fw_check_runner_get_n_problems (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), 0);

  return self->results->n_problems;
}

gint64
fw_check_runner_get_n_hints (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), 0);

  return self->results->n_hints;
}

gint64
fw_check_runner_count_rule (FwCheckRunner *self,
                            const FwRule  *rule)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), 0);

  return fw_check_results_count (self->results, rule);
}

guint
fw_check_runner_count_safe (FwCheckRunner *self,
                            const FwRule  *rule,
                            gboolean      *out_more)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), 0);

  return fw_check_results_count_safe (self->results, rule, out_more);
}

const char *
fw_check_runner_get_silence (FwCheckRunner *self,
                             const FwRule  *rule)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), NULL);

  return g_hash_table_lookup (self->results->silences, rule);
}

gboolean
fw_check_runner_is_capped (FwCheckRunner *self)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (self), FALSE);

  return self->results->is_capped;
}

void
fw_check_runner_fix_async (FwCheckRunner       *self,
                           const FwRule        *rule,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (FW_IS_CHECK_RUNNER (self));

  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->fix_task)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                               _("Problems are being fixed already."));
      return;
    }

  self->fix_task = g_steal_pointer (&task);
  self->fix_rule = rule;
  self->fix_number++;
  if (self->worker)
    send_job (self);
  else
    fw_check_runner_drop_fix (self);
}

FwFixRound *
fw_check_runner_fix_finish (FwCheckRunner  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fw_check_runner_dispose (GObject *object)
{
  FwCheckRunner *self = FW_CHECK_RUNNER (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  drop_worker (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->manual, fw_manual_unref);

  G_OBJECT_CLASS (fw_check_runner_parent_class)->dispose (object);
}

static void
fw_check_runner_finalize (GObject *object)
{
  FwCheckRunner *self = FW_CHECK_RUNNER (object);

  g_array_unref (self->slots);
  g_clear_pointer (&self->facts, fw_check_facts_unref);
  g_clear_pointer (&self->here, g_ptr_array_unref);
  fw_check_results_free (self->results);

  G_OBJECT_CLASS (fw_check_runner_parent_class)->finalize (object);
}

static void
fw_check_runner_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FwCheckRunner *self = FW_CHECK_RUNNER (object);

  switch (prop_id)
    {
    case PROP_IS_CHECKING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_N_PROBLEMS:
      g_value_set_int64 (value, self->results->n_problems);
      break;
    case PROP_N_HINTS:
      g_value_set_int64 (value, self->results->n_hints);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fw_check_runner_class_init (FwCheckRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fw_check_runner_dispose;
  object_class->finalize = fw_check_runner_finalize;
  object_class->get_property = fw_check_runner_get_property;

  properties[PROP_IS_CHECKING] = g_param_spec_boolean ("is-checking", NULL, NULL, FALSE, flags);
  properties[PROP_N_PROBLEMS]
      = g_param_spec_int64 ("n-problems", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_HINTS] = g_param_spec_int64 ("n-hints", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_HERE_CHANGED] =
    g_signal_new ("here-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
fw_check_runner_init (FwCheckRunner *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (FwSlot));
  self->results = fw_check_results_new_empty ();
}

FwCheckRunner *
fw_check_runner_new (FwDocument *document)
{
  g_return_val_if_fail (FW_IS_DOCUMENT (document), NULL);

  FwCheckRunner *self = g_object_new (FW_TYPE_CHECK_RUNNER, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "frames-changed", G_CALLBACK (frames_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
