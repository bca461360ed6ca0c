/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* Folders that a test makes for itself. */

/* An empty folder under the system's temporary one; remove it with the next.
 * Returns: (transfer full) */
static inline char *
fw_test_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("framewright-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/* With all that is in it; also a single file. Links are removed, what they lead to
 * stays. */
static inline void
fw_test_remove_folder (const char *path)
{
  g_autoptr(GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fw_test_remove_folder (child);
    }
  g_remove (path);
}

G_END_DECLS
