/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/rule-draft.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"

#define DRAFT    "draft"
#define CHANGES  "changes"
/* Keys, names and texts of one rule; what is larger is none of ours. */
#define MAX_SIZE (1024 * 1024)
#define MAX_CHANGES 200

char *
fw_rule_draft_path_for (const char *manual_path)
{
  g_return_val_if_fail (manual_path != NULL, NULL);

  g_autofree char *full = g_canonicalize_filename (manual_path, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);
  g_autofree char *name = g_strdup_printf ("%.32s.ini", sum);

  return g_build_filename (g_get_user_state_dir (), "framewright", "drafts", name, NULL);
}

void
fw_rule_draft_free (FwRuleDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self->after);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

FwRuleDraft *
fw_rule_draft_load (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (FwRuleDraft) self = g_new0 (FwRuleDraft, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GStatBuf info;
  int n;

  self->texts = g_ptr_array_new_with_free_func (g_free);
  if (g_stat (path, &info) != 0 || info.st_size > MAX_SIZE
      || !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  self->rule = g_key_file_get_string (file, DRAFT, "rule", NULL);
  self->is_new = g_key_file_get_boolean (file, DRAFT, "new", NULL);
  self->after = g_key_file_get_string (file, DRAFT, "after", NULL);
  self->time = g_key_file_get_int64 (file, DRAFT, "time", NULL);
  n = g_key_file_get_integer (file, DRAFT, "changes", NULL);
  for (int i = 0; i < CLAMP (n, 0, MAX_CHANGES); i++)
    {
      static const char *const parts[] = { "key", "name", "text" };
      g_autofree char *texts[3] = { NULL, NULL, NULL };

      for (int part = 0; part < 3; part++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%d", parts[part], i);

          texts[part] = g_key_file_get_string (file, CHANGES, name, NULL);
        }
      if (texts[0] == NULL || texts[1] == NULL || texts[2] == NULL)
        return NULL;
      for (int part = 0; part < 3; part++)
        g_ptr_array_add (self->texts, g_steal_pointer (&texts[part]));
    }
  if (self->rule == NULL || self->texts->len == 0)
    return NULL;
  return g_steal_pointer (&self);
}

typedef struct
{
  GKeyFile *file;
  int       n;
} Writer;

static void
put (Writer     *self,
     const char *part,
     const char *text)
{
  g_autofree char *name = g_strdup_printf ("%s-%d", part, self->n);

  g_key_file_set_string (self->file, CHANGES, name, text);
}

static void
put_change (const char *key,
            const char *name,
            const char *text,
            gpointer    user_data)
{
  Writer *self = user_data;
  /* No name at all, and the name "" of a whole map, are not the same. */
  g_autofree char *marked = name != NULL ? g_strconcat (".", name, NULL) : g_strdup ("");

  put (self, "key", key);
  put (self, "name", marked);
  put (self, "text", text);
  self->n++;
}

gboolean
fw_rule_draft_save (const FwRuleForm  *form,
                    const char        *path,
                    GError           **error)
{
  g_return_val_if_fail (form != NULL && path != NULL, FALSE);

  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = NULL;
  Writer writer = { file, 0 };

  g_key_file_set_string (file, DRAFT, "rule", fw_rule_form_get_id (form));
  g_key_file_set_boolean (file, DRAFT, "new", fw_rule_form_is_new (form));
  if (fw_rule_form_get_after (form) != NULL)
    g_key_file_set_string (file, DRAFT, "after", fw_rule_form_get_after (form));
  g_key_file_set_int64 (file, DRAFT, "time", g_get_real_time () / G_USEC_PER_SEC);
  fw_rule_form_foreach_change (form, put_change, &writer);
  g_key_file_set_integer (file, DRAFT, "changes", writer.n);
  data = g_key_file_to_data (file, NULL, NULL);
  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"),
                   folder, g_strerror (code));
      return FALSE;
    }
  return g_file_set_contents_full (path, data, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void
fw_rule_draft_remove (const char *path)
{
  g_return_if_fail (path != NULL);

  g_unlink (path);
}

FwRuleForm *
fw_rule_draft_open (const FwRuleDraft  *self,
                    FwManual           *manual,
                    GError            **error)
{
  g_return_val_if_fail (self != NULL && manual != NULL, NULL);

  const char *after = self->after != NULL && fw_manual_find_rule (manual, self->after) != NULL
                        ? self->after
                        : NULL;
  FwRuleForm *form = self->is_new ? fw_rule_form_new_rule (manual, after, error)
                                  : fw_rule_form_new (manual, self->rule);

  if (form == NULL && !self->is_new)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                 _("Rule %s is not in the manual any more."), self->rule);
  for (guint i = 0; form != NULL && i + 2 < self->texts->len; i += 3)
    {
      const char *name = self->texts->pdata[i + 1];

      fw_rule_form_set (form, self->texts->pdata[i], name[0] == '.' ? name + 1 : NULL,
                        self->texts->pdata[i + 2]);
    }
  return form;
}
