/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Calls the built framectl, which FW_FRAMECTL names, as a script does.
 */

#include <gio/gio.h>
#include <sys/wait.h>

/* Output goes to @out and @err (nullable: nowhere, for standard output is the
 * test protocol's). Words end with NULL. Returns: the exit code */
static inline int
run_framectl (char **out, char **err, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status = 0;
  va_list args;

  g_ptr_array_add (argv, (gpointer) g_getenv ("FW_FRAMECTL"));
  va_start (args, first);
  for (const char *word = first; word; word = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (args);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **) argv->pdata, NULL,
                (out ? G_SPAWN_DEFAULT : G_SPAWN_STDOUT_TO_DEV_NULL)
                    | (err ? G_SPAWN_DEFAULT : G_SPAWN_STDERR_TO_DEV_NULL),
                NULL, NULL, out, err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}
