/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What `win.*` does for the owner of a manual.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"

static void
edit_rule_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  fw_editor_page_edit_rule (FW_WINDOW (user_data)->editor, NULL);
}

/* From the place of a finding. */
static void
edit_rule_of_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  fw_editor_page_edit_rule (FW_WINDOW (user_data)->editor, g_variant_get_string (parameter, NULL));
}

static void
new_rule_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  fw_editor_page_new_rule (FW_WINDOW (user_data)->editor);
}

static void
compare_versions_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  fw_editor_page_compare_versions (FW_WINDOW (user_data)->editor);
}

static void
publish_manual_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  fw_editor_page_publish_manual (FW_WINDOW (user_data)->editor);
}

static void
try_rule_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FwWindow *self = user_data;

  if (!fw_editor_page_try_rule (self->editor))
    fw_window_say (self, _("No rule is edited. {edit-rule} edits one."), FALSE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (FwWindow) self = user_data;
  g_autofree char *sentence = fw_rule_desk_undo_finish (FW_RULE_DESK (source), result, NULL);

  /* The desk has said what came of it. */
  fw_window_update_actions (self);
}

static void
undo_rule_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  FwRuleDesk *desk = fw_editor_page_get_desk (self->editor);

  if (desk != NULL)
    fw_rule_desk_undo_async (desk, undone_cb, g_object_ref (self));
}

void
fw_window_rule_said (FwWindow   *self,
                     const char *sentence,
                     gboolean    can_undo)
{
  fw_toaster_show (self->toaster, &(FwToast) { .sentence = sentence,
                                               .button = can_undo ? _("Undo") : NULL,
                                               .action = "win.undo-rule",
                                               .seconds = can_undo ? 8 : 5 });
  fw_compat_announce (GTK_WIDGET (self), sentence);
}

/* All of them ---------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { .name = "edit-rule", .activate = edit_rule_action },
  { .name = "edit-rule-of", .activate = edit_rule_of_action, .parameter_type = "s" },
  { .name = "new-rule", .activate = new_rule_action },
  { .name = "try-rule", .activate = try_rule_action },
  { .name = "undo-rule", .activate = undo_rule_action },
  { .name = "compare-versions", .activate = compare_versions_action },
  { .name = "publish-manual", .activate = publish_manual_action },
};

void
fw_window_install_manual_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
