/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"
#include "rules/manual-image.h"

#include "core/error.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The path in a Markdown link: `img/a.png`, `<img/a b.png>`, `img/a.png "title"`. */
static char *
read_target (const char *link)
{
  const char *start = link + strspn (link, " \t\n");
  g_autofree char *raw = NULL;

  if (*start == '<')
    raw = g_strndup (start + 1, strcspn (start + 1, ">"));
  else
    raw = g_strndup (start, strcspn (start, " \t\n"));

  /* NULL for escapes that stand for nothing, and for %00 and %2F. */
  return g_uri_unescape_string (raw, "/");
}

char *
fw_manual_find_image (GFile       *manual,
                      const char  *link,
                      GError     **error)
{
  g_return_val_if_fail (G_IS_FILE (manual) && link, NULL);

  g_autofree char *target = read_target (link);
  g_autoptr(GFile) parent = g_file_get_parent (manual);
  const char *folder_path = parent ? g_file_peek_path (parent) : NULL;
  g_autofree char *joined = NULL, *folder = NULL, *path = NULL;
  struct stat info;

  /* Before anything on disk is looked at. */
  if (!target || !folder_path || !fw_manual_is_inside (target)
      || !g_utf8_validate (target, -1, NULL))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("The picture “%s” does not lie beside the manual."), link);
      return NULL;
    }

  joined = g_build_filename (folder_path, target, NULL);
  folder = realpath (folder_path, NULL);
  path = realpath (joined, NULL);
  if (!folder || !path || stat (path, &info) < 0)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("The picture “%s” is not there."), target);
      return NULL;
    }
  if (!g_str_has_prefix (path, folder)
      || (path[strlen (folder)] != '/' && !g_str_equal (folder, "/")))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("The picture “%s” leads out of the manual's folder."), target);
      return NULL;
    }
  /* A pipe would be waited for, a device has no end. */
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("“%s” is no picture file."), target);
      return NULL;
    }

  return g_steal_pointer (&path);
}
