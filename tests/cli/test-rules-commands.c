/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl manual, check, fix and diff as a script calls them: output against golden
 * files in tests/data/cli, and exit codes. FW_FRAMECTL names the built program;
 * FW_UPDATE_GOLDEN=1 writes the golden files anew.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "cli/command.h"
#include "../support/test-folder.h"

/* Of track 2 in frames 0 to 11: core/unit-rev.h says of what. */
#define UNIT_REV "b96aed6ccd84"

static char *data;   /* tests/data/cli: where the program runs, so that paths are short */
static char *folder; /* for what it writes */

static int
run (char              **out,
     char              **err,
     const char *const  *words)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  int status = 0;

  g_ptr_array_add (argv, (gpointer) g_getenv ("FW_FRAMECTL"));
  for (gsize i = 0; words[i]; i++)
    g_ptr_array_add (argv, (gpointer) words[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (data, (char **) argv->pdata, NULL,
                (out ? G_SPAWN_DEFAULT : G_SPAWN_STDOUT_TO_DEV_NULL)
                    | (err ? G_SPAWN_DEFAULT : G_SPAWN_STDERR_TO_DEV_NULL),
                NULL, NULL, out, err, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

#define RUN(out_, err_, ...) run (out_, err_, (const char *const[]) { __VA_ARGS__, NULL })

static void
compare (const char *name,
         const char *found)
{
  g_autofree char *path = g_build_filename (data, name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;

  if (g_getenv ("FW_UPDATE_GOLDEN"))
    g_file_set_contents (path, found, -1, NULL);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

/* Test that every form of every answer is what it was. */
static void
test_golden (void)
{
  static const struct { const char *golden; int code; const char *words[8]; } cases[] = {
    { "check.text.expected", 1, { "check", "clip.coco.json", "--manual", "old.manual.md" } },
    { "check.json.expected", 1,
      { "check", "clip.coco.json", "--manual", "old.manual.md", "--json" } },
    { "check.sarif.expected", 1,
      { "check", "clip.coco.json", "--manual", "old.manual.md", "--format", "sarif" } },
    { "check.junit.expected", 1,
      { "check", "clip.coco.json", "--manual", "old.manual.md", "--format", "junit" } },
    { "coverage.expected", 0, { "manual", "coverage", "new.manual.md" } },
    { "coverage.json.expected", 0, { "manual", "coverage", "new.manual.md", "--json" } },
    { "diff.expected", 1, { "manual", "diff", "old.manual.md", "new.manual.md" } },
    { "diff-labels.expected", 1,
      { "manual", "diff", "old.manual.md", "new.manual.md", "--labels", "clip.coco.json" } },
    { "diff.json.expected", 1,
      { "manual", "diff", "old.manual.md", "new.manual.md", "--labels", "clip.coco.json",
        "--json" } },
    { "diff-files.expected", 1, { "diff", "clip.coco.json", "other.coco.json" } },
    { "diff-files.json.expected", 1, { "diff", "clip.coco.json", "other.coco.json", "--json" } },
    { "diff-same.expected", 0, { "diff", "clip.coco.json", "clip.coco.json" } },
    { "kind.expected", 0, { "manual", "kinds", "max-parts" } },
    { "kind.json.expected", 0, { "manual", "kinds", "min-size", "--json" } },
    { "lint.expected", 1, { "manual", "lint", "old.manual.md", "--previous", "new.manual.md" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL, *err = NULL;

      g_test_message ("%s", cases[i].golden);
      g_assert_cmpint (run (&out, &err, cases[i].words), ==, cases[i].code);
      compare (cases[i].golden, out);
    }
}

/* Test that all kinds are listed, and that the same manual has no difference. */
static void
test_lists (void)
{
  g_autofree char *kinds = NULL, *same = NULL, *err = NULL;
  gsize n_lines = 0;

  g_assert_cmpint (RUN (&kinds, &err, "manual", "kinds"), ==, 0);
  for (const char *p = kinds; *p; p++)
    n_lines += *p == '\n';
  g_assert_cmpuint (n_lines, ==, 89);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&same, &err, "manual", "diff", "old.manual.md", "old.manual.md"), ==, 0);
  g_assert_cmpstr (same, ==, "");
}

/* Test that safe fixes are applied and told, and the rest is left. */
static void
test_fix (void)
{
  g_autofree char *out_path = g_build_filename (folder, "fixed.coco.json", NULL);
  g_autofree char *told = NULL, *after = NULL, *only = NULL, *err = NULL, *labels = NULL;

  g_assert_cmpint (RUN (&told, &err, "fix", "clip.coco.json", "--manual", "old.manual.md", "-o",
                        out_path), ==, 0);
  compare ("fix.expected", told);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&after, &err, "check", out_path, "--manual", "old.manual.md"), ==, 1);
  g_assert_null (strstr (after, "CM-001"));
  g_assert_nonnull (strstr (after, "CM-002"));
  g_assert_nonnull (strstr (after, "CM-003"));

  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&labels, &only, "fix", "clip.coco.json", "--manual", "old.manual.md",
                        "--rule", "CM-001", "-o", "-"), ==, 0);
  g_assert_true (g_str_has_prefix (labels, "{"));
  g_assert_nonnull (strstr (only, "CM-001"));
  g_assert_null (strstr (only, "CM-005"));
}

/* Test that problems which were set aside count for nothing, and are told. */
static void
test_aside (void)
{
  g_autofree char *path = g_build_filename (data, "clip.coco.json", NULL);
  g_autofree char *aside_path = g_build_filename (folder, "aside.coco.json", NULL);
  g_autofree char *text = NULL, *json = NULL, *out = NULL, *err = NULL, *sarif = NULL;
  const char *rev;
  g_autofree char *found = NULL;

  /* The revisions as check gives them: of the rule, and of the object, by the way of the format. */
  g_assert_cmpint (RUN (&json, &err, "check", "clip.coco.json", "--manual", "old.manual.md",
                        "--json"), ==, 1);
  rev = strstr (json, "\"rule\":\"CM-002\",\"rev\":\"");
  g_assert_nonnull (rev);
  found = g_strndup (rev + strlen ("\"rule\":\"CM-002\",\"rev\":\""), 12);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_auto(GStrv) parts = g_strsplit (text, "\"schema\":1,", 2);
  g_autofree char *aside
      = g_strdup_printf ("%s\"schema\":1,\"aside\":[{\"rule\":\"CM-002\",\"rev\":\"%s\",\"track\":"
                         "2,\"first\":0,\"last\":"
                         "11,\"unit_rev\":\"" UNIT_REV
                         "\",\"reason\":\"other\",\"text\":\"far away\",\"at\":\"\"}],%s",
                         parts[0], found, parts[1]);

  g_file_set_contents (aside_path, aside, -1, NULL);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&out, &err, "check", aside_path, "--manual", "old.manual.md"), ==, 1);
  g_assert_null (strstr (out, "CM-002"));
  g_assert_nonnull (strstr (out, ", 12 set aside\n"));
  g_clear_pointer (&err, g_free);
  RUN (&sarif, &err, "check", aside_path, "--manual", "old.manual.md", "--format", "sarif");
  g_assert_nonnull (strstr (sarif, "\"suppressions\":[{\"kind\":\"external\",\"justification\":"
                                   "\"other: far away\"}]"));
}

/* Test that a reason why something was left open is told in each form, and that it
 * counts all the same. */
static void
test_left (void)
{
  static const struct
  {
    const char *format;
    const char *said;
  } cases[] = {
    { "text", " (left open: behind <the> pole)\n" },
    { "text", ", 12 left open with a reason\n" },
    { "json", "\"left_open\":{\"reason\":\"left-open\",\"text\":\"behind <the> pole\",\"by\":\"Jo\","
              "\"at\":\"2026-11-27T10:00:00+01:00\"}" },
    { "sarif", "\"suppressions\":[{\"kind\":\"external\",\"status\":\"underReview\",\"justification\":"
               "\"left-open: behind <the> pole\"}]" },
    { "junit", " (left open: behind &lt;the&gt; pole)\n" },
  };
  g_autofree char *path = g_build_filename (data, "clip.coco.json", NULL);
  g_autofree char *left_path = g_build_filename (folder, "left.coco.json", NULL);
  g_autofree char *text = NULL, *json = NULL, *err = NULL, *rev = NULL, *left = NULL;
  const char *place;

  g_assert_cmpint (RUN (&json, &err, "check", "clip.coco.json", "--manual", "old.manual.md",
                        "--json"), ==, 1);
  place = strstr (json, "\"rule\":\"CM-002\",\"rev\":\"");
  g_assert_nonnull (place);
  rev = g_strndup (place + strlen ("\"rule\":\"CM-002\",\"rev\":\""), 12);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_auto(GStrv) parts = g_strsplit (text, "\"schema\":1,", 2);

  left = g_strdup_printf ("%s\"schema\":1,\"aside\":[{\"rule\":\"CM-002\",\"rev\":\"%s\",\"first\":0,"
                          "\"last\":11,\"unit_rev\":\"\",\"reason\":\"left-open\",\"text\":"
                          "\"behind <the> pole\",\"by\":\"Jo\",\"at\":\"2026-11-27T10:00:00+01:00\"}],%s",
                          parts[0], rev, parts[1]);
  g_file_set_contents (left_path, left, -1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL, *told = NULL;

      g_test_message ("%s", cases[i].format);
      g_assert_cmpint (RUN (&out, &told, "check", left_path, "--manual", "old.manual.md",
                            "--format", cases[i].format), ==, 1);
      g_assert_nonnull (strstr (out, cases[i].said));
    }
}

/* Test that publishing makes versions, refuses, and tells of files that changed. */
static void
test_publish (void)
{
  g_autofree char *path = g_build_filename (folder, "cli.manual.md", NULL);
  g_autofree char *old = g_build_filename (data, "old.manual.md", NULL);
  g_autofree char *new = g_build_filename (data, "new.manual.md", NULL);
  g_autofree char *published = g_build_filename (folder, "cli.versions", "1.0.0.manual.md", NULL);
  g_autofree char *text = NULL, *other = NULL, *out = NULL, *err = NULL;

  g_file_get_contents (old, &text, NULL, NULL);
  g_file_get_contents (new, &other, NULL, NULL);
  g_file_set_contents (path, text, -1, NULL);
  g_assert_cmpint (RUN (&out, &err, "manual", "publish", path, "--author", "dana"), ==, 0);
  g_assert_cmpstr (out, ==, "cli 1.0.0 is published.\n");
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&out, &err, "manual", "publish", path), ==, 1);
  g_assert_nonnull (strstr (err, "Version 1.0.0 is not higher than 1.0.0"));
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  g_file_set_contents (path, other, -1, NULL);
  g_assert_cmpint (RUN (&out, &err, "manual", "publish", path), ==, 0);
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&out, &err, "manual", "versions", path), ==, 0);
  g_assert_nonnull (strstr (out, "  dana\n"));
  g_assert_nonnull (strstr (out, "CM-002 loosen, CM-003 tighten, CM-004 reverse, CM-005 retire, "
                                 "CM-006 add\n"));

  g_chmod (published, 0644);
  g_file_set_contents (published, "---\nother", -1, NULL);
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (RUN (&out, &err, "manual", "versions", path), ==, 1);
  g_assert_nonnull (strstr (err, "Version 1.0.0 is not what was published"));
}

/* Test that coverage with labels tells how often findings were accepted, and proposes to ask
 * less of people where enough was judged and too much waved away. */
static void
test_precision (void)
{
  g_autofree char *path = g_build_filename (data, "clip.coco.json", NULL);
  g_autofree char *judged = g_build_filename (folder, "judged.coco.json", NULL);
  g_autofree char *text = NULL, *json = NULL, *out = NULL, *again = NULL, *found = NULL;
  g_autoptr(GString) entries = g_string_new (NULL);
  const char *rev;

  g_assert_cmpint (RUN (&json, NULL, "manual", "coverage", "old.manual.md", "--labels",
                        "clip.coco.json", "--json"), ==, 0);
  g_assert_nonnull (strstr (json, "\"accepted\":0,\"waved_away\":0,\"precision\":null,"
                                  "\"wilson\":[0.0,1.0],\"proposal\":null"));
  rev = strstr (json, "\"rule\":\"CM-002\",\"rev\":\"");
  g_assert_nonnull (rev);
  found = g_strndup (rev + strlen ("\"rule\":\"CM-002\",\"rev\":\""), 12);
  for (int i = 0; i < 20; i++)
    g_string_append_printf (entries,
                            "%s{\"rule\":\"CM-002\",\"rev\":\"%s\",\"track\":%d,\"first\":0,"
                            "\"last\":0,\"unit_rev\":\"\",\"reason\":\"%s\",\"text\":\"\","
                            "\"at\":\"\"}",
                            i > 0 ? "," : "", found, 100 + i, i < 15 ? "worked-at" : "other");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_auto(GStrv) parts = g_strsplit (text, "\"schema\":1,", 2);
  g_autofree char *labels
      = g_strdup_printf ("%s\"schema\":1,\"aside\":[%s],%s", parts[0], entries->str, parts[1]);

  g_file_set_contents (judged, labels, -1, NULL);
  g_assert_cmpint (RUN (&out, NULL, "manual", "coverage", "old.manual.md", "--labels", judged), ==,
                   0);
  g_assert_nonnull (strstr (out, "15 accepted, 5 waved away: 75.0 % (53.1 to 88.8 %)"
                                 "; consider severity "));
  g_assert_nonnull (strstr (out, "no data"));
  /* What was worked at hides nothing. */
  g_assert_cmpint (RUN (&again, NULL, "check", judged, "--manual", "old.manual.md"), ==, 1);
  g_assert_nonnull (strstr (again, "CM-002"));
  g_assert_cmpint (RUN (NULL, NULL, "manual", "coverage", "old.manual.md", "--labels", "missing"),
                   ==, FW_EXIT_INPUT);
}

/* Test that wrong calls and wrong inputs have their exit codes and a sentence. */
static void
test_exit_codes (void)
{
  static const struct { const char *words[7]; int code; } cases[] = {
    { { "manual" }, FW_EXIT_USAGE },
    { { "manual", "--help" }, FW_EXIT_CLEAN },
    { { "manual", "lint", "--help" }, FW_EXIT_CLEAN },
    { { "manual", "paint" }, FW_EXIT_USAGE },
    { { "manual", "lint" }, FW_EXIT_USAGE },
    { { "manual", "lint", "old.manual.md" }, FW_EXIT_CLEAN },
    { { "manual", "lint", "missing.manual.md" }, FW_EXIT_INPUT },
    { { "manual", "lint", "old.manual.md", "--previous", "missing" }, FW_EXIT_INPUT },
    { { "manual", "kinds", "min-sise" }, FW_EXIT_USAGE },
    { { "manual", "kinds", "a", "b" }, FW_EXIT_USAGE },
    { { "manual", "coverage" }, FW_EXIT_USAGE },
    { { "manual", "diff", "old.manual.md" }, FW_EXIT_USAGE },
    { { "manual", "diff", "old.manual.md", "missing" }, FW_EXIT_INPUT },
    { { "manual", "diff", "old.manual.md", "new.manual.md", "--labels", "old.manual.md" },
      FW_EXIT_INPUT },
    { { "manual", "publish" }, FW_EXIT_USAGE },
    { { "manual", "publish", "missing" }, FW_EXIT_INPUT },
    { { "manual", "versions" }, FW_EXIT_USAGE },
    { { "manual", "versions", "missing.manual.md" }, FW_EXIT_INPUT },
    { { "manual", "versions", "old.manual.md" }, FW_EXIT_CLEAN },
    { { "check", "clip.coco.json", "--manual", "missing" }, FW_EXIT_INPUT },
    { { "check", "clip.coco.json" }, FW_EXIT_USAGE },
    { { "check", "clip.coco.json", "--manual", "old.manual.md", "--format", "html" },
      FW_EXIT_USAGE },
    { { "check", "missing", "--manual", "old.manual.md" }, FW_EXIT_INPUT },
    { { "diff", "clip.coco.json" }, FW_EXIT_USAGE },
    { { "diff", "clip.coco.json", "missing" }, FW_EXIT_INPUT },
    { { "fix", "clip.coco.json", "--manual", "old.manual.md" }, FW_EXIT_USAGE },
    { { "fix", "clip.coco.json", "--manual", "old.manual.md", "-o", "/nonexistent/x" },
      FW_EXIT_OUTPUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL, *err = NULL;

      g_test_message ("case %zu", i);
      g_assert_cmpint (run (&out, &err, cases[i].words), ==, cases[i].code);
      if (cases[i].code != FW_EXIT_CLEAN)
        g_assert_true (g_str_has_prefix (err, "framectl: "));
    }
}

/* Test that a manual in another encoding is unreadable input for every command, whatever
 * can be said of the rest of it, and that a manual with mistakes only is answered by no. */
static void
test_not_text (void)
{
  static const struct { const char *text; int lint, coverage, diff, publish, check; } cases[] = {
    { "---\nmanual: m\nversion: 1.0.0\ntitle: caf\xe9\n---\n", 3, 3, 3, 3, 3 },
    { "---\nmanual: m\nversion: 1.0.0\n---\n\n### MM-001 T\n\n```rule\nseverity: errr\n```\n", 1,
      0, 1, 1, 3 },
    { "---\nmanual: m\nversion: 1.0.0\n---\n", 0, 0, 1, 0, 0 },
  };
  g_autofree char *path = g_build_filename (folder, "bytes.manual.md", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = NULL;

      g_test_message ("case %zu", i);
      g_file_set_contents (path, cases[i].text, -1, NULL);
      g_assert_cmpint (RUN (&out, NULL, "manual", "lint", path), ==, cases[i].lint);
      /* What is wrong is told by line all the same. */
      g_assert_cmpint (strstr (out, ": error: ") != NULL, ==, cases[i].lint != 0);
      g_assert_cmpint (RUN (NULL, NULL, "manual", "coverage", path), ==, cases[i].coverage);
      g_assert_cmpint (RUN (NULL, NULL, "manual", "coverage", path, "--json"), ==,
                       cases[i].coverage);
      g_assert_cmpint (RUN (NULL, NULL, "manual", "diff", "old.manual.md", path), ==,
                       cases[i].diff);
      g_assert_cmpint (RUN (NULL, NULL, "manual", "diff", path, path), ==,
                       cases[i].diff == 3 ? 3 : 0);
      g_assert_cmpint (RUN (NULL, NULL, "check", "clip.coco.json", "--manual", path), ==,
                       cases[i].check);
      g_assert_cmpint (RUN (NULL, NULL, "manual", "publish", path), ==, cases[i].publish);
    }
}

/* Test that output which cannot be written is told, of text as of JSON. */
static void
test_full (void)
{
  static const char *const calls[]
      = { "manual lint old.manual.md --previous new.manual.md", "manual coverage new.manual.md",
          "manual coverage new.manual.md --json", "manual kinds", "manual kinds --json",
          "manual diff old.manual.md new.manual.md", "manual diff old.manual.md new.manual.md --json",
          "check clip.coco.json --manual old.manual.md",
          "check clip.coco.json --manual old.manual.md --json",
          "check clip.coco.json --manual old.manual.md --format junit" };

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full here");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *line = g_strdup_printf ("\"$FW_FRAMECTL\" %s > /dev/full", calls[i]);
      const char *const argv[] = { "/bin/sh", "-c", line, NULL };
      g_autoptr(GError) error = NULL;
      int status = 0;

      g_test_message ("%s", calls[i]);
      g_spawn_sync (data, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                    &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (WEXITSTATUS (status), ==, FW_EXIT_OUTPUT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  data = g_test_build_filename (G_TEST_DIST, "data", "cli", NULL);
  folder = g_dir_make_tmp ("fw-rules-commands-XXXXXX", NULL);
  g_test_add_func ("/framectl/rules/golden", test_golden);
  g_test_add_func ("/framectl/rules/lists", test_lists);
  g_test_add_func ("/framectl/rules/fix", test_fix);
  g_test_add_func ("/framectl/rules/aside", test_aside);
  g_test_add_func ("/framectl/rules/left-open", test_left);
  g_test_add_func ("/framectl/rules/publish", test_publish);
  g_test_add_func ("/framectl/rules/precision", test_precision);
  g_test_add_func ("/framectl/rules/exit-codes", test_exit_codes);
  g_test_add_func ("/framectl/rules/not-text", test_not_text);
  g_test_add_func ("/framectl/rules/full", test_full);

  int result = g_test_run ();

  fw_test_remove_folder (folder);
  g_free (folder);
  g_free (data);

  return result;
}
