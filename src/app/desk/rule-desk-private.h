/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwRuleDesk: rule-desk.c (the form and its checks),
 * rule-desk-save.c (writing and taking back), rule-desk-trial.c (trying).
 */

#include "app/desk/rule-desk.h"
#include "app/desk/trial-job.h"

G_BEGIN_DECLS

struct _FwRuleDesk
{
  GObject       parent_instance;

  FwProject    *project;     /* (owned) */
  char         *path;        /* (owned) (nullable) of the manual that is edited */
  char         *draft_path;  /* (owned) (nullable) */
  char         *lock;        /* (owned) (nullable) why the manual is not to be changed */
  FwRuleForm   *form;        /* (owned) (nullable) */
  FwRuleDraft  *draft;       /* (owned) (nullable) */
  gboolean      is_stale;
  gpointer      place;       /* the view that shows the form */

  /* Checks. */
  FwRuleNotes  *notes;       /* (owned) (nullable) */
  guint         serial;      /* counts what changed the form */
  guint         checked;     /* of the form that @notes are about */
  guint         check_timer;
  struct _FwRuleCheck *running; /* (nullable) with the thread, and its task's */
  GTask        *save_task;   /* (owned) (nullable) waits for the check */
  gboolean      is_saving;

  /* The last save. */
  GBytes       *undo_bytes;  /* (owned) (nullable) what was there before */
  char         *undo_sha256; /* (owned) (nullable) of what was written */
  char         *undo_path;   /* (owned) (nullable) */
  char         *undo_rule;   /* (owned) (nullable) */
  char         *own_sha256;  /* (owned) (nullable) of what this person wrote last */

  /* The trial. */
  FwRuleTrial  *trial;       /* (owned) (nullable) */
  guint         tried;       /* serial of the form that @trial is about */
  FwTrialJob   *trying;      /* (owned) (nullable) */
  guint         trying_serial;
  gint64        trying_since_us;
  char         *trouble;     /* (owned) (nullable) */
  gboolean      wants_trial; /* when the check is through */
  gboolean      is_live;     /* tries again after each change */
};

/* rule-desk.c */
/* Another form, or none; takes @form. */
void fw_rule_desk_take_form   (FwRuleDesk *self,
                               FwRuleForm *form);
/* Checks at once, unless the notes fit. */
void fw_rule_desk_check_now   (FwRuleDesk *self);
void fw_rule_desk_tell_trial  (FwRuleDesk *self);

/* rule-desk-save.c */
/* Goes on with a save that waited for the check. */
void fw_rule_desk_go_on_saving (FwRuleDesk *self);

/* rule-desk-trial.c */
/* Goes on with a trial that waited for the check. */
void fw_rule_desk_go_on_trying (FwRuleDesk *self);

G_END_DECLS
