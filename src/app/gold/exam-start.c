/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/exam-start.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/gold/gold-rules.h"
#include "app/review/review-choice.h"
#include "formats/coco-file.h"
#include "formats/gold-file.h"

/* Looking ------------------------------------------------------------------------ */

void
fw_gold_outlook_free (FwGoldOutlook *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->open[0]);
  g_free (self->open[1]);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

FwSnapshot *
fw_gold_load_frozen (const char    *gold_path,
                     const FwGold  *gold,
                     GError       **error)
{
  g_autofree char *path = fw_gold_file_dup_labels_path (gold_path, gold);
  FwCocoLoadOptions options = { .media_is_video = fw_gold_get_origin (gold)->is_video };
  g_autoptr(GError) reason = NULL;
  g_autoptr(FwCocoFile) file = fw_coco_file_load (path, &options, NULL, &reason);

  if (file == NULL)
    {
      g_set_error (error, reason->domain, reason->code,
                   _("The labels that are gold cannot be read. %s"), reason->message);
      return NULL;
    }

  return fw_snapshot_ref (fw_coco_file_get_snapshot (file));
}

static FwGold *
load_gold (const char  *path,
           GPtrArray   *notes,
           GError     **error)
{
  g_autoptr(GError) reason = NULL;
  FwGold *gold = fw_gold_file_load (path, notes, &reason);
  g_autofree char *name = g_path_get_basename (path);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("There is no gold for these labels yet: no %s beside them. It is made of "
                   "reviewed work, with “Make a Gold Clip”."),
                 name);
  else if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return gold;
}

/* Rules that gold is right under, when there are any. */
static gboolean
has_rules (const FwGold *gold)
{
  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_EDITION); i++)
    if (((const FwGoldEdition *) fw_gold_get (gold, FW_GOLD_EDITION, i))->n_rules > 0)
      return TRUE;

  return FALSE;
}

static FwGoldPool *
make_pool (FwGold           *gold,
           const FwManual   *manual,
           const FwSnapshot *frozen,
           GDateTime        *now)
{
  g_autoptr(FwGoldEdition) rules
    = manual != NULL ? fw_gold_edition_new (manual, 1, now, NULL) : NULL;

  return fw_gold_pool_new (gold, rules, frozen, now);
}

FwGoldOutlook *
fw_gold_outlook_new (const char      *gold_path,
                     const char      *person,
                     const FwManual  *manual,
                     GDateTime       *now,
                     GError         **error)
{
  g_return_val_if_fail (gold_path != NULL && person != NULL && now != NULL, NULL);

  g_autoptr(FwGoldOutlook) self = g_new0 (FwGoldOutlook, 1);

  self->notes = g_ptr_array_new_with_free_func (g_free);

  g_autoptr(FwGold) gold = load_gold (gold_path, self->notes, error);
  g_autoptr(FwSnapshot) frozen
    = gold != NULL ? fw_gold_load_frozen (gold_path, gold, error) : NULL;

  if (frozen == NULL)
    return NULL;

  g_autoptr(FwGoldPool) pool = make_pool (gold, manual, frozen, now);

  self->settings = *fw_gold_get_settings (gold);
  self->settings.extra = NULL;
  fw_gold_pool_count (pool, person, &self->stock);
  self->is_video = fw_gold_get_origin (gold)->is_video;
  self->is_qualified = fw_gold_pool_is_qualified (pool, person);
  self->needs_manual = manual == NULL && has_rules (gold);
  for (int mode = FW_ATTEMPT_PRACTISE; mode <= FW_ATTEMPT_EXAM; mode++)
    {
      const FwGoldAttempt *open = fw_gold_find_open (gold, person, (FwAttemptMode) mode);
      g_autofree char *folder = g_path_get_dirname (gold_path);

      if (open != NULL)
        self->open[mode] = g_build_filename (folder, open->labels, NULL);
    }

  return g_steal_pointer (&self);
}

/* Beginning ------------------------------------------------------------------------- */

typedef struct
{
  const char    *gold_path;
  const char    *person;
  FwAttemptMode  mode;
  FwManual      *manual;
  GDateTime     *now;
  FwSnapshot    *frozen;
  char          *labels_path; /* (owned) what came of it */
} Beginning;

/* Nothing but the frames and the words: what is to be labelled, without labels. */
static gboolean
write_empty (Beginning   *beginning,
             const char  *path,
             GError     **error)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (beginning->frozen);
  g_autoptr(FwCocoFile) file
    = fw_coco_file_new (frames, fw_snapshot_get_taxonomy (beginning->frozen));
  FwCocoWriteOptions options = { .all_images = !fw_frame_list_is_video (frames) };

  return fw_coco_file_save (file, fw_coco_file_get_snapshot (file), &options, path, NULL, NULL,
                            error);
}

static gboolean
refuse_few (Beginning     *beginning,
            gsize          n_free,
            gsize          n_wanted,
            GError       **error)
{
  if (n_free == 0)
    g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                         _("No gold is left that you have not seen. Ask whoever reviews to make "
                           "more of it."));
  else
    g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                 ngettext ("%zu gold item is left that you have not seen, and an exam asks %zu. "
                           "Ask whoever reviews to make more of it.",
                           "%zu gold items are left that you have not seen, and an exam asks %zu. "
                           "Ask whoever reviews to make more of it.",
                           (gulong) n_free),
                 n_free, n_wanted);

  return FALSE;
}

/* A name that no attempt has and no file of an earlier gold. */
static gint64
choose_number (const Beginning  *beginning,
               const FwGold     *gold,
               char            **out_path)
{
  g_autofree char *folder = g_path_get_dirname (beginning->gold_path);

  for (gint64 n = fw_gold_get_next_attempt (gold, beginning->person);; n++)
    {
      g_autofree char *name = fw_gold_file_dup_attempt_name (beginning->gold_path, beginning->mode,
                                                             beginning->person, n);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          *out_path = g_steal_pointer (&path);
          return n;
        }
    }
}

/* What is going on and lost its file goes on with an empty one. */
static gboolean
go_on (Beginning            *beginning,
       const FwGoldAttempt  *open,
       GError              **error)
{
  g_autofree char *folder = g_path_get_dirname (beginning->gold_path);

  beginning->labels_path = g_build_filename (folder, open->labels, NULL);

  return g_file_test (beginning->labels_path, G_FILE_TEST_EXISTS)
         || write_empty (beginning, beginning->labels_path, error);
}

static gboolean
put_attempt (FwGoldBuilder  *builder,
             gpointer        user_data,
             GError        **error)
{
  Beginning *beginning = user_data;
  FwGold *gold = (FwGold *) fw_gold_builder_peek (builder);
  const FwGoldSettings *settings = fw_gold_get_settings (gold);
  const FwGoldAttempt *open = fw_gold_find_open (gold, beginning->person, beginning->mode);
  gboolean is_exam = beginning->mode == FW_ATTEMPT_EXAM;
  gsize n_wanted = is_exam ? settings->items : FW_PRACTISE_ITEMS;
  g_autofree char *seed = fw_review_choice_dup_seed ();
  g_autofree char *begun_at = g_date_time_format_iso8601 (beginning->now);

  if (open != NULL)
    return go_on (beginning, open, error);

  FwGoldPool *pool = make_pool (gold, beginning->manual, beginning->frozen, beginning->now);
  g_autoptr(GArray) answers = fw_gold_pool_draw (pool, beginning->person, seed, n_wanted);
  FwGoldStock stock;

  fw_gold_pool_count (pool, beginning->person, &stock);
  fw_gold_pool_free (pool);
  if (answers->len == 0 || (is_exam && answers->len < n_wanted))
    return refuse_few (beginning, stock.n_free, n_wanted, error);

  g_autofree char *path = NULL;
  gint64 n = choose_number (beginning, gold, &path);
  g_autofree char *name = g_path_get_basename (path);
  FwGoldAttempt attempt = {
    .person = (char *) beginning->person,
    .n = n,
    .mode = beginning->mode,
    .labels = name,
    .seed = seed,
    .needed = is_exam ? settings->needed : 0,
    .manual = beginning->manual != NULL ? (char *) fw_manual_get_name (beginning->manual) : NULL,
    .version
    = beginning->manual != NULL ? (char *) fw_manual_get_version (beginning->manual) : NULL,
    .begun_at = begun_at,
    .answers = (FwGoldAnswer *) (gpointer) answers->data,
    .n_answers = answers->len,
  };

  /* The labels first: an attempt without them could not be opened. */
  if (!write_empty (beginning, path, error)
      || !fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, error))
    return FALSE;
  beginning->labels_path = g_steal_pointer (&path);

  return TRUE;
}

char *
fw_exam_begin (const char     *gold_path,
               const char     *person,
               FwAttemptMode   mode,
               FwManual       *manual,
               GDateTime      *now,
               GError        **error)
{
  g_return_val_if_fail (gold_path != NULL && person != NULL && now != NULL, NULL);

  Beginning beginning = { gold_path, person, mode, manual, now, NULL, NULL };
  g_autoptr(FwGold) gold = load_gold (gold_path, NULL, error);
  g_autoptr(FwSnapshot) frozen
    = gold != NULL ? fw_gold_load_frozen (gold_path, gold, error) : NULL;

  if (frozen == NULL)
    return NULL;
  beginning.frozen = frozen;

  g_autoptr(FwGold) after = fw_gold_file_change (gold_path, NULL, put_attempt, &beginning, error);

  if (after == NULL)
    g_clear_pointer (&beginning.labels_path, g_free);

  return beginning.labels_path;
}

/* In a thread ----------------------------------------------------------------------- */

typedef struct
{
  char          *gold_path; /* (owned) */
  char          *person;    /* (owned) */
  FwManual      *manual;    /* (owned) (nullable) */
  FwAttemptMode  mode;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->gold_path);
  g_free (job->person);
  g_clear_pointer (&job->manual, fw_manual_unref);
  g_free (job);
}

static Job *
job_new (const char    *gold_path,
         const char    *person,
         FwManual      *manual,
         FwAttemptMode  mode)
{
  Job *job = g_new0 (Job, 1);

  job->gold_path = g_strdup (gold_path);
  job->person = g_strdup (person);
  job->manual = manual != NULL ? fw_manual_ref (manual) : NULL;
  job->mode = mode;

  return job;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  FwGoldOutlook *outlook
    = fw_gold_outlook_new (job->gold_path, job->person, job->manual, now, &error);

  if (outlook != NULL)
    g_task_return_pointer (task, outlook, (GDestroyNotify) fw_gold_outlook_free);
  else
    g_task_return_error (task, error);
}

void
fw_gold_outlook_async (const char          *gold_path,
                       const char          *person,
                       FwManual            *manual,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (gold_path != NULL && person != NULL);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, job_new (gold_path, person, manual, FW_ATTEMPT_EXAM), job_free);
  g_task_run_in_thread (task, look_in_thread);
}

FwGoldOutlook *
fw_gold_outlook_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
begin_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  char *path = fw_exam_begin (job->gold_path, job->person, job->mode, job->manual, now, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
fw_exam_begin_async (const char          *gold_path,
                     const char          *person,
                     FwAttemptMode        mode,
                     FwManual            *manual,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (gold_path != NULL && person != NULL);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, job_new (gold_path, person, manual, mode), job_free);
  g_task_run_in_thread (task, begin_in_thread);
}

char *
fw_exam_begin_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
