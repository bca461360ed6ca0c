/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The index of published versions, and reading what it names. Making a new
 * version is manual-publish.c.
 */

#include "fw-config.h"
#include "rules/manual-versions-private.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_INDEX_SIZE (1024 * 1024)

static void
clear_version (gpointer data)
{
  FwPublishedVersion *version = data;

  g_free ((char *) version->version);
  g_free ((char *) version->sha256);
  g_free ((char *) version->author);
  g_free ((char *) version->date);
  g_free ((FwPublishedChange *) version->changes);
}

FwManualVersions *
fw_manual_versions_new (const char *folder)
{
  FwManualVersions *self = g_new0 (FwManualVersions, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_strdup (folder);
  self->versions = g_array_new (FALSE, TRUE, sizeof (FwPublishedVersion));
  g_array_set_clear_func (self->versions, clear_version);

  return self;
}

FwManualVersions *
fw_manual_versions_ref (FwManualVersions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_manual_versions_unref (FwManualVersions *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->versions);
  g_free (self->folder);
  g_free (self);
}

void
fw_manual_versions_add (FwManualVersions         *self,
                        const FwPublishedVersion *version)
{
  FwPublishedVersion copy = {
    .version = g_strdup (version->version),
    .sha256 = g_strdup (version->sha256),
    .author = g_strdup (version->author),
    .date = g_strdup (version->date),
    .changes = g_memdup2 (version->changes, version->n_changes * sizeof (FwPublishedChange)),
    .n_changes = version->n_changes,
  };
  guint place = self->versions->len;

  while (
      place > 0
      && fw_semver_compare (g_array_index (self->versions, FwPublishedVersion, place - 1).version,
                            copy.version)
             > 0)
    place--;
  g_array_insert_val (self->versions, place, copy);
}

/* Reading the index */

static gboolean
refuse (const FwYaml  *at,
        const char    *what,
        GError       **error)
{
  g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, "index.json:%d:%d: %s", at->line,
               at->column, what);

  return FALSE;
}

static const char *
get_text (const FwYaml *entry,
          const char   *key)
{
  const FwYaml *node = fw_yaml_get (entry, key);

  return node && node->kind == FW_YAML_SCALAR ? node->text : "";
}

static gboolean
read_changes (const FwYaml  *entry,
              GArray        *changes,
              GError       **error)
{
  const FwYaml *map = fw_yaml_get (entry, "changes");

  if (!map)
    return TRUE;
  if (map->kind != FW_YAML_MAP)
    return refuse (map, _("the changes of a version are a map of rules"), error);

  for (guint i = 0; i < map->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (map->keys, i);
      const FwYaml *value = g_ptr_array_index (map->items, i);
      FwPublishedChange change = { g_intern_string (key->text), FW_CHANGE_CLASS_NONE };

      if (value->kind == FW_YAML_SCALAR)
        change.change = fw_change_class_from_word (value->text);
      if (change.change == FW_CHANGE_CLASS_NONE)
        return refuse (value, _("what a version did to a rule is not a word for it"), error);
      g_array_append_val (changes, change);
    }

  return TRUE;
}

static gboolean
read_entry (FwManualVersions  *self,
            const FwYaml      *entry,
            GError           **error)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwPublishedChange));
  FwPublishedVersion version = {
    .version = get_text (entry, "version"),
    .sha256 = get_text (entry, "sha256"),
    .author = get_text (entry, "author"),
    .date = get_text (entry, "date"),
  };

  /* The version names a file: nothing else than a version may stand there. */
  if (!fw_is_semver (version.version))
    return refuse (entry, _("an entry has no version like 3.1.0"), error);
  if (strlen (version.sha256) != 64 || version.sha256[strspn (version.sha256, "0123456789abcdef")])
    return refuse (entry, _("an entry has no SHA-256 of 64 digits"), error);
  if (fw_manual_versions_find (self, version.version))
    return refuse (entry, _("a version stands here twice"), error);
  if (!read_changes (entry, changes, error))
    return FALSE;

  version.changes = (const FwPublishedChange *) (gpointer) changes->data;
  version.n_changes = changes->len;
  fw_manual_versions_add (self, &version);

  return TRUE;
}

/* JSON is YAML, but for one thing: tabs may not indent there. */
static char *
dup_without_tabs (const char *json,
                  gsize       length)
{
  char *copy = g_strndup (json, length);

  for (char *p = copy; *p; p++)
    if (*p == '\t')
      *p = ' ';

  return copy;
}

static FwManualVersions *
parse_index (const char  *json,
             gsize        length,
             const char  *folder,
             GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(FwYaml) yaml = NULL;
  g_autoptr(FwManualVersions) self = fw_manual_versions_new (folder);
  const FwYaml *list;
  int line, column;

  if (length > MAX_INDEX_SIZE || !g_utf8_validate_len (json, length, NULL))
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                           _("index.json: not a list of versions"));
      return NULL;
    }
  text = dup_without_tabs (json, length);
  yaml = fw_yaml_parse (text, strlen (text), 1, &line, &column, error);
  if (!yaml)
    {
      g_prefix_error (error, "index.json:%d:%d: ", line, column);
      return NULL;
    }
  list = fw_yaml_get (yaml, "versions");
  if (!list || list->kind != FW_YAML_LIST)
    {
      refuse (yaml, _("there is no list of versions"), error);
      return NULL;
    }
  for (guint i = 0; i < list->items->len; i++)
    if (!read_entry (self, g_ptr_array_index (list->items, i), error))
      return NULL;

  return g_steal_pointer (&self);
}

FwManualVersions *
fw_manual_versions_parse (const char  *json,
                          gsize        length,
                          GError     **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  return parse_index (json, length, NULL, error);
}

char *
fw_manual_versions_make_folder (GFile *file)
{
  const char *path = g_file_peek_path (file);

  if (!path)
    return NULL;

  gsize length = strlen (path);
  const char *const ends[] = { ".manual.md", ".md" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (path, ends[i]))
      {
        length -= strlen (ends[i]);
        break;
      }

  g_autofree char *stem = g_strndup (path, length);

  return g_strconcat (stem, ".versions", NULL);
}

FwManualVersions *
fw_manual_versions_load (GFile   *file,
                         GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autofree char *folder = fw_manual_versions_make_folder (file);
  g_autofree char *path = folder ? g_build_filename (folder, "index.json", NULL) : NULL;
  g_autoptr(GFile) index = path ? g_file_new_for_path (path) : NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autofree char *json = NULL;
  GError *cause = NULL;
  gsize length;

  if (!index)
    return fw_manual_versions_new (NULL);

  /* Looked at before it is read: a file of gigabytes is no index. */
  info = g_file_query_info (index, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                            &cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    {
      g_error_free (cause);
      return fw_manual_versions_new (folder);
    }
  if (info && g_file_info_get_size (info) > MAX_INDEX_SIZE)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("%s: larger than an index of versions is"), path);
      return NULL;
    }
  if (!info || !g_file_load_contents (index, NULL, &json, &length, NULL, &cause))
    {
      g_set_error (error, cause->domain, cause->code,
                   _("The index of versions “%s” cannot be read: %s"), path, cause->message);
      g_error_free (cause);
      return NULL;
    }

  return parse_index (json, length, folder, error);
}

gsize
fw_manual_versions_get_n (const FwManualVersions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->versions->len;
}

const FwPublishedVersion *
fw_manual_versions_get (const FwManualVersions *self,
                        gsize                   index)
{
  g_return_val_if_fail (self && index < self->versions->len, NULL);

  return &g_array_index (self->versions, FwPublishedVersion, index);
}

const FwPublishedVersion *
fw_manual_versions_find (const FwManualVersions *self,
                         const char             *version)
{
  g_return_val_if_fail (self && version, NULL);

  for (guint i = 0; i < self->versions->len; i++)
    if (g_str_equal (fw_manual_versions_get (self, i)->version, version))
      return fw_manual_versions_get (self, i);

  return NULL;
}

const FwPublishedVersion *
fw_manual_versions_find_before (const FwManualVersions *self,
                                const char             *version)
{
  g_return_val_if_fail (self && version, NULL);

  for (guint i = self->versions->len; i > 0; i--)
    {
      const FwPublishedVersion *candidate = fw_manual_versions_get (self, i - 1);

      if (!*version || fw_semver_compare (candidate->version, version) < 0)
        return candidate;
    }

  return NULL;
}

FwManual *
fw_manual_versions_read (const FwManualVersions    *self,
                         const FwPublishedVersion  *version,
                         GError                   **error)
{
  g_return_val_if_fail (self && version, NULL);

  g_autofree char *name = g_strconcat (version->version, ".manual.md", NULL);
  g_autofree char *path = g_build_filename (self->folder ? self->folder : "", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) cause = NULL;
  g_autoptr(FwManual) manual = fw_manual_new_from_file (file, &cause);

  if (!manual)
    {
      if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                     _("Version %s was published, but its file “%s” is gone."), version->version,
                     path);
      else
        g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                     _("Version %s was published, but its file cannot be read: %s"),
                     version->version, cause->message);
      return NULL;
    }
  if (!g_str_equal (fw_manual_get_sha256 (manual), version->sha256))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _ ("Version %s is not what was published: “%s” was changed since. Restore it "
                      "from a copy."),
                   version->version, path);
      return NULL;
    }

  return g_steal_pointer (&manual);
}

GPtrArray *
fw_manual_versions_verify (const FwManualVersions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->versions->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManual) manual
          = fw_manual_versions_read (self, fw_manual_versions_get (self, i), &error);

      if (!manual)
        g_ptr_array_add (sentences, g_strdup (error->message));
    }

  return sentences;
}

FwManual *
fw_manual_new_with_history (GFile   *file,
                            GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr(FwManual) alone = fw_manual_new_from_file (file, error);
  g_autoptr(FwManualVersions) versions = alone ? fw_manual_versions_load (file, NULL) : NULL;
  const FwPublishedVersion *version = NULL;
  g_autoptr(FwManual) previous = NULL;

  if (!alone)
    return NULL;

  /* The same version with another text is the one to compare with. */
  if (versions)
    version = fw_manual_versions_find (versions, fw_manual_get_version (alone));
  if (versions && (!version || g_str_equal (version->sha256, fw_manual_get_sha256 (alone))))
    version = fw_manual_versions_find_before (versions, fw_manual_get_version (alone));
  if (version)
    previous = fw_manual_versions_read (versions, version, NULL);
  if (!previous)
    return g_steal_pointer (&alone);

  return fw_manual_beside (alone, previous);
}
