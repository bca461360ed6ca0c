/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/version-compare.h"

#include <glib/gi18n.h>

#include "app/desk/impact-job.h"
#include "app/desk/trial-job.h"

struct _FwVersionCompare
{
  GObject           parent_instance;

  FwProject        *project;     /* (owned) */
  char             *path;        /* (owned) of the manual */
  FwManual         *manual;      /* (owned) what the file says */
  FwManualVersions *versions;    /* (owned) (nullable) */
  char             *trouble;     /* (owned) (nullable) */
  guint             before;
  guint             after;
  GCancellable     *comparing;   /* (owned) (nullable) of the comparison that is being made */
  GPtrArray        *looking;     /* (owned) (element-type FwTrialJob) for places */
  FwManualDiff     *diff;        /* (owned) (nullable) */
  FwImpactJob      *job;         /* (owned) (nullable) */
  FwManualImpact   *impact;      /* (owned) (nullable) */
  GHashTable       *places;      /* (owned) rule (interned) -> FwRuleTrial (owned) */
};

enum
{
  LOADED,
  DIFF_CHANGED,
  IMPACT_CHANGED,
  PLACES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwVersionCompare, fw_version_compare, G_TYPE_OBJECT)

/* Which versions there are --------------------------------------------------------- */

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (task_data);
  GError *error = NULL;
  FwManualVersions *versions = fw_manual_versions_load (file, &error);

  if (versions != NULL)
    g_task_return_pointer (task, versions, (GDestroyNotify) fw_manual_versions_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwVersionCompare *self = FW_VERSION_COMPARE (object);
  g_autoptr (GError) error = NULL;
  FwManualVersions *versions = g_task_propagate_pointer (G_TASK (result), &error);
  guint n;

  if (self->project == NULL)
    {
      g_clear_pointer (&versions, fw_manual_versions_unref);
      return;
    }
  self->versions = versions;
  if (error != NULL)
    self->trouble = g_strdup (error->message);
  g_signal_emit (self, signals[LOADED], 0);
  n = fw_version_compare_get_n (self);
  /* What is new since it was published; when that is nothing, what was new then. */
  if (n > 1)
    {
      const FwPublishedVersion *newest = fw_manual_versions_get (versions, n - 2);
      gboolean is_same = g_str_equal (newest->sha256, fw_manual_get_sha256 (self->manual));

      fw_version_compare_choose (self, is_same && n > 2 ? n - 3 : n - 2, n - 1);
    }
}

guint
fw_version_compare_get_n (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), 0);

  return self->versions != NULL ? (guint) fw_manual_versions_get_n (self->versions) + 1 : 0;
}

char *
fw_version_compare_dup_title (FwVersionCompare *self,
                              guint             index)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);
  g_return_val_if_fail (index < fw_version_compare_get_n (self), NULL);

  const FwPublishedVersion *version;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *day = NULL;

  if (index + 1 == fw_version_compare_get_n (self))
    return g_strdup_printf (_("The file as it is now (v%s)"), fw_manual_get_version (self->manual));
  version = fw_manual_versions_get (self->versions, index);
  date = g_date_time_new_from_iso8601 (version->date, NULL);
  /* Translators: a date, as in "27 November 2026". */
  day = date != NULL ? g_date_time_format (date, _("%e %B %Y")) : g_strdup (version->date);
  if (version->author[0] != '\0')
    return g_strdup_printf (_("v%s, %s, %s"), version->version, g_strstrip (day), version->author);
  return g_strdup_printf (_("v%s, %s"), version->version, g_strstrip (day));
}

/* Comparing ------------------------------------------------------------------------ */

typedef struct
{
  FwManualVersions         *versions; /* (owned) */
  const FwPublishedVersion *sides[2]; /* NULL: what the file says */
  FwManual                 *manual;   /* (owned) */
} Compare;

static void
compare_free (Compare *compare)
{
  fw_manual_versions_unref (compare->versions);
  fw_manual_unref (compare->manual);
  g_free (compare);
}

static void
compare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Compare *compare = task_data;
  g_autoptr (FwManual) before = NULL;
  g_autoptr (FwManual) after = NULL;
  GError *error = NULL;

  before = compare->sides[0] != NULL
             ? fw_manual_versions_read (compare->versions, compare->sides[0], &error)
             : fw_manual_ref (compare->manual);
  if (before != NULL)
    after = compare->sides[1] != NULL
              ? fw_manual_versions_read (compare->versions, compare->sides[1], &error)
              : fw_manual_ref (compare->manual);
  if (after != NULL)
    g_task_return_pointer (task, fw_manual_diff_new (before, after),
                           (GDestroyNotify) fw_manual_diff_unref);
  else
    g_task_return_error (task, error);
}

static void
ran_cb (FwManualImpact *impact,
        gpointer        user_data)
{
  FwVersionCompare *self = user_data;

  self->impact = impact;
  g_clear_pointer (&self->job, fw_impact_job_free);
  g_signal_emit (self, signals[IMPACT_CHANGED], 0);
}

static void
compared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwVersionCompare *self = FW_VERSION_COMPARE (object);
  g_autoptr (GError) error = NULL;
  FwManualDiff *diff = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->comparing)
    {
      g_clear_pointer (&diff, fw_manual_diff_unref);
      return;
    }
  g_clear_object (&self->comparing);
  self->diff = diff;
  if (error != NULL)
    self->trouble = g_strdup (error->message);
  g_signal_emit (self, signals[DIFF_CHANGED], 0);
  if (diff != NULL && fw_manual_diff_get_n (diff) > 0)
    {
      self->job = fw_impact_job_new (self->project, diff, ran_cb, self);
      g_signal_emit (self, signals[IMPACT_CHANGED], 0);
    }
}

static void
drop_comparison (FwVersionCompare *self)
{
  g_clear_object (&self->comparing);
  g_ptr_array_set_size (self->looking, 0);
  g_clear_pointer (&self->job, fw_impact_job_free);
  g_clear_pointer (&self->impact, fw_manual_impact_free);
  g_clear_pointer (&self->diff, fw_manual_diff_unref);
  g_clear_pointer (&self->trouble, g_free);
  g_hash_table_remove_all (self->places);
}

void
fw_version_compare_choose (FwVersionCompare *self,
                           guint             before,
                           guint             after)
{
  g_return_if_fail (FW_IS_VERSION_COMPARE (self));
  g_return_if_fail (before < fw_version_compare_get_n (self));
  g_return_if_fail (after < fw_version_compare_get_n (self));

  guint n = fw_version_compare_get_n (self);
  guint chosen[2] = { before, after };
  Compare *compare = g_new0 (Compare, 1);
  g_autoptr (GTask) task = NULL;

  drop_comparison (self);
  self->before = before;
  self->after = after;
  compare->versions = fw_manual_versions_ref (self->versions);
  compare->manual = fw_manual_ref (self->manual);
  for (int side = 0; side < 2; side++)
    if (chosen[side] + 1 < n)
      compare->sides[side] = fw_manual_versions_get (self->versions, chosen[side]);
  self->comparing = g_cancellable_new ();
  task = g_task_new (self, self->comparing, compared_cb, NULL);
  g_task_set_task_data (task, compare, (GDestroyNotify) compare_free);
  g_task_run_in_thread (task, compare_thread);
  g_signal_emit (self, signals[DIFF_CHANGED], 0);
}

/* Places ----------------------------------------------------------------------------- */

static void
looked_cb (FwTrialJob  *job,
           FwRuleTrial *trial,
           gpointer     user_data)
{
  FwVersionCompare *self = user_data;
  const char *rule = fw_trial_job_get_rule (job);

  if (trial != NULL)
    g_hash_table_insert (self->places, (gpointer) rule, trial);
  g_ptr_array_remove (self->looking, job);
  g_signal_emit (self, signals[PLACES_CHANGED], 0, rule);
}

void
fw_version_compare_find_places (FwVersionCompare *self,
                                const char       *rule)
{
  g_return_if_fail (FW_IS_VERSION_COMPARE (self));
  g_return_if_fail (rule != NULL);

  FwTrialPair pair = { .rule = rule };

  if (self->diff == NULL || fw_version_compare_get_places (self, rule) != NULL)
    return;
  pair.before = fw_manual_diff_get_before (self->diff);
  pair.after = fw_manual_diff_get_after (self->diff);
  g_ptr_array_add (self->looking, fw_trial_job_new (self->project, &pair, looked_cb, self));
}

const FwRuleTrial *
fw_version_compare_get_places (FwVersionCompare *self,
                               const char       *rule)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return g_hash_table_lookup (self->places, g_intern_string (rule));
}

/* What is known -------------------------------------------------------------------- */

FwProject *
fw_version_compare_get_project (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return self->project;
}

const char *
fw_version_compare_get_trouble (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return self->trouble;
}

gboolean
fw_version_compare_is_loaded (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), FALSE);

  return self->versions != NULL || self->trouble != NULL;
}

guint
fw_version_compare_get_before (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), 0);

  return self->before;
}

guint
fw_version_compare_get_after (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), 0);

  return self->after;
}

FwManualDiff *
fw_version_compare_get_diff (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return self->diff;
}

FwManualVersions *
fw_version_compare_get_versions (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return self->versions;
}

const FwManualImpact *
fw_version_compare_get_impact (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  return self->impact;
}

const FwRuleImpact *
fw_version_compare_find_impact (FwVersionCompare *self,
                                const char       *rule)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), NULL);

  for (guint i = 0; self->impact != NULL && i < self->impact->rules->len; i++)
    {
      const FwRuleImpact *its = &g_array_index (self->impact->rules, FwRuleImpact, i);

      if (g_str_equal (its->id, rule))
        return its;
    }
  return NULL;
}

gboolean
fw_version_compare_is_running (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), FALSE);

  return self->comparing != NULL || self->job != NULL;
}

double
fw_version_compare_get_share (FwVersionCompare *self)
{
  g_return_val_if_fail (FW_IS_VERSION_COMPARE (self), 0.0);

  return self->job != NULL ? fw_impact_job_get_share (self->job) : 0.0;
}

/* Object ------------------------------------------------------------------------- */

static void
fw_version_compare_dispose (GObject *object)
{
  FwVersionCompare *self = FW_VERSION_COMPARE (object);

  drop_comparison (self);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_version_compare_parent_class)->dispose (object);
}

static void
fw_version_compare_finalize (GObject *object)
{
  FwVersionCompare *self = FW_VERSION_COMPARE (object);

  g_ptr_array_unref (self->looking);
  g_clear_pointer (&self->versions, fw_manual_versions_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_hash_table_unref (self->places);
  g_free (self->trouble);
  g_free (self->path);

  G_OBJECT_CLASS (fw_version_compare_parent_class)->finalize (object);
}

static void
fw_version_compare_class_init (FwVersionCompareClass *klass)
{
  static const char *const names[] = { "loaded", "diff-changed", "impact-changed" };

  G_OBJECT_CLASS (klass)->dispose = fw_version_compare_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_version_compare_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], FW_TYPE_VERSION_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  signals[PLACES_CHANGED] =
    g_signal_new ("places-changed", FW_TYPE_VERSION_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_version_compare_init (FwVersionCompare *self)
{
  self->looking = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_trial_job_free);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) fw_rule_trial_free);
}

FwVersionCompare *
fw_version_compare_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (fw_project_get_manual (project) != NULL, NULL);

  FwVersionCompare *self = g_object_new (FW_TYPE_VERSION_COMPARE, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, loaded_cb, NULL);

  self->project = g_object_ref (project);
  self->path = g_strdup (fw_project_get_manual_path (project));
  self->manual = fw_manual_ref (fw_project_get_manual (project));
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, load_thread);
  return self;
}
