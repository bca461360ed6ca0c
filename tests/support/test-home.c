/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-home.h"

#include "support/test-folder.h"

#include <stdlib.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

static char *home; /* a folder, until exit */

/* What libraries allocate while they are loaded is theirs, above all GLib's table of interned
 * strings, which it leaves behind when that is full. The stack of an allocation ends in
 * GLib (see asan_options in ../meson.build), so no suppression could tell it from a leak of
 * ours. Runs before the libraries' own constructors; fw_test_init() ends it. */
#ifdef __SANITIZE_ADDRESS__
static void
before_libraries (int    argc,
                  char **argv,
                  char **environment)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used))
static void (*const before) (int, char **, char **) = before_libraries;
#endif

static void
remove_home (void)
{
  fw_test_remove_folder (home);
  g_clear_pointer (&home, g_free);
}

void
fw_test_init (int    *argc,
              char ***argv)
{
  static const char *const folders[][2] = {
    { "HOME", "" },
    { "XDG_CONFIG_HOME", "config" },
    { "XDG_DATA_HOME", "data" },
    { "XDG_STATE_HOME", "state" },
    { "XDG_CACHE_HOME", "cache" },
  };

  g_return_if_fail (home == NULL);

#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif

  /* Before GLib asks, which it does once. */
  home = fw_test_make_folder ();
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (home, folders[i][1], NULL);

      g_setenv (folders[i][0], path, TRUE);
    }
  atexit (remove_home);

  g_test_init (argc, argv, NULL);
}

const char *
fw_test_get_home (void)
{
  return home;
}

void
fw_test_write_home (const char *name,
                    const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (home, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}
