/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/publish-plan.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FwPublishPlan
{
  FwManual     *manual;    /* (owned) */
  FwManual     *previous;  /* (owned) (nullable) */
  FwManualDiff *diff;      /* (owned) (nullable) */
  GPtrArray    *rows;      /* (element-type FwPublishRow) (owned) */
  char         *version;   /* (owned) (nullable) what a person set */
  char         *suggested; /* (owned) */
  const char   *reason;
  char         *date;      /* (owned) */
  char         *line;      /* (owned) */
};

static void
row_free (gpointer data)
{
  FwPublishRow *row = data;

  g_free (row->why);
  g_free (row);
}

/* The number -------------------------------------------------------------------- */

/* What counts most for the number of a version. */
static int
get_weight (FwChangeClass change)
{
  switch (change)
    {
    case FW_CHANGE_CLASS_REVERSE:
      return 3;
    case FW_CHANGE_CLASS_TIGHTEN:
    case FW_CHANGE_CLASS_ADD:
      return 2;
    case FW_CHANGE_CLASS_LOOSEN:
    case FW_CHANGE_CLASS_RETIRE:
      return 1;
    case FW_CHANGE_CLASS_NONE:
    case FW_CHANGE_CLASS_CLARIFY:
    default:
      return 0;
    }
}

static const char *
get_reason_words (FwChangeClass change)
{
  switch (change)
    {
    case FW_CHANGE_CLASS_REVERSE:
      return _("a rule says the other way round, so the first number goes up");
    case FW_CHANGE_CLASS_TIGHTEN:
      return _("a rule asks for more, so the second number goes up");
    case FW_CHANGE_CLASS_ADD:
      return _("a rule is new, so the second number goes up");
    case FW_CHANGE_CLASS_LOOSEN:
      return _("a rule asks for less, so the second number goes up");
    case FW_CHANGE_CLASS_RETIRE:
      return _("a rule is retired, so the second number goes up");
    case FW_CHANGE_CLASS_NONE:
    case FW_CHANGE_CLASS_CLARIFY:
    default:
      return _("nothing is asked that was not asked before, so the last number goes up");
    }
}

static void
suggest (FwPublishPlan *self)
{
  FwChangeClass largest = FW_CHANGE_CLASS_NONE;
  const char *own = fw_manual_get_version (self->manual);
  const char *before =
    self->previous != NULL ? fw_manual_get_version (self->previous) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const FwPublishRow *row = self->rows->pdata[i];

      if (get_weight (row->chosen) > get_weight (largest))
        largest = row->chosen;
    }
  g_free (self->suggested);
  if (before == NULL || fw_semver_compare (own, before) > 0)
    {
      /* The owner gave it a number already. */
      self->suggested = g_strdup (own);
      self->reason = before == NULL ? _("nothing was published before")
                                    : _("the manual says it itself");
      return;
    }
  self->suggested = fw_manual_next_version (before, largest);
  if (self->suggested == NULL)
    self->suggested = g_strdup (own);
  self->reason = get_reason_words (largest);
}

/* The plan ---------------------------------------------------------------------- */

static void
add_rows (FwPublishPlan *self)
{
  for (gsize i = 0; self->diff != NULL && i < fw_manual_diff_get_n (self->diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (self->diff, i);
      FwPublishRow *row;

      /* Prose that says the same is no news to anybody. */
      if (change->fate == FW_RULE_CHANGED
          && g_str_equal (change->before->rev, change->after->rev))
        continue;
      row = g_new0 (FwPublishRow, 1);
      row->change = change;
      row->can_choose = change->fate == FW_RULE_CHANGED;
      row->chosen = change->fate == FW_RULE_ADDED     ? FW_CHANGE_CLASS_ADD
                    : change->fate == FW_RULE_CHANGED ? fw_rule_change_get_class (change)
                                                      : FW_CHANGE_CLASS_RETIRE;
      if (row->can_choose && row->chosen == FW_CHANGE_CLASS_NONE)
        row->chosen = FW_CHANGE_CLASS_CLARIFY;
      row->why = g_strdup ("");
      g_ptr_array_add (self->rows, row);
    }
}

FwPublishPlan *
fw_publish_plan_new (FwManual *manual,
                     FwManual *previous)
{
  g_return_val_if_fail (manual != NULL, NULL);

  FwPublishPlan *self = g_new0 (FwPublishPlan, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->manual = fw_manual_ref (manual);
  if (previous != NULL)
    {
      self->previous = fw_manual_ref (previous);
      self->diff = fw_manual_diff_new (previous, manual);
    }
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->date = g_date_time_format (now, "%Y-%m-%d");
  self->line = g_strdup ("");
  add_rows (self);
  suggest (self);
  return self;
}

FwPublishPlan *
fw_publish_plan_copy (const FwPublishPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwPublishPlan *copy = g_new0 (FwPublishPlan, 1);

  *copy = *self;
  copy->manual = fw_manual_ref (self->manual);
  if (self->previous != NULL)
    {
      copy->previous = fw_manual_ref (self->previous);
      copy->diff = fw_manual_diff_ref (self->diff);
    }
  copy->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      FwPublishRow *row = g_memdup2 (self->rows->pdata[i], sizeof *row);

      row->why = g_strdup (row->why);
      g_ptr_array_add (copy->rows, row);
    }
  copy->version = g_strdup (self->version);
  copy->suggested = g_strdup (self->suggested);
  copy->date = g_strdup (self->date);
  copy->line = g_strdup (self->line);
  return copy;
}

void
fw_publish_plan_free (FwPublishPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->diff, fw_manual_diff_unref);
  g_clear_pointer (&self->previous, fw_manual_unref);
  fw_manual_unref (self->manual);
  g_ptr_array_unref (self->rows);
  g_free (self->version);
  g_free (self->suggested);
  g_free (self->date);
  g_free (self->line);
  g_free (self);
}

FwManual *
fw_publish_plan_get_manual (const FwPublishPlan *self)
{
  return self->manual;
}

FwManual *
fw_publish_plan_get_previous (const FwPublishPlan *self)
{
  return self->previous;
}

FwManualDiff *
fw_publish_plan_get_diff (const FwPublishPlan *self)
{
  return self->diff;
}

guint
fw_publish_plan_get_n (const FwPublishPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

const FwPublishRow *
fw_publish_plan_get (const FwPublishPlan *self,
                     guint                index)
{
  g_return_val_if_fail (self != NULL && index < self->rows->len, NULL);

  return self->rows->pdata[index];
}

void
fw_publish_plan_choose (FwPublishPlan *self,
                        guint          index,
                        FwChangeClass  change)
{
  g_return_if_fail (self != NULL && index < self->rows->len);

  FwPublishRow *row = self->rows->pdata[index];

  if (!row->can_choose)
    return;
  row->chosen = change;
  suggest (self);
}

static void
set_text (char       **text,
          const char  *to)
{
  g_free (*text);
  *text = g_strstrip (g_strdup (to));
}

void
fw_publish_plan_set_why (FwPublishPlan *self,
                         guint          index,
                         const char    *why)
{
  g_return_if_fail (self != NULL && index < self->rows->len && why != NULL);

  set_text (&((FwPublishRow *) self->rows->pdata[index])->why, why);
}

const char *
fw_publish_plan_get_version (const FwPublishPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version != NULL ? self->version : self->suggested;
}

void
fw_publish_plan_set_version (FwPublishPlan *self,
                             const char    *version)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->version, g_free);
  if (version != NULL && version[strspn (version, " ")] != '\0')
    set_text (&self->version, version);
}

const char *
fw_publish_plan_get_reason (const FwPublishPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason;
}

const char *
fw_publish_plan_get_date (const FwPublishPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->date;
}

void
fw_publish_plan_set_date (FwPublishPlan *self,
                          const char    *date)
{
  g_return_if_fail (self != NULL && date != NULL);

  set_text (&self->date, date);
}

void
fw_publish_plan_set_line (FwPublishPlan *self,
                          const char    *line)
{
  g_return_if_fail (self != NULL && line != NULL);

  set_text (&self->line, line);
}

GBytes *
fw_publish_plan_prepare (const FwPublishPlan  *self,
                         GError              **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree FwReleaseChange *changes = g_new0 (FwReleaseChange, self->rows->len + 1);
  FwRelease release = {
    .version = fw_publish_plan_get_version (self),
    .date = self->date,
    .line = self->line,
    .changes = changes,
    .n_changes = self->rows->len,
  };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const FwPublishRow *row = self->rows->pdata[i];

      changes[i].rule = fw_rule_change_get_id (row->change);
      changes[i].change = row->chosen;
      changes[i].why = row->why;
    }
  return fw_manual_prepare (self->manual, self->previous, &release, error);
}
