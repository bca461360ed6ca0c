/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pictures as frames. The list is fixed at opening; a thread of low priority
 * then reads every file's head to learn its size, so that labels can be written
 * for pictures nobody has looked at. A file that is missing or broken stays a
 * frame: other frames must not change their numbers because one file is gone.
 */

#include "media/image-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "media/image-loader.h"

/* First bytes of a file, enough to tell whether it is a picture. */
#define SNIFF_BYTES 32

#define MAX_BROKEN_TOLD 5

typedef struct
{
  char         *path;  /* (owned) */
  const char   *name;  /* inside @path */
  FwImageFacts  facts;
  gboolean      is_known;
  gboolean      is_broken;
} Picture;

struct _FwImageSource
{
  FwSource     parent_instance;

  /* Set once; then read-only from any thread. */
  FwMediaKind  kind;
  GThread     *probe_thread; /* (owned) */

  /* The array is fixed; what is known of a picture is protected by the lock. */
  GArray      *pictures;     /* (element-type Picture) (owned) */
};

G_DEFINE_FINAL_TYPE (FwImageSource, fw_image_source, FW_TYPE_SOURCE)

/* Lists ---------------------------------------------------------------------------- */

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;

  return n;
}

/* Numbers of any length: leading zeros aside, the longer one is larger. */
static int
compare_numbers (const char **a,
                 const char **b)
{
  const char *from_a = *a, *from_b = *b;

  while (*from_a == '0')
    from_a++;
  while (*from_b == '0')
    from_b++;

  gsize n_a = count_digits (from_a), n_b = count_digits (from_b);

  *a = from_a + n_a;
  *b = from_b + n_b;
  if (n_a != n_b)
    return n_a < n_b ? -1 : 1;

  return strncmp (from_a, from_b, n_a);
}

int
fw_image_compare_names (const char *a,
                        const char *b)
{
  const char *at_a = a, *at_b = b;

  while (*at_a && *at_b)
    {
      if (g_ascii_isdigit (*at_a) && g_ascii_isdigit (*at_b))
        {
          int order = compare_numbers (&at_a, &at_b);

          if (order != 0)
            return order;
          continue;
        }

      int order = (guchar) g_ascii_tolower (*at_a) - (guchar) g_ascii_tolower (*at_b);

      if (order != 0)
        return order;
      at_a++;
      at_b++;
    }
  if (*at_a || *at_b)
    return *at_a ? 1 : -1;

  return strcmp (a, b);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return fw_image_compare_names (*(const char *const *) a, *(const char *const *) b);
}

/* Whether the first bytes are those of a picture that can be opened here. */
static gboolean
looks_like_picture (const char *path)
{
  guint8 head[SNIFF_BYTES] = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    return FALSE;

  gssize n = read (fd, head, sizeof head);

  close (fd);
  if (n < 10)
    return FALSE;

  return fw_image_is_png (head, (gsize) n)
         || (head[0] == 0xff && head[1] == 0xd8 && head[2] == 0xff)
         || (memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0)
         || memcmp (head, "GIF87a", 6) == 0 || memcmp (head, "GIF89a", 6) == 0
         || (head[0] == 'B' && head[1] == 'M' && memcmp (head + 6, "\0\0\0\0", 4) == 0)
         || memcmp (head, "II*\0", 4) == 0 || memcmp (head, "MM\0*", 4) == 0
         || memcmp (head, "qoif", 4) == 0
         || (memcmp (head + 4, "ftypavi", 7) == 0 && (head[11] == 'f' || head[11] == 's'))
         || (head[0] == 'P' && head[1] >= '1' && head[1] <= '7' && g_ascii_isspace (head[2]));
}

GPtrArray *
fw_image_list_folder (const char    *folder,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (!dir)
    return NULL;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR) && looks_like_picture (path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_paths);

  return g_steal_pointer (&paths);
}

/* Threads ---------------------------------------------------------------------------- */

static Picture *
picture_at (FwImageSource *self,
            FwFrame        frame)
{
  return frame >= 0 && (guint) frame < self->pictures->len
           ? &g_array_index (self->pictures, Picture, frame) : NULL;
}

static FwRawFrame *
load (FwSource     *source,
      FwFrame       frame,
      FwRawFrame *(*load_func) (const char *, GCancellable *, GError **),
      GError      **error)
{
  FwImageSource *self = FW_IMAGE_SOURCE (source);
  Picture *picture = picture_at (self, frame);

  if (!picture)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_SEEK,
                   _("There is no picture %d: there are %u."), frame + 1, self->pictures->len);
      return NULL;
    }

  return load_func (picture->path, fw_source_get_cancellable (source), error);
}

static FwRawFrame *
fw_image_source_decode (FwSource  *source,
                        FwFrame    frame,
                        GError   **error)
{
  FwRawFrame *raw = load (source, frame, fw_image_load, error);

  if (raw)
    {
      fw_source_lock (source);
      fw_source_store_locked (source, frame, raw);
      fw_source_unlock (source);
    }

  return raw;
}

static FwRawFrame *
fw_image_source_decode_native (FwSource  *source,
                               FwFrame    frame,
                               GError   **error)
{
  return load (source, frame, fw_image_load_native, error);
}

static void
note_broken (FwImageSource *self,
             guint          n_broken,
             const GError  *error)
{
  if (n_broken <= MAX_BROKEN_TOLD)
    fw_source_take_warning (FW_SOURCE (self), g_strdup (error->message));
}

static gpointer
probe_thread (gpointer data)
{
  FwImageSource *self = data;
  FwSource *source = FW_SOURCE (self);
  guint n_broken = 0;

  fw_media_lower_priority ();

  for (guint i = 0; i < self->pictures->len && !fw_source_is_stopping (source); i++)
    {
      Picture *picture = &g_array_index (self->pictures, Picture, i);
      g_autoptr(GError) error = NULL;
      FwImageFacts facts;
      gboolean is_fine
        = fw_image_probe (picture->path, fw_source_get_cancellable (source), &facts, &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        break;
      if (!is_fine)
        note_broken (self, ++n_broken, error);

      fw_source_lock (source);
      picture->is_known = is_fine;
      picture->is_broken = !is_fine;
      picture->facts = facts;
      fw_source_unlock (source);
      fw_source_mark_frames_changed (source);
      fw_source_set_progress (source, FW_SOURCE_STATE_SCANNING,
                              (i + 1.0) / self->pictures->len, -1.0);
      fw_source_yield (source);
    }
  if (n_broken > MAX_BROKEN_TOLD)
    fw_source_take_warning (source, g_strdup_printf (_("%u pictures cannot be read."), n_broken));
  fw_source_set_progress (source, FW_SOURCE_STATE_CONFIRMED, 1.0, 1.0);

  return NULL;
}

/* Questions ------------------------------------------------------------------------------ */

/* What all pictures that are known have in common. */
static const char *
common_word (FwImageSource *self,
             gsize          field)
{
  const char *word = NULL;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const Picture *picture = &g_array_index (self->pictures, Picture, i);
      const char *own = G_STRUCT_MEMBER (const char *, &picture->facts, field);

      if (!picture->is_known)
        continue;
      if (word && strcmp (word, own) != 0)
        return g_intern_static_string ("mixed");
      word = own;
    }

  return word ? word : g_intern_static_string ("unknown");
}

static void
fw_image_source_get_facts (FwSource      *source,
                           FwSourceFacts *facts)
{
  FwImageSource *self = FW_IMAGE_SOURCE (source);
  FwSourceFrame first;

  *facts = (FwSourceFacts) { .kind = self->kind, .time_base_num = 0, .time_base_den = 1 };
  if (fw_source_get_frame (source, 0, &first))
    {
      facts->width = first.width;
      facts->height = first.height;
    }

  fw_source_lock (source);
  facts->codec = common_word (self, G_STRUCT_OFFSET (FwImageFacts, codec));
  facts->pixel_format = common_word (self, G_STRUCT_OFFSET (FwImageFacts, pixel_format));
  facts->container = facts->codec;
  if (self->kind == FW_MEDIA_KIND_IMAGE)
    {
      const FwImageFacts *only = &g_array_index (self->pictures, Picture, 0).facts;

      facts->rotation = fw_orientation_get_rotation (only->orientation);
      facts->mirrored = fw_orientation_is_mirrored (only->orientation);
    }
  fw_source_unlock (source);
}

static FwFrame
fw_image_source_get_n_frames (FwSource *source)
{
  return (FwFrame) FW_IMAGE_SOURCE (source)->pictures->len;
}

static gboolean
fw_image_source_get_frame (FwSource      *source,
                           FwFrame        frame,
                           FwSourceFrame *out_frame)
{
  const Picture *picture = picture_at (FW_IMAGE_SOURCE (source), frame);

  if (!picture)
    return FALSE;

  fw_source_lock (source);
  gboolean is_turned = picture->facts.orientation.transpose;

  *out_frame = (FwSourceFrame) {
    .name = picture->name,
    .path = picture->path,
    .width = is_turned ? picture->facts.height : picture->facts.width,
    .height = is_turned ? picture->facts.width : picture->facts.height,
    .pts = FW_PTS_NONE,
    .timestamp_ms = (double) NAN,
    .orientation = picture->facts.orientation,
    .is_keyframe = TRUE,
    .is_confirmed = TRUE,
    .is_damaged = picture->is_broken,
  };
  fw_source_unlock (source);

  return TRUE;
}

static FwFrame
fw_image_source_find_time (FwSource *source,
                           double    timestamp_ms)
{
  return 0;
}

static FwFrame
fw_image_source_find_keyframe (FwSource *source,
                               FwFrame   frame,
                               int       direction)
{
  FwFrame next = direction < 0 ? frame - 1 : frame + 1;

  return picture_at (FW_IMAGE_SOURCE (source), next) ? next : FW_FRAME_NONE;
}

static GArray *
fw_image_source_dup_gaps (FwSource *source)
{
  return g_array_new (FALSE, FALSE, sizeof (FwSourceGap));
}

/* Life ---------------------------------------------------------------------------------------- */

static void
fw_image_source_stop (FwSource *source)
{
  g_clear_pointer (&FW_IMAGE_SOURCE (source)->probe_thread, g_thread_join);
}

static void
fw_image_source_finalize (GObject *object)
{
  g_clear_pointer (&FW_IMAGE_SOURCE (object)->pictures, g_array_unref);

  G_OBJECT_CLASS (fw_image_source_parent_class)->finalize (object);
}

static void
fw_image_source_class_init (FwImageSourceClass *klass)
{
  FwSourceClass *source_class = (FwSourceClass *) klass;

  G_OBJECT_CLASS (klass)->finalize = fw_image_source_finalize;
  source_class->decode = fw_image_source_decode;
  source_class->decode_native = fw_image_source_decode_native;
  source_class->get_facts = fw_image_source_get_facts;
  source_class->get_n_frames = fw_image_source_get_n_frames;
  source_class->get_n_confirmed = fw_image_source_get_n_frames;
  source_class->get_frame = fw_image_source_get_frame;
  source_class->find_time = fw_image_source_find_time;
  source_class->find_keyframe = fw_image_source_find_keyframe;
  source_class->dup_gaps = fw_image_source_dup_gaps;
  source_class->stop = fw_image_source_stop;
}

static void
clear_picture (gpointer data)
{
  g_free (((Picture *) data)->path);
}

static void
fw_image_source_init (FwImageSource *self)
{
  self->pictures = g_array_new (FALSE, TRUE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
}

FwSource *
fw_image_source_new (const char            *folder,
                     GPtrArray             *paths,
                     FwMediaKind            kind,
                     const FwSourceOptions *options,
                     GMainContext          *main_context)
{
  FwImageSource *self = g_object_new (FW_TYPE_IMAGE_SOURCE, NULL);
  gsize prefix = folder ? strlen (folder) : 0;

  self->kind = kind;
  for (guint i = 0; i < paths->len; i++)
    {
      Picture picture = { .path = g_strdup (paths->pdata[i]) };
      const char *base = strrchr (picture.path, G_DIR_SEPARATOR);

      picture.name = base ? base + 1 : picture.path;
      if (prefix > 0 && strncmp (picture.path, folder, prefix) == 0
          && G_IS_DIR_SEPARATOR (picture.path[prefix]))
        picture.name = picture.path + prefix + 1;
      g_array_append_val (self->pictures, picture);
    }
  fw_source_start (FW_SOURCE (self), kind == FW_MEDIA_KIND_IMAGE ? paths->pdata[0] : folder,
                   options, main_context);
  self->probe_thread = g_thread_new ("fw-probe", probe_thread, self);

  return FW_SOURCE (self);
}
