/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What every command of framectl owes the script that calls it, whatever it
 * says: bytes that are the same in each locale, and an exit code that does not
 * lie about them.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/command.h"
#include "support/framectl.h"

static const char labels_text[]
    = "{\"images\":[{\"id\":1,\"file_name\":\"ä.jpg\",\"width\":10,\"height\":10}],"
      "\"categories\":[{\"id\":1,\"name\":\"Fußgänger\"}],"
      "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4]}]}";

typedef struct
{
  char *folder; /* (owned) */
  char *labels; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-output-XXXXXX", NULL);
  fixture->labels = g_build_filename (fixture->folder, "ä.coco.json", NULL);
  g_assert_true (g_file_set_contents (fixture->labels, labels_text, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->labels);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->labels);
}

/* Runs a line of the shell, in which "$F" is framectl and "$L" the labels. */
static int
run_line (Fixture *fixture, const char *line, char **out, char **err)
{
  const char *argv[] = { "sh", "-c", line, NULL };
  g_auto (GStrv) environ = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  environ = g_environ_setenv (environ, "F", g_getenv ("FW_FRAMECTL"), TRUE);
  environ = g_environ_setenv (environ, "L", fixture->labels, TRUE);
  g_spawn_sync (NULL, (char **) argv, environ, G_SPAWN_SEARCH_PATH, NULL, NULL, out, err, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

/* Test that names are UTF-8 where there is no locale, too: in JSON, in text, and
 * in what goes to standard error. */
static void
test_without_locale (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "LC_ALL=C \"$F\" stats \"$L\" --json",
    "LC_ALL=C \"$F\" stats \"$L\"",
    "LC_ALL=C \"$F\" stats \"$L\" --json | LC_ALL=C cat",
  };
  g_autofree char *err = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *noise = NULL;

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (run_line (fixture, lines[i], &out, &noise), ==, FW_EXIT_CLEAN);
      g_assert_nonnull (strstr (out, "Fußgänger"));
      g_assert_cmpstr (noise, ==, "");
    }

  g_autofree char *nothing = NULL;

  g_assert_cmpint (run_line (fixture, "LC_ALL=C \"$F\" stats \"$L.gone\"", &nothing, &err), ==,
                   FW_EXIT_INPUT);
  g_assert_nonnull (strstr (err, "ä.coco.json.gone"));
}

/* Test that output which nobody could write down is said, and is no success. */
static void
test_full_device (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = {
    "stats \"$L\" --json",
    "stats \"$L\"",
    "diff \"$L\" \"$L\" --json",
    "agree \"$L\" \"$L\" --json",
    "score \"$L\" \"$L\" --json",
    "sample \"$L\" --n 1 --seed a --json",
    "estimate --judged 10 --wrong 1 --json",
    "plan --lot 100 --aql 0.01 --limit 0.2",
    "manual kinds --json",
    "convert \"$L\" -",
    "stats --help",
    "--version",
    "--help",
  };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full here");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("\"$F\" %s >/dev/full", commands[i]);
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;

      g_test_message ("%s", commands[i]);
      g_assert_cmpint (run_line (fixture, line, &out, &err), ==, FW_EXIT_OUTPUT);
      g_assert_nonnull (strstr (err, "No space left"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/output/without-locale", Fixture, NULL, set_up, test_without_locale, tear_down);
  g_test_add ("/output/full-device", Fixture, NULL, set_up, test_full_device, tear_down);

  return g_test_run ();
}
