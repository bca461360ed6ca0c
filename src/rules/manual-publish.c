/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Publishing: first everything that stands against it, then the version's file
 * beside the others, then the index. The folder is locked meanwhile; the file
 * gets its name in one go and never in the place of another; a failure takes
 * back what was done.
 */

#include "fw-config.h"
#include "rules/manual-versions-private.h"

#include "core/canonical-json.h"
#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* More than this many mistakes are not listed, only counted. */
#define MAX_LISTED 10

static void G_GNUC_PRINTF (2, 3)
add_obstacle (GPtrArray  *obstacles,
              const char *format,
              ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (obstacles, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
list_mistakes (FwManual  *manual,
               GPtrArray *obstacles)
{
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);
  guint n_errors = 0;

  for (gsize i = 0; i < n; i++)
    if (messages[i].severity == FW_SEVERITY_ERROR && n_errors++ < MAX_LISTED)
      add_obstacle (obstacles, _("Line %d: %s"), messages[i].line, messages[i].text);
  if (n_errors > MAX_LISTED)
    add_obstacle (obstacles, ngettext ("%u more mistake", "%u more mistakes",
                                       n_errors - MAX_LISTED),
                  n_errors - MAX_LISTED);
}

/* Whether the new manual says what it did to the rule. */
static gboolean
is_declared (const FwRuleChange *change)
{
  if (change->fate == FW_RULE_CHANGED && change->before && change->after
      && g_str_equal (change->before->rev, change->after->rev))
    return TRUE; /* prose: the rule says what it said */
  if (change->fate == FW_RULE_ADDED)
    return change->declared == FW_CHANGE_CLASS_ADD || !change->before;

  return change->declared != FW_CHANGE_CLASS_NONE;
}

GPtrArray *
fw_manual_list_obstacles (FwManual *manual,
                          FwManual *previous)
{
  g_return_val_if_fail (manual != NULL, NULL);

  GPtrArray *obstacles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(FwManualDiff) diff = previous ? fw_manual_diff_new (previous, manual) : NULL;

  list_mistakes (manual, obstacles);
  if (!*manual->version)
    add_obstacle (obstacles, _("The manual has no version."));
  if (!previous)
    return obstacles;

  if (fw_semver_compare (manual->version, previous->version) <= 0)
    add_obstacle (obstacles, _("Version %s is not higher than %s, which is published."),
                  manual->version, previous->version);
  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (diff, i);

      if (change->fate == FW_RULE_REMOVED)
        add_obstacle (obstacles, _("Rule %s is gone. Keep it, with “retired: %s”."),
                      fw_rule_change_get_id (change), manual->version);
      else if (!is_declared (change))
        add_obstacle (obstacles, _ ("Rule %s changed. Say how, with “changed: %s” and “change”."),
                      fw_rule_change_get_id (change), manual->version);
    }

  return obstacles;
}

/* Writing */

static void
append_member (GString    *json,
               const char *key,
               const char *text)
{
  g_string_append_printf (json, ", \"%s\": ", key);
  fw_json_append_string (json, text);
}

static char *
make_index (const FwManualVersions *self,
            const char             *name)
{
  GString *json = g_string_new ("{\"manual\": ");

  fw_json_append_string (json, name);
  g_string_append (json, ", \"versions\": [");
  for (guint i = 0; i < self->versions->len; i++)
    {
      const FwPublishedVersion *version = fw_manual_versions_get (self, i);

      g_string_append (json, i > 0 ? ",\n  {\"version\": " : "\n  {\"version\": ");
      fw_json_append_string (json, version->version);
      append_member (json, "sha256", version->sha256);
      append_member (json, "author", version->author);
      append_member (json, "date", version->date);
      g_string_append (json, ",\n   \"changes\": {");
      for (gsize c = 0; c < version->n_changes; c++)
        {
          g_string_append (json, c > 0 ? ", " : "");
          fw_json_append_string (json, version->changes[c].rule);
          g_string_append (json, ": ");
          fw_json_append_string (json, fw_change_class_to_word (version->changes[c].change));
        }
      g_string_append (json, "}}");
    }
  g_string_append (json, "\n]}\n");

  return g_string_free (json, FALSE);
}

static gboolean
fail_with_errno (const char  *path,
                 GError     **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"),
               path, g_strerror (code));

  return FALSE;
}

static gboolean
write_all (int           fd,
           const guint8 *data,
           gsize         length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= n;
    }

  return fsync (fd) == 0;
}

/* Whether the file that is there already has these bytes: a publishing that was cut off. */
static gboolean
has_bytes (const char *path,
           GBytes     *bytes)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL)
         && length == g_bytes_get_size (bytes)
         && memcmp (content, g_bytes_get_data (bytes, NULL), length) == 0;
}

/* Gives the bytes their name in one go; never in the place of another file. */
static gboolean
write_version (const char  *path,
               GBytes      *bytes,
               gboolean    *out_is_new,
               GError     **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int fd, code;
  gboolean ok;

  *out_is_new = FALSE;
  if (has_bytes (path, bytes))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("“%s” is there already and is something else. Published versions are never "
                      "written over."),
                   path);
      return FALSE;
    }

  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_with_errno (path, error);
  ok = write_all (fd, data, length) && fchmod (fd, 0444) == 0;
  code = errno;
  close (fd);
  errno = code;
  if (ok && link (temporary, path) < 0)
    {
      /* Some file systems have no links. */
      ok = (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS)
           && g_rename (temporary, path) == 0;
    }
  code = errno;
  g_unlink (temporary);
  errno = code;
  *out_is_new = ok;

  return ok || fail_with_errno (path, error);
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* What goes into the index about a manual. */
static void
add_to_index (FwManualVersions *versions,
              FwManual         *manual,
              FwManual         *previous,
              const char       *author)
{
  g_autoptr(FwManualDiff) diff = previous ? fw_manual_diff_new (previous, manual) : NULL;
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwPublishedChange));
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  for (gsize i = 0; diff && i < fw_manual_diff_get_n (diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (diff, i);
      FwPublishedChange entry
          = { fw_rule_change_get_id (change), fw_rule_change_get_class (change) };

      /* Without another revision nothing happened to the rule. */
      if (change->fate != FW_RULE_CHANGED || !g_str_equal (change->before->rev, change->after->rev))
        g_array_append_val (changes, entry);
    }

  const FwPublishedVersion version = {
    .version = manual->version,
    .sha256 = manual->sha256,
    .author = author ? author : "",
    .date = date,
    .changes = (const FwPublishedChange *) (gpointer) changes->data,
    .n_changes = changes->len,
  };

  fw_manual_versions_add (versions, &version);
}

/* Everything while the folder is locked. */
static FwManualVersions *
publish_locked (GFile       *file,
                const char  *folder,
                const char  *author,
                GError     **error)
{
  g_autoptr(FwManualVersions) versions = fw_manual_versions_load (file, error);
  g_autoptr(FwManual) manual = versions ? fw_manual_new_with_history (file, error) : NULL;
  g_autoptr(FwManual) previous = NULL;
  g_autoptr(GPtrArray) obstacles = NULL;
  const FwPublishedVersion *newest;
  g_autofree char *name = NULL, *path = NULL, *index_path = NULL, *index = NULL;
  gboolean is_new;

  if (!manual)
    return NULL;
  newest = fw_manual_versions_find_before (versions, "");
  if (newest && !(previous = fw_manual_versions_read (versions, newest, error)))
    return NULL;
  obstacles = fw_manual_list_obstacles (manual, previous);
  if (obstacles->len > 0)
    {
      g_autofree char *text = NULL;

      g_ptr_array_add (obstacles, NULL);
      text = g_strjoinv ("\n", (char **) obstacles->pdata);
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED, text);
      return NULL;
    }

  name = g_strconcat (manual->version, ".manual.md", NULL);
  path = g_build_filename (folder, name, NULL);
  index_path = g_build_filename (folder, "index.json", NULL);
  if (!write_version (path, manual->bytes, &is_new, error))
    return NULL;
  add_to_index (versions, manual, previous, author);
  index = make_index (versions, manual->name);
  if (!g_file_set_contents_full (index_path, index, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                 error))
    {
      if (is_new)
        g_unlink (path);
      return NULL;
    }
  sync_folder (folder);

  return g_steal_pointer (&versions);
}

FwManualVersions *
fw_manual_publish (GFile       *file,
                   const char  *author,
                   GError     **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autofree char *folder = fw_manual_versions_make_folder (file);
  FwManualVersions *result;
  int fd;

  if (!folder)
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                           _("Only a manual on this computer can be published."));
      return NULL;
    }
  if (g_mkdir_with_parents (folder, 0755) < 0
      || (fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
    {
      fail_with_errno (folder, error);
      return NULL;
    }
  /* Two people at once publish one after the other; where locks do not exist
   * the names of files still keep them apart. */
  while (flock (fd, LOCK_EX) < 0 && errno == EINTR)
    ;
  result = publish_locked (file, folder, author, error);
  close (fd);
  /* Only an empty folder goes. */
  if (!result)
    g_rmdir (folder);

  return result;
}
