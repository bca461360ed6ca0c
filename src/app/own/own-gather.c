/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-gather.h"

/* The first round is a small part of the reading. */
#define FIRST_SHARE 0.2

struct _FwOwnGather
{
  GObject        parent_instance;

  FwOwnFindings *findings;    /* (owned) (nullable) */
  GCancellable  *cancellable; /* (owned) (nullable) of what is being read */
  double         progress;
};

enum
{
  PROP_PROGRESS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (FwOwnGather, fw_own_gather, G_TYPE_OBJECT)

/* What one thread does. */
typedef struct
{
  GPtrArray     *works;  /* (owned) (nullable) first round */
  char          *person; /* (owned) (nullable) */
  FwOwnFindings *first;  /* (owned) (nullable) second round */
  gint           told;   /* atomic: thousandths that were told last */
  GTask         *task;   /* borrowed */
} Round;

static void
round_free (Round *round)
{
  g_clear_pointer (&round->works, g_ptr_array_unref);
  g_clear_pointer (&round->first, fw_own_findings_unref);
  g_free (round->person);
  g_free (round);
}

static void
set_progress (FwOwnGather *self,
              double       progress)
{
  if (progress == self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
tell_cb (gpointer user_data)
{
  GTask *task = user_data;
  FwOwnGather *self = g_task_get_source_object (task);
  Round *round = g_task_get_task_data (task);
  double share = g_atomic_int_get (&round->told) / 1000.0;

  /* What was told late is of no interest any more. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)) && !g_task_get_completed (task))
    set_progress (self, round->first == NULL ? FIRST_SHARE * share
                                             : FIRST_SHARE + (1.0 - FIRST_SHARE) * share);

  return G_SOURCE_REMOVE;
}

/* In the thread. */
static void
progress_cb (double   share,
             gpointer user_data)
{
  Round *round = user_data;

  g_atomic_int_set (&round->told, (int) (1000.0 * share));
  g_main_context_invoke_full (g_task_get_context (round->task), G_PRIORITY_DEFAULT_IDLE, tell_cb,
                              g_object_ref (round->task), g_object_unref);
}

static void
round_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Round *round = task_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  FwOwnFindings *found
      = round->first == NULL
            ? fw_own_findings_new (round->works, round->person, now, progress_cb, round,
                                   cancellable)
            : fw_own_findings_complete (round->first, now, progress_cb, round, cancellable);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) fw_own_findings_unref);
  else
    g_task_return_error_if_cancelled (task);
}

static void run (FwOwnGather *self,
                 Round       *round);

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  FwOwnGather *self = FW_OWN_GATHER (object);
  FwOwnFindings *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL)
    return;

  g_clear_pointer (&self->findings, fw_own_findings_unref);
  self->findings = found;
  if (found->is_whole)
    {
      g_clear_object (&self->cancellable);
      set_progress (self, 1.0);
    }
  else
    {
      Round *next = g_new0 (Round, 1);

      next->first = fw_own_findings_ref (found);
      run (self, next);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* Takes @round. */
static void
run (FwOwnGather *self,
     Round       *round)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, found_cb, NULL);

  round->task = task;
  g_task_set_task_data (task, round, (GDestroyNotify) round_free);
  g_task_run_in_thread (task, round_thread);
}

void
fw_own_gather_start (FwOwnGather *self,
                     GPtrArray   *works,
                     const char  *person)
{
  g_return_if_fail (FW_IS_OWN_GATHER (self));
  g_return_if_fail (works != NULL && person != NULL);

  Round *round = g_new0 (Round, 1);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  round->works = g_ptr_array_ref (works);
  round->person = g_strdup (person);
  set_progress (self, 0.0);
  run (self, round);
}

FwOwnFindings *
fw_own_gather_get_findings (FwOwnGather *self)
{
  g_return_val_if_fail (FW_IS_OWN_GATHER (self), NULL);

  return self->findings;
}

double
fw_own_gather_get_progress (FwOwnGather *self)
{
  g_return_val_if_fail (FW_IS_OWN_GATHER (self), 1.0);

  return self->progress;
}

static void
fw_own_gather_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_PROGRESS)
    g_value_set_double (value, FW_OWN_GATHER (object)->progress);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fw_own_gather_dispose (GObject *object)
{
  FwOwnGather *self = FW_OWN_GATHER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->findings, fw_own_findings_unref);

  G_OBJECT_CLASS (fw_own_gather_parent_class)->dispose (object);
}

static void
fw_own_gather_class_init (FwOwnGatherClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = fw_own_gather_get_property;
  G_OBJECT_CLASS (klass)->dispose = fw_own_gather_dispose;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 1.0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  changed_signal = g_signal_new ("changed", FW_TYPE_OWN_GATHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
fw_own_gather_init (FwOwnGather *self)
{
  self->progress = 1.0;
}

FwOwnGather *
fw_own_gather_new (void)
{
  return g_object_new (FW_TYPE_OWN_GATHER, NULL);
}
