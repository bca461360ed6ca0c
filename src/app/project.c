/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening goes: media, so that a picture is on the screen at once; labels,
 * which say what media and manual they belong to when nobody else did; manual;
 * session and checks. Each stage is a callback of the one before. Afterwards
 * the project passes on what its parts tell: frames that became known, moved
 * frames, a manual that was edited.
 */

#include "app/project.h"

#include <glib/gi18n.h>
#include <string.h>

#define MANUAL_ENDING ".manual.md"
#define LABELS_ENDING ".coco.json"

/* Labels want to know the frames; a file that is slow to scan need not hold them up. */
#define SCAN_PATIENCE_MS 1500

struct _FwProject
{
  GObject        parent_instance;

  FwSource      *source;       /* (owned) (nullable) */
  FwLabelsFile  *labels;       /* (owned) (nullable) */
  FwSession     *session;      /* (owned) (nullable) */
  FwCheckRunner *checks;       /* (owned) (nullable) */
  FwManual      *manual;       /* (owned) (nullable) */

  char          *media_path;   /* (owned) (nullable) */
  char          *labels_path;  /* (owned) (nullable) */
  char          *manual_path;  /* (owned) (nullable) */
  char          *title;        /* (owned) (nullable) */
  gsize          cache_bytes;
  gboolean       media_missing;

  GFileMonitor  *monitor;      /* (owned) (nullable) of the manual */
  GCancellable  *cancellable;  /* (owned) of everything that outlives opening */
  guint          frames_id;    /* timeout that passes on grown frame lists */

  /* Opening. */
  gulong         state_id;     /* waits for the scan */
  guint          patience_id;
  void         (*after_scan) (GTask *task);

  GPtrArray     *notices;      /* (owned) (element-type Notice) */
};

typedef struct
{
  FwNoticeLevel level;
  const char   *topic; /* static; a newer notice of a topic replaces the older */
  char         *text;  /* (owned) */
} Notice;

enum
{
  PROP_0,
  PROP_MANUAL,
  PROP_NOTICE,
  N_PROPS
};

enum
{
  SIGNAL_SOURCE_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwProject, fw_project, G_TYPE_OBJECT)

/* Notices */

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_free (notice->text);
  g_free (notice);
}

/* The notice to show: the highest level, the newest of those. */
static Notice *
find_notice (FwProject *self)
{
  Notice *best = NULL;

  for (guint i = 0; i < self->notices->len; i++)
    {
      Notice *notice = self->notices->pdata[i];

      if (!best || notice->level >= best->level)
        best = notice;
    }

  return best;
}

/* NULL as text takes the topic's notice away. */
static void
set_notice (FwProject     *self,
            const char    *topic,
            FwNoticeLevel  level,
            const char    *text)
{
  Notice *notice = NULL;

  for (guint i = 0; i < self->notices->len && !notice; i++)
    if (g_str_equal (((Notice *) self->notices->pdata[i])->topic, topic))
      notice = self->notices->pdata[i];

  if (notice && text && g_str_equal (notice->text, text))
    return;
  if (notice)
    g_ptr_array_remove (self->notices, notice);
  else if (!text)
    return;

  if (text)
    {
      notice = g_new0 (Notice, 1);
      notice->level = level;
      notice->topic = topic;
      notice->text = g_strdup (text);
      g_ptr_array_add (self->notices, notice);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

const char *
fw_project_get_notice (FwProject     *self,
                       FwNoticeLevel *out_level)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  Notice *notice = find_notice (self);

  if (out_level)
    *out_level = notice ? notice->level : FW_NOTICE_NONE;

  return notice ? notice->text : NULL;
}

void
fw_project_dismiss_notice (FwProject *self)
{
  g_return_if_fail (FW_IS_PROJECT (self));

  Notice *notice = find_notice (self);

  if (!notice || notice->level == FW_NOTICE_FAILED)
    return;

  g_ptr_array_remove (self->notices, notice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

/* Media */

static void
tell_warnings (FwProject *self)
{
  g_autoptr(GPtrArray) warnings = fw_source_dup_warnings (self->source);

  if (warnings->len == 0)
    return;

  const char *newest = warnings->pdata[warnings->len - 1];
  g_autofree char *more = NULL;

  if (warnings->len > 1)
    more = g_strdup_printf (ngettext ("%s (and %u more like this)", "%s (and %u more like this)",
                                      warnings->len - 1),
                            newest, warnings->len - 1);
  set_notice (self, "media", FW_NOTICE_WARNING, more ? more : newest);
}

/* Tells the labels what frames there are, as far as known. */
static void
pass_on_frames (FwProject *self)
{
  g_autoptr(FwFrameList) frames = NULL;
  g_autoptr(GError) error = NULL;

  if (!self->source || !self->labels)
    return;

  frames = fw_source_dup_frame_list (self->source);
  if (fw_labels_file_set_frames (self->labels, frames, &error))
    set_notice (self, "frames", FW_NOTICE_NONE, NULL);
  else
    set_notice (self, "frames", FW_NOTICE_WARNING, error->message);
}

static gboolean
frames_timeout_cb (gpointer user_data)
{
  FwProject *self = user_data;

  self->frames_id = 0;
  pass_on_frames (self);

  return G_SOURCE_REMOVE;
}

static void
source_frames_cb (FwProject *self)
{
  /* Counting goes on by the thousand; twice a second is enough for everyone. */
  if (self->frames_id == 0 && self->labels)
    self->frames_id = g_timeout_add (500, frames_timeout_cb, self);
}

static void
source_renumbered_cb (FwProject           *self,
                      const FwRenumbering *entries,
                      gsize                n_entries)
{
  if (self->labels)
    fw_labels_file_renumber (self->labels, entries, n_entries);
  pass_on_frames (self);
}

static void
take_source (FwProject *self,
             FwSource  *source)
{
  if (self->source)
    {
      g_signal_handlers_disconnect_by_data (self->source, self);
      g_object_unref (self->source);
    }
  self->source = source;
  g_signal_connect_object (source, "notify::n-frames", G_CALLBACK (source_frames_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::state", G_CALLBACK (source_frames_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "frames-changed", G_CALLBACK (source_frames_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "renumbered", G_CALLBACK (source_renumbered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "warning", G_CALLBACK (tell_warnings), self, G_CONNECT_SWAPPED);
  tell_warnings (self);
}

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

/* The manual in the folder of @path: the one called @name (nullable) if there
 * is one, else the only one. Returns: (transfer full) (nullable) */
static char *
find_manual (const char *path,
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
      if (!g_str_has_suffix (entry, MANUAL_ENDING))
        continue;
      if (name && g_str_has_prefix (entry, name)
          && strlen (entry) == strlen (name) + strlen (MANUAL_ENDING))
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
  char *path = find_manual (self->labels_path, name);

  return path ? path : find_manual (self->media_path, name);
}

static void
load_manual_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr(GFile) file = g_file_new_for_path (task_data);
  GError *error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  if (manual)
    g_task_return_pointer (task, manual, (GDestroyNotify) fw_manual_unref);
  else
    g_task_return_error (task, error);
}

static void
read_manual_async (FwProject           *self,
                   const char          *path,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_manual_thread);
}

/* Says what is wrong with a manual: its first mistake and how many there are. */
static void
tell_manual_messages (FwProject *self)
{
  g_autofree char *name = g_path_get_basename (self->manual_path);
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  guint n_errors = 0;
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (self->manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (messages[i].severity != FW_SEVERITY_ERROR)
        continue;
      if (n_errors++ == 0)
        first = fw_manual_format_message (&messages[i], name);
    }

  if (n_errors > 0)
    text = g_strdup_printf (ngettext ("The manual has %u mistake; its rule is not checked. %s",
                                      "The manual has %u mistakes; their rules are not checked. %s",
                                      n_errors),
                            n_errors, first);
  set_notice (self, "manual", FW_NOTICE_WARNING, text);
}

/* The document's categories and attributes under the manual in force. */
static void
apply_taxonomy (FwProject *self)
{
  FwDocument *document = fw_labels_file_get_document (self->labels);
  FwTaxonomy *present = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));

  if (!self->manual)
    return;

  g_autoptr(FwTaxonomy) taxonomy = fw_manual_make_taxonomy (self->manual, present);

  fw_document_set_taxonomy (document, taxonomy);
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
      apply_taxonomy (self);
}

static void monitor_manual (FwProject *self);

static void
take_manual (FwProject *self,
             FwManual  *manual)
{
  g_clear_pointer (&self->manual, fw_manual_unref);
  self->manual = manual;
  tell_manual_messages (self);
  apply_taxonomy (self);
  fw_check_runner_set_manual (self->checks, manual);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MANUAL]);
}

static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GError) error = NULL;
  FwManual *manual = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      set_notice (self, "manual", FW_NOTICE_WARNING, error->message);
      return;
    }
  if (g_str_equal (fw_manual_get_sha256 (manual), fw_manual_get_sha256 (self->manual)))
    {
      fw_manual_unref (manual);
      return;
    }
  take_manual (self, manual);
}

static void
manual_touched_cb (FwProject         *self,
                   GFile             *file,
                   GFile             *other,
                   GFileMonitorEvent  event)
{
  /* Editors write in many ways; CHANGES_DONE and a renamed file are the ends of all of them. */
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_CREATED
      || event == G_FILE_MONITOR_EVENT_RENAMED || event == G_FILE_MONITOR_EVENT_MOVED_IN)
    read_manual_async (self, self->manual_path, self->cancellable, reloaded_cb, NULL);
}

static void
monitor_manual (FwProject *self)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->manual_path);

  g_clear_object (&self->monitor);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (manual_touched_cb), self,
                             G_CONNECT_SWAPPED);
}

/* Opening */

static void
labels_failed_cb (FwProject *self)
{
  FwLabelsState state = fw_labels_file_get_state (self->labels);
  const GError *error = fw_labels_file_get_error (self->labels);

  if (state == FW_LABELS_FAILED && error)
    set_notice (self, "labels", FW_NOTICE_FAILED, error->message);
  else if (state == FW_LABELS_READ_ONLY)
    set_notice (self, "labels", FW_NOTICE_FAILED,
                _("These labels are open in another window. You can look, but not change them."));
  else if (state != FW_LABELS_SAVING)
    set_notice (self, "labels", FW_NOTICE_NONE, NULL);
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
    set_notice (self, "notes", FW_NOTICE_INFO, first);
  else if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%s (and %u more like this)",
                                                         "%s (and %u more like this)", n - 1),
                                               first, n - 1);

      set_notice (self, "notes", FW_NOTICE_INFO, text);
    }
}

/* The findings, for chips, rows and the timeline. */
static void
checks_changed_cb (FwProject *self)
{
  GPtrArray *problems = fw_check_runner_get_problems (self->checks);
  g_autoptr(GArray) marks = g_array_sized_new (FALSE, FALSE, sizeof (FwMark), problems->len);

  for (guint i = 0; i < problems->len; i++)
    {
      const FwProblem *problem = problems->pdata[i];
      FwMark mark = { fw_problem_get_track (problem), fw_problem_get_span (problem), FW_MARK_HINT };

      if (mark.span.first == FW_FRAME_NONE)
        continue;
      if (fw_problem_get_rule (problem)->severity == FW_SEVERITY_ERROR)
        mark.severity = FW_MARK_PROBLEM;
      g_array_append_val (marks, mark);
    }
  fw_session_set_marks (self->session, (const FwMark *) marks->data, marks->len);
}

static void
finish_opening (GTask    *task,
                FwManual *manual)
{
  FwProject *self = g_task_get_source_object (task);
  FwDocument *document = fw_labels_file_get_document (self->labels);

  self->session = fw_session_new (document);
  self->checks = fw_check_runner_new (document);
  g_signal_connect_object (self->checks, "changed", G_CALLBACK (checks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fw_session_set_read_only (self->session,
                            fw_labels_file_get_state (self->labels) == FW_LABELS_READ_ONLY);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->labels, "notify::state", G_CALLBACK (labels_failed_cb), self,
                           G_CONNECT_SWAPPED);
  labels_failed_cb (self);
  tell_notes (self);

  if (manual)
    {
      take_manual (self, manual);
      monitor_manual (self);
    }
  /* Frames went on being counted while the labels were read. */
  source_frames_cb (self);

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
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
      set_notice (self, "manual", FW_NOTICE_WARNING, error->message);
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
    read_manual_async (self, self->manual_path, g_task_get_cancellable (task), manual_loaded_cb,
                       task);
  else
    finish_opening (task, NULL);
}

static FwFrameList *
get_document_frames (FwProject *self)
{
  return fw_snapshot_get_frame_list (
      fw_document_get_snapshot (fw_labels_file_get_document (self->labels)));
}

static void
stop_waiting (FwProject *self)
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

  stop_waiting (self);
  self->after_scan (task);
}

static gboolean
patience_cb (gpointer user_data)
{
  GTask *task = user_data;
  FwProject *self = g_task_get_source_object (task);

  self->patience_id = 0;
  stop_waiting (self);
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
  pass_on_frames (g_task_get_source_object (task));
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
      take_source (self, source);
      g_signal_emit (self, signals[SIGNAL_SOURCE_OPENED], 0);
      wait_for_scan (task, found_media_scanned);
      return;
    }

  self->media_missing = TRUE;
  set_notice (self, "media", FW_NOTICE_WARNING, error->message);
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
  set_notice (self, "media", FW_NOTICE_WARNING,
              is_video ? _ ("The video of these labels was not found. Tell where it is, or look at "
                            "the labels alone.")
                       : _ ("The pictures of these labels were not found. Tell where they are, or "
                            "look at the labels alone."));
  open_manual (task);
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
    return g_build_filename (media, "labels" LABELS_ENDING, NULL);

  g_autofree char *stem = g_strdup (media);
  char *dot = strrchr (stem, '.');

  if (dot && !strchr (dot, G_DIR_SEPARATOR))
    *dot = '\0';

  return g_strconcat (stem, LABELS_ENDING, NULL);
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

  take_source (self, source);
  g_signal_emit (self, signals[SIGNAL_SOURCE_OPENED], 0);

  wait_for_scan (task, open_labels);
}

static char *
make_title (FwProject *self)
{
  g_autofree char *name
      = g_path_get_basename (self->media_path ? self->media_path : self->labels_path);
  g_autofree char *display = g_filename_display_name (name);

  if (g_str_has_suffix (display, LABELS_ENDING))
    return g_strndup (display, strlen (display) - strlen (LABELS_ENDING));

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

/* Later wishes */

static void
other_manual_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FwManual *manual = g_task_propagate_pointer (G_TASK (result), &error);

  if (!manual)
    {
      g_task_return_error (task, error);
      return;
    }

  g_free (self->manual_path);
  self->manual_path = g_strdup (g_task_get_task_data (task));
  take_manual (self, manual);
  monitor_manual (self);
  g_task_return_boolean (task, TRUE);
}

void
fw_project_load_manual_async (FwProject           *self,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));
  g_return_if_fail (self->session != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_canonicalize_filename (path, NULL), g_free);
  read_manual_async (self, g_task_get_task_data (task), cancellable, other_manual_cb, task);
}

gboolean
fw_project_load_manual_finish (FwProject     *self,
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
  set_notice (self, "media", FW_NOTICE_NONE, NULL);
  take_source (self, source);
  pass_on_frames (self);
  g_signal_emit (self, signals[SIGNAL_SOURCE_OPENED], 0);
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

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (fw_labels_file_close_finish (FW_LABELS_FILE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fw_project_close_async (FwProject           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->labels)
    fw_labels_file_close_async (self->labels, cancellable, closed_cb, task);
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

gboolean
fw_project_close_finish (FwProject     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Parts */

FwSource *
fw_project_get_source (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->source;
}

FwLabelsFile *
fw_project_get_labels (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->labels;
}

FwSession *
fw_project_get_session (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->session;
}

FwCheckRunner *
fw_project_get_checks (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->checks;
}

FwManual *
fw_project_get_manual (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->manual;
}

const char *
fw_project_get_manual_path (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->manual_path;
}

const char *
fw_project_get_title (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->title;
}

const char *
fw_project_get_main_path (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->media_path ? self->media_path : self->labels_path;
}

gboolean
fw_project_is_media_missing (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), FALSE);

  return self->media_missing;
}

static void
fw_project_dispose (GObject *object)
{
  FwProject *self = FW_PROJECT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->source)
    stop_waiting (self);
  g_clear_handle_id (&self->frames_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->checks);
  g_clear_object (&self->session);
  g_clear_object (&self->labels);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (fw_project_parent_class)->dispose (object);
}

static void
fw_project_finalize (GObject *object)
{
  FwProject *self = FW_PROJECT (object);

  g_clear_pointer (&self->manual, fw_manual_unref);
  g_clear_pointer (&self->media_path, g_free);
  g_clear_pointer (&self->labels_path, g_free);
  g_clear_pointer (&self->manual_path, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (fw_project_parent_class)->finalize (object);
}

static void
fw_project_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FwProject *self = FW_PROJECT (object);

  switch (prop_id)
    {
    case PROP_MANUAL:
      g_value_set_pointer (value, self->manual);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, fw_project_get_notice (self, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fw_project_class_init (FwProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fw_project_dispose;
  object_class->finalize = fw_project_finalize;
  object_class->get_property = fw_project_get_property;

  properties[PROP_MANUAL] = g_param_spec_pointer ("manual", NULL, NULL, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SOURCE_OPENED]
      = g_signal_new ("source-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
fw_project_init (FwProject *self)
{
  self->cancellable = g_cancellable_new ();
  self->notices = g_ptr_array_new_with_free_func (notice_free);
}

FwProject *
fw_project_new (void)
{
  return g_object_new (FW_TYPE_PROJECT, NULL);
}
