/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening: what is it? A folder becomes its pictures; of a file only the
 * content is asked. Whatever holds a single picture (also an animation of one)
 * is a picture, everything else a video. Opening asynchronously does the same in
 * a worker thread; the source is tied to the main context of whoever asked.
 */

#include <glib/gi18n.h>

#include "media/decoder.h"
#include "media/image-loader.h"
#include "media/image-source.h"
#include "media/source-private.h"

#define MAX_THREADS 8

/* What a task carries to the worker. */
typedef struct
{
  char            *path;    /* (owned) file, folder, or folder of the list */
  GPtrArray       *paths;   /* (owned) (nullable) */
  FwSourceOptions  options;
  GMainContext    *context; /* (owned) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_clear_pointer (&opening->paths, g_ptr_array_unref);
  g_main_context_unref (opening->context);
  g_free (opening);
}

static FwSourceOptions
complete_options (const FwSourceOptions *options)
{
  FwSourceOptions result = options ? *options : (FwSourceOptions) { 0 };

  if (result.cache_bytes == 0)
    result.cache_bytes = fw_source_default_cache_bytes ();
  if (result.n_threads == 0)
    result.n_threads = MIN (g_get_num_processors (), MAX_THREADS);

  return result;
}

/* GIF and its like hold one picture or many. */
static gboolean
is_animation (FwDecoder *decoder)
{
  const char *container = fw_decoder_get_facts (decoder)->container;
  FwPacketInfo info;

  if (!g_str_equal (container, "gif") && !g_str_equal (container, "apng"))
    return TRUE;

  return fw_decoder_scan (decoder, &info) == FW_DEMUX_PACKET
         && fw_decoder_scan (decoder, &info) == FW_DEMUX_PACKET;
}

static FwSource *
open_picture (const char             *path,
              const FwSourceOptions  *options,
              GMainContext           *context,
              GCancellable           *cancellable,
              GError                **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();
  FwImageFacts facts;

  /* Alone, a picture that cannot be read is an error, not a broken frame. */
  if (!fw_image_probe (path, cancellable, &facts, error))
    return NULL;
  g_ptr_array_add (paths, (gpointer) path);

  return fw_image_source_new (NULL, paths, FW_MEDIA_KIND_IMAGE, options, context);
}

static FwSource *
open_folder (const char             *path,
             const FwSourceOptions  *options,
             GMainContext           *context,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autoptr(GPtrArray) paths = fw_image_list_folder (path, cancellable, error);
  g_autofree char *name = g_filename_display_basename (path);

  if (!paths)
    return NULL;
  if (paths->len == 0)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_NO_VIDEO,
                   _("The folder “%s” holds no pictures."), name);
      return NULL;
    }

  return fw_image_source_new (path, paths, FW_MEDIA_KIND_IMAGES, options, context);
}

static void
forward_cancel_cb (GCancellable *from,
                   gpointer      to)
{
  g_cancellable_cancel (to);
}

static FwSource *
open_any (const char             *path,
          const FwSourceOptions  *given,
          GMainContext           *context,
          GCancellable           *cancellable,
          GError                **error)
{
  FwSourceOptions options = complete_options (given);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return open_folder (path, &options, context, cancellable, error);
  if (fw_image_has_picture_head (path))
    return open_picture (path, &options, context, cancellable, error);

  /* The decoder outlives opening, and with it only the source's own end may
   * interrupt it. */
  g_autoptr(GCancellable) stopping = g_cancellable_new ();
  gulong handler = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (forward_cancel_cb),
                                                        stopping, NULL) : 0;
  g_autoptr(FwDecoder) decoder = fw_decoder_open (path, options.n_threads, stopping, error);

  g_cancellable_disconnect (cancellable, handler);
  if (!decoder)
    return NULL;
  if (fw_decoder_get_facts (decoder)->is_image || !is_animation (decoder))
    return open_picture (path, &options, context, cancellable, error);

  return fw_video_source_new (path, g_steal_pointer (&decoder), stopping, &options,
                              context);
}

static FwSource *
open_list (GPtrArray              *paths,
           const char             *folder,
           const FwSourceOptions  *given,
           GMainContext           *context,
           GError                **error)
{
  FwSourceOptions options = complete_options (given);

  if (paths->len == 0)
    {
      g_set_error_literal (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_NO_VIDEO,
                           _("The list of pictures is empty."));
      return NULL;
    }

  return fw_image_source_new (folder, paths, FW_MEDIA_KIND_IMAGES, &options, context);
}

FwSource *
fw_source_open_sync (const char             *path,
                     const FwSourceOptions  *options,
                     GCancellable           *cancellable,
                     GError                **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  FwSource *source = open_any (path, options, NULL, cancellable, error);

  if (source)
    fw_source_begin_telling (source);

  return source;
}

FwSource *
fw_source_open_list_sync (GPtrArray              *paths,
                          const char             *folder,
                          const FwSourceOptions  *options,
                          GCancellable           *cancellable,
                          GError                **error)
{
  g_return_val_if_fail (paths != NULL, NULL);

  FwSource *source = open_list (paths, folder, options, NULL, error);

  if (source)
    fw_source_begin_telling (source);

  return source;
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  FwSource *source
    = opening->paths
        ? open_list (opening->paths, opening->path, &opening->options, opening->context, &error)
        : open_any (opening->path, &opening->options, opening->context, cancellable, &error);

  if (source)
    g_task_return_pointer (task, source, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start_opening (char                  *path,
               GPtrArray             *paths,
               const FwSourceOptions *options,
               GCancellable          *cancellable,
               GAsyncReadyCallback    callback,
               gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->path = path;
  opening->paths = paths;
  opening->options = options ? *options : (FwSourceOptions) { 0 };
  opening->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

void
fw_source_open_async (GFile                 *file,
                      const FwSourceOptions *options,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  char *path = g_file_get_path (file);

  if (path)
    {
      start_opening (path, NULL, options, cancellable, callback, user_data);
      return;
    }

  g_autofree char *uri = g_file_get_parse_name (file);

  g_task_report_new_error (NULL, callback, user_data, NULL, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
                           _("“%s” is not on this computer. Copy it to a local folder first."),
                           uri);
}

void
fw_source_open_list_async (GPtrArray             *paths,
                           const char            *folder,
                           const FwSourceOptions *options,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_return_if_fail (paths != NULL);

  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (copy, g_strdup (paths->pdata[i]));
  start_opening (g_strdup (folder), copy, options, cancellable, callback, user_data);
}

FwSource *
fw_source_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  FwSource *source = g_task_propagate_pointer (G_TASK (result), error);

  if (source)
    fw_source_begin_telling (source);

  return source;
}
