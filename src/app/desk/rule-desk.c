/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The form is changed on the main thread and copied for each check. There is
 * one check at a time; what is typed meanwhile is checked after it. The thread
 * that checks also keeps the draft, so both cost the person nothing.
 */

#include "app/desk/rule-desk-private.h"

#include <glib/gi18n.h>

#include "core/error.h"
#include "rules/manual-save.h"

#define CHECK_MS 200

enum
{
  FORM_CHANGED,
  EDITED,
  CHECKED,
  TRIAL_CHANGED,
  STALE_CHANGED,
  DRAFT_CHANGED,
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwRuleDesk, fw_rule_desk, G_TYPE_OBJECT)

/* Checking ----------------------------------------------------------------------- */

typedef struct _FwRuleCheck
{
  FwRuleForm  *form;       /* (owned) a copy */
  guint        serial;
  char        *draft_path; /* (owned) */
  gboolean     is_changed; /* there is something to keep */
  gboolean     is_revoked; /* under the lock: what becomes of the draft was decided meanwhile */
  FwRuleNotes *notes;      /* (owned) (nullable) result */
} Check;

/* Of the drafts on disk: held while one is written or taken away. */
static GMutex draft_lock;

static void
check_free (Check *check)
{
  fw_rule_form_free (check->form);
  g_free (check->draft_path);
  fw_rule_notes_free (check->notes);
  g_free (check);
}

static void
check_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Check *check = task_data;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&draft_lock);
  if (!check->is_revoked && !check->is_changed)
    fw_rule_draft_remove (check->draft_path);
  else if (!check->is_revoked && !fw_rule_draft_save (check->form, check->draft_path, &error))
    g_info ("the draft is not kept: %s", error->message);
  g_mutex_unlock (&draft_lock);
  check->notes = fw_rule_notes_new (check->form);
  g_task_return_boolean (task, TRUE);
}

static void start_check (FwRuleDesk *self);

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwRuleDesk *self = FW_RULE_DESK (object);
  Check *check = g_task_get_task_data (G_TASK (result));

  self->running = NULL;
  if (self->form == NULL)
    return;
  if (check->serial != self->serial)
    {
      if (self->check_timer == 0)
        start_check (self);
      return;
    }
  g_clear_pointer (&self->notes, fw_rule_notes_free);
  self->notes = g_steal_pointer (&check->notes);
  self->checked = check->serial;
  g_signal_emit (self, signals[CHECKED], 0);
  if (self->form != NULL)
    fw_rule_desk_go_on_saving (self);
  if (self->form != NULL)
    fw_rule_desk_go_on_trying (self);
}

static void
start_check (FwRuleDesk *self)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_clear_handle_id (&self->check_timer, g_source_remove);
  if (self->running != NULL || self->form == NULL)
    return;
  check = g_new0 (Check, 1);
  self->running = check;
  check->form = fw_rule_form_copy (self->form);
  check->serial = self->serial;
  check->draft_path = g_strdup (self->draft_path);
  check->is_changed = fw_rule_desk_is_changed (self);
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, check_thread);
}

static gboolean
check_timer_cb (gpointer user_data)
{
  FwRuleDesk *self = user_data;

  self->check_timer = 0;
  start_check (self);
  return G_SOURCE_REMOVE;
}

void
fw_rule_desk_check_now (FwRuleDesk *self)
{
  if (!fw_rule_desk_is_checked (self))
    start_check (self);
}

/* The form ----------------------------------------------------------------------- */

static void
set_stale (FwRuleDesk *self,
           gboolean    is_stale)
{
  if (self->is_stale == is_stale)
    return;
  self->is_stale = is_stale;
  g_signal_emit (self, signals[STALE_CHANGED], 0);
}

void
fw_rule_desk_take_form (FwRuleDesk *self,
                        FwRuleForm *form)
{
  g_clear_handle_id (&self->check_timer, g_source_remove);
  g_clear_pointer (&self->form, fw_rule_form_free);
  g_clear_pointer (&self->notes, fw_rule_notes_free);
  self->form = form;
  self->serial++;
  set_stale (self, FALSE);
  fw_rule_desk_drop_trial (self);
  g_signal_emit (self, signals[FORM_CHANGED], 0);
  if (form != NULL)
    start_check (self);
}

/* What was edited before is gone by now, or kept as a draft. */
static void
begin (FwRuleDesk *self,
       FwRuleForm *form)
{
  g_free (self->path);
  g_free (self->draft_path);
  self->path = g_strdup (fw_project_get_manual_path (self->project));
  /* One look at the file when editing begins: better than at the end. */
  g_free (self->lock);
  self->lock = fw_manual_dup_lock (self->path);
  self->draft_path = fw_rule_draft_path_for (self->path);
  g_clear_pointer (&self->draft, fw_rule_draft_free);
  g_signal_emit (self, signals[DRAFT_CHANGED], 0);
  fw_rule_desk_take_form (self, form);
}

gboolean
fw_rule_desk_begin (FwRuleDesk  *self,
                    const char  *id,
                    GError     **error)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);
  g_return_val_if_fail (id != NULL && self->form == NULL, FALSE);

  FwManual *manual = fw_project_get_manual (self->project);
  FwRuleForm *form = manual != NULL ? fw_rule_form_new (manual, id) : NULL;

  if (form == NULL)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("Rule %s is not in the manual any more."), id);
      return FALSE;
    }
  begin (self, form);
  return TRUE;
}

gboolean
fw_rule_desk_begin_new (FwRuleDesk  *self,
                        const char  *after,
                        GError     **error)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);
  g_return_val_if_fail (self->form == NULL, FALSE);

  FwManual *manual = fw_project_get_manual (self->project);
  FwRuleForm *form = NULL;

  if (manual != NULL)
    form = fw_rule_form_new_rule (manual, after, error);
  else
    g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                         _("There is no manual to add a rule to."));
  if (form != NULL)
    begin (self, form);
  return form != NULL;
}

FwProject *
fw_rule_desk_get_project (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->project;
}

FwRuleForm *
fw_rule_desk_get_form (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->form;
}

void
fw_rule_desk_set (FwRuleDesk *self,
                  const char *key,
                  const char *name,
                  const char *text)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));
  g_return_if_fail (self->form != NULL);

  if (g_str_equal (fw_rule_form_get (self->form, key, name), text))
    return;
  fw_rule_form_set (self->form, key, name, text);
  self->serial++;
  g_clear_handle_id (&self->check_timer, g_source_remove);
  self->check_timer = g_timeout_add (CHECK_MS, check_timer_cb, self);
  g_signal_emit (self, signals[EDITED], 0);
}

void
fw_rule_desk_set_place (FwRuleDesk *self,
                        gpointer    place)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  if (self->place == place)
    return;
  self->place = place;
  g_signal_emit (self, signals[FORM_CHANGED], 0);
}

gpointer
fw_rule_desk_get_place (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->place;
}

/* A new rule of which nothing was typed is nothing to lose. */
static void
count_change_cb (const char *key,
                 const char *name,
                 const char *text,
                 gpointer    user_data)
{
  *(guint *) user_data += text[0] != '\0' ? 1 : 0;
}

gboolean
fw_rule_desk_is_changed (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  guint n = 0;

  if (self->form == NULL || !fw_rule_form_is_changed (self->form))
    return FALSE;
  if (!fw_rule_form_is_new (self->form))
    return TRUE;
  fw_rule_form_foreach_change (self->form, count_change_cb, &n);
  return n > 0;
}

/* The last word about the draft: @form (nullable) is kept, whatever a check still writes. */
static gboolean
settle_draft (FwRuleDesk *self,
              FwRuleForm *form)
{
  gboolean is_kept = FALSE;

  g_mutex_lock (&draft_lock);
  if (self->running != NULL)
    self->running->is_revoked = TRUE;
  if (form != NULL)
    is_kept = fw_rule_draft_save (form, self->draft_path, NULL);
  else
    fw_rule_draft_remove (self->draft_path);
  g_mutex_unlock (&draft_lock);
  return is_kept;
}

void
fw_rule_desk_end (FwRuleDesk *self,
                  gboolean    keep)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  gboolean is_kept = keep && fw_rule_desk_is_changed (self);

  if (self->form == NULL)
    return;
  if (settle_draft (self, is_kept ? self->form : NULL))
    self->draft = fw_rule_draft_load (self->draft_path);
  fw_rule_desk_take_form (self, NULL);
  if (self->draft != NULL)
    g_signal_emit (self, signals[DRAFT_CHANGED], 0);
}

/* What is said about it ------------------------------------------------------------ */

FwRuleNotes *
fw_rule_desk_get_notes (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->notes;
}

gboolean
fw_rule_desk_is_checked (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  return self->notes != NULL && self->checked == self->serial;
}

char *
fw_rule_desk_dup_obstacle (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  if (self->lock != NULL)
    return g_strdup (self->lock);
  if (self->form == NULL || !fw_rule_form_is_changed (self->form))
    return g_strdup (_("Nothing is changed."));
  if (self->is_stale)
    return g_strdup (_("The manual was changed by somebody else. Reload it first; your changes "
                       "stay."));
  if (self->notes == NULL)
    return g_strdup (_("Reading what you wrote…"));
  if (self->notes->n_obstacles == 0)
    return NULL;
  for (guint i = 0; i < self->notes->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (self->notes->notes, FwRuleNote, i);

      if (note->severity == FW_SEVERITY_ERROR && note->is_new && self->notes->n_obstacles == 1)
        return g_strdup (note->text);
    }
  return g_strdup_printf (ngettext ("%u thing has to be put right first.",
                                    "%u things have to be put right first.",
                                    self->notes->n_obstacles),
                          self->notes->n_obstacles);
}

const char *
fw_rule_desk_get_lock (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->lock;
}

/* Somebody else ------------------------------------------------------------------ */

gboolean
fw_rule_desk_is_stale (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);

  return self->is_stale;
}

static char *
dup_reload_words (GPtrArray *both)
{
  g_autofree char *list = NULL;

  if (both->len == 0)
    return g_strdup (_("Reloaded. Your changes are still here."));
  g_ptr_array_add (both, NULL);
  list = g_strjoinv (", ", (char **) both->pdata);
  return g_strdup_printf (_("Reloaded. These were changed there too, and say what you wrote: %s."),
                          list);
}

gboolean
fw_rule_desk_reload (FwRuleDesk  *self,
                     char       **out_say,
                     GError     **error)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);
  g_return_val_if_fail (self->form != NULL && out_say != NULL, FALSE);

  FwManual *manual = fw_project_get_manual (self->project);
  g_autoptr (GPtrArray) both = NULL;
  FwRuleForm *form =
    manual != NULL ? fw_rule_form_rebase (self->form, manual, &both, error) : NULL;

  if (form == NULL)
    return FALSE;
  *out_say = dup_reload_words (both);
  fw_rule_desk_take_form (self, form);
  return TRUE;
}

static void
look_for_draft (FwRuleDesk *self)
{
  const char *path = fw_project_get_manual_path (self->project);
  g_autofree char *draft_path = path != NULL ? fw_rule_draft_path_for (path) : NULL;

  if (self->form != NULL || g_strcmp0 (draft_path, self->draft_path) == 0)
    return;
  g_free (self->draft_path);
  self->draft_path = g_steal_pointer (&draft_path);
  g_clear_pointer (&self->draft, fw_rule_draft_free);
  /* A small file, once for each manual. */
  if (self->draft_path != NULL)
    self->draft = fw_rule_draft_load (self->draft_path);
  g_signal_emit (self, signals[DRAFT_CHANGED], 0);
}

static void
manual_cb (FwRuleDesk *self)
{
  FwManual *manual = fw_project_get_manual (self->project);

  /* Another manual altogether: the change waits until its own comes back. */
  if (self->form != NULL
      && g_strcmp0 (fw_project_get_manual_path (self->project), self->path) != 0)
    fw_rule_desk_end (self, TRUE);
  if (self->form != NULL && manual != NULL)
    set_stale (self, !g_str_equal (fw_manual_get_sha256 (manual),
                                   fw_manual_get_sha256 (fw_rule_form_get_manual (self->form))));
  look_for_draft (self);
}

/* Drafts ------------------------------------------------------------------------- */

const FwRuleDraft *
fw_rule_desk_get_draft (FwRuleDesk *self)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), NULL);

  return self->draft;
}

gboolean
fw_rule_desk_open_draft (FwRuleDesk  *self,
                         GError     **error)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (self), FALSE);
  g_return_val_if_fail (self->draft != NULL && self->form == NULL, FALSE);

  FwManual *manual = fw_project_get_manual (self->project);
  FwRuleForm *form = manual != NULL ? fw_rule_draft_open (self->draft, manual, error) : NULL;

  if (form != NULL)
    begin (self, form);
  return form != NULL;
}

void
fw_rule_desk_discard_draft (FwRuleDesk *self)
{
  g_return_if_fail (FW_IS_RULE_DESK (self));

  if (self->draft == NULL)
    return;
  settle_draft (self, NULL);
  g_clear_pointer (&self->draft, fw_rule_draft_free);
  g_signal_emit (self, signals[DRAFT_CHANGED], 0);
}

/* Object ------------------------------------------------------------------------- */

void
fw_rule_desk_tell_trial (FwRuleDesk *self)
{
  g_signal_emit (self, signals[TRIAL_CHANGED], 0);
}

void
fw_rule_desk_say (FwRuleDesk *self,
                  const char *sentence,
                  gboolean    can_undo)
{
  g_signal_emit (self, signals[SAID], 0, sentence, can_undo);
}

static void
fw_rule_desk_dispose (GObject *object)
{
  FwRuleDesk *self = FW_RULE_DESK (object);

  g_clear_handle_id (&self->check_timer, g_source_remove);
  fw_rule_desk_stop_trial (self);
  g_clear_pointer (&self->form, fw_rule_form_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_rule_desk_parent_class)->dispose (object);
}

static void
fw_rule_desk_finalize (GObject *object)
{
  FwRuleDesk *self = FW_RULE_DESK (object);

  g_clear_pointer (&self->notes, fw_rule_notes_free);
  g_clear_pointer (&self->draft, fw_rule_draft_free);
  g_clear_pointer (&self->trial, fw_rule_trial_free);
  g_clear_pointer (&self->undo_bytes, g_bytes_unref);
  g_free (self->undo_sha256);
  g_free (self->undo_path);
  g_free (self->undo_rule);
  g_free (self->own_sha256);
  g_free (self->trouble);
  g_free (self->path);
  g_free (self->draft_path);
  g_free (self->lock);

  G_OBJECT_CLASS (fw_rule_desk_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, FW_TYPE_RULE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
fw_rule_desk_class_init (FwRuleDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_rule_desk_finalize;

  signals[FORM_CHANGED] = new_signal ("form-changed");
  signals[EDITED] = new_signal ("edited");
  signals[CHECKED] = new_signal ("checked");
  signals[TRIAL_CHANGED] = new_signal ("trial-changed");
  signals[STALE_CHANGED] = new_signal ("stale-changed");
  signals[DRAFT_CHANGED] = new_signal ("draft-changed");
  signals[SAID] = g_signal_new ("said", FW_TYPE_RULE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
fw_rule_desk_init (FwRuleDesk *self)
{
}

FwRuleDesk *
fw_rule_desk_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (fw_project_get_session (project) != NULL, NULL);

  FwRuleDesk *self = g_object_new (FW_TYPE_RULE_DESK, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify::manual", G_CALLBACK (manual_cb), self,
                           G_CONNECT_SWAPPED);
  look_for_draft (self);
  return self;
}
