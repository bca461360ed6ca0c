/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Comparing the open labels with other ones: choosing and reading a file, asking
 * when it is not quite about the same media, and ending. Reading goes on beside
 * the person's work; each callback looks again whether it is still wanted.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compare/compare-version.h"
#include "app/compat.h"

#define PROGRESS_MS 100

/* One reading, shared by the window and the thread. */
struct _FwWindowReading
{
  FwWindow         *window;      /* weak (nullable) */
  char             *path;        /* (owned) (nullable) NULL: earlier work that is not in the file */
  char             *name;        /* (owned) of the file */
  gboolean          is_waiting;  /* for the frames to be counted */
  gboolean          is_again;    /* they were counted anew: waits until they are certain */
  gboolean          is_sure;     /* the person wants what fits */
  GCancellable     *cancellable; /* (owned) */
  FwCompareVersion *version;     /* (owned) (nullable) once it is read */
  FwCompareModel   *model;       /* (owned) (nullable) while differences are looked for */
  int               share;       /* thousandths; atomic */
  guint             timer;
};

static void
reading_clear (gpointer data)
{
  FwWindowReading *reading = data;

  g_clear_weak_pointer (&reading->window);
  g_free (reading->path);
  g_free (reading->name);
  g_object_unref (reading->cancellable);
  g_clear_pointer (&reading->version, fw_compare_version_unref);
  g_clear_object (&reading->model);
}

static void
reading_unref (gpointer data)
{
  g_rc_box_release_full (data, reading_clear);
}

static gboolean
is_wanted (FwWindowReading *reading)
{
  return reading->window != NULL && reading->window->reading == reading;
}

/* Called in a thread. */
static void
share_cb (double   share,
          gpointer user_data)
{
  g_atomic_int_set (&((FwWindowReading *) user_data)->share, (int) (share * 1000.0));
}

static void read_labels (FwWindowReading *reading);

/* Frames that are not counted yet, or not for good, cannot be compared. */
static gboolean
wait_for_frames (FwWindowReading *reading)
{
  double share;

  if (fw_project_has_counted (reading->window->project, reading->is_again, &share))
    {
      reading->is_waiting = FALSE;
      read_labels (reading);
      return FALSE;
    }

  g_autofree char *sentence = g_strdup_printf (
    reading->is_again ? _("Waiting until every frame is counted exactly… %d %%")
                      : _("Waiting until the frames are counted… %d %%"), (int) (share * 100.0));

  fw_editor_page_set_compare_progress (reading->window->editor, sentence, share);
  return TRUE;
}

static gboolean
progress_cb (gpointer user_data)
{
  FwWindowReading *reading = user_data;

  if (reading->is_waiting && wait_for_frames (reading))
    return G_SOURCE_CONTINUE;

  int share = g_atomic_int_get (&reading->share);
  g_autofree char *sentence = g_strdup_printf (
    reading->model != NULL ? _("Comparing with %s… %d %%") : _("Reading %s… %d %%"),
    reading->name, share / 10);

  fw_editor_page_set_compare_progress (reading->window->editor, sentence, share / 1000.0);
  return G_SOURCE_CONTINUE;
}

/* Whatever is being read is not wanted any more. */
static void
stop_reading (FwWindow *self)
{
  FwWindowReading *reading = g_steal_pointer (&self->reading);

  if (reading == NULL)
    return;
  g_cancellable_cancel (reading->cancellable);
  g_clear_handle_id (&reading->timer, g_source_remove);
  fw_editor_page_set_compare_progress (self->editor, NULL, 0.0);
  reading_unref (reading);
  fw_window_update_actions (self);
}

void
fw_window_stop_comparing (FwWindow *self)
{
  stop_reading (self);
  fw_editor_page_set_compare (self->editor, NULL);
}

/* Finding the differences */

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  FwWindowReading *reading = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = fw_compare_model_run_finish (FW_COMPARE_MODEL (source), result, &error);

  if (is_wanted (reading))
    {
      FwWindow *self = reading->window;

      stop_reading (self);
      if (done)
        fw_editor_page_set_compare (self->editor, FW_COMPARE_MODEL (source));
      else
        fw_window_say (self, error->message, FALSE);
    }
  reading_unref (reading);
}

static void
run (FwWindowReading *reading)
{
  FwWindow *self = reading->window;
  const char *path = fw_labels_file_get_path (fw_project_get_labels (self->project));
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = fw_compare_dup_title (name, fw_session_get_snapshot (self->session));

  g_atomic_int_set (&reading->share, 0);
  reading->model = fw_compare_model_new (self->session, reading->version);
  fw_compare_model_set_title (reading->model, title);
  if (reading->timer == 0)
    reading->timer = g_timeout_add (PROGRESS_MS, progress_cb, reading);
  progress_cb (reading);
  fw_compare_model_run_async (reading->model, share_cb, reading, reading->cancellable, ran_cb,
                              g_rc_box_acquire (reading));
}

/* Reading */

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  FwWindowReading *reading = user_data;

  if (!is_wanted (reading))
    return;
  if (g_str_equal (answer, "compare"))
    {
      reading->is_sure = TRUE;
      run (reading);
    }
  else
    stop_reading (reading->window);
}

/* What does not fit is said; what may fit is asked about. */
static void
ask_about_fit (FwWindowReading *reading)
{
  const FwFrameFit *fit = reading->version->fit;
  gboolean can = fit->kind == FW_FIT_SOME;
  const FwResponse answers[] = {
    { "no", can ? _("Not Now") : _("Close"), !can, FALSE },
    { "compare", _("Compare"), TRUE, FALSE },
  };

  /* Nothing goes on while the question waits. */
  g_clear_handle_id (&reading->timer, g_source_remove);
  fw_editor_page_set_compare_progress (reading->window->editor, NULL, 0.0);
  fw_compat_ask (GTK_WINDOW (reading->window),
                 can ? _("Compare what fits?") : _("These cannot be compared"), fit->sentence,
                 answers, can ? 2 : 1, answer_cb, g_rc_box_acquire (reading), reading_unref);
}

static void
take_version (FwWindowReading  *reading,
              FwCompareVersion *version)
{
  reading->version = fw_compare_version_ref (version);
  if (version->fit->kind == FW_FIT_ALL
      || (version->fit->kind == FW_FIT_SOME && reading->is_sure))
    run (reading);
  else
    ask_about_fit (reading);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  FwWindowReading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FwCompareVersion) version = fw_compare_version_read_finish (result, &error);

  if (is_wanted (reading) && version != NULL)
    take_version (reading, version);
  else if (is_wanted (reading))
    {
      FwWindow *self = reading->window;

      stop_reading (self);
      fw_window_say (self, error->message, FALSE);
    }
  reading_unref (reading);
}

/* Two versions of one file are not called the same. */
static char *
dup_name (FwWindow   *self,
          const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) open = g_file_new_for_path (
    fw_labels_file_get_path (fw_project_get_labels (self->project)));

  /* Translators: %s is a file as it is stored, beside the same that is open */
  return g_file_equal (file, open) ? g_strdup_printf (_("%s on the disk"), name)
                                   : g_steal_pointer (&name);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FwWindowReading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FwSnapshot) labels
    = fw_labels_file_preview_aside_finish (FW_LABELS_FILE (source), result, &error);

  if (is_wanted (reading) && labels != NULL)
    {
      g_autoptr (FwCompareVersion) version = fw_compare_version_new (
        reading->name, NULL, labels, fw_session_get_snapshot (reading->window->session));

      take_version (reading, version);
    }
  else if (is_wanted (reading))
    {
      FwWindow *self = reading->window;

      stop_reading (self);
      fw_window_say (self, error->message, FALSE);
    }
  reading_unref (reading);
}

static void
read_labels (FwWindowReading *reading)
{
  FwWindow *self = reading->window;

  if (reading->path != NULL)
    fw_compare_version_read_async (reading->path, reading->name,
                                   fw_session_get_snapshot (self->session), share_cb, reading,
                                   reading->cancellable, read_cb, g_rc_box_acquire (reading));
  else
    fw_labels_file_preview_aside_async (fw_project_get_labels (self->project),
                                        reading->cancellable, previewed_cb,
                                        g_rc_box_acquire (reading));
}

static FwWindowReading *
begin (FwWindow   *self,
       const char *path)
{
  FwWindowReading *reading = g_rc_box_new0 (FwWindowReading);

  fw_window_stop_comparing (self);
  self->reading = reading;
  g_set_weak_pointer (&reading->window, self);
  reading->path = g_strdup (path);
  reading->name = path != NULL ? dup_name (self, path) : g_strdup (_("your earlier changes"));
  reading->is_waiting = TRUE;
  reading->cancellable = g_cancellable_new ();
  reading->timer = g_timeout_add (PROGRESS_MS, progress_cb, reading);
  fw_window_update_actions (self);
  return reading;
}

/* Says why not; labels of practice or an exam are not laid beside others. */
static gboolean
refuses (FwWindow *self)
{
  const char *refusal = fw_window_get_compare_refusal (self);

  if (refusal != NULL)
    fw_window_say (self, refusal, FALSE);

  return refusal != NULL;
}

void
fw_window_compare (FwWindow   *self,
                   const char *path)
{
  /* One's own earlier work gives nothing away. */
  if (self->session != NULL && !self->is_closing && (path == NULL || !refuses (self)))
    progress_cb (begin (self, path));
}

void
fw_window_compare_aside (FwWindow *self)
{
  fw_window_compare (self, NULL);
}

void
fw_window_compare_again (FwWindow *self)
{
  FwCompareModel *model = fw_editor_page_get_compare (self->editor);
  FwCompareVersion *version = model != NULL ? fw_compare_model_get_version (model) : NULL;
  gboolean was_sure = version != NULL || (self->reading != NULL && self->reading->is_sure);
  g_autofree char *path = g_strdup (version != NULL         ? version->path
                                    : self->reading != NULL ? self->reading->path
                                                            : NULL);
  FwWindowReading *reading;

  if (version == NULL && self->reading == NULL)
    return;
  /* Goes on by itself: the labels are about to hear of more than the numbers. */
  reading = begin (self, path);
  reading->is_again = TRUE;
  reading->is_sure = was_sure;
  if (version != NULL)
    fw_window_say (self, _("The frames were counted anew. The comparison begins again when their "
                           "numbers are certain; what you took stays."), FALSE);
}

/* Actions */

static void
chosen (GFile   *file,
        gpointer user_data)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    fw_window_compare (FW_WINDOW (user_data), path);
  else if (file != NULL)
    fw_window_say (FW_WINDOW (user_data),
                   _("Only files on this computer can be opened. Copy it here first."), FALSE);
}

static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autoptr (GFile) folder = fw_window_dup_folder (self);

  /* Before anybody looks for a file. */
  if (refuses (self))
    return;
  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_LABELS, folder, NULL, chosen,
                    g_object_ref (self), g_object_unref);
}

static void
walk_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwEditorPage *editor = FW_WINDOW (user_data)->editor;
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "compare-next"))
    fw_editor_page_compare_step (editor, 1);
  else if (g_str_equal (name, "compare-previous"))
    fw_editor_page_compare_step (editor, -1);
  else if (g_str_equal (name, "compare-blink"))
    fw_editor_page_compare_blink (editor);
  else if (g_str_equal (name, "compare-mode"))
    fw_editor_page_compare_mode (editor);
  else
    fw_editor_page_compare_list (editor);
}

static void
choose_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  fw_editor_page_compare_choose (FW_WINDOW (user_data)->editor,
                                 g_str_equal (name, "compare-keep")   ? FW_CHOICE_MINE
                                 : g_str_equal (name, "compare-take") ? FW_CHOICE_THEIRS
                                                                      : FW_CHOICE_BOTH);
}

static void
leave_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_window_stop_comparing (self);
  fw_editor_page_focus_canvas (self->editor);
}

static void
left_cb (FwWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.compare-leave", NULL);
}

static const GActionEntry entries[] = {
  { .name = "compare", .activate = compare_action },
  { .name = "compare-next", .activate = walk_action },
  { .name = "compare-previous", .activate = walk_action },
  { .name = "compare-blink", .activate = walk_action },
  { .name = "compare-mode", .activate = walk_action },
  { .name = "compare-list", .activate = walk_action },
  { .name = "compare-keep", .activate = choose_action },
  { .name = "compare-take", .activate = choose_action },
  { .name = "compare-both", .activate = choose_action },
  { .name = "compare-leave", .activate = leave_action },
};

void
fw_window_install_compare_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->editor, "compare-changed",
                            G_CALLBACK (fw_window_update_actions), self);
  g_signal_connect_swapped (self->editor, "compare-left", G_CALLBACK (left_cb), self);
}

static gboolean
can_compare (FwWindow   *self,
             const char *action)
{
  FwCompareModel *model = fw_editor_page_get_compare (self->editor);

  if (g_str_equal (action, "compare"))
    return TRUE;
  if (g_str_equal (action, "compare-leave"))
    return model != NULL || self->reading != NULL;
  if (model == NULL)
    return FALSE;
  return !fw_session_get_read_only (self->session)
         || !(g_str_equal (action, "compare-take") || g_str_equal (action, "compare-both"));
}

gboolean
fw_window_can_compare (FwWindow   *self,
                       const char *action,
                       gboolean   *out_can)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].name, action))
      {
        *out_can = self->session != NULL && !self->is_closing && can_compare (self, action);
        return TRUE;
      }

  return FALSE;
}
