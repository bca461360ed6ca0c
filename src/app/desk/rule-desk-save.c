/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A save waits for the check of what was typed last; what is written is what
 * the linter read. The bytes from before stay at hand for Undo.
 */

#include "app/desk/rule-desk-private.h"

#include <glib/gi18n.h>

#include "core/error.h"
#include "rules/manual-save.h"

typedef struct
{
  GFile    *file;    /* (owned) */
  GBytes   *bytes;   /* (owned) to be written */
  char     *sha256;  /* (owned) of what has to be there */
  FwManual *manual;  /* (owned) (nullable) of @bytes */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->file);
  g_bytes_unref (save->bytes);
  g_free (save->sha256);
  g_clear_pointer (&save->manual, fw_manual_unref);
  g_free (save);
}

static void
save_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (save->manual == NULL)
    save->manual = fw_manual_new_from_bytes (save->bytes, &error);
  if (save->manual != NULL && fw_manual_save (save->file, save->bytes, save->sha256, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_save (FwRuleDesk          *self,
          Save                *save,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  self->is_saving = TRUE;
  g_task_run_in_thread (task, save_thread);
}

/* Saving ------------------------------------------------------------------------- */

static void
remember_undo (FwRuleDesk *self,
               FwManual   *after)
{
  FwManual *before = fw_rule_form_get_manual (self->form);

  g_clear_pointer (&self->undo_bytes, g_bytes_unref);
  g_free (self->undo_sha256);
  g_free (self->undo_path);
  g_free (self->undo_rule);
  self->undo_bytes = g_bytes_ref (fw_manual_get_bytes (before));
  self->undo_sha256 = g_strdup (fw_manual_get_sha256 (after));
  self->undo_path = g_strdup (self->path);
  self->undo_rule = g_strdup (fw_rule_form_get_id (self->form));
}

/* Puts in force what was just written, as this person's own. */
static void
put_in_force (FwRuleDesk *self,
              FwManual   *manual)
{
  g_free (self->own_sha256);
  self->own_sha256 = g_strdup (fw_manual_get_sha256 (manual));
  fw_project_set_manual (self->project, manual);
}

const char *
fw_rule_desk_get_own (FwRuleDesk     *self,
                      const FwManual *manual)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);
  g_return_val_if_fail (manual != NULL, NULL);

  return g_strcmp0 (self->own_sha256, fw_manual_get_sha256 (manual)) == 0 ? self->undo_rule : NULL;
}

/* Reading it again tells what somebody else wrote, and makes the form stale. */
static void
reread_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!fw_project_load_manual_finish (FW_PROJECT (object), result, &error))
    g_info ("the manual cannot be read again: %s", error->message);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  FwRuleDesk *self = FW_RULE_DESK (object);
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (FwManual) manual = NULL;

  self->is_saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) && self->form != NULL)
        fw_project_load_manual_async (self->project, self->path, NULL, reread_cb, NULL);
      fw_rule_desk_say (self, error->message, FALSE);
      g_task_return_error (task, error);
      return;
    }
  /* The form went away while its bytes were on their way to the disk. */
  if (self->form == NULL)
    {
      g_task_return_pointer (task, g_strdup (_("Saved.")), g_free);
      return;
    }
  manual = fw_manual_ref (save->manual);
  sentence = g_strdup_printf (_("Rule %s saved"), fw_rule_form_get_id (self->form));
  remember_undo (self, manual);
  fw_rule_desk_end (self, FALSE);
  put_in_force (self, manual);
  fw_rule_desk_say (self, sentence, TRUE);
  g_task_return_pointer (task, g_steal_pointer (&sentence), g_free);
}

void
fw_rule_desk_go_on_saving (FwRuleDesk *self)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *obstacle = NULL;
  Save *save;

  if (self->save_task == NULL || !fw_rule_desk_is_checked (self))
    return;
  task = g_steal_pointer (&self->save_task);
  obstacle = fw_rule_desk_dup_obstacle (self);
  if (obstacle != NULL)
    {
      fw_rule_desk_say (self, obstacle, FALSE);
      g_task_return_new_error (task, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED, "%s", obstacle);
      return;
    }
  save = g_new0 (Save, 1);
  save->file = g_file_new_for_path (self->path);
  save->bytes = g_bytes_ref (self->notes->bytes);
  save->manual = fw_manual_ref (self->notes->manual);
  save->sha256 = g_strdup (fw_manual_get_sha256 (fw_rule_form_get_manual (self->form)));
  run_save (self, save, saved_cb, g_steal_pointer (&task));
}

void
fw_rule_desk_save_async (FwRuleDesk          *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));
  g_return_if_fail (self->form != NULL);

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->save_task != NULL || self->is_saving)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                               _("This is being saved already."));
      return;
    }
  self->save_task = g_steal_pointer (&task);
  if (fw_rule_desk_is_checked (self))
    fw_rule_desk_go_on_saving (self);
  else
    fw_rule_desk_check_now (self);
}

char *
fw_rule_desk_save_finish (FwRuleDesk    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Taking back -------------------------------------------------------------------- */

gboolean
fw_rule_desk_can_undo (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  return self->undo_bytes != NULL && !self->is_saving;
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwRuleDesk *self = FW_RULE_DESK (object);
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  char *sentence;

  self->is_saving = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      sentence = g_strdup_printf (_("Rule %s is as it was before"), self->undo_rule);
      g_clear_pointer (&self->undo_bytes, g_bytes_unref);
      if (g_strcmp0 (fw_project_get_manual_path (self->project), self->undo_path) == 0)
        put_in_force (self, save->manual);
      fw_rule_desk_say (self, sentence, FALSE);
      g_task_return_pointer (task, sentence, g_free);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                           _("The manual was changed again meanwhile, so this is not taken back. "
                             "Edit the rule to change it."));
    }
  fw_rule_desk_say (self, error->message, FALSE);
  g_task_return_error (task, error);
}

void
fw_rule_desk_undo_async (FwRuleDesk          *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Save *save;

  if (!fw_rule_desk_can_undo (self))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                               _("There is nothing to take back."));
      return;
    }
  save = g_new0 (Save, 1);
  save->file = g_file_new_for_path (self->undo_path);
  save->bytes = g_bytes_ref (self->undo_bytes);
  save->sha256 = g_strdup (self->undo_sha256);
  run_save (self, save, undone_cb, g_steal_pointer (&task));
}

char *
fw_rule_desk_undo_finish (FwRuleDesk    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return fw_rule_desk_save_finish (self, result, error);
}
