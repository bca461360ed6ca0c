/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/publisher.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/desk/impact-job.h"
#include "core/error.h"
#include "review/regrade.h"

#define CHECK_MS 200

struct _FwPublisher
{
  GObject         parent_instance;

  FwProject      *project;     /* (owned) */
  char           *path;        /* (owned) of the manual */
  FwPublishPlan  *plan;        /* (owned) (nullable) */
  char           *trouble;     /* (owned) (nullable) */

  GBytes         *bytes;       /* (owned) (nullable) what would be published */
  GPtrArray      *obstacles;   /* (owned) (nullable) */
  guint           serial;
  guint           check_timer;
  gboolean        is_checking;
  gboolean        wants_run;   /* the labels have to be looked at again */

  FwImpactJob    *job;         /* (owned) (nullable) */
  FwManualImpact *impact;      /* (owned) (nullable) */
};

enum
{
  LOADED,
  CHECKED,
  IMPACT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwPublisher, fw_publisher, G_TYPE_OBJECT)

/* Loading ------------------------------------------------------------------------ */

typedef struct
{
  char     *path;     /* (owned) */
  FwManual *manual;   /* (owned) */
  FwManual *previous; /* (owned) (nullable) result */
} Load;

static void
load_free (Load *load)
{
  g_free (load->path);
  fw_manual_unref (load->manual);
  g_clear_pointer (&load->previous, fw_manual_unref);
  g_free (load);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Load *load = task_data;
  g_autoptr (GFile) file = g_file_new_for_path (load->path);
  GError *error = NULL;
  g_autoptr (FwManualVersions) versions = fw_manual_versions_load (file, &error);
  const FwPublishedVersion *newest =
    versions != NULL ? fw_manual_versions_find_before (versions, "") : NULL;

  if (newest != NULL)
    load->previous = fw_manual_versions_read (versions, newest, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwPublisher *self = FW_PUBLISHER (object);
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->plan = fw_publish_plan_new (load->manual, load->previous);
      fw_publisher_plan_changed (self, TRUE);
    }
  else
    self->trouble = g_strdup (error->message);
  g_signal_emit (self, signals[LOADED], 0);
}

/* What stands against it ----------------------------------------------------------- */

typedef struct
{
  FwPublishPlan *plan;      /* (owned) a copy */
  guint          serial;
  GBytes        *bytes;     /* (owned) (nullable) result */
  FwManual      *manual;    /* (owned) (nullable) of @bytes */
  GPtrArray     *obstacles; /* (owned) result */
} Check;

static void
check_free (Check *check)
{
  fw_publish_plan_free (check->plan);
  g_clear_pointer (&check->bytes, g_bytes_unref);
  g_clear_pointer (&check->manual, fw_manual_unref);
  g_clear_pointer (&check->obstacles, g_ptr_array_unref);
  g_free (check);
}

static gboolean
is_date (const char *text)
{
  g_autofree char *whole = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date =
    strlen (text) == strlen ("2026-11-27") ? g_date_time_new_from_iso8601 (whole, NULL) : NULL;

  return date != NULL;
}

static void
check_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Check *check = task_data;
  FwManual *previous = fw_publish_plan_get_previous (check->plan);
  g_autoptr (GError) error = NULL;

  if (is_date (fw_publish_plan_get_date (check->plan)))
    check->bytes = fw_publish_plan_prepare (check->plan, &error);
  else
    g_set_error_literal (&error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                         _("The day is written like 2026-11-27."));
  if (check->bytes != NULL)
    check->manual = fw_manual_new_from_bytes (check->bytes, &error);
  if (check->manual != NULL)
    check->obstacles = fw_manual_list_obstacles (check->manual, previous);
  else
    {
      check->obstacles = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (check->obstacles, g_strdup (error->message));
    }
  g_task_return_boolean (task, TRUE);
}

static void start_check (FwPublisher *self);

static void
ran_cb (FwManualImpact *impact,
        gpointer        user_data)
{
  FwPublisher *self = user_data;

  g_clear_pointer (&self->impact, fw_manual_impact_free);
  self->impact = impact;
  g_clear_pointer (&self->job, fw_impact_job_free);
  g_signal_emit (self, signals[IMPACT_CHANGED], 0);
}

/* What the labels say of the version as it would be published. */
static void
start_run (FwPublisher *self,
           FwManual    *manual)
{
  FwManual *previous = fw_publish_plan_get_previous (self->plan);
  g_autoptr (FwManualDiff) diff = NULL;

  g_clear_pointer (&self->job, fw_impact_job_free);
  if (previous == NULL)
    return;
  diff = fw_manual_diff_new (previous, manual);
  self->wants_run = FALSE;
  self->job = fw_impact_job_new (self->project, diff, ran_cb, self);
  g_signal_emit (self, signals[IMPACT_CHANGED], 0);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwPublisher *self = FW_PUBLISHER (object);
  Check *check = g_task_get_task_data (G_TASK (result));

  self->is_checking = FALSE;
  if (self->project == NULL)
    return;
  if (check->serial != self->serial)
    {
      if (self->check_timer == 0)
        start_check (self);
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  self->bytes = g_steal_pointer (&check->bytes);
  self->obstacles = g_steal_pointer (&check->obstacles);
  if (self->wants_run && check->manual != NULL)
    start_run (self, check->manual);
  g_signal_emit (self, signals[CHECKED], 0);
}

static void
start_check (FwPublisher *self)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  if (self->is_checking || self->plan == NULL)
    return;
  self->is_checking = TRUE;
  check = g_new0 (Check, 1);
  check->plan = fw_publish_plan_copy (self->plan);
  check->serial = self->serial;
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, check_thread);
}

static gboolean
check_timer_cb (gpointer user_data)
{
  FwPublisher *self = user_data;

  self->check_timer = 0;
  start_check (self);
  return G_SOURCE_REMOVE;
}

void
fw_publisher_plan_changed (FwPublisher *self,
                           gboolean     dry_run)
{
  g_return_if_fail (FW_IS_PUBLISHER (self));

  self->serial++;
  self->wants_run |= dry_run;
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  g_clear_handle_id (&self->check_timer, g_source_remove);
  self->check_timer = g_timeout_add (CHECK_MS, check_timer_cb, self);
  g_signal_emit (self, signals[CHECKED], 0);
}

/* What is known -------------------------------------------------------------------- */

FwProject *
fw_publisher_get_project (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), NULL);

  return self->project;
}

FwPublishPlan *
fw_publisher_get_plan (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), NULL);

  return self->plan;
}

const char *
fw_publisher_get_trouble (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), NULL);

  return self->trouble;
}

GPtrArray *
fw_publisher_get_obstacles (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), NULL);

  return self->obstacles;
}

const FwManualImpact *
fw_publisher_get_impact (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), NULL);

  return self->impact;
}

double
fw_publisher_get_share (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), 0.0);

  return self->job != NULL ? fw_impact_job_get_share (self->job) : 0.0;
}

gboolean
fw_publisher_is_running (FwPublisher *self)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self), FALSE);

  return self->job != NULL;
}

static gboolean
cites (const FwVerdict *verdict,
       const char      *rule)
{
  return g_strcmp0 (verdict->blind.rule, rule) == 0
         || (verdict->has_informed && g_strcmp0 (verdict->informed.rule, rule) == 0);
}

/* A few thousand verdicts at most: no matter for a thread. */
gboolean
fw_publisher_get_verdicts (FwPublisher     *self,
                           FwVerdictCounts *out_counts)
{
  g_return_val_if_fail (FW_IS_PUBLISHER (self) && out_counts != NULL, FALSE);

  FwReviewFile *file = fw_project_get_review (self->project);
  FwReview *review = file != NULL ? fw_review_file_get_review (file) : NULL;
  guint n = self->plan != NULL ? fw_publish_plan_get_n (self->plan) : 0;
  g_autofree FwRegradeRule *rules = g_new0 (FwRegradeRule, n + 1);
  g_autoptr (FwRegradePlan) plan = NULL;

  *out_counts = (FwVerdictCounts) { 0 };
  if (review == NULL || n == 0 || fw_review_get_n (review, FW_REVIEW_VERDICT) == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const FwPublishRow *row = fw_publish_plan_get (self->plan, i);

      rules[i].rule = fw_rule_change_get_id (row->change);
      rules[i].change = row->chosen;
      rules[i].rev = row->change->after != NULL ? row->change->after->rev : NULL;
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      gboolean is_cited = FALSE;

      for (guint k = 0; k < n && !is_cited; k++)
        is_cited = cites (fw_review_get (review, FW_REVIEW_VERDICT, i), rules[k].rule);
      out_counts->n_cite += is_cited ? 1 : 0;
    }
  plan = fw_regrade_plan_new (review, NULL, rules, n);
  out_counts->n_excused = plan->excused->len;
  out_counts->n_rework = plan->rework->len;
  for (guint i = 0; i < plan->entries->len; i++)
    out_counts->n_appealable +=
      g_array_index (plan->entries, FwRegradeEntry, i).effect.is_appealable ? 1 : 0;
  return TRUE;
}

/* Publishing ------------------------------------------------------------------------ */

typedef struct
{
  GFile    *file;   /* (owned) */
  GBytes   *bytes;  /* (owned) */
  FwManual *before; /* (owned) what is in the file now */
  FwManual *after;  /* (owned) (nullable) of @bytes */
  char     *author; /* (owned) */
} Publish;

static void
publish_free (Publish *publish)
{
  g_object_unref (publish->file);
  g_bytes_unref (publish->bytes);
  fw_manual_unref (publish->before);
  g_clear_pointer (&publish->after, fw_manual_unref);
  g_free (publish->author);
  g_free (publish);
}

static void
publish_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Publish *publish = task_data;
  GError *error = NULL;
  g_autoptr (FwManualVersions) versions = NULL;

  publish->after = fw_manual_new_from_bytes (publish->bytes, &error);
  if (publish->after == NULL
      || !fw_manual_save (publish->file, publish->bytes, fw_manual_get_sha256 (publish->before),
                          &error))
    {
      g_task_return_error (task, error);
      return;
    }
  versions = fw_manual_publish (publish->file, publish->author, &error);
  if (versions != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Not published: the manual must not say that it is. */
  if (!fw_manual_save (publish->file, fw_manual_get_bytes (publish->before),
                       fw_manual_get_sha256 (publish->after), NULL))
    g_prefix_error (&error, "%s ",
                    _("The manual’s file has the new number already and could not be put back."));
  g_task_return_error (task, error);
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  FwPublisher *self = FW_PUBLISHER (object);
  g_autoptr (GTask) task = user_data;
  Publish *publish = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->project != NULL
      && g_strcmp0 (fw_project_get_manual_path (self->project), self->path) == 0)
    fw_project_set_manual (self->project, publish->after);
  g_task_return_pointer (task, g_strdup_printf (_("Version %s is published"),
                                                fw_manual_get_version (publish->after)),
                         g_free);
}

void
fw_publisher_publish_async (FwPublisher         *self,
                            const char          *author,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (FW_IS_PUBLISHER (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) work = NULL;
  Publish *publish;

  if (self->bytes == NULL || self->obstacles == NULL || self->obstacles->len > 0)
    {
      g_task_return_new_error (task, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED, "%s",
                               self->obstacles != NULL && self->obstacles->len > 0
                                 ? (const char *) self->obstacles->pdata[0]
                                 : _("The version is still being made ready."));
      return;
    }
  publish = g_new0 (Publish, 1);
  publish->file = g_file_new_for_path (self->path);
  publish->bytes = g_bytes_ref (self->bytes);
  publish->before = fw_manual_ref (fw_publish_plan_get_manual (self->plan));
  publish->author = g_strdup (author);
  work = g_task_new (self, NULL, published_cb, g_steal_pointer (&task));
  g_task_set_task_data (work, publish, (GDestroyNotify) publish_free);
  g_task_run_in_thread (work, publish_thread);
}

char *
fw_publisher_publish_finish (FwPublisher   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object ------------------------------------------------------------------------- */

static void
fw_publisher_dispose (GObject *object)
{
  FwPublisher *self = FW_PUBLISHER (object);

  g_clear_handle_id (&self->check_timer, g_source_remove);
  g_clear_pointer (&self->job, fw_impact_job_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_publisher_parent_class)->dispose (object);
}

static void
fw_publisher_finalize (GObject *object)
{
  FwPublisher *self = FW_PUBLISHER (object);

  g_clear_pointer (&self->plan, fw_publish_plan_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->obstacles, g_ptr_array_unref);
  g_clear_pointer (&self->impact, fw_manual_impact_free);
  g_free (self->trouble);
  g_free (self->path);

  G_OBJECT_CLASS (fw_publisher_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, FW_TYPE_PUBLISHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
fw_publisher_class_init (FwPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_publisher_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_publisher_finalize;

  signals[LOADED] = new_signal ("loaded");
  signals[CHECKED] = new_signal ("checked");
  signals[IMPACT_CHANGED] = new_signal ("impact-changed");
}

static void
fw_publisher_init (FwPublisher *self)
{
}

FwPublisher *
fw_publisher_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (fw_project_get_manual (project) != NULL, NULL);

  FwPublisher *self = g_object_new (FW_TYPE_PUBLISHER, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, loaded_cb, NULL);
  Load *load = g_new0 (Load, 1);

  self->project = g_object_ref (project);
  self->path = g_strdup (fw_project_get_manual_path (project));
  load->path = g_strdup (self->path);
  load->manual = fw_manual_ref (fw_project_get_manual (project));
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread);
  return self;
}
