/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A changed manual goes back to its file, and gets ready to be published.
 */

#include "fw-config.h"
#include "rules/manual-save.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define VERSIONS ".versions"

/* A file among the published versions of a manual, in the folder of their index. */
static gboolean
is_published (const char *folder)
{
  g_autofree char *index = g_build_filename (folder, "index.json", NULL);

  return g_str_has_suffix (folder, VERSIONS) && g_file_test (index, G_FILE_TEST_IS_REGULAR);
}

char *
fw_manual_dup_lock (const char *path)
{
  g_autofree char *real = path ? realpath (path, NULL) : NULL;
  g_autofree char *folder = real ? g_path_get_dirname (real) : NULL;

  if (!real)
    return NULL;
  if (is_published (folder))
    return g_strdup (_("This is a published version, which stays as it is. Open the manual itself "
                       "to change it; you can try changes here."));
  if (g_access (real, W_OK) < 0 || g_access (folder, W_OK) < 0)
    return g_strdup (_("The manual’s file is read-only. You can try changes here, but not save "
                       "them; ask its owner, or choose a copy of it."));

  return NULL;
}

/* Whether the file is what was read; it may be written then. */
static gboolean
check_file (const char  *path,
            const char  *sha256,
            GError     **error)
{
  g_autofree char *content = NULL, *name = g_path_get_basename (path), *is = NULL, *lock = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                   _("“%s” cannot be read any more. Your changes are still here."), name);
      return FALSE;
    }
  is = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) content, length);
  if (!g_str_equal (is, sha256))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                   _("“%s” was changed meanwhile. Reload it, then make your change again."), name);
      return FALSE;
    }
  lock = fw_manual_dup_lock (path);
  if (lock)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, lock);
      return FALSE;
    }

  return TRUE;
}

gboolean
fw_manual_save (GFile       *file,
                GBytes      *bytes,
                const char  *sha256,
                GError     **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && bytes && sha256, FALSE);

  g_autofree char *named = g_file_get_path (file);
  /* A link stays one: what it leads to is replaced. */
  g_autofree char *path = named ? realpath (named, NULL) : NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  GStatBuf info;

  if (!path)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                   _("“%s” cannot be read any more. Your changes are still here."), name);
      return FALSE;
    }
  if (!check_file (path, sha256, error))
    return FALSE;

  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   g_stat (path, &info) == 0 ? (int) (info.st_mode & 0777) : 0644,
                                   error);
}

gboolean
fw_manual_save_precedent (GFile                 *file,
                          const FwNewPrecedent  *precedent,
                          char                 **out_id,
                          GBytes               **out_before,
                          GBytes               **out_after,
                          GError               **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && precedent && out_id, FALSE);

  g_autoptr(GBytes) before = g_file_load_bytes (file, NULL, NULL, error);
  g_autofree char *sha256 = before ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, before) : NULL;
  g_autofree char *id = NULL;
  g_autoptr(GBytes) after = before ? fw_manual_add_precedent (before, precedent, &id, error) : NULL;

  if (!after || !fw_manual_save (file, after, sha256, error))
    return FALSE;

  *out_id = g_steal_pointer (&id);
  if (out_before)
    *out_before = g_steal_pointer (&before);
  if (out_after)
    *out_after = g_steal_pointer (&after);

  return TRUE;
}

/* NULL when the owner said nothing about the rule. */
static const FwReleaseChange *
find_change (const FwRelease *release,
             const char      *id)
{
  for (gsize i = 0; i < release->n_changes; i++)
    if (g_str_equal (release->changes[i].rule, id))
      return &release->changes[i];

  return NULL;
}

static FwChangeClass
chosen_class (const FwRelease    *release,
              const FwRuleChange *change)
{
  const FwReleaseChange *chosen = find_change (release, fw_rule_change_get_id (change));

  if (change->fate == FW_RULE_ADDED)
    return FW_CHANGE_CLASS_ADD;
  if (change->fate == FW_RULE_RETIRED)
    return FW_CHANGE_CLASS_RETIRE;

  return chosen && chosen->change != FW_CHANGE_CLASS_NONE ? chosen->change
                                                          : fw_rule_change_get_class (change);
}

/* What the rule's block says about its history. */
static GBytes *
mark_rule (GBytes              *bytes,
           const FwRuleChange  *change,
           const char          *word,
           const char          *version,
           GError             **error)
{
  g_autoptr(FwRuleEdit) edit = fw_rule_edit_new (fw_rule_change_get_id (change));

  fw_rule_edit_set_text (edit, "change", word);
  if (change->fate == FW_RULE_RETIRED)
    fw_rule_edit_set_text (edit, "retired", version);
  else if (change->fate == FW_RULE_ADDED && !change->before)
    {
      fw_rule_edit_set_text (edit, "since", version);
      fw_rule_edit_set_text (edit, "changed", NULL);
    }
  else
    fw_rule_edit_set_text (edit, "changed", version);

  return fw_rule_edit_apply (edit, bytes, error);
}

/* Whether the summary of the version speaks of the rule already. */
static gboolean
is_announced (GBytes     *bytes,
              const char *version,
              const char *id)
{
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  gsize n = 0;
  const FwManualSection *sections = manual ? fw_manual_get_sections (manual, &n) : NULL;
  const char *text = g_bytes_get_data (bytes, NULL);
  g_autofree char *end = g_strconcat (" ", version, NULL);

  for (gsize i = 0; i < n; i++)
    if (sections[i].level == 2 && g_str_has_prefix (sections[i].title, "What changed")
        && g_str_has_suffix (sections[i].title, end)
        && g_strstr_len (text + sections[i].start, sections[i].end - sections[i].start, id))
      return TRUE;

  return FALSE;
}

/* One rule's block and its line. NULL after an error. */
static GBytes *
announce (GBytes              *bytes,
          const FwRuleChange  *change,
          const FwRelease     *release,
          GError             **error)
{
  const char *id = fw_rule_change_get_id (change);
  const char *word = fw_change_class_to_word (chosen_class (release, change));
  const FwReleaseChange *chosen = find_change (release, id);
  const char *why = chosen && chosen->why && *chosen->why ? chosen->why : change->after->title;
  g_autoptr(GBytes) marked = mark_rule (bytes, change, *word ? word : "clarify", release->version,
                                        error);
  g_autofree char *line = g_strdup_printf ("`%s` **%s**: %s", id, *word ? word : "clarify", why);

  if (marked && is_announced (marked, release->version, id))
    return g_steal_pointer (&marked);

  return marked ? fw_manual_add_change (marked, release->version, line, error) : NULL;
}

GBytes *
fw_manual_prepare (FwManual         *manual,
                   FwManual         *previous,
                   const FwRelease  *release,
                   GError          **error)
{
  g_return_val_if_fail (manual && release && release->version && release->date, NULL);

  g_autoptr(FwManualDiff) diff = previous ? fw_manual_diff_new (previous, manual) : NULL;
  g_autoptr(GBytes) bytes = fw_manual_set_version (fw_manual_get_bytes (manual), release->version,
                                                   release->date, error);

  if (bytes && release->line && *release->line)
    {
      g_autoptr(GBytes) before = g_steal_pointer (&bytes);

      bytes = fw_manual_add_change (before, release->version, release->line, error);
    }

  for (gsize i = 0; bytes && diff && i < fw_manual_diff_get_n (diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (diff, i);

      /* A rule that is gone cannot say so; fw_manual_publish() minds it. */
      if (change->fate == FW_RULE_REMOVED
          || (change->fate == FW_RULE_CHANGED
              && g_str_equal (change->before->rev, change->after->rev)))
        continue;

      g_autoptr(GBytes) before = g_steal_pointer (&bytes);

      bytes = announce (before, change, release, error);
    }

  return g_steal_pointer (&bytes);
}
