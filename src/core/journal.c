/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One writer thread per open journal. Appending only queues; the thread
 * writes what is queued in one go and syncs it, so a burst of edits costs one
 * sync and a lone edit is on disk some milliseconds later. What could not be
 * written stays queued, the file is cut back to its last whole record, and the
 * thread tries again every second and with every append.
 *
 * Rewriting happens in the thread of whoever asks for it. The new file is
 * written and synced beside the old one while the writer goes on; only then the
 * writer is held, what it wrote meanwhile is copied behind, and the new file is
 * renamed over the old one. Appending never waits for any of this.
 */

#include "core/journal.h"

#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC         "FWJ1\n"
#define MAGIC_LENGTH  5
#define RECORD_HEAD   8
#define RETRY_US      G_TIME_SPAN_SECOND
#define COPY_BLOCK    (1 << 18)

struct _FwJournal
{
  GObject       parent_instance;

  /* Set once when opened. */
  char         *path;    /* (owned) */
  GMainContext *context; /* (owned) where ::failed is emitted */
  GThread      *thread;  /* (owned) (nullable) the writer */

  /* Protected by @lock. */
  GMutex        lock;
  GCond         changed;   /* work for the writer, or progress of it */
  GQueue        queue;     /* (element-type GBytes) (owned) whole records, head first */
  gsize         queued;    /* bytes in the queue */
  gboolean      writing;   /* the writer is using @fd */
  gboolean      rewriting; /* somebody makes a new file */
  gboolean      swapping;  /* it is about to take the place of the old one: @fd is theirs */
  gboolean      closing;
  gboolean      is_cut;    /* a record was too long: nothing is written any more */
  guint64       appended;  /* records ever appended */
  guint64       synced;    /* records known to be on disk */
  guint64       attempts;  /* tries of the writer, so that a flush can tell a failed one */
  GError       *error;     /* (owned) (nullable) of the last try */
  int           fd;
  gint64        good;      /* length of the sound part of the file */
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwJournal, fw_journal, G_TYPE_OBJECT)

guint32
fw_crc32 (const guint8 *data,
          gsize         length)
{
  static guint32 table[256];
  static gsize ready = 0;
  guint32 crc = 0xffffffff;

  if (g_once_init_enter (&ready))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          guint32 c = i;

          for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
          table[i] = c;
        }
      g_once_init_leave (&ready, 1);
    }

  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 0xff] ^ (crc >> 8);

  return crc ^ 0xffffffff;
}

char *
fw_journal_path_for (const char *labels_path)
{
  g_return_val_if_fail (labels_path != NULL, NULL);

  g_autofree char *absolute = g_canonicalize_filename (labels_path, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);
  g_autofree char *folder
      = g_build_filename (g_get_user_state_dir (), "framewright", "journal", NULL);

  sum[32] = '\0';

  g_autofree char *name = g_strconcat (sum, ".fwj", NULL);

  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, name, NULL);
}

/* Reading */

static guint32
read_u32 (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);

  return GUINT32_FROM_LE (value);
}

static gboolean
set_errno_error (GError     **error,
                 const char  *path,
                 const char  *format)
{
  int saved = errno;
  g_autofree char *display = g_filename_display_name (path);

  /* @format is one of our own sentences with %s for the path and the reason. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), format, display,
               g_strerror (saved));
#pragma GCC diagnostic pop

  return FALSE;
}

/* Walks the records of a whole journal in memory; returns the length of its sound part. */
static gsize
walk_records (const guint8  *bytes,
              gsize          length,
              FwJournalFunc  func,
              gpointer       user_data)
{
  gsize at = MAGIC_LENGTH;

  while (length - at >= RECORD_HEAD)
    {
      guint32 size = read_u32 (bytes + at);

      if (size > FW_JOURNAL_MAX_RECORD || size > length - at - RECORD_HEAD)
        break;
      if (fw_crc32 (bytes + at + RECORD_HEAD, size) != read_u32 (bytes + at + 4))
        break;
      if (func && !func (bytes + at + RECORD_HEAD, size, user_data))
        func = NULL;
      at += RECORD_HEAD + size;
    }

  return at;
}

gboolean
fw_journal_read (const char     *path,
                 FwJournalFunc   func,
                 gpointer        user_data,
                 gint64         *out_good,
                 gboolean       *out_torn,
                 GError        **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) content = NULL;
  const guint8 *bytes;
  gsize length;
  gsize good;

  g_return_val_if_fail (path != NULL, FALSE);

  /* Read, not mapped: another program may cut the file while we look. */
  file = g_file_new_for_path (path);
  content = g_file_load_bytes (file, NULL, NULL, error);
  if (!content)
    return FALSE;

  bytes = g_bytes_get_data (content, &length);
  if (length < MAGIC_LENGTH || memcmp (bytes, MAGIC, MAGIC_LENGTH) != 0)
    {
      g_autofree char *display = g_filename_display_name (path);

      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                   _("“%s” is not a journal of Framewright."), display);
      return FALSE;
    }

  good = walk_records (bytes, length, func, user_data);
  if (out_good)
    *out_good = (gint64) good;
  if (out_torn)
    *out_torn = good < length;

  return TRUE;
}

/* Writing */

static GBytes *
make_record (GBytes *payload)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (payload, &length);
  guint8 *record = g_malloc (RECORD_HEAD + length);
  guint32 size = GUINT32_TO_LE ((guint32) length);
  guint32 crc = GUINT32_TO_LE (fw_crc32 (bytes, length));

  memcpy (record, &size, 4);
  memcpy (record + 4, &crc, 4);
  if (length > 0)
    memcpy (record + RECORD_HEAD, bytes, length);

  return g_bytes_new_take (record, RECORD_HEAD + length);
}

static gboolean
write_all (int            fd,
           const guint8  *bytes,
           gsize          length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }

  return TRUE;
}

static gboolean
write_bytes (int     fd,
             GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return write_all (fd, data, length);
}

static gboolean
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok;

  if (fd < 0)
    return FALSE;

  ok = fsync (fd) == 0;
  close (fd);

  return ok;
}

/* The journal's folder may be removed while we work ("clean my state"): then
 * the descriptor writes into a file that no longer has a name. */
static gboolean
still_has_name (FwJournal *self)
{
  struct stat by_fd;
  struct stat by_path;

  return fstat (self->fd, &by_fd) == 0 && stat (self->path, &by_path) == 0
         && by_fd.st_ino == by_path.st_ino && by_fd.st_dev == by_path.st_dev;
}

/* Writes a batch at the end of the sound part. Writer only, without the lock:
 * @writing keeps everybody else off the descriptor. */
static gboolean
write_batch (FwJournal  *self,
             GPtrArray  *batch,
             gint64      good,
             GError    **error)
{
  if (!still_has_name (self))
    {
      g_autofree char *display = g_filename_display_name (self->path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The journal “%s” was removed. Save now, so that your work is on disk."),
                   display);
      return FALSE;
    }

  if (lseek (self->fd, good, SEEK_SET) < 0)
    return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));

  for (guint i = 0; i < batch->len; i++)
    if (!write_bytes (self->fd, batch->pdata[i]))
      {
        set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));
        if (ftruncate (self->fd, good) < 0)
          g_debug ("%s: cannot cut back: %s", self->path, g_strerror (errno));
        return FALSE;
      }

  if (fdatasync (self->fd) < 0)
    return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));

  return TRUE;
}

static gboolean
emit_failed (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_FAILED], 0);

  return G_SOURCE_REMOVE;
}

static void
tell_failure (FwJournal *self)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, emit_failed, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/* Lock held. */
static void
take_failure (FwJournal *self,
              GError    *error)
{
  gboolean is_new = !self->error || !g_str_equal (self->error->message, error->message);

  g_clear_error (&self->error);
  self->error = error;
  if (is_new)
    tell_failure (self);
}

/* One try to write what is queued. Called and returns with the lock held. */
static void
write_queue (FwJournal *self)
{
  g_autoptr(GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  gint64 good = self->good;
  gint64 length = 0;
  gboolean ok;

  for (GList *l = self->queue.head; l; l = l->next)
    {
      g_ptr_array_add (batch, g_bytes_ref (l->data));
      length += (gint64) g_bytes_get_size (l->data);
    }

  self->writing = TRUE;
  g_mutex_unlock (&self->lock);
  ok = write_batch (self, batch, good, &error);
  g_mutex_lock (&self->lock);
  self->writing = FALSE;
  self->attempts++;

  if (ok)
    {
      for (guint i = 0; i < batch->len; i++)
        g_bytes_unref (g_queue_pop_head (&self->queue));
      self->queued -= (gsize) length;
      self->good += length;
      self->synced += batch->len;
      /* That it ended stays true. */
      if (!self->is_cut)
        g_clear_error (&self->error);
    }
  else
    {
      take_failure (self, g_steal_pointer (&error));
    }
  g_cond_broadcast (&self->changed);
}

static gpointer
run_writer (gpointer user_data)
{
  FwJournal *self = user_data;

  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      guint64 appended;

      while (self->swapping
             || ((self->queue.length == 0 || self->is_cut) && !self->closing))
        g_cond_wait (&self->changed, &self->lock);
      if (self->queue.length == 0 || self->is_cut)
        break;

      appended = self->appended;
      write_queue (self);
      if (!self->error)
        continue;
      if (self->closing)
        break;

      gint64 until = g_get_monotonic_time () + RETRY_US;

      while (self->appended == appended && !self->closing
             && g_cond_wait_until (&self->changed, &self->lock, until))
        ;
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* Makes an empty file a journal, or finds the end of an old one. */
static gboolean
prepare_file (FwJournal  *self,
              GBytes     *header,
              GError    **error)
{
  struct stat info;
  gboolean torn;

  if (fstat (self->fd, &info) < 0)
    return set_errno_error (error, self->path, _("Cannot open the journal “%s”: %s"));

  /* A file shorter than its magic was cut while it was being made. */
  if (info.st_size < MAGIC_LENGTH)
    {
      g_autoptr(GBytes) record = make_record (header);

      if (ftruncate (self->fd, 0) < 0 || lseek (self->fd, 0, SEEK_SET) < 0
          || !write_all (self->fd, (const guint8 *) MAGIC, MAGIC_LENGTH)
          || !write_bytes (self->fd, record) || fsync (self->fd) < 0)
        return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));
      self->good = MAGIC_LENGTH + (gint64) g_bytes_get_size (record);
      if (!sync_folder_of (self->path))
        return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));

      return TRUE;
    }

  if (!fw_journal_read (self->path, NULL, NULL, &self->good, &torn, error))
    return FALSE;
  if (torn && ftruncate (self->fd, self->good) < 0)
    return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));

  return TRUE;
}

static int
open_locked (const char  *path,
             int          flags,
             GError     **error)
{
  int fd = open (path, flags | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      set_errno_error (error, path, _("Cannot open the journal “%s”: %s"));
      return -1;
    }

  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _("These labels are open in another window of Framewright."));
      close (fd);
      return -1;
    }

  return fd;
}

FwJournal *
fw_journal_open (const char  *path,
                 GBytes      *header,
                 GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (header != NULL, NULL);

  g_autoptr(FwJournal) self = g_object_new (FW_TYPE_JOURNAL, NULL);

  self->path = g_strdup (path);
  self->context = g_main_context_ref_thread_default ();
  self->fd = open_locked (path, O_RDWR | O_CREAT, error);
  if (self->fd < 0)
    return NULL;
  /* Another process put a new file in its place between opening and locking. */
  if (!still_has_name (self))
    {
      close (self->fd);
      self->fd = open_locked (path, O_RDWR | O_CREAT, error);
    }
  if (self->fd < 0 || !prepare_file (self, header, error))
    return NULL;

  self->thread = g_thread_new ("journal", run_writer, self);

  return g_steal_pointer (&self);
}

void
fw_journal_close (FwJournal *self)
{
  g_return_if_fail (FW_IS_JOURNAL (self));

  if (self->thread)
    {
      g_mutex_lock (&self->lock);
      self->closing = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
      g_thread_join (g_steal_pointer (&self->thread));
    }

  g_mutex_lock (&self->lock);
  while (self->swapping)
    g_cond_wait (&self->changed, &self->lock);
  self->closing = TRUE;
  if (self->fd >= 0)
    {
      close (self->fd);
      self->fd = -1;
    }
  g_mutex_unlock (&self->lock);
}

void
fw_journal_append (FwJournal *self,
                   GBytes    *payload)
{
  g_return_if_fail (FW_IS_JOURNAL (self));
  g_return_if_fail (self->thread != NULL);

  gboolean is_too_long = g_bytes_get_size (payload) > FW_JOURNAL_MAX_RECORD;
  g_autoptr(GBytes) record = is_too_long ? NULL : make_record (payload);

  g_mutex_lock (&self->lock);
  self->appended++;
  if (is_too_long && !self->is_cut)
    {
      /* What was queued before it is still good. */
      while (self->queue.length > 0 && !self->error && !self->closing)
        g_cond_wait (&self->changed, &self->lock);
      self->is_cut = TRUE;
      take_failure (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                                               _("one step changed more than a journal holds")));
    }
  /* Nobody reads what stands behind a step that is missing. */
  if (!self->is_cut)
    {
      self->queued += g_bytes_get_size (record);
      g_queue_push_tail (&self->queue, g_steal_pointer (&record));
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

gboolean
fw_journal_flush (FwJournal  *self,
                  GError    **error)
{
  g_return_val_if_fail (FW_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (self->thread != NULL, FALSE);

  gboolean ok;

  g_mutex_lock (&self->lock);

  guint64 wanted = self->appended;
  /* A try that is under way may not hold our records yet: wait for a whole one after it. */
  guint64 enough = self->attempts + (self->writing ? 2 : 1);

  while (self->synced < wanted && !self->is_cut && !(self->error && self->attempts >= enough))
    g_cond_wait (&self->changed, &self->lock);
  ok = self->synced >= wanted;
  if (!ok && error)
    *error = g_error_copy (self->error);
  g_mutex_unlock (&self->lock);

  return ok;
}

gint64
fw_journal_get_size (FwJournal *self)
{
  g_return_val_if_fail (FW_IS_JOURNAL (self), 0);

  gint64 size;

  g_mutex_lock (&self->lock);
  size = self->good + (gint64) self->queued;
  g_mutex_unlock (&self->lock);

  return size;
}

/* Rewriting */

/* Writes a whole new file and locks it; -1 with an error. */
static int
write_fresh (const char  *path,
             GPtrArray   *records,
             gint64      *out_length,
             GError     **error)
{
  int fd = open_locked (path, O_RDWR | O_CREAT | O_TRUNC, error);
  gint64 length = MAGIC_LENGTH;
  gboolean ok;

  if (fd < 0)
    return -1;

  ok = write_all (fd, (const guint8 *) MAGIC, MAGIC_LENGTH);
  for (guint i = 0; ok && i < records->len; i++)
    {
      g_autoptr(GBytes) record = make_record (records->pdata[i]);

      ok = write_bytes (fd, record);
      length += (gint64) g_bytes_get_size (record);
    }
  if (!ok || fsync (fd) < 0)
    {
      set_errno_error (error, path, _("Cannot write the journal “%s”: %s"));
      g_unlink (path);
      close (fd);
      return -1;
    }

  *out_length = length;

  return fd;
}

/* Copies the bytes from @from to @to of one file to the end of another, and syncs that. */
static gboolean
copy_tail (int    source,
           gint64 from,
           gint64 to,
           int    target)
{
  g_autofree guint8 *buffer = g_malloc (COPY_BLOCK);

  if (from >= to)
    return TRUE;

  while (from < to)
    {
      gssize n = pread (source, buffer, (gsize) MIN (to - from, COPY_BLOCK), from);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = EIO;
      if (n <= 0 || !write_all (target, buffer, (gsize) n))
        return FALSE;
      from += n;
    }

  return fdatasync (target) == 0;
}

/* Puts the file @fd, called @fresh and @length long, in the place of the old one,
 * with what the old one has from @upto to @good behind it. Without the lock:
 * @swapping keeps everybody else off the descriptor. */
static gboolean
put_in_place (FwJournal   *self,
              const char  *fresh,
              int          fd,
              gint64       upto,
              gint64       good,
              GError     **error)
{
  if (!still_has_name (self))
    {
      g_autofree char *display = g_filename_display_name (self->path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The journal “%s” was removed. Save now, so that your work is on disk."),
                   display);
      return FALSE;
    }

  if (!copy_tail (self->fd, upto, good, fd) || g_rename (fresh, self->path) < 0)
    return set_errno_error (error, self->path, _("Cannot write the journal “%s”: %s"));

  return TRUE;
}

/* Holds the writer; FALSE when what was read is not there for certain. The lock is held. */
static gboolean
begin_swap (FwJournal  *self,
            gint64      upto,
            GError    **error)
{
  /* A batch may have been read before its writer knew that it is safe. */
  while (self->writing || (self->good < upto && !self->error && !self->closing))
    g_cond_wait (&self->changed, &self->lock);

  if (self->closing || self->fd < 0 || self->good < upto)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _("The journal is being closed, or cannot be written."));
      return FALSE;
    }
  self->swapping = TRUE;

  return TRUE;
}

static gboolean
rewrite (FwJournal  *self,
         GPtrArray  *records,
         gint64      upto,
         GError    **error)
{
  g_autofree char *fresh = g_strconcat (self->path, ".new", NULL);
  gint64 length;
  gint64 good;
  int fd = write_fresh (fresh, records, &length, error);
  int old = -1;
  gboolean ok;

  if (fd < 0)
    return FALSE;

  g_mutex_lock (&self->lock);
  upto = upto < 0 ? self->good : upto;
  ok = begin_swap (self, upto, error);
  if (ok)
    {
      good = self->good;
      g_mutex_unlock (&self->lock);
      ok = put_in_place (self, fresh, fd, upto, good, error);
      if (!ok)
        g_unlink (fresh);
      /* Before anything is added to it: the name has to be on disk, too. */
      else if (!sync_folder_of (self->path))
        g_debug ("%s: cannot sync its folder: %s", self->path, g_strerror (errno));
      g_mutex_lock (&self->lock);
      if (ok)
        {
          old = self->fd;
          self->fd = fd;
          self->good = length + good - upto;
        }
      self->swapping = FALSE;
      g_cond_broadcast (&self->changed);
    }
  else
    {
      g_unlink (fresh);
    }
  g_mutex_unlock (&self->lock);

  close (ok ? old : fd);

  return ok;
}

gboolean
fw_journal_rewrite (FwJournal            *self,
                    FwJournalRecordsFunc  func,
                    gpointer              user_data,
                    GError              **error)
{
  g_return_val_if_fail (FW_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  g_autoptr(GPtrArray) records = NULL;
  GError *func_error = NULL;
  gint64 upto = -1;
  gboolean ok;

  g_mutex_lock (&self->lock);
  while (self->rewriting)
    g_cond_wait (&self->changed, &self->lock);
  self->rewriting = TRUE;
  g_mutex_unlock (&self->lock);

  records = func (self->path, &upto, user_data, &func_error);
  if (func_error)
    g_propagate_error (error, func_error);
  ok = records ? rewrite (self, records, upto, error) : func_error == NULL;

  g_mutex_lock (&self->lock);
  self->rewriting = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return ok;
}

GError *
fw_journal_dup_error (FwJournal *self)
{
  g_return_val_if_fail (FW_IS_JOURNAL (self), NULL);

  GError *copy;

  g_mutex_lock (&self->lock);
  copy = self->error ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->lock);

  return copy;
}

static void
fw_journal_finalize (GObject *object)
{
  FwJournal *self = FW_JOURNAL (object);

  fw_journal_close (self);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->path, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (fw_journal_parent_class)->finalize (object);
}

static void
fw_journal_class_init (FwJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_journal_finalize;

  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
fw_journal_init (FwJournal *self)
{
  self->fd = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
}
