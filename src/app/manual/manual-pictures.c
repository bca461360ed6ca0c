/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-pictures.h"

#include <math.h>
#include <string.h>

#include "app/picture-texture.h"
#include "media/thumbnailer.h"
#include "rules/manual-image.h"

/* What may be kept; what is on the screen is kept by its widget anyway. */
#define MAX_BYTES (64 * 1024 * 1024)

typedef struct
{
  char       *key;     /* (owned) */
  GdkTexture *texture; /* (owned) */
  gsize       size;
  GList       link;    /* in @recent */
} Entry;

struct _FwManualPictures
{
  GObject        parent_instance;

  FwThumbnailer *thumbnailer; /* (owned) */
  char          *folder;      /* (owned) (nullable) */
  GHashTable    *entries;     /* (owned) key -> Entry (owned) */
  GQueue         recent;      /* of Entry.link, the newest first */
  gsize          n_bytes;
  guint          generation;  /* of the folder */
};

G_DEFINE_FINAL_TYPE (FwManualPictures, fw_manual_pictures, G_TYPE_OBJECT)

/* What is at hand ------------------------------------------------------------ */

static char *
dup_key (const char *path,
         guint       size)
{
  return g_strdup_printf ("%u %s", size, path);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_object_unref (entry->texture);
  g_free (entry);
}

static void
forget (FwManualPictures *self,
        Entry            *entry)
{
  g_queue_unlink (&self->recent, &entry->link);
  self->n_bytes -= entry->size;
  g_hash_table_remove (self->entries, entry->key);
}

static void
keep (FwManualPictures *self,
      const char       *key,
      GdkTexture       *texture)
{
  Entry *entry;

  if (g_hash_table_contains (self->entries, key))
    return;
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  entry->size = 3 * (gsize) gdk_texture_get_width (texture)
                * (gsize) gdk_texture_get_height (texture);
  entry->link.data = entry;
  g_queue_push_head_link (&self->recent, &entry->link);
  g_hash_table_insert (self->entries, entry->key, entry);
  self->n_bytes += entry->size;
  while (self->n_bytes > MAX_BYTES && self->recent.length > 1)
    forget (self, g_queue_peek_tail (&self->recent));
}

GdkTexture *
fw_manual_pictures_peek (FwManualPictures *self,
                         const char       *path,
                         guint             size)
{
  g_return_val_if_fail (FW_IS_MANUAL_PICTURES (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *key = dup_key (path, size);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->recent, &entry->link);
  g_queue_push_head_link (&self->recent, &entry->link);
  return entry->texture;
}

/* Reading ------------------------------------------------------------ */

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) below it */
  char *real;   /* (owned) (nullable) where it turned out to be */
  guint size;
  guint generation;
} Request;

static void
request_free (Request *request)
{
  g_free (request->folder);
  g_free (request->path);
  g_free (request->real);
  g_free (request);
}

/* Where the picture really is, when that is a file below the folder. */
static void
resolve_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;

  request->real = fw_manual_resolve_file (request->folder, request->path, &error);
  if (request->real != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FwManualPictures *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *key = dup_key (request->path, request->size);
  GError *error = NULL;
  g_autoptr (FwPicture) picture =
    fw_thumbnailer_request_finish (FW_THUMBNAILER (object), result, &error);

  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  GdkTexture *texture = fw_picture_to_texture (picture);

  if (request->generation == self->generation)
    keep (self, key, texture);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
resolved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwManualPictures *self = FW_MANUAL_PICTURES (object);
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  fw_thumbnailer_request_async (self->thumbnailer, request->real, NAN, request->size,
                                g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
}

void
fw_manual_pictures_read_async (FwManualPictures    *self,
                               const char          *path,
                               guint                size,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (FW_IS_MANUAL_PICTURES (self));
  g_return_if_fail (path != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (self->folder != NULL ? self->folder : "");
  request->path = g_strdup (path);
  request->size = size;
  request->generation = self->generation;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  /* The request belongs to the outer task, which waits for this one. */
  g_autoptr (GTask) resolve = g_task_new (self, cancellable, resolved_cb, task);

  g_task_set_task_data (resolve, request, NULL);
  g_task_run_in_thread (resolve, resolve_thread);
}

GdkTexture *
fw_manual_pictures_read_finish (FwManualPictures  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Object ------------------------------------------------------------ */

static void
forget_all (FwManualPictures *self)
{
  while (!g_queue_is_empty (&self->recent))
    forget (self, g_queue_peek_head (&self->recent));
  self->generation++;
}

static void
fw_manual_pictures_finalize (GObject *object)
{
  FwManualPictures *self = FW_MANUAL_PICTURES (object);

  forget_all (self);
  g_hash_table_unref (self->entries);
  g_object_unref (self->thumbnailer);
  g_free (self->folder);

  G_OBJECT_CLASS (fw_manual_pictures_parent_class)->finalize (object);
}

static void
fw_manual_pictures_class_init (FwManualPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_manual_pictures_finalize;
}

static void
fw_manual_pictures_init (FwManualPictures *self)
{
  self->thumbnailer = fw_thumbnailer_new ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  g_queue_init (&self->recent);
}

FwManualPictures *
fw_manual_pictures_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_PICTURES, NULL);
}

void
fw_manual_pictures_set_folder (FwManualPictures *self,
                               const char       *folder)
{
  g_return_if_fail (FW_IS_MANUAL_PICTURES (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
  forget_all (self);
}
