/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Texts that people write into a manual: what may stand there, and how it gets
 * between the bytes that stay.
 */

#include "fw-config.h"
#include "rules/manual-edit-private.h"

#include "core/error.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
fw_edit_is_text (const FwManual  *manual,
                 GError         **error)
{
  if (manual->bad_lines->len == 0)
    return TRUE;

  g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
               _ ("line %d of the manual is not UTF-8 text; save the file as UTF-8 with a text "
                  "editor first"),
               g_array_index (manual->bad_lines, int, 0));

  return FALSE;
}

FwManual *
fw_edit_read (GBytes  *bytes,
              GError **error)
{
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, error);

  return manual && fw_edit_is_text (manual, error) ? g_steal_pointer (&manual) : NULL;
}

const char *
fw_edit_newline (const char *text)
{
  const char *end = strchr (text, '\n');

  return end && end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

char *
fw_edit_clean (const char  *text,
               const char  *what,
               gsize        limit,
               GError     **error)
{
  g_autoptr(GString) clean = NULL;

  if (strlen (text) > limit)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("%s is longer than %u bytes; a manual wants less"), what,
                   (guint) limit);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, _("%s is not UTF-8 text"), what);
      return NULL;
    }

  clean = g_string_sized_new (strlen (text));
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (g_unichar_iscntrl (c) && c != '\n' && c != '\t')
        {
          g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                       _("%s holds a control character (U+%04X); a manual cannot"), what, c);
          return NULL;
        }
      g_string_append_unichar (clean, c);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

char *
fw_edit_clean_line (const char  *text,
                    const char  *what,
                    gsize        limit,
                    GError     **error)
{
  g_autofree char *clean = fw_edit_clean (text, what, limit, error);
  g_autofree char *line = clean ? fw_collapse_space (clean) : NULL;

  if (line && !*line)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, _("%s is empty"), what);
      return NULL;
    }

  return g_steal_pointer (&line);
}

gboolean
fw_edit_check_prose (const char  *prose,
                     GError     **error)
{
  g_auto(GStrv) lines = g_strsplit (prose, "\n", -1);
  gsize fence = 0;
  char mark = '\0';
  int fence_line = 0;

  for (int i = 0; lines[i]; i++)
    {
      g_autofree char *text = NULL;

      if (fence > 0)
        {
          if (fw_manual_closes_fence (lines[i], mark, fence))
            fence = 0;
        }
      else if (fw_manual_parse_heading (lines[i], &text) > 0)
        {
          g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                       _("line %d of the text begins a new section; headings inside of a rule "
                         "have four # or more"), i + 1);
          return FALSE;
        }
      else if ((fence = fw_manual_opens_fence (lines[i], &mark, &text)) > 0)
        {
          fence_line = i + 1;
          if (g_str_equal (text, "rule") || g_str_equal (text, "precedent"))
            {
              g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                           _("line %d of the text begins a ```%s block; a section has one, which "
                             "is changed in the form"), i + 1, text);
              return FALSE;
            }
        }
    }
  if (fence > 0)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                 _("the block that line %d of the text begins is not closed"), fence_line);

  return fence == 0;
}

GBytes *
fw_edit_splice (GBytes      *bytes,
                gsize        start,
                gsize        end,
                const char  *text,
                GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *head = g_strndup (data, MIN (length, 4096));
  g_autoptr(GString) middle = g_string_new (text);
  g_autoptr(GString) out = NULL;

  g_assert (start <= end && end <= length);
  if (g_str_equal (fw_edit_newline (head), "\r\n"))
    g_string_replace (middle, "\n", "\r\n", 0);
  if (length - (end - start) + middle->len > FW_MANUAL_MAX_SIZE)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("the manual would be larger than %d MiB"), FW_MANUAL_MAX_SIZE / (1024 * 1024));
      return NULL;
    }

  out = g_string_sized_new (length + middle->len);
  g_string_append_len (out, data, start);
  g_string_append_len (out, middle->str, middle->len);
  g_string_append_len (out, data + end, length - end);

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
