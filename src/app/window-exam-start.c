/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Beginning practice or an exam: which gold, by which manual, what there is for the
 * person, her yes, and opening the labels that it is done in. Each step answers later.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/gold/exam-start.h"
#include "app/gold/gold-words.h"
#include "app/settings.h"
#include "formats/gold-file.h"

/* What is about to begin. */
typedef struct
{
  FwWindow      *window;      /* (owned) */
  char          *gold_path;   /* (owned) */
  char          *media_path;  /* (owned) (nullable): found by the labels */
  char          *manual_path; /* (owned) (nullable) */
  FwManual      *manual;      /* (owned) (nullable) */
  FwAttemptMode  mode;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_object_unref (start->window);
  g_free (start->gold_path);
  g_free (start->media_path);
  g_free (start->manual_path);
  g_clear_pointer (&start->manual, fw_manual_unref);
  g_free (start);
}

static void
open_attempt (Start      *start,
              const char *labels)
{
  fw_window_open (start->window,
                  &(FwProjectFiles) { .media = start->media_path != NULL ? start->media_path
                                                                         : labels,
                                      .labels = labels,
                                      .manual = start->manual_path });
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Start *start = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *labels = fw_exam_begin_finish (result, &error);

  if (labels != NULL)
    open_attempt (start, labels);
  else
    fw_window_say (start->window, error->message, FALSE);
  start_free (start);
}

static Start *
copy_start (const Start *start)
{
  Start *copy = g_new0 (Start, 1);

  copy->window = g_object_ref (start->window);
  copy->gold_path = g_strdup (start->gold_path);
  copy->media_path = g_strdup (start->media_path);
  copy->manual_path = g_strdup (start->manual_path);
  copy->manual = start->manual != NULL ? fw_manual_ref (start->manual) : NULL;
  copy->mode = start->mode;

  return copy;
}

static void
begin (Start *start)
{
  g_autofree char *person = fw_settings_dup_person (start->window->settings);

  fw_exam_begin_async (start->gold_path, person, start->mode, start->manual, NULL, begun_cb,
                       copy_start (start));
}

static void
start_answer_cb (const char *answer,
                 gpointer    user_data)
{
  if (g_str_equal (answer, "begin"))
    begin (user_data);
}

static void
tell_hindrance (FwWindow   *self,
                const char *sentence)
{
  const FwResponse close[] = { { "close", _("Close"), TRUE, FALSE } };

  fw_compat_ask (GTK_WINDOW (self), _("This cannot begin now"), sentence, close, 1,
                 start_answer_cb, NULL, NULL);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Start *start = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldOutlook) outlook = fw_gold_outlook_finish (result, &error);
  g_autofree char *hindrance
    = outlook != NULL && outlook->open[start->mode] == NULL
        ? fw_gold_words_hindrance (outlook, start->mode)
        : NULL;

  if (outlook == NULL || hindrance != NULL)
    {
      tell_hindrance (start->window, hindrance != NULL ? hindrance : error->message);
      start_free (start);
      return;
    }
  /* What was begun is gone on with; that needs no question. */
  if (outlook->open[start->mode] != NULL)
    {
      begin (start);
      start_free (start);
      return;
    }

  gboolean is_exam = start->mode == FW_ATTEMPT_EXAM;
  g_autofree char *words = fw_gold_words_outlook (outlook, start->mode);
  const FwResponse answers[] = { { "not-now", _("Not Now"), FALSE, FALSE },
                                 { "begin", is_exam ? _("Begin the Exam") : _("Begin"), TRUE,
                                   FALSE } };

  fw_compat_ask (GTK_WINDOW (start->window),
                 is_exam ? _("Take the exam?") : _("Practise on gold?"), words, answers,
                 G_N_ELEMENTS (answers), start_answer_cb, start, start_free);
}

void
fw_window_begin_exam (FwWindow      *self,
                      char          *gold_path,
                      FwAttemptMode  mode)
{
  g_autofree char *person = fw_settings_dup_person (self->settings);
  gboolean is_open = self->session != NULL;
  const char *main_path = is_open ? fw_project_get_main_path (self->project) : NULL;
  Start *start = g_new0 (Start, 1);

  start->window = g_object_ref (self);
  start->gold_path = gold_path;
  start->mode = mode;
  if (is_open)
    {
      start->manual_path = g_strdup (fw_project_get_manual_path (self->project));
      start->manual = fw_project_get_manual (self->project) != NULL
                        ? fw_manual_ref (fw_project_get_manual (self->project))
                        : NULL;
      /* Where the media are known; the labels of the attempt find theirs beside them. */
      if (fw_project_get_source (self->project) != NULL
          && g_strcmp0 (main_path, fw_window_get_labels_path (self)) != 0)
        start->media_path = g_strdup (main_path);
    }
  fw_gold_outlook_async (start->gold_path, person, start->manual, NULL, looked_cb, start);
}

/* Without labels: which gold, and by which manual. */
typedef struct
{
  FwWindow      *window; /* (owned) */
  FwAttemptMode  mode;
} Choosing;

static void
choosing_free (gpointer data)
{
  g_object_unref (((Choosing *) data)->window);
  g_free (data);
}

static void
manual_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Start *start = user_data;
  g_autofree char *person = fw_settings_dup_person (start->window->settings);

  start->manual = g_task_propagate_pointer (G_TASK (result), NULL);
  fw_gold_outlook_async (start->gold_path, person, start->manual, NULL, looked_cb, start);
}

static void
read_manual_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      data,
                       GCancellable *cancellable)
{
  g_autoptr(GFile) file = g_file_new_for_path (data);

  /* Without one that can be read the person is asked to choose. */
  g_task_return_pointer (task, fw_manual_new_from_file (file, NULL),
                         (GDestroyNotify) fw_manual_unref);
}

/* Reads the manual, and then looks. */
static void
find_manual (Start *start)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, manual_read_cb, start);

  if (start->manual_path == NULL)
    start->manual_path = fw_project_find_manual (start->gold_path, NULL);
  if (start->manual_path == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_task_set_task_data (task, g_strdup (start->manual_path), g_free);
  g_task_run_in_thread (task, read_manual_in_thread);
}

static void
chosen_gold (GFile   *file,
             gpointer user_data)
{
  Choosing *choosing = user_data;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;

  Start *start = g_new0 (Start, 1);

  start->window = g_object_ref (choosing->window);
  start->gold_path = path;
  start->mode = choosing->mode;
  find_manual (start);
}

static FwAttemptMode
parse_mode (const char *name)
{
  return g_str_equal (name, "exam") ? FW_ATTEMPT_EXAM : FW_ATTEMPT_PRACTISE;
}

void
fw_window_begin_exam_on (FwWindow             *self,
                         const FwProjectFiles *files,
                         const char           *mode)
{
  g_return_if_fail (files->labels != NULL);

  Start *start = g_new0 (Start, 1);

  start->window = g_object_ref (self);
  start->gold_path = fw_gold_file_dup_path (files->labels);
  start->mode = parse_mode (mode);
  start->manual_path = g_strdup (files->manual);
  if (g_strcmp0 (files->media, files->labels) != 0)
    start->media_path = g_strdup (files->media);
  find_manual (start);
}

static void
start_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FwWindow *self = user_data;
  FwAttemptMode mode = parse_mode (g_action_get_name (G_ACTION (action)));
  const char *labels = fw_window_get_labels_path (self);

  if (labels != NULL)
    {
      fw_window_begin_exam (self, fw_gold_file_dup_path (labels), mode);
      return;
    }

  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->window = g_object_ref (self);
  choosing->mode = mode;
  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_GOLD, NULL, NULL, chosen_gold, choosing,
                    choosing_free);
}

static const GActionEntry entries[] = {
  { .name = "practise", .activate = start_action },
  { .name = "exam", .activate = start_action },
};

void
fw_window_install_exam_start_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
