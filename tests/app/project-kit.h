/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A project opened from copies of sample files in a folder of its own, and
 * waiting for its checks. No display.
 */

#include "app/project.h"
#include "support/test-folder.h"
#include "support/wait.h"

typedef struct
{
  char      *folder;    /* (owned) */
  FwProject *project;   /* (owned) (nullable) */
  GError    *error;     /* (owned) (nullable) of the last opening or closing */
  guint      n_changed; /* of the checks, since somebody waited */
  gboolean   is_done;
} ProjectKit;

static inline void
kit_opened_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  ProjectKit *kit = user_data;

  fw_project_open_finish (FW_PROJECT (object), result, &kit->error);
  kit->is_done = TRUE;
}

static inline void
kit_closed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  ProjectKit *kit = user_data;

  fw_project_close_finish (FW_PROJECT (object), result, &kit->error);
  kit->is_done = TRUE;
}

static inline gboolean
kit_is_done (gpointer user_data)
{
  return ((ProjectKit *) user_data)->is_done;
}

/* For what somebody who sets is_done began. */
static inline void
kit_wait (ProjectKit *kit)
{
  g_assert_true (fw_test_wait (kit_is_done, kit));
  kit->is_done = FALSE;
}

static inline void
kit_changed_cb (ProjectKit *kit)
{
  kit->n_changed++;
}

static inline gboolean
kit_is_checked (gpointer user_data)
{
  ProjectKit *kit = user_data;

  return kit->n_changed > 0
         && !fw_check_runner_is_checking (fw_project_get_checks (kit->project));
}

/* Waits for the next result of the checks that is the last one for now. */
static inline void
kit_wait_for_check (ProjectKit *kit)
{
  g_assert_true (fw_test_wait (kit_is_checked, kit));
  kit->n_changed = 0;
}

/* Returns: (transfer full): the path in the kit's folder */
static inline char *
kit_path (ProjectKit *kit,
          const char *name)
{
  return g_build_filename (kit->folder, name, NULL);
}

static inline void
kit_set_up (ProjectKit *kit)
{
  *kit = (ProjectKit) { .folder = g_dir_make_tmp ("fw-kit-XXXXXX", NULL) };
}

static inline void
kit_copy_sample (ProjectKit *kit,
                 const char *name,
                 const char *as)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = kit_path (kit, as);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Names in the kit's folder, nullable. What comes of it is in the kit's error. */
static inline void
kit_try_open (ProjectKit *kit,
          const char *media,
          const char *labels,
          const char *manual)
{
  g_autofree char *media_path = media ? kit_path (kit, media) : NULL;
  g_autofree char *labels_path = labels ? kit_path (kit, labels) : NULL;
  g_autofree char *manual_path = manual ? kit_path (kit, manual) : NULL;
  FwProjectFiles files = { media_path, labels_path, manual_path };

  kit->project = fw_project_new ();
  fw_project_open_async (kit->project, &files, 64 * 1024 * 1024, NULL, kit_opened_cb, kit);
  kit_wait (kit);
}

/* The same, when it has to work; and waits for the first check. */
static inline void
kit_open (ProjectKit *kit,
          const char *media,
          const char *labels,
          const char *manual)
{
  kit_try_open (kit, media, labels, manual);
  g_assert_no_error (kit->error);
  g_assert_nonnull (fw_project_get_checks (kit->project));
  kit->n_changed = 0;
  g_signal_connect_swapped (fw_project_get_checks (kit->project), "changed",
                            G_CALLBACK (kit_changed_cb), kit);
  kit_wait_for_check (kit);
}

static inline void
kit_close (ProjectKit *kit)
{
  g_clear_error (&kit->error);
  fw_project_close_async (kit->project, NULL, kit_closed_cb, kit);
  kit_wait (kit);
  g_assert_no_error (kit->error);
  if (fw_project_get_checks (kit->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_checks (kit->project), kit);
  g_clear_object (&kit->project);
}

static inline void
kit_tear_down (ProjectKit *kit)
{
  /* One that never opened has nothing to close. */
  if (kit->project && fw_project_get_labels (kit->project))
    kit_close (kit);
  g_clear_object (&kit->project);
  g_clear_error (&kit->error);
  fw_test_remove_folder (kit->folder);
  g_free (kit->folder);
}
