/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fw-config.h"
#include "rules/media-list.h"

#include <string.h>

#include "rules/manual-image.h"

/* Of all lists of a manual together. */
#define MAX_SIZE (64 * 1024 * 1024)

static void
file_free (FwMediaListFile *self)
{
  g_free (self->name);
  g_strfreev (self->media);
  g_free (self);
}

/* @left: how many bytes may be read; what was read is taken off. */
static char *
read_text (const char *path,
           goffset    *left)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, NULL, NULL);
  char *text;

  if (!info || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || g_file_info_get_size (info) > *left
      || !g_file_load_contents (file, NULL, &text, NULL, NULL, NULL))
    return NULL;
  *left -= g_file_info_get_size (info);
  if (!g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);

  return text;
}

/* A manual does not reach out of its folder. */
static void
read_list (GPtrArray  *lists,
           const char *folder,
           const char *name,
           goffset    *left)
{
  g_autofree char *path = fw_manual_resolve_file (folder, name, NULL);
  g_autofree char *text = path ? read_text (path, left) : NULL;
  g_auto(GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;
  g_autoptr(GStrvBuilder) media = g_strv_builder_new ();
  FwMediaListFile *list;

  if (!lines)
    return;

  for (gsize i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]) && lines[i][0] != '#')
      g_strv_builder_add (media, lines[i]);
  list = g_new0 (FwMediaListFile, 1);
  list->name = g_strdup (name);
  list->media = g_strv_builder_end (media);
  g_ptr_array_add (lists, list);
}

static gboolean
is_read (GPtrArray  *lists,
         const char *name)
{
  for (guint i = 0; i < lists->len; i++)
    if (g_str_equal (((FwMediaListFile *) g_ptr_array_index (lists, i))->name, name))
      return TRUE;

  return FALSE;
}

GPtrArray *
fw_media_lists_read (FwManual   *manual,
                     const char *folder)
{
  g_return_val_if_fail (manual && folder, NULL);

  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  goffset left = MAX_SIZE;

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      const FwParamValue *names
          = rule->kind && rule->is_sound && g_str_equal (rule->kind->name, "split-leak")
                ? fw_rule_get_param (rule, "lists")
                : NULL;

      for (gsize j = 0; names && names->is_set && j < names->n_texts; j++)
        if (!is_read (lists, names->texts[j]))
          read_list (lists, folder, names->texts[j], &left);
    }

  return lists;
}

void
fw_media_lists_add_to (GPtrArray           *lists,
                       FwCheckFactsBuilder *builder)
{
  g_return_if_fail (lists && builder);

  g_autofree FwMediaList *all = g_new0 (FwMediaList, lists->len + 1);

  for (guint i = 0; i < lists->len; i++)
    {
      const FwMediaListFile *list = g_ptr_array_index (lists, i);

      all[i] = (FwMediaList) { list->name, (const char *const *) list->media,
                               g_strv_length (list->media) };
    }
  fw_check_facts_builder_set_lists (builder, all, lists->len);
}
