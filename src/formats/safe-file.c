/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_errno (GError **error, int number, const char *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("“%s” cannot be written: %s"),
               path, g_strerror (number));

  return FALSE;
}

/* Makes a file beside @path with the rights that the file at @path has. */
static int
open_beside (const char *path, char **out_temporary, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *basename = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX", basename);
  g_autofree char *temporary = g_build_filename (folder, name, NULL);
  struct stat facts;
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_errno (error, errno, path);
      return -1;
    }
  /* Rights of the old file where there is one; a failure leaves the usual ones. */
  if (stat (path, &facts) == 0 && fchmod (fd, facts.st_mode & 0777) == 0 && geteuid () == 0)
    {
      if (fchown (fd, facts.st_uid, facts.st_gid) != 0)
        g_debug ("%s keeps another owner: %s", path, g_strerror (errno));
    }
  *out_temporary = g_steal_pointer (&temporary);

  return fd;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  int number = errno;

  if (fd >= 0)
    close (fd);

  return ok || set_errno (error, number, path);
}

gboolean
fw_safe_file_replace (const char *path, FwWriteFunc write_func, gpointer user_data, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;
  struct stat facts;
  gboolean ok;
  int fd;

  g_return_val_if_fail (path != NULL && write_func != NULL, FALSE);

  target = realpath (path, NULL);
  if (!target)
    target = g_strdup (path);

  /* What is no plain file (a device, a pipe) cannot be replaced. */
  if (stat (target, &facts) == 0 && !S_ISREG (facts.st_mode) && !S_ISDIR (facts.st_mode))
    {
      fd = open (target, O_WRONLY | O_CLOEXEC);
      if (fd < 0)
        return set_errno (error, errno, path);
      ok = write_func (fd, user_data, error);
      close (fd);
      if (!ok)
        g_prefix_error (error, _ ("“%s” cannot be written: "), path);
      return ok;
    }

  fd = open_beside (target, &temporary, error);
  if (fd < 0)
    return FALSE;

  ok = write_func (fd, user_data, error);
  if (!ok && error && *error && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, _ ("“%s” cannot be written: "), path);
  if (ok && fsync (fd) != 0)
    ok = set_errno (error, errno, path);
  if (close (fd) != 0 && ok)
    ok = set_errno (error, errno, path);
  if (ok && g_rename (temporary, target) != 0)
    ok = set_errno (error, errno, path);
  if (!ok)
    {
      g_unlink (temporary);
      return FALSE;
    }

  return sync_folder (target, error);
}

char *
fw_disk_checksum (const char *path, GCancellable *cancellable)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 16);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t n = -1;

  if (fd < 0)
    return NULL;
  while (!g_cancellable_is_cancelled (cancellable) && (n = read (fd, buffer, 1 << 16)) > 0)
    g_checksum_update (checksum, buffer, n);
  close (fd);

  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
write_text (int fd, gpointer user_data, GError **error)
{
  const char *text = user_data;
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved_errno = errno;

          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                               g_strerror (saved_errno));
          return FALSE;
        }
      text += n;
      length -= (gsize) n;
    }

  return TRUE;
}

gboolean
fw_safe_file_replace_text (const char *path, const char *text, GError **error)
{
  g_return_val_if_fail (path != NULL && text != NULL, FALSE);

  return fw_safe_file_replace (path, write_text, (gpointer) text, error);
}
