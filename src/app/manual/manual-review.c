/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-review.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

#include "rules/manual-consequence.h"

struct _FwManualReview
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *label;
  GtkWidget     *walk;
  GtkWidget     *still_right;
  FwManualShelf *shelf;    /* (owned) (nullable) while it is begun */
  guint          n_walked; /* how many places one has been to */
  FwAffected     walked;   /* the last one */
};

G_DEFINE_FINAL_TYPE (FwManualReview, fw_manual_review, GTK_TYPE_WIDGET)

static void
update (FwManualReview *self)
{
  GArray *affected;
  g_autofree char *rules = NULL;
  g_autofree char *walk = NULL;
  guint n;
  guint n_affected;

  if (self->shelf == NULL || fw_manual_shelf_get_book (self->shelf) == NULL)
    return;
  n = fw_manual_shelf_count_changed (self->shelf);
  affected = fw_manual_shelf_get_affected (self->shelf);
  n_affected = affected != NULL ? affected->len : 0;
  if (n > 0)
    rules = g_strdup_printf (ngettext ("%u rule changed since v%s",
                                       "%u rules changed since v%s", n),
                             n, fw_manual_shelf_get_read_version (self->shelf));
  else
    rules = g_strdup (_("All changes are read."));
  walk = g_strdup_printf (ngettext ("Look at %u place again", "Look at %u places again",
                                    n_affected),
                          n_affected);
  gtk_label_set_label (GTK_LABEL (self->label), rules);
  gtk_button_set_label (GTK_BUTTON (self->walk), walk);
  gtk_widget_set_visible (self->walk, n_affected > 0);
  gtk_widget_set_visible (self->still_right, n_affected > 0 && self->n_walked > 0);
}

void
fw_manual_review_walk (FwManualReview *self)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));

  GArray *affected = self->shelf != NULL ? fw_manual_shelf_get_affected (self->shelf) : NULL;
  FwSession *session;
  const FwAffected *place;

  if (affected == NULL || affected->len == 0)
    return;
  session = fw_project_get_session (fw_manual_shelf_get_project (self->shelf));
  place = &g_array_index (affected, FwAffected, self->n_walked % affected->len);
  self->n_walked++;
  self->walked = *place;
  if (!fw_span_contains (place->span, fw_session_get_frame (session)))
    fw_session_set_frame (session, place->span.first);
  fw_session_select (session, place->track);
  update (self);
}

void
fw_manual_review_still_right (FwManualReview *self)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));

  FwSession *session;
  FwDocument *document;

  if (self->shelf == NULL || self->n_walked == 0)
    return;
  session = fw_project_get_session (fw_manual_shelf_get_project (self->shelf));
  if (fw_session_get_read_only (session))
    return;
  document = fw_session_get_document (session);
  fw_document_begin (document, _("Still right under the new manual"), self->walked.span.first);
  fw_document_confirm (document, self->walked.track, self->walked.span);
  fw_document_commit (document);
  self->n_walked = MAX (self->n_walked, 1) - 1;
  fw_manual_shelf_find_affected (self->shelf);
}

static GtkWidget *
new_button (const char *text,
            const char *action,
            const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  fw_late_tooltip_set (button, tooltip);
  return button;
}

static void
fw_manual_review_dispose (GObject *object)
{
  FwManualReview *self = FW_MANUAL_REVIEW (object);

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_manual_review_parent_class)->dispose (object);
}

static void
fw_manual_review_class_init (FwManualReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_review_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_manual_review_init (FwManualReview *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->still_right =
    new_button (_("Still right"), "manual.still-right",
                _("I looked: nothing has to change here under the new manual"));
  self->walk = new_button ("", "manual.walk",
                           _("Goes to the next label that a changed rule asks to be looked at"));
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->still_right);
  gtk_box_append (GTK_BOX (self->box), self->walk);
  gtk_box_append (GTK_BOX (self->box),
                  new_button (_("Show everything"), "manual.review-end", NULL));
  gtk_widget_add_css_class (self->box, "fw-review-bar");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_manual_review_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_REVIEW, NULL);
}

void
fw_manual_review_begin (FwManualReview *self,
                        FwManualShelf  *shelf)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));
  g_return_if_fail (FW_IS_MANUAL_SHELF (shelf));

  fw_manual_review_end (self);
  self->shelf = g_object_ref (shelf);
  g_signal_connect_swapped (shelf, "read-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (shelf, "affected-changed", G_CALLBACK (update), self);
  fw_manual_shelf_find_affected (shelf);
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
fw_manual_review_end (FwManualReview *self)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_clear_object (&self->shelf);
  self->n_walked = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
