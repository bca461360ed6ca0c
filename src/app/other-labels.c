/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/other-labels.h"

#include "formats/coco-file.h"
#include "formats/gold-file.h"

#include <string.h>

#define ENDING ".coco.json"

gboolean
fw_other_labels_are_wanted (FwManual *manual)
{
  const guint alone = FW_NEEDS_EFFORTS | FW_NEEDS_QUESTIONS | FW_NEEDS_VERDICTS | FW_NEEDS_LISTS
                      | FW_NEEDS_PIXELS;

  for (gsize i = 0; manual && i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (rule->kind && !rule->is_retired && rule->kind->scope == FW_SCOPE_PROJECT
          && !(rule->kind->needs & alone))
        return TRUE;
    }

  return FALSE;
}

static void
other_file_free (gpointer data)
{
  FwOtherFile *file = data;

  g_free (file->path);
  g_free (file->etag);
  g_clear_pointer (&file->labels, fw_snapshot_unref);
  g_free (file);
}

/* Gold and attempts at it copy what others did. */
static gboolean
is_of_gold (const char *path)
{
  return fw_gold_file_is_frozen (path) || fw_gold_file_is_attempt (path);
}

static FwOtherFile *
find_known (GPtrArray  *known,
            const char *path)
{
  for (guint i = 0; known && i < known->len; i++)
    if (g_str_equal (((FwOtherFile *) known->pdata[i])->path, path))
      return known->pdata[i];

  return NULL;
}

static gboolean
is_under (FwCocoFile *file,
          const char *manual)
{
  const char *const *names = fw_coco_file_get_manuals (file);

  return g_strv_contains (names, manual);
}

static void
read_labels (FwOtherFile  *file,
             const char   *manual,
             GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCocoFile) coco = fw_coco_file_load (file->path, NULL, cancellable, &error);

  if (!coco)
    g_info ("not compared with %s: %s", file->path, error->message);
  else if (is_under (coco, manual))
    file->labels = fw_snapshot_ref (fw_coco_file_get_snapshot (coco));
}

/* Names and sizes of what could be read, in the order of their names. NULL: too much. */
static GPtrArray *
list_files (const char   *own,
            GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (own);
  g_autoptr(GFile) parent = g_file_new_for_path (folder);
  g_autoptr(GFile) self = g_file_new_for_path (own);
  g_autoptr(GFileEnumerator) files = g_file_enumerate_children (
      parent, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE ","
      G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE,
      G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (other_file_free);
  goffset n_bytes = 0;
  GFileInfo *info;
  GFile *child;

  while (files && g_file_enumerator_iterate (files, &info, &child, cancellable, NULL) && info)
    {
      FwOtherFile *file;

      if (!g_str_has_suffix (g_file_info_get_name (info), ENDING)
          || is_of_gold (g_file_info_get_name (info))
          || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_equal (child, self))
        continue;
      n_bytes += g_file_info_get_size (info);
      if (n_bytes > FW_OTHER_LABELS_MAX_BYTES || list->len == FW_OTHER_LABELS_MAX_FILES)
        return NULL;

      file = g_new0 (FwOtherFile, 1);
      file->path = g_file_get_path (child);
      file->etag = g_strdup (g_file_info_get_etag (info));
      g_ptr_array_add (list, file);
    }

  return g_steal_pointer (&list);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  const FwOtherFile *left = *(FwOtherFile *const *) a, *right = *(FwOtherFile *const *) b;

  return g_strcmp0 (left->path, right->path);
}

GPtrArray *
fw_other_labels_read (const char   *own,
                      FwManual     *manual,
                      GPtrArray    *known,
                      GCancellable *cancellable)
{
  g_return_val_if_fail (own && manual, NULL);

  GPtrArray *list = is_of_gold (own) ? NULL : list_files (own, cancellable);

  if (!list)
    return NULL;

  g_ptr_array_sort (list, compare_paths);
  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      FwOtherFile *file = list->pdata[i];
      FwOtherFile *before = find_known (known, file->path);

      if (before && g_strcmp0 (before->etag, file->etag) == 0)
        file->labels = before->labels ? fw_snapshot_ref (before->labels) : NULL;
      else
        read_labels (file, fw_manual_get_name (manual), cancellable);
    }
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&list, g_ptr_array_unref);

  return list;
}

void
fw_other_labels_add_to (GPtrArray           *files,
                        FwCheckFactsBuilder *builder)
{
  g_return_if_fail (files && builder);

  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (FwOtherLabels));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    {
      const FwOtherFile *file = files->pdata[i];
      char *name = g_path_get_basename (file->path);
      FwOtherLabels other = { name, file->labels };

      g_ptr_array_add (names, name);
      name[strlen (name) - strlen (ENDING)] = '\0';
      if (file->labels)
        g_array_append_val (others, other);
    }
  fw_check_facts_builder_set_others (builder, (const FwOtherLabels *) (gpointer) others->data,
                                     others->len);
}
