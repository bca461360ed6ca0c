/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the checks want to know and the labels do not say, as far as it can be
 * found on this computer: the journal, the file of labels, the lists of media
 * that the manual names, the clock. Read in a thread when a project opens, when
 * its manual changes, and from time to time while somebody works. What is
 * measured in the pictures comes from FwPixelRunner.
 */

#include "app/project-private.h"

#include "core/journal.h"
#include "formats/effort.h"
#include "rules/check-facts-builder.h"
#include "rules/media-list.h"

/* How old what is known of the work may get. */
#define REFRESH_S 60

typedef struct
{
  char       *journal; /* (owned) */
  FwCocoFile *coco;    /* (owned) */
  FwManual   *manual;  /* (owned) (nullable) */
  char       *folder;  /* (owned) (nullable) of the manual */
  GArray     *efforts; /* (owned) (nullable) result: (element-type FwEffort) */
  GArray     *twins;   /* (owned) (nullable) result: (element-type FwTwin) */
  GPtrArray  *lists;   /* (owned) (nullable) result: (element-type FwMediaListFile) */
} Gathering;

static void
gathering_free (Gathering *self)
{
  g_free (self->journal);
  fw_coco_file_unref (self->coco);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->folder);
  g_clear_pointer (&self->efforts, g_array_unref);
  g_clear_pointer (&self->twins, g_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_free (self);
}

static GArray *
read_efforts (const char *journal)
{
  g_autoptr(FwEffortTable) table = fw_effort_table_new ();
  g_autoptr(GArray) list = NULL;
  GArray *efforts;

  if (!fw_effort_table_read (table, journal, NULL))
    return NULL;

  list = fw_effort_table_list (table);
  efforts = g_array_sized_new (FALSE, FALSE, sizeof (FwEffort), list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const FwTrackEffort *its = &g_array_index (list, FwTrackEffort, i);
      FwEffort effort = { its->track, its->author, its->seconds, its->n_steps };

      g_array_append_val (efforts, effort);
    }

  return efforts;
}

static GArray *
read_twins (FwCocoFile *coco)
{
  g_autoptr(GArray) list = fw_coco_file_list_twins (coco);
  GArray *twins = g_array_sized_new (FALSE, FALSE, sizeof (FwTwin), list->len);

  for (guint i = 0; i < list->len; i++)
    {
      const FwCocoTwin *its = &g_array_index (list, FwCocoTwin, i);
      FwTwin twin = { its->own, its->track, its->frame };

      g_array_append_val (twins, twin);
    }

  return twins;
}

static void
gather_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Gathering *self = task_data;

  self->efforts = read_efforts (self->journal);
  self->twins = read_twins (self->coco);
  if (self->manual && self->folder)
    self->lists = fw_media_lists_read (self->manual, self->folder);
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

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || !self->checks)
    return;

  builder = fw_check_facts_builder_new (fw_check_runner_get_facts (self->checks));
  fw_check_facts_builder_set_now (builder, g_get_real_time ());
  if (found->efforts)
    fw_check_facts_builder_set_efforts (builder, (FwEffort *) (gpointer) found->efforts->data,
                                        found->efforts->len);
  fw_check_facts_builder_set_twins (builder, (FwTwin *) (gpointer) found->twins->data,
                                    found->twins->len);
  if (found->lists && found->lists->len > 0)
    fw_media_lists_add_to (found->lists, builder);

  g_autoptr(FwCheckFacts) facts = fw_check_facts_builder_end (builder);

  fw_check_runner_set_facts (self->checks, facts);
}

void
fw_project_gather_facts (FwProject *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, gathered_cb, NULL);
  Gathering *gathering = g_new0 (Gathering, 1);

  self->is_worked_on = FALSE;
  gathering->journal = fw_journal_path_for (fw_labels_file_get_path (self->labels));
  gathering->coco = fw_coco_file_ref (fw_labels_file_get_coco (self->labels));
  gathering->manual = self->manual ? fw_manual_ref (self->manual) : NULL;
  gathering->folder = self->manual_path ? g_path_get_dirname (self->manual_path) : NULL;
  g_task_set_task_data (task, gathering, (GDestroyNotify) gathering_free);
  g_task_run_in_thread (task, gather_thread);
}

static gboolean
wants_efforts (FwManual *manual)
{
  for (gsize i = 0; manual && i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (rule->kind && (rule->kind->needs & FW_NEEDS_EFFORTS))
        return TRUE;
    }

  return FALSE;
}

static gboolean
refresh_cb (gpointer user_data)
{
  FwProject *self = user_data;

  if (self->is_worked_on && wants_efforts (self->manual))
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
