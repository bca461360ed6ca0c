/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gold-file.h"

#include "core/error.h"
#include "formats/gold-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define AT "2026-11-22T10:00:00Z"

static const char whole[]
    = "{\"schema\":1,\"colour\":\"blue\","
      "\"labels\":{\"file\":\"clip.gold.coco.json\",\"sha256\":\"beef\","
      "\"source\":\"clip.coco.json\",\"document\":\"uuid\",\"video\":true,\"frames\":1800,"
      "\"disk\":7},"
      "\"exam\":{\"items\":20,\"needed\":18,\"clip_frames\":50,\"tolerance_px\":2.5,\"room\":[1]},"
      "\"editions\":[{\"id\":1,\"manual\":\"street\",\"version\":\"3.1.0\",\"at\":\"" AT "\","
      "\"by\":\"dana\",\"rules\":[{\"rule\":\"SD-011\",\"rev\":\"9c41\",\"for\":[\"car\",\"van\"],"
      "\"why\":\"tight\"},{\"rule\":\"SD-001\",\"rev\":\"77fa\"}],\"mood\":null}],"
      "\"items\":[{\"unit\":\"clip/404/t21\",\"rev\":\"77fa\",\"frame\":404,\"category\":\"car\","
      "\"edition\":1,\"verdict\":12,\"made_at\":\"" AT "\",\"asked_at\":\"" AT
      "\",\"x\":{\"y\":1}},"
      "{\"unit\":\"clip/404\",\"rev\":\"77fb\",\"frame\":404,\"edition\":1,\"verdict\":0,"
      "\"made_at\":\"" AT "\"}],"
      "\"attempts\":[{\"person\":\"tomas\",\"n\":1,\"mode\":\"exam\","
      "\"labels\":\"clip.exam-tomas-1.coco.json\",\"seed\":\"s\",\"needed\":1,"
      "\"manual\":\"street\",\"version\":\"3.1.0\",\"begun_at\":\"" AT "\",\"ended_at\":\"" AT "\","
      "\"right\":1,\"passed\":true,\"answers\":["
      "{\"unit\":\"clip/404/t21\",\"rev\":\"77fa\",\"part\":[400,424],\"shown\":true,"
      "\"kind\":\"geometry\",\"z\":0},"
      "{\"unit\":\"clip/404\",\"rev\":\"77fb\",\"part\":[400,424],\"shown\":true}],"
      "\"weather\":\"rain\"}]}";

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-gold-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "clip.gold.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static FwGold *
read_gold (const char *json, gsize length, GPtrArray *refused, GError **error)
{
  g_autoptr (FwJsonText) text = fw_json_text_new (json, length);

  return fw_gold_read (text, refused, error);
}

static char *
write_gold (const FwGold *gold)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_gold_write (writer, gold);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Test what file belongs to what. */
static void
test_names (void)
{
  static const struct
  {
    const char *labels;
    const char *gold;
    gboolean is_attempt;
  } cases[] = {
    { "/d/clip.coco.json", "/d/clip.gold.json", FALSE },
    { "/d/clip.json", "/d/clip.gold.json", FALSE },
    { "/d/clip.gold.coco.json", "/d/clip.gold.json", FALSE },
    { "/d/clip.exam-tomas-1.coco.json", "/d/clip.gold.json", TRUE },
    { "/d/clip.practise-tomas-12.coco.json", "/d/clip.gold.json", TRUE },
    { "/d/final.exam-2026.coco.json", "/d/final.exam-2026.gold.json", FALSE },
    { "/d/x.exam-a/clip.coco.json", "/d/x.exam-a/clip.gold.json", FALSE },
    { "/d/x.exam-a-1/clip.coco.json", "/d/x.exam-a-1/clip.gold.json", FALSE },
    { "/d/clip.exam--1.coco.json", "/d/clip.exam--1.gold.json", FALSE },
    { "/d/clip", "/d/clip.gold.json", FALSE },
  };
  static const struct
  {
    const char *person;
    const char *name;
  } people[] = {
    { "tomas", "clip.exam-tomas-3.coco.json" },
    { "Ana-Maria d. L.", "clip.exam-Ana%2DMaria%20d%2E%20L%2E-3.coco.json" },
    { "../../etc", "clip.exam-%2E%2E%2F%2E%2E%2Fetc-3.coco.json" },
    { "Zoë", "clip.exam-Zoë-3.coco.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *gold = fw_gold_file_dup_path (cases[i].labels);

      g_test_message ("%s", cases[i].labels);
      g_assert_cmpstr (gold, ==, cases[i].gold);
      g_assert_cmpint (fw_gold_file_is_attempt (cases[i].labels), ==, cases[i].is_attempt);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *name = fw_gold_file_dup_attempt_name ("/d/clip.gold.json", FW_ATTEMPT_EXAM,
                                                             people[i].person, 3);
      g_autofree char *back = fw_gold_file_dup_path (name);

      g_assert_cmpstr (name, ==, people[i].name);
      g_assert_true (fw_gold_file_is_attempt (name));
      g_assert_cmpstr (back, ==, "clip.gold.json");
    }

  g_autofree char *many = g_strnfill (4000, 'w');
  g_autofree char *name
      = fw_gold_file_dup_attempt_name ("/d/clip.gold.json", FW_ATTEMPT_PRACTISE, many, 1);

  g_assert_cmpuint (strlen (name), <, 200);
}

/* Test that everything comes back as it was, members of other programs too. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwGold) gold = read_gold (whole, strlen (whole), refused, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 0);

  g_autofree char *first = write_gold (gold);
  g_autoptr (FwGold) again = read_gold (first, strlen (first), NULL, &error);
  g_autofree char *second = write_gold (again);
  static const char *const carried[]
      = { "\"colour\":\"blue\"", "\"disk\":7", "\"room\":[1]",         "\"mood\":null",
          "\"x\":{\"y\":1}",     "\"z\":0",    "\"weather\":\"rain\"", "\"why\":\"tight\"",
          "\"passed\":true",     "\"right\":1" };

  g_assert_cmpstr (first, ==, second);
  for (gsize i = 0; i < G_N_ELEMENTS (carried); i++)
    g_assert_nonnull (strstr (first, carried[i]));

  const FwGoldSettings *settings = fw_gold_get_settings (gold);
  const FwGoldOrigin *origin = fw_gold_get_origin (gold);
  const FwGoldEdition *edition = fw_gold_find_edition (gold, 1);
  const FwGoldItem *item = fw_gold_find_item (gold, "clip/404/t21", "77fa");
  const FwGoldAttempt *attempt = fw_gold_find_attempt (gold, "tomas", 1);

  g_assert_cmpuint (settings->items, ==, 20);
  g_assert_cmpuint (settings->needed, ==, 18);
  g_assert_cmpuint (settings->clip_frames, ==, 50);
  g_assert_cmpfloat (settings->tolerance_px, ==, 2.5);
  g_assert_true (origin->is_video);
  g_assert_cmpint (origin->n_frames, ==, 1800);
  g_assert_cmpuint (edition->n_rules, ==, 2);
  g_assert_cmpstr (edition->rules[0].categories[1], ==, "van");
  g_assert_null (edition->rules[1].categories);
  g_assert_cmpint (item->verdict, ==, 12);
  g_assert_cmpint (attempt->answers[0].part.last, ==, 424);
  g_assert_cmpint (attempt->answers[0].mistake, ==, FW_MISTAKE_GEOMETRY);
  g_assert_true (fw_gold_attempt_is_passed (attempt));

  FwGoldSaid *said = g_newa (FwGoldSaid, attempt->n_answers);
  FwGoldSaying saying = { said, "1.2.0", 0.25, 0.75 };

  memset (said, 0, attempt->n_answers * sizeof (FwGoldSaid));
  said[0] = (FwGoldSaid){ "Car, frame 404", "It is off.", "SD-011", "9c41", "Tight boxes" };

  g_autoptr (GBytes) own = fw_gold_attempt_to_json (gold, attempt, &saying);
  g_autofree char *text = g_strndup (g_bytes_get_data (own, NULL), g_bytes_get_size (own));
  g_autofree char *name = fw_gold_file_dup_result_name (attempt);

  g_assert_true (g_str_has_prefix (text, "{\"framewright\":\"exam result\",\"schema\":1,"));
  g_assert_true (g_str_has_suffix (text, "}\n"));
  g_assert_nonnull (strstr (text, "\"interval\":{\"level\":0.95,\"low\":0.25,\"high\":0.75}"));
  g_assert_nonnull (strstr (text, "\"place\":\"Car, frame 404\",\"difference\":\"It is off.\","
                                  "\"rule\":{\"rule\":\"SD-011\",\"rev\":\"9c41\","
                                  "\"title\":\"Tight boxes\"}"));
  /* One name for each attempt, and none that labels have. */
  g_assert_cmpstr (name, ==, "clip.exam-tomas-1.result.json");
  g_assert_false (fw_gold_file_is_attempt (name));
  g_assert_nonnull (strstr (text, "\"attempt\":{\"person\":\"tomas\""));
  g_assert_null (strstr (text, "\"items\":[{"));
}

/* Test that records that do not hold are told, left out, and kept in the file. */
static void
test_refused (void)
{
  static const char json[]
      = "{\"schema\":1,\"editions\":[{\"id\":1,\"at\":\"" AT "\"},{\"id\":1,\"at\":\"" AT "\"}],"
        "\"items\":[{\"unit\":\"clip/4/t1\",\"rev\":\"a\",\"frame\":4,\"edition\":1,"
        "\"made_at\":\"" AT "\"},"
        "{\"unit\":\"clip/4/t2\",\"rev\":\"a\",\"frame\":4,\"edition\":9,\"made_at\":\"" AT "\"},"
        "7,{\"unit\":\"clip/4/t3\",\"rev\":\"a\",\"frame\":-4,\"edition\":1,"
        "\"made_at\":\"" AT "\"}],"
        "\"attempts\":[{\"person\":\"a\",\"n\":1,\"mode\":\"nap\"},"
        "{\"person\":\"a\",\"n\":1,\"mode\":\"practise\",\"labels\":\"/etc/passwd\","
        "\"begun_at\":\"" AT "\",\"answers\":[{\"unit\":\"clip/4/t1\",\"rev\":\"a\","
        "\"part\":[4,4]}]},"
        "{\"person\":\"b\",\"n\":1,\"mode\":\"practise\",\"labels\":\"b\","
        "\"begun_at\":\"" AT "\",\"answers\":[{\"unit\":\"clip/4/t1\",\"rev\":\"a\","
        "\"part\":[4,1e300]}]}]}";
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwGold) gold = read_gold (json, strlen (json), refused, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < refused->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (refused, i));
  g_assert_cmpuint (refused->len, ==, 7);
  g_assert_cmpuint (fw_gold_get_n (gold, FW_GOLD_EDITION), ==, 1);
  g_assert_cmpuint (fw_gold_get_n (gold, FW_GOLD_ITEM), ==, 1);
  g_assert_cmpuint (fw_gold_get_n (gold, FW_GOLD_ATTEMPT), ==, 0);

  g_autofree char *text = write_gold (gold);
  g_autoptr (FwGold) again = read_gold (text, strlen (text), NULL, NULL);
  g_autofree char *second = write_gold (again);

  g_assert_nonnull (strstr (text, "/etc/passwd"));
  g_assert_cmpstr (text, ==, second);
}

/* Test that no mutilation does more than a sentence or a smaller pool, and that
 * what was read once is stable. */
static void
test_damage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize length = strlen (whole);

  for (int round = 0; round < 3000; round++)
    {
      g_autofree char *text = g_strndup (whole, length);
      gsize cut = round % 3 == 0 ? (gsize) g_rand_int_range (random, 0, (gint32) length) : length;
      g_autoptr (GError) error = NULL;

      for (int k = g_rand_int_range (random, 0, 3); k > 0; k--)
        text[g_rand_int_range (random, 0, (gint32) length)]
            = "{}[],:\"0-9eax\\"[g_rand_int_range (random, 0, 14)];

      g_autoptr (FwGold) gold = read_gold (text, cut, NULL, &error);

      g_assert_true ((gold != NULL) != (error != NULL));
      if (!gold)
        {
          g_assert_true (error->domain == FW_FORMAT_ERROR);
          continue;
        }

      g_autofree char *first = write_gold (gold);
      g_autoptr (FwGold) again = read_gold (first, strlen (first), NULL, &error);

      g_assert_no_error (error);

      g_autofree char *second = write_gold (again);

      g_assert_cmpstr (first, ==, second);
    }
}

static gboolean
add_attempt (FwGoldBuilder *builder, gpointer user_data, GError **error)
{
  const char *person = user_data;
  FwGoldAnswer answer = { .unit = (char *) "clip/404/t21", .rev = (char *) "77fa" };
  FwGoldAttempt attempt = { .person = (char *) person,
                            .n = fw_gold_get_next_attempt (fw_gold_builder_peek (builder), person),
                            .mode = FW_ATTEMPT_PRACTISE,
                            .labels = (char *) "clip.practise-x-1.coco.json",
                            .begun_at = (char *) AT,
                            .answers = &answer,
                            .n_answers = 1 };

  return fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, error);
}

static gboolean
change_nothing (FwGoldBuilder *builder, gpointer user_data, GError **error)
{
  return TRUE;
}

/* Test that a file that cannot be read says where, and stays as it is. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *content;
    const char *said;
    int code;
  } cases[] = {
    { "{\"schema\":1,\n \"items\":[,]}", "line 2", FW_FORMAT_ERROR_SYNTAX },
    { "{\"schema\":99}", "99", FW_FORMAT_ERROR_VERSION },
    { "[]", "schema", FW_FORMAT_ERROR_UNSUPPORTED },
    { "", "", FW_FORMAT_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) change_error = NULL;
      g_autofree char *after = NULL;
      g_autoptr (FwGold) start = read_gold (whole, strlen (whole), NULL, NULL);

      g_file_set_contents (fixture->path, cases[i].content, -1, NULL);
      g_assert_null (fw_gold_file_load (fixture->path, NULL, &error));
      g_assert_error (error, FW_FORMAT_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, fixture->path));
      g_assert_nonnull (strstr (error->message, cases[i].said));

      g_assert_null (
          fw_gold_file_change (fixture->path, start, change_nothing, NULL, &change_error));
      g_assert_error (change_error, FW_FORMAT_ERROR, cases[i].code);
      g_file_get_contents (fixture->path, &after, NULL, NULL);
      g_assert_cmpstr (after, ==, cases[i].content);
    }
}

/* Test that a first change begins the file, that one without anything to begin
 * with says that there is none, and that a refused one changes nothing. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FwGold) start = read_gold (whole, strlen (whole), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwGold) none
      = fw_gold_file_change (fixture->path, NULL, add_attempt, (char *) "dana", &error);

  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_autoptr (FwGold) first
      = fw_gold_file_change (fixture->path, start, add_attempt, (char *) "dana", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_gold_get_n (first, FW_GOLD_ATTEMPT), ==, 2);

  g_autoptr (FwGold) refused
      = fw_gold_file_change (fixture->path, NULL, add_attempt, (char *) "", &error);

  g_assert_null (refused);
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE);

  g_autoptr (FwGold) loaded = fw_gold_file_load (fixture->path, NULL, NULL);

  g_assert_cmpuint (fw_gold_get_n (loaded, FW_GOLD_ATTEMPT), ==, 2);

  g_autofree char *labels = fw_gold_file_dup_labels_path (fixture->path, loaded);
  g_autofree char *expected = g_build_filename (fixture->folder, "clip.gold.coco.json", NULL);

  g_assert_cmpstr (labels, ==, expected);
}

#define N_EACH 12

typedef struct
{
  const char *path;
  const char *person;
} Writer;

static gpointer
write_many (gpointer data)
{
  const Writer *writer = data;

  for (int i = 0; i < N_EACH; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FwGold) gold
          = fw_gold_file_change (writer->path, NULL, add_attempt, (char *) writer->person, &error);

      g_assert_no_error (error);
    }

  return NULL;
}

/* Test that two who write at the same time lose nothing. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  Writer writers[]
      = { { fixture->path, "ana" }, { fixture->path, "ben" }, { fixture->path, "cy" } };
  GThread *threads[G_N_ELEMENTS (writers)];

  g_file_set_contents (fixture->path, whole, -1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    threads[i] = g_thread_new (writers[i].person, write_many, &writers[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    g_thread_join (threads[i]);

  g_autoptr (FwGold) gold = fw_gold_file_load (fixture->path, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    g_assert_cmpint (fw_gold_get_next_attempt (gold, writers[i].person), ==, N_EACH + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold-file/names", test_names);
  g_test_add_func ("/gold-file/round-trip", test_round_trip);
  g_test_add_func ("/gold-file/refused", test_refused);
  g_test_add_func ("/gold-file/damage", test_damage);
  g_test_add ("/gold-file/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/gold-file/change", Fixture, NULL, set_up, test_change, tear_down);
  g_test_add ("/gold-file/together", Fixture, NULL, set_up, test_together, tear_down);

  return g_test_run ();
}
