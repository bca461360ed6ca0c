/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-reading.h"

#include <string.h>

/* A thousand rules are 30 kB; what is larger is none of ours. */
#define MAX_FILE_SIZE (4 * 1024 * 1024)
#define MAX_BOOKMARKS 1000
#define MAX_PRECEDENTS 100000

struct _FwManualReading
{
  char       *path;      /* (owned) */
  char       *text_path; /* (owned) */
  GBytes     *text;      /* (owned) (nullable) */
  gboolean    is_text_new; /* not on the disk yet */
  char       *manual;    /* (owned) */
  char       *person;    /* (owned) */
  char       *version;   /* (owned) */
  gint64      time;
  GHashTable *rules;     /* (owned) id (owned) -> revision (owned) */
  GHashTable *bookmarks; /* (owned) a set of places (owned) */
  GHashTable *precedents; /* (owned) a set of numbers (owned) that were seen */
  guint       serial;     /* of what it was read from, see Kept; 0: the disk */
};

/* What this process wanted to be kept last, by path: another edition of the
 * manual may be opened before a thread has written it. */
typedef struct
{
  GBytes *file;    /* (owned) */
  GBytes *text;    /* (owned) (nullable) of the manual; NULL: as it is on the disk */
  guint   serial;  /* how often it was asked for */
  guint   written; /* the serial that is on the disk */
} Kept;

static GMutex kept_lock;
static GHashTable *kept_files; /* path (owned) -> Kept (owned) */

static char *
make_path (const char *manual,
           const char *person)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", manual, person);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strdup_printf ("%.32s.ini", sum);

  return g_build_filename (g_get_user_state_dir (), "framewright", "manuals-read", name, NULL);
}

/* That a rule was retired is news too, and its revision does not say it. */
static char *
dup_revision (const FwRule *rule)
{
  return g_strconcat (rule->rev, rule->is_retired ? "-retired" : "", NULL);
}

static void
take_manual (FwManualReading *self,
             FwManual        *manual)
{
  g_free (self->version);
  self->version = g_strdup (fw_manual_get_version (manual));
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = g_bytes_ref (fw_manual_get_bytes (manual));
  self->is_text_new = TRUE;
  g_hash_table_remove_all (self->rules);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      g_hash_table_insert (self->rules, g_strdup (rule->id), dup_revision (rule));
    }
}

static gboolean
is_small (const char *path,
          goffset     max)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_get_size (info) <= max;
}

static void
read_text (FwManualReading *self)
{
  char *text = NULL;
  gsize length = 0;

  if (is_small (self->text_path, FW_MANUAL_MAX_SIZE)
      && g_file_get_contents (self->text_path, &text, &length, NULL))
    self->text = g_bytes_new_take (text, length);
}

static void
learn_all (FwManualReading *self,
           FwManual        *manual)
{
  gsize n = 0;
  const FwPrecedent *all = fw_manual_get_precedents (manual, &n);

  for (gsize i = 0; i < n; i++)
    fw_manual_reading_learn (self, all[i].id);
}

static void
read_precedents (FwManualReading *self,
                 GKeyFile        *file,
                 FwManual        *manual)
{
  g_auto (GStrv) numbers = g_key_file_get_string_list (file, "reading", "precedents", NULL, NULL);

  /* Written before anybody kept them: what is there now is not news. */
  if (numbers == NULL)
    learn_all (self, manual);
  for (gsize i = 0; numbers != NULL && numbers[i] != NULL; i++)
    fw_manual_reading_learn (self, numbers[i]);
}

static gboolean
take_file (FwManualReading *self,
           FwManual        *manual,
           GKeyFile        *file)
{
  g_auto (GStrv) ids = g_key_file_get_keys (file, "rules", NULL, NULL);
  g_auto (GStrv) bookmarks = NULL;

  if (ids == NULL)
    return FALSE;

  g_free (self->version);
  self->version = g_key_file_get_string (file, "reading", "version", NULL);
  self->time = g_key_file_get_int64 (file, "reading", "time", NULL);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      char *revision = g_key_file_get_string (file, "rules", ids[i], NULL);

      if (revision != NULL)
        g_hash_table_insert (self->rules, g_strdup (ids[i]), revision);
    }
  bookmarks = g_key_file_get_string_list (file, "reading", "bookmarks", NULL, NULL);
  for (gsize i = 0; bookmarks != NULL && bookmarks[i] != NULL && i < MAX_BOOKMARKS; i++)
    g_hash_table_add (self->bookmarks, g_strdup (bookmarks[i]));
  read_precedents (self, file, manual);
  return TRUE;
}

static gboolean
read_file (FwManualReading *self,
           FwManual        *manual)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!is_small (self->path, MAX_FILE_SIZE)
      || !g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL)
      || !take_file (self, manual, file))
    return FALSE;
  read_text (self);
  return TRUE;
}

/* What was asked to be kept since @self was read; with @unwritten only what the
 * disk does not have. FALSE when there is nothing such. */
static gboolean
read_kept (FwManualReading *self,
           FwManual        *manual,
           gboolean         unwritten)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  const Kept *kept = kept_files != NULL ? g_hash_table_lookup (kept_files, self->path) : NULL;

  if (kept == NULL || kept->serial == self->serial)
    return FALSE;
  self->serial = kept->serial;
  if ((unwritten && kept->written == kept->serial)
      || !g_key_file_load_from_bytes (file, kept->file, G_KEY_FILE_NONE, NULL))
    return FALSE;

  g_hash_table_remove_all (self->rules);
  g_hash_table_remove_all (self->bookmarks);
  g_hash_table_remove_all (self->precedents);
  take_file (self, manual, file);
  if (kept->text != NULL)
    {
      g_clear_pointer (&self->text, g_bytes_unref);
      self->text = g_bytes_ref (kept->text);
    }
  else if (self->text == NULL)
    read_text (self);
  return TRUE;
}

void
fw_manual_reading_catch_up (FwManualReading *self,
                            FwManual        *manual)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (manual != NULL);

  read_kept (self, manual, FALSE);
}

FwManualReading *
fw_manual_reading_load (FwManual   *manual,
                        const char *person)
{
  g_return_val_if_fail (manual != NULL, NULL);

  FwManualReading *self = g_new0 (FwManualReading, 1);

  self->manual = g_strdup (fw_manual_get_name (manual));
  self->person = g_strdup (person != NULL ? person : "");
  self->path = make_path (self->manual, self->person);
  self->text_path = g_strconcat (self->path, ".text", NULL);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bookmarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->precedents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_kept (self, manual, TRUE) && !read_file (self, manual))
    {
      take_manual (self, manual);
      learn_all (self, manual);
      fw_manual_reading_save_async (self, NULL, NULL);
    }
  if (self->version == NULL)
    self->version = g_strdup ("");
  return self;
}

void
fw_manual_reading_free (FwManualReading *self)
{
  g_free (self->path);
  g_free (self->text_path);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->manual);
  g_free (self->person);
  g_free (self->version);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->bookmarks);
  g_hash_table_unref (self->precedents);
  g_free (self);
}

gboolean
fw_manual_reading_is_changed (FwManualReading *self,
                              const FwRule    *rule)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rule != NULL, FALSE);

  g_autofree char *revision = dup_revision (rule);

  return g_strcmp0 (g_hash_table_lookup (self->rules, rule->id), revision) != 0;
}

guint
fw_manual_reading_count_changed (FwManualReading *self,
                                 FwManual        *manual)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (manual != NULL, 0);

  guint n = 0;

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    n += fw_manual_reading_is_changed (self, fw_manual_get_rule (manual, i)) ? 1 : 0;
  return n;
}

const char *
fw_manual_reading_get_version (FwManualReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

gint64
fw_manual_reading_get_time (FwManualReading *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

GBytes *
fw_manual_reading_get_text (FwManualReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

void
fw_manual_reading_mark_rule (FwManualReading *self,
                             FwManual        *manual,
                             const FwRule    *rule)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (manual != NULL);
  g_return_if_fail (rule != NULL);

  g_hash_table_insert (self->rules, g_strdup (rule->id), dup_revision (rule));
  if (fw_manual_reading_count_changed (self, manual) == 0)
    take_manual (self, manual);
}

void
fw_manual_reading_mark_read (FwManualReading *self,
                             FwManual        *manual)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (manual != NULL);

  take_manual (self, manual);
  learn_all (self, manual);
}

gboolean
fw_manual_reading_has_bookmark (FwManualReading *self,
                                const char      *place)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  return g_hash_table_contains (self->bookmarks, place);
}

void
fw_manual_reading_set_bookmark (FwManualReading *self,
                                const char      *place,
                                gboolean         on)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (place != NULL);

  if (!on)
    g_hash_table_remove (self->bookmarks, place);
  else if (g_hash_table_size (self->bookmarks) < MAX_BOOKMARKS)
    g_hash_table_add (self->bookmarks, g_strdup (place));
}

gboolean
fw_manual_reading_knows (FwManualReading *self,
                         const char      *precedent)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (precedent != NULL, FALSE);

  return g_hash_table_contains (self->precedents, precedent);
}

void
fw_manual_reading_learn (FwManualReading *self,
                         const char      *precedent)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (precedent != NULL);

  if (g_hash_table_size (self->precedents) < MAX_PRECEDENTS)
    g_hash_table_add (self->precedents, g_strdup (precedent));
}

/* Saving ------------------------------------------------------------ */

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const char **
list_sorted (GHashTable *table,
             guint      *out_n)
{
  const char **names = (const char **) g_hash_table_get_keys_as_array (table, out_n);

  qsort (names, *out_n, sizeof *names, compare_names);
  return names;
}

static char *
write_text (FwManualReading *self,
            gsize           *out_length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  guint n_rules = 0;
  guint n_bookmarks = 0;
  guint n_precedents = 0;
  g_autofree const char **precedents = list_sorted (self->precedents, &n_precedents);
  g_autofree const char **ids = list_sorted (self->rules, &n_rules);
  g_autofree const char **bookmarks = list_sorted (self->bookmarks, &n_bookmarks);

  g_key_file_set_string (file, "reading", "manual", self->manual);
  g_key_file_set_string (file, "reading", "person", self->person);
  g_key_file_set_string (file, "reading", "version", self->version != NULL ? self->version : "");
  g_key_file_set_int64 (file, "reading", "time", self->time);
  g_key_file_set_string_list (file, "reading", "bookmarks", bookmarks, n_bookmarks);
  g_key_file_set_string_list (file, "reading", "precedents", precedents, n_precedents);
  for (guint i = 0; i < n_rules; i++)
    g_key_file_set_string (file, "rules", ids[i], g_hash_table_lookup (self->rules, ids[i]));
  return g_key_file_to_data (file, out_length, NULL);
}

static void
kept_free (Kept *kept)
{
  g_bytes_unref (kept->file);
  g_clear_pointer (&kept->text, g_bytes_unref);
  g_free (kept);
}

static gboolean
write_bytes (const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents (path, data != NULL ? data : "", (gssize) length, error);
}

/* Threads of a pool overtake each other: each writes what is the newest. */
static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  static GMutex write_lock;
  const char *path = task_data;
  g_autofree char *text_path = g_strconcat (path, ".text", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write_lock);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) text = NULL;
  GError *error = NULL;
  guint serial;
  Kept *kept;

  g_mutex_lock (&kept_lock);
  kept = g_hash_table_lookup (kept_files, path);
  serial = kept->serial;
  if (kept->written != serial)
    {
      file = g_bytes_ref (kept->file);
      text = kept->text != NULL ? g_bytes_ref (kept->text) : NULL;
    }
  g_mutex_unlock (&kept_lock);

  g_mkdir_with_parents (folder, 0700);
  /* The text first: a file that speaks of a text that is not there would compare nothing. */
  if (file != NULL
      && ((text != NULL && !write_bytes (text_path, text, &error))
          || !write_bytes (path, file, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  g_mutex_lock (&kept_lock);
  kept->written = serial;
  g_mutex_unlock (&kept_lock);
  g_task_return_boolean (task, TRUE);
}

/* Returns the serial it has. */
static guint
keep (FwManualReading *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);
  gsize length = 0;
  char *file = write_text (self, &length);
  Kept *kept;

  if (kept_files == NULL)
    kept_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) kept_free);
  kept = g_hash_table_lookup (kept_files, self->path);
  if (kept == NULL)
    {
      kept = g_new0 (Kept, 1);
      g_hash_table_insert (kept_files, g_strdup (self->path), kept);
    }
  g_clear_pointer (&kept->file, g_bytes_unref);
  kept->file = g_bytes_new_take (file, length);
  if (self->is_text_new)
    {
      g_clear_pointer (&kept->text, g_bytes_unref);
      kept->text = g_bytes_ref (self->text);
    }
  return ++kept->serial;
}

void
fw_manual_reading_save_async (FwManualReading     *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  self->serial = keep (self);
  self->is_text_new = FALSE;
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
fw_manual_reading_save_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
