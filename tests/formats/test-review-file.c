/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/review-file.h"

#include "core/error.h"
#include "core/journal.h"
#include "formats/review-json.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static const FwReviewLabels labels
    = { (char *) "clip.coco.json", (char *) "uuid", (char *) "abc", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-review-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "clip.review.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_unlink (journal);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static FwReviewFile *
open_review (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FwReviewFile *file = fw_review_file_open (fixture->path, &labels, &error);

  g_assert_no_error (error);
  fw_review_file_set_autosave (file, FALSE);

  return file;
}

/* A batch and a draw of five labels. */
static void
begin_review (FwReviewFile *file)
{
  FwBatch batch = {
    .manual = (char *) "m", .version = (char *) "3.1.0", .n_units = 800, .sha256 = (char *) "beef"
  };
  FwDrawUnit units[5];
  FwDraw draw = { .batch = 1,
                  .design = FW_DESIGN_STRATIFIED,
                  .seed = (char *) "spot",
                  .plan_n = 80,
                  .plan_accept = 2,
                  .units = units,
                  .n_units = 5 };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    units[i]
        = (FwDrawUnit){ g_strdup_printf ("clip/%d/t1", i), (char *) "9c41", (char *) "car", 0.1 };
  fw_review_file_put (file, FW_REVIEW_BATCH, &batch, NULL, &error);
  g_assert_no_error (error);
  fw_review_file_put (file, FW_REVIEW_DRAW, &draw, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 5; i++)
    g_free (units[i].unit);
}

static gint64
judge (FwReviewFile *file, const char *unit, const char *note)
{
  FwVerdict verdict = { .draw = 1,
                        .unit = (char *) unit,
                        .unit_rev = (char *) "9c41",
                        .author = (char *) "dana",
                        .reviewer = (char *) "tomas",
                        .blind = { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SD-011",
                                   (char *) "207222cf6044" },
                        .manual = (char *) "m",
                        .version = (char *) "3.1.0",
                        .note = (char *) note,
                        .at = (char *) "2026-11-22T10:00:00Z" };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  fw_review_file_put (file, FW_REVIEW_VERDICT, &verdict, &id, &error);
  g_assert_no_error (error);

  return id;
}

static gsize
count_verdicts (FwReviewFile *file)
{
  return fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_VERDICT);
}

static void
close_review (FwReviewFile *file)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_review_file_close (file, &error));
  g_assert_no_error (error);
  g_object_unref (file);
}

static char *
read_text (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  return text;
}

static void
write_text (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

/* The text with the first @from as @to. */
static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strconcat (parts[0], to, parts[1], NULL);
}

static gboolean
has_note (FwReviewFile *file, const char *part)
{
  GPtrArray *notes = fw_review_file_get_load (file)->notes;

  for (guint i = 0; i < notes->len; i++)
    {
      if (strstr (g_ptr_array_index (notes, i), part))
        return TRUE;
      g_test_message ("%s", (const char *) g_ptr_array_index (notes, i));
    }

  return FALSE;
}

/* A review that says everything there is to say. */
static const char full[]
    = "{\"schema\":1,\"labels\":{\"file\":\"clip.coco.json\",\"document\":\"uuid\",\"sha256\":"
      "\"abc\",\"x\":1},\"people\":[\"dana\",\"tomas\",\"mira\",\"nobody\"],"
      "\"batches\":[\n{\"id\":1,\"manual\":\"m\",\"version\":\"3.1.0\",\"frozen_at\":\"t\","
      "\"unit\":"
      "\"label\",\"units\":800,\"sha256\":\"beef\"}],"
      "\"draws\":[\n{\"id\":1,\"batch\":1,\"design\":\"stratified\",\"seed\":\"s\",\"plan\":{\"n\":"
      "80,"
      "\"accept\":2,\"aql\":0.01,\"limit\":0.05},"
      "\"units\":[{\"unit\":\"clip/404/t21\",\"rev\":\"9c41\",\"stratum\":\"car\","
      "\"pi\":0.1}],\"signed\":{\"by\":1,\"at\":\"t\"},\"who\":[1,2]}],"
      "\"verdicts\":[\n{\"id\":1,\"draw\":1,\"unit\":\"clip/404/"
      "t21\",\"unit_rev\":\"9c41\",\"author\":0,"
      "\"reviewer\":1,\"blind\":{\"outcome\":\"wrong\",\"kind\":\"geometry\",\"rule\":\"SD-011\","
      "\"rule_rev\":\"r\"},\"informed\":null,\"manual\":\"m\",\"version\":\"3.1.0\",\"note\":\"\","
      "\"pin\":[640.0,360.0],\"suggested\":null,\"ms\":8200,\"at\":\"t\"}"
      "\n,{\"id\":4,\"draw\":1,\"unit\":\"clip/404/t21\",\"unit_rev\":\"9c41\",\"author\":null,"
      "\"reviewer\":1,\"blind\":{\"outcome\":\"correct\",\"kind\":null,\"rule\":null,\"rule_rev\":"
      "null},"
      "\"informed\":{\"outcome\":\"wrong\",\"kind\":\"missing\",\"rule\":\"SD-1\",\"rule_rev\":"
      "\"r\",\"precedent\":\"P-0007\"},"
      "\"found\":[{\"rule\":\"SD-1\",\"rev\":\"r\"},{\"rule\":\"SD-2\",\"rev\":\"q\"}],"
      "\"manual\":\"m\",\"version\":\"3.1.0\",\"note\":\"n\",\"pin\":null,\"region\":[1.0,2.0,3.5,"
      "4.0],"
      "\"suggested\":{\"a\":[1,\"b\"]},\"ms\":1,\"at\":\"t\",\"more\":{\"deep\":[true]}}],"
      "\"appeals\":[\n{\"id\":1,\"verdict\":1,\"by\":0,\"text\":\"no\",\"opened\":\"t\",\"due\":"
      "\"u\","
      "\"ruling\":{\"by\":2,\"outcome\":\"overturned\",\"text\":\"yes\",\"at\":\"v\",\"precedent\":"
      "null}}],"
      "\"questions\":[\n{\"id\":1,\"unit\":\"clip/404/"
      "t21\",\"rule\":\"SD-009\",\"by\":0,\"text\":\"why\","
      "\"at\":\"t\",\"crop\":\"clip.questions/"
      "1.png\",\"answer\":{\"by\":1,\"text\":\"so\",\"at\":\"u\","
      "\"precedent\":true}}],"
      "\"regrades\":[\n{\"id\":1,\"manual\":\"m\",\"from\":\"3.1.0\",\"to\":\"4.0.0\",\"at\":\"t\","
      "\"by\":"
      "1,\"excused\":[1,4],\"rework\":[\"clip/404/t21\"]}],\"other\":\"kept\"}\n";

/* Test that what is read is written again byte by byte, unknown members and all. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, full);

  FwReviewFile *file = open_review (fixture);
  g_autofree char *text = NULL;
  const FwVerdict *verdict
      = fw_review_find (fw_review_file_get_review (file), FW_REVIEW_VERDICT, 4);

  g_assert_cmpuint (fw_review_file_get_load (file)->notes->len, ==, 0);
  g_assert_null (verdict->author);
  g_assert_cmpstr (verdict->suggested, ==, "{\"a\":[1,\"b\"]}");
  g_assert_cmpstr (verdict->informed.precedent, ==, "P-0007");
  g_assert_null (verdict->blind.precedent);
  g_assert_cmpuint (verdict->n_found, ==, 2);
  g_assert_cmpstr (verdict->found[1].rule, ==, "SD-2");
  g_assert_true (fw_review_file_save (file, NULL));
  text = read_text (fixture);
  g_assert_cmpstr (text, ==, full);
  close_review (file);
}

/* Test that records which do not hold are told with their place and kept in the
 * file, and that the others stay. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from, *to, *note;
  } cases[] = {
    { "\"rule\":\"SD-011\"", "\"rule\":\"\"", "verdicts[0] (id 1, clip/404/t21): “Wrong” names a" },
    { "\"author\":0", "\"author\":1", "Nobody judges work of his own" },
    { "\"unit\":\"clip/404/t21\",\"unit_rev\"", "\"unit\":\"clip/405/t21\",\"unit_rev\"",
      "The unit “clip/405/t21” was not drawn" },
    { "\"outcome\":\"wrong\"", "\"outcome\":\"bad\"", "“bad” is no outcome" },
    { "\"pin\":[640.0,360.0]", "\"pin\":\"here\"", "“Wrong” shows why" },
    { "\"id\":4", "\"id\":1", "The id is there twice." },
    { "\"by\":2,\"outcome\"", "\"by\":1,\"outcome\"", "Somebody else than author and reviewer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *edited = replace (full, cases[i].from, cases[i].to);
      g_autofree char *journal = fw_journal_path_for (fixture->path);
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;

      g_unlink (journal);
      write_text (fixture, edited);

      FwReviewFile *file = open_review (fixture);

      g_assert_true (has_note (file, cases[i].note));
      g_assert_cmpuint (count_verdicts (file), >=, 1);
      g_assert_true (fw_review_file_save (file, NULL));
      text = read_text (fixture);
      g_assert_nonnull (strstr (text, "\"refused\":[{\"part\":"));
      g_assert_nonnull (strstr (text, "\"other\":\"kept\""));
      close_review (file);

      /* The second time it is only carried. */
      file = open_review (fixture);
      g_assert_true (fw_review_file_save (file, NULL));
      again = read_text (fixture);
      g_assert_cmpstr (again, ==, text);
      close_review (file);
    }
}

/* Test that a draw that does not hold takes its verdicts along, in one sentence behind the
 * one that names the unit that is to blame; and that all of them are kept. */
static void
test_refused_draw (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  g_autofree char *sound = NULL;
  g_autofree char *text = NULL;

  begin_review (file);
  judge (file, "clip/0/t1", "one");
  judge (file, "clip/1/t1", "two");
  g_assert_true (fw_review_file_save (file, NULL));
  close_review (file);
  sound = read_text (fixture);

  g_autofree char *edited = replace (sound, "\"unit\":\"clip/3/t1\"", "\"unit\":\"clip/1/t1\"");

  g_unlink (journal);
  write_text (fixture, edited);
  file = open_review (fixture);
  g_assert_true (has_note (file, "draws[0] (id 1): The unit “clip/1/t1” is in the draw twice."));
  g_assert_true (has_note (file, "2 verdicts are left out with draw 1, to which they belong."));
  g_assert_false (has_note (file, "verdicts["));
  g_assert_cmpuint (fw_review_file_get_load (file)->notes->len, ==, 3);
  g_assert_cmpuint (count_verdicts (file), ==, 0);
  g_assert_true (fw_review_file_save (file, NULL));
  text = read_text (fixture);
  g_assert_nonnull (strstr (text, "{\"part\":\"draw\","));
  g_assert_nonnull (strstr (text, "\"note\":\"one\""));
  g_assert_nonnull (strstr (text, "\"note\":\"two\""));
  close_review (file);
}

/* Test that what is no review is refused with its place. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int code;
    const char *part;
  } cases[] = {
    { "{\"schema\":1,\n\"labels\":}", FW_FORMAT_ERROR_SYNTAX, "line 2" },
    { "", FW_FORMAT_ERROR_SYNTAX, "" },
    { "[1,2]", FW_FORMAT_ERROR_UNSUPPORTED, "schema" },
    { "{\"images\":[]}", FW_FORMAT_ERROR_UNSUPPORTED, "schema" },
    { "{\"schema\":2}", FW_FORMAT_ERROR_VERSION, "newer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      write_text (fixture, cases[i].text);
      g_assert_null (fw_review_file_open (fixture->path, &labels, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, FW_FORMAT_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "clip.review.json"));
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static char *
write_to_text (const FwReview *review)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_review_write (writer, review);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Test that any damage is refused or told, never followed, and that what is kept
 * reads back as it was written. */
static void
test_damage (void)
{
  static const char *const pieces[]
      = { "null",      "-1",  "1e400", "[]", "{}", "\"\"", "true", "0", "9223372036854775807",
          "\"wrong\"", "[[[[" };
  GRand *rand = g_rand_new_with_seed (4);
  guint n_read = 0;

  for (int run = 0; run < 3000; run++)
    {
      g_autoptr (GString) text = g_string_new (full);

      for (int cut = g_rand_int_range (rand, 1, 4); cut > 0; cut--)
        {
          gssize at = g_rand_int_range (rand, 0, (gint32) text->len);
          gssize n = g_rand_int_range (rand, 0, 12);

          n = MIN (n, (gssize) text->len - at);

          /* Half of the time a whole value goes, so that the JSON stays sound. */
          if (g_rand_boolean (rand))
            while (at > 0 && text->str[at - 1] != ':')
              at--;
          if (at > 0 && text->str[at - 1] == ':')
            n = (gssize) strcspn (text->str + at, ",}]\n");
          g_string_erase (text, at, n);
          g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        }

      g_autoptr (FwJsonText) json = fw_json_text_new (text->str, text->len);
      g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (FwReview) review = fw_review_read (json, refused, &error);

      g_assert_true ((review != NULL) == (error == NULL));
      if (!review)
        continue;
      n_read++;

      g_autofree char *first = write_to_text (review);
      g_autoptr (FwJsonText) again = fw_json_text_new (first, strlen (first));
      g_autoptr (FwReview) second = fw_review_read (again, NULL, &error);

      g_assert_no_error (error);

      g_autofree char *last = write_to_text (second);

      g_assert_cmpstr (first, ==, last);
    }
  g_rand_free (rand);
  g_test_message ("%u of 3000 were read", n_read);
  g_assert_cmpuint (n_read, >, 300);
}

/* Test the usual life: judge, take back, save, open again. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  gint64 id;

  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_CLEAN);
  begin_review (file);
  judge (file, "clip/0/t1", "one");
  id = judge (file, "clip/1/t1", "two");
  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_JOURNALED);
  fw_review_file_remove (file, FW_REVIEW_VERDICT, id);
  g_assert_cmpuint (count_verdicts (file), ==, 1);
  close_review (file);

  file = open_review (fixture);
  g_assert_cmpuint (count_verdicts (file), ==, 1);
  g_assert_cmpuint (fw_review_file_get_load (file)->n_recovered, ==, 0);
  g_assert_cmpuint (fw_review_file_get_load (file)->notes->len, ==, 0);
  close_review (file);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_review_file_save_finish (FW_REVIEW_FILE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Test saving in the background while judging goes on. */
static void
test_background (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  gboolean is_done = FALSE;

  begin_review (file);
  judge (file, "clip/0/t1", "one");
  fw_review_file_save_async (file, NULL, saved_cb, &is_done);
  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_SAVING);
  judge (file, "clip/1/t1", "two");
  g_assert_true (fw_test_wait (is_true, &is_done));
  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_JOURNALED);

  /* One that begins later wins, whichever ends first. */
  is_done = FALSE;
  fw_review_file_save_async (file, NULL, saved_cb, &is_done);
  judge (file, "clip/2/t1", "three");
  g_assert_true (fw_review_file_save (file, NULL));
  g_assert_true (fw_test_wait (is_true, &is_done));
  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_CLEAN);
  close_review (file);

  file = open_review (fixture);
  g_assert_cmpuint (count_verdicts (file), ==, 3);
  g_assert_cmpuint (fw_review_file_get_load (file)->n_recovered, ==, 0);
  close_review (file);
}

/* A process judges and is killed before anything is saved. */
static void
judge_and_die (Fixture *fixture, gboolean begin, const char *unit)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autofree char *journal = fw_journal_path_for (fixture->path);
      FwReviewFile *file = open_review (fixture);
      gsize n = 0;
      g_autofree char *bytes = NULL;

      if (begin)
        begin_review (file);
      judge (file, unit, "killed");
      /* On disk within a second: here, as soon as it is there. */
      for (int i = 0; i < 2000 && !(bytes && g_strstr_len (bytes, (gssize) n, unit)); i++)
        {
          g_clear_pointer (&bytes, g_free);
          g_usleep (1000);
          g_file_get_contents (journal, &bytes, &n, NULL);
        }
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

/* Test that everything is there after a kill, with and without a file. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  judge_and_die (fixture, TRUE, "clip/0/t1");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  FwReviewFile *file = open_review (fixture);

  g_assert_cmpuint (count_verdicts (file), ==, 1);
  g_assert_cmpuint (fw_review_file_get_load (file)->n_recovered, >, 0);
  /* There never was one. */
  g_assert_false (has_note (file, "is gone"));
  close_review (file);

  judge_and_die (fixture, FALSE, "clip/1/t1");
  file = open_review (fixture);
  g_assert_cmpuint (count_verdicts (file), ==, 2);
  g_assert_cmpuint (fw_review_file_get_load (file)->n_recovered, ==, 1);
  g_assert_true (has_note (file, "1 change that was not in the file is back"));
  close_review (file);
}

/* Test that a broken file gives way to the last good state, and is kept beside. */
static void
test_last_good (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_kept = 0;

  begin_review (file);
  judge (file, "clip/0/t1", "one");
  close_review (file);
  write_text (fixture, "{\"schema\":1,\n\n\"lab");

  file = open_review (fixture);
  g_assert_true (has_note (file, "last good state"));
  g_assert_true (has_note (file, "line 3"));
  g_assert_cmpuint (count_verdicts (file), ==, 1);
  judge (file, "clip/1/t1", "two");
  close_review (file);

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    n_kept += strstr (name, ".broken-") != NULL;
  g_assert_cmpuint (n_kept, ==, 1);

  /* The same for a file that is gone. */
  g_unlink (fixture->path);
  file = open_review (fixture);
  g_autofree char *journal = fw_review_file_get_journal_path (fixture->path);

  g_assert_true (has_note (file, "is gone. Its last state came back from the journal"));
  g_assert_true (has_note (file, ": 1 draw, 2 verdicts, 0 questions."));
  g_assert_true (has_note (file, journal));
  /* It came back whole; nothing of it was new. */
  g_assert_false (has_note (file, "that was not in the file"));
  g_assert_cmpuint (count_verdicts (file), ==, 2);
  close_review (file);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  /* What the sentence says does it. */
  g_unlink (fixture->path);
  g_unlink (journal);
  file = open_review (fixture);
  g_assert_cmpuint (count_verdicts (file), ==, 0);
  g_assert_cmpuint (fw_review_file_get_load (file)->notes->len, ==, 0);
  close_review (file);
}

/* Test that a journal whose end is torn gives everything before it. */
static void
test_torn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  g_autofree char *bytes = NULL;
  gsize n;

  judge_and_die (fixture, TRUE, "clip/0/t1");
  g_assert_true (g_file_get_contents (journal, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (journal, bytes, (gssize) n - 3, NULL));

  FwReviewFile *file = open_review (fixture);

  g_assert_cmpuint (count_verdicts (file), ==, 0);
  g_assert_cmpuint (fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_DRAW), ==, 1);
  close_review (file);
}

/* Test that what another program wrote is joined, when saving and when opening. */
static void
test_another_program (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  g_autofree char *before = NULL;
  g_autofree char *theirs = NULL;

  begin_review (file);
  judge (file, "clip/0/t1", "one");
  g_assert_true (fw_review_file_save (file, NULL));
  before = read_text (fixture);
  theirs = replace (before, "\"note\":\"one\"", "\"note\":\"edited\"");

  write_text (fixture, theirs);
  judge (file, "clip/1/t1", "two");
  g_assert_true (fw_review_file_save (file, NULL));
  /* Theirs and ours of the first, and the second. */
  g_assert_cmpuint (count_verdicts (file), ==, 3);
  close_review (file);

  judge_and_die (fixture, FALSE, "clip/2/t1");
  write_text (fixture, before);
  file = open_review (fixture);
  g_assert_true (has_note (file, "joined by unit"));
  g_assert_cmpuint (count_verdicts (file), ==, 4);
  close_review (file);
}

/* Test that a failed save keeps everything, and says why. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      /* The owner of everything is refused nothing; a folder in the way does it. */
      FwReviewFile *file = open_review (fixture);

      begin_review (file);
      g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
      g_assert_false (fw_review_file_save (file, &error));
      g_assert_nonnull (strstr (error->message, "clip.review.json"));
      g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_FAILED);
      g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
      g_assert_true (fw_review_file_save (file, NULL));
      g_assert_null (fw_review_file_get_error (file));
      close_review (file);
      return;
    }

  FwReviewFile *file = open_review (fixture);

  begin_review (file);
  g_chmod (fixture->folder, 0500);
  g_assert_false (fw_review_file_save (file, &error));
  g_assert_cmpint (fw_review_file_get_state (file), ==, FW_REVIEW_FILE_FAILED);
  g_chmod (fixture->folder, 0700);
  close_review (file);
}

/* Test that a second window can look and not touch. */
static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *first = open_review (fixture);

  begin_review (first);
  g_assert_true (fw_review_file_save (first, NULL));

  FwReviewFile *second = open_review (fixture);
  FwQuestion question = { .text = (char *) "why" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fw_review_file_get_state (second), ==, FW_REVIEW_FILE_READ_ONLY);
  g_assert_false (fw_review_file_put (second, FW_REVIEW_QUESTION, &question, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  close_review (second);
  close_review (first);
}

/* Test that the same question is asked once, and answered. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  FwReviewFile *file = open_review (fixture);
  FwQuestion question
      = { .rule = (char *) "SD-009", .by = (char *) "dana", .text = (char *) "why" };
  gint64 first = 0;
  gint64 second = 0;

  g_assert_true (fw_review_file_ask (file, &question, &first, NULL));
  g_assert_true (fw_review_file_ask (file, &question, &second, NULL));
  g_assert_cmpint (first, ==, second);
  question.id = first;
  question.has_answer = TRUE;
  question.answer
      = (FwReply){ (char *) "tomas", (char *) "so", NULL, TRUE, (char *) "P-0007" };
  g_assert_true (fw_review_file_put (file, FW_REVIEW_QUESTION, &question, NULL, NULL));
  close_review (file);

  file = open_review (fixture);
  const FwQuestion *read = fw_review_get (fw_review_file_get_review (file), FW_REVIEW_QUESTION, 0);

  g_assert_true (read->answer.is_precedent);
  g_assert_cmpstr (read->answer.precedent, ==, "P-0007");
  close_review (file);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/review-file/round-trip", test_round_trip },
    { "/review-file/refused", test_refused },
    { "/review-file/refused-draw", test_refused_draw },
    { "/review-file/broken", test_broken },
    { "/review-file/life", test_life },
    { "/review-file/kill", test_kill },
    { "/review-file/last-good", test_last_good },
    { "/review-file/torn", test_torn },
    { "/review-file/another-program", test_another_program },
    { "/review-file/background", test_background },
    { "/review-file/failed", test_failed },
    { "/review-file/two-windows", test_two_windows },
    { "/review-file/questions", test_questions },
  };
  fw_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  g_test_add_func ("/review-file/damage", test_damage);

  int result = g_test_run ();


  return result;
}
