/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/draft-bar.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

struct _FwDraftBar
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkLabel   *words;
  FwRuleDesk *desk; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwDraftBar, fw_draft_bar, GTK_TYPE_WIDGET)

static void
update (FwDraftBar *self)
{
  const FwRuleDraft *draft = self->desk != NULL ? fw_rule_desk_get_draft (self->desk) : NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), draft != NULL);
  if (draft == NULL)
    return;
  time = g_date_time_new_from_unix_local (draft->time);
  /* Translators: when something was changed, as in "27 November, 14:32". */
  when = time != NULL ? g_date_time_format (time, _("%e %B, %H:%M")) : g_strdup ("");
  words = draft->is_new
            ? g_strdup_printf (_("A new rule of %s was not saved. It is kept on this computer."),
                               g_strstrip (when))
            : g_strdup_printf (_("Changes to rule %s of %s were not saved. They are kept on this "
                                 "computer."),
                               draft->rule, g_strstrip (when));
  gtk_label_set_label (self->words, words);
}

static void
discard_cb (FwDraftBar *self)
{
  if (self->desk != NULL)
    fw_rule_desk_discard_draft (self->desk);
}

void
fw_draft_bar_set_desk (FwDraftBar *self,
                       FwRuleDesk *desk)
{
  g_return_if_fail (FW_IS_DRAFT_BAR (self));

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    g_signal_connect_swapped (desk, "draft-changed", G_CALLBACK (update), self);
  update (self);
}

static void
fw_draft_bar_dispose (GObject *object)
{
  FwDraftBar *self = FW_DRAFT_BAR (object);

  if (self->box != NULL)
    fw_draft_bar_set_desk (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_draft_bar_parent_class)->dispose (object);
}

static void
fw_draft_bar_class_init (FwDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_draft_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_draft_bar_init (FwDraftBar *self)
{
  GtkWidget *go_on = gtk_button_new_with_label (_("Go On"));
  GtkWidget *discard = gtk_button_new_with_label (_("Give Up"));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (go_on), "manual.open-draft");
  fw_late_tooltip_set (go_on, _("Open the rule with what you wrote"));
  fw_late_tooltip_set (discard, _("Forget what you wrote; the manual stays as it is"));
  gtk_widget_set_valign (go_on, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (discard, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (discard_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), discard);
  gtk_box_append (GTK_BOX (self->box), go_on);
  gtk_widget_add_css_class (self->box, "fw-review-bar");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_draft_bar_new (void)
{
  return g_object_new (FW_TYPE_DRAFT_BAR, NULL);
}
