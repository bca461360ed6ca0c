/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-row-view.h"

#include "app/compare/compare-words.h"
#include "app/late-tooltip.h"
#include "app/swatch.h"
#include "edit/clock.h"

#include <glib/gi18n.h>

struct _FwCompareRowView
{
  GtkWidget        parent_instance;

  FwCompareRow    *row;    /* (owned) (nullable) */
  gboolean         is_setting;

  GtkWidget       *box;
  GtkWidget       *head;
  FwSwatch        *swatch;
  GtkLabel        *name;
  GtkLabel        *state;
  GtkToggleButton *letters[FW_N_COMPARE_SIDES];
  GtkLabel        *words;
  GtkLabel        *frames;
};

enum
{
  SIGNAL_CHOOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCompareRowView, fw_compare_row_view, GTK_TYPE_WIDGET)

/* A pressed letter stays pressed: one decides by pressing the other one. */
static void
toggled_cb (GtkToggleButton  *button,
            FwCompareRowView *self)
{
  FwCompareSide side = button == self->letters[FW_COMPARE_A] ? FW_COMPARE_A : FW_COMPARE_B;

  if (self->is_setting || self->row == NULL)
    return;

  self->is_setting = TRUE;
  gtk_toggle_button_set_active (button, TRUE);
  self->is_setting = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, fw_compare_row_get_facts (self->row)->object,
                 side == FW_COMPARE_A ? FW_CHOICE_MINE : FW_CHOICE_THEIRS);
}

static GtkLabel *
make_label (const char         *css,
            gboolean            wraps,
            PangoEllipsizeMode  ellipsize)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0.0f);
  gtk_label_set_wrap (label, wraps);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (label, ellipsize);
  if (css != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css);
  return label;
}

static GtkWidget *
make_head (FwCompareRowView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->swatch = FW_SWATCH (fw_swatch_new (11));
  gtk_widget_set_valign (GTK_WIDGET (self->swatch), GTK_ALIGN_CENTER);
  self->name = make_label ("fw-name", FALSE, PANGO_ELLIPSIZE_END);
  self->state = make_label ("dim-label", FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "fw-small");
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    {
      GtkWidget *button
        = gtk_toggle_button_new_with_label (side == FW_COMPARE_A ? C_("version", "A")
                                                              : C_("version", "B"));

      gtk_widget_add_css_class (button, "fw-letter");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (pair), button);
      self->letters[side] = GTK_TOGGLE_BUTTON (button);
    }
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->swatch));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (head), pair);
  return head;
}

static void
fw_compare_row_view_init (FwCompareRowView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->box, "fw-compare-row");
  self->head = make_head (self);
  self->words = make_label ("fw-small", TRUE, PANGO_ELLIPSIZE_NONE);
  self->frames = make_label ("dim-label", TRUE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->frames), "fw-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->frames), "numeric");
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->frames));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
fw_compare_row_view_dispose (GObject *object)
{
  FwCompareRowView *self = FW_COMPARE_ROW_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (fw_compare_row_view_parent_class)->dispose (object);
}

static void
fw_compare_row_view_class_init (FwCompareRowViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_compare_row_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                         G_TYPE_UINT);
}

GtkWidget *
fw_compare_row_view_new (void)
{
  return g_object_new (FW_TYPE_COMPARE_ROW_VIEW, NULL);
}

/* What a row says */

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
name_letter (FwCompareRowView *self,
             FwCompareSide     side,
             const char       *text)
{
  fw_late_tooltip_set (GTK_WIDGET (self->letters[side]), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->letters[side]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_object (FwCompareRowView        *self,
             const FwCompareRowFacts *facts,
             FwCompareModel          *model)
{
  const FwCompareObject *object = fw_compare_model_get_object (model, facts->object);
  FwSession *session
    = fw_compare_model_get_session (model, object->a != NULL ? FW_COMPARE_A : FW_COMPARE_B);
  FwTrack *track = object->a != NULL ? object->a : object->b;
  g_autofree char *name = fw_compare_model_dup_name (model, facts->object);
  g_autofree char *summary = fw_compare_object_dup_summary (object, session);
  const char *state = fw_choice_to_words (facts->choice);
  gboolean is_mine = facts->choice == FW_CHOICE_MINE || facts->choice == FW_CHOICE_BOTH;
  gboolean is_theirs = facts->choice == FW_CHOICE_THEIRS || facts->choice == FW_CHOICE_BOTH;
  g_autofree char *label = g_strdup_printf ("%s, %s %s", name, summary, state);
  /* Translators: %s is "Car 12" */
  gboolean is_mark = object->mark != FW_SLOT_TRACK;
  g_autofree char *keep = is_mark ? g_strdup (_("Keep the marks of A"))
                          : fw_compare_model_has_mine (model, facts->object)
                            ? g_strdup_printf (_("Keep %s as it is in A"), name)
                            : g_strdup_printf (_("Leave %s out, as A does"), name);
  g_autofree char *take = is_mark ? g_strdup (_("Take the marks of B"))
                          : object->b != NULL
                            ? g_strdup_printf (_("Take %s as it is in B"), name)
                            : g_strdup_printf (_("Leave %s out, as B does"), name);

  gtk_widget_set_visible (GTK_WIDGET (self->swatch), track != NULL);
  if (track != NULL)
    fw_swatch_set_colour (self->swatch,
                          fw_session_get_colour (session, fw_track_get_category (track)));
  gtk_label_set_label (self->name, name);
  fw_late_tooltip_set (GTK_WIDGET (self->name), name);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->words, summary);
  self->is_setting = TRUE;
  gtk_toggle_button_set_active (self->letters[FW_COMPARE_A], is_mine);
  gtk_toggle_button_set_active (self->letters[FW_COMPARE_B], is_theirs);
  self->is_setting = FALSE;
  name_letter (self, FW_COMPARE_A, keep);
  name_letter (self, FW_COMPARE_B, take);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_difference (FwCompareRowView        *self,
                 const FwCompareRowFacts *facts,
                 FwCompareModel          *model)
{
  const FwDifference *difference
    = &g_array_index (facts->differences, FwDifference, facts->difference);
  g_autofree char *words = fw_difference_dup_words (difference);
  g_autofree char *frames
    = fw_difference_dup_frames (difference, fw_compare_model_get_session (model, FW_COMPARE_A));
  g_autofree char *label = g_strdup_printf ("%s, %s", words, frames);

  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->frames, frames);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_more (FwCompareRowView        *self,
           const FwCompareRowFacts *facts)
{
  g_autofree char *count = fw_clock_format_count (facts->difference);
  g_autofree char *text = g_strdup_printf (
    ngettext ("…and %s more", "…and %s more", facts->difference), count);

  gtk_label_set_label (self->words, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
fw_compare_row_view_set_row (FwCompareRowView *self,
                             FwCompareRow     *row,
                             FwCompareModel   *model)
{
  g_return_if_fail (FW_IS_COMPARE_ROW_VIEW (self));

  g_set_object (&self->row, row);
  if (row == NULL)
    return;

  const FwCompareRowFacts *facts = fw_compare_row_get_facts (row);
  gboolean is_object = facts->kind == FW_COMPARE_ROW_OBJECT;

  gtk_widget_set_visible (self->head, is_object);
  gtk_widget_set_visible (GTK_WIDGET (self->frames), facts->kind == FW_COMPARE_ROW_DIFFERENCE);
  set_class (self->box, "inner", !is_object);
  set_class (self->box, "here", facts->is_current);
  set_class (self->box, "decided", is_object && facts->choice != FW_CHOICE_NONE);
  if (is_object)
    show_object (self, facts, model);
  else if (facts->kind == FW_COMPARE_ROW_DIFFERENCE)
    show_difference (self, facts, model);
  else
    show_more (self, facts);
}
