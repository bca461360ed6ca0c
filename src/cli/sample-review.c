/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample-review.h"

#include "formats/review-file.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static char *
freeze (const FwSampleReview *self)
{
  g_autoptr (GPtrArray) revs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->units->len; i++)
    g_ptr_array_add (revs,
                     fw_unit_dup_rev (&g_array_index (self->units, FwUnit, i), self->snapshot));
  for (gsize i = 0; i < self->n_drawn; i++)
    self->drawn[i].rev = g_strdup (g_ptr_array_index (revs, self->indices[i]));

  return fw_batch_checksum ((const char *const *) self->names->pdata,
                            (const char *const *) revs->pdata, revs->len);
}

FwExit
fw_sample_review_add (FwSampleReview *self)
{
  g_autofree char *basename = g_path_get_basename (self->labels_path);
  FwReviewLabels labels = { basename, (char *) self->document, (char *) self->sha256, NULL };
  GError *error = NULL;
  g_autoptr (FwReviewFile) file = fw_review_file_open (self->path, &labels, &error);

  if (!file)
    return fw_command_fail_error (FW_EXIT_INPUT, error);

  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *frozen_at = g_date_time_format_iso8601 (now);
  g_autofree char *checksum = freeze (self);
  FwBatch batch = { .manual = (char *) self->manual,
                    .version = (char *) self->version,
                    .frozen_at = frozen_at,
                    .unit = self->kind,
                    .n_units = self->units->len,
                    .sha256 = checksum };
  FwDraw draw = { .design = self->design,
                  .seed = (char *) self->seed,
                  .plan_n = self->plan_accept >= 0 ? (gint64) self->n_drawn : 0,
                  .plan_accept = MAX (self->plan_accept, 0),
                  .units = self->drawn,
                  .n_units = self->n_drawn };
  gint64 id = 0;

  fw_review_file_set_autosave (file, FALSE);
  if (!fw_review_file_put (file, FW_REVIEW_BATCH, &batch, &draw.batch, &error)
      || !fw_review_file_put (file, FW_REVIEW_DRAW, &draw, &id, &error)
      || !fw_review_file_close (file, &error))
    return fw_command_fail_error (FW_EXIT_OUTPUT, error);
  g_printerr (_ ("draw %" PRId64 " in %s\n"), id, self->path);

  return FW_EXIT_CLEAN;
}
