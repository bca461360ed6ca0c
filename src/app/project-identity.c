/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which file of a video the labels are made on. Two files of one name may
 * differ by a frame at the beginning, and every label is then one frame off;
 * nothing else would tell. The size is looked at at once, the checksum is taken
 * in a thread when the pictures are counted, and both go into the next save.
 */

#include "app/project-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "formats/safe-file.h"

static gboolean
read_size (const char *path,
           gint64     *out_bytes)
{
  GStatBuf facts;

  if (g_stat (path, &facts) != 0 || !S_ISREG (facts.st_mode))
    return FALSE;
  *out_bytes = (gint64) facts.st_size;

  return facts.st_size > 0;
}

static void
checksum_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, fw_disk_checksum (task_data, cancellable), g_free);
}

static void
checksum_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autofree char *sha256 = g_task_propagate_pointer (G_TASK (result), NULL);
  FwMediaIdentity identity = { 0 };

  /* Other media were found meanwhile, or the file grew while it was read. */
  if (!sha256 || !self->labels || g_strcmp0 (path, self->media_path) != 0
      || !read_size (path, &identity.bytes))
    return;
  g_strlcpy (identity.sha256, sha256, sizeof identity.sha256);
  fw_labels_file_set_media_identity (self->labels, &identity);
}

static void
take_checksum (FwProject *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, checksum_cb, NULL);

  g_task_set_task_data (task, g_strdup (self->media_path), g_free);
  g_task_run_in_thread (task, checksum_thread);
}

void
fw_project_identify_media (FwProject *self)
{
  const FwMediaIdentity *stated
      = fw_coco_file_get_media_identity (fw_labels_file_get_coco (self->labels));
  FwSourceFacts facts;
  gint64 bytes;

  if (self->is_identified || !self->media_path)
    return;
  fw_source_get_facts (self->source, &facts);
  if (facts.kind != FW_MEDIA_KIND_VIDEO || !read_size (self->media_path, &bytes))
    return;

  self->is_identified = TRUE;
  if (stated->bytes > 0 && stated->bytes != bytes)
    {
      g_autofree char *name = g_filename_display_basename (self->media_path);
      g_autofree char *now = g_format_size_full ((guint64) bytes, G_FORMAT_SIZE_LONG_FORMAT);
      g_autofree char *then
          = g_format_size_full ((guint64) stated->bytes, G_FORMAT_SIZE_LONG_FORMAT);
      g_autofree char *text = g_strdup_printf (
          _ ("“%s” is another file than the one these labels were made on: %s now, %s then. Look "
             "whether they sit on the right frames."),
          name, now, then);

      fw_project_set_notice (self, FW_PROJECT_TOPIC_IDENTITY, FW_NOTICE_WARNING, text);
      return;
    }
  if (stated->bytes == 0 || stated->sha256[0] == '\0')
    take_checksum (self);
}

void
fw_project_accept_media (FwProject *self)
{
  take_checksum (self);
}
