/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gold-file.h"

#include "formats/gold-json.h"
#include "formats/safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define ENDING        ".gold.json"
#define LABELS_ENDING ".gold.coco.json"
/* Longer names are shortened: a file name has 255 bytes. */
#define LONGEST_NAME 60

/* Names. */

/* Without the first of the endings that it has. */
static char *
dup_stem (const char *path, const char *const *endings)
{
  for (gsize i = 0; endings[i]; i++)
    if (g_str_has_suffix (path, endings[i]))
      return g_strndup (path, strlen (path) - strlen (endings[i]));

  return g_strdup (path);
}

/* The last `.exam-` or `.practise-` of a stem; NULL. */
static char *
find_attempt (char *stem)
{
  char *base = strrchr (stem, G_DIR_SEPARATOR);

  for (int mode = FW_ATTEMPT_PRACTISE; mode <= FW_ATTEMPT_EXAM; mode++)
    {
      g_autofree char *mark
          = g_strconcat (".", fw_attempt_mode_to_word ((FwAttemptMode) mode), "-", NULL);
      char *found = g_strrstr (base ? base + 1 : stem, mark);
      const char *number = found ? strrchr (found, '-') : NULL;

      /* NAME.exam-PERSON-N */
      if (found && number > found + strlen (mark) && number[1] != '\0'
          && strspn (number + 1, "0123456789") == strlen (number + 1))
        return found;
    }

  return NULL;
}

static const char *const labels_endings[] = { LABELS_ENDING, ".coco.json", ".json", NULL };

char *
fw_gold_file_dup_path (const char *labels_path)
{
  g_return_val_if_fail (labels_path != NULL, NULL);

  g_autofree char *stem = dup_stem (labels_path, labels_endings);
  char *attempt = find_attempt (stem);

  if (attempt)
    *attempt = '\0';

  return g_strconcat (stem, ENDING, NULL);
}

gboolean
fw_gold_file_is_attempt (const char *labels_path)
{
  g_return_val_if_fail (labels_path != NULL, FALSE);

  g_autofree char *stem = dup_stem (labels_path, labels_endings);

  return find_attempt (stem) != NULL;
}

gboolean
fw_gold_file_is_frozen (const char *labels_path)
{
  g_return_val_if_fail (labels_path != NULL, FALSE);

  return g_str_has_suffix (labels_path, LABELS_ENDING);
}

static char *
dup_gold_stem (const char *gold_path)
{
  static const char *const endings[] = { ENDING, ".json", NULL };

  return dup_stem (gold_path, endings);
}

char *
fw_gold_file_dup_attempt_name (const char *gold_path,
                               FwAttemptMode mode,
                               const char *person,
                               gint64 n)
{
  g_return_val_if_fail (gold_path != NULL && person != NULL, NULL);

  g_autofree char *stem = dup_gold_stem (gold_path);
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *valid = g_utf8_make_valid (person, -1);
  g_autofree char *escaped = g_uri_escape_string (valid, NULL, TRUE);
  g_autoptr (GString) name = g_string_new (escaped);

  /* Dots and dashes divide the name. */
  g_string_replace (name, ".", "%2E", 0);
  g_string_replace (name, "-", "%2D", 0);
  if (name->len > LONGEST_NAME)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, person, -1);

      g_string_truncate (name, 0);
      g_string_append_len (name, sum, 16);
    }

  return g_strdup_printf ("%s.%s-%s-%" PRId64 ".coco.json", base, fw_attempt_mode_to_word (mode),
                          name->len > 0 ? name->str : "_", n);
}

char *
fw_gold_file_dup_result_name (const FwGoldAttempt *attempt)
{
  g_return_val_if_fail (attempt != NULL && attempt->labels != NULL, NULL);

  g_autofree char *stem = dup_stem (attempt->labels, labels_endings);

  return g_strconcat (stem, ".result.json", NULL);
}

char *
fw_gold_file_dup_labels_path (const char *gold_path, const FwGold *gold)
{
  g_return_val_if_fail (gold_path != NULL && gold != NULL, NULL);

  const char *named = fw_gold_get_origin (gold)->labels;
  g_autofree char *stem = dup_gold_stem (gold_path);

  if (!named || !*named)
    return g_strconcat (stem, LABELS_ENDING, NULL);

  /* What a file says leads to no other folder. */
  g_autofree char *folder = g_path_get_dirname (gold_path);
  g_autofree char *name = g_path_get_basename (named);

  return g_build_filename (folder, name, NULL);
}

/* Reading. */

FwGold *
fw_gold_file_load (const char *path, GPtrArray *notes, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (FwJsonText) text = fw_json_text_new_from_file (path, NULL, error);

  if (!text)
    return NULL;

  FwGold *gold = fw_gold_read (text, notes, error);

  if (!gold)
    g_prefix_error (error, "%s: ", path);

  return gold;
}

/* Changing. */

/* The folder is locked, because the gold file is another one after each change, and
 * a file made for the purpose would lie about. -1 where it cannot be (some network
 * drives): then two changes at the same moment could lose one. */
static int
take_lock (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  while (fd >= 0 && flock (fd, LOCK_EX) != 0 && errno == EINTR)
    ;

  return fd;
}

static gboolean
write_gold (int fd, gpointer user_data, GError **error)
{
  FwJsonWriter *writer = fw_json_writer_new_fd (fd, NULL);

  fw_gold_write (writer, user_data);

  gboolean ok = fw_json_writer_end (writer, error);

  fw_json_writer_free (writer);

  return ok;
}

static FwGold *
change_locked (
    const char *path, const FwGold *start, FwGoldChange change, gpointer user_data, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (FwGold) before = fw_gold_file_load (path, NULL, &missing);

  if (!before && (!start || !g_error_matches (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }

  g_autoptr (FwGoldBuilder) builder = fw_gold_builder_new (before ? before : start);

  if (!change (builder, user_data, error))
    return NULL;

  g_autoptr (FwGold) after = fw_gold_builder_end (g_steal_pointer (&builder));

  return fw_safe_file_replace (path, write_gold, after, error) ? g_steal_pointer (&after) : NULL;
}

FwGold *
fw_gold_file_change (
    const char *path, const FwGold *start, FwGoldChange change, gpointer user_data, GError **error)
{
  g_return_val_if_fail (path != NULL && change != NULL, NULL);

  int lock = take_lock (path);
  FwGold *gold = change_locked (path, start, change, user_data, error);

  if (lock >= 0)
    close (lock);

  return gold;
}
