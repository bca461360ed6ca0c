/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Reads the numbers that other programs computed, from FW_SHARED_DIR.
 */

#include <glib.h>
#include <string.h>

/* Just enough JSON: a tree of values. */
typedef struct
{
  char       type; /* { [ " # or the first letter of true, false, null */
  double     number;
  char      *text;
  GPtrArray *items; /* values; in an object after their keys */
} Json;

static inline void
json_free (gpointer data)
{
  Json *self = data;

  g_free (self->text);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Json, json_free)

static inline Json *
json_parse (const char **at)
{
  Json *self = g_new0 (Json, 1);

  *at += strspn (*at, " \n\r\t,:");
  self->type = **at;

  if (self->type == '{' || self->type == '[')
    {
      self->items = g_ptr_array_new_with_free_func (json_free);
      for (++*at; *at += strspn (*at, " \n\r\t,:"), **at != '}' && **at != ']';)
        {
          g_assert_cmpint (**at, !=, '\0');
          g_ptr_array_add (self->items, json_parse (at));
        }
      ++*at;
    }
  else if (self->type == '"')
    {
      /* The files have no escapes that matter here. */
      const char *end = *at + 1;

      while (*end != '"')
        end += *end == '\\' ? 2 : 1;
      self->text = g_strndup (*at + 1, end - *at - 1);
      *at = end + 1;
    }
  else if (g_ascii_isalpha (self->type))
    {
      *at += strspn (*at, "truefalsn");
    }
  else
    {
      self->type = '#';
      self->number = g_ascii_strtod (*at, (char **) at);
    }

  return self;
}

static inline const Json *
json_get (const Json *self,
          const char *key)
{
  for (guint i = 0; i + 1 < self->items->len; i += 2)
    {
      if (g_strcmp0 (((Json *) self->items->pdata[i])->text, key) == 0)
        return self->items->pdata[i + 1];
    }

  g_error ("there is no “%s”", key);
}

static inline const Json *
json_at (const Json *self,
         guint       index)
{
  g_assert_cmpuint (index, <, self->items->len);
  return self->items->pdata[index];
}

static inline double
json_number (const Json *self,
             guint       index)
{
  return json_at (self, index)->number;
}

static inline Json *
load (const char *folder,
      const char *name)
{
  const char *shared = g_getenv ("FW_SHARED_DIR");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  const char *at;

  if (shared == NULL)
    return NULL;

  path = g_build_filename (shared, "data", "oracles", folder, name, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  at = text;
  return json_parse (&at);
}

static inline gboolean
skip_without (const Json *file)
{
  if (file != NULL)
    return FALSE;

  g_test_skip ("the shared data is not here (FW_SHARED_DIR)");
  return TRUE;
}
