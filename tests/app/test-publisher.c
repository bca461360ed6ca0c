/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Publishing and comparing without a window: what a version is going to be,
 * what stands against it, what it does to labels and verdicts, and that it is
 * there afterwards, once.
 */

#include "app/desk/publisher.h"
#include "app/desk/trial-words.h"
#include "app/desk/version-compare.h"
#include "support/sample-project.h"
#include "support/test-home.h"

#include <string.h>

#define FRONT(version_) \
  "---\nmanual: plan\nversion: " version_ "\ncategories: { car: box }\n---\n\n## Rules\n\n"
#define RULE(id_, height_) \
  "### " id_ " Title " id_ "\n\n- **DO** this.\n\n```rule\nseverity: error\nsince: 1.0.0\n" \
  "check: min-size\nwith: { height: " height_ " }\n```\n\n"
#define SAME(id_, words_) \
  "### " id_ " Title " id_ "\n\n- **DO** " words_ ".\n\n```rule\nseverity: error\nsince: 1.0.0\n" \
  "check: human\nask: Ok?\n```\n\n"

static FwManual *
read_manual (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return manual;
}

/* Test that the number follows what is said about the rules, until a person says another. */
static void
test_plan (void)
{
  g_autoptr (FwManual) before = read_manual (FRONT ("1.2.3") RULE ("PL-001", "10") SAME ("PL-002", "it"));
  g_autoptr (FwManual) after
    = read_manual (FRONT ("1.2.3") RULE ("PL-001", "9") SAME ("PL-002", "it") SAME ("PL-003", "so"));
  g_autoptr (FwManual) clearer
    = read_manual (FRONT ("1.2.3") RULE ("PL-001", "10") SAME ("PL-002", "that"));
  g_autoptr (FwManual) numbered
    = read_manual (FRONT ("1.9.0") RULE ("PL-001", "9") SAME ("PL-002", "it"));
  g_autoptr (FwManual) older
    = read_manual (FRONT ("1.1.0") RULE ("PL-001", "9") SAME ("PL-002", "it"));
  g_autoptr (FwPublishPlan) plan = fw_publish_plan_new (after, before);
  g_autoptr (FwPublishPlan) words = fw_publish_plan_new (clearer, before);
  g_autoptr (FwPublishPlan) first = fw_publish_plan_new (after, NULL);
  g_autoptr (FwPublishPlan) own = fw_publish_plan_new (numbered, before);
  g_autoptr (FwPublishPlan) back = fw_publish_plan_new (older, before);
  g_autoptr (FwPublishPlan) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpuint (fw_publish_plan_get_n (plan), ==, 2);
  g_assert_cmpint (fw_publish_plan_get (plan, 0)->chosen, ==, FW_CHANGE_CLASS_LOOSEN);
  g_assert_true (fw_publish_plan_get (plan, 0)->can_choose);
  g_assert_cmpint (fw_publish_plan_get (plan, 1)->chosen, ==, FW_CHANGE_CLASS_ADD);
  g_assert_false (fw_publish_plan_get (plan, 1)->can_choose);
  g_assert_cmpstr (fw_publish_plan_get_version (plan), ==, "1.3.0");
  fw_publish_plan_choose (plan, 0, FW_CHANGE_CLASS_REVERSE);
  g_assert_cmpstr (fw_publish_plan_get_version (plan), ==, "2.0.0");
  fw_publish_plan_set_version (plan, " 4.0.0 ");
  fw_publish_plan_choose (plan, 0, FW_CHANGE_CLASS_CLARIFY);
  g_assert_cmpstr (fw_publish_plan_get_version (plan), ==, "4.0.0");
  fw_publish_plan_set_version (plan, "");
  g_assert_cmpstr (fw_publish_plan_get_version (plan), ==, "1.3.0");

  /* Only words: the class found is one that a person has to look at. */
  g_assert_cmpuint (fw_publish_plan_get_n (words), ==, 1);
  fw_publish_plan_choose (words, 0, FW_CHANGE_CLASS_CLARIFY);
  g_assert_cmpstr (fw_publish_plan_get_version (words), ==, "1.2.4");

  g_assert_cmpuint (fw_publish_plan_get_n (first), ==, 0);
  g_assert_cmpstr (fw_publish_plan_get_version (first), ==, "1.2.3");
  g_assert_cmpstr (fw_publish_plan_get_version (own), ==, "1.9.0");
  g_assert_cmpstr (fw_publish_plan_get_version (back), ==, "1.3.0");

  fw_publish_plan_set_why (plan, 0, " Far cars count. ");
  fw_publish_plan_set_line (plan, "Smaller things.");
  fw_publish_plan_set_date (plan, "2026-12-01");
  copy = fw_publish_plan_copy (plan);
  bytes = fw_publish_plan_prepare (copy, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL),
                            "version: 1.3.0\neffective: 2026-12-01\nprevious: 1.2.3\n"));
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL),
                            "- Smaller things.\n- `PL-001` **clarify**: Far cars count.\n"
                            "- `PL-003` **add**: Title PL-003\n"));
}

/* Test the words for numbers: those of places, as the list of problems has them. */
static void
test_words (void)
{
  static const struct
  {
    FwFindingCounts counts;
    const char *words;
  } cases[] = {
    { { { 12, 3, 40 }, { 335 } }, "Would open 12 problems and close 3; 40 stay." },
    { { { 1, 0, 1 }, { 335 } }, "Would open 1 problem; 1 stays." },
    { { { 0, 2, 0 }, { 335 } }, "Would close 2 problems." },
    { { { 0, 0, 5 }, { 335 } }, "Would open nothing and close nothing; 5 stay." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = fw_trial_dup_counts (&cases[i].counts);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* With files ----------------------------------------------------------------------- */

typedef struct
{
  SampleProject     sample;
  FwPublisher      *publisher; /* (owned) (nullable) */
  FwVersionCompare *compare;   /* (owned) (nullable) */
  char             *sentence;  /* (owned) (nullable) */
  GError           *error;     /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  sample_project_open (&fixture->sample);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->publisher);
  g_clear_object (&fixture->compare);
  sample_project_close (&fixture->sample);
  g_free (fixture->sentence);
  g_clear_error (&fixture->error);
}

static gboolean
is_ready (gpointer user_data)
{
  FwPublisher *publisher = ((Fixture *) user_data)->publisher;

  return fw_publisher_get_trouble (publisher) != NULL
         || fw_publisher_get_obstacles (publisher) != NULL;
}

static gboolean
has_impact (gpointer user_data)
{
  FwPublisher *publisher = ((Fixture *) user_data)->publisher;

  return fw_publisher_get_impact (publisher) != NULL && !fw_publisher_is_running (publisher)
         && fw_publisher_get_obstacles (publisher) != NULL;
}

static void
begin (Fixture *fixture)
{
  g_clear_object (&fixture->publisher);
  fixture->publisher = fw_publisher_new (fixture->sample.project);
  g_assert_true (fw_test_wait (is_ready, fixture));
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_free (fixture->sentence);
  fixture->sentence = fw_publisher_publish_finish (FW_PUBLISHER (object), result, &fixture->error);
  fixture->sample.is_done = TRUE;
}

static void
publish (Fixture *fixture)
{
  fw_publisher_publish_async (fixture->publisher, "dana", published_cb, fixture);
  sample_project_wait (&fixture->sample);
}

static gboolean
is_height (gpointer user_data)
{
  gpointer *pair = user_data;
  Fixture *fixture = pair[0];
  const FwRule *rule
    = fw_manual_find_rule (fw_project_get_manual (fixture->sample.project), "ST-002");

  return fw_rule_get_number (rule, "height", 0) == GPOINTER_TO_INT (pair[1]);
}

/* Changes a rule in the file, and waits until the project has it. */
static void
change_height (Fixture    *fixture,
               const char *from,
               const char *to)
{
  g_autofree char *text = sample_project_read (fixture->sample.manual);
  GString *changed = g_string_new (text);
  gpointer pair[] = { fixture, GINT_TO_POINTER (atoi (to)) };
  g_autofree char *what = g_strconcat ("height: ", from, NULL);
  g_autofree char *with = g_strconcat ("height: ", to, NULL);

  g_assert_cmpuint (g_string_replace (changed, what, with, 1), ==, 1);
  sample_project_write (fixture->sample.manual, changed->str);
  g_string_free (changed, TRUE);
  g_assert_true (fw_test_wait (is_height, pair));
}

static gboolean
is_compared (gpointer user_data)
{
  FwVersionCompare *compare = ((Fixture *) user_data)->compare;

  return fw_version_compare_is_loaded (compare) && !fw_version_compare_is_running (compare);
}

static gboolean
has_places (gpointer user_data)
{
  return fw_version_compare_get_places (((Fixture *) user_data)->compare, "ST-002") != NULL;
}

/* Test the way from a manual nobody published to its second version, and what is seen of it. */
static void
test_publish (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  begin (fixture);
  g_assert_null (fw_publish_plan_get_previous (fw_publisher_get_plan (fixture->publisher)));
  g_assert_cmpuint (fw_publisher_get_obstacles (fixture->publisher)->len, ==, 0);
  publish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (strstr (fixture->sentence, "1.0.0"));

  /* Nothing is new: there is nothing to publish. */
  begin (fixture);
  fw_publish_plan_set_version (fw_publisher_get_plan (fixture->publisher), "1.0.0");
  fw_publisher_plan_changed (fixture->publisher, FALSE);
  g_assert_true (fw_test_wait (is_ready, fixture));
  g_assert_cmpuint (fw_publisher_get_obstacles (fixture->publisher)->len, >, 0);
  publish (fixture);
  g_assert_nonnull (fixture->error);

  change_height (fixture, "7", "40");
  begin (fixture);
  g_assert_cmpuint (fw_publish_plan_get_n (fw_publisher_get_plan (fixture->publisher)), ==, 1);
  g_assert_cmpstr (fw_publish_plan_get_version (fw_publisher_get_plan (fixture->publisher)), ==,
                   "1.1.0");
  g_assert_true (fw_test_wait (has_impact, fixture));
  g_assert_cmpint (fw_publisher_get_impact (fixture->publisher)->counts.places[FW_FINDING_OPENED], >, 0);

  fw_publish_plan_set_date (fw_publisher_get_plan (fixture->publisher), "soon");
  fw_publisher_plan_changed (fixture->publisher, FALSE);
  g_assert_true (fw_test_wait (is_ready, fixture));
  g_assert_cmpuint (fw_publisher_get_obstacles (fixture->publisher)->len, ==, 1);
  fw_publish_plan_set_date (fw_publisher_get_plan (fixture->publisher), "2026-12-01");
  fw_publisher_plan_changed (fixture->publisher, FALSE);
  g_assert_true (fw_test_wait (is_ready, fixture));
  publish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fw_manual_get_version (fw_project_get_manual (fixture->sample.project)), ==,
                   "1.1.0");
  folder = g_build_filename (fixture->sample.folder, "street.versions", NULL);
  path = g_build_filename (folder, "1.1.0.manual.md", NULL);
  text = sample_project_read (path);
  g_assert_nonnull (strstr (text, "changed: 1.1.0\nchange: tighten\n"));

  /* And compared: what the second did to the first. */
  fixture->compare = fw_version_compare_new (fixture->sample.project);
  g_assert_true (fw_test_wait (is_compared, fixture));
  g_assert_cmpuint (fw_version_compare_get_n (fixture->compare), ==, 3);
  g_assert_cmpuint (fw_version_compare_get_before (fixture->compare), ==, 0);
  g_assert_cmpuint (fw_version_compare_get_after (fixture->compare), ==, 2);
  g_assert_cmpuint (fw_manual_diff_get_n (fw_version_compare_get_diff (fixture->compare)), ==, 1);
  g_assert_cmpint (fw_version_compare_find_impact (fixture->compare, "ST-002")->counts.places[FW_FINDING_OPENED], >, 0);
  fw_version_compare_find_places (fixture->compare, "ST-002");
  g_assert_true (fw_test_wait (has_places, fixture));
  g_assert_cmpint (fw_version_compare_get_places (fixture->compare, "ST-002")->counts.places[FW_FINDING_OPENED], ==,
                   fw_version_compare_find_impact (fixture->compare, "ST-002")->counts.places[FW_FINDING_OPENED]);
  fw_version_compare_choose (fixture->compare, 1, 2);
  g_assert_true (fw_test_wait (is_compared, fixture));
  g_assert_cmpuint (fw_manual_diff_get_n (fw_version_compare_get_diff (fixture->compare)), ==, 0);
  g_assert_null (fw_version_compare_get_places (fixture->compare, "ST-002"));
}

/* Test that mistakes, and a file that somebody else wrote, keep it from being published. */
static void
test_refuse (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  begin (fixture);
  sample_project_write (fixture->sample.manual, "---\nmanual: other\nversion: 1.0.0\n---\n");
  before = sample_project_read (fixture->sample.manual);
  publish (fixture);
  g_assert_nonnull (fixture->error);
  after = sample_project_read (fixture->sample.manual);
  g_assert_cmpstr (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/publish-plan/number", test_plan);
  g_test_add_func ("/trial-words/counts", test_words);
  g_test_add ("/publisher/publish", Fixture, NULL, set_up, test_publish, tear_down);
  g_test_add ("/publisher/refuse", Fixture, NULL, set_up, test_refuse, tear_down);

  return g_test_run ();
}
