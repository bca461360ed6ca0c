/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the owner of a manual does in the pane where it is read. While a rule
 * is edited its form stands in place of the text; afterwards the text is where
 * the rule is.
 */

#include "app/panels/manual-panel-private.h"

#include <glib/gi18n.h>

#include "app/desk/desk-page.h"
#include "app/desk/draft-bar.h"
#include "app/manual/manual-page.h"

static FwDeskPage *
get_desk (FwManualPanel *self)
{
  return FW_DESK_PAGE (self->desk);
}

/* The rule that is read, or the last one before the place; NULL: none. */
static const char *
find_rule (FwManualPanel *self)
{
  FwManualBook *book = self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
  gsize n = 0;
  const FwChapter *chapters = book != NULL ? fw_manual_book_get_chapters (book, &n) : NULL;
  int current = fw_manual_page_get_current (FW_MANUAL_PAGE (self->page));

  for (int i = MIN (current, (int) n - 1); i >= 0; i--)
    if (chapters[i].rule != NULL)
      return chapters[i].rule->id;
  for (gsize i = 0; i < n; i++)
    if (chapters[i].rule != NULL)
      return chapters[i].rule->id;
  return NULL;
}

void
fw_manual_panel_edit (FwManualPanel *self,
                      const char    *rule)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  const char *id = rule != NULL && rule[0] != '\0' ? rule : find_rule (self);

  if (id != NULL)
    fw_desk_page_edit (get_desk (self), id);
  else if (self->shelf != NULL)
    fw_rule_desk_say (fw_manual_shelf_get_desk (self->shelf), _("There is no rule here to edit."),
                      FALSE);
}

void
fw_manual_panel_new_rule (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  fw_desk_page_edit_new (get_desk (self), find_rule (self));
}

void
fw_manual_panel_compare (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  fw_desk_page_compare (get_desk (self));
}

void
fw_manual_panel_publish (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  fw_desk_page_publish (get_desk (self));
}

gboolean
fw_manual_panel_is_at_desk (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  return fw_desk_page_is_open (get_desk (self));
}

void
fw_manual_panel_take_over (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  fw_desk_page_take_over (get_desk (self));
}

gboolean
fw_manual_panel_leave_desk (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  gboolean is_open = fw_manual_panel_is_at_desk (self);

  if (is_open)
    fw_desk_page_leave (get_desk (self));
  return is_open;
}

gboolean
fw_manual_panel_save_rule (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  return fw_desk_page_save (get_desk (self));
}

gboolean
fw_manual_panel_try_rule (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  return fw_desk_page_try (get_desk (self));
}

/* Showing ------------------------------------------------------------------------ */

/* Back to the rule's place; what was just saved comes with the next book. */
static void
show_edited (FwManualPanel *self)
{
  g_autofree char *rule = g_steal_pointer (&self->edited);
  FwManualBook *book = self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
  FwManual *manual =
    self->shelf != NULL ? fw_project_get_manual (fw_manual_shelf_get_project (self->shelf)) : NULL;

  if (rule == NULL || book == NULL)
    return;
  if (fw_manual_book_get_manual (book) == manual)
    fw_manual_panel_open (self, rule);
  else
    {
      g_free (self->pending);
      self->pending = g_steal_pointer (&rule);
    }
}

static void
desk_cb (FwManualPanel *self)
{
  gboolean at_desk = fw_manual_panel_is_at_desk (self);
  FwRuleForm *form =
    at_desk ? fw_rule_desk_get_form (fw_manual_shelf_get_desk (self->shelf)) : NULL;

  gtk_stack_set_visible_child_name (self->places, at_desk ? "desk" : "read");
  if (form != NULL)
    {
      g_free (self->edited);
      self->edited = g_strdup (fw_rule_form_get_id (form));
      gtk_widget_grab_focus (self->desk);
    }
  else if (!at_desk)
    show_edited (self);
  fw_manual_panel_tell_desk (self);
}

void
fw_manual_panel_set_desk (FwManualPanel *self)
{
  FwRuleDesk *desk = self->shelf != NULL ? fw_manual_shelf_get_desk (self->shelf) : NULL;

  fw_desk_page_set_shelf (get_desk (self), self->shelf);
  fw_draft_bar_set_desk (FW_DRAFT_BAR (self->draft), desk);
}

void
fw_manual_panel_make_desk (FwManualPanel *self)
{
  self->places = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->places, FALSE);
  gtk_stack_set_vhomogeneous (self->places, FALSE);
  self->desk = fw_desk_page_new ();
  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (desk_cb), self);
  self->draft = fw_draft_bar_new ();
  gtk_box_append (GTK_BOX (self->box), self->draft);
}

/* Actions ------------------------------------------------------------------------ */

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  fw_manual_panel_edit (FW_MANUAL_PANEL (widget), g_variant_get_string (parameter, NULL));
}

/* The form opens with the severity one step lower; the owner decides. */
static void
demote_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  FwManualPanel *self = FW_MANUAL_PANEL (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  FwRuleDesk *desk = self->shelf != NULL ? fw_manual_shelf_get_desk (self->shelf) : NULL;
  FwManual *manual = self->shelf != NULL
                       ? fw_project_get_manual (fw_manual_shelf_get_project (self->shelf))
                       : NULL;
  const FwRule *rule = manual != NULL ? fw_manual_find_rule (manual, id) : NULL;

  if (rule == NULL || rule->severity == FW_SEVERITY_ADVICE)
    return;
  fw_manual_panel_edit (self, id);

  FwRuleForm *form = fw_rule_desk_get_form (desk);

  /* What she edits already is ended first, or stays. */
  if (form != NULL && g_str_equal (fw_rule_form_get_id (form), id))
    fw_rule_desk_set (desk, "severity", NULL, fw_severity_to_word (rule->severity + 1));
}

static void
new_rule_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  fw_manual_panel_new_rule (FW_MANUAL_PANEL (widget));
}

static void
open_draft_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  fw_desk_page_open_draft (get_desk (FW_MANUAL_PANEL (widget)));
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  fw_manual_panel_compare (FW_MANUAL_PANEL (widget));
}

static void
publish_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  fw_manual_panel_publish (FW_MANUAL_PANEL (widget));
}

void
fw_manual_panel_install_desk (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "manual.edit", "s", edit_action);
  gtk_widget_class_install_action (klass, "manual.demote", "s", demote_action);
  gtk_widget_class_install_action (klass, "manual.new-rule", NULL, new_rule_action);
  gtk_widget_class_install_action (klass, "manual.open-draft", NULL, open_draft_action);
  gtk_widget_class_install_action (klass, "manual.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "manual.publish", NULL, publish_action);
}

GMenuModel *
fw_manual_panel_new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rules = g_menu_new ();
  g_autoptr (GMenu) versions = g_menu_new ();

  g_menu_append (rules, _("Edit This Rule"), "manual.edit::");
  g_menu_append (rules, _("New Rule After This One"), "manual.new-rule");
  g_menu_append (versions, _("Compare Versions"), "manual.compare");
  g_menu_append (versions, _("Publish…"), "manual.publish");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rules));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (versions));
  return G_MENU_MODEL (menu);
}
