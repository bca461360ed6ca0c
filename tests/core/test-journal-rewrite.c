/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A journal that is rewritten while it is in use. The crash test stands in for
 * the kernel: write(), fdatasync(), fsync() and rename() of this program count,
 * and at the chosen call the process is gone, in the middle of a write.
 */

#include "core/journal.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char      *folder;  /* (owned) */
  char      *path;    /* (owned) */
  GBytes    *header;  /* (owned) */
  FwJournal *journal; /* (owned) */
} Fixture;

/* Calls until the end; below 0: never. */
static volatile gint calls_left = -1;

static gboolean
is_last_call (void)
{
  return g_atomic_int_get (&calls_left) > 0 && g_atomic_int_dec_and_test (&calls_left);
}

static void
die (void)
{
  syscall (SYS_kill, getpid (), SIGKILL);
}

ssize_t
write (int         fd,
       const void *data,
       size_t      length)
{
  if (is_last_call ())
    {
      syscall (SYS_write, fd, data, length / 2);
      die ();
    }

  return syscall (SYS_write, fd, data, length);
}

int
fdatasync (int fd)
{
  if (is_last_call ())
    die ();

  return (int) syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  if (is_last_call ())
    die ();

  return (int) syscall (SYS_fsync, fd);
}

int
rename (const char *from,
        const char *to)
{
  if (is_last_call ())
    die ();

  return (int) syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

static void
append (FwJournal  *journal,
        const char *text)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  fw_journal_append (journal, payload);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("fw-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.fwj", NULL);
  fixture->header = g_bytes_new_static ("{}", 2);
  fixture->journal = fw_journal_open (fixture->path, fixture->header, NULL);
  append (fixture->journal, "old");
  append (fixture->journal, "kept");
  g_assert_true (fw_journal_flush (fixture->journal, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *fresh = g_strconcat (fixture->path, ".new", NULL);

  g_clear_object (&fixture->journal);
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_bytes_unref (fixture->header);
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

/* Closes the journal and looks at what it holds. */
static void
assert_holds (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *text = NULL;
  gboolean torn;

  g_clear_object (&fixture->journal);
  text = read_all (fixture->path, &torn);
  g_assert_cmpstr (text, ==, expected);
  g_assert_false (torn);
}

static GPtrArray *
make_records (const char *text)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto(GStrv) parts = g_strsplit (text, "|", -1);

  for (char **part = parts; *part; part++)
    g_ptr_array_add (records, g_bytes_new (*part, strlen (*part)));

  return records;
}

/* What a rewriting does while its records are being made. */
typedef struct
{
  FwJournal  *journal;
  const char *records;  /* joined by "|"; NULL: there is nothing to do */
  const char *meanwhile; /* (nullable) appended after reading */
  gboolean    flushes;  /* and is on disk before the new file is begun */
  gboolean    closes;
  gboolean    fails;
} Script;

static GPtrArray *
play_cb (const char  *path,
         gint64      *out_upto,
         gpointer     user_data,
         GError     **error)
{
  const Script *script = user_data;

  if (script->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
      return NULL;
    }

  g_assert_true (fw_journal_read (path, NULL, NULL, out_upto, NULL, NULL));
  if (script->meanwhile)
    append (script->journal, script->meanwhile);
  if (script->flushes)
    g_assert_true (fw_journal_flush (script->journal, NULL));
  if (script->closes)
    fw_journal_close (script->journal);

  return script->records ? make_records (script->records) : NULL;
}

/* Test that rewriting puts other records in place of those that were read, that
 * what is appended meanwhile follows, written already or not, and that
 * appending goes on. */
static void
test_meanwhile (Fixture       *fixture,
                gconstpointer  data)
{
  Script scripts[] = {
    { fixture->journal, "h1|kept", NULL, FALSE, FALSE, FALSE },
    { fixture->journal, "h2|kept", "queued", FALSE, FALSE, FALSE },
    { fixture->journal, "h3|kept|queued", "written", TRUE, FALSE, FALSE },
    { fixture->journal, NULL, "nothing to do", TRUE, FALSE, FALSE },
  };
  gint64 size;

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_assert_true (fw_journal_rewrite (fixture->journal, play_cb, &scripts[i], NULL));
      g_assert_true (fw_journal_flush (fixture->journal, NULL));
    }
  append (fixture->journal, "after");
  size = fw_journal_get_size (fixture->journal);
  assert_holds (fixture, "h3|kept|queued|written|nothing to do|after");

  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_cmpint (size, ==, length);
}

/* Test that a rewriting that cannot be done leaves the journal as it is, and in use. */
static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  Script script = { .journal = fixture->journal, .fails = TRUE };
  g_autoptr(GError) error = NULL;
  g_autofree char *fresh = g_strconcat (fixture->path, ".new", NULL);

  g_assert_false (fw_journal_rewrite (fixture->journal, play_cb, &script, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  /* Something stands where the new file would be made. */
  script = (Script) { .journal = fixture->journal, .records = "h" };
  g_assert_cmpint (g_mkdir (fresh, 0700), ==, 0);
  g_assert_false (fw_journal_rewrite (fixture->journal, play_cb, &script, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_rmdir (fresh), ==, 0);

  append (fixture->journal, "after");
  assert_holds (fixture, "{}|old|kept|after");
}

/* Test that a journal that is closed meanwhile keeps everything. */
static void
test_closes (Fixture       *fixture,
             gconstpointer  data)
{
  Script script = { fixture->journal, "h", "last", FALSE, TRUE, FALSE };
  g_autoptr(GError) error = NULL;

  g_assert_false (fw_journal_rewrite (fixture->journal, play_cb, &script, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  assert_holds (fixture, "{}|old|kept|last");
}

/* Test that a journal that was removed from its folder is not put back by
 * rewriting: somebody else may have begun a new one there. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  Script script = { .journal = fixture->journal, .records = "h" };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "FWJ1\n", 5, NULL));
  script.journal = fixture->journal;
  g_assert_false (fw_journal_rewrite (fixture->journal, play_cb, &script, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Makes a header that says how many records it stands for: a count. */
static gboolean
count_record (const guint8 *payload,
              gsize         length,
              gpointer      user_data)
{
  guint64 *count = user_data;
  g_autofree char *text = g_strndup ((const char *) payload, length);

  if (text[0] == '+')
    g_assert_cmpuint (g_ascii_strtoull (text + 1, NULL, 10), ==, *count + 1);
  *count = text[0] == '+' || text[0] == '=' ? g_ascii_strtoull (text + 1, NULL, 10) : *count;

  return TRUE;
}

static GPtrArray *
sum_up_cb (const char  *path,
           gint64      *out_upto,
           gpointer     user_data,
           GError     **error)
{
  guint64 count = 0;
  g_autofree char *text = NULL;

  if (!fw_journal_read (path, count_record, &count, out_upto, NULL, error))
    return NULL;
  text = g_strdup_printf ("=%" G_GUINT64_FORMAT, count);

  return make_records (text);
}

static gpointer
rewrite_often (gpointer data)
{
  FwJournal *journal = data;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (fw_journal_rewrite (journal, sum_up_cb, NULL, &error));
      g_assert_no_error (error);
    }

  return NULL;
}

/* Test that many rewritings in a row, from two threads, lose no record of the
 * many that are appended meanwhile and keep their order. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  GThread *threads[2];
  guint64 count = 0;

  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    threads[t] = g_thread_new ("rewrite", rewrite_often, fixture->journal);
  for (guint i = 1; i <= 3000; i++)
    {
      g_autofree char *text = g_strdup_printf ("+%u", i);

      append (fixture->journal, text);
      if (i % 50 == 0)
        g_assert_true (fw_journal_flush (fixture->journal, NULL));
    }
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    g_thread_join (threads[t]);
  g_clear_object (&fixture->journal);

  g_assert_true (fw_journal_read (fixture->path, count_record, &count, NULL, NULL, NULL));
  g_assert_cmpuint (count, ==, 3000);
}

/* In the child: a journal in use is rewritten, and dies at the call with this number. */
static void
work_and_die (Fixture *fixture,
              int      call)
{
  FwJournal *journal = fw_journal_open (fixture->path, fixture->header, NULL);
  Script script = { journal, "new|kept", "meanwhile", TRUE, FALSE, FALSE };

  if (!journal)
    _exit (2);
  g_atomic_int_set (&calls_left, call);
  if (!fw_journal_rewrite (journal, play_cb, &script, NULL))
    _exit (3);
  append (journal, "after");
  if (!fw_journal_flush (journal, NULL))
    _exit (4);
  _exit (0);
}

static void
start_anew (Fixture *fixture)
{
  g_unlink (fixture->path);

  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);

  append (journal, "old");
  append (journal, "kept");
}

/* Test that a process that dies at any moment of a rewriting leaves the old
 * journal or the new one, whole, with everything that was on disk; and that the
 * next start goes on with it. */
static void
test_dies (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean was_whole = FALSE;
  int call;

  g_clear_object (&fixture->journal);
  for (call = 1; !was_whole; call++)
    {
      g_autofree char *text = NULL;
      int status;
      pid_t child;

      start_anew (fixture);
      child = fork ();
      if (child == 0)
        work_and_die (fixture, call);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      was_whole = WIFEXITED (status);
      g_assert_cmpint (was_whole ? WEXITSTATUS (status) : 0, ==, 0);

      g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);

      g_assert_nonnull (journal);
      append (journal, "next start");
      g_assert_true (fw_journal_flush (journal, NULL));
      text = read_all (fixture->path, NULL);
      g_test_message ("%d: %s", call, text);
      g_hash_table_add (seen, g_steal_pointer (&text));
    }

  /* Nothing else than these was ever found. */
  static const char *const possible[] = {
    "{}|old|kept|next start",           /* before the record reached the disk */
    "{}|old|kept|meanwhile|next start", /* before the renaming */
    "new|kept|meanwhile|next start",    /* after it */
    "new|kept|meanwhile|after|next start",
  };

  g_assert_cmpint (call, >, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (possible); i++)
    g_assert_true (g_hash_table_remove (seen, possible[i]));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 0);

  /* What a dead process left is in nobody's way. */
  Script script = { .records = "h|x" };
  g_autoptr(FwJournal) journal = fw_journal_open (fixture->path, fixture->header, NULL);

  g_assert_true (fw_journal_rewrite (journal, play_cb, &script, NULL));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/journal/rewrite/meanwhile", test_meanwhile);
  ADD ("/journal/rewrite/fails", test_fails);
  ADD ("/journal/rewrite/closes", test_closes);
  ADD ("/journal/rewrite/removed", test_removed);
  ADD ("/journal/rewrite/many", test_many);
  ADD ("/journal/rewrite/dies", test_dies);

  return g_test_run ();
}
