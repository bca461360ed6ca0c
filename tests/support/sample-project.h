/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A project over a copy of the sample in a folder of its own, opened and closed
 * through the main context. XDG_STATE_HOME has to be the test's own.
 */

#include "app/project.h"
#include "support/test-folder.h"
#include "support/wait.h"

typedef struct
{
  char      *folder;  /* (owned) */
  char      *manual;  /* (owned) its path */
  FwProject *project; /* (owned) */
  gboolean   is_done;
} SampleProject;

static inline gboolean
sample_project_is_done (gpointer user_data)
{
  return ((SampleProject *) user_data)->is_done;
}

static inline void
sample_project_wait (SampleProject *self)
{
  g_assert_true (fw_test_wait (sample_project_is_done, self));
  self->is_done = FALSE;
}

static inline void
sample_project_opened_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  fw_project_open_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  ((SampleProject *) user_data)->is_done = TRUE;
}

static inline void
sample_project_closed_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  fw_project_close_finish (FW_PROJECT (object), result, NULL);
  ((SampleProject *) user_data)->is_done = TRUE;
}

static inline char *
sample_project_read (const char *path)
{
  char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static inline void
sample_project_write (const char *path,
                      const char *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static inline void
sample_project_copy (SampleProject *self,
                     const char    *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static inline void
sample_project_open (SampleProject *self)
{
  g_autofree char *media = NULL;

  self->folder = g_dir_make_tmp ("fw-sample-XXXXXX", NULL);
  self->manual = g_build_filename (self->folder, "street.manual.md", NULL);
  media = g_build_filename (self->folder, "street.mp4", NULL);
  sample_project_copy (self, "street.mp4");
  sample_project_copy (self, "street.coco.json");
  sample_project_copy (self, "street.manual.md");
  self->project = fw_project_new ();
  fw_project_open_async (self->project, &(FwProjectFiles) { media, NULL, NULL }, 64 << 20, NULL,
                         sample_project_opened_cb, self);
  sample_project_wait (self);
  g_assert_nonnull (fw_project_get_manual (self->project));
}

static inline void
sample_project_close (SampleProject *self)
{
  fw_project_close_async (self->project, NULL, sample_project_closed_cb, self);
  sample_project_wait (self);
  g_clear_object (&self->project);
  fw_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->manual, g_free);
}
