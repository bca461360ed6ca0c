/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the checks want to know and the labels do not say, as far as it can be
 * found on this computer: the journal, the file of labels, the lists of media
 * that the manual names, the other labels of the project, its review, the clock.
 * Read in a thread when a project opens, when its manual changes, and from time
 * to time while somebody works; the review alone whenever it changes. What is
 * measured in the pictures comes from FwPixelRunner.
 */

#include "app/project-private.h"

#include "app/other-labels.h"
#include "core/journal.h"
#include "formats/effort.h"
#include "rules/media-list.h"
#include "rules/review-facts.h"

/* How old what is known of the work may get. */
#define REFRESH_S 60

#define FACTS_OF_REVIEW (FW_FACT_QUESTIONS | FW_FACT_JUDGED)
#define FACTS_OF_FILES  (FW_FACT_EFFORTS | FW_FACT_TWINS | FW_FACT_LISTS | FW_FACT_OTHERS)

typedef struct
{
  guint         facts;    /* that are gathered */
  char         *path;     /* (owned) of the labels */
  FwCocoFile   *coco;     /* (owned) */
  FwManual     *manual;   /* (owned) (nullable) */
  char         *folder;   /* (owned) (nullable) of the manual */
  GPtrArray    *others;   /* (owned) (nullable) known before, and then now */
  FwReview     *review;   /* (owned) (nullable) */
  FwSnapshot   *snapshot; /* (owned) */
  char         *media;    /* (owned) (nullable) of units */
  FwCheckFacts *found;    /* (owned) (nullable) result */
} Gathering;

static void
gathering_free (Gathering *self)
{
  g_free (self->path);
  fw_coco_file_unref (self->coco);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->folder);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->review, fw_review_unref);
  fw_snapshot_unref (self->snapshot);
  g_free (self->media);
  g_clear_pointer (&self->found, fw_check_facts_unref);
  g_free (self);
}

static void
add_efforts (FwCheckFactsBuilder *builder,
             const char          *path)
{
  g_autofree char *journal = fw_journal_path_for (path);
  g_autoptr(FwEffortTable) table = fw_effort_table_new ();
  g_autoptr(GArray) list = NULL;
  g_autoptr(GArray) efforts = g_array_new (FALSE, FALSE, sizeof (FwEffort));

  if (!fw_effort_table_read (table, journal, NULL))
    return;

  list = fw_effort_table_list (table);
  for (guint i = 0; i < list->len; i++)
    {
      const FwTrackEffort *its = &g_array_index (list, FwTrackEffort, i);
      FwEffort effort = { its->track, its->author, its->seconds, its->n_steps };

      g_array_append_val (efforts, effort);
    }
  fw_check_facts_builder_set_efforts (builder, (FwEffort *) (gpointer) efforts->data,
                                      efforts->len);
}

static void
add_twins (FwCheckFactsBuilder *builder,
           FwCocoFile          *coco)
{
  g_autoptr(GArray) list = fw_coco_file_list_twins (coco);
  g_autoptr(GArray) twins = g_array_new (FALSE, FALSE, sizeof (FwTwin));

  for (guint i = 0; i < list->len; i++)
    {
      const FwCocoTwin *its = &g_array_index (list, FwCocoTwin, i);
      FwTwin twin = { its->own, its->track, its->frame };

      g_array_append_val (twins, twin);
    }
  fw_check_facts_builder_set_twins (builder, (FwTwin *) (gpointer) twins->data, twins->len);
}

static void
add_files (FwCheckFactsBuilder *builder,
           Gathering           *self,
           GCancellable        *cancellable)
{
  g_autoptr(GPtrArray) known = g_steal_pointer (&self->others);

  add_efforts (builder, self->path);
  add_twins (builder, self->coco);
  if (self->manual && self->folder)
    {
      g_autoptr(GPtrArray) lists = fw_media_lists_read (self->manual, self->folder);

      if (lists->len > 0)
        fw_media_lists_add_to (lists, builder);
    }
  if (fw_other_labels_are_wanted (self->manual))
    self->others = fw_other_labels_read (self->path, self->manual, known, cancellable);
  if (self->others)
    fw_other_labels_add_to (self->others, builder);
}

static void
gather_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Gathering *self = task_data;
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);

  fw_check_facts_builder_set_now (builder, g_get_real_time ());
  if (self->facts & FACTS_OF_FILES)
    add_files (builder, self, cancellable);
  if (self->media)
    fw_review_facts_add (builder, self->review, self->snapshot, self->media);
  self->found = fw_check_facts_builder_end (builder);
  g_task_return_boolean (task, TRUE);
}

static void
gathered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  Gathering *found = g_task_get_task_data (G_TASK (result));
  FwCheckFactsBuilder *builder;

  self->n_gathering--;
  if (!g_task_propagate_boolean (G_TASK (result), NULL) || !self->checks)
    return;

  if (found->facts & FACTS_OF_FILES)
    {
      g_clear_pointer (&self->others, g_ptr_array_unref);
      self->others = g_steal_pointer (&found->others);
    }
  builder = fw_check_facts_builder_new (fw_check_runner_get_facts (self->checks));
  fw_check_facts_builder_copy (builder, found->found, found->facts | FW_FACT_NOW);

  g_autoptr(FwCheckFacts) facts = fw_check_facts_builder_end (builder);

  fw_check_runner_set_facts (self->checks, facts);
  /* It changed while it was read. */
  if (self->is_review_newer && self->n_gathering == 0)
    fw_project_gather_review (self);
}

static void
gather (FwProject *self,
        guint      facts)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, gathered_cb, NULL);
  Gathering *gathering = g_new0 (Gathering, 1);
  FwDocument *document = fw_labels_file_get_document (self->labels);

  gathering->facts = facts;
  gathering->path = g_strdup (fw_labels_file_get_path (self->labels));
  gathering->coco = fw_coco_file_ref (fw_labels_file_get_coco (self->labels));
  gathering->manual = self->manual ? fw_manual_ref (self->manual) : NULL;
  gathering->folder = self->manual_path ? g_path_get_dirname (self->manual_path) : NULL;
  gathering->others = self->others ? g_ptr_array_ref (self->others) : NULL;
  gathering->review
      = self->review ? fw_review_ref (fw_review_file_get_review (self->review)) : NULL;
  gathering->snapshot = fw_snapshot_ref (fw_document_get_snapshot (document));
  gathering->media = g_strdup (self->unit_media);
  self->is_review_newer = FALSE;
  self->n_gathering++;
  g_task_set_task_data (task, gathering, (GDestroyNotify) gathering_free);
  g_task_run_in_thread (task, gather_thread);
}

void
fw_project_gather_facts (FwProject *self)
{
  self->is_worked_on = FALSE;
  gather (self, FACTS_OF_FILES | FACTS_OF_REVIEW);
}

void
fw_project_gather_review (FwProject *self)
{
  if (self->n_gathering > 0)
    self->is_review_newer = TRUE;
  else
    gather (self, FACTS_OF_REVIEW);
}

/* Whether what a rule wants to know changes while somebody works. */
static gboolean
wants_refresh (FwManual *manual)
{
  for (gsize i = 0; manual && i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (rule->kind && (rule->kind->needs & (FW_NEEDS_EFFORTS | FW_NEEDS_VERDICTS)))
        return TRUE;
    }

  return fw_other_labels_are_wanted (manual);
}

static gboolean
refresh_cb (gpointer user_data)
{
  FwProject *self = user_data;

  if (self->is_worked_on && self->n_gathering == 0 && wants_refresh (self->manual))
    fw_project_gather_facts (self);

  return G_SOURCE_CONTINUE;
}

static void
work_cb (FwProject *self)
{
  self->is_worked_on = TRUE;
}

void
fw_project_start_facts (FwProject *self)
{
  fw_project_look_at_pictures (self);
  g_signal_connect_object (fw_labels_file_get_document (self->labels), "changed",
                           G_CALLBACK (work_cb), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
  fw_project_gather_facts (self);
}

void
fw_project_look_at_pictures (FwProject *self)
{
  g_clear_object (&self->pixels);
  if (self->checks && self->source)
    self->pixels = fw_pixel_runner_new (self->checks, self->source);
  fw_project_notify_pixels (self);
}
