/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-report.h"

#include "app/unit-crop.h"
#include "core/object-words.h"
#include "core/unit-words.h"
#include "formats/safe-file.h"
#include "review/report.h"
#include "rules/rule-text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define REVIEW_ENDING ".review.json"

typedef struct
{
  FwReview        *review;   /* (owned) */
  char            *page;     /* (owned) path of the HTML page */
  char            *stem;     /* (owned) the same without ".html": the folder of pictures */
  gint64           draw;
  FwSnapshot      *snapshot; /* (owned) */
  FwManual        *manual;   /* (owned) (nullable) */
  FwSource        *source;   /* (owned) (nullable) */
  FwUnitWords     *words;    /* (owned) (nullable) made in the thread */
  GHashTable      *pictures; /* (owned) ids of verdicts that have one, boxed */

  GMainContext    *context;  /* (owned) where @progress is called */
  FwReportProgress progress; /* (nullable) */
  gpointer         user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  fw_review_unref (job->review);
  g_clear_pointer (&job->words, fw_unit_words_free);
  fw_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->manual, fw_manual_unref);
  g_clear_object (&job->source);
  g_hash_table_unref (job->pictures);
  g_main_context_unref (job->context);
  g_free (job->page);
  g_free (job->stem);
  g_free (job);
}

static char *
dup_stem (const char *review_path,
          gint64      draw)
{
  gsize length = strlen (review_path);

  if (g_str_has_suffix (review_path, REVIEW_ENDING))
    length -= strlen (REVIEW_ENDING);

  return g_strdup_printf ("%.*s.report-%" PRId64, (int) length, review_path, draw);
}

char *
fw_review_report_dup_path (const char *review_path,
                           gint64      draw)
{
  g_return_val_if_fail (review_path != NULL, NULL);

  g_autofree char *stem = dup_stem (review_path, draw);

  return g_strconcat (stem, ".html", NULL);
}

/* Pictures ------------------------------------------------------------------------ */

typedef struct
{
  const FwVerdict *verdict;
  FwCropOrder      order;
  FwFrame          frame;
} Wanted;

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  FwFrame left = ((const Wanted *) a)->frame;
  FwFrame right = ((const Wanted *) b)->frame;

  return (left > right) - (left < right);
}

/* What was not right, by frames: a video is read once, and not sought through. */
static GArray *
list_wanted (Job *job)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Wanted));
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (job->review, job->draw, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwVerdict *verdict = verdicts[i];
      Wanted wanted = { .verdict = verdict,
                        .order = { .frame = FW_FRAME_NONE,
                                   .is_outlined = TRUE,
                                   .has_pin = verdict->has_pin,
                                   .pin = verdict->pin,
                                   .has_region = verdict->has_region,
                                   .region = verdict->region } };

      if (fw_verdict_get_answer (verdict)->outcome == FW_OUTCOME_WRONG
          && fw_unit_parse (verdict->unit, &wanted.order.unit, NULL)
          && fw_unit_crop_find_frame (&wanted.order, job->snapshot, &wanted.frame, NULL))
        g_array_append_val (list, wanted);
    }
  g_array_sort (list, compare_wanted);

  return list;
}

static char *
dup_picture_path (const Job *job,
                  gint64     verdict)
{
  g_autofree char *name = g_strdup_printf ("%" PRId64 ".png", verdict);

  return g_build_filename (job->stem, name, NULL);
}

static void
make_picture (Job            *job,
              const Wanted   *wanted,
              FwSecondSource *second,
              GCancellable   *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
    = fw_unit_crop_new (&wanted->order, job->snapshot, second, cancellable, &error);
  g_autofree char *path = dup_picture_path (job, wanted->verdict->id);

  if (picture != NULL && fw_picture_save_png (picture, path, &error))
    g_hash_table_add (job->pictures, g_memdup2 (&wanted->verdict->id, sizeof (gint64)));
  else
    g_info ("no picture of %s: %s", wanted->verdict->unit, error->message);
}

typedef struct
{
  Job   *job;  /* borrowed from the task */
  GTask *task; /* (owned) */
  double share;
} Tick;

static gboolean
tick_cb (gpointer data)
{
  Tick *tick = data;

  if (tick->job->progress != NULL)
    tick->job->progress (tick->share, tick->job->user_data);

  return G_SOURCE_REMOVE;
}

static void
tick_free (gpointer data)
{
  g_object_unref (((Tick *) data)->task);
  g_free (data);
}

static void
tell (Job   *job,
      GTask *task,
      double share)
{
  Tick *tick;

  if (job->progress == NULL)
    return;
  tick = g_new0 (Tick, 1);
  tick->job = job;
  tick->task = g_object_ref (task);
  tick->share = share;
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, tick_cb, tick, tick_free);
}

static void
make_pictures (Job          *job,
               GTask        *task,
               GCancellable *cancellable)
{
  g_autoptr(GArray) wanted = list_wanted (job);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwSecondSource) second = NULL;

  if (wanted->len == 0 || job->source == NULL)
    return;
  second = fw_second_source_new (job->source, cancellable, &error);
  if (second == NULL || g_mkdir_with_parents (job->stem, 0777) != 0)
    {
      g_info ("the report has no pictures: %s",
              error != NULL ? error->message : g_strerror (errno));
      return;
    }
  for (guint i = 0; i < wanted->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      make_picture (job, &g_array_index (wanted, Wanted, i), second, cancellable);
      tell (job, task, (i + 1.0) / wanted->len);
    }
}

/* The page -------------------------------------------------------------------------- */

static char *
dup_rule_text (const char *rule,
               const char *rule_rev,
               gpointer    user_data)
{
  const Job *job = user_data;

  return fw_rule_dup_text (job->manual, rule, rule_rev);
}

/* As the window calls it. */
static char *
dup_category (const char *name,
              gpointer    user_data)
{
  const Job *job = user_data;

  return fw_category_name_dup_words (fw_snapshot_get_taxonomy (job->snapshot), name);
}

static char *
dup_unit (const char *name,
          gpointer    user_data)
{
  const Job *job = user_data;
  FwUnit unit;

  return fw_unit_parse (name, &unit, NULL) ? fw_unit_words_dup (job->words, &unit) : NULL;
}

/* Relative to the page, so that both can be moved together. */
static char *
dup_picture (const FwVerdict *verdict,
             gpointer         user_data)
{
  const Job *job = user_data;
  g_autofree char *folder = NULL;
  g_autofree char *relative = NULL;

  if (!g_hash_table_contains (job->pictures, &verdict->id))
    return NULL;
  folder = g_path_get_basename (job->stem);
  relative = g_strdup_printf ("%s/%" PRId64 ".png", folder, verdict->id);

  return g_uri_escape_string (relative, "/", TRUE);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FwReport) report = fw_report_new (job->review, job->draw, 0.95, now);
  FwReportSources sources = { dup_rule_text, dup_picture, dup_category, dup_unit, job };
  g_autofree char *json_path = g_strconcat (job->stem, ".json", NULL);
  g_autofree char *json = fw_report_to_json (report);
  g_autofree char *html = NULL;
  GError *error = NULL;

  make_pictures (job, task, cancellable);
  job->words = fw_unit_words_new (job->snapshot);
  html = fw_report_to_html (report, &sources);
  if (fw_safe_file_replace_text (json_path, json, &error)
      && fw_safe_file_replace_text (job->page, html, &error))
    g_task_return_pointer (task, g_strdup (job->page), g_free);
  else
    g_task_return_error (task, error);
}

/* The source goes where it came from; the thread may be the last to let go of the job. */
static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) outer = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  char *path = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&job->source);
  job->progress = NULL;
  if (path != NULL)
    g_task_return_pointer (outer, path, g_free);
  else
    g_task_return_error (outer, error);
}

void
fw_review_report_write_async (const FwReportFacts *facts,
                              GCancellable        *cancellable,
                              FwReportProgress     progress,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (facts != NULL && facts->review != NULL && facts->snapshot != NULL);
  g_return_if_fail (fw_review_find (facts->review, FW_REVIEW_DRAW, facts->draw) != NULL);

  job = g_new0 (Job, 1);
  job->review = fw_review_ref (facts->review);
  job->page = fw_review_report_dup_path (facts->review_path, facts->draw);
  job->stem = dup_stem (facts->review_path, facts->draw);
  job->draw = facts->draw;
  job->snapshot = fw_snapshot_ref (facts->snapshot);
  job->manual = facts->manual != NULL ? fw_manual_ref (facts->manual) : NULL;
  job->source = facts->source != NULL ? g_object_ref (facts->source) : NULL;
  job->pictures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  job->context = g_main_context_ref_thread_default ();
  job->progress = progress;
  job->user_data = user_data;
  task = g_task_new (NULL, cancellable, written_cb,
                     g_task_new (NULL, cancellable, callback, user_data));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

char *
fw_review_report_write_finish (GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
