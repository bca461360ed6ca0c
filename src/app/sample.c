/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/sample.h"

#include <glib/gi18n.h>

#include "fw-config.h"

/* Where each lies below the folder of samples, and what is opened in it. */
static const struct
{
  const char *folder;
  const char *media; /* "": the folder */
} samples[FW_N_SAMPLES] = {
  [FW_SAMPLE_STREET] = { "", "street.mp4" },
  [FW_SAMPLE_DRIVING] = { "driving", "city.mp4" },
  [FW_SAMPLE_CLOTHING] = { "clothing", "" },
};

/* What belongs to a sample, among what else a build leaves there. */
static const char *const endings[] = { ".mp4", ".png", ".manual.md", ".coco.json" };

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
      g_autofree char *clip = g_build_filename (folders[i], samples[FW_SAMPLE_STREET].media, NULL);

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

static gboolean
belongs (const char *name)
{
  if (g_str_has_suffix (name, "clean.coco.json"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
copy_folder (const char    *from,
             const char    *to,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  if (g_mkdir_with_parents (to, 0755) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("The folder %s for the sample could not be made: %s"), to,
                   g_strerror (saved_errno));
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (belongs (name) && !copy_missing (from, to, name, cancellable, error))
      return FALSE;

  return TRUE;
}

static char *
dup_copy_folder (FwSample sample)
{
  return g_build_filename (g_get_user_data_dir (), "framewright", "sample",
                           samples[sample].folder, NULL);
}

static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  FwSample sample = GPOINTER_TO_INT (task_data);
  g_autofree char *all = find_sample ();
  g_autofree char *from = g_build_filename (all ? all : "", samples[sample].folder, NULL);
  g_autofree char *to = dup_copy_folder (sample);
  g_autofree char *pictures_from = g_build_filename (from, "img", NULL);
  g_autofree char *pictures_to = g_build_filename (to, "img", NULL);
  GError *error = NULL;

  if (all == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("The samples did not come with this installation."));
      return;
    }
  if (!copy_folder (from, to, cancellable, &error)
      || (g_file_test (pictures_from, G_FILE_TEST_IS_DIR)
          && !copy_folder (pictures_from, pictures_to, cancellable, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, g_build_filename (to, samples[sample].media, NULL), g_free);
}

void
fw_sample_prepare_async (FwSample             sample,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (sample < FW_N_SAMPLES);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, GINT_TO_POINTER (sample), NULL);
  g_task_run_in_thread (task, prepare_thread);
}

char *
fw_sample_prepare_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fw_sample_is_copy (FwSample    sample,
                   const char *path)
{
  g_return_val_if_fail (sample < FW_N_SAMPLES, FALSE);

  g_autofree char *folder = dup_copy_folder (sample);
  g_autofree char *copy = g_build_filename (folder, samples[sample].media, NULL);

  return path != NULL && g_str_equal (path, copy);
}
