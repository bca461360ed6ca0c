/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl sample, estimate, plan, score and agree as a script calls them:
 * JSON members, exit codes, and a sentence where something is wrong.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/command.h"
#include "support/framectl.h"
#include "support/test-folder.h"

static char *folder;
static char *sample;
static char *clean;

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

#define assert_contains(text, part)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!strstr ((text), (part)))                                                                  \
      g_error ("“%s” is not in “%s”", (part), (text));                                             \
  }                                                                                                \
  G_STMT_END

/* Test that the published seed draws the published units from a list of names. */
static void
test_sample_list (void)
{
  g_autofree char *list = write_file ("units.txt", "clip-7/1\nclip-7/2\r\nclip-7/3\n\nclip-7/4\n"
                                                   "clip-7/5\nclip-7/6\nclip-7/7\nclip-7/8\n"
                                                   "clip-7/9\nclip-7/10");
  g_autofree char *out = NULL;
  g_autofree char *json = NULL;

  g_assert_cmpint (run_framectl (&out, NULL, "sample", "--units", list, "--n", "4", "--seed",
                                 "spot-2026-11-22", NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpstr (out, ==, "clip-7/5\nclip-7/1\nclip-7/9\nclip-7/6\n");
  g_assert_cmpint (run_framectl (&json, NULL, "sample", "--units", list, "--n", "2", "--seed",
                                 "spot-2026-11-22", "--json", NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_true (g_str_has_prefix (json, "{\"seed\":\"spot-2026-11-22\",\"units\":[{\"unit\":"
                                         "\"clip-7/5\",\"stratum\":null,\"pi\":0.2,\"u\":0."));
  assert_contains (json, "{\"unit\":\"clip-7/1\",\"stratum\":null,\"pi\":0.2,\"u\":0.22291");
}

/* Test draws from labels: each kind of unit, and strata. */
static void
test_sample_labels (void)
{
  g_autofree char *labels = NULL;
  g_autofree char *again = NULL;
  g_autofree char *tracks = NULL;
  g_autofree char *frames = NULL;
  g_autofree char *json = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run_framectl (&labels, NULL, "sample", sample, "--n", "5", "--seed", "a", NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpint (run_framectl (&again, NULL, "sample", "--seed", "a", "--n", "5", "--unit",
                                 "label", sample, NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpstr (labels, ==, again);
  g_assert_true (g_regex_match_simple ("^(street/\\d+/t\\d+\n){5}$", labels, 0, 0));

  run_framectl (&tracks, NULL, "sample", sample, "--n", "3", "--seed", "a", "--unit", "track",
                NULL);
  g_assert_true (g_regex_match_simple ("^(street/t\\d+\n){3}$", tracks, 0, 0));
  run_framectl (&frames, NULL, "sample", sample, "--n", "3", "--seed", "a", "--unit", "frame",
                NULL);
  g_assert_true (g_regex_match_simple ("^(street/\\d+\n){3}$", frames, 0, 0));

  g_assert_cmpint (run_framectl (&json, &err, "sample", sample, "--n", "120", "--seed", "a",
                                 "--strata", "category", "--json", NULL),
                   ==, FW_EXIT_CLEAN);
  assert_contains (json, "\"stratum\":\"vehicle.car\"");
  g_assert_cmpstr (err, ==, "");

  g_auto (GStrv) parts = g_strsplit (json, "\"stratum\":\"vehicle.bus\"", -1);
  g_auto (GStrv) all = g_strsplit (json, "\"unit\":", -1);

  g_assert_cmpuint (g_strv_length (parts) - 1, ==, 15);
  g_assert_cmpuint (g_strv_length (all) - 1, ==, 120);
}

/* Test that nothing is drawn that waits for an answer, by the review beside the labels
 * or the one that is named, and that a draw can be repeated after the answer came. */
static void
test_sample_asked (void)
{
  g_autofree char *labels = g_build_filename (folder, "asked.coco.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *err = NULL;
  g_autofree char *left = NULL;
  g_autofree char *answered = NULL;
  g_autofree char *as_of = NULL;

  g_assert_true (g_file_get_contents (sample, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (labels, text, -1, NULL));
  run_framectl (&all, NULL, "sample", labels, "--n", "9", "--seed", "a", "--unit", "track", NULL);
  unit = g_strndup (all, strcspn (all, "\n"));

  const char *const answers[] = { "null", "{\"by\":0,\"text\":\"yes\",\"at\":"
                                          "\"2026-11-22T11:00:00Z\"}" };

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *json
          = g_strdup_printf ("{\"schema\":1,\"labels\":{\"file\":\"asked.coco.json\"},\"people\":["
                             "\"dana\"],\"batches\":[],\"draws\":[],\"verdicts\":[],\"appeals\":["
                             "],\"questions\":[{\"id\":1,\"unit\":\"%s\",\"by\":0,\"text\":\"?\","
                             "\"at\":\"2026-11-22T10:00:00Z\",\"answer\":%s}]}",
                             unit, answers[i]);

      g_free (write_file ("asked.review.json", json));
      g_assert_cmpint (run_framectl (i == 0 ? &left : &answered, i == 0 ? &err : NULL, "sample",
                                     labels, "--n", "9", "--seed", "a", "--unit", "track", NULL),
                       ==, FW_EXIT_CLEAN);
    }
  g_assert_null (strstr (left, unit));
  assert_contains (err, "1 unit waits for an answer and is left out");
  g_assert_cmpstr (answered, ==, all);
  g_assert_cmpint (run_framectl (&as_of, NULL, "sample", labels, "--n", "9", "--seed", "a",
                                 "--unit", "track", "--as-of", "2026-11-22T10:30:00Z", NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_cmpstr (as_of, ==, left);

  /* Questions that nobody can read may be about anything. */
  g_free (write_file ("asked.review.json", "{\"schema\":1,"));
  g_assert_cmpint (run_framectl (NULL, NULL, "sample", labels, "--n", "9", "--seed", "a", NULL), ==,
                   FW_EXIT_INPUT);
}

/* Test that it is said when there are too few for every category. */
static void
test_sample_thin (void)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run_framectl (&out, &err, "sample", sample, "--n", "12", "--seed", "a",
                                 "--strata", "category", NULL),
                   ==, FW_EXIT_CLEAN);
  assert_contains (err, "12 units are too few for 15 of each of 6 categories");
}

/* Test the figures of an estimate, with and without a lot. */
static void
test_estimate (void)
{
  g_autofree char *out = NULL;
  g_autofree char *lot = NULL;

  g_assert_cmpint (run_framectl (&out, NULL, "estimate", "--judged", "80", "--wrong", "5", "--json",
                                 NULL),
                   ==, FW_EXIT_CLEAN);
  g_assert_true (g_str_has_prefix (out, "{\"rate\":0.0625,\"wilson\":[0.0269"));
  assert_contains (out, "\"clopper_pearson\":[0.0206");
  assert_contains (out, "\"upper_one_sided\":0.1269");
  g_assert_null (strstr (out, "hypergeometric"));

  g_assert_cmpint (run_framectl (&lot, NULL, "estimate", "--judged", "80", "--wrong", "2", "--lot",
                                 "800", "--json", NULL),
                   ==, FW_EXIT_CLEAN);
  assert_contains (lot, "\"hypergeometric_upper\":59,\"hypergeometric\":[3,67]}");
}

/* Test both kinds of plan, and a lot in which no plan can tell. */
static void
test_plan (void)
{
  static const struct
  {
    const char *words[8];
    FwExit exit;
    const char *part;
  } cases[] = {
    { { "--lot", "1200", "--aql", "0.01", "--limit", "0.05" },
      FW_EXIT_CLEAN,
      "{\"n\":128,\"accept\":3,\"reject\":4,\"pa_aql\":0.969018" },
    { { "--lot", "500", "--aql", "0.01", "--limit", "0.06" },
      FW_EXIT_CLEAN,
      "{\"n\":83,\"accept\":2,\"reject\":3,\"pa_aql\":0.96566" },
    { { "--lot", "200", "--aql", "1.0", "--mil-std-105e" },
      FW_EXIT_CLEAN,
      "{\"n\":50,\"accept\":1,\"reject\":2" },
    { { "--lot", "200", "--aql", "1.0", "--mil-std-105e", "--tightened" },
      FW_EXIT_CLEAN,
      "{\"n\":80,\"accept\":1,\"reject\":2" },
    { { "--lot", "10", "--aql", "1.0", "--mil-std-105e" }, FW_EXIT_CLEAN, "{\"n\":10," },
    { { "--lot", "10", "--aql", "0.01", "--limit", "0.0" }, FW_EXIT_USAGE, "" },
    { { "--lot", "1", "--aql", "0.2", "--limit", "0.1" }, FW_EXIT_USAGE, "" },
    { { "--lot", "200", "--aql", "1.1", "--mil-std-105e" }, FW_EXIT_USAGE, "" },
    { { "--lot", "0", "--aql", "0.01", "--limit", "0.05" }, FW_EXIT_USAGE, "" },
    { { "--lot", "100", "--aql", "0.01", "--limit", "0.05", "--tightened" }, FW_EXIT_USAGE, "" },
    { { "--aql", "0.01", "--limit", "0.05" }, FW_EXIT_USAGE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *w = cases[i].words;
      g_autofree char *out = NULL;

      g_test_message ("case %d", (int) i);
      g_assert_cmpint (run_framectl (&out, NULL, "plan", "--json", w[0], w[1], w[2], w[3], w[4],
                                     w[5], w[6], w[7], NULL),
                       ==, cases[i].exit);
      g_assert_true (g_str_has_prefix (out, cases[i].part));
    }
}

/* Test scores of the sample with its mistakes against the one without. */
static void
test_score (void)
{
  g_autofree char *same = NULL;
  g_autofree char *out = NULL;

  g_assert_cmpint (run_framectl (&same, NULL, "score", clean, clean, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  g_assert_true (
      g_str_has_prefix (same, "{\"mota\":1.0,\"idf1\":1.0,\"hota\":1.0,\"det_a\":1.0,\"ass_a\":1.0,"
                              "\"precision\":1.0,\"recall\":1.0,\"tp\":981,\"fp\":0,\"fn\":0,\"id_"
                              "switches\":0,"));
  assert_contains (same, "\"minimum\":1.0}");

  g_assert_cmpint (run_framectl (&out, NULL, "score", clean, sample, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (out, "\"tp\":980,\"fp\":14,\"fn\":1,");
  assert_contains (out, "\"categories\":[{\"name\":\"light.traffic\",\"mota\":1.0");
  assert_contains (out,
                   "\"attributes\":[{\"name\":\"brake-lights\",\"compared\":215,\"right\":211");
  assert_contains (out, "\"geometry\":{\"matched\":980,\"mean_iou\":0.99");
}

/* Test agreement of labels with themselves and with others. */
static void
test_agree (void)
{
  g_autofree char *same = NULL;
  g_autofree char *out = NULL;

  g_assert_cmpint (run_framectl (&same, NULL, "agree", clean, clean, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  g_assert_true (g_str_has_prefix (same, "{\"matched\":981,\"only_a\":0,\"only_b\":0,"
                                         "\"mean_iou\":1.0,\"observed\":1.0,\"kappa\":1.0,"
                                         "\"ac1\":1.0,\"alpha_boxes\":"));
  g_assert_cmpint (run_framectl (&out, NULL, "agree", clean, sample, "--json", NULL), ==,
                   FW_EXIT_CLEAN);
  assert_contains (out, "{\"matched\":980,\"only_a\":1,\"only_b\":14,");
}

/* Test that labels of other media are compared, because nobody can be sure, and that it
 * is said where it does no harm to who reads the figures. */
static void
test_other_media (void)
{
  g_autofree char *other = write_file (
      "other.coco.json",
      "{\"videos\":[{\"id\":1,\"file_name\":\"x.mp4\",\"width\":99,\"height\":99}],"
      "\"images\":[{\"id\":1,\"video_id\":1,\"file_name\":\"x/0.png\",\"width\":99,\"height\":99,"
      "\"frame_id\":0}],\"annotations\":[],\"categories\":[]}");
  static const char *const commands[] = { "agree", "score" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *err = NULL;
      g_autofree char *quiet = NULL;

      g_assert_cmpint (run_framectl (&out, &err, commands[i], sample, other, "--json", NULL), ==,
                       FW_EXIT_CLEAN);
      g_assert_true (g_str_has_prefix (out, "{"));
      assert_contains (err, "other.coco.json: ");
      assert_contains (err, "99 × 99 pixels");
      g_assert_cmpint (run_framectl (NULL, &quiet, commands[i], clean, sample, NULL), ==,
                       FW_EXIT_CLEAN);
      g_assert_cmpstr (quiet, ==, "");
    }
}

/* Test that what is called wrongly is told in a sentence, with exit code 2. */
static void
test_usage (void)
{
  static const char *const cases[][7] = {
    { "sample", NULL },
    { "sample", "SAMPLE", "--seed", "a", NULL },
    { "sample", "SAMPLE", "--n", "0", "--seed", "a", NULL },
    { "sample", "SAMPLE", "--n", "3", NULL },
    { "sample", "SAMPLE", "--n=3", "--seed=a", "--unit=picture", NULL },
    { "sample", "SAMPLE", "--n=3", "--seed=a", "--strata=colour", NULL },
    { "sample", "SAMPLE", "--n=3", "--seed=a", "--strata=category", "--unit=frame", NULL },
    { "sample", "SAMPLE", "--n=3", "--seed=a", "--units=x", NULL },
    { "sample", "SAMPLE", "--n=3", "--seed=a", "--as-of=yesterday", NULL },
    { "estimate", NULL },
    { "estimate", "--judged", "0", "--wrong", "0", NULL },
    { "estimate", "--judged", "5", "--wrong", "6", NULL },
    { "estimate", "--judged=5", "--wrong=1", "--lot=4", NULL },
    { "estimate", "--judged=5", "--wrong=1", "--confidence=1", NULL },
    { "score", "SAMPLE", NULL },
    { "score", "SAMPLE", "SAMPLE", "--iou", "0", NULL },
    { "agree", "SAMPLE", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *words[7] = { NULL };
      g_autofree char *err = NULL;

      for (gsize k = 0; cases[i][k]; k++)
        words[k] = g_str_equal (cases[i][k], "SAMPLE") ? sample : cases[i][k];
      g_test_message ("case %d: %s", (int) i, words[0]);
      g_assert_cmpint (run_framectl (NULL, &err, words[0], words[1], words[2], words[3], words[4],
                                     words[5], words[6], NULL),
                       ==, FW_EXIT_USAGE);
      g_assert_true (g_str_has_prefix (err, "framectl: "));
    }
}

/* Test that input which is not what it says is told with its place, with exit code 3. */
static void
test_input (void)
{
  g_autofree char *twice = write_file ("twice.txt", "a/1\nb/1\n\na/1\n");
  g_autofree char *latin = write_file ("latin.txt", "a/1\nstra\337e/1\n");
  g_autofree char *plain
      = write_file ("plain.coco.json", "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,"
                                       "\"height\":9}],\"annotations\":[],\"categories\":[]}");
  g_autofree char *err = NULL;
  g_autofree char *err2 = NULL;
  g_autofree char *err3 = NULL;

  g_assert_cmpint (run_framectl (NULL, &err, "sample", "--units", twice, "--n", "1", "--seed", "a",
                                 NULL),
                   ==, FW_EXIT_INPUT);
  assert_contains (err, "twice.txt: line 4: “a/1” stands in line 1 already");
  g_assert_cmpint (run_framectl (NULL, &err2, "sample", "--units", latin, "--n", "1", "--seed", "a",
                                 NULL),
                   ==, FW_EXIT_INPUT);
  assert_contains (err2, "latin.txt: line 2 is no UTF-8 text");
  g_assert_cmpint (run_framectl (NULL, NULL, "sample", "/nonexistent", "--n", "1", "--seed", "a",
                                 NULL),
                   ==, FW_EXIT_INPUT);
  g_assert_cmpint (run_framectl (NULL, NULL, "score", sample, "/nonexistent", NULL), ==,
                   FW_EXIT_INPUT);
  g_assert_cmpint (run_framectl (NULL, &err3, "agree", sample, plain, NULL), ==, FW_EXIT_INPUT);
  assert_contains (err3, "one of them labels a video and the other pictures");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review-commands/sample/list", test_sample_list);
  g_test_add_func ("/review-commands/sample/labels", test_sample_labels);
  g_test_add_func ("/review-commands/sample/asked", test_sample_asked);
  g_test_add_func ("/review-commands/sample/thin", test_sample_thin);
  g_test_add_func ("/review-commands/estimate", test_estimate);
  g_test_add_func ("/review-commands/plan", test_plan);
  g_test_add_func ("/review-commands/score", test_score);
  g_test_add_func ("/review-commands/agree", test_agree);
  g_test_add_func ("/review-commands/other-media", test_other_media);
  g_test_add_func ("/review-commands/usage", test_usage);
  g_test_add_func ("/review-commands/input", test_input);

  folder = g_dir_make_tmp ("fw-review-commands-XXXXXX", NULL);
  sample = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.coco.json", NULL);
  clean = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street-clean.coco.json", NULL);

  int result = g_test_run ();

  fw_test_remove_folder (folder);
  g_free (folder);
  g_free (sample);
  g_free (clean);

  return result;
}
