/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/manual/check-precision.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/other-labels.h"
#include "edit/clock.h"
#include "rules/problem-aside.h"

struct _FwCheckPrecision
{
  GObject           parent_instance;

  FwProject        *project;     /* borrowed: it lives longer */
  FwPrecisionTable *table;       /* (owned) (nullable) */
  GArray           *others;      /* (owned) (nullable) (element-type FwJudgedWork) beside these */
  gboolean          is_wanted;
  GCancellable     *cancellable; /* (owned) (nullable) while it is counted */
  gboolean          again;       /* and once more then */
  /* What was counted last; only compared. */
  gpointer          manual;
  gpointer          asides;
  gpointer          review;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCheckPrecision, fw_check_precision, G_TYPE_OBJECT)

/* Counting ----------------------------------------------------------------------- */

typedef struct
{
  FwManual   *manual;   /* (owned) */
  FwSnapshot *labels;   /* (owned) */
  FwReview   *review;   /* (owned) (nullable) */
  GPtrArray  *problems; /* (owned) (element-type FwProblem) of these labels */
  char       *path;     /* (owned) of the labels */
  GArray     *others;   /* (owned) (nullable) known before, and then now */
} Counting;

static void
counting_free (Counting *self)
{
  fw_manual_unref (self->manual);
  fw_snapshot_unref (self->labels);
  g_clear_pointer (&self->review, fw_review_unref);
  g_ptr_array_unref (self->problems);
  g_free (self->path);
  g_clear_pointer (&self->others, g_array_unref);
  g_free (self);
}

static gboolean
is_open (const FwSetAside *worked_at,
         gpointer          open)
{
  return fw_open_findings_has (open, worked_at);
}

static void
clear_work (gpointer data)
{
  FwJudgedWork *work = data;

  g_clear_pointer (&work->labels, fw_snapshot_unref);
  g_clear_pointer (&work->review, fw_review_unref);
}

/* Of the labels only what was said of problems: the rest is large, and nobody asks. */
static FwSnapshot *
keep_asides (FwSnapshot *labels)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();

  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_ASIDE, 0 }, fw_snapshot_get_asides (labels));
  return fw_snapshot_builder_end (builder);
}

/* The labels beside, each with its review. What of theirs is still open nobody checks
 * here: what was worked at there counts. */
static GArray *
read_others (Counting     *self,
             GCancellable *cancellable)
{
  g_autoptr(GPtrArray) files = fw_other_labels_read (self->path, self->manual, NULL, cancellable);
  GArray *works = g_array_new (FALSE, TRUE, sizeof (FwJudgedWork));

  g_array_set_clear_func (works, clear_work);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const FwOtherFile *other = files->pdata[i];
      g_autofree char *path = fw_review_file_dup_path_for (other->path);
      g_autoptr(FwReviewLoad) load
        = other->labels != NULL ? fw_review_load_new (path, NULL, NULL) : NULL;
      FwJudgedWork work = { NULL };

      if (other->labels == NULL)
        continue;
      work.labels = keep_asides (other->labels);
      work.review = load != NULL ? fw_review_ref (load->review) : NULL;
      g_array_append_val (works, work);
    }

  return works;
}

static void
count_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Counting *self = task_data;
  g_autoptr(GArray) works = g_array_new (FALSE, FALSE, sizeof (FwJudgedWork));
  g_autoptr(GArray) rules = fw_manual_list_checked (self->manual);
  g_autoptr(FwOpenFindings) open = fw_open_findings_new (self->problems);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FwJudgedWork own = { self->labels, self->review, is_open, open };

  if (self->others == NULL)
    self->others = read_others (self, cancellable);
  g_array_append_val (works, own);
  g_array_append_vals (works, self->others->data, self->others->len);
  g_task_return_pointer (
    task,
    fw_precision_table_new ((const FwCheckedRule *) (gpointer) rules->data, rules->len,
                            (const FwJudgedWork *) (gpointer) works->data, works->len, now),
    (GDestroyNotify) fw_precision_table_unref);
}

static void find (FwCheckPrecision *self);

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwCheckPrecision *self = FW_CHECK_PRECISION (object);
  Counting *counting = g_task_get_task_data (G_TASK (result));
  FwPrecisionTable *table = g_task_propagate_pointer (G_TASK (result), NULL);

  if (table == NULL || self->cancellable == NULL)
    {
      g_clear_pointer (&table, fw_precision_table_unref);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->table, fw_precision_table_unref);
  g_clear_pointer (&self->others, g_array_unref);
  self->table = table;
  self->others = g_steal_pointer (&counting->others);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->again)
    find (self);
}

static FwReview *
get_review (FwCheckPrecision *self)
{
  FwQuestionBoard *board = fw_project_get_questions (self->project);

  return board != NULL ? fw_question_board_get_review (board) : NULL;
}

static FwSnapshot *
get_labels (FwCheckPrecision *self)
{
  return fw_session_get_snapshot (fw_project_get_session (self->project));
}

static void
find (FwCheckPrecision *self)
{
  FwManual *manual = fw_project_get_manual (self->project);
  FwReview *review = get_review (self);
  Counting *counting;

  self->again = self->cancellable != NULL;
  if (manual == NULL || self->again)
    return;
  if (self->manual != manual)
    g_clear_pointer (&self->others, g_array_unref);
  self->manual = manual;
  self->asides = fw_snapshot_get_asides (get_labels (self));
  self->review = review;
  counting = g_new0 (Counting, 1);
  counting->manual = fw_manual_ref (manual);
  counting->labels = fw_snapshot_ref (get_labels (self));
  counting->review = review != NULL ? fw_review_ref (review) : NULL;
  counting->problems
    = g_ptr_array_ref (fw_check_runner_get_problems (fw_project_get_checks (self->project)));
  counting->path = g_strdup (fw_labels_file_get_path (fw_project_get_labels (self->project)));
  counting->others = self->others != NULL ? g_array_ref (self->others) : NULL;
  self->cancellable = g_cancellable_new ();

  g_autoptr(GTask) task = g_task_new (self, self->cancellable, counted_cb, NULL);

  g_task_set_task_data (task, counting, (GDestroyNotify) counting_free);
  g_task_run_in_thread (task, count_thread);
}

/* After a check, so that what was worked at is known to be gone or not. */
static void
changed_cb (FwCheckPrecision *self)
{
  if (!self->is_wanted)
    return;
  if (self->manual != fw_project_get_manual (self->project) || self->review != get_review (self)
      || self->asides != fw_snapshot_get_asides (get_labels (self)))
    find (self);
}

static void
manual_cb (FwCheckPrecision *self)
{
  if (fw_project_get_manual (self->project) != NULL || self->table == NULL)
    return;
  g_clear_pointer (&self->table, fw_precision_table_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Words -------------------------------------------------------------------------- */

char *
fw_check_precision_dup_words (const FwPrecision *figures)
{
  g_return_val_if_fail (figures != NULL, NULL);

  gint64 judged = fw_precision_get_judged (figures);
  g_autofree char *accepted = fw_clock_format_count (figures->accepted);
  g_autofree char *all = fw_clock_format_count (judged);

  if (judged == 0)
    return g_strdup (_("no data yet"));
  /* Translators: "17 of 20 problems that people judged: 85 % (64 to 95 %)" */
  return g_strdup_printf (ngettext ("%s of %s problem that people judged: %.0f %% (%.0f to %.0f %%)",
                                    "%s of %s problems that people judged: %.0f %% (%.0f to %.0f %%)",
                                    (gulong) judged),
                          accepted, all, 100.0 * figures->share, 100.0 * figures->interval.low,
                          100.0 * figures->interval.high);
}

char *
fw_check_precision_dup_proposal (const FwPrecisionTable *table,
                                 const FwRule           *rule)
{
  g_return_val_if_fail (table != NULL && rule != NULL, NULL);

  const FwPrecision *low
    = rule->severity != FW_SEVERITY_ADVICE && rule->kind != NULL && !rule->is_retired
        ? fw_precision_table_find_low (table, rule->id)
        : NULL;

  if (low == NULL)
    return NULL;

  gint64 judged = fw_precision_get_judged (low);
  g_autofree char *waved = fw_clock_format_count (low->waved_away);
  g_autofree char *all = fw_clock_format_count (judged);

  if (low == fw_precision_table_find_rule (table, rule->id))
    return g_strdup_printf (_("People waved away %s of %s problems that this rule found. Below 80 %% "
                              "its owner should ask less of them."),
                            waved, all);
  return g_strdup_printf (_("People waved away %s of %s problems that rules with the check “%s” "
                            "found. Below 80 %% the owner should ask less of them."),
                          waved, all, rule->kind->name);
}

/* Object ------------------------------------------------------------------------- */

FwPrecisionTable *
fw_check_precision_get_table (FwCheckPrecision *self)
{
  g_return_val_if_fail (FW_IS_CHECK_PRECISION (self), NULL);

  if (!self->is_wanted)
    {
      self->is_wanted = TRUE;
      changed_cb (self);
    }
  return self->table;
}

static void
fw_check_precision_dispose (GObject *object)
{
  FwCheckPrecision *self = FW_CHECK_PRECISION (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->table, fw_precision_table_unref);
  g_clear_pointer (&self->others, g_array_unref);

  G_OBJECT_CLASS (fw_check_precision_parent_class)->dispose (object);
}

static void
fw_check_precision_class_init (FwCheckPrecisionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_check_precision_dispose;
  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_CHECK_PRECISION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_check_precision_init (FwCheckPrecision *self)
{
}

FwCheckPrecision *
fw_check_precision_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (fw_project_get_session (project) != NULL, NULL);

  FwCheckPrecision *self = g_object_new (FW_TYPE_CHECK_PRECISION, NULL);

  self->project = project;
  g_signal_connect_object (fw_project_get_checks (project), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_project_get_questions (project), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::manual", G_CALLBACK (manual_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
