/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Actions of the window that choose, open and save files. Every dialog answers
 * later, so each callback looks again at what the window shows by then.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/compat.h"
#include "app/recent.h"
#include "app/sample.h"

static void
chosen_media (GFile   *file,
              gpointer user_data)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    fw_window_open (FW_WINDOW (user_data), &(FwProjectFiles) { path, NULL, NULL });
  else if (file != NULL)
    fw_window_say (FW_WINDOW (user_data),
                   _("Only files on this computer can be opened. Copy it here first."), FALSE);
}

GFile *
fw_window_dup_folder (FwWindow *self)
{
  g_autoptr (FwRecent) last = g_list_model_get_item (fw_recent_get_list (), 0);
  const char *path = self->project != NULL ? fw_project_get_main_path (self->project)
                     : last != NULL        ? fw_recent_get_path (last)
                                           : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  return folder != NULL ? g_file_new_for_path (folder) : NULL;
}

GFile *
fw_window_dup_save_folder (FwWindow *self)
{
  g_autoptr (GFile) folder = fw_window_dup_folder (self);

  /* Also a folder that is gone. */
  return folder != NULL && g_access (g_file_peek_path (folder), W_OK) == 0
           ? g_steal_pointer (&folder)
           : NULL;
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GFile) folder = fw_window_dup_folder (self);

  fw_compat_choose (GTK_WINDOW (self),
                    g_str_equal (name, "open-video")    ? FW_CHOOSE_VIDEO
                    : g_str_equal (name, "open-folder") ? FW_CHOOSE_FOLDER
                                                        : FW_CHOOSE_LABELS,
                    folder, NULL, chosen_media, g_object_ref (self), g_object_unref);
}

static void
sample_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fw_sample_prepare_finish (result, &error);

  if (path == NULL)
    fw_window_say (self, error->message, FALSE);
  else
    fw_window_open (self, &(FwProjectFiles) { path, NULL, NULL });
}

static void
open_sample_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  static const char *const names[FW_N_SAMPLES] = {
    [FW_SAMPLE_STREET] = "open-sample",
    [FW_SAMPLE_DRIVING] = "open-sample-driving",
    [FW_SAMPLE_CLOTHING] = "open-sample-clothing",
  };
  FwSample sample = 0;

  while (!g_str_equal (names[sample], g_action_get_name (G_ACTION (action))))
    sample++;
  fw_sample_prepare_async (sample, NULL, sample_cb, g_object_ref (user_data));
}

static void
manual_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fw_project_load_manual_finish (FW_PROJECT (source), result, &error))
    fw_window_say (self, error->message, FALSE);
}

void
fw_window_load_manual (FwWindow   *self,
                       const char *path)
{
  fw_project_load_manual_async (self->project, path, NULL, manual_loaded_cb, g_object_ref (self));
}

static void
chosen_manual (GFile   *file,
               gpointer user_data)
{
  FwWindow *self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->session != NULL)
    fw_window_load_manual (self, path);
}

static void
choose_manual_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autoptr (GFile) folder = fw_window_dup_folder (self);

  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_MANUAL, folder, NULL, chosen_manual,
                    g_object_ref (self), g_object_unref);
}

static void
located_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fw_project_locate_media_finish (FW_PROJECT (source), result, &error))
    fw_window_say (self, error->message, FALSE);
  else if (self->project == FW_PROJECT (source))
    fw_editor_page_set_project (self->editor, self->project);
}

static void
chosen_place (GFile   *file,
              gpointer user_data)
{
  FwWindow *self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->session != NULL)
    fw_project_locate_media_async (self->project, path, NULL, located_cb, g_object_ref (self));
}

static void
locate_media_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autoptr (GFile) folder = fw_window_dup_folder (self);

  fw_compat_choose (GTK_WINDOW (self),
                    fw_session_is_video (self->session) ? FW_CHOOSE_VIDEO : FW_CHOOSE_FOLDER,
                    folder, NULL, chosen_place, g_object_ref (self), g_object_unref);
}

static void
overwrite_answer (const char *answer,
                  gpointer    user_data);

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (fw_labels_file_save_finish (FW_LABELS_FILE (source), result, &error))
    {
      fw_window_say (self, _("Saved"), FALSE);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      fw_window_say (self, error->message, FALSE);
      /* There is only one thing that she can do about that. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.save-elsewhere", NULL);
      return;
    }

  const FwResponse answers[] = {
    { "stay", _("Not Now"), FALSE, FALSE },
    { "compare", _("Compare"), FALSE, FALSE },
    { "overwrite", _("Write Mine Over It"), FALSE, TRUE },
    { "elsewhere", _("Save Elsewhere…"), TRUE, FALSE },
  };

  fw_compat_ask (GTK_WINDOW (self), _("Another program changed this file"), error->message, answers,
                 G_N_ELEMENTS (answers), overwrite_answer, g_object_ref (self), g_object_unref);
}

static void
overwrite_answer (const char *answer,
                  gpointer    user_data)
{
  FwWindow *self = user_data;

  if (self->project == NULL || fw_project_get_labels (self->project) == NULL)
    return;
  if (g_str_equal (answer, "overwrite"))
    fw_labels_file_save_async (fw_project_get_labels (self->project), TRUE, NULL, saved_cb,
                               g_object_ref (self));
  else if (g_str_equal (answer, "compare"))
    fw_window_compare (self, fw_labels_file_get_path (fw_project_get_labels (self->project)));
  else if (g_str_equal (answer, "elsewhere"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-elsewhere", NULL);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;

  /* Labels save themselves; who edits a rule means the rule. */
  if (fw_editor_page_save_rule (self->editor))
    return;
  fw_labels_file_save_async (fw_project_get_labels (self->project), FALSE, NULL, saved_cb,
                             g_object_ref (self));
}

static void
saved_elsewhere_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!fw_labels_file_save_as_finish (FW_LABELS_FILE (source), result, &error))
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  g_autofree char *name = g_path_get_basename (
    fw_labels_file_get_path (FW_LABELS_FILE (source)));
  g_autofree char *sentence = g_strdup_printf (_("Saved as %s"), name);

  fw_window_say (self, sentence, FALSE);
  fw_window_remember (self);
}

char *
fw_window_dup_json_path (FwWindow   *self,
                         const char *path,
                         const char *ending)
{
  if (g_str_has_suffix (path, ".json"))
    return g_strdup (path);

  g_autofree char *whole = g_strconcat (path, ending, NULL);

  if (g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_path_get_basename (whole);
      /* Translators: %s is the name of a file */
      g_autofree char *sentence = g_strdup_printf (
        _("%s is there already. Give its whole name to put this in its place."), name);

      fw_window_say (self, sentence, FALSE);
      return NULL;
    }
  return g_steal_pointer (&whole);
}

static void
chosen_elsewhere (GFile   *file,
                  gpointer user_data)
{
  FwWindow *self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->session == NULL)
    return;

  g_autofree char *whole = fw_window_dup_json_path (self, path, ".coco.json");

  if (whole != NULL)
    fw_labels_file_save_as_async (fw_project_get_labels (self->project), whole, NULL,
                                  saved_elsewhere_cb, g_object_ref (self));
}

static void
save_elsewhere_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autoptr (GFile) folder = fw_window_dup_save_folder (self);
  g_autofree char *name =
    g_path_get_basename (fw_labels_file_get_path (fw_project_get_labels (self->project)));

  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_SAVE, folder, name, chosen_elsewhere,
                    g_object_ref (self), g_object_unref);
}

static const GActionEntry entries[] = {
  { .name = "open-video", .activate = open_action },
  { .name = "open-folder", .activate = open_action },
  { .name = "open-labels", .activate = open_action },
  { .name = "open-sample", .activate = open_sample_action },
  { .name = "open-sample-driving", .activate = open_sample_action },
  { .name = "open-sample-clothing", .activate = open_sample_action },
  { .name = "choose-manual", .activate = choose_manual_action },
  { .name = "locate-media", .activate = locate_media_action },
  { .name = "save", .activate = save_action },
  { .name = "save-elsewhere", .activate = save_elsewhere_action },
};

void
fw_window_install_file_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
