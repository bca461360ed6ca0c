/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"
#include "rules/manual-image.h"

#include "core/error.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* More pictures than a manual has; each is a look at the disk. */
#define MAX_LOOKS 2000

char *
fw_manual_read_link (const char *link)
{
  g_return_val_if_fail (link != NULL, NULL);

  const char *start = link + strspn (link, " \t\n");
  g_autofree char *raw = NULL;
  char *path;

  if (*start == '<')
    raw = g_strndup (start + 1, strcspn (start + 1, ">"));
  else
    raw = g_strndup (start, strcspn (start, " \t\n"));

  /* What is no escape is a part of the name: 50%.png. So are %00 and %2F, which
   * no name on the disk can be. */
  path = g_uri_unescape_string (raw, "/");

  return path && g_utf8_validate (path, -1, NULL) ? path
                                                  : (g_free (path), g_steal_pointer (&raw));
}

typedef enum
{
  IMAGE_FOUND,
  IMAGE_ELSEWHERE, /* by its letters; nothing on disk was looked at */
  IMAGE_GONE,
  IMAGE_LEADS_OUT, /* by links on the disk */
  IMAGE_NO_FILE    /* a pipe would be waited for, a device has no end */
} ImageFate;

/* What is known of the folders that pictures lie in. To follow a path to its end takes
 * a look at each of its parts, and many pictures share all parts but the last. */
typedef struct
{
  char       *real;    /* (owned) (nullable) the manual's folder, without links */
  const char *folder;  /* borrowed */
  GHashTable *folders; /* (owned) as written -> real path (owned, nullable) */
} Places;

static void
places_init (Places     *self,
             const char *folder)
{
  *self = (Places) { realpath (folder, NULL), folder,
                     g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free) };
}

static void
places_clear (Places *self)
{
  g_clear_pointer (&self->real, free);
  g_clear_pointer (&self->folders, g_hash_table_unref);
}

/* Borrowed; NULL when it is not there. */
static const char *
find_folder (Places     *self,
             const char *written)
{
  gpointer real = NULL;

  if (!g_hash_table_lookup_extended (self->folders, written, NULL, &real))
    {
      g_autofree char *joined = g_build_filename (self->folder, written, NULL);

      real = realpath (joined, NULL);
      g_hash_table_insert (self->folders, g_strdup (written), real);
    }

  return real;
}

/* Where @target is when all links are followed; NULL when it is not there. */
static char *
follow (Places      *self,
        const char  *target,
        struct stat *info)
{
  g_autofree char *written = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  const char *folder = find_folder (self, written);
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;

  if (!path || lstat (path, info) < 0)
    return NULL;
  /* What looks like a file's name may be a folder's, with a slash behind it or a dot. */
  if (S_ISREG (info->st_mode) && g_str_has_suffix (target, name))
    return g_steal_pointer (&path);

  g_autofree char *joined = g_build_filename (self->folder, target, NULL);
  char *real = realpath (joined, NULL);

  if (real && stat (real, info) < 0)
    g_clear_pointer (&real, free);

  return real;
}

static ImageFate
look_for_image (Places      *places,
                const char  *target,
                char       **out_path)
{
  g_autofree char *path = NULL;
  struct stat info;

  if (!fw_manual_is_inside (target))
    return IMAGE_ELSEWHERE;

  path = places->real ? follow (places, target, &info) : NULL;
  if (!path)
    return IMAGE_GONE;
  if (!g_str_has_prefix (path, places->real)
      || (path[strlen (places->real)] != '/' && !g_str_equal (places->real, "/")))
    return IMAGE_LEADS_OUT;
  if (!S_ISREG (info.st_mode))
    return IMAGE_NO_FILE;
  *out_path = g_steal_pointer (&path);

  return IMAGE_FOUND;
}

char *
fw_manual_resolve_file (const char  *folder,
                        const char  *target,
                        GError     **error)
{
  g_return_val_if_fail (folder && target, NULL);

  static const char *const sentences[] = {
    [IMAGE_ELSEWHERE] = N_("The picture “%s” does not lie beside the manual."),
    [IMAGE_GONE] = N_("The picture “%s” is not there."),
    [IMAGE_LEADS_OUT] = N_("The picture “%s” leads out of the manual's folder."),
    [IMAGE_NO_FILE] = N_("“%s” is no picture file."),
  };
  char *path = NULL;
  Places places;
  ImageFate fate;

  places_init (&places, folder);
  fate = look_for_image (&places, target, &path);
  places_clear (&places);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (fate != IMAGE_FOUND)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE, _(sentences[fate]), target);
#pragma GCC diagnostic pop

  return path;
}

char *
fw_manual_find_image (GFile       *manual,
                      const char  *link,
                      GError     **error)
{
  g_return_val_if_fail (G_IS_FILE (manual) && link, NULL);

  g_autofree char *target = fw_manual_read_link (link);
  g_autoptr(GFile) parent = g_file_get_parent (manual);
  const char *folder = parent ? g_file_peek_path (parent) : NULL;

  return fw_manual_resolve_file (folder ? folder : "", target, error);
}

/* Nothing when it is there, or when nobody can know. */
static void
lint_image (FwManual          *self,
            const FwImageLink *image,
            const char        *target,
            ImageFate          fate)
{
  switch (fate)
    {
    case IMAGE_FOUND:
      break;
    case IMAGE_ELSEWHERE:
      fw_manual_say (self, FW_SEVERITY_WARNING, image->line, image->column,
                     _("the picture '%s' does not lie beside the manual and is not shown"), target);
      break;
    case IMAGE_GONE:
      fw_manual_say (self, FW_SEVERITY_WARNING, image->line, image->column,
                     _("the picture '%s' is not there"), target);
      break;
    case IMAGE_LEADS_OUT:
      fw_manual_say (self, FW_SEVERITY_WARNING, image->line, image->column,
                     _("the picture '%s' leads out of the manual's folder and is not shown"),
                     target);
      break;
    case IMAGE_NO_FILE:
      fw_manual_say (self, FW_SEVERITY_WARNING, image->line, image->column,
                     _("the picture '%s' is no picture file"), target);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
fw_manual_lint_images (FwManual *self)
{
  g_autoptr(GHashTable) fates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GFile) parent = self->file ? g_file_get_parent (self->file) : NULL;
  const char *folder = parent ? g_file_peek_path (parent) : NULL;
  Places places;

  places_init (&places, folder ? folder : "");
  for (guint i = 0; i < self->images->len; i++)
    {
      const FwImageLink *image = &g_array_index (self->images, FwImageLink, i);
      g_autofree char *target = fw_manual_read_link (image->link);
      gpointer known = NULL;
      ImageFate fate = IMAGE_FOUND;

      if (!fw_manual_is_inside (target))
        fate = IMAGE_ELSEWHERE;
      else if (g_hash_table_lookup_extended (fates, target, NULL, &known))
        fate = GPOINTER_TO_UINT (known);
      else if (folder && g_hash_table_size (fates) < MAX_LOOKS)
        {
          g_autofree char *path = NULL;

          fate = look_for_image (&places, target, &path);
          g_hash_table_insert (fates, g_strdup (target), GUINT_TO_POINTER (fate));
        }
      lint_image (self, image, target, fate);
    }
  places_clear (&places);
}
