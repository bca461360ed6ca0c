/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/rule-leave.h"

#include <glib/gi18n.h>

#include "app/compat.h"

typedef struct
{
  FwRuleDesk      *desk; /* (owned) */
  FwRuleLeaveFunc  func;
  gpointer         user_data;
} Leave;

static void
leave_free (gpointer data)
{
  Leave *leave = data;

  g_object_unref (leave->desk);
  g_free (leave);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Leave *leave = user_data;
  g_autofree char *sentence = fw_rule_desk_save_finish (leave->desk, result, NULL);

  /* The desk said itself what stands in the way. */
  leave->func (sentence != NULL, leave->user_data);
  leave_free (leave);
}

static void
answer_cb (const char *answer,
           gpointer    user_data)
{
  Leave *leave = user_data;

  /* Meanwhile it was saved by its key, or another manual came. */
  if (fw_rule_desk_get_form (leave->desk) == NULL)
    leave->func (TRUE, leave->user_data);
  else if (g_str_equal (answer, "save"))
    {
      Leave *copy = g_memdup2 (leave, sizeof *leave);

      g_object_ref (copy->desk);
      fw_rule_desk_save_async (leave->desk, saved_cb, copy);
    }
  else if (g_str_equal (answer, "stay"))
    leave->func (FALSE, leave->user_data);
  else
    {
      fw_rule_desk_end (leave->desk, g_str_equal (answer, "keep"));
      leave->func (TRUE, leave->user_data);
    }
}

static char *
dup_body (FwRuleDesk *desk)
{
  g_autofree char *obstacle = fw_rule_desk_dup_obstacle (desk);

  if (obstacle == NULL)
    return g_strdup (_("Kept for later, they are offered again the next time the manual is "
                       "opened on this computer."));
  return g_strdup_printf (_("They cannot be saved yet: %s\n\nKept for later, they are offered "
                            "again the next time the manual is opened on this computer."),
                          obstacle);
}

void
fw_rule_leave (GtkWindow       *parent,
               FwRuleDesk      *desk,
               FwRuleLeaveFunc  func,
               gpointer         user_data)
{
  g_return_if_fail (FW_IS_RULE_DESK (desk));
  g_return_if_fail (func != NULL);

  FwRuleForm *form = fw_rule_desk_get_form (desk);
  g_autofree char *obstacle = fw_rule_desk_dup_obstacle (desk);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  const FwResponse answers[] = {
    { "stay", _("Go On Editing"), FALSE, FALSE },
    { "discard", _("Give Up Changes"), FALSE, TRUE },
    { "keep", _("Keep for Later"), obstacle != NULL, FALSE },
    { "save", _("Save"), TRUE, FALSE },
  };
  Leave *leave;

  if (form == NULL || !fw_rule_desk_is_changed (desk))
    {
      fw_rule_desk_end (desk, FALSE);
      func (TRUE, user_data);
      return;
    }
  leave = g_new0 (Leave, 1);
  leave->desk = g_object_ref (desk);
  leave->func = func;
  leave->user_data = user_data;
  heading = g_strdup_printf (_("Changes to rule %s are not saved"), fw_rule_form_get_id (form));
  body = dup_body (desk);
  fw_compat_ask (parent, heading, body, answers, obstacle == NULL ? 4 : 3, answer_cb, leave,
                 leave_free);
}
