/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening goes: media, so that a picture is on the screen at once; labels,
 * which say what media and manual they belong to when nobody else did; manual;
 * session and checks. Each stage is a callback of the one before.
 */

#include "app/project-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Labels want to know the frames; a file that is slow to scan need not hold them up. */
#define SCAN_PATIENCE_MS 1500
/* How long all that is told about labels lets the first picture go before. Not an idle source: one
 * that is painted without end would hold it up for good. */
#define PICTURE_FIRST_MS 40

static FwSourceOptions
source_options (FwProject *self)
{
  return (FwSourceOptions) { .cache_bytes = self->cache_bytes };
}

/* The pictures of the labels as paths below @folder, in the labels' order.
 * Returns: (transfer full) (element-type filename) */
static GPtrArray *
list_pictures (FwFrameList *frames,
               const char  *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < fw_frame_list_get_length (frames); i++)
    {
      const char *name = fw_frame_list_get (frames, (FwFrame) i).name;

      g_ptr_array_add (paths, g_build_filename (folder, name ? name : "", NULL));
    }

  return paths;
}

/* Whether frame numbers of the source are those of the labels. */
static gboolean
has_order_of (FwSource    *source,
              FwFrameList *frames)
{
  FwFrame n = fw_source_get_n_frames (source);

  if ((gsize) n != fw_frame_list_get_length (frames))
    return FALSE;

  for (FwFrame i = 0; i < n; i++)
    {
      FwSourceFrame frame;
      const char *name = fw_frame_list_get (frames, i).name;

      if (fw_source_get_frame (source, i, &frame) && g_strcmp0 (frame.name, name) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Manual */

static gboolean
beside (const char *path,
        char      **out_folder)
{
  if (!path)
    return FALSE;

  *out_folder
      = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);

  return TRUE;
}

char *
fw_project_find_manual (const char *path,
                        const char *name)
{
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autofree char *only = NULL;
  const char *entry;
  guint n = 0;

  if (!beside (path, &folder) || !(dir = g_dir_open (folder, 0, NULL)))
    return NULL;

  while ((entry = g_dir_read_name (dir)))
    {
      if (!g_str_has_suffix (entry, FW_PROJECT_MANUAL_ENDING))
        continue;
      if (name && g_str_has_prefix (entry, name)
          && strlen (entry) == strlen (name) + strlen (FW_PROJECT_MANUAL_ENDING))
        return g_build_filename (folder, entry, NULL);
      n++;
      g_free (only);
      only = g_build_filename (folder, entry, NULL);
    }

  return n == 1 ? g_steal_pointer (&only) : NULL;
}

static char *
choose_manual (FwProject *self)
{
  const char *const *named = fw_coco_file_get_manuals (fw_labels_file_get_coco (self->labels));
  gsize n = named ? g_strv_length ((char **) named) : 0;
  const char *name = n > 0 ? named[n - 1] : NULL;
  char *path = fw_project_find_manual (self->labels_path, name);

  return path ? path : fw_project_find_manual (self->media_path, name);
}

static void
document_changed_cb (FwProject *self,
                     FwStep    *step)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  /* Undoing a category may bring back what an older manual said of the others. */
  for (gsize i = 0; i < n; i++)
    if (changes[i].slot.kind == FW_SLOT_TAXONOMY)
      fw_project_apply_taxonomy (self);
}

/* Opening */

static void
labels_failed_cb (FwProject *self)
{
  FwLabelsState state = fw_labels_file_get_state (self->labels);
  const GError *error = fw_labels_file_get_error (self->labels);

  if (state == FW_LABELS_FAILED && error)
    fw_project_set_notice (self, "labels", FW_NOTICE_FAILED, error->message);
  else if (state == FW_LABELS_READ_ONLY)
    fw_project_set_notice (self, "labels", FW_NOTICE_FAILED,
                _("These labels are open in another window. You can look, but not change them."));
  else if (state != FW_LABELS_SAVING)
    fw_project_set_notice (self, "labels", FW_NOTICE_NONE, NULL);
}

/* Work of an earlier session that another program's changes kept out of the file. */
static void
aside_changed_cb (FwProject *self)
{
  g_autofree char *sentence = NULL;

  g_clear_pointer (&self->aside_places, g_free);
  sentence = fw_labels_file_dup_aside (self->labels, &self->aside_places);
  fw_project_set_notice (self, "aside", FW_NOTICE_ASIDE, sentence);
}

/* What a person should know about the file: the first remark that matters, and
 * how many there are. Carried content is no news: it is written back. */
static void
tell_notes (FwProject *self)
{
  GPtrArray *notes = fw_labels_file_get_notes (self->labels);
  const char *first = NULL;
  guint n = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const FwNote *note = notes->pdata[i];

      if (note->kind != FW_NOTE_REPAIRED && note->kind != FW_NOTE_LOST)
        continue;
      if (n++ == 0)
        first = note->text;
    }

  if (n == 1)
    fw_project_set_notice (self, "notes", FW_NOTICE_INFO, first);
  else if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%s (and %u more like this)",
                                                         "%s (and %u more like this)", n - 1),
                                               first, n - 1);

      fw_project_set_notice (self, "notes", FW_NOTICE_INFO, text);
    }
}

/* The findings, for chips, rows and the timeline. */
static void
checks_changed_cb (FwProject *self)
{
  fw_session_share_marks (self->session, fw_check_runner_get_marks (self->checks));
}

static void
frame_cb (FwProject *self)
{
  fw_check_runner_set_frame (self->checks, fw_session_get_frame (self->session));
}

static gboolean
finish_opening_cb (gpointer user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);
  FwManual *manual = g_task_get_task_data (task);
  FwDocument *document = fw_labels_file_get_document (self->labels);

  self->session = fw_session_new (document);
  fw_session_set_counting (self->session, self->source
                                            && fw_source_get_state (self->source)
                                                 == FW_SOURCE_STATE_SCANNING);
  self->checks = fw_check_runner_new (document);
  g_signal_connect_object (self->checks, "changed", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::frame", G_CALLBACK (frame_cb), self,
                           G_CONNECT_SWAPPED);
  fw_session_set_read_only (self->session,
                            fw_labels_file_get_state (self->labels) == FW_LABELS_READ_ONLY);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->labels, "notify::state", G_CALLBACK (labels_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->labels, "notify::n-aside", G_CALLBACK (aside_changed_cb), self,
                           G_CONNECT_SWAPPED);
  labels_failed_cb (self);
  aside_changed_cb (self);
  tell_notes (self);
  if (!fw_labels_file_has_journal (self->labels)
      && fw_labels_file_get_state (self->labels) != FW_LABELS_READ_ONLY)
    fw_project_set_notice (self, "journal", FW_NOTICE_WARNING,
                           fw_labels_file_get_recovery (self->labels));

  if (manual)
    fw_project_take_manual (self, fw_manual_ref (manual));
  fw_project_start_facts (self);
  fw_project_open_review (self);
  /* Frames went on being counted while the labels were read. */
  fw_project_frames_grew (self);

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

/* Takes @manual. */
static void
finish_opening (GTask    *task,
                FwManual *manual)
{
  if (manual)
    g_task_set_task_data (task, manual, (GDestroyNotify) fw_manual_unref);
  g_timeout_add (PICTURE_FIRST_MS, finish_opening_cb, task);
}

static void
manual_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GError) error = NULL;
  FwManual *manual = g_task_propagate_pointer (G_TASK (result), &error);

  /* Labels can be worked on without their manual; say so and go on. */
  if (error)
    {
      g_clear_pointer (&self->manual_path, g_free);
      fw_project_set_notice (self, "manual", FW_NOTICE_WARNING, error->message);
    }
  finish_opening (user_data, manual);
}

static void
open_manual (GTask *task)
{
  FwProject *self = g_task_get_source_object (task);

  if (!self->manual_path)
    self->manual_path = choose_manual (self);
  if (self->manual_path)
    fw_project_read_manual_async (self, self->manual_path, g_task_get_cancellable (task),
                                  manual_loaded_cb, task);
  else
    finish_opening (task, NULL);
}

static FwFrameList *
get_document_frames (FwProject *self)
{
  return fw_snapshot_get_frame_list (
      fw_document_get_snapshot (fw_labels_file_get_document (self->labels)));
}

void
fw_project_stop_waiting (FwProject *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->state_id)
    g_signal_handler_disconnect (self->source, self->state_id);
  self->state_id = 0;
}

static void
scanned_cb (GTask *task)
{
  FwProject *self = g_task_get_source_object (task);

  if (fw_source_get_state (self->source) == FW_SOURCE_STATE_SCANNING)
    return;

  fw_project_stop_waiting (self);
  self->after_scan (task);
}

static gboolean
patience_cb (gpointer user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);

  self->patience_id = 0;
  fw_project_stop_waiting (self);
  self->after_scan (task);

  return G_SOURCE_REMOVE;
}

/* Goes on with @next when the frames are counted, or when that takes too long. */
static void
wait_for_scan (GTask *task,
               void (*next) (GTask *task))
{
  FwProject *self = g_task_get_source_object (task);

  if (fw_source_get_state (self->source) != FW_SOURCE_STATE_SCANNING)
    {
      next (task);
      return;
    }

  self->after_scan = next;
  self->state_id
      = g_signal_connect_swapped (self->source, "notify::state", G_CALLBACK (scanned_cb), task);
  self->patience_id = g_timeout_add (SCAN_PATIENCE_MS, patience_cb, task);
}

static void
found_media_scanned (GTask *task)
{
  fw_project_pass_on_frames (g_task_get_source_object (task));
  open_manual (task);
}

static void
found_source_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  FwSource *source = fw_source_open_finish (result, &error);

  if (source)
    {
      fw_project_take_source (self, source);
      fw_project_tell_source (self);
      wait_for_scan (task, found_media_scanned);
      return;
    }

  self->media_missing = TRUE;
  fw_project_set_notice (self, "media", FW_NOTICE_WARNING, error->message);
  open_manual (task);
}

/* The folder under which the labels' pictures stand, given where the first one was found. */
static char *
folder_of_picture (const char *found,
                   const char *name)
{
  gsize length = strlen (found) - MIN (strlen (found), strlen (name));

  while (length > 1 && found[length - 1] == G_DIR_SEPARATOR)
    length--;

  return g_strndup (found, length);
}

/* Labels were given, media were not: where are they? */
static void
look_for_media (GTask *task)
{
  FwProject *self = g_task_get_source_object (task);
  FwFrameList *frames = get_document_frames (self);
  gboolean is_video = fw_frame_list_is_video (frames);
  FwSourceOptions options = source_options (self);

  if (is_video)
    {
      self->media_path = fw_coco_find_media (self->labels_path, fw_frame_list_get_name (frames));
      if (self->media_path)
        {
          g_autoptr(GFile) file = g_file_new_for_path (self->media_path);

          fw_source_open_async (file, &options, g_task_get_cancellable (task), found_source_cb,
                                task);
          return;
        }
    }

  /* One missing picture does not mean that all are; a thousand do. */
  for (gsize i = 0; !is_video && i < MIN (fw_frame_list_get_length (frames), 1000); i++)
    {
      const char *name = fw_frame_list_get (frames, (FwFrame) i).name;
      g_autofree char *found = name ? fw_coco_find_media (self->labels_path, name) : NULL;

      if (found)
        {
          g_autofree char *folder = folder_of_picture (found, name);
          g_autoptr(GPtrArray) paths = list_pictures (frames, folder);

          self->media_path = g_strdup (folder);
          fw_source_open_list_async (paths, folder, &options, g_task_get_cancellable (task),
                                     found_source_cb, task);
          return;
        }
    }

  self->media_missing = TRUE;
  fw_project_set_notice (self, "media", FW_NOTICE_WARNING,
              is_video ? _ ("The video of these labels was not found. Tell where it is, or look at "
                            "the labels alone.")
                       : _ ("The pictures of these labels were not found. Tell where they are, or "
                            "look at the labels alone."));
  open_manual (task);
}

static void
tell_media_facts (FwProject *self)
{
  FwSourceFacts facts;

  fw_source_get_facts (self->source, &facts);
  if (facts.kind == FW_MEDIA_KIND_VIDEO)
    fw_labels_file_set_media_facts (self->labels, facts.time_base_num, facts.time_base_den,
                                    facts.codec);
}

static void
labels_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->labels = fw_labels_file_open_finish (result, &error);
  if (!self->labels)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  if (!self->source)
    {
      look_for_media (task);
      return;
    }
  tell_media_facts (self);

  FwFrameList *frames = get_document_frames (self);

  if (!fw_frame_list_is_video (frames) && !has_order_of (self->source, frames))
    {
      /* Labels number the pictures in their own order, with some that may be missing. */
      g_autofree char *folder = NULL;
      FwSourceOptions options = source_options (self);

      beside (self->media_path, &folder);

      g_autoptr(GPtrArray) paths = list_pictures (frames, folder);

      fw_source_open_list_async (paths, folder, &options, g_task_get_cancellable (task),
                                 found_source_cb, task);
      return;
    }

  open_manual (task);
}

static void
open_labels (GTask *task)
{
  FwProject *self = g_task_get_source_object (task);
  g_autoptr(FwFrameList) frames = self->source ? fw_source_dup_frame_list (self->source) : NULL;

  fw_labels_file_open_async (self->labels_path, frames, NULL, g_task_get_cancellable (task), NULL,
                             NULL, labels_opened_cb, task);
}

static char *
default_labels_path (const char *media)
{
  if (g_file_test (media, G_FILE_TEST_IS_DIR))
    return g_build_filename (media, "labels" FW_PROJECT_LABELS_ENDING, NULL);

  g_autofree char *stem = g_strdup (media);
  char *dot = strrchr (stem, '.');

  if (dot && !strchr (dot, G_DIR_SEPARATOR))
    *dot = '\0';

  return g_strconcat (stem, FW_PROJECT_LABELS_ENDING, NULL);
}

static void
source_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);
  GError *error = NULL;
  FwSource *source = fw_source_open_finish (result, &error);

  if (!source)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  fw_project_take_source (self, source);
  fw_project_tell_source (self);

  wait_for_scan (task, open_labels);
}

static char *
make_title (FwProject *self)
{
  g_autofree char *name
      = g_path_get_basename (self->media_path ? self->media_path : self->labels_path);
  g_autofree char *display = g_filename_display_name (name);

  if (g_str_has_suffix (display, FW_PROJECT_LABELS_ENDING))
    return g_strndup (display, strlen (display) - strlen (FW_PROJECT_LABELS_ENDING));

  char *dot = strrchr (display, '.');

  if (dot && dot != display
      && !(self->media_path && g_file_test (self->media_path, G_FILE_TEST_IS_DIR)))
    *dot = '\0';

  return g_steal_pointer (&display);
}

void
fw_project_open_async (FwProject            *self,
                       const FwProjectFiles *files,
                       gsize                 cache_bytes,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));
  g_return_if_fail (files != NULL && (files->media || files->labels));
  g_return_if_fail (self->title == NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *media = files->media;
  const char *labels = files->labels;

  if (media && !labels && g_str_has_suffix (media, ".json"))
    {
      labels = media;
      media = NULL;
    }

  self->cache_bytes = cache_bytes;
  self->media_path = media ? g_canonicalize_filename (media, NULL) : NULL;
  self->labels_path
      = labels ? g_canonicalize_filename (labels, NULL) : default_labels_path (self->media_path);
  self->manual_path = files->manual ? g_canonicalize_filename (files->manual, NULL) : NULL;
  self->title = make_title (self);

  if (self->media_path)
    {
      g_autoptr(GFile) file = g_file_new_for_path (self->media_path);
      FwSourceOptions options = source_options (self);

      fw_source_open_async (file, &options, cancellable, source_opened_cb, task);
    }
  else
    open_labels (task);
}

gboolean
fw_project_open_finish (FwProject     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FwProject *self = g_task_get_source_object (task);
  GError *error = NULL;
  FwSource *source = fw_source_open_finish (result, &error);

  if (!source)
    {
      g_task_return_error (task, error);
      return;
    }

  g_free (self->media_path);
  self->media_path = g_strdup (g_task_get_task_data (task));
  self->media_missing = FALSE;
  self->is_identified = FALSE;
  fw_project_set_notice (self, "media", FW_NOTICE_NONE, NULL);
  fw_project_take_source (self, source);
  fw_project_pass_on_frames (self);
  fw_project_tell_source (self);
  g_task_return_boolean (task, TRUE);
}

void
fw_project_locate_media_async (FwProject           *self,
                               const char          *path,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));
  g_return_if_fail (self->session != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  FwSourceOptions options = source_options (self);
  FwFrameList *frames = get_document_frames (self);

  g_task_set_task_data (task, g_canonicalize_filename (path, NULL), g_free);
  if (fw_frame_list_is_video (frames))
    {
      g_autoptr(GFile) file = g_file_new_for_path (path);

      fw_source_open_async (file, &options, cancellable, located_cb, task);
      return;
    }

  g_autoptr(GPtrArray) paths = list_pictures (frames, g_task_get_task_data (task));

  fw_source_open_list_async (paths, g_task_get_task_data (task), &options, cancellable, located_cb,
                             task);
}

gboolean
fw_project_locate_media_finish (FwProject     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
