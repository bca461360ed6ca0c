/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "core/journal.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char   *folder; /* (owned) */
  char   *path;   /* (owned) */
  GBytes *header; /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("fw-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.fwj", NULL);
  fixture->header = g_bytes_new_static ("{}", 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_bytes_unref (fixture->header);
}

static void
append (FwJournal  *journal,
        const char *text)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  fw_journal_append (journal, payload);
}

static gboolean
collect (const guint8 *payload,
         gsize         length,
         gpointer      user_data)
{
  GString *text = user_data;

  if (text->len > 0)
    g_string_append_c (text, '|');
  g_string_append_len (text, (const char *) payload, (gssize) length);

  return TRUE;
}

/* All records, joined by "|". */
static char *
read_all (const char *path,
          gboolean   *torn)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  fw_journal_read (path, collect, text, NULL, torn, &error);
  g_assert_no_error (error);

  return g_string_free (text, FALSE);
}

/* Test that the CRC is the one of zlib and PNG. */
static void
test_crc32 (void)
{
  g_assert_cmphex (fw_crc32 ((const guint8 *) "123456789", 9), ==, 0xcbf43926);
  g_assert_cmphex (fw_crc32 (NULL, 0), ==, 0);
}

/* Test that what was appended and flushed can be read, also while the journal is open. */
static void
test_append (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, &error);
  gboolean torn;

  g_assert_no_error (error);
  append (journal, "one");
  append (journal, "");
  append (journal, "three");
  g_assert_true (fw_journal_flush (journal, &error));
  g_assert_no_error (error);

  g_autofree char *text = read_all (fixture->path, &torn);

  g_assert_cmpstr (text, ==, "{}|one||three");
  g_assert_false (torn);
  g_assert_cmpint (fw_journal_get_size (journal), ==, 5 + 4 * 8 + 2 + 3 + 5);
}

/* Test that a second opening goes on after the first, and keeps the first header. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) other = g_bytes_new_static ("other", 5);
  FwJournal *journal = fw_journal_open (fixture->path, fixture->header, NULL);

  append (journal, "one");
  g_object_unref (journal);
  journal = fw_journal_open (fixture->path, other, NULL);
  append (journal, "two");
  g_object_unref (journal);

  g_autofree char *text = read_all (fixture->path, NULL);

  g_assert_cmpstr (text, ==, "{}|one|two");
}

/* Test that the same journal cannot be written twice at the same time. */
static void
test_lock (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FwJournal) first = fw_journal_open (fixture->path, fixture->header, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_null (fw_journal_open (fixture->path, fixture->header, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

/* Test that a journal cut at any byte gives back every record before the cut,
 * and that appending goes on after the last whole one. */
static void
test_torn (Fixture       *fixture,
           gconstpointer  data)
{
  FwJournal *journal = fw_journal_open (fixture->path, fixture->header, NULL);
  g_autofree char *whole = NULL;
  gsize length;

  append (journal, "first");
  append (journal, "second");
  g_object_unref (journal);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));

  for (gsize cut = 5; cut < length; cut++)
    {
      const char *expected = cut < 15 ? "" : cut < 28 ? "{}" : "{}|first";
      g_autofree char *text = NULL;
      g_autofree char *after = NULL;
      gboolean torn;

      g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) cut, NULL));
      text = read_all (fixture->path, &torn);
      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpint (torn, ==, cut != 5 && cut != 15 && cut != 28);

      journal = fw_journal_open (fixture->path, fixture->header, NULL);
      append (journal, "more");
      g_object_unref (journal);
      after = read_all (fixture->path, &torn);
      g_assert_true (g_str_has_suffix (after, "more"));
      g_assert_true (g_str_has_prefix (after, expected));
      g_assert_false (torn);
    }
}

/* Test that a changed byte ends the sound part before its record. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  FwJournal *journal = fw_journal_open (fixture->path, fixture->header, NULL);
  g_autofree char *whole = NULL;
  gsize length;

  append (journal, "first");
  append (journal, "second");
  g_object_unref (journal);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));

  for (gsize at = 15; at < length; at++)
    {
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autofree char *text = NULL;
      gboolean torn;

      copy[at] ^= 0x40;
      g_assert_true (g_file_set_contents (fixture->path, copy, (gssize) length, NULL));
      text = read_all (fixture->path, &torn);
      g_assert_cmpstr (text, ==, at < 28 ? "{}" : "{}|first");
      g_assert_true (torn);
    }
}

/* Test that another file is refused, and left as it is. */
static void
test_not_a_journal (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "Dear diary", -1, NULL));
  g_assert_null (fw_journal_open (fixture->path, fixture->header, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "Dear diary");
}

static void
count_failures (FwJournal *journal,
                guint     *count)
{
  (*count)++;
}

/* Test that a full disk fails the flush with a sentence, tells it once, keeps
 * the records, and writes them when there is room again. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  struct rlimit old;
  struct rlimit tight = { 64, RLIM_INFINITY };
  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) kept = NULL;
  guint failures = 0;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  tight.rlim_max = old.rlim_max;
  g_signal_connect (journal, "failed", G_CALLBACK (count_failures), &failures);

  append (journal, "small");
  g_assert_true (fw_journal_flush (journal, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  append (journal, "a record that is too long for the little room that is left on the disk");
  g_assert_false (fw_journal_flush (journal, &error));
  g_assert_nonnull (error);
  kept = fw_journal_dup_error (journal);
  g_assert_nonnull (kept);
  g_assert_false (fw_journal_flush (journal, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (failures, ==, 1);

  g_autofree char *during = read_all (fixture->path, NULL);

  g_assert_cmpstr (during, ==, "{}|small");

  setrlimit (RLIMIT_FSIZE, &old);
  append (journal, "last");
  g_assert_true (fw_journal_flush (journal, NULL));
  g_assert_null (fw_journal_dup_error (journal));

  g_autofree char *after = read_all (fixture->path, NULL);

  g_assert_true (g_str_has_prefix (after, "{}|small|a record"));
  g_assert_true (g_str_has_suffix (after, "|last"));
}

/* Test that a killed process leaves every flushed record behind. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      FwJournal *journal = fw_journal_open (fixture->path, fixture->header, NULL);

      append (journal, "work");
      if (!fw_journal_flush (journal, NULL))
        _exit (1);
      kill (getpid (), SIGKILL);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  g_autofree char *text = read_all (fixture->path, NULL);
  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);

  g_assert_cmpstr (text, ==, "{}|work");
  g_assert_nonnull (journal);
}

static gboolean
note_length (const guint8 *payload,
             gsize         length,
             gpointer      user_data)
{
  GArray *lengths = user_data;

  g_array_append_val (lengths, length);

  return TRUE;
}

/* Test that a step which touches every object of a large file is written and read
 * like any other; and that of a journal in which a step had no room nothing
 * behind it is written, which is told and stays so. */
static void
test_long_record (Fixture       *fixture,
                  gconstpointer  data)
{
  static const gsize length = 65 * 1024 * 1024;
  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);
  g_autoptr(GBytes) large = g_bytes_new_take (g_malloc0 (length), length);
  /* Nobody looks at its bytes, of which there is one. */
  g_autoptr(GBytes) endless = g_bytes_new_static ("", (gsize) FW_JOURNAL_MAX_RECORD + 1);
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GError) error = NULL;
  guint failures = 0;

  g_signal_connect (journal, "failed", G_CALLBACK (count_failures), &failures);
  fw_journal_append (journal, large);
  append (journal, "next");
  g_assert_true (fw_journal_flush (journal, NULL));
  fw_journal_append (journal, endless);
  append (journal, "behind");
  g_assert_false (fw_journal_flush (journal, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  fw_journal_close (journal);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (failures, ==, 1);

  g_assert_true (fw_journal_read (fixture->path, note_length, lengths, NULL, NULL, NULL));
  g_assert_cmpuint (lengths->len, ==, 3);
  g_assert_cmpuint (g_array_index (lengths, gsize, 1), ==, length);
  g_assert_cmpuint (g_array_index (lengths, gsize, 2), ==, 4);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal/crc32", test_crc32);
  ADD ("/journal/append", test_append);
  ADD ("/journal/reopen", test_reopen);
  ADD ("/journal/lock", test_lock);
  ADD ("/journal/torn", test_torn);
  ADD ("/journal/damaged", test_damaged);
  ADD ("/journal/not-a-journal", test_not_a_journal);
  ADD ("/journal/full", test_full);
  ADD ("/journal/killed", test_killed);
  ADD ("/journal/long-record", test_long_record);

  return g_test_run ();
}
