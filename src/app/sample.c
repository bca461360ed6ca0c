/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/sample.h"

#include <glib/gi18n.h>

#include "fw-config.h"

static const char *const names[] = { "street.mp4", "street.manual.md", "street.coco.json" };

/* Beside the program while it runs from the build tree, else where it was installed. */
static char *
find_sample (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *app = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *built = g_build_filename (app, "..", "..", "data", "sample", NULL);
  g_autofree char *installed = g_build_filename (FW_DATA_DIR, "sample", NULL);
  const char *folders[] = { built, installed };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *clip = g_build_filename (folders[i], names[0], NULL);

      if (g_file_test (clip, G_FILE_TEST_IS_REGULAR))
        return g_strdup (folders[i]);
    }
  return NULL;
}

static gboolean
copy_missing (const char    *from_folder,
              const char    *to_folder,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *from_path = g_build_filename (from_folder, name, NULL);
  g_autofree char *to_path = g_build_filename (to_folder, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GFile) to = g_file_new_for_path (to_path);
  g_autoptr (GError) local = NULL;

  /* What the person did to her copy stays. */
  if (g_file_copy (from, to, G_FILE_COPY_NONE, cancellable, NULL, NULL, &local)
      || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autofree char *from = find_sample ();
  g_autofree char *to = g_build_filename (g_get_user_data_dir (), "framewright", "sample", NULL);
  GError *error = NULL;

  if (from == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("The sample clip did not come with this installation."));
      return;
    }
  if (g_mkdir_with_parents (to, 0755) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                               _("The folder %s for the sample clip could not be made: %s"), to,
                               g_strerror (errno));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!copy_missing (from, to, names[i], cancellable, &error))
      {
        g_task_return_error (task, error);
        return;
      }
  g_task_return_pointer (task, g_build_filename (to, names[0], NULL), g_free);
}

void
fw_sample_prepare_async (GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_run_in_thread (task, prepare_thread);
}

char *
fw_sample_prepare_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
