/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/continue-question.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/compat.h"
#include "formats/coco-file.h"

typedef struct
{
  char           *path;        /* (owned) */
  GObject        *dialog;      /* (owned) (nullable) while it waits for an answer */
  GCancellable   *cancellable; /* (owned) */
  FwContinueFunc  func;
  FwContinueFunc  compare;     /* (nullable) */
  gpointer        user_data;
  GDestroyNotify  destroy;
} Question;

static void
question_clear (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_clear_object (&question->dialog);
  g_object_unref (question->cancellable);
  g_free (question->path);
}

static void
question_unref (gpointer data)
{
  g_rc_box_release_full (data, question_clear);
}

static gboolean
add_labels (FwTrack *track,
            gpointer user_data)
{
  *(gint64 *) user_data += fw_track_get_n_visible (track);
  return TRUE;
}

static char *
dup_frames (FwFrameList *frames)
{
  gint64 n = (gint64) fw_frame_list_get_length (frames);

  return fw_frame_list_is_video (frames)
           ? g_strdup_printf (ngettext ("%" PRId64 " frame", "%" PRId64 " frames", (gulong) n), n)
           : g_strdup_printf (ngettext ("%" PRId64 " picture", "%" PRId64 " pictures", (gulong) n),
                              n);
}

/* Whether what was labelled is at hand. */
static char *
dup_media (FwFrameList *frames,
           const char  *path)
{
  gboolean is_video = fw_frame_list_is_video (frames);
  const char *name = is_video                                  ? fw_frame_list_get_name (frames)
                     : fw_frame_list_get_length (frames) > 0 ? fw_frame_list_get (frames, 0).name
                                                               : NULL;
  g_autofree char *found = name != NULL ? fw_coco_find_media (path, name) : NULL;

  if (is_video)
    return found != NULL
             ? g_strdup_printf (_("The video is %s."), found)
             : g_strdup (_("The video is not beside it. You can tell where it is afterwards."));
  return found != NULL
           ? g_strdup (_("The pictures are beside it."))
           : g_strdup (_("The pictures are not beside it. You can tell where they are "
                         "afterwards."));
}

char *
fw_continue_question_dup_facts (const char    *path,
                                GCancellable  *cancellable,
                                GError       **error)
{
  g_autoptr (FwCocoFile) file = fw_coco_file_load (path, NULL, cancellable, error);
  gint64 n_labels = 0;

  if (file == NULL)
    return NULL;

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (file);
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  gint64 n_objects = (gint64) fw_snapshot_get_n_tracks (snapshot);
  gint64 n_categories = (gint64) fw_taxonomy_get_n_categories (fw_snapshot_get_taxonomy (snapshot));

  fw_snapshot_foreach (snapshot, add_labels, &n_labels);

  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *objects = g_strdup_printf (
    ngettext ("%" PRId64 " object", "%" PRId64 " objects", (gulong) n_objects), n_objects);
  g_autofree char *labels = g_strdup_printf (
    ngettext ("%" PRId64 " label", "%" PRId64 " labels", (gulong) n_labels), n_labels);
  g_autofree char *categories = g_strdup_printf (
    ngettext ("%" PRId64 " category", "%" PRId64 " categories", (gulong) n_categories),
    n_categories);
  g_autofree char *count = dup_frames (frames);
  g_autofree char *media = dup_media (frames, path);

  /* Translators: name of a file, "12 objects · 845 labels", "8 categories · 120 frames", and a
   * sentence about the media. */
  return g_strdup_printf (_("%s\n%s · %s\n%s · %s\n\n%s"), display, objects, labels, categories,
                          count, media);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  char *facts = fw_continue_question_dup_facts (question->path, cancellable, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, g_free);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *facts = g_task_propagate_pointer (G_TASK (result), &error);

  /* Answered before it was counted. */
  if (question->dialog == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  fw_compat_ask_update (question->dialog, facts != NULL ? facts : error->message,
                        facts != NULL ? NULL : "continue");
  if (facts == NULL && question->compare != NULL)
    fw_compat_ask_update (question->dialog, error->message, "compare");
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  Question *question = user_data;

  g_clear_object (&question->dialog);
  g_cancellable_cancel (question->cancellable);
  if (g_str_equal (answer, "continue"))
    question->func (question->path, question->user_data);
  else if (g_str_equal (answer, "compare"))
    question->compare (question->path, question->user_data);
}

void
fw_continue_question_ask (GtkWindow      *parent,
                          const char     *path,
                          FwContinueFunc  func,
                          FwContinueFunc  compare,
                          gpointer        user_data,
                          GDestroyNotify  destroy)
{
  const FwResponse to_open[] = {
    { "no", _("Not Now"), FALSE, FALSE },
    { "continue", _("Continue"), TRUE, FALSE },
  };
  /* Who drops labels on labels most likely wants to see both. */
  const FwResponse to_compare[] = {
    { "no", _("Not Now"), FALSE, FALSE },
    { "continue", _("Open Instead"), FALSE, FALSE },
    { "compare", _("Compare"), TRUE, FALSE },
  };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *display = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *body = g_strdup_printf (_("%s\nCounting what is in it…"), display);
  Question *question = g_rc_box_new0 (Question);

  g_return_if_fail (path != NULL && func != NULL);

  question->path = g_strdup (path);
  question->cancellable = g_cancellable_new ();
  question->func = func;
  question->compare = compare;
  question->user_data = user_data;
  question->destroy = destroy;
  question->dialog = g_object_ref (
    compare != NULL
      ? fw_compat_ask (parent, _("Compare with these labels?"), body, to_compare,
                       G_N_ELEMENTS (to_compare), answer_cb, question, question_unref)
      : fw_compat_ask (parent, _("Continue this COCO file?"), body, to_open,
                       G_N_ELEMENTS (to_open), answer_cb, question, question_unref));

  g_autoptr (GTask) task = g_task_new (NULL, question->cancellable, counted_cb, NULL);

  g_task_set_task_data (task, g_rc_box_acquire (question), question_unref);
  g_task_run_in_thread (task, count_thread);
}
