/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a project tells its checks besides the labels: the other label files of
 * its folder, its review. No display.
 */

#include "app/other-labels.h"
#include "formats/coco-file.h"
#include "project-kit.h"
#include "support/test-home.h"

#include <string.h>

static const char rules_text[]
    = "---\nmanual: facts\ntitle: Facts\nversion: 1.0.0\neffective: 2026-11-01\nowner: nobody\n"
      "language: en\ncategories:\n  car: box\n  van: box\n---\n\n# Facts\n\n"
      "### FA-001 Some vans\n\n- **DO** find vans.\n- **DO NOT** stop before there are three.\n\n"
      "```rule\nseverity: warning\nsince: 1.0.0\ncheck: class-count\nfor: van\nwith: { min: 3 }\n"
      "```\n\n"
      "### FA-002 Answers come\n\n- **DO** answer.\n- **DO NOT** wait.\n\n"
      "```rule\nseverity: warning\nsince: 1.0.0\ncheck: open-question-age\nwith: { days: 3 }\n"
      "```\n\n"
      "### FA-003 All is looked at\n\n- **DO** judge.\n- **DO NOT** skip a category.\n\n"
      "```rule\nseverity: warning\nsince: 1.0.0\ncheck: review-coverage\nwith: { units: 2 }\n"
      "```\n\n"
      "### FA-004 Alike\n\n- **DO** draw tight.\n- **DO NOT** leave a margin.\n\n"
      "```rule\nseverity: warning\nsince: 1.0.0\ncheck: size-drift\n```\n";

/* @n_vans vans in two pictures called after @name, made under @manual. */
static void
write_labels (ProjectKit *kit,
              const char *file,
              const char *name,
              int         n_vans,
              const char *manual)
{
  g_autofree char *path = kit_path (kit, file);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_string_append_printf (
      text,
      "{\"images\":[{\"id\":1,\"file_name\":\"%s-1.png\",\"width\":640,\"height\":480},"
      "{\"id\":2,\"file_name\":\"%s-2.png\",\"width\":640,\"height\":480}],"
      "\"categories\":[{\"id\":1,\"name\":\"car\"},{\"id\":2,\"name\":\"van\"}],"
      "\"annotations\":[",
      name, name);
  for (int i = 0; i < n_vans; i++)
    g_string_append_printf (text,
                            "%s{\"id\":%d,\"image_id\":1,\"category_id\":2,"
                            "\"bbox\":[%d,10,20,20],\"area\":400,\"segmentation\":[],"
                            "\"iscrowd\":0}",
                            i > 0 ? "," : "", i + 1, 10 + 30 * i);
  g_string_append_printf (text,
                          "],\"x_framewright\":{\"schema\":1,\"manuals\":[{\"manual\":\"%s\","
                          "\"version\":\"1.0.0\"}]}}",
                          manual);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}

/* The labels of @file are @author's, and @scale times as high as they were written. */
static void
sign_labels (ProjectKit *kit,
             const char *file,
             const char *author,
             double      scale)
{
  g_autofree char *path = kit_path (kit, file);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCocoFile) coco = fw_coco_file_load (path, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr(FwDocument) document = fw_document_new (fw_coco_file_get_snapshot (coco));
  FwTrackId n = (FwTrackId) fw_snapshot_get_n_tracks (fw_coco_file_get_snapshot (coco));

  fw_document_begin (document, "Sign", 0);
  for (FwTrackId id = 1; id <= n; id++)
    {
      FwTrack *track = fw_document_get_track (document, id);
      FwTrackBuilder *builder = fw_track_builder_new_from (track);
      FwRect box = fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape);
      g_autoptr(FwShape) shape = NULL;
      g_autoptr(FwTrack) signed_track = NULL;

      box.height *= scale;
      shape = fw_shape_new_box (box);
      fw_track_builder_set_author (builder, author);
      fw_track_builder_set_key (builder, fw_track_get_keyframe (track, 0).frame, shape);
      signed_track = fw_track_builder_end (builder, NULL);
      fw_document_replace_track (document, id, signed_track);
    }
  fw_document_commit (document);
  fw_coco_file_save (coco, fw_document_get_snapshot (document), NULL, path, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (ProjectKit    *kit,
        gconstpointer  data)
{
  g_autofree char *manual = NULL;
  g_autoptr(GError) error = NULL;

  kit_set_up (kit);
  manual = kit_path (kit, "facts.manual.md");
  g_file_set_contents (manual, rules_text, -1, &error);
  g_assert_no_error (error);
  write_labels (kit, "own.coco.json", "own", 1, "facts");
}

static void
tear_down (ProjectKit    *kit,
           gconstpointer  data)
{
  kit_tear_down (kit);
}

static FwProblem *
find_problem (ProjectKit *kit,
              const char *rule)
{
  GPtrArray *problems = fw_check_runner_get_problems (fw_project_get_checks (kit->project));

  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (fw_problem_get_rule (problems->pdata[i])->id, rule))
      return problems->pdata[i];

  return NULL;
}

static const char *
get_silence (ProjectKit *kit,
             const char *rule)
{
  return fw_check_runner_get_silence (fw_project_get_checks (kit->project),
                                      fw_manual_find_rule (fw_project_get_manual (kit->project),
                                                           rule));
}

/* What is waited for: a sentence of a rule, or its silence. */
typedef struct
{
  ProjectKit *kit;
  const char *rule;
  const char *says; /* NULL: nothing */
} Wish;

static gboolean
is_said (gpointer user_data)
{
  Wish *wish = user_data;
  FwProblem *problem = find_problem (wish->kit, wish->rule);

  if (!wish->says)
    return !problem;

  return problem && strstr (fw_problem_get_reason (problem), wish->says);
}

static void
wait_for (ProjectKit *kit,
          const char *rule,
          const char *says)
{
  Wish wish = { kit, rule, says };

  g_assert_true (fw_test_wait (is_said, &wish));
}

/* Test that labels of other pictures in the folder count, those of the same
 * pictures and of another manual do not, and those that are no labels are left alone. */
static void
test_others (ProjectKit    *kit,
             gconstpointer  data)
{
  g_autofree char *broken = kit_path (kit, "broken.coco.json");
  g_autofree char *own = kit_path (kit, "own.coco.json");
  g_autoptr(GPtrArray) first = NULL, second = NULL;
  g_autoptr(GError) error = NULL;
  FwOtherFile *before, *after;

  write_labels (kit, "second.coco.json", "second", 1, "facts");
  write_labels (kit, "copy.coco.json", "own", 9, "facts");
  write_labels (kit, "stranger.coco.json", "stranger", 9, "others");
  g_file_set_contents (broken, "{", -1, &error);
  g_assert_no_error (error);
  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  wait_for (kit, "FA-001", "There are 2 labels");

  /* What did not change is not read again. */
  first = fw_other_labels_read (own, fw_project_get_manual (kit->project), NULL, NULL);
  g_assert_cmpuint (first->len, ==, 4);
  second = fw_other_labels_read (own, fw_project_get_manual (kit->project), first, NULL);
  before = first->pdata[2];
  after = second->pdata[2];
  g_assert_true (g_str_has_suffix (before->path, "second.coco.json"));
  g_assert_nonnull (before->labels);
  g_assert_true (before->labels == after->labels);
  g_assert_null (((FwOtherFile *) first->pdata[0])->labels); /* broken */
  g_assert_null (((FwOtherFile *) first->pdata[3])->labels); /* stranger */
}

/* Test that two people's files about the same pictures are compared: the person at
 * work hears that she draws larger than the other one. */
static void
test_drift (ProjectKit    *kit,
            gconstpointer  data)
{
  write_labels (kit, "own.coco.json", "own", 3, "facts");
  write_labels (kit, "tomas.coco.json", "own", 3, "facts");
  sign_labels (kit, "own.coco.json", "dana", 1.2);
  sign_labels (kit, "tomas.coco.json", "tomas", 1.0);
  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  /* The square root of 1.2 is 1.095. */
  wait_for (kit, "FA-004", "dana draws 9.5 % larger");
}

/* Test that within the limit, and where nobody else drew, nothing is said. */
static void
test_no_drift (ProjectKit    *kit,
               gconstpointer  data)
{
  write_labels (kit, "tomas.coco.json", "own", 1, "facts");
  sign_labels (kit, "own.coco.json", "dana", 1.05);
  sign_labels (kit, "tomas.coco.json", "tomas", 1.0);
  write_labels (kit, "second.coco.json", "second", 1, "facts");
  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  /* The other files are in by then. */
  wait_for (kit, "FA-001", "There are 2 labels");
  wait_for (kit, "FA-004", NULL);
}

/* Test that two files more make enough. */
static void
test_enough (ProjectKit    *kit,
             gconstpointer  data)
{
  write_labels (kit, "second.coco.json", "second", 2, "facts");
  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  wait_for (kit, "FA-001", NULL);
}

/* Test that the folder is only read for a rule that wants to know. */
static void
test_wanted (ProjectKit    *kit,
             gconstpointer  data)
{
  static const struct { const char *check; gboolean is_wanted; } cases[]
      = { { "check: class-count", TRUE },        { "check: size-drift", TRUE },
          { "check: labels-per-frame", TRUE },   { "check: review-coverage", FALSE },
          { "check: open-question-age", FALSE }, { "check: positive-size", FALSE },
          { "check: must-cover\nwith: { category: car }", FALSE } };

  g_assert_false (fw_other_labels_are_wanted (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *end = strstr (rules_text, "### FA-001");
      g_autofree char *text = g_strdup_printf (
          "%.*s### FA-001 Rule\n\n- **DO** so.\n\n```rule\nseverity: warning\nsince: 1.0.0\n%s\n"
          "```\n",
          (int) (end - rules_text), rules_text, cases[i].check);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, &error);

      g_test_message ("%s", cases[i].check);
      g_assert_no_error (error);
      g_assert_false (fw_manual_has_errors (manual));
      g_assert_true (fw_other_labels_are_wanted (manual) == cases[i].is_wanted);
    }
}

static void
ask (ProjectKit *kit,
     gint64     *out_id)
{
  const FwQuestion question = { .text = (char *) "Is a lorry a van?", .rule = (char *) "FA-001",
                                .by = (char *) "dana", .at = (char *) "2020-01-01T00:00:00Z" };
  g_autoptr(GError) error = NULL;

  fw_review_file_ask (fw_project_get_review (kit->project), &question, out_id, &error);
  g_assert_no_error (error);
}

static gboolean
has_review (gpointer user_data)
{
  return fw_project_get_review (((ProjectKit *) user_data)->project) != NULL;
}

/* Test that without a review there is no data; that a question that waits is told
 * at once, and no more when it is answered; that verdicts are no data before
 * somebody draws a sample. */
static void
test_review (ProjectKit    *kit,
             gconstpointer  data)
{
  FwQuestion answered;
  g_autoptr(GError) error = NULL;
  gint64 id;

  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  g_assert_true (fw_test_wait (has_review, kit));
  g_assert_true (g_str_has_prefix (get_silence (kit, "FA-002"), "no data: "));
  g_assert_true (g_str_has_prefix (get_silence (kit, "FA-003"), "no data: "));

  ask (kit, &id);
  wait_for (kit, "FA-002", "Is a lorry a van?");
  g_assert_null (get_silence (kit, "FA-002"));
  g_assert_true (g_str_has_prefix (get_silence (kit, "FA-003"), "no data: "));

  answered = *(const FwQuestion *) fw_review_find (
      fw_review_file_get_review (fw_project_get_review (kit->project)), FW_REVIEW_QUESTION, id);
  answered.has_answer = TRUE;
  answered.answer = (FwReply) { .by = (char *) "ines", .text = (char *) "Yes.",
                                .at = (char *) "2020-01-02T00:00:00Z" };
  fw_review_file_put (fw_project_get_review (kit->project), FW_REVIEW_QUESTION, &answered, NULL,
                      &error);
  g_assert_no_error (error);
  wait_for (kit, "FA-002", NULL);
  g_assert_null (get_silence (kit, "FA-002"));
}

/* Test that a sample makes coverage a fact: nothing of the category was judged. */
static void
test_coverage (ProjectKit    *kit,
               gconstpointer  data)
{
  FwBatch batch = { .manual = (char *) "facts", .version = (char *) "1.0.0", .unit = FW_UNIT_LABEL,
                    .n_units = 1, .sha256 = (char *) "beef" };
  FwDrawUnit unit = { (char *) "own/0/a1", (char *) "9c41", NULL, 1.0 };
  FwDraw draw = { .batch = 1, .seed = (char *) "spot", .units = &unit, .n_units = 1 };
  g_autoptr(GError) error = NULL;

  kit_open (kit, NULL, "own.coco.json", "facts.manual.md");
  g_assert_true (fw_test_wait (has_review, kit));
  fw_review_file_put (fw_project_get_review (kit->project), FW_REVIEW_BATCH, &batch, NULL, &error);
  g_assert_no_error (error);
  fw_review_file_put (fw_project_get_review (kit->project), FW_REVIEW_DRAW, &draw, NULL, &error);
  g_assert_no_error (error);
  wait_for (kit, "FA-003", "“van”: 0 judged");
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, ProjectKit, NULL, set_up, func, tear_down)
  ADD ("/project-facts/others", test_others);
  ADD ("/project-facts/drift", test_drift);
  ADD ("/project-facts/no-drift", test_no_drift);
  ADD ("/project-facts/enough", test_enough);
  ADD ("/project-facts/wanted", test_wanted);
  ADD ("/project-facts/review", test_review);
  ADD ("/project-facts/coverage", test_coverage);
#undef ADD

  return g_test_run ();
}
