/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/quick-card.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/panels/attribute-field.h"
#include "app/panels/rule-link.h"
#include "app/swatch.h"
#include "edit/clock.h"
#include "edit/commands.h"

#define MARGIN_ATTRIBUTES   2
#define FLOATING_ATTRIBUTES 9

struct _FwQuickCard
{
  GtkWidget        parent_instance;

  GtkWidget       *scroller; /* around @box: a small window has less room than the card */
  GtkWidget       *box;
  FwSwatch        *swatch;
  GtkLabel        *name;
  FwKeyCap        *category_key;
  GtkToggleButton *key;
  GtkToggleButton *occluded;
  GtkToggleButton *outside;
  GtkBox          *attributes;
  GtkWidget       *problem;
  FwRuleLink      *rule;
  GtkLabel        *reason;
  GtkLabel        *frames; /* of the problem, when they are others than this one */
  GtkWidget       *fix;

  FwProject       *project; /* (owned) (nullable) */
  FwProblem       *shown;   /* (owned) (nullable) */
  gboolean         is_floating;
  int              width; /* how much room it may take; 0: what it likes */
  guint            idle;
};

enum
{
  SAY,
  CONTENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwQuickCard, fw_quick_card, GTK_TYPE_WIDGET)

static FwSession *
get_session (FwQuickCard *self)
{
  return self->project != NULL ? fw_project_get_session (self->project) : NULL;
}

static void
go_cb (FwQuickCard *self)
{
  if (self->shown != NULL && self->project != NULL)
    fw_fixes_go (self->project, self->shown);
}

static void
fix_cb (FwQuickCard *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (self->shown == NULL || self->project == NULL)
    return;

  gboolean done = fw_fixes_apply (self->project, self->shown, &sentence, &error);

  g_signal_emit (self, signals[SAY], 0, done ? sentence : error->message, done);
}

/* "Lights: on", a press takes the next value. */
static GtkWidget *
new_attribute (FwQuickCard       *self,
               const FwAttribute *attribute,
               guint              number)
{
  g_autofree char *action = g_strdup_printf ("win.attribute-%u", number);
  FwValue value = fw_value_null ();
  gboolean is_common = fw_session_get_attribute (get_session (self), attribute->name, &value);
  g_autofree char *title = fw_word_dup_title (attribute->name);
  g_autofree char *text = is_common ? fw_attribute_dup_words (attribute->name, value)
                                    : g_strdup_printf ("%s: %s", title, _("Mixed"));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  /* In large text it takes two lines: what is cut off would be the value. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "fw-small");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  fw_late_tooltip_set (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

static void
update_attributes (FwQuickCard *self)
{
  g_autoptr (GPtrArray) attributes = fw_session_list_attributes (get_session (self));
  guint n = MIN (attributes->len, (guint) (self->is_floating ? FLOATING_ATTRIBUTES
                                                             : MARGIN_ATTRIBUTES));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attributes))) != NULL)
    gtk_box_remove (self->attributes, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->attributes,
                    new_attribute (self, g_ptr_array_index (attributes, i), i + 1));
}

/* Where the problem is, when that is not here. */
static void
update_frames (FwQuickCard *self,
               FwSpan       span)
{
  FwSession *session = get_session (self);
  FwFrameList *frames = fw_session_get_frame_list (session);
  gboolean elsewhere = span.first != FW_FRAME_NONE
                       && !fw_span_contains (span, fw_session_get_frame (session));

  gtk_widget_set_visible (GTK_WIDGET (self->frames), elsewhere);
  if (!elsewhere)
    return;

  int first = fw_clock_to_people (frames, span.first);
  int last = fw_clock_to_people (frames, span.last);
  g_autofree char *text = first == last ? g_strdup_printf (_("At frame %d"), first)
                                        : g_strdup_printf (_("At frames %d–%d"), first, last);

  gtk_label_set_label (self->frames, text);
}

static void
update_problem (FwQuickCard *self,
                FwTrackId    id)
{
  FwProblem *problem = fw_fixes_find_current (self->project);

  g_clear_pointer (&self->shown, fw_problem_unref);
  if (problem != NULL && fw_problem_get_track (problem) != id)
    problem = NULL;
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem == NULL)
    return;

  self->shown = fw_problem_ref (problem);
  fw_rule_link_set (self->rule, fw_problem_get_rule (problem));
  gtk_label_set_label (self->reason, fw_problem_get_reason (problem));
  update_frames (self, fw_problem_get_span (problem));
  gtk_widget_set_visible (self->fix, fw_problem_get_fix (problem) != FW_FIX_NONE);
  fw_late_tooltip_set (self->fix, fw_problem_get_fix_text (problem));
}

/* The digit that chooses this category; the first ten have one. */
static void
update_category_key (FwQuickCard  *self,
                     FwCategoryId  category)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (get_session (self));
  g_autofree char *action = g_strdup ("");

  for (gsize i = 0; i < MIN (fw_taxonomy_get_n_categories (taxonomy), 10); i++)
    if (fw_taxonomy_get_category (taxonomy, i)->id == category)
      {
        g_free (action);
        action = g_strdup_printf ("win.category-%zu", i + 1);
      }
  fw_key_cap_set_action (self->category_key, action);
}

static gboolean
update_idle (gpointer user_data)
{
  FwQuickCard *self = user_data;
  FwSession *session = get_session (self);
  FwTrackId id = session != NULL ? fw_session_get_primary (session) : 0;
  const FwObject *object = id != 0 ? fw_session_find_object (session, id) : NULL;

  self->idle = 0;
  if (object != NULL)
    {
      g_autofree char *name = fw_session_dup_object_name (session, id);
      gboolean is_video = fw_session_is_video (session) && !(object->flags & FW_OBJECT_SINGLE);

      gtk_label_set_label (self->name, name);
      fw_swatch_set_colour (self->swatch, fw_session_get_colour (
                                            session, fw_track_get_category (object->track)));
      update_category_key (self, fw_track_get_category (object->track));
      gtk_widget_set_visible (GTK_WIDGET (self->key), is_video);
      gtk_widget_set_visible (GTK_WIDGET (self->outside), is_video);
      gtk_toggle_button_set_active (self->key, object->presence == FW_PRESENCE_KEYFRAME);
      gtk_toggle_button_set_active (self->occluded, (object->flags & FW_OBJECT_OCCLUDED) != 0);
      gtk_toggle_button_set_active (self->outside, object->presence == FW_PRESENCE_OUTSIDE);
      update_attributes (self);
      update_problem (self, id);
    }
  g_signal_emit (self, signals[CONTENT_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
update (FwQuickCard *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, update_idle, self, NULL);
}

static GtkToggleButton *
add_flag (FwQuickCard *self,
          const char  *icon,
          const char  *text,
          const char  *action)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  fw_late_tooltip_set (button, text);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (self->box), button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
build_problem (FwQuickCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("fw-problem-symbolic");
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *go = gtk_button_new_with_label (_("Go"));

  self->problem = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->problem, "fw-problem-card");
  gtk_widget_add_css_class (icon, "fw-problem");
  self->rule = FW_RULE_LINK (fw_rule_link_new ());
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->rule));

  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_wrap_mode (self->reason, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->reason, 0.0f);
  gtk_label_set_width_chars (self->reason, 12);
  gtk_label_set_max_width_chars (self->reason, 16);

  self->frames = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->frames, 0.0f);
  gtk_label_set_wrap (self->frames, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->frames), "fw-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->frames), "numeric");

  self->fix = gtk_button_new_with_label (_("Fix"));
  gtk_widget_add_css_class (self->fix, "suggested-action");
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), go);
  gtk_box_append (GTK_BOX (buttons), self->fix);
  g_signal_connect_swapped (go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->fix, "clicked", G_CALLBACK (fix_cb), self);

  gtk_box_append (GTK_BOX (self->problem), head);
  gtk_box_append (GTK_BOX (self->problem), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->problem), GTK_WIDGET (self->frames));
  gtk_box_append (GTK_BOX (self->problem), buttons);
  gtk_box_append (GTK_BOX (self->box), self->problem);
}

static void
fw_quick_card_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  FwQuickCard *self = FW_QUICK_CARD (widget);

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  /* The scroller does not ask how high its content is at this width. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int frame = 0;
      int unaware = 0;
      int aware = 0;

      gtk_widget_measure (self->box, orientation, -1, NULL, &unaware, NULL, NULL);
      frame = *natural - unaware;
      gtk_widget_measure (self->box, orientation, for_size > 0 ? MAX (for_size - frame, 1) : -1,
                          NULL, &aware, NULL, NULL);
      *natural = MAX (*minimum, aware + frame);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->width > 0)
    *minimum = *natural = MAX (*minimum, self->width);
}

static void
fw_quick_card_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  gtk_widget_size_allocate (FW_QUICK_CARD (widget)->scroller,
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
fw_quick_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fw_quick_card_dispose (GObject *object)
{
  FwQuickCard *self = FW_QUICK_CARD (object);

  if (self->scroller != NULL)
    fw_quick_card_set_project (self, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->shown, fw_problem_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_quick_card_parent_class)->dispose (object);
}

static void
fw_quick_card_class_init (FwQuickCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_quick_card_dispose;
  GTK_WIDGET_CLASS (klass)->measure = fw_quick_card_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = fw_quick_card_size_allocate;
  GTK_WIDGET_CLASS (klass)->get_request_mode = fw_quick_card_get_request_mode;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SAY] = g_signal_new ("say", FW_TYPE_QUICK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CONTENT_CHANGED] = g_signal_new ("content-changed", FW_TYPE_QUICK_CARD,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_quick_card_init (FwQuickCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_add_css_class (self->scroller, "fw-quick");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Selected object"), -1);

  self->swatch = FW_SWATCH (fw_swatch_new (14));
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0.0f);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "fw-head-title");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->swatch));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->category_key = FW_KEY_CAP (fw_key_cap_new (""));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->category_key));
  gtk_box_append (GTK_BOX (self->box), head);

  self->key = add_flag (self, "fw-keyframe-symbolic", _("Key"), "win.toggle-keyframe");
  self->occluded = add_flag (self, "fw-occluded-symbolic", _("Occluded"), "win.toggle-occluded");
  self->outside = add_flag (self, "fw-outside-symbolic", _("Outside"), "win.toggle-outside");
  self->attributes = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->attributes));
  build_problem (self);
}

GtkWidget *
fw_quick_card_new (void)
{
  return g_object_new (FW_TYPE_QUICK_CARD, NULL);
}

void
fw_quick_card_set_project (FwQuickCard *self,
                           FwProject   *project)
{
  g_return_if_fail (FW_IS_QUICK_CARD (self));

  if (self->project == project)
    return;
  if (get_session (self) != NULL)
    g_signal_handlers_disconnect_by_data (get_session (self), self);
  if (self->project != NULL && fw_project_get_checks (self->project) != NULL)
    g_signal_handlers_disconnect_by_data (fw_project_get_checks (self->project), self);
  g_clear_pointer (&self->shown, fw_problem_unref);
  g_set_object (&self->project, project);
  if (get_session (self) == NULL)
    return;
  g_signal_connect_swapped (get_session (self), "objects-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (get_session (self), "selection-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (fw_project_get_checks (project), "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (fw_project_get_checks (project), "here-changed", G_CALLBACK (update),
                            self);
  update (self);
}

void
fw_quick_card_set_floating (FwQuickCard *self,
                            gboolean     floating)
{
  g_return_if_fail (FW_IS_QUICK_CARD (self));

  if (self->is_floating == floating)
    return;
  self->is_floating = floating;
  if (floating)
    gtk_widget_add_css_class (self->scroller, "floating");
  else
    gtk_widget_remove_css_class (self->scroller, "floating");
  update (self);
}

gboolean
fw_quick_card_has_content (FwQuickCard *self)
{
  FwSession *session = get_session (self);

  return session != NULL && fw_session_get_primary (session) != 0
         && fw_session_find_object (session, fw_session_get_primary (session)) != NULL;
}

void
fw_quick_card_set_width (FwQuickCard *self,
                         int          width)
{
  g_return_if_fail (FW_IS_QUICK_CARD (self));

  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
