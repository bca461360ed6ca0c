/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Work that was set aside, and putting it back.
 *
 * The journal of an earlier session is never replayed on a file that it does
 * not know. What it holds beyond its last save is summed up in a thread (each
 * slot once: what the file had, what the person left), and put on top of the
 * present document as one step:
 *
 * - an object gets the shape the person left it in, also when the other program
 *   deleted it; an object that the person made and whose number the other
 *   program gave to one of its own gets a new number, so that both stay;
 * - frame marks are merged: what the person marked and unmarked, nothing else; so
 *   are problems that were set aside, and the manuals that labels were confirmed under;
 * - categories are merged by their names.
 *
 * Only when that step is safe in the present journal, the old one is renamed.
 */

#include "formats/labels-aside.h"

#include "core/error.h"
#include "core/taxonomy-merge.h"
#include "formats/labels-file-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#define ENDING      ".fwj"
#define DONE_ENDING "-done" ENDING
#define PART_ENDING "-part" ENDING
/* No mark of any journal has this checksum. */
#define NO_FILE "?"
/* Journals that are looked through, the newest. */
#define MAX_ASIDE 16

void
fw_aside_free (FwAside *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_free (self);
}

/* Names. */

static char *
free_name (const char *stem, const char *ending)
{
  char *name = g_strconcat (stem, ending, NULL);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", stem, i, ending);
    }

  return name;
}

char *
fw_aside_new_name (const char *journal_path)
{
  g_return_val_if_fail (g_str_has_suffix (journal_path, ENDING), NULL);

  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *stem
      = g_strdup_printf ("%.*s-%s", (int) (strlen (journal_path) - strlen (ENDING)), journal_path,
                         stamp);

  return free_name (stem, ENDING);
}

char *
fw_aside_part_name (const char *aside_path)
{
  g_return_val_if_fail (g_str_has_suffix (aside_path, ENDING), NULL);

  g_autofree char *stem = g_strndup (aside_path, strlen (aside_path) - strlen (ENDING));

  return free_name (stem, PART_ENDING);
}

char *
fw_aside_done_name (const char *aside_path)
{
  g_return_val_if_fail (g_str_has_suffix (aside_path, ENDING), NULL);

  g_autofree char *stem = g_strndup (aside_path, strlen (aside_path) - strlen (ENDING));

  return free_name (stem, DONE_ENDING);
}

/* Reading. */

/* NULL with a sentence when the file is not whole enough to hold anything, or
 * follows other labels. */
static FwRecovery *
read_aside (const char *path, const char *labels_path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (FwRecovery) recovery = fw_recovery_read (path, NO_FILE, error);

  if (!recovery)
    {
      g_prefix_error (error, _("The changes kept in “%s” cannot be read. "), name);
      return NULL;
    }
  if (!recovery->path)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                   _("“%s” is damaged from its beginning on. Nothing in it can be put back."),
                   name);
      return NULL;
    }
  /* Names that are no text are not written as they are. */
  if (g_utf8_validate (labels_path, -1, NULL) && !g_str_equal (recovery->path, labels_path))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("“%s” holds changes of other labels: “%s”. They are not put back here."), name,
                   recovery->path);
      return NULL;
    }
  /* What this version understands of a part is in the labels since it was cut. */
  if (!recovery->is_sound && (recovery->n_unsaved == 0 || g_str_has_suffix (path, PART_ENDING)))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION,
                   _("“%s” was written by another version of Framewright. Put the changes back "
                     "with that version."),
                   name);
      return NULL;
    }

  return g_steal_pointer (&recovery);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const FwAside *left = *(const FwAside *const *) a;
  const FwAside *right = *(const FwAside *const *) b;

  return (left->last_time_us > right->last_time_us) - (left->last_time_us < right->last_time_us);
}

GPtrArray *
fw_aside_find (const char *journal_path, const char *labels_path)
{
  g_return_val_if_fail (journal_path != NULL && labels_path != NULL, NULL);

  g_autofree char *folder = g_path_get_dirname (journal_path);
  g_autofree char *base = g_path_get_basename (journal_path);
  g_autofree char *prefix
      = g_strdup_printf ("%.*s-", (int) (strlen (base) - strlen (ENDING)), base);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_aside_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ENDING)
        && !g_str_has_suffix (name, DONE_ENDING))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < MIN (names->len, MAX_ASIDE); i++)
    {
      const char *path = g_ptr_array_index (names, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (FwRecovery) recovery = read_aside (path, labels_path, &error);
      g_autoptr (FwNetEffect) effect = recovery ? fw_recovery_sum (recovery) : NULL;

      if (!effect)
        g_info ("not offered: %s", error->message);
      if (!effect || effect->n_steps == 0)
        continue;

      FwAside *aside = g_new0 (FwAside, 1);

      aside->path = g_strdup (path);
      aside->n_steps = effect->n_steps;
      aside->next_track = effect->next_track;
      aside->last_time_us = effect->last_time_us;
      g_ptr_array_add (found, aside);
    }
  g_ptr_array_sort (found, compare_times);

  return found;
}

/* Putting back. */

/* What the person marked and unmarked, on top of what is marked now. */
static void
put_marks (FwDocument *document, const FwSlotChange *change)
{
  FwSpanSet *present = fw_snapshot_get (fw_document_get_snapshot (document), change->slot);
  g_autoptr (FwSpanSet) marked = fw_span_set_minus (change->after, change->before);
  g_autoptr (FwSpanSet) unmarked = fw_span_set_minus (change->before, change->after);
  g_autoptr (FwSpanSet) less = fw_span_set_minus (present, unmarked);
  g_autoptr (FwSpanSet) result = fw_span_set_union (less, marked);

  fw_document_replace (document, change->slot, result);
}

/* Manuals that the labels were confirmed under: they only become more. */
static void
put_manuals (FwDocument *document, FwStampList *mine)
{
  FwSlot slot = { FW_SLOT_MANUALS, 0 };
  FwStampList *present = fw_snapshot_get_manuals (fw_document_get_snapshot (document));
  g_autoptr (FwStampList) all = present ? fw_stamp_list_ref (present) : NULL;

  for (gsize i = 0; i < fw_stamp_list_get_n (mine); i++)
    {
      FwStampList *longer = fw_stamp_list_with (all, fw_stamp_list_get (mine, i));

      g_clear_pointer (&all, fw_stamp_list_unref);
      all = longer;
    }
  fw_document_replace (document, slot, all);
}

static gboolean
find_set_aside (FwAsideList *list, const FwSetAside *aside, gsize *out_index)
{
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (list, &n);

  for (gsize i = 0; i < n; i++)
    if (fw_set_aside_equal (&all[i], aside))
      {
        *out_index = i;
        return TRUE;
      }

  return FALSE;
}

/* Problems that the person set aside and took back, on top of those that are. */
static void
put_asides (FwDocument *document, FwAsideList *before, FwAsideList *after)
{
  FwSlot slot = { FW_SLOT_ASIDE, 0 };
  FwAsideList *present = fw_snapshot_get_asides (fw_document_get_snapshot (document));
  g_autoptr (FwAsideList) result = present ? fw_aside_list_ref (present) : NULL;
  gsize n, index;
  const FwSetAside *asides = fw_aside_list_get_all (before, &n);

  for (gsize i = 0; i < n; i++)
    if (!find_set_aside (after, &asides[i], &index) && find_set_aside (result, &asides[i], &index))
      {
        FwAsideList *less = fw_aside_list_without (result, index);

        g_clear_pointer (&result, fw_aside_list_unref);
        result = less;
      }
  asides = fw_aside_list_get_all (after, &n);
  for (gsize i = 0; i < n; i++)
    if (!find_set_aside (before, &asides[i], &index))
      {
        FwAsideList *more = fw_aside_list_with (result, &asides[i]);

        g_clear_pointer (&result, fw_aside_list_unref);
        result = more;
      }
  fw_document_replace (document, slot, result);
}

static void
put_taxonomy (FwDocument *document, FwTaxonomy *mine)
{
  FwTaxonomy *present = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));
  g_autoptr (FwTaxonomy) merged = fw_taxonomy_merge (present, mine, NULL, NULL);

  fw_document_replace (document, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, merged);
}

/* A category that only the old labels knew, under the name that a file without
 * it would give it. */
static void
add_category (FwDocument *document, FwCategoryId id)
{
  FwTaxonomy *present = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  g_autofree char *name = g_strdup_printf (_("category %" PRId64), (gint64) id);
  FwCategory category = { .id = id, .name = name, .supercategory = "" };
  g_autoptr (FwTaxonomy) known = NULL;
  g_autoptr (FwTaxonomy) merged = NULL;

  for (gsize i = 0; i < fw_taxonomy_get_n_categories (present); i++)
    fw_taxonomy_builder_add_category (builder, fw_taxonomy_get_category (present, i));
  fw_taxonomy_builder_add_category (builder, &category);
  known = fw_taxonomy_builder_end (builder);
  merged = fw_taxonomy_merge (known, present, NULL, NULL);
  fw_document_replace (document, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, merged);
}

/* The number that the category has in the present labels. */
static FwCategoryId
find_category (FwDocument *document, FwTaxonomy *mine, FwCategoryId id)
{
  FwTaxonomy *present = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));
  const FwCategory *old = mine ? fw_taxonomy_find (mine, id) : NULL;
  const FwCategory *now = old ? fw_taxonomy_find_by_name (present, old->name) : NULL;

  if (now)
    return now->id;
  if (!fw_taxonomy_find (present, id))
    add_category (document, id);

  return id;
}

/* The journal speaks of pictures as the file does; see fw_labels_file_orient(). */
static void
turn_effect (FwNetEffect *effect, GPtrArray *turns)
{
  for (guint i = 0; i < effect->changes->len; i++)
    {
      FwSlotChange *change = &g_array_index (effect->changes, FwSlotChange, i);

      if (change->slot.kind != FW_SLOT_TRACK)
        continue;
      for (guint t = 0; t < turns->len; t++)
        {
          FwTurn *turn = g_ptr_array_index (turns, t);
          g_autoptr (FwTrack) before = change->before;
          g_autoptr (FwTrack) after = change->after;

          change->before = before ? fw_turn_track (turn, before, FALSE) : NULL;
          change->after = after ? fw_turn_track (turn, after, FALSE) : NULL;
        }
    }
}

static void
put_track (FwDocument *document, FwTaxonomy *mine, const FwSlotChange *change)
{
  FwTrack *present = fw_document_get_track (document, change->slot.id);
  FwTrack *track = change->after;
  FwCategoryId category;
  FwTrackId id = change->slot.id;
  g_autoptr (FwTrack) other = NULL;

  if (!track)
    {
      fw_document_replace_track (document, id, NULL);
      return;
    }

  category = find_category (document, mine, fw_track_get_category (track));
  if (!change->before && present && !fw_track_equal (present, track))
    id = fw_document_take_track_id (document);
  if (id != change->slot.id || category != fw_track_get_category (track))
    {
      FwTrackBuilder *builder = fw_track_builder_new_from (track);

      fw_track_builder_set_id (builder, id);
      fw_track_builder_set_category (builder, category);
      other = fw_track_builder_end (builder, NULL);
      track = other;
    }
  fw_document_replace_track (document, id, track);
}

static void
put_effect (FwDocument *document, FwNetEffect *effect)
{
  FwTaxonomy *mine = NULL;

  for (guint i = 0; i < effect->changes->len; i++)
    {
      const FwSlotChange *change = &g_array_index (effect->changes, FwSlotChange, i);

      if (change->slot.kind == FW_SLOT_TAXONOMY)
        mine = change->after;
    }
  if (mine)
    put_taxonomy (document, mine);

  for (guint i = 0; i < effect->changes->len; i++)
    {
      const FwSlotChange *change = &g_array_index (effect->changes, FwSlotChange, i);

      switch (change->slot.kind)
        {
        case FW_SLOT_TRACK:
          put_track (document, mine, change);
          break;
        case FW_SLOT_DELETED:
        case FW_SLOT_EMPTY:
        case FW_SLOT_DONE:
          put_marks (document, change);
          break;
        case FW_SLOT_MANUALS:
          put_manuals (document, change->after);
          break;
        case FW_SLOT_ASIDE:
          put_asides (document, change->before, change->after);
          break;
        case FW_SLOT_TAXONOMY:
          break;
        }
    }
}

/* One step; FALSE when everything was there already. */
static gboolean
put_effects (FwDocument *document, GPtrArray *effects)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_document_get_snapshot (document));
  gsize length = frames ? fw_frame_list_get_length (frames) : 0;
  FwNetEffect *last = g_ptr_array_index (effects, effects->len - 1);
  gboolean changed;

  fw_document_begin (document, _("Put back my changes"),
                     length > 0 ? CLAMP (last->frame, 0, (FwFrame) length - 1) : last->frame);
  for (guint i = 0; i < effects->len; i++)
    put_effect (document, g_ptr_array_index (effects, i));
  changed = fw_document_commit (document);
  for (guint i = 0; i < effects->len; i++)
    {
      FwNetEffect *effect = g_ptr_array_index (effects, i);

      fw_recovery_note_seen (document, effect->seen, effect->shown);
    }

  return changed;
}

typedef struct
{
  GPtrArray *paths;   /* (element-type filename) (owned) */
  char *labels_path;  /* (owned) */
  GPtrArray *effects; /* (element-type FwNetEffect) (owned) out */
  GPtrArray *read;    /* (element-type filename) (owned) out: of the effects */
  gboolean is_torn;   /* out */
  gboolean is_partial; /* out: what follows a record of another version is not read */
  GError *error;      /* (owned) (nullable) out: why one cannot be read */
} PutBack;

static void
put_back_free (gpointer data)
{
  PutBack *self = data;

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->effects);
  g_ptr_array_unref (self->read);
  g_clear_error (&self->error);
  g_free (self->labels_path);
  g_free (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PutBack *self = task_data;

  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (FwRecovery) recovery = read_aside (path, self->labels_path, &error);

      if (recovery)
        {
          self->is_torn |= recovery->is_torn;
          self->is_partial |= !recovery->is_sound;
          g_ptr_array_add (self->effects, fw_recovery_sum (recovery));
          g_ptr_array_add (self->read, g_strdup (path));
        }
      else if (!self->error)
        {
          self->error = g_steal_pointer (&error);
        }
    }

  if (self->effects->len > 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static gboolean
set_done (FwLabelsFile *self, const char *path, GError **error)
{
  g_autofree char *done = fw_aside_done_name (path);

  if (g_rename (path, done) != 0)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("“%s” cannot be renamed, so these changes will be offered again."), name);
      return FALSE;
    }
  for (guint i = 0; i < self->aside->len; i++)
    if (g_str_equal (((FwAside *) g_ptr_array_index (self->aside, i))->path, path))
      {
        g_ptr_array_remove_index (self->aside, i);
        break;
      }

  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FwLabelsFile *self = g_task_get_source_object (task);
  PutBack *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GString *said;
  gboolean changed;
  guint n = 0;

  self->is_putting_back = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->is_closed || fw_document_is_in_step (self->document))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("Your changes were not put back, because another change was being "
                                 "made. Try again."));
      return;
    }

  for (guint i = 0; i < job->effects->len; i++)
    {
      n += ((FwNetEffect *) g_ptr_array_index (job->effects, i))->n_steps;
      turn_effect (g_ptr_array_index (job->effects, i), self->turns);
    }
  changed = put_effects (self->document, job->effects);
  said = g_string_new (NULL);
  if (changed)
    g_string_printf (said,
                     ngettext ("%u change of yours is back", "%u changes of yours are back", n), n);
  else
    g_string_assign (said, _("Your changes were in the labels already"));
  if (job->is_torn)
    g_string_append_printf (said, ". %s", _("The end of what was kept is damaged and is missing."));

  if (job->is_partial)
    g_string_append_printf (said, ". %s",
                            _ ("What came after them was written by another version of Framewright "
                               "and can be put back with that version only."));

  /* What is renamed is not offered again: the step has to be safe by then. */
  if (self->journal && !fw_journal_flush (self->journal, &error))
    g_prefix_error (&error, "%s ", _("The journal cannot be written."));
  for (guint i = 0; i < job->read->len && !error; i++)
    set_done (self, g_ptr_array_index (job->read, i), &error);
  if (error || job->error)
    g_string_append_printf (said, ". %s", error ? error->message : job->error->message);

  fw_labels_file_notify_aside (self);
  g_task_return_pointer (task, g_string_free (said, FALSE), g_free);
}

/* Reads everything that was set aside in a thread. @callback gets the reading as
 * its result, with the job as task data, and a reference to @task as user data.
 * FALSE when there is nothing; then @task has returned. */
static gboolean
start_reading (FwLabelsFile *self, GTask *task, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) work = NULL;
  PutBack *job;

  if (self->state == FW_LABELS_READ_ONLY || self->aside->len == 0 || self->is_putting_back)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("There are no changes to put back"));
      return FALSE;
    }

  job = g_new0 (PutBack, 1);
  job->labels_path = g_strdup (self->aside_labels_path);
  job->paths = g_ptr_array_new_with_free_func (g_free);
  job->read = g_ptr_array_new_with_free_func (g_free);
  job->effects = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_net_effect_free);
  for (guint i = 0; i < self->aside->len; i++)
    g_ptr_array_add (job->paths,
                     g_strdup (((FwAside *) g_ptr_array_index (self->aside, i))->path));

  work = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));
  g_task_set_task_data (work, job, put_back_free);
  g_task_run_in_thread (work, read_thread);

  return TRUE;
}

void
fw_labels_file_put_back_async (FwLabelsFile *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (start_reading (self, task, read_cb))
    self->is_putting_back = TRUE;
}

char *
fw_labels_file_put_back_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FwLabelsFile *self = g_task_get_source_object (task);
  PutBack *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (FwDocument) document = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* New objects get numbers as if it were done. */
  document = fw_document_new (fw_document_get_snapshot (self->document));
  fw_document_reserve_track_ids (document, fw_document_get_next_track_id (self->document));
  for (guint i = 0; i < job->effects->len; i++)
    turn_effect (g_ptr_array_index (job->effects, i), self->turns);
  put_effects (document, job->effects);
  g_task_return_pointer (task, fw_snapshot_ref (fw_document_get_snapshot (document)),
                         (GDestroyNotify) fw_snapshot_unref);
}

void
fw_labels_file_preview_aside_async (FwLabelsFile *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  start_reading (self, task, previewed_cb);
}

FwSnapshot *
fw_labels_file_preview_aside_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fw_labels_file_forget_aside (FwLabelsFile *self, GError **error)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  gboolean ok = !self->is_putting_back;

  while (ok && self->aside->len > 0)
    ok = set_done (self, ((FwAside *) g_ptr_array_index (self->aside, 0))->path, error);
  fw_labels_file_notify_aside (self);

  return ok;
}

/* Asking. */

guint
fw_labels_file_get_n_aside (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->aside->len; i++)
    n += ((FwAside *) g_ptr_array_index (self->aside, i))->n_steps;

  return n;
}

char *
fw_labels_file_dup_aside (FwLabelsFile *self, char **out_places)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  guint n = fw_labels_file_get_n_aside (self);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  const FwAside *last;

  if (out_places)
    *out_places = NULL;
  if (n == 0)
    return NULL;

  for (guint i = 0; i < self->aside->len; i++)
    {
      const FwAside *aside = g_ptr_array_index (self->aside, i);
      g_autofree char *shown = g_filename_display_name (aside->path);

      g_string_append_printf (places, "%s%s", i > 0 ? "\n" : "", shown);
    }
  if (out_places)
    *out_places = g_strdup (places->str);

  last = g_ptr_array_index (self->aside, self->aside->len - 1);
  if (self->is_aside_new && self->disk.exists)
    return g_strdup_printf (
        ngettext ("Another program changed these labels. %u change of yours is not in the file.",
                  "Another program changed these labels. %u changes of yours are not in the file.",
                  n),
        n);

  time = g_date_time_new_from_unix_local (last->last_time_us / G_USEC_PER_SEC);
  when = time ? g_date_time_format (time, "%x %H:%M") : g_strdup ("?");

  return g_strdup_printf (
      ngettext ("%u change of yours from an earlier session is not in the file (%s).",
                "%u changes of yours from earlier sessions are not in the file (%s).", n),
      n, when);
}
