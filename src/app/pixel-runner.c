/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One thread with one eye. It holds one list of questions at a time; a newer
 * list replaces it, and what it found out until then has gone to the main
 * thread already, in batches. The main thread leaves out what it knows, so
 * starting again with the newer list goes on where the thread was.
 */

#include "app/pixel-runner.h"

#include "app/pixel-eye.h"
#include "rules/check-facts-builder.h"

#include <glib/gi18n.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Answers wait no longer than this, nor are more of them held back. */
#define BATCH_US  (700 * 1000)
#define BATCH_MAX 2000

/* What both threads share. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex          mutex;
  GCond           cond;
  GCancellable   *cancellable; /* (owned) of the whole thread */
  FwSource       *source;      /* (owned) */
  GMainContext   *context;     /* (owned) where answers go */
  GWeakRef        runner;
  /* Under the mutex. */
  GArray         *questions;   /* (owned) (nullable) newer than what is at work */
  gboolean        is_paused;
  gboolean        is_ended;
} Work;

typedef struct
{
  Work   *work;      /* (owned) */
  GArray *questions; /* (owned) */
  GArray *answers;   /* (owned) (element-type FwPixelAnswer) */
} Batch;

struct _FwPixelRunner
{
  GObject        parent_instance;

  FwCheckRunner *checks;  /* (owned) */
  FwSource      *source;  /* (owned) */
  Work          *work;    /* (owned) (nullable) */
  gboolean       is_paused;
  gsize          n_open;
  gsize          n_done;
  char          *status;  /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_IS_PAUSED,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwPixelRunner, fw_pixel_runner, G_TYPE_OBJECT)

/* The thread */

static Work *
work_ref (Work *work)
{
  g_atomic_ref_count_inc (&work->ref_count);

  return work;
}

static void
work_unref (Work *work)
{
  if (!g_atomic_ref_count_dec (&work->ref_count))
    return;

  g_weak_ref_clear (&work->runner);
  g_mutex_clear (&work->mutex);
  g_cond_clear (&work->cond);
  g_clear_pointer (&work->questions, g_array_unref);
  g_clear_pointer (&work->context, g_main_context_unref);
  g_object_unref (work->cancellable);
  g_object_unref (work->source);
  g_free (work);
}

static void
batch_free (Batch *batch)
{
  work_unref (batch->work);
  g_array_unref (batch->questions);
  g_array_unref (batch->answers);
  g_free (batch);
}

static gboolean take_batch (gpointer user_data);

static Batch *
batch_new (Work *work)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->work = work_ref (work);
  batch->questions = g_array_new (FALSE, FALSE, sizeof (FwPixelQuestion));
  batch->answers = g_array_new (FALSE, FALSE, sizeof (FwPixelAnswer));

  return batch;
}

static void
send_batch (Batch *batch)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  g_autoptr(GMainContext) context = g_main_context_ref (batch->work->context);

  g_source_set_callback (source, take_batch, batch, (GDestroyNotify) batch_free);
  g_source_attach (source, context);
}

/* Waits while paused or without questions. NULL: the end. */
static GArray *
wait_for_questions (Work *work)
{
  GArray *questions = NULL;

  g_mutex_lock (&work->mutex);
  while (!work->is_ended && (!work->questions || work->is_paused))
    g_cond_wait (&work->cond, &work->mutex);
  if (!work->is_ended)
    questions = g_steal_pointer (&work->questions);
  g_mutex_unlock (&work->mutex);

  return questions;
}

/* Whether to go on with the list at hand; waits while paused. */
static gboolean
may_go_on (Work *work)
{
  gboolean is_good;

  g_mutex_lock (&work->mutex);
  while (work->is_paused && !work->is_ended && !work->questions)
    g_cond_wait (&work->cond, &work->mutex);
  is_good = !work->is_ended && !work->questions;
  g_mutex_unlock (&work->mutex);

  return is_good;
}

static void
answer_all (Work         *work,
            FwPixelEye   *eye,
            const GArray *questions)
{
  Batch *batch = batch_new (work);
  gint64 sent = g_get_monotonic_time ();

  for (guint i = 0; i < questions->len && may_go_on (work); i++)
    {
      const FwPixelQuestion *question = &g_array_index (questions, FwPixelQuestion, i);
      FwPixelAnswer answer;

      if (!fw_pixel_eye_answer (eye, question, &answer, work->cancellable))
        break;
      g_array_append_vals (batch->questions, question, 1);
      g_array_append_val (batch->answers, answer);
      if (batch->answers->len >= BATCH_MAX || g_get_monotonic_time () - sent >= BATCH_US)
        {
          send_batch (batch);
          batch = batch_new (work);
          sent = g_get_monotonic_time ();
        }
    }
  send_batch (batch);
}

/* The source may go with the work, and it goes in the thread it came from. */
static gboolean
end_work (gpointer user_data)
{
  work_unref (user_data);

  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer user_data)
{
  Work *work = user_data;
  FwPixelEye *eye = NULL;
  GArray *questions;

  /* Linux keeps the nice value per thread, and decoders made here inherit it. */
  setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), 19);
  while ((questions = wait_for_questions (work)))
    {
      g_autoptr(GError) error = NULL;

      if (!eye)
        eye = fw_pixel_eye_new (work->source, work->cancellable, &error);
      if (eye)
        answer_all (work, eye, questions);
      else
        g_info ("pictures cannot be looked at: %s", error ? error->message : "");
      g_array_unref (questions);
    }
  g_clear_pointer (&eye, fw_pixel_eye_free);

  g_autoptr(GSource) source = g_idle_source_new ();
  g_autoptr(GMainContext) context = g_main_context_ref (work->context);

  g_source_set_callback (source, end_work, work, NULL);
  g_source_attach (source, context);

  return NULL;
}

static Work *
work_new (FwPixelRunner *runner)
{
  Work *work = g_new0 (Work, 1);

  g_atomic_ref_count_init (&work->ref_count);
  g_mutex_init (&work->mutex);
  g_cond_init (&work->cond);
  g_weak_ref_init (&work->runner, runner);
  work->cancellable = g_cancellable_new ();
  work->source = g_object_ref (runner->source);
  work->context = g_main_context_ref_thread_default ();
  work->is_paused = runner->is_paused;
  g_thread_unref (g_thread_new ("pixels", run_thread, work_ref (work)));

  return work;
}

/* Main thread */

static void
drop_work (FwPixelRunner *self)
{
  if (!self->work)
    return;

  g_mutex_lock (&self->work->mutex);
  self->work->is_ended = TRUE;
  g_cond_signal (&self->work->cond);
  g_mutex_unlock (&self->work->mutex);
  g_cancellable_cancel (self->work->cancellable);
  g_clear_pointer (&self->work, work_unref);
}

static void
update_status (FwPixelRunner *self)
{
  g_autofree char *old = g_steal_pointer (&self->status);

  if (self->n_open > 0)
    self->status = g_strdup_printf (self->is_paused ? _("Pictures wait: %d %% done")
                                                    : _("Looking at pictures: %d %%"),
                                    (int) (100 * fw_pixel_runner_get_share (self)));
  if (g_strcmp0 (old, self->status) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/* Hands the questions on that the facts do not answer. */
static void
checks_changed_cb (FwPixelRunner *self)
{
  gsize n_done;
  const GArray *questions = fw_check_runner_get_questions (self->checks, &n_done);
  FwCheckFacts *facts = fw_check_runner_get_facts (self->checks);
  GArray *open = g_array_new (FALSE, FALSE, sizeof (FwPixelQuestion));

  for (guint i = 0; questions && i < questions->len; i++)
    {
      const FwPixelQuestion *question = &g_array_index (questions, FwPixelQuestion, i);

      if (fw_check_facts_find_pixel (facts, question))
        n_done++;
      else
        g_array_append_vals (open, question, 1);
    }
  self->n_open = open->len;
  self->n_done = n_done;
  update_status (self);
  if (open->len == 0 && !self->work)
    {
      g_array_unref (open);
      return;
    }

  if (!self->work)
    self->work = work_new (self);
  g_mutex_lock (&self->work->mutex);
  g_clear_pointer (&self->work->questions, g_array_unref);
  self->work->questions = open;
  g_cond_signal (&self->work->cond);
  g_mutex_unlock (&self->work->mutex);
}

static gboolean
take_batch (gpointer user_data)
{
  Batch *batch = user_data;
  g_autoptr(FwPixelRunner) self = g_weak_ref_get (&batch->work->runner);
  FwCheckFactsBuilder *builder;

  /* Answers of a thread that was dropped may be about other frames. */
  if (!self || self->work != batch->work || batch->answers->len == 0)
    return G_SOURCE_REMOVE;

  builder = fw_check_facts_builder_new (fw_check_runner_get_facts (self->checks));
  fw_check_facts_builder_add_pixels (builder,
                                     (const FwPixelQuestion *) (gpointer) batch->questions->data,
                                     (const FwPixelAnswer *) (gpointer) batch->answers->data,
                                     batch->answers->len);

  g_autoptr(FwCheckFacts) facts = fw_check_facts_builder_end (builder);

  self->n_open -= MIN (self->n_open, batch->answers->len);
  self->n_done += batch->answers->len;
  update_status (self);
  fw_check_runner_set_facts (self->checks, facts);

  return G_SOURCE_REMOVE;
}

/* Frame numbers changed their meaning: everything is looked at again. */
static void
renumbered_cb (FwPixelRunner *self)
{
  FwCheckFactsBuilder *builder;

  drop_work (self);
  builder = fw_check_facts_builder_new (fw_check_runner_get_facts (self->checks));
  fw_check_facts_builder_clear_pixels (builder);

  g_autoptr(FwCheckFacts) facts = fw_check_facts_builder_end (builder);

  fw_check_runner_set_facts (self->checks, facts);
}

gboolean
fw_pixel_runner_is_paused (FwPixelRunner *self)
{
  g_return_val_if_fail (FW_IS_PIXEL_RUNNER (self), FALSE);

  return self->is_paused;
}

void
fw_pixel_runner_set_paused (FwPixelRunner *self,
                            gboolean       is_paused)
{
  g_return_if_fail (FW_IS_PIXEL_RUNNER (self));

  if (self->is_paused == is_paused)
    return;

  self->is_paused = is_paused;
  if (self->work)
    {
      g_mutex_lock (&self->work->mutex);
      self->work->is_paused = is_paused;
      g_cond_signal (&self->work->cond);
      g_mutex_unlock (&self->work->mutex);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PAUSED]);
  update_status (self);
}

gboolean
fw_pixel_runner_is_busy (FwPixelRunner *self)
{
  g_return_val_if_fail (FW_IS_PIXEL_RUNNER (self), FALSE);

  return self->n_open > 0;
}

const char *
fw_pixel_runner_get_status (FwPixelRunner *self)
{
  g_return_val_if_fail (FW_IS_PIXEL_RUNNER (self), NULL);

  return self->status;
}

double
fw_pixel_runner_get_share (FwPixelRunner *self)
{
  g_return_val_if_fail (FW_IS_PIXEL_RUNNER (self), 0.0);

  gsize n = self->n_open + self->n_done;

  return n > 0 ? (double) self->n_done / n : 1.0;
}

static void
fw_pixel_runner_dispose (GObject *object)
{
  FwPixelRunner *self = FW_PIXEL_RUNNER (object);

  drop_work (self);
  g_clear_object (&self->checks);
  g_clear_object (&self->source);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (fw_pixel_runner_parent_class)->dispose (object);
}

static void
fw_pixel_runner_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FwPixelRunner *self = FW_PIXEL_RUNNER (object);

  switch (prop_id)
    {
    case PROP_IS_PAUSED:
      g_value_set_boolean (value, self->is_paused);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fw_pixel_runner_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (prop_id == PROP_IS_PAUSED)
    fw_pixel_runner_set_paused (FW_PIXEL_RUNNER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
fw_pixel_runner_class_init (FwPixelRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_pixel_runner_dispose;
  object_class->get_property = fw_pixel_runner_get_property;
  object_class->set_property = fw_pixel_runner_set_property;
  properties[PROP_IS_PAUSED] = g_param_spec_boolean (
      "is-paused", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fw_pixel_runner_init (FwPixelRunner *self)
{
}

FwPixelRunner *
fw_pixel_runner_new (FwCheckRunner *checks,
                     FwSource      *source)
{
  g_return_val_if_fail (FW_IS_CHECK_RUNNER (checks) && FW_IS_SOURCE (source), NULL);

  FwPixelRunner *self = g_object_new (FW_TYPE_PIXEL_RUNNER, NULL);
  FwCheckFactsBuilder *builder
      = fw_check_facts_builder_new (fw_check_runner_get_facts (checks));

  self->checks = g_object_ref (checks);
  self->source = g_object_ref (source);
  g_signal_connect_object (checks, "changed", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "renumbered", G_CALLBACK (renumbered_cb), self,
                           G_CONNECT_SWAPPED);
  /* Says that somebody looks: the rules begin to ask. What was measured before
   * was measured elsewhere. */
  fw_check_facts_builder_clear_pixels (builder);

  g_autoptr(FwCheckFacts) facts = fw_check_facts_builder_end (builder);

  fw_check_runner_set_facts (checks, facts);
  checks_changed_cb (self);

  return self;
}
