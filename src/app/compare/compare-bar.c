/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-bar.h"

#include "app/compare/compare-words.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "edit/clock.h"

#include <glib/gi18n.h>

struct _FwCompareBar
{
  GtkWidget       parent_instance;

  FwCompareModel *model;    /* (owned) (nullable) */
  FwCompareView  *view;     /* (nullable) */
  gboolean        is_setting;

  GtkStack       *stack;    /* reading | walking */
  GtkLabel       *sentence;
  GtkProgressBar *progress;
  GtkLabel       *place;
  GtkLabel       *what;
  GtkWidget      *choices[3]; /* keep, take, both */
  GtkWidget      *modes[2];
  GtkWidget      *blinking;
};

static const FwChoice choice_of[] = { FW_CHOICE_MINE, FW_CHOICE_THEIRS, FW_CHOICE_BOTH };

G_DEFINE_FINAL_TYPE (FwCompareBar, fw_compare_bar, GTK_TYPE_WIDGET)

/* What it says */

static char *
dup_what (FwCompareBar *self)
{
  guint k = 0;
  gssize current = fw_compare_model_get_current (self->model, &k);

  if (current < 0)
    return fw_compare_model_get_n_objects (self->model) == 0
             ? g_strdup (_("No differences"))
             : g_strdup (_("Go to a difference to decide about it"));

  const FwCompareObject *object = fw_compare_model_get_object (self->model, (guint) current);
  FwSession *session = fw_compare_model_get_session (self->model, FW_COMPARE_A);
  g_autofree char *name = fw_compare_model_dup_name (self->model, (guint) current);

  if (object->differences->len == 0)
    return g_strdup_printf ("%s · %s", name, object->choice != FW_CHOICE_NONE
                                               ? fw_choice_to_words (object->choice)
                                               : _("The same in both now"));

  const FwDifference *difference = &g_array_index (object->differences, FwDifference, k);
  g_autofree char *words = fw_difference_dup_words (difference);
  g_autofree char *frames = fw_difference_dup_frames (difference, session);

  if (object->choice != FW_CHOICE_NONE)
    return g_strdup_printf ("%s · %s · %s · %s", name, fw_choice_to_words (object->choice), words,
                            frames);
  return g_strdup_printf ("%s · %s · %s", name, words, frames);
}

static void
update (FwCompareBar *self)
{
  if (self->model == NULL)
    return;

  guint n = fw_compare_model_get_n_objects (self->model);
  guint n_open = fw_compare_model_count_open (self->model);
  gssize current = fw_compare_model_get_current (self->model, NULL);
  g_autofree char *total = fw_clock_format_count (n);
  g_autofree char *open = fw_clock_format_count (n_open);
  g_autofree char *at = current >= 0 ? fw_clock_format_count (current + 1) : g_strdup ("–");
  /* Translators: the object one is at, of how many: "3 of 17" */
  g_autofree char *place = g_strdup_printf (_("%s of %s"), at, total);
  g_autofree char *tip = g_strdup_printf (
    ngettext ("%s object is still to be decided", "%s objects are still to be decided", n_open),
    open);
  g_autofree char *what = dup_what (self);

  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place), n > 0);
  fw_late_tooltip_set (GTK_WIDGET (self->place), tip);
  gtk_label_set_label (self->what, what);
  fw_late_tooltip_set (GTK_WIDGET (self->what), what);
  for (gsize i = 0; i < G_N_ELEMENTS (self->choices); i++)
    gtk_widget_set_sensitive (self->choices[i],
                              current >= 0
                                && fw_compare_model_can_choose (self->model, (guint) current,
                                                                choice_of[i]));
}

/* How both are shown */

static void
view_cb (FwCompareBar *self)
{
  FwCompareMode mode = fw_compare_view_get_mode (self->view);
  gboolean can_blink = fw_compare_view_can_blink (self->view);

  self->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->modes[mode]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->blinking),
                                fw_compare_view_get_blinking (self->view));
  self->is_setting = FALSE;
  gtk_widget_set_sensitive (self->blinking, can_blink);
  fw_late_tooltip_set (
    self->blinking, can_blink ? _("Change from one to the other all the time")
                      : _("Off, because this desktop asks for little movement"));
}

static void
mode_cb (FwCompareBar *self)
{
  gboolean beside
    = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->modes[FW_COMPARE_SIDE_BY_SIDE]));

  if (!self->is_setting && self->view != NULL)
    fw_compare_view_set_mode (self->view, beside ? FW_COMPARE_SIDE_BY_SIDE
                                                 : FW_COMPARE_ONE_OVER_OTHER);
}

static void
blinking_cb (FwCompareBar *self)
{
  if (!self->is_setting && self->view != NULL)
    fw_compare_view_set_blinking (
      self->view, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->blinking)));
}

/* Parts */

static GtkWidget *
make_icon_button (GtkWidget  *button,
                  const char *icon,
                  const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return button;
}

static GtkWidget *
make_step (const char *icon,
           const char *name,
           const char *action)
{
  GtkWidget *button = make_icon_button (gtk_button_new (), icon, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_choice (const char *name,
             const char *tooltip,
             const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (face), gtk_label_new (name));
  gtk_box_append (GTK_BOX (face), fw_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), face);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return button;
}

static GtkWidget *
make_leave (void)
{
  return make_step ("window-close-symbolic", _("End the comparison"), "win.compare-leave");
}

static GtkWidget *
make_reading (FwCompareBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->sentence, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->sentence, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "numeric");
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 160, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->sentence, NULL, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "win.compare-leave");
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), cancel);
  return box;
}

static GtkWidget *
make_modes (FwCompareBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->modes[FW_COMPARE_SIDE_BY_SIDE]
    = make_icon_button (gtk_toggle_button_new (), "view-dual-symbolic", _("Side by side"));
  self->modes[FW_COMPARE_ONE_OVER_OTHER]
    = make_icon_button (gtk_toggle_button_new (), "fw-layers-symbolic", _("One over the other"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->modes[1]),
                               GTK_TOGGLE_BUTTON (self->modes[0]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->modes[0]), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (self->modes); i++)
    {
      gtk_widget_remove_css_class (self->modes[i], "flat");
      gtk_box_append (GTK_BOX (box), self->modes[i]);
    }
  g_signal_connect_swapped (self->modes[0], "toggled", G_CALLBACK (mode_cb), self);
  gtk_widget_add_css_class (box, "fw-seg");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_walking (FwCompareBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "fw-head-title");
  self->what = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->what, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->what, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->what), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->what), "numeric");
  self->choices[0] = make_choice (_("Keep A"), _("These labels stay as they are"),
                                  "win.compare-keep");
  self->choices[1] = make_choice (_("Take B"), _("As the other labels have it"),
                                  "win.compare-take");
  self->choices[2] = make_choice (_("Both"), _("A stays, and B comes beside it as an object of "
                                              "its own"),
                                  "win.compare-both");
  self->blinking = make_icon_button (gtk_toggle_button_new (), "media-playlist-repeat-symbolic",
                                     _("Change from one to the other all the time"));
  g_signal_connect_swapped (self->blinking, "toggled", G_CALLBACK (blinking_cb), self);

  gtk_box_append (GTK_BOX (box), make_step ("go-previous-symbolic", _("Previous difference"),
                                            "win.compare-previous"));
  gtk_box_append (GTK_BOX (box), make_step ("go-next-symbolic", _("Next difference"),
                                            "win.compare-next"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->what));
  for (gsize i = 0; i < G_N_ELEMENTS (self->choices); i++)
    gtk_box_append (GTK_BOX (box), self->choices[i]);
  gtk_box_append (GTK_BOX (box), make_modes (self));
  gtk_box_append (GTK_BOX (box), self->blinking);
  gtk_box_append (GTK_BOX (box), make_leave ());
  return box;
}

static void
fw_compare_bar_dispose (GObject *object)
{
  FwCompareBar *self = FW_COMPARE_BAR (object);

  fw_compare_bar_set_model (self, NULL);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_weak_pointer (&self->view);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;

  G_OBJECT_CLASS (fw_compare_bar_parent_class)->dispose (object);
}

static void
fw_compare_bar_class_init (FwCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_compare_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fw_compare_bar_init (FwCompareBar *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, make_reading (self), "reading");
  gtk_stack_add_named (self->stack, make_walking (self), "walking");
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "fw-compare-bar");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Comparison"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_compare_bar_new (void)
{
  return g_object_new (FW_TYPE_COMPARE_BAR, NULL);
}

void
fw_compare_bar_set_view (FwCompareBar  *self,
                         FwCompareView *view)
{
  g_return_if_fail (FW_IS_COMPARE_BAR (self) && FW_IS_COMPARE_VIEW (view));
  g_return_if_fail (self->view == NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_swapped (view, "notify::mode", G_CALLBACK (view_cb), self);
  g_signal_connect_swapped (view, "notify::blinking", G_CALLBACK (view_cb), self);
}

void
fw_compare_bar_set_model (FwCompareBar   *self,
                          FwCompareModel *model)
{
  g_return_if_fail (FW_IS_COMPARE_BAR (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  gtk_widget_set_visible (GTK_WIDGET (self), model != NULL);
  if (model == NULL)
    return;

  g_signal_connect_swapped (model, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (model, "moved", G_CALLBACK (update), self);
  gtk_stack_set_visible_child_name (self->stack, "walking");
  view_cb (self);
  update (self);
}

void
fw_compare_bar_set_progress (FwCompareBar *self,
                             const char   *sentence,
                             double        share)
{
  g_return_if_fail (FW_IS_COMPARE_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL || self->model != NULL);
  gtk_stack_set_visible_child_name (self->stack, sentence != NULL ? "reading" : "walking");
  if (sentence == NULL)
    {
      /* A bar that has pulsed goes on asking for pictures, hidden or not. */
      gtk_progress_bar_set_fraction (self->progress, 0.0);
      return;
    }
  gtk_label_set_label (self->sentence, sentence);
  fw_late_tooltip_set (GTK_WIDGET (self->sentence), sentence);
  if (share < 0.0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, CLAMP (share, 0.0, 1.0));
}
