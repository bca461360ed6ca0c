/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-review.h"

#include "app/key-cap.h"
#include "app/late-tooltip.h"

#include <glib/gi18n.h>

#include "rules/manual-consequence.h"

struct _FwManualReview
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *label;
  GtkWidget     *walk;
  GtkWidget     *walk_label;
  GtkWidget     *still_right;
  FwManualShelf *shelf;      /* (owned) (nullable) while it is begun */
  FwSession     *session;    /* (owned) (nullable) its project's */
  FwSnapshot    *seen;       /* (owned) (nullable) the labels that were looked through */
  gboolean       goes_on;    /* to the next place, once it is known what is left */
  gboolean       has_walked;
  gboolean       is_there;   /* the selection still is what one walked to */
  FwLookAgain    walked;     /* the place one was at last; without its rules */
};

enum
{
  WALKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwManualReview, fw_manual_review, GTK_TYPE_WIDGET)

static GArray *
get_affected (FwManualReview *self)
{
  return self->shelf != NULL ? fw_manual_shelf_get_affected (self->shelf) : NULL;
}

/* Where one is among the places that are left; -1: nowhere, or that one is done. */
static int
find_walked (FwManualReview *self)
{
  GArray *affected = get_affected (self);

  for (guint i = 0; self->is_there && affected != NULL && i < affected->len; i++)
    if (fw_look_again_compare (&g_array_index (affected, FwLookAgain, i), &self->walked) == 0)
      return (int) i;
  return -1;
}

static char *
describe_place (FwManualReview *self,
                GArray         *affected,
                int             index)
{
  const FwLookAgain *place = &g_array_index (affected, FwLookAgain, index);
  g_autofree char *name = fw_session_dup_object_name (self->session, place->track);

  /* Translators: "2 of 24: Car 3. Is it still right by SD-003, SD-004?" */
  return g_strdup_printf (_("%u of %u: %s. Is it still right by %s?"), (guint) index + 1,
                          affected->len, name, place->rules);
}

static char *
describe_reading (FwManualReview *self,
                  GArray         *affected)
{
  guint n = fw_manual_shelf_count_changed (self->shelf);

  if (n > 0)
    return g_strdup_printf (ngettext ("%u rule changed since v%s", "%u rules changed since v%s", n),
                            n, fw_manual_shelf_get_read_version (self->shelf));
  if (affected != NULL && affected->len == 0)
    return g_strdup (_("All changes are read. No label has to be looked at again."));
  return g_strdup (_("All changes are read."));
}

static void
update (FwManualReview *self)
{
  GArray *affected = get_affected (self);
  guint n_affected = affected != NULL ? affected->len : 0;
  int index = find_walked (self);
  g_autofree char *text = NULL;
  g_autofree char *walk = NULL;

  if (self->shelf == NULL || fw_manual_shelf_get_book (self->shelf) == NULL)
    return;
  text = index >= 0 ? describe_place (self, affected, index) : describe_reading (self, affected);
  walk = index >= 0 ? g_strdup (_("Next"))
                    : g_strdup_printf (ngettext ("Look at %u place again",
                                                 "Look at %u places again", n_affected),
                                       n_affected);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_label_set_label (GTK_LABEL (self->walk_label), walk);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->walk), GTK_ACCESSIBLE_PROPERTY_LABEL, walk,
                                  -1);
  gtk_widget_set_visible (self->walk, n_affected > 0);
  gtk_widget_set_visible (self->still_right, index >= 0);
}

/* Whoever selects another label is there; what one says is about what is selected. */
static void
follow (FwManualReview *self)
{
  GArray *affected = get_affected (self);
  FwTrackId primary = fw_session_get_primary (self->session);
  FwFrame frame = fw_session_get_frame (self->session);

  if (!self->has_walked || affected == NULL)
    return;
  self->is_there = self->walked.track == primary;
  if (find_walked (self) >= 0)
    return;
  for (guint i = 0; i < affected->len; i++)
    {
      const FwLookAgain *place = &g_array_index (affected, FwLookAgain, i);

      if (place->track != primary || !fw_span_contains (place->span, frame))
        continue;
      self->walked = *place;
      self->walked.rules = NULL;
      self->is_there = TRUE;
      return;
    }
}

static void
selection_cb (FwManualReview *self)
{
  follow (self);
  update (self);
}

static void
go_to_next (FwManualReview *self)
{
  GArray *affected = get_affected (self);
  const FwLookAgain *place;
  guint i = 0;

  self->goes_on = FALSE;
  if (affected->len == 0)
    return;
  while (self->has_walked && i < affected->len
         && fw_look_again_compare (&g_array_index (affected, FwLookAgain, i), &self->walked) <= 0)
    i++;
  place = &g_array_index (affected, FwLookAgain, i % affected->len);
  self->has_walked = TRUE;
  self->is_there = TRUE;
  self->walked = *place;
  self->walked.rules = NULL;
  if (!fw_span_contains (place->span, fw_session_get_frame (self->session)))
    fw_session_set_frame (self->session, place->span.first);
  fw_session_select (self->session, place->track);
  update (self);
  g_signal_emit (self, signals[WALKED], 0, place->rule);
}

static void
affected_cb (FwManualReview *self)
{
  if (self->goes_on && get_affected (self) != NULL)
    go_to_next (self);
  follow (self);
  update (self);
}

/* An edit looks at a label, too, and undo takes that back. */
static void
objects_cb (FwManualReview *self)
{
  FwSnapshot *now = fw_session_get_snapshot (self->session);

  if (now == self->seen)
    return;
  g_clear_pointer (&self->seen, fw_snapshot_unref);
  self->seen = fw_snapshot_ref (now);
  fw_manual_shelf_find_affected (self->shelf);
}

void
fw_manual_review_walk (FwManualReview *self)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));

  if (self->shelf == NULL)
    return;
  if (get_affected (self) != NULL)
    go_to_next (self);
  else
    self->goes_on = TRUE;
}

gboolean
fw_manual_review_still_right (FwManualReview *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_REVIEW (self), FALSE);

  FwDocument *document;

  if (find_walked (self) < 0 || fw_session_get_read_only (self->session))
    return FALSE;
  document = fw_session_get_document (self->session);
  fw_document_begin (document, _("Still right under the new manual"), self->walked.span.first);
  fw_document_confirm (document, self->walked.track, self->walked.span);
  self->goes_on = TRUE;
  fw_document_commit (document);
  return TRUE;
}

/* @key: the window's action with the key for it; it is printed beside @label. */
static GtkWidget *
new_key_button (GtkWidget  *label,
                const char *action,
                const char *key,
                const char *tooltip)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (face), label);
  gtk_box_append (GTK_BOX (face), fw_key_cap_new (key));
  gtk_button_set_child (GTK_BUTTON (button), face);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  fw_late_tooltip_set (button, tooltip);
  return button;
}

static GtkWidget *
new_end_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_("Show everything"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "manual.review-end");
  return button;
}

static void
drop_shelf (FwManualReview *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_clear_pointer (&self->seen, fw_snapshot_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->shelf);
}

static void
fw_manual_review_dispose (GObject *object)
{
  FwManualReview *self = FW_MANUAL_REVIEW (object);

  drop_shelf (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_manual_review_parent_class)->dispose (object);
}

static void
fw_manual_review_class_init (FwManualReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_review_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[WALKED] = g_signal_new ("walked", FW_TYPE_MANUAL_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
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
    new_key_button (gtk_label_new (_("Still right")), "manual.still-right", "win.still-right",
                    _("I looked: nothing has to change here under the new manual"));
  self->walk_label = gtk_label_new (NULL);
  self->walk =
    new_key_button (self->walk_label, "manual.walk", "win.look-again",
                    _("Goes to the next label that a changed rule asks to be looked at"));
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->still_right);
  gtk_box_append (GTK_BOX (self->box), self->walk);
  gtk_box_append (GTK_BOX (self->box), new_end_button ());
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
  self->session = g_object_ref (fw_project_get_session (fw_manual_shelf_get_project (shelf)));
  g_signal_connect_swapped (shelf, "read-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (shelf, "affected-changed", G_CALLBACK (affected_cb), self);
  g_signal_connect_swapped (self->session, "objects-changed", G_CALLBACK (objects_cb), self);
  g_signal_connect_swapped (self->session, "selection-changed", G_CALLBACK (selection_cb), self);
  objects_cb (self);
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
fw_manual_review_end (FwManualReview *self)
{
  g_return_if_fail (FW_IS_MANUAL_REVIEW (self));

  drop_shelf (self);
  self->has_walked = self->is_there = FALSE;
  self->goes_on = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
