/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/desk-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/desk/compare-page.h"
#include "app/desk/publish-dialog.h"
#include "app/desk/rule-editor.h"
#include "app/desk/rule-leave.h"

struct _FwDeskPage
{
  GtkWidget      parent_instance;

  GtkWidget     *bin;
  GtkWidget     *editor; /* (nullable) while a rule is edited here */
  GtkWidget     *compare; /* (nullable) while versions are compared here */
  FwManualShelf *shelf;  /* (owned) (nullable) */
  char          *wanted; /* (owned) (nullable) the rule to edit when the one before is let go */
  gboolean       is_new_wanted; /* a new one behind it */
  gboolean       is_open;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwDeskPage, fw_desk_page, GTK_TYPE_WIDGET)

static FwRuleDesk *
get_desk (FwDeskPage *self)
{
  return self->shelf != NULL ? fw_manual_shelf_get_desk (self->shelf) : NULL;
}

static GtkWindow *
get_window (FwDeskPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Showing ------------------------------------------------------------------------ */

/* The rule goes before: versions wait behind it. */
static void
show_child (FwDeskPage *self)
{
  GtkWidget *child = self->editor != NULL ? self->editor : self->compare;

  if (adw_bin_get_child (ADW_BIN (self->bin)) != child)
    adw_bin_set_child (ADW_BIN (self->bin), child);
  if ((child != NULL) != self->is_open)
    {
      self->is_open = child != NULL;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (child != NULL)
    gtk_widget_grab_focus (child);
}

static void
drop_compare (FwDeskPage *self)
{
  g_clear_object (&self->compare);
}

static void
left_compare (FwDeskPage *self)
{
  adw_bin_set_child (ADW_BIN (self->bin), NULL);
  drop_compare (self);
  show_child (self);
}

static void
update (FwDeskPage *self)
{
  FwRuleDesk *desk = get_desk (self);
  gboolean is_here = desk != NULL && fw_rule_desk_get_form (desk) != NULL
                     && fw_rule_desk_get_place (desk) == self;

  if (is_here == (self->editor != NULL))
    return;
  if (is_here)
    {
      drop_compare (self);
      self->editor = g_object_ref_sink (fw_rule_editor_new (desk));
      g_signal_connect_swapped (self->editor, "left", G_CALLBACK (fw_desk_page_leave), self);
    }
  else
    {
      adw_bin_set_child (ADW_BIN (self->bin), NULL);
      g_clear_object (&self->editor);
    }
  show_child (self);
}

gboolean
fw_desk_page_is_open (FwDeskPage *self)
{
  g_return_val_if_fail (FW_IS_DESK_PAGE (self), FALSE);

  return self->is_open;
}

/* Beginning ------------------------------------------------------------------------ */

static void
begin (FwDeskPage *self)
{
  FwRuleDesk *desk = get_desk (self);
  g_autofree char *rule = g_steal_pointer (&self->wanted);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (desk == NULL || fw_rule_desk_get_form (desk) != NULL)
    return;
  if (self->is_new_wanted)
    done = fw_rule_desk_begin_new (desk, rule[0] != '\0' ? rule : NULL, &error);
  else
    done = fw_rule_desk_begin (desk, rule, &error);
  if (done)
    fw_rule_desk_set_place (desk, self);
  else
    fw_rule_desk_say (desk, error->message, FALSE);
}

static void
left_for_another_cb (gboolean is_gone,
                     gpointer user_data)
{
  g_autoptr (FwDeskPage) self = user_data;

  if (is_gone && self->wanted != NULL)
    begin (self);
}

static void
draft_answer_cb (const char *answer,
                 gpointer    user_data)
{
  FwDeskPage *self = user_data;
  FwRuleDesk *desk = get_desk (self);

  if (desk == NULL || self->wanted == NULL)
    return;
  if (g_str_equal (answer, "draft"))
    fw_desk_page_open_draft (self);
  else if (g_str_equal (answer, "discard"))
    {
      fw_rule_desk_discard_draft (desk);
      begin (self);
    }
}

/* There is one draft for each manual. */
static void
ask_about_draft (FwDeskPage        *self,
                 const FwRuleDraft *draft)
{
  g_autofree char *heading = g_strdup_printf (_("Changes to rule %s wait"), draft->rule);
  g_autofree char *go_on = g_strdup_printf (_("Go On with %s"), draft->rule);
  const FwResponse answers[] = {
    { "stay", _("Cancel"), FALSE, FALSE },
    { "discard", _("Give Them Up"), FALSE, TRUE },
    { "draft", go_on, TRUE, FALSE },
  };

  fw_compat_ask (get_window (self), heading,
                 _("They were not saved. One rule is edited at a time."), answers,
                 G_N_ELEMENTS (answers), draft_answer_cb, g_object_ref (self), g_object_unref);
}

static gboolean
is_wanted_draft (FwDeskPage        *self,
                 const FwRuleDraft *draft)
{
  return self->is_new_wanted ? draft->is_new
                             : !draft->is_new && g_str_equal (draft->rule, self->wanted);
}

static void
want (FwDeskPage *self,
      const char *rule,
      gboolean    is_new)
{
  FwRuleDesk *desk = get_desk (self);
  const FwRuleDraft *draft;

  if (desk == NULL)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (rule != NULL ? rule : "");
  self->is_new_wanted = is_new;
  draft = fw_rule_desk_get_draft (desk);
  if (fw_rule_desk_get_form (desk) != NULL)
    fw_rule_leave (get_window (self), desk, left_for_another_cb, g_object_ref (self));
  else if (draft != NULL && is_wanted_draft (self, draft))
    fw_desk_page_open_draft (self);
  else if (draft != NULL)
    ask_about_draft (self, draft);
  else
    begin (self);
}

void
fw_desk_page_edit (FwDeskPage *self,
                   const char *rule)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));
  g_return_if_fail (rule != NULL);

  FwRuleDesk *desk = get_desk (self);
  FwRuleForm *form = desk != NULL ? fw_rule_desk_get_form (desk) : NULL;

  if (form != NULL && g_str_equal (fw_rule_form_get_id (form), rule))
    fw_desk_page_take_over (self);
  else
    want (self, rule, FALSE);
}

void
fw_desk_page_edit_new (FwDeskPage *self,
                       const char *after)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  FwRuleDesk *desk = get_desk (self);
  FwRuleForm *form = desk != NULL ? fw_rule_desk_get_form (desk) : NULL;

  if (form != NULL && fw_rule_form_is_new (form))
    fw_desk_page_take_over (self);
  else
    want (self, after, TRUE);
}

void
fw_desk_page_open_draft (FwDeskPage *self)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  FwRuleDesk *desk = get_desk (self);
  g_autoptr (GError) error = NULL;

  if (desk == NULL || fw_rule_desk_get_form (desk) != NULL
      || fw_rule_desk_get_draft (desk) == NULL)
    return;
  if (fw_rule_desk_open_draft (desk, &error))
    fw_rule_desk_set_place (desk, self);
  else
    fw_rule_desk_say (desk, error->message, FALSE);
}

void
fw_desk_page_take_over (FwDeskPage *self)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  FwRuleDesk *desk = get_desk (self);

  if (desk != NULL && fw_rule_desk_get_form (desk) != NULL)
    fw_rule_desk_set_place (desk, self);
  if (self->editor != NULL)
    gtk_widget_grab_focus (self->editor);
}

/* Ending --------------------------------------------------------------------------- */

static void
left_cb (gboolean is_gone,
         gpointer user_data)
{
  g_object_unref (user_data);
}

void
fw_desk_page_leave (FwDeskPage *self)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  if (self->editor == NULL)
    left_compare (self);
  else
    fw_rule_leave (get_window (self), get_desk (self), left_cb, g_object_ref (self));
}

/* Versions -------------------------------------------------------------------------- */

static void
begin_compare (FwDeskPage *self)
{
  FwProject *project = fw_manual_shelf_get_project (self->shelf);

  if (fw_project_get_manual (project) == NULL)
    return;
  left_compare (self);
  self->compare = g_object_ref_sink (fw_compare_page_new (project));
  g_signal_connect_swapped (self->compare, "left", G_CALLBACK (left_compare), self);
  show_child (self);
}

/* What was compared was what the file said. */
static void
manual_cb (FwDeskPage *self)
{
  if (self->compare != NULL)
    begin_compare (self);
}

static void
left_for_compare_cb (gboolean is_gone,
                     gpointer user_data)
{
  g_autoptr (FwDeskPage) self = user_data;

  if (is_gone && self->shelf != NULL)
    begin_compare (self);
}

void
fw_desk_page_compare (FwDeskPage *self)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  if (self->shelf == NULL)
    return;
  if (self->editor != NULL)
    fw_rule_leave (get_window (self), get_desk (self), left_for_compare_cb, g_object_ref (self));
  else
    begin_compare (self);
}

void
fw_desk_page_publish (FwDeskPage *self)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  FwRuleDesk *desk = get_desk (self);

  if (desk != NULL && fw_project_get_manual (fw_rule_desk_get_project (desk)) != NULL)
    gtk_window_present (GTK_WINDOW (fw_publish_dialog_new (get_window (self), desk)));
}

gboolean
fw_desk_page_save (FwDeskPage *self)
{
  g_return_val_if_fail (FW_IS_DESK_PAGE (self), FALSE);

  if (self->editor != NULL)
    fw_rule_editor_save (FW_RULE_EDITOR (self->editor));
  return self->editor != NULL;
}

gboolean
fw_desk_page_try (FwDeskPage *self)
{
  g_return_val_if_fail (FW_IS_DESK_PAGE (self), FALSE);

  if (self->editor != NULL)
    fw_rule_desk_try (get_desk (self));
  return self->editor != NULL;
}

/* Object ------------------------------------------------------------------------- */

void
fw_desk_page_set_shelf (FwDeskPage    *self,
                        FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_DESK_PAGE (self));

  FwRuleDesk *desk = get_desk (self);

  if (desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (desk, self);
      g_signal_handlers_disconnect_by_data (fw_rule_desk_get_project (desk), self);
      if (fw_rule_desk_get_place (desk) == self)
        fw_rule_desk_set_place (desk, NULL);
    }
  g_set_object (&self->shelf, shelf);
  g_clear_pointer (&self->wanted, g_free);
  left_compare (self);
  desk = get_desk (self);
  if (desk != NULL)
    {
      g_signal_connect_swapped (desk, "form-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (fw_rule_desk_get_project (desk), "notify::manual",
                                G_CALLBACK (manual_cb), self);
    }
  update (self);
}

static void
fw_desk_page_dispose (GObject *object)
{
  FwDeskPage *self = FW_DESK_PAGE (object);

  if (self->bin != NULL)
    {
      fw_desk_page_set_shelf (self, NULL);
      g_clear_pointer (&self->bin, gtk_widget_unparent);
    }

  G_OBJECT_CLASS (fw_desk_page_parent_class)->dispose (object);
}

static void
fw_desk_page_class_init (FwDeskPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_desk_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fw_desk_page_init (FwDeskPage *self)
{
  self->bin = adw_bin_new ();
  gtk_widget_set_parent (self->bin, GTK_WIDGET (self));
}

GtkWidget *
fw_desk_page_new (void)
{
  return g_object_new (FW_TYPE_DESK_PAGE, NULL);
}
