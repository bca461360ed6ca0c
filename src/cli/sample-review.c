/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample-review.h"

#include "formats/review-file.h"

#include <glib/gi18n.h>
#include <inttypes.h>

FwOpenQuestions *
fw_sample_review_load_asked (
    const char *path, const char *labels, const char *media, const char *at, FwExit *out_exit)
{
  g_autofree char *beside = path ? g_strdup (path) : fw_review_file_dup_path_for (labels);
  g_autoptr (FwReviewLoad) load = NULL;
  GError *error = NULL;

  load = fw_review_load_new (beside, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&error);
  if (error)
    {
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return NULL;
    }
  for (guint i = 0; load && i < load->notes->len; i++)
    g_printerr ("%s: %s\n", beside, (const char *) g_ptr_array_index (load->notes, i));

  return fw_open_questions_new_at (load ? load->review : NULL, media, at);
}

FwExit
fw_sample_review_add (const char *path, const FwReviewLabels *labels, FwFrozenDraw *frozen)
{
  GError *error = NULL;
  g_autoptr (FwReviewFile) file = fw_review_file_open (path, labels, &error);
  gint64 id = 0;

  if (!file)
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  fw_review_file_set_autosave (file, FALSE);
  if (!fw_review_file_put (file, FW_REVIEW_BATCH, &frozen->batch, &frozen->draw.batch, &error)
      || !fw_review_file_put (file, FW_REVIEW_DRAW, &frozen->draw, &id, &error)
      || !fw_review_file_close (file, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  g_printerr (_ ("draw %" PRId64 " in %s\n"), id, path);

  return FW_EXIT_CLEAN;
}
