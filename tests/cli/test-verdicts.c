/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl verdicts, and sample --review: a spot check without the window, from
 * the draw to the report.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/command.h"
#include "support/framectl.h"
#include "support/test-folder.h"

static char *folder;
static char *sample;
static char *review;

#define assert_contains(text, part)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!strstr ((text), (part)))                                                                  \
      g_error ("“%s” is not in “%s”", (part), (text));                                             \
  }                                                                                                \
  G_STMT_END

/* Draws @n labels into a new review; the first of them. */
static char *
begin_review (const char *n, const char *accept)
{
  g_autofree char *out = NULL;
  g_autofree char *journal_folder = g_build_filename (folder, "framewright", "journal", NULL);
  g_autoptr (GDir) dir = g_dir_open (journal_folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (journal_folder, name, NULL);

      g_unlink (path);
    }
  g_unlink (review);
  g_assert_cmpint (run_framectl (&out, NULL, "sample", sample, "--n", n, "--seed", "monday",
                                 "--review", review, "--version", "1.0.0", "--manual", "street",
                                 "--accept", accept, NULL),
                   ==, FW_EXIT_CLEAN);

  return g_strndup (out, strcspn (out, "\n"));
}

/* Test a spot check from the draw to the report. */
static void
test_whole (void)
{
  g_autofree char *unit = begin_review ("3", "0");
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *list = NULL;
  g_autofree char *json = NULL;
  g_autofree char *report = NULL;
  g_autofree char *html = g_build_filename (folder, "report.html", NULL);
  g_autofree char *page = NULL;

  g_assert_cmpint (run_framectl (&id, NULL, "verdicts", "add", review, "--unit", unit, "--outcome",
                                 "wrong", "--rule", "ST-001", "--rule-rev", "abc", "--kind",
                                 "geometry", "--pin", "12.5,30", "--reviewer", "tomas", "--author",
                                 "dana", NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpstr (id, ==, "1\n");
  g_assert_true (g_file_get_contents (review, &text, NULL, NULL));
  assert_contains (text, "{\"schema\":1,\"labels\":{\"file\":\"street.coco.json\"");
  assert_contains (text, "\"people\":[\"dana\",\"tomas\"]");
  assert_contains (text,
                   "\"design\":\"simple\",\"seed\":\"monday\",\"plan\":{\"n\":3,\"accept\":0}");
  assert_contains (text, "\"pin\":[12.5,30.0]");
  assert_contains (text, "\"author\":0,\"reviewer\":1,\"blind\":{\"outcome\":\"wrong\"");

  g_assert_cmpint (run_framectl (&list, NULL, "verdicts", "list", review, NULL), ==, FW_EXIT_CLEAN);
  assert_contains (list, "wrong  geometry  ST-001  tomas");
  g_assert_cmpint (run_framectl (&json, NULL, "verdicts", "list", review, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (json, "{\"verdicts\":[{\"id\":1,\"draw\":1,");

  /* One wrong is more than none: the answer is no. */
  g_assert_cmpint (run_framectl (&report, NULL, "verdicts", "report", review, "--json", NULL), ==,
                   FW_EXIT_NO);
  assert_contains (report, "\"plan\":\"rejected\"");
  assert_contains (report, "\"seed\":\"monday\"");
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "report", review, "-o", html, NULL), ==,
                   FW_EXIT_NO);
  g_assert_true (g_file_get_contents (html, &page, NULL, NULL));
  assert_contains (page, "The batch is not accepted.");
}

/* Test that a manual that is a file knows what a verdict cites. */
static void
test_manual_file (void)
{
  g_autofree char *unit = begin_review ("3", "1");
  g_autofree char *folder_of_sample = g_path_get_dirname (sample);
  g_autofree char *manual = g_build_filename (folder_of_sample, "street.manual.md", NULL);
  g_autofree char *list = NULL;
  g_autofree char *trouble = NULL;

  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "add", review, "--unit", unit, "--outcome",
                                 "wrong", "--rule", "ST-004", "--kind", "geometry", "--note",
                                 "loose", "--reviewer", "tomas", "--manual", manual, NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpint (run_framectl (&list, NULL, "verdicts", "list", review, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (list, "\"rule\":\"ST-004\",\"rule_rev\":\"");
  assert_contains (list, "\"manual\":\"street-sample\",\"version\":\"1.0.0\"");

  g_assert_cmpint (run_framectl (NULL, &trouble, "verdicts", "add", review, "--unit", unit,
                                 "--outcome", "wrong", "--rule", "ST-999", "--kind", "geometry",
                                 "--note", "loose", "--reviewer", "tomas", "--manual", manual, NULL),
                   ==, FW_EXIT_USAGE);
  assert_contains (trouble, "has no rule or precedent ST-999");
}

/* Test that a precedent is cited as its rule, in the revision that the manual has, and stays
 * visible wherever the verdict is; and that without the manual it is refused. */
static void
test_precedent (void)
{
  g_autofree char *unit = begin_review ("3", "1");
  g_autofree char *folder_of_sample = g_path_get_dirname (sample);
  g_autofree char *street = g_build_filename (folder_of_sample, "street.manual.md", NULL);
  g_autofree char *manual = g_build_filename (folder, "cited.manual.md", NULL);
  g_autofree char *html = g_build_filename (folder, "cited.html", NULL);
  g_autofree char *text = NULL, *more = NULL, *list = NULL, *json = NULL, *trouble = NULL;
  g_autofree char *report = NULL, *file = NULL, *page = NULL;

  g_assert_true (g_file_get_contents (street, &text, NULL, NULL));
  more = g_strconcat (text,
                      "\n### P-0042 under ST-004: Half a wheel\n\n- Question: Is it?\n"
                      "- Answer: Yes.\n\n```precedent\nrule: ST-004\nsince: 1.0.0\n"
                      "outcome: label\n```\n",
                      NULL);
  g_assert_true (g_file_set_contents (manual, more, -1, NULL));

  g_assert_cmpint (run_framectl (NULL, &trouble, "verdicts", "add", review, "--unit", unit,
                                 "--outcome", "wrong", "--rule", "P-0042", "--rule-rev", "abc",
                                 "--kind", "geometry", "--note", "loose", "--reviewer", "tomas",
                                 NULL),
                   ==, FW_EXIT_USAGE);
  assert_contains (trouble, "P-0042 is a precedent; with --manual FILE its rule is found there");
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "add", review, "--unit", unit, "--outcome",
                                 "wrong", "--rule", "P-0042", "--kind", "geometry", "--note",
                                 "loose", "--reviewer", "tomas", "--manual", manual, NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_true (g_file_get_contents (review, &file, NULL, NULL));
  assert_contains (file, "\"kind\":\"geometry\",\"rule\":\"ST-004\",\"rule_rev\":\"");
  assert_contains (file, "\"precedent\":\"P-0042\"}");
  g_assert_cmpint (run_framectl (&list, NULL, "verdicts", "list", review, NULL), ==, FW_EXIT_CLEAN);
  assert_contains (list, "wrong  geometry  ST-004 (P-0042)  tomas");
  g_assert_cmpint (run_framectl (&json, NULL, "verdicts", "list", review, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (json, "\"precedent\":\"P-0042\"");
  g_assert_cmpint (run_framectl (&report, NULL, "verdicts", "report", review, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (report, "\"precedent\":\"P-0042\"");
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "report", review, "-o", html, NULL), ==,
                   FW_EXIT_CLEAN);
  g_assert_true (g_file_get_contents (html, &page, NULL, NULL));
  assert_contains (page, "by rule ST-004 (P-0042) of version ");
}

/* Test that a verdict which must not be is refused with a sentence. */
static void
test_refused (void)
{
  g_autofree char *unit = begin_review ("3", "1");
  static const struct
  {
    const char *words[8];
    const char *part;
  } cases[] = {
    { { "--outcome=wrong", "--rule=R", "--kind=class", "--note=x", "--reviewer=t" }, "revision" },
    { { "--outcome=wrong", "--rule=R", "--rule-rev=q", "--note=x", "--reviewer=t" }, "what kind" },
    { { "--outcome=wrong", "--rule=R", "--rule-rev=q", "--kind=class", "--reviewer=t" },
      "shows why" },
    { { "--outcome=wrong", "--rule=R", "--rule-rev=q", "--kind=missing", "--note=x",
        "--reviewer=t" },
      "region" },
    { { "--outcome=wrong", "--kind=class", "--note=x", "--reviewer=t" }, "names a rule" },
    { { "--outcome=correct", "--reviewer=t", "--author=t" }, "work of his own" },
    { { "--outcome=correct" }, "reviewer" },
    { { "--outcome=bad", "--reviewer=t" }, "--outcome is" },
    { { "--outcome=wrong", "--kind=bad", "--reviewer=t" }, "--kind is" },
    { { "--outcome=correct", "--pin=1", "--reviewer=t" }, "--pin is" },
    { { "--outcome=wrong-but-excused", "--reviewer=t" }, "Nobody excuses by hand" },
    { { "--outcome=correct", "--reviewer=t", "--unit=street/0/t999" }, "was not drawn" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *w = cases[i].words;
      g_autofree char *err = NULL;

      g_assert_cmpint (run_framectl (NULL, &err, "verdicts", "add", review, "--unit", unit, w[0],
                                     w[1], w[2], w[3], w[4], w[5], w[6], NULL),
                       ==, FW_EXIT_USAGE);
      assert_contains (err, cases[i].part);
    }

  g_autofree char *list = NULL;

  g_assert_cmpint (run_framectl (&list, NULL, "verdicts", "list", review, NULL), ==, FW_EXIT_CLEAN);
  g_assert_cmpstr (list, ==, "");
}

/* Test that two people's files of one batch join by unit, and conflicts are shown. */
static void
test_join (void)
{
  g_autofree char *unit = begin_review ("3", "1");
  g_autofree char *other = g_build_filename (folder, "mira.review.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *out = NULL;
  g_autofree char *list = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (review, &text, &n, NULL));
  g_assert_true (g_file_set_contents (other, text, (gssize) n, NULL));
  run_framectl (NULL, NULL, "verdicts", "add", review, "--unit", unit, "--outcome", "correct",
                "--reviewer", "tomas", NULL);
  run_framectl (NULL, NULL, "verdicts", "add", other, "--unit", unit, "--outcome", "unclear-rule",
                "--reviewer", "mira", NULL);
  g_assert_cmpint (run_framectl (&out, NULL, "verdicts", "join", review, other, NULL), ==,
                   FW_EXIT_NO);
  assert_contains (out, ": correct by tomas (1), unclear-rule by mira (2)");
  run_framectl (&list, NULL, "verdicts", "list", review, NULL);
  assert_contains (list, "  correct  tomas\n2  ");

  /* Once more: nothing new. */
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "join", review, other, NULL), ==,
                   FW_EXIT_CLEAN);
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "join", review, NULL), ==, FW_EXIT_USAGE);
}

/* Test that a review that was deleted does not come back without a word, whoever draws
 * or looks, and that its questions count. */
static void
test_gone (void)
{
  g_autofree char *unit = begin_review ("3", "1");
  g_autofree char *sampled = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *out = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "add", review, "--unit", unit, "--outcome",
                                 "correct", "--reviewer", "tomas", NULL),
                   ==, FW_EXIT_CLEAN);
  g_unlink (review);
  g_assert_cmpint (run_framectl (NULL, &listed, "verdicts", "list", review, NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (listed, "1 draw, 1 verdict, 0 questions. If you deleted it on purpose");
  g_assert_cmpint (run_framectl (&out, &sampled, "sample", sample, "--n", "3", "--seed", "tuesday",
                                 "--review", review, "--version", "1.0.0", NULL),
                   ==, FW_EXIT_CLEAN);
  assert_contains (sampled, "“street.review.json” is gone. Its last state came back from the journal");
  assert_contains (sampled, "draw 2 in");

  /* Now it is there again, and nothing is said. */
  g_assert_cmpint (run_framectl (NULL, &again, "verdicts", "list", review, NULL), ==,
                   FW_EXIT_CLEAN);
  g_assert_cmpstr (again, ==, "");
}

/* Test that labels of other media are told in one line, however much was drawn. */
static void
test_foreign (void)
{
  g_autofree char *unit = begin_review ("30", "1");
  g_autofree char *text = NULL;
  g_autofree char *err = NULL;
  g_autofree char *other = g_build_filename (folder, "other.review.json", NULL);
  g_auto (GStrv) parts = NULL;
  g_autofree char *moved = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (review, &text, &n, NULL));
  parts = g_strsplit (text, "\"street/", -1);
  moved = g_strjoinv ("\"avenue/", parts);
  g_assert_true (g_file_set_contents (other, moved, -1, NULL));
  g_assert_cmpint (run_framectl (NULL, &err, "verdicts", "list", other, "--labels", sample, NULL),
                   ==, FW_EXIT_CLEAN);
  assert_contains (err, "nothing of what was drawn is in ");
  g_assert_null (strstr (err, "avenue/"));
  g_assert_cmpuint (strlen (unit), >, 0);
}

/* Test files that are not there or are no reviews. */
static void
test_input (void)
{
  g_autofree char *err = NULL;

  g_unlink (review);
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "list", "/nonexistent.review.json", NULL),
                   ==, FW_EXIT_INPUT);
  g_assert_cmpint (run_framectl (NULL, &err, "verdicts", "report", sample, NULL), ==,
                   FW_EXIT_INPUT);
  assert_contains (err, "this is no review file");
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", NULL), ==, FW_EXIT_USAGE);
  g_assert_cmpint (run_framectl (NULL, NULL, "verdicts", "erase", sample, NULL), ==, FW_EXIT_USAGE);
  g_assert_cmpint (run_framectl (NULL, NULL, "sample", sample, "--n=3", "--seed=a", "--review",
                                 "x.json", NULL),
                   ==, FW_EXIT_USAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdicts/whole", test_whole);
  g_test_add_func ("/verdicts/manual-file", test_manual_file);
  g_test_add_func ("/verdicts/precedent", test_precedent);
  g_test_add_func ("/verdicts/refused", test_refused);
  g_test_add_func ("/verdicts/join", test_join);
  g_test_add_func ("/verdicts/gone", test_gone);
  g_test_add_func ("/verdicts/foreign", test_foreign);
  g_test_add_func ("/verdicts/input", test_input);

  folder = g_dir_make_tmp ("fw-verdicts-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  sample = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.coco.json", NULL);
  review = g_build_filename (folder, "street.review.json", NULL);

  int result = g_test_run ();

  fw_test_remove_folder (folder);
  g_free (folder);
  g_free (sample);
  g_free (review);

  return result;
}
